#!/bin/sh
# terms.sh - the words people read: legal terms as the glossary has them, no English left in Vietnamese texts, no
# forbidden synonym; and the check itself finds what it is there to find.
set -u
ok() {
	number=$((${number:-0} + 1))
	if [ "$1" = 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2"; fi
}
check="python3 tests/terms/check.py"
$check tests/terms/glossary.txt templates/lang/vi.po checklists/*-*.xml >"$TMPDIR/out"
ok $? "the catalogue and all packs use the words of the law"
cut -c 1-300 "$TMPDIR/out"
finds() {
	sed "s|^msgstr \"Hệ thống\"|&|; \$a\\
\\
msgid \"$1\"\\
msgstr \"$2\"" templates/lang/vi.po >"$TMPDIR/bad.po"
	! $check tests/terms/glossary.txt "$TMPDIR/bad.po" checklists/*-*.xml >"$TMPDIR/bad.out" &&
		[ "$(grep -c '^# ' "$TMPDIR/bad.out")" = 1 ]
	ok $? "found: $2"
}
finds "the checklist" "Danh mục update của năm"
finds "save the answer" "Lưu answer của bạn"
finds "can be done" "Việc này can be làm"
finds "evidence" "Thiếu minh chứng"
finds "approval" "Cơ quan phê chuẩn hồ sơ"
finds "decree" "Nghị định 85/2016/NĐ-CP đã bị bãi bỏ"
grep -v '^cấp độ |' tests/terms/glossary.txt | sed 's/^\[forbidden\]/không có ở đâu | catalogue\n&/' >"$TMPDIR/more.txt"
! $check "$TMPDIR/more.txt" templates/lang/vi.po checklists/*-*.xml | grep '^# ' >"$TMPDIR/lacks.out"
[ "$(cat "$TMPDIR/lacks.out" | wc -l)" = 1 ]
ok $? "found: a term of the glossary that stands nowhere"
echo "1..$number"

#!/bin/sh
# review.sh - a hand-in goes to the department, comes back with comments, is corrected and accepted: two
# databases, only the command line, only files between them.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
CAPDO=${CAPDO:-$root/build/capdo}
work=$(mktemp -d "${TMPDIR:-/tmp}/review.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
CAPDO_CLOCK=2026-12-01T03:00:00Z
CAPDO_LANG=en
export CAPDO_CLOCK CAPDO_LANG
unset CAPDO_DB CAPDO_USER
number=0
failed=0

ok() {
	number=$((number + 1))
	if [ "$2" -eq 0 ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		failed=$((failed + 1))
		sed 's/^/# /' out err 2>/dev/null | head -n 40
	fi
}
# is SENTENCE STATUS COMMAND...: the command ends with this status
is() {
	sentence=$1
	wanted=$2
	shift 2
	"$@" >out 2>err
	got=$?
	[ $got -eq "$wanted" ]
	ok "$sentence" $?
}
# says SENTENCE PATTERN: the last command printed it
says() {
	grep -qE -- "$2" out
	ok "$1" $?
}
# silent SENTENCE PATTERN: it did not
silent() {
	! grep -qE -- "$2" out
	ok "$1" $?
}
warns() {
	grep -qE -- "$2" err
	ok "$1" $?
}
agency() {
	"$CAPDO" --db agency.db --user hoa "$@"
}
department() {
	"$CAPDO" --db department.db --user binh "$@"
}
at() {
	CAPDO_CLOCK=$1
}

# ---- the agency hands in -----------------------------------------------------------------------

"$CAPDO" --db agency.db init --user hoa >/dev/null
"$CAPDO" --db department.db init --user chief >/dev/null
"$CAPDO" --db department.db --user chief user add binh --name 'Người thẩm tra mẫu' --role reviewer >/dev/null
is 'the sample agency is loaded' 0 agency load "$root/templates/sample/TXMT.xml"
system=$(agency system list --xml | grep -o '<system [^>]*code="[^"]*"' | head -n 1 | sed 's/.*code="//; s/"//')
requirement=$(agency assess show "$system" --year 2026 --xml | grep -o '<finding [^>]*requirement="[^"]*"' |
    head -n 1 | sed 's/.*requirement="//; s/"//')
is 'the year is signed off' 0 agency sign TXMT --year 2026
is 'and handed in' 0 agency exchange export --agency TXMT --year 2026 -o one.xml
is 'before it came the desk says so' 0 department review list --year 2026
is 'the department takes it in' 0 department exchange import one.xml
is 'it stands on the desk' 0 department review list --year 2026
says 'as handed in' 'TXMT.* handed in '
is 'the desk is XML too' 0 department review list --year 2026 --xml
says 'with its state' '<hand-in agency="TXMT" state="submitted" due="2026-12-19"'
is 'what is due comes first' 0 department review list --year 2026 --due
says 'that is the decision' 'TXMT.*return or accept the hand-in'
is 'a state that does not exist is refused' 2 department review list --state gone
is '--due takes no value away from those who need one' 2 agency action add "$system" V99 --title x --state open --due
warns 'and says so' "needs a value"

# ---- comments, returned ------------------------------------------------------------------------

is 'a comment on an answer' 0 department review comment TXMT finding "$requirement" --system "$system" --year 2026 \
	--kind reject --text 'Bổ sung quyết định ban hành'
is 'a comment on a question of the level' 0 department review comment TXMT fact function --system "$system" \
	--year 2026 --kind ask --text 'Vì sao chọn chức năng này?'
is 'a comment on the year' 0 department review comment TXMT year --year 2026 --kind note --text 'Gửi sớm hơn'
is 'a comment on nothing is refused' 2 department review comment TXMT finding XX-1 --system "$system" --year 2026 \
	--kind ask --text x
is 'an officer cannot comment' 2 agency review comment TXMT year --year 2026 --kind ask --text x
is 'an answer that is not decided cannot be written' 2 department review export TXMT --year 2026 -o x.xml
is 'it is not accepted while an answer is rejected' 2 department review accept TXMT --year 2026
warns 'and says why' 'rejected answers'
is 'nothing is clean' 0 department review accept --all-clean --year 2026
says 'and says so' 'no hand-in could be accepted'
is '--anyway needs a reason' 2 department review accept TXMT --year 2026 --anyway
at 2026-12-02T03:00:00Z
is 'it is returned' 0 department review return TXMT --year 2026 --text 'Xem các ý kiến'
is 'but not twice' 2 department review return TXMT --year 2026 --text 'Xem các ý kiến'
is 'the answer is written' 0 department review export TXMT --year 2026 -o one-back.xml
if command -v xmllint >/dev/null; then
	is 'it fits the schema' 0 xmllint --noout --schema "$root/templates/exchange/capdo-1.xsd" one-back.xml
fi

# ---- back at the agency ------------------------------------------------------------------------

sed 's/Bổ sung quyết định/Bỏ qua quyết định/' one-back.xml >altered.xml
is 'an altered answer is refused' 2 agency exchange import altered.xml
is 'a dry run changes nothing' 0 agency exchange import --dry-run one-back.xml
is 'nothing has come yet' 0 agency comment list
silent 'no comment' 'Bổ sung'
is 'the answer is taken in' 0 agency exchange import one-back.xml
is 'the list of what came back' 0 agency comment list --year 2026
says 'has the comment' 'Bổ sung quyết định ban hành'
says 'and the answer it is about' '^ *(answer|Trả lời)?.*(met|partly met|not met|not applicable)'
is 'the list is XML too' 0 agency comment list --open --xml
says 'with the ids' '<comment id="[0-9a-f-]{36}" number="1" kind="reject" state="open"'
is 'the checklist shows it' 0 agency assess show "$system" --year 2026
says 'at its requirement' "comment 1 .*$requirement.*Bổ sung quyết định"
is 'the level shows its own' 0 agency level show "$system"
says 'at its question' 'comment 2 .*Vì sao chọn'
is 'the year is returned' 0 agency year show 2026
says 'with the words' 'Xem các ý kiến'
is 'a reply' 0 agency comment reply 1 --text 'Đã ban hành'
is 'the workbook' 0 agency report agency TXMT --year 2026 -o book.xlsx
is 'the workbook of the system' 0 agency report system "$system" --year 2026 -o system.xlsx
if python3 -c 'import openpyxl' 2>/dev/null; then
	for book in book.xlsx system.xlsx; do
		python3 - "$book" >out 2>err <<-'PY'
			import sys, openpyxl
			book = openpyxl.load_workbook(sys.argv[1])
			text = "\n".join(str(c) for s in book for row in s.iter_rows(values_only=True) for c in row if c)
			sys.exit(not ("Bổ sung quyết định ban hành" in text and "Đã ban hành" in text))
		PY
		ok "$book has the comment and the reply" $?
	done
fi
is 'taking it in again is nothing new' 0 agency exchange import one-back.xml
is 'the reply is still there' 0 agency comment list
says 'as it was' 'Đã ban hành'
is 'the answer is corrected' 0 agency assess set "$system" "$requirement" unmet --year 2026 \
	--measure 'Ban hành quy chế' --person 'Nguyễn Văn Mẫu' --due 2026-12-31
is 'signed off again' 0 agency sign TXMT --year 2026
is 'and handed in again' 0 agency exchange export --agency TXMT --year 2026 -o two.xml

# ---- accepted ----------------------------------------------------------------------------------

is 'the second hand-in replaces the first' 0 department exchange import two.xml
is 'the first is too old now' 2 department exchange import one.xml
is 'the reviewer sees it' 0 department review show TXMT --year 2026
says 'what changed' '(result|measure): .* -> '
says 'and the reply' 'Đã ban hành'
is 'the comments are closed' 0 department review close TXMT 1 2
at 2026-12-03T03:00:00Z
is 'the hand-in is accepted' 0 department review accept TXMT --year 2026 --text 'Đạt' --anyway --reason 'Dữ liệu mẫu'
is 'the desk knows it' 0 department review list --year 2026 --state accepted
says 'accepted' 'TXMT'
is 'nothing is due any more' 0 department review list --year 2026 --due
silent 'no hand-in' 'TXMT.*hand-in'
is 'the second answer' 0 department review export TXMT --year 2026 -o two-back.xml
is 'is taken in' 0 agency exchange import two-back.xml
is 'the first answer is too old now' 2 agency exchange import one-back.xml
is 'the year is accepted' 0 agency year show 2026 --xml
says 'in the agency too' 'state="accepted"'
is 'no comment is open but the remark' 0 agency comment list --open
silent 'none' 'Bổ sung'
is 'the chain of the department is whole' 0 "$CAPDO" --db department.db --user chief audit verify
is 'and that of the agency' 0 agency audit verify

echo "1..$number"
[ $failed -eq 0 ]

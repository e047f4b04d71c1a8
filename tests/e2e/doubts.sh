#!/bin/sh
# doubts.sh - what the law notes mark as to be verified is a status in the packs, and stands in what people hand on:
# the gap workbook of the province, the yearly report to the ministry.
set -u
export CAPDO_CLOCK=2026-12-01T03:00:00Z CAPDO_LANG=vi CAPDO_DB=$TMPDIR/d.db
capdo=$CAPDO_RELEASE
ok() {
	number=$((${number:-0} + 1))
	if [ "$1" = 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2"; fi
}
{
	"$capdo" init --user hoa && "$capdo" load templates/sample && "$capdo" report gap -o "$TMPDIR/gap.xlsx" &&
		"$capdo" report annual --year 2026 --drafts --owner 'Ủy ban nhân dân tỉnh Mẫu (dữ liệu mẫu)' \
			-o "$TMPDIR/annual.xlsx"
} >"$TMPDIR/log" 2>&1
ok $? "the workbooks are written"
python3 tests/tools/doubts.py checklists "$TMPDIR/gap.xlsx" "$TMPDIR/annual.xlsx"
ok $? "every mark of the notes is a status, and every doubt of the packs stands in a workbook"
mkdir "$TMPDIR/packs"
cp checklists/nd331-2026.xml checklists/tcvn14423-2026.xml checklists/crosswalk-1.xml "$TMPDIR/packs"
sed -i '/<doubt id="doubt-pending-list"/s/status="[a-z]*"/status="confirmed"/; s/id="T5"/id="T5x"/' \
	"$TMPDIR/packs/nd331-2026.xml"
python3 tests/tools/doubts.py "$TMPDIR/packs" "$TMPDIR/gap.xlsx" "$TMPDIR/annual.xlsx" >"$TMPDIR/out"
[ $? = 1 ] && [ "$(grep -c '^# ' "$TMPDIR/out")" = 2 ]
ok $? "a mark that is lost, or called confirmed, is found"
python3 tests/tools/doubts.py checklists "$TMPDIR/annual.xlsx" >"$TMPDIR/out"
[ $? = 1 ] && grep -q 'no workbook shows it' "$TMPDIR/out"
ok $? "a doubt that no workbook shows is found"
echo "1..$number"

#!/bin/sh
# annual.sh - the report of the sample province's owner to the ministry, opened by other programs: all that is
# promised is in the workbook and in the XML, formulas computed anew give the same, the XML is valid; the form of
# 2026 with its rows and totals worked out anew from the sample; and the reports of years under the acts before.
set -u
export CAPDO_CLOCK=2026-11-22T03:00:00Z CAPDO_LANG=vi CAPDO_DB=$TMPDIR/a.db
owner='Ủy ban nhân dân tỉnh Mẫu (dữ liệu mẫu)'
capdo=$CAPDO_RELEASE
ok() {
	number=$((${number:-0} + 1))
	if [ "$1" = 0 ]; then echo "ok $number - $2"; else echo "not ok $number - $2"; fi
}
{
	"$capdo" init --user hoa && "$capdo" load templates/sample
} >"$TMPDIR/load.log" 2>&1
"$capdo" report annual --year 2026 --drafts -o "$TMPDIR/a.xlsx" >"$TMPDIR/log" 2>&1
[ $? = 2 ] && grep -q 'thị xã Mẫu Tây' "$TMPDIR/log" && [ ! -e "$TMPDIR/a.xlsx" ]
ok $? "of several owners one must be named, and no file appears"
"$capdo" report annual --year 2026 --owner "$owner" -o "$TMPDIR/a.xlsx" >"$TMPDIR/log" 2>&1
[ $? = 2 ] && grep -q -- --drafts "$TMPDIR/log"
ok $? "what nobody has handed in is not reported"
"$capdo" report annual --year 2026 --owner "$owner" --drafts -o "$TMPDIR/a.xlsx" --xml-file "$TMPDIR/a.xml" \
	>"$TMPDIR/log" 2>&1
ok $? "the report is written"
python3 tests/tools/annual.py templates/sample "$TMPDIR/a.xlsx" "$TMPDIR/a.xml" "$owner" 2026
ok $? "all that is promised is in the workbook and in the XML, and the cross-checks agree"
python3 tests/tools/annual.py --form templates/sample "$TMPDIR/a.xlsx" "$owner" 2026
ok $? "the rows and the totals of the form of 2026 are those of the sample"
grep -c '<annual-content ' "$TMPDIR/a.xml" | grep -qx 12 && grep -q '<addressee>Bộ Công an</addressee>' "$TMPDIR/a.xml" &&
	grep -q ' form="form-08" form-source="secondary"' "$TMPDIR/a.xml"
ok $? "the report of 2026 has twelve contents, the form with how well it is sourced, and its addressee"
xmllint --noout --schema templates/exchange/capdo-1.xsd "$TMPDIR/a.xml" 2>"$TMPDIR/xmllint.log" || cat "$TMPDIR/xmllint.log"
grep -q validates "$TMPDIR/xmllint.log"
ok $? "the XML is valid"
# LibreOffice believes the values beside formulas unless it is told to compute them
mkdir -p "$TMPDIR/office/user"
cat >"$TMPDIR/office/user/registrymodifications.xcu" <<END
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
 oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>
END
soffice "-env:UserInstallation=file://$TMPDIR/office" --headless --convert-to xlsx --outdir "$TMPDIR/again" \
	"$TMPDIR/a.xlsx" >"$TMPDIR/office.log" 2>&1
python3 tests/tools/annual.py --formulas "$TMPDIR/a.xlsx" "$TMPDIR/again/a.xlsx"
ok $? "formulas computed anew give the values written beside them"
"$capdo" report annual --year 2026 --owner "$owner" --drafts -o "$TMPDIR/b.xlsx" --xml-file "$TMPDIR/b.xml" \
	>"$TMPDIR/log" 2>&1
cmp "$TMPDIR/a.xml" "$TMPDIR/b.xml"
ok $? "the same report twice gives the same XML"
"$capdo" report annual --year 2025 --owner "$owner" --drafts -o "$TMPDIR/d.xlsx" --xml-file "$TMPDIR/d.xml" \
	>"$TMPDIR/log" 2>&1
python3 tests/tools/annual.py templates/sample "$TMPDIR/d.xlsx" "$TMPDIR/d.xml" "$owner" 2025 &&
	grep -c '<annual-content ' "$TMPDIR/d.xml" | grep -qx 11 && ! grep -q 'form-status=' "$TMPDIR/d.xml" &&
	xmllint --noout --schema templates/exchange/capdo-1.xsd "$TMPDIR/d.xml" 2>/dev/null
ok $? "the report of 2025 has the eleven contents of its circular, and no form"
"$capdo" year set 2021 --agency SYT other='Đề nghị hỗ trợ diễn tập' >/dev/null 2>&1 ||
	"$capdo" year add 2021 --agency SYT other='Đề nghị hỗ trợ diễn tập' >/dev/null
"$capdo" report annual --year 2021 --owner "$owner" --drafts -o "$TMPDIR/c.xlsx" --xml-file "$TMPDIR/c.xml" \
	>"$TMPDIR/log" 2>&1
grep -c '<annual-content ' "$TMPDIR/c.xml" | grep -qx 5 && grep -q 'điểm đ khoản 3 Điều 17' "$TMPDIR/c.xml" &&
	grep -q 'Đề nghị hỗ trợ diễn tập' "$TMPDIR/c.xml" &&
	xmllint --noout --schema templates/exchange/capdo-1.xsd "$TMPDIR/c.xml" 2>/dev/null
ok $? "the report of 2021 has the five contents of the circular before"
echo 1..11

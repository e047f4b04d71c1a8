#!/bin/sh
# demo.sh - plays the demo, then opens all it made with other programs: every workbook with openpyxl, some
# with LibreOffice, every XML with xmllint; every text typed for an agency stands in its workbooks and XML.
set -u
out=$TMPDIR/demo
if sh tests/demo.sh "$CAPDO_RELEASE" "$out" >"$TMPDIR/demo.log" 2>&1; then
	echo "ok 1 - the demo plays to its end"
else
	cat "$TMPDIR/demo.log"
	echo "not ok 1 - the demo plays to its end"
fi
python3 tests/tools/workbooks.py "$out/excel" && echo "ok 2 - openpyxl opens every workbook" ||
	echo "not ok 2 - openpyxl opens every workbook"
mkdir -p "$TMPDIR/pdf"
set -- "$out"/excel/don-vi-STTTT-2026.xlsx "$out"/excel/he-thong-VPUB-DVC-2026.xlsx
soffice "-env:UserInstallation=file://$TMPDIR/office" --headless --convert-to pdf --outdir "$TMPDIR/pdf" "$@" \
	>"$TMPDIR/office.log" 2>&1
if [ "$(ls "$TMPDIR"/pdf/*.pdf | wc -l)" = 2 ] && pdftotext "$TMPDIR/pdf/he-thong-VPUB-DVC-2026.pdf" - |
	grep -q 'XÁC ĐỊNH CẤP ĐỘ'; then
	echo "ok 3 - LibreOffice opens the workbooks and prints them"
else
	cat "$TMPDIR/office.log"
	echo "not ok 3 - LibreOffice opens the workbooks and prints them"
fi
xmllint --noout --schema templates/exchange/capdo-1.xsd "$out"/xml/*.xml 2>"$TMPDIR/xmllint.log" &&
	echo "ok 4 - every XML is valid" || {
	grep -v ' validates$' "$TMPDIR/xmllint.log"
	echo "not ok 4 - every XML is valid"
}
python3 tests/tools/typed.py templates/sample "$out" && echo "ok 5 - all that was typed is in Excel and in XML" ||
	echo "not ok 5 - all that was typed is in Excel and in XML"
# an empty store takes the export and gives the same bytes back
again=$TMPDIR/again.db
export CAPDO_CLOCK=2026-11-22T03:00:00Z
"$CAPDO_RELEASE" --db "$again" init --user hoa >/dev/null
"$CAPDO_RELEASE" --db "$out/tinh-mau.db" exchange export --agency TTGSDH -o "$TMPDIR/one.xml" >/dev/null
"$CAPDO_RELEASE" --db "$again" load "$TMPDIR/one.xml" >/dev/null
"$CAPDO_RELEASE" --db "$again" exchange export --agency TTGSDH -o "$TMPDIR/two.xml" >/dev/null
cmp "$TMPDIR/one.xml" "$TMPDIR/two.xml" && echo "ok 6 - export, import, export gives the same bytes" ||
	echo "not ok 6 - export, import, export gives the same bytes"
echo 1..6

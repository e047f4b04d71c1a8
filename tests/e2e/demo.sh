#!/bin/sh
# demo.sh - plays the demo, then opens all it made with other programs: every workbook with openpyxl, some
# with LibreOffice, every XML with xmllint; every text typed for an agency stands in its workbooks and XML.
# Then the round of a year: signatures that xmlsec1 and capdo judge alike, and what came of it in the department.
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

# ---- the round ----------------------------------------------------------------------------------------

ok() { # STATUS NUMBER SENTENCE
	[ "$1" = 0 ] && echo "ok $2 - $3" || echo "not ok $2 - $3"
}
round=$out/vong-nam
sh tests/demo_round.sh "$CAPDO_RELEASE" "$round" >"$TMPDIR/round.log" 2>&1
status=$?
[ $status = 0 ] || tail -n 30 "$TMPDIR/round.log"
ok $status 7 "the round plays to its end"
[ "$(ls "$round"/nop/*.xml | wc -l)" = 14 ] && [ "$(cd "$round/nop-lai" && echo *)" = "SGDDT-2026.xml TPM-2026.xml" ] &&
	[ "$(grep -l '</Signature>' "$round"/nop/*.xml "$round"/nop-lai/*.xml "$round"/tra-loi/*.xml | wc -l)" = 18 ]
ok $? 8 "14 agencies hand in, two once more, and all that is sent is signed"

# judge FILE CERT: what both say of a signature; "0 0": it is good
export CAPDO_CLOCK=2026-12-31T03:00:00Z CAPDO_LANG=vi
judge() {
	"$CAPDO_RELEASE" exchange verify --cert "$2" "$1" >"$TMPDIR/ours" 2>&1
	ours=$?
	xmlsec1 --verify --trusted-pem "$2" --verification-gmt-time "2026-12-31 03:00:00" "$1" >"$TMPDIR/theirs" 2>&1
	theirs=$?
	[ $theirs = 0 ] || theirs=1
	[ $ours = 0 ] && ! grep -q 'chữ ký số hợp lệ' "$TMPDIR/ours" && ours=unsigned
	echo "$ours $theirs"
}
good=0 altered=0 foreign=0
for file in "$round"/nop/*.xml "$round"/nop-lai/*.xml; do
	agency=$(basename "$file" -2026.xml)
	[ "$(judge "$file" "$round/khoa/$agency.pem")" = "0 0" ] && good=$((good + 1))
	sed '0,/<name>/s//<name>X/' "$file" >"$TMPDIR/altered.xml"
	[ "$(judge "$TMPDIR/altered.xml" "$round/khoa/$agency.pem")" = "2 1" ] && altered=$((altered + 1))
	[ "$(judge "$file" "$round/khoa/so-tttt.pem")" = "2 1" ] && foreign=$((foreign + 1))
done
[ $good = 16 ]
ok $? 9 "xmlsec1 and capdo take the signatures of all 16 files ($good)"
[ $altered = 16 ]
ok $? 10 "both refuse each of them with one letter more ($altered)"
[ $foreign = 16 ]
ok $? 11 "and with another's certificate ($foreign)"

department() {
	"$CAPDO_RELEASE" --db "$round/may/so-tttt.db" --user lan "$@"
}
department review list --year 2026 --xml >"$TMPDIR/desk.xml"
department proposal list --xml >"$TMPDIR/proposals.xml"
python3 - "$TMPDIR/desk.xml" "$TMPDIR/proposals.xml" "$round"/tra-loi/*.xml <<'END'
import sys
import xml.etree.ElementTree as tree

desk, proposals, *reviews = [tree.parse(path).getroot() for path in sys.argv[1:]]
rows = {row.get("agency"): row for row in desk if row.tag.endswith("hand-in")}
assert len(rows) == 14, rows.keys()
for code, row in rows.items():
    twice = code in ("SGDDT", "TPM")
    assert row.get("state") == "accepted" and row.get("signature") == "valid", row.attrib
    assert row.get("number") == ("2" if twice else "1"), row.attrib
    assert row.get("late") == ("yes" if code == "TPM" else "no"), row.attrib
levels = sorted(row.get("level") for row in proposals if row.get("state") == "approved")
assert levels == ["1", "2", "3", "4", "5"] and len(proposals) == 5, levels
for review, agency in zip(reviews, ("SGDDT", "TPM")):
    assert review.tag == "{urn:capdo:exchange:1}review" and review.get("agency") == agency, review.attrib
    assert review.get("decision") == "returned", review.attrib
    assert [row for row in review if row.tag.endswith("}comment")], agency
END
ok $? 12 "all are accepted, two at the second time, and proposals of all five levels are approved"
for store in "$round"/may/*.db; do
	"$CAPDO_RELEASE" --db "$store" --user "$([ "${store##*/}" = so-tttt.db ] && echo quan-tri || echo can-bo)" verify ||
		echo "$store"
done >"$TMPDIR/verify" 2>&1
[ "$(grep -c '^cơ sở dữ liệu nguyên vẹn' "$TMPDIR/verify")" = 15 ]
ok $? 13 "the stores of 14 agencies and of the department are whole"
python3 tests/tools/workbooks.py "$round/bao-cao" && [ "$(ls "$round"/bao-cao/*.xlsx | wc -l)" = 2 ]
ok $? 14 "openpyxl opens the workbooks of the province and of the year's report"
xmllint --noout --schema templates/exchange/capdo-1.xsd "$round"/*/*.xml 2>"$TMPDIR/xmllint.log"
status=$?
grep -v ' validates$' "$TMPDIR/xmllint.log"
[ $status = 0 ] && [ "$(grep -c ' validates$' "$TMPDIR/xmllint.log")" = 20 ]
ok $? 15 "all 20 XML files of the round are valid"
echo 1..15

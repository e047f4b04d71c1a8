#!/bin/sh
# demo.sh - plays the demo, then opens all it made with other programs: every workbook with openpyxl, some
# with LibreOffice, every XML with xmllint; every text typed for an agency stands in its workbooks and XML; each
# system of the sample stands under its rule, and the form and the gap report agree with themselves. Then the round
# of a year: signatures that xmlsec1 and capdo judge alike, and what came of it in the department.
set -u
ok() { # STATUS NUMBER SENTENCE
	[ "$1" = 0 ] && echo "ok $2 - $3" || echo "not ok $2 - $3"
}
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

# ---- two regimes side by side --------------------------------------------------------------------------

export CAPDO_CLOCK=2026-12-01T03:00:00Z
"$CAPDO_RELEASE" --db "$out/tinh-mau.db" regime list --xml >"$TMPDIR/regimes.xml"
"$CAPDO_RELEASE" --db "$out/tinh-mau.db" regime show SNV-LTDT --agency SNV --at 2027-01-15 --xml >"$TMPDIR/late.xml"
"$CAPDO_RELEASE" --db "$out/tinh-mau.db" task list STC-BMTC --agency STC --xml >"$TMPDIR/tasks.xml"
python3 - "$TMPDIR" "$out/chuyen-tiep" <<'END'
import collections
import sys
import xml.etree.ElementTree as tree

folder, out = sys.argv[1:]


def case(number, sentence, problems):
    for problem in problems:
        print("#", problem)
    print("%s %d - %s" % ("not ok" if problems else "ok", number, sentence))


def differ(name, found, wanted):
    return [] if found == wanted else ["%s: %s, not %s" % (name, found, wanted)]


def rows(path, tag):
    return [node for node in tree.parse(path).iter() if node.tag.rpartition("}")[2] == tag]


rules = {row.get("code"): row for row in rows(folder + "/regimes.xml", "regime")}
of = collections.Counter(row.get("rule") for row in rules.values())
problems = differ("rules", dict(of), {"T1": 35, "T2": 1, "T3": 2, "T4": 2, "T6": 1, "T7": 1})
for code, rule, beside in (("SYT-HIS", "T1", "T8 T9 T10"), ("SNV-LTDT", "T2", "T9"), ("HMN-CTT", "T3", "T9 T10 T11"),
                           ("SGDDT-TSDC", "T3", "T9 T10 T11"), ("STC-BMTC", "T4", "T9"),
                           ("TPM-CCTV", "T6", "T9 T11"), ("SKHDT-XTDT", "T7", "T9 T10")):
    problems += differ(code, (rules[code].get("rule"), rules[code].findtext("{*}beside")), (rule, beside))
problems += differ("later", [row.get("rule") for row in rows(folder + "/late.xml", "regime")], ["T5"])
case(7, "at 2026-12-01 every transition rule is at work, and T5 where the approval is missed", problems)

year, = rows(out + "/mau-08-2026.xml", "annual")
systems = rows(out + "/mau-08-2026.xml", "annual-system")
count = lambda field, *values: str(sum(row.get(field) in values for row in systems))
problems = differ("systems", year.get("systems"), str(len(systems)))
problems += differ("approved", year.get("approved"), count("form-status", "approved"))
problems += differ("appraised", year.get("appraised"), count("form-status", "approved", "appraised"))
problems += differ("dossiers", year.get("dossiers"), count("form-status", "approved", "appraised", "sent"))
problems += differ("full", year.get("full"), count("form-implementation", "full"))
problems += differ("inspected", year.get("inspected"), count("form-inspection", "periodic", "before-use", "both"))
problems += differ("periodic", year.get("approved-inspected"), str(sum(
    row.get("form-status") == "approved" and row.get("form-inspection") in ("periodic", "both") for row in systems)))
problems += differ("types", str(sum(int(row.get("systems")) for row in rows(out + "/mau-08-2026.xml", "annual-type"))),
                   year.get("systems"))
problems += differ("each status and inspection", all(count("form-status", value) != "0" for value in
    ("approved", "drafting")) and all(count("form-inspection", value) != "0" for value in
    ("periodic", "before-use", "both", None)), True)
for row in systems:
    approved = row.get("form-status") == "approved"
    if not approved and not row.get("approval-expected"):
        problems.append("%s is not approved, and no day is given" % row.get("code"))
    if approved and not row.get("regulation-date", "9") < row.get("approval-date", ""):
        problems.append("%s is approved before its regulation" % row.get("code"))
    if row.get("form-implementation") != "full" and not row.get("implementation-expected"):
        problems.append("%s is not in place, and no day is given" % row.get("code"))
case(8, "the totals of Form 08 are those of its rows, and no row contradicts itself", problems)

states = ("shown", "stricter", "partly", "open", "new", "n-a")
problems = []
for name in ("tinh-mau", "don-vi-VPUB"):
    whole, = rows("%s/%s.xml" % (out, name), "gap")
    systems = rows("%s/%s.xml" % (out, name), "gap-system")
    problems += differ(name, int(whole.get("systems")), len(systems))
    for state in states + ("items",):
        problems += differ(name + " " + state, int(whole.get(state)), sum(int(row.get(state)) for row in systems))
    for row in systems:
        problems += differ(row.get("code"), int(row.get("items")), sum(int(row.get(state)) for state in states))
        if row.get("code") == "VPUB-DVC":
            problems += differ("planned", int(row.get("planned")) > 0, True)
case(9, "the gap of the province is the sum of its systems', and what is planned is told", problems)

tasks = collections.Counter(row.get("state") for row in rows(folder + "/tasks.xml", "task-due"))
case(10, "recurring duties are done, done late and due", differ("states", set(tasks), {"done", "done-late", "due"}))
END
python3 tests/tools/workbooks.py "$out/chuyen-tiep" 5 && [ "$(ls "$out"/chuyen-tiep/*.xlsx | wc -l)" = 4 ]
ok $? 11 "openpyxl opens the gap reports and Form 08"
xmllint --noout --schema templates/exchange/capdo-1.xsd "$out"/chuyen-tiep/*.xml 2>"$TMPDIR/xmllint.log"
status=$?
grep -v ' validates$' "$TMPDIR/xmllint.log"
ok $status 12 "their XML is valid"

# ---- the round ----------------------------------------------------------------------------------------

round=$out/vong-nam
sh tests/demo_round.sh "$CAPDO_RELEASE" "$round" >"$TMPDIR/round.log" 2>&1
status=$?
[ $status = 0 ] || tail -n 30 "$TMPDIR/round.log"
ok $status 13 "the round plays to its end"
[ "$(ls "$round"/nop/*.xml | wc -l)" = 14 ] && [ "$(cd "$round/nop-lai" && echo *)" = "SGDDT-2026.xml TPM-2026.xml" ] &&
	[ "$(grep -l '</Signature>' "$round"/nop/*.xml "$round"/nop-lai/*.xml "$round"/tra-loi/*.xml | wc -l)" = 18 ]
ok $? 14 "14 agencies hand in, two once more, and all that is sent is signed"

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
ok $? 15 "xmlsec1 and capdo take the signatures of all 16 files ($good)"
[ $altered = 16 ]
ok $? 16 "both refuse each of them with one letter more ($altered)"
[ $foreign = 16 ]
ok $? 17 "and with another's certificate ($foreign)"

department() {
	"$CAPDO_RELEASE" --db "$round/may/so-tttt.db" --user lan "$@"
}
department review list --year 2026 --xml >"$TMPDIR/desk.xml"
department proposal list --xml >"$TMPDIR/proposals.xml"
department regime list --xml >"$TMPDIR/after.xml"
python3 - "$TMPDIR/desk.xml" "$TMPDIR/proposals.xml" "$TMPDIR/after.xml" "$round"/tra-loi/*.xml <<'END'
import sys
import xml.etree.ElementTree as tree

desk, proposals, regimes, *reviews = [tree.parse(path).getroot() for path in sys.argv[1:]]
rows = {row.get("agency"): row for row in desk if row.tag.endswith("hand-in")}
assert len(rows) == 14, rows.keys()
for code, row in rows.items():
    twice = code in ("SGDDT", "TPM")
    assert row.get("state") == "accepted" and row.get("signature") == "valid", row.attrib
    assert row.get("number") == ("2" if twice else "1"), row.attrib
    assert row.get("late") == ("yes" if code == "TPM" else "no"), row.attrib
levels = sorted(row.get("level") for row in proposals if row.get("state") == "approved")
assert levels == ["1", "2", "2", "3", "4", "5"] and len(proposals) == 6, levels
# each was approved under the decree it stands under, and the approval settles it there
settled = {row.get("code"): (row.get("rule"), row.get("classification")) for row in regimes}
for row in proposals:
    wanted = ("T2", "nd85-2016") if row.get("system") == "SNV-LTDT" else ("T0", "nd331-2026")
    assert settled[row.get("system")] == wanted, (row.attrib, settled[row.get("system")])
for review, agency in zip(reviews, ("SGDDT", "TPM")):
    assert review.tag == "{urn:capdo:exchange:1}review" and review.get("agency") == agency, review.attrib
    assert review.get("decision") == "returned", review.attrib
    assert [row for row in review if row.tag.endswith("}comment")], agency
END
ok $? 18 "all are accepted, two at the second time; proposals of all five levels are approved, each by its decree"
for store in "$round"/may/*.db; do
	"$CAPDO_RELEASE" --db "$store" --user "$([ "${store##*/}" = so-tttt.db ] && echo quan-tri || echo can-bo)" verify ||
		echo "$store"
done >"$TMPDIR/verify" 2>&1
[ "$(grep -c '^cơ sở dữ liệu nguyên vẹn' "$TMPDIR/verify")" = 15 ]
ok $? 19 "the stores of 14 agencies and of the department are whole"
python3 tests/tools/workbooks.py "$round/bao-cao" && [ "$(ls "$round"/bao-cao/*.xlsx | wc -l)" = 2 ]
ok $? 20 "openpyxl opens the workbooks of the province and of the year's report"
xmllint --noout --schema templates/exchange/capdo-1.xsd "$round"/*/*.xml 2>"$TMPDIR/xmllint.log"
status=$?
grep -v ' validates$' "$TMPDIR/xmllint.log"
[ $status = 0 ] && [ "$(grep -c ' validates$' "$TMPDIR/xmllint.log")" = 20 ]
ok $? 21 "all 20 XML files of the round are valid"
echo 1..21

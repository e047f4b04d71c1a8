#!/bin/sh
# cli.sh - one officer's year on the command line: every example of the help, the walks as scripts, and
# what is refused with which exit status.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
CAPDO=${CAPDO:-$root/build/capdo}
work=$(mktemp -d "${TMPDIR:-/tmp}/cli.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
CAPDO_CLOCK=${CAPDO_CLOCK:-2026-11-22T03:00:00Z}
CAPDO_LANG=en
export CAPDO_CLOCK CAPDO_LANG
unset CAPDO_DB CAPDO_USER
mkdir bin
ln -s "$CAPDO" bin/capdo
PATH=$work/bin:$PATH
number=0
failed=0

# ok SENTENCE STATUS-OF-TEST
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
# warns SENTENCE PATTERN: the last command told it on standard error, and nothing on standard output
warns() {
	[ ! -s out ] && grep -qE -- "$2" err
	ok "$1" $?
}

# ---- the examples of the help, in order --------------------------------------------------------

cat >facts.xml <<'XML'
<facts xmlns="urn:capdo:facts:1">
  <fact id="function">internal</fact>
  <fact id="info">private personal</fact>
  <fact id="defence-security">no</fact>
  <fact id="harm">none</fact>
  <fact id="national-egov">no</fact>
  <fact id="nonstop">no</fact>
  <fact id="national-data-store">no</fact>
  <fact id="prime-minister-level">none</fact>
  <fact id="risk-level">none</fact>
</facts>
XML
mkdir checklists
cp "$root/checklists/method-1.xml" checklists/

mkdir examples
cp -R facts.xml checklists examples/
sh "$root/tests/tools/make_cert.sh" examples/so-tt ec:P-256 || exit 1
cd examples || exit 1
capdo help | grep '^  [a-z]' | grep -v '^  capdo ' | grep -oE '^  [a-z-]+( [a-z-]+)?' |
    while read -r noun verb; do
	capdo help "$noun" ${verb:+"$verb"} 2>/dev/null || capdo help "$noun"
    done | awk 'example && /^  / { print substr($0, 3); example = 0 } /^example:/ { example = 1 }' >../examples.list
# What an example needs that no other example makes: a second system at level 5, an approver.
level_5() {
	capdo system add csdl --name 'Cơ sở dữ liệu dùng chung' regulation-number=16/QĐ regulation-date=2026-03-02 &&
	    capdo level decide csdl --facts facts.xml --proposed 5 --reason 'Quan trọng quốc gia' &&
	    capdo proposal start csdl --kind new &&
	    capdo dossier add csdl dossier-overview dossier-design-new dossier-grounds dossier-measures \
		dossier-risk-report --title 'Hồ sơ đề xuất cấp độ' && capdo proposal submit csdl --date 2026-11-12
}
level_5_appraised() {
	capdo proposal complete csdl --user lan --date 2026-11-13 &&
	    capdo review appraise csdl suitable --user lan --date 2026-11-16
}
bad=0
while read -r line; do
	case $line in
	*' remove '* | *' incomplete '* | *' refuse '*) cp capdo.db kept.db ;;
	*' proposal opinion '*) level_5 ;;
	*' approve-measures '*) level_5_appraised ;;
	esac >../out 2>../err
	case $line in
	*'--user duyet'*) capdo user add duyet --name 'Lê Văn Duyệt' --role approver >../out 2>&1 ;;
	esac
	if ! sh -c "$line" </dev/null >../out 2>../err; then
		echo "# $line"
		sed 's/^/#   /' ../err
		bad=1
	fi
	case $line in
	*' remove '* | *' incomplete '* | *' refuse '*) rm -f capdo.db-wal capdo.db-shm && mv kept.db capdo.db ;;
	esac
done <../examples.list
cd ..
[ "$(wc -l <examples.list)" -gt 90 ]
ok "the help has an example of every command" $?
ok "every example of the help works, one after the other" $bad
is "the database of the examples is whole" 0 capdo --db examples/capdo.db verify

# ---- one officer's path ------------------------------------------------------------------------

is "init makes a database with its first user" 0 capdo init --user hoa
is "a database is not made a second time" 2 capdo init --user hoa
is "an agency is added" 0 capdo agency add stnmt --name 'Sở Tài nguyên'
says "what was kept is confirmed" "^saved: agency = stnmt"
is "a system is added" 0 capdo system add dat --name 'Hồ sơ đất đai' --purpose - </dev/null
is "a long text is read from a file" 0 sh -c 'printf "Dòng một\nDòng hai\n" >note.txt &&
	capdo system set dat --purpose @note.txt'
is "a system is shown" 0 capdo system show dat
says "a text of several lines is shown whole" "Dòng hai"
for n in 1 2; do
	capdo asset add dat "mc$n" --kind server --name "Máy chủ $n" >/dev/null || exit 1
done

# the level walk: two answers, an explanation, a wrong answer, a way back, an end in the middle
printf '?\n9\n1\nb\n1\n2 3 | Quyết định 12\nq\n' >walk
is "the level walk takes its answers from a script" 0 sh -c 'capdo level walk dat <walk'
says "an answer is confirmed as soon as it is kept" "^saved: function = internal$"
says "several values of one question are kept" "^saved: info = private personal$"
says "? explains with the citation" "^source: .*Article"
says "the walk says what is known so far" "^level so far: "
says "a walk that is stopped says so" "^stopped; every answer is kept"
grep -q "^capdo: '9' is not an answer; expected one of: 1, 2, 3, 4, 5" err
ok "a wrong answer is told with what was expected" $?
is "what a stopped walk has kept is there" 0 capdo level show dat
says "an answer keeps its evidence" "Quyết định 12"
is "an uncertain level cannot be decided" 2 capdo level decide dat
warns "the questions still open are named" "defence-security"
yes 2 2>/dev/null | head -n 40 >walk
is "the walk goes on from where it stopped" 0 sh -c 'capdo level walk dat <walk'
grep -q "Which type is the system" out
[ $? -ne 0 ]
ok "what is answered is not asked again" $?
capdo level walk dat </dev/null >out 2>err
says "a finished walk knows the level" "^level by the criteria: level [1-5]"

is "a level is decided from a file of facts" 0 capdo level decide dat --facts facts.xml
says "the decision is confirmed" "^saved: proposed level = 2$"
is "another level needs a reason" 2 capdo level decide dat --proposed 1
is "another level with a reason is kept" 0 capdo level decide dat --proposed 3 --reason 'Dữ liệu quan trọng'
is "the decision goes back to the criteria" 0 capdo level decide dat

is "the year's assessment begins" 0 capdo assess start dat --year 2026
is "it does not begin twice" 2 capdo assess start dat --year 2026
printf '1\nQuy chế 15\nPhòng Tổng hợp\n3\nChưa có\nBan hành\nHoa\n2026-12-31\n4\nKhông thuê ngoài\nq\n' >walk
is "the checklist walk takes its answers from a script" 0 sh -c 'capdo assess walk dat --year 2026 <walk'
says "met is kept" "^saved: RISK-01 = met$"
says "its evidence is kept" "^saved: evidence = Quy chế 15$"
says "not met is kept with its measure" "^saved: measure = Ban hành$"
says "and with its day" "= 2026-12-31$"
says "not applicable is kept with a reason" "^saved: .* = n-a$"
is "an answer for one asset is kept" 0 capdo assess set dat ACC-14 met --year 2026 --asset mc1
is "fields are also taken as FIELD=VALUE" 0 \
	capdo assess set dat ACC-14 unmet measure='Đổi tài khoản mặc định' due=2026-12-31 --year 2026 --asset mc1
is "evidence takes FIELD=VALUE" 0 capdo evidence add dat RISK-01 name='Bản ký' --year 2026
is "a rating takes FIELD=VALUE" 0 \
	capdo threat rate dat a-ddos likelihood=3 impact=3 reason='Đã gặp' --year 2026
is "an answer for all replaces those of single assets" 0 capdo assess set dat ACC-14 partial --year 2026 --all
is "the checklist is shown" 0 capdo assess show dat --year 2026
says "a requirement answered per asset shows its counts" "^ACC-14 .* 0/2/0/0/0"
says "the working of the score is shown" "1000 x [0-9]+ / [0-9]+ = [0-9]+"
is "the assessment is written as XML" 0 sh -c 'capdo assess show dat --year 2026 --xml >assess.xml'
xmllint --noout assess.xml 2>err
ok "the XML is well-formed" $?
is "evidence with a file is kept" 0 capdo evidence add dat RISK-01 --year 2026 --name 'Bản quét' \
	--file note.txt --attach
is "evidence is listed" 0 capdo evidence list dat RISK-01 --year 2026
says "the name of the file is kept" "note.txt"

yes 3 2>/dev/null | head -n 400 >walk
is "the threat walk takes its answers from a script" 0 \
	sh -c 'capdo threat walk dat --year 2026 --scenario a-ransomware <walk'
says "an answer about the whole system is kept" "^saved: attack-exposure = "
says "an answer about the scenario is kept" "^saved: a-ransomware attack-fit = "
says "the gross risk is worked out" "^gross risk: [1-5] x [1-5] = "
says "the rating is kept" "^saved: threat rating = a-ransomware$"
is "another value than the suggested one needs a reason" 2 \
	capdo threat rate dat a-phishing --year 2026 --likelihood 5 --impact 5
is "another value with a reason is kept" 0 \
	capdo threat rate dat a-phishing --year 2026 --likelihood 5 --impact 5 --reason 'Đã gặp'
is "a risk is accepted" 0 capdo threat accept dat a-phishing --year 2026 --by 'Giám đốc' \
	--until 2027-06-30 --reason 'Chờ kinh phí'
is "the risks are listed" 0 capdo threat show dat --year 2026
says "an accepted risk is marked" "a-phishing .*accepted"
is "what to do first is listed" 0 capdo do-first dat --year 2026
says "the first of them has rank 1" "^1 "

is "the year of the agency is opened" 0 capdo year add 2026
is "an agency's do-first list works" 0 capdo do-first --agency stnmt --year 2026
is "obligations are listed, answered or not" 0 capdo obligation list --year 2026
says "an obligation nobody answered is shown" "^plan-made .*not assessed yet"
is "the workbook of the system is written" 0 capdo report system dat --year 2026 -o dat.xlsx
[ -s dat.xlsx ]
ok "the workbook is there" $?
is "the workbook of the agency is written" 0 capdo report agency stnmt --year 2026 -o agency.xlsx
is "the agency is exported" 0 capdo exchange export --agency stnmt -o stnmt.xml
is "its own export changes nothing" 0 capdo load stnmt.xml
says "the counts say so" "added 0, changed 0"
is "it is loaded into an empty database" 0 sh -c 'capdo --db other.db init --user an >/dev/null &&
	capdo --db other.db load stnmt.xml && capdo --db other.db exchange export --agency stnmt -o again.xml'
sed 's/created="[^"]*"//' stnmt.xml >one
sed 's/created="[^"]*"//' again.xml >two
cmp -s one two
ok "export, import, export is the same" $?
mkdir folder && cp stnmt.xml folder/
is "a folder is loaded" 0 capdo load --dry-run folder
is "the year is signed off" 0 capdo sign stnmt --year 2026
is "a viewer is added" 0 capdo user add xem --name 'Người xem' --role viewer
is "a viewer may read" 0 capdo --user xem system list
is "a viewer may not write" 2 capdo --user xem system set dat name=x
is "an unknown user is refused" 2 capdo --user ai system list
is "the audit chain is listed" 0 capdo audit list
says "it names who did what" " hoa  add "
is "the audit chain is proved" 0 capdo audit verify
is "a backup is written" 0 capdo backup copy.db
is "a backup is not written over a file" 2 capdo backup copy.db
is "a system with records below it is not removed" 2 capdo system remove dat
is "what belongs to a signed year is not removed" 2 capdo system remove dat --whole
is "the year is taken back" 0 capdo sign stnmt --year 2026 --withdraw
is "a system is removed whole" 0 capdo system remove dat --whole

# ---- state secrets -----------------------------------------------------------------------------

capdo system add mat --name 'Ký hiệu M1' >/dev/null
is "a state secret is kept as that answer only" 0 capdo level set mat info state-secret --evidence 'x'
says "and the reason to stop is told" "Stop entering here"
is "the walk of such a system ends at once" 0 sh -c 'yes 1 2>/dev/null | head -n 9 | capdo level walk mat'
[ "$(grep -c '^saved: ' out)" -eq 0 ]
ok "it asks nothing more" $?
is "no content is taken for it" 2 capdo asset add mat m1 --kind server --name 'Máy'

# ---- languages ---------------------------------------------------------------------------------

is "help is printed in Vietnamese" 0 capdo help assess walk --lang vi
says "its example is the same" "capdo assess walk qlvb --year 2026"

# ---- what is refused ---------------------------------------------------------------------------

echo '<facts xmlns="urn:capdo:facts:1"><fact id="info">gold</fact></facts>' >bad.xml
echo '<nothing/>' >nothing.xml
printf '\377\376' >bytes.txt
while IFS='|' read -r status sentence line; do
	[ -n "$status" ] || continue
	sh -c "$line" >out 2>err </dev/null
	got=$?
	[ $got -eq "$status" ] && [ "$(head -c 7 err)" = 'capdo: ' ]
	ok "$sentence" $?
done <<'END'
2|no command is wrong use|capdo
2|an unknown command is wrong use|capdo fly
2|an unknown verb is wrong use|capdo asset fly
2|an unknown option is wrong use|capdo asset list mat --fly
2|an option of another command is wrong use|capdo asset list mat --year 2026
2|a missing word is wrong use|capdo asset list
2|a missing option is wrong use|capdo report system mat --year 2026
2|a missing value is wrong use|capdo asset list mat --db
2|a word too many is wrong use|capdo version now
2|an unknown language is refused|capdo --lang fr version
2|an impossible day is refused|capdo --as-of 2026-02-30 system list
2|an unknown field is refused|capdo agency set stnmt colour=red
2|a value of the wrong kind is refused|capdo agency set stnmt kind=castle
2|a field given twice is refused|capdo agency set stnmt name=a --name b
2|an empty change is refused|capdo agency set stnmt
2|a required field cannot be taken away|capdo agency set stnmt name=
2|an unknown agency is refused|capdo agency show nobody
2|an unknown system is refused|capdo asset list nobody
2|a code with blanks is refused|capdo system add 'a b' --name x
2|bytes that are no text are refused|capdo agency set stnmt note=@bytes.txt
2|a file that is not there is refused|capdo agency set stnmt note=@nowhere.txt
2|an unknown fact is refused|capdo level set mat colour red
2|a bad value of a fact is refused|capdo level check --pack nd85-2016 --facts bad.xml
2|an unknown pack is refused|capdo level check --pack nd99 --facts facts.xml
2|a level beyond five is refused|capdo pack show tt12-2022 --level 6
2|a file that is no submission is refused|capdo load nothing.xml
2|a folder without files is refused|capdo load checklists/none
2|a pack file with a fault is refused|capdo pack check nothing.xml
2|a database that is not there is refused|capdo --db nowhere.db system list
2|a file that is no database is refused|capdo --db facts.xml system list
1|a workbook in a folder that is not there cannot be written|capdo report agency stnmt --year 2026 -o no/such/a.xlsx
END
if [ -w /dev/full ]; then
	sh -c 'capdo pack list >/dev/full' 2>err
	[ $? -eq 1 ]
	ok "results that cannot be written end with 1" $?
fi
echo "1..$number"
[ $failed -eq 0 ]

#!/bin/sh
# regimes.sh - two legal regimes at once on the command line: the rule of a system on every boundary day, its level
# under both regulations, the gap to the new checklist; as text, as XML that is valid, as workbooks that open.
set -u
export CAPDO_CLOCK=2026-12-01T03:00:00Z CAPDO_LANG=en CAPDO_DB=$TMPDIR/a.db
capdo=$CAPDO_RELEASE
out=$TMPDIR/out
err=$TMPDIR/err
number=0

ok() { # STATUS SENTENCE
	number=$((number + 1))
	if [ "$1" = 0 ]; then
		echo "ok $number - $2"
	else
		echo "not ok $number - $2"
		sed 's/^/# /' "$out" "$err" 2>/dev/null | head -n 30
	fi
}
is() { # SENTENCE STATUS COMMAND...
	sentence=$1
	wanted=$2
	shift 2
	"$@" >"$out" 2>"$err"
	got=$?
	[ $got = "$wanted" ]
	ok $? "$sentence"
}
says() { # SENTENCE PATTERN...: the last command printed each
	sentence=$1
	shift
	missing=0
	for pattern in "$@"; do
		grep -qE -- "$pattern" "$out" || missing=1
	done
	ok $missing "$sentence"
}
valid() { # SENTENCE: what the last command printed obeys the schema
	xmllint --noout --schema templates/exchange/capdo-1.xsd "$out" 2>"$err"
	ok $? "$1"
}

# ---- without a database ---------------------------------------------------------------------------------

# rule RULE DAY OPTION...: on that day that rule, "-" for none
rules=0
rule() {
	wanted=$1
	day=$2
	shift 2
	rules=$((rules + 1))
	"$capdo" regime check --at "$day" "$@" >"$out" 2>"$err" &&
		case $wanted in
		-) ! grep -qE ' rule=' "$out" ;;
		*) grep -q " rule=\"$wanted\"" "$out" ;;
		esac
	status=$?
	[ $status = 0 ] || wrong="$wrong $wanted@$day"
}
wrong=
old='--approved-level 3 --approval-date 2025-03-31'
# shellcheck disable=SC2086
{
	rule - 2026-06-30 $old
	rule T1 2026-07-01 $old
	rule T1 2027-06-30 $old
	rule T1 2027-07-02 $old
	rule T1 2026-07-01 --approved-level 3 --approval-date 2026-06-30
	rule T7 2026-12-01 $old --redetermine yes
	rule T2 2026-07-01 --in-build yes
	rule T2 2026-12-31 --in-build yes
	rule - 2027-01-01 --in-build yes
	rule T5 2027-01-02 --in-build yes
	rule T3 2026-12-01 --operating-since 2020-01-01 --in-build no
	rule T4 2026-12-01 --project-start 2026-07-01 --in-build no
	rule T2 2026-12-01 --project-start 2026-06-30 --planned yes
	rule T6 2026-12-01 --operating-since 2020-01-01 --in-build no --filed 2026-08-18
	rule T3 2026-12-01 --operating-since 2020-01-01 --in-build no --filed 2026-08-19
}
[ -z "$wrong" ] && [ $rules = 15 ]
ok $? "the rule is the right one on each boundary day${wrong:+: not$wrong}"
# shellcheck disable=SC2086
is "facts without a database have a regime" 0 "$capdo" --db "$TMPDIR/none.db" regime check $old
says "a kept level has both readings of the last day" ' measures-safe="2027-06-30" measures-due="2027-07-01"'
says "it keeps its classification and gets the new measures" ' classification="nd85-2016" measures="tt12-2022" ' \
	' next-measures="tcvn14423-2026"'
says "the claim never says that the earlier decree was repealed" '<claim>.*85/2016'
! grep -qiE 'repeal|bãi bỏ' "$out"
ok $? "nor does anything else"
valid "the XML is valid"
"$capdo" regime check --in-build yes --at 2027-01-01 >"$out"
says "between the two readings it cannot be told" ' certain="no" doubtful="yes"' '<candidates>T5 T2<' '<missing>term-over<'
"$capdo" regime check --at 2026-12-01 >"$out"
says "what is not known is named and not guessed" ' certain="no"' '<missing>.*in-build'
valid "that XML is valid too"
# shellcheck disable=SC2086
"$capdo" regime check $old --higher-risk yes --products yes >"$out"
says "rules that apply beside it are told" '<beside>T8 T9 T10<'

facts() { # FACT VALUE...
	echo '<facts xmlns="urn:capdo:facts:1">'
	while [ $# -gt 0 ]; do
		echo "<fact id=\"$1\">$2</fact>"
		shift 2
	done
	echo '</facts>'
}
rest="defence-security no harm none conditional-business no other-online-service yes national-egov no nonstop no
	national-data-store no infrastructure-scope one-agency construction-grade none"
# shellcheck disable=SC2086
facts function citizen-service info 'private personal' $rest public-service-degree none users 50000 \
	prime-minister-decision no admin-procedures no basic-subjects 50000 sensitive-subjects 0 \
	prime-minister-level none risk-level none >"$TMPDIR/facts.xml"
is "a file of facts is decided under both regulations" 0 "$capdo" --db "$TMPDIR/none.db" level compare \
	--facts "$TMPDIR/facts.xml"
says "the earlier one gives its level with its citation" 'nd85-2016.*: level 3' '9\.2\.c .*Decree 85/2016'
says "the new one gives another" 'nd331-2026.*: level 2' '12\.2\.b .*Decree 331/2026'
says "what changed is told, with how well it is sourced" 'what changed' 'third party'
is "the same as XML" 0 "$capdo" level compare --facts "$TMPDIR/facts.xml" --xml
says "both levels are in it" ' old-level="3"' ' new-lowest="2"'
valid "it is valid"
facts function internal colour red >"$TMPDIR/bad.xml"
is "a fact that neither regulation asks is refused" 2 "$capdo" level compare --facts "$TMPDIR/bad.xml"
grep -q 'bad.xml:3: .*colour' "$err"
ok $? "it is named with its file and line"
facts function internal users many >"$TMPDIR/bad.xml"
is "a bad value is refused" 2 "$capdo" level compare --facts "$TMPDIR/bad.xml"
is "neither a system nor a file is wrong use" 2 "$capdo" level compare
is "both are wrong use" 2 "$capdo" level compare QLVB --facts "$TMPDIR/facts.xml"
is "an impossible day is refused" 2 "$capdo" regime check --at 2026-02-30
is "an answer that is none is refused" 2 "$capdo" regime check --in-build maybe
is "an unknown regulation is refused" 2 "$capdo" regime check --approval-basis nd99
is "a level beyond five is refused" 2 "$capdo" regime check --approved-level 6

# ---- the sample province --------------------------------------------------------------------------------

{
	"$capdo" init --user hoa && "$capdo" load templates/sample
} >"$TMPDIR/load.log" 2>&1
is "the regime of a system is shown" 0 "$capdo" regime show STTTT-LGSP
says "with its rule, its days and the days left" 'T1: ' '2027-06-30 .*211 days left.*2027-07-01 .*212 days left'
says "with what is to be verified" 'TO BE VERIFIED: '
is "on another day" 0 "$capdo" regime show STTTT-LGSP --at 2027-07-02
says "the period is over then" 'overdue by 2 days'
is "the same in Vietnamese" 0 "$capdo" --lang vi regime show STTTT-LGSP
says "the doubt is in Vietnamese too" 'CẦN ĐỐI CHIẾU: '
! grep -qi 'bãi bỏ' "$out"
ok $? "and nothing says that the earlier decree was repealed"
{
	"$capdo" system add THU --agency HMB --name 'Hệ thống thử'
} >"$out" 2>&1
is "a system of which nothing is known has no certain regime" 0 "$capdo" regime show THU
says "what is missing is told with how to enter it" 'not known: ' 'capdo system set THU --agency HMB in-build=yes' \
	'capdo system set THU --agency HMB project-start='
# the command that it names works
sh -c "$(sed -n "s|.*enter it: capdo\\(.*in-build=.*\\)|'$capdo'\\1|p" "$out" | head -n 1)" >"$err" 2>&1
is "after that it can be told" 0 "$capdo" regime show THU
says "it is the rule of what is being built" 'T2: ' '2026-12-31 '
is "the regimes of all are listed" 0 "$capdo" regime list
says "with totals by rule" 'systems by rule' '^  T1 [(][1-9]' '^  T2 [(][1-9]'
is "as XML" 0 "$capdo" regime list --xml
valid "the list is valid"
[ "$(grep -c '<regime ' "$out")" = "$(grep -c '<system ' templates/sample/*.xml | awk -F: '{ n += $2 } END { print n + 1 }')" ]
ok $? "it has every system"
is "the regimes of one agency are listed" 0 "$capdo" regime list --agency SYT
! grep -q '^STTTT' "$out"
ok $? "and only those"

is "the level of a stored system under both regulations" 0 "$capdo" level compare STTTT-LGSP
says "its kept level stays" 'level kept: level 3' 'nd85-2016' 'nd331-2026'
is "as XML, too" 0 "$capdo" level compare STTTT-LGSP --xml
valid "that is valid"
is "the level by another regulation is shown" 0 "$capdo" level show STTTT-LGSP --pack nd331-2026
says "as advice only" 'Only advice'
is "an unknown regulation is refused there" 2 "$capdo" level show STTTT-LGSP --pack nd99

is "the gap of the province" 0 "$capdo" gap
says "in sums, by system, by group, and what most lack" 'by system' 'by group' 'what most systems lack'
is "the gap of a system" 0 "$capdo" gap STTTT-LGSP
says "with each requirement that is not shown" '^still open' '^new \(' '  RISK-0[0-9] ' '← '
! grep -qE '^shown already \(' "$out"
ok $? "and without those that are"
is "the gap as XML" 0 "$capdo" gap --agency STTTT --xml
valid "is valid"
is "the gap of an unknown agency is refused" 2 "$capdo" gap --agency KHONG
is "the workbook of an agency is written" 0 "$capdo" report gap --agency STTTT -o "$TMPDIR/a.xlsx" --xml-file "$TMPDIR/a.xml"
is "that of a system" 0 "$capdo" report gap STTTT-LGSP -o "$TMPDIR/s.xlsx"
is "that of the province" 0 "$capdo" report gap -o "$TMPDIR/p.xlsx" --xml-file "$TMPDIR/p.xml"
is "in Vietnamese" 0 "$capdo" --lang vi report gap --agency SYT -o "$TMPDIR/v.xlsx"
cp "$TMPDIR/a.xml" "$out"
valid "the XML of the agency is valid"
[ "$(grep -c '<gap-item ' "$out")" = "$(sed -n 's/.*<gap [^>]* items="\([0-9]*\)".*/\1/p' "$out")" ]
ok $? "it has as many items as it says"
cp "$TMPDIR/p.xml" "$out"
valid "the XML of the province is valid"
is "the yearly workbooks of 2026 are written" 0 "$capdo" report system STTTT-LGSP --year 2026 -o "$TMPDIR/y.xlsx"
is "those of the year before" 0 "$capdo" report system STTTT-LGSP --year 2025 -o "$TMPDIR/o.xlsx"
is "that of the agency" 0 "$capdo" report agency STTTT --year 2026 -o "$TMPDIR/g.xlsx"
is "that of the agency of the year before" 0 "$capdo" report agency STTTT --year 2025 -o "$TMPDIR/h.xlsx"
python3 - "$TMPDIR" >"$out" 2>"$err" <<'END'
import sys
import openpyxl

folder = sys.argv[1]


def sheets(name):
    return openpyxl.load_workbook(folder + "/" + name + ".xlsx").sheetnames


agency = sheets("a")
assert agency[:2] == ["Overview", "Assignment"] and agency[-1] == "Sources and reliability", agency
assert sum(name[0].isdigit() for name in agency) == 5, agency
assert sum(name[0].isdigit() for name in sheets("s")) == 1
assert "Agencies by group" in sheets("p") and not any(name[0].isdigit() for name in sheets("p"))
assert sheets("v")[0] == "Tổng quan"
assert "Two regimes" in sheets("y") and "Two regimes" not in sheets("o")
assert "Legal regime" in sheets("g") and "Legal regime" not in sheets("h")
END
ok $? "each has the sheets it should have, and older years have none of the new ones"
is "a workbook is not written to standard output" 2 "$capdo" report gap -o -
"$capdo" user add xem --name 'Người xem' --role viewer --agency SYT >"$out" 2>&1
is "an account of an agency sees its own gap" 0 "$capdo" --user xem gap
! grep -q STTTT "$out"
ok $? "and no other"
is "nor the regimes of others" 2 "$capdo" --user xem regime list --agency STTTT
echo "1..$number"

#!/bin/sh
# regimes_bad.sh - two legal regimes on the command line, with what nobody should enter: facts, packs, fields and
# duties that are refused with their place; what must not be seen; nothing typed is lost from one checklist to the
# next; a database of the program before.
set -u
export CAPDO_CLOCK=2026-12-01T03:00:00Z CAPDO_LANG=en CAPDO_USER=hoa CAPDO_DB=$TMPDIR/a.db
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
		grep -qE -- "$pattern" "$out" "$err" || missing=1
	done
	ok $missing "$sentence"
}

# ---- facts ----------------------------------------------------------------------------------------------

wrong=
# facts LEVELS FACT VALUE...: LOWEST-HIGHEST of a service for citizens of which all is known, with these values
facts() {
	wanted=$1
	shift
	{
		echo '<facts xmlns="urn:capdo:facts:1">'
		for pair in 'info=private personal' function=citizen-service defence-security=no harm=none \
			conditional-business=no other-online-service=yes admin-procedures=no basic-subjects=0 \
			sensitive-subjects=0 infrastructure-scope=one-agency national-egov=no nonstop=no \
			construction-grade=none national-data-store=no prime-minister-level=none risk-level=none; do
			case " $* " in
			*" ${pair%%=*}="*) ;;
			*) echo "<fact id=\"${pair%%=*}\">${pair#*=}</fact>" ;;
			esac
		done
		for pair in "$@"; do
			[ "${pair#*=}" = - ] || echo "<fact id=\"${pair%%=*}\">${pair#*=}</fact>"
		done
		echo '</facts>'
	} >"$TMPDIR/facts.xml"
	"$capdo" level check --pack nd331-2026 --facts "$TMPDIR/facts.xml" >"$out" 2>"$err" &&
		grep -q " lowest=\"${wanted%-*}\" highest=\"${wanted#*-}\"" "$out" || wrong="$wrong $*"
}
for count in 0 9999 10000 99999; do
	facts 2-2 basic-subjects=$count
done
facts 3-3 basic-subjects=100000
facts 2-2 sensitive-subjects=9999
facts 3-3 sensitive-subjects=10000
facts 2-2 basic-subjects=99999 sensitive-subjects=9999
facts 2-3 basic-subjects=-
facts 2-2 info=public basic-subjects=100000
facts 2-2 function=internal other-online-service=no basic-subjects=500000
for level in 2 3 4 5; do
	facts $level-$level prime-minister-level=$level
	# the framework is not issued: it may be, but nothing rests on it
	facts 2-$level risk-level=$level
done
facts 2-5 risk-level=-
facts 3-3 info=state-secret other-online-service=no
facts 5-5 info=state-secret harm=exceptional
facts none-none function=infrastructure infrastructure-scope=national other-online-service=no
[ -z "$wrong" ]
ok $? "facts at every threshold give the level that they should${wrong:+: not$wrong}"

wrong=
# bad PATTERN LINE...: a file of these lines is refused with place and words
bad() {
	pattern=$1
	shift
	printf '<facts xmlns="urn:capdo:facts:1">\n' >"$TMPDIR/bad.xml"
	printf '%s\n' "$@" '</facts>' >>"$TMPDIR/bad.xml"
	"$capdo" level check --pack nd331-2026 --facts "$TMPDIR/bad.xml" >"$out" 2>"$err"
	[ $? = 2 ] && [ ! -s "$out" ] && grep -qE "bad.xml:$pattern" "$err" || wrong="$wrong $pattern"
}
bad "3: fact 'function' is given twice" '<fact id="function">internal</fact>' '<fact id="function">internal</fact>'
bad "2: .* has no fact 'users'" '<fact id="users">5</fact>'
bad "2: fact 'function' is one of internal," '<fact id="function">intern</fact>'
bad "2: fact 'info' is one or more of" '<fact id="info">private private</fact>'
bad "2: fact 'info' is one or more of" '<fact id="info"/>'
for count in -1 1.5 10.000 0x10 +5 9223372036854775808; do
	bad "2: fact 'basic-subjects' is a whole number" "<fact id=\"basic-subjects\">$count</fact>"
done
bad "2: fact 'prime-minister-level' is one of none, 2, 3, 4, 5" '<fact id="prime-minister-level">1</fact>'
bad "2: fact 'risk-level' is one of none, 1, 2" '<fact id="risk-level">6</fact>'
bad "2: fact 'nonstop' is one of yes, no" '<fact id="nonstop">YES</fact>'
bad "2: 'fact' has no 'id'" '<fact>yes</fact>'
bad "2: 'fact' has no attribute" '<fact id="nonstop" x="1">yes</fact>'
bad "2: " '<fact id="nonstop"><b>yes</b></fact>'
bad "2: " 'words<fact id="nonstop">yes</fact>'
[ -z "$wrong" ]
ok $? "facts that are none are refused, with file, line and fact${wrong:+: not$wrong}"

# ---- packs ----------------------------------------------------------------------------------------------

wrong=
# mutant PACK OLD NEW: a pack in which the first line with OLD has NEW in its place is refused with file and line
mutant() {
	awk -v old="$2" -v new="$3" '!done && (at = index($0, old)) {
		$0 = substr($0, 1, at - 1) new substr($0, at + length(old)); done = 1 } { print }' \
		"checklists/$1.xml" >"$TMPDIR/$1.xml"
	cmp -s "checklists/$1.xml" "$TMPDIR/$1.xml" && wrong="$wrong (no:$2)"
	"$capdo" pack check "$TMPDIR/$1.xml" >"$out" 2>"$err"
	[ $? = 2 ] && grep -qE "$1.xml' line [0-9]+" "$err" || wrong="$wrong $1:$3"
}
law=nd331-2026 standard=tcvn14423-2026 cross=crosswalk-1
mutant $law 'criterion id="12.1"' 'criterion id="11.1"'
mutant $law 'cite="nd331:12.1"' 'cite="nd999:12.1"'
mutant $law 'fact="basic-subjects"' 'fact="basic-subject"'
mutant $law 'in-force="2026-08-19"' 'in-force="2026-02-30"'
mutant $law 'status="secondary"' 'status="sure"'
mutant $law 'law="2026-07-01"' 'law="2026-09-01"'
mutant $law 'old-regulation="nd85-2016"' 'old-regulation="nd86-2016"'
mutant $law 'crosswalk="crosswalk-1"' 'crosswalk="tt12-2022"'
mutant $law 'transition id="T3"' 'transition id="T1"'
mutant $law 'when="approved under-old' 'when="approved under-odd'
mutant $law 'measures-term="term-measures"' 'measures-term="term-x"'
mutant $law 'field id="col-2"' 'field id="col-1"'
mutant $law 'system.owner-name' 'system.owner-nam'
mutant $standard 'requirement id="RISK-02"' 'requirement id="RISK-01"'
mutant $standard 'group="RISK"' 'group="RISKS"'
mutant $standard 'level="5"' 'level="6"'
mutant $standard 'scope="system"' 'scope="systems"'
mutant $standard 'unit="month"' 'unit="moon"'
mutant $standard 'force="binding"' 'force="bind"'
mutant $standard 'mitigates scenario="a-ddos"' 'mitigates scenario="a-none"'
mutant $cross 'from="QL-1.6"' 'from="QL-9.9"'
mutant $cross 'to="RISK-01"' 'to="RISK-99"'
mutant $cross 'to="RISK-03"' 'to="RISK-01"'
mutant $cross 'kind="new"' 'kind="same"'
mutant $cross 'kind="same"' 'kind="equal"'
[ -z "$wrong" ]
ok $? "packs that are broken are refused, with file and line${wrong:+: not$wrong}"

# ---- records --------------------------------------------------------------------------------------------

{
	"$capdo" init --user hoa && "$capdo" load templates/sample/STTTT.xml templates/sample/SYT.xml
} >"$TMPDIR/load.log" 2>&1
head -c 1000000 /dev/zero | tr '\0' x >"$TMPDIR/long.txt"
wrong=
for value in in-build=maybe project-start=2026-02-30 project-start=0000-01-01 dossier-filed=tomorrow redetermine=1 \
	regime-choice=both approval-basis=tt12-2022 'approval-basis=<x>' security-list=maybe \
	readiness-assessed=31/12/2026 redetermine-reason=@"$TMPDIR/long.txt" readiness-report=@"$TMPDIR/long.txt" \
	security-criterion="$(printf 'a\002')" readiness-report="$(printf 'a\nb')"; do
	"$capdo" system set STTTT-LGSP --agency STTTT "$value" >"$out" 2>"$err"
	[ $? = 2 ] || wrong="$wrong ${value%%=*}"
done
[ -z "$wrong" ]
ok $? "values that are none are refused${wrong:+: not$wrong}"
"$capdo" system set STTTT-QLVB --agency STTTT approval-basis=nd99 >"$out" 2>&1
is "an approval that rests on what is unknown has no rule" 0 "$capdo" regime show STTTT-QLVB
says "and that is what is said" '^no rule of the transition covers this'
"$capdo" user add xem --name 'Người xem' --role viewer --agency SYT >"$out" 2>&1
wrong=
for command in 'regime show STTTT-LGSP' 'gap STTTT-LGSP' 'gap --agency STTTT' 'level compare STTTT-LGSP' \
	'task list STTTT-LGSP' 'task due --agency STTTT' 'report gap --agency STTTT -o v.xlsx'; do
	# shellcheck disable=SC2086
	"$capdo" --user xem $command >"$out" 2>"$err"
	[ $? = 2 ] && [ ! -s "$out" ] || wrong="$wrong '$command'"
done
[ -z "$wrong" ]
ok $? "a viewer of another agency sees none of it${wrong:+: not$wrong}"

cp "$TMPDIR/a.db" "$TMPDIR/secret.db"
CAPDO_DB=$TMPDIR/secret.db "$capdo" level set STTTT-LGSP info state-secret --agency STTTT >"$out" 2>&1
is "the gap of a system with state secrets is not told" 0 "$capdo" --db "$TMPDIR/secret.db" gap STTTT-LGSP --xml
says "but why" '<gap-other ' 'state secrets'
! grep -q '<gap-system \|<current>' "$out"
ok $? "and nothing of what was answered is in it"
is "nor is it in the workbook's XML" 0 "$capdo" --db "$TMPDIR/secret.db" report gap --agency STTTT \
	-o "$TMPDIR/s.xlsx" --xml-file "$TMPDIR/s.xml"
! grep -q '<gap-system [^>]*code="STTTT-LGSP"' "$TMPDIR/s.xml"
ok $? "of the agency"
is "the comparison of levels" 0 "$capdo" --db "$TMPDIR/secret.db" level compare STTTT-LGSP
says "tells to stop" '^Stop entering here'

# ---- from one checklist to the next ---------------------------------------------------------------------

export CAPDO_CLOCK=2027-07-15T03:00:00Z
"$capdo" exchange export --agency STTTT --year 2026 -o "$TMPDIR/then.xml" >"$out" 2>&1
is "a system that kept its level goes over to the new checklist" 0 "$capdo" assess start STTTT-LGSP --year 2027
says "that of the level it has" 'level 3, checklist tcvn14423-2026'
"$capdo" exchange export --agency STTTT --year 2027 -o "$TMPDIR/now.xml" >"$out" 2>&1
"$capdo" assess carried STTTT-LGSP --year 2027 >"$TMPDIR/carried.txt" 2>&1
python3 - "$TMPDIR" >"$out" 2>"$err" <<'END_OF_PYTHON'
import re
import sys
import xml.etree.ElementTree as tree

folder, space = sys.argv[1], "{urn:capdo:exchange:1}"


def flat(text):
    return re.sub(r"\s+", " ", text or "").strip()


def assessment(name, year):
    for system in tree.parse(folder + "/" + name).getroot().iter(space + "system"):
        if system.get("code") == "STTTT-LGSP":
            return next(a for a in system.iter(space + "assessment") if a.get("year") == year)


then, now = assessment("then.xml", "2026"), assessment("now.xml", "2027")
found = flat(" ".join(" ".join([e.text or "", *e.attrib.values()]) for e in now.iter()))
found += flat(open(folder + "/carried.txt").read())
findings = list(then.iter(space + "finding"))
assert len(findings) > 50
for finding in findings:
    for part in finding.iter():
        words = [flat(part.text)] if part is not finding else []
        words += [part.get("date") or "", part.get("due") or ""]
        for word in words:
            assert word in found, (finding.get("requirement"), part.tag, word)
END_OF_PYTHON
ok $? "every word of the old answers and their evidence is in the new ones or in the list of what was dropped"
wrong=
# duty STATUS WORD...: task done with these
duty() {
	wanted=$1
	shift
	"$capdo" task "done" STTTT-LGSP "$@" >"$out" 2>"$err"
	[ $? = "$wanted" ] || wrong="$wrong '$*'"
}
duty 2 VUL-08 7 --year 2027 --date 2027-07-16
duty 0 VUL-08 7 --year 2027 --date 2027-07-15
duty 0 VUL-08 7 --year 2027 --date 2027-07-14
duty 2 VUL-08 13 --year 2027
duty 2 VUL-08 0 --year 2027
duty 2 VUL-08 1x --year 2027
duty 2 NOPE 1 --year 2027
duty 2 RISK-01 1 --year 2027
duty 2 VUL-08 1 --year 2026
duty 2 VUL-08 1 --year 2031
duty 2 VUL-08 8 --year 2027 --note "$(printf 'a\001b')"
duty 0 VUL-08 8 --year 2027 --note '= "A" & <b>' --person 'Lê A' --result "$(printf 'tốt\nhai dòng')"
[ -z "$wrong" ]
ok $? "duties are carried out when, how often and where they can be${wrong:+: not$wrong}"
"$capdo" system set STTTT-LGSP --agency STTTT project-start=2020-01-01 in-build=no dossier-filed=2026-08-01 \
	redetermine=no redetermine-reason='lý do' regime-choice=old approval-basis=nd85-2016 security-list=candidate \
	security-criterion='tiêu chí' readiness-assessed=2026-01-01 readiness-report=12/BC >"$out" 2>&1
"$capdo" exchange export --agency STTTT --year 2027 -o "$TMPDIR/first.xml" >"$out" 2>&1
{
	"$capdo" --db "$TMPDIR/b.db" init --user hoa && "$capdo" --db "$TMPDIR/b.db" load "$TMPDIR/first.xml" &&
		"$capdo" --db "$TMPDIR/b.db" exchange export --agency STTTT --year 2027 -o "$TMPDIR/second.xml"
} >"$out" 2>"$err"
cmp "$TMPDIR/first.xml" "$TMPDIR/second.xml" >>"$err" 2>&1
ok $? "out, into an empty database and out again is the same byte for byte"
[ "$(grep -c '<task ' "$TMPDIR/second.xml")" = 2 ]
ok $? "with the duties"

# ---- a database of the program before -------------------------------------------------------------------

python3 - "$TMPDIR/old.db" src/store/migrations >"$out" 2>"$err" <<'END_OF_PYTHON'
import os
import sqlite3
import sys

path, folder = sys.argv[1:]
base = sqlite3.connect(path)
for name in sorted(os.listdir(folder)):
    if int(name[:4]) <= 2:
        base.executescript(open(folder + "/" + name).read())
base.execute("PRAGMA application_id = 1667330148")
base.execute("PRAGMA user_version = 2")
base.execute("INSERT INTO account (id, login, name, role, active) VALUES (?, 'hoa', 'Hoa', 'admin', 'yes')",
             ("01a2069c-6420-7449-9294-36f1006f824d",))
base.commit()
END_OF_PYTHON
ok $? "a database of the version before is made"
is "it can be read at once" 0 "$capdo" --db "$TMPDIR/old.db" regime list
[ -s "$TMPDIR/old.db.v2" ]
ok $? "a copy of it as it was stands beside it"
echo "1..$number"

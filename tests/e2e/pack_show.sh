#!/bin/sh
# pack_show.sh - what `pack show` tells of the later regime: transitions, forms, changes, figures, pairs; and
# that other programs get the figures too.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
CAPDO=${CAPDO:-$root/build/capdo}
work=$(mktemp -d "${TMPDIR:-/tmp}/show.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
unset CAPDO_DB CAPDO_USER
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
show() {
	"$CAPDO" --lang "$lang" pack show "$@" >out 2>err
}
# has PATTERN...: each stands in out
has() {
	for pattern in "$@"; do
		grep -q -e "$pattern" out || { echo "missing: $pattern" >err; return 1; }
	done
}

lang=en
show nd331-2026 && has '^  T1 (' '^  T2 (' '^  T3 (' '^  T4 (' '^  T5 (' '^  T6 (' '^  T7 (' '^  T8 (' '^  T9 (' \
	'^  T10 (' '^  T11 ('
ok "every transition rule is shown" $?
has '2026-12-31 by the safe reading, else 2027-01-01' '2027-06-30 by the safe reading, else 2027-07-01'
ok "each term is shown with both its last days" $?
has 'form-01' 'form-08' 'earlier rule: ' 'new rule: ' 'within 24 hours' 'within 72 hours' 'cannot be decided yet'
ok "forms, changes, clocks and what cannot be decided are shown" $?
! grep -qi 'repeal' out
ok "the earlier regulation is never called repealed" $?

show nd331-2026 --form form-08 && has '^header$' '      < annual' && [ "$(grep -c '^  [a-z]' out)" -ge 12 ]
ok "a form is shown field by field, with the records they come from" $?
show nd331-2026 --form form-99
[ $? -eq 2 ] && grep -q "pack 'nd331-2026' has no form 'form-99'" err
ok "an unknown form is refused" $?
show nd85-2016 --form form-08
[ $? -eq 2 ]
ok "a form of another pack is refused" $?

for level in 1 2 3 4 5; do
	show tcvn14423-2026 --level $level --xml && cp out "level-$level.xml" && grep -c '<requirement ' out
done >counts
printf '111\n131\n195\n273\n288\n' | cmp -s - counts
ok "each level of the standard has its number of requirements" $?
xmllint --noout level-*.xml 2>err && grep -q '<requirement id="RISK-02" [^>]* months="12">' level-2.xml \
	&& grep -q '<threshold kind="cycle" force="binding" value="12" unit="month"' level-2.xml
ok "a cycle is written with its months and its threshold" $?
show tcvn14423-2026 --level 2 && has '      - At least once a year (binding value; '
ok "a figure is shown with its force and how well it is sourced" $?

show crosswalk-1 && has 'asks the same: ' 'newly asked: ' '^  - > ' '(asked no more; at levels'
ok "a crosswalk is counted by kind and listed" $?
[ "$(grep -c '\[own work without legal force\]$' out)" -eq "$(grep -c '^  [^ ]* > ' out)" ]
ok "each pair is labelled as our own work" $?
for pack in nd85-2016 tt12-2022 threats-1; do
	show $pack
	! grep -qE 'form-|earlier rule|T1 \(|value;' out || echo "$pack"
done >bad
[ ! -s bad ]
ok "packs without these things are shown as before" $?

echo "1..$number"
[ $failed -eq 0 ]

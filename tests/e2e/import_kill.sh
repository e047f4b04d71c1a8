#!/bin/sh
# import_kill.sh - an import that is killed, or meets the end of its disk, leaves all of a file or nothing.
set -u
here=$(cd "$(dirname "$0")/../.." && pwd)
capdo=${CAPDO_RELEASE:-$here/build/capdo}
case $capdo in /*) ;; *) capdo=$here/$capdo ;; esac
tmp=$(mktemp -d "${TMPDIR:-/tmp}/import-kill.XXXXXX") || exit 1
trap 'rm -rf "$tmp"' EXIT
export CAPDO_DB="$tmp/a.db" CAPDO_LANG=en
count=0
bad=0
result() { # STATUS SENTENCE
	count=$((count + 1))
	if [ "$1" = 0 ]; then
		echo "ok $count - $2"
	else
		echo "not ok $count - $2"
		bad=1
	fi
}
cd "$here" || exit 1
for i in 0 1; do
	python3 tests/tools/make_big.py "$tmp/$i.xml" 100 20 300 "dv-$i" || exit 1
done
"$capdo" init --user hoa >/dev/null && "$capdo" exchange import "$tmp/0.xml" >/dev/null || exit 1
cp "$tmp/a.db" "$tmp/before.db"
# all of it, with the row of the register; or not even the agency
half() {
	python3 -IS - "$CAPDO_DB" <<'PY'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
rows = [db.execute("SELECT count(*) FROM " + t).fetchone()[0] for t in ("agency", "snapshot", "finding")]
sys.exit(0 if rows in ([1, 1, 6000], [2, 2, 12000]) else 1)
PY
}
lost=0
kept=0
for turn in $(seq 1 40); do
	rm -f "$CAPDO_DB" "$CAPDO_DB-wal" "$CAPDO_DB-shm"
	cp "$tmp/before.db" "$CAPDO_DB"
	"$capdo" exchange import "$tmp/1.xml" >"$tmp/said" 2>&1 &
	import=$!
	sleep "0.$(printf '%03d' $((turn * 13 % 500)))"
	kill -9 $import 2>/dev/null
	wait $import 2>/dev/null
	status=$?
	half && "$capdo" verify >/dev/null || lost=$((lost + 1))
	if [ $status = 0 ]; then
		kept=$((kept + 1))
		"$capdo" exchange import "$tmp/1.xml" | grep -q 'here already' || lost=$((lost + 1))
	fi
done
result $lost "of 40 imports killed at 40 moments none is there by half ($kept had come to their end)"

rm -f "$CAPDO_DB" "$CAPDO_DB-wal" "$CAPDO_DB-shm"
cp "$tmp/before.db" "$CAPDO_DB"
# the log of the transaction needs more than these 512 kB
(ulimit -f 1000; trap '' XFSZ; "$capdo" exchange import "$tmp/1.xml" >"$tmp/said" 2>&1)
refused=$?
[ $refused != 0 ] && half && "$capdo" verify >/dev/null && ! grep -q 'number 1; .*added' "$tmp/said"
result $? 'an import that meets the end of its disk changes nothing'
"$capdo" exchange import "$tmp/1.xml" | grep -q 'new; added'
result $? 'afterwards it goes through'
exit $bad

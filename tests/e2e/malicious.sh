#!/bin/sh
# malicious.sh - files made to harm at the importer: a clear refusal in Vietnamese, nothing changed, within little
# time and memory. The table is tests/tools/malicious.py; once with the program as it is shipped, measured, and
# once, without the largest files, with the one that watches its own memory.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
checked=${CAPDO:-$root/build/san/capdo}
release=${CAPDO_RELEASE:-$root/build/capdo}
work=$(mktemp -d "${TMPDIR:-/tmp}/malicious.XXXXXX") || exit 1
trap 'cd /; rm -rf "$work"' EXIT
cd "$work" || exit 1
export CAPDO_CLOCK=2026-11-22T03:00:00Z CAPDO_LANG=vi LC_ALL=C.UTF-8
unset CAPDO_USER CAPDO_DB
must() {
	"$release" "$@" >out 2>&1 || {
		echo "not ok 1 - capdo $* prepares the test"
		sed 's/^/# /' out
		echo 1..1
		exit 1
	}
}

mkdir small
for agency in HMN SYT; do
	must --db $agency.db init --user hoa
	must --db $agency.db load "$root/templates/sample/$agency.xml"
	must --db $agency.db exchange export --agency $agency -o draft.xml
	# as handed in, whatever the rules of a sign-off say of the sample
	sed '2s/ sha256="[^"]*"//; 2s/<submission /<submission year="2026" snapshot="1" /' draft.xml >$agency.xml
done
must --db department.db init --user lan
must --db department.db exchange import HMN.xml SYT.xml
must --db other.db init --user hoa
must --db other.db exchange import SYT.xml
cp department.db returned.db
must --db returned.db user add tham-dinh role=reviewer name='Người thẩm định (dữ liệu mẫu)'
must --db returned.db --user tham-dinh review return HMN --year 2026 --text 'Đề nghị bổ sung'
must --db returned.db --user tham-dinh review export HMN --year 2026 -o review.xml
cp department.db other.db review.xml small/

python3 "$root/tests/tools/malicious.py" "$release" "$work" >first
status=$?
sed '/^1\.\./d' first
python3 "$root/tests/tools/malicious.py" "$checked" "$work/small" --small >second || status=1
sed '/^1\.\./d; s/^\(not \)\{0,1\}ok [0-9]* - /&watched: /' second
echo "1..$(($(grep -cE '^(not )?ok ' first) + $(grep -cE '^(not )?ok ' second)))"
exit $status

#!/bin/sh
# make.sh PROGRAM OUT - the results of two agencies under the regulation before 2026: decisions, checklists,
# scores, risks, reports. SHA256SUMS beside it was made with the program as it was before the packs of the
# decree of 2026 came in; the same packs and the same answers must go on to give the same bytes.
set -eu
capdo=$1
out=$2
here=$(dirname "$0")
export CAPDO_CLOCK=2026-11-22T03:00:00Z CAPDO_LANG=vi CAPDO_DB="$out/old.db" LC_ALL=C.UTF-8
mkdir -p "$out"
"$capdo" init --user hoa >"$out/log" 2>&1
"$capdo" load "$here/HMB.xml" "$here/SYT.xml" >>"$out/log" 2>&1
for pair in HMB:HMB-LAN HMB:HMB-TTTM SYT:SYT-HIS SYT:SYT-HNTH; do
	agency=${pair%%:*} system=${pair##*:}
	for year in 2025 2026; do
		for what in "assess show" "threat show" do-first; do
			# shellcheck disable=SC2086
			"$capdo" $what "$system" --agency "$agency" --year $year --xml \
				>"$out/$system-$year-$(echo "$what" | tr -d ' -').xml"
		done
	done
done
for agency in HMB SYT; do
	# the file says when it was written, which the stopped clock fixes
	"$capdo" exchange export --agency $agency --year 2025 -o "$out/$agency-2025.xml" >>"$out/log" 2>&1
	"$capdo" check $agency --year 2025 --xml >"$out/$agency-2025-check.xml" || [ $? = 3 ]
done
"$capdo" report annual --year 2025 --drafts --owner 'Ủy ban nhân dân tỉnh Mẫu (dữ liệu mẫu)' -o "$out/annual.xlsx" \
	--xml-file "$out/annual-2025.xml" >>"$out/log" 2>&1
"$capdo" province --year 2025 --xml >"$out/province-2025.xml"
for level in 1 2 3 4 5; do
	"$capdo" pack show tt12-2022 --level $level --xml >"$out/tt12-$level.xml"
done
n=0
while IFS='|' read -r function info degree other business users scope nonstop; do
	n=$((n + 1))
	{
		echo '<facts xmlns="urn:capdo:facts:1">'
		for pair in "function=$function" "info=$info" "public-service-degree=$degree" \
			"other-online-service=$other" "conditional-business=$business" "users=$users" \
			"infrastructure-scope=$scope" "nonstop=$nonstop"; do
			[ -z "${pair#*=}" ] || echo "<fact id=\"${pair%%=*}\">${pair#*=}</fact>"
		done
		echo '</facts>'
	} >"$out/facts.tmp"
	"$capdo" level check --pack nd85-2016 --facts "$out/facts.tmp" >"$out/decision-$n.xml" || [ $? -le 3 ]
done <<'END'
internal|public||||||
internal|private personal||||||
citizen-service|public|2|no|no|||
citizen-service|personal|none|yes|no|9999||
citizen-service|personal|none|yes|no|10000||
citizen-service|personal|4|yes|yes|12500||
infrastructure|private|||||one-agency|no
infrastructure|private|||||sector-or-province|yes
infrastructure|private|||||national|no
infrastructure|private|||||national|yes
other|private||||||
|||||||
citizen-service|||yes||||
END

#!/bin/sh
# bad_input.sh - every kind of bad input is refused: the message names the place, the exit status is right,
# the database holds what it held, and no temporary file is left.
set -u
# Disks of a few blocks are mounted where they vanish with this process.
if [ -z "${OWN_MOUNTS:-}" ] && [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; then
	OWN_MOUNTS=yes exec unshare -m sh "$0"
fi
here=$(cd "$(dirname "$0")/../.." && pwd)
capdo=${CAPDO:-$here/build/san/capdo}
tmp=$(mktemp -d "${TMPDIR:-/tmp}/bad-input.XXXXXX") || exit 1
trap 'cd /; rm -rf "$tmp" "${nest:-}"' EXIT
trap 'exit 1' HUP INT TERM
export CAPDO_DB="$tmp/here/a.db" CAPDO_LANG=en CAPDO_CLOCK=2026-11-22T03:00:00Z LC_ALL=C.UTF-8
unset CAPDO_USER
mkdir "$tmp/here" && cd "$tmp/here" || exit 1

# ---- how it is checked -----------------------------------------------------------------------------

count=0
bad=0
# What a library may say before the message.
noise='^$'
# Of the next case: its input, the database that must not change, what stands before the program, and
# whether the audit chain may grow: who is refused as a person leaves one row there, as the design wants.
input=/dev/null
watched=$CAPDO_DB
as=
audited=

result() { # WHY SENTENCE: empty WHY is a pass
	count=$((count + 1))
	if [ -z "$1" ]; then
		printf 'ok %d - %s\n' $count "$2"
		return
	fi
	printf 'not ok %d - %s\n# %s\n' $count "$2" "$1"
	cut -c 1-300 "$tmp/said" | sed 's/^/# said: /' | head -n 20
	bad=$((bad + 1))
}

skip() { # SENTENCE REASON
	count=$((count + 1))
	echo "not ok $count - $1 # SKIP $2"
}

state() {
	python3 -IS "$here/tests/tools/db_state.py" ${audited:+--but-audit} "$watched"
	find . ! -name '*-shm' ! -name '*-wal' 2>/dev/null | sort
}

lacks() { # the first of WORD|WORD... that is not in the message; @N: no line N is named
	printf '%s\n' "$1" | tr '|' '\n' | while read -r word; do
		case $word in
		@*) grep -qE "(:|line )${word#@}([:, ]|\$)" "$tmp/said" ;;
		*) grep -qF -- "$word" "$tmp/said" ;;
		esac || { echo "$word"; break; }
	done
}

broken() {
	grep -qE 'Sanitizer|runtime error|Assertion' "$tmp/said"
}

# STATUS SENTENCE WORDS COMMAND...: it is refused with the words, parted by |, in the message.
refuse() {
	status=$1 sentence=$2 words=$3 why=
	shift 3
	before=$(state)
	# shellcheck disable=SC2086
	$as "$capdo" "$@" >"$tmp/out" 2>"$tmp/said" <"$input"
	got=$?
	after=$(state)
	missing=$(lacks "$words")
	[ "$got" = "$status" ] || why="exit status $got, not $status"
	[ -z "$missing" ] || why="$why; the message lacks '$missing'"
	grep -vE "$noise" "$tmp/said" | head -n 1 | grep -q '^capdo: .' ||
		why="$why; the message does not come first"
	grep -qaxv '.*' "$tmp/said" && why="$why; the message is not UTF-8"
	grep -qE '^(saved|written|added|removed)' "$tmp/out" && why="$why; it says something was done"
	broken && why="$why; the program broke down"
	[ "$before" = "$after" ] || why="$why; something was changed or left behind: $(
		printf '%s\n' "$before" >"$tmp/before"; printf '%s\n' "$after" | diff "$tmp/before" - | tr '\n' ' ')"
	result "$why" "$sentence"
	input=/dev/null watched=$CAPDO_DB as= audited=
}

# SENTENCE COMMAND...: it is not refused.
accept() {
	sentence=$1 why=
	shift
	# shellcheck disable=SC2086
	$as "$capdo" "$@" >"$tmp/out" 2>"$tmp/said" <"$input" || why="exit status $?"
	broken && why="$why; the program broke down"
	result "$why" "$sentence"
	input=/dev/null as=
}

holds() { # SENTENCE TEST...
	sentence=$1
	shift
	"$@" && result '' "$sentence" || result "this failed: $*" "$sentence"
}

must() {
	"$capdo" "$@" >"$tmp/out" 2>"$tmp/said" || {
		echo "not ok $((count + 1)) - capdo $* prepares the test"
		sed 's/^/# /' "$tmp/said"
		echo "1..$((count + 1))"
		exit 1
	}
}

line_of() { # FILE WORDS
	grep -anF -- "$2" "$1" | head -n 1 | cut -d : -f 1
}

# ---- a small world ---------------------------------------------------------------------------------

must init --user hoa
must agency add so-tt name='Sở Thông tin'
must system add qlvb name='Quản lý văn bản' in-build=yes
must asset add qlvb may-chu kind=server name='Máy chủ'
for fact in defence-security national-egov national-data-store prime-minister-decision; do
	must level set qlvb $fact no
done
must level set qlvb function internal
must level set qlvb info public private
must level decide qlvb
must assess start qlvb --year 2026
must assess set qlvb QL-1.1.1 met --year 2026
must threat rate qlvb a-ransomware --year 2026 --likelihood 3 --impact 4 --reason 'Đã gặp'
must year add 2026

cat >good.xml <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<submission xmlns="urn:capdo:exchange:1" format="1" year="2026">
  <pack id="tt12-2022" version="1.0"/>
  <agency id="0198c0de-0000-7000-8000-000000000001" code="so-xd" kind="department">
    <name>Sở Xây dựng</name>
    <year id="0198c0de-0000-7000-8000-000000000002" year="2026" obligations="obligations-1">
      <capability>Một cán bộ</capability>
      <obligation obligation="plan-made" status="met"/>
      <readiness code="TB1" kind="equipment" quantity="2" cost="1500000"><name>Ổ cứng</name></readiness>
      <exercise code="DT1" kind="exercise" state="planned" date="2026-12-10"><title>Diễn tập</title></exercise>
      <incident code="SC1" system="cp" grade="normal" state="open" detected="2026-11-20T02:00:00Z">
        <title>Thư lừa đảo</title>
      </incident>
    </year>
    <system id="0198c0de-0000-7000-8000-000000000003" code="cp" state="operating" approved-level="2">
      <name>Cấp phép xây dựng</name>
      <component code="api"><name>Trục liên thông</name></component>
      <zone code="lan"><name>Mạng nội bộ</name></zone>
      <asset code="mc1" kind="server" zone="lan"><name>Máy chủ</name></asset>
      <fact fact="function"><value>internal</value></fact>
      <fact fact="users"><value>120</value></fact>
      <action code="V1" state="open" cost="45000000" asset="mc1"><title>Mua thiết bị</title></action>
      <assessment year="2026" level="2" pack="tt12-2022" pack-version="1.0" threats="threats-1"
          threats-version="1" method="method-1" method-version="1" started="2026-11-01T02:00:00Z">
        <finding requirement="QL-1.1.1" status="met"><current>Có quy chế</current>
          <evidence code="E1" date="2026-03-05"><name>Quyết định</name></evidence></finding>
        <finding requirement="QL-1.1.2" status="n-a"><reason>Không có</reason></finding>
        <answer question="attack-exposure" value="inside"/>
        <rating scenario="a-ransomware" likelihood="3" impact="4"><reason>Đã gặp</reason></rating>
        <plan scenario="a-ransomware" budget="10000000"><lead>Nguyễn Thị Hoa</lead></plan>
      </assessment>
    </system>
  </agency>
</submission>
END
accept 'the good file, of which the bad ones are made, is taken' load --dry-run good.xml

# ---- what is typed ---------------------------------------------------------------------------------

# A table: status, words of the message, command; spaces part the words of a command.
table() {
	while IFS='	' read -r status words command; do
		[ -n "$status" ] || continue
		# shellcheck disable=SC2086
		refuse "$status" "capdo $command is refused" "$words" $command
	done
}
table <<'END'
2	say what	
2	'frob'|capdo help	frob
2	'agency frob'	agency frob
2	CODE is missing|usage:	agency add
2	'--frob'	agency list --frob
2	'--year'	agency list --year 2026
2	'-x'	-x agency list
2	'--db' needs a value	agency list --db
2	'--lang' is given twice	--lang en agency list --lang en
2	'xx'	--lang xx agency list
2	'more'	agency list more
2	'name' is not of the form	agency add x name
2	'nom'	agency add x nom=3
2	'name' is given twice	agency add x name=3 name=4
2	'agency name' is missing	agency add x
2	'agency name' is missing	agency set so-tt name=
2	which field	agency set so-tt
2	'signed-by'	year set 2026 signed-by=x
2	'--output' is missing	report system qlvb --year 2026
2	'--facts' is missing	level check --pack nd85-2016
2	'--until' is missing	threat accept qlvb a-ransomware --year 2026 --by x --reason y
2	'frob'	help frob
2	'zsh'	completion zsh
2	'2026-02-30'	--as-of 2026-02-30 agency list
2	'khong-co'	exchange export --agency khong-co -o x.xml
2	'khong-co'	agency set khong-co name=x
2	'khong-co'	agency show khong-co
2	'khong-co'	agency remove khong-co
2	'khong-co'	system set khong-co name=x
2	'khong-co'	level show khong-co
2	'khong-co'	level walk khong-co
2	'khong-co'	assess start khong-co --year 2026
2	'khong-co'	report system khong-co --year 2026 -o x.xlsx
2	'khong-co'	report agency khong-co --year 2026 -o x.xlsx
2	'khong-co'	sign khong-co --year 2026
2	'khong-co'	do-first khong-co
2	'khong-co'	pack show khong-co
2	'khong-co'	level check --pack khong-co --facts good.xml
2	'tt12-2022'	level check --pack tt12-2022 --facts good.xml
2	'QL-99'	assess set qlvb QL-99 met --year 2026
2	'QL-99'	evidence add qlvb QL-99 --year 2026 --name a
2	'x-none'	threat rate qlvb x-none --year 2026 --likelihood 3 --impact 3 --reason x
2	'x-none'	threat show qlvb x-none --year 2026
2	'x-none'	threat accept qlvb x-none --year 2026 --by x --until 2027-01-01 --reason x
2	'x-none'	plan add qlvb x-none --year 2026 --lead x
2	'x-none'	exercise add D9 --year 2026 title=x kind=exercise state=planned scenario=x-none
2	'khong-co'	threat set qlvb - khong-co inside --year 2026
2	'attack-exposure'|'khong-co'|inside	threat set qlvb - attack-exposure khong-co --year 2026
2	'khong-co'	level set qlvb khong-co yes
2	'info'|'khong-co'|public	level set qlvb info khong-co
2	'users'|'-1'	level set qlvb users -1
2	'khong-co'	level set qlvb info public --component khong-co
2	'khong-co'	obligation add khong-co --year 2026 --status met
2	'khong-co'	assess set qlvb KT-1.1 met --year 2026 --asset khong-co
2	'khong-co'	action add qlvb V1 title=x state=open asset=khong-co
2	'khong-co'	asset add qlvb m2 kind=server name=x zone=khong-co
2	'khong-co'	incident add S1 --year 2026 title=x grade=normal state=open detected=2026-11-20T02:00:00Z system=khong-co
2	setting|'khong-co'	setting set khong-co 1
2	attachment-limit|'nhieu'	setting set attachment-limit nhieu
2	'khong-co'	setting set person khong-co
2	likelihood|'6'|1 to 5	threat rate qlvb a-ransomware --year 2026 --likelihood 6 --impact 3 --reason x
2	'6'	level decide qlvb --proposed 6
2	'6'	pack show tt12-2022 --level 6
2	approved level|'6'|1 to 5	system set qlvb approved-level=6
2	year|'1999'|2016 to 2100	year add 1999
2	year|'abcd'	year add abcd
2	year|'abcd'	assess start qlvb --year abcd
2	year|'20266'	assess start qlvb --year 20266
2	year|'1999'	assess start qlvb --year 1999
2	2016	assess start qlvb --year 2016
2	2026	assess start qlvb --year 2026
2	2030	assess set qlvb QL-1.1.1 met --year 2030
2	'2030'	report system qlvb --year 2030 -o x.xlsx
2	'2030'	report agency so-tt --year 2030 -o x.xlsx
2	year|'abcd'	report agency so-tt --year abcd -o x.xlsx
2	year|'abcd'	exchange export --year abcd -o x.xml
2	'2030'	sign so-tt --year 2030
2	cost|'-5'	action add qlvb V1 title=x state=open cost=-5
2	cost|'1,5'	action add qlvb V1 title=x state=open cost=1,5
2	quantity|'-1'	readiness add TB1 --year 2026 name=x kind=equipment quantity=-1
2	'2026-02-30'	assess set qlvb QL-1.1.1 unmet --year 2026 --due 2026-02-30
2	'2026-13-01'	threat accept qlvb a-ransomware --year 2026 --by x --until 2026-13-01 --reason y
2	detected|'2026-11-20'	incident add S1 --year 2026 title=x grade=normal state=open detected=2026-11-20
2	'may'|network-device, server	asset add qlvb m2 kind=may name=x
2	'dat'|met, partial, unmet	assess set qlvb QL-1.1.1 dat --year 2026
2	role|'king'|admin	user add lan name=x role=king
2	code|'a/b'	asset add qlvb a/b kind=server name=x
2	reason	assess set qlvb QL-1.1.1 n-a --year 2026
2	'so-tt'|already	agency add so-tt name=x
2	'qlvb'|already	system add qlvb name=x
2	'may-chu'|already	asset add qlvb may-chu kind=server name=x
2	'2026'|already	year add 2026
2	'hoa'|already	user add hoa name=x role=viewer
2	'so-tt'|--whole	agency remove so-tt
2	'x'	audit list --from x
END
# the names of those who tried are kept
refused_rows() {
	"$capdo" audit list 2>"$tmp/said" | grep -c refused
}
rows=$(refused_rows)
audited=yes
refuse 2 'an account that is not there is refused' "'nobody'" --user nobody agency list
holds 'its refusal is one row of the audit chain' [ "$(refused_rows)" = $((rows + 1)) ]
refuse 2 'a code with a blank in it is refused' "code|'a b'" asset add qlvb 'a b' kind=server name=x
refuse 2 'an empty code is refused' 'code' agency add '' name=x
refuse 2 'a line with a line end in it is refused' 'agency name|several lines' agency set so-tt name='a
b'
refuse 2 'a control character is refused' 'agency name|U+0001' agency set so-tt name="$(printf 'a\001b')"
refuse 2 'DEL is refused' 'note|U+007F' agency set so-tt note="$(printf 'a\177b')"
for bytes in '\377' '\303' '\340\200\257' '\355\240\200' '\364\220\200\200'; do
	refuse 2 "the bytes $bytes, which are not UTF-8, are refused as FIELD=VALUE" 'UTF-8' \
	    agency set so-tt name="$(printf "a$bytes")"
	refuse 2 "the bytes $bytes, which are not UTF-8, are refused as an option" 'UTF-8' \
	    agency set so-tt --name "$(printf "a$bytes")"
done
must user add xem name='Người xem' role=viewer
audited=yes
refuse 2 'who may only look cannot change' "'xem'" --user xem agency set so-tt note=x
holds 'that refusal is one row of the audit chain too' [ "$(refused_rows)" = $((rows + 2)) ]

# ---- texts of files and of standard input ------------------------------------------------------------

head -c 10485760 /dev/zero | tr '\0' 'a' >big.txt
head -c 20001 /dev/zero | tr '\0' 'a' >long.txt
printf 'a\000b' >zero.txt
printf 'm\341\273' >cut.txt
mkdir folder
refuse 2 'a file of 10 MB as a field is refused' "'big.txt'|bytes" agency set so-tt note=@big.txt
refuse 2 'a text of 20001 characters is refused' 'note|20001|20000' agency set so-tt note=@long.txt
refuse 2 'a line of 501 characters is refused' 'agency name|501|500' agency set so-tt \
    name="$(head -c 501 long.txt)"
refuse 2 'a typed text of 100 KB is refused' 'note|20000' agency set so-tt note="$(head -c 102400 big.txt)"
input=big.txt
refuse 2 '10 MB on standard input as a field are refused' 'note|20000' agency set so-tt note=-
input=zero.txt
refuse 2 'a NUL on standard input is refused' 'standard input' agency set so-tt note=-
refuse 2 'a NUL in a file is refused' "'zero.txt'" agency set so-tt note=@zero.txt
refuse 2 'a file that ends within a character is refused' 'note|UTF-8' agency set so-tt note=@cut.txt
refuse 2 'a file that is not there is refused' "'none.txt'" agency set so-tt note=@none.txt
refuse 1 'a folder where a text is expected is refused' "'folder'|folder" agency set so-tt note=@folder

# ---- Vietnamese in parts -----------------------------------------------------------------------------

# each vowel and its marks apart, as some keyboards and macOS give them
nfd=$(printf 'So\314\233\314\211 Vie\314\243\314\202t')
accept 'decomposed Vietnamese is taken when typed' agency set so-tt officer="$nfd"
printf '%s\n' "$nfd" >nfd.txt
accept 'decomposed Vietnamese is taken from a file' agency set so-tt note=@nfd.txt
sed "s|Sở Xây dựng|$nfd|; s|\"so-xd\"|\"so-nfd\"|; s|-00000000000|-10000000000|" good.xml >nfd.xml
accept 'decomposed Vietnamese is taken from XML' load nfd.xml
"$capdo" exchange export --agency so-tt -o - >"$tmp/tt.xml"
"$capdo" exchange export --agency so-nfd -o - >"$tmp/nfd.xml"
holds 'the export has it composed' grep -qF '<officer>Sở Việt</officer>' "$tmp/tt.xml"
holds 'the export has what came from a file composed' grep -qF '<note>Sở Việt</note>' "$tmp/tt.xml"
holds 'the export has what came from XML composed' grep -qF '<name>Sở Việt</name>' "$tmp/nfd.xml"
must agency remove so-nfd --whole
must agency set so-tt officer= note=

# ---- XML of a submission -----------------------------------------------------------------------------

# NAME SENTENCE SCRIPT MARK WORDS: the good file changed by sed is refused, in the line of MARK.
xml() {
	LC_ALL=C sed "$3" good.xml >"$1.xml"
	if cmp -s good.xml "$1.xml"; then
		result "the script '$3' changes nothing" "$2"
		return
	fi
	at=$(line_of "$1.xml" "$4")
	refuse 2 "a file with $2 is refused in its line" "$1.xml|@${at:-none}|$5" load "$1.xml"
}
xml mismatch 'an element closed by another name' 's|</capability>|</capabilty>|' capabilty closed
xml unquoted 'an attribute without quotes' 's|code="TB1"|code=TB1|' code=TB1 XML
xml double 'an attribute twice' 's|code="TB1"|& code="TB1"|' TB1 twice
xml root 'another root' 's|submission|report|' '<report' "'report'|submission"
xml space 'another namespace' 's|exchange:1"|exchange:9"|' exchange:9 'exchange:9|urn:capdo:exchange:1'
xml bare 'no namespace' 's| xmlns="[^"]*"||' '<submission' namespace
xml format 'another version of the format' 's|format="1"|format="2"|' 'format="2"' "format|'2'"
xml dtd 'a DTD' '1a <!DOCTYPE submission>' DOCTYPE DOCTYPE
xml internal 'an internal entity' \
    '1a <!DOCTYPE submission [<!ENTITY x "Sở">]>
s|Sở Xây|\&x; Xây|' DOCTYPE DOCTYPE
xml external 'an external entity' \
    '1a <!DOCTYPE submission [<!ENTITY x SYSTEM "file:///etc/passwd">]>
s|Sở Xây|\&x; Xây|' DOCTYPE DOCTYPE
xml parameter 'a parameter entity' \
    '1a <!DOCTYPE submission [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>' DOCTYPE DOCTYPE
xml laughs 'a billion laughs' \
    '1a <!DOCTYPE submission [<!ENTITY a "ha"><!ENTITY b "\&a;\&a;\&a;\&a;"><!ENTITY c "\&b;\&b;\&b;">]>
s|Sở Xây|\&c;|' DOCTYPE DOCTYPE
xml undeclared 'an entity nobody declared' 's|Sở Xây|\&x; Xây|' '&x;' entit
xml unknown-element 'an unknown element' 's|capability>|power>|g' '<power' "'power'|capability"
xml unknown-attribute 'an unknown attribute' 's|quantity="2"|amount="2"|' amount "'amount'"
xml text-between 'text between records' 's|<zone|trôi nổi <zone|' 'trôi' text
xml order 'elements in another order' 's|<component.*||; s|^    </system>|<component code="x"/>&|' \
    'code="x"' "'component'"
xml required 'a required attribute missing' 's|kind="equipment" ||' TB1 "'kind'"
xml required-text 'a required text missing' 's|<title>Mua thiết bị</title>||' '"V1"' "'title'"
xml level 'level 6' 's|approved-level="2"|approved-level="6"|' '"6"' "approved-level|'6'"
xml year1999 'the year 1999' 's|year="2026" obl|year="1999" obl|' 1999 "year|'1999'"
xml negative 'a negative cost' 's|cost="1500000"|cost="-1"|' 'cost="-1"' "cost|'-1'"
xml huge 'a cost beyond all bounds' 's|"1500000"|"99999999999999999999"|' 9999999999 cost
xml date 'the day 2026-02-30' 's|2026-12-10|2026-02-30|' 02-30 "date|'2026-02-30'"
xml time 'a time that is none' 's|"2026-11-20T02:00:00Z"|"hôm qua"|' 'hôm qua' 'detected'
xml enum 'an unknown kind' 's|kind="equipment"|kind="may"|' '"may"' "kind|'may'|equipment"
xml status 'an unknown result' 's|"QL-1.1.1" status="met"|"QL-1.1.1" status="dat"|' '"dat"' "'dat'|partial"
xml uuid 'a UUID that is none' 's|id="[^"]*03"|id="3"|' 'id="3"' "'3'|UUID"
xml upper 'a UUID in capitals' 's|id="0198c0de-\([^"]*03\)"|id="0198C0DE-\1"|' 0198C0DE UUID
xml same-id 'an id twice' 's|000000000003|000000000002|' 'code="cp"' already
xml same-key 'the same record twice' 's|<asset.*|&\n&|' '"mc1"' "asset|'mc1'|already"
xml control 'a control character' "s|Sở Xây|$(printf 'S\001')|" "$(printf 'S\001')" character
xml control-ref 'a control character by its number' 's|Sở Xây|\&#1;|' '&#1;' character
xml two-lines 'a line end in a line' 's|Sở Xây|Sở\&#10;Xây|' '&#10;' 'name|several lines'
xml tab 'a vertical tab by its number' 's|Một|\&#11;|' '&#11;' character
xml not-utf8 'bytes that are not UTF-8' "s|Một|$(printf 'M\377')|" 'capability' UTF-8
xml latin 'another encoding' 's|encoding="UTF-8"|encoding="ISO-8859-1"|' submission UTF-8
xml fact 'an unknown fact' 's|"users"|"nguoi"|' nguoi "'nguoi'"
xml fact-value 'an unknown answer' 's|>internal<|>noi-bo<|' noi-bo "'noi-bo'|internal"
xml requirement 'an unknown requirement' 's|"QL-1.1.2"|"QL-99"|' QL-99 "'QL-99'"
xml scenario 'an unknown scenario' 's|rating scenario="a-ransomware"|rating scenario="a-x"|' a-x "'a-x'"
xml plan-scenario 'an unknown scenario of a plan' 's|plan scenario="a-ransomware"|plan scenario="a-x"|' \
    a-x "'a-x'"
xml question 'an unknown question' 's|"attack-exposure"|"attack-x"|' attack-x "'attack-x'"
xml option 'an unknown option' 's|"inside"|"outside-x"|' outside-x "'outside-x'|inside"
xml obligation 'an unknown obligation' 's|"plan-made"|"plan-x"|' plan-x "'plan-x'"
xml asset 'an asset that is not there' 's|asset="mc1"|asset="mc9"|' mc9 "'mc9'"
xml zone 'a zone that is not there' 's|zone="lan"|zone="wan"|' '"wan"' "'wan'"
xml incident-system 'a system that is not there' 's|system="cp"|system="cq"|' '"cq"' "'cq'"
xml n-a 'not applicable without a reason' 's|<reason>Không có</reason>||' '"n-a"' "QL-1.1.2|reason"
xml no-agency 'no agency' '/<agency/,/<\/agency>/d' '</submission>' "'agency'"
xml second 'a second agency' 's|^  </agency>|&<agency code="y"/>|' '"y"' "'agency'"
xml after 'something after the root' '$a <more/>' '<more' end

python3 - <<'END'
good = open("good.xml", encoding="utf-8").read()
open("field10.xml", "w").write(good.replace("Một cán bộ", "a" * 10485760))
open("line10.xml", "w").write(good.replace("Sở Xây dựng", "a" * 10485760))
open("value10.xml", "w").write(good.replace('"TB1"', '"' + "a" * 10485760 + '"'))
open("deep.xml", "w").write('<submission xmlns="urn:capdo:exchange:1" format="1">' + "<agency>" * 100000)
open("wide.xml", "w").write(good.replace('code="TB1"', " ".join('a%d="1"' % i for i in range(5000))))
open("utf16.xml", "w", encoding="utf-16").write(good.replace("UTF-8", "UTF-16"))
open("lone.xml", "wb").write(good.encode().replace("Một".encode(), b"M\xed\xa0\x80"))
END
refuse 2 'a text of 10 MB in XML is refused in its line' 'field10.xml:7|capability|20000' load field10.xml
refuse 2 'a line of 10 MB in XML is refused in its line' 'line10.xml:5|name' load line10.xml
refuse 2 'an attribute of 10 MB in XML is refused' 'value10.xml:' load value10.xml
refuse 2 'elements 100000 deep are refused' 'deep.xml:1' load deep.xml
refuse 2 'an element with 5000 attributes is refused' 'wide.xml:9' load wide.xml
refuse 2 'a file in UTF-16 is refused' 'utf16.xml|UTF-8' load utf16.xml
refuse 2 'half a surrogate is refused' 'lone.xml:7|UTF-8' load lone.xml
: >empty.xml
refuse 2 'an empty file is refused' 'empty.xml:1' load empty.xml
refuse 2 'a file that is no XML is refused' 'long.txt:1' load long.txt
refuse 2 'a file that is not there is refused by load' "'none.xml'" load none.xml
refuse 2 'a folder without XML files is refused by load' "'folder'" load folder
"$capdo" exchange export --agency so-tt -o whole.xml >/dev/null
sed 's|Quản lý văn bản|Quản lý khác|' whole.xml >altered.xml
refuse 2 'a file altered after it was written is refused' 'altered.xml|SHA-256' load altered.xml
sed 's|^  <agency id="[^"]*"|  <agency|; s| sha256="[0-9a-f]*"||; s|code="so-tt"|code="so-khac"|' \
    whole.xml >stolen.xml
refuse 2 'a record that belongs to another agency here is refused' 'stolen.xml|another' load stolen.xml
sed 's|<agency id="[^"]*"|<agency id="0198c0de-0000-7000-8000-00000000000f"|; s| sha256="[0-9a-f]*"||' \
    whole.xml >other-id.xml
refuse 2 'a known key with another id is refused' "other-id.xml|'so-tt'" load other-id.xml

# Cut off after every byte of a small file and at many places of a large one.
sed -n '1,9p; s/^ *<asset.*//; $p' good.xml | sed 's|<readiness.*|</year></agency>|' >small.xml
accept 'the small file, which is to be cut, is taken' load --dry-run small.xml
python3 "$here/tests/tools/cut.py" small.xml "$tmp/small" 1
python3 "$here/tests/tools/cut.py" whole.xml "$tmp/whole" 131
for cut in small whole; do
	files=$(find "$tmp/$cut" -name '*.xml' | wc -l)
	refuse 2 "each of $files files cut off too early is refused" "$files of $files" load "$tmp/$cut"
	holds "each of these $files files is named with a line" [ "$(grep -cE \
	    '^capdo: .*/cut-[0-9]{6}.xml:[0-9]+: ' "$tmp/said")" = "$files" ]
done

# ---- a folder with one bad file ----------------------------------------------------------------------

mkdir mixed
for code in a c; do
	sed "s|\"so-xd\"|\"so-$code\"|; s|0198c0de|0198c0d$code|; s|Sở Xây dựng|Sở $code|" good.xml >mixed/$code.xml
done
# the bad thing is the last record
sed 's|"so-xd"|"so-b"|; s|0198c0de|0198c0db|; s|plan scenario="a-ransomware"|plan scenario="a-x"|' \
    good.xml >mixed/b.xml
cp "$CAPDO_DB" mixed.db
"$capdo" --db mixed.db load mixed >"$tmp/out" 2>"$tmp/said"
status=$?
holds 'a folder with one bad file ends with status 2' [ $status -eq 2 ]
holds 'the bad file of the folder is named with its line' \
    [ -z "$(lacks "mixed/b.xml|@$(line_of mixed/b.xml a-x)|'a-x'|1 of 3")" ]
holds 'no other file of the folder is named as bad' [ "$(grep -c '^capdo: mixed/[ac]' "$tmp/said")" = 0 ]
holds 'the good files of the folder were taken' [ "$("$capdo" --db mixed.db agency list --xml |
    grep -cE 'code="so-[ac]"')" = 2 ]
python3 -c 'import sqlite3, sys
sys.stdout.write("\n".join(sqlite3.connect("mixed.db").iterdump()))' >"$tmp/dump"
holds 'of the bad file nothing was taken' [ "$(grep -cE 'so-b|0198c0db' "$tmp/dump")" = 0 ]
accept 'the database is whole after it' --db mixed.db verify
rm -rf mixed mixed.db*

# ---- level check -------------------------------------------------------------------------------------

# NAME SENTENCE WORDS, the file on standard input
facts() {
	cat >"$1.xml"
	refuse 2 "level check refuses $2" "$1.xml|$3" --db none.db level check --pack nd85-2016 --facts "$1.xml"
	holds "level check prints no decision for $2" [ ! -s "$tmp/out" ]
}
facts f-twice 'a fact given twice' ":4|'info'|line 3" <<'END'
<facts xmlns="urn:capdo:facts:1">
<fact id="function">internal</fact>
<fact id="info">private</fact>
<fact id="info">personal</fact>
</facts>
END
facts f-undeclared 'an undeclared fact' ":2|'nguoi'" <<'END'
<facts xmlns="urn:capdo:facts:1">
<fact id="nguoi">1</fact></facts>
END
facts f-value 'a bad value' ":3|'function'|'noi-bo'|internal, citizen-service" <<'END'
<facts xmlns="urn:capdo:facts:1">

<fact id="function">noi-bo</fact></facts>
END
facts f-set 'a bad value in a set' ":2|'info'|'public mat'|public, private" <<'END'
<facts xmlns="urn:capdo:facts:1">
<fact id="info">public mat</fact></facts>
END
facts f-yes-no 'a bad yes or no' ":2|'nonstop'|'co'|yes" <<'END'
<facts xmlns="urn:capdo:facts:1">
<fact id="nonstop">co</fact></facts>
END
facts f-negative 'a negative count' ":2|'users'|'-1'" <<'END'
<facts xmlns="urn:capdo:facts:1">
<fact id="users">-1</fact></facts>
END
facts f-huge 'a count beyond all bounds' ":2|'users'" <<'END'
<facts xmlns="urn:capdo:facts:1">
<fact id="users">99999999999999999999</fact></facts>
END
facts f-empty 'an empty value' ":2|'info'|public" <<'END'
<facts xmlns="urn:capdo:facts:1">
<fact id="info"/></facts>
END
facts f-no-id 'a fact without an id' ":2|'id'" <<'END'
<facts xmlns="urn:capdo:facts:1">
<fact>internal</fact></facts>
END
facts f-root 'another root' ":1|'fact'|'facts'" <<'END'
<fact xmlns="urn:capdo:facts:1" id="info">public</fact>
END
facts f-space 'another namespace' ":1|urn:capdo:facts:2|urn:capdo:facts:1" <<'END'
<facts xmlns="urn:capdo:facts:2"/>
END
facts f-nested 'a fact in a fact' ":2|'fact'" <<'END'
<facts xmlns="urn:capdo:facts:1">
<fact id="info"><fact id="users">1</fact></fact></facts>
END
facts f-dtd 'a DTD' ':1|DOCTYPE' <<'END'
<!DOCTYPE facts [<!ENTITY x "internal">]>
<facts xmlns="urn:capdo:facts:1"><fact id="function">&x;</fact></facts>
END
facts f-external 'an external entity' ':1|DOCTYPE' <<'END'
<!DOCTYPE facts [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<facts xmlns="urn:capdo:facts:1"><fact id="function">&x;</fact></facts>
END
facts f-cut 'a file cut off' ':3' <<'END'
<facts xmlns="urn:capdo:facts:1">
<fact id="function">intern
END
printf '<facts xmlns="urn:capdo:facts:1">\n<fact id="function">\377</fact></facts>\n' >bytes.txt
facts f-bytes 'bytes that are not UTF-8' ':2|UTF-8' <bytes.txt
facts f-none 'an empty file' ':1' </dev/null
refuse 2 'level check refuses a file that is not there' "'none.xml'" \
    level check --pack nd85-2016 --facts none.xml
refuse 1 'level check refuses a folder' "'folder'|folder" level check --pack nd85-2016 --facts folder
printf '<facts xmlns="urn:capdo:facts:1">\n<fact id="function">noi-bo</fact></facts>\n' >f-decide.xml
refuse 2 'level decide refuses facts with a bad value' "f-decide.xml:2|'function'|'noi-bo'" \
    level decide qlvb --facts f-decide.xml

# ---- packs -------------------------------------------------------------------------------------------

# NAME PACK SENTENCE SCRIPT MARK WORDS: the pack changed by sed is refused, in the line of MARK.
pack() {
	mkdir "$1"
	sed "$4" "$here/checklists/$2.xml" >"$1/$2.xml"
	if cmp -s "$here/checklists/$2.xml" "$1/$2.xml"; then
		result "the script '$4' changes nothing" "$3"
		return
	fi
	at=$(line_of "$1/$2.xml" "$5")
	refuse 2 "pack check refuses $3 in its line" "$1/$2.xml|@${at:-none}|$6" pack check "$1/$2.xml"
	refuse 2 "--packs refuses $3 in its line" "$1/$2.xml|@${at:-none}|$6" --packs "$1" pack list
	refuse 2 "no command works with a pack that has $3" "$1/$2.xml|@${at:-none}|$6" --packs "$1" \
	    agency set so-tt note=x
}
regulation=$here/checklists/nd85-2016.xml
cite=$(sed -n 's/.*<criterion [^>]*cite="\([^" ]*\).*/\1/p' "$regulation" | head -n 1)
pack p-cite nd85-2016 'a citation that leads nowhere' "/<criterion /s|cite=\"$cite|cite=\"$cite.99|" \
    "cite=\"$cite.99" "$cite.99"
pack p-document nd85-2016 'a citation of no document' "/<criterion /s|cite=\"[^:]*:|cite=\"khong-co:|" \
    'khong-co:' khong-co
pack p-fact nd85-2016 'an unknown fact' '/<fact /!s|fact="function"|fact="khong-co"|' 'fact="khong-co"' \
    "'khong-co'"
pack p-element nd85-2016 'an element the schema does not know' 's|criterion>|&<more/>|' '<more/>' more
pack p-attribute nd85-2016 'an attribute the schema does not know' \
    '/<criterion /s|level=|more=|' ' more=' more
pack p-level nd85-2016 'a level 6' '/<criterion /s|level="[1-5]"|level="6"|' 'level="6"' "6"
pack p-space method-1 'another namespace' 's|xmlns="[^"]*"|xmlns="urn:x"|' 'urn:x' pack
pack p-dtd method-1 'a DTD' '1a <!DOCTYPE pack>' DOCTYPE 'document type'
pack p-cut method-1 'an end that is missing' '/<\/pack>/d' '<pack' ''
pack p-twice tt12-2022 'an id twice' 's|<requirement id="QL-1.1.2"|<requirement id="QL-1.1.1"|' \
    'QL-1.1.1' QL-1.1.1
mkdir p-same
cp "$here/checklists/method-1.xml" p-same/a.xml
cp "$here/checklists/method-1.xml" p-same/b.xml
refuse 2 'two packs with one id in a folder are refused' 'p-same/a.xml|p-same/b.xml|method-1' \
    --packs p-same pack list
refuse 2 'a folder of packs that is not there is refused' "'p-none'" --packs p-none pack list
refuse 2 'a file as folder of packs is refused' "'big.txt'" --packs big.txt pack list
refuse 2 'pack check refuses a file that is not there' "'none.xml'" pack check none.xml
refuse 1 'pack check refuses a folder' "'folder'" pack check folder
refuse 2 'pack check names the one bad file of two' 'p-cite/nd85-2016.xml|1 of 2' \
    pack check "$regulation" p-cite/nd85-2016.xml
refuse 2 'pack check refuses a submission' 'good.xml' pack check good.xml

# ---- walks -------------------------------------------------------------------------------------------

cp "$CAPDO_DB" walk.db
# COMMAND...: what comes after nonsense answers the same question
walk() {
	sentence="'$*' asks again after nonsense" why=
	first=$1
	{ cat big.txt; printf '\nzzz\n99\n-1\na\377b\nx\001y\nz\000z\n1\nq\n'; } >"$tmp/typed"
	"$capdo" --db walk.db "$@" --again <"$tmp/typed" >"$tmp/out" 2>"$tmp/said"
	got=$?
	[ $got -eq 0 ] || why="exit status $got"
	[ "$(grep -c "^capdo: " "$tmp/said")" = 7 ] || why="$why; not each of 7 nonsensical lines is refused"
	missing=$(lacks "'zzz'|'99'|'-1'|UTF-8|U+0001|U+0000")
	[ -z "$missing" ] || why="$why; the messages lack '$missing'"
	[ "$(grep -c '^question ' "$tmp/out")" -le 2 ] || why="$why; the nonsense answered a question"
	grep -q '^saved' "$tmp/out" || [ "$first" = assess ] || why="$why; the good answer was not kept"
	broken && why="$why; the program broke down"
	result "$why" "$sentence"
}
walk level walk qlvb
walk assess walk qlvb --year 2026
walk threat walk qlvb --year 2026
accept 'the database is whole after nonsense in walks' --db walk.db verify
refuse 2 'a walk of a year without assessment is refused' 2030 assess walk qlvb --year 2030
rm -f walk.db*

# ---- databases ---------------------------------------------------------------------------------------

for command in 'agency list' 'agency add x name=y' 'backup b.db' 'verify' 'load good.xml'; do
	watched=none.db
	# shellcheck disable=SC2086
	refuse 2 "a database that is not there is refused by $command" "'none.db'|init" --db none.db $command
done
cp "$CAPDO_DB" newer.db
python3 -c 'import sqlite3; sqlite3.connect("newer.db").execute("PRAGMA user_version = 999")'
: >empty.db
cp long.txt text.db
python3 -c 'import sqlite3; sqlite3.connect("other.db").execute("CREATE TABLE other (x)")'
for command in 'agency list' 'agency add x name=y' 'load good.xml'; do
	for kind in 'newer 1 999' 'empty 2 capdo' 'text 2 capdo' 'other 2 capdo'; do
		# shellcheck disable=SC2086
		set -- $kind
		watched=$1.db
		cp "$1.db" "$tmp/$1.before"
		# shellcheck disable=SC2086
		refuse "$2" "a database that is '$1' is refused by $command" "'$1.db'|$3" --db "$1.db" $command
		holds "the '$1' file is byte for byte as it was after $command" cmp -s "$1.db" "$tmp/$1.before"
	done
done
head -c 100000 "$CAPDO_DB" >half.db
watched=half.db
refuse 1 'half a database is refused' "'half.db'|damaged" --db half.db agency add x name=y
watched=folder
refuse 1 'a folder as database is refused for reading' "'folder'|folder" --db folder agency list
watched=folder
refuse 1 'a folder as database is refused for writing' "'folder'" --db folder agency add x name=y
refuse 2 'init refuses a database that is there' "'$CAPDO_DB'|exists" init
watched=text.db
refuse 2 'init refuses a file of another kind' "'text.db'|exists" --db text.db init
refuse 2 'init refuses a folder' "'folder'|exists" --db folder init
watched=$CAPDO_DB
refuse 1 'init in a folder that is not there is refused' "'no/x.db'" --db no/x.db init
refuse 2 'init with a bad login leaves no file' 'login' --db new.db --user 'a b' init
accept 'init takes an empty file' --db empty.db init
refuse 2 'a backup over a file is refused' "'good.xml'|exists" backup good.xml
refuse 2 'a backup over the database itself is refused' "'$CAPDO_DB'|exists" backup "$CAPDO_DB"
refuse 1 'a backup into a folder that is not there is refused' "'no/b.db'" backup no/b.db
refuse 1 'an export into a folder that is not there is refused' "'no/x.xml'" exchange export -o no/x.xml
refuse 1 'an export over a folder is refused' "'folder'|folder" exchange export -o folder
refuse 1 'a workbook into a folder that is not there is refused' "'no/x.xlsx'" \
    report system qlvb --year 2026 -o no/x.xlsx
refuse 1 'a workbook over a folder is refused' "'folder'|folder" report agency so-tt --year 2026 -o folder
rm -f newer.db* text.db* other.db* half.db* empty.db*

python3 "$here/tests/tools/hold_lock.py" "$CAPDO_DB" "$tmp/lock" &
for _ in 1 2 3 4 5 6 7 8 9 10; do
	[ -e "$tmp/lock" ] || sleep 0.5
done
refuse 1 'a locked database is refused for writing' "'$CAPDO_DB'|locked" agency set so-tt note=x
refuse 1 'a locked database is refused by load' "locked" load good.xml
accept 'a locked database can be read' agency list
rm -f "$tmp/lock"
wait

# ---- a full disk -------------------------------------------------------------------------------------

disk=$tmp/here/disk
mkdir "$disk"
# The disk with the database and old files on it.
furnish() {
	rm -rf "${disk:?}"/*
	cp "$CAPDO_DB" "$disk/a.db"
	cp small.xml "$disk/x.xml"
	cp small.xml "$disk/x.xlsx"
}
# The same disk with no more than so many kilobytes left.
fill() {
	furnish
	dd if=/dev/zero of="$disk/filler" bs=1024 2>/dev/null
	[ "$1" = 0 ] || truncate -s "-${1}k" "$disk/filler"
}
full() { # SENTENCE WORDS COMMAND...
	as=$limited
	refuse 1 "$@"
	holds 'the old files are as they were' cmp -s "$disk/x.xml" "$disk/x.xlsx"
}
# What must be so on a disk that is full and where files may not grow.
full_disk() {
	watched=$disk/a.db
	full "$1: a change of the database is refused" "'$disk/a.db'|disk" --db "$disk/a.db" agency set so-tt \
	    note=@half.txt
	watched=$disk/a.db
	full "$1: a file is not taken" "'$disk/a.db'|disk" --db "$disk/a.db" load many.xml
	full "$1: an export is refused" "'$disk/x.xml'" exchange export --agency so-tt -o "$disk/x.xml"
	full "$1: a workbook of a system is refused" "'$disk/x.xlsx'" report system qlvb --year 2026 \
	    -o "$disk/x.xlsx"
	full "$1: a workbook of an agency is refused" "'$disk/x.xlsx'" report agency so-tt --year 2026 \
	    -o "$disk/x.xlsx"
	full "$1: a backup is refused" "'$disk/b.db'" backup "$disk/b.db"
	full "$1: a new database is refused" "'$disk/new.db'" --db "$disk/new.db" init
	accept "$1: the database is whole" --db "$disk/a.db" verify
}
head -c 19000 long.txt >half.txt
python3 - <<'END'
good = open("good.xml", encoding="utf-8").read()
asset = '<asset code="m%d" kind="server"><name>Máy chủ</name><note>' + "a" * 15000 + "</note></asset>\n"
open("many.xml", "w", encoding="utf-8").write(
    good.replace("      <asset ", "".join(asset % i for i in range(50, 150)) + "<asset ", 1))
END
accept 'the file for the full disk is good' load --dry-run many.xml
limited=
if [ -n "${OWN_MOUNTS:-}" ] && mount -t tmpfs -o size=1200k capdo-test "$disk" 2>/dev/null; then
	fill 0
	full_disk 'no block free'
	accept 'no block free: the database can be read' --db "$disk/a.db" agency list
	accept 'no block free: the database can be carried away' --db "$disk/a.db" backup away.db
	rm -f away.db
	fill 4
	full_disk '4 KB free'
	umount "$disk"
else
	skip 'a disk without a free block' 'no disk could be mounted here'
fi
# Where no disk can be mounted this stands for it: files may not grow beyond 4 KB.
cat >"$tmp/limited" <<'END'
trap '' XFSZ
ulimit -f 8 || exit 99
exec "$@"
END
if sh "$tmp/limited" true; then
	furnish
	limited="sh $tmp/limited"
	# such a limit cannot be foreseen as a full disk can
	noise='^\[ERROR\]'
	full_disk 'files that may not grow'
	noise='^$'
	limited=
else
	skip 'files that may not grow' 'ulimit -f does not work here'
fi
rm -rf "$disk"
if [ -c /dev/full ]; then
	for command in 'agency list' 'agency list --xml' 'pack list' 'help' 'exchange export -o -' \
	    'level show qlvb --xml'; do
		# shellcheck disable=SC2086
		"$capdo" $command >/dev/full 2>"$tmp/said"
		holds "an output that cannot be written ends $command with status 1" [ $? -eq 1 ]
		holds "$command says so" grep -q '^capdo: cannot write' "$tmp/said"
	done
else
	skip 'an output that cannot be written' 'there is no /dev/full'
fi

# ---- what may not be read or written -----------------------------------------------------------------

# root may do everything: then this part is for nobody, in a folder nobody can reach
nest=
nobody=
if [ "$(id -u)" = 0 ]; then
	nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
	for place in "$tmp" /tmp /var/tmp; do
		nest=$(mktemp -d "$place/bad-input.XXXXXX") || continue
		chmod 755 "$nest"
		$nobody test -x "$nest" 2>/dev/null && break
		rm -rf "$nest"
		nest=
	done
else
	nest=$(mktemp -d "$tmp/nest.XXXXXX")
fi
if [ -n "$nest" ]; then
	cp "$capdo" "$nest/capdo" && chmod 755 "$nest/capdo"
	capdo=$nest/capdo
	mkdir "$nest/open" "$nest/shut"
	cp "$CAPDO_DB" "$nest/shut/a.db"
	cp "$CAPDO_DB" "$nest/open/a.db"
	cp "$CAPDO_DB" "$nest/open/read.db"
	cp "$CAPDO_DB" "$nest/open/dark.db"
	odd='../shut/a?b%41#c.db'
	cp "$CAPDO_DB" "$nest/open/$odd"
	cp good.xml "$nest/shut/good.xml"
	cp good.xml "$nest/open/dark.xml"
	mkdir "$nest/open/dark"
	[ -z "$nobody" ] || chown -R 65534:65534 "$nest/open" "$nest/shut"
	chmod 444 "$nest/open/read.db" "$nest/shut/a.db" "$nest/shut/good.xml"
	chmod 0 "$nest/open/dark.db" "$nest/open/dark.xml" "$nest/open/dark"
	chmod 555 "$nest/shut"
	cd "$nest/open" || exit 1
	row() { # like refuse 1; as somebody who is not root
		as=$nobody
		refuse 1 "$@"
	}
	watched=read.db
	row 'a read-only database is refused for writing' "'read.db'|read-only" --db read.db agency set so-tt note=x
	watched=read.db
	row 'a read-only database is refused by load' "'read.db'|read-only" --db read.db load ../shut/good.xml
	as=$nobody
	accept 'a read-only database can be read' --db read.db agency list
	watched=../shut/a.db
	row 'a database in a read-only folder is refused for writing' "'../shut/a.db'" --db ../shut/a.db \
	    agency set so-tt note=x
	as=$nobody
	accept 'a database in a read-only folder can be read' --db ../shut/a.db agency list
	as=$nobody
	accept 'so can one whose name means something in a URI' --db "$odd" agency list
	row 'a database that may not be read is refused' "'dark.db'" --db dark.db agency list
	row 'a submission that may not be read is refused' "'dark.xml'|allowed" --db a.db load dark.xml
	row 'a folder that may not be read is refused' "dark'|allowed" --db a.db load dark
	row 'a text that may not be read is refused' "'dark.xml'|allowed" --db a.db agency set so-tt note=@dark.xml
	row 'facts that may not be read are refused' "'dark.xml'|allowed" level check --pack nd85-2016 \
	    --facts dark.xml
	row 'a pack that may not be read is refused' "'dark.xml'|allowed" pack check dark.xml
	row 'a folder of packs that may not be read is refused' "'dark'|allowed" --packs dark pack list
	row 'an export into a read-only folder is refused' "'../shut/x.xml'|allowed" --db a.db exchange export \
	    -o ../shut/x.xml
	row 'a workbook into a read-only folder is refused' "'../shut/x.xlsx'|allowed" --db a.db \
	    report system qlvb --year 2026 -o ../shut/x.xlsx
	row 'a backup into a read-only folder is refused' "'../shut/b.db'|allowed" --db a.db backup ../shut/b.db
	row 'a new database in a read-only folder is refused' "'../shut/n.db'" --db ../shut/n.db init
	holds 'nothing was left in the read-only folder' [ "$(find ../shut -type f | wc -l)" = 3 ]
	chmod 755 "$nest/shut" "$nest/open/dark"
else
	skip 'what may not be read or written' 'there is no folder that nobody can reach'
fi

echo "1..$count"
[ $bad -eq 0 ]

#!/bin/sh
# sign.sh - hand-ins signed and sealed: numbers, xmlsec1 agrees in both directions, what xmlsec1 would accept and
# we must not (signatures that cover less, or something else), stripped signatures, zips made to harm.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
CAPDO=${CAPDO:-$root/build/capdo}
work=$(mktemp -d "${TMPDIR:-/tmp}/sign.XXXXXX") || exit 1
trap 'cd /; rm -rf "$work"' EXIT
cd "$work" || exit 1
export CAPDO_CLOCK=2026-11-22T03:00:00Z CAPDO_LANG=en LC_ALL=C.UTF-8 TMPDIR="$work"
unset CAPDO_USER
number=0

ok() { # SENTENCE STATUS
	number=$((number + 1))
	if [ "$2" -eq 0 ]; then
		echo "ok $number - $1"
	else
		echo "not ok $number - $1"
		sed 's/^/# /' out err 2>/dev/null | cut -c 1-300 | head -n 20
	fi
}
is() { # SENTENCE STATUS COMMAND...
	sentence=$1 wanted=$2
	shift 2
	"$@" >out 2>err
	got=$?
	grep -qE 'Sanitizer|runtime error|broke down|too much memory' out err && got=99
	[ $got -eq "$wanted" ]
	ok "$sentence" $?
}
says() { # SENTENCE PATTERN
	cat out err | grep -qE -- "$2"
	ok "$1" $?
}
cert() {
	sh "$root/tests/tools/make_cert.sh" "$@"
}
capdo() {
	"$CAPDO" "$@"
}

cert stt rsa:2048 && cert r3 rsa:3072 && cert p256 ec:P-256 && cert p384 ec:P-384 && cert thief rsa:2048 &&
	cert closed ec:P-256 20260101000000Z 20291231235959Z 'mật khẩu' &&
	cert old ec:P-256 20200101000000Z 20260131235959Z || exit 1

# ---- numbers -------------------------------------------------------------------------------------

export CAPDO_DB=$work/agency.db
capdo init --user hoa >/dev/null && capdo load "$root/templates/sample/HMN.xml" >/dev/null || exit 1
system=$(capdo system list --xml | sed -n 's/^  <system [^>]*code="\([^"]*\)".*/\1/p' | head -n 1)
finding=$(capdo assess show "$system" --year 2026 --xml | sed -n 's/.*<finding [^>]*requirement="\([^"]*\)".*/\1/p' | head -n 1)
echo 'nội dung một (dữ liệu mẫu)' >one.txt
head -c 50000 /dev/urandom >two.bin
printf '' >empty.txt
for file in one.txt two.bin empty.txt; do
	capdo evidence add "$system" "$finding" --year 2026 --name "$file" --file $file --attach >/dev/null || exit 1
done
capdo evidence add "$system" "$finding" --year 2026 --name again --file two.bin --attach >/dev/null

is "a draft is written, and is no hand-in" 0 capdo exchange export --year 2026 -o draft.xml
says "that it is no hand-in is said" 'not a hand-in'
! grep -q ' snapshot=' draft.xml
ok "a draft has no number" $?
is "the year is signed off" 0 capdo sign HMN --year 2026
is "a hand-in cannot go to standard output" 2 capdo exchange export --year 2026 -o -
is "a hand-in into a folder that is not there fails" 1 capdo exchange export --year 2026 -o none/h.xml
capdo year show 2026 --xml | grep -q 'state="signed-off"'
ok "what could not be written is not handed in" $?
is "a hand-in is signed and has its attached files beside it" 0 capdo exchange export --year 2026 -o h.xml \
	--sign stt.key --cert stt.pem --attachments h.zip
says "its number is told" 'number 1,'
grep -q '<submission [^>]*year="2026" snapshot="1"' h.xml && grep -q '<year [^>]*state="submitted"[^>]*snapshot="1"' h.xml
ok "the file says that it is handed in, and its number" $?
is "the schema holds for a signed file" 0 xmllint --noout --schema "$root/templates/exchange/capdo-1.xsd" h.xml
is "the same again has the same number" 0 capdo exchange export --year 2026 -o again.xml --sign stt.key \
	--cert stt.pem --attachments again.zip
cmp h.xml again.xml && cmp h.zip again.zip
ok "and the same bytes, of the zip too" $?
[ "$(zipinfo -1 h.zip 2>/dev/null | wc -l)" = 3 ] || [ "$(python3 -c 'import zipfile
print(len(zipfile.ZipFile("h.zip").namelist()))')" = 3 ]
ok "a content that two records name is in the zip once" $?
is "what is handed in is taken back" 0 capdo sign HMN --year 2026 --withdraw
is "what is a draft is not taken back" 2 capdo sign HMN --year 2026 --withdraw
is "it is signed off again" 0 capdo sign HMN --year 2026
is "and gets the next number" 0 capdo exchange export --year 2026 -o h2.xml --sign stt.key --cert stt.pem
says "the next number is told" 'number 2,'
is "all years are a copy without a number" 0 capdo exchange export -o all.xml
! grep -q '<submission [^>]* snapshot=' all.xml
ok "a copy has no number" $?
[ -z "$(find . -name '*.tmp')" ]
ok "no temporary file is left" $?

# ---- keys ----------------------------------------------------------------------------------------

copy() { # KEY CERT [PHRASE-FILE]
	capdo exchange export -o copy.xml --sign "$1" --cert "$2" ${3:+--pass-file "$3"}
}
printf 'mật khẩu\n' >phrase
printf 'other\n' >wrong
is "a key under a pass phrase signs" 0 copy closed.key closed.pem phrase
is "without the phrase it does not, and nobody is asked" 2 copy closed.key closed.pem
says "the option is named" 'pass-file'
is "nor with another phrase" 2 copy closed.key closed.pem wrong
is "a key needs its own certificate" 2 copy thief.key stt.pem
is "an expired certificate does not sign" 2 copy old.key old.pem
says "that it has expired is said" 'had expired'
is "a certificate alone is not enough" 2 capdo exchange export -o copy.xml --cert stt.pem
is "a key that is not there" 2 copy none.key stt.pem

# ---- xmlsec1 agrees ------------------------------------------------------------------------------

xmlsec_verify() { # CERT FILE: with the certificate trusted, and with its key alone
	xmlsec1 --verify --trusted-pem "$1" --verification-gmt-time "2026-11-22 03:00:00" "$2" &&
		xmlsec1 --verify --enabled-key-data key-name --pubkey-cert-pem "$1" "$2"
}
# template METHOD: an unsigned template of the profile at the end of draft.xml
ds=http://www.w3.org/2000/09/xmldsig#
c14n=http://www.w3.org/2001/10/xml-exc-c14n#
more=http://www.w3.org/2001/04/xmldsig-more#
transforms="<Transform Algorithm=\"${ds}enveloped-signature\"/><Transform Algorithm=\"$c14n\"/>"
template() { # METHOD [URI [TRANSFORMS [REST-OF-SIGNED-INFO]]]
	sed '$d' draft.xml
	cat <<-END
	<Signature xmlns="$ds"><SignedInfo><CanonicalizationMethod Algorithm="$c14n"/><SignatureMethod Algorithm="$1"/>
	<Reference URI="${2:-}"><Transforms>${3:-$transforms}</Transforms>
	<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/></Reference>${4:-
	}</SignedInfo><SignatureValue/><KeyInfo><X509Data/></KeyInfo></Signature></submission>
	END
}
tail -n 1 draft.xml | grep -qx '</submission>' || exit 1
for kind in stt:rsa r3:rsa p256:ecdsa p384:ecdsa; do
	name=${kind%:*}
	copy $name.key $name.pem >out 2>err
	is "xmlsec1 accepts what we sign with $name" 0 xmlsec_verify $name.pem copy.xml
	template "$more${kind#*:}-sha256" >tool.tmpl
	is "xmlsec1 signs with $name" 0 xmlsec1 --sign --privkey-pem $name.key,$name.pem --output tool.xml tool.tmpl
	is "we accept what xmlsec1 signs with $name" 0 capdo exchange verify --cert $name.pem tool.xml
	says "and say who signed" "signature valid: CN=$name"
done
sed 's/<Signature xmlns=/<ds:Signature xmlns:ds=/; /<ds:Signature/,$ { s/<\([A-Z]\)/<ds:\1/g; s/<\/\([A-Z]\)/<\/ds:\1/g }' \
	tool.tmpl >prefixed.tmpl
is "xmlsec1 signs with a prefix of its own" 0 xmlsec1 --sign --privkey-pem p384.key,p384.pem --output tool.xml prefixed.tmpl
is "we accept a signature with a prefix" 0 capdo exchange verify --cert p384.pem tool.xml

for blanks in '' '  '; do
	sed "s/<SignedInfo>/\\n$blanks&/; s/<SignatureValue/\\n$blanks&/; s/<KeyInfo>/\\n$blanks&\\n$blanks$blanks/
		s/<X509Data.>/&\\n$blanks/; s/<.Signature>/\\n&/" tool.tmpl >form.tmpl
	is "xmlsec1 signs a template in lines ('$blanks')" 0 xmlsec1 --sign --privkey-pem p384.key,p384.pem \
		--output form.xml form.tmpl
	is "we accept it ('$blanks')" 0 capdo exchange verify --cert p384.pem form.xml
done

# ---- what xmlsec1 does not see -------------------------------------------------------------------

# unseen SENTENCE SCRIPT WORDS: other bytes with the same canonical form
unseen() {
	sed "$2" h.xml >unseen.xml
	cmp -s h.xml unseen.xml && { ok "a change is made: $1" 1; return; }
	is "xmlsec1 accepts: $1" 0 xmlsec1 --verify --enabled-key-data key-name --pubkey-cert-pem stt.pem unseen.xml
	is "we do not: $1" 2 capdo exchange verify --cert stt.pem unseen.xml
	says "with the reason: $1" "unseen.xml:? ?.*$3"
}
unseen "two blanks before an attribute" '2s/ format=/  format=/' 'one blank before an attribute'
unseen "a tab before an attribute" '2s/ format=/\tformat=/' 'one blank before an attribute'
unseen "another kind of quotes" "2s/format=\"1\"/format='1'/" 'in double quotes'
unseen "attributes in another order" '2s/ \(format="1"\) \(created="[^"]*"\)/ \2 \1/' 'another order'
unseen "a character by its number" '2s/="capdo"/="\&#99;apdo"/' 'must be written otherwise'
unseen "an end tag with a blank" '$s/<.submission>/<\/submission >/' 'no blanks'
unseen "a blank line in a value" 's/<SignatureValue>/&\n/' 'lines of 64'
unseen "an empty line between the elements of the signature" 's/  <KeyInfo>/\n&/' 'lines of one form'
unseen "no line break at the end" '$s/$/ /' 'one line break and nothing else'
unseen "carriage returns" 's/$/\r/' 'XML declaration|written otherwise'

# ---- what xmlsec1 accepts with the right key, and we do not ---------------------------------------

# narrow SENTENCE WORDS TEMPLATE-ARGUMENTS...: signed by xmlsec1 with the trusted key, and yet refused
narrow() {
	sentence=$1 words=$2
	shift 2
	template "$@" >narrow.tmpl
	xmlsec1 --sign --id-attr:id agency --privkey-pem stt.key,stt.pem --output narrow.xml narrow.tmpl >out 2>err &&
		xmlsec1 --verify --id-attr:id agency --enabled-key-data key-name --pubkey-cert-pem stt.pem narrow.xml >out 2>err
	ok "xmlsec1 signs and accepts: $sentence" $?
	is "$sentence is refused" 2 capdo exchange verify --cert stt.pem narrow.xml
	says "with the reason: $sentence" "$words"
}
id=$(sed -n 's/.*<agency id="\([^"]*\)".*/\1/p' draft.xml)
rsa=${more}rsa-sha256
narrow "a reference to one element" 'only a part' $rsa "#$id"
narrow "a transform more" 'may not stand' $rsa '' "$transforms<Transform Algorithm=\"$c14n\"/>"
narrow "an XPath transform" 'not accepted here|may not stand' $rsa '' \
	"<Transform Algorithm=\"${ds}enveloped-signature\"/><Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"><XPath>not(ancestor-or-self::*[local-name()='asset'])</XPath></Transform>"
narrow "inclusive canonical form" 'not accepted here' $rsa '' \
	"<Transform Algorithm=\"${ds}enveloped-signature\"/><Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/>"
narrow "a second reference" 'more than one reference' $rsa '' '' \
	"<Reference URI=\"\"><Transforms>$transforms</Transforms><DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><DigestValue/></Reference>"
narrow "SHA-1" 'not accepted here' ${ds}rsa-sha1
narrow "SHA-512" 'not accepted here' ${more}rsa-sha512

# the public certificate as the secret of an HMAC
template ${more}hmac-sha256 | sed 's/<KeyInfo>.*<\/KeyInfo>//' >hmac.tmpl
is "xmlsec1 makes an HMAC of the certificate" 0 xmlsec1 --sign --hmackey stt.pem --output hmac.xml hmac.tmpl
is "an HMAC is refused" 2 capdo exchange verify --cert stt.pem hmac.xml
says "an HMAC: why" 'hmac-sha256.*not accepted'

# wrapped: the true file inside a false one, in every place that could be overlooked
python3 - <<'END'
whole = open("h.xml", encoding="utf-8").read()
start = whole.index("<submission")
sig = whole[whole.index("<Signature"):whole.index("</Signature>") + len("</Signature>")]
bare = whole.replace(sig, "")
false = bare.replace("<name>", "<name>X", 1)
inner = whole[start:]
def put(name, text):
    open("xsw-%s.xml" % name, "w", encoding="utf-8").write(text)
put("1-in-agency", false.replace("</agency>", sig + "</agency>"))
put("2-true-in-object", false.replace("</submission>", sig.replace("</Signature>", "<Object>" + bare[start:] + "</Object></Signature>") + "</submission>"))
put("3-true-beside", false.replace("</submission>", inner + "</submission>"))
put("4-true-in-note", false.replace("</name>", inner + "</name>", 1))
put("5-two-signatures", false.replace("</submission>", sig + sig + "</submission>"))
put("6-signature-first", false.replace("<agency ", sig + "<agency ", 1))
put("7-moved", false.replace("</submission>", sig + "</submission>"))
put("8-to-id", false.replace("</submission>", sig.replace('URI=""', 'URI="#x"') + "</submission>"))
put("9-around", '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#">%s<Object>%s</Object></Signature>' % (sig[sig.index("<SignedInfo"):-len("</Signature>")], bare[start:]))
put("10-comment", whole.replace("</name>", "<!-- --></name>", 1))
put("11-two-agencies", whole.replace("</agency>", "</agency>" + false[false.index("<agency"):false.index("</agency>") + 9], 1))
put("12-after", whole.replace("</submission>", false[false.index("<agency"):false.index("</agency>") + 9] + "</submission>"))
put("13-entity", whole.replace("<submission", '<!DOCTYPE submission [<!ENTITY x "y">]>\n<submission', 1))
put("14-instruction", whole.replace("<agency ", "<?x y?><agency ", 1))
END
for file in xsw-*.xml; do
	is "$file is refused" 2 capdo exchange verify --cert stt.pem $file
done
is "the true one is accepted" 0 capdo exchange verify --cert stt.pem h.xml
is "a bad file does not stop the others" 2 capdo exchange verify --cert stt.pem xsw-1*.xml h.xml draft.xml
says "every file has its line" '^h.xml: well formed.*signature valid'
says "an unsigned one says so" '^draft.xml: well formed.*not signed'
is "without a database and without --cert unsigned files are read" 0 env CAPDO_DB=none.db "$CAPDO" exchange verify draft.xml
is "and signed ones are refused" 2 env CAPDO_DB=none.db "$CAPDO" exchange verify h.xml

# ---- the department ------------------------------------------------------------------------------

export CAPDO_DB=$work/department.db
capdo init --user lan >/dev/null || exit 1
is "a certificate is trusted" 0 capdo trust add HMN --agency HMN --cert stt.pem
is "an expired one is not" 2 capdo trust add old --cert old.pem
is "the certificates are listed" 0 capdo trust list
says "with whom they belong to" 'CN=stt'
is "as XML too" 0 capdo trust list --xml
is "the trusted signature holds" 0 capdo exchange verify h.xml
is "a signature is demanded" 0 capdo setting set require-signature yes
python3 -c 'import re, sys
text = open("h.xml", encoding="utf-8").read()
open("stripped.xml", "w", encoding="utf-8").write(re.sub("<Signature.*</Signature>", "", text, flags=re.S))'
rows() {
	python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
print([db.execute("SELECT count(*) FROM " + table).fetchone()[0] for table in ("agency", "finding", "snapshot", "attachment")])' "$CAPDO_DB"
}
before=$(rows)
is "a stripped signature is refused where one is demanded" 2 capdo exchange import stripped.xml
[ "$(rows)" = "$before" ]
ok "and nothing was changed" $?
capdo --db agency.db exchange export --year 2026 -o thief.xml --sign thief.key --cert thief.pem >/dev/null
is "a signer who is not trusted is refused" 2 capdo exchange import thief.xml
says "as not trusted" 'not trusted here'
[ "$(rows)" = "$before" ]
ok "and nothing was changed by it" $?
capdo trust add other --agency other --cert p256.pem >/dev/null
capdo --db agency.db exchange export --year 2026 -o other.xml --sign p256.key --cert p256.pem >/dev/null
is "nor does the certificate of another agency hand in for this one" 2 capdo exchange import other.xml
[ "$(rows)" = "$before" ]
ok "and nothing was changed by that" $?

# ---- attached files ------------------------------------------------------------------------------

mkdir bad files
cp h.zip kept.zip && mv h.zip files/h.zip && cp h.xml files/h.xml
is "the hand-in is taken in without its zip first" 0 capdo exchange import h.xml
python3 "$root/tests/tools/zips.py" bad one.txt two.bin
before=$(rows)
for zip in bad/*.zip; do
	name=$(basename "$zip" .zip)
	cp h.xml "bad/$name.xml"
	capdo exchange import "bad/$name.xml" >out 2>err
	status=$?
	cat out err | grep -qF -- "$(cat "bad/$name.txt")" && [ $status -eq 2 ] && [ "$(rows)" = "$before" ] &&
		! grep -qE 'Sanitizer|runtime error|broke down|too much memory' out err
	ok "a zip is refused and changes nothing: $name" $?
done
is "the true zip is taken in" 0 capdo exchange import files/h.xml
python3 - "$CAPDO_DB" <<'END'
import hashlib, sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute("SELECT sha256, size, content FROM attachment").fetchall()
sys.exit(not (len(rows) == 3 and all(hashlib.sha256(c).hexdigest() == s and len(c) == n for s, n, c in rows)))
END
ok "its contents are those that the records name" $?
is "a second time it changes nothing" 0 capdo exchange import files/h.xml
# ---- answers and reports -------------------------------------------------------------------------

is "a report is signed" 0 capdo report province --year 2026 -o p.xlsx --xml-file p.xml --sign stt.key --cert stt.pem
is "xmlsec1 accepts the report" 0 xmlsec_verify stt.pem p.xml
is "and so does the schema" 0 xmllint --noout --schema "$root/templates/exchange/capdo-1.xsd" p.xml
is "its signature is checked" 0 capdo exchange verify --cert stt.pem p.xml
says "what was checked is said" "'report'.*its content was not; signature valid"
is "the report to the ministry is signed" 0 capdo report annual --year 2026 --drafts -o m.xlsx --xml-file m.xml \
	--sign p384.key --cert p384.pem
is "xmlsec1 accepts that one" 0 xmlsec_verify p384.pem m.xml
is "and we do" 0 capdo exchange verify --cert p384.pem m.xml
sed '2s/ year=/  year=/' m.xml >m2.xml
is "a report with a blank more is refused" 2 capdo exchange verify --cert p384.pem m2.xml
says "for the blank" 'one blank before an attribute'
rm -f n.xlsx
is "a workbook alone is not signed" 2 capdo report annual --year 2026 --drafts -o n.xlsx --sign stt.key --cert stt.pem
is "nor a report on standard output" 2 capdo report province --year 2026 -o n.xlsx --xml-file - \
	--sign stt.key --cert stt.pem
is "nor without a certificate" 2 capdo report province --year 2026 -o n.xlsx --xml-file n.xml --sign stt.key
[ ! -e n.xlsx ]
ok "and nothing was written then" $?

is "the hand-in is taken in, to be answered" 0 capdo exchange import h2.xml
capdo user add xem role=reviewer name='Cán bộ thẩm định (dữ liệu mẫu)' >/dev/null
is "it is returned" 0 capdo --user xem review return HMN --year 2026 --text 'Đề nghị bổ sung (dữ liệu mẫu)'
is "the answer is signed" 0 capdo --user xem review export HMN --year 2026 -o answer.xml --sign r3.key --cert r3.pem
is "xmlsec1 accepts the answer" 0 xmlsec_verify r3.pem answer.xml
is "it is read as strictly as a hand-in" 0 capdo exchange verify --cert r3.pem answer.xml
says "and its content is said to be right" '^answer.xml: well formed; content .*right; signature valid'
capdo --user xem review export HMN --year 2026 -o bare.xml >/dev/null
sed 's/ decision="returned"/ decision="accepted"/' bare.xml >forged.xml
is "an answer that was changed is refused, signed or not" 2 capdo exchange verify forged.xml
sed 's/<comment /<x\/><comment /; s/<\/review>/<x\/><\/review>/' bare.xml >odd.xml
is "so is one with an element of no answer" 2 capdo exchange verify odd.xml

export CAPDO_DB=$work/agency.db
at_agency() {
	python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute("SELECT state, decision FROM snapshot ORDER BY number").fetchall())' "$CAPDO_DB"
}
before=$(at_agency)
is "an answer whose signer is not trusted is refused" 2 capdo exchange import answer.xml
says "as not trusted" 'not trusted here'
capdo trust add HMN --agency HMN --cert stt.pem >/dev/null
capdo --db department.db --user xem review export HMN --year 2026 -o self.xml --sign stt.key --cert stt.pem >/dev/null
is "one signed by the agency itself is refused" 2 capdo exchange import self.xml
says "as not the reviewer's" "not with the reviewer's"
capdo setting set require-signature yes >/dev/null
is "one without a signature is refused where one is demanded" 2 capdo exchange import bare.xml
says "with the name of the setting" 'require-signature'
sed '2s/ decision=/  decision=/' answer.xml >blank.xml
capdo trust add department --cert r3.pem >/dev/null
is "a blank more in a signed answer is found" 2 capdo exchange import blank.xml
says "as such" 'one blank before an attribute'
[ "$(at_agency)" = "$before" ]
ok "and nothing was changed by any of them" $?
is "the trusted answer is taken in" 0 capdo exchange import answer.xml
[ "$(at_agency)" != "$before" ]
ok "and says what was decided" $?
export CAPDO_DB=$work/department.db

is "the database is whole" 0 capdo verify
echo "1..$number"

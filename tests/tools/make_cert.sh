#!/bin/sh
# make_cert.sh NAME KIND [FROM UNTIL [PHRASE]] - a key and its certificate for a test, NAME.key and NAME.pem.
#
# KIND is an algorithm with its size: rsa:2048, ec:P-256. FROM and UNTIL are UTC, like 20260101000000Z; with a
# PHRASE the key is kept under it. Made anew each time: no key is ever kept in the project.
set -eu
name=$1
kind=$2
from=${3:-20260101000000Z}
until=${4:-20291231235959Z}
phrase=${5:-}
work=$(mktemp -d "${TMPDIR:-/tmp}/cert.XXXXXX")
trap 'rm -rf "$work"' EXIT
case $kind in
rsa:*) option=rsa_keygen_bits:${kind#rsa:} algorithm=RSA ;;
ec:*) option=ec_paramgen_curve:${kind#ec:} algorithm=EC ;;
*) exit 2 ;;
esac
openssl genpkey -quiet -algorithm $algorithm -pkeyopt "$option" -out "$work/key" 2>"$work/log" ||
	openssl genpkey -algorithm $algorithm -pkeyopt "$option" -out "$work/key" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
: >"$work/index"
cat >"$work/conf" <<END
[ca]
default_ca = one
[one]
new_certs_dir = $work
database = $work/index
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
organizationName = optional
countryName = optional
[req]
distinguished_name = subject
prompt = no
string_mask = utf8only
utf8 = yes
[subject]
countryName = VN
organizationName = Sở Mẫu (dữ liệu mẫu)
commonName = $(basename "$name")
END
{
	openssl req -new -utf8 -config "$work/conf" -key "$work/key" -out "$work/csr" &&
		openssl ca -batch -config "$work/conf" -selfsign -keyfile "$work/key" -in "$work/csr" \
			-startdate "$from" -enddate "$until" -notext -preserveDN -out "$name.pem"
} 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
if [ -n "$phrase" ]; then
	openssl pkcs8 -topk8 -v2 aes-256-cbc -in "$work/key" -passout "pass:$phrase" -out "$name.key"
else
	cp "$work/key" "$name.key"
fi

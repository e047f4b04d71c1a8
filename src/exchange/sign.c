/*
 * sign.c - a signature into a file that is written.
 *
 * The signature is put before the end tag of the root and nothing else is touched: without it the
 * file is byte for byte the one that was written before.
 */
#include <errno.h>
#include <libxml/parser.h>
#include <openssl/evp.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xmlsec/crypto.h>

#include "dsig_priv.h"
#include "exchange_priv.h"

#include <xmlsec/openssl/evp.h>

enum { KEY_LIMIT = 64 * 1024, PHRASE_LIMIT = 1024, TAIL = 4096, PIECE = 64 * 1024 };

struct exchange_key {
	struct arena *arena;
	struct certificate certificate;
	xmlSecKeyPtr key;
};

/* ---- key and certificate -------------------------------------------------------------------- */

/* The first line of the file; without a file "", so that nobody is asked at the terminal. */
static int read_phrase(char out[PHRASE_LIMIT + 1], const char *path, struct arena *arena,
    struct err *err)
{
	char *data;
	size_t length;
	int rc;

	out[0] = '\0';
	if (!path)
		return OK;
	rc = file_read(&data, &length, path, PHRASE_LIMIT, arena, err);
	if (rc < 0)
		return rc;
	memcpy(out, data, length);
	out[length] = '\0';
	out[strcspn(out, "\r\n")] = '\0';
	sodium_memzero(data, length);
	return OK;
}

static int cannot_open(const char *path, const char *data, const char *phrase, struct err *err)
{
	bool closed = strstr(data, "ENCRYPTED") != NULL;

	if (closed && !*phrase)
		return err_set(err, FAIL_INVALID,
		    "the key '%s' has a pass phrase: name a file that holds it with --pass-file",
		    path);
	if (closed)
		return err_set(err, FAIL_INVALID, "the pass phrase does not open the key '%s'",
		    path);
	return err_set(err, FAIL_INVALID, "'%s' is not a private key (PEM)", path);
}

static int read_key(struct exchange_key *out, const char *path, const char *pass_file,
    struct err *err)
{
	char phrase[PHRASE_LIMIT + 1] = "";
	char *data;
	size_t length;
	int rc = file_read(&data, &length, path, KEY_LIMIT, out->arena, err);

	if (rc == OK)
		rc = read_phrase(phrase, pass_file, out->arena, err);
	if (rc < 0)
		return rc;
	out->key = xmlSecCryptoAppKeyLoadMemory((const xmlSecByte *)data, (xmlSecSize)length,
	    xmlSecKeyDataFormatPem, phrase, NULL, NULL);
	if (!out->key || !(xmlSecKeyGetType(out->key) & xmlSecKeyDataTypePrivate))
		rc = cannot_open(path, data, phrase, err);
	sodium_memzero(phrase, sizeof(phrase));
	sodium_memzero(data, length);
	return rc;
}

static int check_pair(const struct exchange_key *key, const char *key_path, const char *cert_path,
    struct err *err)
{
	xmlSecKeyPtr other = dsig_public_key(key->certificate.pem);
	bool same = other && EVP_PKEY_eq(xmlSecOpenSSLEvpKeyDataGetEvp(xmlSecKeyGetValue(key->key)),
	    xmlSecOpenSSLEvpKeyDataGetEvp(xmlSecKeyGetValue(other))) == 1;

	if (other)
		xmlSecKeyDestroy(other);
	return same ? OK : err_set(err, FAIL_INVALID,
	    "the key '%s' does not belong to the certificate '%s'", key_path, cert_path);
}

static int read_certificate(struct exchange_key *out, const char *path, const char *today,
    struct err *err)
{
	char *data;
	size_t length;
	int rc = file_read(&data, &length, path, KEY_LIMIT, out->arena, err);

	if (rc < 0)
		return rc;
	rc = certificate_read(&out->certificate, data, length, out->arena, err);
	if (rc < 0)
		return err_at(err, rc, "%s", path);
	return certificate_check(&out->certificate, today, err);
}

int exchange_key_load(struct exchange_key **out, const char *key_path, const char *cert_path,
    const char *pass_file, const char *today, struct err *err)
{
	struct exchange_key *key = xcalloc(1, sizeof(*key));
	int rc = dsig_start(err);

	key->arena = arena_new();
	if (rc == OK)
		rc = read_certificate(key, cert_path, today, err);
	if (rc == OK)
		rc = read_key(key, key_path, pass_file, err);
	if (rc == OK)
		rc = check_pair(key, key_path, cert_path, err);
	if (rc < 0) {
		exchange_key_free(key);
		key = NULL;
	}
	*out = key;
	return rc;
}

void exchange_key_free(struct exchange_key *key)
{
	if (!key)
		return;
	if (key->key)
		xmlSecKeyDestroy(key->key);
	arena_free(key->arena);
	free(key);
}

const struct certificate *exchange_key_certificate(const struct exchange_key *key)
{
	return &key->certificate;
}

/* ---- the element ---------------------------------------------------------------------------- */

static void print_signed_info(struct buffer *out, const char *digest, bool is_ecdsa)
{
	buffer_print(out,
	    "<Signature xmlns=\"" DSIG_SPACE "\">\n"
	    "  <SignedInfo>\n"
	    "    <CanonicalizationMethod Algorithm=\"" DSIG_C14N "\"/>\n"
	    "    <SignatureMethod Algorithm=\"%s\"/>\n"
	    "    <Reference URI=\"\">\n"
	    "      <Transforms>\n"
	    "        <Transform Algorithm=\"" DSIG_ENVELOPED "\"/>\n"
	    "        <Transform Algorithm=\"" DSIG_C14N "\"/>\n"
	    "      </Transforms>\n"
	    "      <DigestMethod Algorithm=\"" DSIG_SHA256 "\"/>\n"
	    "      <DigestValue>%s</DigestValue>\n"
	    "    </Reference>\n"
	    "  </SignedInfo>\n",
	    is_ecdsa ? DSIG_ECDSA_SHA256 : DSIG_RSA_SHA256, digest);
}

/* The text between the first and the last line of a PEM. */
static const char *pem_body(const char *pem, struct arena *arena)
{
	const char *from = strchr(pem, '\n') + 1;
	const char *to = strstr(from, "\n-----END");

	return arena_copy_n(arena, from, (size_t)(to - from));
}

static int print_value(struct buffer *out, const struct exchange_key *key, bool is_ecdsa,
    struct arena *arena, struct err *err)
{
	const unsigned char *value = NULL;
	size_t length;
	struct buffer whole = { 0 };
	xmlDocPtr doc;
	int rc;

	buffer_print(&whole, "%s</Signature>", out->text);
	doc = xmlReadMemory(whole.text, (int)whole.length, NULL, NULL, XML_PARSE_NONET);
	rc = dsig_value(&value, &length, xmlDocGetRootElement(doc)->children->next, is_ecdsa,
	    key->key, arena, err);
	if (rc == OK)
		buffer_print(out, "  <SignatureValue>%s</SignatureValue>\n",
		    dsig_base64(value, length, arena));
	xmlFreeDoc(doc);
	buffer_release(&whole);
	return rc;
}

static int print_signature(struct buffer *out, const char *digest, const struct exchange_key *key,
    struct arena *arena, struct err *err)
{
	unsigned char bytes[(HASH_TEXT - 1) / 2];
	bool is_ecdsa = dsig_key_is_ecdsa(key->key);
	int rc;

	sodium_hex2bin(bytes, sizeof(bytes), digest, HASH_TEXT - 1, NULL, NULL, NULL);
	print_signed_info(out, dsig_base64(bytes, sizeof(bytes), arena), is_ecdsa);
	rc = print_value(out, key, is_ecdsa, arena, err);
	buffer_print(out,
	    "  <KeyInfo>\n"
	    "    <X509Data>\n"
	    "      <X509Certificate>%s\n</X509Certificate>\n"
	    "    </X509Data>\n"
	    "  </KeyInfo>\n"
	    "</Signature>",
	    pem_body(key->certificate.pem, arena));
	return rc;
}

/* ---- the file ------------------------------------------------------------------------------- */

/* Where the end tag of the root begins; -1: not in the file's last bytes. */
static long end_tag(FILE *in)
{
	char tail[TAIL];
	long size, from;
	size_t got;

	if (fseek(in, 0, SEEK_END) != 0)
		return -1;
	size = ftell(in);
	from = size > TAIL ? size - TAIL : 0;
	if (size < 0 || fseek(in, from, SEEK_SET) != 0)
		return -1;
	got = fread(tail, 1, sizeof(tail), in);
	while (got-- > 1)
		if (tail[got - 1] == '<' && tail[got] == '/')
			return fseek(in, 0, SEEK_SET) == 0 ? from + (long)got - 1 : -1;
	return -1;
}

/* At most `most` bytes; false: it could not be done. */
static bool copy(FILE *out, FILE *in, long most, char *piece)
{
	while (most > 0) {
		size_t want = most < PIECE ? (size_t)most : PIECE;
		size_t got = fread(piece, 1, want, in);

		if (got == 0)
			return !ferror(in);
		if (fwrite(piece, 1, got, out) != got)
			return false;
		most -= (long)got;
	}
	return true;
}

static bool write_signed(FILE *out, FILE *in, const struct buffer *signature)
{
	long at = end_tag(in);
	char *piece = xmalloc(PIECE);
	bool done = at >= 0 && copy(out, in, at, piece) &&
	    fwrite(signature->text, 1, signature->length, out) == signature->length &&
	    copy(out, in, TAIL, piece) && fflush(out) == 0;

	free(piece);
	return done;
}

static int insert(const char *path, const char *from, const struct buffer *signature,
    struct arena *arena, struct err *err)
{
	FILE *in = fopen(from, "rb");
	FILE *out;
	char *temporary = NULL;
	bool done;
	int number = errno;
	int rc;

	if (!in)
		return err_set(err, FAIL_ENV, "cannot open '%s': %s", from,
		    exchange_reason(number));
	rc = file_temp(&temporary, path, arena, err);
	if (rc < 0) {
		fclose(in);
		return rc;
	}
	out = fopen(temporary, "wb");
	errno = 0;
	done = out && write_signed(out, in, signature);
	number = errno ? errno : EIO;
	if (out && fclose(out) != 0)
		done = false;
	fclose(in);
	if (done)
		return file_commit(temporary, path, err);
	file_drop(temporary);
	return err_set(err, FAIL_ENV, "cannot write '%s': %s", path, exchange_reason(number));
}

int exchange_sign(const char *path, const char *from, const struct exchange_key *key,
    struct err *err)
{
	struct arena *arena = arena_new();
	struct buffer signature = { 0 };
	struct dsig_scan scan;
	int rc = dsig_scan(&scan, from, err);

	if (rc == OK && scan.signature)
		rc = err_set(err, FAIL_INVALID, "'%s' is signed already", from);
	if (rc == OK && scan.inexact.code < 0) {
		rc = scan.inexact.code;
		if (err)
			*err = scan.inexact;
	}
	if (rc == OK && scan.form.code < 0) {
		rc = scan.form.code;
		if (err)
			*err = scan.form;
	}
	if (rc == OK)
		rc = print_signature(&signature, scan.digest, key, arena, err);
	if (rc == OK)
		rc = insert(path, from, &signature, arena, err);
	dsig_scan_release(&scan);
	buffer_release(&signature);
	arena_free(arena);
	return rc;
}

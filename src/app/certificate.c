/*
 * certificate.c - what an X.509 certificate says of itself, by libcrypto.
 *
 * Reads only: whether it is trusted is decided in trust.c, what it has signed in exchange/.
 */
#include <limits.h>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>

#include "app_priv.h"

enum { RSA_BITS_LEAST = 2048, CURVE_BITS_LEAST = 256 };

static const char pem_begins[] = "-----BEGIN CERTIFICATE-----";

static int no_certificate(struct err *err)
{
	return err_set(err, FAIL_INVALID, "this is not an X.509 certificate (PEM or DER)");
}

/* One certificate and nothing else: of a chain nobody could tell which one is meant. */
static int parse(X509 **out, const char *data, size_t length, struct arena *arena, struct err *err)
{
	const unsigned char *der = (const unsigned char *)data;
	const char *text = arena_copy_n(arena, data, length);
	const char *first = strstr(text, pem_begins);
	BIO *in;

	*out = NULL;
	if (length > INT_MAX)
		return no_certificate(err);
	if (first && strstr(first + 1, pem_begins))
		return err_set(err, FAIL_INVALID,
		    "the file holds several certificates: give only the one that signs");
	if (first) {
		in = BIO_new_mem_buf(first, (int)strlen(first));
		*out = PEM_read_bio_X509(in, NULL, NULL, NULL);
		BIO_free(in);
	} else {
		*out = d2i_X509(NULL, &der, (long)length);
		if (*out && der != (const unsigned char *)data + length) {
			X509_free(*out);
			*out = NULL;
		}
	}
	return *out ? OK : no_certificate(err);
}

static int read_moment(const char **out, const ASN1_TIME *time, struct arena *arena,
    struct err *err)
{
	struct tm at = { 0 };

	if (!ASN1_TIME_to_tm(time, &at))
		return no_certificate(err);
	*out = arena_print(arena, "%04d-%02d-%02dT%02d:%02d:%02dZ", at.tm_year + 1900,
	    at.tm_mon + 1, at.tm_mday, at.tm_hour, at.tm_min, at.tm_sec);
	return OK;
}

/* What a memory BIO holds, as text of the arena. */
static const char *taken(BIO *from, struct arena *arena)
{
	char *data = NULL;
	long length = BIO_get_mem_data(from, &data);
	const char *text = arena_copy_n(arena, length > 0 ? data : "", (size_t)length);

	BIO_free(from);
	return text;
}

static int read_subject(const char **out, X509 *x509, struct arena *arena, struct err *err)
{
	const unsigned long style = XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB;
	BIO *room = BIO_new(BIO_s_mem());
	const char *text;

	X509_NAME_print_ex(room, X509_get_subject_name(x509), 0, style);
	text = taken(room, arena);
	return text_clean(out, text, strlen(text), false, LINE_LIMIT, arena, err);
}

static const char *read_fault(X509 *x509, struct arena *arena)
{
	EVP_PKEY *key = X509_get0_pubkey(x509);
	int kind = key ? EVP_PKEY_base_id(key) : 0;
	int bits = key ? EVP_PKEY_bits(key) : 0;

	if (kind == EVP_PKEY_RSA && bits < RSA_BITS_LEAST)
		return arena_print(arena, _("its RSA key has %d bits; at least %d are needed"),
		    bits, RSA_BITS_LEAST);
	if (kind == EVP_PKEY_EC && bits < CURVE_BITS_LEAST)
		return arena_print(arena, _("its curve has %d bits; at least %d are needed"), bits,
		    CURVE_BITS_LEAST);
	if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC)
		return _("its key is neither RSA nor of an elliptic curve");
	return NULL;
}

static int read_parts(struct certificate *out, X509 *x509, struct arena *arena, struct err *err)
{
	char hash[HASH_TEXT];
	unsigned char *der = NULL;
	int length = i2d_X509(x509, &der);
	BIO *room;
	int rc;

	if (length < 0)
		return no_certificate(err);
	hash_text(hash, (const char *)der, (size_t)length);
	OPENSSL_free(der);
	out->fingerprint = arena_copy(arena, hash);
	out->fault = read_fault(x509, arena);
	room = BIO_new(BIO_s_mem());
	PEM_write_bio_X509(room, x509);
	out->pem = taken(room, arena);
	rc = read_moment(&out->since, X509_get0_notBefore(x509), arena, err);
	if (rc == OK)
		rc = read_moment(&out->until, X509_get0_notAfter(x509), arena, err);
	return rc < 0 ? rc : read_subject(&out->subject, x509, arena, err);
}

int certificate_read(struct certificate *out, const char *data, size_t length, struct arena *arena,
    struct err *err)
{
	X509 *x509;
	int rc = parse(&x509, data, length, arena, err);

	*out = (struct certificate){ 0 };
	if (rc < 0)
		return rc;
	rc = read_parts(out, x509, arena, err);
	X509_free(x509);
	return rc;
}

int certificate_check(const struct certificate *certificate, const char *at, struct err *err)
{
	size_t length = strlen(at);

	if (certificate->fault)
		return err_set(err, FAIL_INVALID, "the certificate of '%s' is not good enough: %s",
		    certificate->subject, certificate->fault);
	if (strncmp(at, certificate->since, length) < 0)
		return err_set(err, FAIL_INVALID,
		    "the certificate of '%s' was not yet valid on %s: it is valid from %s",
		    certificate->subject, at, certificate->since);
	if (strncmp(at, certificate->until, length) > 0)
		return err_set(err, FAIL_INVALID,
		    "the certificate of '%s' had expired on %s: it was valid until %s",
		    certificate->subject, at, certificate->until);
	return OK;
}

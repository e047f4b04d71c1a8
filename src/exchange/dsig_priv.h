/*
 * dsig_priv.h - XML signatures: what signing and verifying share.
 *
 * The profile is one and narrow: an enveloped signature, the last child of the root, over the whole
 * document (URI "") in exclusive canonical form. The document is never in memory: its digest is
 * made while it is read through, and only the Signature element becomes a tree. Whatever the
 * streaming canonicaliser would not render exactly may not stand in a signed file. xmlsec1 does the
 * rest: keys, the canonical form of SignedInfo, the value.
 */
#ifndef CAPDO_DSIG_PRIV_H
#define CAPDO_DSIG_PRIV_H

#include <libxml/tree.h>
#include <xmlsec/keys.h>
#include <xmlsec/xmlsec.h>

#include "capdo/app.h"

#define DSIG_SPACE "http://www.w3.org/2000/09/xmldsig#"
#define DSIG_C14N "http://www.w3.org/2001/10/xml-exc-c14n#"
#define DSIG_ENVELOPED "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
#define DSIG_SHA256 "http://www.w3.org/2001/04/xmlenc#sha256"
#define DSIG_RSA_SHA256 "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
#define DSIG_ECDSA_SHA256 "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"

enum { DSIG_SIGNATURE_LIMIT = 64 * 1024, DSIG_DEPTH_LIMIT = 32 };

/* ---- the document (dsig_scan.c) ------------------------------------------------------------ */

struct dsig_scan {
	char digest[HASH_TEXT];         /* of the canonical form without the signature */
	char file[HASH_TEXT];           /* of the bytes of the file */
	char root[65];                  /* name of the root element; "": too long for ours */
	char created[21];               /* what the root says; "": nothing, or no moment */
	xmlDocPtr signature;            /* its root is the Signature; NULL: not signed */
	struct err inexact;             /* code below 0: why the digest is not to be relied on */
	struct err form;                /* code below 0: what is not as signed files are written */
};
/* Reads a file through. FAIL_NOT_FOUND, FAIL_ENV: it cannot be read. FAIL_INVALID: no well-formed
 * XML, a signature in the wrong place, a second one, or a signed file that holds what may not stand
 * in one or has an id twice. */
int dsig_scan(struct dsig_scan *out, const char *path, struct err *err);
void dsig_scan_release(struct dsig_scan *scan);

/* ---- the bytes (dsig_form.c) ---------------------------------------------------------------- */

/* Holds the bytes of a file, piece by piece, to the one form of signed files: what no signature
 * covers has no second spelling. Good only for what dsig_scan and dsig_claim_read accept. */
struct dsig_form;
struct dsig_form *dsig_form_new(void);
void dsig_form_add(struct dsig_form *form, const void *data, size_t length);
/* Frees it. FAIL_INVALID: err, which must be there, names line, byte and reason. */
int dsig_form_end(struct dsig_form *form, const char *path, struct err *err);

/* ---- attributes (dsig_order.c) -------------------------------------------------------------- */

struct dsig_order {
	const xmlChar *name;            /* of the element looked up last, interned by the parser */
	const struct field *field;
	size_t count;
};
/* Do the attributes, as the parser gives them, stand in the order in which they are written? */
bool dsig_in_order(struct dsig_order *order, const xmlChar *name, const xmlChar **given,
    int count);

/* ---- the signature (dsig.c) ---------------------------------------------------------------- */

/* What a Signature element of the profile says. */
struct dsig_claim {
	xmlNodePtr signed_info;
	bool is_ecdsa;                  /* else RSA */
	char digest[HASH_TEXT];
	const unsigned char *value;
	size_t value_length;
	char fingerprint[HASH_TEXT];    /* of the certificate it carries; "": it carries none */
};
/* FAIL_INVALID: anything but the profile. */
int dsig_claim_read(struct dsig_claim *out, xmlDocPtr signature, struct arena *arena,
    struct err *err);

/* Starts xmlsec1, once for the life of the program. */
int dsig_start(struct err *err);
/* The value over SignedInfo; *out is the arena's. */
int dsig_value(const unsigned char **out, size_t *length, xmlNodePtr signed_info, bool is_ecdsa,
    xmlSecKeyPtr key, struct arena *arena, struct err *err);
/* Is value the one of this key over SignedInfo? */
bool dsig_value_fits(const struct dsig_claim *claim, xmlSecKeyPtr key);
/* Whose signature a file bears, in this process (verify.c): exchange_verify_file does the same in
 * one of its own. */
struct dsig_candidate {
	const char *pem, *fingerprint, *agency; /* of a trusted certificate, as they are kept */
};
enum { DSIG_NOBODY = -1 };
struct dsig_verify {
	const char *path, *today;
	const struct dsig_candidate *candidate;
	size_t count;
	struct arena *arena;
	struct dsig_answer {
		int signer;             /* index of the candidate; DSIG_NOBODY: not signed */
		char file[HASH_TEXT], root[65];
	} answer;
};
int dsig_verify(struct dsig_verify *verify, struct err *err);

/* The public key of a certificate; NULL: it cannot be used. xmlSecKeyDestroy. */
xmlSecKeyPtr dsig_public_key(const char *pem);
bool dsig_key_is_ecdsa(xmlSecKeyPtr key);

/* Base64 in lines of 64, and back: strictly, but for blanks and line breaks. NULL: it is none. */
char *dsig_base64(const unsigned char *data, size_t length, struct arena *arena);
unsigned char *dsig_bytes(size_t *length, const char *text, struct arena *arena);

#endif

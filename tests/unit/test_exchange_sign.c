/*
 * Signatures: the digest is that of libxml2's own canonical form, what was signed verifies, and what was
 * changed, wrapped, exchanged or made with another key does not. Keys are made here, anew each time.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <xmlsec/crypto.h>
#include <xmlsec/xmldsig.h>

#include "capdo/exchange.h"
#include "../../src/exchange/dsig_priv.h"
#include "exchange_tree.h"
#include "scratch.h"

#define TODAY "2026-11-22"
#define FROM "20260101000000Z"
#define UNTIL "20291231235959Z"

struct fixture {
	struct scratch scratch;
	struct arena *arena;
	char plain[256], file[256];
	char *text;             /* of the signed file */
	struct certificate trusted;
};

/* ---- keys ------------------------------------------------------------------------------------- */

static const char *in_scratch(struct fixture *f, const char *name)
{
	return arena_copy(f->arena, scratch_path(&f->scratch, name));
}

static EVP_PKEY *new_key(const char *kind)
{
	return strncmp(kind, "P-", 2) == 0 ? EVP_EC_gen(kind) : EVP_RSA_gen((unsigned)atoi(kind));
}

/* NAME.key and NAME.pem. */
static void make_pair(struct fixture *f, const char *name, const char *kind, const char *from, const char *until)
{
	EVP_PKEY *key = new_key(kind);
	X509 *x509 = X509_new();
	X509_NAME *subject = X509_get_subject_name(x509);
	FILE *out;

	X509_set_version(x509, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(x509), 7);
	ASN1_TIME_set_string(X509_getm_notBefore(x509), from);
	ASN1_TIME_set_string(X509_getm_notAfter(x509), until);
	X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, (const unsigned char *)"Trần Thị Mẫu", -1, -1, 0);
	X509_set_issuer_name(x509, subject);
	X509_set_pubkey(x509, key);
	assert_true(X509_sign(x509, key, EVP_sha256()) > 0);
	out = fopen(in_scratch(f, arena_print(f->arena, "%s.key", name)), "w");
	assert_int_equal(PEM_write_PrivateKey(out, key, NULL, NULL, 0, NULL, NULL), 1);
	fclose(out);
	out = fopen(in_scratch(f, arena_print(f->arena, "%s.pem", name)), "w");
	assert_int_equal(PEM_write_X509(out, x509), 1);
	fclose(out);
	X509_free(x509);
	EVP_PKEY_free(key);
}

static struct certificate certificate_of(struct fixture *f, const char *name)
{
	struct certificate certificate;
	char *data;
	size_t length;

	assert_int_equal(file_read(&data, &length, in_scratch(f, arena_print(f->arena, "%s.pem", name)), 65536,
	    f->arena, NULL), OK);
	assert_int_equal(certificate_read(&certificate, data, length, f->arena, NULL), OK);
	return certificate;
}

static char *whole_file(struct fixture *f, const char *path)
{
	size_t length;
	char *data;

	assert_int_equal(file_read(&data, &length, path, 1 << 28, f->arena, NULL), OK);
	return data;
}

/* Not by file_write, which waits for the disk: this happens thousands of times. */
static void write_text(struct fixture *f, const char *text, size_t length)
{
	FILE *out = fopen(f->file, "wb");

	assert_non_null(out);
	assert_int_equal(fwrite(text, 1, length, out), length);
	assert_int_equal(fclose(out), 0);
}

/* ---- set-up: a signed submission -------------------------------------------------------------- */

static int sign_as(struct fixture *f, const char *name, const char *from, struct err *err)
{
	struct exchange_key *key;
	int rc = exchange_key_load(&key, in_scratch(f, arena_print(f->arena, "%s.key", name)),
	    in_scratch(f, arena_print(f->arena, "%s.pem", name)), NULL, TODAY, err);

	if (rc == OK)
		rc = exchange_sign(f->file, from, key, err);
	exchange_key_free(key);
	return rc;
}

static void must_sign(struct fixture *f, const char *name)
{
	struct err err = { 0 };

	if (sign_as(f, name, f->plain, &err) < 0)
		fail_msg("%s", err.text);
	f->text = whole_file(f, f->file);
	f->trusted = certificate_of(f, name);
}

static int set_up(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));
	static const struct exchange_info info = { .created = "2026-11-20T03:00:00Z", .year = "2026", .snapshot = "3" };
	struct exchange_tree tree = { .seed = 4, .each = 1, .computed = true };

	lang_use(LANG_EN);
	scratch_make(&f->scratch);
	f->arena = arena_new();
	tree.arena = f->arena;
	snprintf(f->plain, sizeof(f->plain), "%s", scratch_path(&f->scratch, "plain.xml"));
	snprintf(f->file, sizeof(f->file), "%s", scratch_path(&f->scratch, "signed.xml"));
	assert_int_equal(exchange_write(f->plain, &info, exchange_tree_make(&tree), NULL), OK);
	make_pair(f, "own", "P-256", FROM, UNTIL);
	must_sign(f, "own");
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	arena_free(f->arena);
	scratch_remove(&f->scratch);
	free(f);
	return 0;
}

/* A refusal must be a judgement, not a breakdown. */
static int verify(struct fixture *f, struct exchange_seal *seal, struct err *err)
{
	struct err own = { 0 };
	int rc;

	err = err ? err : &own;
	rc = exchange_verify_with(seal, f->file, &f->trusted, TODAY, f->arena, err);
	assert_null(strstr(err->text, "reading it"));
	return rc;
}

static void must_be_signed(struct fixture *f)
{
	struct exchange_seal seal;
	struct err err = { 0 };

	if (verify(f, &seal, &err) < 0)
		fail_msg("%s", err.text);
	assert_true(seal.is_signed);
}

/* Refused, for this reason. */
static void must_be_refused(struct fixture *f, const char *text, const char *reason)
{
	struct exchange_seal seal;
	struct err err = { 0 };

	write_text(f, text, strlen(text));
	assert_int_equal(verify(f, &seal, &err), FAIL_INVALID);
	if (!strstr(err.text, reason))
		fail_msg("'%s' does not say '%s'", err.text, reason);
	assert_false(seal.is_signed);
}

/* The text with the first `old` replaced. */
static const char *with(struct fixture *f, const char *text, const char *old, const char *new)
{
	const char *at = strstr(text, old);

	assert_non_null(at);
	return arena_print(f->arena, "%.*s%s%s", (int)(at - text), text, new, at + strlen(old));
}

/* ---- the canonical form ----------------------------------------------------------------------- */

static const char *const odd_documents[] = {
	"<a/>",
	"<?xml version='1.0'?>\n\n<a  b = 'x'\n\tA='y'   a='z'/>\n\n",
	"<a b=\"&lt;&amp;&quot;&apos;&gt;&#9;&#10;&#13;&#38;&#x26;amp;\" c='\"'>"
	"&lt;&gt;&amp;&quot;&apos;&#13;\r\n\r]]&gt;</a>",
	"<a xmlns='urn:1'><b xmlns='urn:1'><c xmlns='urn:2'><d xmlns='urn:1'/></c></b>"
	"<e xmlns=''><f xmlns='urn:1'/></e></a>",
	"<a xmlns='http://example.org/a?b=c#d'><![CDATA[<x>&amp;]]> \xC3\xA9 \xF0\x9F\x94\x92<b></b></a>",
	"<a é='1' z='2' ê='3' aa='4' a-b='5' a.b='6' a1='7'>Đắk Lắk</a>",
};

static void digest_of_libxml2(char out[HASH_TEXT], const char *path)
{
	xmlDocPtr doc = xmlReadFile(path, NULL, XML_PARSE_NONET);
	xmlChar *text = NULL;
	int length = xmlC14NDocDumpMemory(doc, NULL, XML_C14N_EXCLUSIVE_1_0, NULL, 0, &text);

	assert_true(length > 0);
	hash_text(out, (const char *)text, (size_t)length);
	xmlFree(text);
	xmlFreeDoc(doc);
}

static void same_digest(const char *path)
{
	char expected[HASH_TEXT];
	struct dsig_scan scan;
	struct err err = { 0 };

	if (dsig_scan(&scan, path, &err) < 0)
		fail_msg("%s", err.text);
	assert_int_equal(scan.inexact.code, OK);
	digest_of_libxml2(expected, path);
	assert_string_equal(scan.digest, expected);
	dsig_scan_release(&scan);
}

static void the_digest_is_that_of_exclusive_canonical_xml(void **state)
{
	struct fixture *f = *state;
	struct exchange_tree tree = { .arena = f->arena, .each = 2, .computed = true };
	const struct exchange_info info = { .tool = "a <b> & \"c\" 'd'" };

	for (size_t i = 0; i < sizeof(odd_documents) / sizeof(odd_documents[0]); i++) {
		write_text(f, odd_documents[i], strlen(odd_documents[i]));
		same_digest(f->file);
	}
	for (uint64_t seed = 1; seed <= 6; seed++) {
		tree.seed = seed;
		tree.all = seed == 1;
		assert_int_equal(exchange_write(f->file, &info, exchange_tree_make(&tree), NULL), OK);
		same_digest(f->file);
	}
}

static void what_is_not_rendered_exactly_is_never_signed(void **state)
{
	static const char *const text[] = { "<a><!-- c --></a>", "<a><?p i?></a>", "<x:a xmlns:x='urn:x'/>",
		"<a xmlns:x='urn:x' x:b='1'/>", "<a xml:lang='vi'/>", "<!DOCTYPE a><a/>", "<a xmlns:x='urn:x'></a>",
		"<a xmlns='urn:a&amp;b'></a>",
		"<?xml version='1.1'?><a></a>", "<?xml version='1.0' encoding='uTF-8'?><a></a>" };
	struct fixture *f = *state;
	struct err err;

	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++) {
		assert_int_equal(file_write(f->plain, text[i], strlen(text[i]), NULL), OK);
		err = (struct err){ 0 };
		assert_int_equal(sign_as(f, "own", f->plain, &err), FAIL_INVALID);
		assert_true(err.text[0]);
	}
}

/* ---- what holds ------------------------------------------------------------------------------- */

static void every_kind_of_key_signs_and_verifies(void **state)
{
	static const char *const kinds[] = { "2048", "3072", "P-256", "P-384" };
	struct fixture *f = *state;
	struct exchange_seal seal;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		make_pair(f, kinds[i], kinds[i], FROM, UNTIL);
		must_sign(f, kinds[i]);
		assert_int_equal(verify(f, &seal, NULL), OK);
		assert_true(seal.is_signed);
		assert_string_equal(seal.subject, "CN=Trần Thị Mẫu");
		assert_string_equal(seal.fingerprint, f->trusted.fingerprint);
		assert_string_equal(seal.root, "submission");
	}
}

static void the_signed_file_without_its_signature_is_the_file_that_was_signed(void **state)
{
	struct fixture *f = *state;
	char *from = strstr(f->text, "<Signature");
	char *to = strstr(f->text, "</Signature>") + strlen("</Signature>");
	struct exchange_seal seal;
	struct node *agency;

	assert_string_equal(to, "</submission>\n");
	assert_int_equal(exchange_read(&agency, f->file, NULL, f->arena, NULL), OK);
	memmove(from, to, strlen(to) + 1);
	assert_string_equal(f->text, whole_file(f, f->plain));
	write_text(f, f->text, strlen(f->text));
	assert_int_equal(verify(f, &seal, NULL), OK);
	assert_false(seal.is_signed);
}

/* The certificate in the file is for information: without it all that are trusted are tried. */
static void a_signature_without_certificate_is_tried_against_the_trusted_ones(void **state)
{
	struct fixture *f = *state;
	char *from = strstr(f->text, "  <KeyInfo>");
	char *to = strstr(f->text, "</Signature>");

	memmove(from, to, strlen(to) + 1);
	write_text(f, f->text, strlen(f->text));
	must_be_signed(f);
	make_pair(f, "other", "P-256", FROM, UNTIL);
	f->trusted = certificate_of(f, "other");
	must_be_refused(f, f->text, "fits none of the certificates trusted here");
}

/* ---- what is found ---------------------------------------------------------------------------- */

/* Written as xml_out.c writes it, with all the spellings there are. */
static const char small_file[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<submission xmlns=\"urn:capdo:exchange:1\" format=\"1\" created=\"2026-11-20T03:00:00Z\" tool=\"capdo\""
	" year=\"2026\" snapshot=\"3\">\n"
	"  <pack id=\"a-1\" version=\"1\"/>\n"
	"  <agency id=\"0198c0de-0000-7000-8000-000000000001\" code=\"mau\">\n"
	"    <odd note=\"a&amp;b &lt;&gt;&quot;'&#9;&#10;&#13;\" to=\"é\"/>\n"
	"    <name>Sở Mẫu (dữ liệu mẫu) &amp;&lt;&gt;&quot;'&#13;\n\tđ \xF0\x9F\x94\x92</name>\n"
	"    <address>]]&gt; &quot; e\xCC\x81 &amp;#65;</address>\n"
	"    <system id=\"0198c0de-0000-7000-8000-000000000002\" code=\"x-1\">\n"
	"      <name>Một</name>\n"
	"    </system>\n"
	"  </agency>\n"
	"</submission>\n";

/* In this process: there are tens of thousands. */
static int prove(struct fixture *f, const char *text, size_t length, struct err *err)
{
	const struct dsig_candidate candidate = { f->trusted.pem, f->trusted.fingerprint, NULL };
	struct dsig_verify verify = { .path = f->file, .today = TODAY, .candidate = &candidate, .count = 1 };
	int rc;

	write_text(f, text, length);
	verify.arena = arena_new();
	rc = dsig_verify(&verify, err);
	arena_free(verify.arena);
	return rc == OK && verify.answer.signer == DSIG_NOBODY ? FAIL_INCONSISTENT : rc;
}

static void must_be_found(struct fixture *f, const char *what, size_t at, const char *text, size_t length)
{
	struct err err = { 0 };
	int rc = prove(f, text, length, &err);

	if (rc != FAIL_INVALID)
		fail_msg("byte %zu %s was not refused (%d %s): …%.40s", at, what, rc, err.text,
		    text + (at < 20 ? 0 : at - 20));
}

/* Each byte from there on exchanged for others, taken out and doubled. The number of cases. */
static size_t change_every_byte(struct fixture *f, const char *text, const char *from)
{
	static const char blanks[] = " \t\n\r";
	size_t length = strlen(text);
	char *other = arena_alloc(f->arena, length + 2);
	size_t cases = 0;

	for (size_t at = (size_t)(from - text); at < length; at++) {
		char kept = text[at];
		char values[8] = { (char)(kept ^ 1), (char)(kept + (kept & 1 ? 1 : 2)), (char)(kept ^ 0x20),
			(char)(kept ^ 0x80) };
		size_t count = 4;

		for (size_t i = 0; strchr(blanks, kept) && blanks[i]; i++)
			if (blanks[i] != kept)
				values[count++] = blanks[i];
		memcpy(other, text, length);
		for (size_t i = 0; i < count; i++, cases++) {
			other[at] = values[i];
			must_be_found(f, "changed", at, other, length);
		}
		memcpy(other + at, text + at + 1, length - at - 1);
		must_be_found(f, "taken out", at, other, length - 1);
		memcpy(other + at, text + at, 1);
		memcpy(other + at + 1, text + at, length - at);
		must_be_found(f, "doubled", at, other, length + 1);
		cases += 2;
	}
	return cases;
}

/* What the xmlsec1 tool leaves of an unsigned file with a template, in the form of the template's lines. */
static void sign_with_the_tool(struct fixture *f, const char *name, const char *const line[4])
{
	const char *template = arena_print(f->arena, "<Signature xmlns=\"" DSIG_SPACE "\">%s<SignedInfo>"
	    "<CanonicalizationMethod Algorithm=\"" DSIG_C14N "\"/><SignatureMethod Algorithm=\"" DSIG_ECDSA_SHA256
	    "\"/><Reference URI=\"\">\n<Transforms><Transform Algorithm=\"" DSIG_ENVELOPED "\"/><Transform Algorithm=\""
	    DSIG_C14N "\"/></Transforms><DigestMethod Algorithm=\"" DSIG_SHA256 "\"/><DigestValue/></Reference>"
	    "</SignedInfo>%s<SignatureValue/>%s<KeyInfo>%s<X509Data/>%s</KeyInfo>%s</Signature></submission>",
	    line[1], line[1], line[1], line[2], line[1], line[0]);
	const char *text = with(f, small_file, "</submission>", template);
	xmlDocPtr doc = xmlReadMemory(text, (int)strlen(text), NULL, NULL, XML_PARSE_NONET);
	xmlSecDSigCtxPtr context;

	assert_int_equal(dsig_start(NULL), OK);
	context = xmlSecDSigCtxCreate(NULL);
	context->signKey = xmlSecCryptoAppKeyLoad(in_scratch(f, arena_print(f->arena, "%s.key", name)),
	    xmlSecKeyDataFormatPem, NULL, NULL, NULL);
	assert_int_equal(xmlSecCryptoAppKeyCertLoad(context->signKey,
	    in_scratch(f, arena_print(f->arena, "%s.pem", name)), xmlSecKeyDataFormatPem), 0);
	assert_int_equal(xmlSecDSigCtxSign(context, xmlDocGetRootElement(doc)->last), 0);
	xmlSecDSigCtxDestroy(context);
	assert_true(xmlSaveFileEnc(f->file, doc, "UTF-8") > 0);
	xmlFreeDoc(doc);
	f->text = whole_file(f, f->file);
	f->trusted = certificate_of(f, name);
}

static void a_changed_byte_is_found_in_what_the_tool_signed_too(void **state)
{
	static const char *const lines[][4] = { { "", "", "" }, { "\n", "\n", "\n" },
		{ "\n  ", "\n    ", "\n      " } };
	struct fixture *f = *state;
	size_t cases = 0;

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		struct err err = { 0 };

		sign_with_the_tool(f, "own", lines[i]);
		if (prove(f, f->text, strlen(f->text), &err) != OK)
			fail_msg("%s:\n%s", err.text, strstr(f->text, "<Signature"));
		cases += change_every_byte(f, f->text, strstr(f->text, "<Signature"));
	}
	printf("## %zu changes to the signatures of xmlsec1, all refused\n", cases);
}

static void a_changed_byte_anywhere_is_found(void **state)
{
	struct fixture *f = *state;
	struct err err = { 0 };
	size_t cases;

	assert_int_equal(file_write(f->plain, small_file, strlen(small_file), NULL), OK);
	must_sign(f, "own");
	if (prove(f, f->text, strlen(f->text), &err) != OK)
		fail_msg("%s", err.text);
	cases = change_every_byte(f, f->text, f->text);
	printf("## %zu changes to the %zu bytes of a signed file, all refused\n", cases, strlen(f->text));
}

/* What has the same canonical form and other bytes. */
static void a_second_spelling_is_refused(void **state)
{
	static const struct {
		const char *old, *new, *reason;
	} cases[] = {
		{ ">Một<", ">&#77;ột<", "must be written otherwise" },
		{ ">Một<", "><![CDATA[Một]]><", "only elements and text" },
		{ ">]]&gt; &quot;", ">]]&gt; \"", "all be written alike" },
		{ "&#13;\n", "&#xD;\n", "must be written otherwise" },
		{ "&#9;", "&#x9;", "must be written otherwise" },
		{ "\"a&amp;b", "\"a&#38;b", "must be written otherwise" },
		{ "version=\"1\"/>", "version=\"1\"></pack>", "with one tag" },
		{ "version=\"1\"/>", "version='1'/>", "double quotes" },
		{ "version=\"1\"/>", "version=\"1\" />", "one blank before" },
		{ "version=\"1\"/>", "version=\"1\" xmlns=\"urn:capdo:exchange:1\"/>", "a namespace may only" },
		{ "id=\"a-1\" version=\"1\"", "version=\"1\" id=\"a-1\"", "another order" },
		{ "format=\"1\" created=\"2026-11-20T03:00:00Z\"", "created=\"2026-11-20T03:00:00Z\" format=\"1\"",
		    "another order" },
		{ "</name>", "</name >", "no blanks" },
		{ "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", "", "XML declaration" },
		{ "encoding=\"UTF-8\"?>", "encoding=\"UTF-8\" standalone=\"no\"?>", "XML declaration" },
		{ "<SignedInfo>", "<SignedInfo xmlns=\"" DSIG_SPACE "\">", "a namespace may only" },
		{ "  <KeyInfo>", "<KeyInfo>", "lines of one form" },
		{ "\n</X509Certificate>", "</X509Certificate>", "lines of 64" },
		{ "</submission>\n", "</submission>", "one line break and nothing else" },
		{ "</submission>\n", "</submission>\n\n", "one line break and nothing else" },
	};
	struct fixture *f = *state;

	assert_int_equal(file_write(f->plain, small_file, strlen(small_file), NULL), OK);
	must_sign(f, "own");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		must_be_refused(f, with(f, f->text, cases[i].old, cases[i].new), cases[i].reason);
}

static void each_reason_has_its_own_words(void **state)
{
	struct fixture *f = *state;
	const char *text = f->text;

	must_be_refused(f, with(f, text, "snapshot=\"3\"", "snapshot=\"4\""), "changed since it was signed");
	must_be_refused(f, with(f, text, "<SignatureValue>", "<SignatureValue>AA"), "well-formed base64");
	must_be_refused(f, with(f, text, "</Signature>", "</Signature><!-- x -->"), "comments");
	must_be_refused(f, with(f, text, "<agency ", "<agency xml:space=\"preserve\" "), "prefixed names");
}

static void a_certificate_of_another_time_is_refused(void **state)
{
	struct fixture *f = *state;
	struct exchange_seal seal;
	struct err err = { 0 };

	/* signed in time, read after its end */
	assert_int_equal(exchange_verify_with(&seal, f->file, &f->trusted, "2030-01-01", f->arena, &err),
	    FAIL_INVALID);
	assert_non_null(strstr(err.text, "had expired on 2030-01-01"));
	/* valid today, and not yet when the file says it was written */
	make_pair(f, "young", "P-256", "20261121000000Z", UNTIL);
	must_sign(f, "young");
	must_be_refused(f, f->text, "not yet valid on 2026-11-20");
	/* neither signs any more */
	make_pair(f, "old", "P-256", "20200101000000Z", "20261121000000Z");
	assert_int_equal(sign_as(f, "old", f->plain, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "had expired"));
	make_pair(f, "weak", "1024", FROM, UNTIL);
	assert_int_equal(sign_as(f, "weak", f->plain, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "1024 bits"));
}

static void another_signer_is_refused_whatever_certificate_he_shows(void **state)
{
	struct fixture *f = *state;
	const char *own = f->text;
	struct certificate trusted = f->trusted;
	const char *theirs, *certificate, *swapped;

	make_pair(f, "thief", "P-256", FROM, UNTIL);
	must_sign(f, "thief");
	f->trusted = trusted;
	theirs = f->text;
	must_be_refused(f, theirs, "not trusted here");
	/* their key, our certificate beside it */
	certificate = strstr(own, "<KeyInfo>");
	swapped = arena_print(f->arena, "%.*s%s", (int)(strstr(theirs, "<KeyInfo>") - theirs), theirs, certificate);
	must_be_refused(f, swapped, "not made with the key");
	/* our signature, their certificate beside it */
	certificate = strstr(theirs, "<KeyInfo>");
	swapped = arena_print(f->arena, "%.*s%s", (int)(strstr(own, "<KeyInfo>") - own), own, certificate);
	must_be_refused(f, swapped, "not trusted here");
}

static void a_key_that_is_not_of_the_certificate_does_not_sign(void **state)
{
	struct fixture *f = *state;
	struct exchange_key *key;
	struct err err = { 0 };

	make_pair(f, "other", "P-256", FROM, UNTIL);
	assert_int_equal(exchange_key_load(&key, in_scratch(f, "other.key"), in_scratch(f, "own.pem"), NULL, TODAY,
	    &err), FAIL_INVALID);
	assert_null(key);
	assert_non_null(strstr(err.text, "does not belong"));
	assert_int_equal(exchange_key_load(&key, in_scratch(f, "own.pem"), in_scratch(f, "own.pem"), NULL, TODAY,
	    &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "not a private key"));
}

static void a_file_is_signed_once(void **state)
{
	struct fixture *f = *state;
	struct err err = { 0 };

	assert_int_equal(sign_as(f, "own", f->file, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "signed already"));
}

/* ---- wrapping --------------------------------------------------------------------------------- */

static const char *signature_of(struct fixture *f, const char *text)
{
	const char *from = strstr(text, "<Signature");

	return arena_copy_n(f->arena, from, (size_t)(strstr(from, "</Signature>") + strlen("</Signature>") - from));
}

static void a_wrapped_signature_is_refused(void **state)
{
	struct fixture *f = *state;
	const char *text = f->text;
	const char *signature = signature_of(f, text);
	const char *bare = with(f, text, signature, "");
	const char *body = arena_copy_n(f->arena, bare, strlen(bare));
	const char *inner = strstr(body, "<submission");
	const char *twice = arena_print(f->arena, "%s%s", signature, signature);

	/* inside the agency, and before it */
	must_be_refused(f, with(f, bare, "</agency>", arena_print(f->arena, "%s</agency>", signature)),
	    "where none may");
	must_be_refused(f, with(f, bare, "<agency ", arena_print(f->arena, "%s<agency ", signature)),
	    "must be the last");
	must_be_refused(f, with(f, text, signature, twice), "more than one signature");
	/* the signed document as a part of another, and of its own signature */
	must_be_refused(f, arena_print(f->arena, "<submission xmlns=\"urn:capdo:exchange:1\">%s</submission>",
	    strstr(text, "<submission")), "where none may");
	must_be_refused(f, with(f, text, "</Signature>",
	    arena_print(f->arena, "<Object>%s</Object></Signature>", inner)), "elements of another kind");
	must_be_refused(f, with(f, text, "</Signature>", "<Object>x</Object></Signature>"), "'Object' may not stand");
	/* the signature around the document */
	must_be_refused(f, arena_print(f->arena, "<Signature xmlns=\"" DSIG_SPACE "\"><Object>%s</Object></Signature>",
	    inner), "where none may");
	must_be_refused(f, with(f, text, "<agency ", "<SignedInfo xmlns=\"" DSIG_SPACE "\"/><agency "),
	    "where none may");
	must_be_refused(f, with(f, text, "</submission>", "<agency/></submission>"), "must be the last");
}

static void a_signature_that_says_anything_else_is_refused(void **state)
{
	static const struct {
		const char *old, *new, *reason;
	} cases[] = {
		{ "URI=\"\"", "URI=\"#x\"", "only a part" },
		{ "URI=\"\"", "URI=\"http://example.org/\"", "only a part" },
		{ "<Reference URI=\"\">", "<Reference>", "one attribute" },
		{ "<Reference URI=\"\">", "<Reference URI=\"\" Id=\"a\">", "one attribute" },
		{ "<Signature xmlns", "<Signature Id=\"a\" xmlns", "no attribute" },
		{ "#enveloped-signature\"/>", "#base64\"/>", "#base64', which is not accepted" },
		{ "</Transforms>",
		    "<Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"/></Transforms>",
		    "'Transform' may not stand" },
		{ "#enveloped-signature\"/>",
		    "#enveloped-signature\"><XPath>1</XPath></Transform>", "'XPath' may not stand" },
		{ "xml-exc-c14n#\"/>\n      </T", "xml-exc-c14n#WithComments\"/>\n      </T", "not accepted" },
		{ "<CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"",
		    "<CanonicalizationMethod Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"",
		    "not accepted" },
		{ "xmldsig-more#ecdsa-sha256", "xmldsig-more#hmac-sha256", "hmac-sha256', which is not accepted" },
		{ "xmldsig-more#ecdsa-sha256", "xmldsig-more#ecdsa-sha1", "not accepted" },
		{ "xmlenc#sha256", "xmldsig#sha1", "not accepted" },
		{ "xmldsig-more#ecdsa-sha256", "xmldsig-more#rsa-sha256", "not made with the key" },
		{ "</SignedInfo>", "<Reference URI=\"\"/></SignedInfo>", "more than one reference" },
		{ "</KeyInfo>", "</KeyInfo><KeyInfo/>", "'KeyInfo' may not stand" },
		{ "<X509Data>", "<KeyName>x</KeyName><X509Data>", "'X509Data' is missing" },
		{ "<DigestValue>", "<DigestValue>A", "base64" },
		{ "<SignedInfo>", "<SignedInfo>x", "'CanonicalizationMethod' is missing" },
		{ "<SignedInfo>", "<SignedInfo><!-- x -->", "comments" },
		{ "<SignatureValue>", "<SignatureValue><b xmlns=\"urn:b\"/>", "elements of another kind" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		must_be_refused(f, with(f, f->text, cases[i].old, cases[i].new), cases[i].reason);
}

static void a_huge_signature_is_refused(void **state)
{
	struct fixture *f = *state;
	char *blanks = arena_alloc(f->arena, 70000);

	memset(blanks, ' ', 69999);
	must_be_refused(f, with(f, f->text, "<SignatureValue>", arena_print(f->arena, "<SignatureValue>%s", blanks)),
	    "larger than 65536 bytes");
}

/* The text with the second record's id made that of the first. */
static const char *with_id_twice(struct fixture *f, const char *text)
{
	const char *first = strstr(text, "<agency id=\"") + strlen("<agency id=\"");
	const char *second = strstr(first, " id=\"");

	assert_non_null(second);
	second += strlen(" id=\"");
	return arena_print(f->arena, "%.*s%.36s%s", (int)(second - text), text, first, second + 36);
}

static void an_id_given_twice_is_refused(void **state)
{
	struct fixture *f = *state;
	struct err err = { 0 };
	const char *text = with_id_twice(f, whole_file(f, f->plain));

	assert_int_equal(file_write(f->plain, text, strlen(text), NULL), OK);
	assert_int_equal(sign_as(f, "own", f->plain, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "stands in the file twice"));
	must_be_refused(f, with_id_twice(f, f->text), "stands in the file twice");
}

static void a_signed_file_that_does_not_say_when_it_was_written_is_refused(void **state)
{
	struct fixture *f = *state;
	const char *text = with(f, whole_file(f, f->plain), " created=\"2026-11-20T03:00:00Z\"", "");

	assert_int_equal(file_write(f->plain, text, strlen(text), NULL), OK);
	must_sign(f, "own");
	must_be_refused(f, f->text, "does not say when");
}

static void a_certificate_is_one_certificate(void **state)
{
	struct fixture *f = *state;
	struct certificate out;
	struct err err = { 0 };
	const char *pem = f->trusted.pem;
	const char *two = arena_print(f->arena, "%s%s", pem, pem);

	assert_int_equal(certificate_read(&out, two, strlen(two), f->arena, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "several"));
	assert_int_equal(certificate_read(&out, "x", 1, f->arena, &err), FAIL_INVALID);
	assert_int_equal(certificate_read(&out, "", 0, f->arena, &err), FAIL_INVALID);
	assert_int_equal(certificate_read(&out, pem, strlen(pem) / 2, f->arena, &err), FAIL_INVALID);
	assert_int_equal(certificate_read(&out, pem, strlen(pem), f->arena, &err), OK);
	assert_string_equal(out.since, "2026-01-01T00:00:00Z");
	assert_string_equal(out.until, "2029-12-31T23:59:59Z");
	assert_null(out.fault);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(the_digest_is_that_of_exclusive_canonical_xml),
		TEST(what_is_not_rendered_exactly_is_never_signed),
		TEST(every_kind_of_key_signs_and_verifies),
		TEST(the_signed_file_without_its_signature_is_the_file_that_was_signed),
		TEST(a_signature_without_certificate_is_tried_against_the_trusted_ones),
		TEST(a_changed_byte_anywhere_is_found),
		TEST(a_changed_byte_is_found_in_what_the_tool_signed_too),
		TEST(a_second_spelling_is_refused),
		TEST(each_reason_has_its_own_words),
		TEST(a_certificate_of_another_time_is_refused),
		TEST(another_signer_is_refused_whatever_certificate_he_shows),
		TEST(a_key_that_is_not_of_the_certificate_does_not_sign),
		TEST(a_file_is_signed_once),
		TEST(a_wrapped_signature_is_refused),
		TEST(a_signature_that_says_anything_else_is_refused),
		TEST(a_huge_signature_is_refused),
		TEST(an_id_given_twice_is_refused),
		TEST(a_signed_file_that_does_not_say_when_it_was_written_is_refused),
		TEST(a_certificate_is_one_certificate),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

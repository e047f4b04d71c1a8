/*
 * dsig.c - the Signature element of the profile, its value, and xmlsec1.
 *
 * The element is held against the profile step by step: what is not foreseen is refused, so that
 * nothing is left for a clever document to say. xmlsec1 gets SignedInfo, a key and an algorithm of
 * ours; it never follows what the file says.
 */
#include "dsig_priv.h"

#include <sodium.h>
#include <string.h>
#include <threads.h>
#include <xmlsec/base64.h>
#include <xmlsec/crypto.h>
#include <xmlsec/errors.h>
#include <xmlsec/nodeset.h>
#include <xmlsec/transforms.h>

#include "exchange_priv.h"

/* ---- xmlsec1 -------------------------------------------------------------------------------- */

static bool started;

/* Its failures are told in our words. */
static void say_nothing(const char *file, int line, const char *function, const char *object,
    const char *subject, int reason, const char *message)
{
	(void)file, (void)line, (void)function, (void)object, (void)subject, (void)reason;
	(void)message;
}

static void start_library(void)
{
	xmlInitParser();
	xmlSecErrorsSetCallback(say_nothing);
	started = xmlSecInit() == 0 && xmlSecCheckVersion() == 1 &&
	    xmlSecCryptoAppInit(NULL) == 0 && xmlSecCryptoInit() == 0;
	/* the start of the library sets its own */
	xmlSecErrorsSetCallback(say_nothing);
}

int dsig_start(struct err *err)
{
	static once_flag once = ONCE_FLAG_INIT;

	call_once(&once, start_library);
	return started ? OK : err_set(err, FAIL_ENV, "the signature library cannot start");
}

xmlSecKeyPtr dsig_public_key(const char *pem)
{
	struct buffer text = { 0 };
	xmlSecKeyPtr key = NULL;

	if (dsig_start(NULL) < 0)
		return NULL;
	buffer_print(&text, "%s\n", pem);
	key = xmlSecCryptoAppKeyLoadMemory((const xmlSecByte *)text.text,
	    (xmlSecSize)text.length, xmlSecKeyDataFormatCertPem, "", NULL, NULL);
	buffer_release(&text);
	return key;
}

bool dsig_key_is_ecdsa(xmlSecKeyPtr key)
{
	return xmlSecKeyDataCheckId(xmlSecKeyGetValue(key), xmlSecKeyDataEcdsaId);
}

/* The chain SignedInfo goes through: exclusive canonical form, then the algorithm. */
static xmlSecTransformPtr chain(xmlSecTransformCtxPtr context, bool is_ecdsa, xmlSecKeyPtr key,
    xmlSecTransformOperation operation)
{
	xmlSecTransformId id = is_ecdsa ? xmlSecTransformEcdsaSha256Id :
	    xmlSecTransformRsaSha256Id;
	xmlSecTransformPtr last;

	if (dsig_key_is_ecdsa(key) != is_ecdsa ||
	    !xmlSecTransformCtxCreateAndAppend(context, xmlSecTransformExclC14NId))
		return NULL;
	last = xmlSecTransformCtxCreateAndAppend(context, id);
	if (!last)
		return NULL;
	last->operation = operation;
	return xmlSecTransformSetKey(last, key) < 0 ? NULL : last;
}

static bool feed(xmlSecTransformCtxPtr context, xmlNodePtr signed_info)
{
	xmlSecNodeSetPtr nodes = xmlSecNodeSetGetChildren(signed_info->doc, signed_info, 1, 0);
	bool fed = nodes && xmlSecTransformCtxXmlExecute(context, nodes) == 0;

	xmlSecNodeSetDestroy(nodes);
	return fed;
}

int dsig_value(const unsigned char **out, size_t *length, xmlNodePtr signed_info, bool is_ecdsa,
    xmlSecKeyPtr key, struct arena *arena, struct err *err)
{
	xmlSecTransformCtxPtr context = xmlSecTransformCtxCreate();
	bool done = context && chain(context, is_ecdsa, key, xmlSecTransformOperationSign) &&
	    feed(context, signed_info) && context->result;

	*length = done ? xmlSecBufferGetSize(context->result) : 0;
	if (*length > 0)
		*out = (const unsigned char *)arena_copy_n(arena,
		    (const char *)xmlSecBufferGetData(context->result), *length);
	xmlSecTransformCtxDestroy(context);
	return *length > 0 ? OK : err_set(err, FAIL_ENV, "the key cannot sign");
}

bool dsig_value_fits(const struct dsig_claim *claim, xmlSecKeyPtr key)
{
	xmlSecTransformCtxPtr context = xmlSecTransformCtxCreate();
	xmlSecTransformPtr last = !context ? NULL :
	    chain(context, claim->is_ecdsa, key, xmlSecTransformOperationVerify);
	bool fits = last && feed(context, claim->signed_info) &&
	    xmlSecTransformVerify(last, claim->value, (xmlSecSize)claim->value_length, context) ==
	    0 && last->status == xmlSecTransformStatusOk;

	xmlSecTransformCtxDestroy(context);
	return fits;
}

/* ---- base64 --------------------------------------------------------------------------------- */

char *dsig_base64(const unsigned char *data, size_t length, struct arena *arena)
{
	enum { LINE = 64 };
	size_t room = sodium_base64_ENCODED_LEN(length, sodium_base64_VARIANT_ORIGINAL);
	char *plain = arena_alloc(arena, room);
	char *lines = arena_alloc(arena, room + room / LINE + 2);
	char *to = lines;

	sodium_bin2base64(plain, room, data, length, sodium_base64_VARIANT_ORIGINAL);
	for (size_t at = 0, whole = strlen(plain); at < whole; at += LINE) {
		size_t part = whole - at < LINE ? whole - at : LINE;

		if (at > 0)
			*to++ = '\n';
		memcpy(to, plain + at, part);
		to += part;
	}
	*to = '\0';
	return lines;
}

/* Each value has one spelling: sodium refuses missing padding and bits left over at the end. */
unsigned char *dsig_bytes(size_t *length, const char *text, struct arena *arena)
{
	size_t size = strlen(text);
	unsigned char *bytes = arena_alloc(arena, size / 4 * 3 + 3);
	const char *end = NULL;

	if (sodium_base642bin(bytes, size / 4 * 3 + 3, text, size, " \t\r\n", length, &end,
		sodium_base64_VARIANT_ORIGINAL) != 0 || *end || *length == 0)
		return NULL;
	return bytes;
}

/* ---- the element ---------------------------------------------------------------------------- */

static int malformed(struct err *err, const char *what, const char *name)
{
	char shown[SHOWN];

	err_set(err, FAIL_INVALID, what, exchange_shown(shown, name));
	return err_at(err, FAIL_INVALID, "the signature is malformed");
}

static bool is_named(xmlNodePtr node, const char *name)
{
	return node && node->type == XML_ELEMENT_NODE && node->ns &&
	    strcmp((const char *)node->ns->href, DSIG_SPACE) == 0 &&
	    strcmp((const char *)node->name, name) == 0;
}

/* Over blanks to what comes next, NULL at the end; anything but elements is kept to be refused. */
static xmlNodePtr over_blanks(xmlNodePtr node)
{
	while (node && node->type == XML_TEXT_NODE && xmlIsBlankNode(node))
		node = node->next;
	return node;
}

/* Takes the next child of *at, which must be this element; *at goes behind it. */
static int take(xmlNodePtr *out, xmlNodePtr *at, const char *name, struct err *err)
{
	xmlNodePtr node = over_blanks(*at);

	if (!is_named(node, name))
		return malformed(err, N_("'%s' is missing or stands in another place"), name);
	*out = node;
	*at = node->next;
	return OK;
}

static int take_end(xmlNodePtr at, struct err *err)
{
	xmlNodePtr node = over_blanks(at);

	if (!node)
		return OK;
	return malformed(err, N_("'%s' may not stand where it does"),
	    node->type == XML_ELEMENT_NODE ? (const char *)node->name : "#text");
}

/* The one attribute an element has; name NULL: it may have none. The tree's. */
static int take_attribute(const char **out, xmlNodePtr node, const char *name, struct err *err)
{
	xmlAttrPtr first = node->properties;

	if (!name)
		return !first ? OK : malformed(err, N_("'%s' may have no attribute"),
		    (const char *)node->name);
	if (!first || first->next || strcmp((const char *)first->name, name) != 0)
		return malformed(err, N_("'%s' must have its one attribute and no other"),
		    (const char *)node->name);
	*out = first->children ? (const char *)first->children->content : "";
	return OK;
}

/* The text of an element that has nothing else. */
static int take_text(const char **out, xmlNodePtr node, struct err *err)
{
	int rc = take_attribute(NULL, node, NULL, err);

	if (rc < 0)
		return rc;
	if (!node->children || node->children->next || node->children->type != XML_TEXT_NODE)
		return malformed(err, N_("'%s' must hold a value"), (const char *)node->name);
	*out = (const char *)node->children->content;
	return OK;
}

/* An empty element that names an algorithm. */
static int take_algorithm(const char **out, xmlNodePtr *at, const char *name, struct err *err)
{
	xmlNodePtr node = NULL;
	int rc = take(&node, at, name, err);

	if (rc == OK)
		rc = take_attribute(out, node, "Algorithm", err);
	return rc < 0 ? rc : take_end(node->children, err);
}

static int must_be(const char *given, const char *wanted, struct err *err)
{
	char shown[SHOWN];

	if (strcmp(given, wanted) == 0)
		return OK;
	return err_set(err, FAIL_INVALID, "the signature uses '%s', which is not accepted here",
	    exchange_shown(shown, given));
}

static int take_exactly(xmlNodePtr *at, const char *name, const char *wanted, struct err *err)
{
	const char *given = "";
	int rc = take_algorithm(&given, at, name, err);

	return rc < 0 ? rc : must_be(given, wanted, err);
}

/* A digest or value of bytes in base64. */
static int take_bytes(const unsigned char **out, size_t *length, xmlNodePtr *at, const char *name,
    struct arena *arena, struct err *err)
{
	xmlNodePtr node = NULL;
	const char *text = "";
	int rc = take(&node, at, name, err);

	if (rc == OK)
		rc = take_text(&text, node, err);
	if (rc < 0)
		return rc;
	*out = dsig_bytes(length, text, arena);
	return *out ? OK : malformed(err, N_("'%s' is not well-formed base64"), name);
}

static int read_transforms(xmlNodePtr *at, struct err *err)
{
	xmlNodePtr transforms = NULL;
	xmlNodePtr inside = NULL;
	int rc = take(&transforms, at, "Transforms", err);

	if (rc == OK)
		rc = take_attribute(NULL, transforms, NULL, err);
	if (rc < 0)
		return rc;
	inside = transforms->children;
	rc = take_exactly(&inside, "Transform", DSIG_ENVELOPED, err);
	if (rc == OK)
		rc = take_exactly(&inside, "Transform", DSIG_C14N, err);
	return rc < 0 ? rc : take_end(inside, err);
}

static int read_reference(struct dsig_claim *out, xmlNodePtr *at, struct arena *arena,
    struct err *err)
{
	enum { BYTES = 32 };
	const unsigned char *digest = NULL;
	size_t length = 0;
	const char *uri = "";
	xmlNodePtr reference = NULL;
	xmlNodePtr inside = NULL;
	int rc = take(&reference, at, "Reference", err);

	if (rc == OK)
		rc = take_attribute(&uri, reference, "URI", err);
	if (rc == OK && *uri)
		rc = err_set(err, FAIL_INVALID,
		    "the signature covers only a part of the file: its reference must be empty");
	if (rc < 0)
		return rc;
	inside = reference->children;
	rc = read_transforms(&inside, err);
	if (rc == OK)
		rc = take_exactly(&inside, "DigestMethod", DSIG_SHA256, err);
	if (rc == OK)
		rc = take_bytes(&digest, &length, &inside, "DigestValue", arena, err);
	if (rc == OK)
		rc = take_end(inside, err);
	if (rc == OK && length != BYTES)
		rc = malformed(err, N_("'%s' is no SHA-256"), "DigestValue");
	if (rc == OK)
		sodium_bin2hex(out->digest, HASH_TEXT, digest, BYTES);
	return rc;
}

static int read_signed_info(struct dsig_claim *out, struct arena *arena, struct err *err)
{
	xmlNodePtr inside = out->signed_info->children;
	const char *method = "";
	int rc = take_attribute(NULL, out->signed_info, NULL, err);

	if (rc == OK)
		rc = take_exactly(&inside, "CanonicalizationMethod", DSIG_C14N, err);
	if (rc == OK)
		rc = take_algorithm(&method, &inside, "SignatureMethod", err);
	if (rc < 0)
		return rc;
	out->is_ecdsa = strcmp(method, DSIG_ECDSA_SHA256) == 0;
	if (!out->is_ecdsa)
		rc = must_be(method, DSIG_RSA_SHA256, err);
	if (rc == OK)
		rc = read_reference(out, &inside, arena, err);
	if (rc == OK && is_named(over_blanks(inside), "Reference"))
		rc = err_set(err, FAIL_INVALID, "the signature has more than one reference");
	return rc < 0 ? rc : take_end(inside, err);
}

/* The certificate only says which of ours to try. */
static int read_key_info(struct dsig_claim *out, xmlNodePtr key_info, struct arena *arena,
    struct err *err)
{
	const unsigned char *der = NULL;
	size_t length = 0;
	xmlNodePtr data = NULL;
	xmlNodePtr inside = key_info->children;
	int rc = take_attribute(NULL, key_info, NULL, err);

	if (rc == OK)
		rc = take(&data, &inside, "X509Data", err);
	if (rc == OK)
		rc = take_end(inside, err);
	if (rc < 0 || !data)
		return rc;
	inside = data->children;
	rc = take_attribute(NULL, data, NULL, err);
	if (rc == OK)
		rc = take_bytes(&der, &length, &inside, "X509Certificate", arena, err);
	if (rc == OK)
		rc = take_end(inside, err);
	if (rc == OK)
		hash_text(out->fingerprint, (const char *)der, length);
	return rc;
}

int dsig_claim_read(struct dsig_claim *out, xmlDocPtr signature, struct arena *arena,
    struct err *err)
{
	struct err own = { 0 };
	xmlNodePtr root = xmlDocGetRootElement(signature);
	xmlNodePtr at = root->children;
	int rc;

	*out = (struct dsig_claim){ 0 };
	if (!err)
		err = &own;
	rc = take_attribute(NULL, root, NULL, err);
	if (rc == OK)
		rc = take(&out->signed_info, &at, "SignedInfo", err);
	if (rc == OK)
		rc = read_signed_info(out, arena, err);
	if (rc == OK)
		rc = take_bytes(&out->value, &out->value_length, &at, "SignatureValue", arena, err);
	at = over_blanks(at);
	if (rc == OK && is_named(at, "KeyInfo")) {
		rc = read_key_info(out, at, arena, err);
		at = at->next;
	}
	return rc < 0 ? rc : take_end(at, err);
}

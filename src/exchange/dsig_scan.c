/*
 * dsig_scan.c - the digest of a document's canonical form, made while it is read through.
 *
 * Exclusive Canonical XML 1.0 without comments, of documents with one default namespace at a time
 * and no prefixes: for those the rendering below is exact, for others it says so. Blanks between
 * elements are part of the form; what stands outside the root is not.
 */
#include "dsig_priv.h"

#include <errno.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange_priv.h"

enum { PIECE = 32 * 1024, NAME_ROOM = 64 };

struct scan {
	struct dsig_scan *out;
	xmlParserCtxtPtr parser;
	const char *path;
	struct err *err;
	int rc;
	FILE *file;
	int read_error;
	struct hash *bytes, *canonical;
	struct dsig_form *form;
	struct dsig_order order;
	size_t used;
	int depth;                      /* of elements open */
	const xmlChar *space[DSIG_DEPTH_LIMIT + 1];     /* default namespace as rendered */
	xmlNodePtr open;                /* in the signature; NULL: outside */
	size_t signature_size;
	struct marks *ids;
	char piece[PIECE];
};

/* Keeps the first failure and ends the reading. */
static void stop(struct scan *scan, int rc)
{
	if (scan->rc < 0)
		return;
	scan->rc = rc;
	err_at(scan->err, rc, "%s:%d", scan->path,
	    scan->parser->input ? scan->parser->input->line : 1);
	xmlStopParser(scan->parser);
}

/* Notes the first thing that may not stand in a signed file: it counts once a signature is met. */
static bool is_exact(const struct scan *scan)
{
	return scan->out->inexact.code == OK;
}

static void not_exact(struct scan *scan)
{
	err_at(&scan->out->inexact, FAIL_INVALID, "%s:%d", scan->path,
	    scan->parser->input ? scan->parser->input->line : 1);
}

/* ---- canonical form ------------------------------------------------------------------------- */

static void flush(struct scan *scan)
{
	hash_add(scan->canonical, scan->piece, scan->used);
	scan->used = 0;
}

static void put_n(struct scan *scan, const char *text, size_t length)
{
	if (length > PIECE - scan->used)
		flush(scan);
	if (length > PIECE) {
		hash_add(scan->canonical, text, length);
		return;
	}
	memcpy(scan->piece + scan->used, text, length);
	scan->used += length;
}

static void put(struct scan *scan, const char *text)
{
	put_n(scan, text, strlen(text));
}

/* What a character becomes; NULL: it stands for itself. */
static const char *text_escape(char character)
{
	switch (character) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '\r':
		return "&#xD;";
	default:
		return NULL;
	}
}

static const char *value_escape(char character)
{
	switch (character) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '"':
		return "&quot;";
	case '\t':
		return "&#x9;";
	case '\n':
		return "&#xA;";
	case '\r':
		return "&#xD;";
	default:
		return NULL;
	}
}

static void put_escaped(struct scan *scan, const char *text, size_t length,
    const char *(*escape)(char character))
{
	size_t from = 0;

	for (size_t i = 0; i < length; i++) {
		const char *escaped = escape(text[i]);

		if (!escaped)
			continue;
		put_n(scan, text + from, i - from);
		put(scan, escaped);
		from = i + 1;
	}
	put_n(scan, text + from, length - from);
}

/* The parser's events give an ampersand in an attribute as "&#38;", and no other reference. */
static size_t plain_value(char **out, const xmlChar *from, const xmlChar *end)
{
	static const char given[] = "&#38;";
	size_t length = 0;
	char *value = xmalloc((size_t)(end - from) + 1);

	while (from < end) {
		bool reference = (size_t)(end - from) >= sizeof(given) - 1 &&
		    memcmp(from, given, sizeof(given) - 1) == 0;

		value[length++] = (char)*from;
		from += reference ? sizeof(given) - 1 : 1;
	}
	value[length] = '\0';
	*out = value;
	return length;
}

static int by_name(const void *one, const void *two)
{
	const xmlChar *const *const *a = one;
	const xmlChar *const *const *b = two;

	return strcmp((const char *)(*a)[0], (const char *)(*b)[0]);
}

static void put_attributes(struct scan *scan, const xmlChar **given, int count)
{
	const xmlChar **sorted[ATTRIBUTE_LIMIT];

	for (int i = 0; i < count; i++)
		sorted[i] = given + 5 * (size_t)i;
	if (count > 1)
		qsort(sorted, (size_t)count, sizeof(sorted[0]), by_name);
	for (int i = 0; i < count; i++) {
		char *value;
		size_t length = plain_value(&value, sorted[i][3], sorted[i][4]);

		put(scan, " ");
		put(scan, (const char *)sorted[i][0]);
		put(scan, "=\"");
		put_escaped(scan, value, length, value_escape);
		put(scan, "\"");
		free(value);
	}
}

static void put_start(struct scan *scan, const xmlChar *name, const xmlChar *space,
    const xmlChar **given, int count)
{
	const xmlChar *above = scan->depth > 0 ? scan->space[scan->depth - 1] : BAD_CAST "";
	const xmlChar *here = space ? space : BAD_CAST "";

	put(scan, "<");
	put(scan, (const char *)name);
	if (!xmlStrEqual(above, here)) {
		put(scan, " xmlns=\"");
		put_escaped(scan, (const char *)here, (size_t)xmlStrlen(here), value_escape);
		put(scan, "\"");
	}
	scan->space[scan->depth] = here;
	put_attributes(scan, given, count);
	put(scan, ">");
}

/* ---- ids ------------------------------------------------------------------------------------ */

/* Ids of records only: in a report other elements have ids of their own kind. */
static void look_at_id(struct scan *scan, const xmlChar **given)
{
	char id[UUID_TEXT] = "";
	size_t length = (size_t)(given[4] - given[3]);
	uint32_t *times;

	if (strcmp((const char *)given[0], "id") != 0 || length != UUID_TEXT - 1)
		return;
	memcpy(id, given[3], length);
	if (!text_is_uuid(id))
		return;
	times = marks_at(scan->ids, id, length);
	if ((*times)++ == 0)
		return;
	err_set(&scan->out->inexact, FAIL_INVALID, "the id '%s' stands in the file twice", id);
	not_exact(scan);
}

/* ---- what may stand in a signed file -------------------------------------------------------- */

static void look_at_start(struct scan *scan, const xmlChar *name, const xmlChar *prefix,
    int space_count, const xmlChar **spaces, const xmlChar **given, int count)
{
	char shown[SHOWN];
	struct err *why = &scan->out->inexact;
	bool prefixed = prefix != NULL;
	bool odd = false;

	for (int i = 0; i < space_count; i++) {
		prefixed = prefixed || spaces[2 * i];
		odd = odd || strpbrk((const char *)spaces[2 * i + 1], "&<>\"\t\n\r ");
	}
	for (int i = 0; i < count; i++)
		prefixed = prefixed || given[5 * i + 1];
	if (prefixed)
		err_set(why, FAIL_INVALID,
		    "a signed file may have no prefixed names outside its signature");
	else if (odd)
		err_set(why, FAIL_INVALID, "a signed file may have no odd names of namespaces");
	else if (scan->depth >= DSIG_DEPTH_LIMIT)
		err_set(why, FAIL_INVALID, "elements stand in each other more than %d deep",
		    DSIG_DEPTH_LIMIT);
	else if (count > ATTRIBUTE_LIMIT)
		err_set(why, FAIL_INVALID, "an element has more than %d attributes",
		    ATTRIBUTE_LIMIT);
	if (!is_exact(scan))
		not_exact(scan);
	for (int i = 0; i < count && is_exact(scan); i++)
		look_at_id(scan, given + 5 * (size_t)i);
	if (scan->out->form.code < 0 || dsig_in_order(&scan->order, name, given, count))
		return;
	err_set(&scan->out->form, FAIL_INVALID,
	    "the attributes of '%s' stand in another order than they are written in here",
	    exchange_shown(shown, (const char *)name));
	err_at(&scan->out->form, FAIL_INVALID, "%s:%d", scan->path, scan->parser->input->line);
}

static bool is_utf8_name(const xmlChar *encoding)
{
	return !encoding || strcmp((const char *)encoding, "UTF-8") == 0 ||
	    strcmp((const char *)encoding, "utf-8") == 0;
}

/* The canonical form leaves the XML declaration out: so it may not say anything else. */
static void look_at_declaration(struct scan *scan)
{
	const xmlParserCtxt *parser = scan->parser;
	const xmlChar *encoding = parser->encoding;

	if (!encoding && parser->input)
		encoding = parser->input->encoding;
	if (is_utf8_name(encoding) &&
	    (!parser->version || strcmp((const char *)parser->version, "1.0") == 0))
		return;
	err_set(&scan->out->inexact, FAIL_INVALID,
	    "a signed file must be XML 1.0 in UTF-8 and say no other");
	not_exact(scan);
}

static void look_at_root(struct scan *scan, const xmlChar *name, const xmlChar **given, int count)
{
	size_t length = (size_t)xmlStrlen(name);

	look_at_declaration(scan);
	if (length <= NAME_ROOM)
		memcpy(scan->out->root, name, length + 1);
	for (int i = 0; i < count; i++) {
		const xmlChar **at = given + 5 * (size_t)i;

		if (strcmp((const char *)at[0], "created") == 0 && !at[1] &&
		    at[4] - at[3] == (ptrdiff_t)sizeof(scan->out->created) - 1)
			memcpy(scan->out->created, at[3], sizeof(scan->out->created) - 1);
	}
}

/* ---- the signature as a tree ---------------------------------------------------------------- */

/* False: it is too large; the reading has ended, and what the parser gave is no longer there. */
static bool add_size(struct scan *scan, size_t size)
{
	scan->signature_size += size;
	if (scan->signature_size <= DSIG_SIGNATURE_LIMIT)
		return true;
	stop(scan, err_set(scan->err, FAIL_INVALID, "the signature is larger than %d bytes",
	    DSIG_SIGNATURE_LIMIT));
	return false;
}

/* One attribute of an element of the signature, as the parser gives it. */
static bool grow_attribute(struct scan *scan, xmlNodePtr node, const xmlChar **given)
{
	char *value;
	size_t length;

	if (given[1]) {
		stop(scan, err_set(scan->err, FAIL_INVALID,
		    "the signature is malformed: an attribute with a prefix"));
		return false;
	}
	length = plain_value(&value, given[3], given[4]);
	xmlNewProp(node, given[0], BAD_CAST value);
	free(value);
	return add_size(scan, length + (size_t)xmlStrlen(given[0]));
}

static void grow_signature(struct scan *scan, const xmlChar *name, const xmlChar *prefix,
    const xmlChar **spaces, int space_count, const xmlChar **given, int count)
{
	xmlDocPtr doc = scan->out->signature;
	xmlNodePtr node = xmlNewDocNode(doc, NULL, name, NULL);
	bool fits = true;

	if (scan->open)
		xmlAddChild(scan->open, node);
	else
		xmlDocSetRootElement(doc, node);
	scan->open = node;
	for (int i = 0; i < space_count; i++)
		xmlNewNs(node, spaces[2 * i + 1], spaces[2 * i]);
	xmlSetNs(node, xmlSearchNs(doc, node, prefix));
	for (int i = 0; fits && i < count; i++)
		fits = grow_attribute(scan, node, given + 5 * (size_t)i);
	if (fits)
		add_size(scan, NAME_ROOM);
}

/* A signature stands in the root, last, and nowhere else: what is signed is what surrounds it. */
static void start_of_signature(struct scan *scan, const xmlChar *name, bool of_signature)
{
	if (of_signature && scan->depth == 1 && strcmp((const char *)name, "Signature") == 0) {
		if (scan->out->signature)
			stop(scan, err_set(scan->err, FAIL_INVALID,
			    "the file has more than one signature"));
		else
			scan->out->signature = xmlNewDoc(BAD_CAST "1.0");
		return;
	}
	stop(scan, err_set(scan->err, FAIL_INVALID,
	    "a signature, or a part of one, stands where none may: it must be in the root element, "
	    "at its end"));
}

/* ---- events --------------------------------------------------------------------------------- */

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *space, int space_count, const xmlChar **spaces, int count, int defaulted,
    const xmlChar **given)
{
	struct scan *scan = context;
	bool of_signature = space && strcmp((const char *)space, DSIG_SPACE) == 0;

	(void)defaulted;
	if (scan->rc < 0)
		return;
	if (scan->depth == 0)
		look_at_root(scan, name, given, count);
	if (scan->open && !of_signature)
		stop(scan, err_set(scan->err, FAIL_INVALID,
		    "the signature is malformed: it holds elements of another kind"));
	else if (!scan->open && (of_signature || strcmp((const char *)name, "Signature") == 0))
		start_of_signature(scan, name, of_signature);
	else if (!scan->open && scan->out->signature)
		stop(scan, err_set(scan->err, FAIL_INVALID,
		    "there are elements after the signature: it must be the last"));
	if (scan->rc < 0)
		return;
	if (of_signature) {
		grow_signature(scan, name, prefix, spaces, space_count, given, count);
		return;
	}
	if (is_exact(scan))
		look_at_start(scan, name, prefix, space_count, spaces, given, count);
	if (is_exact(scan))
		put_start(scan, name, space, given, count);
	scan->depth++;
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
	struct scan *scan = context;

	(void)prefix, (void)space;
	if (scan->rc < 0)
		return;
	if (scan->open) {
		scan->open = scan->open->parent;
		if (scan->open && scan->open->type != XML_ELEMENT_NODE)
			scan->open = NULL;
		return;
	}
	scan->depth--;
	if (!is_exact(scan))
		return;
	put(scan, "</");
	put(scan, (const char *)name);
	put(scan, ">");
}

static void on_text(void *context, const xmlChar *text, int length)
{
	struct scan *scan = context;

	if (scan->rc < 0)
		return;
	if (scan->open) {
		if (add_size(scan, (size_t)length))
			xmlNodeAddContentLen(scan->open, text, length);
	} else if (is_exact(scan) && scan->depth > 0) {
		put_escaped(scan, (const char *)text, (size_t)length, text_escape);
	}
}

/* Neither is covered by a signature, wherever it stands. */
static void on_comment(void *context, const xmlChar *text)
{
	struct scan *scan = context;

	(void)text;
	if (scan->rc < 0 || !is_exact(scan))
		return;
	err_set(&scan->out->inexact, FAIL_INVALID,
	    "a signed file may have no comments and no processing instructions");
	not_exact(scan);
}

static void on_instruction(void *context, const xmlChar *target, const xmlChar *text)
{
	(void)target;
	on_comment(context, text);
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *external,
    const xmlChar *id)
{
	struct scan *scan = context;

	(void)name, (void)external, (void)id;
	stop(scan, err_set(scan->err, FAIL_INVALID,
	    "a DOCTYPE is not allowed, nor are entities of one's own"));
}

static void on_error(void *context, xmlErrorPtr error)
{
	struct scan *scan = context;
	char text[200];

	if (error->level < XML_ERR_ERROR || scan->rc < 0 || scan->read_error)
		return;
	snprintf(text, sizeof(text), "%s", error->message ? error->message : "?");
	text[strcspn(text, "\n")] = '\0';
	stop(scan, err_set(scan->err, FAIL_INVALID, "this is not well-formed XML (%s)", text));
}

/* ---- reading -------------------------------------------------------------------------------- */

static int on_read(void *context, char *room, int size)
{
	struct scan *scan = context;
	size_t got = fread(room, 1, (size_t)size, scan->file);

	if (got == 0 && ferror(scan->file))
		scan->read_error = errno ? errno : EIO;
	hash_add(scan->bytes, room, got);
	dsig_form_add(scan->form, room, got);
	return scan->read_error ? -1 : (int)got;
}

static int on_close(void *context)
{
	(void)context;
	return 0;
}

static int parse(struct scan *scan)
{
	xmlSAXHandler handler = {
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_text,
		.comment = on_comment,
		.processingInstruction = on_instruction,
		.internalSubset = on_doctype,
		.serror = on_error,
	};

	xmlInitParser();
	scan->parser = xmlCreateIOParserCtxt(&handler, scan, on_read, on_close, scan,
	    XML_CHAR_ENCODING_NONE);
	if (!scan->parser)
		return err_set(scan->err, FAIL_ENV, "cannot start the XML parser");
	xmlCtxtUseOptions(scan->parser, XML_PARSE_NONET | XML_PARSE_BIG_LINES);
	xmlParseDocument(scan->parser);
	if (scan->rc == OK && !scan->read_error && !scan->parser->wellFormed)
		stop(scan, err_set(scan->err, FAIL_INVALID,
		    "the file is cut off or an element is not closed"));
	/* here, while the names it points to are still there */
	flush(scan);
	while (scan->rc == OK && on_read(scan, scan->piece, PIECE) > 0)
		;
	xmlFreeParserCtxt(scan->parser);
	return scan->rc;
}

static int run(struct scan *scan)
{
	int rc;

	scan->file = fopen(scan->path, "rb");
	if (!scan->file)
		return err_set(scan->err,
		    errno == ENOENT || errno == ENOTDIR ? FAIL_NOT_FOUND : FAIL_ENV,
		    "cannot open '%s': %s", scan->path, exchange_reason(errno));
	scan->bytes = hash_new();
	scan->form = dsig_form_new();
	scan->canonical = hash_new();
	scan->ids = marks_new();
	rc = parse(scan);
	if (scan->read_error)
		rc = err_set(scan->err, FAIL_ENV, "cannot read '%s': %s", scan->path,
		    exchange_reason(scan->read_error));
	hash_end(scan->bytes, scan->out->file);
	dsig_form_end(scan->form, scan->path, &scan->out->form);
	hash_end(scan->canonical, scan->out->digest);
	fclose(scan->file);
	marks_free(scan->ids);
	return rc;
}

int dsig_scan(struct dsig_scan *out, const char *path, struct err *err)
{
	struct err own = { 0 };
	struct scan *scan = xcalloc(1, sizeof(*scan));
	int rc;

	*out = (struct dsig_scan){ 0 };
	scan->out = out;
	scan->path = path;
	scan->err = err ? err : &own;
	rc = run(scan);
	free(scan);
	if (rc == OK && out->signature && out->inexact.code < 0) {
		if (err)
			*err = out->inexact;
		rc = out->inexact.code;
	}
	if (rc < 0)
		dsig_scan_release(out);
	return rc;
}

void dsig_scan_release(struct dsig_scan *scan)
{
	xmlFreeDoc(scan->signature);
	scan->signature = NULL;
}

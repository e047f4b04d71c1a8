/*
 * xml_in.c - see xml_in_priv.h.
 */
#include "xml_in_priv.h"

#include <errno.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "exchange_priv.h"

struct input {
	xmlParserCtxtPtr parser;
	const struct xml_events *events;
	void *context;
	const char *path;
	struct err *err;
	int rc;
	int line;               /* where what comes next begins */
	int depth;              /* of elements that are open */
	FILE *file;             /* NULL: data */
	struct hash *hash;      /* of the bytes of file; NULL: not wanted */
	const char *data;
	size_t left;            /* bytes of data, or that the file may still have */
	bool too_large, nul;            /* nul: one was read */
	int read_error;         /* errno */
};

bool xml_is_blank(const char *text, size_t length, int *line)
{
	for (size_t i = 0; i < length; i++) {
		if (text[i] != ' ' && text[i] != '\n' && text[i] != '\t' && text[i] != '\r')
			return false;
		*line += text[i] == '\n';
	}
	return true;
}

/* Keeps the first failure and ends the parsing. */
static void stop(struct input *in, int line, int rc)
{
	if (in->rc < 0)
		return;
	in->rc = rc;
	err_at(in->err, rc, "%s:%d", in->path, line);
	xmlStopParser(in->parser);
}

static int line_now(const struct input *in)
{
	return in->parser->input ? in->parser->input->line : in->line;
}

/* ---- events --------------------------------------------------------------------------------- */

/* libxml2 would silently convert what it knows. */
static bool is_utf8(struct input *in)
{
	const xmlChar *encoding = in->parser->encoding;

	if (!encoding && in->parser->input)
		encoding = in->parser->input->encoding;
	return !encoding || strcasecmp((const char *)encoding, "UTF-8") == 0;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *space, int space_count, const xmlChar **spaces, int count, int defaulted,
    const xmlChar **given)
{
	struct input *in = context;
	struct xml_attribute attribute[ATTRIBUTE_LIMIT];
	struct xml_tag tag = { (const char *)space, (const char *)name, in->line, in->depth++,
		attribute, (size_t)count };
	int line;
	int rc = OK;

	(void)prefix, (void)space_count, (void)spaces, (void)defaulted;
	if (in->rc < 0)
		return;
	if (tag.depth == 0)
		tag.line = line_now(in);
	line = tag.line;
	if (tag.depth == 0 && !is_utf8(in))
		rc = err_set(in->err, FAIL_INVALID, "the file must be in UTF-8");
	else if (tag.depth >= DEPTH_LIMIT)
		rc = err_set(in->err, FAIL_INVALID,
		    "elements stand in each other more than %d deep", DEPTH_LIMIT);
	else if (tag.attribute_count > ATTRIBUTE_LIMIT)
		rc = err_set(in->err, FAIL_INVALID, "an element has more than %d attributes",
		    ATTRIBUTE_LIMIT);
	for (size_t i = 0; rc == OK && i < tag.attribute_count; i++) {
		const char *from = (const char *)given[5 * i + 3];

		attribute[i] = (struct xml_attribute){ (const char *)given[5 * i + 2],
			(const char *)given[5 * i], from,
			(size_t)((const char *)given[5 * i + 4] - from) };
	}
	if (rc == OK)
		rc = in->events->start(in->context, &tag, &line, in->err);
	if (rc < 0)
		stop(in, line, rc);
	in->line = line_now(in);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *space)
{
	struct input *in = context;
	int line = in->line;
	int rc;

	(void)name, (void)prefix, (void)space;
	in->depth--;
	if (in->rc < 0)
		return;
	rc = in->events->end(in->context, &line, in->err);
	if (rc < 0)
		stop(in, line, rc);
	in->line = line_now(in);
}

static void on_text(void *context, const xmlChar *text, int length)
{
	struct input *in = context;
	int line = in->line;
	int rc;

	if (in->rc < 0)
		return;
	rc = in->events->text(in->context, (const char *)text, (size_t)length, &line, in->err);
	if (rc < 0)
		stop(in, line, rc);
	in->line = line_now(in);
}

static void on_comment(void *context, const xmlChar *text)
{
	struct input *in = context;

	(void)text;
	in->line = line_now(in);
}

static void on_instruction(void *context, const xmlChar *target, const xmlChar *text)
{
	(void)target;
	on_comment(context, text);
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *external,
    const xmlChar *id)
{
	struct input *in = context;

	(void)name, (void)external, (void)id;
	stop(in, line_now(in), err_set(in->err, FAIL_INVALID,
	    "a DOCTYPE is not allowed, nor are entities of one's own"));
}

/* ---- errors of the parser ------------------------------------------------------------------- */

/* libxml2 has one code for bytes that are no character and for characters that XML forbids. */
static bool stands_at_character(const struct input *in)
{
	const xmlParserInput *input = in->parser->input;

	for (size_t size = 1; input && size <= 4 && input->cur + size <= input->end; size++) {
		if (text_valid_utf8((const char *)input->cur, size))
			return true;
	}
	return !input || input->cur >= input->end;
}

/* The frequent ones in the language in use; the rest as libxml2 says them. */
static int say(const struct input *in, const xmlError *error)
{
	struct err *err = in->err;
	char text[200];
	size_t length;

	switch (error->code) {
	case XML_ERR_DOCUMENT_EMPTY:
		return err_set(err, FAIL_INVALID,
		    "the file is empty or does not begin with an XML element");
	case XML_ERR_DOCUMENT_END:
		return err_set(err, FAIL_INVALID,
		    "there is something after the end of the root element");
	case XML_ERR_TAG_NOT_FINISHED:
	case XML_ERR_GT_REQUIRED:
	case XML_ERR_LT_REQUIRED:
	case XML_ERR_CDATA_NOT_FINISHED:
	case XML_ERR_COMMENT_NOT_FINISHED:
	case XML_ERR_ATTRIBUTE_NOT_FINISHED:
		return err_set(err, FAIL_INVALID,
		    "the file is cut off or an element is not closed");
	case XML_ERR_TAG_NAME_MISMATCH:
		return err_set(err, FAIL_INVALID,
		    "an element is closed by another name than it was opened with");
	case XML_ERR_ATTRIBUTE_REDEFINED:
		return err_set(err, FAIL_INVALID, "an attribute is given twice");
	case XML_ERR_INVALID_ENCODING:
	case XML_I18N_CONV_FAILED:
		return err_set(err, FAIL_INVALID, "the text is not valid UTF-8");
	case XML_ERR_UNSUPPORTED_ENCODING:
	case XML_ERR_UNKNOWN_ENCODING:
		return err_set(err, FAIL_INVALID, "the file must be in UTF-8");
	case XML_ERR_INVALID_CHAR:
	case XML_ERR_INVALID_CHARREF:
		if (!stands_at_character(in))
			return err_set(err, FAIL_INVALID, "the text is not valid UTF-8");
		return err_set(err, FAIL_INVALID,
		    "a character that may not stand in XML, such as a control character");
	case XML_ERR_UNDECLARED_ENTITY:
		return err_set(err, FAIL_INVALID,
		    "entities are not allowed, except &lt; &gt; &amp; &quot; &apos;");
	default:
		snprintf(text, sizeof(text), "%s", error->message ? error->message : "?");
		length = strcspn(text, "\n");
		text[length] = '\0';
		return err_set(err, FAIL_INVALID, "this is not well-formed XML (%s)", text);
	}
}

static void on_error(void *context, xmlErrorPtr error)
{
	struct input *in = context;

	if (error->level < XML_ERR_ERROR || in->rc < 0 || in->too_large || in->read_error)
		return;
	stop(in, error->line > 0 ? error->line : in->line, say(in, error));
}

/* ---- bytes ---------------------------------------------------------------------------------- */

static int on_read(void *context, char *room, int size)
{
	struct input *in = context;
	size_t most = (size_t)size;
	size_t got;

	if (!in->file) {
		got = in->left < most ? in->left : most;
		memcpy(room, in->data, got);
		in->data += got;
		in->left -= got;
		in->nul = in->nul || memchr(room, '\0', got);
		return (int)got;
	}
	got = fread(room, 1, most, in->file);
	if (got == 0 && ferror(in->file))
		in->read_error = errno ? errno : EIO;
	in->nul = in->nul || memchr(room, '\0', got);
	if (in->hash)
		hash_add(in->hash, room, got);
	if (got > in->left)
		in->too_large = true;
	else
		in->left -= got;
	return in->read_error || in->too_large ? -1 : (int)got;
}

static int on_close(void *context)
{
	(void)context;
	return 0;
}

/* ---- parsing -------------------------------------------------------------------------------- */

static int parse(struct input *in)
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
	in->parser = xmlCreateIOParserCtxt(&handler, in, on_read, on_close, in,
	    XML_CHAR_ENCODING_NONE);
	if (!in->parser)
		return err_set(in->err, FAIL_ENV, "cannot start the XML parser");
	xmlCtxtUseOptions(in->parser, XML_PARSE_NONET | XML_PARSE_BIG_LINES);
	xmlParseDocument(in->parser);
	if (in->rc == OK && !in->too_large && !in->read_error && !in->parser->wellFormed)
		stop(in, line_now(in), err_set(in->err, FAIL_INVALID,
		    "the file is cut off or an element is not closed"));
	/* to libxml2 one behind the root is the end of the file, whatever follows */
	if (in->rc == OK && in->nul)
		stop(in, line_now(in), err_set(in->err, FAIL_INVALID,
		    "a character that may not stand in XML, such as a control character"));
	xmlFreeParserCtxt(in->parser);
	return in->rc;
}

int xml_in_file(const char *path, size_t limit, const struct xml_events *events, void *context,
    struct err *err)
{
	return xml_in_hashed(path, limit, events, context, NULL, err);
}

int xml_in_hashed(const char *path, size_t limit, const struct xml_events *events, void *context,
    char sha256[HASH_TEXT], struct err *err)
{
	struct err own = { 0 };
	struct input in = { .events = events, .context = context, .path = path, .line = 1,
		.err = err ? err : &own, .left = limit };
	int rc;

	in.file = fopen(path, "rb");
	if (!in.file)
		return err_set(err, errno == ENOENT || errno == ENOTDIR ? FAIL_NOT_FOUND : FAIL_ENV,
		    "cannot open '%s': %s", path, exchange_reason(errno));
	if (sha256)
		in.hash = hash_new();
	rc = parse(&in);
	fclose(in.file);
	if (in.hash)
		hash_end(in.hash, sha256);
	if (in.too_large)
		return err_set(err, FAIL_INVALID, "'%s' is larger than %zu bytes", path, limit);
	if (in.read_error)
		return err_set(err, FAIL_ENV, "cannot read '%s': %s", path,
		    exchange_reason(in.read_error));
	return rc;
}

int xml_in_memory(const char *path, const char *data, size_t length,
    const struct xml_events *events, void *context, struct err *err)
{
	struct err own = { 0 };
	struct input in = { .events = events, .context = context, .path = path, .line = 1,
		.err = err ? err : &own, .data = data, .left = length };

	return parse(&in);
}

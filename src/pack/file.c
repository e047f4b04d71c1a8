/*
 * file.c - the bytes of a pack become a document that keeps to checklists/pack.xsd.
 *
 * A pack comes from a folder that anyone may have filled: no network, no DTD and so no entities,
 * and libxml2's own limits on depth and size stay on.
 */
#include "pack_priv.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char schema_name[] = "checklists/pack.xsd";

struct schema {
	xmlSchema *schema;
};

#if LIBXML_VERSION >= 21200
typedef const xmlError *error_in;
#else
typedef xmlErrorPtr error_in;
#endif

enum { MESSAGE_ROOM = 1024 };

/* What libxml2 said first; later messages follow from it. */
struct complaint {
	int line;
	char text[MESSAGE_ROOM];
	char inside[160];       /* "requirement 'QL-1'": the nearest element with an id */
};

/* libxml2 ends with ".\n" and writes each name as {namespace}name. */
static void copy_message(char *out, size_t room, const char *message)
{
	size_t length = 0;

	while (*message && length + 1 < room) {
		const char *end = *message == '{' ? strchr(message, '}') : NULL;

		if (end && strncmp(message, "{urn:", 5) == 0)
			message = end + 1;
		else
			out[length++] = *message++;
	}
	while (length > 0 && strchr(" .\n", out[length - 1]))
		length--;
	out[length] = '\0';
}

static void name_element(char *out, size_t room, const xmlNode *node)
{
	for (; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
		xmlChar *id = xmlGetNoNsProp(node, BAD_CAST "id");

		if (!id)
			continue;
		snprintf(out, room, "%s '%.100s'", (const char *)node->name, (const char *)id);
		xmlFree(id);
		return;
	}
}

static void keep_first(void *data, error_in error)
{
	struct complaint *complaint = data;
	const xmlNode *node;

	if (complaint->text[0] || !error->message)
		return;
	node = error->node;
	complaint->line = node ? xml_line(node) : error->line;
	copy_message(complaint->text, sizeof(complaint->text), error->message);
	name_element(complaint->inside, sizeof(complaint->inside), node);
}

int schema_open(struct schema **out, struct err *err)
{
	const struct resource *file = resource_find(schema_name);
	struct complaint complaint = { 0 };
	xmlSchemaParserCtxt *parser;
	xmlSchema *schema;

	xmlInitParser();
	if (!file)
		return err_set(err, FAIL_ENV, "'%s' is not built into this program", schema_name);
	parser = xmlSchemaNewMemParserCtxt((const char *)file->data, (int)file->size);
	if (!parser)
		return err_set(err, FAIL_ENV, "cannot read '%s'", schema_name);
	xmlSchemaSetParserStructuredErrors(parser, keep_first, &complaint);
	schema = xmlSchemaParse(parser);
	xmlSchemaFreeParserCtxt(parser);
	if (!schema)
		return err_set(
		    err, FAIL_ENV, "'%s' line %d: %s", schema_name, complaint.line, complaint.text);
	*out = xmalloc(sizeof(**out));
	(*out)->schema = schema;
	return OK;
}

void schema_free(struct schema *schema)
{
	if (!schema)
		return;
	xmlSchemaFree(schema->schema);
	free(schema);
}

/* Ends the parsing where a DTD begins: not one of its declarations is looked at. */
static void meet_dtd(
    void *context, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
	xmlParserCtxt *parser = context;
	int *line = parser->_private;

	(void)name;
	(void)public_id;
	(void)system_id;
	*line = parser->input ? parser->input->line : 1;
	xmlStopParser(parser);
}

static int parse_document(
    xmlDoc **out, const char *file, const char *data, size_t size, struct err *err)
{
	xmlParserCtxt *parser = xmlNewParserCtxt();
	char reason[MESSAGE_ROOM] = "";
	int dtd_line = 0;
	int rc = OK;
	xmlDoc *doc;

	if (!parser)
		return err_set(err, FAIL_ENV, "cannot start the XML parser");
	parser->_private = &dtd_line;
	parser->sax->internalSubset = meet_dtd;
	doc = xmlCtxtReadMemory(parser, data, (int)size, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (dtd_line > 0 || (doc && (doc->intSubset || doc->extSubset))) {
		rc = err_set(err, FAIL_INVALID,
		    "'%s' line %d: a document type declaration is not allowed", file, dtd_line);
	} else if (!doc) {
		error_in last = xmlCtxtGetLastError(parser);

		if (last && last->message)
			copy_message(reason, sizeof(reason), last->message);
		rc = err_set(err, FAIL_INVALID, "'%s' line %d: %s", file, last ? last->line : 1,
		    reason[0] ? reason : _("not XML"));
	}
	xmlFreeParserCtxt(parser);
	if (rc < 0)
		xmlFreeDoc(doc);
	else
		*out = doc;
	return rc;
}

static int validate(const struct schema *schema, const char *file, xmlDoc *doc, struct err *err)
{
	xmlSchemaValidCtxt *check = xmlSchemaNewValidCtxt(schema->schema);
	struct complaint complaint = { 0 };
	int verdict;

	if (!check)
		return err_set(err, FAIL_ENV, "cannot start the schema check");
	xmlSchemaSetValidStructuredErrors(check, keep_first, &complaint);
	verdict = xmlSchemaValidateDoc(check, doc);
	xmlSchemaFreeValidCtxt(check);
	if (verdict == 0)
		return OK;
	if (complaint.inside[0])
		return err_set(err, FAIL_INVALID, "'%s' line %d, %s: %s", file, complaint.line,
		    complaint.inside, complaint.text);
	return err_set(err, FAIL_INVALID, "'%s' line %d: %s", file, complaint.line, complaint.text);
}

int document_read(xmlDoc **out, const struct schema *schema, const char *file, const char *data,
    size_t size, struct err *err)
{
	xmlDoc *doc = NULL;
	int rc;

	if (size > PACK_FILE_LIMIT)
		return err_set(
		    err, FAIL_INVALID, "'%s' is larger than %d bytes", file, PACK_FILE_LIMIT);
	rc = parse_document(&doc, file, data, size, err);
	if (rc < 0)
		return rc;
	rc = validate(schema, file, doc, err);
	if (rc < 0)
		xmlFreeDoc(doc);
	else
		*out = doc;
	return rc;
}

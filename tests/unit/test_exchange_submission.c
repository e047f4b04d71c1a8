/* Submissions out and in. */
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
#include <libxml/xmlwriter.h>

#include "capdo/exchange.h"
#include "exchange_tree.h"
#include "scratch.h"

struct fixture {
	struct scratch scratch;
	struct arena *arena;
	char path[256];
};

static int set_up(void **state)
{
	struct fixture *fixture = xcalloc(1, sizeof(*fixture));

	lang_use(LANG_EN);
	scratch_make(&fixture->scratch);
	snprintf(fixture->path, sizeof(fixture->path), "%s", scratch_path(&fixture->scratch, "in.xml"));
	fixture->arena = arena_new();
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	arena_free(fixture->arena);
	scratch_remove(&fixture->scratch);
	free(fixture);
	return 0;
}

static char *whole_file(struct fixture *fixture, const char *path)
{
	size_t length;
	char *data;

	assert_int_equal(file_read(&data, &length, path, 1 << 28, fixture->arena, NULL), OK);
	return data;
}

static const struct exchange_info fixed = { .created = "2026-11-22T03:00:00Z", .tool = "capdo \"1\"",
	.year = "2026", .snapshot = "3" };

/* ---- round trip ------------------------------------------------------------------------------ */

static void what_is_written_read_and_written_again_has_the_same_bytes(void **state)
{
	struct fixture *fixture = *state;
	struct exchange_tree tree = { .arena = fixture->arena, .each = 3 };
	struct exchange_info info;
	struct node *agency;
	struct err err = { 0 };
	const char *first;

	for (uint64_t seed = 1; seed <= 8; seed++) {
		tree.seed = seed;
		tree.all = seed == 1;
		assert_int_equal(exchange_write(fixture->path, &fixed, exchange_tree_make(&tree), &err), OK);
		first = whole_file(fixture, fixture->path);
		if (exchange_read(&agency, fixture->path, &info, fixture->arena, &err) < 0)
			fail_msg("%s", err.text);
		assert_string_equal(info.tool, fixed.tool);
		assert_string_equal(info.snapshot, "3");
		assert_int_equal(strlen(info.sha256), 64);
		assert_int_equal(exchange_write(fixture->path, &info, agency, &err), OK);
		assert_string_equal(whole_file(fixture, fixture->path), first);
	}
}

static void same_tree(const struct node *one, const struct node *two)
{
	assert_ptr_equal(one->shape, two->shape);
	assert_string_equal(one->id, two->id);
	for (size_t i = 0; i < one->shape->field_count; i++) {
		assert_int_equal(!one->value[i], !two->value[i]);
		if (one->value[i])
			assert_string_equal(one->value[i], two->value[i]);
	}
	for (size_t i = 0; i < one->shape->child_count; i++) {
		const struct node *a = one->children[i].first;
		const struct node *b = two->children[i].first;

		if (one->shape->child[i]->flags & COMPUTED) {
			assert_null(b);
			continue;
		}
		assert_int_equal(one->children[i].count, two->children[i].count);
		for (; a; a = a->next, b = b->next)
			same_tree(a, b);
	}
}

static void every_value_is_read_back_and_computed_records_are_left_out(void **state)
{
	struct fixture *fixture = *state;
	struct exchange_tree tree = { .arena = fixture->arena, .seed = 5, .each = 2, .all = true,
		.computed = true };
	struct node *agency = exchange_tree_make(&tree);
	struct node *back;

	assert_int_equal(exchange_write(fixture->path, &fixed, agency, NULL), OK);
	assert_non_null(strstr(whole_file(fixture, fixture->path), "<score "));
	assert_int_equal(exchange_read(&back, fixture->path, NULL, fixture->arena, NULL), OK);
	same_tree(agency, back);
}

/* ---- libxml2's own writer, called for the same ------------------------------------------------ */

static void write_bare(xmlTextWriterPtr writer, const struct node *node)
{
	const struct shape *shape = node->shape;

	xmlTextWriterStartElement(writer, BAD_CAST shape->name);
	if (node->id)
		xmlTextWriterWriteAttribute(writer, BAD_CAST "id", BAD_CAST node->id);
	for (size_t i = 0; i < shape->field_count; i++) {
		if (!field_is_text(&shape->field[i]) && node->value[i])
			xmlTextWriterWriteAttribute(writer, BAD_CAST shape->field[i].name,
			    BAD_CAST node->value[i]);
	}
	for (size_t i = 0; i < shape->field_count; i++) {
		if (field_is_text(&shape->field[i]) && node->value[i])
			xmlTextWriterWriteElement(writer, BAD_CAST shape->field[i].name, BAD_CAST node->value[i]);
	}
	for (size_t i = 0; i < shape->child_count; i++) {
		for (const struct node *child = node->children[i].first; child; child = child->next)
			write_bare(writer, child);
	}
	xmlTextWriterEndElement(writer);
}

static void the_bytes_are_those_of_xmltextwriter(void **state)
{
	struct fixture *fixture = *state;
	struct exchange_tree tree = { .arena = fixture->arena, .seed = 11, .each = 2, .all = true,
		.computed = true };
	struct node *agency = exchange_tree_make(&tree);
	xmlBufferPtr bare = xmlBufferCreate();
	xmlTextWriterPtr writer = xmlNewTextWriterMemory(bare, 0);
	static const struct exchange_pack pack = { "p", "1", NULL };
	struct exchange_info info = fixed;
	char sha256[HASH_TEXT];

	info.pack = &pack;
	info.pack_count = 1;
	exchange_hash(sha256, agency);
	assert_int_equal(exchange_write(fixture->path, &info, agency, NULL), OK);
	xmlTextWriterSetIndent(writer, 1);
	xmlTextWriterSetIndentString(writer, BAD_CAST "  ");
	xmlTextWriterStartDocument(writer, NULL, "UTF-8", NULL);
	xmlTextWriterStartElement(writer, BAD_CAST "submission");
	xmlTextWriterWriteAttribute(writer, BAD_CAST "xmlns", BAD_CAST "urn:capdo:exchange:1");
	xmlTextWriterWriteAttribute(writer, BAD_CAST "format", BAD_CAST "1");
	xmlTextWriterWriteAttribute(writer, BAD_CAST "created", BAD_CAST fixed.created);
	xmlTextWriterWriteAttribute(writer, BAD_CAST "tool", BAD_CAST fixed.tool);
	xmlTextWriterWriteAttribute(writer, BAD_CAST "year", BAD_CAST fixed.year);
	xmlTextWriterWriteAttribute(writer, BAD_CAST "snapshot", BAD_CAST fixed.snapshot);
	xmlTextWriterWriteAttribute(writer, BAD_CAST "sha256", BAD_CAST sha256);
	xmlTextWriterStartElement(writer, BAD_CAST "pack");
	xmlTextWriterWriteAttribute(writer, BAD_CAST "id", BAD_CAST "p");
	xmlTextWriterWriteAttribute(writer, BAD_CAST "version", BAD_CAST "1");
	xmlTextWriterEndElement(writer);
	write_bare(writer, agency);
	xmlTextWriterEndDocument(writer);
	xmlFreeTextWriter(writer);
	assert_string_equal(whole_file(fixture, fixture->path), (const char *)xmlBufferContent(bare));
	xmlBufferFree(bare);
}

static void packs_come_back_in_order(void **state)
{
	struct fixture *fixture = *state;
	struct exchange_tree tree = { .arena = fixture->arena, .seed = 5, .each = 0 };
	static const struct exchange_pack pack[] = {
		{ "method-1", "1", NULL },
		{ "nd85-2016", "1.2", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
	};
	struct exchange_info info = { .pack = pack, .pack_count = 2 };
	struct node *agency = exchange_tree_make(&tree);

	assert_int_equal(exchange_write(fixture->path, &info, agency, NULL), OK);
	assert_int_equal(exchange_read(&agency, fixture->path, &info, fixture->arena, NULL), OK);
	assert_int_equal(info.pack_count, 2);
	assert_string_equal(info.pack[0].id, "method-1");
	assert_null(info.pack[0].hash);
	assert_string_equal(info.pack[1].version, "1.2");
	assert_string_equal(info.pack[1].hash, pack[1].hash);
	assert_string_equal(info.tool, "capdo");
}

/* ---- the hash, by another program's canonical form -------------------------------------------- */

static void strip(xmlNodePtr element)
{
	xmlNodePtr next;
	bool parent = false;

	for (xmlNodePtr at = element->children; at; at = at->next)
		parent = parent || at->type == XML_ELEMENT_NODE;
	for (xmlNodePtr at = element->children; at; at = next) {
		const struct shape *shape = at->type == XML_ELEMENT_NODE ?
		    model_shape((const char *)at->name) : NULL;

		next = at->next;
		if (at->type == XML_ELEMENT_NODE && !(shape && shape->flags & COMPUTED)) {
			strip(at);
		} else if (parent) {
			xmlUnlinkNode(at);
			xmlFreeNode(at);
		}
	}
}

/* The recipe of exchange.h. */
static void hash_by_recipe(char out[HASH_TEXT], const char *path)
{
	xmlDocPtr doc = xmlReadFile(path, NULL, XML_PARSE_NONET);
	xmlNodePtr agency = xmlDocGetRootElement(doc)->children;
	xmlDocPtr alone = xmlNewDoc(BAD_CAST "1.0");
	xmlChar *text;
	int length;

	while (agency->type != XML_ELEMENT_NODE || strcmp((const char *)agency->name, "agency") != 0)
		agency = agency->next;
	agency = xmlDocCopyNode(agency, alone, 1);
	xmlReconciliateNs(alone, agency);
	xmlDocSetRootElement(alone, agency);
	strip(agency);
	length = xmlC14NDocDumpMemory(alone, NULL, XML_C14N_EXCLUSIVE_1_0, NULL, 0, &text);
	assert_true(length > 0);
	hash_text(out, (const char *)text, (size_t)length);
	xmlFree(text);
	xmlFreeDoc(alone);
	xmlFreeDoc(doc);
}

static void the_hash_is_that_of_canonical_xml_without_computed_records(void **state)
{
	struct fixture *fixture = *state;
	struct exchange_tree tree = { .arena = fixture->arena, .each = 2, .computed = true };
	char by_recipe[HASH_TEXT];
	char by_us[HASH_TEXT];

	for (uint64_t seed = 1; seed <= 4; seed++) {
		struct node *agency;

		tree.seed = seed;
		tree.all = seed == 1;
		agency = exchange_tree_make(&tree);
		assert_int_equal(exchange_write(fixture->path, &fixed, agency, NULL), OK);
		hash_by_recipe(by_recipe, fixture->path);
		exchange_hash(by_us, agency);
		assert_string_equal(by_us, by_recipe);
		assert_non_null(strstr(whole_file(fixture, fixture->path), by_us));
	}
}

/* Indentation may change on the way, a value may not. */
static void a_changed_value_is_refused_and_changed_indentation_is_not(void **state)
{
	struct fixture *fixture = *state;
	struct exchange_tree tree = { .arena = fixture->arena, .seed = 3, .each = 1, .all = true };
	struct node *agency = exchange_tree_make(&tree);
	struct err err = { 0 };
	char *text;
	xmlDocPtr doc;

	assert_int_equal(exchange_write(fixture->path, &fixed, agency, NULL), OK);
	doc = xmlReadFile(fixture->path, NULL, XML_PARSE_NOBLANKS);
	xmlSaveFile(fixture->path, doc);
	xmlFreeDoc(doc);
	assert_int_equal(exchange_read(&agency, fixture->path, NULL, fixture->arena, NULL), OK);
	text = whole_file(fixture, fixture->path);
	text = strstr(text, "=1+1");
	assert_non_null(text);
	text[1] = '2';
	while (strncmp(text, "<?xml", 5) != 0)
		text--;
	assert_int_equal(file_write(fixture->path, text, strlen(text), NULL), OK);
	assert_int_equal(exchange_read(&agency, fixture->path, NULL, fixture->arena, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, ":1: the content has been changed"));
}

/* ---- kindness -------------------------------------------------------------------------------- */

#define HEAD "<submission xmlns=\"urn:capdo:exchange:1\" format=\"1\">\n"
#define AGENCY "<agency code=\"a\"><name>A</name>\n"
#define FOOT "</agency></submission>\n"

static int read_text(struct node **agency, struct fixture *fixture, const char *text, struct err *err)
{
	assert_int_equal(file_write(fixture->path, text, strlen(text), NULL), OK);
	return exchange_read(agency, fixture->path, NULL, fixture->arena, err);
}

static void a_file_written_by_hand_needs_no_ids_and_is_tidied(void **state)
{
	struct fixture *fixture = *state;
	struct node *agency;
	struct node *asset;
	struct err err = { 0 };

	if (read_text(&agency, fixture, "\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- mine -->\n"
	    "<c:submission xmlns:c='urn:capdo:exchange:1' format='1'\n"
	    " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:x x.xsd'>\n"
	    "<c:agency code='stttt'>\n<c:name>\n  S\xC6\xA1\xCC\x89 \xC4\x90\xC4\x83\xCC\x81k<!-- x --> &lt;1&gt; "
	    "<![CDATA[& co]]>\n</c:name>\n<?hello?><c:system code='s'><c:name>N</c:name>\n"
	    "<c:asset code='x'\n kind='server' quantity='007'><c:name>X</c:name>"
	    "<c:purpose>one&#13;&#10;two</c:purpose></c:asset>\n</c:system></c:agency>\n"
	    "<Signature xmlns='http://www.w3.org/2000/09/xmldsig#'><a>text<b c='d'/></a></Signature>\n"
	    "</c:submission>", &err) < 0)
		fail_msg("%s", err.text);
	assert_string_equal(node_text(agency, "name"), "Sở Đắk <1> & co");
	assert_null(agency->id);
	asset = node_first(node_first(agency, "system"), "asset");
	assert_string_equal(node_text(asset, "quantity"), "7");
	assert_string_equal(node_text(asset, "purpose"), "one\ntwo");
	assert_int_equal(asset->line, 10);
}

static void lines_are_right_beyond_65535(void **state)
{
	struct fixture *fixture = *state;
	struct buffer text = { 0 };
	struct node *agency;
	struct err err = { 0 };
	char expected[300];

	buffer_add(&text, HEAD AGENCY "<system code=\"s\">\n<name>N</name>\n");
	for (int i = 5; i < 80000; i++)
		buffer_print(&text, "<asset code=\"a%d\" kind=\"server\"><name>x</name></asset>\n", i);
	buffer_add(&text, "<asset code=\"b\"\n kind=\"toaster\"><name>x</name></asset></system>" FOOT);
	assert_int_equal(read_text(&agency, fixture, text.text, &err), FAIL_INVALID);
	snprintf(expected, sizeof(expected), "%s:80000: asset/@kind", fixture->path);
	assert_memory_equal(err.text, expected, strlen(expected));
	buffer_release(&text);
}

/* ---- what is refused -------------------------------------------------------------------------- */

static const struct bad {
	int line;
	const char *words;
	const char *text;
} bads[] = {
	{ 1, "empty", "" },
	{ 1, "empty", "hello" },
	{ 1, "expected 'submission'", "<review xmlns=\"urn:capdo:exchange:1\"/>" },
	{ 1, "namespace 'urn:other', expected 'urn:capdo:exchange:1'", "<submission xmlns=\"urn:other\"/>" },
	{ 1, "namespace '', expected", "<submission format=\"1\"/>" },
	{ 1, "'submission' has no 'format'", "<submission xmlns=\"urn:capdo:exchange:1\"/>" },
	{ 1, "submission/@format", "<submission xmlns=\"urn:capdo:exchange:1\" format=\"2\"/>" },
	{ 1, "'submission' has no attribute 'colour'",
	    "<submission xmlns=\"urn:capdo:exchange:1\" format=\"1\" colour=\"red\"/>" },
	{ 1, "submission/@created",
	    "<submission xmlns=\"urn:capdo:exchange:1\" format=\"1\" created=\"yesterday\"/>" },
	{ 2, "'submission' has no element 'agency'", HEAD "</submission>" },
	{ 2, "expected: pack, agency", HEAD "<asset/></submission>" },
	{ 3, "after 'agency' there is 'agency'", HEAD AGENCY "</agency><agency code=\"b\"/></submission>" },
	{ 3, "after 'agency' there is 'pack'", HEAD AGENCY "</agency><pack id=\"p\" version=\"1\"/></submission>" },
	{ 2, "'pack' has no 'version'", HEAD "<pack id=\"p\"/>" AGENCY FOOT },
	{ 2, "pack/@hash", HEAD "<pack id=\"p\" version=\"1\" hash=\"12\"/>" AGENCY FOOT },
	{ 2, "'pack' has no element 'x', nor any other", HEAD "<pack id=\"p\" version=\"1\"><x/></pack>" AGENCY FOOT },
	{ 2, "'agency' has no 'code'", HEAD "<agency><name>A</name>" FOOT },
	{ 2, "'agency' has no element 'name'", HEAD "<agency code=\"a\">" FOOT },
	{ 2, "'agency' has no element 'name'", HEAD "<agency code=\"a\"><name> \n </name>" FOOT },
	{ 3, "'agency' has no element 'wheel'; expected: name, regulation", HEAD AGENCY "<wheel/>" FOOT },
	{ 3, "'agency' has no element 'account'", HEAD AGENCY "<account login=\"x\"/>" FOOT },
	{ 3, "'system' has no attribute 'name'", HEAD AGENCY "<system code=\"s\" name=\"N\"/>" FOOT },
	{ 3, "'system' has no attribute 'lang'", HEAD AGENCY "<system code=\"s\" xml:lang=\"vi\"/>" FOOT },
	{ 3, "'note' has no attribute 'a'", HEAD AGENCY "<note a=\"b\">x</note>" FOOT },
	{ 3, "'note' has no element 'b', nor any other", HEAD AGENCY "<note>x<b/></note>" FOOT },
	{ 3, "the element 'name' must come before 'note'",
	    HEAD "<agency code=\"a\"><note>x</note>\n<name>A</name>" FOOT },
	{ 4, "the element 'year' must come before 'system'",
	    HEAD AGENCY "<system code=\"s\"><name>N</name></system>\n<year year=\"2026\"/>" FOOT },
	{ 3, "'agency' has the element 'name' twice", HEAD AGENCY "<name>B</name>" FOOT },
	{ 5, "text stands in 'agency'", HEAD AGENCY "\n \nhello" FOOT },
	{ 2, "text stands in 'submission'", HEAD "hello" AGENCY FOOT },
	{ 5, "'system' with code 's' is in line 3 already", HEAD AGENCY "<system code=\"s\"><name>N</name></system>\n"
	    "<system code=\"t\"><name>N</name></system>\n<system code=\"s\"><name>M</name></system>" FOOT },
	{ 4, "'fact' with fact 'f' is in line 3 already", HEAD AGENCY "<system code=\"s\"><name>N</name>"
	    "<fact fact=\"f\"><value>1</value></fact>\n<fact fact=\"f\"><value>2</value></fact></system>" FOOT },
	{ 4, "is the id of 'system' in line 3 already",
	    HEAD AGENCY "<system id=\"0198c0de-0000-7000-8000-000000000001\" code=\"s\"><name>N</name>\n"
	    "<zone id=\"0198c0de-0000-7000-8000-000000000001\" code=\"z\"><name>Z</name></zone></system>" FOOT },
	{ 3, "system/@id: '12' is not a UUID", HEAD AGENCY "<system id=\"12\" code=\"s\"/>" FOOT },
	{ 3, "system/@proposed-level: proposed level: '6' is not a whole number from 1 to 5",
	    HEAD AGENCY "<system code=\"s\" proposed-level=\"6\"><name>N</name></system>" FOOT },
	{ 3, "system/@state", HEAD AGENCY "<system code=\"s\" state=\"asleep\"><name>N</name></system>" FOOT },
	{ 3, "one of: planned, building", HEAD AGENCY "<system code=\"s\" state=\"\nasleep\"/>" FOOT },
	{ 3, "system/@approval-date", HEAD AGENCY "<system code=\"s\" approval-date=\"2026-02-29\"/>" FOOT },
	{ 3, "system/@code: system code: 'a b' is not a code", HEAD AGENCY "<system code=\"a b\"/>" FOOT },
	{ 3, "agency/regulation: document setting out functions and duties: the text has several lines",
	    HEAD AGENCY "<regulation>a\nb</regulation>" FOOT },
	{ 3, "the text has a control character, U+0085", HEAD AGENCY "<note>a\xC2\x85z</note>" FOOT },
	{ 3, "U+FDD0, which is no character", HEAD AGENCY "<note>a\xEF\xB7\x90z</note>" FOOT },
	{ 3, "a control character", HEAD AGENCY "<note>a\x01z</note>" FOOT },
	{ 3, "a control character", HEAD AGENCY "<note>a&#0;z</note>" FOOT },
	{ 3, "not valid UTF-8", HEAD AGENCY "<note>caf\xE9</note>" FOOT },
	{ 3, "not valid UTF-8", HEAD AGENCY "<note>\xED\xA0\x80</note>" FOOT },
	{ 1, "must be in UTF-8", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" HEAD AGENCY FOOT },
	{ 2, "a DOCTYPE is not allowed",
	    "<?xml version=\"1.0\"?>\n<!DOCTYPE submission SYSTEM \"x.dtd\">" HEAD AGENCY FOOT },
	{ 1, "a DOCTYPE is not allowed",
	    "<!DOCTYPE submission [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>\n" HEAD AGENCY "<note>&b;</note>" FOOT },
	{ 3, "entities are not allowed", HEAD AGENCY "<note>&eacute;</note>" FOOT },
	{ 3, "entities are not allowed", HEAD AGENCY "<system code=\"&x;\"/>" FOOT },
	{ 4, "cut off", HEAD AGENCY "<system code=\"s\"><name>N\n" },
	{ 3, "cut off", HEAD AGENCY },
	{ 3, "cut off", HEAD AGENCY "<system code=\"s" },
	{ 3, "closed by another name", HEAD AGENCY "<system code=\"s\"><name>N</system>" FOOT },
	{ 3, "an attribute is given twice", HEAD AGENCY "<system code=\"s\" code=\"t\"/>" FOOT },
	{ 4, "after the end of the root element", HEAD AGENCY FOOT "<more/>" },
	{ 3, "namespace 'urn:x'", HEAD AGENCY "<x:note xmlns:x=\"urn:x\"/>" FOOT },
	{ 3, "not well-formed", HEAD AGENCY "<x:note/>" FOOT },
	{ 3, "namespace 'http://www.w3.org/2001/XInclude'",
	    HEAD AGENCY "<i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" href=\"x\"/>" FOOT },
	{ 5, "after 'agency' there is 'b'",
	    HEAD AGENCY "</agency>\n<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"/>\n<b/></submission>" },
};

static void what_is_wrong_is_refused_with_line_and_reason(void **state)
{
	struct fixture *fixture = *state;
	char place[300];

	for (size_t i = 0; i < sizeof(bads) / sizeof(bads[0]); i++) {
		struct err err = { 0 };
		struct node *agency;
		int rc = read_text(&agency, fixture, bads[i].text, &err);

		snprintf(place, sizeof(place), "%s:%d: ", fixture->path, bads[i].line);
		if (rc != FAIL_INVALID || err.code != FAIL_INVALID ||
		    strncmp(err.text, place, strlen(place)) != 0 || !strstr(err.text, bads[i].words))
			fail_msg("%zu: expected %d: %s, got %d %s", i, bads[i].line, bads[i].words, rc, err.text);
	}
}

static void refused(struct fixture *fixture, const struct buffer *text, int line, const char *words)
{
	struct err err = { 0 };
	struct node *agency;
	char place[300];

	assert_int_equal(read_text(&agency, fixture, text->text, &err), FAIL_INVALID);
	snprintf(place, sizeof(place), "%s:%d: ", fixture->path, line);
	if (strncmp(err.text, place, strlen(place)) != 0 || !strstr(err.text, words))
		fail_msg("expected %s%s, got %s", place, words, err.text);
}

static void repeat(struct buffer *text, const char *piece, int times)
{
	for (int i = 0; i < times; i++)
		buffer_add(text, piece);
}

static void a_text_that_is_too_long_is_refused_and_not_cut(void **state)
{
	struct fixture *fixture = *state;
	struct buffer text = { 0 };

	buffer_add(&text, HEAD AGENCY "<note>");
	repeat(&text, "ế", TEXT_LIMIT + 1);
	buffer_add(&text, "</note>" FOOT);
	refused(fixture, &text, 3, "agency/note: note: the text has 20001 characters, at most 20000");
	text.length = 0;
	buffer_add(&text, HEAD AGENCY "<note>\n");
	repeat(&text, "0123456789", 1024 * 1024);
	buffer_add(&text, "</note>" FOOT);
	refused(fixture, &text, 3, "agency/note: the text has more than 20000 characters");
	text.length = 0;
	buffer_add(&text, HEAD AGENCY "<system code=\"");
	repeat(&text, "0123456789", 100);
	buffer_add(&text, "\"/>" FOOT);
	refused(fixture, &text, 3, "system/@code: system code: the text has 1000 characters");
	text.length = 0;
	buffer_add(&text, HEAD AGENCY "<system code=\"");
	repeat(&text, "0123456789", 1100 * 1024);
	buffer_add(&text, "\"/>" FOOT);
	refused(fixture, &text, 3, "");
	buffer_release(&text);
}

static void depth_and_number_of_attributes_are_limited(void **state)
{
	struct fixture *fixture = *state;
	struct buffer text = { 0 };

	buffer_add(&text, HEAD AGENCY "</agency><Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\">\n");
	repeat(&text, "<a>", 20);
	refused(fixture, &text, 4, "more than 12 deep");
	text.length = 0;
	buffer_add(&text, HEAD AGENCY "<system");
	for (int i = 0; i < 65; i++)
		buffer_print(&text, " a%d=''", i);
	buffer_add(&text, "/>" FOOT);
	refused(fixture, &text, 3, "more than 64 attributes");
	buffer_release(&text);
}

static void a_file_that_is_not_there_or_cannot_be_written_says_so(void **state)
{
	struct fixture *fixture = *state;
	struct exchange_tree tree = { .arena = fixture->arena, .seed = 5, .each = 0 };
	struct node *agency = exchange_tree_make(&tree);
	struct err err = { 0 };

	assert_int_equal(exchange_read(&agency, "no/such.xml", NULL, fixture->arena, &err), FAIL_NOT_FOUND);
	assert_string_equal(err.text, "cannot open 'no/such.xml': no such file or folder");
	assert_int_equal(exchange_read(&agency, ".", NULL, fixture->arena, &err), FAIL_ENV);
	assert_int_equal(exchange_write("no/such.xml", &fixed, agency, &err), FAIL_ENV);
	assert_non_null(strstr(err.text, "no/such.xml"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_read_and_written_again_has_the_same_bytes),
		cmocka_unit_test(every_value_is_read_back_and_computed_records_are_left_out),
		cmocka_unit_test(the_bytes_are_those_of_xmltextwriter),
		cmocka_unit_test(packs_come_back_in_order),
		cmocka_unit_test(the_hash_is_that_of_canonical_xml_without_computed_records),
		cmocka_unit_test(a_changed_value_is_refused_and_changed_indentation_is_not),
		cmocka_unit_test(a_file_written_by_hand_needs_no_ids_and_is_tidied),
		cmocka_unit_test(lines_are_right_beyond_65535),
		cmocka_unit_test(what_is_wrong_is_refused_with_line_and_reason),
		cmocka_unit_test(a_text_that_is_too_long_is_refused_and_not_cut),
		cmocka_unit_test(depth_and_number_of_attributes_are_limited),
		cmocka_unit_test(a_file_that_is_not_there_or_cannot_be_written_says_so),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

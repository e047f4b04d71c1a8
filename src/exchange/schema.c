/*
 * schema.c - the XML Schema of submissions and lists, printed from the shapes.
 *
 * Where the reader is kinder than the schema (blanks around a value, leading zeros, capital letters
 * in a hash), what is written afterwards fits the schema again.
 */
#include "exchange_priv.h"

#include <inttypes.h>
#include <string.h>

static bool is_exchanged(const struct shape *shape)
{
	return !(shape->flags & LOCAL);
}

/* ---- simple types --------------------------------------------------------------------------- */

static void print_pattern_type(struct buffer *out, const char *name, const char *base,
    const char *pattern, size_t longest)
{
	buffer_print(out, "  <xs:simpleType name=\"%s\">\n    <xs:restriction base=\"%s\">\n", name,
	    base);
	if (longest > 0)
		buffer_print(out, "      <xs:minLength value=\"1\"/>\n"
		    "      <xs:maxLength value=\"%zu\"/>\n", longest);
	if (pattern)
		buffer_print(out, "      <xs:pattern value=\"%s\"/>\n", pattern);
	buffer_add(out, "    </xs:restriction>\n  </xs:simpleType>\n");
}

static void print_simple_types(struct buffer *out)
{
	buffer_add(out,
	    "\n  <!-- Values. Texts are Unicode, normal form C, no control characters. -->\n");
	print_pattern_type(out, "uuid", "xs:token",
	    "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", 0);
	print_pattern_type(out, "line", "xs:string", "[^\\n\\r]*", LINE_LIMIT);
	print_pattern_type(out, "note", "xs:string", NULL, TEXT_LIMIT);
	print_pattern_type(out, "code", "xs:token", "[A-Za-z0-9._\\-]{1,64}", 0);
	print_pattern_type(out, "words", "xs:token",
	    "[A-Za-z0-9._\\-]{1,64}( [A-Za-z0-9._\\-]{1,64})*", 0);
	print_pattern_type(out, "number", "xs:long", "0|-?[1-9][0-9]*", 0);
	print_pattern_type(out, "money", "xs:long", "0|[1-9][0-9]{0,14}", 0);
	print_pattern_type(out, "yesno", "xs:token", "yes|no", 0);
	print_pattern_type(out, "date", "xs:date", "[0-9]{4}-[0-9]{2}-[0-9]{2}", 0);
	print_pattern_type(out, "time", "xs:dateTime",
	    "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", 0);
	print_pattern_type(out, "hash", "xs:token", "[0-9a-f]{64}", 0);
}

/* The named type of a field; NULL: its type is its own. */
static const char *type_name(const struct field *field)
{
	switch (field->type) {
	case F_LINE:
		return "line";
	case F_NOTE:
		return "note";
	case F_CODE:
		return "code";
	case F_WORDS:
		return "words";
	case F_MONEY:
		return "money";
	case F_YESNO:
		return "yesno";
	case F_DATE:
		return "date";
	case F_TIME:
		return "time";
	case F_HASH:
		return "hash";
	case F_ENUM:
		return NULL;
	case F_INT:
		return field->min == 0 && field->max == 0 ? "number" : NULL;
	}
	return NULL;
}

static void print_own_type(struct buffer *out, const struct field *field)
{
	buffer_add(out, "      <xs:simpleType>\n");
	if (field->type == F_ENUM) {
		buffer_add(out, "        <xs:restriction base=\"xs:token\">\n");
		for (const struct code *code = field->codes; code->code; code++)
			buffer_print(out, "          <xs:enumeration value=\"%s\"/>\n", code->code);
	} else {
		buffer_print(out, "        <xs:restriction base=\"number\">\n"
		    "          <xs:minInclusive value=\"%" PRId64 "\"/>\n"
		    "          <xs:maxInclusive value=\"%" PRId64 "\"/>\n", field->min, field->max);
	}
	buffer_add(out, "        </xs:restriction>\n      </xs:simpleType>\n");
}

static void print_label(struct buffer *out, const char *indent, const char *label)
{
	buffer_print(out,
	    "%s<xs:annotation><xs:documentation>%s</xs:documentation></xs:annotation>\n", indent,
	    label);
}

static void print_attribute(struct buffer *out, const struct field *field)
{
	const char *type = type_name(field);

	buffer_print(out, "    <xs:attribute name=\"%s\"", field->name);
	if (type)
		buffer_print(out, " type=\"%s\"", type);
	buffer_print(out, "%s>\n", field->flags & REQUIRED ? " use=\"required\"" : "");
	print_label(out, "      ", field->label);
	if (!type)
		print_own_type(out, field);
	buffer_add(out, "    </xs:attribute>\n");
}

/* ---- records -------------------------------------------------------------------------------- */

static void print_text(struct buffer *out, const struct field *field)
{
	buffer_print(out, "      <xs:element name=\"%s\" type=\"%s\"%s>\n", field->name,
	    type_name(field), field->flags & REQUIRED ? "" : " minOccurs=\"0\"");
	print_label(out, "        ", field->label);
	buffer_add(out, "      </xs:element>\n");
}

/* A key of attributes only; one that is not given takes its record out of the comparison. */
static void print_unique(struct buffer *out, const char *indent, const char *owner,
    const struct shape *shape)
{
	bool keyed = false;

	for (size_t i = 0; i < shape->field_count; i++)
		keyed = keyed || shape->field[i].flags & KEY;
	if (!keyed)
		return;
	buffer_print(out, "%s<xs:unique name=\"%s-%s-key\">\n%s  <xs:selector xpath=\"x:%s\"/>\n",
	    indent, owner, shape->name, indent, shape->name);
	for (size_t i = 0; i < shape->field_count; i++) {
		const struct field *field = &shape->field[i];

		if (field->flags & KEY)
			buffer_print(out, "%s  <xs:field xpath=\"%s%s\"/>\n", indent,
			    field_is_text(field) ? "x:" : "@", field->name);
	}
	buffer_print(out, "%s</xs:unique>\n", indent);
}

/* The element of a record with what must be unique right below it. */
static void print_element(struct buffer *out, const char *indent, const char *owner,
    const struct shape *shape, const char *occurs)
{
	bool root = shape == model_root() && strcmp(owner, "submission") == 0;
	char deeper[16];

	memcpy(deeper, indent, strlen(indent) + 1);
	memcpy(deeper + strlen(indent), "  ", 3);
	buffer_print(out, "%s<xs:element name=\"%s\" type=\"%s\"%s>\n", indent, shape->name,
	    shape->name, occurs);
	for (size_t i = 0; i < shape->child_count; i++) {
		char name[80] = "";

		if (!is_exchanged(shape->child[i]))
			continue;
		/* Names of identity constraints are one set in the whole schema. */
		if (strcmp(owner, "list") == 0)
			memcpy(name, "list-", sizeof("list-"));
		if (strcmp(owner, "report") == 0)
			memcpy(name, "report-", sizeof("report-"));
		if (strcmp(owner, "approval") == 0)
			memcpy(name, "approval-", sizeof("approval-"));
		memcpy(name + strlen(name), shape->name, strlen(shape->name) + 1);
		print_unique(out, deeper, name, shape->child[i]);
	}
	if (root)
		buffer_print(out,
		    "%s<xs:unique name=\"ids\">\n%s  <xs:selector xpath=\".//x:*\"/>\n"
		    "%s  <xs:field xpath=\"@id\"/>\n%s</xs:unique>\n",
		    deeper, deeper, deeper, deeper);
	buffer_print(out, "%s</xs:element>\n", indent);
}

static void print_shape(struct buffer *out, const struct shape *shape)
{
	static const char *const any_number = " minOccurs=\"0\" maxOccurs=\"unbounded\"";

	buffer_print(out, "\n  <xs:complexType name=\"%s\">\n", shape->name);
	print_label(out, "    ", shape->label);
	buffer_add(out, "    <xs:sequence>\n");
	for (size_t i = 0; i < shape->field_count; i++) {
		if (field_is_text(&shape->field[i]))
			print_text(out, &shape->field[i]);
	}
	for (size_t i = 0; i < shape->child_count; i++) {
		if (is_exchanged(shape->child[i]))
			print_element(out, "      ", shape->name, shape->child[i], any_number);
	}
	buffer_add(out, "    </xs:sequence>\n");
	if (!(shape->flags & COMPUTED))
		buffer_add(out, "    <xs:attribute name=\"id\" type=\"uuid\"/>\n");
	for (size_t i = 0; i < shape->field_count; i++) {
		if (!field_is_text(&shape->field[i]))
			print_attribute(out, &shape->field[i]);
	}
	buffer_add(out, "  </xs:complexType>\n");
}

/* ---- roots ---------------------------------------------------------------------------------- */

static void print_pack(struct buffer *out)
{
	buffer_add(out, "\n  <xs:complexType name=\"pack\">\n");
	print_label(out, "    ", "data pack that the records rest on");
	for (int i = 0; i < PACK_FIELDS; i++)
		print_attribute(out, &exchange_pack_field[i]);
	buffer_add(out, "  </xs:complexType>\n");
}

static void print_root(struct buffer *out, const char *name, const char *about)
{
	buffer_print(out,
	    "\n  <xs:element name=\"%s\" type=\"%s\"/>\n\n  <xs:complexType name=\"%s\">\n", name,
	    name, name);
	print_label(out, "    ", about);
}

static void print_submission(struct buffer *out)
{
	print_root(out, "submission",
	    "what an agency hands in; the signature, when there is one, comes last");
	buffer_add(out,
	    "    <xs:sequence>\n"
	    "      <xs:element name=\"pack\" type=\"pack\""
	    " minOccurs=\"0\" maxOccurs=\"unbounded\"/>\n");
	print_element(out, "      ", "submission", model_root(), "");
	buffer_add(out,
	    "      <xs:any namespace=\"" XML_SIGNATURE
	    "\" minOccurs=\"0\" processContents=\"skip\"/>\n"
	    "    </xs:sequence>\n");
	for (int i = 0; i < SUBMISSION_FIELDS; i++)
		print_attribute(out, &exchange_submission_field[i]);
	buffer_add(out, "  </xs:complexType>\n");
}

static void print_report(struct buffer *out)
{
	const struct shape *shape;

	print_root(out, "report",
	    "results for those above; the signature, when there is one, comes last");
	buffer_add(out,
	    "    <xs:sequence>\n"
	    "      <xs:element name=\"pack\" type=\"pack\""
	    " minOccurs=\"0\" maxOccurs=\"unbounded\"/>\n"
	    "      <xs:choice>\n");
	for (size_t i = 0; (shape = model_at(i)); i++) {
		if (shape->flags & COMPUTED && !model_parent(shape))
			print_element(out, "        ", "report", shape, "");
	}
	buffer_add(out,
	    "      </xs:choice>\n"
	    "      <xs:any namespace=\"" XML_SIGNATURE
	    "\" minOccurs=\"0\" processContents=\"skip\"/>\n"
	    "    </xs:sequence>\n");
	for (int i = 0; i < REPORT_FIELDS; i++)
		print_attribute(out, &exchange_report_field[i]);
	buffer_add(out, "  </xs:complexType>\n");
}

/* With the type of what stands in no other root. */
static void print_review(struct buffer *out)
{
	const struct shape *review = model_review();

	buffer_print(out, "\n  <xs:element name=\"%s\" type=\"%s\">\n", review->name,
	    review->name);
	for (size_t i = 0; i < review->child_count; i++)
		print_unique(out, "    ", review->name, review->child[i]);
	buffer_add(out,
	    "    <xs:unique name=\"review-ids\">\n      <xs:selector xpath=\".//x:*\"/>\n"
	    "      <xs:field xpath=\"@id\"/>\n    </xs:unique>\n  </xs:element>\n");
	buffer_print(out, "\n  <xs:complexType name=\"%s\">\n", review->name);
	print_label(out, "    ",
	    "the answer to a hand-in; the signature, when there is one, comes last");
	buffer_add(out, "    <xs:sequence>\n");
	for (size_t i = 0; i < review->field_count; i++) {
		if (field_is_text(&review->field[i]))
			print_text(out, &review->field[i]);
	}
	for (size_t i = 0; i < review->child_count; i++)
		print_element(out, "      ", review->name, review->child[i],
		    " minOccurs=\"0\" maxOccurs=\"unbounded\"");
	buffer_add(out,
	    "      <xs:any namespace=\"" XML_SIGNATURE
	    "\" minOccurs=\"0\" processContents=\"skip\"/>\n"
	    "    </xs:sequence>\n");
	for (size_t i = 0; i < review->field_count; i++) {
		if (!field_is_text(&review->field[i]))
			print_attribute(out, &review->field[i]);
	}
	buffer_add(out, "  </xs:complexType>\n");
	print_shape(out, review->child[shape_child(review, "approval")]);
}

static void print_list(struct buffer *out)
{
	const struct shape *shape;

	print_root(out, "list", "records of one kind, as the command line prints them");
	buffer_add(out, "    <xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\">\n");
	for (size_t i = 0; (shape = model_at(i)); i++) {
		if (is_exchanged(shape))
			print_element(out, "      ", "list", shape, "");
	}
	buffer_add(out,
	    "    </xs:choice>\n    <xs:attribute name=\"of\" type=\"code\" use=\"required\"/>\n"
	    "  </xs:complexType>\n");
}

void exchange_schema(struct buffer *out)
{
	const struct shape *shape;

	buffer_add(out,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<!-- Made from src/base/shapes.c by tests/tools/make_xsd.c; do not edit. -->\n"
	    "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns=\"" XML_SUBMISSION
	    "\"\n"
	    "    xmlns:x=\"" XML_SUBMISSION "\" targetNamespace=\"" XML_SUBMISSION "\"\n"
	    "    elementFormDefault=\"qualified\" version=\"1\">\n");
	print_submission(out);
	print_report(out);
	print_review(out);
	print_list(out);
	print_pack(out);
	for (size_t i = 0; (shape = model_at(i)); i++) {
		if (is_exchanged(shape))
			print_shape(out, shape);
	}
	print_simple_types(out);
	buffer_add(out, "</xs:schema>\n");
}

/*
 * read.c - a submission from outside into records.
 *
 * Follows the shapes event by event: in a record first the text elements, each at most once, then
 * the child records, both in the order of the shape. The same the schema says, and a little more:
 * ids once in the file, keys once under a parent also when a part of them is not given.
 */
#include "exchange_priv.h"

#include <string.h>

#include "seen_priv.h"
#include "xml_in_priv.h"

enum { NO_FIELD = -1 };

struct read {
	struct arena *arena;
	struct exchange_info info;
	size_t pack_room;
	struct exchange_pack *pack;
	struct node *agency;
	bool agency_ended, signed_already;
	struct node *node;              /* record that is open; NULL: in submission */
	size_t at[DEPTH_LIMIT]; /* by depth: how far in the shape's elements the reading is */
	int depth;                      /* of elements open; with skip also skipped ones */
	int skip;                       /* depth of the element being skipped; 0: none */
	bool in_pack;
	int field;                      /* text element that is open, or NO_FIELD */
	int field_line;
	struct buffer text;
	size_t records;
	struct seen ids, keys;
};

/* ---- attributes ----------------------------------------------------------------------------- */

/* A hint for editors, which nothing here follows. */
static bool is_schema_hint(const struct xml_attribute *attribute)
{
	return attribute->space &&
	    strcmp(attribute->space, "http://www.w3.org/2001/XMLSchema-instance") == 0 &&
	    strcmp(attribute->name, "schemaLocation") == 0;
}

static int unknown_attribute(const char *element, const char *name, struct err *err)
{
	char shown[SHOWN];

	return err_set(err, FAIL_INVALID, "'%s' has no attribute '%s'", element,
	    exchange_shown(shown, name));
}

static int missing_attribute(const char *element, const char *name, struct err *err)
{
	return err_set(err, FAIL_INVALID, "'%s' has no '%s', which it must have", element, name);
}

/* Attributes by a table of fields, for the elements that are no records. */
static int read_fields(const char **value, const struct field *field, size_t count,
    const struct xml_tag *tag, struct arena *arena, struct err *err)
{
	size_t known;
	int rc;

	for (size_t i = 0; i < tag->attribute_count; i++) {
		const struct xml_attribute *given = &tag->attribute[i];

		if (is_schema_hint(given))
			continue;
		for (known = 0; known < count; known++) {
			if (strcmp(field[known].name, given->name) == 0)
				break;
		}
		if (known == count || given->space)
			return unknown_attribute(tag->name, given->name, err);
		rc = field_check(&value[known], &field[known], given->value, given->length, arena,
		    err);
		if (rc < 0)
			return err_at(err, rc, "%s/@%s", tag->name, given->name);
	}
	for (known = 0; known < count; known++) {
		if ((field[known].flags & REQUIRED) && !value[known])
			return missing_attribute(tag->name, field[known].name, err);
	}
	return OK;
}

static int read_id(struct read *read, struct node *node, const struct xml_attribute *given,
    struct err *err)
{
	char shown[SHOWN];
	const char *id = arena_copy_n(read->arena, given->value, given->length);
	const struct node *other;

	if (!text_is_uuid(id))
		return err_set(err, FAIL_INVALID,
		    "%s/@id: '%s' is not a UUID in lower case, like %s", node->shape->name,
		    exchange_shown(shown, id), "0198c0de-0000-7000-8000-000000000001");
	node->id = id;
	other = seen_id(&read->ids, node);
	if (other)
		return err_set(err, FAIL_INVALID,
		    "%s/@id: '%s' is the id of '%s' in line %d already", node->shape->name, id,
		    other->shape->name, other->line);
	return OK;
}

static int read_attributes(struct read *read, struct node *node, const struct xml_tag *tag,
    struct err *err)
{
	const struct shape *shape = node->shape;
	int index;
	int rc;

	for (size_t i = 0; i < tag->attribute_count; i++) {
		const struct xml_attribute *given = &tag->attribute[i];

		if (!given->space && strcmp(given->name, "id") == 0) {
			rc = read_id(read, node, given, err);
			if (rc < 0)
				return rc;
			continue;
		}
		index = given->space ? -1 : shape_field(shape, given->name);
		if (index < 0 || field_is_text(&shape->field[index]))
			return unknown_attribute(shape->name, given->name, err);
		rc = field_check(&node->value[index], &shape->field[index], given->value,
		    given->length, read->arena, err);
		if (rc < 0)
			return err_at(err, rc, "%s/@%s", shape->name, given->name);
	}
	for (size_t i = 0; i < shape->field_count; i++) {
		if ((shape->field[i].flags & REQUIRED) && !node->value[i] &&
		    !field_is_text(&shape->field[i]))
			return missing_attribute(shape->name, shape->field[i].name, err);
	}
	return OK;
}

/* ---- records -------------------------------------------------------------------------------- */

static int start_record(struct read *read, const struct shape *shape, const struct xml_tag *tag,
    struct err *err)
{
	struct node *node;

	if (++read->records > RECORD_LIMIT)
		return err_set(err, FAIL_INVALID, "the file has more than %d records",
		    RECORD_LIMIT);
	node = node_new(read->arena, shape, read->node);
	node->line = tag->line;
	read->node = node;
	read->at[tag->depth] = 0;
	return read_attributes(read, node, tag, err);
}

static const char *key_of(struct read *read, const struct node *node)
{
	const char *key = "";

	for (size_t i = 0; i < node->shape->field_count; i++) {
		if ((node->shape->field[i].flags & KEY) && node->value[i])
			key = arena_print(read->arena, "%s%s%s '%s'", key, *key ? ", " : "",
			    node->shape->field[i].name, node->value[i]);
	}
	return key;
}

static int end_record(struct read *read, int *line, struct err *err)
{
	struct node *node = read->node;
	const struct shape *shape = node->shape;
	const struct node *other;

	*line = node->line;
	for (size_t i = 0; i < shape->field_count; i++) {
		if ((shape->field[i].flags & REQUIRED) && !node->value[i])
			return err_set(err, FAIL_INVALID,
			    "'%s' has no element '%s', which it must have", shape->name,
			    shape->field[i].name);
	}
	other = seen_key(&read->keys, node);
	if (other)
		return err_set(err, FAIL_INVALID, "'%s' with %s is in line %d already", shape->name,
		    key_of(read, node), other->line);
	read->node = node->parent;
	return OK;
}

/* ---- elements in a record ------------------------------------------------------------------- */

static int unknown_element(struct read *read, const struct shape *shape, const char *name,
    struct err *err)
{
	char shown[SHOWN];
	const char *known = "";

	for (size_t i = 0; i < shape->field_count; i++) {
		if (field_is_text(&shape->field[i]))
			known = arena_print(read->arena, "%s%s%s", known, *known ? ", " : "",
			    shape->field[i].name);
	}
	for (size_t i = 0; i < shape->child_count; i++) {
		if (!(shape->child[i]->flags & LOCAL))
			known = arena_print(read->arena, "%s%s%s", known, *known ? ", " : "",
			    shape->child[i]->name);
	}
	exchange_shown(shown, name);
	if (!*known)
		return err_set(err, FAIL_INVALID, "'%s' has no element '%s', nor any other",
		    shape->name, shown);
	return err_set(err, FAIL_INVALID, "'%s' has no element '%s'; expected: %s", shape->name,
	    shown, known);
}

/* Elements of a record have places: its fields, then its children. */
static const char *name_of_place(const struct shape *shape, size_t place)
{
	return place < shape->field_count ? shape->field[place].name :
	    shape->child[place - shape->field_count]->name;
}

/* at: 1 + the place of the element before; 0: none. */
static int check_order(size_t *at, const struct shape *shape, size_t place, struct err *err)
{
	const char *name = name_of_place(shape, place);

	if (*at == place + 1 && place < shape->field_count)
		return err_set(err, FAIL_INVALID, "'%s' has the element '%s' twice", shape->name,
		    name);
	if (*at > place + 1)
		return err_set(err, FAIL_INVALID, "in '%s' the element '%s' must come before '%s'",
		    shape->name, name, name_of_place(shape, *at - 1));
	*at = place + 1;
	return OK;
}

static int start_field(struct read *read, const struct xml_tag *tag, int index, struct err *err)
{
	read->field = index;
	read->field_line = tag->line;
	read->text.length = 0;
	if (tag->attribute_count > 0)
		return unknown_attribute(tag->name, tag->attribute[0].name, err);
	return OK;
}

static int start_in_record(struct read *read, const struct xml_tag *tag, struct err *err)
{
	const struct shape *shape = read->node->shape;
	size_t *at = &read->at[tag->depth - 1];
	int child = shape_child(shape, tag->name);
	int field = shape_field(shape, tag->name);
	int rc;

	if (field >= 0 && field_is_text(&shape->field[field])) {
		rc = check_order(at, shape, (size_t)field, err);
		return rc < 0 ? rc : start_field(read, tag, field, err);
	}
	if (child < 0 || (shape->child[child]->flags & LOCAL))
		return unknown_element(read, shape, tag->name, err);
	rc = check_order(at, shape, shape->field_count + (size_t)child, err);
	if (rc < 0)
		return rc;
	if (shape->child[child]->flags & COMPUTED) {
		read->skip = tag->depth;
		return OK;
	}
	return start_record(read, shape->child[child], tag, err);
}

/* ---- elements above the records ------------------------------------------------------------- */

static int start_submission(struct read *read, const struct xml_tag *tag, struct err *err)
{
	const char *value[SUBMISSION_FIELDS] = { NULL };
	char shown[SHOWN];
	int rc;

	if (strcmp(tag->name, "submission") != 0)
		return err_set(err, FAIL_INVALID, "the root element is '%s', expected 'submission'",
		    exchange_shown(shown, tag->name));
	rc = read_fields(value, exchange_submission_field, SUBMISSION_FIELDS, tag, read->arena,
	    err);
	if (rc < 0)
		return rc;
	read->info.created = value[SUBMISSION_CREATED];
	read->info.tool = value[SUBMISSION_TOOL];
	read->info.year = value[SUBMISSION_YEAR];
	read->info.snapshot = value[SUBMISSION_SNAPSHOT];
	read->info.sha256 = value[SUBMISSION_SHA256];
	return OK;
}

static int start_pack(struct read *read, const struct xml_tag *tag, struct err *err)
{
	struct exchange_info *info = &read->info;
	const char *value[PACK_FIELDS] = { NULL };
	int rc = read_fields(value, exchange_pack_field, PACK_FIELDS, tag, read->arena, err);

	if (rc < 0)
		return rc;
	if (info->pack_count >= PACK_LIMIT)
		return err_set(err, FAIL_INVALID, "the file names more than %d packs", PACK_LIMIT);
	read->pack = arena_grow(read->arena, read->pack, info->pack_count, &read->pack_room,
	    sizeof(*read->pack));
	read->pack[info->pack_count++] = (struct exchange_pack){ value[PACK_ID],
		value[PACK_VERSION], value[PACK_HASH] };
	info->pack = read->pack;
	read->in_pack = true;
	return OK;
}

static int start_in_submission(struct read *read, const struct xml_tag *tag, struct err *err)
{
	char shown[SHOWN];
	int rc;

	if (strcmp(tag->name, "pack") == 0 && !read->agency)
		return start_pack(read, tag, err);
	if (strcmp(tag->name, model_root()->name) == 0 && !read->agency) {
		rc = start_record(read, model_root(), tag, err);
		read->agency = read->node;
		return rc;
	}
	if (read->agency)
		return err_set(err, FAIL_INVALID,
		    "after 'agency' there is '%s'; expected the end of 'submission' or a signature",
		    exchange_shown(shown, tag->name));
	return err_set(err, FAIL_INVALID, "'%s' has no element '%s'; expected: %s", "submission",
	    exchange_shown(shown, tag->name), "pack, agency");
}

/* ---- events --------------------------------------------------------------------------------- */

static bool is_signature(const struct read *read, const struct xml_tag *tag)
{
	return tag->depth == 1 && read->agency_ended && !read->signed_already && tag->space &&
	    strcmp(tag->space, XML_SIGNATURE) == 0;
}

static int check_space(const struct xml_tag *tag, struct err *err)
{
	char shown[2][SHOWN];

	if (tag->space && strcmp(tag->space, XML_SUBMISSION) == 0)
		return OK;
	return err_set(err, FAIL_INVALID, "element '%s' is in the namespace '%s', expected '%s'",
	    exchange_shown(shown[0], tag->name),
	    exchange_shown(shown[1], tag->space ? tag->space : ""), XML_SUBMISSION);
}

static int on_start(void *context, const struct xml_tag *tag, int *line, struct err *err)
{
	struct read *read = context;
	char shown[SHOWN];
	int rc;

	(void)line;
	read->depth++;
	if (read->skip)
		return OK;
	if (is_signature(read, tag)) {
		read->signed_already = true;
		read->skip = tag->depth;
		return OK;
	}
	rc = check_space(tag, err);
	if (rc < 0)
		return rc;
	if (read->field != NO_FIELD || read->in_pack)
		return err_set(err, FAIL_INVALID, "'%s' has no element '%s', nor any other",
		    read->in_pack ? "pack" : read->node->shape->field[read->field].name,
		    exchange_shown(shown, tag->name));
	if (read->node)
		return start_in_record(read, tag, err);
	if (tag->depth == 0)
		return start_submission(read, tag, err);
	return start_in_submission(read, tag, err);
}

static int on_text(void *context, const char *text, size_t length, int *line, struct err *err)
{
	enum { MOST = 16 * TEXT_LIMIT };        /* bytes: longer even if all of it were blanks */
	struct read *read = context;

	if (read->skip)
		return OK;
	if (read->field == NO_FIELD)
		return xml_is_blank(text, length, line) ? OK
		    : err_set(err, FAIL_INVALID, "text stands in '%s', where only elements may",
		    read->in_pack ? "pack" : read->node ? read->node->shape->name : "submission");
	if (read->text.length + length > MOST) {
		*line = read->field_line;
		err_set(err, FAIL_INVALID, "the text has more than %d characters", TEXT_LIMIT);
		return err_at(err, FAIL_INVALID, "%s/%s", read->node->shape->name,
		    read->node->shape->field[read->field].name);
	}
	buffer_add_n(&read->text, text, length);
	return OK;
}

static int end_field(struct read *read, int *line, struct err *err)
{
	struct node *node = read->node;
	const struct field *field = &node->shape->field[read->field];
	int rc;

	rc = field_check(&node->value[read->field], field, read->text.length ? read->text.text : "",
	    read->text.length, read->arena, err);
	if (rc < 0) {
		*line = read->field_line;
		return err_at(err, rc, "%s/%s", node->shape->name, field->name);
	}
	read->field = NO_FIELD;
	return OK;
}

static int on_end(void *context, int *line, struct err *err)
{
	struct read *read = context;
	int rc;

	read->depth--;
	if (read->skip) {
		if (read->depth == read->skip)
			read->skip = 0;
		return OK;
	}
	if (read->field != NO_FIELD)
		return end_field(read, line, err);
	if (read->in_pack) {
		read->in_pack = false;
		return OK;
	}
	if (read->node) {
		rc = end_record(read, line, err);
		read->agency_ended = !read->node;
		return rc;
	}
	if (read->agency)
		return OK;
	return err_set(err, FAIL_INVALID, "'%s' has no element '%s', which it must have",
	    "submission", model_root()->name);
}

/* ---- reading -------------------------------------------------------------------------------- */

static int check_hash(const struct read *read, const char *path, struct err *err)
{
	char sha256[HASH_TEXT];

	if (!read->info.sha256)
		return OK;
	exchange_hash(sha256, read->agency);
	if (strcmp(sha256, read->info.sha256) == 0)
		return OK;
	err_set(err, FAIL_INVALID,
	    "the content has been changed since the file was written: its SHA-256 is %s, not %s",
	    sha256, read->info.sha256);
	return err_at(err, FAIL_INVALID, "%s:%d", path, 1);
}

static int parse(struct node **agency, const char *path, struct exchange_info *info,
    struct arena *arena, struct err *err)
{
	static const struct xml_events events = { on_start, on_text, on_end };
	struct read read = { .arena = arena, .field = NO_FIELD };
	int rc = xml_in_file(path, FILE_LIMIT, &events, &read, err);

	if (rc == OK)
		rc = check_hash(&read, path, err);
	if (rc == OK) {
		*agency = read.agency;
		if (info)
			*info = read.info;
	}
	buffer_release(&read.text);
	seen_release(&read.ids);
	seen_release(&read.keys);
	return rc;
}

static int try_out(void *context, struct err *err)
{
	struct arena *arena = arena_new();
	struct node *agency;
	int rc = parse(&agency, context, NULL, arena, err);

	arena_free(arena);
	return rc;
}

int exchange_read(struct node **agency, const char *path, struct exchange_info *info,
    struct arena *arena, struct err *err)
{
	struct err own = { 0 };
	char *name = arena_copy(arena, path);
	int rc;

	if (!err)
		err = &own;
	rc = child_run(try_out, name, CHILD_MEMORY, CHILD_SECONDS, err);
	if (rc < 0) {
		if (!strstr(err->text, path))
			err_at(err, rc, "%s", path);
		return rc;
	}
	return parse(agency, path, info, arena, err);
}

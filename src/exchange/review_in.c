/*
 * review_in.c - the answer to a hand-in from a file into records.
 *
 * As strict as the schema: in a record first its text elements, each at most once, then its
 * records, both in the order of the shape; ids once in the file, keys once under a parent.
 */
#include <string.h>

#include "review_priv.h"
#include "seen_priv.h"
#include "xml_in_priv.h"

enum { NO_FIELD = -1 };

struct reading {
	struct arena *arena;
	struct node *root, *node;       /* node: the record that is open; NULL: none */
	size_t at[DEPTH_LIMIT];         /* by depth: how far in the shape's elements we are */
	struct marks *keys[DEPTH_LIMIT];        /* by depth: of the children of that record */
	struct marks *ids, *comments;
	int depth;                      /* of elements open */
	int skip;                       /* depth of the signature; 0: none */
	bool is_signed;
	int field, field_line;          /* text element that is open, or NO_FIELD */
	struct buffer text;
	size_t records;
};

/* ---- attributes ----------------------------------------------------------------------------- */

static int unknown_attribute(const char *element, const char *name, struct err *err)
{
	char shown[SHOWN];

	return err_set(err, FAIL_INVALID, "'%s' has no attribute '%s'", element,
	    exchange_shown(shown, name));
}

static int read_id(struct reading *reading, struct node *node, const struct xml_attribute *given,
    struct err *err)
{
	char shown[SHOWN];
	struct seen_id other;

	node->id = arena_copy_n(reading->arena, given->value, given->length);
	if (!text_is_uuid(node->id))
		return err_set(err, FAIL_INVALID,
		    "%s/@id: '%s' is not a UUID in lower case, like %s", node->shape->name,
		    exchange_shown(shown, node->id), "0198c0de-0000-7000-8000-000000000001");
	other = seen_id(reading->ids, node);
	if (other.shape)
		return err_set(err, FAIL_INVALID,
		    "%s/@id: '%s' is the id of '%s' in line %d already", node->shape->name,
		    node->id, other.shape->name, other.line);
	return OK;
}

static bool is_schema_hint(const struct reading *reading, const struct xml_attribute *given)
{
	return reading->depth == 1 && given->space &&
	    strcmp(given->space, "http://www.w3.org/2001/XMLSchema-instance") == 0 &&
	    strcmp(given->name, "schemaLocation") == 0;
}

static int read_attribute(struct reading *reading, struct node *node,
    const struct xml_attribute *given, struct err *err)
{
	const struct shape *shape = node->shape;
	int index = given->space ? -1 : shape_field(shape, given->name);
	int rc;

	if (is_schema_hint(reading, given))
		return OK;
	if (!given->space && strcmp(given->name, "id") == 0 && node != reading->root)
		return read_id(reading, node, given, err);
	if (index < 0 || field_is_text(&shape->field[index]))
		return unknown_attribute(shape->name, given->name, err);
	rc = field_check(&node->value[index], &shape->field[index], given->value, given->length,
	    reading->arena, err);
	return rc < 0 ? err_at(err, rc, "%s/@%s", shape->name, given->name) : OK;
}

static int start_record(struct reading *reading, const struct shape *shape,
    const struct xml_tag *tag, struct err *err)
{
	struct node *node = node_new(reading->arena, shape, reading->node);
	int rc = OK;

	node->line = tag->line;
	if (!reading->root)
		reading->root = node;
	reading->node = node;
	reading->at[tag->depth] = 0;
	if (++reading->records > REVIEW_RECORDS)
		return err_set(err, FAIL_INVALID, "the file has more than %d records",
		    REVIEW_RECORDS);
	for (size_t i = 0; rc == OK && i < tag->attribute_count; i++)
		rc = read_attribute(reading, node, &tag->attribute[i], err);
	for (size_t i = 0; rc == OK && i < shape->field_count; i++) {
		if ((shape->field[i].flags & REQUIRED) && !node->value[i] &&
		    !field_is_text(&shape->field[i]))
			rc = err_set(err, FAIL_INVALID, "'%s' has no '%s', which it must have",
			    shape->name, shape->field[i].name);
	}
	return rc;
}

/* ---- elements ------------------------------------------------------------------------------- */

static const char *expected(struct reading *reading, const struct shape *shape)
{
	const char *list = "";

	for (size_t i = 0; i < shape->field_count; i++) {
		if (field_is_text(&shape->field[i]))
			list = arena_print(reading->arena, "%s%s%s", list, *list ? ", " : "",
			    shape->field[i].name);
	}
	for (size_t i = 0; i < shape->child_count; i++)
		list = arena_print(reading->arena, "%s%s%s", list, *list ? ", " : "",
		    shape->child[i]->name);
	return list;
}

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

static int start_inside(struct reading *reading, const struct xml_tag *tag, struct err *err)
{
	const struct shape *shape = reading->node->shape;
	size_t *at = &reading->at[tag->depth - 1];
	int child = shape_child(shape, tag->name);
	int field = shape_field(shape, tag->name);
	char shown[SHOWN];
	int rc;

	if (field >= 0 && field_is_text(&shape->field[field])) {
		rc = check_order(at, shape, (size_t)field, err);
		reading->field = field;
		reading->field_line = tag->line;
		reading->text.length = 0;
		if (rc == OK && tag->attribute_count > 0)
			rc = unknown_attribute(tag->name, tag->attribute[0].name, err);
		return rc;
	}
	if (child < 0)
		return err_set(err, FAIL_INVALID, "'%s' has no element '%s'; expected: %s",
		    shape->name, exchange_shown(shown, tag->name), expected(reading, shape));
	rc = check_order(at, shape, shape->field_count + (size_t)child, err);
	return rc < 0 ? rc : start_record(reading, shape->child[child], tag, err);
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
	struct reading *reading = context;
	char shown[SHOWN];
	int rc;

	(void)line;
	reading->depth++;
	if (reading->skip)
		return OK;
	if (reading->is_signed)
		return err_set(err, FAIL_INVALID, "after the signature there is '%s'",
		    exchange_shown(shown, tag->name));
	if (tag->depth == 1 && tag->space && strcmp(tag->space, XML_SIGNATURE) == 0 &&
	    reading->field == NO_FIELD) {
		reading->is_signed = true;
		reading->skip = tag->depth;
		return OK;
	}
	rc = check_space(tag, err);
	if (rc < 0)
		return rc;
	if (reading->field != NO_FIELD)
		return err_set(err, FAIL_INVALID, "'%s' has no element '%s', nor any other",
		    reading->node->shape->field[reading->field].name,
		    exchange_shown(shown, tag->name));
	if (reading->node)
		return start_inside(reading, tag, err);
	if (strcmp(tag->name, model_review()->name) != 0)
		return err_set(err, FAIL_INVALID, "the root element is '%s', expected '%s'",
		    exchange_shown(shown, tag->name), model_review()->name);
	return start_record(reading, model_review(), tag, err);
}

static int on_text(void *context, const char *text, size_t length, int *line, struct err *err)
{
	enum { MOST = 16 * TEXT_LIMIT };        /* bytes: longer even if all of it were blanks */
	struct reading *reading = context;

	if (reading->skip)
		return OK;
	if (reading->field == NO_FIELD)
		return xml_is_blank(text, length, line) ? OK : err_set(err, FAIL_INVALID,
		    "text stands in '%s', where only elements may",
		    reading->node ? reading->node->shape->name : model_review()->name);
	if (reading->text.length + length > MOST) {
		*line = reading->field_line;
		return err_set(err, FAIL_INVALID, "the text has more than %d characters",
		    TEXT_LIMIT);
	}
	buffer_add_n(&reading->text, text, length);
	return OK;
}

/* ---- ends ----------------------------------------------------------------------------------- */

static int end_field(struct reading *reading, int *line, struct err *err)
{
	struct node *node = reading->node;
	const struct field *field = &node->shape->field[reading->field];
	int rc = field_check(&node->value[reading->field], field,
	    reading->text.length ? reading->text.text : "", reading->text.length, reading->arena,
	    err);

	if (rc < 0) {
		*line = reading->field_line;
		return err_at(err, rc, "%s/%s", node->shape->name, field->name);
	}
	reading->field = NO_FIELD;
	return OK;
}

/* Once by its key under its parent; so many comments on one question at most. */
static int check_once(struct reading *reading, const struct node *node, struct err *err)
{
	struct marks **keys;
	int other;

	if (!node->parent)
		return OK;
	keys = &reading->keys[reading->depth - 1];
	if (!*keys)
		*keys = marks_new();
	other = seen_key(*keys, node);
	if (other)
		return err_set(err, FAIL_INVALID, "'%s' with this key is in line %d already",
		    node->shape->name, other);
	if (strcmp(node->shape->name, "comment") == 0 &&
	    seen_comment(reading->comments, node) > COMMENT_LIMIT)
		return err_set(err, FAIL_INVALID, "there are more than %d comments on one question",
		    COMMENT_LIMIT);
	return OK;
}

static int end_record(struct reading *reading, int *line, struct err *err)
{
	struct node *node = reading->node;
	const struct shape *shape = node->shape;

	*line = node->line;
	for (size_t i = 0; i < shape->field_count; i++) {
		if ((shape->field[i].flags & REQUIRED) && !node->value[i])
			return err_set(err, FAIL_INVALID,
			    "'%s' has no element '%s', which it must have", shape->name,
			    shape->field[i].name);
	}
	marks_free(reading->keys[reading->depth]);
	reading->keys[reading->depth] = NULL;
	reading->node = node->parent;
	return check_once(reading, node, err);
}

static int on_end(void *context, int *line, struct err *err)
{
	struct reading *reading = context;

	reading->depth--;
	if (reading->skip) {
		if (reading->depth == reading->skip)
			reading->skip = 0;
		return OK;
	}
	if (reading->field != NO_FIELD)
		return end_field(reading, line, err);
	return end_record(reading, line, err);
}

/* ---- the whole ------------------------------------------------------------------------------ */

void review_hash(char out[HASH_TEXT], const struct node *review, struct arena *arena)
{
	struct node bare = *review;

	bare.value = arena_alloc(arena, review->shape->field_count * sizeof(*bare.value));
	memcpy(bare.value, review->value, review->shape->field_count * sizeof(*bare.value));
	node_put(&bare, "sha256", NULL);
	exchange_hash(out, &bare);
}

static int check_hash(const struct node *review, const char *path, struct arena *arena,
    struct err *err)
{
	char sha256[HASH_TEXT];

	review_hash(sha256, review, arena);
	if (strcmp(sha256, node_text(review, "sha256")) == 0)
		return OK;
	err_set(err, FAIL_INVALID,
	    "the content has been changed since the file was written: its SHA-256 is %s, not %s",
	    sha256, node_text(review, "sha256"));
	return err_at(err, FAIL_INVALID, "%s:%d", path, 1);
}

int review_read(struct node **out, bool *is_signed, char file_sha256[HASH_TEXT], const char *path,
    struct arena *arena, struct err *err)
{
	static const struct xml_events events = { on_start, on_text, on_end };
	struct reading reading = { .arena = arena, .field = NO_FIELD };
	int rc;

	reading.ids = marks_new();
	reading.comments = marks_new();
	rc = xml_in_hashed(path, REVIEW_LIMIT, &events, &reading, file_sha256, err);
	if (rc == OK)
		rc = check_hash(reading.root, path, arena, err);
	*out = reading.root;
	*is_signed = reading.is_signed;
	marks_free(reading.ids);
	marks_free(reading.comments);
	for (size_t i = 0; i < DEPTH_LIMIT; i++)
		marks_free(reading.keys[i]);
	buffer_release(&reading.text);
	return rc;
}

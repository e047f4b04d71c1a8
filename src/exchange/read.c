/*
 * read.c - a submission from outside into records, one by one.
 *
 * Follows the shapes event by event: in a record first the text elements, each at most once, then
 * the child records, both in the order of the shape. The same the schema says, and a little more:
 * ids once in the file, keys once under a parent also when a part of them is not given.
 */
#include "read_priv.h"

#include <stdio.h>
#include <string.h>

#include "canon_priv.h"

/* ---- elements that are no records ----------------------------------------------------------- */

/* A hint for editors, which nothing here follows. */
static bool is_schema_hint(const struct xml_attribute *attribute)
{
	return attribute->space &&
	    strcmp(attribute->space, "http://www.w3.org/2001/XMLSchema-instance") == 0 &&
	    strcmp(attribute->name, "schemaLocation") == 0;
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
			return read_unknown_attribute(tag->name, given->name, err);
		rc = field_check(&value[known], &field[known], given->value, given->length, arena,
		    err);
		if (rc < 0)
			return err_at(err, rc, "%s/@%s", tag->name, given->name);
	}
	for (known = 0; known < count; known++) {
		if ((field[known].flags & REQUIRED) && !value[known])
			return read_missing_attribute(tag->name, field[known].name, err);
	}
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
		return read_unknown_attribute(tag->name, tag->attribute[0].name, err);
	return OK;
}

static int start_in_record(struct read *read, const struct xml_tag *tag, int *line,
    struct err *err)
{
	const struct shape *shape = read->node->shape;
	size_t *at = &read->level[tag->depth - 1].at;
	int child = shape_child(shape, tag->name);
	int field = child < 0 ? shape_field(shape, tag->name) : -1;
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
	return record_start(read, shape->child[child], tag, line, err);
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
	read->out->info.created = value[SUBMISSION_CREATED];
	read->out->info.tool = value[SUBMISSION_TOOL];
	read->out->info.year = value[SUBMISSION_YEAR];
	read->out->info.snapshot = value[SUBMISSION_SNAPSHOT];
	read->out->info.sha256 = value[SUBMISSION_SHA256];
	return OK;
}

static int start_pack(struct read *read, const struct xml_tag *tag, struct err *err)
{
	struct exchange_info *info = &read->out->info;
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

static int start_in_submission(struct read *read, const struct xml_tag *tag, int *line,
    struct err *err)
{
	char shown[SHOWN];
	int rc;

	if (strcmp(tag->name, "pack") == 0 && !read->agency_begun)
		return start_pack(read, tag, err);
	if (strcmp(tag->name, model_root()->name) == 0 && !read->agency_begun) {
		read->agency_begun = true;
		rc = read->options->begin ? read->options->begin(
		    read->options->sink.context, &read->out->info, err) : OK;
		if (rc == OK)
			rc = record_start(read, model_root(), tag, line, err);
		if (read->options->keep)
			read->out->agency = read->node;
		return rc;
	}
	if (read->agency_begun)
		return err_set(err, FAIL_INVALID,
		    "after 'agency' there is '%s'; expected the end of 'submission' or a signature",
		    exchange_shown(shown, tag->name));
	return err_set(err, FAIL_INVALID, "'%s' has no element '%s'; expected: %s", "submission",
	    exchange_shown(shown, tag->name), "pack, agency");
}

/* ---- events --------------------------------------------------------------------------------- */

static bool is_signature(const struct read *read, const struct xml_tag *tag)
{
	return tag->depth == 1 && read->agency_ended && !read->out->is_signed && tag->space &&
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

	read->depth++;
	if (read->skip)
		return OK;
	if (is_signature(read, tag)) {
		read->out->is_signed = true;
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
		return start_in_record(read, tag, line, err);
	if (tag->depth == 0)
		return start_submission(read, tag, err);
	return start_in_submission(read, tag, line, err);
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
		rc = record_end(read, line, err);
		read->agency_ended = !read->node;
		return rc;
	}
	if (read->agency_begun)
		return OK;
	return err_set(err, FAIL_INVALID, "'%s' has no element '%s', which it must have",
	    "submission", model_root()->name);
}

/* ---- reading -------------------------------------------------------------------------------- */

static void put_hash(void *to, const char *data, size_t length)
{
	hash_add(to, data, length);
}

static int check_hash(const struct read_result *result, const char *path, struct err *err)
{
	if (!result->info.sha256 || strcmp(result->sha256, result->info.sha256) == 0)
		return OK;
	err_set(err, FAIL_INVALID,
	    "the content has been changed since the file was written: its SHA-256 is %s, not %s",
	    result->sha256, result->info.sha256);
	return err_at(err, FAIL_INVALID, "%s:%d", path, 1);
}

int read_stream(struct read_result *out, const char *path, const struct read_options *options,
    struct arena *arena, struct err *err)
{
	static const struct xml_events events = { on_start, on_text, on_end };
	struct hash *hash = hash_new();
	struct read read = { .options = options, .arena = arena, .out = out, .field = NO_FIELD };
	int rc;

	*out = (struct read_result){ .agency = NULL };
	read.ids = marks_new();
	read.comments = marks_new();
	read.canon = canon_new(put_hash, hash);
	rc = xml_in_hashed(path, FILE_LIMIT, &events, &read, out->file_sha256, err);
	canon_free(read.canon);
	hash_end(hash, out->sha256);
	if (rc == OK)
		rc = check_hash(out, path, err);
	marks_free(read.ids);
	marks_free(read.comments);
	for (size_t i = 0; i < DEPTH_LIMIT; i++)
		marks_free(read.level[i].keys);
	buffer_release(&read.text);
	return rc;
}

int exchange_read(struct node **agency, const char *path, struct exchange_info *info,
    struct arena *arena, struct err *err)
{
	static const struct read_options options = { .keep = true };
	struct read_first first;
	struct read_result result = { .agency = NULL };
	int rc = read_first(&first, path, err);

	if (rc == OK)
		rc = read_stream(&result, path, &options, arena, err);
	if (rc < 0)
		return rc;
	*agency = result.agency;
	if (info)
		*info = result.info;
	return OK;
}

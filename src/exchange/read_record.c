/*
 * read_record.c - one record of a submission: its attributes, what it must have, what may stand
 * only once.
 */
#include <string.h>

#include "canon_priv.h"
#include "read_priv.h"
#include "seen_priv.h"

/* ---- attributes ----------------------------------------------------------------------------- */

int read_unknown_attribute(const char *element, const char *name, struct err *err)
{
	char shown[SHOWN];

	return err_set(err, FAIL_INVALID, "'%s' has no attribute '%s'", element,
	    exchange_shown(shown, name));
}

int read_missing_attribute(const char *element, const char *name, struct err *err)
{
	return err_set(err, FAIL_INVALID, "'%s' has no '%s', which it must have", element, name);
}

static int read_id(struct read *read, struct node *node, const struct xml_attribute *given,
    struct err *err)
{
	char shown[SHOWN];
	struct seen_id other;

	node->id = arena_copy_n(read->arena, given->value, given->length);
	if (!text_is_uuid(node->id))
		return err_set(err, FAIL_INVALID,
		    "%s/@id: '%s' is not a UUID in lower case, like %s", node->shape->name,
		    exchange_shown(shown, node->id), "0198c0de-0000-7000-8000-000000000001");
	other = seen_id(read->ids, node);
	if (other.shape)
		return err_set(err, FAIL_INVALID,
		    "%s/@id: '%s' is the id of '%s' in line %d already", node->shape->name,
		    node->id, other.shape->name, other.line);
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
			return read_unknown_attribute(shape->name, given->name, err);
		rc = field_check(&node->value[index], &shape->field[index], given->value,
		    given->length, read->arena, err);
		if (rc < 0)
			return err_at(err, rc, "%s/@%s", shape->name, given->name);
	}
	for (size_t i = 0; i < shape->field_count; i++) {
		if ((shape->field[i].flags & REQUIRED) && !node->value[i] &&
		    !field_is_text(&shape->field[i]))
			return read_missing_attribute(shape->name, shape->field[i].name, err);
	}
	return OK;
}

/* ---- records -------------------------------------------------------------------------------- */

static int count_record(struct read *read, const struct shape *shape, struct err *err)
{
	struct level *parent = read->inner > 0 ? &read->level[read->inner] : NULL;

	if (++read->records > RECORD_LIMIT)
		return err_set(err, FAIL_INVALID, "the file has more than %d records",
		    RECORD_LIMIT);
	if (parent && read->node && ++parent->children > SIBLING_LIMIT)
		return err_set(err, FAIL_INVALID, "'%s' has more than %d records in it",
		    read->node->shape->name, SIBLING_LIMIT);
	if (strcmp(shape->name, "system") == 0 && ++read->systems > SYSTEM_LIMIT)
		return err_set(err, FAIL_INVALID, "the agency has more than %d systems",
		    SYSTEM_LIMIT);
	/* what is judged as one, a system or a year, must fit into memory as one */
	if (read->inner == 1)
		read->below = 0;
	else if (read->inner > 1 && ++read->below > BELOW_LIMIT)
		return err_set(err, FAIL_INVALID,
		    "there are more than %d records below one system or year, the last is '%s'",
		    BELOW_LIMIT, shape->name);
	return OK;
}

int record_start(struct read *read, const struct shape *shape, const struct xml_tag *tag, int *line,
    struct err *err)
{
	struct arena_mark mark = arena_mark(read->arena);
	struct level *level = &read->level[tag->depth];
	struct node *node;
	int rc = read->node ? record_complete(read, line, err) : OK;

	if (rc == OK)
		rc = count_record(read, shape, err);
	if (rc < 0)
		return rc;
	node = node_new(read->arena, shape, read->options->keep ? read->node : NULL);
	node->parent = read->node;
	node->line = tag->line;
	read->node = node;
	read->inner = tag->depth;
	*level = (struct level){ .mark = mark };
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

static int check_once(struct read *read, const struct node *node, struct err *err)
{
	struct level *parent = &read->level[read->inner - 1];
	int other = 0;

	if (!node->parent)
		return OK;
	if (!parent->keys)
		parent->keys = marks_new();
	other = seen_key(parent->keys, node);
	if (other)
		return err_set(err, FAIL_INVALID, "'%s' with %s is in line %d already",
		    node->shape->name, key_of(read, node), other);
	if (strcmp(node->shape->name, "comment") == 0 &&
	    seen_comment(read->comments, node) > COMMENT_LIMIT)
		return err_set(err, FAIL_INVALID, "there are more than %d comments on one question",
		    COMMENT_LIMIT);
	return OK;
}

int record_complete(struct read *read, int *line, struct err *err)
{
	struct level *level = &read->level[read->inner];
	struct node *node = read->node;
	const struct shape *shape = node->shape;
	const struct read_sink *sink = &read->options->sink;
	int kept = *line;
	int rc;

	if (level->complete)
		return OK;
	level->complete = true;
	*line = node->line;
	for (size_t i = 0; i < shape->field_count; i++) {
		if ((shape->field[i].flags & REQUIRED) && !node->value[i])
			return err_set(err, FAIL_INVALID,
			    "'%s' has no element '%s', which it must have", shape->name,
			    shape->field[i].name);
	}
	rc = check_once(read, node, err);
	if (rc < 0)
		return rc;
	canon_open(read->canon, node);
	if (sink->open)
		rc = sink->open(sink->context, node, err);
	if (rc == OK)
		*line = kept;
	return rc;
}

int record_end(struct read *read, int *line, struct err *err)
{
	struct level *level = &read->level[read->inner];
	struct node *node = read->node;
	const struct read_sink *sink = &read->options->sink;
	int rc = record_complete(read, line, err);

	if (rc < 0)
		return rc;
	canon_close(read->canon, node);
	*line = node->line;
	if (sink->close)
		rc = sink->close(sink->context, node, err);
	marks_free(level->keys);
	level->keys = NULL;
	read->node = node->parent;
	read->inner--;
	if (!read->options->keep)
		arena_rewind(read->arena, level->mark);
	return rc;
}

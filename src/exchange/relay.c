/*
 * relay.c - a submission is parsed in a process of its own, its records are heard here.
 *
 * Both work at the same time. Frames: H and what stands before the records; O and a record whose
 * own values are complete; C when it is closed. Texts come with their length and a NUL.
 */
#include <stdlib.h>
#include <string.h>

#include "read_priv.h"

enum { PIECE = 64 * 1024, TEXT_MOST = 16 * TEXT_LIMIT };
static const uint32_t no_text = UINT32_MAX;

struct trial {
	const char *path;
	bool speaks;
	struct buffer said;             /* not yet sent */
};

struct relay {
	const char *path;
	struct child *child;
	struct trial trial;
	struct read_first first;
	struct arena *arena;
	size_t at, end;                 /* of piece: heard and not yet taken */
	bool broken;                    /* it said what it never should */
	unsigned char piece[PIECE];
};

/* ---- the child ------------------------------------------------------------------------------- */

static int send_on(struct trial *trial, struct err *err)
{
	int rc = child_say(trial->said.text, trial->said.length, err);

	trial->said.length = 0;
	return rc;
}

static void put(struct trial *trial, const void *data, size_t size)
{
	buffer_add_n(&trial->said, data, size);
}

static void put_text(struct trial *trial, const char *text)
{
	uint32_t length = text ? (uint32_t)strlen(text) : no_text;

	put(trial, &length, sizeof(length));
	if (text)
		put(trial, text, length + (size_t)1);
}

static int say_head(void *context, const struct exchange_info *info, struct err *err)
{
	struct trial *trial = context;

	put(trial, "H", 1);
	put_text(trial, info->year);
	put_text(trial, info->created);
	put_text(trial, info->sha256);
	put_text(trial, info->snapshot);
	return send_on(trial, err);
}

static int say_open(void *context, struct node *node, struct err *err)
{
	struct trial *trial = context;
	const struct shape *parent = node->parent ? node->parent->shape : NULL;
	unsigned char which = parent ? (unsigned char)shape_child(parent, node->shape->name) : 0;
	int32_t line = node->line;

	put(trial, "O", 1);
	put(trial, &which, 1);
	put(trial, &line, sizeof(line));
	put_text(trial, node->id);
	for (size_t i = 0; i < node->shape->field_count; i++)
		put_text(trial, node->value[i]);
	return trial->said.length < PIECE ? OK : send_on(trial, err);
}

static int say_close(void *context, struct node *node, struct err *err)
{
	(void)node, (void)err;
	put(context, "C", 1);
	return OK;
}

static int try_out(void *context, struct err *err)
{
	struct relay *relay = context;
	struct trial *trial = &relay->trial;
	const struct read_options silent = { .keep = false };
	const struct read_options options = {
		.sink = { say_open, say_close, trial }, .begin = say_head
	};
	struct arena *arena = arena_new();
	struct read_result result;
	int rc = read_stream(
	    &result, relay->path, trial->speaks ? &options : &silent, arena, err);

	if (rc == OK && trial->said.length > 0)
		rc = send_on(trial, err);
	if (rc == OK) {
		relay->first.is_signed = result.is_signed;
		memcpy(relay->first.sha256, result.sha256, HASH_TEXT);
		memcpy(relay->first.file_sha256, result.file_sha256, HASH_TEXT);
	}
	arena_free(arena);
	return rc;
}

static int start(struct relay **out, const char *path, bool speaks, struct arena *arena,
    struct err *err)
{
	struct relay *relay;
	int64_t size = file_size(path);
	int rc = file_plain(path, err);

	if (rc < 0)
		return rc;
	relay = xcalloc(1, sizeof(*relay));
	relay->path = path;
	relay->arena = arena;
	relay->trial.speaks = speaks;
	rc = child_begin(&relay->child, try_out, relay, &relay->first, sizeof(relay->first),
	    CHILD_MEMORY, CHILD_SECONDS + (int)((size > 0 ? size : 0) / CHILD_PACE), err);
	if (rc < 0) {
		free(relay);
		return rc;
	}
	*out = relay;
	return OK;
}

int relay_end(struct relay *relay, struct read_first *out, struct err *err)
{
	struct err own = { 0 };
	int rc;

	if (!err)
		err = &own;
	rc = child_end(relay->child, err);
	relay->first.sha256[HASH_TEXT - 1] = '\0';
	relay->first.file_sha256[HASH_TEXT - 1] = '\0';
	if (rc == OK && relay->broken)
		rc = err_set(err, FAIL_INVALID, "reading it broke down (signal %d)", 0);
	if (rc < 0 && !strstr(err->text, relay->path))
		err_at(err, rc, "%s", relay->path);
	if (out)
		*out = relay->first;
	free(relay);
	return rc;
}

int read_first(struct read_first *out, const char *path, struct err *err)
{
	struct relay *relay;
	int rc = start(&relay, path, false, NULL, err);

	return rc < 0 ? rc : relay_end(relay, out, err);
}

/* ---- hearing --------------------------------------------------------------------------------- */

/* False: the child has said all, or less than it should. */
static bool take(struct relay *relay, void *out, size_t size)
{
	unsigned char *to = out;

	while (size > 0) {
		size_t part = relay->end - relay->at < size ? relay->end - relay->at : size;

		memcpy(to, relay->piece + relay->at, part);
		to += part;
		size -= part;
		relay->at += part;
		if (size == 0)
			break;
		relay->at = 0;
		relay->end = child_hear(relay->child, relay->piece, PIECE);
		if (relay->end == 0)
			return false;
	}
	return true;
}

static bool take_text(struct relay *relay, const char **out)
{
	uint32_t length;
	char *text;

	*out = NULL;
	if (!take(relay, &length, sizeof(length)))
		return false;
	if (length == no_text)
		return true;
	if (length > TEXT_MOST)
		return false;
	text = arena_alloc(relay->arena, length + (size_t)1);
	if (!take(relay, text, length + (size_t)1) || text[length])
		return false;
	*out = text;
	return true;
}

/* The child has checked that; but what came from outside may have made it say anything. */
static bool is_sound(struct relay *relay, const struct field *field, const char *given)
{
	struct arena_mark mark = arena_mark(relay->arena);
	const char *clean = NULL;
	bool sound = !given ||
	    (field_check(&clean, field, given, strlen(given), relay->arena, NULL) == OK && clean &&
		strcmp(clean, given) == 0);

	arena_rewind(relay->arena, mark);
	return sound;
}

static bool head_is_sound(struct relay *relay, const struct relay_head *head)
{
	const struct field *field = exchange_submission_field;

	return is_sound(relay, &field[SUBMISSION_YEAR], head->year) &&
	    is_sound(relay, &field[SUBMISSION_CREATED], head->created) &&
	    is_sound(relay, &field[SUBMISSION_SHA256], head->sha256);
}

int relay_begin(struct relay **out, struct relay_head *head, const char *path, struct arena *arena,
    struct err *err)
{
	struct relay *relay;
	const char *number = NULL;
	char kind;
	int rc = start(&relay, path, true, arena, err);

	*head = (struct relay_head){ NULL, NULL, NULL, 0 };
	if (rc < 0)
		return rc;
	*out = relay;
	/* a file that breaks off here tells why at its end */
	if (!take(relay, &kind, 1) || kind != 'H' || !take_text(relay, &head->year) ||
	    !take_text(relay, &head->created) || !take_text(relay, &head->sha256) ||
	    !take_text(relay, &number) || !head_is_sound(relay, head))
		*head = (struct relay_head){ NULL, NULL, NULL, 0 };
	else if (number && text_to_int(&head->number, number, NULL) < 0)
		head->number = 0;
	return OK;
}

/* A record as it was said; NULL: it cannot be one. */
static struct node *take_node(struct relay *relay, struct node *parent)
{
	const struct shape *shape = model_root();
	struct node *node;
	unsigned char which;
	int32_t line;

	if (!take(relay, &which, 1) || !take(relay, &line, sizeof(line)))
		return NULL;
	if (parent && which >= parent->shape->child_count)
		return NULL;
	if (parent)
		shape = parent->shape->child[which];
	if (shape->flags & (LOCAL | COMPUTED))
		return NULL;
	node = node_new(relay->arena, shape, NULL);
	node->parent = parent;
	node->line = line;
	if (!take_text(relay, &node->id))
		return NULL;
	for (size_t i = 0; i < shape->field_count; i++)
		if (!take_text(relay, &node->value[i]) ||
		    !is_sound(relay, &shape->field[i], node->value[i]))
			return NULL;
	if (node->id && !text_is_uuid(node->id))
		return NULL;
	return node;
}

static int at_line(const struct relay *relay, const struct node *node, int rc, struct err *err)
{
	return rc < 0 ? err_at(err, rc, "%s:%d", relay->path, node->line) : rc;
}

void relay_skip(struct relay *relay)
{
	while (child_hear(relay->child, relay->piece, PIECE) > 0)
		continue;
}

int relay_records(struct relay *relay, const struct read_sink *sink, struct err *err)
{
	struct arena_mark mark[DEPTH_LIMIT];
	struct node *node = NULL;
	size_t depth = 0;
	bool begun = false;             /* the agency, of which there is one */
	char kind;
	int rc = OK;

	while (rc == OK && take(relay, &kind, 1)) {
		if (kind == 'O' && depth < DEPTH_LIMIT && !(begun && depth == 0)) {
			struct node *child;

			begun = true;
			mark[depth++] = arena_mark(relay->arena);
			child = take_node(relay, node);
			if (!child)
				break;
			node = child;
			rc = at_line(relay, node, sink->open(sink->context, node, err), err);
		} else if (kind == 'C' && node) {
			rc = at_line(relay, node, sink->close(sink->context, node, err), err);
			node = node->parent;
			arena_rewind(relay->arena, mark[--depth]);
		} else {
			relay->broken = true;
			break;
		}
	}
	/* a record that stays open: the reading failed, and its end says why */
	relay->broken = relay->broken || (rc == OK && node);
	return rc;
}

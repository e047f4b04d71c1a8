/*
 * facts.c - a file of facts, for `level check` and `level compare`.
 */
#include "exchange_priv.h"

#include <string.h>

#include "xml_in_priv.h"

struct reading {
	struct facts *const *facts;     /* of several packs: each takes those it knows */
	size_t packs;
	struct arena *arena;
	const char **given;             /* ids of facts so far */
	int *given_line;
	size_t count, room, line_room;
	bool in_fact;
	int line;                       /* of the fact that is open */
	struct buffer text;
};
struct facts_file {
	struct facts *const *facts;
	size_t packs;
	const char *path, *data;
	size_t length;
};

static int note_fact(struct reading *reading, const char *id, struct err *err)
{
	char shown[SHOWN];

	for (size_t i = 0; i < reading->count; i++) {
		if (strcmp(reading->given[i], id) == 0)
			return err_set(err, FAIL_INVALID,
			    "fact '%s' is given twice, first in line %d", exchange_shown(shown, id),
			    reading->given_line[i]);
	}
	reading->given = arena_grow(reading->arena, reading->given, reading->count, &reading->room,
	    sizeof(*reading->given));
	reading->given_line = arena_grow(reading->arena, reading->given_line, reading->count,
	    &reading->line_room, sizeof(*reading->given_line));
	reading->given_line[reading->count] = reading->line;
	reading->given[reading->count++] = id;
	return OK;
}

static int start_fact(struct reading *reading, const struct xml_tag *tag, struct err *err)
{
	char shown[SHOWN];
	const char *id = NULL;

	for (size_t i = 0; i < tag->attribute_count; i++) {
		const struct xml_attribute *given = &tag->attribute[i];

		if (given->space || strcmp(given->name, "id") != 0)
			return err_set(err, FAIL_INVALID, "'%s' has no attribute '%s'", "fact",
			    exchange_shown(shown, given->name));
		id = arena_copy_n(reading->arena, given->value, given->length);
	}
	if (!id || !*id)
		return err_set(err, FAIL_INVALID, "'%s' has no '%s', which it must have", "fact",
		    "id");
	reading->in_fact = true;
	reading->line = tag->line;
	reading->text.length = 0;
	return note_fact(reading, id, err);
}

static int on_start(void *context, const struct xml_tag *tag, int *line, struct err *err)
{
	struct reading *reading = context;
	const char *expected = tag->depth == 0 ? "facts" : "fact";
	char shown[2][SHOWN];

	(void)line;
	if (!tag->space || strcmp(tag->space, XML_FACTS) != 0)
		return err_set(err, FAIL_INVALID,
		    "element '%s' is in the namespace '%s', expected '%s'",
		    exchange_shown(shown[0], tag->name),
		    exchange_shown(shown[1], tag->space ? tag->space : ""), XML_FACTS);
	if (reading->in_fact)
		return err_set(err, FAIL_INVALID, "'%s' has no element '%s', nor any other", "fact",
		    exchange_shown(shown[0], tag->name));
	if (strcmp(tag->name, expected) != 0)
		return err_set(err, FAIL_INVALID, "there is '%s' where '%s' is expected",
		    exchange_shown(shown[0], tag->name), expected);
	if (tag->depth == 1)
		return start_fact(reading, tag, err);
	for (size_t i = 0; i < tag->attribute_count; i++) {
		if (!tag->attribute[i].space ||
		    strcmp(tag->attribute[i].name, "schemaLocation") != 0)
			return err_set(err, FAIL_INVALID, "'%s' has no attribute '%s'", "facts",
			    exchange_shown(shown[0], tag->attribute[i].name));
	}
	return OK;
}

static int on_text(void *context, const char *text, size_t length, int *line, struct err *err)
{
	struct reading *reading = context;

	if (reading->in_fact) {
		buffer_add_n(&reading->text, text, length);
		return OK;
	}
	return xml_is_blank(text, length, line) ? OK
	    : err_set(err, FAIL_INVALID, "text stands in '%s', where only elements may", "facts");
}

/* Blanks of any kind between words become one space: a value may stand on a line of its own. */
static int tidy(const char **value, struct reading *reading, struct err *err)
{
	const char *from = reading->text.length ? reading->text.text : "";
	struct buffer joined = { 0 };
	size_t length;
	int rc;

	while (*(from += strspn(from, " \t\r\n"))) {
		length = strcspn(from, " \t\r\n");
		buffer_add(&joined, joined.length ? " " : "");
		buffer_add_n(&joined, from, length);
		from += length;
	}
	rc = text_clean(value, joined.length ? joined.text : "", joined.length, false, LINE_LIMIT,
	    reading->arena, err);
	buffer_release(&joined);
	return rc;
}

/* What one pack does not ask another may; what none asks is an error, told as the last says it. */
static int take(struct reading *reading, const char *id, const char *value, struct err *err)
{
	bool taken = false;
	int rc = FAIL_NOT_FOUND;

	for (size_t i = 0; i < reading->packs; i++) {
		rc = facts_set(reading->facts[i], id, value, err);
		if (rc < 0 && rc != FAIL_NOT_FOUND)
			return rc;
		taken = taken || rc == OK;
	}
	if (taken)
		return OK;
	if (err)
		err->code = FAIL_INVALID;
	return FAIL_INVALID;
}

static int on_end(void *context, int *line, struct err *err)
{
	struct reading *reading = context;
	const char *id;
	const char *value;
	char shown[SHOWN];
	int rc;

	if (!reading->in_fact)
		return OK;
	*line = reading->line;
	reading->in_fact = false;
	id = reading->given[reading->count - 1];
	rc = tidy(&value, reading, err);
	if (rc < 0)
		return err_at(err, rc, "%s", exchange_shown(shown, id));
	/* facts_set takes an empty value for "unknown"; quotes make it say what may stand there. */
	return take(reading, id, *value ? value : "\"\"", err);
}

static int parse(void *context, struct err *err)
{
	static const struct xml_events events = { on_start, on_text, on_end };
	struct facts_file *file = context;
	struct reading reading = {
		.facts = file->facts, .packs = file->packs, .arena = arena_new()
	};
	int rc = xml_in_memory(file->path, file->data, file->length, &events, &reading, err);

	buffer_release(&reading.text);
	arena_free(reading.arena);
	return rc;
}

int exchange_read_facts_of(
    struct facts *const *facts, size_t packs, const char *path, struct err *err)
{
	struct arena *arena = arena_new();
	struct facts_file file = { .facts = facts, .packs = packs, .path = path };
	struct err own = { 0 };
	char *data;
	int rc;

	if (!err)
		err = &own;
	rc = file_read(&data, &file.length, path, FACTS_LIMIT, arena, err);
	if (rc < 0)
		goto out;
	file.data = data;
	rc = child_run(parse, &file, CHILD_MEMORY, CHILD_SECONDS, err);
	if (rc == OK)
		rc = parse(&file, err);
	else if (!strstr(err->text, path))
		err_at(err, rc, "%s", path);
out:
	arena_free(arena);
	return rc;
}

int exchange_read_facts(struct facts *facts, const char *path, struct err *err)
{
	return exchange_read_facts_of(&facts, 1, path, err);
}

/*
 * changes.c - what a hand-in changed, told from the rows it left in the audit chain.
 *
 * A row says "field: old -> new", a line per field in the order of the shape; values may have lines
 * of their own. What the record holds now tells where a value ends; without that the next field's
 * name does.
 */
#include <stdlib.h>
#include <string.h>

#include "review_priv.h"

struct line {
	struct change change;
	size_t order;
};

struct telling {
	struct app *app;
	const struct node *agency;
	bool sent;                      /* from here: the rows between may be of others too */
	int64_t to;
	bool over;
	struct line *line;
	size_t count, room;
	struct arena *arena;
};

/* ---- one row -------------------------------------------------------------------------------- */

static bool begins(const char *text, const struct field *field)
{
	size_t length = strlen(field->name);

	return strncmp(text, field->name, length) == 0 && strncmp(text + length, ": ", 2) == 0;
}

/* The first field from `from` on whose line begins here, or -1. */
static int field_at(const struct shape *shape, size_t from, const char *text)
{
	for (size_t i = from; i < shape->field_count; i++)
		if (begins(text, &shape->field[i]))
			return (int)i;
	return -1;
}

static const char arrow[] = " -> ";
enum { ARROW = sizeof(arrow) - 1 };

/* Does text[0..length) end in an arrow and this value? */
static bool ends_in(const char *text, size_t length, const char *value)
{
	size_t tail = strlen(value);

	return length >= tail + ARROW && memcmp(text + length - tail, value, tail) == 0 &&
	    memcmp(text + length - tail - ARROW, arrow, ARROW) == 0;
}

/* Where the value that begins at text ends: at a line feed before a later field, or at the end. */
static size_t value_length(const struct shape *shape, size_t field, const char *text,
    const char *now)
{
	size_t first = 0;
	bool found = false;

	for (size_t at = 0; text[at]; at++) {
		bool end = text[at] == '\n' &&
		    (!text[at + 1] || field_at(shape, field + 1, text + at + 1) >= 0);

		if (!end)
			continue;
		if (now && ends_in(text, at, now))
			return at;
		if (!found)
			first = at;
		found = true;
	}
	return found ? first : strlen(text);
}

static const char *given(const char *text)
{
	return *text ? text : NULL;
}

/* Splits "old -> new". */
static void split(struct change *change, const char *text, size_t length, const char *now,
    struct arena *arena)
{
	char *whole = arena_copy_n(arena, text, length);
	char *at = now && ends_in(text, length, now) ? whole + length - strlen(now) - ARROW
						     : strstr(whole, arrow);

	if (!at)
		return;
	*at = '\0';
	change->old = given(whole);
	change->now = given(at + ARROW);
}

/* When and by whom is no news beside what. */
static bool is_news(const struct field *field)
{
	if (!(field->flags & AUTO))
		return true;
	return field->type != F_TIME && field->type != F_HASH && strcmp(field->name, "person") != 0;
}

static void tell_fields(struct telling *telling, const struct change *base, const char *detail,
    const struct node *record, struct node *gone)
{
	const struct shape *shape = base->shape;
	int field = field_at(shape, 0, detail);

	while (field >= 0) {
		const char *now = record ? record->value[field] : NULL;
		const char *text = detail + strlen(shape->field[field].name) + 2;
		size_t length;
		struct change change = *base;

		now = record && !now ? "" : now;
		length = value_length(shape, (size_t)field, text, now);
		change.field = &shape->field[field];
		split(&change, text, length, now, telling->arena);
		if (change.kind == CHANGE_REMOVED) {
			change.old = change.now;
			change.now = NULL;
			gone->value[field] = change.old;
		}
		if (is_news(change.field)) {
			telling->line = arena_grow(telling->arena, telling->line, telling->count,
			    &telling->room, sizeof(*telling->line));
			telling->line[telling->count] = (struct line){ change, telling->count };
			telling->count++;
		}
		detail = text + length;
		field = *detail && detail[1] ? field_at(shape, (size_t)field + 1, detail + 1) : -1;
		detail += *detail != '\0';
	}
}

/* The code of the system a record stands under; NULL: of none. *ours: it is of this agency. */
static int system_of(const char **out, bool *ours, struct telling *telling,
    const struct node *record, struct err *err)
{
	const struct shape *shape = record->shape;
	const char *id = record->id;
	struct node *system = NULL;
	int rc = OK;

	*out = NULL;
	while (rc == OK && model_parent(shape)) {
		if (strcmp(shape->name, "system") == 0) {
			rc = store_get(
			    &system, telling->app->store, shape, id, telling->arena, err);
			*out = rc == OK ? node_get(system, "code") : NULL;
		}
		if (rc == OK)
			rc = store_parent(
			    &id, telling->app->store, shape, id, telling->arena, err);
		shape = model_parent(shape);
	}
	*ours = rc == OK && strcmp(id, telling->agency->id) == 0;
	return rc;
}

/* The key comes first; a record whose key had no value before is new. */
static enum change_kind kind_of(
    const char *verb, const char *detail, const struct shape *shape)
{
	const struct field *first = &shape->field[field_at(shape, 0, detail)];
	const char *old = detail + strlen(first->name) + 2;

	if (strcmp(verb, "remove") == 0)
		return CHANGE_REMOVED;
	return first->flags & KEY && strncmp(old, arrow, ARROW) == 0 ? CHANGE_ADDED
								     : CHANGE_CHANGED;
}

/* Of what was removed the row itself names the system, in front. */
static const char *after_system(const char **system, const char *detail, const struct shape *shape,
    struct arena *arena)
{
	static const char name[] = "system: ";
	size_t length = strcspn(detail, "\n");

	if (strncmp(detail, name, sizeof(name) - 1) != 0 || shape_field(shape, "system") >= 0 ||
	    !detail[length])
		return detail;
	*system = arena_copy_n(arena, detail + sizeof(name) - 1, length - sizeof(name) + 1);
	return detail + length + 1;
}

static int tell_row(void *context, const struct audit_row *row, struct err *err)
{
	struct telling *telling = context;
	const struct shape *shape = model_shape(row->record);
	struct change base = { .shape = shape };
	struct node *record = NULL, *gone;
	const char *detail = row->detail;
	size_t from = telling->count;
	bool ours = !telling->sent;
	int rc = OK;

	telling->over = row->seq > telling->to;
	if (telling->over)
		return FAIL_NOT_FOUND;
	/* comments are told by themselves */
	if (!shape || shape->flags & LOCAL || strcmp(shape->name, "comment") == 0)
		return OK;
	detail = after_system(&base.system, detail, shape, telling->arena);
	if (field_at(shape, 0, detail) < 0)
		return OK;
	base.kind = kind_of(row->verb, detail, shape);
	if (base.kind != CHANGE_REMOVED &&
	    store_get(&record, telling->app->store, shape, row->record_id, telling->arena, NULL) <
		0)
		record = NULL;
	if (record)
		rc = system_of(&base.system, &ours, telling, record, err);
	if (rc < 0 || !ours)
		return rc;
	gone = node_new(telling->arena, shape, NULL);
	tell_fields(telling, &base, detail, record, gone);
	base.where = app_words(telling->app, record ? record : gone, telling->arena);
	for (size_t i = from; i < telling->count; i++)
		telling->line[i].change.where = base.where;
	return OK;
}

/* ---- all of them ---------------------------------------------------------------------------- */

static int by_system(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int order = strcmp(x->change.system ? x->change.system : "",
	    y->change.system ? y->change.system : "");

	return order ? order : x->order < y->order ? -1 : 1;
}

/* Was there a hand-in of that year before this one? */
static int has_earlier(bool *out, struct app *app, const struct node *agency,
    const struct node *snapshot, struct arena *arena, struct err *err)
{
	struct node *first = NULL;
	int rc = store_list(
	    &first, app->store, model_shape("snapshot"), agency->id, NULL, arena, err);

	*out = false;
	for (; rc == OK && first; first = first->next)
		*out = *out || (node_is(first, "year", node_get(snapshot, "year")) &&
			    node_int(first, "number", 0) < node_int(snapshot, "number", 0));
	return rc;
}

int app_changes(struct change **out, size_t *count, bool *first, struct app *app,
    const char *agency, const char *year, struct arena *arena, struct err *err)
{
	struct telling telling = { .app = app, .arena = arena };
	struct node *owner, *snapshot = NULL;
	bool earlier = false;
	int rc = review_agency(&owner, app, agency, RIGHT_READ, arena, err);

	*out = NULL;
	*count = 0;
	*first = true;
	if (rc == OK)
		rc = review_snapshot(&snapshot, app, owner, year, arena, err);
	if (rc == OK && !snapshot)
		rc = err_set(err, FAIL_NOT_FOUND, "agency '%s' has not handed in %s",
		    node_get(owner, "code"), year);
	if (rc == OK)
		rc = has_earlier(&earlier, app, owner, snapshot, arena, err);
	*first = !earlier;
	if (rc < 0 || !earlier || !node_get(snapshot, "audit-from"))
		return rc;
	telling.to = node_int(snapshot, "audit-to", 0);
	telling.agency = owner;
	telling.sent = node_is(snapshot, "way", "out");
	rc = store_audit_each(
	    app->store, node_int(snapshot, "audit-from", 1), tell_row, &telling, err);
	if (rc < 0 && !telling.over)
		return rc;
	if (telling.count > 0)
		qsort(telling.line, telling.count, sizeof(*telling.line), by_system);
	*out = arena_alloc(arena, (telling.count + 1) * sizeof(**out));
	for (size_t i = 0; i < telling.count; i++)
		(*out)[i] = telling.line[i].change;
	*count = telling.count;
	return OK;
}

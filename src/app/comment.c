/*
 * comment.c - comments of the reviewer on a question, and the agency's replies.
 *
 * A comment hangs on its question by names, not by ids: so it comes back to the same place in the
 * agency's own store.
 */
#include <stdlib.h>
#include <string.h>

#include "review_priv.h"

int review_agency(struct node **out, struct app *app, const char *agency, enum right right,
    struct arena *arena, struct err *err)
{
	const struct place place = { .agency = agency };
	struct spot spot;
	int rc = spot_find(&spot, app, model_shape("comment"), &place, arena, err);

	*out = spot.agency;
	return rc < 0 ? rc : app_allow(app, right, node_get(spot.agency, "code"), err);
}

int review_snapshot(struct node **out, struct app *app, const struct node *agency,
    const char *year, struct arena *arena, struct err *err)
{
	struct node *first = NULL;
	int rc = store_list(
	    &first, app->store, model_shape("snapshot"), agency->id, NULL, arena, err);

	*out = NULL;
	/* the list is by year and number */
	for (; rc == OK && first; first = first->next)
		if (!year || node_is(first, "year", year))
			*out = first;
	return rc;
}

int app_owner(struct node **out, struct app *app, const struct place *place, struct arena *arena,
    struct err *err)
{
	struct spot spot;
	int rc = spot_find(&spot, app, model_shape("comment"), place, arena, err);

	*out = spot.agency;
	return rc;
}

/* ---- questions without an answer ------------------------------------------------------------ */

static bool asked_of_level(struct app *app, const struct node *assessment, const char *key)
{
	const struct pack *pack = packs_find(app->packs, node_text(assessment, "pack"));
	const struct requirement *requirement = pack ? pack_requirement(pack, key) : NULL;
	int64_t level = node_int(assessment, "level", 0);

	return requirement && level >= 1 && level <= 5 && requirement->at[level];
}

/* Does the agency owe an answer to it? */
static bool is_asked(struct app *app, const struct subject *subject, const struct spot *spot)
{
	const char *about = subject->about;
	const struct pack *pack;

	if (strcmp(about, "finding") == 0)
		return asked_of_level(app, spot->assessment, subject->key);
	if (strcmp(about, "rating") == 0 || strcmp(about, "plan") == 0) {
		pack = packs_find(app->packs, node_text(spot->assessment, "threats"));
		return pack && pack_scenario(pack, subject->key);
	}
	if (strcmp(about, "obligation") == 0) {
		pack = node_get(spot->year, "obligations")
		    ? packs_find(app->packs, node_get(spot->year, "obligations"))
		    : packs_in_force(app->packs, PACK_OBLIGATIONS, app->today);
		return pack && pack_obligation(pack, subject->key);
	}
	for (size_t i = 0; strcmp(about, "fact") == 0 && i < packs_count(app->packs); i++)
		if (pack_fact(packs_at(app->packs, i), subject->key))
			return true;
	return false;
}

/* The asset of a finding, the component of a fact, must be there although the answer is not. */
static int check_part(struct app *app, const struct subject *subject, const struct spot *spot,
    struct arena *arena, struct err *err)
{
	const char *shape = strcmp(subject->about, "fact") == 0 ? "component" : "asset";
	const char *const key[] = { subject->asset };
	struct node *part = NULL;
	int rc;

	if (!subject->asset)
		return OK;
	rc = store_find(
	    &part, app->store, model_shape(shape), spot->system->id, key, arena, err);
	if (rc == OK && !part)
		rc = err_set(err, FAIL_NOT_FOUND, "system '%s' has no %s '%s'",
		    node_get(spot->system, "code"), tr(model_shape(shape)->label),
		    subject->asset);
	return rc;
}

static int check_there(struct app *app, const char *agency, const struct subject *subject,
    struct arena *arena, struct err *err)
{
	struct spot spot = { 0 };
	struct node *record;
	int rc = review_record(&record, &spot, app, agency, subject, arena, err);

	if (rc < 0 || record)
		return rc;
	if (!is_asked(app, subject, &spot))
		return err_set(err, FAIL_NOT_FOUND, "there is no %s '%s'",
		    tr(model_shape(subject->about)->label),
		    subject->key ? subject->key : subject->year ? subject->year : "");
	return check_part(app, subject, &spot, arena, err);
}

/* ---- adding --------------------------------------------------------------------------------- */

struct commenting {
	struct app *app;
	const char *agency;
	const struct subject *subject;
	const char *kind, *text;
	struct node *out;
	struct arena *arena;
};

static int fill(struct node *node, const struct commenting *commenting, struct err *err)
{
	const struct subject *subject = commenting->subject;
	const struct value value[] = { { "kind", commenting->kind }, { "about", subject->about },
		{ "system", subject->system }, { "year", subject->year }, { "key", subject->key },
		{ "asset", subject->asset }, { "text", commenting->text } };
	int rc = OK;

	for (size_t i = 0; rc == OK && i < sizeof(value) / sizeof(value[0]); i++)
		if (value[i].text)
			rc = node_set(
			    node, value[i].field, value[i].text, commenting->arena, err);
	return rc;
}

/* Sets the number; counts what hangs on the question already. */
static int number(struct node *node, struct app *app, const struct node *agency,
    struct arena *arena, struct err *err)
{
	struct subject mine = review_subject(node);
	struct node *first = NULL;
	int64_t highest = 0;
	size_t same = 0;
	int rc = store_list(
	    &first, app->store, model_shape("comment"), agency->id, NULL, arena, err);

	for (; rc == OK && first; first = first->next) {
		struct subject other = review_subject(first);
		int64_t its = node_int(first, "number", 0);

		same += review_same(&mine, &other);
		highest = its > highest ? its : highest;
	}
	if (rc == OK && same >= COMMENTS_MOST)
		rc = err_set(err, FAIL_INVALID, "there are %d comments on this question already",
		    COMMENTS_MOST);
	node_put(node, "number", number_text(arena, highest + 1));
	return rc;
}

static int comment_in_transaction(struct store *store, void *context, struct err *err)
{
	struct commenting *commenting = context;
	struct app *app = commenting->app;
	struct arena *arena = commenting->arena;
	struct node *node = node_new(arena, model_shape("comment"), NULL);
	struct node *agency, *snapshot = NULL;
	char now[21];
	int rc = review_agency(&agency, app, commenting->agency, RIGHT_REVIEW, arena, err);

	(void)store;
	if (rc == OK)
		rc = fill(node, commenting, err);
	if (rc == OK)
		rc = check_there(
		    app, node_get(agency, "code"), commenting->subject, arena, err);
	if (rc == OK)
		rc = number(node, app, agency, arena, err);
	if (rc == OK)
		rc = review_snapshot(
		    &snapshot, app, agency, node_get(node, "year"), arena, err);
	if (rc < 0)
		return rc;
	clock_now(now);
	node_put(node, "state", "open");
	node_put(node, "at", arena_copy(arena, now));
	node_put(node, "person", app->person);
	if (snapshot)
		node_put(node, "snapshot", node_get(snapshot, "number"));
	rc = node_complete(node, err);
	if (rc == OK)
		rc = record_keep(app, NULL, node, agency->id, "comment", arena, err);
	commenting->out = node;
	return rc;
}

int app_comment(struct node **out, struct app *app, const char *agency,
    const struct subject *subject, const char *kind, const char *text, struct arena *arena,
    struct err *err)
{
	struct commenting commenting = { app, agency, subject, kind, text, NULL, arena };
	struct node *allowed;
	/* once outside, so that a refusal is not undone with the rest */
	int rc = review_agency(&allowed, app, agency, RIGHT_REVIEW, arena, err);

	if (rc == OK)
		rc = store_write(app->store, comment_in_transaction, &commenting, err);
	if (rc == OK && out)
		*out = commenting.out;
	return rc;
}

/* ---- closing, replying ---------------------------------------------------------------------- */

static int find_comment(struct node **out, struct app *app, const char *agency, int64_t number,
    enum right right, struct arena *arena, struct err *err)
{
	const char *const key[] = { number_text(arena, number) };
	struct node *owner;
	int rc = review_agency(&owner, app, agency, right, arena, err);

	if (rc == OK)
		rc = store_find(
		    out, app->store, model_shape("comment"), owner->id, key, arena, err);
	if (rc == OK && !*out)
		rc = err_set(err, FAIL_NOT_FOUND, "agency '%s' has no comment %s",
		    node_get(owner, "code"), key[0]);
	return rc;
}

int app_comment_close(struct app *app, const char *agency, int64_t number, struct err *err)
{
	struct arena *arena = arena_new();
	struct node *before = NULL, *after;
	int rc = find_comment(&before, app, agency, number, RIGHT_REVIEW, arena, err);

	if (rc == OK) {
		after = record_copy(before, arena);
		node_put(after, "state", "closed");
		rc = record_replace(app, before, after, "close", arena, err);
	}
	arena_free(arena);
	return rc;
}

int app_comment_reply(struct app *app, const char *agency, int64_t number, const char *text,
    struct err *err)
{
	struct arena *arena = arena_new();
	struct node *before = NULL, *after = NULL;
	char now[21];
	int rc = find_comment(&before, app, agency, number, RIGHT_EDIT, arena, err);

	if (rc == OK && node_is(before, "state", "closed"))
		rc = err_set(err, FAIL_INVALID, "comment %lld is closed", (long long)number);
	if (rc == OK) {
		after = record_copy(before, arena);
		rc = node_set(after, "reply", text, arena, err);
	}
	if (rc == OK && !node_get(after, "reply"))
		rc = err_set(err, FAIL_INVALID, "say what the reply is");
	if (rc == OK && strcmp(node_text(before, "reply"), node_get(after, "reply")) != 0) {
		clock_now(now);
		node_put(after, "state", "answered");
		node_put(after, "replied-at", now);
		node_put(after, "replied-by", app->person);
		rc = record_replace(app, before, after, "reply", arena, err);
	}
	arena_free(arena);
	return rc;
}

/* ---- listing -------------------------------------------------------------------------------- */

/* What an answer says, whatever its shape: these fields, as far as it has them. */
static const char *answer_words(const struct node *record, struct arena *arena)
{
	static const char *const told[] = { "status", "state", "value", "likelihood", "impact",
		"level", "proposed", "current", "measure", "reason", "title", "name" };
	const char *text = "";

	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
		int at = shape_field(record->shape, told[i]);
		const struct field *field = at < 0 ? NULL : &record->shape->field[at];

		if (!field || !record->value[at])
			continue;
		if (field->type == F_INT)
			text = arena_print(arena, "%s%s%s %s", text, *text ? "; " : "",
			    tr(field->label), record->value[at]);
		else
			text = arena_print(arena, "%s%s%s", text, *text ? "; " : "",
			    field_code_label(field, record->value[at]));
	}
	return text;
}

static bool is_wanted(const struct node *comment, const struct remark_filter *filter)
{
	const char *year = node_get(comment, "year");

	if (filter->open && !node_is(comment, "state", "open"))
		return false;
	if (filter->year && year && strcmp(filter->year, year) != 0)
		return false;
	return !filter->system || node_is(comment, "system", filter->system);
}

struct placed {
	struct remark remark;
	const char *system, *key, *asset;
	size_t kind, order;
	int64_t number;
};

static size_t kind_order(const char *about)
{
	const struct shape *shape = model_shape("comment");
	const struct code *code = shape->field[shape_field(shape, "about")].codes;
	size_t order = 0;

	while (code[order].code && strcmp(code[order].code, about) != 0)
		order++;
	return order;
}

static int by_place(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	int order = strcmp(x->system, y->system);

	if (order == 0 && x->kind != y->kind)
		order = x->kind < y->kind ? -1 : 1;
	if (order == 0 && x->order != y->order)
		order = x->order < y->order ? -1 : 1;
	order = order ? order : strcmp(x->key, y->key);
	order = order ? order : strcmp(x->asset, y->asset);
	if (order == 0)
		order = x->number < y->number ? -1 : 1;
	return order;
}

static int place_one(struct placed *out, struct app *app, const char *agency,
    struct node *comment, struct arena *arena, struct err *err)
{
	struct subject subject = review_subject(comment);
	struct node *record = NULL;
	int rc = review_record(&record, NULL, app, agency, &subject, arena, err);

	/* what it was about may be gone */
	if (rc < 0 && rc != FAIL_NOT_FOUND && rc != FAIL_INVALID)
		return rc;
	*out = (struct placed){
		.remark = { comment, record,
			review_words(app, subject.about, subject.key, subject.asset, arena),
			record ? answer_words(record, arena) : "" },
		.system = node_text(comment, "system"),
		.key = node_text(comment, "key"),
		.asset = node_text(comment, "asset"),
		.kind = kind_order(subject.about),
		.order = review_order(app, subject.about, subject.key),
		.number = node_int(comment, "number", 0),
	};
	return OK;
}

int app_comments(struct remark **out, size_t *count, struct app *app, const char *agency,
    const struct remark_filter *filter, struct arena *arena, struct err *err)
{
	struct node *owner, *first = NULL;
	struct placed *list = NULL;
	size_t room = 0;
	int rc = review_agency(&owner, app, agency, RIGHT_READ, arena, err);

	*out = NULL;
	*count = 0;
	if (rc == OK)
		rc = store_list(&first, app->store, model_shape("comment"), owner->id, NULL,
		    arena, err);
	for (; rc == OK && first; first = first->next) {
		if (!is_wanted(first, filter))
			continue;
		list = arena_grow(arena, list, *count, &room, sizeof(*list));
		rc = place_one(
		    &list[*count], app, node_get(owner, "code"), first, arena, err);
		*count += rc == OK;
	}
	if (rc < 0)
		return rc;
	if (*count > 0)
		qsort(list, *count, sizeof(*list), by_place);
	*out = arena_alloc(arena, (*count + 1) * sizeof(**out));
	for (size_t i = 0; i < *count; i++)
		(*out)[i] = list[i].remark;
	return OK;
}

/*
 * summary.c - see summary_priv.h: the packed form is printed and parsed here and nowhere else.
 */
#include "summary_priv.h"

#include <stdlib.h>
#include <string.h>

static const char format[] = "summary 1";

void summary_basis(char out[HASH_TEXT], const struct app *app)
{
	struct hash *hash = hash_new();

	hash_add(hash, format, sizeof(format));
	for (size_t i = 0; i < packs_count(app->packs); i++) {
		const struct pack *pack = packs_at(app->packs, i);

		hash_add(hash, pack->id, strlen(pack->id) + 1);
		hash_add(hash, pack->hash, sizeof(pack->hash));
	}
	hash_end(hash, out);
}

/* ---- printing -------------------------------------------------------------------------------- */

static void add_group(
    struct buffer *out, const struct assessment_view *view, const struct group *group)
{
	struct score score = compliance_score(view->item, view->item_count, group, view->method);

	if (score.applicable == 0 && group)
		return;
	buffer_print(out, "%s%s:%lld:%lld:%zu:%zu", out->length ? " " : "",
	    group ? group->id : "-", (long long)score.sum, (long long)score.most,
	    score.applicable, score.assessed);
}

static const char *kept(struct buffer *text, struct arena *arena)
{
	const char *copy = text->length ? arena_copy_n(arena, text->text, text->length) : NULL;

	buffer_release(text);
	return copy;
}

static const char *groups_of(const struct assessment_view *view, struct arena *arena)
{
	struct buffer text = { 0 };

	add_group(&text, view, NULL);
	for (size_t i = 0; i < view->requirements->group_count; i++) {
		const struct group *group = &view->requirements->group[i];

		if (!group->parent || !group->parent->parent)
			add_group(&text, view, group);
	}
	return kept(&text, arena);
}

static const char *risks_of(const struct assessment_view *view, struct arena *arena)
{
	struct buffer text = { 0 };
	size_t unrated = 0;

	for (size_t i = 0; i < view->risk_count; i++)
		unrated += view->risk[i].gross == 0;
	buffer_print(&text, "%zu", unrated);
	for (size_t i = 0; i < view->risk_count; i++) {
		const struct risk *risk = &view->risk[i];

		if (risk->gross > 0)
			buffer_print(&text, " %s:%d:%d:%d", risk->scenario->id, risk->gross,
			    risk->current, risk->target);
	}
	return kept(&text, arena);
}

static const char *gains_of(const struct assessment_view *view, struct arena *arena)
{
	struct buffer text = { 0 };

	for (size_t i = 0; i < view->gain_count; i++)
		buffer_print(&text, "%s%s:%lld:%lld", i ? " " : "", view->gain[i].requirement->id,
		    (long long)view->gain[i].gain, (long long)view->gain[i].cost);
	return kept(&text, arena);
}

void summary_of(struct summary *out, const struct assessment_view *view, struct arena *arena)
{
	struct score score = compliance_score(view->item, view->item_count, NULL, view->method);

	*out = (struct summary){
		.year = (int)node_int(view->node, "year", 0),
		.level = (int)node_int(view->node, "level", 0),
		.score = score.score,
		.coverage = score.coverage,
		.in_place = score.full,
		.applicable = (int64_t)score.applicable,
		.assessed = (int64_t)score.assessed,
		.met = (int64_t)score.met,
		.partial = (int64_t)score.partial,
		.unmet = (int64_t)score.unmet,
		.not_applicable = (int64_t)score.not_applicable,
		.unassessed = (int64_t)score.unassessed,
		.groups = groups_of(view, arena),
		.risks = risks_of(view, arena),
		.gains = gains_of(view, arena),
	};
	for (const struct node *node = node_first(view->node, "finding"); node; node = node->next)
		if (!node_is(node, "status", "met") && !node_is(node, "status", "n-a"))
			out->measures += node_int(node, "cost", 0);
	for (const struct node *node = node_first(view->node, "plan"); node; node = node->next)
		out->plans += node_int(node, "budget", 0);
}

/* ---- parsing --------------------------------------------------------------------------------- */

/* One word: an id of at most 64 characters and count numbers. */
static bool next_word(char id[PACKED_ID], int64_t *number, size_t count, const char **at)
{
	const char *from = *at ? *at + strspn(*at, " ") : "";
	size_t length = strcspn(from, ": ");

	if (length == 0 || length >= PACKED_ID)
		return false;
	memcpy(id, from, length);
	id[length] = '\0';
	from += length;
	for (size_t i = 0; i < count; i++) {
		char *end;

		if (*from != ':')
			return false;
		number[i] = strtoll(from + 1, &end, 10);
		from = end;
	}
	*at = from;
	return true;
}

bool summary_next_group(struct summary_group *out, const char **at)
{
	int64_t number[4];

	if (!next_word(out->id, number, 4, at))
		return false;
	if (strcmp(out->id, "-") == 0)
		out->id[0] = '\0';
	out->sum = number[0];
	out->most = number[1];
	out->applicable = number[2];
	out->assessed = number[3];
	return true;
}

int64_t summary_unrated(const char **risks)
{
	char *end = NULL;
	int64_t number = *risks ? strtoll(*risks, &end, 10) : 0;

	if (end)
		*risks = end;
	return number;
}

bool summary_next_risk(struct summary_risk *out, const char **at)
{
	int64_t number[3];

	if (!next_word(out->scenario, number, 3, at))
		return false;
	out->gross = (int)number[0];
	out->current = (int)number[1];
	out->target = (int)number[2];
	return true;
}

bool summary_next_gain(struct summary_gain *out, const char **at)
{
	int64_t number[2];

	if (!next_word(out->requirement, number, 2, at))
		return false;
	out->gain = number[0];
	out->cost = number[1];
	return true;
}

void summary_of_row(struct summary *out, const struct store_row *row)
{
	const char *in_place = store_row_text(row, "in_place");

	*out = (struct summary){
		.year = (int)store_row_int(row, "year", 0),
		.level = (int)store_row_int(row, "level", 0),
		.score = (int)store_row_int(row, "score", -1),
		.coverage = (int)store_row_int(row, "coverage", 0),
		.in_place = in_place && strcmp(in_place, "yes") == 0,
		.applicable = store_row_int(row, "applicable", 0),
		.assessed = store_row_int(row, "assessed", 0),
		.met = store_row_int(row, "met", 0),
		.partial = store_row_int(row, "partial", 0),
		.unmet = store_row_int(row, "unmet", 0),
		.not_applicable = store_row_int(row, "n_a", 0),
		.unassessed = store_row_int(row, "unassessed", 0),
		.measures = store_row_int(row, "measures", 0),
		.plans = store_row_int(row, "plans", 0),
		.groups = store_row_text(row, "groups"),
		.risks = store_row_text(row, "risks"),
		.gains = store_row_text(row, "gains"),
	};
}

/* ---- the store ------------------------------------------------------------------------------- */

static void put(struct node *node, const char *field, int64_t number, struct arena *arena)
{
	node_put(node, field, number_text(arena, number));
}

int summary_put(struct store *store, const char *assessment, const struct summary *summary,
    const char *basis, struct arena *arena, struct err *err)
{
	struct node *node = node_new(arena, model_shape("summary"), NULL);
	int rc = store_drop_summaries(store, model_shape("assessment"), assessment, err);

	if (rc < 0)
		return rc;
	put(node, "year", summary->year, arena);
	node_put(node, "basis", basis);
	put(node, "level", summary->level, arena);
	if (summary->score >= 0)
		put(node, "score", summary->score, arena);
	put(node, "coverage", summary->coverage, arena);
	node_put(node, "in-place", summary->in_place ? "yes" : "no");
	put(node, "applicable", summary->applicable, arena);
	put(node, "assessed", summary->assessed, arena);
	put(node, "met", summary->met, arena);
	put(node, "partial", summary->partial, arena);
	put(node, "unmet", summary->unmet, arena);
	put(node, "n-a", summary->not_applicable, arena);
	put(node, "unassessed", summary->unassessed, arena);
	put(node, "measures", summary->measures, arena);
	put(node, "plans", summary->plans, arena);
	node_put(node, "groups", summary->groups);
	node_put(node, "risks", summary->risks);
	node_put(node, "gains", summary->gains);
	return store_add(store, node, assessment, arena, err);
}

int summary_drop(struct app *app, const struct shape *shape, const char *id, struct err *err)
{
	return store_drop_summaries(app->store, shape, id, err);
}

int summary_touch(struct app *app, const struct node *node, const char *parent, struct err *err)
{
	static const char *const counting[] = { "asset", "fact", "decision", "decision-criterion",
		"decision-fact", "action", "finding", "answer", "rating", "plan" };
	const struct shape *shape = node->shape;

	if (!parent)
		return strcmp(shape->name, "system") == 0 || strcmp(shape->name, "agency") == 0
		    ? OK
		    : store_drop_summaries(app->store, shape, node->id, err);
	for (size_t i = 0; i < sizeof(counting) / sizeof(counting[0]); i++)
		if (strcmp(counting[i], shape->name) == 0)
			return store_drop_summaries(
			    app->store, model_parent(shape), parent, err);
	return OK;
}

int summary_keep(
    struct app *app, const struct agency_view *view, struct arena *arena, struct err *err)
{
	char basis[HASH_TEXT];
	int rc = OK;

	summary_basis(basis, app);
	for (size_t i = 0; i < view->system_count; i++) {
		const struct system_view *system = &view->system[i];

		for (size_t k = 0; rc == OK && k < system->assessment_count; k++) {
			struct summary summary;

			summary_of(&summary, &system->assessment[k], arena);
			rc = summary_put(app->store, system->assessment[k].node->id, &summary,
			    basis, arena, err);
		}
	}
	return rc;
}

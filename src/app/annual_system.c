/*
 * annual_system.c - one system as the report to the ministry shows it.
 */
#include <stdlib.h>
#include <string.h>

#include "annual_priv.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What the report does not need of a system, and of an assessment: scores do not rest on it. */
static const char *const not_of_system[] = { "assessment", "proposal", "zone", "component", NULL };
static const char *const not_of_assessment[] = { "evidence", "answer", "rating", "plan", "summary",
	NULL };

void annual_put(struct node *node, const char *field, int64_t number, struct arena *arena)
{
	node_put(node, field, number_text(arena, number));
}

void annual_copy(struct node *to, const struct node *from, struct arena *arena)
{
	for (size_t i = 0; i < from->shape->field_count; i++)
		to->value[i] = arena_copy(arena, from->value[i]);
}

void annual_take(struct node *to, const char *const *name, size_t count, const struct node *from)
{
	for (size_t i = 0; i < count; i++)
		node_put(to, name[i], node_get(from, name[i]));
}

const char *annual_period(const struct annual *annual, const char *when)
{
	day date, from, to;

	if (!when || !rule_day(&date, when) ||
	    day_parse(&from, node_get(annual->node, "from"), NULL) < 0 ||
	    day_parse(&to, node_get(annual->node, "to"), NULL) < 0)
		return NULL;
	return date < from ? "before" : date > to ? "after"
						  : "within";
}

/* ---- inspection (the list of inspections of the regulation pack) ----------------------------- */

/* The cycle of a system of that level; where it has none of its own, that of the whole agency. */
static int cycle_months(const struct pack *pack, int level)
{
	int whole = 0;

	for (size_t i = 0; i < pack->inspection.count; i++) {
		const struct sourced *rule = &pack->inspection.at[i];

		if (rule->days <= 0 || !(rule->levels & 1u << level))
			continue;
		if (strcmp(rule->kind, "system") == 0)
			return rule->days;
		whole = rule->days;
	}
	return whole;
}

static void put_inspection(
    struct node *node, const struct annual *annual, const struct app *app, struct arena *arena)
{
	const char *inspected = node_get(node, "inspected");
	int months = cycle_months(annual->pack, (int)node_int(node, "level", 0));
	const char *end = node_get(annual->node, "to");
	day date, last;
	char text[11];

	if (strcmp(app->today, end) < 0)
		end = app->today;
	if (months > 0)
		annual_put(node, "inspection-months", months, arena);
	node_put(node, "inspection", "never");
	if (!inspected || day_parse(&date, inspected, NULL) < 0)
		return;
	node_put(node, "inspection-period", annual_period(annual, inspected));
	node_put(node, "inspection", "no-cycle");
	if (months > 0) {
		last = rule_months_after(date, months);
		day_format(text, last);
		node_put(node, "inspection-due", arena_copy(arena, text));
		node_put(node, "inspection", strcmp(text, end) < 0 ? "overdue" : "in-cycle");
	}
	if (node_is(node, "inspection-period", "after"))
		node_put(node, "inspection", "later");
}

/* ---- implementation -------------------------------------------------------------------------- */

/* Nothing assessed is a class of its own beside not implemented, never a zero. */
static const char *implementation(const struct score *score)
{
	if (score->full)
		return "full";
	if (score->assessed == 0)
		return "unassessed";
	return score->met + score->partial > 0 ? "partial" : "none";
}

static void put_scores(struct node *node, const struct assessment_view *view, struct arena *arena)
{
	struct score score = { .score = -1 };

	if (view->node)
		score = compliance_score(view->item, view->item_count, NULL, view->method);
	node_put(node, "implementation", implementation(&score));
	if (score.score >= 0)
		annual_put(node, "score", score.score, arena);
	annual_put(node, "coverage", score.coverage, arena);
	annual_put(node, "items", (int64_t)view->item_count, arena);
	annual_put(node, "applicable", (int64_t)score.applicable, arena);
	annual_put(node, "met", (int64_t)score.met, arena);
	annual_put(node, "partial", (int64_t)score.partial, arena);
	annual_put(node, "unmet", (int64_t)score.unmet, arena);
	annual_put(node, "n-a", (int64_t)score.not_applicable, arena);
	annual_put(node, "unassessed", (int64_t)score.unassessed, arena);
}

/* ---- the record of a system ------------------------------------------------------------------ */

static void put_own(struct node *node, const struct annual *annual, const struct node *agency,
    const struct node *system, struct arena *arena)
{
	static const char *const same[] = { "code", "state", "proposed-level", "approved-level",
		"approval-date", "approval-expected", "implementation-expected", "regulation-date",
		"inspected", "name", "approval-number", "approval-by", "regulation-number",
		"regulation-by", "inspected-by", "inspection-report", "proposed-reason", "note" };
	const char *followed = node_get(system, "regulation-followed");

	annual_take(node, same, COUNT(same), system);
	node_put(node, "agency", node_get(agency, "code"));
	node_put(node, "operator", node_get(system, "operator-name"));
	annual_put(node, "level", view_level(system), arena);
	node_put(node, "approval-period",
	    annual_period(annual, node_get(system, "approval-date")));
	node_put(node, "regulated", node_get(system, "regulation-number") ? "yes" : "no");
	node_put(node, "regulation-followed", followed ? followed : "unassessed");
}

static void put_assessment(struct node *node, const struct node *assessment)
{
	static const char *const same[] = { "pack", "pack-version", "situation", "progress",
		"effect", "change" };

	annual_take(node, same, COUNT(same), assessment);
	node_put(node, "assessed-level", node_get(assessment, "level"));
	node_put(node, "assessment-note", node_get(assessment, "note"));
}

/* ---- requirement by requirement -------------------------------------------------------------- */

static int by_requirement(const void *a, const void *b)
{
	const struct node *const *x = a;
	const struct node *const *y = b;

	return strcmp(node_get(*x, "requirement"), node_get(*y, "requirement"));
}

static const struct node **sorted(
    const struct node *assessment, size_t *count, struct arena *arena)
{
	const struct node **at = arena_alloc(
	    arena, (node_count(assessment, "finding") + 1) * sizeof(*at));

	*count = 0;
	for (const struct node *node = node_first(assessment, "finding"); node; node = node->next)
		at[(*count)++] = node;
	qsort(at, *count, sizeof(*at), by_requirement);
	return at;
}

static void add_answers(struct node *item, const struct node *const *finding, size_t count,
    struct arena *arena)
{
	static const char *const same[] = { "asset", "status", "due", "cost", "current", "measure",
		"reason", "person" };
	const char *requirement = node_get(item, "requirement");
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(node_get(finding[middle], "requirement"), requirement) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < count && node_is(finding[low], "requirement", requirement); low++)
		annual_take(node_new(arena, model_shape("annual-answer"), item), same, COUNT(same),
		    finding[low]);
}

static void add_action(struct node *parent, const struct node *action, struct arena *arena)
{
	static const char *const same[] = { "code", "state", "year", "requirement", "asset", "due",
		"done", "cost", "title", "owner", "source", "note" };

	annual_take(node_new(arena, model_shape("annual-action"), parent), same, COUNT(same),
	    action);
}

/* Actions of another year are no plan of this one. */
static bool of_year(const struct node *action, const struct annual *annual)
{
	return !node_get(action, "year") || node_is(action, "year", annual->options.year);
}

static struct node *add_item(struct node *system, const struct item_state *state,
    const struct assessment_view *view, struct arena *arena)
{
	const struct requirement *requirement = state->item.requirement;
	const struct demand *demand = state->item.demand;
	struct node *node = node_new(arena, model_shape("annual-item"), system);
	bool planned = state->status != MET && state->status != NOT_APPLICABLE &&
	    state->target == MET;

	node_put(node, "requirement", requirement->id);
	node_put(node, "group", requirement->group->id);
	node_put(node, "applies", truth_code(state->item.applies));
	node_put(node, "status", finding_code(state->status));
	node_put(node, "fulfilled", state->status == MET ? "yes" : "no");
	node_put(node, "planned", planned ? "yes" : "no");
	annual_put(node, "assets", (int64_t)state->assets, arena);
	annual_put(node, "met", (int64_t)state->met, arena);
	annual_put(node, "partial", (int64_t)state->partial, arena);
	annual_put(node, "unmet", (int64_t)state->unmet, arena);
	annual_put(node, "n-a", (int64_t)state->not_applicable, arena);
	annual_put(node, "unassessed", (int64_t)state->unassessed, arena);
	if (demand && demand->cite && *demand->cite)
		node_put(node, "cite", pack_cite(view->requirements, demand->cite, arena));
	node_put(node, "name", words_now(&requirement->name));
	return node;
}

static void add_items(struct node *node, const struct annual *annual, const struct node *system,
    const struct assessment_view *view, struct arena *arena)
{
	size_t count = 0;
	const struct node **finding = view->node ? sorted(view->node, &count, arena) : NULL;

	for (size_t i = 0; i < view->item_count; i++) {
		struct node *item = add_item(node, &view->item[i], view, arena);

		add_answers(item, finding, count, arena);
		for (const struct node *action = node_first(system, "action"); action;
		     action = action->next)
			if (of_year(action, annual) &&
			    node_is(action, "requirement", node_get(item, "requirement")))
				add_action(item, action, arena);
	}
	for (const struct node *action = node_first(system, "action"); action;
	     action = action->next) {
		const char *requirement = node_get(action, "requirement");

		if (of_year(action, annual) &&
		    !(requirement && node_find(node, "annual-item", "requirement", requirement)))
			add_action(node, action, arena);
	}
}

int annual_system_node(struct node **out, struct assessment_view *view,
    const struct annual *annual, struct app *app, struct node *agency, struct node *system,
    bool items, struct arena *arena, struct err *err)
{
	const char *const key[] = { annual->options.year };
	struct node *node = node_new(arena, model_shape("annual-system"), NULL);
	struct node *assessment = NULL;
	int rc = store_load(system, app->store, not_of_system, arena, err);

	*out = node;
	*view = (struct assessment_view){ 0 };
	system->parent = agency;
	if (rc == OK)
		rc = store_find(&assessment, app->store, model_shape("assessment"), system->id, key,
		    arena, err);
	if (rc == OK && assessment) {
		assessment->parent = system;
		rc = store_load(assessment, app->store, not_of_assessment, arena, err);
	}
	if (rc == OK && assessment)
		rc = assessment_compute(view, app, system, assessment, arena, err);
	if (rc < 0)
		return rc;
	put_own(node, annual, agency, system, arena);
	if (assessment)
		put_assessment(node, assessment);
	put_scores(node, view, arena);
	put_inspection(node, annual, app, arena);
	if (annual->form)
		rc = annual_form_system(node, annual, app, system, assessment, arena, err);
	if (rc == OK && items)
		add_items(node, annual, system, view, arena);
	return rc;
}

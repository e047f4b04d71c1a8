/*
 * annual_sum.c - what the report to the ministry adds up: requirements over all systems, those who
 * own and operate them, incidents and exercises, contradictions.
 */
#include <string.h>

#include "annual_priv.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- requirements over all systems ----------------------------------------------------------- */

static struct annual_tally *tally_of(struct annual_work *work, const struct pack *pack)
{
	struct annual_tally **at = &work->tally;

	for (; *at; at = &(*at)->next)
		if ((*at)->pack == pack)
			return *at;
	*at = arena_alloc(work->arena, sizeof(**at));
	(*at)->pack = pack;
	(*at)->of = arena_alloc(work->arena, (pack->requirement_count + 1) * sizeof(*(*at)->of));
	return *at;
}

void annual_add_demands(struct annual_work *work, const struct assessment_view *view)
{
	struct annual_tally *tally;

	if (!view->node)
		return;
	tally = tally_of(work, view->requirements);
	for (size_t i = 0; i < view->item_count; i++)
		tally->of[view->item[i].item.requirement->index][view->item[i].status]++;
}

static void put_demand(struct annual_work *work, const struct pack *pack,
    const struct requirement *requirement, const size_t *of)
{
	struct node *node = node_new(work->arena, model_shape("annual-demand"), work->annual->node);
	const struct group *top = requirement->group;
	size_t systems = 0;

	while (top->parent)
		top = top->parent;
	for (int i = 0; i < ANNUAL_STATUSES; i++) {
		annual_put(node, finding_code((enum finding)i), (int64_t)of[i], work->arena);
		systems += of[i];
	}
	annual_put(node, "systems", (int64_t)systems, work->arena);
	node_put(node, "pack", pack->id);
	node_put(node, "requirement", requirement->id);
	node_put(node, "group", requirement->group->id);
	node_put(node, "criterion", top == requirement->group ? words_now(&top->name)
	    : arena_print(work->arena, "%s: %s", words_now(&top->name),
	    words_now(&requirement->group->name)));
	node_put(node, "name", words_now(&requirement->name));
}

void annual_put_demands(struct annual_work *work)
{
	struct annual *annual = work->annual;
	size_t packs = 0;

	for (const struct annual_tally *tally = work->tally; tally; tally = tally->next)
		packs++;
	annual->used = arena_alloc(work->arena, (packs + 1) * sizeof(*annual->used));
	for (const struct annual_tally *tally = work->tally; tally; tally = tally->next) {
		annual->used[annual->used_count++] = tally->pack;
		for (size_t i = 0; i < tally->pack->requirement_count; i++) {
			const size_t *of = tally->of[tally->pack->requirement[i].index];

			if (of[MET] + of[PARTIAL] + of[UNMET] + of[NOT_APPLICABLE] + of[UNASSESSED])
				put_demand(work, tally->pack, &tally->pack->requirement[i], of);
		}
	}
}

/* ---- owner, specialised unit, operators ------------------------------------------------------ */

static const char *const contact[] = { "name", "regulation", "representative", "position",
	"address", "phone", "email" };

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* The same words of one party are one record; other words about it are another: a difference is
 * seen, not hidden. */
static void add_party(struct annual_work *work, const char *kind, const char *const *value)
{
	struct node *node = node_first(work->annual->node, "annual-party");

	if (!value[0])
		return;
	for (; node; node = node->next) {
		bool same = node_is(node, "kind", kind);

		for (size_t i = 0; same && i < COUNT(contact); i++)
			same = same_text(node_get(node, contact[i]), value[i]);
		if (same)
			break;
	}
	if (!node) {
		node = node_new(
		    work->arena, model_shape("annual-party"), work->annual->node);
		node_put(node, "kind", kind);
		for (size_t i = 0; i < COUNT(contact); i++)
			node_put(node, contact[i], arena_copy(work->arena, value[i]));
		work->parties++;
	}
	annual_put(node, "systems", node_int(node, "systems", 0) + 1, work->arena);
}

void annual_add_parties(struct annual_work *work, const struct node *agency,
    const struct node *system, const struct node *unit)
{
	const char *owner[] = { annual_owner(agency, system),
		node_get(system, "owner-regulation"), node_get(system, "owner-representative"),
		node_get(system, "owner-position"), node_get(system, "owner-address"),
		node_get(system, "owner-phone"), node_get(system, "owner-email") };
	const char *operator[] = { node_get(system, "operator-name"),
		node_get(system, "operator-regulation"),
		node_get(system, "operator-representative"),
		node_get(system, "operator-position"), node_get(system, "operator-address"),
		node_get(system, "operator-phone"), node_get(system, "operator-email") };
	const char *special[COUNT(contact)] = { node_get(agency, "specialised-unit") };

	for (size_t i = 1; unit && i < COUNT(contact); i++)
		special[i] = node_get(unit, contact[i]);
	add_party(work, "owner", owner);
	add_party(work, "specialised-unit", special);
	add_party(work, "operator", operator);
}

/* ---- incidents and exercises ----------------------------------------------------------------- */

static void put_common(
    struct node *node, const struct node *agency, const char *year, const struct node *from)
{
	static const char *const same[] = { "code", "state", "title" };

	annual_take(node, same, COUNT(same), from);
	node_put(node, "agency", node_get(agency, "code"));
	node_put(node, "year", year);
}

static void put_day(struct node *node, const char *when, struct arena *arena)
{
	char text[11];
	day date;

	if (!when || !rule_day(&date, when))
		return;
	day_format(text, date);
	node_put(node, "date", arena_copy(arena, text));
}

/* A record of another year belongs here only when its day lies in the period. */
static void add_event(struct annual_work *work, const struct node *agency, const char *year,
    const struct node *from, struct arena *arena)
{
	bool incident = strcmp(from->shape->name, "incident") == 0;
	const char *when = incident ? node_get(from, "detected") : node_get(from, "date");
	const char *period = annual_period(work->annual, when);
	struct node *node = node_new(arena, model_shape("annual-event"), NULL);

	if (strcmp(year, work->annual->options.year) != 0 &&
	    !(period && strcmp(period, "within") == 0))
		return;
	put_common(node, agency, year, from);
	put_day(node, when, arena);
	node_put(node, "period", period);
	node_put(node, "kind", incident ? "incident" : node_get(from, "kind"));
	if (incident) {
		static const char *const same[] = { "system", "reported", "grade", "cause",
			"damage" };

		annual_take(node, same, COUNT(same), from);
		node_put(node, "result", node_get(from, "handling"));
	} else {
		node_put(node, "participants", node_get(from, "participants"));
		node_put(node, "result", node_get(from, "result"));
	}
	annual_copy(node_new(work->arena, node->shape, work->annual->node), node, work->arena);
}

static int add_year(struct annual_work *work, const struct node *agency, const char *year,
    struct arena *arena, struct err *err)
{
	static const char *const shapes[] = { "incident", "exercise" };
	const char *const key[] = { year };
	struct node *node, *first = NULL;
	int rc = store_find(&node, work->app->store, model_shape("year"), agency->id, key, arena,
	    err);

	for (size_t i = 0; rc == OK && node && i < COUNT(shapes); i++) {
		rc = store_list(&first, work->app->store, model_shape(shapes[i]), node->id, NULL,
		    arena, err);
		for (; rc == OK && first; first = first->next)
			add_event(work, agency, node_get(node, "year"), first, arena);
	}
	return rc;
}

int annual_add_events(struct annual_work *work, const struct node *agency, struct arena *arena,
    struct err *err)
{
	int64_t year = node_int(work->annual->node, "year", 0);
	int rc = OK;

	for (int64_t at = year - 1; rc == OK && at <= year + 1; at++)
		rc = add_year(work, agency, number_text(arena, at), arena, err);
	return rc;
}

/* ---- contradictions -------------------------------------------------------------------------- */

int annual_add_breaches(struct annual_work *work, const struct node *agency,
    const struct node *systems, struct arena *arena, struct err *err)
{
	const char *code = node_get(agency, "code");
	struct breach_list list = { 0 };
	int rc = app_check(&list, work->app, code, work->annual->options.year, arena, err);

	for (size_t i = 0; rc == OK && i < list.count; i++) {
		const struct breach *breach = &list.at[i];
		const struct node *system = systems;
		struct node *node;

		while (breach->system && system && !node_is(system, "code", breach->system))
			system = system->next;
		if (breach->system && !annual_belongs(work->annual, agency, system))
			continue;
		/* what is only to be looked at again is the owner's own affair */
		if (!breach->rule->stops) {
			work->annual->warnings++;
			continue;
		}
		node = node_new(
		    work->arena, model_shape("annual-breach"), work->annual->node);
		node_put(node, "agency", arena_copy(work->arena, code));
		node_put(node, "rule", breach->rule->id);
		node_put(node, "severity", "stop");
		node_put(node, "system", arena_copy(work->arena, breach->system));
		node_put(node, "where", arena_copy(work->arena, breach->where));
		node_put(node, "text", arena_copy(work->arena, breach->text));
	}
	return rc;
}

/* ---- totals ---------------------------------------------------------------------------------- */

static int64_t systems_with(const struct node *root, const char *field, const char *value)
{
	int64_t count = 0;

	for (const struct node *node = node_first(root, "annual-system"); node; node = node->next)
		count += value ? node_is(node, field, value) : node_get(node, field) != NULL;
	return count;
}

static int64_t sum(const struct node *root, const char *shape, const char *field)
{
	int64_t total = 0;

	for (const struct node *node = node_first(root, shape); node; node = node->next)
		total += node_int(node, field, 0);
	return total;
}

/* A regulation is followed only where there is one. */
static int64_t followed(const struct node *root)
{
	int64_t count = 0;

	for (const struct node *node = node_first(root, "annual-system"); node; node = node->next)
		count += node_is(node, "regulated", "yes") &&
		    node_is(node, "regulation-followed", "met");
	return count;
}

static int64_t others(const struct node *root)
{
	int64_t count = (int64_t)node_count(root, "annual-event");

	for (const struct node *node = node_first(root, "annual-agency"); node; node = node->next)
		count += node_is(node, "counted", "yes") &&
		    (node_get(node, "other") || node_get(node, "note"));
	for (const struct node *node = node_first(root, "annual-system"); node; node = node->next)
		count += node_get(node, "note") || node_get(node, "assessment-note");
	return count;
}

static int64_t rows_of(const struct annual *annual, enum annual_topic topic)
{
	const struct node *root = annual->node;

	switch (topic) {
	case ANNUAL_PARTIES:
		return (int64_t)node_count(root, "annual-party");
	case ANNUAL_SYSTEMS:
	case ANNUAL_IMPLEMENTED:
		return node_int(root, "systems", 0);
	case ANNUAL_APPROVED:
		return node_int(root, "approved", 0);
	case ANNUAL_REGULATED:
	case ANNUAL_REGULATIONS:
		return node_int(root, "regulated", 0);
	case ANNUAL_FOLLOWED:
		return node_int(root, "followed", 0);
	case ANNUAL_INSPECTED:
		return node_int(root, "inspected", 0);
	case ANNUAL_ASSESSED:
	case ANNUAL_MEASURES:
		return node_int(root, "items", 0);
	case ANNUAL_OTHER:
		return others(root);
	case ANNUAL_SITUATION:
		return systems_with(root, "situation", NULL);
	case ANNUAL_PROGRESS:
		return systems_with(root, "progress", NULL);
	case ANNUAL_EFFECT:
		return systems_with(root, "effect", NULL);
	case ANNUAL_CHANGE:
		return systems_with(root, "change", NULL);
	case ANNUAL_SECURITY_LIST:
		return node_int(root, "security-listed", 0);
	}
	return 0;
}

static void put_contents(struct annual_work *work)
{
	struct annual *annual = work->annual;

	for (size_t i = 0; i < annual->content_count; i++) {
		const struct sourced *content = annual->content[i];
		struct node *node = node_new(
		    work->arena, model_shape("annual-content"), annual->node);

		node_put(node, "content", content->id);
		annual_put(node, "rank", (int64_t)i + 1, work->arena);
		annual_put(node, "rows", rows_of(annual, annual_topic(content)), work->arena);
		node_put(node, "source", status_code(content->status));
		node_put(node, "cite", pack_cite(annual->pack, content->cite, work->arena));
		node_put(node, "text", words_now(&content->text));
	}
}

void annual_put_totals(struct annual_work *work)
{
	static const char *const classes[] = { "full", "partial", "none", "unassessed" };
	struct node *root = work->annual->node;
	struct arena *arena = work->arena;
	int64_t counted = 0, left = 0, outside = 0;

	for (const struct node *node = node_first(root, "annual-agency"); node;
	     node = node->next) {
		bool in = node_is(node, "counted", "yes");

		counted += in;
		left += in ? 0 : node_int(node, "systems", 0);
		outside += in ? node_int(node, "outside", 0) : 0;
	}
	annual_put(root, "agencies", (int64_t)node_count(root, "annual-agency"), arena);
	annual_put(root, "counted", counted, arena);
	annual_put(root, "left-out", left, arena);
	annual_put(root, "outside", outside, arena);
	annual_put(root, "systems", (int64_t)node_count(root, "annual-system"), arena);
	annual_put(root, "approved", systems_with(root, "approved-level", NULL), arena);
	for (size_t i = 0; i < COUNT(classes); i++)
		annual_put(root, classes[i], systems_with(root, "implementation", classes[i]),
		    arena);
	annual_put(root, "regulated", systems_with(root, "regulated", "yes"), arena);
	annual_put(root, "followed", followed(root), arena);
	annual_put(root, "inspected", systems_with(root, "inspection", "in-cycle"), arena);
	annual_put(root, "items", sum(root, "annual-system", "items"), arena);
	if (work->annual->form)
		annual_form_totals(work);
	put_contents(work);
}

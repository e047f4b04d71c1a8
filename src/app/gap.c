/*
 * gap.c - what the answers to the old checklist show of the new one: system by system, by group,
 * over all systems.
 */
#include <stdlib.h>
#include <string.h>

#include "regime_priv.h"

struct gapping {
	struct app *app;
	const struct pack *regulation, *crosswalk, *now;
	struct node *node;                      /* of shape gap */
	bool items;
	struct arena *arena;
	/* by group and by requirement of the new checklist */
	size_t (*group)[GAP_STATES], (*demand)[GAP_STATES], *asked;
	size_t total[GAP_STATES];
};

/* One system while it is looked at. */
struct subject_gap {
	struct node *system;                    /* loaded, computed */
	struct system_view view;
	const struct assessment_view *old;
	struct regime_view regime;
	struct node *node;                      /* of shape gap-system */
	const char *due;                        /* safe day; NULL: at once */
	struct arena *arena;
};

static void put_states(struct node *node, const size_t of[GAP_STATES], struct arena *arena)
{
	size_t items = 0;

	for (int state = 0; state < GAP_STATES; state++) {
		node_put(node, gap_code((enum gap_state)state),
		    number_text(arena, (int64_t)of[state]));
		items += of[state];
	}
	node_put(node, "items", number_text(arena, (int64_t)items));
}

/* ---- one requirement ------------------------------------------------------------------------- */

/* The words of the old answers, in their order, as many as fit; the last line counts the others. */
static const char *old_words(
    const struct subject_gap *s, const char *requirement, struct arena *arena)
{
	enum { ROOM = TEXT_LIMIT - 200 };
	const char *text = NULL;
	size_t others = 0;

	for (const struct node *node = node_first(s->old->node, "finding"); node;
	     node = node->next) {
		const char *asset = node_get(node, "asset");
		const char *longer;

		if (!node_is(node, "requirement", requirement) || !node_get(node, "current"))
			continue;
		longer = arena_print(arena, "%s%s%s%s%s", text ? text : "", text ? "\n" : "",
		    asset ? asset : "", asset ? ": " : "", node_get(node, "current"));
		if (text && text_length(longer) > ROOM)
			others++;
		else
			text = longer;
	}
	return others == 0 ? text
			   : arena_print(arena,
				 _("%s\n(%zu other answers stand in the checklist itself)"), text,
				 others);
}

static void add_from(
    struct gapping *g, const struct subject_gap *s, const struct gap_item *item, struct node *to)
{
	for (size_t i = 0; i < item->from_count; i++) {
		const struct gap_from *from = &item->from[i];
		const char *id = from->pair->from->id;
		struct node *node = node_new(g->arena, model_shape("gap-from"), to);

		node_put(node, "requirement", id);
		node_put(node, "kind", pair_code(from->pair->kind));
		node_put(node, "status", from->old ? finding_code(from->old->status) : NULL);
		node_put(node, "name", words_now(&from->pair->from->name));
		node_put(node, "why", words_now(&from->pair->why));
		node_put(node, "current", from->old ? old_words(s, id, g->arena) : NULL);
	}
}

static const char *thresholds(const struct demand *demand, struct arena *arena)
{
	const char *text = NULL;

	for (size_t i = 0; i < demand->threshold_count; i++) {
		const struct threshold *threshold = &demand->threshold[i];

		text = arena_print(arena, "%s%s%s", text ? text : "", text ? "\n" : "",
		    words_now(&threshold->text));
		if (threshold->force == FORCE_SUGGESTED)
			text = arena_print(arena, "%s (%s)", text, force_label(threshold->force));
	}
	return text;
}

static bool is_about(const struct gap_item *item, const struct node *action)
{
	if (node_is(action, "requirement", item->item->requirement->id))
		return true;
	for (size_t i = 0; i < item->from_count; i++)
		if (item->from[i].old &&
		    node_is(action, "requirement", item->from[i].pair->from->id))
			return true;
	return false;
}

/* The first action for it, or for what it was before, that is not done yet. */
static const struct node *action_for(const struct node *system, const struct gap_item *item)
{
	for (const struct node *node = node_first(system, "action"); node; node = node->next)
		if (is_about(item, node) && !node_is(node, "state", "done") &&
		    !node_is(node, "state", "cancelled"))
			return node;
	return NULL;
}

static bool lacks(enum gap_state state)
{
	return state != GAP_SHOWN && state != GAP_NOT_APPLICABLE;
}

static void add_item(struct gapping *g, struct subject_gap *s, const struct gap_item *item)
{
	const struct requirement *requirement = item->item->requirement;
	const struct demand *demand = item->item->demand;
	const struct threshold *cycle = demand_cycle(demand);
	const struct node *action = action_for(s->system, item);
	struct node *node = node_new(g->arena, model_shape("gap-item"), s->node);

	node_put(node, "requirement", requirement->id);
	node_put(node, "group", requirement->group->id);
	node_put(node, "state", gap_code(item->state));
	node_put(node, "proposed", finding_code(item->proposed));
	if (item->state != GAP_SHOWN)
		node_put(node, "due", s->due);
	if (cycle && cycle->value)
		node_put(node, "months", number_text(g->arena, cycle->value));
	node_put(node, "source", status_code(demand->status));
	if (action) {
		node_put(node, "action", node_get(action, "code"));
		node_put(node, "action-due", node_get(action, "due"));
		node_put(node, "action-owner", node_get(action, "owner"));
	}
	node_put(node, "cite", pack_cite(g->now, demand->cite, g->arena));
	node_put(node, "name", words_now(&requirement->name));
	node_put(node, "demand", demand->text.vi ? words_now(&demand->text) : NULL);
	node_put(node, "thresholds", thresholds(demand, g->arena));
	node_put(node, "why", *item->why ? item->why : NULL);
	add_from(g, s, item, node);
}

/* ---- one system ------------------------------------------------------------------------------ */

static void add_dropped(struct gapping *g, struct subject_gap *s, const struct gap *gap)
{
	for (size_t i = 0; i < gap->dropped_count; i++) {
		const struct gap_dropped *dropped = &gap->dropped[i];
		struct node *node = node_new(g->arena, model_shape("gap-dropped"), s->node);

		node_put(node, "requirement", dropped->old->item.requirement->id);
		node_put(node, "status", finding_code(dropped->old->status));
		node_put(node, "name", words_now(&dropped->old->item.requirement->name));
		node_put(node, "why", dropped->pair ? words_now(&dropped->pair->why) : NULL);
	}
}

static void count_in(struct gapping *g, struct subject_gap *s, const struct gap *gap)
{
	int64_t planned = 0;

	for (size_t i = 0; i < gap->count; i++) {
		const struct gap_item *item = &gap->item[i];
		const struct requirement *requirement = item->item->requirement;
		const struct node *action = action_for(s->system, item);

		g->total[item->state]++;
		g->group[requirement->group - g->now->group][item->state]++;
		g->demand[requirement->index][item->state]++;
		g->asked[requirement->index]++;
		planned += lacks(item->state) && action && node_get(action, "due") &&
		    node_get(action, "owner");
		if (g->items)
			add_item(g, s, item);
	}
	if (g->items)
		add_dropped(g, s, gap);
	put_states(s->node, gap->of, g->arena);
	node_put(s->node, "planned", number_text(g->arena, planned));
	node_put(s->node, "dropped", number_text(g->arena, (int64_t)gap->dropped_count));
}

static void put_head(struct gapping *g, struct subject_gap *s, const struct node *agency, int level)
{
	const struct term_view *term = &s->regime.measures_due;
	struct node *node = s->node;
	char text[11];
	day today = 0;

	node_put(node, "agency", node_get(agency, "code"));
	node_put(node, "agency-name", node_get(agency, "name"));
	node_put(node, "code", node_get(s->system, "code"));
	node_put(node, "name", node_get(s->system, "name"));
	node_put(node, "level", number_text(g->arena, level));
	node_put(node, "year", node_get(s->old->node, "year"));
	node_put(node, "old-pack", s->old->requirements->id);
	node_put(node, "old-version", s->old->requirements->version);
	node_put(node, "new-pack", g->now->id);
	node_put(node, "new-version", g->now->version);
	if (term->state == TERM_NONE)
		return;
	day_format(text, term->safe);
	s->due = arena_copy(g->arena, text);
	node_put(node, "safe", s->due);
	day_format(text, term->corresponding);
	node_put(node, "due", arena_copy(g->arena, text));
	if (day_parse(&today, g->app->today, NULL) == OK)
		node_put(node, "days-left", number_text(g->arena, term->safe - today));
}

static const struct assessment_view *newest_under(
    const struct system_view *view, const char *requirements)
{
	for (size_t i = view->assessment_count; i-- > 0;)
		if (strcmp(view->assessment[i].requirements->id, requirements) == 0)
			return &view->assessment[i];
	return NULL;
}

/* The new checklist as it would be asked of the system at its level. */
static int new_checklist(struct check_item **out, size_t *count, struct gapping *g,
    const struct subject_gap *s, struct err *err)
{
	return checklist_of(
	    out, count, g->app, g->now, s->system, s->old->node, s->arena, err);
}

static void leave_out(struct gapping *g, const struct node *agency, const struct node *system,
    const char *why)
{
	struct node *node = node_new(g->arena, model_shape("gap-other"), g->node);

	node_put(node, "agency", arena_copy(g->arena, node_get(agency, "code")));
	node_put(node, "code", arena_copy(g->arena, node_get(system, "code")));
	node_put(node, "name", arena_copy(g->arena, node_get(system, "name")));
	node_put(node, "why", why);
}

static int make_system(
    struct gapping *g, struct subject_gap *s, const struct node *agency, struct err *err)
{
	struct node *kept, *node;
	struct check_item *item = NULL;
	struct gap gap;
	size_t count = 0;
	int rc = new_checklist(&item, &count, g, s, err);

	if (rc < 0)
		return rc;
	gap_make(&gap, g->crosswalk, item, count, s->old->item, s->old->item_count, s->arena);
	s->node = node_new(s->arena, model_shape("gap-system"), NULL);
	put_head(g, s, agency, (int)node_int(s->old->node, "level", 0));
	rc = regime_record(&s->regime, &node, g->app, agency, &s->view, g->app->today, s->arena,
	    err);
	if (rc < 0)
		return rc;
	count_in(g, s, &gap);
	kept = record_own(s->node, g->node, g->arena);
	record_own(node, kept, g->arena);
	return OK;
}

/* Does it process state secrets? What was answered all the same is not spread any further. */
static bool is_stopped(const struct system_view *view)
{
	for (size_t i = 0; view->level && i < view->level->parts; i++)
		if (facts_stop(view->level->part[i].facts))
			return true;
	return false;
}

static int add_system(struct gapping *g, const struct node *agency, const struct node *row,
    struct err *err)
{
	struct subject_gap s = { .arena = arena_new() };
	int rc;

	s.system = record_copy(row, s.arena);
	rc = store_load(s.system, g->app->store, NULL, s.arena, err);
	if (rc == OK)
		rc = view_compute_system(&s.view, g->app, s.system, s.arena, err);
	if (rc == OK)
		rc = regime_of(
		    &s.regime, &g->regulation, g->app, s.system, g->app->today, err);
	if (rc == OK) {
		s.old = newest_under(&s.view, g->regulation->regime->old_requirements);
		if (node_is(s.system, "state", "retired"))
			leave_out(g, agency, s.system, _("out of service"));
		else if (is_stopped(&s.view))
			leave_out(g, agency, s.system,
			    _("processes state secrets: compare on the means for state secrets"));
		else if (!s.regime.next_measures && !s.old)
			leave_out(g, agency, s.system,
			    _("the new checklist holds at once: answer it directly"));
		else if (!s.old)
			leave_out(g, agency, s.system,
			    _("nothing was answered under the earlier checklist"));
		else
			rc = make_system(g, &s, agency, err);
	}
	arena_free(s.arena);
	return rc;
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void add_groups(struct gapping *g)
{
	for (size_t i = 0; i < g->now->group_count; i++) {
		struct node *node = node_new(g->arena, model_shape("gap-group"), g->node);

		node_put(node, "group", g->now->group[i].id);
		put_states(node, g->group[i], g->arena);
		node_put(node, "name", words_now(&g->now->group[i].name));
	}
}

struct ranked {
	size_t index, lacking;
};

static int by_lacking(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->lacking != y->lacking)
		return x->lacking > y->lacking ? -1 : 1;
	return x->index < y->index ? -1 : 1;
}

static void add_demands(struct gapping *g)
{
	size_t count = 0, of = g->now->requirement_count;
	struct ranked *rank = arena_alloc(g->arena, (of + 1) * sizeof(*rank));

	for (size_t i = 0; i < of; i++)
		if (g->asked[i] > 0)
			rank[count++] = (struct ranked){ i,
				g->asked[i] - g->demand[i][GAP_SHOWN] -
				    g->demand[i][GAP_NOT_APPLICABLE] };
	if (count > 0)
		qsort(rank, count, sizeof(*rank), by_lacking);
	for (size_t i = 0; i < count; i++) {
		const struct requirement *requirement = &g->now->requirement[rank[i].index];
		struct node *node = node_new(g->arena, model_shape("gap-demand"), g->node);

		node_put(node, "requirement", requirement->id);
		node_put(node, "group", requirement->group->id);
		node_put(node, "rank", number_text(g->arena, (int64_t)i + 1));
		node_put(node, "lacking", number_text(g->arena, (int64_t)rank[i].lacking));
		put_states(node, g->demand[rank[i].index], g->arena);
		node_put(node, "name", words_now(&requirement->name));
	}
}

static int prepare(struct gapping *g, struct err *err)
{
	const struct regime *regime;

	g->regulation = packs_regime(g->app->packs);
	if (!g->regulation)
		return err_set(err, FAIL_INVALID, "no pack here tells of a change of regime");
	regime = g->regulation->regime;
	g->crosswalk = packs_find(g->app->packs, regime->crosswalk);
	g->now = packs_find(g->app->packs, regime->new_requirements);
	if (!g->crosswalk || !g->now)
		return err_set(err, FAIL_INVALID, "pack '%s' is not here: add it with --packs",
		    g->crosswalk ? regime->new_requirements : regime->crosswalk);
	g->node = node_new(g->arena, model_shape("gap"), NULL);
	g->group = arena_alloc(g->arena, (g->now->group_count + 1) * sizeof(*g->group));
	g->demand = arena_alloc(g->arena, (g->now->requirement_count + 1) * sizeof(*g->demand));
	g->asked = arena_alloc(g->arena, (g->now->requirement_count + 1) * sizeof(*g->asked));
	node_put(g->node, "as-of", g->app->today);
	node_put(g->node, "crosswalk", g->crosswalk->id);
	node_put(g->node, "crosswalk-version", g->crosswalk->version);
	node_put(g->node, "sample", "no");
	return OK;
}

static int add_agency(
    struct gapping *g, const struct node *agency, const char *only, struct err *err)
{
	struct node *system = NULL;
	int rc = store_list(&system, g->app->store, model_shape("system"), agency->id, NULL,
	    g->arena, err);

	if (node_is(agency, "sample", "yes"))
		node_put(g->node, "sample", "yes");
	for (; rc == OK && system; system = system->next)
		if (!only || node_is(system, "code", only))
			rc = add_system(g, agency, system, err);
	return rc;
}

int app_gap(struct node **out, struct app *app, const char *agency, const char *system, bool items,
    struct arena *arena, struct err *err)
{
	struct gapping g = { .app = app, .items = items, .arena = arena };
	const struct place place = { .agency = agency, .system = system };
	struct node *first = NULL;
	struct spot spot;
	int rc = prepare(&g, err);

	if (rc == OK && system) {
		rc = spot_find(&spot, app, model_shape("fact"), &place, arena, err);
		if (rc == OK)
			agency = node_get(spot.agency, "code");
	}
	if (rc == OK)
		rc = agencies_to_read(&first, app, agency, arena, err);
	if (rc == OK && agency) {
		node_put(g.node, "agency", agency);
		node_put(g.node, "name", node_get(first, "name"));
	}
	for (; rc == OK && first; first = first->next)
		rc = add_agency(&g, first, system, err);
	if (rc < 0)
		return rc;
	node_put(g.node, "systems",
	    number_text(arena, (int64_t)node_count(g.node, "gap-system")));
	put_states(g.node, g.total, arena);
	add_groups(&g);
	add_demands(&g);
	*out = g.node;
	return OK;
}

/*
 * province_sum.c - systems and the summaries of their assessments: sums over a province.
 */
#include "province_priv.h"

#include <stdlib.h>
#include <string.h>

/* ---- packs ----------------------------------------------------------------------------------- */

/* Where sums by this pack stand; PROVINCE_PACKS: there are too many packs, or it is not here. */
static size_t requirements_at(struct gathering *g, const char *id)
{
	const struct pack *pack = id ? packs_find(g->app->packs, id) : NULL;
	size_t i = 0;

	while (i < g->requirements_count && g->requirements[i].pack != pack)
		i++;
	if (i < g->requirements_count || !pack || i == PROVINCE_PACKS)
		return pack ? i : PROVINCE_PACKS;
	g->requirements[i].pack = pack;
	g->requirements[i].by = arena_alloc(
	    g->arena, (pack->requirement_count + 1) * sizeof(*g->requirements[i].by));
	return g->requirements_count++;
}

static size_t threats_at(struct gathering *g, const char *id)
{
	const struct pack *pack = id ? packs_find(g->app->packs, id) : NULL;
	size_t i = 0;

	while (i < g->threats_count && g->threats[i].pack != pack)
		i++;
	if (i < g->threats_count || !pack || i == PROVINCE_PACKS)
		return pack ? i : PROVINCE_PACKS;
	g->threats[i].pack = pack;
	g->threats[i].by = arena_alloc(
	    g->arena, (pack->scenario_count + 1) * sizeof(*g->threats[i].by));
	return g->threats_count++;
}

static size_t band_at(const struct method *method, const struct band *band)
{
	size_t at = 0;

	while (at + 1 < method->band_count && at + 1 < PROVINCE_BANDS &&
	    strcmp(method->band[at].id, band->id) != 0)
		at++;
	return at;
}

static bool is_high(const struct band *band)
{
	return band && (strcmp(band->id, "high") == 0 || strcmp(band->id, "very-high") == 0);
}

/* ---- systems --------------------------------------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct system_sum *)a)->id, ((const struct system_sum *)b)->id);
}

struct system_sum *gathered_system(const struct gathering *g, const char *id)
{
	const struct system_sum wanted = { .id = id };

	return id && g->system_count
	    ? bsearch(&wanted, g->system, g->system_count, sizeof(wanted), by_id) : NULL;
}

static void copy_text(struct gathering *g, struct node *node, const char *field,
    const struct store_row *row, const char *column)
{
	node_put(node, field, arena_copy(g->arena, store_row_text(row, column)));
}

static int take_system(void *context, const struct store_row *row, struct err *err)
{
	struct gathering *g = context;
	struct agency_sum *agency = gathered_agency(g, store_row_text(row, "agency"));
	struct system_sum *sum;
	int64_t decided = store_row_int(row, "decided_proposed", 0);
	int64_t proposed = store_row_int(row, "proposed_level", 0);
	int64_t approved = store_row_int(row, "approved_level", 0);
	int64_t level = approved ? approved : proposed ? proposed : decided;

	(void)err;
	if (!agency)
		return OK;
	g->system = arena_grow(
	    g->arena, g->system, g->system_count, &g->system_room, sizeof(*g->system));
	sum = &g->system[g->system_count];
	*sum = (struct system_sum){ arena_copy(g->arena, store_row_text(row, "id")),
		node_new(g->arena, model_shape("province-system"), agency->node), agency,
		g->system_count, 0, 0, 0 };
	g->system_count++;
	copy_text(g, sum->node, "code", row, "code");
	copy_text(g, sum->node, "name", row, "name");
	copy_text(g, sum->node, "state", row, "state");
	copy_text(g, sum->node, "operator", row, "operator_name");
	copy_text(g, sum->node, "decided-level", row, "decided_level");
	copy_text(g, sum->node, "proposed-level", row, "proposed_level");
	copy_text(g, sum->node, "approved-level", row, "approved_level");
	copy_text(g, sum->node, "approval-date", row, "approval_date");
	copy_text(g, sum->node, "approval-expected", row, "approval_expected");
	copy_text(g, sum->node, "approval-number", row, "approval_number");
	if (level)
		put_count(sum->node, "level", level, g->arena);
	node_put(sum->node, "regulation",
	    store_row_text(row, "regulation_number") || store_row_text(row, "regulation_date")
		? "yes" : "no");
	node_put(sum->node, "assessed", "no");
	province_uses(g, store_row_text(row, "regulation_pack"),
	    store_row_text(row, "regulation_version"));
	agency->systems++;
	agency->level[level >= 1 && level <= 5 ? level : 0]++;
	agency->approved += approved > 0;
	return OK;
}

/* ---- one summary ----------------------------------------------------------------------------- */

struct risk_sum {
	int worst, gross, target, high, rated;
	int64_t unrated;
	char scenario[PACKED_ID];
};

/* Adds to the sums by scenario when there are any (this year's), and finds the worst. */
static void take_risks(struct gathering *g, struct risk_sum *out, const struct summary *summary,
    struct threats_sum *threats, const struct method *method)
{
	const char *at = summary->risks;
	struct summary_risk risk;

	out->unrated = summary_unrated(&at);
	while (summary_next_risk(&risk, &at)) {
		const struct scenario *scenario = pack_scenario(threats->pack, risk.scenario);
		const int value[3] = { risk.gross, risk.current, risk.target };
		struct scenario_sum *by = scenario ? &threats->by[scenario->index] : NULL;

		out->rated++;
		out->high += is_high(risk_band(method, risk.current));
		if (risk.current > out->worst ||
		    (risk.current == out->worst && risk.gross > out->gross)) {
			out->worst = risk.current;
			out->gross = risk.gross;
			out->target = risk.target;
			memcpy(out->scenario, risk.scenario, sizeof(out->scenario));
		}
		for (int i = 0; by && summary->year == g->year && i < 3; i++) {
			const struct band *band = risk_band(method, value[i]);

			if (!band)
				continue;
			by->count[i][band_at(method, band)]++;
			g->band[i][band_at(method, band)]++;
		}
		if (!by || summary->year != g->year)
			continue;
		by->rated++;
		if (risk.current > by->worst)
			by->worst = risk.current;
	}
}

static void take_gains(struct gathering *g, struct agency_sum *agency,
    const struct summary *summary, size_t pack)
{
	const char *at = summary->gains;
	struct summary_gain gain;

	if (!agency->gains[pack])
		agency->gains[pack] = arena_alloc(
		    g->arena, g->requirements[pack].pack->requirement_count + 1);
	while (summary_next_gain(&gain, &at)) {
		const struct requirement *requirement = pack_requirement(
		    g->requirements[pack].pack, gain.requirement);
		struct priority_sum *by;

		if (!requirement)
			continue;
		by = &g->requirements[pack].by[requirement->index];
		by->gain += gain.gain;
		by->cost += gain.cost;
		by->systems++;
		by->agencies += !agency->gains[pack][requirement->index];
		agency->gains[pack][requirement->index] = true;
	}
}

static void take_groups(struct gathering *g, struct agency_sum *agency,
    const struct summary *summary, size_t at_pack)
{
	const struct pack *pack = g->requirements[at_pack].pack;
	const char *at = summary->groups;
	struct summary_group group;

	if (!agency->group[at_pack])
		agency->group[at_pack] = arena_alloc(
		    g->arena, (pack->group_count + 1) * sizeof(struct group_sum));
	while (summary_next_group(&group, &at)) {
		const struct group *of = group.id[0] ? pack_group(pack, group.id) : NULL;
		struct group_sum *sum = &agency->group[at_pack][of ? of - pack->group + 1 : 0];

		if (group.id[0] && !of)
			continue;
		sum->sum += group.sum;
		sum->most += group.most;
		sum->applicable += group.applicable;
		sum->assessed += group.assessed;
		sum->systems++;
	}
}

static void put_known(struct node *node, const char *field, int64_t number, struct arena *arena)
{
	if (number > 0)
		put_count(node, field, number, arena);
}

static void put_result(struct gathering *g, struct system_sum *sum, const struct summary *summary,
    const struct risk_sum *risk, const struct method *method)
{
	struct node *node = sum->node;
	struct arena *arena = g->arena;
	const struct band *band = risk_band(method, risk->worst);

	node_put(node, "assessed", "yes");
	if (summary->score >= 0)
		put_count(node, "score", summary->score, arena);
	put_count(node, "coverage", summary->coverage, arena);
	node_put(node, "in-place", summary->in_place ? "yes" : "no");
	put_count(node, "met", summary->met, arena);
	put_count(node, "partial", summary->partial, arena);
	put_count(node, "unmet", summary->unmet, arena);
	put_count(node, "n-a", summary->not_applicable, arena);
	put_count(node, "unassessed", summary->unassessed, arena);
	put_known(node, "worst", risk->worst, arena);
	put_known(node, "worst-gross", risk->gross, arena);
	put_known(node, "worst-target", risk->target, arena);
	if (band)
		node_put(node, "worst-band", band->id);
	if (risk->worst)
		node_put(node, "worst-scenario", arena_copy(arena, risk->scenario));
	put_count(node, "high", risk->high, arena);
	put_count(node, "rated", risk->rated, arena);
	put_count(node, "unrated", risk->unrated, arena);
	sum->worst = risk->worst;
	sum->gross = risk->gross;
	sum->high = risk->high;
}

static void add_to_agency(struct gathering *g, struct agency_sum *agency,
    const struct summary *summary, const struct risk_sum *risk, const struct pack *method)
{
	agency->assessed++;
	agency->in_place += summary->in_place;
	agency->high += risk->high;
	agency->measures += summary->measures;
	agency->plans += summary->plans;
	if (risk->worst > agency->worst) {
		agency->worst = risk->worst;
		agency->worst_band = risk_band(method->method, risk->worst)->id;
	}
	g->unrated += risk->unrated;
	if (!g->method || strcmp(method->in_force, g->method->in_force) > 0)
		g->method = method;
}

/* The packs an assessment names; no sums are made with packs that are not here. */
struct assessed_with {
	const char *pack, *threats, *method;
};

static void take_summary(struct gathering *g, struct system_sum *sum,
    const struct summary *summary, const struct assessed_with *with)
{
	size_t requirements = requirements_at(g, with->pack);
	size_t threats = threats_at(g, with->threats);
	const struct pack *method = with->method ? packs_find(g->app->packs, with->method) : NULL;
	struct risk_sum risk = { 0 };

	if (requirements == PROVINCE_PACKS || threats == PROVINCE_PACKS || !method ||
	    !method->method)
		return;
	take_risks(g, &risk, summary, &g->threats[threats], method->method);
	if (summary->year != g->year) {
		if (summary->score >= 0)
			put_count(sum->node, "before-score", summary->score, g->arena);
		put_count(sum->node, "before-coverage", summary->coverage, g->arena);
		put_known(sum->node, "before-worst", risk.worst, g->arena);
		return;
	}
	node_put(sum->node, "pack", g->requirements[requirements].pack->id);
	g->threats[threats].systems++;
	put_result(g, sum, summary, &risk, method->method);
	add_to_agency(g, sum->agency, summary, &risk, method);
	take_gains(g, sum->agency, summary, requirements);
	take_groups(g, sum->agency, summary, requirements);
}

static int take_summary_row(void *context, const struct store_row *row, struct err *err)
{
	struct gathering *g = context;
	struct system_sum *sum = gathered_system(g, store_row_text(row, "system"));
	const char *basis = store_row_text(row, "basis");
	const struct assessed_with with = { store_row_text(row, "pack"),
		store_row_text(row, "threats"), store_row_text(row, "method") };
	struct summary summary;

	(void)err;
	if (!sum)
		return OK;
	if (store_row_int(row, "year", 0) == g->year) {
		province_uses(g, with.pack, store_row_text(row, "pack_version"));
		province_uses(g, with.threats, store_row_text(row, "threats_version"));
		province_uses(g, with.method, store_row_text(row, "method_version"));
	}
	if (basis && strcmp(basis, g->basis) == 0) {
		summary_of_row(&summary, row);
		take_summary(g, sum, &summary, &with);
		return OK;
	}
	g->missing = arena_grow(
	    g->arena, g->missing, g->missing_count, &g->missing_room, sizeof(*g->missing));
	g->missing[g->missing_count++] = (struct missing){
		.assessment = arena_copy(g->arena, store_row_text(row, "assessment")),
		.system = sum->id };
	return OK;
}

/* The order of the sums is that of the packs, whatever comes first. */
static void open_sums(struct gathering *g)
{
	for (size_t i = 0; i < packs_count(g->app->packs); i++) {
		const struct pack *pack = packs_at(g->app->packs, i);

		if (pack->kind == PACK_REQUIREMENTS)
			requirements_at(g, pack->id);
		if (pack->kind == PACK_THREATS)
			threats_at(g, pack->id);
	}
}

int gather_systems(struct gathering *g, struct err *err)
{
	int rc = store_rows(g->app->store, LOT_SYSTEMS, g->year, take_system, g, err);

	if (rc < 0)
		return rc;
	if (g->system_count)
		qsort(g->system, g->system_count, sizeof(*g->system), by_id);
	open_sums(g);
	return store_rows(g->app->store, LOT_SUMMARIES, g->year, take_summary_row, g, err);
}

/* ---- summaries that are not there ------------------------------------------------------------ */

static bool packs_here(const struct gathering *g, const struct node *assessment)
{
	return packs_find(g->app->packs, node_text(assessment, "pack")) &&
	    packs_find(g->app->packs, node_text(assessment, "threats")) &&
	    packs_find(g->app->packs, node_text(assessment, "method"));
}

/* One assessment as its system's records say. An assessment on a pack that is not here has none. */
static int make_missing(struct gathering *g, struct missing *missing, struct err *err)
{
	static const char *const skip[] = { "proposal", "assessment", "summary", "zone",
		"evidence", NULL };
	struct app *app = g->app;
	struct arena *arena = arena_new();
	struct assessment_view view = { 0 };
	struct node *system, *assessment;
	int rc = store_get(&system, app->store, model_shape("system"), missing->system, arena, err);

	if (rc == OK)
		rc = store_get(&assessment, app->store, model_shape("assessment"),
		    missing->assessment, arena, err);
	if (rc == OK && !packs_here(g, assessment))
		goto out;
	if (rc == OK)
		rc = store_load(system, app->store, skip, arena, err);
	if (rc == OK)
		rc = store_load(assessment, app->store, skip, arena, err);
	if (rc == OK)
		rc = assessment_compute(&view, app, system, assessment, arena, err);
	if (rc == OK) {
		const struct assessed_with with = { node_get(assessment, "pack"),
			node_get(assessment, "threats"), node_get(assessment, "method") };

		summary_of(&missing->summary, &view, g->arena);
		missing->made = true;
		take_summary(g, gathered_system(g, missing->system), &missing->summary, &with);
	}
out:
	arena_free(arena);
	return rc;
}

struct keeping {
	struct gathering *g;
	int64_t last;                   /* row of the audit chain before the records were read */
};

/* Only when nothing was changed in between: a summary must never outlive what it sums up. */
static int keep_in_transaction(struct store *store, void *context, struct err *err)
{
	struct keeping *keeping = context;
	struct gathering *g = keeping->g;
	struct arena *arena = arena_new();
	int64_t last = -1;
	int rc = store_audit_last(store, &last, err);

	for (size_t i = 0; rc == OK && last == keeping->last && i < g->missing_count; i++)
		if (g->missing[i].made)
			rc = summary_put(store, g->missing[i].assessment, &g->missing[i].summary,
			    g->basis, arena, err);
	arena_free(arena);
	return rc;
}

/* For speed alone: that it could not be done is no failure. */
static void keep_missing(struct keeping *keeping)
{
	struct app *app = keeping->g->app;
	struct store *other = NULL;

	if (!app->read_only) {
		store_write(app->store, keep_in_transaction, keeping, NULL);
		return;
	}
	if (store_open(&other, store_path(app->store), STORE_WRITE, NULL) == OK)
		store_write(other, keep_in_transaction, keeping, NULL);
	store_close(other);
}

int gather_missing(struct gathering *g, struct err *err)
{
	struct keeping keeping = { .g = g };
	int rc = OK;

	if (g->missing_count == 0)
		return OK;
	rc = store_audit_last(g->app->store, &keeping.last, err);
	for (size_t i = 0; rc == OK && i < g->missing_count; i++)
		rc = make_missing(g, &g->missing[i], err);
	if (rc == OK)
		keep_missing(&keeping);
	return rc;
}

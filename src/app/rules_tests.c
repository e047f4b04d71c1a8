/*
 * rules_tests.c - the tests of consistency rules that no condition over fields can say.
 *
 * A table of names; checklists/pack.xsd lists the same names. What a test found out goes into
 * found->detail, in words.
 */
#include <string.h>

#include "rules_priv.h"

const char *rules_joined(const struct checking *checking, const char *text, const char *more)
{
	return arena_print(checking->arena, "%s%s%s", text, *text ? "; " : "", more);
}

/* ---- level ---------------------------------------------------------------------------------- */

/* The newest decision was made by the regulation pack the system stands under. One of the other
 * regime is told by a test of its own. */
static bool decision_in_force(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	const struct node *decision = view_decision(node);
	const struct pack *now = rules_regulation(checking, node);

	if (!decision || !now || rules_other_regime(checking, decision, now->id))
		return true;
	found->detail = arena_print(
	    checking->arena, "%s, %s %s", words_now(&now->title), _("version"), now->version);
	return node_is(decision, "pack", now->id) &&
	    node_is(decision, "pack-version", now->version);
}

/* The level of a system by a regulation; NULL: it cannot be worked out. */
static const struct level_view *level_by(
    const struct checking *checking, const struct node *node, const struct pack *pack)
{
	const struct system_view *view = rules_system(checking, node);
	struct level_view *other;
	int rc;

	if (!view || !view->level || !pack)
		return NULL;
	if (view->level->pack == pack)
		return view->level;
	rc = level_under(&other, checking->app, node, pack, false, checking->arena, NULL);
	return rc == OK ? other : NULL;
}

/* The answers of today still give the level of the newest decision, by the same pack. Where the
 * newer regulation leaves a criterion undetermined no answer makes the level certain. */
static bool decision_current(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	const struct node *decision = view_decision(node);
	const struct pack *pack = rules_regulation(checking, node);
	const struct level_view *view;
	const struct level_result *all;
	bool certain;

	if (!decision || !pack || !node_is(decision, "pack", pack->id))
		return true;
	view = level_by(checking, node, pack);
	if (!view)
		return true;
	all = &view->all;
	certain = all->certain || (pack == checking->change && node_is(decision, "certain", "no"));
	found->detail = all->certain
	    ? arena_print(checking->arena, "%d", all->level)
	    : arena_print(checking->arena, "%d-%d", all->lowest, all->highest);
	return certain && all->level == (int)node_int(decision, "level", 0);
}

/* A part is listed, or is the professional opinion and entered as a step. */
static bool has_part(const struct node *proposal, const char *part)
{
	return node_find(proposal, "document", "part", part) ||
	    (strcmp(part, "dossier-opinion") == 0 &&
		node_find(proposal, "act", "step", "opinion"));
}

/* Every part that the regulation wants in a dossier of this level and kind is there. */
static bool dossier_complete(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	const struct pack *pack = packs_find(checking->app->packs, node_text(node, "pack"));
	int level = pack ? proposal_way(pack, node->parent, node) : 0;
	const char *missing = "";

	for (size_t i = 0; pack && i < pack->dossier.count; i++) {
		const struct sourced *part = &pack->dossier.at[i];

		if (!(part->levels & (1u << level)) ||
		    (strcmp(part->kind, "all") != 0 && !node_is(node, "kind", part->kind)) ||
		    has_part(node, part->id))
			continue;
		missing = rules_joined(checking, missing, words_now(&part->text));
	}
	found->detail = missing;
	return !*missing;
}

/* ---- register ------------------------------------------------------------------------------- */

/* Months between two inspections of a system of this level; 0: none are laid down. */
static int inspection_months(const struct pack *regulation, int level)
{
	for (size_t i = 0; regulation && i < regulation->inspection.count; i++) {
		const struct sourced *cycle = &regulation->inspection.at[i];

		if (strcmp(cycle->kind, "system") == 0 && cycle->days > 0 && level > 0 &&
		    (cycle->levels & (1u << level)))
			return cycle->days;
	}
	return 0;
}

/* A cycle belongs to the regime of the measures: while the checklist of the older one holds for a
 * system, so does its cycle. */
static const struct pack *of_inspections(
    const struct checking *checking, const struct node *system)
{
	struct regime_view view;

	if (!rules_regime(&view, checking, system))
		return checking->regulation;
	return packs_find(checking->app->packs,
	    strcmp(view.measures, checking->change->regime->old_requirements) == 0
		? checking->change->regime->old_regulation
		: checking->change->id);
}

/* The last inspection, or else the start of operation, is no longer ago than the cycle allows;
 * looked at today, or at the end of a year that is over. */
static bool inspection_due(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	const struct rule_world *world = &checking->world;
	int months = inspection_months(of_inspections(checking, node), view_level(node));
	const char *from = node_get(node, "inspected");
	day seen = world->today < world->year_end ? world->today : world->year_end;
	day last;
	char iso[11];

	if (!from)
		from = node_get(node, "in-operation-since");
	if (months == 0)
		return true;
	found->detail = _("(not given)");
	if (!from || !rule_day(&last, from))
		return false;
	last = rule_months_after(last, months);
	day_format(iso, last);
	found->detail = day_show(checking->arena, iso);
	return seen <= last;
}

static bool is_secret(const struct checking *checking, const struct node *node)
{
	const struct system_view *view = rules_system(checking, node);

	for (size_t i = 0; view && view->level && i < view->level->parts; i++)
		if (facts_stop(view->level->part[i].facts))
			return true;
	return false;
}

/* Nothing may be asked for that may not be kept here. */
static bool may_hold_content(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	(void)found;
	return !is_secret(checking, node);
}

/* A state secret: name and level only. */
static bool no_secret_content(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	static const char *const content[] = { "component", "zone", "asset", "action",
		"assessment" };
	bool secret = is_secret(checking, node);

	for (size_t i = 0; secret && i < sizeof(content) / sizeof(content[0]); i++) {
		if (!node_first(node, content[i]))
			continue;
		found->detail = tr(model_shape(content[i])->label);
		return false;
	}
	return true;
}

/* ---- checklist and totals ------------------------------------------------------------------- */

static bool is_named(const char *text, const char *word)
{
	return strstr(text, word) != NULL;
}

/* A requirement that is answered for each asset finds at least one asset to answer for. */
static bool assets_per_scope(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	const struct shape *asset = model_shape("asset");
	const struct field *kind = &asset->field[shape_field(asset, "kind")];
	const struct pack *pack = rule_pack(checking->app->packs, PACK_REQUIREMENTS, node);
	const char *missing = "";

	for (const struct node *item = node_first(node, "item"); pack && item;
	     item = item->next) {
		const struct requirement *requirement = pack_requirement(
		    pack, node_text(item, "requirement"));
		const char *label = requirement ? field_code_label(kind, requirement->scope) : "";

		if (!requirement || node_is(item, "applies", "no") ||
		    strcmp(requirement->scope, "system") == 0 ||
		    strcmp(requirement->scope, "agency") == 0 || is_named(missing, label) ||
		    node_find(node->parent, "asset", "kind", requirement->scope))
			continue;
		missing = rules_joined(checking, missing, label);
	}
	found->detail = missing;
	return !*missing;
}

/* The total of the scores counts each item of the checklist once, by its result. */
static bool rows_add_up(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	static const char *const results[] = { "met", "partial", "unmet", "n-a", "unassessed" };
	const struct node *total = node_first(node, "score");

	while (total && node_get(total, "group"))
		total = total->next;
	for (size_t i = 0; total && i < sizeof(results) / sizeof(results[0]); i++) {
		const char *result = results[i];
		int64_t count = 0;

		for (const struct node *item = node_first(node, "item"); item; item = item->next)
			count += !node_is(item, "applies", "no") &&
			    node_is(item, "status", result);
		if (count == node_int(total, result, 0))
			continue;
		found->detail = arena_print(checking->arena, "%s: %lld / %s",
		    field_code_label(
			&model_shape("item")->field[shape_field(model_shape("item"), "status")],
			result),
		    (long long)count, node_text(total, result));
		return false;
	}
	return total != NULL || !node_first(node, "item");
}

static int64_t rated(const struct checking *checking, const char *field)
{
	int64_t count = 0;

	for (size_t i = 0; i < checking->view->system_count; i++) {
		const struct assessment_view *view = view_assessment(
		    &checking->view->system[i], checking->year);

		for (const struct node *risk = view ? node_first(view->node, "risk") : NULL; risk;
		     risk = risk->next)
			count += node_get(risk, field) != NULL;
	}
	return count;
}

/* The bands of an agency count each rated scenario of each system once. */
static bool bands_add_up(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	static const char *const kinds[][2] = { { "gross", "gross-band" },
		{ "current", "current-band" }, { "target", "target-band" } };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		int64_t rows = rated(checking, kinds[i][1]);
		int64_t sum = 0;

		for (const struct node *spread = node_first(node, "spread"); spread;
		     spread = spread->next)
			sum += node_int(spread, kinds[i][0], 0);
		if (sum == rows)
			continue;
		found->detail = arena_print(
		    checking->arena, "%lld / %lld", (long long)rows, (long long)sum);
		return false;
	}
	return true;
}

/* ---- the year ------------------------------------------------------------------------------- */

static bool obligations_answered(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	const struct pack *pack = rule_pack(checking->app->packs, PACK_OBLIGATIONS, node);
	const char *missing = "";

	if (!pack)
		pack = checking->view->obligations;
	for (size_t i = 0; pack && i < pack->obligation_count; i++) {
		const struct obligation *obligation = &pack->obligation[i];
		const struct node *answer = node_find(
		    node, "obligation", "obligation", obligation->id);

		if (answer && !node_is(answer, "status", "unassessed"))
			continue;
		if (found->child_count++ < FOUND_SHOWN)
			missing = rules_joined(checking, missing, words_now(&obligation->name));
	}
	found->detail = found->child_count > FOUND_SHOWN
	    ? arena_print(checking->arena, "%s; …", missing) : missing;
	return found->child_count == 0;
}

static size_t later(const struct node *parent, const char *shape, const char *than)
{
	size_t count = 0;

	for (const struct node *node = node_first(parent, shape); node; node = node->next)
		count += strcmp(node_text(node, "at"), than) > 0;
	return count;
}

/* Nothing was answered or rated after the head signed. */
static bool signed_last(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	const char *at = node_get(node, "signed-at");
	size_t count = 0;

	for (size_t i = 0; at && i < checking->view->system_count; i++) {
		const struct assessment_view *view = view_assessment(
		    &checking->view->system[i], checking->year);

		if (view)
			count += later(view->node, "finding", at) +
			    later(view->node, "answer", at) + later(view->node, "rating", at);
	}
	found->detail = number_text(checking->arena, (int64_t)count);
	return count == 0;
}

/* ---- the table ------------------------------------------------------------------------------ */

static const struct {
	const char *name;
	rule_tester *run;
} tests[] = {
	{ "decision-in-force", decision_in_force },
	{ "decision-current", decision_current },
	{ "dossier-complete", dossier_complete },
	{ "inspection-due", inspection_due },
	{ "no-secret-content", no_secret_content },
	{ "may-hold-content", may_hold_content },
	{ "assets-per-scope", assets_per_scope },
	{ "rows-add-up", rows_add_up },
	{ "bands-add-up", bands_add_up },
	{ "obligations-answered", obligations_answered },
	{ "signed-last", signed_last },
};

static rule_tester *tester_of(const char *name)
{
	rule_tester *run = NULL;

	for (size_t i = 0; !run && i < sizeof(tests) / sizeof(tests[0]); i++)
		if (strcmp(tests[i].name, name) == 0)
			run = tests[i].run;
	if (!run)
		run = rules_regime_test(name);
	return run ? run : rules_incident_test(name);
}

/* The schema of packs lets no other name through. */
bool rules_test(void *context, const char *name, const struct node *node, struct rule_found *found)
{
	rule_tester *run = tester_of(name);

	return !run || run(context, node, found);
}

/*
 * rules_regime.c - the tests of consistency rules that ask under which of two regimes a system
 * stands, on the day that is looked at: today, or the last day of a year that is over.
 *
 * Where no pack here has a change of regime they find nothing wrong, and nothing is new.
 */
#include <string.h>

#include "rules_priv.h"

bool rules_regime(
    struct regime_view *out, const struct checking *checking, const struct node *system)
{
	struct regime_in in;

	if (!checking->change ||
	    regime_in_of(&in, checking->change, system, NO, checking->then, NULL) < 0)
		return false;
	regime_resolve(out, checking->change, &in);
	return true;
}

const struct pack *rules_regulation(const struct checking *checking, const struct node *system)
{
	struct regime_view view;

	return rules_regime(&view, checking, system)
	    ? packs_find(checking->app->packs, view.classification)
	    : packs_in_force(checking->app->packs, PACK_REGULATION, checking->app->today);
}

bool rules_other_regime(
    const struct checking *checking, const struct node *node, const char *regulation)
{
	const struct pack *change = checking->change;

	return change && !node_is(node, "pack", regulation) &&
	    (node_is(node, "pack", change->regime->old_regulation) ||
		node_is(node, "pack", change->id));
}

/* The day is one under the new law. */
static bool since_law(const struct checking *checking)
{
	return checking->change && strcmp(checking->then, checking->change->regime->law) >= 0;
}

static bool stands_new(const struct checking *checking, const struct node *system)
{
	struct regime_view view;

	return since_law(checking) && rules_regime(&view, checking, system) &&
	    strcmp(view.classification, checking->change->id) == 0;
}

bool rules_new(const struct checking *checking, const struct node *node)
{
	if (!checking->change)
		return false;
	for (; node; node = node->parent) {
		if (strcmp(node->shape->name, "proposal") == 0)
			return node_is(node, "pack", checking->change->id);
		if (strcmp(node->shape->name, "system") == 0)
			return stands_new(checking, node);
	}
	return checking->regulation == checking->change;
}

/* ---- words ---------------------------------------------------------------------------------- */

static const char *rule_words(const struct checking *checking, const struct transition *rule)
{
	return arena_print(checking->arena, "%s: %s", rule->id, words_now(&rule->name));
}

static const char *title_of(const struct checking *checking, const char *id)
{
	const struct pack *pack = packs_find(checking->app->packs, id);

	return pack ? words_now(&pack->title) : id;
}

static const char *label_of(const char *shape, const char *field)
{
	const struct shape *of = model_shape(shape);

	return tr(of->field[shape_field(of, field)].label);
}

static const char *show(const struct checking *checking, day date)
{
	char iso[11];

	day_format(iso, date);
	return day_show(checking->arena, iso);
}

/* "measures by, safe reading: 30/06/2027; …, corresponding day: 01/07/2027; the period runs" */
static const char *term_words(
    const struct checking *checking, const struct term_view *term, const char *name)
{
	static const char *const states[] = { NULL, "runs", "between", "over" };
	struct arena *arena = checking->arena;
	const struct shape *shape = model_shape("regime");
	const char *state = arena_print(arena, "%s-state", name);

	return arena_print(arena, "%s: %s; %s: %s; %s",
	    label_of("regime", arena_print(arena, "%s-safe", name)), show(checking, term->safe),
	    label_of("regime", arena_print(arena, "%s-due", name)),
	    show(checking, term->corresponding),
	    field_code_label(&shape->field[shape_field(shape, state)], states[term->state]));
}

/* ---- any record ----------------------------------------------------------------------------- */

static bool new_law(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	(void)node;
	(void)found;
	return since_law(checking);
}

static bool new_duty(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	(void)node;
	(void)found;
	return checking->change && checking->regulation == checking->change;
}

/* ---- the regime of a system ----------------------------------------------------------------- */

/* Between the two readings of a term nobody can tell, whatever is answered. */
static bool regime_known(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	struct regime_view view;
	const char *missing = "";

	if (!rules_regime(&view, checking, node) || view.certain)
		return true;
	for (int i = 0; i < SITUATIONS; i++)
		if ((view.missing & 1u << i) && i != SITUATION_TERM_OVER)
			missing = rules_joined(
			    checking, missing, situation_label((enum situation)i));
	found->detail = missing;
	return !*missing;
}

static bool regime_chosen(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	struct regime_view view;

	if (!rules_regime(&view, checking, node) || !view.rule ||
	    view.rule->classification != PACKS_ASK || node_get(node, "regime-choice"))
		return true;
	found->detail = rule_words(checking, view.rule);
	return false;
}

static bool regime_new(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	(void)found;
	return stands_new(checking, node);
}

static bool measures_new(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	struct regime_view view;

	(void)found;
	return since_law(checking) && rules_regime(&view, checking, node) &&
	    strcmp(view.measures, checking->change->regime->new_requirements) == 0;
}

/* The newest decision was made by the regulation of the regime. */
static bool decision_of_regime(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	const struct node *decision = view_decision(node);
	struct regime_view view;

	if (!decision || !rules_regime(&view, checking, node) || !view.certain || !view.rule ||
	    !rules_other_regime(checking, decision, view.classification))
		return true;
	found->detail = arena_print(checking->arena, "%s (%s)",
	    title_of(checking, view.classification), rule_words(checking, view.rule));
	return false;
}

/* ---- what an approval rests on -------------------------------------------------------------- */

static const struct pack *basis_of(const struct checking *checking, const struct node *node)
{
	const char *basis = node_get(node, "approval-basis");
	const struct pack *pack = basis ? packs_find(checking->app->packs, basis) : NULL;

	return pack && pack->kind == PACK_REGULATION ? pack : NULL;
}

static bool approved_new(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	struct regime_view view;

	(void)found;
	return rules_regime(&view, checking, node) && view.situation[SITUATION_UNDER_NEW] == YES;
}

static bool basis_known(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	const char *known = "";

	if (!node_get(node, "approval-basis") || basis_of(checking, node))
		return true;
	for (size_t i = 0; i < packs_count(checking->app->packs); i++) {
		const struct pack *pack = packs_at(checking->app->packs, i);

		if (pack->kind == PACK_REGULATION)
			known = rules_joined(checking, known, pack->id);
	}
	found->detail = known;
	return false;
}

/* Nobody approves under a regulation before it is in force. */
static bool basis_in_force(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	const struct pack *pack = basis_of(checking, node);
	const char *date = node_get(node, "approval-date");

	if (!pack || !date || strcmp(date, pack->in_force) >= 0)
		return true;
	found->detail = day_show(checking->arena, pack->in_force);
	return false;
}

/* An approval under the older regulation of a day under the new law. */
static bool is_late_old(struct regime_view *view, const struct checking *checking,
    const struct node *node, day *date)
{
	return rules_regime(view, checking, node) &&
	    view->situation[SITUATION_UNDER_OLD] == YES &&
	    view->situation[SITUATION_BEFORE_LAW] == NO &&
	    day_parse(date, node_text(node, "approval-date"), NULL) == OK;
}

static bool approval_in_term(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	struct regime_view view;
	struct term_view term;
	day date;

	if (!is_late_old(&view, checking, node, &date))
		return true;
	regime_term(&term, checking->change->regime, TERM_APPROVAL, date);
	if (term.state == TERM_NONE || term.state == TERM_RUNS)
		return true;
	found->detail = term_words(checking, &term, "approval");
	return false;
}

static bool approval_in_build(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	struct regime_view view;
	day date;

	if (!is_late_old(&view, checking, node, &date) ||
	    view.situation[SITUATION_IN_BUILD] != NO)
		return true;
	found->detail = view.rule ? rule_words(checking, view.rule)
				  : title_of(checking, view.classification);
	return false;
}

/* ---- terms that run ------------------------------------------------------------------------- */

/* A day that was planned lies in the term; where none was, another rule asks for it. */
static bool planned_in(const struct term_view *term, const char *planned)
{
	day date;

	return !planned || day_parse(&date, planned, NULL) < 0 || date <= term->safe;
}

static bool approval_term(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	struct regime_view view;

	if (!rules_regime(&view, checking, node) || view.approval.state == TERM_NONE ||
	    view.situation[SITUATION_APPROVED] == YES)
		return true;
	found->detail = term_words(checking, &view.approval, "approval");
	return view.approval.state == TERM_RUNS &&
	    planned_in(&view.approval, node_get(node, "approval-expected"));
}

/* The whole of an assessment under the new checklist says it. */
static bool fully_new(const struct checking *checking, const struct node *system)
{
	const struct node *at = node_first(system, "assessment"), *newest = NULL, *score;

	for (; at; at = at->next)
		if (node_is(at, "pack", checking->change->regime->new_requirements) &&
		    (!newest || node_int(at, "year", 0) > node_int(newest, "year", 0)))
			newest = at;
	score = newest ? node_first(newest, "score") : NULL;
	while (score && node_get(score, "group"))
		score = score->next;
	return score && node_is(score, "full", "yes");
}

static bool measures_term(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	struct regime_view view;

	if (!rules_regime(&view, checking, node) || view.measures_due.state == TERM_NONE ||
	    fully_new(checking, node))
		return true;
	found->detail = term_words(checking, &view.measures_due, "measures");
	return view.measures_due.state == TERM_RUNS &&
	    planned_in(&view.measures_due, node_get(node, "implementation-expected"));
}

static bool action_in(const struct node *system, const char *asset, const struct term_view *term)
{
	for (const struct node *at = node_first(system, "action"); at; at = at->next) {
		bool done = node_is(at, "state", "done");
		bool coming = node_is(at, "state", "open") || node_is(at, "state", "doing");

		if (!node_is(at, "asset", asset))
			continue;
		if (done || (coming && term->state == TERM_RUNS && node_get(at, "due") &&
				planned_in(term, node_get(at, "due"))))
			return true;
	}
	return false;
}

/* A security product in use since before the law: something is done, or planned within the term,
 * about its conditions. */
static bool product_conditions(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	const char *since = node_get(node, "in-use-since");
	struct term_view term;
	day date;

	if (!since_law(checking) || !node_is(node, "security-product", "yes") || !since ||
	    strcmp(since, checking->change->regime->law) >= 0 ||
	    day_parse(&date, checking->then, NULL) < 0)
		return true;
	regime_term(&term, checking->change->regime, TERM_MEASURES, date);
	if (term.state == TERM_NONE ||
	    action_in(node->parent, node_text(node, "code"), &term))
		return true;
	found->detail = term_words(checking, &term, "measures");
	return false;
}

/* ---- assessments and proposals -------------------------------------------------------------- */

/* By the checklist of the year's end, or already by the one that falls due. */
static bool checklist_of_regime(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	struct regime_view view;
	struct regime_in in;
	char end[11];

	day_format(end, checking->world.year_end);
	if (!checking->change || !node_get(node, "pack") ||
	    regime_in_of(&in, checking->change, node->parent, NO, end, NULL) < 0)
		return true;
	regime_resolve(&view, checking->change, &in);
	if (!view.certain || !view.rule || node_is(node, "pack", view.measures) ||
	    (view.next_measures && node_is(node, "pack", view.next_measures)))
		return true;
	found->detail = arena_print(checking->arena, "%s (%s)", title_of(checking, view.measures),
	    rule_words(checking, view.rule));
	return false;
}

/* A proposal that is open rests on the regulation of the regime. */
static bool proposal_of_regime(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	struct regime_view view;

	if (!since_law(checking) || !rules_regime(&view, checking, node->parent) ||
	    !view.certain || !view.rule ||
	    !rules_other_regime(checking, node, view.classification))
		return true;
	found->detail = arena_print(checking->arena, "%s (%s)",
	    title_of(checking, view.classification), rule_words(checking, view.rule));
	return false;
}

static const char *lacks(const struct checking *checking, const char *missing,
    const struct node *proposal, enum act_step step, const char *result)
{
	for (const struct node *act = node_first(proposal, "act"); act; act = act->next)
		if (node_is(act, "step", act_step_code(step)) &&
		    (!result || node_is(act, "result", result)))
			return missing;
	return rules_joined(checking, missing, act_step_label(step));
}

static bool has_gate(const struct pack *pack, int level, const char *id)
{
	for (size_t i = 0; i < pack->gate.count; i++)
		if (pack->gate.at[i].id && strcmp(pack->gate.at[i].id, id) == 0 &&
		    (pack->gate.at[i].levels & 1u << level))
			return true;
	return false;
}

static bool has_step(const struct pack *pack, int level, const char *kind)
{
	for (size_t i = 0; i < pack->step.count; i++)
		if (strcmp(pack->step.at[i].kind, kind) == 0 &&
		    (pack->step.at[i].levels & 1u << level))
			return true;
	return false;
}

/* What its pack demands on its way before it is appraised, and before it counts as approved. */
static bool proposal_steps(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	static const struct {
		const char *kind;
		enum act_step step;
	} ends[] = {
		{ "approval", ACT_APPROVE },
		{ "measures-approval", ACT_APPROVE_MEASURES },
		{ "list-approval", ACT_APPROVE_LIST },
	};
	const struct pack *pack = packs_find(checking->app->packs, node_text(node, "pack"));
	int way = pack ? proposal_way(pack, node->parent, node) : 0;
	bool approved = node_is(node, "state", "approved");
	const char *missing = "";

	if (!pack)
		return true;
	if (has_gate(pack, way, "gate-opinion"))
		missing = lacks(checking, missing, node, ACT_OPINION, NULL);
	if (approved && has_gate(pack, way, "gate-appraisal"))
		missing = lacks(checking, missing, node, ACT_APPRAISE, "suitable");
	for (size_t i = 0; approved && i < sizeof(ends) / sizeof(ends[0]); i++)
		if (has_step(pack, way, ends[i].kind))
			missing = lacks(checking, missing, node, ends[i].step, NULL);
	found->detail = missing;
	return !*missing;
}

/* ---- the year ------------------------------------------------------------------------------- */

enum { MANAGED, PREPARED, APPRAISED, APPROVED, STAGES };

/* Approved before its first proposal here was begun: that dossier is not here. */
static bool is_older(const struct node *system)
{
	const struct node *first = node_first(system, "proposal");
	const struct node *act = first ? node_first(first, "act") : NULL;
	const char *date = node_get(system, "approval-date");

	return !act || (date && strcmp(date, node_text(act, "date")) < 0);
}

static void count_stages(size_t count[STAGES], const struct node *system)
{
	bool approved = node_get(system, "approved-level") != NULL;
	bool prepared = approved && is_older(system), appraised = prepared;

	for (const struct node *at = node_first(system, "proposal"); at; at = at->next) {
		prepared = prepared || !node_is(at, "state", "draft");
		for (const struct node *act = node_first(at, "act"); act; act = act->next)
			appraised = appraised || node_is(act, "step", "appraise");
	}
	count[MANAGED]++;
	count[PREPARED] += prepared;
	count[APPRAISED] += appraised;
	count[APPROVED] += approved;
}

/* Managed, prepared, appraised, approved: none is more than the one before. */
static bool form_totals(
    const struct checking *checking, const struct node *node, struct rule_found *found)
{
	size_t count[STAGES] = { 0 };

	for (const struct node *at = node_first(node->parent, "system"); at; at = at->next)
		count_stages(count, at);
	found->detail = arena_print(checking->arena, "%s %zu, %s %zu, %s %zu, %s %zu",
	    _("systems managed"), count[MANAGED], label_of("annual", "dossiers"), count[PREPARED],
	    label_of("annual", "appraised"), count[APPRAISED], _("level approved"),
	    count[APPROVED]);
	for (size_t i = 1; i < STAGES; i++)
		if (count[i] > count[i - 1])
			return false;
	return true;
}

/* ---- the table ------------------------------------------------------------------------------ */

rule_tester *rules_regime_test(const char *name)
{
	static const struct {
		const char *name;
		rule_tester *run;
	} tests[] = {
		{ "new-law", new_law },
		{ "new-duty", new_duty },
		{ "regime-known", regime_known },
		{ "regime-chosen", regime_chosen },
		{ "regime-new", regime_new },
		{ "measures-new", measures_new },
		{ "decision-of-regime", decision_of_regime },
		{ "approved-new", approved_new },
		{ "basis-known", basis_known },
		{ "basis-in-force", basis_in_force },
		{ "approval-in-term", approval_in_term },
		{ "approval-in-build", approval_in_build },
		{ "approval-term", approval_term },
		{ "measures-term", measures_term },
		{ "product-conditions", product_conditions },
		{ "checklist-of-regime", checklist_of_regime },
		{ "proposal-of-regime", proposal_of_regime },
		{ "proposal-steps", proposal_steps },
		{ "form-totals", form_totals },
	};

	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
		if (strcmp(tests[i].name, name) == 0)
			return tests[i].run;
	return NULL;
}

/*
 * compute.c - turns one stored assessment into its results: checklist, scores, risks, what to do
 * first.
 *
 * The only place where records become the plain arrays that domain/ works on, and its results
 * become computed nodes, which exchange and report write like any other record.
 */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"

struct computing {
	struct app *app;
	struct node *system, *assessment;
	struct assessment_view *out;
	struct arena *arena;
	struct finding_in *finding;
	size_t finding_count;
	struct asset_in *asset;
	size_t asset_count;
};

/* ---- records into arrays ---- */

/* Ids of the criteria that gave the decided level; NULL when the system has no decision. */
static const char *const *criteria_met(
    const struct node *decision, size_t *count, struct arena *arena)
{
	const char **out;

	*count = 0;
	if (!decision)
		return NULL;
	out = arena_alloc(arena, (node_count(decision, "decision-criterion") + 1) * sizeof(*out));
	for (const struct node *node = node_first(decision, "decision-criterion"); node;
	     node = node->next)
		if (node_is(node, "met", "yes") &&
		    node_is(node, "level", node_get(decision, "level")))
			out[(*count)++] = node_get(node, "criterion");
	return out;
}

bool word_among(const char *words, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = words; at && (at = strstr(at, word)) != NULL; at += length)
		if ((at == words || at[-1] == ' ') && (!at[length] || at[length] == ' '))
			return true;
	return false;
}

static const char *set_union(
    const struct fact *fact, const char *a, const char *b, struct arena *arena)
{
	const char *both = "";

	for (size_t i = 0; i < fact->value_count; i++) {
		const char *id = fact->value[i].id;

		if (word_among(a, id) || word_among(b, id))
			both = arena_print(arena, "%s%s%s", both, *both ? " " : "", id);
	}
	return both;
}

/* The facts the decision stood on. Where components answer differently, a set holds what any of
 * them has, so that nothing one component needs is left out; of other facts the first answer
 * stands. */
static int decision_facts(struct facts **out, const struct pack *pack, const struct node *decision,
    struct arena *arena, struct err *err)
{
	struct facts *facts = facts_new(pack, arena);
	int rc = OK;

	for (const struct node *node = node_first(decision, "decision-fact"); rc == OK && node;
	     node = node->next) {
		const struct fact *fact = pack_fact(pack, node_get(node, "fact"));
		const char *value = node_get(node, "value");

		if (!fact)
			continue;
		if (facts_known(facts, fact) && fact->type != FACT_SET)
			continue;
		if (facts_known(facts, fact))
			value = set_union(fact, facts_get(facts, fact), value, arena);
		rc = facts_set(facts, fact->id, value, err);
	}
	*out = facts;
	return rc;
}

int checklist_of(struct check_item **out, size_t *count, struct app *app,
    const struct pack *requirements, const struct node *system, const struct node *assessment,
    struct arena *arena, struct err *err)
{
	struct node *decision = decision_of(system, node_get(assessment, "year"));
	struct basis basis = { .level = (int)node_int(assessment, "level", 0) };
	struct facts *regulation = NULL, *profile = NULL;
	const struct pack *pack = decision ? packs_find(app->packs, node_get(decision, "pack"))
					   : NULL;
	int rc = OK;

	basis.criterion = criteria_met(decision, &basis.criterion_count, arena);
	if (pack)
		rc = decision_facts(&regulation, pack, decision, arena, err);
	if (rc == OK)
		rc = facts_of(&profile, requirements, system, NULL, arena, err);
	if (rc < 0)
		return rc;
	basis.regulation = regulation;
	basis.profile = profile;
	*count = checklist_make(out, requirements, &basis, arena);
	return OK;
}

/* Is an action of this year still to be done? */
static bool is_live(const struct computing *c, const struct node *action)
{
	return node_get(action, "requirement") && !node_is(action, "state", "done") &&
	    !node_is(action, "state", "cancelled") &&
	    (!node_get(action, "year") ||
		node_is(action, "year", node_get(c->assessment, "year")));
}

static bool is_open_finding(const struct node *finding)
{
	return !node_is(finding, "status", "met") && !node_is(finding, "status", "n-a");
}

/* An action for no asset in particular is paid once, not for each asset: with the first open
 * answer of an asset, else with the answer for all. */
static bool pays(const struct computing *c, const struct node *finding, const struct node *action)
{
	const char *requirement = node_get(finding, "requirement");

	if (node_get(action, "asset"))
		return true;
	for (const struct node *other = node_first(c->assessment, "finding"); other;
	     other = other->next)
		if (node_is(other, "requirement", requirement) && node_get(other, "asset") &&
		    is_open_finding(other))
			return other == finding;
	return !node_get(finding, "asset");
}

/* Is there an open action with an owner and a date for this finding? Adds up what such actions
 * cost. */
static bool is_planned(const struct computing *c, const struct node *finding, int64_t *cost)
{
	bool planned = node_get(finding, "measure") && node_get(finding, "person") &&
	    node_get(finding, "due");

	*cost = node_int(finding, "cost", 0);
	for (const struct node *action = node_first(c->system, "action"); action;
	     action = action->next) {
		if (!node_is(action, "requirement", node_get(finding, "requirement")) ||
		    !is_live(c, action))
			continue;
		if (node_get(action, "asset") &&
		    !node_is(finding, "asset", node_get(action, "asset")))
			continue;
		if (pays(c, finding, action))
			*cost += node_int(action, "cost", 0);
		if (node_get(action, "owner") && node_get(action, "due"))
			planned = true;
	}
	return planned;
}

static void take_finding(struct computing *c, const struct node *node)
{
	struct finding_in *in = &c->finding[c->finding_count++];

	in->requirement = node_get(node, "requirement");
	in->asset = node_get(node, "asset");
	in->status = UNASSESSED;
	finding_parse(&in->status, node_get(node, "status"));
	in->planned = is_planned(c, node, &in->cost);
}

static const struct node *answer_at(
    const struct computing *c, const char *requirement, const char *asset)
{
	for (const struct node *node = node_first(c->assessment, "finding"); node;
	     node = node->next) {
		const char *own = node_get(node, "asset");

		if (node_is(node, "requirement", requirement) &&
		    (asset ? own && strcmp(own, asset) == 0 : !own))
			return node;
	}
	return NULL;
}

static bool has_finding(const struct computing *c, const char *requirement, const char *asset)
{
	for (size_t i = 0; i < c->finding_count; i++) {
		const struct finding_in *in = &c->finding[i];

		if (strcmp(in->requirement, requirement) == 0 &&
		    (asset ? in->asset && strcmp(in->asset, asset) == 0 : !in->asset))
			return true;
	}
	return false;
}

/* An action may stand where nobody has answered yet, or for one asset of an answer for all: there
 * it plans for what holds now, which is the answer for all or none. */
static void take_planned_only(struct computing *c)
{
	static const char *const fields[] = { "status", "measure", "person", "due" };

	for (const struct node *action = node_first(c->system, "action"); action;
	     action = action->next) {
		const char *requirement = node_get(action, "requirement");
		const char *asset = node_get(action, "asset");
		const struct node *for_all;
		struct node *node;

		if (!is_live(c, action) || has_finding(c, requirement, asset))
			continue;
		for_all = answer_at(c, requirement, NULL);
		node = node_new(c->arena, model_shape("finding"), NULL);
		node_put(node, "requirement", requirement);
		node_put(node, "asset", asset);
		node_put(node, "status", "unassessed");
		for (size_t i = 0; for_all && i < sizeof(fields) / sizeof(*fields); i++)
			node_put(node, fields[i], node_get(for_all, fields[i]));
		take_finding(c, node);
	}
}

static void take_findings(struct computing *c)
{
	const struct node *node;

	c->finding = arena_alloc(c->arena,
	    (node_count(c->assessment, "finding") + node_count(c->system, "action") + 1) *
		sizeof(*c->finding));
	for (node = node_first(c->assessment, "finding"); node; node = node->next)
		take_finding(c, node);
	take_planned_only(c);
	c->asset = arena_alloc(c->arena, (node_count(c->system, "asset") + 1) * sizeof(*c->asset));
	for (node = node_first(c->system, "asset"); node; node = node->next)
		c->asset[c->asset_count++] = (struct asset_in){ node_get(node, "code"),
			node_get(node, "kind") };
}

static struct answer_in *take_answers(struct computing *c, size_t *count)
{
	struct answer_in *answer = arena_alloc(
	    c->arena, (node_count(c->assessment, "answer") + 1) * sizeof(*answer));

	*count = 0;
	for (const struct node *node = node_first(c->assessment, "answer"); node; node = node->next)
		answer[(*count)++] = (struct answer_in){ node_get(node, "scenario"),
			node_get(node, "question"), node_get(node, "value") };
	return answer;
}

static struct rating_in take_rating(const struct node *node)
{
	return node ? (struct rating_in){ (int)node_int(node, "likelihood", 0),
		(int)node_int(node, "impact", 0), node_get(node, "basis"),
		(int)node_int(node, "accepted-risk", 0), node_get(node, "accepted-until") }
		    : (struct rating_in){ 0 };
}

/* ---- results into nodes ---- */

static void put_number(struct node *node, const char *field, int64_t number, struct arena *arena)
{
	node_put(node, field, number_text(arena, number));
}

/* 0 and below mean "not known" and stay empty. */
static void put_known(struct node *node, const char *field, int64_t number, struct arena *arena)
{
	if (number > 0)
		put_number(node, field, number, arena);
}

static void add_item(struct computing *c, const struct item_state *state)
{
	struct node *node = node_new(c->arena, model_shape("item"), c->assessment);
	const struct requirement *requirement = state->item.requirement;

	node_put(node, "requirement", requirement->id);
	node_put(node, "group", requirement->group->id);
	node_put(node, "general", requirement->general ? "yes" : "no");
	node_put(node, "applies", truth_code(state->item.applies));
	node_put(node, "strict", truth_code(state->item.strict));
	node_put(node, "status", finding_code(state->status));
	put_number(node, "assets", (int64_t)state->assets, c->arena);
	put_number(node, "met", (int64_t)state->met, c->arena);
	put_number(node, "partial", (int64_t)state->partial, c->arena);
	put_number(node, "unmet", (int64_t)state->unmet, c->arena);
	put_number(node, "n-a", (int64_t)state->not_applicable, c->arena);
	put_number(node, "unassessed", (int64_t)state->unassessed, c->arena);
}

static void add_score(struct computing *c, const struct group *group)
{
	struct score score = compliance_score(
	    c->out->item, c->out->item_count, group, c->out->method);
	struct node *node = NULL;

	if (group && score.applicable == 0 && score.not_applicable == 0)
		return;
	node = node_new(c->arena, model_shape("score"), c->assessment);
	node_put(node, "group", group ? group->id : NULL);
	if (score.score >= 0)
		put_number(node, "score", score.score, c->arena);
	put_number(node, "coverage", score.coverage, c->arena);
	node_put(node, "full", score.full ? "yes" : "no");
	put_number(node, "sum", score.sum, c->arena);
	put_number(node, "most", score.most, c->arena);
	put_number(node, "applicable", (int64_t)score.applicable, c->arena);
	put_number(node, "assessed", (int64_t)score.assessed, c->arena);
	put_number(node, "met", (int64_t)score.met, c->arena);
	put_number(node, "partial", (int64_t)score.partial, c->arena);
	put_number(node, "unmet", (int64_t)score.unmet, c->arena);
	put_number(node, "n-a", (int64_t)score.not_applicable, c->arena);
	put_number(node, "unassessed", (int64_t)score.unassessed, c->arena);
}

static const char *acceptance_code(enum acceptance acceptance)
{
	switch (acceptance) {
	case NOT_ACCEPTED:
		return NULL;
	case ACCEPTED:
		return "accepted";
	case ACCEPTANCE_EXPIRED:
		return "expired";
	case ACCEPTANCE_REOPENED:
		return "reopened";
	}
	return NULL;
}

static void put_band(struct node *node, const char *field, const struct band *band)
{
	node_put(node, field, band ? band->id : NULL);
}

static void add_risk(struct computing *c, const struct risk *risk)
{
	struct node *node = node_new(c->arena, model_shape("risk"), c->assessment);
	struct arena *arena = c->arena;

	node_put(node, "scenario", risk->scenario->id);
	put_known(node, "suggested-likelihood", risk->suggested_likelihood, arena);
	put_known(node, "suggested-impact", risk->suggested_impact, arena);
	put_known(node, "likelihood", risk->likelihood, arena);
	put_known(node, "impact", risk->impact, arena);
	put_known(node, "gross", risk->gross, arena);
	put_band(node, "gross-band", risk->gross_band);
	if (risk->control >= 0) {
		put_number(node, "control", risk->control, arena);
		put_number(node, "target-control", risk->target_control, arena);
	}
	if (risk->gross > 0) {
		put_number(node, "steps", risk->steps, arena);
		put_number(node, "target-steps", risk->target_steps, arena);
	}
	put_known(node, "current-likelihood", risk->current_likelihood, arena);
	put_known(node, "current", risk->current, arena);
	put_band(node, "current-band", risk->current_band);
	put_known(node, "target-likelihood", risk->target_likelihood, arena);
	put_known(node, "target", risk->target, arena);
	put_band(node, "target-band", risk->target_band);
	put_number(node, "unassessed", (int64_t)risk->unassessed, arena);
	put_number(node, "key-open", (int64_t)risk->key_open, arena);
	node_put(node, "stale", risk->stale ? "yes" : "no");
	node_put(node, "planned",
	    node_find(c->assessment, "plan", "scenario", risk->scenario->id) ? "yes" : "no");
	node_put(node, "acceptance", acceptance_code(risk->acceptance));
	node_put(node, "higher-level", risk->higher_level ? "yes" : "no");
}

static void add_gain(struct computing *c, size_t rank, const struct gain *gain)
{
	struct node *node = node_new(c->arena, model_shape("gain"), c->assessment);

	put_number(node, "rank", (int64_t)rank, c->arena);
	node_put(node, "requirement", gain->requirement->id);
	put_number(node, "gain", gain->gain, c->arena);
	put_number(node, "scenarios", (int64_t)gain->scenarios, c->arena);
	node_put(node, "status", finding_code(gain->status));
	put_known(node, "cost", gain->cost, c->arena);
}

/* ---- the whole ---- */

static int find_packs(struct computing *c, struct err *err)
{
	static const char *const fields[] = { "pack", "threats", "method" };
	const struct pack *pack[3];

	for (int i = 0; i < 3; i++) {
		pack[i] = packs_find(c->app->packs, node_get(c->assessment, fields[i]));
		if (!pack[i])
			return err_set(err, FAIL_INVALID,
			    "the assessment of '%s' for %s stands on pack '%s', which is not here: "
			    "add it with --packs",
			    node_get(c->system, "code"), node_get(c->assessment, "year"),
			    node_get(c->assessment, fields[i]));
	}
	c->out->requirements = pack[0];
	c->out->threats = pack[1];
	c->out->method = pack[2]->method;
	return OK;
}

static void rate_risks(struct computing *c)
{
	struct assessment_view *out = c->out;
	size_t answer_count;
	struct answer_in *answer = take_answers(c, &answer_count);

	out->risk_count = out->threats->scenario_count;
	out->risk = arena_alloc(c->arena, (out->risk_count + 1) * sizeof(*out->risk));
	for (size_t i = 0; i < out->risk_count; i++) {
		const struct scenario *scenario = &out->threats->scenario[i];
		const struct mitigations mitigations = mitigations_of(
		    out->requirements, scenario);
		struct rating_in rating = take_rating(
		    node_find(c->assessment, "rating", "scenario", scenario->id));

		risk_rate(&out->risk[i], scenario, &mitigations, out->method,
		    (int)node_int(c->assessment, "level", 0), answer, answer_count, &rating,
		    out->item, out->item_count, c->app->today);
	}
	out->gain_count = risk_gains(&out->gain, out->risk, out->risk_count, out->item,
	    out->item_count, out->method, c->arena);
}

void states_of(struct item_state *out, const struct check_item *item, size_t count,
    struct app *app, struct node *system, struct node *assessment, struct arena *arena)
{
	struct computing c = {
		.app = app, .system = system, .assessment = assessment, .arena = arena
	};

	take_findings(&c);
	compliance_items(out, item, count, c.finding, c.finding_count, c.asset, c.asset_count,
	    NULL);
}

int assessment_compute(struct assessment_view *out, struct app *app, struct node *system,
    struct node *assessment, struct arena *arena, struct err *err)
{
	struct computing c = {
		.app = app, .system = system, .assessment = assessment, .out = out, .arena = arena
	};
	struct check_item *item = NULL;
	int rc;

	out->node = assessment;
	rc = find_packs(&c, err);
	if (rc == OK)
		rc = checklist_of(&item, &out->item_count, app, out->requirements, system,
		    assessment, arena, err);
	if (rc < 0)
		return rc;
	take_findings(&c);
	out->item = arena_alloc(arena, (out->item_count + 1) * sizeof(*out->item));
	compliance_items(out->item, item, out->item_count, c.finding, c.finding_count, c.asset,
	    c.asset_count, out->method);
	rate_risks(&c);
	for (size_t i = 0; i < out->item_count; i++)
		add_item(&c, &out->item[i]);
	add_score(&c, NULL);
	for (size_t i = 0; i < out->requirements->group_count; i++)
		add_score(&c, &out->requirements->group[i]);
	for (size_t i = 0; i < out->risk_count; i++)
		add_risk(&c, &out->risk[i]);
	for (size_t i = 0; i < out->gain_count; i++)
		add_gain(&c, i + 1, &out->gain[i]);
	tasks_add(out, app, system, arena);
	return OK;
}

/*
 * proposal.c - level proposals: begun, carried on act by act, and the level they give a system.
 */
#include <string.h>

#include "regime_priv.h"

/* ---- start ----------------------------------------------------------------------------------- */

struct starting {
	struct app *app;
	const struct spot *spot;
	const struct value *value;
	size_t count;
	struct node *proposal;
	struct arena *arena;
};

static const char *state_label(const struct node *proposal)
{
	const struct shape *shape = proposal->shape;

	return field_code_label(
	    &shape->field[shape_field(shape, "state")], node_text(proposal, "state"));
}

static bool is_open(const struct node *proposal)
{
	return !node_is(proposal, "state", "approved") && !node_is(proposal, "state", "refused");
}

/* The list is in the order of numbers. */
static int newest_of(struct node **out, struct app *app, const char *shape, const char *parent,
    struct arena *arena, struct err *err)
{
	int rc = store_list(out, app->store, model_shape(shape), parent, NULL, arena, err);

	while (rc == OK && *out && (*out)->next)
		*out = (*out)->next;
	return rc;
}

static int check_decision(
    struct starting *starting, const struct node *decision, struct err *err)
{
	const char *system = node_get(starting->spot->system, "code");
	int64_t level = decision ? node_int(decision, "proposed", 0) : 0;
	const struct pack *pack = decision
	    ? packs_find(starting->app->packs, node_text(decision, "pack"))
	    : NULL;

	if (level < 1 || level > 5)
		return err_set(err, FAIL_INVALID,
		    "system '%s' has no level decision: 'capdo level decide' makes one", system);
	if (!pack)
		return err_set(err, FAIL_INVALID,
		    "the decision rests on pack '%s', which is not here",
		    node_text(decision, "pack"));
	for (size_t i = 0; i < pack->step.count; i++)
		if (pack->step.at[i].levels & 1u << level)
			return OK;
	return err_set(err, FAIL_INVALID, "pack '%s' has no steps to approve level %d", pack->id,
	    (int)level);
}

/* A level that is approved is kept until it must be set again; then, and for whatever was not
 * approved before, the regulation counts under which the system stands today. Where that cannot be
 * told both may be: the rules of the change warn. */
static int check_regime(
    const struct starting *starting, const struct node *decision, struct err *err)
{
	const struct node *system = starting->spot->system;
	const struct pack *regulation = NULL;
	struct regime_view view;
	int rc = regime_of(
	    &view, &regulation, starting->app, system, starting->app->today, err);

	if (rc < 0 || !regulation || view.situation[SITUATION_NEW_LAW] != YES)
		return rc;
	if (view.situation[SITUATION_APPROVED] == YES && !node_is(system, "redetermine", "yes"))
		return err_set(err, FAIL_INVALID,
		    "system '%s' keeps its approved level %s; where it must be set again, set "
		    "redetermine=yes with the reason first, then decide the level anew",
		    node_get(system, "code"), node_get(system, "approved-level"));
	if (!view.certain || node_is(decision, "pack", view.classification))
		return OK;
	return err_set(err, FAIL_INVALID,
	    "the decision rests on pack '%s', but by rule %s system '%s' stands under '%s': 'capdo "
	    "level decide' makes one under it", node_text(decision, "pack"),
	    view.rule ? view.rule->id : "?", node_get(system, "code"), view.classification);
}

static int fill_proposal(struct starting *starting, const struct node *decision, int64_t number,
    struct err *err)
{
	struct app *app = starting->app;
	struct node *node = node_new(starting->arena, model_shape("proposal"), NULL);
	const struct pack *pack = packs_find(app->packs, node_get(decision, "pack"));
	char now[21];
	int rc = record_fill(node, starting->value, starting->count, starting->arena, err);

	clock_now(now);
	node_put(node, "number", number_text(starting->arena, number));
	node_put(node, "decision", node_get(decision, "number"));
	node_put(node, "level", node_get(decision, "proposed"));
	node_put(node, "state", proposal_state_code(PROPOSAL_DRAFT));
	node_put(node, "pack", pack->id);
	node_put(node, "pack-version", pack->version);
	node_put(node, "at", arena_copy(starting->arena, now));
	node_put(node, "person", app->person);
	starting->proposal = node;
	return rc < 0 ? rc : node_complete(node, err);
}

static int start_in_transaction(struct store *store, void *context, struct err *err)
{
	static const char *const loaded[] = { "decision", "proposal" };
	struct starting *starting = context;
	struct app *app = starting->app;
	struct node *system = starting->spot->system;
	struct node *before = NULL;
	struct node *decision = NULL;
	int rc = newest_of(&before, app, "proposal", system->id, starting->arena, err);

	if (rc == OK && before && is_open(before))
		rc = err_set(err, FAIL_INVALID,
		    "system '%s' has level proposal %s, which is '%s': one at a time",
		    node_get(system, "code"), node_get(before, "number"), state_label(before));
	if (rc == OK)
		rc = newest_of(&decision, app, "decision", system->id, starting->arena, err);
	for (size_t i = 0; rc == OK && i < sizeof(loaded) / sizeof(loaded[0]); i++)
		rc = store_list(NULL, store, model_shape(loaded[i]), system->id, system,
		    starting->arena, err);
	if (rc == OK)
		rc = check_decision(starting, decision, err);
	if (rc == OK)
		rc = check_regime(starting, decision, err);
	if (rc == OK)
		rc = fill_proposal(
		    starting, decision, before ? node_int(before, "number", 0) + 1 : 1, err);
	return rc < 0 ? rc : record_keep(app, NULL, starting->proposal, system->id, "start",
	    starting->arena, err);
}

int app_proposal_start(struct proposal_view **out, struct app *app, const char *agency,
    const char *system, const struct value *value, size_t count, struct arena *arena,
    struct err *err)
{
	const struct place place = { .agency = agency, .system = system };
	struct spot spot;
	struct starting starting = { .app = app,
		.spot = &spot,
		.value = value,
		.count = count,
		.arena = arena };
	int rc = spot_find(&spot, app, model_shape("proposal"), &place, arena, err);

	if (rc == OK)
		rc = app_allow(app, RIGHT_EDIT, node_get(spot.agency, "code"), err);
	if (rc == OK)
		rc = spot_open(app, spot.system, arena, err);
	if (rc == OK)
		rc = store_write(app->store, start_in_transaction, &starting, err);
	if (rc < 0 || !out)
		return rc;
	return app_proposal(out, app, node_get(spot.agency, "code"), system, 0, arena, err);
}

/* ---- acts ------------------------------------------------------------------------------------ */

struct acting {
	struct app *app;
	const struct proposal_act *typed;
	enum act_step step;
	struct spot spot;
	struct arena *arena;
};

enum right act_right(enum act_step step)
{
	switch (step) {
	case ACT_SUBMIT:
		return RIGHT_EDIT;
	case ACT_APPROVE:
	case ACT_APPROVE_MEASURES:
	case ACT_APPROVE_LIST:
	case ACT_REFUSE:
		return RIGHT_APPROVE;
	case ACT_INCOMPLETE:
	case ACT_COMPLETE:
	case ACT_OPINION:
	case ACT_APPRAISE:
	case ACT_REPORT:
	case ACT_STEPS:
		break;
	}
	return RIGHT_REVIEW;
}

/* Nobody judges the system that his own agency operates. */
static int check_independence(struct acting *acting, struct err *err)
{
	struct app *app = acting->app;
	const struct spot *spot = &acting->spot;
	const char *operated = node_get(spot->system, "operator-agency");

	if (!operated)
		operated = node_get(spot->agency, "code");
	if (act_right(acting->step) != RIGHT_APPROVE && acting->step != ACT_APPRAISE)
		return OK;
	if (!app->agency || strcmp(app->agency, operated) != 0)
		return OK;
	app_refused(app, node_get(spot->agency, "code"),
	    arena_print(acting->arena, "%s: %s (%s)", node_get(spot->system, "code"),
		act_step_label(acting->step), _("operated by the user's own agency")));
	return err_set(err, FAIL_DENIED,
	    "user '%s' may not enter '%s': agency '%s' operates system '%s' itself", app->person,
	    act_step_label(acting->step), operated, node_get(spot->system, "code"));
}

static int fill_act(struct node *act, const struct acting *acting, int64_t number, struct err *err)
{
	const struct proposal_act *typed = acting->typed;
	const struct value value[] = { { "result", typed->result },
		{ "date", typed->date ? typed->date : acting->app->today },
		{ "body", typed->body }, { "document", typed->document }, { "name", typed->name },
		{ "note", typed->note } };
	char now[21];
	int rc = OK;

	clock_now(now);
	node_put(act, "number", number_text(acting->arena, number));
	node_put(act, "step", act_step_code(acting->step));
	node_put(act, "at", arena_copy(acting->arena, now));
	node_put(act, "person", acting->app->person);
	for (size_t i = 0; rc == OK && i < sizeof(value) / sizeof(value[0]); i++)
		if (value[i].text)
			rc = node_set(act, value[i].field, value[i].text, acting->arena, err);
	return rc;
}

/* With the body that is meant when none was named. */
static int check_act(struct node *act, const struct acting *acting,
    const struct proposal_view *view, struct err *err)
{
	struct act_in in = { .step = acting->step };
	int rc = node_complete(act, err);

	if (rc == OK)
		rc = day_parse(&in.date, node_get(act, "date"), err);
	if (rc == OK && act_result_parse(&in.result, node_get(act, "result")) < 0)
		rc = FAIL_INVALID;
	if (rc < 0)
		return rc;
	if (!node_get(act, "body"))
		node_put(act, "body", workflow_body(&view->in, acting->step, acting->arena));
	in.body = node_get(act, "body");
	in.document = node_get(act, "document");
	return workflow_may(&view->in, &in, acting->arena, err);
}

/* The act that gives the level: the one on the list where the level has a list. */
static const struct node *deciding_act(const struct node *proposal)
{
	const struct node *found = NULL;

	for (const struct node *act = node_first(proposal, "act"); act; act = act->next)
		if (node_is(act, "step", act_step_code(ACT_APPROVE)) ||
		    node_is(act, "step", act_step_code(ACT_APPROVE_LIST)))
			found = act;
	return found;
}

static int keep_level(struct acting *acting, const struct proposal_view *view, struct err *err)
{
	const struct node *act = deciding_act(view->node);
	struct node *system = record_copy(acting->spot.system, acting->arena);
	const struct sourced *body = pack_body(view->pack, node_text(act, "body"));
	const char *name = node_get(act, "name");

	if (!name)
		name = body ? body->text.vi : node_get(act, "body");
	node_put(system, "approved-level", node_get(view->node, "level"));
	node_put(system, "approval-date", node_get(act, "date"));
	node_put(system, "approval-number", node_get(act, "document"));
	node_put(system, "approval-by", name);
	node_put(system, "approval-basis", view->pack->id);
	/* done: why it had to be set again stays in the audit chain */
	node_put(system, "redetermine", NULL);
	node_put(system, "redetermine-reason", NULL);
	return record_keep(acting->app, acting->spot.system, system, NULL, "approve",
	    acting->arena, err);
}

static void append(struct node *act, struct node *proposal)
{
	struct node_list *list = &proposal->children[shape_child(proposal->shape, "act")];

	act->parent = proposal;
	if (list->last)
		list->last->next = act;
	else
		list->first = act;
	list->last = act;
	list->count++;
}

/* What was read before the transaction may have changed since. */
static int read_again(struct acting *acting, struct store *store, struct err *err)
{
	struct spot *spot = &acting->spot;
	int rc = store_get(
	    &spot->system, store, spot->system->shape, spot->system->id, acting->arena, err);

	if (rc == OK)
		rc = store_get(&spot->proposal, store, spot->proposal->shape, spot->proposal->id,
		    acting->arena, err);
	return rc < 0 ? rc : store_load(spot->proposal, store, NULL, acting->arena, err);
}

static int act_in_transaction(struct store *store, void *context, struct err *err)
{
	struct acting *acting = context;
	struct app *app = acting->app;
	struct arena *arena = acting->arena;
	struct node *act = node_new(arena, model_shape("act"), NULL);
	struct proposal_view view = { 0 };
	struct proposal_view after = { 0 };
	struct node *proposal;
	int rc = read_again(acting, store, err);

	if (rc == OK)
		rc = proposal_view_make(&view, app, &acting->spot, arena, err);
	if (rc == OK)
		rc = fill_act(act, acting, (int64_t)view.in.act_count + 1, err);
	if (rc == OK)
		rc = check_act(act, acting, &view, err);
	if (rc == OK)
		rc = record_keep(app, NULL, act, acting->spot.proposal->id,
		    act_step_code(acting->step), arena, err);
	if (rc < 0)
		return rc;
	append(act, acting->spot.proposal);
	rc = proposal_view_make(&after, app, &acting->spot, arena, err);
	if (rc < 0)
		return rc;
	proposal = record_copy(acting->spot.proposal, arena);
	node_put(proposal, "state", proposal_state_code(after.flow.state));
	rc = record_keep(app, acting->spot.proposal, proposal, NULL, NULL, arena, err);
	if (rc == OK && after.flow.state == PROPOSAL_APPROVED &&
	    view.flow.state != PROPOSAL_APPROVED)
		rc = keep_level(acting, &after, err);
	return rc;
}

int app_proposal_act(struct proposal_view **out, struct app *app, const char *agency,
    const char *system, const struct proposal_act *act, struct arena *arena, struct err *err)
{
	const struct place place = { .agency = agency, .system = system };
	struct acting acting = { .app = app, .typed = act, .arena = arena };
	const struct shape *above = model_shape("proposal");
	int rc = OK;

	if (act_step_parse(&acting.step, act->step) < 0)
		return err_set(err, FAIL_INVALID, "there is no step '%s'", act->step);
	rc = spot_find(&acting.spot, app, above, &place, arena, err);
	if (rc == OK)
		rc = app_allow(app, act_right(acting.step), node_get(acting.spot.agency, "code"),
		    err);
	if (rc == OK)
		rc = check_independence(&acting, err);
	if (rc == OK)
		rc = spot_find(&acting.spot, app, model_shape("act"), &place, arena, err);
	if (rc == OK)
		rc = spot_open(app, acting.spot.system, arena, err);
	if (rc == OK)
		rc = store_write(app->store, act_in_transaction, &acting, err);
	if (rc < 0 || !out)
		return rc;
	return app_proposal(
	    out, app, node_get(acting.spot.agency, "code"), system, 0, arena, err);
}

/* ---- what is typed of it --------------------------------------------------------------------- */

static const char *parts_text(const struct proposal_view *view, struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < view->flow.part_count; i++)
		text = arena_print(
		    arena, "%s%s%s", text, *text ? ", " : "", view->flow.part[i].part->id);
	return text;
}

static int check_part(struct app *app, const struct node *document, const struct spot *spot,
    struct arena *arena, struct err *err)
{
	struct proposal_view view = { 0 };
	int rc = proposal_view_make(&view, app, spot, arena, err);

	for (size_t i = 0; rc == OK && i < view.flow.part_count; i++)
		if (node_is(document, "part", view.flow.part[i].part->id))
			return OK;
	return rc < 0 ? rc : err_set(err, FAIL_INVALID,
	    "the dossier of this proposal has no part '%s'; expected one of: %s",
	    node_get(document, "part"), parts_text(&view, arena));
}

int proposal_typed(struct app *app, const struct node *before, const struct node *after,
    const struct spot *spot, struct arena *arena, struct err *err)
{
	const struct node *node = after ? after : before;
	const char *shape = node->shape->name;
	bool document = strcmp(shape, "document") == 0;
	const struct node *proposal = document ? spot->proposal : before;

	if (strcmp(shape, "act") == 0)
		return err_set(err, FAIL_INVALID,
		    "the steps of a level proposal are entered one after the other and stay");
	if (!document && strcmp(shape, "proposal") != 0)
		return OK;
	if (!proposal)
		return err_set(
		    err, FAIL_INVALID, "a level proposal begins with 'capdo proposal start'");
	if (!document && !after &&
	    (!node_is(before, "state", "draft") || node_first(before, "act")))
		return err_set(err, FAIL_INVALID,
		    "level proposal %s is '%s' and has steps: it stays",
		    node_get(before, "number"), state_label(before));
	if (!node_is(proposal, "state", "draft") && !node_is(proposal, "state", "incomplete") &&
	    !node_is(proposal, "state", "not-suitable"))
		return err_set(err, FAIL_INVALID,
		    "level proposal %s is '%s': it and its dossier cannot be changed now",
		    node_get(proposal, "number"), state_label(proposal));
	return document && after ? check_part(app, after, spot, arena, err) : OK;
}

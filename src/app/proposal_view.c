/*
 * proposal_view.c - a level proposal as the rules see it, and all of them by the day they are due.
 */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"

/* ---- from records to rules ------------------------------------------------------------------- */

static int take_acts(
    struct workflow_in *in, const struct node *proposal, struct arena *arena, struct err *err)
{
	struct act_in *act = arena_alloc(arena, (node_count(proposal, "act") + 1) * sizeof(*act));
	int rc = OK;

	in->act = act;
	for (const struct node *node = node_first(proposal, "act"); rc == OK && node;
	     node = node->next, act++) {
		act->body = node_get(node, "body");
		act->document = node_get(node, "document");
		rc = day_parse(&act->date, node_get(node, "date"), err);
		if (rc == OK && (act_step_parse(&act->step, node_get(node, "step")) < 0 ||
		    act_result_parse(&act->result, node_get(node, "result")) < 0))
			rc = err_set(err, FAIL_INVALID, "there is no step '%s'",
			    node_text(node, "step"));
		in->act_count++;
	}
	return rc;
}

static void take_parts(struct workflow_in *in, const struct node *proposal, struct arena *arena)
{
	const char **part =
	    arena_alloc(arena, (node_count(proposal, "document") + 1) * sizeof(*part));

	in->part = part;
	for (const struct node *node = node_first(proposal, "document"); node; node = node->next)
		part[in->part_count++] = node_get(node, "part");
}

int proposal_way(
    const struct pack *regulation, const struct node *system, const struct node *proposal)
{
	struct act_in deciding = { .step = ACT_STEPS };
	const struct node *act = node_first(proposal, "act");

	for (; act && deciding.step == ACT_STEPS; act = act->next)
		if (act_step_parse(&deciding.step, node_text(act, "step")) < 0 ||
		    act_right(deciding.step) != RIGHT_APPROVE || deciding.step == ACT_REFUSE)
			deciding.step = ACT_STEPS;
	return workflow_way(regulation, (int)node_int(proposal, "level", 1),
	    node_is(system, "security-list", "listed"), &deciding,
	    deciding.step == ACT_STEPS ? 0 : 1);
}

/* The agency code of who operates the system. */
static const char *operator_of(const struct spot *spot)
{
	const char *code = node_get(spot->system, "operator-agency");

	return code ? code : node_get(spot->agency, "code");
}

static int self_operated(enum truth *out, struct app *app, const struct spot *spot,
    struct arena *arena, struct err *err)
{
	const char *department;
	int rc = app_setting(&department, app, "department", arena, err);

	*out = UNKNOWN;
	if (rc == OK && department)
		*out = strcmp(department, operator_of(spot)) == 0 ? YES : NO;
	return rc;
}

int proposal_view_make(struct proposal_view *view, struct app *app, const struct spot *spot,
    struct arena *arena, struct err *err)
{
	const struct node *proposal = spot->proposal;
	struct workflow_in *in = &view->in;
	int rc = day_parse(&in->as_of, app->today, err);

	view->agency = spot->agency;
	view->system = spot->system;
	view->node = spot->proposal;
	view->pack = packs_find(app->packs, node_get(proposal, "pack"));
	if (rc == OK && (!view->pack || view->pack->kind != PACK_REGULATION))
		return err_set(err, FAIL_INVALID,
		    "the proposal rests on pack '%s', which is not here",
		    node_get(proposal, "pack"));
	in->pack = view->pack;
	in->calendar = packs_in_force(app->packs, PACK_CALENDAR, app->today);
	in->own_level = (int)node_int(proposal, "level", 1);
	in->kind = node_get(proposal, "kind");
	in->managed_by = node_get(proposal, "managed-by");
	in->regulation_number = node_get(spot->system, "regulation-number");
	in->regulation_date = node_get(spot->system, "regulation-date");
	if (rc == OK)
		rc = self_operated(&in->self_operated, app, spot, arena, err);
	if (rc == OK)
		rc = take_acts(in, proposal, arena, err);
	if (rc < 0)
		return rc;
	in->level = workflow_way(view->pack, in->own_level,
	    node_is(spot->system, "security-list", "listed"), in->act, in->act_count);
	take_parts(in, proposal, arena);
	workflow_make(&view->flow, in, arena);
	return OK;
}

int app_proposal(struct proposal_view **out, struct app *app, const char *agency,
    const char *system, int64_t number, struct arena *arena, struct err *err)
{
	const struct place place = { .agency = agency,
		.system = system,
		.parent_key = { number ? number_text(arena, number) : NULL } };
	struct spot spot;
	int rc = spot_find(&spot, app, model_shape("act"), &place, arena, err);

	*out = arena_alloc(arena, sizeof(**out));
	if (rc == OK)
		rc = store_load(spot.proposal, app->store, NULL, arena, err);
	return rc < 0 ? rc : proposal_view_make(*out, app, &spot, arena, err);
}

/* ---- all of them ----------------------------------------------------------------------------- */

struct listing {
	struct app *app;
	struct proposal_row *row;
	size_t count, room;
	struct arena *arena;
};

static struct proposal_row row_of(const struct proposal_view *view)
{
	const struct flow_step *next = view->flow.next;
	const struct flow_step *due = view->flow.due;
	struct proposal_row row = {
		.agency = node_get(view->agency, "code"),
		.system = node_get(view->system, "code"),
		.name = node_get(view->system, "name"),
		.number = node_int(view->node, "number", 0),
		.level = view->in.own_level,
		.state = view->flow.state,
		.pack = view->pack,
	};

	if (next) {
		row.next = next->step;
		row.by[0] = next->by[0];
		row.by[1] = next->by[1];
	}
	if (due) {
		row.clock = true;
		row.of = due->step;
		row.due = due->until;
		row.days_left = due->until - view->in.as_of;
		row.unverified = due->unverified;
	}
	return row;
}

/* What one agency's file names must not take the list of all away: then only its state is told. */
static int view_or_state(struct proposal_view *view, const struct listing *list,
    const struct spot *spot, struct err *err)
{
	int rc = proposal_view_make(view, list->app, spot, list->arena, err);

	if (rc != FAIL_INVALID)
		return rc;
	view->pack = NULL;
	view->in.own_level = (int)node_int(spot->proposal, "level", 1);
	view->flow = (struct workflow){ .state = PROPOSAL_DRAFT };
	for (int state = 0; state < PROPOSAL_STATES; state++)
		if (node_is(spot->proposal, "state",
			proposal_state_code((enum proposal_state)state)))
			view->flow.state = (enum proposal_state)state;
	return OK;
}

static int list_system(struct listing *list, struct spot *spot, struct err *err)
{
	struct app *app = list->app;
	struct node *proposal = NULL;
	int rc = store_list(&proposal, app->store, model_shape("proposal"), spot->system->id, NULL,
	    list->arena, err);

	for (; rc == OK && proposal; proposal = proposal->next) {
		struct proposal_view view = { 0 };

		spot->proposal = proposal;
		rc = store_load(proposal, app->store, NULL, list->arena, err);
		if (rc == OK)
			rc = view_or_state(&view, list, spot, err);
		if (rc < 0)
			break;
		list->row = arena_grow(
		    list->arena, list->row, list->count, &list->room, sizeof(*list->row));
		list->row[list->count++] = row_of(&view);
	}
	return rc;
}

static int list_agency(struct listing *list, struct node *agency, struct err *err)
{
	struct spot spot = { .agency = agency };
	int rc = store_list(&spot.system, list->app->store, model_shape("system"), agency->id, NULL,
	    list->arena, err);

	for (; rc == OK && spot.system; spot.system = spot.system->next)
		rc = list_system(list, &spot, err);
	return rc;
}

static int by_due(const void *a, const void *b)
{
	const struct proposal_row *one = a;
	const struct proposal_row *two = b;
	int order;

	if (one->clock != two->clock)
		return one->clock ? -1 : 1;
	if (one->clock && one->due != two->due)
		return one->due < two->due ? -1 : 1;
	order = strcmp(one->agency, two->agency);
	if (order == 0)
		order = strcmp(one->system, two->system);
	return order ? order : (one->number > two->number) - (one->number < two->number);
}

int app_proposals(struct proposal_row **out, size_t *count, struct app *app, const char *agency,
    struct arena *arena, struct err *err)
{
	struct listing list = { .app = app, .arena = arena };
	const struct place place = { .agency = agency };
	struct node *first = NULL;
	struct spot spot = { 0 };
	int rc = OK;

	*out = NULL;
	*count = 0;
	if (agency) {
		rc = spot_find(&spot, app, model_shape("system"), &place, arena, err);
		if (rc == OK)
			rc = list_agency(&list, spot.agency, err);
	} else {
		rc = app_list(&first, app, model_root(), &place, arena, err);
		for (; rc == OK && first; first = first->next)
			rc = list_agency(&list, first, err);
	}
	if (rc == OK && list.count > 1)
		qsort(list.row, list.count, sizeof(*list.row), by_due);
	if (rc == OK) {
		*out = list.row;
		*count = list.count;
	}
	return rc;
}

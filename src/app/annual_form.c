/*
 * annual_form.c - the columns and totals of a form that the duty lays down for the yearly report.
 *
 * A column with a list of allowed values is kept as a code whose place in its table is the place of
 * the value in the pack. The state is that of the last day of the period.
 */
#include <string.h>

#include "annual_priv.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The question whose answer is the type of a system. */
static const char type_fact[] = "function";

/* ---- type ------------------------------------------------------------------------------------ */

static const char *known_type(const struct annual *annual, const char *value)
{
	const struct fact *fact = pack_fact(annual->pack, type_fact);

	return value && fact && fact_value(fact, value) ? value : NULL;
}

/* The answer for the system as a whole; else the one that all its components share. */
static const char *answered_type(const struct node *parent, const char *shape)
{
	const char *shared = NULL;
	bool differ = false;

	for (const struct node *node = node_first(parent, shape); node; node = node->next) {
		const char *value = node_get(node, "value");

		if (!node_is(node, "fact", type_fact))
			continue;
		if (!node_get(node, "component"))
			return value;
		differ = differ || (shared && strcmp(shared, value) != 0);
		shared = value;
	}
	return differ ? NULL : shared;
}

static const char *type_of(const struct annual *annual, const struct node *system)
{
	const struct node *decision = view_decision(system);
	const char *type = answered_type(system, "fact");

	if (!type && decision)
		type = answered_type(decision, "decision-fact");
	return known_type(annual, type);
}

/* ---- the way of its proposal ----------------------------------------------------------------- */

static int newest_proposal(struct node **out, struct app *app, const struct node *system,
    struct arena *arena, struct err *err)
{
	struct node *node = NULL;
	int rc = store_list(
	    &node, app->store, model_shape("proposal"), system->id, NULL, arena, err);

	*out = NULL;
	for (; node; node = node->next)
		if (!*out || node_int(node, "number", 0) > node_int(*out, "number", 0))
			*out = node;
	return rc == OK && *out ? store_load(*out, app->store, NULL, arena, err) : rc;
}

/* What the act leaves the dossier at; NULL: as it was. */
static const char *status_after(const struct node *act)
{
	static const struct {
		enum act_step step;
		const char *status;
	} after[] = {
		{ ACT_SUBMIT, "sent" },
		{ ACT_COMPLETE, "sent" },
		{ ACT_INCOMPLETE, "drafting" },
		{ ACT_REFUSE, "drafting" },
		{ ACT_APPRAISE, "appraised" },
		{ ACT_APPROVE, "appraised" },
		{ ACT_APPROVE_MEASURES, "appraised" },
		{ ACT_APPROVE_LIST, "appraised" },
	};
	enum act_step step;

	if (act_step_parse(&step, node_text(act, "step")) < 0)
		return NULL;
	for (size_t i = 0; i < COUNT(after); i++)
		if (after[i].step == step)
			return after[i].status;
	return NULL;
}

/* Approved is what the system's record says, which the last approval writes there. */
static const char *status_of(
    const struct annual *annual, const struct node *node, const struct node *proposal)
{
	const char *status = "drafting";
	const char *end = node_get(annual->node, "to");

	if (node_get(node, "approved-level") && !node_is(node, "approval-period", "after"))
		return "approved";
	for (const struct node *act = proposal ? node_first(proposal, "act") : NULL; act;
	     act = act->next) {
		const char *next = status_after(act);

		if (next && strcmp(node_text(act, "date"), end) <= 0)
			status = next;
	}
	return status;
}

/* ---- implementation, inspection -------------------------------------------------------------- */

/* Those of the year and of years before: what was not done then is still to be done. */
static int64_t open_actions(const struct annual *annual, const struct node *system)
{
	int64_t count = 0, year = node_int(annual->node, "year", 0);

	for (const struct node *node = node_first(system, "action"); node; node = node->next)
		count += !node_is(node, "state", "done") && !node_is(node, "state", "cancelled") &&
		    node_int(node, "year", year) <= year;
	return count;
}

static int64_t unconfirmed(const struct node *assessment)
{
	int64_t count = 0;

	for (const struct node *node = assessment ? node_first(assessment, "finding") : NULL; node;
	     node = node->next)
		count += node_is(node, "carried", "yes");
	return count;
}

static const char *implementation_of(const struct node *node)
{
	if (node_is(node, "implementation", "full"))
		return node_int(node, "open-actions", 0) == 0 ? "full" : "some";
	return node_is(node, "implementation", "partial") ? "some" : "none";
}

/* An assessment before use is made once and stays so; a periodic one counts in its period. */
static const char *inspection_of(const struct annual *annual, const struct node *node)
{
	const char *ready = node_get(node, "readiness-assessed");
	bool before = ready && strcmp(ready, node_get(annual->node, "to")) <= 0;
	bool periodic = node_is(node, "inspection-period", "within");

	return before && periodic ? "both" : before ? "before-use" : periodic ? "periodic" : NULL;
}

/* ---- the list of national security ----------------------------------------------------------- */

/* A level that the regulation treats as listed is eligible whatever was entered. */
static void put_listed(struct node *node, const struct annual *annual, struct arena *arena)
{
	const struct sourced *listed = &annual->pack->listed;
	int64_t level = node_int(node, "level", 0);
	bool by_level = listed->text.vi && listed->days > 0 && level >= listed->days;

	if (!by_level)
		return;
	if (!node_get(node, "security-list") || node_is(node, "security-list", "no"))
		node_put(node, "security-list", "candidate");
	if (!node_get(node, "security-criterion"))
		node_put(node, "security-criterion",
		    arena_print(arena, _("by its level (%d)"), (int)level));
}

static bool is_listed(const struct node *node)
{
	return node_get(node, "security-list") && !node_is(node, "security-list", "no");
}

int annual_form_system(struct node *node, const struct annual *annual, struct app *app,
    const struct node *system, const struct node *assessment, struct arena *arena,
    struct err *err)
{
	static const char *const same[] = { "in-operation-since", "readiness-assessed",
		"readiness-report", "security-list", "security-criterion", "operator-regulation",
		"operator-representative", "operator-position", "operator-address",
		"operator-phone", "operator-email" };
	struct node *proposal;
	int rc = newest_proposal(&proposal, app, system, arena, err);

	if (rc < 0)
		return rc;
	annual_take(node, same, COUNT(same), system);
	node_put(node, "type", type_of(annual, system));
	node_put(node, "proposal", proposal ? node_get(proposal, "state") : NULL);
	node_put(node, "form-status", status_of(annual, node, proposal));
	annual_put(node, "open-actions", open_actions(annual, system), arena);
	annual_put(node, "unconfirmed", unconfirmed(assessment), arena);
	node_put(node, "form-implementation", implementation_of(node));
	node_put(node, "form-inspection", inspection_of(annual, node));
	put_listed(node, annual, arena);
	return OK;
}

/* ---- totals ---------------------------------------------------------------------------------- */

static void add_type(struct annual_work *work, const char *type, const char *name, int64_t rank)
{
	struct node *node = node_new(work->arena, model_shape("annual-type"), work->annual->node);
	int64_t systems = 0;

	for (const struct node *at = node_first(work->annual->node, "annual-system"); at;
	     at = at->next)
		systems += type ? node_is(at, "type", type) : !node_get(at, "type");
	node_put(node, "type", type ? type : "none");
	annual_put(node, "rank", rank, work->arena);
	annual_put(node, "systems", systems, work->arena);
	node_put(node, "name", name);
}

static void put_types(struct annual_work *work)
{
	const struct fact *fact = pack_fact(work->annual->pack, type_fact);
	size_t count = fact ? fact->value_count : 0;

	for (size_t i = 0; i < count; i++)
		add_type(work, fact->value[i].id, words_now(&fact->value[i].text),
		    (int64_t)i + 1);
	add_type(work, NULL, _("not classified by type yet"), (int64_t)count + 1);
}

struct form_sums {
	int64_t classified, dossiers, appraised, approved, inspected, approved_inspected, undated,
	    listed;
	const char *last; /* of the days expected */
};

static void add_row(struct form_sums *sums, const struct node *node)
{
	bool approved = node_is(node, "form-status", "approved");
	bool appraised = approved || node_is(node, "form-status", "appraised");
	bool periodic = node_is(node, "form-inspection", "periodic") ||
	    node_is(node, "form-inspection", "both");
	const char *expected = node_get(node, "approval-expected");

	sums->classified += node_get(node, "type") != NULL;
	sums->dossiers += appraised || node_is(node, "form-status", "sent");
	sums->appraised += appraised;
	sums->approved += approved;
	sums->inspected += node_get(node, "form-inspection") != NULL;
	sums->approved_inspected += approved && periodic;
	sums->listed += is_listed(node);
	if (approved)
		return;
	sums->undated += !expected;
	if (expected && (!sums->last || strcmp(expected, sums->last) > 0))
		sums->last = expected;
}

void annual_form_totals(struct annual_work *work)
{
	struct node *root = work->annual->node;
	struct form_sums sums = { 0 };

	for (const struct node *node = node_first(root, "annual-system"); node; node = node->next)
		add_row(&sums, node);
	put_types(work);
	annual_put(root, "classified", sums.classified, work->arena);
	annual_put(root, "dossiers", sums.dossiers, work->arena);
	annual_put(root, "appraised", sums.appraised, work->arena);
	annual_put(root, "approved", sums.approved, work->arena);
	annual_put(root, "inspected", sums.inspected, work->arena);
	annual_put(root, "approved-inspected", sums.approved_inspected, work->arena);
	annual_put(root, "approval-undated", sums.undated, work->arena);
	annual_put(root, "security-listed", sums.listed, work->arena);
	node_put(root, "approval-all", sums.last);
	annual_put_remarks(work);
}

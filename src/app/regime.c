/*
 * regime.c - under which of two legal regimes a system stands: its records as the rules want them,
 * and what the rules say as a record.
 */
#include <string.h>

#include "regime_priv.h"

/* ---- what is known of a system -------------------------------------------------------------- */

static enum truth yes_no(const struct node *node, const char *field)
{
	const char *text = node_get(node, field);

	return !text ? UNKNOWN : strcmp(text, "yes") == 0 ? YES : NO;
}

/* Not in use yet? */
static enum truth planned(const struct node *system)
{
	const char *state = node_get(system, "state");

	if (!state)
		return UNKNOWN;
	return strcmp(state, "planned") == 0 || strcmp(state, "building") == 0 ? YES : NO;
}

static const struct node *newest_proposal(const struct node *system, const char *state)
{
	const struct node *newest = NULL;

	for (const struct node *node = node_first(system, "proposal"); node; node = node->next)
		if ((!state || node_is(node, "state", state)) &&
		    (!newest || node_int(node, "number", 0) > node_int(newest, "number", 0)))
			newest = node;
	return newest;
}

/* The dossier that waits for its decision: as typed, else the proposal's first submission. */
static const char *filed(const struct node *system, const struct regime *regime)
{
	const struct node *proposal = newest_proposal(system, NULL);

	if (node_get(system, "dossier-filed"))
		return node_get(system, "dossier-filed");
	if (!proposal || !node_is(proposal, "pack", regime->old_regulation) ||
	    node_is(proposal, "state", "approved") || node_is(proposal, "state", "refused"))
		return NULL;
	for (const struct node *act = node_first(proposal, "act"); act; act = act->next)
		if (node_is(act, "step", "submit"))
			return node_get(act, "date");
	return NULL;
}

static enum truth products(const struct node *system, const struct regime *regime)
{
	for (const struct node *asset = node_first(system, "asset"); asset; asset = asset->next)
		if (node_is(asset, "security-product", "yes") && node_get(asset, "in-use-since") &&
		    strcmp(node_get(asset, "in-use-since"), regime->law) < 0)
			return YES;
	return NO;
}

int regime_in_of(struct regime_in *out, const struct pack *regulation, const struct node *system,
    enum truth higher_risk, const char *on, struct err *err)
{
	const struct regime *regime = regulation->regime;
	const struct node *approved = newest_proposal(system, "approved");
	const struct node *decision = view_decision(system);
	const char *choice = node_get(system, "regime-choice");

	*out = (struct regime_in){
		.approved_level = (int)node_int(system, "approved-level", 0),
		.approval_date = node_get(system, "approval-date"),
		.approval_basis = node_get(system, "approval-basis"),
		.decided_under = decision ? node_get(decision, "pack") : NULL,
		.project_start = node_get(system, "project-start"),
		.in_build = yes_no(system, "in-build"),
		.operating_since = node_get(system, "in-operation-since"),
		.planned = planned(system),
		.filed = filed(system, regime),
		.redetermine = node_is(system, "redetermine", "yes") ? YES : NO,
		.higher_risk = higher_risk,
		.products = products(system, regime),
		.choice = !choice		? PACKS_ASK
		    : strcmp(choice, "old") == 0 ? PACKS_OLD
						 : PACKS_NEW,
	};
	if (!out->approval_basis && approved)
		out->approval_basis = node_get(approved, "pack");
	return day_parse(&out->as_of, on, err);
}

int regime_of(struct regime_view *out, const struct pack **regulation, struct app *app,
    const struct node *system, const char *on, struct err *err)
{
	struct regime_in in;
	int rc = OK;

	*regulation = packs_regime(app->packs);
	if (!*regulation)
		return OK;
	rc = regime_in_of(&in, *regulation, system, NO, on, err);
	if (rc == OK)
		regime_resolve(out, *regulation, &in);
	return rc;
}

const struct pack *regulation_of(struct app *app, const struct node *system, struct err *err)
{
	const struct pack *regulation = NULL, *pack;
	struct regime_view view = { 0 };

	if (regime_of(&view, &regulation, app, system, app->today, err) < 0)
		return NULL;
	pack = regulation ? packs_find(app->packs, view.classification)
			  : packs_in_force(app->packs, PACK_REGULATION, app->today);
	if (!pack && regulation)
		err_set(err, FAIL_INVALID, "pack '%s' is not here: add it with --packs",
		    view.classification);
	else if (!pack)
		err_set(err, FAIL_INVALID, "no regulation pack is in force on %s", app->today);
	return pack;
}

/* ---- as a record ---------------------------------------------------------------------------- */

static const char *ids(
    const struct transition *const *rule, size_t count, struct arena *arena)
{
	const char *text = NULL;

	for (size_t i = 0; i < count; i++)
		text = arena_print(arena, "%s%s%s", text ? text : "", text ? " " : "",
		    rule[i]->id);
	return text;
}

static const char *missing(unsigned open, struct arena *arena)
{
	const char *text = NULL;

	for (int i = 0; i < SITUATIONS; i++)
		if (open & 1u << i)
			text = arena_print(arena, "%s%s%s", text ? text : "", text ? " " : "",
			    situation_code((enum situation)i));
	return text;
}

static void put_term(struct node *node, const char *name, const struct term_view *term,
    struct arena *arena)
{
	static const char *const codes[] = { NULL, "runs", "between", "over" };
	char text[11];

	if (term->state == TERM_NONE)
		return;
	day_format(text, term->safe);
	node_put(node, arena_print(arena, "%s-safe", name), arena_copy(arena, text));
	day_format(text, term->corresponding);
	node_put(node, arena_print(arena, "%s-due", name), arena_copy(arena, text));
	node_put(node, arena_print(arena, "%s-state", name), codes[term->state]);
}

static void put_rule(struct node *node, const struct transition *rule,
    const struct pack *regulation, struct arena *arena)
{
	node_put(node, "source", status_code(rule->status));
	node_put(node, "standing", rule->state);
	node_put(node, "cite", rule->cite ? pack_cite(regulation, rule->cite, arena) : NULL);
	node_put(node, "text", words_now(&rule->text));
	node_put(node, "todo", words_now(&rule->todo));
	node_put(node, "doubt", rule->doubt.vi ? words_now(&rule->doubt) : NULL);
}

struct node *regime_node(const struct regime_view *view, const struct pack *regulation,
    const struct regime_in *in, struct arena *arena)
{
	struct node *node = node_new(arena, model_shape("regime"), NULL);
	char day_text[11];

	day_format(day_text, in->as_of);
	node_put(node, "as-of", arena_copy(arena, day_text));
	node_put(node, "certain", view->certain ? "yes" : "no");
	node_put(node, "doubtful", view->doubtful ? "yes" : "no");
	node_put(node, "level", number_text(arena, in->approved_level));
	if (in->approved_level)
		node_put(node, "approved-level", number_text(arena, in->approved_level));
	node_put(node, "classification", view->classification);
	node_put(node, "measures", view->measures);
	node_put(node, "next-measures", view->next_measures);
	put_term(node, "approval", &view->approval, arena);
	put_term(node, "measures", &view->measures_due, arena);
	if (view->rule) {
		node_put(node, "rule", view->rule->id);
		put_rule(node, view->rule, regulation, arena);
	}
	if (!view->certain) {
		node_put(node, "candidates", ids(view->candidate, view->candidates, arena));
		node_put(node, "missing", missing(view->missing, arena));
	}
	node_put(node, "beside", ids(view->beside, view->besides, arena));
	node_put(node, "claim", words_now(&regulation->regime->claim));
	return node;
}

static enum truth higher_risk(const struct system_view *view)
{
	const struct assessment_view *newest;

	if (view->assessment_count == 0)
		return UNKNOWN;
	newest = &view->assessment[view->assessment_count - 1];
	for (size_t i = 0; i < newest->risk_count; i++)
		if (newest->risk[i].higher_level)
			return YES;
	return NO;
}

int regime_record(struct regime_view *out, struct node **node, struct app *app,
    const struct node *agency, const struct system_view *view, const char *on,
    struct arena *arena, struct err *err)
{
	const struct pack *regulation = packs_regime(app->packs);
	const struct node *system = view->node;
	struct regime_in in;
	int rc;

	if (!regulation)
		return err_set(err, FAIL_INVALID, "no pack here tells of a change of regime");
	rc = regime_in_of(&in, regulation, system, higher_risk(view), on, err);
	if (rc < 0)
		return rc;
	regime_resolve(out, regulation, &in);
	if (node) {
		*node = regime_node(out, regulation, &in, arena);
		node_put(*node, "agency", agency ? node_get(agency, "code") : NULL);
		node_put(*node, "code", node_get(system, "code"));
		node_put(*node, "name", node_get(system, "name"));
		node_put(*node, "level", number_text(arena, view_level(system)));
	}
	return OK;
}

int view_regime(struct node **out, struct app *app, const struct node *agency,
    const struct system_view *view, const char *on, struct arena *arena, struct err *err)
{
	struct regime_view regime;

	return regime_record(
	    &regime, out, app, agency, view, on ? on : app->today, arena, err);
}

/* system: its own values only; what is below it is loaded and computed. */
static int load_and_record(struct regime_view *out, struct node **node, struct app *app,
    const struct node *agency, struct node *system, const char *on, struct arena *arena,
    struct err *err)
{
	struct system_view view = { 0 };
	int rc = store_load(system, app->store, NULL, arena, err);

	if (rc == OK)
		rc = view_compute_system(&view, app, system, arena, err);
	return rc < 0 ? rc
		      : regime_record(out, node, app, agency, &view, on ? on : app->today, arena,
			    err);
}

int app_regime(struct regime_view *out, struct node **node, struct app *app, const char *agency,
    const char *system, const char *on, struct arena *arena, struct err *err)
{
	const struct place place = { .agency = agency, .system = system };
	struct spot spot;
	int rc = spot_find(&spot, app, model_shape("fact"), &place, arena, err);

	return rc < 0 ? rc
		      : load_and_record(out, node, app, spot.agency, spot.system, on, arena, err);
}

/* ---- many systems --------------------------------------------------------------------------- */

int agencies_to_read(struct node **first, struct app *app, const char *code, struct arena *arena,
    struct err *err)
{
	const char *only = code ? code : app_may(app, RIGHT_READ, NULL) ? NULL : app->agency;
	struct node **at = first;
	int rc = app_allow(app, RIGHT_READ, only, err);

	*first = NULL;
	if (rc == OK)
		rc = store_list(first, app->store, model_root(), NULL, NULL, arena, err);
	while (rc == OK && only && *at) {
		if (node_is(*at, "code", only))
			at = &(*at)->next;
		else
			*at = (*at)->next;
	}
	if (rc == OK && only && !*first)
		rc = err_set(err, FAIL_NOT_FOUND, "there is no agency '%s'", only);
	return rc;
}

static int add_regime(struct node ***tail, struct app *app, const struct node *agency,
    const struct node *row, const char *on, struct arena *arena, struct err *err)
{
	struct arena *own = arena_new();
	struct node *system = record_copy(row, own), *node = NULL;
	struct regime_view view;
	int rc = load_and_record(&view, &node, app, agency, system, on, own, err);

	if (rc == OK) {
		**tail = record_own(node, NULL, arena);
		*tail = &(**tail)->next;
	}
	arena_free(own);
	return rc;
}

int app_regimes(struct node **first, struct app *app, const char *agency, const char *on,
    struct arena *arena, struct err *err)
{
	struct node *agencies = NULL, **tail = first;
	int rc = agencies_to_read(&agencies, app, agency, arena, err);

	*first = NULL;
	for (; rc == OK && agencies; agencies = agencies->next) {
		struct node *system = NULL;

		rc = store_list(&system, app->store, model_shape("system"), agencies->id, NULL,
		    arena, err);
		for (; rc == OK && system; system = system->next)
			rc = add_regime(&tail, app, agencies, system, on, arena, err);
	}
	return rc;
}

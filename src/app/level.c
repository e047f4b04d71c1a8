/*
 * level.c - the facts of a system, the level they give, and the decision that is kept.
 */
#include <assert.h>
#include <string.h>

#include "regime_priv.h"

static int take_facts(struct facts *facts, const struct pack *pack, const struct node *system,
    const char *component, struct err *err)
{
	int rc = OK;

	for (const struct node *fact = node_first(system, "fact"); rc == OK && fact;
	     fact = fact->next) {
		if (strcmp(node_text(fact, "component"), component ? component : "") != 0)
			continue;
		if (pack_fact(pack, node_get(fact, "fact")))
			rc = facts_set(facts, node_get(fact, "fact"), node_get(fact, "value"), err);
	}
	return rc;
}

int facts_of(struct facts **out, const struct pack *pack, const struct node *system,
    const char *component, struct arena *arena, struct err *err)
{
	int rc;

	*out = facts_new(pack, arena);
	rc = take_facts(*out, pack, system, NULL, err);
	if (rc == OK && component)
		rc = take_facts(*out, pack, system, component, err);
	return rc;
}

static int view_part(struct level_part *part, struct level_view *view, const struct node *system,
    const struct node *component, bool ordered, struct arena *arena, struct err *err)
{
	int rc;

	part->component = component ? node_get(component, "code") : NULL;
	part->name = component ? node_get(component, "name") : node_get(system, "name");
	rc = facts_of(&part->facts, view->pack, system, part->component, arena, err);
	if (rc < 0)
		return rc;
	return ordered ? level_decide(&part->result, view->engine, part->facts, arena, err)
		    : level_judge(&part->result, view->engine, part->facts, arena, err);
}

int level_under(struct level_view **out, struct app *app, const struct node *system,
    const struct pack *pack, bool ordered, struct arena *arena, struct err *err)
{
	struct level_view *view = arena_alloc(arena, sizeof(*view));
	size_t components = node_count(system, "component");
	const struct node *component = node_first(system, "component");
	struct level_engine *engine = NULL;
	int rc = app_engine(&engine, app, pack, err);

	view->pack = pack;
	view->engine = engine;
	view->parts = components && view->pack->components_highest ? components : 1;
	view->part = arena_alloc(arena, view->parts * sizeof(*view->part));
	for (size_t i = 0; rc == OK && i < view->parts; i++) {
		rc = view_part(&view->part[i], view, system,
		    view->parts > 1 || components ? component : NULL, ordered, arena, err);
		if (rc == OK && i == 0)
			view->all = view->part[0].result;
		else if (rc == OK)
			level_combine(&view->all, &view->part[i].result);
		component = component ? component->next : NULL;
	}
	*out = view;
	return rc;
}

/* The level view of a system node whose components, facts, decisions and proposals are loaded. */
static int view_system(struct level_view **out, struct app *app, const struct node *system,
    bool ordered, struct arena *arena, struct err *err)
{
	const struct pack *pack = regulation_of(app, system, err);

	return pack ? level_under(out, app, system, pack, ordered, arena, err) : FAIL_INVALID;
}

static int load_system(struct spot *spot, struct app *app, const char *agency, const char *system,
    struct arena *arena, struct err *err)
{
	static const char *const skip[] = { "zone", "asset", "action", "assessment",
		"decision-criterion", "decision-fact", NULL };
	const struct place place = { .agency = agency, .system = system };
	int rc = spot_find(spot, app, model_shape("fact"), &place, arena, err);

	return rc < 0 ? rc : store_load(spot->system, app->store, skip, arena, err);
}

int app_level(struct level_view **out, struct app *app, const char *agency, const char *system,
    struct arena *arena, struct err *err)
{
	struct spot spot;
	int rc = load_system(&spot, app, agency, system, arena, err);

	return rc < 0 ? rc : view_system(out, app, spot.system, true, arena, err);
}

int app_view_level(struct level_view **out, struct app *app, struct node *system,
    struct arena *arena, struct err *err)
{
	return view_system(out, app, system, false, arena, err);
}

/* Does this value of a fact end all entry? */
static bool stops(struct app *app, const char *fact, const char *value, struct arena *arena)
{
	for (size_t i = 0; i < packs_count(app->packs); i++) {
		const struct pack *pack = packs_at(app->packs, i);
		struct facts *facts;

		if (!pack_fact(pack, fact))
			continue;
		facts = facts_new(pack, arena);
		if (facts_set(facts, fact, value, NULL) == OK && facts_stop(facts))
			return true;
	}
	return false;
}

int app_level_under(struct level_view **out, struct app *app, const char *agency,
    const char *system, const char *pack_id, struct arena *arena, struct err *err)
{
	const struct pack *pack = packs_find(app->packs, pack_id);
	struct spot spot;
	int rc = load_system(&spot, app, agency, system, arena, err);

	if (rc == OK && (!pack || pack->kind != PACK_REGULATION))
		rc = err_set(err, FAIL_INVALID, "there is no regulation pack '%s'", pack_id);
	return rc < 0 ? rc : level_under(out, app, spot.system, pack, true, arena, err);
}

static int drop_fact(struct app *app, const struct place *place, struct err *err)
{
	int rc = app_remove(app, model_shape("fact"), place, false, err);

	return rc == FAIL_NOT_FOUND ? OK : rc;
}

static int keep_fact(struct app *app, const struct place *place, const char *value,
    const char *evidence, struct arena *arena, struct err *err)
{
	struct keep keep = { .shape = model_shape("fact"),
		.key = { place->key[0], place->key[1] },
		.verb = "answer" };
	char now[21];
	const struct value typed[] = { { "value", value },
		{ "evidence", evidence ? evidence : "" } };
	const struct value automatic[] = { { "at", now }, { "person", app->person } };
	int rc = spot_find(&keep.spot, app, keep.shape, place, arena, err);

	/* answers still go on where content may not be kept, words about them do not */
	if (rc == OK && evidence && *evidence)
		rc = spot_open(app, keep.spot.system, arena, err);
	if (rc < 0)
		return rc;
	clock_now(now);
	keep.value = typed;
	/* evidence that is not given stays as it was, unless the value must stand alone */
	keep.count = evidence || stops(app, place->key[1], value, arena) ? 2 : 1;
	keep.automatic = automatic;
	keep.automatic_count = 2;
	keep.always = true;
	return app_keep(app, &keep, arena, err);
}

int app_fact(struct app *app, const char *agency, const char *system, const char *component,
    const char *fact, const char *value, const char *evidence, struct err *err)
{
	struct arena *arena = arena_new();
	const struct place place = {
		.agency = agency, .system = system, .key = { component, fact }
	};
	int rc;

	if (!value || !*value)
		rc = drop_fact(app, &place, err);
	else
		rc = keep_fact(
		    app, &place, value, stops(app, fact, value, arena) ? "" : evidence, arena, err);
	arena_free(arena);
	return rc;
}

struct node *view_decision(const struct node *system)
{
	struct node *newest = NULL;

	for (struct node *node = node_first(system, "decision"); node; node = node->next)
		if (!newest || node_int(node, "number", 0) > node_int(newest, "number", 0))
			newest = node;
	return newest;
}

int view_level(const struct node *system)
{
	const struct node *decision = view_decision(system);
	int64_t level = node_int(system, "approved-level", 0);

	if (!level)
		level = node_int(system, "proposed-level", 0);
	if (!level && decision)
		level = node_int(decision, "proposed", 0);
	return (int)level;
}

struct node *decision_of(const struct node *system, const char *year)
{
	struct node *stood = NULL, *first = NULL;

	for (struct node *node = node_first(system, "decision"); node; node = node->next) {
		int64_t number = node_int(node, "number", 0);

		if (!first || number < node_int(first, "number", 0))
			first = node;
		if (strncmp(node_get(node, "at"), year, 4) <= 0 &&
		    (!stood || number > node_int(stood, "number", 0)))
			stood = node;
	}
	return stood ? stood : first;
}

/* What is still open, or nearest, as "a, b, c". */
static char *open_text(const struct level_view *view, struct arena *arena)
{
	char *text = arena_copy(arena, "");

	for (size_t i = 0; i < view->parts; i++)
		for (size_t j = 0; j < view->part[i].result.open_count; j++)
			text = arena_print(arena, "%s%s%s", text, *text ? ", " : "",
			    view->part[i].result.open[j]->id);
	return text;
}

static char *near_text(const struct level_view *view, struct arena *arena)
{
	struct level_near near[3];
	char *text = arena_copy(arena, "");
	size_t count = level_nearest(near, 3, view->engine, view->part[0].facts, arena);

	for (size_t i = 0; i < count; i++)
		text = arena_print(
		    arena, "%s%s%s", text, i ? "; " : "", words_now(&near[i].criterion->text));
	return text;
}

static int may_decide(const struct level_view *view, int proposed, const char *reason,
    struct arena *arena, struct err *err)
{
	if (!view->all.certain && *open_text(view, arena))
		return err_set(err, FAIL_INVALID,
		    "the level is still between %d and %d; questions still open: %s",
		    view->all.lowest, view->all.highest, open_text(view, arena));
	if (view->all.level == 0 && !proposed)
		return err_set(err, FAIL_INVALID, "no criterion matches; the nearest are: %s",
		    near_text(view, arena));
	if (proposed && proposed != view->all.level && (!reason || !*reason))
		return err_set(err, FAIL_INVALID,
		    "the criteria give level %d; proposing level %d needs a reason",
		    view->all.level, proposed);
	if (proposed < 0 || proposed > 5)
		return err_set(err, FAIL_INVALID, "a level is 1 to 5, not %d", proposed);
	return OK;
}

/* The sentences of the criteria that gave the level. */
static char *statement_text(const struct level_view *view, int level, struct arena *arena)
{
	char *text = arena_copy(arena, "");

	for (size_t i = 0; i < view->parts; i++) {
		const struct level_part *part = &view->part[i];

		for (size_t j = 0; j < view->pack->criterion_count; j++) {
			const struct criterion *criterion = &view->pack->criterion[j];

			if (part->result.met[j] != YES || criterion->level != level)
				continue;
			text = arena_print(arena, "%s%s%s%s%s", text, *text ? "\n" : "",
			    part->component ? part->name : "", part->component ? ": " : "",
			    words_now(&criterion->statement));
		}
	}
	return text;
}

static int keep_criteria(struct app *app, const struct level_part *part,
    const struct level_view *view, const char *decision, struct arena *arena, struct err *err)
{
	int rc = OK;

	for (size_t i = 0; rc == OK && i < view->pack->criterion_count; i++) {
		const struct criterion *criterion = &view->pack->criterion[i];
		struct node *node = node_new(arena, model_shape("decision-criterion"), NULL);

		node_put(node, "component", part->component);
		node_put(node, "criterion", criterion->id);
		node_put(node, "level", number_text(arena, criterion->level));
		node_put(node, "met", truth_code(part->result.met[i]));
		node_put(node, "cite", pack_cite(view->pack, criterion->cite, arena));
		rc = store_add(app->store, node, decision, arena, err);
	}
	return rc;
}

static int keep_facts(struct app *app, const struct level_view *view, const struct node *system,
    const char *decision, struct arena *arena, struct err *err)
{
	int rc = OK;

	for (const struct node *fact = node_first(system, "fact"); rc == OK && fact;
	     fact = fact->next) {
		struct node *node = node_new(arena, model_shape("decision-fact"), NULL);

		if (!pack_fact(view->pack, node_get(fact, "fact")))
			continue;
		node_put(node, "component", node_get(fact, "component"));
		node_put(node, "fact", node_get(fact, "fact"));
		node_put(node, "value", node_get(fact, "value"));
		node_put(node, "person", node_get(fact, "person"));
		node_put(node, "evidence", node_get(fact, "evidence"));
		rc = store_add(app->store, node, decision, arena, err);
	}
	return rc;
}

struct deciding {
	struct app *app;
	struct level_view *view;
	struct node *system, *decision;
	struct arena *arena;
};

static int decide_in_transaction(struct store *store, void *context, struct err *err)
{
	struct deciding *deciding = context;
	struct app *app = deciding->app;
	struct node *system = record_copy(deciding->system, deciding->arena);
	int rc = summary_drop(app, system->shape, system->id, err);

	if (rc == OK)
		rc = store_add(
		    store, deciding->decision, deciding->system->id, deciding->arena, err);
	for (size_t i = 0; rc == OK && i < deciding->view->parts; i++)
		rc = keep_criteria(app, &deciding->view->part[i], deciding->view,
		    deciding->decision->id, deciding->arena, err);
	if (rc == OK)
		rc = keep_facts(app, deciding->view, deciding->system, deciding->decision->id,
		    deciding->arena, err);
	if (rc == OK)
		rc = store_audit(store, app->person, "decide", "decision", deciding->decision->id,
		    node_get(deciding->decision, "proposed"), err);
	node_put(system, "proposed-level", node_get(deciding->decision, "proposed"));
	node_put(system, "proposed-reason", node_get(deciding->decision, "reason"));
	return rc < 0
	    ? rc
	    : record_keep(app, deciding->system, system, NULL, NULL, deciding->arena, err);
}

static struct node *decision_node(const struct app *app, const struct level_view *view,
    int64_t number, int proposed, const char *reason, struct arena *arena)
{
	struct node *node = node_new(arena, model_shape("decision"), NULL);
	char now[21];

	assert(view);
	clock_now(now);
	node_put(node, "number", number_text(arena, number));
	node_put(node, "at", arena_copy(arena, now));
	node_put(node, "pack", view->pack->id);
	node_put(node, "pack-version", view->pack->version);
	node_put(node, "level", number_text(arena, view->all.level));
	node_put(node, "lowest", number_text(arena, view->all.lowest));
	node_put(node, "highest", number_text(arena, view->all.highest));
	node_put(node, "certain", view->all.certain ? "yes" : "no");
	node_put(node, "proposed", number_text(arena, proposed ? proposed : view->all.level));
	node_put(node, "person", app->person);
	node_put(node, "reason", reason && *reason ? reason : NULL);
	node_put(node, "statement", statement_text(view, view->all.level, arena));
	if (!*node_text(node, "statement"))
		node_put(node, "statement", NULL);
	return node;
}

int app_level_decide(struct node **out, struct app *app, const char *agency, const char *system,
    int proposed, const char *reason, struct arena *arena, struct err *err)
{
	struct deciding deciding = { .app = app, .arena = arena };
	struct node *newest = NULL;
	struct spot spot;
	int rc = load_system(&spot, app, agency, system, arena, err);

	if (rc == OK)
		rc = app_allow(app, RIGHT_EDIT, node_get(spot.agency, "code"), err);
	if (rc == OK && reason)
		rc = text_clean(&reason, reason, strlen(reason), true, TEXT_LIMIT, arena, err);
	if (rc == OK)
		rc = view_system(&deciding.view, app, spot.system, true, arena, err);
	if (rc == OK)
		rc = may_decide(deciding.view, proposed, reason, arena, err);
	if (rc < 0)
		return rc;
	newest = view_decision(spot.system);
	deciding.system = spot.system;
	deciding.decision = decision_node(app, deciding.view,
	    newest ? node_int(newest, "number", 0) + 1 : 1, proposed, reason, arena);
	rc = store_write(app->store, decide_in_transaction, &deciding, err);
	if (rc == OK && out)
		*out = deciding.decision;
	return rc;
}

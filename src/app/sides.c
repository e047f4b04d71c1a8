/*
 * sides.c - one system's level under two regulations side by side, with what changed and why it
 * matters to this system.
 */
#include <string.h>

#include "regime_priv.h"

struct siding {
	struct node *node;
	const struct pack *pack[2];             /* the earlier, the new one */
	struct arena *arena;
};

static void put_result(struct siding *s, size_t side, const struct level_result *all)
{
	static const char *const names[2] = { "old", "new" };
	const char *name = names[side];
	struct arena *arena = s->arena;

	node_put(s->node, arena_print(arena, "%s-pack", name), s->pack[side]->id);
	node_put(s->node, arena_print(arena, "%s-version", name), s->pack[side]->version);
	node_put(s->node, arena_print(arena, "%s-level", name), number_text(arena, all->level));
	node_put(s->node, arena_print(arena, "%s-lowest", name), number_text(arena, all->lowest));
	node_put(
	    s->node, arena_print(arena, "%s-highest", name), number_text(arena, all->highest));
	node_put(s->node, arena_print(arena, "%s-certain", name), all->certain ? "yes" : "no");
}

/* Criteria that are met, or may still be. */
static void add_criteria(struct siding *s, size_t side, const char *component,
    const struct level_result *result)
{
	const struct pack *pack = s->pack[side];

	for (size_t i = 0; i < pack->criterion_count; i++) {
		const struct criterion *criterion = &pack->criterion[i];
		struct node *node;

		if (result->met[i] == NO)
			continue;
		node = node_new(s->arena, model_shape("sides-criterion"), s->node);
		node_put(node, "component", component);
		node_put(node, "pack", pack->id);
		node_put(node, "criterion", criterion->id);
		node_put(node, "level", number_text(s->arena, criterion->level));
		node_put(node, "met", truth_code(result->met[i]));
		node_put(node, "source", status_code(criterion->status));
		node_put(node, "cite", pack_cite(pack, criterion->cite, s->arena));
		node_put(node, "text", words_now(&criterion->text));
	}
	for (size_t i = 0; i < result->open_count; i++) {
		struct node *node = node_new(s->arena, model_shape("sides-open"), s->node);

		node_put(node, "component", component);
		node_put(node, "pack", pack->id);
		node_put(node, "fact", result->open[i]->id);
		node_put(node, "text", words_now(&result->open[i]->question));
	}
}

/* Is a change about a criterion that is met, or may be, on one of the sides? */
static bool concerns(const struct siding *s, const struct change_note *change)
{
	for (const struct node *node = node_first(s->node, "sides-criterion"); node;
	     node = node->next)
		for (size_t i = 0; i < change->criterion_count; i++)
			if (node_is(node, "criterion", change->criterion[i]))
				return true;
	return false;
}

static void add_changes(struct siding *s)
{
	const struct pack *now = s->pack[1];

	for (size_t i = 0; i < now->change_count; i++) {
		const struct change_note *change = &now->change[i];
		struct node *node;

		if (!concerns(s, change))
			continue;
		node = node_new(s->arena, model_shape("sides-change"), s->node);
		node_put(node, "topic", change->topic);
		node_put(node, "source", status_code(change->status));
		node_put(node, "old-cite",
		    change->old_cite ? pack_cite(now, change->old_cite, s->arena) : NULL);
		node_put(node, "new-cite",
		    change->new_cite ? pack_cite(now, change->new_cite, s->arena) : NULL);
		node_put(node, "old", words_now(&change->old_text));
		node_put(node, "new", words_now(&change->new_text));
		node_put(
		    node, "effect", change->effect.vi ? words_now(&change->effect) : NULL);
	}
}

struct node *sides_node(const struct pack *old, const struct level_result *old_result,
    const struct pack *now, const struct level_result *new_result, struct arena *arena)
{
	struct siding s = { .node = node_new(arena, model_shape("sides"), NULL),
		.pack = { old, now },
		.arena = arena };

	put_result(&s, 0, old_result);
	put_result(&s, 1, new_result);
	node_put(s.node, "counts", now->id);
	add_criteria(&s, 0, NULL, old_result);
	add_criteria(&s, 1, NULL, new_result);
	add_changes(&s);
	return s.node;
}

/* ---- a system of the store ------------------------------------------------------------------ */

/* What follows for the system: never a new level, only what to look at. */
static const char *advice(const struct regime_view *regime, const struct node *system,
    const struct level_result *now, struct arena *arena)
{
	int64_t kept = node_int(system, "approved-level", 0);

	if (!now->certain)
		return _("the new regulation cannot be told yet: questions are open, or a "
			 "criterion waits for a text that is not issued");
	if (now->level == 0)
		return _("no criterion of the new regulation matches: ask the specialised unit");
	if (!kept)
		return NULL;
	if (regime->situation[SITUATION_REDETERMINE] == YES)
		return arena_print(arena,
		    _("the level must be determined again: the new regulation gives level %d"),
		    now->level);
	if (now->level > kept)
		return arena_print(arena,
		    _("level %d is kept; the new regulation would give level %d: assess the risk, "
		      "and propose the higher level if it is confirmed"),
		    (int)kept, now->level);
	if (now->level < kept)
		return arena_print(arena,
		    _("level %d is kept; the new regulation would give level %d, but has no rule "
		      "that lowers a level"),
		    (int)kept, now->level);
	return arena_print(arena, _("both give level %d"), now->level);
}

static int side_of(struct siding *s, size_t side, struct app *app, const struct node *system,
    struct level_view **out, struct err *err)
{
	int rc = level_under(out, app, system, s->pack[side], false, s->arena, err);

	if (rc == OK)
		put_result(s, side, &(*out)->all);
	for (size_t i = 0; rc == OK && i < (*out)->parts; i++)
		add_criteria(s, side, (*out)->part[i].component, &(*out)->part[i].result);
	return rc;
}

int sides_of(struct node **out, struct app *app, const struct node *agency,
    const struct node *system, struct arena *arena, struct err *err)
{
	struct siding s = { .node = node_new(arena, model_shape("sides"), NULL), .arena = arena };
	struct level_view *old = NULL, *now = NULL;
	struct regime_view regime;
	int rc = regime_of(&regime, &s.pack[1], app, system, app->today, err);

	if (rc == OK && !s.pack[1])
		rc = err_set(err, FAIL_INVALID, "no pack here tells of a change of regime");
	if (rc < 0)
		return rc;
	s.pack[0] = packs_find(app->packs, s.pack[1]->regime->old_regulation);
	if (!s.pack[0])
		return err_set(err, FAIL_INVALID, "pack '%s' is not here: add it with --packs",
		    s.pack[1]->regime->old_regulation);
	rc = side_of(&s, 0, app, system, &old, err);
	if (rc == OK)
		rc = side_of(&s, 1, app, system, &now, err);
	if (rc != OK)
		return rc;
	add_changes(&s);
	node_put(s.node, "agency", agency ? node_get(agency, "code") : NULL);
	node_put(s.node, "code", node_get(system, "code"));
	node_put(s.node, "name", node_get(system, "name"));
	node_put(s.node, "counts", regime.classification);
	node_put(s.node, "kept-level", node_get(system, "approved-level"));
	node_put(s.node, "advice", advice(&regime, system, &now->all, arena));
	*out = s.node;
	return OK;
}

int app_sides(struct node **out, struct app *app, const char *agency, const char *system,
    struct arena *arena, struct err *err)
{
	const struct place place = { .agency = agency, .system = system };
	struct spot spot;
	int rc = spot_find(&spot, app, model_shape("fact"), &place, arena, err);

	if (rc == OK)
		rc = store_load(spot.system, app->store, NULL, arena, err);
	return rc < 0 ? rc : sides_of(out, app, spot.agency, spot.system, arena, err);
}

int view_sides(struct node **out, struct app *app, const struct node *agency,
    const struct system_view *view, struct arena *arena, struct err *err)
{
	return sides_of(out, app, agency, view->node, arena, err);
}

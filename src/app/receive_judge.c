/*
 * receive_judge.c - rules and summaries of an agency's year, also where it has thousands of
 * systems.
 *
 * An ordinary agency is looked at as a whole. A very large one in parts: its own records with its
 * systems by name only, then each system alone. No rule of an agency's own records asks for what is
 * below its systems, and none of a system's for another system's.
 */
#include <string.h>

#include "receive_priv.h"
#include "rules_priv.h"

enum { WHOLE_MOST = 20000 };

struct judging {
	struct judgement *out;
	struct app *app;
	const char *agency_id, *year;
	int64_t number;
	struct arena *arena;
	struct breach *breach;
	size_t room;
	const char **system;            /* ids */
	size_t system_count, system_room;
};

/* ---- as a whole ----------------------------------------------------------------------------- */

static int judge_whole(struct judging *judging, struct err *err)
{
	struct judgement *out = judging->out;
	struct agency_view *view = NULL;
	struct node *agency;
	int rc = store_get(&agency, judging->app->store, model_root(), judging->agency_id,
	    judging->arena, err);

	if (rc == OK)
		rc = app_view_agency(&view, judging->app, node_get(agency, "code"), judging->year,
		    judging->arena, err);
	if (rc == OK)
		rc = app_check_view(
		    &out->breaches, judging->app, view, judging->year, judging->arena, err);
	if (rc == OK)
		rc = summary_keep(judging->app, view, judging->arena, err);
	if (rc < 0)
		return rc;
	out->stops = breach_count(&out->breaches, true);
	out->warns = breach_count(&out->breaches, false);
	return OK;
}

/* ---- in parts ------------------------------------------------------------------------------- */

/* What is kept of a part must not lean on the part. */
static void keep_breach(struct judging *judging, const struct breach *breach)
{
	struct judgement *out = judging->out;
	struct arena *arena = judging->arena;
	struct node *node;

	*(breach->rule->stops ? &out->stops : &out->warns) += 1;
	if (out->breaches.count >= JUDGED_MOST)
		return;
	node = node_new(arena, breach->node->shape, NULL);
	node->id = arena_copy(arena, breach->node->id);
	for (size_t i = 0; i < node->shape->field_count; i++)
		node->value[i] = arena_copy(arena, breach->node->value[i]);
	judging->breach = arena_grow(arena, judging->breach, out->breaches.count, &judging->room,
	    sizeof(*judging->breach));
	judging->breach[out->breaches.count++] = (struct breach){ breach->rule, node,
		arena_copy(arena, breach->system), arena_copy(arena, breach->where),
		arena_copy(arena, breach->text), breach->cite, breach->status };
	out->breaches.at = judging->breach;
}

static int check_part(struct judging *judging, const struct agency_view *view,
    enum rules_part part, struct arena *arena, struct err *err)
{
	struct breach_list found;
	int rc = rules_check(&found, judging->app, view, judging->year, part, arena, err);

	for (size_t i = 0; rc == OK && i < found.count; i++)
		keep_breach(judging, &found.at[i]);
	return rc;
}

static int note_system(void *context, const char *id, struct err *err)
{
	struct judging *judging = context;

	(void)err;
	judging->system = arena_grow(judging->arena, judging->system, judging->system_count,
	    &judging->system_room, sizeof(*judging->system));
	judging->system[judging->system_count++] = arena_copy(judging->arena, id);
	return OK;
}

static int load_agency(struct agency_view *view, struct judging *judging, struct arena *arena,
    struct err *err)
{
	static const char *const apart[] = { "system", "snapshot", "summary", NULL };
	struct app *app = judging->app;
	const struct node *newest;
	int rc = store_get(&view->node, app->store, model_root(), judging->agency_id, arena, err);

	if (rc == OK)
		rc = store_load(view->node, app->store, apart, arena, err);
	if (rc < 0)
		return rc;
	view_keep_years(view->node, "year", judging->number);
	newest = view->node->children[shape_child(view->node->shape, "year")].last;
	view->obligations = newest && node_get(newest, "obligations")
	    ? packs_find(app->packs, node_get(newest, "obligations"))
	    : packs_in_force(app->packs, PACK_OBLIGATIONS, app->today);
	return OK;
}

static int judge_system(struct judging *judging, struct agency_view *view, const char *id,
    struct err *err)
{
	static const char *const apart[] = { "summary", NULL };
	struct node_list *list = &view->node->children[shape_child(view->node->shape, "system")];
	struct arena *arena = arena_new();
	struct store *store = judging->app->store;
	struct system_view *system = arena_alloc(arena, sizeof(*system));
	struct node *node;
	int rc = store_get(&node, store, model_shape("system"), id, arena, err);

	if (rc == OK)
		rc = store_load(node, store, apart, arena, err);
	if (rc == OK) {
		view_keep_years(node, "assessment", judging->number);
		node->parent = view->node;
		*list = (struct node_list){ node, node, 1 };
		rc = view_compute_system(system, judging->app, node, arena, err);
	}
	if (rc == OK) {
		view->system = system;
		view->system_count = 1;
		rc = check_part(judging, view, RULES_OF_SYSTEMS, arena, err);
	}
	if (rc == OK)
		rc = summary_keep(judging->app, view, arena, err);
	*list = (struct node_list){ NULL, NULL, 0 };
	view->system = NULL;
	view->system_count = 0;
	arena_free(arena);
	return rc;
}

static int judge_parts(struct judging *judging, struct err *err)
{
	struct store *store = judging->app->store;
	const struct shape *system = model_shape("system");
	struct arena *arena = arena_new();
	struct agency_view view = { .system_count = 0 };
	int rc = load_agency(&view, judging, arena, err);

	if (rc == OK)
		rc = store_each(
		    store, system, judging->agency_id, note_system, judging, err);
	if (rc == OK)
		rc = store_list(NULL, store, system, judging->agency_id, view.node, arena, err);
	if (rc == OK)
		rc = check_part(judging, &view, RULES_OF_AGENCY, arena, err);
	arena_free(arena);
	arena = arena_new();
	view = (struct agency_view){ .system_count = 0 };
	if (rc == OK)
		rc = load_agency(&view, judging, arena, err);
	for (size_t i = 0; rc == OK && i < judging->system_count; i++)
		rc = judge_system(judging, &view, judging->system[i], err);
	arena_free(arena);
	return rc;
}

int receive_judge(struct judgement *out, struct app *app, const char *agency_id, const char *year,
    size_t records, struct arena *arena, struct err *err)
{
	struct judging judging = {
		.out = out, .app = app, .agency_id = agency_id, .year = year, .arena = arena
	};
	int rc = text_to_int(&judging.number, year, err);

	if (rc < 0)
		return rc;
	return records <= WHOLE_MOST ? judge_whole(&judging, err) : judge_parts(&judging, err);
}

/*
 * view.c - the state of a system, of an agency, as one record with its results, built only here.
 */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"

/* Registers and what is kept for speed are no part of a record as people see it. */
static const char *const not_shown[] = { "snapshot", "summary", NULL };

int view_compute_system(struct system_view *view, struct app *app, struct node *system,
    struct arena *arena, struct err *err)
{
	size_t count = node_count(system, "assessment");
	struct node *assessment = node_first(system, "assessment");
	int rc;

	view->node = system;
	view->assessment_count = count;
	view->assessment = arena_alloc(arena, (count + 1) * sizeof(*view->assessment));
	rc = app_view_level(&view->level, app, system, arena, err);
	for (size_t i = 0; rc == OK && i < count; i++, assessment = assessment->next)
		rc = assessment_compute(&view->assessment[i], app, system, assessment, arena, err);
	return rc;
}

int app_view_system(struct system_view **out, struct app *app, const char *agency,
    const char *system, struct arena *arena, struct err *err)
{
	const struct place place = { .agency = agency, .system = system };
	struct spot spot;
	int rc = spot_find(&spot, app, model_shape("fact"), &place, arena, err);

	*out = arena_alloc(arena, sizeof(**out));
	if (rc == OK)
		rc = store_load(spot.system, app->store, not_shown, arena, err);
	if (rc == OK) {
		spot.system->parent = spot.agency;
		rc = store_list(NULL, app->store, model_shape("comment"), spot.agency->id,
		    spot.agency, arena, err);
	}
	if (rc == OK)
		rc = view_compute_system(*out, app, spot.system, arena, err);
	return rc;
}

struct assessment_view *view_assessment(const struct system_view *view, const char *year)
{
	for (size_t i = view->assessment_count; i-- > 0;)
		if (!year || node_is(view->assessment[i].node, "year", year))
			return &view->assessment[i];
	return NULL;
}

/* Leaves only this year and the one before in a list of yearly records. */
void view_keep_years(struct node *parent, const char *shape, int64_t year)
{
	struct node_list *list = &parent->children[shape_child(parent->shape, shape)];
	struct node **at = &list->first;

	list->last = NULL;
	list->count = 0;
	while (*at) {
		int64_t of = node_int(*at, "year", 0);

		if (of == year || of == year - 1) {
			list->last = *at;
			list->count++;
			at = &(*at)->next;
		} else {
			*at = (*at)->next;
		}
	}
}

/* How many scenarios of all systems stand in each band. */
static void add_spread(struct node *year, const struct agency_view *view, struct arena *arena)
{
	const struct method *method = NULL;

	for (size_t i = 0; !method && i < view->system_count; i++) {
		struct assessment_view *assessment = view_assessment(
		    &view->system[i], node_get(year, "year"));

		method = assessment ? assessment->method : NULL;
	}
	for (size_t b = 0; method && b < method->band_count; b++) {
		struct node *node = node_new(arena, model_shape("spread"), year);
		int64_t gross = 0, current = 0, target = 0;

		for (size_t i = 0; i < view->system_count; i++) {
			const struct assessment_view *assessment = view_assessment(
			    &view->system[i], node_get(year, "year"));

			for (size_t j = 0; assessment && j < assessment->risk_count; j++) {
				const struct risk *risk = &assessment->risk[j];

				gross += risk->gross_band &&
				    strcmp(risk->gross_band->id, method->band[b].id) == 0;
				current += risk->current_band &&
				    strcmp(risk->current_band->id, method->band[b].id) == 0;
				target += risk->target_band &&
				    strcmp(risk->target_band->id, method->band[b].id) == 0;
			}
		}
		node_put(node, "band", method->band[b].id);
		node_put(node, "gross", number_text(arena, gross));
		node_put(node, "current", number_text(arena, current));
		node_put(node, "target", number_text(arena, target));
	}
}

struct priority {
	const struct requirement *requirement;
	int64_t gain, cost;
	size_t systems, order;
};

static int by_gain(const void *a, const void *b)
{
	const struct priority *x = a, *y = b;

	if (x->gain != y->gain)
		return x->gain < y->gain ? 1 : -1;
	return x->order < y->order ? -1 : 1;
}

static struct priority *priority_of(
    struct priority *list, size_t *count, const struct requirement *requirement)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp(list[i].requirement->id, requirement->id) == 0)
			return &list[i];
	list[*count] = (struct priority){ .requirement = requirement, .order = *count };
	return &list[(*count)++];
}

/* What to do first across the agency: the gains of all systems added up by requirement. */
static void add_priorities(struct node *year, const struct agency_view *view, struct arena *arena)
{
	struct priority *list;
	size_t most = 1, count = 0;

	for (size_t i = 0; i < view->system_count; i++) {
		const struct assessment_view *assessment = view_assessment(
		    &view->system[i], node_get(year, "year"));

		most += assessment ? assessment->gain_count : 0;
	}
	list = arena_alloc(arena, most * sizeof(*list));
	for (size_t i = 0; i < view->system_count; i++) {
		const struct assessment_view *assessment = view_assessment(
		    &view->system[i], node_get(year, "year"));

		for (size_t j = 0; assessment && j < assessment->gain_count; j++) {
			struct priority *priority = priority_of(
			    list, &count, assessment->gain[j].requirement);

			priority->gain += assessment->gain[j].gain;
			priority->cost += assessment->gain[j].cost;
			priority->systems++;
		}
	}
	qsort(list, count, sizeof(*list), by_gain);
	for (size_t i = 0; i < count; i++) {
		struct node *node = node_new(arena, model_shape("priority"), year);

		node_put(node, "rank", number_text(arena, (int64_t)i + 1));
		node_put(node, "requirement", list[i].requirement->id);
		node_put(node, "gain", number_text(arena, list[i].gain));
		node_put(node, "systems", number_text(arena, (int64_t)list[i].systems));
		if (list[i].cost > 0)
			node_put(node, "cost", number_text(arena, list[i].cost));
	}
}

static int compute_agency(
    struct agency_view *view, struct app *app, struct arena *arena, struct err *err)
{
	struct node *system = node_first(view->node, "system");
	int rc = OK;

	view->system_count = node_count(view->node, "system");
	view->system = arena_alloc(arena, (view->system_count + 1) * sizeof(*view->system));
	for (size_t i = 0; rc == OK && i < view->system_count; i++, system = system->next)
		rc = view_compute_system(&view->system[i], app, system, arena, err);
	for (struct node *year = node_first(view->node, "year"); rc == OK && year;
	     year = year->next) {
		add_priorities(year, view, arena);
		add_spread(year, view, arena);
	}
	return rc;
}

int app_view_agency(struct agency_view **out, struct app *app, const char *agency, const char *year,
    struct arena *arena, struct err *err)
{
	struct agency_view *view = arena_alloc(arena, sizeof(*view));
	const struct place place = { .agency = agency };
	struct node *newest = NULL;
	struct spot spot;
	int64_t number = 0;
	int rc = spot_find(&spot, app, model_shape("year"), &place, arena, err);

	*out = view;
	if (rc == OK && year)
		rc = spot_year(&year, arena, err);
	if (rc == OK && year)
		rc = text_to_int(&number, year, err);
	if (rc == OK)
		rc = store_load(spot.agency, app->store, not_shown, arena, err);
	if (rc < 0)
		return rc;
	view->node = spot.agency;
	if (year) {
		view_keep_years(view->node, "year", number);
		for (struct node *system = node_first(view->node, "system"); system;
		     system = system->next)
			view_keep_years(system, "assessment", number);
	}
	newest = view->node->children[shape_child(view->node->shape, "year")].last;
	view->obligations = newest && node_get(newest, "obligations") ?
	    packs_find(app->packs, node_get(newest, "obligations")) :
	    packs_in_force(app->packs, PACK_OBLIGATIONS, app->today);
	return compute_agency(view, app, arena, err);
}

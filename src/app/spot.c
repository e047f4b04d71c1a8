/*
 * spot.c - finds what people name: an agency, a system, a year, an assessment, a finding.
 */
#include <string.h>

#include "app_priv.h"

static bool is_root(const struct shape *shape)
{
	return model_parent(shape) == NULL;
}

/* Is `shape` somewhere below `above`, or the same? */
static bool is_below(const struct shape *shape, const char *above)
{
	for (; shape; shape = model_parent(shape))
		if (strcmp(shape->name, above) == 0)
			return true;
	return false;
}

static int find_one(struct node **out, struct app *app, const char *shape, const char *parent,
    const char *key, struct arena *arena, struct err *err)
{
	const char *const keys[] = { key, NULL, NULL };

	return store_find(out, app->store, model_shape(shape), parent, keys, arena, err);
}

/* The agency that has the one system of this code. */
static int agency_of_system(
    struct spot *spot, struct app *app, const char *system, struct arena *arena, struct err *err)
{
	struct node *all, *found = NULL;
	const char *parent;
	int rc = store_list(&all, app->store, model_shape("system"), NULL, NULL, arena, err);

	for (struct node *node = all; rc == OK && node; node = node->next) {
		if (!node_is(node, "code", system))
			continue;
		if (found)
			return err_set(err, FAIL_INVALID,
			    "several agencies have a system '%s': add --agency CODE", system);
		found = node;
	}
	if (rc < 0)
		return rc;
	if (!found)
		return err_set(err, FAIL_NOT_FOUND, "there is no system '%s'", system);
	rc = store_parent(&parent, app->store, found->shape, found->id, arena, err);
	return rc < 0 ? rc : store_get(&spot->agency, app->store, model_root(), parent, arena, err);
}

static int find_agency(struct spot *spot, struct app *app, const struct place *place,
    struct arena *arena, struct err *err)
{
	struct node *first = NULL;
	int rc;

	if (place->agency) {
		/* who may not read it does not learn whether it is there */
		rc = app_allow(app, RIGHT_READ, place->agency, err);
		if (rc == OK)
			rc = find_one(
			    &spot->agency, app, "agency", NULL, place->agency, arena, err);
		if (rc == OK && !spot->agency)
			rc = err_set(err, FAIL_NOT_FOUND, "there is no agency '%s'", place->agency);
		return rc;
	}
	if (app->agency)
		return find_agency(spot, app, &(struct place){ .agency = app->agency }, arena, err);
	rc = store_list(&first, app->store, model_root(), NULL, NULL, arena, err);
	if (rc < 0)
		return rc;
	if (first && !first->next)
		spot->agency = first;
	else if (!first)
		return err_set(
		    err, FAIL_NOT_FOUND, "there is no agency yet: 'capdo agency add' makes one");
	else if (place->system)
		return agency_of_system(spot, app, place->system, arena, err);
	else
		return err_set(err, FAIL_INVALID, "there are several agencies: add --agency CODE");
	return OK;
}

/* The one whose number is the parent's key, else the newest: the list is in number order. */
static int find_proposal(struct spot *spot, struct app *app, const struct place *place,
    struct arena *arena, struct err *err)
{
	const char *number = place->parent_key[0];
	struct node *first = NULL;
	int rc = store_list(
	    &first, app->store, model_shape("proposal"), spot->system->id, NULL, arena, err);

	for (; rc == OK && first; first = first->next)
		if (!number || node_is(first, "number", number))
			spot->proposal = first;
	if (rc == OK && !spot->proposal && number)
		rc = err_set(err, FAIL_NOT_FOUND, "system '%s' has no level proposal %s",
		    node_get(spot->system, "code"), number);
	else if (rc == OK && !spot->proposal)
		rc = err_set(err, FAIL_NOT_FOUND,
		    "system '%s' has no level proposal: 'capdo proposal start' begins one",
		    node_get(spot->system, "code"));
	return rc;
}

static int find_below(struct spot *spot, struct app *app, const struct shape *shape,
    const struct place *place, struct arena *arena, struct err *err)
{
	const char *owner = spot->agency->id;
	int rc = OK;

	if (is_below(shape, "system")) {
		if (!place->system)
			return err_set(err, FAIL_INVALID, "name the system by its code");
		rc = find_one(&spot->system, app, "system", owner, place->system, arena, err);
		if (rc == OK && !spot->system)
			return err_set(err, FAIL_NOT_FOUND, "agency '%s' has no system '%s'",
			    node_get(spot->agency, "code"), place->system);
	}
	if (rc == OK && spot->system && is_below(shape, "assessment")) {
		if (!place->year)
			return err_set(err, FAIL_INVALID, "name the year: --year YYYY");
		rc = find_one(&spot->assessment, app, "assessment", spot->system->id, place->year,
		    arena, err);
		if (rc == OK && !spot->assessment)
			return err_set(err, FAIL_NOT_FOUND,
			    "system '%s' has no assessment for %s: 'capdo assess start' begins one",
			    place->system, place->year);
	}
	if (rc == OK && is_below(shape, "year")) {
		if (!place->year)
			return err_set(err, FAIL_INVALID, "name the year: --year YYYY");
		rc = find_one(&spot->year, app, "year", owner, place->year, arena, err);
		if (rc == OK && !spot->year)
			return err_set(err, FAIL_NOT_FOUND,
			    "agency '%s' has no year %s: 'capdo year add' opens it",
			    node_get(spot->agency, "code"), place->year);
	}
	if (rc == OK && spot->system && is_below(shape, "proposal")) {
		rc = find_proposal(spot, app, place, arena, err);
	}
	if (rc == OK && spot->assessment && is_below(shape, "finding")) {
		rc = store_find(&spot->finding, app->store, model_shape("finding"),
		    spot->assessment->id, place->parent_key, arena, err);
		if (rc == OK && !spot->finding)
			return err_set(err, FAIL_NOT_FOUND, "requirement '%s' has no answer yet",
			    place->parent_key[0]);
	}
	return rc;
}

int spot_find(struct spot *out, struct app *app, const struct shape *shape,
    const struct place *place, struct arena *arena, struct err *err)
{
	/* what leads to a record is what leads to its parent */
	const struct shape *parent = model_parent(shape);
	const struct node *above;
	struct spot spot = { 0 };
	int rc = OK;

	*out = spot;
	if (is_root(shape))
		return OK;
	rc = find_agency(&spot, app, place, arena, err);
	if (rc == OK)
		rc = app_allow(app, RIGHT_READ, node_get(spot.agency, "code"), err);
	if (rc == OK)
		rc = find_below(&spot, app, parent, place, arena, err);
	if (rc < 0)
		return rc;
	above = strcmp(parent->name, "agency") == 0 ? spot.agency :
	    strcmp(parent->name, "system") == 0 ? spot.system :
	    strcmp(parent->name, "year") == 0 ? spot.year :
	    strcmp(parent->name, "assessment") == 0 ? spot.assessment :
	    strcmp(parent->name, "proposal") == 0 ? spot.proposal : spot.finding;
	spot.parent = above ? above->id : NULL;
	*out = spot;
	return OK;
}

int spot_year(const char **year, struct arena *arena, struct err *err)
{
	const struct shape *shape = model_shape("year");
	const char *typed = *year;

	if (!typed)
		return OK;
	return field_check(
	    year, &shape->field[shape_field(shape, "year")], typed, strlen(typed), arena, err);
}

int spot_open(struct app *app, const struct node *system, struct arena *arena, struct err *err)
{
	struct node *copy = record_copy(system, arena);
	int rc = store_list(NULL, app->store, model_shape("fact"), system->id, copy, arena, err);

	for (size_t i = 0; rc == OK && i < packs_count(app->packs); i++) {
		const struct pack *pack = packs_at(app->packs, i);
		struct facts *facts;

		if (pack->kind != PACK_REGULATION)
			continue;
		rc = facts_of(&facts, pack, copy, NULL, arena, err);
		if (rc == OK && facts_stop(facts))
			rc = err_set(err, FAIL_INVALID, "system '%s': %s", node_get(system, "code"),
			    words_now(facts_stop(facts)));
	}
	return rc;
}

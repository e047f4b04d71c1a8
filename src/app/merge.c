/*
 * merge.c - takes an agency's tree from a file into the store, all or nothing.
 *
 * A record is found by its id, then by its key; what the file gives takes the place of what is
 * there; nothing is removed. The second time changes nothing and leaves no audit row.
 */
#include <string.h>

#include "app_priv.h"

struct merging {
	struct app *app;
	struct node *agency;
	const char *source;
	bool dry_run;
	struct merge_counts *counts;
	struct arena *arena;
};

/* The line of the file, and what the record is. */
static int at_record(struct err *err, int rc, const struct node *node)
{
	const char *key = NULL;

	for (size_t i = 0; !key && i < node->shape->field_count; i++)
		if (node->shape->field[i].flags & KEY)
			key = node->value[i];
	if (node->line > 0)
		return err_at(err, rc, "line %d, %s '%s'", node->line, tr(node->shape->label),
		    key ? key : "");
	return err_at(err, rc, "%s '%s'", tr(node->shape->label), key ? key : "");
}

static int find_there(struct node **out, struct merging *merging, const struct node *node,
    const char *parent, struct err *err)
{
	const struct shape *shape = node->shape;
	const char *key[3] = { NULL };
	size_t count = 0;
	int rc;

	*out = NULL;
	if (node->id &&
	    store_get(out, merging->app->store, shape, node->id, merging->arena, NULL) == OK) {
		const char *owner = NULL;

		rc = parent ? store_parent(
				  &owner, merging->app->store, shape, node->id, merging->arena, err)
			    : OK;
		if (rc == OK && parent && strcmp(owner, parent) != 0)
			rc = err_set(
			    err, FAIL_INVALID, "id '%s' belongs to another record here", node->id);
		return rc;
	}
	for (size_t i = 0; i < shape->field_count; i++)
		if (shape->field[i].flags & KEY)
			key[count++] = node->value[i];
	rc = store_find(out, merging->app->store, shape, parent, key, merging->arena, err);
	if (rc == OK && *out && node->id)
		rc = err_set(err, FAIL_INVALID, "this key has another id here: '%s'", (*out)->id);
	return rc;
}

/* What stands around the record in the file, for the checks; those below find ids through it. */
static void spot_of(struct spot *spot, const struct node *node)
{
	*spot = (struct spot){ 0 };
	for (struct node *above = node->parent; above; above = above->parent) {
		if (strcmp(above->shape->name, "agency") == 0)
			spot->agency = above;
		else if (strcmp(above->shape->name, "system") == 0)
			spot->system = above;
		else if (strcmp(above->shape->name, "year") == 0)
			spot->year = above;
		else if (strcmp(above->shape->name, "assessment") == 0)
			spot->assessment = above;
		else if (strcmp(above->shape->name, "finding") == 0)
			spot->finding = above;
	}
}

static int merge_one(
    struct merging *merging, struct node *node, const char *parent, struct err *err)
{
	struct node *there = NULL, *after = NULL;
	struct spot spot;
	bool differs = false;
	int rc = find_there(&there, merging, node, parent, err);

	if (rc < 0)
		return rc;
	after = record_copy(there ? there : node, merging->arena);
	for (size_t i = 0; there && i < node->shape->field_count; i++) {
		if (!node->value[i] ||
		    (there->value[i] && strcmp(there->value[i], node->value[i]) == 0))
			continue;
		after->value[i] = node->value[i];
		differs = true;
	}
	if (!there)
		record_fresh(merging->app, after, merging->arena);
	spot_of(&spot, node);
	rc = record_check(merging->app, after, &spot, merging->arena, err);
	if (rc == OK && !there) {
		merging->counts->added++;
		rc = store_add(merging->app->store, after, parent, merging->arena, err);
	} else if (rc == OK && differs) {
		merging->counts->changed++;
		rc = record_keep(merging->app, there, after, parent, "load", merging->arena, err);
	} else if (rc == OK) {
		merging->counts->same++;
	}
	node->id = after->id;
	return rc;
}

/* A system whose facts carry a stop comes without content, from a file as from the keyboard. */
static int check_stopped(struct merging *merging, const struct node *system, struct err *err)
{
	bool content = node_count(system, "asset") || node_count(system, "zone") ||
	    node_count(system, "component") || node_count(system, "action") ||
	    node_count(system, "assessment");
	int rc = OK;

	for (size_t i = 0; rc == OK && content && i < packs_count(merging->app->packs); i++) {
		const struct pack *pack = packs_at(merging->app->packs, i);
		struct facts *facts;

		if (pack->kind != PACK_REGULATION)
			continue;
		/* values that are wrong are told by the check of each fact */
		if (facts_of(&facts, pack, system, NULL, merging->arena, NULL) == OK &&
		    facts_stop(facts))
			rc = err_set(err, FAIL_INVALID, "%s", words_now(facts_stop(facts)));
	}
	return rc;
}

static int merge_tree(
    struct merging *merging, struct node *node, const char *parent, struct err *err)
{
	int rc = strcmp(node->shape->name, "system") == 0 ? check_stopped(merging, node, err) : OK;

	if (rc == OK)
		rc = merge_one(merging, node, parent, err);
	if (rc < 0)
		return at_record(err, rc, node);
	for (size_t i = 0; rc == OK && i < node->shape->child_count; i++) {
		if (node->shape->child[i]->flags & COMPUTED)
			continue;
		for (struct node *child = node->children[i].first; rc == OK && child;
		     child = child->next)
			rc = merge_tree(merging, child, node->id, err);
	}
	return rc;
}

static int merge_in_transaction(struct store *store, void *context, struct err *err)
{
	struct merging *merging = context;
	struct merge_counts *counts = merging->counts;
	int rc = merge_tree(merging, merging->agency, NULL, err);

	if (rc == OK && merging->dry_run)
		return err_set(err, FAIL_INCONSISTENT, "dry run");
	if (rc == OK && (counts->added || counts->changed))
		rc = store_audit(store, merging->app->person, "load", "agency", merging->agency->id,
		    arena_print(merging->arena, _("%s: %zu added, %zu changed, %zu the same"),
			merging->source, counts->added, counts->changed, counts->same),
		    err);
	return rc;
}

int app_merge(struct merge_counts *out, struct app *app, struct node *agency, const char *source,
    bool dry_run, struct err *err)
{
	struct arena *arena = arena_new();
	struct merging merging = { app, agency, source, dry_run, out, arena };
	int rc = app_allow(app, RIGHT_EDIT, node_get(agency, "code"), err);

	*out = (struct merge_counts){ 0 };
	if (rc == OK)
		rc = store_write(app->store, merge_in_transaction, &merging, err);
	/* undone on purpose */
	if (dry_run && rc == FAIL_INCONSISTENT)
		rc = OK;
	arena_free(arena);
	return rc;
}

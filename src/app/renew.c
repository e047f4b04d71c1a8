/*
 * renew.c - what was carried over is confirmed; an assessment moves to the packs now in force.
 */
#include <string.h>

#include "carry_priv.h"
#include "capdo/regime.h"

/* ---- confirming ------------------------------------------------------------------------------ */

struct confirming {
	struct carrying c;
	const char *const *what;
	size_t what_count;
	const char *group;
	size_t done;
};

static bool is_named(const struct confirming *confirming, const char *id)
{
	for (size_t i = 0; id && i < confirming->what_count; i++)
		if (strcmp(confirming->what[i], id) == 0)
			return true;
	return false;
}

static bool in_group(const struct confirming *confirming, const char *requirement)
{
	const struct requirement *of = pack_requirement(confirming->c.pack, requirement);

	for (const struct group *group = of ? of->group : NULL; group; group = group->parent)
		if (strcmp(group->id, confirming->group) == 0)
			return true;
	return false;
}

static bool is_meant(const struct confirming *confirming, const struct node *node)
{
	bool finding = strcmp(node->shape->name, "finding") == 0;
	const char *id = node_get(node, finding ? "requirement" : "scenario");

	if (confirming->what_count == 0 && !confirming->group)
		return true;
	return is_named(confirming, id) ||
	    (confirming->group && finding && in_group(confirming, id));
}

/* Is an answer about the text of today? A text that has changed wants an answer of its own. */
static bool is_current(const struct confirming *confirming, const struct node *finding)
{
	const struct carrying *c = &confirming->c;
	const struct check_item *item = carry_item(
	    c->item, c->item_count, node_get(finding, "requirement"));
	char now[BASIS_TEXT];

	if (node_is(finding, "status", "unassessed"))
		return false;
	if (!item || !node_get(finding, "basis"))
		return true;
	item_basis(now, item);
	return node_is(finding, "basis", now);
}

static int confirm_one(struct confirming *confirming, const struct node *node, struct err *err)
{
	struct carrying *c = &confirming->c;
	struct node *after = record_copy(node, c->arena);
	char now[21];

	clock_now(now);
	node_put(after, "carried", NULL);
	if (shape_field(node->shape, "at") >= 0)
		node_put(after, "at", arena_copy(c->arena, now));
	if (strcmp(node->shape->name, "answer") == 0)
		node_put(after, "person", c->app->person);
	confirming->done++;
	return record_keep(c->app, node, after, NULL, "confirm", c->arena, err);
}

static int check_named(const struct confirming *confirming, struct err *err)
{
	const struct carrying *c = &confirming->c;
	const struct pack *threats = packs_find(c->app->packs, node_get(c->now, "threats"));

	for (size_t i = 0; i < confirming->what_count; i++)
		if (!pack_requirement(c->pack, confirming->what[i]) &&
		    !(threats && pack_scenario(threats, confirming->what[i])))
			return err_set(err, FAIL_INVALID,
			    "there is no requirement or scenario '%s' here", confirming->what[i]);
	if (confirming->group && !pack_group(c->pack, confirming->group))
		return err_set(err, FAIL_INVALID, "checklist '%s' has no group '%s'", c->pack->id,
		    confirming->group);
	return OK;
}

static int confirm_in_transaction(struct store *store, void *context, struct err *err)
{
	static const char *const shapes[] = { "finding", "answer", "plan" };
	struct confirming *confirming = context;
	struct carrying *c = &confirming->c;
	int rc = record_open(c->app, model_shape("assessment"), &c->spot, c->year, c->arena, err);

	(void)store;
	if (rc == OK)
		rc = carry_load(c, err);
	if (rc == OK)
		rc = check_named(confirming, err);
	if (rc == OK)
		rc = checklist_of(&c->item, &c->item_count, c->app, c->pack, c->system, c->now,
		    c->arena, err);
	for (size_t i = 0; rc == OK && i < sizeof(shapes) / sizeof(shapes[0]); i++)
		for (const struct node *node = node_first(c->now, shapes[i]); rc == OK && node;
		     node = node->next)
			if (node_is(node, "carried", "yes") && is_meant(confirming, node) &&
			    (i > 0 || is_current(confirming, node)))
				rc = confirm_one(confirming, node, err);
	return rc;
}

/* Finds the system of an assessment that is to be changed, and may be. */
static int begin(struct carrying *c, const char *agency, const char *system, const char *year,
    struct err *err)
{
	const struct place place = { .agency = agency, .system = system };
	int rc = spot_find(&c->spot, c->app, model_shape("assessment"), &place, c->arena, err);

	if (rc == OK)
		rc = app_allow(c->app, RIGHT_EDIT, node_get(c->spot.agency, "code"), err);
	if (rc == OK)
		rc = spot_year(&year, c->arena, err);
	if (rc == OK && !year)
		rc = err_set(err, FAIL_INVALID, "name the year: --year YYYY");
	c->year = year;
	return rc;
}

int app_confirm(size_t *count, struct app *app, const char *agency, const char *system,
    const char *year, const char *const *what, size_t what_count, const char *group,
    struct err *err)
{
	struct arena *arena = arena_new();
	struct confirming confirming = { .c = { .app = app, .arena = arena },
		.what = what,
		.what_count = what_count,
		.group = group };
	int rc = begin(&confirming.c, agency, system, year, err);

	if (rc == OK)
		rc = store_write(app->store, confirm_in_transaction, &confirming, err);
	*count = rc == OK ? confirming.done : 0;
	arena_free(arena);
	return rc;
}

/* ---- new packs ------------------------------------------------------------------------------ */

/* An answer to a text that has changed: its words stay for help, its result does not count. */
static int set_back(struct carrying *c, const struct carry_line *line, struct err *err)
{
	struct node *after = record_copy(line->then, c->arena);
	char basis[BASIS_TEXT];

	carry_basis(basis, c, line->requirement, line->then);
	node_put(after, "status", "unassessed");
	node_put(after, "carried", "yes");
	/* what it was about is not known any more, only that it was something else */
	node_put(after, "basis", *basis ? arena_copy(c->arena, basis) : BASIS_OTHER);
	return record_keep(c->app, line->then, after, NULL, "renew", c->arena, err);
}

/* From now on the answer says itself what it is about. */
static int keep_basis(struct carrying *c, const struct carry_line *line, struct err *err)
{
	struct node *after = record_copy(line->then, c->arena);
	char basis[BASIS_TEXT];

	item_basis(basis, line->item);
	node_put(after, "basis", arena_copy(c->arena, basis));
	return record_keep(c->app, line->then, after, NULL, "renew", c->arena, err);
}

static int renew_line(struct carrying *c, const struct carry_line *line, struct err *err)
{
	switch (line->kind) {
	case CARRY_OPEN:
	case CARRY_CONFIRMED:
	case CARRY_PROPOSED:
		return keep_basis(c, line, err);
	case CARRY_CHANGED:
		return line->then ? set_back(c, line, err) : OK;
	case CARRY_DROPPED:
		/* the lists still show it */
		return line->then ? record_remove(c->app, line->then, c->arena, err) : OK;
	case CARRY_NEW:
	case CARRY_KINDS:
		break;
	}
	return OK;
}

/* A duty that was carried out, and is none any more. */
static bool is_task(const struct carrying *c, const struct node *task)
{
	const struct check_item *item = carry_item(
	    c->item, c->item_count, node_get(task, "requirement"));
	const struct threshold *cycle = item ? demand_cycle(item->demand) : NULL;

	return cycle && node_int(task, "number", 0) <= task_times(cycle);
}

static int drop_tasks(struct carrying *c, struct err *err)
{
	int rc = OK;

	for (const struct node *node = node_first(c->now, "task"); rc == OK && node;
	     node = node->next)
		if (!is_task(c, node))
			rc = record_remove(c->app, node, c->arena, err);
	return rc;
}

static int drop_others(struct carrying *c, const struct pack *threats, struct err *err)
{
	static const char *const shapes[] = { "answer", "rating", "plan" };
	int rc = OK;

	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
		for (const struct node *node = node_first(c->now, shapes[i]); rc == OK && node;
		     node = node->next)
			if (!carry_asks_still(threats, node))
				rc = record_remove(c->app, node, c->arena, err);
	return rc;
}

static int name_packs(struct carrying *c, const struct pack *const *pack, struct err *err)
{
	static const char *const fields[PACKS_OF_YEAR][2] = { { "pack", "pack-version" },
		{ "threats", "threats-version" }, { "method", "method-version" } };
	struct node *after = record_copy(c->now, c->arena);

	for (size_t i = 0; i < PACKS_OF_YEAR; i++) {
		node_put(after, fields[i][0], pack[i]->id);
		node_put(after, fields[i][1], pack[i]->version);
	}
	return record_keep(c->app, c->now, after, NULL, "renew", c->arena, err);
}

static int renew_in_transaction(struct store *store, void *context, struct err *err)
{
	struct carrying *c = context;
	const struct pack *pack[PACKS_OF_YEAR] = { NULL };
	bool same;
	int rc = record_open(c->app, model_shape("assessment"), &c->spot, c->year, c->arena, err);

	(void)store;
	if (rc == OK)
		rc = carry_load(c, err);
	if (rc == OK)
		rc = packs_of_year(pack, c->app, c->system, c->year, c->arena, err);
	if (rc != OK)
		return rc;
	c->then = c->now;
	c->pack = pack[0];
	/* the same pack asks the same: what has changed since is the system, not the text */
	same = node_is(c->now, "pack", c->pack->id) &&
	    node_is(c->now, "pack-version", c->pack->version);
	rc = carry_compare(c, err);
	if (same)
		c->count = 0;
	if (rc == OK && c->crosswalk)
		rc = cross_renew(c, err);
	for (size_t i = 0; rc == OK && !c->crosswalk && i < c->count; i++)
		rc = renew_line(c, &c->line[i], err);
	if (rc == OK && !same)
		rc = drop_tasks(c, err);
	if (rc == OK)
		rc = drop_others(c, pack[1], err);
	return rc < 0 ? rc : name_packs(c, pack, err);
}

int app_renew(struct carry_lists **out, struct app *app, const char *agency, const char *system,
    const char *year, struct arena *arena, struct err *err)
{
	struct carrying c = { .app = app, .arena = arena };
	int rc = begin(&c, agency, system, year, err);

	if (rc == OK)
		rc = store_write(app->store, renew_in_transaction, &c, err);
	if (rc == OK && out)
		*out = carry_lists_of(&c);
	return rc;
}

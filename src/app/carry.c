/*
 * carry.c - next year starts from this year: what is asked unchanged is carried over and waits to
 * be confirmed; what is new, changed or dropped is told.
 */
#include <stdlib.h>
#include <string.h>

#include "carry_priv.h"

const char *carry_code(enum carry_kind kind)
{
	static const char *const codes[CARRY_KINDS] = { "open", "confirmed", "proposed", "new",
		"changed", "dropped" };

	return kind < CARRY_KINDS ? codes[kind] : "";
}

/* ---- two years side by side ----------------------------------------------------------------- */

int carry_load(struct carrying *c, struct err *err)
{
	static const char *const skip[] = { "zone", "component", "action", "assessment",
		NULL };
	struct store *store = c->app->store;
	int rc;

	c->system = record_copy(c->spot.system, c->arena);
	rc = store_load(c->system, store, skip, c->arena, err);
	if (rc == OK)
		rc = store_list(NULL, store, model_shape("assessment"), c->system->id, c->system,
		    c->arena, err);
	if (rc < 0)
		return rc;
	c->now = node_find(c->system, "assessment", "year", c->year);
	if (!c->now)
		return err_set(err, FAIL_NOT_FOUND,
		    "system '%s' has no assessment for %s: 'capdo assess start' begins one",
		    node_get(c->system, "code"), c->year);
	c->pack = packs_find(c->app->packs, node_get(c->now, "pack"));
	if (!c->pack)
		return err_set(err, FAIL_INVALID,
		    "the assessment of '%s' for %s stands on pack '%s', which is not here: "
		    "add it with --packs",
		    node_get(c->system, "code"), c->year, node_get(c->now, "pack"));
	return store_load(c->now, store, NULL, c->arena, err);
}

int carry_then(struct carrying *c, struct err *err)
{
	int64_t year = node_int(c->now, "year", 0);
	int64_t from = node_int(c->now, "carried-from", 0);
	struct node *newest = NULL;

	for (struct node *node = node_first(c->system, "assessment"); node; node = node->next) {
		int64_t of = node_int(node, "year", 0);

		if (of < year && (!newest || of > node_int(newest, "year", 0)))
			newest = node;
		if (of == from)
			break;
	}
	c->then = newest;
	return newest ? store_load(newest, c->app->store, NULL, c->arena, err) : OK;
}

const struct check_item *carry_item(
    const struct check_item *item, size_t count, const char *requirement)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(item[i].requirement->id, requirement) == 0)
			return &item[i];
	return NULL;
}

void carry_basis(char out[BASIS_TEXT], const struct carrying *c, const char *requirement,
    const struct node *finding)
{
	const struct check_item *item = carry_item(c->old_item, c->old_count, requirement);
	const char *kept = finding ? node_get(finding, "basis") : NULL;

	out[0] = '\0';
	if (kept && strlen(kept) == BASIS_TEXT - 1)
		memcpy(out, kept, BASIS_TEXT);
	else if (!kept && item)
		item_basis(out, item);
}

static int old_checklist(struct carrying *c, struct err *err)
{
	const struct pack *pack = packs_find(c->app->packs, node_get(c->then, "pack"));

	c->old_known = pack && node_is(c->then, "pack-version", pack->version);
	return c->old_known ? checklist_of(&c->old_item, &c->old_count, c->app, pack, c->system,
				  c->then, c->arena, err)
			    : OK;
}

const struct node *carry_finding(
    const struct node *assessment, const char *requirement, const char *asset)
{
	for (const struct node *node = node_first(assessment, "finding"); node; node = node->next)
		if (node_is(node, "requirement", requirement) &&
		    strcmp(node_text(node, "asset"), asset ? asset : "") == 0)
			return node;
	return NULL;
}

struct carry_line *carry_line_add(struct carrying *c, enum carry_kind kind,
    const char *requirement, const char *asset, const struct check_item *item,
    const struct node *then)
{
	c->line = arena_grow(c->arena, c->line, c->count, &c->room, sizeof(*c->line));
	c->line[c->count] = (struct carry_line){ .kind = kind,
		.requirement = requirement,
		.asset = asset,
		.item = item,
		.then = then,
		.now = carry_finding(c->now, requirement, asset) };
	return &c->line[c->count++];
}

static void add_line(struct carrying *c, enum carry_kind kind, const char *requirement,
    const struct check_item *item, const struct node *then)
{
	carry_line_add(
	    c, kind, requirement, then ? node_get(then, "asset") : NULL, item, then);
}

/* ---- what each answer of then is worth now --------------------------------------------------- */

bool carry_asset_stays(const struct carrying *c, const struct node *finding,
    const struct requirement *requirement)
{
	const char *code = node_get(finding, "asset");
	const struct node *asset = code ? node_find(c->system, "asset", "code", code) : NULL;

	return !code || (asset && node_is(asset, "kind", requirement->scope));
}

static enum carry_kind kind_of(
    const struct carrying *c, const struct check_item *item, const struct node *then)
{
	char now[BASIS_TEXT], old[BASIS_TEXT];
	const struct node *finding = carry_finding(
	    c->now, item->requirement->id, then ? node_get(then, "asset") : NULL);

	item_basis(now, item);
	carry_basis(old, c, item->requirement->id, then);
	if (then && !carry_asset_stays(c, then, item->requirement))
		return CARRY_DROPPED;
	if (strcmp(now, old) != 0)
		return CARRY_CHANGED;
	return finding && !node_is(finding, "carried", "yes") ? CARRY_CONFIRMED : CARRY_OPEN;
}

static void compare_item(struct carrying *c, const struct check_item *item)
{
	const char *id = item->requirement->id;
	bool answered = false;

	for (const struct node *node = node_first(c->then, "finding"); node; node = node->next) {
		if (!node_is(node, "requirement", id))
			continue;
		answered = true;
		add_line(c, kind_of(c, item, node), id, item, node);
	}
	if (answered)
		return;
	if (!carry_item(c->old_item, c->old_count, id))
		add_line(c, CARRY_NEW, id, item, NULL);
	else if (kind_of(c, item, NULL) == CARRY_CHANGED)
		add_line(c, CARRY_CHANGED, id, item, NULL);
}

static void compare_dropped(struct carrying *c)
{
	for (const struct node *node = node_first(c->then, "finding"); node; node = node->next)
		if (!carry_item(c->item, c->item_count, node_get(node, "requirement")))
			add_line(c, CARRY_DROPPED, node_get(node, "requirement"), NULL, node);
	for (size_t i = 0; i < c->old_count; i++) {
		const char *id = c->old_item[i].requirement->id;

		if (!carry_item(c->item, c->item_count, id) &&
		    !node_find(c->then, "finding", "requirement", id))
			add_line(c, CARRY_DROPPED, id, NULL, NULL);
	}
}

/* By kind, and as they came within a kind. */
static void sort_lines(struct carrying *c)
{
	struct carry_line *sorted = arena_alloc(c->arena, (c->count + 1) * sizeof(*sorted));
	size_t count = 0;

	for (int kind = 0; kind < CARRY_KINDS; kind++)
		for (size_t i = 0; i < c->count; i++)
			if (c->line[i].kind == (enum carry_kind)kind)
				sorted[count++] = c->line[i];
	c->line = sorted;
}

int carry_compare(struct carrying *c, struct err *err)
{
	int rc = checklist_of(&c->item, &c->item_count, c->app, c->pack, c->system, c->now,
	    c->arena, err);

	if (rc == OK && c->then)
		rc = old_checklist(c, err);
	if (rc < 0 || !c->then)
		return rc;
	c->crosswalk = cross_between(c);
	if (c->crosswalk) {
		rc = cross_compare(c, err);
	} else {
		for (size_t i = 0; i < c->item_count; i++)
			compare_item(c, &c->item[i]);
		compare_dropped(c);
		cross_marked(c);
	}
	sort_lines(c);
	return rc;
}

static size_t count_open(const struct node *assessment, const char *shape)
{
	size_t count = 0;

	for (const struct node *node = node_first(assessment, shape); node; node = node->next)
		count += node_is(node, "carried", "yes");
	return count;
}

struct carry_lists *carry_lists_of(struct carrying *c)
{
	struct carry_lists *lists = arena_alloc(c->arena, sizeof(*lists));

	lists->from = c->then && c->then != c->now ? node_get(c->then, "year") : NULL;
	lists->system = c->system;
	lists->assessment = c->now;
	lists->at = c->line;
	lists->count = c->count;
	for (size_t i = 0; i < c->count; i++)
		lists->of[c->line[i].kind]++;
	lists->rating = lists->from ? node_first(c->then, "rating") : NULL;
	lists->answers = count_open(c->now, "answer");
	lists->plans = count_open(c->now, "plan");
	return lists;
}

/* In a first year nothing was carried over: only a change of the pack can have left its marks. */
static void only_marked(struct carrying *c)
{
	size_t count = 0;

	for (size_t i = 0; i < c->count; i++)
		if (c->line[i].then && node_is(c->line[i].then, "carried", "yes"))
			c->line[count++] = c->line[i];
	c->count = count;
}

int app_carry_lists(struct carry_lists **out, struct app *app, const char *agency,
    const char *system, const char *year, struct arena *arena, struct err *err)
{
	const struct place place = { .agency = agency, .system = system };
	struct carrying c = { .app = app, .arena = arena };
	int rc = spot_find(&c.spot, app, model_shape("assessment"), &place, arena, err);
	bool first = false;

	if (rc == OK)
		rc = spot_year(&year, arena, err);
	c.year = year;
	if (rc == OK)
		rc = carry_load(&c, err);
	if (rc == OK)
		rc = carry_then(&c, err);
	if (rc == OK && !c.then) {
		first = true;
		c.then = c.now;
	}
	if (rc == OK)
		rc = carry_compare(&c, err);
	if (rc < 0)
		return rc;
	if (first)
		only_marked(&c);
	*out = carry_lists_of(&c);
	return OK;
}

/* ---- carrying over -------------------------------------------------------------------------- */

bool carry_asks_still(const struct pack *threats, const struct node *node)
{
	const char *scenario = node_get(node, "scenario");
	const struct question *question;

	if (scenario && !pack_scenario(threats, scenario))
		return false;
	if (strcmp(node->shape->name, "answer") != 0)
		return true;
	question = pack_question(threats, node_get(node, "question"));
	return question && question_option(question, node_get(node, "value"));
}

static int copy_node(struct node **out, struct carrying *c, const struct node *node,
    const char *parent, struct err *err)
{
	*out = record_copy(node, c->arena);
	(*out)->id = NULL;
	if (shape_field(node->shape, "carried") >= 0)
		node_put(*out, "carried", "yes");
	return record_keep(c->app, NULL, *out, parent, "carry", c->arena, err);
}

static int copy_finding(struct carrying *c, struct carry_line *line, struct err *err)
{
	struct node *copy = record_copy(line->then, c->arena);
	struct node *finding = NULL, *evidence = NULL;
	char basis[BASIS_TEXT];
	int rc;

	item_basis(basis, line->item);
	node_put(copy, "basis", arena_copy(c->arena, basis));
	/* a proposal that was confirmed is an answer like any other */
	if (!node_is(line->then, "carried", "yes"))
		node_put(copy, "crossed-from", NULL);
	rc = copy_node(&finding, c, copy, c->now->id, err);
	for (const struct node *node = node_first(line->then, "evidence"); rc == OK && node;
	     node = node->next)
		rc = copy_node(&evidence, c, node, finding->id, err);
	line->now = finding;
	return rc;
}

/* Answers on threats and plans by their keys; what is there already stays. */
static int copy_others(struct carrying *c, const char *shape, struct err *err)
{
	const struct pack *threats = packs_find(c->app->packs, node_get(c->now, "threats"));
	int rc = OK;

	for (const struct node *node = node_first(c->then, shape); rc == OK && threats && node;
	     node = node->next) {
		const char *const key[] = { node_get(node, "scenario"),
			strcmp(shape, "answer") == 0 ? node_get(node, "question") : NULL };
		struct node *there = NULL, *copy = NULL;

		if (!carry_asks_still(threats, node))
			continue;
		rc = store_find(
		    &there, c->app->store, node->shape, c->now->id, key, c->arena, err);
		if (rc == OK && !there)
			rc = copy_node(&copy, c, node, c->now->id, err);
	}
	return rc;
}

static int copy_all(struct carrying *c, struct err *err)
{
	struct node *after = record_copy(c->now, c->arena);
	int rc;

	node_put(after, "carried-from", node_get(c->then, "year"));
	rc = record_keep(c->app, c->now, after, NULL, "carry", c->arena, err);
	for (size_t i = 0; rc == OK && i < c->count; i++) {
		if (c->line[i].kind == CARRY_OPEN && !c->line[i].now)
			rc = copy_finding(c, &c->line[i], err);
		else if (c->line[i].kind == CARRY_PROPOSED && !c->line[i].now)
			rc = cross_keep(c, &c->line[i], "carry", err);
	}
	if (rc == OK)
		rc = copy_others(c, "answer", err);
	return rc < 0 ? rc : copy_others(c, "plan", err);
}

struct begin {
	struct carrying *c;
	const char *agency, *code;
	bool create;
};

static int carry_in_transaction(struct store *store, void *context, struct err *err)
{
	const struct begin *begin = context;
	struct carrying *c = begin->c;
	const char *const key[] = { c->year };
	struct node *there = NULL;
	int rc = store_find(&there, store, model_shape("assessment"), c->spot.system->id, key,
	    c->arena, err);

	if (rc == OK && (begin->create || !there))
		rc = app_assess_start(
		    NULL, c->app, begin->agency, begin->code, c->year, c->arena, err);
	else if (rc == OK)
		rc = record_open(
		    c->app, model_shape("assessment"), &c->spot, c->year, c->arena, err);
	if (rc == OK)
		rc = spot_open(c->app, c->spot.system, c->arena, err);
	if (rc == OK)
		rc = carry_load(c, err);
	if (rc == OK)
		rc = carry_then(c, err);
	if (rc == OK)
		rc = carry_compare(c, err);
	return rc == OK && c->then ? copy_all(c, err) : rc;
}

int app_carry(struct carry_lists **out, struct app *app, const char *agency, const char *system,
    const char *year, bool create, struct arena *arena, struct err *err)
{
	const struct place place = { .agency = agency, .system = system };
	struct carrying c = { .app = app, .arena = arena };
	struct begin begin = { &c, agency, system, create };
	int rc = spot_find(&c.spot, app, model_shape("assessment"), &place, arena, err);

	if (rc == OK)
		rc = app_allow(app, RIGHT_EDIT, node_get(c.spot.agency, "code"), err);
	if (rc == OK)
		rc = spot_year(&year, arena, err);
	if (rc == OK && !year)
		rc = err_set(err, FAIL_INVALID, "name the year: --year YYYY");
	c.year = year;
	if (rc == OK)
		rc = store_write(app->store, carry_in_transaction, &begin, err);
	/* looked at anew: what was copied is there now */
	return rc < 0 || !out ? rc : app_carry_lists(out, app, agency, system, year, arena, err);
}

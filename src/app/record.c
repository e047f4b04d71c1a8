/*
 * record.c - the records people type: added, changed, listed, removed, each with its audit row.
 */
#include <string.h>

#include "app_priv.h"

struct node *record_copy(const struct node *node, struct arena *arena)
{
	struct node *copy = node_new(arena, node->shape, NULL);

	copy->id = node->id;
	memcpy(copy->value, node->value, node->shape->field_count * sizeof(*copy->value));
	return copy;
}

struct node *record_own(const struct node *node, struct node *parent, struct arena *arena)
{
	struct node *copy = node_new(arena, node->shape, parent);

	copy->id = arena_copy(arena, node->id);
	for (size_t i = 0; i < node->shape->field_count; i++)
		copy->value[i] = arena_copy(arena, node->value[i]);
	for (size_t i = 0; i < node->shape->child_count; i++)
		for (const struct node *at = node->children[i].first; at; at = at->next)
			record_own(at, copy, arena);
	return copy;
}

int record_fill(struct node *node, const struct value *value, size_t count, struct arena *arena,
    struct err *err)
{
	int rc = OK;

	for (size_t i = 0; rc == OK && i < count; i++) {
		int at = shape_field(node->shape, value[i].field);

		if (at >= 0 && (node->shape->field[at].flags & AUTO))
			return err_set(
			    err, FAIL_INVALID, "field '%s' is set by the program", value[i].field);
		rc = node_set(node, value[i].field, value[i].text, arena, err);
	}
	return rc;
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

char *record_difference(
    const struct node *before, const struct node *after, struct arena *arena)
{
	struct buffer text = { 0 };
	char *out;

	for (size_t i = 0; i < after->shape->field_count; i++) {
		const char *old = before ? before->value[i] : NULL;

		if (same_text(old, after->value[i]))
			continue;
		buffer_print(&text, "%s: %s -> %s\n", after->shape->field[i].name, old ? old : "",
		    after->value[i] ? after->value[i] : "");
	}
	out = text.text ? arena_copy(arena, text.text) : NULL;
	buffer_release(&text);
	return out;
}

int record_keep(struct app *app, const struct node *before, struct node *after, const char *parent,
    const char *verb, struct arena *arena, struct err *err)
{
	char *detail = record_difference(before, after, arena);
	int rc;

	if (before && !detail)
		return OK;
	rc = summary_touch(app, after, before ? NULL : parent, err);
	if (rc == OK)
		rc = before ? store_change_record(app->store, after, err) :
		    store_add(app->store, after, parent, arena, err);
	if (rc == OK)
		rc = store_audit(app->store, app->person,
		    verb         ? verb
			: before ? "change"
				 : "add",
		    after->shape->name, after->id, detail, err);
	return rc;
}

/* The key of a record as its KEY fields hold it. */
static void fill_key(struct node *node, const char *const *key)
{
	for (size_t i = 0; i < node->shape->field_count; i++)
		if (node->shape->field[i].flags & KEY)
			node_put(node, node->shape->field[i].name, *key++);
}

static int check_key(const char **out, const struct shape *shape, const char *const *key,
    struct arena *arena, struct err *err)
{
	int rc = OK;

	for (size_t i = 0; rc == OK && i < shape->field_count; i++) {
		const struct field *field = &shape->field[i];

		if (!(field->flags & KEY))
			continue;
		*out = NULL;
		if (*key)
			rc = field_check(out, field, *key, strlen(*key), arena, err);
		if (rc == OK && !*out && (field->flags & REQUIRED))
			rc = err_set(err, FAIL_INVALID, "%s: name it by its %s", tr(shape->label),
			    tr(field->label));
		out++;
		key++;
	}
	return rc;
}

static void put_missing(struct node *node, const char *field, const char *value)
{
	if (!node_get(node, field))
		node_put(node, field, value);
}

void record_fresh(struct app *app, struct node *node, struct arena *arena)
{
	bool is_year = strcmp(node->shape->name, "year") == 0;
	const struct pack *pack = is_year
	    ? packs_in_force(app->packs, PACK_OBLIGATIONS, app->today) : NULL;

	if (pack && !node_get(node, "obligations")) {
		node_put(node, "obligations", pack->id);
		node_put(node, "obligations-version", pack->version);
	}
	if (is_year)
		put_missing(node, "state", "draft");
	if (strcmp(node->shape->name, "action") == 0)
		put_missing(node, "year", arena_copy_n(arena, app->today, 4));
}

/* Of a system whose content must not be kept here: what the record may still say. */
static int check_stopped(struct app *app, const struct node *before, const struct node *after,
    struct arena *arena, struct err *err)
{
	static const char *const kept[] = { "code", "name", "state", "proposed-level",
		"proposed-reason", "approved-level", "approval-number", "approval-date",
		"approval-by", "approval-expected" };

	for (size_t i = 0; i < after->shape->field_count; i++) {
		bool may = same_text(before->value[i], after->value[i]) || !after->value[i];

		for (size_t j = 0; !may && j < sizeof(kept) / sizeof(kept[0]); j++)
			may = strcmp(kept[j], after->shape->field[i].name) == 0;
		if (!may)
			return spot_open(app, before, arena, err);
	}
	return OK;
}

struct keeping {
	struct app *app;
	struct keep *keep;
	struct arena *arena;
};

static int keep_in_transaction(struct store *store, void *context, struct err *err)
{
	struct keeping *keeping = context;
	struct app *app = keeping->app;
	struct keep *keep = keeping->keep;
	struct arena *arena = keeping->arena;
	const char *key[3] = { NULL };
	struct node *before = NULL, *after = NULL;
	int rc = check_key(key, keep->shape, keep->key, arena, err);

	if (rc == OK && !keep->closed_too)
		rc = record_open(app, keep->shape, &keep->spot, key[0], arena, err);
	if (rc == OK)
		rc = store_find(&before, store, keep->shape, keep->spot.parent, key, arena, err);
	if (rc < 0)
		return rc;
	if (before && keep->create)
		return err_set(err, FAIL_INVALID, "%s '%s' is there already",
		    tr(keep->shape->label), keep->key[0]);
	after = before ? record_copy(before, arena) : node_new(arena, keep->shape, NULL);
	fill_key(after, key);
	rc = record_fill(after, keep->value, keep->count, arena, err);
	if (rc < 0)
		return rc;
	/* an answer given anew, even the same, is no longer only carried over */
	if (shape_field(keep->shape, "carried") >= 0)
		node_put(after, "carried", NULL);
	if (keep->refresh || !before || record_difference(before, after, arena))
		for (size_t i = 0; i < keep->automatic_count; i++)
			node_put(after, keep->automatic[i].field, keep->automatic[i].text);
	if (!before)
		record_fresh(app, after, arena);
	rc = node_complete(after, err);
	if (rc == OK && before && strcmp(after->shape->name, "system") == 0)
		rc = check_stopped(app, before, after, arena, err);
	if (rc == OK && before && strcmp(after->shape->name, "asset") == 0 &&
	    !node_is(after, "kind", node_get(before, "kind")))
		rc = named_check(app, before, &keep->spot, arena, err);
	if (rc == OK)
		rc = record_check(app, after, &keep->spot, arena, err);
	if (rc == OK)
		rc = proposal_typed(app, before, after, &keep->spot, arena, err);
	if (rc == OK)
		rc = record_keep(app, before, after, keep->spot.parent, keep->verb, arena, err);
	keep->out = after;
	return rc;
}

/* Comments and the steps of a proposal are the reviewer's words: those of the agency do not change
 * or remove them as they change their own records. */
static enum right right_to_change(const struct shape *shape)
{
	if (shape->flags & LOCAL)
		return RIGHT_ACCOUNTS;
	return strcmp(shape->name, "comment") == 0 || strcmp(shape->name, "act") == 0 ? RIGHT_REVIEW
										      : RIGHT_EDIT;
}

int app_keep(struct app *app, struct keep *keep, struct arena *arena, struct err *err)
{
	struct keeping keeping = { app, keep, arena };
	const char *agency = keep->spot.agency ? node_get(keep->spot.agency, "code") :
	    strcmp(keep->shape->name, "agency") == 0 ? keep->key[0] : NULL;
	enum right right = keep->right ? keep->right : right_to_change(keep->shape);
	int rc = app_allow(app, right, right == RIGHT_ACCOUNTS ? NULL : agency, err);

	if (rc == OK && keep->spot.system && !keep->always)
		rc = spot_open(app, keep->spot.system, arena, err);
	return rc < 0 ? rc : store_write(app->store, keep_in_transaction, &keeping, err);
}

struct replacing {
	struct app *app;
	const struct node *before;
	struct node *after;
	const char *verb;
	struct arena *arena;
};

/* What another has changed since it was read, and this does not, stays. */
static int replace_in_transaction(struct store *store, void *context, struct err *err)
{
	struct replacing *replacing = context;
	const struct node *before = replacing->before;
	struct node *after = replacing->after, *now = NULL;
	int rc = store_get(&now, store, before->shape, before->id, replacing->arena, err);

	if (rc < 0)
		return rc;
	for (size_t i = 0; i < after->shape->field_count; i++)
		if (same_text(before->value[i], after->value[i]))
			after->value[i] = now->value[i];
	return record_keep(
	    replacing->app, now, after, NULL, replacing->verb, replacing->arena, err);
}

int record_replace(struct app *app, const struct node *before, struct node *after, const char *verb,
    struct arena *arena, struct err *err)
{
	struct replacing replacing = { app, before, after, verb, arena };

	return store_write(app->store, replace_in_transaction, &replacing, err);
}

static int find_spot(struct keep *keep, struct app *app, const struct place *place,
    struct arena *arena, struct err *err)
{
	memcpy(keep->key, place->key, sizeof(keep->key));
	return spot_find(&keep->spot, app, keep->shape, place, arena, err);
}

int app_put(struct node **out, struct app *app, const struct shape *shape,
    const struct place *place, const struct value *value, size_t count, bool create,
    struct arena *arena, struct err *err)
{
	struct keep keep = { .shape = shape, .value = value, .count = count, .create = create };
	int rc = find_spot(&keep, app, place, arena, err);

	if (rc == OK)
		rc = app_keep(app, &keep, arena, err);
	if (rc == OK && out)
		*out = keep.out;
	return rc;
}

/* Of records that stand below no agency: agencies themselves; users, settings, certificates. */
static int may_read(
    struct app *app, const struct shape *shape, const char *key, struct err *err)
{
	if (model_parent(shape))
		return OK;
	if (shape->flags & LOCAL)
		return app_allow(app, RIGHT_ACCOUNTS, NULL, err);
	return key ? app_allow(app, RIGHT_READ, key, err) : OK;
}

int app_get(struct node **out, struct app *app, const struct shape *shape,
    const struct place *place, struct arena *arena, struct err *err)
{
	struct keep keep = { .shape = shape };
	const char *key[3] = { NULL };
	int rc = may_read(app, shape, place->key[0], err);

	if (rc == OK)
		rc = find_spot(&keep, app, place, arena, err);
	if (rc == OK)
		rc = check_key(key, shape, keep.key, arena, err);
	if (rc == OK)
		rc = store_find(out, app->store, shape, keep.spot.parent, key, arena, err);
	if (rc == OK && !*out)
		rc = err_set(
		    err, FAIL_NOT_FOUND, "there is no %s '%s'", tr(shape->label), keep.key[0]);
	return rc;
}

int app_list(struct node **first, struct app *app, const struct shape *shape,
    const struct place *place, struct arena *arena, struct err *err)
{
	struct keep keep = { .shape = shape };
	struct node **at = first;
	int rc = may_read(app, shape, NULL, err);

	*first = NULL;
	if (rc == OK)
		rc = find_spot(&keep, app, place, arena, err);
	if (rc == OK)
		rc = store_list(first, app->store, shape, keep.spot.parent, NULL, arena, err);
	/* an account with an agency sees that one */
	while (rc == OK && strcmp(shape->name, "agency") == 0 && *at) {
		if (!app_may(app, RIGHT_READ, node_get(*at, "code")))
			*at = (*at)->next;
		else
			at = &(*at)->next;
	}
	return rc;
}

struct removal {
	struct app *app;
	struct node *node;
	const struct spot *spot;
	bool whole;
	struct arena *arena;
};

/* From the leaves up; what each held goes into the audit chain. */
static int remove_tree(struct removal *removal, const struct node *node, struct err *err)
{
	struct app *app = removal->app;
	int rc = OK;

	for (size_t i = 0; rc == OK && i < node->shape->child_count; i++) {
		if (node->shape->child[i]->flags & COMPUTED)
			continue;
		for (const struct node *child = node->children[i].first; rc == OK && child;
		     child = child->next)
			rc = removal->whole ? remove_tree(removal, child, err)
					    : err_set(err, FAIL_INVALID,
						  "%s '%s' still has records below it (%s); add "
			    "--whole to remove them too",
						  tr(node->shape->label),
						  node_text(node, node->shape->field[0].name),
						  tr(child->shape->label));
	}
	if (rc == OK)
		rc = store_remove(app->store, node->shape, node->id, err);
	if (rc == OK)
		rc = store_audit(app->store, app->person, "remove", node->shape->name, node->id,
		    record_difference(NULL, node, removal->arena), err);
	return rc;
}

int record_remove(
    struct app *app, const struct node *node, struct arena *arena, struct err *err)
{
	struct removal removal = { .app = app, .whole = true, .arena = arena };

	return remove_tree(&removal, node, err);
}

static int remove_in_transaction(struct store *store, void *context, struct err *err)
{
	struct removal *removal = context;
	const struct node *node = removal->node;
	const char *year = shape_field(node->shape, "year") >= 0 ? node_get(node, "year") : NULL;
	int rc = record_open(
	    removal->app, node->shape, removal->spot, year, removal->arena, err);

	if (rc == OK)
		rc = summary_drop(removal->app, node->shape, node->id, err);
	if (rc == OK)
		rc = store_load(removal->node, store, NULL, removal->arena, err);
	if (rc == OK)
		rc = tree_open(removal->app, removal->node, removal->spot, removal->arena, err);
	if (rc == OK)
		rc = proposal_typed(
		    removal->app, removal->node, NULL, removal->spot, removal->arena, err);
	return rc < 0 ? rc : remove_tree(removal, removal->node, err);
}

int app_remove(struct app *app, const struct shape *shape, const struct place *place, bool whole,
    struct err *err)
{
	struct arena *arena = arena_new();
	struct keep keep = { .shape = shape };
	struct removal removal = {
		.app = app, .spot = &keep.spot, .whole = whole, .arena = arena
	};
	int rc = find_spot(&keep, app, place, arena, err);

	if (rc == OK)
		rc = app_allow(app, right_to_change(shape),
		    right_to_change(shape) == RIGHT_ACCOUNTS ? NULL :
		    keep.spot.agency ? node_get(keep.spot.agency, "code") :
		    strcmp(shape->name, "agency") == 0 ? place->key[0] : NULL, err);
	if (rc == OK)
		rc = app_get(&removal.node, app, shape, place, arena, err);
	if (rc == OK)
		rc = named_check(app, removal.node, &keep.spot, arena, err);
	if (rc == OK)
		rc = store_write(app->store, remove_in_transaction, &removal, err);
	arena_free(arena);
	return rc;
}

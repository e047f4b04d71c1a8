/*
 * intake.c - takes a file's records into the store one by one, all or nothing.
 *
 * A record is found by its id, then by its key; below one that was added just now nothing is looked
 * for. The second time changes nothing and leaves no audit row. Memory is that of the records that
 * are open and of the ids of their brothers.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "intake_priv.h"

static bool is_shape(const struct node *node, const char *name)
{
	return strcmp(node->shape->name, name) == 0;
}

/* What the record is; the file's line is put before it by who reads the file. */
static int at_record(struct err *err, int rc, const struct node *node)
{
	const char *key = NULL;

	for (size_t i = 0; !key && i < node->shape->field_count; i++)
		if (node->shape->field[i].flags & KEY)
			key = node->value[i];
	return err_at(err, rc, "%s '%s'", tr(node->shape->label), key ? key : "");
}

/* ---- finding -------------------------------------------------------------------------------- */

static int find_by_key(struct node **out, struct intake *intake, const struct node *node,
    const char *parent, struct err *err)
{
	const char *key[3] = { NULL };
	size_t count = 0;

	for (size_t i = 0; i < node->shape->field_count; i++)
		if (node->shape->field[i].flags & KEY)
			key[count++] = node->value[i];
	return store_find(out, intake->app->store, node->shape, parent, key, intake->arena, err);
}

static int other_id(const struct node *here, struct err *err)
{
	return err_set(err, FAIL_INVALID, "this key has another id here: '%s'", here->id);
}

/* Another record with this key: for a submission that one is gone and this one is new. */
static int make_way(struct node **here, struct intake *intake, struct err *err)
{
	struct node *other = *here;
	struct node *left;
	bool gives_way = false;
	int rc = OK;

	if (intake->options->replace && intake->depth > 0)
		rc = intake_gives_way(&gives_way, intake, other, err);
	if (rc == OK && !gives_way)
		rc = other_id(other, err);
	if (rc < 0)
		return rc;
	rc = intake_remove(intake, other->shape, other->id, err);
	if (rc == OK && store_get(&left, intake->app->store, other->shape, other->id,
			    intake->arena, NULL) == OK)
		return other_id(other, err);
	*here = NULL;
	return rc;
}

static int find_here(struct node **out, struct intake *intake, const struct node *node,
    const char *parent, struct err *err)
{
	struct app *app = intake->app;
	const char *owner = NULL;
	int rc;

	*out = NULL;
	if (node->id &&
	    store_get(out, app->store, node->shape, node->id, intake->arena, NULL) == OK) {
		rc = parent ? store_parent(
				  &owner, app->store, node->shape, node->id, intake->arena, err)
			    : OK;
		if (rc == OK && parent && strcmp(owner, parent) != 0)
			rc = err_set(
			    err, FAIL_INVALID, "id '%s' belongs to another record here", node->id);
		return rc;
	}
	rc = find_by_key(out, intake, node, parent, err);
	if (rc == OK && *out && node->id)
		rc = make_way(out, intake, err);
	return rc;
}

/* Why a record could not be added where nothing was looked for. */
static int explain_refusal(struct intake *intake, const struct node *node, int rc, struct err *err)
{
	struct node *other;

	if (rc == FAIL_INVALID &&
	    store_get(&other, intake->app->store, node->shape, node->id, intake->arena, NULL) == OK)
		return err_set(
		    err, FAIL_INVALID, "id '%s' belongs to another record here", node->id);
	return rc;
}

/* ---- may it be? ---------------------------------------------------------------------------- */

enum { FIRST_YEAR = 2016 };

/* Which years here are closed before the file changes anything. A hand-in may put right a year of
 * before that was returned, but not what was accepted. */
static int note_closed(struct intake *intake, const struct node *agency, struct err *err)
{
	bool replace = intake->options->replace;
	struct node *row = NULL;
	int rc = store_list(&row, intake->app->store,
	    model_shape(replace ? "snapshot" : "year"), agency->id, NULL, intake->arena, err);

	for (; rc == OK && row; row = row->next) {
		int64_t at = node_int(row, "year", 0) - FIRST_YEAR;

		if (at >= 0 && at < INTAKE_YEARS &&
		    !(replace && node_is(row, "year", intake->year)) &&
		    (replace ? node_is(row, "state", "accepted") : year_is_closed(row)))
			intake->closed[at] = true;
	}
	return rc;
}

static int begin(struct intake *intake, const struct node *agency, const struct node *here,
    struct err *err)
{
	int rc = app_allow(intake->app, intake->right, node_get(agency, "code"), err);

	intake->is_new = !here;
	/* who may write one agency does not get at another by its id */
	if (rc == OK && here && !node_is(here, "code", node_text(agency, "code")))
		rc = err_set(err, FAIL_INVALID, "id '%s' belongs to another record here", here->id);
	if (rc == OK && here)
		rc = note_closed(intake, here, err);
	if (rc == OK && intake->begun)
		rc = intake->begun(intake->context, agency, here, err);
	return rc;
}

/* A year that is signed off or handed in is not changed by a file either. */
int intake_frozen(struct intake *intake, const struct node *node, struct err *err)
{
	const struct spot *spot = &intake->spot;
	bool yearly = is_shape(node, "year") || is_shape(node, "assessment");
	const char *year = spot->assessment ? node_get(spot->assessment, "year") :
	    spot->year ? node_get(spot->year, "year") : yearly ? node_get(node, "year") : NULL;
	int64_t at;

	if (!year || !spot->agency || text_to_int(&at, year, NULL) < 0)
		return OK;
	at -= FIRST_YEAR;
	if (at < 0 || at >= INTAKE_YEARS || !intake->closed[at])
		return OK;
	if (intake->options->replace)
		return err_set(err, FAIL_INVALID,
		    "the year %s of '%s' was accepted: a later hand-in does not change it", year,
		    node_get(spot->agency, "code"));
	app_refused(intake->app, node_get(spot->agency, "code"), _("change a year that is closed"));
	return err_set(err, FAIL_DENIED,
	    "the year %s of '%s' is closed here: take it back first: capdo sign %s --year %s "
	    "--withdraw",
	    year, node_get(spot->agency, "code"), node_get(spot->agency, "code"), year);
}

/* ---- one record ----------------------------------------------------------------------------- */

static bool same_values(const struct node *one, const struct node *two)
{
	for (size_t i = 0; i < one->shape->field_count; i++) {
		const char *a = one->value[i], *b = two->value[i];

		if (a != b && (!a || !b || strcmp(a, b) != 0))
			return false;
	}
	return true;
}

/* What stands here afterwards: what the file gives, and what it leaves. */
static int merged(struct node **out, struct intake *intake, const struct node *here,
    const struct node *node, struct err *err)
{
	struct node *after = record_copy(node, intake->arena);

	*out = after;
	if (!here)
		return OK;
	after->id = here->id;
	if (intake->options->replace)
		return intake_settle_values(intake, here, after, err);
	for (size_t i = 0; i < node->shape->field_count; i++)
		if (!after->value[i])
			after->value[i] = here->value[i];
	return OK;
}

static int add_record(struct intake *intake, struct intake_frame *frame, struct node *after,
    const char *parent, struct err *err)
{
	/* a new agency, and what a file adds to the records of one's own, leave one row together */
	bool silent = intake->is_new || !intake->options->replace;
	int rc;

	if (!after->id) {
		uuid_new(frame->id);
		after->id = frame->id;
	}
	intake->counts->added++;
	frame->fresh = true;
	if (!silent)
		rc = record_keep(intake->app, NULL, after, parent, "load", intake->arena, err);
	else if (intake->depth > 0 && !intake->frame[intake->depth - 1].fresh)
		rc = summary_touch(intake->app, after, parent, err);
	else
		rc = OK;
	if (rc == OK && silent)
		rc = store_add(intake->app->store, after, parent, intake->arena, err);
	if (rc == OK && intake->options->replace && is_shape(after, "act") &&
	    !intake->frame[intake->depth - 1].fresh)
		rc = intake_submitted(intake, parent, err);
	return rc < 0 ? explain_refusal(intake, after, rc, err) : OK;
}

static int keep_record(struct intake *intake, struct intake_frame *frame, const struct node *here,
    struct node *after, const char *parent, struct err *err)
{
	int rc;

	if (here)
		snprintf(frame->id, sizeof(frame->id), "%s", here->id);
	if (here && same_values(here, after)) {
		intake->counts->same++;
		return OK;
	}
	rc = intake_frozen(intake, after, err);
	if (rc == OK)
		rc = intake_may(intake, here, after, err);
	if (rc < 0)
		return rc;
	if (!here)
		return add_record(intake, frame, after, parent, err);
	intake->counts->changed++;
	return record_keep(intake->app, here, after, parent, "load", intake->arena, err);
}

static int take_record(struct intake *intake, struct intake_frame *frame, struct node *node,
    struct err *err)
{
	struct intake_frame *above = intake->depth > 0 ? &intake->frame[intake->depth - 1] : NULL;
	const char *parent = above ? above->node->id : NULL;
	struct node *here = NULL, *after = NULL;
	int rc = above && above->fresh ? OK : find_here(&here, intake, node, parent, err);

	if (rc == OK && !above)
		rc = begin(intake, node, here, err);
	if (rc < 0)
		return rc;
	rc = merged(&after, intake, here, node, err);
	if (rc == OK && !here)
		record_fresh(intake->app, after, intake->arena);
	if (rc == OK)
		rc = record_check(intake->app, after, &intake->spot, intake->arena, err);
	if (rc == OK)
		rc = keep_record(intake, frame, here, after, parent, err);
	if (rc < 0)
		return rc;
	if (!node->id)
		node->id = frame->id;
	frame->held = here && intake_holds(here);
	if (above && !above->fresh && intake->options->replace) {
		if (!above->met)
			above->met = marks_new();
		marks_at(above->met, node->id, strlen(node->id));
	}
	return OK;
}

/* ---- what a stop forbids (state secrets) --------------------------------------------------- */

static void note_stop(struct intake *intake, const struct node *fact)
{
	const struct pack_set *packs = intake->app->packs;

	if (node_get(fact, "component"))
		return;
	for (size_t i = 0; !intake->stop && i < packs_count(packs); i++) {
		const struct pack *pack = packs_at(packs, i);
		struct facts *facts;

		if (pack->kind != PACK_REGULATION || !pack_fact(pack, node_get(fact, "fact")))
			continue;
		facts = facts_new(pack, intake->arena);
		if (facts_set(facts, node_get(fact, "fact"), node_text(fact, "value"), NULL) == OK)
			intake->stop = facts_stop(facts);
	}
}

static bool is_content(const struct node *node)
{
	static const char *const shapes[] = { "asset", "zone", "component", "action",
		"assessment" };

	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
		if (is_shape(node, shapes[i]))
			return true;
	return false;
}

/* A system whose facts carry a stop comes without content, from a file as from the keyboard. */
static int check_stop(const struct intake *intake, const struct intake_frame *frame,
    struct err *err)
{
	if (!intake->content)
		return OK;
	if (intake->stop)
		return err_set(err, FAIL_INVALID, "%s", words_now(intake->stop));
	/* what is added to a system here meets the facts here */
	return frame->fresh || intake->options->replace ? OK
	    : spot_open(intake->app, frame->node, intake->arena, err);
}

static void note_in_system(struct intake *intake, const struct node *node)
{
	char key[BESIDE_KEY];
	size_t length;

	intake->content = intake->content || is_content(node);
	if (is_shape(node, "fact")) {
		note_stop(intake, node);
	} else if (is_shape(node, "asset") || is_shape(node, "zone") ||
	    is_shape(node, "component")) {
		length = beside_key(key, node->shape->name, node_get(node, "code"));
		marks_at(intake->beside, key, length);
	}
}

/* ---- the way down and up ------------------------------------------------------------------- */

/* What stands around the records below a node, or above it again. */
static void stand_in(struct intake *intake, struct node *node, bool inside)
{
	struct node *now = inside ? node : NULL;

	if (is_shape(node, "system")) {
		intake->spot.system = now;
		marks_free(intake->beside);
		intake->beside = inside ? marks_new() : NULL;
		intake->spot.beside = intake->beside;
		intake->content = false;
		intake->stop = NULL;
	} else if (is_shape(node, "agency")) {
		intake->spot.agency = now;
	} else if (is_shape(node, "year")) {
		intake->spot.year = now;
	} else if (is_shape(node, "assessment")) {
		intake->spot.assessment = now;
	} else if (is_shape(node, "finding")) {
		intake->spot.finding = now;
	}
}

/* Where the file has an incident that names a system. Systems come after it, so only the end of
 * the file tells whether there is one. */
static uint32_t *incident_line(struct intake *intake, const char *incident, const char *system)
{
	const char *key = arena_print(intake->arena, "%s %s", incident, system);

	if (!intake->incidents)
		intake->incidents = marks_new();
	return marks_at(intake->incidents, key, strlen(key));
}

int intake_open(struct intake *intake, struct node *node, struct err *err)
{
	struct arena_mark mark = arena_mark(intake->arena);
	struct intake_frame *frame = &intake->frame[intake->depth];
	int rc;

	assert(intake->depth < INTAKE_DEPTH);
	*frame = (struct intake_frame){ .node = node };
	rc = take_record(intake, frame, node, err);
	if (rc == OK && intake->depth == 2 && intake->spot.system)
		note_in_system(intake, node);
	if (rc == OK && is_shape(node, "incident") && node_get(node, "system"))
		*incident_line(intake, node_get(node, "code"), node_get(node, "system")) =
		    (uint32_t)node->line;
	arena_rewind(intake->arena, mark);
	if (rc < 0)
		return at_record(err, rc, node);
	if (node->shape->child_count > 0)
		stand_in(intake, node, true);
	intake->depth++;
	return OK;
}

struct gone {
	const struct intake_frame *frame;
	struct arena *arena;
	const char **id;
	size_t count, room;
};

static int note_gone(void *context, const char *id, struct err *err)
{
	struct gone *gone = context;

	(void)err;
	if (gone->frame->met && marks_has(gone->frame->met, id, strlen(id)))
		return OK;
	gone->id = arena_grow(
	    gone->arena, gone->id, gone->count, &gone->room, sizeof(*gone->id));
	gone->id[gone->count++] = arena_copy(gone->arena, id);
	return OK;
}

/* What is here below a record and not in the file. */
static int remove_gone(struct intake *intake, const struct intake_frame *frame, struct err *err)
{
	const struct shape *shape = frame->node->shape;
	struct arena *arena = arena_new();
	int rc = OK;

	for (size_t i = 0; rc == OK && i < shape->child_count; i++) {
		struct gone gone = { .frame = frame, .arena = arena };

		if (shape->child[i]->flags & (COMPUTED | LOCAL) || intake_stays(shape->child[i]))
			continue;
		rc = store_each(intake->app->store, shape->child[i], frame->node->id, note_gone,
		    &gone, err);
		for (size_t j = 0; rc == OK && j < gone.count; j++)
			rc = intake_remove(intake, shape->child[i], gone.id[j], err);
	}
	arena_free(arena);
	return rc;
}

static int close_agency(struct intake *intake, struct node *agency, struct err *err)
{
	const char *incident, *system;
	int rc = store_stray_incident(
	    &incident, &system, intake->app->store, agency->id, intake->arena, err);

	if (rc == OK && incident) {
		err_set(err, FAIL_INVALID, "agency '%s' has no system '%s'",
		    node_get(agency, "code"), system);
		rc = err_at(err, FAIL_INVALID, "%s '%s'", tr(model_shape("incident")->label),
		    incident);
		/* one that was here before has no line */
		if (*incident_line(intake, incident, system) > 0)
			agency->line = (int)*incident_line(intake, incident, system);
	}
	snprintf(intake->agency_id, sizeof(intake->agency_id), "%s", agency->id);
	return rc;
}

int intake_close(struct intake *intake, struct node *node, struct err *err)
{
	struct intake_frame *frame = &intake->frame[intake->depth - 1];
	int rc = OK;

	assert(frame->node == node);
	if (node->shape->child_count > 0) {
		if (is_shape(node, "system"))
			rc = check_stop(intake, frame, err);
		if (rc == OK && intake->options->replace && !frame->fresh)
			rc = remove_gone(intake, frame, err);
		if (rc < 0)
			rc = at_record(err, rc, node);
		stand_in(intake, node, false);
	}
	marks_free(frame->met);
	frame->met = NULL;
	intake->depth--;
	if (rc == OK && intake->depth == 0)
		rc = close_agency(intake, node, err);
	return rc;
}

/* ---- the whole ----------------------------------------------------------------------------- */

struct running {
	struct intake *intake;
	intake_source *source;
	void *context;
};

static int leave_row(struct intake *intake, struct err *err)
{
	const struct merge_counts *counts = intake->counts;
	const char *source = intake->options->source;
	char *detail;

	if (counts->added + counts->changed + counts->removed == 0)
		return OK;
	if (intake->options->replace)
		detail = arena_print(intake->arena,
		    _("%s: %zu added, %zu changed, %zu removed, %zu the same"), source,
		    counts->added, counts->changed, counts->removed, counts->same);
	else
		detail = arena_print(intake->arena, _("%s: %zu added, %zu changed, %zu the same"),
		    source, counts->added, counts->changed, counts->same);
	return store_audit(intake->app->store, intake->app->person, "load", "agency",
	    intake->agency_id, detail, err);
}

static int run_in_transaction(struct store *store, void *context, struct err *err)
{
	struct running *running = context;
	struct intake *intake = running->intake;
	int rc = running->source(running->context, intake, err);

	(void)store;
	if (rc == OK && !intake->agency_id[0])
		rc = err_set(err, FAIL_INVALID, "'%s' has no agency", intake->options->source);
	if (rc == OK)
		rc = leave_row(intake, err);
	if (rc == OK && intake->settle)
		rc = intake->settle(intake->context, intake->agency_id, err);
	if (rc == OK && intake->options->dry_run) {
		intake->tried = true;
		return err_set(err, FAIL_INCONSISTENT, "dry run");
	}
	return rc;
}

int intake_run(struct intake *intake, struct merge_counts *out, struct app *app,
    const struct intake_options *options, intake_source *source, void *context, struct err *err)
{
	struct running running = { intake, source, context };
	/* the role first; the agency when it is known */
	int rc = app_allow(app, intake->right, app->agency, err);

	*out = (struct merge_counts){ 0 };
	if (rc < 0)
		return rc;
	intake->app = app;
	intake->options = options;
	intake->counts = out;
	intake->arena = arena_new();
	intake->spot.coming = true;
	rc = store_write(app->store, run_in_transaction, &running, err);
	/* undone on purpose */
	if (intake->tried)
		rc = OK;
	for (size_t i = 0; i < intake->depth; i++)
		marks_free(intake->frame[i].met);
	marks_free(intake->beside);
	marks_free(intake->incidents);
	arena_free(intake->arena);
	return rc;
}

int app_intake(struct merge_counts *out, struct app *app, const struct intake_options *options,
    intake_source *source, void *context, struct err *err)
{
	struct intake intake = { .right = RIGHT_EDIT };

	return intake_run(&intake, out, app, options, source, context, err);
}

/* ---- a tree -------------------------------------------------------------------------------- */

static int hand_over(struct intake *intake, struct node *node, struct err *err)
{
	const char *id = node->id;
	int rc = intake_open(intake, node, err);

	for (size_t i = 0; rc == OK && i < node->shape->child_count; i++) {
		if (node->shape->child[i]->flags & COMPUTED)
			continue;
		for (struct node *child = node->children[i].first; rc == OK && child;
		     child = child->next)
			rc = hand_over(intake, child, err);
	}
	if (rc == OK)
		rc = intake_close(intake, node, err);
	node->id = id;                  /* the one given here lives no longer */
	return rc;
}

static int from_tree(void *context, struct intake *intake, struct err *err)
{
	return hand_over(intake, context, err);
}

int app_merge(struct merge_counts *out, struct app *app, struct node *agency, const char *source,
    bool dry_run, struct err *err)
{
	const struct intake_options options = { .source = source, .dry_run = dry_run };

	return app_intake(out, app, &options, from_tree, agency, err);
}

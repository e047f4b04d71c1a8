/*
 * intake_rules.c - what a hand-in may not change of the department's records, and what it takes
 * away.
 */
#include <string.h>

#include "intake_priv.h"

static bool among(const char *word, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(*list, word) == 0)
			return true;
	return false;
}

/* Here they were written, appraised, entered: part of a procedure under the law. */
bool intake_stays(const struct shape *shape)
{
	static const char *const shapes[] = { "comment", "proposal", "document", "act", NULL };

	return among(shape->name, shapes);
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static void put_back(struct node *after, const struct node *here, const char *const *field)
{
	for (; *field; field++)
		node_put(after, *field, node_get(here, *field));
}

/* What the file leaves open and the program had filled in. */
static void fill_from(struct node *after, const struct node *here, const char *const *field)
{
	for (; *field; field++)
		if (!node_get(after, *field))
			node_put(after, *field, node_get(here, *field));
}

static bool is_proposal(const struct shape *shape)
{
	return strcmp(shape->name, "proposal") == 0;
}

static int altered(const struct node *here, const char *field, struct err *err)
{
	return err_set(err, FAIL_INVALID,
	    "the file has altered '%s' of a record that it may not change", field ? field
	    : here->shape->name);
}

/* The first field that differs and is not in the list; NULL: none. */
static const char *first_difference(
    const struct node *here, const struct node *after, const char *const *but)
{
	for (size_t i = 0; i < here->shape->field_count; i++)
		if (!among(here->shape->field[i].name, but) &&
		    !same_text(here->value[i], after->value[i]))
			return here->shape->field[i].name;
	return NULL;
}

/* The agency may answer a comment while it is not closed, and nothing else. */
static int settle_comment(const struct node *here, struct node *after, struct err *err)
{
	static const char *const answer[] = { "reply", "replied-at", "replied-by", NULL };
	static const char *const may[] = { "reply", "replied-at", "replied-by", "state", NULL };
	const char *field = first_difference(here, after, may);

	if (field)
		return altered(here, field, err);
	if (node_is(here, "state", "closed")) {
		put_back(after, here, may);
		return OK;
	}
	if (node_is(after, "state", "closed"))
		return altered(here, "state", err);
	if (!node_get(after, "reply"))
		put_back(after, here, answer);
	/* an answer that is here is not taken back */
	if (!node_is(after, "state", "answered"))
		node_put(after, "state", node_get(here, "state"));
	return OK;
}

/* With the department from when it is submitted until it is sent back. */
static bool is_held(const struct node *proposal)
{
	return !node_is(proposal, "state", "draft") &&
	    !node_is(proposal, "state", "incomplete") &&
	    !node_is(proposal, "state", "not-suitable");
}

/* Where the department has approved the level the file does not say another. */
static int settle_approval(const struct intake *intake, const struct node *here,
    struct node *after, struct err *err)
{
	static const char *const approval[] = { "approved-level", "approval-date",
		"approval-number", "approval-by", "approval-basis", NULL };
	struct node *proposal = NULL;
	int rc = store_list(&proposal, intake->app->store, model_shape("proposal"), here->id, NULL,
	    intake->arena, err);

	while (proposal && !node_is(proposal, "state", "approved"))
		proposal = proposal->next;
	if (proposal)
		put_back(after, here, approval);
	else
		fill_from(after, here, approval);
	return rc;
}

/* Its steps say how it stands (intake_submitted), not the file. */
static void settle_proposal(const struct node *here, struct node *after)
{
	static const char *const kept[] = { "decision", "level", "state", "pack", "pack-version",
		"at", "person", NULL };

	if (is_held(here))
		memcpy(after->value, here->value,
		    here->shape->field_count * sizeof(*after->value));
	else
		put_back(after, here, kept);
}

int intake_settle_values(const struct intake *intake, const struct node *here, struct node *after,
    struct err *err)
{
	static const char *const decision[] = { "state", "snapshot", "decided-at", "decided-by",
		"decision", NULL };
	static const char *const fresh_year[] = { "obligations", "obligations-version", NULL };
	static const char *const fresh_action[] = { "year", NULL };
	static const char *const nothing[] = { NULL };
	const char *shape = here->shape->name;
	const char *field;

	if (strcmp(shape, "system") == 0) {
		return settle_approval(intake, here, after, err);
	} else if (strcmp(shape, "action") == 0) {
		fill_from(after, here, fresh_action);
	} else if (strcmp(shape, "year") == 0) {
		put_back(after, here, decision);
		fill_from(after, here, fresh_year);
	} else if (strcmp(shape, "comment") == 0) {
		return settle_comment(here, after, err);
	} else if (strcmp(shape, "act") == 0) {
		field = first_difference(here, after, nothing);
		return field ? altered(here, field, err) : OK;
	} else if (is_proposal(here->shape)) {
		settle_proposal(here, after);
	} else if (strcmp(shape, "document") == 0 && intake->frame[intake->depth - 1].held) {
		memcpy(after->value, here->value, here->shape->field_count * sizeof(*after->value));
	}
	return OK;
}

bool intake_holds(const struct node *here)
{
	return is_proposal(here->shape) && is_held(here);
}

/* ---- adding --------------------------------------------------------------------------------- */

/* A hand-in. */
static int may_bring(const struct intake *intake, const struct node *node, struct err *err)
{
	bool held = intake->depth > 0 && intake->frame[intake->depth - 1].held;
	const char *shape = node->shape->name;

	if (strcmp(shape, "document") == 0)
		return held ? altered(node, NULL, err) : OK;
	if (strcmp(shape, "act") == 0)
		return held || !node_is(node, "step", "submit") ? altered(node, "step", err) : OK;
	return !is_proposal(node->shape) || node_is(node, "state", "draft") ||
	    node_is(node, "state", "submitted") ? OK : altered(node, "state", err);
}

static bool is_said(const struct node *here, const struct node *after, const char *field)
{
	return !same_text(here ? node_get(here, field) : NULL, node_get(after, field));
}

static enum right right_of_year(const struct node *here, const struct node *after)
{
	const char *was = here && node_get(here, "state") ? node_get(here, "state") : "draft";
	bool state = node_get(after, "state") && !node_is(after, "state", was);

	if (is_said(here, after, "decided-at") || is_said(here, after, "decided-by") ||
	    is_said(here, after, "decision") ||
	    (state && (node_is(after, "state", "returned") || node_is(after, "state", "accepted"))))
		return RIGHT_REVIEW;
	return state || is_said(here, after, "signed-at") || is_said(here, after, "signed-by")
	    ? RIGHT_SIGN : RIGHT_EDIT;
}

/* Only the reply is the agency's, as long as the comment is not closed. */
static enum right right_of_comment(const struct node *here, const struct node *after)
{
	static const char *const may[] = { "reply", "replied-at", "replied-by", "state", NULL };

	return here && !first_difference(here, after, may) && !node_is(here, "state", "closed") &&
		!node_is(after, "state", "closed") ? RIGHT_EDIT : RIGHT_REVIEW;
}

static enum right right_of_proposal(const struct node *here, const struct node *after)
{
	if (node_is(after, "state", "draft") || node_is(after, "state", "submitted") ||
	    !is_said(here, after, "state"))
		return RIGHT_EDIT;
	return node_is(after, "state", "approved") || node_is(after, "state", "refused")
	    ? RIGHT_APPROVE : RIGHT_REVIEW;
}

int intake_may(struct intake *intake, const struct node *here, const struct node *after,
    struct err *err)
{
	const char *shape = after->shape->name;
	enum right right = RIGHT_EDIT;
	enum act_step step;

	if (intake->is_new)
		return OK;
	if (intake->options->replace)
		return here ? OK : may_bring(intake, after, err);
	if (app_may(intake->app, RIGHT_ACCOUNTS, NULL))
		return OK;
	if (strcmp(shape, "year") == 0)
		right = right_of_year(here, after);
	else if (strcmp(shape, "comment") == 0)
		right = right_of_comment(here, after);
	else if (is_proposal(after->shape))
		right = right_of_proposal(here, after);
	else if (strcmp(shape, "act") == 0 && here)
		return altered(here, NULL, err);
	else if (strcmp(shape, "act") == 0 && act_step_parse(&step, node_text(after, "step")) == OK)
		right = act_right(step);
	return right == RIGHT_EDIT ? OK : app_allow(intake->app, right,
	    node_get(intake->spot.agency, "code"), err);
}

int intake_submitted(struct intake *intake, const char *id, struct err *err)
{
	struct node *before, *after;
	int rc = store_get(
	    &before, intake->app->store, model_shape("proposal"), id, intake->arena, err);

	if (rc < 0)
		return rc;
	after = record_copy(before, intake->arena);
	node_put(after, "state", "submitted");
	return record_keep(intake->app, before, after, NULL, "load", intake->arena, err);
}

/* ---- removing ------------------------------------------------------------------------------- */

int intake_gives_way(bool *out, struct intake *intake, const struct node *here, struct err *err)
{
	struct node *act = NULL;
	int rc = OK;

	*out = !intake_stays(here->shape);
	if (*out || !is_proposal(here->shape) || !node_is(here, "state", "draft"))
		return OK;
	rc = store_list(&act, intake->app->store, model_shape("act"), here->id, NULL,
	    intake->arena, err);
	*out = rc == OK && !act;
	return rc;
}

/* From the leaves up. *whole: nothing of it had to stay. */
static int remove_tree(bool *whole, struct intake *intake, struct node *node, struct err *err)
{
	struct app *app = intake->app;
	const char *detail;
	int rc = OK;

	*whole = true;
	rc = intake_frozen(intake, node, err);
	for (size_t i = 0; rc == OK && i < node->shape->child_count; i++) {
		for (struct node *child = node->children[i].first; rc == OK && child;
		     child = child->next) {
			bool child_whole = false;

			/* a proposal goes only as a draft without steps, with its dossier */
			if (!intake_stays(child->shape) || is_proposal(node->shape))
				rc = remove_tree(&child_whole, intake, child, err);
			*whole = *whole && child_whole;
		}
	}
	if (rc < 0 || !*whole)
		return rc;
	rc = store_remove(app->store, node->shape, node->id, err);
	if (rc < 0 || node->shape->flags & LOCAL)
		return rc;
	intake->counts->removed++;
	detail = record_difference(NULL, node, intake->arena);
	/* it can no longer be asked where it stood */
	if (intake->spot.system && detail)
		detail = arena_print(intake->arena, "system: %s\n%s",
		    node_get(intake->spot.system, "code"), detail);
	return store_audit(app->store, app->person, "remove", node->shape->name, node->id, detail,
	    err);
}

int intake_remove(struct intake *intake, const struct shape *shape, const char *id,
    struct err *err)
{
	struct arena *arena = arena_new();
	struct node *node;
	bool whole;
	int rc = store_get(&node, intake->app->store, shape, id, arena, err);

	if (rc == OK)
		rc = summary_drop(intake->app, shape, id, err);
	if (rc == OK)
		rc = store_load(node, intake->app->store, NULL, arena, err);
	if (rc == OK)
		rc = remove_tree(&whole, intake, node, err);
	arena_free(arena);
	return rc;
}

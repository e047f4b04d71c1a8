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
	return !node_is(proposal, "state", "draft") && !node_is(proposal, "state", "incomplete");
}

int intake_settle_values(const struct intake *intake, const struct node *here, struct node *after,
    struct err *err)
{
	static const char *const approval[] = { "approved-level", "approval-date",
		"approval-number", "approval-by", NULL };
	static const char *const decision[] = { "state", "snapshot", "decided-at", "decided-by",
		"decision", NULL };
	static const char *const fresh_year[] = { "obligations", "obligations-version", NULL };
	static const char *const fresh_action[] = { "year", NULL };
	static const char *const nothing[] = { NULL };
	const char *shape = here->shape->name;
	const char *field;

	if (strcmp(shape, "system") == 0) {
		fill_from(after, here, approval);
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
	} else if ((strcmp(shape, "proposal") == 0 && is_held(here)) ||
	    (strcmp(shape, "document") == 0 && intake->frame[intake->depth - 1].held)) {
		memcpy(after->value, here->value, here->shape->field_count * sizeof(*after->value));
	}
	return OK;
}

bool intake_holds(const struct node *here)
{
	return strcmp(here->shape->name, "proposal") == 0 && is_held(here);
}

/* ---- removing ------------------------------------------------------------------------------- */

/* From the leaves up. *whole: nothing of it had to stay. */
static int remove_tree(bool *whole, struct intake *intake, struct node *node, struct err *err)
{
	struct app *app = intake->app;
	const char *detail;
	int rc = OK;

	*whole = true;
	for (size_t i = 0; rc == OK && i < node->shape->child_count; i++) {
		for (struct node *child = node->children[i].first; rc == OK && child;
		     child = child->next) {
			bool child_whole = false;

			if (!intake_stays(child->shape))
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

/*
 * rights.c - who may do what, and where; what is refused is told, and kept in the audit chain.
 */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"

/* Which role may do what at all. */
static const bool rights[ROLES][RIGHTS] = {
	/*                  read  edit   sign   receive review approve accounts */
	[ROLE_ADMIN]    = { true, true,  true,  true,  false, false, true },
	[ROLE_ASSESSOR] = { true, true,  false, true,  false, false, false },
	[ROLE_HEAD]     = { true, false, true,  true,  false, false, false },
	[ROLE_REVIEWER] = { true, false, false, true,  true,  false, false },
	[ROLE_APPROVER] = { true, false, false, false, false, true,  false },
	[ROLE_VIEWER]   = { true, false, false, false, false, false, false },
};

/* Who does so in all agencies although the account belongs to one: those whose duty it is to look
 * at the others, and who takes their files in. */
static const bool everywhere[ROLES][RIGHTS] = {
	[ROLE_ADMIN]    = { [RIGHT_RECEIVE] = true },
	[ROLE_REVIEWER] = { [RIGHT_READ] = true, [RIGHT_RECEIVE] = true, [RIGHT_REVIEW] = true },
	[ROLE_APPROVER] = { [RIGHT_READ] = true, [RIGHT_APPROVE] = true },
};

static const char *right_label(enum right right)
{
	switch (right) {
	case RIGHT_READ:
		return _("read this agency");
	case RIGHT_EDIT:
		return _("change records of this agency");
	case RIGHT_SIGN:
		return _("sign for this agency");
	case RIGHT_RECEIVE:
		return _("take in hand-ins and reviews");
	case RIGHT_REVIEW:
		return _("review hand-ins and level proposals");
	case RIGHT_APPROVE:
		return _("approve levels");
	case RIGHT_ACCOUNTS:
		return _("manage users and settings");
	case RIGHTS:
		break;
	}
	return "";
}

bool app_may(const struct app *app, enum right right, const char *agency)
{
	if (!rights[app->role][right])
		return false;
	if (!app->agency || everywhere[app->role][right])
		return true;
	if (right == RIGHT_READ && app->taking_in)
		return true;
	return agency && strcmp(app->agency, agency) == 0;
}

/* A code of what was refused where it is not an agency's. */
static const char *right_code(enum right right)
{
	static const char *const codes[RIGHTS] = { "read", "edit", "sign", "receive", "review",
		"approve", "accounts" };

	return codes[right];
}

int app_allow(struct app *app, enum right right, const char *agency, struct err *err)
{
	if (app_may(app, right, agency))
		return OK;
	app_refused(app, agency ? agency : right_code(right), right_label(right));
	return err_set(err, FAIL_DENIED, "user '%s' may not %s", app->person, right_label(right));
}

int app_allow_whole(struct app *app, struct err *err)
{
	if (!app->agency)
		return OK;
	app_refused(app, "store", _("read the whole database"));
	return err_set(err, FAIL_DENIED, "user '%s' may not %s", app->person,
	    _("read the whole database"));
}

/* ---- what was refused ----------------------------------------------------------------------- */

static int write_refusals(struct store *store, void *context, struct err *err)
{
	const struct app *app = context;
	int rc = OK;

	for (size_t i = 0; rc == OK && i < app->refusal_count; i++)
		rc = store_audit(store, app->person, "refused", app->refusal[i].record, NULL,
		    app->refusal[i].detail, err);
	return rc;
}

/* The refusal stands also where its row cannot be written: so failures end here. */
void app_keep_refusals(void *context)
{
	struct app *app = context;
	struct store *own = NULL;

	if (app->refusal_count == 0 || app->keeping_refusals)
		return;
	app->keeping_refusals = true;
	if (!app->read_only)
		(void)store_write(app->store, write_refusals, app, NULL);
	else if (store_open(&own, store_path(app->store), STORE_WRITE, NULL) == OK)
		(void)store_write(own, write_refusals, app, NULL);
	store_close(own);
	for (size_t i = 0; i < app->refusal_count; i++) {
		free(app->refusal[i].record);
		free(app->refusal[i].detail);
	}
	free(app->refusal);
	app->refusal = NULL;
	app->refusal_count = 0;
	app->keeping_refusals = false;
}

void app_refused(struct app *app, const char *record, const char *detail)
{
	app->refusal = xrealloc(
	    app->refusal, (app->refusal_count + 1) * sizeof(*app->refusal));
	/* what was named may be anything that was typed */
	app->refusal[app->refusal_count].record = xstrdup(text_is_code(record) ? record : "?");
	app->refusal[app->refusal_count].detail = xstrdup(detail);
	app->refusal_count++;
	/* inside a change that is about to be undone it has to wait for its end */
	if (!store_writing(app->store))
		app_keep_refusals(app);
}

/* ---- years that are closed ------------------------------------------------------------------ */

bool year_is_closed(const struct node *year)
{
	return year && (node_is(year, "state", "signed-off") ||
	    node_is(year, "state", "submitted") || node_is(year, "state", "accepted"));
}

static int refuse_closed(
    struct app *app, const struct node *agency, const struct node *year, struct err *err)
{
	const struct field *state = &year->shape->field[shape_field(year->shape, "state")];
	const char *code = node_get(agency, "code");
	const char *number = node_get(year, "year");

	app_refused(app, code, _("change a year that is closed"));
	return err_set(err, FAIL_DENIED,
	    "the year %s of '%s' is %s: take it back first: capdo sign %s --year %s --withdraw",
	    number, code, field_code_label(state, node_get(year, "state")), code, number);
}

int year_open(struct app *app, const struct node *agency, const char *year, struct arena *arena,
    struct err *err)
{
	const char *const key[] = { year };
	struct node *node = NULL;
	int rc = store_find(&node, app->store, model_shape("year"), agency->id, key, arena, err);

	return rc == OK && year_is_closed(node) ? refuse_closed(app, agency, node, err) : rc;
}

int record_open(struct app *app, const struct shape *shape, const struct spot *spot,
    const char *key, struct arena *arena, struct err *err)
{
	const char *year = spot->assessment ? node_get(spot->assessment, "year") :
	    spot->year ? node_get(spot->year, "year") :
	    strcmp(shape->name, "year") == 0 || strcmp(shape->name, "assessment") == 0 ? key : NULL;

	return year && spot->agency ? year_open(app, spot->agency, year, arena, err) : OK;
}

int tree_open(struct app *app, const struct node *tree, const struct spot *spot,
    struct arena *arena, struct err *err)
{
	bool whole = strcmp(tree->shape->name, "agency") == 0;
	const struct node *agency = whole ? tree : spot->agency;
	struct node *year = NULL;
	int rc = OK;

	if (!whole && strcmp(tree->shape->name, "system") != 0)
		return OK;
	rc = store_list(&year, app->store, model_shape("year"), agency->id, NULL, arena, err);
	for (; rc == OK && year; year = year->next)
		if (year_is_closed(year) &&
		    (whole || node_find(tree, "assessment", "year", node_get(year, "year"))))
			return refuse_closed(app, agency, year, err);
	return rc;
}

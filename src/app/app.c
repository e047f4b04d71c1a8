/*
 * app.c - a session: a person, a store, the packs, and what this person may do.
 */
#include <stdlib.h>
#include <string.h>

#include "app_priv.h"

static const char *const role_codes[ROLES] = { "admin", "assessor", "head", "reviewer", "approver",
	"viewer" };

static int first_account(struct store *store, void *context, struct err *err)
{
	struct app *app = context;
	struct arena *arena = arena_new();
	struct node *account = node_new(arena, model_shape("account"), NULL);
	struct node *setting = node_new(arena, model_shape("setting"), NULL);
	int rc = node_set(account, "login", app->person, arena, err);

	if (rc == OK) {
		node_put(account, "role", "admin");
		node_put(account, "active", "yes");
		node_put(account, "name", app->person);
		node_put(setting, "name", "person");
		node_put(setting, "value", app->person);
		rc = store_add(store, account, NULL, arena, err);
	}
	if (rc == OK)
		rc = store_add(store, setting, NULL, arena, err);
	if (rc == OK)
		rc = store_audit(
		    store, app->person, "add", "account", account->id, app->person, err);
	arena_free(arena);
	return rc;
}

static int sign_in(struct app *app, const char *person, struct arena *arena, struct err *err)
{
	struct node *account = NULL;
	const char *key[1];
	int rc = OK;

	if (!person)
		rc = app_setting(&person, app, "person", arena, err);
	if (rc == OK && !person)
		return err_set(err, FAIL_DENIED, "say who you are: --user LOGIN");
	key[0] = person;
	if (rc == OK)
		rc = store_find(
		    &account, app->store, model_shape("account"), NULL, key, arena, err);
	if (rc < 0)
		return rc;
	if (!account || node_is(account, "active", "no")) {
		app->person = xstrdup(text_is_code(person) ? person : "?");
		app_refused(app, "account", _("work here without an active account"));
		return err_set(err, FAIL_DENIED, "there is no active user '%s' here", person);
	}
	app->person = xstrdup(person);
	app->agency = node_get(account, "agency") ? xstrdup(node_get(account, "agency")) : NULL;
	for (int role = 0; role < ROLES; role++)
		if (node_is(account, "role", role_codes[role]))
			app->role = (enum role)role;
	return OK;
}

static int open_store(struct app *app, const struct app_options *options, struct err *err)
{
	enum store_mode mode = options->mode == APP_READ ? STORE_READ :
	    options->mode == APP_WRITE ? STORE_WRITE : STORE_CREATE;
	struct arena *arena;
	int rc;

	if (mode == STORE_CREATE && (!options->person || !text_is_code(options->person)))
		return err_set(err, FAIL_INVALID,
		    "a login has letters, digits, '.', '_' or '-': --user LOGIN");
	/* one of an earlier program is brought up to date, whatever is wanted of it */
	if (mode == STORE_READ && store_is_older(options->path)) {
		rc = store_open(&app->store, options->path, STORE_WRITE, err);
		if (rc < 0)
			return rc;
		store_close(app->store);
		app->store = NULL;
	}
	rc = store_open(&app->store, options->path, mode, err);
	if (rc < 0)
		return rc;
	app->read_only = mode == STORE_READ;
	store_after(app->store, app_keep_refusals, app);
	if (mode == STORE_CREATE) {
		app->person = xstrdup(options->person);
		app->role = ROLE_ADMIN;
		rc = store_write(app->store, first_account, app, err);
		if (rc < 0) {
			store_close(app->store);
			app->store = NULL;
			store_drop(options->path);
		}
		return rc;
	}
	arena = arena_new();
	rc = sign_in(app, options->person, arena, err);
	arena_free(arena);
	return rc;
}

int app_open(struct app **out, const struct app_options *options, struct err *err)
{
	struct app *app = xcalloc(1, sizeof(*app));
	int rc;

	day_format(app->today, options->today);
	app->role = ROLE_VIEWER;
	rc = packs_load(&app->packs, options->packs, err);
	if (rc == OK)
		rc = open_store(app, options, err);
	if (rc < 0) {
		app_close(app);
		return rc;
	}
	*out = app;
	return OK;
}

void app_close(struct app *app)
{
	if (!app)
		return;
	if (app->store)
		app_keep_refusals(app);
	for (size_t i = 0; i < ENGINES_MOST; i++)
		level_engine_free(app->engine[i].engine);
	store_close(app->store);
	packs_free(app->packs);
	free(app->person);
	free(app->agency);
	free(app);
}

const struct pack_set *app_packs(const struct app *app)
{
	return app->packs;
}

const char *app_person(const struct app *app)
{
	return app->person;
}

const char *app_today(const struct app *app)
{
	return app->today;
}

int app_engine(
    struct level_engine **out, struct app *app, const struct pack *regulation, struct err *err)
{
	for (size_t i = 0; i < ENGINES_MOST; i++) {
		int rc = OK;

		if (!app->engine[i].pack) {
			rc = level_engine_new(&app->engine[i].engine, regulation, err);
			if (rc == OK)
				app->engine[i].pack = regulation;
		}
		if (rc < 0 || app->engine[i].pack == regulation) {
			*out = app->engine[i].engine;
			return rc;
		}
	}
	return err_set(err, FAIL_ENV, "too many regulation packs at once");
}

int app_setting(
    const char **out, struct app *app, const char *name, struct arena *arena, struct err *err)
{
	struct node *setting = NULL;
	const char *const key[] = { name };
	int rc = store_find(&setting, app->store, model_shape("setting"), NULL, key, arena, err);

	*out = rc == OK && setting ? node_get(setting, "value") : NULL;
	return rc;
}

int app_backup(struct app *app, const char *path, struct err *err)
{
	int rc = app_allow_whole(app, err);

	return rc < 0 ? rc : store_backup(app->store, path, err);
}

int app_verify(struct app *app, int64_t *audit_rows, struct err *err)
{
	return store_verify(app->store, audit_rows, err);
}

struct reading {
	audit_reader *read;
	void *context;
};

static int read_row(void *context, const struct audit_row *row, struct err *err)
{
	const struct reading *reading = context;
	const struct audit_line line = { row->seq, row->at, row->person, row->verb, row->record,
		row->detail };

	return reading->read(reading->context, &line, err);
}

int app_audit(struct app *app, int64_t from, audit_reader *read, void *context, struct err *err)
{
	struct reading reading = { read, context };
	int rc = app_allow(app, RIGHT_ACCOUNTS, NULL, err);

	return rc < 0 ? rc : store_audit_each(app->store, from, read_row, &reading, err);
}

char *number_text(struct arena *arena, int64_t number)
{
	char digits[24];
	size_t at = sizeof(digits) - 1;
	uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;

	digits[at] = '\0';
	do
		digits[--at] = (char)('0' + left % 10);
	while (left /= 10);
	if (number < 0)
		digits[--at] = '-';
	return arena_copy(arena, digits + at);
}

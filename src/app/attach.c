/*
 * attach.c - contents of evidence files: given out with a hand-in, taken in beside one.
 *
 * A content belongs to the evidence records that name its hash; whoever may not read one of those
 * does not get it, and nothing is kept that no record names.
 */
#include "app_priv.h"

enum { LIMIT = 10 * 1024 * 1024 };      /* bytes, unless the settings say otherwise */

struct attaching {
	struct app *app;
	attach_source *source;
	void *context;
	struct arena *arena;
	const char *agency;             /* id of the one whose evidence counts; NULL: all */
	int64_t limit;
	size_t count;
};

static int agency_id(const char **out, struct app *app, const char *code, struct arena *arena,
    struct err *err)
{
	const char *const key[] = { code };
	struct node *agency = NULL;
	int rc = store_find(&agency, app->store, model_root(), NULL, key, arena, err);

	if (rc == OK && !agency)
		rc = err_set(err, FAIL_NOT_FOUND, "there is no agency '%s'", code);
	*out = agency ? agency->id : NULL;
	return rc;
}

int app_attachment(const char **content, int64_t *size, struct app *app, const char *agency,
    const char *sha256, struct arena *arena, struct err *err)
{
	const char *id = NULL;
	bool named = false;
	size_t length = 0;
	int rc = app_allow(app, RIGHT_READ, agency, err);

	if (rc == OK)
		rc = agency_id(&id, app, agency, arena, err);
	if (rc == OK)
		rc = store_attachment_named(&named, app->store, sha256, id, err);
	if (rc == OK && !named)
		rc = err_set(err, FAIL_NOT_FOUND,
		    "no evidence of agency '%s' has the SHA-256 '%s'", agency, sha256);
	if (rc == OK)
		rc = store_attachment_size(size, app->store, sha256, err);
	if (rc < 0 || *size < 0 || !content)
		return rc;
	return store_attachment(content, &length, app->store, sha256, arena, err);
}

int app_attachment_limit(int64_t *out, struct app *app, struct err *err)
{
	struct arena *arena = arena_new();
	const char *text = NULL;
	int rc = app_setting(&text, app, "attachment-limit", arena, err);

	*out = LIMIT;
	if (rc == OK && text)
		rc = text_to_int(out, text, err);
	arena_free(arena);
	return rc;
}

int attach_keep(struct attaching *attaching, const char *sha256, const char *content, size_t size,
    struct err *err)
{
	struct store *store = attaching->app->store;
	bool named = false;
	int rc;

	if (size > (size_t)attaching->limit)
		return err_set(err, FAIL_INVALID,
		    "it has %zu bytes; at most %lld may be attached (setting attachment-limit)",
		    size, (long long)attaching->limit);
	rc = store_attachment_named(&named, store, sha256, attaching->agency, err);
	if (rc == OK && !named)
		rc = err_set(err, FAIL_INVALID, "no evidence here has the SHA-256 '%s'", sha256);
	if (rc == OK)
		rc = store_attach(store, sha256, content, size, err);
	attaching->count += rc == OK;
	return rc;
}

static int attach_in_transaction(struct store *store, void *context, struct err *err)
{
	struct attaching *attaching = context;
	int rc = attaching->source(attaching->context, attaching, err);

	if (rc < 0 || attaching->count == 0)
		return rc;
	return store_audit(store, attaching->app->person, "attach", "evidence", NULL,
	    number_text(attaching->arena, (int64_t)attaching->count), err);
}

int app_attach(struct app *app, attach_source *source, void *context, struct err *err)
{
	struct attaching attaching = { .app = app, .source = source, .context = context,
		.arena = arena_new() };
	int rc = app_allow(app, RIGHT_RECEIVE, app->agency, err);

	if (rc == OK && app->agency && !app_may(app, RIGHT_RECEIVE, NULL))
		rc = agency_id(&attaching.agency, app, app->agency, attaching.arena, err);
	if (rc == OK)
		rc = app_attachment_limit(&attaching.limit, app, err);
	if (rc == OK && attaching.limit < 0)
		attaching.limit = 0;
	if (rc == OK)
		rc = store_write(app->store, attach_in_transaction, &attaching, err);
	arena_free(attaching.arena);
	return rc;
}

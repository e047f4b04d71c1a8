/*
 * hand_in.c - the agency's side: a signed-off year gets its number and is handed in, or taken back.
 */
#include <string.h>

#include "app_priv.h"

struct handing_in {
	struct app *app;
	const char *year;               /* canonical */
	hand_in_write *write;
	void *context;
	struct arena *arena;
	struct node *agency;
	struct node *before;            /* the year as it stood */
	struct node *row;               /* of the register: of this number, when it is there */
	struct node *last;              /* of the register: the latest of this year */
};

static bool state_is(const struct node *year, const char *state)
{
	return strcmp(node_get(year, "state") ? node_get(year, "state") : "draft", state) == 0;
}

static int check_state(const struct node *year, const struct node *agency, struct err *err)
{
	const char *code = node_get(agency, "code");

	if (state_is(year, "signed-off") || state_is(year, "submitted"))
		return OK;
	if (state_is(year, "accepted"))
		return err_set(err, FAIL_INVALID,
		    "year %s of agency '%s' is accepted already: there is nothing to hand in",
		    node_get(year, "year"), code);
	if (state_is(year, "returned"))
		return err_set(err, FAIL_INVALID,
		    "year %s of agency '%s' was returned: correct it and sign it off again",
		    node_get(year, "year"), code);
	return err_set(err, FAIL_INVALID, "year %s of agency '%s' is not signed off yet",
	    node_get(year, "year"), code);
}

/* The rows of this year that were sent from here; what came in has numbers of its own side. */
static int find_rows(struct handing_in *in, struct err *err)
{
	int64_t number = node_int(in->before, "snapshot", 0);
	struct node *row = NULL;
	int rc = store_list(&row, in->app->store, model_shape("snapshot"), in->agency->id, NULL,
	    in->arena, err);

	for (; rc == OK && row; row = row->next) {
		if (!node_is(row, "year", in->year))
			continue;
		if (!in->last || node_int(row, "number", 0) > node_int(in->last, "number", 0))
			in->last = row;
		if (node_is(row, "way", "out") && node_int(row, "number", 0) == number)
			in->row = row;
	}
	return rc;
}

/* ---- the register --------------------------------------------------------------------------- */

/* Which changes lie between the hand-in before and this one. */
static int note_changes(struct handing_in *in, struct node *row, struct err *err)
{
	int64_t from = in->last ? node_int(in->last, "audit-to", 0) + 1 : 1;
	int64_t to = 0;
	int rc = store_audit_last(in->app->store, &to, err);

	node_put(row, "audit-from", number_text(in->arena, from));
	node_put(row, "audit-to", number_text(in->arena, to));
	return rc;
}

static int put_told(struct node *row, const struct hand_in *told, struct arena *arena,
    struct err *err)
{
	const char *hash = *told->file_sha256 ? arena_copy(arena, told->file_sha256) : NULL;
	const struct value line[] = { { "file", told->file }, { "signer", told->signer } };
	int rc = OK;

	node_put(row, "file-sha256", hash);
	node_put(row, "created", told->created);
	node_put(row, "signature", told->fingerprint ? "valid" : "none");
	node_put(row, "fingerprint", told->fingerprint);
	for (size_t i = 0; rc == OK && i < 2; i++)
		rc = node_set(row, line[i].field, line[i].text ? line[i].text : "", arena, err);
	return rc;
}

static int replace_earlier(struct handing_in *in, struct err *err)
{
	struct node *row = NULL;
	int rc = store_list(&row, in->app->store, model_shape("snapshot"), in->agency->id, NULL,
	    in->arena, err);

	for (; rc == OK && row; row = row->next) {
		struct node *after = record_copy(row, in->arena);

		if (!node_is(row, "year", in->year) || !node_is(row, "way", "out") ||
		    !node_is(row, "state", "submitted"))
			continue;
		node_put(after, "state", "replaced");
		rc = record_keep(in->app, row, after, NULL, "change", in->arena, err);
	}
	return rc;
}

static int add_row(struct handing_in *in, const struct hand_in *told, struct err *err)
{
	struct node *row = node_new(in->arena, model_shape("snapshot"), NULL);
	char now[21];
	int rc;

	clock_now(now);
	node_put(row, "year", in->year);
	node_put(row, "number", number_text(in->arena, told->number));
	node_put(row, "way", "out");
	node_put(row, "state", "submitted");
	node_put(row, "sha256", arena_copy(in->arena, told->sha256));
	node_put(row, "at", arena_copy(in->arena, now));
	rc = node_set(row, "person", in->app->person, in->arena, err);
	if (rc == OK)
		rc = put_told(row, told, in->arena, err);
	if (rc == OK)
		rc = note_changes(in, row, err);
	if (rc == OK)
		rc = replace_earlier(in, err);
	if (rc == OK)
		rc = record_keep(in->app, NULL, row, in->agency->id, "hand-in", in->arena, err);
	in->row = row;
	return rc;
}

/* The same once more: the number stays, the file may be another (signed now, say). */
static int again(struct handing_in *in, const struct hand_in *told, struct err *err)
{
	struct node *after = record_copy(in->row, in->arena);
	int rc;

	if (!node_is(in->row, "sha256", told->sha256))
		return err_set(err, FAIL_INVALID,
		    "year %s of agency '%s' was changed since it was handed in with number %s: "
		    "take it back and sign it off again",
		    in->year, node_get(in->agency, "code"), node_get(in->row, "number"));
	rc = put_told(after, told, in->arena, err);
	if (rc == OK)
		rc = record_keep(in->app, in->row, after, NULL, "hand-in", in->arena, err);
	in->row = after;
	return rc;
}

/* ---- handing in ----------------------------------------------------------------------------- */

static int mark_year(struct handing_in *in, int64_t number, struct err *err)
{
	struct node *after = record_copy(in->before, in->arena);

	node_put(after, "state", "submitted");
	node_put(after, "snapshot", number_text(in->arena, number));
	return record_keep(in->app, in->before, after, NULL, "hand-in", in->arena, err);
}

static int hand_in_transaction(struct store *store, void *context, struct err *err)
{
	struct handing_in *in = context;
	const struct place place = { .agency = node_get(in->agency, "code"), .key = { in->year } };
	struct hand_in told = { 0 };
	struct agency_view *view;
	bool first;
	int rc = app_get(&in->before, in->app, model_shape("year"), &place, in->arena, err);

	(void)store;
	if (rc == OK)
		rc = check_state(in->before, in->agency, err);
	if (rc == OK)
		rc = find_rows(in, err);
	if (rc < 0)
		return rc;
	if (state_is(in->before, "submitted") && !in->row)
		return err_set(err, FAIL_INVALID,
		    "year %s of agency '%s' was not handed in from here", in->year,
		    place.agency);
	first = state_is(in->before, "signed-off");
	told.number = first ? (in->last ? node_int(in->last, "number", 0) : 0) + 1 :
	    node_int(in->row, "number", 0);
	if (first)
		rc = mark_year(in, told.number, err);
	if (rc == OK)
		rc = app_view_agency(&view, in->app, place.agency, in->year, in->arena, err);
	if (rc == OK)
		rc = in->write(in->context, view, &told, err);
	if (rc < 0)
		return rc;
	return first ? add_row(in, &told, err) : again(in, &told, err);
}

/* The agency, for one who may sign for it. */
static int find_agency(struct node **out, struct app *app, const char *agency,
    struct arena *arena, struct err *err)
{
	const struct place place = { .agency = agency };
	struct spot spot;
	int rc = spot_find(&spot, app, model_shape("year"), &place, arena, err);

	if (rc == OK)
		rc = app_allow(app, RIGHT_SIGN, node_get(spot.agency, "code"), err);
	*out = spot.agency;
	return rc;
}

int app_hand_in(struct node **snapshot, struct app *app, const char *agency, const char *year,
    hand_in_write *write, void *context, struct arena *arena, struct err *err)
{
	struct handing_in in = { .app = app, .year = year, .write = write, .context = context,
		.arena = arena };
	int rc = find_agency(&in.agency, app, agency, arena, err);

	if (rc == OK)
		rc = spot_year(&in.year, arena, err);
	if (rc == OK)
		rc = store_write(app->store, hand_in_transaction, &in, err);
	if (rc == OK && snapshot)
		*snapshot = in.row;
	return rc;
}

int app_hand_in_open(bool *out, struct app *app, const char *agency, const char *year,
    struct err *err)
{
	struct arena *arena = arena_new();
	struct handing_in in = { .app = app, .year = year, .arena = arena };
	const struct place place = { .agency = agency };
	const char *key[1];
	struct spot spot;
	int rc = spot_find(&spot, app, model_shape("year"), &place, arena, err);

	*out = false;
	if (rc == OK)
		rc = spot_year(&in.year, arena, err);
	key[0] = in.year;
	if (rc == OK)
		rc = store_find(
		    &in.before, app->store, model_shape("year"), spot.parent, key, arena, err);
	if (rc == OK && in.before && app_may(app, RIGHT_SIGN, node_get(spot.agency, "code"))) {
		in.agency = spot.agency;
		rc = find_rows(&in, err);
		*out = rc == OK && (state_is(in.before, "signed-off") ||
		    (state_is(in.before, "submitted") && in.row));
	}
	arena_free(arena);
	return rc;
}

/* ---- taking back ---------------------------------------------------------------------------- */

struct withdrawing {
	struct app *app;
	const struct place *place;
	struct node *agency;
	struct arena *arena;
};

static int withdraw_in_transaction(struct store *store, void *context, struct err *err)
{
	struct withdrawing *back = context;
	struct node *before = NULL, *after;
	int rc = app_get(&before, back->app, model_shape("year"), back->place, back->arena, err);

	(void)store;
	if (rc < 0)
		return rc;
	if (state_is(before, "accepted"))
		return err_set(err, FAIL_INVALID,
		    "year %s of agency '%s' is accepted: it cannot be taken back",
		    node_get(before, "year"), node_get(back->agency, "code"));
	if (!state_is(before, "signed-off") && !state_is(before, "submitted"))
		return err_set(err, FAIL_INVALID,
		    "year %s of agency '%s' is open for changes: there is nothing to take back",
		    node_get(before, "year"), node_get(back->agency, "code"));
	after = record_copy(before, back->arena);
	node_put(after, "state", "draft");
	node_put(after, "signed-at", NULL);
	node_put(after, "signed-by", NULL);
	return record_keep(back->app, before, after, NULL, "withdraw", back->arena, err);
}

int app_withdraw(struct app *app, const char *agency, const char *year, struct err *err)
{
	struct arena *arena = arena_new();
	struct place place = { .key = { year } };
	struct withdrawing back = { .app = app, .place = &place, .arena = arena };
	int rc = find_agency(&back.agency, app, agency, arena, err);

	if (rc == OK) {
		place.agency = node_get(back.agency, "code");
		rc = store_write(app->store, withdraw_in_transaction, &back, err);
	}
	arena_free(arena);
	return rc;
}

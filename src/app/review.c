/*
 * review.c - the reviewer's desk: who has handed in what, returned or accepted.
 */
#include <string.h>

#include "review_priv.h"

/* ---- one decision --------------------------------------------------------------------------- */

struct deciding {
	struct app *app;
	const char *code;               /* of the agency */
	const char *year;
	bool accept;
	const char *words;
	const char *anyway;
	struct arena *arena;
};

/* Nobody appraises their own: refused, and kept in the audit chain. */
static int check_own(const struct deciding *deciding, struct err *err)
{
	struct app *app = deciding->app;

	if (!app->agency || strcmp(app->agency, deciding->code) != 0)
		return OK;
	app_refused(app, deciding->code, _("decide on the hand-in of one's own agency"));
	return err_set(err, FAIL_DENIED,
	    "user '%s' belongs to agency '%s' and may not decide on its hand-in", app->person,
	    deciding->code);
}

/* Comments on this hand-in: of its year, or of none; kind NULL: any. */
static int count_comments(size_t *out, struct app *app, const struct node *agency,
    const char *year, const char *kind, bool answered, struct arena *arena, struct err *err)
{
	struct node *first = NULL;
	int rc = store_list(
	    &first, app->store, model_shape("comment"), agency->id, NULL, arena, err);

	*out = 0;
	for (; rc == OK && first; first = first->next) {
		bool live = node_is(first, "state", "open") ||
		    (answered && node_is(first, "state", "answered"));
		const char *its = node_get(first, "year");

		*out += live && (!kind || node_is(first, "kind", kind)) &&
		    (!its || strcmp(its, year) == 0);
	}
	return rc;
}

static int check_return(const struct deciding *deciding, const struct node *agency,
    struct err *err)
{
	size_t open;
	int rc;

	if (deciding->words && *deciding->words)
		return OK;
	rc = count_comments(&open, deciding->app, agency, deciding->year, NULL, false,
	    deciding->arena, err);
	if (rc == OK && open == 0)
		rc = err_set(err, FAIL_INVALID,
		    "say why it is returned: an open comment, or words for the whole");
	return rc;
}

/* What still stands against accepting; both 0: nothing. */
static int count_against(size_t *stops, size_t *rejects, struct app *app,
    const struct node *agency, const char *year, struct arena *arena, struct err *err)
{
	struct breach_list breaches = { 0 };
	int rc = app_check(&breaches, app, node_get(agency, "code"), year, arena, err);

	*stops = rc == OK ? breach_count(&breaches, true) : 0;
	/* an answered reject is still to be looked at */
	return rc < 0 ? rc : count_comments(
	    rejects, app, agency, year, "reject", true, arena, err);
}

static int check_accept(const struct deciding *deciding, const struct node *agency,
    struct err *err)
{
	size_t stops, rejects;
	int rc = count_against(&stops, &rejects, deciding->app, agency, deciding->year,
	    deciding->arena, err);

	if (rc < 0 || (stops == 0 && rejects == 0))
		return rc;
	if (deciding->anyway && *deciding->anyway)
		return OK;
	return err_set(err, FAIL_INVALID,
	    "agency '%s': %zu breaches of rules that stop and %zu rejected answers are open; "
	    "accept it anyway with a reason, or return it",
	    deciding->code, stops, rejects);
}

static const char *decision_text(const struct deciding *deciding)
{
	const char *words = deciding->words && *deciding->words ? deciding->words : NULL;
	const char *anyway =
	    deciding->anyway && *deciding->anyway ? deciding->anyway : NULL;

	if (words && anyway)
		return arena_print(deciding->arena, "%s\n%s", words, anyway);
	return words ? words : anyway ? anyway : "";
}

/* The same on the row of the register and on the year. */
static int keep_decision(const struct deciding *deciding, const struct node *before,
    const char *verb, struct err *err)
{
	struct arena *arena = deciding->arena;
	struct node *after = record_copy(before, arena);
	char now[21];
	int rc = node_set(after, "decision", decision_text(deciding), arena, err);

	if (rc < 0)
		return rc;
	clock_now(now);
	node_put(after, "state", deciding->accept ? "accepted" : "returned");
	node_put(after, "decided-at", arena_copy(arena, now));
	node_put(after, "decided-by", deciding->app->person);
	return record_keep(deciding->app, before, after, NULL, verb, arena, err);
}

static int find_handed_in(struct node **snapshot, struct node **year,
    const struct deciding *deciding, const struct node *agency, struct err *err)
{
	struct app *app = deciding->app;
	const char *const key[] = { deciding->year };
	int rc = review_snapshot(snapshot, app, agency, deciding->year, deciding->arena, err);

	if (rc == OK)
		rc = store_find(year, app->store, model_shape("year"), agency->id, key,
		    deciding->arena, err);
	if (rc == OK && (!*snapshot || !*year))
		rc = err_set(err, FAIL_INVALID, "agency '%s' has not handed in %s",
		    deciding->code, deciding->year);
	if (rc == OK && !node_is(*snapshot, "state", "submitted"))
		rc = err_set(err, FAIL_INVALID, "agency '%s': the hand-in of %s is decided: %s",
		    deciding->code, deciding->year, desk_label(node_text(*snapshot, "state")));
	if (rc == OK && !node_is(*year, "state", "submitted"))
		rc = err_set(err, FAIL_INVALID, "agency '%s': the year %s is not handed in: %s",
		    deciding->code, deciding->year,
		    field_code_label(&(*year)->shape->field[shape_field((*year)->shape, "state")],
		    node_text(*year, "state")));
	return rc;
}

static int decide_in_transaction(struct store *store, void *context, struct err *err)
{
	struct deciding *deciding = context;
	struct node *agency, *snapshot = NULL, *year = NULL;
	const char *verb = !deciding->accept ? "return"
	    : deciding->anyway && *deciding->anyway ? "accept-anyway" : "accept";
	int rc = review_agency(
	    &agency, deciding->app, deciding->code, RIGHT_REVIEW, deciding->arena, err);

	(void)store;
	if (rc == OK)
		rc = find_handed_in(&snapshot, &year, deciding, agency, err);
	if (rc == OK)
		rc = deciding->accept ? check_accept(deciding, agency, err)
				      : check_return(deciding, agency, err);
	if (rc == OK)
		rc = keep_decision(deciding, snapshot, verb, err);
	if (rc == OK)
		rc = keep_decision(deciding, year, verb, err);
	return rc;
}

static int decide(struct verdict *out, struct deciding *deciding, const char *const *agency,
    size_t count, struct err *err)
{
	struct app *app = deciding->app;
	int first = spot_year(&deciding->year, deciding->arena, err);

	if (first == OK && !deciding->year)
		first = err_set(err, FAIL_INVALID, "name the year: --year YYYY");
	if (first < 0)
		return first;
	for (size_t i = 0; i < count; i++) {
		struct err one = { 0 };
		struct node *owner;

		deciding->code = agency[i];
		out[i] = (struct verdict){ .agency = agency[i] };
		out[i].rc = review_agency(
		    &owner, app, agency[i], RIGHT_REVIEW, deciding->arena, &one);
		if (out[i].rc == OK)
			out[i].rc = check_own(deciding, &one);
		if (out[i].rc == OK)
			out[i].rc =
			    store_write(app->store, decide_in_transaction, deciding, &one);
		if (out[i].rc == OK)
			continue;
		out[i].why = arena_copy(deciding->arena, one.text);
		if (first == OK && err)
			*err = one;
		first = first == OK ? out[i].rc : first;
	}
	return first;
}

int app_return(struct verdict *out, struct app *app, const char *const *agency, size_t count,
    const char *year, const char *words, struct arena *arena, struct err *err)
{
	struct deciding deciding = { app, NULL, year, false, words, NULL, arena };

	return decide(out, &deciding, agency, count, err);
}

int app_accept(struct verdict *out, struct app *app, const char *const *agency, size_t count,
    const char *year, const char *words, const char *anyway, struct arena *arena,
    struct err *err)
{
	struct deciding deciding = { app, NULL, year, true, words, anyway, arena };

	return decide(out, &deciding, agency, count, err);
}

/* ---- the desk ------------------------------------------------------------------------------- */

const char *desk_label(const char *state)
{
	static const struct code labels[] = {
		{ "none", N_("not handed in") },
		{ "draft", N_("draft here") },
		{ "submitted", N_("handed in") },
		{ "returned", N_("returned") },
		{ "accepted", N_("accepted") },
		{ "replaced", N_("replaced by a later one") },
	};

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (strcmp(labels[i].code, state) == 0)
			return _(labels[i].label);
	return state;
}

static day day_there(const char *utc, day otherwise)
{
	day on;

	return clock_local(utc, &on, NULL) ? on : otherwise;
}

static int count_below(size_t *out, struct app *app, const char *shape,
    const struct node *agency, struct arena *arena, struct err *err)
{
	struct node *first = NULL;
	int rc = store_list(
	    &first, app->store, model_shape(shape), agency->id, NULL, arena, err);

	for (*out = 0; first; first = first->next)
		++*out;
	return rc;
}

/* The day of the first hand-in of the newest one's year: what was corrected later is not late. */
static int first_day(day *out, struct app *app, const struct node *agency,
    const struct node *newest, struct arena *arena, struct err *err)
{
	const struct node *first;
	struct node *row = NULL;
	int rc = store_list(
	    &row, app->store, model_shape("snapshot"), agency->id, NULL, arena, err);

	first = snapshot_first(row, node_get(newest, "year"), node_get(newest, "way"));
	*out = day_there(first ? node_get(first, "at") : NULL, *out);
	return rc;
}

static int fill_row(struct desk_row *row, struct app *app, const char *year, day due,
    struct arena *arena, struct err *err)
{
	const char *const key[] = { year };
	struct node *snapshot = NULL, *draft = NULL;
	day today = 0;
	int rc = review_snapshot(&snapshot, app, row->agency, year, arena, err);

	if (rc == OK)
		rc = store_find(&draft, app->store, model_shape("year"), row->agency->id, key,
		    arena, err);
	if (rc == OK)
		rc = count_comments(&row->open, app, row->agency, year, NULL, false, arena, err);
	if (rc == OK)
		rc = count_below(&row->systems, app, "system", row->agency, arena, err);
	if (rc == OK)
		rc = day_parse(&today, app->today, err);
	if (rc < 0)
		return rc;
	row->snapshot = snapshot;
	row->state = snapshot ? node_text(snapshot, "state") : draft ? "draft" : "none";
	if (snapshot)
		rc = first_day(&today, app, row->agency, snapshot, arena, err);
	if (row->due)
		row->days = (int)(due - today);
	return rc;
}

static int list_agencies(struct node **first, struct app *app, struct arena *arena,
    struct err *err)
{
	const struct place anywhere = { 0 };

	return app_list(first, app, model_root(), &anywhere, arena, err);
}

int app_desk(struct desk_row **out, size_t *count, struct app *app, const char *year,
    struct arena *arena, struct err *err)
{
	const struct sourced *duty = NULL;
	struct node *first = NULL;
	const char *iso = NULL;
	size_t room = 0;
	day due = 0;
	int rc = spot_year(&year, arena, err);

	*out = NULL;
	*count = 0;
	if (rc == OK)
		rc = app_due(&due, &duty, app, year, err);
	if (rc == OK)
		rc = list_agencies(&first, app, arena, err);
	if (rc == OK && duty) {
		char text[11];

		day_format(text, due);
		iso = arena_copy(arena, text);
	}
	for (; rc == OK && first; first = first->next) {
		*out = arena_grow(arena, *out, *count, &room, sizeof(**out));
		(*out)[*count] = (struct desk_row){ .agency = first, .due = iso };
		rc = fill_row(&(*out)[*count], app, year, due, arena, err);
		++*count;
	}
	return rc;
}

int app_clean(const char ***out, size_t *count, struct app *app, const char *year,
    struct arena *arena, struct err *err)
{
	struct desk_row *row = NULL;
	size_t rows = 0, room = 0;
	int rc = app_allow(app, RIGHT_REVIEW, NULL, err);

	*out = NULL;
	*count = 0;
	if (rc == OK)
		rc = app_desk(&row, &rows, app, year, arena, err);
	for (size_t i = 0; rc == OK && i < rows; i++) {
		struct arena *one = arena_new();
		size_t stops = 0, rejects = 0;
		bool own = app->agency && node_is(row[i].agency, "code", app->agency);

		if (strcmp(row[i].state, "submitted") == 0 && !own) {
			rc = count_against(&stops, &rejects, app, row[i].agency, year, one, err);
			if (rc == OK && stops + rejects == 0) {
				*out = arena_grow(arena, *out, *count, &room, sizeof(**out));
				(*out)[(*count)++] = node_get(row[i].agency, "code");
			}
		}
		arena_free(one);
	}
	return rc;
}

/*
 * receive.c - the department's side: a hand-in is judged by the register, taken in, checked by the
 * rules, and entered in the register, all in one transaction.
 */
#include <string.h>

#include "intake_priv.h"
#include "receive_priv.h"

struct receiving {
	struct app *app;
	const struct submission *submission;
	struct receipt *out;
	struct arena *arena;
	bool stop;                      /* the very same is here: nothing to do */
	int64_t audit_from;
	struct node *register_here;     /* rows of the agency, linked; NULL: none */
};

const char *receipt_code(enum receipt_kind kind)
{
	switch (kind) {
	case RECEIPT_NEW:
		return "new";
	case RECEIPT_REPLACES:
		return "replaces";
	case RECEIPT_DUPLICATE:
		return "duplicate";
	case RECEIPT_OLDER:
		return "older";
	case RECEIPT_ALTERED:
		return "altered";
	}
	return "";
}

/* ---- the day it is due ---------------------------------------------------------------------- */

static const struct sourced *duty_by(const struct pack *pack, const char *who, int year)
{
	for (size_t i = 0; i < pack->duty.count; i++) {
		const struct sourced *duty = &pack->duty.at[i];

		if (duty->before && strcmp(duty->by, who) == 0 && strcmp(duty->to, "owner") == 0 &&
		    duty_covers(duty, year))
			return duty;
	}
	return NULL;
}

int app_due(day *out, const struct sourced **duty, struct app *app, const char *year,
    struct err *err)
{
	struct arena *arena = arena_new();
	const struct pack *pack = NULL;
	int64_t number = 0;
	int rc = spot_year(&year, arena, err);

	*duty = NULL;
	if (rc == OK && !year)
		rc = err_set(err, FAIL_INVALID, "name the year: --year YYYY");
	if (rc == OK)
		rc = text_to_int(&number, year, err);
	if (rc == OK)
		pack = packs_in_force(
		    app->packs, PACK_REGULATION, arena_print(arena, "%s-12-31", year));
	if (pack) {
		*duty = duty_by(pack, "operator", (int)number);
		if (!*duty)
			*duty = duty_by(pack, "specialised-unit", (int)number);
	}
	if (*duty)
		rc = deadline_before(out, (*duty)->before, (int)number, err);
	arena_free(arena);
	return rc;
}

static int find_due(struct receiving *in, struct err *err)
{
	const struct sourced *duty;
	char text[11];
	day due;
	int rc = app_due(&due, &duty, in->app, in->submission->year, err);

	if (rc < 0 || !duty)
		return rc;
	day_format(text, due);
	in->out->due = arena_copy(in->arena, text);
	in->out->late = strcmp(in->app->today, text) > 0;
	return OK;
}

/* ---- may it be taken in? -------------------------------------------------------------------- */

static int check_said(const struct receiving *in, struct err *err)
{
	const struct submission *submission = in->submission;

	if (!submission->year || submission->number < 1)
		return err_set(err, FAIL_INVALID,
		    "the file is no hand-in: it does not say its year and number; "
		    "'capdo load' takes records without that");
	return OK;
}

static int check_signed(const struct receiving *in, struct err *err)
{
	const struct submission *submission = in->submission;
	const char *must = NULL;
	int rc = app_setting(&must, in->app, "require-signature", in->arena, err);

	if (rc == OK && must && strcmp(must, "yes") == 0 && !submission->fingerprint)
		rc = err_set(err, FAIL_INVALID,
		    "the file is not signed, and the setting require-signature is yes");
	return rc;
}

/* A certificate may stand for one agency only. */
static int check_signer(const struct receiving *in, const char *agency, struct err *err)
{
	struct node *trusted = NULL;
	int rc = OK;

	if (!in->submission->fingerprint)
		return OK;
	rc = store_list(
	    &trusted, in->app->store, model_shape("trusted"), NULL, NULL, in->arena, err);
	for (; rc == OK && trusted; trusted = trusted->next) {
		if (!node_is(trusted, "fingerprint", in->submission->fingerprint))
			continue;
		if (node_get(trusted, "agency") && !node_is(trusted, "agency", agency))
			rc = err_set(err, FAIL_INVALID,
			    "it is signed with the certificate of agency '%s', not of '%s'",
			    node_get(trusted, "agency"), agency);
	}
	return rc;
}

const struct node *snapshot_first(const struct node *row, const char *year, const char *way)
{
	while (row && !(node_is(row, "year", year) && node_is(row, "way", way)))
		row = row->next;
	return row;
}

/* Who handed in at the right time is not late with what was corrected afterwards. */
static void keep_first_day(struct receiving *in)
{
	const struct node *first = snapshot_first(
	    in->register_here, in->submission->year, "in");

	if (first && in->out->due)
		in->out->late = node_is(first, "late", "yes");
}

static int compare_with(struct receiving *in, const struct node *row, struct err *err)
{
	const struct submission *submission = in->submission;
	int64_t number = node_int(row, "number", 0);
	struct receipt *out = in->out;

	if (number < submission->number) {
		out->kind = RECEIPT_REPLACES;
	} else if (number > submission->number) {
		out->kind = RECEIPT_OLDER;
		return err_set(err, FAIL_INVALID,
		    "older: number %lld of the year %s, and number %lld is here already",
		    (long long)submission->number, submission->year, (long long)number);
	} else if (node_is(row, "sha256", submission->sha256)) {
		out->kind = RECEIPT_DUPLICATE;
		in->stop = true;
		return err_set(err, FAIL_INCONSISTENT, "%s", receipt_code(out->kind));
	} else {
		out->kind = RECEIPT_ALTERED;
		return err_set(err, FAIL_INVALID,
		    "altered: number %lld of the year %s is here already with other content",
		    (long long)number, submission->year);
	}
	return OK;
}

static int judge_by_register(struct receiving *in, const struct node *here, struct err *err)
{
	const struct node *latest = NULL;
	int rc = store_list(&in->register_here, in->app->store, model_shape("snapshot"), here->id,
	    NULL, in->arena, err);

	for (const struct node *row = in->register_here; rc == OK && row; row = row->next)
		if (node_is(row, "year", in->submission->year) &&
		    (!latest || node_int(row, "number", 0) > node_int(latest, "number", 0)))
			latest = row;
	if (rc == OK)
		keep_first_day(in);
	return rc == OK && latest ? compare_with(in, latest, err) : rc;
}

static int begun(void *context, const struct node *agency, const struct node *here,
    struct err *err)
{
	struct receiving *in = context;
	struct app *app = in->app;
	int rc = OK;

	/* who takes in for one's own agency only would hand in what the head has not signed */
	if (app->agency && !app_may(app, RIGHT_RECEIVE, NULL))
		rc = app_allow(app, RIGHT_SIGN, node_get(agency, "code"), err);
	if (rc < 0)
		return rc;
	in->out->agency = arena_copy(in->arena, node_get(agency, "code"));
	in->out->name = arena_copy(in->arena, node_get(agency, "name"));
	in->out->kind = RECEIPT_NEW;
	rc = here ? judge_by_register(in, here, err) : OK;
	if (rc == OK)
		rc = store_audit_last(in->app->store, &in->audit_from, err);
	in->audit_from++;
	return rc;
}

/* ---- the register --------------------------------------------------------------------------- */

static int mark_year(struct receiving *in, const char *agency_id, struct err *err)
{
	const char *const key[] = { in->submission->year };
	struct node *year = NULL, *after;
	int rc = store_find(
	    &year, in->app->store, model_shape("year"), agency_id, key, in->arena, err);

	if (rc == OK && !year)
		rc = err_set(err, FAIL_INVALID, "the agency has no year %s in the file",
		    in->submission->year);
	if (rc < 0)
		return rc;
	after = record_copy(year, in->arena);
	node_put(after, "state", "submitted");
	node_put(after, "snapshot", number_text(in->arena, in->submission->number));
	node_put(after, "decided-at", NULL);
	node_put(after, "decided-by", NULL);
	node_put(after, "decision", NULL);
	return record_keep(in->app, year, after, NULL, "receive", in->arena, err);
}

static int replace_earlier(struct receiving *in, struct err *err)
{
	int rc = OK;

	for (struct node *row = in->register_here; rc == OK && row; row = row->next) {
		struct node *after = record_copy(row, in->arena);

		if (!node_is(row, "year", in->submission->year))
			continue;
		node_put(after, "state", "replaced");
		rc = record_keep(in->app, row, after, NULL, "receive", in->arena, err);
	}
	return rc;
}

static const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static int fill_row(struct receiving *in, struct node *row, const struct judgement *judgement,
    struct err *err)
{
	const struct submission *submission = in->submission;
	struct arena *arena = in->arena;
	char now[21];
	int rc;

	clock_now(now);
	node_put(row, "year", submission->year);
	node_put(row, "number", number_text(arena, submission->number));
	node_put(row, "way", "in");
	node_put(row, "state", "submitted");
	node_put(row, "sha256", submission->sha256);
	node_put(row, "file-sha256", submission->file_sha256);
	node_put(row, "created", submission->created);
	node_put(row, "at", arena_copy(arena, now));
	node_put(row, "due", in->out->due);
	node_put(row, "late", !in->out->due ? NULL : in->out->late ? "yes" : "no");
	node_put(row, "signature", submission->signature);
	node_put(row, "fingerprint", submission->fingerprint);
	node_put(row, "stops", number_text(arena, (int64_t)judgement->stops));
	node_put(row, "warns", number_text(arena, (int64_t)judgement->warns));
	node_put(row, "audit-from", number_text(arena, in->audit_from));
	/* a name that is no clean text is left out: the hash names the file */
	(void)node_set(row, "file", file_name(submission->file), arena, NULL);
	rc = node_set(row, "signer", submission->signer, arena, err);
	return rc < 0 ? rc : node_set(row, "person", in->app->person, arena, err);
}

static int settle(void *context, const char *agency_id, struct err *err)
{
	struct receiving *in = context;
	const struct merge_counts *counts = &in->out->counts;
	struct node *row = node_new(in->arena, model_shape("snapshot"), NULL);
	struct judgement judgement = { .stops = 0 };
	int64_t last = 0;
	int rc = check_signed(in, err);

	if (rc == OK)
		rc = check_signer(in, in->out->agency, err);
	if (rc == OK)
		rc = store_audit_last(in->app->store, &last, err);
	if (rc == OK)
		rc = mark_year(in, agency_id, err);
	if (rc == OK)
		rc = replace_earlier(in, err);
	if (rc == OK)
		rc = receive_judge(&judgement, in->app, agency_id, in->submission->year,
		    counts->added + counts->changed + counts->same, in->arena, err);
	if (rc == OK)
		rc = fill_row(in, row, &judgement, err);
	if (rc < 0)
		return rc;
	in->out->breaches = judgement.breaches;
	in->out->stops = judgement.stops;
	in->out->warns = judgement.warns;
	node_put(row, "audit-to", number_text(in->arena, last));
	in->out->snapshot = row;
	return record_keep(in->app, NULL, row, agency_id, "receive", in->arena, err);
}

int app_receive(struct receipt *out, struct app *app, const struct submission *submission,
    bool dry_run, intake_source *source, void *context, struct arena *arena, struct err *err)
{
	struct receiving in = {
		.app = app, .submission = submission, .out = out, .arena = arena
	};
	const struct intake_options options = {
		.source = submission->file, .dry_run = dry_run, .replace = true
	};
	struct intake intake = {
		.right = RIGHT_RECEIVE, .year = submission->year, .begun = begun,
		.settle = settle, .context = &in
	};
	int rc;

	*out = (struct receipt){ .year = submission->year, .number = submission->number };
	rc = check_said(&in, err);
	if (rc == OK)
		rc = find_due(&in, err);
	if (rc == OK) {
		app->taking_in = true;
		rc = intake_run(&intake, &out->counts, app, &options, source, context, err);
		app->taking_in = false;
	}
	if (in.stop)
		rc = OK;
	if (rc < 0 || dry_run)
		out->snapshot = NULL;
	if (rc < 0 || in.stop)
		out->counts = (struct merge_counts){ 0 };
	return rc;
}

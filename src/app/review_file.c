/*
 * review_file.c - the answer to a hand-in: gathered at the department, taken in at the agency.
 *
 * What an agency wrote itself stays: its replies, its documents, what it did after the answer was
 * written. Taking the same answer in again changes nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "review_priv.h"

/* ---- gathered ------------------------------------------------------------------------------- */

static int gather_comments(struct node *review, struct app *app, const struct node *agency,
    struct arena *arena, struct err *err)
{
	const struct shape *shape = model_shape("comment");
	struct node *first = NULL;
	int rc = store_list(&first, app->store, shape, agency->id, NULL, arena, err);

	for (; rc == OK && first; first = first->next) {
		const char *year = node_get(first, "year");
		struct node *copy;

		if (year && !node_is(review, "year", year))
			continue;
		copy = node_new(arena, shape, review);
		copy->id = first->id;
		memcpy(copy->value, first->value, shape->field_count * sizeof(*copy->value));
	}
	return rc;
}

static const char *const approving[] = { "approved-level", "approval-date", "approval-number",
	"approval-by" };
enum { APPROVING = sizeof(approving) / sizeof(approving[0]) };

static const struct shape *approval_shape(void)
{
	const struct shape *review = model_review();

	return review->child[shape_child(review, "approval")];
}

/* Of every system with a proposal. */
static int gather_approvals(struct node *review, struct app *app, const struct node *agency,
    struct arena *arena, struct err *err)
{
	const struct shape *proposal = model_shape("proposal");
	struct node *system = NULL, *first = NULL, *approval;
	int rc = store_list(
	    &system, app->store, model_shape("system"), agency->id, NULL, arena, err);

	for (; rc == OK && system; system = system->next) {
		rc = store_list(&first, app->store, proposal, system->id, NULL, arena, err);
		if (rc < 0 || !first)
			continue;
		approval = node_new(arena, approval_shape(), review);
		node_put(approval, "system", node_get(system, "code"));
		for (size_t i = 0; i < APPROVING; i++)
			node_put(approval, approving[i], node_get(system, approving[i]));
		rc = store_list(NULL, app->store, proposal, system->id, approval, arena, err);
		for (first = node_first(approval, "proposal"); rc == OK && first;
		     first = first->next)
			rc = store_load(first, app->store, NULL, arena, err);
	}
	return rc;
}

int app_review(struct node **out, struct app *app, const char *agency, const char *year,
    struct arena *arena, struct err *err)
{
	struct node *review = node_new(arena, model_review(), NULL);
	struct node *owner, *snapshot = NULL;
	int rc = review_agency(&owner, app, agency, RIGHT_REVIEW, arena, err);

	*out = review;
	if (rc == OK)
		rc = spot_year(&year, arena, err);
	if (rc == OK && !year)
		rc = err_set(err, FAIL_INVALID, "name the year: --year YYYY");
	if (rc == OK)
		rc = review_snapshot(&snapshot, app, owner, year, arena, err);
	if (rc == OK && !snapshot)
		rc = err_set(err, FAIL_INVALID, "agency '%s' has not handed in %s",
		    node_get(owner, "code"), year);
	if (rc == OK && !node_is(snapshot, "state", "returned") &&
	    !node_is(snapshot, "state", "accepted"))
		rc = err_set(err, FAIL_INVALID,
		    "the hand-in of agency '%s' for %s is neither returned nor accepted yet",
		    node_get(owner, "code"), year);
	if (rc < 0)
		return rc;
	node_put(review, "format", "1");
	node_put(review, "tool", "capdo");
	node_put(review, "agency", node_get(owner, "code"));
	node_put(review, "year", node_get(snapshot, "year"));
	node_put(review, "snapshot", node_get(snapshot, "number"));
	node_put(review, "decision", node_get(snapshot, "state"));
	node_put(review, "decided-at", node_get(snapshot, "decided-at"));
	node_put(review, "decided-by", node_get(snapshot, "decided-by"));
	node_put(review, "words", node_get(snapshot, "decision"));
	rc = gather_comments(review, app, owner, arena, err);
	return rc < 0 ? rc : gather_approvals(review, app, owner, arena, err);
}

/* ---- taken in: shared ----------------------------------------------------------------------- */

static const char verb[] = "review";

struct taking {
	struct app *app;
	const struct node *review;
	const struct review_file *file;
	bool dry_run;
	struct review_receipt *out;
	struct node *agency, *snapshot;
	struct arena *arena;
};

static int keep(struct taking *taking, const struct node *before, struct node *after,
    const char *parent, struct err *err)
{
	size_t fields = after->shape->field_count;
	bool same = before != NULL;

	for (size_t i = 0; same && i < fields; i++)
		same = strcmp(before->value[i] ? before->value[i] : "",
			   after->value[i] ? after->value[i] : "") == 0;
	if (same)
		taking->out->counts.same++;
	else if (before)
		taking->out->counts.changed++;
	else
		taking->out->counts.added++;
	return same ? OK
		    : record_keep(taking->app, before, after, parent, verb, taking->arena, err);
}

/* The record of this id, which must stand under that parent. *out NULL: there is none. */
static int find_id(struct node **out, struct taking *taking, const struct node *node,
    const char *parent, struct err *err)
{
	const char *owner = NULL;
	int rc;

	*out = NULL;
	if (!node->id)
		return err_set(err, FAIL_INVALID, "%s '%s' has no id", tr(node->shape->label),
		    node_text(node, node->shape->field[0].name));
	rc = store_get(out, taking->app->store, node->shape, node->id, taking->arena, err);
	if (rc == FAIL_NOT_FOUND) {
		*out = NULL;
		return OK;
	}
	if (rc == OK)
		rc = store_parent(&owner, taking->app->store, node->shape, node->id, taking->arena,
		    err);
	if (rc == OK && strcmp(owner, parent) != 0)
		rc = err_set(
		    err, FAIL_INVALID, "id '%s' belongs to another record here", node->id);
	return rc;
}

/* The number in the file counts: a record here that has it with another id was not yet at the
 * reviewer's, and gets the next free number. */
static int make_room(struct taking *taking, const struct node *node, const char *parent,
    struct err *err)
{
	struct node *first = NULL, *holder = NULL, *after;
	int64_t highest = node_int(node, "number", 0);
	int rc = store_list(
	    &first, taking->app->store, node->shape, parent, NULL, taking->arena, err);

	for (; rc == OK && first; first = first->next) {
		int64_t number = node_int(first, "number", 0);

		highest = number > highest ? number : highest;
		if (node_is(first, "number", node_text(node, "number")))
			holder = first;
	}
	if (rc < 0 || !holder)
		return rc;
	after = record_copy(holder, taking->arena);
	node_put(after, "number", number_text(taking->arena, highest + 1));
	return keep(taking, holder, after, parent, err);
}

/* ---- taken in: comments --------------------------------------------------------------------- */

/* The reviewer's words by the file, the agency's reply as it is here. */
static void join_comment(struct node *after, const struct node *here, const struct node *file)
{
	static const char *const mine[] = { "reply", "replied-at", "replied-by" };

	for (size_t i = 0; i < sizeof(mine) / sizeof(mine[0]); i++)
		if (node_get(here, mine[i]))
			node_put(after, mine[i], node_get(here, mine[i]));
	if (node_is(file, "state", "open") && !node_is(here, "state", "open"))
		node_put(after, "state", node_get(here, "state"));
}

static int take_comment(struct taking *taking, const struct node *comment, struct err *err)
{
	struct node *here = NULL, *after = record_copy(comment, taking->arena);
	int rc = find_id(&here, taking, comment, taking->agency->id, err);

	if (rc == OK && here)
		join_comment(after, here, comment);
	if (rc == OK && (!here || !node_is(here, "number", node_text(comment, "number"))))
		rc = make_room(taking, after, taking->agency->id, err);
	return rc < 0 ? rc : keep(taking, here, after, taking->agency->id, err);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int review_limit(struct app *app, const struct node *agency, struct arena *arena, struct err *err)
{
	struct node *first = NULL;
	const char **list = NULL;
	size_t count = 0, room = 0, run = 0;
	int rc = store_list(
	    &first, app->store, model_shape("comment"), agency->id, NULL, arena, err);

	for (; rc == OK && first; first = first->next) {
		list = arena_grow(arena, list, count, &room, sizeof(*list));
		list[count++] = arena_print(arena, "%s/%s/%s/%s/%s", node_text(first, "about"),
		    node_text(first, "system"), node_text(first, "year"),
		    node_text(first, "key"), node_text(first, "asset"));
	}
	if (count > 0)
		qsort(list, count, sizeof(*list), by_text);
	for (size_t i = 0; rc == OK && i < count; i++) {
		run = i > 0 && strcmp(list[i - 1], list[i]) == 0 ? run + 1 : 1;
		if (run > COMMENTS_MOST)
			rc = err_set(err, FAIL_INVALID,
			    "there are more than %d comments on one question (%s)", COMMENTS_MOST,
			    list[i]);
	}
	return rc;
}

/* ---- taken in: proposals -------------------------------------------------------------------- */

static int take_acts(struct taking *taking, const struct node *proposal, struct err *err)
{
	int rc = OK;

	for (const struct node *act = node_first(proposal, "act"); rc == OK && act;
	     act = act->next) {
		struct node *here, *after = record_copy(act, taking->arena);

		rc = find_id(&here, taking, act, proposal->id, err);
		/* an act never changes */
		if (rc == OK && !here)
			rc = make_room(taking, after, proposal->id, err);
		if (rc == OK)
			rc = keep(taking, here, here ? here : after, proposal->id, err);
	}
	return rc;
}

/* Parts of the dossier that are not here; those that are stay as the agency has them. */
static int take_documents(struct taking *taking, const struct node *proposal, struct err *err)
{
	int rc = OK;

	for (const struct node *document = node_first(proposal, "document"); rc == OK && document;
	     document = document->next) {
		const char *const key[] = { node_get(document, "part") };
		struct node *here;

		rc = find_id(&here, taking, document, proposal->id, err);
		if (rc == OK && !here)
			rc = store_find(&here, taking->app->store, document->shape, proposal->id,
			    key, taking->arena, err);
		if (rc == OK)
			rc = keep(taking, here,
			    here ? here : record_copy(document, taking->arena), proposal->id,
			    err);
	}
	return rc;
}

/* Has the agency done something on the proposal that the file does not know? */
static int went_on(bool *out, struct taking *taking, const struct node *proposal, struct err *err)
{
	struct node *first = NULL;
	int rc = store_list(&first, taking->app->store, model_shape("act"), proposal->id, NULL,
	    taking->arena, err);

	*out = false;
	for (; rc == OK && first; first = first->next) {
		const struct node *act = node_first(proposal, "act");

		while (act && (!act->id || strcmp(act->id, first->id) != 0))
			act = act->next;
		*out = *out || !act;
	}
	return rc;
}

static int take_proposal(struct taking *taking, const struct node *proposal,
    const struct node *system, struct err *err)
{
	struct node *here = NULL, *after;
	bool further = false;
	int rc = find_id(&here, taking, proposal, system->id, err);

	if (rc == OK && here)
		rc = went_on(&further, taking, proposal, err);
	if (rc < 0)
		return rc;
	after = record_copy(here ? here : proposal, taking->arena);
	if (here && !further)
		node_put(after, "state", node_get(proposal, "state"));
	rc = keep(taking, here, after, system->id, err);
	if (rc == OK)
		rc = take_documents(taking, proposal, err);
	return rc < 0 ? rc : take_acts(taking, proposal, err);
}

static int take_approval(struct taking *taking, const struct node *approval, struct err *err)
{
	const char *const key[] = { node_get(approval, "system") };
	struct node *system = NULL, *after;
	int rc = store_find(&system, taking->app->store, model_shape("system"), taking->agency->id,
	    key, taking->arena, err);

	if (rc == OK && !system)
		rc = err_set(err, FAIL_NOT_FOUND, "agency '%s' has no system '%s'",
		    node_get(taking->agency, "code"), key[0]);
	if (rc < 0)
		return rc;
	after = record_copy(system, taking->arena);
	for (size_t i = 0; i < APPROVING; i++)
		if (node_get(approval, approving[i]))
			node_put(after, approving[i], node_get(approval, approving[i]));
	rc = keep(taking, system, after, taking->agency->id, err);
	for (const struct node *proposal = node_first(approval, "proposal"); rc == OK && proposal;
	     proposal = proposal->next)
		rc = take_proposal(taking, proposal, system, err);
	return rc;
}

/* ---- taken in: the decision ----------------------------------------------------------------- */

/* Finds the hand-in it answers. Refuses what is not ours, or older than what we have. */
static int find_hand_in(struct taking *taking, bool *newest, struct err *err)
{
	const struct node *review = taking->review;
	const char *created = node_get(review, "created");
	int64_t number = node_int(review, "snapshot", 0);
	struct node *first = NULL;
	bool older = false;
	int rc = store_list(&first, taking->app->store, model_shape("snapshot"),
	    taking->agency->id, NULL, taking->arena, err);

	*newest = true;
	for (; rc == OK && first; first = first->next) {
		int64_t its = node_int(first, "number", 0);
		const char *answered = node_get(first, "answered");

		if (!node_is(first, "year", node_get(review, "year")))
			continue;
		*newest = *newest && its <= number;
		older = older || (answered && (its > number ||
			    (its == number && strcmp(answered, created) > 0)));
		if (its == number && node_is(first, "way", "out"))
			taking->snapshot = first;
	}
	if (rc == OK && !taking->snapshot)
		rc = err_set(err, FAIL_INVALID,
		    "number %lld of %s was not handed in here for agency '%s'", (long long)number,
		    node_get(review, "year"), node_get(review, "agency"));
	if (rc == OK && older)
		rc = err_set(err, FAIL_INVALID,
		    "a later answer to agency '%s' for %s has been taken in already",
		    node_get(review, "agency"), node_get(review, "year"));
	return rc;
}

static void put_decision(struct node *after, const struct node *review, bool state)
{
	static const char *const said[][2] = { { "decided-at", "decided-at" },
		{ "decided-by", "decided-by" }, { "decision", "words" } };

	if (state)
		node_put(after, "state", node_get(review, "decision"));
	for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++)
		node_put(after, said[i][0], node_get(review, said[i][1]));
}

/* A year that was taken back, or corrected and signed again, is no longer what was decided. */
static bool is_waiting(const struct node *year, const struct node *review)
{
	return node_is(year, "state", "submitted") ||
	    node_is(year, "state", node_text(review, "decision"));
}

static int take_decision(struct taking *taking, bool newest, struct err *err)
{
	const struct node *review = taking->review;
	const char *const key[] = { node_get(review, "year") };
	struct node *row = record_copy(taking->snapshot, taking->arena);
	struct node *year = NULL, *after;
	int rc;

	put_decision(row, review, newest);
	node_put(row, "answered", node_get(review, "created"));
	rc = keep(taking, taking->snapshot, row, taking->agency->id, err);
	if (rc < 0 || !newest)
		return rc;
	rc = store_find(&year, taking->app->store, model_shape("year"), taking->agency->id, key,
	    taking->arena, err);
	if (rc < 0 || !year || !is_waiting(year, review))
		return rc;
	after = record_copy(year, taking->arena);
	put_decision(after, review, true);
	taking->out->decided = true;
	return keep(taking, year, after, taking->agency->id, err);
}

/* The code of the agency a trusted certificate stands for; NULL: for none. */
static int agency_of(const char **out, struct taking *taking, struct err *err)
{
	struct node *first = NULL;
	int rc = store_list(&first, taking->app->store, model_shape("trusted"), NULL, NULL,
	    taking->arena, err);

	*out = NULL;
	for (; rc == OK && first; first = first->next)
		if (taking->file->fingerprint &&
		    node_is(first, "fingerprint", taking->file->fingerprint))
			*out = node_get(first, "agency");
	return rc;
}

/* A key that may hand in for one agency is not the reviewer's. */
static int check_signature(struct taking *taking, struct err *err)
{
	const struct review_file *file = taking->file;
	const char *must = NULL, *agency = NULL;
	int rc = app_setting(&must, taking->app, "require-signature", taking->arena, err);

	if (rc == OK && must && strcmp(must, "yes") == 0 && strcmp(file->signature, "valid") != 0)
		rc = err_set(err, FAIL_INVALID,
		    "the file is not signed, and the setting require-signature is yes");
	if (rc == OK)
		rc = agency_of(&agency, taking, err);
	if (rc == OK && agency)
		rc = err_set(err, FAIL_INVALID,
		    "it is signed with the certificate of agency '%s', not with the reviewer's",
		    agency);
	return rc;
}

static int take_in_transaction(struct store *store, void *context, struct err *err)
{
	struct taking *taking = context;
	const struct node *review = taking->review;
	struct merge_counts *counts = &taking->out->counts;
	bool newest = false;
	int rc = check_signature(taking, err);

	if (rc == OK)
		rc = find_hand_in(taking, &newest, err);
	if (rc < 0)
		return rc;
	taking->out->duplicate =
	    node_is(taking->snapshot, "answered", node_get(review, "created"));
	for (const struct node *node = node_first(review, "comment"); rc == OK && node;
	     node = node->next)
		rc = take_comment(taking, node, err);
	if (rc == OK)
		rc = review_limit(taking->app, taking->agency, taking->arena, err);
	for (const struct node *node = node_first(review, "approval"); rc == OK && node;
	     node = node->next)
		rc = take_approval(taking, node, err);
	if (rc == OK && !taking->out->duplicate)
		rc = take_decision(taking, newest, err);
	if (rc == OK && taking->dry_run)
		return err_set(err, FAIL_INCONSISTENT, "dry run");
	if (rc == OK && (counts->added || counts->changed))
		rc = store_audit(store, taking->app->person, "load", "agency", taking->agency->id,
		    arena_print(taking->arena, _("%s: %zu added, %zu changed, %zu the same"),
			taking->file->file, counts->added, counts->changed, counts->same),
		    err);
	return rc;
}

int app_take_review(struct review_receipt *out, struct app *app, const struct node *review,
    const struct review_file *file, bool dry_run, struct err *err)
{
	struct arena *arena = arena_new();
	struct taking taking = { .app = app,
		.review = review,
		.file = file,
		.dry_run = dry_run,
		.out = out,
		.arena = arena };
	int rc;

	*out = (struct review_receipt){ 0 };
	rc = review_agency(
	    &taking.agency, app, node_text(review, "agency"), RIGHT_RECEIVE, arena, err);
	if (rc == OK)
		rc = store_write(app->store, take_in_transaction, &taking, err);
	/* undone on purpose */
	if (dry_run && rc == FAIL_INCONSISTENT)
		rc = OK;
	arena_free(arena);
	return rc;
}

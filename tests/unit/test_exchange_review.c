/*
 * The way of a hand-in and back: an agency's store, the department's, the answer, and the agency's again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include "capdo/exchange.h"
#include "capdo/store.h"
#include "scratch.h"

struct fixture {
	struct scratch scratch;
	struct arena *arena;
	struct app *app;
	char agency[256], department[256], file[256], review[256];
};

#define MUST(call) \
	do { \
		struct err must_err = { 0 }; \
		struct err *e = &must_err; \
		if ((call) < 0) \
			fail_msg("%s: %s", #call, must_err.text); \
	} while (0)

/* ---- two stores ------------------------------------------------------------------------------- */

static void use(struct fixture *f, const char *path, const char *person, enum app_mode mode)
{
	struct app_options o = { .path = path, .person = person, .mode = mode,
		.today = day_from_ymd(2026, 11, 22) };

	app_close(f->app);
	f->app = NULL;
	MUST(app_open(&f->app, &o, e));
}

static void at_agency(struct fixture *f)
{
	use(f, f->agency, "an", APP_WRITE);
}

static void at_department(struct fixture *f)
{
	use(f, f->department, "rev", APP_WRITE);
}

static void put(struct fixture *f, const char *shape, struct place place, const struct value *value, size_t count)
{
	MUST(app_put(NULL, f->app, model_shape(shape), &place, value, count, false, f->arena, e));
}

static void answer(struct fixture *f, const char *requirement, const char *status, const char *current)
{
	const struct value value[] = { { "status", status }, { "current", current } };

	MUST(app_finding(f->app, NULL, "PM", "2026", requirement, NULL, value, 2, e));
}

static void make_agency(struct fixture *f)
{
	static const char *const facts[][2] = { { "function", "internal" }, { "info", "public" },
		{ "defence-security", "no" }, { "national-egov", "no" }, { "national-data-store", "no" },
		{ "prime-minister-decision", "no" } };
	const struct value name[] = { { "name", "Đơn vị mẫu" } };
	const struct value system[] = { { "name", "Đơn vị mẫu" }, { "in-build", "yes" } };

	put(f, "agency", (struct place){ .key = { "SM" } }, name, 1);
	put(f, "system", (struct place){ .key = { "PM" } }, system, 2);
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
		MUST(app_fact(f->app, NULL, "PM", NULL, facts[i][0], facts[i][1], NULL, e));
	MUST(app_level_decide(NULL, f->app, NULL, "PM", 0, NULL, f->arena, e));
	MUST(app_assess_start(NULL, f->app, NULL, "PM", "2026", f->arena, e));
	put(f, "year", (struct place){ .key = { "2026" } }, name, 0);
	answer(f, "QL-1.1.1", "met", "note: một -> hai\nmeasure: ba");
	answer(f, "QL-1.1.2", "unmet", "Chưa có");
}

struct handing {
	const char *number;
	struct arena *arena;
};

/* The register of the agency, as if number was handed in; rules are not asked. */
static int hand_in(struct store *store, void *context, struct err *err)
{
	const struct handing *handing = context;
	const char *const code[] = { "SM" }, *const key[] = { "2026" };
	struct node *agency, *year, *row = node_new(handing->arena, model_shape("snapshot"), NULL);
	int rc = store_find(&agency, store, model_root(), NULL, code, handing->arena, err);

	if (rc == OK)
		rc = store_find(&year, store, model_shape("year"), agency->id, key, handing->arena, err);
	if (rc < 0)
		return rc;
	node_put(year, "state", "submitted");
	node_put(year, "snapshot", handing->number);
	node_put(row, "year", "2026");
	node_put(row, "number", handing->number);
	node_put(row, "way", "out");
	node_put(row, "state", "submitted");
	node_put(row, "at", "2026-11-22T03:00:00Z");
	node_put(row, "sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	rc = store_change_record(store, year, err);
	return rc < 0 ? rc : store_add(store, row, agency->id, handing->arena, err);
}

/* Writes the hand-in and lets the department take it in, where we are then. */
static void send(struct fixture *f, const char *number, enum receipt_kind kind)
{
	struct exchange_info info = { .year = "2026", .snapshot = number };
	struct handing handing = { number, f->arena };
	struct receipt receipt;
	struct agency_view *view;
	struct store *store;

	app_close(f->app);
	f->app = NULL;
	MUST(store_open(&store, f->agency, STORE_WRITE, e));
	MUST(store_write(store, hand_in, &handing, e));
	store_close(store);
	at_agency(f);
	MUST(app_view_agency(&view, f->app, NULL, "2026", f->arena, e));
	MUST(exchange_write(f->file, &info, view->node, e));
	at_department(f);
	MUST(exchange_receive(&receipt, f->app, f->file, false, f->arena, e));
	assert_int_equal(receipt.kind, kind);
}

/* Comments, returns (or accepts) and writes the answer; at is when. */
static void decide(struct fixture *f, bool accept, const char *at)
{
	const char *const agency[] = { "SM" };
	struct verdict verdict;
	struct node *review;

	if (accept)
		MUST(app_accept(&verdict, f->app, agency, 1, "2026", "Đạt yêu cầu", "Dữ liệu mẫu", f->arena, e));
	else
		MUST(app_return(&verdict, f->app, agency, 1, "2026", "Bổ sung \"minh chứng\" <&>", f->arena, e));
	MUST(app_review(&review, f->app, "SM", "2026", f->arena, e));
	node_put(review, "created", at);
	MUST(exchange_write_review(f->review, review, f->arena, e));
}

static void comment(struct fixture *f, const char *key, const char *kind, const char *text)
{
	const struct subject subject = { .about = "finding", .system = "PM", .year = "2026", .key = key };

	MUST(app_comment(NULL, f->app, "SM", &subject, kind, text, f->arena, e));
}

static int take(struct fixture *f, struct review_receipt *receipt, struct err *err)
{
	return exchange_import_review(receipt, f->app, f->review, false, f->arena, err);
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	const struct value value[] = { { "name", "rev" }, { "role", "reviewer" } };

	lang_use(LANG_EN);
	scratch_make(&f->scratch);
	f->arena = arena_new();
	snprintf(f->agency, sizeof(f->agency), "%s", scratch_path(&f->scratch, "agency.db"));
	snprintf(f->department, sizeof(f->department), "%s", scratch_path(&f->scratch, "department.db"));
	snprintf(f->file, sizeof(f->file), "%s", scratch_path(&f->scratch, "out.xml"));
	snprintf(f->review, sizeof(f->review), "%s", scratch_path(&f->scratch, "review.xml"));
	use(f, f->department, "chief", APP_CREATE);
	put(f, "account", (struct place){ .key = { "rev" } }, value, 2);
	use(f, f->agency, "an", APP_CREATE);
	make_agency(f);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	app_close(f->app);
	arena_free(f->arena);
	scratch_remove(&f->scratch);
	free(f);
	return 0;
}

/* The agency has the returned hand-in back, with a rejected answer and a question without answer. */
static void return_first(struct fixture *f)
{
	struct review_receipt receipt;

	send(f, "1", RECEIPT_NEW);
	comment(f, "QL-1.1.1", "reject", "Thiếu quyết định\nban hành");
	comment(f, "QL-1.2.1", "ask", "Ai phụ trách?");
	decide(f, false, "2026-11-23T01:00:00Z");
	at_agency(f);
	MUST(take(f, &receipt, e));
	assert_true(receipt.decided);
	assert_false(receipt.duplicate);
}

static const char *year_field(struct fixture *f, const char *field)
{
	const struct place place = { .agency = "SM", .key = { "2026" } };
	struct node *year;

	MUST(app_get(&year, f->app, model_shape("year"), &place, f->arena, e));
	return node_text(year, field);
}

static size_t remarks(struct fixture *f, struct remark **out)
{
	size_t count;

	MUST(app_comments(out, &count, f->app, "SM", &(struct remark_filter){ 0 }, f->arena, e));
	return count;
}

/* ---- round trip ------------------------------------------------------------------------------- */

static void comments_come_back_to_the_same_place_and_the_year_is_returned(void **state)
{
	struct fixture *f = *state;
	struct remark *remark;

	return_first(f);
	assert_string_equal(year_field(f, "state"), "returned");
	assert_string_equal(year_field(f, "decision"), "Bổ sung \"minh chứng\" <&>");
	assert_string_equal(year_field(f, "decided-by"), "rev");
	assert_int_equal(remarks(f, &remark), 2);
	assert_string_equal(node_get(remark[0].comment, "key"), "QL-1.1.1");
	assert_string_equal(node_get(remark[0].comment, "text"), "Thiếu quyết định\nban hành");
	assert_string_equal(node_get(remark[0].record, "status"), "met");
	assert_string_equal(node_get(remark[1].comment, "key"), "QL-1.2.1");
	assert_null(remark[1].record);
}

static void taking_the_same_answer_in_again_changes_nothing(void **state)
{
	struct fixture *f = *state;
	struct review_receipt receipt;
	int64_t before, after;
	struct remark *remark;

	return_first(f);
	MUST(app_comment_reply(f->app, NULL, 1, "Đã bổ sung", e));
	MUST(app_verify(f->app, &before, e));
	MUST(take(f, &receipt, e));
	assert_true(receipt.duplicate);
	assert_int_equal(receipt.counts.added + receipt.counts.changed, 0);
	MUST(app_verify(f->app, &after, e));
	assert_int_equal(before, after);
	/* the agency's reply stays */
	remarks(f, &remark);
	assert_string_equal(node_get(remark[0].comment, "reply"), "Đã bổ sung");
	assert_string_equal(node_get(remark[0].comment, "state"), "answered");
}

static const struct change *change_of(const struct change *change, size_t count, const char *field)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(change[i].field->name, field) == 0)
			return &change[i];
	fail_msg("no change of %s", field);
	return NULL;
}

static void the_next_hand_in_brings_the_replies_and_shows_what_changed(void **state)
{
	struct fixture *f = *state;
	struct review_receipt receipt;
	struct remark *remark;
	struct change *change;
	size_t count;
	bool first;

	return_first(f);
	MUST(app_comment_reply(f->app, NULL, 1, "Đã bổ sung", e));
	answer(f, "QL-1.1.1", "partial", "note: một -> hai\nmeasure: bốn -> năm");
	answer(f, "QL-1.2.1", "met", "Tổ trưởng");
	send(f, "2", RECEIPT_REPLACES);
	assert_int_equal(remarks(f, &remark), 2);
	assert_string_equal(node_get(remark[0].comment, "reply"), "Đã bổ sung");
	MUST(app_changes(&change, &count, &first, f->app, "SM", "2026", f->arena, e));
	assert_false(first);
	assert_string_equal(change_of(change, count, "status")->old, "met");
	assert_string_equal(change_of(change, count, "status")->now, "partial");
	assert_string_equal(change_of(change, count, "status")->system, "PM");
	assert_string_equal(change_of(change, count, "current")->now, "note: một -> hai\nmeasure: bốn -> năm");
	assert_string_equal(change_of(change, count, "requirement")->now, "QL-1.2.1");
	assert_int_equal(change_of(change, count, "requirement")->kind, CHANGE_ADDED);
	MUST(app_comment_close(f->app, "SM", 1, e));
	decide(f, true, "2026-11-24T01:00:00Z");
	at_agency(f);
	MUST(take(f, &receipt, e));
	assert_string_equal(year_field(f, "state"), "accepted");
	remarks(f, &remark);
	assert_string_equal(node_get(remark[0].comment, "state"), "closed");
	assert_string_equal(node_get(remark[1].comment, "state"), "open");
}

/* ---- refused ---------------------------------------------------------------------------------- */

static void an_older_answer_is_refused(void **state)
{
	struct fixture *f = *state;
	struct review_receipt receipt;
	struct err err = { 0 };
	struct node *review;

	return_first(f);
	at_department(f);
	MUST(app_review(&review, f->app, "SM", "2026", f->arena, e));
	node_put(review, "created", "2026-11-22T23:00:00Z");
	MUST(exchange_write_review(f->review, review, f->arena, e));
	at_agency(f);
	assert_int_equal(take(f, &receipt, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "later answer"));
	/* and one that was written after it is taken in */
	node_put(review, "created", "2026-11-23T02:00:00Z");
	MUST(exchange_write_review(f->review, review, f->arena, e));
	MUST(take(f, &receipt, e));
}

static int set_year(struct store *store, void *context, struct err *err)
{
	const char *const code[] = { "SM" }, *const key[] = { "2026" };
	struct arena *arena = arena_new();
	struct node *agency, *year;
	int rc = store_find(&agency, store, model_root(), NULL, code, arena, err);

	if (rc == OK)
		rc = store_find(&year, store, model_shape("year"), agency->id, key, arena, err);
	if (rc == OK) {
		node_put(year, "state", context);
		rc = store_change_record(store, year, err);
	}
	arena_free(arena);
	return rc;
}

static void an_answer_does_not_undo_what_was_taken_back_or_signed_again_meanwhile(void **state)
{
	static const char *const meanwhile[] = { "draft", "signed-off" };
	struct fixture *f = *state;
	struct review_receipt receipt;
	struct store *store;
	struct node *review;

	return_first(f);
	at_department(f);
	MUST(app_review(&review, f->app, "SM", "2026", f->arena, e));
	for (size_t i = 0; i < 2; i++) {
		char created[] = "2026-11-23T02:00:00Z";
		char state_now[16];

		created[15] = (char)('1' + i);
		node_put(review, "created", arena_copy(f->arena, created));
		MUST(exchange_write_review(f->review, review, f->arena, e));
		app_close(f->app);
		f->app = NULL;
		snprintf(state_now, sizeof(state_now), "%s", meanwhile[i]);
		MUST(store_open(&store, f->agency, STORE_WRITE, e));
		MUST(store_write(store, set_year, state_now, e));
		store_close(store);
		at_agency(f);
		MUST(take(f, &receipt, e));
		assert_string_equal(year_field(f, "state"), meanwhile[i]);
		assert_false(receipt.decided);
	}
}

static void an_answer_to_another_agency_or_to_a_number_never_handed_in_is_refused(void **state)
{
	struct fixture *f = *state;
	struct review_receipt receipt;
	struct err err = { 0 };
	struct node *review;

	return_first(f);
	at_department(f);
	MUST(app_review(&review, f->app, "SM", "2026", f->arena, e));
	at_agency(f);
	node_put(review, "agency", "KHAC");
	MUST(exchange_write_review(f->review, review, f->arena, e));
	assert_int_equal(take(f, &receipt, &err), FAIL_NOT_FOUND);
	node_put(review, "agency", "SM");
	node_put(review, "snapshot", "7");
	MUST(exchange_write_review(f->review, review, f->arena, e));
	assert_int_equal(take(f, &receipt, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "not handed in here"));
	assert_string_equal(year_field(f, "state"), "returned");
}

static void a_dry_run_changes_nothing(void **state)
{
	struct fixture *f = *state;
	struct review_receipt receipt;
	struct remark *remark;

	send(f, "1", RECEIPT_NEW);
	comment(f, "QL-1.1.1", "reject", "Thiếu");
	decide(f, false, "2026-11-23T01:00:00Z");
	at_agency(f);
	MUST(exchange_import_review(&receipt, f->app, f->review, true, f->arena, e));
	assert_int_equal(receipt.counts.added, 1);
	assert_int_equal(remarks(f, &remark), 0);
	assert_string_equal(year_field(f, "state"), "submitted");
}

static char *whole_file(struct fixture *f, size_t *length)
{
	char *data;

	MUST(file_read(&data, length, f->review, 1 << 24, f->arena, e));
	return data;
}

static void a_changed_byte_anywhere_below_the_first_line_is_found(void **state)
{
	struct fixture *f = *state;
	struct review_receipt receipt;
	size_t length, from, tried = 0;
	char *data;

	return_first(f);
	data = whole_file(f, &length);
	from = strcspn(data, "\n") + 1;
	for (size_t at = from; at + 1 < length; at += 17) {
		char kept = data[at];

		data[at] = kept == '7' ? '8' : '7';
		MUST(file_write(f->review, data, length, e));
		if (take(f, &receipt, NULL) == OK)
			fail_msg("byte %zu ('%c') was changed and nobody saw it", at, kept);
		data[at] = kept;
		tried++;
	}
	assert_in_range(tried, 50, 1000);
	MUST(file_write(f->review, data, length, e));
	MUST(take(f, &receipt, e));
	assert_true(receipt.duplicate);
}

/* text, once in the file, becomes another; the message says what. */
static void refused(struct fixture *f, const char *from, const char *to, const char *message)
{
	struct review_receipt receipt;
	struct err err = { 0 };
	struct buffer changed = { 0 };
	size_t length;
	char *data = whole_file(f, &length);
	char *at = strstr(data, from);

	assert_non_null(at);
	buffer_add_n(&changed, data, (size_t)(at - data));
	buffer_add(&changed, to);
	buffer_add(&changed, at + strlen(from));
	MUST(file_write(f->review, changed.text, changed.length, e));
	assert_int_equal(take(f, &receipt, &err), FAIL_INVALID);
	if (!strstr(err.text, message))
		fail_msg("expected '%s', got '%s'", message, err.text);
	buffer_release(&changed);
	MUST(file_write(f->review, data, length, e));
}

static void what_the_schema_does_not_allow_is_refused_with_the_place(void **state)
{
	struct fixture *f = *state;

	return_first(f);
	refused(f, "<review ", "<!DOCTYPE review><review ", "DOCTYPE");
	refused(f, "<review ", "<review odd=\"1\" ", "no attribute 'odd'");
	refused(f, "format=\"1\"", "format=\"2\"", "format");
	refused(f, "decision=\"returned\"", "decision=\"kept\"", "decision");
	refused(f, "</review>", "<note/></review>", "no element 'note'");
	refused(f, "<words>", "<words/><words>", "twice");
	refused(f, "</words>", "", "nor any other");
	refused(f, "number=\"2\"", "number=\"1\"", "already");
	refused(f, "urn:capdo:exchange:1", "urn:capdo:exchange:2", "namespace");
	refused(f, " snapshot=\"1\"", "", "snapshot");
}

static void ten_thousand_comments_on_one_question_are_refused(void **state)
{
	struct fixture *f = *state;
	struct review_receipt receipt;
	struct err err = { 0 };
	struct node *review, *first, *more;
	struct remark *remark;

	return_first(f);
	at_department(f);
	MUST(app_review(&review, f->app, "SM", "2026", f->arena, e));
	first = node_first(review, "comment");
	for (int i = 0; i < 10000; i++) {
		char id[UUID_TEXT];

		uuid_new(id);
		more = node_new(f->arena, first->shape, review);
		memcpy(more->value, first->value, first->shape->field_count * sizeof(*more->value));
		more->id = arena_copy(f->arena, id);
		node_put(more, "number", arena_print(f->arena, "%d", i + 10));
	}
	node_put(review, "created", "2026-11-23T05:00:00Z");
	MUST(exchange_write_review(f->review, review, f->arena, e));
	at_agency(f);
	assert_int_equal(take(f, &receipt, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "more than 200"));
	assert_int_equal(remarks(f, &remark), 2);
}

/* ---- level proposals -------------------------------------------------------------------------- */

static struct node *add_act(struct fixture *f, struct node *proposal, const char *id, const char *number,
    const char *step)
{
	struct node *act = node_new(f->arena, model_shape("act"), proposal);

	act->id = id;
	node_put(act, "number", number);
	node_put(act, "step", step);
	node_put(act, "date", "2026-11-20");
	node_put(act, "at", "2026-11-20T00:00:00Z");
	return act;
}

/* An answer that also holds a proposal with its first act and an approval. */
static struct node *with_proposal(struct fixture *f, const char *state, const char *step)
{
	struct node *review, *approval, *proposal;

	MUST(app_review(&review, f->app, "SM", "2026", f->arena, e));
	approval = node_new(f->arena, model_review()->child[shape_child(model_review(), "approval")], review);
	node_put(approval, "system", "PM");
	proposal = node_new(f->arena, model_shape("proposal"), approval);
	proposal->id = "0198c0de-0000-7000-8000-000000000001";
	node_put(proposal, "number", "1");
	node_put(proposal, "level", "1");
	node_put(proposal, "state", state);
	node_put(proposal, "kind", "operating");
	node_put(proposal, "pack", "nd85-2016");
	node_put(proposal, "pack-version", "1");
	node_put(proposal, "at", "2026-11-01T00:00:00Z");
	add_act(f, proposal, "0198c0de-0000-7000-8000-000000000002", "1", step);
	return review;
}

static void write_at(struct fixture *f, struct node *review, const char *created)
{
	node_put(review, "created", created);
	MUST(exchange_write_review(f->review, review, f->arena, e));
}

static struct node *first_proposal(struct fixture *f)
{
	const struct place place = { .agency = "SM", .system = "PM" };
	struct node *first;

	MUST(app_list(&first, f->app, model_shape("proposal"), &place, f->arena, e));
	assert_non_null(first);
	return first;
}

static void proposals_with_their_acts_and_the_approval_come_back(void **state)
{
	struct fixture *f = *state;
	const struct place place = { .agency = "SM", .key = { "PM" } };
	struct review_receipt receipt;
	struct node *review, *approval, *system;

	return_first(f);
	at_department(f);
	review = with_proposal(f, "approved", "approve");
	approval = node_first(review, "approval");
	node_put(approval, "approved-level", "1");
	node_put(approval, "approval-date", "2026-11-20");
	node_put(approval, "approval-number", "12/QĐ");
	write_at(f, review, "2026-11-23T05:00:00Z");
	at_agency(f);
	MUST(take(f, &receipt, e));
	MUST(app_get(&system, f->app, model_shape("system"), &place, f->arena, e));
	assert_string_equal(node_get(system, "approved-level"), "1");
	assert_string_equal(node_get(system, "approval-number"), "12/QĐ");
	assert_string_equal(node_get(first_proposal(f), "state"), "approved");
	/* the same again: nothing */
	MUST(take(f, &receipt, e));
	assert_int_equal(receipt.counts.added + receipt.counts.changed, 0);
}

static int resubmit(struct store *store, void *context, struct err *err)
{
	struct fixture *f = context;
	struct node *proposal, *act = add_act(f, NULL, "0198c0de-0000-7000-8000-000000000003", "2", "submit");
	int rc = store_get(&proposal, store, model_shape("proposal"), "0198c0de-0000-7000-8000-000000000001",
	    f->arena, err);

	if (rc < 0)
		return rc;
	node_put(proposal, "state", "submitted");
	rc = store_change_record(store, proposal, err);
	return rc < 0 ? rc : store_add(store, act, proposal->id, f->arena, err);
}

static void what_the_agency_did_on_a_proposal_meanwhile_stays_after_the_reviewers_acts(void **state)
{
	struct fixture *f = *state;
	struct review_receipt receipt;
	struct node *review, *act;
	struct store *store;

	return_first(f);
	at_department(f);
	review = with_proposal(f, "incomplete", "incomplete");
	write_at(f, review, "2026-11-23T05:00:00Z");
	at_agency(f);
	MUST(take(f, &receipt, e));
	app_close(f->app);
	f->app = NULL;
	MUST(store_open(&store, f->agency, STORE_WRITE, e));
	MUST(store_write(store, resubmit, f, e));
	/* the reviewer has entered a second act before that came */
	act = node_first(node_first(review, "approval"), "proposal");
	add_act(f, act, "0198c0de-0000-7000-8000-000000000004", "2", "opinion");
	write_at(f, review, "2026-11-23T06:00:00Z");
	store_close(store);
	at_agency(f);
	MUST(take(f, &receipt, e));
	assert_string_equal(node_get(first_proposal(f), "state"), "submitted");
	app_close(f->app);
	f->app = NULL;
	MUST(store_open(&store, f->agency, STORE_READ, e));
	MUST(store_list(&act, store, model_shape("act"), "0198c0de-0000-7000-8000-000000000001", NULL, f->arena, e));
	store_close(store);
	assert_string_equal(node_get(act, "step"), "incomplete");
	assert_string_equal(node_get(act->next, "step"), "opinion");
	assert_string_equal(node_get(act->next->next, "step"), "submit");
	assert_string_equal(node_get(act->next->next, "number"), "3");
}

/* ---- the schema ------------------------------------------------------------------------------- */

static void what_is_written_fits_the_schema(void **state)
{
	struct fixture *f = *state;
	struct buffer text = { 0 };
	xmlSchemaParserCtxtPtr parser;
	xmlSchemaValidCtxtPtr context;
	xmlSchemaPtr schema;
	xmlDocPtr doc;

	return_first(f);
	exchange_schema(&text);
	parser = xmlSchemaNewMemParserCtxt(text.text, (int)text.length);
	schema = xmlSchemaParse(parser);
	assert_non_null(schema);
	context = xmlSchemaNewValidCtxt(schema);
	doc = xmlReadFile(f->review, NULL, XML_PARSE_NONET);
	assert_non_null(doc);
	assert_int_equal(xmlSchemaValidateDoc(context, doc), 0);
	xmlFreeDoc(doc);
	xmlSchemaFreeValidCtxt(context);
	xmlSchemaFree(schema);
	xmlSchemaFreeParserCtxt(parser);
	buffer_release(&text);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(comments_come_back_to_the_same_place_and_the_year_is_returned),
		TEST(taking_the_same_answer_in_again_changes_nothing),
		TEST(the_next_hand_in_brings_the_replies_and_shows_what_changed),
		TEST(an_older_answer_is_refused),
		TEST(an_answer_does_not_undo_what_was_taken_back_or_signed_again_meanwhile),
		TEST(an_answer_to_another_agency_or_to_a_number_never_handed_in_is_refused),
		TEST(a_dry_run_changes_nothing),
		TEST(a_changed_byte_anywhere_below_the_first_line_is_found),
		TEST(what_the_schema_does_not_allow_is_refused_with_the_place),
		TEST(ten_thousand_comments_on_one_question_are_refused),
		TEST(proposals_with_their_acts_and_the_approval_come_back),
		TEST(what_the_agency_did_on_a_proposal_meanwhile_stays_after_the_reviewers_acts),
		TEST(what_is_written_fits_the_schema),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

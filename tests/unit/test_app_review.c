/*
 * The reviewer's desk: comments hang on what is there, a hand-in is returned or accepted by those who may, once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/app.h"
#include "capdo/store.h"
#include "scratch.h"

struct fixture {
	struct scratch scratch;
	struct arena *arena;
	struct app *app;
	char path[256];
};

#define MUST(call) \
	do { \
		struct err must_err = { 0 }; \
		struct err *e = &must_err; \
		if ((call) < 0) \
			fail_msg("%s: %s", #call, must_err.text); \
	} while (0)

static void as(struct fixture *f, const char *person)
{
	struct app_options o = { .path = f->path, .person = person, .mode = APP_WRITE,
		.today = day_from_ymd(2026, 12, 22) };

	app_close(f->app);
	f->app = NULL;
	MUST(app_open(&f->app, &o, e));
}

static void put(struct fixture *f, const char *shape, struct place place, const struct value *value, size_t count)
{
	MUST(app_put(NULL, f->app, model_shape(shape), &place, value, count, false, f->arena, e));
}

static void account(struct fixture *f, const char *login, const char *role, const char *agency)
{
	const struct value value[] = { { "name", login }, { "role", role }, { "agency", agency } };

	put(f, "account", (struct place){ .key = { login } }, value, agency ? 3 : 2);
}

/* An agency with one system of level 1 whose year has begun. */
static void make_agency(struct fixture *f, const char *agency)
{
	static const char *const facts[][2] = { { "function", "internal" }, { "info", "public" },
		{ "defence-security", "no" }, { "national-egov", "no" }, { "national-data-store", "no" },
		{ "prime-minister-decision", "no" } };
	const struct value name[] = { { "name", "Đơn vị mẫu" } };
	const struct value system[] = { { "name", "Đơn vị mẫu" }, { "in-build", "yes" } };
	const struct value asset[] = { { "name", "Máy chủ" }, { "kind", "server" } };

	put(f, "agency", (struct place){ .key = { agency } }, name, 1);
	put(f, "system", (struct place){ .agency = agency, .key = { "PM" } }, system, 2);
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
		MUST(app_fact(f->app, agency, "PM", NULL, facts[i][0], facts[i][1], NULL, e));
	MUST(app_level_decide(NULL, f->app, agency, "PM", 0, NULL, f->arena, e));
	MUST(app_assess_start(NULL, f->app, agency, "PM", "2026", f->arena, e));
	put(f, "asset", (struct place){ .agency = agency, .system = "PM", .key = { "MC" } }, asset, 2);
	put(f, "year", (struct place){ .agency = agency, .key = { "2026" } }, name, 0);
}

/* ---- a hand-in, as the register has it -------------------------------------------------------- */

struct handing {
	const char *agency;
	const char *number;
	struct arena *arena;
};

static int hand_in(struct store *store, void *context, struct err *err)
{
	const struct handing *handing = context;
	const char *const code[] = { handing->agency }, *const key[] = { "2026" };
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
	node_put(row, "way", "in");
	node_put(row, "state", "submitted");
	node_put(row, "at", "2026-12-19T18:30:00Z");
	node_put(row, "sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	rc = store_change_record(store, year, err);
	return rc < 0 ? rc : store_add(store, row, agency->id, handing->arena, err);
}

static void handed_in(struct fixture *f, const char *agency, const char *number)
{
	struct handing handing = { agency, number, f->arena };
	struct store *store;

	app_close(f->app);
	f->app = NULL;
	MUST(store_open(&store, f->path, STORE_WRITE, e));
	MUST(store_write(store, hand_in, &handing, e));
	store_close(store);
	as(f, "rev");
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct app_options o = { .person = "an", .mode = APP_CREATE, .today = day_from_ymd(2026, 12, 22) };

	scratch_make(&f->scratch);
	snprintf(f->path, sizeof(f->path), "%s", scratch_path(&f->scratch, "a.db"));
	f->arena = arena_new();
	o.path = f->path;
	MUST(app_open(&f->app, &o, e));
	account(f, "rev", "reviewer", NULL);
	account(f, "own", "reviewer", "SM");
	account(f, "as", "assessor", "SM");
	account(f, "app", "approver", NULL);
	account(f, "view", "viewer", NULL);
	make_agency(f, "SM");
	make_agency(f, "SN");
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

static const struct subject finding = { .about = "finding", .system = "PM", .year = "2026", .key = "QL-1.1.1" };
static const struct subject whole_year = { .about = "year", .year = "2026" };

static int comment(struct fixture *f, const struct subject *subject, const char *kind, struct err *err)
{
	return app_comment(NULL, f->app, "SM", subject, kind, "Bổ sung minh chứng", f->arena, err);
}

/* ---- comments --------------------------------------------------------------------------------- */

static void a_comment_hangs_on_a_question_that_is_there_even_without_an_answer(void **state)
{
	struct fixture *f = *state;
	static const struct subject good[] = {
		{ .about = "agency" }, { .about = "year", .year = "2026" },
		{ .about = "obligation", .year = "2026", .key = "plan-made" },
		{ .about = "system", .system = "PM" }, { .about = "asset", .system = "PM", .key = "MC" },
		{ .about = "fact", .system = "PM", .key = "function" },
		{ .about = "fact", .system = "PM", .key = "nonstop" },
		{ .about = "decision", .system = "PM", .key = "1" },
		{ .about = "assessment", .system = "PM", .year = "2026" },
		{ .about = "finding", .system = "PM", .year = "2026", .key = "QL-1.1.1" },
		{ .about = "rating", .system = "PM", .year = "2026", .key = "a-ransomware" },
	};
	static const struct subject bad[] = {
		{ .about = "nothing" }, { .about = "year", .year = "2025" }, { .about = "finding", .system = "PM" },
		{ .about = "finding", .system = "XX", .year = "2026", .key = "QL-1.1.1" },
		{ .about = "finding", .system = "PM", .year = "2026", .key = "QL-9.9.9" },
		{ .about = "finding", .system = "PM", .year = "2026", .key = "QL-1.1.1", .asset = "XX" },
		{ .about = "asset", .system = "PM", .key = "XX" }, { .about = "fact", .system = "PM", .key = "xx" },
		{ .about = "action", .system = "PM", .key = "V1" }, { .about = "snapshot", .key = "1" },
		{ .about = "agency", .key = "SM" }, { .about = "rating", .system = "PM", .year = "2026", .key = "x" },
	};
	struct remark *remark;
	size_t count;

	as(f, "rev");
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		MUST(comment(f, &good[i], "ask", e));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err err = { 0 };

		if (comment(f, &bad[i], "ask", &err) == OK)
			fail_msg("%s %s was taken", bad[i].about, bad[i].key ? bad[i].key : "");
		assert_string_not_equal(err.text, "");
	}
	assert_int_equal(comment(f, &whole_year, "praise", NULL), FAIL_INVALID);
	assert_int_equal(app_comment(NULL, f->app, "SM", &whole_year, "ask", "", f->arena, NULL), FAIL_INVALID);
	MUST(app_comments(&remark, &count, f->app, "SM", &(struct remark_filter){ 0 }, f->arena, e));
	assert_int_equal(count, sizeof(good) / sizeof(good[0]));
	/* they are listed as the checklist goes: the good ones stand in that order */
	for (size_t i = 0; i < count; i++)
		assert_string_equal(node_get(remark[i].comment, "about"), good[i].about);
	assert_non_null(remark[5].record);
	assert_null(remark[9].record);
	assert_non_null(strstr(remark[9].where, "QL-1.1.1"));
}

static void a_comment_is_answered_and_closed_and_then_left_alone(void **state)
{
	struct fixture *f = *state;
	struct remark *remark;
	struct err err;
	size_t count;

	handed_in(f, "SM", "3");
	MUST(comment(f, &finding, "reject", e));
	assert_int_equal(app_comment_reply(f->app, "SM", 1, "Đã bổ sung", NULL), FAIL_DENIED);
	as(f, "as");
	assert_int_equal(app_comment_reply(f->app, NULL, 2, "Đã bổ sung", &err), FAIL_NOT_FOUND);
	assert_int_equal(app_comment_reply(f->app, NULL, 1, " ", &err), FAIL_INVALID);
	MUST(app_comment_reply(f->app, NULL, 1, "Đã bổ sung", e));
	assert_int_equal(app_comment_close(f->app, NULL, 1, NULL), FAIL_DENIED);
	as(f, "rev");
	MUST(app_comments(&remark, &count, f->app, "SM", &(struct remark_filter){ 0 }, f->arena, e));
	assert_int_equal(count, 1);
	assert_string_equal(node_get(remark[0].comment, "state"), "answered");
	assert_string_equal(node_get(remark[0].comment, "reply"), "Đã bổ sung");
	assert_string_equal(node_get(remark[0].comment, "replied-by"), "as");
	assert_string_equal(node_get(remark[0].comment, "snapshot"), "3");
	MUST(app_comment_close(f->app, "SM", 1, e));
	MUST(app_comment_close(f->app, "SM", 1, e));
	as(f, "as");
	assert_int_equal(app_comment_reply(f->app, NULL, 1, "Nữa", NULL), FAIL_INVALID);
	MUST(app_comments(
	    &remark, &count, f->app, "SM", &(struct remark_filter){ .open = true }, f->arena, e));
	assert_int_equal(count, 0);
}

static void a_question_takes_200_comments_and_no_more(void **state)
{
	struct fixture *f = *state;

	as(f, "rev");
	for (int i = 0; i < COMMENTS_MOST; i++)
		MUST(comment(f, &whole_year, "note", e));
	assert_int_equal(comment(f, &whole_year, "note", NULL), FAIL_INVALID);
	MUST(comment(f, &finding, "note", e));
}

static void only_a_reviewer_comments_returns_and_accepts(void **state)
{
	static const char *const others[] = { "an", "as", "app", "view" };
	struct fixture *f = *state;
	const char *const agency[] = { "SM" };
	struct verdict verdict;

	handed_in(f, "SM", "1");
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		as(f, others[i]);
		assert_int_equal(comment(f, &finding, "ask", NULL), FAIL_DENIED);
		assert_int_equal(
		    app_return(&verdict, f->app, agency, 1, "2026", "Sai", f->arena, NULL), FAIL_DENIED);
		assert_int_equal(app_accept(&verdict, f->app, agency, 1, "2026", NULL, "Vội", f->arena, NULL),
		    FAIL_DENIED);
		assert_string_not_equal(verdict.why, "");
	}
}

/* ---- decisions -------------------------------------------------------------------------------- */

static const struct desk_row *row_of(struct fixture *f, const char *agency)
{
	struct desk_row *row;
	size_t count;

	MUST(app_desk(&row, &count, f->app, "2026", f->arena, e));
	assert_int_equal(count, 2);
	return strcmp(node_get(row[0].agency, "code"), agency) == 0 ? &row[0] : &row[1];
}

static const struct node *year_of(struct fixture *f, const char *agency)
{
	const struct place place = { .agency = agency, .key = { "2026" } };
	struct node *year;

	MUST(app_get(&year, f->app, model_shape("year"), &place, f->arena, e));
	return year;
}

static void only_a_submitted_year_is_returned_and_only_once(void **state)
{
	struct fixture *f = *state;
	const char *const agency[] = { "SM" };
	struct verdict verdict;

	as(f, "rev");
	assert_string_equal(row_of(f, "SM")->state, "draft");
	assert_int_equal(app_return(&verdict, f->app, agency, 1, "2026", "Sai", f->arena, NULL), FAIL_INVALID);
	handed_in(f, "SM", "1");
	assert_string_equal(row_of(f, "SM")->state, "submitted");
	/* neither a comment nor a word */
	assert_int_equal(app_return(&verdict, f->app, agency, 1, "2026", NULL, f->arena, NULL), FAIL_INVALID);
	assert_string_equal(node_get(year_of(f, "SM"), "state"), "submitted");
	MUST(comment(f, &finding, "ask", e));
	MUST(app_return(&verdict, f->app, agency, 1, "2026", NULL, f->arena, e));
	assert_string_equal(row_of(f, "SM")->state, "returned");
	assert_string_equal(node_get(year_of(f, "SM"), "state"), "returned");
	assert_string_equal(node_get(year_of(f, "SM"), "decided-by"), "rev");
	assert_int_equal(app_return(&verdict, f->app, agency, 1, "2026", "Sai", f->arena, NULL), FAIL_INVALID);
	assert_int_equal(
	    app_accept(&verdict, f->app, agency, 1, "2026", NULL, "Vội", f->arena, NULL), FAIL_INVALID);
}

static void what_stands_against_it_is_not_accepted_without_a_reason_and_the_reason_stays(void **state)
{
	struct fixture *f = *state;
	const char *const agency[] = { "SM" };
	struct breach_list breaches;
	struct verdict verdict;
	struct err err = { 0 };
	const char **clean;
	size_t count;
	bool stops;

	handed_in(f, "SM", "1");
	MUST(comment(f, &finding, "reject", e));
	MUST(app_check(&breaches, f->app, "SM", "2026", f->arena, e));
	stops = breach_count(&breaches, true) > 0;
	assert_int_equal(
	    app_accept(&verdict, f->app, agency, 1, "2026", "Được", NULL, f->arena, &err), FAIL_INVALID);
	MUST(app_clean(&clean, &count, f->app, "2026", f->arena, e));
	assert_int_equal(count, 0);
	/* a reply does not settle it, closing does */
	as(f, "as");
	MUST(app_comment_reply(f->app, NULL, 1, "Đã sửa", e));
	as(f, "rev");
	assert_int_equal(
	    app_accept(&verdict, f->app, agency, 1, "2026", "Được", NULL, f->arena, &err), FAIL_INVALID);
	MUST(app_comment_close(f->app, "SM", 1, e));
	MUST(app_clean(&clean, &count, f->app, "2026", f->arena, e));
	assert_int_equal(count, !stops);
	MUST(app_accept(&verdict, f->app, agency, 1, "2026", "Được", "Chủ quản yêu cầu", f->arena, e));
	assert_string_equal(node_get(year_of(f, "SM"), "state"), "accepted");
	assert_string_equal(node_get(year_of(f, "SM"), "decision"), "Được\nChủ quản yêu cầu");
}

static int count_refused(void *context, const struct audit_line *line, struct err *err)
{
	(void)err;
	*(size_t *)context += strcmp(line->verb, "refused") == 0 && strcmp(line->person, "own") == 0;
	return OK;
}

static void a_reviewer_does_not_decide_on_the_own_agency_and_the_attempt_stays_in_the_chain(void **state)
{
	struct fixture *f = *state;
	const char *const agency[] = { "SM", "SN" };
	struct verdict verdict[2];
	size_t refused = 0;

	handed_in(f, "SM", "1");
	handed_in(f, "SN", "1");
	as(f, "own");
	assert_int_equal(app_return(verdict, f->app, agency, 2, "2026", "Sai", f->arena, NULL), FAIL_DENIED);
	assert_int_equal(verdict[0].rc, FAIL_DENIED);
	assert_int_equal(verdict[1].rc, OK);
	assert_string_equal(node_get(year_of(f, "SM"), "state"), "submitted");
	assert_string_equal(node_get(year_of(f, "SN"), "state"), "returned");
	as(f, "an");
	MUST(app_audit(f->app, 1, count_refused, &refused, e));
	assert_int_equal(refused, 1);
	MUST(app_verify(f->app, NULL, e));
}

static void in_bulk_one_refusal_does_not_stop_the_others(void **state)
{
	struct fixture *f = *state;
	const char *const agency[] = { "XX", "SM", "SN" };
	struct verdict verdict[3];
	struct err err = { 0 };

	handed_in(f, "SN", "1");
	assert_int_equal(
	    app_accept(verdict, f->app, agency, 3, "2026", NULL, "Đợt 1", f->arena, &err), FAIL_NOT_FOUND);
	assert_int_equal(verdict[0].rc, FAIL_NOT_FOUND);
	assert_int_equal(verdict[1].rc, FAIL_INVALID);
	assert_int_equal(verdict[2].rc, OK);
	assert_string_equal(err.text, verdict[0].why);
	assert_string_equal(row_of(f, "SN")->state, "accepted");
}

static void the_desk_counts_the_days_from_the_day_it_came_in_vietnam(void **state)
{
	struct fixture *f = *state;

	/* before 20 December: the last day is the 19th; 18:30 UTC is the next morning there */
	handed_in(f, "SM", "1");
	assert_string_equal(row_of(f, "SM")->due, "2026-12-19");
	assert_int_equal(row_of(f, "SM")->days, -1);
	/* today is the 22nd */
	assert_int_equal(row_of(f, "SN")->days, -3);
	assert_int_equal(row_of(f, "SN")->systems, 1);
	assert_null(row_of(f, "SN")->snapshot);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_comment_hangs_on_a_question_that_is_there_even_without_an_answer),
		TEST(a_comment_is_answered_and_closed_and_then_left_alone),
		TEST(a_question_takes_200_comments_and_no_more),
		TEST(only_a_reviewer_comments_returns_and_accepts),
		TEST(only_a_submitted_year_is_returned_and_only_once),
		TEST(what_stands_against_it_is_not_accepted_without_a_reason_and_the_reason_stays),
		TEST(a_reviewer_does_not_decide_on_the_own_agency_and_the_attempt_stays_in_the_chain),
		TEST(in_bulk_one_refusal_does_not_stop_the_others),
		TEST(the_desk_counts_the_days_from_the_day_it_came_in_vietnam),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

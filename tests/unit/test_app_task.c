/*
 * Recurring duties of a system's year: from when they count, what may be kept of them, and how they stand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/app.h"
#include "pack_crossed.h"
#include "pack_tiny.h"
#include "scratch.h"

#define MUST(call) \
	do { \
		struct err must_err = { 0 }; \
		struct err *e = &must_err; \
		if ((call) < 0) \
			fail_msg("%s: %s", #call, must_err.text); \
	} while (0)

struct fixture {
	struct scratch scratch;
	char path[300];
	char *packs;                    /* folder of small packs; NULL: the built-in ones */
	struct arena *arena;
	struct app *app;
};

static void open_store(struct fixture *f, enum app_mode mode, day today)
{
	const struct app_options options = { .path = f->path, .packs = f->packs, .person = "an", .mode = mode,
		.today = today };

	app_close(f->app);
	f->app = NULL;
	MUST(app_open(&f->app, &options, e));
}

static void put(struct fixture *f, const char *shape, struct place place, const char *field, const char *text)
{
	const struct value value[] = { { field, text } };

	MUST(app_put(NULL, f->app, model_shape(shape), &place, value, 1, false, f->arena, e));
}

static void put_system(struct fixture *f, const char *field, const char *text)
{
	put(f, "system", (struct place){ .key = { "PM" } }, field, text);
}

/* A system of level 2 in operation since long, not approved, with the assessment of 2026 on the new
 * checklist; it is 22 November. */
static int set_up(void **state)
{
	static const char *const fact[][2] = { { "function", "internal" }, { "info", "public private" },
		{ "defence-security", "no" }, { "national-egov", "no" }, { "national-data-store", "no" },
		{ "prime-minister-decision", "no" } };
	struct fixture *f = calloc(1, sizeof(*f));

	f->packs = folder_new();
	folder_put_crossed(f->packs);
	scratch_make(&f->scratch);
	snprintf(f->path, sizeof(f->path), "%s", scratch_path(&f->scratch, "a.db"));
	f->arena = arena_new();
	open_store(f, APP_CREATE, day_from_ymd(2025, 11, 22));
	put(f, "agency", (struct place){ .key = { "SM" } }, "name", "Sở Mẫu");
	put_system(f, "name", "Phần mềm nội bộ");
	put_system(f, "state", "operating");
	put_system(f, "in-operation-since", "2020-01-01");
	for (size_t i = 0; i < sizeof(fact) / sizeof(fact[0]); i++)
		MUST(app_fact(f->app, NULL, "PM", NULL, fact[i][0], fact[i][1], NULL, e));
	MUST(app_level_decide(NULL, f->app, NULL, "PM", 0, NULL, f->arena, e));
	MUST(app_assess_start(NULL, f->app, NULL, "PM", "2025", f->arena, e));
	open_store(f, APP_WRITE, day_from_ymd(2026, 11, 22));
	MUST(app_assess_start(NULL, f->app, NULL, "PM", "2026", f->arena, e));
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	app_close(f->app);
	if (f->packs)
		folder_drop(f->packs);
	arena_free(f->arena);
	scratch_remove(&f->scratch);
	free(f);
	return 0;
}

static const struct node *assessment(struct fixture *f, const char *year)
{
	struct system_view *system;

	MUST(app_view_system(&system, f->app, NULL, "PM", f->arena, e));
	return view_assessment(system, year)->node;
}

/* "N-SAME 3/4 2026-09-30 late secondary" for each duty of a year, a line each. */
static void expect_duties(struct fixture *f, const char *year, const char *expected)
{
	const char *text = "";

	for (const struct node *node = node_first(assessment(f, year), "task-due"); node; node = node->next)
		text = arena_print(f->arena, "%s%s %s/%s %s %s %s\n", text, node_get(node, "requirement"),
		    node_get(node, "number"), node_get(node, "of"), node_get(node, "due"), node_get(node, "state"),
		    node_get(node, "source"));
	assert_string_equal(text, expected);
}

static int keep(struct fixture *f, const char *requirement, const char *number, const char *field,
    const char *text, struct err *err)
{
	const struct place place = { .system = "PM", .year = "2026", .key = { requirement, number } };
	const struct value value[] = { { field, text } };

	return app_put(NULL, f->app, model_shape("task"), &place, value, 1, false, f->arena, err);
}

static void did(struct fixture *f, const char *requirement, const char *number, const char *date)
{
	MUST(keep(f, requirement, number, "done", date, e));
}

/* ---- which duties ---------------------------------------------------------------------------------------- */

static void duties_count_from_the_day_the_new_checklist_holds(void **state)
{
	struct fixture *f = *state;

	/* the quarters that ended before the decree are nobody's duty */
	expect_duties(f, "2026",
	    "N-SAME 3/4 2026-09-30 late secondary\n"
	    "N-SAME 4/4 2026-12-31 due secondary\n"
	    "N-MORE 1/1 2026-12-31 due unverified\n"
	    "N-TWO 1/1 2026-12-31 due secondary\n");
	MUST(app_assess_start(NULL, f->app, NULL, "PM", "2027", f->arena, e));
	expect_duties(f, "2027",
	    "N-SAME 1/4 2027-03-31 ahead secondary\n"
	    "N-SAME 2/4 2027-06-30 ahead secondary\n"
	    "N-SAME 3/4 2027-09-30 ahead secondary\n"
	    "N-SAME 4/4 2027-12-31 ahead secondary\n"
	    "N-MORE 1/1 2027-12-31 ahead unverified\n"
	    "N-TWO 1/1 2027-12-31 ahead secondary\n");
	/* the old checklist names no cycle */
	expect_duties(f, "2025", "");
}

static void duties_count_from_the_day_the_system_came_into_operation(void **state)
{
	struct fixture *f = *state;

	put_system(f, "in-operation-since", "2026-10-01");
	expect_duties(f, "2026",
	    "N-SAME 4/4 2026-12-31 due secondary\n"
	    "N-MORE 1/1 2026-12-31 due unverified\n"
	    "N-TWO 1/1 2026-12-31 due secondary\n");
	put_system(f, "in-operation-since", "2027-01-01");
	expect_duties(f, "2026", "");
	put_system(f, "in-operation-since", "");
	put_system(f, "state", "building");
	expect_duties(f, "2026", "");
}

static void who_keeps_the_level_has_the_term_before_the_first_duty(void **state)
{
	struct fixture *f = *state;

	put_system(f, "approved-level", "2");
	put_system(f, "approval-date", "2024-05-20");
	MUST(app_assess_start(NULL, f->app, NULL, "PM", "2027", f->arena, e));
	/* the measures are to be in place by the end of June */
	expect_duties(f, "2027",
	    "N-SAME 3/4 2027-09-30 ahead secondary\n"
	    "N-SAME 4/4 2027-12-31 ahead secondary\n"
	    "N-MORE 1/1 2027-12-31 ahead unverified\n"
	    "N-TWO 1/1 2027-12-31 ahead secondary\n");
	MUST(app_assess_start(NULL, f->app, NULL, "PM", "2028", f->arena, e));
	assert_int_equal(node_count(assessment(f, "2028"), "task-due"), 6);
}

static void what_does_not_apply_is_no_duty(void **state)
{
	struct fixture *f = *state;
	const struct value value[] = { { "status", "n-a" }, { "reason", "không có" } };

	MUST(app_finding(f->app, NULL, "PM", "2026", "N-SAME", NULL, value, 2, e));
	expect_duties(f, "2026",
	    "N-MORE 1/1 2026-12-31 due unverified\n"
	    "N-TWO 1/1 2026-12-31 due secondary\n");
}

/* ---- what was carried out --------------------------------------------------------------------------------- */

static void what_was_carried_out_is_done_in_time_or_late(void **state)
{
	struct fixture *f = *state;

	did(f, "N-SAME", "3", "2026-10-02");
	did(f, "N-SAME", "4", "2026-11-22");
	did(f, "N-SAME", "2", "2026-05-05");
	MUST(keep(f, "N-MORE", "1", "planned", "2026-12-01", e));
	expect_duties(f, "2026",
	    "N-SAME 2/4 2026-06-30 done secondary\n"
	    "N-SAME 3/4 2026-09-30 done-late secondary\n"
	    "N-SAME 4/4 2026-12-31 done secondary\n"
	    "N-MORE 1/1 2026-12-31 due unverified\n"
	    "N-TWO 1/1 2026-12-31 due secondary\n");
	assert_string_equal(node_get(node_find(assessment(f, "2026"), "task", "planned", "2026-12-01"), "requirement"),
	    "N-MORE");
	/* taken back */
	did(f, "N-SAME", "4", "");
	MUST(app_remove(f->app, model_shape("task"),
	    &(struct place){ .system = "PM", .year = "2026", .key = { "N-SAME", "3" } }, false, e));
	assert_int_equal(node_count(assessment(f, "2026"), "task"), 3);
	expect_duties(f, "2026",
	    "N-SAME 2/4 2026-06-30 done secondary\n"
	    "N-SAME 3/4 2026-09-30 late secondary\n"
	    "N-SAME 4/4 2026-12-31 due secondary\n"
	    "N-MORE 1/1 2026-12-31 due unverified\n"
	    "N-TWO 1/1 2026-12-31 due secondary\n");
}

static void what_cannot_have_been_carried_out_is_refused(void **state)
{
	static const char *const refused[][3] = {
		{ "N-SAME", "5", "2026-10-01" },        /* four times a year */
		{ "N-MORE", "2", "2026-10-01" },
		{ "N-TWO", "2", "2026-10-01" },
		{ "N-NEW", "1", "2026-10-01" },         /* no recurring duty */
		{ "N-SRV", "1", "2026-10-01" },         /* one at level 5 only */
		{ "R-SAME", "1", "2026-10-01" },        /* of the other checklist */
		{ "N-SAME", "3", "2026-11-23" },        /* still to come */
		{ "N-SAME", "0", "2026-10-01" },
		{ "N-SAME", "3", "2026-02-30" },
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		struct err err = { 0 };

		if (keep(f, refused[i][0], refused[i][1], "done", refused[i][2], &err) != FAIL_INVALID)
			fail_msg("%s %s %s was taken", refused[i][0], refused[i][1], refused[i][2]);
	}
	assert_int_equal(node_count(assessment(f, "2026"), "task"), 0);
}

static void a_closed_year_takes_no_duty(void **state)
{
	struct fixture *f = *state;
	struct node *agency = node_new(f->arena, model_root(), NULL);
	struct node *year = node_new(f->arena, model_shape("year"), agency);
	struct merge_counts counts;
	struct err err;

	node_put(agency, "code", "SM");
	node_put(agency, "name", "Sở Mẫu");
	node_put(year, "year", "2026");
	node_put(year, "state", "signed-off");
	MUST(app_merge(&counts, f->app, agency, "tep.xml", false, e));
	assert_int_equal(keep(f, "N-SAME", "3", "done", "2026-10-01", &err), FAIL_DENIED);
}

/* ---- beside the other use cases ---------------------------------------------------------------------------- */

static void next_year_begins_without_the_duties_of_this_one(void **state)
{
	struct fixture *f = *state;
	struct carry_lists *lists;

	did(f, "N-SAME", "3", "2026-09-15");
	MUST(app_carry(&lists, f->app, NULL, "PM", "2027", true, f->arena, e));
	assert_int_equal(node_count(assessment(f, "2027"), "task"), 0);
	assert_int_equal(node_count(assessment(f, "2026"), "task"), 1);
}

static void what_was_carried_out_goes_along_with_a_file(void **state)
{
	struct fixture *f = *state;
	struct agency_view *agency;
	struct merge_counts counts;

	did(f, "N-SAME", "3", "2026-09-15");
	MUST(app_view_agency(&agency, f->app, NULL, NULL, f->arena, e));
	snprintf(f->path, sizeof(f->path), "%s", scratch_path(&f->scratch, "b.db"));
	open_store(f, APP_CREATE, day_from_ymd(2026, 11, 22));
	MUST(app_merge(&counts, f->app, agency->node, "tep.xml", false, e));
	expect_duties(f, "2026",
	    "N-SAME 3/4 2026-09-30 done secondary\n"
	    "N-SAME 4/4 2026-12-31 due secondary\n"
	    "N-MORE 1/1 2026-12-31 due unverified\n"
	    "N-TWO 1/1 2026-12-31 due secondary\n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(duties_count_from_the_day_the_new_checklist_holds),
		TEST(duties_count_from_the_day_the_system_came_into_operation),
		TEST(who_keeps_the_level_has_the_term_before_the_first_duty),
		TEST(what_does_not_apply_is_no_duty),
		TEST(what_was_carried_out_is_done_in_time_or_late),
		TEST(what_cannot_have_been_carried_out_is_refused),
		TEST(a_closed_year_takes_no_duty),
		TEST(next_year_begins_without_the_duties_of_this_one),
		TEST(what_was_carried_out_goes_along_with_a_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

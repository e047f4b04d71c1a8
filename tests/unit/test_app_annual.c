/*
 * The report of an owner to the ministry: every content the duty prescribes is there with its citation, what
 * is not handed in does not count, figures add up, periods are right to the day.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/app.h"
#include "scratch.h"

#define OWNER "Ủy ban nhân dân tỉnh Mẫu"

struct fixture {
	struct scratch scratch;
	struct arena *arena;
	struct app *app;
};

#define MUST(call) \
	do { \
		struct err must_err = { 0 }; \
		struct err *e = &must_err; \
		if ((call) < 0) \
			fail_msg("%s: %s", #call, must_err.text); \
	} while (0)

static void open_app(struct fixture *f, enum app_mode mode, day today)
{
	struct app_options options = { .path = scratch_path(&f->scratch, "a.db"), .person = "an", .mode = mode,
		.today = today };

	app_close(f->app);
	f->app = NULL;
	MUST(app_open(&f->app, &options, e));
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	scratch_make(&f->scratch);
	f->arena = arena_new();
	open_app(f, APP_CREATE, day_from_ymd(2026, 11, 22));
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

static void put(struct fixture *f, const char *shape, struct place place, const char *field, const char *text)
{
	const struct value value[] = { { field, text } };

	MUST(app_put(NULL, f->app, model_shape(shape), &place, value, 1, false, f->arena, e));
}

static void put_all(struct fixture *f, const char *shape, struct place place, const struct value *value, size_t count)
{
	MUST(app_put(NULL, f->app, model_shape(shape), &place, value, count, true, f->arena, e));
}

static void set_system(struct fixture *f, const char *agency, const char *system, const char *field, const char *text)
{
	put(f, "system", (struct place){ .agency = agency, .key = { system } }, field, text);
}

static void add_agency(struct fixture *f, const char *code, const char *year)
{
	put(f, "agency", (struct place){ .key = { code } }, "name", code);
	put(f, "agency", (struct place){ .key = { code } }, "owner", OWNER);
	put(f, "agency", (struct place){ .key = { code } }, "specialised-unit", "SO1");
	if (year)
		put(f, "year", (struct place){ .agency = code, .key = { year } }, "other", "Đề nghị tập huấn");
}

static void add_system(struct fixture *f, const char *agency, const char *system, const char *level)
{
	set_system(f, agency, system, "name", system);
	if (level)
		set_system(f, agency, system, "proposed-level", level);
	set_system(f, agency, system, "operator-name", "Trung tâm Mẫu");
}

static struct annual *report(struct fixture *f, const char *year)
{
	const struct annual_options options = { .year = year, .drafts = true };
	struct annual *annual;

	MUST(app_annual(&annual, f->app, &options, f->arena, e));
	return annual;
}

static const struct node *system_of(const struct annual *annual, const char *code)
{
	const struct node *node = node_find(annual->node, "annual-system", "code", code);

	assert_non_null(node);
	return node;
}

static void assert_field(const struct node *node, const char *field, const char *value)
{
	assert_string_equal(node_text(node, field), value);
}

/* ---- contents ---------- */

static void assert_contents(const struct annual *annual, const char *const *cite, size_t count)
{
	const struct node *node = node_first(annual->node, "annual-content");

	assert_int_equal(annual->content_count, count);
	assert_int_equal(node_count(annual->node, "annual-content"), count);
	for (size_t i = 0; i < count; i++, node = node->next) {
		assert_string_equal(annual->content[i]->cite, cite[i]);
		assert_string_equal(node_get(node, "cite"), pack_cite(annual->pack, cite[i], annual->arena));
		assert_true(strlen(node_text(node, "text")) > 20);
	}
}

static void the_report_of_2025_has_the_eleven_contents_of_the_circular_in_force(void **state)
{
	static const char *const cite[] = { "tt12:14.1", "tt12:14.2", "tt12:14.3", "tt12:14.4", "tt12:14.5",
		"tt12:14.6", "tt12:14.7", "tt12:14.8", "tt12:14.9", "tt12:14.10", "tt12:14.11" };
	struct fixture *f = *state;
	struct annual *annual;

	add_agency(f, "SO1", "2025");
	add_system(f, "SO1", "A", "2");
	annual = report(f, "2025");
	assert_contents(annual, cite, 11);
	for (size_t i = 0; i < 11; i++)
		assert_int_equal(annual_topic(annual->content[i]), ANNUAL_PARTIES + (int)i);
	assert_field(annual->node, "from", "2024-12-15");
	assert_field(annual->node, "to", "2025-12-14");
	assert_field(annual->node, "due", "2025-12-24");
	assert_field(annual->node, "period-given", "yes");
	assert_field(annual->node, "addressee", "Bộ Thông tin và Truyền thông");
	assert_null(annual->form);
	assert_int_equal(annual->besides, 0);
	assert_null(node_get(annual->node, "form"));
	assert_null(node_get(annual->node, "dossiers"));
	assert_null(node_get(system_of(annual, "A"), "form-status"));
	assert_int_equal(node_count(annual->node, "annual-type"), 0);
	assert_int_equal(node_count(annual->node, "annual-remark"), 0);
}

static void the_report_of_2021_has_the_five_contents_of_the_circular_before(void **state)
{
	static const char *const cite[] = { "tt03:17.3.a", "tt03:17.3.b", "tt03:17.3.c", "tt03:17.3.d",
		"tt03:17.3.đ" };
	static const enum annual_topic topic[] = { ANNUAL_SITUATION, ANNUAL_PROGRESS, ANNUAL_EFFECT, ANNUAL_CHANGE,
		ANNUAL_OTHER };
	struct fixture *f = *state;
	struct annual *annual;

	add_agency(f, "SO1", "2021");
	add_system(f, "SO1", "A", "3");
	annual = report(f, "2021");
	assert_contents(annual, cite, 5);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(annual_topic(annual->content[i]), topic[i]);
	assert_field(annual->node, "due", "2021-11-29");
	assert_field(annual->node, "period-given", "no");
}

static void the_year_of_the_change_follows_the_new_circular(void **state)
{
	struct fixture *f = *state;

	add_agency(f, "SO1", "2022");
	add_system(f, "SO1", "A", "3");
	assert_int_equal(report(f, "2022")->content_count, 11);
}

static void before_the_first_duty_there_is_no_report(void **state)
{
	const struct annual_options options = { .year = "2016", .drafts = true };
	struct fixture *f = *state;
	struct annual *annual;
	struct err err;

	add_agency(f, "SO1", "2016");
	add_system(f, "SO1", "A", "3");
	assert_int_equal(app_annual(&annual, f->app, &options, f->arena, &err), FAIL_NOT_FOUND);
	assert_non_null(strstr(err.text, "2016"));
}

static void before_2022_only_levels_3_to_5_are_reported_to_the_ministry(void **state)
{
	struct fixture *f = *state;
	struct annual *annual;

	add_agency(f, "SO1", "2021");
	add_system(f, "SO1", "A", "2");
	add_system(f, "SO1", "B", "3");
	add_system(f, "SO1", "C", "5");
	add_system(f, "SO1", "D", NULL);
	annual = report(f, "2021");
	assert_field(annual->node, "systems", "2");
	assert_field(annual->node, "outside", "2");
	assert_null(node_find(annual->node, "annual-system", "code", "A"));
	assert_field(report(f, "2026")->node, "systems", "4");
}

/* ---- who counts ---------- */

static void what_is_not_handed_in_does_not_count(void **state)
{
	const struct annual_options strict = { .year = "2026" };
	struct fixture *f = *state;
	struct annual *annual;
	struct err err;

	add_agency(f, "SO1", "2026");
	add_agency(f, "SO2", NULL);
	add_system(f, "SO1", "A", "2");
	add_system(f, "SO2", "B", "2");
	assert_int_equal(app_annual(&annual, f->app, &strict, f->arena, &err), FAIL_NOT_FOUND);
	assert_non_null(strstr(err.text, "--drafts"));
	annual = report(f, "2026");
	assert_field(node_find(annual->node, "annual-agency", "code", "SO1"), "state", "draft");
	assert_field(node_find(annual->node, "annual-agency", "code", "SO2"), "state", "missing");
	assert_field(annual->node, "drafts", "yes");
	assert_field(annual->node, "counted", "2");
}

static void several_owners_ask_for_one_of_them(void **state)
{
	const struct annual_options any = { .year = "2026", .drafts = true };
	const struct annual_options one = { .year = "2026", .drafts = true, .owner = "uy ban nhan dan tinh mau" };
	const struct annual_options no = { .year = "2026", .drafts = true, .owner = "Bộ Mẫu" };
	struct fixture *f = *state;
	struct annual *annual;
	struct err err;

	add_agency(f, "SO1", "2026");
	add_system(f, "SO1", "A", "2");
	add_system(f, "SO1", "B", "2");
	set_system(f, "SO1", "B", "owner-name", "Công ty Mẫu");
	assert_int_equal(app_annual(&annual, f->app, &any, f->arena, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "Công ty Mẫu"));
	assert_int_equal(app_annual(&annual, f->app, &no, f->arena, &err), FAIL_NOT_FOUND);
	MUST(app_annual(&annual, f->app, &one, f->arena, e));
	assert_field(annual->node, "owner", OWNER);
	assert_field(annual->node, "systems", "1");
	assert_non_null(node_find(annual->node, "annual-system", "code", "A"));
}

/* ---- figures ---------- */

/* Under the earlier regulation, so that its facts and its checklist are asked. */
static void decide_and_start(struct fixture *f, const char *system)
{
	static const char *const facts[][2] = { { "function", "internal" }, { "info", "public private" },
		{ "defence-security", "no" }, { "national-egov", "no" }, { "national-data-store", "no" },
		{ "prime-minister-decision", "no" } };

	set_system(f, "SO1", system, "approved-level", "2");
	set_system(f, "SO1", system, "approval-date", "2024-05-06");
	set_system(f, "SO1", system, "approval-basis", "nd85-2016");
	set_system(f, "SO1", system, "in-operation-since", "2020-01-02");
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
		MUST(app_fact(f->app, "SO1", system, NULL, facts[i][0], facts[i][1], NULL, e));
	MUST(app_level_decide(NULL, f->app, "SO1", system, 0, NULL, f->arena, e));
	MUST(app_assess_start(NULL, f->app, "SO1", system, "2026", f->arena, e));
}

static void answer_all(struct fixture *f, const char *system, const char *status)
{
	const struct value value[] = { { "status", status }, { "current", "Hiện trạng" } };
	struct system_view *view;

	MUST(app_view_system(&view, f->app, "SO1", system, f->arena, e));
	for (size_t i = 0; i < view->assessment[0].item_count; i++)
		MUST(app_finding(f->app, "SO1", system, "2026",
		    view->assessment[0].item[i].item.requirement->id, NULL, value, 2, e));
}

static void four_systems(struct fixture *f)
{
	static const char *const names[] = { "FULL", "NONE", "OPEN", "PART" };

	add_agency(f, "SO1", "2026");
	for (size_t i = 0; i < 4; i++) {
		add_system(f, "SO1", names[i], NULL);
		decide_and_start(f, names[i]);
	}
	add_system(f, "SO1", "EMPTY", NULL);
	answer_all(f, "FULL", "met");
	answer_all(f, "NONE", "unmet");
	answer_all(f, "PART", "partial");
}

static void each_system_is_in_one_class_of_implementation(void **state)
{
	struct fixture *f = *state;
	struct annual *annual;

	four_systems(f);
	annual = report(f, "2026");
	assert_field(system_of(annual, "FULL"), "implementation", "full");
	assert_field(system_of(annual, "PART"), "implementation", "partial");
	assert_field(system_of(annual, "NONE"), "implementation", "none");
	assert_field(system_of(annual, "OPEN"), "implementation", "unassessed");
	assert_field(system_of(annual, "EMPTY"), "implementation", "unassessed");
	assert_null(node_get(system_of(annual, "OPEN"), "score"));
	assert_field(system_of(annual, "NONE"), "score", "0");
	assert_field(annual->node, "full", "1");
	assert_field(annual->node, "partial", "1");
	assert_field(annual->node, "none", "1");
	assert_field(annual->node, "unassessed", "2");
	assert_field(annual->node, "systems", "5");
}

struct visited {
	size_t systems;
	int64_t items, answers;
};

static int visit(void *context, const struct node *system, struct err *err)
{
	struct visited *visited = context;

	(void)err;
	visited->systems++;
	visited->items += (int64_t)node_count(system, "annual-item");
	assert_int_equal(node_count(system, "annual-item"), node_int(system, "items", -1));
	for (const struct node *item = node_first(system, "annual-item"); item; item = item->next) {
		assert_true(node_is(item, "fulfilled", "yes") == node_is(item, "status", "met"));
		visited->answers += (int64_t)node_count(item, "annual-answer");
	}
	return OK;
}

static void the_results_of_each_requirement_add_up_to_its_systems(void **state)
{
	struct fixture *f = *state;
	struct visited visited = { 0 };
	struct annual *annual;
	int64_t systems = 0;

	four_systems(f);
	annual = report(f, "2026");
	assert_true(node_count(annual->node, "annual-demand") > 30);
	for (const struct node *node = node_first(annual->node, "annual-demand"); node; node = node->next) {
		int64_t sum = node_int(node, "met", -9) + node_int(node, "partial", -9) +
		    node_int(node, "unmet", -9) + node_int(node, "n-a", -9) + node_int(node, "unassessed", -9);

		assert_int_equal(sum, node_int(node, "systems", -1));
		assert_field(node, "met", "1");
		systems += sum;
	}
	MUST(app_annual_each(annual, f->app, visit, &visited, e));
	assert_int_equal(visited.systems, 5);
	assert_int_equal(visited.items, systems);
	assert_int_equal(visited.items, node_int(annual->node, "items", -1));
	assert_int_equal(visited.answers, systems / 4 * 3);
}

static int stop(void *context, const struct node *system, struct err *err)
{
	(void)system;
	++*(int *)context;
	return err_set(err, FAIL_ENV, "stopped");
}

static void a_visit_that_fails_ends_the_pass(void **state)
{
	struct fixture *f = *state;
	struct err err;
	int count = 0;

	four_systems(f);
	assert_int_equal(app_annual_each(report(f, "2026"), f->app, stop, &count, &err), FAIL_ENV);
	assert_int_equal(count, 1);
}

static void a_regulation_is_followed_only_where_there_is_one(void **state)
{
	struct fixture *f = *state;
	struct annual *annual;

	add_agency(f, "SO1", "2026");
	add_system(f, "SO1", "A", "2");
	add_system(f, "SO1", "B", "2");
	set_system(f, "SO1", "A", "regulation-followed", "met");
	set_system(f, "SO1", "B", "regulation-followed", "met");
	set_system(f, "SO1", "B", "regulation-number", "7/QĐ-SM");
	annual = report(f, "2026");
	assert_field(annual->node, "regulated", "1");
	assert_field(annual->node, "followed", "1");
}

static void one_party_described_in_two_ways_is_two_records(void **state)
{
	struct fixture *f = *state;
	struct annual *annual;
	size_t operators = 0;

	add_agency(f, "SO1", "2026");
	add_system(f, "SO1", "A", "2");
	add_system(f, "SO1", "B", "2");
	add_system(f, "SO1", "C", "2");
	set_system(f, "SO1", "C", "operator-phone", "0200 000 000");
	annual = report(f, "2026");
	for (const struct node *node = node_first(annual->node, "annual-party"); node; node = node->next)
		operators += node_is(node, "kind", "operator");
	assert_int_equal(operators, 2);
	assert_field(node_find(annual->node, "annual-party", "kind", "owner"), "systems", "3");
	assert_field(node_find(annual->node, "annual-party", "kind", "specialised-unit"), "name", "SO1");
}

/* ---- to the day ---------- */

/* Level, day of the inspection; what becomes of it in the report for 2025, made on 2025-11-22. Cycles: 6 months
 * at level 5, 12 at levels 3 and 4, 24 of the whole agency below. */
static void inspections_are_within_their_cycle_to_the_day(void **state)
{
	static const struct {
		const char *level, *day, *class, *period, *due;
	} cases[] = {
		{ "1", "2023-11-22", "in-cycle", "before", "2025-11-22" },
		{ "1", "2023-11-21", "overdue", "before", "2025-11-21" },
		{ "3", "2024-11-22", "in-cycle", "before", "2025-11-22" },
		{ "3", "2024-11-21", "overdue", "before", "2025-11-21" },
		{ "4", "2024-12-15", "in-cycle", "within", "2025-12-15" },
		{ "4", "2024-12-14", "in-cycle", "before", "2025-12-14" },
		{ "5", "2025-05-22", "in-cycle", "within", "2025-11-22" },
		{ "5", "2025-05-21", "overdue", "within", "2025-11-21" },
		{ "3", "2025-12-15", "later", "after", "2026-12-15" },
		{ "5", "2025-08-31", "in-cycle", "within", "2026-02-28" },
	};
	struct fixture *f = *state;

	open_app(f, APP_WRITE, day_from_ymd(2025, 11, 22));
	add_agency(f, "SO1", "2025");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char code[8];

		snprintf(code, sizeof(code), "S%zu", i);
		add_system(f, "SO1", code, cases[i].level);
		set_system(f, "SO1", code, "inspected", cases[i].day);
	}
	for (const struct node *node = node_first(report(f, "2025")->node, "annual-system"); node; node = node->next) {
		size_t i = (size_t)(node_text(node, "code")[1] - '0');

		assert_field(node, "inspection", cases[i].class);
		assert_field(node, "inspection-period", cases[i].period);
		assert_field(node, "inspection-due", cases[i].due);
	}
}

static void add_incident(struct fixture *f, const char *year, const char *code, const char *detected)
{
	const struct value value[] = { { "title", code }, { "grade", "normal" }, { "state", "open" },
		{ "detected", detected } };

	put_all(f, "incident", (struct place){ .agency = "SO1", .year = year, .key = { code } }, value, 4);
}

/* 17:00 in UTC is midnight in Vietnam. */
static void incidents_belong_to_the_period_by_the_day_in_vietnam(void **state)
{
	static const struct {
		const char *code, *period;
	} expected[] = { { "I1", "before" }, { "I2", "within" }, { "I3", "within" }, { "I4", "after" },
		{ "I5", "within" }, { "I6", NULL } };
	struct fixture *f = *state;
	struct annual *annual;

	add_agency(f, "SO1", "2026");
	put(f, "year", (struct place){ .agency = "SO1", .key = { "2025" } }, "note", "Năm trước");
	add_system(f, "SO1", "A", "2");
	add_incident(f, "2026", "I1", "2025-12-14T16:59:59Z");
	add_incident(f, "2026", "I2", "2025-12-14T17:00:00Z");
	add_incident(f, "2026", "I3", "2026-12-14T16:59:59Z");
	add_incident(f, "2026", "I4", "2026-12-14T17:00:00Z");
	add_incident(f, "2025", "I5", "2025-12-20T02:00:00Z");
	add_incident(f, "2025", "I6", "2025-06-01T02:00:00Z");
	annual = report(f, "2026");
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		const struct node *node = node_find(annual->node, "annual-event", "code", expected[i].code);

		if (expected[i].period)
			assert_field(node, "period", expected[i].period);
		else
			assert_null(node);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(the_report_of_2025_has_the_eleven_contents_of_the_circular_in_force),
		TEST(the_report_of_2021_has_the_five_contents_of_the_circular_before),
		TEST(the_year_of_the_change_follows_the_new_circular),
		TEST(before_the_first_duty_there_is_no_report),
		TEST(before_2022_only_levels_3_to_5_are_reported_to_the_ministry),
		TEST(what_is_not_handed_in_does_not_count),
		TEST(several_owners_ask_for_one_of_them),
		TEST(each_system_is_in_one_class_of_implementation),
		TEST(the_results_of_each_requirement_add_up_to_its_systems),
		TEST(a_visit_that_fails_ends_the_pass),
		TEST(a_regulation_is_followed_only_where_there_is_one),
		TEST(one_party_described_in_two_ways_is_two_records),
		TEST(inspections_are_within_their_cycle_to_the_day),
		TEST(incidents_belong_to_the_period_by_the_day_in_vietnam),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	text_end();
	return failed;
}

/*
 * The form of the yearly report from 2026: its twelve contents, the columns of each system to the day, totals that
 * are those of the rows, and what it tells of itself.
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
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct fixture {
	struct scratch scratch;
	struct arena *arena;
	struct app *app;
	struct node *agency; /* to be taken in */
};

#define MUST(call) \
	do { \
		struct err must_err = { 0 }; \
		struct err *e = &must_err; \
		if ((call) < 0) \
			fail_msg("%s: %s", #call, must_err.text); \
	} while (0)

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct app_options options = { .person = "an", .mode = APP_CREATE, .today = day_from_ymd(2026, 12, 16) };

	scratch_make(&f->scratch);
	f->arena = arena_new();
	options.path = scratch_path(&f->scratch, "a.db");
	MUST(app_open(&f->app, &options, e));
	f->agency = node_new(f->arena, model_root(), NULL);
	node_put(f->agency, "code", "SM");
	node_put(f->agency, "name", "Sở Mẫu (dữ liệu mẫu)");
	node_put(f->agency, "owner", OWNER);
	node_put(f->agency, "specialised-unit", "Sở Mẫu (dữ liệu mẫu)");
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

/* "field value field value …": what a system has besides its code; values have no blank. */
static struct node *add_system(struct fixture *f, const char *code, const char *fields)
{
	struct node *system = node_new(f->arena, model_shape("system"), f->agency);
	char *text = arena_copy(f->arena, fields), *rest = NULL;

	node_put(system, "code", code);
	node_put(system, "name", code);
	node_put(system, "operator-name", "Trung tâm Mẫu (dữ liệu mẫu)");
	for (char *field = strtok_r(text, " ", &rest); field; field = strtok_r(NULL, " ", &rest))
		node_put(system, field, strtok_r(NULL, " ", &rest));
	return system;
}

/* "step day [result]" with a comma between two acts. */
static void add_proposal(struct fixture *f, struct node *system, const char *number, const char *state,
    const char *acts)
{
	struct node *proposal = node_new(f->arena, model_shape("proposal"), system);
	char *text = arena_copy(f->arena, acts), *rest = NULL;
	int count = 0;

	node_put(proposal, "number", number);
	node_put(proposal, "level", "2");
	node_put(proposal, "state", state);
	node_put(proposal, "kind", "operating");
	node_put(proposal, "pack", "nd85-2016");
	node_put(proposal, "pack-version", "1");
	node_put(proposal, "at", "2026-01-05T02:00:00Z");
	for (char *one = strtok_r(text, ",", &rest); one; one = strtok_r(NULL, ",", &rest)) {
		struct node *act = node_new(f->arena, model_shape("act"), proposal);
		char step[32], date[16], result[32] = "";

		assert_true(sscanf(one, "%31s %15s %31s", step, date, result) >= 2);
		node_put(act, "number", arena_print(f->arena, "%d", ++count));
		node_put(act, "step", arena_copy(f->arena, step));
		node_put(act, "date", arena_copy(f->arena, date));
		node_put(act, "result", *result ? arena_copy(f->arena, result) : NULL);
		node_put(act, "at", "2026-01-05T02:00:00Z");
	}
}

static struct annual *report(struct fixture *f, const char *year)
{
	const struct annual_options options = { .year = year, .drafts = true };
	struct merge_counts counts;
	struct annual *annual;

	MUST(app_merge(&counts, f->app, f->agency, "test", false, e));
	MUST(app_annual(&annual, f->app, &options, f->arena, e));
	return annual;
}

static const struct node *system_of(const struct annual *annual, const char *code)
{
	const struct node *node = node_find(annual->node, "annual-system", "code", code);

	if (!node)
		fail_msg("no system %s", code);
	return node;
}

static void assert_field(const struct node *node, const char *field, const char *value)
{
	if (strcmp(node_text(node, field), value) != 0)
		fail_msg("%s of %s is '%s', not '%s'", field, shape_field(node->shape, "code") >= 0
		    ? node_text(node, "code") : "the report", node_text(node, field), value);
}

/* ---- the duty ---------- */

static void the_report_of_2026_is_written_on_the_form_with_twelve_contents(void **state)
{
	static const enum annual_topic topic[] = { ANNUAL_PARTIES, ANNUAL_SYSTEMS, ANNUAL_SECURITY_LIST,
		ANNUAL_APPROVED, ANNUAL_IMPLEMENTED, ANNUAL_REGULATED, ANNUAL_FOLLOWED, ANNUAL_INSPECTED,
		ANNUAL_ASSESSED, ANNUAL_MEASURES, ANNUAL_REGULATIONS, ANNUAL_OTHER };
	struct fixture *f = *state;
	struct annual *annual;

	add_system(f, "A", "proposed-level 2");
	annual = report(f, "2026");
	assert_int_equal(annual->content_count, COUNT(topic));
	for (size_t i = 0; i < COUNT(topic); i++) {
		const char *cite = arena_print(f->arena, "nd331:36.%zu", i + 1);

		assert_string_equal(annual->content[i]->cite, cite);
		if (annual_topic(annual->content[i]) != topic[i])
			fail_msg("%s has topic %d", cite, (int)annual_topic(annual->content[i]));
	}
	assert_non_null(annual->form);
	assert_string_equal(annual->form->id, "form-08");
	assert_field(annual->node, "form", "form-08");
	assert_field(annual->node, "form-source", "secondary");
	assert_field(annual->node, "addressee", "Bộ Công an");
	assert_field(annual->node, "from", "2025-12-15");
	assert_field(annual->node, "to", "2026-12-14");
	assert_field(annual->node, "due", "2026-12-24");
}

/* The circular's duty has no last year: it covers 2026 by its letter and must be told, not forgotten. */
static void the_duty_that_gives_way_stands_beside(void **state)
{
	struct fixture *f = *state;
	struct annual *annual;

	add_system(f, "A", "proposed-level 2");
	annual = report(f, "2026");
	assert_int_equal(annual->besides, 1);
	assert_string_equal(annual->beside[0].duty->id, "tt12-owner-ministry");
	assert_string_equal(annual->beside[0].pack->id, "nd85-2016");
	annual = report(f, "2025");
	assert_string_equal(annual->duty->id, "tt12-owner-ministry");
	assert_null(annual->form);
	assert_int_equal(annual->besides, 0);
}

static void the_values_of_the_form_are_those_of_the_decree(void **state)
{
	static const struct {
		const char *column, *value[4];
	} expected[] = {
		{ "col-6", { "Đang dự thảo", "Đã gửi thẩm định", "Đã thẩm định", "Đã được phê duyệt" } },
		{ "col-10", { "Chưa triển khai", "Đã triển khai một số hạng mục", "Đã triển khai đầy đủ" } },
		{ "col-12", { "Trước khi đưa vào sử dụng", "Định kỳ" } },
	};
	static const char *const field[] = { "form-status", "form-implementation", "form-inspection" };
	struct fixture *f = *state;
	struct annual *annual;

	add_system(f, "A", "proposed-level 2");
	annual = report(f, "2026");
	for (size_t i = 0; i < COUNT(expected); i++) {
		const struct form_field *column = NULL;
		const struct shape *shape = model_shape("annual-system");
		const struct code *code = shape->field[shape_field(shape, field[i])].codes;
		size_t values = 0;

		for (size_t k = 0; k < annual->form->field_count; k++)
			if (strcmp(annual->form->field[k].id, expected[i].column) == 0)
				column = &annual->form->field[k];
		assert_non_null(column);
		for (; values < 4 && expected[i].value[values]; values++) {
			assert_true(values < column->value_count);
			assert_string_equal(column->value[values], expected[i].value[values]);
			assert_non_null(code[values].code);
		}
		assert_int_equal(values, column->value_count);
	}
}

/* ---- columns ---------- */

static void the_status_follows_the_acts_to_the_last_day_of_the_period(void **state)
{
	static const struct {
		const char *state, *acts, *fields, *status;
	} cases[] = {
		{ NULL, NULL, "proposed-level 2", "drafting" },
		{ "draft", "", "proposed-level 2", "drafting" },
		{ "submitted", "submit 2026-12-14", "proposed-level 2", "sent" },
		{ "submitted", "submit 2026-12-15", "proposed-level 2", "drafting" },
		{ "appraising", "submit 2026-03-02,complete 2026-03-03", "proposed-level 2", "sent" },
		{ "incomplete", "submit 2026-03-02,incomplete 2026-03-03", "proposed-level 2", "drafting" },
		{ "suitable", "submit 2026-03-02,complete 2026-03-03,appraise 2026-12-14 suitable", "proposed-level 2",
		    "appraised" },
		{ "suitable", "submit 2026-03-02,complete 2026-03-03,appraise 2026-12-15 suitable", "proposed-level 2",
		    "sent" },
		{ "submitted",
		    "submit 2026-03-02,complete 2026-03-03,appraise 2026-04-01 not-suitable,submit 2026-05-01",
		    "proposed-level 2", "sent" },
		{ "refused", "submit 2026-03-02,complete 2026-03-03,appraise 2026-04-01 suitable,refuse 2026-05-01",
		    "proposed-level 2", "drafting" },
		{ NULL, NULL, "approved-level 2 approval-date 2026-12-14", "approved" },
		{ NULL, NULL, "approved-level 2 approval-date 2026-12-15", "drafting" },
		{ NULL, NULL, "approved-level 2", "approved" },
		{ "submitted", "submit 2026-06-02", "approved-level 2 approval-date 2024-05-06", "approved" },
	};
	struct fixture *f = *state;
	struct annual *annual;

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct node *system = add_system(f, arena_print(f->arena, "S%zu", i), cases[i].fields);

		if (cases[i].state)
			add_proposal(f, system, "1", cases[i].state, cases[i].acts);
	}
	annual = report(f, "2026");
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_field(system_of(annual, arena_print(f->arena, "S%zu", i)), "form-status", cases[i].status);
}

static void the_newest_proposal_counts(void **state)
{
	struct fixture *f = *state;
	struct node *system = add_system(f, "A", "proposed-level 2");

	add_proposal(f, system, "1", "refused", "submit 2026-01-05,complete 2026-01-06,refuse 2026-02-02");
	add_proposal(f, system, "2", "submitted", "submit 2026-06-02");
	assert_field(system_of(report(f, "2026"), "A"), "form-status", "sent");
}

/* A periodic inspection counts in its period; an assessment before use is made once and stays. */
static void inspections_count_by_the_day(void **state)
{
	static const struct {
		const char *fields, *inspection;
	} cases[] = {
		{ "proposed-level 2", "" },
		{ "inspected 2025-12-14", "" },
		{ "inspected 2025-12-15", "periodic" },
		{ "inspected 2026-12-14", "periodic" },
		{ "inspected 2026-12-15", "" },
		{ "readiness-assessed 2019-05-06", "before-use" },
		{ "readiness-assessed 2026-12-14", "before-use" },
		{ "readiness-assessed 2026-12-15", "" },
		{ "readiness-assessed 2020-01-02 inspected 2026-06-01", "both" },
		{ "readiness-assessed 2020-01-02 inspected 2024-06-01", "before-use" },
	};
	struct fixture *f = *state;
	struct annual *annual;

	for (size_t i = 0; i < COUNT(cases); i++)
		add_system(f, arena_print(f->arena, "S%zu", i), cases[i].fields);
	annual = report(f, "2026");
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_field(system_of(annual, arena_print(f->arena, "S%zu", i)), "form-inspection",
		    cases[i].inspection);
	assert_field(annual->node, "inspected", "6");
	assert_field(annual->node, "approved-inspected", "0");
}

/* ---- measures: the real assessment ---------- */

static void answer_all(struct fixture *f, const char *system, const char *status)
{
	const struct value value[] = { { "status", status }, { "current", "Hiện trạng" } };
	struct system_view *view;

	MUST(app_view_system(&view, f->app, "SM", system, f->arena, e));
	for (size_t i = 0; i < view->assessment[0].item_count; i++)
		MUST(app_finding(f->app, "SM", system, "2026",
		    view->assessment[0].item[i].item.requirement->id, NULL, value, 2, e));
}

static void start_assessments(struct fixture *f, const char *const *system, size_t count)
{
	static const char *const facts[][2] = { { "function", "internal" }, { "info", "public private" },
		{ "defence-security", "no" }, { "national-egov", "no" }, { "national-data-store", "no" },
		{ "prime-minister-decision", "no" } };

	for (size_t i = 0; i < count; i++)
		add_system(f, system[i], "proposed-level 2 approved-level 2 approval-date 2024-05-06"
		    " approval-basis nd85-2016 in-operation-since 2020-01-02");
	report(f, "2026");
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < COUNT(facts); k++)
			MUST(app_fact(f->app, "SM", system[i], NULL, facts[k][0], facts[k][1], NULL, e));
		MUST(app_level_decide(NULL, f->app, "SM", system[i], 0, NULL, f->arena, e));
		MUST(app_assess_start(NULL, f->app, "SM", system[i], "2026", f->arena, e));
	}
}

static void add_action(struct fixture *f, const char *system, const char *year, const char *state)
{
	const struct place place = { .agency = "SM", .system = system, .key = { "B1" } };
	const struct value value[] = { { "title", "Biện pháp mẫu" }, { "state", state }, { "year", year } };

	MUST(app_put(NULL, f->app, model_shape("action"), &place, value, 3, false, f->arena, e));
}

static const struct node *remark(const struct annual *annual, const char *system, const char *column)
{
	const struct node *node = node_first(annual->node, "annual-remark");

	while (node && !(node_is(node, "system", system) && strcmp(node_text(node, "column"), column) == 0))
		node = node->next;
	return node;
}

static void fully_implemented_needs_no_open_action(void **state)
{
	static const char *const systems[] = { "DONE", "LATER", "NONE", "OPEN", "PART", "PAST" };
	struct fixture *f = *state;
	struct annual *annual;

	start_assessments(f, systems, COUNT(systems));
	answer_all(f, "DONE", "met");
	answer_all(f, "LATER", "met");
	answer_all(f, "OPEN", "met");
	answer_all(f, "PAST", "met");
	answer_all(f, "PART", "partial");
	answer_all(f, "NONE", "unmet");
	add_action(f, "DONE", "2026", "done");
	add_action(f, "LATER", "2027", "open");
	add_action(f, "OPEN", "2026", "doing");
	add_action(f, "PAST", "2025", "open");
	annual = report(f, "2026");
	assert_field(system_of(annual, "DONE"), "form-implementation", "full");
	assert_field(system_of(annual, "LATER"), "form-implementation", "full");
	assert_field(system_of(annual, "OPEN"), "form-implementation", "some");
	assert_field(system_of(annual, "PAST"), "form-implementation", "some");
	assert_field(system_of(annual, "PART"), "form-implementation", "some");
	assert_field(system_of(annual, "NONE"), "form-implementation", "none");
	assert_non_null(remark(annual, "OPEN", "10"));
	assert_field(remark(annual, "OPEN", "10"), "kind", "contradiction");
	assert_null(remark(annual, "DONE", "10"));
	assert_null(remark(annual, "DONE", "11"));
	assert_non_null(remark(annual, "PART", "11"));
	for (size_t i = 0; i < COUNT(systems); i++)
		assert_field(system_of(annual, systems[i]), "type", "internal");
}

/* ---- types ---------- */

static void add_fact(struct fixture *f, struct node *system, const char *component, const char *value)
{
	struct node *fact = node_new(f->arena, model_shape("fact"), system);

	if (component) {
		struct node *part = node_new(f->arena, model_shape("component"), system);

		node_put(part, "code", component);
		node_put(part, "name", component);
		node_put(fact, "component", component);
	}
	node_put(fact, "fact", "function");
	node_put(fact, "value", value);
}

static void every_system_is_of_one_type_or_not_classified(void **state)
{
	static const char *const values[] = { "internal", "citizen-service", "infrastructure", "industrial-control",
		"other" };
	struct fixture *f = *state;
	struct node *same = add_system(f, "SAME", ""), *mixed = add_system(f, "MIXED", "");
	struct annual *annual;
	int64_t sum = 0;

	add_system(f, "NONE", "");
	add_fact(f, same, "C1", "internal");
	add_fact(f, same, "C2", "internal");
	add_fact(f, mixed, "C1", "internal");
	add_fact(f, mixed, "C2", "infrastructure");
	for (size_t i = 0; i < COUNT(values); i++)
		add_fact(f, add_system(f, arena_print(f->arena, "T%zu", i), ""), NULL, values[i]);
	annual = report(f, "2026");
	assert_field(system_of(annual, "SAME"), "type", "internal");
	assert_field(system_of(annual, "MIXED"), "type", "");
	assert_int_equal(node_count(annual->node, "annual-type"), 6);
	for (const struct node *node = node_first(annual->node, "annual-type"); node; node = node->next) {
		size_t rank = (size_t)node_int(node, "rank", 0);

		assert_field(node, "type", rank <= 5 ? values[rank - 1] : "none");
		assert_field(node, "systems", rank == 1 || rank == 6 ? "2" : "1");
		sum += node_int(node, "systems", 0);
	}
	assert_int_equal(sum, 8);
	assert_field(annual->node, "classified", "6");
}

/* ---- totals ---------- */

static unsigned next(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % below;
}

static const char *any_day(struct fixture *f, unsigned *seed)
{
	return arena_print(f->arena, "20%02u-%02u-%02u", 25 + next(seed, 3), 1 + next(seed, 12), 1 + next(seed, 28));
}

static void add_any(struct fixture *f, unsigned *seed, size_t number)
{
	static const char *const acts[] = { "submit 2026-03-02", "submit 2026-03-02,complete 2026-03-03",
		"submit 2026-03-02,complete 2026-03-03,appraise 2026-04-01 suitable" };
	static const char *const states[] = { "submitted", "appraising", "suitable" };
	const char *fields = "";
	struct node *system;
	unsigned act = next(seed, 4);

	if (next(seed, 2))
		fields = arena_print(f->arena, "%s approved-level %u approval-date %s", fields, 1 + next(seed, 5),
		    any_day(f, seed));
	if (next(seed, 2))
		fields = arena_print(f->arena, "%s approval-expected %s", fields, any_day(f, seed));
	if (next(seed, 2))
		fields = arena_print(f->arena, "%s inspected %s", fields, any_day(f, seed));
	if (next(seed, 3) == 0)
		fields = arena_print(f->arena, "%s readiness-assessed %s", fields, any_day(f, seed));
	system = add_system(f, arena_print(f->arena, "S%zu", number), *fields ? fields + 1 : "");
	if (act < 3)
		add_proposal(f, system, "1", states[act], acts[act]);
	if (next(seed, 2))
		add_fact(f, system, NULL, "other");
}

static int64_t rows(const struct annual *annual, const char *field, const char *words)
{
	int64_t count = 0;

	for (const struct node *node = node_first(annual->node, "annual-system"); node; node = node->next)
		count += node_get(node, field) && strstr(words, node_get(node, field));
	return count;
}

/* Whatever the systems are: each total is that of the rows, and they fall in their order. */
static void totals_are_those_of_the_rows(void **state)
{
	enum { SYSTEMS = 120 };
	static const char *const falling[] = { "systems", "dossiers", "appraised", "approved", "approved-inspected" };
	struct fixture *f = *state;
	const struct node *root;
	struct annual *annual;
	const char *last = "";
	int64_t periodic = 0, undated = 0;
	unsigned seed = 20261214;

	for (size_t i = 0; i < SYSTEMS; i++)
		add_any(f, &seed, i);
	annual = report(f, "2026");
	root = annual->node;
	assert_int_equal(node_int(root, "systems", 0), SYSTEMS);
	assert_int_equal(node_int(root, "dossiers", -1), rows(annual, "form-status", "sent appraised approved"));
	assert_int_equal(node_int(root, "appraised", -1), rows(annual, "form-status", "appraised approved"));
	assert_int_equal(node_int(root, "approved", -1), rows(annual, "form-status", "approved"));
	assert_int_equal(node_int(root, "classified", -1), rows(annual, "type", "other"));
	for (const struct node *node = node_first(root, "annual-system"); node; node = node->next) {
		bool approved = node_is(node, "form-status", "approved");
		const char *expected = node_text(node, "approval-expected");

		periodic += approved && strstr("periodic both", node_get(node, "form-inspection")
		    ? node_get(node, "form-inspection") : "-");
		undated += !approved && !*expected;
		if (!approved && strcmp(expected, last) > 0)
			last = expected;
	}
	assert_int_equal(node_int(root, "approved-inspected", -1), periodic);
	assert_int_equal(node_int(root, "approval-undated", -1), undated);
	assert_field(root, "approval-all", last);
	assert_true(*last && periodic > 0 && undated > 0);
	for (size_t i = 1; i < COUNT(falling); i++) {
		assert_true(node_int(root, falling[i], -1) <= node_int(root, falling[i - 1], -1));
		assert_true(node_int(root, falling[i], -1) > 0);
	}
}

static void where_all_are_approved_no_day_is_expected(void **state)
{
	struct fixture *f = *state;
	struct annual *annual;

	add_system(f, "A", "approved-level 1 approval-date 2025-02-03 approval-expected 2027-01-05");
	annual = report(f, "2026");
	assert_field(annual->node, "approval-all", "");
	assert_field(annual->node, "approval-undated", "0");
}

/* ---- the list of national security ---------- */

static void level_5_is_always_eligible_for_the_list(void **state)
{
	static const struct {
		const char *code, *fields, *list;
	} cases[] = {
		{ "A", "approved-level 5", "candidate" },
		{ "B", "proposed-level 5 security-list no", "candidate" },
		{ "C", "proposed-level 5 security-list filed", "filed" },
		{ "D", "proposed-level 4 security-list listed", "listed" },
		{ "E", "proposed-level 4", "" },
		{ "F", "proposed-level 3 security-list no", "no" },
	};
	struct fixture *f = *state;
	struct annual *annual;

	for (size_t i = 0; i < COUNT(cases); i++)
		add_system(f, cases[i].code, cases[i].fields);
	annual = report(f, "2026");
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_field(system_of(annual, cases[i].code), "security-list", cases[i].list);
	assert_field(annual->node, "security-listed", "4");
	assert_true(strlen(node_text(system_of(annual, "A"), "security-criterion")) > 5);
	assert_field(node_find(annual->node, "annual-content", "content", "nd331-content-3"), "rows", "4");
}

/* ---- what the form tells of itself ---------- */

#define GOOD "approved-level 2 approval-date 2025-02-03 approval-number 7 approval-by UB regulation-number 8 " \
	"regulation-date 2025-01-02 implementation-expected 2027-03-31 in-operation-since 2020-01-02"

static void what_contradicts_the_form_is_told_by_column(void **state)
{
	static const struct {
		const char *fields, *column, *kind; /* column NULL: nothing is told but that nothing is assessed */
	} cases[] = {
		{ GOOD, NULL, NULL },
		{ GOOD " regulation-date 2025-02-03", NULL, NULL },
		{ GOOD " regulation-date 2025-02-04", "8", "contradiction" },
		{ "approved-level 2 approval-date 2025-02-03 approval-by UB regulation-number 8"
		  " regulation-date 2025-01-02 implementation-expected 2027-03-31", "7", "contradiction" },
		{ "approved-level 2 approval-date 2025-02-03 approval-number 7 approval-by UB"
		  " implementation-expected 2027-03-31", "8", "contradiction" },
		{ "proposed-level 2 implementation-expected 2027-03-31", "9", "contradiction" },
		{ "proposed-level 2 approval-expected 2026-12-15 implementation-expected 2027-03-31", "9", "check" },
		{ "proposed-level 2 approval-expected 2026-12-16 implementation-expected 2027-03-31", "6", "check" },
		{ "implementation-expected 2027-03-31 approval-expected 2027-01-05", "5", "missing" },
		{ GOOD " implementation-expected 2026-12-15", "11", "check" },
		{ GOOD " inspected 2025-12-14", "12", "check" },
		{ GOOD " inspected 2025-12-15", NULL, NULL },
		{ GOOD " in-operation-since 2026-03-04", "12", "check" },
		{ GOOD " in-operation-since 2026-03-04 readiness-assessed 2026-03-01", NULL, NULL },
		{ GOOD " in-operation-since 2026-03-04 readiness-assessed 2026-03-05", "12", "check" },
		{ GOOD " approval-date 2026-12-15", "6", "check" },
	};
	struct fixture *f = *state;
	struct annual *annual;

	for (size_t i = 0; i < COUNT(cases); i++)
		add_fact(f, add_system(f, arena_print(f->arena, "S%zu", i), cases[i].fields), NULL, "other");
	annual = report(f, "2026");
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *code = arena_print(f->arena, "S%zu", i);
		size_t other = 0;

		for (const struct node *node = node_first(annual->node, "annual-remark"); node; node = node->next)
			other += node_is(node, "system", code) && strcmp(node_text(node, "column"), "10") != 0;
		if (!cases[i].column && other)
			fail_msg("%s: something is told", code);
		if (cases[i].column && !remark(annual, code, cases[i].column))
			fail_msg("%s: nothing is told of column %s", code, cases[i].column);
		if (cases[i].column)
			assert_field(remark(annual, code, cases[i].column), "kind", cases[i].kind);
	}
}

struct seen {
	size_t systems;
};

static int look(void *context, const struct node *system, struct err *err)
{
	(void)err;
	((struct seen *)context)->systems++;
	assert_field(system, "form-status", "sent");
	assert_field(system, "type", "other");
	return OK;
}

static void the_fields_of_the_form_are_in_the_visit_too(void **state)
{
	struct fixture *f = *state;
	struct node *system = add_system(f, "A", "proposed-level 2");
	struct annual *annual;
	struct seen seen = { 0 };

	add_proposal(f, system, "1", "submitted", "submit 2026-03-02");
	add_fact(f, system, NULL, "other");
	annual = report(f, "2026");
	MUST(app_annual_each(annual, f->app, look, &seen, e));
	assert_int_equal(seen.systems, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(the_report_of_2026_is_written_on_the_form_with_twelve_contents),
		TEST(the_duty_that_gives_way_stands_beside),
		TEST(the_values_of_the_form_are_those_of_the_decree),
		TEST(the_status_follows_the_acts_to_the_last_day_of_the_period),
		TEST(the_newest_proposal_counts),
		TEST(inspections_count_by_the_day),
		TEST(fully_implemented_needs_no_open_action),
		TEST(every_system_is_of_one_type_or_not_classified),
		TEST(totals_are_those_of_the_rows),
		TEST(where_all_are_approved_no_day_is_expected),
		TEST(level_5_is_always_eligible_for_the_list),
		TEST(what_contradicts_the_form_is_told_by_column),
		TEST(the_fields_of_the_form_are_in_the_visit_too),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	text_end();
	return failed;
}

/*
 * From one checklist to another: what the crosswalk proposes, where each proposal comes from, and that
 * nothing that was typed is lost, from year to year and within a year.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/exchange.h"
#include "capdo/regime.h"
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
	struct carry_lists *lists;
};

/* Before the change of regime, or after it. */
static void open_store(struct fixture *f, enum app_mode mode, int year)
{
	const struct app_options options = { .path = f->path, .packs = f->packs, .person = "an", .mode = mode,
		.today = day_from_ymd(year, 11, 22) };

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

static void put_asset(struct fixture *f, const char *code, const char *kind)
{
	const struct place place = { .system = "PM", .key = { code } };
	const struct value value[] = { { "kind", kind }, { "name", code } };

	MUST(app_put(NULL, f->app, model_shape("asset"), &place, value, 2, true, f->arena, e));
}

/* A system of level 2 in operation since long, not approved: under the old checklist until 2025, under the
 * new one at the end of 2026. */
static void set_up_system(struct fixture *f)
{
	static const char *const fact[][2] = { { "function", "internal" }, { "info", "public private" },
		{ "defence-security", "no" }, { "national-egov", "no" }, { "national-data-store", "no" },
		{ "prime-minister-decision", "no" } };

	scratch_make(&f->scratch);
	snprintf(f->path, sizeof(f->path), "%s", scratch_path(&f->scratch, "a.db"));
	f->arena = arena_new();
	open_store(f, APP_CREATE, 2025);
	put(f, "agency", (struct place){ .key = { "SM" } }, "name", "Sở Mẫu");
	put_system(f, "name", "Phần mềm nội bộ");
	put_system(f, "state", "operating");
	put_system(f, "in-operation-since", "2020-01-01");
	for (size_t i = 0; i < sizeof(fact) / sizeof(fact[0]); i++)
		MUST(app_fact(f->app, NULL, "PM", NULL, fact[i][0], fact[i][1], NULL, e));
	MUST(app_level_decide(NULL, f->app, NULL, "PM", 0, NULL, f->arena, e));
	put_asset(f, "MC1", "server");
	put_asset(f, "MC2", "server");
	MUST(app_assess_start(NULL, f->app, NULL, "PM", "2025", f->arena, e));
}

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	f->packs = folder_new();
	folder_put_crossed(f->packs);
	set_up_system(f);
	*state = f;
	return 0;
}

static int set_up_built_in(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	set_up_system(f);
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

static void answer(struct fixture *f, const char *year, const char *requirement, const char *asset,
    const char *status, const char *current)
{
	const struct value value[] = { { "status", status }, { "current", current },
		{ "reason", strcmp(status, "n-a") == 0 ? "không có" : "" } };

	MUST(app_finding(f->app, NULL, "PM", year, requirement, asset, value, 3, e));
}

static void add_evidence(struct fixture *f, const char *requirement, const char *asset, const char *name)
{
	const struct value named[] = { { "name", name } };

	MUST(app_evidence(f->app, NULL, "PM", "2025", requirement, asset, named, 1, NULL, false, e));
}

/* Into the year of the new checklist. */
static void carry(struct fixture *f)
{
	open_store(f, APP_WRITE, 2026);
	MUST(app_carry(&f->lists, f->app, NULL, "PM", "2026", false, f->arena, e));
	assert_string_equal(node_get(f->lists->assessment, "pack"), "tcvn14423-2026");
}

static void look(struct fixture *f, const char *year)
{
	MUST(app_carry_lists(&f->lists, f->app, NULL, "PM", year, f->arena, e));
}

static const struct carry_line *crossed_line(struct fixture *f, const char *requirement, const char *asset)
{
	for (size_t i = 0; i < f->lists->count; i++)
		if (strcmp(f->lists->at[i].requirement, requirement) == 0 &&
		    strcmp(f->lists->at[i].asset ? f->lists->at[i].asset : "", asset ? asset : "") == 0)
			return &f->lists->at[i];
	return NULL;
}

static void expect_kind(struct fixture *f, const char *requirement, const char *asset, enum carry_kind kind)
{
	const struct carry_line *line = crossed_line(f, requirement, asset);

	if (!line)
		fail_msg("no line tells of %s", requirement);
	else if (line->kind != kind)
		fail_msg("%s is %s, not %s", requirement, carry_code(line->kind), carry_code(kind));
}

static struct assessment_view *view(struct fixture *f, const char *year)
{
	struct system_view *system;

	MUST(app_view_system(&system, f->app, NULL, "PM", f->arena, e));
	return view_assessment(system, year);
}

static const struct node *finding_of(struct fixture *f, const char *year, const char *requirement,
    const char *asset)
{
	const struct node *assessment = view(f, year)->node;

	for (const struct node *node = node_first(assessment, "finding"); node; node = node->next)
		if (node_is(node, "requirement", requirement) &&
		    strcmp(node_text(node, "asset"), asset ? asset : "") == 0)
			return node;
	return NULL;
}

static void expect_finding(struct fixture *f, const char *requirement, const char *asset, const char *status,
    const char *current)
{
	const struct node *finding = finding_of(f, "2026", requirement, asset);

	if (!finding)
		fail_msg("%s has no answer", requirement);
	else if (!node_is(finding, "status", status) || strcmp(node_text(finding, "current"), current) != 0)
		fail_msg("%s is %s '%s', not %s '%s'", requirement, node_get(finding, "status"),
		    node_text(finding, "current"), status, current);
}

static int64_t audit_rows(struct fixture *f)
{
	int64_t rows = 0;

	MUST(app_verify(f->app, &rows, e));
	return rows;
}

/* Is a text in the audit chain? */
struct search {
	const char *text;
	bool found;
};

static int search_line(void *context, const struct audit_line *line, struct err *err)
{
	struct search *search = context;

	(void)err;
	search->found = search->found || strstr(line->detail, search->text);
	return OK;
}

/* ---- what is proposed ----------------------------------------------------------------------------------- */

static void what_is_the_same_is_proposed_with_all_it_had(void **state)
{
	struct fixture *f = *state;
	const struct value more[] = { { "status", "met" }, { "current", "đủ cả" }, { "measure", "giữ nguyên" },
		{ "person", "Bình" }, { "due", "2026-03-01" }, { "cost", "5000000" } };
	const struct node *finding;
	const struct carry_line *line;

	MUST(app_finding(f->app, NULL, "PM", "2025", "R-SAME", NULL, more, 6, e));
	add_evidence(f, "R-SAME", NULL, "Quyết định 1");
	carry(f);
	line = crossed_line(f, "N-SAME", NULL);
	assert_int_equal(line->kind, CARRY_PROPOSED);
	assert_int_equal(line->gap->state, GAP_SHOWN);
	assert_string_equal(line->gap->why, "như nhau");
	assert_int_equal(carry_answer(line), MET);
	assert_string_equal(node_get(line->then, "requirement"), "R-SAME");
	expect_finding(f, "N-SAME", NULL, "met", "đủ cả");
	finding = finding_of(f, "2026", "N-SAME", NULL);
	assert_string_equal(node_get(finding, "crossed-from"), "R-SAME");
	assert_string_equal(node_get(finding, "carried"), "yes");
	assert_string_equal(node_get(finding, "measure"), "giữ nguyên");
	assert_string_equal(node_get(finding, "person"), "Bình");
	assert_string_equal(node_get(finding, "due"), "2026-03-01");
	assert_string_equal(node_get(finding, "cost"), "5000000");
	assert_string_equal(node_get(node_first(finding, "evidence"), "name"), "Quyết định 1");
	/* the text it is about is that of the new checklist */
	assert_string_not_equal(
	    node_get(finding, "basis"), node_get(finding_of(f, "2025", "R-SAME", NULL), "basis"));
	assert_string_equal(node_get(view(f, "2026")->node, "carried-from"), "2025");
	/* and the year before stays as it was */
	assert_null(node_get(finding_of(f, "2025", "R-SAME", NULL), "carried"));
}

static void each_kind_is_told_as_such(void **state)
{
	struct fixture *f = *state;
	const struct carry_line *line;

	answer(f, "2025", "R-MORE", NULL, "met", "một lần");
	answer(f, "2025", "R-D", NULL, "n-a", "");
	answer(f, "2025", "R-C", NULL, "n-a", "");
	answer(f, "2025", "R-GONE", NULL, "met", "việc cũ");
	carry(f);
	expect_kind(f, "N-MORE", NULL, CARRY_PROPOSED);
	assert_int_equal(carry_answer(crossed_line(f, "N-MORE", NULL)), PARTIAL);
	expect_kind(f, "N-MIX", NULL, CARRY_CHANGED);
	expect_kind(f, "N-SAME", NULL, CARRY_CHANGED);
	expect_kind(f, "N-NEW", NULL, CARRY_NEW);
	assert_string_equal(crossed_line(f, "N-NEW", NULL)->gap->why, "chưa từng đòi hỏi");
	line = crossed_line(f, "R-GONE", NULL);
	assert_int_equal(line->kind, CARRY_DROPPED);
	assert_null(line->item);
	assert_null(line->gap->item);
	assert_string_equal(line->gap->why, "không còn");
	assert_string_equal(node_get(line->then, "current"), "việc cũ");
	/* what is only a help is not copied into the new year */
	assert_null(finding_of(f, "2026", "N-MIX", NULL));
	assert_null(finding_of(f, "2026", "N-SAME", NULL));
	assert_int_equal(node_count(view(f, "2026")->node, "finding"), 1);
	assert_int_equal(f->lists->of[CARRY_PROPOSED] + f->lists->of[CARRY_NEW] + f->lists->of[CARRY_CHANGED] +
		f->lists->of[CARRY_DROPPED], f->lists->count);
}

static void answers_about_assets_stay_apart_where_the_scope_is_the_same(void **state)
{
	struct fixture *f = *state;

	answer(f, "2025", "R-SRV", "MC1", "met", "máy 1");
	answer(f, "2025", "R-SRV", NULL, "unmet", "các máy khác");
	answer(f, "2025", "R-PART", "MC1", "met", "một nửa");
	answer(f, "2025", "R-PART", "MC2", "n-a", "");
	carry(f);
	expect_finding(f, "N-SRV", "MC1", "met", "máy 1");
	expect_finding(f, "N-SRV", NULL, "unmet", "các máy khác");
	/* one asset of two: the other did not apply, and must be looked at */
	expect_finding(f, "N-PART", "MC1", "partial", "một nửa");
	expect_kind(f, "N-PART", "MC2", CARRY_CHANGED);
	assert_null(finding_of(f, "2026", "N-PART", "MC2"));
	assert_int_equal(carry_answer(crossed_line(f, "N-SRV", "MC1")), MET);
	assert_int_equal(carry_answer(crossed_line(f, "N-SRV", NULL)), UNMET);
}

static void one_asset_without_an_answer_does_not_hold_the_others_back(void **state)
{
	struct fixture *f = *state;

	answer(f, "2025", "R-SRV", "MC1", "met", "máy 1");
	carry(f);
	expect_finding(f, "N-SRV", "MC1", "met", "máy 1");
	assert_null(finding_of(f, "2026", "N-SRV", "MC2"));
	assert_null(finding_of(f, "2026", "N-SRV", NULL));
}

static void another_scope_takes_one_answer_for_all(void **state)
{
	struct fixture *f = *state;
	const struct node *finding;

	answer(f, "2025", "R-WIDE", "MC1", "met", "máy 1");
	answer(f, "2025", "R-WIDE", "MC2", "partial", "máy 2");
	carry(f);
	expect_finding(f, "N-WIDE", NULL, "partial", "MC1: máy 1\nMC2: máy 2");
	finding = finding_of(f, "2026", "N-WIDE", NULL);
	assert_string_equal(node_get(finding, "crossed-from"), "R-WIDE");
	assert_int_equal(f->lists->of[CARRY_PROPOSED], 1);
}

static void the_words_of_several_are_led_by_where_they_come_from(void **state)
{
	struct fixture *f = *state;
	const struct value b[] = { { "status", "met" }, { "current", "dòng 1\ndòng 2" }, { "measure", "làm B" },
		{ "person", "Bình" }, { "due", "2026-03-01" }, { "cost", "1000" } };
	const struct node *finding;

	answer(f, "2025", "R-A", NULL, "met", "của A");
	MUST(app_finding(f->app, NULL, "PM", "2025", "R-B", NULL, b, 6, e));
	answer(f, "2025", "R-C", "MC1", "met", "máy 1");
	answer(f, "2025", "R-C", "MC2", "met", "máy 2");
	answer(f, "2025", "R-D", NULL, "unmet", "của D");
	carry(f);
	expect_finding(f, "N-TWO", NULL, "partial", "R-A: của A\nR-B: dòng 1\ndòng 2");
	finding = finding_of(f, "2026", "N-TWO", NULL);
	assert_string_equal(node_get(finding, "measure"), "R-B: làm B");
	assert_string_equal(node_get(finding, "crossed-from"), "R-A R-B");
	/* who, when and cost belong to one answer only */
	assert_null(node_get(finding, "person"));
	assert_null(node_get(finding, "due"));
	assert_null(node_get(finding, "cost"));
	expect_finding(f, "N-MIX", NULL, "partial", "R-C MC1: máy 1\nR-C MC2: máy 2\nR-D: của D");
}

static void evidence_of_all_comes_along_under_codes_of_its_own(void **state)
{
	struct fixture *f = *state;
	const struct node *finding, *node;

	answer(f, "2025", "R-A", NULL, "met", "a");
	answer(f, "2025", "R-B", NULL, "met", "b");
	add_evidence(f, "R-A", NULL, "giấy 1");
	add_evidence(f, "R-A", NULL, "giấy 2");
	add_evidence(f, "R-B", NULL, "giấy 3");
	carry(f);
	finding = finding_of(f, "2026", "N-TWO", NULL);
	assert_int_equal(node_count(finding, "evidence"), 3);
	for (node = node_first(finding, "evidence"); node; node = node->next)
		assert_ptr_equal(node_find(finding, "evidence", "code", node_get(node, "code")), node);
	assert_non_null(node_find(finding, "evidence", "name", "giấy 1"));
	assert_non_null(node_find(finding, "evidence", "name", "giấy 3"));
}

/* A text of so many letters that occurs once. */
static char *long_text(struct fixture *f, char letter, size_t length)
{
	char *text = arena_alloc(f->arena, length + 1);

	memset(text, letter, length);
	return text;
}

static void words_that_are_too_many_are_kept_whole_beside_it(void **state)
{
	struct fixture *f = *state;
	const char *a = long_text(f, 'a', TEXT_LIMIT), *b = long_text(f, 'b', TEXT_LIMIT - 100);
	const char *c = long_text(f, 'c', TEXT_LIMIT / 2), *d = long_text(f, 'd', TEXT_LIMIT / 2);
	const struct node *finding, *aside;

	answer(f, "2025", "R-A", NULL, "met", a);
	answer(f, "2025", "R-B", NULL, "met", b);
	add_evidence(f, "R-A", NULL, "giấy");
	answer(f, "2025", "R-C", "MC1", "met", c);
	answer(f, "2025", "R-C", "MC2", "met", d);
	answer(f, "2025", "R-D", NULL, "met", "ngắn");
	carry(f);
	/* with what leads it even the first is longer than the field */
	finding = finding_of(f, "2026", "N-TWO", NULL);
	assert_int_equal(strlen(node_get(finding, "current")), strlen("R-B: ") + TEXT_LIMIT - 100);
	assert_int_equal(node_count(finding, "evidence"), 2);
	aside = node_find(finding, "evidence", "note", a);
	assert_non_null(aside);
	assert_non_null(strstr(node_get(aside, "name"), "R-A"));
	assert_non_null(node_find(finding, "evidence", "name", "giấy"));
	finding = finding_of(f, "2026", "N-MIX", NULL);
	assert_non_null(strstr(node_get(finding, "current"), c));
	assert_non_null(strstr(node_get(finding, "current"), "R-D: ngắn"));
	assert_non_null(node_find(finding, "evidence", "note", d));
}

static void an_answer_about_an_asset_that_is_gone_is_told_as_dropped(void **state)
{
	struct fixture *f = *state;
	struct node *agency = node_new(f->arena, model_root(), NULL);
	struct node *system = node_new(f->arena, model_shape("system"), agency);
	struct node *asset = node_new(f->arena, model_shape("asset"), system);
	struct merge_counts counts;
	const struct carry_line *line;

	answer(f, "2025", "R-SRV", "MC1", "met", "máy 1");
	answer(f, "2025", "R-WIDE", "MC1", "unmet", "máy 1");
	answer(f, "2025", "R-WIDE", "MC2", "met", "máy 2");
	/* a file may change what typing may not */
	node_put(agency, "code", "SM");
	node_put(agency, "name", "Sở Mẫu");
	node_put(system, "code", "PM");
	node_put(system, "name", "Phần mềm nội bộ");
	node_put(asset, "code", "MC1");
	node_put(asset, "kind", "application");
	node_put(asset, "name", "MC1");
	MUST(app_merge(&counts, f->app, agency, "tep.xml", false, e));
	carry(f);
	line = crossed_line(f, "R-SRV", "MC1");
	assert_non_null(line);
	assert_int_equal(line->kind, CARRY_DROPPED);
	expect_kind(f, "N-SRV", NULL, CARRY_CHANGED);
	expect_kind(f, "R-WIDE", "MC1", CARRY_DROPPED);
	expect_finding(f, "N-WIDE", NULL, "met", "MC2: máy 2");
}

static void an_answer_to_another_text_proposes_nothing(void **state)
{
	struct fixture *f = *state;
	struct arena *arena = f->arena;
	char *text, *path = arena_print(arena, "%s/tt12-2022.xml", f->packs);
	size_t length;

	answer(f, "2025", "R-SAME", NULL, "met", "về lời cũ");
	answer(f, "2025", "R-MORE", NULL, "met", "về lời không đổi");
	app_close(f->app);
	f->app = NULL;
	MUST(file_read(&text, &length, path, 1000000, arena, e));
	text = replaced(text, "tên R-SAME</vi>", "tên R-SAME sửa</vi>");
	folder_put(f->packs, "tt12-2022.xml", text);
	free(text);
	carry(f);
	expect_kind(f, "N-SAME", NULL, CARRY_CHANGED);
	assert_string_equal(node_get(crossed_line(f, "N-SAME", NULL)->then, "current"), "về lời cũ");
	expect_kind(f, "N-MORE", NULL, CARRY_PROPOSED);
}

/* ---- confirming ----------------------------------------------------------------------------------------- */

static void proposals_are_confirmed_like_what_was_carried(void **state)
{
	static const char *const one[] = { "N-SAME" };
	struct fixture *f = *state;
	int64_t rows;
	size_t count;

	answer(f, "2025", "R-SAME", NULL, "met", "a");
	answer(f, "2025", "R-MORE", NULL, "met", "b");
	answer(f, "2025", "R-SRV", "MC1", "met", "c");
	carry(f);
	MUST(app_confirm(&count, f->app, NULL, "PM", "2026", one, 1, NULL, e));
	assert_int_equal(count, 1);
	look(f, "2026");
	expect_kind(f, "N-SAME", NULL, CARRY_CONFIRMED);
	/* given anew, otherwise than proposed */
	answer(f, "2026", "N-MORE", NULL, "met", "đã thêm chu kỳ");
	look(f, "2026");
	expect_kind(f, "N-MORE", NULL, CARRY_CONFIRMED);
	expect_kind(f, "N-SRV", "MC1", CARRY_PROPOSED);
	MUST(app_confirm(&count, f->app, NULL, "PM", "2026", NULL, 0, "G", e));
	assert_int_equal(count, 1);
	look(f, "2026");
	assert_int_equal(f->lists->of[CARRY_PROPOSED], 0);
	/* whence an answer came stays known */
	assert_string_equal(node_get(finding_of(f, "2026", "N-SAME", NULL), "crossed-from"), "R-SAME");
	rows = audit_rows(f);
	MUST(app_carry(&f->lists, f->app, NULL, "PM", "2026", false, f->arena, e));
	assert_int_equal(audit_rows(f), rows);
}

static void carrying_twice_changes_nothing_and_keeps_new_answers(void **state)
{
	struct fixture *f = *state;
	int64_t rows;

	answer(f, "2025", "R-SAME", NULL, "met", "cũ");
	answer(f, "2025", "R-WIDE", NULL, "met", "cũ");
	open_store(f, APP_WRITE, 2026);
	MUST(app_assess_start(NULL, f->app, NULL, "PM", "2026", f->arena, e));
	answer(f, "2026", "N-SAME", NULL, "unmet", "mới");
	carry(f);
	expect_finding(f, "N-SAME", NULL, "unmet", "mới");
	expect_kind(f, "N-SAME", NULL, CARRY_CONFIRMED);
	expect_finding(f, "N-WIDE", NULL, "met", "cũ");
	rows = audit_rows(f);
	carry(f);
	assert_int_equal(audit_rows(f), rows);
}

static void next_year_a_confirmed_proposal_is_an_answer_like_any_other(void **state)
{
	static const char *const one[] = { "N-SAME" };
	struct fixture *f = *state;
	size_t count;

	answer(f, "2025", "R-SAME", NULL, "met", "a");
	answer(f, "2025", "R-MORE", NULL, "met", "b");
	carry(f);
	MUST(app_confirm(&count, f->app, NULL, "PM", "2026", one, 1, NULL, e));
	MUST(app_carry(&f->lists, f->app, NULL, "PM", "2027", true, f->arena, e));
	expect_kind(f, "N-SAME", NULL, CARRY_OPEN);
	assert_null(crossed_line(f, "N-SAME", NULL)->gap);
	assert_null(node_get(finding_of(f, "2027", "N-SAME", NULL), "crossed-from"));
	/* one that nobody has confirmed is a proposal still */
	expect_kind(f, "N-MORE", NULL, CARRY_PROPOSED);
	assert_string_equal(crossed_line(f, "N-MORE", NULL)->gap->why, "thêm chu kỳ");
	assert_int_equal(carry_answer(crossed_line(f, "N-MORE", NULL)), PARTIAL);
}

/* ---- within a year -------------------------------------------------------------------------------------- */

/* An assessment of 2026 on the old checklist: the level was approved under the old regulation, and is then
 * approved anew under the new one. */
static void begin_on_the_old(struct fixture *f)
{
	open_store(f, APP_WRITE, 2026);
	put_system(f, "approved-level", "2");
	put_system(f, "approval-date", "2024-05-20");
	put_system(f, "approval-number", "12/QĐ");
	MUST(app_assess_start(NULL, f->app, NULL, "PM", "2026", f->arena, e));
	assert_string_equal(node_get(view(f, "2026")->node, "pack"), "tt12-2022");
}

static void renew(struct fixture *f)
{
	put_system(f, "approval-date", "2026-10-01");
	put_system(f, "approval-basis", "nd331-2026");
	MUST(app_renew(&f->lists, f->app, NULL, "PM", "2026", f->arena, e));
	assert_string_equal(node_get(view(f, "2026")->node, "pack"), "tcvn14423-2026");
}

static void renewing_moves_the_answers_of_a_year_and_loses_nothing(void **state)
{
	struct fixture *f = *state;
	struct search search = { .text = "current:  -> việc cũ" };
	const struct node *help;
	size_t count;
	int64_t rows;

	begin_on_the_old(f);
	answer(f, "2026", "R-SAME", NULL, "met", "có");
	answer(f, "2026", "R-SRV", "MC1", "met", "máy 1");
	answer(f, "2026", "R-GONE", NULL, "met", "việc cũ");
	answer(f, "2026", "R-A", NULL, "met", "của A");
	answer(f, "2026", "R-B", NULL, "unassessed", "của B");
	answer(f, "2026", "R-MORE", NULL, "n-a", "");
	renew(f);
	assert_int_equal(f->lists->of[CARRY_PROPOSED], 2);
	expect_kind(f, "R-GONE", NULL, CARRY_DROPPED);
	expect_finding(f, "N-SAME", NULL, "met", "có");
	expect_finding(f, "N-SRV", "MC1", "met", "máy 1");
	assert_null(finding_of(f, "2026", "R-SAME", NULL));
	assert_null(finding_of(f, "2026", "R-GONE", NULL));
	MUST(app_audit(f->app, 1, search_line, &search, e));
	assert_true(search.found);
	/* what proposes nothing keeps its words for help, and is not confirmed */
	expect_finding(f, "N-TWO", NULL, "unassessed", "R-A: của A\nR-B: của B");
	help = finding_of(f, "2026", "N-MORE", NULL);
	assert_string_equal(node_get(help, "status"), "unassessed");
	assert_string_equal(node_get(help, "reason"), "không có");
	rows = audit_rows(f);
	MUST(app_renew(&f->lists, f->app, NULL, "PM", "2026", f->arena, e));
	assert_int_equal(f->lists->count, 0);
	assert_int_equal(audit_rows(f), rows);
	MUST(app_confirm(&count, f->app, NULL, "PM", "2026", NULL, 0, NULL, e));
	assert_int_equal(count, 2);
}

/* The year's old answers go: what belongs to one of several stays beside the new answer. */
static void renewing_keeps_who_when_and_cost_of_each_of_several(void **state)
{
	struct fixture *f = *state;
	const struct value b[] = { { "status", "met" }, { "person", "Bình" }, { "due", "2026-12-01" },
		{ "cost", "1000" } };
	const struct value wide[] = { { "status", "unmet" }, { "person", "Chi" } };
	const struct node *aside;

	begin_on_the_old(f);
	answer(f, "2026", "R-A", NULL, "met", "của A");
	MUST(app_finding(f->app, NULL, "PM", "2026", "R-B", NULL, b, 4, e));
	answer(f, "2026", "R-WIDE", "MC1", "met", "máy 1");
	MUST(app_finding(f->app, NULL, "PM", "2026", "R-WIDE", NULL, wide, 2, e));
	renew(f);
	aside = node_first(finding_of(f, "2026", "N-TWO", NULL), "evidence");
	assert_non_null(aside);
	assert_non_null(strstr(node_text(aside, "name"), "R-B: "));
	assert_non_null(strstr(node_text(aside, "note"), "Bình"));
	assert_non_null(strstr(node_text(aside, "note"), "2026-12-01"));
	assert_non_null(strstr(node_text(aside, "note"), "1000"));
	assert_null(aside->next);
	aside = node_first(finding_of(f, "2026", "N-WIDE", NULL), "evidence");
	assert_non_null(aside);
	assert_non_null(strstr(node_text(aside, "name"), "R-WIDE: "));
	assert_non_null(strstr(node_text(aside, "note"), "Chi"));
}

static void after_a_renewal_the_lists_still_tell_where_a_proposal_comes_from(void **state)
{
	struct fixture *f = *state;
	const struct carry_line *line;

	begin_on_the_old(f);
	answer(f, "2026", "R-MORE", NULL, "met", "có");
	answer(f, "2026", "R-A", NULL, "met", "của A");
	renew(f);
	look(f, "2026");
	line = crossed_line(f, "N-MORE", NULL);
	assert_int_equal(line->kind, CARRY_PROPOSED);
	assert_string_equal(line->gap->from[0].pair->from->id, "R-MORE");
	assert_string_equal(line->gap->why, "thêm chu kỳ");
	assert_int_equal(carry_answer(line), PARTIAL);
	answer(f, "2026", "N-TWO", NULL, "met", "đã làm");
	look(f, "2026");
	assert_string_not_equal(node_get(finding_of(f, "2026", "N-TWO", NULL), "basis"), "0000000000000000");
}

static void what_waits_of_a_renewal_is_told_whatever_the_year_before_says(void **state)
{
	struct fixture *f = *state;
	const struct carry_line *line;

	/* 2025 says nothing of the one and something else of the other */
	answer(f, "2025", "R-MORE", NULL, "unmet", "chưa");
	answer(f, "2025", "R-D", NULL, "met", "có từ trước");
	begin_on_the_old(f);
	answer(f, "2026", "R-SAME", NULL, "met", "có");
	answer(f, "2026", "R-MORE", NULL, "met", "nay đã có");
	answer(f, "2026", "R-D", NULL, "n-a", "");
	renew(f);
	look(f, "2026");
	assert_string_equal(f->lists->from, "2025");
	line = crossed_line(f, "N-SAME", NULL);
	assert_int_equal(line->kind, CARRY_PROPOSED);
	assert_int_equal(carry_answer(line), MET);
	line = crossed_line(f, "N-MORE", NULL);
	assert_int_equal(line->kind, CARRY_PROPOSED);
	assert_int_equal(carry_answer(line), PARTIAL);
	/* the proposal is shown with its own words, not with those of the year before */
	assert_ptr_equal(line->then, line->now);
	assert_string_equal(line->gap->from[0].pair->from->id, "R-MORE");
	assert_null(line->gap->from[0].old);
	assert_null(carry_then_next(line, "R-MORE", NULL));
	expect_kind(f, "N-MIX", NULL, CARRY_CHANGED);
	assert_int_equal(f->lists->of[CARRY_DROPPED], 1);
}

/* ---- as XML ---------------------------------------------------------------------------------------------- */

static void the_lists_as_xml_hold_the_old_answers_and_the_sentences(void **state)
{
	static const char *const expected[] = { "state=\"proposed\"", "proposed=\"partial\"", "gap=\"partly\"",
		"<from requirement=\"R-B\" kind=\"partly\" status=\"met\"", "<why>một phần của B</why>", "của A",
		"của B", "force=\"binding\"", "proposed=\"1\"" };
	struct fixture *f = *state;
	char *text = NULL;
	size_t length;
	const char *path = scratch_path(&f->scratch, "a.xml");

	answer(f, "2025", "R-A", NULL, "met", "của A");
	answer(f, "2025", "R-B", NULL, "met", "của B");
	carry(f);
	MUST(exchange_write_carried(path, f->lists, e));
	MUST(file_read(&text, &length, path, 1000000, f->arena, e));
	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++)
		if (!strstr(text, expected[i]))
			fail_msg("no '%s' in %s", expected[i], text);
}

/* ---- the packs of the law -------------------------------------------------------------------------------- */

static void ids_of_the_two_checklists_never_collide(void **state)
{
	struct pack_set *set = NULL;
	const struct pack *old, *now;

	(void)state;
	MUST(packs_load(&set, NULL, e));
	old = packs_find(set, "tt12-2022");
	now = packs_find(set, "tcvn14423-2026");
	assert_true(old && now);
	for (size_t i = 0; i < old->requirement_count; i++)
		if (pack_requirement(now, old->requirement[i].id))
			fail_msg("both checklists have '%s'", old->requirement[i].id);
	for (size_t i = 0; i < old->group_count; i++)
		if (pack_group(now, old->group[i].id))
			fail_msg("both checklists have a group '%s'", old->group[i].id);
	packs_free(set);
}

static unsigned chance(uint64_t *seed, unsigned below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33) % below;
}

/* Answers two thirds of the old checklist with texts that occur once; returns how many texts. */
static unsigned answer_at_random(struct fixture *f, const char *year, uint64_t *seed)
{
	static const char *const statuses[] = { "met", "met", "partial", "unmet", "n-a", "unassessed" };
	const struct assessment_view *assessment = view(f, year);
	unsigned texts = 0;

	for (size_t i = 0; i < assessment->item_count; i++) {
		const struct requirement *requirement = assessment->item[i].item.requirement;
		bool server = strcmp(requirement->scope, "server") == 0;
		const char *asset = server && chance(seed, 2) ? chance(seed, 2) ? "MC1" : "MC2" : NULL;

		if (chance(seed, 3) > 0)
			answer(f, year, requirement->id, asset, statuses[chance(seed, 6)],
			    arena_print(f->arena, "chữ%u.", ++texts));
	}
	return texts;
}

static bool is_in(const struct node *assessment, const char *text)
{
	for (const struct node *node = node_first(assessment, "finding"); node; node = node->next)
		if (strstr(node_text(node, "current"), text))
			return true;
	return false;
}

/* Does a line of the lists show this text of then? */
static bool is_told(const struct carry_lists *lists, const char *text)
{
	for (size_t i = 0; i < lists->count; i++) {
		const struct carry_line *line = &lists->at[i];

		if (line->then && strstr(node_text(line->then, "current"), text))
			return true;
		for (size_t k = 0; line->gap && k < line->gap->from_count; k++) {
			const struct node *node = NULL;

			while ((node = carry_then_next(line, line->gap->from[k].pair->from->id, node)))
				if (strstr(node_text(node, "current"), text))
					return true;
		}
	}
	return false;
}

static void expect_told(struct fixture *f, unsigned texts)
{
	for (unsigned i = 1; i <= texts; i++)
		if (!is_told(f->lists, arena_print(f->arena, "chữ%u.", i)))
			fail_msg("no line shows 'chữ%u.'", i);
}

/* What is proposed is met only where all that the same asks was met. */
static void expect_honest(struct fixture *f)
{
	const struct node *assessment = view(f, "2026")->node;

	for (const struct node *node = node_first(assessment, "finding"); node; node = node->next) {
		const struct carry_line *line = crossed_line(f, node_get(node, "requirement"), node_get(node, "asset"));

		assert_non_null(node_get(node, "crossed-from"));
		assert_true(node_is(node, "carried", "yes"));
		assert_non_null(line);
		if (!node_is(node, "status", "met"))
			continue;
		for (size_t i = 0; i < line->gap->from_count; i++)
			if (gap_has_say(line->gap, &line->gap->from[i]))
				assert_int_equal(line->gap->from[i].pair->kind, PAIR_SAME);
	}
}

static void nothing_typed_is_lost_between_the_checklists_of_the_law(void **state)
{
	struct fixture *f = *state;
	uint64_t seed = 20261201;
	unsigned texts = answer_at_random(f, "2025", &seed);

	assert_true(texts > 15);
	carry(f);
	assert_true(f->lists->of[CARRY_PROPOSED] > 10);
	expect_told(f, texts);
	expect_honest(f);
	for (unsigned i = 1; i <= texts; i++)
		assert_true(is_in(view(f, "2025")->node, arena_print(f->arena, "chữ%u.", i)));
}

static void renewing_between_the_checklists_of_the_law_loses_nothing(void **state)
{
	struct fixture *f = *state;
	uint64_t seed = 7;
	unsigned texts;
	struct node *assessment;

	begin_on_the_old(f);
	texts = answer_at_random(f, "2026", &seed);
	renew(f);
	expect_told(f, texts);
	assessment = view(f, "2026")->node;
	for (unsigned i = 1; i <= texts; i++) {
		struct search search = { .text = arena_print(f->arena, ":  -> chữ%u.", i) };

		search.found = is_in(assessment, arena_print(f->arena, "chữ%u.", i));
		if (!search.found)
			MUST(app_audit(f->app, 1, search_line, &search, e));
		assert_true(search.found);
	}
	for (const struct node *node = node_first(assessment, "finding"); node; node = node->next)
		assert_null(pack_requirement(packs_find(app_packs(f->app), "tt12-2022"),
		    node_get(node, "requirement")));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
#define LAW(name) cmocka_unit_test_setup_teardown(name, set_up_built_in, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(what_is_the_same_is_proposed_with_all_it_had),
		TEST(each_kind_is_told_as_such),
		TEST(answers_about_assets_stay_apart_where_the_scope_is_the_same),
		TEST(one_asset_without_an_answer_does_not_hold_the_others_back),
		TEST(another_scope_takes_one_answer_for_all),
		TEST(the_words_of_several_are_led_by_where_they_come_from),
		TEST(evidence_of_all_comes_along_under_codes_of_its_own),
		TEST(words_that_are_too_many_are_kept_whole_beside_it),
		TEST(an_answer_about_an_asset_that_is_gone_is_told_as_dropped),
		TEST(an_answer_to_another_text_proposes_nothing),
		TEST(proposals_are_confirmed_like_what_was_carried),
		TEST(carrying_twice_changes_nothing_and_keeps_new_answers),
		TEST(next_year_a_confirmed_proposal_is_an_answer_like_any_other),
		TEST(renewing_moves_the_answers_of_a_year_and_loses_nothing),
		TEST(renewing_keeps_who_when_and_cost_of_each_of_several),
		TEST(after_a_renewal_the_lists_still_tell_where_a_proposal_comes_from),
		TEST(what_waits_of_a_renewal_is_told_whatever_the_year_before_says),
		TEST(the_lists_as_xml_hold_the_old_answers_and_the_sentences),
		cmocka_unit_test(ids_of_the_two_checklists_never_collide),
		LAW(nothing_typed_is_lost_between_the_checklists_of_the_law),
		LAW(renewing_between_the_checklists_of_the_law_loses_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

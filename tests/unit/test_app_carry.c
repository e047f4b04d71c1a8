/*
 * Next year starts from this year: what is asked unchanged is carried over and confirmed, what changed
 * is told, and nothing that was typed is lost; the same when a pack gets a new version. All within one
 * checklist: the years are before the change of regime. From one to another: test_app_cross.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/app.h"
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
	char *packs;                    /* folder of the second version; NULL: the built-in ones */
	struct arena *arena;
	struct app *app;
	struct carry_lists *lists;
};

static void open_store(struct fixture *f, enum app_mode mode)
{
	const struct app_options options = { .path = f->path, .packs = f->packs, .person = "an", .mode = mode,
		.today = day_from_ymd(2025, 11, 22) };

	app_close(f->app);
	f->app = NULL;
	MUST(app_open(&f->app, &options, e));
}

static void put(struct fixture *f, const char *shape, struct place place, const char *field, const char *text)
{
	const struct value value[] = { { field, text } };

	MUST(app_put(NULL, f->app, model_shape(shape), &place, value, 1, false, f->arena, e));
}

static void put_asset(struct fixture *f, const char *code, const char *kind)
{
	const struct place place = { .system = "PM", .key = { code } };
	const struct value value[] = { { "kind", kind }, { "name", code } };

	MUST(app_put(NULL, f->app, model_shape("asset"), &place, value, 2, true, f->arena, e));
}

/* A system of level 2 with an empty assessment of 2024. */
static int set_up(void **state)
{
	static const char *const fact[][2] = { { "function", "internal" }, { "info", "public private" },
		{ "defence-security", "no" }, { "national-egov", "no" }, { "national-data-store", "no" },
		{ "prime-minister-decision", "no" } };
	struct fixture *f = calloc(1, sizeof(*f));

	scratch_make(&f->scratch);
	snprintf(f->path, sizeof(f->path), "%s", scratch_path(&f->scratch, "a.db"));
	f->arena = arena_new();
	open_store(f, APP_CREATE);
	put(f, "agency", (struct place){ .key = { "SM" } }, "name", "Sở Mẫu");
	put(f, "system", (struct place){ .key = { "PM" } }, "name", "Phần mềm nội bộ");
	put(f, "year", (struct place){ .key = { "2024" } }, "note", "năm trước");
	for (size_t i = 0; i < sizeof(fact) / sizeof(fact[0]); i++)
		MUST(app_fact(f->app, NULL, "PM", NULL, fact[i][0], fact[i][1], NULL, e));
	MUST(app_level_decide(NULL, f->app, NULL, "PM", 0, NULL, f->arena, e));
	MUST(app_assess_start(NULL, f->app, NULL, "PM", "2024", f->arena, e));
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

static void carry(struct fixture *f, const char *year)
{
	MUST(app_carry(&f->lists, f->app, NULL, "PM", year, false, f->arena, e));
}

static void look(struct fixture *f, const char *year)
{
	MUST(app_carry_lists(&f->lists, f->app, NULL, "PM", year, f->arena, e));
}

static const struct carry_line *line_of_kind(struct fixture *f, const char *requirement, enum carry_kind kind)
{
	for (size_t i = 0; i < f->lists->count; i++)
		if (f->lists->at[i].kind == kind && strcmp(f->lists->at[i].requirement, requirement) == 0)
			return &f->lists->at[i];
	return NULL;
}

static struct assessment_view *view(struct fixture *f, const char *year)
{
	struct system_view *system;

	MUST(app_view_system(&system, f->app, NULL, "PM", f->arena, e));
	return view_assessment(system, year);
}

static const struct node *finding_of(const struct assessment_view *assessment, const char *requirement,
    const char *asset)
{
	for (const struct node *node = node_first(assessment->node, "finding"); node; node = node->next)
		if (node_is(node, "requirement", requirement) &&
		    strcmp(node_text(node, "asset"), asset ? asset : "") == 0)
			return node;
	return NULL;
}

static int64_t audit_rows(struct fixture *f)
{
	int64_t rows = 0;

	MUST(app_verify(f->app, &rows, e));
	return rows;
}

/* ---- year to year ------------------------------------------------------------------------------------- */

static void an_answer_keeps_what_text_it_is_about(void **state)
{
	struct fixture *f = *state;
	const struct node *one, *two;

	answer(f, "2024", "QL-1.1.1", NULL, "met", "có quy chế");
	answer(f, "2024", "QL-1.1.2", NULL, "met", "đã công bố");
	one = finding_of(view(f, "2024"), "QL-1.1.1", NULL);
	two = finding_of(view(f, "2024"), "QL-1.1.2", NULL);
	assert_int_equal(strlen(node_get(one, "basis")), 16);
	assert_string_not_equal(node_get(one, "basis"), node_get(two, "basis"));
}

static void an_unchanged_answer_is_carried_with_its_evidence(void **state)
{
	struct fixture *f = *state;
	const struct value named[] = { { "name", "Quyết định 1/QĐ" }, { "place", "tủ 2" } };
	const struct node *then, *now;

	answer(f, "2024", "QL-1.1.1", NULL, "partial", "thiếu phụ lục");
	MUST(app_evidence(f->app, NULL, "PM", "2024", "QL-1.1.1", NULL, named, 2, NULL, false, e));
	carry(f, "2025");
	assert_string_equal(f->lists->from, "2024");
	assert_int_equal(f->lists->of[CARRY_OPEN], 1);
	then = finding_of(view(f, "2024"), "QL-1.1.1", NULL);
	now = finding_of(view(f, "2025"), "QL-1.1.1", NULL);
	assert_string_equal(node_get(now, "status"), "partial");
	assert_string_equal(node_get(now, "current"), "thiếu phụ lục");
	assert_string_equal(node_get(now, "carried"), "yes");
	assert_string_equal(node_get(now, "basis"), node_get(then, "basis"));
	assert_string_not_equal(now->id, then->id);
	assert_string_equal(node_get(node_first(now, "evidence"), "place"), "tủ 2");
	assert_null(node_get(then, "carried"));
	assert_string_equal(node_get(view(f, "2025")->node, "carried-from"), "2024");
}

static void an_answer_without_a_basis_goes_by_its_pack(void **state)
{
	struct fixture *f = *state;
	struct node *agency = node_new(f->arena, model_root(), NULL);
	struct node *system = node_new(f->arena, model_shape("system"), agency);
	struct node *assessment = node_new(f->arena, model_shape("assessment"), system);
	struct node *finding = node_new(f->arena, model_shape("finding"), assessment);
	const struct node *there = view(f, "2024")->node;
	struct merge_counts counts;

	/* from a file of earlier days */
	node_put(agency, "code", "SM");
	node_put(agency, "name", "Sở Mẫu");
	node_put(system, "code", "PM");
	node_put(system, "name", "Phần mềm nội bộ");
	for (size_t i = 0; i < there->shape->field_count; i++)
		assessment->value[i] = there->value[i];
	node_put(finding, "requirement", "QL-1.1.1");
	node_put(finding, "status", "met");
	MUST(app_merge(&counts, f->app, agency, "cu.xml", false, e));
	assert_null(node_get(finding_of(view(f, "2024"), "QL-1.1.1", NULL), "basis"));
	carry(f, "2025");
	assert_non_null(line_of_kind(f, "QL-1.1.1", CARRY_OPEN));
	assert_non_null(node_get(finding_of(view(f, "2025"), "QL-1.1.1", NULL), "basis"));
}

static void threat_answers_and_plans_are_carried_and_ratings_are_not(void **state)
{
	struct fixture *f = *state;
	const struct value rating[] = { { "likelihood", "4" }, { "impact", "4" }, { "reason", "đã gặp" } };
	const struct place plan = { .system = "PM", .year = "2024", .key = { "a-malware" } };
	const struct value lead[] = { { "lead", "Bình" }, { "approved", "2024-03-01" } };
	const struct node *node, *now;

	MUST(app_answer(f->app, NULL, "PM", "2024", NULL, "attack-exposure", "inside", e));
	MUST(app_put(NULL, f->app, model_shape("plan"), &plan, lead, 2, true, f->arena, e));
	MUST(app_rating(f->app, NULL, "PM", "2024", "a-malware", rating, 3, e));
	MUST(app_accept_risk(f->app, NULL, "PM", "2024", "a-malware", "Giám đốc", "2026-01-01", "chờ", e));
	carry(f, "2025");
	assert_int_equal(f->lists->answers, 1);
	assert_int_equal(f->lists->plans, 1);
	assert_string_equal(node_get(f->lists->rating, "accepted-by"), "Giám đốc");
	now = view(f, "2025")->node;
	node = node_first(now, "plan");
	assert_string_equal(node_get(node, "approved"), "2024-03-01");
	assert_string_equal(node_get(node, "carried"), "yes");
	assert_string_equal(node_get(node_first(now, "answer"), "value"), "inside");
	assert_int_equal(node_count(now, "rating"), 0);
}

static void answering_or_confirming_takes_the_mark_away(void **state)
{
	struct fixture *f = *state;
	static const char *const one[] = { "QL-1.1.2" };
	static const char *const wrong[] = { "QL-9.9.9" };
	size_t count;
	int64_t rows;
	struct err err;

	answer(f, "2024", "QL-1.1.1", NULL, "met", "có");
	answer(f, "2024", "QL-1.1.2", NULL, "met", "có");
	answer(f, "2024", "QL-1.2.1", NULL, "unmet", "chưa");
	answer(f, "2024", "QL-1.3.1", NULL, "met", "có");
	carry(f, "2025");
	assert_int_equal(f->lists->of[CARRY_OPEN], 4);
	/* the same answer given again */
	answer(f, "2025", "QL-1.1.1", NULL, "met", "có");
	look(f, "2025");
	assert_non_null(line_of_kind(f, "QL-1.1.1", CARRY_CONFIRMED));
	MUST(app_confirm(&count, f->app, NULL, "PM", "2025", one, 1, NULL, e));
	assert_int_equal(count, 1);
	MUST(app_confirm(&count, f->app, NULL, "PM", "2025", NULL, 0, "QL-1.2", e));
	assert_int_equal(count, 1);
	assert_int_equal(app_confirm(&count, f->app, NULL, "PM", "2025", wrong, 1, NULL, &err), FAIL_INVALID);
	assert_int_equal(app_confirm(&count, f->app, NULL, "PM", "2025", NULL, 0, "KHONG", &err), FAIL_INVALID);
	MUST(app_confirm(&count, f->app, NULL, "PM", "2025", NULL, 0, NULL, e));
	assert_int_equal(count, 1);
	look(f, "2025");
	assert_int_equal(f->lists->of[CARRY_CONFIRMED], 4);
	assert_int_equal(f->lists->of[CARRY_OPEN], 0);
	rows = audit_rows(f);
	MUST(app_confirm(&count, f->app, NULL, "PM", "2025", NULL, 0, NULL, e));
	assert_int_equal(count, 0);
	assert_int_equal(audit_rows(f), rows);
}

static void carrying_twice_changes_nothing_and_keeps_new_answers(void **state)
{
	struct fixture *f = *state;
	int64_t rows;
	struct err err;

	answer(f, "2024", "QL-1.1.1", NULL, "met", "cũ");
	answer(f, "2024", "QL-1.1.2", NULL, "met", "cũ");
	MUST(app_assess_start(NULL, f->app, NULL, "PM", "2025", f->arena, e));
	answer(f, "2025", "QL-1.1.1", NULL, "unmet", "mới");
	carry(f, "2025");
	assert_string_equal(node_get(finding_of(view(f, "2025"), "QL-1.1.1", NULL), "current"), "mới");
	assert_string_equal(node_get(finding_of(view(f, "2025"), "QL-1.1.2", NULL), "current"), "cũ");
	rows = audit_rows(f);
	carry(f, "2025");
	assert_int_equal(audit_rows(f), rows);
	assert_int_equal(app_carry(NULL, f->app, NULL, "PM", "2025", true, f->arena, &err), FAIL_INVALID);
}

static void answers_about_assets_are_carried_one_by_one(void **state)
{
	struct fixture *f = *state;
	const struct carry_line *line;

	put_asset(f, "MC1", "server");
	answer(f, "2024", "KT-2.1", "MC1", "met", "máy 1");
	answer(f, "2024", "KT-2.2", NULL, "met", "mọi máy");
	carry(f, "2025");
	assert_non_null(finding_of(view(f, "2025"), "KT-2.1", "MC1"));
	assert_non_null(finding_of(view(f, "2025"), "KT-2.2", NULL));
	answer(f, "2025", "KT-2.1", "MC1", "unmet", "đổi máy");
	look(f, "2025");
	line = line_of_kind(f, "KT-2.1", CARRY_CONFIRMED);
	assert_non_null(line);
	assert_string_equal(line->asset, "MC1");
	assert_string_equal(node_get(line->then, "current"), "máy 1");
	assert_string_equal(node_get(line->now, "current"), "đổi máy");
}

static void an_answer_about_an_asset_of_another_kind_is_not_carried(void **state)
{
	struct fixture *f = *state;
	struct node *agency = node_new(f->arena, model_root(), NULL);
	struct node *system = node_new(f->arena, model_shape("system"), agency);
	struct node *asset = node_new(f->arena, model_shape("asset"), system);
	struct merge_counts counts;

	put_asset(f, "MC1", "server");
	answer(f, "2024", "KT-2.1", "MC1", "met", "máy 1");
	/* a file may change what typing may not */
	node_put(agency, "code", "SM");
	node_put(agency, "name", "Sở Mẫu");
	node_put(system, "code", "PM");
	node_put(system, "name", "Phần mềm nội bộ");
	node_put(asset, "code", "MC1");
	node_put(asset, "kind", "application");
	node_put(asset, "name", "MC1");
	MUST(app_merge(&counts, f->app, agency, "tep.xml", false, e));
	carry(f, "2025");
	assert_null(finding_of(view(f, "2025"), "KT-2.1", "MC1"));
	assert_non_null(line_of_kind(f, "KT-2.1", CARRY_DROPPED));
}

static void another_level_asks_its_own_checklist(void **state)
{
	struct fixture *f = *state;
	const struct carry_line *line;

	answer(f, "2024", "QL-1.1.1", NULL, "met", "quy chế");
	answer(f, "2024", "TK-antimalware", NULL, "met", "phần mềm A");
	MUST(app_level_decide(NULL, f->app, NULL, "PM", 3, "nhiều hệ thống phụ thuộc", f->arena, e));
	carry(f, "2025");
	assert_string_equal(node_get(view(f, "2025")->node, "level"), "3");
	assert_non_null(line_of_kind(f, "QL-1.1.1", CARRY_OPEN));
	line = line_of_kind(f, "TK-antimalware", CARRY_CHANGED);
	assert_non_null(line);
	assert_string_equal(node_get(line->then, "current"), "phần mềm A");
	assert_null(finding_of(view(f, "2025"), "TK-antimalware", NULL));
	/* demands of level 3 that changed are told also where nothing was answered */
	assert_non_null(line_of_kind(f, "TK-redundancy", CARRY_CHANGED));
	assert_true(f->lists->of[CARRY_NEW] > 0);
}

static void the_first_year_has_nothing_to_carry(void **state)
{
	struct fixture *f = *state;

	put(f, "system", (struct place){ .key = { "HAI" } }, "name", "Hệ thống hai");
	MUST(app_fact(f->app, NULL, "HAI", NULL, "function", "internal", NULL, e));
	look(f, "2024");
	assert_null(f->lists->from);
	assert_int_equal(f->lists->count, 0);
}

/* ---- a new version of the pack ------------------------------------------------------------------------- */

static char *all_replaced(const char *text, const char *from, const char *to)
{
	struct buffer buffer = { 0 };
	size_t length = strlen(from);

	for (const char *at; (at = strstr(text, from)) != NULL; text = at + length) {
		buffer_add_n(&buffer, text, (size_t)(at - text));
		buffer_add(&buffer, to);
	}
	buffer_add(&buffer, text);
	return buffer.text;
}

static void put_pack(struct fixture *f, const char *name, const char *const (*change)[2], size_t count)
{
	char *path = arena_print(f->arena, "checklists/%s", name);
	const struct resource *resource = resource_find(path);
	char *text = xstrdup((const char *)resource->data);

	for (size_t i = 0; i < count; i++) {
		char *changed = all_replaced(text, change[i][0], change[i][1]);

		assert_string_not_equal(text, changed);
		free(text);
		text = changed;
	}
	folder_put(f->packs, name, text);
	free(text);
}

/* Version 2: QL-1.1.2 is worded anew, QL-1.1.3 is gone, QL-1.1.9 is new. */
static void second_version(struct fixture *f)
{
	static const char *const requirements[][2] = {
		{ "id=\"tt12-2022\" version=\"1.0\"", "id=\"tt12-2022\" version=\"2.0\"" },
		{ "<vi>Xây dựng và công bố</vi>", "<vi>Xây dựng, công bố và phổ biến</vi>" },
		{ "\"QL-1.1.3\"", "\"QL-1.1.9\"" } };
	static const char *const crosswalk[][2] = { { "from=\"QL-1.1.3\"", "from=\"QL-1.1.9\"" } };
	static const char *const threats[][2] = { { "requirement=\"QL-1.1.3\"", "requirement=\"QL-1.1.9\"" } };

	f->packs = folder_new();
	put_pack(f, "tt12-2022.xml", requirements, 3);
	put_pack(f, "threats-1.xml", threats, 1);
	put_pack(f, "crosswalk-1.xml", crosswalk, 1);
	open_store(f, APP_WRITE);
}

static void a_new_version_carries_by_the_text(void **state)
{
	struct fixture *f = *state;

	answer(f, "2024", "QL-1.1.1", NULL, "met", "như cũ");
	answer(f, "2024", "QL-1.1.2", NULL, "met", "đổi chữ");
	answer(f, "2024", "QL-1.1.3", NULL, "met", "bị bỏ");
	second_version(f);
	carry(f, "2025");
	assert_string_equal(node_get(f->lists->assessment, "pack-version"), "2.0");
	assert_int_equal(f->lists->of[CARRY_OPEN], 1);
	assert_non_null(line_of_kind(f, "QL-1.1.1", CARRY_OPEN));
	assert_non_null(line_of_kind(f, "QL-1.1.2", CARRY_CHANGED));
	assert_non_null(line_of_kind(f, "QL-1.1.3", CARRY_DROPPED));
	assert_non_null(line_of_kind(f, "QL-1.1.9", CARRY_NEW));
	assert_null(finding_of(view(f, "2025"), "QL-1.1.2", NULL));
	assert_non_null(finding_of(view(f, "2024"), "QL-1.1.2", NULL));
}

/* Is a text anywhere in the assessment, or in the audit chain? */
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

static void renewing_moves_an_assessment_and_loses_nothing(void **state)
{
	struct fixture *f = *state;
	struct search search = { .text = "current:  -> bị bỏ" };
	const struct node *changed;
	int64_t rows;

	answer(f, "2024", "QL-1.1.1", NULL, "met", "như cũ");
	answer(f, "2024", "QL-1.1.2", NULL, "partial", "đổi chữ");
	answer(f, "2024", "QL-1.1.3", NULL, "met", "bị bỏ");
	second_version(f);
	MUST(app_renew(&f->lists, f->app, NULL, "PM", "2024", f->arena, e));
	assert_int_equal(f->lists->of[CARRY_CHANGED], 1);
	assert_non_null(line_of_kind(f, "QL-1.1.3", CARRY_DROPPED));
	assert_non_null(line_of_kind(f, "QL-1.1.9", CARRY_NEW));
	assert_string_equal(node_get(view(f, "2024")->node, "pack-version"), "2.0");
	assert_string_equal(node_get(finding_of(view(f, "2024"), "QL-1.1.1", NULL), "status"), "met");
	changed = finding_of(view(f, "2024"), "QL-1.1.2", NULL);
	assert_string_equal(node_get(changed, "status"), "unassessed");
	assert_string_equal(node_get(changed, "current"), "đổi chữ");
	assert_null(finding_of(view(f, "2024"), "QL-1.1.3", NULL));
	MUST(app_audit(f->app, 1, search_line, &search, e));
	assert_true(search.found);
	search = (struct search){ .text = "status: partial -> unassessed" };
	MUST(app_audit(f->app, 1, search_line, &search, e));
	assert_true(search.found);
	rows = audit_rows(f);
	MUST(app_renew(&f->lists, f->app, NULL, "PM", "2024", f->arena, e));
	assert_int_equal(f->lists->count, 0);
	assert_int_equal(audit_rows(f), rows);
}

static void a_changed_answer_is_given_anew_not_confirmed(void **state)
{
	struct fixture *f = *state;
	size_t count;

	answer(f, "2024", "QL-1.1.2", NULL, "met", "đổi chữ");
	second_version(f);
	MUST(app_renew(NULL, f->app, NULL, "PM", "2024", f->arena, e));
	MUST(app_confirm(&count, f->app, NULL, "PM", "2024", NULL, 0, NULL, e));
	assert_int_equal(count, 0);
	look(f, "2024");
	assert_non_null(line_of_kind(f, "QL-1.1.2", CARRY_CHANGED));
	answer(f, "2024", "QL-1.1.2", NULL, "met", "đã phổ biến");
	look(f, "2024");
	assert_int_equal(f->lists->count, 0);
}

static void an_old_year_is_taken_in_where_only_the_new_version_is(void **state)
{
	struct fixture *f = *state;
	struct agency_view *agency;
	struct merge_counts counts;

	answer(f, "2024", "QL-1.1.3", NULL, "met", "bị bỏ");
	second_version(f);
	MUST(app_view_agency(&agency, f->app, NULL, NULL, f->arena, e));
	snprintf(f->path, sizeof(f->path), "%s", scratch_path(&f->scratch, "b.db"));
	open_store(f, APP_CREATE);
	MUST(app_merge(&counts, f->app, agency->node, "cu.xml", false, e));
	assert_non_null(finding_of(view(f, "2024"), "QL-1.1.3", NULL));
}

/* ---- property ------------------------------------------------------------------------------------------ */

static unsigned chance(uint64_t *seed, unsigned below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(*seed >> 33) % below;
}

/* Answers about half of the checklist with texts that occur once; returns how many texts. */
static unsigned answer_at_random(struct fixture *f, uint64_t *seed)
{
	static const char *const statuses[] = { "met", "partial", "unmet", "n-a", "unassessed" };
	const struct assessment_view *assessment = view(f, "2024");
	unsigned texts = 0;

	for (size_t i = 0; i < assessment->item_count; i++) {
		const struct requirement *requirement = assessment->item[i].item.requirement;
		bool server = strcmp(requirement->scope, "server") == 0;
		const char *asset = server && chance(seed, 2) ? chance(seed, 2) ? "MC1" : "MC2" : NULL;
		const struct value named[] = { { "name", NULL } };
		struct value evidence[1];

		if (chance(seed, 2))
			continue;
		answer(f, "2024", requirement->id, asset, statuses[chance(seed, 5)],
		    arena_print(f->arena, "chữ%u.", ++texts));
		memcpy(evidence, named, sizeof(evidence));
		for (unsigned n = chance(seed, 3); n > 0; n--) {
			evidence[0].text = arena_print(f->arena, "chữ%u.", ++texts);
			MUST(app_evidence(f->app, NULL, "PM", "2024", requirement->id, asset, evidence, 1, NULL,
			    false, e));
		}
	}
	return texts;
}

static bool is_in(const struct node *assessment, const char *text)
{
	for (const struct node *node = node_first(assessment, "finding"); node; node = node->next) {
		if (node_is(node, "current", text))
			return true;
		for (const struct node *evidence = node_first(node, "evidence"); evidence; evidence = evidence->next)
			if (node_is(evidence, "name", text))
				return true;
	}
	return false;
}

static void expect_every_text(struct fixture *f, const char *year, unsigned texts, bool or_audited)
{
	const struct node *assessment = view(f, year)->node;

	for (unsigned i = 1; i <= texts; i++) {
		struct search search = { .text = arena_print(f->arena, "chữ%u.", i) };

		search.found = is_in(assessment, search.text);
		if (!search.found && or_audited) {
			search.text = arena_print(f->arena, ":  -> chữ%u.", i);
			MUST(app_audit(f->app, 1, search_line, &search, e));
		}
		if (!search.found)
			fail_msg("year %s lost '%s'", year, search.text);
	}
}

static void nothing_typed_is_lost_whatever_was_answered(void **state)
{
	struct fixture *f = *state;
	uint64_t seed = 20261122;
	unsigned texts;

	put_asset(f, "MC1", "server");
	put_asset(f, "MC2", "server");
	texts = answer_at_random(f, &seed);
	assert_true(texts > 20);
	carry(f, "2025");
	/* the same pack, the same level: all of it is carried, and all of it stays */
	assert_int_equal(f->lists->of[CARRY_CHANGED] + f->lists->of[CARRY_DROPPED], 0);
	expect_every_text(f, "2024", texts, false);
	expect_every_text(f, "2025", texts, false);
	second_version(f);
	MUST(app_renew(&f->lists, f->app, NULL, "PM", "2025", f->arena, e));
	expect_every_text(f, "2025", texts, true);
	expect_every_text(f, "2024", texts, false);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(an_answer_keeps_what_text_it_is_about),
		TEST(an_unchanged_answer_is_carried_with_its_evidence),
		TEST(an_answer_without_a_basis_goes_by_its_pack),
		TEST(threat_answers_and_plans_are_carried_and_ratings_are_not),
		TEST(answering_or_confirming_takes_the_mark_away),
		TEST(carrying_twice_changes_nothing_and_keeps_new_answers),
		TEST(answers_about_assets_are_carried_one_by_one),
		TEST(an_answer_about_an_asset_of_another_kind_is_not_carried),
		TEST(another_level_asks_its_own_checklist),
		TEST(the_first_year_has_nothing_to_carry),
		TEST(a_new_version_carries_by_the_text),
		TEST(renewing_moves_an_assessment_and_loses_nothing),
		TEST(a_changed_answer_is_given_anew_not_confirmed),
		TEST(an_old_year_is_taken_in_where_only_the_new_version_is),
		TEST(nothing_typed_is_lost_whatever_was_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

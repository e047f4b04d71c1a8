/*
 * test_report_gap.c - the workbook of the gap: nothing of the record is lost on the way into its sheets, sums are
 * those of their cells, and what is doubtful says so.
 */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/change.h"
#include "capdo/exchange.h"
#include "capdo/report.h"
#include "scratch.h"

struct fixture {
	struct scratch scratch;
	struct arena *arena;
	struct app *app;
	struct node *gap;
	char book[256];
	struct buffer cells;            /* of the workbook; NUL ends each */
};

#define MUST(call) \
	do { \
		struct err must_err = { 0 }; \
		struct err *e = &must_err; \
		if ((call) < 0) \
			fail_msg("%s: %s", #call, must_err.text); \
	} while (0)

static const enum gap_state lacking[] = { GAP_OPEN, GAP_NEW, GAP_STRICTER, GAP_PARTLY };

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct app_options o = { .person = "an", .mode = APP_CREATE, .today = day_from_ymd(2026, 12, 1) };
	static const char *const files[] = { "SYT", "STTTT", "HMN" };
	struct merge_counts counts;
	char path[256];

	lang_use(LANG_EN);
	scratch_make(&f->scratch);
	snprintf(path, sizeof(path), "%s", scratch_path(&f->scratch, "a.db"));
	snprintf(f->book, sizeof(f->book), "%s", scratch_path(&f->scratch, "a.xlsx"));
	f->arena = arena_new();
	o.path = path;
	MUST(app_open(&f->app, &o, e));
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		MUST(exchange_import(
		    &counts, f->app, arena_print(f->arena, "templates/sample/%s.xml", files[i]), false, e));
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	app_close(f->app);
	arena_free(f->arena);
	buffer_release(&f->cells);
	scratch_remove(&f->scratch);
	free(f);
	lang_use(LANG_VI);
	return 0;
}

/* ---- reading back --------------------------------------------------------------------------------------- */

static void read_cells(struct fixture *f, const char *how)
{
	char block[65536];
	size_t length;
	FILE *in = popen(arena_print(f->arena, "python3 tests/tools/xlsx_cells.py %s %s", how, f->book), "r");

	assert_non_null(in);
	buffer_release(&f->cells);
	while ((length = fread(block, 1, sizeof(block), in)) > 0)
		buffer_add_n(&f->cells, block, length);
	assert_int_equal(pclose(in), 0);
}

static void write_book(struct fixture *f, const char *agency, const char *system, bool items, const char *how)
{
	MUST(app_gap(&f->gap, f->app, agency, system, items, f->arena, e));
	MUST(report_gap(f->book, f->app, f->gap, e));
	read_cells(f, how);
}

static const char *next_cell(const struct fixture *f, const char *cell)
{
	cell += strlen(cell) + 1;
	return cell < f->cells.text + f->cells.length ? cell : NULL;
}

/* The first cell of the sheet whose name ends so; NULL: there is none. */
static const char *sheet_of(const struct fixture *f, const char *ending)
{
	for (const char *cell = f->cells.text; cell; cell = next_cell(f, cell)) {
		size_t length = strlen(cell), wanted = strlen(ending);

		if (strncmp(cell, "sSHEET ", 7) == 0 && length >= wanted &&
		    strcmp(cell + length - wanted, ending) == 0)
			return next_cell(f, cell);
	}
	return NULL;
}

static bool ends(const char *cell)
{
	return !cell || strncmp(cell, "sSHEET ", 7) == 0;
}

/* The cell of a sheet with this text; NULL: none. */
static const char *find_cell(const struct fixture *f, const char *sheet, const char *text)
{
	for (const char *cell = sheet; !ends(cell); cell = next_cell(f, cell))
		if (strcmp(cell + 1, text) == 0)
			return cell;
	return NULL;
}

static bool stands(const struct fixture *f, const char *sheet, const char *text)
{
	for (const char *cell = sheet; !ends(cell); cell = next_cell(f, cell))
		if (strstr(cell + 1, text))
			return true;
	return false;
}

static size_t count_cells(const struct fixture *f, const char *sheet, const char *text)
{
	size_t count = 0;

	for (const char *cell = sheet; !ends(cell); cell = next_cell(f, cell))
		count += strcmp(cell + 1, text) == 0;
	return count;
}

/* The number so many cells behind one. */
static int64_t number_at(const struct fixture *f, const char *cell, size_t behind)
{
	for (size_t i = 0; cell && i < behind; i++)
		cell = next_cell(f, cell);
	assert_non_null(cell);
	assert_int_equal(cell[0], 'n');
	return strtoll(cell + 1, NULL, 10);
}

/* ---- an agency ------------------------------------------------------------------------------------------ */

static void every_item_stands_in_the_sheet_of_its_system(void **state)
{
	struct fixture *f = *state;
	size_t items = 0;

	write_book(f, "STTTT", NULL, true, "");
	for (const struct node *system = node_first(f->gap, "gap-system"); system; system = system->next) {
		const char *sheet = sheet_of(f, arena_print(f->arena, ". %s", node_text(system, "code")));

		assert_non_null(sheet);
		for (const struct node *item = node_first(system, "gap-item"); item; item = item->next) {
			const char *cell = find_cell(f, sheet, node_text(item, "requirement"));

			if (!cell)
				fail_msg("%s of %s is lost", node_text(item, "requirement"),
				    node_text(system, "code"));
			assert_true(stands(f, sheet, node_text(item, "name")));
			if (node_get(item, "demand"))
				assert_true(stands(f, sheet, node_text(item, "demand")));
			if (node_get(item, "thresholds"))
				assert_true(stands(f, sheet, node_text(item, "thresholds")));
			if (node_get(item, "why"))
				assert_true(stands(f, sheet, node_text(item, "why")));
			items++;
		}
		for (int at = 0; at < GAP_STATES; at++)
			assert_int_equal(count_cells(f, sheet, gap_label((enum gap_state)at)),
			    node_int(system, gap_code((enum gap_state)at), -1));
		for (const struct node *gone = node_first(system, "gap-dropped"); gone; gone = gone->next)
			assert_non_null(find_cell(f, sheet, node_text(gone, "requirement")));
	}
	assert_int_equal(items, node_int(f->gap, "items", 0));
	assert_true(items > 500);
}

static void what_is_to_be_done_stands_above_what_is_shown(void **state)
{
	struct fixture *f = *state;
	const struct node *system;
	const char *sheet, *last = NULL, *first = NULL;

	write_book(f, "STTTT", NULL, true, "");
	system = node_first(f->gap, "gap-system");
	sheet = sheet_of(f, arena_print(f->arena, ". %s", node_text(system, "code")));
	for (const char *cell = sheet; !ends(cell); cell = next_cell(f, cell)) {
		for (size_t i = 0; i < sizeof(lacking) / sizeof(lacking[0]); i++)
			if (strcmp(cell + 1, gap_label(lacking[i])) == 0)
				last = cell;
		if (!first && strcmp(cell + 1, gap_label(GAP_SHOWN)) == 0)
			first = cell;
	}
	assert_non_null(first);
	assert_non_null(last);
	assert_true(last < first);
}

static void the_sums_of_the_first_sheet_are_those_of_the_record(void **state)
{
	struct fixture *f = *state;
	const char *sheet, *cell;

	write_book(f, "STTTT", NULL, true, "--value");
	sheet = sheet_of(f, "SHEET Overview");
	for (const struct node *system = node_first(f->gap, "gap-system"); system; system = system->next) {
		int64_t sum = 0;

		cell = find_cell(f, sheet, node_text(system, "code"));
		assert_non_null(cell);
		for (size_t i = 0; i < GAP_STATES; i++)
			sum += number_at(f, cell, 5 + i);
		assert_int_equal(number_at(f, cell, 4), node_int(system, "items", -1));
		assert_int_equal(sum, node_int(system, "items", -1));
		assert_int_equal(number_at(f, cell, 5), node_int(system, "open", -1));
		assert_int_equal(number_at(f, cell, 5 + GAP_STATES - 1), node_int(system, "shown", -1));
	}
	cell = find_cell(f, sheet, "Total");
	assert_int_equal(number_at(f, cell, 1), node_int(f->gap, "items", -1));
	assert_int_equal(number_at(f, cell, 2), node_int(f->gap, "open", -1));
	assert_int_equal(number_at(f, cell, 1 + GAP_STATES), node_int(f->gap, "shown", -1));
	read_cells(f, "");
	assert_true(stands(f, sheet_of(f, "SHEET Overview"), "=SUM("));
}

static void what_any_system_lacks_is_on_the_sheet_for_handing_out(void **state)
{
	struct fixture *f = *state;
	const char *sheet;
	size_t found = 0;

	write_book(f, "STTTT", NULL, true, "");
	sheet = sheet_of(f, "SHEET Assignment");
	for (const struct node *demand = node_first(f->gap, "gap-demand"); demand; demand = demand->next) {
		bool lacks = node_int(demand, "lacking", 0) > 0;
		const char *cell = find_cell(f, sheet, node_text(demand, "requirement"));

		assert_int_equal(cell != NULL, lacks);
		if (cell)
			assert_int_equal(number_at(f, cell, 3), node_int(demand, "lacking", 0));
		found += lacks;
	}
	assert_true(found > 100);
}

static void every_doubt_of_the_packs_is_on_the_sheet_of_sources(void **state)
{
	struct fixture *f = *state;
	const struct pack *regulation = packs_regime(app_packs(f->app));
	const char *const id[] = { regulation->id, regulation->regime->crosswalk,
		regulation->regime->new_requirements };
	const char *sheet;

	write_book(f, "SYT", NULL, true, "");
	sheet = sheet_of(f, "SHEET Sources and reliability");
	for (size_t i = 0; i < 3; i++) {
		const struct pack *pack = packs_find(app_packs(f->app), id[i]);

		assert_true(pack->doubt.count > 0);
		for (size_t k = 0; k < pack->doubt.count; k++)
			assert_true(stands(f, sheet, words_now(&pack->doubt.at[k].text)));
	}
	for (size_t i = 0; i < regulation->regime->transition_count; i++) {
		const struct transition *rule = &regulation->regime->transition[i];

		assert_true(stands(f, sheet, words_now(&rule->text)));
		if (rule->doubt.vi)
			assert_true(stands(f, sheet, words_now(&rule->doubt)));
	}
	assert_true(stands(f, sheet, words_now(&regulation->regime->claim)));
}

static void a_requirement_that_was_not_read_in_the_standard_says_so(void **state)
{
	struct fixture *f = *state;
	const struct node *system;
	size_t marked = 0, wanted = 0;
	const char *sheet;

	write_book(f, "SYT", NULL, true, "");
	system = node_first(f->gap, "gap-system");
	sheet = sheet_of(f, arena_print(f->arena, ". %s", node_text(system, "code")));
	for (const struct node *item = node_first(system, "gap-item"); item; item = item->next)
		wanted += !node_is(item, "source", status_code(STATUS_CONFIRMED));
	for (const char *cell = sheet; !ends(cell); cell = next_cell(f, cell))
		marked += strncmp(cell + 1, "to be verified (", 16) == 0;
	assert_true(wanted > 0);
	assert_int_equal(marked, wanted);
}

static void the_last_day_stands_with_both_readings(void **state)
{
	struct fixture *f = *state;
	const struct node *system;
	const char *sheet;

	write_book(f, "SYT", NULL, true, "");
	system = node_first(f->gap, "gap-system");
	assert_non_null(node_get(system, "safe"));
	sheet = sheet_of(f, arena_print(f->arena, ". %s", node_text(system, "code")));
	assert_true(stands(f, sheet, day_show(f->arena, node_text(system, "safe"))));
	assert_true(stands(f, sheet, day_show(f->arena, node_text(system, "due"))));
	assert_true(stands(f, sheet, arena_print(f->arena, "%s days left", node_text(system, "days-left"))));
}

/* Longer than a cell can be: the old answers of a requirement that rests on several, each with long words. */
static void old_answers_that_fill_more_than_a_cell_are_whole(void **state)
{
	struct fixture *f = *state;
	const struct place place = { .agency = "SYT", .system = "SYT-HIS", .year = "2026", .key = { NULL } };
	struct node *finding = NULL;
	struct buffer text = { 0 };
	size_t kept = 0;

	for (size_t i = 0; i < TEXT_LIMIT / 10; i++)
		buffer_print(&text, "câu %06zu", i);
	MUST(app_list(&finding, f->app, model_shape("finding"), &place, f->arena, e));
	for (; finding && kept < 40; finding = finding->next, kept++) {
		const struct value value = { "current", text.text };

		MUST(app_finding(f->app, "SYT", "SYT-HIS", "2026", node_text(finding, "requirement"),
		    node_get(finding, "asset"), &value, 1, e));
	}
	assert_int_equal(kept, 40);
	write_book(f, "SYT", "SYT-HIS", true, "");
	assert_true(stands(f, sheet_of(f, ". SYT-HIS"), "câu 000000"));
	assert_true(stands(f, sheet_of(f, ". SYT-HIS"), "câu 001999"));
	buffer_release(&text);
}

static void of_one_system_only_that_one_is_told(void **state)
{
	struct fixture *f = *state;

	write_book(f, "SYT", "SYT-HIS", true, "");
	assert_non_null(sheet_of(f, ". SYT-HIS"));
	assert_null(sheet_of(f, ". SYT-HNTH"));
	assert_false(stands(f, sheet_of(f, "SHEET Legal regime"), "SYT-HNTH"));
	assert_true(stands(f, sheet_of(f, "SHEET Legal regime"), "SYT-HIS"));
}

/* ---- many agencies -------------------------------------------------------------------------------------- */

static void the_heat_of_an_agency_is_what_is_open_or_new(void **state)
{
	struct fixture *f = *state;
	const char *heat;

	write_book(f, NULL, NULL, false, "--value");
	heat = sheet_of(f, "SHEET Agencies by group");
	assert_null(sheet_of(f, ". STTTT-LGSP"));
	for (size_t i = 0; i < 3; i++) {
		static const char *const codes[] = { "HMN", "STTTT", "SYT" };
		const char *cell = find_cell(f, heat, codes[i]);
		struct node *one = NULL;

		MUST(app_gap(&one, f->app, codes[i], NULL, false, f->arena, e));
		assert_int_equal(number_at(f, cell, 2), node_int(one, "systems", -1));
		assert_int_equal(number_at(f, cell, 3),
		    100 * (node_int(one, "open", 0) + node_int(one, "new", 0)) / node_int(one, "items", 1));
	}
}

static void every_system_has_its_row_and_its_regime(void **state)
{
	struct fixture *f = *state;
	struct node *first = NULL;
	size_t count = 0;

	write_book(f, NULL, NULL, false, "");
	for (const struct node *node = node_first(f->gap, "gap-system"); node; node = node->next)
		assert_non_null(find_cell(f, sheet_of(f, "SHEET Systems"), node_text(node, "code")));
	MUST(app_regimes(&first, f->app, NULL, NULL, f->arena, e));
	for (const struct node *node = first; node; node = node->next, count++)
		assert_non_null(find_cell(f, sheet_of(f, "SHEET Legal regime"), node_text(node, "code")));
	assert_true(count >= 9);
}

static void a_sample_is_marked_as_one(void **state)
{
	struct fixture *f = *state;

	write_book(f, NULL, NULL, false, "--first");
	for (const char *cell = f->cells.text; cell; cell = next_cell(f, cell))
		assert_memory_equal(cell, "SAMPLE DATA", 11);
}

static void a_folder_that_is_not_there_leaves_nothing_behind(void **state)
{
	struct fixture *f = *state;
	struct err err = { 0 };

	MUST(app_gap(&f->gap, f->app, "SYT", NULL, true, f->arena, e));
	assert_int_equal(report_gap(scratch_path(&f->scratch, "no/a.xlsx"), f->app, f->gap, &err), FAIL_ENV);
	assert_non_null(strstr(err.text, "a.xlsx"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		CASE(every_item_stands_in_the_sheet_of_its_system),
		CASE(what_is_to_be_done_stands_above_what_is_shown),
		CASE(the_sums_of_the_first_sheet_are_those_of_the_record),
		CASE(what_any_system_lacks_is_on_the_sheet_for_handing_out),
		CASE(every_doubt_of_the_packs_is_on_the_sheet_of_sources),
		CASE(a_requirement_that_was_not_read_in_the_standard_says_so),
		CASE(the_last_day_stands_with_both_readings),
		CASE(old_answers_that_fill_more_than_a_cell_are_whole),
		CASE(of_one_system_only_that_one_is_told),
		CASE(the_heat_of_an_agency_is_what_is_open_or_new),
		CASE(every_system_has_its_row_and_its_regime),
		CASE(a_sample_is_marked_as_one),
		CASE(a_folder_that_is_not_there_leaves_nothing_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * The workbook of a province: every sum is that of the cells it names, and is written beside its formula.
 */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zip.h>

#include "capdo/app.h"
#include "capdo/exchange.h"
#include "capdo/report.h"
#include "scratch.h"

enum { SHEETS = 18, ROWS = 400, COLUMNS = 64 };

struct fixture {
	struct scratch scratch;
	struct arena *arena;
	struct app *app;
	struct province *province;
	char book[256];
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
	struct app_options o = { .person = "an", .mode = APP_CREATE, .today = day_from_ymd(2026, 11, 22) };
	char path[256];

	scratch_make(&f->scratch);
	snprintf(path, sizeof(path), "%s", scratch_path(&f->scratch, "a.db"));
	snprintf(f->book, sizeof(f->book), "%s", scratch_path(&f->scratch, "a.xlsx"));
	f->arena = arena_new();
	o.path = path;
	MUST(app_open(&f->app, &o, e));
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

static void write_book(struct fixture *f)
{
	MUST(app_province(&f->province, f->app, "2026", f->arena, e));
	MUST(report_province(f->book, f->app, f->province, e));
}

static void load(struct fixture *f)
{
	static const char *const files[] = { "HMB", "SKHDT", "SYT", "STTTT" };
	struct merge_counts counts;

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		MUST(exchange_import(
		    &counts, f->app, arena_print(f->arena, "templates/sample/%s.xml", files[i]), false, e));
}

static char *member(struct fixture *f, const char *name)
{
	zip_t *zip = zip_open(f->book, ZIP_RDONLY, NULL);
	zip_stat_t stat;
	zip_file_t *file;
	char *text = NULL;

	assert_non_null(zip);
	if (zip_stat(zip, name, 0, &stat) == 0) {
		text = arena_alloc(f->arena, stat.size + 1);
		file = zip_fopen(zip, name, 0);
		assert_int_equal(zip_fread(file, text, stat.size), stat.size);
		zip_fclose(file);
	}
	zip_close(zip);
	return text;
}

/* "AB12" as column and row, from 1. */
static const char *place(const char *at, int *column, int *row)
{
	*column = 0;
	while (isupper((unsigned char)*at))
		*column = *column * 26 + *at++ - 'A' + 1;
	*row = (int)strtol(at, (char **)&at, 10);
	return at;
}

static int64_t grid[ROWS][COLUMNS];

static void read_numbers(const char *sheet)
{
	memset(grid, 0, sizeof(grid));
	for (const char *at = sheet; (at = strstr(at, "<c r=\"")); at++) {
		const char *end = strstr(at, "</c>"), *value = strstr(at, "<v>"), *tag = strchr(at, '>');
		const char *text = strstr(at, " t=\"");
		int column, row;

		place(at + 6, &column, &row);
		if (row < ROWS && column < COLUMNS && tag[-1] != '/' && value && value < end && !(text && text < tag))
			grid[row][column] = strtoll(value + 3, NULL, 10);
	}
}

/* How many sums there are; each is held against its cells. */
static int check_sums(const char *sheet)
{
	int sums = 0;

	read_numbers(sheet);
	for (const char *at = sheet; (at = strstr(at, "<f>")); at++) {
		const char *value = strstr(at, "</f><v>");
		int from[2], to[2];
		int64_t sum = 0;

		assert_non_null(value);
		assert_true(isdigit((unsigned char)value[7]) || value[7] == '-');
		if (strncmp(at, "<f>SUM(", 7) != 0)
			continue;
		place(strchr(place(at + 7, &from[0], &from[1]), ':') + 1, &to[0], &to[1]);
		assert_true(to[1] < ROWS && to[0] < COLUMNS && from[1] <= to[1] && from[0] <= to[0]);
		for (int row = from[1]; row <= to[1]; row++)
			for (int column = from[0]; column <= to[0]; column++)
				sum += grid[row][column];
		if (strtoll(value + 7, NULL, 10) != sum)
			fail_msg("%.40s: the cells give %lld", at, (long long)sum);
		sums++;
	}
	return sums;
}

static void every_sum_is_that_of_its_cells(void **state)
{
	struct fixture *f = *state;
	int sums = 0;

	load(f);
	write_book(f);
	for (int i = 1; i <= SHEETS; i++) {
		char *sheet = member(f, arena_print(f->arena, "xl/worksheets/sheet%d.xml", i));

		assert_non_null(sheet);
		assert_null(strstr(sheet, "#REF"));
		sums += check_sums(sheet);
	}
	assert_null(member(f, "xl/worksheets/sheet19.xml"));
	assert_true(sums > 60);
	assert_non_null(member(f, "xl/charts/chart2.xml"));
}

/* The figures on the first sheet are those of the sums they name in the second. */
static void the_main_figures_are_the_sums_by_agency(void **state)
{
	struct fixture *f = *state;
	const char *first, *second;
	int found = 0;

	load(f);
	write_book(f);
	first = member(f, "xl/worksheets/sheet1.xml");
	second = member(f, "xl/worksheets/sheet2.xml");
	read_numbers(second);
	for (const char *at = first; (at = strstr(at, "<f>'")); at++) {
		int column, row;

		place(strchr(at, '!') + 1, &column, &row);
		assert_int_equal(strtoll(strstr(at, "<v>") + 3, NULL, 10), grid[row][column]);
		found++;
	}
	assert_true(found > 15);
}

static void a_province_without_anything_is_still_a_workbook(void **state)
{
	struct fixture *f = *state;

	write_book(f);
	assert_non_null(member(f, "xl/worksheets/sheet18.xml"));
}

static void a_folder_that_is_not_there_leaves_nothing_behind(void **state)
{
	struct fixture *f = *state;
	struct err err = { 0 };

	MUST(app_province(&f->province, f->app, "2026", f->arena, e));
	assert_int_equal(report_province(scratch_path(&f->scratch, "no/a.xlsx"), f->app, f->province, &err), FAIL_ENV);
	assert_non_null(strstr(err.text, "a.xlsx"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		CASE(every_sum_is_that_of_its_cells),
		CASE(the_main_figures_are_the_sums_by_agency),
		CASE(a_province_without_anything_is_still_a_workbook),
		CASE(a_folder_that_is_not_there_leaves_nothing_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

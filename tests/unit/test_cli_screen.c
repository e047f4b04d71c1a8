/* Text for people: wrapping, tables, choices. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../src/cli/cli_priv.h"

static FILE *kept;
static int saved;
static char printed[8192];

static void begin(void)
{
	fflush(stdout);
	kept = tmpfile();
	saved = dup(1);
	dup2(fileno(kept), 1);
}

static void end(void)
{
	size_t length;

	fflush(stdout);
	dup2(saved, 1);
	close(saved);
	rewind(kept);
	length = fread(printed, 1, sizeof(printed) - 1, kept);
	printed[length] = '\0';
	fclose(kept);
}

static void a_paragraph_is_wrapped_at_blanks_by_what_the_eye_sees(void **state)
{
	(void)state;
	begin();
	screen_text(TO_OUT, "đắk lắk đắk lắk đắk lắk", 2, 17);
	end();
	assert_string_equal(printed, "  đắk lắk đắk lắk\n  đắk lắk\n");
}

static void a_long_word_is_never_cut(void **state)
{
	(void)state;
	begin();
	screen_text(TO_OUT, "a abcdefghijklmnopqrstuvwxyz b", 0, 14);
	end();
	assert_string_equal(printed, "a\nabcdefghijklmnopqrstuvwxyz\nb\n");
}

static void lines_stay_lines_and_without_a_width_nothing_is_wrapped(void **state)
{
	(void)state;
	begin();
	screen_text(TO_OUT, "one two three four five six seven eight\n\nnine", 0, 0);
	end();
	assert_string_equal(printed, "one two three four five six seven eight\n\nnine\n");
}

static void columns_stand_under_each_other_with_vietnamese_letters(void **state)
{
	struct arena *arena = arena_new();
	struct table *table = table_new(arena, 3);

	(void)state;
	table_row(table, (const char *[]){ "mã", "tên", "x" });
	table_row(table, (const char *[]){ "a", "Đắk Lắk", NULL });
	table_row(table, (const char *[]){ "bcd", NULL, "y" });
	begin();
	table_print(table, 0);
	end();
	assert_string_equal(printed, "mã   tên      x\na    Đắk Lắk\nbcd           y\n");
	arena_free(arena);
}

static void a_wide_cell_is_wrapped_in_its_column_and_whole(void **state)
{
	struct arena *arena = arena_new();
	struct table *table = table_new(arena, 2);

	(void)state;
	table_row(table, (const char *[]){ "id", "one two three four five" });
	begin();
	table_print(table, 18);
	end();
	assert_string_equal(printed, "id  one two three\n    four five\n");
	arena_free(arena);
}

static void choices_are_numbered_unless_they_are_numbers(void **state)
{
	struct arena *arena = arena_new();
	struct choice words[] = { { NULL, "none", "" }, { NULL, "harm", "" } };
	struct choice degrees[] = { { NULL, "none", "" }, { NULL, "1", "" }, { NULL, "2", "" } };

	(void)state;
	choices_number(words, 2, arena);
	choices_number(degrees, 3, arena);
	assert_string_equal(choices_pick(words, 2, "2")->id, "harm");
	assert_string_equal(choices_pick(words, 2, "harm")->id, "harm");
	assert_null(choices_pick(words, 2, "3"));
	assert_string_equal(choices_pick(degrees, 3, "1")->id, "1");
	assert_string_equal(choices_pick(degrees, 3, "none")->id, "none");
	assert_string_equal(choices_keys(degrees, 3, arena), "none, 1, 2");
	arena_free(arena);
}

static void a_score_is_shown_in_per_cent_and_nothing_assessed_as_a_dash(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	lang_use(LANG_VI);
	assert_string_equal(show_score(853, arena), "85,3 %");
	lang_use(LANG_EN);
	assert_string_equal(show_score(1000, arena), "100.0 %");
	assert_string_equal(show_score(0, arena), "0.0 %");
	assert_string_equal(show_score(-1, arena), "-");
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_paragraph_is_wrapped_at_blanks_by_what_the_eye_sees),
		cmocka_unit_test(a_long_word_is_never_cut),
		cmocka_unit_test(lines_stay_lines_and_without_a_width_nothing_is_wrapped),
		cmocka_unit_test(columns_stand_under_each_other_with_vietnamese_letters),
		cmocka_unit_test(a_wide_cell_is_wrapped_in_its_column_and_whole),
		cmocka_unit_test(choices_are_numbered_unless_they_are_numbers),
		cmocka_unit_test(a_score_is_shown_in_per_cent_and_nothing_assessed_as_a_dash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Text: what comes in, how it is folded and sorted, numbers in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/base.h"

static int set_up(void **state)
{
	*state = arena_new();
	lang_use(LANG_EN);
	return 0;
}

static int tear_down(void **state)
{
	arena_free(*state);
	return 0;
}

/* The cleaned text, or NULL when it is refused. */
static const char *clean(void **state, const char *text, bool lines, size_t limit)
{
	struct err err = { 0 };
	const char *out = NULL;
	int rc = text_clean(&out, text, strlen(text), lines, limit, *state, &err);

	if (rc == OK)
		return out;
	assert_int_equal(rc, FAIL_INVALID);
	assert_int_equal(err.code, FAIL_INVALID);
	assert_true(err.text[0] != '\0');
	return NULL;
}

static void invalid_utf8_is_refused(void **state)
{
	static const char *const bad[] = {
		"\x80", "a\xC3", "\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80",
		"\xFF", "\xE1\xBA", "\xC3(", "\xF0\x80\x80\x80",
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_false(text_valid_utf8(bad[i], strlen(bad[i])));
		assert_null(clean(state, bad[i], true, LINE_LIMIT));
	}
	assert_true(text_valid_utf8("cấp độ \xF0\x9F\x94\x92 \xF4\x8F\xBF\xBD", 21));
	assert_true(text_valid_utf8("", 0));
}

static void a_text_cut_within_a_character_is_invalid(void **state)
{
	const char *text = "độ";

	(void)state;
	for (size_t length = 0; length <= strlen(text); length++)
		assert_int_equal(text_valid_utf8(text, length), length != 1 && length != 3 && length != 4);
}

static void length_counts_characters_not_bytes(void **state)
{
	(void)state;
	assert_int_equal(text_length(""), 0);
	assert_int_equal(text_length("cấp độ"), 6);
	assert_int_equal(text_length("\xF0\x9F\x94\x92"), 1);
}

static void decomposed_vietnamese_becomes_composed(void **state)
{
	/* "Đắk Lắk", "cấp độ" as a Mac writes them. */
	assert_string_equal(clean(state, "Đa\xCC\x86\xCC\x81k La\xCC\x86\xCC\x81k", false, 10), "Đắk Lắk");
	assert_string_equal(clean(state, "ca\xCC\x82\xCC\x81p đo\xCC\xA3\xCC\x82", false, 10), "cấp độ");
	/* Half composed, and with the marks in the other order. */
	assert_string_equal(clean(state, "đô\xCC\xA3", false, 10), "độ");
	/* The angstrom sign is Å. */
	assert_string_equal(clean(state, "\xE2\x84\xAB", false, 10), "Å");
}

static void composed_text_stays_as_it_is(void **state)
{
	static const char text[] = "Hệ thống “một cửa” – 1.000.000 ₫ … 漢字 \xF0\x9F\x94\x92";

	assert_string_equal(clean(state, text, false, 100), text);
}

static void cleaning_twice_changes_nothing(void **state)
{
	static const char *const texts[] = {
		" \xC2\xA0 a \r\n b\r\rc \t", "\xEF\xBB\xBFx", "\xCC\x81 a\xCC\x81", "e\xCC\x81\n\xE1\xBA\xA5 ",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const char *once = clean(state, texts[i], true, 100);

		assert_non_null(once);
		assert_string_equal(clean(state, once, true, 100), once);
	}
}

static void blanks_at_both_ends_go(void **state)
{
	assert_string_equal(clean(state, " \t a b \n", false, 10), "a b");
	assert_string_equal(clean(state, "\xEF\xBB\xBF\xC2\xA0mot\xC2\xA0", false, 10), "mot");
	assert_string_equal(clean(state, " \r\n ", false, 10), "");
	assert_string_equal(clean(state, "", false, 0), "");
}

static void line_ends_become_lf_and_only_where_lines_may_be(void **state)
{
	assert_string_equal(clean(state, "a\r\nb\rc\nd\r\r\ne", true, 20), "a\nb\nc\nd\n\ne");
	assert_null(clean(state, "a\r\nb", false, 20));
	assert_null(clean(state, "a\rb", false, 20));
}

static void control_characters_are_refused(void **state)
{
	const char *out;
	char text[8];

	for (int c = 1; c < 0x20; c++) {
		snprintf(text, sizeof(text), "a%cb", c);
		if (c == '\t' || c == '\n' || c == '\r')
			assert_non_null(clean(state, text, true, 10));
		else
			assert_null(clean(state, text, true, 10));
	}
	assert_null(clean(state, "a\x7F", true, 10));
	assert_null(clean(state, "a\xC2\x80z", true, 10));
	assert_null(clean(state, "a\xC2\x85z", true, 10));
	assert_int_equal(text_clean(&out, "a\0b", 3, true, 10, *state, NULL), FAIL_INVALID);
}

static void noncharacters_are_refused(void **state)
{
	assert_null(clean(state, "a\xEF\xBF\xBF", true, 10));
	assert_null(clean(state, "a\xEF\xBF\xBEz", true, 10));
	assert_null(clean(state, "a\xEF\xB7\x90z", true, 10));
	assert_null(clean(state, "a\xF0\x9F\xBF\xBEz", true, 10));
	assert_non_null(clean(state, "a\xEF\xBF\xBDz", true, 10));
}

static void the_limit_counts_characters_after_composing(void **state)
{
	assert_non_null(clean(state, "độđộ", false, 4));
	assert_null(clean(state, "độđộ", false, 3));
	assert_non_null(clean(state, "o\xCC\xA3\xCC\x82", false, 1));
	assert_null(clean(state, "abcdefghijklmnop", false, 3));
}

static void folding_finds_vietnamese_without_marks(void **state)
{
	assert_string_equal(text_fold(*state, "Đắk Lắk"), "dak lak");
	assert_string_equal(text_fold(*state, "ĐÁNH GIÁ RỦI RO: ngưỡng dưới, tường lửa"),
	    "danh gia rui ro: nguong duoi, tuong lua");
	assert_string_equal(text_fold(*state, "Plain ASCII 12"), "plain ascii 12");
	assert_string_equal(text_fold(*state, ""), "");
	assert_string_equal(text_fold(*state, "Щ"), "s");
}

static int compare(const void *a, const void *b)
{
	return text_compare(*(const char *const *)a, *(const char *const *)b);
}

static void sorting_follows_the_vietnamese_alphabet(void **state)
{
	static const char *const right[] = {
		"an", "ăn", "ân", "da", "đá", "Đà Nẵng", "eo", "êm", "ô", "ơ", "tuong", "tương", "tường", "tưởng",
	};
	const char *mixed[14];

	(void)state;
	for (size_t i = 0; i < 14; i++)
		mixed[i] = right[(i * 5 + 3) % 14];
	qsort(mixed, 14, sizeof(mixed[0]), compare);
	for (size_t i = 0; i < 14; i++)
		assert_string_equal(mixed[i], right[i]);
	assert_int_equal(text_compare("đá", "đá"), 0);
	assert_true(text_compare("a", "á") < 0);
	assert_true(text_compare("á", "a") > 0);
}

static void codes_are_short_and_plain(void **state)
{
	char long_code[66];

	(void)state;
	assert_true(text_is_code("nd85-2016.v1_A"));
	assert_false(text_is_code(""));
	assert_false(text_is_code("a b"));
	assert_false(text_is_code("đ"));
	assert_false(text_is_code("a/b"));
	memset(long_code, 'a', 65);
	long_code[65] = '\0';
	assert_false(text_is_code(long_code));
	long_code[64] = '\0';
	assert_true(text_is_code(long_code));
}

static void uuids_are_lower_case_and_in_form(void **state)
{
	(void)state;
	assert_true(text_is_uuid("0190163d-8694-739b-aea5-966c26f8ad91"));
	assert_false(text_is_uuid("0190163D-8694-739b-aea5-966c26f8ad91"));
	assert_false(text_is_uuid("0190163d-8694-739b-aea5-966c26f8ad9"));
	assert_false(text_is_uuid("0190163d-8694-739b-aea5-966c26f8ad911"));
	assert_false(text_is_uuid("0190163d08694-739b-aea5-966c26f8ad91"));
	assert_false(text_is_uuid("0190163d-8694-739b-aea5-966c26f8ad9g"));
	assert_false(text_is_uuid(""));
}

static void numbers_are_read_strictly(void **state)
{
	static const char *const bad[] = {
		"", " 1", "1 ", "+1", "--1", "-", "-0", "1.0", "1,000", "0x1", "1e3", "9223372036854775808",
		"-9223372036854775809", "99999999999999999999", "١",
	};
	int64_t number = 0;
	struct err err;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(text_to_int(&number, bad[i], &err), FAIL_INVALID);
	assert_int_equal(text_to_int(&number, "9223372036854775807", &err), OK);
	assert_true(number == INT64_MAX);
	assert_int_equal(text_to_int(&number, "-9223372036854775808", &err), OK);
	assert_true(number == INT64_MIN);
	assert_int_equal(text_to_int(&number, "007", &err), OK);
	assert_int_equal(number, 7);
	assert_int_equal(text_to_int(&number, "0", &err), OK);
	assert_int_equal(number, 0);
}

static void digits_are_grouped_as_the_language_has_it(void **state)
{
	assert_string_equal(text_group_digits(*state, 1234567), "1,234,567");
	assert_string_equal(text_group_digits(*state, 0), "0");
	assert_string_equal(text_group_digits(*state, 999), "999");
	assert_string_equal(text_group_digits(*state, -123), "-123");
	assert_string_equal(text_group_digits(*state, -1000), "-1,000");
	assert_string_equal(text_group_digits(*state, INT64_MIN), "-9,223,372,036,854,775,808");
	lang_use(LANG_VI);
	assert_string_equal(text_group_digits(*state, 1234567), "1.234.567");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(invalid_utf8_is_refused),
		cmocka_unit_test(a_text_cut_within_a_character_is_invalid),
		cmocka_unit_test(length_counts_characters_not_bytes),
		cmocka_unit_test(decomposed_vietnamese_becomes_composed),
		cmocka_unit_test(composed_text_stays_as_it_is),
		cmocka_unit_test(cleaning_twice_changes_nothing),
		cmocka_unit_test(blanks_at_both_ends_go),
		cmocka_unit_test(line_ends_become_lf_and_only_where_lines_may_be),
		cmocka_unit_test(control_characters_are_refused),
		cmocka_unit_test(noncharacters_are_refused),
		cmocka_unit_test(the_limit_counts_characters_after_composing),
		cmocka_unit_test(folding_finds_vietnamese_without_marks),
		cmocka_unit_test(sorting_follows_the_vietnamese_alphabet),
		cmocka_unit_test(codes_are_short_and_plain),
		cmocka_unit_test(uuids_are_lower_case_and_in_form),
		cmocka_unit_test(numbers_are_read_strictly),
		cmocka_unit_test(digits_are_grouped_as_the_language_has_it),
	};
	struct CMUnitTest each[sizeof(tests) / sizeof(tests[0])];

	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++) {
		each[i] = tests[i];
		each[i].setup_func = set_up;
		each[i].teardown_func = tear_down;
	}
	return cmocka_run_group_tests(each, NULL, NULL);
}

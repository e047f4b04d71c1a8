/* Days and the clock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/base.h"

static day parsed(const char *text)
{
	struct err err;
	day date = -1;

	assert_int_equal(day_parse(&date, text, &err), OK);
	return date;
}

static void day_zero_is_the_first_of_1970_a_thursday(void **state)
{
	(void)state;
	assert_int_equal(parsed("1970-01-01"), 0);
	assert_int_equal(day_of_week(0), 4);
	assert_int_equal(parsed("1969-12-31"), -1);
	assert_int_equal(parsed("2000-03-01"), 11017);
	assert_int_equal(parsed("0001-01-01"), -719162);
	assert_int_equal(parsed("9999-12-31"), 2932896);
}

/* Every day of eleven centuries: the next day is one more, and comes back the same. */
static void days_follow_one_another_without_gap(void **state)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	day expected = day_from_ymd(1500, 1, 1);
	int week = day_of_week(expected);

	(void)state;
	for (int year = 1500; year < 2600; year++) {
		bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

		for (int month = 1; month <= 12; month++) {
			int last = days[month - 1] + (month == 2 && leap);

			for (int date = 1; date <= last; date++, expected++) {
				int y, m, d;

				assert_int_equal(day_from_ymd(year, month, date), expected);
				day_to_ymd(expected, &y, &m, &d);
				assert_true(y == year && m == month && d == date);
				assert_int_equal(day_of_week(expected), week);
				week = week % 7 + 1;
			}
		}
	}
}

static void weekdays_are_right(void **state)
{
	(void)state;
	assert_int_equal(day_of_week(parsed("2026-11-22")), 7);
	assert_int_equal(day_of_week(parsed("2026-11-23")), 1);
	assert_int_equal(day_of_week(parsed("1945-09-02")), 7);
	assert_int_equal(day_of_week(parsed("0001-01-01")), 1);
}

static void only_real_days_in_the_one_form_are_read(void **state)
{
	static const char *const bad[] = {
		"", "2026", "2026-11-2", "2026-1-22", "22/11/2026", "2026/11/22", "2026-11-22 ", " 2026-11-22",
		"2026-11-22T00:00:00Z", "2026-00-10", "2026-13-10", "2026-11-00", "2026-11-31", "2026-02-29",
		"1900-02-29", "0000-01-01", "-026-01-01", "20x6-01-01", "2026-1a-01", "+026-01-01", "99999-01-01",
		"2026\xC3-11-22",
	};
	struct err err;
	day date;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(day_parse(&date, bad[i], &err), FAIL_INVALID);
		assert_true(text_valid_utf8(err.text, strlen(err.text)));
	}
	parsed("2024-02-29");
	parsed("2000-02-29");
	parsed("2026-12-31");
}

static void formatting_is_the_reverse_of_reading(void **state)
{
	static const char *const days[] = { "0001-01-01", "1969-12-31", "2024-02-29", "2026-11-22", "9999-12-31" };
	char text[11];

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		day_format(text, parsed(days[i]));
		assert_string_equal(text, days[i]);
	}
}

static void people_see_days_in_their_own_form(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	lang_use(LANG_VI);
	assert_string_equal(day_show(arena, "2026-11-22"), "22/11/2026");
	assert_string_equal(day_show(arena, "soon"), "soon");
	assert_string_equal(day_show(arena, "2026-02-30"), "2026-02-30");
	assert_null(day_show(arena, NULL));
	lang_use(LANG_EN);
	assert_string_equal(day_show(arena, "2026-11-22"), "2026-11-22");
	arena_free(arena);
}

static void the_clock_can_be_stopped(void **state)
{
	char now[21];

	(void)state;
	setenv("CAPDO_CLOCK", "2026-11-22T03:00:00Z", 1);
	clock_now(now);
	assert_string_equal(now, "2026-11-22T03:00:00Z");
	setenv("CAPDO_CLOCK", "2024-02-29T23:59:58Z", 1);
	clock_now(now);
	assert_string_equal(now, "2024-02-29T23:59:58Z");
}

static void today_is_the_day_in_vietnam(void **state)
{
	(void)state;
	setenv("CAPDO_CLOCK", "2026-12-31T16:59:59Z", 1);
	assert_int_equal(clock_today(), parsed("2026-12-31"));
	setenv("CAPDO_CLOCK", "2026-12-31T17:00:00Z", 1);
	assert_int_equal(clock_today(), parsed("2027-01-01"));
}

static void a_clock_in_another_form_is_not_believed(void **state)
{
	static const char *const bad[] = { "1999", "1999-11-22", "1999-11-22T24:00:00Z", "1999-11-22T03:00:00+07" };
	char now[21];

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		setenv("CAPDO_CLOCK", bad[i], 1);
		clock_now(now);
		assert_int_equal(strlen(now), 20);
		assert_memory_not_equal(now, "1999", 4);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(day_zero_is_the_first_of_1970_a_thursday),
		cmocka_unit_test(days_follow_one_another_without_gap),
		cmocka_unit_test(weekdays_are_right),
		cmocka_unit_test(only_real_days_in_the_one_form_are_read),
		cmocka_unit_test(formatting_is_the_reverse_of_reading),
		cmocka_unit_test(people_see_days_in_their_own_form),
		cmocka_unit_test(the_clock_can_be_stopped),
		cmocka_unit_test(today_is_the_day_in_vietnam),
		cmocka_unit_test(a_clock_in_another_form_is_not_believed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * test_domain_deadline.c - working days across weekends, holidays, working Saturdays, month ends, leap days.
 *
 * Days of the week by a calendar on the wall: 20 November 2026 is a Friday.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/domain.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* In order of date, filled by setup. */
static struct calendar_day days[] = {
	{ .off = true, .status = STATUS_CONFIRMED },            /* Thursday 31 December 2026 */
	{ .off = true, .status = STATUS_CONFIRMED },            /* Friday 1 January 2027 */
	{ .off = false, .status = STATUS_CONFIRMED },           /* Saturday 9 January 2027 */
	{ .off = true, .status = STATUS_UNVERIFIED },           /* Friday 5 February 2027 */
	{ .off = true, .status = STATUS_UNVERIFIED },           /* Saturday 6 February 2027 */
	{ .off = false, .status = STATUS_SECONDARY },           /* Saturday 20 February 2027 */
	{ .off = true, .status = STATUS_CONFIRMED },            /* Monday 3 January 2028 */
};
static struct pack calendar = { .id = "days", .calendar = days, .calendar_count = COUNT(days) };

static day on(const char *iso)
{
	day date = 0;

	assert_int_equal(day_parse(&date, iso, NULL), OK);
	return date;
}

static int setup(void **state)
{
	static const char *const date[COUNT(days)] = {
		"2026-12-31", "2027-01-01", "2027-01-09", "2027-02-05", "2027-02-06", "2027-02-20", "2028-01-03",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(days); i++)
		days[i].date = on(date[i]);
	return 0;
}

struct example {
	const char *from;
	int days;
	const char *until;
	bool unverified;
};

static void check(const struct example *example, bool working, const struct pack *with)
{
	bool unverified = false;
	day until = deadline_after(on(example->from), example->days, working, with, &unverified);
	char text[11];

	day_format(text, until);
	if (strcmp(text, example->until) != 0 || unverified != example->unverified)
		fail_msg("%d days after %s: %s%s", example->days, example->from, text,
		    unverified ? ", unverified" : "");
	assert_int_equal(deadline_after(on(example->from), example->days, working, with, NULL), until);
}

static void calendar_days_are_plainly_counted(void **state)
{
	static const struct example cases[] = {
		{ "2026-11-22", 15, "2026-12-07", false }, { "2026-12-31", 1, "2027-01-01", false },
		{ "2028-02-28", 1, "2028-02-29", false }, { "2027-02-28", 1, "2027-03-01", false },
		{ "2027-02-01", 30, "2027-03-03", false }, { "2026-11-22", 0, "2026-11-22", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		check(&cases[i], false, &calendar);
		check(&cases[i], false, NULL);
	}
}

static void working_days_pass_over_weekends(void **state)
{
	static const struct example cases[] = {
		{ "2026-11-20", 1, "2026-11-23", false }, { "2026-11-21", 1, "2026-11-23", false },
		{ "2026-11-22", 1, "2026-11-23", false }, { "2026-11-23", 4, "2026-11-27", false },
		{ "2026-11-23", 5, "2026-11-30", false }, { "2026-11-24", 7, "2026-12-03", false },
		{ "2026-11-21", 0, "2026-11-21", false }, { "2026-11-30", 10, "2026-12-14", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		check(&cases[i], true, &calendar);
}

static void working_days_pass_over_holidays_and_count_working_saturdays(void **state)
{
	static const struct example cases[] = {
		{ "2026-12-30", 1, "2027-01-04", false }, { "2026-12-29", 2, "2027-01-04", false },
		{ "2027-01-08", 1, "2027-01-09", false }, { "2027-01-08", 2, "2027-01-11", false },
		{ "2027-01-04", 7, "2027-01-12", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		check(&cases[i], true, &calendar);
}

static void leap_days_are_working_days_like_others(void **state)
{
	static const struct example cases[] = {
		{ "2028-02-28", 1, "2028-02-29", false }, { "2028-02-28", 2, "2028-03-01", false },
		{ "2027-02-26", 1, "2027-03-01", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		check(&cases[i], true, &calendar);
}

/* 6 February is a Saturday: off with or without the entry. 20 February is working only by it. */
static void a_doubtful_day_shows_only_when_it_decides(void **state)
{
	static const struct example cases[] = {
		{ "2027-02-03", 1, "2027-02-04", false }, { "2027-02-04", 1, "2027-02-08", true },
		{ "2027-02-05", 1, "2027-02-08", false }, { "2027-02-19", 1, "2027-02-20", true },
		{ "2027-02-20", 1, "2027-02-22", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		check(&cases[i], true, &calendar);
}

static void a_year_the_calendar_does_not_know_is_doubtful(void **state)
{
	static const struct example cases[] = {
		{ "2025-11-20", 1, "2025-11-21", true }, { "2028-12-29", 1, "2029-01-01", true },
		{ "2025-12-31", 1, "2026-01-01", false },
	};
	static const struct example plain = { "2026-12-30", 2, "2027-01-01", true };

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		check(&cases[i], true, &calendar);
	check(&plain, true, NULL);
}

static void a_doubt_once_raised_stays(void **state)
{
	bool unverified = true;

	(void)state;
	assert_true(deadline_is_working(on("2026-11-23"), &calendar, &unverified));
	assert_true(unverified);
	assert_false(deadline_is_working(on("2026-12-31"), &calendar, NULL));
	assert_true(deadline_is_working(on("2027-01-09"), &calendar, NULL));
	assert_false(deadline_is_working(on("2027-01-10"), &calendar, NULL));
}

static void a_duty_before_a_day_ends_the_day_before(void **state)
{
	static const struct { const char *before; int year; const char *last; } cases[] = {
		{ "--12-20", 2026, "2026-12-19" }, { "--12-25", 2027, "2027-12-24" },
		{ "--01-01", 2027, "2026-12-31" }, { "--03-01", 2028, "2028-02-29" },
		{ "--03-01", 2027, "2027-02-28" }, { "--02-29", 2028, "2028-02-28" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		day last = 0;

		assert_int_equal(deadline_before(&last, cases[i].before, cases[i].year, NULL), OK);
		assert_int_equal(last, on(cases[i].last));
	}
}

static void a_day_that_is_none_has_no_day_before(void **state)
{
	static const char *const bad[] = {
		"12-20", "--13-01", "--12-32", "--02-30", "--1220", "--12-2", "--12-201", "", "--02-29",
	};
	struct err err = { 0 };
	day last = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(deadline_before(&last, bad[i], 2027, &err), FAIL_INVALID);
	assert_int_equal(deadline_before(&last, "--12-20", 0, &err), FAIL_INVALID);
	assert_int_equal(deadline_before(&last, "--12-20", 10000, &err), FAIL_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calendar_days_are_plainly_counted),
		cmocka_unit_test(working_days_pass_over_weekends),
		cmocka_unit_test(working_days_pass_over_holidays_and_count_working_saturdays),
		cmocka_unit_test(leap_days_are_working_days_like_others),
		cmocka_unit_test(a_doubtful_day_shows_only_when_it_decides),
		cmocka_unit_test(a_year_the_calendar_does_not_know_is_doubtful),
		cmocka_unit_test(a_doubt_once_raised_stays),
		cmocka_unit_test(a_duty_before_a_day_ends_the_day_before),
		cmocka_unit_test(a_day_that_is_none_has_no_day_before),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}

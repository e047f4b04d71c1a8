/*
 * test_domain_deadline_table.c - the periods of level proposals with the calendar of the country, each worked
 * out by hand: which days were counted stands beside the case.
 *
 * The day of receipt is not counted. (n) is the n-th day counted, "off" a day passed over; weekends are not
 * written. A case is doubtful when an off day or a worked Saturday that is not confirmed decided it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/domain.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct pack_set *packs;
static const struct pack *calendar;

struct example {
	const char *from;
	int days;
	const char *until;
	bool doubtful;
};

static day on(const char *iso)
{
	day date = 0;

	assert_int_equal(day_parse(&date, iso, NULL), OK);
	return date;
}

static void check_all(const struct example *example, size_t count, bool working)
{
	for (size_t i = 0; i < count; i++, example++) {
		bool doubtful = false;
		char until[11];

		day_format(until, deadline_after(on(example->from), example->days, working, calendar, &doubtful));
		if (strcmp(until, example->until) != 0)
			fail_msg("%d days after %s: %s, by hand %s", example->days, example->from, until,
			    example->until);
		if (doubtful != example->doubtful)
			fail_msg("%d days after %s: %s", example->days, example->from,
			    doubtful ? "doubtful" : "not doubtful");
	}
}

static void seven_working_days_pass_over_tet(void **state)
{
	static const struct example cases[] = {
		/* 2021: off from Wednesday 10 to Tuesday 16 February */
		/* from Fri 5: Mon 8 (1), Tue 9 (2), off, Wed 17 (3), 18 (4), 19 (5), Mon 22 (6), 23 (7) */
		{ "2021-02-05", 7, "2021-02-23", true },
		/* from Mon 8: Tue 9 (1), off, Wed 17 (2), 18 (3), 19 (4), Mon 22 (5), 23 (6), 24 (7) */
		{ "2021-02-08", 7, "2021-02-24", true },
		/* received on the last day off: Wed 17 (1), 18, 19 (3), Mon 22 (4), 23, 24, Thu 25 (7); no off day */
		{ "2021-02-16", 7, "2021-02-25", false },
		/* 2022: off from Monday 31 January to Friday 4 February */
		/* from Thu 27: Fri 28 (1), off, Mon 7 (2), 8, 9, 10, Fri 11 (6), Mon 14 (7) */
		{ "2022-01-27", 7, "2022-02-14", true },
		/* from Fri 28: off, Mon 7 (1) to Fri 11 (5), Mon 14 (6), Tue 15 (7) */
		{ "2022-01-28", 7, "2022-02-15", true },
		/* 2023: off from Friday 20 to Thursday 26 January */
		/* from Tue 17: Wed 18 (1), Thu 19 (2), off, Fri 27 (3), Mon 30 (4), 31 (5), Feb 1 (6), Thu 2 (7) */
		{ "2023-01-17", 7, "2023-02-02", true },
		/* from Thu 19: off, Fri 27 (1), Mon 30 (2), 31 (3), 1 (4), 2 (5), Fri 3 (6), Mon 6 (7) */
		{ "2023-01-19", 7, "2023-02-06", true },
		/* 2024: off from Thursday 8 to Wednesday 14 February */
		/* from Mon 5: Tue 6 (1), Wed 7 (2), off, Thu 15 (3), Fri 16 (4), Mon 19 (5), 20 (6), Wed 21 (7) */
		{ "2024-02-05", 7, "2024-02-21", true },
		/* from Wed 7: off, Thu 15 (1), Fri 16 (2), Mon 19 (3), 20, 21, 22, Fri 23 (7) */
		{ "2024-02-07", 7, "2024-02-23", true },
		/* 2025: off from Monday 27 to Friday 31 January */
		/* from Wed 22: Thu 23 (1), Fri 24 (2), off, Mon 3 (3), 4, 5, 6, Fri 7 (7) */
		{ "2025-01-22", 7, "2025-02-07", true },
		/* from Fri 24: off, Mon 3 (1) to Fri 7 (5), Mon 10 (6), Tue 11 (7) */
		{ "2025-01-24", 7, "2025-02-11", true },
		/* 2026: off from Monday 16 to Friday 20 February */
		/* from Tue 10: 11 (1), 12 (2), Fri 13 (3), off, Mon 23 (4), 24, 25, Thu 26 (7) */
		{ "2026-02-10", 7, "2026-02-26", true },
		/* from Fri 13: off, Mon 23 (1) to Fri 27 (5), Mon 2 March (6), Tue 3 (7) */
		{ "2026-02-13", 7, "2026-03-03", true },
	};

	(void)state;
	check_all(cases, COUNT(cases), true);
}

static void seven_working_days_pass_over_victory_day_and_labour_day(void **state)
{
	static const struct example cases[] = {
		/* 2021: 30 April a Friday, 1 May a Saturday, so Monday 3 off in lieu */
		/* from Wed 28: Thu 29 (1), off, off, Tue 4 (2), 5, 6, Fri 7 (5), Mon 10 (6), Tue 11 (7) */
		{ "2021-04-28", 7, "2021-05-11", true },
		/* and the Hùng Kings' day, Wed 21: from Tue 20: off, Thu 22 (1), 23 (2), Mon 26 (3), 27, 28, 29 (6),
		 * off 30 and 3, Tue 4 (7) */
		{ "2021-04-20", 7, "2021-05-04", true },
		/* 2022: both on the weekend, so Monday 2 and Tuesday 3 off in lieu */
		/* from Fri 29: off 2 and 3, Wed 4 (1), 5 (2), 6 (3), Mon 9 (4), 10, 11, Thu 12 (7) */
		{ "2022-04-29", 7, "2022-05-12", true },
		/* 2023: Sat 29, Sun 30, Mon 1; Tuesday 2 and Wednesday 3 in lieu */
		/* from Fri 28: off 1 to 3, Thu 4 (1), 5 (2), Mon 8 (3), 9, 10, 11, Fri 12 (7) */
		{ "2023-04-28", 7, "2023-05-12", true },
		/* 2024: Monday 29 April off for Saturday 4 May worked */
		/* from Fri 26: off 29, 30, 1; Thu 2 (1), 3 (2), Sat 4 (3), Mon 6 (4), 7, 8, Thu 9 (7) */
		{ "2024-04-26", 7, "2024-05-09", true },
		/* from Thu 2: Fri 3 (1), Sat 4 (2), Mon 6 (3), 7, 8, 9, Fri 10 (7) */
		{ "2024-05-02", 7, "2024-05-10", true },
		/* the worked Saturday itself can be the last day */
		{ "2024-05-03", 1, "2024-05-04", true },
		/* 2025: Friday 2 May off for Saturday 26 April worked */
		/* from Fri 25: Sat 26 (1), Mon 28 (2), 29 (3), off 30, 1, 2, Mon 5 (4), 6, 7, Thu 8 (7) */
		{ "2025-04-25", 7, "2025-05-08", true },
		/* received on the worked Saturday: Mon 28 (1), 29 (2), off, Mon 5 (3), 6, 7, 8, Fri 9 (7) */
		{ "2025-04-26", 7, "2025-05-09", true },
		/* 2026: Hùng Kings' day on Sunday 26 April, Monday 27 in lieu; off Thursday 30 and Friday 1 */
		/* from Thu 23: Fri 24 (1), off, Tue 28 (2), Wed 29 (3), off, off, Mon 4 (4), 5, 6, Thu 7 (7) */
		{ "2026-04-23", 7, "2026-05-07", true },
	};

	(void)state;
	check_all(cases, COUNT(cases), true);
}

static void seven_working_days_pass_over_national_day(void **state)
{
	static const struct example cases[] = {
		/* 2021: off Thursday 2, Friday 3: Mon 6 (1) to Fri 10 (5), Mon 13 (6), Tue 14 (7) */
		{ "2021-09-01", 7, "2021-09-14", true },
		/* 2022: off Thursday 1, Friday 2: Mon 5 (1) to Fri 9 (5), Mon 12 (6), Tue 13 (7) */
		{ "2022-08-31", 7, "2022-09-13", true },
		/* 2023: off Fri 1, Sat 2, Monday 4 in lieu: Tue 5 (1) to Fri 8 (4), Mon 11 (5), 12, Wed 13 (7) */
		{ "2023-08-31", 7, "2023-09-13", true },
		/* 2024: off Monday 2, Tuesday 3: Wed 4 (1), 5, 6 (3), Mon 9 (4), 10, 11, Thu 12 (7) */
		{ "2024-08-30", 7, "2024-09-12", true },
		/* 2025: off Monday 1, Tuesday 2: Wed 3 (1), 4, 5 (3), Mon 8 (4), 9, 10, Thu 11 (7) */
		{ "2025-08-29", 7, "2025-09-11", true },
		/* 2026: Monday 31 August off for Saturday 22 worked, off 1 and 2 September */
		/* from Fri 21: Sat 22 (1), Mon 24 (2), 25, 26, 27, Fri 28 (6), off 31, 1, 2, Thu 3 (7) */
		{ "2026-08-21", 7, "2026-09-03", true },
		/* from Fri 28: off 31, 1, 2, Thu 3 (1), Fri 4 (2), Mon 7 (3), 8, 9, 10, Fri 11 (7) */
		{ "2026-08-28", 7, "2026-09-11", true },
		/* received on 2 September 2026: Thu 3 (1), Fri 4 (2), Mon 7 (3) to Fri 11 (7); no off day */
		{ "2026-09-02", 7, "2026-09-11", false },
	};

	(void)state;
	check_all(cases, COUNT(cases), true);
}

static void seven_working_days_pass_over_the_turn_of_the_year(void **state)
{
	static const struct example cases[] = {
		/* 1 January 2022 a Saturday, Monday 3 in lieu */
		/* from Thu 30: Fri 31 (1), off 3, Tue 4 (2), 5, 6, Fri 7 (5), Mon 10 (6), Tue 11 (7) */
		{ "2021-12-30", 7, "2022-01-11", true },
		/* 1 January 2023 a Sunday, Monday 2 in lieu: Tue 3 (1) to Fri 6 (4), Mon 9 (5), 10, Wed 11 (7) */
		{ "2022-12-30", 7, "2023-01-11", true },
		/* off Monday 1 January 2024: Tue 2 (1) to Fri 5 (4), Mon 8 (5), 9, Wed 10 (7) */
		{ "2023-12-29", 7, "2024-01-10", true },
		/* from Mon 30: Tue 31 (1), off Wed 1, Thu 2 (2), Fri 3 (3), Mon 6 (4), 7, 8, Thu 9 (7) */
		{ "2024-12-30", 7, "2025-01-09", true },
		/* Friday 2 January 2026 off for Saturday 10 worked, which is the seventh day here */
		/* from Tue 30: Wed 31 (1), off 1, 2, Mon 5 (2), 6, 7, 8, Fri 9 (6), Sat 10 (7) */
		{ "2025-12-30", 7, "2026-01-10", true },
		/* Vietnamese Culture Day, Tue 24 November 2026 */
		/* from Thu 19: Fri 20 (1), Mon 23 (2), off, Wed 25 (3), 26, 27 (5), Mon 30 (6), Tue 1 (7) */
		{ "2026-11-19", 7, "2026-12-01", true },
	};

	(void)state;
	check_all(cases, COUNT(cases), true);
}

static void seven_working_days_cross_month_ends_and_the_leap_day(void **state)
{
	static const struct example cases[] = {
		/* from Wed 24 June: Thu 25 (1), 26 (2), Mon 29 (3), 30 (4), 1 July (5), 2 (6), Fri 3 (7) */
		{ "2026-06-24", 7, "2026-07-03", false },
		/* from Thu 22: Fri 23 (1), Mon 26 (2), 27, 28, Thu 29 (5), Fri 1 March (6), Mon 4 (7) */
		{ "2024-02-22", 7, "2024-03-04", false },
		/* without a leap day: from Wed 22: 23 (1), 24 (2), Mon 27 (3), 28 (4), 1 March (5), 2 (6), Fri 3 (7) */
		{ "2023-02-22", 7, "2023-03-03", false },
		/* received on a Saturday: Mon 13 (1) to Fri 17 (5), Mon 20 (6), Tue 21 (7) */
		{ "2026-07-11", 7, "2026-07-21", false },
		/* received on the leap day, a Thursday: Fri 1 (1), Mon 4 (2), 5, 6, 7, Fri 8 (6), Mon 11 (7) */
		{ "2024-02-29", 7, "2024-03-11", false },
	};

	(void)state;
	check_all(cases, COUNT(cases), true);
}

static void five_working_days_check_validity(void **state)
{
	static const struct example cases[] = {
		/* from Wed 28: Thu 29 (1), Fri 30 (2), Mon 3 October (3), 4 (4), Wed 5 (5) */
		{ "2022-09-28", 5, "2022-10-05", false },
		/* from Mon 30: Tue 31 (1), Wed 1 (2), off 2, 3, Mon 6 (3), 7 (4), Wed 8 (5) */
		{ "2021-08-30", 5, "2021-09-08", true },
		/* off Monday 11 April in lieu of Sunday 10 */
		/* from Thu 7: Fri 8 (1), off, Tue 12 (2), 13 (3), 14 (4), Fri 15 (5) */
		{ "2022-04-07", 5, "2022-04-15", true },
	};

	(void)state;
	check_all(cases, COUNT(cases), true);
}

static void a_year_without_entries_is_unverified(void **state)
{
	static const struct example cases[] = {
		/* plain weeks: from Mon 1 June: 2, 3, 4, 5 (4), Mon 8 (5), 9, Wed 10 (7) */
		{ "2020-06-01", 7, "2020-06-10", true },
		/* from Tue 7: 8 (1), 9, 10 (3), Mon 13 (4), 14, 15, Thu 16 (7) */
		{ "2028-03-07", 7, "2028-03-16", true },
		/* into it: from Wed 29: Thu 30 (1), Fri 31 (2), Mon 3 January 2028 (3), 4, 5, 6, Fri 7 (7) */
		{ "2027-12-29", 7, "2028-01-07", true },
		/* 2027 has entries, not confirmed: from Mon 1: 2 (1), 3 (2), 4 (3), off Fri 5, Mon 8, Tue 9,
		 * Wed 10 (4), 11, 12 (6), Mon 15 (7) */
		{ "2027-02-01", 7, "2027-02-15", true },
		/* and weeks in it without any: from Mon 7: 8 (1) to Fri 11 (4), Mon 14 (5), 15, Wed 16 (7) */
		{ "2027-06-07", 7, "2027-06-16", false },
	};

	(void)state;
	check_all(cases, COUNT(cases), true);
}

/* Plain sums: no day off counts, so nothing is doubtful. */
static void fifteen_calendar_days_count_every_day(void **state)
{
	static const struct example cases[] = {
		/* 14 + 15 = 29 February, which 2023 does not have */
		{ "2023-02-14", 15, "2023-03-01", false },
		{ "2024-02-14", 15, "2024-02-29", false },
		{ "2024-02-15", 15, "2024-03-01", false },
		/* 20 + 15 = 35 December, less 31 */
		{ "2021-12-20", 15, "2022-01-04", false },
		/* a Sunday: it is not moved */
		{ "2022-12-31", 15, "2023-01-15", false },
		/* New Year's Day: it is not moved */
		{ "2025-12-17", 15, "2026-01-01", false },
		/* over Tết 2026, days off counted: 10 + 15 = 25 */
		{ "2026-02-10", 15, "2026-02-25", false },
		{ "2026-04-15", 15, "2026-04-30", false },
	};

	(void)state;
	check_all(cases, COUNT(cases), false);
}

static void thirty_calendar_days_count_every_day(void **state)
{
	static const struct example cases[] = {
		/* 31 January (1), 28 February (29), 1 March (30) */
		{ "2023-01-30", 30, "2023-03-01", false },
		/* 31 January (1), 29 February (30) */
		{ "2024-01-30", 30, "2024-02-29", false },
		{ "2024-01-31", 30, "2024-03-01", false },
		{ "2022-01-31", 30, "2022-03-02", false },
		{ "2024-02-29", 30, "2024-03-30", false },
		{ "2025-12-01", 30, "2025-12-31", false },
		{ "2025-12-02", 30, "2026-01-01", false },
		{ "2026-04-30", 30, "2026-05-30", false },
		/* a year without entries: calendar days need none */
		{ "2028-01-31", 30, "2028-03-01", false },
	};

	(void)state;
	check_all(cases, COUNT(cases), false);
}

static int set_up(void **state)
{
	struct err err = { 0 };

	(void)state;
	if (packs_load(&packs, NULL, &err) < 0)
		fail_msg("%s", err.text);
	calendar = packs_find(packs, "calendar-vn");
	return calendar ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	packs_free(packs);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(seven_working_days_pass_over_tet),
		cmocka_unit_test(seven_working_days_pass_over_victory_day_and_labour_day),
		cmocka_unit_test(seven_working_days_pass_over_national_day),
		cmocka_unit_test(seven_working_days_pass_over_the_turn_of_the_year),
		cmocka_unit_test(seven_working_days_cross_month_ends_and_the_leap_day),
		cmocka_unit_test(five_working_days_check_validity),
		cmocka_unit_test(a_year_without_entries_is_unverified),
		cmocka_unit_test(fifteen_calendar_days_count_every_day),
		cmocka_unit_test(thirty_calendar_days_count_every_day),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

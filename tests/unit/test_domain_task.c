/*
 * Recurring duties: how often a cycle comes, the last day of each part of the year, what had already
 * fallen due before the checklist held, and how each stands on a day.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/regime.h"

enum { YEAR = 2027 };

static day on(int month, int date)
{
	return day_from_ymd(YEAR, month, date);
}

struct fixture {
	struct arena *arena;
	struct requirement requirement[4];
	struct threshold threshold[4];
	struct demand demand[4];
	struct check_item item[4];
	size_t items;
	struct task_in done[4];
	size_t dones;
	day from, today;
	struct task *task;
	size_t count;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	f->arena = arena_new();
	f->today = on(1, 1);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	arena_free(f->arena);
	free(f);
	return 0;
}

static void add(struct fixture *f, const char *id, const char *kind, int months)
{
	size_t at = f->items++;

	f->requirement[at] = (struct requirement){ .id = id, .index = at };
	f->threshold[at] = (struct threshold){ .kind = kind, .value = months, .unit = "month" };
	f->demand[at] = (struct demand){ .level = 2, .threshold = &f->threshold[at], .threshold_count = 1 };
	f->item[at] = (struct check_item){ .requirement = &f->requirement[at], .demand = &f->demand[at] };
}

static void did(struct fixture *f, const char *id, int number, day done)
{
	f->done[f->dones++] = (struct task_in){ id, number, done };
}

static void make(struct fixture *f)
{
	f->count = tasks_of_year(
	    &f->task, f->item, f->items, YEAR, f->from, f->done, f->dones, f->today, f->arena);
}

static const struct task *at(struct fixture *f, const char *id, int number)
{
	for (size_t i = 0; i < f->count; i++)
		if (strcmp(f->task[i].requirement->id, id) == 0 && f->task[i].number == number)
			return &f->task[i];
	return NULL;
}

static void expect_days(struct fixture *f, int months, const char *expected)
{
	char text[200] = "", date[11];
	size_t length = 0;

	f->items = 0;
	add(f, "A", "cycle", months);
	make(f);
	for (size_t i = 0; i < f->count; i++) {
		day_format(date, f->task[i].due);
		length += (size_t)snprintf(text + length, sizeof(text) - length, "%s%s", i ? " " : "", date + 5);
		assert_int_equal(f->task[i].number, i + 1);
		assert_int_equal(f->task[i].of, f->count);
		assert_int_equal(f->task[i].of, task_times(&f->threshold[0]));
	}
	assert_string_equal(text, expected);
}

static void a_cycle_ends_with_each_part_of_the_year(void **state)
{
	expect_days(*state, 12, "12-31");
	expect_days(*state, 6, "06-30 12-31");
	expect_days(*state, 4, "04-30 08-31 12-31");
	expect_days(*state, 3, "03-31 06-30 09-30 12-31");
	expect_days(*state, 2, "02-28 04-30 06-30 08-31 10-31 12-31");
	expect_days(*state, 1, "01-31 02-28 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31");
}

static void a_cycle_without_a_number_or_longer_than_a_year_comes_once(void **state)
{
	expect_days(*state, 0, "12-31");
	expect_days(*state, 24, "12-31");
	expect_days(*state, 13, "12-31");
}

static void the_shortest_of_several_cycles_counts_and_other_figures_do_not(void **state)
{
	struct fixture *f = *state;
	const struct threshold cycles[] = { { .kind = "cycle", .value = 12 }, { .kind = "retention", .value = 1 },
		{ .kind = "cycle", .value = 6, .status = STATUS_UNVERIFIED }, { .kind = "cycle" } };

	add(f, "A", "cycle", 12);
	f->demand[0].threshold = cycles;
	f->demand[0].threshold_count = 4;
	add(f, "B", "retention", 3);
	make(f);
	assert_int_equal(f->count, 2);
	assert_int_equal(f->task[0].cycle->status, STATUS_UNVERIFIED);
	assert_null(at(f, "B", 1));
}

static void what_fell_due_before_the_checklist_held_is_left_out(void **state)
{
	struct fixture *f = *state;

	add(f, "A", "cycle", 3);
	f->from = on(6, 30);
	make(f);
	assert_null(at(f, "A", 1));
	/* due on the very day it began to hold */
	assert_non_null(at(f, "A", 2));
	f->from = on(7, 1);
	make(f);
	assert_null(at(f, "A", 2));
	assert_int_equal(f->count, 2);
	assert_int_equal(f->task[0].of, 4);
	/* what was carried out is told although nobody had to */
	did(f, "A", 1, on(3, 2));
	make(f);
	assert_int_equal(at(f, "A", 1)->state, TASK_DONE);
	f->from = day_from_ymd(YEAR + 1, 1, 1);
	f->dones = 0;
	make(f);
	assert_int_equal(f->count, 0);
}

static enum task_state second_quarter(struct fixture *f, day today)
{
	f->today = today;
	make(f);
	return at(f, "A", 2)->state;
}

static void a_duty_is_ahead_then_due_then_late(void **state)
{
	struct fixture *f = *state;

	add(f, "A", "cycle", 3);
	assert_int_equal(second_quarter(f, on(3, 31)), TASK_AHEAD);
	assert_int_equal(second_quarter(f, on(4, 1)), TASK_DUE);
	assert_int_equal(second_quarter(f, on(6, 30)), TASK_DUE);
	assert_int_equal(second_quarter(f, on(7, 1)), TASK_LATE);
	assert_int_equal(second_quarter(f, day_from_ymd(YEAR - 1, 12, 31)), TASK_AHEAD);
	/* the first part opens with the year */
	f->today = day_from_ymd(YEAR - 1, 12, 31);
	make(f);
	assert_int_equal(at(f, "A", 1)->state, TASK_AHEAD);
	f->today = on(1, 1);
	make(f);
	assert_int_equal(at(f, "A", 1)->state, TASK_DUE);
}

static void what_is_done_is_done_in_time_or_late(void **state)
{
	struct fixture *f = *state;

	add(f, "A", "cycle", 3);
	add(f, "B", "cycle", 3);
	did(f, "A", 2, on(6, 30));
	did(f, "A", 3, on(10, 1));
	make(f);
	f->today = on(12, 31);
	make(f);
	assert_int_equal(at(f, "A", 2)->state, TASK_DONE);
	assert_int_equal(at(f, "A", 2)->done, on(6, 30));
	assert_int_equal(at(f, "A", 3)->state, TASK_DONE_LATE);
	/* another time, another requirement */
	assert_int_equal(at(f, "A", 1)->state, TASK_LATE);
	assert_int_equal(at(f, "B", 2)->state, TASK_LATE);
}

static void duties_come_by_day_then_in_the_order_of_the_checklist(void **state)
{
	static const char *const expected[] = { "C1", "B1", "C2", "C3", "A1", "B2", "C4" };
	struct fixture *f = *state;

	add(f, "A", "cycle", 12);
	add(f, "B", "cycle", 6);
	add(f, "C", "cycle", 3);
	make(f);
	assert_int_equal(f->count, sizeof(expected) / sizeof(expected[0]));
	for (size_t i = 0; i < f->count; i++) {
		char name[8];

		snprintf(name, sizeof(name), "%s%d", f->task[i].requirement->id, f->task[i].number);
		assert_string_equal(name, expected[i]);
	}
}

static void february_has_its_leap_day(void **state)
{
	struct fixture *f = *state;

	add(f, "A", "cycle", 1);
	f->count = tasks_of_year(&f->task, f->item, 1, 2028, 0, NULL, 0, f->today, f->arena);
	assert_int_equal(f->task[1].due, day_from_ymd(2028, 2, 29));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_cycle_ends_with_each_part_of_the_year),
		TEST(a_cycle_without_a_number_or_longer_than_a_year_comes_once),
		TEST(the_shortest_of_several_cycles_counts_and_other_figures_do_not),
		TEST(what_fell_due_before_the_checklist_held_is_left_out),
		TEST(a_duty_is_ahead_then_due_then_late),
		TEST(what_is_done_is_done_in_time_or_late),
		TEST(duties_come_by_day_then_in_the_order_of_the_checklist),
		TEST(february_has_its_leap_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * task.c - the recurring duties of a year: when each falls due, and how it stands.
 */
#include "capdo/regime.h"

#include <stdlib.h>
#include <string.h>

#include "capdo/model.h"

enum { MONTHS = 12 };

static const char *const codes[TASK_STATES] = { "ahead", "due", "late", "done", "done-late" };

const char *task_code(enum task_state state)
{
	return codes[state];
}

const char *task_label(enum task_state state)
{
	const struct shape *shape = model_shape("task-due");

	return field_code_label(&shape->field[shape_field(shape, "state")], codes[state]);
}

/* A cycle longer than a year, or one the organisation fixes itself, comes once. */
int task_times(const struct threshold *cycle)
{
	return cycle->value < 1 || cycle->value >= MONTHS ? 1 : MONTHS / (int)cycle->value;
}

static day last_of_month(int year, int month)
{
	return month == MONTHS ? day_from_ymd(year + 1, 1, 1) - 1
			       : day_from_ymd(year, month + 1, 1) - 1;
}

static day due_of(int year, int number, int of)
{
	return last_of_month(year, number * MONTHS / of);
}

static day done_of(const struct task_in *done, size_t count, const char *requirement, int number)
{
	for (size_t i = 0; i < count; i++)
		if (done[i].number == number && strcmp(done[i].requirement, requirement) == 0)
			return done[i].done;
	return 0;
}

static enum task_state state_of(const struct task *task, int year, day today)
{
	day opens = task->number == 1 ? day_from_ymd(year, 1, 1)
				      : due_of(year, task->number - 1, task->of) + 1;

	if (task->done)
		return task->done <= task->due ? TASK_DONE : TASK_DONE_LATE;
	if (today > task->due)
		return TASK_LATE;
	return today >= opens ? TASK_DUE : TASK_AHEAD;
}

static int compare(const void *a, const void *b)
{
	const struct task *x = a, *y = b;

	if (x->due != y->due)
		return x->due < y->due ? -1 : 1;
	if (x->requirement->index != y->requirement->index)
		return x->requirement->index < y->requirement->index ? -1 : 1;
	return x->number - y->number;
}

size_t tasks_of_year(struct task **out, const struct check_item *item, size_t item_count, int year,
    day from, const struct task_in *done, size_t done_count, day today, struct arena *arena)
{
	struct task *list = NULL;
	size_t count = 0, room = 0;

	for (size_t i = 0; i < item_count; i++) {
		const struct threshold *cycle = demand_cycle(item[i].demand);
		int of = cycle ? task_times(cycle) : 0;

		for (int number = 1; number <= of; number++) {
			struct task task = { .requirement = item[i].requirement,
				.cycle = cycle,
				.number = number,
				.of = of,
				.due = due_of(year, number, of) };

			task.done = done_of(done, done_count, task.requirement->id, number);
			/* what was carried out is told although nobody had to */
			if (task.due < from && !task.done)
				continue;
			task.state = state_of(&task, year, today);
			list = arena_grow(arena, list, count, &room, sizeof(*list));
			list[count++] = task;
		}
	}
	if (count > 0)
		qsort(list, count, sizeof(*list), compare);
	*out = list;
	return count;
}

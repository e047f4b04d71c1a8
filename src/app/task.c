/*
 * task.c - the recurring duties of a year's assessment: what falls due by its checklist, what was
 * carried out.
 */
#include <string.h>

#include "regime_priv.h"

/* A checklist does not ask for what fell due before it began to hold, nor before the system was in
 * use; DAY_NEVER: it is not in use yet. */
#define DAY_NEVER INT32_MAX

static day in_use_from(const struct node *system)
{
	const char *since = node_get(system, "in-operation-since");
	day from = 0;

	if (since && day_parse(&from, since, NULL) == OK)
		return from;
	return node_is(system, "state", "planned") || node_is(system, "state", "building")
	    ? DAY_NEVER
	    : 0;
}

/* Who keeps an approved level has a term to come up to the new checklist: its duties begin after
 * the last safe day of that term. */
static day term_over(struct app *app, const struct node *system, int64_t year)
{
	const struct pack *regulation = NULL;
	struct regime_view view;
	char end[11];

	day_format(end, day_from_ymd((int)year, 12, 31));
	if (regime_of(&view, &regulation, app, system, end, NULL) < 0 || !regulation ||
	    !view.rule || !view.rule->measures ||
	    strcmp(view.rule->measures, "old-then-new") != 0 ||
	    view.measures_due.state == TERM_NONE)
		return 0;
	return view.measures_due.safe + 1;
}

static day holds_from(struct app *app, const struct node *system, const struct pack *pack,
    int64_t year)
{
	const struct pack *regulation = packs_regime(app->packs);
	day from = in_use_from(system), decree = 0, term;

	if (!regulation || strcmp(regulation->regime->new_requirements, pack->id) != 0)
		return from;
	term = term_over(app, system, year);
	if (day_parse(&decree, regulation->regime->decree, NULL) == OK && decree > from)
		from = decree;
	return term > from ? term : from;
}

static size_t done_of(
    struct task_in **out, const struct node *assessment, struct arena *arena)
{
	struct task_in *list = arena_alloc(
	    arena, (node_count(assessment, "task") + 1) * sizeof(*list));
	size_t count = 0;

	for (const struct node *node = node_first(assessment, "task"); node; node = node->next) {
		day done = 0;

		if (node_get(node, "done") && day_parse(&done, node_get(node, "done"), NULL) == OK)
			list[count++] = (struct task_in){ node_get(node, "requirement"),
				(int)node_int(node, "number", 0), done };
	}
	*out = list;
	return count;
}

/* What does not apply is no duty, unless it was carried out all the same. */
static size_t items_of(struct check_item **out, const struct assessment_view *view,
    const struct node *assessment, struct arena *arena)
{
	struct check_item *list = arena_alloc(arena, (view->item_count + 1) * sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < view->item_count; i++)
		if (view->item[i].status != NOT_APPLICABLE ||
		    node_find(assessment, "task", "requirement",
			view->item[i].item.requirement->id))
			list[count++] = view->item[i].item;
	*out = list;
	return count;
}

static void add_task(struct node *assessment, const struct task *task, struct arena *arena)
{
	struct node *node = node_new(arena, model_shape("task-due"), assessment);
	char text[11];

	node_put(node, "requirement", task->requirement->id);
	node_put(node, "number", number_text(arena, task->number));
	node_put(node, "of", number_text(arena, task->of));
	if (task->cycle->value)
		node_put(node, "months", number_text(arena, task->cycle->value));
	day_format(text, task->due);
	node_put(node, "due", arena_copy(arena, text));
	if (task->done) {
		day_format(text, task->done);
		node_put(node, "done", arena_copy(arena, text));
	}
	node_put(node, "state", task_code(task->state));
	node_put(node, "source", status_code(task->cycle->status));
}

void tasks_add(const struct assessment_view *view, struct app *app, const struct node *system,
    struct arena *arena)
{
	int64_t year = node_int(view->node, "year", 0);
	struct check_item *item;
	struct task_in *done;
	struct task *task = NULL;
	size_t item_count = items_of(&item, view, view->node, arena);
	size_t done_count = done_of(&done, view->node, arena);
	day today = 0;
	size_t count;

	if (day_parse(&today, app->today, NULL) < 0)
		return;
	count = tasks_of_year(&task, item, item_count, (int)year,
	    holds_from(app, system, view->requirements, year), done, done_count, today, arena);
	for (size_t i = 0; i < count; i++)
		add_task(view->node, &task[i], arena);
}

int task_check(const struct app *app, const struct node *node, const struct node *assessment,
    const struct pack *pack, struct err *err)
{
	const char *id = node_get(node, "requirement");
	const struct requirement *requirement = pack ? pack_requirement(pack, id) : NULL;
	int64_t level = assessment ? node_int(assessment, "level", 0) : 0;
	int64_t number = node_int(node, "number", 0);
	const struct threshold *cycle;

	if (node_get(node, "done") && strcmp(node_get(node, "done"), app->today) > 0)
		return err_set(err, FAIL_INVALID, "'%s' is still to come: say when it was done",
		    node_get(node, "done"));
	if (!requirement || level < 1 || level > 5)
		return OK;
	if (!requirement->at[level])
		return err_set(err, FAIL_INVALID, "level %d does not demand '%s'", (int)level, id);
	cycle = demand_cycle(requirement->at[level]);
	if (!cycle)
		return err_set(err, FAIL_INVALID,
		    "'%s' is no recurring duty at level %d", id, (int)level);
	if (number > task_times(cycle))
		return err_set(err, FAIL_INVALID, "'%s' has %d a year, there is no number %d", id,
		    task_times(cycle), (int)number);
	return OK;
}

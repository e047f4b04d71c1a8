/*
 * task_sheet.c - recurring duties of the year: when each time falls due, what was done of it, by
 * whom and on what paper.
 */
#include "report_priv.h"

#include <string.h>

enum { WIDE = 14 };

static const double widths[WIDE] = { 5, 13, 11, 38, 9, 9, 12, 14, 12, 12, 18, 18, 26, 22 };

static bool has_tasks(const struct assessment_view *year)
{
	return year && (node_first(year->node, "task-due") || node_first(year->node, "task"));
}

static const struct node *task_of(const struct node *assessment, const struct node *due)
{
	const struct node *node = node_first(assessment, "task");

	while (node && (!node_is(node, "requirement", node_text(due, "requirement")) ||
	    !node_is(node, "number", node_text(due, "number"))))
		node = node->next;
	return node;
}

static bool is_due(const struct node *assessment, const struct node *task)
{
	const struct node *node = node_first(assessment, "task-due");

	while (node && (!node_is(node, "requirement", node_text(task, "requirement")) ||
	    !node_is(node, "number", node_text(task, "number"))))
		node = node->next;
	return node != NULL;
}

static void state_cell(struct sheet *sheet, size_t at, const struct node *due)
{
	const char *state = due ? node_text(due, "state") : "";
	enum style style = strcmp(state, "late") == 0 ? STYLE_UNMET
	    : strcmp(state, "due") == 0 || strcmp(state, "done-late") == 0 ? STYLE_PARTIAL
	    : strcmp(state, "done") == 0 ? STYLE_MET : STYLE_CENTRE;

	cell_text(sheet, at, style, due ? field_code_label(
	    &due->shape->field[shape_field(due->shape, "state")], state) : "–");
}

/* What the checklist calls it, and the cycle it names. */
static const char *duty_words(
    struct arena *mem, const struct assessment_view *year, const struct node *due, const char *id)
{
	const struct requirement *requirement = pack_requirement(year->requirements, id);
	const char *name = requirement ? words_now(&requirement->name) : "";
	int64_t months = due ? node_int(due, "months", 0) : 0;

	return months ? arena_print(mem, _("%s (every %d months)"), name, (int)months) : name;
}

static const char *result_words(struct arena *mem, const struct node *task)
{
	const char *result = node_get(task, "result"), *note = node_get(task, "note");

	return result && note ? arena_print(mem, "%s\n%s", result, note)
	    : result ? result : node_text(task, "note");
}

/* due NULL: it was carried out, but the checklist does not ask for it at this time. */
static void row(struct sheet *sheet, const struct assessment_view *year, const char *system,
    const struct node *due, const struct node *task)
{
	struct arena *mem = sheet->report->mem;
	const struct node *either = due ? due : task;
	const char *id = node_text(either, "requirement");

	cell_number(sheet, 0, STYLE_NUMBER, (int64_t)(sheet->row - sheet->head));
	cell_text(sheet, 1, STYLE_CENTRE, system);
	cell_text(sheet, 2, STYLE_CENTRE, id);
	cell_text(sheet, 3, STYLE_TEXT, duty_words(mem, year, due, id));
	cell_text(sheet, 4, STYLE_CENTRE, arena_print(mem, due ? "%s/%s" : "%s%s",
	    node_text(either, "number"), due ? node_text(due, "of") : ""));
	cell_text(sheet, 5, STYLE_CENTRE, node_text(year->node, "year"));
	cell_day(sheet, 6, due ? node_get(due, "due") : NULL);
	state_cell(sheet, 7, due);
	cell_day(sheet, 8, task ? node_get(task, "planned") : NULL);
	cell_day(sheet, 9, task && node_get(task, "done") ? node_get(task, "done")
	    : due ? node_get(due, "done") : NULL);
	cell_text(sheet, 10, STYLE_TEXT, task ? node_text(task, "person") : "");
	cell_text(sheet, 11, STYLE_TEXT, task ? node_text(task, "document") : "");
	cell_text(sheet, 12, STYLE_TEXT, task ? result_words(mem, task) : "");
	cell_text(sheet, 13, STYLE_TEXT,
	    due ? source_short(status_of(node_text(due, "source"))) : "");
	row_end(sheet);
}

static void rows_of(struct sheet *sheet, const struct assessment_view *year, const char *system)
{
	for (const struct node *due = node_first(year->node, "task-due"); due; due = due->next)
		row(sheet, year, system, due, task_of(year->node, due));
	for (const struct node *task = node_first(year->node, "task"); task; task = task->next)
		if (!is_due(year->node, task))
			row(sheet, year, system, NULL, task);
}

static struct sheet *open_sheet(struct report *report)
{
	const char *const head[WIDE] = { _("No."), _("System"), _("Requirement"),
		_("Recurring duty"), _("Which time"), _("Year"), _("Due"), _("State"),
		_("Planned for"), _("Done on"), _("Person in charge"), _("Document"), _("Result"),
		_("How well it is sourced") };
	struct sheet *sheet = sheet_new(report, _("Recurring duties"),
	    _("Recurring duties of the year"), widths, WIDE);

	row_text(sheet, STYLE_NOTE,
	    _("Each time falls due on the last day of its part of the year. What the organisation "
	      "fixes itself is due once a year."));
	row_head(sheet, head, WIDE, true);
	return sheet;
}

void system_tasks(struct report *report, const struct system_paper *paper)
{
	struct sheet *sheet;

	if (!has_tasks(paper->year))
		return;
	sheet = open_sheet(report);
	rows_of(sheet, paper->year, node_text(paper->view->node, "code"));
	sheet_filter_end(sheet);
	sheet_end(sheet);
}

void agency_tasks(struct report *report, const struct agency_paper *paper)
{
	struct sheet *sheet = NULL;

	for (size_t i = 0; i < paper->view->system_count; i++) {
		if (!has_tasks(paper->now[i]))
			continue;
		if (!sheet)
			sheet = open_sheet(report);
		rows_of(sheet, paper->now[i], node_text(paper->view->system[i].node, "code"));
	}
	if (!sheet)
		return;
	sheet_filter_end(sheet);
	sheet_end(sheet);
}

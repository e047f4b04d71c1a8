/*
 * annual_rows.c - requirement by requirement: over all systems, then each system's answers and
 * plans. Systems are visited one by one; both long sheets grow in the same pass.
 */
#include "annual_form_priv.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- over all systems ------------------------------------------------------------------------ */

static void total_row(struct sheet *sheet, struct annual_paper *paper, size_t first,
    const char *const *field, size_t count)
{
	struct arena *mem = sheet->report->mem;

	cell_span(sheet, 0, first - 1, STYLE_TOTAL, _("Total"));
	for (size_t i = 0; i < count; i++) {
		int64_t sum = 0;

		for (const struct node *node = node_first(paper->annual->node, "annual-demand");
		     node; node = node->next)
			sum += node_int(node, field[i], 0);
		cell_formula(sheet, first + i, STYLE_TOTAL_NUMBER,
		    arena_print(mem, "=%s",
			range_formula(mem, "SUM(", &paper->demands, first + i, ")")),
		    sum);
	}
	cells_fill(sheet, 0, sheet->columns - 1u);
	row_end(sheet);
}

static void demand_row(struct sheet *sheet, const struct node *node, const struct what *what,
    size_t count, int64_t number)
{
	struct arena *mem = sheet->report->mem;

	cell_number(sheet, 0, STYLE_NUMBER, number);
	for (size_t i = 1; i + 1 < count; i++)
		what_cell(sheet, i, node, what[i].field);
	cell_formula(sheet, count - 1, STYLE_NUMBER,
	    arena_print(mem, "=%s-SUM(%s:%s)", cell_name(mem, sheet->row, 4),
		cell_name(mem, sheet->row, 5), cell_name(mem, sheet->row, 9)),
	    node_int(node, "systems", 0) - node_int(node, "met", 0) -
		node_int(node, "partial", 0) - node_int(node, "unmet", 0) -
		node_int(node, "n-a", 0) - node_int(node, "unassessed", 0));
	row_end(sheet);
}

/* One block of the table for each checklist in use. */
static void pack_row(struct sheet *sheet, const struct annual *annual, const char *id)
{
	for (size_t i = 0; i < annual->used_count; i++)
		if (strcmp(annual->used[i]->id, id) == 0)
			row_text(sheet, STYLE_GROUP, words_now(&annual->used[i]->title));
}

enum { DEMAND_WIDE = 11 };

static void demand_columns(struct what what[DEMAND_WIDE])
{
	const struct what all[DEMAND_WIDE] = { { _("No."), 6, NULL },
		{ _("Criterion"), 44, "criterion" }, { _("Code"), 11, "requirement" },
		{ _("Requirement"), 56, "name" }, { _("Systems"), 9, "systems" },
		{ _("met"), 9, "met" }, { _("partly met"), 9, "partial" },
		{ _("not met"), 9, "unmet" }, { _("not applicable"), 9, "n-a" },
		{ _("not assessed yet"), 9, "unassessed" }, { _("Difference"), 9, NULL } };

	memcpy(what, all, sizeof(all));
}

struct sheet *annual_demands_new(
    struct report *report, struct annual_paper *paper, size_t content)
{
	struct what what[DEMAND_WIDE];

	demand_columns(what);
	return content_sheet(report, paper, content, _("By requirement"),
	    _("Implementation by criterion and requirement over all systems"), what, DEMAND_WIDE);
}

void annual_demands(struct sheet *sheet, struct annual_paper *paper, size_t content)
{
	static const char *const sums[] = { "systems", "met", "partial", "unmet", "n-a",
		"unassessed" };
	const char *pack = NULL;
	int64_t rows = 0, items = node_int(paper->annual->node, "items", 0);
	struct arena *mem = sheet->report->mem;
	struct what what[DEMAND_WIDE];

	demand_columns(what);
	what_head(sheet, what, DEMAND_WIDE, true);
	paper->demands = (struct range){ sheet->name, sheet->row, 0 };
	for (const struct node *node = node_first(paper->annual->node, "annual-demand"); node;
	     node = node->next) {
		if (!pack || strcmp(pack, node_text(node, "pack")) != 0) {
			pack = node_text(node, "pack");
			pack_row(sheet, paper->annual, pack);
		}
		demand_row(sheet, node, what, DEMAND_WIDE, ++rows);
		paper->demands.last = sheet->row - 1;
	}
	if (rows == 0)
		row_text(sheet, STYLE_TEXT, _("No system has been assessed for this year."));
	sheet_filter_end(sheet);
	total_row(sheet, paper, 4, sums, COUNT(sums));
	sheet_end(sheet);
	balance_add(paper, _("Each requirement's results add up to its systems (differences)"),
	    range_formula(mem, "SUM(", &paper->demands, 10, ")"), 0, "0", 0, false);
	if (paper->total[content])
		balance_add(paper, _("Requirements of all systems: by requirement = by system"),
		    range_formula(mem, "SUM(", &paper->demands, 4, ")"), items,
		    paper->total[content], items, false);
}

/* ---- system by system ------------------------------------------------------------------------ */

struct rows {
	struct annual_paper *paper;
	struct report *report;
	struct sheet *assessed, *measures; /* NULL: the duty does not ask for it */
	size_t assessed_content, measures_content;
	int parts; /* sheets a table was spread over */
	int64_t number;
};

static const char *label_of(const struct node *node, const char *field)
{
	int index = shape_field(node->shape, field);

	return field_code_label(&node->shape->field[index], node->value[index]);
}

static const struct node *for_all(const struct node *item)
{
	const struct node *answer = node_first(item, "annual-answer");

	while (answer && node_get(answer, "asset"))
		answer = answer->next;
	return answer;
}

static void put_status(struct sheet *sheet, size_t at, const struct node *node)
{
	enum finding finding = UNASSESSED;

	finding_parse(&finding, node_text(node, "status"));
	cell_finding(sheet, at, finding);
}

static void put_names(struct sheet *sheet, const struct node *system, const struct node *item)
{
	cell_text(sheet, 1, STYLE_TEXT, node_text(system, "agency"));
	cell_text(sheet, 2, STYLE_TEXT, node_text(system, "code"));
	cell_text(sheet, 3, STYLE_TEXT, item ? node_text(item, "requirement") : "");
}

/* ---- content: assessment of each requirement ---- */

static void assessed_row(struct rows *rows, const struct node *system, const struct node *item,
    const struct node *answer, bool main)
{
	struct sheet *sheet = rows->assessed;

	if (main)
		cell_number(sheet, 0, STYLE_NUMBER, rows->number);
	put_names(sheet, system, item);
	if (main)
		cell_text(sheet, 4, STYLE_TEXT, node_text(item, "name"));
	put_status(sheet, 6, main ? item : answer);
	if (main && node_int(item, "assets", 0) > 1) {
		static const char *const counts[] = { "met", "partial", "unmet", "n-a",
			"unassessed" };

		for (size_t i = 0; i < COUNT(counts); i++)
			what_cell(sheet, 7 + i, item, counts[i]);
	}
	if (answer) {
		cell_text(sheet, 5, STYLE_TEXT, node_text(answer, "asset"));
		cell_text(sheet, 12, STYLE_TEXT, node_text(answer, "current"));
		cell_text(sheet, 13, STYLE_TEXT, node_text(answer, "reason"));
	}
	cells_fill(sheet, 0, sheet->columns - 1u);
	row_end(sheet);
}

static void assessed_item(struct rows *rows, const struct node *system, const struct node *item)
{
	const struct node *all = for_all(item);

	assessed_row(rows, system, item, all, true);
	rows->paper->answers.last = rows->assessed->row - 1;
	for (const struct node *answer = node_first(item, "annual-answer"); answer;
	     answer = answer->next)
		if (answer != all)
			assessed_row(rows, system, item, answer, false);
}

/* ---- content: decision, measures and plan of each requirement ---- */

static void decision_cells(struct sheet *sheet, const struct node *system)
{
	cell_text(sheet, 4, STYLE_TEXT, is_approved(system)
	    ? (node_get(system, "approval-number") ? node_text(system, "approval-number")
	    : _("approved, no number entered")) : _("not approved yet"));
	cell_day(sheet, 5, is_approved(system) ? node_get(system, "approval-date") : NULL);
}

static void plan_cells(struct sheet *sheet, const struct node *answer)
{
	cell_text(sheet, 8, STYLE_TEXT, node_text(answer, "asset"));
	cell_text(sheet, 10, STYLE_TEXT, node_text(answer, "measure"));
	cell_day(sheet, 11, node_get(answer, "due"));
	cell_text(sheet, 12, STYLE_TEXT, node_text(answer, "person"));
	if (node_get(answer, "cost"))
		what_cell(sheet, 13, answer, "cost");
}

static void measures_row(struct rows *rows, const struct node *system, const struct node *item,
    const struct node *answer, bool main)
{
	struct sheet *sheet = rows->measures;

	if (main) {
		cell_number(sheet, 0, STYLE_NUMBER, rows->number);
		decision_cells(sheet, system);
		cell_text(sheet, 6, STYLE_TEXT, node_text(item, "name"));
		cell_text(sheet, 7, STYLE_CENTRE, node_is(item, "status", "n-a") ? "–"
		    : form_fulfilled(rows->paper->annual, node_is(item, "fulfilled", "yes")));
		put_status(sheet, 9, item);
	} else {
		put_status(sheet, 9, answer);
	}
	put_names(sheet, system, item);
	if (answer)
		plan_cells(sheet, answer);
	cells_fill(sheet, 0, sheet->columns - 1u);
	row_end(sheet);
}

static void action_row(struct rows *rows, const struct node *system, const struct node *item,
    const struct node *action)
{
	struct sheet *sheet = rows->measures;

	put_names(sheet, system, item);
	cell_text(sheet, 6, STYLE_TEXT, _("action"));
	cell_text(sheet, 8, STYLE_TEXT, node_text(action, "asset"));
	cell_text(sheet, 9, STYLE_CENTRE, label_of(action, "state"));
	cell_text(sheet, 10, STYLE_TEXT, node_text(action, "title"));
	cell_day(sheet, 11, node_get(action, "done") ? node_get(action, "done")
	    : node_get(action, "due"));
	cell_text(sheet, 12, STYLE_TEXT, node_text(action, "owner"));
	if (node_get(action, "cost"))
		what_cell(sheet, 13, action, "cost");
	cell_text(sheet, 14, STYLE_TEXT, node_text(action, "source"));
	cell_text(sheet, 15, STYLE_TEXT, node_text(action, "note"));
	cells_fill(sheet, 0, sheet->columns - 1u);
	row_end(sheet);
}

static bool has_plan(const struct node *answer)
{
	return node_get(answer, "measure") || node_get(answer, "due") ||
	    node_get(answer, "person") || node_get(answer, "cost");
}

static void measures_item(struct rows *rows, const struct node *system, const struct node *item)
{
	const struct node *all = for_all(item);

	measures_row(rows, system, item, all, true);
	rows->paper->measures.last = rows->measures->row - 1;
	for (const struct node *answer = node_first(item, "annual-answer"); answer;
	     answer = answer->next)
		if (answer != all && has_plan(answer))
			measures_row(rows, system, item, answer, false);
	for (const struct node *action = node_first(item, "annual-action"); action;
	     action = action->next)
		action_row(rows, system, item, action);
}

/* ---- the pass ---- */

enum { ROWS_MOST = LXW_ROW_MAX - 40000 }; /* what is left takes one more system */

static struct sheet *assessed_sheet(struct rows *rows, const char *part)
{
	const struct what what[] = { { _("No."), 7, NULL }, { _("Agency code"), 10, NULL },
		{ _("System code"), 14, NULL }, { _("Code"), 10, NULL },
		{ _("Requirement"), 34, NULL }, { _("Asset"), 11, NULL }, { _("Result"), 12, NULL },
		{ _("Assets: met"), 7, NULL }, { _("partly met"), 7, NULL },
		{ _("not met"), 7, NULL }, { _("not applicable"), 8, NULL },
		{ _("not assessed yet"), 8, NULL }, { _("Current state"), 46, NULL },
		{ _("Reason for not applicable"), 22, NULL } };
	struct sheet *sheet = content_sheet(rows->report, rows->paper, rows->assessed_content,
	    arena_print(rows->report->mem, "%s%s", _("By system"), part),
	    _("Implementation by requirement of each system"), what, COUNT(what));

	what_head(sheet, what, COUNT(what), true);
	return sheet;
}

static struct sheet *measures_sheet(struct rows *rows, const char *part)
{
	const struct what what[] = { { _("No."), 7, NULL }, { _("Agency code"), 10, NULL },
		{ _("System code"), 14, NULL }, { _("Code"), 10, NULL },
		{ _("Approval decision"), 16, NULL }, { _("Date of approval"), 11, NULL },
		{ _("Requirement"), 30, NULL },
		{ _("Fully met"), rows->paper->annual->form ? 13 : 8, NULL },
		{ _("Asset"), 10, NULL }, { _("Result"), 12, NULL },
		{ _("Plan, measure or action"), 38, NULL }, { _("Due or done"), 11, NULL },
		{ _("Person in charge"), 18, NULL }, { _("Cost (dong)"), 13, NULL },
		{ _("Source of funds"), 12, NULL }, { _("Note"), 14, NULL } };
	struct sheet *sheet = content_sheet(rows->report, rows->paper, rows->measures_content,
	    arena_print(rows->report->mem, "%s%s", _("Measures"), part),
	    _("Approval decision and measures by requirement, with plan or timetable"), what,
	    COUNT(what));

	what_head(sheet, what, COUNT(what), true);
	return sheet;
}

static void close_sheet(struct sheet *sheet)
{
	sheet_filter_end(sheet);
	sheet_end(sheet);
}

/* Where a sheet is nearly full, the table goes on on another one. */
static void make_room(struct rows *rows)
{
	const char *part;

	if ((!rows->assessed || rows->assessed->row < ROWS_MOST) &&
	    (!rows->measures || rows->measures->row < ROWS_MOST))
		return;
	part = arena_print(rows->report->mem, " (%d)", ++rows->parts + 1);
	if (rows->assessed) {
		close_sheet(rows->assessed);
		rows->assessed = assessed_sheet(rows, part);
	}
	if (rows->measures) {
		close_sheet(rows->measures);
		rows->measures = measures_sheet(rows, part);
	}
}

static int visit(void *context, const struct node *system, struct err *err)
{
	struct rows *rows = context;

	(void)err;
	make_room(rows);
	for (const struct node *item = node_first(system, "annual-item"); item; item = item->next) {
		rows->number++;
		if (rows->assessed)
			assessed_item(rows, system, item);
		if (rows->measures)
			measures_item(rows, system, item);
	}
	for (const struct node *action = node_first(system, "annual-action");
	     rows->measures && action; action = action->next)
		action_row(rows, system, NULL, action);
	return OK;
}

static void rows_open(struct rows *rows)
{
	if (rows->assessed_content < CONTENTS_MOST) {
		rows->assessed = assessed_sheet(rows, "");
		rows->paper->answers = (struct range){ rows->assessed->name, rows->assessed->row,
			0 };
	}
	if (rows->measures_content < CONTENTS_MOST) {
		rows->measures = measures_sheet(rows, "");
		rows->paper->measures = (struct range){ rows->measures->name, rows->measures->row,
			0 };
	}
}

void annual_rows(struct report *report, struct annual_paper *paper, size_t assessed,
    size_t measures)
{
	struct rows rows = { .paper = paper, .report = report, .assessed_content = assessed,
	    .measures_content = measures };
	int64_t items = node_int(paper->annual->node, "items", 0);
	struct arena *mem = report->mem;

	rows_open(&rows);
	if (!rows.assessed && !rows.measures)
		return;
	paper->rc = app_annual_each(paper->annual, paper->app, visit, &rows, paper->err);
	if (rows.assessed) {
		close_sheet(rows.assessed);
		paper->total[assessed] = rows.parts ? NULL
		    : range_formula(mem, "COUNT(", &paper->answers, 0, ")");
	}
	if (!rows.measures)
		return;
	close_sheet(rows.measures);
	paper->total[measures] = rows.parts ? NULL
	    : range_formula(mem, "COUNT(", &paper->measures, 0, ")");
	if (rows.assessed && !rows.parts)
		balance_add(paper, _("Requirements assessed = requirements with measures and plan"),
		    paper->total[assessed], items, paper->total[measures], items, false);
}

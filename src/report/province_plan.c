/*
 * province_plan.c - follow-up of the plan: duties, exercises, incidents, readiness, costs.
 */
#include "province_priv.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- duties over all agencies ---------------------------------------------------------------- */

enum { DUTY_WIDE = 11 };

static void duty_totals(
    struct sheet *sheet, const struct province_paper *paper, const char *const *field)
{
	struct arena *mem = sheet->report->mem;

	cell_span(sheet, 0, 3, STYLE_TOTAL, _("Total"));
	for (size_t at = 4; at < DUTY_WIDE; at++) {
		int64_t sum = 0;

		for (const struct node *node = node_first(paper->node, "province-obligation"); node;
		     node = node->next)
			sum += node_int(node, field[at - 4], 0);
		cell_formula(sheet, at, STYLE_TOTAL_NUMBER,
		    arena_print(mem, "=SUM(%s:%s)", cell_name(mem, sheet->head + 1, at),
			cell_name(mem, sheet->row - 1, at)),
		    sum);
	}
	row_end(sheet);
}

static void duty_sheet(struct report *report, const struct province_paper *paper)
{
	static const double widths[DUTY_WIDE] = { 5, 28, 46, 40, 9, 9, 9, 9, 9, 9, 16 };
	static const char *const field[] = { "met", "partial", "unmet", "n-a", "unassessed",
		"overdue", "cost" };
	const char *const head[DUTY_WIDE] = { _("No."), _("Code"), _("Obligation"), _("Citation"),
		text_capital(report->mem, _("met")), text_capital(report->mem, _("partly met")),
		text_capital(report->mem, _("not met")),
		text_capital(report->mem, _("not applicable")),
		text_capital(report->mem, _("not assessed yet")),
		text_capital(report->mem, _("overdue")), _("Cost (dong)") };
	const struct pack *pack = paper->province->obligations;
	struct sheet *sheet = sheet_new(report, _("Follow-up of the plan"),
	    _("Obligations: how many agencies have met them"), widths, DUTY_WIDE);
	struct arena *mem = report->mem;
	size_t number = 0;

	row_head(sheet, head, DUTY_WIDE, true);
	for (const struct node *node = node_first(paper->node, "province-obligation"); node;
	     node = node->next) {
		const struct obligation *duty = pack_obligation(
		    pack, node_text(node, "obligation"));

		cell_number(sheet, 0, STYLE_NUMBER, (int64_t)++number);
		cell_text(sheet, 1, STYLE_CENTRE, duty->id);
		cell_text(sheet, 2, STYLE_TEXT, words_now(&duty->name));
		cell_text(sheet, 3, STYLE_TEXT,
		    with_status(mem, pack_cite(pack, duty->cite, mem), duty->status));
		for (size_t i = 0; i < COUNT(field); i++)
			cell_number(sheet, 4 + i, i < 6 ? STYLE_NUMBER : STYLE_MONEY,
			    node_int(node, field[i], 0));
		row_end(sheet);
	}
	sheet_filter_end(sheet);
	if (number)
		duty_totals(sheet, paper, field);
	sheet_end(sheet);
}

/* ---- duties agency by agency ----------------------------------------------------------------- */

enum { MATRIX_FIXED = 3, MATRIX_MOST = COLUMNS_MOST - MATRIX_FIXED };

/* One letter a result; the last line of the sheet says what they mean. */
static const char *result_sign(enum finding finding)
{
	switch (finding) {
	case MET:
		return _("M");
	case PARTIAL:
		return _("P");
	case UNMET:
		return _("U");
	case NOT_APPLICABLE:
		return "–";
	case UNASSESSED:
		return "";
	}
	return "";
}

static void matrix_row(struct sheet *sheet, const struct node *agency, size_t number, size_t most)
{
	size_t at = 0;

	cell_number(sheet, 0, STYLE_NUMBER, (int64_t)number);
	cell_text(sheet, 1, STYLE_CENTRE, node_text(agency, "code"));
	cell_text(sheet, 2, STYLE_TEXT, node_text(agency, "name"));
	for (const struct node *duty = node_first(agency, "province-duty"); duty && at < most;
	     duty = duty->next, at++) {
		enum finding finding = UNASSESSED;

		finding_parse(&finding, node_text(duty, "status"));
		cell_text(sheet, MATRIX_FIXED + at, (enum style)finding, result_sign(finding));
	}
	row_end(sheet);
}

static void matrix_totals(struct sheet *sheet, const struct province_paper *paper, size_t most)
{
	struct arena *mem = sheet->report->mem;
	size_t at = 0;

	cell_span(sheet, 0, 2, STYLE_TOTAL, _("Agencies that have met it"));
	for (const struct node *node = node_first(paper->node, "province-obligation");
	     node && at < most; node = node->next, at++)
		cell_formula(sheet, MATRIX_FIXED + at, STYLE_TOTAL_NUMBER,
		    arena_print(mem, "=COUNTIF(%s:%s,\"%s\")",
			cell_name(mem, sheet->head + 1, MATRIX_FIXED + at),
			cell_name(mem, sheet->row - 1, MATRIX_FIXED + at), result_sign(MET)),
		    node_int(node, "met", 0));
	row_end(sheet);
}

static void matrix_sheet(struct report *report, const struct province_paper *paper)
{
	const struct pack *pack = paper->province->obligations;
	size_t most = pack->obligation_count < MATRIX_MOST ? pack->obligation_count : MATRIX_MOST;
	double width[COLUMNS_MOST] = { 5, 12, 34 };
	const char *head[COLUMNS_MOST] = { _("No."), _("Agency code"), _("Agency name") };
	struct sheet *sheet;
	size_t number = 0;

	for (size_t i = 0; i < most; i++) {
		width[MATRIX_FIXED + i] = 4;
		head[MATRIX_FIXED + i] = arena_print(report->mem, "%zu", i + 1);
	}
	sheet = sheet_new(report, _("Obligations by agency"),
	    _("Obligations of each agency (numbers as in the sheet before)"), width,
	    MATRIX_FIXED + most);
	row_head(sheet, head, MATRIX_FIXED + most, true);
	for (const struct node *agency = node_first(paper->node, "province-agency"); agency;
	     agency = agency->next)
		matrix_row(sheet, agency, ++number, most);
	sheet_filter_end(sheet);
	if (number)
		matrix_totals(sheet, paper, most);
	row_text(sheet, STYLE_NOTE,
	    arena_print(report->mem, _("%s: met; %s: partly met; %s: not met; –: not applicable; "
				       "empty: not assessed yet"),
		result_sign(MET), result_sign(PARTIAL), result_sign(UNMET)));
	sheet_end(sheet);
}

/* ---- duties that are open -------------------------------------------------------------------- */

static const struct view_column open_columns[] = {
	{ N_("No."), 6, SHOW_ROW, OF_RECORD, NULL, false },
	{ N_("agency code"), 12, SHOW_CENTRE, OF_AGENCY, "code", false },
	{ N_("agency name"), 32, SHOW_TEXT, OF_AGENCY, "name", false },
	{ N_("obligation"), 60, SHOW_OBLIGATION, OF_RECORD, "obligation", false },
	{ N_("result"), 14, SHOW_RESULT, OF_RECORD, "status", false },
	{ N_("to be met by"), 13, SHOW_DAY, OF_RECORD, "due", false },
	{ N_("overdue"), 9, SHOW_CODE, OF_RECORD, "overdue", false },
	{ N_("person in charge"), 24, SHOW_TEXT, OF_RECORD, "person", false },
	{ N_("Cost (dong)"), 16, SHOW_MONEY, OF_RECORD, "cost", true },
};

static bool is_open(const struct node *node)
{
	return node_is(node, "status", "unmet") || node_is(node, "status", "partial") ||
	    node_is(node, "overdue", "yes");
}

static void open_sheet(struct report *report, const struct province_paper *paper)
{
	struct province_table table = { .name = _("Obligations open"),
		.title = _("Obligations not met or only partly met, with their dates"),
		.column = open_columns,
		.columns = COUNT(open_columns),
		.total = _("Total"),
		.none = _("No agency has an obligation that is not met or only partly met.") };

	table.node = province_filtered(report, paper, "province-duty", is_open, &table.count);
	sheet_end(province_table(report, paper, &table));
}

void province_duties(struct report *report, const struct province_paper *paper)
{
	if (!paper->province->obligations)
		return;
	duty_sheet(report, paper);
	matrix_sheet(report, paper);
	open_sheet(report, paper);
}

/* ---- exercises ------------------------------------------------------------------------------- */

static const struct view_column exercise_columns[] = {
	{ N_("No."), 5, SHOW_ROW, OF_RECORD, NULL, false },
	{ N_("agency code"), 11, SHOW_CENTRE, OF_AGENCY, "code", false },
	{ N_("code"), 10, SHOW_CENTRE, OF_RECORD, "code", false },
	{ N_("title"), 36, SHOW_TEXT, OF_RECORD, "title", false },
	{ N_("kind"), 14, SHOW_CODE, OF_RECORD, "kind", false },
	{ N_("state"), 13, SHOW_CODE, OF_RECORD, "state", false },
	{ N_("date"), 12, SHOW_DAY, OF_RECORD, "date", false },
	{ N_("scenario"), 30, SHOW_SCENARIO, OF_RECORD, "scenario", false },
	{ N_("organiser"), 22, SHOW_TEXT, OF_RECORD, "organiser", false },
	{ N_("document number"), 14, SHOW_TEXT, OF_RECORD, "document", false },
	{ N_("result"), 32, SHOW_TEXT, OF_RECORD, "result", false },
	{ N_("participants"), 9, SHOW_COUNT, OF_RECORD, "participants", true },
	{ N_("Cost (dong)"), 15, SHOW_MONEY, OF_RECORD, "cost", true },
};
enum { EXERCISE_STATE = 5 };

void province_exercises(struct report *report, const struct province_paper *paper)
{
	struct province_table table = { .name = _("Exercises and training"),
		.title = _("Exercises, training, awareness raising and prevention tasks"),
		.column = exercise_columns,
		.columns = COUNT(exercise_columns),
		.total = _("Total") };
	const struct shape *shape = model_shape("province-exercise");
	struct sheet *sheet;

	table.node = province_records(report, paper, "province-exercise", &table.count);
	sheet = province_table(report, paper, &table);
	if (table.count) {
		row_section(sheet, _("By state"));
		province_tally(sheet, EXERCISE_STATE, sheet->head + 1,
		    sheet->head + (lxw_row_t)table.count,
		    &shape->field[shape_field(shape, "state")], table.node, table.count,
		    "state");
	}
	sheet_end(sheet);
}

/* ---- incidents ------------------------------------------------------------------------------- */

static const struct view_column incident_columns[] = {
	{ N_("No."), 5, SHOW_ROW, OF_RECORD, NULL, false },
	{ N_("agency code"), 11, SHOW_CENTRE, OF_AGENCY, "code", false },
	{ N_("code"), 10, SHOW_CENTRE, OF_RECORD, "code", false },
	{ N_("title"), 34, SHOW_TEXT, OF_RECORD, "title", false },
	{ N_("system code"), 12, SHOW_CENTRE, OF_RECORD, "system", false },
	{ N_("scenario"), 30, SHOW_SCENARIO, OF_RECORD, "scenario", false },
	{ N_("grade"), 12, SHOW_CODE, OF_RECORD, "grade", false },
	{ N_("state"), 12, SHOW_CODE, OF_RECORD, "state", false },
	{ N_("detected at"), 17, SHOW_TIME, OF_RECORD, "detected", false },
	{ N_("first reported at"), 17, SHOW_TIME, OF_RECORD, "reported", false },
	{ N_("report with cause, scope and remedy sent at"), 17, SHOW_TIME, OF_RECORD, "detailed",
	    false },
	{ N_("hours from detection to report"), 12, SHOW_KNOWN, OF_RECORD, "hours", false },
	{ N_("to be reported by"), 12, SHOW_DAY, OF_RECORD, "due", false },
	{ N_("reported in time"), 16, SHOW_HAND_IN, OF_RECORD, "in-time", false },
	{ N_("reported to"), 24, SHOW_TEXT, OF_RECORD, "reported-to", false },
	{ N_("closed at"), 17, SHOW_TIME, OF_RECORD, "closed", false },
};
enum { INCIDENT_GRADE = 6, INCIDENT_IN_TIME = 13 };

void province_incidents(struct report *report, const struct province_paper *paper)
{
	struct province_table table = { .name = _("Incidents"),
		.title = _("Incidents and their notices"),
		.column = incident_columns,
		.columns = COUNT(incident_columns) };
	const struct shape *shape = model_shape("province-incident");
	struct sheet *sheet;

	table.node = province_records(report, paper, "province-incident", &table.count);
	sheet = province_table(report, paper, &table);
	if (table.count) {
		lxw_row_t first = sheet->head + 1, last = sheet->head + (lxw_row_t)table.count;

		row_section(sheet, _("By grade, and by when they were reported"));
		province_tally(sheet, INCIDENT_GRADE, first, last,
		    &shape->field[shape_field(shape, "grade")], table.node, table.count,
		    "grade");
		province_tally(sheet, INCIDENT_IN_TIME, first, last,
		    &shape->field[shape_field(shape, "in-time")], table.node, table.count,
		    "in-time");
	}
	row_text(sheet, STYLE_NOTE, node_get(paper->node, "incident-cite")
	    ? arena_print(report->mem, _("Time limit of the notice: %s"),
		  node_text(paper->node, "incident-cite"))
	    : _("No pack here gives a time limit for the notice; only the time that passed is "
		"shown."));
	sheet_end(sheet);
}

/* ---- readiness ------------------------------------------------------------------------------- */

static const struct view_column readiness_columns[] = {
	{ N_("No."), 5, SHOW_ROW, OF_RECORD, NULL, false },
	{ N_("agency code"), 12, SHOW_CENTRE, OF_AGENCY, "code", false },
	{ N_("agency name"), 30, SHOW_TEXT, OF_AGENCY, "name", false },
	{ N_("code"), 10, SHOW_CENTRE, OF_RECORD, "code", false },
	{ N_("kind"), 18, SHOW_CODE, OF_RECORD, "kind", false },
	{ N_("name"), 40, SHOW_TEXT, OF_RECORD, "name", false },
	{ N_("quantity"), 9, SHOW_COUNT, OF_RECORD, "quantity", false },
	{ N_("unit"), 10, SHOW_CENTRE, OF_RECORD, "unit", false },
	{ N_("condition"), 20, SHOW_TEXT, OF_RECORD, "state", false },
	{ N_("available until"), 12, SHOW_DAY, OF_RECORD, "until", false },
	{ N_("Cost (dong)"), 16, SHOW_MONEY, OF_RECORD, "cost", true },
};

void province_readiness(struct report *report, const struct province_paper *paper)
{
	struct province_table table = { .name = _("Readiness"),
		.title = _("Means, equipment, tools, people, contractors, budget"),
		.column = readiness_columns,
		.columns = COUNT(readiness_columns),
		.total = _("Total") };

	table.node = province_records(report, paper, "province-readiness", &table.count);
	sheet_end(province_table(report, paper, &table));
}

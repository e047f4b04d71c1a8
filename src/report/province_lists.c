/*
 * province_lists.c - the registers of a province: agencies, systems, proposals, hand-ins, risks,
 * what to do first, year on year.
 */
#include "province_priv.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- agencies -------------------------------------------------------------------------------- */

static const struct view_column agency_columns[] = {
	{ N_("No."), 5, SHOW_ROW, OF_RECORD, NULL, false },
	{ N_("agency code"), 11, SHOW_CENTRE, OF_RECORD, "code", false },
	{ N_("agency name"), 34, SHOW_TEXT, OF_RECORD, "name", false },
	{ N_("systems"), 8, SHOW_COUNT, OF_RECORD, "systems", true },
	{ N_("level 1"), 7, SHOW_COUNT, OF_RECORD, "level-1", true },
	{ N_("level 2"), 7, SHOW_COUNT, OF_RECORD, "level-2", true },
	{ N_("level 3"), 7, SHOW_COUNT, OF_RECORD, "level-3", true },
	{ N_("level 4"), 7, SHOW_COUNT, OF_RECORD, "level-4", true },
	{ N_("level 5"), 7, SHOW_COUNT, OF_RECORD, "level-5", true },
	{ N_("level not determined"), 9, SHOW_COUNT, OF_RECORD, "level-none", true },
	{ N_("level approved"), 9, SHOW_COUNT, OF_RECORD, "approved", true },
	{ N_("assessed this year"), 9, SHOW_COUNT, OF_RECORD, "assessed", true },
	{ N_("fully implemented"), 10, SHOW_COUNT, OF_RECORD, "in-place", true },
	{ N_("highest current risk"), 14, SHOW_RISK, OF_RECORD, "worst", false },
	{ N_("high and very high scenarios"), 11, SHOW_COUNT, OF_RECORD, "high", true },
	{ N_("exercises and training held"), 11, SHOW_COUNT, OF_RECORD, "exercises", true },
	{ N_("incidents"), 8, SHOW_COUNT, OF_RECORD, "incidents", true },
	{ N_("incidents reported late or not at all"), 11, SHOW_COUNT, OF_RECORD, "incidents-late",
	    true },
	{ N_("Cost asked for (dong)"), 16, SHOW_MONEY, OF_RECORD, "cost", true },
	{ N_("Budget at hand (dong)"), 16, SHOW_MONEY, OF_RECORD, "allotted", true },
};

void province_agencies(struct report *report, const struct province_paper *paper)
{
	struct province_table table = { .name = _("By agency"),
		.title = _("Main figures by agency"),
		.column = agency_columns,
		.columns = COUNT(agency_columns),
		.total = _("Total") };

	table.node = nodes_of(report, paper->node, "province-agency", &table.count);
	sheet_end(province_table(report, paper, &table));
}

/* Rows before the sums: sample mark, title, subject, heading, then the agencies. */
const char *province_total(struct report *report, const struct province_paper *paper,
    const char *field)
{
	lxw_row_t row = (report->sample ? 1u : 0u) + 3u + (lxw_row_t)paper->agencies;

	for (size_t i = 0; paper->agencies > 0 && i < COUNT(agency_columns); i++)
		if (agency_columns[i].total && strcmp(agency_columns[i].field, field) == 0)
			return arena_print(report->mem, "='%s'!%s", _("By agency"),
			    cell_name(report->mem, row, i));
	return NULL;
}

/* ---- systems --------------------------------------------------------------------------------- */

static const struct view_column system_columns[] = {
	{ N_("No."), 6, SHOW_ROW, OF_RECORD, NULL, false },
	{ N_("agency code"), 11, SHOW_CENTRE, OF_AGENCY, "code", false },
	{ N_("agency name"), 26, SHOW_TEXT, OF_AGENCY, "name", false },
	{ N_("system code"), 15, SHOW_CENTRE, OF_RECORD, "code", false },
	{ N_("system name"), 32, SHOW_TEXT, OF_RECORD, "name", false },
	{ N_("state"), 15, SHOW_CODE, OF_RECORD, "state", false },
	{ N_("operator"), 22, SHOW_TEXT, OF_RECORD, "operator", false },
	{ N_("level that counts"), 8, SHOW_KNOWN, OF_RECORD, "level", false },
	{ N_("level by the criteria"), 8, SHOW_KNOWN, OF_RECORD, "decided-level", false },
	{ N_("proposed level"), 8, SHOW_KNOWN, OF_RECORD, "proposed-level", false },
	{ N_("approved level"), 9, SHOW_KNOWN, OF_RECORD, "approved-level", false },
	{ N_("Approval decision"), 15, SHOW_TEXT, OF_RECORD, "approval-number", false },
	{ N_("Date of approval"), 12, SHOW_DAY, OF_RECORD, "approval-date", false },
	{ N_("Expected by"), 12, SHOW_DAY, OF_RECORD, "approval-expected", false },
	{ N_("Security regulation"), 9, SHOW_CODE, OF_RECORD, "regulation", false },
	{ N_("Score (of 1000)"), 9, SHOW_KNOWN, OF_RECORD, "score", false },
	{ N_("Coverage (of 1000)"), 9, SHOW_KNOWN, OF_RECORD, "coverage", false },
	{ N_("fully implemented"), 10, SHOW_CODE, OF_RECORD, "in-place", false },
};
enum { LEVEL_COLUMN = 7 };

static int by_agency_and_level(const void *a, const void *b)
{
	const struct node *x = *(const struct node *const *)a;
	const struct node *y = *(const struct node *const *)b;
	int order = strcmp(node_text(x->parent, "code"), node_text(y->parent, "code"));

	if (order)
		return order;
	if (node_int(x, "level", 0) != node_int(y, "level", 0))
		return node_int(x, "level", 0) < node_int(y, "level", 0) ? 1 : -1;
	return strcmp(node_text(x, "code"), node_text(y, "code"));
}

/* Levels counted by formula over the rows above. */
static void level_counts(struct sheet *sheet, const struct province_table *table)
{
	struct arena *mem = sheet->report->mem;
	lxw_row_t first = sheet->head + 1, last = sheet->head + (lxw_row_t)table->count;

	row_section(sheet, _("Systems by level"));
	for (int level = 5; level >= 0; level--) {
		const char *from = cell_name(mem, first, LEVEL_COLUMN);
		const char *to = cell_name(mem, last, LEVEL_COLUMN);
		int64_t count = 0;

		for (size_t i = 0; i < table->count; i++)
			count += node_int(table->node[i], "level", 0) == level;
		cell_span(sheet, 0, 6, STYLE_LABEL,
		    level ? arena_print(mem, _("Level %d"), level) : _("Level not determined"));
		cell_formula(sheet, LEVEL_COLUMN, STYLE_TOTAL_NUMBER,
		    level ? arena_print(mem, "=COUNTIF(%s:%s,%d)", from, to, level)
			  : arena_print(mem, "=COUNTIF(%s:%s,\"–\")", from, to),
		    count);
		row_end(sheet);
	}
	cell_span(sheet, 0, 6, STYLE_TOTAL, _("Total"));
	cell_formula(sheet, LEVEL_COLUMN, STYLE_TOTAL_NUMBER,
	    arena_print(mem, "=SUM(%s:%s)", cell_name(mem, sheet->row - 6, LEVEL_COLUMN),
		cell_name(mem, sheet->row - 1, LEVEL_COLUMN)),
	    (int64_t)table->count);
	row_end(sheet);
}

void province_systems(struct report *report, const struct province_paper *paper)
{
	struct province_table table = { .name = _("Register of systems"),
		.title = _("Register of information systems by agency and level"),
		.column = system_columns,
		.columns = COUNT(system_columns) };
	const struct node **node = province_records(
	    report, paper, "province-system", &table.count);
	struct sheet *sheet;

	if (table.count)
		qsort(node, table.count, sizeof(*node), by_agency_and_level);
	table.node = node;
	sheet = province_table(report, paper, &table);
	if (table.count)
		level_counts(sheet, &table);
	sheet_end(sheet);
}

/* ---- proposals ------------------------------------------------------------------------------- */

static const struct view_column proposal_columns[] = {
	{ N_("No."), 5, SHOW_ROW, OF_RECORD, NULL, false },
	{ N_("agency code"), 11, SHOW_CENTRE, OF_AGENCY, "code", false },
	{ N_("system code"), 15, SHOW_CENTRE, OF_RECORD, "system", false },
	{ N_("system name"), 30, SHOW_TEXT, OF_RECORD, "name", false },
	{ N_("proposal number"), 7, SHOW_COUNT, OF_RECORD, "number", false },
	{ N_("proposed level"), 9, SHOW_COUNT, OF_RECORD, "level", false },
	{ N_("state"), 16, SHOW_CODE, OF_RECORD, "state", false },
	{ N_("next step"), 24, SHOW_TEXT, OF_RECORD, "next", false },
	{ N_("who takes it"), 24, SHOW_TEXT, OF_RECORD, "by", false },
	{ N_("step whose period ends first"), 22, SHOW_TEXT, OF_RECORD, "of", false },
	{ N_("Last day"), 12, SHOW_DAY, OF_RECORD, "due", false },
	{ N_("days left"), 8, SHOW_KNOWN, OF_RECORD, "days-left", false },
	{ N_("overdue"), 8, SHOW_CODE, OF_RECORD, "overdue", false },
	{ N_("Day not confirmed"), 10, SHOW_CODE, OF_RECORD, "unverified", false },
	{ N_("citation"), 26, SHOW_TEXT, OF_RECORD, "cite", false },
};
enum { PROPOSAL_STATE = 6 };

static int by_due(const void *a, const void *b)
{
	const struct node *x = *(const struct node *const *)a;
	const struct node *y = *(const struct node *const *)b;
	const char *due[2] = { node_get(x, "due"), node_get(y, "due") };
	int order = due[0] && due[1] ? strcmp(due[0], due[1]) : !due[0] - !due[1];

	if (!order)
		order = strcmp(node_text(x->parent, "code"), node_text(y->parent, "code"));
	return order ? order : strcmp(node_text(x, "system"), node_text(y, "system"));
}

void province_proposals(struct report *report, const struct province_paper *paper)
{
	struct province_table table = { .name = _("Level proposals"),
		.title = _("Level proposals and their time limits"),
		.column = proposal_columns,
		.columns = COUNT(proposal_columns),
		.none = _("No level proposal has been made.") };
	const struct node **node = province_records(
	    report, paper, "province-proposal", &table.count);
	struct sheet *sheet;

	if (table.count)
		qsort(node, table.count, sizeof(*node), by_due);
	table.node = node;
	sheet = province_table(report, paper, &table);
	if (table.count) {
		const struct shape *shape = model_shape("province-proposal");

		row_section(sheet, _("Level proposals by state"));
		province_tally(sheet, PROPOSAL_STATE, sheet->head + 1,
		    sheet->head + (lxw_row_t)table.count,
		    &shape->field[shape_field(shape, "state")], node, table.count, "state");
	}
	sheet_end(sheet);
}

/* ---- hand-ins -------------------------------------------------------------------------------- */

static const struct view_column hand_in_columns[] = {
	{ N_("No."), 5, SHOW_ROW, OF_RECORD, NULL, false },
	{ N_("agency code"), 12, SHOW_CENTRE, OF_RECORD, "code", false },
	{ N_("agency name"), 40, SHOW_TEXT, OF_RECORD, "name", false },
	{ N_("kind of agency"), 25, SHOW_CODE, OF_RECORD, "kind", false },
	{ N_("how it was handed in"), 20, SHOW_HAND_IN, OF_RECORD, "hand-in", false },
	{ N_("state"), 14, SHOW_CODE, OF_RECORD, "state", false },
	{ N_("number of the hand-in"), 9, SHOW_COUNT, OF_RECORD, "snapshot", false },
	{ N_("sent or received at"), 17, SHOW_TIME, OF_RECORD, "at", false },
	{ N_("signature"), 13, SHOW_CODE, OF_RECORD, "signature", false },
	{ N_("rules that stop"), 10, SHOW_COUNT, OF_RECORD, "stops", true },
	{ N_("rules that warn"), 10, SHOW_COUNT, OF_RECORD, "warns", true },
};
enum { HAND_IN = 4 };

void province_hand_ins(struct report *report, const struct province_paper *paper)
{
	struct province_table table = { .name = _("Hand-ins"),
		.title = _("Who has handed in, late or not at all"),
		.column = hand_in_columns,
		.columns = COUNT(hand_in_columns),
		.total = _("Total") };
	const struct shape *shape = model_shape("province-agency");
	const char *due = node_get(paper->node, "due");
	struct sheet *sheet;

	table.node = nodes_of(report, paper->node, "province-agency", &table.count);
	sheet = province_table(report, paper, &table);
	if (table.count) {
		row_section(sheet, _("Agencies by hand-in"));
		province_tally(sheet, HAND_IN, sheet->head + 1,
		    sheet->head + (lxw_row_t)table.count,
		    &shape->field[shape_field(shape, "hand-in")], table.node, table.count,
		    "hand-in");
	}
	if (due)
		row_text(sheet, STYLE_NOTE,
		    arena_print(report->mem, _("Last day to hand in: %s (%s). On time or late: as "
					       "the first hand-in of the year came."),
			day_show(report->mem, due), node_text(paper->node, "due-cite")));
	sheet_end(sheet);
}

/* ---- risk ranking ---------------------------------------------------------------------------- */

static const struct view_column rank_columns[] = {
	{ N_("rank"), 6, SHOW_COUNT, OF_RECORD, "rank", false },
	{ N_("agency code"), 11, SHOW_CENTRE, OF_AGENCY, "code", false },
	{ N_("system code"), 15, SHOW_CENTRE, OF_RECORD, "code", false },
	{ N_("system name"), 34, SHOW_TEXT, OF_RECORD, "name", false },
	{ N_("level that counts"), 8, SHOW_KNOWN, OF_RECORD, "level", false },
	{ N_("highest current risk"), 15, SHOW_RISK, OF_RECORD, "worst", false },
	{ N_("scenario of the highest risk"), 40, SHOW_SCENARIO, OF_RECORD, "worst-scenario",
	    false },
	{ N_("Its gross risk"), 9, SHOW_KNOWN, OF_RECORD, "worst-gross", false },
	{ N_("Its target risk"), 9, SHOW_KNOWN, OF_RECORD, "worst-target", false },
	{ N_("high and very high scenarios"), 11, SHOW_COUNT, OF_RECORD, "high", true },
	{ N_("scenarios rated"), 9, SHOW_COUNT, OF_RECORD, "rated", true },
	{ N_("scenarios not rated yet"), 9, SHOW_COUNT, OF_RECORD, "unrated", true },
	{ N_("Score (of 1000)"), 9, SHOW_KNOWN, OF_RECORD, "score", false },
};

static bool is_ranked(const struct node *node)
{
	return node_get(node, "rank") != NULL;
}

static int by_rank(const void *a, const void *b)
{
	int64_t x = node_int(*(const struct node *const *)a, "rank", 0);
	int64_t y = node_int(*(const struct node *const *)b, "rank", 0);

	return x < y ? -1 : x > y;
}

void province_ranking(struct report *report, const struct province_paper *paper)
{
	struct province_table table = { .name = _("Risk ranking"),
		.title = _("Systems by risk, worst first"),
		.column = rank_columns,
		.columns = COUNT(rank_columns),
		.total = _("Total"),
		.none = _("No scenario of any system is rated yet.") };
	const struct node **node = province_filtered(
	    report, paper, "province-system", is_ranked, &table.count);
	struct sheet *sheet;

	if (table.count)
		qsort(node, table.count, sizeof(*node), by_rank);
	table.node = node;
	sheet = province_table(report, paper, &table);
	row_text(sheet, STYLE_NOTE,
	    arena_print(report->mem, _("Ranked by the highest current risk, then the number of "
				       "high and very high scenarios. Systems without any rated "
				       "scenario, which are not ranked: %zu."),
		paper->systems - table.count));
	sheet_end(sheet);
}

/* ---- what to do first ------------------------------------------------------------------------ */

static const struct view_column priority_columns[] = {
	{ N_("rank"), 6, SHOW_COUNT, OF_RECORD, "rank", false },
	{ N_("requirement"), 70, SHOW_REQUIREMENT, OF_RECORD, "requirement", false },
	{ N_("Checklist"), 14, SHOW_CENTRE, OF_RECORD, "pack", false },
	{ N_("agencies"), 10, SHOW_COUNT, OF_RECORD, "agencies", false },
	{ N_("Number of systems"), 10, SHOW_COUNT, OF_RECORD, "systems", true },
	{ N_("Risk taken off (thousandths)"), 14, SHOW_COUNT, OF_RECORD, "gain", true },
	{ N_("Cost (dong)"), 18, SHOW_MONEY, OF_RECORD, "cost", true },
};

void province_priorities(struct report *report, const struct province_paper *paper)
{
	struct province_table table = { .name = _("Do first"),
		.title = _("What to do first over the province"),
		.column = priority_columns,
		.columns = COUNT(priority_columns),
		.total = _("Total"),
		.none = _("No scenario of any system is rated yet.") };

	table.node = nodes_of(report, paper->node, "province-priority", &table.count);
	sheet_end(province_table(report, paper, &table));
}

/* ---- year on year ---------------------------------------------------------------------------- */

static const struct view_column compare_columns[] = {
	{ N_("No."), 6, SHOW_ROW, OF_RECORD, NULL, false },
	{ N_("agency code"), 11, SHOW_CENTRE, OF_AGENCY, "code", false },
	{ N_("system code"), 15, SHOW_CENTRE, OF_RECORD, "code", false },
	{ N_("system name"), 40, SHOW_TEXT, OF_RECORD, "name", false },
	{ N_("score last year"), 10, SHOW_KNOWN, OF_RECORD, "before-score", false },
	{ N_("Score this year"), 10, SHOW_KNOWN, OF_RECORD, "score", false },
	{ N_("Change"), 9, SHOW_CHANGE, OF_RECORD, NULL, false },
	{ N_("coverage last year"), 10, SHOW_KNOWN, OF_RECORD, "before-coverage", false },
	{ N_("Coverage this year"), 10, SHOW_KNOWN, OF_RECORD, "coverage", false },
	{ N_("Change"), 9, SHOW_CHANGE, OF_RECORD, NULL, false },
	{ N_("Highest risk last year"), 10, SHOW_KNOWN, OF_RECORD, "before-worst", false },
	{ N_("Highest risk this year"), 10, SHOW_KNOWN, OF_RECORD, "worst", false },
	{ N_("Change"), 9, SHOW_CHANGE, OF_RECORD, NULL, false },
};

static bool is_assessed(const struct node *node)
{
	return node_get(node, "coverage") || node_get(node, "before-coverage");
}

void province_compare(struct report *report, const struct province_paper *paper)
{
	struct province_table table = { .name = _("Year on year"),
		.title = _("Comparison with the year before"),
		.column = compare_columns,
		.columns = COUNT(compare_columns),
		.none = _("No system has been assessed for this year.") };

	table.node = province_filtered(
	    report, paper, "province-system", is_assessed, &table.count);
	sheet_end(province_table(report, paper, &table));
}

/*
 * system_overview.c - the first sheet of a system: what its head must know, then who and what it
 * is.
 */
#include "report_priv.h"

#include <string.h>

enum { WIDE = 12, TOP_FIRST = 5 };

static const double widths[WIDE] = { 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 13 };

/* ---- the main figures ------------------------------------------------------------------------ */

static void key_row(struct sheet *sheet, const char *const *label, const char *const *value)
{
	for (size_t i = 0; i < 4; i++)
		cell_span(sheet, i * 3, i * 3 + 2, STYLE_HEAD, label[i]);
	row_end(sheet);
	for (size_t i = 0; i < 4; i++)
		cell_span(sheet, i * 3, i * 3 + 2, STYLE_KEY, value[i]);
	row_at_least(sheet, 26);
	row_end(sheet);
}

static const char *approval(struct report *report, const struct node *node)
{
	struct arena *mem = report->mem;

	if (node_get(node, "approval-number"))
		return arena_print(mem, "%s %s, %s", _("Approved:"),
		    node_text(node, "approval-number"),
		    day_show(mem, node_text(node, "approval-date")));
	if (node_get(node, "approved-level"))
		return _("Approved");
	if (node_get(node, "approval-expected"))
		return arena_print(mem, "%s %s", _("Not approved yet; expected by"),
		    day_show(mem, node_text(node, "approval-expected")));
	return _("Not approved yet");
}

static const char *state_text(const struct report *report, const struct node *node)
{
	int field = shape_field(node->shape, "state");

	return value_show(report, &node->shape->field[field], node->value[field]);
}

static void key_figures(struct sheet *sheet, const struct system_paper *paper)
{
	struct report *report = sheet->report;
	const struct assessment_view *year = paper->year;
	const struct risk *worst = risk_worst(year);
	int level = view_level(paper->view->node);
	struct score all = { .score = -1 };
	const char *const head[4] = { _("Security level"), _("State of the level"),
	    _("State of the system"),
		_("Fully implemented") };
	const char *const more[4] = { _("Compliance score"), _("Coverage (assessed of applicable)"),
		_("Highest current risk"), _("Year assessed") };
	const char *value[4];

	if (year)
		all = compliance_score(year->item, year->item_count, NULL, year->method);
	value[0] = level ? arena_print(report->mem, "%d", level) : _("not determined");
	value[1] = approval(report, paper->view->node);
	value[2] = state_text(report, paper->view->node);
	value[3] = year ? yesno_label(all.full) : "–";
	key_row(sheet, head, value);
	value[0] = score_show(report, all.score);
	value[1] = year ? score_show(report, all.coverage) : "–";
	value[2] = worst ? arena_print(report->mem, "%d – %s", worst->current, worst->current_band
	    ? words_now(&worst->current_band->name) : "") : _("not rated yet");
	value[3] = report->year ? report->year : "–";
	key_row(sheet, more, value);
}

/* ---- scores by group ------------------------------------------------------------------------- */

static void score_head(struct sheet *sheet)
{
	const char *const head[9] = { _("Points reached (sum)"), _("Most points"),
	    _("Score = 1000 x sum / most"),
		_("Coverage"), _("met"), _("partly met"), _("not met"), _("not applicable"),
		_("not assessed yet") };

	cell_span(sheet, 0, 2, STYLE_HEAD, _("Group of requirements"));
	for (size_t i = 0; i < 9; i++)
		cell_text(sheet, i + 3, STYLE_HEAD, text_capital(sheet->report->mem, head[i]));
	row_end(sheet);
}

/* The working stands in the cell: a formula over the two cells before, with its value beside it. */
static void score_row(struct sheet *sheet, const char *name, const struct score *score, bool total)
{
	struct arena *mem = sheet->report->mem;
	const size_t count[5] = { score->met, score->partial, score->unmet, score->not_applicable,
		score->unassessed };

	cell_span(sheet, 0, 2, total ? STYLE_TOTAL : STYLE_LABEL, name);
	cell_number(sheet, 3, STYLE_NUMBER, score->sum);
	cell_number(sheet, 4, STYLE_NUMBER, score->most);
	if (score->most > 0)
		cell_formula(sheet, 5, STYLE_NUMBER, arena_print(mem, "=INT(1000*%s/%s)",
		    cell_name(mem, sheet->row, 3), cell_name(mem, sheet->row, 4)), score->score);
	else
		cell_text(sheet, 5, STYLE_CENTRE, "–");
	cell_number(sheet, 6, STYLE_NUMBER, score->coverage);
	for (size_t i = 0; i < 5; i++)
		cell_number(sheet, i + 7, STYLE_NUMBER, (int64_t)count[i]);
	row_end(sheet);
}

static void scores(struct sheet *sheet, const struct assessment_view *year)
{
	struct arena *mem = sheet->report->mem;
	struct score score;

	row_section(sheet, _("II. Requirements: score by group"));
	score_head(sheet);
	for (size_t i = 0; i < year->requirements->group_count; i++) {
		const struct group *group = &year->requirements->group[i];
		const char *name = words_now(&group->name);

		score = compliance_score(year->item, year->item_count, group, year->method);
		if (score.applicable + score.not_applicable == 0)
			continue;
		score_row(sheet, group->parent ? arena_print(mem, "   %s. %s", group->id, name)
		    : name, &score,
		    !group->parent);
	}
	score = compliance_score(year->item, year->item_count, NULL, year->method);
	score_row(sheet, _("Whole system"), &score, true);
	row_text(sheet, STYLE_NOTE, arena_print(mem,
	    _("Points: met %d, partly met %d, not met %d, times the weight of the "
	    "item. Only items that apply and are assessed count. Score and coverage are "
	    "thousandths, rounded down."),
	    year->method->met, year->method->partial, year->method->unmet));
}

/* ---- risks and what to do first -------------------------------------------------------------- */

static void risks(struct sheet *sheet, const struct assessment_view *year)
{
	size_t edge[SHADES_MOST + 3] = { 0 };
	struct spread spread = { 0 };
	size_t bands = year->method->band_count;

	spread_add(&spread, year);
	row_section(sheet, _("III. Threats: scenarios by band of risk"));
	for (size_t i = 0; i < bands + 2; i++)
		edge[bands + 2 - i] = WIDE - 2 * i;
	spread_table(sheet, &spread, year->method, edge);
}

static void first_five(struct sheet *sheet, const struct assessment_view *year)
{
	row_section(sheet, _("IV. To be done first (five measures that take off most risk)"));
	cell_text(sheet, 0, STYLE_HEAD, _("No."));
	cell_span(sheet, 1, 5, STYLE_HEAD, _("Requirement"));
	cell_span(sheet, 6, 7, STYLE_HEAD, _("Result"));
	cell_text(sheet, 8, STYLE_HEAD, _("Scenarios"));
	cell_span(sheet, 9, 10, STYLE_HEAD, _("Risk taken off (points)"));
	cell_text(sheet, 11, STYLE_HEAD, _("Cost (dong)"));
	row_end(sheet);
	for (size_t i = 0; i < year->gain_count && i < TOP_FIRST; i++) {
		const struct gain *gain = &year->gain[i];

		cell_number(sheet, 0, STYLE_NUMBER, (int64_t)i + 1);
		cell_span(sheet, 1, 5, STYLE_TEXT, named(sheet->report->mem,
		    words_now(&gain->requirement->name), gain->requirement->id));
		cell_span(sheet, 6, 7, (enum style)gain->status, finding_label(gain->status));
		cell_number(sheet, 8, STYLE_NUMBER, (int64_t)gain->scenarios);
		cell_span(sheet, 9, 10, STYLE_CENTRE,
		    arena_print(sheet->report->mem, lang_now() == LANG_VI
		    ? "%d,%03d" : "%d.%03d", (int)(gain->gain / 1000), (int)(gain->gain % 1000)));
		if (gain->cost > 0)
			cell_number(sheet, 11, STYLE_MONEY, gain->cost);
		else
			cell_text(sheet, 11, STYLE_CENTRE, "–");
		row_end(sheet);
	}
	if (year->gain_count == 0)
		row_text(sheet, STYLE_PLAIN, _("Nothing is open that would take off risk."));
}

/* ---- who and what it is ---------------------------------------------------------------------- */

/* Fields that belong together though they are apart in the table of the record. */
static const char *const general[] = { "code", "name", "state", "in-operation-since", "purpose",
	NULL };
static const char *const approved[] = { "proposed-level", "approved-level", "approval-number",
	"approval-date", "approval-by", "approval-expected", "proposed-reason", NULL };
static const char *const followed[] = { "regulation-number", "regulation-date", "regulation-by",
	"regulation-followed", "implementation-expected", "inspected", "inspected-by",
	"inspection-report", NULL };

static void group(struct sheet *sheet, const char *title, const struct node *node,
    const char *const *field, bool *shown)
{
	struct shape shape = *node->shape;
	struct node part = { .shape = &shape };
	struct field fields[COLUMNS_MOST];
	const char *value[COLUMNS_MOST];

	shape.field = fields;
	shape.field_count = 0;
	part.value = value;
	for (; *field; field++) {
		size_t at = (size_t)shape_field(node->shape, *field);

		shown[at] = true;
		fields[shape.field_count] = node->shape->field[at];
		value[shape.field_count++] = node->value[at];
	}
	row_text(sheet, STYLE_GROUP, title);
	pairs(sheet, &part, 0, shape.field_count);
}

/* The rest of those that begin so; prefix "": all that are left. */
static void group_rest(struct sheet *sheet, const char *title, const struct node *node,
    const char *prefix, bool *shown)
{
	const char *field[COLUMNS_MOST + 1] = { NULL };
	size_t count = 0;

	for (size_t i = 0; i < node->shape->field_count && count < COLUMNS_MOST; i++) {
		const char *name = node->shape->field[i].name;

		if (!shown[i] && strncmp(name, prefix, strlen(prefix)) == 0)
			field[count++] = name;
	}
	if (count)
		group(sheet, title, node, field, shown);
}

static void identity(struct sheet *sheet, const struct node *node)
{
	bool *shown = arena_alloc(sheet->report->mem, node->shape->field_count);
	const size_t note = (size_t)shape_field(node->shape, "note");

	shown[note] = true;             /* it closes the list */
	for (size_t i = 0; approved[i]; i++)
		shown[shape_field(node->shape, approved[i])] = true;
	for (size_t i = 0; followed[i]; i++)
		shown[shape_field(node->shape, followed[i])] = true;
	row_section(sheet, _("V. The information system"));
	group(sheet, _("General"), node, general, shown);
	group_rest(sheet, _("Owner of the system"), node, "owner-", shown);
	group_rest(sheet, _("Operator of the system"), node, "operator-", shown);
	group_rest(sheet, _("Scope, architecture"), node, "", shown);
	group(sheet, _("Level and its approval"), node, approved, shown);
	group(sheet, _("Security regulation, implementation, inspection"), node, followed, shown);
	pairs(sheet, node, note, note + 1);
}

static void agency_fields(struct sheet *sheet, const struct node *agency,
    const struct assessment_view *year)
{
	if (agency) {
		row_text(sheet, STYLE_GROUP, _("Agency"));
		pairs(sheet, agency, 0, agency->shape->field_count);
	}
	if (year) {
		row_text(sheet, STYLE_GROUP, _("Assessment of the year"));
		pairs(sheet, year->node, 0, year->node->shape->field_count);
	}
}

void system_overview(struct report *report, const struct system_paper *paper)
{
	struct sheet *sheet = sheet_bare(report, _("Overview"), widths, WIDE);

	page_heading(sheet,
	    _("Report on level determination and security of an information system"),
	    report->subject);
	row_section(sheet, _("I. Main results"));
	key_figures(sheet, paper);
	if (paper->year) {
		scores(sheet, paper->year);
		risks(sheet, paper->year);
		first_five(sheet, paper->year);
	} else {
		row_text(sheet, STYLE_PLAIN, _("This system has no yearly assessment yet."));
	}
	/* what is signed are the results; the particulars follow */
	page_signatures(sheet);
	identity(sheet, paper->view->node);
	agency_fields(sheet, report->source->agency, paper->year);
	sheet_end(sheet);
}

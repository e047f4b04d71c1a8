/*
 * province_overview.c - the first sheet: main figures, risks, what to do first, charts.
 */
#include "province_priv.h"

#include <string.h>

enum { WIDE = 12, KEYS = 6, FIRST_SHOWN = 5, WORST_SHOWN = 10, CHART_ROWS = 16 };
/* of the tables that charts are drawn from */
enum { LEVEL_ROWS = 6, BAND_ROWS = 3, BAND_AT = 6 };

static const double widths[WIDE] = { 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 13 };

/* ---- figures --------------------------------------------------------------------------------- */

struct key {
	const char *label, *field;      /* label: msgid */
};

/* What is summed in the sheet By agency is taken from there. */
static void key_row(
    struct sheet *sheet, const struct province_paper *paper, const struct key *key)
{
	struct arena *mem = sheet->report->mem;

	for (size_t i = 0; i < KEYS; i++)
		cell_span(sheet, i * 2, i * 2 + 1, STYLE_HEAD, text_capital(mem, _(key[i].label)));
	row_end(sheet);
	for (size_t i = 0; i < KEYS; i++) {
		const char *formula = province_total(sheet->report, paper, key[i].field);
		int64_t value = node_int(paper->node, key[i].field, 0);

		if (formula)
			cell_formula_span(sheet, i * 2, i * 2 + 1, STYLE_KEY, formula, value);
		else
			cell_span(sheet, i * 2, i * 2 + 1, STYLE_KEY,
			    text_group_digits(mem, value));
	}
	row_at_least(sheet, 22);
	row_end(sheet);
}

static void money_row(struct sheet *sheet, const struct province_paper *paper, const char *label,
    const char *field)
{
	const char *formula = province_total(sheet->report, paper, field);

	cell_span(sheet, 0, 7, STYLE_LABEL, label);
	if (formula)
		cell_formula_span(sheet, 8, WIDE - 1, STYLE_TOTAL_NUMBER, formula,
		    node_int(paper->node, field, 0));
	else
		cell_span(sheet, 8, WIDE - 1, STYLE_CENTRE, "–");
	row_end(sheet);
}

static void figures(struct sheet *sheet, const struct province_paper *paper)
{
	static const struct key rows[][KEYS] = {
		{ { N_("agencies"), "agencies" }, { N_("handed in on time"), "in-time" },
		    { N_("handed in late"), "late" }, { N_("not handed in yet"), "awaited" },
		    { N_("not handed in, overdue"), "overdue" }, { N_("accepted"), "accepted" } },
		{ { N_("information systems"), "systems" }, { N_("level 1"), "level-1" },
		    { N_("level 2"), "level-2" }, { N_("level 3"), "level-3" },
		    { N_("level 4"), "level-4" }, { N_("level 5"), "level-5" } },
		{ { N_("level approved"), "approved" },
		    { N_("level not determined"), "level-none" },
		    { N_("level proposals open"), "proposals-open" },
		    { N_("level proposals overdue"), "proposals-overdue" },
		    { N_("assessed this year"), "assessed" },
		    { N_("fully implemented"), "in-place" } },
		{ { N_("exercises and training held"), "exercises" },
		    { N_("exercises and training planned"), "exercises-planned" },
		    { N_("incidents"), "incidents" },
		    { N_("of them serious"), "incidents-serious" },
		    { N_("incidents reported late or not at all"), "incidents-late" },
		    { N_("scenarios not rated yet"), "unrated" } },
	};

	row_section(sheet, _("I. Main figures"));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		key_row(sheet, paper, rows[i]);
	money_row(sheet, paper, _("Cost asked for in all contents (dong)"), "cost");
	money_row(sheet, paper, _("Budget at hand (dong)"), "allotted");
}

/* ---- charts ---------------------------------------------------------------------------------- */

static lxw_chart_font chart_font = { .name = "Times New Roman", .size = 11 };
static lxw_chart_font title_font = { .name = "Times New Roman", .size = 13, .bold = LXW_TRUE };

static void level_cells(struct sheet *sheet, const struct province_paper *paper, size_t row)
{
	static const struct key levels[] = { { N_("level 1"), "level-1" },
		{ N_("level 2"), "level-2" }, { N_("level 3"), "level-3" },
		{ N_("level 4"), "level-4" }, { N_("level 5"), "level-5" },
		{ N_("not determined"), "level-none" } };
	const char *formula = province_total(sheet->report, paper, levels[row].field);
	int64_t value = node_int(paper->node, levels[row].field, 0);

	cell_text(sheet, 0, STYLE_LABEL, text_capital(sheet->report->mem, _(levels[row].label)));
	if (formula)
		cell_formula(sheet, 1, STYLE_NUMBER, formula, value);
	else
		cell_number(sheet, 1, STYLE_NUMBER, value);
}

static void band_cells(struct sheet *sheet, const struct province_paper *paper, size_t row)
{
	const char *const name[BAND_ROWS] = { _("Gross risk"), _("Current risk"),
		_("Target risk") };
	static const char *const field[BAND_ROWS] = { "gross", "current", "target" };
	const struct method *method = paper->province->method;

	cell_span(sheet, BAND_AT - 2, BAND_AT - 1, STYLE_LABEL, name[row]);
	for (size_t b = 0; b < method->band_count && BAND_AT + b < WIDE; b++) {
		const struct node *band = node_find(
		    paper->node, "province-band", "band", method->band[b].id);

		cell_number(sheet, BAND_AT + b, STYLE_NUMBER,
		    band ? node_int(band, field[row], 0) : 0);
	}
}

/* Two tables side by side: systems by level, scenarios by band. */
static lxw_row_t tables(struct sheet *sheet, const struct province_paper *paper)
{
	const struct method *method = paper->province->method;
	lxw_row_t head;

	row_section(sheet, _("II. Levels and risks"));
	head = sheet->row;
	cell_text(sheet, 0, STYLE_HEAD, _("Level"));
	cell_text(sheet, 1, STYLE_HEAD, _("Systems"));
	if (method)
		cell_span(sheet, BAND_AT - 2, BAND_AT - 1, STYLE_HEAD, _("Number of scenarios"));
	for (size_t b = 0; method && b < method->band_count && BAND_AT + b < WIDE; b++)
		cell_shade(sheet, BAND_AT + b, BAND_AT + b, method->band[b].colour,
		    words_now(&method->band[b].name));
	row_end(sheet);
	for (size_t row = 0; row < LEVEL_ROWS; row++) {
		level_cells(sheet, paper, row);
		if (method && row < BAND_ROWS)
			band_cells(sheet, paper, row);
		row_end(sheet);
	}
	return head;
}

static void level_chart(struct sheet *sheet, lxw_row_t head, lxw_row_t at)
{
	struct report *report = sheet->report;
	lxw_chart *chart = workbook_add_chart(report->book, LXW_CHART_COLUMN);
	lxw_chart_options place = { .x_offset = 4, .y_offset = 4, .x_scale = 1.05, .y_scale = 1.0 };
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
	lxw_chart_fill fill = { .color = 0x2F5597 };

	chart_series_set_categories(series, sheet->name, head + 1, 0, head + LEVEL_ROWS, 0);
	chart_series_set_values(series, sheet->name, head + 1, 1, head + LEVEL_ROWS, 1);
	chart_series_set_fill(series, &fill);
	chart_series_set_labels(series);
	chart_axis_set_num_font(chart->x_axis, &chart_font);
	chart_axis_set_num_font(chart->y_axis, &chart_font);
	chart_axis_set_num_format(chart->y_axis, "0");
	chart_title_set_name(chart, _("Systems by level"));
	chart_title_set_name_font(chart, &title_font);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	worksheet_insert_chart_opt(sheet->paper, at, 0, chart, &place);
}

static void band_series(
    struct sheet *sheet, lxw_chart *chart, lxw_row_t head, const struct method *method)
{
	for (size_t b = 0; b < method->band_count && BAND_AT + b < WIDE; b++) {
		lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
		lxw_chart_fill fill = { .color = method->band[b].colour };
		lxw_chart_line line = { .color = 0x595959, .width = 0.75F };
		lxw_col_t column = (lxw_col_t)(BAND_AT + b);

		chart_series_set_categories(
		    series, sheet->name, head + 1, BAND_AT - 2, head + BAND_ROWS, BAND_AT - 2);
		chart_series_set_values(
		    series, sheet->name, head + 1, column, head + BAND_ROWS, column);
		chart_series_set_name_range(series, sheet->name, head, column);
		chart_series_set_fill(series, &fill);
		chart_series_set_line(series, &line);
	}
}

static void band_chart(
    struct sheet *sheet, lxw_row_t head, lxw_row_t at, const struct method *method)
{
	struct report *report = sheet->report;
	lxw_chart *chart = workbook_add_chart(report->book, LXW_CHART_BAR_STACKED_PERCENT);
	lxw_chart_options place = { .x_offset = 4, .y_offset = 4, .x_scale = 1.1, .y_scale = 1.0 };

	band_series(sheet, chart, head, method);
	chart_axis_set_reverse(chart->y_axis);
	chart_axis_set_num_font(chart->x_axis, &chart_font);
	chart_axis_set_num_font(chart->y_axis, &chart_font);
	chart_title_set_name(chart, _("Scenarios by band of risk"));
	chart_title_set_name_font(chart, &title_font);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	chart_legend_set_font(chart, &chart_font);
	worksheet_insert_chart_opt(sheet->paper, at, 6, chart, &place);
}

/* The charts begin a page: they would be cut by its edge. */
static void levels_and_risks(struct sheet *sheet, const struct province_paper *paper)
{
	lxw_row_t head = tables(sheet, paper);
	lxw_row_t at = sheet->row;
	lxw_row_t breaks[2] = { at, 0 };

	worksheet_set_h_pagebreaks(sheet->paper, breaks);
	level_chart(sheet, head, at);
	if (paper->province->method)
		band_chart(sheet, head, at, paper->province->method);
	while (sheet->row < at + CHART_ROWS)
		row_end(sheet);
}

/* ---- lists ----------------------------------------------------------------------------------- */

static void worst_row(
    struct sheet *sheet, const struct province_paper *paper, const struct node *node)
{
	struct arena *mem = sheet->report->mem;
	const struct band *band = province_band(paper, node_get(node, "worst-band"));

	cell_text(sheet, 0, STYLE_CENTRE, node_text(node, "rank"));
	cell_span(sheet, 1, 2, STYLE_CENTRE, node_text(node->parent, "code"));
	cell_span(sheet, 3, 6, STYLE_TEXT,
	    named(mem, node_text(node, "name"), node_text(node, "code")));
	cell_shade(sheet, 7, 8, band ? band->colour : 0xFFFFFF,
	    arena_print(mem, "%s – %s", node_text(node, "worst"),
		band ? words_now(&band->name) : ""));
	cell_span(sheet, 9, 11, STYLE_TEXT,
	    province_scenario(mem, paper, node_text(node, "worst-scenario")));
	row_end(sheet);
}

static void worst(struct sheet *sheet, const struct province_paper *paper)
{
	const struct node *by_rank[WORST_SHOWN] = { NULL };

	for (const struct node *agency = node_first(paper->node, "province-agency"); agency;
	     agency = agency->next)
		for (const struct node *node = node_first(agency, "province-system"); node;
		     node = node->next) {
			int64_t rank = node_int(node, "rank", 0);

			if (rank >= 1 && rank <= WORST_SHOWN)
				by_rank[rank - 1] = node;
		}
	row_section(sheet, _("III. Ten systems with the highest risk"));
	if (!by_rank[0]) {
		row_text(sheet, STYLE_PLAIN, _("No scenario of any system is rated yet."));
		return;
	}
	cell_text(sheet, 0, STYLE_HEAD, _("Rank"));
	cell_span(sheet, 1, 2, STYLE_HEAD, _("Agency"));
	cell_span(sheet, 3, 6, STYLE_HEAD, _("Information system"));
	cell_span(sheet, 7, 8, STYLE_HEAD, _("Highest current risk"));
	cell_span(sheet, 9, 11, STYLE_HEAD, _("Scenario"));
	row_end(sheet);
	for (size_t i = 0; i < WORST_SHOWN && by_rank[i]; i++)
		worst_row(sheet, paper, by_rank[i]);
}

static void first(struct sheet *sheet, const struct province_paper *paper)
{
	const struct node *node = node_first(paper->node, "province-priority");
	struct arena *mem = sheet->report->mem;

	if (!node)
		return;
	row_section(sheet, _("IV. To be done first (five measures that take off most risk)"));
	cell_text(sheet, 0, STYLE_HEAD, _("Rank"));
	cell_span(sheet, 1, 6, STYLE_HEAD, _("Requirement"));
	cell_text(sheet, 7, STYLE_HEAD, _("Agencies"));
	cell_span(sheet, 8, 9, STYLE_HEAD, _("Number of systems"));
	cell_span(sheet, 10, 11, STYLE_HEAD, _("Cost (dong)"));
	row_end(sheet);
	for (size_t i = 0; node && i < FIRST_SHOWN; node = node->next, i++) {
		const char *id = node_text(node, "requirement");
		const struct pack *pack = packs_find(paper->packs, node_text(node, "pack"));
		const struct requirement *requirement = pack ? pack_requirement(pack, id) : NULL;

		cell_text(sheet, 0, STYLE_CENTRE, node_text(node, "rank"));
		cell_span(sheet, 1, 6, STYLE_TEXT,
		    named(mem, requirement ? words_now(&requirement->name) : NULL, id));
		cell_text(sheet, 7, STYLE_CENTRE, node_text(node, "agencies"));
		cell_span(sheet, 8, 9, STYLE_CENTRE, node_text(node, "systems"));
		cell_span(sheet, 10, 11, STYLE_CENTRE,
		    node_get(node, "cost") ? text_group_digits(mem, node_int(node, "cost", 0))
					   : "–");
		row_end(sheet);
	}
}

static void late(struct sheet *sheet, const struct province_paper *paper)
{
	struct arena *mem = sheet->report->mem;
	const char *text = "";

	for (const struct node *node = node_first(paper->node, "province-agency"); node;
	     node = node->next)
		if (!node_is(node, "hand-in", "in-time") && strlen(text) < 8000)
			text = arena_print(mem, "%s%s%s: %s", text, *text ? "; " : "",
			    node_text(node, "code"), province_label(node, "hand-in"));
	row_section(sheet, _("V. Agencies that have not handed in, or handed in late"));
	row_text(sheet, STYLE_PLAIN, *text ? text : _("All agencies have handed in on time."));
}

void province_overview(struct report *report, const struct province_paper *paper)
{
	struct sheet *sheet = sheet_bare(report, _("Overview"), widths, WIDE);

	page_heading(sheet, _("Information security of the province by level"), report->subject);
	figures(sheet, paper);
	levels_and_risks(sheet, paper);
	worst(sheet, paper);
	first(sheet, paper);
	late(sheet, paper);
	page_signatures(sheet);
	sheet_end(sheet);
}

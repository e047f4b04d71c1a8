/*
 * system_charts.c - native charts, each beside the table it is drawn from.
 */
#include "report_priv.h"

enum { WIDE = 12, PLACES = 16 };

static const double widths[WIDE] = { 11, 34, 9, 9, 9, 9, 9, 9, 14, 14, 14, 14 };

/* Groups that hold items themselves, not those that only hold groups. */
static bool has_items(const struct assessment_view *year, const struct group *group)
{
	for (size_t i = 0; i < year->item_count; i++) {
		if (year->item[i].item.requirement->group == group)
			return true;
	}
	return false;
}

static size_t group_table(struct sheet *sheet, const struct assessment_view *year)
{
	struct score score;
	size_t rows = 0;

	cell_text(sheet, 0, STYLE_HEAD, _("Group"));
	cell_text(sheet, 1, STYLE_HEAD, _("Name"));
	cell_text(sheet, 2, STYLE_HEAD, _("Score"));
	cell_text(sheet, 3, STYLE_HEAD, _("Coverage"));
	row_end(sheet);
	for (size_t i = 0; i < year->requirements->group_count; i++) {
		const struct group *group = &year->requirements->group[i];

		if (!has_items(year, group))
			continue;
		score = compliance_score(year->item, year->item_count, group, year->method);
		cell_text(sheet, 0, STYLE_CENTRE, group->id);
		cell_text(sheet, 1, STYLE_TEXT, words_now(&group->name));
		if (score.score >= 0)
			cell_number(sheet, 2, STYLE_NUMBER, score.score);
		else
			cell_text(sheet, 2, STYLE_EMPTY, "");
		cell_number(sheet, 3, STYLE_NUMBER, score.coverage);
		row_end(sheet);
		rows++;
	}
	return rows;
}

static lxw_chart_font chart_font = { .name = "Times New Roman", .size = 11 };
static lxw_chart_font title_font = { .name = "Times New Roman", .size = 13, .bold = LXW_TRUE };

static void radar(struct sheet *sheet, lxw_row_t head, size_t rows)
{
	struct report *report = sheet->report;
	lxw_chart *chart = workbook_add_chart(report->book, LXW_CHART_RADAR_WITH_MARKERS);
	lxw_chart_options place = { .x_offset = 8, .x_scale = 1.15, .y_scale = 1.6 };
	lxw_chart_line line[2] = { { .color = 0x1F4E79, .width = 2.25F },
		{ .color = 0x7F7F7F, .width = 1.25F, .dash_type = LXW_CHART_LINE_DASH_DASH } };

	for (lxw_col_t i = 0; i < 2; i++) {
		lxw_chart_series *series = chart_add_series(chart, NULL, NULL);

		chart_series_set_categories(series, sheet->name, head + 1, 0,
		    head + (lxw_row_t)rows, 0);
		chart_series_set_values(series, sheet->name, head + 1, (lxw_col_t)(2 + i),
		    head + (lxw_row_t)rows, (lxw_col_t)(2 + i));
		chart_series_set_name_range(series, sheet->name, head, (lxw_col_t)(2 + i));
		chart_series_set_line(series, &line[i]);
	}
	chart_axis_set_min(chart->y_axis, 0);
	chart_axis_set_max(chart->y_axis, 1000);
	chart_axis_set_major_unit(chart->y_axis, 250);
	chart_title_set_name(chart, _("Score and coverage by group (of 1000)"));
	chart_title_set_name_font(chart, &title_font);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	chart_legend_set_font(chart, &chart_font);
	worksheet_insert_chart_opt(sheet->paper, head, 5, chart, &place);
}

static void band_table(struct sheet *sheet, const struct assessment_view *year,
    struct spread *spread)
{
	const char *const name[3] = { _("Gross risk"), _("Current risk"), _("Target risk") };
	const struct method *method = year->method;

	spread_add(spread, year);
	cell_span(sheet, 0, 1, STYLE_HEAD, _("Number of scenarios"));
	for (size_t b = 0; b < method->band_count; b++)
		cell_shade(sheet, b + 2, b + 2, method->band[b].colour,
		    words_now(&method->band[b].name));
	row_end(sheet);
	for (size_t i = 0; i < 3; i++) {
		cell_span(sheet, 0, 1, STYLE_LABEL, name[i]);
		for (size_t b = 0; b < method->band_count; b++)
			cell_number(sheet, b + 2, STYLE_NUMBER, (int64_t)spread->count[i][b]);
		row_end(sheet);
	}
}

static void bars(struct sheet *sheet, lxw_row_t head, const struct method *method)
{
	struct report *report = sheet->report;
	lxw_chart *chart = workbook_add_chart(report->book, LXW_CHART_BAR_STACKED);
	lxw_chart_options place = { .x_offset = 8, .y_offset = 4, .y_scale = 0.95 };

	for (size_t b = 0; b < method->band_count; b++) {
		lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
		lxw_chart_fill fill = { .color = method->band[b].colour };
		lxw_chart_line line = { .color = 0x595959, .width = 0.75F };
		lxw_col_t column = (lxw_col_t)(b + 2);

		chart_series_set_categories(series, sheet->name, head + 1, 0, head + 3, 0);
		chart_series_set_values(series, sheet->name, head + 1, column, head + 3, column);
		chart_series_set_name_range(series, sheet->name, head, column);
		chart_series_set_fill(series, &fill);
		chart_series_set_line(series, &line);
		chart_series_set_labels(series);
	}
	chart_axis_set_reverse(chart->y_axis);
	chart_axis_set_major_unit(chart->x_axis, 4);
	chart_title_set_name(chart, _("Scenarios by band of risk"));
	chart_title_set_name_font(chart, &title_font);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	chart_legend_set_font(chart, &chart_font);
	worksheet_insert_chart_opt(sheet->paper, head, 6, chart, &place);
}

void system_charts(struct report *report, const struct system_paper *paper)
{
	struct sheet *sheet = sheet_new(report, _("Charts"), _("Charts"), widths, WIDE);
	struct spread spread = { 0 };
	lxw_row_t head;
	size_t rows;

	if (!paper->year) {
		row_text(sheet, STYLE_PLAIN, _("This system has no yearly assessment yet."));
		sheet_end(sheet);
		return;
	}
	row_section(sheet, _("Score by group"));
	head = sheet->row;
	rows = group_table(sheet, paper->year);
	if (rows)
		radar(sheet, head, rows);
	while (sheet->row < head + 28)
		row_end(sheet);
	row_section(sheet, _("Scenarios by band of risk"));
	head = sheet->row;
	band_table(sheet, paper->year, &spread);
	bars(sheet, head, paper->year->method);
	while (sheet->row < head + PLACES)
		row_end(sheet);
	sheet_end(sheet);
}

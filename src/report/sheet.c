/*
 * sheet.c - a sheet that grows row by row.
 */
#include "report_priv.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
	CELL_LIMIT = 32767,             /* characters Excel keeps in a cell */
	ROW_MOST = 400,                 /* points; Excel stops at 409 */
	ROW_PLAIN = 15                  /* what a row has without being told */
};

static void keep(struct report *report, lxw_error error)
{
	if (error != LXW_NO_ERROR && report->rc == LXW_NO_ERROR)
		report->rc = error;
}

/* ---- a sheet --------------------------------------------------------------------------------- */

/* & begins a code in headers: doubled it stands for itself. A digit would go on with the size of
 * the letters before it: a blank keeps it apart. */
static char *header_text(struct arena *mem, const char *text)
{
	char *made = arena_alloc(mem, strlen(text) * 2 + 2);
	char *to = made;

	if (*text >= '0' && *text <= '9')
		*to++ = ' ';
	for (; *text; text++) {
		*to++ = *text;
		if (*text == '&')
			*to++ = '&';
	}
	*to = '\0';
	return made;
}

/* Headers hold 255 characters: a subject too long for them stands on the sheet alone. */
static void page_marks(struct sheet *sheet)
{
	struct report *report = sheet->report;
	struct arena *mem = report->mem;
	const char *font = "&\"Times New Roman,Italic\"&9";
	const char *subject = report->subject && text_length(report->subject) <= 90
	    ? header_text(mem, report->subject) : "";
	const char *sample = report->sample ? arena_print(mem, "&C&\"Times New Roman,Bold\"&12%s",
	    _("SAMPLE DATA")) : "";

	keep(report, worksheet_set_header(sheet->paper,
	    arena_print(mem, "&L%s%s%s&R%s%s", font, subject,
	    sample, font, header_text(mem, sheet->name))));
	keep(report, worksheet_set_footer(sheet->paper,
	    arena_print(mem, "&L%scapdo&C%s%s", font, font,
	    _("Page &P / &N"))));
}

static void page_setup(struct sheet *sheet)
{
	lxw_worksheet *paper = sheet->paper;

	worksheet_set_landscape(paper);
	worksheet_set_paper(paper, 9);                  /* A4 */
	worksheet_set_margins(paper, 0.5, 0.4, 0.6, 0.6);
	worksheet_fit_to_pages(paper, 1, 0);
	worksheet_center_horizontally(paper);
	worksheet_gridlines(paper, LXW_HIDE_ALL_GRIDLINES);
	for (size_t i = 0; i < sheet->columns; i++)
		keep(sheet->report, worksheet_set_column(paper, (lxw_col_t)i, (lxw_col_t)i,
		    sheet->width[i], NULL));
	page_marks(sheet);
}

struct sheet *sheet_bare(struct report *report, const char *name, const double *width,
    size_t columns)
{
	struct sheet *sheet = arena_alloc(report->mem, sizeof(*sheet));

	assert(columns > 0 && columns <= COLUMNS_MOST);
	sheet->report = report;
	sheet->name = name;
	sheet->columns = (lxw_col_t)columns;
	memcpy(sheet->width, width, columns * sizeof(*width));
	sheet->paper = workbook_add_worksheet(report->book, name);
	/* A name too long, or there twice: a fault of the catalogue. */
	assert(sheet->paper);
	page_setup(sheet);
	if (report->sample)
		row_text(sheet, STYLE_SAMPLE, _("SAMPLE DATA: invented, of no real agency"));
	return sheet;
}

struct sheet *sheet_new(struct report *report, const char *name, const char *title,
    const double *width,
    size_t columns)
{
	struct sheet *sheet = sheet_bare(report, name, width, columns);

	row_text(sheet, STYLE_TITLE, text_upper(report->mem, title));
	if (report->subject)
		row_text(sheet, STYLE_SUBTITLE, report->subject);
	return sheet;
}

void sheet_end(struct sheet *sheet)
{
	lxw_row_t last = sheet->row ? sheet->row - 1 : 0;

	keep(sheet->report, worksheet_print_area(sheet->paper, 0, 0, last, sheet->columns - 1));
}

/* ---- cells ----------------------------------------------------------------------------------- */

static struct cell *cell_add(struct sheet *sheet, size_t first, size_t last, enum style style)
{
	struct cell *cell = &sheet->cell[sheet->cells++];

	assert(sheet->cells <= COLUMNS_MOST && first <= last && last < sheet->columns);
	memset(cell, 0, sizeof(*cell));
	cell->first = (lxw_col_t)first;
	cell->last = (lxw_col_t)last;
	cell->style = style;
	cell->format = sheet->report->format[style];
	return cell;
}

void cell_span(struct sheet *sheet, size_t first, size_t last, enum style style, const char *text)
{
	cell_add(sheet, first, last, style)->text = text ? text : "";
}

void cell_text(struct sheet *sheet, size_t column, enum style style, const char *text)
{
	cell_span(sheet, column, column, style, text);
}

void cell_number(struct sheet *sheet, size_t column, enum style style, int64_t number)
{
	struct cell *cell = cell_add(sheet, column, column, style);

	cell->kind = CELL_NUMBER;
	cell->number = (double)number;
}

void cell_known(struct sheet *sheet, size_t column, int number)
{
	if (number > 0)
		cell_number(sheet, column, STYLE_NUMBER, number);
	else
		cell_text(sheet, column, STYLE_CENTRE, "–");
}

void cell_formula_span(struct sheet *sheet, size_t first, size_t last, enum style style,
    const char *formula, int64_t value)
{
	struct cell *cell = cell_add(sheet, first, last, style);

	cell->kind = CELL_FORMULA;
	cell->text = formula;
	cell->number = (double)value;
}

void cell_formula(struct sheet *sheet, size_t column, enum style style, const char *formula,
    int64_t value)
{
	cell_formula_span(sheet, column, column, style, formula, value);
}

/* Excel counts days from 1899-12-30. */
void cell_day(struct sheet *sheet, size_t column, const char *iso)
{
	struct cell *cell = cell_add(sheet, column, column, STYLE_DAY);
	day date;

	if (!iso || day_parse(&date, iso, NULL) < 0) {
		cell->text = iso ? iso : "";
		return;
	}
	cell->kind = CELL_NUMBER;
	cell->number = (double)date + 25569.0;
}

/* "2026-11-22T20:15:00Z" in the time of Vietnam, seven hours ahead. */
void cell_time(struct sheet *sheet, size_t column, const char *utc)
{
	struct cell *cell = cell_add(sheet, column, column, STYLE_TIME);
	int minute;
	day date;

	cell->text = utc ? utc : "";
	if (!utc || !clock_local(utc, &date, &minute))
		return;
	cell->kind = CELL_NUMBER;
	cell->number = (double)date + 25569.0 +
	    (minute * 60 + (utc[17] - '0') * 10 + utc[18] - '0') / 86400.0;
}

void cell_finding(struct sheet *sheet, size_t column, enum finding finding)
{
	cell_text(sheet, column, (enum style)finding, finding_label(finding));
}

void cell_shade(struct sheet *sheet, size_t first, size_t last, unsigned colour, const char *text)
{
	struct cell *cell = cell_add(sheet, first, last, STYLE_CENTRE);

	cell->text = text;
	cell->format = format_shade(sheet->report, colour);
}

void cell_band(struct sheet *sheet, size_t column, const struct band *band)
{
	if (band)
		cell_shade(sheet, column, column, band->colour, words_now(&band->name));
	else
		cell_text(sheet, column, STYLE_CENTRE, "–");
}

void cells_fill(struct sheet *sheet, size_t first, size_t last)
{
	bool taken[COLUMNS_MOST] = { false };
	size_t count = sheet->cells;

	for (size_t i = 0; i < count; i++) {
		for (size_t k = sheet->cell[i].first; k <= sheet->cell[i].last; k++)
			taken[k] = true;
	}
	for (size_t i = first; i <= last; i++) {
		if (!taken[i])
			cell_add(sheet, i, i, STYLE_EMPTY)->text = "";
	}
}

/* ---- rows ------------------------------------------------------------------------------------ */

static double cell_height(const struct sheet *sheet, const struct cell *cell)
{
	double width = 0;
	double size = style_size(cell->style);

	for (size_t i = cell->first; i <= cell->last; i++)
		width += sheet->width[i] + (i > cell->first ? 5.0 / 7.0
		    : 0);   /* padding within a merge is room */
	if (cell->kind != CELL_TEXT)
		return cell->style == STYLE_TIME && width < 15 ? size * 2.8 : size * 1.5;
	return (double)text_lines(cell->text, width, size,
	    style_bold(cell->style)) * size * 1.3 + 3;
}

static void put(struct sheet *sheet, const struct cell *cell)
{
	struct report *report = sheet->report;
	lxw_row_t row = sheet->row;

	if (cell->kind == CELL_NUMBER)
		keep(report, worksheet_write_number(sheet->paper, row, cell->first, cell->number,
		    cell->format));
	else if (cell->kind == CELL_FORMULA)
		keep(report, worksheet_write_formula_num(sheet->paper, row, cell->first, cell->text,
		    cell->format, cell->number));
	else if (cell->text[0])
		keep(report, worksheet_write_string(sheet->paper, row, cell->first, cell->text,
		    cell->format));
	else
		keep(report, worksheet_write_blank(sheet->paper, row, cell->first, cell->format));
	report->bytes += 64 + (cell->kind == CELL_NUMBER ? 0 : strlen(cell->text));
}

/* A text longer than a row can be high goes over several rows, which are merged so that it stays
 * whole. */
static void write_cell(struct sheet *sheet, const struct cell *cell, lxw_row_t rows)
{
	assert(cell->kind != CELL_TEXT || strlen(cell->text) <= CELL_LIMIT
	    || text_length(cell->text) <= CELL_LIMIT);
	if (cell->first != cell->last || rows > 1)
		keep(sheet->report, worksheet_merge_range(sheet->paper, sheet->row, cell->first,
		    sheet->row + rows - 1, cell->last, "", cell->format));
	put(sheet, cell);
}

void row_end(struct sheet *sheet)
{
	struct report *report = sheet->report;
	double height = sheet->least > 0 ? sheet->least : ROW_PLAIN;
	lxw_row_t rows = 1;

	for (size_t i = 0; i < sheet->cells; i++) {
		double need = cell_height(sheet, &sheet->cell[i]);

		if (need > height)
			height = need;
	}
	if (height > ROW_MOST && !report->streaming)
		rows = (lxw_row_t)(height / ROW_MOST) + 1;
	height = height / rows > ROW_MOST ? 409 : height / rows;
	for (size_t i = 0; i < sheet->cells; i++)
		write_cell(sheet, &sheet->cell[i], rows);
	for (lxw_row_t i = 0; i < rows && height != ROW_PLAIN; i++)
		keep(report, worksheet_set_row(sheet->paper, sheet->row + i, height, NULL));
	sheet->row += rows;
	sheet->cells = 0;
	sheet->least = 0;
}

void row_at_least(struct sheet *sheet, double points)
{
	sheet->least = points;
}

void row_skip(struct sheet *sheet)
{
	sheet->least = 8;
	row_end(sheet);
}

void row_text(struct sheet *sheet, enum style style, const char *text)
{
	cell_span(sheet, 0, sheet->columns - 1, style, text);
	row_end(sheet);
}

void row_section(struct sheet *sheet, const char *text)
{
	row_skip(sheet);
	row_at_least(sheet, 20);
	row_text(sheet, STYLE_SECTION, text);
}

void row_head(struct sheet *sheet, const char *const *head, size_t count, bool filter)
{
	for (size_t i = 0; i < count; i++)
		cell_text(sheet, i, STYLE_HEAD, head[i]);
	row_at_least(sheet, 20);
	row_end(sheet);
	if (!filter)
		return;
	sheet->head = sheet->row - 1;
	sheet->filter = true;
	worksheet_freeze_panes(sheet->paper, sheet->row, 0);
	keep(sheet->report, worksheet_repeat_rows(sheet->paper, sheet->head, sheet->head));
}

void sheet_filter_end(struct sheet *sheet)
{
	if (sheet->filter && sheet->row > sheet->head + 1)
		keep(sheet->report, worksheet_autofilter(sheet->paper, sheet->head, 0,
		    sheet->row - 1,
		    sheet->columns - 1));
	sheet->filter = false;
}

char *cell_name(struct arena *arena, lxw_row_t row, size_t column)
{
	char name[LXW_MAX_CELL_NAME_LENGTH];

	lxw_rowcol_to_cell(name, row, (lxw_col_t)column);
	return arena_copy(arena, name);
}

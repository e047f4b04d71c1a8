/*
 * tape.h - the cells a workbook is made of, recorded on their way to libxlsxwriter, and played again on
 * a workbook of nothing else: same sheets, cells, texts, rows, as many formats.
 *
 * The linker wraps the calls (see Makefile). Charts, widths, page set-up and what it takes to find the
 * cells are ours alone. Header only: each bench is one program.
 */
#ifndef CAPDO_BENCH_TAPE_H
#define CAPDO_BENCH_TAPE_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

lxw_error __real_worksheet_write_string(
    lxw_worksheet *, lxw_row_t, lxw_col_t, const char *, lxw_format *);
lxw_error __real_worksheet_write_number(
    lxw_worksheet *, lxw_row_t, lxw_col_t, double, lxw_format *);
lxw_error __real_worksheet_write_blank(lxw_worksheet *, lxw_row_t, lxw_col_t, lxw_format *);
lxw_error __real_worksheet_write_formula_num(
    lxw_worksheet *, lxw_row_t, lxw_col_t, const char *, lxw_format *, double);
lxw_error __real_worksheet_merge_range(
    lxw_worksheet *, lxw_row_t, lxw_col_t, lxw_row_t, lxw_col_t, const char *, lxw_format *);
lxw_error __wrap_worksheet_write_string(
    lxw_worksheet *, lxw_row_t, lxw_col_t, const char *, lxw_format *);
lxw_error __wrap_worksheet_write_number(
    lxw_worksheet *, lxw_row_t, lxw_col_t, double, lxw_format *);
lxw_error __wrap_worksheet_write_blank(lxw_worksheet *, lxw_row_t, lxw_col_t, lxw_format *);
lxw_error __wrap_worksheet_write_formula_num(
    lxw_worksheet *, lxw_row_t, lxw_col_t, const char *, lxw_format *, double);
lxw_error __wrap_worksheet_merge_range(
    lxw_worksheet *, lxw_row_t, lxw_col_t, lxw_row_t, lxw_col_t, const char *, lxw_format *);

enum cell_kind { CELL_STRING, CELL_NUMBER, CELL_BLANK, CELL_FORMULA, CELL_MERGE, CELL_ROW };

struct cell {
	enum cell_kind kind;
	int sheet, format;              /* format -1: none */
	lxw_row_t row, last_row;
	lxw_col_t column, last_column;
	double number;
	char *text;
};

static struct {
	bool on;
	lxw_worksheet *sheet[64];
	int sheets;
	lxw_format *format[256];
	int formats;
	struct cell *cell;
	size_t count, room;
} tape;

static int index_of(void **list, int *count, int most, void *item)
{
	for (int i = *count; i-- > 0;)
		if (list[i] == item)
			return i;
	if (*count == most)
		exit(1);
	list[(*count)++] = item;
	return *count - 1;
}

static void record(struct cell cell, lxw_worksheet *sheet, lxw_format *format, const char *text)
{
	if (!tape.on)
		return;
	if (tape.count == tape.room) {
		tape.room = tape.room ? 2 * tape.room : 4096;
		tape.cell = realloc(tape.cell, tape.room * sizeof(*tape.cell));
	}
	cell.sheet = index_of((void **)tape.sheet, &tape.sheets, 64, sheet);
	cell.format = format ? index_of((void **)tape.format, &tape.formats, 256, format) : -1;
	cell.text = text ? strdup(text) : NULL;
	tape.cell[tape.count++] = cell;
}

lxw_error __wrap_worksheet_write_string(
    lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format)
{
	record((struct cell){ .kind = CELL_STRING, .row = row, .column = column }, sheet, format,
	    text);
	return __real_worksheet_write_string(sheet, row, column, text, format);
}

lxw_error __wrap_worksheet_write_number(
    lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, double number, lxw_format *format)
{
	record((struct cell){ .kind = CELL_NUMBER, .row = row, .column = column, .number = number },
	    sheet, format, NULL);
	return __real_worksheet_write_number(sheet, row, column, number, format);
}

lxw_error __wrap_worksheet_write_blank(
    lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, lxw_format *format)
{
	record(
	    (struct cell){ .kind = CELL_BLANK, .row = row, .column = column }, sheet, format, NULL);
	return __real_worksheet_write_blank(sheet, row, column, format);
}

lxw_error __wrap_worksheet_write_formula_num(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
    const char *text, lxw_format *format, double number)
{
	record(
	    (struct cell){ .kind = CELL_FORMULA, .row = row, .column = column, .number = number },
	    sheet, format, text);
	return __real_worksheet_write_formula_num(sheet, row, column, text, format, number);
}

lxw_error __wrap_worksheet_merge_range(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
    lxw_row_t last_row, lxw_col_t last_column, const char *text, lxw_format *format)
{
	record((struct cell){ .kind = CELL_MERGE,
		   .row = row,
		   .column = column,
		   .last_row = last_row,
		   .last_column = last_column },
	    sheet, format, text);
	return __real_worksheet_merge_range(
	    sheet, row, column, last_row, last_column, text, format);
}

lxw_error __real_worksheet_set_row(lxw_worksheet *, lxw_row_t, double, lxw_format *);
lxw_error __wrap_worksheet_set_row(lxw_worksheet *, lxw_row_t, double, lxw_format *);

lxw_error __wrap_worksheet_set_row(
    lxw_worksheet *sheet, lxw_row_t row, double height, lxw_format *format)
{
	record(
	    (struct cell){ .kind = CELL_ROW, .row = row, .number = height }, sheet, format, NULL);
	return __real_worksheet_set_row(sheet, row, height, format);
}

static void tape_clear(void)
{
	for (size_t i = 0; i < tape.count; i++)
		free(tape.cell[i].text);
	tape.count = 0;
	tape.sheets = tape.formats = 0;
}

static void play(lxw_worksheet *sheet, const struct cell *cell, lxw_format *format)
{
	switch (cell->kind) {
	case CELL_STRING:
		__real_worksheet_write_string(sheet, cell->row, cell->column, cell->text, format);
		break;
	case CELL_NUMBER:
		__real_worksheet_write_number(sheet, cell->row, cell->column, cell->number, format);
		break;
	case CELL_BLANK:
		__real_worksheet_write_blank(sheet, cell->row, cell->column, format);
		break;
	case CELL_FORMULA:
		__real_worksheet_write_formula_num(
		    sheet, cell->row, cell->column, cell->text, format, cell->number);
		break;
	case CELL_ROW:
		__real_worksheet_set_row(sheet, cell->row, cell->number, format);
		break;
	case CELL_MERGE:
		__real_worksheet_merge_range(sheet, cell->row, cell->column, cell->last_row,
		    cell->last_column, cell->text, format);
		break;
	}
}

static void tape_play(const char *path)
{
	lxw_workbook *book = workbook_new(path);
	lxw_worksheet *sheet[64];
	lxw_format *format[256];

	for (int i = 0; i < tape.sheets; i++)
		sheet[i] = workbook_add_worksheet(book, NULL);
	for (int i = 0; i < tape.formats; i++) {
		format[i] = workbook_add_format(book);
		format_set_font_size(format[i], 8 + i % 40);
	}
	for (size_t i = 0; i < tape.count; i++)
		play(sheet[tape.cell[i].sheet], &tape.cell[i],
		    tape.cell[i].format < 0 ? NULL : format[tape.cell[i].format]);
	if (workbook_close(book) != LXW_NO_ERROR)
		exit(1);
}

#endif

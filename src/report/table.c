/*
 * table.c - records of any shape as a table: one column per field, from the tables of model.h.
 *
 * A field added to a shape appears here without a change. What a code means is looked up once per
 * column.
 */
#include "report_priv.h"

#include <string.h>

struct column {
	const struct field *field;
	size_t index;
	double width;
	const char *code[CODES_MOST];           /* F_ENUM: labels in the language in use */
	const char *label[CODES_MOST];
	size_t codes;
};

struct plan {
	struct column column[COLUMNS_MOST];
	size_t count;
	char *left_out;
};

/* ---- which columns, how wide ----------------------------------------------------------------- */

static double field_width(const struct field *field, size_t longest)
{
	double text = (double)longest;

	switch (field->type) {
	case F_NOTE:
		return longest > 400 ? 46 : longest > 120 ? 36 : longest > 40 ? 26 : 18;
	case F_LINE:
		return longest > 60 ? 28 : longest > 24 ? 22 : longest > 12 ? 16 : 12;
	case F_CODE:
	case F_WORDS:
		return text > 20 ? 24 : text < 8 ? 10 : text + 3;
	case F_ENUM:
		return 14;
	case F_INT:
	case F_YESNO:
		return 10;
	case F_MONEY:
		return 15;
	case F_DATE:
		return 12;
	case F_TIME:
		return 16.5;
	case F_HASH:
		return 24;
	}
	return 16;
}

static size_t longest_value(const struct records *records, size_t field, bool *any)
{
	size_t longest = 0;

	*any = false;
	for (size_t i = 0; i < records->count; i++) {
		const char *value = records->node[i]->value[field];
		size_t length = value ? strlen(value) : 0;

		*any = *any || value;
		longest = length > longest ? length : longest;
	}
	return longest;
}

static void plan_make(struct plan *plan, struct report *report, const struct records *records)
{
	const struct shape *shape = records->shape;

	memset(plan, 0, sizeof(*plan));
	for (size_t i = 0; i < shape->field_count; i++) {
		const struct field *field = &shape->field[i];
		struct column *column = &plan->column[plan->count];
		bool any;
		size_t longest = longest_value(records, i, &any);

		if (!any && !(field->flags & REQUIRED)) {
			plan->left_out = arena_print(report->mem, "%s%s%s", plan->left_out
			    ? plan->left_out : "",
			    plan->left_out ? "; " : "", _(field->label));
			continue;
		}
		column->field = field;
		column->index = i;
		column->width = field_width(field, longest);
		for (const struct code *code = field->codes; code && code->code
		    && column->codes < CODES_MOST;
		    code++) {
			column->code[column->codes] = code->code;
			column->label[column->codes++] = field_code_label(field, code->code);
		}
		plan->count++;
	}
}

/* ---- one value in a cell --------------------------------------------------------------------- */

static const char *pack_name(const struct pack *pack, const char *field, const char *code)
{
	const struct requirement *requirement;
	const struct scenario *scenario;
	const struct obligation *obligation;
	const struct question *question;
	const struct criterion *criterion;
	const struct fact *fact;

	if (strcmp(field, "requirement") == 0 && (requirement = pack_requirement(pack, code)))
		return words_now(&requirement->name);
	if (strcmp(field, "scenario") == 0 && (scenario = pack_scenario(pack, code)))
		return words_now(&scenario->name);
	if (strcmp(field, "obligation") == 0 && (obligation = pack_obligation(pack, code)))
		return words_now(&obligation->name);
	if (strcmp(field, "question") == 0 && (question = pack_question(pack, code)))
		return words_now(&question->text);
	if (strcmp(field, "criterion") == 0 && (criterion = pack_criterion(pack, code)))
		return words_now(&criterion->text);
	if (strcmp(field, "fact") == 0 && (fact = pack_fact(pack, code)))
		return words_now(&fact->question);
	return NULL;
}

static bool has_names(const struct records *records, const struct field *field)
{
	static const char *const fields[] = { "requirement", "scenario", "obligation", "question",
	    "criterion",
		"fact" };

	for (size_t i = 0; records->pack[0] && i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (strcmp(field->name, fields[i]) == 0)
			return true;
	}
	return false;
}

static const char *code_text(struct report *report, const struct records *records,
    const struct field *field,
    const char *code)
{
	const char *name = NULL;

	for (size_t i = 0; i < 4 && records->pack[i] && !name; i++)
		name = pack_name(records->pack[i], field->name, code);
	return named(report->mem, name, code);
}

static const char *enum_text(const struct column *column, const char *value)
{
	for (size_t i = 0; i < column->codes; i++) {
		if (strcmp(column->code[i], value) == 0)
			return column->label[i];
	}
	return value;
}

static void number_cell(struct sheet *sheet, size_t at, const struct column *column,
    const char *value)
{
	int64_t number;

	if (text_to_int(&number, value, NULL) < 0)
		cell_text(sheet, at, STYLE_TEXT, value);
	else if (strcmp(column->field->name, "year") == 0)
		cell_text(sheet, at, STYLE_CENTRE, value);
	else
		cell_number(sheet, at, column->field->type == F_MONEY ? STYLE_MONEY : STYLE_NUMBER,
		    number);
}

static void status_cell(struct sheet *sheet, size_t at, const struct column *column,
    const char *value)
{
	enum finding finding;

	if (strcmp(column->field->name, "status") == 0 && finding_parse(&finding, value) == OK)
		cell_finding(sheet, at, finding);
	else
		cell_text(sheet, at, STYLE_CENTRE, enum_text(column, value));
}

static void value_cell(struct sheet *sheet, size_t at, const struct records *records,
    const struct column *column, const char *value, bool named_code)
{
	if (!value) {
		cell_text(sheet, at, STYLE_EMPTY, "");
		return;
	}
	switch (column->field->type) {
	case F_LINE:
	case F_NOTE:
	case F_WORDS:
	case F_HASH:
		cell_text(sheet, at, STYLE_TEXT, value);
		return;
	case F_CODE:
		cell_text(sheet, at, STYLE_TEXT, named_code
		    ? code_text(sheet->report, records, column->field, value) : value);
		return;
	case F_ENUM:
		status_cell(sheet, at, column, value);
		return;
	case F_YESNO:
		cell_text(sheet, at, STYLE_CENTRE, yesno_label(strcmp(value, "yes") == 0));
		return;
	case F_INT:
	case F_MONEY:
		number_cell(sheet, at, column, value);
		return;
	case F_DATE:
		cell_day(sheet, at, value);
		return;
	case F_TIME:
		cell_time(sheet, at, value);
		return;
	}
}

/* ---- the sheet ------------------------------------------------------------------------------- */

static size_t lead_at(const struct records *records, const struct plan *plan)
{
	return records->after ? plan->count : 0;
}

static size_t field_at(const struct records *records)
{
	return records->after ? 0 : records->leads;
}

static void table_rows(struct sheet *sheet, const struct records *records, const struct plan *plan)
{
	bool named_code[COLUMNS_MOST];

	for (size_t k = 0; k < plan->count; k++)
		named_code[k] = has_names(records, plan->column[k].field);
	for (size_t i = 0; i < records->count; i++) {
		for (size_t k = 0; k < records->leads; k++)
			cell_text(sheet, lead_at(records, plan) + k, STYLE_TEXT,
			    records->lead[k].text[i]);
		for (size_t k = 0; k < plan->count; k++)
			value_cell(sheet, field_at(records) + k, records, &plan->column[k],
			    records->node[i]->value[plan->column[k].index], named_code[k]);
		row_end(sheet);
	}
}

/* Sums of money stand below their column. */
static void total_row(struct sheet *sheet, const struct records *records, const struct plan *plan)
{
	struct arena *mem = sheet->report->mem;
	size_t money = 0;

	for (size_t k = 0; k < plan->count; k++) {
		const struct column *column = &plan->column[k];
		size_t at = field_at(records) + k;
		int64_t sum = 0, number;

		if (column->field->type != F_MONEY)
			continue;
		for (size_t i = 0; i < records->count; i++) {
			const char *value = records->node[i]->value[column->index];

			if (value && text_to_int(&number, value, NULL) == OK)
				sum += number;
		}
		cell_formula(sheet, at, STYLE_TOTAL_NUMBER, arena_print(mem, "=SUM(%s:%s)",
		    cell_name(mem, sheet->head + 1, at), cell_name(mem, sheet->row - 1, at)), sum);
		money++;
	}
	if (!money)
		return;
	if (sheet->cell[0].first != 0)
		cell_text(sheet, 0, STYLE_TOTAL, _("Total"));
	cells_fill(sheet, 0, sheet->columns - 1u);
	row_end(sheet);
}

/* A table of few columns still fills the paper. */
static void widen(double *width, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += width[i];
	for (size_t i = 0; i < count && sum < 130; i++)
		width[i] *= sum < 65 ? 2 : 130 / sum;
}

void records_sheet(struct report *report, const char *name, const char *title,
    const struct records *records)
{
	struct plan plan;
	double width[COLUMNS_MOST];
	const char *head[COLUMNS_MOST];
	struct sheet *sheet;
	size_t count;

	plan_make(&plan, report, records);
	count = records->leads + plan.count;
	for (size_t i = 0; i < records->leads; i++) {
		width[lead_at(records, &plan) + i] = records->lead[i].width;
		head[lead_at(records, &plan) + i] = records->lead[i].head;
	}
	for (size_t i = 0; i < plan.count; i++) {
		const struct column *column = &plan.column[i];

		width[field_at(records) + i] = has_names(records, column->field) ? 30
		    : column->width;
		head[field_at(records) + i] = text_capital(report->mem, _(column->field->label));
	}
	widen(width, count);
	sheet = sheet_new(report, name, title, width, count);
	if (records->count == 0) {
		row_text(sheet, STYLE_PLAIN, _("Nothing has been entered."));
		sheet_end(sheet);
		return;
	}
	row_head(sheet, head, count, true);
	table_rows(sheet, records, &plan);
	sheet_filter_end(sheet);
	total_row(sheet, records, &plan);
	if (plan.left_out)
		row_text(sheet, STYLE_NOTE, arena_print(report->mem, "%s: %s",
		    _("Not filled in, so no column"),
		    plan.left_out));
	sheet_end(sheet);
}

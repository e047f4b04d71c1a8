/*
 * province_table.c - records of a province as a table of described columns.
 */
#include "province_priv.h"

#include <string.h>

/* ---- records --------------------------------------------------------------------------------- */

const struct node **province_filtered(struct report *report, const struct province_paper *paper,
    const char *shape, province_keep *keep, size_t *count)
{
	const struct node **at;
	size_t room = 1;

	for (const struct node *agency = node_first(paper->node, "province-agency"); agency;
	     agency = agency->next)
		room += node_count(agency, shape);
	at = arena_alloc(report->mem, room * sizeof(*at));
	*count = 0;
	for (const struct node *agency = node_first(paper->node, "province-agency"); agency;
	     agency = agency->next)
		for (const struct node *node = node_first(agency, shape); node; node = node->next)
			if (!keep || keep(node))
				at[(*count)++] = node;
	return at;
}

const struct node **province_records(struct report *report, const struct province_paper *paper,
    const char *shape, size_t *count)
{
	return province_filtered(report, paper, shape, NULL, count);
}

const struct node *province_agency_of(const struct node *node)
{
	return node->parent && strcmp(node->parent->shape->name, "province-agency") == 0
	    ? node->parent : node;
}

/* ---- names ----------------------------------------------------------------------------------- */

static const char *value_label(const struct field *field, const char *value)
{
	if (!value)
		return "";
	return field->type == F_YESNO ? yesno_label(strcmp(value, "yes") == 0)
				      : field_code_label(field, value);
}

const char *province_label(const struct node *node, const char *field)
{
	int index = shape_field(node->shape, field);

	return value_label(&node->shape->field[index], node->value[index]);
}

const struct band *province_band(const struct province_paper *paper, const char *id)
{
	const struct method *method = paper->province->method;

	for (size_t i = 0; id && method && i < method->band_count; i++)
		if (strcmp(method->band[i].id, id) == 0)
			return &method->band[i];
	return NULL;
}

const char *province_obligation(
    struct arena *mem, const struct province_paper *paper, const char *id)
{
	const struct pack *pack = paper->province->obligations;
	const struct obligation *duty = pack ? pack_obligation(pack, id) : NULL;

	return named(mem, duty ? words_now(&duty->name) : NULL, id);
}

/* Scenarios keep their ids from one threats pack to the next. */
const char *province_scenario(
    struct arena *mem, const struct province_paper *paper, const char *id)
{
	for (size_t i = packs_count(paper->packs); i-- > 0;) {
		const struct pack *pack = packs_at(paper->packs, i);
		const struct scenario *scenario = pack->kind == PACK_THREATS
		    ? pack_scenario(pack, id) : NULL;

		if (scenario)
			return named(mem, words_now(&scenario->name), id);
	}
	return id;
}

static const char *requirement_name(
    struct arena *mem, const struct province_paper *paper, const struct node *node)
{
	const char *id = node_text(node, "requirement");
	const struct pack *pack = packs_find(paper->packs, node_text(node, "pack"));
	const struct requirement *requirement = pack ? pack_requirement(pack, id) : NULL;

	return named(mem, requirement ? words_now(&requirement->name) : NULL, id);
}

/* ---- cells ----------------------------------------------------------------------------------- */

static void risk_cell(struct sheet *sheet, size_t at, const struct province_paper *paper,
    const struct node *node, const char *field)
{
	const struct band *band = province_band(paper, node_get(node, "worst-band"));

	if (node_get(node, field) && band)
		cell_shade(sheet, at, at, band->colour,
		    arena_print(sheet->report->mem, "%s – %s", node_text(node, field),
			words_now(&band->name)));
	else
		cell_text(sheet, at, STYLE_CENTRE, "–");
}

static void hand_in_cell(
    struct sheet *sheet, size_t at, const struct field *field, const char *value)
{
	enum style style = !value	    ? STYLE_CENTRE :
	    strcmp(value, "overdue") == 0 ? STYLE_UNMET :
	    strcmp(value, "late") == 0	    ? STYLE_PARTIAL :
	    strcmp(value, "in-time") == 0 ? STYLE_MET : STYLE_CENTRE;

	cell_text(sheet, at, style, value_label(field, value));
}

static void result_cell(struct sheet *sheet, size_t at, const char *value)
{
	enum finding finding = UNASSESSED;

	finding_parse(&finding, value ? value : "");
	cell_finding(sheet, at, finding);
}

static void change_cell(
    struct sheet *sheet, size_t at, const struct province_table *table, const struct node *node)
{
	struct arena *mem = sheet->report->mem;
	const char *before = table->column[at - 2].field, *now = table->column[at - 1].field;

	if (!node_get(node, before) || !node_get(node, now)) {
		cell_text(sheet, at, STYLE_CENTRE, "–");
		return;
	}
	cell_formula(sheet, at, STYLE_NUMBER,
	    arena_print(mem, "=%s-%s", cell_name(mem, sheet->row, at - 1),
		cell_name(mem, sheet->row, at - 2)),
	    node_int(node, now, 0) - node_int(node, before, 0));
}

static void number_cell(
    struct sheet *sheet, size_t at, enum style style, const char *value, const char *missing)
{
	int64_t number;

	if (value && text_to_int(&number, value, NULL) == OK)
		cell_number(sheet, at, style, number);
	else
		cell_text(sheet, at, *missing ? STYLE_CENTRE : STYLE_EMPTY, missing);
}

static void name_cell(struct sheet *sheet, size_t at, const struct province_paper *paper,
    enum show show, const struct node *node, const char *value)
{
	struct arena *mem = sheet->report->mem;

	if (!value)
		cell_text(sheet, at, STYLE_EMPTY, "");
	else if (show == SHOW_SCENARIO)
		cell_text(sheet, at, STYLE_TEXT, province_scenario(mem, paper, value));
	else if (show == SHOW_OBLIGATION)
		cell_text(sheet, at, STYLE_TEXT, province_obligation(mem, paper, value));
	else
		cell_text(sheet, at, STYLE_TEXT, requirement_name(mem, paper, node));
}

/* index: of the column's field in the record's shape, found once for the table. */
static void value_cell(struct sheet *sheet, size_t at, const struct province_paper *paper,
    const struct province_table *table, size_t row, int index)
{
	const struct view_column *column = &table->column[at];
	const struct node *node = column->of == OF_AGENCY ? province_agency_of(table->node[row])
							  : table->node[row];
	const struct field *field = index >= 0 ? &node->shape->field[index] : NULL;
	const char *value = index >= 0 ? node->value[index] : NULL;

	switch (column->show) {
	case SHOW_ROW:
		cell_number(sheet, at, STYLE_NUMBER, (int64_t)row + 1);
		return;
	case SHOW_TEXT:
		cell_text(sheet, at, STYLE_TEXT, value);
		return;
	case SHOW_CENTRE:
		cell_text(sheet, at, STYLE_CENTRE, value);
		return;
	case SHOW_COUNT:
		number_cell(sheet, at, STYLE_NUMBER, value, "");
		return;
	case SHOW_KNOWN:
		number_cell(sheet, at, STYLE_NUMBER, value, "–");
		return;
	case SHOW_MONEY:
		number_cell(sheet, at, STYLE_MONEY, value, "");
		return;
	case SHOW_DAY:
	case SHOW_TIME:
		(column->show == SHOW_DAY ? cell_day : cell_time)(sheet, at, value);
		return;
	case SHOW_CODE:
		cell_text(sheet, at, STYLE_CENTRE, value_label(field, value));
		return;
	case SHOW_HAND_IN:
		hand_in_cell(sheet, at, field, value);
		return;
	case SHOW_RESULT:
		result_cell(sheet, at, value);
		return;
	case SHOW_RISK:
		risk_cell(sheet, at, paper, node, column->field);
		return;
	case SHOW_SCENARIO:
	case SHOW_REQUIREMENT:
	case SHOW_OBLIGATION:
		name_cell(sheet, at, paper, column->show, node, value);
		return;
	case SHOW_CHANGE:
		change_cell(sheet, at, table, node);
		return;
	}
}

/* ---- tables ---------------------------------------------------------------------------------- */

static int64_t sum_of(const struct province_table *table, const struct view_column *column)
{
	int64_t sum = 0;

	for (size_t i = 0; i < table->count; i++)
		sum += node_int(column->of == OF_AGENCY ? province_agency_of(table->node[i])
							: table->node[i],
		    column->field, 0);
	return sum;
}

static void total_row(struct sheet *sheet, const struct province_table *table)
{
	struct arena *mem = sheet->report->mem;
	size_t first = table->columns;

	for (size_t i = table->columns; i-- > 0;)
		if (table->column[i].total)
			first = i;
	if (first > 0)
		cell_span(sheet, 0, first - 1, STYLE_TOTAL, table->total);
	for (size_t i = first; i < table->columns; i++)
		if (table->column[i].total)
			cell_formula(sheet, i, STYLE_TOTAL_NUMBER,
			    arena_print(mem, "=SUM(%s:%s)", cell_name(mem, sheet->head + 1, i),
				cell_name(mem, sheet->row - 1, i)),
			    sum_of(table, &table->column[i]));
	cells_fill(sheet, 0, table->columns - 1);
	row_end(sheet);
}

static int field_index(const struct province_table *table, const struct view_column *column)
{
	const struct node *first = table->count ? table->node[0] : NULL;

	if (!first || !column->field)
		return -1;
	return shape_field(
	    (column->of == OF_AGENCY ? province_agency_of(first) : first)->shape, column->field);
}

struct sheet *province_table(struct report *report, const struct province_paper *paper,
    const struct province_table *table)
{
	double width[COLUMNS_MOST];
	const char *head[COLUMNS_MOST];
	int index[COLUMNS_MOST];
	struct sheet *sheet;

	for (size_t i = 0; i < table->columns; i++) {
		index[i] = field_index(table, &table->column[i]);
		width[i] = table->column[i].width;
		head[i] = text_capital(report->mem, _(table->column[i].head));
	}
	sheet = sheet_new(report, table->name, table->title, width, table->columns);
	if (table->count == 0) {
		row_text(sheet, STYLE_PLAIN, table->none ? table->none
							 : _("Nothing has been entered."));
		return sheet;
	}
	row_head(sheet, head, table->columns, true);
	for (size_t i = 0; i < table->count; i++) {
		for (size_t k = 0; k < table->columns; k++)
			value_cell(sheet, k, paper, table, i, index[k]);
		row_end(sheet);
	}
	sheet_filter_end(sheet);
	if (table->total)
		total_row(sheet, table);
	return sheet;
}

void province_tally(struct sheet *sheet, size_t column, lxw_row_t first, lxw_row_t last,
    const struct field *field, const struct node *const *node, size_t count, const char *name)
{
	struct arena *mem = sheet->report->mem;

	for (const struct code *code = field->codes; code->code; code++) {
		const char *label = field_code_label(field, code->code);
		int64_t found = 0;

		for (size_t i = 0; i < count; i++)
			found += node_is(node[i], name, code->code);
		cell_span(sheet, 0, column - 1, STYLE_LABEL, text_capital(mem, label));
		cell_formula(sheet, column, STYLE_TOTAL_NUMBER,
		    arena_print(mem, "=COUNTIF(%s:%s,\"%s\")", cell_name(mem, first, column),
			cell_name(mem, last, column), label),
		    found);
		row_end(sheet);
	}
}

/*
 * annual_table.c - tables of the report to the ministry, and formulas that count them.
 */
#include "annual_priv.h"

#include <assert.h>
#include <string.h>

const struct sourced *content_of(const struct annual *annual, size_t content)
{
	return annual->content[content];
}

const char *content_number(const struct annual *annual, size_t content)
{
	const char *cite = content_of(annual, content)->cite;
	const char *dot = cite ? strrchr(cite, annual->form ? ':' : '.') : NULL;

	return dot ? dot + 1 : content_of(annual, content)->id;
}

const char *code_label(const char *shape, const char *field, const char *code)
{
	const struct shape *of = model_shape(shape);

	return field_code_label(&of->field[shape_field(of, field)], code);
}

/* ---- which systems --------------------------------------------------------------------------- */

bool is_approved(const struct node *system)
{
	return node_get(system, "approved-level") != NULL;
}

bool is_not_approved(const struct node *system)
{
	return !is_approved(system);
}

bool is_regulated(const struct node *system)
{
	return node_is(system, "regulated", "yes");
}

bool is_not_regulated(const struct node *system)
{
	return !is_regulated(system);
}

bool is_followed(const struct node *system)
{
	return is_regulated(system) && node_is(system, "regulation-followed", "met");
}

bool is_not_followed(const struct node *system)
{
	return !is_followed(system);
}

bool is_inspected(const struct node *system)
{
	return node_is(system, "inspection", "in-cycle");
}

bool is_not_inspected(const struct node *system)
{
	return !is_inspected(system);
}

int64_t count_of(const struct annual *annual, const char *shape, annual_pick *pick)
{
	int64_t count = 0;

	for (const struct node *node = node_first(annual->node, shape); node; node = node->next)
		count += !pick || pick(node);
	return count;
}

/* ---- cells by the type of a field ------------------------------------------------------------ */

static void enum_cell(
    struct sheet *sheet, size_t at, const struct field *field, const char *value)
{
	static const struct {
		const char *code;
		enum style style;
	} looks[] = {
		{ "full", STYLE_MET },
		{ "in-cycle", STYLE_MET },
		{ "accepted", STYLE_MET },
		{ "submitted", STYLE_MET },
		{ "none", STYLE_UNMET },
		{ "overdue", STYLE_UNMET },
		{ "never", STYLE_UNMET },
		{ "missing", STYLE_UNMET },
		{ "returned", STYLE_PARTIAL },
		{ "later", STYLE_PARTIAL },
		{ "draft", STYLE_PARTIAL },
		{ "signed-off", STYLE_PARTIAL },
		{ "stop", STYLE_UNMET },
		{ "warn", STYLE_PARTIAL },
		{ "met", STYLE_MET },
		{ "partial", STYLE_PARTIAL },
		{ "unmet", STYLE_UNMET },
		{ "n-a", STYLE_NOT_APPLICABLE },
		{ "unassessed", STYLE_UNASSESSED },
	};
	enum style style = STYLE_CENTRE;

	for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++)
		if (strcmp(looks[i].code, value) == 0)
			style = looks[i].style;
	cell_text(sheet, at, style, field_code_label(field, value));
}

static void number_cell(struct sheet *sheet, size_t at, const struct field *field,
    const char *value)
{
	int64_t number = 0;

	if (text_to_int(&number, value, NULL) < 0)
		cell_text(sheet, at, STYLE_TEXT, value);
	else if (strcmp(field->name, "year") == 0)
		cell_text(sheet, at, STYLE_CENTRE, value);
	else if (strcmp(field->name, "level") == 0 && number == 0)
		cell_text(sheet, at, STYLE_UNASSESSED, _("not determined"));
	else
		cell_number(sheet, at, field->type == F_MONEY ? STYLE_MONEY : STYLE_NUMBER, number);
}

void what_cell(struct sheet *sheet, size_t at, const struct node *node, const char *name)
{
	int index = shape_field(node->shape, name);
	const struct field *field;
	const char *value;

	assert(index >= 0);
	field = &node->shape->field[index];
	value = node->value[index];
	if (!value) {
		cell_text(sheet, at, STYLE_EMPTY, "");
		return;
	}
	switch (field->type) {
	case F_ENUM:
		enum_cell(sheet, at, field, value);
		return;
	case F_INT:
	case F_MONEY:
		number_cell(sheet, at, field, value);
		return;
	case F_DATE:
		cell_day(sheet, at, value);
		return;
	case F_TIME:
		cell_time(sheet, at, value);
		return;
	case F_YESNO:
		cell_text(sheet, at, STYLE_CENTRE, yesno_label(strcmp(value, "yes") == 0));
		return;
	case F_LINE:
	case F_NOTE:
	case F_CODE:
	case F_WORDS:
	case F_HASH:
		cell_text(sheet, at, STYLE_TEXT, value);
		return;
	}
}

/* ---- tables ---------------------------------------------------------------------------------- */

void what_head(struct sheet *sheet, const struct what *what, size_t count, bool filter)
{
	const char *head[COLUMNS_MOST];

	assert(count <= COLUMNS_MOST);
	for (size_t i = 0; i < count; i++)
		head[i] = text_capital(sheet->report->mem, what[i].head);
	row_head(sheet, head, count, filter);
}

static void count_row(struct sheet *sheet, const struct range *range, int64_t rows)
{
	struct arena *mem = sheet->report->mem;

	cell_span(sheet, 0, sheet->columns - 2u, STYLE_TOTAL, _("Number of records"));
	cell_formula(sheet, sheet->columns - 1u, STYLE_TOTAL_NUMBER,
	    arena_print(mem, "=%s", range_formula(mem, "COUNT(", range, 0, ")")), rows);
	row_end(sheet);
}

struct range what_table(struct sheet *sheet, const struct annual *annual, const char *shape,
    const struct what *what, size_t count, annual_pick *pick, bool filter)
{
	struct range range = { .sheet = sheet->name };
	int64_t rows = 0;

	what_head(sheet, what, count, filter);
	range.first = sheet->row;
	for (const struct node *node = node_first(annual->node, shape); node; node = node->next) {
		if (pick && !pick(node))
			continue;
		rows++;
		for (size_t i = 0; i < count; i++) {
			if (what[i].field)
				what_cell(sheet, i, node, what[i].field);
			else
				cell_number(sheet, i, STYLE_NUMBER, rows);
		}
		cells_fill(sheet, 0, sheet->columns - 1u);
		row_end(sheet);
		range.last = sheet->row - 1;
	}
	if (rows == 0) {
		range.first = 1;
		range.last = 0;
		row_text(sheet, STYLE_TEXT, _("None."));
	}
	if (filter)
		sheet_filter_end(sheet);
	count_row(sheet, &range, rows);
	return range;
}

struct sheet *content_sheet(struct report *report, struct annual_paper *paper, size_t content,
    const char *label, const char *title, const struct what *what, size_t count)
{
	const struct annual *annual = paper->annual;
	const struct sourced *own = content_of(annual, content);
	struct arena *mem = report->mem;
	const char *number = content_number(annual, content);
	double width[COLUMNS_MOST];
	struct sheet *sheet;

	for (size_t i = 0; i < count; i++)
		width[i] = what[i].width;
	sheet = sheet_new(report, arena_print(mem, annual->form ? _("Annex %s %s") : _("C%s %s"),
	    number, label), annual->form ? arena_print(mem, _("Annex %s: %s"), number, title)
	    : title, width, count);
	paper->name[content] = paper->name[content]
	    ? arena_print(mem, "%s; %s", paper->name[content], sheet->name)
	    : sheet->name;
	row_text(sheet, STYLE_NOTE, arena_print(mem, _("Content %s: %s (%s)"), number,
	    words_now(&own->text), with_status(mem, pack_cite(annual->pack, own->cite, mem),
	    own->status)));
	return sheet;
}

/* ---- formulas -------------------------------------------------------------------------------- */

const char *range_formula(struct arena *arena, const char *before, const struct range *range,
    size_t column, const char *after)
{
	char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH];

	if (range->first > range->last || !range->sheet)
		return "0";
	lxw_rowcol_to_cell_abs(first, range->first, (lxw_col_t)column, 1, 1);
	lxw_rowcol_to_cell_abs(last, range->last, (lxw_col_t)column, 1, 1);
	return arena_print(
	    arena, "%s'%s'!%s:%s%s", before, range->sheet, first, last, after);
}

void balance_add(struct annual_paper *paper, const char *label, const char *left,
    int64_t left_value, const char *right, int64_t right_value, bool at_most)
{
	assert(paper->balances < BALANCES_MOST);
	paper->balance[paper->balances++] = (struct balance){
		.label = label, .left = left, .right = right, .left_value = left_value,
		    .right_value = right_value, .at_most = at_most
	};
}

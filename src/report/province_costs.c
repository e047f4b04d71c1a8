/*
 * province_costs.c - what money is asked for: by content of the plan, by kind of record, by agency.
 */
#include "province_priv.h"

#include <string.h>

enum { FIXED = 3, SOURCES = 6, CONTENTS_MOST = 16, WIDE = FIXED + SOURCES + 1 };

static const char *const source_field[SOURCES] = { "actions", "measures", "plans", "readiness",
	"exercises", "obligations" };

static const char *content_name(const struct province_paper *paper, const struct node *node)
{
	const struct sourced *content = NULL;
	const struct pack *pack = paper->province->obligations;

	for (size_t i = 0; pack && i < pack->spending.count; i++)
		if (node_is(node, "spending", pack->spending.at[i].id))
			content = &pack->spending.at[i];
	return content ? words_now(&content->text) : _("Other");
}

static const char *content_cite(
    struct arena *mem, const struct province_paper *paper, const struct node *node)
{
	const struct pack *pack = paper->province->obligations;

	for (size_t i = 0; pack && i < pack->spending.count; i++)
		if (node_is(node, "spending", pack->spending.at[i].id))
			return with_status(mem, pack_cite(pack, pack->spending.at[i].cite, mem),
			    pack->spending.at[i].status);
	return "";
}

/* Sums of the rows from first to the one before. */
static void sum_cell(struct sheet *sheet, size_t at, lxw_row_t first, int64_t value)
{
	struct arena *mem = sheet->report->mem;

	cell_formula(sheet, at, STYLE_TOTAL_NUMBER,
	    arena_print(mem, "=SUM(%s:%s)", cell_name(mem, first, at),
		cell_name(mem, sheet->row - 1, at)),
	    value);
}

/* The sum of a row's own columns. */
static void across_cell(struct sheet *sheet, size_t at, size_t from, int64_t value)
{
	struct arena *mem = sheet->report->mem;

	cell_formula(sheet, at, STYLE_TOTAL_NUMBER,
	    arena_print(mem, "=SUM(%s:%s)", cell_name(mem, sheet->row, from),
		cell_name(mem, sheet->row, at - 1)),
	    value);
}

static void by_content(struct sheet *sheet, const struct province_paper *paper)
{
	const char *const head[WIDE] = { _("No."), _("Content"), _("Citation"), _("Actions"),
		_("Measures of the checklist"), _("Response plans"), _("Readiness resources"),
		_("Exercises and training"), _("Obligations"), _("Total (dong)") };
	struct arena *mem = sheet->report->mem;
	lxw_row_t first;
	int64_t number = 0;

	row_section(sheet, _("A. By content of the plan and kind of record"));
	for (size_t i = 0; i < WIDE; i++)
		cell_text(sheet, i, STYLE_HEAD, head[i]);
	row_end(sheet);
	first = sheet->row;
	for (const struct node *node = node_first(paper->node, "province-cost"); node;
	     node = node->next) {
		cell_number(sheet, 0, STYLE_NUMBER, ++number);
		cell_text(sheet, 1, STYLE_TEXT, content_name(paper, node));
		cell_text(sheet, 2, STYLE_TEXT, content_cite(mem, paper, node));
		for (size_t i = 0; i < SOURCES; i++)
			cell_number(sheet, FIXED + i, STYLE_MONEY,
			    node_int(node, source_field[i], 0));
		across_cell(sheet, FIXED + SOURCES, FIXED, node_int(node, "cost", 0));
		row_end(sheet);
	}
	cell_span(sheet, 0, FIXED - 1, STYLE_TOTAL, _("Total"));
	for (size_t i = 0; i <= SOURCES; i++) {
		const char *field = i < SOURCES ? source_field[i] : "cost";
		int64_t sum = 0;

		for (const struct node *node = node_first(paper->node, "province-cost"); node;
		     node = node->next)
			sum += node_int(node, field, 0);
		sum_cell(sheet, FIXED + i, first, sum);
	}
	row_end(sheet);
}

static int64_t spent(const struct node *agency, const struct node *content)
{
	for (const struct node *node = node_first(agency, "province-spending"); node;
	     node = node->next) {
		const char *id = node_get(node, "spending"), *of = node_get(content, "spending");

		if (id && of ? strcmp(id, of) == 0 : id == of)
			return node_int(node, "cost", 0);
	}
	return 0;
}

static void agency_head(struct sheet *sheet, const struct province_paper *paper, size_t contents)
{
	const struct node *content = node_first(paper->node, "province-cost");

	row_section(sheet, _("B. By agency and content of the plan"));
	cell_text(sheet, 0, STYLE_HEAD, _("No."));
	cell_text(sheet, 1, STYLE_HEAD, _("Agency name"));
	cell_text(sheet, 2, STYLE_HEAD, _("Agency code"));
	for (size_t i = 0; i < contents; i++, content = content->next)
		cell_text(sheet, FIXED + i, STYLE_HEAD, content_name(paper, content));
	cell_text(sheet, FIXED + contents, STYLE_HEAD, _("Total (dong)"));
	row_end(sheet);
}

static void by_agency(struct sheet *sheet, const struct province_paper *paper, size_t contents)
{
	const struct node *content;
	lxw_row_t first;
	int64_t number = 0;

	agency_head(sheet, paper, contents);
	first = sheet->row;
	for (const struct node *agency = node_first(paper->node, "province-agency"); agency;
	     agency = agency->next) {
		cell_number(sheet, 0, STYLE_NUMBER, ++number);
		cell_text(sheet, 1, STYLE_TEXT, node_text(agency, "name"));
		cell_text(sheet, 2, STYLE_CENTRE, node_text(agency, "code"));
		content = node_first(paper->node, "province-cost");
		for (size_t i = 0; i < contents; i++, content = content->next)
			cell_number(sheet, FIXED + i, STYLE_MONEY, spent(agency, content));
		across_cell(sheet, FIXED + contents, FIXED, node_int(agency, "cost", 0));
		row_end(sheet);
	}
	if (!number)
		return;
	cell_span(sheet, 0, FIXED - 1, STYLE_TOTAL, _("Total"));
	content = node_first(paper->node, "province-cost");
	for (size_t i = 0; i < contents; i++, content = content->next)
		sum_cell(sheet, FIXED + i, first, node_int(content, "cost", 0));
	sum_cell(sheet, FIXED + contents, first, node_int(paper->node, "cost", 0));
	row_end(sheet);
}

void province_costs(struct report *report, const struct province_paper *paper)
{
	double width[FIXED + CONTENTS_MOST + 1] = { 5, 46, 30 };
	size_t contents = node_count(paper->node, "province-cost");
	size_t columns = FIXED + (contents > SOURCES ? contents : SOURCES) + 1;
	struct sheet *sheet;

	for (size_t i = FIXED; i < FIXED + CONTENTS_MOST + 1; i++)
		width[i] = 17;
	if (contents > CONTENTS_MOST)
		columns = FIXED + CONTENTS_MOST + 1;
	sheet = sheet_new(report, _("Costs by content"),
	    _("Costs asked for, by content of the plan"), width, columns);
	if (contents == 0 || contents > CONTENTS_MOST) {
		row_text(sheet, STYLE_PLAIN, _("Nothing has been entered."));
		sheet_end(sheet);
		return;
	}
	by_content(sheet, paper);
	by_agency(sheet, paper, contents);
	row_text(sheet, STYLE_NOTE,
	    _("Cancelled actions and exercises are not counted; measures of the checklist are "
	      "those of answers that are not met yet. Budgets at hand are not asked for again: "
	      "they stand in the sheet By agency."));
	sheet_end(sheet);
}

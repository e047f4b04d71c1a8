/*
 * gap_lists.c - the gap in sums: by group of requirements, by agency and group, the requirements
 * that most systems lack, all systems.
 */
#include "gap_priv.h"

#include <string.h>

/* ---- by group -------------------------------------------------------------------------------- */

enum { GROUP_ID, GROUP_NAME, GROUP_ITEMS, GROUP_STATES, GROUP_SHARE = GROUP_STATES + GAP_STATES,
	GROUP_WIDE };

static const double group_widths[GROUP_WIDE] = { 12, 58, 14, 12, 12, 12, 12, 12, 12, 14 };

/* Parts of a hundred that lack, rounded down; -1: nothing is asked. */
static int share_lacking(const struct node *node)
{
	int64_t items = node_int(node, "items", 0);

	return items > 0 ? (int)(100 * gap_lacking(node) / items) : -1;
}

static void share_cell(struct sheet *sheet, size_t at, const struct node *node)
{
	int share = share_lacking(node);

	if (share >= 0)
		cell_number(sheet, at, STYLE_NUMBER, share);
	else
		cell_text(sheet, at, STYLE_CENTRE, "–");
}

/* Of which not even a part is there: still open or new. */
static void nothing_cell(struct sheet *sheet, size_t at, const struct node *node)
{
	int64_t items = node ? node_int(node, "items", 0) : 0;

	if (items > 0)
		cell_number(sheet, at, STYLE_NUMBER,
		    100 * (node_int(node, "open", 0) + node_int(node, "new", 0)) / items);
	else
		cell_text(sheet, at, STYLE_CENTRE, "–");
}

/* From nothing that lacks to everything. */
static void colour_scale(struct sheet *sheet, lxw_row_t first, size_t from, lxw_row_t last,
    size_t to)
{
	lxw_conditional_format scale = { .type = LXW_CONDITIONAL_3_COLOR_SCALE,
		.min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		.mid_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		.min_value = 0,
		.mid_value = 50,
		.max_value = 100,
		.min_color = 0xA9D08E,
		.mid_color = 0xFFF2CC,
		.max_color = 0xF4B6A0 };

	if (last >= first)
		worksheet_conditional_format_range(
		    sheet->paper, first, (lxw_col_t)from, last, (lxw_col_t)to, &scale);
}

static void group_total(struct sheet *sheet, const struct gap_paper *paper, lxw_row_t first)
{
	int64_t value[1 + GAP_STATES] = { node_int(paper->gap, "items", 0) };

	for (size_t i = 0; i < GAP_STATES; i++)
		value[1 + i] = node_int(paper->gap, gap_code(gap_order[i]), 0);
	gap_total(sheet, first, GROUP_ITEMS, GROUP_SHARE - 1, value);
}

void gap_groups(struct report *report, const struct gap_paper *paper)
{
	const char *head[GROUP_WIDE] = { _("Group"), _("Name"), _("Requirements (all systems)") };
	struct sheet *sheet = sheet_new(report, _("By group"),
	    _("Gap by group of requirements, all systems together"), group_widths, GROUP_WIDE);
	lxw_row_t first;

	gap_states_head(head, GROUP_STATES);
	head[GROUP_SHARE] = _("Lacking, of 100");
	for (size_t i = 0; i < GROUP_WIDE; i++)
		head[i] = text_capital(report->mem, head[i]);
	row_head(sheet, head, GROUP_WIDE, false);
	first = sheet->row;
	for (const struct node *node = node_first(paper->gap, "gap-group"); node;
	     node = node->next) {
		if (node_int(node, "items", 0) == 0)
			continue;
		cell_text(sheet, GROUP_ID, STYLE_CENTRE, node_text(node, "group"));
		cell_text(sheet, GROUP_NAME, STYLE_TEXT, node_text(node, "name"));
		cell_number(sheet, GROUP_ITEMS, STYLE_NUMBER, node_int(node, "items", 0));
		gap_states_cells(sheet, GROUP_STATES, node);
		share_cell(sheet, GROUP_SHARE, node);
		row_end(sheet);
	}
	if (sheet->row > first) {
		lxw_row_t last = sheet->row - 1, end;
		lxw_row_t breaks[2] = { last + 2, 0 };

		colour_scale(sheet, first, GROUP_SHARE, last, GROUP_SHARE);
		group_total(sheet, paper, first);
		worksheet_set_h_pagebreaks(sheet->paper, breaks);
		end = gap_chart(sheet, _("Requirements of the new checklist by group"), GROUP_ID,
		    GROUP_STATES, first, last, sheet->row);
		while (sheet->row < end)
			row_end(sheet);
	} else {
		row_text(sheet, STYLE_PLAIN,
		    _("No system has answers under the earlier checklist to be compared."));
	}
	sheet_end(sheet);
}

/* ---- agencies by group ----------------------------------------------------------------------- */

enum { HEAT_FIXED = 4, HEAT_MOST = COLUMNS_MOST - HEAT_FIXED };

static size_t heat_groups(const char **out, const struct node *gap)
{
	size_t count = 0;

	for (const struct node *node = node_first(gap, "gap-group"); node && count < HEAT_MOST;
	     node = node->next)
		if (node_int(node, "items", 0) > 0)
			out[count++] = node_text(node, "group");
	return count;
}

/* name NULL: that of the agency. */
static void heat_row(struct sheet *sheet, const struct node *agency, const char *name,
    const char *const *group, size_t groups)
{
	if (name)
		cell_span(sheet, 0, 1, STYLE_TOTAL, name);
	else
		cell_text(sheet, 0, STYLE_CENTRE, node_text(agency, "agency"));
	if (!name)
		cell_text(sheet, 1, STYLE_TEXT, node_text(agency, "name"));
	cell_number(sheet, 2, STYLE_NUMBER, node_int(agency, "systems", 0));
	nothing_cell(sheet, 3, agency);
	for (size_t i = 0; i < groups; i++)
		nothing_cell(sheet, HEAT_FIXED + i,
		    node_find(agency, "gap-group", "group", group[i]));
	row_end(sheet);
}

static void heat_legend(struct sheet *sheet, const struct node *gap, const char *const *group,
    size_t groups)
{
	struct arena *mem = sheet->report->mem;
	const char *text =
	    _("Of 100 requirements so many are still open or new, so that nothing can be built on, "
	      "rounded down; – : the group asks nothing there.");

	for (size_t i = 0; i < groups; i++)
		text = arena_print(mem, "%s%s%s: %s", text, i ? "; " : "\n", group[i],
		    node_text(node_find(gap, "gap-group", "group", group[i]), "name"));
	row_text(sheet, STYLE_NOTE, text);
}

void gap_heat(struct report *report, const struct gap_paper *paper)
{
	double width[HEAT_FIXED + HEAT_MOST] = { 12, 34, 10, 10 };
	const char *group[HEAT_MOST];
	const char *head[COLUMNS_MOST] = { _("Agency code"), _("Agency name"),
		_("Systems compared"), _("All groups") };
	size_t groups = heat_groups(group, paper->gap);
	struct sheet *sheet;
	lxw_row_t first;

	for (size_t i = 0; i < groups; i++) {
		width[HEAT_FIXED + i] = 7.5;
		head[HEAT_FIXED + i] = group[i];
	}
	sheet = sheet_new(report, _("Agencies by group"),
	    _("What agencies lack, by group of requirements (of 100)"), width,
	    HEAT_FIXED + groups);
	row_head(sheet, head, HEAT_FIXED + groups, true);
	first = sheet->row;
	for (size_t i = 0; i < paper->agencies; i++)
		heat_row(sheet, paper->agency[i], NULL, group, groups);
	sheet_filter_end(sheet);
	if (sheet->row > first)
		colour_scale(sheet, first, 3, sheet->row - 1, HEAT_FIXED + groups - 1);
	heat_row(sheet, paper->gap, _("Whole province"), group, groups);
	heat_legend(sheet, paper->gap, group, groups);
	sheet_end(sheet);
}

/* ---- what most systems lack ------------------------------------------------------------------ */

enum { RANK_NUMBER, RANK_ID, RANK_NAME, RANK_GROUP, RANK_LACKING, RANK_ITEMS, RANK_STATES,
	RANK_WIDE = RANK_STATES + GAP_STATES };

static const double rank_widths[RANK_WIDE] = { 7, 11, 60, 30, 11, 11, 10, 10, 10, 10, 10, 10 };

void gap_ranking(struct report *report, const struct gap_paper *paper)
{
	const char *head[RANK_WIDE] = { _("Rank"), _("Code"), _("Requirement"), _("Group"),
		_("Systems that lack it"), _("Systems asked") };
	struct sheet *sheet = sheet_new(report, _("Ranking"),
	    _("Requirements of the new checklist that most systems lack"), rank_widths, RANK_WIDE);

	gap_states_head(head, RANK_STATES);
	for (size_t i = 0; i < RANK_WIDE; i++)
		head[i] = text_capital(report->mem, head[i]);
	row_head(sheet, head, RANK_WIDE, true);
	for (const struct node *node = node_first(paper->gap, "gap-demand"); node;
	     node = node->next) {
		const struct group *group = pack_group(paper->now, node_text(node, "group"));

		cell_number(sheet, RANK_NUMBER, STYLE_NUMBER, node_int(node, "rank", 0));
		cell_text(sheet, RANK_ID, STYLE_CENTRE, node_text(node, "requirement"));
		cell_text(sheet, RANK_NAME, STYLE_TEXT, node_text(node, "name"));
		cell_text(sheet, RANK_GROUP, STYLE_TEXT,
		    group ? words_now(&group->name) : node_text(node, "group"));
		cell_number(sheet, RANK_LACKING, STYLE_NUMBER, node_int(node, "lacking", 0));
		cell_number(sheet, RANK_ITEMS, STYLE_NUMBER, node_int(node, "items", 0));
		gap_states_cells(sheet, RANK_STATES, node);
		row_end(sheet);
	}
	sheet_filter_end(sheet);
	if (!node_first(paper->gap, "gap-demand"))
		row_text(sheet, STYLE_PLAIN, _("Nothing has been entered."));
	sheet_end(sheet);
}

/* ---- all systems ----------------------------------------------------------------------------- */

enum { LIST_NUMBER, LIST_AGENCY, LIST_CODE, LIST_NAME, LIST_LEVEL, LIST_RULE, LIST_YEAR, LIST_ITEMS,
	LIST_STATES, LIST_PLANNED = LIST_STATES + GAP_STATES, LIST_SHARE, LIST_SAFE, LIST_DUE,
	LIST_LEFT, LIST_WIDE };

static const double list_widths[LIST_WIDE] = { 5, 11, 15, 34, 7, 8, 8, 10, 9, 9, 9, 9, 9, 9, 11, 9,
	11.5, 11.5, 9 };

static void list_row(struct sheet *sheet, const struct node *node, size_t number)
{
	const struct node *regime = node_first(node, "regime");

	cell_number(sheet, LIST_NUMBER, STYLE_NUMBER, (int64_t)number);
	cell_text(sheet, LIST_AGENCY, STYLE_CENTRE, node_text(node, "agency"));
	cell_text(sheet, LIST_CODE, STYLE_CENTRE, node_text(node, "code"));
	cell_text(sheet, LIST_NAME, STYLE_TEXT, node_text(node, "name"));
	cell_known(sheet, LIST_LEVEL, (int)node_int(node, "level", 0));
	cell_text(sheet, LIST_RULE, STYLE_CENTRE,
	    regime && node_get(regime, "rule") ? node_text(regime, "rule") : "?");
	cell_text(sheet, LIST_YEAR, STYLE_CENTRE, node_text(node, "year"));
	cell_number(sheet, LIST_ITEMS, STYLE_NUMBER, node_int(node, "items", 0));
	gap_states_cells(sheet, LIST_STATES, node);
	cell_number(sheet, LIST_PLANNED, STYLE_NUMBER, node_int(node, "planned", 0));
	share_cell(sheet, LIST_SHARE, node);
	cell_day(sheet, LIST_SAFE, node_get(node, "safe"));
	cell_day(sheet, LIST_DUE, node_get(node, "due"));
	if (node_get(node, "days-left"))
		cell_number(sheet, LIST_LEFT, STYLE_NUMBER, node_int(node, "days-left", 0));
	else
		cell_text(sheet, LIST_LEFT, STYLE_CENTRE, "–");
	row_end(sheet);
}

void gap_system_list(struct report *report, const struct gap_paper *paper)
{
	const char *head[LIST_WIDE] = { _("No."), _("Agency code"), _("System code"),
		_("System name"), _("Level"), _("Rule"), _("Year of the answers"),
		_("Requirements") };
	struct sheet *sheet = sheet_new(report, _("Systems"),
	    _("Gap of each system and its last day"), list_widths, LIST_WIDE);
	size_t number = 0;

	gap_states_head(head, LIST_STATES);
	head[LIST_PLANNED] = _("With action, person and day");
	head[LIST_SHARE] = _("Lacking, of 100");
	head[LIST_SAFE] = _("By, safe reading");
	head[LIST_DUE] = _("By, corresponding day");
	head[LIST_LEFT] = _("Days left");
	for (size_t i = 0; i < LIST_WIDE; i++)
		head[i] = text_capital(report->mem, head[i]);
	row_head(sheet, head, LIST_WIDE, true);
	for (const struct node *node = node_first(paper->gap, "gap-system"); node;
	     node = node->next)
		list_row(sheet, node, ++number);
	sheet_filter_end(sheet);
	if (number)
		colour_scale(sheet, sheet->head + 1, LIST_SHARE, sheet->row - 1, LIST_SHARE);
	else
		row_text(sheet, STYLE_PLAIN, _("Nothing has been entered."));
	sheet_end(sheet);
}

/*
 * province_risk.c - agencies by group of requirements, and scenarios over all systems.
 */
#include "province_priv.h"

#include <string.h>

/* ---- agencies by group ----------------------------------------------------------------------- */

enum { HEAT_FIXED = 5, HEAT_MOST = 40 };

struct heat {
	const struct pack *pack;
	const struct group *group[HEAT_MOST];
	size_t count;
};

static bool is_of(const struct node *node, const struct heat *heat, const struct group *group)
{
	if (!node_is(node, "pack", heat->pack->id))
		return false;
	return group ? node_is(node, "group", group->id) : !node_get(node, "group");
}

static const struct node *result_of(
    const struct node *agency, const struct heat *heat, const struct group *group)
{
	const struct node *node = node_first(agency, "province-group");

	while (node && !is_of(node, heat, group))
		node = node->next;
	return node;
}

static bool any_result(const struct province_paper *paper, const struct heat *heat,
    const struct group *group)
{
	for (const struct node *agency = node_first(paper->node, "province-agency"); agency;
	     agency = agency->next)
		if (result_of(agency, heat, group))
			return true;
	return false;
}

static void choose_groups(struct heat *heat, const struct province_paper *paper)
{
	for (size_t i = 0; i < heat->pack->group_count && heat->count < HEAT_MOST; i++)
		if (any_result(paper, heat, &heat->pack->group[i]))
			heat->group[heat->count++] = &heat->pack->group[i];
}

static void score_cell(struct sheet *sheet, size_t at, const struct node *result)
{
	if (result && node_get(result, "score"))
		cell_number(sheet, at, STYLE_NUMBER, node_int(result, "score", 0));
	else
		cell_text(sheet, at, STYLE_CENTRE, !result ? "–" : "…");
}

static void heat_head(struct sheet *sheet, const struct heat *heat)
{
	cell_text(sheet, 0, STYLE_HEAD, _("Agency code"));
	cell_text(sheet, 1, STYLE_HEAD, _("Agency name"));
	cell_text(sheet, 2, STYLE_HEAD, _("Systems assessed"));
	cell_text(sheet, 3, STYLE_HEAD, _("Coverage"));
	cell_text(sheet, 4, STYLE_HEAD, _("All groups"));
	for (size_t i = 0; i < heat->count; i++)
		cell_text(sheet, HEAT_FIXED + i, STYLE_HEAD, heat->group[i]->id);
	cells_fill(sheet, 0, sheet->columns - 1u);
	row_end(sheet);
}

/* The score of all agencies' items together: points reached and most points are added up. */
static void whole_row(
    struct sheet *sheet, const struct province_paper *paper, const struct heat *heat)
{
	int64_t systems = 0;

	cell_span(sheet, 0, 1, STYLE_TOTAL, _("Whole province"));
	for (size_t i = 0; i <= heat->count; i++) {
		const struct group *group = i ? heat->group[i - 1] : NULL;
		int64_t sum = 0, most = 0, assessed = 0, applicable = 0;

		for (const struct node *agency = node_first(paper->node, "province-agency"); agency;
		     agency = agency->next) {
			const struct node *result = result_of(agency, heat, group);

			sum += result ? node_int(result, "sum", 0) : 0;
			most += result ? node_int(result, "most", 0) : 0;
			assessed += result ? node_int(result, "assessed", 0) : 0;
			applicable += result ? node_int(result, "applicable", 0) : 0;
			systems += result && !group ? node_int(result, "systems", 0) : 0;
		}
		if (i == 0 && applicable > 0)
			cell_number(sheet, 3, STYLE_TOTAL_NUMBER, 1000 * assessed / applicable);
		if (most > 0)
			cell_number(sheet, 4 + i, STYLE_TOTAL_NUMBER, 1000 * sum / most);
	}
	cell_formula(sheet, 2, STYLE_TOTAL_NUMBER,
	    arena_print(sheet->report->mem, "=SUM(%s:%s)",
		cell_name(sheet->report->mem, sheet->head + 1, 2),
		cell_name(sheet->report->mem, sheet->row - 1, 2)),
	    systems);
	cells_fill(sheet, 0, sheet->columns - 1u);
	row_end(sheet);
}

static void colour_scale(struct sheet *sheet, lxw_row_t first, lxw_row_t last, size_t columns)
{
	lxw_conditional_format scale = { .type = LXW_CONDITIONAL_3_COLOR_SCALE,
		.min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		.mid_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
		.min_value = 0,
		.mid_value = 600,
		.max_value = 1000,
		.min_color = 0xF4C7B5,
		.mid_color = 0xFFF2CC,
		.max_color = 0xA9D08E };

	worksheet_conditional_format_range(
	    sheet->paper, first, 4, last, (lxw_col_t)(4 + columns), &scale);
}

static void heat_legend(struct sheet *sheet, const struct heat *heat)
{
	struct arena *mem = sheet->report->mem;
	const char *text = "";

	for (size_t i = 0; i < heat->count; i++)
		text = arena_print(mem, "%s%s%s: %s", text, i ? "; " : "", heat->group[i]->id,
		    words_now(&heat->group[i]->name));
	row_text(sheet, STYLE_NOTE, text);
}

static void heat_block(
    struct sheet *sheet, const struct province_paper *paper, const struct heat *heat)
{
	lxw_row_t first;

	row_section(sheet, words_now(&heat->pack->title));
	heat_head(sheet, heat);
	first = sheet->row;
	sheet->head = first - 1;
	for (const struct node *agency = node_first(paper->node, "province-agency"); agency;
	     agency = agency->next) {
		const struct node *whole = result_of(agency, heat, NULL);

		if (!whole)
			continue;
		cell_text(sheet, 0, STYLE_CENTRE, node_text(agency, "code"));
		cell_text(sheet, 1, STYLE_TEXT, node_text(agency, "name"));
		cell_number(sheet, 2, STYLE_NUMBER, node_int(whole, "systems", 0));
		cell_number(sheet, 3, STYLE_NUMBER, node_int(whole, "coverage", 0));
		score_cell(sheet, 4, whole);
		for (size_t i = 0; i < heat->count; i++)
			score_cell(sheet, HEAT_FIXED + i, result_of(agency, heat, heat->group[i]));
		cells_fill(sheet, 0, sheet->columns - 1u);
		row_end(sheet);
	}
	colour_scale(sheet, first, sheet->row - 1, heat->count);
	whole_row(sheet, paper, heat);
	heat_legend(sheet, heat);
}

void province_heat(struct report *report, const struct province_paper *paper)
{
	double width[HEAT_FIXED + HEAT_MOST] = { 12, 32, 10, 9, 9 };
	struct heat heat[4] = { { 0 } };
	size_t blocks = 0, most = 1;
	struct sheet *sheet;

	for (size_t i = 0; i < packs_count(paper->packs) && blocks < 4; i++) {
		heat[blocks].pack = packs_at(paper->packs, i);
		if (heat[blocks].pack->kind != PACK_REQUIREMENTS ||
		    !any_result(paper, &heat[blocks], NULL))
			continue;
		choose_groups(&heat[blocks], paper);
		most = heat[blocks].count > most ? heat[blocks].count : most;
		blocks++;
	}
	for (size_t i = 0; i < most; i++)
		width[HEAT_FIXED + i] = 8;
	sheet = sheet_new(report, _("Heat map"),
	    _("Score of each agency by group of requirements (of 1000)"), width,
	    HEAT_FIXED + most);
	for (size_t i = 0; i < blocks; i++)
		heat_block(sheet, paper, &heat[i]);
	row_text(sheet, STYLE_NOTE, blocks
	    ? _("… : nothing of the group is assessed yet; – : nothing of it applies. The score of "
	    "an agency is that of all items of its systems together, not a mean of scores.")
	    : _("No system has been assessed for this year."));
	sheet_end(sheet);
}

/* ---- scenarios ------------------------------------------------------------------------------- */

enum { SCENARIO_FIXED = 5, SCENARIO_MOST = SCENARIO_FIXED + 3 * SHADES_MOST };

static const char *const stages[3] = { "gross", "current", "target" };

static void scenario_head(struct sheet *sheet, const struct method *method)
{
	const char *const over[3] = { _("Gross risk: systems by band"),
		_("Current risk: systems by band"), _("Target risk: systems by band") };
	const char *const head[SCENARIO_FIXED] = { _("No."), _("Scenario"), _("Rated"),
		_("Not rated yet"), _("Highest current risk") };
	size_t bands = method->band_count;

	cell_span(sheet, 0, SCENARIO_FIXED - 1, STYLE_HEAD, "");
	for (size_t s = 0; s < 3; s++)
		cell_span(sheet, SCENARIO_FIXED + s * bands, SCENARIO_FIXED + (s + 1) * bands - 1,
		    STYLE_HEAD, over[s]);
	row_end(sheet);
	for (size_t i = 0; i < SCENARIO_FIXED; i++)
		cell_text(sheet, i, STYLE_HEAD, head[i]);
	for (size_t i = 0; i < 3 * bands; i++)
		cell_shade(sheet, SCENARIO_FIXED + i, SCENARIO_FIXED + i,
		    method->band[i % bands].colour, words_now(&method->band[i % bands].name));
	row_end(sheet);
	sheet->head = sheet->row - 1;
	worksheet_freeze_panes(sheet->paper, sheet->row, 0);
	worksheet_repeat_rows(sheet->paper, sheet->head - 1, sheet->head);
}

static void band_cells(struct sheet *sheet, const struct node *parent, const char *shape,
    const struct method *method)
{
	for (size_t s = 0; s < 3; s++)
		for (size_t b = 0; b < method->band_count; b++) {
			const struct node *band = node_find(
			    parent, shape, "band", method->band[b].id);
			size_t at = SCENARIO_FIXED + s * method->band_count + b;

			cell_number(sheet, at, STYLE_NUMBER,
			    band ? node_int(band, stages[s], 0) : 0);
		}
}

static void scenario_totals(
    struct sheet *sheet, const struct province_paper *paper, const struct method *method)
{
	struct arena *mem = sheet->report->mem;
	size_t columns = SCENARIO_FIXED + 3 * method->band_count;

	cell_span(sheet, 0, 1, STYLE_TOTAL, _("Total"));
	for (size_t at = 2; at < columns; at++) {
		int64_t sum = 0;

		if (at == 4)
			continue;
		for (const struct node *node = node_first(paper->node, "province-scenario"); node;
		     node = node->next)
			sum += at == 2 ? node_int(node, "rated", 0) :
			    at == 3    ? node_int(node, "unrated", 0) : 0;
		if (at >= SCENARIO_FIXED) {
			size_t b = (at - SCENARIO_FIXED) % method->band_count;
			const struct node *band = node_find(
			    paper->node, "province-band", "band", method->band[b].id);
			size_t s = (at - SCENARIO_FIXED) / method->band_count;

			sum = band ? node_int(band, stages[s], 0) : 0;
		}
		cell_formula(sheet, at, STYLE_TOTAL_NUMBER,
		    arena_print(mem, "=SUM(%s:%s)", cell_name(mem, sheet->head + 1, at),
			cell_name(mem, sheet->row - 1, at)),
		    sum);
	}
	cells_fill(sheet, 0, columns - 1);
	row_end(sheet);
}

static void scenario_row(struct sheet *sheet, const struct province_paper *paper,
    const struct node *node, size_t number)
{
	struct arena *mem = sheet->report->mem;
	const struct band *band = province_band(paper, node_get(node, "worst-band"));

	cell_number(sheet, 0, STYLE_NUMBER, (int64_t)number);
	cell_text(sheet, 1, STYLE_TEXT, province_scenario(mem, paper, node_text(node, "scenario")));
	cell_number(sheet, 2, STYLE_NUMBER, node_int(node, "rated", 0));
	cell_number(sheet, 3, STYLE_NUMBER, node_int(node, "unrated", 0));
	if (band)
		cell_shade(sheet, 4, 4, band->colour,
		    arena_print(
			mem, "%s – %s", node_text(node, "worst"), words_now(&band->name)));
	else
		cell_text(sheet, 4, STYLE_CENTRE, "–");
	band_cells(sheet, node, "province-scenario-band", paper->province->method);
	row_end(sheet);
}

void province_scenarios(struct report *report, const struct province_paper *paper)
{
	const struct method *method = paper->province->method;
	double width[SCENARIO_MOST] = { 5, 50, 8, 9, 14 };
	size_t number = 0;
	struct sheet *sheet;
	size_t columns = SCENARIO_FIXED + (method ? 3 * method->band_count : 3);

	for (size_t i = SCENARIO_FIXED; i < columns; i++)
		width[i] = method ? 9 : 20;
	sheet = sheet_new(report, _("Scenarios of incidents"),
	    _("Scenarios of incidents over all systems, by band of risk"), width, columns);
	if (!method) {
		row_text(sheet, STYLE_PLAIN, _("No system has been assessed for this year."));
		sheet_end(sheet);
		return;
	}
	scenario_head(sheet, method);
	for (const struct node *node = node_first(paper->node, "province-scenario"); node;
	     node = node->next)
		scenario_row(sheet, paper, node, ++number);
	scenario_totals(sheet, paper, method);
	sheet_end(sheet);
}

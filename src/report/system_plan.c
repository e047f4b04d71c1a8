/*
 * system_plan.c - response plan per scenario, and what is to be done.
 */
#include "report_priv.h"

#include <string.h>

enum { PLAN_WIDE = 4 };

static const double plan_widths[PLAN_WIDE] = { 30, 40, 40, 40 };

const char *carried_mark(struct arena *arena, const struct node *assessment,
    const struct node *answer)
{
	const char *from = node_get(assessment, "carried-from");

	if (!node_is(answer, "carried", "yes"))
		return NULL;
	return from ? arena_print(arena, _("carried over from %s, to be confirmed"), from)
	    : _("carried over, to be confirmed");
}

/* ---- response plans -------------------------------------------------------------------------- */

static void plan_pair(struct sheet *sheet, enum style style, const char *label, const char *text)
{
	cell_text(sheet, 0, STYLE_LABEL, text_capital(sheet->report->mem, label));
	cell_span(sheet, 1, PLAN_WIDE - 1, style, text);
	row_end(sheet);
}

static const char *bullets(struct arena *mem, const struct words *words, size_t count)
{
	struct buffer text = { 0 };
	const char *kept;

	for (size_t i = 0; i < count; i++) {
		buffer_add(&text, i ? "\n• " : "• ");
		buffer_add(&text, words_now(&words[i]));
	}
	kept = text.text ? arena_copy_n(mem, text.text, text.length) : "";
	buffer_release(&text);
	return kept;
}

static const char *severity_text(struct arena *mem, const struct scenario *scenario)
{
	const char *text = "";

	for (size_t i = 0; i < scenario->severity_count; i++) {
		const char *grade = scenario->severity[i].grade;
		const char *label = strcmp(grade, "minor") == 0 ? _("minor")
		    : strcmp(grade, "major") == 0
		    ? _("major") : _("serious");

		text = arena_print(mem, "%s%s• %s: %s", text, i ? "\n" : "", label,
		    words_now(&scenario->severity[i].text));
	}
	return text;
}

/* The agency's own plan comes first, the guidance of the pack beside it, marked as such. */
static void guidance(struct sheet *sheet, const struct pack *pack, const struct scenario *scenario)
{
	struct arena *mem = sheet->report->mem;

	if (words_now(&scenario->about)[0])
		plan_pair(sheet, STYLE_HINT, _("Guidance: what it is"),
		    words_now(&scenario->about));
	if (scenario->indicator_count)
		plan_pair(sheet, STYLE_HINT, _("Guidance: signs"), bullets(mem, scenario->indicator,
		    scenario->indicator_count));
	if (scenario->severity_count)
		plan_pair(sheet, STYLE_HINT, _("Guidance: severity"), severity_text(mem, scenario));
	if (scenario->first_step_count)
		plan_pair(sheet, STYLE_HINT, _("Guidance: first steps"),
		    bullets(mem, scenario->first_step,
		    scenario->first_step_count));
	if (scenario->cite && *scenario->cite)
		plan_pair(sheet, STYLE_HINT, _("Citation"),
		    with_status(mem, pack_cite(pack, scenario->cite, mem),
		    scenario->status));
}

static void plan_fields(struct sheet *sheet, const struct node *plan)
{
	const char *mark = carried_mark(sheet->report->mem, plan->parent, plan);
	const char *missing = "";

	if (mark)
		plan_pair(sheet, STYLE_PARTIAL, _("Carried over"), mark);
	for (size_t i = 0; i < plan->shape->field_count; i++) {
		const struct field *field = &plan->shape->field[i];

		if (field->flags & (KEY | AUTO))
			continue;
		if (plan->value[i])
			plan_pair(sheet, STYLE_TEXT, _(field->label),
			    value_show(sheet->report, field,
			    plan->value[i]));
		else
			missing = arena_print(sheet->report->mem, "%s%s%s", missing, *missing ? "; "
			    : "",
			    _(field->label));
	}
	if (*missing)
		plan_pair(sheet, STYLE_TEXT, _("Not filled in"), missing);
}

static void scenario_block(struct sheet *sheet, const struct assessment_view *year, size_t index)
{
	const struct scenario *scenario = &year->threats->scenario[index];
	const struct node *plan = node_find(year->node, "plan", "scenario", scenario->id);
	const struct risk *risk = index < year->risk_count ? &year->risk[index] : NULL;
	struct arena *mem = sheet->report->mem;
	const char *band = risk && risk->current_band ? words_now(&risk->current_band->name)
	    : _("not rated yet");

	cell_span(sheet, 0, PLAN_WIDE - 1, STYLE_GROUP,
	    arena_print(mem, "%zu. %s (%s) – %s: %s", index + 1,
	    words_now(&scenario->name), scenario->id, _("current risk"), band));
	row_at_least(sheet, 22);
	row_end(sheet);
	if (plan)
		plan_fields(sheet, plan);
	else
		plan_pair(sheet, STYLE_UNASSESSED, _("response plan"), _("not made yet"));
	guidance(sheet, year->threats, scenario);
}

/* Plans of scenarios that the pack does not have are shown all the same. */
static void other_plans(struct sheet *sheet, const struct assessment_view *year)
{
	for (const struct node *plan = node_first(year->node, "plan"); plan; plan = plan->next) {
		if (pack_scenario(year->threats, node_text(plan, "scenario")))
			continue;
		cell_span(sheet, 0, PLAN_WIDE - 1, STYLE_GROUP, node_text(plan, "scenario"));
		row_end(sheet);
		plan_fields(sheet, plan);
	}
}

void system_plans(struct report *report, const struct system_paper *paper)
{
	struct sheet *sheet = sheet_new(report, _("Response plan"), _("Response plan by scenario"),
	    plan_widths,
	    PLAN_WIDE);

	if (!paper->year) {
		row_text(sheet, STYLE_PLAIN, _("This system has no yearly assessment yet."));
		sheet_end(sheet);
		return;
	}
	row_text(sheet, STYLE_NOTE,
	    _("Lines in italics are guidance of the tool, not part of the agency's plan."));
	worksheet_freeze_panes(sheet->paper, sheet->row, 0);
	for (size_t i = 0; i < paper->year->threats->scenario_count; i++)
		scenario_block(sheet, paper->year, i);
	other_plans(sheet, paper->year);
	sheet_end(sheet);
}

/* ---- actions and what to do first ------------------------------------------------------------ */

enum { GAIN_WIDE = 7 };

static const double gain_widths[GAIN_WIDE] = { 7, 14, 60, 16, 14, 18, 18 };

static void gain_row(struct sheet *sheet, const struct gain *gain, size_t rank)
{
	cell_number(sheet, 0, STYLE_NUMBER, (int64_t)rank);
	cell_text(sheet, 1, STYLE_CENTRE, gain->requirement->id);
	cell_text(sheet, 2, STYLE_TEXT, words_now(&gain->requirement->name));
	cell_finding(sheet, 3, gain->status);
	cell_number(sheet, 4, STYLE_NUMBER, (int64_t)gain->scenarios);
	cell_number(sheet, 5, STYLE_NUMBER, gain->gain);
	if (gain->cost > 0)
		cell_number(sheet, 6, STYLE_MONEY, gain->cost);
	else
		cell_text(sheet, 6, STYLE_EMPTY, "");
	row_end(sheet);
}

static void do_first(struct report *report, const struct assessment_view *year)
{
	const char *const head[GAIN_WIDE] = { _("Rank"), _("Requirement id"), _("Requirement"),
	    _("Result"),
		_("Scenarios"), _("Risk taken off, in thousandths"), _("Cost (dong)") };
	struct sheet *sheet = sheet_new(report, _("Do first"),
	    _("What to do first: measures by the risk they take off"),
	    gain_widths, GAIN_WIDE);

	if (year->gain_count == 0) {
		row_text(sheet, STYLE_PLAIN, _("Nothing is open that would take off risk."));
		sheet_end(sheet);
		return;
	}
	row_head(sheet, head, GAIN_WIDE, true);
	for (size_t i = 0; i < year->gain_count; i++)
		gain_row(sheet, &year->gain[i], i + 1);
	sheet_filter_end(sheet);
	sheet_end(sheet);
}

void system_actions(struct report *report, const struct system_paper *paper)
{
	struct records records = { .shape = model_shape("action") };

	records.node = nodes_of(report, paper->view->node, "action", &records.count);
	if (paper->year) {
		records.pack[0] = paper->year->requirements;
		records.pack[1] = paper->year->threats;
	}
	records_sheet(report, _("Actions"), _("Actions"), &records);
	if (paper->year)
		do_first(report, paper->year);
}

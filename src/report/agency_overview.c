/*
 * agency_overview.c - the first sheet of an agency's year, and the table of its systems.
 */
#include "report_priv.h"

#include <string.h>

enum { WIDE = 12 };

static const double widths[WIDE] = { 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 13 };

/* ---- figures --------------------------------------------------------------------------------- */

struct figures {
	size_t systems, level[6], approved, assessed, full;
	size_t duty_met, duty_partial, duty_unmet, duty_open, duties;
	size_t incidents, serious;
};

static void count_systems(struct figures *figures, const struct agency_paper *paper)
{
	for (size_t i = 0; i < paper->view->system_count; i++) {
		const struct system_view *system = &paper->view->system[i];
		const struct assessment_view *now = paper->now[i];
		int level = view_level(system->node);

		figures->systems++;
		figures->level[level >= 1 && level <= 5 ? level : 0]++;
		figures->approved += node_get(system->node, "approved-level") != NULL;
		figures->assessed += now != NULL;
		figures->full += now && compliance_score(now->item, now->item_count, NULL,
		    now->method).full;
	}
}

static void count_year(struct figures *figures, const struct agency_paper *paper)
{
	const struct pack *pack = paper->view->obligations;
	size_t na = 0;

	figures->duties = pack ? pack->obligation_count : 0;
	if (!paper->year)
		return;
	for (const struct node *node = node_first(paper->year, "obligation"); node;
	    node = node->next) {
		figures->duty_met += node_is(node, "status", "met");
		figures->duty_partial += node_is(node, "status", "partial");
		figures->duty_unmet += node_is(node, "status", "unmet");
		na += node_is(node, "status", "n-a");
	}
	figures->duty_open = figures->duty_met + figures->duty_partial + figures->duty_unmet + na;
	figures->duty_open = figures->duties > figures->duty_open
	    ? figures->duties - figures->duty_open : 0;
	for (const struct node *node = node_first(paper->year, "incident"); node;
	    node = node->next) {
		figures->incidents++;
		figures->serious += node_is(node, "grade", "serious");
	}
}

static void key_row(struct sheet *sheet, const char *const *label, const size_t *value)
{
	for (size_t i = 0; i < 6; i++)
		cell_span(sheet, i * 2, i * 2 + 1, STYLE_HEAD,
		    text_capital(sheet->report->mem, label[i]));
	row_end(sheet);
	for (size_t i = 0; i < 6; i++)
		cell_span(sheet, i * 2, i * 2 + 1, STYLE_KEY,
		    arena_print(sheet->report->mem, "%zu", value[i]));
	row_at_least(sheet, 22);
	row_end(sheet);
}

static void key_figures(struct sheet *sheet, const struct figures *f)
{
	struct arena *mem = sheet->report->mem;
	const char *level[6];
	const char *const all[6] = { _("Information systems"), _("Level approved"),
	    _("Assessed this year"),
		_("Fully implemented"), _("Incidents in the year"), _("of them serious") };
	const char *const duty[6] = { _("Obligations"), _("met"), _("partly met"), _("not met"),
		_("not assessed yet"), _("Level not determined") };

	key_row(sheet, all, (const size_t[]){ f->systems, f->approved, f->assessed, f->full,
	    f->incidents,
	    f->serious });
	key_row(sheet, duty, (const size_t[]){ f->duties, f->duty_met, f->duty_partial,
	    f->duty_unmet,
	    f->duty_open, f->level[0] });
	level[0] = _("Systems by level: all");
	for (int i = 1; i <= 5; i++)
		level[i] = arena_print(mem, _("level %d"), i);
	key_row(sheet, level, (const size_t[]){ f->systems, f->level[1], f->level[2], f->level[3],
	    f->level[4],
	    f->level[5] });
}

/* ---- risks, what to do first ----------------------------------------------------------------- */

static const struct assessment_view *any_assessment(const struct agency_paper *paper)
{
	for (size_t i = 0; i < paper->view->system_count; i++) {
		if (paper->now[i])
			return paper->now[i];
	}
	return NULL;
}

static void risks(struct sheet *sheet, const struct agency_paper *paper)
{
	const struct assessment_view *any = any_assessment(paper);
	size_t edge[SHADES_MOST + 3] = { 0 };
	struct spread spread = { 0 };

	row_section(sheet, _("II. Threats: scenarios of all systems by band of risk"));
	if (!any) {
		row_text(sheet, STYLE_PLAIN, _("No system has been assessed for this year."));
		return;
	}
	for (size_t i = 0; i < paper->view->system_count; i++)
		spread_add(&spread, paper->now[i]);
	for (size_t i = 0; i < any->method->band_count + 2; i++)
		edge[any->method->band_count + 2 - i] = WIDE - 2 * i;
	spread_table(sheet, &spread, any->method, edge);
}

static void priorities(struct sheet *sheet, const struct agency_paper *paper)
{
	const struct assessment_view *any = any_assessment(paper);
	const struct node *node = paper->year ? node_first(paper->year, "priority") : NULL;

	if (!node || !any)
		return;
	row_section(sheet, _("III. To be done first (five measures that take off most risk)"));
	cell_text(sheet, 0, STYLE_HEAD, _("Rank"));
	cell_span(sheet, 1, 7, STYLE_HEAD, _("Requirement"));
	cell_span(sheet, 8, 9, STYLE_HEAD, _("Number of systems"));
	cell_span(sheet, 10, 11, STYLE_HEAD, _("Cost (dong)"));
	row_end(sheet);
	for (size_t i = 0; node && i < 5; node = node->next, i++) {
		const char *id = node_text(node, "requirement");
		const struct requirement *requirement = pack_requirement(any->requirements, id);

		cell_text(sheet, 0, STYLE_CENTRE, node_text(node, "rank"));
		cell_span(sheet, 1, 7, STYLE_TEXT, named(sheet->report->mem, requirement
		    ? words_now(&requirement->name) : NULL, id));
		cell_span(sheet, 8, 9, STYLE_CENTRE, node_text(node, "systems"));
		cell_span(sheet, 10, 11, STYLE_CENTRE, node_get(node, "cost") ? text_group_digits(
		    sheet->report->mem, node_int(node, "cost", 0)) : "–");
		row_end(sheet);
	}
}

void agency_overview(struct report *report, const struct agency_paper *paper)
{
	struct sheet *sheet = sheet_bare(report, _("Overview"), widths, WIDE);
	const struct node *agency = paper->view->node;
	struct figures figures = { 0 };

	count_systems(&figures, paper);
	count_year(&figures, paper);
	page_heading(sheet, _("Yearly self-assessment of information security"), report->subject);
	row_section(sheet, _("I. Main figures"));
	key_figures(sheet, &figures);
	risks(sheet, paper);
	priorities(sheet, paper);
	if (paper->year) {
		row_section(sheet, _("IV. Threats of the year and readiness"));
		pairs(sheet, paper->year, 0, paper->year->shape->field_count);
	}
	page_signatures(sheet);
	row_section(sheet, _("V. The agency"));
	pairs(sheet, agency, 0, agency->shape->field_count);
	sheet_end(sheet);
}

/* ---- all systems ----------------------------------------------------------------------------- */

enum { SYSTEM_WIDE = 17 };

static const double system_widths[SYSTEM_WIDE] = { 5, 14, 34, 14, 24, 9, 9, 18, 12, 12, 9, 10, 11,
    9, 13, 9, 9 };

static void level_cell(struct sheet *sheet, size_t at, const struct node *node, const char *field)
{
	if (node_get(node, field))
		cell_number(sheet, at, STYLE_NUMBER, node_int(node, field, 0));
	else
		cell_text(sheet, at, STYLE_CENTRE, "–");
}

static void thousandths_cell(struct sheet *sheet, size_t at, int value)
{
	if (value >= 0)
		cell_number(sheet, at, STYLE_NUMBER, value);
	else
		cell_text(sheet, at, STYLE_CENTRE, "–");
}

static int score_of(const struct assessment_view *view)
{
	return view ? compliance_score(view->item, view->item_count, NULL, view->method).score : -1;
}

static void result_cells(struct sheet *sheet, const struct assessment_view *now,
    const struct assessment_view *past)
{
	struct score score = { .score = -1, .coverage = -1 };
	const struct risk *worst = risk_worst(now);
	int before = score_of(past);

	if (now)
		score = compliance_score(now->item, now->item_count, NULL, now->method);
	thousandths_cell(sheet, 11, score.score);
	thousandths_cell(sheet, 12, score.coverage);
	cell_text(sheet, 13, STYLE_CENTRE, now ? yesno_label(score.full) : "–");
	if (worst && worst->current_band)
		cell_shade(sheet, 14, 14, worst->current_band->colour,
		    arena_print(sheet->report->mem, "%d – %s",
		    worst->current, words_now(&worst->current_band->name)));
	else
		cell_text(sheet, 14, STYLE_CENTRE, "–");
	thousandths_cell(sheet, 15, before);
	if (before >= 0 && score.score >= 0)
		cell_formula(sheet, 16, STYLE_NUMBER, arena_print(sheet->report->mem, "=%s-%s",
		    cell_name(sheet->report->mem, sheet->row, 11),
		    cell_name(sheet->report->mem, sheet->row, 15)),
		    score.score - before);
	else
		cell_text(sheet, 16, STYLE_CENTRE, "–");
}

static void system_row(struct sheet *sheet, const struct agency_paper *paper, size_t i)
{
	const struct node *node = paper->view->system[i].node;
	const struct shape *shape = node->shape;
	int state = shape_field(shape, "state");

	cell_number(sheet, 0, STYLE_NUMBER, (int64_t)i + 1);
	cell_text(sheet, 1, STYLE_CENTRE, node_text(node, "code"));
	cell_text(sheet, 2, STYLE_TEXT, node_text(node, "name"));
	cell_text(sheet, 3, STYLE_CENTRE, value_show(sheet->report, &shape->field[state],
	    node->value[state]));
	cell_text(sheet, 4, STYLE_TEXT, node_text(node, "operator-name"));
	level_cell(sheet, 5, node, "proposed-level");
	level_cell(sheet, 6, node, "approved-level");
	cell_text(sheet, 7, STYLE_TEXT, node_text(node, "approval-number"));
	cell_day(sheet, 8, node_get(node, "approval-date"));
	cell_day(sheet, 9, node_get(node, "approval-expected"));
	cell_text(sheet, 10, STYLE_CENTRE, yesno_label(node_get(node,
	    "regulation-number") != NULL));
	result_cells(sheet, paper->now[i], paper->past[i]);
	row_end(sheet);
}

void agency_systems(struct report *report, const struct agency_paper *paper)
{
	const char *const head[SYSTEM_WIDE] = { _("No."), _("System code"), _("System name"),
	    _("State"), _("Operator"),
		_("Proposed level"), _("Approved level"), _("Approval decision"),
		    _("Date of approval"),
		_("Expected by"), _("Security regulation"), _("Score (of 1000)"),
		    _("Coverage (of 1000)"),
		_("Fully implemented"), _("Highest current risk"), _("Score last year"),
		    _("Change") };
	struct sheet *sheet = sheet_new(report, _("Systems"),
	    _("Information systems of the agency"), system_widths,
	    SYSTEM_WIDE);

	row_head(sheet, head, SYSTEM_WIDE, true);
	for (size_t i = 0; i < paper->view->system_count; i++)
		system_row(sheet, paper, i);
	sheet_filter_end(sheet);
	if (paper->view->system_count == 0)
		row_text(sheet, STYLE_PLAIN, _("Nothing has been entered."));
	sheet_end(sheet);
}

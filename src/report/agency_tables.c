/*
 * agency_tables.c - an agency's year in tables: groups, obligations, readiness, exercises,
 * incidents, actions.
 */
#include "report_priv.h"

#include <string.h>

/* ---- systems by groups ----------------------------------------------------------------------- */

enum { GROUP_FIXED = 3, GROUPS_MOST = 28 };

static size_t shown_groups(const struct group **out, const struct pack *pack)
{
	size_t count = 0;

	for (size_t i = 0; i < pack->group_count && count < GROUPS_MOST; i++)
		out[count++] = &pack->group[i];
	return count;
}

static void group_head(struct sheet *sheet, const struct pack *pack,
    const struct group *const *group, size_t count)
{
	row_section(sheet, words_now(&pack->title));
	cell_text(sheet, 0, STYLE_HEAD, _("System code"));
	cell_text(sheet, 1, STYLE_HEAD, _("System name"));
	cell_text(sheet, 2, STYLE_HEAD, _("Whole system"));
	for (size_t i = 0; i < count; i++)
		cell_text(sheet, GROUP_FIXED + i, STYLE_HEAD, group[i]->id);
	cells_fill(sheet, 0, sheet->columns - 1u);
	row_end(sheet);
}

static void score_cell(struct sheet *sheet, size_t at, const struct assessment_view *now,
    const struct group *group)
{
	struct score score = compliance_score(now->item, now->item_count, group, now->method);

	if (score.score >= 0)
		cell_number(sheet, at, STYLE_NUMBER, score.score);
	else
		cell_text(sheet, at, STYLE_CENTRE, score.applicable ? "..." : "-");
}

static void group_legend(struct sheet *sheet, const struct group *const *group, size_t count)
{
	struct arena *mem = sheet->report->mem;
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = arena_print(mem, "%s%s%s: %s", text, i ? "; " : "", group[i]->id,
		    words_now(&group[i]->name));
	row_text(sheet, STYLE_NOTE, text);
}

static void group_block(struct sheet *sheet, const struct agency_paper *paper,
    const struct pack *pack)
{
	const struct group *group[GROUPS_MOST];
	size_t count = shown_groups(group, pack);

	group_head(sheet, pack, group, count);
	for (size_t i = 0; i < paper->view->system_count; i++) {
		const struct assessment_view *now = paper->now[i];

		if (!now || now->requirements != pack)
			continue;
		cell_text(sheet, 0, STYLE_CENTRE, node_text(now->node->parent ? now->node->parent
		    : paper->view->system[i].node, "code"));
		cell_text(sheet, 1, STYLE_TEXT, system_name(&paper->view->system[i]));
		score_cell(sheet, 2, now, NULL);
		for (size_t k = 0; k < count; k++)
			score_cell(sheet, GROUP_FIXED + k, now, group[k]);
		cells_fill(sheet, 0, sheet->columns - 1u);
		row_end(sheet);
	}
	group_legend(sheet, group, count);
}

static bool seen_pack(const struct agency_paper *paper, size_t before, const struct pack *pack)
{
	for (size_t i = 0; i < before; i++) {
		if (paper->now[i] && paper->now[i]->requirements == pack)
			return true;
	}
	return false;
}

void agency_groups(struct report *report, const struct agency_paper *paper)
{
	double width[GROUP_FIXED + GROUPS_MOST] = { 14, 30, 10 };
	size_t most = 1, blocks = 0;
	struct sheet *sheet;

	for (size_t i = 0; i < paper->view->system_count; i++) {
		if (paper->now[i] && paper->now[i]->requirements->group_count > most)
			most = paper->now[i]->requirements->group_count;
	}
	most = most > GROUPS_MOST ? GROUPS_MOST : most;
	for (size_t i = 0; i < most; i++)
		width[GROUP_FIXED + i] = 8;
	sheet = sheet_new(report, _("Scores by group"),
	    _("Score of each system by group of requirements (of 1000)"),
	    width, GROUP_FIXED + most);
	for (size_t i = 0; i < paper->view->system_count; i++) {
		if (!paper->now[i] || seen_pack(paper, i, paper->now[i]->requirements))
			continue;
		group_block(sheet, paper, paper->now[i]->requirements);
		blocks++;
	}
	row_text(sheet, STYLE_NOTE, blocks
	    ? _("... : nothing of the group is assessed yet; - : nothing of it applies")
	    : _("No system has been assessed for this year."));
	sheet_end(sheet);
}

/* ---- obligations ----------------------------------------------------------------------------- */

enum { DUTY_COST = 12, DUTY_WIDE };

static const double duty_widths[DUTY_WIDE] = { 5, 16, 34, 24, 12, 12, 26, 26, 24, 18, 16, 12, 15 };

static const char *every_label(const char *every)
{
	return strcmp(every, "once") == 0 ? _("once") : strcmp(every, "year") == 0 ? _("every year")
	    : strcmp(every, "two-years") == 0 ? _("every two years")
	    : strcmp(every, "half-year") == 0
	    ? _("every half year") : strcmp(every, "event") == 0 ? _("when it happens") : every;
}

static void answer_cells(struct sheet *sheet, const struct node *node)
{
	enum finding status = UNASSESSED;

	if (node)
		finding_parse(&status, node_text(node, "status"));
	cell_finding(sheet, 5, status);
	if (node) {
		cell_text(sheet, 6, STYLE_TEXT, node_text(node, "current"));
		cell_text(sheet, 7, STYLE_TEXT, node_text(node, "measure"));
		cell_text(sheet, 8, STYLE_TEXT, node_text(node, "evidence"));
		cell_text(sheet, 9, STYLE_TEXT, node_text(node, "reason"));
		cell_text(sheet, 10, STYLE_TEXT, node_text(node, "person"));
		cell_day(sheet, 11, node_get(node, "due"));
		if (node_get(node, "cost"))
			cell_number(sheet, DUTY_COST, STYLE_MONEY, node_int(node, "cost", 0));
	}
	cells_fill(sheet, 0, DUTY_WIDE - 1);
	row_end(sheet);
}

static void duty_row(struct sheet *sheet, const struct pack *pack, const struct obligation *duty,
    size_t number,
    const struct node *node)
{
	struct arena *mem = sheet->report->mem;
	const char *cite = duty->cite && *duty->cite ? pack_cite(pack, duty->cite, mem) : "";

	cell_number(sheet, 0, STYLE_NUMBER, (int64_t)number);
	cell_text(sheet, 1, STYLE_CENTRE, duty->id);
	cell_text(sheet, 2, STYLE_TEXT, words_now(&duty->name));
	cell_text(sheet, 3, STYLE_TEXT, with_status(mem, cite, duty->status));
	cell_text(sheet, 4, STYLE_CENTRE, every_label(duty->every ? duty->every : ""));
	answer_cells(sheet, node);
}

/* The line is there also without any cost: that none is asked for is said by it. */
static void duty_total(struct sheet *sheet, const struct node *year)
{
	struct arena *mem = sheet->report->mem;
	int64_t sum = 0;

	for (const struct node *node = year ? node_first(year, "obligation") : NULL; node;
	    node = node->next)
		sum += node_int(node, "cost", 0);
	if (sheet->row == sheet->head + 1)
		return;
	cell_span(sheet, 0, DUTY_COST - 1, STYLE_TOTAL, _("Total"));
	cell_formula(sheet, DUTY_COST, STYLE_TOTAL_NUMBER, arena_print(mem, "=SUM(%s:%s)",
	    cell_name(mem, sheet->head + 1, DUTY_COST),
	    cell_name(mem, sheet->row - 1, DUTY_COST)), sum);
	row_end(sheet);
}

void agency_obligations(struct report *report, const struct agency_paper *paper)
{
	const char *const head[DUTY_WIDE] = { _("No."), _("Code"), _("Obligation"), _("Citation"),
	    _("How often"),
		_("Result"), _("Current state"), _("Measure"), _("Evidence"),
		    _("Reason for not applicable"),
		_("Person in charge"), _("To be met by"), _("Cost (dong)") };
	struct sheet *sheet = sheet_new(report, _("Obligations"), _("Obligations of the agency"),
	    duty_widths,
	    DUTY_WIDE);
	const struct pack *pack = paper->view->obligations;
	size_t count = pack ? pack->obligation_count : 0;

	row_head(sheet, head, DUTY_WIDE, true);
	for (size_t i = 0; i < count; i++)
		duty_row(sheet, pack, &pack->obligation[i], i + 1, paper->year
		    ? node_find(paper->year, "obligation", "obligation", pack->obligation[i].id)
		    : NULL);
	for (const struct node *node = paper->year ? node_first(paper->year, "obligation")
	    : NULL; node;
	    node = node->next) {
		if (pack && pack_obligation(pack, node_text(node, "obligation")))
			continue;
		cell_number(sheet, 0, STYLE_NUMBER, (int64_t)++count);
		cell_text(sheet, 1, STYLE_CENTRE, node_text(node, "obligation"));
		answer_cells(sheet, node);
	}
	sheet_filter_end(sheet);
	duty_total(sheet, paper->year);
	sheet_end(sheet);
}

/* ---- records of the year, of the systems ----------------------------------------------------- */

static const struct pack *threats_of(const struct agency_paper *paper)
{
	for (size_t i = 0; i < paper->view->system_count; i++) {
		if (paper->now[i])
			return paper->now[i]->threats;
	}
	return NULL;
}

static void year_sheet(struct report *report, const struct agency_paper *paper, const char *shape,
    const char *name,
    const char *title)
{
	struct records records = { .shape = model_shape(shape), .pack = { threats_of(paper) } };

	if (paper->year)
		records.node = nodes_of(report, paper->year, shape, &records.count);
	records_sheet(report, name, title, &records);
}

void agency_year_records(struct report *report, const struct agency_paper *paper)
{
	year_sheet(report, paper, "readiness", _("Readiness"),
	    _("Means, equipment, tools, people, contractors, budget"));
	year_sheet(report, paper, "exercise", _("Exercises"),
	    _("Exercises, training and awareness raising"));
	year_sheet(report, paper, "incident", _("Incidents"), _("Register of incidents"));
}

enum { CODES_IN_CELL = 400 };           /* of 64 characters at most: under the 32,767 of a cell */

static bool gains_from(const struct assessment_view *view, const char *requirement)
{
	for (size_t i = 0; view && i < view->gain_count; i++) {
		if (strcmp(view->gain[i].requirement->id, requirement) == 0)
			return true;
	}
	return false;
}

/* Systems whose list of what to do first has the requirement: the codes of so many as a cell can
 * hold in any case, and how many more there are. */
static const char *systems_with(struct arena *mem, const struct agency_paper *paper,
    const char *requirement)
{
	struct buffer text = { 0 };
	const char *kept;
	size_t named = 0, more = 0;

	for (size_t i = 0; i < paper->view->system_count; i++) {
		if (!gains_from(paper->now[i], requirement))
			continue;
		if (named == CODES_IN_CELL) {
			more++;
			continue;
		}
		if (named++)
			buffer_add(&text, ", ");
		buffer_add(&text, node_text(paper->view->system[i].node, "code"));
	}
	if (more)
		buffer_print(&text, _(" and %zu more"), more);
	kept = text.text ? arena_copy_n(mem, text.text, text.length) : "";
	buffer_release(&text);
	return kept;
}

static void priorities(struct report *report, const struct agency_paper *paper)
{
	struct records records = { .shape = model_shape("priority") };
	const struct node **node;
	const char **systems;

	if (!paper->year || !node_count(paper->year, "priority"))
		return;
	node = nodes_of(report, paper->year, "priority", &records.count);
	systems = arena_alloc(report->mem, (records.count + 1) * sizeof(*systems));
	for (size_t i = 0; i < records.count; i++)
		systems[i] = systems_with(report->mem, paper, node_text(node[i], "requirement"));
	for (size_t i = 0; i < paper->view->system_count && !records.pack[0]; i++)
		records.pack[0] = paper->now[i] ? paper->now[i]->requirements : NULL;
	records.node = node;
	records.after = true;
	records.lead[records.leads++] = (struct lead){ _("In the systems"), 40, systems };
	records_sheet(report, _("Do first"), _("What to do first across all systems"), &records);
}

void agency_actions(struct report *report, const struct agency_paper *paper)
{
	struct gather all = { 0 };
	struct records records = { .shape = model_shape("action"), .pack = { threats_of(paper) } };

	for (size_t i = 0; i < paper->view->system_count; i++) {
		const struct node *node = paper->view->system[i].node;

		gather_add(&all, report, node, "action", named(report->mem, node_get(node, "name"),
		    node_text(node, "code")));
		if (paper->now[i])
			records.pack[1] = paper->now[i]->requirements;
	}
	if (!records.pack[0])
		records.pack[1] = NULL;
	records.node = all.node;
	records.count = all.count;
	records.lead[records.leads++] = (struct lead){ _("Information system"), 28, all.of };
	records_sheet(report, _("Actions"), _("Actions of all systems"), &records);
	priorities(report, paper);
}

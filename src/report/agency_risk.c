/*
 * agency_risk.c - the scenarios of all systems, worst first, and this year beside the last one.
 */
#include "report_priv.h"

#include <stdlib.h>
#include <string.h>

enum { RISK_WIDE = 15 };

static const double risk_widths[RISK_WIDE] = { 6, 14, 30, 34, 5, 5, 8, 12, 10, 9, 12, 9, 12, 12,
    14 };

struct entry {
	const struct risk *risk;
	const struct system_view *system;
	const struct node *assessment;
	size_t order;
};

static int worst_first(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->risk->current != y->risk->current)
		return x->risk->current < y->risk->current ? 1 : -1;
	if (x->risk->gross != y->risk->gross)
		return x->risk->gross < y->risk->gross ? 1 : -1;
	return x->order < y->order ? -1 : 1;
}

static struct entry *collect(struct report *report, const struct agency_paper *paper, size_t *count)
{
	struct entry *entry;
	size_t room = 1;

	for (size_t i = 0; i < paper->view->system_count; i++)
		room += paper->now[i] ? paper->now[i]->risk_count : 0;
	entry = arena_alloc(report->mem, room * sizeof(*entry));
	*count = 0;
	for (size_t i = 0; i < paper->view->system_count; i++) {
		const struct assessment_view *now = paper->now[i];

		for (size_t k = 0; now && k < now->risk_count; k++, (*count)++)
			entry[*count] = (struct entry){ &now->risk[k], &paper->view->system[i],
			    now->node, *count };
	}
	qsort(entry, *count, sizeof(*entry), worst_first);
	return entry;
}

static void risk_row(struct sheet *sheet, const struct entry *entry, size_t number)
{
	const struct risk *risk = entry->risk;

	cell_number(sheet, 0, STYLE_NUMBER, (int64_t)number);
	cell_text(sheet, 1, STYLE_CENTRE, node_text(entry->system->node, "code"));
	cell_text(sheet, 2, STYLE_TEXT, system_name(entry->system));
	cell_text(sheet, 3, STYLE_TEXT, words_now(&risk->scenario->name));
	cell_known(sheet, 4, risk->likelihood);
	cell_known(sheet, 5, risk->impact);
	cell_known(sheet, 6, risk->gross);
	cell_band(sheet, 7, risk->gross_band);
	if (risk->control >= 0)
		cell_number(sheet, 8, STYLE_NUMBER, risk->control);
	else
		cell_text(sheet, 8, STYLE_CENTRE, "–");
	cell_known(sheet, 9, risk->current);
	cell_band(sheet, 10, risk->current_band);
	cell_known(sheet, 11, risk->target);
	cell_band(sheet, 12, risk->target_band);
	cell_text(sheet, 13, STYLE_CENTRE, yesno_label(node_find(entry->assessment, "plan",
	    "scenario",
	    risk->scenario->id) != NULL));
	cell_text(sheet, 14, STYLE_CENTRE, risk->stale ? _("out of date: rate again") : risk->gross
	    ? _("up to date") : _("not rated yet"));
	row_end(sheet);
}

static void distribution(struct sheet *sheet, const struct agency_paper *paper)
{
	static const size_t edge[] = { 0, 4, 7, 9, 11, 13, 15 };
	const struct method *method = NULL;
	struct spread spread = { 0 };

	for (size_t i = 0; i < paper->view->system_count; i++) {
		spread_add(&spread, paper->now[i]);
		if (paper->now[i])
			method = paper->now[i]->method;
	}
	if (!method || method->band_count + 3 > sizeof(edge) / sizeof(edge[0]))
		return;
	row_section(sheet, _("Distribution over the bands"));
	spread_table(sheet, &spread, method, edge);
}

void agency_risks(struct report *report, const struct agency_paper *paper)
{
	const char *const head[RISK_WIDE] = { _("No."), _("System code"), _("System name"),
	    _("Scenario"), _("L"), _("I"),
		_("Gross risk"), _("Band"), _("Control (of 1000)"), _("Current risk"), _("Band"),
		_("Target risk"), _("Band"), _("Response plan made"), _("State of the rating") };
	struct sheet *sheet = sheet_new(report, _("Threats"),
	    _("Threats to all systems, worst first"), risk_widths,
	    RISK_WIDE);
	size_t count;
	struct entry *entry = collect(report, paper, &count);

	if (count == 0) {
		row_text(sheet, STYLE_PLAIN, _("No system has been assessed for this year."));
		sheet_end(sheet);
		return;
	}
	row_head(sheet, head, RISK_WIDE, true);
	for (size_t i = 0; i < count; i++)
		risk_row(sheet, &entry[i], i + 1);
	sheet_filter_end(sheet);
	distribution(sheet, paper);
	sheet_end(sheet);
}

/* ---- year on year ---------------------------------------------------------------------------- */

enum { COMPARE_WIDE = 11 };

static const double compare_widths[COMPARE_WIDE] = { 14, 40, 12, 12, 12, 12, 12, 12, 18, 18, 20 };

static void numbers(struct sheet *sheet, size_t at, int before, int now)
{
	struct arena *mem = sheet->report->mem;
	const int value[2] = { before, now };

	for (size_t i = 0; i < 2; i++) {
		if (value[i] >= 0)
			cell_number(sheet, at + i, STYLE_NUMBER, value[i]);
		else
			cell_text(sheet, at + i, STYLE_CENTRE, "–");
	}
	if (before >= 0 && now >= 0)
		cell_formula(sheet, at + 2, STYLE_NUMBER, arena_print(mem, "=%s-%s",
		    cell_name(mem, sheet->row, at + 1), cell_name(mem, sheet->row, at)),
		    now - before);
	else
		cell_text(sheet, at + 2, STYLE_CENTRE, "–");
}

static void worst_cell(struct sheet *sheet, size_t at, const struct risk *risk)
{
	if (risk && risk->current_band)
		cell_shade(sheet, at, at, risk->current_band->colour,
		    arena_print(sheet->report->mem, "%d – %s",
		    risk->current, words_now(&risk->current_band->name)));
	else
		cell_text(sheet, at, STYLE_CENTRE, "–");
}

static const char *verdict(const struct risk *before, const struct risk *now)
{
	if (!before || !now)
		return "–";
	return now->current < before->current ? _("lower") : now->current > before->current
	    ? _("higher")
	    : _("unchanged");
}

static void compare_row(struct sheet *sheet, const struct agency_paper *paper, size_t i)
{
	const struct assessment_view *pair[2] = { paper->past[i], paper->now[i] };
	const struct node *node = paper->view->system[i].node;
	struct score score[2];

	for (size_t k = 0; k < 2; k++) {
		score[k] = (struct score){ .score = -1, .coverage = -1 };
		if (pair[k])
			score[k] = compliance_score(pair[k]->item, pair[k]->item_count, NULL,
			    pair[k]->method);
	}
	cell_text(sheet, 0, STYLE_CENTRE, node_text(node, "code"));
	cell_text(sheet, 1, STYLE_TEXT, node_text(node, "name"));
	numbers(sheet, 2, score[0].score, score[1].score);
	numbers(sheet, 5, score[0].coverage, score[1].coverage);
	worst_cell(sheet, 8, risk_worst(pair[0]));
	worst_cell(sheet, 9, risk_worst(pair[1]));
	cell_text(sheet, 10, STYLE_CENTRE, verdict(risk_worst(pair[0]), risk_worst(pair[1])));
	row_end(sheet);
}

/* Duties and incidents, as many in each year. */
static void compare_counts(struct sheet *sheet, const struct agency_paper *paper)
{
	static const struct {
		const char *shape, *field, *value, *label;
	} counted[] = {
		{ "obligation", "status", "met", N_("Obligations met") },
		{ "obligation", "status", "partial", N_("Obligations partly met") },
		{ "obligation", "status", "unmet", N_("Obligations not met") },
		{ "incident", NULL, NULL, N_("Incidents") },
		{ "exercise", "state", "held", N_("Exercises and training held") },
	};
	const struct node *year[2] = { node_find(paper->view->node, "year", "year", paper->before),
	    paper->year };

	for (size_t i = 0; i < sizeof(counted) / sizeof(counted[0]); i++) {
		int count[2] = { -1, -1 };

		for (size_t k = 0; k < 2; k++) {
			const struct node *node = year[k] ? node_first(year[k], counted[i].shape)
			    : NULL;

			count[k] = year[k] ? 0 : -1;
			for (; node; node = node->next)
				count[k] += !counted[i].field
				    || node_is(node, counted[i].field, counted[i].value);
		}
		cell_span(sheet, 0, 1, STYLE_LABEL, _(counted[i].label));
		numbers(sheet, 2, count[0], count[1]);
		row_end(sheet);
	}
}

void agency_compare(struct report *report, const struct agency_paper *paper)
{
	struct sheet *sheet = sheet_new(report, _("Year on year"),
	    _("Comparison with the year before"), compare_widths,
	    COMPARE_WIDE);
	struct arena *mem = report->mem;
	const char *now = report->year ? report->year : "–";
	const char *before = paper->before ? paper->before : "–";
	const char *const head[COMPARE_WIDE] = { _("System code"), _("System name"),
		arena_print(mem, _("Score %s"), before), arena_print(mem, _("Score %s"), now),
		    _("Change"),
		arena_print(mem, _("Coverage %s"), before), arena_print(mem, _("Coverage %s"), now),
		    _("Change"),
		arena_print(mem, _("Highest risk %s"), before),
		    arena_print(mem, _("Highest risk %s"), now),
		_("Highest risk is") };

	row_head(sheet, head, COMPARE_WIDE, true);
	for (size_t i = 0; i < paper->view->system_count; i++)
		compare_row(sheet, paper, i);
	sheet_filter_end(sheet);
	if (paper->before) {
		row_section(sheet, _("The agency"));
		cell_span(sheet, 0, 1, STYLE_HEAD, _("Counted"));
		cell_text(sheet, 2, STYLE_HEAD, before);
		cell_text(sheet, 3, STYLE_HEAD, now);
		cell_text(sheet, 4, STYLE_HEAD, _("Change"));
		row_end(sheet);
		compare_counts(sheet, paper);
	}
	sheet_end(sheet);
}

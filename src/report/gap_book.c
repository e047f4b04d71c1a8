/*
 * gap_book.c - the workbook of what is still to be done for a new checklist: which sheets, in which
 * order, and what they rest on.
 */
#include "gap_priv.h"

#include <string.h>

#include "capdo/report.h"

/* ---- states ---------------------------------------------------------------------------------- */

const enum gap_state gap_order[GAP_STATES] = { GAP_OPEN, GAP_NEW, GAP_STRICTER, GAP_PARTLY,
	GAP_NOT_APPLICABLE, GAP_SHOWN };

unsigned gap_colour(enum gap_state state)
{
	switch (state) {
	case GAP_SHOWN:
		return 0xE2EFDA;
	case GAP_STRICTER:
		return 0xFFF2CC;
	case GAP_PARTLY:
		return 0xFFF9E8;
	case GAP_OPEN:
		return 0xF4C7B5;
	case GAP_NEW:
		return 0xFBDDB5;
	case GAP_NOT_APPLICABLE:
	case GAP_STATES:
		break;
	}
	return 0xE7E6E6;
}

unsigned gap_chart_colour(enum gap_state state)
{
	switch (state) {
	case GAP_SHOWN:
		return 0x8CBF7F;
	case GAP_STRICTER:
		return 0xF2CE63;
	case GAP_PARTLY:
		return 0xF9E8B8;
	case GAP_OPEN:
		return 0xD06B50;
	case GAP_NEW:
		return 0xEBA35B;
	case GAP_NOT_APPLICABLE:
	case GAP_STATES:
		break;
	}
	return 0xBFBFBF;
}

void gap_state_cell(struct sheet *sheet, size_t at, enum gap_state state)
{
	cell_shade(sheet, at, at, gap_colour(state), gap_label(state));
}

void gap_states_head(const char **head, size_t from)
{
	for (size_t i = 0; i < GAP_STATES; i++)
		head[from + i] = gap_label(gap_order[i]);
}

void gap_states_cells(struct sheet *sheet, size_t from, const struct node *node)
{
	for (size_t i = 0; i < GAP_STATES; i++)
		cell_number(sheet, from + i, STYLE_NUMBER,
		    node_int(node, gap_code(gap_order[i]), 0));
}

int64_t gap_lacking(const struct node *node)
{
	return node_int(node, "items", 0) - node_int(node, "shown", 0) - node_int(node, "n-a", 0);
}

void gap_total(struct sheet *sheet, lxw_row_t first, size_t from, size_t last,
    const int64_t *value)
{
	struct arena *mem = sheet->report->mem;

	if (sheet->row <= first)
		return;
	cell_span(sheet, 0, from - 1, STYLE_TOTAL, _("Total"));
	for (size_t at = from; at <= last; at++)
		cell_formula(sheet, at, STYLE_TOTAL_NUMBER,
		    arena_print(mem, "=SUM(%s:%s)", cell_name(mem, first, at),
			cell_name(mem, sheet->row - 1, at)),
		    value[at - from]);
	cells_fill(sheet, 0, sheet->columns - 1u);
	row_end(sheet);
}

/* ---- charts ---------------------------------------------------------------------------------- */

static lxw_chart_font chart_font = { .name = "Times New Roman", .size = 11 };
static lxw_chart_font title_font = { .name = "Times New Roman", .size = 13, .bold = LXW_TRUE };

static void add_series(struct sheet *sheet, lxw_chart *chart, size_t category, size_t column,
    lxw_row_t first, lxw_row_t last, enum gap_state state)
{
	lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
	lxw_chart_fill fill = { .color = gap_chart_colour(state) };
	lxw_chart_line line = { .color = 0x7F7F7F, .width = 0.5F };

	chart_series_set_categories(
	    series, sheet->name, first, (lxw_col_t)category, last, (lxw_col_t)category);
	chart_series_set_values(
	    series, sheet->name, first, (lxw_col_t)column, last, (lxw_col_t)column);
	chart_series_set_name(series, gap_label(state));
	chart_series_set_fill(series, &fill);
	chart_series_set_line(series, &line);
}

enum { BAR_POINTS = 14, FRAME_POINTS = 90, LEAST_POINTS = 170 };
enum { ROW_POINTS = 15, CHART_POINTS = 216 };

lxw_row_t gap_chart(struct sheet *sheet, const char *title, size_t category, size_t from,
    lxw_row_t first, lxw_row_t last, lxw_row_t at)
{
	lxw_chart *chart = workbook_add_chart(sheet->report->book, LXW_CHART_BAR_STACKED);
	unsigned points = BAR_POINTS * (last - first + 1) + FRAME_POINTS;
	lxw_chart_options place = { .x_offset = 4, .y_offset = 4, .x_scale = 2.15 };

	if (points < LEAST_POINTS)      /* room for the name of each bar */
		points = LEAST_POINTS;
	place.y_scale = (double)points / CHART_POINTS;
	for (size_t i = 0; i < GAP_STATES; i++)
		add_series(sheet, chart, category, from + i, first, last, gap_order[i]);
	chart_axis_set_reverse(chart->y_axis);
	chart_axis_set_num_font(chart->x_axis, &chart_font);
	chart_axis_set_num_font(chart->y_axis, &chart_font);
	chart_axis_set_num_format(chart->x_axis, "0");
	chart_title_set_name(chart, title);
	chart_title_set_name_font(chart, &title_font);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
	chart_legend_set_font(chart, &chart_font);
	chart_set_series_gap(chart, 40);
	worksheet_insert_chart_opt(sheet->paper, at, 0, chart, &place);
	return at + points / ROW_POINTS + 2;
}

/* ---- what it rests on ------------------------------------------------------------------------ */

static void rules_rows(struct sheet *sheet, const struct pack *regulation)
{
	const struct regime *regime = regulation->regime;
	struct arena *mem = sheet->report->mem;

	row_section(sheet, _("Transition rules, how well each is sourced"));
	for (size_t i = 0; i < regime->transition_count; i++) {
		const struct transition *rule = &regime->transition[i];
		const char *text = words_now(&rule->text);

		if (rule->doubt.vi)
			text = arena_print(mem, "%s\n%s: %s", text, _("TO BE VERIFIED"),
			    words_now(&rule->doubt));
		cell_text(sheet, 0, STYLE_LABEL,
		    arena_print(mem, "%s: %s", rule->id, words_now(&rule->name)));
		cell_text(sheet, 1, STYLE_TEXT, text);
		cell_text(sheet, 2, STYLE_TEXT,
		    rule->cite ? pack_cite(regulation, rule->cite, mem) : "");
		cell_text(sheet, 3, STYLE_CENTRE, source_words(mem, rule->status));
		row_end(sheet);
	}
	for (size_t i = 0; i < regime->term.count; i++) {
		const struct sourced *term = &regime->term.at[i];

		cell_text(sheet, 0, STYLE_LABEL,
		    arena_print(mem, _("Period: %s or %s"),
			day_show(mem, term->from ? term->from : ""),
			day_show(mem, term->until ? term->until : "")));
		cell_text(sheet, 1, STYLE_TEXT, words_now(&term->text));
		cell_text(sheet, 2, STYLE_TEXT,
		    term->cite && *term->cite ? pack_cite(regulation, term->cite, mem) : "");
		cell_text(sheet, 3, STYLE_CENTRE, source_words(mem, term->status));
		row_end(sheet);
	}
	cell_text(sheet, 0, STYLE_LABEL, _("On the force of the earlier regulation"));
	cell_text(sheet, 1, STYLE_TEXT, words_now(&regime->claim));
	cell_text(sheet, 2, STYLE_TEXT,
	    regime->claim_cite ? pack_cite(regulation, regime->claim_cite, mem) : "");
	cell_text(sheet, 3, STYLE_CENTRE, source_words(mem, regime->claim_status));
	row_end(sheet);
}

/* How many requirements of the new checklist, at how many levels, are how well sourced. */
static void status_rows(struct sheet *sheet, const struct gap_paper *paper)
{
	struct arena *mem = sheet->report->mem;
	size_t demands[STATUS_OWN + 1] = { 0 }, pairs[STATUS_OWN + 1] = { 0 };

	for (size_t i = 0; i < paper->now->requirement_count; i++)
		for (int level = 1; level <= 5; level++)
			if (paper->now->requirement[i].at[level])
				demands[paper->now->requirement[i].at[level]->status]++;
	for (size_t i = 0; i < paper->crosswalk->pair_count; i++)
		pairs[paper->crosswalk->pair[i].status]++;
	row_section(sheet, _("How well the checklist and the crosswalk are sourced"));
	for (enum status status = STATUS_CONFIRMED; status <= STATUS_OWN; status++) {
		if (demands[status])
			sources_line(sheet, source_words(mem, status),
			    arena_print(mem, _("%zu demands of the new checklist, all levels"),
				demands[status]));
		if (pairs[status])
			sources_line(sheet, source_words(mem, status),
			    arena_print(mem, _("%zu pairs of the crosswalk"), pairs[status]));
	}
}

static void meanings(struct sheet *sheet)
{
	static const struct {
		enum gap_state state;
		const char *text;
	} states[GAP_STATES] = {
		{ GAP_OPEN, N_("what the earlier checklist asked was not met, partly met or not "
			       "assessed: to be done under either checklist") },
		{ GAP_NEW, N_("nothing of the earlier checklist asked for it at this level") },
		{ GAP_STRICTER, N_("met as it was asked; more is asked now") },
		{ GAP_PARTLY, N_("met as it was asked; that is only a part of what is asked now") },
		{ GAP_NOT_APPLICABLE,
		    N_("it did not apply; whether it does now must be looked at") },
		{ GAP_SHOWN, N_("met, and the same is asked: to be confirmed with its evidence") },
	};
	struct arena *mem = sheet->report->mem;

	row_section(sheet, _("What each state means"));
	for (size_t i = 0; i < GAP_STATES; i++)
		sources_line(sheet, gap_label(states[i].state), _(states[i].text));
	sources_line(sheet, _("answer proposed"),
	    _("what may be taken over into the new checklist; it counts only when somebody has "
	      "confirmed it"));
	sources_line(sheet, _("to be done by"),
	    _("the last day by the safe reading of the period; the corresponding day is later"));
	sources_line(sheet, force_label(FORCE_SUGGESTED),
	    _("another value is allowed where it is argued; it never fails an assessment by "
	      "itself"));
	sources_line(sheet, force_label(FORCE_OR_EQUIVALENT),
	    _("the organisation may argue that another measure does the same"));
	row_text(sheet, STYLE_NOTE,
	    arena_print(mem, "%s. %s", _("Times are those of Vietnam (UTC+7)"),
		_("Text is ours and concise; the standard itself counts.")));
}

void gap_sources(struct report *report, const struct gap_paper *paper)
{
	const struct regime *regime = paper->regulation->regime;
	const struct node *first = node_first(paper->gap, "gap-system");
	struct used_pack used[5];
	const char *const id[5] = { paper->now->id, paper->crosswalk->id, paper->regulation->id,
		regime->old_requirements, regime->old_regulation };
	struct sheet *sheet;

	for (size_t i = 0; i < 5; i++) {
		const struct pack *pack = packs_find(report->source->packs, id[i]);

		used[i] = (struct used_pack){ id[i], pack ? pack->version : NULL };
	}
	/* the answers were given under the version they name */
	if (first && node_get(first, "old-version"))
		used[3].version = node_get(first, "old-version");
	sheet = sources_open(report, _("Sources and reliability"), used, 5);
	rules_rows(sheet, paper->regulation);
	status_rows(sheet, paper);
	meanings(sheet);
	sheet_end(sheet);
}

/* ---- the book -------------------------------------------------------------------------------- */

static void fill(struct report *report, const void *context)
{
	const struct gap_paper *paper = context;
	const struct node *gap = paper->gap;
	const char *name = node_get(gap, "name");
	const char *on = day_show(report->mem, node_text(gap, "as-of"));

	report->sample = node_is(gap, "sample", "yes");
	report->subject = name ? arena_print(report->mem, _("%s, as of %s"), name, on)
			       : arena_print(report->mem, _("All agencies, as of %s"), on);
	gap_overview(report, paper);
	if (paper->many) {
		gap_heat(report, paper);
		gap_ranking(report, paper);
		gap_system_list(report, paper);
	} else {
		gap_assignments(report, paper);
		gap_systems(report, paper);
	}
	gap_groups(report, paper);
	regimes_sheet(report, paper->regulation, paper->regime);
	gap_sources(report, paper);
}

/* Codes of the agencies that the gap speaks of, each once, as they come. */
static size_t agency_codes(const char ***out, const struct node *gap, struct arena *mem)
{
	static const char *const shapes[] = { "gap-system", "gap-other" };
	size_t count = 0, room = 0;
	const char **code = NULL;

	for (size_t s = 0; s < 2; s++)
		for (const struct node *node = node_first(gap, shapes[s]); node;
		     node = node->next) {
			size_t i = 0;

			while (i < count && !node_is(node, "agency", code[i]))
				i++;
			if (i < count)
				continue;
			code = arena_grow(mem, code, count, &room, sizeof(*code));
			code[count++] = node_text(node, "agency");
		}
	*out = code;
	return count;
}

/* The sums of each agency, which the whole does not keep. */
static int read_agencies(
    struct gap_paper *paper, struct app *app, struct arena *mem, struct err *err)
{
	const char **code;
	size_t count = agency_codes(&code, paper->gap, mem);
	const struct node **agency = arena_alloc(mem, (count + 1) * sizeof(*agency));
	int rc = OK;

	for (size_t i = 0; rc == OK && i < count; i++) {
		struct node *one = NULL;

		rc = app_gap(&one, app, code[i], NULL, false, mem, err);
		agency[i] = one;
	}
	paper->agency = agency;
	paper->agencies = count;
	return rc;
}

/* The first agency that another names as its specialised unit. */
static const struct node *named_unit(const struct node *first)
{
	for (const struct node *node = first; node; node = node->next)
		for (const struct node *other = first; other && node_get(node, "specialised-unit");
		     other = other->next)
			if (node_is(other, "name", node_get(node, "specialised-unit")))
				return other;
	return NULL;
}

/* Whose heading and signature the book carries: the agency, or the department. */
static int read_head(
    struct source *source, struct app *app, const char *agency, struct arena *mem, struct err *err)
{
	const char *code = agency;
	struct node *first = NULL;
	int rc = code ? OK : app_setting(&code, app, "department", mem, err);

	if (rc == OK)
		rc = app_list(&first, app, model_root(), &(struct place){ 0 }, mem, err);
	for (const struct node *node = first; rc == OK && code && node; node = node->next)
		if (node_is(node, "code", code))
			source->agency = node;
	if (rc == OK && !source->agency)
		source->agency = named_unit(first);
	return rc;
}

/* Of one system only that system's. */
static void keep_regimes(struct gap_paper *paper, struct node *first)
{
	const struct node *system = node_first(paper->gap, "gap-system");
	bool one = system && !system->next && !node_first(paper->gap, "gap-other");
	struct node **at = &first;

	while (one && *at) {
		if (node_is(*at, "code", node_text(system, "code")))
			at = &(*at)->next;
		else
			*at = (*at)->next;
	}
	paper->regime = first;
}

static size_t cells_about(const struct node *gap)
{
	enum { CELLS = 16, SHEETS = 8000 };     /* of an item, of all else */
	size_t cells = SHEETS;

	for (const struct node *node = node_first(gap, "gap-system"); node; node = node->next)
		cells += CELLS * (node_count(node, "gap-item") + node_count(node, "gap-dropped"));
	return cells;
}

int report_gap(const char *path, struct app *app, const struct node *gap, struct err *err)
{
	struct arena *mem = arena_new();
	const char *agency = node_get(gap, "agency");
	struct source source = { .packs = app_packs(app), .today = node_text(gap, "as-of") };
	struct gap_paper paper = { .gap = gap, .many = !agency };
	struct node *regime = NULL;
	int rc = read_head(&source, app, agency, mem, err);

	paper.regulation = packs_regime(source.packs);
	if (rc == OK && !paper.regulation)
		rc = err_set(err, FAIL_INVALID, "no pack here tells of a change of regime");
	if (rc == OK)
		rc = app_regimes(&regime, app, agency, NULL, mem, err);
	if (rc == OK && paper.many)
		rc = read_agencies(&paper, app, mem, err);
	if (rc < 0)
		goto out;
	paper.crosswalk = packs_find(source.packs, paper.regulation->regime->crosswalk);
	paper.now = packs_find(source.packs, paper.regulation->regime->new_requirements);
	keep_regimes(&paper, regime);
	rc = report_write(path, &source, _("Gap to the new checklist and what is to be done"),
	    cells_about(gap), fill, &paper, err);
out:
	arena_free(mem);
	return rc;
}

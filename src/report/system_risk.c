/*
 * system_risk.c - threats: three heat maps, the register, and everything the assessor wrote.
 */
#include "report_priv.h"

#include <string.h>

/* ---- heat maps ------------------------------------------------------------------------------- */

enum { MAPS = 3, SIDE = 5, MAP_WIDE = SIDE + 2, MATRIX_WIDE = MAPS * MAP_WIDE };

static int map_value(const struct risk *risk, size_t map)
{
	return map == 0 ? risk->gross : map == 1 ? risk->current : risk->target;
}

static int map_likelihood(const struct risk *risk, size_t map)
{
	return map == 0 ? risk->likelihood : map == 1 ? risk->current_likelihood
	    : risk->target_likelihood;
}

/* Numbers of the scenarios in the register, "1, 5, 12". */
static const char *map_cell(struct arena *mem, const struct assessment_view *year, size_t map,
    int likelihood,
    int impact)
{
	const char *text = "";

	for (size_t i = 0; i < year->risk_count; i++) {
		const struct risk *risk = &year->risk[i];

		if (map_value(risk, map) && map_likelihood(risk, map) == likelihood
		    && risk->impact == impact)
			text = arena_print(mem, "%s%s%zu", text, *text ? ", " : "", i + 1);
	}
	return text;
}

static void map_row(struct sheet *sheet, const struct assessment_view *year, int likelihood)
{
	struct arena *mem = sheet->report->mem;

	for (size_t map = 0; map < MAPS; map++) {
		size_t at = map * MAP_WIDE;

		cell_text(sheet, at, STYLE_HEAD, arena_print(mem, "%d", likelihood));
		for (int impact = 1; impact <= SIDE; impact++) {
			const struct band *band = risk_band(year->method, likelihood * impact);

			cell_shade(sheet, at + (size_t)impact, at + (size_t)impact, band
			    ? band->colour : 0xFFFFFF,
			    map_cell(mem, year, map, likelihood, impact));
		}
	}
	row_at_least(sheet, 40);
	row_end(sheet);
}

static void maps(struct sheet *sheet, const struct assessment_view *year)
{
	const char *const name[MAPS] = { _("Gross risk (before measures)"),
	    _("Current risk (measures in place)"),
		_("Target risk (planned measures done)") };
	struct arena *mem = sheet->report->mem;

	row_skip(sheet);
	for (size_t map = 0; map < MAPS; map++)
		cell_span(sheet, map * MAP_WIDE, map * MAP_WIDE + SIDE, STYLE_GROUP, name[map]);
	row_end(sheet);
	for (int likelihood = SIDE; likelihood >= 1; likelihood--)
		map_row(sheet, year, likelihood);
	for (size_t map = 0; map < MAPS; map++) {
		cell_text(sheet, map * MAP_WIDE, STYLE_HEAD, _("L \\ I"));
		for (size_t impact = 1; impact <= SIDE; impact++)
			cell_text(sheet, map * MAP_WIDE + impact, STYLE_HEAD,
			    arena_print(mem, "%zu", impact));
	}
	row_end(sheet);
	row_text(sheet, STYLE_NOTE,
	    _("Rows: likelihood (L) 5 to 1; columns: impact (I) 1 to 5. The numbers in the cells "
	    "are "
	    "those of the scenarios below and in the register."));
}

static void legend(struct sheet *sheet, const struct method *method)
{
	for (size_t i = 0; i < method->band_count && i * 5 + 4 < MATRIX_WIDE; i++)
		cell_shade(sheet, i * 5, i * 5 + 4, method->band[i].colour,
		    arena_print(sheet->report->mem,
		    "%s: %d–%d", words_now(&method->band[i].name), method->band[i].from,
		    method->band[i].to));
	row_end(sheet);
}

static void map_product(struct sheet *sheet, size_t first, size_t last, const struct band *band,
    int product)
{
	if (band)
		cell_shade(sheet, first, last, band->colour,
		    arena_print(sheet->report->mem, "%d – %s", product,
		    words_now(&band->name)));
	else
		cell_span(sheet, first, last, STYLE_CENTRE, "–");
}

static void map_key(struct sheet *sheet, const struct assessment_view *year)
{
	row_skip(sheet);
	cell_text(sheet, 0, STYLE_HEAD, _("No."));
	cell_span(sheet, 1, 9, STYLE_HEAD, _("Scenario"));
	cell_span(sheet, 10, 13, STYLE_HEAD, _("Gross risk"));
	cell_span(sheet, 14, 16, STYLE_HEAD, _("Current risk"));
	cell_span(sheet, 17, 20, STYLE_HEAD, _("Target risk"));
	row_end(sheet);
	for (size_t i = 0; i < year->risk_count; i++) {
		const struct risk *risk = &year->risk[i];

		cell_number(sheet, 0, STYLE_NUMBER, (int64_t)i + 1);
		cell_span(sheet, 1, 9, STYLE_TEXT, words_now(&risk->scenario->name));
		map_product(sheet, 10, 13, risk->gross_band, risk->gross);
		map_product(sheet, 14, 16, risk->current_band, risk->current);
		map_product(sheet, 17, 20, risk->target_band, risk->target);
		row_end(sheet);
	}
}

void system_matrix(struct report *report, const struct system_paper *paper)
{
	double width[MATRIX_WIDE];
	struct sheet *sheet;

	for (size_t i = 0; i < MATRIX_WIDE; i++)
		width[i] = i % MAP_WIDE == 0 ? 6 : i % MAP_WIDE == SIDE + 1 ? 2.5 : 8;
	sheet = sheet_new(report, _("Risk matrix"), _("Risk matrix: gross, current, target"), width,
	    MATRIX_WIDE);
	if (paper->year) {
		maps(sheet, paper->year);
		legend(sheet, paper->year->method);
		map_key(sheet, paper->year);
	} else {
		row_text(sheet, STYLE_PLAIN, _("This system has no yearly assessment yet."));
	}
	sheet_end(sheet);
}

/* ---- the register ---------------------------------------------------------------------------- */

enum { REGISTER_WIDE = 21 };

static const double register_widths[REGISTER_WIDE] = { 4, 22, 11, 4, 4, 7, 8, 8, 6, 6, 8, 6, 8, 7,
    7, 11, 12, 23, 23, 16,
	16 };

static const char *acceptance_label(enum acceptance acceptance)
{
	static const char *const codes[] = { NULL, "accepted", "expired", "reopened" };
	const struct shape *shape = model_shape("risk");

	return codes[acceptance] ? field_code_label(&shape->field[shape_field(shape, "acceptance")],
	    codes[acceptance]) : "";
}

static const char *acceptance_text(struct arena *mem, const struct risk *risk,
    const struct node *rating)
{
	const char *label = acceptance_label(risk->acceptance);

	if (!*label || !rating)
		return label;
	return arena_print(mem, "%s\n%s\n%s %s", label, node_text(rating, "accepted-by"),
	    _("until"),
	    day_show(mem, node_text(rating, "accepted-until")));
}

static void register_numbers(struct sheet *sheet, const struct risk *risk)
{
	cell_known(sheet, 3, risk->likelihood);
	cell_known(sheet, 4, risk->impact);
	cell_known(sheet, 5, risk->gross);
	cell_band(sheet, 6, risk->gross_band);
	if (risk->control >= 0)
		cell_number(sheet, 7, STYLE_NUMBER, risk->control);
	else
		cell_text(sheet, 7, STYLE_CENTRE, "–");
	cell_number(sheet, 8, STYLE_NUMBER, risk->steps);
	cell_known(sheet, 9, risk->current);
	cell_band(sheet, 10, risk->current_band);
	cell_known(sheet, 11, risk->target);
	cell_band(sheet, 12, risk->target_band);
	cell_number(sheet, 13, STYLE_NUMBER, (int64_t)risk->unassessed);
	cell_number(sheet, 14, STYLE_NUMBER, (int64_t)risk->key_open);
}

static void register_row(struct sheet *sheet, const struct risk *risk, size_t number,
    const struct node *rating)
{
	struct arena *mem = sheet->report->mem;
	const char *state = risk->stale ? _("out of date: rate again") : risk->gross
	    ? _("up to date") : _("not rated yet");

	cell_number(sheet, 0, STYLE_NUMBER, (int64_t)number);
	cell_text(sheet, 1, STYLE_TEXT, named(mem, words_now(&risk->scenario->name),
	    risk->scenario->id));
	cell_text(sheet, 2, STYLE_TEXT, words_now(&risk->scenario->cause->name));
	register_numbers(sheet, risk);
	cell_text(sheet, 15, STYLE_CENTRE, risk->higher_level ? arena_print(mem, "%s\n%s", state,
	    _("suggests a higher level")) : state);
	cell_text(sheet, 16, STYLE_CENTRE, acceptance_text(mem, risk, rating));
	cell_text(sheet, 17, STYLE_TEXT, rating ? node_text(rating, "measures") : "");
	cell_text(sheet, 18, STYLE_TEXT, rating ? node_text(rating, "consequence") : "");
	cell_text(sheet, 19, STYLE_TEXT, rating ? node_text(rating, "resources") : "");
	cell_text(sheet, 20, STYLE_TEXT, rating ? node_text(rating, "reason") : "");
	row_end(sheet);
}

static void risk_register(struct report *report, const struct assessment_view *year)
{
	const char *const head[REGISTER_WIDE] = { _("No."), _("Scenario"), _("Cause"), _("L"),
	    _("I"), _("Gross risk"),
		_("Band"), _("Control (of 1000)"), _("Steps off L"), _("Current risk"), _("Band"),
		    _("Target risk"),
		_("Band"), _("Not assessed"), _("Key ones not met"), _("State of the rating"),
		    _("Acceptance"),
		_("Existing measures"), _("Consequences"), _("Resources"),
		    _("Reason for another value") };
	struct sheet *sheet = sheet_new(report, _("Risk register"),
	    _("Register of threats and scenarios"),
	    register_widths, REGISTER_WIDE);

	row_head(sheet, head, REGISTER_WIDE, true);
	for (size_t i = 0; i < year->risk_count; i++)
		register_row(sheet, &year->risk[i], i + 1,
		    node_find(year->node, "rating", "scenario", year->risk[i].scenario->id));
	sheet_filter_end(sheet);
	row_text(sheet, STYLE_NOTE,
	    _("L: likelihood 1 to 5; I: impact 1 to 5; gross = L x I; current and target: the "
	    "same with L "
	    "lowered by the steps that the control strength gives. Not assessed and key ones: "
	    "among the requirements "
	    "that work against the scenario."));
	sheet_end(sheet);
}

static void ratings(struct report *report, const struct assessment_view *year)
{
	struct records records = { .shape = model_shape("rating"), .pack = { year->threats } };

	records.node = nodes_of(report, year->node, "rating", &records.count);
	records_sheet(report, _("Ratings"), _("Ratings by the assessor, with all notes"), &records);
}

static void answers(struct report *report, const struct assessment_view *year)
{
	struct records records = { .shape = model_shape("answer"), .pack = { year->threats } };
	const struct node **node = nodes_of(report, year->node, "answer", &records.count);
	const char **words = arena_alloc(report->mem, (records.count + 1) * sizeof(*words));

	for (size_t i = 0; i < records.count; i++) {
		const struct question *question = pack_question(year->threats,
		    node_text(node[i], "question"));
		const struct option *option = question
		    ? question_option(question, node_text(node[i], "value")) : NULL;

		const char *mark = carried_mark(report->mem, year->node, node[i]);

		words[i] = option ? words_now(&option->text) : "";
		if (mark)
			words[i] = arena_print(report->mem, "%s%s(%s)", words[i],
			    *words[i] ? "\n" : "", mark);
	}
	records.node = node;
	records.after = true;
	records.lead[records.leads++] = (struct lead){ _("Answer in words"), 40, words };
	records_sheet(report, _("Threat answers"), _("Answers to the questions on threats"),
	    &records);
}

void system_register(struct report *report, const struct system_paper *paper)
{
	if (!paper->year)
		return;
	risk_register(report, paper->year);
	ratings(report, paper->year);
	answers(report, paper->year);
}

/*
 * annual_other.c - what the report to the ministry says in words: other matters, incidents and
 * exercises; and the contents of the act before.
 */
#include "annual_priv.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool has_words(const struct node *agency)
{
	return node_is(agency, "counted", "yes") &&
	    (node_get(agency, "other") || node_get(agency, "note"));
}

static bool has_note(const struct node *system)
{
	return node_get(system, "note") || node_get(system, "assessment-note");
}

static bool is_in_period(const struct node *event)
{
	return node_is(event, "period", "within");
}

static bool is_outside(const struct node *event)
{
	return !is_in_period(event);
}

static bool is_incident(const struct node *event)
{
	return node_is(event, "kind", "incident") && is_in_period(event);
}

/* Codes of incidents and of exercises are other ones: their labels stand with those shapes. */
static const char *event_label(const struct node *event, const char *field)
{
	const char *shape = node_is(event, "kind", "incident") ? "incident" : "exercise";
	const char *code = node_get(event, field);

	return !code ? "" : shape_field(model_shape(shape), field) < 0 ? code
	    : code_label(shape, field, code);
}

static void event_table(struct sheet *sheet, const struct annual *annual, const struct what *what,
    size_t count, annual_pick *pick, bool filter)
{
	int64_t rows = 0;

	what_head(sheet, what, count, filter);
	for (const struct node *node = node_first(annual->node, "annual-event"); node;
	     node = node->next) {
		if (!pick(node))
			continue;
		cell_number(sheet, 0, STYLE_NUMBER, ++rows);
		for (size_t i = 1; i < count; i++) {
			if (strcmp(what[i].field, "grade") == 0 ||
			    strcmp(what[i].field, "state") == 0)
				cell_text(sheet, i, STYLE_CENTRE, event_label(node, what[i].field));
			else
				what_cell(sheet, i, node, what[i].field);
		}
		cells_fill(sheet, 0, sheet->columns - 1u);
		row_end(sheet);
	}
	if (rows == 0)
		row_text(sheet, STYLE_TEXT, _("None."));
	if (filter)
		sheet_filter_end(sheet);
}

/* ---- other matters --------------------------------------------------------------------------- */

/* Two texts of each record, each over about half the width that is left. */
struct said {
	const char *shape, *title, *code, *what, *name;
	const char *first, *second;
	const char *first_head, *second_head;
	annual_pick *pick;
};

static void said_row(struct sheet *sheet, const char *code, const char *name, const char *first,
    const char *second, enum style style)
{
	cell_text(sheet, 1, style, code);
	cell_span(sheet, 2, 4, style, name);
	cell_span(sheet, 5, 9, style, first);
	cell_span(sheet, 10, sheet->columns - 1u, style, second);
	row_end(sheet);
}

static void said_table(struct sheet *sheet, const struct annual *annual, const struct said *said)
{
	int64_t rows = 0;

	row_section(sheet, said->title);
	cell_text(sheet, 0, STYLE_HEAD, _("No."));
	said_row(sheet, said->code, said->what, said->first_head, said->second_head, STYLE_HEAD);
	for (const struct node *node = node_first(annual->node, said->shape); node;
	     node = node->next) {
		if (!said->pick(node))
			continue;
		cell_number(sheet, 0, STYLE_NUMBER, ++rows);
		said_row(sheet, node_text(node, "code"), node_text(node, said->name),
		    node_text(node, said->first), node_text(node, said->second), STYLE_TEXT);
	}
	if (rows == 0)
		row_text(sheet, STYLE_TEXT, _("None."));
}

static void words(struct sheet *sheet, const struct annual *annual)
{
	said_table(sheet, annual, &(struct said){ .shape = "annual-agency",
	    .title = _("Other matters in the words of the agencies"), .code = _("Agency code"),
	    .what = _("Agency"), .name = "name", .first = "other", .second = "note",
	    .first_head = _("Other matters to report"), .second_head = _("Note"),
	    .pick = has_words });
	said_table(sheet, annual, &(struct said){ .shape = "annual-system",
	    .title = _("Notes on the systems"), .code = _("System code"),
	    .what = _("System name"), .name = "name", .first = "note",
	    .second = "assessment-note", .first_head = _("Note"),
	    .second_head = _("Note on the assessment"), .pick = has_note });
}

void annual_other(struct report *report, struct annual_paper *paper, size_t content)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Agency code"), 11, "agency" },
		{ _("Kind"), 13, "kind" }, { _("Code"), 10, "code" }, { _("Date"), 12, "date" },
		{ _("Title"), 34, "title" }, { _("System code"), 14, "system" },
		{ _("Grade"), 13, "grade" }, { _("State"), 12, "state" },
		{ _("Participants"), 8, "participants" }, { _("Cause"), 28, "cause" },
		{ _("Damage"), 26, "damage" }, { _("Handling or result"), 34, "result" } };
	const struct annual *annual = paper->annual;
	struct sheet *sheet = content_sheet(report, paper, content, _("Other matters"),
	    _("Other matters; incidents and exercises of the period"), what, COUNT(what));
	int64_t spoken = count_of(annual, "annual-agency", has_words);

	words(sheet, annual);
	row_section(sheet, _("Incidents, exercises and training within the period"));
	event_table(sheet, annual, what, COUNT(what), is_in_period, false);
	row_section(sheet, _("Entered for the year, but outside the period or without a day"));
	event_table(sheet, annual, what, COUNT(what), is_outside, false);
	row_text(sheet, STYLE_NOTE, arena_print(report->mem,
	    _("Agencies with other matters: %lld. Incidents within the period: %lld. An incident"
	    " belongs to the day it was detected."),
					(long long)spoken,
					    (long long)count_of(annual, "annual-event",
					    is_incident)));
	sheet_end(sheet);
}

/* ---- the contents of the act before ---------------------------------------------------------- */

static void table_of(struct report *report, struct annual_paper *paper, size_t content,
    const char *label, const char *title, const struct what *what, size_t count,
    const char *field)
{
	struct sheet *sheet = content_sheet(report, paper, content, label, title, what, count);
	struct range range = what_table(
	    sheet, paper->annual, "annual-system", what, count, NULL, true);
	size_t at = 0;

	if (!paper->systems.sheet)
		paper->systems = range;
	while (strcmp(what[at].field ? what[at].field : "", field) != 0)
		at++;
	paper->total[content] = range_formula(
	    report->mem, "COUNTIF(", &range, at, ",\"?*\")");
	balance_add(paper, arena_print(report->mem,
	    _("Rows of content %s = systems in the report"),
	    content_number(paper->annual, content)),
	    range_formula(report->mem, "COUNT(", &range, 0, ")"),
	    node_int(paper->annual->node, "systems", 0),
	    range_formula(report->mem, "COUNT(", &paper->systems, 0, ")"),
	    node_int(paper->annual->node, "systems", 0), false);
	if (strcmp(field, "situation") == 0) {
		const struct what event[] = { { _("No."), 5, NULL },
			{ _("Agency code"), 12, "agency" }, { _("System code"), 15, "system" },
			{ _("Title"), 40, "title" }, { _("Grade"), 9, "grade" },
			{ _("Date"), 12, "date" }, { _("Handling or result"), 70, "result" } };

		row_section(sheet, _("Incidents of the period"));
		event_table(sheet, paper->annual, event, COUNT(event), is_incident, false);
	}
	sheet_end(sheet);
}

static void situation(struct report *report, struct annual_paper *paper, size_t content)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "agency" },
		{ _("System code"), 15, "code" }, { _("System name"), 40, "name" },
		{ _("Level that counts"), 10, "level" }, { _("Operator"), 30, "operator" },
		{ _("State of security in the period"), 76, "situation" } };

	table_of(report, paper, content, _("Situation"),
	    _("State of security of the systems in the period"), what, COUNT(what), "situation");
}

static void progress(struct report *report, struct annual_paper *paper, size_t content)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "agency" },
		{ _("System code"), 15, "code" }, { _("System name"), 36, "name" },
		{ _("Approved level"), 10, "approved-level" },
		{ _("Approval decision"), 22, "approval-number" },
		{ _("Date of approval"), 12, "approval-date" },
		{ _("Implementation"), 22, "implementation" },
		{ _("Fully in place by"), 12, "implementation-expected" },
		{ _("Progress of the approved measures"), 60, "progress" } };

	table_of(report, paper, content, _("Progress"), _("Progress of the approved measures"),
	    what,
	    COUNT(what), "progress");
}

static void effect(struct report *report, struct annual_paper *paper, size_t content)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "agency" },
		{ _("System code"), 15, "code" }, { _("System name"), 36, "name" },
		{ _("Score (of 1000)"), 9, "score" }, { _("Coverage (of 1000)"), 9, "coverage" },
		{ _("met"), 7, "met" }, { _("partly met"), 7, "partial" },
		{ _("not met"), 7, "unmet" }, { _("not applicable"), 8, "n-a" },
		{ _("not assessed yet"), 8, "unassessed" },
		{ _("Last inspection"), 12, "inspected" },
		{ _("Effect of the approved measures"), 56, "effect" } };

	table_of(report, paper, content, _("Effect"), _("Effect of the approved measures"), what,
	    COUNT(what), "effect");
}

static void change(struct report *report, struct annual_paper *paper, size_t content)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "agency" },
		{ _("System code"), 15, "code" }, { _("System name"), 36, "name" },
		{ _("Approved level"), 10, "approved-level" },
		{ _("Proposed level"), 10, "proposed-level" },
		{ _("Proposed change of level or measures"), 58, "change" },
		{ _("Reason for proposing another level"), 40, "proposed-reason" } };

	table_of(report, paper, content, _("Changes"), _("Proposed changes of level or measures"),
	    what, COUNT(what), "change");
}

void annual_situation(struct report *report, struct annual_paper *paper, size_t content)
{
	switch (annual_topic(content_of(paper->annual, content))) {
	case ANNUAL_SITUATION:
		situation(report, paper, content);
		return;
	case ANNUAL_PROGRESS:
		progress(report, paper, content);
		return;
	case ANNUAL_EFFECT:
		effect(report, paper, content);
		return;
	case ANNUAL_CHANGE:
		change(report, paper, content);
		return;
	case ANNUAL_PARTIES:
	case ANNUAL_SYSTEMS:
	case ANNUAL_APPROVED:
	case ANNUAL_IMPLEMENTED:
	case ANNUAL_REGULATED:
	case ANNUAL_FOLLOWED:
	case ANNUAL_INSPECTED:
	case ANNUAL_ASSESSED:
	case ANNUAL_MEASURES:
	case ANNUAL_REGULATIONS:
	case ANNUAL_OTHER:
	case ANNUAL_SECURITY_LIST:
		return; /* annual_content */
	}
}

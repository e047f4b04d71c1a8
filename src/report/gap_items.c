/*
 * gap_items.c - requirement by requirement: of each system what is to be done, why and until when,
 * on what old answers that rests; and over all systems the sheet on which work is handed out.
 */
#include "gap_priv.h"

#include <string.h>

enum { SHEETS_MOST = 30, PIECE = 12000 };

/* ---- one system ------------------------------------------------------------------------------ */

enum { AT_NUMBER, AT_STATE, AT_ID, AT_CITE, AT_DEMAND, AT_FIGURES, AT_OLD, AT_WHY, AT_PROPOSED,
	AT_DUE, AT_PERSON, AT_DAY, AT_ACTION, AT_SOURCE, WIDE };

static const double widths[WIDE] = { 5, 11, 9, 13, 40, 20, 46, 32, 10, 11.5, 14, 11.5, 12, 13 };

static const char *demand_words(struct arena *mem, const struct node *item)
{
	const char *demand = node_get(item, "demand");

	return demand ? arena_print(mem, "%s\n%s", node_text(item, "name"), demand)
		      : node_text(item, "name");
}

static const char *status_words(const struct node *from)
{
	enum finding finding = UNASSESSED;

	if (!node_get(from, "status"))
		return _("not asked at that level");
	finding_parse(&finding, node_text(from, "status"));
	return finding_label(finding);
}

static const char *kind_words(const char *code)
{
	for (enum pair_kind kind = PAIR_SAME; kind < PAIR_KINDS; kind++)
		if (strcmp(pair_code(kind), code) == 0)
			return pair_label(kind);
	return code;
}

/* The old requirements with their answers; the reason of each stands beside them when there are
 * several, else it is the one that decided. */
static void old_words(struct buffer *out, const struct node *item)
{
	bool several = node_count(item, "gap-from") > 1;

	for (const struct node *from = node_first(item, "gap-from"); from; from = from->next) {
		buffer_print(out, "%s• %s %s: %s (%s)", out->length ? "\n" : "",
		    node_text(from, "requirement"), node_text(from, "name"), status_words(from),
		    kind_words(node_text(from, "kind")));
		if (several && !node_is(from, "why", node_text(item, "why")))
			buffer_print(out, "\n%s", node_text(from, "why"));
		if (node_get(from, "current"))
			buffer_print(out, "\n%s: %s", _("current state then"),
			    node_text(from, "current"));
	}
}

static void assigned_cells(struct sheet *sheet, const struct node *item, bool lacks)
{
	enum style text = lacks ? STYLE_INPUT : STYLE_TEXT;
	const char *due = node_get(item, "action-due");

	cell_text(sheet, AT_PERSON, text, node_text(item, "action-owner"));
	if (due)
		cell_day(sheet, AT_DAY, due);
	else
		cell_text(sheet, AT_DAY, lacks ? STYLE_INPUT_DAY : STYLE_EMPTY, "");
	cell_text(sheet, AT_ACTION, text, node_text(item, "action"));
}

/* As many bytes as fit into one cell, whole characters. */
static size_t first_piece(const char *text)
{
	size_t length = strlen(text);

	if (length <= PIECE)
		return length;
	for (length = PIECE; ((unsigned char)text[length] & 0xC0) == 0x80;)
		length--;
	return length;
}

/* What does not fit into one cell goes on in the row below: nothing is cut. */
static void rest_rows(struct sheet *sheet, const struct node *item, const char *rest)
{
	struct arena *mem = sheet->report->mem;

	while (*rest) {
		size_t length = first_piece(rest);

		cell_text(sheet, AT_ID, STYLE_CENTRE, node_text(item, "requirement"));
		cell_text(sheet, AT_OLD, STYLE_TEXT, arena_copy_n(mem, rest, length));
		cells_fill(sheet, 0, WIDE - 1);
		row_end(sheet);
		rest += length;
	}
}

static void item_row(
    struct sheet *sheet, const struct node *item, enum gap_state state, size_t number)
{
	struct arena *mem = sheet->report->mem;
	enum finding proposed = UNASSESSED;
	struct buffer old = { 0 };
	size_t piece;

	finding_parse(&proposed, node_text(item, "proposed"));
	old_words(&old, item);
	piece = first_piece(old.text ? old.text : "");
	cell_number(sheet, AT_NUMBER, STYLE_NUMBER, (int64_t)number);
	gap_state_cell(sheet, AT_STATE, state);
	cell_text(sheet, AT_ID, STYLE_CENTRE, node_text(item, "requirement"));
	cell_text(sheet, AT_CITE, STYLE_TEXT, node_text(item, "cite"));
	cell_text(sheet, AT_DEMAND, STYLE_TEXT, demand_words(mem, item));
	cell_text(sheet, AT_FIGURES, STYLE_TEXT, node_text(item, "thresholds"));
	cell_text(sheet, AT_OLD, STYLE_TEXT,
	    old.text ? arena_copy_n(mem, old.text, piece) : _("nothing asked for it"));
	cell_text(sheet, AT_WHY, STYLE_TEXT, node_text(item, "why"));
	cell_text(sheet, AT_PROPOSED, (enum style)proposed,
	    proposed == UNASSESSED ? "–" : finding_label(proposed));
	cell_day(sheet, AT_DUE, node_get(item, "due"));
	assigned_cells(sheet, item, state != GAP_SHOWN);
	cell_text(sheet, AT_SOURCE, STYLE_TEXT,
	    source_short(status_of(node_text(item, "source"))));
	row_end(sheet);
	if (old.text)
		rest_rows(sheet, item, arena_copy(mem, old.text + piece));
	buffer_release(&old);
}

static const char *what_to_do(enum gap_state state)
{
	switch (state) {
	case GAP_OPEN:
		return _("not met under the earlier checklist either: close it first");
	case GAP_NEW:
		return _("nobody asked for it before: bring it in");
	case GAP_STRICTER:
		return _("what is there is good; add what is asked more");
	case GAP_PARTLY:
		return _("a part is there; add the rest");
	case GAP_NOT_APPLICABLE:
		return _("give the reason anew, or meet it");
	case GAP_SHOWN:
		return _("confirm the answer with its evidence");
	case GAP_STATES:
		break;
	}
	return "";
}

static void item_rows(struct sheet *sheet, const struct node *system)
{
	struct arena *mem = sheet->report->mem;
	size_t number = 0;

	for (size_t i = 0; i < GAP_STATES; i++) {
		const char *code = gap_code(gap_order[i]);

		if (node_is(system, code, "0"))
			continue;
		cell_span(sheet, 0, WIDE - 1, STYLE_GROUP,
		    arena_print(mem, "%s (%s): %s",
			text_capital(mem, gap_label(gap_order[i])), node_text(system, code),
			what_to_do(gap_order[i])));
		row_end(sheet);
		for (const struct node *item = node_first(system, "gap-item"); item;
		     item = item->next)
			if (node_is(item, "state", code))
				item_row(sheet, item, gap_order[i], ++number);
	}
}

static void dropped_rows(struct sheet *sheet, const struct node *system)
{
	const struct node *node = node_first(system, "gap-dropped");

	if (!node)
		return;
	row_section(sheet, _("Asked earlier, and nothing of the new checklist rests on it"));
	row_text(sheet, STYLE_NOTE,
	    _("Keep doing what is sensible: its absence is no gap of the new checklist."));
	cell_span(sheet, 0, 3, STYLE_HEAD, _("Requirement of the earlier checklist"));
	cell_span(sheet, 4, 5, STYLE_HEAD, _("Name"));
	cell_text(sheet, 6, STYLE_HEAD, _("Result"));
	cell_span(sheet, 7, WIDE - 1, STYLE_HEAD, _("Why"));
	row_end(sheet);
	for (; node; node = node->next) {
		cell_span(sheet, 0, 3, STYLE_CENTRE, node_text(node, "requirement"));
		cell_span(sheet, 4, 5, STYLE_TEXT, node_text(node, "name"));
		cell_text(sheet, 6, STYLE_CENTRE, status_words(node));
		cell_span(sheet, 7, WIDE - 1, STYLE_TEXT, node_text(node, "why"));
		row_end(sheet);
	}
}

static const char *head_words(
    struct arena *mem, const struct gap_paper *paper, const struct node *system)
{
	const struct node *regime = node_first(system, "regime");
	const char *safe = node_get(system, "safe");
	const char *text = arena_print(mem,
	    _("%s (%s), level %s; answers of %s; %s requirements, %lld not shown; no longer asked: "
	      "%s"),
	    node_text(system, "name"), node_text(system, "code"), node_text(system, "level"),
	    node_text(system, "year"), node_text(system, "items"),
	    (long long)gap_lacking(system), node_text(system, "dropped"));

	if (regime && node_get(regime, "rule"))
		text = arena_print(mem, "%s\n%s [%s]", text,
		    transition_words(mem, paper->regulation, node_get(regime, "rule")),
		    source_words(mem, status_of(node_text(regime, "source"))));
	return safe ? arena_print(mem, _("%s\nMeasures in place by %s (safe reading; %s), or %s "
	    "(corresponding day)"), text, day_show(mem, safe),
	    day_left(mem, node_int(system, "days-left", 0)),
	    day_show(mem, node_text(system, "due")))
		    : arena_print(mem, "%s\n%s", text, _("No period is left: due at once"));
}

static void item_head(struct sheet *sheet)
{
	const char *const head[WIDE] = { _("No."), _("State"), _("Code"), _("Clause"),
		_("What is asked now"), _("Figures, equipment"),
		_("Earlier requirement and its answer"), _("Why"),
		_("Answer proposed, to be confirmed"), _("To be done by"), _("Person in charge"),
		_("Day planned"), _("Action"), _("How well it is sourced") };

	row_head(sheet, head, WIDE, true);
}

/* A name that no other sheet has: a number stands before the code. */
static const char *sheet_name(struct arena *mem, const struct node *system, size_t number)
{
	enum { CODE_SHOWN = 24 };

	return arena_print(mem, "%zu. %.*s", number, CODE_SHOWN, node_text(system, "code"));
}

static void system_sheet(struct report *report, const struct gap_paper *paper,
    const struct node *system, size_t number)
{
	struct sheet *sheet = sheet_bare(
	    report, sheet_name(report->mem, system, number), widths, WIDE);

	row_text(sheet, STYLE_SECTION, head_words(report->mem, paper, system));
	item_head(sheet);
	item_rows(sheet, system);
	sheet_filter_end(sheet);
	dropped_rows(sheet, system);
	sheet_end(sheet);
}

/* More systems than a workbook can show as sheets stand below each other. */
static void one_sheet(struct report *report, const struct gap_paper *paper)
{
	struct sheet *sheet = sheet_new(report, _("Requirements"),
	    _("Requirement by requirement, system by system"), widths, WIDE);

	item_head(sheet);
	for (const struct node *system = node_first(paper->gap, "gap-system"); system;
	     system = system->next) {
		row_text(sheet, STYLE_SECTION, head_words(report->mem, paper, system));
		item_rows(sheet, system);
	}
	sheet_filter_end(sheet);
	for (const struct node *system = node_first(paper->gap, "gap-system"); system;
	     system = system->next) {
		if (node_first(system, "gap-dropped"))
			row_text(sheet, STYLE_SECTION, node_text(system, "name"));
		dropped_rows(sheet, system);
	}
	sheet_end(sheet);
}

void gap_systems(struct report *report, const struct gap_paper *paper)
{
	size_t number = 0;

	if (node_count(paper->gap, "gap-system") > SHEETS_MOST) {
		one_sheet(report, paper);
		return;
	}
	for (const struct node *system = node_first(paper->gap, "gap-system"); system;
	     system = system->next)
		system_sheet(report, paper, system, ++number);
}

/* ---- handing out ----------------------------------------------------------------------------- */

enum { WORK_NUMBER, WORK_ID, WORK_NAME, WORK_SYSTEMS, WORK_COUNT, WORK_DUE, WORK_GIVEN, WORK_PERSON,
	WORK_FROM, WORK_UNTIL, WORK_COST, WORK_NOTE, WORK_WIDE };

static const double work_widths[WORK_WIDE] = { 5, 10, 44, 34, 9, 12, 28, 22, 12, 12, 15, 26 };

static const struct node *item_of(const struct node *system, const char *requirement)
{
	return node_find(system, "gap-item", "requirement", requirement);
}

static bool lacks(const struct node *item)
{
	return item && !node_is(item, "state", gap_code(GAP_SHOWN)) &&
	    !node_is(item, "state", gap_code(GAP_NOT_APPLICABLE));
}

/* "still open: A, B; new: C" */
static const char *systems_words(
    struct arena *mem, const struct node *gap, const char *requirement, size_t *count)
{
	const char *text = NULL;

	*count = 0;
	for (size_t i = 0; i < GAP_STATES; i++) {
		const char *list = NULL;

		if (gap_order[i] == GAP_SHOWN || gap_order[i] == GAP_NOT_APPLICABLE)
			continue;
		for (const struct node *system = node_first(gap, "gap-system"); system;
		     system = system->next) {
			const struct node *item = item_of(system, requirement);

			if (!item || !node_is(item, "state", gap_code(gap_order[i])))
				continue;
			list = arena_print(mem, "%s%s%s", list ? list : "", list ? ", " : "",
			    node_text(system, "code"));
			++*count;
		}
		if (list)
			text = arena_print(mem, "%s%s%s: %s", text ? text : "", text ? "\n" : "",
			    gap_label(gap_order[i]), list);
	}
	return text;
}

/* What is given out already, system by system; *due: the nearest last day. */
static const char *given_words(
    struct arena *mem, const struct node *gap, const char *requirement, const char **due)
{
	const char *text = NULL;

	*due = NULL;
	for (const struct node *system = node_first(gap, "gap-system"); system;
	     system = system->next) {
		const struct node *item = item_of(system, requirement);
		const char *own = lacks(item) ? node_get(item, "due") : NULL;

		if (own && (!*due || strcmp(own, *due) < 0))
			*due = own;
		if (!lacks(item) || !node_get(item, "action"))
			continue;
		text = arena_print(mem, "%s%s%s: %s %s %s", text ? text : "", text ? "\n" : "",
		    node_text(system, "code"), node_text(item, "action"),
		    node_text(item, "action-owner"), day_show(mem, node_text(item, "action-due")));
	}
	return text;
}

static bool work_row(struct sheet *sheet, const struct gap_paper *paper, const struct node *demand,
    size_t number)
{
	struct arena *mem = sheet->report->mem;
	const char *id = node_text(demand, "requirement"), *due;
	size_t count;
	const char *systems = systems_words(mem, paper->gap, id, &count);
	const char *given = given_words(mem, paper->gap, id, &due);

	if (!systems)
		return false;
	cell_number(sheet, WORK_NUMBER, STYLE_NUMBER, (int64_t)number);
	cell_text(sheet, WORK_ID, STYLE_CENTRE, id);
	cell_text(sheet, WORK_NAME, STYLE_TEXT, node_text(demand, "name"));
	cell_text(sheet, WORK_SYSTEMS, STYLE_TEXT, systems);
	cell_number(sheet, WORK_COUNT, STYLE_NUMBER, (int64_t)count);
	cell_day(sheet, WORK_DUE, due);
	cell_text(sheet, WORK_GIVEN, STYLE_TEXT, given);
	cell_text(sheet, WORK_PERSON, STYLE_INPUT, "");
	cell_text(sheet, WORK_FROM, STYLE_INPUT_DAY, "");
	cell_text(sheet, WORK_UNTIL, STYLE_INPUT_DAY, "");
	cell_text(sheet, WORK_COST, STYLE_INPUT_MONEY, "");
	cell_text(sheet, WORK_NOTE, STYLE_INPUT, "");
	row_end(sheet);
	return true;
}

/* By group, for a group of requirements often goes to one person. */
static size_t group_rows(struct sheet *sheet, const struct gap_paper *paper,
    const struct node *group, size_t number)
{
	struct arena *mem = sheet->report->mem;
	const char *id = node_text(group, "group");

	if (gap_lacking(group) <= 0)
		return number;
	cell_span(sheet, 0, WORK_WIDE - 1, STYLE_GROUP,
	    arena_print(mem, _("%s (%s): not shown %lld times"), node_text(group, "name"), id,
		(long long)gap_lacking(group)));
	row_end(sheet);
	for (const struct node *demand = node_first(paper->gap, "gap-demand"); demand;
	     demand = demand->next)
		if (node_is(demand, "group", id) && !node_is(demand, "lacking", "0"))
			number += work_row(sheet, paper, demand, number + 1);
	return number;
}

void gap_assignments(struct report *report, const struct gap_paper *paper)
{
	const char *const head[WORK_WIDE] = { _("No."), _("Code"), _("Requirement"),
		_("Systems that lack it, by state"), _("Systems"), _("To be done by"),
		_("Given out already"), _("Person in charge"), _("From"), _("Until"),
		_("Cost (dong)"), _("Note") };
	struct sheet *sheet = sheet_new(report, _("Assignment"),
	    _("Who does what until when (coloured cells are to be filled in)"), work_widths,
	    WORK_WIDE);
	size_t number = 0;

	row_head(sheet, head, WORK_WIDE, true);
	for (const struct node *group = node_first(paper->gap, "gap-group"); group;
	     group = group->next)
		number = group_rows(sheet, paper, group, number);
	sheet_filter_end(sheet);
	if (!number)
		row_text(sheet, STYLE_PLAIN, _("Nothing is to be handed out."));
	sheet_end(sheet);
}

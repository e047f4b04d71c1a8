/*
 * annual_lists.c - the lists of systems that the report to the ministry is made of: who, which,
 * approved, implemented, with a regulation, following it, inspected.
 */
#include "annual_priv.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *formula_count(struct report *report, const struct range *range)
{
	return range_formula(report->mem, "COUNT(", range, 0, ")");
}

static const char *sum_of(struct arena *mem, const char *a, const char *b)
{
	return arena_print(mem, "%s+%s", a, b);
}

void parts_balance(struct report *report, struct annual_paper *paper, const char *label,
    const struct range *in, const struct range *rest)
{
	int64_t all = node_int(paper->annual->node, "systems", 0);

	balance_add(paper, label,
	    sum_of(report->mem, formula_count(report, in), formula_count(report, rest)), all,
	    paper->systems.sheet ? formula_count(report, &paper->systems) : "0", all, false);
}

/* ---- agencies -------------------------------------------------------------------------------- */

static void sum_row(struct sheet *sheet, const struct range *range, const struct annual *annual,
    size_t first, const char *const *field, size_t count)
{
	struct arena *mem = sheet->report->mem;

	cell_span(sheet, 0, first - 1, STYLE_TOTAL, _("Total"));
	for (size_t i = 0; i < count; i++) {
		int64_t sum = 0;

		for (const struct node *node = node_first(annual->node, "annual-agency"); node;
		     node = node->next)
			sum += node_int(node, field[i], 0);
		cell_formula(sheet, first + i, STYLE_TOTAL_NUMBER,
		    arena_print(mem, "=%s", range_formula(mem, "SUM(", range, first + i, ")")),
		    sum);
	}
	cells_fill(sheet, 0, sheet->columns - 1u);
	row_end(sheet);
}

void annual_agencies(struct report *report, struct annual_paper *paper)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "code" },
		{ _("Agency"), 40, "name" }, { _("State of the hand-in"), 16, "state" },
		{ _("In the report"), 10, "counted" },
		    { _("Systems of this owner"), 12, "systems" },
		{ _("Outside the duty"), 12, "outside" },
		{ _("Number of the hand-in"), 10, "snapshot" },
		{ _("Signed off at"), 16.5, "signed-at" }, { _("Signed off by"), 18, "signed-by" },
		{ _("Returned or accepted at"), 16.5, "decided-at" },
		{ _("Returned or accepted by"), 18, "decided-by" } };
	static const char *const fields[] = { "systems", "outside" };
	const struct node *root = paper->annual->node;
	double width[COUNT(what)];
	struct sheet *sheet;
	const char *yes = yesno_label(true);
	struct arena *mem = report->mem;

	for (size_t i = 0; i < COUNT(what); i++)
		width[i] = what[i].width;
	sheet = sheet_new(report, _("Agencies"), _("Agencies of the owner and their hand-ins"),
	    width, COUNT(what));
	row_text(sheet, STYLE_NOTE, node_is(root, "drafts", "yes")
	    ? _("DRAFT: agencies that have not handed in, or were returned, are counted too.")
	    : _("Only agencies that have handed in or were accepted are counted. What the others"
	    " have is not in the report; they stand here so that they can be reminded."));
	paper->agencies = what_table(
	    sheet, paper->annual, "annual-agency", what, COUNT(what), NULL, true);
	sum_row(sheet, &paper->agencies, paper->annual, 5, fields, COUNT(fields));
	sheet_end(sheet);
	balance_add(paper,
	    _("Systems of the agencies counted, less those outside the duty = systems in the"
	      " report"),
	    arena_print(mem, "%s-%s",
		range_formula(mem, "SUMIF(", &paper->agencies, 4,
		    arena_print(mem, ",\"%s\",%s)", yes,
			range_formula(mem, "", &paper->agencies, 5, ""))),
		range_formula(mem, "SUMIF(", &paper->agencies, 4,
		    arena_print(mem, ",\"%s\",%s)", yes,
			range_formula(mem, "", &paper->agencies, 6, "")))),
	    node_int(root, "systems", 0),
	    arena_print(mem, "%lld", (long long)node_int(root, "systems", 0)),
	    node_int(root, "systems", 0), false);
}

/* ---- 1: owner, specialised unit, operators --------------------------------------------------- */

static void parties(struct report *report, struct annual_paper *paper, size_t content)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Role"), 16, "kind" },
		{ _("Name"), 34, "name" },
		{ _("Document setting out functions and duties"), 36, "regulation" },
		{ _("Representative"), 20, "representative" }, { _("Position"), 18, "position" },
		{ _("Address"), 32, "address" }, { _("Telephone"), 14, "phone" },
		{ _("E-mail"), 22, "email" }, { _("Number of systems"), 10, "systems" } };
	struct sheet *sheet = content_sheet(report, paper, content, _("General information"),
	    _("Owner, specialised unit and operators"), what, COUNT(what));
	struct range range = what_table(
	    sheet, paper->annual, "annual-party", what, COUNT(what), NULL, true);

	row_text(sheet, STYLE_NOTE,
	    _("An empty cell: not entered. A name that stands in several rows is described in"
	      " different ways by its systems: make them agree."));
	paper->total[content] = formula_count(report, &range);
	sheet_end(sheet);
}

/* ---- 2: all systems -------------------------------------------------------------------------- */

static int64_t of_level(const struct annual *annual, int64_t level)
{
	int64_t count = 0;

	for (const struct node *node = node_first(annual->node, "annual-system"); node;
	     node = node->next)
		count += node_int(node, "level", 0) == level;
	return count;
}

static void levels(struct sheet *sheet, struct annual_paper *paper, size_t column)
{
	struct arena *mem = sheet->report->mem;
	const char *whole = "";
	int64_t all = 0;

	row_section(sheet, _("By level"));
	for (int level = 0; level <= 5; level++) {
		const char *label = level ? arena_print(mem, _("level %d"), level)
					  : _("not determined");
		const char *criterion = level ? arena_print(mem, ",%d)", level)
					      : arena_print(mem, ",\"%s\")", label);
		int64_t count = of_level(paper->annual, level);
		const char *formula = range_formula(
		    mem, "COUNTIF(", &paper->systems, column, criterion);

		cell_span(sheet, 0, 3, STYLE_LABEL, text_capital(mem, label));
		cell_formula(sheet, 4, STYLE_NUMBER, arena_print(mem, "=%s", formula), count);
		row_end(sheet);
		whole = arena_print(mem, "%s%s%s", whole, level ? "+" : "", formula);
		all += count;
	}
	balance_add(paper, _("Systems of all levels and without a level = all systems"), whole, all,
	    formula_count(sheet->report, &paper->systems),
	    node_int(paper->annual->node, "systems", 0), false);
}

static void systems(struct report *report, struct annual_paper *paper, size_t content)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "agency" },
		{ _("System code"), 16, "code" }, { _("System name"), 44, "name" },
		{ _("State"), 16, "state" }, { _("Operator"), 44, "operator" },
		{ _("Proposed level"), 11, "proposed-level" },
		    { _("Level that counts"), 14, "level" },
		{ _("Note"), 26, "note" } };
	struct sheet *sheet = content_sheet(report, paper, content, _("List of systems"),
	    _("Information systems of the owner"), what, COUNT(what));

	paper->systems = what_table(
	    sheet, paper->annual, "annual-system", what, COUNT(what), NULL, true);
	paper->total[content] = formula_count(report, &paper->systems);
	row_text(sheet, STYLE_NOTE,
	    _("The level that counts is the approved one, else the proposed one, else the one"
	      " that follows from the criteria."));
	levels(sheet, paper, 7);
	sheet_end(sheet);
}

/* ---- 3: approved ----------------------------------------------------------------------------- */

static void approved(struct report *report, struct annual_paper *paper, size_t content)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "agency" },
		{ _("System code"), 16, "code" }, { _("System name"), 44, "name" },
		{ _("Approved level"), 10, "approved-level" },
		{ _("Approval decision"), 28, "approval-number" },
		{ _("Date of approval"), 12, "approval-date" },
		{ _("Approved by"), 34, "approval-by" },
		{ _("Approval and period"), 16, "approval-period" } };
	const struct what rest[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "agency" },
		{ _("System code"), 16, "code" }, { _("System name"), 44, "name" },
		{ _("Proposed level"), 10, "proposed-level" },
		{ _("Operator"), 28, "operator" }, { _("Expected by"), 12, "approval-expected" },
		{ _("Reason for proposing another level"), 34, "proposed-reason" },
		{ _("State"), 16, "state" } };
	struct sheet *sheet = content_sheet(report, paper, content, _("Approved"),
	    _("Systems whose level proposal is approved"), what, COUNT(what));
	struct range in = what_table(
	    sheet, paper->annual, "annual-system", what, COUNT(what), is_approved, true);
	struct range out;
	struct arena *mem = report->mem;
	int64_t count = node_int(paper->annual->node, "approved", 0);
	int64_t complete = 0;

	row_section(sheet, _("Not approved yet"));
	out = what_table(sheet, paper->annual, "annual-system", rest, COUNT(rest),
	    is_not_approved, false);
	sheet_end(sheet);
	for (const struct node *node = node_first(paper->annual->node, "annual-system"); node;
	     node = node->next)
		complete += is_approved(node) && node_get(node, "approval-number") &&
		    node_get(node, "approval-date");
	paper->total[content] = formula_count(report, &in);
	parts_balance(report, paper, _("Approved and not approved = all systems"), &in, &out);
	balance_add(paper, _("Approved systems with number and date of the decision = approved"),
	    range_formula(mem, "COUNTIFS(", &in, 5,
	    arena_print(mem, ",\"?*\",%s", range_formula(mem, "", &in, 6, ",\">0\")"))), complete,
	    formula_count(report, &in), count, false);
}

/* ---- 4: implementation ----------------------------------------------------------------------- */

static int64_t of_class(const struct annual *annual, const char *code, bool approved_only)
{
	int64_t count = 0;

	for (const struct node *node = node_first(annual->node, "annual-system"); node;
	     node = node->next)
		count += node_is(node, "implementation", code) &&
		    (!approved_only || is_approved(node));
	return count;
}

static void classes(struct sheet *sheet, struct annual_paper *paper)
{
	static const char *const codes[] = { "full", "partial", "none", "unassessed" };
	const struct annual *annual = paper->annual;
	struct arena *mem = sheet->report->mem;
	const char *yes = yesno_label(true), *whole = "";

	row_section(sheet, _("By class"));
	cell_span(sheet, 0, 3, STYLE_HEAD, _("Class"));
	cell_span(sheet, 4, 5, STYLE_HEAD, _("All systems"));
	cell_span(sheet, 6, 7, STYLE_HEAD, _("Of them approved"));
	row_end(sheet);
	for (size_t i = 0; i < COUNT(codes); i++) {
		const char *label = code_label("annual-system", "implementation", codes[i]);
		const char *formula = range_formula(mem, "COUNTIF(", &paper->classes, 6,
		    arena_print(mem, ",\"%s\")", label));

		cell_span(sheet, 0, 3, STYLE_LABEL, text_capital(mem, label));
		cell_text(sheet, 4, STYLE_EMPTY, "");
		cell_formula(sheet, 5, STYLE_NUMBER, arena_print(mem, "=%s", formula),
		    of_class(annual, codes[i], false));
		cell_text(sheet, 6, STYLE_EMPTY, "");
		cell_formula(sheet, 7, STYLE_NUMBER,
		    arena_print(mem, "=%s",
		    range_formula(mem, "COUNTIFS(", &paper->classes, 6,
		    arena_print(mem, ",\"%s\",%s", label,
		    range_formula(mem, "", &paper->classes, 5,
		    arena_print(mem, ",\"%s\")", yes))))),
		    of_class(annual, codes[i], true));
		row_end(sheet);
		whole = arena_print(mem, "%s%s%s", whole, i ? "+" : "", formula);
	}
	balance_add(paper, _("The classes of implementation add up to all systems"), whole,
	    node_int(annual->node, "full", 0) + node_int(annual->node, "partial", 0) +
		node_int(annual->node, "none", 0) + node_int(annual->node, "unassessed", 0),
	    formula_count(sheet->report, &paper->systems), node_int(annual->node, "systems", 0),
	    false);
}

static void implemented(struct report *report, struct annual_paper *paper, size_t content)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "agency" },
		{ _("System code"), 16, "code" }, { _("System name"), 40, "name" },
		{ _("Level that counts"), 9, "level" }, { _("Level approved"), 9, NULL },
		{ _("Implementation"), 24, "implementation" }, { _("Score (of 1000)"), 9, "score" },
		{ _("Coverage (of 1000)"), 9, "coverage" }, { _("met"), 7, "met" },
		{ _("partly met"), 7, "partial" }, { _("not met"), 7, "unmet" },
		{ _("not applicable"), 8, "n-a" }, { _("not assessed yet"), 8, "unassessed" },
		{ _("Fully in place by"), 12, "implementation-expected" } };
	struct sheet *sheet = content_sheet(report, paper, content, _("Implementation"),
	    _("Systems by how far the measures are implemented"), what, COUNT(what));
	int64_t rows = 0;

	what_head(sheet, what, COUNT(what), true);
	paper->classes = (struct range){ sheet->name, sheet->row, sheet->row };
	for (const struct node *node = node_first(paper->annual->node, "annual-system"); node;
	     node = node->next) {
		cell_number(sheet, 0, STYLE_NUMBER, ++rows);
		for (size_t i = 1; i < COUNT(what); i++) {
			if (what[i].field)
				what_cell(sheet, i, node, what[i].field);
			else
				cell_text(sheet, i, STYLE_CENTRE, yesno_label(is_approved(node)));
		}
		row_end(sheet);
	}
	paper->classes.first = rows ? paper->classes.first : 1;
	paper->classes.last = rows ? sheet->row - 1 : 0;
	sheet_filter_end(sheet);
	classes(sheet, paper);
	row_text(sheet, STYLE_NOTE,
	    _("Fully: everything that applies is assessed and met. Partly: something is met or"
	      " partly met. Not: what is assessed is not met. Where nothing is assessed there is no"
	      " score: that is not a zero."));
	sheet_end(sheet);
	paper->total[content] = formula_count(report, &paper->classes);
}

/* ---- 5, 6: regulation ------------------------------------------------------------------------ */

static void regulated(struct report *report, struct annual_paper *paper, size_t content)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "agency" },
		{ _("System code"), 16, "code" }, { _("System name"), 50, "name" },
		{ _("Level that counts"), 10, "level" },
		{ _("Number of the security regulation"), 34, "regulation-number" },
		{ _("Date"), 12, "regulation-date" },
		{ _("Issued by"), 40, "regulation-by" } };
	const struct what rest[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "agency" },
		{ _("System code"), 16, "code" }, { _("System name"), 50, "name" },
		{ _("Level that counts"), 10, "level" }, { _("Operator"), 34, "operator" } };
	struct sheet *sheet = content_sheet(report, paper, content, _("With regulation"),
	    _("Systems that have a security regulation"), what, COUNT(what));
	struct range in = what_table(
	    sheet, paper->annual, "annual-system", what, COUNT(what), is_regulated, true);
	struct range out;

	row_section(sheet, _("Without a security regulation"));
	out = what_table(sheet, paper->annual, "annual-system", rest, COUNT(rest),
	    is_not_regulated, false);
	sheet_end(sheet);
	paper->total[content] = formula_count(report, &in);
	parts_balance(report, paper, _("With and without a regulation = all systems"), &in, &out);
}

static void followed(struct report *report, struct annual_paper *paper, size_t content)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "agency" },
		{ _("System code"), 16, "code" }, { _("System name"), 50, "name" },
		{ _("State"), 18, "state" },
		{ _("Number of the security regulation"), 34, "regulation-number" },
		{ _("Followed"), 18, "regulation-followed" } };
	const struct what rest[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "agency" },
		{ _("System code"), 16, "code" }, { _("System name"), 50, "name" },
		{ _("Has a regulation"), 18, "regulated" },
		{ _("Number of the security regulation"), 34, "regulation-number" },
		{ _("Followed"), 18, "regulation-followed" } };
	struct sheet *sheet = content_sheet(report, paper, content, _("Following"),
	    paper->annual->form ? _("Systems that follow their regulation")
	    : _("Systems that follow their security regulation"), what, COUNT(what));
	struct range in = what_table(
	    sheet, paper->annual, "annual-system", what, COUNT(what), is_followed, true);
	struct range out;
	int64_t with = node_int(paper->annual->node, "regulated", 0);

	row_section(sheet, _("Other systems"));
	out = what_table(sheet, paper->annual, "annual-system", rest, COUNT(rest),
	    is_not_followed, false);
	sheet_end(sheet);
	paper->total[content] = formula_count(report, &in);
	parts_balance(report, paper, _("Following and others = all systems"), &in, &out);
	balance_add(paper, _("Following are at most those with a regulation"),
	    formula_count(report, &in), node_int(paper->annual->node, "followed", 0),
	    arena_print(report->mem, "%lld", (long long)with), with, true);
}

/* ---- 7: inspection --------------------------------------------------------------------------- */

static void inspection_rules(struct sheet *sheet, const struct pack *pack)
{
	struct arena *mem = sheet->report->mem;

	row_section(sheet, _("What is laid down"));
	for (size_t i = 0; i < pack->inspection.count; i++) {
		const struct sourced *rule = &pack->inspection.at[i];

		cell_span(sheet, 0, 3, STYLE_LABEL,
		    with_status(mem, pack_cite(pack, rule->cite, mem), rule->status));
		cell_span(sheet, 4, sheet->columns - 1u, STYLE_TEXT, words_now(&rule->text));
		row_end(sheet);
	}
}

static void inspected(struct report *report, struct annual_paper *paper, size_t content)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "agency" },
		{ _("System code"), 16, "code" }, { _("System name"), 40, "name" },
		{ _("Level that counts"), 10, "level" },
		{ _("Cycle in months"), 8, "inspection-months" },
		{ _("Last inspection"), 12, "inspected" },
		{ _("Inspection and period"), 14, "inspection-period" },
		{ _("Next by"), 12, "inspection-due" }, { _("Inspected by"), 30, "inspected-by" },
		{ _("Inspection report"), 24, "inspection-report" },
		{ _("Result"), 20, "inspection" } };
	struct sheet *sheet = content_sheet(report, paper, content, _("Inspected"),
	    _("Systems inspected and assessed as laid down"), what, COUNT(what));
	struct range in = what_table(
	    sheet, paper->annual, "annual-system", what, COUNT(what), is_inspected, true);
	struct range out;

	row_section(sheet, _("Not inspected, or the cycle has run out"));
	out = what_table(sheet, paper->annual, "annual-system", what, COUNT(what),
	    is_not_inspected, false);
	inspection_rules(sheet, paper->annual->pack);
	row_text(sheet, STYLE_NOTE,
	    _("The cycle is that of the level; levels without one of their own take that of the"
	      " whole agency. It is looked at on the last day of the period, or today when that is"
	      " earlier."));
	sheet_end(sheet);
	paper->total[content] = formula_count(report, &in);
	parts_balance(
	    report, paper, _("Inspected within the cycle and others = all systems"), &in, &out);
}

/* ---- 10: regulations as documents ------------------------------------------------------------ */

static bool same_document(const struct node *a, const struct node *b)
{
	return strcmp(node_text(a, "regulation-number"), node_text(b, "regulation-number")) == 0 &&
	    strcmp(node_text(a, "regulation-date"), node_text(b, "regulation-date")) == 0 &&
	    strcmp(node_text(a, "regulation-by"), node_text(b, "regulation-by")) == 0;
}

static bool seen_document(const struct node *first, const struct node *node)
{
	for (; first != node; first = first->next)
		if (is_regulated(first) && same_document(first, node))
			return true;
	return false;
}

enum { CODES_SHOWN = 300 };

static void document_row(struct sheet *sheet, const struct node *node, int64_t number)
{
	struct arena *mem = sheet->report->mem;
	struct buffer codes = { 0 };
	int64_t systems = 0;

	for (const struct node *other = node; other; other = other->next) {
		if (!is_regulated(other) || !same_document(other, node))
			continue;
		if (systems++ < CODES_SHOWN)
			buffer_print(&codes, "%s%s", codes.length ? ", " : "",
			    node_text(other, "code"));
	}
	if (systems > CODES_SHOWN)
		buffer_print(&codes, _(" and %zu more"), (size_t)systems - CODES_SHOWN);
	cell_number(sheet, 0, STYLE_NUMBER, number);
	what_cell(sheet, 1, node, "regulation-number");
	what_cell(sheet, 2, node, "regulation-date");
	what_cell(sheet, 3, node, "regulation-by");
	cell_number(sheet, 4, STYLE_NUMBER, systems);
	cell_text(sheet, 5, STYLE_TEXT, arena_copy(mem, codes.text));
	row_end(sheet);
	buffer_release(&codes);
}

static void regulations(struct report *report, struct annual_paper *paper, size_t content)
{
	const struct what what[] = { { _("No."), 5, NULL },
		{ _("Issuing decision and regulation"), 44, NULL }, { _("Date"), 12, NULL },
		{ _("Issued by"), 44, NULL }, { _("Number of systems"), 10, NULL },
		{ _("Systems"), 60, NULL } };
	struct sheet *sheet = content_sheet(report, paper, content, _("Regulations"),
	    _("Issuing decisions and security regulations"), what, COUNT(what));
	const struct node *first = node_first(paper->annual->node, "annual-system");
	int64_t with = node_int(paper->annual->node, "regulated", 0), rows = 0;
	struct range range = { sheet->name, 1, 0 };

	what_head(sheet, what, COUNT(what), true);
	range.first = sheet->row;
	for (const struct node *node = first; node; node = node->next)
		if (is_regulated(node) && !seen_document(first, node))
			document_row(sheet, node, ++rows);
	range.last = rows ? sheet->row - 1 : 0;
	sheet_filter_end(sheet);
	if (rows == 0)
		row_text(sheet, STYLE_TEXT, _("None."));
	row_text(sheet, STYLE_NOTE,
	    _("Attach the decisions and the regulations themselves to the report."));
	sheet_end(sheet);
	paper->total[content] = range_formula(report->mem, "SUM(", &range, 4, ")");
	balance_add(paper, _("Systems under the regulations listed = systems with a regulation"),
	    range_formula(report->mem, "SUM(", &range, 4, ")"), with,
	    arena_print(report->mem, "%lld", (long long)with), with, false);
}

void annual_content(struct report *report, struct annual_paper *paper, size_t content)
{
	switch (annual_topic(content_of(paper->annual, content))) {
	case ANNUAL_PARTIES:
		parties(report, paper, content);
		return;
	case ANNUAL_SYSTEMS:
		systems(report, paper, content);
		return;
	case ANNUAL_APPROVED:
		approved(report, paper, content);
		return;
	case ANNUAL_IMPLEMENTED:
		implemented(report, paper, content);
		return;
	case ANNUAL_REGULATED:
		regulated(report, paper, content);
		return;
	case ANNUAL_FOLLOWED:
		followed(report, paper, content);
		return;
	case ANNUAL_INSPECTED:
		inspected(report, paper, content);
		return;
	case ANNUAL_REGULATIONS:
		regulations(report, paper, content);
		return;
	case ANNUAL_ASSESSED:
	case ANNUAL_MEASURES:
		return; /* annual_rows */
	case ANNUAL_SECURITY_LIST:
		annual_annex(report, paper, content);
		return;
	case ANNUAL_OTHER:
		annual_other(report, paper, content);
		return;
	case ANNUAL_SITUATION:
	case ANNUAL_PROGRESS:
	case ANNUAL_EFFECT:
	case ANNUAL_CHANGE:
		annual_situation(report, paper, content);
		return;
	}
}

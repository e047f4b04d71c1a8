/*
 * annual_annex.c - annexes to a form for what the duty asks and the form has no column for: the
 * operators, the list of national security; and the remarks on the form.
 */
#include "annual_form_priv.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- types ----------------------------------------------------------------------------------- */

const char *type_letter(int64_t rank)
{
	static const char *const letters[] = { "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k",
		"l", "m" };

	return rank > 0 && rank <= (int64_t)COUNT(letters) ? letters[rank - 1] : "";
}

const char *not_classified(void)
{
	return _("not classified");
}

const char *type_of(const struct annual *annual, const struct node *system)
{
	const char *type = node_get(system, "type");
	const struct node *node = type ? node_find(annual->node, "annual-type", "type", type)
				       : NULL;

	return node ? type_letter(node_int(node, "rank", 0)) : not_classified();
}

static const char *legend(const struct annual *annual)
{
	struct arena *mem = annual->arena;
	const char *text = "";

	for (const struct node *node = node_first(annual->node, "annual-type"); node;
	     node = node->next)
		if (!node_is(node, "type", "none"))
			text = arena_print(mem, "%s%s%s) %s", text, *text ? "; " : "",
			    type_letter(node_int(node, "rank", 0)), node_text(node, "name"));
	return text;
}

/* ---- operators ------------------------------------------------------------------------------- */

static void operators(struct report *report, struct annual_paper *paper, size_t content)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Agency code"), 10, "agency" },
		{ _("System code"), 14, "code" }, { _("System name"), 34, "name" },
		{ _("Type"), 8, NULL }, { _("State"), 13, "state" },
		{ _("Operator"), 28, "operator" },
		{ _("Document setting out functions and duties"), 28, "operator-regulation" },
		{ _("Representative"), 18, "operator-representative" },
		{ _("Position"), 16, "operator-position" },
		{ _("Address"), 26, "operator-address" },
		{ _("Telephone"), 14, "operator-phone" }, { _("E-mail"), 25, "operator-email" } };
	const struct annual *annual = paper->annual;
	struct sheet *sheet = content_sheet(report, paper, content, _("Operators"),
	    _("Information systems and their operators"), what, COUNT(what));
	int64_t rows = 0;

	what_head(sheet, what, COUNT(what), true);
	paper->systems = (struct range){ sheet->name, sheet->row, 0 };
	for (const struct node *node = node_first(annual->node, "annual-system"); node;
	     node = node->next) {
		cell_number(sheet, 0, STYLE_NUMBER, ++rows);
		for (size_t i = 1; i < COUNT(what); i++) {
			if (what[i].field)
				what_cell(sheet, i, node, what[i].field);
			else
				cell_text(sheet, i, node_get(node, "type") ? STYLE_CENTRE
				    : STYLE_UNASSESSED, type_of(annual, node));
		}
		row_end(sheet);
		paper->systems.last = sheet->row - 1;
	}
	if (rows == 0) {
		paper->systems.first = 1;
		row_text(sheet, STYLE_TEXT, _("None."));
	}
	sheet_filter_end(sheet);
	row_text(sheet, STYLE_NOTE, arena_print(report->mem, _("Types: %s."), legend(annual)));
	row_text(sheet, STYLE_NOTE,
	    _("The numbers are those of the form. Owner and specialised unit stand in section 2 of"
	      " the form."));
	sheet_end(sheet);
	paper->name[content] = arena_print(report->mem, "%s; %s", paper->form, sheet->name);
}

/* ---- the list of national security ----------------------------------------------------------- */

static bool is_listed(const struct node *system)
{
	return node_get(system, "security-list") && !node_is(system, "security-list", "no");
}

static bool is_not_asked(const struct node *system)
{
	return !node_get(system, "security-list");
}

static void security_list(struct report *report, struct annual_paper *paper, size_t content)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "agency" },
		{ _("System code"), 16, "code" }, { _("System name"), 44, "name" },
		{ _("Level that counts"), 10, "level" }, { _("Operator"), 34, "operator" },
		{ _("Criterion"), 48, "security-criterion" },
		{ _("State of the dossier"), 24, "security-list" } };
	const struct annual *annual = paper->annual;
	const struct sourced *listed = &annual->pack->listed;
	struct sheet *sheet = content_sheet(report, paper, content, _("National security"),
	    _("Systems eligible for the list of systems important to national security"), what,
	    COUNT(what));
	struct range range = what_table(
	    sheet, annual, "annual-system", what, COUNT(what), is_listed, true);
	struct arena *mem = report->mem;
	int64_t open = count_of(annual, "annual-system", is_not_asked);

	if (listed->text.vi)
		row_text(sheet, STYLE_NOTE, arena_print(mem, "%s (%s)", words_now(&listed->text),
		    with_status(mem, pack_cite(annual->pack, listed->cite, mem), listed->status)));
	if (open > 0)
		row_text(sheet, STYLE_NOTE, arena_print(mem,
		    _("For %lld systems it is not entered whether they are eligible; they are not"
		    " listed here."), (long long)open));
	sheet_end(sheet);
	paper->total[content] = range_formula(mem, "COUNT(", &range, 0, ")");
}

/* ---- where a content is answered ------------------------------------------------------------- */

static const char *counted_there(const struct annual_paper *paper, enum annual_topic topic)
{
	struct arena *mem = paper->annual->arena;
	const char *rows = form_column(mem, paper->form, 0);

	if (topic == ANNUAL_SYSTEMS || topic == ANNUAL_IMPLEMENTED)
		return arena_print(mem, "COUNT(%s)", rows);
	if (topic == ANNUAL_APPROVED)
		return form_reached(paper, paper->form, "approved");
	if (topic == ANNUAL_INSPECTED)
		return arena_print(mem, "COUNTIFS(%s,\">0\",%s,\"?*\")", rows,
		    form_column(mem, paper->form, FORM_INSPECTION));
	return NULL;
}

static void on_the_form(struct annual_paper *paper, size_t content, enum annual_topic topic)
{
	paper->name[content] = paper->form;
	paper->total[content] = counted_there(paper, topic);
}

void annual_annex(struct report *report, struct annual_paper *paper, size_t content)
{
	enum annual_topic topic = annual_topic(content_of(paper->annual, content));

	switch (topic) {
	case ANNUAL_PARTIES:
		operators(report, paper, content);
		return;
	case ANNUAL_SECURITY_LIST:
		security_list(report, paper, content);
		return;
	case ANNUAL_SYSTEMS:
	case ANNUAL_APPROVED:
	case ANNUAL_IMPLEMENTED:
	case ANNUAL_REGULATED:
	case ANNUAL_INSPECTED:
	case ANNUAL_REGULATIONS:
		on_the_form(paper, content, topic);
		return;
	case ANNUAL_FOLLOWED:
	case ANNUAL_ASSESSED:
	case ANNUAL_MEASURES:
	case ANNUAL_OTHER:
	case ANNUAL_SITUATION:
	case ANNUAL_PROGRESS:
	case ANNUAL_EFFECT:
	case ANNUAL_CHANGE:
		annual_content(report, paper, content);
		return;
	}
}

/* ---- remarks --------------------------------------------------------------------------------- */

void annual_remarks(struct report *report, struct annual_paper *paper)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "agency" },
		{ _("System code"), 16, "system" }, { _("Column of the form"), 10, "column" },
		{ _("Kind"), 18, "kind" }, { _("What is to be looked at"), 100, "text" } };
	double width[COUNT(what)];
	struct sheet *sheet;

	for (size_t i = 0; i < COUNT(what); i++)
		width[i] = what[i].width;
	sheet = sheet_new(report, _("To be looked at"),
	    _("What the form contradicts, lacks, or leaves to be looked at"), width, COUNT(what));
	row_text(sheet, STYLE_NOTE,
	    _("Found by the form's own checks, row by row. Clear it up before signing, or be ready"
	      " to explain it. This sheet is for the owner; it need not be sent."));
	what_table(sheet, paper->annual, "annual-remark", what, COUNT(what), NULL, true);
	sheet_end(sheet);
}

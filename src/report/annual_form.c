/*
 * annual_form.c - the form of the yearly report as the regulation lays it down: totals, the owner
 * and its specialised unit, the table of systems by numbered columns, who signs.
 */
#include "annual_form_priv.h"

#include <stdio.h>
#include <string.h>

enum { LABEL_LAST = 8, /* of a total: its label, then its figure */
	PARTY_LAST = 3 };

static const double widths[FORM_WIDE] = { 5.5, 30, 20, 24, 8, 13, 23, 23, 12.5, 15, 12.5, 15 };

/* ---- section 1: totals ----------------------------------------------------------------------- */

static const char *numbered(struct arena *mem, int number, const char *text)
{
	return arena_print(mem, "%d. %s", number, text);
}

static void total(struct sheet *sheet, const char *label, const char *formula, int64_t value)
{
	cell_span(sheet, 0, LABEL_LAST, STYLE_TEXT, label);
	cell_formula_span(sheet, LABEL_LAST + 1, FORM_WIDE - 1, STYLE_NUMBER,
	    arena_print(sheet->report->mem, "=%s", formula), value);
	row_end(sheet);
}

static void type_rows(struct sheet *sheet, const struct annual_paper *paper)
{
	const struct annual *annual = paper->annual;
	struct arena *mem = sheet->report->mem;

	for (const struct node *node = node_first(annual->node, "annual-type"); node;
	     node = node->next) {
		bool none = node_is(node, "type", "none");
		const char *letter = none ? not_classified()
					  : type_letter(node_int(node, "rank", 0));
		const char *label = none ? arena_print(mem, "      – %s", node_text(node, "name"))
		    : arena_print(mem, "      %s) %s", letter, node_text(node, "name"));

		total(sheet, label, range_formula(mem, "COUNTIF(", &paper->systems, 4,
		    arena_print(mem, ",%s)", form_quoted(mem, letter))),
		    node_int(node, "systems", 0));
	}
}

static void classified(struct sheet *sheet, const struct annual_paper *paper)
{
	const struct annual *annual = paper->annual;
	struct arena *mem = sheet->report->mem;
	lxw_row_t first = sheet->row + 1;
	size_t types = node_count(annual->node, "annual-type");

	total(sheet, numbered(mem, 2,
	    form_line(annual->form, "total-2", _("Systems classified by type"))),
	    types < 2 ? "0" : arena_print(mem, "SUM(%s:%s)",
	    cell_name(mem, first, LABEL_LAST + 1),
	    cell_name(mem, first + (lxw_row_t)types - 2, LABEL_LAST + 1)),
	    node_int(annual->node, "classified", 0));
	type_rows(sheet, paper);
}

/* Systems that keep the day for all of them open, by their codes. */
static const char *undated(const struct annual *annual)
{
	enum { SHOWN = 20 };
	struct arena *mem = annual->arena;
	const char *codes = "";
	int64_t count = 0;

	for (const struct node *node = node_first(annual->node, "annual-system"); node;
	     node = node->next) {
		if (node_is(node, "form-status", "approved") || node_get(node, "approval-expected"))
			continue;
		if (count++ < SHOWN)
			codes = arena_print(mem, "%s%s%s", codes, *codes ? ", " : "",
			    node_text(node, "code"));
	}
	if (count > SHOWN)
		codes = arena_print(mem, _("%s and %zu more"), codes, (size_t)count - SHOWN);
	return codes;
}

static void approval_of_all(struct sheet *sheet, const struct annual *annual)
{
	const struct node *root = annual->node;
	struct arena *mem = sheet->report->mem;
	const char *last = node_get(root, "approval-all");
	day date;

	cell_span(sheet, 0, LABEL_LAST, STYLE_TEXT, numbered(mem, 7, form_line(annual->form,
	    "total-7", _("Approval of the level of all systems expected by"))));
	if (last && day_parse(&date, last, NULL) == OK)
		cell_formula_span(sheet, LABEL_LAST + 1, FORM_WIDE - 1, STYLE_DAY,
		    arena_print(mem, "=MAX(%s)", form_column(mem, NULL, FORM_APPROVAL_BY)),
		    (int64_t)date + 25569);
	else
		cell_span(sheet, LABEL_LAST + 1, FORM_WIDE - 1, STYLE_CENTRE,
		    node_int(root, "approval-undated", 0) ? _("not known")
		    : _("all are approved"));
	row_end(sheet);
	if (node_int(root, "approval-undated", 0) > 0) {
		cell_span(sheet, 0, LABEL_LAST, STYLE_HINT, arena_print(mem,
		    _("      not yet known for the systems without an expected day: %s"),
		    undated(annual)));
		cell_span(sheet, LABEL_LAST + 1, FORM_WIDE - 1, STYLE_NUMBER, "");
		row_end(sheet);
	}
}

static void section_totals(struct sheet *sheet, const struct annual_paper *paper)
{
	const struct annual *annual = paper->annual;
	const struct form *form = annual->form;
	const struct node *root = annual->node;
	struct arena *mem = sheet->report->mem;

	row_section(sheet, _("1. General information"));
	total(sheet, numbered(mem, 1,
	    form_line(form, "total-1", _("Information systems managed"))),
	    arena_print(mem, "COUNT(%s)", form_column(mem, NULL, 0)),
	    node_int(root, "systems", 0));
	classified(sheet, paper);
	total(sheet, numbered(mem, 3,
	    form_line(form, "total-3", _("Systems whose level dossier is prepared"))),
	    form_reached(paper, NULL, "sent"), node_int(root, "dossiers", 0));
	total(sheet, numbered(mem, 4,
	    form_line(form, "total-4", _("Systems whose level dossier is appraised"))),
	    form_reached(paper, NULL, "appraised"), node_int(root, "appraised", 0));
	total(sheet, numbered(mem, 5,
	    form_line(form, "total-5", _("Systems whose level is approved"))),
	    form_reached(paper, NULL, "approved"), node_int(root, "approved", 0));
	total(sheet, numbered(mem, 6, form_line(form, "total-6",
	    _("Approved systems that were inspected and assessed periodically"))),
	    form_inspected(paper, NULL), node_int(root, "approved-inspected", 0));
	approval_of_all(sheet, annual);
}

/* ---- section 2: who reports ------------------------------------------------------------------ */

static size_t fullness(const struct node *party)
{
	size_t count = 0;

	for (size_t i = 0; i < party->shape->field_count; i++)
		count += party->value[i] != NULL;
	return count;
}

/* Of several ways one party is described, the fullest; the first of them stands for its name. */
static const struct node *fullest(const struct node *first, const struct node *party)
{
	const struct node *best = NULL;

	for (const struct node *node = first; node; node = node->next) {
		if (!node_is(node, "kind", node_text(party, "kind")) ||
		    !node_is(node, "name", node_text(party, "name")))
			continue;
		if (!best && node != party)
			return NULL; /* told before */
		if (!best || fullness(node) > fullness(best))
			best = node;
	}
	return best;
}

static void party_row(struct sheet *sheet, const char *label, const char *first,
    const char *second)
{
	cell_span(sheet, 0, PARTY_LAST - 1, STYLE_LABEL, label);
	if (second) {
		cell_span(sheet, PARTY_LAST, FORM_STATUS + 1, STYLE_TEXT, first);
		cell_span(sheet, FORM_STATUS + 2, FORM_WIDE - 1, STYLE_TEXT, second);
	} else {
		cell_span(sheet, PARTY_LAST, FORM_WIDE - 1, STYLE_TEXT, first);
	}
	row_end(sheet);
}

static void party(struct sheet *sheet, const struct form *form, const char *kind,
    const struct node *node)
{
	static const struct {
		const char *first, *second;
	} line[] = { { "name", NULL }, { "regulation", NULL }, { "representative", "position" },
		{ "address", NULL }, { "phone", "email" } };
	const char *const own[] = { _("(1) Name"),
		_("(2) Document setting out functions, duties and powers"),
		_("(3) Head: name; position"), _("(4) Address"), _("(5) Telephone; e-mail") };

	for (size_t i = 0; i < sizeof(line) / sizeof(line[0]); i++) {
		char id[16];

		snprintf(id, sizeof(id), "%s-%zu", kind, i + 1);
		party_row(sheet, form_line(form, id, own[i]),
		    node ? node_text(node, line[i].first) : "",
		    line[i].second ? node ? node_text(node, line[i].second) : "" : NULL);
	}
}

/* id: how the form's fields for them begin. */
static void parties(struct sheet *sheet, const struct annual *annual, const char *kind,
    const char *id)
{
	const struct node *first = node_first(annual->node, "annual-party");
	bool told = false;

	for (const struct node *node = first; node; node = node->next) {
		const struct node *best = node_is(node, "kind", kind) ? fullest(first, node) : NULL;

		if (best)
			party(sheet, annual->form, id, best);
		told = told || best;
	}
	if (!told)
		party(sheet, annual->form, id, NULL);
}

/* ---- section 3: the table -------------------------------------------------------------------- */

/* "15/QĐ-UBND of 01/02/2025" and under it the body. */
static const char *act_text(struct arena *mem, const char *number, const char *date,
    const char *body)
{
	const char *text = number ? number : "";

	if (date)
		text = *text ? arena_print(mem, _("%s dated %s"), text, day_show(mem, date))
		    : day_show(mem, date);
	return !body ? text : *text ? arena_print(mem, "%s\n%s", text, body) : body;
}

static void row_of(
    struct sheet *sheet, const struct annual *annual, const struct node *node, int64_t number)
{
	struct arena *mem = sheet->report->mem;
	bool approved = node_is(node, "form-status", "approved");
	bool full = node_is(node, "form-implementation", "full");
	const char *inspected = node_get(node, "form-inspection");

	cell_number(sheet, 0, STYLE_NUMBER, number);
	cell_text(sheet, 1, STYLE_TEXT, node_text(node, "name"));
	cell_text(sheet, 2, STYLE_TEXT, node_text(annual->node, "owner"));
	cell_text(sheet, 3, STYLE_TEXT, node_text(node, "operator"));
	cell_known(sheet, 4, (int)node_int(node, "level", 0));
	cell_text(sheet, FORM_STATUS, STYLE_CENTRE,
	    form_status(annual, node_text(node, "form-status")));
	cell_text(sheet, FORM_DECISION, STYLE_TEXT, !approved ? "" : act_text(mem,
	    node_get(node, "approval-number"), node_get(node, "approval-date"),
	    node_get(node, "approval-by")));
	cell_text(sheet, FORM_REGULATION, STYLE_TEXT, act_text(mem,
	    node_get(node, "regulation-number"), node_get(node, "regulation-date"),
	    node_get(node, "regulation-by")));
	cell_day(sheet, FORM_APPROVAL_BY, approved ? NULL : node_get(node, "approval-expected"));
	cell_text(sheet, FORM_MEASURES, STYLE_CENTRE, form_allowed(annual, FORM_MEASURES,
	    "form-implementation", node_text(node, "form-implementation")));
	cell_day(sheet, FORM_MEASURES_BY, full ? NULL : node_get(node, "implementation-expected"));
	cell_text(sheet, FORM_INSPECTION, STYLE_CENTRE, !inspected ? ""
	    : form_allowed(annual, FORM_INSPECTION, "form-inspection", inspected));
	row_end(sheet);
}

static void table(struct sheet *sheet, const struct annual *annual)
{
	struct arena *mem = sheet->report->mem;
	int64_t number = 0;

	worksheet_set_h_pagebreaks(sheet->paper, (lxw_row_t[]){ sheet->row + 1, 0 });
	row_section(sheet, _("3. Implementation of security by level, system by system"));
	for (size_t i = 0; i < FORM_WIDE; i++)
		cell_text(sheet, i, STYLE_HEAD, form_head(annual->form, i));
	row_end(sheet);
	for (size_t i = 0; i < FORM_WIDE; i++)
		cell_text(sheet, i, STYLE_HEAD, arena_print(mem, "(%zu)", i + 1));
	row_end(sheet);
	worksheet_repeat_rows(sheet->paper, sheet->row - 2, sheet->row - 1);
	for (const struct node *node = node_first(annual->node, "annual-system"); node;
	     node = node->next)
		row_of(sheet, annual, node, ++number);
	if (number == 0)
		row_text(sheet, STYLE_TEXT, _("None."));
}

/* ---- what the reader of the form must know --------------------------------------------------- */

static const char *body_name(const struct pack *pack, const char *id)
{
	const struct sourced *body = id ? pack_body(pack, id) : NULL;

	return body ? words_now(&body->text) : id ? id : "";
}

static void note(struct sheet *sheet, const char *text)
{
	row_text(sheet, STYLE_NOTE, arena_print(sheet->report->mem, "– %s", text));
}

static void doubts(struct sheet *sheet, const struct pack *pack, const char *prefix)
{
	struct arena *mem = sheet->report->mem;

	for (size_t i = 0; i < pack->doubt.count; i++) {
		const struct sourced *doubt = &pack->doubt.at[i];

		if (doubt->id && strncmp(doubt->id, prefix, strlen(prefix)) == 0)
			note(sheet, with_status(mem, words_now(&doubt->text), doubt->status));
	}
}

/* Other duties that cover the year, and what their packs say of the reports of that year. */
static void beside_notes(struct sheet *sheet, const struct annual *annual)
{
	struct arena *mem = sheet->report->mem;

	for (size_t i = 0; i < annual->besides; i++) {
		const struct pack *pack = annual->beside[i].pack;
		const struct sourced *duty = annual->beside[i].duty;

		note(sheet, arena_print(mem, "%s [%s]", arena_print(mem,
		    _("The report to %s under %s is not sent for this year: this one, to %s, takes"
		    " its place"), body_name(pack, duty->to), pack_cite(pack, duty->cite, mem),
		    node_text(annual->node, "addressee")), status_label(STATUS_OWN)));
		doubts(sheet, pack, arena_print(mem, "doubt-report-%s", annual->options.year));
	}
}

static void notes(struct sheet *sheet, const struct annual *annual)
{
	const struct form *form = annual->form;
	struct arena *mem = sheet->report->mem;

	row_section(sheet, _("Notes (not part of the form)"));
	note(sheet, arena_print(mem, _("Form: %s. Duty: %s"),
	    with_status(mem, pack_cite(annual->pack, form->cite, mem), form->status),
	    with_status(mem, pack_cite(annual->pack, annual->duty->cite, mem),
	    annual->duty->status)));
	note(sheet, arena_print(mem, "%s [%s]",
	    _("The form has no place for a signature: the one above is added"),
	    status_label(STATUS_UNVERIFIED)));
	beside_notes(sheet, annual);
	doubts(sheet, annual->pack, "doubt-report-");
	note(sheet, _("Dossier prepared: sent for appraisal or farther. Periodic inspections: those"
	    " within the period. Fully implemented: everything that applies is met and no action is"
	    " open. What the form does not ask is in the annexes"));
	if (node_count(annual->node, "annual-remark") + node_count(annual->node, "annual-breach"))
		note(sheet, arena_print(mem,
		    _("To be looked at before signing: %zu remarks on the sheet '%s', %zu"
		    " contradictions on the sheet '%s'"),
		    node_count(annual->node, "annual-remark"), _("To be looked at"),
		    node_count(annual->node, "annual-breach"), _("Contradictions")));
}

/* ---- the sheet ------------------------------------------------------------------------------- */

/* By the last word of its number. */
static const char *form_name(struct arena *mem, const struct form *form)
{
	const char *blank = strrchr(form->number, ' ');

	return arena_print(mem, _("Form %s"), blank ? blank + 1 : form->number);
}

struct sheet *annual_form_new(struct report *report, struct annual_paper *paper)
{
	struct sheet *sheet = sheet_bare(
	    report, form_name(report->mem, paper->annual->form), widths, FORM_WIDE);

	paper->form = sheet->name;
	return sheet;
}

void annual_form(struct sheet *sheet, struct annual_paper *paper)
{
	const struct annual *annual = paper->annual;
	const struct node *root = annual->node;
	struct arena *mem = sheet->report->mem;

	cell_span(sheet, FORM_STATUS + 1, FORM_WIDE - 1, STYLE_SIGN, annual->form->number);
	row_end(sheet);
	page_heading(sheet, words_now(&annual->form->title),
	    form_line(annual->form, "subject", ""));
	row_text(sheet, STYLE_SUBTITLE, arena_print(mem,
	    _("(data from %s to %s; made as of %s)"), day_show(mem, node_text(root, "from")),
	    day_show(mem, node_text(root, "to")), day_show(mem, node_text(root, "as-of"))));
	row_at_least(sheet, 20);
	row_text(sheet, STYLE_SIGN, arena_print(mem,
	    _("To: %s (specialised force for cybersecurity)"), node_text(root, "addressee")));
	if (node_is(root, "drafts", "yes"))
		row_text(sheet, STYLE_SAMPLE, _("DRAFT: agencies that have not handed in, or were"
		    " returned, are counted too."));
	section_totals(sheet, paper);
	row_section(sheet, _("2. Owner and specialised unit"));
	parties(sheet, annual, "owner", "owner");
	parties(sheet, annual, "specialised-unit", "unit");
	table(sheet, annual);
	page_signatures(sheet);
	notes(sheet, annual);
	sheet_end(sheet);
}

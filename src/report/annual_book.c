/*
 * annual_book.c - the report of an owner to the ministry as a workbook: cover, one sheet for each
 * content of the duty, sums that must agree, sources, contradictions.
 */
#include "annual_priv.h"

#include <string.h>

#include "capdo/report.h"

enum { WIDE = 12 };

static const double widths[WIDE] = { 7, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13 };

/* ---- the cover ------------------------------------------------------------------------------- */

struct sheet *annual_cover_new(struct report *report)
{
	return sheet_bare(report, _("Report"), widths, WIDE);
}

static void figures(
    struct sheet *sheet, const struct node *root, const char *const *field, size_t count)
{
	struct arena *mem = sheet->report->mem;
	size_t each = WIDE / count;

	for (size_t i = 0; i < count; i++)
		cell_span(sheet, i * each, i * each + each - 1, STYLE_HEAD,
		    text_capital(mem, _(root->shape->field[shape_field(root->shape,
		    field[i])].label)));
	row_end(sheet);
	for (size_t i = 0; i < count; i++)
		cell_span(sheet, i * each, i * each + each - 1, STYLE_KEY,
		    text_group_digits(mem, node_int(root, field[i], 0)));
	row_at_least(sheet, 22);
	row_end(sheet);
}

static void label_row(struct sheet *sheet, const char *label, const char *text)
{
	cell_span(sheet, 0, 2, STYLE_LABEL, label);
	cell_span(sheet, 3, WIDE - 1, STYLE_TEXT, text);
	row_end(sheet);
}

static void basis(struct sheet *sheet, const struct annual *annual)
{
	struct arena *mem = sheet->report->mem;
	const struct node *root = annual->node;
	const char *from = day_show(mem, node_text(root, "from"));
	const char *to = day_show(mem, node_text(root, "to"));

	row_at_least(sheet, 20);
	row_text(sheet, STYLE_SIGN, arena_print(mem, _("To: %s"), node_text(root, "addressee")));
	row_skip(sheet);
	label_row(sheet, _("Legal basis"),
	    with_status(mem, arena_print(mem, "%s. %s", node_text(root, "cite"),
	    words_now(&annual->duty->text)), annual->duty->status));
	label_row(sheet, _("Reporting owner"), node_text(root, "owner"));
	label_row(sheet, _("Period of the data"), node_is(root, "period-given", "yes")
	    ? arena_print(mem, _("from %s to %s"), from, to)
	    : arena_print(mem, _("the duty names no period; here: from %s to %s"), from, to));
	label_row(sheet, _("Last day to send"), day_show(mem, node_text(root, "due")));
	label_row(sheet, _("As of"), strcmp(node_text(root, "as-of"), node_text(root, "to")) < 0
	    ? arena_print(mem, _("%s; the period has not ended yet"),
	    day_show(mem, node_text(root, "as-of"))) : day_show(mem, node_text(root, "as-of")));
	if (node_is(root, "drafts", "yes"))
		row_text(sheet, STYLE_SAMPLE,
		    _("DRAFT: agencies that have not handed in, or were returned, are counted"
		      " too."));
}

static size_t agencies_in(const struct node *root, const char *state)
{
	size_t count = 0;

	for (const struct node *node = node_first(root, "annual-agency"); node; node = node->next)
		count += node_is(node, "state", state);
	return count;
}

static void hand_ins(struct sheet *sheet, const struct node *root)
{
	static const char *const states[] = { "accepted", "submitted", "returned", "signed-off",
		"draft", "missing" };
	struct arena *mem = sheet->report->mem;

	row_section(sheet, _("II. Hand-ins of the agencies"));
	for (size_t i = 0; i < 6; i++)
		cell_span(sheet, i * 2, i * 2 + 1, STYLE_HEAD,
		    text_capital(mem, code_label("annual-agency", "state", states[i])));
	row_end(sheet);
	for (size_t i = 0; i < 6; i++)
		cell_span(sheet, i * 2, i * 2 + 1, STYLE_KEY,
		    arena_print(mem, "%zu", agencies_in(root, states[i])));
	row_at_least(sheet, 22);
	row_end(sheet);
	row_text(sheet, STYLE_NOTE, arena_print(mem,
	    _("In the report: %s of %s agencies. Left out with the others: %s systems. Outside the"
	    " duty by their level: %s systems. By name on the sheet '%s'."),
					node_text(root, "counted"), node_text(root, "agencies"),
					    node_text(root, "left-out"),
					    node_text(root, "outside"), _("Agencies")));
}

static void contents(struct sheet *sheet, const struct annual_paper *paper)
{
	const struct annual *annual = paper->annual;
	struct arena *mem = sheet->report->mem;
	const struct node *node = node_first(annual->node, "annual-content");

	worksheet_set_h_pagebreaks(sheet->paper, (lxw_row_t[]){ sheet->row + 1, 0 });
	row_section(sheet, _("III. Contents of the report"));
	cell_text(sheet, 0, STYLE_HEAD, _("Content"));
	cell_span(sheet, 1, 6, STYLE_HEAD, _("As prescribed"));
	cell_span(sheet, 7, 8, STYLE_HEAD, _("Citation"));
	cell_span(sheet, 9, 10, STYLE_HEAD, _("Sheet"));
	cell_text(sheet, 11, STYLE_HEAD, _("Records"));
	row_end(sheet);
	for (size_t i = 0; i < annual->content_count && node; i++, node = node->next) {
		cell_text(sheet, 0, STYLE_CENTRE, content_number(annual, i));
		cell_span(sheet, 1, 6, STYLE_TEXT, words_now(&content_of(annual, i)->text));
		cell_span(sheet, 7, 8, STYLE_TEXT,
		    with_status(mem, node_text(node, "cite"), content_of(annual, i)->status));
		cell_span(sheet, 9, 10, STYLE_TEXT, paper->name[i] ? paper->name[i] : "");
		if (paper->total[i] && strcmp(paper->total[i], "0") != 0)
			cell_formula(sheet, 11, STYLE_NUMBER,
			    arena_print(mem, "=%s", paper->total[i]), node_int(node, "rows", 0));
		else
			cell_number(sheet, 11, STYLE_NUMBER, node_int(node, "rows", 0));
		row_end(sheet);
	}
}

void annual_cover(struct sheet *sheet, struct annual_paper *paper)
{
	static const char *const first[] = { "systems", "approved", "regulated", "followed",
		"inspected", "items" };
	static const char *const second[] = { "full", "partial", "none", "unassessed" };
	const struct node *root = paper->annual->node;

	page_heading(sheet, arena_print(sheet->report->mem,
	    _("Report on the security of information systems by level, year %s"),
	    node_text(root, "year")), arena_print(sheet->report->mem, _("(made as of %s)"),
	    day_show(sheet->report->mem, node_text(root, "as-of"))));
	basis(sheet, paper->annual);
	row_section(sheet, _("I. Main figures"));
	figures(sheet, root, first, 6);
	figures(sheet, root, second, 4);
	hand_ins(sheet, root);
	contents(sheet, paper);
	row_text(sheet, STYLE_NOTE, arena_print(sheet->report->mem,
	    _("Contradictions found in the data: %zu, on the last sheet."),
	    node_count(root, "annual-breach")));
	page_signatures(sheet);
	sheet_end(sheet);
}

/* Beside a form: what the cover says, without what stands on the form itself. */
void annual_notes(struct report *report, struct annual_paper *paper)
{
	static const char *const figure[] = { "systems", "dossiers", "appraised", "approved",
		"regulated", "items" };
	const struct annual *annual = paper->annual;
	struct sheet *sheet = sheet_bare(report, _("Explanation"), widths, WIDE);

	row_text(sheet, STYLE_TITLE, text_upper(report->mem, _("Basis, hand-ins and contents")));
	row_text(sheet, STYLE_SUBTITLE, report->subject);
	basis(sheet, annual);
	row_section(sheet, _("I. Main figures"));
	figures(sheet, annual->node, figure, 6);
	hand_ins(sheet, annual->node);
	contents(sheet, paper);
	sheet_end(sheet);
}

/* ---- sums that must agree, contradictions ---------------------------------------------------- */

void annual_balances(struct report *report, struct annual_paper *paper)
{
	const double width[] = { 6, 84, 16, 16, 14, 14 };
	const char *const head[] = { _("No."), _("What must agree"), _("Left"), _("Right"),
		_("Difference"), _("Result") };
	struct sheet *sheet = sheet_new(report, _("Cross-checks"),
	    _("Cross-checks: figures that must agree"), width, 6);
	struct arena *mem = report->mem;

	row_head(sheet, head, 6, true);
	for (size_t i = 0; i < paper->balances; i++) {
		const struct balance *balance = &paper->balance[i];
		int64_t difference = balance->left_value - balance->right_value;
		bool good = balance->at_most ? difference <= 0 : difference == 0;

		cell_number(sheet, 0, STYLE_NUMBER, (int64_t)i + 1);
		cell_text(sheet, 1, STYLE_TEXT, balance->label);
		cell_formula(sheet, 2, STYLE_NUMBER, arena_print(mem, "=%s", balance->left),
		    balance->left_value);
		cell_formula(sheet, 3, STYLE_NUMBER, arena_print(mem, "=%s", balance->right),
		    balance->right_value);
		cell_formula(sheet, 4, STYLE_NUMBER,
		    arena_print(mem, "=%s-%s", cell_name(mem, sheet->row, 2),
		    cell_name(mem, sheet->row, 3)), difference);
		cell_text(sheet, 5, good ? STYLE_MET : STYLE_UNMET,
		    good ? _("agrees") : _("does not agree"));
		row_end(sheet);
	}
	sheet_filter_end(sheet);
	sheet_end(sheet);
}

void annual_breaches(struct report *report, struct annual_paper *paper)
{
	const struct what what[] = { { _("No."), 5, NULL }, { _("Agency code"), 12, "agency" },
		{ _("System code"), 15, "system" }, { _("Rule"), 14, "rule" },
		{ _("Severity"), 14, "severity" }, { _("Record"), 44, "where" },
		{ _("What is wrong"), 76, "text" } };
	double width[sizeof(what) / sizeof(what[0])];
	size_t count = sizeof(what) / sizeof(what[0]);
	struct sheet *sheet;

	for (size_t i = 0; i < count; i++)
		width[i] = what[i].width;
	sheet = sheet_new(report, _("Contradictions"), _("Contradictions found in the data"), width,
	    count);
	row_text(sheet, STYLE_NOTE,
	    _("What breaks a consistency rule in the agencies counted. Clear it up before sending,"
	      " or be ready to explain it."));
	what_table(sheet, paper->annual, "annual-breach", what, count, NULL, true);
	sheet_end(sheet);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void sources(struct report *report, const struct annual *annual)
{
	struct used_pack *used = arena_alloc(
	    report->mem, (annual->used_count + 1) * sizeof(*used));

	used[0] = (struct used_pack){ annual->pack->id, annual->pack->version };
	for (size_t i = 0; i < annual->used_count; i++)
		used[i + 1] = (struct used_pack){ annual->used[i]->id, annual->used[i]->version };
	sources_sheet(report, used, annual->used_count + 1);
}

/* Where requirements are asked for, their sheets come together at the first of them: both long
 * ones are written in one pass. */
static void content_sheets(struct report *report, struct annual_paper *paper)
{
	const struct annual *annual = paper->annual;
	size_t assessed = CONTENTS_MOST, measures = CONTENTS_MOST;
	struct sheet *demands = NULL;
	bool written = false;

	for (size_t i = 0; i < annual->content_count; i++) {
		enum annual_topic topic = annual_topic(content_of(annual, i));

		if (topic == ANNUAL_ASSESSED)
			assessed = i;
		if (topic == ANNUAL_MEASURES)
			measures = i;
	}
	for (size_t i = 0; i < annual->content_count; i++) {
		if (i != assessed && i != measures) {
			if (annual->form)
				annual_annex(report, paper, i);
			else
				annual_content(report, paper, i);
			continue;
		}
		if (written)
			continue;
		if (assessed < CONTENTS_MOST)
			demands = annual_demands_new(report, paper, assessed);
		annual_rows(report, paper, assessed, measures);
		if (demands)
			annual_demands(demands, paper, assessed);
		written = true;
	}
}

/* The form first, then one sheet for each annex, then what the owner looks at before signing. */
static void fill_form(struct report *report, struct annual_paper *paper)
{
	struct sheet *form = annual_form_new(report, paper);

	content_sheets(report, paper);
	annual_form(form, paper);
	annual_agencies(report, paper);
	annual_notes(report, paper);
	annual_remarks(report, paper);
	annual_breaches(report, paper);
	annual_form_balances(report, paper);
	annual_balances(report, paper);
	sources(report, paper->annual);
}

static void fill_contents(struct report *report, struct annual_paper *paper)
{
	struct sheet *cover = annual_cover_new(report);

	annual_agencies(report, paper);
	content_sheets(report, paper);
	annual_balances(report, paper);
	sources(report, paper->annual);
	annual_breaches(report, paper);
	annual_cover(cover, paper);
}

static void fill(struct report *report, const void *context)
{
	struct annual_paper *paper = *(struct annual_paper *const *)context;

	report->year = paper->annual->options.year;
	report->subject = arena_print(report->mem, _("%s, year %s"), paper->annual->options.owner,
	    report->year);
	if (paper->annual->form)
		fill_form(report, paper);
	else
		fill_contents(report, paper);
	if (paper->rc < 0)
		report->rc = LXW_ERROR_FEATURE_NOT_SUPPORTED; /* the book is not kept */
}

int report_annual(const char *path, struct app *app, const struct annual *annual, struct err *err)
{
	struct err visit = { 0 };
	struct annual_paper paper = { .annual = annual, .app = app, .err = &visit };
	struct annual_paper *const at = &paper;
	struct source source = { .packs = app_packs(app), .today = app_today(app),
	    .agency = annual->letter };
	size_t cells = (size_t)node_int(annual->node, "items", 0) * 26 +
	    (size_t)node_int(annual->node, "systems", 0) * 120;
	int rc;

	if (annual->content_count > CONTENTS_MOST)
		return err_set(err, FAIL_INVALID, "the duty '%s' has too many contents",
		    annual->duty->id);
	rc = report_write(path, &source, _("Report of the owner to the ministry"), cells, fill, &at,
	    err);
	if (paper.rc < 0 && err)
		*err = visit;
	return paper.rc < 0 ? paper.rc : rc;
}

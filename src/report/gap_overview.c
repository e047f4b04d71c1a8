/*
 * gap_overview.c - the first sheet of the gap workbook: what the law asks and until when, where the
 * systems stand, what to do in which order.
 */
#include "gap_priv.h"

#include <string.h>

enum { WIDE = 14, BARS_MOST = 40 };
enum { AT_CODE, AT_NAME, AT_LEVEL, AT_YEAR, AT_ITEMS, AT_STATES,
	AT_PLANNED = AT_STATES + GAP_STATES, AT_SAFE, AT_LEFT };

static const double widths[WIDE] = { 13, 30, 8, 8, 10, 10, 10, 10, 10, 10, 10, 12, 12, 10 };

/* ---- what it is, and the law ----------------------------------------------------------------- */

static const char *pack_name(const struct report *report, const char *id)
{
	const struct pack *pack = packs_find(report->source->packs, id);

	return named(report->mem, pack ? words_now(&pack->title) : NULL, id);
}

static void what_it_is(struct sheet *sheet, const struct gap_paper *paper)
{
	struct report *report = sheet->report;
	const struct regime *regime = paper->regulation->regime;

	row_section(sheet, _("I. What this is, and what the law asks"));
	row_text(sheet, STYLE_PLAIN,
	    arena_print(report->mem,
		_("The answers given under the earlier checklist, %s, are held against the new "
		  "one, %s, by a crosswalk (%s). The crosswalk is our own work without legal "
		  "force: what it proposes counts only when somebody has confirmed it."),
		pack_name(report, regime->old_requirements), pack_name(report, paper->now->id),
		paper->crosswalk->id));
}

/* Of the systems under a rule (NULL: whose rule cannot be told): how many, the first that says by
 * when. */
static size_t under_rule(
    const struct gap_paper *paper, const struct transition *rule, const struct node **first)
{
	size_t count = 0;

	*first = NULL;
	for (const struct node *node = paper->regime; node; node = node->next) {
		if (rule ? !node_is(node, "rule", rule->id) : !node_is(node, "certain", "no"))
			continue;
		if (!count++)
			*first = node;
	}
	return count;
}

static void rule_head(struct sheet *sheet)
{
	cell_span(sheet, 0, 1, STYLE_HEAD, _("Transition rule"));
	cell_text(sheet, 2, STYLE_HEAD, _("Systems"));
	cell_span(
	    sheet, 3, 9, STYLE_HEAD, _("What the rule says; citation; how well it is sourced"));
	cell_span(sheet, 10, 11, STYLE_HEAD, _("By, safe reading"));
	cell_text(sheet, 12, STYLE_HEAD, _("By, corresponding day"));
	cell_text(sheet, 13, STYLE_HEAD, _("Days left (safe)"));
	row_end(sheet);
}

static const char *two_days(struct arena *mem, const struct node *node, const char *kind)
{
	const char *approval = node_get(node, arena_print(mem, "approval-%s", kind));
	const char *measures = node_get(node, arena_print(mem, "measures-%s", kind));
	const char *text = "–";

	if (measures)
		text = arena_print(mem, "%s: %s", _("measures"), day_show(mem, measures));
	if (approval)
		text = arena_print(mem, "%s: %s%s%s", _("approval"), day_show(mem, approval),
		    measures ? "\n" : "", measures ? text : "");
	return text;
}

static const char *two_left(struct arena *mem, const struct node *node)
{
	static const char *const fields[] = { "approval-safe", "measures-safe" };
	const char *text = NULL;
	day on = 0, last = 0;

	day_parse(&on, node_text(node, "as-of"), NULL);
	for (size_t i = 0; i < 2; i++) {
		const char *safe = node_get(node, fields[i]);

		if (safe && day_parse(&last, safe, NULL) == OK)
			text = arena_print(mem, "%s%s%d", text ? text : "", text ? "\n" : "",
			    (int)(last - on));
	}
	return text ? text : "–";
}

static void rule_row(struct sheet *sheet, const struct gap_paper *paper,
    const struct transition *rule, const struct node *node, size_t count)
{
	struct arena *mem = sheet->report->mem;
	const char *text;

	cell_span(sheet, 0, 1, STYLE_BOLD,
	    arena_print(mem, "%s: %s", rule->id, words_now(&rule->name)));
	cell_number(sheet, 2, STYLE_NUMBER, (int64_t)count);
	text = arena_print(mem, "%s\n%s [%s]", words_now(&rule->text),
	    rule->cite ? pack_cite(paper->regulation, rule->cite, mem) : "",
	    source_words(mem, rule->status));
	for (size_t i = 0; i < 2; i++)
		if (rule->term[i])
			text = arena_print(mem, "%s\n%s: %s [%s]", text,
			    i ? _("period for measures") : _("period for approval"),
			    pack_cite(paper->regulation, rule->term[i]->cite, mem),
			    source_words(mem, rule->term[i]->status));
	if (rule->doubt.vi)
		text = arena_print(
		    mem, "%s\n%s: %s", text, _("TO BE VERIFIED"), words_now(&rule->doubt));
	cell_span(sheet, 3, 9, STYLE_TEXT, text);
	cell_span(sheet, 10, 11, STYLE_CENTRE, two_days(mem, node, "safe"));
	cell_text(sheet, 12, STYLE_CENTRE, two_days(mem, node, "due"));
	cell_text(sheet, 13, STYLE_CENTRE, two_left(mem, node));
	row_end(sheet);
}

static void law(struct sheet *sheet, const struct gap_paper *paper)
{
	const struct regime *regime = paper->regulation->regime;
	struct arena *mem = sheet->report->mem;
	const struct node *first;
	size_t open;

	rule_head(sheet);
	for (size_t i = 0; i < regime->transition_count; i++) {
		size_t count = under_rule(paper, &regime->transition[i], &first);

		if (count)
			rule_row(sheet, paper, &regime->transition[i], first, count);
	}
	open = under_rule(paper, NULL, &first);
	if (open) {
		cell_span(sheet, 0, 1, STYLE_BOLD, _("It cannot be told yet which rule applies"));
		cell_number(sheet, 2, STYLE_NUMBER, (int64_t)open);
		cell_span(sheet, 3, WIDE - 1, STYLE_PARTIAL,
		    _("See the sheet on the legal regime: what is missing stands there."));
		row_end(sheet);
	}
	row_text(sheet, STYLE_NOTE,
	    arena_print(mem, "%s: %s [%s; %s]", _("On the force of the earlier regulation"),
		words_now(&regime->claim),
		regime->claim_cite ? pack_cite(paper->regulation, regime->claim_cite, mem) : "",
		source_words(mem, regime->claim_status)));
}

/* ---- where the systems stand ----------------------------------------------------------------- */

static void left_cell(struct sheet *sheet, const struct node *node)
{
	int64_t left = node_int(node, "days-left", 0);

	if (node_get(node, "days-left"))
		cell_number(
		    sheet, AT_LEFT, left < 0 ? (enum style)STYLE_UNMET : STYLE_NUMBER, left);
	else
		cell_text(sheet, AT_LEFT, STYLE_CENTRE, "–");
}

static void system_row(struct sheet *sheet, const struct node *node)
{
	cell_text(sheet, AT_CODE, STYLE_CENTRE, node_text(node, "code"));
	cell_text(sheet, AT_NAME, STYLE_TEXT, node_text(node, "name"));
	cell_known(sheet, AT_LEVEL, (int)node_int(node, "level", 0));
	cell_text(sheet, AT_YEAR, STYLE_CENTRE, node_text(node, "year"));
	cell_number(sheet, AT_ITEMS, STYLE_NUMBER, node_int(node, "items", 0));
	gap_states_cells(sheet, AT_STATES, node);
	cell_number(sheet, AT_PLANNED, STYLE_NUMBER, node_int(node, "planned", 0));
	cell_day(sheet, AT_SAFE, node_get(node, "safe"));
	left_cell(sheet, node);
	row_end(sheet);
}

/* An agency among many: its sums, and the nearest day of its systems. */
static void agency_row(struct sheet *sheet, const struct node *agency)
{
	const struct node *nearest = NULL;
	int64_t planned = 0;

	for (const struct node *node = node_first(agency, "gap-system"); node; node = node->next) {
		planned += node_int(node, "planned", 0);
		if (node_get(node, "safe") && (!nearest ||
		    strcmp(node_text(node, "safe"), node_text(nearest, "safe")) < 0))
			nearest = node;
	}
	cell_text(sheet, AT_CODE, STYLE_CENTRE, node_text(agency, "agency"));
	cell_text(sheet, AT_NAME, STYLE_TEXT, node_text(agency, "name"));
	cell_number(sheet, AT_LEVEL, STYLE_NUMBER, node_int(agency, "systems", 0));
	cell_number(sheet, AT_YEAR, STYLE_NUMBER, (int64_t)node_count(agency, "gap-other"));
	cell_number(sheet, AT_ITEMS, STYLE_NUMBER, node_int(agency, "items", 0));
	gap_states_cells(sheet, AT_STATES, agency);
	cell_number(sheet, AT_PLANNED, STYLE_NUMBER, planned);
	cell_day(sheet, AT_SAFE, nearest ? node_get(nearest, "safe") : NULL);
	if (nearest)
		left_cell(sheet, nearest);
	else
		cell_text(sheet, AT_LEFT, STYLE_CENTRE, "–");
	row_end(sheet);
}

static int64_t planned_of(const struct node *gap)
{
	int64_t planned = 0;

	for (const struct node *node = node_first(gap, "gap-system"); node; node = node->next)
		planned += node_int(node, "planned", 0);
	return planned;
}

static void table_head(struct sheet *sheet, bool many)
{
	const char *head[WIDE] = { many ? _("Agency code") : _("System code"),
		many ? _("Agency name") : _("System name"),
		many ? _("Systems compared") : _("Level"),
		many ? _("Not compared") : _("Year of the answers"), _("Requirements") };

	head[AT_PLANNED] = _("With action, person and day");
	head[AT_SAFE] = _("Measures by (safe)");
	head[AT_LEFT] = _("Days left");
	gap_states_head(head, AT_STATES);
	for (size_t i = 0; i < WIDE; i++)
		head[i] = text_capital(sheet->report->mem, head[i]);
	row_head(sheet, head, WIDE, false);
}

static void totals(struct sheet *sheet, const struct gap_paper *paper, lxw_row_t first)
{
	int64_t value[AT_PLANNED - AT_ITEMS + 1] = { node_int(paper->gap, "items", 0) };

	for (size_t i = 0; i < GAP_STATES; i++)
		value[1 + i] = node_int(paper->gap, gap_code(gap_order[i]), 0);
	value[AT_PLANNED - AT_ITEMS] = planned_of(paper->gap);
	gap_total(sheet, first, AT_ITEMS, AT_PLANNED, value);
}

/* The chart begins a page: it would be cut by its edge. So does a long table before it. */
static void chart(
    struct sheet *sheet, const struct gap_paper *paper, lxw_row_t section, lxw_row_t first)
{
	enum { ROWS_ABOVE = 14, ROWS_BESIDE = 8 };      /* that leave room on the first page */
	lxw_row_t last = sheet->row - 2;                /* before the sums */
	bool tall = last - first >= ROWS_BESIDE, apart = section > ROWS_ABOVE || tall;
	lxw_row_t breaks[3] = { apart ? section : sheet->row, tall ? sheet->row : 0, 0 };
	lxw_row_t end;

	if (last < first || last - first >= BARS_MOST)
		return;
	worksheet_set_h_pagebreaks(sheet->paper, breaks);
	end = gap_chart(sheet,
	    paper->many ? _("Requirements of the new checklist by agency")
			: _("Requirements of the new checklist by system"),
	    AT_CODE, AT_STATES, first, last, sheet->row);
	while (sheet->row < end)
		row_end(sheet);
}

static void standing(struct sheet *sheet, const struct gap_paper *paper)
{
	lxw_row_t section = sheet->row, first;

	row_section(sheet, _("II. Where the systems stand"));
	if (!node_first(paper->gap, "gap-system")) {
		row_text(sheet, STYLE_PLAIN,
		    _("No system has answers under the earlier checklist to be compared."));
		return;
	}
	table_head(sheet, paper->many);
	first = sheet->row;
	if (paper->many)
		for (size_t i = 0; i < paper->agencies; i++)
			agency_row(sheet, paper->agency[i]);
	else
		for (const struct node *node = node_first(paper->gap, "gap-system"); node;
		     node = node->next)
			system_row(sheet, node);
	totals(sheet, paper, first);
	chart(sheet, paper, section, first);
}

/* ---- what to do ------------------------------------------------------------------------------ */

static const char *nearest_day(const struct gap_paper *paper)
{
	const char *safe = NULL;

	for (const struct node *node = node_first(paper->gap, "gap-system"); node;
	     node = node->next) {
		const char *own = node_get(node, "safe");

		if (own && (!safe || strcmp(own, safe) < 0))
			safe = own;
	}
	return safe;
}

static void step(struct sheet *sheet, int64_t count, const char *what, const char *where,
    const char *until, int *number)
{
	if (count <= 0)
		return;
	cell_text(sheet, 0, STYLE_CENTRE, arena_print(sheet->report->mem, "%d", ++*number));
	cell_span(sheet, 1, 8, STYLE_TEXT, what);
	cell_number(sheet, 9, STYLE_NUMBER, count);
	cell_span(sheet, 10, 11, STYLE_TEXT, where);
	cell_span(sheet, 12, 13, STYLE_CENTRE,
	    until ? day_show(sheet->report->mem, until) : _("at once"));
	row_end(sheet);
}

static int64_t approvals_due(const struct gap_paper *paper, const char **safe)
{
	int64_t count = 0;

	for (const struct node *node = paper->regime; node; node = node->next)
		if (node_get(node, "approval-safe")) {
			*safe = node_get(node, "approval-safe");
			count++;
		}
	return count;
}

/* Requirements, over all systems, whose words were not read in the standard itself. */
static int64_t not_confirmed(const struct gap_paper *paper)
{
	int64_t count = 0;

	for (const struct node *node = node_first(paper->gap, "gap-demand"); node;
	     node = node->next) {
		const struct requirement *requirement = pack_requirement(
		    paper->now, node_text(node, "requirement"));
		bool read = true;

		for (int level = 1; requirement && level <= 5; level++)
			read = read && (!requirement->at[level] ||
			    requirement->at[level]->status == STATUS_CONFIRMED);
		count += read ? 0 : node_int(node, "items", 0);
	}
	return count;
}

static void steps(struct sheet *sheet, const struct gap_paper *paper)
{
	const struct node *gap = paper->gap, *first;
	const char *until = nearest_day(paper), *approval = NULL;
	const char *where = paper->many ? _("Ranking") : _("Assignment");
	const char *sheets = paper->many ? _("Ranking") : _("the sheet of each system");
	int64_t approvals = approvals_due(paper, &approval);
	int number = 0;

	step(sheet, (int64_t)under_rule(paper, NULL, &first),
	    _("Enter what is missing, so that the regime of each system can be told"),
	    _("Legal regime"), NULL, &number);
	step(sheet, approvals,
	    _("Finish appraisal and approval of the level within the period of the transition"),
	    _("Legal regime"), approval, &number);
	step(sheet, gap_lacking(gap) - planned_of(gap),
	    _("Give each requirement that is not shown a person, a day and an action"), where,
	    NULL, &number);
	step(sheet, node_int(gap, "open", 0),
	    _("Close what is still open: the earlier checklist asks for it already"), sheets, until,
	    &number);
	step(sheet, node_int(gap, "new", 0),
	    _("Bring in what is new: regulation, procedure, equipment, budget"), sheets, until,
	    &number);
	step(sheet, node_int(gap, "stricter", 0) + node_int(gap, "partly", 0),
	    _("Complete what is stricter or shown in part: cycles, figures, written evidence"),
	    sheets, until, &number);
	step(sheet, node_int(gap, "n-a", 0),
	    _("Look again at what did not apply: give the reason anew, or meet it"), sheets,
	    until, &number);
	step(sheet, node_int(gap, "shown", 0),
	    _("Confirm what is shown already, with its evidence, in the new checklist"), sheets,
	    until, &number);
	step(sheet, not_confirmed(paper),
	    _("Hold wording and figures against the official text of the standard: these "
	      "requirements come from a third party's reading"),
	    _("Sources and reliability"), until, &number);
}

static void to_do(struct sheet *sheet, const struct gap_paper *paper)
{
	if (!paper->regime && !node_first(paper->gap, "gap-system"))
		return;
	row_section(sheet, _("III. What to do, in this order"));
	cell_text(sheet, 0, STYLE_HEAD, _("No."));
	cell_span(sheet, 1, 8, STYLE_HEAD, _("What to do"));
	cell_text(sheet, 9, STYLE_HEAD, _("How many"));
	cell_span(sheet, 10, 11, STYLE_HEAD, _("On the sheet"));
	cell_span(sheet, 12, 13, STYLE_HEAD, _("By (safe reading)"));
	row_end(sheet);
	steps(sheet, paper);
}

static void others(struct sheet *sheet, const struct node *gap)
{
	const struct node *node = node_first(gap, "gap-other");

	if (!node)
		return;
	row_section(sheet, _("IV. Systems that are not held against the new checklist"));
	cell_span(sheet, 0, 0, STYLE_HEAD, _("System code"));
	cell_span(sheet, 1, 5, STYLE_HEAD, _("System name"));
	cell_span(sheet, 6, 7, STYLE_HEAD, _("Agency"));
	cell_span(sheet, 8, WIDE - 1, STYLE_HEAD, _("Why"));
	row_end(sheet);
	for (; node; node = node->next) {
		cell_text(sheet, 0, STYLE_CENTRE, node_text(node, "code"));
		cell_span(sheet, 1, 5, STYLE_TEXT, node_text(node, "name"));
		cell_span(sheet, 6, 7, STYLE_CENTRE, node_text(node, "agency"));
		cell_span(sheet, 8, WIDE - 1, STYLE_TEXT, node_text(node, "why"));
		row_end(sheet);
	}
}

void gap_overview(struct report *report, const struct gap_paper *paper)
{
	struct sheet *sheet = sheet_bare(report, _("Overview"), widths, WIDE);

	page_heading(sheet, _("Gap to the new checklist and what is to be done"), report->subject);
	what_it_is(sheet, paper);
	law(sheet, paper);
	standing(sheet, paper);
	to_do(sheet, paper);
	others(sheet, paper->gap);
	page_signatures(sheet);
	sheet_end(sheet);
}

/*
 * system_level.c - how the level was determined: every criterion with its citation, every fact, the
 * statement, the doubts of the pack; then all decisions and facts as they were recorded.
 */
#include "report_priv.h"

#include <string.h>

enum { WIDE = 6 };

static const double widths[WIDE] = { 16, 10, 14, 46, 46, 24 };

/* ---- words for facts ------------------------------------------------------------------------- */

/* "information of private persons; public information (private public)" */
static const char *answer_words(struct arena *mem, const struct fact *fact, const char *value)
{
	const char *words = NULL;
	const char *at = value;

	if (!fact || fact->type == FACT_COUNT)
		return value;
	while (*at) {
		size_t length = strcspn(at, " ");
		const struct fact_value *known = fact_value(fact, arena_copy_n(mem, at, length));

		if (known)
			words = words ? arena_print(mem, "%s; %s", words, words_now(&known->text))
			    : words_now(&known->text);
		at += length + strspn(at + length, " ");
	}
	return named(mem, words, value);
}

static const char *fact_question(struct arena *mem, const struct pack *pack, const char *id)
{
	const struct fact *fact = pack ? pack_fact(pack, id) : NULL;

	return named(mem, fact ? words_now(&fact->question) : NULL, id);
}

/* ---- the newest decision --------------------------------------------------------------------- */

static enum style truth_style(const char *met)
{
	return strcmp(met, "yes") == 0 ? STYLE_MET : strcmp(met, "unknown") == 0 ? STYLE_UNASSESSED
	    : STYLE_CENTRE;
}

static const char *criterion_text(struct arena *mem, const struct criterion *criterion)
{
	const char *text;

	if (!criterion)
		return "";
	text = with_status(mem, words_now(&criterion->text), criterion->status);
	if (!criterion->reading.text.vi)
		return text;
	return arena_print(mem, "%s\n%s %s", text, _("Our reading:"), with_status(mem,
	    words_now(&criterion->reading.text), criterion->reading.status));
}

static void criteria_head(struct sheet *sheet)
{
	const char *const head[WIDE] = { _("Criterion"), _("Level"), _("Met"),
	    _("What the criterion says"),
		_("Citation"), _("Component system") };

	row_section(sheet, _("Criteria"));
	row_head(sheet, head, WIDE, false);
}

static void criterion_row(struct sheet *sheet, const struct pack *pack, const struct node *node)
{
	struct arena *mem = sheet->report->mem;
	const char *id = node_text(node, "criterion");
	const char *met = node_text(node, "met");
	const char *cite = node_text(node, "cite");
	const struct criterion *criterion = pack ? pack_criterion(pack, id) : NULL;

	/* Kept in words, or as the pack has it: then it is put into words here. */
	if (criterion && (!*cite || strcmp(cite, criterion->cite) == 0))
		cite = pack_cite(pack, criterion->cite, mem);
	cell_text(sheet, 0, STYLE_CENTRE, id);
	cell_number(sheet, 1, STYLE_NUMBER, node_int(node, "level", 0));
	cell_text(sheet, 2, truth_style(met), value_show(sheet->report,
	    &node->shape->field[shape_field(node->shape, "met")], met));
	cell_text(sheet, 3, STYLE_TEXT, criterion_text(mem, criterion));
	cell_text(sheet, 4, STYLE_TEXT, cite);
	cell_text(sheet, 5, STYLE_TEXT, node_text(node, "component"));
	row_end(sheet);
}

/* In the order of the pack; then those that the pack does not have. */
static void criteria(struct sheet *sheet, const struct pack *pack, const struct node *decision)
{
	size_t count = pack ? pack->criterion_count : 0;
	const struct node *node;

	criteria_head(sheet);
	for (size_t i = 0; i < count; i++) {
		for (node = node_first(decision, "decision-criterion"); node; node = node->next) {
			if (node_is(node, "criterion", pack->criterion[i].id))
				criterion_row(sheet, pack, node);
		}
	}
	for (node = node_first(decision, "decision-criterion"); node; node = node->next) {
		if (!pack || !pack_criterion(pack, node_text(node, "criterion")))
			criterion_row(sheet, pack, node);
	}
}

static void used_facts(struct sheet *sheet, const struct pack *pack, const struct node *decision)
{
	struct arena *mem = sheet->report->mem;

	row_section(sheet, _("Facts used"));
	cell_span(sheet, 0, 2, STYLE_HEAD, _("Question"));
	cell_text(sheet, 3, STYLE_HEAD, _("Answer"));
	cell_text(sheet, 4, STYLE_HEAD, _("Evidence"));
	cell_text(sheet, 5, STYLE_HEAD, _("Answered by, component system"));
	row_end(sheet);
	for (const struct node *node = node_first(decision, "decision-fact"); node;
	    node = node->next) {
		const char *id = node_text(node, "fact");
		const char *component = node_text(node, "component");

		cell_span(sheet, 0, 2, STYLE_TEXT, fact_question(mem, pack, id));
		cell_text(sheet, 3, STYLE_TEXT, answer_words(mem, pack ? pack_fact(pack, id) : NULL,
		    node_text(node, "value")));
		cell_text(sheet, 4, STYLE_TEXT, node_text(node, "evidence"));
		cell_text(sheet, 5, STYLE_TEXT, *component ? arena_print(mem, "%s\n%s",
		    node_text(node, "person"), component) : node_text(node, "person"));
		row_end(sheet);
	}
}

static void pair(struct sheet *sheet, const char *label, const char *text)
{
	cell_span(sheet, 0, 2, STYLE_LABEL, text_capital(sheet->report->mem, label));
	cell_span(sheet, 3, WIDE - 1, STYLE_TEXT, text);
	row_end(sheet);
}

static void decision_fields(struct sheet *sheet, const struct node *decision)
{
	row_section(sheet, _("Decision"));
	for (size_t i = 0; i < decision->shape->field_count; i++)
		pair(sheet, _(decision->shape->field[i].label), value_show(sheet->report,
		    &decision->shape->field[i], decision->value[i]));
}

static void doubts(struct sheet *sheet, const struct pack *pack)
{
	struct arena *mem = sheet->report->mem;

	if (!pack || pack->doubt.count == 0)
		return;
	row_section(sheet, _("What is doubtful in the rules used"));
	for (size_t i = 0; i < pack->doubt.count; i++) {
		const struct sourced *doubt = &pack->doubt.at[i];

		cell_span(sheet, 0, 3, STYLE_TEXT,
		    with_status(mem, words_now(&doubt->text), doubt->status));
		cell_span(sheet, 4, WIDE - 1, STYLE_TEXT, doubt->cite && *doubt->cite
		    ? pack_cite(pack, doubt->cite, mem) : "");
		row_end(sheet);
	}
}

/* ---- without a decision: how far the answers lead -------------------------------------------- */

static void so_far(struct sheet *sheet, const struct level_view *level)
{
	struct arena *mem = sheet->report->mem;
	const struct level_result *all = &level->all;

	row_text(sheet, STYLE_PLAIN,
	    _("No level has been decided yet. This is how far the answers lead today."));
	pair(sheet, _("possible levels"), all->highest == 0 ? _("no criterion matches")
	    : arena_print(mem, _("from %d to %d"), all->lowest, all->highest));
	pair(sheet, _("certain"), yesno_label(all->certain));
	if (level->parts != 1)
		return;
	criteria_head(sheet);
	for (size_t i = 0; i < level->pack->criterion_count; i++) {
		const struct criterion *criterion = &level->pack->criterion[i];
		enum truth met = level->part[0].result.met[i];

		cell_text(sheet, 0, STYLE_CENTRE, criterion->id);
		cell_number(sheet, 1, STYLE_NUMBER, criterion->level);
		cell_text(sheet, 2, truth_style(truth_code(met)), truth_label(met));
		cell_text(sheet, 3, STYLE_TEXT, criterion_text(mem, criterion));
		cell_text(sheet, 4, STYLE_TEXT, pack_cite(level->pack, criterion->cite, mem));
		cell_text(sheet, 5, STYLE_EMPTY, "");
		row_end(sheet);
	}
}

static void level_sheet(struct report *report, const struct system_paper *paper)
{
	const struct node *decision = view_decision(paper->view->node);
	const struct level_view *level = paper->view->level;
	const struct pack *pack = decision ? packs_find(report->source->packs,
	    node_text(decision, "pack"))
	    : level ? level->pack : NULL;
	struct sheet *sheet = sheet_new(report, _("Level"), _("Level determination"), widths, WIDE);
	size_t components = node_count(paper->view->node, "component");

	if (decision) {
		decision_fields(sheet, decision);
		if (components)
			pair(sheet, _("component systems"),
			    arena_print(report->mem, "%zu", components));
		criteria(sheet, pack, decision);
		used_facts(sheet, pack, decision);
	} else if (level && level->pack) {
		so_far(sheet, level);
	} else {
		row_text(sheet, STYLE_PLAIN, _("No level has been decided yet."));
	}
	doubts(sheet, pack);
	sheet_end(sheet);
}

/* ---- everything recorded --------------------------------------------------------------------- */

static void facts_now(struct report *report, const struct system_paper *paper)
{
	struct records records = { .shape = model_shape("fact") };
	const struct pack *pack = paper->view->level ? paper->view->level->pack : NULL;
	const struct pack *profile = paper->year ? paper->year->requirements : NULL;
	const struct node **node = nodes_of(report, paper->view->node, "fact", &records.count);
	const char **words = arena_alloc(report->mem, (records.count + 1) * sizeof(*words));

	for (size_t i = 0; i < records.count; i++) {
		const char *id = node_text(node[i], "fact");
		const struct fact *fact = pack ? pack_fact(pack, id) : NULL;

		if (!fact && profile)
			fact = pack_fact(profile, id);
		words[i] = fact ? answer_words(report->mem, fact, node_text(node[i], "value")) : "";
	}
	records.node = node;
	records.pack[0] = pack ? pack : profile;
	records.pack[1] = pack ? profile : NULL;
	records.after = true;
	records.lead[records.leads++] = (struct lead){ _("Answer in words"), 34, words };
	records_sheet(report, _("Facts"), _("Facts as answered today"), &records);
}

static void history(struct report *report, const struct system_paper *paper, const char *shape,
    const char *name, const char *title)
{
	struct gather all = { 0 };
	struct records records = { .shape = model_shape(shape) };

	for (const struct node *decision = node_first(paper->view->node, "decision"); decision;
	    decision = decision->next)
		gather_add(&all, report, decision, shape,
		    time_show(report, node_text(decision, "at")));
	if (!all.count)
		return;
	records.node = all.node;
	records.count = all.count;
	records.lead[records.leads++] = (struct lead){ _("Decision of"), 17, all.of };
	records_sheet(report, name, title, &records);
}

void system_level_sheets(struct report *report, const struct system_paper *paper)
{
	struct records records = { .shape = model_shape("decision") };

	level_sheet(report, paper);
	if (node_count(paper->view->node, "fact"))
		facts_now(report, paper);
	records.node = nodes_of(report, paper->view->node, "decision", &records.count);
	if (records.count < 2)
		return;
	records_sheet(report, _("Decisions"), _("All level decisions"), &records);
	history(report, paper, "decision-criterion", _("Decision criteria"),
	    _("Criteria of all level decisions"));
	history(report, paper, "decision-fact", _("Decision facts"),
	    _("Facts of all level decisions"));
}

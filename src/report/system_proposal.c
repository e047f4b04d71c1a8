/*
 * system_proposal.c - the level proposals of a system, the newest first: what each one proposes,
 * its dossier, the steps the regulation prescribes with their periods, and what was done.
 */
#include "report_priv.h"

#include <string.h>

enum { WIDE = 10 };

static const double widths[WIDE] = { 5, 22, 14, 14, 26, 18, 24, 16, 17, 26 };

/* A proposal as its records tell it, and what its regulation makes of it today. */
struct proposal {
	struct sheet *sheet;
	const struct node *node;
	const struct pack *pack;                /* NULL: not here, so no rule speaks */
	struct workflow_in in;
	struct workflow flow;
	bool ruled;                             /* in and flow are made */
};

/* ---- what the rules say ---------------------------------------------------------------------- */

static bool take_acts(struct proposal *proposal, struct arena *mem)
{
	const struct node *node = node_first(proposal->node, "act");
	struct act_in *act = arena_alloc(mem, (node_count(proposal->node, "act") + 1)
	    * sizeof(*act));

	proposal->in.act = act;
	for (; node; node = node->next, act++) {
		act->body = node_get(node, "body");
		act->document = node_get(node, "document");
		if (day_parse(&act->date, node_text(node, "date"), NULL) < 0
		    || act_step_parse(&act->step, node_text(node, "step")) < 0
		    || act_result_parse(&act->result, node_get(node, "result")) < 0)
			return false;
		proposal->in.act_count++;
	}
	return true;
}

static void take_parts(struct proposal *proposal, struct arena *mem)
{
	const char **part = arena_alloc(mem, (node_count(proposal->node, "document") + 1)
	    * sizeof(*part));

	proposal->in.part = part;
	for (const struct node *node = node_first(proposal->node, "document"); node;
	    node = node->next)
		part[proposal->in.part_count++] = node_text(node, "part");
}

/* Who the specialised unit is stands in a setting, not in the records: who appraises is shown as
 * the regulation has it. No period depends on it. */
static void rule(struct proposal *proposal, const struct node *system)
{
	const struct source *source = proposal->sheet->report->source;
	struct arena *mem = proposal->sheet->report->mem;
	struct workflow_in *in = &proposal->in;
	int64_t level = node_int(proposal->node, "level", 0);

	proposal->pack = packs_find(source->packs, node_text(proposal->node, "pack"));
	if (proposal->pack && proposal->pack->kind != PACK_REGULATION)
		proposal->pack = NULL;
	if (!proposal->pack || level < 1 || level > 5
	    || day_parse(&in->as_of, source->today, NULL) < 0)
		return;
	in->pack = proposal->pack;
	in->calendar = packs_in_force(source->packs, PACK_CALENDAR, source->today);
	in->kind = node_text(proposal->node, "kind");
	in->managed_by = node_get(proposal->node, "managed-by");
	in->self_operated = UNKNOWN;
	in->regulation_number = node_get(system, "regulation-number");
	in->regulation_date = node_get(system, "regulation-date");
	if (!take_acts(proposal, mem))
		return;
	in->own_level = (int)level;
	in->level = workflow_way(in->pack, (int)level, node_is(system, "security-list", "listed"),
	    in->act, in->act_count);
	take_parts(proposal, mem);
	workflow_make(&proposal->flow, in, mem);
	proposal->ruled = true;
}

static const char *field_words(const struct report *report, const struct node *node,
    const char *field)
{
	int at = shape_field(node->shape, field);

	return value_show(report, &node->shape->field[at], node->value[at]);
}

static const char *body_words(const struct pack *pack, const char *id)
{
	const struct sourced *body = pack && id ? pack_body(pack, id) : NULL;

	return body ? words_now(&body->text) : id ? id : "";
}

/* NULL: the column belongs to the title before it. */
static void titles(struct sheet *sheet, const char *const *title)
{
	for (size_t i = 0, next; i < WIDE; i = next) {
		for (next = i + 1; next < WIDE && !title[next];)
			next++;
		cell_span(sheet, i, next - 1, STYLE_HEAD, text_capital(sheet->report->mem,
		    title[i]));
	}
	row_at_least(sheet, 20);
	row_end(sheet);
}

/* ---- the head -------------------------------------------------------------------------------- */

static void head(struct proposal *proposal)
{
	struct sheet *sheet = proposal->sheet;
	const struct node *node = proposal->node;
	struct arena *mem = sheet->report->mem;
	size_t pack = (size_t)shape_field(node->shape, "pack");
	const char *title = proposal->pack ? words_now(&proposal->pack->title) : NULL;

	row_skip(sheet);
	cell_span(sheet, 0, WIDE - 1, STYLE_GROUP, arena_print(mem,
	    _("Proposal %s: level %s – %s"), node_text(node, "number"), node_text(node, "level"),
	    field_words(sheet->report, node, "state")));
	row_at_least(sheet, 22);
	row_end(sheet);
	pairs(sheet, node, 0, pack);
	pair_row(sheet, _(node->shape->field[pack].label),
	    named(mem, title, arena_print(mem, _("%s, version %s"), node_text(node, "pack"),
	    node_text(node, "pack-version"))));
	pairs(sheet, node, pack + 2, node->shape->field_count);
}

/* ---- the dossier ----------------------------------------------------------------------------- */

static void document_cells(struct sheet *sheet, const struct node *document)
{
	cell_text(sheet, 5, STYLE_TEXT, node_text(document, "number"));
	cell_text(sheet, 6, STYLE_TEXT, node_text(document, "title"));
	cell_day(sheet, 7, node_get(document, "date"));
	cell_text(sheet, 8, STYLE_TEXT, node_text(document, "place"));
	cell_text(sheet, 9, STYLE_TEXT, node_text(document, "note"));
}

static void part_row(struct proposal *proposal, const struct flow_part *flow, size_t number)
{
	struct sheet *sheet = proposal->sheet;
	struct arena *mem = sheet->report->mem;
	const struct sourced *part = flow->part;
	const struct node *document = part->id
	    ? node_find(proposal->node, "document", "part", part->id) : NULL;

	cell_number(sheet, 0, STYLE_NUMBER, (int64_t)number);
	cell_span(sheet, 1, 2, STYLE_TEXT, part->id ? named(mem, words_now(&part->text), part->id)
	    : words_now(&part->text));
	cell_text(sheet, 3, flow->given ? STYLE_MET : STYLE_UNMET, flow->given ? _("given")
	    : _("missing"));
	cell_text(sheet, 4, STYLE_TEXT, with_status(mem, pack_cite(proposal->pack, part->cite,
	    mem), part->status));
	if (document)
		document_cells(sheet, document);
	else if (flow->given)
		cell_span(sheet, 5, WIDE - 1, STYLE_HINT, _("see the steps below"));
	cells_fill(sheet, 0, WIDE - 1);
	row_end(sheet);
}

/* With the dossier of this kind, or given besides it. */
static bool is_listed(const struct workflow *flow, const char *part)
{
	for (size_t i = 0; i < flow->part_count; i++) {
		const char *id = flow->part[i].part->id;

		if (id && strcmp(id, part) == 0)
			return true;
	}
	return false;
}

static const char *part_name(const struct proposal *proposal, const char *id)
{
	const struct pack *pack = proposal->pack;

	for (size_t i = 0; pack && i < pack->dossier.count; i++) {
		const struct sourced *part = &pack->dossier.at[i];

		if (part->id && strcmp(part->id, id) == 0)
			return words_now(&part->text);
	}
	return NULL;
}

static void dossier(struct proposal *proposal)
{
	struct sheet *sheet = proposal->sheet;
	size_t count = proposal->flow.part_count;

	row_section(sheet, text_capital(sheet->report->mem, _("part of the dossier")));
	titles(sheet, (const char *const[WIDE]){ _("No."), _("part of the dossier"), NULL,
	    _("State"), _("Citation"), _("document number"), _("Name of the document"),
	    _("Date"), _("where it is kept"), _("Note") });
	for (size_t i = 0; i < count; i++)
		part_row(proposal, &proposal->flow.part[i], i + 1);
	for (const struct node *document = node_first(proposal->node, "document"); document;
	    document = document->next) {
		const char *part = node_text(document, "part");

		if (is_listed(&proposal->flow, part))
			continue;
		cell_number(sheet, 0, STYLE_NUMBER, (int64_t)++count);
		cell_span(sheet, 1, 2, STYLE_TEXT, named(sheet->report->mem,
		    part_name(proposal, part), part));
		cell_text(sheet, 3, STYLE_CENTRE, _("given"));
		document_cells(sheet, document);
		cells_fill(sheet, 0, WIDE - 1);
		row_end(sheet);
	}
	if (count == 0)
		row_text(sheet, STYLE_PLAIN, _("Nothing has been entered."));
}

/* ---- steps and their periods ----------------------------------------------------------------- */

static const char *step_words(const struct sourced *step)
{
	static const struct { const char *kind; enum act_step act; } acts[] = {
		{ "opinion", ACT_OPINION }, { "appraisal", ACT_APPRAISE },
		{ "approval", ACT_APPROVE }, { "measures-approval", ACT_APPROVE_MEASURES },
		{ "list-approval", ACT_APPROVE_LIST }, { "report", ACT_REPORT },
	};

	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		if (strcmp(step->kind, acts[i].kind) == 0)
			return act_step_label(acts[i].act);
	}
	return strcmp(step->kind, "validity") == 0 ? _("check of validity")
	    : _("make and submit the dossier");
}

/* Which list is approved stands in the pack. */
static const char *step_source(const struct proposal *proposal, const struct sourced *step)
{
	struct arena *mem = proposal->sheet->report->mem;
	const char *source = with_status(
	    mem, pack_cite(proposal->pack, step->cite, mem), step->status);

	return strcmp(step->kind, "list-approval") == 0
	    ? arena_print(mem, "%s\n%s", words_now(&step->text), source)
	    : source;
}

static const char *iso_of(struct arena *mem, day date)
{
	char iso[11];

	day_format(iso, date);
	return arena_copy(mem, iso);
}

static void clock_cell(struct sheet *sheet, const struct flow_step *flow, day today)
{
	struct arena *mem = sheet->report->mem;
	int left = (int)(flow->until - (flow->act ? flow->act->date : today));
	enum style style = flow->overdue ? STYLE_UNMET : flow->state == FLOW_DONE ? STYLE_MET
	    : STYLE_PARTIAL;
	const char *text = _("on time");

	if (!flow->clock) {
		cell_text(sheet, 7, STYLE_CENTRE, flow->step->days ? "–" : _("no period set"));
		return;
	}
	if (left < 0 || flow->state != FLOW_DONE)
		text = day_left(mem, left);
	if (flow->until_off)
		text = arena_print(mem, "%s; %s", text, _("a day off"));
	if (flow->unverified)
		text = arena_print(mem, "%s; %s", text, _("unverified"));
	cell_text(sheet, 7, style, text);
}

static void step_row(struct proposal *proposal, const struct flow_step *flow, size_t number)
{
	const char *const states[] = { _("done"), _("now"), _("to come"), _("dropped") };
	struct sheet *sheet = proposal->sheet;
	struct arena *mem = sheet->report->mem;
	const struct sourced *step = flow->step;

	cell_number(sheet, 0, STYLE_NUMBER, (int64_t)number);
	cell_text(sheet, 1, STYLE_TEXT, step_words(step));
	cell_text(sheet, 2, flow->state == FLOW_NOW ? STYLE_PARTIAL : STYLE_CENTRE,
	    states[flow->state]);
	cell_day(sheet, 3, flow->act ? iso_of(mem, flow->act->date) : NULL);
	cell_text(sheet, 4, STYLE_TEXT, flow->by[1] ? arena_print(mem, _("%s or %s"),
	    body_words(proposal->pack, flow->by[0]), body_words(proposal->pack, flow->by[1]))
	    : body_words(proposal->pack, flow->by[0]));
	cell_day(sheet, 5, flow->clock ? iso_of(mem, flow->from) : NULL);
	cell_day(sheet, 6, flow->clock ? iso_of(mem, flow->until) : NULL);
	clock_cell(sheet, flow, proposal->in.as_of);
	cell_span(sheet, 8, WIDE - 1, STYLE_TEXT, step_source(proposal, step));
	row_end(sheet);
}

static void steps(struct proposal *proposal)
{
	struct sheet *sheet = proposal->sheet;

	row_section(sheet, arena_print(sheet->report->mem, _("Steps and time limits, as of %s"),
	    day_show(sheet->report->mem, sheet->report->source->today)));
	if (!proposal->ruled) {
		row_text(sheet, STYLE_PLAIN,
		    _("The regulation pack is not here, so no time limit can be counted."));
		return;
	}
	titles(sheet, (const char *const[WIDE]){ _("No."), _("step"), _("State"), _("Date"),
	    _("competent body"), _("counted from"), _("Last day"), _("Time limit"),
	    _("Citation"), NULL });
	for (size_t i = 0; i < proposal->flow.step_count; i++)
		step_row(proposal, &proposal->flow.step[i], i + 1);
	row_text(sheet, STYLE_NOTE,
	    _("Periods begin the day after receipt; a last day that is a day off is not moved."));
}

/* ---- what was done --------------------------------------------------------------------------- */

static void act_row(struct proposal *proposal, const struct node *act)
{
	struct sheet *sheet = proposal->sheet;
	const char *result = node_get(act, "result");
	enum style style = !result ? STYLE_CENTRE : strcmp(result, "suitable") == 0 ? STYLE_MET
	    : STYLE_UNMET;

	cell_text(sheet, 0, STYLE_CENTRE, node_text(act, "number"));
	cell_text(sheet, 1, STYLE_TEXT, field_words(sheet->report, act, "step"));
	cell_text(sheet, 2, style, field_words(sheet->report, act, "result"));
	cell_day(sheet, 3, node_get(act, "date"));
	cell_text(sheet, 4, STYLE_TEXT, body_words(proposal->pack, node_get(act, "body")));
	cell_text(sheet, 5, STYLE_TEXT, node_text(act, "document"));
	cell_text(sheet, 6, STYLE_TEXT, node_text(act, "name"));
	cell_text(sheet, 7, STYLE_TEXT, node_text(act, "person"));
	cell_time(sheet, 8, node_get(act, "at"));
	cell_text(sheet, 9, STYLE_TEXT, node_text(act, "note"));
	row_end(sheet);
}

static void acts(struct proposal *proposal)
{
	struct sheet *sheet = proposal->sheet;
	const struct node *act = node_first(proposal->node, "act");

	row_section(sheet, _("What was done, in order"));
	if (!act) {
		row_text(sheet, STYLE_PLAIN, _("Nothing has been entered."));
		return;
	}
	titles(sheet, (const char *const[WIDE]){ _("No."), _("step"), _("Result"), _("Date"),
	    _("competent body"), _("document number"),
	    _("name of the body or of the signatory"), _("entered by"), _("entered at"),
	    _("Note") });
	for (; act; act = act->next)
		act_row(proposal, act);
}

/* ---- the sheet ------------------------------------------------------------------------------- */

void system_proposals(struct report *report, const struct system_paper *paper)
{
	const struct node *system = paper->view->node;
	const char *name;
	struct sheet *sheet;
	size_t count;
	const struct node **node = nodes_of(report, system, "proposal", &count);

	name = text_capital(report->mem, _("level proposal"));
	sheet = sheet_new(report, name, name, widths, WIDE);
	if (count == 0)
		row_text(sheet, STYLE_PLAIN, _("No level proposal has been made."));
	while (count > 0) {
		struct proposal proposal = { .sheet = sheet, .node = node[--count] };

		rule(&proposal, system);
		head(&proposal);
		dossier(&proposal);
		steps(&proposal);
		acts(&proposal);
	}
	sheet_end(sheet);
}

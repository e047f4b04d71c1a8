/*
 * system_check.c - the checklist: what is demanded, on what ground, what was found, what will be
 * done.
 *
 * One row per item; below it one row per asset that has a finding of its own, then the detail
 * points of the standard as guidance, which are never scored.
 */
#include "report_priv.h"

#include <string.h>

enum { WIDE = 14, EVIDENCE_MOST = 8, EVIDENCE_TEXT = 20000 };
enum { AT_ID, AT_WHAT, AT_CITE, AT_WHOM, AT_STATUS, AT_CURRENT, AT_MEASURE, AT_REASON, AT_EVIDENCE,
    AT_PERSON,
	AT_DUE, AT_COST, AT_TIME, AT_CARRIED };

static const double widths[WIDE] = { 11, 30, 19, 11, 11, 24, 24, 13, 24, 12, 11, 13, 16, 14 };

struct checklist {
	struct sheet *sheet;
	const struct system_paper *paper;
	const struct shape *finding;
	int current, measure, reason, person, due, cost, at, asset, status;
	struct codes *assets;
	bool *shown;                            /* by finding */
	size_t wide;                            /* the last column only where it says something */
};

/* ---- texts of an item ------------------------------------------------------------------------ */

/* A figure that only suggests, or leaves a choice, says so. */
static const char *threshold_text(struct arena *mem, const struct threshold *threshold)
{
	const char *text = with_status(mem, words_now(&threshold->text), threshold->status);

	return threshold->force != FORCE_SUGGESTED ? text
	    : arena_print(mem, "%s (%s)", text, force_label(threshold->force));
}

static const char *item_text(struct arena *mem, const struct check_item *item)
{
	const char *text = words_now(&item->requirement->name);
	const char *demand = words_now(&item->demand->text);

	if (*demand)
		text = arena_print(mem, "%s\n%s", text, demand);
	if (item->strict_form && item->strict == YES)
		text = arena_print(mem, "%s\n%s %s", text, _("Stricter form demanded:"),
		    words_now(&item->strict_form->text));
	else if (item->strict_form && item->strict == UNKNOWN)
		text = arena_print(mem, "%s\n%s %s", text, _("Stricter form, not certain yet:"),
		    words_now(&item->strict_form->text));
	for (size_t i = 0; i < item->demand->threshold_count; i++)
		text = arena_print(mem, "%s\n• %s", text,
		    threshold_text(mem, &item->demand->threshold[i]));
	if (item->applies == UNKNOWN)
		text = arena_print(mem, "%s\n(%s)", text, _("not certain yet whether it applies"));
	if (item->requirement->general)
		text = arena_print(mem, "%s\n(%s)", text, _("general requirement"));
	return text;
}

static const char *item_cite(struct arena *mem, const struct pack *pack,
    const struct check_item *item)
{
	const struct demand *demand = item->demand;
	const char *cite = demand->cite ? pack_cite(pack, demand->cite, mem) : "";

	if (demand->clause && (!demand->cite || strcmp(demand->clause, demand->cite) != 0))
		cite = arena_print(mem, "%s\n%s", cite, pack_cite(pack, demand->clause, mem));
	return with_status(mem, cite, demand->status);
}

static bool per_asset(const struct check_item *item)
{
	const char *scope = item->requirement->scope;

	return strcmp(scope, "system") != 0 && strcmp(scope, "agency") != 0;
}

static const char *item_whom(struct arena *mem, const struct item_state *state)
{
	const char *scope = scope_label(state->item.requirement->scope);

	const size_t count[] = { state->met, state->partial, state->unmet, state->not_applicable,
		state->unassessed };

	if (!per_asset(&state->item))
		return scope;
	scope = arena_print(mem, "%s: %zu", scope, state->assets);
	for (size_t i = 0; state->assets > 1 && i < sizeof(count) / sizeof(count[0]); i++) {
		if (count[i])
			scope = arena_print(mem, "%s\n%s: %zu", scope,
			    finding_label((enum finding)i), count[i]);
	}
	return scope;
}

static const char *with_part(struct arena *mem, const char *text, const char *label,
    const char *part)
{
	return part ? arena_print(mem, "%s; %s: %s", text, label, part) : text;
}

/* Name and where it is; everything else of it stands on the sheet of evidence. */
static const char *evidence_text(const struct report *report, const struct node *finding)
{
	struct arena *mem = report->mem;
	struct buffer all = { 0 };
	size_t count = 0;
	const char *text;

	for (const struct node *node = node_first(finding, "evidence"); node; node = node->next) {
		if (count++ == EVIDENCE_MOST || all.length > EVIDENCE_TEXT) {
			buffer_print(&all, "\n%s", _("... and more: see the sheet of evidence"));
			break;
		}
		text = arena_print(mem, "%s%s. %s", count > 1 ? "\n" : "", node_text(node, "code"),
		    node_text(node, "name"));
		text = with_part(mem, text, _("kept at"), node_get(node, "place"));
		text = with_part(mem, text, _("file"), node_get(node, "file"));
		text = with_part(mem, text, "SHA-256", node_get(node, "sha256"));
		buffer_add(&all, text);
	}
	text = arena_copy(mem, all.text ? all.text : "");
	buffer_release(&all);
	return text;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void text_or_empty(struct sheet *sheet, size_t at, const char *text)
{
	cell_text(sheet, at, text ? STYLE_TEXT : STYLE_EMPTY, text);
}

/* The year's own answers leave the cell empty. */
static void carried_cell(struct checklist *list, const struct node *finding)
{
	struct arena *mem = list->sheet->report->mem;
	const char *mark = carried_mark(mem, list->paper->year->node, finding);
	const char *crossed = node_get(finding, "crossed-from");

	if (crossed)
		mark = arena_print(mem, "%s%s%s: %s", mark ? mark : "", mark ? "\n" : "",
		    _("from the earlier checklist"), crossed);
	cell_text(list->sheet, AT_CARRIED, mark ? STYLE_PARTIAL : STYLE_EMPTY, mark);
}

static bool any_carried(const struct node *assessment)
{
	for (const struct node *node = node_first(assessment, "finding"); node; node = node->next) {
		if (node_is(node, "carried", "yes") || node_get(node, "crossed-from"))
			return true;
	}
	return false;
}

static void finding_cells(struct checklist *list, const struct node *finding)
{
	struct sheet *sheet = list->sheet;
	const char *const *value = finding->value;

	text_or_empty(sheet, AT_CURRENT, value[list->current]);
	text_or_empty(sheet, AT_MEASURE, value[list->measure]);
	text_or_empty(sheet, AT_REASON, value[list->reason]);
	text_or_empty(sheet, AT_EVIDENCE, evidence_text(sheet->report, finding));
	text_or_empty(sheet, AT_PERSON, value[list->person]);
	cell_day(sheet, AT_DUE, value[list->due]);
	if (value[list->cost])
		cell_number(sheet, AT_COST, STYLE_MONEY, node_int(finding, "cost", 0));
	else
		text_or_empty(sheet, AT_COST, NULL);
	cell_time(sheet, AT_TIME, value[list->at]);
	if (list->wide > AT_CARRIED)
		carried_cell(list, finding);
}

static const char *asset_name(struct checklist *list, const char *code)
{
	const struct node *asset;

	if (!code || !*code)
		return _("for all");
	asset = codes_find(list->assets, code);
	return named(list->sheet->report->mem, asset ? node_get(asset, "name") : NULL, code);
}

static void finding_row(struct checklist *list, const struct node *finding)
{
	struct sheet *sheet = list->sheet;
	enum finding status = UNASSESSED;

	if (finding->value[list->status])
		finding_parse(&status, finding->value[list->status]);
	cell_text(sheet, AT_ID, STYLE_CENTRE, node_text(finding, "requirement"));
	cell_span(sheet, AT_WHAT, AT_CITE, STYLE_TEXT, arena_print(sheet->report->mem, "↳ %s",
	    asset_name(list, finding->value[list->asset])));
	cell_text(sheet, AT_WHOM, STYLE_CENTRE, finding->value[list->asset] ? _("asset")
	    : _("all"));
	cell_finding(sheet, AT_STATUS, status);
	finding_cells(list, finding);
	row_end(sheet);
}

static void item_row(struct checklist *list, const struct item_state *state,
    const struct node *whole)
{
	struct sheet *sheet = list->sheet;
	struct arena *mem = sheet->report->mem;
	const struct pack *pack = list->paper->year->requirements;

	cell_text(sheet, AT_ID, STYLE_CENTRE, state->item.requirement->id);
	cell_text(sheet, AT_WHAT, STYLE_TEXT, item_text(mem, &state->item));
	cell_text(sheet, AT_CITE, STYLE_TEXT, item_cite(mem, pack, &state->item));
	cell_text(sheet, AT_WHOM, STYLE_CENTRE, item_whom(mem, state));
	cell_finding(sheet, AT_STATUS, state->status);
	if (whole)
		finding_cells(list, whole);
	else
		cells_fill(sheet, AT_CURRENT, list->wide - 1);
	row_end(sheet);
}

static void hint_row(struct checklist *list, const struct check_item *item)
{
	struct sheet *sheet = list->sheet;
	struct arena *mem = sheet->report->mem;
	const struct sourced_list *detail = &item->demand->detail;
	struct buffer text = { 0 };

	if (detail->count == 0)
		return;
	buffer_add(&text, _("Detail points, for guidance only, not scored:"));
	for (size_t i = 0; i < detail->count; i++)
		buffer_print(&text, "\n• %s [%s]", words_now(&detail->at[i].text),
		    status_label(detail->at[i].status));
	cell_text(sheet, AT_ID, STYLE_EMPTY, "");
	cell_span(sheet, AT_WHAT, list->wide - 1, STYLE_HINT, arena_copy(mem, text.text));
	row_end(sheet);
	buffer_release(&text);
}

static void item_rows(struct checklist *list, const struct item_state *state)
{
	const struct findings *findings = list->paper->findings;
	size_t count;
	const struct node *const *found = findings_of(findings, state->item.requirement->id,
	    &count);
	bool single = count == 1 && !found[0]->value[list->asset]
	    && node_is(found[0], "status", finding_code(state->status));

	for (size_t i = 0; i < count; i++)
		list->shown[(size_t)(found - findings->at) + i] = true;
	item_row(list, state, single ? found[0] : NULL);
	for (size_t i = 0; !single && i < count; i++)
		finding_row(list, found[i]);
	hint_row(list, &state->item);
}

static void group_rows(struct checklist *list, const struct group *group,
    const struct group *before)
{
	const struct assessment_view *year = list->paper->year;
	struct report *report = list->sheet->report;
	struct score score;

	if (!group || group == before)
		return;
	if (group->parent)
		group_rows(list, group->parent, before ? before->parent ? before->parent : before
		    : NULL);
	score = compliance_score(year->item, year->item_count, group, year->method);
	cell_span(list->sheet, 0, list->wide - 1, group->parent ? STYLE_SUBGROUP : STYLE_GROUP,
	    arena_print(report->mem, "%s. %s   (%s: %s; %s: %s)", group->id,
	    words_now(&group->name),
	    _("score"), score_show(report, score.score), _("coverage"),
	    score_show(report, score.coverage)));
	row_at_least(list->sheet, 20);
	row_end(list->sheet);
}

/* ---- the sheet ------------------------------------------------------------------------------- */

static void checklist_fields(struct checklist *list)
{
	const struct shape *shape = model_shape("finding");

	list->finding = shape;
	list->current = shape_field(shape, "current");
	list->measure = shape_field(shape, "measure");
	list->reason = shape_field(shape, "reason");
	list->person = shape_field(shape, "person");
	list->due = shape_field(shape, "due");
	list->cost = shape_field(shape, "cost");
	list->at = shape_field(shape, "at");
	list->asset = shape_field(shape, "asset");
	list->status = shape_field(shape, "status");
}

/* Findings on requirements that the checklist no longer has, for instance after another decision.
 * */
static void outside(struct report *report, const struct checklist *list)
{
	const struct findings *findings = list->paper->findings;
	struct records records = { .shape = list->finding };
	const struct node **node = arena_alloc(report->mem, (findings->count + 1) * sizeof(*node));

	for (size_t i = 0; i < findings->count; i++) {
		if (!list->shown[i])
			node[records.count++] = findings->at[i];
	}
	if (!records.count)
		return;
	records.node = node;
	records.pack[0] = list->paper->year->requirements;
	records_sheet(report, _("Outside the checklist"),
	    _("Findings on requirements that the checklist of this level does not have"), &records);
}

void system_checklist(struct report *report, const struct system_paper *paper)
{
	const char *const head[WIDE] = { _("Requirement id"), _("Requirement"), _("Citation"),
	    _("What it is asked of"),
		_("Result"), _("Current state"), _("Measure"), _("Reason for not applicable"),
		    _("Evidence"),
		_("Person"), _("To be done by"), _("Cost (dong)"), _("Answered at"),
		_("Carried over") };
	size_t wide = paper->year && any_carried(paper->year->node) ? WIDE : AT_CARRIED;
	struct sheet *sheet = sheet_new(report, _("Checklist"), _("Checklist of requirements"),
	    widths, wide);
	struct checklist list = { .sheet = sheet, .paper = paper, .wide = wide };
	const struct group *group = NULL;

	if (!paper->year) {
		row_text(sheet, STYLE_PLAIN, _("This system has no yearly assessment yet."));
		sheet_end(sheet);
		return;
	}
	checklist_fields(&list);
	list.assets = codes_sort(report, paper->view->node, "asset");
	list.shown = arena_alloc(report->mem, paper->findings->count + 1);
	row_head(sheet, head, wide, true);
	for (size_t i = 0; i < paper->year->item_count; i++) {
		const struct item_state *state = &paper->year->item[i];

		group_rows(&list, state->item.requirement->group, group);
		group = state->item.requirement->group;
		item_rows(&list, state);
	}
	sheet_filter_end(sheet);
	sheet_end(sheet);
	outside(report, &list);
}

/* Evidence, with every field, beside the finding it belongs to. */
void system_findings(struct report *report, const struct system_paper *paper)
{
	struct gather all = { 0 };
	struct records records = { .shape = model_shape("evidence") };
	const struct findings *findings = paper->findings;

	for (size_t i = 0; findings && i < findings->count; i++) {
		const char *const *value = findings->at[i]->value;
		const char *asset = value[findings->asset];

		gather_add(&all, report, findings->at[i], "evidence", asset
		    ? arena_print(report->mem,
		    "%s, %s", value[findings->requirement], asset) : value[findings->requirement]);
	}
	records.node = all.node;
	records.count = all.count;
	records.lead[records.leads++] = (struct lead){ _("Requirement, asset"), 18, all.of };
	records_sheet(report, _("Evidence"), _("List of evidence"), &records);
}

/*
 * system_assets.c - what the system is made of, and the technical requirements by asset.
 */
#include "report_priv.h"

#include <string.h>

enum { GRID_FIXED = 3 };

static void plain_records(struct report *report, const struct system_paper *paper,
    const char *shape,
    const char *name, const char *title)
{
	struct records records = { .shape = model_shape(shape) };

	records.node = nodes_of(report, paper->view->node, shape, &records.count);
	records_sheet(report, name, title, &records);
}

void system_assets(struct report *report, const struct system_paper *paper)
{
	plain_records(report, paper, "asset", _("Assets"), _("Assets of the system"));
	if (node_count(paper->view->node, "component"))
		plain_records(report, paper, "component", _("Components"), _("Component systems"));
	if (node_count(paper->view->node, "zone"))
		plain_records(report, paper, "zone", _("Zones"), _("Network zones"));
}

/* ---- the grid -------------------------------------------------------------------------------- */

/* The requirements of one scope; more than fit beside each other go into a second block. */
struct block {
	const char *scope;
	const struct item_state *item[COLUMNS_MOST];
	size_t count;
};

static void grid_head(struct sheet *sheet, const struct block *block)
{
	struct arena *mem = sheet->report->mem;

	row_section(sheet, text_capital(mem, scope_label(block->scope)));
	cell_text(sheet, 0, STYLE_HEAD, _("Asset"));
	cell_text(sheet, 1, STYLE_HEAD, _("Name"));
	cell_text(sheet, 2, STYLE_HEAD, _("Main device"));
	for (size_t i = 0; i < block->count; i++) {
		const struct requirement *requirement = block->item[i]->item.requirement;

		cell_text(sheet, GRID_FIXED + i, STYLE_HEAD,
		    arena_print(mem, "%s\n%s", requirement->id,
		    words_now(&requirement->name)));
	}
	row_end(sheet);
}

static void grid_cell(struct sheet *sheet, size_t at, const struct findings *findings,
    const char *requirement, const char *asset)
{
	struct arena *mem = sheet->report->mem;
	const struct node *own = finding_for(findings, requirement, asset);
	const struct node *used = own ? own : finding_for(findings, requirement, "");
	enum finding status = UNASSESSED;

	if (used && used->value[findings->status])
		finding_parse(&status, used->value[findings->status]);
	cell_text(sheet, at, (enum style)status, arena_print(mem, "%s%s%s", finding_label(status),
	    own || !used ? "" : " *", used && node_is(used, "carried", "yes") ? " †" : ""));
}

static void grid_rows(struct sheet *sheet, const struct system_paper *paper,
    const struct block *block)
{
	const struct shape *shape = model_shape("asset");
	int kind = shape_field(shape, "kind");
	int code = shape_field(shape, "code");
	int name = shape_field(shape, "name");
	int main_device = shape_field(shape, "main");
	size_t rows = 0;

	for (const struct node *asset = node_first(paper->view->node, "asset"); asset;
	    asset = asset->next) {
		const char *const *value = asset->value;

		if (!value[kind] || !value[code] || strcmp(value[kind], block->scope) != 0)
			continue;
		cell_text(sheet, 0, STYLE_CENTRE, value[code]);
		cell_text(sheet, 1, STYLE_TEXT, value[name]);
		cell_text(sheet, 2, STYLE_CENTRE, value[main_device]
		    ? yesno_label(strcmp(value[main_device], "yes") == 0) : "");
		for (size_t i = 0; i < block->count; i++)
			grid_cell(sheet, GRID_FIXED + i, paper->findings,
			    block->item[i]->item.requirement->id, value[code]);
		row_end(sheet);
		rows++;
	}
	if (!rows)
		row_text(sheet, STYLE_PLAIN, _("No asset of this kind is registered."));
}

static void grid_note(struct sheet *sheet, const struct node *assessment)
{
	const char *note = _("* taken from the answer given for all assets");
	const char *mark = NULL;

	for (const struct node *node = node_first(assessment, "finding"); node && !mark;
	    node = node->next)
		mark = carried_mark(sheet->report->mem, assessment, node);
	row_text(sheet, STYLE_NOTE, mark ? arena_print(sheet->report->mem, "%s; † %s", note, mark)
	    : note);
}

static size_t blocks_make(struct block *block, size_t most, const struct assessment_view *year,
    size_t columns)
{
	size_t count = 0;

	for (size_t i = 0; i < year->item_count; i++) {
		const char *scope = year->item[i].item.requirement->scope;
		size_t at = count;

		if (strcmp(scope, "system") == 0 || strcmp(scope, "agency") == 0)
			continue;
		for (size_t k = 0; k < count; k++) {
			if (strcmp(block[k].scope, scope) == 0 && block[k].count < columns)
				at = k;
		}
		if (at == count && count == most)
			continue;
		if (at == count)
			block[count++].scope = scope;
		block[at].item[block[at].count++] = &year->item[i];
	}
	return count;
}

void system_grid(struct report *report, const struct system_paper *paper)
{
	enum { BESIDE = 8, BLOCKS = 24 };
	double width[GRID_FIXED + BESIDE] = { 14, 32, 9 };
	struct block block[BLOCKS] = { 0 };
	size_t count = paper->year ? blocks_make(block, BLOCKS, paper->year, BESIDE) : 0;
	struct sheet *sheet;

	for (size_t i = 0; i < BESIDE; i++)
		width[GRID_FIXED + i] = 15;
	sheet = sheet_new(report, _("Assets grid"), _("Technical requirements by asset"), width,
	    GRID_FIXED + BESIDE);
	if (count == 0)
		row_text(sheet, STYLE_PLAIN,
		    _("There are no requirements that are answered by asset."));
	else
		grid_note(sheet, paper->year->node);
	for (size_t i = 0; i < count; i++) {
		grid_head(sheet, &block[i]);
		grid_rows(sheet, paper, &block[i]);
	}
	sheet_end(sheet);
}

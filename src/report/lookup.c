/*
 * lookup.c - finding things without searching: findings sorted once, the year meant, the worst
 * risk.
 */
#include "report_priv.h"

#include <stdlib.h>
#include <string.h>

/* ---- findings -------------------------------------------------------------------------------- */

/* The two key fields of a finding come first in its shape; findings_sort looks where they stand,
 * and qsort passes no context, so the order is read from the nodes. */
static const char *key_of(const struct node *finding, const char *field)
{
	const char *value = finding->value[shape_field(finding->shape, field)];

	return value ? value : "";
}

struct keyed {
	const char *requirement, *asset;
	const struct node *node;
};

static int by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	int order = strcmp(x->requirement, y->requirement);

	return order ? order : strcmp(x->asset, y->asset);
}

struct findings *findings_sort(struct report *report, const struct node *assessment)
{
	struct findings *findings = arena_alloc(report->mem, sizeof(*findings));
	const struct shape *shape = model_shape("finding");
	size_t count = node_count(assessment, "finding");
	struct keyed *keyed = arena_alloc(report->mem, (count + 1) * sizeof(*keyed));
	size_t at = 0;

	findings->requirement = shape_field(shape, "requirement");
	findings->asset = shape_field(shape, "asset");
	findings->status = shape_field(shape, "status");
	for (const struct node *node = node_first(assessment, "finding"); node; node = node->next)
		keyed[at++] = (struct keyed){ key_of(node, "requirement"), key_of(node, "asset"),
		    node };
	qsort(keyed, count, sizeof(*keyed), by_key);
	findings->at = arena_alloc(report->mem, (count + 1) * sizeof(*findings->at));
	findings->count = count;
	for (size_t i = 0; i < count; i++)
		findings->at[i] = keyed[i].node;
	return findings;
}

static int compare(const struct findings *findings, size_t at, const char *requirement,
    const char *asset)
{
	const char *const *value = findings->at[at]->value;
	const char *own = value[findings->requirement];
	int order = strcmp(own ? own : "", requirement);

	if (order || !asset)
		return order;
	own = value[findings->asset];
	return strcmp(own ? own : "", asset);
}

/* The first that is not before. asset NULL: of the requirement. */
static size_t lower(const struct findings *findings, const char *requirement, const char *asset)
{
	size_t low = 0, high = findings->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare(findings, middle, requirement, asset) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct node *const *findings_of(const struct findings *findings, const char *requirement,
    size_t *count)
{
	size_t first = lower(findings, requirement, NULL);

	*count = 0;
	while (first + *count < findings->count
	    && compare(findings, first + *count, requirement, NULL) == 0)
		(*count)++;
	return findings->at + first;
}

const struct node *finding_for(const struct findings *findings, const char *requirement,
    const char *asset)
{
	size_t at = lower(findings, requirement, asset);

	return at < findings->count && compare(findings, at, requirement, asset) == 0
	    ? findings->at[at] : NULL;
}

/* ---- systems and years ----------------------------------------------------------------------- */

const struct assessment_view *assessment_of(const struct system_view *view, const char *year)
{
	for (size_t i = 0; year && i < view->assessment_count; i++) {
		if (node_is(view->assessment[i].node, "year", year))
			return &view->assessment[i];
	}
	return NULL;
}

const struct assessment_view *assessment_newest(const struct system_view *view)
{
	return view->assessment_count ? &view->assessment[view->assessment_count - 1] : NULL;
}

const char *system_name(const struct system_view *view)
{
	return node_text(view->node, "name");
}

const struct risk *risk_worst(const struct assessment_view *view)
{
	const struct risk *worst = NULL;

	for (size_t i = 0; view && i < view->risk_count; i++) {
		const struct risk *risk = &view->risk[i];

		if (risk->gross && (!worst || risk->current > worst->current
		    || (risk->current == worst->current && risk->gross > worst->gross)))
			worst = risk;
	}
	return worst;
}

/* ---- risks by band --------------------------------------------------------------------------- */

static size_t band_index(const struct method *method, const struct band *band)
{
	for (size_t i = 0; i < method->band_count && i < SHADES_MOST; i++) {
		if (&method->band[i] == band || strcmp(method->band[i].id, band->id) == 0)
			return i;
	}
	return SHADES_MOST - 1;
}

void spread_add(struct spread *spread, const struct assessment_view *view)
{
	for (size_t i = 0; view && i < view->risk_count; i++) {
		const struct risk *risk = &view->risk[i];

		if (!risk->gross_band) {
			spread->unrated++;
			continue;
		}
		spread->count[0][band_index(view->method, risk->gross_band)]++;
		if (risk->current_band)
			spread->count[1][band_index(view->method, risk->current_band)]++;
		if (risk->target_band)
			spread->count[2][band_index(view->method, risk->target_band)]++;
	}
}

/* edge: where the columns begin: what, each band, not rated, total; and the end. */
void spread_table(struct sheet *sheet, const struct spread *spread, const struct method *method,
    const size_t *edge)
{
	const char *const names[3] = { _("Gross risk (before measures)"),
	    _("Current risk (measures in place)"),
		_("Target risk (planned measures done)") };
	struct arena *mem = sheet->report->mem;
	size_t bands = method->band_count;

	cell_span(sheet, edge[0], edge[1] - 1, STYLE_HEAD, _("Number of scenarios"));
	for (size_t b = 0; b < bands; b++)
		cell_shade(sheet, edge[b + 1], edge[b + 2] - 1, method->band[b].colour,
		    arena_print(mem,
		    "%s (%d–%d)", words_now(&method->band[b].name), method->band[b].from,
		    method->band[b].to));
	cell_span(sheet, edge[bands + 1], edge[bands + 2] - 1, STYLE_HEAD, _("Not rated yet"));
	row_end(sheet);
	for (size_t i = 0; i < 3; i++) {
		cell_span(sheet, edge[0], edge[1] - 1, STYLE_LABEL, names[i]);
		for (size_t b = 0; b < bands; b++)
			cell_span(sheet, edge[b + 1], edge[b + 2] - 1, STYLE_CENTRE,
			    arena_print(mem, "%zu", spread->count[i][b]));
		cell_span(sheet, edge[bands + 1], edge[bands + 2] - 1, STYLE_CENTRE,
		    arena_print(mem, "%zu", spread->unrated));
		row_end(sheet);
	}
}

/* ---- records by code ------------------------------------------------------------------------- */

struct code_entry {
	const char *code;
	const struct node *node;
};
struct codes {
	struct code_entry *at;
	size_t count;
};

static int by_code(const void *a, const void *b)
{
	return strcmp(((const struct code_entry *)a)->code, ((const struct code_entry *)b)->code);
}

struct codes *codes_sort(struct report *report, const struct node *parent, const char *shape)
{
	struct codes *codes = arena_alloc(report->mem, sizeof(*codes));
	size_t room = node_count(parent, shape);
	int field = shape_field(model_shape(shape), "code");

	codes->at = arena_alloc(report->mem, (room + 1) * sizeof(*codes->at));
	for (const struct node *node = node_first(parent, shape); node; node = node->next) {
		if (node->value[field])
			codes->at[codes->count++] = (struct code_entry){ node->value[field], node };
	}
	qsort(codes->at, codes->count, sizeof(*codes->at), by_code);
	return codes;
}

const struct node *codes_find(const struct codes *codes, const char *code)
{
	const struct code_entry wanted = { code, NULL };
	const struct code_entry *found = codes->count ? bsearch(&wanted, codes->at, codes->count,
	    sizeof(*codes->at), by_code) : NULL;

	return found ? found->node : NULL;
}

/*
 * gather.c - records as arrays, and labels with their values side by side.
 */
#include "report_priv.h"

#include <string.h>

const struct node **nodes_of(struct report *report, const struct node *parent, const char *shape,
    size_t *count)
{
	size_t room = node_count(parent, shape);
	const struct node **at = arena_alloc(report->mem, (room + 1) * sizeof(*at));

	*count = 0;
	for (const struct node *node = node_first(parent, shape); node; node = node->next)
		at[(*count)++] = node;
	return at;
}

void gather_add(struct gather *into, struct report *report, const struct node *parent,
    const char *shape,
    const char *name)
{
	for (const struct node *node = node_first(parent, shape); node; node = node->next) {
		into->node = arena_grow(report->mem, into->node, into->count, &into->room,
		    sizeof(*into->node));
		into->of = arena_grow(report->mem, into->of, into->count, &into->of_room,
		    sizeof(*into->of));
		into->node[into->count] = node;
		into->of[into->count++] = name;
	}
}

/* A sheet of pairs has label, value, label, value in four quarters of its columns. */
void pair_row(struct sheet *sheet, const char *label, const char *text)
{
	size_t quarter = sheet->columns / 4u;

	cell_span(sheet, 0, quarter - 1, STYLE_LABEL, text_capital(sheet->report->mem, label));
	cell_span(sheet, quarter, sheet->columns - 1u, STYLE_TEXT, text);
	row_end(sheet);
}

static void half_pair(struct sheet *sheet, size_t half, const struct node *node, size_t field)
{
	size_t quarter = sheet->columns / 4u;
	size_t from = half ? 2 * quarter : 0;
	size_t last = half ? sheet->columns - 1u : 2 * quarter - 1;

	cell_span(sheet, from, from + quarter - 1, STYLE_LABEL,
	    text_capital(sheet->report->mem, _(node->shape->field[field].label)));
	cell_span(sheet, from + quarter, last, STYLE_TEXT,
	    value_show(sheet->report, &node->shape->field[field], node->value[field]));
}

void pairs(struct sheet *sheet, const struct node *node, size_t first, size_t last)
{
	size_t quarter = sheet->columns / 4u;
	bool open = false;

	for (size_t i = first; i < last; i++) {
		const struct field *field = &node->shape->field[i];
		const char *value = node->value[i];
		bool wide = field->type == F_NOTE || (value && strlen(value) > 150);

		if (wide && open) {
			cell_span(sheet, 2 * quarter, sheet->columns - 1u, STYLE_TEXT, "");
			row_end(sheet);
			open = false;
		}
		if (wide) {
			pair_row(sheet, _(field->label), value_show(sheet->report, field, value));
			continue;
		}
		half_pair(sheet, open, node, i);
		if (open)
			row_end(sheet);
		open = !open;
	}
	if (open) {
		cell_span(sheet, 2 * quarter, sheet->columns - 1u, STYLE_TEXT, "");
		row_end(sheet);
	}
}

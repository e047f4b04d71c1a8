/*
 * crossed.c - from one checklist to another: where a proposed answer comes from, how the two
 * compare, what is asked now.
 */
#include <stdio.h>
#include <string.h>

#include "capdo/regime.h"
#include "cli_priv.h"

/* ---- one answer of then --------------------------------------------------------------------- */

static const char *status_of(const struct node *finding)
{
	const struct shape *shape = model_shape("finding");

	return field_code_label(
	    &shape->field[shape_field(shape, "status")], node_get(finding, "status"));
}

const char *crossed_words(const struct node *finding, struct arena *arena)
{
	static const char *const fields[] = { "current", "measure", "reason" };
	const char *text = "";

	for (size_t i = 0; finding && i < sizeof(fields) / sizeof(fields[0]); i++)
		if (node_get(finding, fields[i]))
			text = arena_print(
			    arena, "%s%s%s", text, *text ? "; " : "", node_get(finding, fields[i]));
	return text;
}

/* ---- the lists ------------------------------------------------------------------------------ */

static const char *name_of(const struct carry_line *line)
{
	return line->item ? words_now(&line->item->requirement->name)
	    : line->gap && line->gap->from_count > 0
	    ? words_now(&line->gap->from[0].pair->from->name)
	    : "";
}

bool crossed_any(const struct carry_lists *lists, enum carry_kind kind)
{
	for (size_t i = 0; i < lists->count; i++)
		if (lists->at[i].kind == kind && lists->at[i].gap)
			return true;
	return false;
}

static const char *add_value(
    const char *text, const struct node *node, const char *field, struct arena *arena)
{
	int at = shape_field(node->shape, field);

	return at < 0 || !node->value[at]
	    ? text
	    : arena_print(arena, "%s%s%s", text, *text ? "; " : "",
		  show_value(&node->shape->field[at], node->value[at], arena));
}

/* Who, when and cost, where they do not stand in the new answer: found again only here. */
static void list_who(const struct carry_line *line, const struct node *finding, struct arena *arena)
{
	static const char *const fields[] = { "person", "due", "cost" };

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const char *text = add_value("", finding, fields[i], arena);
		const struct field *field =
		    &finding->shape->field[shape_field(finding->shape, fields[i])];

		if (*text && (!line->now || !node_is(line->now, fields[i],
						node_get(finding, fields[i]))))
			screen_text(TO_OUT, arena_print(arena, "%s: %s", _(field->label), text), 6,
			    screen_width());
	}
}

/* The evidence of an answer that does not come over: it is found again only here. */
static void list_evidence(const struct node *finding, struct arena *arena)
{
	static const char *const fields[] = { "code", "name", "place", "file", "date", "note" };

	for (const struct node *node = node_first(finding, "evidence"); node; node = node->next) {
		const char *text = "";

		for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
			text = add_value(text, node, fields[i], arena);
		screen_text(TO_OUT, arena_print(arena, "%s: %s", _(node->shape->label), text), 6,
		    screen_width());
	}
}

/* One old requirement: "QL-1.1.1 (met), asks more: why", and what was said then. */
static void list_from(
    const struct carry_line *line, const struct gap_from *from, struct arena *arena)
{
	const struct pair *pair = from->pair;
	const struct node *node = NULL;
	const char *text = pair->from->id;

	if (from->old)
		text = arena_print(arena, "%s (%s)", text, show_finding(from->old->status));
	screen_text(TO_OUT,
	    arena_print(
		arena, "%s, %s: %s", text, pair_label(pair->kind), words_now(&pair->why)),
	    4, screen_width());
	while ((node = carry_then_next(line, pair->from->id, node))) {
		const char *asset = node_get(node, "asset");
		const char *words = crossed_words(node, arena);

		if (*words)
			screen_text(TO_OUT,
			    arena_print(
				arena, "%s%s%s", asset ? asset : "", asset ? ": " : "", words),
			    6, screen_width());
		list_who(line, node, arena);
		if (line->kind == CARRY_DROPPED || line->kind == CARRY_CHANGED)
			list_evidence(node, arena);
	}
}

static void list_line(const struct carry_line *line, struct arena *arena)
{
	enum finding answer = carry_answer(line);
	const char *words = crossed_words(line->then, arena);

	screen_text(TO_OUT,
	    arena_print(arena, "%s%s%s. %s", line->requirement, line->asset ? " " : "",
		line->asset ? line->asset : "", name_of(line)),
	    0, screen_width());
	if (answer != UNASSESSED)
		screen_text(TO_OUT,
		    arena_print(arena, "%s: %s", _("proposed"), show_finding(answer)), 4,
		    screen_width());
	for (size_t i = 0; line->gap && i < line->gap->from_count; i++)
		list_from(line, &line->gap->from[i], arena);
	if (line->gap && line->gap->from_count == 0 && *line->gap->why)
		screen_text(TO_OUT, line->gap->why, 4, screen_width());
	/* words of an earlier requirement stood with it */
	if (line->then && (line->item ? node_is(line->then, "requirement", line->requirement)
				      : !line->gap || line->gap->from_count == 0)) {
		if (*words)
			screen_text(TO_OUT, words, 6, screen_width());
		if (line->kind == CARRY_DROPPED || line->kind == CARRY_CHANGED)
			list_evidence(line->then, arena);
	}
}

void crossed_print_kind(
    const struct carry_lists *lists, enum carry_kind kind, struct arena *arena)
{
	for (size_t i = 0; i < lists->count; i++)
		if (lists->at[i].kind == kind)
			list_line(&lists->at[i], arena);
}

/* ---- one question of the walk --------------------------------------------------------------- */

const struct carry_line *crossed_line(
    const struct carry_lists *lists, const char *requirement, const char *asset)
{
	const struct carry_line *for_all = NULL;

	for (size_t i = 0; lists && i < lists->count; i++) {
		const struct carry_line *line = &lists->at[i];

		if (!line->gap || !line->item || strcmp(line->requirement, requirement) != 0)
			continue;
		if (asset && line->asset && strcmp(line->asset, asset) == 0)
			return line;
		if (!line->asset)
			for_all = line;
	}
	return for_all;
}

static void print_then(const struct node *finding, struct arena *arena)
{
	static const char *const fields[] = { "current", "measure", "reason" };
	const char *asset = node_get(finding, "asset");

	screen_text(TO_OUT,
	    arena_print(arena, "%s%s%s", asset ? asset : "", asset ? ": " : "",
		status_of(finding)),
	    4, screen_width());
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const struct field *field =
		    &finding->shape->field[shape_field(finding->shape, fields[i])];

		if (node_get(finding, fields[i]))
			screen_text(TO_OUT,
			    arena_print(
				arena, "%s: %s", _(field->label), node_get(finding, fields[i])),
			    6, screen_width());
	}
}

static void print_from(
    const struct carry_line *line, const struct gap_from *from, struct arena *arena)
{
	const struct pair *pair = from->pair;
	const struct node *node = NULL;
	bool any = false;

	screen_text(TO_OUT,
	    arena_print(
		arena, "%s. %s", pair->from->id, words_now(&pair->from->name)), 2, screen_width());
	while ((node = carry_then_next(line, pair->from->id, node))) {
		print_then(node, arena);
		any = true;
	}
	if (!any && from->old)
		screen_text(TO_OUT, show_finding(from->old->status), 4, screen_width());
	screen_text(TO_OUT,
	    arena_print(arena, "%s (%s): %s", pair_label(pair->kind), status_label(pair->status),
		words_now(&pair->why)),
	    4, screen_width());
}

bool crossed_print(const struct carry_line *line, struct arena *arena)
{
	bool words = false;

	if (!line)
		return false;
	if (line->gap->from_count == 0) {
		screen_say(_("new: %s"), line->gap->why);
		return false;
	}
	screen_say("%s:", _("asked by the earlier checklist"));
	for (size_t i = 0; i < line->gap->from_count; i++) {
		const char *id = line->gap->from[i].pair->from->id;

		print_from(line, &line->gap->from[i], arena);
		words = words || carry_then_next(line, id, NULL);
	}
	return words;
}

void crossed_print_demand(const struct demand *demand, struct arena *arena)
{
	if (demand->threshold_count == 0)
		return;
	screen_say("%s:", _("figures and equipment asked now"));
	for (size_t i = 0; i < demand->threshold_count; i++) {
		const struct threshold *at = &demand->threshold[i];

		screen_text(TO_OUT,
		    arena_print(arena, "%s (%s; %s)", words_now(&at->text), force_label(at->force),
			status_label(at->status)),
		    2, screen_width());
	}
}

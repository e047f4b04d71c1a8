/*
 * cross_keep.c - what a crosswalk proposes becomes a record: the result, the words and the evidence
 * of all the answers behind it. Nothing is cut.
 */
#include <string.h>

#include "capdo/regime.h"
#include "carry_priv.h"

struct joining {
	struct carrying *c;
	const struct node **source;
	size_t count;
	bool many;                      /* several old requirements */
	bool apart;                     /* the answer is about one asset itself */
	struct node *finding;
};

/* ---- words ---------------------------------------------------------------------------------- */

/* Where an answer comes from, as far as that is not plain. */
static const char *origin(const struct joining *j, const struct node *source)
{
	const char *id = node_get(source, "requirement");
	const char *asset = j->apart ? NULL : node_get(source, "asset");

	if (!j->many || !asset)
		return j->many ? id : asset ? asset : "";
	return arena_print(j->c->arena, "%s %s", id, asset);
}

/* What has no room in the fields: a record of its own takes it whole. */
static void put_aside(
    struct joining *j, const struct node *source, const char *label, const char *words)
{
	struct arena *arena = j->c->arena;
	struct node *node = node_new(arena, model_shape("evidence"), j->finding);
	const char *from = origin(j, source);

	node_put(node, "name",
	    arena_print(arena, "%s: %s", *from ? from : node_get(source, "requirement"), label));
	node_put(node, "note", words);
}

static const char *label_of(const struct node *node, const char *field)
{
	return tr(node->shape->field[shape_field(node->shape, field)].label);
}

static void join_words(struct joining *j, const char *field)
{
	struct arena *arena = j->c->arena;
	const char *text = NULL;

	for (size_t i = 0; i < j->count; i++) {
		const char *words = node_get(j->source[i], field);
		const char *from = origin(j, j->source[i]);
		const char *more;

		if (!words)
			continue;
		more = arena_print(arena, "%s%s%s%s%s", text ? text : "", text ? "\n" : "", from,
		    *from ? ": " : "", words);
		if (text_length(more) <= TEXT_LIMIT)
			text = more;
		else
			put_aside(j, j->source[i], label_of(j->source[i], field), words);
	}
	node_put(j->finding, field, text);
}

/* Whole ids, as many as a line holds; the words name them too. */
static const char *crossed_from(const struct joining *j, const struct carry_line *line)
{
	const struct gap_item *gap = line->gap;
	const char *text = NULL;

	for (size_t i = 0; i < gap->from_count; i++) {
		const char *more;

		if (!gap_has_say(gap, &gap->from[i]))
			continue;
		more = arena_print(j->c->arena, "%s%s%s", text ? text : "", text ? " " : "",
		    gap->from[i].pair->from->id);
		if (text_length(more) <= LINE_LIMIT)
			text = more;
	}
	return text;
}

/* ---- evidence ------------------------------------------------------------------------------- */

static const char *free_code(const struct node *finding, const char *wanted, struct arena *arena)
{
	const char *code = wanted;

	for (size_t number = 1; !code || node_find(finding, "evidence", "code", code); number++)
		code = arena_print(arena, "E%zu", number);
	return code;
}

static void take_evidence(struct joining *j, const struct node *source)
{
	for (const struct node *node = node_first(source, "evidence"); node; node = node->next) {
		const char *code = free_code(j->finding, node_get(node, "code"), j->c->arena);
		struct node *copy = node_new(j->c->arena, node->shape, j->finding);

		memcpy(copy->value, node->value, node->shape->field_count * sizeof(*copy->value));
		node_put(copy, "code", code);
	}
}

/* What was put aside comes after the evidence that has its codes already. */
static void number_rest(struct joining *j)
{
	for (struct node *node = node_first(j->finding, "evidence"); node; node = node->next)
		if (!node_get(node, "code"))
			node_put(node, "code", free_code(j->finding, NULL, j->c->arena));
}

/* ---- the record ----------------------------------------------------------------------------- */

static void take_single(struct joining *j)
{
	static const char *const fields[] = { "person", "due", "cost", "at" };

	for (size_t i = 0; j->count == 1 && i < sizeof(fields) / sizeof(fields[0]); i++)
		node_put(j->finding, fields[i], node_get(j->source[0], fields[i]));
}

/* Who, when and cost belong to one answer only. Where the answers of then go, in a renewal, they
 * stay beside the new one. */
static void keep_who(struct joining *j)
{
	static const char *const fields[] = { "person", "due", "cost" };
	struct arena *arena = j->c->arena;

	for (size_t i = 0; j->count > 1 && j->c->then == j->c->now && i < j->count; i++) {
		const struct node *source = j->source[i];
		const char *text = NULL;

		for (size_t k = 0; k < sizeof(fields) / sizeof(fields[0]); k++)
			if (node_get(source, fields[k]))
				text = arena_print(arena, "%s%s%s: %s", text ? text : "",
				    text ? "; " : "", label_of(source, fields[k]),
				    node_get(source, fields[k]));
		if (text)
			put_aside(j, source, _("person, day and cost"), text);
	}
}

static void fill(struct joining *j, const struct carry_line *line)
{
	enum finding answer = carry_answer(line);
	char basis[BASIS_TEXT] = BASIS_OTHER;

	if (answer != UNASSESSED)
		item_basis(basis, line->item);
	node_put(j->finding, "requirement", line->requirement);
	node_put(j->finding, "asset", line->asset);
	node_put(j->finding, "status", finding_code(answer));
	node_put(j->finding, "basis", arena_copy(j->c->arena, basis));
	node_put(j->finding, "carried", "yes");
	node_put(j->finding, "crossed-from", crossed_from(j, line));
	take_single(j);
	for (size_t i = 0; i < j->count; i++)
		take_evidence(j, j->source[i]);
	join_words(j, "current");
	join_words(j, "measure");
	join_words(j, "reason");
	keep_who(j);
	number_rest(j);
}

static bool are_many(const struct node *const *source, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (!node_is(source[i], "requirement", node_get(source[0], "requirement")))
			return true;
	return false;
}

static void make(struct joining *j, const struct carry_line *line)
{
	j->apart = line->asset != NULL;
	j->count = cross_sources(&j->source, j->c, line);
	j->many = are_many(j->source, j->count);
	j->finding = node_new(j->c->arena, model_shape("finding"), NULL);
	fill(j, line);
}

bool cross_is_of(struct carrying *c, const struct carry_line *line)
{
	static const char *const fields[] = { "status", "crossed-from", "current", "measure",
		"reason" };
	struct joining j = { .c = c };
	struct carry_line made = *line;

	made.now = NULL;
	make(&j, &made);
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (strcmp(node_text(j.finding, fields[i]), node_text(line->now, fields[i])) != 0)
			return false;
	return true;
}

int cross_keep(struct carrying *c, struct carry_line *line, const char *verb, struct err *err)
{
	struct joining j = { .c = c };
	int rc;

	make(&j, line);
	rc = record_keep(c->app, NULL, j.finding, c->now->id, verb, c->arena, err);
	for (struct node *node = node_first(j.finding, "evidence"); rc == OK && node;
	     node = node->next)
		rc = record_keep(c->app, NULL, node, j.finding->id, verb, c->arena, err);
	line->now = j.finding;
	return rc;
}

/* ---- within a year -------------------------------------------------------------------------- */

int cross_renew(struct carrying *c, struct err *err)
{
	int rc = OK;

	/* the lists still show them */
	for (const struct node *node = node_first(c->then, "finding"); rc == OK && node;
	     node = node->next)
		rc = record_remove(c->app, node, c->arena, err);
	for (size_t i = 0; rc == OK && i < c->count; i++) {
		struct carry_line *line = &c->line[i];
		const struct node **source;

		if ((line->kind == CARRY_PROPOSED || line->kind == CARRY_CHANGED) && line->gap &&
		    cross_sources(&source, c, line) > 0)
			rc = cross_keep(c, line, "renew", err);
	}
	return rc;
}

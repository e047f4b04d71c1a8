/*
 * carried.c - what was carried over from one year to the next, as XML.
 */
#include <inttypes.h>

#include "capdo/regime.h"
#include "exchange_priv.h"
#include "xml_out_priv.h"

/* The values of one record: numbers and codes as attributes, texts as elements. */
static void write_values(struct xml_out *out, const struct node *node)
{
	const struct shape *shape = node->shape;

	for (size_t i = 0; i < shape->field_count; i++)
		if (!field_is_text(&shape->field[i]))
			xml_out_attribute(out, shape->field[i].name, node->value[i]);
	for (size_t i = 0; i < shape->field_count; i++)
		if (field_is_text(&shape->field[i]))
			xml_out_text(out, shape->field[i].name, node->value[i]);
}

/* evidence: with that of the answer. */
static void write_then(struct xml_out *out, const struct node *finding, bool evidence)
{
	xml_out_start(out, "then");
	write_values(out, finding);
	for (const struct node *node = evidence ? node_first(finding, "evidence") : NULL; node;
	     node = node->next) {
		xml_out_start(out, "evidence");
		write_values(out, node);
		xml_out_end(out);
	}
	xml_out_end(out);
}

/* What a crosswalk tells: each earlier requirement with its answers, how the two compare, why. */
static void write_from(struct xml_out *out, const struct carry_line *line)
{
	for (size_t i = 0; i < line->gap->from_count; i++) {
		const struct gap_from *from = &line->gap->from[i];
		const struct pair *pair = from->pair;
		const struct node *node = NULL;

		xml_out_start(out, "from");
		xml_out_attribute(out, "requirement", pair->from->id);
		xml_out_attribute(out, "kind", pair_code(pair->kind));
		if (from->old)
			xml_out_attribute(out, "status", finding_code(from->old->status));
		xml_out_attribute(out, "source", status_code(pair->status));
		xml_out_text(out, "name", words_now(&pair->from->name));
		xml_out_text(out, "why", words_now(&pair->why));
		while ((node = carry_then_next(line, pair->from->id, node)))
			write_then(out, node, true);
		xml_out_end(out);
	}
}

static void write_thresholds(struct xml_out *out, const struct demand *demand)
{
	for (size_t i = 0; i < demand->threshold_count; i++) {
		const struct threshold *at = &demand->threshold[i];

		xml_out_start(out, "threshold");
		xml_out_attribute(out, "kind", at->kind);
		xml_out_attribute(out, "force", force_code(at->force));
		xml_out_attribute(out, "status", status_code(at->status));
		xml_out_text(out, "text", words_now(&at->text));
		xml_out_end(out);
	}
}

static void write_line(struct xml_out *out, const struct carry_line *line)
{
	bool crossed = line->gap && line->gap->from_count > 0;

	xml_out_start(out, "requirement");
	xml_out_attribute(out, "id", line->requirement);
	xml_out_attribute(out, "asset", line->asset);
	xml_out_attribute(out, "state", carry_code(line->kind));
	if (line->gap && line->item)
		xml_out_attribute(out, "gap", gap_code(line->gap->state));
	if (carry_answer(line) != UNASSESSED)
		xml_out_attribute(out, "proposed", finding_code(carry_answer(line)));
	if (line->item) {
		xml_out_text(out, "name", words_now(&line->item->requirement->name));
		if (line->item->demand->text.vi)
			xml_out_text(out, "text", words_now(&line->item->demand->text));
		if (line->item->strict == YES && line->item->strict_form)
			xml_out_text(out, "strict", words_now(&line->item->strict_form->text));
	}
	if (line->gap && line->item)
		write_thresholds(out, line->item->demand);
	if (line->gap && *line->gap->why)
		xml_out_text(out, "why", line->gap->why);
	if (crossed)
		write_from(out, line);
	/* the answers to earlier requirements stood with these */
	if (line->then &&
	    (!crossed ||
		(line->item && node_is(line->then, "requirement", line->requirement))))
		write_then(out, line->then, line->gap != NULL);
	xml_out_end(out);
}

static void write_head(struct xml_out *out, const struct carry_lists *lists)
{
	xml_out_start(out, "carried");
	xml_out_attribute(out, "xmlns", XML_CARRIED);
	xml_out_attribute(out, "system", node_get(lists->system, "code"));
	xml_out_attribute(out, "year", node_get(lists->assessment, "year"));
	xml_out_attribute(out, "from", lists->from);
	xml_out_attribute(out, "xml:lang", lang_now() == LANG_VI ? "vi" : "en");
	for (int kind = 0; kind < CARRY_KINDS; kind++) {
		char number[24];

		snprintf(number, sizeof(number), "%zu", lists->of[kind]);
		xml_out_attribute(out, carry_code((enum carry_kind)kind), number);
	}
}

int exchange_write_carried(const char *path, const struct carry_lists *lists, struct err *err)
{
	struct xml_out out;
	int rc = xml_out_open(&out, path, err);

	if (rc < 0)
		return rc;
	write_head(&out, lists);
	for (size_t i = 0; i < lists->count; i++)
		write_line(&out, &lists->at[i]);
	for (const struct node *node = lists->rating; node; node = node->next) {
		xml_out_start(&out, "rating");
		write_values(&out, node);
		xml_out_end(&out);
	}
	xml_out_end(&out);
	return xml_out_close(&out, err);
}

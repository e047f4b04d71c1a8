/*
 * proposals.c - where level proposals stand, as XML: one with its steps, gates and dossier, or all
 * of them by the day they are due.
 */
#include <stdio.h>
#include <string.h>

#include "exchange_priv.h"
#include "xml_out_priv.h"

#define XML_PROPOSALS "urn:capdo:proposals:1"

static void put_number(struct xml_out *out, const char *name, int64_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "%lld", (long long)number);
	xml_out_attribute(out, name, text);
}

static void put_day(struct xml_out *out, const char *name, day date)
{
	char text[11];

	day_format(text, date);
	xml_out_attribute(out, name, text);
}

static void put_yes(struct xml_out *out, const char *name, bool yes)
{
	xml_out_attribute(out, name, yes ? "yes" : "no");
}

static void put_bodies(struct xml_out *out, const char *const by[2])
{
	if (by[0] && by[1])
		xml_out_attribute(out, "by", arena_print(out->arena, "%s %s", by[0], by[1]));
	else
		xml_out_attribute(out, "by", by[0]);
}

static void put_text(struct xml_out *out, const struct pack *pack, const struct sourced *text)
{
	xml_out_attribute(out, "id", text->id);
	xml_out_attribute(out, "status", status_code(text->status));
	if (text->cite)
		xml_out_attribute(out, "cite", pack_cite(pack, text->cite, out->arena));
}

/* ---- one ------------------------------------------------------------------------------------- */

static void write_step(
    struct xml_out *out, const struct proposal_view *view, const struct flow_step *flow)
{
	static const char *const states[] = { "done", "now", "later", "never" };

	xml_out_start(out, "step");
	put_text(out, view->pack, flow->step);
	xml_out_attribute(out, "kind", flow->step->kind);
	put_bodies(out, flow->by);
	xml_out_attribute(out, "state", states[flow->state]);
	if (flow->act)
		put_day(out, "done", flow->act->date);
	if (flow->clock) {
		put_day(out, "from", flow->from);
		put_day(out, "until", flow->until);
		put_yes(out, "day-off", flow->until_off);
		put_yes(out, "overdue", flow->overdue);
		put_yes(out, "unverified", flow->unverified);
	}
	xml_out_content(out, words_now(&flow->step->text));
	xml_out_end(out);
}

static void write_flow(struct xml_out *out, const struct proposal_view *view)
{
	static const char *const states[] = { "free", "open", "holds", "unknown" };
	const struct workflow *flow = &view->flow;

	for (size_t i = 0; i < flow->step_count; i++)
		write_step(out, view, &flow->step[i]);
	for (size_t i = 0; i < flow->gate_count; i++) {
		xml_out_start(out, "gate");
		put_text(out, view->pack, flow->gate[i].gate);
		xml_out_attribute(out, "state", states[flow->gate[i].state]);
		xml_out_content(out, words_now(&flow->gate[i].gate->text));
		xml_out_end(out);
	}
	for (size_t i = 0; i < flow->part_count; i++) {
		xml_out_start(out, "part");
		put_text(out, view->pack, flow->part[i].part);
		put_yes(out, "given", flow->part[i].given);
		xml_out_content(out, words_now(&flow->part[i].part->text));
		xml_out_end(out);
	}
}

static void write_acts(struct xml_out *out, const struct node *proposal)
{
	static const char *const fields[] = { "number", "step", "result", "date", "body",
		"document", "name", "person", "note" };

	for (const struct node *act = node_first(proposal, "act"); act; act = act->next) {
		xml_out_start(out, "act");
		for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
			xml_out_attribute(out, fields[i], node_get(act, fields[i]));
		xml_out_end(out);
	}
}

int exchange_write_proposal(const char *path, const struct proposal_view *view, struct err *err)
{
	struct xml_out out;
	int rc = xml_out_open(&out, path, err);

	if (rc < 0)
		return rc;
	xml_out_start(&out, "proposal");
	xml_out_attribute(&out, "xmlns", XML_PROPOSALS);
	xml_out_attribute(&out, "agency", node_get(view->agency, "code"));
	xml_out_attribute(&out, "system", node_get(view->system, "code"));
	xml_out_attribute(&out, "number", node_get(view->node, "number"));
	xml_out_attribute(&out, "level", node_get(view->node, "level"));
	xml_out_attribute(&out, "kind", node_get(view->node, "kind"));
	xml_out_attribute(&out, "managed-by", node_get(view->node, "managed-by"));
	xml_out_attribute(&out, "state", proposal_state_code(view->flow.state));
	xml_out_attribute(&out, "pack", view->pack->id);
	xml_out_attribute(&out, "pack-version", node_get(view->node, "pack-version"));
	put_day(&out, "as-of", view->in.as_of);
	write_acts(&out, view->node);
	write_flow(&out, view);
	xml_out_end(&out);
	return xml_out_close(&out, err);
}

/* ---- all ------------------------------------------------------------------------------------- */

int exchange_write_proposals(
    const char *path, const struct proposal_row *row, size_t count, struct err *err)
{
	struct xml_out out;
	int rc = xml_out_open(&out, path, err);

	if (rc < 0)
		return rc;
	xml_out_start(&out, "proposals");
	xml_out_attribute(&out, "xmlns", XML_PROPOSALS);
	for (size_t i = 0; i < count; i++) {
		xml_out_start(&out, "proposal");
		xml_out_attribute(&out, "agency", row[i].agency);
		xml_out_attribute(&out, "system", row[i].system);
		put_number(&out, "number", row[i].number);
		put_number(&out, "level", row[i].level);
		xml_out_attribute(&out, "state", proposal_state_code(row[i].state));
		if (row[i].next) {
			xml_out_attribute(&out, "next", row[i].next->id);
			put_bodies(&out, row[i].by);
		}
		if (row[i].clock) {
			xml_out_attribute(&out, "of", row[i].of->id);
			put_day(&out, "due", row[i].due);
			put_number(&out, "days-left", row[i].days_left);
			put_yes(&out, "overdue", row[i].days_left < 0);
			put_yes(&out, "unverified", row[i].unverified);
		}
		xml_out_content(&out, row[i].name);
		xml_out_end(&out);
	}
	xml_out_end(&out);
	return xml_out_close(&out, err);
}

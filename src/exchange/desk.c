/*
 * desk.c - the reviewer's desk as XML: <desk xmlns="urn:capdo:desk:1">.
 */
#include <inttypes.h>
#include <stdio.h>

#include "exchange_priv.h"
#include "xml_out_priv.h"

static void write_number(struct xml_out *out, const char *name, int64_t number)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRId64, number);
	xml_out_attribute(out, name, text);
}

static void write_hand_in(struct xml_out *out, const struct desk_row *row)
{
	static const char *const told[] = { "number", "at", "late", "signature", "stops",
		"warns", "decided-at" };

	xml_out_start(out, "hand-in");
	xml_out_attribute(out, "agency", node_get(row->agency, "code"));
	xml_out_attribute(out, "state", row->state);
	xml_out_attribute(out, "due", row->due);
	if (row->due)
		write_number(out, "days", row->days);
	for (size_t i = 0; row->snapshot && i < sizeof(told) / sizeof(told[0]); i++)
		xml_out_attribute(out, told[i], node_get(row->snapshot, told[i]));
	write_number(out, "open-comments", (int64_t)row->open);
	write_number(out, "systems", (int64_t)row->systems);
	xml_out_text(out, "name", node_get(row->agency, "name"));
	xml_out_end(out);
}

static void write_proposal(struct xml_out *out, const struct proposal_row *row)
{
	char due[11];

	xml_out_start(out, "proposal");
	xml_out_attribute(out, "agency", row->agency);
	xml_out_attribute(out, "system", row->system);
	write_number(out, "number", row->number);
	write_number(out, "level", row->level);
	xml_out_attribute(out, "state", proposal_state_code(row->state));
	xml_out_attribute(out, "step", row->next ? row->next->id : NULL);
	if (row->clock) {
		day_format(due, row->due);
		xml_out_attribute(out, "due", due);
		write_number(out, "days", row->days_left);
		xml_out_attribute(out, "unverified", row->unverified ? "yes" : "no");
	}
	xml_out_end(out);
}

int exchange_write_desk(const char *path, const struct desk *desk, struct err *err)
{
	struct xml_out out;
	int rc = xml_out_open(&out, path, err);

	if (rc < 0)
		return rc;
	xml_out_start(&out, "desk");
	xml_out_attribute(&out, "xmlns", XML_DESK);
	xml_out_attribute(&out, "year", desk->year);
	for (size_t i = 0; i < desk->rows; i++)
		write_hand_in(&out, &desk->row[i]);
	for (size_t i = 0; i < desk->proposals; i++)
		write_proposal(&out, &desk->proposal[i]);
	xml_out_end(&out);
	return xml_out_close(&out, err);
}

/*
 * listing.c - lists that are no records of a shape: the packs, the audit chain.
 */
#include "exchange_priv.h"

#include <inttypes.h>
#include <stdio.h>

#include "xml_out_priv.h"

int exchange_write_packs(const char *path, const struct pack_set *set, struct err *err)
{
	struct xml_out out;
	int rc = xml_out_open(&out, path, err);

	if (rc < 0)
		return rc;
	xml_out_start(&out, "packs");
	xml_out_attribute(&out, "xmlns", XML_PACKS);
	for (size_t i = 0; i < packs_count(set); i++) {
		const struct pack *pack = packs_at(set, i);

		xml_out_start(&out, "pack");
		xml_out_attribute(&out, "id", pack->id);
		xml_out_attribute(&out, "version", pack->version);
		xml_out_attribute(&out, "kind", pack_kind_code(pack->kind));
		xml_out_attribute(&out, "in-force", pack->in_force);
		xml_out_attribute(&out, "until", pack->until);
		xml_out_attribute(&out, "replaced-by", pack->replaced_by);
		xml_out_attribute(&out, "hash", pack->hash);
		xml_out_text(&out, "title", words_now(&pack->title));
		xml_out_end(&out);
	}
	xml_out_end(&out);
	return xml_out_close(&out, err);
}

static int write_line(void *context, const struct audit_line *line, struct err *err)
{
	struct xml_out *out = context;
	char number[24];

	(void)err;
	snprintf(number, sizeof(number), "%" PRId64, line->seq);
	xml_out_start(out, "change");
	xml_out_attribute(out, "number", number);
	xml_out_attribute(out, "at", line->at);
	xml_out_attribute(out, "person", line->person);
	xml_out_attribute(out, "verb", line->verb);
	xml_out_attribute(out, "record", line->record);
	xml_out_content(out, line->detail ? line->detail : "");
	xml_out_end(out);
	return OK;
}

int exchange_write_audit(const char *path, struct app *app, int64_t from, struct err *err)
{
	struct xml_out out;
	int closed;
	int rc = xml_out_open(&out, path, err);

	if (rc < 0)
		return rc;
	xml_out_start(&out, "audit");
	xml_out_attribute(&out, "xmlns", XML_AUDIT);
	rc = app_audit(app, from, write_line, &out, err);
	xml_out_end(&out);
	closed = xml_out_close(&out, rc < 0 ? NULL : err);
	return rc < 0 ? rc : closed;
}

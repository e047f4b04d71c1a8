/*
 * write.c - submissions and lists.
 */
#include "exchange_priv.h"
#include "xml_out_priv.h"

void xml_out_record_start(struct xml_out *out, const struct node *node)
{
	const struct shape *shape = node->shape;

	xml_out_start(out, shape->name);
	xml_out_attribute(out, "id", node->id);
	for (size_t i = 0; i < shape->field_count; i++) {
		if (!field_is_text(&shape->field[i]))
			xml_out_attribute(out, shape->field[i].name, node->value[i]);
	}
	for (size_t i = 0; i < shape->field_count; i++) {
		if (field_is_text(&shape->field[i]))
			xml_out_text(out, shape->field[i].name, node->value[i]);
	}
}

void xml_out_record(struct xml_out *out, const struct node *node)
{
	const struct shape *shape = node->shape;

	xml_out_record_start(out, node);
	for (size_t i = 0; i < shape->child_count; i++) {
		if (shape->child[i]->flags & LOCAL)
			continue;
		for (const struct node *child = node->children[i].first; child; child = child->next)
			xml_out_record(out, child);
	}
	xml_out_end(out);
}

void xml_out_packs(struct xml_out *out, const struct exchange_info *info)
{
	for (size_t i = 0; i < info->pack_count; i++) {
		xml_out_start(out, "pack");
		xml_out_attribute(out, exchange_pack_field[PACK_ID].name, info->pack[i].id);
		xml_out_attribute(out, exchange_pack_field[PACK_VERSION].name,
		    info->pack[i].version);
		xml_out_attribute(out, exchange_pack_field[PACK_HASH].name, info->pack[i].hash);
		xml_out_end(out);
	}
}

static void write_head(struct xml_out *out, const struct exchange_info *info, const char *sha256)
{
	char now[21];
	const char *value[SUBMISSION_FIELDS] = {
		[SUBMISSION_FORMAT] = "1",
		[SUBMISSION_CREATED] = info->created ? info->created : now,
		[SUBMISSION_TOOL] = info->tool ? info->tool : "capdo",
		[SUBMISSION_YEAR] = info->year,
		[SUBMISSION_SNAPSHOT] = info->snapshot,
		[SUBMISSION_SHA256] = sha256,
	};

	clock_now(now);
	xml_out_start(out, "submission");
	xml_out_attribute(out, "xmlns", XML_SUBMISSION);
	for (int i = 0; i < SUBMISSION_FIELDS; i++)
		xml_out_attribute(out, exchange_submission_field[i].name, value[i]);
	xml_out_packs(out, info);
}

int exchange_write(const char *path, const struct exchange_info *info, const struct node *agency,
    struct err *err)
{
	struct xml_out out;
	char sha256[HASH_TEXT];
	int rc = xml_out_open(&out, path, err);

	if (rc < 0)
		return rc;
	exchange_hash(sha256, agency);
	write_head(&out, info, sha256);
	xml_out_record(&out, agency);
	xml_out_end(&out);
	return xml_out_close(&out, err);
}

int exchange_write_list(const char *path, const struct shape *shape, const struct node *first,
    struct err *err)
{
	struct xml_out out;
	int rc = xml_out_open(&out, path, err);

	if (rc < 0)
		return rc;
	xml_out_start(&out, "list");
	xml_out_attribute(&out, "xmlns", XML_SUBMISSION);
	xml_out_attribute(&out, "of", shape->name);
	for (; first; first = first->next)
		xml_out_record(&out, first);
	xml_out_end(&out);
	return xml_out_close(&out, err);
}

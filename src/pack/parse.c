/*
 * parse.c - what all packs have: the head, doubts, documents, facts; then the content of its kind.
 */
#include "pack_priv.h"

#include <string.h>

/* The schema allows any content under any kind; first is the element that shows which it is. */
static const struct {
	enum pack_kind kind;
	const char *first;
	int (*read)(struct reader *r, const xmlNode *root);
} contents[] = {
	{ PACK_REGULATION, "criterion", read_regulation },
	{ PACK_REQUIREMENTS, "group", read_requirements },
	{ PACK_THREATS, "cause", read_threats },
	{ PACK_OBLIGATIONS, "obligation", read_obligations },
	{ PACK_METHOD, "scale", read_method },
	{ PACK_CALENDAR, "day", read_calendar },
	{ PACK_RULES, "consistency", read_rules },
	{ PACK_CROSSWALK, "between", read_crosswalk },
};

static int read_head(struct reader *r, const xmlNode *root)
{
	struct pack *pack = &r->to->pack;
	const char *kind = xml_attr(r, root, "kind");

	pack->kind = PACK_REGULATION;
	while (pack->kind < PACK_CROSSWALK && strcmp(kind, pack_kind_code(pack->kind)) != 0)
		pack->kind++;
	pack->version = xml_attr(r, root, "version");
	pack->in_force = xml_date(r, root, "in-force");
	pack->until = xml_date(r, root, "until");
	pack->replaced_by = xml_attr(r, root, "replaced-by");
	pack->title = xml_words_in(r, root, "title");
	if (r->rc == OK && pack->until && strcmp(pack->in_force, pack->until) > 0)
		return fault(r, root, err_set(&r->note, FAIL_INVALID,
		    "pack '%s' is in force from %s, after its end on %s", pack->id, pack->in_force,
		    pack->until));
	return r->rc;
}

int read_sourced_list(struct reader *r, const xmlNode *parent, const char *name,
    struct sourced_list *out)
{
	size_t count = xml_count(parent, name);
	struct sourced *list = room_for(r, count, sizeof(*list));
	struct sourced *item = list;
	struct index ids;

	out->at = list;
	out->count = count;
	index_open(r, &ids, count);
	for (const xmlNode *node = xml_child(parent, name); node; node = xml_next(node, name)) {
		*item = xml_sourced(r, node);
		index_add(&ids, item->id, item, node);
		item++;
	}
	return index_close(r, &ids, name);
}

int pack_read(struct reader *r, const xmlNode *root)
{
	struct pack *pack = &r->to->pack;
	size_t kind;
	int rc = read_head(r, root);

	if (rc == OK)
		rc = read_sourced_list(r, root, "doubt", &pack->doubt);
	if (rc == OK)
		rc = read_documents(r, root);
	if (rc == OK)
		rc = check_cites(r, root);
	if (rc == OK)
		rc = read_facts(r, root);
	if (rc < 0)
		return rc;
	kind = (size_t)pack->kind;
	if (!xml_child(root, contents[kind].first))
		return fault(r, root,
		    err_set(&r->note, FAIL_INVALID, "pack '%s' is of kind %s, so <%s> was expected",
			pack->id, pack_kind_code(pack->kind), contents[kind].first));
	return contents[kind].read(r, root);
}

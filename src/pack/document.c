/*
 * document.c - the sources of a pack, and that every citation stands on one of them.
 */
#include "pack_priv.h"

#include <string.h>

static int read_document(struct reader *r, const xmlNode *node, struct document *out)
{
	out->id = xml_attr(r, node, "id");
	out->number = xml_attr(r, node, "number");
	out->kind = xml_attr(r, node, "kind");
	out->name = xml_words_in(r, node, "name");
	out->status = xml_status(r, node);
	out->provision = xml_list(r, xml_child(node, "provisions"), NULL, &out->provision_count);
	return r->rc;
}

int read_documents(struct reader *r, const xmlNode *root)
{
	struct loaded *to = r->to;
	size_t count = xml_count(root, "document");
	struct document *list = room_for(r, count, sizeof(*list));
	struct document *document = list;
	size_t provisions = 0;

	to->pack.document = list;
	to->pack.document_count = count;
	for (const xmlNode *node = xml_child(root, "document"); node;
	     node = xml_next(node, "document")) {
		if (read_document(r, node, document) < 0)
			return r->rc;
		provisions += document++->provision_count;
	}
	index_open(r, &to->provisions, provisions);
	document = list;
	for (const xmlNode *node = xml_child(root, "document"); node;
	     node = xml_next(node, "document")) {
		for (size_t i = 0; i < document->provision_count; i++) {
			const char *whole = arena_print(
			    r->arena, "%s:%s", document->id, document->provision[i]);

			index_add(&to->provisions, whole, document, node);
		}
		document++;
	}
	return index_close(r, &to->provisions, "provision");
}

static bool has_document(const struct pack *pack, const char *citation)
{
	size_t length = strcspn(citation, ":");

	for (size_t i = 0; i < pack->document_count; i++) {
		const char *id = pack->document[i].id;

		if (strlen(id) == length && memcmp(id, citation, length) == 0)
			return true;
	}
	return false;
}

static int check_cite(struct reader *r, const xmlNode *node, const char *name)
{
	size_t count;
	const char *const *citation = xml_list(r, node, name, &count);

	for (size_t i = 0; i < count && r->rc == OK; i++) {
		if (index_find(&r->to->provisions, citation[i]))
			continue;
		if (has_document(&r->to->pack, citation[i]))
			return fault(r, node,
			    err_set(&r->note, FAIL_INVALID,
				"citation '%s' in <%s>: its document does not list that provision",
				citation[i], (const char *)node->name));
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "citation '%s' in <%s>: this pack declares no such document", citation[i],
		    (const char *)node->name));
	}
	return r->rc;
}

int check_cites(struct reader *r, const xmlNode *node)
{
	static const char *const names[] = { "cite", "clause", "old-cite", "new-cite" };
	int rc = OK;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && rc == OK; i++)
		rc = check_cite(r, node, names[i]);
	for (node = xml_child(node, NULL); node && rc == OK; node = xml_next(node, NULL))
		rc = check_cites(r, node);
	return rc;
}

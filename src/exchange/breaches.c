/*
 * breaches.c - what the consistency rules found, for other programs.
 */
#include "exchange_priv.h"

#include <string.h>

#include "xml_out_priv.h"

static bool is_wanted(const char *wanted, const char *value)
{
	return !wanted || (value && strcmp(wanted, value) == 0);
}

static void write_breach(struct xml_out *out, const struct breach *breach, struct arena *arena)
{
	const struct rule *rule = breach->rule;

	xml_out_start(out, "breach");
	xml_out_attribute(out, "rule", rule->id);
	xml_out_attribute(out, "effect", rule->stops ? "stops" : "warns");
	xml_out_attribute(out, "status", status_code(breach->status));
	xml_out_attribute(out, "system", breach->system);
	xml_out_attribute(out, "shape", breach->node->shape->name);
	xml_out_attribute(out, "record", breach->node->id);
	xml_out_text(out, "where", breach->where);
	xml_out_text(out, "text", breach->text);
	xml_out_text(out, "fix", words_now(&rule->fix));
	xml_out_text(out, "cite", breach->cite ? pack_cite(rule->pack, breach->cite, arena)
						 : NULL);
	xml_out_end(out);
}

int exchange_write_breaches(const char *path, const struct agency_view *view, const char *year,
    const struct breach_list *list, const char *rule, const char *system, struct err *err)
{
	struct arena *arena;
	struct xml_out out;
	int rc = xml_out_open(&out, path, err);

	if (rc < 0)
		return rc;
	arena = arena_new();
	xml_out_start(&out, "check");
	xml_out_attribute(&out, "xmlns", "urn:capdo:check:1");
	xml_out_attribute(&out, "agency", node_get(view->node, "code"));
	xml_out_attribute(&out, "year", year);
	for (size_t i = 0; i < list->count; i++) {
		const struct breach *breach = &list->at[i];

		if (is_wanted(rule, breach->rule->id) && is_wanted(system, breach->system))
			write_breach(&out, breach, arena);
	}
	xml_out_end(&out);
	arena_free(arena);
	return xml_out_close(&out, err);
}

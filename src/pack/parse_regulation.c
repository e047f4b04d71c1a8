/*
 * parse_regulation.c - criteria, and who does what on the way to an approved level.
 */
#include "pack_priv.h"

#include <stdio.h>
#include <string.h>

/* ---- criteria ------------------------------------------------------------------------------- */

static int read_criterion(struct reader *r, const xmlNode *node, struct criterion *out)
{
	const xmlNode *reading = xml_child(node, "reading");

	out->id = xml_attr(r, node, "id");
	out->level = xml_int(r, node, "level", 0);
	out->cite = xml_attr(r, node, "cite");
	out->status = xml_status(r, node);
	out->undetermined = xml_yes(r, node, "undetermined");
	out->text = xml_words_in(r, node, "text");
	out->statement = xml_words_in(r, node, "statement");
	if (reading)
		out->reading = xml_sourced(r, reading);
	return read_when(r, node, &out->when);
}

static int check_levels(struct reader *r, const xmlNode *root)
{
	const struct pack *pack = &r->to->pack;
	unsigned reached = 0;

	for (size_t i = 0; i < pack->criterion_count; i++)
		reached |= 1u << pack->criterion[i].level;
	for (int level = 1; level <= 5; level++) {
		if (!(reached & 1u << level))
			return fault(r, root, err_set(&r->note, FAIL_INVALID,
			    "pack '%s' has no criterion that leads to level %d", pack->id, level));
	}
	return OK;
}

static int read_criteria(struct reader *r, const xmlNode *root)
{
	size_t count = xml_count(root, "criterion");
	struct criterion *list = room_for(r, count, sizeof(*list));
	struct criterion *criterion = list;

	r->to->pack.criterion = list;
	r->to->pack.criterion_count = count;
	index_open(r, &r->to->criteria, count);
	for (const xmlNode *node = xml_child(root, "criterion"); node;
	     node = xml_next(node, "criterion")) {
		if (read_criterion(r, node, criterion) < 0)
			return r->rc;
		index_add(&r->to->criteria, criterion->id, criterion, node);
		criterion++;
	}
	if (index_close(r, &r->to->criteria, "criterion") < 0)
		return r->rc;
	return check_levels(r, root);
}

/* ---- lists ---------------------------------------------------------------------------------- */

/* Which attributes of an element fill the fields of struct sourced that it shares with others. */
static const struct layout {
	const char *name;
	const char *kind, *by, *to, *days;
	bool levels;
} layouts[] = {
	{ "exception", "fact", "from", "to", NULL, false },
	{ "step", "kind", "by", "managed-by", "days", true },
	{ "body", NULL, NULL, NULL, NULL, false },
	{ "gate", NULL, NULL, NULL, NULL, true },
	{ "dossier", "for", NULL, NULL, NULL, true },
	{ "inspection", "of", NULL, NULL, "months", true },
	{ "duty", NULL, "who", "to", NULL, true },
	{ "content", "duty", "topic", NULL, NULL, false },
	{ "rule", "topic", NULL, NULL, NULL, false },
};

/* A month and day that is there every year, so that code may ask for it in any. */
static const char *month_day(struct reader *r, const xmlNode *node, const char *name)
{
	const char *text = xml_attr(r, node, name);
	char whole[16];
	day ignored;

	if (!text)
		return NULL;
	snprintf(whole, sizeof(whole), "2001%s", *text ? text + 1 : "");
	if (day_parse(&ignored, whole, NULL) < 0)
		fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "%s is '%s', but a day of every year like --12-20 was expected", name, text));
	return text;
}

static void read_duty(struct reader *r, const xmlNode *node, struct sourced *out)
{
	out->before = month_day(r, node, "before");
	out->window_from = month_day(r, node, "window-from");
	out->window_to = month_day(r, node, "window-to");
	out->first_year = xml_int(r, node, "first-year", 0);
	out->last_year = xml_int(r, node, "last-year", 0);
	out->form = xml_attr(r, node, "form");
	if (out->last_year != 0 && out->last_year < out->first_year)
		fault(r, node,
		    err_set(&r->note, FAIL_INVALID, "the last year %d is before the first year %d",
			out->last_year, out->first_year));
}

static const char *attr_if(struct reader *r, const xmlNode *node, const char *name)
{
	return name ? xml_attr(r, node, name) : NULL;
}

static void read_item(
    struct reader *r, const xmlNode *node, const struct layout *layout, struct sourced *out)
{
	const char *day_kind = xml_attr(r, node, "day-kind");

	*out = xml_sourced(r, node);
	out->kind = attr_if(r, node, layout->kind);
	out->by = attr_if(r, node, layout->by);
	out->to = attr_if(r, node, layout->to);
	if (layout->days)
		out->days = xml_int(r, node, layout->days, 0);
	if (layout->levels)
		out->levels = xml_levels(r, node);
	out->working_days = day_kind && strcmp(day_kind, "working") == 0;
	if (strcmp(layout->name, "step") == 0 || strcmp(layout->name, "gate") == 0) {
		out->from = xml_date(r, node, "from");
		out->until = xml_date(r, node, "until");
	}
	if (strcmp(layout->name, "body") == 0 && !out->id)
		fault(r, node, err_set(&r->note, FAIL_INVALID, "a <body> needs an id"));
	if (strcmp(layout->name, "duty") == 0)
		read_duty(r, node, out);
}

static int read_list(struct reader *r, const xmlNode *root, const struct layout *layout,
    struct sourced_list *out, struct index *ids)
{
	size_t count = xml_count(root, layout->name);
	struct sourced *list = room_for(r, count, sizeof(*list));
	struct sourced *item = list;

	out->at = list;
	out->count = count;
	index_open(r, ids, count);
	for (const xmlNode *node = xml_child(root, layout->name); node;
	     node = xml_next(node, layout->name)) {
		read_item(r, node, layout, item);
		index_add(ids, item->id, item, node);
		item++;
	}
	return index_close(r, ids, layout->name);
}

static int read_components(struct reader *r, const xmlNode *root)
{
	const xmlNode *node = xml_child(root, "components");

	if (node) {
		r->to->pack.components_highest = true;
		r->to->pack.components = xml_sourced(r, node);
	}
	return r->rc;
}

/* ---- checks --------------------------------------------------------------------------------- */

int check_name(struct reader *r, const xmlNode *node, const char *attr, const struct index *known,
    const char *what)
{
	const char *id = xml_attr(r, node, attr);

	if (!id || r->rc < 0 || index_find(known, id))
		return r->rc;
	return fault(r, node,
	    err_set(&r->note, FAIL_INVALID, "<%s %s>: this pack declares no %s '%s'",
		(const char *)node->name, attr, what, id));
}

static int check_exception(struct reader *r, const xmlNode *node)
{
	static const char *const ends[] = { "from", "to" };
	const char *id = xml_attr(r, node, "fact");
	const struct fact *fact = fact_in_reach(r->to, id);
	size_t ignored;

	if (!fact)
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "fact '%s' is declared neither in this pack nor in one that it uses", id));
	for (size_t i = 0; i < 2 && r->rc == OK; i++) {
		const char *value = xml_attr(r, node, ends[i]);

		if (!fact_value_index(&ignored, fact, value))
			return fault(r, node,
			    err_set(
				&r->note, FAIL_INVALID, "fact '%s' has no value '%s'", id, value));
	}
	return r->rc;
}

static int check_names(struct reader *r, const xmlNode *root, const struct index *duties)
{
	const struct index *bodies = &r->to->bodies;

	for (const xmlNode *node = xml_child(root, NULL); node && r->rc == OK;
	     node = xml_next(node, NULL)) {
		if (xml_is(node, "exception"))
			check_exception(r, node);
		if (xml_is(node, "content"))
			check_name(r, node, "duty", duties, "duty");
		if (xml_is(node, "step")) {
			check_name(r, node, "by", bodies, "body");
			check_name(r, node, "managed-by", bodies, "body");
		}
		if (xml_is(node, "duty")) {
			check_name(r, node, "who", bodies, "body");
			check_name(r, node, "to", bodies, "body");
			check_name(r, node, "form", &r->to->forms, "form");
		}
	}
	return r->rc;
}

/* What came with the second decree; each part may be missing. */
static int read_rest(struct reader *r, const xmlNode *root)
{
	if (read_listed(r, root) < 0 || read_forms(r, root) < 0)
		return r->rc;
	if (read_incident_clocks(r, root) < 0 || read_changes(r, root) < 0)
		return r->rc;
	return read_regime(r, root);
}

int read_regulation(struct reader *r, const xmlNode *root)
{
	struct pack *pack = &r->to->pack;
	struct sourced_list *const lists[] = {
		&pack->exception, &pack->step, &pack->body, &pack->gate, &pack->dossier,
		&pack->inspection, &pack->duty, &pack->content, &pack->rule,
	};
	struct index ids[sizeof(layouts) / sizeof(layouts[0])];
	struct index *duties = NULL;

	if (read_criteria(r, root) < 0 || read_components(r, root) < 0)
		return r->rc;
	for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++) {
		if (read_list(r, root, &layouts[i], lists[i], &ids[i]) < 0)
			return r->rc;
		if (lists[i] == &pack->body)
			r->to->bodies = ids[i];
		if (lists[i] == &pack->duty)
			duties = &ids[i];
	}
	return read_rest(r, root) < 0 ? r->rc : check_names(r, root, duties);
}

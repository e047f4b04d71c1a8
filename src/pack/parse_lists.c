/*
 * parse_lists.c - the two kinds of pack that are plain lists: obligations of an agency, and a
 * calendar.
 */
#include "pack_priv.h"

#include <string.h>

/* Every obligation that names a content names one that is there. */
static int check_spending(struct reader *r, const xmlNode *root, const struct index *ids)
{
	for (const xmlNode *node = xml_child(root, "obligation"); node && r->rc == OK;
	     node = xml_next(node, "obligation")) {
		const char *id = xml_attr(r, node, "spending");

		if (id && !index_find(ids, id))
			fault(r, node,
			    err_set(&r->note, FAIL_INVALID,
				"this pack declares no spending '%s'", id));
	}
	return r->rc;
}

static int read_spending(struct reader *r, const xmlNode *root)
{
	size_t count = xml_count(root, "spending");
	struct sourced *list = room_for(r, count, sizeof(*list));
	struct sourced *item = list;
	struct index ids;

	r->to->pack.spending = (struct sourced_list){ list, count };
	index_open(r, &ids, count);
	for (const xmlNode *node = xml_child(root, "spending"); node;
	     node = xml_next(node, "spending")) {
		*item = xml_sourced(r, node);
		item->kind = xml_attr(r, node, "records");
		if (!item->id)
			fault(r, node,
			    err_set(&r->note, FAIL_INVALID, "a <spending> needs an id"));
		index_add(&ids, item->id, item, node);
		item++;
	}
	return index_close(r, &ids, "spending") < 0 ? r->rc : check_spending(r, root, &ids);
}

static int read_clocks(struct reader *r, const xmlNode *root)
{
	size_t count = xml_count(root, "clock");
	struct sourced *list = room_for(r, count, sizeof(*list));
	struct sourced *item = list;

	r->to->pack.clock = (struct sourced_list){ list, count };
	for (const xmlNode *node = xml_child(root, "clock"); node; node = xml_next(node, "clock")) {
		*item = xml_sourced(r, node);
		item->kind = xml_attr(r, node, "record");
		item->by = xml_attr(r, node, "from");
		item->to = xml_attr(r, node, "to");
		item->days = xml_int(r, node, "days", 0);
		item->working_days = strcmp(xml_attr(r, node, "day-kind"), "working") == 0;
		item++;
	}
	return r->rc;
}

int read_obligations(struct reader *r, const xmlNode *root)
{
	size_t count = xml_count(root, "obligation");
	struct obligation *list = room_for(r, count, sizeof(*list));
	struct obligation *item = list;

	r->to->pack.obligation = list;
	r->to->pack.obligation_count = count;
	index_open(r, &r->to->obligations, count);
	for (const xmlNode *node = xml_child(root, "obligation"); node;
	     node = xml_next(node, "obligation")) {
		item->id = xml_attr(r, node, "id");
		item->cite = xml_attr(r, node, "cite");
		item->every = xml_attr(r, node, "every");
		item->who = xml_attr(r, node, "who");
		item->budget = xml_yes(r, node, "budget");
		item->spending = xml_attr(r, node, "spending");
		item->status = xml_status(r, node);
		item->name = xml_words_in(r, node, "name");
		item->look = xml_words_in(r, node, "look");
		item->evidence = xml_words_in(r, node, "evidence");
		index_add(&r->to->obligations, item->id, item, node);
		item++;
	}
	if (index_close(r, &r->to->obligations, "obligation") < 0)
		return r->rc;
	return read_spending(r, root) < 0 ? r->rc : read_clocks(r, root);
}

int read_calendar(struct reader *r, const xmlNode *root)
{
	size_t count = xml_count(root, "day");
	struct calendar_day *list = room_for(r, count, sizeof(*list));
	struct calendar_day *item = list;

	r->to->pack.calendar = list;
	r->to->pack.calendar_count = count;
	for (const xmlNode *node = xml_child(root, "day"); node; node = xml_next(node, "day")) {
		const char *date = xml_date(r, node, "date");

		if (r->rc < 0)
			return r->rc;
		day_parse(&item->date, date, NULL);
		item->off = strcmp(xml_attr(r, node, "kind"), "off") == 0;
		item->status = xml_status(r, node);
		item->name = xml_words(r, node);
		if (item > list && item->date <= item[-1].date)
			return fault(r, node,
			    err_set(&r->note, FAIL_INVALID,
				"day '%s' does not come after the one before it: each day once, in "
			    "order",
				date));
		item++;
	}
	return r->rc;
}

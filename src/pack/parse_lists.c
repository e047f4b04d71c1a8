/*
 * parse_lists.c - the two kinds of pack that are plain lists: obligations of an agency, and a
 * calendar.
 */
#include "pack_priv.h"

#include <string.h>

int read_obligations(struct reader *r, const xmlNode *root)
{
	size_t count = node_count(root, "obligation");
	struct obligation *list = room_for(r, count, sizeof(*list));
	struct obligation *item = list;

	r->to->pack.obligation = list;
	r->to->pack.obligation_count = count;
	index_open(r, &r->to->obligations, count);
	for (const xmlNode *node = node_child(root, "obligation"); node;
	     node = node_next(node, "obligation")) {
		item->id = node_attr(r, node, "id");
		item->cite = node_attr(r, node, "cite");
		item->every = node_attr(r, node, "every");
		item->who = node_attr(r, node, "who");
		item->budget = node_yes(r, node, "budget");
		item->status = node_status(r, node);
		item->name = node_words_in(r, node, "name");
		item->look = node_words_in(r, node, "look");
		item->evidence = node_words_in(r, node, "evidence");
		index_add(&r->to->obligations, item->id, item, node);
		item++;
	}
	return index_close(r, &r->to->obligations, "obligation");
}

int read_calendar(struct reader *r, const xmlNode *root)
{
	size_t count = node_count(root, "day");
	struct calendar_day *list = room_for(r, count, sizeof(*list));
	struct calendar_day *item = list;

	r->to->pack.calendar = list;
	r->to->pack.calendar_count = count;
	for (const xmlNode *node = node_child(root, "day"); node; node = node_next(node, "day")) {
		const char *date = node_date(r, node, "date");

		if (r->rc < 0)
			return r->rc;
		day_parse(&item->date, date, NULL);
		item->off = strcmp(node_attr(r, node, "kind"), "off") == 0;
		item->status = node_status(r, node);
		item->name = node_words(r, node);
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

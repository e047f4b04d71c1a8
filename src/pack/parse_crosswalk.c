/*
 * parse_crosswalk.c - the requirements of one checklist beside those of another.
 *
 * What is checked is that nothing is lost between the two and nothing contradicts itself: each
 * requirement of both has a pair, a pair holds at some level, and what is called new or dropped at
 * a level stands beside nothing there.
 */
#include "pack_priv.h"

#include <stdlib.h>
#include <string.h>

/* ---- one pair ------------------------------------------------------------------------------- */

static enum pair_kind kind_of(const char *code)
{
	enum pair_kind kind = PAIR_SAME;

	while (kind < PAIR_DROPPED && strcmp(code, pair_code(kind)) != 0)
		kind++;
	return kind;
}

static unsigned levels_of(const struct requirement *requirement)
{
	unsigned levels = 0;

	for (int level = 1; level <= 5; level++)
		levels |= requirement->at[level] ? 1u << level : 0;
	return levels;
}

static const struct requirement *find_end(
    struct reader *r, const xmlNode *node, const char *name, const struct pack *pack)
{
	const char *id = xml_attr(r, node, name);
	const struct requirement *found;

	if (!id || r->rc < 0)
		return NULL;
	found = index_find(&((const struct loaded *)pack)->requirements, id);
	if (!found)
		fault(r, node,
		    err_set(&r->note, FAIL_INVALID, "<pair %s>: '%s' has no requirement '%s'", name,
			pack->id, id));
	return found;
}

static int check_ends(struct reader *r, const xmlNode *node, const struct pair *pair)
{
	bool from = pair->kind != PAIR_NEW;
	bool to = pair->kind != PAIR_DROPPED;

	if (r->rc < 0)
		return r->rc;
	if ((pair->from != NULL) == from && (pair->to != NULL) == to)
		return OK;
	if (!from)
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "a pair of kind new has to and no from"));
	if (!to)
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "a pair of kind dropped has from and no to"));
	return fault(r, node, err_set(&r->note, FAIL_INVALID, "a pair of kind %s has from and to",
	    pair_code(pair->kind)));
}

/* Where both are demanded, or the one of them that there is. */
static int read_levels(struct reader *r, const xmlNode *node, struct pair *pair)
{
	unsigned both = (pair->from ? levels_of(pair->from) : ~0u)
	    & (pair->to ? levels_of(pair->to) : ~0u);

	pair->levels = xml_attr(r, node, "levels") ? xml_levels(r, node) : both;
	if (r->rc < 0)
		return r->rc;
	if (pair->levels == 0)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID,
			"'%s' and '%s' are demanded together at no level: one is dropped, the "
			"other new",
			pair->from->id, pair->to->id));
	if (pair->levels & ~both)
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID,
			"the pair of '%s' names a level at which it is not demanded",
			pair->to ? pair->to->id : pair->from->id));
	return OK;
}

static int read_pair(struct reader *r, const xmlNode *node, struct pair *pair)
{
	const struct pack *pack = &r->to->pack;

	pair->kind = kind_of(xml_attr(r, node, "kind"));
	pair->from = find_end(r, node, "from", pack->crosswalk_from);
	pair->to = find_end(r, node, "to", pack->crosswalk_to);
	pair->why = xml_words(r, node);
	pair->status = xml_status(r, node);
	if (check_ends(r, node, pair) < 0)
		return r->rc;
	return read_levels(r, node, pair);
}

/* ---- all of them ---------------------------------------------------------------------------- */

/* The levels at which a requirement stands beside another, and at which it stands alone. */
struct place {
	unsigned beside, alone;
};

static int put(struct reader *r, const xmlNode *node, struct place *place,
    const struct requirement *requirement, const struct pair *pair)
{
	bool alone = !pair->from || !pair->to;

	if (!requirement)
		return r->rc;
	if (pair->levels & (alone ? place->beside | place->alone : place->alone))
		return fault(r, node,
		    err_set(&r->note, FAIL_INVALID,
			"requirement '%s' is new or dropped at a level where another pair has it "
			"too",
			requirement->id));
	if (alone)
		place->alone |= pair->levels;
	else
		place->beside |= pair->levels;
	return OK;
}

static int check_twice(struct reader *r, const xmlNode *node, const struct pair *pair)
{
	for (const struct pair *other = r->to->pack.pair; other < pair; other++) {
		if (other->from == pair->from && other->to == pair->to && pair->from && pair->to
		    && other->levels & pair->levels)
			return fault(r, node,
			    err_set(&r->note, FAIL_INVALID,
				"'%s' and '%s' are paired twice at one level", pair->from->id,
				pair->to->id));
	}
	return r->rc;
}

static int check_covered(struct reader *r, const xmlNode *node, const struct pack *pack,
    const struct place *place)
{
	for (size_t i = 0; i < pack->requirement_count && r->rc == OK; i++) {
		if (!(place[i].beside | place[i].alone))
			fault(r, node,
			    err_set(&r->note, FAIL_INVALID,
				"requirement '%s' of '%s' is in no pair", pack->requirement[i].id,
				pack->id));
	}
	return r->rc;
}

static int compare_ends(const struct requirement *a, const struct requirement *b)
{
	if (!a || !b)
		return (a == NULL) - (b == NULL);
	return (a->index > b->index) - (a->index < b->index);
}

/* In the order of the newer checklist, dropped ones last. */
static int compare_pairs(const void *a, const void *b)
{
	const struct pair *left = a;
	const struct pair *right = b;
	int order = compare_ends(left->to, right->to);

	if (order == 0)
		order = compare_ends(left->from, right->from);
	if (order == 0)
		order = (left->levels > right->levels) - (left->levels < right->levels);
	return order;
}

static int read_pairs(struct reader *r, const xmlNode *root)
{
	struct pack *pack = &r->to->pack;
	size_t count = xml_count(root, "pair");
	struct pair *list = room_for(r, count, sizeof(*list));
	struct pair *pair = list;
	struct place *from = room_for(r, pack->crosswalk_from->requirement_count, sizeof(*from));
	struct place *to = room_for(r, pack->crosswalk_to->requirement_count, sizeof(*to));

	pack->pair = list;
	pack->pair_count = count;
	for (const xmlNode *node = xml_child(root, "pair"); node; node = xml_next(node, "pair")) {
		if (read_pair(r, node, pair) < 0 || check_twice(r, node, pair) < 0)
			return r->rc;
		if (put(r, node, pair->from ? &from[pair->from->index] : NULL, pair->from, pair) < 0
		    || put(r, node, pair->to ? &to[pair->to->index] : NULL, pair->to, pair) < 0)
			return r->rc;
		pair++;
	}
	if (check_covered(r, root, pack->crosswalk_from, from) < 0
	    || check_covered(r, root, pack->crosswalk_to, to) < 0)
		return r->rc;
	if (count > 1)
		qsort(list, count, sizeof(*list), compare_pairs);
	return OK;
}

static const struct pack *find_checklist(struct reader *r, const xmlNode *node, const char *name)
{
	const char *id = xml_attr(r, node, name);

	for (size_t i = 0; i < r->to->used_count; i++) {
		const struct pack *used = &r->to->used[i]->pack;

		if (used->kind == PACK_REQUIREMENTS && strcmp(used->id, id) == 0)
			return used;
	}
	fault(r, node,
	    err_set(&r->note, FAIL_INVALID, "<between %s>: this pack uses no checklist '%s'", name,
		id));
	return NULL;
}

int read_crosswalk(struct reader *r, const xmlNode *root)
{
	const xmlNode *node = xml_child(root, "between");
	struct pack *pack = &r->to->pack;

	pack->crosswalk_from = find_checklist(r, node, "from");
	pack->crosswalk_to = find_checklist(r, node, "to");
	if (!pack->crosswalk_from || !pack->crosswalk_to)
		return r->rc;
	if (pack->crosswalk_from == pack->crosswalk_to)
		return fault(r, node, err_set(&r->note, FAIL_INVALID,
		    "<between>: '%s' is compared with itself", pack->crosswalk_to->id));
	return read_pairs(r, root);
}

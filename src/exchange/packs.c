/*
 * packs.c - which packs the records of an agency rest on.
 */
#include <stdlib.h>
#include <string.h>

#include "exchange_priv.h"

/* Fields that name a pack, and those that name its version. */
static const char *const pack_fields[][2] = {
	{ "pack", "pack-version" },
	{ "threats", "threats-version" },
	{ "method", "method-version" },
	{ "obligations", "obligations-version" },
};

struct found {
	struct exchange_pack *pack;
	size_t count, room;
	struct arena *arena;
};

static void note(struct found *found, const char *id, const char *version)
{
	if (!id || !version)
		return;
	for (size_t i = 0; i < found->count; i++) {
		if (strcmp(found->pack[i].id, id) == 0 &&
		    strcmp(found->pack[i].version, version) == 0)
			return;
	}
	found->pack = arena_grow(found->arena, found->pack, found->count, &found->room,
	    sizeof(*found->pack));
	found->pack[found->count++] = (struct exchange_pack){ id, version, NULL };
}

static void look_at(struct found *found, const struct node *node)
{
	const struct shape *shape = node->shape;

	for (size_t i = 0; i < sizeof(pack_fields) / sizeof(pack_fields[0]); i++) {
		int id = shape_field(shape, pack_fields[i][0]);
		int version = id < 0 ? -1 : shape_field(shape, pack_fields[i][1]);

		if (version >= 0)
			note(found, node->value[id], node->value[version]);
	}
}

/* Packs are named no deeper than two levels below the agency. */
static void look_below(struct found *found, const struct node *node, int levels)
{
	for (size_t i = 0; levels > 0 && i < node->shape->child_count; i++) {
		for (const struct node *child = node->children[i].first; child;
		     child = child->next) {
			look_at(found, child);
			look_below(found, child, levels - 1);
		}
	}
}

static int by_id(const void *a, const void *b)
{
	const struct exchange_pack *one = a;
	const struct exchange_pack *two = b;
	int order = strcmp(one->id, two->id);

	return order ? order : strcmp(one->version, two->version);
}

void exchange_packs(struct exchange_info *info, const struct node *agency,
    const struct pack_set *set, struct arena *arena)
{
	struct found found = { .arena = arena };

	look_below(&found, agency, 2);
	if (found.count > 1)
		qsort(found.pack, found.count, sizeof(*found.pack), by_id);
	for (size_t i = 0; i < found.count; i++) {
		const struct pack *pack = packs_find(set, found.pack[i].id);

		if (pack && strcmp(pack->version, found.pack[i].version) == 0)
			found.pack[i].hash = pack->hash;
	}
	info->pack = found.pack;
	info->pack_count = found.count;
}

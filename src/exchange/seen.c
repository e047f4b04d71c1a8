/*
 * seen.c - see seen_priv.h.
 */
#include "seen_priv.h"

#include <stdlib.h>
#include <string.h>

typedef uint64_t seen_hash(const struct node *node);
typedef bool seen_same(const struct node *one, const struct node *two);

/* FNV-1a. */
static uint64_t mix(uint64_t hash, const void *data, size_t length)
{
	const unsigned char *byte = data;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ byte[i]) * UINT64_C(1099511628211);
	return hash;
}

static const uint64_t first_hash = UINT64_C(0xCBF29CE484222325);

static uint64_t hash_id(const struct node *node)
{
	return mix(first_hash, node->id, strlen(node->id));
}

static bool same_id(const struct node *one, const struct node *two)
{
	return strcmp(one->id, two->id) == 0;
}

static uint64_t hash_key(const struct node *node)
{
	const void *parent = node->parent;
	const void *shape = node->shape;
	uint64_t hash = mix(mix(first_hash, &parent, sizeof(parent)), &shape, sizeof(shape));

	for (size_t i = 0; i < node->shape->field_count; i++) {
		if ((node->shape->field[i].flags & KEY) && node->value[i])
			hash = mix(hash, node->value[i], strlen(node->value[i]) + 1);
		else if (node->shape->field[i].flags & KEY)
			hash = mix(hash, "", 1);
	}
	return hash;
}

static bool same_key(const struct node *one, const struct node *two)
{
	if (one->parent != two->parent || one->shape != two->shape)
		return false;
	for (size_t i = 0; i < one->shape->field_count; i++) {
		const char *a = one->value[i] ? one->value[i] : "";
		const char *b = two->value[i] ? two->value[i] : "";

		if ((one->shape->field[i].flags & KEY) && strcmp(a, b) != 0)
			return false;
	}
	return true;
}

/* The slot of an equal record, or the free one where it belongs. */
static const struct node **find(const struct seen *seen, const struct node *node, seen_hash *hash,
    seen_same *same)
{
	uint64_t value = hash(node);
	size_t at = (size_t)(value ^ value >> 32) & (seen->room - 1);

	while (seen->slot[at] && !same(seen->slot[at], node))
		at = (at + 1) & (seen->room - 1);
	return &seen->slot[at];
}

static void grow(struct seen *seen, seen_hash *hash, seen_same *same)
{
	struct seen larger = { .room = seen->room ? seen->room * 2 : 256 };

	larger.slot = xcalloc(larger.room, sizeof(const struct node *));
	larger.count = seen->count;
	for (size_t i = 0; i < seen->room; i++) {
		if (seen->slot[i])
			*find(&larger, seen->slot[i], hash, same) = seen->slot[i];
	}
	free(seen->slot);
	*seen = larger;
}

static const struct node *add(struct seen *seen, const struct node *node, seen_hash *hash,
    seen_same *same)
{
	const struct node **slot;
	const struct node *there;

	if (seen->count >= seen->room / 2)
		grow(seen, hash, same);
	slot = find(seen, node, hash, same);
	there = *slot;
	if (!there) {
		*slot = node;
		seen->count++;
	}
	return there;
}

const struct node *seen_id(struct seen *seen, const struct node *node)
{
	return add(seen, node, hash_id, same_id);
}

const struct node *seen_key(struct seen *seen, const struct node *node)
{
	return add(seen, node, hash_key, same_key);
}

void seen_release(struct seen *seen)
{
	free(seen->slot);
	*seen = (struct seen){ 0 };
}

/*
 * seen.c - see seen_priv.h.
 */
#include "seen_priv.h"

#include <assert.h>
#include <string.h>

/* The number kept beside an id: the shape in the upper bits, the line below. */
enum { LINE_BITS = 26 };
#define LINE_MOST ((1u << LINE_BITS) - 1)

static uint32_t shape_index(const struct shape *shape)
{
	uint32_t index = 0;

	while (model_at(index) != shape)
		index++;
	return index;
}

struct seen_id seen_id(struct marks *ids, const struct node *node)
{
	uint32_t *number = marks_at(ids, node->id, strlen(node->id));
	uint32_t line = (uint32_t)node->line;

	if (*number)
		return (struct seen_id){ model_at(*number >> LINE_BITS),
			(int)(*number & LINE_MOST) };
	*number = shape_index(node->shape) << LINE_BITS | (line < LINE_MOST ? line : LINE_MOST);
	return (struct seen_id){ NULL, 0 };
}

/* Codes and numbers with a NUL after each: at most 65 bytes. */
struct key {
	size_t length;
	char text[512];
};

static void add(struct key *key, const char *text)
{
	size_t size = text ? strlen(text) + 1 : 1;

	assert(key->length + size <= sizeof(key->text));
	memcpy(key->text + key->length, text ? text : "", size);
	key->length += size;
}

int seen_key(struct marks *siblings, const struct node *node)
{
	struct key key = { .length = 0 };
	uint32_t *number;
	int line;

	add(&key, node->shape->name);
	for (size_t i = 0; i < node->shape->field_count; i++)
		if (node->shape->field[i].flags & KEY)
			add(&key, node->value[i]);
	number = marks_at(siblings, key.text, key.length);
	line = (int)*number;
	if (line == 0)
		*number = (uint32_t)node->line;
	return line;
}

size_t seen_comment(struct marks *comments, const struct node *comment)
{
	static const char *const question[] = { "about", "system", "year", "key", "asset" };
	struct key key = { .length = 0 };

	for (size_t i = 0; i < sizeof(question) / sizeof(question[0]); i++)
		add(&key, node_get(comment, question[i]));
	return ++*marks_at(comments, key.text, key.length);
}

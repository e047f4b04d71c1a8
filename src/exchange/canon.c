/*
 * canon.c - the canonical form of an agency's stored records, and its hash.
 */
#include "canon_priv.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "exchange_priv.h"

enum { PIECE = 32 * 1024, MOST_FIELDS = 128, MOST_SHAPES = 64 };

/* The attributes of a shape by name, as Canonical XML wants them; -1 stands for the id. */
struct order {
	const struct shape *shape;
	size_t count;
	int at[MOST_FIELDS];
};

struct canon {
	void (*put)(void *to, const char *data, size_t length);
	void *to;
	size_t order_count;
	struct order order[MOST_SHAPES];
	size_t used;
	char piece[PIECE];
};

static void flush(struct canon *canon)
{
	canon->put(canon->to, canon->piece, canon->used);
	canon->used = 0;
}

static void add_n(struct canon *canon, const char *text, size_t length)
{
	if (length > PIECE - canon->used)
		flush(canon);
	if (length > PIECE) {
		canon->put(canon->to, text, length);
		return;
	}
	memcpy(canon->piece + canon->used, text, length);
	canon->used += length;
}

static void add(struct canon *canon, const char *text)
{
	add_n(canon, text, strlen(text));
}

/* Where a character needs an escape. Tab, LF and CR would in attributes, but never stand there. */
enum { IN_ATTRIBUTE = 1, IN_TEXT = 2 };
static const unsigned char special[256] = { ['&'] = IN_ATTRIBUTE | IN_TEXT,
	['<'] = IN_ATTRIBUTE | IN_TEXT, ['>'] = IN_TEXT, ['"'] = IN_ATTRIBUTE };

static const char *escape(char character)
{
	switch (character) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	default:
		return "&quot;";
	}
}

static void add_escaped(struct canon *canon, const char *text, unsigned char where)
{
	const char *from = text;

	for (; *text; text++) {
		if (!(special[(unsigned char)*text] & where))
			continue;
		add_n(canon, from, (size_t)(text - from));
		add(canon, escape(*text));
		from = text + 1;
	}
	add_n(canon, from, (size_t)(text - from));
}

static void add_attribute(struct canon *canon, const char *name, const char *value)
{
	if (!value)
		return;
	add(canon, " ");
	add(canon, name);
	add(canon, "=\"");
	add_escaped(canon, value, IN_ATTRIBUTE);
	add(canon, "\"");
}

static const char *attribute_name(const struct shape *shape, int index)
{
	return index < 0 ? "id" : shape->field[index].name;
}

static void order_attributes(struct order *order, const struct shape *shape)
{
	size_t at;

	assert(shape->field_count < MOST_FIELDS);
	order->shape = shape;
	for (int i = -1; i < (int)shape->field_count; i++) {
		const char *name = attribute_name(shape, i);

		if (i >= 0 && field_is_text(&shape->field[i]))
			continue;
		for (at = order->count++; at > 0; at--) {
			if (strcmp(attribute_name(shape, order->at[at - 1]), name) <= 0)
				break;
			order->at[at] = order->at[at - 1];
		}
		order->at[at] = i;
	}
}

static const struct order *order_of(struct canon *canon, const struct shape *shape)
{
	for (size_t i = canon->order_count; i-- > 0;)
		if (canon->order[i].shape == shape)
			return &canon->order[i];
	assert(canon->order_count < MOST_SHAPES);
	order_attributes(&canon->order[canon->order_count], shape);
	return &canon->order[canon->order_count++];
}

void canon_open(struct canon *canon, const struct node *node)
{
	const struct shape *shape = node->shape;
	const struct order *order = order_of(canon, shape);

	add(canon, "<");
	add(canon, shape->name);
	if (!node->parent)
		add(canon, " xmlns=\"" XML_SUBMISSION "\"");
	for (size_t i = 0; i < order->count; i++) {
		int at = order->at[i];

		add_attribute(
		    canon, attribute_name(shape, at), at < 0 ? node->id : node->value[at]);
	}
	add(canon, ">");
	for (size_t i = 0; i < shape->field_count; i++) {
		if (!node->value[i] || !field_is_text(&shape->field[i]))
			continue;
		add(canon, "<");
		add(canon, shape->field[i].name);
		add(canon, ">");
		add_escaped(canon, node->value[i], IN_TEXT);
		add(canon, "</");
		add(canon, shape->field[i].name);
		add(canon, ">");
	}
}

void canon_close(struct canon *canon, const struct node *node)
{
	add(canon, "</");
	add(canon, node->shape->name);
	add(canon, ">");
}

struct canon *canon_new(void (*put)(void *to, const char *data, size_t length), void *to)
{
	struct canon *canon = xcalloc(1, sizeof(*canon));

	canon->put = put;
	canon->to = to;
	return canon;
}

void canon_free(struct canon *canon)
{
	if (canon)
		flush(canon);
	free(canon);
}

static void add_tree(struct canon *canon, const struct node *node)
{
	canon_open(canon, node);
	for (size_t i = 0; i < node->shape->child_count; i++) {
		if (node->shape->child[i]->flags & (COMPUTED | LOCAL))
			continue;
		for (const struct node *child = node->children[i].first; child; child = child->next)
			add_tree(canon, child);
	}
	canon_close(canon, node);
}

void canon_write(const struct node *agency, void (*put)(void *to, const char *data, size_t length),
    void *to)
{
	struct canon *canon = canon_new(put, to);

	add_tree(canon, agency);
	canon_free(canon);
}

static void put_hash(void *to, const char *data, size_t length)
{
	hash_add(to, data, length);
}

void exchange_hash(char out[HASH_TEXT], const struct node *agency)
{
	struct hash *hash = hash_new();

	canon_write(agency, put_hash, hash);
	hash_end(hash, out);
}

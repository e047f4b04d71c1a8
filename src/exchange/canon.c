/*
 * canon.c - the canonical form of an agency's stored records, and its hash.
 */
#include "canon_priv.h"

#include <assert.h>
#include <string.h>

#include "exchange_priv.h"

enum { PIECE = 32 * 1024, MOST_FIELDS = 128 };

struct canon {
	void (*put)(void *to, const char *data, size_t length);
	void *to;
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

/* -1 stands for the id. */
static const char *attribute_name(const struct shape *shape, int index)
{
	return index < 0 ? "id" : shape->field[index].name;
}

/* The attributes of a shape by name, as Canonical XML wants them. */
static size_t attribute_order(int order[MOST_FIELDS], const struct shape *shape)
{
	size_t count = 0;
	size_t at;

	assert(shape->field_count < MOST_FIELDS);
	for (int i = -1; i < (int)shape->field_count; i++) {
		const char *name = attribute_name(shape, i);

		if (i >= 0 && field_is_text(&shape->field[i]))
			continue;
		for (at = count++; at > 0; at--) {
			if (strcmp(attribute_name(shape, order[at - 1]), name) <= 0)
				break;
			order[at] = order[at - 1];
		}
		order[at] = i;
	}
	return count;
}

static void add_list(struct canon *canon, const struct node *first);

static void add_record(struct canon *canon, const struct node *node, const int *order, size_t count)
{
	const struct shape *shape = node->shape;

	add(canon, "<");
	add(canon, shape->name);
	if (!node->parent)
		add(canon, " xmlns=\"" XML_SUBMISSION "\"");
	for (size_t i = 0; i < count; i++) {
		if (order[i] < 0)
			add_attribute(canon, "id", node->id);
		else
			add_attribute(canon, shape->field[order[i]].name, node->value[order[i]]);
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
	for (size_t i = 0; i < shape->child_count; i++)
		add_list(canon, node->children[i].first);
	add(canon, "</");
	add(canon, shape->name);
	add(canon, ">");
}

static void add_list(struct canon *canon, const struct node *first)
{
	int order[MOST_FIELDS];
	size_t count;

	if (!first || first->shape->flags & (COMPUTED | LOCAL))
		return;
	count = attribute_order(order, first->shape);
	for (; first; first = first->next)
		add_record(canon, first, order, count);
}

void canon_write(const struct node *agency, void (*put)(void *to, const char *data, size_t length),
    void *to)
{
	struct canon canon = { .put = put, .to = to };
	int order[MOST_FIELDS];
	size_t count = attribute_order(order, agency->shape);

	add_record(&canon, agency, order, count);
	flush(&canon);
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

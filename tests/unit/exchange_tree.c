/*
 * exchange_tree.c - see exchange_tree.h.
 */
#include "exchange_tree.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const odd[] = {
	"\"Quoted\" & <tagged> 'it' = 1 > 0",
	"=1+1",
	"Thie\xCC\x82\xCC\x81t bi\xCC\xA3 ma\xCC\xA3" "ng \xC4\x91" "a\xCC\xA3t",       /* not composed */
	"Đắk Lắk – Sở Thông tin và Truyền thông",
	"\xF0\x9F\x94\x92 \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB \xF0\xA0\x80\x80",
	"]]> &amp; &#10; <![CDATA[",
	"tab\there, no-break\xC2\xA0space",
	"\xE0\xA5\x98 \xCC\x81 \xEF\xAC\x81",     /* grows in NFC; a mark alone; a ligature */
	"-x @y +z",
};
enum { ODD = sizeof(odd) / sizeof(odd[0]) };

/* xorshift64* */
uint64_t exchange_tree_number(struct exchange_tree *tree, uint64_t below)
{
	tree->seed ^= tree->seed >> 12;
	tree->seed ^= tree->seed << 25;
	tree->seed ^= tree->seed >> 27;
	return (tree->seed * UINT64_C(2685821657736338717) >> 16) % below;
}

static const char *some_text(struct exchange_tree *tree, bool lines)
{
	const char *text = odd[exchange_tree_number(tree, ODD)];

	if (!lines)
		return text;
	return arena_print(tree->arena, "%s\r\n\n  %s\n%s", text, odd[exchange_tree_number(tree, ODD)],
	    odd[exchange_tree_number(tree, ODD)]);
}

static const char *some_int(struct exchange_tree *tree, const struct field *field)
{
	int64_t max = field->max == 0 && field->min == 0 ? INT64_C(1) << 40 : field->max;

	if (field->flags & KEY)
		return arena_print(tree->arena, "%" PRId64, field->min + tree->made % (max - field->min));
	return arena_print(tree->arena, "%" PRId64, field->min +
	    (int64_t)exchange_tree_number(tree, (uint64_t)(max - field->min) + 1));
}

static const char *some_enum(struct exchange_tree *tree, const struct field *field)
{
	size_t count = 0;

	while (field->codes[count].code)
		count++;
	return field->codes[exchange_tree_number(tree, count)].code;
}

static const char *some_value(struct exchange_tree *tree, const struct field *field)
{
	unsigned made = tree->made;
	char hash[HASH_TEXT];
	char date[11];

	switch (field->type) {
	case F_LINE:
		return some_text(tree, false);
	case F_NOTE:
		return some_text(tree, true);
	case F_CODE:
		return arena_print(tree->arena, "K-%u.a_%c", made, 'a' + (int)exchange_tree_number(tree, 26));
	case F_WORDS:
		return "one two";
	case F_ENUM:
		return some_enum(tree, field);
	case F_INT:
		return some_int(tree, field);
	case F_MONEY:
		return arena_print(tree->arena, "%" PRIu64,
		    exchange_tree_number(tree, UINT64_C(1000000000000000)));
	case F_YESNO:
		return exchange_tree_number(tree, 2) ? "yes" : "no";
	case F_DATE:
		day_format(date, (day)exchange_tree_number(tree, 40000));
		return arena_copy(tree->arena, date);
	case F_TIME:
		return arena_print(tree->arena, "2026-11-%02uT%02u:%02u:00Z", made % 30 + 1, made / 30 % 24,
		    made / 720 % 60);
	case F_HASH:
		hash_text(hash, (const char *)&made, sizeof(made));
		return arena_copy(tree->arena, hash);
	}
	return NULL;
}

static void fill(struct exchange_tree *tree, struct node *node)
{
	struct err err = { 0 };

	tree->made++;
	if (!(node->shape->flags & COMPUTED))
		node->id = arena_print(tree->arena, "0198c0de-0000-7000-8000-%012x", tree->made);
	for (size_t i = 0; i < node->shape->field_count; i++) {
		const struct field *field = &node->shape->field[i];

		if (!tree->all && !(field->flags & (REQUIRED | KEY)) && exchange_tree_number(tree, 2))
			continue;
		assert_int_equal(node_set(node, field->name, some_value(tree, field), tree->arena, &err), OK);
		assert_non_null(node->value[i]);
	}
	for (size_t i = 0; i < node->shape->child_count; i++) {
		const struct shape *child = node->shape->child[i];
		uint64_t count = tree->all ? tree->each : exchange_tree_number(tree, tree->each + 1);

		if (child->flags & LOCAL || (child->flags & COMPUTED && !tree->computed))
			continue;
		/* A code is the whole key of it, and there are four. */
		if (strcmp(child->name, "spread") == 0 && count > 1)
			count = 1;
		for (uint64_t k = 0; k < count; k++)
			fill(tree, node_new(tree->arena, child, node));
	}
}

struct node *exchange_tree_make(struct exchange_tree *tree)
{
	struct node *agency = node_new(tree->arena, model_root(), NULL);

	tree->made = 0;
	fill(tree, agency);
	return agency;
}

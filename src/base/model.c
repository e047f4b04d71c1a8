/*
 * model.c - records in memory, by the tables of shapes.c.
 */
#include "capdo/model.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "clock_priv.h"
#include "shapes_priv.h"
#include "text_priv.h"

/* Fifteen digits: what a cell of a workbook keeps exactly. */
static const int64_t money_limit = INT64_C(999999999999999);

/* ---- shapes --------------------------------------------------------------------------------- */

/* Names are looked up a million times in a large file: most differ in their first letter. */
static bool is_same(const char *name, const char *wanted)
{
	return *name == *wanted && strcmp(name, wanted) == 0;
}

const struct shape *model_shape(const char *name)
{
	for (size_t i = 0; i < shapes_count; i++) {
		if (is_same(shapes_all[i]->name, name))
			return shapes_all[i];
	}
	return NULL;
}

const struct shape *model_root(void)
{
	return &shape_agency;
}

const struct shape *model_review(void)
{
	return &shape_review;
}

const struct shape *model_at(size_t index)
{
	return index < shapes_count ? shapes_all[index] : NULL;
}

const struct shape *model_parent(const struct shape *shape)
{
	for (size_t i = 0; i < shapes_count; i++) {
		for (size_t k = 0; k < shapes_all[i]->child_count; k++) {
			if (shapes_all[i]->child[k] == shape)
				return shapes_all[i];
		}
	}
	return NULL;
}

int shape_field(const struct shape *shape, const char *name)
{
	for (size_t i = 0; i < shape->field_count; i++) {
		if (is_same(shape->field[i].name, name))
			return (int)i;
	}
	return -1;
}

int shape_child(const struct shape *shape, const char *name)
{
	for (size_t i = 0; i < shape->child_count; i++) {
		if (is_same(shape->child[i]->name, name))
			return (int)i;
	}
	return -1;
}

const char *field_code_label(const struct field *field, const char *code)
{
	for (const struct code *known = field->codes; known && known->code; known++) {
		if (strcmp(known->code, code) == 0)
			return known->label ? _(known->label) : code;
	}
	return code;
}

bool field_is_text(const struct field *field)
{
	return field->type == F_LINE || field->type == F_NOTE;
}

/* ---- one value ------------------------------------------------------------------------------ */

static int refuse(const struct field *field, const char *text, const char *expected,
    struct err *err)
{
	char given[EXCERPT];

	text_excerpt(given, text);
	return err_set(err, FAIL_INVALID, "%s: '%s' is not %s", _(field->label), given, expected);
}

static int refuse_code(const struct field *field, const char *text, struct err *err)
{
	return refuse(field, text, _("a code of at most 64 of A-Z a-z 0-9 . _ -"), err);
}

static int check_enum(const struct field *field, const char *text, struct arena *arena,
    struct err *err)
{
	const char *known = "";

	for (const struct code *code = field->codes; code && code->code; code++) {
		if (strcmp(code->code, text) == 0)
			return OK;
		known = arena_print(arena, "%s%s%s", known, *known ? ", " : "", code->code);
	}
	return refuse(field, text, arena_print(arena, _("one of: %s"), known), err);
}

/* Words apart by any blanks come out apart by one space. */
static int check_words(const char **out, const struct field *field, struct arena *arena,
    struct err *err)
{
	const char *from = *out;
	char *words = arena_alloc(arena, strlen(from) + 1);
	char *to = words;
	size_t length;

	while (*(from += strspn(from, " \t\n"))) {
		length = strcspn(from, " \t\n");
		if (to > words)
			*to++ = ' ';
		memcpy(to, from, length);
		to[length] = '\0';
		if (!text_is_code(to))
			return refuse_code(field, to, err);
		to += length;
		from += length;
	}
	*out = words;
	return OK;
}

/* Four digits stand together: they may be a year. */
static const char *shown_bound(struct arena *arena, int64_t bound)
{
	return bound <= 9999 ? arena_print(arena, "%" PRId64, bound)
			     : text_group_digits(arena, bound);
}

static int check_number(const char **out, const struct field *field, struct arena *arena,
    struct err *err)
{
	bool bounded = field->type == F_MONEY || field->min != 0 || field->max != 0;
	int64_t min = field->type == F_MONEY ? 0 : field->min;
	int64_t max = field->type == F_MONEY ? money_limit : field->max;
	const char *expected = _("a whole number");
	int64_t number;

	if (bounded)
		expected = arena_print(arena, _("a whole number from %s to %s, digits only"),
		    shown_bound(arena, min), shown_bound(arena, max));
	if (text_to_int(&number, *out, NULL) < 0 || (bounded && (number < min || number > max)))
		return refuse(field, *out, expected, err);
	*out = arena_print(arena, "%" PRId64, number);
	return OK;
}

static int check_hash(const char **out, const struct field *field, struct arena *arena,
    struct err *err)
{
	char *hash = arena_copy(arena, *out);
	size_t length = strlen(hash);

	if (length != HASH_TEXT - 1 || strspn(hash, "0123456789abcdefABCDEF") != length)
		return refuse(field, *out, _("a SHA-256 of 64 hexadecimal digits"), err);
	for (char *digit = hash; *digit; digit++) {
		if (*digit >= 'A' && *digit <= 'F')
			*digit = (char)(*digit + ('a' - 'A'));
	}
	*out = hash;
	return OK;
}

/* *out is clean text and becomes the canonical form of the field's type. */
static int check_type(const char **out, const struct field *field, struct arena *arena,
    struct err *err)
{
	int64_t seconds;
	day date;

	switch (field->type) {
	case F_LINE:
	case F_NOTE:
		return OK;
	case F_CODE:
		return text_is_code(*out) ? OK : refuse_code(field, *out, err);
	case F_ENUM:
		return check_enum(field, *out, arena, err);
	case F_WORDS:
		return check_words(out, field, arena, err);
	case F_INT:
	case F_MONEY:
		return check_number(out, field, arena, err);
	case F_YESNO:
		return strcmp(*out, "yes") == 0 || strcmp(*out, "no") == 0 ? OK
		    : refuse(field, *out, _("yes or no"), err);
	case F_DATE:
		return day_parse(&date, *out, NULL) == OK ? OK
		    : refuse(field, *out, _("a day like 2026-11-22"), err);
	case F_TIME:
		return clock_parse(&seconds, *out) ? OK
		    : refuse(field, *out, _("a time like 2026-11-22T20:15:00Z"), err);
	case F_HASH:
		return check_hash(out, field, arena, err);
	}
	assert(!"a field type without a check");
	return FAIL_INVALID;
}

int field_check(const char **out, const struct field *field, const char *text, size_t length,
    struct arena *arena, struct err *err)
{
	bool lines = field->type == F_NOTE;
	bool roomy = lines || field->type == F_WORDS;
	const char *clean;
	int rc;

	rc = text_clean(&clean, text, length, lines, roomy ? TEXT_LIMIT : LINE_LIMIT, arena, err);
	if (rc < 0)
		return err_at(err, rc, "%s", _(field->label));
	if (*clean) {
		rc = check_type(&clean, field, arena, err);
		if (rc < 0)
			return rc;
	}
	*out = *clean ? clean : NULL;
	return OK;
}

/* ---- records -------------------------------------------------------------------------------- */

struct node *node_new(struct arena *arena, const struct shape *shape, struct node *parent)
{
	struct node *node = arena_alloc(arena, sizeof(*node));
	struct node_list *list;
	int index;

	node->shape = shape;
	node->parent = parent;
	node->value = arena_alloc(arena, (shape->field_count + 1) * sizeof(*node->value));
	node->children = arena_alloc(arena, (shape->child_count + 1) * sizeof(*node->children));
	if (!parent)
		return node;
	index = shape_child(parent->shape, shape->name);
	assert(index >= 0);
	list = &parent->children[index];
	if (list->last)
		list->last->next = node;
	else
		list->first = node;
	list->last = node;
	list->count++;
	return node;
}

static const char **value_of(const struct node *node, const char *field)
{
	int index = shape_field(node->shape, field);

	assert(index >= 0);
	return &node->value[index];
}

const char *node_get(const struct node *node, const char *field)
{
	return *value_of(node, field);
}

const char *node_text(const struct node *node, const char *field)
{
	const char *value = node_get(node, field);

	return value ? value : "";
}

int64_t node_int(const struct node *node, const char *field, int64_t otherwise)
{
	const char *value = node_get(node, field);
	int64_t number;

	return value && text_to_int(&number, value, NULL) == OK ? number : otherwise;
}

bool node_is(const struct node *node, const char *field, const char *value)
{
	const char *own = node_get(node, field);

	return own && strcmp(own, value) == 0;
}

void node_put(struct node *node, const char *field, const char *value)
{
	*value_of(node, field) = value;
}

int node_set(struct node *node, const char *field, const char *text, struct arena *arena,
    struct err *err)
{
	int index = shape_field(node->shape, field);
	const char *value = NULL;
	char given[EXCERPT];
	int rc;

	if (index < 0) {
		text_excerpt(given, field);
		return err_set(err, FAIL_INVALID, "%s has no field '%s'", _(node->shape->label),
		    given);
	}
	rc = field_check(&value, &node->shape->field[index], text ? text : "",
	    text ? strlen(text) : 0, arena, err);
	if (rc < 0)
		return rc;
	node->value[index] = value;
	return OK;
}

struct node *node_first(const struct node *node, const char *shape)
{
	int index = shape_child(node->shape, shape);

	return index < 0 ? NULL : node->children[index].first;
}

size_t node_count(const struct node *node, const char *shape)
{
	int index = shape_child(node->shape, shape);

	return index < 0 ? 0 : node->children[index].count;
}

struct node *node_find(const struct node *node, const char *shape, const char *field,
    const char *value)
{
	struct node *child = node_first(node, shape);

	while (child && !node_is(child, field, value))
		child = child->next;
	return child;
}

int node_complete(const struct node *node, struct err *err)
{
	for (size_t i = 0; i < node->shape->field_count; i++) {
		const struct field *field = &node->shape->field[i];

		if ((field->flags & REQUIRED) && !node->value[i])
			return err_set(err, FAIL_INVALID, "%s: '%s' is missing",
			    _(node->shape->label), _(field->label));
	}
	return OK;
}

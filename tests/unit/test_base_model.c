/* Records: the tables hang together, values are checked by the type of their field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/model.h"

static struct arena *arena;

static int set_up(void **state)
{
	(void)state;
	arena = arena_new();
	lang_use(LANG_EN);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* ---- the tables ----------------------------------------------------------------------------- */

static void every_shape_is_found_and_stands_after_its_parent(void **state)
{
	const struct shape *shape;
	const struct shape *parent;
	size_t count = 0;

	(void)state;
	for (; (shape = model_at(count)); count++) {
		assert_ptr_equal(model_shape(shape->name), shape);
		parent = model_parent(shape);
		if (!parent)
			continue;
		assert_true(shape_child(parent, shape->name) >= 0);
		for (size_t i = count + 1; model_at(i); i++)
			assert_ptr_not_equal(model_at(i), parent);
	}
	assert_true(count > 0);
	assert_null(model_shape("no-such-shape"));
	assert_string_equal(model_root()->name, "agency");
	assert_null(model_parent(model_root()));
}

static void every_field_has_a_name_of_its_own_and_a_label(void **state)
{
	const struct shape *shape;

	(void)state;
	for (size_t i = 0; (shape = model_at(i)); i++) {
		assert_true(text_is_code(shape->name) && shape->label);
		for (size_t k = 0; k < shape->field_count; k++) {
			const struct field *field = &shape->field[k];

			assert_int_equal(shape_field(shape, field->name), k);
			assert_true(text_is_code(field->name) && field->label && *field->label);
			assert_true((field->type == F_ENUM) == (field->codes != NULL));
			assert_true(field->min <= field->max);
		}
		assert_int_equal(shape_field(shape, "no-such-field"), -1);
	}
}

static void every_child_shape_is_in_the_list(void **state)
{
	const struct shape *shape;

	(void)state;
	for (size_t i = 0; (shape = model_at(i)); i++) {
		for (size_t k = 0; k < shape->child_count; k++) {
			assert_ptr_equal(model_shape(shape->child[k]->name), shape->child[k]);
			assert_int_equal(shape_child(shape, shape->child[k]->name), k);
		}
	}
}

/* ---- values --------------------------------------------------------------------------------- */

static const struct code colours[] = {
	{ "red", N_("crimson") },
	{ "blue", NULL },
	{ NULL, NULL },
};

static const char *checked(enum field_type type, const char *text)
{
	const struct field field = { "f", "the label", type, 0, type == F_ENUM ? colours : NULL, 1, 5 };
	const char *out = "untouched";
	struct err err = { 0 };

	if (field_check(&out, &field, text, strlen(text), arena, &err) == OK)
		return out;
	assert_int_equal(err.code, FAIL_INVALID);
	assert_non_null(strstr(err.text, "the label: "));
	assert_string_equal(out, "untouched");
	return "refused";
}

static void nothing_means_not_given(void **state)
{
	(void)state;
	for (int type = F_LINE; type <= F_HASH; type++) {
		assert_null(checked((enum field_type)type, ""));
		assert_null(checked((enum field_type)type, "  \t "));
	}
}

static void texts_are_cleaned(void **state)
{
	(void)state;
	assert_string_equal(checked(F_LINE, " o\xCC\xA3\xCC\x82 "), "ộ");
	assert_string_equal(checked(F_LINE, "a\nb"), "refused");
	assert_string_equal(checked(F_LINE, "a\x01"), "refused");
	assert_string_equal(checked(F_LINE, "\xFF"), "refused");
	assert_string_equal(checked(F_NOTE, "a\r\nb"), "a\nb");
}

static void texts_have_their_limits(void **state)
{
	char *text = arena_alloc(arena, TEXT_LIMIT + 2);

	(void)state;
	memset(text, 'a', LINE_LIMIT + 1);
	assert_string_equal(checked(F_LINE, text), "refused");
	text[LINE_LIMIT] = '\0';
	assert_string_equal(checked(F_LINE, text), text);
	memset(text, 'a', TEXT_LIMIT + 1);
	assert_string_equal(checked(F_NOTE, text), "refused");
	text[TEXT_LIMIT] = '\0';
	assert_string_equal(checked(F_NOTE, text), text);
}

static void codes_and_words_are_plain(void **state)
{
	(void)state;
	assert_string_equal(checked(F_CODE, "nd85.2016"), "nd85.2016");
	assert_string_equal(checked(F_CODE, "a b"), "refused");
	assert_string_equal(checked(F_CODE, "độ"), "refused");
	assert_string_equal(checked(F_WORDS, "  private   public "), "private public");
	assert_string_equal(checked(F_WORDS, "private"), "private");
	assert_string_equal(checked(F_WORDS, "private, public"), "refused");
}

static void an_enum_takes_only_its_codes(void **state)
{
	const struct field field = { "f", "colour", F_ENUM, 0, colours, 0, 0 };
	const char *out;
	struct err err;

	(void)state;
	assert_string_equal(checked(F_ENUM, "red"), "red");
	assert_string_equal(checked(F_ENUM, "RED"), "refused");
	assert_string_equal(checked(F_ENUM, "crimson"), "refused");
	assert_int_equal(field_check(&out, &field, "green", 5, arena, &err), FAIL_INVALID);
	assert_string_equal(err.text, "colour: 'green' is not one of: red, blue");
	assert_string_equal(field_code_label(&field, "red"), "crimson");
	assert_string_equal(field_code_label(&field, "blue"), "blue");
	assert_string_equal(field_code_label(&field, "green"), "green");
}

static void numbers_are_whole_and_within_bounds(void **state)
{
	(void)state;
	assert_string_equal(checked(F_INT, "1"), "1");
	assert_string_equal(checked(F_INT, "005"), "5");
	assert_string_equal(checked(F_INT, "0"), "refused");
	assert_string_equal(checked(F_INT, "6"), "refused");
	assert_string_equal(checked(F_INT, "2.5"), "refused");
	assert_string_equal(checked(F_INT, "99999999999999999999"), "refused");
	assert_string_equal(checked(F_MONEY, "0"), "0");
	assert_string_equal(checked(F_MONEY, "0125"), "125");
	assert_string_equal(checked(F_MONEY, "999999999999999"), "999999999999999");
	assert_string_equal(checked(F_MONEY, "1999999999999999"), "refused");
	assert_string_equal(checked(F_MONEY, "-1"), "refused");
	assert_string_equal(checked(F_MONEY, "1.000"), "refused");
}

static void an_int_without_bounds_takes_any_whole_number(void **state)
{
	const struct field field = { "f", "count", F_INT, 0, NULL, 0, 0 };
	const char *out;
	struct err err;

	(void)state;
	assert_int_equal(field_check(&out, &field, "-12", 3, arena, &err), OK);
	assert_string_equal(out, "-12");
	assert_int_equal(field_check(&out, &field, "x", 1, arena, &err), FAIL_INVALID);
	assert_string_equal(err.text, "count: 'x' is not a whole number");
}

static void yes_no_days_times_and_hashes_have_one_form(void **state)
{
	static const char upper[] = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";
	static const char lower[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

	(void)state;
	assert_string_equal(checked(F_YESNO, "yes"), "yes");
	assert_string_equal(checked(F_YESNO, "no"), "no");
	assert_string_equal(checked(F_YESNO, "Yes"), "refused");
	assert_string_equal(checked(F_YESNO, "1"), "refused");
	assert_string_equal(checked(F_DATE, "2026-11-22"), "2026-11-22");
	assert_string_equal(checked(F_DATE, "2026-02-29"), "refused");
	assert_string_equal(checked(F_DATE, "22/11/2026"), "refused");
	assert_string_equal(checked(F_TIME, "2026-11-22T20:15:00Z"), "2026-11-22T20:15:00Z");
	assert_string_equal(checked(F_TIME, "2026-11-22T20:15:60Z"), "refused");
	assert_string_equal(checked(F_TIME, "2026-11-22 20:15:00Z"), "refused");
	assert_string_equal(checked(F_TIME, "2026-11-22T20:15:00"), "refused");
	assert_string_equal(checked(F_HASH, upper), lower);
	assert_string_equal(checked(F_HASH, lower + 1), "refused");
	assert_string_equal(checked(F_HASH, "xyz"), "refused");
}

static void a_long_value_is_shortened_in_the_message(void **state)
{
	const struct field field = { "f", "code", F_CODE, 0, NULL, 0, 0 };
	struct err err = { 0 };
	const char *out;
	char text[400];

	(void)state;
	for (size_t i = 0; i < 100; i++)
		memcpy(text + 3 * i, "ộ", 4);
	assert_int_equal(field_check(&out, &field, text, 300, arena, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "ộ…'"));
	assert_true(text_length(err.text) < 120);
	assert_int_equal(field_check(&out, &field, text, 299, arena, NULL), FAIL_INVALID);
}

/* ---- records -------------------------------------------------------------------------------- */

static const struct field leaf_fields[] = {
	{ "name", "name", F_LINE, REQUIRED | KEY, NULL, 0, 0 },
	{ "size", "size", F_INT, 0, NULL, 0, 9 },
};
static const struct shape leaf = { "leaf", "leaf", 0, leaf_fields, 2, NULL, 0 };
static const struct shape *const tree_children[] = { &leaf };
static const struct field tree_fields[] = {
	{ "kind", "kind", F_CODE, 0, NULL, 0, 0 },
};
static const struct shape tree = { "tree", "tree", 0, tree_fields, 1, tree_children, 1 };

static void children_come_in_the_order_they_were_made(void **state)
{
	struct node *top = node_new(arena, &tree, NULL);
	struct node *first = node_new(arena, &leaf, top);
	struct node *second = node_new(arena, &leaf, top);

	(void)state;
	assert_ptr_equal(node_first(top, "leaf"), first);
	assert_ptr_equal(first->next, second);
	assert_null(second->next);
	assert_ptr_equal(second->parent, top);
	assert_int_equal(node_count(top, "leaf"), 2);
	assert_null(node_first(first, "leaf"));
	assert_int_equal(node_count(top, "other"), 0);
}

static void a_value_is_set_read_and_taken_away(void **state)
{
	struct node *node = node_new(arena, &leaf, NULL);
	struct err err;

	(void)state;
	assert_null(node_get(node, "size"));
	assert_string_equal(node_text(node, "size"), "");
	assert_int_equal(node_int(node, "size", -7), -7);
	assert_false(node_is(node, "size", ""));
	assert_int_equal(node_set(node, "size", "07", arena, &err), OK);
	assert_string_equal(node_get(node, "size"), "7");
	assert_int_equal(node_int(node, "size", -7), 7);
	assert_true(node_is(node, "size", "7"));
	assert_int_equal(node_set(node, "size", "77", arena, &err), FAIL_INVALID);
	assert_string_equal(node_get(node, "size"), "7");
	assert_int_equal(node_set(node, "size", "", arena, &err), OK);
	assert_null(node_get(node, "size"));
	assert_int_equal(node_set(node, "size", NULL, arena, &err), OK);
	node_put(node, "name", "oak");
	assert_string_equal(node_text(node, "name"), "oak");
}

static void an_unknown_field_is_named(void **state)
{
	struct node *node = node_new(arena, &leaf, NULL);
	struct err err;

	(void)state;
	assert_int_equal(node_set(node, "colour", "x", arena, &err), FAIL_INVALID);
	assert_string_equal(err.text, "leaf has no field 'colour'");
}

static void a_child_is_found_by_a_value(void **state)
{
	struct node *top = node_new(arena, &tree, NULL);
	struct node *oak;

	(void)state;
	node_new(arena, &leaf, top);
	node_put(node_new(arena, &leaf, top), "name", "elm");
	oak = node_new(arena, &leaf, top);
	node_put(oak, "name", "oak");
	assert_ptr_equal(node_find(top, "leaf", "name", "oak"), oak);
	assert_null(node_find(top, "leaf", "name", "ash"));
}

static void a_record_without_a_required_value_is_not_complete(void **state)
{
	struct node *node = node_new(arena, &leaf, NULL);
	struct err err;

	(void)state;
	assert_int_equal(node_complete(node, &err), FAIL_INVALID);
	assert_string_equal(err.text, "leaf: 'name' is missing");
	node_put(node, "name", "oak");
	assert_int_equal(node_complete(node, &err), OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_shape_is_found_and_stands_after_its_parent, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_field_has_a_name_of_its_own_and_a_label, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_child_shape_is_in_the_list, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_means_not_given, set_up, tear_down),
		cmocka_unit_test_setup_teardown(texts_are_cleaned, set_up, tear_down),
		cmocka_unit_test_setup_teardown(texts_have_their_limits, set_up, tear_down),
		cmocka_unit_test_setup_teardown(codes_and_words_are_plain, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_enum_takes_only_its_codes, set_up, tear_down),
		cmocka_unit_test_setup_teardown(numbers_are_whole_and_within_bounds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_int_without_bounds_takes_any_whole_number, set_up, tear_down),
		cmocka_unit_test_setup_teardown(yes_no_days_times_and_hashes_have_one_form, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_long_value_is_shortened_in_the_message, set_up, tear_down),
		cmocka_unit_test_setup_teardown(children_come_in_the_order_they_were_made, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_value_is_set_read_and_taken_away, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_unknown_field_is_named, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_child_is_found_by_a_value, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_record_without_a_required_value_is_not_complete, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

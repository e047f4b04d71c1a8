/*
 * test_domain_facts.c - values of facts, typed and given back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/domain.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct fact_value yes_no[] = { { .id = "yes" }, { .id = "no" } };
static const struct fact_value sizes[] = { { .id = "small" }, { .id = "large" } };
static const struct fact_value kinds[] = {
	{ .id = "public" }, { .id = "private" },
	{ .id = "secret", .stop = { .vi = "dừng", .en = "stop" } },
};
static const struct fact list[] = {
	{ .id = "remote", .type = FACT_YESNO, .value = yes_no, .value_count = 2, .index = 0 },
	{ .id = "size", .type = FACT_CHOICE, .value = sizes, .value_count = 2, .index = 1 },
	{ .id = "info", .type = FACT_SET, .value = kinds, .value_count = 3, .index = 2 },
	{ .id = "users", .type = FACT_COUNT, .max = 1000, .index = 3 },
	{ .id = "visits", .type = FACT_COUNT, .index = 4 },
};
static const struct pack pack = { .id = "small", .fact = list, .fact_count = COUNT(list) };

static struct arena *arena;
static struct facts *facts;

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	facts = facts_new(&pack, arena);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void a_fact_is_unknown_until_it_is_given(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(list); i++) {
		assert_false(facts_known(facts, &list[i]));
		assert_null(facts_get(facts, &list[i]));
	}
}

static void values_come_back_in_one_form(void **state)
{
	(void)state;
	assert_int_equal(facts_set(facts, "remote", "no", NULL), OK);
	assert_int_equal(facts_set(facts, "size", " large ", NULL), OK);
	assert_int_equal(facts_set(facts, "info", "private  public", NULL), OK);
	assert_int_equal(facts_set(facts, "users", "0", NULL), OK);
	assert_int_equal(facts_set(facts, "visits", "123456789012", NULL), OK);
	assert_string_equal(facts_get(facts, &list[0]), "no");
	assert_string_equal(facts_get(facts, &list[1]), "large");
	assert_string_equal(facts_get(facts, &list[2]), "public private");
	assert_string_equal(facts_get(facts, &list[3]), "0");
	assert_string_equal(facts_get(facts, &list[4]), "123456789012");
}

static void a_set_may_be_typed_with_commas(void **state)
{
	(void)state;
	assert_int_equal(facts_set(facts, "info", "secret, public", NULL), OK);
	assert_string_equal(facts_get(facts, &list[2]), "public secret");
}

static void an_empty_value_makes_a_fact_unknown_again(void **state)
{
	(void)state;
	assert_int_equal(facts_set(facts, "info", "public", NULL), OK);
	assert_int_equal(facts_set(facts, "info", "", NULL), OK);
	assert_false(facts_known(facts, &list[2]));
	assert_int_equal(facts_set(facts, "users", "7", NULL), OK);
	assert_int_equal(facts_set(facts, "users", " \n", NULL), OK);
	assert_false(facts_known(facts, &list[3]));
}

static void a_fact_that_is_not_declared_is_not_found(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(facts_set(facts, "colour", "red", &err), FAIL_NOT_FOUND);
	assert_non_null(strstr(err.text, "colour"));
}

static void a_bad_value_names_the_fact_and_what_may_be_given(void **state)
{
	static const char *const bad[][3] = {
		{ "remote", "maybe", "yes, no" }, { "remote", "YES", "yes, no" },
		{ "size", "small large", "small, large" }, { "info", "public other", "public, private, secret" },
		{ "info", "public public", "public, private, secret" }, { "info", ",", "public, private, secret" },
		{ "users", "1001", "1000" }, { "users", "-1", "1000" }, { "users", "7.5", "1000" },
		{ "users", "9223372036854775808", "1000" }, { "visits", "many", "many" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		struct err err = { 0 };

		assert_int_equal(facts_set(facts, bad[i][0], bad[i][1], &err), FAIL_INVALID);
		assert_non_null(strstr(err.text, bad[i][0]));
		assert_non_null(strstr(err.text, bad[i][2]));
	}
}

static void a_bad_value_leaves_the_fact_as_it_was(void **state)
{
	(void)state;
	assert_int_equal(facts_set(facts, "size", "small", NULL), OK);
	assert_int_equal(facts_set(facts, "size", "huge", NULL), FAIL_INVALID);
	assert_string_equal(facts_get(facts, &list[1]), "small");
}

static void only_a_value_that_stops_entry_stops_it(void **state)
{
	(void)state;
	assert_null(facts_stop(facts));
	assert_int_equal(facts_set(facts, "info", "public private", NULL), OK);
	assert_null(facts_stop(facts));
	assert_int_equal(facts_set(facts, "info", "public secret", NULL), OK);
	assert_ptr_equal(facts_stop(facts), &kinds[2].stop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_fact_is_unknown_until_it_is_given, setup, teardown),
		cmocka_unit_test_setup_teardown(values_come_back_in_one_form, setup, teardown),
		cmocka_unit_test_setup_teardown(a_set_may_be_typed_with_commas, setup, teardown),
		cmocka_unit_test_setup_teardown(an_empty_value_makes_a_fact_unknown_again, setup, teardown),
		cmocka_unit_test_setup_teardown(a_fact_that_is_not_declared_is_not_found, setup, teardown),
		cmocka_unit_test_setup_teardown(a_bad_value_names_the_fact_and_what_may_be_given, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(a_bad_value_leaves_the_fact_as_it_was, setup, teardown),
		cmocka_unit_test_setup_teardown(only_a_value_that_stops_entry_stops_it, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

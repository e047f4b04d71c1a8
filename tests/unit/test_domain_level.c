/*
 * test_domain_level.c - levels of a small pack: ranges, criteria, nearest ones, components, faults.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/domain.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Two yes-no facts, one choice, one count, one set. */
enum { REMOTE, VITAL, SIZE, USERS, INFO, FACTS };
static const struct fact_value yes_no[] = { { .id = "yes" }, { .id = "no" } };
static const struct fact_value sizes[] = { { .id = "small" }, { .id = "middle" }, { .id = "large" } };
static const struct fact_value kinds[] = { { .id = "public" }, { .id = "private" } };
static const struct fact facts_of[FACTS] = {
	{ .id = "remote", .type = FACT_YESNO, .value = yes_no, .value_count = 2, .index = REMOTE },
	{ .id = "vital", .type = FACT_YESNO, .value = yes_no, .value_count = 2, .index = VITAL },
	{ .id = "size", .type = FACT_CHOICE, .ordered = true, .value = sizes, .value_count = 3, .index = SIZE },
	{ .id = "users", .type = FACT_COUNT, .max = 5000, .index = USERS },
	{ .id = "info", .type = FACT_SET, .value = kinds, .value_count = 2, .index = INFO },
};

#define TEST(k, f, v, n) { .kind = (k), .fact = &facts_of[f], .value = (v), .number = (n) }
#define PARTS(k, array) { .kind = (k), .part = (array), .part_count = COUNT(array) }

static const struct condition has_private[] = { TEST(COND_HAS, INFO, 1, 0) };
static const struct condition only_public = TEST(COND_IS, INFO, 0, 0);
static const struct condition quiet_parts[] = {
	PARTS(COND_NOT, has_private), TEST(COND_IS, REMOTE, 1, 0), TEST(COND_BELOW, USERS, 0, 100),
};
static const struct condition quiet = PARTS(COND_ALL, quiet_parts);
static const struct condition big_parts[] = {
	TEST(COND_AT_LEAST, SIZE, 1, 0), TEST(COND_AT_LEAST, USERS, 0, 1000),
};
static const struct condition big[] = { PARTS(COND_ANY, big_parts) };
static const struct condition remote_big_parts[] = {
	TEST(COND_IS, REMOTE, 0, 0), PARTS(COND_ANY, big_parts),
};
static const struct condition remote_big = PARTS(COND_ALL, remote_big_parts);
static const struct condition vital = TEST(COND_IS, VITAL, 0, 0);
/* Never true, which only shows when all its tests are looked at together. */
static const struct condition never_parts[] = {
	TEST(COND_AT_LEAST, SIZE, 1, 0), TEST(COND_BELOW, SIZE, 1, 0),
};
static const struct condition never = PARTS(COND_ALL, never_parts);
static const struct condition not_big_parts[] = { PARTS(COND_NOT, big), TEST(COND_IS, VITAL, 0, 0) };
static const struct condition not_big = PARTS(COND_ALL, not_big_parts);

static const struct criterion criteria[] = {
	{ .id = "1", .level = 1, .when = &quiet },
	{ .id = "3", .level = 3, .when = &remote_big },
	{ .id = "4.1", .level = 4, .when = &not_big },
	{ .id = "4.2", .level = 4, .when = &never },
};
static const struct pack pack = {
	.id = "small", .fact = facts_of, .fact_count = FACTS,
	.criterion = criteria, .criterion_count = COUNT(criteria),
};

static struct arena *arena;
static struct level_engine *engine;

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	return level_engine_new(&engine, &pack, NULL);
}

static int teardown(void **state)
{
	(void)state;
	level_engine_free(engine);
	arena_free(arena);
	return 0;
}

/* Values in the order of the facts; NULL: unknown. */
static struct facts *given(const char *remote, const char *vital_value, const char *size,
    const char *users, const char *info)
{
	const char *const value[FACTS] = { remote, vital_value, size, users, info };
	struct facts *facts = facts_new(&pack, arena);

	for (size_t i = 0; i < FACTS; i++) {
		if (value[i])
			assert_int_equal(facts_set(facts, facts_of[i].id, value[i], NULL), OK);
	}
	return facts;
}

static struct level_result decided(const struct facts *facts)
{
	struct level_result result;

	assert_int_equal(level_decide(&result, engine, facts, arena, NULL), OK);
	return result;
}

static void the_highest_level_met_counts(void **state)
{
	struct level_result result = decided(given("no", "yes", "small", "99", "public"));

	(void)state;
	assert_int_equal(result.level, 4);
	assert_true(result.certain);
	assert_int_equal(result.open_count, 0);
	assert_int_equal(result.met[0], YES);
	assert_int_equal(result.met[1], NO);
	assert_int_equal(result.met[2], YES);
}

static void a_threshold_belongs_to_at_least(void **state)
{
	(void)state;
	assert_int_equal(decided(given("yes", "no", "small", "999", "public")).level, 0);
	assert_int_equal(decided(given("yes", "no", "small", "1000", "public")).level, 3);
	assert_int_equal(decided(given("no", "no", "small", "99", "public")).level, 1);
	assert_int_equal(decided(given("no", "no", "small", "100", "public")).level, 0);
}

static void a_level_may_be_certain_before_all_is_known(void **state)
{
	struct level_result result = decided(given("yes", "no", "large", NULL, NULL));

	(void)state;
	assert_int_equal(result.level, 3);
	assert_true(result.certain);
	assert_int_equal(result.open_count, 0);
	assert_null(level_next(engine, given("yes", "no", "large", NULL, NULL)));
}

static void unknown_facts_leave_a_range(void **state)
{
	struct level_result result = decided(given("yes", NULL, NULL, "0", NULL));

	(void)state;
	assert_int_equal(result.level, 0);
	assert_int_equal(result.lowest, 0);
	assert_int_equal(result.highest, 4);
	assert_false(result.certain);
	assert_int_equal(result.open_count, 2);
	assert_int_equal(result.met[1], UNKNOWN);
	assert_int_equal(result.met[0], NO);
}

static void a_criterion_that_can_never_be_true_is_no_from_the_start(void **state)
{
	struct level_result result = decided(given(NULL, NULL, NULL, NULL, NULL));

	(void)state;
	assert_int_equal(result.met[3], NO);
	assert_int_equal(result.met[2], UNKNOWN);
}

static void the_first_open_fact_is_the_next_question(void **state)
{
	const struct facts *facts = given(NULL, NULL, NULL, NULL, NULL);
	struct level_result result = decided(facts);

	(void)state;
	assert_int_equal(result.open_count, FACTS);
	assert_ptr_equal(level_next(engine, facts), result.open[0]);
}

static void is_on_a_set_means_that_value_alone(void **state)
{
	static const struct criterion one[] = { { .id = "1", .level = 1, .when = &only_public } };
	const struct pack small = {
		.id = "set", .fact = facts_of, .fact_count = FACTS, .criterion = one, .criterion_count = 1,
	};
	static const struct { const char *info; int level; } cases[] = {
		{ "public", 1 }, { "private", 0 }, { "public private", 0 },
	};
	struct level_engine *other;

	(void)state;
	assert_int_equal(level_engine_new(&other, &small, NULL), OK);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct facts *facts = facts_new(&small, arena);
		struct level_result result;

		facts_set(facts, "info", cases[i].info, NULL);
		assert_int_equal(level_decide(&result, other, facts, arena, NULL), OK);
		assert_true(result.certain);
		assert_int_equal(result.level, cases[i].level);
	}
	assert_int_equal(level_mean_questions(other, false), 1000);
	level_engine_free(other);
}

/* By hand for one criterion of two yes-no tests: one question, and a second
 * half of the time; with a test that is true one time in ten asked first, one time in ten. */
static void the_mean_number_of_questions_is_exact(void **state)
{
	static const struct condition both[] = { TEST(COND_IS, REMOTE, 0, 0), TEST(COND_IS, VITAL, 0, 0) };
	static const struct condition all = PARTS(COND_ALL, both);
	static const struct criterion one[] = { { .id = "2", .level = 2, .when = &all } };
	static const struct fact_value rare[] = { { .id = "yes", .weight = 1 }, { .id = "no", .weight = 9 } };
	struct fact two[FACTS];
	struct condition parts[2];
	struct condition when = { .kind = COND_ALL, .part = parts, .part_count = 2 };
	struct criterion weighted[] = { { .id = "2", .level = 2, .when = &when } };
	struct pack small = { .id = "mean", .fact = facts_of, .fact_count = FACTS, .criterion = one,
		.criterion_count = 1 };
	struct level_engine *other;

	(void)state;
	assert_int_equal(level_engine_new(&other, &small, NULL), OK);
	assert_int_equal(level_mean_questions(other, false), 1500);
	assert_int_equal(level_mean_questions(other, true), 1500);
	assert_ptr_equal(level_next(other, facts_new(&small, arena)), &facts_of[REMOTE]);
	level_engine_free(other);

	memcpy(two, facts_of, sizeof(two));
	memcpy(parts, both, sizeof(parts));
	two[VITAL].value = rare;
	parts[0].fact = &two[REMOTE];
	parts[1].fact = &two[VITAL];
	small.fact = two;
	small.criterion = weighted;
	assert_int_equal(level_engine_new(&other, &small, NULL), OK);
	assert_ptr_equal(level_next(other, facts_new(&small, arena)), &two[VITAL]);
	assert_int_equal(level_mean_questions(other, true), 1100);
	assert_int_equal(level_mean_questions(other, false), 1500);
	level_engine_free(other);
}

static void the_nearest_criteria_come_with_what_each_lacks(void **state)
{
	struct facts *facts = given("yes", "no", "small", "500", "private");
	struct level_near near[5];

	(void)state;
	assert_int_equal(decided(facts).level, 0);
	assert_int_equal(level_nearest(near, 5, engine, facts, arena), 3);
	assert_ptr_equal(near[0].criterion, &criteria[1]);
	assert_int_equal(near[0].lacking, 1);
	assert_ptr_equal(near[0].lack[0], &big_parts[0]);
	assert_ptr_equal(near[1].criterion, &criteria[2]);
	assert_int_equal(near[1].lacking, 1);
	assert_ptr_equal(near[1].lack[0], &not_big_parts[1]);
	assert_ptr_equal(near[2].criterion, &criteria[0]);
	assert_int_equal(near[2].lacking, 3);
	assert_int_equal(near[2].lack[0]->kind, COND_NOT);
	assert_ptr_equal(near[2].lack[0]->part, has_private);
	assert_int_equal(level_nearest(near, 2, engine, facts, arena), 2);
}

static void unknown_tests_are_lacking_too(void **state)
{
	struct level_near near[5];

	(void)state;
	assert_int_equal(level_nearest(near, 1, engine, given(NULL, "yes", NULL, NULL, NULL), arena), 1);
	assert_ptr_equal(near[0].criterion, &criteria[1]);
	assert_int_equal(near[0].lacking, 2);
	assert_int_equal(level_nearest(near, 5, engine, given("yes", "yes", "large", NULL, NULL), arena), 2);
	assert_ptr_equal(near[0].criterion, &criteria[2]);
	assert_int_equal(near[0].lacking, 2);
}

static void a_system_has_the_level_of_its_highest_component(void **state)
{
	struct level_result whole = decided(given("no", "no", "small", "5", "public"));
	struct level_result high = decided(given("yes", "no", "large", "5", "private"));
	struct level_result open = decided(given("yes", NULL, NULL, "0", NULL));

	(void)state;
	level_combine(&whole, &high);
	assert_int_equal(whole.level, 3);
	assert_true(whole.certain);
	assert_ptr_equal(whole.met, high.met);
	level_combine(&whole, &open);
	assert_int_equal(whole.level, 3);
	assert_int_equal(whole.lowest, 3);
	assert_int_equal(whole.highest, 4);
	assert_false(whole.certain);
	assert_ptr_equal(whole.open, open.open);
}

static void facts_of_another_pack_are_refused(void **state)
{
	static const struct pack other = { .id = "other" };
	struct level_result result;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(level_decide(&result, engine, facts_new(&other, arena), arena, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "other"));
}

static void a_pack_that_cannot_be_decided_is_refused(void **state)
{
	static const struct condition by = { .kind = COND_CRITERION, .criterion = "8" };
	static const struct criterion one[] = { { .id = "1", .level = 1, .when = &by } };
	static const struct criterion six[] = { { .id = "1", .level = 6, .when = &vital } };
	const struct fact empty[] = { { .id = "empty", .type = FACT_CHOICE } };
	struct pack bad = { .id = "bad", .fact = facts_of, .fact_count = FACTS, .criterion_count = 1 };
	struct level_engine *other = NULL;
	struct err err = { 0 };

	(void)state;
	bad.criterion = one;
	assert_int_equal(level_engine_new(&other, &bad, &err), FAIL_INVALID);
	bad.criterion = six;
	assert_int_equal(level_engine_new(&other, &bad, &err), FAIL_INVALID);
	bad.fact = empty;
	bad.fact_count = 1;
	bad.criterion_count = 0;
	assert_int_equal(level_engine_new(&other, &bad, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "empty"));
	assert_null(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_highest_level_met_counts),
		cmocka_unit_test(a_threshold_belongs_to_at_least),
		cmocka_unit_test(a_level_may_be_certain_before_all_is_known),
		cmocka_unit_test(unknown_facts_leave_a_range),
		cmocka_unit_test(a_criterion_that_can_never_be_true_is_no_from_the_start),
		cmocka_unit_test(the_first_open_fact_is_the_next_question),
		cmocka_unit_test(is_on_a_set_means_that_value_alone),
		cmocka_unit_test(the_mean_number_of_questions_is_exact),
		cmocka_unit_test(the_nearest_criteria_come_with_what_each_lacks),
		cmocka_unit_test(unknown_tests_are_lacking_too),
		cmocka_unit_test(a_system_has_the_level_of_its_highest_component),
		cmocka_unit_test(facts_of_another_pack_are_refused),
		cmocka_unit_test(a_pack_that_cannot_be_decided_is_refused),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

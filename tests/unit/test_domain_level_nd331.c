/*
 * test_domain_level_nd331.c - the levels of Decree 331/2026 for every combination of answers.
 *
 * 4,300,800 combinations of the 14 facts of which criteria are made, times five decisions of the Prime Minister,
 * are tried one by one. The sixth part, times six risk assessments, follows from the diagrams: what is left of
 * the engine's functions once those two facts are fixed is shown to be the same function, and the same function
 * has the same values everywhere.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "nd331_table.h"

enum { SAMPLES = 1000000 };

static void compare(const unsigned char *class)
{
	int level = level_engine_value(nd331.engine, class);
	int possible = level_engine_possible(nd331.engine, class);

	if (level != nd331_level(class) || possible != nd331_possible(class))
		fail_msg("combination %zu, Prime Minister %d, risk %d: the pack says %d to %d, the decree %d to %d",
		    nd331_combination(class), nd331_named(nd331.prime_minister, class[nd331.prime_minister]),
		    nd331_named(nd331.risk, class[nd331.risk]), level, possible, nd331_level(class),
		    nd331_possible(class));
}

static size_t class_named(size_t fact, int level)
{
	for (size_t i = 0; i < nd331.classes[fact]; i++) {
		if (nd331_named(fact, i) == level)
			return i;
	}
	fail_msg("'%s' cannot be %d", nd331.pack->fact[fact].id, level);
	return 0;
}

static void every_combination_has_the_level_of_the_decree(void **state)
{
	unsigned char class[FACTS] = { 0 };
	size_t count[TERMINALS] = { 0 };

	(void)state;
	class[nd331.risk] = (unsigned char)class_named(nd331.risk, 0);
	for (size_t p = 0; p < nd331.classes[nd331.prime_minister]; p++) {
		class[nd331.prime_minister] = (unsigned char)p;
		for (size_t i = 0; i < COMBINATIONS; i++) {
			nd331_classes(class, i);
			compare(class);
			count[nd331_level(class)]++;
		}
	}
	print_message("## combinations: none %zu, level 1 %zu, 2 %zu, 3 %zu, 4 %zu, 5 %zu\n", count[0],
	    count[1], count[2], count[3], count[4], count[5]);
	for (int i = 0; i < TERMINALS; i++)
		assert_true(count[i] > 0);
}

/* What is left of a function with the two facts outside fixed; -1: not fixed. */
static node rest_of(struct diagram *diagram, node function, int decided, int risk)
{
	struct arena *arena = arena_new();
	struct facts *facts = facts_new(nd331.pack, arena);
	node rest;

	if (decided >= 0)
		nd331_know(facts, nd331.prime_minister, class_named(nd331.prime_minister, decided));
	if (risk >= 0)
		nd331_know(facts, nd331.risk, class_named(nd331.risk, risk));
	rest = level_restrict(diagram, nd331.engine, function, facts);
	arena_free(arena);
	return rest;
}

static const int decisions[] = { 0, 2, 3, 4, 5 };

static void a_risk_assessment_never_changes_the_certain_level(void **state)
{
	struct diagram *diagram = diagram_copy(nd331.engine->diagram);

	(void)state;
	for (int risk = 0; risk <= 5; risk++)
		assert_int_equal(rest_of(diagram, nd331.engine->level, -1, risk), nd331.engine->level);
	diagram_free(diagram);
}

/* A risk assessment makes possible what a decision of the same level would make certain; no decision sets level
 * 1, so that one is tried for all combinations. */
static void a_risk_assessment_raises_what_is_possible_to_its_level_and_no_further(void **state)
{
	struct diagram *diagram = diagram_copy(nd331.engine->diagram);
	unsigned char class[FACTS] = { 0 };

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		for (int risk = 0; risk <= 5; risk++) {
			int higher = risk > decisions[i] ? risk : decisions[i];
			node possible = rest_of(diagram, nd331.engine->possible, decisions[i], risk);

			if (higher != 1)
				assert_int_equal(possible, rest_of(diagram, nd331.engine->level, higher, -1));
		}
	}
	diagram_free(diagram);
	class[nd331.prime_minister] = (unsigned char)class_named(nd331.prime_minister, 0);
	class[nd331.risk] = (unsigned char)class_named(nd331.risk, 1);
	for (size_t i = 0; i < COMBINATIONS; i++) {
		nd331_classes(class, i);
		compare(class);
	}
}

/* Of all 16 facts, in case the diagrams are not what the two tests above take them for. */
static void samples_of_all_facts_have_the_level_of_the_decree(void **state)
{
	uint64_t random = 331;

	(void)state;
	for (size_t i = 0; i < SAMPLES; i++) {
		unsigned char class[FACTS];

		for (size_t f = 0; f < FACTS; f++) {
			random = random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
			class[f] = (unsigned char)((size_t)(random >> 33) % nd331.classes[f]);
		}
		compare(class);
	}
}

/* The note's reading of Article 13.1 asks for harm where the pack does not: nothing else hangs on it. */
static void the_two_readings_of_13_1_differ_for_state_secrets_that_do_no_harm(void **state)
{
	const struct criterion *criterion = pack_criterion(nd331.pack, "13.1");
	struct arena *arena = arena_new();
	struct facts *facts = facts_new(nd331.pack, arena);
	struct level_result result;

	(void)state;
	print_message("## at level 3 only because a state secret is held without harm: %zu of %d\n",
	    nd331.secret_without_harm, COMBINATIONS);
	assert_true(nd331.secret_without_harm > 0);
	assert_non_null(criterion->reading.text.vi);
	assert_int_equal(criterion->reading.status, STATUS_OWN);
	assert_int_equal(facts_set(facts, "info", "state-secret", NULL), OK);
	assert_int_equal(facts_set(facts, "harm", "none", NULL), OK);
	assert_int_equal(level_decide(&result, nd331.engine, facts, arena, NULL), OK);
	assert_int_equal(result.lowest, 3);
	assert_non_null(facts_stop(facts));
	arena_free(arena);
}

/* ---- what is not determined -------------------------------------------------------------------- */

/* One combination of each level, by the table. */
static size_t example_of(int level)
{
	for (size_t i = 0; i < COMBINATIONS; i++) {
		if (nd331.table[i] == level)
			return i;
	}
	fail_msg("no combination has level %d", level);
	return 0;
}

static void check_decision(int level, int risk)
{
	struct arena *arena = arena_new();
	struct facts *facts = facts_new(nd331.pack, arena);
	unsigned char class[FACTS] = { 0 };
	struct level_result result;
	int highest = risk > level ? risk : level;

	nd331_classes(class, example_of(level));
	class[nd331.prime_minister] = (unsigned char)class_named(nd331.prime_minister, 0);
	class[nd331.risk] = (unsigned char)class_named(nd331.risk, risk);
	for (size_t f = 0; f < FACTS; f++)
		nd331_know(facts, f, class[f]);
	assert_int_equal(level_decide(&result, nd331.engine, facts, arena, NULL), OK);
	assert_int_equal(result.level, level);
	assert_int_equal(result.lowest, level);
	assert_int_equal(result.highest, highest);
	assert_int_equal(result.certain, highest == level);
	assert_int_equal(result.open_count, 0);
	for (size_t i = 0; i < nd331.pack->criterion_count; i++) {
		const struct criterion *criterion = &nd331.pack->criterion[i];

		if (criterion->undetermined)
			assert_int_equal(result.met[i], criterion->level == risk ? UNKNOWN : NO);
		else
			assert_int_not_equal(result.met[i], UNKNOWN);
	}
	arena_free(arena);
}

static void a_risk_level_is_never_certain_and_lifts_the_highest_only(void **state)
{
	(void)state;
	for (int level = 0; level <= 5; level++) {
		for (int risk = 0; risk <= 5; risk++)
			check_decision(level, risk);
	}
}

static void the_framework_that_is_not_issued_is_undetermined_at_every_level(void **state)
{
	unsigned levels = 0;
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < nd331.pack->criterion_count; i++) {
		const struct criterion *criterion = &nd331.pack->criterion[i];

		if (!criterion->undetermined)
			continue;
		levels |= 1u << criterion->level;
		count++;
		assert_int_equal(criterion->status, STATUS_UNVERIFIED);
	}
	assert_int_equal(count, 5);
	assert_int_equal(levels, 0x3e);
}

/* ---- more exposure ------------------------------------------------------------------------------ */

/* Is class `to` of the fact more exposed than class `from`? */
static bool is_more(const struct fact *fact, size_t from, size_t to)
{
	const struct variable *variable = &nd331.engine->variable[fact->index];
	int64_t a = variable->first[from];
	int64_t b = variable->first[to];

	switch (fact->type) {
	case FACT_YESNO:
		return strcmp(fact->value[a].id, "no") == 0 && strcmp(fact->value[b].id, "yes") == 0;
	case FACT_CHOICE:
		return fact->ordered && a < b;
	case FACT_SET:
		return a != b && (a & b) == a;
	case FACT_COUNT:
		break;
	}
	return a < b;
}

static const char *class_name(const struct fact *fact, size_t class)
{
	return fact->type == FACT_CHOICE || fact->type == FACT_YESNO ? fact->value[class].id : "";
}

static bool find_exception(size_t *out, const struct fact *fact, size_t from, size_t to)
{
	for (size_t i = 0; i < nd331.pack->exception.count; i++) {
		const struct sourced *exception = &nd331.pack->exception.at[i];

		if (strcmp(exception->kind, fact->id) == 0
		    && strcmp(exception->by, class_name(fact, from)) == 0
		    && strcmp(exception->to, class_name(fact, to)) == 0) {
			*out = i;
			return true;
		}
	}
	return false;
}

/* How many combinations get a lower level when the fact goes from one class to the other. A floor under both, as
 * the two facts outside put, makes no fall that is not there without it. */
static size_t count_falls(const struct fact *fact, size_t from, size_t to)
{
	size_t step = nd331.stride[fact->index];
	size_t turn = step * nd331.classes[fact->index];
	size_t falls = 0;

	for (size_t block = 0; block < COMBINATIONS; block += turn) {
		const unsigned char *before = nd331.table + block + from * step;
		const unsigned char *after = nd331.table + block + to * step;

		for (size_t i = 0; i < step; i++)
			falls += after[i] < before[i];
	}
	return falls;
}

static bool is_outside(const struct fact *fact)
{
	return nd331.stride[fact->index] == 0;
}

/* Of the two outside: the next value names a higher level. */
static size_t check_outside(const struct fact *fact)
{
	assert_true(fact->ordered);
	for (size_t i = 1; i < nd331.classes[fact->index]; i++)
		assert_true(nd331_named(fact->index, i) > nd331_named(fact->index, i - 1));
	return nd331.classes[fact->index] - 1;
}

static size_t check_fact(const struct fact *fact, size_t *seen)
{
	size_t classes = nd331.classes[fact->index];
	size_t compared = 0;

	for (size_t pair = 0; pair < classes * classes; pair++) {
		size_t from = pair / classes;
		size_t to = pair % classes;
		size_t falls;
		size_t exception;

		if (!is_more(fact, from, to))
			continue;
		compared++;
		falls = count_falls(fact, from, to);
		if (falls > 0 && !find_exception(&exception, fact, from, to))
			fail_msg("%s: class %zu to %zu lowers %zu levels", fact->id, from, to, falls);
		if (falls > 0)
			seen[exception] += falls;
	}
	return compared;
}

static void more_exposure_never_lowers_the_level_but_for_the_listed_gaps(void **state)
{
	size_t *seen = xcalloc(nd331.pack->exception.count, sizeof(*seen));

	(void)state;
	for (size_t f = 0; f < FACTS; f++) {
		const struct fact *fact = &nd331.pack->fact[f];
		size_t compared = is_outside(fact) ? check_outside(fact) : check_fact(fact, seen);

		assert_true(compared > 0 || strcmp(fact->id, "function") == 0);
	}
	for (size_t i = 0; i < nd331.pack->exception.count; i++) {
		print_message("## exception %s: %zu combinations\n", nd331.pack->exception.at[i].id, seen[i]);
		if (seen[i] == 0)
			fail_msg("the exception '%s' does not occur", nd331.pack->exception.at[i].id);
	}
	free(seen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_combination_has_the_level_of_the_decree),
		cmocka_unit_test(a_risk_assessment_never_changes_the_certain_level),
		cmocka_unit_test(a_risk_assessment_raises_what_is_possible_to_its_level_and_no_further),
		cmocka_unit_test(samples_of_all_facts_have_the_level_of_the_decree),
		cmocka_unit_test(the_two_readings_of_13_1_differ_for_state_secrets_that_do_no_harm),
		cmocka_unit_test(a_risk_level_is_never_certain_and_lifts_the_highest_only),
		cmocka_unit_test(the_framework_that_is_not_issued_is_undetermined_at_every_level),
		cmocka_unit_test(more_exposure_never_lowers_the_level_but_for_the_listed_gaps),
	};

	return cmocka_run_group_tests(tests, nd331_setup, nd331_teardown);
}

/*
 * test_domain_walk_nd85.c - what the engine says while answers are missing, held against trying them all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "nd85_table.h"

enum { WALKS = 20000, PARTIALS = 250, LARGEST_REST = 60000 };

/* ---- partial knowledge -------------------------------------------------------------------------- */

static uint64_t random_state = 85;

static size_t random_below(size_t limit)
{
	random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)(random_state >> 33) % limit;
}

static bool next_rest(unsigned char *class, const struct facts *facts)
{
	for (size_t i = 0; i < FACTS; i++) {
		if (facts_known(facts, &nd85.pack->fact[i]))
			continue;
		if (class[i]-- > 0)
			return true;
		class[i] = (unsigned char)(nd85.classes[i] - 1);
	}
	return false;
}

static size_t combination_of(const unsigned char *class)
{
	size_t combination = 0;

	for (size_t i = 0; i < FACTS; i++)
		combination += nd85.stride[i] * class[i];
	return combination;
}

/* Unknown facts start at their last class, which for yes-no is the common "no". */
static void first_rest(unsigned char *class, const struct facts *facts)
{
	for (size_t i = 0; i < FACTS; i++) {
		int64_t number = facts_number(facts, &nd85.pack->fact[i]);

		class[i] = (unsigned char)(number < 0 ? nd85.classes[i] - 1
		    : variable_class(&nd85.engine->variable[i], number));
	}
}

static bool changes(const unsigned char *class, size_t f)
{
	size_t base = combination_of(class) - nd85.stride[f] * class[f];

	for (size_t i = 1; i < nd85.classes[f]; i++) {
		if (nd85.table[base + nd85.stride[f] * i] != nd85.table[base])
			return true;
	}
	return false;
}

/* By trying all that is not known. */
static bool can_change(const struct facts *facts, size_t f)
{
	unsigned char class[FACTS];

	first_rest(class, facts);
	do {
		if (changes(class, f))
			return true;
	} while (next_rest(class, facts));
	return false;
}

static size_t rest_of(const struct facts *facts)
{
	size_t count = 1;

	for (size_t i = 0; i < FACTS; i++) {
		if (!facts_known(facts, &nd85.pack->fact[i]))
			count *= nd85.classes[i];
	}
	return count;
}

static void check_partial(const struct facts *facts, struct arena *arena)
{
	struct level_result result;
	unsigned char class[FACTS];
	bool open[FACTS] = { false };
	int lowest = 5;
	int highest = 0;

	assert_int_equal(level_decide(&result, nd85.engine, facts, arena, NULL), OK);
	first_rest(class, facts);
	do {
		int level = nd85.table[combination_of(class)];

		lowest = level < lowest ? level : lowest;
		highest = level > highest ? level : highest;
	} while (next_rest(class, facts));
	assert_int_equal(result.lowest, lowest);
	assert_int_equal(result.highest, highest);
	assert_int_equal(result.level, lowest);
	assert_int_equal(result.certain, lowest == highest);
	for (size_t i = 0; i < result.open_count; i++)
		open[result.open[i]->index] = true;
	for (size_t i = 0; i < FACTS; i++)
		assert_int_equal(open[i], !facts_known(facts, &nd85.pack->fact[i]) && can_change(facts, i));
	assert_ptr_equal(level_next(nd85.engine, facts), result.open_count > 0 ? result.open[0] : NULL);
}

static void ranges_and_open_facts_are_those_found_by_trying_everything(void **state)
{
	(void)state;
	for (size_t i = 0; i < PARTIALS; i++) {
		struct arena *arena = arena_new();
		struct facts *facts = facts_new(nd85.pack, arena);

		while (rest_of(facts) > LARGEST_REST) {
			size_t f = random_below(FACTS);

			nd85_know(facts, f, random_below(nd85.classes[f]));
		}
		check_partial(facts, arena);
		arena_free(arena);
	}
}

static void a_level_is_certain_when_every_fact_is_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < 200; i++) {
		struct arena *arena = arena_new();
		struct facts *facts = facts_new(nd85.pack, arena);

		for (size_t f = 0; f < FACTS; f++)
			nd85_know(facts, f, random_below(nd85.classes[f]));
		check_partial(facts, arena);
		arena_free(arena);
	}
}

/* ---- walks --------------------------------------------------------------------------------------- */

/* The question belongs to what is left of the function, so it is asked of the engine once for each. */
struct asked {
	node left;
	size_t fact;
	double mean[2];
};
static struct asked asked[4000];
static size_t asked_count;
static struct diagram *diagram;

static struct asked *question_of(node left, const struct facts *facts)
{
	const struct fact *next;

	for (size_t i = 0; i < asked_count; i++) {
		if (asked[i].left == left)
			return &asked[i];
	}
	assert_true(asked_count < sizeof(asked) / sizeof(asked[0]));
	next = level_next(nd85.engine, facts);
	assert_non_null(next);
	assert_false(facts_known(facts, next));
	assert_true(can_change(facts, next->index));
	asked[asked_count] = (struct asked){ .left = left, .fact = next->index, .mean = { -1, -1 } };
	return &asked[asked_count++];
}

static size_t walk(size_t combination, struct arena *arena)
{
	struct facts *facts = facts_new(nd85.pack, arena);
	unsigned char class[FACTS];
	node left = nd85.engine->level;
	size_t questions = 0;

	nd85_classes(class, combination);
	while (left >= TERMINALS) {
		size_t f = question_of(left, facts)->fact;

		nd85_know(facts, f, class[f]);
		left = level_restrict(diagram, nd85.engine, nd85.engine->level, facts);
		questions++;
	}
	assert_int_equal(left, nd85.table[combination]);
	assert_null(level_next(nd85.engine, facts));
	return questions;
}

static void every_walk_asks_only_what_matters_and_ends_at_the_level(void **state)
{
	size_t questions = 0;
	size_t longest = 0;

	(void)state;
	diagram = diagram_copy(nd85.engine->diagram);
	asked_count = 0;
	for (size_t i = 0; i < WALKS; i++) {
		struct arena *arena = arena_new();
		size_t count = walk(random_below(COMBINATIONS), arena);

		questions += count;
		longest = count > longest ? count : longest;
		arena_free(arena);
	}
	print_message("## %d walks: %.2f questions on average, at most %zu of %d\n", WALKS,
	    (double)questions / WALKS, longest, FACTS);
	diagram_free(diagram);
}

/* The mean over all answers, by following each question once. */
static double mean_from(struct facts *facts, int weighted)
{
	node left = level_restrict(diagram, nd85.engine, nd85.engine->level, facts);
	const struct variable *variable;
	struct asked *here;
	double mean = 1;
	size_t f;

	if (left < TERMINALS)
		return 0;
	here = question_of(left, facts);
	if (here->mean[weighted] >= 0)
		return here->mean[weighted];
	f = here->fact;
	variable = &nd85.engine->variable[f];
	for (size_t i = 0; i < nd85.classes[f]; i++) {
		double share = weighted ? (double)variable->weight[i] / (double)variable->total
		    : 1.0 / (double)nd85.classes[f];

		nd85_know(facts, f, i);
		mean += share * mean_from(facts, weighted);
	}
	assert_int_equal(facts_set(facts, nd85.pack->fact[f].id, "", NULL), OK);
	here->mean[weighted] = mean;
	return mean;
}

static void the_mean_number_of_questions_is_that_of_the_walks_taken(void **state)
{
	struct arena *arena = arena_new();
	struct facts *facts = facts_new(nd85.pack, arena);

	(void)state;
	diagram = diagram_copy(nd85.engine->diagram);
	asked_count = 0;
	for (int weighted = 0; weighted < 2; weighted++) {
		int64_t mean = level_mean_questions(nd85.engine, weighted);
		double exact = 1000 * mean_from(facts, weighted);

		print_message("## mean questions, %s: %.3f of %d\n", weighted ? "weighted" : "uniform",
		    exact / 1000, FACTS);
		assert_true((double)mean > exact - 1 && (double)mean < exact + 1);
	}
	diagram_free(diagram);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ranges_and_open_facts_are_those_found_by_trying_everything),
		cmocka_unit_test(a_level_is_certain_when_every_fact_is_known),
		cmocka_unit_test(every_walk_asks_only_what_matters_and_ends_at_the_level),
		cmocka_unit_test(the_mean_number_of_questions_is_that_of_the_walks_taken),
	};

	return cmocka_run_group_tests(tests, nd85_setup, nd85_teardown);
}

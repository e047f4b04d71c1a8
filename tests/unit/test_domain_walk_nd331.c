/*
 * test_domain_walk_nd331.c - what the engine says while answers are missing, held against trying them all.
 *
 * Two answers are sought at once: the level that is certain, and the highest one possible. A question is worth
 * asking while it can change one of them.
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

enum { WALKS = 20000, PARTIALS = 250, LARGEST_REST = 15000, STATES = 1 << 16 };

/* ---- partial knowledge -------------------------------------------------------------------------- */

static uint64_t random_state = 331;

static size_t random_below(size_t limit)
{
	random_state = random_state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)(random_state >> 33) % limit;
}

static bool next_rest(unsigned char *class, const struct facts *facts)
{
	for (size_t i = 0; i < FACTS; i++) {
		if (facts_known(facts, &nd331.pack->fact[i]))
			continue;
		if (class[i]-- > 0)
			return true;
		class[i] = (unsigned char)(nd331.classes[i] - 1);
	}
	return false;
}

/* Unknown facts start at their last class, which for yes-no is the common "no". */
static void first_rest(unsigned char *class, const struct facts *facts)
{
	for (size_t i = 0; i < FACTS; i++) {
		int64_t number = facts_number(facts, &nd331.pack->fact[i]);

		class[i] = (unsigned char)(number < 0 ? nd331.classes[i] - 1
		    : variable_class(&nd331.engine->variable[i], number));
	}
}

enum { NOTHING, POSSIBLE_ONLY, CERTAIN };

static int higher(int a, int b)
{
	return a > b ? a : b;
}

static int changes_outside(const unsigned char *class, size_t f)
{
	unsigned char other[FACTS];
	int most = NOTHING;

	memcpy(other, class, sizeof(other));
	for (size_t i = 0; i < nd331.classes[f]; i++) {
		other[f] = (unsigned char)i;
		if (nd331_level(other) != nd331_level(class))
			return CERTAIN;
		if (nd331_possible(other) != nd331_possible(class))
			most = POSSIBLE_ONLY;
	}
	return most;
}

/* What another answer to the fact changes, all else being as it is. A fact of the table changes what is possible
 * only by changing what is certain. */
static int changes(const unsigned char *class, size_t f)
{
	size_t base = nd331_combination(class) - nd331.stride[f] * class[f];
	int decided = nd331_named(nd331.prime_minister, class[nd331.prime_minister]);
	int first = higher(nd331.table[base], decided);

	if (nd331.stride[f] == 0)
		return changes_outside(class, f);
	for (size_t i = 1; i < nd331.classes[f]; i++) {
		if (higher(nd331.table[base + nd331.stride[f] * i], decided) != first)
			return CERTAIN;
	}
	return NOTHING;
}

/* By trying all that is not known, until a change of at least that kind is found. */
static int can_change(const struct facts *facts, size_t f, int enough)
{
	unsigned char class[FACTS];
	int most = NOTHING;

	first_rest(class, facts);
	do {
		int now = changes(class, f);

		most = now > most ? now : most;
	} while (most < enough && next_rest(class, facts));
	return most;
}

static size_t rest_of(const struct facts *facts)
{
	size_t count = 1;

	for (size_t i = 0; i < FACTS; i++) {
		if (!facts_known(facts, &nd331.pack->fact[i]))
			count *= nd331.classes[i];
	}
	return count;
}

static void check_range(const struct level_result *result, const struct facts *facts)
{
	unsigned char class[FACTS];
	int lowest = 5;
	int highest = 0;

	first_rest(class, facts);
	do {
		int level = nd331_level(class);
		int possible = nd331_possible(class);

		lowest = level < lowest ? level : lowest;
		highest = possible > highest ? possible : highest;
	} while (next_rest(class, facts));
	assert_int_equal(result->lowest, lowest);
	assert_int_equal(result->highest, highest);
	assert_int_equal(result->level, lowest);
	assert_int_equal(result->certain, lowest == highest);
}

/* Those that can change the certain level stand before those that cannot. */
static void check_open(const struct level_result *result, const struct facts *facts)
{
	int open[FACTS] = { NOTHING };
	int before = CERTAIN;

	for (size_t i = 0; i < result->open_count; i++) {
		size_t f = result->open[i]->index;

		assert_int_equal(open[f], NOTHING);
		open[f] = can_change(facts, f, CERTAIN);
		if (open[f] == NOTHING)
			fail_msg("'%s' is open and can change nothing", result->open[i]->id);
		assert_true(open[f] <= before);
		before = open[f];
	}
	for (size_t i = 0; i < FACTS; i++) {
		if (open[i] == NOTHING && !facts_known(facts, &nd331.pack->fact[i])
		    && can_change(facts, i, POSSIBLE_ONLY) != NOTHING)
			fail_msg("'%s' can still change the answer and is not open", nd331.pack->fact[i].id);
	}
}

static void check_partial(const struct facts *facts, struct arena *arena)
{
	struct level_result result;

	assert_int_equal(level_decide(&result, nd331.engine, facts, arena, NULL), OK);
	check_range(&result, facts);
	check_open(&result, facts);
	assert_ptr_equal(level_next(nd331.engine, facts), result.open_count > 0 ? result.open[0] : NULL);
}

/* Answers that come in any order; of every second state all but a few are there. */
static void know_some(struct facts *facts, size_t turn)
{
	if (turn % 2 == 0) {
		while (rest_of(facts) > LARGEST_REST) {
			size_t f = random_below(FACTS);

			nd331_know(facts, f, random_below(nd331.classes[f]));
		}
		return;
	}
	for (size_t f = 0; f < FACTS; f++) {
		size_t class = random_below(nd331.classes[f]);

		nd331_know(facts, f, random_below(4) == 0 ? class : turn / 2 % nd331.classes[f]);
	}
	for (size_t i = 0; i < 1 + random_below(4); i++)
		assert_int_equal(facts_set(facts, nd331.pack->fact[random_below(FACTS)].id, "", NULL), OK);
}

static void ranges_and_open_facts_are_those_found_by_trying_everything(void **state)
{
	size_t open[3] = { 0 };

	(void)state;
	for (size_t i = 0; i < PARTIALS; i++) {
		struct arena *arena = arena_new();
		struct facts *facts = facts_new(nd331.pack, arena);
		const struct fact *next;

		know_some(facts, i);
		check_partial(facts, arena);
		next = level_next(nd331.engine, facts);
		open[next ? can_change(facts, next->index, CERTAIN) : NOTHING]++;
		arena_free(arena);
	}
	print_message("## %d states: nothing to ask in %zu, what is possible in %zu, what is certain in %zu\n",
	    PARTIALS, open[NOTHING], open[POSSIBLE_ONLY], open[CERTAIN]);
	assert_true(open[NOTHING] > 0 && open[POSSIBLE_ONLY] > 0 && open[CERTAIN] > 0);
}

static void nothing_is_open_when_every_fact_is_known(void **state)
{
	size_t uncertain = 0;

	(void)state;
	for (size_t i = 0; i < 200; i++) {
		struct arena *arena = arena_new();
		struct facts *facts = facts_new(nd331.pack, arena);
		struct level_result result;

		for (size_t f = 0; f < FACTS; f++)
			nd331_know(facts, f, random_below(nd331.classes[f]));
		check_partial(facts, arena);
		assert_int_equal(level_decide(&result, nd331.engine, facts, arena, NULL), OK);
		assert_int_equal(result.open_count, 0);
		uncertain += !result.certain;
		arena_free(arena);
	}
	assert_true(uncertain > 0);     /* by a risk assessment above the level */
}

/* ---- walks --------------------------------------------------------------------------------------- */

/* The question belongs to what is left of the two functions, so it is asked of the engine once for each. */
struct asked {
	node level, possible;           /* both 0: this place is free */
	size_t fact;
	double mean[2];
};
static struct asked *asked;
static size_t asked_count;
static struct diagram *diagram;

struct left {
	node level, possible;
};

static struct left left_of(const struct facts *facts)
{
	return (struct left){
		.level = level_restrict(diagram, nd331.engine, nd331.engine->level, facts),
		.possible = level_restrict(diagram, nd331.engine, nd331.engine->possible, facts),
	};
}

static bool is_settled(struct left left)
{
	return left.level < TERMINALS && left.possible < TERMINALS;
}

static void check_question(const struct facts *facts, const struct fact *next)
{
	assert_non_null(next);
	assert_false(facts_known(facts, next));
	if (can_change(facts, next->index, POSSIBLE_ONLY) == NOTHING)
		fail_msg("'%s' is asked and can change nothing", next->id);
}

static struct asked *question_of(struct left left, const struct facts *facts)
{
	size_t at = ((size_t)left.level * 40503u + (size_t)left.possible) % STATES;
	const struct fact *next;

	while (asked[at].level > 0 || asked[at].possible > 0) {
		if (asked[at].level == left.level && asked[at].possible == left.possible)
			return &asked[at];
		at = (at + 1) % STATES;
	}
	assert_true(asked_count < STATES / 2);
	next = level_next(nd331.engine, facts);
	check_question(facts, next);
	asked_count++;
	asked[at] = (struct asked){
		.level = left.level, .possible = left.possible, .fact = next->index, .mean = { -1, -1 },
	};
	return &asked[at];
}

static void begin_walks(void)
{
	diagram = diagram_copy(nd331.engine->diagram);
	asked = xcalloc(STATES, sizeof(*asked));
	asked_count = 0;
}

static void end_walks(void)
{
	free(asked);
	diagram_free(diagram);
}

static size_t walk(const unsigned char *class, struct arena *arena)
{
	struct facts *facts = facts_new(nd331.pack, arena);
	struct left left = left_of(facts);
	size_t questions = 0;

	while (!is_settled(left)) {
		size_t f = question_of(left, facts)->fact;

		assert_false(facts_known(facts, &nd331.pack->fact[f]));
		nd331_know(facts, f, class[f]);
		left = left_of(facts);
		questions++;
	}
	assert_int_equal(left.level, nd331_level(class));
	assert_int_equal(left.possible, nd331_possible(class));
	assert_null(level_next(nd331.engine, facts));
	return questions;
}

static void every_walk_asks_only_what_matters_and_ends_at_the_level(void **state)
{
	size_t questions = 0;
	size_t longest = 0;

	(void)state;
	begin_walks();
	for (size_t i = 0; i < WALKS; i++) {
		struct arena *arena = arena_new();
		unsigned char class[FACTS];
		size_t count;

		for (size_t f = 0; f < FACTS; f++)
			class[f] = (unsigned char)random_below(nd331.classes[f]);
		count = walk(class, arena);
		questions += count;
		longest = count > longest ? count : longest;
		arena_free(arena);
	}
	print_message("## %d walks: %.2f questions on average, at most %zu of %d\n", WALKS,
	    (double)questions / WALKS, longest, FACTS);
	assert_true(longest < FACTS);
	end_walks();
}

/* The mean over all answers, by following each question once. */
static double mean_from(struct facts *facts, int weighted)
{
	struct left left = left_of(facts);
	const struct variable *variable;
	struct asked *here;
	double mean = 1;
	size_t f;

	if (is_settled(left))
		return 0;
	here = question_of(left, facts);
	if (here->mean[weighted] >= 0)
		return here->mean[weighted];
	f = here->fact;
	variable = &nd331.engine->variable[f];
	for (size_t i = 0; i < nd331.classes[f]; i++) {
		double share = weighted ? (double)variable->weight[i] / (double)variable->total
		    : 1.0 / (double)nd331.classes[f];

		nd331_know(facts, f, i);
		mean += share * mean_from(facts, weighted);
	}
	assert_int_equal(facts_set(facts, nd331.pack->fact[f].id, "", NULL), OK);
	here->mean[weighted] = mean;
	return mean;
}

static void the_mean_number_of_questions_is_that_of_the_walks_taken(void **state)
{
	struct arena *arena = arena_new();
	struct facts *facts = facts_new(nd331.pack, arena);

	(void)state;
	begin_walks();
	for (int weighted = 0; weighted < 2; weighted++) {
		int64_t mean = level_mean_questions(nd331.engine, weighted);
		double exact = 1000 * mean_from(facts, weighted);

		print_message("## mean questions, %s: %.3f of %d\n", weighted ? "weighted" : "uniform",
		    exact / 1000, FACTS);
		assert_true((double)mean > exact - 1 && (double)mean < exact + 1);
	}
	end_walks();
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ranges_and_open_facts_are_those_found_by_trying_everything),
		cmocka_unit_test(nothing_is_open_when_every_fact_is_known),
		cmocka_unit_test(every_walk_asks_only_what_matters_and_ends_at_the_level),
		cmocka_unit_test(the_mean_number_of_questions_is_that_of_the_walks_taken),
	};

	return cmocka_run_group_tests(tests, nd331_setup, nd331_teardown);
}

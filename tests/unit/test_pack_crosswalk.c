/*
 * test_pack_crosswalk.c - the comparison of the old checklist with the new one: whole on both sides, and without
 * contradiction. It is this project's own work and must say so.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/pack.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct pack_set *set;
static const struct pack *pack;

static int load(void **state)
{
	struct err err = { 0 };

	(void)state;
	lang_use(LANG_EN);
	if (packs_load(&set, NULL, &err) < 0) {
		print_error("%s\n", err.text);
		return -1;
	}
	pack = packs_find(set, "crosswalk-1");
	assert_non_null(pack);
	assert_int_equal(pack->kind, PACK_CROSSWALK);
	return 0;
}

static int drop(void **state)
{
	(void)state;
	packs_free(set);
	return 0;
}

static bool holds_at(const struct pair *pair, int level)
{
	return pair->levels >> level & 1;
}

static const char *name_of(const struct requirement *requirement)
{
	return requirement ? requirement->id : "-";
}

static void it_stands_between_the_two_checklists_of_the_regime(void **state)
{
	const struct regime *regime = packs_regime(set)->regime;

	(void)state;
	assert_ptr_equal(pack->crosswalk_from, packs_find(set, "tt12-2022"));
	assert_ptr_equal(pack->crosswalk_to, packs_find(set, "tcvn14423-2026"));
	assert_string_equal(regime->crosswalk, pack->id);
}

static void every_pair_is_our_own_work_and_says_why(void **state)
{
	(void)state;
	for (size_t i = 0; i < pack->pair_count; i++) {
		const struct pair *pair = &pack->pair[i];

		if (pair->status != STATUS_OWN || strlen(pair->why.vi) < 20 || strlen(pair->why.en) < 20)
			fail_msg("%s to %s: %s, '%s'", name_of(pair->from), name_of(pair->to),
			    status_code(pair->status), pair->why.en);
	}
	for (size_t i = 0; i < pack->doubt.count; i++)
		assert_int_equal(pack->doubt.at[i].status, STATUS_OWN);
	assert_true(pack->doubt.count > 0);
}

static void only_what_is_new_has_no_old_side_and_only_what_is_dropped_no_new_one(void **state)
{
	(void)state;
	for (size_t i = 0; i < pack->pair_count; i++) {
		const struct pair *pair = &pack->pair[i];

		assert_int_equal(pair->from == NULL, pair->kind == PAIR_NEW);
		assert_int_equal(pair->to == NULL, pair->kind == PAIR_DROPPED);
		assert_true(pair->levels != 0);
		for (int level = 1; level <= 5; level++) {
			if (!holds_at(pair, level))
				continue;
			if ((pair->from && !pair->from->at[level]) || (pair->to && !pair->to->at[level]))
				fail_msg("%s to %s holds at level %d, which one of them does not demand",
				    name_of(pair->from), name_of(pair->to), level);
		}
	}
}

/* The pairs of a requirement at a level: how many relate it to something, how many say there is nothing. */
struct sides {
	size_t related, alone;
};
static struct sides sides_of(const struct requirement *requirement, bool newer, int level)
{
	struct sides sides = { 0, 0 };

	for (size_t i = 0; i < pack->pair_count; i++) {
		const struct pair *pair = &pack->pair[i];

		if ((newer ? pair->to : pair->from) != requirement || !holds_at(pair, level))
			continue;
		if (newer ? pair->from != NULL : pair->to != NULL)
			sides.related++;
		else
			sides.alone++;
	}
	return sides;
}

/* Nothing is left out at any level where it is demanded; what is new or dropped is so once, and nothing else. */
static void check_side(const struct pack *checklist, bool newer)
{
	size_t wrong = 0;

	for (size_t i = 0; i < checklist->requirement_count; i++) {
		const struct requirement *requirement = &checklist->requirement[i];

		for (int level = 1; level <= 5; level++) {
			struct sides sides = sides_of(requirement, newer, level);

			if (!requirement->at[level])
				continue;
			if (sides.alone == (sides.related > 0 ? 0 : 1))
				continue;
			print_error("%s at level %d: %zu pairs, and %zu that say there is none\n",
			    requirement->id, level, sides.related, sides.alone);
			wrong++;
		}
	}
	assert_int_equal(wrong, 0);
}

static void every_new_requirement_is_covered_at_every_level(void **state)
{
	(void)state;
	check_side(pack->crosswalk_to, true);
}

static void every_old_requirement_is_covered_at_every_level(void **state)
{
	(void)state;
	check_side(pack->crosswalk_from, false);
}

static void no_two_pairs_say_different_things_of_the_same_two(void **state)
{
	(void)state;
	for (size_t i = 0; i < pack->pair_count; i++) {
		for (size_t k = i + 1; k < pack->pair_count; k++) {
			const struct pair *a = &pack->pair[i];
			const struct pair *b = &pack->pair[k];

			if (a->from == b->from && a->to == b->to && (a->levels & b->levels) != 0)
				fail_msg("%s to %s twice", name_of(a->from), name_of(a->to));
		}
	}
}

/* A new one that is the same as an old one is asked no oftener than it. */
static void what_is_the_same_has_no_shorter_cycle_than_the_sentence_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < pack->pair_count; i++) {
		const struct pair *pair = &pack->pair[i];

		for (int level = 1; level <= 5 && pair->kind == PAIR_SAME; level++) {
			const struct threshold *old, *now;

			if (!holds_at(pair, level))
				continue;
			old = demand_cycle(pair->from->at[level]);
			now = demand_cycle(pair->to->at[level]);
			if (old && now && old->value > now->value)
				fail_msg("%s to %s at level %d is not the same: %d months, now %d", pair->from->id,
				    pair->to->id, level, (int)old->value, (int)now->value);
		}
	}
}

/* [0]: all pairs of the kind. */
static void count_kinds(size_t count[PAIR_KINDS][6])
{
	for (size_t i = 0; i < pack->pair_count; i++) {
		count[pack->pair[i].kind][0]++;
		for (int level = 1; level <= 5; level++)
			count[pack->pair[i].kind][level] += holds_at(&pack->pair[i], level);
	}
}

static void the_pairs_of_each_kind_are_as_many_as_were_looked_at(void **state)
{
	static const size_t expected[PAIR_KINDS][6] = {
		[PAIR_SAME] = { 54, 10, 26, 44, 37, 40 },
		[PAIR_STRICTER] = { 77, 7, 19, 44, 61, 61 },
		[PAIR_PARTLY] = { 178, 42, 57, 100, 143, 152 },
		[PAIR_NEW] = { 134, 65, 54, 54, 89, 94 },
		[PAIR_DROPPED] = { 18, 5, 8, 10, 9, 9 },
	};
	size_t count[PAIR_KINDS][6] = { { 0 } };

	(void)state;
	count_kinds(count);
	for (enum pair_kind kind = PAIR_SAME; kind < PAIR_KINDS; kind++) {
		print_message("## pairs %s: %zu; at levels 1 to 5: %zu %zu %zu %zu %zu\n", pair_code(kind),
		    count[kind][0], count[kind][1], count[kind][2], count[kind][3], count[kind][4],
		    count[kind][5]);
		for (int level = 0; level <= 5; level++)
			assert_int_equal(count[kind][level], expected[kind][level]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_stands_between_the_two_checklists_of_the_regime),
		cmocka_unit_test(every_pair_is_our_own_work_and_says_why),
		cmocka_unit_test(only_what_is_new_has_no_old_side_and_only_what_is_dropped_no_new_one),
		cmocka_unit_test(every_new_requirement_is_covered_at_every_level),
		cmocka_unit_test(every_old_requirement_is_covered_at_every_level),
		cmocka_unit_test(no_two_pairs_say_different_things_of_the_same_two),
		cmocka_unit_test(what_is_the_same_has_no_shorter_cycle_than_the_sentence_says),
		cmocka_unit_test(the_pairs_of_each_kind_are_as_many_as_were_looked_at),
	};

	return cmocka_run_group_tests(tests, load, drop);
}

/*
 * What the old answers show of a new requirement, for every combination of one or two old requirements:
 * the tables are written by hand from the meaning of the kinds of pairs, not from the code.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/regime.h"

enum { LEVEL = 2, EACH = 6, REQUIREMENTS = 6 };

/* Old requirements A, B, C and new ones N, O, P. */
static const struct requirement requirement[REQUIREMENTS] = {
	{ .id = "A", .index = 0 }, { .id = "B", .index = 1 }, { .id = "C", .index = 2 },
	{ .id = "N", .index = 0 }, { .id = "O", .index = 1 }, { .id = "P", .index = 2 },
};
static const struct requirement *const A = &requirement[0], *const B = &requirement[1], *const C = &requirement[2],
				*const N = &requirement[3], *const O = &requirement[4], *const P = &requirement[5];
static const struct demand demand = { .level = LEVEL };

enum { ALL_LEVELS = 0x3e, AT_LEVEL = 1 << LEVEL, ELSEWHERE = 1 << 4 };

static struct pair pair_of(
    enum pair_kind kind, const struct requirement *from, const struct requirement *to, const char *why)
{
	return (struct pair){ .kind = kind, .from = from, .to = to, .levels = ALL_LEVELS, .why = { why, why } };
}

static struct check_item item_of(const struct requirement *of)
{
	return (struct check_item){ .requirement = of, .demand = &demand, .applies = YES };
}

static struct item_state state_of(const struct requirement *of, enum finding status)
{
	return (struct item_state){ .item = item_of(of), .status = status };
}

struct fixture {
	struct arena *arena;
	struct gap gap;
	struct pair pair[8];
	struct check_item item[3];
	struct item_state old[3];
	size_t pairs, items, olds;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	f->arena = arena_new();
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	arena_free(f->arena);
	free(f);
	return 0;
}

static void make(struct fixture *f)
{
	const struct pack crosswalk = { .kind = PACK_CROSSWALK, .pair = f->pair, .pair_count = f->pairs };

	gap_make(&f->gap, &crosswalk, f->item, f->items, f->old, f->olds, f->arena);
}

/* ---- the tables --------------------------------------------------------------------------------------- */

/* s shown, proposed met; t stricter and p partly, proposed partial; o open, proposed partial; u open,
 * proposed unmet; ? open, nothing to propose; x did not apply; n new. */
static char letter(const struct gap_item *item)
{
	static const char proposed[GAP_STATES][UNASSESSED + 1] = {
		[GAP_SHOWN] = { [MET] = 's' },
		[GAP_STRICTER] = { [PARTIAL] = 't' },
		[GAP_PARTLY] = { [PARTIAL] = 'p' },
		[GAP_OPEN] = { [PARTIAL] = 'o', [UNMET] = 'u', [UNASSESSED] = '?' },
		[GAP_NEW] = { [UNASSESSED] = 'n' },
		[GAP_NOT_APPLICABLE] = { [UNASSESSED] = 'x' },
	};
	char found = proposed[item->state][item->proposed];

	return found ? found : '!';
}

/* met, partial, unmet, n-a, unassessed, and not asked at the old level. */
static void put_old(struct fixture *f, const struct requirement *of, int status)
{
	static const enum finding statuses[] = { MET, PARTIAL, UNMET, NOT_APPLICABLE, UNASSESSED };

	if (status < EACH - 1)
		f->old[f->olds++] = state_of(of, statuses[status]);
}

static void one_old_requirement_decides_by_its_kind_and_answer(void **state)
{
	static const struct {
		enum pair_kind kind;
		const char *expected;
	} table[] = { { PAIR_SAME, "soux?n" }, { PAIR_STRICTER, "toux?n" }, { PAIR_PARTLY, "poux?n" } };
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		for (int status = 0; status < EACH; status++) {
			f->pair[0] = pair_of(table[i].kind, A, N, "vì A");
			f->item[0] = item_of(N);
			f->pairs = f->items = 1;
			f->olds = 0;
			put_old(f, A, status);
			make(f);
			if (letter(&f->gap.item[0]) != table[i].expected[status])
				fail_msg("kind %s, answer %d: '%c', not '%c'", pair_code(table[i].kind), status,
				    letter(&f->gap.item[0]), table[i].expected[status]);
		}
}

/* A row for each answer to A, a letter for each answer to B. */
static const struct {
	enum pair_kind a, b;
	const char *row[EACH];
} two[] = {
	{ PAIR_SAME, PAIR_SAME, { "soos?s", "oooo?o", "oouu?u", "soux?x", "??????", "soux?n" } },
	{ PAIR_SAME, PAIR_STRICTER, { "ssssss", "oooooo", "uuuuuu", "xxxxxx", "??????", "toux?n" } },
	{ PAIR_SAME, PAIR_PARTLY, { "ssssss", "oooooo", "uuuuuu", "xxxxxx", "??????", "poux?n" } },
	{ PAIR_STRICTER, PAIR_STRICTER, { "toot?t", "oooo?o", "oouu?u", "toux?x", "??????", "toux?n" } },
	{ PAIR_STRICTER, PAIR_PARTLY, { "poot?t", "oooo?o", "oouu?u", "poux?x", "??????", "poux?n" } },
	{ PAIR_PARTLY, PAIR_PARTLY, { "poop?p", "oooo?o", "oouu?u", "poux?x", "??????", "poux?n" } },
};

static void expect_two(struct fixture *f, size_t row, int a, int b, bool turned)
{
	char expected = two[row].row[a][b];

	f->pair[turned ? 1 : 0] = pair_of(two[row].a, A, N, "vì A");
	f->pair[turned ? 0 : 1] = pair_of(two[row].b, B, N, "vì B");
	f->item[0] = item_of(N);
	f->pairs = 2;
	f->items = 1;
	f->olds = 0;
	put_old(f, A, a);
	put_old(f, B, b);
	make(f);
	if (letter(&f->gap.item[0]) != expected)
		fail_msg("%s and %s, answers %d and %d: '%c', not '%c'", pair_code(two[row].a),
		    pair_code(two[row].b), a, b, letter(&f->gap.item[0]), expected);
}

static void of_two_old_requirements_the_weakest_decides(void **state)
{
	for (size_t row = 0; row < sizeof(two) / sizeof(two[0]); row++)
		for (int a = 0; a < EACH; a++)
			for (int b = 0; b < EACH; b++) {
				expect_two(*state, row, a, b, false);
				expect_two(*state, row, a, b, true);
			}
}

/* ---- what decided, and where a pair holds ------------------------------------------------------------ */

static void the_sentence_is_that_of_the_pair_that_decided(void **state)
{
	struct fixture *f = *state;
	const struct gap_item *item;

	f->pair[f->pairs++] = pair_of(PAIR_STRICTER, A, N, "vì A");
	f->pair[f->pairs++] = pair_of(PAIR_PARTLY, B, N, "vì B");
	f->item[f->items++] = item_of(N);
	f->old[f->olds++] = state_of(A, MET);
	f->old[f->olds++] = state_of(B, MET);
	make(f);
	item = &f->gap.item[0];
	assert_string_equal(item->why, "vì B");
	assert_int_equal(item->from_count, 2);
	assert_true(gap_has_say(item, &item->from[0]) && gap_has_say(item, &item->from[1]));
	f->old[0].status = UNMET;
	make(f);
	assert_string_equal(f->gap.item[0].why, "vì A");
	f->old[0].status = NOT_APPLICABLE;
	f->old[1].status = NOT_APPLICABLE;
	make(f);
	assert_string_equal(f->gap.item[0].why, "vì A");
	f->olds = 0;
	make(f);
	assert_string_equal(f->gap.item[0].why, _("the earlier checklist asks nothing of it at this level"));
}

static void what_is_the_same_leaves_the_others_no_say(void **state)
{
	struct fixture *f = *state;
	const struct gap_item *item;

	f->pair[f->pairs++] = pair_of(PAIR_PARTLY, A, N, "vì A");
	f->pair[f->pairs++] = pair_of(PAIR_SAME, B, N, "vì B");
	f->item[f->items++] = item_of(N);
	f->old[f->olds++] = state_of(A, UNMET);
	f->old[f->olds++] = state_of(B, MET);
	make(f);
	item = &f->gap.item[0];
	assert_int_equal(item->state, GAP_SHOWN);
	assert_string_equal(item->why, "vì B");
	assert_false(gap_has_say(item, &item->from[0]));
	assert_true(gap_has_say(item, &item->from[1]));
	/* the same one was not asked at the old level */
	f->olds = 1;
	make(f);
	item = &f->gap.item[0];
	assert_int_equal(item->state, GAP_OPEN);
	assert_true(gap_has_say(item, &item->from[0]));
	assert_false(gap_has_say(item, &item->from[1]));
}

static void a_pair_of_another_level_says_nothing(void **state)
{
	struct fixture *f = *state;

	f->pair[f->pairs] = pair_of(PAIR_SAME, A, N, "vì A");
	f->pair[f->pairs++].levels = ELSEWHERE;
	f->pair[f->pairs] = pair_of(PAIR_NEW, NULL, N, "chưa từng có");
	f->pair[f->pairs++].levels = AT_LEVEL;
	f->item[f->items++] = item_of(N);
	f->old[f->olds++] = state_of(A, MET);
	make(f);
	assert_int_equal(f->gap.item[0].state, GAP_NEW);
	assert_int_equal(f->gap.item[0].from_count, 0);
	assert_string_equal(f->gap.item[0].why, "chưa từng có");
	assert_int_equal(f->gap.dropped_count, 1);
}

static void what_nothing_new_rests_on_is_dropped(void **state)
{
	struct fixture *f = *state;

	f->pair[f->pairs++] = pair_of(PAIR_SAME, A, N, "vì A");
	f->pair[f->pairs++] = pair_of(PAIR_PARTLY, B, O, "vì B");
	f->pair[f->pairs++] = pair_of(PAIR_DROPPED, C, NULL, "bỏ");
	f->item[f->items++] = item_of(N);
	f->old[f->olds++] = state_of(A, MET);
	f->old[f->olds++] = state_of(B, PARTIAL);
	f->old[f->olds++] = state_of(C, MET);
	make(f);
	/* O is not asked: what B answered goes nowhere */
	assert_int_equal(f->gap.dropped_count, 2);
	assert_ptr_equal(f->gap.dropped[0].old, &f->old[1]);
	assert_string_equal(f->gap.dropped[0].pair->why.vi, "vì B");
	assert_ptr_equal(f->gap.dropped[1].old, &f->old[2]);
	assert_string_equal(f->gap.dropped[1].pair->why.vi, "bỏ");
	f->pairs = 2;
	make(f);
	assert_null(f->gap.dropped[1].pair);
}

static void one_old_requirement_may_show_several_new_ones(void **state)
{
	struct fixture *f = *state;

	f->pair[f->pairs++] = pair_of(PAIR_SAME, A, N, "vì A");
	f->pair[f->pairs++] = pair_of(PAIR_PARTLY, A, O, "một phần");
	f->pair[f->pairs++] = pair_of(PAIR_NEW, NULL, P, "mới");
	f->item[f->items++] = item_of(P);
	f->item[f->items++] = item_of(O);
	f->item[f->items++] = item_of(N);
	f->old[f->olds++] = state_of(A, MET);
	make(f);
	assert_int_equal(f->gap.count, 3);
	/* in the order of the checklist */
	assert_int_equal(letter(&f->gap.item[0]), 'n');
	assert_int_equal(letter(&f->gap.item[1]), 'p');
	assert_int_equal(letter(&f->gap.item[2]), 's');
	assert_int_equal(f->gap.of[GAP_NEW], 1);
	assert_int_equal(f->gap.of[GAP_PARTLY], 1);
	assert_int_equal(f->gap.of[GAP_SHOWN], 1);
	assert_int_equal(f->gap.of[GAP_STRICTER] + f->gap.of[GAP_OPEN] + f->gap.of[GAP_NOT_APPLICABLE], 0);
	assert_int_equal(f->gap.dropped_count, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(one_old_requirement_decides_by_its_kind_and_answer),
		TEST(of_two_old_requirements_the_weakest_decides),
		TEST(the_sentence_is_that_of_the_pair_that_decided),
		TEST(what_is_the_same_leaves_the_others_no_say),
		TEST(a_pair_of_another_level_says_nothing),
		TEST(what_nothing_new_rests_on_is_dropped),
		TEST(one_old_requirement_may_show_several_new_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

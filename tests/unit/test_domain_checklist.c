/*
 * test_domain_checklist.c - which requirements apply, with what is known and what is not.
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
static const struct fact profile_facts[] = {
	{ .id = "hosted", .type = FACT_YESNO, .value = yes_no, .value_count = 2, .index = 0 },
	{ .id = "wireless", .type = FACT_YESNO, .value = yes_no, .value_count = 2, .index = 1 },
};
static const struct fact regulation_facts[] = {
	{ .id = "users", .type = FACT_COUNT, .index = 0 },
};
static const struct pack regulation = { .id = "law", .fact = regulation_facts, .fact_count = 1 };

static const struct condition wireless = { .kind = COND_IS, .fact = &profile_facts[1], .value = 0 };
static const struct condition hosted_or_many[] = {
	{ .kind = COND_IS, .fact = &profile_facts[0], .value = 0 },
	{ .kind = COND_AT_LEAST, .fact = &regulation_facts[0], .number = 100 },
};
static const struct condition any = { .kind = COND_ANY, .part = hosted_or_many, .part_count = 2 };
static const struct condition all = { .kind = COND_ALL, .part = hosted_or_many, .part_count = 2 };
static const struct condition not_all = { .kind = COND_NOT, .part = &all, .part_count = 1 };
static const struct condition by_8_2 = { .kind = COND_CRITERION, .criterion = "8.2" };

static const struct strict if_8_2[] = { { .when = &by_8_2 } };
static const struct strict two_forms[] = { { .when = &wireless }, { .when = &by_8_2 } };
static const struct strict always[] = { { .when = NULL } };

static const struct demand plain = { .level = 2 };
static const struct demand if_wireless = { .level = 2, .when = &wireless };
static const struct demand if_any = { .level = 2, .when = &any, .strict = if_8_2, .strict_count = 1 };
static const struct demand if_all = { .level = 2, .when = &all, .strict = two_forms, .strict_count = 2 };
static const struct demand if_not_all = { .level = 2, .when = &not_all };
static const struct demand higher = { .level = 3, .strict = always, .strict_count = 1 };

static const struct requirement list[] = {
	{ .id = "plain", .at = { [2] = &plain, [3] = &higher }, .index = 0 },
	{ .id = "wireless", .at = { [2] = &if_wireless }, .index = 1 },
	{ .id = "any", .at = { [2] = &if_any }, .index = 2 },
	{ .id = "all", .at = { [2] = &if_all }, .index = 3 },
	{ .id = "not-all", .at = { [2] = &if_not_all }, .index = 4 },
};
static const struct pack requirements = {
	.id = "tasks", .fact = profile_facts, .fact_count = 2,
	.requirement = list, .requirement_count = COUNT(list),
};

static struct arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* "plain:yes any:unknown" */
static const char *made(const struct basis *basis)
{
	struct check_item *item;
	size_t count = checklist_make(&item, &requirements, basis, arena);
	char *text = arena_copy(arena, "");

	for (size_t i = 0; i < count; i++) {
		assert_ptr_equal(item[i].demand, item[i].requirement->at[basis->level]);
		text = arena_print(arena, "%s%s%s:%s", text, i > 0 ? " " : "", item[i].requirement->id,
		    truth_code(item[i].applies));
	}
	return text;
}

static struct basis basis_of(const char *hosted, const char *wireless_value, const char *users)
{
	struct facts *profile = facts_new(&requirements, arena);
	struct facts *law = facts_new(&regulation, arena);

	assert_int_equal(facts_set(profile, "hosted", hosted, NULL), OK);
	assert_int_equal(facts_set(profile, "wireless", wireless_value, NULL), OK);
	assert_int_equal(facts_set(law, "users", users, NULL), OK);
	return (struct basis){ .level = 2, .regulation = law, .profile = profile };
}

static void items_that_certainly_do_not_apply_are_left_out(void **state)
{
	struct basis basis = basis_of("no", "no", "99");

	(void)state;
	assert_string_equal(made(&basis), "plain:yes not-all:yes");
}

static void items_that_may_apply_stay_in(void **state)
{
	struct basis basis = basis_of("", "", "");

	(void)state;
	assert_string_equal(made(&basis),
	    "plain:yes wireless:unknown any:unknown all:unknown not-all:unknown");
}

static void one_known_part_can_decide(void **state)
{
	struct basis yes = basis_of("yes", "yes", "");
	struct basis no = basis_of("", "yes", "99");

	(void)state;
	assert_string_equal(made(&yes), "plain:yes wireless:yes any:yes all:unknown not-all:unknown");
	assert_string_equal(made(&no), "plain:yes wireless:yes any:unknown not-all:yes");
}

static void facts_of_both_packs_are_asked(void **state)
{
	struct basis basis = basis_of("yes", "no", "100");

	(void)state;
	assert_string_equal(made(&basis), "plain:yes any:yes all:yes");
}

static void without_facts_nothing_is_known(void **state)
{
	struct basis basis = { .level = 2 };

	(void)state;
	assert_string_equal(made(&basis),
	    "plain:yes wireless:unknown any:unknown all:unknown not-all:unknown");
}

static void a_level_has_only_its_own_demands(void **state)
{
	struct basis basis = { .level = 3 };

	(void)state;
	assert_string_equal(made(&basis), "plain:yes");
	basis.level = 0;
	assert_string_equal(made(&basis), "");
}

static enum truth strict_of(const struct basis *basis, const char *id, const struct strict **form)
{
	struct check_item *item;
	size_t count = checklist_make(&item, &requirements, basis, arena);

	for (size_t i = 0; i < count; i++) {
		if (strcmp(item[i].requirement->id, id) == 0) {
			*form = item[i].strict_form;
			return item[i].strict;
		}
	}
	fail_msg("'%s' is not in the list", id);
	return UNKNOWN;
}

static void a_criterion_covers_those_below_it_and_no_others(void **state)
{
	static const struct { const char *id; enum truth strict; } cases[] = {
		{ "8.2", YES }, { "8.2.a", YES }, { "8.20", NO }, { "8", NO }, { "8.1", NO },
	};
	struct basis basis = basis_of("yes", "no", "100");
	const struct strict *form = NULL;

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		basis.criterion = &cases[i].id;
		basis.criterion_count = 1;
		assert_int_equal(strict_of(&basis, "any", &form), cases[i].strict);
		assert_ptr_equal(form, cases[i].strict == YES ? if_8_2 : NULL);
	}
	basis.criterion_count = 0;
	assert_int_equal(strict_of(&basis, "any", &form), UNKNOWN);
	assert_ptr_equal(form, if_8_2);
}

static void the_first_strict_form_demanded_goes_before_one_that_may_be(void **state)
{
	const char *const criterion[] = { "9.1", "8.2.b" };
	struct basis basis = basis_of("yes", "", "100");
	const struct strict *form = NULL;

	(void)state;
	basis.criterion = criterion;
	basis.criterion_count = 2;
	assert_int_equal(strict_of(&basis, "all", &form), YES);
	assert_ptr_equal(form, &two_forms[1]);
	basis.criterion_count = 1;
	assert_int_equal(strict_of(&basis, "all", &form), UNKNOWN);
	assert_ptr_equal(form, &two_forms[0]);
	basis = basis_of("yes", "yes", "100");
	basis.criterion = &criterion[1];
	basis.criterion_count = 1;
	assert_int_equal(strict_of(&basis, "all", &form), YES);
	assert_ptr_equal(form, &two_forms[0]);
	basis.level = 3;
	assert_int_equal(strict_of(&basis, "plain", &form), YES);
	assert_ptr_equal(form, always);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_that_certainly_do_not_apply_are_left_out),
		cmocka_unit_test(items_that_may_apply_stay_in),
		cmocka_unit_test(one_known_part_can_decide),
		cmocka_unit_test(facts_of_both_packs_are_asked),
		cmocka_unit_test(without_facts_nothing_is_known),
		cmocka_unit_test(a_level_has_only_its_own_demands),
		cmocka_unit_test(a_criterion_covers_those_below_it_and_no_others),
		cmocka_unit_test(the_first_strict_form_demanded_goes_before_one_that_may_be),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}

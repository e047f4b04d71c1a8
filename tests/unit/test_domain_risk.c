/*
 * test_domain_risk.c - likelihood, impact, what measures take off, what to do first: worked out by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/domain.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct step_table reduction[] = { { 950, 3 }, { 750, 2 }, { 500, 1 }, { 0, 0 } };
static const struct band bands[] = {
	{ .id = "low", .from = 1, .to = 4 }, { .id = "medium", .from = 5, .to = 9 },
	{ .id = "high", .from = 10, .to = 16 }, { .id = "very-high", .from = 17, .to = 25 },
};
static const struct method method = {
	.likelihood_of = { { 800, 5 }, { 600, 4 }, { 400, 3 }, { 200, 2 }, { 0, 1 } },
	.reduction = reduction, .reduction_count = 4, .key_cap = 1,
	.band = bands, .band_count = 4,
	.assumed_impact = { 0, 2, 3, 4, 5, 5 },
	.met = 2, .partial = 1, .unmet = 0,
};

static const struct option points[] = {
	{ .id = "zero", .points = 0 }, { .id = "two", .points = 2 }, { .id = "five", .points = 5 },
};
static const struct question cause_questions[] = {
	{ .id = "exposed", .option = points, .option_count = 3 },
	{ .id = "seen", .per_scenario = true, .option = points, .option_count = 2 },
};
static const struct cause attack = { .id = "attack", .question = cause_questions, .question_count = 2 };
static const struct question down = { .id = "down", .option = points, .option_count = 3 };
static const struct question leak = { .id = "leak", .option = points, .option_count = 3 };
static const struct question *const consequences[] = { &down, &leak };

static const struct mitigation key_first[] = {
	{ "patch", 0, 3, true }, { "backup", 0, 2, false }, { "train", 0, 1, false }, { "absent", 0, 5, true },
};
static const struct scenario malware = {
	.id = "malware", .cause = &attack, .consequence = consequences, .consequence_count = 2,
	.mitigation = key_first, .mitigation_count = 4, .index = 0,
};
static const struct mitigation one_only[] = { { "train", 0, 2, false }, { "backup", 0, 1, false } };
static const struct scenario phishing = {
	.id = "phishing", .cause = &attack, .consequence = consequences, .consequence_count = 2,
	.mitigation = one_only, .mitigation_count = 2, .index = 1,
};

static const struct requirement requirements[] = {
	{ .id = "patch", .index = 0 }, { .id = "backup", .index = 1 }, { .id = "train", .index = 2 },
	{ .id = "other", .index = 3 },
};

static struct item_state items[4];

/* patch, backup, train, other; the target is the same. */
static void set_items(enum finding patch, enum finding backup, enum finding train, enum finding other)
{
	const enum finding status[] = { patch, backup, train, other };

	for (size_t i = 0; i < 4; i++)
		items[i] = (struct item_state){
			.item = { .requirement = &requirements[i], .applies = YES },
			.status = status[i], .target = status[i], .cost = (int64_t)i * 10,
		};
}

static struct risk rated(const struct scenario *scenario, const struct answer_in *answer, size_t count,
    const struct rating_in *rating)
{
	const struct mitigations mitigations = mitigations_of(NULL, scenario);
	struct risk risk;

	risk_rate(&risk, scenario, &mitigations, &method, 2, answer, count, rating, items, 4, "2026-11-22");
	return risk;
}

static struct risk rated_as(int likelihood, int impact)
{
	const struct rating_in rating = { .likelihood = likelihood, .impact = impact };

	return rated(&malware, NULL, 0, &rating);
}

/* ---- suggestions ------------------------------------------------------------------------------- */

/* The most that the questions of the cause can give is 5 + 2 = 7. */
static void likelihood_is_the_share_of_points(void **state)
{
	static const struct { const char *exposed, *seen; int likelihood; } cases[] = {
		{ "zero", "zero", 1 },          /* 0/7 */
		{ "zero", "two", 2 },           /* 2/7 = 285 */
		{ "five", "zero", 4 },          /* 5/7 = 714 */
		{ "two", "two", 3 },            /* 4/7 = 571 */
		{ "five", "two", 5 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct answer_in answer[] = {
			{ NULL, "exposed", cases[i].exposed }, { "malware", "seen", cases[i].seen },
		};
		struct risk risk = rated(&malware, answer, 2, NULL);

		assert_int_equal(risk.suggested_likelihood, cases[i].likelihood);
		assert_int_equal(risk.likelihood, cases[i].likelihood);
		assert_int_equal(risk.gross, 0);
		assert_null(risk.gross_band);
	}
}

static void impact_is_the_worst_consequence(void **state)
{
	static const struct { const char *down, *leak; int impact; } cases[] = {
		{ "two", "five", 5 }, { "two", "zero", 2 }, { "zero", "zero", 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct answer_in answer[] = {
			{ "malware", "down", cases[i].down }, { "malware", "leak", cases[i].leak },
		};

		assert_int_equal(rated(&malware, answer, 2, NULL).suggested_impact, cases[i].impact);
	}
}

static void an_open_question_leaves_no_suggestion(void **state)
{
	const struct answer_in answer[] = {
		{ NULL, "exposed", "five" }, { "malware", "down", "five" },
		{ "phishing", "seen", "two" }, { "malware", "leak", "gone" },
	};
	struct risk risk = rated(&malware, answer, 4, NULL);

	(void)state;
	assert_int_equal(risk.suggested_likelihood, 0);
	assert_int_equal(risk.suggested_impact, 0);
	assert_int_equal(risk.gross, 0);
	assert_int_equal(risk.current, 0);
}

static void the_answer_of_a_scenario_goes_before_that_of_the_system(void **state)
{
	const struct answer_in answer[] = {
		{ "malware", "exposed", "zero" }, { "", "exposed", "five" }, { "", "seen", "two" },
	};

	(void)state;
	assert_int_equal(rated(&malware, answer, 3, NULL).suggested_likelihood, 2);
	assert_int_equal(rated(&phishing, answer, 3, NULL).suggested_likelihood, 5);
}

static void the_assessors_own_value_takes_the_place_of_the_suggestion(void **state)
{
	const struct answer_in answer[] = {
		{ "", "exposed", "five" }, { "", "seen", "two" }, { "", "down", "two" }, { "", "leak", "two" },
	};
	const struct rating_in rating = { .likelihood = 3 };
	struct risk risk;

	(void)state;
	set_items(UNMET, UNMET, UNMET, UNMET);
	risk = rated(&malware, answer, 4, &rating);
	assert_int_equal(risk.suggested_likelihood, 5);
	assert_int_equal(risk.likelihood, 3);
	assert_int_equal(risk.impact, 2);
	assert_int_equal(risk.gross, 6);
	assert_string_equal(risk.gross_band->id, "medium");
}

/* ---- measures ---------------------------------------------------------------------------------- */

/* Weights 3 (key), 2, 1; strength = 1000 * sum of w*s / (2 * sum of w), likelihood 5, impact 4. */
static void measures_take_steps_off_the_likelihood(void **state)
{
	static const struct {
		enum finding patch, backup, train;
		int control, steps, current;
		size_t unassessed, key_open;
	} cases[] = {
		{ MET, MET, MET, 1000, 3, 8, 0, 0 },
		{ MET, MET, PARTIAL, 916, 2, 12, 0, 0 },                        /* 11/12 */
		{ MET, MET, UNASSESSED, 833, 2, 12, 1, 0 },                     /* 10/12 */
		{ MET, PARTIAL, PARTIAL, 750, 2, 12, 0, 0 },                    /* 9/12 */
		{ MET, UNMET, UNMET, 500, 1, 16, 0, 0 },                        /* 6/12 */
		{ PARTIAL, UNMET, UNMET, 250, 0, 20, 0, 0 },                    /* 3/12 */
		{ MET, NOT_APPLICABLE, MET, 1000, 3, 8, 0, 0 },
		{ PARTIAL, MET, MET, 750, 2, 12, 0, 0 },                        /* a partial key caps nothing */
		{ UNMET, MET, MET, 500, 1, 16, 0, 1 },
		{ UNASSESSED, MET, MET, 500, 1, 16, 1, 1 },
		{ UNASSESSED, UNASSESSED, UNASSESSED, 0, 0, 20, 3, 1 },
		{ NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE, -1, 0, 20, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct risk risk;

		set_items(cases[i].patch, cases[i].backup, cases[i].train, MET);
		risk = rated_as(5, 4);
		if (risk.control != cases[i].control)
			fail_msg("case %zu: control %d", i, risk.control);
		assert_int_equal(risk.steps, cases[i].steps);
		assert_int_equal(risk.gross, 20);
		assert_int_equal(risk.current, cases[i].current);
		assert_int_equal(risk.unassessed, cases[i].unassessed);
		assert_int_equal(risk.key_open, cases[i].key_open);
		assert_int_equal(risk.target, risk.current);
	}
}

/* A key of small weight: 2*(9+1) most, 18 reached: 900 would be 2 steps. */
static void a_key_requirement_not_met_caps_the_steps(void **state)
{
	static const struct mitigation small_key[] = { { "patch", 0, 1, true }, { "backup", 0, 9, false } };
	struct scenario scenario = malware;
	const struct rating_in rating = { .likelihood = 5, .impact = 5 };
	struct risk risk;

	(void)state;
	scenario.mitigation = small_key;
	scenario.mitigation_count = 2;
	set_items(UNMET, MET, MET, MET);
	items[0].target = MET;
	risk = rated(&scenario, NULL, 0, &rating);
	assert_int_equal(risk.control, 900);
	assert_int_equal(risk.steps, 1);
	assert_int_equal(risk.current, 20);
	assert_int_equal(risk.target_control, 1000);
	assert_int_equal(risk.target_steps, 3);
	assert_int_equal(risk.target, 10);
	set_items(UNASSESSED, MET, MET, MET);
	assert_int_equal(rated(&scenario, NULL, 0, &rating).steps, 1);
	set_items(PARTIAL, MET, MET, MET);
	assert_int_equal(rated(&scenario, NULL, 0, &rating).steps, 3);
}

static void likelihood_never_falls_below_one(void **state)
{
	(void)state;
	set_items(MET, MET, MET, MET);
	assert_int_equal(rated_as(1, 5).current_likelihood, 1);
	assert_int_equal(rated_as(3, 5).current_likelihood, 1);
	assert_int_equal(rated_as(4, 5).current_likelihood, 1);
	assert_int_equal(rated_as(5, 5).current_likelihood, 2);
	assert_int_equal(rated_as(5, 5).current, 10);
}

static void the_target_takes_what_is_planned_as_done(void **state)
{
	struct risk risk;

	(void)state;
	set_items(UNMET, UNMET, UNMET, MET);
	items[0].target = MET;
	items[1].target = MET;
	risk = rated_as(5, 4);
	assert_int_equal(risk.control, 0);
	assert_int_equal(risk.current, 20);
	assert_int_equal(risk.target_control, 833);
	assert_int_equal(risk.target_likelihood, 3);
	assert_int_equal(risk.target, 12);
	assert_string_equal(risk.current_band->id, "very-high");
	assert_string_equal(risk.target_band->id, "high");
}

static void an_unrated_scenario_has_measures_but_no_products(void **state)
{
	struct risk risk;

	(void)state;
	set_items(MET, MET, MET, MET);
	risk = rated_as(0, 4);
	assert_int_equal(risk.control, 1000);
	assert_int_equal(risk.gross, 0);
	assert_int_equal(risk.current, 0);
	assert_int_equal(risk.target_likelihood, 0);
	assert_null(risk.current_band);
}

static void bands_have_their_ends_inside(void **state)
{
	static const struct { int product; const char *id; } cases[] = {
		{ 1, "low" }, { 4, "low" }, { 5, "medium" }, { 9, "medium" }, { 10, "high" }, { 16, "high" },
		{ 20, "very-high" }, { 25, "very-high" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_string_equal(risk_band(&method, cases[i].product)->id, cases[i].id);
	assert_null(risk_band(&method, 0));
}

/* ---- staleness, acceptance, level --------------------------------------------------------------- */

static void a_rating_is_stale_once_what_it_rests_on_changes(void **state)
{
	struct answer_in answer[] = { { "", "exposed", "two" }, { "phishing", "seen", "two" } };
	struct rating_in rating = { .likelihood = 3, .impact = 3 };
	char basis[HASH_TEXT];

	(void)state;
	set_items(MET, UNMET, MET, MET);
	assert_false(rated(&malware, answer, 2, &rating).stale);
	memcpy(basis, rated(&malware, answer, 2, &rating).basis, HASH_TEXT);
	rating.basis = basis;
	assert_false(rated(&malware, answer, 2, &rating).stale);
	items[3].status = UNMET;                /* mitigates nothing */
	answer[1].value = "zero";               /* another scenario's */
	rating.likelihood = 4;
	assert_false(rated(&malware, answer, 2, &rating).stale);
	items[1].status = PARTIAL;
	assert_true(rated(&malware, answer, 2, &rating).stale);
	items[1].status = UNMET;
	answer[0].value = "five";
	assert_true(rated(&malware, answer, 2, &rating).stale);
	answer[0].value = "two";
	assert_false(rated(&malware, answer, 2, &rating).stale);
	assert_true(rated(&phishing, answer, 2, &rating).stale);
}

static void another_level_makes_a_rating_stale(void **state)
{
	const struct mitigations mitigations = mitigations_of(NULL, &malware);
	struct rating_in rating = { .likelihood = 3, .impact = 3 };
	struct risk two;
	struct risk three;

	(void)state;
	set_items(MET, MET, MET, MET);
	two = rated(&malware, NULL, 0, &rating);
	rating.basis = two.basis;
	risk_rate(&three, &malware, &mitigations, &method, 3, NULL, 0, &rating, items, 4, "2026-11-22");
	assert_true(three.stale);
}

/* The hash is kept with each rating: other bytes would make all of them stale. */
static void the_basis_is_made_of_these_bytes(void **state)
{
	static const char basis[] = "scenario\tmalware\nlevel\t2\nanswer\texposed\ttwo\nanswer\tseen\t\n"
	    "answer\tdown\t\nanswer\tleak\t\nrequirement\tpatch\tunmet\nrequirement\tbackup\tmet\n"
	    "requirement\ttrain\tpartial\n";
	const struct answer_in answer[] = { { NULL, "exposed", "two" } };
	char hash[HASH_TEXT];

	(void)state;
	set_items(UNMET, MET, PARTIAL, MET);
	hash_text(hash, basis, sizeof(basis) - 1);
	assert_string_equal(rated(&malware, answer, 1, NULL).basis, hash);
}

/* ---- measures that the checklist itself names -------------------------------------------------- */

static const struct mitigation own_list[] = { { "other", 0, 3, true }, { "train", 0, 1, false } };
static const struct checklist_mitigation own_mitigations[] = { { "malware", { own_list, 2 } } };
static const struct pack own_checklist = { .mitigates = own_mitigations, .mitigates_count = 1 };

static struct risk rated_by_own(const struct scenario *scenario)
{
	const struct rating_in rating = { .likelihood = 4, .impact = 4 };
	const struct mitigations mitigations = mitigations_of(&own_checklist, scenario);
	struct risk risk;

	risk_rate(&risk, scenario, &mitigations, &method, 2, NULL, 0, &rating, items, 4, "2026-11-22");
	return risk;
}

/* other 3 of 4: 3 * 2 * 1000 / 8 = 750; by the scenario's own list patch and backup count, 0 of 6. */
static void the_measures_of_the_checklist_take_the_place_of_the_scenarios(void **state)
{
	struct risk risk;

	(void)state;
	set_items(UNMET, UNMET, UNMET, MET);
	risk = rated_by_own(&malware);
	assert_int_equal(risk.control, 750);
	assert_int_equal(risk.steps, 2);
	assert_int_equal(risk.current, 8);
	assert_int_equal(risk.key_open, 0);
	assert_ptr_equal(risk.mitigations.at, own_list);
	assert_string_not_equal(risk.basis, rated(&malware, NULL, 0, NULL).basis);
	set_items(MET, MET, UNASSESSED, UNASSESSED);
	risk = rated_by_own(&malware);
	assert_int_equal(risk.control, 0);
	assert_int_equal(risk.key_open, 1);
	assert_int_equal(risk.unassessed, 2);
}

static void a_scenario_the_checklist_does_not_name_keeps_its_own_measures(void **state)
{
	(void)state;
	set_items(MET, MET, UNMET, MET);
	assert_int_equal(rated_by_own(&phishing).control, 333);
	assert_ptr_equal(rated_by_own(&phishing).mitigations.at, one_only);
}

/* 4 * 3 * 2 / 8 = 3.000 for other, 4 * 1 * 2 / 8 = 1.000 for train, nothing for patch. */
static void what_comes_first_goes_by_the_measures_of_the_checklist(void **state)
{
	struct arena *arena = arena_new();
	struct risk risk;
	struct gain *gain;

	(void)state;
	set_items(UNMET, UNMET, UNMET, UNMET);
	risk = rated_by_own(&malware);
	assert_int_equal(risk_gains(&gain, &risk, 1, items, 4, &method, arena), 2);
	assert_string_equal(gain[0].requirement->id, "other");
	assert_int_equal(gain[0].gain, 3000);
	assert_string_equal(gain[1].requirement->id, "train");
	assert_int_equal(gain[1].gain, 1000);
	arena_free(arena);
}

static void an_acceptance_ends_with_its_day_or_with_the_risk(void **state)
{
	static const struct { int accepted; const char *until; enum acceptance result; } cases[] = {
		{ 0, NULL, NOT_ACCEPTED }, { 8, NULL, ACCEPTED }, { 8, "2026-11-22", ACCEPTED },
		{ 8, "2026-11-21", ACCEPTANCE_EXPIRED }, { 8, "2027-01-01", ACCEPTED },
		{ 12, "2027-01-01", ACCEPTANCE_REOPENED }, { 4, NULL, ACCEPTANCE_REOPENED },
		{ 12, "2020-01-01", ACCEPTANCE_REOPENED },
	};

	(void)state;
	set_items(MET, MET, MET, MET);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct rating_in rating = {
			.likelihood = 5, .impact = 4, .accepted_risk = cases[i].accepted,
			.accepted_until = cases[i].until,
		};

		assert_int_equal(rated(&malware, NULL, 0, &rating).acceptance, cases[i].result);
	}
}

static void an_impact_above_what_the_level_assumes_suggests_a_higher_level(void **state)
{
	(void)state;
	set_items(MET, MET, MET, MET);
	assert_false(rated_as(1, 3).higher_level);
	assert_true(rated_as(1, 4).higher_level);
	assert_true(rated_as(0, 4).higher_level);
	assert_false(rated_as(5, 0).higher_level);
}

/* ---- what to do first ---------------------------------------------------------------------------- */

/* malware, impact 4, most 2*(3+2+1) = 12: patch unmet 4*3*2/12 = 2.000, backup partial 4*2*1/12 = 0.666,
 * train not assessed 4*1*2/12 = 0.666; phishing, impact 5, most 2*(2+1) = 6: train 5*2*2/6 = 3.333,
 * backup 5*1*1/6 = 0.833. So train 3.999, patch 2.000, backup 1.499. */
static void what_takes_off_most_risk_comes_first(void **state)
{
	const struct rating_in five = { .likelihood = 3, .impact = 5 };
	struct arena *arena = arena_new();
	struct risk risk[2];
	struct gain *gain;

	(void)state;
	set_items(UNMET, PARTIAL, UNASSESSED, UNMET);
	risk[0] = rated_as(2, 4);
	risk[1] = rated(&phishing, NULL, 0, &five);
	assert_int_equal(risk_gains(&gain, risk, 2, items, 4, &method, arena), 3);
	assert_string_equal(gain[0].requirement->id, "train");
	assert_int_equal(gain[0].gain, 3999);
	assert_int_equal(gain[0].scenarios, 2);
	assert_int_equal(gain[0].status, UNASSESSED);
	assert_int_equal(gain[0].cost, 20);
	assert_string_equal(gain[1].requirement->id, "patch");
	assert_int_equal(gain[1].gain, 2000);
	assert_int_equal(gain[1].scenarios, 1);
	assert_string_equal(gain[2].requirement->id, "backup");
	assert_int_equal(gain[2].gain, 1499);
	arena_free(arena);
}

static void equal_gains_stand_in_pack_order_and_unrated_scenarios_give_none(void **state)
{
	const struct rating_in impact_alone = { .impact = 5 };
	struct arena *arena = arena_new();
	struct risk risk[2];
	struct gain *gain;

	(void)state;
	set_items(MET, PARTIAL, UNMET, UNMET);
	risk[0] = rated_as(2, 3);
	risk[1] = rated(&phishing, NULL, 0, &impact_alone);
	assert_int_equal(risk_gains(&gain, risk, 2, items, 4, &method, arena), 2);
	assert_string_equal(gain[0].requirement->id, "backup");
	assert_string_equal(gain[1].requirement->id, "train");
	assert_int_equal(gain[0].gain, 500);
	assert_int_equal(gain[1].gain, 500);
	assert_int_equal(gain[1].scenarios, 1);
	set_items(MET, NOT_APPLICABLE, MET, UNMET);
	assert_int_equal(risk_gains(&gain, risk, 2, items, 4, &method, arena), 0);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(likelihood_is_the_share_of_points),
		cmocka_unit_test(impact_is_the_worst_consequence),
		cmocka_unit_test(an_open_question_leaves_no_suggestion),
		cmocka_unit_test(the_answer_of_a_scenario_goes_before_that_of_the_system),
		cmocka_unit_test(the_assessors_own_value_takes_the_place_of_the_suggestion),
		cmocka_unit_test(measures_take_steps_off_the_likelihood),
		cmocka_unit_test(a_key_requirement_not_met_caps_the_steps),
		cmocka_unit_test(likelihood_never_falls_below_one),
		cmocka_unit_test(the_target_takes_what_is_planned_as_done),
		cmocka_unit_test(an_unrated_scenario_has_measures_but_no_products),
		cmocka_unit_test(bands_have_their_ends_inside),
		cmocka_unit_test(a_rating_is_stale_once_what_it_rests_on_changes),
		cmocka_unit_test(another_level_makes_a_rating_stale),
		cmocka_unit_test(the_basis_is_made_of_these_bytes),
		cmocka_unit_test(the_measures_of_the_checklist_take_the_place_of_the_scenarios),
		cmocka_unit_test(a_scenario_the_checklist_does_not_name_keeps_its_own_measures),
		cmocka_unit_test(what_comes_first_goes_by_the_measures_of_the_checklist),
		cmocka_unit_test(an_acceptance_ends_with_its_day_or_with_the_risk),
		cmocka_unit_test(an_impact_above_what_the_level_assumes_suggests_a_higher_level),
		cmocka_unit_test(what_takes_off_most_risk_comes_first),
		cmocka_unit_test(equal_gains_stand_in_pack_order_and_unrated_scenarios_give_none),
	};

	set_items(MET, MET, MET, MET);
	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * test_domain_compliance.c - findings, per asset and for all, and scores worked out by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/domain.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct method method = { .met = 2, .partial = 1, .unmet = 0 };
static const struct group top = { .id = "top" };
static const struct group left = { .id = "left", .parent = &top };
static const struct group right = { .id = "right", .parent = &top };
static const struct requirement policy = {
	.id = "policy", .group = &left, .scope = "agency", .weight = 1, .index = 0,
};
static const struct requirement backup = {
	.id = "backup", .group = &left, .scope = "system", .weight = 3, .index = 1,
};
static const struct requirement patches = {
	.id = "patches", .group = &right, .scope = "server", .weight = 2, .index = 2,
};

/* ---- the state of an item -------------------------------------------------------------------- */

static const struct asset_in assets[] = {
	{ "S1", "server" }, { "N1", "network-device" }, { "S2", "server" }, { "S3", "server" },
};

static struct item_state state_of(const struct requirement *requirement, const struct finding_in *finding,
    size_t finding_count, size_t asset_count)
{
	struct check_item item = { .requirement = requirement, .applies = YES };
	struct item_state state;

	compliance_items(&state, &item, 1, finding, finding_count, assets, asset_count, &method);
	return state;
}

static bool finding_of_letter(enum finding *out, char letter)
{
	static const char letters[] = { 'm', 'p', 'u', 'n' };

	for (int i = 0; i < 4; i++) {
		if (letters[i] == letter) {
			*out = (enum finding)i;
			return true;
		}
	}
	return false;
}

/* Three servers, then the answer for all: met, partial, unmet, not applicable, - for no finding. */
static struct item_state servers(const char *letters)
{
	static const char *const codes[] = { "S1", "S2", "S3", "" };
	struct finding_in finding[4];
	size_t count = 0;

	for (size_t i = 0; letters[i]; i++) {
		enum finding status;

		if (finding_of_letter(&status, letters[i]))
			finding[count++] = (struct finding_in){
				.requirement = "patches", .asset = codes[i], .status = status,
			};
	}
	return state_of(&patches, finding, count, COUNT(assets));
}

static void an_item_sums_up_its_assets(void **state)
{
	static const struct { const char *letters; enum finding status; } cases[] = {
		{ "mmm", MET }, { "mmn", MET }, { "mmu", PARTIAL }, { "mmp", PARTIAL }, { "ppp", PARTIAL },
		{ "ppu", PARTIAL }, { "uup", PARTIAL }, { "uuu", UNMET }, { "unn", UNMET }, { "pnn", PARTIAL },
		{ "nnn", NOT_APPLICABLE }, { "mm-", UNASSESSED }, { "uu-", UNASSESSED }, { "nn-", UNASSESSED },
		{ "---", UNASSESSED }, { "---m", MET }, { "u--m", PARTIAL }, { "uuum", UNMET },
		{ "n--u", UNMET }, { "mm-n", MET }, { "---n", NOT_APPLICABLE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct item_state item = servers(cases[i].letters);

		if (item.status != cases[i].status)
			fail_msg("%s: %s", cases[i].letters, finding_code(item.status));
		assert_int_equal(item.assets, 3);
		assert_int_equal(item.met + item.partial + item.unmet + item.not_applicable + item.unassessed, 3);
		assert_int_equal(item.target, item.status);
	}
}

static void only_assets_of_the_scope_are_counted(void **state)
{
	const struct finding_in finding[] = {
		{ "patches", "N1", UNMET, false, 0 }, { "patches", "S1", MET, false, 0 },
		{ "patches", NULL, PARTIAL, false, 0 },
	};
	struct item_state item = state_of(&patches, finding, 3, COUNT(assets));

	(void)state;
	assert_int_equal(item.met, 1);
	assert_int_equal(item.partial, 2);
	assert_int_equal(item.unmet, 0);
}

static void without_assets_of_the_scope_the_system_answers(void **state)
{
	const struct finding_in finding[] = { { "patches", "", MET, false, 0 } };
	struct item_state item = state_of(&patches, finding, 1, 0);

	(void)state;
	assert_int_equal(item.assets, 1);
	assert_int_equal(item.status, MET);
	assert_int_equal(state_of(&patches, NULL, 0, 0).status, UNASSESSED);
}

static void a_requirement_of_agency_or_system_has_one_answer(void **state)
{
	const struct finding_in finding[] = {
		{ "backup", "S1", MET, false, 0 }, { "backup", NULL, UNMET, false, 0 },
		{ "policy", NULL, PARTIAL, false, 0 },
	};

	(void)state;
	assert_int_equal(state_of(&backup, finding, 3, COUNT(assets)).status, UNMET);
	assert_int_equal(state_of(&backup, finding, 3, COUNT(assets)).assets, 1);
	assert_int_equal(state_of(&policy, finding, 3, COUNT(assets)).status, PARTIAL);
}

static void of_two_findings_in_one_place_the_later_counts(void **state)
{
	const struct finding_in finding[] = {
		{ "policy", NULL, MET, false, 0 }, { "policy", "", UNMET, false, 0 },
	};

	(void)state;
	assert_int_equal(state_of(&policy, finding, 2, 0).status, UNMET);
}

static void what_is_planned_counts_in_the_target_and_its_cost_once(void **state)
{
	const struct finding_in finding[] = {
		{ "patches", NULL, UNMET, true, 100 }, { "patches", "S2", PARTIAL, true, 7 },
		{ "patches", "S3", NOT_APPLICABLE, true, 9 },
	};
	const struct finding_in shared[] = { { "patches", NULL, UNMET, true, 100 } };
	const struct finding_in some[] = {
		{ "patches", NULL, UNMET, false, 100 }, { "patches", "S2", PARTIAL, true, 7 },
	};
	struct item_state item = state_of(&patches, finding, 3, COUNT(assets));

	(void)state;
	assert_int_equal(item.status, PARTIAL);
	assert_int_equal(item.target, MET);
	assert_int_equal(item.cost, 107);
	assert_int_equal(state_of(&patches, shared, 1, COUNT(assets)).cost, 100);
	item = state_of(&patches, some, 2, COUNT(assets));
	assert_int_equal(item.status, PARTIAL);
	assert_int_equal(item.target, PARTIAL);
	assert_int_equal(item.cost, 7);
}

static void an_item_not_assessed_but_planned_is_met_in_the_target(void **state)
{
	const struct finding_in finding[] = { { "policy", NULL, UNASSESSED, true, 5 } };
	struct item_state item = state_of(&policy, finding, 1, 0);

	(void)state;
	assert_int_equal(item.status, UNASSESSED);
	assert_int_equal(item.target, MET);
	assert_int_equal(item.cost, 5);
}

static void what_does_not_apply_does_not_apply_in_the_target_either(void **state)
{
	const struct finding_in finding[] = { { "policy", NULL, NOT_APPLICABLE, true, 5 } };
	struct item_state item = state_of(&policy, finding, 1, 0);

	(void)state;
	assert_int_equal(item.status, NOT_APPLICABLE);
	assert_int_equal(item.target, NOT_APPLICABLE);
	assert_int_equal(item.cost, 0);
}

/* ---- scores ------------------------------------------------------------------------------------ */

static struct item_state made(const struct requirement *requirement, enum finding status)
{
	return (struct item_state){
		.item = { .requirement = requirement, .applies = YES }, .status = status, .target = status,
	};
}

static void nothing_assessed_has_no_score(void **state)
{
	const struct item_state item[] = { made(&policy, UNASSESSED), made(&backup, NOT_APPLICABLE) };
	struct score score = compliance_score(item, 2, NULL, &method);

	(void)state;
	assert_int_equal(score.score, -1);
	assert_int_equal(score.coverage, 0);
	assert_int_equal(score.applicable, 1);
	assert_int_equal(score.not_applicable, 1);
	assert_int_equal(score.unassessed, 1);
	assert_false(score.full);
	assert_int_equal(compliance_score(NULL, 0, NULL, &method).score, -1);
}

/* (1*2 + 3*1) / (2*(1+3)) = 5/8; two of three assessed. */
static void a_score_leaves_out_what_is_not_assessed(void **state)
{
	const struct item_state item[] = {
		made(&policy, MET), made(&backup, PARTIAL), made(&patches, UNASSESSED),
	};
	struct score score = compliance_score(item, 3, NULL, &method);

	(void)state;
	assert_int_equal(score.sum, 5);
	assert_int_equal(score.most, 8);
	assert_int_equal(score.score, 625);
	assert_int_equal(score.coverage, 666);
	assert_int_equal(score.assessed, 2);
	assert_false(score.full);
}

/* (1*2 + 2*1) / (2*(1+2)) = 4/6: 666, not 667; not applicable is left out. */
static void a_score_is_rounded_down_and_leaves_out_not_applicable(void **state)
{
	const struct item_state item[] = {
		made(&policy, MET), made(&backup, NOT_APPLICABLE), made(&patches, PARTIAL),
	};
	struct score score = compliance_score(item, 3, NULL, &method);

	(void)state;
	assert_int_equal(score.score, 666);
	assert_int_equal(score.coverage, 1000);
	assert_int_equal(score.partial, 1);
	assert_false(score.full);
}

static void full_means_all_met_and_something_applies(void **state)
{
	struct item_state item[] = { made(&policy, MET), made(&backup, NOT_APPLICABLE) };

	(void)state;
	assert_true(compliance_score(item, 2, NULL, &method).full);
	assert_int_equal(compliance_score(item, 2, NULL, &method).score, 1000);
	item[1].status = PARTIAL;
	assert_false(compliance_score(item, 2, NULL, &method).full);
	item[1].status = UNASSESSED;
	assert_false(compliance_score(item, 2, NULL, &method).full);
	item[0].status = item[1].status = NOT_APPLICABLE;
	assert_false(compliance_score(item, 2, NULL, &method).full);
}

static void a_group_counts_the_groups_below_it(void **state)
{
	const struct item_state item[] = {
		made(&policy, MET), made(&backup, UNMET), made(&patches, MET),
	};

	(void)state;
	assert_int_equal(compliance_score(item, 3, &left, &method).score, 250);
	assert_int_equal(compliance_score(item, 3, &right, &method).score, 1000);
	assert_int_equal(compliance_score(item, 3, &top, &method).score, 500);
	assert_int_equal(compliance_score(item, 3, NULL, &method).score, 500);
}

static void findings_have_codes_and_no_others(void **state)
{
	enum finding finding;

	(void)state;
	for (int i = MET; i <= UNASSESSED; i++) {
		assert_int_equal(finding_parse(&finding, finding_code((enum finding)i)), OK);
		assert_int_equal(finding, i);
	}
	assert_string_equal(finding_code(NOT_APPLICABLE), "n-a");
	assert_int_equal(finding_parse(&finding, "Met"), FAIL_INVALID);
	assert_int_equal(finding_parse(&finding, ""), FAIL_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_item_sums_up_its_assets),
		cmocka_unit_test(only_assets_of_the_scope_are_counted),
		cmocka_unit_test(without_assets_of_the_scope_the_system_answers),
		cmocka_unit_test(a_requirement_of_agency_or_system_has_one_answer),
		cmocka_unit_test(of_two_findings_in_one_place_the_later_counts),
		cmocka_unit_test(what_is_planned_counts_in_the_target_and_its_cost_once),
		cmocka_unit_test(an_item_not_assessed_but_planned_is_met_in_the_target),
		cmocka_unit_test(what_does_not_apply_does_not_apply_in_the_target_either),
		cmocka_unit_test(nothing_assessed_has_no_score),
		cmocka_unit_test(a_score_leaves_out_what_is_not_assessed),
		cmocka_unit_test(a_score_is_rounded_down_and_leaves_out_not_applicable),
		cmocka_unit_test(full_means_all_met_and_something_applies),
		cmocka_unit_test(a_group_counts_the_groups_below_it),
		cmocka_unit_test(findings_have_codes_and_no_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

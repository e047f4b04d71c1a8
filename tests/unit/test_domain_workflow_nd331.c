/*
 * test_domain_workflow_nd331.c - the way of a level proposal under the newer regulation: every level's path and
 * bodies, working days, and the systems on the list that go the way of level 5.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/domain.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { ACTS = 12 };

static struct pack_set *packs;
static struct arena *arena;

static const char *const all_parts[] = { "dossier-overview", "dossier-design-operating", "dossier-grounds",
	"dossier-measures", "dossier-risk-report" };

struct story {
	struct workflow_in in;
	struct act_in act[ACTS];
	struct err err;
};

static day on(const char *iso)
{
	day date = 0;

	assert_int_equal(day_parse(&date, iso, NULL), OK);
	return date;
}

static void begin(struct story *story, int level)
{
	memset(story, 0, sizeof(*story));
	story->in = (struct workflow_in){ .pack = packs_find(packs, "nd331-2026"),
		.calendar = packs_find(packs, "calendar-vn"),
		.level = level,
		.kind = "operating",
		.self_operated = NO,
		.regulation_number = "15/QĐ-STTTT",
		.regulation_date = "2026-09-15",
		.act = story->act,
		.part = all_parts,
		.part_count = COUNT(all_parts),
		.as_of = on("2026-11-22") };
	assert_non_null(story->in.pack);
}

static struct act_in act_on(enum act_step step, const char *date)
{
	bool judges = step == ACT_OPINION || step == ACT_APPRAISE;

	return (struct act_in){ .step = step, .result = judges ? RESULT_SUITABLE : RESULT_NONE, .date = on(date),
		.document = "12/QĐ" };
}

static int try_on(struct story *story, enum act_step step, const char *date)
{
	struct act_in act = act_on(step, date);

	act.body = workflow_body(&story->in, step, arena);
	return workflow_may(&story->in, &act, arena, &story->err);
}

static void must_on(struct story *story, enum act_step step, const char *date)
{
	struct act_in act = act_on(step, date);

	act.body = workflow_body(&story->in, step, arena);
	if (workflow_may(&story->in, &act, arena, &story->err) < 0)
		fail_msg("level %d, %s: %s", story->in.level, act_step_code(step), story->err.text);
	story->act[story->in.act_count++] = act;
}

static struct workflow flow_of(const struct story *story)
{
	struct workflow flow;

	workflow_make(&flow, &story->in, arena);
	return flow;
}

static void is_due(const struct story *story, const char *step, const char *until)
{
	struct workflow flow = flow_of(story);

	assert_non_null(flow.due);
	assert_string_equal(flow.due->step->id, step);
	if (flow.due->until != on(until)) {
		char iso[11];

		day_format(iso, flow.due->until);
		fail_msg("%s is due on %s, not %s", step, iso, until);
	}
}

/* ---- bodies ---------------------------------------------------------------------------------- */

static const struct {
	int level;
	const char *managed_by, *appraiser;
	struct {
		enum act_step step;
		const char *body;
	} end[2];
} paths[] = {
	{ 1, NULL, "specialised-unit", { { ACT_APPROVE, "specialised-unit" } } },
	{ 2, NULL, "specialised-unit", { { ACT_APPROVE, "specialised-unit" } } },
	{ 3, NULL, "specialised-unit", { { ACT_APPROVE, "owner" } } },
	{ 4, NULL, "ministry-police", { { ACT_APPROVE, "owner" } } },
	{ 4, "ministry-police", "ministry-police", { { ACT_APPROVE, "owner" } } },
	{ 4, "ministry-defence", "ministry-defence", { { ACT_APPROVE, "owner" } } },
	{ 4, "government-cipher-committee", "government-cipher-committee", { { ACT_APPROVE, "owner" } } },
	{ 5, NULL, "ministry-police", { { ACT_APPROVE_MEASURES, "owner" }, { ACT_APPROVE_LIST, "prime-minister" } } },
	{ 5, "ministry-defence", "ministry-defence",
	    { { ACT_APPROVE_MEASURES, "ministry-defence" }, { ACT_APPROVE_LIST, "prime-minister" } } },
	{ 5, "government-cipher-committee", "government-cipher-committee",
	    { { ACT_APPROVE_MEASURES, "owner" }, { ACT_APPROVE_LIST, "prime-minister" } } },
};

static void every_level_is_appraised_and_approved_by_those_the_decree_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct story story;

		begin(&story, paths[i].level);
		story.in.managed_by = paths[i].managed_by;
		must_on(&story, ACT_SUBMIT, "2026-10-05");
		if (paths[i].level >= 4) {
			assert_int_equal(try_on(&story, ACT_COMPLETE, "2026-10-06"), FAIL_INVALID);
			must_on(&story, ACT_OPINION, "2026-10-06");
		}
		must_on(&story, ACT_COMPLETE, "2026-10-07");
		must_on(&story, ACT_APPRAISE, "2026-10-08");
		assert_string_equal(story.act[story.in.act_count - 1].body, paths[i].appraiser);
		for (size_t k = 0; k < 2 && paths[i].end[k].body; k++) {
			assert_int_not_equal(flow_of(&story).state, PROPOSAL_APPROVED);
			must_on(&story, paths[i].end[k].step, "2026-10-09");
			assert_string_equal(story.act[story.in.act_count - 1].body, paths[i].end[k].body);
		}
		assert_int_equal(flow_of(&story).state, PROPOSAL_APPROVED);
	}
}

static void a_unit_that_operates_the_system_lets_others_appraise_up_to_level_3(void **state)
{
	(void)state;
	for (int level = 1; level <= 4; level++) {
		struct story story;
		struct act_in act = act_on(ACT_APPRAISE, "2026-10-08");

		begin(&story, level);
		story.in.self_operated = YES;
		must_on(&story, ACT_SUBMIT, "2026-10-05");
		if (level == 4)
			must_on(&story, ACT_OPINION, "2026-10-06");
		must_on(&story, ACT_COMPLETE, "2026-10-07");
		act.body = level == 4 ? "ministry-police" : "specialised-unit";
		assert_int_equal(workflow_may(&story.in, &act, arena, &story.err), level == 4 ? OK : FAIL_INVALID);
		act.body = "council";
		assert_int_equal(workflow_may(&story.in, &act, arena, &story.err), level == 4 ? FAIL_INVALID : OK);
	}
}

static void nothing_is_approved_before_its_regulation_is_issued(void **state)
{
	struct story story;

	(void)state;
	begin(&story, 2);
	must_on(&story, ACT_SUBMIT, "2026-10-05");
	must_on(&story, ACT_COMPLETE, "2026-10-06");
	must_on(&story, ACT_APPRAISE, "2026-10-07");
	story.in.regulation_date = "2026-10-09";
	assert_int_equal(try_on(&story, ACT_APPROVE, "2026-10-08"), FAIL_INVALID);
	assert_non_null(strstr(story.err.text, "331/2026"));
	assert_int_equal(try_on(&story, ACT_APPROVE, "2026-10-09"), OK);
}

/* ---- days ------------------------------------------------------------------------------------ */

/* October 2026 has no holiday. Monday the 5th and 5 working days: Monday the 12th; 7: Wednesday the 14th; 15:
 * Monday the 26th; 25: Monday the 9th of November. */
static void all_periods_are_working_days(void **state)
{
	static const struct {
		int level;
		const char *validity, *appraisal, *until, *approval;
	} periods[] = {
		{ 1, "step-validity-1-3", "step-approval-1-2", "2026-10-14", "step-approval-1-2" },
		{ 2, "step-validity-1-3", "step-approval-1-2", "2026-10-14", "step-approval-1-2" },
		{ 3, "step-validity-1-3", "step-appraisal-3", "2026-10-26", "step-approval-3" },
		{ 4, "step-validity-4-5", "step-appraisal-4-5", "2026-11-09", "step-approval-4" },
		{ 5, "step-validity-4-5", "step-appraisal-4-5", "2026-11-09", "step-measures-5" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(periods); i++) {
		struct story story;

		begin(&story, periods[i].level);
		if (periods[i].level >= 4)
			must_on(&story, ACT_OPINION, "2026-10-01");
		must_on(&story, ACT_SUBMIT, "2026-10-05");
		is_due(&story, periods[i].validity, "2026-10-12");
		must_on(&story, ACT_COMPLETE, "2026-10-05");
		is_due(&story, periods[i].appraisal, periods[i].until);
		must_on(&story, ACT_APPRAISE, "2026-10-05");
		is_due(&story, periods[i].approval, "2026-10-14");
	}
}

/* ---- the list -------------------------------------------------------------------------------- */

static void a_listed_system_of_level_3_or_4_goes_the_way_of_level_5(void **state)
{
	const struct pack *now = packs_find(packs, "nd331-2026"), *old = packs_find(packs, "nd85-2016");
	const struct act_in one = { .step = ACT_APPROVE }, other = { .step = ACT_APPROVE_MEASURES };

	(void)state;
	for (int level = 1; level <= 5; level++) {
		bool may = level == 3 || level == 4;

		assert_int_equal(workflow_way(now, level, false, NULL, 0), level);
		assert_int_equal(workflow_way(now, level, true, NULL, 0), may ? 5 : level);
		assert_int_equal(workflow_way(old, level, true, NULL, 0), level);
		/* what is approved already stays so when the list changes */
		assert_int_equal(workflow_way(now, level, true, &one, 1), level);
		assert_int_equal(workflow_way(now, level, false, &other, 1), may ? 5 : level);
		assert_int_equal(workflow_way(old, level, false, &other, 1), level);
	}
}

static void the_way_of_another_level_says_so_when_a_step_is_missing(void **state)
{
	struct story story;

	(void)state;
	lang_use(LANG_EN);
	begin(&story, 5);
	story.in.own_level = 3;
	assert_int_equal(try_on(&story, ACT_APPROVE, "2026-10-05"), FAIL_INVALID);
	assert_non_null(strstr(story.err.text, "of level 3 of a listed system goes the way of level 5"));
	assert_non_null(strstr(story.err.text, "Article 20 clause 4"));
	lang_use(LANG_VI);
}

static int set_up(void **state)
{
	struct err err = { 0 };

	(void)state;
	arena = arena_new();
	if (packs_load(&packs, NULL, &err) < 0)
		fail_msg("%s", err.text);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	packs_free(packs);
	arena_free(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_level_is_appraised_and_approved_by_those_the_decree_names),
		cmocka_unit_test(a_unit_that_operates_the_system_lets_others_appraise_up_to_level_3),
		cmocka_unit_test(nothing_is_approved_before_its_regulation_is_issued),
		cmocka_unit_test(all_periods_are_working_days),
		cmocka_unit_test(a_listed_system_of_level_3_or_4_goes_the_way_of_level_5),
		cmocka_unit_test(the_way_of_another_level_says_so_when_a_step_is_missing),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

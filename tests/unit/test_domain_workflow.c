/*
 * test_domain_workflow.c - the way of a level proposal: every level's path, every gate, every wrong order,
 * the clocks, with the regulation pack as it is built in.
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

enum { ACTS = 16 };

static struct pack_set *packs;
static struct arena *arena;

static const char *const all_parts[] = { "dossier-overview", "dossier-design-operating", "dossier-grounds",
	"dossier-measures" };

/* A proposal under test; its acts are those accepted so far. */
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

/* Nothing in the way but the steps themselves. */
static void begin(struct story *story, int level)
{
	memset(story, 0, sizeof(*story));
	story->in = (struct workflow_in){ .pack = packs_find(packs, "nd85-2016"),
		.calendar = packs_find(packs, "calendar-vn"),
		.level = level,
		.kind = "operating",
		.self_operated = NO,
		.regulation_number = "15/QĐ-STTTT",
		.regulation_date = "2026-01-15",
		.act = story->act,
		.part = all_parts,
		.part_count = COUNT(all_parts),
		.as_of = on("2026-11-22") };
}

static struct act_in act_on(enum act_step step, const char *date)
{
	bool judges = step == ACT_OPINION || step == ACT_APPRAISE;

	return (struct act_in){ .step = step,
		.result = judges ? RESULT_SUITABLE : RESULT_NONE,
		.date = on(date),
		.document = "12/QĐ" };
}

static int try_act(struct story *story, struct act_in act)
{
	return workflow_may(&story->in, &act, arena, &story->err);
}

static void must(struct story *story, struct act_in act)
{
	if (try_act(story, act) < 0)
		fail_msg("level %d, %s: %s", story->in.level, act_step_code(act.step), story->err.text);
	story->act[story->in.act_count++] = act;
}

static void must_on(struct story *story, enum act_step step, const char *date)
{
	must(story, act_on(step, date));
}

static void refused(struct story *story, struct act_in act, const char *words)
{
	assert_int_equal(try_act(story, act), FAIL_INVALID);
	if (!strstr(story->err.text, words))
		fail_msg("'%s' does not say '%s'", story->err.text, words);
}

static struct workflow flow_of(const struct story *story)
{
	struct workflow flow;

	workflow_make(&flow, &story->in, arena);
	return flow;
}

static const struct flow_step *step_of(const struct workflow *flow, const char *id)
{
	for (size_t i = 0; i < flow->step_count; i++)
		if (strcmp(flow->step[i].step->id, id) == 0)
			return &flow->step[i];
	return NULL;
}

static enum gate_state gate_of(const struct story *story, const char *id)
{
	struct workflow flow = flow_of(story);

	for (size_t i = 0; i < flow.gate_count; i++)
		if (strcmp(flow.gate[i].gate->id, id) == 0)
			return flow.gate[i].state;
	fail_msg("level %d has no gate '%s'", story->in.level, id);
	return GATE_FREE;
}

static bool is_day(day date, const char *iso)
{
	return date == on(iso);
}

/* ---- the path of every level ----------------------------------------------------------------- */

struct path {
	int level;
	const char *managed_by;
	/* who may enter each: the body that workflow_body gives */
	struct { enum act_step step; const char *body; enum proposal_state state; const char *next; } act[8];
};

#define MINISTRY_PATH(ministry, appraisal, four) \
	{ ACT_OPINION, "specialised-unit", PROPOSAL_DRAFT, "step-prepare" }, \
	{ ACT_SUBMIT, "operator", PROPOSAL_SUBMITTED, appraisal }, \
	{ ACT_COMPLETE, ministry, PROPOSAL_APPRAISING, appraisal }, \
	{ ACT_APPRAISE, ministry, PROPOSAL_SUITABLE, four ? "step-approval-4" : "step-measures-5" }

static const struct path paths[] = {
	{ 1, NULL, {
		{ ACT_SUBMIT, "operator", PROPOSAL_SUBMITTED, "step-appraisal-1-2" },
		{ ACT_COMPLETE, "specialised-unit", PROPOSAL_APPRAISING, "step-appraisal-1-2" },
		{ ACT_APPRAISE, "specialised-unit", PROPOSAL_SUITABLE, "step-approval-1-2" },
		{ ACT_APPROVE, "specialised-unit", PROPOSAL_APPROVED, "step-report-1-2" },
		{ ACT_REPORT, "specialised-unit", PROPOSAL_APPROVED, NULL } } },
	{ 2, NULL, {
		{ ACT_SUBMIT, "operator", PROPOSAL_SUBMITTED, "step-appraisal-1-2" },
		{ ACT_INCOMPLETE, "specialised-unit", PROPOSAL_INCOMPLETE, "step-prepare" },
		{ ACT_SUBMIT, "operator", PROPOSAL_SUBMITTED, "step-appraisal-1-2" },
		{ ACT_COMPLETE, "specialised-unit", PROPOSAL_APPRAISING, "step-appraisal-1-2" },
		{ ACT_APPRAISE, "specialised-unit", PROPOSAL_SUITABLE, "step-approval-1-2" },
		{ ACT_APPROVE, "specialised-unit", PROPOSAL_APPROVED, "step-report-1-2" },
		{ ACT_REPORT, "specialised-unit", PROPOSAL_APPROVED, NULL } } },
	{ 3, NULL, {
		{ ACT_SUBMIT, "operator", PROPOSAL_SUBMITTED, "step-appraisal-3" },
		{ ACT_COMPLETE, "specialised-unit", PROPOSAL_APPRAISING, "step-appraisal-3" },
		{ ACT_APPRAISE, "specialised-unit", PROPOSAL_SUITABLE, "step-approval-3" },
		{ ACT_APPROVE, "owner", PROPOSAL_APPROVED, NULL } } },
	{ 4, NULL, { MINISTRY_PATH("ministry-information", "step-appraisal-4-5", true),
		{ ACT_APPROVE, "owner", PROPOSAL_APPROVED, NULL } } },
	{ 4, "ministry-defence", { MINISTRY_PATH("ministry-defence", "step-appraisal-defence", true),
		{ ACT_APPROVE, "owner", PROPOSAL_APPROVED, NULL } } },
	{ 4, "ministry-police", { MINISTRY_PATH("ministry-police", "step-appraisal-police", true),
		{ ACT_APPROVE, "owner", PROPOSAL_APPROVED, NULL } } },
	{ 5, NULL, { MINISTRY_PATH("ministry-information", "step-appraisal-4-5", false),
		{ ACT_APPROVE_MEASURES, "owner", PROPOSAL_SUITABLE, "step-list-5" },
		{ ACT_APPROVE_LIST, "prime-minister", PROPOSAL_APPROVED, NULL } } },
	{ 5, "ministry-defence", { MINISTRY_PATH("ministry-defence", "step-appraisal-defence", false),
		{ ACT_APPROVE_LIST, "prime-minister", PROPOSAL_SUITABLE, "step-measures-5" },
		{ ACT_APPROVE_MEASURES, "owner", PROPOSAL_APPROVED, NULL } } },
	{ 5, "ministry-police", { MINISTRY_PATH("ministry-police", "step-appraisal-police", false),
		{ ACT_APPROVE_MEASURES, "owner", PROPOSAL_SUITABLE, "step-list-5" },
		{ ACT_APPROVE_LIST, "prime-minister", PROPOSAL_APPROVED, NULL } } },
};

static void every_level_is_approved_by_those_the_decree_names(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct story story;

		begin(&story, paths[i].level);
		story.in.managed_by = paths[i].managed_by;
		for (size_t j = 0; j < COUNT(paths[i].act) && paths[i].act[j].body; j++) {
			struct act_in act = act_on(paths[i].act[j].step, "2026-11-02");
			struct workflow flow;

			act.body = workflow_body(&story.in, act.step, arena);
			assert_string_equal(act.body, paths[i].act[j].body);
			must(&story, act);
			flow = flow_of(&story);
			if (flow.state != paths[i].act[j].state)
				fail_msg("path %zu, act %zu: %s", i, j, proposal_state_code(flow.state));
			if (!paths[i].act[j].next)
				assert_null(flow.next);
			else if (!flow.next)
				fail_msg("path %zu, act %zu: nothing is next", i, j);
			else
				assert_string_equal(flow.next->step->id, paths[i].act[j].next);
		}
		assert_int_equal(flow_of(&story).state, PROPOSAL_APPROVED);
	}
}

static void a_ministry_does_not_appraise_what_another_manages(void **state)
{
	static const char *const ministries[] = { "ministry-information", "ministry-defence", "ministry-police" };

	(void)state;
	for (int level = 4; level <= 5; level++)
		for (size_t manager = 0; manager < 3; manager++)
			for (size_t appraiser = 0; appraiser < 3; appraiser++) {
				struct story story;
				struct act_in act = act_on(ACT_APPRAISE, "2026-11-03");

				begin(&story, level);
				story.in.managed_by = manager ? ministries[manager] : NULL;
				must_on(&story, ACT_OPINION, "2026-11-02");
				must_on(&story, ACT_SUBMIT, "2026-11-02");
				must_on(&story, ACT_COMPLETE, "2026-11-02");
				act.body = ministries[appraiser];
				if (manager == appraiser)
					must(&story, act);
				else
					refused(&story, act, manager == 0 ? "điểm a khoản 3 Điều 12"
						: manager == 1 ? "điểm b khoản 3 Điều 12" : "điểm c khoản 3 Điều 12");
			}
}

/* ---- order ----------------------------------------------------------------------------------- */

/* What may follow an act, written out by level; "" is the beginning. */
static const struct { const char *after, *levels, *may; } order[] = {
	{ "", "123", "submit" },
	{ "", "45", "submit opinion" },
	{ "submit", "123", "incomplete complete" },
	{ "submit", "45", "incomplete complete opinion" },
	{ "incomplete", "123", "submit" },
	{ "incomplete", "45", "submit opinion" },
	{ "complete", "12345", "appraise" },
	{ "suitable", "1234", "approve refuse" },
	{ "suitable", "5", "approve-measures approve-list refuse" },
	{ "not-suitable", "123", "submit refuse" },
	{ "not-suitable", "45", "submit opinion refuse" },
	{ "approve", "12", "report" },
	{ "approve", "34", "" },
	{ "approve-measures", "5", "approve-list refuse" },
	{ "approve-list", "5", "approve-measures refuse" },
	{ "both", "5", "" },
	{ "refuse", "12345", "" },
	{ "report", "12", "" },
};

/* A whole story up to an act. */
static void reach(struct story *story, const char *after)
{
	static const enum act_step way[] = { ACT_SUBMIT, ACT_COMPLETE, ACT_APPRAISE };
	size_t length = strcmp(after, "") == 0 ? 0
	    : strcmp(after, "submit") == 0 || strcmp(after, "incomplete") == 0 ? 1
	    : strcmp(after, "complete") == 0 ? 2 : 3;
	enum act_step last;

	if (story->in.level >= 4 && *after)
		must_on(story, ACT_OPINION, "2026-11-01");
	for (size_t i = 0; i < length; i++) {
		struct act_in act = act_on(way[i], "2026-11-02");

		if (act.step == ACT_APPRAISE && strcmp(after, "not-suitable") == 0)
			act.result = RESULT_NOT_SUITABLE;
		must(story, act);
	}
	if (strcmp(after, "both") == 0) {
		must_on(story, ACT_APPROVE_LIST, "2026-11-03");
		must_on(story, ACT_APPROVE_MEASURES, "2026-11-03");
	} else if (strcmp(after, "report") == 0) {
		must_on(story, ACT_APPROVE, "2026-11-03");
		must_on(story, ACT_REPORT, "2026-11-03");
	} else if (strcmp(after, "refuse") == 0) {
		struct act_in act = act_on(ACT_REFUSE, "2026-11-03");

		act.body = story->in.level == 5 ? "prime-minister" : NULL;
		must(story, act);
	} else if (act_step_parse(&last, after) == OK && strcmp(after, "submit") != 0 &&
	    strcmp(after, "complete") != 0) {
		must_on(story, last, "2026-11-03");
	}
}

static bool has_word(const char *list, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = list; (at = strstr(at, word)); at += length)
		if ((at == list || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
	return false;
}

static void no_act_comes_out_of_order(void **state)
{
	size_t tried = 0, allowed = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(order); i++)
		for (const char *level = order[i].levels; *level; level++)
			for (int step = 0; step < ACT_STEPS; step++) {
				struct act_in act = act_on((enum act_step)step, "2026-11-04");
				bool may = has_word(order[i].may, act_step_code(act.step));
				struct story story;

				begin(&story, *level - '0');
				reach(&story, order[i].after);
				if (act.step == ACT_REFUSE && *level == '5')
					act.body = strcmp(order[i].after, "approve-list") == 0 ? "owner"
											       : "prime-minister";
				if ((try_act(&story, act) == OK) != may)
					fail_msg("level %c, '%s' after '%s': %s", *level, act_step_code(act.step),
					    order[i].after, may ? story.err.text : "allowed");
				tried++;
				allowed += may;
			}
	assert_int_equal(tried, 44 * ACT_STEPS);
	assert_int_equal(allowed, 3 + 4 + 6 + 6 + 3 + 4 + 5 + 8 + 3 + 6 + 6 + 2 + 2 + 2);
}

static void acts_that_cannot_follow_are_passed_over(void **state)
{
	struct story story;
	struct workflow flow;

	(void)state;
	begin(&story, 5);
	story.act[0] = act_on(ACT_APPROVE_LIST, "2026-11-01");
	story.act[1] = act_on(ACT_SUBMIT, "2026-11-02");
	story.act[2] = act_on(ACT_COMPLETE, "2026-11-03");
	story.act[3] = act_on(ACT_APPRAISE, "2026-11-04");
	story.act[4] = act_on(ACT_APPROVE, "2026-11-05");       /* level 5 has no such step */
	story.in.act_count = 5;
	flow = flow_of(&story);
	assert_int_equal(flow.state, PROPOSAL_SUITABLE);
	assert_null(step_of(&flow, "step-list-5")->act);
}

static void a_level_without_the_step_says_which_it_has(void **state)
{
	struct story story;

	(void)state;
	begin(&story, 5);
	reach(&story, "suitable");
	refused(&story, act_on(ACT_APPROVE, "2026-11-04"), "điểm đ khoản 3 Điều 12");
	begin(&story, 3);
	reach(&story, "suitable");
	refused(&story, act_on(ACT_APPROVE_LIST, "2026-11-04"), "điểm b khoản 2 Điều 12");
}

static void days_go_forward_and_not_past_today(void **state)
{
	struct story story;

	(void)state;
	begin(&story, 3);
	must_on(&story, ACT_SUBMIT, "2026-11-10");
	refused(&story, act_on(ACT_COMPLETE, "2026-11-09"), "10/11/2026");
	refused(&story, act_on(ACT_COMPLETE, "2026-11-23"), "22/11/2026");
	must_on(&story, ACT_COMPLETE, "2026-11-10");
	must_on(&story, ACT_APPRAISE, "2026-11-22");
}

static void judgements_need_a_result_and_approvals_a_document(void **state)
{
	struct story story;
	struct act_in act = act_on(ACT_APPRAISE, "2026-11-03");

	(void)state;
	begin(&story, 3);
	reach(&story, "complete");
	act.result = RESULT_NONE;
	refused(&story, act, "suitable");
	must_on(&story, ACT_APPRAISE, "2026-11-03");
	act = act_on(ACT_APPROVE, "2026-11-04");
	act.document = "";
	refused(&story, act, "");
	act = act_on(ACT_APPROVE, "2026-11-04");
	act.result = RESULT_SUITABLE;
	refused(&story, act, "");
	must_on(&story, ACT_APPROVE, "2026-11-04");
}

static void another_body_than_the_packs_is_refused_with_the_article(void **state)
{
	static const struct { int level; const char *after; enum act_step step; const char *body, *cite; } cases[] = {
		{ 1, "suitable", ACT_APPROVE, "owner", "khoản 1 Điều 12" },
		{ 2, "suitable", ACT_APPROVE, "owner", "khoản 1 Điều 12" },
		{ 2, "complete", ACT_APPRAISE, "owner", "khoản 1 Điều 12" },
		{ 3, "complete", ACT_APPRAISE, "owner", "điểm a khoản 2 Điều 12" },
		{ 3, "complete", ACT_APPRAISE, "council", "điểm a khoản 2 Điều 12" },
		{ 3, "suitable", ACT_APPROVE, "specialised-unit", "điểm b khoản 2 Điều 12" },
		{ 4, "", ACT_OPINION, "owner", "Điều 14" },
		{ 4, "complete", ACT_APPRAISE, "specialised-unit", "điểm a khoản 3 Điều 12" },
		{ 4, "suitable", ACT_APPROVE, "ministry-information", "điểm d khoản 3 Điều 12" },
		{ 5, "suitable", ACT_APPROVE_MEASURES, "prime-minister", "điểm d khoản 3 Điều 12" },
		{ 5, "suitable", ACT_APPROVE_LIST, "owner", "điểm đ khoản 3 Điều 12" },
		{ 1, "approve", ACT_REPORT, "owner", "điểm a khoản 3 Điều 14" },
		{ 3, "", ACT_SUBMIT, "specialised-unit", "điểm a khoản 1 Điều 14" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct act_in act = act_on(cases[i].step, "2026-11-04");
		struct story story;

		begin(&story, cases[i].level);
		reach(&story, cases[i].after);
		act.body = cases[i].body;
		refused(&story, act, cases[i].cite);
	}
}

/* ---- gates ----------------------------------------------------------------------------------- */

static void no_level_is_approved_before_its_regulation_is_issued(void **state)
{
	(void)state;
	for (int level = 1; level <= 5; level++) {
		enum act_step step = level == 5 ? ACT_APPROVE_MEASURES : ACT_APPROVE;
		struct story story;

		begin(&story, level);
		reach(&story, "suitable");
		story.in.regulation_date = "2026-11-05";
		assert_int_equal(gate_of(&story, "gate-regulation"), GATE_OPEN);
		refused(&story, act_on(step, "2026-11-04"), "khoản 7 Điều 9");
		story.in.regulation_date = NULL;
		refused(&story, act_on(step, "2026-11-04"), "khoản 7 Điều 9");
		assert_int_equal(gate_of(&story, "gate-regulation"), GATE_HOLDS);
		story.in.regulation_date = "2026-11-04";
		story.in.regulation_number = NULL;
		refused(&story, act_on(step, "2026-11-04"), "khoản 7 Điều 9");
		if (level == 5)
			refused(&story, act_on(ACT_APPROVE_LIST, "2026-11-04"), "khoản 7 Điều 9");
		story.in.regulation_number = "15/QĐ";
		must_on(&story, step, "2026-11-04");
	}
}

static void the_regulation_gate_holds_from_the_first_of_october_2022(void **state)
{
	struct story story;

	(void)state;
	begin(&story, 3);
	story.in.regulation_number = NULL;
	must_on(&story, ACT_SUBMIT, "2022-09-01");
	must_on(&story, ACT_COMPLETE, "2022-09-05");
	must_on(&story, ACT_APPRAISE, "2022-09-20");
	refused(&story, act_on(ACT_APPROVE, "2022-10-01"), "khoản 7 Điều 9");
	must_on(&story, ACT_APPROVE, "2022-09-30");
	assert_int_equal(gate_of(&story, "gate-regulation"), GATE_FREE);
}

static void levels_4_and_5_go_to_appraisal_with_the_professional_opinion(void **state)
{
	(void)state;
	for (int level = 4; level <= 5; level++) {
		struct act_in opinion = act_on(ACT_OPINION, "2026-11-03");
		struct story story;

		begin(&story, level);
		must_on(&story, ACT_SUBMIT, "2026-11-02");
		assert_int_equal(gate_of(&story, "gate-opinion"), GATE_HOLDS);
		assert_string_equal(flow_of(&story).next->step->id, "step-opinion");
		refused(&story, act_on(ACT_COMPLETE, "2026-11-03"), "khoản 5 Điều 15");
		opinion.result = RESULT_NOT_SUITABLE;           /* it is there: that is what the dossier needs */
		must(&story, opinion);
		assert_int_equal(gate_of(&story, "gate-opinion"), GATE_OPEN);
		must_on(&story, ACT_COMPLETE, "2026-11-03");
	}
}

static void from_level_3_nothing_is_approved_without_the_appraisal_opinion(void **state)
{
	(void)state;
	for (int level = 1; level <= 5; level++) {
		enum act_step step = level == 5 ? ACT_APPROVE_LIST : ACT_APPROVE;
		struct story story;

		begin(&story, level);
		reach(&story, "complete");
		refused(&story, act_on(step, "2026-11-04"), level >= 3 ? "điểm b khoản 1 Điều 17" : "khoản 1 Điều 12");
		if (level >= 3)
			assert_int_equal(gate_of(&story, "gate-appraisal"), GATE_HOLDS);
	}
}

static void a_unit_that_operates_the_system_does_not_appraise_it(void **state)
{
	(void)state;
	for (int level = 1; level <= 3; level++) {
		struct act_in act = act_on(ACT_APPRAISE, "2026-11-03");
		struct story story;
		struct workflow flow;

		begin(&story, level);
		story.in.self_operated = YES;
		reach(&story, "complete");
		assert_int_equal(gate_of(&story, "gate-independence"), GATE_HOLDS);
		assert_null(workflow_body(&story.in, ACT_APPRAISE, arena));
		refused(&story, act, "khoản 1 Điều 6");
		act.body = "specialised-unit";
		refused(&story, act, "khoản 2 Điều 6");
		act.body = "owner";
		refused(&story, act, "Điều 6");
		flow = flow_of(&story);
		assert_string_equal(flow.next->by[0], "assigned-unit");
		assert_string_equal(flow.next->by[1], "council");
		act.body = level == 2 ? "council" : "assigned-unit";
		must(&story, act);
		assert_int_equal(gate_of(&story, "gate-independence"), GATE_OPEN);
		must_on(&story, ACT_APPROVE, "2026-11-04");
	}
}

static void independence_is_asked_from_the_first_of_october_2022(void **state)
{
	struct act_in act = act_on(ACT_APPRAISE, "2022-09-30");
	struct story story;

	(void)state;
	begin(&story, 2);
	story.in.self_operated = YES;
	must_on(&story, ACT_SUBMIT, "2022-09-01");
	must_on(&story, ACT_COMPLETE, "2022-09-05");
	act.body = "specialised-unit";
	act.date = on("2022-10-01");
	refused(&story, act, "Điều 6");
	act.date = on("2022-09-30");
	must(&story, act);
	assert_int_equal(gate_of(&story, "gate-independence"), GATE_FREE);
}

static void who_operates_the_system_may_be_unknown(void **state)
{
	static const char *const bodies[] = { NULL, "specialised-unit", "assigned-unit", "council" };

	(void)state;
	for (size_t i = 0; i < COUNT(bodies); i++) {
		struct act_in act = act_on(ACT_APPRAISE, "2026-11-03");
		struct story story;

		begin(&story, 3);
		story.in.self_operated = UNKNOWN;
		reach(&story, "complete");
		assert_int_equal(gate_of(&story, "gate-independence"), GATE_UNKNOWN);
		act.body = bodies[i];
		must(&story, act);
		assert_int_equal(gate_of(&story, "gate-independence"), i < 2 ? GATE_UNKNOWN : GATE_OPEN);
	}
}

/* ---- dossier --------------------------------------------------------------------------------- */

static void each_missing_part_is_named(void **state)
{
	static const char *const cites[] = { "khoản 1 Điều 15", "điểm b khoản 2 Điều 15", "khoản 3 Điều 15",
		"khoản 4 Điều 15" };

	(void)state;
	for (size_t i = 0; i < COUNT(all_parts); i++) {
		const char *part[COUNT(all_parts)];
		size_t count = 0;
		struct story story;

		begin(&story, 1 + (int)i);
		for (size_t j = 0; j < COUNT(all_parts); j++)
			if (i != j)
				part[count++] = all_parts[j];
		story.in.part = part;
		story.in.part_count = count;
		refused(&story, act_on(ACT_SUBMIT, "2026-11-02"), all_parts[i]);
		assert_non_null(strstr(story.err.text, cites[i]));
		for (size_t j = 0; j < count; j++)
			assert_null(strstr(story.err.text, part[j]));
	}
}

static void a_new_system_gives_its_preliminary_design(void **state)
{
	struct story story;

	(void)state;
	begin(&story, 2);
	story.in.kind = "new";
	refused(&story, act_on(ACT_SUBMIT, "2026-11-02"), "dossier-design-new");
	assert_non_null(strstr(story.err.text, "điểm a khoản 2 Điều 15"));
}

static void the_opinion_is_a_part_that_comes_after_the_dossier(void **state)
{
	struct story story;
	struct workflow flow;

	(void)state;
	begin(&story, 3);
	assert_int_equal(flow_of(&story).part_count, 4);
	begin(&story, 4);
	flow = flow_of(&story);
	assert_int_equal(flow.part_count, 5);
	assert_string_equal(flow.part[4].part->id, "dossier-opinion");
	assert_false(flow.part[4].given);
	must_on(&story, ACT_SUBMIT, "2026-11-02");
	must_on(&story, ACT_OPINION, "2026-11-02");
	assert_true(flow_of(&story).part[4].given);
}

/* ---- clocks ---------------------------------------------------------------------------------- */

static void levels_1_and_2_share_one_period_from_the_complete_dossier(void **state)
{
	(void)state;
	for (int level = 1; level <= 2; level++) {
		struct story story;
		struct workflow flow;

		begin(&story, level);
		must_on(&story, ACT_SUBMIT, "2026-11-05");
		assert_null(flow_of(&story).due);
		must_on(&story, ACT_COMPLETE, "2026-11-06");
		flow = flow_of(&story);
		/* from Fri 6: Mon 9 (1) to Fri 13 (5), Mon 16 (6), Tue 17 (7) */
		assert_string_equal(flow.due->step->id, "step-approval-1-2");
		assert_true(is_day(flow.due->from, "2026-11-06"));
		assert_true(is_day(flow.due->until, "2026-11-17"));
		assert_false(flow.due->unverified);
		assert_true(flow.due->overdue);
		assert_false(step_of(&flow, "step-appraisal-1-2")->clock);
		must_on(&story, ACT_APPRAISE, "2026-11-16");
		assert_true(is_day(flow_of(&story).due->until, "2026-11-17"));
		must_on(&story, ACT_APPROVE, "2026-11-17");
		flow = flow_of(&story);
		assert_null(flow.due);
		assert_false(step_of(&flow, "step-approval-1-2")->overdue);
	}
}

static void level_3_has_15_days_to_appraise_and_then_7_working_days(void **state)
{
	struct story story;
	struct workflow flow;

	(void)state;
	begin(&story, 3);
	must_on(&story, ACT_SUBMIT, "2026-10-01");
	must_on(&story, ACT_COMPLETE, "2026-10-03");
	flow = flow_of(&story);
	assert_true(is_day(flow.due->until, "2026-10-18"));     /* a Sunday, which is not moved */
	assert_true(flow.due->until_off);
	assert_true(flow.due->overdue);
	assert_false(step_of(&flow, "step-approval-3")->clock);
	must_on(&story, ACT_APPRAISE, "2026-10-19");
	flow = flow_of(&story);
	assert_true(step_of(&flow, "step-appraisal-3")->overdue);
	/* from Mon 19: Tue 20 (1) to Fri 23 (4), Mon 26 (5), 27, Wed 28 (7) */
	assert_true(is_day(flow.due->from, "2026-10-19"));
	assert_true(is_day(flow.due->until, "2026-10-28"));
	assert_false(flow.due->until_off);
	story.in.as_of = on("2026-10-28");
	assert_false(flow_of(&story).due->overdue);
	story.in.as_of = on("2026-10-29");
	assert_true(flow_of(&story).due->overdue);
}

static void levels_4_and_5_have_30_days_and_the_list_has_no_period(void **state)
{
	(void)state;
	for (int level = 4; level <= 5; level++) {
		struct story story;
		struct workflow flow;

		begin(&story, level);
		must_on(&story, ACT_OPINION, "2026-01-20");
		must_on(&story, ACT_SUBMIT, "2026-01-25");
		must_on(&story, ACT_COMPLETE, "2026-01-30");
		assert_true(is_day(flow_of(&story).due->until, "2026-03-01"));
		must_on(&story, ACT_APPRAISE, "2026-02-13");
		flow = flow_of(&story);
		assert_true(is_day(flow.due->until, "2026-03-03"));     /* over Tết, as in the deadline table */
		assert_true(flow.due->unverified);
		assert_string_equal(flow.due->step->id, level == 4 ? "step-approval-4" : "step-measures-5");
		if (level == 5) {
			must_on(&story, ACT_APPROVE_MEASURES, "2026-03-02");
			assert_null(flow_of(&story).due);
		}
	}
}

static void a_new_round_starts_the_clocks_anew(void **state)
{
	struct act_in act = act_on(ACT_APPRAISE, "2026-10-10");
	struct story story;
	struct workflow flow;

	(void)state;
	begin(&story, 3);
	must_on(&story, ACT_SUBMIT, "2026-10-01");
	must_on(&story, ACT_COMPLETE, "2026-10-02");
	act.result = RESULT_NOT_SUITABLE;
	must(&story, act);
	flow = flow_of(&story);
	assert_int_equal(flow.state, PROPOSAL_NOT_SUITABLE);
	assert_null(flow.due);
	assert_string_equal(flow.next->step->id, "step-prepare");
	must_on(&story, ACT_SUBMIT, "2026-10-20");
	assert_null(flow_of(&story).due);
	must_on(&story, ACT_COMPLETE, "2026-10-21");
	assert_true(is_day(flow_of(&story).due->until, "2026-11-05"));
}

static void a_refusal_ends_the_approval_it_is_of(void **state)
{
	struct act_in act = act_on(ACT_REFUSE, "2026-11-04");
	struct story story;
	struct workflow flow;

	(void)state;
	begin(&story, 5);
	reach(&story, "suitable");
	assert_null(workflow_body(&story.in, ACT_REFUSE, arena));
	refused(&story, act, "prime-minister");
	act.body = "prime-minister";
	must(&story, act);
	flow = flow_of(&story);
	assert_int_equal(flow.state, PROPOSAL_REFUSED);
	assert_int_equal(step_of(&flow, "step-list-5")->state, FLOW_DONE);
	assert_int_equal(step_of(&flow, "step-measures-5")->state, FLOW_NEVER);
	assert_null(flow.next);
	assert_null(flow.due);
}

static void validity_is_checked_only_while_the_earlier_circular_was_in_force(void **state)
{
	static const struct { const char *submitted, *until; } cases[] = {
		{ "2017-06-30", NULL },
		{ "2017-07-03", "2017-07-10" },         /* Mon 3: Tue 4 (1) to Fri 7 (4), Mon 10 (5) */
		{ "2022-09-28", "2022-10-05" },
		{ "2022-09-30", "2022-10-07" },         /* Fri 30: Mon 3 (1) to Fri 7 (5) */
		{ "2022-10-01", NULL },
	};
	static const char *const step_id[] = { "step-validity-1-3", "step-validity-1-3", "step-validity-1-3",
		"step-validity-4-5", "step-validity-4-5" };

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		for (int level = 1; level <= 5; level++) {
			const struct flow_step *step;
			struct story story;
			struct workflow flow;

			begin(&story, level);
			if (level >= 4)
				must_on(&story, ACT_OPINION, "2017-06-01");
			must_on(&story, ACT_SUBMIT, cases[i].submitted);
			flow = flow_of(&story);
			step = step_of(&flow, step_id[level - 1]);
			if (!cases[i].until) {
				assert_null(step);
				continue;
			}
			assert_non_null(step);
			assert_int_equal(step->state, FLOW_NOW);
			assert_true(is_day(step->until, cases[i].until));
			assert_string_equal(step->by[0], level <= 3 ? "specialised-unit" : "ministry-information");
			must_on(&story, ACT_COMPLETE, cases[i].until);
			flow = flow_of(&story);
			assert_int_equal(step_of(&flow, step_id[level - 1])->state, FLOW_DONE);
			assert_false(step_of(&flow, step_id[level - 1])->overdue);
		}
}

static void validity_is_not_counted_before_the_professional_opinion(void **state)
{
	for (int level = 4; level <= 5; level++) {
		struct story story;
		struct workflow flow;

		(void)state;
		begin(&story, level);
		must_on(&story, ACT_SUBMIT, "2022-09-05");
		flow = flow_of(&story);
		assert_false(step_of(&flow, "step-validity-4-5")->clock);
		assert_null(flow.due);
		must_on(&story, ACT_OPINION, "2022-09-12");             /* Monday */
		flow = flow_of(&story);
		assert_true(is_day(step_of(&flow, "step-validity-4-5")->from, "2022-09-12"));
		assert_true(is_day(step_of(&flow, "step-validity-4-5")->until, "2022-09-19"));
	}
}

/* The earlier circular left out what these ministries manage for defence and security. */
static void validity_has_no_period_at_the_ministries_of_defence_and_security(void **state)
{
	static const char *const ministries[][2] = { { "ministry-defence", "step-validity-defence" },
		{ "ministry-police", "step-validity-police" } };

	(void)state;
	for (size_t i = 0; i < COUNT(ministries); i++) {
		struct story story;
		struct workflow flow;

		begin(&story, 4);
		story.in.managed_by = ministries[i][0];
		must_on(&story, ACT_OPINION, "2022-09-01");
		must_on(&story, ACT_SUBMIT, "2022-09-05");
		flow = flow_of(&story);
		assert_string_equal(flow.next->step->id, ministries[i][1]);
		assert_string_equal(flow.next->by[0], ministries[i][0]);
		assert_false(flow.next->clock);
		assert_null(flow.due);
		must_on(&story, ACT_COMPLETE, "2022-09-20");
		assert_int_equal(flow_of(&story).state, PROPOSAL_APPRAISING);
	}
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
		cmocka_unit_test(every_level_is_approved_by_those_the_decree_names),
		cmocka_unit_test(a_ministry_does_not_appraise_what_another_manages),
		cmocka_unit_test(no_act_comes_out_of_order),
		cmocka_unit_test(acts_that_cannot_follow_are_passed_over),
		cmocka_unit_test(a_level_without_the_step_says_which_it_has),
		cmocka_unit_test(days_go_forward_and_not_past_today),
		cmocka_unit_test(judgements_need_a_result_and_approvals_a_document),
		cmocka_unit_test(another_body_than_the_packs_is_refused_with_the_article),
		cmocka_unit_test(no_level_is_approved_before_its_regulation_is_issued),
		cmocka_unit_test(the_regulation_gate_holds_from_the_first_of_october_2022),
		cmocka_unit_test(levels_4_and_5_go_to_appraisal_with_the_professional_opinion),
		cmocka_unit_test(from_level_3_nothing_is_approved_without_the_appraisal_opinion),
		cmocka_unit_test(a_unit_that_operates_the_system_does_not_appraise_it),
		cmocka_unit_test(independence_is_asked_from_the_first_of_october_2022),
		cmocka_unit_test(who_operates_the_system_may_be_unknown),
		cmocka_unit_test(each_missing_part_is_named),
		cmocka_unit_test(a_new_system_gives_its_preliminary_design),
		cmocka_unit_test(the_opinion_is_a_part_that_comes_after_the_dossier),
		cmocka_unit_test(levels_1_and_2_share_one_period_from_the_complete_dossier),
		cmocka_unit_test(level_3_has_15_days_to_appraise_and_then_7_working_days),
		cmocka_unit_test(levels_4_and_5_have_30_days_and_the_list_has_no_period),
		cmocka_unit_test(a_new_round_starts_the_clocks_anew),
		cmocka_unit_test(a_refusal_ends_the_approval_it_is_of),
		cmocka_unit_test(validity_is_checked_only_while_the_earlier_circular_was_in_force),
		cmocka_unit_test(validity_is_not_counted_before_the_professional_opinion),
		cmocka_unit_test(validity_has_no_period_at_the_ministries_of_defence_and_security),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}

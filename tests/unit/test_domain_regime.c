/*
 * test_domain_regime.c - which regime a system is under: cases by hand, and what holds for all of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/regime.h"
#include "test_domain_regime_table.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct pack_set *set;
static const struct pack *regulation;

static int load(void **state)
{
	struct err err = { 0 };

	(void)state;
	lang_use(LANG_EN);
	if (packs_load(&set, NULL, &err) < 0) {
		print_error("%s\n", err.text);
		return -1;
	}
	regulation = packs_regime(set);
	assert_non_null(regulation);
	return 0;
}

static int drop(void **state)
{
	(void)state;
	packs_free(set);
	return 0;
}

static day day_of(const char *iso)
{
	day out = 0;

	assert_int_equal(day_parse(&out, iso, NULL), OK);
	return out;
}

/* ---- case by case --------------------------------------------------------------------------------- */

static enum transition_packs choice_of(int choice)
{
	return choice == TAKE_OLD ? PACKS_OLD : choice == TAKE_NEW ? PACKS_NEW : PACKS_ASK;
}

static struct regime_in input_of(const struct regime_case *one)
{
	return (struct regime_in){
		.approved_level = one->level, .approval_date = one->date, .approval_basis = one->basis,
		.decided_under = one->decided, .project_start = one->start, .in_build = one->in_build,
		.operating_since = one->since, .planned = one->planned, .filed = one->filed,
		.redetermine = one->redetermine, .higher_risk = one->risk, .products = one->products,
		.choice = choice_of(one->choice), .as_of = day_of(one->as_of),
	};
}

static void add(char *text, size_t room, const char *word)
{
	size_t length = strlen(text);

	snprintf(text + length, room - length, "%s%s", length > 0 ? " " : "", word ? word : "(none)");
}

static void list_rules(char *text, size_t room, const struct transition *const *rule, size_t count)
{
	text[0] = '\0';
	for (size_t i = 0; i < count; i++)
		add(text, room, rule[i]->id);
}

static char term_letter(const struct term_view *view)
{
	static const char letters[] = { [TERM_NONE] = '-', [TERM_RUNS] = 'R', [TERM_BETWEEN] = 'B', [TERM_OVER] = 'O' };

	assert_int_equal(view->state == TERM_NONE, view->term == NULL);
	return letters[view->state];
}

/* All that is said of a system, in one line, so that one comparison shows every difference. */
struct said {
	char text[400];
};
static struct said said_of(const struct regime_view *view)
{
	struct said said = { "" };
	char rules[120];

	list_rules(rules, sizeof(rules), view->candidate, view->candidates);
	snprintf(said.text, sizeof(said.text), "rule %s, candidates [%s], missing [",
	    view->rule ? view->rule->id : "none", view->certain ? "" : rules);
	for (enum situation at = SITUATION_APPROVED; at < SITUATIONS; at++) {
		if (view->missing >> at & 1) {
			add(said.text, sizeof(said.text), situation_code(at));
		}
	}
	add(said.text, sizeof(said.text), "], packs");
	add(said.text, sizeof(said.text), view->classification);
	add(said.text, sizeof(said.text), view->measures);
	add(said.text, sizeof(said.text), view->next_measures);
	list_rules(rules, sizeof(rules), view->beside, view->besides);
	add(said.text, sizeof(said.text), "beside [");
	add(said.text, sizeof(said.text), rules);
	add(said.text, sizeof(said.text), "]");
	return said;
}

static struct said said_by(const struct regime_case *one)
{
	struct said said = { "" };

	snprintf(said.text, sizeof(said.text), "rule %s, candidates [%s], missing [",
	    one->rule ? one->rule : "none", one->candidates ? one->candidates : "");
	if (one->missing)
		add(said.text, sizeof(said.text), one->missing);
	add(said.text, sizeof(said.text), "], packs");
	for (size_t i = 0; i < 3; i++)
		add(said.text, sizeof(said.text), one->packs[i]);
	add(said.text, sizeof(said.text), "beside [");
	add(said.text, sizeof(said.text), one->beside);
	add(said.text, sizeof(said.text), "]");
	return said;
}

static bool same_terms(const struct regime_view *view, const char *terms)
{
	char approval = term_letter(&view->approval);
	char measures = term_letter(&view->measures_due);

	return (terms[0] == '*' || terms[0] == approval) && terms[1] == measures;
}

/* A rule that is inferred or carries a doubt, a day between two readings, an answer that is not certain. */
static bool should_doubt(const struct regime_view *view)
{
	return !view->certain
	    || (view->rule && (view->rule->status != STATUS_CONFIRMED || view->rule->doubt.vi))
	    || view->approval.state == TERM_BETWEEN || view->measures_due.state == TERM_BETWEEN;
}

static size_t check_case(const struct regime_case *one)
{
	struct regime_in in = input_of(one);
	struct regime_view view;
	struct said expected = said_by(one);
	struct said said;

	regime_resolve(&view, regulation, &in);
	said = said_of(&view);
	if (strcmp(said.text, expected.text) == 0 && same_terms(&view, one->terms)
	    && view.certain == !one->candidates
	    && (view.doubtful || !should_doubt(&view)))
		return 0;
	print_error("%s: %s\n  expected %s terms %s\n  but is   %s terms %c%c%s\n", one->as_of, one->why,
	    expected.text, one->terms, said.text, term_letter(&view.approval), term_letter(&view.measures_due),
	    view.doubtful ? "" : " without a doubt");
	return 1;
}

static void each_case_has_the_rule_the_packs_and_the_terms_of_the_law(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(regime_cases); i++)
		wrong += check_case(&regime_cases[i]);
	print_message("## %zu cases\n", COUNT(regime_cases));
	assert_true(COUNT(regime_cases) >= 70);
	assert_int_equal(wrong, 0);
}

static void every_rule_of_the_note_is_at_work_in_a_case(void **state)
{
	static const char *const rules[] = { "T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10", "T11" };

	(void)state;
	for (size_t k = 0; k < COUNT(rules); k++) {
		bool found = false;

		for (size_t i = 0; i < COUNT(regime_cases) && !found; i++) {
			const char *beside = strstr(regime_cases[i].beside, rules[k]);

			found = regime_cases[i].rule && strcmp(regime_cases[i].rule, rules[k]) == 0;
			if (beside)
				found |= strchr(" ", beside[strlen(rules[k])]) != NULL;
		}
		if (!found)
			fail_msg("no case of %s", rules[k]);
	}
}

static void the_days_of_the_terms_are_those_of_both_readings(void **state)
{
	static const struct regime_case building = { "", "2026-12-01", BUILDING };
	struct regime_in in = input_of(&building);
	struct regime_view view;

	(void)state;
	regime_resolve(&view, regulation, &in);
	assert_int_equal(view.approval.safe, day_of("2026-12-31"));
	assert_int_equal(view.approval.corresponding, day_of("2027-01-01"));
	assert_int_equal(view.measures_due.safe, day_of("2027-06-30"));
	assert_int_equal(view.measures_due.corresponding, day_of("2027-07-01"));
	assert_int_equal(view.approval.term->days, 6);
	assert_int_equal(view.measures_due.term->days, 12);
}

/* What a rule says of itself, by the note: [VERIFY] and inferences are not confirmed, and each of them carries
 * its doubt in words. */
static void a_rule_that_is_inferred_says_so(void **state)
{
	static const struct {
		const char *id;
		enum status status;
	} expected[] = {
		{ "T1", STATUS_CONFIRMED }, { "T2", STATUS_SECONDARY }, { "T3", STATUS_UNVERIFIED },
		{ "T4", STATUS_UNVERIFIED }, { "T5", STATUS_UNVERIFIED }, { "T6", STATUS_UNVERIFIED },
		{ "T7", STATUS_SECONDARY }, { "T8", STATUS_SECONDARY }, { "T9", STATUS_SECONDARY },
		{ "T10", STATUS_CONFIRMED }, { "T11", STATUS_SECONDARY },
	};
	const struct regime *regime = regulation->regime;

	(void)state;
	for (size_t i = 0; i < COUNT(expected); i++) {
		const struct transition *found = NULL;

		for (size_t k = 0; k < regime->transition_count; k++) {
			if (strcmp(regime->transition[k].id, expected[i].id) == 0)
				found = &regime->transition[k];
		}
		if (!found || found->status != expected[i].status)
			fail_msg("%s: %s", expected[i].id, found ? status_code(found->status) : "not there");
		if (found->status == STATUS_UNVERIFIED && !found->doubt.vi)
			fail_msg("%s is not verified and tells no doubt", expected[i].id);
	}
	for (size_t k = 0; k < regime->term.count; k++)
		assert_int_equal(regime->term.at[k].status, STATUS_UNVERIFIED);
}

/* ---- all inputs ----------------------------------------------------------------------------------- */

static const char *const dates[] = { NULL, "2026-06-30", "2026-07-01", "2026-08-19", "2026-12-31", "2027-01-02" };
static const char *const bases[] = { NULL, OLD, NEW };
static const char *const starts[] = { NULL, "2026-06-30", "2026-07-01" };
static const char *const sinces[] = { NULL, "2026-06-30", "2026-07-01", "2026-07-02", "2026-08-19" };
static const char *const files[] = { NULL, "2026-08-18", "2026-08-20" };
static const char *const days[] = {
	"2026-06-30", "2026-07-01", "2026-07-02", "2026-08-18", "2026-08-19", "2026-08-20", "2026-12-31", "2027-01-01",
	"2027-01-02", "2027-06-30", "2027-07-01", "2027-07-02",
};
/* the ways an input can differ; the place of each in the grid. UNKNOWN and NULL stand at 0 */
enum axis { DATE, BASIS, START, SINCE, FILED, IN_BUILD, PLANNED, REDETERMINE, LEVEL, DAY, AXES };
static const size_t ways[AXES] = {
	[DATE] = COUNT(dates), [BASIS] = COUNT(bases), [START] = COUNT(starts), [SINCE] = COUNT(sinces),
	[FILED] = COUNT(files), [IN_BUILD] = 3, [PLANNED] = 3, [REDETERMINE] = 3, [LEVEL] = 2, [DAY] = COUNT(days),
};
static const enum truth truths[] = { UNKNOWN, NO, YES };

struct point {
	size_t at[AXES];
};

static bool next_point(struct point *point)
{
	for (size_t i = 0; i < AXES; i++) {
		if (++point->at[i] < ways[i])
			return true;
		point->at[i] = 0;
	}
	return false;
}

static struct regime_in input_at(const struct point *point)
{
	static day known[COUNT(days)];

	if (known[point->at[DAY]] == 0)
		known[point->at[DAY]] = day_of(days[point->at[DAY]]);
	return (struct regime_in){
		.approved_level = point->at[LEVEL] ? 3 : 0, .approval_date = dates[point->at[DATE]],
		.approval_basis = bases[point->at[BASIS]], .project_start = starts[point->at[START]],
		.in_build = truths[point->at[IN_BUILD]], .operating_since = sinces[point->at[SINCE]],
		.planned = truths[point->at[PLANNED]], .filed = files[point->at[FILED]],
		.redetermine = truths[point->at[REDETERMINE]], .choice = PACKS_ASK,
		.as_of = known[point->at[DAY]],
	};
}

static bool before(const char *date, const char *other)
{
	return date && strcmp(date, other) < 0;
}

/* Nobody can say all of this of one system. */
static bool contradicts(const struct regime_in *in)
{
	const char *start = in->project_start;
	const char *since = in->operating_since;
	bool begun = before(start, "2026-07-01");

	if (in->approved_level == 0 && (in->approval_date || in->approval_basis))
		return true;
	if (in->approval_basis && strcmp(in->approval_basis, NEW) == 0 && before(in->approval_date, "2026-08-19"))
		return true;
	if (start && since && strcmp(since, start) <= 0)
		return true;
	if (in->planned == YES && since)
		return true;
	if (in->in_build == YES)
		return (start && !begun) || before(since, "2026-07-01");
	/* begun and not in operation on the day before the law is in build */
	return in->in_build == NO && begun && (in->planned == YES || (since && !before(since, "2026-07-01")));
}

static bool is_new_law(const struct regime_in *in)
{
	return in->as_of >= day_of("2026-07-01");
}

static void tell(const struct point *point, const struct regime_in *in, const char *what)
{
	struct regime_view view;

	regime_resolve(&view, regulation, in);
	print_error("%s: level %d of %s under %s, begun %s, in build %s, operating since %s, planned %s, filed %s, "
		    "redetermine %s, on %s: %s\n", what, in->approved_level,
	    in->approval_date ? in->approval_date : "-", in->approval_basis ? in->approval_basis : "-",
	    in->project_start ? in->project_start : "-", truth_code(in->in_build),
	    in->operating_since ? in->operating_since : "-", truth_code(in->planned),
	    in->filed ? in->filed : "-", truth_code(in->redetermine), days[point->at[DAY]],
	    said_of(&view).text);
}

/* Calls check for all inputs that one system can have; at most a few failures are told. */
static void for_all(const char *(*check)(const struct point *point, const struct regime_in *in))
{
	struct point point = { { 0 } };
	size_t count = 0;
	size_t wrong = 0;

	do {
		struct regime_in in = input_at(&point);
		const char *what;

		if (contradicts(&in))
			continue;
		count++;
		what = check(&point, &in);
		if (what && wrong++ < 5)
			tell(&point, &in, what);
	} while (next_point(&point));
	print_message("## %zu inputs\n", count);
	assert_int_equal(wrong, 0);
}

static const char *one_rule_or_several_candidates(const struct point *point, const struct regime_in *in)
{
	struct regime_view view;

	(void)point;
	regime_resolve(&view, regulation, in);
	if (!view.classification || !view.measures)
		return "no packs";
	if (!is_new_law(in))
		return NULL;
	if (view.certain)
		return view.rule && view.rule->decides && view.missing == 0 ? NULL : "certain of nothing";
	if (view.candidates < 2)
		return "uncertain between fewer than two";
	for (size_t i = 0; i < view.candidates; i++) {
		if (!view.candidate[i]->decides)
			return "a candidate that does not decide";
	}
	return view.missing != 0 && !view.rule && view.doubtful ? NULL : "an uncertainty that is not stated";
}

static void there_is_one_rule_or_a_stated_uncertainty(void **state)
{
	(void)state;
	for_all(one_rule_or_several_candidates);
}

static const char *old_before_the_law(const struct point *point, const struct regime_in *in)
{
	struct regime_view view;

	(void)point;
	if (is_new_law(in))
		return NULL;
	regime_resolve(&view, regulation, in);
	if (strcmp(view.classification, OLD) != 0 || strcmp(view.measures, OLD_LIST) != 0)
		return "new packs before the law";
	return view.certain && !view.rule && !view.next_measures && view.besides == 0
	    && view.approval.state == TERM_NONE && view.measures_due.state == TERM_NONE ? NULL
	    : "a rule before the law";
}

static void before_the_law_the_old_packs_hold_for_everybody(void **state)
{
	(void)state;
	for_all(old_before_the_law);
}

static const char *kept_level(const struct point *point, const struct regime_in *in)
{
	struct regime_view view;

	(void)point;
	if (in->approved_level == 0 || !before(in->approval_date, "2026-07-01"))
		return NULL;
	if (in->approval_basis && strcmp(in->approval_basis, OLD) != 0)
		return NULL;
	if (in->redetermine == YES)
		return NULL;
	regime_resolve(&view, regulation, in);
	return strcmp(view.classification, OLD) == 0 ? NULL : "sent to the new classification";
}

static void a_level_approved_before_the_law_is_kept_unless_it_is_set_again(void **state)
{
	(void)state;
	for_all(kept_level);
}

static bool among(const struct transition *rule, const struct regime_view *view)
{
	for (size_t i = 0; i < view->candidates; i++) {
		if (view->candidate[i] == rule)
			return true;
	}
	return false;
}

/* In the grid what is not known stands at 0. A day of operation that is not given is known where the system is
 * planned; a dossier of which no day is given was not filed. */
static bool is_open(const struct point *point, enum axis axis, const struct regime_in *in)
{
	switch (axis) {
	case DATE:
	case BASIS:
		return point->at[axis] == 0 && in->approved_level > 0;
	case START:
	case IN_BUILD:
	case PLANNED:
	case REDETERMINE:
		return point->at[axis] == 0;
	case SINCE:
		return point->at[axis] == 0 && in->planned != YES;
	case FILED:
	case LEVEL:
	case DAY:
	case AXES:
		break;
	}
	return false;
}

static const char *compare_known(const struct regime_view *view, const struct regime_in *more)
{
	struct regime_view after;

	regime_resolve(&after, regulation, more);
	if (view->certain) {
		if (!after.certain)
			return "more is known, and what was certain no longer is";
		return after.rule == view->rule ? NULL : "more is known, and a certain rule changed";
	}
	if (after.certain)
		return among(after.rule, view) ? NULL : "more is known, and the rule was no candidate";
	for (size_t i = 0; i < after.candidates; i++) {
		if (!among(after.candidate[i], view))
			return "more is known, and there is a new candidate";
	}
	return NULL;
}

static const char *more_known(const struct point *point, const struct regime_in *in)
{
	struct regime_view view;

	regime_resolve(&view, regulation, in);
	for (enum axis axis = DATE; axis < AXES; axis++) {
		struct point more = *point;

		if (!is_open(point, axis, in))
			continue;
		while (++more.at[axis] < ways[axis]) {
			struct regime_in known = input_at(&more);
			/* what is approved is not of a day to come */
			bool skip = contradicts(&known) || (axis == DATE && day_of(known.approval_date) > in->as_of);
			const char *what = skip ? NULL : compare_known(&view, &known);

			if (what) {
				tell(&more, &known, "with one more known");
				return what;
			}
		}
	}
	return NULL;
}

static void more_knowledge_never_unsettles_what_was_certain(void **state)
{
	(void)state;
	for_all(more_known);
}

static bool is(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* Until the safe day of the term the old list with the new one as next, after it the new one. */
static const char *lists_by_day(const struct point *point, const struct regime_in *in)
{
	struct regime_view view;
	bool both;

	(void)point;
	regime_resolve(&view, regulation, in);
	if (!is_new_law(in) || !view.rule)
		return NULL;
	both = is(view.rule->measures, "old-then-new") && in->as_of <= day_of("2027-06-30");
	if (both)
		return is(view.measures, OLD_LIST) && is(view.next_measures, NEW_LIST) ? NULL : "not old, then new";
	if (is(view.rule->measures, "old"))
		return "a rule that never comes to the new list";
	return is(view.measures, NEW_LIST) && !view.next_measures ? NULL : "not the new list";
}

static void the_new_list_takes_the_place_of_the_old_after_the_safe_day(void **state)
{
	(void)state;
	for_all(lists_by_day);
}

/* A choice decides the regulation where no text does, and nothing else anywhere. */
static const char *choice_counts(const struct point *point, const struct regime_in *in)
{
	struct regime_in chosen = *in;
	struct regime_view none, old, new;

	(void)point;
	regime_resolve(&none, regulation, in);
	chosen.choice = PACKS_OLD;
	regime_resolve(&old, regulation, &chosen);
	chosen.choice = PACKS_NEW;
	regime_resolve(&new, regulation, &chosen);
	if (old.rule != none.rule || new.rule != none.rule || old.certain != none.certain)
		return "a choice changes the rule";
	if (!is(old.measures, none.measures) || !is(new.measures, none.measures))
		return "a choice changes the measures";
	if (none.rule && none.rule->classification == PACKS_ASK)
		return is(old.classification, OLD) && is(new.classification, NEW) ? NULL : "a choice is passed over";
	if (none.certain)
		return is(old.classification, none.classification) && is(new.classification, none.classification)
		    ? NULL : "a choice overrides the text";
	return NULL;
}

static void a_choice_counts_only_where_no_text_decides(void **state)
{
	(void)state;
	for_all(choice_counts);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_case_has_the_rule_the_packs_and_the_terms_of_the_law),
		cmocka_unit_test(every_rule_of_the_note_is_at_work_in_a_case),
		cmocka_unit_test(the_days_of_the_terms_are_those_of_both_readings),
		cmocka_unit_test(a_rule_that_is_inferred_says_so),
		cmocka_unit_test(there_is_one_rule_or_a_stated_uncertainty),
		cmocka_unit_test(before_the_law_the_old_packs_hold_for_everybody),
		cmocka_unit_test(a_level_approved_before_the_law_is_kept_unless_it_is_set_again),
		cmocka_unit_test(more_knowledge_never_unsettles_what_was_certain),
		cmocka_unit_test(the_new_list_takes_the_place_of_the_old_after_the_safe_day),
		cmocka_unit_test(a_choice_counts_only_where_no_text_decides),
	};

	return cmocka_run_group_tests(tests, load, drop);
}

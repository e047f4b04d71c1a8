/*
 * regime.c - which of two regimes a system stands under: situations from its dates, then the first
 * transition rule that holds. Everything three-valued; what is not known is never guessed.
 */
#include "capdo/regime.h"

#include <assert.h>
#include <string.h>

struct asking {
	const struct pack *pack;
	const struct regime *regime;
	const struct regime_in *in;
	struct regime_view *out;
	day law, decree;
};

static enum truth of(bool holds)
{
	return holds ? YES : NO;
}

static bool known(day *out, const char *iso)
{
	return iso && *iso && day_parse(out, iso, NULL) == OK;
}

/* ---- situations ------------------------------------------------------------------------------ */

static void look_at_term(struct term_view *out, const struct sourced *term, day as_of)
{
	*out = (struct term_view){ .term = term };
	if (!term || !known(&out->safe, term->from) || !known(&out->corresponding, term->until))
		return;
	out->state = as_of <= out->safe ? TERM_RUNS
	    : as_of <= out->corresponding ? TERM_BETWEEN
					  : TERM_OVER;
}

void regime_term(
    struct term_view *out, const struct regime *regime, enum term_kind kind, day on)
{
	const struct sourced *term = NULL;

	for (size_t i = 0; i < regime->transition_count && !term; i++)
		term = regime->transition[i].term[kind];
	look_at_term(out, term, on);
}

/* On the days between the two readings nobody can say. */
static enum truth term_over(const struct asking *a)
{
	struct term_view term;

	regime_term(&term, a->regime, TERM_APPROVAL, a->in->as_of);
	return term.state == TERM_BETWEEN ? UNKNOWN : of(term.state == TERM_OVER);
}

static enum truth approved(const struct asking *a)
{
	day date;

	if (a->in->approved_level < 1)
		return NO;
	return of(!known(&date, a->in->approval_date) || date <= a->in->as_of);
}

/* Before the decree there was only the old regulation to approve under. */
static enum truth under(const struct asking *a, const char *regulation, bool old)
{
	day date;

	if (approved(a) == NO)
		return NO;
	if (a->in->approval_basis)
		return of(strcmp(a->in->approval_basis, regulation) == 0);
	if (known(&date, a->in->approval_date) && date < a->decree)
		return of(old);
	if (a->in->decided_under)
		return of(strcmp(a->in->decided_under, regulation) == 0);
	return UNKNOWN;
}

static enum truth before_law(const struct asking *a)
{
	day date;

	if (approved(a) == NO || under(a, a->regime->new_regulation, false) == YES)
		return NO;
	return known(&date, a->in->approval_date) ? of(date < a->law) : UNKNOWN;
}

static enum truth in_build(const struct asking *a)
{
	day start, since;
	bool has_start = known(&start, a->in->project_start);
	bool has_since = known(&since, a->in->operating_since);

	if (a->in->in_build != UNKNOWN)
		return a->in->in_build;
	if ((has_start && start >= a->law) || (has_since && since < a->law))
		return NO;
	/* begun before the law and, if not planned still, in use only from the law on */
	return has_start && (has_since || a->in->planned == YES) ? YES : UNKNOWN;
}

static enum truth operating(const struct asking *a)
{
	day start, since;

	if (known(&since, a->in->operating_since))
		return of(since <= a->law);
	if (a->in->planned == YES)
		return NO;
	return known(&start, a->in->project_start) && start >= a->law ? NO : UNKNOWN;
}

static enum truth new_project(const struct asking *a)
{
	day start, since;

	if (known(&start, a->in->project_start))
		return of(start >= a->law);
	if (a->in->in_build == YES || (known(&since, a->in->operating_since) && since < a->law))
		return NO;
	return UNKNOWN;
}

static enum truth filed_old(const struct asking *a)
{
	day filed;

	return known(&filed, a->in->filed) ? of(filed < a->decree && approved(a) == NO) : NO;
}

static enum truth earlier_act(const struct asking *a)
{
	day date, since;
	bool has_date = known(&date, a->in->approval_date);

	if (approved(a) == YES && (!has_date || date < a->decree))
		return has_date ? NO : UNKNOWN;
	if (known(&since, a->in->operating_since))
		return of(since < a->decree);
	return a->in->planned == YES ? NO : UNKNOWN;
}

static enum truth situation_now(const struct asking *a, enum situation situation)
{
	switch (situation) {
	case SITUATION_APPROVED:
		return approved(a);
	case SITUATION_UNDER_OLD:
		return under(a, a->regime->old_regulation, true);
	case SITUATION_UNDER_NEW:
		return under(a, a->regime->new_regulation, false);
	case SITUATION_BEFORE_LAW:
		return before_law(a);
	case SITUATION_IN_BUILD:
		return in_build(a);
	case SITUATION_OPERATING:
		return operating(a);
	case SITUATION_NEW_PROJECT:
		return new_project(a);
	case SITUATION_FILED_OLD:
		return filed_old(a);
	case SITUATION_TERM_OVER:
		return term_over(a);
	case SITUATION_REDETERMINE:
		return a->in->redetermine;
	case SITUATION_HIGHER_RISK:
		return a->in->higher_risk;
	case SITUATION_NEW_LAW:
		return of(a->in->as_of >= a->law);
	case SITUATION_NEW_DECREE:
		return of(a->in->as_of >= a->decree);
	case SITUATION_PRODUCTS:
		return a->in->products;
	case SITUATION_EARLIER_ACT:
		return earlier_act(a);
	case SITUATIONS:
		break;
	}
	return UNKNOWN;
}

/* ---- rules ----------------------------------------------------------------------------------- */

static bool holds(const struct transition *rule, unsigned situations)
{
	return (situations & rule->when) == rule->when && (situations & rule->unless) == 0;
}

/* The index of the rule that decides, or that of none: the count. */
static size_t rule_for(const struct regime *regime, unsigned situations)
{
	size_t i = 0;

	while (i < regime->transition_count &&
	    !(regime->transition[i].decides && holds(&regime->transition[i], situations)))
		i++;
	return i;
}

/* Tries everything that is not known both ways: only so two rules that hang on the same thing are
 * told apart. */
static unsigned rules_possible(
    unsigned *missing, const struct regime *regime, unsigned yes, unsigned unknown)
{
	unsigned possible = 0;
	unsigned tried = 0;

	do {
		size_t rule = rule_for(regime, yes | tried);

		possible |= 1u << rule;
		for (int i = 0; i < SITUATIONS; i++) {
			unsigned bit = 1u << i & unknown;

			if (bit && rule_for(regime, (yes | tried) ^ bit) != rule)
				*missing |= bit;
		}
		tried = (tried - unknown) & unknown;
	} while (tried != 0);
	return possible;
}

static void find_rules(struct regime_view *out, const struct regime *regime)
{
	const size_t most = sizeof(out->candidate) / sizeof(out->candidate[0]);
	unsigned yes = 0, unknown = 0, asked = 0, possible;

	for (size_t i = 0; i < regime->transition_count; i++)
		if (regime->transition[i].decides)
			asked |= regime->transition[i].when | regime->transition[i].unless;
	for (int i = 0; i < SITUATIONS; i++) {
		yes |= out->situation[i] == YES ? 1u << i : 0;
		unknown |= out->situation[i] == UNKNOWN ? 1u << i : 0;
	}
	possible = rules_possible(&out->missing, regime, yes, unknown & asked);
	for (size_t i = 0; i < regime->transition_count; i++) {
		const struct transition *rule = &regime->transition[i];

		if (possible >> i & 1 && out->candidates < most)
			out->candidate[out->candidates++] = rule;
		if (!rule->decides && holds(rule, yes) && !(rule->unless & unknown) &&
		    out->besides < most)
			out->beside[out->besides++] = rule;
	}
	out->certain = out->candidates == 1 && possible >> regime->transition_count == 0;
	out->rule = out->certain ? out->candidate[0] : NULL;
}

/* What is approved is kept while nothing certain says otherwise. */
static const struct transition *rule_that_counts(const struct regime_view *view)
{
	if (view->candidates == 0)
		return NULL;
	if (view->situation[SITUATION_APPROVED] == YES) {
		for (size_t i = 0; i < view->candidates; i++)
			if (view->candidate[i]->classification == PACKS_OLD)
				return view->candidate[i];
		return view->candidate[0];
	}
	return view->candidate[view->candidates - 1];
}

static void take_packs(struct asking *a, const struct transition *rule)
{
	const struct regime *regime = a->regime;
	struct regime_view *out = a->out;
	bool old = rule->classification == PACKS_OLD ||
	    (rule->classification == PACKS_ASK && a->in->choice == PACKS_OLD);
	const char *measures = rule->measures ? rule->measures : "new";

	out->classification = old ? regime->old_regulation : regime->new_regulation;
	/* what is approved waits for no approval */
	if (out->situation[SITUATION_APPROVED] != YES)
		look_at_term(&out->approval, rule->term[TERM_APPROVAL], a->in->as_of);
	look_at_term(&out->measures_due, rule->term[TERM_MEASURES], a->in->as_of);
	if (strcmp(measures, "old") == 0 ||
	    (strcmp(measures, "old-then-new") == 0 && out->measures_due.state == TERM_RUNS))
		out->measures = regime->old_requirements;
	if (out->measures && strcmp(measures, "old-then-new") == 0)
		out->next_measures = regime->new_requirements;
	if (!out->measures)
		out->measures = regime->new_requirements;
}

void regime_resolve(
    struct regime_view *out, const struct pack *regulation, const struct regime_in *in)
{
	struct asking a = {
		.pack = regulation, .regime = regulation->regime, .in = in, .out = out
	};
	const struct transition *rule;

	assert(a.regime);
	*out = (struct regime_view){ .certain = true };
	if (!known(&a.law, a.regime->law) || !known(&a.decree, a.regime->decree))
		assert(false);
	for (int i = 0; i < SITUATIONS; i++)
		out->situation[i] = situation_now(&a, (enum situation)i);
	if (out->situation[SITUATION_NEW_LAW] == NO) {
		out->classification = a.regime->old_regulation;
		out->measures = a.regime->old_requirements;
		return;
	}
	find_rules(out, a.regime);
	rule = rule_that_counts(out);
	if (rule) {
		take_packs(&a, rule);
	} else {
		out->classification = a.regime->new_regulation;
		out->measures = a.regime->new_requirements;
	}
	out->doubtful = !out->certain || !rule || rule->status != STATUS_CONFIRMED ||
	    rule->doubt.vi || out->approval.state == TERM_BETWEEN ||
	    out->measures_due.state == TERM_BETWEEN;
}

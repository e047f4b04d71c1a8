/*
 * risk.c - likelihood and impact of a scenario, and what the measures take off.
 */
#include "compliance_priv.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

const struct band *risk_band(const struct method *method, int product)
{
	for (size_t i = 0; i < method->band_count; i++) {
		if (product >= method->band[i].from && product <= method->band[i].to)
			return &method->band[i];
	}
	return NULL;
}

/* The row with the largest limit that is reached. */
static int from_table(const struct step_table *row, size_t count, int share)
{
	int limit = -1;
	int value = 0;

	for (size_t i = 0; i < count; i++) {
		if (share >= row[i].at_least && row[i].at_least > limit) {
			limit = row[i].at_least;
			value = row[i].value;
		}
	}
	return value;
}

/* ---- answers -------------------------------------------------------------------------------- */

struct answers {
	const struct scenario *scenario;
	const struct answer_in *at;
	size_t count;
};

/* The scenario's own answer before the one for the whole system; an answer that is no option of the
 * question any more is none. */
static const struct option *find_answer(
    const struct answers *answers, const struct question *question)
{
	const struct option *for_all = NULL;

	for (size_t i = 0; i < answers->count; i++) {
		const struct answer_in *answer = &answers->at[i];
		bool whole = !answer->scenario || answer->scenario[0] == '\0';
		const struct option *option;

		if (strcmp(answer->question, question->id) != 0)
			continue;
		if (!whole && strcmp(answer->scenario, answers->scenario->id) != 0)
			continue;
		option = question_option(question, answer->value);
		if (option && !whole)
			return option;
		if (option)
			for_all = option;
	}
	return for_all;
}

static int most_points(const struct question *question)
{
	int most = 0;

	for (size_t i = 0; i < question->option_count; i++) {
		if (question->option[i].points > most)
			most = question->option[i].points;
	}
	return most;
}

static int suggest_likelihood(const struct answers *answers, const struct method *method)
{
	const struct cause *cause = answers->scenario->cause;
	int sum = 0;
	int most = 0;

	for (size_t i = 0; i < cause->question_count; i++) {
		const struct option *option = find_answer(answers, &cause->question[i]);

		if (!option)
			return 0;
		sum += option->points;
		most += most_points(&cause->question[i]);
	}
	if (most == 0)
		return 0;
	return from_table(method->likelihood_of, 5, thousandths(sum, most, 0));
}

/* Nothing worse than "no effect" is still the lowest impact of the scale. */
static int suggest_impact(const struct answers *answers)
{
	const struct scenario *scenario = answers->scenario;
	int highest = 1;

	for (size_t i = 0; i < scenario->consequence_count; i++) {
		const struct option *option = find_answer(answers, scenario->consequence[i]);

		if (!option)
			return 0;
		if (option->points > highest)
			highest = option->points;
	}
	return scenario->consequence_count > 0 ? highest : 0;
}

/* ---- measures ------------------------------------------------------------------------------- */

struct control {
	int64_t sum, most;
	size_t unassessed, key_open;
	int strength, steps;
};

static void add_mitigation(struct control *control, const struct mitigation *mitigation,
    enum finding status, const struct method *method)
{
	control->sum += (int64_t)mitigation->weight * finding_points(status, method);
	control->most += (int64_t)mitigation->weight * method->met;
	if (status == UNASSESSED)
		control->unassessed++;
	if (mitigation->key && (status == UNMET || status == UNASSESSED))
		control->key_open++;
}

/* Now, or with what is planned taken as done. */
static struct control control_strength(const struct mitigations *mitigations,
    const struct method *method, const struct item_state *item, size_t item_count, bool target)
{
	struct control control = { 0 };

	for (size_t i = 0; i < mitigations->count; i++) {
		const struct mitigation *mitigation = &mitigations->at[i];
		const struct item_state *state = item_find(item, item_count, mitigation);
		enum finding status;

		if (!state)
			continue;
		status = target ? state->target : state->status;
		if (status != NOT_APPLICABLE)
			add_mitigation(&control, mitigation, status, method);
	}
	control.strength = thousandths(control.sum, control.most, -1);
	if (control.strength >= 0)
		control.steps = from_table(
		    method->reduction, method->reduction_count, control.strength);
	if (control.key_open > 0 && control.steps > method->key_cap)
		control.steps = method->key_cap;
	return control;
}

/* ---- what a rating rests on ----------------------------------------------------------------- */

static void add_line(struct buffer *text, const char *what, const char *id, const char *value)
{
	buffer_add(text, what);
	buffer_add_n(text, "\t", 1);
	buffer_add(text, id);
	buffer_add_n(text, "\t", 1);
	buffer_add(text, value);
	buffer_add_n(text, "\n", 1);
}

static void add_answer(
    struct buffer *text, const struct answers *answers, const struct question *question)
{
	const struct option *option = find_answer(answers, question);

	add_line(text, "answer", question->id, option ? option->id : "");
}

static void hash_basis(char out[HASH_TEXT], const struct answers *answers,
    const struct mitigations *mitigations, int level, const struct item_state *item,
    size_t item_count)
{
	const struct scenario *scenario = answers->scenario;
	struct buffer text = { 0 };

	buffer_print(&text, "scenario\t%s\nlevel\t%d\n", scenario->id, level);
	for (size_t i = 0; i < scenario->cause->question_count; i++)
		add_answer(&text, answers, &scenario->cause->question[i]);
	for (size_t i = 0; i < scenario->consequence_count; i++)
		add_answer(&text, answers, scenario->consequence[i]);
	for (size_t i = 0; i < mitigations->count; i++) {
		const struct mitigation *mitigation = &mitigations->at[i];
		const struct item_state *state = item_find(item, item_count, mitigation);

		if (state)
			add_line(&text, "requirement", mitigation->requirement,
			    finding_code(state->status));
	}
	hash_text(out, text.text, text.length);
	buffer_release(&text);
}

/* ---- rating --------------------------------------------------------------------------------- */

static int less_steps(int likelihood, int steps)
{
	return likelihood - steps > 1 ? likelihood - steps : 1;
}

static void rate_products(struct risk *risk, const struct method *method)
{
	if (risk->likelihood == 0 || risk->impact == 0)
		return;
	risk->gross = risk->likelihood * risk->impact;
	risk->current_likelihood = less_steps(risk->likelihood, risk->steps);
	risk->current = risk->current_likelihood * risk->impact;
	risk->target_likelihood = less_steps(risk->likelihood, risk->target_steps);
	risk->target = risk->target_likelihood * risk->impact;
	risk->gross_band = risk_band(method, risk->gross);
	risk->current_band = risk_band(method, risk->current);
	risk->target_band = risk_band(method, risk->target);
}

static enum acceptance judge_acceptance(
    const struct rating_in *rating, int current, const char *today)
{
	if (rating->accepted_risk <= 0)
		return NOT_ACCEPTED;
	if (rating->accepted_risk != current)
		return ACCEPTANCE_REOPENED;
	if (rating->accepted_until && today && strcmp(today, rating->accepted_until) > 0)
		return ACCEPTANCE_EXPIRED;
	return ACCEPTED;
}

static void set_controls(struct risk *risk, const struct method *method,
    const struct item_state *item, size_t item_count)
{
	struct control now = control_strength(
	    &risk->mitigations, method, item, item_count, false);
	struct control target = control_strength(
	    &risk->mitigations, method, item, item_count, true);

	risk->control = now.strength;
	risk->steps = now.steps;
	risk->unassessed = now.unassessed;
	risk->key_open = now.key_open;
	risk->target_control = target.strength;
	risk->target_steps = target.steps;
}

void risk_rate(struct risk *out, const struct scenario *scenario,
    const struct mitigations *mitigations, const struct method *method, int level,
    const struct answer_in *answer, size_t answer_count, const struct rating_in *rating,
    const struct item_state *item, size_t item_count, const char *today)
{
	static const struct rating_in nobody = { 0 };
	struct answers answers = { .scenario = scenario, .at = answer, .count = answer_count };

	assert(level >= 0 && level <= 5);
	if (!rating)
		rating = &nobody;
	*out = (struct risk){ .scenario = scenario, .mitigations = *mitigations };
	out->suggested_likelihood = suggest_likelihood(&answers, method);
	out->suggested_impact = suggest_impact(&answers);
	out->likelihood = rating->likelihood > 0 ? rating->likelihood : out->suggested_likelihood;
	out->impact = rating->impact > 0 ? rating->impact : out->suggested_impact;
	set_controls(out, method, item, item_count);
	rate_products(out, method);
	hash_basis(out->basis, &answers, mitigations, level, item, item_count);
	out->stale = rating->basis && strcmp(rating->basis, out->basis) != 0;
	out->higher_level = level >= 1 && level <= 5 && out->impact > method->assumed_impact[level];
	out->acceptance = judge_acceptance(rating, out->current, today);
}

/* ---- what to do first ----------------------------------------------------------------------- */

static bool is_open(const struct item_state *item)
{
	return item->item.applies != NO && item->status != MET && item->status != NOT_APPLICABLE;
}

/* Adds what each open item of one scenario would take off; gain stands beside item. */
static void add_gains(struct gain *gain, const struct risk *risk, const struct item_state *item,
    size_t item_count, const struct method *method)
{
	const struct mitigations *mitigations = &risk->mitigations;
	struct control all = { 0 };

	for (size_t i = 0; i < mitigations->count; i++) {
		const struct mitigation *mitigation = &mitigations->at[i];
		const struct item_state *state = item_find(item, item_count, mitigation);

		if (state && state->status != NOT_APPLICABLE)
			add_mitigation(&all, mitigation, state->status, method);
	}
	for (size_t i = 0; i < mitigations->count; i++) {
		const struct mitigation *mitigation = &mitigations->at[i];
		const struct item_state *state = item_find(item, item_count, mitigation);
		int64_t lacking;

		if (!state || !is_open(state) || all.most == 0)
			continue;
		lacking = method->met - finding_points(state->status, method);
		gain[state - item].gain += 1000 * risk->impact * mitigation->weight * lacking /
		    all.most;
		gain[state - item].scenarios++;
	}
}

static int compare_gains(const void *a, const void *b)
{
	const struct gain *x = a;
	const struct gain *y = b;

	if (x->gain != y->gain)
		return x->gain > y->gain ? -1 : 1;
	if (x->requirement->index != y->requirement->index)
		return x->requirement->index < y->requirement->index ? -1 : 1;
	return 0;
}

size_t risk_gains(struct gain **out, const struct risk *risk, size_t risk_count,
    const struct item_state *item, size_t item_count, const struct method *method,
    struct arena *arena)
{
	struct gain *list = arena_alloc(arena, item_count * sizeof(*list));
	size_t count = 0;

	for (size_t i = 0; i < risk_count; i++) {
		if (risk[i].gross > 0)
			add_gains(list, &risk[i], item, item_count, method);
	}
	for (size_t i = 0; i < item_count; i++) {
		if (list[i].scenarios == 0)
			continue;
		list[count] = list[i];
		list[count].requirement = item[i].item.requirement;
		list[count].status = item[i].status;
		list[count].cost = item[i].cost;
		count++;
	}
	qsort(list, count, sizeof(*list), compare_gains);
	*out = list;
	return count;
}

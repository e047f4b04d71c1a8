/*
 * level_engine.c - a regulation pack becomes decision diagrams.
 */
#include "level_priv.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- classes -------------------------------------------------------------------------------- */

struct thresholds {
	int64_t at[CLASS_LIMIT];
	size_t count;
	bool too_many;
};

static void add_threshold(struct thresholds *list, const struct fact *fact, int64_t number)
{
	size_t at = 0;

	if (number <= 0 || (fact->max > 0 && number > fact->max))
		return;
	while (at < list->count && list->at[at] < number)
		at++;
	if (at < list->count && list->at[at] == number)
		return;
	if (list->count == CLASS_LIMIT - 1) {
		list->too_many = true;
		return;
	}
	memmove(&list->at[at + 1], &list->at[at], (list->count - at) * sizeof(list->at[0]));
	list->at[at] = number;
	list->count++;
}

static void find_thresholds(struct thresholds *list, const struct fact *fact,
    const struct condition *condition)
{
	for (size_t i = 0; i < condition->part_count; i++)
		find_thresholds(list, fact, &condition->part[i]);
	if (condition->fact != fact)
		return;
	add_threshold(list, fact, condition->number);
	if (condition->kind == COND_IS && condition->number < INT64_MAX)
		add_threshold(list, fact, condition->number + 1);
}

static int count_classes(
    struct variable *variable, const struct pack *pack, const struct fact *fact, struct err *err)
{
	struct thresholds list = { .count = 0 };

	for (size_t i = 0; i < pack->criterion_count; i++)
		find_thresholds(&list, fact, pack->criterion[i].when);
	if (list.too_many)
		return err_set(err, FAIL_INVALID, "fact '%s' of pack '%s' has too many thresholds",
		    fact->id, pack->id);
	variable->classes = list.count + 1;
	for (size_t i = 0; i < list.count; i++)
		variable->first[i + 1] = list.at[i];
	for (size_t i = 0; i < variable->classes; i++)
		variable->weight[i] = 1;
	return OK;
}

static int64_t value_weight(const struct fact *fact, size_t value)
{
	return fact->value[value].weight > 0 ? fact->value[value].weight : 1;
}

/* A set is as common as the rarest of its members. */
static void set_classes(struct variable *variable, const struct fact *fact)
{
	variable->classes = ((size_t)1 << fact->value_count) - 1;
	for (size_t i = 0; i < variable->classes; i++) {
		variable->first[i] = (int64_t)i + 1;
		variable->weight[i] = INT64_MAX;
		for (size_t j = 0; j < fact->value_count; j++) {
			if ((i + 1) >> j & 1 && value_weight(fact, j) < variable->weight[i])
				variable->weight[i] = value_weight(fact, j);
		}
	}
}

static void choice_classes(struct variable *variable, const struct fact *fact)
{
	variable->classes = fact->value_count;
	for (size_t i = 0; i < variable->classes; i++) {
		variable->first[i] = (int64_t)i;
		variable->weight[i] = value_weight(fact, i);
	}
}

/* Large weights are scaled down, so that sums of weights times costs stay far from overflow. */
static void total_weights(struct variable *variable)
{
	int64_t total = 0;

	for (size_t i = 0; i < variable->classes; i++)
		total += variable->weight[i];
	variable->total = total;
	if (total <= WEIGHT_TOTAL)
		return;
	variable->total = 0;
	for (size_t i = 0; i < variable->classes; i++) {
		variable->weight[i] /= total / (WEIGHT_TOTAL / 2) + 1;
		if (variable->weight[i] == 0)
			variable->weight[i] = 1;
		variable->total += variable->weight[i];
	}
}

static int make_variable(
    struct variable *variable, const struct pack *pack, const struct fact *fact, struct err *err)
{
	int rc = OK;

	if (fact->type == FACT_COUNT) {
		rc = count_classes(variable, pack, fact, err);
	} else if (fact->value_count == 0 || fact->value_count > CLASS_LIMIT
	    || (fact->type == FACT_SET && fact->value_count > SET_LIMIT)) {
		rc = err_set(err, FAIL_INVALID,
		    "fact '%s' of pack '%s' has too few or too many values", fact->id, pack->id);
	} else if (fact->type == FACT_SET) {
		set_classes(variable, fact);
	} else {
		choice_classes(variable, fact);
	}
	if (rc == OK)
		total_weights(variable);
	return rc;
}

size_t variable_class(const struct variable *variable, int64_t number)
{
	size_t class = variable->classes - 1;

	while (class > 0 && variable->first[class] > number)
		class--;
	return class;
}

/* ---- conditions ----------------------------------------------------------------------------- */

static node build(struct level_engine *engine, const struct condition *condition);

static node build_test(struct level_engine *engine, const struct condition *test)
{
	const struct variable *variable = &engine->variable[test->fact->index];
	bool marked[CLASS_LIMIT];

	for (size_t i = 0; i < variable->classes; i++)
		marked[i] = test_holds(test, variable->first[i]);
	return diagram_test(engine->diagram, test->fact->index, marked);
}

static node build_parts(struct level_engine *engine, const struct condition *condition)
{
	bool all = condition->kind == COND_ALL;
	node result = all ? 1 : 0;

	for (size_t i = 0; i < condition->part_count; i++)
		result = diagram_combine(engine->diagram, all ? LOWER_OF : HIGHER_OF, result,
		    build(engine, &condition->part[i]));
	return result;
}

static node build(struct level_engine *engine, const struct condition *condition)
{
	static const unsigned char opposite[TERMINALS] = { 1, 0 };

	switch (condition->kind) {
	case COND_ALL:
	case COND_ANY:
		return build_parts(engine, condition);
	case COND_NOT:
		return diagram_map(engine->diagram, build(engine, condition->part), opposite);
	case COND_IS:
	case COND_HAS:
	case COND_AT_LEAST:
	case COND_BELOW:
		return build_test(engine, condition);
	case COND_CRITERION:
		break;
	}
	assert(!"checked before");
	return 0;
}

/* Only tests on facts of the pack itself can be decided here. */
static bool decidable(const struct condition *condition, const struct pack *pack)
{
	const struct fact *fact = condition->fact;

	if (condition->kind == COND_CRITERION)
		return false;
	if (condition->kind != COND_ALL && condition->kind != COND_ANY &&
	    condition->kind != COND_NOT)
		return fact && fact->index < pack->fact_count && &pack->fact[fact->index] == fact;
	for (size_t i = 0; i < condition->part_count; i++) {
		if (!decidable(&condition->part[i], pack))
			return false;
	}
	return true;
}

static int build_criteria(struct level_engine *engine, struct err *err)
{
	const struct pack *pack = engine->pack;

	for (size_t i = 0; i < pack->criterion_count; i++) {
		const struct criterion *criterion = &pack->criterion[i];
		unsigned char to[TERMINALS] = { 0, (unsigned char)criterion->level };
		node level;

		if (criterion->level < 1 || criterion->level >= TERMINALS
		    || !decidable(criterion->when, pack))
			return err_set(err, FAIL_INVALID,
			    "criterion '%s' of pack '%s' cannot be decided from its facts",
			    criterion->id, pack->id);
		engine->met[i] = build(engine, criterion->when);
		level = diagram_map(engine->diagram, engine->met[i], to);
		engine->possible = diagram_combine(
		    engine->diagram, HIGHER_OF, engine->possible, level);
		if (!criterion->undetermined)
			engine->level = diagram_combine(
			    engine->diagram, HIGHER_OF, engine->level, level);
	}
	return OK;
}

/* ---- the engine ----------------------------------------------------------------------------- */

static int build_engine(struct level_engine *engine, struct err *err)
{
	const struct pack *pack = engine->pack;
	size_t classes[VARIABLE_LIMIT];
	int rc;

	if (pack->fact_count > VARIABLE_LIMIT)
		return err_set(err, FAIL_INVALID, "pack '%s' has more than %d facts", pack->id,
		    VARIABLE_LIMIT);
	for (size_t i = 0; i < pack->fact_count; i++) {
		assert(pack->fact[i].index == i);
		rc = make_variable(&engine->variable[i], pack, &pack->fact[i], err);
		if (rc < 0)
			return rc;
		classes[i] = engine->variable[i].classes;
	}
	engine->diagram = diagram_new(classes, pack->fact_count);
	return build_criteria(engine, err);
}

int level_engine_new(struct level_engine **out, const struct pack *regulation, struct err *err)
{
	struct level_engine *engine = xcalloc(1, sizeof(*engine));
	int rc;

	engine->pack = regulation;
	engine->variable = xcalloc(regulation->fact_count, sizeof(*engine->variable));
	engine->met = xcalloc(regulation->criterion_count, sizeof(*engine->met));
	rc = build_engine(engine, err);
	if (rc < 0) {
		level_engine_free(engine);
		return rc;
	}
	*out = engine;
	return OK;
}

void level_engine_free(struct level_engine *engine)
{
	if (!engine)
		return;
	diagram_free(engine->diagram);
	free(engine->variable);
	free(engine->met);
	free(engine);
}

int level_engine_value(const struct level_engine *engine, const unsigned char *class)
{
	return diagram_value(engine->diagram, engine->level, class);
}

int level_engine_possible(const struct level_engine *engine, const unsigned char *class)
{
	return diagram_value(engine->diagram, engine->possible, class);
}

node level_restrict(struct diagram *diagram, const struct level_engine *engine, node function,
    const struct facts *facts)
{
	for (size_t i = 0; i < engine->pack->fact_count; i++) {
		int64_t number = facts_number(facts, &engine->pack->fact[i]);

		if (number >= 0)
			function = diagram_restrict(diagram, function, i,
			    variable_class(&engine->variable[i], number));
	}
	return function;
}

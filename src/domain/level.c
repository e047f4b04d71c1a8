/*
 * level.c - the level that follows from the facts known, and what could still change it.
 */
#include "level_priv.h"

#include <assert.h>
#include <stdlib.h>

/* What is undetermined may hold, but never does. */
static enum truth truth_of(node function, const struct criterion *criterion)
{
	if (function == 0)
		return NO;
	return function < TERMINALS && !criterion->undetermined ? YES : UNKNOWN;
}

/* Those that a function still depends on, as the pack lists them. */
static void list_known_open(struct level_result *out, const struct level_engine *engine,
    const struct diagram *diagram, node level, node possible, struct arena *arena)
{
	support open = diagram_support(diagram, level) | diagram_support(diagram, possible);
	const struct fact **list =
	    arena_alloc(arena, (engine->pack->fact_count + 1) * sizeof(*list));

	out->open = list;
	for (size_t i = 0; i < engine->pack->fact_count; i++)
		if (open >> i & 1)
			list[out->open_count++] = &engine->pack->fact[i];
}

static void list_open(struct level_result *out, const struct level_engine *engine,
    struct diagram *diagram, node level, node possible, struct arena *arena)
{
	size_t order[VARIABLE_LIMIT];
	size_t count = walk_order(order, engine, diagram, level, possible);
	const struct fact **open = arena_alloc(arena, count * sizeof(*open));

	for (size_t i = 0; i < count; i++)
		open[i] = &engine->pack->fact[order[i]];
	out->open = open;
	out->open_count = count;
}

static int decide(struct level_result *out, const struct level_engine *engine,
    const struct facts *facts, bool ordered, struct arena *arena, struct err *err)
{
	size_t count = engine->pack->criterion_count;
	struct diagram *diagram;
	enum truth *met;
	node level, possible;

	if (facts_pack(facts) != engine->pack)
		return err_set(err, FAIL_INVALID, "facts of pack '%s' say nothing about pack '%s'",
		    facts_pack(facts)->id, engine->pack->id);
	diagram = diagram_copy(engine->diagram);
	level = level_restrict(diagram, engine, engine->level, facts);
	possible = level_restrict(diagram, engine, engine->possible, facts);
	met = arena_alloc(arena, count * sizeof(*met));
	for (size_t i = 0; i < count; i++)
		met[i] = truth_of(level_restrict(diagram, engine, engine->met[i], facts),
		    &engine->pack->criterion[i]);
	*out = (struct level_result){
		.level = diagram_lowest(diagram, level),
		.lowest = diagram_lowest(diagram, level),
		.highest = diagram_highest(diagram, possible),
		.met = met,
	};
	/* equal only when both are fixed: the one is nowhere above the other */
	out->certain = out->lowest == out->highest;
	if (ordered)
		list_open(out, engine, diagram, level, possible, arena);
	else
		list_known_open(out, engine, diagram, level, possible, arena);
	diagram_free(diagram);
	return OK;
}

int level_decide(struct level_result *out, const struct level_engine *engine,
    const struct facts *facts, struct arena *arena, struct err *err)
{
	return decide(out, engine, facts, true, arena, err);
}

int level_judge(struct level_result *out, const struct level_engine *engine,
    const struct facts *facts, struct arena *arena, struct err *err)
{
	return decide(out, engine, facts, false, arena, err);
}

const struct fact *level_next(const struct level_engine *engine, const struct facts *facts)
{
	struct diagram *diagram = diagram_copy(engine->diagram);
	size_t order[VARIABLE_LIMIT];
	size_t count;

	assert(facts_pack(facts) == engine->pack);
	count = walk_order(order, engine, diagram,
	    level_restrict(diagram, engine, engine->level, facts),
	    level_restrict(diagram, engine, engine->possible, facts));
	diagram_free(diagram);
	return count > 0 ? &engine->pack->fact[order[0]] : NULL;
}

/* What names the criteria is of the component with the highest level; the open facts are of the one
 * that may lie highest of those that have any and can still change the whole. */
void level_combine(struct level_result *into, const struct level_result *component)
{
	if (component->level > into->level) {
		into->level = component->level;
		into->met = component->met;
	}
	if (into->highest <= component->lowest)
		into->open_count = 0;
	if (component->lowest > into->lowest)
		into->lowest = component->lowest;
	if (component->open_count > 0 && component->highest > into->lowest
	    && (into->open_count == 0 || component->highest > into->highest)) {
		into->open = component->open;
		into->open_count = component->open_count;
	}
	if (component->highest > into->highest)
		into->highest = component->highest;
	into->certain = into->lowest == into->highest;
	if (into->certain)
		into->open_count = 0;
}

/* ---- the nearest criteria ------------------------------------------------------------------- */

/* Tests that a condition lacks; a test that must be false stands as the `not` around it. */
struct lacks {
	struct arena *arena;
	const struct condition **at;
	size_t count, room;
};

static bool is_test(const struct condition *condition)
{
	return condition->kind != COND_ALL && condition->kind != COND_ANY &&
	    condition->kind != COND_NOT;
}

/* Must every part become what is wanted, or is one enough? */
static bool needs_every_part(const struct condition *condition, bool wanted)
{
	return (condition->kind == COND_ALL) == wanted;
}

static bool test_lacks(const struct condition *test, bool wanted, const struct facts *facts)
{
	return facts_test(facts, test) != (wanted ? YES : NO);
}

static size_t count_lacking(
    const struct condition *condition, bool wanted, const struct facts *facts)
{
	size_t sum = 0;
	size_t least = SIZE_MAX;

	if (is_test(condition))
		return test_lacks(condition, wanted, facts) ? 1 : 0;
	if (condition->kind == COND_NOT)
		return count_lacking(condition->part, !wanted, facts);
	for (size_t i = 0; i < condition->part_count; i++) {
		size_t count = count_lacking(&condition->part[i], wanted, facts);

		sum += count;
		if (count < least)
			least = count;
	}
	return needs_every_part(condition, wanted) ? sum : least;
}

static bool same_test(const struct condition *a, const struct condition *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == COND_NOT)
		return same_test(a->part, b->part);
	return a->fact == b->fact && a->value == b->value && a->number == b->number;
}

static void add_lack(struct lacks *lacks, const struct condition *test, bool wanted)
{
	const struct condition *lack = test;

	if (!wanted) {
		struct condition *opposite = arena_alloc(lacks->arena, sizeof(*opposite));

		*opposite = (struct condition){ .kind = COND_NOT, .part = test, .part_count = 1 };
		lack = opposite;
	}
	for (size_t i = 0; i < lacks->count; i++) {
		if (same_test(lacks->at[i], lack))
			return;
	}
	lacks->at = arena_grow(
	    lacks->arena, lacks->at, lacks->count, &lacks->room, sizeof(*lacks->at));
	lacks->at[lacks->count++] = lack;
}

static void list_lacking(struct lacks *lacks, const struct condition *condition, bool wanted,
    const struct facts *facts)
{
	size_t least;

	if (is_test(condition)) {
		if (test_lacks(condition, wanted, facts))
			add_lack(lacks, condition, wanted);
		return;
	}
	if (condition->kind == COND_NOT) {
		list_lacking(lacks, condition->part, !wanted, facts);
		return;
	}
	least = count_lacking(condition, wanted, facts);
	for (size_t i = 0; i < condition->part_count; i++) {
		const struct condition *part = &condition->part[i];

		if (needs_every_part(condition, wanted)) {
			list_lacking(lacks, part, wanted, facts);
		} else if (count_lacking(part, wanted, facts) == least) {
			list_lacking(lacks, part, wanted, facts);
			return;
		}
	}
}

static int compare_near(const void *a, const void *b)
{
	const struct level_near *x = a;
	const struct level_near *y = b;

	if (x->lacking != y->lacking)
		return x->lacking < y->lacking ? -1 : 1;
	if (x->criterion->level != y->criterion->level)
		return x->criterion->level < y->criterion->level ? -1 : 1;
	return x->criterion < y->criterion ? -1 : 1;
}

size_t level_nearest(struct level_near *out, size_t most, const struct level_engine *engine,
    const struct facts *facts, struct arena *arena)
{
	size_t room = engine->pack->criterion_count;
	struct level_near *near = arena_alloc(arena, room * sizeof(*near));
	size_t count = 0;

	for (size_t i = 0; i < room; i++) {
		const struct criterion *criterion = &engine->pack->criterion[i];
		struct lacks lacks = { .arena = arena };

		/* no facts make it hold */
		if (engine->met[i] == 0 || criterion->undetermined)
			continue;
		list_lacking(&lacks, criterion->when, true, facts);
		if (lacks.count > 0)
			near[count++] = (struct level_near){
				.criterion = criterion, .lacking = lacks.count, .lack = lacks.at,
			};
	}
	qsort(near, count, sizeof(*near), compare_near);
	if (count > most)
		count = most;
	for (size_t i = 0; i < count; i++)
		out[i] = near[i];
	return count;
}

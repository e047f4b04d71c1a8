/*
 * checklist.c - which requirements a system has, from its level, its criteria and its facts.
 */
#include "facts_priv.h"

#include <assert.h>
#include <string.h>

static enum truth opposite(enum truth truth)
{
	switch (truth) {
	case NO:
		return YES;
	case YES:
		return NO;
	case UNKNOWN:
		break;
	}
	return UNKNOWN;
}

/* "8.2" covers "8.2" and "8.2.a", not "8.20". */
static bool covers(const char *beginning, const char *id)
{
	size_t length = strlen(beginning);

	return strncmp(beginning, id, length) == 0 && (id[length] == '\0' || id[length] == '.');
}

/* A level without any criterion was given by somebody, not decided here: then nobody knows. */
static enum truth got_level_by(const struct basis *basis, const char *criterion)
{
	if (!basis->criterion || basis->criterion_count == 0)
		return UNKNOWN;
	for (size_t i = 0; i < basis->criterion_count; i++) {
		if (covers(criterion, basis->criterion[i]))
			return YES;
	}
	return NO;
}

static enum truth test(const struct condition *condition, const struct basis *basis)
{
	enum truth truth = facts_test(basis->profile, condition);

	return truth == UNKNOWN ? facts_test(basis->regulation, condition) : truth;
}

static enum truth decide(const struct condition *condition, const struct basis *basis);

/* One part of this value decides: a no among all, a yes among any. */
static enum truth decide_parts(const struct condition *condition, const struct basis *basis)
{
	enum truth decisive = condition->kind == COND_ALL ? NO : YES;
	enum truth result = opposite(decisive);

	for (size_t i = 0; i < condition->part_count; i++) {
		enum truth part = decide(&condition->part[i], basis);

		if (part == decisive)
			return decisive;
		if (part == UNKNOWN)
			result = UNKNOWN;
	}
	return result;
}

static enum truth decide(const struct condition *condition, const struct basis *basis)
{
	if (!condition)
		return YES;
	switch (condition->kind) {
	case COND_ALL:
	case COND_ANY:
		return decide_parts(condition, basis);
	case COND_NOT:
		return opposite(decide(condition->part, basis));
	case COND_IS:
	case COND_HAS:
	case COND_AT_LEAST:
	case COND_BELOW:
		return test(condition, basis);
	case COND_CRITERION:
		break;
	}
	return got_level_by(basis, condition->criterion);
}

/* The first form that is demanded; else the first that may be. */
static void decide_strict(struct check_item *item, const struct basis *basis)
{
	item->strict = NO;
	for (size_t i = 0; i < item->demand->strict_count; i++) {
		const struct strict *form = &item->demand->strict[i];
		enum truth truth = decide(form->when, basis);

		if (truth == NO || (truth == UNKNOWN && item->strict == UNKNOWN))
			continue;
		item->strict = truth;
		item->strict_form = form;
		if (truth == YES)
			return;
	}
}

size_t checklist_make(struct check_item **out, const struct pack *requirements,
    const struct basis *basis, struct arena *arena)
{
	struct check_item *list;
	size_t count = 0;

	assert(basis->level >= 0 && basis->level <= 5);
	list = arena_alloc(arena, requirements->requirement_count * sizeof(*list));
	for (size_t i = 0; i < requirements->requirement_count; i++) {
		const struct requirement *requirement = &requirements->requirement[i];
		const struct demand *demand = requirement->at[basis->level];
		struct check_item item = {
			.requirement = requirement, .mark = requirement->mark, .demand = demand
		};

		if (!demand)
			continue;
		item.applies = decide(demand->when, basis);
		if (item.applies == NO)
			continue;
		decide_strict(&item, basis);
		list[count++] = item;
	}
	*out = list;
	return count;
}

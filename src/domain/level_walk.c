/*
 * level_walk.c - in which order to ask.
 *
 * The shortest walk of all would have to weigh every order of every question: for the decree of
 * 2016 that is 300,000 functions and half a second to three seconds, far too much at the start of a
 * command. So two steps of one idea: a simple walk asks what leaves the answer least mixed (the
 * chance that two systems alike so far end at different levels); the walk we take asks what has the
 * fewest further questions when the simple walk goes on from there, exactly counted; of questions
 * that cost hardly more it takes the one that the pack has first, because people read that order
 * more easily. About 1,000 functions and some milliseconds; the mean is within one per cent of the
 * shortest on that decree. Every question asked can still change the answer, whatever the order.
 *
 * Where the law leaves something undetermined there are two functions: what is certain, and what is
 * possible. The walk settles the first, then goes on with what is left of the second.
 */
#include "level_priv.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
	ONE_QUESTION = 1 << 30,         /* costs are counted in parts of a question */
	NO_MATTER = ONE_QUESTION / 50,  /* so little more, and the order of the pack reads better */
	CERTAINTY = 1 << 30             /* chances likewise */
};

/* What has been worked out for a node; -1: not yet. */
struct state {
	int64_t simple;                 /* further questions of the simple walk */
	int64_t real;                   /* and of the walk we take */
	int32_t chance[TERMINALS];      /* of each level; [0] -1: not yet */
};

/* Further questions of the walk through two functions; those with cost 0 are free places. */
struct both {
	node first, then;
	int64_t cost;
};
enum { FIRST_BOTH = 1024 };

struct walk {
	const struct level_engine *engine;
	struct diagram *diagram;
	bool weighted; /* how `real` is averaged; the order always goes by weight */
	struct state *state;            /* by node */
	size_t room;
	struct both *both;              /* open addressing */
	size_t boths, both_room;
};

/* Valid until the next call: new nodes may have come. */
static struct state *state_of(struct walk *walk, node function)
{
	if (function >= walk->room) {
		size_t room = diagram_nodes(walk->diagram) * 2;

		walk->state = xrealloc(walk->state, room * sizeof(*walk->state));
		for (size_t i = walk->room; i < room; i++)
			walk->state[i] = (struct state){
				.simple = -1, .real = -1, .chance = { -1 }
			};
		walk->room = room;
	}
	return &walk->state[function];
}

static node step(struct walk *walk, node function, size_t variable, size_t class)
{
	return diagram_restrict(walk->diagram, function, variable, class);
}

static bool asks(const struct walk *walk, node function, size_t variable)
{
	return diagram_support(walk->diagram, function) >> variable & 1;
}

static size_t lowest_bit(support set)
{
	size_t bit = 0;

	while (!(set >> bit & 1))
		bit++;
	return bit;
}

/* ---- the simple walk ------------------------------------------------------------------------ */

static void find_chances(int32_t out[TERMINALS], struct walk *walk, node function)
{
	int64_t sum[TERMINALS] = { 0 };
	const struct variable *variable;
	size_t first;

	if (function < TERMINALS) {
		memset(out, 0, TERMINALS * sizeof(*out));
		out[function] = CERTAINTY;
		return;
	}
	memcpy(out, state_of(walk, function)->chance, TERMINALS * sizeof(*out));
	if (out[0] >= 0)
		return;
	first = lowest_bit(diagram_support(walk->diagram, function));
	variable = &walk->engine->variable[first];
	for (size_t i = 0; i < variable->classes; i++) {
		find_chances(out, walk, step(walk, function, first, i));
		for (size_t j = 0; j < TERMINALS; j++)
			sum[j] += variable->weight[i] * out[j];
	}
	for (size_t j = 0; j < TERMINALS; j++)
		out[j] = (int32_t)(sum[j] / variable->total);
	memcpy(state_of(walk, function)->chance, out, TERMINALS * sizeof(*out));
}

/* The chance of two different levels, in parts of 2^40. */
static int64_t mixed(struct walk *walk, node function)
{
	int64_t rest = (int64_t)CERTAINTY * CERTAINTY;
	int32_t chance[TERMINALS];

	find_chances(chance, walk, function);
	for (size_t i = 0; i < TERMINALS; i++)
		rest -= (int64_t)chance[i] * chance[i];
	return rest >> 20;
}

typedef int64_t measure(struct walk *walk, node function);

/* The measure on average over the answers to one question. */
static int64_t average(struct walk *walk, node function, size_t asked, bool weighted, measure *of)
{
	const struct variable *variable = &walk->engine->variable[asked];
	int64_t sum = 0;

	assert(variable->classes > 0 && variable->total > 0);
	for (size_t i = 0; i < variable->classes; i++)
		sum += of(walk, step(walk, function, asked, i)) *
		    (weighted ? variable->weight[i] : 1);
	return sum / (weighted ? variable->total : (int64_t)variable->classes);
}

/* The question with the least measure after it; of those at most `slack` above the least the one
 * declared first. */
static size_t best_question(struct walk *walk, node function, measure *of, int64_t slack)
{
	int64_t value[VARIABLE_LIMIT] = { 0 };
	int64_t least = INT64_MAX;
	size_t best = 0;

	for (size_t i = 0; i < walk->engine->pack->fact_count; i++) {
		if (!asks(walk, function, i))
			continue;
		value[i] = average(walk, function, i, true, of);
		if (value[i] < least)
			least = value[i];
	}
	for (size_t i = walk->engine->pack->fact_count; i-- > 0;)
		if (asks(walk, function, i) && value[i] <= least + slack)
			best = i;
	return best;
}

static int64_t simple_cost(struct walk *walk, node function)
{
	int64_t cost;

	if (function < TERMINALS)
		return 0;
	cost = state_of(walk, function)->simple;
	if (cost < 0) {
		cost = ONE_QUESTION +
		    average(
			walk, function, best_question(walk, function, mixed, 0), true, simple_cost);
		state_of(walk, function)->simple = cost;
	}
	return cost;
}

/* ---- the walk we take ----------------------------------------------------------------------- */

static int64_t real_cost(struct walk *walk, node function)
{
	int64_t cost;

	if (function < TERMINALS)
		return 0;
	cost = state_of(walk, function)->real;
	if (cost < 0) {
		cost = ONE_QUESTION +
		    average(walk, function, best_question(walk, function, simple_cost, NO_MATTER),
			walk->weighted, real_cost);
		state_of(walk, function)->real = cost;
	}
	return cost;
}

/* ---- through two functions ------------------------------------------------------------------ */

static struct both *find_both(struct both *both, size_t room, node first, node then)
{
	uint64_t hash = ((uint64_t)first << 32 | then) * UINT64_C(0x9E3779B97F4A7C15);
	size_t at = (size_t)(hash >> 20) & (room - 1);

	while (both[at].cost > 0 && (both[at].first != first || both[at].then != then))
		at = (at + 1) & (room - 1);
	return &both[at];
}

static void keep_both(struct walk *walk, node first, node then, int64_t cost)
{
	if (walk->boths * 2 >= walk->both_room) {
		size_t room = walk->both_room > 0 ? walk->both_room * 2 : FIRST_BOTH;
		struct both *larger = xcalloc(room, sizeof(*larger));

		for (size_t i = 0; i < walk->both_room; i++) {
			const struct both *old = &walk->both[i];

			if (old->cost > 0)
				*find_both(larger, room, old->first, old->then) = *old;
		}
		free(walk->both);
		walk->both = larger;
		walk->both_room = room;
	}
	*find_both(walk->both, walk->both_room, first, then) = (struct both){ first, then, cost };
	walk->boths++;
}

static int64_t both_cost(struct walk *walk, node first, node then)
{
	const struct variable *variable;
	int64_t sum = 0;
	size_t asked;

	if (first < TERMINALS)
		return real_cost(walk, then);
	if (then < TERMINALS || then == first)
		return real_cost(walk, first);
	if (walk->both_room > 0) {
		const struct both *known = find_both(walk->both, walk->both_room, first, then);

		if (known->cost > 0)
			return known->cost;
	}
	asked = best_question(walk, first, simple_cost, NO_MATTER);
	variable = &walk->engine->variable[asked];
	assert(variable->classes > 0 && variable->total > 0);
	for (size_t i = 0; i < variable->classes; i++)
		sum += both_cost(walk, step(walk, first, asked, i), step(walk, then, asked, i)) *
		    (walk->weighted ? variable->weight[i] : 1);
	sum /= walk->weighted ? variable->total : (int64_t)variable->classes;
	keep_both(walk, first, then, ONE_QUESTION + sum);
	return ONE_QUESTION + sum;
}

/* ---- what the engine asks ------------------------------------------------------------------- */

static size_t order_of(size_t out[VARIABLE_LIMIT], struct walk *walk, node function)
{
	int64_t cost[VARIABLE_LIMIT], least;
	size_t count = 0;

	if (function < TERMINALS)
		return 0;
	for (size_t i = 0; i < walk->engine->pack->fact_count; i++) {
		size_t at = count;

		if (!asks(walk, function, i))
			continue;
		cost[i] = average(walk, function, i, true, simple_cost);
		for (; at > 0 && cost[out[at - 1]] > cost[i]; at--)
			out[at] = out[at - 1];
		out[at] = i;
		count++;
	}
	least = cost[out[0]];
	/* what to ask now: the first of the pack among those that cost hardly more */
	for (size_t i = 1, first; i < count && cost[out[i]] <= least + NO_MATTER; i++) {
		if (out[i] > out[0])
			continue;
		first = out[i];
		memmove(out + 1, out, i * sizeof(*out));
		out[0] = first;
	}
	return count;
}

/* What only `then` depends on is put in order when its turn comes; until that in the order of the
 * pack. */
size_t walk_order(size_t out[VARIABLE_LIMIT], const struct level_engine *engine,
    struct diagram *diagram, node first, node then)
{
	struct walk walk = { .engine = engine, .diagram = diagram };
	size_t count = order_of(out, &walk, first < TERMINALS ? then : first);

	for (size_t i = 0; first >= TERMINALS && i < engine->pack->fact_count; i++) {
		if (asks(&walk, then, i) && !asks(&walk, first, i))
			out[count++] = i;
	}
	free(walk.state);
	return count;
}

int64_t level_mean_questions(const struct level_engine *engine, bool weighted)
{
	struct walk walk = { .engine = engine, .weighted = weighted };
	int64_t cost;

	walk.diagram = diagram_copy(engine->diagram);
	cost = both_cost(&walk, engine->level, engine->possible);
	diagram_free(walk.diagram);
	free(walk.state);
	free(walk.both);
	return (cost * 1000 + ONE_QUESTION / 2) / ONE_QUESTION;
}

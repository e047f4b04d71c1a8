/*
 * level_priv.h - the inside of a level engine: facts as variables with a few classes each.
 *
 * A class is a set of values that no test of the pack can tell apart: one value of a choice, one
 * non-empty set, one interval of a count. So the diagrams over classes lose nothing.
 */
#ifndef CAPDO_LEVEL_PRIV_H
#define CAPDO_LEVEL_PRIV_H

#include "facts_priv.h"
#include "level_diagram_priv.h"

struct variable {
	size_t classes;
	int64_t first[CLASS_LIMIT];     /* a number in the class: the only one, or the least */
	int64_t weight[CLASS_LIMIT];    /* how common; at least 1 */
	int64_t total;                  /* of the weights: at most WEIGHT_TOTAL */
};

enum { WEIGHT_TOTAL = 1 << 20 };

struct level_engine {
	const struct pack *pack;
	struct variable *variable;      /* by index of the fact */
	struct diagram *diagram;
	node level;                     /* the highest level met for certain */
	node possible;                  /* and with what is undetermined taken as if it held */
	node *met;                      /* by index of the criterion */
};

/* The class that the number of a fact lies in. */
size_t variable_class(const struct variable *variable, int64_t number);
/* The level for one class of each fact, and the highest one possible; for tests that try them
 * all. */
int level_engine_value(const struct level_engine *engine, const unsigned char *class);
int level_engine_possible(const struct level_engine *engine, const unsigned char *class);

/* What is left of a function once the known facts are fixed. */
node level_restrict(struct diagram *diagram, const struct level_engine *engine, node function,
    const struct facts *facts);

/* ---- level_walk.c --------------------------------------------------------------------------- */

/* The variables that two functions depend on, the one to ask next first: all of `first` come before
 * those only of `then`. Returns how many. */
size_t walk_order(size_t out[VARIABLE_LIMIT], const struct level_engine *engine,
    struct diagram *diagram, node first, node then);

#endif

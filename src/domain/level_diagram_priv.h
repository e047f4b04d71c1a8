/*
 * level_diagram_priv.h - decision diagrams: functions of a few small variables, each function
 * stored once.
 *
 * A node asks one variable and has a child for each of its classes; terminals are the values 0
 * to 5. Variables stand in one order, no node has all children equal and no two nodes are alike. So
 * equal functions are the same node, and a function depends exactly on the variables that its nodes
 * ask. Nodes are only ever added; a diagram that nobody adds to may be read by many threads.
 */
#ifndef CAPDO_LEVEL_DIAGRAM_PRIV_H
#define CAPDO_LEVEL_DIAGRAM_PRIV_H

#include "capdo/base.h"

enum {
	VARIABLE_LIMIT = 64,    /* a support fits into one word */
	CLASS_LIMIT = 63,       /* all non-empty sets of six values */
	TERMINALS = 6
};

typedef uint32_t node;          /* below TERMINALS: that value */
typedef uint64_t support;       /* bit n: variable n */

enum combination { LOWER_OF, HIGHER_OF };

struct diagram;
/* classes[n]: how many classes variable n has, 1 to CLASS_LIMIT. */
struct diagram *diagram_new(const size_t *classes, size_t variables);
/* One to add to, with the same functions at the same nodes. */
struct diagram *diagram_copy(const struct diagram *diagram);
void diagram_free(struct diagram *diagram);             /* NULL is fine */

/* 1 where the variable's class is marked, 0 elsewhere. */
node diagram_test(struct diagram *diagram, size_t variable, const bool *marked);
node diagram_combine(struct diagram *diagram, enum combination how, node a, node b);
/* Each value v becomes to[v]. */
node diagram_map(struct diagram *diagram, node function, const unsigned char to[TERMINALS]);
/* The function once the variable is known to lie in the class. */
node diagram_restrict(struct diagram *diagram, node function, size_t variable, size_t class);

size_t diagram_nodes(const struct diagram *diagram);
support diagram_support(const struct diagram *diagram, node function);
int diagram_lowest(const struct diagram *diagram, node function);
int diagram_highest(const struct diagram *diagram, node function);
/* The value for one class of each variable. */
int diagram_value(const struct diagram *diagram, node function, const unsigned char *class);

#endif

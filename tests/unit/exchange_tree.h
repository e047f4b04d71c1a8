/*
 * exchange_tree.h - agencies made up for tests: every shape, every field, odd characters.
 */
#ifndef CAPDO_TESTS_EXCHANGE_TREE_H
#define CAPDO_TESTS_EXCHANGE_TREE_H

#include "capdo/model.h"

struct exchange_tree {
	struct arena *arena;
	uint64_t seed;          /* of the numbers that choose */
	unsigned made;          /* records so far */
	unsigned each;          /* at most so many children of a shape */
	bool all;               /* every field; else optional ones by chance */
	bool computed;          /* computed records too */
};

/* All values are canonical. The same settings give the same tree. */
struct node *exchange_tree_make(struct exchange_tree *tree);
uint64_t exchange_tree_number(struct exchange_tree *tree, uint64_t below);

#endif

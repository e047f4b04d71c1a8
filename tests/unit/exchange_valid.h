/*
 * exchange_valid.h - agencies made up for tests that a store takes: odd in every text, right in
 * every id.
 */
#ifndef CAPDO_TESTS_EXCHANGE_VALID_H
#define CAPDO_TESTS_EXCHANGE_VALID_H

#include "capdo/pack.h"
#include "exchange_tree.h"

/* Turns a tree of exchange_tree_make into one whose requirements, scenarios, questions, facts,
 * obligations and names of other records exist. Nothing of its texts changes. */
void exchange_valid_make(struct node *agency, const struct pack_set *packs, struct arena *arena);

#endif

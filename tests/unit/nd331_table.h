/*
 * nd331_table.h - the level of every combination of answers under Decree 331/2026, stated by hand.
 *
 * The criteria of Articles 11 to 15 are written down a second time in nd331_table.c, from the text and not
 * from the pack. A combination is a number; digit n of it, in the mixed base of the facts' classes, is the
 * class of fact n. Two facts stay outside the numbers, because they only put a floor under the rest: what
 * the Prime Minister decides raises the level, what a risk assessment finds raises only what is possible.
 * All 16 facts together have 129,024,000 combinations.
 */
#ifndef CAPDO_TEST_ND331_TABLE_H
#define CAPDO_TEST_ND331_TABLE_H

#include "../../src/domain/level_priv.h"

enum { FACTS = 16, COMBINATIONS = 4300800 };

struct nd331 {
	struct pack_set *set;
	const struct pack *pack;
	struct level_engine *engine;
	size_t classes[FACTS], stride[FACTS];   /* stride 0: one of the two outside */
	size_t prime_minister, risk;            /* the two, by index in the pack */
	unsigned char *table;                   /* by combination */
	size_t secret_without_harm;             /* how many the table holds at 3 only for a state secret */
};
extern struct nd331 nd331;

int nd331_setup(void **state);          /* for cmocka_run_group_tests */
int nd331_teardown(void **state);
/* Sets the classes of all but the two outside, which stay as they are. */
void nd331_classes(unsigned char *class, size_t combination);
size_t nd331_combination(const unsigned char *class);
/* The level that is certain, and the highest one possible, by hand. */
int nd331_level(const unsigned char *class);
int nd331_possible(const unsigned char *class);
/* What a class of one of the two outside says: 0 for none, else the level. */
int nd331_named(size_t fact, size_t class);
/* Gives the fact a value of the class. */
void nd331_know(struct facts *facts, size_t fact, size_t class);

#endif

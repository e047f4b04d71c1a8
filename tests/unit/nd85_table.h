/*
 * nd85_table.h - the level of every combination of answers under Decree 85/2016, stated by hand.
 *
 * The criteria of Articles 7 to 11 are written down a second time in nd85_table.c, without the pack's
 * conditions. A combination is a number; digit n of it, in the mixed base of the facts' classes, is the
 * class of fact n.
 */
#ifndef CAPDO_TEST_ND85_TABLE_H
#define CAPDO_TEST_ND85_TABLE_H

#include "../../src/domain/level_priv.h"

enum { FACTS = 14, COMBINATIONS = 10752000 };

struct nd85 {
	struct pack_set *set;
	const struct pack *pack;
	struct level_engine *engine;
	size_t classes[FACTS], stride[FACTS];
	unsigned char *table;           /* by combination */
};
extern struct nd85 nd85;

int nd85_setup(void **state);           /* for cmocka_run_group_tests */
int nd85_teardown(void **state);
void nd85_classes(unsigned char *class, size_t combination);
/* Gives the fact a value of the class. */
void nd85_know(struct facts *facts, size_t fact, size_t class);

#endif

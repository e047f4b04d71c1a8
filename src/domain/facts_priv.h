/*
 * facts_priv.h - facts as numbers, and what one test says of them.
 *
 * The number of a fact is the position of its value (yes-no and choice), the set of positions as
 * bits (set) or the count itself. This is the one place that says what a test means.
 */
#ifndef CAPDO_FACTS_PRIV_H
#define CAPDO_FACTS_PRIV_H

#include "capdo/domain.h"

enum { SET_LIMIT = 6 };         /* values of a set */

const struct pack *facts_pack(const struct facts *facts);
/* -1: unknown. */
int64_t facts_number(const struct facts *facts, const struct fact *fact);
/* Is the test (is, has, at-least, below) true of a fact with this number? */
bool test_holds(const struct condition *test, int64_t number);
/* facts may be NULL, or of a pack that the fact is not of: unknown. */
enum truth facts_test(const struct facts *facts, const struct condition *test);

#endif

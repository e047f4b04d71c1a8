/*
 * compliance_priv.h - what compliance and risk share: points of a finding, thousandths, finding an
 * item.
 */
#ifndef CAPDO_COMPLIANCE_PRIV_H
#define CAPDO_COMPLIANCE_PRIV_H

#include "capdo/domain.h"

/* Points of a finding; one that is not assessed has none yet. */
int finding_points(enum finding finding, const struct method *method);
/* 1000 * part / whole, rounded down; none when whole is 0. */
int thousandths(int64_t part, int64_t whole, int none);
/* The item a mitigation is about, when it is in the list and not ruled out; NULL: none. */
const struct item_state *item_find(
    const struct item_state *item, size_t count, const struct mitigation *mitigation);

#endif

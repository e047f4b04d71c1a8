/*
 * clock_priv.h - the one form of a moment, for those parts of base that check it.
 */
#ifndef CAPDO_CLOCK_PRIV_H
#define CAPDO_CLOCK_PRIV_H

#include "capdo/base.h"

/* "2026-11-22T20:15:00Z" in seconds since 1970; false for any other form or no such moment. */
bool clock_parse(int64_t *seconds, const char *text);

#endif

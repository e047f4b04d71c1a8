/*
 * shapes_priv.h - the tables behind model.h.
 */
#ifndef CAPDO_SHAPES_PRIV_H
#define CAPDO_SHAPES_PRIV_H

#include "capdo/model.h"

/* Every shape, parents before their children. */
extern const struct shape *const shapes_all[];
extern const size_t shapes_count;
extern const struct shape shape_agency;

#endif

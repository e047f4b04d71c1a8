/*
 * resource_priv.h - the table that the Makefile generates, in assembly, as build/resources.S.
 */
#ifndef CAPDO_RESOURCE_PRIV_H
#define CAPDO_RESOURCE_PRIV_H

#include "capdo/base.h"

/* Sorted by name, byte by byte. */
extern const struct resource resources_all[];
extern const size_t resources_count;

#endif

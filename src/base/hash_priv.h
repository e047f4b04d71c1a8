/*
 * hash_priv.h - chance, for the rest of base.
 */
#ifndef CAPDO_HASH_PRIV_H
#define CAPDO_HASH_PRIV_H

#include "capdo/base.h"

/* Cannot be foretold; from any thread. */
void random_bytes(void *out, size_t size);

#endif

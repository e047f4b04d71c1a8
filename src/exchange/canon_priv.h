/*
 * canon_priv.h - see exchange_hash in exchange.h.
 */
#ifndef CAPDO_CANON_PRIV_H
#define CAPDO_CANON_PRIV_H

#include "capdo/model.h"

/* Calls put with the canonical form, piece by piece: the hash without the hash, for tests. */
void canon_write(const struct node *agency, void (*put)(void *to, const char *data, size_t length),
    void *to);

#endif

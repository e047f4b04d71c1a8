/*
 * canon_priv.h - the canonical form of an agency's stored records: see exchange_hash in exchange.h.
 */
#ifndef CAPDO_CANON_PRIV_H
#define CAPDO_CANON_PRIV_H

#include "capdo/model.h"

/* Calls put with the canonical form, piece by piece: the hash without the hash, for tests. */
void canon_write(const struct node *agency, void (*put)(void *to, const char *data, size_t length),
    void *to);

/* The same record by record, in the order of the file: each is opened when its own values are
 * complete and closed after its children. */
struct canon;
struct canon *canon_new(void (*put)(void *to, const char *data, size_t length), void *to);
void canon_open(struct canon *canon, const struct node *node);
void canon_close(struct canon *canon, const struct node *node);
void canon_free(struct canon *canon);                   /* flushes; NULL is fine */

#endif

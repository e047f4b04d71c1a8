/*
 * seen_priv.h - a set of records, to find the second one with an id or a key.
 */
#ifndef CAPDO_SEEN_PRIV_H
#define CAPDO_SEEN_PRIV_H

#include "capdo/model.h"

struct seen {
	const struct node **slot;
	size_t room;                    /* a power of two, or 0 */
	size_t count;
};

/* Adds a record that has an id; the earlier one with the same id, or NULL. */
const struct node *seen_id(struct seen *seen, const struct node *node);
/* The same by shape, parent and KEY fields. */
const struct node *seen_key(struct seen *seen, const struct node *node);
void seen_release(struct seen *seen);

#endif

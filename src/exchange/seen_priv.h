/*
 * seen_priv.h - what stood in a file before: ids, keys among siblings, comments on one question.
 *
 * Keeps fingerprints (marks of base.h), not records, so that a file of millions of records can be
 * held to these rules in little memory.
 */
#ifndef CAPDO_SEEN_PRIV_H
#define CAPDO_SEEN_PRIV_H

#include "capdo/model.h"

struct seen_id {
	const struct shape *shape;      /* NULL: not seen before */
	int line;
};

/* Adds a record that has an id; tells the earlier one with the same id. */
struct seen_id seen_id(struct marks *ids, const struct node *node);
/* The line of the earlier sibling with the same shape and KEY fields, or 0; adds this one. */
int seen_key(struct marks *siblings, const struct node *node);
/* How many comments there are now on the question that this one is about. */
size_t seen_comment(struct marks *comments, const struct node *comment);

#endif

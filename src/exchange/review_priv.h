/*
 * review_priv.h - the answer to a hand-in as a file.
 */
#ifndef CAPDO_EXCHANGE_REVIEW_PRIV_H
#define CAPDO_EXCHANGE_REVIEW_PRIV_H

#include "exchange_priv.h"

enum { REVIEW_LIMIT = 64 * 1024 * 1024, REVIEW_RECORDS = 200000 };

/* Reads an answer into a tree of model_review() and proves its sha256; in this process. is_signed:
 * there is a signature element. file_sha256 is that of the bytes read. */
int review_read(struct node **out, bool *is_signed, char file_sha256[HASH_TEXT], const char *path,
    struct arena *arena, struct err *err);
/* SHA-256 of the Exclusive Canonical XML 1.0 (UTF-8, without comments) of the review element
 * without its attribute sha256, its signature and all text between elements. */
void review_hash(char out[HASH_TEXT], const struct node *review, struct arena *arena);

#endif

/*
 * review_priv.h - what the files of the reviewer's desk share.
 */
#ifndef CAPDO_REVIEW_PRIV_H
#define CAPDO_REVIEW_PRIV_H

#include "app_priv.h"

/* The agency by its code, and whether the person may do this there. */
int review_agency(struct node **out, struct app *app, const char *agency, enum right right,
    struct arena *arena, struct err *err);
/* The newest hand-in of a year; NULL: none. year NULL: of any. */
int review_snapshot(struct node **out, struct app *app, const struct node *agency,
    const char *year, struct arena *arena, struct err *err);
/* A kind of record with its key in words: "QL-1.1 Name (A)". */
const char *review_words(struct app *app, const char *about, const char *key, const char *asset,
    struct arena *arena);
/* The place of a question in its pack, for sorting; 0 for what no pack orders. */
size_t review_order(struct app *app, const char *about, const char *key);
/* The record a comment names; NULL: none. spot is what stands around it; may be NULL.
 * FAIL_NOT_FOUND: not even what it would stand under. */
int review_record(struct node **out, struct spot *spot, struct app *app, const char *agency,
    const struct subject *subject, struct arena *arena, struct err *err);
/* What a comment is about. */
struct subject review_subject(const struct node *comment);
bool review_same(const struct subject *one, const struct subject *two);
/* FAIL_INVALID when a question of the agency has more than COMMENTS_MOST comments. */
int review_limit(struct app *app, const struct node *agency, struct arena *arena, struct err *err);

#endif

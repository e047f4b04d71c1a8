/*
 * carry_priv.h - two assessments of a system side by side: what was asked and answered then, what
 * is asked now.
 */
#ifndef CAPDO_CARRY_PRIV_H
#define CAPDO_CARRY_PRIV_H

#include "app_priv.h"

struct carrying {
	struct app *app;
	struct arena *arena;
	struct spot spot;
	const char *year;
	struct node *system; /* with facts, decisions, assets; its assessments without content */
	struct node *now, *then; /* loaded whole; then NULL: none; both the same: a renewal */
	const struct pack *pack;        /* what asks now */
	struct check_item *item, *old_item;
	size_t item_count, old_count;
	bool old_known;                 /* the very version of then is here */
	struct carry_line *line;
	size_t count, room;
};

/* Loads the system and the assessment of a year (c->app, arena, spot, year are set). */
int carry_load(struct carrying *c, struct err *err);
/* Finds what to compare with: the year it was carried from, else the newest before; NULL: none. */
int carry_then(struct carrying *c, struct err *err);
/* Compares and fills the lines, by kind. */
int carry_compare(struct carrying *c, struct err *err);
/* The lists of what was compared, the arena's. */
struct carry_lists *carry_lists_of(struct carrying *c);
/* NULL: it is not asked. */
const struct check_item *carry_item(
    const struct check_item *item, size_t count, const char *requirement);
/* Does a threats pack still have what an answer, rating or plan is about? */
bool carry_asks_still(const struct pack *threats, const struct node *node);
/* The basis of an answer, as it says or as the pack of then does; "": not known. */
void carry_basis(char out[BASIS_TEXT], const struct carrying *c, const char *requirement,
    const struct node *finding);

#endif

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
	const struct pack *crosswalk;   /* between the two checklists; NULL: the same, or none */
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
/* Is what an answer is about still there, and of the kind a requirement asks for? */
bool carry_asset_stays(const struct carrying *c, const struct node *finding,
    const struct requirement *requirement);
/* The answer of now or then at a place; asset NULL: for all. NULL: none. */
const struct node *carry_finding(
    const struct node *assessment, const char *requirement, const char *asset);
/* Adds a line about an asset (NULL: for all). */
struct carry_line *carry_line_add(struct carrying *c, enum carry_kind kind,
    const char *requirement, const char *asset, const struct check_item *item,
    const struct node *then);

/* What an answer that is only a help says it is about: something else than is asked now. */
#define BASIS_OTHER "0000000000000000"

/* ---- cross.c: from one checklist to another ------------------------------------------------- */

/* The crosswalk from the checklist of then to that of now; NULL: none is here, or they are one. */
const struct pack *cross_between(const struct carrying *c);
/* Fills the lines by the crosswalk. */
int cross_compare(struct carrying *c, struct err *err);
/* In lines of one checklist: what still waits as a proposal of a crosswalk is told as such. */
void cross_marked(struct carrying *c);
/* The answers of then that a line takes over; the arena's. */
size_t cross_sources(
    const struct node ***out, const struct carrying *c, const struct carry_line *line);
/* Keeps the answer that a line proposes, or its words for help; line->now is the new record. */
int cross_keep(
    struct carrying *c, struct carry_line *line, const char *verb, struct err *err);
/* Was the record of a line made of its answers of then, as they are? */
bool cross_is_of(struct carrying *c, const struct carry_line *line);
/* Removes all answers of then and keeps in their place what the lines have of them. */
int cross_renew(struct carrying *c, struct err *err);

/* The basis of an answer, as it says or as the pack of then does; "": not known. */
void carry_basis(char out[BASIS_TEXT], const struct carrying *c, const char *requirement,
    const struct node *finding);

#endif

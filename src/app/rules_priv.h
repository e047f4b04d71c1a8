/*
 * rules_priv.h - what the files of the consistency rules share: one check of an agency's year.
 */
#ifndef CAPDO_RULES_PRIV_H
#define CAPDO_RULES_PRIV_H

#include "app_priv.h"

struct checking {
	struct app *app;
	const struct agency_view *view;
	const char *year;
	const struct pack *regulation;          /* of the year; NULL: none */
	struct rule_world world;
	struct arena *arena;
};

/* app_check_view, or only the rules on systems and what is below them, or only the others. */
enum rules_part { RULES_ALL, RULES_OF_SYSTEMS, RULES_OF_AGENCY };
int rules_check(struct breach_list *out, struct app *app, const struct agency_view *view,
    const char *year, enum rules_part part, struct arena *arena, struct err *err);

/* Tests by name, for rule_world.test: context is a struct checking. */
bool rules_test(
    void *context, const char *name, const struct node *node, struct rule_found *found);
/* The view of a system's record; NULL: it is not in this check's view. */
const struct system_view *rules_system(const struct checking *checking, const struct node *node);

/* Fills the {places} of a text for a record. */
char *rules_text(const struct checking *checking, const struct words *words,
    const struct node *node, const struct rule_found *found);
/* A record in words: what it is, its key and its name. */
char *rules_where(const struct checking *checking, const struct node *node);

#endif

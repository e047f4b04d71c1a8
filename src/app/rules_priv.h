/*
 * rules_priv.h - what the files of the consistency rules share: one check of an agency's year.
 */
#ifndef CAPDO_RULES_PRIV_H
#define CAPDO_RULES_PRIV_H

#include "regime_priv.h"

struct checking {
	struct app *app;
	const struct agency_view *view;
	const char *year;
	const struct pack *regulation;          /* of the year; NULL: none */
	const struct pack *change; /* the regulation with the change of regime; NULL: none here */
	const char *then;               /* today, or the last day of a year that is over */
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

/* The regime of a system on the day `then`; false: no pack here has a change of regime. */
bool rules_regime(
    struct regime_view *out, const struct checking *checking, const struct node *system);
/* The regulation a system stands under on that day; NULL: it is not here. */
const struct pack *rules_regulation(const struct checking *checking, const struct node *system);
/* Does the record stand under the newer of two regulations: a proposal by its pack, what is of a
 * system by that system, anything else, and node NULL, by the year? */
bool rules_new(const struct checking *checking, const struct node *node);
/* Does a decision or proposal rest on one of the two regulations, and not on this one? */
bool rules_other_regime(
    const struct checking *checking, const struct node *node, const char *regulation);
/* Joined by "; ". */
const char *rules_joined(const struct checking *checking, const char *text, const char *more);

typedef bool rule_tester(
    const struct checking *checking, const struct node *node, struct rule_found *found);
/* Tests of rules_regime.c and rules_incident.c, NULL: they have none of that name. */
rule_tester *rules_regime_test(const char *name);
rule_tester *rules_incident_test(const char *name);

/* Fills the {places} of a text for a record. */
char *rules_text(const struct checking *checking, const struct words *words,
    const struct node *node, const struct rule_found *found);
/* A record in words: what it is, its key and its name. */
char *rules_where(const struct checking *checking, const struct node *node);

#endif

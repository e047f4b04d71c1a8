/*
 * annual_priv.h - what the files of the report to the ministry share.
 */
#ifndef CAPDO_ANNUAL_PRIV_H
#define CAPDO_ANNUAL_PRIV_H

#include "app_priv.h"

enum { ANNUAL_STATUSES = 5 }; /* of enum finding */

/* How many systems answer a requirement in which way. */
struct annual_tally {
	const struct pack *pack;
	size_t (*of)[ANNUAL_STATUSES]; /* by index of the requirement */
	struct annual_tally *next;
};

struct annual_work {
	struct app *app;
	struct annual *annual;
	struct arena *arena; /* of the report */
	struct annual_tally *tally; /* in the order the packs were met */
	size_t parties;
};

/* The owner a system names, or its agency; never NULL. */
const char *annual_owner(const struct node *agency, const struct node *system);
bool annual_belongs(
    const struct annual *annual, const struct node *agency, const struct node *system);
/* Where a day or a time stands to the period: "before", "within", "after"; NULL: no day. */
const char *annual_period(const struct annual *annual, const char *when);
void annual_put(struct node *node, const char *field, int64_t number, struct arena *arena);
/* Copies the own values of a node into another of the same shape, texts and all. */
void annual_copy(struct node *to, const struct node *from, struct arena *arena);
/* from and to have fields of these names; what is not given stays so. */
void annual_take(struct node *to, const char *const *name, size_t count, const struct node *from);

/* One system with its assessment of the year, as annual-system. items: with annual-item below it,
 * and its other actions. *view is that of the assessment; its node is NULL when there is none. */
int annual_system_node(struct node **out, struct assessment_view *view,
    const struct annual *annual, struct app *app, struct node *agency, struct node *system,
    bool items, struct arena *arena, struct err *err);

/* ---- annual_form.c: what a form asks beyond the contents ------------------------------------- */

/* The columns of the form for one system. assessment NULL: none of the year. */
int annual_form_system(struct node *node, const struct annual *annual, struct app *app,
    const struct node *system, const struct node *assessment, struct arena *arena,
    struct err *err);
/* The totals of its general part; those of the report that count otherwise here; the types. */
void annual_form_totals(struct annual_work *work);
/* What the form contradicts, lacks, or leaves to be looked at: one annual-remark each, of the
 * parties first, then of the systems in their order. */
void annual_put_remarks(struct annual_work *work);

/* ---- annual_sum.c: what is added up over systems --------------------------------------------- */

void annual_add_demands(struct annual_work *work, const struct assessment_view *view);
void annual_put_demands(struct annual_work *work);
/* Owner, operator of a system and specialised unit of its agency. unit: the agency's record of that
 * name; NULL: none is here. */
void annual_add_parties(struct annual_work *work, const struct node *agency,
    const struct node *system, const struct node *unit);
/* Incidents and exercises of an agency in the period, and those of the year outside it. */
int annual_add_events(struct annual_work *work, const struct node *agency, struct arena *arena,
    struct err *err);
int annual_add_breaches(struct annual_work *work, const struct node *agency,
    const struct node *systems, struct arena *arena, struct err *err);
/* The totals of the report and the number of records of each content. */
void annual_put_totals(struct annual_work *work);

#endif

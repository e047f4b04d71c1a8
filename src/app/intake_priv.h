/*
 * intake_priv.h - records taken in one by one: the state of one file's way into the store.
 */
#ifndef CAPDO_INTAKE_PRIV_H
#define CAPDO_INTAKE_PRIV_H

#include "app_priv.h"

enum { INTAKE_DEPTH = 12, INTAKE_YEARS = 128 };

/* A record that is open. */
struct intake_frame {
	struct node *node;              /* as handed over */
	char id[UUID_TEXT];             /* for one that brings none */
	bool fresh;                     /* added just now: nothing stands below it here */
	bool held;                      /* a proposal in the hands of the reviewer */
	struct marks *met;              /* ids of the children here that the file has too */
};

struct intake {
	struct app *app;
	const struct intake_options *options;
	struct merge_counts *counts;
	struct arena *arena;            /* rewound after each record */
	size_t depth;
	struct intake_frame frame[INTAKE_DEPTH];
	struct spot spot;               /* what stands around the next record */
	bool is_new;                    /* the agency was not here before */
	char agency_id[UUID_TEXT];      /* "" until the agency was closed */
	const char *year;               /* handed in; NULL: records only */
	bool tried;                     /* dry run: done, and undone on purpose */
	struct marks *incidents;        /* lines of those that name a system, by code and system */
	/* years of the agency here that the file must leave as they are: when records are typed
	 * those that are closed, for a hand-in those that were accepted */
	bool closed[INTAKE_YEARS];
	/* of the system that is open */
	struct marks *beside;           /* codes of its assets, zones, components */
	bool content;                   /* something has come that a stop forbids */
	const struct words *stop;       /* a fact of the file says so */
	/* Called when the agency's own values are known, before anything is written; here: its
	 * record, or NULL. What it returns below 0 undoes all. */
	int (*begun)(void *context, const struct node *agency, const struct node *here,
	    struct err *err);
	/* Called when the file was read to its end, in the same transaction. */
	int (*settle)(void *context, const char *agency_id, struct err *err);
	void *context;
	enum right right;
};

/* app_intake with the hooks above set by the caller, who has zeroed the rest. */
int intake_run(struct intake *intake, struct merge_counts *out, struct app *app,
    const struct intake_options *options, intake_source *source, void *context, struct err *err);

/* ---- intake_rules.c: what a submission may change of what is here ---------------------------- */

/* after is what the file says of a record that is here as `here`; puts back what the file may not
 * change or take away. FAIL_INVALID: the file has altered what it must not. */
int intake_settle_values(const struct intake *intake, const struct node *here, struct node *after,
    struct err *err);
/* May a file add (here NULL) or change this record of an agency that was here? A hand-in begins a
 * proposal and submits it, all else is the department's to enter: FAIL_INVALID. What is typed tells
 * of a procedure only what the person may do in it: FAIL_DENIED, audited. Who keeps the accounts
 * may bring all back. */
int intake_may(struct intake *intake, const struct node *here, const struct node *after,
    struct err *err);
/* The proposal with this id has been submitted by the file. */
int intake_submitted(struct intake *intake, const char *id, struct err *err);
/* May another record take the place and the key of this one? A draft proposal without steps may be
 * begun anew. */
int intake_gives_way(bool *out, struct intake *intake, const struct node *here, struct err *err);
/* FAIL_DENIED, audited; FAIL_INVALID for a hand-in: the record is of a year that the file must
 * leave as it is. */
int intake_frozen(struct intake *intake, const struct node *node, struct err *err);
/* Is it a proposal that the department has before it? */
bool intake_holds(const struct node *here);
/* Are records of this shape never removed by a file? */
bool intake_stays(const struct shape *shape);
/* Removes a record with all below it, but for what stays and what that hangs on. Each leaves its
 * audit row. */
int intake_remove(struct intake *intake, const struct shape *shape, const char *id,
    struct err *err);

#endif

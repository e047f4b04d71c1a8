/*
 * regime.h - two legal regimes at once: which packs a system is under on a day, what a new
 * checklist asks beyond the old answers, when recurring duties fall due. The second half of
 * domain.h: pure, no files, no SQL, no clock. Every date and every rule comes from packs.
 */
#ifndef CAPDO_REGIME_H
#define CAPDO_REGIME_H

#include "capdo/domain.h"

/* ---- which regime --------------------------------------------------------------------------- */

/* What is known of a system. Days are ISO, NULL: not known (or there is none, where the truth
 * beside it says NO). */
struct regime_in {
	int approved_level;             /* 0: none approved */
	const char *approval_date;
	const char *approval_basis;     /* id of the regulation it rests on */
	const char *decided_under;      /* of its decision: where nothing else tells the basis */
	const char *project_start;
	enum truth in_build;            /* on the day before the law; UNKNOWN: from the dates */
	const char *operating_since;
	enum truth planned;             /* it does not operate yet */
	const char *filed;              /* dossier under the old regulation, not decided */
	enum truth redetermine, higher_risk, products;
	enum transition_packs choice;   /* of the user, where no text decides; PACKS_ASK: none */
	day as_of;
};

enum term_state { TERM_NONE, TERM_RUNS, TERM_BETWEEN, TERM_OVER };
/* A last day has two readings; the earlier one is safe. */
struct term_view {
	const struct sourced *term;     /* NULL: none */
	day safe, corresponding;
	enum term_state state;          /* BETWEEN: after the safe day, not after the other */
};

/* The term of the change itself, whichever rule names it, as it stands on a day. */
enum term_kind { TERM_APPROVAL, TERM_MEASURES };
void regime_term(
    struct term_view *out, const struct regime *regime, enum term_kind kind, day on);

struct regime_view {
	const struct transition *rule;  /* that decided; NULL: cannot be told, or no change */
	bool certain;                   /* no unknown input could decide otherwise */
	const struct transition *candidate[16]; /* when not certain: all that may, in order */
	size_t candidates;
	const struct transition *beside[16];    /* that hold and do not decide (T8 to T11) */
	size_t besides;
	unsigned missing;               /* bit n: enum situation n is UNKNOWN and matters */
	enum truth situation[SITUATIONS];
	const char *classification;     /* id of the regulation pack */
	const char *measures;           /* id of the requirements pack that holds on the day */
	const char *next_measures;      /* that falls due; NULL: none other */
	struct term_view approval, measures_due;
	bool doubtful;                  /* the rule is not confirmed or carries a doubt, the answer
					 * is not certain, or the day lies between two readings */
};
/* The regime of a system on a day. regulation: packs_regime(). Where it cannot be told, the packs
 * are those of the last candidate, which is the newest regime, and the first candidate for a
 * system that has an approved level. Before the law: the old packs, no rule, certain. */
void regime_resolve(
    struct regime_view *out, const struct pack *regulation, const struct regime_in *in);

/* ---- the gap between two checklists --------------------------------------------------------- */

enum gap_state {
	GAP_SHOWN,              /* the old answer shows it: met, and the same is asked */
	GAP_STRICTER,           /* met as it was asked; more is asked now */
	GAP_PARTLY,             /* met as it was asked; that is only a part of what is asked now */
	GAP_OPEN,               /* what was asked was not met, partly met or not assessed */
	GAP_NEW,                /* nothing of the old checklist asked for it at this level */
	GAP_NOT_APPLICABLE,     /* did not apply; whether it does now must be looked at */
	GAP_STATES
};
const char *gap_code(enum gap_state state);             /* "shown" "stricter" … */
const char *gap_label(enum gap_state state);            /* in the language in use */
struct gap_from {
	const struct pair *pair;
	const struct item_state *old;   /* NULL: not asked at the old level */
};
struct gap_item {
	const struct check_item *item;  /* of the new checklist */
	enum gap_state state;
	/* what may be proposed as its answer, to be confirmed: MET only for SHOWN; UNASSESSED:
	 * nothing may */
	enum finding proposed;
	const struct gap_from *from;
	size_t from_count;
	const char *why;                /* sentence of the pair that decided; "" for none */
};
/* Does this one of its old requirements decide with the others? */
bool gap_has_say(const struct gap_item *item, const struct gap_from *from);
struct gap_dropped {
	const struct item_state *old;
	const struct pair *pair;        /* NULL: the crosswalk says nothing of it */
};
struct gap {
	struct gap_item *item;          /* in the order of the new checklist */
	size_t count, of[GAP_STATES];
	struct gap_dropped *dropped;    /* asked then, and nothing now rests on it */
	size_t dropped_count;
};
/* Of several old requirements behind a new one the weakest decides: one that is not met leaves it
 * open; all met and one of them only a part: that, else stricter. One that is the same shows the
 * new one by itself: where there is one, only those that are the same have a say. */
void gap_make(struct gap *out, const struct pack *crosswalk, const struct check_item *item,
    size_t item_count, const struct item_state *old, size_t old_count, struct arena *arena);

/* ---- recurring duties ----------------------------------------------------------------------- */

enum task_state { TASK_AHEAD, TASK_DUE, TASK_LATE, TASK_DONE, TASK_DONE_LATE, TASK_STATES };
const char *task_code(enum task_state state);           /* "ahead" "due" "late" "done" … */
const char *task_label(enum task_state state);          /* in the language in use */
struct task {
	const struct requirement *requirement;
	const struct threshold *cycle;
	int number, of;                 /* 1 of 4 … in the year */
	day due;                        /* last day of its part of the year */
	day done;                       /* 0: not done */
	enum task_state state;
};
struct task_in {                        /* one that was carried out */
	const char *requirement;
	int number;
	day done;
};
/* How many times a year a cycle comes. */
int task_times(const struct threshold *cycle);
/* The duties of a year: a cycle of m months gives 12 / m times, the last day of each part of the
 * year; a cycle without a number one time at the end of the year. from: the day the checklist began
 * to hold for the system; what fell due before it is left out. In the order of due days, then of
 * the checklist. */
size_t tasks_of_year(struct task **out, const struct check_item *item, size_t item_count, int year,
    day from, const struct task_in *done, size_t done_count, day today, struct arena *arena);

#endif

/*
 * domain.h - the rules: level, checklist, compliance, risk, deadlines. Pure: no files, no SQL, no
 * clock.
 *
 * Everything is integer. Three-valued where facts can be unknown. Not applicable and not assessed
 * are left out of sums, never zero. Every number of the law or the method comes from a pack.
 * Results live in the arena the caller gives. Same input, same bytes.
 */
#ifndef CAPDO_DOMAIN_H
#define CAPDO_DOMAIN_H

#include "capdo/pack.h"

enum truth { NO, YES, UNKNOWN };
const char *truth_code(enum truth truth);       /* "no", "yes", "unknown" */

/* ---- facts ---------------------------------------------------------------------------------- */

/* What is known of the facts that one pack declares. A fact is unknown until given. */
struct facts;
struct facts *facts_new(const struct pack *pack, struct arena *arena);
/* One value as typed: "yes", a value id, several ids for a set, a whole number for a count.
 * FAIL_NOT_FOUND: the pack declares no such fact. FAIL_INVALID: a bad value; the message names the
 * fact and the values that may be given. An empty text makes the fact unknown again. */
int facts_set(struct facts *facts, const char *fact, const char *value, struct err *err);
bool facts_known(const struct facts *facts, const struct fact *fact);
/* The value in canonical form (set in declared order), NULL when unknown. The arena's of facts_new.
 */
const char *facts_get(const struct facts *facts, const struct fact *fact);
/* The text of a <stop> that one of the values given carries, or NULL. */
const struct words *facts_stop(const struct facts *facts);

/* ---- level (design section 5) --------------------------------------------------------------- */

/* A regulation pack turned into a decision diagram: exact answers on what can still change. Built
 * once per pack; read-only afterwards. */
struct level_engine;
int level_engine_new(struct level_engine **out, const struct pack *regulation, struct err *err);
void level_engine_free(struct level_engine *engine);

struct level_result {
	int level; /* highest level that certainly holds; 0: no criterion matches */
	int lowest, highest;            /* all levels still possible lie between; 0: none */
	bool certain;                   /* lowest == highest */
	const enum truth *met;          /* by index of pack->criterion */
	const struct fact *const
	    *open; /* facts that can still change the answer, in the order to ask */
	size_t open_count;
};
int level_decide(struct level_result *out, const struct level_engine *engine,
    const struct facts *facts, struct arena *arena, struct err *err);

/* The question to ask next: of those that can still change the answer the one with the fewest
 * further questions expected (weights of the pack); NULL when the level is certain. why: which
 * levels it decides between, lowest and highest reachable through it. */
const struct fact *level_next(const struct level_engine *engine, const struct facts *facts);
/* Questions a walk takes on average over all combinations of answers, times 1000: uniform over the
 * values when weighted is false, by the pack's weights when true. For the record, not for
 * decisions. */
int64_t level_mean_questions(const struct level_engine *engine, bool weighted);

/* For "no criterion matches": the criteria that lack least. lacking: how many tests on facts fail
 * or are unknown on the cheapest way to make it true; lack lists those tests. */
struct level_near {
	const struct criterion *criterion;
	size_t lacking;
	const struct condition *const *lack;
};
size_t level_nearest(struct level_near *out, size_t most, const struct level_engine *engine,
    const struct facts *facts, struct arena *arena);

/* The level of a system with components: the highest, where the pack says so. Ranges likewise. */
void level_combine(struct level_result *into, const struct level_result *component);

/* ---- checklist: what a system must do, computed from its decision ---------------------------- */

struct basis {                          /* what conditions of a requirements pack may ask */
	int level;
	const struct facts *regulation; /* facts of the regulation pack; may be NULL */
	const struct facts *profile;    /* facts of the requirements pack itself; may be NULL */
	const char *const *criterion;   /* ids met at the decided level */
	size_t criterion_count;
};
struct check_item {
	const struct requirement *requirement;
	const struct demand *demand;
	enum truth applies;             /* no items are left out of the list; unknown stay in */
	enum truth strict;              /* is a stricter form demanded */
	const struct strict *strict_form;       /* the one that is (or may be); NULL */
};
/* The items of the level that apply (or may), in pack order. */
size_t checklist_make(struct check_item **out, const struct pack *requirements,
    const struct basis *basis, struct arena *arena);

/* ---- compliance (design section 6) ---------------------------------------------------------- */

enum finding { MET, PARTIAL, UNMET, NOT_APPLICABLE, UNASSESSED };
const char *finding_code(enum finding finding);         /* met partial unmet n-a unassessed */
int finding_parse(enum finding *out, const char *code); /* FAIL_INVALID */

struct finding_in {                     /* one stored finding */
	const char *requirement;
	const char *asset;              /* NULL or "": the whole system, "same for all" */
	enum finding status;
	bool planned;                   /* open action or measure with an owner and a date */
	int64_t cost;                   /* of what is planned; 0 unknown */
};
struct asset_in {
	const char *code;
	const char *kind;               /* scope name */
};
struct item_state {
	struct check_item item;
	enum finding status;            /* of the item as a whole */
	enum finding target;            /* with the planned measures taken as done */
	size_t assets; /* to answer for: assets of the scope, or 1 for the system */
	size_t met, partial, unmet, not_applicable, unassessed;         /* they add up to assets */
	int64_t cost;
};
/* One state per item, in the same order. An asset without a finding of its own takes the one for
 * all. An item is met when all its assets are (not applicable ones left out), unmet when none is
 * met or partial, partial otherwise; unassessed while one asset is; not applicable when all are. */
void compliance_items(struct item_state *out, const struct check_item *item, size_t item_count,
    const struct finding_in *finding, size_t finding_count,
    const struct asset_in *asset, size_t asset_count, const struct method *method);

struct score {
	int64_t sum, most;              /* 1000 * sum / most, rounded down, is the score */
	int score;                      /* thousandths; -1: nothing assessed */
	int coverage; /* thousandths of the applicable that are assessed; 0 when none apply */
	bool full;                      /* coverage 1000, something applies, no unmet, no partial */
	size_t applicable, assessed, met, partial, unmet, not_applicable, unassessed;
};
/* Of the items in a group and the groups below it; group NULL: all of them. */
struct score compliance_score(const struct item_state *item, size_t count,
    const struct group *group, const struct method *method);

/* ---- risk (design section 7) ---------------------------------------------------------------- */

struct answer_in {
	const char *scenario;           /* NULL or "": for the whole system */
	const char *question;
	const char *value;              /* option id */
};
struct rating_in {
	int likelihood, impact;         /* the assessor's own values; 0: none */
	const char *basis;              /* hash kept when it was rated; NULL: never rated */
	int accepted_risk;              /* 0: not accepted */
	const char *accepted_until;     /* ISO day or NULL */
};
enum acceptance { NOT_ACCEPTED, ACCEPTED, ACCEPTANCE_EXPIRED, ACCEPTANCE_REOPENED };

struct risk {
	const struct scenario *scenario;
	int suggested_likelihood, suggested_impact;     /* 0: questions are still open */
	int likelihood, impact, gross;                  /* 0: unrated; all three or gross 0 */
	const struct band *gross_band, *current_band, *target_band;
	int control, target_control;    /* thousandths; -1: no mitigating requirement applies */
	int steps, target_steps;
	int current_likelihood, current, target_likelihood, target;
	size_t unassessed, key_open;    /* among the mitigating requirements */
	bool stale;                     /* what it rests on has changed since it was rated */
	bool higher_level;              /* the impact is above what the level takes for granted */
	enum acceptance acceptance;
	char basis[HASH_TEXT];          /* of what it rests on now */
};
void risk_rate(struct risk *out, const struct scenario *scenario, const struct method *method,
    int level, const struct answer_in *answer, size_t answer_count, const struct rating_in *rating,
    const struct item_state *item, size_t item_count, const char *today);
const struct band *risk_band(const struct method *method, int product);         /* NULL for 0 */

struct gain {
	const struct requirement *requirement;
	int64_t gain; /* thousandths of risk points: sum of I * w * (2 - s) / (2 * sum w) */
	size_t scenarios;
	enum finding status;
	int64_t cost;
};
/* What to do first: requirements not met or not assessed, by the risk they would take off, largest
 * first, then by pack order. Unrated scenarios are left out. Returns how many. */
size_t risk_gains(struct gain **out, const struct risk *risk, size_t risk_count,
    const struct item_state *item, size_t item_count, const struct method *method,
    struct arena *arena);

/* ---- deadlines ------------------------------------------------------------------------------ */

/* The day after `from` counted in calendar or working days; the calendar pack may be NULL (plain
 * weeks). *unverified becomes true when a day that is not confirmed, or a year the calendar has no
 * day of, decided the result. */
day deadline_after(day from, int days, bool working, const struct pack *calendar, bool *unverified);
bool deadline_is_working(day date, const struct pack *calendar, bool *unverified);
/* The last day of a duty "before --12-20" for a year: 19 December. */
int deadline_before(day *out, const char *month_day, int year, struct err *err);

#endif

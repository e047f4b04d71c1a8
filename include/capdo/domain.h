/*
 * domain.h - the rules: level, checklist, compliance, risk, deadlines, the way of a level proposal.
 * Pure: no files, no SQL, no clock.
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
	/* all levels still possible lie between; 0: none. Criteria that are undetermined raise only
	 * the highest: such a result stays uncertain although no question is open. */
	int lowest, highest;
	bool certain;                   /* lowest == highest; then nothing is open */
	const enum truth *met;          /* by index of pack->criterion */
	const struct fact *const
	    *open; /* facts that can still change the lowest or the highest, in the order to ask */
	size_t open_count;
};
int level_decide(struct level_result *out, const struct level_engine *engine,
    const struct facts *facts, struct arena *arena, struct err *err);
/* The same with the open facts as the pack lists them: their order to ask takes the time. */
int level_judge(struct level_result *out, const struct level_engine *engine,
    const struct facts *facts, struct arena *arena, struct err *err);

/* The question to ask next: of those that can still change the answer the one with the fewest
 * further questions expected (weights of the pack); first what can change the lowest level, then
 * what can change only the highest. NULL: no answer can change anything; what is uncertain then the
 * law leaves undetermined. */
const struct fact *level_next(const struct level_engine *engine, const struct facts *facts);
/* Questions a walk takes on average over all combinations of answers, until nothing is left to
 * ask, times 1000: uniform over the values when weighted is false, by the pack's weights when true.
 * For the record, not for decisions. */
int64_t level_mean_questions(const struct level_engine *engine, bool weighted);

/* For "no criterion matches": the criteria that lack least. lacking: how many tests on facts fail
 * or are unknown on the cheapest way to make it true; lack lists those tests. Undetermined ones are
 * not among them: no answer would make one hold. */
struct level_near {
	const struct criterion *criterion;
	size_t lacking;
	const struct condition *const *lack;
};
size_t level_nearest(struct level_near *out, size_t most, const struct level_engine *engine,
    const struct facts *facts, struct arena *arena);

/* The level of a system with components: the highest, where the pack says so. Ranges likewise; the
 * open facts of one component that can still change the whole. */
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
	uint32_t mark;                  /* of the requirement's id */
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
	struct mitigations mitigations;                 /* of the checklist that was answered */
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
/* mitigations: mitigations_of() the checklist whose items these are. */
void risk_rate(struct risk *out, const struct scenario *scenario,
    const struct mitigations *mitigations, const struct method *method, int level,
    const struct answer_in *answer, size_t answer_count, const struct rating_in *rating,
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
/* Is a duty in force for a year? */
bool duty_covers(const struct sourced *duty, int year);
/* First and last day of the data a duty asks for: from the year before when its first day is the
 * later one of the two; the calendar year, and *given false, where the duty names none. */
int duty_period(day *from, day *to, bool *given, const struct sourced *duty, int year,
    struct err *err);

/* ---- workflow: a level proposal from draft to approval --------------------------------------- */

/*
 * Who must do what before a level counts as approved, until when, and what stands in the way: the
 * steps, gates and dossier parts of a regulation pack held against the acts entered so far.
 *
 * Our reading, where the cited texts say no more than "from the day a complete and valid dossier
 * was received":
 * - The day of receipt is not counted; the last day belongs to the period.
 * - A last day that is a day off is not moved to the next working day, since none of the cited
 *   texts moves it. It is the earlier and safer of the two; until_off marks it.
 * - Receipt is the act complete. For an approval whose dossier must hold the appraisal opinion
 *   (gate-appraisal) it is the day of that opinion; without that gate appraisal and approval
 *   share the period from complete.
 * - A check of validity counts from the day the dossier was submitted; where gate-opinion holds
 *   for the level, not before the day of the opinion, without which the dossier does not go on.
 * - Any professional opinion opens gate-opinion, also one that says "not suitable": the texts
 *   demand that it is in the dossier. It stands for the dossier part of the same meaning.
 * - A regulation issued on the very day of the approval counts as issued before it.
 * - A dossier appraised as not suitable may be corrected and submitted again: a new round, whose
 *   clocks start anew.
 * - At level 5 both the measures and the list must be approved; either may come first.
 */
enum proposal_state {
	PROPOSAL_DRAFT,
	PROPOSAL_SUBMITTED,
	PROPOSAL_INCOMPLETE,
	PROPOSAL_APPRAISING,
	PROPOSAL_SUITABLE,
	PROPOSAL_NOT_SUITABLE,
	PROPOSAL_APPROVED,
	PROPOSAL_REFUSED,
	PROPOSAL_STATES
};
const char *proposal_state_code(enum proposal_state state);     /* "draft" "submitted" … */
bool proposal_is_open(enum proposal_state state);       /* neither approved nor refused */

enum act_step {
	ACT_SUBMIT,
	ACT_INCOMPLETE,
	ACT_COMPLETE,
	ACT_OPINION,
	ACT_APPRAISE,
	ACT_APPROVE,
	ACT_APPROVE_MEASURES,
	ACT_APPROVE_LIST,
	ACT_REFUSE,
	ACT_REPORT,
	ACT_STEPS
};
const char *act_step_code(enum act_step step);          /* "submit" "incomplete" … */
const char *act_step_label(enum act_step step);         /* in the language in use */
int act_step_parse(enum act_step *out, const char *code);       /* FAIL_INVALID */

enum act_result { RESULT_NONE, RESULT_SUITABLE, RESULT_NOT_SUITABLE };
const char *act_result_code(enum act_result result);    /* NULL for none */
int act_result_parse(enum act_result *out, const char *code);   /* NULL: none; FAIL_INVALID */

struct act_in {
	enum act_step step;
	enum act_result result;         /* of an opinion or an appraisal */
	day date;
	const char *body;               /* id of a body of the pack; NULL: as the pack says */
	const char *document;           /* its number; NULL: none */
};
struct workflow_in {
	const struct pack *pack;        /* regulation */
	const struct pack *calendar;    /* NULL: plain weeks */
	int level;                      /* whose way it goes: workflow_way */
	int own_level;                  /* that is proposed; 0: the same */
	const char *kind;               /* of the proposal: "new" or "operating" */
	const char *managed_by;         /* body id; NULL: none with steps of its own */
	enum truth self_operated;       /* does the specialised unit itself operate the system */
	const char *regulation_number;  /* of the system's security regulation; NULL: none */
	const char *regulation_date;    /* ISO day; NULL: none */
	const struct act_in *act;       /* in the order they were entered */
	size_t act_count;
	const char *const *part;        /* ids of the dossier parts that are given */
	size_t part_count;
	day as_of;
};

enum flow_state {
	FLOW_DONE,
	FLOW_NOW,
	FLOW_LATER,
	FLOW_NEVER                      /* the proposal was refused before */
};
struct flow_step {
	const struct sourced *step;     /* of the pack */
	const char *by[2];              /* the body that does it, or one of two; NULL: one only */
	enum flow_state state;
	const struct act_in *act;       /* that did it, of this round; NULL */
	bool clock;                     /* its period has begun; else the next five say nothing */
	day from, until;                /* day of receipt, last day */
	bool until_off;                 /* the last day is a day off */
	bool overdue;                   /* done after the last day, or not done and it has passed */
	bool unverified;                /* the last day rests on days or a text not confirmed */
};

enum gate_state {
	GATE_FREE,                      /* not in force on the day that counts */
	GATE_OPEN,
	GATE_HOLDS,
	GATE_UNKNOWN                    /* independence: who operates the system is not known */
};
struct flow_gate {
	const struct sourced *gate;
	enum gate_state state;
};
struct flow_part {
	const struct sourced *part;
	bool given;
};
struct workflow {
	enum proposal_state state;
	struct flow_step *step;         /* those of the level, in the order of the pack */
	size_t step_count;
	struct flow_gate *gate;
	size_t gate_count;
	struct flow_part *part;         /* of the proposal's dossier */
	size_t part_count;
	const struct flow_step *next;   /* the first that is to be done now; NULL: nothing */
	const struct flow_step *due;    /* not done, whose last day comes first; NULL: no clock */
};
/* The level whose way a proposal goes: its own or, for a system on a list of national importance,
 * the one that the regulation names. An approval that only one of the two ways has decides: what
 * was approved stays approved when the system comes on the list, or leaves it, afterwards. */
int workflow_way(const struct pack *regulation, int level, bool listed, const struct act_in *act,
    size_t act_count);
/* Acts out of order are passed over: they change nothing. */
void workflow_make(struct workflow *out, const struct workflow_in *in, struct arena *arena);

/* May this act be entered now? FAIL_INVALID says why not, with the citation in words: the level has
 * no such step, wrong order, a day before the last act or after as_of, no result or one too many,
 * the wrong body, missing dossier parts (each by name), a gate that holds, an approval without the
 * number of its document. */
int workflow_may(const struct workflow_in *in, const struct act_in *act, struct arena *arena,
    struct err *err);
/* The body that enters an act where none is named; NULL: there are two, say which. */
const char *workflow_body(const struct workflow_in *in, enum act_step step, struct arena *arena);

/* ---- consistency rules (design section 8) ---------------------------------------------------- */

struct node;
struct field;

enum { FOUND_MOST = 16, FOUND_SHOWN = 5 };
/* What a rule met on its way, for its text. */
struct rule_found {
	const struct field *missing[FOUND_MOST];        /* fields that had to be given */
	size_t missing_count;
	const struct node *child[FOUND_SHOWN];          /* the first children that were found */
	size_t child_count;                             /* all of them */
	const char *detail;                             /* of a test; NULL: none */
};
/* What a rule may ask beside the records. */
struct rule_world {
	const struct pack_set *packs;
	const char *year;               /* records of another year do not count */
	day today, year_start, year_end, period_start, period_end;
	/* A test by name; true: it holds. */
	bool (*test)(
	    void *context, const char *name, const struct node *node, struct rule_found *found);
	void *context;
};
/* Does the rule hold for a record? Yes when its condition `when` does not. *found is filled when it
 * is broken. */
bool rule_holds(const struct rule *rule, const struct node *node, const struct rule_world *world,
    struct rule_found *found);
/* The day of a date or, in Vietnam, of a time; false when text is neither. */
bool rule_day(day *out, const char *text);
/* So many months later; the last day of a shorter month (31 January and 1 month: 28 February). */
day rule_months_after(day from, int months);
/* The pack of a kind that a record rests on, named by it or by one above it; NULL: none is named,
 * or it is not here. */
const struct pack *rule_pack(
    const struct pack_set *packs, enum pack_kind kind, const struct node *node);

#endif

/*
 * pack.h - the law and the method as data: packs read from checklists/ into structures that never
 * change.
 *
 * A pack is whole or is not there. It validates against checklists/pack.xsd and passes the checks a
 * schema cannot make (pack_check). Everything reached from a pack belongs to it and lives as long
 * as its set. Knows nothing of assessments; those name a pack by id and version.
 */
#ifndef CAPDO_PACK_H
#define CAPDO_PACK_H

#include "capdo/base.h"

struct words {                  /* a text in both languages */
	const char *vi;
	const char *en;
};
/* In the language in use; "" when there is none. */
const char *words_now(const struct words *words);

/* A number of an id: those of the same id are the same, others mostly differ. */
uint32_t id_mark(const char *id);

enum status { STATUS_CONFIRMED, STATUS_SECONDARY, STATUS_UNVERIFIED, STATUS_OWN };
const char *status_code(enum status status);            /* "confirmed" … */
const char *status_label(enum status status);           /* in the language in use */

enum pack_kind {
	PACK_REGULATION,
	PACK_REQUIREMENTS,
	PACK_THREATS,
	PACK_OBLIGATIONS,
	PACK_METHOD,
	PACK_CALENDAR,
	PACK_RULES,
	PACK_CROSSWALK
};

/* A text that stands on a source; fields not given are NULL, 0 or "". levels has bit n set for
 * level n. */
struct sourced {
	struct words text;
	const char *id;
	const char *cite;
	enum status status;
	unsigned levels;
	/* step.kind, dossier.for, inspection.of, rule.topic, content.duty, exception.fact */
	const char *kind;
	const char *by;         /* step.by, duty.who, exception.from, content.topic */
	const char *to;         /* duty.to, exception.to, step.managed-by */
	int days;               /* step.days, inspection.months; 0: none */
	bool working_days;      /* step.day-kind */
	const char *from, *until;       /* step, gate: ISO days, both included; NULL: open */
	const char *before;     /* duty: "--12-20" */
	const char *window_from, *window_to;
	int first_year, last_year;      /* duty; last_year 0: open */
	const char *form;               /* duty: id of pack->form; NULL: none is laid down */
};
struct sourced_list {
	const struct sourced *at;
	size_t count;
};

struct document {
	const char *id;
	const char *number;     /* as cited */
	const char *kind;       /* articles, clauses, sections */
	struct words name;
	enum status status;
	const char *const *provision;
	size_t provision_count;
};

enum fact_type { FACT_YESNO, FACT_CHOICE, FACT_SET, FACT_COUNT };

struct fact_value {
	const char *id;
	struct words text;
	struct words stop;      /* .vi NULL: entry goes on */
	int weight;             /* 1 when not given */
};

struct fact {
	const char *id;
	enum fact_type type;
	bool ordered;
	struct words question, help, why;
	const struct fact_value *value;         /* yes-no: two, yes and no */
	size_t value_count;
	int64_t max;                            /* count: largest sensible value */
	const char *unit;
	const char *cite;
	enum status status;
	size_t index;                           /* in pack->fact */
};

enum condition_kind {
	COND_ALL,
	COND_ANY,
	COND_NOT,
	COND_IS,
	COND_HAS,
	COND_AT_LEAST,
	COND_BELOW,
	COND_CRITERION
};

struct condition {
	enum condition_kind kind;
	const struct condition *part;           /* all, any, not */
	size_t part_count;
	const char *fact_id;                    /* is, has, at-least, below */
	const struct fact *fact; /* in this pack or one it uses; never NULL after checking */
	size_t value; /* index of the value of a choice, set, yes-no (0 yes, 1 no) */
	int64_t number;                         /* threshold of a count */
	const char *criterion;                  /* criterion: id or its beginning at a dot */
};

struct criterion {
	const char *id;
	int level;
	const char *cite;
	enum status status;
	struct words text, statement;
	struct sourced reading;                 /* .text.vi NULL: none */
	/* what would decide it is not issued yet: it never holds for certain; when its condition
	 * may hold its truth is UNKNOWN */
	bool undetermined;
	const struct condition *when;
};

struct group {
	const char *id;
	const struct group *parent;             /* NULL: top */
	struct words name;
};

struct strict {
	struct words text;
	const struct condition *when;           /* NULL: always */
};

enum force { FORCE_BINDING, FORCE_SUGGESTED, FORCE_OR_EQUIVALENT, FORCE_CONDITIONAL };
const char *force_code(enum force force);               /* "binding" "suggested" … */
const char *force_label(enum force force);              /* in the language in use */

/* A figure that a requirement names at one level, or a kind of equipment it names. A cycle is a
 * number of months between two times; value 0: the organisation fixes it itself. */
struct threshold {
	const char *kind;       /* cycle retention duration count length distance hours layers zones
				 * equipment */
	enum force force;
	int64_t value;                          /* 0: none */
	const char *unit;       /* month day hour minute character km … ; NULL: a plain number */
	const char *bound;                      /* at-least at-most exactly; NULL: none */
	enum status status;
	struct words text;                      /* the whole in words */
};

struct demand {                                 /* a requirement at one level */
	int level;
	const char *cite;
	const char *clause;                     /* NULL: none */
	enum status status;
	struct words text;                      /* .vi NULL: the name says it */
	const struct condition *when;           /* NULL: always */
	const struct strict *strict;
	size_t strict_count;
	const struct threshold *threshold;
	size_t threshold_count;
	struct sourced_list detail;
};
/* The cycle that a level demands, the shortest when there are several; NULL: none. */
const struct threshold *demand_cycle(const struct demand *demand);

struct requirement {
	const char *id;
	const struct group *group;
	const char
	    *scope; /* agency system network-device server application data-set end-user-device */
	bool general;
	int weight;
	bool evidence_required;
	struct words name, look, evidence, partial;
	const struct demand *at[6];             /* [1] to [5]; NULL: the level does not demand it */
	size_t index;
	uint32_t mark;                          /* of the id: see id_mark */
};

struct option {
	const char *id;
	struct words text;
	int points;
};

struct question {
	const char *id;
	struct words text;
	bool per_scenario;                      /* else asked once for the system */
	enum status status;
	const struct option *option;
	size_t option_count;
};

struct cause {
	const char *id;
	const char *cite;
	struct words name;
	const struct question *question;
	size_t question_count;
};

struct mitigation {
	const char *requirement;
	uint32_t mark;                          /* of that id: see id_mark */
	int weight;
	bool key;
};

struct severity {
	const char *grade;                      /* minor major serious */
	struct words text;
};

struct scenario {
	const char *id;
	const struct cause *cause;
	const char *cite;
	enum status status;
	struct words name, about;
	const struct words *indicator;
	size_t indicator_count;
	const struct severity *severity;
	size_t severity_count;
	const struct words *first_step;
	size_t first_step_count;
	const struct question *const *consequence;
	size_t consequence_count;
	const struct mitigation *mitigation;
	size_t mitigation_count;
	size_t index;
};
/* The requirements of a checklist that mitigate a scenario: those the checklist itself names, else
 * those of the threats pack. */
struct mitigations {
	const struct mitigation *at;
	size_t count;
};

struct obligation {
	const char *id;
	const char *cite;
	const char *every;                      /* once year two-years half-year event */
	const char *who;                        /* agency specialised-unit operator owner */
	bool budget;
	const char *spending;                   /* id of pack->spending; NULL: none */
	enum status status;
	struct words name, look, evidence;
};

struct step_table {                             /* at_least in thousandths, falling */
	int at_least;
	int value;
};

struct band {
	const char *id;
	int from, to;
	unsigned colour;                        /* 0xRRGGBB */
	struct words name;
};

struct method {
	struct words likelihood[6], impact[6];  /* [1] to [5] */
	struct step_table likelihood_of[5];     /* share of points to likelihood */
	const struct step_table *reduction;
	size_t reduction_count;
	int key_cap;
	const struct band *band;
	size_t band_count;
	int assumed_impact[6];                  /* by level */
	int met, partial, unmet;                /* points of a finding */
	struct words met_words, partial_words, unmet_words;
};

struct calendar_day {
	day date;
	bool off;                               /* else working although a weekend */
	enum status status;
	struct words name;
};

/* ---- consistency rules: what must hold between the records of an agency's year --------------- */

struct shape;

enum rule_kind {
	RULE_ALL,
	RULE_ANY,
	RULE_NOT,
	RULE_GIVEN,             /* every field is given */
	RULE_IS,                /* the field has one of the values */
	RULE_AT_LEAST,          /* numbers: left >= right */
	RULE_BELOW,
	RULE_SAME,              /* left and right have the same text */
	RULE_SUM,               /* the fields add up to right; a field not given counts 0 */
	RULE_BEFORE,            /* days: left < right */
	RULE_NOT_AFTER,
	RULE_HAS,               /* at least so many children for which the part holds */
	RULE_NEWEST,            /* the part holds for the child with the highest number */
	RULE_PARENT,            /* the part holds for the record above */
	RULE_IN_PACK,           /* the field names something of the pack, with the flag */
	RULE_TEST               /* what only a program can work out, by name */
};

enum rule_operand_kind {
	RULE_FIELD,             /* of the record looked at */
	RULE_OWN,               /* of the record the rule is on */
	RULE_NUMBER,            /* number; of days: a fixed day */
	RULE_TODAY,
	RULE_THEN,              /* today, or the last day of a year that is over */
	RULE_YEAR_START,
	RULE_YEAR_END,
	RULE_PERIOD_START,      /* of the data of the yearly report */
	RULE_PERIOD_END
};
struct rule_operand {
	enum rule_operand_kind kind;
	size_t field;                           /* RULE_FIELD, RULE_OWN: index in the shape */
	int64_t number;
	int plus_days, plus_months;
};

/* A comparison with something that is not given does not hold. */
struct rule_condition {
	enum rule_kind kind;
	const struct rule_condition *part;      /* all, any, not; has and newest: 0 or 1; parent */
	size_t part_count;
	const size_t *field;                    /* given, sum; is, in-pack: one */
	size_t field_count;
	const char *const *value;               /* is; in-pack: the flag, or none */
	size_t value_count;
	struct rule_operand left, right;
	size_t child;                           /* has, newest: index in the shape */
	int child_year;                         /* has, newest: field year of the child, or -1 */
	int64_t at_least;                       /* has */
	int order;                              /* newest: the field that is counted by */
	int only;                               /* newest: whose field is value, or -1 */
	enum pack_kind pack;                    /* in-pack */
	const char *test;
};

/* text may hold {places}: a field of the record, ^field of the record above it, missing (labels
 * of what is not given), count and list (the children that were found), detail (what a test
 * tells), today, year. */
struct rule {
	const char *id;
	const struct shape *on;
	bool stops;             /* no sign-off; else it only warns */
	const char *cite;       /* NULL: our own method */
	enum status status;
	/* for a record under the newer of two regulations; NULL: the same */
	const char *new_cite;
	enum status new_status;
	bool new_by_year;       /* told by the year; else by the system, a proposal by its pack */
	struct words text, fix;
	const struct rule_condition *when;      /* NULL: always */
	const struct rule_condition *must;
	const struct pack *pack;
	size_t index;           /* in pack->consistency */
};

/* ---- two regimes side by side --------------------------------------------------------------- */

/* What can be asked of a system to find its regime; the program answers them from its dates. */
enum situation {
	SITUATION_APPROVED,             /* a level is approved on the day */
	SITUATION_UNDER_OLD,            /* that approval rests on the old regulation */
	SITUATION_UNDER_NEW,            /* … on the new one */
	SITUATION_BEFORE_LAW,           /* that approval is of a day before the law took effect */
	SITUATION_IN_BUILD,             /* invested in or built on the day before the law */
	SITUATION_OPERATING,            /* in operation on the day the law took effect */
	SITUATION_NEW_PROJECT,          /* the project began on that day or later */
	SITUATION_FILED_OLD,            /* a dossier under the old regulation was filed and not
					 * decided on the day of the decree */
	SITUATION_TERM_OVER,            /* the term for approval under the old regulation is over */
	SITUATION_REDETERMINE,          /* the level must be set again */
	SITUATION_HIGHER_RISK,          /* a risk assessment shows more than the level held */
	SITUATION_NEW_LAW,              /* the day is not before the law */
	SITUATION_NEW_DECREE,           /* the day is not before the decree */
	SITUATION_PRODUCTS,             /* security products in use since before the law */
	SITUATION_EARLIER_ACT,          /* in operation unapproved before the decree */
	SITUATIONS
};
const char *situation_code(enum situation situation);   /* "approved" "under-old" … */
const char *situation_label(enum situation situation);  /* a question, in the language in use */
int situation_parse(enum situation *out, const char *code);     /* FAIL_INVALID */

enum transition_packs { PACKS_OLD, PACKS_NEW, PACKS_ASK };

/* One transition rule. It holds when all of `when` hold and none of `unless`. Of those that decide
 * the first that holds counts; the others are told beside it. */
struct transition {
	const char *id;                         /* T1 … */
	unsigned when, unless;                  /* bit n: enum situation n */
	bool decides;
	enum transition_packs classification;
	const char *measures; /* old new old-then-new; NULL where it does not decide */
	const char *state;    /* code of what the system is called: grandfathered in-build … */
	const struct sourced *term[2]; /* of the level's approval, of the measures; NULL: none */
	const char *cite;
	enum status status;
	struct words name, text, todo, doubt;   /* doubt.vi NULL: none */
};

/* The change from one regime to the next, as the newer regulation lays it down. */
struct regime {
	const char *old_regulation, *old_requirements;          /* ids of packs */
	const char *new_regulation, *new_requirements, *crosswalk;
	const char *law, *decree;               /* ISO days they took effect */
	/* .days: months from the day of the law; .from: last day by the safe reading, .until: the
	 * corresponding day */
	struct sourced_list term;
	const struct transition *transition;
	size_t transition_count;
	struct words claim;                     /* on the force of the old one; never "repealed" */
	const char *claim_cite;
	enum status claim_status;
};

/* What changed from the old regulation to the new one, topic by topic. */
struct change_note {
	const char *topic;
	const char *const *criterion;           /* ids in either pack that it is about */
	size_t criterion_count;
	const char *old_cite, *new_cite;        /* NULL: nothing there */
	enum status status;
	struct words old_text, new_text, effect;
};

/* A form that the regulation lays down, as data: what is printed where. */
struct form_field {
	const char *id;
	const char *part;                       /* header part-1 … annex-… */
	const char *source;                     /* shape.field it comes from; NULL: typed by hand */
	const char *const *value;       /* the exact values allowed, Vietnamese; none: free */
	size_t value_count;
	const char *cite;
	struct words text;
};
struct form {
	const char *id;                         /* form-01 … */
	const char *number;
	const char *from, *to;                  /* ids of bodies; NULL: several */
	unsigned levels;
	const char *cite;
	enum status status;
	struct words title, hint;               /* hint.vi NULL: none */
	const struct form_field *field;
	size_t field_count;
};

/* How soon an incident is told, from when it was detected. */
struct incident_clock {
	const char *id;
	int hours;                              /* 0: at once */
	bool serious;                           /* only serious ones */
	const char *field;                      /* of shape incident: the time that is looked at */
	const char *to;                         /* id of a body */
	const char *cite;
	enum status status;
	struct words text;
};

enum pair_kind { PAIR_SAME, PAIR_STRICTER, PAIR_PARTLY, PAIR_NEW, PAIR_DROPPED, PAIR_KINDS };
const char *pair_code(enum pair_kind kind);             /* "same" "stricter" … */
const char *pair_label(enum pair_kind kind);            /* in the language in use */

/* A requirement of one checklist beside one of another. */
struct pair {
	enum pair_kind kind;
	const struct requirement *from, *to;    /* from NULL: new; to NULL: dropped */
	unsigned levels;                        /* where it holds */
	struct words why;
	enum status status;
};

struct pack {
	const char *id, *version;
	enum pack_kind kind;
	const char *in_force;                   /* ISO dates; until and replaced_by may be NULL */
	const char *until, *replaced_by;
	struct words title;
	char hash[HASH_TEXT];                   /* of the file */
	struct sourced_list doubt;
	const struct document *document;
	size_t document_count;
	const struct fact *fact;
	size_t fact_count;
	/* regulation */
	const struct criterion *criterion;
	size_t criterion_count;
	struct sourced_list exception, step, body, gate, dossier, inspection, duty, content, rule;
	bool components_highest;
	struct sourced components;
	/* systems on a list of national importance: those of .levels go the way of level .days;
	 * .text.vi NULL: no such rule */
	struct sourced listed;
	const struct regime *regime;            /* NULL: it changes nothing before it */
	const struct change_note *change;
	size_t change_count;
	const struct form *form;
	size_t form_count;
	const struct incident_clock *incident_clock;
	size_t incident_clock_count;
	/* requirements */
	const struct group *group;
	size_t group_count;
	const struct requirement *requirement;
	size_t requirement_count;
	/* by scenario of the threats pack it uses; scenario NULL: none */
	const struct checklist_mitigation {
		const char *scenario;
		struct mitigations list;
	} *mitigates;
	size_t mitigates_count;
	/* threats */
	const struct cause *cause;
	size_t cause_count;
	const struct question *consequence;
	size_t consequence_count;
	const struct scenario *scenario;
	size_t scenario_count;
	struct sourced_list unmapped;           /* .id: the requirement */
	/* obligations, method, calendar */
	const struct obligation *obligation;
	size_t obligation_count;
	/* spending: what money is asked for; .kind the kinds of records whose costs fall under
	 * it, apart by blanks. clock: .kind the record, .by and .to its two times, .days between */
	struct sourced_list spending, clock;
	const struct method *method;
	const struct calendar_day *calendar;    /* by date */
	size_t calendar_count;
	/* rules */
	const struct rule *consistency;
	size_t consistency_count;
	/* crosswalk: between two checklists, in the order of the newer one, dropped ones last */
	const struct pack *crosswalk_from, *crosswalk_to;
	const struct pair *pair;
	size_t pair_count;
	struct pack_set *set;
};

/* All packs in use: the built-in ones, then those of folder (NULL: none), which add or take the
 * place of a built-in pack with the same id. FAIL_INVALID names file and line, or the check that
 * failed. */
struct pack_set;
int packs_load(struct pack_set **out, const char *folder, struct err *err);
void packs_free(struct pack_set *set);                  /* NULL is fine */
size_t packs_count(const struct pack_set *set);
const struct pack *packs_at(const struct pack_set *set, size_t index);          /* by id */
const struct pack *packs_find(const struct pack_set *set, const char *id);      /* NULL: none */
/* The pack of that kind in force on a day; the newest when several are; NULL: none. Which regime a
 * system is under is another matter: see regime.h. */
const struct pack *packs_in_force(
    const struct pack_set *set, enum pack_kind kind, const char *iso_day);

/* Reads and checks one file against the set's other packs without adding it: `pack check FILE`. */
int pack_check_file(const struct pack_set *set, const char *path, struct err *err);

const struct fact *pack_fact(const struct pack *pack, const char *id); /* own facts only; NULL */
const struct fact_value *fact_value(const struct fact *fact, const char *id);
const struct requirement *pack_requirement(const struct pack *pack, const char *id);
const struct group *pack_group(const struct pack *pack, const char *id);
const struct scenario *pack_scenario(const struct pack *pack, const char *id);
const struct obligation *pack_obligation(const struct pack *pack, const char *id);
const struct question *pack_question(
    const struct pack *pack, const char *id); /* of causes and consequences */
const struct option *question_option(const struct question *question, const char *id);
const struct criterion *pack_criterion(const struct pack *pack, const char *id);
const struct sourced *pack_body(const struct pack *pack, const char *id);
const struct rule *pack_rule(const struct pack *pack, const char *id);
const struct form *pack_form(const struct pack *pack, const char *id);
/* The requirements that mitigate a scenario, by a checklist (NULL: none) and the threats pack. */
struct mitigations mitigations_of(const struct pack *requirements, const struct scenario *scenario);
/* The regulation with the newest change of regime; NULL: no pack here has one. */
const struct pack *packs_regime(const struct pack_set *set);
const char *pack_kind_code(enum pack_kind kind);

/* "nd85:9.2.a" to "điểm a khoản 2 Điều 9 Nghị định N" (English: "Article 9 clause 2
 * point a of Decree N"); several citations are joined with "; ". Unknown parts stay as
 * they are. */
char *pack_cite(const struct pack *pack, const char *cite, struct arena *arena);

#endif

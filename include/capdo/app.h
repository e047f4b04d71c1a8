/*
 * app.h - the use cases: what a person can do, checked, in one transaction, audited.
 *
 * The faces (cli, web) and exchange call this and nothing below it for records. Joins store and
 * domain. Every write names the person; every text goes through field_check; nothing typed is cut
 * or lost. Records are named as people name them: agency code, system code, year, requirement id.
 * The second half, what goes between agency, department and ministry, is round.h.
 */
#ifndef CAPDO_APP_H
#define CAPDO_APP_H

#include "capdo/domain.h"
#include "capdo/model.h"

struct app;
struct gap_item;

/* Who may do what. An account with an agency reads and changes only that one, whatever its role;
 * reviewer and approver read, review and approve in all, reviewer and admin take hand-ins of all
 * in. Lists of agencies are filtered to what may be read. Users, settings (as lists), certificates
 * and the audit chain are for an administrator without an agency; one setting by its name is for
 * everybody. Comments and acts are changed by reviewers only. What is refused is FAIL_DENIED and
 * one row of the audit chain (verb "refused"), also when the store was opened for reading. A year
 * that is signed off, handed in or accepted, and the assessments of that year, are not changed by
 * typing: FAIL_DENIED until it is taken back. */
enum app_mode { APP_READ, APP_WRITE, APP_CREATE };

struct app_options {
	const char *path;               /* of the store */
	const char *packs;              /* folder of packs that add or override; NULL: none */
	const char *person;             /* login; NULL: the one the settings name */
	enum app_mode mode;
	day today;                      /* the day that counts as today */
};
/* APP_CREATE makes a new store whose first account is person, administrator. A store of an
 * older version is migrated whatever the mode.
 * FAIL_DENIED: the store has no active account with this login. Errors of store_open and
 * packs_load. */
int app_open(struct app **out, const struct app_options *options, struct err *err);
void app_close(struct app *app);                        /* NULL is fine */
const struct pack_set *app_packs(const struct app *app);
const char *app_person(const struct app *app);
const char *app_today(const struct app *app);           /* ISO day */

/* ---- records --------------------------------------------------------------------------------- */

/* Where a record stands. Fields that a shape does not need are NULL. The key of the record itself:
 * key[0..] in the order of its KEY fields (for finding: requirement, asset). */
struct place {
	const char *agency; /* code; NULL: the only agency there is, or the one system names */
	const char *system;             /* code */
	const char *year;               /* "2026" */
	const char *parent_key[2];      /* evidence: requirement and asset of its finding */
	const char *key[3];
};
struct value {
	const char *field;
	const char *text;               /* as typed; "" takes the value away */
};
/* Adds or changes one record of any typed shape. create: it must not be there yet (FAIL_INVALID),
 * else it may be either. *out, when wanted, is the record as it stands afterwards. FAIL_NOT_FOUND:
 * the place does not exist. FAIL_INVALID: a bad field; FAIL_DENIED. */
int app_put(struct node **out, struct app *app, const struct shape *shape,
    const struct place *place, const struct value *value, size_t count, bool create,
    struct arena *arena, struct err *err);
/* Removes a record and, when whole is true, all below it; what it held is kept in the audit chain.
 */
int app_remove(struct app *app, const struct shape *shape, const struct place *place, bool whole,
    struct err *err);
/* One record, or all of a shape at a place (an agency's systems, a system's assets), without
 * children. */
int app_get(struct node **out, struct app *app, const struct shape *shape,
    const struct place *place, struct arena *arena, struct err *err);
int app_list(struct node **first, struct app *app, const struct shape *shape,
    const struct place *place, struct arena *arena, struct err *err);

/* ---- level ----------------------------------------------------------------------------------- */

struct level_view {
	const struct pack *pack;                /* the regulation the system stands under */
	const struct level_engine *engine;
	size_t parts;                           /* 1, or the number of components */
	struct level_part {
		const char *component;          /* NULL: the system itself */
		const char *name;
		struct facts *facts;
		struct level_result result;
	} *part;
	struct level_result all; /* met and open are those of part 0 when parts is 1 */
};
int app_level(struct level_view **out, struct app *app, const char *agency, const char *system,
    struct arena *arena, struct err *err);
/* Keeps one answer. component NULL: the system itself. value "" takes it away. A value that carries
 * a stop (state secrets) is kept as that value only, without evidence text. */
int app_fact(struct app *app, const char *agency, const char *system, const char *component,
    const char *fact, const char *value, const char *evidence, struct err *err);
/* Keeps the decision with its criteria, facts and statement; proposed 0: as the criteria say.
 * FAIL_INVALID: still uncertain (names the open questions); no level (names the nearest criteria)
 * unless proposed is given; another level than the criteria without reason. */
int app_level_decide(struct node **out, struct app *app, const char *agency, const char *system,
    int proposed, const char *reason, struct arena *arena, struct err *err);

/* ---- the year's assessment ------------------------------------------------------------------- */

/* Starts the assessment of a system for a year on its decided (or approved) level. FAIL_INVALID: no
 * level yet, or it is there already. */
int app_assess_start(struct node **out, struct app *app, const char *agency, const char *system,
    const char *year, struct arena *arena, struct err *err);
/* Keeps one finding; asset NULL or "": same for all. Fields of shape finding other than its key.
 * FAIL_INVALID: n-a without reason, an asset of another scope, a requirement the checklist does not
 * have. Evidence is added afterwards with app_evidence. */
int app_finding(struct app *app, const char *agency, const char *system, const char *year,
    const char *requirement, const char *asset, const struct value *value, size_t count,
    struct err *err);
/* Adds evidence to a finding. file NULL: by name and place only; else its hash and size are kept,
 * and its content too when attach is true and it is within the limit of the settings. */
int app_evidence(struct app *app, const char *agency, const char *system, const char *year,
    const char *requirement, const char *asset, const struct value *value, size_t count,
    const char *file, bool attach, struct err *err);
int app_answer(struct app *app, const char *agency, const char *system, const char *year,
    const char *scenario, const char *question, const char *value, struct err *err);
/* Keeps a rating: fields of shape rating. Its basis is what it rests on now. Another value than the
 * suggested one needs a reason. */
int app_rating(struct app *app, const char *agency, const char *system, const char *year,
    const char *scenario, const struct value *value, size_t count, struct err *err);
int app_accept_risk(struct app *app, const char *agency, const char *system, const char *year,
    const char *scenario, const char *by, const char *until, const char *reason, struct err *err);
/* Signs an agency's year off: state signed-off, by whom and when. FAIL_INCONSISTENT: consistency
 * rules that stop are broken; the message counts them and names the first. */
int app_sign(struct app *app, const char *agency, const char *year, struct err *err);

/* ---- carrying over --------------------------------------------------------------------------- */

/* An answer holds on where the text it is about (name, demand, the stricter form that applies) is
 * the same: by finding.basis, or where an answer has none, by what its pack says while that very
 * version is here. */
enum carry_kind {
	CARRY_OPEN,             /* carried over, to be confirmed; without .now: not carried yet */
	CARRY_CONFIRMED,
	/* another checklist: an answer proposed by the crosswalk, to be confirmed or given anew */
	CARRY_PROPOSED,
	CARRY_NEW,              /* asked now, not then */
	CARRY_CHANGED,          /* the text differs; .then is help, not an answer */
	CARRY_DROPPED,          /* asked then, not now; or about an asset that is no longer there */
	CARRY_KINDS
};
struct carry_line {
	enum carry_kind kind;
	const char *requirement;
	const char *asset;              /* NULL: the answer for all */
	const struct check_item *item;  /* of now; NULL: not asked now */
	const struct node *then, *now;  /* findings with their evidence; NULL: none */
	/* What the crosswalk says; NULL: the same checklist. Of what is dropped its item is NULL;
	 * where the answers of then are not here any more, after a renewal, from[].old is. */
	const struct gap_item *gap;
};
struct carry_lists {
	const char *from;               /* the year; NULL: there is none before */
	const struct node *system;
	const struct node *assessment;  /* of now */
	const struct carry_line *at;    /* by kind, then in the order of the checklist */
	size_t count, of[CARRY_KINDS];
	/* of then, linked by ->next: ratings and accepted risks are made anew each year */
	const struct node *rating;
	size_t answers, plans;          /* of threats, carried and not yet confirmed */
};
const char *carry_code(enum carry_kind kind);           /* "open" "confirmed" "proposed" … */
/* The result a line proposes; UNASSESSED: none. Not that of its gap where an asset has its own. */
enum finding carry_answer(const struct carry_line *line);
/* The answers of then behind a line to one of its old requirements, one after the other: after
 * NULL the first; NULL: no more. */
const struct node *carry_then_next(
    const struct carry_line *line, const char *requirement, const struct node *after);
/* How an assessment stands to the one it was carried over from, or the newest before it. FAIL_* as
 * of reading the system. */
int app_carry_lists(struct carry_lists **out, struct app *app, const char *agency,
    const char *system, const char *year, struct arena *arena, struct err *err);
/* From another checklist to which a crosswalk is here, answers are proposed by it (gap_make). A
 * requirement with one old one of the same scope takes the answers asset by asset; else one answer
 * for all holds the words of all, each led by where it comes from, and words too many for one field
 * become evidence of their own; nothing is cut. Who, when and cost come over only from a single
 * answer. crossed-from names the old requirements.
 *
 * Begins the assessment of a year and carries over from the newest before it, in one transaction:
 * findings with their evidence where the same is asked, answers on threats and response plans where
 * the threats pack still has them; all marked to be confirmed. Ratings and accepted risks are not.
 * What has an answer here stays; a second time changes nothing. create: it must not be there yet.
 * FAIL_* as app_assess_start. */
int app_carry(struct carry_lists **out, struct app *app, const char *agency, const char *system,
    const char *year, bool create, struct arena *arena, struct err *err);
/* Confirms what was carried over. what: ids of requirements, of scenarios (their plan and answers);
 * group: what is in a group of the checklist; neither: everything. An answer whose text has changed
 * is not confirmed but given anew. *count: how many records. FAIL_INVALID: no such id or group. */
int app_confirm(size_t *count, struct app *app, const char *agency, const char *system,
    const char *year, const char *const *what, size_t what_count, const char *group,
    struct err *err);
/* Moves an assessment to the packs in force for its year. An answer whose text has changed becomes
 * unassessed and keeps its words for help; what is no longer asked is removed, whole in the audit
 * chain. To another checklist: as above, and all old answers are removed. *out: the lists as they
 * were found. A second time changes nothing. */
int app_renew(struct carry_lists **out, struct app *app, const char *agency, const char *system,
    const char *year, struct arena *arena, struct err *err);

/* ---- views: one record, built in one place, for all faces -------------------------------------
 */

struct assessment_view {
	struct node *node; /* of shape assessment, with its computed children */
	const struct pack *requirements, *threats;
	const struct method *method;
	struct item_state *item;
	size_t item_count;
	struct risk *risk;                      /* by scenario of the threats pack */
	size_t risk_count;
	struct gain *gain;
	size_t gain_count;
};
struct system_view {
	struct node *node;                      /* of shape system, everything below it */
	struct level_view *level;       /* open facts as the pack lists them */
	size_t assessment_count;                /* by year, oldest first */
	struct assessment_view *assessment;
};
struct agency_view {
	struct node *node;                      /* of shape agency, everything below it */
	size_t system_count;
	struct system_view *system;             /* in the order of node's children */
	const struct pack *obligations;
};
int app_view_system(struct system_view **out, struct app *app, const char *agency,
    const char *system, struct arena *arena, struct err *err);
/* year NULL: all years, else only that year and the one before. */
int app_view_agency(struct agency_view **out, struct app *app, const char *agency, const char *year,
    struct arena *arena, struct err *err);
/* The newest level decision of a system's record; NULL: none. */
struct node *view_decision(const struct node *system);
/* The level that counts: approved, else proposed, else decided; 0: none. */
int view_level(const struct node *system);
struct assessment_view *view_assessment(
    const struct system_view *view, const char *year); /* or NULL */

/* ---- consistency rules ----------------------------------------------------------------------- */

/* One rule that a record breaks. */
struct breach {
	const struct rule *rule;
	const struct node *node;        /* the record it points at */
	const char *system;             /* its system's code; NULL: of the agency */
	const char *where;              /* the record in words, in the language in use */
	const char *text;               /* what is wrong, with its values */
	const char *cite; /* of the rule, by the regulation the record stands under; NULL: none */
	enum status status;
};
struct breach_list {
	const struct breach *at;
	size_t count;
};
/* All rules over an agency's year; breaches in the order of the rules, then of the records. The
 * view must have been made for that year. */
int app_check_view(struct breach_list *out, struct app *app, const struct agency_view *view,
    const char *year, struct arena *arena, struct err *err);
int app_check(struct breach_list *out, struct app *app, const char *agency, const char *year,
    struct arena *arena, struct err *err);
size_t breach_count(const struct breach_list *list, bool stops);

/* ---- whole agencies, accounts, settings, file ---------------------------------------------------
 */

struct merge_counts {
	size_t added, changed, same, removed;
};
/* Takes an agency's tree (as exchange reads it) into the store: records are found by id, then by
 * key; values that are given take the place of those there; nothing is removed. All or nothing; a
 * second time changes nothing. dry_run: counts only. */
int app_merge(struct merge_counts *out, struct app *app, struct node *agency, const char *source,
    bool dry_run, struct err *err);
int app_setting(
    const char **out, struct app *app, const char *name, struct arena *arena, struct err *err);
/* A copy holds the data of all agencies: FAIL_DENIED for an account with an agency. */
int app_backup(struct app *app, const char *path, struct err *err);
/* Everybody may: it tells of no record. */
int app_verify(struct app *app, int64_t *audit_rows, struct err *err);

struct audit_line {
	int64_t seq;
	const char *at, *person, *verb, *record, *detail;
};
typedef int audit_reader(void *context, const struct audit_line *line, struct err *err);
/* The audit chain from row `from` (1: the first), oldest first. FAIL_DENIED but for an
 * administrator without an agency. */
int app_audit(struct app *app, int64_t from, audit_reader *read, void *context, struct err *err);

#include "capdo/round.h"

#endif

/*
 * app_priv.h - what the use cases share: the session, who may do what, where records stand.
 */
#ifndef CAPDO_APP_PRIV_H
#define CAPDO_APP_PRIV_H

#include "capdo/app.h"
#include "capdo/store.h"

enum role {
	ROLE_ADMIN,
	ROLE_ASSESSOR,
	ROLE_HEAD,
	ROLE_REVIEWER,
	ROLE_APPROVER,
	ROLE_VIEWER,
	ROLES
};
enum right {
	RIGHT_READ,
	RIGHT_EDIT,
	RIGHT_SIGN,             /* sign off, take back, hand in */
	RIGHT_RECEIVE,          /* take hand-ins and reviews in */
	RIGHT_REVIEW,           /* comment, return, accept, opinion, appraisal */
	RIGHT_APPROVE,          /* approve or refuse a level */
	RIGHT_ACCOUNTS,
	RIGHTS
};

enum { ENGINES_MOST = 8 };

struct app {
	struct store *store;
	struct pack_set *packs;
	char *person;
	enum role role;
	char *agency;                   /* the account's own agency; NULL: all */
	char today[11];
	struct {
		const struct pack *pack;
		struct level_engine *engine;
	} engine[ENGINES_MOST];
	bool read_only;
	bool taking_in; /* a hand-in that this person may receive is read to be judged */
	struct refusal {
		char *record, *detail;
	} *refusal;                     /* not yet in the audit chain */
	size_t refusal_count;
	bool keeping_refusals;
};

/* May the person do this in that agency (code; NULL: not of one agency)? An account with an agency
 * works in that one only; reviewer and approver read, review and approve in all, and reviewer and
 * admin take hand-ins of all in. What is of no agency (users, settings, audit chain) is for
 * accounts without one. For filters: leaves no trace. */
bool app_may(const struct app *app, enum right right, const char *agency);
/* FAIL_DENIED unless app_may. Each refusal is a row of the audit chain (verb "refused"), kept even
 * when the store was opened for reading only or the change it belongs to is undone; where it cannot
 * be written the refusal still stands. Call it before anything else is found wrong. */
int app_allow(struct app *app, enum right right, const char *agency, struct err *err);
/* FAIL_DENIED for an account with an agency, audited: for what shows or copies the whole store. */
int app_allow_whole(struct app *app, struct err *err);
/* The row of a refusal that another rule than app_allow made (one's own agency, a closed year):
 * record is the agency's code or what was tried, detail the thing refused in words. The caller
 * returns FAIL_DENIED. */
void app_refused(struct app *app, const char *record, const char *detail);
void app_keep_refusals(void *app);      /* writes those still waiting */

struct spot;
/* FAIL_DENIED, audited, when the agency's year is signed off, handed in or accepted. */
int year_open(struct app *app, const struct node *agency, const char *year, struct arena *arena,
    struct err *err);
bool year_is_closed(const struct node *year);           /* NULL is open */
/* The same for a record of a shape at a spot: the year itself, what is below it, the assessments of
 * that year and what is below them. key: the first of the record, canonical. */
int record_open(struct app *app, const struct shape *shape, const struct spot *spot,
    const char *key, struct arena *arena, struct err *err);
/* The same for all that goes with a system or an agency, loaded whole. */
int tree_open(struct app *app, const struct node *tree, const struct spot *spot,
    struct arena *arena, struct err *err);
/* The engine of a regulation pack, built once. */
int app_engine(
    struct level_engine **out, struct app *app, const struct pack *regulation, struct err *err);

/* Where a place leads: the nodes on the way, as far as the shape asks. */
struct spot {
	struct node *agency, *system, *year, *assessment, *finding, *proposal;
	const char *parent; /* id of what a record of the shape stands under; NULL for roots */
	/* "asset:CODE" and so on: surely in the system; NULL: ask the store */
	const struct marks *beside;
	bool coming;                    /* what stands later in a file is checked at its end */
};
int spot_find(struct spot *out, struct app *app, const struct shape *shape,
    const struct place *place, struct arena *arena, struct err *err);
/* Checks a year as typed and brings it to its canonical form. NULL stays. */
int spot_year(const char **year, struct arena *arena, struct err *err);
/* Refuses content for a system whose facts carry a stop (state secrets). */
int spot_open(struct app *app, const struct node *system, struct arena *arena, struct err *err);

/* Writes a record that is new (before NULL) or changed; nothing when nothing differs. Sealed in the
 * audit chain. Inside store_write. */
int record_keep(struct app *app, const struct node *before, struct node *after, const char *parent,
    const char *verb, struct arena *arena, struct err *err);
/* "field: old -> new" lines; before NULL: all values; NULL: nothing differs. */
char *record_difference(
    const struct node *before, const struct node *after, struct arena *arena);
/* What the program adds to a record that is new where nothing was given: an agency's year is a
 * draft and names its pack of obligations, an action belongs to this year. */
void record_fresh(struct app *app, struct node *node, struct arena *arena);
/* record_keep in a transaction of its own, for a record that is there. */
int record_replace(struct app *app, const struct node *before, struct node *after, const char *verb,
    struct arena *arena, struct err *err);
/* Sets typed values on a node. AUTO fields are refused. */
int record_fill(struct node *node, const struct value *value, size_t count, struct arena *arena,
    struct err *err);
/* Removes a record and all below it, loaded; what each held is kept in the audit chain. Inside
 * store_write. */
int record_remove(
    struct app *app, const struct node *node, struct arena *arena, struct err *err);
/* A copy of a node's own values. */
struct node *record_copy(const struct node *node, struct arena *arena);
/* A copy of a node with all below it that needs nothing of the old one; parent may be NULL. */
struct node *record_own(const struct node *node, struct node *parent, struct arena *arena);
/* The agencies this account may read; code not NULL: only that one. FAIL_DENIED, FAIL_NOT_FOUND. */
int agencies_to_read(struct node **first, struct app *app, const char *code, struct arena *arena,
    struct err *err);
/* What the shapes cannot say: ids that must exist in packs or beside the record, pairs that belong
 * together. parts of the spot that are not there are NULL. */
int record_check(struct app *app, const struct node *node, const struct spot *spot,
    struct arena *arena, struct err *err);

/* What stands for a code in spot.beside. */
enum { BESIDE_KEY = 128 };
size_t beside_key(char out[BESIDE_KEY], const char *shape, const char *code);

/* Refuses when another record names this one by its code: an asset, a zone, a component within its
 * system, a system within its agency. */
int named_check(struct app *app, const struct node *node, const struct spot *spot,
    struct arena *arena, struct err *err);

/* One record that is set as a whole: find by key under its parent, fill, check, keep. */
struct keep {
	const struct shape *shape;
	struct spot spot;
	const char *key[3];
	const struct value *value;
	size_t count;
	const struct value *automatic;          /* AUTO values, already canonical */
	size_t automatic_count;
	const char *verb;
	bool create;
	bool always; /* also where a stop forbids content: answers, decisions */
	bool refresh; /* set the automatic values even when nothing else differs */
	enum right right; /* RIGHT_READ (0): to change records, or the accounts for what is LOCAL */
	bool closed_too; /* also in a year that is closed: what is no typing */
	struct node *out;
};
int app_keep(struct app *app, struct keep *keep, struct arena *arena, struct err *err);

/* Facts of a system as one pack declares them: what stands for the system as a whole, overlaid with
 * what stands for the component when there is one. node is a system with its facts loaded. */
int facts_of(struct facts **out, const struct pack *pack, const struct node *system,
    const char *component, struct arena *arena, struct err *err);
/* The decision that stood in a year: the newest made until its end, else the first; NULL: none. */
struct node *decision_of(const struct node *system, const char *year);
/* What an assessment asks, by a pack that need not be its own. system has its facts and decisions
 * with what is below them. */
int checklist_of(struct check_item **out, size_t *count, struct app *app,
    const struct pack *requirements, const struct node *system, const struct node *assessment,
    struct arena *arena, struct err *err);
/* The checklist that a system is under at the end of a year, the threats and the method in force
 * for it; FAIL_INVALID: one of them is missing. system has its decisions and proposals. */
enum { PACKS_OF_YEAR = 3 };
int packs_of_year(const struct pack *out[PACKS_OF_YEAR], struct app *app,
    const struct node *system, const char *year, struct arena *arena, struct err *err);

/* The state of each item of a checklist by the answers of an assessment. system has its assets. */
void states_of(struct item_state *out, const struct check_item *item, size_t count,
    struct app *app, struct node *system, struct node *assessment, struct arena *arena);

/* How an incident stands with one clock in hours. */
struct incident_term {
	const struct incident_clock *clock;
	const char *told;               /* when it was told; NULL: not yet */
	int64_t limit;                  /* minutes since 1970, in Vietnam */
	day date;                       /* of the limit, and the minute of that day */
	int minute;
	bool late;                      /* told after the limit, or not told and over */
};
/* The regulation in force when an incident was detected; NULL: it has no clocks in hours. */
const struct pack *incident_pack(const struct app *app, const struct node *incident);
/* Is a clock about incidents of this grade? */
bool incident_concerns(const struct incident_clock *clock, const struct node *incident);
/* When what a clock asks for was told; NULL: not yet. */
const char *incident_told(const struct incident_clock *clock, const struct node *incident);
/* False: there is no time of detection. */
bool incident_look(struct incident_term *out, const struct incident_clock *clock,
    const struct node *incident, day today);
/* The clock in hours that is worst kept: late, else still running, else the last one; of several
 * alike the one whose limit comes first. False: none concerns it. */
bool incident_worst(struct incident_term *out, const struct pack *pack,
    const struct node *incident, day today);

/* Adds the recurring duties to an assessment whose items are known. */
void tasks_add(const struct assessment_view *view, struct app *app, const struct node *system,
    struct arena *arena);
/* A recurring duty the checklist has, a time of the year that comes, done and not still to come.
 * pack NULL: what was asked is not known here. */
int task_check(const struct app *app, const struct node *node, const struct node *assessment,
    const struct pack *pack, struct err *err);

/* What text a finding answers: 16 hex digits of the SHA-256 over id, name, demand and the stricter
 * form that applies, in Vietnamese. Two items with the same basis ask the same. */
enum { BASIS_TEXT = 17 };
void item_basis(char out[BASIS_TEXT], const struct check_item *item);
/* The basis of an answer given now; "" when the level does not demand the requirement. */
int finding_basis(char out[BASIS_TEXT], struct app *app, const struct spot *spot,
    const char *requirement, struct arena *arena, struct err *err);

/* Level, checklist, scores, risks, do-first of one assessment; computed nodes are added below it.
 */
/* The level view of a system node whose components and facts are loaded. */
/* The view of a system node with all below it loaded. */
int view_compute_system(struct system_view *view, struct app *app, struct node *system,
    struct arena *arena, struct err *err);
/* Leaves only a year and the one before in a list of yearly records: "year", "assessment". */
void view_keep_years(struct node *parent, const char *shape, int64_t year);
int app_view_level(struct level_view **out, struct app *app, struct node *system,
    struct arena *arena, struct err *err);
int assessment_compute(struct assessment_view *out, struct app *app, struct node *system,
    struct node *assessment, struct arena *arena, struct err *err);

/* Keeps the summaries of all assessments in a view. Inside store_write. */
int summary_keep(struct app *app, const struct agency_view *view, struct arena *arena,
    struct err *err);
/* Drops the summaries that a record has a part in: before it is changed (parent NULL) or when it is
 * added below parent. Records without a part in them drop none. Inside store_write. */
int summary_touch(
    struct app *app, const struct node *node, const char *parent, struct err *err);
/* Drops those that go with a record and all below it, before these are removed. */
int summary_drop(struct app *app, const struct shape *shape, const char *id, struct err *err);

/* What one must be allowed to enter this act. */
enum right act_right(enum act_step step);
/* What is typed of a level proposal, before it is kept: only a draft, or one that was sent back or
 * not suitable, is changed; its documents are parts of its dossier; acts are never typed. after
 * NULL: it is to be removed. spot: as found for the shape. */
int proposal_typed(struct app *app, const struct node *before, const struct node *after,
    const struct spot *spot, struct arena *arena, struct err *err);
/* The proposal at a spot as the rules want it. Its documents and acts must be loaded. */
int proposal_view_make(struct proposal_view *view, struct app *app, const struct spot *spot,
    struct arena *arena, struct err *err);

/* The level whose way a proposal with its acts goes: workflow_way. */
int proposal_way(
    const struct pack *regulation, const struct node *system, const struct node *proposal);

/* The first hand-in of a year that went this way ("in", "out"), of rows of the register as the
 * store lists them: by year and number. NULL: none. */
const struct node *snapshot_first(const struct node *row, const char *year, const char *way);

/* Is a word among those of a text (NULL: none), apart by blanks? */
bool word_among(const char *words, const char *word);
char *number_text(struct arena *arena, int64_t number);

#endif

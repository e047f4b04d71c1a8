/*
 * round.h - the use cases of a year's round: handing in, review, level proposals, province, report.
 *
 * The second half of app.h, which includes it: the same rules hold. What comes in is all or
 * nothing; what was handed in is in the register of both sides; who may not do a thing is refused,
 * and the refusal is audited.
 */
#ifndef CAPDO_ROUND_H
#define CAPDO_ROUND_H

#include "capdo/app.h"

/* ---- taking records in, one by one ----------------------------------------------------------- */

/* A file's records are handed over as they are read, so that memory does not grow with the file.
 * All in one transaction. A record is found by its id, then by its key; what the file gives takes
 * the place of what is there. */
struct intake;
struct intake_options {
	const char *source;             /* the file, for messages and the audit chain */
	bool dry_run;                   /* count only; everything is undone */
	/* A submission: what stands here and not in the file is removed, and what the file does not
	 * give is taken away; comments, proposals and their acts, and the approval of a level stay.
	 */
	bool replace;
};
/* Hands over records by intake_open and intake_close; what it returns below 0 undoes all. */
typedef int intake_source(void *context, struct intake *intake, struct err *err);
int app_intake(struct merge_counts *out, struct app *app, const struct intake_options *options,
    intake_source *source, void *context, struct err *err);
/* A record whose own values are complete. Its parent (node->parent; NULL for an agency) was opened
 * before and is still open. The node must live until it is closed; its id is set. */
int intake_open(struct intake *intake, struct node *node, struct err *err);
/* All its children were handed over. */
int intake_close(struct intake *intake, struct node *node, struct err *err);

/* ---- hand-ins: the department's side --------------------------------------------------------- */

enum receipt_kind {
	RECEIPT_NEW,            /* the first of this year */
	RECEIPT_REPLACES,       /* a later number than the one here */
	RECEIPT_DUPLICATE,      /* the very same: nothing was done */
	RECEIPT_OLDER,          /* refused: a later one is here */
	RECEIPT_ALTERED         /* refused: this number is here with other content */
};
const char *receipt_code(enum receipt_kind kind);       /* "new" "replaces" "duplicate" … */

/* What a file says of itself, and what its signature has proved: file_sha256, signature,
 * fingerprint and signer may be set by the source, when it has read to the end. */
struct submission {
	const char *file;               /* path */
	const char *file_sha256;
	const char *sha256;             /* of the content; the source proves it */
	const char *year;
	int64_t number;                 /* of the snapshot */
	const char *created;
	const char *signature;          /* "none" or "valid" */
	const char *fingerprint, *signer;       /* NULL: none */
};
struct receipt {
	enum receipt_kind kind;
	const char *agency, *name;      /* code and name; NULL: not read that far */
	const char *year;
	int64_t number;
	const char *due;                /* ISO day; NULL: no duty for that year */
	bool late;
	const char *signer;             /* NULL: not signed */
	struct merge_counts counts;
	struct breach_list breaches;    /* of the consistency rules, after it was taken in; of a
					 * very large agency the first 5,000 */
	size_t stops, warns;            /* all of them */
	struct node *snapshot;          /* the row of the register; NULL: refused, dry run */
};
/* Takes a submission in: register, records, rules, summaries. A duplicate is OK and does nothing;
 * FAIL_INVALID for an older or altered one (out->kind says which), a missing number or year, a
 * missing signature where the setting require-signature is yes, an agency other than the one the
 * certificate stands for, steps of a proposal other than submitting it, a change of a year before
 * that was accepted; FAIL_DENIED without the right to receive, and that to sign where one receives
 * for one's own agency only. */
int app_receive(struct receipt *out, struct app *app, const struct submission *submission,
    bool dry_run, intake_source *source, void *context, struct arena *arena, struct err *err);
/* The last day to hand in for a year, and the duty that says so (NULL: none for that year). */
int app_due(day *out, const struct sourced **duty, struct app *app, const char *year,
    struct err *err);

/* ---- hand-ins: the agency's side ------------------------------------------------------------- */

/* One hand-in while it is written. What the writer tells goes into the register; texts must live as
 * long as the arena of app_hand_in. */
struct hand_in {
	int64_t number;                         /* set before the writer is called */
	char sha256[HASH_TEXT];                 /* of the content: the writer must set it */
	char file_sha256[HASH_TEXT];            /* of the file; "": not told */
	const char *created, *file;             /* NULL: not told */
	const char *fingerprint, *signer;       /* NULL: not signed */
};
/* Gets the agency as it is exported: the year is handed in already and carries its number. */
typedef int hand_in_write(void *context, const struct agency_view *view, struct hand_in *hand_in,
    struct err *err);
/* Gives the signed-off year its snapshot number (one more than the last) and marks it handed in;
 * earlier ones count as replaced. A year that is handed in already and has the same content keeps
 * its number. Everything happens in one transaction around `write`: when that fails nothing has
 * changed. The file should get its name only after app_hand_in has returned OK. *snapshot, which
 * may be NULL, is the row of the register. FAIL_INVALID: not signed off, accepted already, or
 * changed since it was handed in; FAIL_DENIED without the right to sign. */
int app_hand_in(struct node **snapshot, struct app *app, const char *agency, const char *year,
    hand_in_write *write, void *context, struct arena *arena, struct err *err);
/* Would app_hand_in do it: is the year signed off or was it handed in from here, and may this
 * person sign? */
int app_hand_in_open(bool *out, struct app *app, const char *agency, const char *year,
    struct err *err);
/* Takes a year that is signed off or handed in back to a draft. FAIL_INVALID: it is a draft,
 * returned or accepted; FAIL_DENIED without the right to sign. */
int app_withdraw(struct app *app, const char *agency, const char *year, struct err *err);

/* ---- trusted certificates -------------------------------------------------------------------- */

/* What an X.509 certificate says of itself. */
struct certificate {
	const char *fingerprint;        /* SHA-256 of its DER form */
	const char *subject;            /* "CN=Trần Thị Lan,O=Sở Mẫu,C=VN" */
	const char *since, *until;      /* moments in UTC, like 2026-11-22T20:15:00Z */
	const char *pem;
	const char *fault;              /* why its key is too weak; NULL: it is good */
};
/* Reads one certificate, PEM or DER. FAIL_INVALID: it is none, or there are several. */
int certificate_read(struct certificate *out, const char *data, size_t length, struct arena *arena,
    struct err *err);
/* Is it good enough, and valid at this moment or on this day (ISO)? FAIL_INVALID says why not. */
int certificate_check(const struct certificate *certificate, const char *at, struct err *err);

/* Trusts a certificate from now on; agency (code; NULL: any) is the one it may hand in for.
 * FAIL_INVALID: no certificate, weak, expired or not yet valid, or trusted already. FAIL_DENIED
 * without the right to manage settings. *out may be NULL. */
int app_trust_add(struct node **out, struct app *app, const char *code, const char *agency,
    const char *data, size_t length, struct arena *arena, struct err *err);
/* All of them, of shape trusted, also those that are not active. */
int app_trust_list(struct node **first, struct app *app, struct arena *arena, struct err *err);
int app_trust_remove(struct app *app, const char *code, struct err *err);

/* ---- contents of attached evidence ----------------------------------------------------------- */

/* The content of an evidence file of an agency (code). content NULL: only its size. *size is -1
 * when the content is not kept here. FAIL_NOT_FOUND: no evidence of this agency has this hash. */
int app_attachment(const char **content, int64_t *size, struct app *app, const char *agency,
    const char *sha256, struct arena *arena, struct err *err);
/* Bytes that one attached file may have: setting attachment-limit. */
int app_attachment_limit(int64_t *out, struct app *app, struct err *err);
/* Takes contents in, handed over one by one by attach_keep, all in one transaction. */
struct attaching;
typedef int attach_source(void *context, struct attaching *attaching, struct err *err);
int app_attach(struct app *app, attach_source *source, void *context, struct err *err);
/* sha256 is that of the content (proved by the caller). FAIL_INVALID: over the limit, or no
 * evidence of an agency this person may take in for has this hash. */
int attach_keep(struct attaching *attaching, const char *sha256, const char *content, size_t size,
    struct err *err);

/* ---- review: the department's desk, and the way back ----------------------------------------- */

/* What a comment is about: a record as people name it. */
struct subject {
	const char *about;              /* its shape: finding, fact, year … */
	const char *system;             /* code; NULL: it stands under the agency */
	const char *year;
	const char *key;                /* requirement, fact, scenario, code, number; may be NULL */
	const char *asset;              /* of a finding; of a fact its component; may be NULL */
};
enum { COMMENTS_MOST = 200 };           /* on one question */
/* Hangs a comment (kind: reject, ask, note) on a record that is there, or on a requirement,
 * obligation, fact or scenario that has no answer yet. FAIL_NOT_FOUND: there is no such record.
 * FAIL_INVALID: a bad kind or text, or the question has COMMENTS_MOST already. FAIL_DENIED without
 * the right to review. *out may be NULL. */
int app_comment(struct node **out, struct app *app, const char *agency,
    const struct subject *subject, const char *kind, const char *text, struct arena *arena,
    struct err *err);
/* The reviewer is satisfied. Closing what is closed changes nothing. */
int app_comment_close(struct app *app, const char *agency, int64_t number, struct err *err);
/* The agency's reply; the comment counts as answered. FAIL_INVALID: it is closed, or no text. */
int app_comment_reply(struct app *app, const char *agency, int64_t number, const char *text,
    struct err *err);

/* A comment with the answer it is about. */
struct remark {
	struct node *comment;
	const struct node *record;      /* NULL: no answer yet, or gone */
	const char *where;              /* the question in words, in the language in use */
	const char *answer;             /* what the record says now, in words; "" without one */
};
struct remark_filter {
	/* NULL: all; comments that name none belong to every year */
	const char *year, *system;
	bool open;                      /* only those in state open */
};
/* The comments of an agency in the order of its checklist: the agency's own records, then its
 * systems by code, each from its facts to its actions. */
int app_comments(struct remark **out, size_t *count, struct app *app, const char *agency,
    const struct remark_filter *filter, struct arena *arena, struct err *err);
/* The agency that a place leads to: the one named, the only one, or that of the system. */
int app_owner(struct node **out, struct app *app, const struct place *place, struct arena *arena,
    struct err *err);
/* A record in words: "requirement QL-1.1 Name (asset A)". */
const char *app_words(struct app *app, const struct node *record, struct arena *arena);

/* How the decision on one agency's hand-in went. */
struct verdict {
	const char *agency;
	int rc;
	const char *why;                /* the message when rc is below 0 */
};
/* Returns the hand-ins of a year to these agencies, each in a transaction of its own; out has room
 * for count. A hand-in must be submitted (FAIL_INVALID), and have an open comment unless words are
 * given. FAIL_DENIED: no right to review, or the reviewer's own agency. Returns the first failure.
 */
int app_return(struct verdict *out, struct app *app, const char *const *agency, size_t count,
    const char *year, const char *words, struct arena *arena, struct err *err);
/* Accepts them likewise; refused while a rule that stops speaks or a reject comment is not closed,
 * unless anyway gives the reason, which is kept. */
int app_accept(struct verdict *out, struct app *app, const char *const *agency, size_t count,
    const char *year, const char *words, const char *anyway, struct arena *arena,
    struct err *err);
/* The agencies whose hand-in of the year could be accepted as it is. */
int app_clean(const char ***out, size_t *count, struct app *app, const char *year,
    struct arena *arena, struct err *err);

/* One agency on the desk of the reviewer. */
struct desk_row {
	const struct node *agency;
	const struct node *snapshot;    /* the newest hand-in of the year; NULL: none */
	const char *state;              /* none, draft, submitted, returned, accepted */
	const char *due;                /* ISO day; NULL: no duty for that year */
	int days;       /* left until due; below 0: days late. Handed in: on the first such day */
	size_t open;                    /* comments */
	size_t systems;
};
/* Every agency for a year, by code. */
int app_desk(struct desk_row **out, size_t *count, struct app *app, const char *year,
    struct arena *arena, struct err *err);
const char *desk_label(const char *state);              /* in the language in use */

/* What the newest hand-in of a year changed against what stood here before. */
enum change_kind { CHANGE_ADDED, CHANGE_CHANGED, CHANGE_REMOVED };
struct change {
	enum change_kind kind;
	const char *system;             /* code; NULL: of the agency, or no longer known */
	const struct shape *shape;
	const char *where;              /* the record in words */
	const struct field *field;
	const char *old, *now;          /* canonical; NULL: not given */
};
/* One per field, those of a record together, grouped by system. None when the hand-in was the
 * first: then *first is true. FAIL_NOT_FOUND: nothing was handed in. */
int app_changes(struct change **out, size_t *count, bool *first, struct app *app,
    const char *agency, const char *year, struct arena *arena, struct err *err);

/* The answer to the newest hand-in of a year as a record of model_review(), without sha256 and
 * created. FAIL_INVALID: it is not decided yet. */
int app_review(struct node **out, struct app *app, const char *agency, const char *year,
    struct arena *arena, struct err *err);

/* What a file with an answer says besides its records. */
struct review_file {
	const char *file;               /* path */
	const char *signature;          /* "none" or "valid" */
	const char *fingerprint;        /* of the certificate; NULL: none */
};
struct review_receipt {
	struct merge_counts counts;
	bool duplicate;                 /* this very answer was taken in before */
	bool decided;                   /* the year's state was set */
};
/* Takes an answer in, all or nothing: comments by id (the agency's replies stay), acts of
 * proposals, approvals, the state of the year. FAIL_NOT_FOUND: the agency or a system is not here.
 * FAIL_INVALID: that number was not handed in here, an older answer than one taken in, no signature
 * where the setting require-signature is yes, a certificate that stands for one agency. FAIL_DENIED
 * without the right to receive. */
int app_take_review(struct review_receipt *out, struct app *app, const struct node *review,
    const struct review_file *file, bool dry_run, struct err *err);

/* ---- the report of an owner to the ministry (design section 10.4) ---------------------------- */

struct annual_options {
	const char *year;
	const char *owner;              /* name; NULL: the only one there is */
	const char *agency;             /* code; NULL: all that this account may read */
	bool drafts;            /* count agencies that have not handed in, or were returned */
};
/* What a content of the duty asks for: as its topic says, else by the end of its id; ANNUAL_OTHER
 * also where this program does not know it. */
enum annual_topic {
	ANNUAL_PARTIES,
	ANNUAL_SYSTEMS,
	ANNUAL_APPROVED,
	ANNUAL_IMPLEMENTED,
	ANNUAL_REGULATED,
	ANNUAL_FOLLOWED,
	ANNUAL_INSPECTED,
	ANNUAL_ASSESSED,                /* requirement by requirement */
	ANNUAL_MEASURES,                /* the same with decision and plan */
	ANNUAL_REGULATIONS,
	ANNUAL_OTHER,
	ANNUAL_SITUATION,
	ANNUAL_PROGRESS,
	ANNUAL_EFFECT,
	ANNUAL_CHANGE,
	ANNUAL_SECURITY_LIST            /* systems that a list of national security is open to */
};
/* A duty of an owner that covers the year as well, by its own letter; it gives way to the one of
 * the pack that came into force last. */
struct annual_beside {
	const struct pack *pack;
	const struct sourced *duty;
};
struct annual {
	struct annual_options options;  /* year and owner as they were found */
	const struct pack *pack;        /* the regulation whose duty is in force for the year */
	const struct sourced *duty;     /* of the owner towards the ministry */
	/* that it is written on; NULL: none is laid down, then the fields form… of annual-system,
	 * annual-type and annual-remark are not there */
	const struct form *form;
	struct annual_beside *beside;
	size_t besides;
	const struct sourced **content; /* as the duty prescribes, in its order */
	size_t content_count;
	struct node *node;      /* of shape annual with all below it; systems without their items */
	struct node *letter; /* of shape agency: the owner as it signs, for the heading */
	const struct pack **used;       /* requirements packs of the systems */
	size_t used_count;
	struct arena *arena;
	size_t warnings;        /* rules that only warn, broken in what is counted */
};
enum annual_topic annual_topic(const struct sourced *content);
/* Gathers the report of a year, system by system. Only what agencies have handed in counts, unless
 * drafts is set; the others stand in annual-agency. FAIL_NOT_FOUND: no pack has a duty for that
 * year; no system of that owner is here; none was handed in. FAIL_INVALID: several owners and none
 * is named (the message lists them). */
int app_annual(struct annual **out, struct app *app, const struct annual_options *options,
    struct arena *arena, struct err *err);
/* Each system of the report once more, in order, this time with its annual-item below it; it lives
 * only during the visit. What visit returns below 0 ends it. */
typedef int annual_visit(void *context, const struct node *system, struct err *err);
int app_annual_each(const struct annual *annual, struct app *app, annual_visit *visit,
    void *context, struct err *err);

/* ---- level proposals ---------------------------------------------------------------------------
 */

/* A proposal with what the rules make of it on the day that counts as today. Who operates the
 * system: its operator-agency, else its agency. Whether that is the specialised unit itself is
 * known by the setting department, the unit's agency code; without the setting it is unknown. */
struct proposal_view {
	struct node *agency, *system;   /* without children */
	struct node *node;              /* of shape proposal, with its documents and acts */
	const struct pack *pack;        /* the regulation it was made under */
	struct workflow_in in;
	struct workflow flow;
};
/* Starts a proposal at the level of the newest decision; value: the typed fields of shape
 * proposal. After one that was approved or refused the next number begins. FAIL_INVALID: no
 * decision yet, another proposal is open, a bad field. */
int app_proposal_start(struct proposal_view **out, struct app *app, const char *agency,
    const char *system, const struct value *value, size_t count, struct arena *arena,
    struct err *err);
/* number 0: the newest. FAIL_NOT_FOUND: there is none. */
int app_proposal(struct proposal_view **out, struct app *app, const char *agency,
    const char *system, int64_t number, struct arena *arena, struct err *err);

/* One act as typed; NULL: not given. */
struct proposal_act {
	const char *step;               /* code of shape act */
	const char *result;
	const char *date;               /* NULL: today */
	const char *document, *name, *body, *note;
};
/* Adds an act to the newest proposal. Submitting needs the right to edit, approving and refusing
 * the right to approve, all else the right to review; FAIL_DENIED also for an account of the agency
 * that operates the system when it would appraise, approve or refuse. FAIL_INVALID: workflow_may.
 * With the last approval the system gets its approved level, number, date and body in the same
 * transaction (at level 5 those of the list); a refusal leaves it as it was. *out may be NULL. */
int app_proposal_act(struct proposal_view **out, struct app *app, const char *agency,
    const char *system, const struct proposal_act *act, struct arena *arena, struct err *err);

struct proposal_row {
	const char *agency, *system, *name;     /* codes; name of the system */
	int64_t number;
	int level;
	enum proposal_state state;
	const struct pack *pack;        /* NULL: not here; then only the state is known */
	const struct sourced *next;     /* the step to be done now; NULL: nothing is left */
	const char *by[2];              /* bodies of that step; ids, NULL: none */
	bool clock;                     /* a period runs: */
	const struct sourced *of;       /* the step whose period ends first */
	day due;
	int days_left;                  /* calendar days from today; below 0: overdue */
	bool unverified;
};
/* All proposals of an agency (NULL: of all that the person may read), first those with a running
 * period by its last day, then the others by agency, system and number. */
int app_proposals(struct proposal_row **out, size_t *count, struct app *app, const char *agency,
    struct arena *arena, struct err *err);

/* ---- the province: all agencies' year together ----------------------------------------------- */

struct province_pack {
	const char *id, *version;       /* as the records name it */
};
struct province {
	struct node *node;              /* of shape province with all below it */
	const struct node *department;  /* the agency that makes the report: by the setting of that
					 * name, else the others' specialised unit; or NULL */
	bool sample;                    /* some of it is sample data */
	const struct method *method;    /* of the assessments; NULL: there are none */
	const struct pack *obligations; /* the duties and contents of spending; NULL: none */
	struct province_pack *pack;     /* what the results stand on, each once */
	size_t pack_count;
};
/* The year of all agencies as of today: registers, hand-ins, results, follow-up of the plan. From
 * the summaries of assessments; those that are not there are made, and kept when the store can be
 * written. Agencies, systems and the records of agencies are ordered by code; systems assessed with
 * packs that are not here count as not assessed. Lives no longer than app, whose packs it names.
 * FAIL_DENIED for an account of one agency, unless it reviews or approves. FAIL_INVALID: no year.
 */
int app_province(struct province **out, struct app *app, const char *year, struct arena *arena,
    struct err *err);

#endif

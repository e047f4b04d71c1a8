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
enum right { RIGHT_READ, RIGHT_EDIT, RIGHT_SIGN, RIGHT_ACCOUNTS, RIGHTS };

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
};

/* FAIL_DENIED unless the person may do this in that agency (code; NULL: not of one agency). */
int app_allow(const struct app *app, enum right right, const char *agency, struct err *err);
/* The engine of a regulation pack, built once. */
int app_engine(
    struct level_engine **out, struct app *app, const struct pack *regulation, struct err *err);

/* Where a place leads: the nodes on the way, as far as the shape asks. */
struct spot {
	struct node *agency, *system, *year, *assessment, *finding;
	const char *parent; /* id of what a record of the shape stands under; NULL for roots */
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
/* What the program adds to a record that is new where nothing was given: an agency's year is a
 * draft and names its pack of obligations, an action belongs to this year. */
void record_fresh(struct app *app, struct node *node, struct arena *arena);
/* record_keep in a transaction of its own, for a record that is there. */
int record_replace(struct app *app, const struct node *before, struct node *after, const char *verb,
    struct arena *arena, struct err *err);
/* Sets typed values on a node. AUTO fields are refused. */
int record_fill(struct node *node, const struct value *value, size_t count, struct arena *arena,
    struct err *err);
/* A copy of a node's own values. */
struct node *record_copy(const struct node *node, struct arena *arena);
/* What the shapes cannot say: ids that must exist in packs or beside the record, pairs that belong
 * together. parts of the spot that are not there are NULL. */
int record_check(struct app *app, const struct node *node, const struct spot *spot,
    struct arena *arena, struct err *err);

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
	struct node *out;
};
int app_keep(struct app *app, struct keep *keep, struct arena *arena, struct err *err);

/* Facts of a system as one pack declares them: what stands for the system as a whole, overlaid with
 * what stands for the component when there is one. node is a system with its facts loaded. */
int facts_of(struct facts **out, const struct pack *pack, const struct node *system,
    const char *component, struct arena *arena, struct err *err);
/* The decision that stood in a year: the newest made until its end, else the first; NULL: none. */
struct node *decision_of(const struct node *system, const char *year);
/* Level, checklist, scores, risks, do-first of one assessment; computed nodes are added below it.
 */
/* The level view of a system node whose components and facts are loaded. */
int app_view_level(struct level_view **out, struct app *app, struct node *system,
    struct arena *arena, struct err *err);
int assessment_compute(struct assessment_view *out, struct app *app, struct node *system,
    struct node *assessment, struct arena *arena, struct err *err);

char *number_text(struct arena *arena, int64_t number);

#endif

/*
 * store.h - the records in one SQLite file, each change sealed in the audit chain.
 *
 * Reads and writes nodes by their shapes (model.h); knows no rule. One writer at a time; every
 * write happens inside store_write and is durable when it returns (WAL, synchronous FULL). A file
 * of a newer version, a locked, read-only or full one is refused with FAIL_ENV and left as it was.
 * A store belongs to one thread at a time.
 */
#ifndef CAPDO_STORE_H
#define CAPDO_STORE_H

#include "capdo/model.h"

struct store;

enum store_mode {
	STORE_READ,             /* must exist; never written, never migrated */
	STORE_WRITE,            /* must exist; migrated when older, after a copy beside it */
	STORE_CREATE            /* must not exist, or be empty */
};

/* FAIL_NOT_FOUND: no such file (read, write). FAIL_INVALID: not a capdo file, or it exists
 * (create). FAIL_ENV: newer version, lock, disk, rights. */
int store_open(struct store **out, const char *path, enum store_mode mode, struct err *err);
/* Is it a capdo file of an older version, which store_open for writing would migrate? */
bool store_is_older(const char *path);
void store_close(struct store *store);                  /* NULL is fine */
/* Removes a database that was not made to its end, and what SQLite keeps beside it. */
void store_drop(const char *path);
const char *store_path(const struct store *store);
int store_version(const struct store *store);           /* number of the last migration */

/* Runs change(context) in one transaction: all of it is kept, durably, or nothing. Nested calls
 * join the outer one. Whatever change returns below 0 undoes everything and is returned. */
typedef int store_change(struct store *store, void *context, struct err *err);
int store_write(struct store *store, store_change *change, void *context, struct err *err);
/* Is a store_write under way? */
bool store_writing(const struct store *store);
/* Has after(context) called whenever an outermost store_write has ended, kept or undone; it may
 * write itself. For what must be kept although the change was not. */
void store_after(struct store *store, void (*after)(void *context), void *context);

/* Adds a node under its parent (parent NULL for roots); gives it an id when it has none. Children
 * are not added. FAIL_INVALID: a record with this key is there already. Only inside store_write,
 * like all below up to store_audit. */
int store_add(struct store *store, struct node *node, const char *parent, struct arena *arena,
    struct err *err);
/* Writes all values of a node that has an id. FAIL_NOT_FOUND, FAIL_INVALID as above. */
int store_change_record(struct store *store, const struct node *node, struct err *err);
/* Removes a record that has no children left. FAIL_NOT_FOUND; FAIL_INVALID: it still has children.
 */
int store_remove(struct store *store, const struct shape *shape, const char *id, struct err *err);
/* One row of the audit chain. detail: what changed, in words or "field: old -> new" lines. */
int store_audit(struct store *store, const char *person, const char *verb, const char *record,
    const char *record_id, const char *detail, struct err *err);

/* The number of the last row of the audit chain; 0: there is none. */
int store_audit_last(struct store *store, int64_t *seq, struct err *err);

/* One record by id, without children. FAIL_NOT_FOUND. */
int store_get(struct node **out, struct store *store, const struct shape *shape, const char *id,
    struct arena *arena, struct err *err);
/* One record by its key among its parent's (parent NULL for roots): key is the values of the KEY
 * fields in order, NULL for not given. *out is NULL when there is none. */
int store_find(struct node **out, struct store *store, const struct shape *shape,
    const char *parent, const char *const *key, struct arena *arena, struct err *err);
/* All records of a shape under a parent (NULL: of all parents), in key order, without children;
 * each is appended to list_of, a node whose shape has this one as a child, or linked through *first
 * when list_of is NULL. */
int store_list(struct node **first, struct store *store, const struct shape *shape,
    const char *parent, struct node *list_of, struct arena *arena, struct err *err);
/* Loads all stored descendants of a node, in key order. skip: names of shapes to leave out, ended
 * by NULL; NULL: none. */
int store_load(struct node *node, struct store *store, const char *const *skip, struct arena *arena,
    struct err *err);
/* The id of the parent of a record. FAIL_NOT_FOUND. */
int store_parent(const char **out, struct store *store, const struct shape *shape, const char *id,
    struct arena *arena, struct err *err);

/* The ids of the children of one shape, one after the other; visit must not write. */
typedef int store_visit(void *context, const char *id, struct err *err);
int store_each(struct store *store, const struct shape *shape, const char *parent,
    store_visit *visit, void *context, struct err *err);
/* The first incident of an agency whose system the agency does not have; *incident NULL: none. */
int store_stray_incident(const char **incident, const char **system, struct store *store,
    const char *agency, struct arena *arena, struct err *err);

/* Contents of attached files, by SHA-256. */
int store_attach(
    struct store *store, const char *sha256, const char *content, size_t size, struct err *err);
int store_attachment(const char **content, size_t *size, struct store *store, const char *sha256,
    struct arena *arena, struct err *err);
/* Bytes of a content; -1: it is not kept here. */
int store_attachment_size(int64_t *out, struct store *store, const char *sha256, struct err *err);
/* Does an evidence record below this agency (id; NULL: any) name this content? */
int store_attachment_named(bool *out, struct store *store, const char *sha256, const char *agency,
    struct err *err);

/* ---- the province: all agencies at once ------------------------------------------------------ */

/* Rows of a few columns, named as in the tables (agency and system: the id of the one they belong
 * to), for one year; systems are of no year, summaries also of the year before. */
enum store_lot {
	LOT_SYSTEMS,            /* with their newest level decision */
	LOT_SUMMARIES,          /* assessments, with their summary when there is one (basis) */
	LOT_YEARS,
	LOT_SNAPSHOTS,          /* by agency and number */
	LOT_OBLIGATIONS,
	LOT_READINESS,
	LOT_EXERCISES,
	LOT_INCIDENTS,
	LOT_ACTIONS,            /* one row an agency: the costs of what is not cancelled */
	STORE_LOTS
};
struct store_row;
/* Borrowed until the next row or the next call; NULL: not given. */
const char *store_row_text(const struct store_row *row, const char *column);
int64_t store_row_int(const struct store_row *row, const char *column, int64_t otherwise);
typedef int store_row_visit(void *context, const struct store_row *row, struct err *err);
int store_rows(struct store *store, enum store_lot lot, int64_t year, store_row_visit *visit,
    void *context, struct err *err);
/* Removes the summaries of the assessments that a record has a part in: all of a system's for what
 * they share, that of one assessment for what is below it. Only inside store_write. */
int store_drop_summaries(
    struct store *store, const struct shape *shape, const char *id, struct err *err);

/* ---- the whole file -------------------------------------------------------------------------- */

struct audit_row {
	int64_t seq;
	const char *at, *person, *verb, *record, *record_id, *detail, *hash;
};
typedef int audit_visit(void *context, const struct audit_row *row, struct err *err);
/* Rows from `from` on (1: the first), oldest first. */
int store_audit_each(
    struct store *store, int64_t from, audit_visit *visit, void *context, struct err *err);
/* Proves the chain: numbers without gap, each hash right. FAIL_INCONSISTENT names the first bad
 * row. *rows: how many there are. */
int store_audit_verify(struct store *store, int64_t *rows, struct err *err);
/* A consistent copy while in use (online backup), checked with integrity_check and the audit chain
 * before it gets its name. FAIL_INVALID: path exists. */
int store_backup(struct store *store, const char *path, struct err *err);
/* integrity_check, foreign keys, audit chain. FAIL_INCONSISTENT says what. */
int store_verify(struct store *store, int64_t *rows, struct err *err);

#endif

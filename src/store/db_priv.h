/*
 * db_priv.h - the driver: the one place that speaks to SQLite.
 *
 * The rest of store/ prepares, binds and steps through these; another engine would be another db.c.
 * Every failure becomes one message that says what was being done and why it could not be.
 */
#ifndef CAPDO_DB_PRIV_H
#define CAPDO_DB_PRIV_H

#include <sqlite3.h>

#include "capdo/store.h"

/* Marks SQL in the source; keeps one clause a line readable. */
#define SQL(text) text

enum { SHAPES_MOST = 64, STALE_MOST = 16 };

enum record_statement {
	RECORD_ADD,
	RECORD_CHANGE,
	RECORD_GET,
	RECORD_FIND,
	RECORD_LIST,
	RECORD_BELOW,           /* those whose parents stand under one record, with their parents */
	RECORD_IDS,
	RECORD_ALL,
	RECORD_REMOVE,
	RECORD_PARENT,
	RECORD_STATEMENTS
};

struct store {
	sqlite3 *db;
	char *path;
	int version;
	int depth;                      /* of nested store_write calls */
	bool broken;                    /* a nested change failed: the outer one must not be kept */
	void (*after)(void *context);
	void *after_context;
	bool sealing;                   /* the authorizer lets audit and account rows be written */
	sqlite3_stmt *begin, *commit, *rollback;
	sqlite3_stmt *record[SHAPES_MOST][RECORD_STATEMENTS];
	sqlite3_stmt *stale[STALE_MOST]; /* of store_drop_summaries */
};

/* The message for what SQLite just refused. Returns FAIL_ENV or FAIL_INVALID. */
int db_fail(const struct store *store, struct err *err);
int db_prepare(sqlite3_stmt **out, struct store *store, const char *sql, struct err *err);
/* Steps a statement that returns no rows and resets it. */
int db_run(struct store *store, sqlite3_stmt *statement, struct err *err);
int db_exec(struct store *store, const char *sql, struct err *err);
/* text may be NULL. */
void db_bind_text(sqlite3_stmt *statement, int at, const char *text);
/* The same without a copy: text must live until the statement has run. */
void db_bind_borrowed(sqlite3_stmt *statement, int at, const char *text);
/* Copied into the arena; NULL stays NULL. */
const char *db_text(sqlite3_stmt *statement, int column, struct arena *arena);
int db_pragma_int(struct store *store, const char *sql, int64_t *out, struct err *err);

/* Brings the file to the newest version, in one transaction. */
int migrate(struct store *store, struct err *err);
int migrate_newest(void);

#endif

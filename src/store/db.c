/*
 * db.c - opening, settings, transactions and errors of the SQLite file.
 *
 * A file is ours when its application id says so. WAL with synchronous FULL: what store_write
 * confirmed is on the disk. The authorizer keeps the audit chain and the accounts from being
 * written by accident.
 */
#include <stdlib.h>
#include <string.h>

#include "db_priv.h"

enum { APPLICATION_ID = 0x63617064, BUSY_MILLISECONDS = 5000 };

int db_fail(const struct store *store, struct err *err)
{
	const char *path = store->path;
	int code = sqlite3_extended_errcode(store->db);

	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(
		    err, FAIL_ENV, "'%s' is locked by another program; nothing was changed", path);
	case SQLITE_FULL:
		return err_set(
		    err, FAIL_ENV, "the disk that holds '%s' is full; nothing was changed", path);
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return err_set(
		    err, FAIL_ENV, "'%s' cannot be written: it or its folder is read-only", path);
	case SQLITE_CANTOPEN:
		return err_set(
		    err, FAIL_ENV, "cannot open '%s': check the folder and its rights", path);
	case SQLITE_NOTADB:
		return err_set(err, FAIL_INVALID, "'%s' is not a capdo file", path);
	case SQLITE_CORRUPT:
		return err_set(err, FAIL_ENV, "'%s' is damaged; use a backup copy", path);
	case SQLITE_CONSTRAINT:
		if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY)
			return err_set(
			    err, FAIL_INVALID, "a record with this key is there already");
		if (code == SQLITE_CONSTRAINT_FOREIGNKEY)
			return err_set(err, FAIL_INVALID, "the record still has others below it");
		return err_set(
		    err, FAIL_INVALID, "the record is not complete: %s", sqlite3_errmsg(store->db));
	case SQLITE_IOERR:
		if (code == SQLITE_IOERR_READ || code == SQLITE_IOERR_SHORT_READ)
			return err_set(err, FAIL_ENV,
			    "cannot read '%s': it is a folder or the disk is failing", path);
		return err_set(err, FAIL_ENV,
		    "cannot write '%s': the disk is full or failing; nothing was changed", path);
	}
	return err_set(err, FAIL_ENV, "'%s': %s", path, sqlite3_errmsg(store->db));
}

int db_prepare(sqlite3_stmt **out, struct store *store, const char *sql, struct err *err)
{
	if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL) !=
	    SQLITE_OK)
		return db_fail(store, err);
	return OK;
}

int db_run(struct store *store, sqlite3_stmt *statement, struct err *err)
{
	int rc = OK;

	if (sqlite3_step(statement) != SQLITE_DONE)
		rc = db_fail(store, err);
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return rc;
}

int db_exec(struct store *store, const char *sql, struct err *err)
{
	return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? OK
									   : db_fail(store, err);
}

void db_bind_text(sqlite3_stmt *statement, int at, const char *text)
{
	if (text)
		sqlite3_bind_text(statement, at, text, -1, SQLITE_TRANSIENT);
	else
		sqlite3_bind_null(statement, at);
}

void db_bind_borrowed(sqlite3_stmt *statement, int at, const char *text)
{
	if (text)
		sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
	else
		sqlite3_bind_null(statement, at);
}

const char *db_text(sqlite3_stmt *statement, int column, struct arena *arena)
{
	const char *text = (const char *)sqlite3_column_text(statement, column);

	return text ? arena_copy_n(arena, text, (size_t)sqlite3_column_bytes(statement, column))
		    : NULL;
}

int db_pragma_int(struct store *store, const char *sql, int64_t *out, struct err *err)
{
	sqlite3_stmt *statement = NULL;
	int rc = db_prepare(&statement, store, sql, err);

	if (rc < 0)
		return rc;
	if (sqlite3_step(statement) == SQLITE_ROW)
		*out = sqlite3_column_int64(statement, 0);
	else
		rc = db_fail(store, err);
	sqlite3_finalize(statement);
	return rc;
}

/* Denies writing audit, account and certificate rows outside a marked stretch. Acts when a
 * statement is prepared, so those statements are never kept. */
static int authorize(void *context, int action, const char *table, const char *column,
    const char *database, const char *trigger)
{
	const struct store *store = context;

	(void)column;
	(void)database;
	(void)trigger;
	if (action != SQLITE_INSERT && action != SQLITE_UPDATE && action != SQLITE_DELETE)
		return SQLITE_OK;
	if (store->sealing || !table)
		return SQLITE_OK;
	return strcmp(table, "audit") == 0 || strcmp(table, "account") == 0 ||
		strcmp(table, "trusted") == 0 ? SQLITE_DENY : SQLITE_OK;
}

static bool is_empty(const char *path)
{
	struct arena *arena = arena_new();
	size_t length = 1;
	char *data;
	bool empty = file_read(&data, &length, path, 0, arena, NULL) == OK && length == 0;

	arena_free(arena);
	return empty;
}

/* The log's index cannot be made beside the file: the folder may not be written, or the disk is
 * full. Then nobody else writes the file either, and without anything in the log it is whole. */
static bool lacks_room_for_lock(const struct store *store)
{
	char *log;
	bool whole;

	switch (sqlite3_exec(store->db, "SELECT 1 FROM sqlite_schema", NULL, NULL, NULL)) {
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY_CANTINIT:
	case SQLITE_READONLY_DIRECTORY:
	case SQLITE_IOERR_SHMOPEN:
	case SQLITE_IOERR_SHMSIZE:
		break;
	default:
		return false;
	}
	log = sqlite3_mprintf("%s-wal", store->path);
	whole = !file_exists(log) || is_empty(log);
	sqlite3_free(log);
	return whole;
}

/* As a file that nobody writes. */
static int open_immutable(struct store *store, int flags)
{
	struct buffer uri = { 0 };
	int rc;

	buffer_add(&uri, "file:");
	for (const char *at = store->path; *at; at++) {
		if (strchr("%?#", *at))
			buffer_print(&uri, "%%%02X", (unsigned char)*at);
		else
			buffer_add_n(&uri, at, 1);
	}
	buffer_add(&uri, "?immutable=1");
	rc = sqlite3_open_v2(uri.text, &store->db, flags | SQLITE_OPEN_URI, NULL);
	buffer_release(&uri);
	return rc;
}

static int connect_file(struct store *store, enum store_mode mode, struct err *err)
{
	int flags = SQLITE_OPEN_NOMUTEX;

	if (mode == STORE_READ)
		flags |= SQLITE_OPEN_READONLY;
	else
		flags |= SQLITE_OPEN_READWRITE | (mode == STORE_CREATE ? SQLITE_OPEN_CREATE : 0);
	if (sqlite3_open_v2(store->path, &store->db, flags, NULL) != SQLITE_OK)
		return db_fail(store, err);
	sqlite3_extended_result_codes(store->db, 1);
	sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
	if (mode != STORE_READ || !lacks_room_for_lock(store))
		return OK;
	sqlite3_close(store->db);
	return open_immutable(store, flags) == SQLITE_OK ? OK : db_fail(store, err);
}

static int configure(struct store *store, enum store_mode mode, struct err *err)
{
	int rc;

	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	rc = db_exec(store, "PRAGMA foreign_keys = ON", err);
	if (rc == OK && mode != STORE_READ)
		rc = db_exec(store, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", err);
	if (rc == OK && sqlite3_set_authorizer(store->db, authorize, store) != SQLITE_OK)
		rc = db_fail(store, err);
	return rc;
}

/* Whose file is it, and of which version? */
static int identify(struct store *store, enum store_mode mode, struct err *err)
{
	int64_t id = 0, version = 0, tables = 0;
	int rc = db_pragma_int(store, "PRAGMA application_id", &id, err);

	if (rc == OK)
		rc = db_pragma_int(store, "PRAGMA user_version", &version, err);
	if (rc == OK)
		rc = db_pragma_int(store, SQL("SELECT count(*) FROM sqlite_schema"), &tables, err);
	if (rc < 0)
		return rc;
	if (mode == STORE_CREATE && tables > 0)
		return err_set(
		    err, FAIL_INVALID, "'%s' exists already and is not empty", store->path);
	if (mode == STORE_CREATE)
		return OK;
	if (id != APPLICATION_ID)
		return err_set(err, FAIL_INVALID, "'%s' is not a capdo file", store->path);
	if (version > migrate_newest())
		return err_set(err, FAIL_ENV,
		    "'%s' was made by a newer capdo (version %d, this one knows up to %d); it was "
		    "left as it is",
		    store->path, (int)version, migrate_newest());
	store->version = (int)version;
	if (version < migrate_newest() && mode == STORE_READ)
		return err_set(err, FAIL_ENV,
		    "'%s' is of an older version (%d); open it once for writing to bring it up to "
		    "%d",
		    store->path, (int)version, migrate_newest());
	return OK;
}

bool store_is_older(const char *path)
{
	struct store store = { .path = xstrdup(path) };
	int64_t id = 0, version = 0;
	bool older = file_exists(path) && connect_file(&store, STORE_READ, NULL) == OK &&
	    db_pragma_int(&store, "PRAGMA application_id", &id, NULL) == OK &&
	    db_pragma_int(&store, "PRAGMA user_version", &version, NULL) == OK &&
	    id == APPLICATION_ID && version < migrate_newest();

	sqlite3_close(store.db);
	free(store.path);
	return older;
}

static int upgrade(struct store *store, struct err *err)
{
	char *copy;
	int rc = OK;

	if (store->version == migrate_newest())
		return OK;
	if (store->version > 0) {
		copy = sqlite3_mprintf("%s.v%d", store->path, store->version);
		if (!file_exists(copy))
			rc = store_backup(store, copy, err);
		sqlite3_free(copy);
	}
	return rc < 0 ? rc : migrate(store, err);
}

int store_open(struct store **out, const char *path, enum store_mode mode, struct err *err)
{
	struct store *store;
	bool there;
	int rc;

	if (mode != STORE_CREATE && !file_exists(path))
		return err_set(
		    err, FAIL_NOT_FOUND, "there is no file '%s'; 'capdo init' makes one", path);
	there = file_exists(path);
	if (mode == STORE_CREATE && there && !is_empty(path))
		return err_set(err, FAIL_INVALID, "'%s' exists already and is not empty", path);
	store = xcalloc(1, sizeof(*store));
	store->path = xstrdup(path);
	rc = connect_file(store, mode, err);
	if (rc == OK)
		rc = identify(store, mode, err);
	if (rc == OK)
		rc = configure(store, mode, err);
	if (rc == OK && mode == STORE_CREATE)
		rc = db_exec(store, "PRAGMA application_id = 1667330148", err);
	if (rc == OK && mode != STORE_READ)
		rc = upgrade(store, err);
	if (rc < 0) {
		store_close(store);
		if (mode == STORE_CREATE && !there)
			store_drop(path);
		return rc;
	}
	*out = store;
	return OK;
}

void store_drop(const char *path)
{
	static const char *const ending[] = { "", "-wal", "-shm", "-journal" };

	for (size_t i = 0; i < sizeof(ending) / sizeof(ending[0]); i++) {
		char *name = sqlite3_mprintf("%s%s", path, ending[i]);

		file_drop(name);
		sqlite3_free(name);
	}
}

void store_close(struct store *store)
{
	if (!store)
		return;
	for (size_t i = 0; i < SHAPES_MOST; i++)
		for (size_t j = 0; j < RECORD_STATEMENTS; j++)
			sqlite3_finalize(store->record[i][j]);
	for (size_t i = 0; i < STALE_MOST; i++)
		sqlite3_finalize(store->stale[i]);
	sqlite3_finalize(store->begin);
	sqlite3_finalize(store->commit);
	sqlite3_finalize(store->rollback);
	sqlite3_close(store->db);
	free(store->path);
	free(store);
}

const char *store_path(const struct store *store)
{
	return store->path;
}

int store_version(const struct store *store)
{
	return store->version;
}

static int transaction_statements(struct store *store, struct err *err)
{
	int rc = OK;

	if (store->begin)
		return OK;
	rc = db_prepare(&store->begin, store, SQL("BEGIN IMMEDIATE"), err);
	if (rc == OK)
		rc = db_prepare(&store->commit, store, SQL("COMMIT"), err);
	if (rc == OK)
		rc = db_prepare(&store->rollback, store, SQL("ROLLBACK"), err);
	return rc;
}

bool store_writing(const struct store *store)
{
	return store->depth > 0;
}

void store_after(struct store *store, void (*after)(void *context), void *context)
{
	store->after = after;
	store->after_context = context;
}

static int write_whole(struct store *store, store_change *change, void *context, struct err *err)
{
	int rc = transaction_statements(store, err);

	if (rc < 0)
		return rc;
	if (store->depth == 0) {
		store->broken = false;
		rc = db_run(store, store->begin, err);
		if (rc < 0)
			return rc;
	}
	store->depth++;
	rc = change(store, context, err);
	store->depth--;
	if (rc < 0)
		store->broken = true;
	if (store->depth > 0)
		return rc;
	if (rc >= 0 && store->broken)
		rc = err_set(err, FAIL_ENV, "part of the change failed; nothing was changed");
	if (rc >= 0) {
		int kept = db_run(store, store->commit, err);

		if (kept == OK)
			return rc;
		rc = kept;
	}
	if (!sqlite3_get_autocommit(store->db))
		db_run(store, store->rollback, NULL);
	return rc;
}

int store_write(struct store *store, store_change *change, void *context, struct err *err)
{
	int rc = write_whole(store, change, context, err);

	if (store->depth == 0 && store->after)
		store->after(store->after_context);
	return rc;
}

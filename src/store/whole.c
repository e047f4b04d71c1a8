/*
 * whole.c - the file as a whole: attachments, backup, proof that it is sound.
 */
#include <string.h>

#include "db_priv.h"

int store_attach(
    struct store *store, const char *sha256, const char *content, size_t size, struct err *err)
{
	sqlite3_stmt *sql = NULL;
	int rc = db_prepare(&sql, store, SQL(
		"INSERT INTO attachment (sha256, size, content)"
		" VALUES (?, ?, ?)"
		" ON CONFLICT (sha256) DO NOTHING"), err);

	if (rc < 0)
		return rc;
	db_bind_text(sql, 1, sha256);
	sqlite3_bind_int64(sql, 2, (int64_t)size);
	sqlite3_bind_blob64(sql, 3, content, size, SQLITE_STATIC);
	rc = db_run(store, sql, err);
	sqlite3_finalize(sql);
	return rc;
}

int store_attachment(const char **content, size_t *size, struct store *store, const char *sha256,
    struct arena *arena, struct err *err)
{
	sqlite3_stmt *sql = NULL;
	int rc = db_prepare(&sql, store, SQL(
		"SELECT content"
		"  FROM attachment"
		" WHERE sha256 = ?"), err);

	if (rc < 0)
		return rc;
	db_bind_text(sql, 1, sha256);
	if (sqlite3_step(sql) == SQLITE_ROW) {
		*size = (size_t)sqlite3_column_bytes(sql, 0);
		*content = arena_copy_n(arena, *size ? sqlite3_column_blob(sql, 0) : "", *size);
	} else {
		rc = err_set(err, FAIL_NOT_FOUND, "no file with SHA-256 '%s' is attached", sha256);
	}
	sqlite3_finalize(sql);
	return rc;
}

/* The first thing a checking statement complains about. */
static int check_rows(struct store *store, const char *sql_text, const char *sound, struct err *err)
{
	sqlite3_stmt *sql = NULL;
	int step;
	int rc = db_prepare(&sql, store, sql_text, err);

	if (rc < 0)
		return rc;
	step = sqlite3_step(sql);
	if (step == SQLITE_ROW) {
		const char *said = (const char *)sqlite3_column_text(sql, 0);

		if (!sound || !said || strcmp(said, sound) != 0)
			rc = err_set(err, FAIL_INCONSISTENT, "'%s' is damaged: %s", store->path,
			    said ? said : "");
	} else if (step != SQLITE_DONE) {
		rc = db_fail(store, err);
	}
	sqlite3_finalize(sql);
	return rc;
}

int store_verify(struct store *store, int64_t *rows, struct err *err)
{
	int rc = check_rows(store, "PRAGMA integrity_check", "ok", err);

	if (rc == OK)
		rc = check_rows(store, "PRAGMA foreign_key_check", NULL, err);
	return rc == OK ? store_audit_verify(store, rows, err) : rc;
}

/* path: what the messages name. */
static int copy_into(
    struct store *store, const char *temporary, const char *path, struct err *err)
{
	struct store copy = { .path = (char *)path };
	sqlite3_backup *backup;
	int rc = OK;

	if (sqlite3_open_v2(temporary, &copy.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
		NULL) != SQLITE_OK) {
		rc = db_fail(&copy, err);
		goto out;
	}
	backup = sqlite3_backup_init(copy.db, "main", store->db, "main");
	if (!backup || sqlite3_backup_step(backup, -1) != SQLITE_DONE) {
		sqlite3_backup_finish(backup);
		rc = db_fail(&copy, err);
		goto out;
	}
	sqlite3_backup_finish(backup);
	/* one file that can be carried away, without a log beside it */
	rc = db_exec(&copy, "PRAGMA journal_mode = DELETE", err);
	if (rc == OK)
		rc = store_verify(&copy, NULL, err);
out:
	sqlite3_close(copy.db);
	return rc;
}

int store_backup(struct store *store, const char *path, struct err *err)
{
	struct arena *arena;
	char *temporary = NULL;
	int rc;

	if (file_exists(path))
		return err_set(
		    err, FAIL_INVALID, "'%s' exists already; a backup never replaces a file", path);
	arena = arena_new();
	rc = file_temp(&temporary, path, arena, err);
	if (rc == OK)
		rc = copy_into(store, temporary, path, err);
	if (rc == OK)
		rc = file_commit(temporary, path, err);
	else if (temporary)
		file_drop(temporary);
	arena_free(arena);
	return rc;
}

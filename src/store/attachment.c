/*
 * attachment.c - whose the contents of attached files are.
 */
#include "db_priv.h"

int store_attachment_named(bool *out, struct store *store, const char *sha256, const char *agency,
    struct err *err)
{
	sqlite3_stmt *sql = NULL;
	int step;
	int rc = db_prepare(&sql, store, SQL(
		"SELECT 1"
		"  FROM evidence"
		"  JOIN finding ON finding.id = evidence.parent"
		"  JOIN assessment ON assessment.id = finding.parent"
		"  JOIN system ON system.id = assessment.parent"
		" WHERE evidence.sha256 = ?"
		"   AND (? = '' OR system.parent = ?)"
		" LIMIT 1"), err);

	if (rc < 0)
		return rc;
	db_bind_text(sql, 1, sha256);
	db_bind_text(sql, 2, agency ? agency : "");
	db_bind_text(sql, 3, agency ? agency : "");
	step = sqlite3_step(sql);
	*out = step == SQLITE_ROW;
	if (step != SQLITE_ROW && step != SQLITE_DONE)
		rc = db_fail(store, err);
	sqlite3_finalize(sql);
	return rc;
}

int store_attachment_size(int64_t *out, struct store *store, const char *sha256, struct err *err)
{
	sqlite3_stmt *sql = NULL;
	int step;
	int rc = db_prepare(&sql, store, SQL(
		"SELECT size"
		"  FROM attachment"
		" WHERE sha256 = ?"), err);

	if (rc < 0)
		return rc;
	db_bind_text(sql, 1, sha256);
	step = sqlite3_step(sql);
	*out = step == SQLITE_ROW ? sqlite3_column_int64(sql, 0) : -1;
	if (step != SQLITE_ROW && step != SQLITE_DONE)
		rc = db_fail(store, err);
	sqlite3_finalize(sql);
	return rc;
}

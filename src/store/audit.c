/*
 * audit.c - the chain of changes: each row sealed by the hash of the one before.
 */
#include <string.h>

#include "db_priv.h"

static const char no_hash[] = "0000000000000000000000000000000000000000000000000000000000000000";

static void hash_part(struct hash *hash, const char *text)
{
	char length[24];

	/* the length in front keeps ("ab","c") and ("a","bc") apart */
	sqlite3_snprintf((int)sizeof(length), length, "%llu:", (unsigned long long)strlen(text));
	hash_add(hash, length, strlen(length));
	hash_add(hash, text, strlen(text));
}

static void seal(char out[HASH_TEXT], const struct audit_row *row, const char *previous)
{
	char number[24];
	struct hash *hash = hash_new();

	sqlite3_snprintf((int)sizeof(number), number, "%lld", (long long)row->seq);
	hash_part(hash, number);
	hash_part(hash, row->at);
	hash_part(hash, row->person);
	hash_part(hash, row->verb);
	hash_part(hash, row->record);
	hash_part(hash, row->record_id);
	hash_part(hash, row->detail);
	hash_part(hash, previous);
	hash_end(hash, out);
}

static int last_row(struct store *store, int64_t *seq, char hash[HASH_TEXT], struct err *err)
{
	sqlite3_stmt *sql = NULL;
	int rc = db_prepare(&sql, store, SQL(
		"SELECT seq, hash"
		"  FROM audit"
		" ORDER BY seq DESC"
		" LIMIT 1"), err);
	int step;

	if (rc < 0)
		return rc;
	*seq = 0;
	memcpy(hash, no_hash, HASH_TEXT);
	step = sqlite3_step(sql);
	if (step == SQLITE_ROW) {
		*seq = sqlite3_column_int64(sql, 0);
		sqlite3_snprintf(HASH_TEXT, hash, "%s", sqlite3_column_text(sql, 1));
	} else if (step != SQLITE_DONE) {
		rc = db_fail(store, err);
	}
	sqlite3_finalize(sql);
	return rc;
}

int store_audit_last(struct store *store, int64_t *seq, struct err *err)
{
	char hash[HASH_TEXT];

	return last_row(store, seq, hash, err);
}

static int insert_row(
    struct store *store, const struct audit_row *row, const char *previous, struct err *err)
{
	sqlite3_stmt *sql = NULL;
	const char *const text[] = { row->at, row->person, row->verb, row->record, row->record_id,
		row->detail, previous, row->hash };
	int rc;

	store->sealing = true;
	rc = db_prepare(&sql, store,
	    SQL("INSERT INTO audit (seq, at, person, verb, record, record_id, detail, previous, "
	    "hash)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
	    err);
	store->sealing = false;
	if (rc < 0)
		return rc;
	sqlite3_bind_int64(sql, 1, row->seq);
	for (int i = 0; i < 8; i++)
		db_bind_text(sql, i + 2, text[i]);
	rc = db_run(store, sql, err);
	sqlite3_finalize(sql);
	return rc;
}

int store_audit(struct store *store, const char *person, const char *verb, const char *record,
    const char *record_id, const char *detail, struct err *err)
{
	char at[21], previous[HASH_TEXT], hash[HASH_TEXT];
	struct audit_row row = { .at = at,
		.person = person,
		.verb = verb,
		.record = record,
		.record_id = record_id ? record_id : "",
		.detail = detail ? detail : "",
		.hash = hash };
	int64_t seq = 0;
	int rc = last_row(store, &seq, previous, err);

	if (rc < 0)
		return rc;
	clock_now(at);
	row.seq = seq + 1;
	seal(hash, &row, previous);
	return insert_row(store, &row, previous, err);
}

static void row_read(struct audit_row *row, sqlite3_stmt *sql)
{
	const char **const text[] = { &row->at, &row->person, &row->verb, &row->record,
		&row->record_id, &row->detail, &row->hash };

	row->seq = sqlite3_column_int64(sql, 0);
	for (int i = 0; i < 7; i++)
		*text[i] = (const char *)sqlite3_column_text(sql, i + 1);
}

int store_audit_each(
    struct store *store, int64_t from, audit_visit *visit, void *context, struct err *err)
{
	sqlite3_stmt *sql = NULL;
	struct audit_row row = { 0 };
	int step = SQLITE_DONE;
	int rc = db_prepare(&sql, store, SQL(
		"SELECT seq, at, person, verb, record, record_id, detail, hash"
		"  FROM audit"
		" WHERE seq >= ?"
		" ORDER BY seq"), err);

	if (rc < 0)
		return rc;
	sqlite3_bind_int64(sql, 1, from);
	while (rc == OK && (step = sqlite3_step(sql)) == SQLITE_ROW) {
		row_read(&row, sql);
		rc = visit(context, &row, err);
	}
	if (rc == OK && step != SQLITE_DONE)
		rc = db_fail(store, err);
	sqlite3_finalize(sql);
	return rc;
}

struct proof {
	char previous[HASH_TEXT];
	int64_t rows;
};

static int prove_row(void *context, const struct audit_row *row, struct err *err)
{
	struct proof *proof = context;
	char hash[HASH_TEXT];

	if (row->seq != proof->rows + 1)
		return err_set(err, FAIL_INCONSISTENT, "audit chain: row %lld is missing",
		    (long long)proof->rows + 1);
	seal(hash, row, proof->previous);
	if (strcmp(hash, row->hash) != 0)
		return err_set(err, FAIL_INCONSISTENT, "audit chain: row %lld has been changed",
		    (long long)row->seq);
	memcpy(proof->previous, hash, HASH_TEXT);
	proof->rows++;
	return OK;
}

int store_audit_verify(struct store *store, int64_t *rows, struct err *err)
{
	struct proof proof = { .rows = 0 };
	int rc;

	memcpy(proof.previous, no_hash, HASH_TEXT);
	rc = store_audit_each(store, 1, prove_row, &proof, err);
	if (rows)
		*rows = proof.rows;
	return rc;
}

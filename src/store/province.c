/*
 * province.c - what the lists of a province need of all agencies: rows of a few columns, without
 * making records; and the summaries that are no longer true.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "db_priv.h"

struct store_row {
	sqlite3_stmt *sql;
};

/* Every ? is the year. */
static const char *const lots[STORE_LOTS] = {
	[LOT_SYSTEMS] = SQL(
		"SELECT s.id, s.parent AS agency, s.code, s.state, s.name, s.operator_name,"
		"       s.proposed_level, s.approved_level, s.approval_date, s.approval_expected,"
		"       s.approval_number, s.regulation_number, s.regulation_date,"
		"       d.level AS decided_level, d.proposed AS decided_proposed,"
		"       d.pack AS regulation_pack, d.pack_version AS regulation_version"
		"  FROM system s"
		"  LEFT JOIN decision d"
		"    ON d.parent = s.id"
		"   AND d.number = (SELECT max(number) FROM decision WHERE parent = s.id)"
		" ORDER BY s.parent, s.code"),
	[LOT_SUMMARIES] = SQL(
		"SELECT a.parent AS system, a.id AS assessment, a.year, a.pack, a.pack_version,"
		"       a.threats, a.threats_version, a.method, a.method_version,"
		"       m.basis, m.level, m.score, m.coverage, m.in_place, m.applicable,"
		"       m.assessed, m.met, m.partial, m.unmet, m.n_a, m.unassessed, m.measures,"
		"       m.plans, m.groups, m.risks, m.gains"
		"  FROM assessment a"
		"  LEFT JOIN summary m ON m.parent = a.id"
		" WHERE a.year = ? OR a.year = ? - 1"
		" ORDER BY a.parent, a.year"),
	[LOT_YEARS] = SQL(
		"SELECT parent AS agency, state, obligations, obligations_version"
		"  FROM year"
		" WHERE year = ?"),
	[LOT_SNAPSHOTS] = SQL(
		"SELECT parent AS agency, number, state, at, late, signature, stops, warns"
		"  FROM snapshot"
		" WHERE year = ?"
		" ORDER BY parent, number"),
	[LOT_OBLIGATIONS] = SQL(
		"SELECT y.parent AS agency, o.obligation, o.status, o.due, o.cost, o.person"
		"  FROM obligation o"
		"  JOIN year y ON y.id = o.parent"
		" WHERE y.year = ?"
		" ORDER BY y.parent, o.obligation"),
	[LOT_READINESS] = SQL(
		"SELECT y.parent AS agency, r.code, r.kind, r.quantity, r.cost, r.until, r.name,"
		"       r.unit, r.state"
		"  FROM readiness r"
		"  JOIN year y ON y.id = r.parent"
		" WHERE y.year = ?"
		" ORDER BY y.parent, r.code"),
	[LOT_EXERCISES] = SQL(
		"SELECT y.parent AS agency, e.code, e.kind, e.state, e.scenario, e.date,"
		"       e.participants, e.cost, e.title, e.organiser, e.document, e.result"
		"  FROM exercise e"
		"  JOIN year y ON y.id = e.parent"
		" WHERE y.year = ?"
		" ORDER BY y.parent, e.code"),
	[LOT_INCIDENTS] = SQL(
		"SELECT y.parent AS agency, i.code, i.system, i.scenario, i.grade, i.state,"
		"       i.detected, i.reported, i.detailed, i.closed, i.title, i.reported_to"
		"  FROM incident i"
		"  JOIN year y ON y.id = i.parent"
		" WHERE y.year = ?"
		" ORDER BY y.parent, i.code"),
	[LOT_ACTIONS] = SQL(
		"SELECT s.parent AS agency, sum(c.cost) AS cost"
		"  FROM action c"
		"  JOIN system s ON s.id = c.parent"
		" WHERE (c.year = ? OR c.year IS NULL) AND c.state <> 'cancelled'"
		" GROUP BY s.parent"),
};

static int column_of(const struct store_row *row, const char *name)
{
	int count = sqlite3_column_count(row->sql);

	for (int i = 0; i < count; i++)
		if (strcmp(sqlite3_column_name(row->sql, i), name) == 0)
			return i;
	assert(!"a column of this lot");
	return 0;
}

const char *store_row_text(const struct store_row *row, const char *column)
{
	const char *text = (const char *)sqlite3_column_text(row->sql, column_of(row, column));

	return text && *text ? text : NULL;
}

int64_t store_row_int(const struct store_row *row, const char *column, int64_t otherwise)
{
	int at = column_of(row, column);

	if (sqlite3_column_type(row->sql, at) == SQLITE_NULL)
		return otherwise;
	return sqlite3_column_int64(row->sql, at);
}

int store_rows(struct store *store, enum store_lot lot, int64_t year, store_row_visit *visit,
    void *context, struct err *err)
{
	struct store_row row = { 0 };
	int step = SQLITE_DONE;
	int rc = db_prepare(&row.sql, store, lots[lot], err);

	if (rc < 0)
		return rc;
	for (int i = 1; i <= sqlite3_bind_parameter_count(row.sql); i++)
		sqlite3_bind_int64(row.sql, i, year);
	while (rc == OK && (step = sqlite3_step(row.sql)) == SQLITE_ROW)
		rc = visit(context, &row, err);
	if (rc == OK && step != SQLITE_DONE)
		rc = db_fail(store, err);
	sqlite3_finalize(row.sql);
	return rc;
}

/* ---- summaries that are no longer true ------------------------------------------------------- */

/* The assessments a record has a part in. What is not here has none in what a summary says. */
static const struct {
	const char *shape, *sql;
} stale[] = {
	{ "agency",
	    SQL("DELETE FROM summary"
		" WHERE parent IN (SELECT a.id"
		"                    FROM assessment a"
		"                    JOIN system s ON s.id = a.parent"
		"                   WHERE s.parent = ?)") },
	{ "system",
	    SQL("DELETE FROM summary"
		" WHERE parent IN (SELECT id FROM assessment WHERE parent = ?)") },
	{ "asset",
	    SQL("DELETE FROM summary"
		" WHERE parent IN (SELECT a.id"
		"                    FROM assessment a"
		"                    JOIN asset r ON r.parent = a.parent"
		"                   WHERE r.id = ?)") },
	{ "fact",
	    SQL("DELETE FROM summary"
		" WHERE parent IN (SELECT a.id"
		"                    FROM assessment a"
		"                    JOIN fact r ON r.parent = a.parent"
		"                   WHERE r.id = ?)") },
	{ "decision",
	    SQL("DELETE FROM summary"
		" WHERE parent IN (SELECT a.id"
		"                    FROM assessment a"
		"                    JOIN decision r ON r.parent = a.parent"
		"                   WHERE r.id = ?)") },
	{ "action",
	    SQL("DELETE FROM summary"
		" WHERE parent IN (SELECT a.id"
		"                    FROM assessment a"
		"                    JOIN action r ON r.parent = a.parent"
		"                   WHERE r.id = ?)") },
	{ "decision-criterion",
	    SQL("DELETE FROM summary"
		" WHERE parent IN (SELECT a.id"
		"                    FROM assessment a"
		"                    JOIN decision d ON d.parent = a.parent"
		"                    JOIN decision_criterion r ON r.parent = d.id"
		"                   WHERE r.id = ?)") },
	{ "decision-fact",
	    SQL("DELETE FROM summary"
		" WHERE parent IN (SELECT a.id"
		"                    FROM assessment a"
		"                    JOIN decision d ON d.parent = a.parent"
		"                    JOIN decision_fact r ON r.parent = d.id"
		"                   WHERE r.id = ?)") },
	{ "assessment",
	    SQL("DELETE FROM summary WHERE parent = ?") },
	{ "finding",
	    SQL("DELETE FROM summary"
		" WHERE parent = (SELECT parent FROM finding WHERE id = ?)") },
	{ "answer",
	    SQL("DELETE FROM summary"
		" WHERE parent = (SELECT parent FROM answer WHERE id = ?)") },
	{ "rating",
	    SQL("DELETE FROM summary"
		" WHERE parent = (SELECT parent FROM rating WHERE id = ?)") },
	{ "plan",
	    SQL("DELETE FROM summary"
		" WHERE parent = (SELECT parent FROM plan WHERE id = ?)") },
};
enum { STALE_KINDS = sizeof(stale) / sizeof(stale[0]) };
_Static_assert((int)STALE_KINDS <= (int)STALE_MOST, "room for their statements");

int store_drop_summaries(
    struct store *store, const struct shape *shape, const char *id, struct err *err)
{
	for (size_t i = 0; i < STALE_KINDS; i++) {
		int rc = OK;

		if (strcmp(stale[i].shape, shape->name) != 0)
			continue;
		if (!store->stale[i])
			rc = db_prepare(&store->stale[i], store, stale[i].sql, err);
		if (rc < 0)
			return rc;
		db_bind_text(store->stale[i], 1, id);
		return db_run(store, store->stale[i], err);
	}
	return OK;
}

/*
 * stray.c - records that name another one that is not there.
 */
#include "db_priv.h"

int store_stray_incident(const char **incident, const char **system, struct store *store,
    const char *agency, struct arena *arena, struct err *err)
{
	sqlite3_stmt *sql = NULL;
	int step;
	int rc = db_prepare(&sql, store, SQL(
		"SELECT incident.code, incident.system"
		"  FROM year"
		"  JOIN incident ON incident.parent = year.id"
		" WHERE year.parent = ?"
		"   AND incident.system <> ''"
		"   AND NOT EXISTS (SELECT 1"
		"                     FROM system"
		"                    WHERE system.parent = year.parent"
		"                      AND system.code = incident.system)"
		" ORDER BY incident.code"
		" LIMIT 1"), err);

	*incident = *system = NULL;
	if (rc < 0)
		return rc;
	db_bind_text(sql, 1, agency);
	step = sqlite3_step(sql);
	if (step == SQLITE_ROW) {
		*incident = db_text(sql, 0, arena);
		*system = db_text(sql, 1, arena);
	} else if (step != SQLITE_DONE) {
		rc = db_fail(store, err);
	}
	sqlite3_finalize(sql);
	return rc;
}

/*
 * import.c - a submission into the store.
 */
#include "exchange_priv.h"

#include <string.h>

int exchange_import(struct merge_counts *out, struct app *app, const char *path, bool dry_run,
    struct err *err)
{
	struct arena *arena = arena_new();
	struct node *agency;
	int rc = exchange_read(&agency, path, NULL, arena, err);

	if (rc < 0)
		goto out;
	rc = app_merge(out, app, agency, path, dry_run, err);
	/* Where app_merge knows the line it begins with the file itself. */
	if (rc < 0 && err && strncmp(err->text, path, strlen(path)) != 0)
		err_at(err, rc, "%s", path);
out:
	arena_free(arena);
	return rc;
}

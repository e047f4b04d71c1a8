/*
 * migrate.c - brings a file from its version to the newest, migration by migration, in one
 * transaction.
 *
 * Migrations are src/store/migrations/NNNN-name.sql, numbered from 0001 without gaps, forward only.
 */
#include <stdlib.h>
#include <string.h>

#include "db_priv.h"

static const char folder[] = "src/store/migrations/";

/* The migration with this number, or NULL. */
static const struct resource *migration(int number)
{
	const struct resource *resource;

	for (size_t i = 0; (resource = resource_at(i)) != NULL; i++)
		if (strncmp(resource->name, folder, sizeof(folder) - 1) == 0 &&
		    atoi(resource->name + sizeof(folder) - 1) == number)
			return resource;
	return NULL;
}

int migrate_newest(void)
{
	int number = 0;

	while (migration(number + 1))
		number++;
	return number;
}

static int apply(struct store *store, void *context, struct err *err)
{
	int target = *(int *)context;
	int rc = OK;

	for (int number = store->version + 1; rc == OK && number <= target; number++) {
		char *version = sqlite3_mprintf("PRAGMA user_version = %d", number);

		rc = db_exec(store, (const char *)migration(number)->data, err);
		if (rc == OK)
			rc = db_exec(store, version, err);
		sqlite3_free(version);
	}
	return rc;
}

int migrate(struct store *store, struct err *err)
{
	int target = migrate_newest();
	int rc;

	store->sealing = true;
	rc = store_write(store, apply, &target, err);
	store->sealing = false;
	if (rc == OK)
		store->version = target;
	return rc;
}

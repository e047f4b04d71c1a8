/*
 * test_store_migrate.c - a database of every released version opens in this one with all it held.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "capdo/store.h"
#include "scratch.h"

static const char folder[] = "src/store/migrations/";

static int version_of(const struct resource *resource)
{
	if (strncmp(resource->name, folder, sizeof(folder) - 1) != 0)
		return 0;
	return atoi(resource->name + sizeof(folder) - 1);
}

static int newest(void)
{
	const struct resource *resource;
	int most = 0;

	for (size_t i = 0; (resource = resource_at(i)); i++)
		if (version_of(resource) > most)
			most = version_of(resource);
	return most;
}

static void run_sql(sqlite3 *db, const char *sql)
{
	char *message = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
}

/* A file as the program of that version left it, with one record of the shapes it knew. */
static void make_old(const char *path, int version)
{
	const struct resource *resource;
	char pragma[64];
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	for (int number = 1; number <= version; number++)
		for (size_t i = 0; (resource = resource_at(i)); i++)
			if (version_of(resource) == number)
				run_sql(db, (const char *)resource->data);
	run_sql(db, "PRAGMA application_id = 1667330148");
	snprintf(pragma, sizeof(pragma), "PRAGMA user_version = %d", version);
	run_sql(db, pragma);
	run_sql(db, "INSERT INTO agency (id, code, name) VALUES "
		    "('0198c0de-0000-7000-8000-000000000001', 'SO-MAU', 'Sở Mẫu')");
	run_sql(db, "INSERT INTO year (id, parent, year, state, note) VALUES "
		    "('0198c0de-0000-7000-8000-000000000002', '0198c0de-0000-7000-8000-000000000001', 2025, "
		    "'signed-off', 'Ghi chú')");
	run_sql(db, "INSERT INTO system (id, parent, code, name, approved_level) VALUES "
		    "('0198c0de-0000-7000-8000-000000000003', '0198c0de-0000-7000-8000-000000000001', 'qlvb', "
		    "'Quản lý văn bản', 2)");
	sqlite3_close(db);
}

static void check_kept(struct store *store)
{
	struct arena *arena = arena_new();
	struct node *agency = NULL;
	struct node *system;
	struct err err;

	assert_int_equal(store_list(&agency, store, model_root(), NULL, NULL, arena, &err), OK);
	assert_int_equal(store_load(agency, store, NULL, arena, &err), OK);
	assert_string_equal(node_get(agency, "name"), "Sở Mẫu");
	assert_string_equal(node_get(node_first(agency, "year"), "state"), "signed-off");
	assert_string_equal(node_get(node_first(agency, "year"), "note"), "Ghi chú");
	system = node_first(agency, "system");
	assert_string_equal(node_get(system, "approved-level"), "2");
	assert_null(node_get(system, "inspected"));
	arena_free(arena);
}

static int application_id(const char *path)
{
	sqlite3_stmt *sql;
	sqlite3 *db;
	int id;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "PRAGMA application_id", -1, &sql, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(sql), SQLITE_ROW);
	id = sqlite3_column_int(sql, 0);
	sqlite3_finalize(sql);
	sqlite3_close(db);
	return id;
}

static void a_database_of_every_released_version_opens_with_all_it_held(void **state)
{
	(void)state;
	for (int version = 1; version <= newest(); version++) {
		struct scratch scratch;
		struct store *store = NULL;
		int64_t rows;
		struct err err = { 0 };
		char *path;

		scratch_make(&scratch);
		path = strdup(scratch_path(&scratch, "old.db"));
		make_old(path, version);
		if (store_open(&store, path, STORE_WRITE, &err) < 0)
			fail_msg("version %d: %s", version, err.text);
		assert_int_equal(store_version(store), newest());
		check_kept(store);
		assert_int_equal(store_verify(store, &rows, &err), OK);
		store_close(store);
		free(path);
		scratch_remove(&scratch);
	}
}

static void the_made_up_old_file_says_what_a_real_one_says(void **state)
{
	struct scratch scratch;
	struct store *store = NULL;
	struct err err;
	char *made, *real;

	(void)state;
	scratch_make(&scratch);
	made = strdup(scratch_path(&scratch, "made.db"));
	real = strdup(scratch_path(&scratch, "real.db"));
	make_old(made, newest());
	assert_int_equal(store_open(&store, real, STORE_CREATE, &err), OK);
	store_close(store);
	assert_int_equal(application_id(made), application_id(real));
	free(made);
	free(real);
	scratch_remove(&scratch);
}

static void a_copy_of_the_old_file_stands_beside_the_new_one(void **state)
{
	struct scratch scratch;
	struct store *store = NULL;
	char **names;
	size_t count;
	struct arena *arena = arena_new();
	struct err err;

	(void)state;
	scratch_make(&scratch);
	make_old(scratch_path(&scratch, "old.db"), 1);
	assert_int_equal(store_open(&store, scratch.path, STORE_WRITE, &err), OK);
	store_close(store);
	assert_int_equal(file_list(&names, &count, scratch.folder, "", arena, &err), OK);
	assert_true(count >= 2);
	arena_free(arena);
	scratch_remove(&scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_database_of_every_released_version_opens_with_all_it_held),
		cmocka_unit_test(the_made_up_old_file_says_what_a_real_one_says),
		cmocka_unit_test(a_copy_of_the_old_file_stands_beside_the_new_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

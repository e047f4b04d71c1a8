/*
 * The store: tables and shapes agree; records come back as they were; a change is whole or not there; the
 * audit chain shows tampering; strange files are refused and left alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <signal.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "capdo/store.h"
#include "scratch.h"

struct fixture {
	struct scratch scratch;
	struct arena *arena;
	struct store *store;
	struct node *agency;
};

static int set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct err err;

	scratch_make(&f->scratch);
	f->arena = arena_new();
	if (store_open(&f->store, scratch_path(&f->scratch, "a.db"), STORE_CREATE, &err) < 0)
		fail_msg("%s", err.text);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	store_close(f->store);
	arena_free(f->arena);
	scratch_remove(&f->scratch);
	free(f);
	return 0;
}

static int add_agency(struct store *store, void *context, struct err *err)
{
	struct fixture *f = context;
	int rc;

	f->agency = node_new(f->arena, model_root(), NULL);
	node_put(f->agency, "code", "SO-MAU");
	node_put(f->agency, "name", "Sở Mẫu = \"một\"");
	rc = store_add(store, f->agency, NULL, f->arena, err);
	return rc < 0 ? rc : store_audit(store, "an", "add", "agency", f->agency->id, "code: -> SO-MAU", err);
}

static void every_stored_shape_has_its_table_and_columns(void **state)
{
	struct fixture *f = *state;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(store_path(f->store), &db), SQLITE_OK);
	for (size_t i = 0; model_at(i); i++) {
		const struct shape *shape = model_at(i);
		size_t columns = 0, expected = shape->field_count + 1 + (model_parent(shape) != NULL);
		char sql[160], table[80];
		sqlite3_stmt *statement;

		if (shape->flags & COMPUTED)
			continue;
		snprintf(table, sizeof(table), "%s", shape->name);
		for (char *c = table; *c; c++)
			*c = *c == '-' ? '_' : *c;
		snprintf(sql, sizeof(sql), "SELECT name FROM pragma_table_info('%s')", table);
		assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
		while (sqlite3_step(statement) == SQLITE_ROW) {
			char name[80];

			snprintf(name, sizeof(name), "%s", (const char *)sqlite3_column_text(statement, 0));
			for (char *c = name; *c; c++)
				*c = *c == '_' ? '-' : *c;
			if (strcmp(name, "folded") == 0)
				continue;
			if (strcmp(name, "id") != 0 && strcmp(name, "parent") != 0 && shape_field(shape, name) < 0)
				fail_msg("table %s has a column %s that the shape does not have", table, name);
			columns++;
		}
		sqlite3_finalize(statement);
		if (columns != expected)
			fail_msg("table %s has %zu columns, its shape needs %zu", table, columns, expected);
	}
	sqlite3_close(db);
}

static void a_record_comes_back_as_it_was_written(void **state)
{
	struct fixture *f = *state;
	const char *const key[] = { "SO-MAU" };
	struct node *found;
	struct err err;

	assert_int_equal(store_write(f->store, add_agency, f, &err), OK);
	assert_int_equal(store_find(&found, f->store, model_root(), NULL, key, f->arena, &err), OK);
	assert_non_null(found);
	assert_string_equal(found->id, f->agency->id);
	for (size_t i = 0; i < found->shape->field_count; i++) {
		if (f->agency->value[i])
			assert_string_equal(found->value[i], f->agency->value[i]);
		else
			assert_null(found->value[i]);
	}
}

static void the_same_key_twice_is_refused_and_changes_nothing(void **state)
{
	struct fixture *f = *state;
	struct node *first;
	int64_t rows = 0;
	struct err err;

	assert_int_equal(store_write(f->store, add_agency, f, &err), OK);
	assert_int_equal(store_write(f->store, add_agency, f, &err), FAIL_INVALID);
	assert_int_equal(store_list(&first, f->store, model_root(), NULL, NULL, f->arena, &err), OK);
	assert_non_null(first);
	assert_null(first->next);
	assert_int_equal(store_audit_verify(f->store, &rows, &err), OK);
	assert_int_equal(rows, 1);
}

static int add_then_fail(struct store *store, void *context, struct err *err)
{
	int rc = store_write(store, add_agency, context, err);

	return rc < 0 ? rc : err_set(err, FAIL_INVALID, "on purpose");
}

static void a_change_that_fails_half_way_leaves_nothing(void **state)
{
	struct fixture *f = *state;
	struct node *first;
	int64_t rows = -1;
	struct err err;

	assert_int_equal(store_write(f->store, add_then_fail, f, &err), FAIL_INVALID);
	assert_int_equal(store_list(&first, f->store, model_root(), NULL, NULL, f->arena, &err), OK);
	assert_null(first);
	assert_int_equal(store_audit_verify(f->store, &rows, &err), OK);
	assert_int_equal(rows, 0);
}

static int fail_inside(struct store *store, void *context, struct err *err)
{
	(void)store;
	(void)context;
	return err_set(err, FAIL_INVALID, "on purpose");
}

static int forget_a_failure(struct store *store, void *context, struct err *err)
{
	int rc = add_agency(store, context, err);

	store_write(store, fail_inside, NULL, err);
	return rc;
}

static void an_inner_failure_cannot_be_forgotten(void **state)
{
	struct fixture *f = *state;
	struct node *first;
	struct err err;

	assert_true(store_write(f->store, forget_a_failure, f, &err) < 0);
	assert_int_equal(store_list(&first, f->store, model_root(), NULL, NULL, f->arena, &err), OK);
	assert_null(first);
}

static void names_are_found_without_marks_and_case(void **state)
{
	struct fixture *f = *state;
	sqlite3 *db;
	sqlite3_stmt *statement;
	struct err err;

	assert_int_equal(store_write(f->store, add_agency, f, &err), OK);
	assert_int_equal(sqlite3_open(store_path(f->store), &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT count(*) FROM agency WHERE folded LIKE '%so mau%'", -1,
	    &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	assert_int_equal(sqlite3_column_int(statement, 0), 1);
	sqlite3_finalize(statement);
	sqlite3_close(db);
}

/* Changes an audit row behind the store's back. */
static void tamper(const char *path, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete", 0, 0, 0),
	    SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, 0, 0, 0), SQLITE_OK);
	sqlite3_close(db);
}

static void a_changed_audit_row_is_found(void **state)
{
	struct fixture *f = *state;
	struct err err;

	assert_int_equal(store_write(f->store, add_agency, f, &err), OK);
	tamper(store_path(f->store), "UPDATE audit SET person = 'khac' WHERE seq = 1");
	assert_int_equal(store_audit_verify(f->store, NULL, &err), FAIL_INCONSISTENT);
}

static int two_rows(struct store *store, void *context, struct err *err)
{
	int rc = add_agency(store, context, err);

	return rc < 0 ? rc : store_audit(store, "an", "note", "agency", "", "", err);
}

static void a_removed_audit_row_is_found(void **state)
{
	struct fixture *f = *state;
	struct err err;

	assert_int_equal(store_write(f->store, two_rows, f, &err), OK);
	tamper(store_path(f->store), "DELETE FROM audit WHERE seq = 1");
	assert_int_equal(store_audit_verify(f->store, NULL, &err), FAIL_INCONSISTENT);
}

static void audit_rows_cannot_be_changed_through_plain_sql(void **state)
{
	struct fixture *f = *state;
	sqlite3 *db;
	struct err err;

	assert_int_equal(store_write(f->store, add_agency, f, &err), OK);
	assert_int_equal(sqlite3_open(store_path(f->store), &db), SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(db, "UPDATE audit SET person = 'khac'", 0, 0, 0), SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(db, "DELETE FROM audit", 0, 0, 0), SQLITE_OK);
	sqlite3_close(db);
}

static void a_backup_opens_and_holds_the_same(void **state)
{
	struct fixture *f = *state;
	struct store *copy;
	struct node *first;
	int64_t rows = 0;
	struct err err;
	char path[256];

	snprintf(path, sizeof(path), "%s", scratch_path(&f->scratch, "copy.db"));
	assert_int_equal(store_write(f->store, add_agency, f, &err), OK);
	assert_int_equal(store_backup(f->store, path, &err), OK);
	assert_int_equal(store_backup(f->store, path, &err), FAIL_INVALID);
	assert_int_equal(store_open(&copy, path, STORE_READ, &err), OK);
	assert_int_equal(store_list(&first, copy, model_root(), NULL, NULL, f->arena, &err), OK);
	assert_string_equal(node_get(first, "code"), "SO-MAU");
	assert_int_equal(store_verify(copy, &rows, &err), OK);
	assert_int_equal(rows, 1);
	store_close(copy);
}

static void a_file_of_a_newer_version_is_refused_and_left_alone(void **state)
{
	struct fixture *f = *state;
	struct store *again = NULL;
	char before[HASH_TEXT], after[HASH_TEXT];
	sqlite3 *db;
	struct err err;

	store_close(f->store);
	f->store = NULL;
	scratch_path(&f->scratch, "a.db");
	assert_int_equal(sqlite3_open(f->scratch.path, &db), SQLITE_OK);
	sqlite3_exec(db, "PRAGMA user_version = 9999", 0, 0, 0);
	sqlite3_close(db);
	hash_file(before, NULL, f->scratch.path, &err);
	assert_int_equal(store_open(&again, f->scratch.path, STORE_WRITE, &err), FAIL_ENV);
	assert_non_null(strstr(err.text, "9999"));
	hash_file(after, NULL, f->scratch.path, &err);
	assert_string_equal(before, after);
}

static void a_file_that_is_not_ours_is_refused(void **state)
{
	struct fixture *f = *state;
	struct store *store = NULL;
	sqlite3 *db;
	struct err err;

	file_write(scratch_path(&f->scratch, "text.db"), "xin chào, đây không phải là tệp của chương trình\n",
	    50, &err);
	assert_int_equal(store_open(&store, f->scratch.path, STORE_WRITE, &err), FAIL_INVALID);
	assert_int_equal(sqlite3_open(scratch_path(&f->scratch, "other.db"), &db), SQLITE_OK);
	sqlite3_exec(db, "CREATE TABLE other (x)", 0, 0, 0);
	sqlite3_close(db);
	assert_int_equal(store_open(&store, f->scratch.path, STORE_WRITE, &err), FAIL_INVALID);
	assert_int_equal(store_open(&store, scratch_path(&f->scratch, "none.db"), STORE_WRITE, &err), FAIL_NOT_FOUND);
	assert_false(file_exists(f->scratch.path));
}

static void a_locked_file_is_an_error_of_the_machine(void **state)
{
	struct fixture *f = *state;
	sqlite3 *db;
	struct err err;

	assert_int_equal(sqlite3_open(store_path(f->store), &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0), SQLITE_OK);
	assert_int_equal(store_write(f->store, add_agency, f, &err), FAIL_ENV);
	sqlite3_exec(db, "ROLLBACK", 0, 0, 0);
	sqlite3_close(db);
	assert_int_equal(store_write(f->store, add_agency, f, &err), OK);
}

static int fill(struct store *store, void *context, struct err *err)
{
	struct fixture *f = context;
	char *big = arena_alloc(f->arena, 19000);
	int rc = add_agency(store, context, err);

	memset(big, 'a', 18999);
	for (int i = 0; rc == OK && i < 400; i++) {
		struct node *system = node_new(f->arena, model_shape("system"), NULL);

		node_put(system, "code", arena_print(f->arena, "S%d", i));
		node_put(system, "name", "hệ thống");
		node_put(system, "purpose", big);
		rc = store_add(store, system, f->agency->id, f->arena, err);
	}
	return rc;
}

static void a_full_disk_leaves_the_file_as_it_was(void **state)
{
	struct fixture *f = *state;
	struct rlimit limit, small;
	struct node *first;
	struct err err;

	/* a limit on file size stands for the full disk: writes beyond it fail the same way */
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &limit);
	small = limit;
	small.rlim_cur = 1024 * 1024;
	setrlimit(RLIMIT_FSIZE, &small);
	assert_int_equal(store_write(f->store, fill, f, &err), FAIL_ENV);
	setrlimit(RLIMIT_FSIZE, &limit);
	assert_int_equal(store_list(&first, f->store, model_root(), NULL, NULL, f->arena, &err), OK);
	assert_null(first);
	assert_int_equal(store_verify(f->store, NULL, &err), OK);
	assert_int_equal(store_write(f->store, fill, f, &err), OK);
}

static void a_read_only_store_can_be_read_and_not_written(void **state)
{
	struct fixture *f = *state;
	struct store *reader;
	struct node *first;
	struct err err;

	assert_int_equal(store_write(f->store, add_agency, f, &err), OK);
	assert_int_equal(store_open(&reader, store_path(f->store), STORE_READ, &err), OK);
	assert_int_equal(store_list(&first, reader, model_root(), NULL, NULL, f->arena, &err), OK);
	assert_non_null(first);
	assert_int_equal(store_write(reader, add_agency, f, &err), FAIL_ENV);
	store_close(reader);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(every_stored_shape_has_its_table_and_columns),
		TEST(a_record_comes_back_as_it_was_written),
		TEST(the_same_key_twice_is_refused_and_changes_nothing),
		TEST(a_change_that_fails_half_way_leaves_nothing),
		TEST(an_inner_failure_cannot_be_forgotten),
		TEST(names_are_found_without_marks_and_case),
		TEST(a_changed_audit_row_is_found),
		TEST(a_removed_audit_row_is_found),
		TEST(audit_rows_cannot_be_changed_through_plain_sql),
		TEST(a_backup_opens_and_holds_the_same),
		TEST(a_file_of_a_newer_version_is_refused_and_left_alone),
		TEST(a_file_that_is_not_ours_is_refused),
		TEST(a_locked_file_is_an_error_of_the_machine),
		TEST(a_full_disk_leaves_the_file_as_it_was),
		TEST(a_read_only_store_can_be_read_and_not_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

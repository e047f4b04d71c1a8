/* Files, hashes, ids. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "capdo/base.h"

static struct arena *arena;
static char folder[4096];

static int set_up(void **state)
{
	const char *base = getenv("TMPDIR");

	(void)state;
	arena = arena_new();
	lang_use(LANG_EN);
	snprintf(folder, sizeof(folder), "%s/capdo.XXXXXX", base ? base : "/tmp");
	return mkdtemp(folder) ? 0 : -1;
}

/* The tests leave only plain files and the folders they name here. */
static int tear_down(void **state)
{
	static const char *const inner[] = { "a/b/c", "a/b", "a", "folder.xml", "." };
	struct err err;
	char **names;
	size_t count;

	(void)state;
	for (size_t i = 0; i < sizeof(inner) / sizeof(inner[0]); i++) {
		char *path = arena_print(arena, "%s/%s", folder, inner[i]);

		if (file_list(&names, &count, path, "", arena, &err) < 0)
			continue;
		for (size_t k = 0; k < count; k++)
			unlink(arena_print(arena, "%s/%s", path, names[k]));
		rmdir(path);
	}
	rmdir(folder);
	arena_free(arena);
	return 0;
}

static char *in_folder(const char *name)
{
	return arena_print(arena, "%s/%s", folder, name);
}

static size_t files_in_folder(void)
{
	struct err err;
	char **names;
	size_t count;

	assert_int_equal(file_list(&names, &count, folder, "", arena, &err), OK);
	return count;
}

static void what_is_written_is_read_back(void **state)
{
	static const char data[] = "one\0two\n";
	char *path = in_folder("x.bin");
	struct err err;
	size_t length;
	char *text;

	(void)state;
	assert_int_equal(file_write(path, data, 8, &err), OK);
	assert_int_equal(file_read(&text, &length, path, 8, arena, &err), OK);
	assert_int_equal(length, 8);
	assert_memory_equal(text, data, 9);
	assert_int_equal(file_write(path, "", 0, &err), OK);
	assert_int_equal(file_read(&text, &length, path, 0, arena, &err), OK);
	assert_int_equal(length, 0);
	assert_string_equal(text, "");
	assert_int_equal(files_in_folder(), 1);
}

static void a_file_over_the_limit_is_refused(void **state)
{
	char *path = in_folder("x");
	struct err err;
	size_t length;
	char *text;

	(void)state;
	assert_int_equal(file_write(path, "12345", 5, &err), OK);
	assert_int_equal(file_read(&text, &length, path, 5, arena, &err), OK);
	assert_int_equal(file_read(&text, &length, path, 4, arena, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, path));
	assert_int_equal(file_read(&text, &length, "/dev/zero", 70000, arena, &err), FAIL_INVALID);
}

static void a_missing_file_is_not_found(void **state)
{
	char *path = in_folder("none");
	char hash[HASH_TEXT];
	struct err err;
	size_t length;
	char **names;
	char *text;

	(void)state;
	assert_int_equal(file_read(&text, &length, path, 10, arena, &err), FAIL_NOT_FOUND);
	assert_non_null(strstr(err.text, path));
	assert_int_equal(hash_file(hash, NULL, path, &err), FAIL_NOT_FOUND);
	assert_int_equal(file_list(&names, &length, path, "", arena, &err), FAIL_NOT_FOUND);
	assert_false(file_exists(path));
}

static void a_folder_is_no_file(void **state)
{
	struct err err;
	size_t length;
	char *text;

	(void)state;
	assert_int_equal(file_read(&text, &length, folder, 10, arena, &err), FAIL_ENV);
	assert_non_null(strstr(err.text, "folder"));
	assert_int_equal(file_make_dir(in_folder("folder.xml"), &err), OK);
	assert_int_equal(file_write(in_folder("folder.xml"), "x", 1, &err), FAIL_ENV);
	assert_int_equal(files_in_folder(), 0);
}

static void writing_into_a_missing_folder_names_path_and_reason(void **state)
{
	char *path = in_folder("none/x");
	struct err err;

	(void)state;
	assert_int_equal(file_write(path, "x", 1, &err), FAIL_ENV);
	assert_non_null(strstr(err.text, path));
	assert_non_null(strstr(err.text, "no such file or folder"));
}

static void the_old_content_stands_until_the_commit(void **state)
{
	char *path = in_folder("x");
	char *temporary;
	struct err err;
	size_t length;
	char *text;

	(void)state;
	assert_int_equal(file_write(path, "old", 3, &err), OK);
	assert_int_equal(file_temp(&temporary, path, arena, &err), OK);
	assert_int_equal(file_write(temporary, "new", 3, &err), OK);
	assert_int_equal(file_read(&text, &length, path, 10, arena, &err), OK);
	assert_string_equal(text, "old");
	assert_int_equal(file_commit(temporary, path, &err), OK);
	assert_int_equal(file_read(&text, &length, path, 10, arena, &err), OK);
	assert_string_equal(text, "new");
	assert_false(file_exists(temporary));
}

static void a_dropped_file_leaves_nothing(void **state)
{
	char *path = in_folder("x");
	char *one;
	char *two;
	struct err err;

	(void)state;
	assert_int_equal(file_temp(&one, path, arena, &err), OK);
	assert_int_equal(file_temp(&two, path, arena, &err), OK);
	assert_string_not_equal(one, two);
	file_drop(one);
	file_drop(two);
	file_drop(NULL);
	assert_int_equal(files_in_folder(), 0);
}

static void a_failed_commit_leaves_the_old_file_and_no_other(void **state)
{
	char *path = in_folder("x");
	struct err err;

	(void)state;
	assert_int_equal(file_write(path, "old", 3, &err), OK);
	assert_int_equal(file_commit(in_folder("gone.tmp"), path, &err), FAIL_ENV);
	assert_non_null(strstr(err.text, path));
	assert_int_equal(files_in_folder(), 1);
}

/* A limit on the size of files stops a write in its middle as a full disk does. */
static void a_write_that_does_not_fit_changes_nothing(void **state)
{
	static char much[65536];
	char *path = in_folder("x");
	struct rlimit before;
	struct rlimit small;
	struct err err;
	size_t length;
	char *text;
	int rc;

	(void)state;
	assert_int_equal(file_write(path, "old", 3, &err), OK);
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	small = before;
	small.rlim_cur = 1000;
	setrlimit(RLIMIT_FSIZE, &small);
	rc = file_write(path, much, sizeof(much), &err);
	setrlimit(RLIMIT_FSIZE, &before);
	assert_int_equal(rc, FAIL_ENV);
	assert_non_null(strstr(err.text, path));
	assert_non_null(strstr(err.text, "too large"));
	assert_int_equal(file_read(&text, &length, path, 10, arena, &err), OK);
	assert_string_equal(text, "old");
	assert_int_equal(files_in_folder(), 1);
}

static void a_replaced_file_keeps_its_rights(void **state)
{
	char *path = in_folder("x");
	struct stat about;
	struct err err;

	(void)state;
	assert_int_equal(file_write(path, "a", 1, &err), OK);
	assert_int_equal(chmod(path, 0600), 0);
	assert_int_equal(file_write(path, "b", 1, &err), OK);
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
}

static void folders_are_made_with_their_parents(void **state)
{
	char *path = in_folder("a/b/c");
	struct err err;

	(void)state;
	assert_int_equal(file_make_dir(path, &err), OK);
	assert_true(file_exists(path));
	assert_int_equal(file_make_dir(path, &err), OK);
	assert_int_equal(file_make_dir(arena_print(arena, "%s/", path), &err), OK);
	assert_int_equal(file_write(in_folder("plain"), "", 0, &err), OK);
	assert_int_equal(file_make_dir(in_folder("plain"), &err), FAIL_ENV);
	assert_int_equal(file_make_dir(in_folder("plain/x"), &err), FAIL_ENV);
	assert_non_null(strstr(err.text, "plain/x"));
}

static void a_list_has_plain_files_of_the_suffix_in_order(void **state)
{
	static const char *const names[] = { "b.xml", "a.xml", "c.txt", "xml" };
	struct err err;
	char **found;
	size_t count;

	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(file_write(in_folder(names[i]), "", 0, &err), OK);
	assert_int_equal(file_make_dir(in_folder("folder.xml"), &err), OK);
	assert_int_equal(file_list(&found, &count, folder, ".xml", arena, &err), OK);
	assert_int_equal(count, 2);
	assert_string_equal(found[0], "a.xml");
	assert_string_equal(found[1], "b.xml");
	assert_int_equal(file_list(&found, &count, folder, ".none", arena, &err), OK);
	assert_int_equal(count, 0);
}

/* FIPS 180-4: "abc", the empty message, a million times "a". */
static void hashes_are_those_of_the_standard(void **state)
{
	static const char of_abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
	char hash[HASH_TEXT];
	struct hash *step;

	(void)state;
	hash_text(hash, "abc", 3);
	assert_string_equal(hash, of_abc);
	hash_text(hash, "", 0);
	assert_string_equal(hash, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	step = hash_new();
	hash_add(step, "a", 1);
	hash_add(step, NULL, 0);
	hash_add(step, "bc", 2);
	hash_end(step, hash);
	assert_string_equal(hash, of_abc);
	step = hash_new();
	for (int i = 0; i < 1000 * 1000; i++)
		hash_add(step, "a", 1);
	hash_end(step, hash);
	assert_string_equal(hash, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void a_file_has_the_hash_of_its_content(void **state)
{
	char *path = in_folder("x");
	size_t length = 200 * 1000;
	char *data = arena_alloc(arena, length);
	char expected[HASH_TEXT];
	char hash[HASH_TEXT];
	struct err err;
	int64_t size;

	(void)state;
	memset(data, 'x', length);
	hash_text(expected, data, length);
	assert_int_equal(file_write(path, data, length, &err), OK);
	assert_int_equal(hash_file(hash, &size, path, &err), OK);
	assert_string_equal(hash, expected);
	assert_int_equal(size, length);
	assert_int_equal(hash_file(hash, &size, folder, &err), FAIL_ENV);
}

static void ids_made_later_sort_later(void **state)
{
	char last[UUID_TEXT] = "";
	char id[UUID_TEXT];

	(void)state;
	for (int i = 0; i < 20000; i++) {
		uuid_new(id);
		assert_true(text_is_uuid(id));
		assert_int_equal(id[14], '7');
		assert_non_null(strchr("89ab", id[19]));
		assert_true(strcmp(last, id) < 0);
		memcpy(last, id, sizeof(last));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_written_is_read_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_file_over_the_limit_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_missing_file_is_not_found, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_folder_is_no_file, set_up, tear_down),
		cmocka_unit_test_setup_teardown(writing_into_a_missing_folder_names_path_and_reason, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(the_old_content_stands_until_the_commit, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_dropped_file_leaves_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_failed_commit_leaves_the_old_file_and_no_other, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(a_write_that_does_not_fit_changes_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_replaced_file_keeps_its_rights, set_up, tear_down),
		cmocka_unit_test_setup_teardown(folders_are_made_with_their_parents, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_list_has_plain_files_of_the_suffix_in_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(hashes_are_those_of_the_standard, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_file_has_the_hash_of_its_content, set_up, tear_down),
		cmocka_unit_test_setup_teardown(ids_made_later_sort_later, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

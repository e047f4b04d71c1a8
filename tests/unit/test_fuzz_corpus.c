/*
 * test_fuzz_corpus.c - every input that ever taught the fuzzer something, once more.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../fuzz/fuzz.h"
#include "capdo/base.h"

static void the_corpus_of_the_importer_breaks_nothing(void **state)
{
	static const char folder[] = "tests/fuzz/corpus/import";
	struct arena *arena = arena_new();
	struct err err = { 0 };
	size_t count, good = 0;
	char **name;

	(void)state;
	assert_int_equal(file_list(&name, &count, folder, "", arena, &err), OK);
	for (size_t i = 0; i < count; i++) {
		size_t length;
		char *data;

		assert_int_equal(file_read(&data, &length, arena_print(arena, "%s/%s", folder, name[i]),
		    1 << 24, arena, &err), OK);
		good += fuzz_import((const uint8_t *)data, length) == OK;
	}
	/* seeds that are taken lead the fuzzer past the door; those that are refused guard it */
	assert_true(good >= 3);
	assert_true(count - good >= 3);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_corpus_of_the_importer_breaks_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

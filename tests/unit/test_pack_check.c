/*
 * test_pack_check.c - each check that a schema cannot make: what it refuses, where, and in which words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pack_tiny.h"

/* Loads the tiny packs with one of them changed; the refusal must name file, line and reason. */
static void refuses(enum tiny which, const char *from, const char *to, const char *at,
    const char *says)
{
	char *text = replaced(tiny_text[which], from, to);
	char *folder = folder_new();
	struct pack_set *set = NULL;
	struct err err = { 0 };
	char place[64];

	folder_put_tiny(folder);
	folder_put(folder, tiny_name[which], text);
	snprintf(place, sizeof(place), "%s' line %d", tiny_name[which],
	    line_of(tiny_text[which], at ? at : from));
	lang_use(LANG_EN);
	if (packs_load(&set, folder, &err) != FAIL_INVALID)
		fail_msg("'%s' in place of '%s' was not refused: %s", to, from, err.text);
	if (!strstr(err.text, place) || !strstr(err.text, says))
		fail_msg("expected '%s' and '%s' in: %s", place, says, err.text);
	folder_drop(folder);
	free(text);
}

#define REFUSES(name, which, from, to, at, says) \
	static void name(void **state) \
	{ \
		(void)state; \
		refuses(which, from, to, at, says); \
	}
#include "test_pack_check_cases.h"
#undef REFUSES

int main(void)
{
#define REFUSES(name, which, from, to, at, says) cmocka_unit_test(name),
	const struct CMUnitTest tests[] = {
#include "test_pack_check_cases.h"
	};
#undef REFUSES

	return cmocka_run_group_tests(tests, NULL, NULL);
}

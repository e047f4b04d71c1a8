/* Languages and the data built into the program. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/base.h"

/* A message of base that every catalogue has. */
static const char known[] = "'%s' is not a whole number";

static void english_is_the_msgid_itself(void **state)
{
	(void)state;
	lang_use(LANG_EN);
	assert_ptr_equal(tr(known), known);
}

static void an_unknown_message_comes_back_as_it_is(void **state)
{
	static const char unknown[] = "there is no such message here";

	(void)state;
	lang_use(LANG_VI);
	assert_ptr_equal(tr(unknown), unknown);
	assert_string_equal(tr(""), "");
}

static void messages_are_vietnamese_where_there_is_a_catalogue(void **state)
{
	struct err err;
	int64_t number;

	(void)state;
	if (!resource_find("templates/lang/vi.mo"))
		skip();
	lang_use(LANG_VI);
	assert_string_not_equal(tr(known), known);
	text_to_int(&number, "x1", &err);
	assert_non_null(strstr(err.text, "'x1'"));
	assert_null(strstr(err.text, "whole number"));
}

static void *language_of_a_new_thread(void *seen)
{
	*(enum lang *)seen = lang_now();
	lang_use(LANG_VI);
	return NULL;
}

static void each_thread_has_its_own_language(void **state)
{
	enum lang seen = LANG_EN;
	pthread_t thread;

	(void)state;
	lang_use(LANG_EN);
	assert_int_equal(pthread_create(&thread, NULL, language_of_a_new_thread, &seen), 0);
	pthread_join(thread, NULL);
	assert_int_equal(seen, LANG_VI);
	assert_int_equal(lang_now(), LANG_EN);
}

static void two_languages_are_known_by_their_codes(void **state)
{
	enum lang lang = LANG_EN;
	struct err err;

	(void)state;
	assert_int_equal(lang_parse(&lang, "vi", &err), OK);
	assert_int_equal(lang, LANG_VI);
	assert_int_equal(lang_parse(&lang, "en", &err), OK);
	assert_int_equal(lang, LANG_EN);
	assert_int_equal(lang_parse(&lang, "fr", &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "'fr'"));
	assert_int_equal(lang_parse(&lang, "VI", &err), FAIL_INVALID);
}

static void *use_icu(void *result)
{
	struct arena *arena = arena_new();
	int *good = result;

	for (int i = 0; i < 200; i++) {
		const char *text;

		*good += strcmp(text_fold(arena, "Đường"), "duong") == 0;
		*good += text_compare("da", "đá") < 0;
		*good += text_clean(&text, "o\xCC\xA3\xCC\x82", 5, false, 9, arena, NULL) == OK &&
		    strcmp(text, "ộ") == 0;
	}
	arena_free(arena);
	return NULL;
}

static void text_functions_work_from_many_threads(void **state)
{
	pthread_t threads[4];
	int good[4] = { 0 };

	(void)state;
	for (int i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, use_icu, &good[i]), 0);
	for (int i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < 4; i++)
		assert_int_equal(good[i], 600);
}

static void resources_are_sorted_whole_and_found_by_name(void **state)
{
	const struct resource *resource;
	size_t length;
	size_t count = 0;
	char *text;

	(void)state;
	for (; (resource = resource_at(count)); count++) {
		struct arena *arena = arena_new();

		assert_ptr_equal(resource_find(resource->name), resource);
		assert_int_equal(resource->data[resource->size], 0);
		if (count > 0)
			assert_true(strcmp(resource_at(count - 1)->name, resource->name) < 0);
		if (!strstr(resource->name, ".mo")) {
			assert_int_equal(file_read(&text, &length, resource->name, SIZE_MAX / 2, arena, NULL), OK);
			assert_int_equal(length, resource->size);
			assert_memory_equal(text, resource->data, length);
		}
		arena_free(arena);
	}
	assert_true(count > 0);
	assert_null(resource_at(count));
	assert_non_null(resource_find("checklists/pack.xsd"));
	assert_null(resource_find("checklists/none.xml"));
	assert_null(resource_find(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(english_is_the_msgid_itself),
		cmocka_unit_test(an_unknown_message_comes_back_as_it_is),
		cmocka_unit_test(messages_are_vietnamese_where_there_is_a_catalogue),
		cmocka_unit_test(each_thread_has_its_own_language),
		cmocka_unit_test(two_languages_are_known_by_their_codes),
		cmocka_unit_test(text_functions_work_from_many_threads),
		cmocka_unit_test(resources_are_sorted_whole_and_found_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

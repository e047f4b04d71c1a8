/* Errors and memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/base.h"

static void err_set_returns_the_code_and_keeps_the_sentence(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(err_set(&err, FAIL_DENIED, "%s: %d", "x", 7), FAIL_DENIED);
	assert_int_equal(err.code, FAIL_DENIED);
	assert_string_equal(err.text, "x: 7");
	assert_int_equal(err_set(NULL, FAIL_ENV, "%s", "y"), FAIL_ENV);
}

static void err_set_may_quote_the_text_it_replaces(void **state)
{
	struct err err = { 0 };

	(void)state;
	err_set(&err, FAIL_ENV, "%s", "inner");
	err_set(&err, FAIL_INVALID, "outer (%s)", err.text);
	assert_string_equal(err.text, "outer (inner)");
}

static void err_at_puts_the_place_before_the_message(void **state)
{
	struct err err = { 0 };

	(void)state;
	err_set(&err, FAIL_INVALID, "%s", "bad");
	assert_int_equal(err_at(&err, FAIL_ENV, "%s", "cell B2"), FAIL_INVALID);
	assert_string_equal(err.text, "cell B2: bad");
	assert_int_equal(err_at(NULL, FAIL_ENV, "%s", "cell B2"), FAIL_ENV);
}

/* "ộ" has three bytes; each shift of the start moves the cut to another byte of it. */
static void a_long_message_is_cut_between_characters(void **state)
{
	char long_text[6001] = "";
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < 2000; i++)
		memcpy(long_text + 3 * i, "ộ", 4);
	for (int shift = 0; shift < 4; shift++) {
		err_set(&err, FAIL_ENV, "%.*s%s", shift, "abc", long_text);
		assert_true(strlen(err.text) > sizeof(err.text) - 4);
		assert_true(text_valid_utf8(err.text, strlen(err.text)));
		err_at(&err, FAIL_ENV, "%s", "place");
		assert_memory_equal(err.text, "place: ", 7);
		assert_true(strlen(err.text) > sizeof(err.text) - 4);
		assert_true(text_valid_utf8(err.text, strlen(err.text)));
		err_at(&err, FAIL_ENV, "%s", long_text);
		assert_true(text_valid_utf8(err.text, strlen(err.text)));
	}
}

static void every_code_has_its_exit_status(void **state)
{
	(void)state;
	assert_int_equal(err_exit_status(OK), 0);
	assert_int_equal(err_exit_status(FAIL_ENV), 1);
	assert_int_equal(err_exit_status(FAIL_INVALID), 2);
	assert_int_equal(err_exit_status(FAIL_NOT_FOUND), 2);
	assert_int_equal(err_exit_status(FAIL_DENIED), 2);
	assert_int_equal(err_exit_status(FAIL_INCONSISTENT), 3);
}

static void arena_pieces_are_zeroed_aligned_and_apart(void **state)
{
	struct arena *arena = arena_new();
	unsigned char *pieces[300];
	size_t size;

	(void)state;
	for (size_t i = 0; i < 300; i++) {
		size = i * 7;
		pieces[i] = arena_alloc(arena, size);
		assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
		for (size_t k = 0; k < size; k++)
			assert_int_equal(pieces[i][k], 0);
		memset(pieces[i], (int)(i % 251), size);
	}
	for (size_t i = 0; i < 300; i++) {
		for (size_t k = 0; k < i * 7; k++)
			assert_int_equal(pieces[i][k], i % 251);
	}
	arena_free(arena);
	arena_free(NULL);
}

static void arena_copies_and_prints(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_null(arena_copy(arena, NULL));
	assert_string_equal(arena_copy(arena, "cấp độ"), "cấp độ");
	assert_string_equal(arena_copy_n(arena, "abcdef", 3), "abc");
	assert_string_equal(arena_copy_n(arena, NULL, 0), "");
	assert_string_equal(arena_print(arena, "%s-%d", "a", 12), "a-12");
	assert_string_equal(arena_print(arena, "%s", ""), "");
	arena_free(arena);
}

static void a_growing_array_keeps_its_elements(void **state)
{
	struct arena *arena = arena_new();
	int64_t *numbers = NULL;
	size_t room = 0;

	(void)state;
	for (size_t count = 0; count < 1000; count++) {
		numbers = arena_grow(arena, numbers, count, &room, sizeof(*numbers));
		assert_true(room > count);
		numbers[count] = (int64_t)count;
	}
	for (size_t i = 0; i < 1000; i++)
		assert_int_equal(numbers[i], i);
	arena_free(arena);
}

static void a_buffer_is_null_until_its_first_byte(void **state)
{
	struct buffer buffer = { 0 };

	(void)state;
	buffer_add(&buffer, "");
	buffer_print(&buffer, "%s", "");
	assert_null(buffer.text);
	for (int i = 0; i < 500; i++)
		buffer_print(&buffer, "%d,", i % 10);
	buffer_add_n(&buffer, "end and more", 3);
	assert_int_equal(buffer.length, 1003);
	assert_int_equal(strlen(buffer.text), 1003);
	assert_string_equal(buffer.text + 996, "8,9,end");
	buffer_release(&buffer);
	assert_null(buffer.text);
	assert_int_equal(buffer.length, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(err_set_returns_the_code_and_keeps_the_sentence),
		cmocka_unit_test(err_set_may_quote_the_text_it_replaces),
		cmocka_unit_test(err_at_puts_the_place_before_the_message),
		cmocka_unit_test(a_long_message_is_cut_between_characters),
		cmocka_unit_test(every_code_has_its_exit_status),
		cmocka_unit_test(arena_pieces_are_zeroed_aligned_and_apart),
		cmocka_unit_test(arena_copies_and_prints),
		cmocka_unit_test(a_growing_array_keeps_its_elements),
		cmocka_unit_test(a_buffer_is_null_until_its_first_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

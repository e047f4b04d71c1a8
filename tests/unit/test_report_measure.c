/*
 * test_report_measure.c - rows get the room their text needs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/report/report_priv.h"

static void a_short_text_takes_one_line(void **state)
{
	(void)state;
	assert_int_equal(text_lines("", 10, 11, false), 1);
	assert_int_equal(text_lines("đạt", 10, 11, false), 1);
}

static void each_line_feed_begins_a_line(void **state)
{
	(void)state;
	assert_int_equal(text_lines("a\nb\nc", 10, 11, false), 3);
	assert_int_equal(text_lines("a\n", 10, 11, false), 2);
}

static void a_narrower_column_never_takes_fewer_lines(void **state)
{
	const char *text = "Quy chế bảo đảm an toàn thông tin mạng của cơ quan, ban hành ngày 15 tháng 3 năm 2025, "
	    "áp dụng cho toàn bộ cán bộ, công chức; rà soát hằng năm. SHA-256 "
	    "3e5d7656cb2c88cd424bd8dfad80bcf09f7bfd6c4968f8c3167f4f9b68f6bc5c";
	size_t before = 1;

	(void)state;
	for (double width = 150; width >= 2; width--) {
		size_t lines = text_lines(text, width, 11, false);

		assert_true(lines >= before);
		before = lines;
	}
	assert_true(before > 60);
}

static void a_word_longer_than_a_line_is_broken(void **state)
{
	(void)state;
	assert_true(text_lines("3e5d7656cb2c88cd424bd8dfad80bcf09f7bfd6c4968f8c3167f4f9b68f6bc5c", 20, 11, false) >= 3);
}

static void upper_case_knows_vietnamese_letters(void **state)
{
	struct arena *mem = arena_new();

	(void)state;
	assert_string_equal(text_upper(mem, "Sở Thông tin và Truyền thông tỉnh Đắk Lắk, ưu ơn ĩ ũ ỹ"),
	    "SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH ĐẮK LẮK, ƯU ƠN Ĩ Ũ Ỹ");
	assert_string_equal(text_capital(mem, "độ bao phủ"), "Độ bao phủ");
	assert_string_equal(text_capital(mem, ""), "");
	arena_free(mem);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_short_text_takes_one_line),
		cmocka_unit_test(each_line_feed_begins_a_line),
		cmocka_unit_test(a_narrower_column_never_takes_fewer_lines),
		cmocka_unit_test(a_word_longer_than_a_line_is_broken),
		cmocka_unit_test(upper_case_knows_vietnamese_letters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * test_pack_cite.c - citations in words, in both languages.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/pack.h"

static const struct document documents[] = {
	{ .id = "act", .number = "7/2020/AB", .kind = "articles",
	    .name = { "Nghị định 7/2020/AB về thử nghiệm", "Decree 7/2020/AB on tests" } },
	{ .id = "norm", .number = "TC 1:2020", .kind = "clauses", .name = { "Tiêu chuẩn", "Standard" } },
	{ .id = "plan", .number = "8/KH", .kind = "sections",
	    .name = { "Kế hoạch 8/KH của tỉnh", "Plan 8/KH of the province" } },
	{ .id = "bare", .number = "9/2021/CD", .kind = "articles", .name = { "Thông tư", "Circular" } },
};
static const struct pack pack = {
	.id = "t", .document = documents, .document_count = sizeof(documents) / sizeof(documents[0]),
};

static void assert_cited(const char *cite, const char *vi, const char *en)
{
	struct arena *arena = arena_new();

	lang_use(LANG_VI);
	assert_string_equal(pack_cite(&pack, cite, arena), vi);
	lang_use(LANG_EN);
	assert_string_equal(pack_cite(&pack, cite, arena), en);
	arena_free(arena);
}

static void vietnamese_goes_up_and_english_down(void **state)
{
	(void)state;
	assert_cited("act:9", "Điều 9 Nghị định 7/2020/AB", "Article 9 of Decree 7/2020/AB");
	assert_cited("act:9.2", "khoản 2 Điều 9 Nghị định 7/2020/AB", "Article 9 clause 2 of Decree 7/2020/AB");
	assert_cited("act:9.2.a", "điểm a khoản 2 Điều 9 Nghị định 7/2020/AB",
	    "Article 9 clause 2 point a of Decree 7/2020/AB");
	assert_cited("act:20.2.c.-1", "gạch đầu dòng 1 điểm c khoản 2 Điều 20 Nghị định 7/2020/AB",
	    "Article 20 clause 2 point c dash 1 of Decree 7/2020/AB");
	assert_cited("act:5a.1.đ", "điểm đ khoản 1 Điều 5a Nghị định 7/2020/AB",
	    "Article 5a clause 1 point đ of Decree 7/2020/AB");
}

static void a_point_or_dash_may_stand_without_a_clause(void **state)
{
	(void)state;
	assert_cited("act:7.b", "điểm b Điều 7 Nghị định 7/2020/AB", "Article 7 point b of Decree 7/2020/AB");
	assert_cited("act:7.3.-12", "gạch đầu dòng 12 khoản 3 Điều 7 Nghị định 7/2020/AB",
	    "Article 7 clause 3 dash 12 of Decree 7/2020/AB");
}

static void an_annex_has_a_roman_number(void **state)
{
	(void)state;
	assert_cited("act:PL3.II.1.b.iv", "Phụ lục III mục II.1.b.iv Nghị định 7/2020/AB",
	    "Annex III item II.1.b.iv of Decree 7/2020/AB");
	assert_cited("act:PL14", "Phụ lục XIV Nghị định 7/2020/AB", "Annex XIV of Decree 7/2020/AB");
	assert_cited("act:PL.I", "Phụ lục mục I Nghị định 7/2020/AB", "Annex item I of Decree 7/2020/AB");
}

static void clauses_and_sections_keep_their_numbers(void **state)
{
	(void)state;
	assert_cited("norm:7.2.1.2", "mục 7.2.1.2 TC 1:2020", "clause 7.2.1.2 of TC 1:2020");
	assert_cited("plan:II.3.a", "mục II.3.a Kế hoạch 8/KH", "section II.3.a of Plan 8/KH");
}

static void a_name_without_the_number_leaves_the_number_alone(void **state)
{
	(void)state;
	assert_cited("bare:1", "Điều 1 9/2021/CD", "Article 1 of 9/2021/CD");
}

static void several_citations_are_joined(void **state)
{
	(void)state;
	assert_cited("act:1 norm:2", "Điều 1 Nghị định 7/2020/AB; mục 2 TC 1:2020",
	    "Article 1 of Decree 7/2020/AB; clause 2 of TC 1:2020");
	assert_cited("  act:1  ", "Điều 1 Nghị định 7/2020/AB", "Article 1 of Decree 7/2020/AB");
	assert_cited("", "", "");
	assert_cited(NULL, "", "");
}

static void unknown_parts_stay_as_they_are(void **state)
{
	(void)state;
	assert_cited("nix:9.2.a", "nix:9.2.a", "nix:9.2.a");
	assert_cited("nothing", "nothing", "nothing");
	assert_cited("act:M08", "M08 Nghị định 7/2020/AB", "M08 of Decree 7/2020/AB");
	assert_cited("act:9.a.2", "9.a.2 Nghị định 7/2020/AB", "9.a.2 of Decree 7/2020/AB");
	assert_cited("act:9.2.a.b", "9.2.a.b Nghị định 7/2020/AB", "9.2.a.b of Decree 7/2020/AB");
	assert_cited("act:9.-x", "9.-x Nghị định 7/2020/AB", "9.-x of Decree 7/2020/AB");
	assert_cited("act:9..1", "9..1 Nghị định 7/2020/AB", "9..1 of Decree 7/2020/AB");
	assert_cited("act:1.2.a.-1.5.6.7.8.9", "1.2.a.-1.5.6.7.8.9 Nghị định 7/2020/AB",
	    "1.2.a.-1.5.6.7.8.9 of Decree 7/2020/AB");
	assert_cited("act:PLAN", "PLAN Nghị định 7/2020/AB", "PLAN of Decree 7/2020/AB");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(vietnamese_goes_up_and_english_down),
		cmocka_unit_test(a_point_or_dash_may_stand_without_a_clause),
		cmocka_unit_test(an_annex_has_a_roman_number),
		cmocka_unit_test(clauses_and_sections_keep_their_numbers),
		cmocka_unit_test(a_name_without_the_number_leaves_the_number_alone),
		cmocka_unit_test(several_citations_are_joined),
		cmocka_unit_test(unknown_parts_stay_as_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

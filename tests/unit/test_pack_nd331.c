/*
 * test_pack_nd331.c - the pack of Decree 331/2026, held against tables written from the articles and forms.
 *
 * Typed a second time on purpose, as in test_pack_builtin.c. The decree was read in a reposted copy, so nothing
 * that rests on it alone is confirmed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/pack.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct pack_set *set;
static const struct pack *pack;

static int load(void **state)
{
	struct err err = { 0 };

	(void)state;
	lang_use(LANG_EN);
	if (packs_load(&set, NULL, &err) < 0) {
		print_error("%s\n", err.text);
		return -1;
	}
	pack = packs_find(set, "nd331-2026");
	assert_non_null(pack);
	assert_int_equal(pack->kind, PACK_REGULATION);
	return 0;
}

static int drop(void **state)
{
	(void)state;
	packs_free(set);
	return 0;
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

/* 345 to the bits of levels 3, 4 and 5 */
static unsigned levels_of(unsigned digits)
{
	unsigned levels = 0;

	for (; digits > 0; digits /= 10)
		levels |= 1u << digits % 10;
	return levels;
}

/* Is this one of the citations, which stand apart by blanks? */
static bool cites(const char *list, const char *cite)
{
	size_t length = strlen(cite);

	for (const char *at = list; at && (at = strstr(at, cite)) != NULL; at += length) {
		if ((at == list || at[-1] == ' ') && (at[length] == '\0' || at[length] == ' '))
			return true;
	}
	return false;
}

/* ---- criteria --------------------------------------------------------------------------------------- */

static const struct {
	const char *id, *article;
	int level;
	bool undetermined;
} criteria[] = {
	{ "11.1", "11.1", 1, false }, { "11.2", "11.2", 1, true },
	{ "12.1", "12.1", 2, false }, { "12.2.a", "12.2.a", 2, false }, { "12.2.b", "12.2.b", 2, false },
	{ "12.3", "12.3", 2, false }, { "12.4", "12.4", 2, false }, { "12.4.risk", "12.4", 2, true },
	{ "13.1", "13.1", 3, false }, { "13.2.a", "13.2.a", 3, false }, { "13.2.b", "13.2.b", 3, false },
	{ "13.2.c", "13.2.c", 3, false }, { "13.3", "13.3", 3, false }, { "13.4", "13.4", 3, false },
	{ "13.5", "13.5", 3, false }, { "13.5.risk", "13.5", 3, true },
	{ "14.1", "14.1", 4, false }, { "14.2", "14.2", 4, false }, { "14.3", "14.3", 4, false },
	{ "14.4", "14.4", 4, false }, { "14.4.risk", "14.4", 4, true },
	{ "15.1", "15.1", 5, false }, { "15.2", "15.2", 5, false }, { "15.3", "15.3", 5, false },
	{ "15.4", "15.4", 5, false }, { "15.5", "15.5", 5, false }, { "15.5.risk", "15.5", 5, true },
};

static void the_criteria_are_those_of_articles_11_to_15(void **state)
{
	(void)state;
	assert_int_equal(pack->criterion_count, COUNT(criteria));
	for (size_t i = 0; i < COUNT(criteria); i++) {
		const struct criterion *criterion = pack_criterion(pack, criteria[i].id);
		char cite[32];

		snprintf(cite, sizeof(cite), "nd331:%s", criteria[i].article);
		if (!criterion || !cites(criterion->cite, cite))
			fail_msg("criterion %s cites %s", criteria[i].id, criterion ? criterion->cite : "nothing");
		assert_int_equal(criterion->level, criteria[i].level);
		assert_int_equal(criterion->undetermined, criteria[i].undetermined);
		assert_int_equal(criterion->status, criteria[i].undetermined ? STATUS_UNVERIFIED : STATUS_SECONDARY);
	}
}

/* Article 8.2 speaks of the highest of the criteria; the rule on components of the decree before is gone. */
static void levels_of_components_are_not_combined(void **state)
{
	(void)state;
	assert_false(pack->components_highest);
}

/* ---- authority and time limits ------------------------------------------------------------------------ */

/* Articles 18.1 to 18.3, 20.1 to 20.3, 23.2, 23.3, 24.2; the two of the military field besides: 34.2.a. All days
 * are working days; 0: the decree sets none. */
static const struct {
	const char *kind, *by, *managed_by;
	unsigned levels;
	int days;
	const char *cite;
} steps[] = {
	{ "prepare", "operator", NULL, 12345, 0, "nd331:20.1.a" },
	{ "opinion", "specialised-unit", NULL, 45, 0, "nd331:21.5" },
	{ "validity", "specialised-unit", NULL, 123, 5, "nd331:23.2" },
	{ "validity", "ministry-police", NULL, 45, 5, "nd331:23.2" },
	{ "validity", "ministry-defence", "ministry-defence", 45, 5, "nd331:23.2" },
	{ "validity", "government-cipher-committee", "government-cipher-committee", 45, 5, "nd331:23.2" },
	{ "appraisal", "specialised-unit", NULL, 12, 0, "nd331:18.1" },
	{ "appraisal", "specialised-unit", NULL, 3, 15, "nd331:23.3.a" },
	{ "appraisal", "ministry-police", NULL, 45, 25, "nd331:23.3.b" },
	{ "appraisal", "ministry-defence", "ministry-defence", 45, 25, "nd331:18.3.b" },
	{ "appraisal", "government-cipher-committee", "government-cipher-committee", 45, 25, "nd331:18.3.c" },
	{ "approval", "specialised-unit", NULL, 12, 7, "nd331:24.2" },
	{ "report", "specialised-unit", NULL, 12, 0, "nd331:18.1" },
	{ "approval", "owner", NULL, 3, 7, "nd331:18.2.b" },
	{ "approval", "owner", NULL, 4, 7, "nd331:18.3.d" },
	{ "measures-approval", "owner", NULL, 5, 7, "nd331:18.3.d" },
	{ "measures-approval", "ministry-defence", "ministry-defence", 5, 7, "nd331:34.2.a" },
	{ "list-approval", "prime-minister", NULL, 5, 0, "nd331:18.3.đ" },
	{ "list-approval", "prime-minister", "ministry-defence", 5, 0, "nd331:34.2.a" },
};

static void each_step_is_done_by_its_body_within_its_days(void **state)
{
	(void)state;
	assert_int_equal(pack->step.count, COUNT(steps));
	for (size_t i = 0; i < COUNT(steps); i++) {
		size_t found = 0;

		for (size_t k = 0; k < pack->step.count; k++) {
			const struct sourced *step = &pack->step.at[k];

			found += same(step->kind, steps[i].kind) && same(step->by, steps[i].by)
			    && same(step->to, steps[i].managed_by) && step->levels == levels_of(steps[i].levels)
			    && step->days == steps[i].days && (step->days == 0 || step->working_days)
			    && cites(step->cite, steps[i].cite);
		}
		if (found != 1)
			fail_msg("%zu times: %s by %s at %u in %d days", found, steps[i].kind, steps[i].by,
			    steps[i].levels, steps[i].days);
	}
}

static int longest_way(int level)
{
	int days = 0;

	for (size_t i = 0; i < pack->step.count; i++) {
		const struct sourced *step = &pack->step.at[i];

		if (!step->to && step->levels >> level & 1)
			days += step->days;
	}
	return days;
}

static void the_longest_way_has_27_working_days_at_level_3_and_37_at_level_4(void **state)
{
	(void)state;
	assert_int_equal(longest_way(1), 5 + 7);
	assert_int_equal(longest_way(2), 5 + 7);
	assert_int_equal(longest_way(3), 27);
	assert_int_equal(longest_way(4), 37);
	assert_int_equal(longest_way(5), 37);   /* without the list, for which no limit is set */
}

/* Article 20.4. */
static void a_listed_system_of_level_3_or_4_goes_the_way_of_level_5(void **state)
{
	(void)state;
	assert_int_equal(pack->listed.levels, levels_of(34));
	assert_int_equal(pack->listed.days, 5);
	assert_true(cites(pack->listed.cite, "nd331:20.4"));
}

static const struct {
	const char *id;
	unsigned levels;
	const char *cite;
} gates[] = {
	{ "gate-regulation", 12345, "nd331:30.7" }, { "gate-opinion", 45, "nd331:21.5" },
	{ "gate-appraisal", 345, "nd331:24.1.b" }, { "gate-independence", 123, "nd331:18.4" },
};

/* No gate has dates: they hold as long as the decree. */
static void the_gates_are_regulation_opinion_appraisal_and_independence(void **state)
{
	(void)state;
	assert_int_equal(pack->gate.count, COUNT(gates));
	for (size_t i = 0; i < COUNT(gates); i++) {
		const struct sourced *gate = &pack->gate.at[i];

		assert_string_equal(gate->id, gates[i].id);
		assert_int_equal(gate->levels, levels_of(gates[i].levels));
		assert_true(cites(gate->cite, gates[i].cite));
		assert_null(gate->from);
		assert_null(gate->until);
	}
}

static const struct {
	const char *of;
	unsigned levels;
	const char *cite;
} dossier[] = {
	{ "all", 12345, "nd331:21.1" }, { "new", 12345, "nd331:21.2.a" }, { "operating", 12345, "nd331:21.2.b" },
	{ "all", 12345, "nd331:21.3" }, { "all", 12345, "nd331:21.4" }, { "all", 45, "nd331:22.5" },
	{ "all", 45, "nd331:21.5" }, { "approval", 12345, "nd331:24.1.a" }, { "approval", 345, "nd331:24.1.b" },
};

static void the_dossier_has_the_parts_of_articles_21_22_and_24(void **state)
{
	(void)state;
	assert_int_equal(pack->dossier.count, COUNT(dossier));
	for (size_t i = 0; i < COUNT(dossier); i++) {
		size_t found = 0;

		for (size_t k = 0; k < pack->dossier.count; k++) {
			const struct sourced *part = &pack->dossier.at[k];

			found += same(part->kind, dossier[i].of) && part->levels == levels_of(dossier[i].levels)
			    && cites(part->cite, dossier[i].cite);
		}
		if (found != 1)
			fail_msg("%zu parts of %s", found, dossier[i].cite);
	}
}

/* Article 28.5.a names no cycle, where the decree before had 24, 12 and 6 months. */
static void no_inspection_has_a_fixed_cycle(void **state)
{
	(void)state;
	assert_true(pack->inspection.count > 0);
	for (size_t i = 0; i < pack->inspection.count; i++)
		assert_int_equal(pack->inspection.at[i].days, 0);
}

/* ---- the annual report ---------------------------------------------------------------------------------- */

static const struct {
	const char *who, *to, *before, *cite;
} duties[] = {
	{ "operator", "owner", "--12-20", "nd331:35.4.a" },
	{ "specialised-unit", "owner", "--12-20", "nd331:35.4.a" },
	{ "owner", "ministry-police", "--12-25", "nd331:35.4.b" },
};

static void the_report_goes_up_before_20_and_25_december_from_2026_on(void **state)
{
	(void)state;
	assert_int_equal(pack->duty.count, COUNT(duties));
	for (size_t i = 0; i < COUNT(duties); i++) {
		const struct sourced *duty = &pack->duty.at[i];

		assert_string_equal(duty->by, duties[i].who);
		assert_string_equal(duty->to, duties[i].to);
		assert_string_equal(duty->before, duties[i].before);
		assert_string_equal(duty->window_from, "--12-15");
		assert_string_equal(duty->window_to, "--12-14");
		assert_int_equal(duty->levels, levels_of(12345));
		assert_int_equal(duty->first_year, 2026);
		assert_int_equal(duty->last_year, 0);
		assert_true(cites(duty->cite, duties[i].cite));
		assert_true(cites(duty->cite, "nd331:35.3"));
		assert_true(same(duty->form, i == 2 ? "form-08" : NULL));
	}
}

static void the_report_has_the_twelve_contents_of_article_36(void **state)
{
	static const char *const topics[] = {
		"parties", "systems", "security-list", "approved", "implemented", "regulated", "followed",
		"inspected", "assessed", "measures", "regulations", "other",
	};

	(void)state;
	assert_int_equal(pack->content.count, 12);
	for (size_t i = 0; i < 12; i++) {
		const struct sourced *content = &pack->content.at[i];
		char cite[32];

		snprintf(cite, sizeof(cite), "nd331:36.%zu", i + 1);
		assert_string_equal(content->cite, cite);
		assert_string_equal(content->by, topics[i]);
		assert_string_equal(content->kind, "nd331-owner-ministry");
	}
}

/* ---- forms --------------------------------------------------------------------------------------------- */

static const struct {
	unsigned levels;
	const char *from, *to;  /* NULL: several */
	const char *enclosures; /* part in which they stand; NULL: none */
	size_t enclosure_count;
	bool hint;              /* a mismatch or an inference to be told */
} forms[] = {
	{ 12, "operator", "specialised-unit", "part-2", 4, true },
	{ 345, NULL, NULL, "part-2", 5, true },
	{ 45, "operator", "specialised-unit", "part-2", 4, true },
	{ 345, NULL, NULL, "part-1", 5, true },
	{ 345, "operator", "owner", "part-2", 6, true },
	{ 34, "owner", "operator", NULL, 0, true },
	{ 5, "owner", "operator", NULL, 0, true },
	{ 12345, "owner", "ministry-police", NULL, 0, true },
};

static size_t fields_in(const struct form *form, const char *part)
{
	size_t count = 0;

	for (size_t i = 0; i < form->field_count; i++)
		count += strcmp(form->field[i].part, part) == 0;
	return count;
}

static void the_eight_forms_go_from_body_to_body_with_their_enclosures(void **state)
{
	(void)state;
	assert_int_equal(pack->form_count, COUNT(forms));
	for (size_t i = 0; i < COUNT(forms); i++) {
		const struct form *form = &pack->form[i];
		char id[16], number[24];

		snprintf(id, sizeof(id), "form-%02zu", i + 1);
		snprintf(number, sizeof(number), "Mẫu số %02zu", i + 1);
		assert_string_equal(form->id, id);
		assert_string_equal(form->number, number);
		assert_int_equal(form->levels, levels_of(forms[i].levels));
		assert_true(same(form->from, forms[i].from));
		assert_true(same(form->to, forms[i].to));
		assert_int_equal(form->hint.vi != NULL, forms[i].hint);
		assert_int_not_equal(form->status, STATUS_CONFIRMED);
		if (forms[i].enclosures)
			assert_int_equal(fields_in(form, forms[i].enclosures), forms[i].enclosure_count);
	}
}

static const struct form_field *field_of(const struct form *form, const char *id)
{
	for (size_t i = 0; i < form->field_count; i++) {
		if (strcmp(form->field[i].id, id) == 0)
			return &form->field[i];
	}
	fail_msg("%s has no field '%s'", form->id, id);
	return NULL;
}

/* The words of the annex, to the letter: only these three columns have a list of words. */
static void columns_6_10_and_12_of_form_08_have_exactly_these_words(void **state)
{
	static const struct {
		const char *id;
		const char *value[5];
	} columns[] = {
		{ "col-6", { "Đang dự thảo", "Đã gửi thẩm định", "Đã thẩm định", "Đã được phê duyệt" } },
		{ "col-10", { "Chưa triển khai", "Đã triển khai một số hạng mục", "Đã triển khai đầy đủ" } },
		{ "col-12", { "Trước khi đưa vào sử dụng", "Định kỳ" } },
		{ "col-5", { "1", "2", "3", "4", "5" } },
	};
	const struct form *form = pack_form(pack, "form-08");

	(void)state;
	for (size_t i = 0; i < COUNT(columns); i++) {
		const struct form_field *field = field_of(form, columns[i].id);
		size_t count = 0;

		while (count < 5 && columns[i].value[count])
			count++;
		assert_int_equal(field->value_count, count);
		for (size_t k = 0; k < count; k++)
			assert_string_equal(field->value[k], columns[i].value[k]);
	}
}

/* The annexes are for what the form does not ask, and 36.10, of which it asks a part. */
static void form_08_has_7_totals_10_lines_of_parties_12_columns_and_5_annexes(void **state)
{
	static const char *const annexes[] = {
		"annex-36.3", "annex-36.7", "annex-36.9", "annex-36.10", "annex-36.12",
	};
	const struct form *form = pack_form(pack, "form-08");
	size_t annex_fields = 0;
	size_t found = 0;

	(void)state;
	assert_int_equal(fields_in(form, "section-1"), 7);
	assert_int_equal(fields_in(form, "section-2"), 5 + 5);
	assert_int_equal(fields_in(form, "section-3"), 12);
	for (size_t i = 1; i <= 12; i++) {
		char id[16];

		snprintf(id, sizeof(id), "col-%zu", i);
		assert_string_equal(field_of(form, id)->part, "section-3");
	}
	for (size_t i = 0; i < COUNT(annexes); i++) {
		assert_true(fields_in(form, annexes[i]) > 0);
		found += fields_in(form, annexes[i]);
	}
	for (size_t i = 0; i < form->field_count; i++)
		annex_fields += strncmp(form->field[i].part, "annex-", 6) == 0;
	assert_int_equal(annex_fields, found);
}

/* Form 06 approves a level, Form 07 the protection plan only. */
static void form_07_names_no_level_where_form_06_does(void **state)
{
	bool has[2] = { false };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		const struct form *form = &pack->form[5 + i];

		for (size_t k = 0; k < form->field_count; k++)
			has[i] |= same(form->field[k].source, "system.approved-level");
	}
	assert_true(has[0]);
	assert_false(has[1]);
}

/* ---- incidents ----------------------------------------------------------------------------------------- */

/* Article 31.2.d, from detection; 72 hours are for every incident, by the letter. */
static void incidents_are_told_by_clocks_of_0_24_and_72_hours(void **state)
{
	static const struct {
		int hours;
		bool serious;
	} expected[] = { { 0, true }, { 24, true }, { 72, false } };

	(void)state;
	assert_int_equal(pack->incident_clock_count, COUNT(expected));
	for (size_t i = 0; i < COUNT(expected); i++) {
		const struct incident_clock *clock = &pack->incident_clock[i];

		assert_int_equal(clock->hours, expected[i].hours);
		assert_int_equal(clock->serious, expected[i].serious);
		assert_string_equal(clock->to, "ministry-police");
		assert_string_equal(clock->cite, "nd331:31.2.d");
	}
}

/* ---- what changed, and what is to be verified ------------------------------------------------------------ */

static void each_topic_that_changed_stands_beside_what_was_before(void **state)
{
	static const struct {
		const char *old, *new;  /* one of the citations; NULL: none there */
	} expected[] = {
		{ "nd85:9.2.c", "nd331:13.2.c" }, { "nd85:9.2.a", "nd331:13.2.b" },
		{ "nd85:9.2.b", "nd331:13.2.a" }, { "nd85:9.3", "nd331:13.3" }, { "nd85:10.2", "nd331:14.2" },
		{ "nd85:11.5", "nd331:15.5" }, { "nd85:5.2", "nd331:8.2" }, { "nd85:12.3.a", "nd331:18.3.a" },
		{ "nd85:12.3.đ", "nd331:18.3.đ" }, { "nd85:16.2.b", "nd331:23.3.b" }, { "nd85:15", "nd331:21" },
		{ "tt12:6.1", "nd331:18.4.a" }, { "nd85:20.2.c", "nd331:28.5.a" }, { "nd85:20.2.c", "nd331:10" },
		{ "tt12:9.7", "nd331:30.7" }, { "tt12:9.9", "nd331:30.8" }, { "tt12:9.8", "nd331:27.3.c" },
		{ "tt12:14", "nd331:36" }, { NULL, "nd331:31.2.d" }, { "nd85:19.1", "nd331:29.1" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(expected); i++) {
		size_t found = 0;

		for (size_t k = 0; k < pack->change_count; k++) {
			const struct change_note *change = &pack->change[k];
			bool old = expected[i].old ? cites(change->old_cite, expected[i].old) : !change->old_cite;

			found += old && cites(change->new_cite, expected[i].new);
			assert_int_not_equal(change->status, STATUS_CONFIRMED);
		}
		if (found != 1)
			fail_msg("%zu changes from %s to %s", found, expected[i].old ? expected[i].old : "-",
			    expected[i].new);
	}
}

/* Every mark of the law note, by what the doubt must name. */
static void each_mark_to_verify_is_an_unverified_doubt(void **state)
{
	static const char *const words[] = {
		"3243/QĐ-BKHCN", "329/2026", "332/2026", "24/2026", "87/2025", "12 months",
		"reporting software", "signature block", "Figures on frequency", "2026-12-31", "2656/BCA-A05",
		"778/QĐ-BCA-A05", "47/2026/TT-BCA", "QCVN 12:2026/BCA", "1875/QĐ-TTg", "framework",
		"never had a level", "2026-08-18", "Which form is used",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(words); i++) {
		size_t found = 0;

		for (size_t k = 0; k < pack->doubt.count; k++)
			found += pack->doubt.at[k].status == STATUS_UNVERIFIED
			    && strstr(pack->doubt.at[k].text.en, words[i]) != NULL;
		if (found == 0)
			fail_msg("no unverified doubt speaks of '%s'", words[i]);
	}
}

/* Whatever cites the decree and nothing that was read in the Gazette. */
static size_t confirmed_by_the_copy(const struct sourced_list *list)
{
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++) {
		const struct sourced *at = &list->at[i];

		if (at->status != STATUS_CONFIRMED || !at->cite || strstr(at->cite, "luat116:"))
			continue;
		print_error("'%s' cites %s and is confirmed\n", at->id ? at->id : at->text.en, at->cite);
		count++;
	}
	return count;
}

static void nothing_that_rests_on_the_reposted_decree_is_confirmed(void **state)
{
	const struct sourced_list *const lists[] = {
		&pack->exception, &pack->step, &pack->body, &pack->gate, &pack->dossier, &pack->inspection,
		&pack->duty, &pack->content, &pack->rule, &pack->doubt, &pack->regime->term,
	};
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(lists); i++)
		count += confirmed_by_the_copy(lists[i]);
	assert_int_equal(count, 0);
	for (size_t i = 0; i < pack->fact_count; i++)
		assert_int_not_equal(pack->fact[i].status, STATUS_CONFIRMED);
	for (size_t i = 0; i < pack->document_count; i++) {
		if (strcmp(pack->document[i].id, "nd331") == 0)
			assert_int_not_equal(pack->document[i].status, STATUS_CONFIRMED);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_criteria_are_those_of_articles_11_to_15),
		cmocka_unit_test(levels_of_components_are_not_combined),
		cmocka_unit_test(each_step_is_done_by_its_body_within_its_days),
		cmocka_unit_test(the_longest_way_has_27_working_days_at_level_3_and_37_at_level_4),
		cmocka_unit_test(a_listed_system_of_level_3_or_4_goes_the_way_of_level_5),
		cmocka_unit_test(the_gates_are_regulation_opinion_appraisal_and_independence),
		cmocka_unit_test(the_dossier_has_the_parts_of_articles_21_22_and_24),
		cmocka_unit_test(no_inspection_has_a_fixed_cycle),
		cmocka_unit_test(the_report_goes_up_before_20_and_25_december_from_2026_on),
		cmocka_unit_test(the_report_has_the_twelve_contents_of_article_36),
		cmocka_unit_test(the_eight_forms_go_from_body_to_body_with_their_enclosures),
		cmocka_unit_test(columns_6_10_and_12_of_form_08_have_exactly_these_words),
		cmocka_unit_test(form_08_has_7_totals_10_lines_of_parties_12_columns_and_5_annexes),
		cmocka_unit_test(form_07_names_no_level_where_form_06_does),
		cmocka_unit_test(incidents_are_told_by_clocks_of_0_24_and_72_hours),
		cmocka_unit_test(each_topic_that_changed_stands_beside_what_was_before),
		cmocka_unit_test(each_mark_to_verify_is_an_unverified_doubt),
		cmocka_unit_test(nothing_that_rests_on_the_reposted_decree_is_confirmed),
	};

	return cmocka_run_group_tests(tests, load, drop);
}

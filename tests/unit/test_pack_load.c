/*
 * test_pack_load.c - files become a set of packs, or a message that says which file is wrong and where.
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

/* One folder with the tiny packs, loaded once for the tests that only look. */
static struct {
	char *folder;
	struct pack_set *set;
} all;

static int load_all(void **state)
{
	struct err err = { 0 };

	(void)state;
	lang_use(LANG_EN);
	all.folder = folder_new();
	folder_put_tiny(all.folder);
	if (packs_load(&all.set, all.folder, &err) < 0) {
		print_error("%s\n", err.text);
		return -1;
	}
	return 0;
}

static int drop_all(void **state)
{
	(void)state;
	packs_free(all.set);
	folder_drop(all.folder);
	return 0;
}

static const struct pack *get(const char *id)
{
	const struct pack *pack = packs_find(all.set, id);

	assert_non_null(pack);
	return pack;
}

/* The outcome of loading the tiny packs and one more file. */
static int load_with(const char *name, const char *text, struct err *err)
{
	char *folder = folder_new();
	struct pack_set *set = NULL;
	int rc;

	folder_put_tiny(folder);
	folder_put(folder, name, text);
	rc = packs_load(&set, folder, err);
	packs_free(set);
	folder_drop(folder);
	return rc;
}

static void assert_says(const struct err *err, const char *words)
{
	if (!strstr(err->text, words))
		fail_msg("expected '%s' in: %s", words, err->text);
}

static void refused(const char *name, const char *text, const char *says)
{
	struct err err = { 0 };

	assert_int_equal(load_with(name, text, &err), FAIL_INVALID);
	assert_says(&err, name);
	assert_says(&err, says);
}

/* ---- what is read --------------------------------------------------------------------------------- */

static void packs_stand_in_the_order_of_their_ids(void **state)
{
	(void)state;
	assert_true(packs_count(all.set) >= TINY_COUNT);
	for (size_t i = 1; i < packs_count(all.set); i++)
		assert_true(strcmp(packs_at(all.set, i - 1)->id, packs_at(all.set, i)->id) < 0);
	assert_null(packs_at(all.set, packs_count(all.set)));
	assert_null(packs_find(all.set, "nix"));
}

static void the_head_of_a_pack_is_kept(void **state)
{
	const struct pack *pack = get("t-cal");
	char hash[HASH_TEXT];

	(void)state;
	hash_text(hash, tiny_text[TINY_CALENDAR], strlen(tiny_text[TINY_CALENDAR]));
	assert_string_equal(pack->hash, hash);
	assert_string_equal(pack->version, "1");
	assert_int_equal(pack->kind, PACK_CALENDAR);
	assert_string_equal(pack->in_force, "2020-01-01");
	assert_string_equal(pack->until, "2029-12-31");
	assert_null(pack->replaced_by);
	assert_string_equal(pack->title.en, "A calendar");
	assert_ptr_equal(pack->set, all.set);
	assert_int_equal(get("t-reg")->doubt.count, 1);
	assert_int_equal(get("t-reg")->doubt.at[0].status, STATUS_UNVERIFIED);
	assert_int_equal(pack->document_count, 2);
	assert_int_equal(pack->document[0].provision_count, 6);
	assert_string_equal(pack->document[0].provision[5], "PL3.II.1.b.iv");
}

static void facts_keep_their_values_and_limits(void **state)
{
	const struct pack *pack = get("t-reg");
	const struct fact *yesno = pack_fact(pack, "nonstop");
	const struct fact *count = pack_fact(pack, "users");

	(void)state;
	assert_int_equal(pack->fact_count, 5);
	assert_int_equal(yesno->index, 4);
	assert_int_equal(yesno->value_count, 2);
	assert_string_equal(yesno->value[0].id, "yes");
	assert_string_equal(yesno->value[1].id, "no");
	assert_int_equal(yesno->value[1].weight, 4);
	assert_string_equal(words_now(&yesno->value[1].text), "No");
	assert_int_equal(count->max, 500);
	assert_string_equal(count->unit, "people");
	assert_true(pack_fact(pack, "harm")->ordered);
	assert_false(pack_fact(pack, "colour")->ordered);
	assert_int_equal(fact_value(pack_fact(pack, "harm"), "none")->weight, 9);
	assert_string_equal(fact_value(pack_fact(pack, "info"), "secret")->stop.en, "halt");
	assert_null(fact_value(pack_fact(pack, "info"), "public")->stop.vi);
	assert_null(fact_value(pack_fact(pack, "info"), "nix"));
	assert_null(pack_fact(pack, "wireless"));
	assert_null(pack_fact(pack, NULL));
}

static void conditions_are_tied_to_their_facts(void **state)
{
	const struct pack *pack = get("t-reg");
	const struct condition *not = pack_criterion(pack, "7")->when;
	const struct condition *at_least = pack_criterion(pack, "8.1")->when;
	const struct condition *both = pack_criterion(pack, "11")->when;

	(void)state;
	assert_int_equal(not->kind, COND_NOT);
	assert_int_equal(not->part_count, 1);
	assert_int_equal(not->part[0].kind, COND_HAS);
	assert_ptr_equal(not->part[0].fact, pack_fact(pack, "info"));
	assert_int_equal(not->part[0].value, 1);
	assert_int_equal(at_least->kind, COND_AT_LEAST);
	assert_int_equal(at_least->number, 100);
	assert_int_equal(pack_criterion(pack, "10")->when->kind, COND_BELOW);
	assert_int_equal(both->kind, COND_ALL);
	assert_int_equal(both->part_count, 2);
	assert_int_equal(both->part[0].value, 1);
	assert_int_equal(both->part[1].kind, COND_ANY);
	assert_int_equal(both->part[1].part[0].value, 1);
}

static void a_step_keeps_body_levels_and_days(void **state)
{
	const struct sourced *step = &get("t-reg")->step.at[1];
	const struct sourced *duty = &get("t-reg")->duty.at[0];
	const struct pack *pack = get("t-reg");

	(void)state;
	assert_string_equal(step->kind, "approval");
	assert_string_equal(step->by, "owner");
	assert_string_equal(step->to, "operator");
	assert_int_equal(step->levels, 1u << 4 | 1u << 5);
	assert_int_equal(step->days, 15);
	assert_true(step->working_days);
	assert_string_equal(duty->before, "--12-20");
	assert_string_equal(duty->window_from, "--12-15");
	assert_string_equal(duty->window_to, "--12-14");
	assert_int_equal(duty->first_year, 2022);
	assert_int_equal(duty->last_year, 0);
	assert_int_equal(pack->inspection.at[0].days, 12);
	assert_string_equal(pack->dossier.at[0].kind, "new");
	assert_string_equal(pack->content.at[0].kind, "d1");
	assert_string_equal(pack->rule.at[0].kind, "aim");
	assert_string_equal(pack->exception.at[0].kind, "harm");
	assert_string_equal(pack->exception.at[0].by, "none");
	assert_string_equal(pack->exception.at[0].to, "some");
	assert_true(pack->components_highest);
	assert_string_equal(pack->components.cite, "act:2.1");
	assert_string_equal(pack_body(pack, "owner")->id, "owner");
	assert_int_equal(pack->gate.count, 1);
}

static void a_requirement_has_an_entry_only_where_a_level_demands_it(void **state)
{
	const struct pack *pack = get("t-req");
	const struct requirement *one = pack_requirement(pack, "R-1");
	const struct fact *info = pack_fact(get("t-reg"), "info");

	(void)state;
	assert_int_equal(pack->requirement_count, 6);
	assert_int_equal(pack_requirement(pack, "R-6")->index, 5);
	assert_non_null(one->at[1]);
	assert_non_null(one->at[2]);
	assert_null(one->at[3]);
	assert_string_equal(one->at[2]->clause, "norm:7.2.1");
	assert_string_equal(one->at[1]->when->criterion, "8");
	assert_null(one->at[2]->when);
	assert_null(one->at[2]->text.vi);
	assert_int_equal(one->at[2]->strict_count, 1);
	assert_ptr_equal(one->at[2]->strict[0].when->fact, info);
	assert_int_equal(one->at[2]->detail.count, 1);
	assert_int_equal(one->weight, 1);
	assert_string_equal(one->group->id, "G-1");
	assert_ptr_equal(one->group->parent, pack_group(pack, "G"));
	assert_ptr_equal(pack_requirement(pack, "R-2")->at[2]->when->fact, pack_fact(pack, "wireless"));
	assert_null(pack_requirement(pack, "R-7"));
}

static void a_scenario_is_tied_to_cause_and_consequences(void **state)
{
	const struct pack *pack = get("t-thr");
	const struct scenario *scenario = pack_scenario(pack, "dos");

	(void)state;
	assert_ptr_equal(scenario->cause, &pack->cause[0]);
	assert_int_equal(scenario->consequence_count, 1);
	assert_ptr_equal(scenario->consequence[0], pack_question(pack, "k1"));
	assert_int_equal(scenario->mitigation_count, 5);
	assert_int_equal(scenario->mitigation[4].weight, 5);
	assert_true(scenario->mitigation[4].key);
	assert_false(scenario->mitigation[0].key);
	assert_int_equal(scenario->first_step_count, 2);
	assert_string_equal(scenario->first_step[1].en, "g");
	assert_string_equal(scenario->severity[0].grade, "minor");
	assert_false(pack_question(pack, "q1")->per_scenario);
	assert_true(pack_question(pack, "k1")->per_scenario);
	assert_int_equal(question_option(pack_question(pack, "q1"), "o2")->points, 5);
	assert_null(question_option(pack_question(pack, "q1"), "o3"));
	assert_int_equal(pack->unmapped.count, 1);
	assert_string_equal(pack->unmapped.at[0].id, "R-6");
}

static void the_tables_of_a_method_fall(void **state)
{
	const struct method *method = get("t-met")->method;

	(void)state;
	assert_int_equal(method->likelihood_of[0].at_least, 800);
	assert_int_equal(method->likelihood_of[0].value, 5);
	assert_int_equal(method->likelihood_of[4].at_least, 0);
	assert_int_equal(method->reduction_count, 3);
	assert_int_equal(method->reduction[0].at_least, 950);
	assert_int_equal(method->reduction[2].value, 0);
	assert_int_equal(method->key_cap, 1);
	assert_int_equal(method->band[2].to, 25);
	assert_int_equal(method->band[0].colour, 0x00AAFF);
	assert_int_equal(method->assumed_impact[4], 4);
	assert_int_equal(method->met, 2);
	assert_int_equal(method->unmet, 0);
	assert_string_equal(method->likelihood[3].en, "point 3");
	assert_string_equal(method->impact[5].en, "point 5");
}

static void obligations_and_days_are_kept(void **state)
{
	const struct calendar_day *calendar = get("t-cal")->calendar;

	(void)state;
	assert_int_equal(get("t-cal")->calendar_count, 3);
	assert_int_equal(calendar[0].date, day_from_ymd(2026, 1, 1));
	assert_true(calendar[0].off);
	assert_false(calendar[2].off);
	assert_true(pack_obligation(get("t-obl"), "b1")->budget);
	assert_false(pack_obligation(get("t-obl"), "b2")->budget);
	assert_string_equal(pack_obligation(get("t-obl"), "b2")->every, "event");
}

static void words_in_one_language_serve_the_other(void **state)
{
	const struct words only_vi = { .vi = "cấp độ" };
	const struct words both = { .vi = "cấp độ", .en = "level" };
	const struct words none = { 0 };

	(void)state;
	assert_string_equal(words_now(&both), "level");
	assert_string_equal(words_now(&only_vi), "cấp độ");
	assert_string_equal(words_now(&none), "");
	lang_use(LANG_VI);
	assert_string_equal(words_now(&both), "cấp độ");
	lang_use(LANG_EN);
}

/* "e" and a combining circumflex come back as one letter; line breaks of the file are blanks. */
static void texts_are_composed_and_on_one_line(void **state)
{
	char *text = replaced(tiny_text[TINY_CALENDAR], "<vi>made up</vi>", "<vi>\n\t te\xCC\x82n\n  khác </vi>");
	char *folder = folder_new();
	struct pack_set *set = NULL;

	(void)state;
	folder_put(folder, "cal.xml", text);
	assert_int_equal(packs_load(&set, folder, NULL), OK);
	assert_string_equal(packs_find(set, "t-cal")->calendar[2].name.vi, "tên khác");
	packs_free(set);
	folder_drop(folder);
	free(text);
}

/* ---- which packs count -------------------------------------------------------------------------------- */

static void a_pack_of_the_folder_replaces_a_built_in_one(void **state)
{
	const struct pack *built_in = NULL;
	char *folder = folder_new();
	struct pack_set *set = NULL;
	struct arena *arena = arena_new();
	char *text;

	(void)state;
	for (size_t i = 0; i < packs_count(all.set) && !built_in; i++) {
		if (packs_at(all.set, i)->kind == PACK_CALENDAR && packs_at(all.set, i)->id[0] != 't')
			built_in = packs_at(all.set, i);
	}
	assert_non_null(built_in);
	text = replaced(tiny_text[TINY_CALENDAR], "id=\"t-cal\"", arena_print(arena, "id=\"%s\"", built_in->id));
	folder_put(folder, "mine.xml", text);
	assert_int_equal(packs_load(&set, folder, NULL), OK);
	assert_int_equal(packs_count(set), packs_count(all.set) - TINY_COUNT);
	assert_string_equal(packs_find(set, built_in->id)->title.en, "A calendar");
	packs_free(set);
	folder_drop(folder);
	arena_free(arena);
	free(text);
}

static void two_files_with_one_pack_are_refused(void **state)
{
	(void)state;
	refused("zzz.xml", tiny_text[TINY_CALENDAR], "have the same pack id 't-cal'");
}

static void a_pack_that_uses_an_unknown_pack_is_refused(void **state)
{
	char *text = replaced(tiny_text[TINY_REQUIREMENTS], "uses=\"t-reg\"", "uses=\"t-nix\"");

	(void)state;
	refused("req.xml", text, "line 1: pack 't-req' uses 't-nix', and there is no such pack");
	free(text);
}

static void packs_that_use_each_other_are_refused(void **state)
{
	char *text = replaced(tiny_text[TINY_REGULATION], "kind=\"regulation\"", "kind=\"regulation\" uses=\"t-thr\"");
	struct err err = { 0 };

	(void)state;
	assert_int_equal(load_with("reg.xml", text, &err), FAIL_INVALID);
	assert_says(&err, "which uses it in turn");
	free(text);
}

static void a_folder_that_is_not_there_is_an_error(void **state)
{
	struct pack_set *set = NULL;
	struct err err = { 0 };
	char *folder = folder_new();

	(void)state;
	folder_drop(folder);
	assert_int_equal(packs_load(&set, "no-such-folder-anywhere", &err), FAIL_NOT_FOUND);
	assert_says(&err, "no-such-folder-anywhere");
	assert_null(set);
}

static void the_newest_pack_in_force_is_taken(void **state)
{
	char *folder = folder_new();
	struct pack_set *set = NULL;
	char *far = replaced(tiny_text[TINY_CALENDAR], "id=\"t-cal\" version=\"1\"", "id=\"t-cal9\" version=\"1.9\"");
	char *far_text = replaced(far, "in-force=\"2020-01-01\" until=\"2029-12-31\"", "in-force=\"2900-01-01\"");
	char *ten = replaced(far_text, "id=\"t-cal9\" version=\"1.9\"", "id=\"t-cal10\" version=\"1.10\"");

	(void)state;
	folder_put_tiny(folder);
	folder_put(folder, "cal9.xml", far_text);
	folder_put(folder, "cal10.xml", ten);
	assert_int_equal(packs_load(&set, folder, NULL), OK);
	assert_string_equal(packs_in_force(set, PACK_CALENDAR, "2900-01-01")->id, "t-cal10");
	assert_string_not_equal(packs_in_force(set, PACK_CALENDAR, "2899-12-31")->id, "t-cal10");
	assert_string_not_equal(packs_in_force(set, PACK_CALENDAR, "2030-01-01")->id, "t-cal");
	assert_null(packs_in_force(set, PACK_CALENDAR, "1900-01-01"));
	packs_free(set);
	folder_drop(folder);
	free(far);
	free(far_text);
	free(ten);
}

static void a_pack_is_in_force_on_its_last_day(void **state)
{
	char *text = replaced(tiny_text[TINY_CALENDAR], "in-force=\"2020-01-01\" until=\"2029-12-31\"",
	    "in-force=\"2900-01-01\" until=\"2900-01-31\"");
	char *folder = folder_new();
	struct pack_set *set = NULL;

	(void)state;
	folder_put(folder, "cal.xml", text);
	assert_int_equal(packs_load(&set, folder, NULL), OK);
	assert_string_equal(packs_in_force(set, PACK_CALENDAR, "2900-01-31")->id, "t-cal");
	assert_string_not_equal(packs_in_force(set, PACK_CALENDAR, "2900-02-01")->id, "t-cal");
	packs_free(set);
	folder_drop(folder);
	free(text);
}

/* ---- what is refused before it is read ----------------------------------------------------------------- */

static void a_document_type_is_refused(void **state)
{
	struct buffer text = { 0 };

	(void)state;
	buffer_add(&text, "<?xml version=\"1.0\"?>\n<!DOCTYPE pack SYSTEM \"pack.dtd\">\n");
	buffer_add(&text, tiny_text[TINY_CALENDAR]);
	refused("cal.xml", text.text, "line 2: a document type declaration is not allowed");
	buffer_release(&text);
}

static void an_entity_is_refused(void **state)
{
	char *body = replaced(tiny_text[TINY_CALENDAR], "<vi>made up</vi>", "<vi>&e;</vi>");
	struct buffer text = { 0 };

	(void)state;
	buffer_add(&text, "<!DOCTYPE pack [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>\n");
	buffer_add(&text, body);
	refused("cal.xml", text.text, "line 1: a document type declaration is not allowed");
	refused("cal.xml", body, "Entity 'e' not defined");
	buffer_release(&text);
	free(body);
}

static void broken_xml_names_its_line(void **state)
{
	char *text = replaced(tiny_text[TINY_CALENDAR], "</pack>", "</park>");

	(void)state;
	refused("cal.xml", text, "line 8: Opening and ending tag mismatch");
	refused("cal.xml", "", "cal.xml' line 1: ");
	free(text);
}

static void a_file_over_the_limit_is_refused(void **state)
{
	size_t size = 8 * 1024 * 1024 + 1;
	char *text = xmalloc(size + 1);
	struct err err = { 0 };

	(void)state;
	memset(text, ' ', size);
	text[size] = '\0';
	memcpy(text, tiny_text[TINY_CALENDAR], strlen(tiny_text[TINY_CALENDAR]));
	assert_int_equal(load_with("cal.xml", text, &err), FAIL_INVALID);
	assert_says(&err, "cal.xml");
	free(text);
}

static void elements_nested_without_end_are_refused(void **state)
{
	struct buffer deep = { 0 };
	char *text;

	(void)state;
	for (int i = 0; i < 2000; i++)
		buffer_add(&deep, "<not>");
	text = replaced(tiny_text[TINY_REGULATION], "<is fact=\"colour\" value=\"blue\"/>", deep.text);
	refused("reg.xml", text, "depth");
	buffer_release(&deep);
	free(text);
}

static void lines_beyond_65535_are_named(void **state)
{
	struct buffer lines = { 0 };
	char *text;

	(void)state;
	for (int i = 0; i < 70000; i++)
		buffer_add(&lines, "\n");
	buffer_add(&lines, "<day date=\"2026-01-02\"");
	text = replaced(tiny_text[TINY_CALENDAR], "<day date=\"2026-01-10\"", lines.text);
	refused("cal.xml", text, "line 70007: day '2026-01-02'");
	buffer_release(&lines);
	free(text);
}

/* ---- one file by itself -------------------------------------------------------------------------------- */

static int check_text(const char *text, struct err *err)
{
	char *folder = folder_new();
	char path[4200];
	int rc;

	folder_put(folder, "one.xml", text);
	snprintf(path, sizeof(path), "%s/one.xml", folder);
	rc = pack_check_file(all.set, path, err);
	folder_drop(folder);
	return rc;
}

static void a_file_is_checked_against_the_set_and_not_added(void **state)
{
	size_t count = packs_count(all.set);
	struct err err = { 0 };
	char *text;

	(void)state;
	assert_int_equal(check_text(tiny_text[TINY_THREATS], &err), OK);
	assert_int_equal(packs_count(all.set), count);
	text = replaced(tiny_text[TINY_THREATS], "requirement=\"R-2\"", "requirement=\"R-9\"");
	assert_int_equal(check_text(text, &err), FAIL_INVALID);
	assert_says(&err, "one.xml' line 13: scenario 'dos' is mitigated by 'R-9'");
	free(text);
}

static void a_checked_file_may_not_close_a_circle(void **state)
{
	static const char *const uses[] = { "kind=\"regulation\" uses=\"t-thr\"",
		"kind=\"regulation\" uses=\"t-reg\"" };
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char *text = replaced(tiny_text[TINY_REGULATION], "kind=\"regulation\"", uses[i]);

		assert_int_equal(check_text(text, &err), FAIL_INVALID);
		assert_says(&err, "which uses it in turn");
		free(text);
	}
}

static void a_checked_file_that_is_not_there_is_not_found(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(pack_check_file(all.set, "no-such-file.xml", &err), FAIL_NOT_FOUND);
	assert_int_equal(pack_check_file(all.set, "no-such-file.xml", NULL), FAIL_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(packs_stand_in_the_order_of_their_ids),
		cmocka_unit_test(the_head_of_a_pack_is_kept),
		cmocka_unit_test(facts_keep_their_values_and_limits),
		cmocka_unit_test(conditions_are_tied_to_their_facts),
		cmocka_unit_test(a_step_keeps_body_levels_and_days),
		cmocka_unit_test(a_requirement_has_an_entry_only_where_a_level_demands_it),
		cmocka_unit_test(a_scenario_is_tied_to_cause_and_consequences),
		cmocka_unit_test(the_tables_of_a_method_fall),
		cmocka_unit_test(obligations_and_days_are_kept),
		cmocka_unit_test(words_in_one_language_serve_the_other),
		cmocka_unit_test(texts_are_composed_and_on_one_line),
		cmocka_unit_test(a_pack_of_the_folder_replaces_a_built_in_one),
		cmocka_unit_test(two_files_with_one_pack_are_refused),
		cmocka_unit_test(a_pack_that_uses_an_unknown_pack_is_refused),
		cmocka_unit_test(packs_that_use_each_other_are_refused),
		cmocka_unit_test(a_folder_that_is_not_there_is_an_error),
		cmocka_unit_test(the_newest_pack_in_force_is_taken),
		cmocka_unit_test(a_pack_is_in_force_on_its_last_day),
		cmocka_unit_test(a_document_type_is_refused),
		cmocka_unit_test(an_entity_is_refused),
		cmocka_unit_test(broken_xml_names_its_line),
		cmocka_unit_test(a_file_over_the_limit_is_refused),
		cmocka_unit_test(elements_nested_without_end_are_refused),
		cmocka_unit_test(lines_beyond_65535_are_named),
		cmocka_unit_test(a_file_is_checked_against_the_set_and_not_added),
		cmocka_unit_test(a_checked_file_may_not_close_a_circle),
		cmocka_unit_test(a_checked_file_that_is_not_there_is_not_found),
	};

	return cmocka_run_group_tests(tests, load_all, drop_all);
}

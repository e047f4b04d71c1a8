/*
 * test_pack_regime.c - what two regimes side by side need of packs: terms and transitions, forms, incident
 * clocks, thresholds, whose measures count, and the crosswalk.
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

/* ---- the regulation ----------------------------------------------------------------------------- */

static void a_criterion_is_undetermined_only_where_the_pack_says_so(void **state)
{
	const struct pack *pack = get("t-dec");

	(void)state;
	for (size_t i = 0; i < pack->criterion_count; i++)
		assert_int_equal(pack->criterion[i].undetermined, strcmp(pack->criterion[i].id, "5") == 0);
}

static void listed_systems_go_the_way_of_another_level(void **state)
{
	const struct sourced *listed = &get("t-dec")->listed;

	(void)state;
	assert_int_equal(listed->levels, 1u << 3 | 1u << 4);
	assert_int_equal(listed->days, 5);
	assert_string_equal(listed->cite, "act:2.1");
	assert_int_equal(listed->status, STATUS_SECONDARY);
	assert_null(get("t-reg")->listed.text.vi);
}

static void an_incident_clock_keeps_hours_field_and_body(void **state)
{
	const struct pack *pack = get("t-dec");

	(void)state;
	assert_int_equal(pack->incident_clock_count, 2);
	assert_string_equal(pack->incident_clock[0].id, "told");
	assert_int_equal(pack->incident_clock[0].hours, 0);
	assert_true(pack->incident_clock[0].serious);
	assert_string_equal(pack->incident_clock[0].field, "reported");
	assert_null(pack->incident_clock[0].cite);
	assert_int_equal(pack->incident_clock[1].hours, 72);
	assert_false(pack->incident_clock[1].serious);
	assert_string_equal(pack->incident_clock[1].to, "police");
	assert_string_equal(pack->incident_clock[1].text.en, "x");
	assert_int_equal(get("t-reg")->incident_clock_count, 0);
}

static void a_form_keeps_its_fields_and_their_values(void **state)
{
	const struct pack *pack = get("t-dec");
	const struct form *form = pack_form(pack, "form-2");

	(void)state;
	assert_int_equal(pack->form_count, 2);
	assert_ptr_equal(form, &pack->form[1]);
	assert_string_equal(form->number, "02");
	assert_string_equal(form->from, "owner");
	assert_string_equal(form->to, "police");
	assert_int_equal(form->levels, 1u << 1 | 1u << 2);
	assert_int_equal(form->status, STATUS_SECONDARY);
	assert_string_equal(form->hint.en, "h");
	assert_int_equal(form->field_count, 2);
	assert_string_equal(form->field[0].source, "system.name");
	assert_string_equal(form->field[0].cite, "act:2.1");
	assert_int_equal(form->field[0].value_count, 0);
	assert_string_equal(form->field[1].part, "part-2");
	assert_null(form->field[1].source);
	assert_int_equal(form->field[1].value_count, 2);
	assert_string_equal(form->field[1].value[1], "Không");
	assert_null(pack_form(pack, "form-1")->from);
	assert_null(pack_form(pack, "form-1")->hint.vi);
	assert_null(pack_form(pack, "form-3"));
	assert_null(pack_form(get("t-reg"), "form-1"));
	assert_string_equal(pack->duty.at[0].form, "form-2");
	assert_null(get("t-reg")->duty.at[0].form);
}

static void a_change_names_both_texts_and_where_they_stand(void **state)
{
	const struct pack *pack = get("t-dec");

	(void)state;
	assert_int_equal(pack->change_count, 2);
	assert_string_equal(pack->change[0].topic, "levels");
	assert_int_equal(pack->change[0].criterion_count, 2);
	assert_string_equal(pack->change[0].criterion[0], "8.1");
	assert_string_equal(pack->change[0].old_cite, "act:1");
	assert_string_equal(pack->change[0].new_cite, "act:2");
	assert_string_equal(pack->change[0].old_text.en, "o");
	assert_string_equal(pack->change[0].new_text.en, "n");
	assert_string_equal(pack->change[0].effect.en, "e");
	assert_null(pack->change[1].new_cite);
	assert_null(pack->change[1].effect.vi);
}

static void a_regime_keeps_packs_days_and_claim(void **state)
{
	const struct regime *regime = get("t-dec")->regime;

	(void)state;
	assert_non_null(regime);
	assert_string_equal(regime->old_regulation, "t-reg");
	assert_string_equal(regime->old_requirements, "t-req");
	assert_string_equal(regime->new_regulation, "t-dec");
	assert_string_equal(regime->new_requirements, "t-lat");
	assert_string_equal(regime->crosswalk, "t-xw");
	assert_string_equal(regime->law, "2026-07-01");
	assert_string_equal(regime->decree, "2026-08-19");
	assert_string_equal(regime->claim.en, "c");
	assert_string_equal(regime->claim_cite, "act:1");
	assert_int_equal(regime->claim_status, STATUS_SECONDARY);
	assert_int_equal(regime->term.count, 2);
	assert_int_equal(regime->term.at[1].days, 12);
	assert_string_equal(regime->term.at[1].from, "2027-06-30");
	assert_string_equal(regime->term.at[1].until, "2027-07-01");
	assert_null(get("t-reg")->regime);
}

static void a_transition_keeps_its_situations_and_terms(void **state)
{
	const struct regime *regime = get("t-dec")->regime;
	const struct transition *kept = &regime->transition[0];
	const struct transition *built = &regime->transition[1];
	const struct transition *words = &regime->transition[2];

	(void)state;
	assert_int_equal(regime->transition_count, 3);
	assert_int_equal(kept->when, 1u << SITUATION_APPROVED | 1u << SITUATION_UNDER_OLD);
	assert_int_equal(kept->unless, 1u << SITUATION_REDETERMINE);
	assert_true(kept->decides);
	assert_int_equal(kept->classification, PACKS_OLD);
	assert_string_equal(kept->measures, "old-then-new");
	assert_string_equal(kept->state, "kept");
	assert_null(kept->term[0]);
	assert_ptr_equal(kept->term[1], &regime->term.at[1]);
	assert_null(kept->doubt.vi);
	assert_int_equal(built->classification, PACKS_ASK);
	assert_ptr_equal(built->term[0], &regime->term.at[0]);
	assert_null(built->term[1]);
	assert_string_equal(built->doubt.en, "why");
	assert_false(words->decides);
	assert_null(words->measures);
	assert_int_equal(words->when, 0);
	assert_string_equal(words->cite, "act:2.1");
	assert_int_equal(words->status, STATUS_UNVERIFIED);
}

static void every_situation_is_known_by_its_code(void **state)
{
	enum situation found = SITUATIONS;

	(void)state;
	for (enum situation at = SITUATION_APPROVED; at < SITUATIONS; at++) {
		assert_true(*situation_code(at) != '\0');
		assert_int_equal(situation_parse(&found, situation_code(at)), OK);
		assert_int_equal(found, at);
	}
	assert_int_equal(situation_parse(&found, "nix"), FAIL_INVALID);
	assert_int_equal(situation_parse(&found, ""), FAIL_INVALID);
	assert_string_equal(situation_code(SITUATION_EARLIER_ACT), "earlier-act");
}

/* The tiny regulation and the tiny decree, both with a regime, in force one after the other. */
static void the_regime_of_the_newest_regulation_counts(void **state)
{
	static const char *const days[] = { "2998-01-01", "2999-01-01", "2997-01-01" };
	char *folder = folder_new();

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		char id[16], file[24], force[64];
		struct pack_set *set = NULL;
		char *dated, *named;

		snprintf(id, sizeof(id), "id=\"t-dec%zu\"", i);
		snprintf(file, sizeof(file), "dec%zu.xml", i);
		snprintf(force, sizeof(force), "in-force=\"%s\"", days[i]);
		named = replaced(tiny_text[TINY_DECREE], "id=\"t-dec\"", id);
		dated = replaced(named, "in-force=\"2020-01-01\"", force);
		folder_put(folder, file, dated);
		assert_int_equal(packs_load(&set, folder, NULL), OK);
		assert_string_equal(packs_regime(set)->id, i == 0 ? "t-dec0" : "t-dec1");
		packs_free(set);
		free(named);
		free(dated);
	}
	folder_drop(folder);
}

static void a_regime_in_which_nothing_decides_is_refused(void **state)
{
	char *one = replaced(tiny_text[TINY_DECREE], "decides=\"yes\" classification=\"old\" measures=\"old-then-new\"",
	    "decides=\"no\"");
	char *none = replaced(one, "decides=\"yes\" classification=\"ask\" measures=\"new\"", "decides=\"no\"");
	char *folder = folder_new();
	struct pack_set *set = NULL;
	struct err err = { 0 };

	(void)state;
	folder_put(folder, tiny_name[TINY_DECREE], one);
	assert_int_equal(packs_load(&set, folder, &err), OK);
	packs_free(set);
	folder_put(folder, tiny_name[TINY_DECREE], none);
	assert_int_equal(packs_load(&set, folder, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "no transition of the regime decides"));
	free(one);
	free(none);
	folder_drop(folder);
}

static void the_packs_of_a_regime_need_not_be_there(void **state)
{
	char *folder = folder_new();
	struct pack_set *set = NULL;

	(void)state;
	folder_put(folder, tiny_name[TINY_DECREE], tiny_text[TINY_DECREE]);
	assert_int_equal(packs_load(&set, folder, NULL), OK);
	assert_null(packs_find(set, "t-req"));
	assert_non_null(packs_find(set, "t-dec")->regime);
	packs_free(set);
	folder_drop(folder);
}

/* ---- the checklist ------------------------------------------------------------------------------ */

static void a_threshold_keeps_figure_unit_and_force(void **state)
{
	const struct demand *demand = pack_requirement(get("t-lat"), "L-1")->at[2];
	const struct threshold *kept = &demand->threshold[1];

	(void)state;
	assert_int_equal(demand->threshold_count, 4);
	assert_string_equal(kept->kind, "retention");
	assert_int_equal(kept->force, FORCE_OR_EQUIVALENT);
	assert_int_equal(kept->value, 90);
	assert_string_equal(kept->unit, "day");
	assert_string_equal(kept->bound, "at-least");
	assert_int_equal(kept->status, STATUS_UNVERIFIED);
	assert_string_equal(kept->text.en, "ninety");
	assert_int_equal(demand->threshold[2].force, FORCE_BINDING);
	assert_int_equal(demand->threshold[3].force, FORCE_CONDITIONAL);
	assert_int_equal(demand->threshold[3].value, 0);
	assert_null(demand->threshold[3].unit);
	assert_null(demand->threshold[2].bound);
	assert_string_equal(force_code(FORCE_OR_EQUIVALENT), "or-equivalent");
	assert_string_not_equal(force_label(FORCE_BINDING), force_label(FORCE_SUGGESTED));
}

static void the_shortest_cycle_with_a_number_is_the_cycle_of_a_level(void **state)
{
	const struct requirement *one = pack_requirement(get("t-lat"), "L-1");

	(void)state;
	assert_ptr_equal(demand_cycle(one->at[2]), &one->at[2]->threshold[2]);
	assert_ptr_equal(demand_cycle(one->at[1]), &one->at[1]->threshold[0]);
	assert_int_equal(demand_cycle(one->at[1])->value, 0);
	assert_null(demand_cycle(one->at[3]));
	assert_null(demand_cycle(pack_requirement(get("t-req"), "R-1")->at[2]));
}

static void a_checklist_says_itself_what_mitigates_a_scenario(void **state)
{
	const struct scenario *scenario = pack_scenario(get("t-thr"), "dos");
	struct mitigations own = mitigations_of(get("t-lat"), scenario);
	struct mitigations old = mitigations_of(get("t-req"), scenario);

	(void)state;
	assert_int_equal(own.count, 2);
	assert_string_equal(own.at[0].requirement, "L-1");
	assert_int_equal(own.at[0].mark, id_mark("L-1"));
	assert_int_equal(own.at[0].weight, 3);
	assert_true(own.at[0].key);
	assert_false(own.at[1].key);
	assert_int_equal(old.count, 5);
	assert_ptr_equal(old.at, scenario->mitigation);
	assert_ptr_equal(mitigations_of(NULL, scenario).at, scenario->mitigation);
}

/* ---- the crosswalk ------------------------------------------------------------------------------ */

static void pairs_stand_in_the_order_of_the_newer_checklist(void **state)
{
	static const struct {
		const char *from, *to;
		enum pair_kind kind;
		unsigned levels;
	} expected[] = {
		{ "R-1", "L-1", PAIR_SAME, 1u << 1 | 1u << 2 },
		{ "R-2", "L-1", PAIR_PARTLY, 1u << 2 },
		{ NULL, "L-1", PAIR_NEW, 1u << 3 },
		{ "R-3", "L-2", PAIR_STRICTER, 1u << 3 },
		{ "R-5", "L-3", PAIR_SAME, 1u << 5 },
		{ "R-4", NULL, PAIR_DROPPED, 1u << 4 },
		{ "R-6", NULL, PAIR_DROPPED, 1u << 5 },
	};
	const struct pack *pack = get("t-xw");

	(void)state;
	assert_int_equal(pack->kind, PACK_CROSSWALK);
	assert_string_equal(pack_kind_code(pack->kind), "crosswalk");
	assert_ptr_equal(pack->crosswalk_from, get("t-req"));
	assert_ptr_equal(pack->crosswalk_to, get("t-lat"));
	assert_int_equal(pack->pair_count, 7);
	for (size_t i = 0; i < pack->pair_count; i++) {
		const struct pair *pair = &pack->pair[i];

		assert_int_equal(pair->kind, expected[i].kind);
		assert_int_equal(pair->levels, expected[i].levels);
		assert_int_equal(pair->status, STATUS_OWN);
		if (expected[i].from)
			assert_ptr_equal(pair->from, pack_requirement(get("t-req"), expected[i].from));
		else
			assert_null(pair->from);
		if (expected[i].to)
			assert_ptr_equal(pair->to, pack_requirement(get("t-lat"), expected[i].to));
		else
			assert_null(pair->to);
	}
	assert_string_equal(pack->pair[2].why.en, "none before");
}

static void each_kind_of_pair_has_its_own_words(void **state)
{
	(void)state;
	for (int i = 0; i < PAIR_KINDS; i++) {
		assert_true(*pair_label((enum pair_kind)i) != '\0');
		for (int k = 0; k < i; k++) {
			assert_string_not_equal(pair_code((enum pair_kind)i), pair_code((enum pair_kind)k));
			assert_string_not_equal(pair_label((enum pair_kind)i), pair_label((enum pair_kind)k));
		}
	}
	assert_string_equal(pair_code(PAIR_DROPPED), "dropped");
}

/* A file checked by itself finds the checklists in the set, and faults in itself. */
static void a_crosswalk_is_checked_by_itself_too(void **state)
{
	char *bad = replaced(tiny_text[TINY_CROSSWALK], "kind=\"same\" from=\"R-5\" to=\"L-3\"",
	    "kind=\"new\" to=\"L-3\"");
	struct arena *arena = arena_new();
	const char *path = arena_print(arena, "%s/%s", all.folder, tiny_name[TINY_CROSSWALK]);
	struct err err = { 0 };

	(void)state;
	assert_int_equal(pack_check_file(all.set, path, &err), OK);
	path = arena_print(arena, "%s/bad.txt", all.folder);
	folder_put(all.folder, "bad.txt", bad);
	assert_int_equal(pack_check_file(all.set, path, &err), FAIL_INVALID);
	assert_non_null(strstr(err.text, "requirement 'R-5' of 't-req' is in no pair"));
	free(bad);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_criterion_is_undetermined_only_where_the_pack_says_so),
		cmocka_unit_test(listed_systems_go_the_way_of_another_level),
		cmocka_unit_test(an_incident_clock_keeps_hours_field_and_body),
		cmocka_unit_test(a_form_keeps_its_fields_and_their_values),
		cmocka_unit_test(a_change_names_both_texts_and_where_they_stand),
		cmocka_unit_test(a_regime_keeps_packs_days_and_claim),
		cmocka_unit_test(a_transition_keeps_its_situations_and_terms),
		cmocka_unit_test(every_situation_is_known_by_its_code),
		cmocka_unit_test(the_regime_of_the_newest_regulation_counts),
		cmocka_unit_test(a_regime_in_which_nothing_decides_is_refused),
		cmocka_unit_test(the_packs_of_a_regime_need_not_be_there),
		cmocka_unit_test(a_threshold_keeps_figure_unit_and_force),
		cmocka_unit_test(the_shortest_cycle_with_a_number_is_the_cycle_of_a_level),
		cmocka_unit_test(a_checklist_says_itself_what_mitigates_a_scenario),
		cmocka_unit_test(pairs_stand_in_the_order_of_the_newer_checklist),
		cmocka_unit_test(each_kind_of_pair_has_its_own_words),
		cmocka_unit_test(a_crosswalk_is_checked_by_itself_too),
	};

	return cmocka_run_group_tests(tests, load_all, drop_all);
}

/*
 * test_pack_builtin.c - the packs that are built in, held against tables written from the legal texts.
 *
 * The tables are typed here a second time on purpose: a number that changes in a pack must be changed here
 * by someone who has looked at the text.
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

static int load(void **state)
{
	struct err err = { 0 };

	(void)state;
	lang_use(LANG_EN);
	if (packs_load(&set, NULL, &err) < 0) {
		print_error("%s\n", err.text);
		return -1;
	}
	return 0;
}

static int drop(void **state)
{
	(void)state;
	packs_free(set);
	return 0;
}

static const struct pack *get(const char *id, enum pack_kind kind)
{
	const struct pack *pack = packs_find(set, id);

	if (!pack)
		fail_msg("no pack '%s' is built in", id);
	assert_int_equal(pack->kind, kind);
	return pack;
}

/* ---- the set -------------------------------------------------------------------------------------- */

static void every_kind_of_pack_was_in_force_in_june_2026(void **state)
{
	(void)state;
	for (enum pack_kind kind = PACK_REGULATION; kind <= PACK_RULES; kind++) {
		if (!packs_in_force(set, kind, "2026-06-30"))
			fail_msg("no %s pack is in force", pack_kind_code(kind));
	}
}

/* Without the number in the name, a citation cannot say that the document is a decree or a circular. */
static void every_act_is_cited_with_its_kind(void **state)
{
	size_t bare = 0;

	(void)state;
	for (size_t i = 0; i < packs_count(set); i++) {
		const struct pack *pack = packs_at(set, i);

		for (size_t k = 0; k < pack->document_count; k++) {
			const struct document *document = &pack->document[k];
			const char *vi = strstr(document->name.vi, document->number);
			const char *en = strstr(document->name.en, document->number);

			if (strcmp(document->kind, "articles") != 0)
				continue;
			if (vi > document->name.vi && en > document->name.en)
				continue;
			print_error("%s: the name of %s does not hold '%s' after its kind, in both languages\n",
			    pack->id, document->id, document->number);
			bare++;
		}
	}
	assert_int_equal(bare, 0);
}

/* ---- levels --------------------------------------------------------------------------------------- */

static const struct {
	const char *id;
	int level;
} criteria[] = {
	{ "7", 1 },
	{ "8.1", 2 }, { "8.2.a", 2 }, { "8.2.b", 2 }, { "8.2.c", 2 }, { "8.3", 2 },
	{ "9.1", 3 }, { "9.2.a", 3 }, { "9.2.b", 3 }, { "9.2.c", 3 }, { "9.3", 3 }, { "9.4", 3 },
	{ "10.1", 4 }, { "10.2", 4 }, { "10.3", 4 }, { "10.4", 4 },
	{ "11.1", 5 }, { "11.2", 5 }, { "11.3", 5 }, { "11.4", 5 }, { "11.5", 5 },
};

static void the_criteria_are_those_of_articles_7_to_11(void **state)
{
	const struct pack *pack = get("nd85-2016", PACK_REGULATION);

	(void)state;
	assert_int_equal(pack->criterion_count, COUNT(criteria));
	for (size_t i = 0; i < COUNT(criteria); i++) {
		const struct criterion *criterion = pack_criterion(pack, criteria[i].id);
		char cite[32];

		snprintf(cite, sizeof(cite), "nd85:%s", criteria[i].id);
		assert_non_null(criterion);
		assert_int_equal(criterion->level, criteria[i].level);
		if (strncmp(criterion->cite, cite, strlen(cite)) != 0)
			fail_msg("criterion %s cites %s", criterion->id, criterion->cite);
		assert_int_equal(criterion->status, STATUS_CONFIRMED);
	}
}

static void a_criterion_is_cited_as_a_lawyer_does(void **state)
{
	const struct pack *pack = get("nd85-2016", PACK_REGULATION);
	struct arena *arena = arena_new();

	(void)state;
	lang_use(LANG_VI);
	assert_string_equal(pack_cite(pack, "nd85:9.2.a", arena), "điểm a khoản 2 Điều 9 Nghị định 85/2016/NĐ-CP");
	lang_use(LANG_EN);
	assert_string_equal(pack_cite(pack, "nd85:9.2.a", arena), "Article 9 clause 2 point a of Decree 85/2016/NĐ-CP");
	arena_free(arena);
}

/* ---- requirements --------------------------------------------------------------------------------- */

static void a_level_demands_as_many_items_as_its_annex(void **state)
{
	static const size_t expected[6] = { 0, 34, 46, 66, 68, 70 };
	const struct pack *pack = get("tt12-2022", PACK_REQUIREMENTS);

	(void)state;
	for (int level = 1; level <= 5; level++) {
		size_t count = 0;

		for (size_t i = 0; i < pack->requirement_count; i++)
			count += !pack->requirement[i].general && pack->requirement[i].at[level];
		if (count != expected[level])
			fail_msg("level %d has %zu items, its annex %zu", level, count, expected[level]);
	}
}

static const struct {
	const char *id;
	unsigned levels;        /* digits: 123 is levels 1, 2 and 3 */
	const char *cite;
} general[] = {
	{ "CH-1", 123, "tt12:9.5.a" }, { "CH-2", 45, "tt12:9.5.b" }, { "CH-3", 12345, "tt12:9.6" },
	{ "CH-4", 12345, "tt12:9.7" }, { "CH-5", 12345, "tt12:9.8.a tt12:9.8.b" }, { "CH-6", 3, "tt12:9.9.a" },
	{ "CH-7", 3, "tt12:9.9.b" }, { "CH-8", 3, "tt12:9.9.c" }, { "CH-9", 45, "tt12:9.10.a" },
	{ "CH-10", 45, "tt12:9.10.b" }, { "CH-11", 45, "tt12:9.10.c" }, { "CH-12", 45, "tt12:9.10.d" },
	{ "CH-13", 12345, "nd85:20.2.c.-1 tt12:11.2.a" }, { "CH-14", 34, "nd85:20.2.c.-2" },
	{ "CH-15", 5, "nd85:20.2.c.-3" }, { "CH-16", 345, "nd85:20.2.c.-4" }, { "CH-17", 12345, "nd85:20.2.d" },
};

static bool has_digit(unsigned number, int digit)
{
	for (; number > 0; number /= 10) {
		if ((int)(number % 10) == digit)
			return true;
	}
	return false;
}

static void a_general_requirement_stands_at_its_levels_only(void **state)
{
	const struct pack *pack = get("tt12-2022", PACK_REQUIREMENTS);
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < pack->requirement_count; i++)
		count += pack->requirement[i].general;
	assert_int_equal(count, COUNT(general));
	for (size_t i = 0; i < COUNT(general); i++) {
		const struct requirement *requirement = pack_requirement(pack, general[i].id);

		assert_non_null(requirement);
		assert_true(requirement->general);
		for (int level = 1; level <= 5; level++) {
			const struct demand *at = requirement->at[level];

			if (!at != !has_digit(general[i].levels, level))
				fail_msg("%s at level %d", general[i].id, level);
			if (at)
				assert_string_equal(at->cite, general[i].cite);
		}
	}
}

/* Number in the table of the annex and, without its first digit, clause of the standard. NULL: not there.
 * Levels 4 and 5 number as level 3 does; the clause begins with the level and four more. */
struct place {
	const char *item, *clause;
};
static const struct {
	const char *id;
	struct place level1, level2, level3;
} items[] = {
	{ "QL-1.1.1", { "1.1.1", "1.1.1" }, { "1.1.1", "1.1.1" }, { "1.1.1", "1.1.1" } },
	{ "QL-1.1.2", { "1.1.2", "1.1.2" }, { "1.1.2", "1.1.2" }, { "1.1.2", "1.1.2" } },
	{ "QL-1.1.3", { "1.1.3", "1.1.3" }, { "1.1.3", "1.1.3" }, { "1.1.3", "1.1.3" } },
	{ "QL-1.2.1", { "1.2.1", "1.2.1" }, { "1.2.1", "1.2.1" }, { "1.2.1", "1.2.1" } },
	{ "QL-1.2.2", { "1.2.2", "1.2.2" }, { "1.2.2", "1.2.2" }, { "1.2.2", "1.2.2" } },
	{ "QL-1.3.1", { "1.3.1", "1.3.1" }, { "1.3.1", "1.3.1" }, { "1.3.1", "1.3.1" } },
	{ "QL-1.3.2", { "1.3.2", "1.3.2" }, { "1.3.2", "1.3.2" }, { "1.3.2", "1.3.2" } },
	{ "QL-1.3.3", { "1.3.3", "1.3.3" }, { "1.3.3", "1.3.3" }, { "1.3.3", "1.3.3" } },
	{ "QL-1.4.1", { "1.4.1", "1.4.1" }, { "1.4.1", "1.4.1" }, { "1.4.1", "1.4.1" } },
	{ "QL-1.4.2", { NULL, NULL }, { "1.4.2", "1.4.2" }, { "1.4.2", "1.4.2" } },
	{ "QL-1.4.3", { "1.4.2", "1.4.2" }, { "1.4.3", "1.4.3" }, { "1.4.3", "1.4.3" } },
	{ "QL-1.5.1", { "1.5.1", "1.5.1" }, { "1.5.1", "1.5.1" }, { "1.5.1", "1.5.1" } },
	{ "QL-1.5.2", { "1.5.2", "1.5.2" }, { "1.5.2", "1.5.2" }, { "1.5.2", "1.5.2" } },
	{ "QL-1.5.3", { "1.5.3", "1.5.3" }, { "1.5.3", "1.5.3" }, { "1.5.3", "1.5.3" } },
	{ "QL-1.5.4", { NULL, NULL }, { NULL, NULL }, { "1.5.4", "1.5.4" } },
	{ "QL-1.5.5", { NULL, NULL }, { NULL, NULL }, { "1.5.5", "1.5.5" } },
	{ "QL-1.5.6", { NULL, NULL }, { NULL, NULL }, { "1.5.6", "1.5.6" } },
	{ "QL-1.5.7", { NULL, NULL }, { NULL, NULL }, { "1.5.7", "1.5.7" } },
	{ "QL-1.5.8", { NULL, NULL }, { "1.5.4", "1.5.4" }, { "1.5.8", "1.5.8" } },
	{ "QL-1.5.9", { NULL, NULL }, { "1.5.5", "1.5.5" }, { "1.5.9", "1.5.9" } },
	{ "QL-1.6", { "1.6", NULL }, { "1.6", NULL }, { "1.6", NULL } },
	{ "QL-1.7", { "1.7", NULL }, { "1.7", NULL }, { "1.7", NULL } },
	{ "KT-1.1", { "1.1.1", "2.1.2" }, { "1.1.1", "2.1.2" }, { "1.1.1", "2.1.2" } },
	{ "KT-1.2", { NULL, NULL }, { "1.1.2", "2.1.3" }, { "1.1.2", "2.1.3" } },
	{ "KT-1.3", { "1.1.2", "2.1.3" }, { "1.1.3", "2.1.4" }, { "1.1.3", "2.1.4" } },
	{ "KT-1.4", { "1.1.3", "2.1.4" }, { "1.1.4", "2.1.5" }, { "1.1.4", "2.1.5" } },
	{ "KT-1.5", { NULL, NULL }, { NULL, NULL }, { "1.1.5", "2.1.6" } },
	{ "KT-1.6", { "1.1.4", "2.1.5" }, { "1.1.5", "2.1.6" }, { "1.1.6", "2.1.7" } },
	{ "KT-2.1", { "1.2.1", "2.2.1" }, { "1.2.1", "2.2.1" }, { "1.2.1", "2.2.1" } },
	{ "KT-2.2", { "1.2.2", "2.2.2" }, { "1.2.2", "2.2.2" }, { "1.2.2", "2.2.2" } },
	{ "KT-2.3", { "1.2.3", "2.2.3" }, { "1.2.3", "2.2.3" }, { "1.2.3", "2.2.3" } },
	{ "KT-2.4", { "1.2.4", "2.2.4" }, { "1.2.4", "2.2.4" }, { "1.2.4", "2.2.4" } },
	{ "KT-2.5", { "1.2.5", "2.2.5" }, { "1.2.5", "2.2.5" }, { "1.2.5", "2.2.5" } },
	{ "KT-2.6", { NULL, NULL }, { "1.2.6", "2.2.6" }, { "1.2.6", "2.2.6" } },
	{ "KT-3.1", { "1.3.1", "2.3.1" }, { "1.3.1", "2.3.1" }, { "1.3.1", "2.3.1" } },
	{ "KT-3.2", { "1.3.2", "2.3.2" }, { "1.3.2", "2.3.2" }, { "1.3.2", "2.3.2" } },
	{ "KT-3.3", { "1.3.3", "2.3.3" }, { "1.3.3", "2.3.3" }, { "1.3.3", "2.3.3" } },
	{ "KT-3.4", { NULL, NULL }, { NULL, NULL }, { "1.3.4", "2.3.4" } },
	{ "KT-3.5", { NULL, NULL }, { NULL, NULL }, { "1.3.5", "2.3.5" } },
	{ "KT-3.6", { NULL, NULL }, { "1.3.4", "2.3.4" }, { "1.3.6", "2.3.6" } },
	{ "KT-4.1", { NULL, NULL }, { NULL, NULL }, { "1.4.1", "2.4.1" } },
	{ "KT-4.2", { NULL, NULL }, { "1.4.1", "2.4.1" }, { "1.4.2", "2.4.2" } },
	{ "KT-4.3", { "1.4.1", "2.4.1" }, { "1.4.2", "2.4.2" }, { "1.4.3", "2.4.3" } },
};

static void assert_place(const struct pack *pack, const char *id, int level, const struct place *place)
{
	const struct requirement *requirement = pack_requirement(pack, id);
	const struct demand *at;
	char cite[64], clause[64];

	assert_non_null(requirement);
	at = requirement->at[level];
	if (!at != !place->item)
		fail_msg("%s at level %d", id, level);
	if (!at)
		return;
	snprintf(cite, sizeof(cite), "tt12:PL%d.%s.%s", level, id[0] == 'Q' ? "I" : "II.2", place->item);
	assert_string_equal(at->cite, cite);
	assert_int_equal(at->status, STATUS_CONFIRMED);
	if (!place->clause) {
		assert_null(at->clause);
		return;
	}
	snprintf(clause, sizeof(clause), "tcvn11930:%d.%s", level + 4, place->clause);
	assert_non_null(at->clause);
	assert_string_equal(at->clause, clause);
}

static void each_item_has_its_number_and_clause_at_every_level(void **state)
{
	const struct pack *pack = get("tt12-2022", PACK_REQUIREMENTS);

	(void)state;
	for (size_t i = 0; i < COUNT(items); i++) {
		assert_place(pack, items[i].id, 1, &items[i].level1);
		assert_place(pack, items[i].id, 2, &items[i].level2);
		for (int level = 3; level <= 5; level++)
			assert_place(pack, items[i].id, level, &items[i].level3);
	}
}

/* Point of II.1 at levels 1 to 5; NULL: not there. */
static const struct {
	const char *id;
	const char *point[6];
} design[] = {
	{ "TK-zone-internal", { NULL, "a.i", "a.i", "a.i", "a.i", "a.i" } },
	{ "TK-zone-border", { NULL, "a.ii", "a.ii", "a.ii", "a.ii", "a.ii" } },
	{ "TK-zone-dmz", { NULL, "a.iii", "a.iii", "a.iii", "a.iii", "a.iii" } },
	{ "TK-zone-servers", { NULL, NULL, "a.iv", "a.iv", "a.iv", "a.iv" } },
	{ "TK-zone-wireless", { NULL, NULL, "a.v", "a.v", "a.v", "a.v" } },
	{ "TK-zone-database", { NULL, NULL, NULL, "a.vi", "a.vi", "a.vi" } },
	{ "TK-zone-admin", { NULL, NULL, NULL, "a.vii", "a.vii", "a.vii" } },
	{ "TK-zone-device-admin", { NULL, NULL, NULL, NULL, "a.viii", "a.viii" } },
	{ "TK-vpn", { NULL, "b.i", "b.i", "b.i", "b.i", "b.i" } },
	{ "TK-ips", { NULL, "b.ii", "b.ii", "b.ii", "b.ii", "b.ii" } },
	{ "TK-antimalware", { NULL, "b.iii", "b.iii", "b.xiii", "b.xiii", "b.xiii" } },
	{ "TK-waf", { NULL, NULL, "b.iv", "b.vii", "b.vii", "b.vii" } },
	{ "TK-mail", { NULL, NULL, "b.v", "b.viii", "b.viii", "b.viii" } },
	{ "TK-redundancy", { NULL, NULL, "b.vi", "b.iii", "b.iii", "b.iii" } },
	{ "TK-database", { NULL, NULL, NULL, "b.iv", "b.iv", "b.iv" } },
	{ "TK-netmalware", { NULL, NULL, NULL, "b.v", "b.v", "b.v" } },
	{ "TK-ddos", { NULL, NULL, NULL, "b.vi", "b.vi", "b.vi" } },
	{ "TK-nac", { NULL, NULL, NULL, "b.ix", "b.ix", "b.ix" } },
	{ "TK-monitoring", { NULL, NULL, NULL, "b.x", "b.x", "b.x" } },
	{ "TK-siem", { NULL, NULL, NULL, "b.xi", "b.xi", "b.xi" } },
	{ "TK-backup", { NULL, NULL, NULL, "b.xii", "b.xii", "b.xii" } },
	{ "TK-dlp", { NULL, NULL, NULL, "b.xiv", "b.xiv", "b.xiv" } },
	{ "TK-internet", { NULL, NULL, NULL, "b.xv", "b.xv", "b.xv" } },
	{ "TK-wireless", { NULL, NULL, NULL, "b.xvi", "b.xvi", "b.xvi" } },
	{ "TK-pam", { NULL, NULL, NULL, NULL, "b.xvii", "b.xvii" } },
	{ "TK-geo", { NULL, NULL, NULL, NULL, NULL, "b.xviii" } },
	{ "TK-link", { NULL, NULL, NULL, NULL, NULL, "b.xix" } },
};

static void each_design_item_has_its_point_at_every_level(void **state)
{
	const struct pack *pack = get("tt12-2022", PACK_REQUIREMENTS);

	(void)state;
	assert_int_equal(pack->requirement_count, COUNT(items) + COUNT(design) + COUNT(general));
	for (size_t i = 0; i < COUNT(design); i++) {
		const struct requirement *requirement = pack_requirement(pack, design[i].id);

		assert_non_null(requirement);
		for (int level = 1; level <= 5; level++) {
			const struct demand *at = requirement->at[level];
			char cite[64];

			if (!at != !design[i].point[level])
				fail_msg("%s at level %d", design[i].id, level);
			if (!at)
				continue;
			snprintf(cite, sizeof(cite), "tt12:PL%d.II.1.%s", level, design[i].point[level]);
			assert_string_equal(at->cite, cite);
			assert_null(at->clause);
		}
	}
}

/* ---- threats -------------------------------------------------------------------------------------- */

static void each_cause_has_the_scenarios_of_the_plan(void **state)
{
	static const struct {
		const char *cause;
		size_t count;
	} expected[] = { { "attack", 10 }, { "fault", 5 }, { "operator", 5 }, { "disaster", 4 } };
	const struct pack *pack = get("threats-1", PACK_THREATS);

	(void)state;
	assert_int_equal(pack->scenario_count, 24);
	assert_int_equal(pack->cause_count, COUNT(expected));
	for (size_t i = 0; i < COUNT(expected); i++) {
		size_t count = 0;

		for (size_t k = 0; k < pack->scenario_count; k++)
			count += strcmp(pack->scenario[k].cause->id, expected[i].cause) == 0;
		if (count != expected[i].count)
			fail_msg("%s has %zu scenarios, the plan %zu", expected[i].cause, count, expected[i].count);
	}
}

static void each_scenario_can_be_recognised_and_mitigated(void **state)
{
	const struct pack *pack = get("threats-1", PACK_THREATS);

	(void)state;
	for (size_t i = 0; i < pack->scenario_count; i++) {
		const struct scenario *scenario = &pack->scenario[i];

		assert_true(scenario->indicator_count > 0);
		assert_true(scenario->severity_count > 0);
		assert_true(scenario->first_step_count > 0);
		assert_true(scenario->consequence_count > 0);
		if (scenario->mitigation_count < 5)
			fail_msg("%s has %zu mitigations", scenario->id, scenario->mitigation_count);
	}
}

/* ---- two regimes ---------------------------------------------------------------------------------- */

static void the_newest_regime_leads_between_packs_that_are_here(void **state)
{
	const struct pack *pack = packs_regime(set);
	const struct pack *crosswalk;

	(void)state;
	assert_non_null(pack);
	assert_string_equal(pack->id, "nd331-2026");
	assert_string_equal(pack->regime->old_regulation, "nd85-2016");
	assert_string_equal(pack->regime->old_requirements, "tt12-2022");
	assert_string_equal(pack->regime->new_requirements, "tcvn14423-2026");
	assert_string_equal(pack->regime->law, "2026-07-01");
	assert_string_equal(pack->regime->decree, "2026-08-19");
	get("nd85-2016", PACK_REGULATION);
	crosswalk = get(pack->regime->crosswalk, PACK_CROSSWALK);
	assert_ptr_equal(crosswalk->crosswalk_from, get("tt12-2022", PACK_REQUIREMENTS));
	assert_ptr_equal(crosswalk->crosswalk_to, get("tcvn14423-2026", PACK_REQUIREMENTS));
	assert_ptr_equal(packs_in_force(set, PACK_CROSSWALK, "2026-12-01"), crosswalk);
	assert_null(packs_in_force(set, PACK_CROSSWALK, "2026-06-30"));
}

/* Which regime a system is under is another matter; the packs themselves begin with the decree, and the old ones
 * do not end, since no text says when. */
static void the_packs_of_the_new_regime_are_in_force_from_the_day_of_the_decree(void **state)
{
	static const struct {
		const char *day, *regulation, *requirements;
	} expected[] = {
		{ "2026-06-30", "nd85-2016", "tt12-2022" }, { "2026-07-01", "nd85-2016", "tt12-2022" },
		{ "2026-08-18", "nd85-2016", "tt12-2022" }, { "2026-08-19", "nd331-2026", "tcvn14423-2026" },
		{ "2027-07-02", "nd331-2026", "tcvn14423-2026" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(expected); i++) {
		const struct pack *regulation = packs_in_force(set, PACK_REGULATION, expected[i].day);
		const struct pack *requirements = packs_in_force(set, PACK_REQUIREMENTS, expected[i].day);

		assert_string_equal(regulation->id, expected[i].regulation);
		assert_string_equal(requirements->id, expected[i].requirements);
	}
	assert_null(get("nd85-2016", PACK_REGULATION)->until);
	assert_null(get("tt12-2022", PACK_REQUIREMENTS)->until);
}

/* Article 39.1 of the decree and Article 45 of the law: six and twelve months; both readings of each. */
static void the_terms_of_the_change_have_two_readings(void **state)
{
	static const struct {
		int months;
		const char *safe, *corresponding;
	} expected[] = { { 6, "2026-12-31", "2027-01-01" }, { 12, "2027-06-30", "2027-07-01" } };
	const struct sourced_list *terms = &packs_regime(set)->regime->term;

	(void)state;
	for (size_t i = 0; i < COUNT(expected); i++) {
		size_t found = 0;

		for (size_t k = 0; k < terms->count; k++) {
			if (terms->at[k].days != expected[i].months)
				continue;
			assert_string_equal(terms->at[k].from, expected[i].safe);
			assert_string_equal(terms->at[k].until, expected[i].corresponding);
			found++;
		}
		if (found == 0)
			fail_msg("no term of %d months", expected[i].months);
	}
}

static void the_old_decree_is_never_called_repealed(void **state)
{
	static const char *const words[] = { "bãi bỏ", "repeal", "abrogat", "huỷ bỏ", "hủy bỏ" };
	const struct regime *regime = packs_regime(set)->regime;

	(void)state;
	assert_non_null(regime->claim.vi);
	assert_non_null(regime->claim_cite);
	assert_int_not_equal(regime->claim_status, STATUS_CONFIRMED);
	assert_non_null(strstr(regime->claim.vi, "39"));
	assert_non_null(strstr(regime->claim.en, "transition"));
	for (size_t i = 0; i < COUNT(words); i++) {
		assert_null(strstr(regime->claim.vi, words[i]));
		assert_null(strstr(regime->claim.en, words[i]));
	}
}

static bool is_criterion(const struct pack *pack, const char *id)
{
	size_t length = strlen(id);

	for (size_t i = 0; i < pack->criterion_count; i++) {
		const char *other = pack->criterion[i].id;

		if (strncmp(other, id, length) == 0 && (other[length] == '\0' || other[length] == '.'))
			return true;
	}
	return false;
}

static void a_change_is_about_criteria_of_one_of_the_two(void **state)
{
	const struct pack *later = packs_regime(set);
	const struct pack *earlier = packs_find(set, later->regime->old_regulation);

	(void)state;
	assert_true(later->change_count > 0);
	for (size_t i = 0; i < later->change_count; i++) {
		const struct change_note *change = &later->change[i];

		for (size_t k = 0; k < change->criterion_count; k++) {
			if (!is_criterion(later, change->criterion[k]) && !is_criterion(earlier, change->criterion[k]))
				fail_msg("change '%s': neither has a criterion '%s'", change->topic,
				    change->criterion[k]);
		}
	}
}

/* Article 31.2.d: at once, within 24 hours, within 72 hours. */
static void incidents_are_told_at_once_within_a_day_and_within_three(void **state)
{
	const struct pack *pack = get("nd331-2026", PACK_REGULATION);
	unsigned found = 0;

	(void)state;
	for (size_t i = 0; i < pack->incident_clock_count; i++) {
		int hours = pack->incident_clock[i].hours;

		if (hours != 0 && hours != 24 && hours != 72)
			fail_msg("'%s' has %d hours", pack->incident_clock[i].id, hours);
		found |= 1u << hours / 24;
	}
	assert_int_equal(found, 1u << 0 | 1u << 1 | 1u << 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_of_pack_was_in_force_in_june_2026),
		cmocka_unit_test(every_act_is_cited_with_its_kind),
		cmocka_unit_test(the_criteria_are_those_of_articles_7_to_11),
		cmocka_unit_test(a_criterion_is_cited_as_a_lawyer_does),
		cmocka_unit_test(a_level_demands_as_many_items_as_its_annex),
		cmocka_unit_test(a_general_requirement_stands_at_its_levels_only),
		cmocka_unit_test(each_item_has_its_number_and_clause_at_every_level),
		cmocka_unit_test(each_design_item_has_its_point_at_every_level),
		cmocka_unit_test(each_cause_has_the_scenarios_of_the_plan),
		cmocka_unit_test(each_scenario_can_be_recognised_and_mitigated),
		cmocka_unit_test(the_newest_regime_leads_between_packs_that_are_here),
		cmocka_unit_test(the_packs_of_the_new_regime_are_in_force_from_the_day_of_the_decree),
		cmocka_unit_test(the_terms_of_the_change_have_two_readings),
		cmocka_unit_test(the_old_decree_is_never_called_repealed),
		cmocka_unit_test(a_change_is_about_criteria_of_one_of_the_two),
		cmocka_unit_test(incidents_are_told_at_once_within_a_day_and_within_three),
	};

	return cmocka_run_group_tests(tests, load, drop);
}

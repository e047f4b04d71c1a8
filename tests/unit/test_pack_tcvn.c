/*
 * test_pack_tcvn.c - the checklist of TCVN 14423:2026, held against the list it was written from.
 *
 * All numbers here are typed by hand. Counts are rows of a paraphrase, not clauses of the standard, which was not
 * read: so nothing in this pack is confirmed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/pack.h"
#include "test_pack_tcvn_table.h"

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
	pack = packs_find(set, "tcvn14423-2026");
	assert_non_null(pack);
	assert_int_equal(pack->kind, PACK_REQUIREMENTS);
	return 0;
}

static int drop(void **state)
{
	(void)state;
	packs_free(set);
	return 0;
}

static const struct demand *demand_of(const char *id, int level)
{
	const struct requirement *requirement = pack_requirement(pack, id);

	if (!requirement)
		fail_msg("there is no %s", id);
	return requirement->at[level];
}

static bool has_digit(unsigned number, int digit)
{
	for (; number > 0; number /= 10) {
		if ((int)(number % 10) == digit)
			return true;
	}
	return false;
}

/* ---- counts ---------------------------------------------------------------------------------------- */

static int first_level(const struct requirement *requirement)
{
	for (int level = 1; level <= 5; level++) {
		if (requirement->at[level])
			return level;
	}
	return 0;
}

static void each_level_demands_as_many_as_the_list(void **state)
{
	static const size_t demanded[6] = { 0, 111, 131, 195, 273, 288 };
	static const size_t first[6] = { 0, 111, 21, 70, 82, 15 };
	size_t begins[6] = { 0 };

	(void)state;
	assert_int_equal(pack->requirement_count, 299);
	for (size_t i = 0; i < pack->requirement_count; i++)
		begins[first_level(&pack->requirement[i])]++;
	for (int level = 1; level <= 5; level++) {
		size_t count = 0;

		for (size_t i = 0; i < pack->requirement_count; i++)
			count += pack->requirement[i].at[level] != NULL;
		assert_int_equal(count, demanded[level]);
		assert_int_equal(begins[level], first[level]);
	}
}

/* The 90 cells; clause of the group at each level, NULL where there is none. DEV stands at level 2 only as points
 * of the software clause. */
static const struct {
	const char *id;
	const char *clause[6];
	size_t count[6];        /* [0]: distinct */
} groups[] = {
	{ "RISK", { NULL, "3.1", "4.1", "5.1", "6.1", "7.1" }, { 12, 2, 2, 11, 12, 12 } },
	{ "HW", { NULL, "3.2", "4.2", "5.2", "6.2", "7.2" }, { 17, 8, 9, 11, 15, 17 } },
	{ "SW", { NULL, "3.3", "4.3", "5.3", "6.3", "7.3" }, { 14, 7, 9, 11, 12, 12 } },
	{ "INF", { NULL, "3.4", "4.4", "5.4", "6.4", "7.4" }, { 30, 8, 9, 18, 28, 30 } },
	{ "CFG", { NULL, "3.5", "4.5", "5.5", "6.5", "7.5" }, { 13, 6, 7, 8, 12, 13 } },
	{ "ACC", { NULL, "3.6", "4.6", "5.6", "6.6", "7.6" }, { 25, 20, 20, 20, 24, 24 } },
	{ "VUL", { NULL, "3.7", "4.7", "5.7", "6.7", "7.7" }, { 9, 6, 8, 7, 8, 8 } },
	{ "LOG", { NULL, "3.8", "4.8", "5.8", "6.8", "7.8" }, { 16, 5, 7, 10, 16, 16 } },
	{ "WEB", { NULL, "3.9", "4.9", "5.9", "6.9", "7.9" }, { 13, 4, 4, 5, 12, 13 } },
	{ "MAL", { NULL, "3.10", "4.10", "5.10", "6.10", "7.10" }, { 9, 5, 5, 8, 9, 9 } },
	{ "BKP", { NULL, "3.11", "4.11", "5.11", "6.11", "7.11" }, { 12, 4, 5, 8, 9, 11 } },
	{ "NET", { NULL, "3.12", "4.12", "5.12", "6.12", "7.12" }, { 48, 17, 23, 34, 41, 44 } },
	{ "MON", { NULL, NULL, NULL, "5.13", "6.13", "7.13" }, { 9, 0, 0, 7, 8, 9 } },
	{ "HR", { NULL, "3.13", "4.13", "5.14", "6.14", "7.14" }, { 12, 5, 7, 7, 10, 12 } },
	{ "SUP", { NULL, "3.14", "4.14", "5.15", "6.15", "7.15" }, { 12, 5, 5, 5, 12, 12 } },
	{ "DEV", { NULL, NULL, NULL, "5.17", "6.16", "7.16" }, { 24, 0, 0, 9, 23, 24 } },
	{ "INC", { NULL, "3.15", "4.15", "5.16", "6.17", "7.17" }, { 17, 9, 11, 11, 15, 15 } },
	{ "PEN", { NULL, NULL, NULL, "5.18", "6.18", "7.18" }, { 7, 0, 0, 5, 7, 7 } },
};

static void check_clause_of_group(const struct demand *demand, const char *clause)
{
	char start[32];
	size_t length;

	snprintf(start, sizeof(start), "tcvn14423:%s", clause);
	length = strlen(start);
	if (strncmp(demand->clause, start, length) != 0 || (demand->clause[length] && demand->clause[length] != '.'))
		fail_msg("%s does not lie in %s", demand->clause, start);
}

static void each_group_demands_as_many_at_every_level_as_the_list(void **state)
{
	(void)state;
	assert_int_equal(pack->group_count, 18);
	for (size_t g = 0; g < COUNT(groups); g++) {
		size_t count[6] = { 0 };

		for (size_t i = 0; i < pack->requirement_count; i++) {
			const struct requirement *requirement = &pack->requirement[i];

			if (strcmp(requirement->group->id, groups[g].id) != 0)
				continue;
			count[0]++;
			for (int level = 1; level <= 5; level++) {
				if (!requirement->at[level])
					continue;
				count[level]++;
				assert_non_null(groups[g].clause[level]);
				check_clause_of_group(requirement->at[level], groups[g].clause[level]);
			}
		}
		for (int level = 0; level <= 5; level++) {
			if (count[level] != groups[g].count[level])
				fail_msg("%s at level %d: %zu, not %zu", groups[g].id, level, count[level],
				    groups[g].count[level]);
		}
	}
}

static void each_requirement_has_its_clause_at_every_level(void **state)
{
	(void)state;
	assert_int_equal(COUNT(clauses), 299);
	for (size_t i = 0; i < COUNT(clauses); i++) {
		for (int level = 1; level <= 5; level++) {
			const struct demand *demand = demand_of(clauses[i].id, level);
			char cite[48];

			if (!demand != !clauses[i].clause[level])
				fail_msg("%s at level %d", clauses[i].id, level);
			if (!demand)
				continue;
			snprintf(cite, sizeof(cite), "tcvn14423:%s", clauses[i].clause[level]);
			assert_string_equal(demand->clause, cite);
			assert_string_equal(demand->cite, cite);
		}
	}
}

/* Those that stop or skip a level: a level does not inherit the one below. */
static const struct {
	const char *id;
	unsigned levels;
} skips[] = {
	{ "SW-13", 2 }, { "SW-14", 2 }, { "ACC-02", 12 }, { "VUL-01", 12 }, { "BKP-06", 12 }, { "NET-06", 23 },
	{ "NET-11", 3 }, { "NET-28", 123 }, { "NET-35", 1345 }, { "NET-37", 2 }, { "NET-46", 245 },
	{ "INC-01", 23 }, { "INC-03", 23 },
};

static const unsigned *skip_of(const char *id)
{
	for (size_t i = 0; i < COUNT(skips); i++) {
		if (strcmp(skips[i].id, id) == 0)
			return &skips[i].levels;
	}
	return NULL;
}

static void only_thirteen_requirements_stop_or_skip_a_level(void **state)
{
	(void)state;
	assert_int_equal(COUNT(skips), 13);
	for (size_t i = 0; i < pack->requirement_count; i++) {
		const struct requirement *requirement = &pack->requirement[i];
		const unsigned *skip = skip_of(requirement->id);

		for (int level = 1; level <= 5; level++) {
			bool expected = skip ? has_digit(*skip, level) : level >= first_level(requirement);

			if (expected != (requirement->at[level] != NULL))
				fail_msg("%s at level %d", requirement->id, level);
		}
	}
}

/* ---- recurring tasks ------------------------------------------------------------------------------- */

enum { NO, M = 1, Q = 3, H = 6, Y = 12, P = 99 };      /* P: periodic, without a number */

static const struct {
	const char *id;
	int months[6];
} tasks[] = {
	{ "RISK-02", { NO, Y, Y, Y, Y, H } }, { "RISK-05", { NO, NO, NO, Y, H, H } },
	{ "RISK-09", { NO, NO, NO, Y, H, H } }, { "HW-03", { NO, Y, Y, Y, Y, H } },
	{ "HW-08", { NO, Y, Y, H, Q, M } }, { "HW-10", { NO, NO, NO, NO, Q, M } },
	{ "HW-13", { NO, NO, NO, H, Q, M } }, { "SW-02", { NO, Y, Y, Y, Y, H } },
	{ "SW-08", { NO, NO, NO, Y, Y, H } }, { "SW-09", { NO, NO, NO, NO, Y, H } },
	{ "SW-10", { NO, Y, Y, Y, H, M } }, { "INF-04", { NO, Y, Y, H, Q, M } },
	{ "INF-05", { NO, Y, Y, Y, Y, H } }, { "INF-07", { NO, Y, Y, Y, Y, H } },
	{ "INF-20", { NO, NO, NO, Y, Y, Y } }, { "INF-26", { NO, NO, NO, NO, Q, M } },
	{ "CFG-05", { NO, Y, Y, Y, Y, Y } }, { "ACC-07", { NO, Y, Y, H, Q, M } },
	{ "ACC-19", { NO, Y, Y, Y, Y, Y } }, { "ACC-23", { NO, Y, Y, Y, Y, Y } },
	{ "ACC-25", { NO, NO, NO, NO, Y, H } }, { "VUL-04", { NO, Y, Y, H, H, Q } },
	{ "VUL-08", { NO, M, M, M, M, M } }, { "LOG-11", { NO, Y, Y, H, M, M } },
	{ "LOG-12", { NO, Y, Y, Y, Y, Y } }, { "BKP-03", { NO, Y, Y, Y, Y, Y } },
	{ "BKP-12", { NO, NO, NO, NO, H, Q } }, { "NET-08", { NO, Y, Y, Y, H, Q } },
	{ "MON-09", { NO, NO, NO, H, Q, M } }, { "HR-05", { NO, Y, Y, Y, Y, Y } },
	{ "HR-10", { NO, NO, NO, NO, Y, Y } }, { "SUP-06", { NO, Y, Y, Y, Y, Y } },
	{ "SUP-08", { NO, NO, NO, NO, Y, Y } }, { "DEV-02", { NO, NO, NO, Y, Y, Y } },
	{ "DEV-09", { NO, NO, NO, Y, Y, Y } }, { "DEV-13", { NO, NO, NO, NO, Q, M } },
	{ "DEV-16", { NO, NO, NO, NO, Y, Y } }, { "INC-04", { NO, Y, Y, Y, Y, Y } },
	{ "INC-09", { NO, Y, Y, Y, Y, Y } }, { "INC-11", { NO, Y, Y, Y, Y, Y } },
	{ "INC-13", { NO, NO, NO, NO, Y, Y } }, { "INC-15", { NO, NO, NO, NO, Y, Y } },
	{ "INC-17", { NO, NO, NO, NO, Y, H } }, { "PEN-04", { NO, NO, NO, NO, Y, H } },
	{ "PEN-07", { NO, NO, NO, NO, Y, H } },
	/* 45 so far; those of a compound figure, and those whose number the organisation fixes */
	{ "VUL-05", { NO, NO, NO, NO, Q, M } }, { "BKP-01", { NO, P, P, P, NO, NO } },
	{ "INC-01", { NO, NO, NO, P, NO, NO } }, { "NET-22", { NO, P, P, P, P, P } },
	{ "PEN-03", { NO, NO, NO, P, NO, NO } },
};

static int months_expected(const char *id, int level)
{
	for (size_t i = 0; i < COUNT(tasks); i++) {
		if (strcmp(tasks[i].id, id) == 0)
			return tasks[i].months[level];
	}
	return NO;
}

static void each_recurring_task_comes_as_often_as_the_list_says(void **state)
{
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < pack->requirement_count; i++) {
		const struct requirement *requirement = &pack->requirement[i];
		bool recurs = false;

		for (int level = 1; level <= 5; level++) {
			const struct demand *demand = requirement->at[level];
			const struct threshold *cycle = demand ? demand_cycle(demand) : NULL;
			int months = !cycle ? NO : cycle->value == 0 ? P : (int)cycle->value;

			if (months != months_expected(requirement->id, level))
				fail_msg("%s at level %d: every %d months, not %d", requirement->id, level,
				    months, months_expected(requirement->id, level));
			recurs |= months != NO && months != P;
			if (cycle && cycle->value > 0)
				assert_string_equal(cycle->unit, "month");
		}
		count += recurs;
	}
	assert_int_equal(count, 46);    /* the 45 and VUL-05 */
}

static void scans_have_a_cycle_for_the_whole_and_one_for_what_is_critical(void **state)
{
	static const int64_t expected[6][2] = { [4] = { H, Q }, [5] = { Q, M } };

	(void)state;
	for (int level = 4; level <= 5; level++) {
		const struct demand *demand = demand_of("VUL-05", level);

		assert_int_equal(demand->threshold_count, 2);
		for (size_t i = 0; i < 2; i++) {
			assert_string_equal(demand->threshold[i].kind, "cycle");
			assert_int_equal(demand->threshold[i].value, expected[level][i]);
		}
	}
}

/* ---- figures --------------------------------------------------------------------------------------- */

static const struct {
	const char *id;
	unsigned levels;
	const char *kind;
	enum force force;
	int64_t value;
	const char *unit, *bound;
	size_t times;           /* how many such at each of the levels */
} figures[] = {
	{ "LOG-10", 2, "retention", FORCE_BINDING, 1, "month", "at-least", 1 },
	{ "LOG-10", 3, "retention", FORCE_BINDING, 3, "month", "at-least", 1 },
	{ "LOG-10", 4, "retention", FORCE_BINDING, 6, "month", "at-least", 1 },
	{ "LOG-10", 5, "retention", FORCE_BINDING, 12, "month", "at-least", 1 },
	{ "ACC-18", 12345, "duration", FORCE_BINDING, 45, "day", "at-most", 1 },
	{ "ACC-11", 12345, "duration", FORCE_SUGGESTED, 2, "month", "at-most", 1 },
	{ "ACC-11", 345, "count", FORCE_SUGGESTED, 10, "password", "at-least", 1 },
	{ "ACC-10", 12345, "length", FORCE_SUGGESTED, 8, "character", "at-least", 1 },
	{ "ACC-10", 12345, "length", FORCE_SUGGESTED, 14, "character", "at-least", 1 },
	{ "ACC-10", 12345, "count", FORCE_SUGGESTED, 4, NULL, "at-least", 1 },
	{ "CFG-06", 1, "duration", FORCE_SUGGESTED, 15, "minute", "at-most", 1 },
	{ "CFG-06", 2345, "duration", FORCE_SUGGESTED, 15, "minute", "at-most", 2 },
	{ "CFG-06", 12345, "duration", FORCE_SUGGESTED, 5, "minute", "at-most", 2 },
	{ "CFG-07", 12345, "count", FORCE_SUGGESTED, 10, "try", "at-most", 1 },
	{ "CFG-07", 12345, "duration", FORCE_SUGGESTED, 12, "hour", "at-least", 1 },
	{ "CFG-07", 12345, "duration", FORCE_SUGGESTED, 30, "day", "at-most", 1 },
	{ "CFG-07", 2345, "count", FORCE_SUGGESTED, 5, "try", "at-most", 1 },
	{ "INF-02", 2, "count", FORCE_SUGGESTED, 3, NULL, "exactly", 1 },
	{ "INF-02", 345, "count", FORCE_SUGGESTED, 4, NULL, "exactly", 1 },
	{ "INF-10", 3, "layers", FORCE_OR_EQUIVALENT, 1, "layer", "at-least", 1 },
	{ "INF-11", 45, "layers", FORCE_BINDING, 2, "layer", "at-least", 1 },
	{ "NET-25", 2, "zones", FORCE_BINDING, 5, "zone", "at-least", 1 },
	{ "NET-25", 345, "zones", FORCE_BINDING, 7, "zone", "at-least", 1 },
	{ "NET-09", 45, "count", FORCE_CONDITIONAL, 2, "route", "at-least", 1 },
	{ "NET-10", 5, "distance", FORCE_BINDING, 30, "km", "at-least", 1 },
	{ "BKP-11", 5, "count", FORCE_BINDING, 2, "link", "at-least", 1 },
	{ "MON-03", 45, "hours", FORCE_BINDING, 24, "hour", "at-least", 1 },
	{ "INC-02", 12345, "count", FORCE_BINDING, 1, "person", "at-least", 1 },
};

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool is_figure(const struct threshold *threshold)
{
	return strcmp(threshold->kind, "cycle") != 0 && threshold->value > 0;
}

static size_t count_figure(const struct demand *demand, size_t which)
{
	size_t count = 0;

	for (size_t i = 0; demand && i < demand->threshold_count; i++) {
		const struct threshold *threshold = &demand->threshold[i];

		count += same(threshold->kind, figures[which].kind) && threshold->force == figures[which].force
		    && threshold->value == figures[which].value && same(threshold->unit, figures[which].unit)
		    && same(threshold->bound, figures[which].bound);
	}
	return count;
}

static void each_figure_stands_at_its_levels_with_its_force_and_no_other_does(void **state)
{
	size_t expected = 0;
	size_t found = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(figures); i++) {
		for (int level = 1; level <= 5; level++) {
			size_t times = has_digit(figures[i].levels, level) ? figures[i].times : 0;

			expected += times;
			if (times > 0 && count_figure(demand_of(figures[i].id, level), i) != times)
				fail_msg("%s at level %d: %d %s", figures[i].id, level, (int)figures[i].value,
				    figures[i].unit ? figures[i].unit : "");
		}
	}
	for (size_t i = 0; i < pack->requirement_count; i++) {
		for (int level = 1; level <= 5; level++) {
			const struct demand *demand = pack->requirement[i].at[level];

			for (size_t k = 0; demand && k < demand->threshold_count; k++)
				found += is_figure(&demand->threshold[k]);
		}
	}
	assert_int_equal(found, expected);
}

/* "or equivalent", "if there is one", "as an example": where the list says so, and nowhere else. */
static const struct {
	const char *id;
	unsigned levels;
	enum force force;
} forces[] = {
	{ "INF-09", 2345, FORCE_OR_EQUIVALENT }, { "INF-10", 345, FORCE_OR_EQUIVALENT },
	{ "INF-22", 345, FORCE_OR_EQUIVALENT }, { "INF-23", 45, FORCE_OR_EQUIVALENT },
	{ "ACC-12", 45, FORCE_OR_EQUIVALENT }, { "LOG-08", 345, FORCE_OR_EQUIVALENT },
	{ "WEB-03", 345, FORCE_OR_EQUIVALENT }, { "WEB-04", 12345, FORCE_OR_EQUIVALENT },
	{ "MAL-03", 12345, FORCE_OR_EQUIVALENT }, { "MAL-08", 345, FORCE_OR_EQUIVALENT },
	{ "BKP-05", 345, FORCE_OR_EQUIVALENT }, { "BKP-07", 345, FORCE_OR_EQUIVALENT },
	{ "NET-03", 4, FORCE_OR_EQUIVALENT }, { "NET-14", 12345, FORCE_OR_EQUIVALENT },
	{ "NET-15", 345, FORCE_OR_EQUIVALENT }, { "NET-16", 345, FORCE_OR_EQUIVALENT },
	{ "NET-17", 345, FORCE_OR_EQUIVALENT }, { "NET-19", 2345, FORCE_OR_EQUIVALENT },
	{ "NET-20", 345, FORCE_OR_EQUIVALENT }, { "NET-21", 45, FORCE_OR_EQUIVALENT },
	{ "NET-39", 345, FORCE_OR_EQUIVALENT }, { "NET-43", 12345, FORCE_OR_EQUIVALENT },
	{ "HW-05", 45, FORCE_CONDITIONAL }, { "HW-12", 345, FORCE_CONDITIONAL },
	{ "CFG-10", 45, FORCE_CONDITIONAL }, { "MAL-07", 345, FORCE_CONDITIONAL },
	{ "NET-09", 45, FORCE_CONDITIONAL }, { "NET-12", 345, FORCE_CONDITIONAL },
	{ "NET-19", 2345, FORCE_CONDITIONAL }, { "NET-25", 2345, FORCE_CONDITIONAL },
	{ "NET-34", 12, FORCE_CONDITIONAL }, { "NET-45", 23, FORCE_CONDITIONAL },
	{ "MON-04", 345, FORCE_CONDITIONAL }, { "MON-06", 345, FORCE_CONDITIONAL },
	{ "INF-02", 2345, FORCE_SUGGESTED }, { "CFG-06", 12345, FORCE_SUGGESTED },
	{ "CFG-07", 12345, FORCE_SUGGESTED }, { "ACC-09", 12345, FORCE_SUGGESTED },
	{ "ACC-10", 12345, FORCE_SUGGESTED }, { "ACC-11", 12345, FORCE_SUGGESTED },
};

static bool force_expected(const char *id, int level, enum force force)
{
	for (size_t i = 0; i < COUNT(forces); i++) {
		if (forces[i].force == force && strcmp(forces[i].id, id) == 0)
			return has_digit(forces[i].levels, level);
	}
	return false;
}

static bool has_force(const struct demand *demand, enum force force)
{
	for (size_t i = 0; demand && i < demand->threshold_count; i++) {
		if (demand->threshold[i].force == force)
			return true;
	}
	return false;
}

static void equivalents_conditions_and_suggestions_stand_where_the_list_has_them(void **state)
{
	static const enum force all[] = { FORCE_OR_EQUIVALENT, FORCE_CONDITIONAL, FORCE_SUGGESTED };

	(void)state;
	for (size_t i = 0; i < pack->requirement_count; i++) {
		const struct requirement *requirement = &pack->requirement[i];

		for (int level = 1; level <= 5; level++) {
			for (size_t k = 0; k < COUNT(all); k++) {
				bool expected = force_expected(requirement->id, level, all[k]);

				if (has_force(requirement->at[level], all[k]) != expected)
					fail_msg("%s at level %d: %s%s", requirement->id, level,
					    expected ? "not " : "", force_code(all[k]));
			}
		}
	}
}

/* ---- what is to be verified ------------------------------------------------------------------------- */

/* Points 1 to 7 of what must be verified in the standard, as statuses; everything else is secondary. */
static const struct {
	const char *id;
	unsigned levels;
} unverified[] = {
	{ "ACC-02", 12 }, { "VUL-01", 12 },     /* 1: are they there at levels 3 to 5 */
	{ "ACC-11", 12345 },                    /* 2: suggested or binding */
	{ "NET-14", 1 },                        /* 3: one row or two */
	{ "VUL-06", 345 },                      /* 4: is the plan a demand of its own */
	{ "LOG-09", 345 },                      /* 5: one demand or two */
	{ "BKP-06", 12 },                       /* 6: replaced or moved */
	{ "HR-03", 45 },                        /* 7: the undertaking during employment */
};

static enum status status_expected(const char *id, int level)
{
	for (size_t i = 0; i < COUNT(unverified); i++) {
		if (strcmp(unverified[i].id, id) == 0 && has_digit(unverified[i].levels, level))
			return STATUS_UNVERIFIED;
	}
	return STATUS_SECONDARY;
}

static void each_mark_to_verify_is_a_status_and_nothing_is_confirmed(void **state)
{
	(void)state;
	for (size_t i = 0; i < pack->requirement_count; i++) {
		const struct requirement *requirement = &pack->requirement[i];

		for (int level = 1; level <= 5; level++) {
			const struct demand *demand = requirement->at[level];

			if (!demand)
				continue;
			if (demand->status != status_expected(requirement->id, level))
				fail_msg("%s at level %d is %s", requirement->id, level,
				    status_code(demand->status));
			for (size_t k = 0; k < demand->threshold_count; k++)
				assert_int_equal(demand->threshold[k].status, demand->status);
		}
	}
}

/* What each doubt must speak of; all of them to be verified in the standard or in the Gazette. */
static void each_point_to_verify_is_told_as_a_doubt(void **state)
{
	static const char *const words[] = {
		"ACC-02", "VUL-01", "ACC-11", "NET-14", "VUL-06", "LOG-09", "BKP-06", "HR-03", "Annex A",
		"split into rows", "3243/QĐ-BKHCN", "has not been read",
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

/* ---- scenarios -------------------------------------------------------------------------------------- */

static void every_scenario_is_mitigated_at_every_level(void **state)
{
	const struct pack *threats = packs_find(set, "threats-1");

	(void)state;
	assert_non_null(threats);
	assert_int_equal(pack->mitigates_count, threats->scenario_count);
	for (size_t i = 0; i < threats->scenario_count; i++) {
		struct mitigations list = mitigations_of(pack, &threats->scenario[i]);

		for (int level = 1; level <= 5; level++) {
			size_t count = 0;

			for (size_t k = 0; k < list.count; k++)
				count += demand_of(list.at[k].requirement, level) != NULL;
			if (count < 3)
				fail_msg("%s at level %d has %zu", threats->scenario[i].id, level, count);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_level_demands_as_many_as_the_list),
		cmocka_unit_test(each_group_demands_as_many_at_every_level_as_the_list),
		cmocka_unit_test(each_requirement_has_its_clause_at_every_level),
		cmocka_unit_test(only_thirteen_requirements_stop_or_skip_a_level),
		cmocka_unit_test(each_recurring_task_comes_as_often_as_the_list_says),
		cmocka_unit_test(scans_have_a_cycle_for_the_whole_and_one_for_what_is_critical),
		cmocka_unit_test(each_figure_stands_at_its_levels_with_its_force_and_no_other_does),
		cmocka_unit_test(equivalents_conditions_and_suggestions_stand_where_the_list_has_them),
		cmocka_unit_test(each_mark_to_verify_is_a_status_and_nothing_is_confirmed),
		cmocka_unit_test(each_point_to_verify_is_told_as_a_doubt),
		cmocka_unit_test(every_scenario_is_mitigated_at_every_level),
	};

	return cmocka_run_group_tests(tests, load, drop);
}

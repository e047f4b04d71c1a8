/*
 * test_domain_level_nd85.c - the levels of Decree 85/2016 for every combination of answers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "nd85_table.h"

/* ---- all combinations -------------------------------------------------------------------------- */

static void every_combination_has_the_level_of_the_decree(void **state)
{
	size_t count[TERMINALS] = { 0 };

	(void)state;
	for (size_t i = 0; i < COMBINATIONS; i++) {
		unsigned char class[FACTS];

		nd85_classes(class, i);
		if (level_engine_value(nd85.engine, class) != nd85.table[i])
			fail_msg("combination %zu: the nd85.pack says %d, the decree %d", i,
			    level_engine_value(nd85.engine, class), nd85.table[i]);
		count[nd85.table[i]]++;
	}
	print_message("## combinations: none %zu, level 1 %zu, 2 %zu, 3 %zu, 4 %zu, 5 %zu\n", count[0],
	    count[1], count[2], count[3], count[4], count[5]);
	for (int i = 0; i < TERMINALS; i++)
		assert_true(count[i] > 0);
}

/* Is class `to` of the fact more exposed than class `from`? */
static bool is_more(const struct fact *fact, size_t from, size_t to)
{
	const struct variable *variable = &nd85.engine->variable[fact->index];
	int64_t a = variable->first[from];
	int64_t b = variable->first[to];

	switch (fact->type) {
	case FACT_YESNO:
		return strcmp(fact->value[a].id, "no") == 0 && strcmp(fact->value[b].id, "yes") == 0;
	case FACT_CHOICE:
		return fact->ordered && a < b;
	case FACT_SET:
		return a != b && (a & b) == a;
	case FACT_COUNT:
		break;
	}
	return a < b;
}

static const char *class_name(const struct fact *fact, size_t class)
{
	return fact->type == FACT_CHOICE || fact->type == FACT_YESNO ? fact->value[class].id : "";
}

static bool find_exception(size_t *out, const struct fact *fact, size_t from, size_t to)
{
	for (size_t i = 0; i < nd85.pack->exception.count; i++) {
		const struct sourced *exception = &nd85.pack->exception.at[i];

		if (strcmp(exception->kind, fact->id) == 0
		    && strcmp(exception->by, class_name(fact, from)) == 0
		    && strcmp(exception->to, class_name(fact, to)) == 0) {
			*out = i;
			return true;
		}
	}
	return false;
}

/* How many combinations get a lower level when the fact goes from one class to the other. */
static size_t count_falls(const struct fact *fact, size_t from, size_t to)
{
	size_t step = nd85.stride[fact->index];
	size_t turn = step * nd85.classes[fact->index];
	size_t falls = 0;

	for (size_t block = 0; block < COMBINATIONS; block += turn) {
		const unsigned char *before = nd85.table + block + from * step;
		const unsigned char *after = nd85.table + block + to * step;

		for (size_t i = 0; i < step; i++)
			falls += after[i] < before[i];
	}
	return falls;
}

static void more_exposure_never_lowers_the_level_but_for_the_listed_gaps(void **state)
{
	size_t *seen = xcalloc(nd85.pack->exception.count, sizeof(*seen));

	(void)state;
	for (size_t f = 0; f < FACTS; f++) {
		const struct fact *fact = &nd85.pack->fact[f];
		size_t compared = 0;

		for (size_t pair = 0; pair < nd85.classes[f] * nd85.classes[f]; pair++) {
			size_t from = pair / nd85.classes[f];
			size_t to = pair % nd85.classes[f];
			size_t falls;
			size_t exception;

			if (!is_more(fact, from, to))
				continue;
			compared++;
			falls = count_falls(fact, from, to);
			if (falls > 0 && !find_exception(&exception, fact, from, to))
				fail_msg("%s: class %zu to %zu lowers %zu levels", fact->id, from, to, falls);
			if (falls > 0)
				seen[exception] += falls;
		}
		assert_true(compared > 0 || strcmp(fact->id, "function") == 0);
	}
	for (size_t i = 0; i < nd85.pack->exception.count; i++) {
		if (seen[i] == 0)
			fail_msg("the exception '%s' does not occur", nd85.pack->exception.at[i].id);
	}
	free(seen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_combination_has_the_level_of_the_decree),
		cmocka_unit_test(more_exposure_never_lowers_the_level_but_for_the_listed_gaps),
	};

	return cmocka_run_group_tests(tests, nd85_setup, nd85_teardown);
}

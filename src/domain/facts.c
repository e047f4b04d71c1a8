/*
 * facts.c - what is known of a system.
 */
#include "facts_priv.h"

#include <assert.h>
#include <string.h>

struct facts {
	const struct pack *pack;
	struct arena *arena;
	int64_t *number;        /* by index of the fact; -1: unknown */
};

const char *truth_code(enum truth truth)
{
	switch (truth) {
	case NO:
		return "no";
	case YES:
		return "yes";
	case UNKNOWN:
		break;
	}
	return "unknown";
}

struct facts *facts_new(const struct pack *pack, struct arena *arena)
{
	struct facts *facts = arena_alloc(arena, sizeof(*facts));

	facts->pack = pack;
	facts->arena = arena;
	facts->number = arena_alloc(arena, pack->fact_count * sizeof(*facts->number));
	for (size_t i = 0; i < pack->fact_count; i++)
		facts->number[i] = -1;
	return facts;
}

/* ---- reading values ------------------------------------------------------------------------- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

static bool same_text(const char *id, const char *text, size_t length)
{
	return strlen(id) == length && memcmp(id, text, length) == 0;
}

static bool find_value(size_t *out, const struct fact *fact, const char *text, size_t length)
{
	for (size_t i = 0; i < fact->value_count; i++) {
		if (same_text(fact->value[i].id, text, length)) {
			*out = i;
			return true;
		}
	}
	return false;
}

/* The allowed values stand before what was given: that may be so long that the message is cut. */
static int bad_value(const struct fact *fact, const char *value, struct err *err)
{
	struct buffer allowed = { 0 };
	int rc;

	if (fact->type == FACT_COUNT && fact->max > 0)
		return err_set(err, FAIL_INVALID,
		    "fact '%s' is a whole number from 0 to %lld, not '%s'", fact->id,
		    (long long)fact->max, value);
	if (fact->type == FACT_COUNT)
		return err_set(
		    err, FAIL_INVALID, "fact '%s' is a whole number, not '%s'", fact->id, value);
	for (size_t i = 0; i < fact->value_count; i++)
		buffer_print(&allowed, i > 0 ? ", %s" : "%s", fact->value[i].id);
	if (fact->type == FACT_SET)
		rc = err_set(err, FAIL_INVALID, "fact '%s' is one or more of %s, not '%s'",
		    fact->id, allowed.text ? allowed.text : "", value);
	else
		rc = err_set(err, FAIL_INVALID, "fact '%s' is one of %s, not '%s'", fact->id,
		    allowed.text ? allowed.text : "", value);
	buffer_release(&allowed);
	return rc;
}

/* Ids with blanks or commas between them, each once. */
static bool read_set(int64_t *out, const struct fact *fact, const char *text, size_t length)
{
	int64_t set = 0;
	size_t at = 0;

	while (at < length) {
		size_t end = at;
		size_t value;

		while (end < length && !is_blank(text[end]) && text[end] != ',')
			end++;
		if (end > at) {
			if (!find_value(&value, fact, text + at, end - at))
				return false;
			if (set >> value & 1)
				return false;
			set |= INT64_C(1) << value;
		}
		at = end + 1;
	}
	*out = set;
	return set != 0;
}

static bool read_number(int64_t *out, const struct fact *fact, const char *text, size_t length,
    struct arena *arena)
{
	size_t value;

	switch (fact->type) {
	case FACT_YESNO:
	case FACT_CHOICE:
		if (!find_value(&value, fact, text, length))
			return false;
		*out = (int64_t)value;
		return true;
	case FACT_SET:
		return read_set(out, fact, text, length);
	case FACT_COUNT:
		break;
	}
	return text_to_int(out, arena_copy_n(arena, text, length), NULL) == OK
	    && *out >= 0 && (fact->max == 0 || *out <= fact->max);
}

static const struct fact *find_fact(const struct pack *pack, const char *id)
{
	for (size_t i = 0; i < pack->fact_count; i++) {
		if (strcmp(pack->fact[i].id, id) == 0)
			return &pack->fact[i];
	}
	return NULL;
}

static const char *fact_ids(const struct facts *facts)
{
	const char *text = "";

	for (size_t i = 0; i < facts->pack->fact_count; i++)
		text = arena_print(facts->arena, "%s%s%s", text, *text ? ", " : "",
		    facts->pack->fact[i].id);
	return text;
}

int facts_set(struct facts *facts, const char *fact, const char *value, struct err *err)
{
	const struct fact *of = find_fact(facts->pack, fact);
	size_t length = strlen(value);
	const char *text = value;
	int64_t number;

	if (!of)
		return err_set(err, FAIL_NOT_FOUND, "pack '%s' has no fact '%s'; it asks: %s",
		    facts->pack->id, fact, fact_ids(facts));
	while (length > 0 && is_blank(text[length - 1]))
		length--;
	while (length > 0 && is_blank(text[0])) {
		text++;
		length--;
	}
	if (length == 0) {
		facts->number[of->index] = -1;
		return OK;
	}
	if (!read_number(&number, of, text, length, facts->arena))
		return bad_value(of, value, err);
	facts->number[of->index] = number;
	return OK;
}

/* ---- asking --------------------------------------------------------------------------------- */

const struct pack *facts_pack(const struct facts *facts)
{
	return facts->pack;
}

int64_t facts_number(const struct facts *facts, const struct fact *fact)
{
	assert(fact->index < facts->pack->fact_count);
	return facts->number[fact->index];
}

bool facts_known(const struct facts *facts, const struct fact *fact)
{
	return facts_number(facts, fact) >= 0;
}

const char *facts_get(const struct facts *facts, const struct fact *fact)
{
	int64_t number = facts_number(facts, fact);
	const char *list = NULL;

	if (number < 0)
		return NULL;
	if (fact->type == FACT_COUNT)
		return arena_print(facts->arena, "%lld", (long long)number);
	if (fact->type != FACT_SET)
		return fact->value[number].id;
	for (size_t i = 0; i < fact->value_count; i++) {
		if (number >> i & 1)
			list = list ? arena_print(facts->arena, "%s %s", list, fact->value[i].id)
			    : fact->value[i].id;
	}
	return list;
}

static bool is_given(const struct fact *fact, size_t value, int64_t number)
{
	return fact->type == FACT_SET ? number >> value & 1 : number == (int64_t)value;
}

const struct words *facts_stop(const struct facts *facts)
{
	for (size_t i = 0; i < facts->pack->fact_count; i++) {
		const struct fact *fact = &facts->pack->fact[i];

		if (facts->number[i] < 0 || fact->type == FACT_COUNT)
			continue;
		for (size_t j = 0; j < fact->value_count; j++) {
			if (fact->value[j].stop.vi && is_given(fact, j, facts->number[i]))
				return &fact->value[j].stop;
		}
	}
	return NULL;
}

/* ---- tests ---------------------------------------------------------------------------------- */

/* `is` on a set: that value and no other. */
bool test_holds(const struct condition *test, int64_t number)
{
	bool is_set = test->fact->type == FACT_SET;
	int64_t wanted = test->fact->type == FACT_COUNT ? test->number : (int64_t)test->value;

	switch (test->kind) {
	case COND_IS:
		return is_set ? number == INT64_C(1) << wanted : number == wanted;
	case COND_HAS:
		return is_set ? number >> wanted & 1 : number == wanted;
	case COND_AT_LEAST:
		return !is_set && number >= wanted;
	case COND_BELOW:
		return !is_set && number < wanted;
	case COND_ALL:
	case COND_ANY:
	case COND_NOT:
	case COND_CRITERION:
		break;
	}
	assert(!"a test on one fact");
	return false;
}

enum truth facts_test(const struct facts *facts, const struct condition *test)
{
	size_t index = test->fact->index;

	if (!facts || index >= facts->pack->fact_count || &facts->pack->fact[index] != test->fact)
		return UNKNOWN;
	if (facts->number[index] < 0)
		return UNKNOWN;
	return test_holds(test, facts->number[index]) ? YES : NO;
}

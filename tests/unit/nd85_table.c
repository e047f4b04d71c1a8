/*
 * nd85_table.c - Articles 7 to 11 of the decree, by hand.
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

struct nd85 nd85;

/* ---- the decree, by hand --------------------------------------------------------------------- */

enum function { INTERNAL, CITIZENS, INFRASTRUCTURE, INDUSTRIAL, OTHER };
enum harm { NO_HARM, HARM, SERIOUS, EXCEPTIONAL };
enum scope { ONE_AGENCY, SECTOR_OR_PROVINCE, NATIONAL, INTERNATIONAL };
enum grade { NO_GRADE, IV, III, II, I, SPECIAL, SECURITY };

struct system {
	bool public, private, personal, secret;
	enum function function;
	bool defence;
	enum harm harm;
	int degree;
	bool conditional, other_service;
	long users;
	enum scope scope;
	bool egov, nonstop;
	enum grade grade;
	bool store, prime_minister;
};

static bool is_level_5(const struct system *s)
{
	return ((s->secret || s->defence) && s->harm == EXCEPTIONAL)
	    || s->store
	    || (s->function == INFRASTRUCTURE && s->scope == INTERNATIONAL)
	    || (s->function == INDUSTRIAL && (s->grade == SPECIAL || s->grade == SECURITY))
	    || s->prime_minister;
}

static bool is_level_4(const struct system *s)
{
	return ((s->secret || s->defence) && s->harm == SERIOUS)
	    || (s->egov && s->nonstop)
	    || (s->function == INFRASTRUCTURE && s->scope == NATIONAL && s->nonstop)
	    || (s->function == INDUSTRIAL && s->grade == I);
}

/* Article 9.1 has no comma before "if sabotaged" where 10.1 and 11.1 have one: state secrets are level 3
 * without any harm, defence and security only with it. */
static bool is_level_3(const struct system *s)
{
	if (s->secret || (s->defence && s->harm == HARM))
		return true;
	switch (s->function) {
	case CITIZENS:
		return s->degree >= 3 || s->conditional
		    || (s->other_service && (s->private || s->personal) && s->users >= 10000);
	case INFRASTRUCTURE:
		return s->scope == SECTOR_OR_PROVINCE;
	case INDUSTRIAL:
		return s->grade == II || s->grade == III || s->grade == IV;
	case INTERNAL:
	case OTHER:
		break;
	}
	return false;
}

static bool is_level_2(const struct system *s)
{
	switch (s->function) {
	case INTERNAL:
		return (s->private || s->personal) && !s->secret;
	case CITIZENS:
		return s->degree == 1 || s->degree == 2
		    || (s->other_service && !s->conditional)
		    || (s->other_service && (s->private || s->personal) && s->users < 10000);
	case INFRASTRUCTURE:
		return s->scope == ONE_AGENCY;
	case INDUSTRIAL:
	case OTHER:
		break;
	}
	return false;
}

static int decree_level(const struct system *s)
{
	if (is_level_5(s))
		return 5;
	if (is_level_4(s))
		return 4;
	if (is_level_3(s))
		return 3;
	if (is_level_2(s))
		return 2;
	return s->function == INTERNAL && s->public && !s->private && !s->personal && !s->secret ? 1 : 0;
}

/* ---- from classes to a system ------------------------------------------------------------------ */

static const char *const no_yes[] = { "no", "yes", NULL };
static const char *const functions[] = {
	"internal", "citizen-service", "infrastructure", "industrial-control", "other", NULL,
};
static const char *const harms[] = { "none", "harm", "serious", "exceptional", NULL };
static const char *const degrees[] = { "none", "1", "2", "3", "4", NULL };
static const char *const scopes[] = {
	"one-agency", "sector-or-province", "national", "international", NULL,
};
static const char *const grades[] = {
	"none", "IV", "III", "II", "I", "special", "security-critical", NULL,
};
static const char *const kinds[] = { "public", "private", "personal", "state-secret", NULL };

enum {
	INFO, FUNCTION, DEFENCE, HARM_DONE, DEGREE, CONDITIONAL, OTHER_SERVICE, USERS, SCOPE, EGOV,
	NONSTOP, GRADE, STORE, PRIME_MINISTER
};
static const struct {
	const char *id;
	const char *const *values;
} names[FACTS] = {
	[INFO] = { "info", kinds }, [FUNCTION] = { "function", functions },
	[DEFENCE] = { "defence-security", no_yes }, [HARM_DONE] = { "harm", harms },
	[DEGREE] = { "public-service-degree", degrees }, [CONDITIONAL] = { "conditional-business", no_yes },
	[OTHER_SERVICE] = { "other-online-service", no_yes }, [USERS] = { "users", NULL },
	[SCOPE] = { "infrastructure-scope", scopes }, [EGOV] = { "national-egov", no_yes },
	[NONSTOP] = { "nonstop", no_yes }, [GRADE] = { "construction-grade", grades },
	[STORE] = { "national-data-store", no_yes }, [PRIME_MINISTER] = { "prime-minister-decision", no_yes },
};

static size_t place[FACTS];             /* of the fact in the pack */
static int meaning[FACTS][CLASS_LIMIT]; /* of a class: index in names[].values; bits for the set */

static int name_index(const char *const *list, const char *id)
{
	for (int i = 0; list[i]; i++) {
		if (strcmp(list[i], id) == 0)
			return i;
	}
	fail_msg("the decree test does not know the value '%s'", id);
	return -1;
}

static void learn_meaning(int which)
{
	const struct fact *fact = &nd85.pack->fact[place[which]];
	const struct variable *variable = &nd85.engine->variable[fact->index];

	if (which == USERS) {
		assert_int_equal(variable->classes, 2);
		meaning[which][variable_class(variable, 9999)] = 9999;
		meaning[which][variable_class(variable, 10000)] = 10000;
		return;
	}
	for (size_t i = 0; i < variable->classes; i++) {
		if (fact->type != FACT_SET) {
			meaning[which][i] = name_index(names[which].values, fact->value[i].id);
			continue;
		}
		for (size_t j = 0; j < fact->value_count; j++) {
			if (variable->first[i] >> j & 1)
				meaning[which][i] |= 1 << name_index(kinds, fact->value[j].id);
		}
	}
}

static int value_of(const unsigned char *class, int which)
{
	return meaning[which][class[place[which]]];
}

static struct system system_of(const unsigned char *class)
{
	int info = value_of(class, INFO);

	return (struct system){
		.public = info & 1, .private = info & 2, .personal = info & 4, .secret = info & 8,
		.function = (enum function)value_of(class, FUNCTION),
		.defence = value_of(class, DEFENCE), .harm = (enum harm)value_of(class, HARM_DONE),
		.degree = value_of(class, DEGREE), .conditional = value_of(class, CONDITIONAL),
		.other_service = value_of(class, OTHER_SERVICE), .users = value_of(class, USERS),
		.scope = (enum scope)value_of(class, SCOPE), .egov = value_of(class, EGOV),
		.nonstop = value_of(class, NONSTOP), .grade = (enum grade)value_of(class, GRADE),
		.store = value_of(class, STORE), .prime_minister = value_of(class, PRIME_MINISTER),
	};
}

/* ---- combinations ----------------------------------------------------------------------------- */

void nd85_classes(unsigned char *class, size_t combination)
{
	for (size_t i = 0; i < FACTS; i++)
		class[i] = (unsigned char)(combination / nd85.stride[i] % nd85.classes[i]);
}

static void find_places(void)
{
	assert_int_equal(nd85.pack->fact_count, FACTS);
	for (int i = 0; i < FACTS; i++) {
		place[i] = FACTS;
		for (size_t j = 0; j < FACTS; j++) {
			if (strcmp(nd85.pack->fact[j].id, names[i].id) == 0)
				place[i] = j;
		}
		assert_true(place[i] < FACTS);
		learn_meaning(i);
	}
}

int nd85_setup(void **state)
{
	struct err err = { 0 };
	size_t count = 1;

	(void)state;
	if (packs_load(&nd85.set, NULL, &err) < 0)
		fail_msg("%s", err.text);
	nd85.pack = packs_find(nd85.set, "nd85-2016");
	assert_non_null(nd85.pack);
	assert_int_equal(level_engine_new(&nd85.engine, nd85.pack, &err), OK);
	find_places();
	for (size_t i = 0; i < FACTS; i++) {
		nd85.stride[i] = count;
		nd85.classes[i] = nd85.engine->variable[i].classes;
		count *= nd85.classes[i];
	}
	assert_int_equal(count, COMBINATIONS);
	nd85.table = xcalloc(count, 1);
	for (size_t i = 0; i < count; i++) {
		unsigned char class[FACTS];
		struct system system;

		nd85_classes(class, i);
		system = system_of(class);
		nd85.table[i] = (unsigned char)decree_level(&system);
	}
	return 0;
}

int nd85_teardown(void **state)
{
	(void)state;
	free(nd85.table);
	level_engine_free(nd85.engine);
	packs_free(nd85.set);
	return 0;
}

void nd85_know(struct facts *facts, size_t f, size_t class)
{
	const struct fact *fact = &nd85.pack->fact[f];
	int64_t first = nd85.engine->variable[f].first[class];
	char text[200] = "";

	if (fact->type == FACT_COUNT) {
		snprintf(text, sizeof(text), "%lld", (long long)first);
	} else if (fact->type == FACT_SET) {
		for (size_t i = 0; i < fact->value_count; i++) {
			if (first >> i & 1)
				snprintf(text + strlen(text), sizeof(text) - strlen(text), " %s",
				    fact->value[i].id);
		}
	} else {
		snprintf(text, sizeof(text), "%s", fact->value[class].id);
	}
	assert_int_equal(facts_set(facts, fact->id, text, NULL), OK);
}


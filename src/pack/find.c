/*
 * find.c - things of a pack by their id, and their words.
 */
#include "pack_priv.h"

#include <assert.h>
#include <string.h>

uint32_t id_mark(const char *id)
{
	uint32_t mark = 2166136261U;    /* FNV-1a */

	for (; id && *id; id++)
		mark = (mark ^ (unsigned char)*id) * 16777619U;
	return mark;
}

const char *words_now(const struct words *words)
{
	bool english = lang_now() == LANG_EN;
	const char *first = english ? words->en : words->vi;
	const char *other = english ? words->vi : words->en;

	if (first && *first)
		return first;
	return other ? other : "";
}

const char *status_code(enum status status)
{
	switch (status) {
	case STATUS_CONFIRMED:
		return "confirmed";
	case STATUS_SECONDARY:
		return "secondary";
	case STATUS_UNVERIFIED:
		return "unverified";
	case STATUS_OWN:
		return "own";
	}
	return "";
}

const char *status_label(enum status status)
{
	switch (status) {
	case STATUS_CONFIRMED:
		return _("read in the legal text");
	case STATUS_SECONDARY:
		return _("from a third party's reading");
	case STATUS_UNVERIFIED:
		return _("not confirmed by anyone");
	case STATUS_OWN:
		return _("own work without legal force");
	}
	return "";
}

const char *pack_kind_code(enum pack_kind kind)
{
	switch (kind) {
	case PACK_REGULATION:
		return "regulation";
	case PACK_REQUIREMENTS:
		return "requirements";
	case PACK_THREATS:
		return "threats";
	case PACK_OBLIGATIONS:
		return "obligations";
	case PACK_METHOD:
		return "method";
	case PACK_CALENDAR:
		return "calendar";
	case PACK_RULES:
		return "rules";
	case PACK_CROSSWALK:
		return "crosswalk";
	}
	return "";
}

const struct loaded *loaded_of(const struct pack *pack)
{
	assert(pack->set);      /* made by packs_load(), not by hand */
	return (const struct loaded *)pack;
}

const struct fact *pack_fact(const struct pack *pack, const char *id)
{
	return index_find(&loaded_of(pack)->facts, id);
}

const struct fact_value *fact_value(const struct fact *fact, const char *id)
{
	size_t at;

	return fact_value_index(&at, fact, id) ? &fact->value[at] : NULL;
}

const struct requirement *pack_requirement(const struct pack *pack, const char *id)
{
	return index_find(&loaded_of(pack)->requirements, id);
}

const struct group *pack_group(const struct pack *pack, const char *id)
{
	return index_find(&loaded_of(pack)->groups, id);
}

const struct scenario *pack_scenario(const struct pack *pack, const char *id)
{
	return index_find(&loaded_of(pack)->scenarios, id);
}

const struct obligation *pack_obligation(const struct pack *pack, const char *id)
{
	return index_find(&loaded_of(pack)->obligations, id);
}

const struct question *pack_question(const struct pack *pack, const char *id)
{
	return index_find(&loaded_of(pack)->questions, id);
}

const struct option *question_option(const struct question *question, const char *id)
{
	for (size_t i = 0; i < question->option_count; i++) {
		if (strcmp(question->option[i].id, id) == 0)
			return &question->option[i];
	}
	return NULL;
}

const struct criterion *pack_criterion(const struct pack *pack, const char *id)
{
	return index_find(&loaded_of(pack)->criteria, id);
}

const struct sourced *pack_body(const struct pack *pack, const char *id)
{
	return index_find(&loaded_of(pack)->bodies, id);
}

const struct rule *pack_rule(const struct pack *pack, const char *id)
{
	return index_find(&loaded_of(pack)->rules, id);
}

const struct form *pack_form(const struct pack *pack, const char *id)
{
	return index_find(&loaded_of(pack)->forms, id);
}

struct mitigations mitigations_of(const struct pack *requirements, const struct scenario *scenario)
{
	for (size_t i = 0; requirements && i < requirements->mitigates_count; i++) {
		if (strcmp(requirements->mitigates[i].scenario, scenario->id) == 0)
			return requirements->mitigates[i].list;
	}
	return (struct mitigations){ scenario->mitigation, scenario->mitigation_count };
}

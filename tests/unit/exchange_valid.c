/*
 * exchange_valid.c - see exchange_valid.h.
 */
#include "exchange_valid.h"

#include <stdlib.h>
#include <string.h>

struct valid {
	const struct pack *regulation, *requirements, *recurring, *threats, *obligations;
	struct arena *arena;
};

static size_t place_among_siblings(const struct node *node)
{
	size_t place = 0;
	int list = node->parent ? shape_child(node->parent->shape, node->shape->name) : -1;

	if (list < 0)
		return 0;
	for (const struct node *other = node->parent->children[list].first; other != node;
	     other = other->next)
		place++;
	return place;
}

static const struct node *above(const struct node *node, const char *shape)
{
	while (node && strcmp(node->shape->name, shape) != 0)
		node = node->parent;
	return node;
}

/* Names a record that is there, or nothing. */
static void name_one(struct node *node, const char *field, const struct node *parent, const char *shape)
{
	const struct node *other = parent ? node_first(parent, shape) : NULL;

	node_put(node, field, node_get(node, field) && other ? node_get(other, "code") : NULL);
}

static void name_scenario(const struct valid *valid, struct node *node, size_t place)
{
	if (node_get(node, "scenario"))
		node_put(node, "scenario",
		    valid->threats->scenario[place % valid->threats->scenario_count].id);
}

/* Years take turns: the earlier checklist, the new one. */
static const struct pack *checklist(const struct valid *valid, const struct node *assessment)
{
	return assessment && node_int(assessment, "year", 0) % 2 ? valid->recurring : valid->requirements;
}

static void name_requirement(const struct pack *pack, struct node *node, int level, size_t place)
{
	size_t at = 0;

	/* the place-th that the level demands, so that no two are the same */
	for (size_t left = place + 1; left > 0; at++)
		left -= !level || pack->requirement[at % pack->requirement_count].at[level];
	node_put(node, "requirement", pack->requirement[(at - 1) % pack->requirement_count].id);
}

/* The place-th requirement that comes round at the level. */
static void repair_task(const struct valid *valid, struct node *node, size_t place)
{
	const struct pack *pack = valid->recurring;
	int level = (int)node_int(above(node, "assessment"), "level", 1);

	for (size_t i = 0; i < pack->requirement_count; i++) {
		const struct demand *demand = pack->requirement[i].at[level];

		if (demand && demand_cycle(demand) && place-- == 0)
			node_put(node, "requirement", pack->requirement[i].id);
	}
	node_put(node, "number", "1");
	if (node_get(node, "done"))
		node_put(node, "done", "2026-01-15");
}

/* The earlier checklist asks for nothing that comes round. */
static void drop_tasks(const struct valid *valid, struct node *assessment)
{
	if (checklist(valid, assessment) != valid->recurring)
		assessment->children[shape_child(assessment->shape, "task")] = (struct node_list){ 0 };
}

static void repair_fact(const struct valid *valid, struct node *node, size_t place)
{
	const struct fact *fact = &valid->regulation->fact[place % valid->regulation->fact_count];
	const char *value = fact->type == FACT_COUNT ? "12" : fact->value[0].id;

	node_put(node, "fact", fact->id);
	node_put(node, "value", value);
	name_one(node, "component", above(node, "system"), "component");
}

static void repair_answer(const struct valid *valid, struct node *node, size_t place)
{
	const struct question *question =
	    &valid->threats->consequence[place % valid->threats->consequence_count];

	node_put(node, "question", question->id);
	node_put(node, "value", question->option[0].id);
	name_scenario(valid, node, place / valid->threats->consequence_count);
}

static void repair_finding(const struct valid *valid, struct node *node, size_t place)
{
	const struct node *assessment = above(node, "assessment");

	name_requirement(checklist(valid, assessment), node, (int)node_int(assessment, "level", 1), place);
	name_one(node, "asset", above(node, "system"), "asset");
	if (node_is(node, "status", "n-a") && !node_get(node, "reason"))
		node_put(node, "reason", "không có");
}

static void repair_assessment(const struct valid *valid, struct node *node)
{
	const struct pack *pack = checklist(valid, node);

	node_put(node, "pack", pack->id);
	node_put(node, "pack-version", pack->version);
	node_put(node, "threats", valid->threats->id);
	node_put(node, "threats-version", valid->threats->version);
	node_put(node, "method", "method-1");
	node_put(node, "method-version", "1");
}

static void repair_rating(const struct valid *valid, struct node *node, size_t place)
{
	name_scenario(valid, node, place);
	if ((node_get(node, "likelihood") || node_get(node, "impact")) && !node_get(node, "reason"))
		node_put(node, "reason", "đã gặp");
}

static void repair_one(const struct valid *valid, struct node *node)
{
	const char *shape = node->shape->name;
	size_t place = place_among_siblings(node);

	if (strcmp(shape, "obligation") == 0) {
		node_put(node, "obligation", valid->obligations->obligation[place].id);
	} else if (strcmp(shape, "year") == 0) {
		node_put(node, "obligations", valid->obligations->id);
	} else if (strcmp(shape, "incident") == 0) {
		name_scenario(valid, node, place);
		name_one(node, "system", node->parent->parent, "system");
	} else if (strcmp(shape, "exercise") == 0 || strcmp(shape, "plan") == 0) {
		name_scenario(valid, node, place);
	} else if (strcmp(shape, "asset") == 0) {
		name_one(node, "component", node->parent, "component");
		name_one(node, "zone", node->parent, "zone");
	} else if (strcmp(shape, "fact") == 0) {
		repair_fact(valid, node, place);
	} else if (strcmp(shape, "document") == 0) {
		node_put(node, "part", valid->regulation->dossier.at[place].id);
	} else if (strcmp(shape, "proposal") == 0) {
		node_put(node, "pack", valid->regulation->id);
		node_put(node, "pack-version", valid->regulation->version);
	} else if (strcmp(shape, "action") == 0) {
		name_scenario(valid, node, place);
		name_one(node, "asset", node->parent, "asset");
		if (node_get(node, "requirement"))
			name_requirement(valid->requirements, node, 0, place);
	} else if (strcmp(shape, "assessment") == 0) {
		repair_assessment(valid, node);
		drop_tasks(valid, node);
	} else if (strcmp(shape, "task") == 0) {
		repair_task(valid, node, place);
	} else if (strcmp(shape, "finding") == 0) {
		repair_finding(valid, node, place);
	} else if (strcmp(shape, "answer") == 0) {
		repair_answer(valid, node, place);
	} else if (strcmp(shape, "rating") == 0) {
		repair_rating(valid, node, place);
	}
}

static void repair(const struct valid *valid, struct node *node)
{
	repair_one(valid, node);
	for (size_t i = 0; i < node->shape->child_count; i++)
		for (struct node *child = node->children[i].first; child; child = child->next)
			repair(valid, child);
}

void exchange_valid_make(struct node *agency, const struct pack_set *packs, struct arena *arena)
{
	const struct valid valid = { packs_find(packs, "nd85-2016"), packs_find(packs, "tt12-2022"),
		packs_find(packs, "tcvn14423-2026"), packs_find(packs, "threats-1"),
		packs_find(packs, "obligations-1"), arena };

	repair(&valid, agency);
}

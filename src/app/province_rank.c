/*
 * province_rank.c - when all systems have come: who stands where, and what the sums say.
 */
#include "province_priv.h"

#include <stdlib.h>
#include <string.h>

/* ---- systems by risk ------------------------------------------------------------------------- */

static int worst_first(const void *a, const void *b)
{
	const struct system_sum *x = *(const struct system_sum *const *)a;
	const struct system_sum *y = *(const struct system_sum *const *)b;
	int order;

	if (x->worst != y->worst)
		return x->worst < y->worst ? 1 : -1;
	if (x->high != y->high)
		return x->high < y->high ? 1 : -1;
	if (x->gross != y->gross)
		return x->gross < y->gross ? 1 : -1;
	order = strcmp(node_text(x->agency->node, "code"), node_text(y->agency->node, "code"));
	return order ? order : strcmp(node_text(x->node, "code"), node_text(y->node, "code"));
}

static void rank_systems(struct gathering *g)
{
	const struct system_sum **rated = arena_alloc(
	    g->arena, (g->system_count + 1) * sizeof(const struct system_sum *));
	size_t count = 0;

	for (size_t i = 0; i < g->system_count; i++)
		if (g->system[i].worst > 0)
			rated[count++] = &g->system[i];
	if (count)
		qsort(rated, count, sizeof(*rated), worst_first);
	for (size_t i = 0; i < count; i++)
		put_count(rated[i]->node, "rank", (int64_t)i + 1, g->arena);
}

/* ---- bands and scenarios --------------------------------------------------------------------- */

static void add_bands(struct gathering *g, struct node *parent, const char *shape,
    int64_t count[3][PROVINCE_BANDS])
{
	const struct method *method = g->method ? g->method->method : NULL;

	for (size_t b = 0; method && b < method->band_count && b < PROVINCE_BANDS; b++) {
		struct node *node = node_new(g->arena, model_shape(shape), parent);

		node_put(node, "band", method->band[b].id);
		put_count(node, "gross", count[0][b], g->arena);
		put_count(node, "current", count[1][b], g->arena);
		put_count(node, "target", count[2][b], g->arena);
	}
}

static void add_scenario(struct gathering *g, const struct threats_sum *threats, size_t i)
{
	struct node *node = node_new(
	    g->arena, model_shape("province-scenario"), g->province->node);
	struct scenario_sum *sum = &threats->by[i];
	const struct band *band = g->method ? risk_band(g->method->method, sum->worst) : NULL;

	node_put(node, "pack", threats->pack->id);
	node_put(node, "scenario", threats->pack->scenario[i].id);
	put_count(node, "rated", sum->rated, g->arena);
	put_count(node, "unrated", threats->systems - sum->rated, g->arena);
	if (sum->worst)
		put_count(node, "worst", sum->worst, g->arena);
	if (band)
		node_put(node, "worst-band", band->id);
	add_bands(g, node, "province-scenario-band", sum->count);
}

/* ---- what to do first ------------------------------------------------------------------------ */

struct entry {
	const struct pack *pack;
	const struct requirement *requirement;
	const struct priority_sum *sum;
	size_t order;
};

static int by_gain(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->sum->gain != y->sum->gain)
		return x->sum->gain < y->sum->gain ? 1 : -1;
	return x->order < y->order ? -1 : 1;
}

static void add_priorities(struct gathering *g)
{
	struct entry *entry;
	size_t count = 0, most = 1;

	for (size_t i = 0; i < g->requirements_count; i++)
		most += g->requirements[i].pack->requirement_count;
	entry = arena_alloc(g->arena, most * sizeof(*entry));
	for (size_t i = 0; i < g->requirements_count; i++) {
		const struct requirements_sum *of = &g->requirements[i];

		for (size_t k = 0; k < of->pack->requirement_count; k++)
			if (of->by[k].systems > 0) {
				entry[count] = (struct entry){ of->pack,
					&of->pack->requirement[k], &of->by[k], count };
				count++;
			}
	}
	if (count)
		qsort(entry, count, sizeof(*entry), by_gain);
	for (size_t i = 0; i < count; i++) {
		struct node *node = node_new(
		    g->arena, model_shape("province-priority"), g->province->node);

		put_count(node, "rank", (int64_t)i + 1, g->arena);
		node_put(node, "pack", entry[i].pack->id);
		node_put(node, "requirement", entry[i].requirement->id);
		put_count(node, "gain", entry[i].sum->gain, g->arena);
		put_count(node, "agencies", entry[i].sum->agencies, g->arena);
		put_count(node, "systems", entry[i].sum->systems, g->arena);
		if (entry[i].sum->cost > 0)
			put_count(node, "cost", entry[i].sum->cost, g->arena);
	}
}

/* ---- agencies -------------------------------------------------------------------------------- */

static int64_t thousandths(int64_t part, int64_t whole)
{
	return 1000 * part / whole;
}

static void add_group(struct gathering *g, struct node *agency, const struct pack *pack,
    const struct group *group, const struct group_sum *sum)
{
	struct node *node = node_new(g->arena, model_shape("province-group"), agency);

	node_put(node, "pack", pack->id);
	node_put(node, "group", group ? group->id : NULL);
	if (sum->most > 0)
		put_count(node, "score", thousandths(sum->sum, sum->most), g->arena);
	put_count(node, "coverage",
	    sum->applicable > 0 ? thousandths(sum->assessed, sum->applicable) : 0, g->arena);
	put_count(node, "sum", sum->sum, g->arena);
	put_count(node, "most", sum->most, g->arena);
	put_count(node, "applicable", sum->applicable, g->arena);
	put_count(node, "assessed", sum->assessed, g->arena);
	put_count(node, "systems", sum->systems, g->arena);
}

static void add_groups(struct gathering *g, const struct agency_sum *agency)
{
	for (size_t i = 0; i < g->requirements_count; i++) {
		const struct pack *pack = g->requirements[i].pack;
		const struct group_sum *sum = agency->group[i];

		if (!sum)
			continue;
		add_group(g, agency->node, pack, NULL, &sum[0]);
		for (size_t k = 0; k < pack->group_count; k++)
			if (sum[k + 1].systems > 0)
				add_group(g, agency->node, pack, &pack->group[k], &sum[k + 1]);
	}
}

static void put_agency(struct gathering *g, const struct agency_sum *sum)
{
	static const char *const level[] = { "level-none", "level-1", "level-2", "level-3",
		"level-4", "level-5" };
	struct node *node = sum->node;
	struct arena *arena = g->arena;

	put_count(node, "systems", sum->systems, arena);
	for (size_t i = 0; i < 6; i++)
		put_count(node, level[i], sum->level[i], arena);
	put_count(node, "approved", sum->approved, arena);
	put_count(node, "assessed", sum->assessed, arena);
	put_count(node, "in-place", sum->in_place, arena);
	put_count(node, "high", sum->high, arena);
	if (sum->worst > 0) {
		put_count(node, "worst", sum->worst, arena);
		node_put(node, "worst-band", sum->worst_band);
	}
	add_groups(g, sum);
}

void finish_systems(struct gathering *g)
{
	rank_systems(g);
	add_bands(g, g->province->node, "province-band", g->band);
	for (size_t i = 0; i < g->threats_count; i++)
		for (size_t k = 0; g->threats[i].systems && k < g->threats[i].pack->scenario_count;
		     k++)
			add_scenario(g, &g->threats[i], k);
	add_priorities(g);
	for (size_t i = 0; i < g->agency_count; i++)
		put_agency(g, &g->agency[i]);
}

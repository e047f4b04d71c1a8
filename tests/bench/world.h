/*
 * world.h - an agency of many systems for the benches: generated, merged into a new store in one
 * go.
 */
#ifndef CAPDO_BENCH_WORLD_H
#define CAPDO_BENCH_WORLD_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capdo/app.h"

struct world {
	char folder[32];
	struct app *app;
};

static inline void world_must(int rc, const struct err *err)
{
	if (rc >= 0)
		return;
	fprintf(stderr, "bench: %s\n", err->text);
	exit(1);
}

static inline const char *world_path(
    const struct world *world, const char *name, char *out, size_t size)
{
	snprintf(out, size, "%s/%s", world->folder, name);
	return out;
}

static inline void world_fact(
    struct node *system, struct arena *arena, const char *id, const char *value)
{
	struct node *fact = node_new(arena, model_shape("fact"), system);

	node_put(fact, "fact", id);
	node_put(fact, "value", value);
	node_put(fact, "person", "an");
}

static inline void world_finding(struct node *assessment, struct arena *arena,
    const char *requirement, const char *asset, size_t turn)
{
	static const char *const status[] = { "met", "partial", "unmet", "met", "met" };
	struct node *finding = node_new(arena, model_shape("finding"), assessment);

	node_put(finding, "requirement", requirement);
	node_put(finding, "asset", asset);
	node_put(finding, "status", status[turn % 5]);
	node_put(finding, "current",
	    "Đã ban hành quy chế, đang áp dụng cho toàn đơn vị; kiểm tra sáu tháng một lần.");
	node_put(finding, "measure", "Bổ sung quy trình, phân công người chịu trách nhiệm.");
	node_put(finding, "person", "Cán bộ công nghệ thông tin");
	node_put(finding, "due", "2026-12-31");
}

/* One system; findings one per requirement of the level, and one per asset where it is about
 * assets. */
static inline void world_system(struct node *agency, const struct world *world, struct arena *arena,
    int number, int level, int assets)
{
	static const char *const kinds[] = { "network-device", "server", "application",
		"data-set" };
	const struct pack *pack = packs_find(app_packs(world->app), "tt12-2022");
	struct node *system = node_new(arena, model_shape("system"), agency);
	struct node *assessment, *node;
	size_t turn = (size_t)number;

	node_put(system, "code", arena_print(arena, "HT%04d", number));
	node_put(system, "name", arena_print(arena, "Hệ thống thông tin số %d", number));
	node_put(system, "purpose", "Phục vụ công tác chuyên môn của đơn vị.");
	node_put(system, "proposed-level", arena_print(arena, "%d", level));
	for (int i = 0; i < assets; i++) {
		node = node_new(arena, model_shape("asset"), system);
		node_put(node, "code", arena_print(arena, "TS%02d", i));
		node_put(node, "kind", kinds[i % 4]);
		node_put(node, "name", arena_print(arena, "Tài sản số %d", i));
	}
	world_fact(system, arena, "function", level < 3 ? "internal" : "citizen-service");
	world_fact(system, arena, "info", level == 1 ? "public" : "private personal");
	world_fact(system, arena, "public-service-degree", level < 3 ? "none" : "4");
	assessment = node_new(arena, model_shape("assessment"), system);
	node_put(assessment, "year", "2026");
	node_put(assessment, "level", arena_print(arena, "%d", level));
	node_put(assessment, "pack", "tt12-2022");
	node_put(assessment, "pack-version", pack->version);
	node_put(assessment, "threats", "threats-1");
	node_put(
	    assessment, "threats-version", packs_find(app_packs(world->app), "threats-1")->version);
	node_put(assessment, "method", "method-1");
	node_put(
	    assessment, "method-version", packs_find(app_packs(world->app), "method-1")->version);
	node_put(assessment, "started", "2026-11-01T02:00:00Z");
	for (size_t i = 0; i < pack->requirement_count; i++) {
		bool per_asset = false;

		if (!pack->requirement[i].at[level])
			continue;
		for (node = node_first(system, "asset"); node; node = node->next) {
			if (!node_is(node, "kind", pack->requirement[i].scope))
				continue;
			world_finding(assessment, arena, pack->requirement[i].id,
			    node_get(node, "code"), turn++);
			per_asset = true;
		}
		if (!per_asset)
			world_finding(assessment, arena, pack->requirement[i].id, NULL, turn++);
	}
	for (size_t i = 0; i < packs_find(app_packs(world->app), "threats-1")->scenario_count;
	     i++) {
		node = node_new(arena, model_shape("rating"), assessment);
		node_put(node, "scenario",
		    packs_find(app_packs(world->app), "threats-1")->scenario[i].id);
		node_put(node, "likelihood", arena_print(arena, "%d", 1 + (int)(turn + i) % 5));
		node_put(node, "impact", arena_print(arena, "%d", 1 + (int)(turn + 2 * i) % 5));
		node_put(node, "reason", "Theo tình hình thực tế của đơn vị.");
	}
}

/* systems of levels 1 and 2, or one of level 3 with assets when systems is 1. */
static inline void world_make(struct world *world, int systems)
{
	char path[64];
	struct app_options options = {
		.person = "an", .mode = APP_CREATE, .today = day_from_ymd(2026, 11, 22)
	};
	struct arena *arena = arena_new();
	struct node *agency = node_new(arena, model_root(), NULL);
	struct node *year = node_new(arena, model_shape("year"), agency);
	struct merge_counts counts;
	struct err err;

	snprintf(world->folder, sizeof(world->folder), "build/bench-XXXXXX");
	if (!mkdtemp(world->folder))
		exit(1);
	options.path = world_path(world, "bench.db", path, sizeof(path));
	world_must(app_open(&world->app, &options, &err), &err);
	node_put(agency, "code", "SO-MAU");
	node_put(agency, "name", "Sở Mẫu");
	node_put(agency, "sample", "yes");
	node_put(year, "year", "2026");
	for (int i = 1; i <= systems; i++)
		world_system(
		    agency, world, arena, i, systems == 1 ? 3 : 1 + i % 2, systems == 1 ? 48 : 0);
	world_must(app_merge(&counts, world->app, agency, "bench", false, &err), &err);
	arena_free(arena);
}

static inline void world_remove(struct world *world)
{
	static const char *const names[] = { "bench.db", "bench.db-wal", "bench.db-shm",
		"ours.xlsx", "bare.xlsx", "ours.xml", "bare.xml" };
	char path[64];

	app_close(world->app);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		unlink(world_path(world, names[i], path, sizeof(path)));
	rmdir(world->folder);
}

#endif

/*
 * Workbooks against bare libxlsxwriter writing the same cells (tape.h).
 */
#include "bench.h"
#include "capdo/report.h"
#include "tape.h"
#include "world.h"

struct work {
	struct world world;
	struct system_view *system;
	struct agency_view *agency;
	char ours[64], bare[64];
};

static void bare(void *context, int round)
{
	struct work *work = context;

	(void)round;
	tape_play(work->bare);
}

static void system_ours(void *context, int round)
{
	struct work *work = context;
	struct err err;

	(void)round;
	world_must(report_system(work->ours, work->world.app, work->system, "2026", &err), &err);
}

static void agency_ours(void *context, int round)
{
	struct work *work = context;
	struct err err;

	(void)round;
	world_must(report_agency(work->ours, work->world.app, work->agency, "2026", &err), &err);
}

static void run(struct work *work, const char *name, bench_work *ours)
{
	tape_clear();
	tape.on = true;
	ours(work, 0);
	tape.on = false;
	fprintf(stderr, "bench: %s: %zu cells\n", name, tape.count);
	bench_ratio(name, ours, bare, work, 1.3);
}

int main(void)
{
	struct work work = { 0 };
	struct arena *arena = arena_new();
	struct err err;

	world_make(&work.world, 1);
	world_path(&work.world, "ours.xlsx", work.ours, sizeof(work.ours));
	world_path(&work.world, "bare.xlsx", work.bare, sizeof(work.bare));
	world_must(
	    app_view_system(&work.system, work.world.app, NULL, "HT0001", arena, &err), &err);
	run(&work, "system workbook / bare libxlsxwriter", system_ours);
	world_remove(&work.world);
	world_make(&work.world, 1000);
	world_path(&work.world, "ours.xlsx", work.ours, sizeof(work.ours));
	world_path(&work.world, "bare.xlsx", work.bare, sizeof(work.bare));
	world_must(app_view_agency(&work.agency, work.world.app, NULL, "2026", arena, &err), &err);
	run(&work, "workbook of 1000 systems / bare libxlsxwriter", agency_ours);
	world_remove(&work.world);
	tape_clear();
	free(tape.cell);
	arena_free(arena);
	return 0;
}

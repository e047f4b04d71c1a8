/*
 * Saving one answer against one bare durable insert; opening an assessment of 300 answers.
 */
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "capdo/app.h"

enum { ANSWERS = 200 };

struct work {
	struct app *app;
	sqlite3 *db;
	sqlite3_stmt *insert;
	char requirement[90][32];
	size_t requirements;
};

static void must(int rc, const struct err *err)
{
	if (rc >= 0)
		return;
	fprintf(stderr, "bench: %s\n", err->text);
	exit(1);
}

static void put(struct work *work, const char *shape, struct place place, const struct value *value,
    size_t count)
{
	struct arena *arena = arena_new();
	struct err err;

	must(app_put(NULL, work->app, model_shape(shape), &place, value, count, true, arena, &err),
	    &err);
	arena_free(arena);
}

/* A system of level 3 with six assets of each kind: some 300 answers. */
static void make(struct work *work, const char *folder)
{
	static const char *const facts[][2] = { { "function", "citizen-service" },
		{ "info", "public personal" }, { "public-service-degree", "4" },
		{ "defence-security", "no" }, { "national-egov", "no" },
		{ "national-data-store", "no" }, { "prime-minister-decision", "no" } };
	static const char *const kinds[] = { "network-device", "server", "application",
		"data-set" };
	char path[128];
	struct app_options options = {
		.path = path, .person = "an", .mode = APP_CREATE, .today = 20779
	};
	struct arena *arena = arena_new();
	struct system_view *view;
	struct err err;

	snprintf(path, sizeof(path), "%s/bench.db", folder);
	must(app_open(&work->app, &options, &err), &err);
	put(work, "agency", (struct place){ .key = { "A" } },
	    (const struct value[]){ { "name", "Sở Mẫu" } }, 1);
	put(work, "system", (struct place){ .key = { "S" } },
	    (const struct value[]){ { "name", "Cổng" }, { "in-build", "yes" } }, 2);
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
		must(app_fact(work->app, "A", "S", NULL, facts[i][0], facts[i][1], NULL, &err),
		    &err);
	for (int i = 0; i < 48; i++) {
		char code[16];

		snprintf(code, sizeof(code), "T%d", i);
		put(work, "asset", (struct place){ .system = "S", .key = { code } },
		    (const struct value[]){ { "kind", kinds[i % 4] }, { "name", "Tài sản" } }, 2);
	}
	must(app_level_decide(NULL, work->app, "A", "S", 0, NULL, arena, &err), &err);
	must(app_assess_start(NULL, work->app, "A", "S", "2026", arena, &err), &err);
	must(app_view_system(&view, work->app, "A", "S", arena, &err), &err);
	for (size_t i = 0; i < view->assessment[0].item_count; i++)
		snprintf(work->requirement[work->requirements++], 32, "%s",
		    view->assessment[0].item[i].item.requirement->id);
	arena_free(arena);
}

static void answer(struct work *work, const char *requirement, const char *asset, const char *text)
{
	const struct value value[] = { { "status", "met" }, { "current", text } };
	struct err err;

	must(app_finding(work->app, "A", "S", "2026", requirement, asset, value, 2, &err), &err);
}

static void fill(struct work *work)
{
	struct arena *arena = arena_new();
	struct system_view *view;
	struct err err;
	size_t answers = 0;

	must(app_view_system(&view, work->app, "A", "S", arena, &err), &err);
	for (size_t i = 0; i < work->requirements; i++) {
		const struct requirement
		    *requirement = view->assessment[0].item[i].item.requirement;
		bool per_asset = false;

		for (struct node *asset = node_first(view->node, "asset"); asset;
		     asset = asset->next) {
			if (!node_is(asset, "kind", requirement->scope))
				continue;
			per_asset = true;
			answer(work, requirement->id, node_get(asset, "code"), "đã cấu hình");
			answers++;
		}
		if (!per_asset) {
			answer(work, requirement->id, NULL, "đã ban hành");
			answers++;
		}
	}
	fprintf(stderr, "bench: an assessment of %zu answers\n", answers);
	arena_free(arena);
}

static void save_ours(void *context, int round)
{
	struct work *work = context;

	for (int i = 0; i < ANSWERS; i++) {
		char text[64];

		snprintf(text, sizeof(text), "hiện trạng lần %d, câu %d", round, i);
		answer(work, work->requirement[i % 20], NULL, text);
	}
}

static void save_bare(void *context, int round)
{
	struct work *work = context;

	for (int i = 0; i < ANSWERS; i++) {
		char text[64];

		snprintf(text, sizeof(text), "hiện trạng lần %d, câu %d", round, i);
		sqlite3_bind_text(work->insert, 1, work->requirement[i % 20], -1, SQLITE_TRANSIENT);
		sqlite3_bind_text(work->insert, 2, text, -1, SQLITE_TRANSIENT);
		if (sqlite3_step(work->insert) != SQLITE_DONE)
			exit(1);
		sqlite3_reset(work->insert);
	}
}

static void open_ours(void *context, int round)
{
	struct work *work = context;
	struct arena *arena = arena_new();
	struct system_view *view;
	struct err err;

	(void)round;
	must(app_view_system(&view, work->app, "A", "S", arena, &err), &err);
	arena_free(arena);
}

static void open_bare(struct work *work, const char *folder)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/bare.db", folder);
	if (sqlite3_open(path, &work->db) != SQLITE_OK ||
	    sqlite3_exec(work->db,
		"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
		"CREATE TABLE answer (id INTEGER PRIMARY KEY, requirement TEXT NOT NULL, text TEXT "
	    "NOT NULL) STRICT",
		0, 0, 0) ||
	    sqlite3_prepare_v2(work->db, "INSERT INTO answer (requirement, text) VALUES (?, ?)", -1,
		&work->insert, NULL))
		exit(1);
}

int main(void)
{
	/* beside the build, not in a memory disk: durability must cost what it costs */
	char folder[] = "build/bench-XXXXXX", command[64];
	struct work work = { 0 };

	if (!mkdtemp(folder))
		return 1;
	make(&work, folder);
	open_bare(&work, folder);
	bench_ratio("save one answer / bare durable insert", save_ours, save_bare, &work, 1.5);
	fill(&work);
	bench_ms("open an assessment of 300 answers", open_ours, &work, 50);
	sqlite3_finalize(work.insert);
	sqlite3_close(work.db);
	app_close(work.app);
	for (int i = 0; i < 6; i++) {
		static const char *const names[] = { "bench.db", "bench.db-wal", "bench.db-shm",
			"bare.db", "bare.db-wal", "bare.db-shm" };

		snprintf(command, sizeof(command), "%s/%s", folder, names[i]);
		unlink(command);
	}
	rmdir(folder);
	return 0;
}

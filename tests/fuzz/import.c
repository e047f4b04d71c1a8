/*
 * import.c - any bytes as a submission: read strictly, then taken into a store as a merge and as a
 * hand-in, and undone. Whatever they are, there is an answer, nothing breaks and nothing is kept.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "capdo/app.h"
#include "fuzz.h"

#include "../../src/exchange/read_priv.h"

static struct app *app;
static char store_path[64];

static void leave(void)
{
	app_close(app);
	unlink(store_path);
}

static void open_store(void)
{
	struct app_options options = { .path = store_path, .person = "fuzz", .mode = APP_CREATE,
		.today = day_from_ymd(2026, 11, 22) };
	struct err err = { 0 };

	snprintf(store_path, sizeof(store_path), "/tmp/capdo-fuzz-%d.db", (int)getpid());
	if (app_open(&app, &options, &err) < 0) {
		fprintf(stderr, "%s\n", err.text);
		abort();
	}
	atexit(leave);
}

struct taking {
	struct intake *intake;
	const char *path;
	struct arena *arena;
};

static int hand_open(void *context, struct node *node, struct err *err)
{
	return intake_open(((struct taking *)context)->intake, node, err);
}

static int hand_close(void *context, struct node *node, struct err *err)
{
	return intake_close(((struct taking *)context)->intake, node, err);
}

static int hand_over(void *context, struct intake *intake, struct err *err)
{
	struct taking *taking = context;
	const struct read_options options = { .sink = { hand_open, hand_close, taking } };
	struct read_result result;

	taking->intake = intake;
	return read_stream(&result, taking->path, &options, taking->arena, err);
}

static void take_in(const char *path, bool replace)
{
	const struct intake_options options = { .source = "fuzz.xml", .dry_run = true, .replace = replace };
	struct taking taking = { .path = path, .arena = arena_new() };
	struct merge_counts counts;
	struct err err = { 0 };

	if (app_intake(&counts, app, &options, hand_over, &taking, &err) < 0 && !err.text[0])
		abort();                /* a refusal without a reason */
	arena_free(taking.arena);
}

static void nothing_is_kept(void)
{
	struct arena *arena = arena_new();
	struct node *first = NULL;

	if (app_list(&first, app, model_root(), &(struct place){ 0 }, arena, NULL) < 0 || first)
		abort();
	arena_free(arena);
}

int fuzz_import(const uint8_t *data, size_t size)
{
	const struct read_options options = { .keep = false };
	struct read_result result;
	struct arena *arena;
	struct err err = { 0 };
	char path[32];
	int rc, file;

	if (!app)
		open_store();
	file = memfd_create("fuzz", 0);
	if (file < 0 || write(file, data, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	arena = arena_new();
	rc = read_stream(&result, path, &options, arena, &err);
	if (rc < 0 && !err.text[0])
		abort();
	if (rc == OK) {
		take_in(path, false);
		take_in(path, true);
		nothing_is_kept();
	}
	arena_free(arena);
	close(file);
	return rc;
}

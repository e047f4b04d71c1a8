/*
 * The province: 10,000 systems of 100 agencies consolidated in one store at a glance, the workbook of 1,000
 * systems, and its cells against bare libxlsxwriter.
 *
 * The stores are generated: two systems are assessed in full, the others are given their summaries, as
 * taking in their files would have left them. The commands are whole processes.
 */
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>

#include "bench.h"
#include "capdo/report.h"
#include "capdo/store.h"
#include "tape.h"
#include "world.h"

pid_t wait4(pid_t pid, int *status, int options, struct rusage *usage);

enum { AGENCIES = 100 };

struct province_world {
	struct world world;
	char path[64];
	int each;                       /* systems of an agency */
	struct arena *arena;
	struct node *summary[2];        /* of an assessment of level 1, of level 2 */
};

static void open_world(struct province_world *p, enum app_mode mode)
{
	struct app_options options = { .path = p->path, .person = "an", .mode = mode,
		.today = day_from_ymd(2026, 11, 22) };
	struct err err;

	world_must(app_open(&p->world.app, &options, &err), &err);
}

/* ---- records --------------------------------------------------------------------------------- */

static struct node *made(struct province_world *p, const char *shape)
{
	return node_new(p->arena, model_shape(shape), NULL);
}

static const char *text_of(struct province_world *p, const char *format, int number)
{
	char text[128];

	snprintf(text, sizeof(text), format, number);
	return arena_copy(p->arena, text);
}

static int add(struct province_world *p, struct store *store, struct node *node, const char *parent,
    struct err *err)
{
	return store_add(store, node, parent, p->arena, err);
}

static int add_assessment(struct province_world *p, struct store *store, const char *system,
    const char *year, int kind, struct err *err)
{
	struct node *assessment = made(p, "assessment"), *summary = made(p, "summary");
	const struct pack_set *packs = app_packs(p->world.app);
	int rc;

	node_put(assessment, "year", year);
	node_put(assessment, "level", kind ? "2" : "1");
	node_put(assessment, "pack", "tt12-2022");
	node_put(assessment, "pack-version", packs_find(packs, "tt12-2022")->version);
	node_put(assessment, "threats", "threats-1");
	node_put(assessment, "threats-version", packs_find(packs, "threats-1")->version);
	node_put(assessment, "method", "method-1");
	node_put(assessment, "method-version", packs_find(packs, "method-1")->version);
	node_put(assessment, "started", "2026-11-01T02:00:00Z");
	rc = add(p, store, assessment, system, err);
	memcpy(summary->value, p->summary[kind]->value,
	    summary->shape->field_count * sizeof(*summary->value));
	node_put(summary, "year", year);
	return rc < 0 ? rc : add(p, store, summary, assessment->id, err);
}

static int add_system(struct province_world *p, struct store *store, const char *agency, int number,
    struct err *err)
{
	struct node *system = made(p, "system"), *action = made(p, "action");
	int kind = number % 2;
	int rc;

	node_put(system, "code", text_of(p, "HT%05d", number));
	node_put(system, "name", text_of(p, "Hệ thống thông tin chuyên ngành số %d", number));
	node_put(system, "state", "operating");
	node_put(system, "purpose", "Phục vụ công tác chuyên môn của đơn vị và người dân.");
	node_put(system, "operator-name", "Trung tâm Công nghệ thông tin");
	node_put(system, "proposed-level", kind ? "2" : "1");
	if (number % 3) {
		node_put(system, "approved-level", kind ? "2" : "1");
		node_put(system, "approval-number", text_of(p, "%d/QĐ-UBND", number));
		node_put(system, "approval-date", "2025-06-01");
	}
	rc = add(p, store, system, agency, err);
	if (rc == OK)
		rc = add_assessment(p, store, system->id, "2025", kind, err);
	if (rc == OK)
		rc = add_assessment(p, store, system->id, "2026", kind, err);
	node_put(action, "code", "V1");
	node_put(action, "state", "open");
	node_put(action, "year", "2026");
	node_put(action, "cost", "12000000");
	node_put(action, "title", "Mua thiết bị sao lưu");
	return rc < 0 ? rc : add(p, store, action, system->id, err);
}

static int add_year(struct province_world *p, struct store *store, const char *agency, int number,
    struct err *err)
{
	const struct pack *pack = packs_find(app_packs(p->world.app), "obligations-1");
	static const char *const status[] = { "met", "partial", "unmet", "met", "n-a" };
	struct node *year = made(p, "year"), *snapshot = made(p, "snapshot");
	int rc;

	node_put(year, "year", "2026");
	node_put(year, "state", "submitted");
	node_put(year, "obligations", pack->id);
	node_put(year, "obligations-version", pack->version);
	rc = add(p, store, year, agency, err);
	for (size_t i = 0; rc == OK && i < pack->obligation_count; i++) {
		struct node *node = made(p, "obligation");

		node_put(node, "obligation", pack->obligation[i].id);
		node_put(node, "status", status[(i + (size_t)number) % 5]);
		node_put(node, "due", "2026-12-31");
		node_put(node, "cost", "5000000");
		node_put(node, "person", "Cán bộ công nghệ thông tin");
		rc = add(p, store, node, year->id, err);
	}
	for (int i = 0; rc == OK && i < 4; i++) {
		struct node *exercise = made(p, "exercise"), *incident = made(p, "incident");

		node_put(exercise, "code", text_of(p, "DT%d", i));
		node_put(exercise, "kind", "exercise");
		node_put(exercise, "state", "held");
		node_put(exercise, "title", "Diễn tập ứng cứu sự cố mã hóa dữ liệu");
		node_put(incident, "code", text_of(p, "SC%d", i));
		node_put(incident, "grade", "normal");
		node_put(incident, "state", "closed");
		node_put(incident, "detected", "2026-05-01T02:00:00Z");
		node_put(incident, "reported", "2026-05-04T02:00:00Z");
		node_put(incident, "title", "Thư lừa đảo");
		rc = add(p, store, exercise, year->id, err);
		if (rc == OK)
			rc = add(p, store, incident, year->id, err);
	}
	node_put(snapshot, "year", "2026");
	node_put(snapshot, "number", "1");
	node_put(snapshot, "way", "in");
	node_put(snapshot, "state", "submitted");
	node_put(snapshot, "sha256",
	    "0000000000000000000000000000000000000000000000000000000000000000");
	node_put(snapshot, "at", "2026-12-18T02:00:00Z");
	node_put(snapshot, "late", number % 7 ? "no" : "yes");
	return rc < 0 ? rc : add(p, store, snapshot, agency, err);
}

static int fill(struct store *store, void *context, struct err *err)
{
	struct province_world *p = context;
	int rc = OK;

	for (int i = 1; rc == OK && i <= AGENCIES; i++) {
		struct node *agency = made(p, "agency");

		node_put(agency, "code", text_of(p, "DV%03d", i));
		node_put(agency, "name", text_of(p, "Cơ quan mẫu số %d", i));
		node_put(agency, "sample", "yes");
		rc = add(p, store, agency, NULL, err);
		if (rc == OK)
			rc = add_year(p, store, agency->id, i, err);
		for (int k = 0; rc == OK && k < p->each; k++)
			rc = add_system(p, store, agency->id, i * 1000 + k, err);
		arena_free(p->arena);
		p->arena = arena_new();
	}
	return rc;
}

static void make(struct province_world *p, int each)
{
	struct arena *kept = arena_new();
	struct province *province;
	struct node *summary;
	struct store *store;
	struct err err;

	*p = (struct province_world){ .each = each, .arena = arena_new() };
	/* two systems in full, of the levels 2 and 1; looking at the province keeps their summaries */
	world_make(&p->world, 2);
	world_path(&p->world, "bench.db", p->path, sizeof(p->path));
	world_must(app_province(&province, p->world.app, "2026", kept, &err), &err);
	world_must(store_open(&store, p->path, STORE_WRITE, &err), &err);
	world_must(
	    store_list(&summary, store, model_shape("summary"), NULL, NULL, kept, &err), &err);
	for (; summary; summary = summary->next)
		p->summary[node_is(summary, "level", "2")] = summary;
	world_must(store_write(store, fill, p, &err), &err);
	store_close(store);
	arena_free(p->arena);
	arena_free(kept);
	app_close(p->world.app);
	open_world(p, APP_READ);
}

/* ---- commands -------------------------------------------------------------------------------- */

static double peak;                     /* MB of the last command */

static void command(const char *const *argv)
{
	struct rusage usage;
	int status;
	pid_t child = fork();

	if (child == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
		execv(argv[0], (char *const *)argv);
		_exit(127);
	}
	if (wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) ||
	    WEXITSTATUS(status) != 0) {
		fprintf(stderr, "bench: '%s %s' failed\n", argv[0], argv[3]);
		exit(1);
	}
	peak = (double)usage.ru_maxrss / 1024.0;
}

static const char *program(void)
{
	return getenv("CAPDO") ? getenv("CAPDO") : "build/capdo";
}

static void overview(void *context, int round)
{
	struct province_world *p = context;
	const char *const argv[] = { program(), "--db", p->path, "province", "--year", "2026", NULL };

	(void)round;
	command(argv);
}

static void workbook(void *context, int round)
{
	struct province_world *p = context;
	char path[64];
	const char *const argv[] = { program(), "--db", p->path, "report", "province", "--year",
		"2026", "-o", world_path(&p->world, "ours.xlsx", path, sizeof(path)), NULL };

	(void)round;
	command(argv);
}

struct writing {
	struct province_world *world;
	struct province *province;
	char ours[64], bare[64];
};

static void ours(void *context, int round)
{
	struct writing *writing = context;
	struct err err;

	(void)round;
	world_must(report_province(
		       writing->ours, writing->world->world.app, writing->province, &err),
	    &err);
}

static void bare(void *context, int round)
{
	struct writing *writing = context;

	(void)round;
	tape_play(writing->bare);
}

static void ratio(struct province_world *p)
{
	struct writing writing = { .world = p };
	struct arena *arena = arena_new();
	struct err err;

	world_path(&p->world, "ours.xlsx", writing.ours, sizeof(writing.ours));
	world_path(&p->world, "bare.xlsx", writing.bare, sizeof(writing.bare));
	world_must(app_province(&writing.province, p->world.app, "2026", arena, &err), &err);
	tape.on = true;
	ours(&writing, 0);
	tape.on = false;
	fprintf(stderr, "bench: province workbook: %zu cells\n", tape.count);
	bench_ratio("province workbook of 1000 systems / bare libxlsxwriter", ours, bare, &writing, 1.3);
	tape_clear();
	free(tape.cell);
	arena_free(arena);
}

int main(void)
{
	struct province_world p;

	make(&p, 10);
	bench_ms("capdo report province, 1000 systems", workbook, &p, 10000);
	printf("memory of 'report province', 1000 systems\t%.1f\t64.00\t# MB resident\n", peak);
	ratio(&p);
	world_remove(&p.world);
	make(&p, 100);
	bench_ms("capdo province, 10000 systems", overview, &p, 2000);
	world_remove(&p.world);
	return 0;
}

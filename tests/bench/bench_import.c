/*
 * Submissions of 10 systems with 300 answers each into one store, against bare xmlTextReader and
 * bare prepared inserts of the same values into the same tables with the same indexes, one
 * transaction a file, synchronous FULL.
 *
 * Ours reads each file twice, in a process of its own first, proves its hashes, holds it to the
 * shapes and the packs. Two lines: taking the records in, and that with rules and summaries; then
 * the memory that the largest process needed.
 */
#include <libxml/xmlreader.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>

#include "bench.h"
#include "capdo/exchange.h"
#include "world.h"

enum { FILES = 30, SYSTEMS = 10, COLUMNS = 64, DEPTH = 12 };

struct insert {
	const struct shape *shape;
	sqlite3_stmt *sql;
};

struct work {
	char folder[32];
	char file[FILES][64];
	sqlite3 *db;
	struct insert insert[COLUMNS];
	size_t insert_count;
	bool with_rules;
};

static const char *path_of(const struct work *work, const char *name, char out[64])
{
	snprintf(out, 64, "%s/%s", work->folder, name);
	return out;
}

static struct app *open_store(const struct work *work, const char *name)
{
	char path[64];
	struct app_options options = {
		.person = "an", .mode = APP_CREATE, .today = day_from_ymd(2026, 11, 22)
	};
	struct app *app;
	struct err err;

	options.path = path_of(work, name, path);
	world_must(app_open(&app, &options, &err), &err);
	return app;
}

static void drop_store(const struct work *work, const char *name)
{
	static const char *const ends[] = { "", "-wal", "-shm" };
	char path[64], whole[80];

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		snprintf(whole, sizeof(whole), "%s%s", path_of(work, name, path), ends[i]);
		unlink(whole);
	}
}

/* ---- the files ------------------------------------------------------------------------------- */

static void give_ids(struct node *node, struct arena *arena)
{
	char id[UUID_TEXT];

	uuid_new(id);
	node->id = arena_copy(arena, id);
	for (size_t i = 0; i < node->shape->child_count; i++)
		for (struct node *child = node->children[i].first; child; child = child->next)
			give_ids(child, arena);
}

/* 300 answers to a checklist of level 2: some for all, the rest by asset. */
static void write_file(struct work *work, const struct world *world, int number)
{
	struct arena *arena = arena_new();
	struct node *agency = node_new(arena, model_root(), NULL);
	struct node *year = node_new(arena, model_shape("year"), agency);
	struct exchange_info info = { .year = "2026", .snapshot = "1" };
	struct err err;

	node_put(agency, "code", arena_print(arena, "DV%03d", number));
	node_put(agency, "name", "Đơn vị dữ liệu mẫu");
	node_put(agency, "sample", "yes");
	node_put(year, "year", "2026");
	node_put(year, "state", "submitted");
	for (int i = 1; i <= SYSTEMS; i++)
		world_system(agency, world, arena, i, 3, 48);
	give_ids(agency, arena);
	snprintf(work->file[number], sizeof(work->file[number]), "%s/%02d.xml", work->folder,
	    number);
	exchange_packs(&info, agency, app_packs(world->app), arena);
	world_must(exchange_write(work->file[number], &info, agency, &err), &err);
	if (number == 0)
		fprintf(stderr, "bench: %d files of %d systems, %zu answers in the first\n", FILES,
		    SYSTEMS,
		    node_count(node_first(node_first(agency, "system"), "assessment"), "finding"));
	arena_free(arena);
}

/* ---- ours ------------------------------------------------------------------------------------ */

static void ours(void *context, int round)
{
	struct work *work = context;
	struct app *app = open_store(work, "ours.db");
	struct err err;

	(void)round;
	for (int i = 0; i < FILES; i++) {
		struct arena *arena = arena_new();
		struct merge_counts counts;
		struct receipt receipt;

		if (work->with_rules)
			world_must(exchange_receive(
				       &receipt, app, work->file[i], false, arena, &err), &err);
		else
			world_must(exchange_import(&counts, app, work->file[i], false, &err), &err);
		arena_free(arena);
	}
	app_close(app);
	drop_store(work, "ours.db");
}

/* ---- bare ------------------------------------------------------------------------------------ */

static void column(char *out, size_t size, const char *name)
{
	snprintf(out, size, "%s", name);
	for (; *out; out++)
		if (*out == '-')
			*out = '_';
}

static struct insert *insert_of(struct work *work, const struct shape *shape)
{
	struct buffer sql = { 0 };
	char name[64];
	size_t values = 2 + shape->field_count;

	for (size_t i = work->insert_count; i-- > 0;)
		if (work->insert[i].shape == shape)
			return &work->insert[i];
	column(name, sizeof(name), shape->name);
	buffer_print(&sql, "INSERT INTO %s (id", name);
	for (size_t i = 0; i < shape->field_count; i++) {
		column(name, sizeof(name), shape->field[i].name);
		buffer_print(&sql, ", %s", name);
	}
	if (model_parent(shape))
		buffer_add(&sql, ", parent");
	else
		values--;
	if (strcmp(shape->name, "agency") == 0 || strcmp(shape->name, "system") == 0) {
		buffer_add(&sql, ", folded");
		values++;
	}
	buffer_add(&sql, ") VALUES (?");
	for (size_t i = 1; i < values; i++)
		buffer_add(&sql, ", ?");
	buffer_add(&sql, ")");
	work->insert[work->insert_count].shape = shape;
	if (sqlite3_prepare_v3(work->db, sql.text, -1, SQLITE_PREPARE_PERSISTENT,
		&work->insert[work->insert_count].sql, NULL)) {
		fprintf(stderr, "bench: %s: %s\n", sql.text, sqlite3_errmsg(work->db));
		exit(1);
	}
	buffer_release(&sql);
	return &work->insert[work->insert_count++];
}

struct open_record {
	struct insert *insert;
	char id[40];
	bool bound;
};

static void run_insert(struct work *work, struct open_record *record, const char *parent)
{
	const struct shape *shape = record->insert->shape;
	sqlite3_stmt *sql = record->insert->sql;
	int at = (int)shape->field_count + 2;

	if (record->bound)
		return;
	record->bound = true;
	if (parent)
		sqlite3_bind_text(sql, at++, parent, -1, SQLITE_STATIC);
	if (at == sqlite3_bind_parameter_count(sql))
		sqlite3_bind_text(sql, at, "mau", -1, SQLITE_STATIC);
	if (sqlite3_step(sql) != SQLITE_DONE) {
		fprintf(stderr, "bench: %s: %s\n", shape->name, sqlite3_errmsg(work->db));
		exit(1);
	}
	sqlite3_reset(sql);
	sqlite3_clear_bindings(sql);
}

/* Key columns are never NULL. */
static void bind_empty_keys(const struct insert *insert)
{
	for (size_t i = 0; i < insert->shape->field_count; i++)
		if (insert->shape->field[i].flags & KEY)
			sqlite3_bind_text(insert->sql, (int)i + 2, "", -1, SQLITE_STATIC);
}

static void start_record(struct work *work, struct open_record *record, xmlTextReader *reader,
    const struct shape *shape)
{
	*record = (struct open_record){ .insert = insert_of(work, shape) };
	bind_empty_keys(record->insert);
	while (xmlTextReaderMoveToNextAttribute(reader) == 1) {
		const char *name = (const char *)xmlTextReaderConstName(reader);
		const char *value = (const char *)xmlTextReaderConstValue(reader);
		int field = shape_field(shape, name);

		if (strcmp(name, "id") == 0) {
			snprintf(record->id, sizeof(record->id), "%s", value);
			sqlite3_bind_text(record->insert->sql, 1, record->id, -1, SQLITE_STATIC);
		} else if (field >= 0 && (shape->field[field].type == F_INT ||
			       shape->field[field].type == F_MONEY)) {
			sqlite3_bind_int64(
			    record->insert->sql, field + 2, strtoll(value, NULL, 10));
		} else if (field >= 0) {
			sqlite3_bind_text(
			    record->insert->sql, field + 2, value, -1, SQLITE_TRANSIENT);
		}
	}
	xmlTextReaderMoveToElement(reader);
}

static const char *parent_id(const struct open_record *record, int depth)
{
	return depth > 1 ? record[depth - 1].id : NULL;
}

/* One file: attributes and texts bound as they come, a row run when its first child or its end
 * does. */
static void read_bare(struct work *work, const char *path)
{
	xmlTextReader *reader = xmlReaderForFile(path, NULL, XML_PARSE_NONET);
	struct open_record record[DEPTH] = { { NULL, "", false } };
	int inner = 0, field = -1;

	while (xmlTextReaderRead(reader) == 1) {
		int depth = xmlTextReaderDepth(reader);
		const char *name = (const char *)xmlTextReaderConstName(reader);
		const struct shape *shape;
		bool empty;

		switch (xmlTextReaderNodeType(reader)) {
		case XML_READER_TYPE_ELEMENT:
			empty = xmlTextReaderIsEmptyElement(reader);
			shape = depth > 0 ? model_shape(name) : NULL;
			if (inner > 0 && (!shape || shape_child(record[inner].insert->shape, name) < 0)) {
				field = shape_field(record[inner].insert->shape, name);
			} else if (shape && depth > 0 && strcmp(name, "pack") != 0) {
				if (inner > 0)
					run_insert(work, &record[inner], parent_id(record, inner));
				inner = depth;
				start_record(work, &record[inner], reader, shape);
				if (empty)
					run_insert(work, &record[inner], parent_id(record, inner));
				inner -= empty;
			}
			break;
		case XML_READER_TYPE_TEXT:
			if (field >= 0)
				sqlite3_bind_text(record[inner].insert->sql, field + 2,
				    (const char *)xmlTextReaderConstValue(reader), -1,
				    SQLITE_TRANSIENT);
			break;
		case XML_READER_TYPE_END_ELEMENT:
			if (field >= 0) {
				field = -1;
			} else if (inner > 0 && depth == inner) {
				run_insert(work, &record[inner], parent_id(record, inner));
				inner--;
			}
			break;
		}
	}
	xmlFreeTextReader(reader);
}

static void bare(void *context, int round)
{
	struct work *work = context;
	char path[64];

	(void)round;
	app_close(open_store(work, "bare.db"));         /* the same tables */
	if (sqlite3_open(path_of(work, "bare.db", path), &work->db) ||
	    sqlite3_exec(work->db,
		"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON",
		NULL, NULL, NULL))
		exit(1);
	for (int i = 0; i < FILES; i++) {
		sqlite3_exec(work->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
		read_bare(work, work->file[i]);
		if (sqlite3_exec(work->db, "COMMIT", NULL, NULL, NULL))
			exit(1);
	}
	for (size_t i = 0; i < work->insert_count; i++)
		sqlite3_finalize(work->insert[i].sql);
	work->insert_count = 0;
	sqlite3_close(work->db);
	drop_store(work, "bare.db");
}

/* ---- memory ---------------------------------------------------------------------------------- */

static long most_kilobytes(void)
{
	struct rusage own, children;

	getrusage(RUSAGE_SELF, &own);
	getrusage(RUSAGE_CHILDREN, &children);
	return own.ru_maxrss > children.ru_maxrss ? own.ru_maxrss : children.ru_maxrss;
}

int main(void)
{
	struct work work = { .folder = "build/bench-XXXXXX" };
	struct world world;

	if (!mkdtemp(work.folder))
		return 1;
	world_make(&world, 0);
	for (int i = 0; i < FILES; i++)
		write_file(&work, &world, i);
	world_remove(&world);
	bench_ratio("import of submissions / bare reader and inserts", ours, bare, &work, 1.5);
	work.with_rules = true;
	bench_ratio("the same with rules and summaries", ours, bare, &work, 1.5);
	printf("memory of importing, largest process\t%.1f\t128.00\t# megabytes\n",
	    (double)most_kilobytes() / 1024);
	for (int i = 0; i < FILES; i++)
		unlink(work.file[i]);
	rmdir(work.folder);
	return 0;
}

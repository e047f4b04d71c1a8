/*
 * test_exchange_roundtrip.c - 200 agencies made up by chance, through files and stores: nothing lost,
 * and the second file is the first, byte by byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "capdo/exchange.h"
#include "capdo/store.h"
#include "exchange_valid.h"
#include "scratch.h"

enum { AGENCIES = 200 };

static const struct exchange_info fixed = { .created = "2026-11-22T03:00:00Z", .tool = "capdo" };

static struct app *open_store(const char *path, enum app_mode mode)
{
	const struct app_options options = { .path = path, .person = "an", .mode = mode,
		.today = day_from_ymd(2026, 11, 22) };
	struct app *app = NULL;
	struct err err = { 0 };

	if (app_open(&app, &options, &err) < 0)
		fail_msg("%s", err.text);
	return app;
}

/* A copy of an empty store: making one anew takes longer than all the rest. */
static struct app *open_empty(const char *path)
{
	static char *bytes;             /* for all tests, as long as the program runs */
	static size_t length;
	struct err err = { 0 };

	if (!bytes) {
		struct arena *arena = arena_new();

		app_close(open_store(path, APP_CREATE));
		assert_int_equal(file_read(&bytes, &length, path, 1 << 28, arena, &err), OK);
		bytes = memcpy(xmalloc(length), bytes, length);
		arena_free(arena);
		store_drop(path);
	}
	if (file_write(path, bytes, length, &err) < 0)
		fail_msg("%s", err.text);
	return open_store(path, APP_WRITE);
}

static void take_in(struct app *app, const char *path, uint64_t seed)
{
	struct merge_counts counts;
	struct err err = { 0 };

	if (exchange_import(&counts, app, path, false, &err) < 0)
		fail_msg("agency %d: %s", (int)seed, err.text);
}

static void write_out(struct app *app, const char *path, const char *agency, struct arena *arena)
{
	struct exchange_info info = fixed;
	struct agency_view *view;
	struct err err = { 0 };

	if (app_view_agency(&view, app, agency, NULL, arena, &err) < 0)
		fail_msg("%s", err.text);
	exchange_packs(&info, view->node, app_packs(app), arena);
	if (exchange_write(path, &info, view->node, &err) < 0)
		fail_msg("%s", err.text);
}

/* The record with this id anywhere below, or itself. */
static const struct node *by_id(const struct node *node, const char *id)
{
	const struct node *found = node->id && strcmp(node->id, id) == 0 ? node : NULL;

	for (size_t i = 0; !found && i < node->shape->child_count; i++)
		for (const struct node *child = node->children[i].first; !found && child;
		     child = child->next)
			found = by_id(child, id);
	return found;
}

/* What was given stands in the copy; what was not is only what a new record gets by itself. */
static void check_same(const struct node *given, const struct node *all)
{
	const struct node *copy = by_id(all, given->id);

	assert_non_null(copy);
	assert_ptr_equal(copy->shape, given->shape);
	for (size_t i = 0; i < given->shape->field_count; i++) {
		if (!given->value[i])
			continue;
		assert_non_null(copy->value[i]);
		assert_string_equal(copy->value[i], given->value[i]);
	}
	for (size_t i = 0; i < given->shape->child_count; i++) {
		assert_int_equal(copy->children[i].count, given->children[i].count);
		for (const struct node *child = given->children[i].first; child; child = child->next)
			check_same(child, all);
	}
}

static char *bytes_of(const char *path, size_t *length, struct arena *arena)
{
	struct err err = { 0 };
	char *data;

	if (file_read(&data, length, path, 1 << 28, arena, &err) < 0)
		fail_msg("%s", err.text);
	return data;
}

static struct node *make_agency(uint64_t seed, const struct pack_set *packs, struct arena *arena)
{
	struct exchange_tree tree = { .arena = arena, .seed = seed, .each = 1 + (unsigned)(seed % 3),
		.all = seed % 10 == 1 };
	struct node *agency;

	if (tree.all)
		tree.each = 2;
	agency = exchange_tree_make(&tree);
	exchange_valid_make(agency, packs, arena);
	return agency;
}

static void one_agency(uint64_t seed, const struct pack_set *packs, struct scratch *scratch)
{
	struct arena *arena = arena_new();
	char path[5][256];
	static const char *const name[] = { "given.xml", "first.db", "first.xml", "second.db", "second.xml" };
	struct err err = { 0 };
	struct node *given, *read;
	struct app *app;
	char *first, *second;
	size_t length[2];
	const char *code;

	for (size_t i = 0; i < 5; i++)
		snprintf(path[i], sizeof(path[i]), "%s", scratch_path(scratch, name[i]));
	app = open_empty(path[1]);
	given = make_agency(seed, packs, arena);
	code = node_get(given, "code");
	assert_int_equal(exchange_write(path[0], &fixed, given, &err), OK);
	take_in(app, path[0], seed);
	write_out(app, path[2], code, arena);
	app_close(app);
	app = open_empty(path[3]);
	take_in(app, path[2], seed);
	write_out(app, path[4], code, arena);
	app_close(app);

	first = bytes_of(path[2], &length[0], arena);
	second = bytes_of(path[4], &length[1], arena);
	assert_int_equal(length[0], length[1]);
	assert_memory_equal(first, second, length[0]);
	if (exchange_read(&read, path[4], NULL, arena, &err) < 0)
		fail_msg("%s", err.text);
	check_same(given, read);
	store_drop(path[1]);
	store_drop(path[3]);
	arena_free(arena);
}

static void what_was_imported_into_an_empty_store_is_exported_with_the_same_bytes(void **state)
{
	struct scratch scratch;
	struct pack_set *packs;
	struct err err = { 0 };

	(void)state;
	assert_int_equal(packs_load(&packs, NULL, &err), OK);
	scratch_make(&scratch);
	for (uint64_t seed = 1; seed <= AGENCIES; seed++)
		one_agency(seed, packs, &scratch);
	packs_free(packs);
	print_message("## %d agencies made up by chance: exported, imported, exported again: the same bytes\n",
	    AGENCIES);
	scratch_remove(&scratch);
}

static void a_year_with_nothing_in_it_comes_back(void **state)
{
	struct scratch scratch;
	struct arena *arena = arena_new();
	struct node *agency = node_new(arena, model_root(), NULL);
	struct node *year = node_new(arena, model_shape("year"), agency);
	struct app *app;
	struct node *read;
	struct err err = { 0 };

	(void)state;
	scratch_make(&scratch);
	agency->id = "0198c0de-0000-7000-8000-000000000001";
	year->id = "0198c0de-0000-7000-8000-000000000002";
	node_put(agency, "code", "TRONG");
	node_put(agency, "name", "Đơn vị chưa có gì");
	node_put(year, "year", "2024");
	assert_int_equal(exchange_write(scratch_path(&scratch, "a.xml"), &fixed, agency, &err), OK);
	app = open_empty(scratch_path(&scratch, "a.db"));
	take_in(app, scratch_path(&scratch, "a.xml"), 0);
	write_out(app, scratch_path(&scratch, "b.xml"), "TRONG", arena);
	app_close(app);
	assert_int_equal(exchange_read(&read, scratch_path(&scratch, "b.xml"), NULL, arena, &err), OK);
	assert_string_equal(node_get(node_first(read, "year"), "year"), "2024");
	arena_free(arena);
	scratch_remove(&scratch);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_imported_into_an_empty_store_is_exported_with_the_same_bytes),
		cmocka_unit_test(a_year_with_nothing_in_it_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

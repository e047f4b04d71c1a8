/*
 * marks.c - a compact set of fingerprints.
 *
 * Open addressing in tables that each grow by a quarter: a set that is large has many of them, so
 * that growing one needs little beside what is there.
 */
#include "capdo/base.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "hash_priv.h"

enum { TABLES = 256, FIRST_ROOM = 16, SPLIT_AT = 8192 };

struct marks_table {
	uint64_t *print;        /* 0: free */
	uint32_t *number;
	size_t room, count;
};

struct marks {
	unsigned char key[crypto_shorthash_KEYBYTES];
	size_t count;
	size_t tables;          /* 1 or TABLES */
	struct marks_table *table;
};

struct marks *marks_new(void)
{
	struct marks *marks = xcalloc(1, sizeof(*marks));

	random_bytes(marks->key, sizeof(marks->key));
	marks->tables = 1;
	marks->table = xcalloc(1, sizeof(*marks->table));
	return marks;
}

void marks_free(struct marks *marks)
{
	if (!marks)
		return;
	for (size_t i = 0; i < marks->tables; i++) {
		free(marks->table[i].print);
		free(marks->table[i].number);
	}
	free(marks->table);
	free(marks);
}

static uint64_t fingerprint(const struct marks *marks, const void *key, size_t length)
{
	unsigned char bytes[crypto_shorthash_BYTES];
	uint64_t print;

	crypto_shorthash(bytes, key, length, marks->key);
	memcpy(&print, bytes, sizeof(print));
	return print ? print : 1;
}

static struct marks_table *table_of(const struct marks *marks, uint64_t print)
{
	return &marks->table[marks->tables > 1 ? print >> 56 : 0];
}

/* Where it stands or would stand; the table has room. The upper bits choose the table, those below
 * the place: rooms are no powers of two. */
static size_t place_of(const struct marks_table *table, uint64_t print)
{
	size_t at = (size_t)((print & 0xFFFFFFFF) * table->room >> 32);

	while (table->print[at] && table->print[at] != print)
		at = at + 1 < table->room ? at + 1 : 0;
	return at;
}

static void put(struct marks_table *table, uint64_t print, uint32_t number)
{
	size_t at = place_of(table, print);

	table->count += table->print[at] == 0;
	table->print[at] = print;
	table->number[at] = number;
}

static void resize(struct marks_table *table, size_t room)
{
	struct marks_table larger = { .room = room }, small;

	larger.print = xcalloc(room, sizeof(*larger.print));
	larger.number = xcalloc(room, sizeof(*larger.number));
	for (size_t i = 0; i < table->room; i++)
		if (table->print[i])
			put(&larger, table->print[i], table->number[i]);
	small = *table;
	*table = larger;
	free(small.print);
	free(small.number);
}

static void make_room(struct marks_table *table)
{
	if (table->room == 0)
		resize(table, FIRST_ROOM);
	else if (table->count >= table->room - table->room / 7)
		resize(table, table->room < SPLIT_AT ? table->room * 2
						     : table->room + table->room / 4);
}

static void split(struct marks *marks)
{
	struct marks_table one = marks->table[0];

	free(marks->table);
	marks->table = xcalloc(TABLES, sizeof(*marks->table));
	marks->tables = TABLES;
	for (size_t i = 0; i < one.room; i++) {
		struct marks_table *table = table_of(marks, one.print[i]);

		if (!one.print[i])
			continue;
		make_room(table);
		put(table, one.print[i], one.number[i]);
	}
	free(one.print);
	free(one.number);
}

uint32_t *marks_at(struct marks *marks, const void *key, size_t length)
{
	uint64_t print = fingerprint(marks, key, length);
	struct marks_table *table;
	size_t at;

	if (marks->tables == 1 && marks->count >= SPLIT_AT)
		split(marks);
	table = table_of(marks, print);
	make_room(table);
	at = place_of(table, print);
	if (!table->print[at]) {
		table->print[at] = print;
		table->count++;
		marks->count++;
	}
	return &table->number[at];
}

bool marks_has(const struct marks *marks, const void *key, size_t length)
{
	uint64_t print = fingerprint(marks, key, length);
	const struct marks_table *table = table_of(marks, print);

	return table->room > 0 && table->print[place_of(table, print)] == print;
}

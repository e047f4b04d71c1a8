/*
 * index.c - finds things by their id, and finds two things with one id.
 */
#include "pack_priv.h"

#include <stdlib.h>
#include <string.h>

void index_open(struct reader *r, struct index *index, size_t count)
{
	index->at = room_for(r, count, sizeof(*index->at));
	index->count = 0;
}

void index_add(struct index *index, const char *id, const void *what, const xmlNode *node)
{
	if (!id)
		return;
	index->at[index->count++] = (struct entry){
		.id = id, .what = what, .line = xml_line(node)
	};
}

/* Equal ids stay in the order of the file, so that the second is the one that is refused. */
static int compare_entries(const void *a, const void *b)
{
	const struct entry *left = a;
	const struct entry *right = b;
	int order = strcmp(left->id, right->id);

	if (order != 0)
		return order;
	return (left->line > right->line) - (left->line < right->line);
}

void index_sort(struct index *index)
{
	if (index->count > 1)
		qsort(index->at, index->count, sizeof(*index->at), compare_entries);
}

int index_close(struct reader *r, struct index *index, const char *what)
{
	if (r->rc < 0)
		return r->rc;
	index_sort(index);
	for (size_t i = 1; i < index->count; i++) {
		const struct entry *twin = &index->at[i];

		if (strcmp(twin[-1].id, twin->id) != 0)
			continue;
		err_set(&r->note, FAIL_INVALID, "%s '%s' is declared twice, first on line %d", what,
		    twin->id, twin[-1].line);
		err_at(&r->note, FAIL_INVALID, "'%s' line %d", r->to->file, twin->line);
		return fault(r, NULL, FAIL_INVALID);
	}
	return OK;
}

const void *index_find(const struct index *index, const char *id)
{
	size_t low = 0;
	size_t high = index->count;

	if (!id)
		return NULL;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(id, index->at[middle].id);

		if (order == 0)
			return index->at[middle].what;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

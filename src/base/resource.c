/*
 * resource.c - finds what the Makefile has put into the program.
 */
#include "resource_priv.h"

#include <string.h>

const struct resource *resource_at(size_t index)
{
	return index < resources_count ? &resources_all[index] : NULL;
}

const struct resource *resource_find(const char *name)
{
	size_t low = 0;
	size_t high = resources_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(name, resources_all[middle].name);

		if (order == 0)
			return &resources_all[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

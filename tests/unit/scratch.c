/*
 * scratch.c - see scratch.h.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scratch.h"

void scratch_make(struct scratch *scratch)
{
	snprintf(scratch->folder, sizeof(scratch->folder), "/tmp/capdo-test-XXXXXX");
	if (!mkdtemp(scratch->folder))
		abort();
}

const char *scratch_path(struct scratch *scratch, const char *name)
{
	snprintf(scratch->path, sizeof(scratch->path), "%s/%s", scratch->folder, name);
	return scratch->path;
}

void scratch_remove(struct scratch *scratch)
{
	DIR *folder = opendir(scratch->folder);
	struct dirent *entry;

	chmod(scratch->folder, 0700);
	while (folder && (entry = readdir(folder)) != NULL)
		if (entry->d_name[0] != '.')
			unlink(scratch_path(scratch, entry->d_name));
	if (folder)
		closedir(folder);
	rmdir(scratch->folder);
}

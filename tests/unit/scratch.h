/*
 * scratch.h - a folder of its own for a test, removed with all that is in it.
 */
#ifndef CAPDO_TESTS_SCRATCH_H
#define CAPDO_TESTS_SCRATCH_H

struct scratch {
	char folder[64];
	char path[256];         /* what scratch_path gave last */
};

void scratch_make(struct scratch *scratch);
/* "folder/name", in scratch->path. */
const char *scratch_path(struct scratch *scratch, const char *name);
void scratch_remove(struct scratch *scratch);

#endif

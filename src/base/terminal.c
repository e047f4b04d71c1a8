/*
 * terminal.c - does a person look at it, and what of a library's own messages they see: nothing.
 */
#include "capdo/base.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

bool terminal_is(int stream)
{
	return isatty(stream) == 1;
}

int quiet_begin(void)
{
	int kept, nowhere;

	fflush(stderr);
	kept = dup(STDERR_FILENO);
	nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (kept >= 0 && nowhere >= 0)
		dup2(nowhere, STDERR_FILENO);
	if (nowhere >= 0)
		close(nowhere);
	return kept;
}

void quiet_end(int kept)
{
	if (kept < 0)
		return;
	fflush(stderr);
	dup2(kept, STDERR_FILENO);
	close(kept);
}

/*
 * terminal.c - does a person look at it?
 */
#include "capdo/base.h"

#include <unistd.h>

bool terminal_is(int stream)
{
	return isatty(stream) == 1;
}

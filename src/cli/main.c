/*
 * main.c - the program; everything it does is in the library, where tests reach it.
 */
#include "capdo/base.h"
#include "cli.h"

int main(int argc, char **argv)
{
	int status = cli_run(argc, argv);

	text_end();
	return status;
}

/*
 * main.c - the program; everything it does is in the library, where tests reach it.
 */
#include "cli.h"

int main(int argc, char **argv)
{
	return cli_run(argc, argv);
}

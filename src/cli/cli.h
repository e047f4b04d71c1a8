/*
 * cli.h - the command line: a face over app/, exchange/ and report/.
 *
 * One table of commands says what each is called, needs and prints as help; the dispatcher provides
 * it or refuses. Decides no rule, keeps no record. Results go to standard output, messages to
 * standard error.
 */
#ifndef CAPDO_CLI_H
#define CAPDO_CLI_H

/* Runs one command as main() gives it. Returns the exit status: 0 done, 1 the machine could not, 2
 * wrong use or invalid input, 3 done and the answer is "inconsistent". */
int cli_run(int argc, char **argv);

#endif

/*
 * Resident memory of commands on the sample province, in MB; limit 64.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t wait4(pid_t pid, int *status, int options, struct rusage *usage);

enum { WORDS = 12 };

static char folder[] = "build/bench-XXXXXX";
static char database[64], workbook[64], submission[64];

/* Runs one command and prints its peak; `$D`, `$X`, `$S` stand for database, workbook, submission.
 */
static void run(const char *const *word)
{
	const char *argv[WORDS + 4] = { "build/capdo", "--db", database };
	char name[256] = "";
	struct rusage usage;
	int status, count = 3;
	pid_t child;

	for (int i = 0; i < WORDS && word[i]; i++) {
		argv[count++] = strcmp(word[i], "$X") == 0 ? workbook
		    : strcmp(word[i], "$S") == 0           ? submission
							   : word[i];
		snprintf(name + strlen(name), sizeof(name) - strlen(name), "%s%s", i ? " " : "",
		    word[i]);
	}
	child = fork();
	if (child == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
		execv(argv[0], (char *const *)argv);
		_exit(127);
	}
	if (wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) ||
	    WEXITSTATUS(status) != 0) {
		fprintf(stderr, "bench: '%s' failed\n", name);
		exit(1);
	}
	unlink(workbook);
	unlink(submission);
	printf(
	    "memory of '%s'\t%.1f\t64.00\t# MB resident\n", name, (double)usage.ru_maxrss / 1024.0);
	fflush(stdout);
}

int main(void)
{
	static const char *const commands[][WORDS] = {
		{ "init", "--user", "an" },
		{ "load", "templates/sample" },
		{ "agency", "list" },
		{ "system", "list", "--agency", "STTTT" },
		{ "level", "show", "VPUB-DVC" },
		{ "assess", "show", "VPUB-DVC", "--year", "2026" },
		{ "threat", "show", "VPUB-DVC", "--year", "2026" },
		{ "report", "system", "VPUB-DVC", "--year", "2026", "-o", "$X" },
		{ "report", "agency", "STTTT", "--year", "2026", "-o", "$X" },
		{ "exchange", "export", "--agency", "STTTT", "-o", "$S" },
		{ "pack", "show", "tt12-2022", "--level", "5" },
		{ "verify" },
	};
	const char *suffix[] = { "", "-wal", "-shm" };

	if (!mkdtemp(folder))
		return 1;
	snprintf(database, sizeof(database), "%s/bench.db", folder);
	snprintf(workbook, sizeof(workbook), "%s/out.xlsx", folder);
	snprintf(submission, sizeof(submission), "%s/out.xml", folder);
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		run(commands[i]);
	for (size_t i = 0; i < 3; i++) {
		char path[80];

		snprintf(path, sizeof(path), "%s%s", database, suffix[i]);
		unlink(path);
	}
	rmdir(folder);
	return 0;
}

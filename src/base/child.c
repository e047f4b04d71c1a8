/*
 * child.c - work on what may be hostile, in a process of its own with limits.
 */
#include "capdo/base.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Sent in one piece: smaller than PIPE_BUF. */
struct report {
	int rc;
	struct err err;
};

/* The parent's half-written files must not be flushed a second time by exit(). */
static void leave_at_once(void)
{
	_exit(1);
}

static void limit(int what, rlim_t most)
{
	struct rlimit now;

	if (getrlimit(what, &now) < 0)
		return;
	if (now.rlim_max == RLIM_INFINITY || most < now.rlim_max)
		now.rlim_max = most;
	now.rlim_cur = now.rlim_max;
	setrlimit(what, &now);
}

/* Sanitizers map far more address space than they use, and their reports must be seen. */
static void confine(size_t memory_limit, int cpu_seconds)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	(void)memory_limit;
#else
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (nowhere >= 0)
		dup2(nowhere, STDERR_FILENO);
	limit(RLIMIT_AS, (rlim_t)memory_limit);
#endif
	limit(RLIMIT_CPU, (rlim_t)cpu_seconds);
	limit(RLIMIT_CORE, 0);
}

static _Noreturn void be_child(int out, int (*work)(void *context, struct err *err), void *context,
    size_t memory_limit, int cpu_seconds)
{
	struct report report = { 0 };
	size_t length;
	ssize_t put;

	atexit(leave_at_once);
	confine(memory_limit, cpu_seconds);
	report.rc = work(context, &report.err);
	/* What the stack held before is nobody's business. */
	length = strlen(report.err.text);
	memset(report.err.text + length, 0, sizeof(report.err.text) - length);
	do
		put = write(out, &report, sizeof(report));
	while (put < 0 && errno == EINTR);
	_exit(put == (ssize_t)sizeof(report) ? 0 : 1);
}

/* False: the child ended without a whole report. */
static bool read_report(struct report *report, int in)
{
	char *to = (char *)report;
	size_t at = 0;
	ssize_t got;

	while (at < sizeof(*report)) {
		got = read(in, to + at, sizeof(*report) - at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += (size_t)got;
	}
	report->err.text[sizeof(report->err.text) - 1] = '\0';
	return true;
}

static int judge(const struct report *report, bool whole, int status, struct err *err)
{
	if (whole && WIFEXITED(status) && WEXITSTATUS(status) == 0) {
		if (err && report->rc < 0)
			*err = report->err;
		return report->rc;
	}
	if (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL && WTERMSIG(status) != SIGXCPU)
		return err_set(err, FAIL_INVALID, "reading it broke down (signal %d)",
		    WTERMSIG(status));
	return err_set(err, FAIL_INVALID, "reading it took too much memory or time");
}

static int no_process(struct err *err, int number)
{
	return err_set(err, FAIL_ENV, "cannot start a second process: %s", strerror(number));
}

int child_run(int (*work)(void *context, struct err *err), void *context, size_t memory_limit,
    int cpu_seconds, struct err *err)
{
	struct report report = { 0 };
	int ends[2];
	int status = 0;
	int number;
	bool whole;
	pid_t child;

	if (pipe(ends) < 0)
		return no_process(err, errno);
	child = fork();
	if (child < 0) {
		number = errno;
		close(ends[0]);
		close(ends[1]);
		return no_process(err, number);
	}
	if (child == 0)
		be_child(ends[1], work, context, memory_limit, cpu_seconds);
	close(ends[1]);
	whole = read_report(&report, ends[0]);
	close(ends[0]);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		continue;
	return judge(&report, whole, status, err);
}

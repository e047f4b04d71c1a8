/*
 * child.c - work on what may be hostile, in a process of its own with limits.
 */
#include "capdo/base.h"

#include <assert.h>
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
	unsigned char answer[CHILD_ANSWER];
};

struct task {
	int (*work)(void *context, struct err *err);
	void *context;
	void *answer;
	size_t size;
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

/* In a child: where what it says goes. */
static int say_to = -1;

static _Noreturn void be_child(int out, const struct task *task, size_t memory_limit,
    int cpu_seconds)
{
	struct report report = { 0 };
	size_t length;
	ssize_t put;

	atexit(leave_at_once);
	confine(memory_limit, cpu_seconds);
	report.rc = task->work(task->context, &report.err);
	if (task->size > 0)
		memcpy(report.answer, task->answer, task->size);
	/* What the stack held before is nobody's business. */
	length = strlen(report.err.text);
	memset(report.err.text + length, 0, sizeof(report.err.text) - length);
	if (say_to >= 0)
		close(say_to);
	do
		put = write(out, &report, sizeof(report));
	while (put < 0 && errno == EINTR);
	_exit(put == (ssize_t)sizeof(report) ? 0 : 1);
}

int child_say(const void *data, size_t size, struct err *err)
{
	const char *from = data;
	ssize_t put;

	while (size > 0) {
		put = write(say_to, from, size);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return err_set(err, FAIL_ENV, "nobody listens");
		from += put;
		size -= (size_t)put;
	}
	return OK;
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

struct child {
	pid_t process;
	int report, stream;
	struct task task;
};

/* The child has the writing ends, the parent the reading ones. */
static void take_sides(struct child *child, int report[2], int stream[2], size_t memory_limit,
    int cpu_seconds)
{
	if (child->process == 0) {
		close(report[0]);
		close(stream[0]);
		say_to = stream[1];
		be_child(report[1], &child->task, memory_limit, cpu_seconds);
	}
	close(report[1]);
	close(stream[1]);
	child->report = report[0];
	child->stream = stream[0];
}

static void close_both(int ends[2])
{
	close(ends[0]);
	close(ends[1]);
}

int child_begin(struct child **out, int (*work)(void *context, struct err *err), void *context,
    void *answer, size_t size, size_t memory_limit, int cpu_seconds, struct err *err)
{
	struct child *child;
	int report[2], stream[2];
	int number;

	assert(size <= CHILD_ANSWER);
	if (pipe(report) < 0)
		return no_process(err, errno);
	if (pipe(stream) < 0) {
		number = errno;
		close_both(report);
		return no_process(err, number);
	}
	child = xcalloc(1, sizeof(*child));
	child->task = (struct task){ work, context, answer, size };
	child->process = fork();
	if (child->process < 0) {
		number = errno;
		free(child);
		close_both(report);
		close_both(stream);
		return no_process(err, number);
	}
	take_sides(child, report, stream, memory_limit, cpu_seconds);
	*out = child;
	return OK;
}

size_t child_hear(struct child *child, void *out, size_t size)
{
	ssize_t got;

	do
		got = read(child->stream, out, size);
	while (got < 0 && errno == EINTR);
	return got > 0 ? (size_t)got : 0;
}

int child_end(struct child *child, struct err *err)
{
	struct report report = { 0 };
	int status = 0;
	bool whole;
	int rc;

	/* one that still speaks ends when it writes */
	close(child->stream);
	whole = read_report(&report, child->report);
	close(child->report);
	while (waitpid(child->process, &status, 0) < 0 && errno == EINTR)
		continue;
	if (whole && child->task.size > 0)
		memcpy(child->task.answer, report.answer, child->task.size);
	rc = judge(&report, whole, status, err);
	free(child);
	return rc;
}

int child_answer(int (*work)(void *context, struct err *err), void *context, void *answer,
    size_t size, size_t memory_limit, int cpu_seconds, struct err *err)
{
	struct child *child;
	int rc = child_begin(
	    &child, work, context, answer, size, memory_limit, cpu_seconds, err);

	return rc < 0 ? rc : child_end(child, err);
}

int child_run(int (*work)(void *context, struct err *err), void *context, size_t memory_limit,
    int cpu_seconds, struct err *err)
{
	return child_answer(work, context, NULL, 0, memory_limit, cpu_seconds, err);
}

/*
 * bench.h - pairs of measurements: ours, then the bare library doing the same work, five times in
 * turn.
 *
 * Prints one line: name, median of the ratios, limit, separated by tabs. Header only: each bench is
 * one program.
 */
#ifndef CAPDO_BENCH_H
#define CAPDO_BENCH_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { BENCH_ROUNDS = 5 };

static inline int64_t bench_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static inline int bench_order(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

static inline double bench_median(double *value, size_t count)
{
	qsort(value, count, sizeof(*value), bench_order);
	return value[count / 2];
}

typedef void bench_work(void *context, int round);

static inline double bench_time(bench_work *work, void *context, int round)
{
	int64_t start = bench_now();

	work(context, round);
	return (double)(bench_now() - start) / 1e6;
}

/* Both are run once before, uncounted. */
static inline void bench_ratio(
    const char *name, bench_work *ours, bench_work *bare, void *context, double limit)
{
	double ratio[BENCH_ROUNDS], ms[BENCH_ROUNDS], bare_ms[BENCH_ROUNDS];

	ours(context, BENCH_ROUNDS);
	bare(context, BENCH_ROUNDS);
	for (int round = 0; round < BENCH_ROUNDS; round++) {
		ms[round] = bench_time(ours, context, round);
		bare_ms[round] = bench_time(bare, context, round);
		ratio[round] = ms[round] / bare_ms[round];
	}
	printf("%s\t%.2f\t%.2f\t# medians: ours %.2f ms, bare %.2f ms\n", name,
	    bench_median(ratio, BENCH_ROUNDS), limit, bench_median(ms, BENCH_ROUNDS),
	    bench_median(bare_ms, BENCH_ROUNDS));
	fflush(stdout);
}

/* A time of its own, in milliseconds. */
static inline void bench_ms(const char *name, bench_work *work, void *context, double limit)
{
	double ms[BENCH_ROUNDS];

	work(context, BENCH_ROUNDS);
	for (int round = 0; round < BENCH_ROUNDS; round++)
		ms[round] = bench_time(work, context, round);
	printf("%s\t%.2f\t%.2f\t# milliseconds\n", name, bench_median(ms, BENCH_ROUNDS), limit);
	fflush(stdout);
}

#endif

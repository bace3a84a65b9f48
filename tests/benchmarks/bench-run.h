/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sys/resource.h>
#include <time.h>

/**
 * BenchMoment:
 * @ms: of the clock on the wall
 * @cpu: ms of the processor that the program has used
 *
 * What bench-run takes for the end of a program, and what probe.c writes to the file descriptor
 * named by ROSTER_BENCH_THERE. The end of the process itself is no part of it: closing what watches
 * files, for one, takes the kernel more than 10 ms.
 */
typedef struct
{
  double ms;
  double cpu;
} BenchMoment;

static inline BenchMoment
bench_moment_now (const struct rusage *usage)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (BenchMoment){
    .ms = (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6,
    .cpu = (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1e3 +
           (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e3,
  };
}

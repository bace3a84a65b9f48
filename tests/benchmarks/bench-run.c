/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-run COMMAND…: runs a program and prints a line of JSON on standard error: "ms" until it
 * ended, "cpu" ms, and its peak "kib" of resident memory (of the largest, where it started others).
 * It is small itself: a program that is started by a large one would count that one's memory as its
 * own. */

#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

static double
get_ms (struct timeval time)
{
  return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

static double
get_now (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

int
main (int argc, char *argv[])
{
  struct rusage usage;
  const char *preload = getenv ("ROSTER_BENCH_PRELOAD");
  double start;
  pid_t pid;
  int status;
  int code;

  if (preload != NULL)
    setenv ("LD_PRELOAD", preload, 1);
  start = get_now ();
  code = argc < 2 ? -1 : posix_spawnp (&pid, argv[1], NULL, NULL, argv + 1, environ);
  if (code != 0)
    {
      fprintf (stderr, "bench-run: %s\n", argc < 2 ? "no command" : strerror (code));
      return EXIT_FAILURE;
    }
  if (wait4 (pid, &status, 0, &usage) != pid)
    return EXIT_FAILURE;
  fprintf (stderr, "{\"ms\": %.3f, \"cpu\": %.3f, \"kib\": %ld}\n", get_now () - start,
           get_ms (usage.ru_utime) + get_ms (usage.ru_stime), usage.ru_maxrss);
  return WIFEXITED (status) ? WEXITSTATUS (status) : EXIT_FAILURE;
}

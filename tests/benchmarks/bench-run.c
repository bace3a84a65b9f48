/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-run COMMAND…: runs a program and prints a line of JSON on standard error: "ms" until it
 * ended, "cpu" ms, and its peak "kib" of resident memory (of the largest, where it started others).
 * Where a library is preloaded that says when the program is there (probe.c), "ms" and "cpu" are
 * until then. It is small itself: a program that is started by a large one would count that one's
 * memory as its own. */

#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench-run.h"

/* A library that the program loads, and a pipe by which it says when the program is there. */
static void
preload (const char *library, int ends[2])
{
  char number[16];

  if (pipe (ends) != 0)
    {
      perror ("bench-run");
      exit (EXIT_FAILURE);
    }
  snprintf (number, sizeof number, "%d", ends[1]);
  setenv ("ROSTER_BENCH_THERE", number, 1);
  setenv ("LD_PRELOAD", library, 1);
}

static int
report (pid_t pid, double start, int there)
{
  BenchMoment moment;
  struct rusage usage;
  int status;

  if (wait4 (pid, &status, 0, &usage) != pid)
    return EXIT_FAILURE;
  moment = bench_moment_now (&usage);
  if (there >= 0 && read (there, &moment, sizeof moment) != sizeof moment)
    {
      fprintf (stderr, "bench-run: the program was never there\n");
      return EXIT_FAILURE;
    }
  fprintf (stderr, "{\"ms\": %.3f, \"cpu\": %.3f, \"kib\": %ld}\n", moment.ms - start, moment.cpu,
           usage.ru_maxrss);
  return WIFEXITED (status) ? WEXITSTATUS (status) : EXIT_FAILURE;
}

int
main (int argc, char *argv[])
{
  const struct rusage nothing = { 0 };
  const char *library = getenv ("ROSTER_BENCH_PRELOAD");
  int ends[2] = { -1, -1 };
  double start;
  pid_t pid;
  int code;

  if (library != NULL)
    preload (library, ends);
  start = bench_moment_now (&nothing).ms;
  code = argc < 2 ? -1 : posix_spawnp (&pid, argv[1], NULL, NULL, argv + 1, environ);
  if (code != 0)
    {
      fprintf (stderr, "bench-run: %s\n", argc < 2 ? "no command" : strerror (code));
      return EXIT_FAILURE;
    }
  close (ends[1]);
  return report (pid, start, ends[0]);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <time.h>

G_BEGIN_DECLS

static inline gint64
read_cpu_clock (clockid_t clock)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (clock, &now), ==, 0);
  return (gint64)now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* The processor time of this thread so far, in µs: a busy machine adds nothing to it. */
static inline gint64
get_cpu_time (void)
{
  return read_cpu_clock (CLOCK_THREAD_CPUTIME_ID);
}

/* The same of all threads together. */
static inline gint64
get_process_cpu_time (void)
{
  return read_cpu_clock (CLOCK_PROCESS_CPUTIME_ID);
}

G_END_DECLS

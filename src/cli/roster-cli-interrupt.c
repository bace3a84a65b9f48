/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What ends a command from outside. The handler itself ends the process, because a command may be
 * blocked anywhere: in a read of a file, in a question, in a call that never returns. So it uses
 * nothing but what is safe in a signal handler, signal-safety(7). */

#include "cli/roster-cli-interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define MAX_FILES 16

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

static gint is_watched; /* atomic: the next signal is told, and does not end the process */
static int told[2] = { -1, -1 };
static char last_words[512];

static char files[MAX_FILES][PATH_MAX];
static gint is_file[MAX_FILES]; /* atomic: 0 free, 1 being written, 2 to be removed */

static GSourceOnceFunc stop_func;
static gpointer stop_data;
static guint stop_source;

static void
end_at_once (int number)
{
  struct pollfd place = { .fd = STDERR_FILENO, .events = POLLOUT };
  sigset_t mask;

  for (gsize i = 0; i < MAX_FILES; i++)
    if (g_atomic_int_get (&is_file[i]) == 2)
      unlink (files[i]);
  /* A pipe that nobody empties would hold it. */
  if (last_words[0] != '\0' && poll (&place, 1, 0) == 1 &&
      write (STDERR_FILENO, last_words, strlen (last_words)) < 0)
    last_words[0] = '\0'; /* nobody is there to be told */

  signal (number, SIG_DFL);
  sigemptyset (&mask);
  sigaddset (&mask, number);
  pthread_sigmask (SIG_UNBLOCK, &mask, NULL);
  raise (number);
  _exit (128 + number);
}

static void
on_signal (int number)
{
  const int old_errno = errno;

  if (!g_atomic_int_compare_and_exchange (&is_watched, TRUE, FALSE))
    end_at_once (number);
  if (write (told[1], "", 1) < 0)
    end_at_once (number);
  errno = old_errno;
}

static gboolean
on_told (int fd, GIOCondition condition, gpointer user_data)
{
  char byte;

  if (read (fd, &byte, 1) == 1 && stop_func != NULL)
    stop_func (stop_data);
  return G_SOURCE_CONTINUE;
}

void
roster_cli_interrupt_init (void)
{
  struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };

  if (!g_unix_open_pipe (told, FD_CLOEXEC, NULL))
    return;
  fcntl (told[0], F_SETFL, O_NONBLOCK);
  fcntl (told[1], F_SETFL, O_NONBLOCK);

  sigemptyset (&action.sa_mask);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      struct sigaction old;

      sigaction (signals[i], NULL, &old);
      if (old.sa_handler != SIG_IGN)
        sigaction (signals[i], &action, NULL);
    }
}

void
roster_cli_interrupt_watch (GSourceOnceFunc stop, gpointer user_data, const char *words)
{
  g_return_if_fail (stop_source == 0);

  stop_func = stop;
  stop_data = user_data;
  g_snprintf (last_words, sizeof last_words, "\n%s\n", words);
  stop_source = g_unix_fd_add (told[0], G_IO_IN, on_told, NULL);
  g_atomic_int_set (&is_watched, TRUE);
}

void
roster_cli_interrupt_stop_watching (void)
{
  g_atomic_int_set (&is_watched, FALSE);
  last_words[0] = '\0';
  g_clear_handle_id (&stop_source, g_source_remove);
  stop_func = NULL;
}

int
roster_cli_interrupt_add_file (const char *path)
{
  for (int i = 0; i < MAX_FILES; i++)
    if (strlen (path) < PATH_MAX && g_atomic_int_compare_and_exchange (&is_file[i], 0, 1))
      {
        g_strlcpy (files[i], path, PATH_MAX);
        g_atomic_int_set (&is_file[i], 2);
        return i;
      }
  return -1;
}

void
roster_cli_interrupt_keep_file (int number)
{
  if (number >= 0)
    g_atomic_int_set (&is_file[number], 0);
}

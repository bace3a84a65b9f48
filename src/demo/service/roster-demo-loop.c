/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/service/roster-demo-loop.h"

#include <errno.h>
#include <glib-unix.h>
#include <stdio.h>
#include <unistd.h>

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/* Whatever is typed is thrown away; only the end counts. */
static gboolean
on_input (int fd, GIOCondition condition, gpointer user_data)
{
  char buffer[512];
  ssize_t n = read (fd, buffer, sizeof buffer);

  if (n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN)))
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

void
roster_demo_loop_run (const char *hello, gboolean until_eof)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_unix_signal_add (SIGINT, on_signal, loop);
  g_unix_signal_add (SIGTERM, on_signal, loop);
  if (until_eof)
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, on_input, loop);

  /* Whoever has read this may call, and end the program, at once. */
  g_print ("%s\n", hello);
  fflush (stdout);
  g_main_loop_run (loop);
}

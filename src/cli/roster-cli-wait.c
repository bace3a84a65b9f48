/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells a person at the terminal what rosterctl waits for. */

#include "cli/roster-cli-wait.h"

#include <glib/gi18n-lib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/roster-cli-output.h"
#include "core/base/roster-text.h"

#define DEFAULT_WIDTH 80

struct _RosterCliWait
{
  RosterCallProgress *call_progress;
  gulong handler;
  guint tick; /* 0 where nothing waits */
};

/* Columns of the terminal. */
static guint
get_width (void)
{
  struct winsize size = { 0 };

  if (ioctl (STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return DEFAULT_WIDTH;
  return size.ws_col;
}

/* The end is what changes, so the reason gives way where there is no room. */
static char *
fit (const char *reason, const char *rest, guint width)
{
  glong room = (glong)width - 2 - g_utf8_strlen (rest, -1);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (reason, -1) <= room)
    return g_strdup_printf ("%s %s", reason, rest);
  if (room < 2)
    return g_strdup (rest);
  start = g_utf8_substring (reason, 0, room - 1);
  return g_strdup_printf ("%s… %s", start, rest);
}

static void
show (RosterCliWait *self)
{
  gint64 left = roster_call_progress_get_wait_until (self->call_progress) - g_get_monotonic_time ();
  guint seconds = (guint)((MAX (left, 0) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  const char *reason = roster_call_progress_get_reason (self->call_progress);
  g_autofree char *shown = roster_text_display (reason != NULL ? reason : "");
  g_autofree char *rest =
      /* Translators: stands behind a sentence that says why. */
      g_strdup_printf (_ ("Next try in %u s…"), seconds);
  g_autofree char *line = fit (shown, rest, get_width ());

  roster_cli_show_progress (line);
}

static gboolean
on_tick (gpointer user_data)
{
  show (user_data);
  return G_SOURCE_CONTINUE;
}

static void
end (RosterCliWait *self)
{
  if (self->tick == 0)
    return;
  g_clear_handle_id (&self->tick, g_source_remove);
  roster_cli_show_progress (NULL);
}

static void
on_wait_until (RosterCallProgress *call_progress, GParamSpec *pspec, gpointer user_data)
{
  RosterCliWait *self = user_data;

  if (roster_call_progress_get_wait_until (call_progress) == 0)
    {
      end (self);
      return;
    }
  /* Where a line cannot be written over, it is written once. */
  if (self->tick == 0 && roster_cli_has_escapes (STDERR_FILENO))
    self->tick = g_timeout_add (1000, on_tick, self);
  show (self);
}

/**
 * roster_cli_wait_new:
 * @call_progress: what may wait
 *
 * Returns: (transfer full): a line that is there while @call_progress waits
 */
RosterCliWait *
roster_cli_wait_new (RosterCallProgress *call_progress)
{
  RosterCliWait *self = g_new0 (RosterCliWait, 1);

  self->call_progress = g_object_ref (call_progress);
  /* It goes before the call progress does, which has no say in it. */
  if (roster_cli_is_terminal (STDERR_FILENO))
    self->handler =
        g_signal_connect (call_progress, "notify::wait-until", G_CALLBACK (on_wait_until), self);
  return self;
}

/**
 * roster_cli_wait_free:
 * @self: (transfer full):
 *
 * Takes the line away.
 */
void
roster_cli_wait_free (RosterCliWait *self)
{
  end (self);
  g_clear_signal_handler (&self->handler, self->call_progress);
  g_object_unref (self->call_progress);
  g_free (self);
}

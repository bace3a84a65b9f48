/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a RosterWindow says of the past: what became of the changes that an earlier run of the
 * program had in flight, and the history. */

#include "ui/window/roster-window-private.h"

#include <glib/gi18n-lib.h>

#include "core/queue/roster-recovery-summary.h"
#include "ui/history/roster-history-window.h"
#include "ui/widgets/roster-weak-callback.h"

/* Also when a list that could not be read at first was read later. */
static void
show_found (RosterWindow *self)
{
  g_autofree char *text = roster_recovery_summary_describe (self->settler);

  if (text != NULL)
    roster_message_bar_show (self->settle_bar, GTK_MESSAGE_INFO, text, _ ("_History"));
}

static void
on_settled (GObject *settler, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterWindow) self = roster_weak_callback_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean settled = roster_recovery_run_finish (ROSTER_RECOVERY (settler), result, &error);

  if (self == NULL || self->settler == NULL)
    return;
  if (settled)
    show_found (self);
  else
    roster_message_bar_show_error (self->settle_bar, error);
}

static void
on_remedy (RosterWindow *self, guint remedy)
{
  roster_message_bar_hide (self->settle_bar);
  if ((RosterRemedy)remedy == ROSTER_REMEDY_NONE)
    roster_window_show_history (self);
}

/**
 * roster_window_history_init:
 * @self: a window that has its directory and its queue
 *
 * Settles what an earlier run left open. The demo has no earlier run.
 */
void
roster_window_history_init (RosterWindow *self)
{
  if (roster_window_is_demo (self))
    return;
  g_signal_connect_object (self->settle_bar, "remedy", G_CALLBACK (on_remedy), self,
                           G_CONNECT_SWAPPED);
  self->settler = roster_recovery_new (roster_change_queue_get_journal (self->queue),
                                       G_LIST_MODEL (G_LIST_MODEL (self->directory)));
  g_signal_connect_object (self->settler, "items-changed", G_CALLBACK (show_found), self,
                           G_CONNECT_SWAPPED);
  roster_recovery_run_async (self->settler, on_settled, roster_weak_callback_new (self));
}

/**
 * roster_window_show_history:
 * @self: a window
 *
 * Shows what was changed from this computer, in a window of its own that belongs to @self.
 */
void
roster_window_show_history (RosterWindow *self)
{
  if (self->history == NULL)
    g_set_weak_pointer (&self->history,
                        roster_history_window_new (GTK_WINDOW (self), self->queue,
                                                   G_LIST_MODEL (self->directory), self->settings));
  gtk_window_present (self->history);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/window/roster-recovery-notice.h"

#include <glib/gi18n-lib.h>

#include "core/queue/roster-recovery-summary.h"
#include "ui/widgets/roster-weak-callback.h"

struct _RosterRecoveryNotice
{
  GObject parent_instance;

  RosterMessageBar *bar; /* borrowed */
  RosterRecovery *recovery;
};

G_DEFINE_FINAL_TYPE (RosterRecoveryNotice, roster_recovery_notice, G_TYPE_OBJECT)

/* Also when a list that could not be read at first was read later. */
static void
show_found (RosterRecoveryNotice *self)
{
  g_autofree char *text = roster_recovery_summary_describe (self->recovery);

  if (text != NULL)
    roster_message_bar_show (self->bar, GTK_MESSAGE_INFO, text, _ ("_History"));
}

static void
on_recovered (GObject *recovery, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterRecoveryNotice) self = roster_weak_callback_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean recovered = roster_recovery_run_finish (ROSTER_RECOVERY (recovery), result, &error);

  if (self == NULL)
    return;
  if (recovered)
    show_found (self);
  else
    roster_message_bar_show_error (self->bar, error);
}

static void
on_remedy (RosterRecoveryNotice *self, guint remedy)
{
  roster_message_bar_hide (self->bar);
  if ((RosterRemedy)remedy == ROSTER_REMEDY_NONE)
    gtk_widget_activate_action (GTK_WIDGET (self->bar), "win.history", NULL);
}

static void
roster_recovery_notice_dispose (GObject *object)
{
  RosterRecoveryNotice *self = ROSTER_RECOVERY_NOTICE (object);

  g_clear_object (&self->recovery);

  G_OBJECT_CLASS (roster_recovery_notice_parent_class)->dispose (object);
}

static void
roster_recovery_notice_class_init (RosterRecoveryNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_recovery_notice_dispose;
}

static void
roster_recovery_notice_init (RosterRecoveryNotice *self)
{
}

/**
 * roster_recovery_notice_new:
 * @bar: a bar of the window that owns the result; its button opens the history
 * @journal: what the earlier run wrote
 * @organizations: whose lists tell what became of a change
 *
 * Returns: (transfer full): a notice that has begun to look
 */
RosterRecoveryNotice *
roster_recovery_notice_new (RosterMessageBar *bar,
                            RosterJournal *journal,
                            GListModel *organizations)
{
  RosterRecoveryNotice *self = g_object_new (ROSTER_TYPE_RECOVERY_NOTICE, NULL);

  self->bar = bar;
  self->recovery = roster_recovery_new (journal, organizations);
  g_signal_connect_object (bar, "remedy", G_CALLBACK (on_remedy), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recovery, "items-changed", G_CALLBACK (show_found), self,
                           G_CONNECT_SWAPPED);
  roster_recovery_run_async (self->recovery, on_recovered, roster_weak_callback_new (self));
  return self;
}

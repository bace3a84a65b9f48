/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes back a change of the history. The members are read first: what can be undone depends on who
 * is there now. It is the row at which Undo was pressed, whichever is selected when they are there.
 */

#include "ui/history/roster-history-undo.h"

#include "core/queue/roster-undo.h"
#include "ui/changes/roster-undo-act.h"

typedef struct
{
  GWeakRef window;

  /* Owned */
  RosterHistoryItem *item;
  RosterChangeQueue *queue;
  GtkWidget *button;
  RosterMessageBar *bar;
} Undo;

static void
undo_free (Undo *undo)
{
  g_weak_ref_clear (&undo->window);
  g_object_unref (undo->item);
  g_object_unref (undo->queue);
  g_object_unref (undo->button);
  g_object_unref (undo->bar);
  g_free (undo);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Undo, undo_free)

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Undo) undo = user_data;
  RosterOrganization *organization = ROSTER_ORGANIZATION (source);
  g_autoptr (GtkWindow) window = g_weak_ref_get (&undo->window);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterChangeRun) run = NULL;
  g_autoptr (GError) error = NULL;

  roster_organization_refresh_finish (organization, result, &error);
  if (window == NULL || !gtk_widget_get_visible (GTK_WIDGET (window)))
    return;

  gtk_widget_set_sensitive (undo->button, TRUE);
  if (error != NULL)
    {
      roster_message_bar_show_error (undo->bar, error);
      return;
    }
  g_ptr_array_add (
      changes, roster_undo_invert_entry (roster_history_item_get_entry (undo->item), organization));
  run = roster_undo_act (window, changes, undo->queue);
}

/**
 * roster_history_undo:
 * @item: a removal or an addition that can be taken back
 * @organization: where it belongs
 * @queue: what takes it back
 * @button: in the history’s window; it cannot be pressed meanwhile
 * @bar: says why the members could not be read
 *
 * Reads the members, then takes @item back as roster_undo_act() does. Nothing happens where the
 * window is gone before.
 */
void
roster_history_undo (RosterHistoryItem *item,
                     RosterOrganization *organization,
                     RosterChangeQueue *queue,
                     GtkWidget *button,
                     RosterMessageBar *bar)
{
  Undo *undo = g_new0 (Undo, 1);

  g_weak_ref_init (&undo->window, gtk_widget_get_root (button));
  undo->item = g_object_ref (item);
  undo->queue = g_object_ref (queue);
  undo->button = g_object_ref (button);
  undo->bar = g_object_ref (bar);
  gtk_widget_set_sensitive (button, FALSE);
  roster_organization_refresh_async (organization, FALSE, on_read, undo);
}

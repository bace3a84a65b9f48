/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a RosterWindow closes: what it remembers, and that no change is lost. */

#include "ui/window/roster-window-private.h"

#include <glib/gi18n-lib.h>

#include "core/organizations/roster-directory-search.h"
#include "ui/page/roster-tab-memory.h"
#include "ui/widgets/roster-question.h"

/* On a dialog: it was open when its window was hidden. */
#define HIDDEN_KEY "roster-hidden-with-window"

/* An answer of the question beside GTK's own. */
#define RESPONSE_STOP 1

/**
 * roster_window_save_state:
 * @self: a window
 *
 * Keeps the window's size and the tab in front for the next start. The demo keeps nothing.
 */
void
roster_window_save_state (RosterWindow *self)
{
  RosterOrganization *organization = roster_window_get_organization (self);
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  g_autofree char *key = NULL;
  int width = 0;
  int height = 0;

  if (self->settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized", maximized);
  if (!maximized && width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
  roster_tab_memory_prune (self->settings, self->directory);
  if (organization == NULL)
    return;
  key = roster_directory_dup_key (organization);
  g_settings_set_string (self->settings, "last-tab", key);
}

static void
cancel_reads (RosterWindow *self)
{
  guint n_organizations = roster_directory_get_n_organizations (self->directory);

  roster_refresher_forget (self->refresher, NULL);
  for (guint i = 0; i < n_organizations; i++)
    roster_organization_cancel (roster_directory_get_organization (self->directory, i));
}

/* Hides the window with the dialogs that belong to it, or shows the same ones again. */
static void
set_shown (RosterWindow *self, gboolean shown)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  for (GList *link = toplevels; link != NULL; link = link->next)
    {
      GtkWidget *dialog = GTK_WIDGET (link->data);
      GObject *object = G_OBJECT (dialog);

      if (gtk_window_get_transient_for (GTK_WINDOW (dialog)) != GTK_WINDOW (self) ||
          (shown && g_object_steal_data (object, HIDDEN_KEY) == NULL) ||
          (!shown && !gtk_widget_get_visible (dialog)))
        continue;
      if (!shown)
        g_object_set_data (object, HIDDEN_KEY, self);
      gtk_widget_set_visible (dialog, shown);
    }
}

static void
begin_to_wait (RosterWindow *self)
{
  if (!self->close_when_done)
    self->n_failed_before = roster_change_queue_get_n_failed (self->queue);
  self->close_when_done = TRUE;
}

static void
close_answered (RosterWindow *self, int response, GtkWindow *question)
{
  gtk_window_destroy (question);
  if (response == RESPONSE_STOP)
    roster_change_queue_stop (self->queue);
  if (response == GTK_RESPONSE_CLOSE || response == RESPONSE_STOP)
    roster_window_close_when_done (self);
}

static void
ask_to_close (RosterWindow *self)
{
  guint n_open = roster_change_queue_get_n_open (self->queue);
  GtkWidget *dialog = gtk_message_dialog_new (
      GTK_WINDOW (self), GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_QUESTION,
      GTK_BUTTONS_NONE,
      ngettext ("%u change is still being sent", "%u changes are still being sent", n_open),
      n_open);

  gtk_message_dialog_format_secondary_text (
      GTK_MESSAGE_DIALOG (dialog), "%s",
      _ ("Wait to see how they end, or let Roster close by itself once the last one has been "
         "answered. It comes back where one fails."));
  gtk_dialog_add_buttons (GTK_DIALOG (dialog), _ ("_Wait"), GTK_RESPONSE_CANCEL,
                          /* Translators: sends no more changes, waits for those that have left,
                           * then closes the window. */
                          _ ("_Stop and close"), RESPONSE_STOP, _ ("_Close when done"),
                          GTK_RESPONSE_CLOSE, NULL);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  roster_question_wrap_answers (GTK_DIALOG (dialog));
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_answered), self,
                           G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->question, GTK_WINDOW (dialog));
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
has_new_failure (RosterWindow *self)
{
  return roster_change_queue_get_n_failed (self->queue) > self->n_failed_before;
}

/**
 * roster_window_queue_changed:
 * @self: a window
 *
 * To be called when the queue begins or ends to be busy.
 */
void
roster_window_queue_changed (RosterWindow *self)
{
  roster_window_actions_update (self, FALSE);
  if (roster_change_queue_get_busy (self->queue))
    return;
  if (self->close_when_done && has_new_failure (self))
    /* Whoever left is told all the same: the dialog shows it, or a result dialog does. */
    roster_window_come_back (self);
  else if (self->close_when_done)
    gtk_window_close (GTK_WINDOW (self));
  else if (self->question != NULL)
    /* There is nothing to wait for any more, and the results are there to be seen. */
    gtk_window_destroy (self->question);
}

/**
 * roster_window_request_close:
 * @window: a RosterWindow
 *
 * Somebody wants to close @window: where changes are under way, it asks or waits; else it goes, and
 * what is to be remembered is.
 *
 * Returns: whether it stays
 */
gboolean
roster_window_request_close (GtkWindow *window)
{
  RosterWindow *self = ROSTER_WINDOW (window);

  if (roster_change_queue_get_busy (self->queue))
    {
      if (self->close_when_done)
        set_shown (self, FALSE);
      else if (self->question != NULL)
        gtk_window_present (self->question);
      else if (self->settings == NULL || g_settings_get_boolean (self->settings, "ask-close"))
        ask_to_close (self);
      else
        {
          begin_to_wait (self);
          set_shown (self, FALSE);
        }
      return TRUE;
    }
  roster_window_save_state (self);
  cancel_reads (self);
  return FALSE;
}

/**
 * roster_window_has_dialog:
 * @self: a window
 *
 * Returns: whether a dialog of @self is open, in which somebody may have typed something
 */
gboolean
roster_window_has_dialog (RosterWindow *self)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  g_return_val_if_fail (ROSTER_IS_WINDOW (self), FALSE);

  for (GList *link = toplevels; link != NULL; link = link->next)
    if (gtk_window_get_transient_for (GTK_WINDOW (link->data)) == GTK_WINDOW (self) &&
        gtk_widget_get_visible (GTK_WIDGET (link->data)))
      return TRUE;
  return FALSE;
}

/**
 * roster_window_come_back:
 * @self: a window
 *
 * Presents @self; where it was waiting for its changes to end, it stays open after all.
 */
void
roster_window_come_back (RosterWindow *self)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self));

  if (self->close_when_done)
    {
      self->close_when_done = FALSE;
      set_shown (self, TRUE);
    }
  gtk_window_present (GTK_WINDOW (self));
}

/**
 * roster_window_close_when_done:
 * @self: a window
 *
 * Closes @self, at once where no change is under way, else as soon as the last one has been
 * answered; where one of them fails, @self stays and shows it.
 */
void
roster_window_close_when_done (RosterWindow *self)
{
  g_return_if_fail (ROSTER_IS_WINDOW (self));

  begin_to_wait (self);
  gtk_window_close (GTK_WINDOW (self));
}

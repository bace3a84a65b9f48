/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/window/roster-window-closer.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/roster-question.h"

/* On a dialog: it was open when its window was hidden. */
#define HIDDEN_KEY "roster-hidden-with-window"

/* An answer of the question beside GTK's own. */
#define RESPONSE_STOP 1

struct _RosterWindowCloser
{
  GObject parent_instance;

  GtkWindow *window;   /* borrowed: it owns this */
  GtkWindow *question; /* (nullable) while it is asked whether to close; weak */

  /* Owned */
  RosterChangeQueue *queue;
  GSettings *settings; /* (nullable) */

  gboolean close_when_done;
  guint n_failed_before; /* changes that had failed when close_when_done was set */
};

G_DEFINE_FINAL_TYPE (RosterWindowCloser, roster_window_closer, G_TYPE_OBJECT)

/* Hides the window with the dialogs that belong to it, or shows the same ones again. */
static void
set_shown (RosterWindowCloser *self, gboolean shown)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  gtk_widget_set_visible (GTK_WIDGET (self->window), shown);
  for (GList *link = toplevels; link != NULL; link = link->next)
    {
      GtkWidget *dialog = GTK_WIDGET (link->data);
      GObject *object = G_OBJECT (dialog);

      if (gtk_window_get_transient_for (GTK_WINDOW (dialog)) != self->window ||
          (shown && g_object_steal_data (object, HIDDEN_KEY) == NULL) ||
          (!shown && !gtk_widget_get_visible (dialog)))
        continue;
      if (!shown)
        g_object_set_data (object, HIDDEN_KEY, self);
      gtk_widget_set_visible (dialog, shown);
    }
}

static void
begin_to_wait (RosterWindowCloser *self)
{
  if (!self->close_when_done)
    self->n_failed_before = roster_change_queue_get_n_failed (self->queue);
  self->close_when_done = TRUE;
}

static void
close_answered (RosterWindowCloser *self, int response, GtkWindow *question)
{
  gtk_window_destroy (question);
  if (response == RESPONSE_STOP)
    roster_change_queue_stop (self->queue);
  if (response == GTK_RESPONSE_CLOSE || response == RESPONSE_STOP)
    roster_window_closer_close_when_done (self);
}

static void
ask_to_close (RosterWindowCloser *self)
{
  guint n_open = roster_change_queue_get_n_open (self->queue);
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u change is still being sent", "%u changes are still being sent", n_open),
      n_open);
  GtkDialog *question = roster_question_new (
      self->window, title,
      _ ("Wait to see how they end, or let Roster close by itself once the last one has been "
         "answered. It comes back where one fails."));

  gtk_dialog_add_buttons (question, _ ("_Wait"), GTK_RESPONSE_CANCEL,
                          /* Translators: sends no more changes, waits for those that have left,
                           * then closes the window. */
                          _ ("_Stop and close"), RESPONSE_STOP, _ ("_Close when done"),
                          GTK_RESPONSE_CLOSE, NULL);
  g_signal_connect_object (question, "response", G_CALLBACK (close_answered), self,
                           G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->question, GTK_WINDOW (question));
  roster_question_ask (question);
}

static gboolean
has_new_failure (RosterWindowCloser *self)
{
  return roster_change_queue_get_n_failed (self->queue) > self->n_failed_before;
}

static void
queue_busy_changed (RosterWindowCloser *self)
{
  if (roster_change_queue_get_busy (self->queue))
    return;
  if (self->close_when_done && has_new_failure (self))
    /* Whoever left is told all the same: the dialog shows it, or a result dialog does. */
    roster_window_closer_come_back (self);
  else if (self->close_when_done)
    gtk_window_close (self->window);
  else if (self->question != NULL)
    /* There is nothing to wait for any more, and the results are there to be seen. */
    gtk_window_destroy (self->question);
}

static void
roster_window_closer_dispose (GObject *object)
{
  RosterWindowCloser *self = ROSTER_WINDOW_CLOSER (object);

  g_clear_weak_pointer (&self->question);
  g_clear_object (&self->queue);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_window_closer_parent_class)->dispose (object);
}

static void
roster_window_closer_class_init (RosterWindowCloserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_window_closer_dispose;
}

static void
roster_window_closer_init (RosterWindowCloser *self)
{
}

/**
 * roster_window_closer_new:
 * @window: the window, which owns the result
 * @queue: its changes
 * @settings: (nullable): whether to ask (“ask-close”)
 *
 * Returns: (transfer full): a new closer
 */
RosterWindowCloser *
roster_window_closer_new (GtkWindow *window, RosterChangeQueue *queue, GSettings *settings)
{
  RosterWindowCloser *self = g_object_new (ROSTER_TYPE_WINDOW_CLOSER, NULL);

  self->window = window;
  self->queue = g_object_ref (queue);
  g_set_object (&self->settings, settings);
  g_signal_connect_object (queue, "notify::busy", G_CALLBACK (queue_busy_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * roster_window_closer_prevent:
 * @self: a closer
 *
 * To be called when somebody wants to close the window. Where changes are being sent, it asks, or
 * hides the window until they are done.
 *
 * Returns: whether the window stays
 */
gboolean
roster_window_closer_prevent (RosterWindowCloser *self)
{
  if (!roster_change_queue_get_busy (self->queue))
    return FALSE;
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

/** roster_window_closer_come_back: presents the window; where it was to close, it stays after all.
 */
void
roster_window_closer_come_back (RosterWindowCloser *self)
{
  if (self->close_when_done)
    {
      self->close_when_done = FALSE;
      set_shown (self, TRUE);
    }
  gtk_window_present (self->window);
}

/**
 * roster_window_closer_close_when_done:
 * @self: a closer
 *
 * Closes the window, at once where no change is being sent, else as soon as the last one has been
 * answered; where one of them fails, the window stays and shows it.
 */
void
roster_window_closer_close_when_done (RosterWindowCloser *self)
{
  begin_to_wait (self);
  gtk_window_close (self->window);
}

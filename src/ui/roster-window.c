/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterWindow: one tab per organization, and the actions that act on the tab in front. */

#include "roster-window.h"

#include <glib/gi18n-lib.h>

struct _RosterWindow
{
  GtkApplicationWindow parent_instance;

  /* Owned */
  RosterDirectory *directory;
  RosterChangeQueue *queue;
};

G_DEFINE_FINAL_TYPE (RosterWindow, roster_window, GTK_TYPE_APPLICATION_WINDOW)

static void
roster_window_dispose (GObject *object)
{
  RosterWindow *self = ROSTER_WINDOW (object);

  g_clear_object (&self->directory);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (roster_window_parent_class)->dispose (object);
}

static void
roster_window_class_init (RosterWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-window.ui");
}

static void
roster_window_init (RosterWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_window_new:
 * @application: the application
 * @directory: (nullable): the organizations, one tab each
 * @queue: (nullable): the queue that changes go through
 *
 * Returns: (transfer none): a new window, owned by GTK
 */
RosterWindow *
roster_window_new (RosterApplication *application,
                   RosterDirectory *directory,
                   RosterChangeQueue *queue)
{
  RosterWindow *self = g_object_new (ROSTER_TYPE_WINDOW, "application", application, NULL);

  g_set_object (&self->directory, directory);
  g_set_object (&self->queue, queue);
  return self;
}

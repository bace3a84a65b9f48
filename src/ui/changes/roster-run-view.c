/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterRunView: how far a run is, and what became of it. */

#include "ui/changes/roster-run-view.h"

#include "ui/changes/roster-change-item.h"
#include "ui/changes/roster-change-summary.h"
#include "ui/widgets/roster-announcement.h"
#include "ui/widgets/roster-widget-children.h"

#include <glib/gi18n-lib.h>

struct _RosterRunView
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkStack *pages;
  GtkProgressBar *progress;
  GtkLabel *progress_text;
  GtkWidget *stop;
  GtkImage *icon;
  GtkLabel *summary;

  gboolean stopping; /* Stop was pressed */
  guint frame;       /* of the tick that shows the progress, 0 where none waits */

  /* Owned */
  RosterChangeRun *run; /* (nullable) */
  GSignalGroup *run_signals;
};

enum
{
  PROGRESSED,
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterRunView, roster_run_view, GTK_TYPE_WIDGET)

static char *
describe_progress (guint done, guint n)
{
  if (done == n)
    return g_strdup (_ ("Reading the members again…"));
  /* Translators: progress: how many are finished of how many */
  return g_strdup_printf (_ ("%u of %u"), done, n);
}

static void
show_progress (RosterRunView *self)
{
  guint n = roster_change_run_get_n_changes (self->run);
  guint done = roster_change_run_get_n_finished (self->run);
  g_autofree char *text = describe_progress (done, n);

  gtk_progress_bar_set_fraction (self->progress, n > 0 ? (double)done / n : 0);
  gtk_label_set_text (self->progress_text, text);
  /* Of one that is on its way, there is nothing to stop. */
  gtk_widget_set_visible (self->stop, n > 1 || roster_change_run_is_waiting (self->run));
  gtk_widget_set_sensitive (self->stop, done < n && !self->stopping);
}

static gboolean
frame_begins (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  RosterRunView *self = ROSTER_RUN_VIEW (widget);

  self->frame = 0;
  show_progress (self);
  g_signal_emit (self, signals[PROGRESSED], 0, roster_change_run_get_n_finished (self->run));
  return G_SOURCE_REMOVE;
}

/* Thousands may be skipped at once: shown once a frame. */
static void
run_progressed (RosterRunView *self)
{
  if (self->frame == 0)
    self->frame = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_begins, NULL, NULL);
}

static void
show_summary (RosterRunView *self)
{
  RosterMark mark = roster_change_summary_get_mark (self->run);
  g_autofree char *text = roster_change_summary_new (self->run);

  gtk_label_set_text (self->summary, text);
  gtk_image_set_from_icon_name (self->icon, roster_mark_get_icon_name (mark));
  gtk_stack_set_visible_child_name (self->pages, "summary");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  roster_announcement_make (GTK_WIDGET (self), text);
}

static void
run_finished (RosterRunView *self)
{
  if (!roster_change_run_is_finished (self->run))
    return;
  show_summary (self);
  g_signal_emit (self, signals[FINISHED], 0);
}

static void
stop_clicked (RosterRunView *self)
{
  self->stopping = TRUE;
  gtk_widget_set_sensitive (self->stop, FALSE);
  roster_change_run_stop (self->run);
}

static void
roster_run_view_dispose (GObject *object)
{
  RosterRunView *self = ROSTER_RUN_VIEW (object);

  g_clear_object (&self->run_signals);
  g_clear_object (&self->run);
  roster_widget_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (roster_run_view_parent_class)->dispose (object);
}

static void
roster_run_view_class_init (RosterRunViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_run_view_dispose;

  signals[PROGRESSED] = g_signal_new ("progressed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  /* Screen readers say a status when it changes. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-run-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterRunView, pages);
  gtk_widget_class_bind_template_child (widget_class, RosterRunView, progress);
  gtk_widget_class_bind_template_child (widget_class, RosterRunView, progress_text);
  gtk_widget_class_bind_template_child (widget_class, RosterRunView, stop);
  gtk_widget_class_bind_template_child (widget_class, RosterRunView, icon);
  gtk_widget_class_bind_template_child (widget_class, RosterRunView, summary);
  gtk_widget_class_bind_template_callback (widget_class, stop_clicked);
}

static void
roster_run_view_init (RosterRunView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->run_signals = g_signal_group_new (ROSTER_TYPE_CHANGE_RUN);
  g_signal_group_connect_object (self->run_signals, "notify::n-finished",
                                 G_CALLBACK (run_progressed), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->run_signals, "notify::waiting", G_CALLBACK (show_progress),
                                 self, G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->run_signals, "notify::finished", G_CALLBACK (run_finished),
                                 self, G_CONNECT_SWAPPED);
}

/**
 * roster_run_view_set_run:
 * @self: a view
 * @run: what it shows from now on
 */
void
roster_run_view_set_run (RosterRunView *self, RosterChangeRun *run)
{
  g_return_if_fail (ROSTER_IS_RUN_VIEW (self));
  g_return_if_fail (ROSTER_IS_CHANGE_RUN (run));

  g_set_object (&self->run, run);
  self->stopping = FALSE;
  g_signal_group_set_target (self->run_signals, run);
  gtk_stack_set_visible_child_name (self->pages, "progress");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Sending…"), -1);
  show_progress (self);
  if (roster_change_run_is_finished (run))
    show_summary (self);
}

/**
 * roster_run_view_get_run:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what it shows
 */
RosterChangeRun *
roster_run_view_get_run (RosterRunView *self)
{
  g_return_val_if_fail (ROSTER_IS_RUN_VIEW (self), NULL);

  return self->run;
}

/**
 * roster_run_view_get_summary:
 * @self: a view
 *
 * Returns: what became of the run, as it is shown; "" before its end
 */
const char *
roster_run_view_get_summary (RosterRunView *self)
{
  g_return_val_if_fail (ROSTER_IS_RUN_VIEW (self), "");

  return gtk_label_get_text (self->summary);
}

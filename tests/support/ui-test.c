/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/ui-test.h"

#include <stdlib.h>

#include "ui/window/roster-style.h"

#define WAIT_SECONDS 30 /* under a sanitizer, on a busy machine */
#define POLL_MS 10
#define MOST_TURNS 1000
#define EXIT_SKIPPED 77

static gboolean
set_flag (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Starts GTK with Roster's style; skips the whole test where there is no display. */
void
ui_test_init (int *argc, char ***argv)
{
  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    exit (EXIT_SKIPPED);
  gtk_test_init (argc, argv, NULL);
  roster_style_add (gdk_display_get_default ());
}

static gboolean
wake_up (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the main loop until func says TRUE; FALSE where that takes too long. */
gboolean
ui_test_wait (UiTestFunc func, gpointer data)
{
  gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;
  guint poll = g_timeout_add (POLL_MS, wake_up, NULL);
  gboolean reached;

  while (!(reached = func (data)) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (poll);
  return reached;
}

static void
drain (void)
{
  gdk_display_sync (gdk_display_get_default ());
  for (guint i = 0; i < MOST_TURNS && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

/* Runs the main loop for that long, and until what has come by then is dealt with: a busy machine
 * may have had no time for it. */
void
ui_test_spin (guint milliseconds)
{
  gboolean done = FALSE;

  g_timeout_add (milliseconds, set_flag, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  drain ();
}

typedef struct
{
  GtkWidget *window;
  gboolean drawn;
} Frame;

static void
on_frame (GdkFrameClock *clock, gpointer frame)
{
  ((Frame *)frame)->drawn = TRUE;
}

/* A window that has gone draws no more. */
static gboolean
is_over (gpointer frame)
{
  return ((Frame *)frame)->drawn || !gtk_widget_get_mapped (((Frame *)frame)->window);
}

/* Waits until the window has drawn what it has now. */
static void
draw (GtkWidget *window)
{
  Frame frame = { .window = window };
  g_autoptr (GdkFrameClock) clock = NULL;
  gulong handler;

  if (!gtk_widget_get_mapped (window))
    return;
  clock = g_object_ref (gtk_widget_get_frame_clock (window));
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_frame), &frame);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
  ui_test_wait (is_over, &frame);
  g_signal_handler_disconnect (clock, handler);
}

/* Runs the main loop until what has come by now is dealt with, laid out and drawn: what a frame
 * makes (focus, scrolling, new rows) is there in the one after it. */
void
ui_test_settle (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (int round = 0; round < 2; round++)
    {
      drain ();
      for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
        {
          g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

          draw (window);
        }
    }
  drain ();
}

/* The first widget below root whose buildable id or name is id, or NULL. */
GtkWidget *
ui_test_find (GtkWidget *root, const char *id)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), id) == 0 ||
      g_strcmp0 (gtk_widget_get_name (root), id) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = ui_test_find (child, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The least height of a widget is its least one at any width: GTK 4.18 warns of a window that is
 * higher without a width than with one. What has a layout of GTK’s is as GTK measures it: a
 * GtkFlowBox is higher, and has to be in a scrolled window. */
static void
assert_least_height (GtkWidget *widget)
{
  int width = gtk_widget_get_width (widget);
  int least = 0;
  int minimum = 0;

  if (!gtk_widget_get_visible (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_least_height (child);
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (width < minimum || !g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Roster") ||
      gtk_widget_get_layout_manager (widget) != NULL)
    return;
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  if (least > minimum)
    g_error ("%s needs a height of %d, but of %d where it is %d wide", G_OBJECT_TYPE_NAME (widget),
             least, minimum, width);
}

/* Destroys the window and proves that nothing holds it any more. */
void
ui_test_destroy (GtkWindow *window)
{
  gpointer watched = window;
  gboolean gone;

  assert_least_height (GTK_WIDGET (window));
  g_object_add_weak_pointer (G_OBJECT (window), &watched);
  gtk_window_destroy (window);
  for (guint i = 0; watched != NULL && i < 50; i++)
    ui_test_spin (10);
  gone = watched == NULL;
  g_assert_true (gone);
}

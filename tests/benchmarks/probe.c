/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells bench-run when a GTK program has drawn its first frame, and ends it there: preloaded into
 * Roster and into the programs beside it alike, so that nothing in them is there for measuring
 * alone. With ROSTER_BENCH_SHOWS it is the first frame with a widget of that type in it. Every turn
 * of the main loop goes through g_main_context_iteration(); as soon as there is a window, its
 * class's snapshot is watched, and the end of the frame in which it was called is what counts. */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdlib.h>
#include <unistd.h>

#include "bench-run.h"

static void (*old_snapshot) (GtkWidget *widget, GtkSnapshot *snapshot);
static gboolean is_drawn;

/* What the program starts is not watched. */
__attribute__ ((constructor)) static void
forget (void)
{
  g_unsetenv ("LD_PRELOAD");
}

static void
say_there (void)
{
  const char *number = g_getenv ("ROSTER_BENCH_THERE");
  struct rusage usage;
  BenchMoment moment;

  getrusage (RUSAGE_SELF, &usage);
  moment = bench_moment_now (&usage);
  if (number == NULL || write (atoi (number), &moment, sizeof moment) != sizeof moment)
    _exit (EXIT_FAILURE);
}

static void
on_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  old_snapshot (widget, snapshot);
  is_drawn = TRUE;
}

static gboolean
shows (GtkWidget *widget, const char *type)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), type))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, type))
      return TRUE;
  return FALSE;
}

static void
on_after_paint (GdkFrameClock *clock, gpointer user_data)
{
  g_autoptr (GtkWidget) window = g_list_model_get_item (gtk_window_get_toplevels (), 0);
  const char *type = g_getenv ("ROSTER_BENCH_SHOWS");

  if (!is_drawn || (type != NULL && !shows (window, type)))
    return;
  gdk_display_sync (gdk_display_get_default ());
  say_there ();
  _exit (EXIT_SUCCESS);
}

static void
look_for_window (void)
{
  g_autoptr (GtkWidget) window = NULL;

  if (old_snapshot != NULL || !gtk_is_initialized ())
    return;
  window = g_list_model_get_item (gtk_window_get_toplevels (), 0);
  if (window == NULL || !gtk_widget_get_realized (window))
    return;

  old_snapshot = GTK_WIDGET_GET_CLASS (window)->snapshot;
  GTK_WIDGET_GET_CLASS (window)->snapshot = on_snapshot;
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (on_after_paint),
                    NULL);
}

/* In the place of GLib's. */
G_MODULE_EXPORT gboolean
g_main_context_iteration (GMainContext *context, gboolean may_block)
{
  static gboolean (*iterate) (GMainContext *, gboolean);
  gboolean dispatched;

  if (iterate == NULL)
    *(void **)&iterate = dlsym (RTLD_NEXT, "g_main_context_iteration");
  if (context != NULL && context != g_main_context_default ())
    return iterate (context, may_block);

  look_for_window ();
  dispatched = iterate (context, may_block);
  look_for_window ();
  return dispatched;
}

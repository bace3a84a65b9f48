/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window does not need to show itself is done when it has shown itself. */

#include "roster-first-frame.h"

#define FUNC "roster-first-frame"

static gboolean
on_idle (gpointer user_data)
{
  GtkWidget *widget = user_data;
  RosterFirstFrameFunc func = (RosterFirstFrameFunc)g_object_get_data (G_OBJECT (widget), FUNC);

  if (gtk_widget_get_realized (widget))
    func (widget);
  return G_SOURCE_REMOVE;
}

static void
on_after_paint (GdkFrameClock *clock, GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (clock, on_after_paint, widget);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_idle, g_object_ref (widget), g_object_unref);
}

/**
 * roster_first_frame_await:
 * @widget: a widget that is realized, and awaits nothing yet
 * @func: what is done then, unless @widget has gone
 *
 * Calls @func after the first frame of the window of @widget: at once where that has been.
 */
void
roster_first_frame_await (GtkWidget *widget, RosterFirstFrameFunc func)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);

  g_return_if_fail (clock != NULL);

  if (gdk_frame_clock_get_frame_counter (clock) >= 0)
    {
      func (widget);
      return;
    }
  g_object_set_data (G_OBJECT (widget), FUNC, (gpointer)func);
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (on_after_paint), widget,
                           G_CONNECT_DEFAULT);
}

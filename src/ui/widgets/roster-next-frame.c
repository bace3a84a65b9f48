/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window does not need to show itself is done when it has shown itself. */

#include "ui/widgets/roster-next-frame.h"

#define FUNC "roster-next-frame"

static gboolean
on_idle (gpointer user_data)
{
  GtkWidget *widget = user_data;
  RosterNextFrameFunc func = (RosterNextFrameFunc)g_object_get_data (G_OBJECT (widget), FUNC);

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
 * roster_next_frame_await:
 * @widget: a widget that is realized, and awaits nothing yet
 * @func: what is done then, unless @widget has gone
 *
 * Calls @func after the next frame of the window of @widget.
 */
void
roster_next_frame_await (GtkWidget *widget, RosterNextFrameFunc func)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);

  g_return_if_fail (clock != NULL);

  g_object_set_data (G_OBJECT (widget), FUNC, (gpointer)func);
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (on_after_paint), widget,
                           G_CONNECT_DEFAULT);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/widgets/roster-scroll-start.h"

#define KEY "roster-scroll-start"

typedef enum
{
  MEASURED_UNKNOWN,
  MEASURED_FROM_LEFT,
  MEASURED_FROM_START, /* as GTK does for every other widget */
} Measured;

typedef struct
{
  Measured measured;
  double from_start; /* px between the list's start and what is in sight */
} ScrollStart;

static double
get_room (GtkAdjustment *adjustment)
{
  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
}

/* Whether the headers are where the adjustment says, measured from the left. */
static gboolean
is_in_place (GtkWidget *view, GtkAdjustment *adjustment)
{
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (gtk_widget_get_first_child (view), view, &bounds) &&
         ABS (bounds.origin.x + gtk_adjustment_get_value (adjustment)) < 1;
}

static gboolean
is_concerned (GtkWidget *view)
{
  ScrollStart *start = g_object_get_data (G_OBJECT (view), KEY);

  return start->measured != MEASURED_FROM_START &&
         gtk_widget_get_direction (view) == GTK_TEXT_DIR_RTL;
}

/* The column view asks to be laid out again while it is: GTK does not hear that. */
static void
on_laid_out (GtkWidget *view, GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, on_laid_out, view);
  gtk_widget_queue_allocate (view);
}

/* In the same frame, so that nothing is painted at the wrong place. */
static void
lay_out_again (GtkWidget *view)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (view);

  if (clock == NULL)
    return;
  g_signal_handlers_disconnect_by_func (clock, on_laid_out, view);
  g_signal_connect_object (clock, "layout", G_CALLBACK (on_laid_out), view, G_CONNECT_SWAPPED);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}

static void
on_changed (GtkWidget *view, GtkAdjustment *adjustment)
{
  ScrollStart *start = g_object_get_data (G_OBJECT (view), KEY);
  double room = get_room (adjustment);

  if (!is_concerned (view) || room <= 0)
    return;
  if (start->measured == MEASURED_UNKNOWN)
    start->measured = is_in_place (view, adjustment) ? MEASURED_FROM_LEFT : MEASURED_FROM_START;
  if (start->measured == MEASURED_FROM_START)
    return;
  gtk_adjustment_set_value (adjustment, MAX (room - start->from_start, 0));
  if (!is_in_place (view, adjustment))
    lay_out_again (view);
}

static void
on_value_changed (GtkWidget *view, GtkAdjustment *adjustment)
{
  ScrollStart *start = g_object_get_data (G_OBJECT (view), KEY);
  double room = get_room (adjustment);

  if (is_concerned (view) && room > 0)
    start->from_start = room - gtk_adjustment_get_value (adjustment);
}

/**
 * roster_scroll_start_keep:
 * @view: a column view in its scrolled window
 *
 * Lets @view begin with its first column, and keep its place when its width changes, in languages
 * from right to left too. To be called once.
 */
void
roster_scroll_start_keep (GtkColumnView *view)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));

  g_object_set_data_full (G_OBJECT (view), KEY, g_new0 (ScrollStart, 1), g_free);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (on_changed), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_value_changed), view,
                           G_CONNECT_SWAPPED);
}

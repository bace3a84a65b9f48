/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list that is wider than its window begins with its first column, on whichever side that is. */

#include "support/member-list-fixture.h"
#include "support/ui-test.h"

#define N_MEMBERS 20

static GtkAdjustment *
get_horizontal (MemberListFixture *fixture)
{
  return gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (fixture->column_view));
}

/* How far the first column’s edge is from the edge of the list, in pixels. */
static double
get_distance (MemberListFixture *fixture, GtkTextDirection direction)
{
  GtkWidget *headers = gtk_widget_get_first_child (fixture->column_view);
  graphene_rect_t bounds;
  double left;
  double right;

  g_assert_true (gtk_widget_compute_bounds (headers, fixture->column_view, &bounds));
  left = bounds.origin.x;
  right = left + bounds.size.width - gtk_widget_get_width (fixture->column_view);
  g_assert_cmpfloat (right - left, >=, 50); /* it is wider */
  return direction == GTK_TEXT_DIR_RTL ? right : -left;
}

static void
resize (MemberListFixture *fixture, int width)
{
  gtk_window_set_default_size (fixture->window, width, 500);
  member_list_fixture_settle (fixture);
}

static void
set_up (MemberListFixture *fixture, gconstpointer direction)
{
  gtk_widget_set_default_direction ((GtkTextDirection)GPOINTER_TO_UINT (direction));
  member_list_fixture_set_up (fixture, GUINT_TO_POINTER (N_MEMBERS));
  resize (fixture, 420);
}

static void
tear_down (MemberListFixture *fixture, gconstpointer direction)
{
  member_list_fixture_tear_down (fixture, NULL);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_first (MemberListFixture *fixture, gconstpointer data)
{
  GtkTextDirection direction = (GtkTextDirection)GPOINTER_TO_UINT (data);

  g_assert_cmpfloat (get_distance (fixture, direction), ==, 0);
  resize (fixture, 380);
  g_assert_cmpfloat (get_distance (fixture, direction), ==, 0);
  resize (fixture, 450);
  g_assert_cmpfloat (get_distance (fixture, direction), ==, 0);
}

/* Where somebody has scrolled to stays in sight. */
static void
test_scrolled (MemberListFixture *fixture, gconstpointer data)
{
  GtkTextDirection direction = (GtkTextDirection)GPOINTER_TO_UINT (data);
  GtkAdjustment *horizontal = get_horizontal (fixture);
  double start = gtk_adjustment_get_value (horizontal);

  /* GTK 4.18 measures from the list's start, GTK 4.8 from the left. */
  gtk_adjustment_set_value (horizontal, start > 0 ? start - 30 : 30);
  member_list_fixture_settle (fixture);
  g_assert_cmpfloat (get_distance (fixture, direction), ==, 30);
  resize (fixture, 400);
  g_assert_cmpfloat (get_distance (fixture, direction), ==, 30);
}

/* Wide enough for everything, and narrow again. */
static void
test_wide_between (MemberListFixture *fixture, gconstpointer data)
{
  resize (fixture, 1200);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_horizontal (fixture)), ==, 0);
  resize (fixture, 420);
  g_assert_cmpfloat (get_distance (fixture, (GtkTextDirection)GPOINTER_TO_UINT (data)), ==, 0);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
#define add(name, direction, function)                                                             \
  g_test_add ("/ui/scroll-start/" name, MemberListFixture, GUINT_TO_POINTER (direction), set_up,   \
              function, tear_down)
  add ("first/left-to-right", GTK_TEXT_DIR_LTR, test_first);
  add ("first/right-to-left", GTK_TEXT_DIR_RTL, test_first);
  add ("scrolled/left-to-right", GTK_TEXT_DIR_LTR, test_scrolled);
  add ("scrolled/right-to-left", GTK_TEXT_DIR_RTL, test_scrolled);
  add ("wide-between/left-to-right", GTK_TEXT_DIR_LTR, test_wide_between);
  add ("wide-between/right-to-left", GTK_TEXT_DIR_RTL, test_wide_between);
#undef add
  return g_test_run ();
}

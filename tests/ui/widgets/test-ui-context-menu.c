/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menus of a tab and of a row: they open from the pointer to where the text runs. */

#include "support/window-fixture.h"

static void
set_up (WindowFixture *fixture, gconstpointer direction)
{
  gtk_widget_set_default_direction ((GtkTextDirection)GPOINTER_TO_UINT (direction));
  window_fixture_start_demo (fixture);
  window_fixture_open_demo (fixture);
}

static void
tear_down (WindowFixture *fixture, gconstpointer direction)
{
  window_fixture_end_demo (fixture);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static GtkGesture *
get_secondary_click (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller) &&
          gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == GDK_BUTTON_SECONDARY)
        return GTK_GESTURE (controller);
    }
  g_assert_not_reached ();
}

/* (nullable): the menu that is open at widget or below it. */
static GtkWidget *
find_menu (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_POPOVER_MENU (widget) && gtk_widget_get_mapped (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_menu (child);
  return found;
}

static gboolean
has_menu (gpointer window)
{
  return find_menu (window) != NULL;
}

/* How far right of there, on the screen, the middle of the menu is. */
static double
get_offset (WindowFixture *fixture, GtkWidget *menu, GtkWidget *widget, double x)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (menu));
  double window_x = 0;
  double window_y = 0;
  double shadow_x = 0;
  double shadow_y = 0;

  gtk_widget_translate_coordinates (widget, window, x, 0, &window_x, &window_y);
  gtk_native_get_surface_transform (GTK_NATIVE (window), &shadow_x, &shadow_y);
  return gdk_popup_get_position_x (GDK_POPUP (surface)) + gdk_surface_get_width (surface) / 2.0 -
         (shadow_x + window_x);
}

/* Opens the menu of the middle of widget, and closes it. */
static void
assert_opens (WindowFixture *fixture, GtkWidget *widget, gconstpointer direction)
{
  double x = gtk_widget_get_width (widget) / 2.0;
  double y = gtk_widget_get_height (widget) / 2.0;
  GtkWidget *menu;
  double offset;

  g_signal_emit_by_name (get_secondary_click (widget), "pressed", 1, x, y);
  g_assert_true (ui_test_wait (has_menu, fixture->window));
  ui_test_settle ();
  menu = find_menu (GTK_WIDGET (fixture->window));
  offset = get_offset (fixture, menu, widget, x);
  if (GPOINTER_TO_UINT (direction) == GTK_TEXT_DIR_RTL)
    offset = -offset;
  g_assert_cmpfloat (offset, >, gtk_widget_get_width (menu) / 3.0);
  gtk_popover_popdown (GTK_POPOVER (menu));
  ui_test_settle ();
}

static void
test_tab (WindowFixture *fixture, gconstpointer direction)
{
  GtkNotebook *notebook = window_fixture_get_notebook (fixture);
  GtkWidget *first = gtk_notebook_get_nth_page (notebook, 0);

  assert_opens (fixture, gtk_notebook_get_tab_label (notebook, first), direction);
}

static void
test_row (WindowFixture *fixture, gconstpointer direction)
{
  assert_opens (fixture, window_fixture_find (fixture, "column_view"), direction);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
#define add(name, direction, function)                                                             \
  g_test_add ("/ui/context-menu/" name, WindowFixture, GUINT_TO_POINTER (direction), set_up,       \
              function, tear_down)
  add ("tab/left-to-right", GTK_TEXT_DIR_LTR, test_tab);
  add ("tab/right-to-left", GTK_TEXT_DIR_RTL, test_tab);
  add ("row/left-to-right", GTK_TEXT_DIR_LTR, test_row);
  add ("row/right-to-left", GTK_TEXT_DIR_RTL, test_row);
#undef add
  return g_test_run ();
}

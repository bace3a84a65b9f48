/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits for a window to show itself, and the spinners that wait for what takes longer. */

#include "support/ui-test.h"

#include "ui/widgets/roster-next-frame.h"
#include "ui/widgets/roster-spinner.h"

static guint n_called;

static void
on_frame (GtkWidget *widget)
{
  n_called++;
}

static gboolean
is_called (gpointer data)
{
  return n_called > 0;
}

static GtkWindow *
new_window (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());

  n_called = 0;
  gtk_window_set_child (window, gtk_label_new ("Roster"));
  gtk_widget_realize (gtk_window_get_child (window));
  return window;
}

static void
test_after_next_frame (void)
{
  GtkWindow *window = new_window ();
  GtkWidget *label = gtk_window_get_child (window);

  roster_next_frame_await (label, on_frame);
  gtk_window_present (window);
  g_assert_cmpuint (n_called, ==, 0);
  g_assert_true (ui_test_wait (is_called, NULL));
  ui_test_spin (50);
  g_assert_cmpuint (n_called, ==, 1);

  /* Of a window that is there already too, which has nothing else to draw */
  n_called = 0;
  roster_next_frame_await (label, on_frame);
  g_assert_cmpuint (n_called, ==, 0);
  g_assert_true (ui_test_wait (is_called, NULL));
  ui_test_spin (50);
  g_assert_cmpuint (n_called, ==, 1);
  ui_test_destroy (window);
}

static void
test_gone_before (void)
{
  GtkWindow *window = new_window ();

  roster_next_frame_await (gtk_window_get_child (window), on_frame);
  gtk_window_present (window);
  gtk_window_set_child (window, gtk_label_new ("Another"));
  ui_test_spin (100);
  g_assert_cmpuint (n_called, ==, 0);
  ui_test_destroy (window);
}

static gboolean
is_spinning (gpointer spinner)
{
  return gtk_spinner_get_spinning (spinner);
}

static void
test_spinner (void)
{
  GtkSpinner *spinner = g_object_ref_sink (GTK_SPINNER (gtk_spinner_new ()));

  /* What is over at once turns nothing. */
  roster_spinner_set_busy (spinner, TRUE);
  roster_spinner_set_busy (spinner, TRUE);
  g_assert_false (is_spinning (spinner));
  roster_spinner_set_busy (spinner, FALSE);
  ui_test_spin (350);
  g_assert_false (is_spinning (spinner));

  roster_spinner_set_busy (spinner, TRUE);
  g_assert_true (ui_test_wait (is_spinning, spinner));
  roster_spinner_set_busy (spinner, TRUE);
  g_assert_true (is_spinning (spinner));
  roster_spinner_set_busy (spinner, FALSE);
  g_assert_false (is_spinning (spinner));

  /* Gone while it waits */
  roster_spinner_set_busy (spinner, TRUE);
  g_assert_finalize_object (spinner);
  ui_test_spin (350);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/next-frame/after", test_after_next_frame);
  g_test_add_func ("/ui/next-frame/gone-before", test_gone_before);
  g_test_add_func ("/ui/next-frame/spinner", test_spinner);
  return g_test_run ();
}

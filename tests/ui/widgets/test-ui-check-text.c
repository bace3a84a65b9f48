/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a check button takes as many lines as it needs. */

#include "support/ui-test.h"

#include "ui/widgets/roster-check-text.h"

#define LONG "I remove myself and lose access to a subsidiary with a very long name"

static int
measure (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static void
test_wraps (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *check = gtk_check_button_new ();
  int one_line;

  gtk_window_set_child (window, check);
  gtk_window_present (window);
  roster_check_text_set (GTK_CHECK_BUTTON (check), "I");
  one_line = measure (check, GTK_ORIENTATION_VERTICAL, 200);
  roster_check_text_set (GTK_CHECK_BUTTON (check), LONG);
  g_assert_cmpstr (gtk_check_button_get_label (GTK_CHECK_BUTTON (check)), ==, LONG);
  g_assert_cmpint (measure (check, GTK_ORIENTATION_HORIZONTAL, -1), <=, 200);
  g_assert_cmpint (measure (check, GTK_ORIENTATION_VERTICAL, 200), >, one_line);
  ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/check-text/wraps", test_wraps);
  return g_test_run ();
}

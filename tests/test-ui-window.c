/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: its template, its actions, what it shows of its organizations. */

#include "ui-test.h"

#include "roster-window.h"

static void
test_template (void)
{
  g_autoptr (RosterApplication) application = roster_application_new ();
  GtkWindow *window;
  g_autoptr (GError) error = NULL;

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);

  window = GTK_WINDOW (roster_window_new (application, NULL, NULL));
  gtk_window_present (window);
  ui_test_spin (100);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window)));
  ui_test_destroy (window);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/window/template", test_template);
  return g_test_run ();
}

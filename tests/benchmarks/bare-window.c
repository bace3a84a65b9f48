/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The least that shows a window: what Roster's first frame is measured beside. With an argument it
 * shows that text, and so loads the fonts too, as every window that says something does. */

#include <gtk/gtk.h>

int
main (int argc, char *argv[])
{
  GtkWidget *window;

  gtk_init ();
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1080, 720);
  if (argc > 1)
    gtk_window_set_child (GTK_WINDOW (window), gtk_label_new (argv[1]));
  gtk_window_present (GTK_WINDOW (window));
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window from which a file can be dragged, as a file manager's: drag-source FILE. */

#include <gtk/gtk.h>

static GdkContentProvider *
on_prepare (GtkDragSource *source, double x, double y, gpointer path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return gdk_content_provider_new_typed (G_TYPE_FILE, file);
}

int
main (int argc, char *argv[])
{
  GtkWidget *window = NULL;
  GtkWidget *label = NULL;
  GtkDragSource *source = NULL;

  if (argc != 2)
    return EXIT_FAILURE;
  gtk_init ();
  window = gtk_window_new ();
  label = gtk_label_new (argv[1]);
  source = gtk_drag_source_new ();
  g_signal_connect (source, "prepare", G_CALLBACK (on_prepare), argv[1]);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_set_title (GTK_WINDOW (window), "Drag source");
  gtk_window_set_default_size (GTK_WINDOW (window), 150, 150);
  gtk_window_present (GTK_WINDOW (window));
  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same as a GtkApplication, as GTK's own tutorial begins: a name on the session bus, and a
 * window of the application's. With TABS, the least that any program of Roster's kind shows: a
 * title bar with five buttons, and three tabs with a line of text. */

#include <gtk/gtk.h>

#ifdef TABS
static void
furnish (GtkWindow *window)
{
  static const char *const icons[] = { "mail-message-new-symbolic", "contact-new-symbolic",
                                       "open-menu-symbolic", "edit-find-symbolic",
                                       "view-refresh-symbolic" };
  static const char *const tabs[] = { "Production", "Staging", "Research" };
  GtkWidget *bar = gtk_header_bar_new ();
  GtkWidget *notebook = gtk_notebook_new ();

  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    gtk_header_bar_pack_start (GTK_HEADER_BAR (bar), gtk_button_new_from_icon_name (icons[i]));
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    gtk_notebook_append_page (GTK_NOTEBOOK (notebook), gtk_label_new ("Reading the members…"),
                              gtk_label_new (tabs[i]));
  gtk_window_set_titlebar (window, bar);
  gtk_window_set_child (window, notebook);
}
#endif

static void
on_activate (GtkApplication *application)
{
  GtkWidget *window = gtk_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1080, 720);
#ifdef TABS
  furnish (GTK_WINDOW (window));
#endif
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_autoptr (GtkApplication) application =
      gtk_application_new ("io.github.roster.BareApplication", G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}

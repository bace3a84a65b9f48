/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterApplication: the one process, what its windows share, and how it starts and ends. */

#include "roster-application.h"

#include <glib/gi18n-lib.h>

#include "roster-config.h"
#include "roster-window.h"

struct _RosterApplication
{
  GtkApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (RosterApplication, roster_application, GTK_TYPE_APPLICATION)

static void
roster_application_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
}

static const GActionEntry roster_application_actions[] = {
  { "quit", roster_application_quit },
};

static void
roster_application_startup (GApplication *application)
{
  RosterApplication *self = ROSTER_APPLICATION (application);

  G_APPLICATION_CLASS (roster_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (self), roster_application_actions,
                                   G_N_ELEMENTS (roster_application_actions), self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit",
                                         (const char *const[]){ "<Control>q", NULL });
  gtk_window_set_default_icon_name (ROSTER_APPLICATION_ID);
  roster_application_load_style (gdk_display_get_default ());
}

static void
roster_application_activate (GApplication *application)
{
  RosterApplication *self = ROSTER_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    window = GTK_WINDOW (roster_window_new (self, NULL, NULL));
  gtk_window_present (window);
}

static void
roster_application_class_init (RosterApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = roster_application_startup;
  application_class->activate = roster_application_activate;
}

static void
roster_application_init (RosterApplication *self)
{
}

RosterApplication *
roster_application_new (void)
{
  return g_object_new (ROSTER_TYPE_APPLICATION, "application-id", ROSTER_APPLICATION_ID, NULL);
}

/**
 * roster_application_load_style:
 * @display: the display
 *
 * Adds style.css to @display. GtkApplication loads menus and the shortcuts window by itself, but
 * not this.
 */
void
roster_application_load_style (GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/roster/Roster/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

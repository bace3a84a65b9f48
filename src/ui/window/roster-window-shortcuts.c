/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shortcuts of a RosterWindow, in a window of their own. */

#include "ui/window/roster-window-private.h"

/**
 * roster_window_show_shortcuts:
 * @self: a window
 *
 * Brings the window of shortcuts to the front. It is some hundred widgets, and made when it is
 * first asked for: as gtk/help-overlay.ui, GTK would make it with every window.
 */
void
roster_window_show_shortcuts (RosterWindow *self)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (self);

  if (gtk_application_window_get_help_overlay (window) == NULL)
    {
      g_autoptr (GtkBuilder) builder =
          gtk_builder_new_from_resource ("/io/github/roster/Roster/shortcuts.ui");

      gtk_application_window_set_help_overlay (
          window, GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "shortcuts")));
    }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

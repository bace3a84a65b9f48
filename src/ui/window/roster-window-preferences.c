/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person has decided about a RosterWindow, and the window in which they decide it. */

#define G_SETTINGS_ENABLE_BACKEND

#include "ui/window/roster-window-private.h"

#include <gio/gsettingsbackend.h>

#include "roster-config.h"
#include "ui/preferences/roster-preferences-window.h"

/**
 * roster_window_dup_settings:
 * @self: a window that has its directory
 *
 * Returns: (transfer full) (nullable): the directory's settings; those of a demo window are in
 *   memory, so that everything can be tried and nothing is kept
 */
GSettings *
roster_window_dup_settings (RosterWindow *self)
{
  GSettings *settings = roster_directory_get_settings (self->directory);
  g_autoptr (GSettingsBackend) memory = NULL;

  if (!roster_window_is_demo (self))
    return settings != NULL ? g_object_ref (settings) : NULL;
  memory = g_memory_settings_backend_new ();
  return g_settings_new_with_backend (ROSTER_APPLICATION_ID, memory);
}

/**
 * roster_window_show_preferences:
 * @self: a window
 *
 * Shows what can be decided, in a window of its own that belongs to @self.
 */
void
roster_window_show_preferences (RosterWindow *self)
{
  if (self->preferences == NULL)
    g_set_weak_pointer (&self->preferences,
                        roster_preferences_window_new (GTK_WINDOW (self), self->directory,
                                                       self->queue, self->settings));
  gtk_window_present (self->preferences);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-directory.h"
#include "core/queue/roster-change-queue.h"

G_BEGIN_DECLS

/**
 * RosterPreferencesWindow:
 *
 * What a person may decide: accounts, organizations, the list, and what is asked before something
 * is done. Everything applies at once, and follows what is changed elsewhere.
 */
#define ROSTER_TYPE_PREFERENCES_WINDOW (roster_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterPreferencesWindow, roster_preferences_window, ROSTER, PREFERENCES_WINDOW, GtkWindow)

/* settings: (nullable): without them only accounts and organizations are there */
GtkWindow *roster_preferences_window_new (GtkWindow *parent,
                                          RosterDirectory *directory,
                                          RosterChangeQueue *queue,
                                          GSettings *settings);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/demo/roster-demo-launcher.h"
#include "core/organizations/roster-directory.h"
#include "core/queue/roster-change-queue.h"

G_BEGIN_DECLS

/**
 * RosterWindow:
 *
 * The main window: a tab for each organization of a directory, and the actions that act on the one
 * in front. Where the directory is empty, it shows the ways to set up an account.
 */
#define ROSTER_TYPE_WINDOW (roster_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterWindow, roster_window, ROSTER, WINDOW, GtkApplicationWindow)

RosterWindow *roster_window_new (GtkApplication *application,
                                 RosterDirectory *directory,
                                 RosterChangeQueue *queue);
RosterWindow *roster_window_new_demo (GtkApplication *application, RosterDemoLauncher *launcher);
gboolean roster_window_is_demo (RosterWindow *self);
RosterDirectory *roster_window_get_directory (RosterWindow *self);
RosterOrganization *roster_window_get_organization (RosterWindow *self);
gboolean roster_window_is_empty (RosterWindow *self);
gboolean roster_window_has_dialog (RosterWindow *self);
gboolean roster_window_show_organization (RosterWindow *self, RosterOrganization *organization);
void roster_window_import (RosterWindow *self, GFile *const *files, guint n_files);
void roster_window_save_state (RosterWindow *self);
void roster_window_set_demo_starting (RosterWindow *self, gboolean starting);
void roster_window_show_demo_error (RosterWindow *self, const GError *error);
void roster_window_come_back (RosterWindow *self);
void roster_window_close_when_done (RosterWindow *self);

G_END_DECLS

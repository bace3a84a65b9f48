/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/demo/roster-demo-launcher.h"
#include "core/organizations/roster-directory.h"
#include "core/queue/roster-change-queue.h"
#include "ui/window/roster-application.h"

G_BEGIN_DECLS

#define ROSTER_TYPE_WINDOW (roster_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterWindow, roster_window, ROSTER, WINDOW, GtkApplicationWindow)

RosterWindow *roster_window_new (RosterApplication *application,
                                 RosterDirectory *directory,
                                 RosterChangeQueue *queue);
RosterWindow *roster_window_new_demo (RosterApplication *application, RosterDemoLauncher *launcher);
gboolean roster_window_is_demo (RosterWindow *self);
RosterDirectory *roster_window_get_directory (RosterWindow *self);
RosterOrganization *roster_window_find_last (RosterDirectory *directory);
RosterOrganization *roster_window_get_organization (RosterWindow *self);
gboolean roster_window_is_empty (RosterWindow *self);
gboolean roster_window_has_dialog (RosterWindow *self);
gboolean roster_window_show_organization (RosterWindow *self, RosterOrganization *organization);
void roster_window_import (RosterWindow *self, GFile *const *files, guint n_files);
void roster_window_save_state (RosterWindow *self);
void roster_window_set_up_account (RosterWindow *self);
void roster_window_set_demo_starting (RosterWindow *self, gboolean starting);
void roster_window_show_demo_error (RosterWindow *self, const GError *error);
void roster_window_come_back (RosterWindow *self);
void roster_window_close_when_done (RosterWindow *self);

G_END_DECLS

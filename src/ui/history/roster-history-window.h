/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/queue/roster-change-queue.h"

G_BEGIN_DECLS

/**
 * RosterHistoryWindow:
 *
 * What was changed from this computer, by the window and by rosterctl: when, what, whom, where,
 * with which account, and what came of it; searched, filtered, saved, and taken back where that is
 * possible.
 */
#define ROSTER_TYPE_HISTORY_WINDOW (roster_history_window_get_type ())
G_DECLARE_FINAL_TYPE (RosterHistoryWindow, roster_history_window, ROSTER, HISTORY_WINDOW, GtkWindow)

/* organizations: a GListModel of RosterOrganization: where changes can be taken back */
GtkWindow *roster_history_window_new (GtkWindow *parent,
                                      RosterChangeQueue *queue,
                                      GListModel *organizations,
                                      GSettings *settings);
void roster_history_window_export (RosterHistoryWindow *self, GFile *file);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window/roster-tabs.h"

G_BEGIN_DECLS

/**
 * RosterWindowActions:
 *
 * What a person can do in the main window: one action each, with its shortcut, its tooltip and why
 * it is impossible at the moment. Most of them act on the tab in front.
 */
#define ROSTER_TYPE_WINDOW_ACTIONS (roster_window_actions_get_type ())
G_DECLARE_FINAL_TYPE (RosterWindowActions, roster_window_actions, ROSTER, WINDOW_ACTIONS, GObject)

RosterWindowActions *roster_window_actions_new (GtkApplicationWindow *window,
                                                RosterTabs *tabs,
                                                RosterDirectory *directory,
                                                RosterChangeQueue *queue,
                                                RosterRefresher *refresher,
                                                GSettings *settings,
                                                gboolean demo);
void roster_window_actions_update (RosterWindowActions *self);

G_END_DECLS

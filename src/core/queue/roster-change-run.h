/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/changes/roster-change.h"

G_BEGIN_DECLS

/**
 * RosterChangeRun:
 *
 * The changes that one press of a button (or one command) asked for: a GListModel of RosterChange
 * with its progress. Properties, read only and notified: "n-finished" (guint), "waiting" (gboolean;
 * a change waits before it is sent, or sent again, and stopping ends that), "finished" (gboolean;
 * TRUE once every change is finished and the organizations it touched have been read again).
 */
#define ROSTER_TYPE_CHANGE_RUN (roster_change_run_get_type ())
G_DECLARE_FINAL_TYPE (RosterChangeRun, roster_change_run, ROSTER, CHANGE_RUN, GObject)

guint roster_change_run_get_n_changes (RosterChangeRun *self);
RosterChange *roster_change_run_get_change (RosterChangeRun *self, guint position); /* borrowed */
guint roster_change_run_get_n_finished (RosterChangeRun *self);
guint roster_change_run_count (RosterChangeRun *self, RosterChangeState state);
GPtrArray *roster_change_run_list_left (RosterChangeRun *self);
gboolean roster_change_run_is_finished (RosterChangeRun *self);
/* For the queue alone: made of pending changes, told when nothing more happens. */
RosterChangeRun *roster_change_run_new (GPtrArray *changes);
void roster_change_run_set_finished (RosterChangeRun *self);

gboolean roster_change_run_is_waiting (RosterChangeRun *self);

/* The change in flight is let finish; what was not sent yet, or waits to be sent again, becomes
 * SKIPPED. */
void roster_change_run_stop (RosterChangeRun *self);
gboolean roster_change_run_is_stopped (RosterChangeRun *self);

G_END_DECLS

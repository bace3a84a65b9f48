/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RosterActivity:
 *
 * What a running read or change is doing, for whoever shows it: how many members have been read,
 * and whether it waits before the next try. Changed and notified on the main thread only.
 *
 * Properties (all notified): "n-members" (guint), "wait-until" (gint64, monotonic microseconds, 0
 * where it does not wait), "reason" (string, nullable: why it waits, one sentence), "prompting"
 * (gboolean: the keyring asks the person for its password).
 */
#define ROSTER_TYPE_ACTIVITY (roster_activity_get_type ())
G_DECLARE_FINAL_TYPE (RosterActivity, roster_activity, ROSTER, ACTIVITY, GObject)

RosterActivity *roster_activity_new (void);
void roster_activity_reset (RosterActivity *self);
guint roster_activity_get_n_members (RosterActivity *self);
void roster_activity_set_n_members (RosterActivity *self, guint n_members);
gint64 roster_activity_get_wait_until (RosterActivity *self);
const char *roster_activity_get_reason (RosterActivity *self);
void roster_activity_set_waiting (RosterActivity *self, gint64 until, const char *reason);
gboolean roster_activity_get_prompting (RosterActivity *self);
void roster_activity_set_prompting (RosterActivity *self, gboolean is_prompting);
GCancellable *roster_activity_get_stop (RosterActivity *self);
void roster_activity_stop (RosterActivity *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RosterCallProgress:
 *
 * What a running read or change is doing, for whoever shows it: how many members have been read,
 * and whether it waits before the next try. Changed and notified on the main thread only.
 *
 * Properties (all notified): "n-members" (guint), "wait-until" (gint64, monotonic microseconds, 0
 * where it does not wait), "reason" (string, nullable: why it waits, one sentence), "prompting"
 * (gboolean: the keyring asks the person for its password).
 */
#define ROSTER_TYPE_CALL_PROGRESS (roster_call_progress_get_type ())
G_DECLARE_FINAL_TYPE (RosterCallProgress, roster_call_progress, ROSTER, CALL_PROGRESS, GObject)

RosterCallProgress *roster_call_progress_new (void);
void roster_call_progress_reset (RosterCallProgress *self);
guint roster_call_progress_get_n_members (RosterCallProgress *self);
void roster_call_progress_set_n_members (RosterCallProgress *self, guint n_members);
gint64 roster_call_progress_get_wait_until (RosterCallProgress *self);
const char *roster_call_progress_get_reason (RosterCallProgress *self);
void roster_call_progress_set_waiting (RosterCallProgress *self, gint64 until, const char *reason);
gboolean roster_call_progress_get_prompting (RosterCallProgress *self);
void roster_call_progress_set_prompting (RosterCallProgress *self, gboolean is_prompting);
GCancellable *roster_call_progress_get_stop (RosterCallProgress *self);
void roster_call_progress_stop (RosterCallProgress *self);

G_END_DECLS

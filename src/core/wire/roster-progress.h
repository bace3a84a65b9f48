/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/wire/roster-activity.h"

G_BEGIN_DECLS

/**
 * RosterProgress:
 *
 * How a thread tells an activity, which belongs to the main thread, what it is doing.
 */
typedef struct _RosterProgress RosterProgress;

RosterProgress *roster_progress_new (RosterActivity *activity, GMainContext *context);
void roster_progress_free (RosterProgress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterProgress, roster_progress_free)

void roster_progress_set_n_members (RosterProgress *self, guint n_members);
void roster_progress_set_waiting (RosterProgress *self, gint64 until, const char *reason);
void roster_progress_flush (RosterProgress *self);

G_END_DECLS

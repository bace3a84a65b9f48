/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/wire/roster-call-progress.h"

G_BEGIN_DECLS

/**
 * RosterProgressReporter:
 *
 * How a thread tells a call progress, which belongs to the main thread, what it is doing.
 */
typedef struct _RosterProgressReporter RosterProgressReporter;

RosterProgressReporter *
roster_progress_reporter_new (RosterCallProgress *call_progress, GMainContext *context);
void roster_progress_reporter_free (RosterProgressReporter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterProgressReporter, roster_progress_reporter_free)

void roster_progress_reporter_set_n_members (RosterProgressReporter *self, guint n_members);
void roster_progress_reporter_set_waiting (RosterProgressReporter *self,
                                           gint64 until,
                                           const char *reason);
void roster_progress_reporter_flush (RosterProgressReporter *self);

G_END_DECLS

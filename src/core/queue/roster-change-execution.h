/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/journal/roster-journal.h"
#include "core/queue/roster-change-run.h"

G_BEGIN_DECLS

/* Carries out one pending change from its intent to its outcome; a private part of
 * RosterChangeQueue. How it went is in the change: the call itself does not fail. */
void roster_change_execution_async (RosterChange *change,
                                    RosterChangeRun *run,
                                    RosterJournal *journal,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
void roster_change_execution_finish (RosterChange *change, GAsyncResult *result);

G_END_DECLS

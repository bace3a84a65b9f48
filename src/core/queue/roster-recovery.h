/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/journal/roster-journal.h"
#include "core/changes/roster-change.h"

G_BEGIN_DECLS

/**
 * RosterRecovery:
 *
 * Finds out, at a start, what became of the changes that an earlier run of the program sent and
 * whose end it did not see: reads the members and writes the outcomes into the journal. Nothing is
 * ever sent again. A GListModel of RosterChange, each finished: what it found.
 */
#define ROSTER_TYPE_RECOVERY (roster_recovery_get_type ())
G_DECLARE_FINAL_TYPE (RosterRecovery, roster_recovery, ROSTER, RECOVERY, GObject)

/** ROSTER_RECOVERY_PATIENCE: milliseconds in which a request that was under way as its sender ended
 * may still arrive. */
#define ROSTER_RECOVERY_PATIENCE 2000

/* organizations: a GListModel of RosterOrganization (a RosterDirectory, or some of it) */
RosterRecovery *roster_recovery_new (RosterJournal *journal, GListModel *organizations);
void roster_recovery_set_patience (RosterRecovery *self, guint milliseconds);

/* Ends once each organization in question was read, or could not be: what could not is settled
 * when its list is read later, for as long as the recovery lives. */
void
roster_recovery_run_async (RosterRecovery *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean roster_recovery_run_finish (RosterRecovery *self, GAsyncResult *result, GError **error);

guint
roster_recovery_get_n_damaged (RosterRecovery *self); /* lines of the journal, gone aside now */

G_END_DECLS

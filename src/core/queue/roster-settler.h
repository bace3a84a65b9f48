/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/journal/roster-journal.h"
#include "core/plans/roster-change.h"

G_BEGIN_DECLS

/**
 * RosterSettler:
 *
 * Finds out, at a start, what became of the changes that an earlier run of the program sent and
 * whose end it did not see: reads the members and writes the outcomes into the journal. Nothing is
 * ever sent again. A GListModel of RosterChange, each finished: what it found.
 */
#define ROSTER_TYPE_SETTLER (roster_settler_get_type ())
G_DECLARE_FINAL_TYPE (RosterSettler, roster_settler, ROSTER, SETTLER, GObject)

/** ROSTER_SETTLER_PATIENCE: milliseconds in which a request that was under way as its sender ended
 * may still arrive. */
#define ROSTER_SETTLER_PATIENCE 2000

/* organizations: a GListModel of RosterOrganization (a RosterDirectory, or some of it) */
RosterSettler *roster_settler_new (RosterJournal *journal, GListModel *organizations);
void roster_settler_set_patience (RosterSettler *self, guint milliseconds);

/* Ends once each organization in question was read, or could not be: what could not is settled
 * when its list is read later, for as long as the settler lives. */
void
roster_settler_run_async (RosterSettler *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean roster_settler_run_finish (RosterSettler *self, GAsyncResult *result, GError **error);

guint roster_settler_get_n_waiting (RosterSettler *self); /* changes whose list was not read yet */
guint roster_settler_get_n_damaged (RosterSettler *self); /* lines of the journal, gone aside now */

G_END_DECLS

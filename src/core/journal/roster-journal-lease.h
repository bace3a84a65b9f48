/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterJournalLease:
 *
 * Says that a run of the program is alive, for as long as it is: a locked file beside the journal,
 * which the system unlocks however the process ends.
 */
typedef struct _RosterJournalLease RosterJournalLease;

/* For whoever holds the journal's lock, so that nobody looks while it is made. */
RosterJournalLease *
roster_journal_lease_take (const char *journal_path, const char *run, GError **error);
void roster_journal_lease_release (RosterJournalLease *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterJournalLease, roster_journal_lease_release)

/* The runs that are alive: (element-type utf8). For whoever holds the journal's lock, shared or
 * alone. */
GHashTable *roster_journal_lease_list (const char *journal_path);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterJournalProcessLock:
 *
 * Says that a run of the program is alive, for as long as it is: a locked file beside the journal,
 * which the system unlocks however the process ends.
 */
typedef struct _RosterJournalProcessLock RosterJournalProcessLock;

/* For whoever holds the journal's lock, so that nobody looks while it is made. */
RosterJournalProcessLock *
roster_journal_process_lock_take (const char *journal_path, const char *run, GError **error);
void roster_journal_process_lock_release (RosterJournalProcessLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterJournalProcessLock, roster_journal_process_lock_release)

/* The runs that are alive: (element-type utf8). For whoever holds the journal's lock, shared or
 * alone. */
GHashTable *roster_journal_process_lock_list (const char *journal_path);

G_END_DECLS

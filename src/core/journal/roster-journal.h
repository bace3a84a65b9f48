/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/journal/roster-history.h"

G_BEGIN_DECLS

/**
 * RosterJournal:
 *
 * The durable record of changes: JSON lines, append only, mode 0600, each line synced to the disk
 * before the call reports success (in a thread). One line before a change is sent (its intent), one
 * after (its outcome). It holds no secret. Several processes (the window and rosterctl) share it.
 *
 * Signal: "written": a line went to the disk; what was read before is old.
 */
#define ROSTER_TYPE_JOURNAL (roster_journal_get_type ())
G_DECLARE_FINAL_TYPE (RosterJournal, roster_journal, ROSTER, JOURNAL, GObject)

/* NULL for the default: XDG_STATE_HOME/roster/journal.jsonl */
RosterJournal *roster_journal_new (const char *path);
const char *roster_journal_get_path (RosterJournal *self);

void roster_journal_write_intent_async (RosterJournal *self,
                                        RosterChange *change,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
void roster_journal_write_outcome_async (RosterJournal *self,
                                         RosterChange *change,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean roster_journal_write_finish (RosterJournal *self, GAsyncResult *result, GError **error);

/** ROSTER_JOURNAL_LATELY: the time over which removals are counted together, milliseconds. */
#define ROSTER_JOURNAL_LATELY (24 * 60 * 60 * G_GINT64_CONSTANT (1000))

/* How many people were removed from this organization of an endpoint since a time, or may have
 * been, and were not added again. */
void roster_journal_count_removals_async (RosterJournal *self,
                                          const char *endpoint,
                                          const char *organization_id,
                                          gint64 since, /* unix milliseconds */
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean roster_journal_count_removals_finish (RosterJournal *self,
                                               GAsyncResult *result,
                                               guint *n_removals,
                                               GError **error);

/* The changes whose outcome is to be looked for, see roster_history_entry_is_unsettled(): what
 * damaged lines there are goes aside first. n_damaged of it: those that went aside now. */
void roster_journal_list_unsettled_async (RosterJournal *self,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
RosterHistory *
roster_journal_list_unsettled_finish (RosterJournal *self, GAsyncResult *result, GError **error);

/* All changes since a time, older files included. n_damaged of it: all lines that are kept aside.
 */
void roster_journal_read_async (RosterJournal *self,
                                gint64 since, /* unix milliseconds; 0: all */
                                GAsyncReadyCallback callback,
                                gpointer user_data);
RosterHistory *
roster_journal_read_finish (RosterJournal *self, GAsyncResult *result, GError **error);

/* Bytes at which another file is begun: ROSTER_JOURNAL_MAX_SIZE unless it was set. */
void roster_journal_set_max_size (RosterJournal *self, gsize max_size);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/journal/roster-journal-process-lock.h"
#include "core/journal/roster-journal-record.h"

G_BEGIN_DECLS

/* The file behind the journal; blocking, for threads. Errors are ROSTER_ERROR_JOURNAL. */

/* Asked under the lock, right before a line is written: whether it may be. fd: the journal. */
typedef gboolean (*RosterJournalCheckFunc) (const char *path,
                                            int fd,
                                            gpointer user_data,
                                            GError **error);

/* line: with its line end. run: (nullable): of the program. lease: (inout): taken with its first
 * line. max_size: bytes at which another file is begun. check: (nullable) */
gboolean roster_journal_file_append_for_run (const char *path,
                                             const char *line,
                                             const char *run,
                                             RosterJournalProcessLock **lease,
                                             gsize max_size,
                                             RosterJournalCheckFunc check,
                                             gpointer check_data,
                                             GError **error);

/* Returns: (element-type RosterJournalRecord): in the order of the files; none where there is no
 * file. For whoever holds the lock. fd: the journal; -1 where there is no file. */
GPtrArray *roster_journal_file_read_locked (const char *path, int fd, gint64 since, GError **error);

/* The same with the older files that were written to since a time (unix milliseconds; 0: all).
 * n_damaged: (nullable): how many lines could not be read.
 * living: (out) (nullable) (element-type utf8): the runs that were alive when it began to read. */
GPtrArray *roster_journal_file_read_since (
    const char *path, gint64 since, GHashTable **living, guint *n_damaged, GError **error);

G_END_DECLS

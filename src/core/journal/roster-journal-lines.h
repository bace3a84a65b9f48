/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/journal/roster-journal-record.h"

G_BEGIN_DECLS

/* record: (nullable) (transfer full): what the line says; NULL where it says nothing to us.
 * line: without its end, length bytes of anything. */
typedef void (*RosterJournalLineFunc) (RosterJournalRecord *record,
                                       const char *line,
                                       gsize length,
                                       gpointer user_data);

/* Reads the first size bytes of a journal line by line, from the start; fd stays open. A private
 * part of the journal; blocking, for threads. */
gboolean roster_journal_lines_read (
    int fd, gsize size, RosterJournalLineFunc func, gpointer user_data, GError **error);

G_END_DECLS

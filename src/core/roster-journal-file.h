/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "roster-journal-record.h"

G_BEGIN_DECLS

/* The file behind the journal; blocking, for threads. Errors are ROSTER_ERROR_JOURNAL. */

/* line: with its line end */
gboolean roster_journal_file_append (const char *path, const char *line, GError **error);

/* Returns: (element-type RosterJournalRecord): in the order of the file; none where there is no
 * file. n_damaged: (nullable): how many lines could not be read. */
GPtrArray *roster_journal_file_read (const char *path, guint *n_damaged, GError **error);

G_END_DECLS

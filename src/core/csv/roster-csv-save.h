/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/csv/roster-csv.h"
#include "core/members/roster-member-table.h"

G_BEGIN_DECLS

/* Writes members to a file in a thread, as roster_csv_file_open() says, in constant memory.
 * rows: (nullable) (element-type guint32): row numbers in the order to write them, not to be
 * changed any more; NULL for the whole table in its own order. cancellable: (nullable): cancelling
 * leaves the old file as it was. callback: called in the thread-default main context. */
void roster_csv_save_async (GFile *file,
                            RosterMemberTable *table,
                            GArray *rows,
                            RosterCsvFlags flags,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* Whether the file is complete on the disk; otherwise the old one is as it was, and error is
 * ROSTER_ERROR_FILE or G_IO_ERROR_CANCELLED. n_written: (out) (optional): the number of members
 * written; 0 after an error. */
gboolean roster_csv_save_finish (GAsyncResult *result, guint *n_written, GError **error);
/* Returns: (transfer none): where it was saved; another file than was asked for where
 * ROSTER_CSV_KEEP_OLD was given and that one is there already. */
GFile *roster_csv_save_get_file (GAsyncResult *result);

G_END_DECLS

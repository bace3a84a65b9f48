/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "roster-member-table.h"

G_BEGIN_DECLS

typedef enum
{
  ROSTER_CSV_DEFAULT = 0,
  ROSTER_CSV_RAW = 1 << 0, /* no guard against spreadsheet formulas */
} RosterCsvFlags;

void roster_csv_append_header (GString *text);
void roster_csv_append_member (GString *text, const RosterMember *member, RosterCsvFlags flags);

/* "Production-All-Users-2026-11-23-17-05.csv"; time is shown as it is given (the scripts use local
 * time). */
char *roster_csv_suggest_name (const char *organization_name, GDateTime *time);

/* rows: guint32 row numbers in the order to write them; NULL for the whole table in its own order.
 * Written in a thread through a temporary file in the same folder, fsynced and renamed. Finish
 * gives the number of members written, or 0 with error. */
void roster_csv_save_async (GFile *file,
                            RosterMemberTable *table,
                            GArray *rows,
                            RosterCsvFlags flags,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean roster_csv_save_finish (GAsyncResult *result, guint *n_written, GError **error);

G_END_DECLS

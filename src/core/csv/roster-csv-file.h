/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/csv/roster-csv.h"

G_BEGIN_DECLS

/**
 * RosterCsvFile:
 *
 * A CSV file that is being written, member by member, in constant memory. It takes the place of the
 * old file only when it is complete. Not thread safe: one thread writes it; the calls block.
 */
typedef struct _RosterCsvFile RosterCsvFile;

RosterCsvFile *roster_csv_file_open (GFile *file, RosterCsvFlags flags, GError **error);
RosterCsvFile *roster_csv_file_new_for_fd (int fd, const char *name, RosterCsvFlags flags);
gboolean roster_csv_file_append (RosterCsvFile *self, const RosterMember *member, GError **error);
gboolean roster_csv_file_commit (RosterCsvFile *self, GError **error);
GFile *roster_csv_file_get_file (RosterCsvFile *self);
gboolean roster_csv_file_save_text (GFile *file, const GString *text, GError **error);
guint64 roster_csv_file_get_n_members (RosterCsvFile *self);

void roster_csv_file_abort (RosterCsvFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterCsvFile, roster_csv_file_abort)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RosterCsvTable:
 *
 * The cells of a CSV file in which e-mail addresses are to be looked for.
 */
typedef struct _RosterCsvTable RosterCsvTable;

RosterCsvTable *roster_csv_table_new_for_addresses (const char *text);
void roster_csv_table_free (RosterCsvTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterCsvTable, roster_csv_table_free)

guint roster_csv_table_get_n_cells (RosterCsvTable *self);
const char *roster_csv_table_get_cell (RosterCsvTable *self, guint position);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RosterImportOutcome:
 * @ROSTER_IMPORT_NO_KEY: there is no key, neither in the file nor in Roster
 * @ROSTER_IMPORT_UNSTORED: the key is kept for this run; it is not in the keyring
 * @ROSTER_IMPORT_UNTRIED: the key is in the keyring, but no list has been read with it
 * @ROSTER_IMPORT_STORED: the key is in the keyring, and a list has been read with it
 * @ROSTER_IMPORT_CLEAN: that, and it has been taken out of the file
 * @ROSTER_IMPORT_CLEAN_COMMENTS: that, and out of the file's comments as well
 *
 * What became of the key of an import.
 */
typedef enum
{
  ROSTER_IMPORT_NO_KEY,
  ROSTER_IMPORT_UNSTORED,
  ROSTER_IMPORT_UNTRIED,
  ROSTER_IMPORT_STORED,
  ROSTER_IMPORT_CLEAN,
  ROSTER_IMPORT_CLEAN_COMMENTS,
} RosterImportOutcome;

/**
 * RosterImportResult:
 *
 * The last page of an import: what is in Roster now, where the key is, and what that means for the
 * file.
 */
#define ROSTER_TYPE_IMPORT_RESULT (roster_import_result_get_type ())
G_DECLARE_FINAL_TYPE (RosterImportResult, roster_import_result, ROSTER, IMPORT_RESULT, GtkWidget)

void roster_import_result_show (RosterImportResult *self,
                                RosterImportOutcome outcome,
                                guint n_organizations,
                                gboolean is_partly,
                                const char *path);

G_END_DECLS

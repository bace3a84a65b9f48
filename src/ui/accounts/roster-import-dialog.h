/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/config/roster-config-file.h"
#include "core/organizations/roster-directory.h"

G_BEGIN_DECLS

/**
 * RosterImportDialog:
 *
 * Imports a threatstack.cfg: shows what is in it, or what is wrong with it; takes the key into the
 * keyring and the organizations into the directory; and then offers to take the key out of the
 * file.
 */
#define ROSTER_TYPE_IMPORT_DIALOG (roster_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RosterImportDialog, roster_import_dialog, ROSTER, IMPORT_DIALOG, GtkWindow)

GtkWindow *roster_import_dialog_new (GtkWindow *parent, RosterDirectory *directory, GFile *file);

void roster_import_file (GtkWindow *parent, RosterDirectory *directory, GFile *file);
char *roster_import_describe_path (GFile *file);
char *roster_import_dup_title (GFile *file);
gboolean roster_import_save (RosterDirectory *directory,
                             RosterAccount *account,
                             const RosterConfigFile *config,
                             SecretValue *key,
                             gboolean rename,
                             GError **error);
gboolean roster_import_is_replacing (RosterAccount *account, SecretValue *key);
void roster_import_choose (GtkWindow *parent, RosterDirectory *directory);

G_END_DECLS

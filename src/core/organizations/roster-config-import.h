/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/config/roster-config-file.h"
#include "core/organizations/roster-directory.h"

G_BEGIN_DECLS

/**
 * RosterConfigImport:
 *
 * What the organizations of a threatstack.cfg become in Roster: those that it does not know are
 * added, those that it knows keep their name unless they are to be renamed. All of it is saved, or
 * nothing.
 */
typedef struct _RosterConfigImport RosterConfigImport;

RosterConfigImport *roster_config_import_new (RosterDirectory *directory,
                                              RosterAccount *account,
                                              const RosterConfigFile *config);
void roster_config_import_free (RosterConfigImport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterConfigImport, roster_config_import_free)

const char *roster_config_import_get_other_name (RosterConfigImport *self, guint position);
void roster_config_import_set_rename (RosterConfigImport *self, guint position, gboolean rename);
gboolean
roster_config_import_apply (RosterConfigImport *self, gboolean may_be_in_memory, GError **error);
void roster_config_import_undo (RosterConfigImport *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves an edited account: changes it in the directory, and removes what it replaces. */
#pragma once

#include "core/organizations/roster-directory.h"

G_BEGIN_DECLS

void roster_account_save_organizations (RosterDirectory *directory,
                                        RosterAccount *account,
                                        GPtrArray *rows,
                                        GHashTable *original_ids);
void roster_account_save_forget (RosterDirectory *directory, RosterAccount *replaced);

G_END_DECLS

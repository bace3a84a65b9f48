/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/organizations/roster-directory.h"
#include "ui/changes/roster-change-dialog.h"

G_BEGIN_DECLS

/**
 * RosterAddDialog:
 *
 * Adds people who have a user id already: chosen from the other organizations, or named by id. Only
 * what the page in front shows is sent.
 */
#define ROSTER_TYPE_ADD_DIALOG (roster_add_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RosterAddDialog, roster_add_dialog, ROSTER, ADD_DIALOG, RosterChangeDialog)

GtkWindow *roster_add_dialog_new (GtkWindow *parent,
                                  RosterOrganization *organization,
                                  RosterDirectory *directory,
                                  RosterChangeQueue *queue);

G_END_DECLS

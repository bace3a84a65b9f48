/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/changes/roster-change-dialog.h"

G_BEGIN_DECLS

/**
 * RosterRemoveDialog:
 *
 * Removes members, after saying who they are, what it means, and asking what the guards ask
 * (roster-guards.h).
 */
#define ROSTER_TYPE_REMOVE_DIALOG (roster_remove_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterRemoveDialog, roster_remove_dialog, ROSTER, REMOVE_DIALOG, RosterChangeDialog)

GtkWindow *roster_remove_dialog_new (GtkWindow *parent,
                                     RosterOrganization *organization,
                                     GPtrArray *ids,
                                     RosterChangeQueue *queue);

G_END_DECLS

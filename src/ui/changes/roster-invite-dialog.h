/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/changes/roster-change-dialog.h"

G_BEGIN_DECLS

/**
 * RosterInviteDialog:
 *
 * Invites people by email address, one or many. What was not sent stays in the box.
 */
#define ROSTER_TYPE_INVITE_DIALOG (roster_invite_dialog_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterInviteDialog, roster_invite_dialog, ROSTER, INVITE_DIALOG, RosterChangeDialog)

GtkWindow *roster_invite_dialog_new (GtkWindow *parent,
                                     RosterOrganization *organization,
                                     RosterChangeQueue *queue);
void roster_invite_dialog_accept_unusual (RosterInviteDialog *self);
void roster_invite_dialog_add_text (RosterInviteDialog *self, const char *text);

G_END_DECLS

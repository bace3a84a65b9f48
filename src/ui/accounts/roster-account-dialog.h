/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/organizations/roster-directory.h"

G_BEGIN_DECLS

/**
 * RosterAccountDialog:
 *
 * Sets an account up by hand, or changes one: endpoint, user id, API key, and the organizations
 * that Roster shows of it. Nothing is kept before it is saved; what was typed survives every
 * failure.
 */
#define ROSTER_TYPE_ACCOUNT_DIALOG (roster_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RosterAccountDialog, roster_account_dialog, ROSTER, ACCOUNT_DIALOG, GtkWindow)

GtkWindow *
roster_account_dialog_new (GtkWindow *parent, RosterDirectory *directory, RosterAccount *account);
void roster_account_dialog_focus_key (GtkWindow *dialog);

G_END_DECLS

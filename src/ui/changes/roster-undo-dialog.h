/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/changes/roster-change-dialog.h"

G_BEGIN_DECLS

/**
 * RosterUndoDialog:
 *
 * Gives back their membership to people who were removed, with the same id and the same role; says
 * beforehand for whom the account may not do that.
 */
#define ROSTER_TYPE_UNDO_DIALOG (roster_undo_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RosterUndoDialog, roster_undo_dialog, ROSTER, UNDO_DIALOG, RosterChangeDialog)

/* changes: (element-type RosterChange): what takes changes back (roster-undo.h), all of one kind
 * and one organization. Taking additions back is removing: that dialog asks what it always asks. */
GtkWindow *roster_undo_dialog_new (GtkWindow *parent, GPtrArray *changes, RosterChangeQueue *queue);

G_END_DECLS

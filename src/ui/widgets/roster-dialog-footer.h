/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RosterDialogFooter:
 *
 * The last line of a dialog: what is to be known, the button that closes it, and its one action.
 *
 * Signal "confirmed": the action was pressed, and nothing stands against it.
 */
#define ROSTER_TYPE_DIALOG_FOOTER (roster_dialog_footer_get_type ())
G_DECLARE_FINAL_TYPE (RosterDialogFooter, roster_dialog_footer, ROSTER, DIALOG_FOOTER, GtkWidget)

void
roster_dialog_footer_set_action (RosterDialogFooter *self, const char *label, const char *obstacle);
void roster_dialog_footer_set_destructive (RosterDialogFooter *self, gboolean destructive);
void roster_dialog_footer_set_note (RosterDialogFooter *self, const char *note);
void
roster_dialog_footer_set_busy (RosterDialogFooter *self, const char *text, gboolean hides_action);
void roster_dialog_footer_confirm (RosterDialogFooter *self);
GtkButton *roster_dialog_footer_get_action (RosterDialogFooter *self);
GtkButton *roster_dialog_footer_get_close (RosterDialogFooter *self);

G_END_DECLS

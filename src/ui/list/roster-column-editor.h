/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RosterColumnEditor:
 *
 * Which columns the list of members has, and in which order: a line for each, those shown first.
 * Follows the setting `columns` and writes it.
 */
#define ROSTER_TYPE_COLUMN_EDITOR (roster_column_editor_get_type ())
G_DECLARE_FINAL_TYPE (RosterColumnEditor, roster_column_editor, ROSTER, COLUMN_EDITOR, GtkWidget)

void roster_column_editor_set_settings (RosterColumnEditor *self, GSettings *settings);

G_END_DECLS

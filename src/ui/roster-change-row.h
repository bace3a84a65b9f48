/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "roster-change-item.h"

G_BEGIN_DECLS

/**
 * RosterChangeRow:
 *
 * One person of a dialog's list: an icon and words for how they stand, who, and why.
 *
 * Property: "item" (RosterChangeItem, nullable, read-write), for the list's factory.
 */
#define ROSTER_TYPE_CHANGE_ROW (roster_change_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterChangeRow, roster_change_row, ROSTER, CHANGE_ROW, GtkWidget)

void roster_change_row_set_item (RosterChangeRow *self, RosterChangeItem *item);

G_END_DECLS

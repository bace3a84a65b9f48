/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/changes/roster-change-item.h"
#include "ui/widgets/roster-item-row.h"

G_BEGIN_DECLS

/**
 * RosterChangeRow:
 *
 * One person of a dialog's list: an icon and words for how they stand, who, and why.
 *
 * Its "item" is a RosterChangeItem.
 */
#define ROSTER_TYPE_CHANGE_ROW (roster_change_row_get_type ())
G_DECLARE_FINAL_TYPE (RosterChangeRow, roster_change_row, ROSTER, CHANGE_ROW, RosterItemRow)

G_END_DECLS

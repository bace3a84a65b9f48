/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "roster-member-table.h"

G_BEGIN_DECLS

/**
 * RosterMemberItem:
 *
 * A GObject over one row of a RosterMemberTable, for list models. Holds a reference to the table.
 */
#define ROSTER_TYPE_MEMBER_ITEM (roster_member_item_get_type ())
G_DECLARE_FINAL_TYPE (RosterMemberItem, roster_member_item, ROSTER, MEMBER_ITEM, GObject)

RosterMemberItem *roster_member_item_new (RosterMemberTable *table, guint row);
const RosterMember *roster_member_item_get_member (RosterMemberItem *self);
guint roster_member_item_get_row (RosterMemberItem *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/members/roster-member-changes.h"

G_BEGIN_DECLS

/**
 * RosterMemberListItem:
 *
 * One place of the list on screen, and the member who is there now. When the list is sorted anew
 * the proxy stays and shows somebody else: signal "changed".
 */
#define ROSTER_TYPE_MEMBER_LIST_ITEM (roster_member_list_item_get_type ())
G_DECLARE_FINAL_TYPE (
    RosterMemberListItem, roster_member_list_item, ROSTER, MEMBER_LIST_ITEM, GObject)

RosterMemberListItem *roster_member_list_item_new (guint position);
guint roster_member_list_item_get_position (RosterMemberListItem *self);
const RosterMember *roster_member_list_item_get_member (RosterMemberListItem *self);
RosterMemberMark roster_member_list_item_get_mark (RosterMemberListItem *self);
void roster_member_list_item_point (RosterMemberListItem *self,
                                    RosterMemberTable *table,
                                    guint row,
                                    RosterMemberMark mark);
void roster_member_list_item_changed (RosterMemberListItem *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "core/members/roster-member-changes.h"

G_BEGIN_DECLS

/**
 * RosterMemberProxy:
 *
 * One place of the list on screen, and the member who is there now. When the list is sorted anew
 * the proxy stays and shows somebody else: signal "changed".
 */
#define ROSTER_TYPE_MEMBER_PROXY (roster_member_proxy_get_type ())
G_DECLARE_FINAL_TYPE (RosterMemberProxy, roster_member_proxy, ROSTER, MEMBER_PROXY, GObject)

RosterMemberProxy *roster_member_proxy_new (guint position);
guint roster_member_proxy_get_position (RosterMemberProxy *self);
const RosterMember *roster_member_proxy_get_member (RosterMemberProxy *self);
RosterMemberMark roster_member_proxy_get_mark (RosterMemberProxy *self);
void roster_member_proxy_point (RosterMemberProxy *self,
                                RosterMemberTable *table,
                                guint row,
                                RosterMemberMark mark);
void roster_member_proxy_changed (RosterMemberProxy *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/list/roster-member-view.h"

G_BEGIN_DECLS

/**
 * RosterMemberList:
 *
 * The members in columns: sorted by their headers, selected, with a menu on rows and headers. Where
 * nobody matches it says so. Actions: column.ID shows or hides a column, member.copy-ids,
 * member.menu (of the row with the focus), member.clear (search and filter).
 *
 * Signal "clear": take search and filter away.
 */
#define ROSTER_TYPE_MEMBER_LIST (roster_member_list_get_type ())
G_DECLARE_FINAL_TYPE (RosterMemberList, roster_member_list, ROSTER, MEMBER_LIST, GtkWidget)

void
roster_member_list_set_up (RosterMemberList *self, RosterMemberView *view, GSettings *settings);
gboolean roster_member_list_show_member (RosterMemberList *self, const char *id);
GMenuModel *roster_member_list_get_columns_menu (RosterMemberList *self);
GActionGroup *roster_member_list_get_actions (RosterMemberList *self);
void roster_member_list_sort (RosterMemberList *self, RosterMemberField field, gboolean descending);

G_END_DECLS

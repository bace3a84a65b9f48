/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/list/roster-member-view.h"

G_BEGIN_DECLS

/**
 * RosterMemberFocus:
 *
 * Keeps the keyboard’s focus on the person who has it when the list is sorted, searched or read
 * again: GTK keeps it at a position. It also remembers who had it last while it is elsewhere, for
 * instance in the search.
 *
 * The first row of a list that nobody has moved in is nobody’s choice: the focus stays at the top
 * there.
 */
#define ROSTER_TYPE_MEMBER_FOCUS (roster_member_focus_get_type ())
G_DECLARE_FINAL_TYPE (RosterMemberFocus, roster_member_focus, ROSTER, MEMBER_FOCUS, GObject)

RosterMemberFocus *roster_member_focus_new (GtkColumnView *column_view, RosterMemberView *view);
gboolean roster_member_focus_grab (RosterMemberFocus *self);
gboolean roster_member_focus_move_to (RosterMemberFocus *self, const char *id);

G_END_DECLS

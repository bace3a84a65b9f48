/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/members/roster-member-order.h"

G_BEGIN_DECLS

/**
 * RosterColumnLayout:
 *
 * The columns of a list: which are shown, in which order, and which one sorts. Follows the setting
 * `columns` and writes it.
 *
 * Signal "sorted": another column sorts, or the other way round.
 */
#define ROSTER_TYPE_COLUMN_LAYOUT (roster_column_layout_get_type ())
G_DECLARE_FINAL_TYPE (RosterColumnLayout, roster_column_layout, ROSTER, COLUMN_LAYOUT, GObject)

RosterColumnLayout *roster_column_layout_new (GtkColumnView *list, GSettings *settings);
GActionGroup *roster_column_layout_get_actions (RosterColumnLayout *self);
GMenuModel *roster_column_layout_get_menu (RosterColumnLayout *self);
gboolean roster_column_layout_get_sort (RosterColumnLayout *self,
                                        RosterMemberField *field,
                                        gboolean *descending);
void roster_column_layout_set_sort (RosterColumnLayout *self,
                                    RosterMemberField field,
                                    gboolean descending);

G_END_DECLS

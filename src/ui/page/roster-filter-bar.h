/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/list/roster-member-view.h"

G_BEGIN_DECLS

/**
 * RosterFilterBar:
 *
 * Search and quick filters of a list, with how many members each filter has.
 */
#define ROSTER_TYPE_FILTER_BAR (roster_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (RosterFilterBar, roster_filter_bar, ROSTER, FILTER_BAR, GtkWidget)

void roster_filter_bar_set_up (RosterFilterBar *self,
                               RosterMemberView *view,
                               GtkWidget *list,
                               GMenuModel *columns_menu,
                               GActionGroup *column_actions);
void roster_filter_bar_set_inactive_days (RosterFilterBar *self, guint days);
void roster_filter_bar_find (RosterFilterBar *self);
void roster_filter_bar_clear (RosterFilterBar *self);
void roster_filter_bar_restore (RosterFilterBar *self, RosterFilter filter, const char *words);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/queue/roster-change-run.h"
#include "ui/changes/roster-change-item.h"

G_BEGIN_DECLS

/**
 * RosterChangeList:
 *
 * The people of a dialog, one row each, with a line of text where there is nobody yet.
 *
 * Property: "placeholder" (string, write only): that line.
 */
#define ROSTER_TYPE_CHANGE_LIST (roster_change_list_get_type ())
G_DECLARE_FINAL_TYPE (RosterChangeList, roster_change_list, ROSTER, CHANGE_LIST, GtkWidget)

void roster_change_list_set_items (RosterChangeList *self, GListModel *items);
void roster_change_list_set_run (RosterChangeList *self, RosterChangeRun *run);
GListModel *roster_change_list_get_items (RosterChangeList *self);
void roster_change_list_scroll_to (RosterChangeList *self, guint position);
void roster_change_list_sort_by_trouble (RosterChangeList *self);
void roster_change_list_set_placeholder (RosterChangeList *self, const char *text);

G_END_DECLS

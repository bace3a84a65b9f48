/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/history/roster-history-item.h"

G_BEGIN_DECLS

/**
 * RosterHistoryList:
 *
 * The changes that are to be shown, newest first: a GListModel of RosterHistoryItem, which are made
 * as they are asked for. A view makes its rows where the model grows, so a long list grows in
 * steps, a few rows a frame; roster_history_list_get_n_shown() counts all.
 */
#define ROSTER_TYPE_HISTORY_LIST (roster_history_list_get_type ())
G_DECLARE_FINAL_TYPE (RosterHistoryList, roster_history_list, ROSTER, HISTORY_LIST, GObject)

RosterHistoryList *roster_history_list_new (void);
/* index: (nullable) */
void roster_history_list_show (RosterHistoryList *self,
                               RosterHistoryIndex *index,
                               const RosterHistoryFilter *filter);
RosterHistoryIndex *roster_history_list_get_index (RosterHistoryList *self); /* (nullable) */
guint roster_history_list_get_n_shown (RosterHistoryList *self);
GArray *roster_history_list_dup_positions (RosterHistoryList *self); /* (element-type guint) */

G_END_DECLS

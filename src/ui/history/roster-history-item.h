/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/journal/roster-history-index.h"

G_BEGIN_DECLS

/** RosterHistoryColumn: what a cell of the history shows. */
typedef enum
{
  ROSTER_HISTORY_COLUMN_TIME,
  ROSTER_HISTORY_COLUMN_ACTION,
  ROSTER_HISTORY_COLUMN_PERSON,
  ROSTER_HISTORY_COLUMN_ORGANIZATION,
  ROSTER_HISTORY_COLUMN_ACCOUNT,
  ROSTER_HISTORY_COLUMN_RESULT,
  ROSTER_HISTORY_N_COLUMNS,
} RosterHistoryColumn;

/** RosterHistoryItem: one row of the history on screen. */
#define ROSTER_TYPE_HISTORY_ITEM (roster_history_item_get_type ())
G_DECLARE_FINAL_TYPE (RosterHistoryItem, roster_history_item, ROSTER, HISTORY_ITEM, GObject)

RosterHistoryItem *roster_history_item_new (RosterHistory *history, guint position);
const RosterHistoryEntry *roster_history_item_get_entry (RosterHistoryItem *self);
/* Translated and safe to show; g_free(). */
char *roster_history_item_dup_text (RosterHistoryItem *self, RosterHistoryColumn column);
char *roster_history_item_dup_tooltip (RosterHistoryItem *self, RosterHistoryColumn column);
char *roster_history_item_describe (RosterHistoryItem *self);
const char *roster_history_item_get_style (RosterHistoryItem *self); /* (nullable) */

G_END_DECLS

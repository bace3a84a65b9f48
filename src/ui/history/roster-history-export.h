/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/history/roster-history-list.h"
#include "ui/widgets/roster-message-bar.h"

G_BEGIN_DECLS

/**
 * RosterHistoryExport:
 *
 * Saves the history, as it is shown, as a CSV file: asks where to, writes in a thread, says in a
 * bar how it went.
 */
#define ROSTER_TYPE_HISTORY_EXPORT (roster_history_export_get_type ())
G_DECLARE_FINAL_TYPE (RosterHistoryExport, roster_history_export, ROSTER, HISTORY_EXPORT, GObject)

RosterHistoryExport *
roster_history_export_new (RosterHistoryList *list, RosterMessageBar *bar, GSettings *settings);
void roster_history_export_ask (RosterHistoryExport *self);
void roster_history_export_save (RosterHistoryExport *self, GFile *file);

G_END_DECLS

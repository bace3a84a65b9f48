/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/queue/roster-change-queue.h"
#include "ui/history/roster-history-item.h"
#include "ui/widgets/roster-message-bar.h"

G_BEGIN_DECLS

/* Takes back item, which belongs to organization. button: cannot be pressed meanwhile; bar: says
 * why the members could not be read. Nothing happens where the window of both is gone before. */
void roster_history_undo (RosterHistoryItem *item,
                          RosterOrganization *organization,
                          RosterChangeQueue *queue,
                          GtkWidget *button,
                          RosterMessageBar *bar);

G_END_DECLS

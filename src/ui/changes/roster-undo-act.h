/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/queue/roster-change-queue.h"

G_BEGIN_DECLS

/* changes: (element-type RosterChange): what takes changes back (roster-undo.h), at least one, all
 * of one kind and one organization. */

/* (transfer full): prepared where they are additions */
RosterPlan *roster_undo_plan (GPtrArray *changes, RosterChangeQueue *queue);
/* Whether nothing has to be said or asked before, as far as is known now. */
gboolean roster_undo_acts_at_once (RosterPlan *plan);
/* (transfer full) (nullable): what was begun; NULL where a dialog was opened instead */
RosterChangeRun *roster_undo_act (GtkWindow *parent, GPtrArray *changes, RosterChangeQueue *queue);

G_END_DECLS

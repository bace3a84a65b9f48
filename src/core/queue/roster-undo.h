/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/journal/roster-history.h"
#include "core/queue/roster-change-run.h"

G_BEGIN_DECLS

/* What takes a change back: an addition of whom was removed, with the same id and the same role, or
 * a removal of whom was added. An invitation cannot be taken back (threat-stack/README.md,
 * “Endpoints”). Pure: what it gives is a change like any other, for the guards and the queue. */

RosterChange *
roster_undo_invert_entry (const RosterHistoryEntry *entry, RosterOrganization *organization);

/* (element-type RosterChange): what takes back the changes of one kind of a run in one
 * organization; may be empty */
GPtrArray *roster_undo_invert_run (RosterChangeRun *run,
                                   RosterOrganization *organization,
                                   RosterChangeKind kind);

/* (nullable): where the change belongs, among those of a GListModel of RosterOrganization */
RosterOrganization *
roster_undo_find_organization (const RosterHistoryEntry *entry, GListModel *organizations);
/* (nullable): why a change of the history cannot be taken back, translated */
const char *roster_undo_find_obstacle (const RosterHistoryEntry *entry, GListModel *organizations);

G_END_DECLS

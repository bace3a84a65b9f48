/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results of a run in a few words. */
#pragma once

#include "core/queue/roster-change-run.h"
#include "ui/changes/roster-change-item.h"

G_BEGIN_DECLS

char *roster_change_summary_new (RosterChangeRun *run);
RosterMark roster_change_summary_get_mark (RosterChangeRun *run);
const GError *roster_change_summary_get_common_error (RosterChangeRun *run);

G_END_DECLS

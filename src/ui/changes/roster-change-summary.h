/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster-change-item.h"
#include "roster-change-run.h"

G_BEGIN_DECLS

char *roster_change_summary_new (RosterChangeRun *run);
RosterMark roster_change_summary_get_mark (RosterChangeRun *run);
const GError *roster_change_summary_get_common_error (RosterChangeRun *run);

G_END_DECLS

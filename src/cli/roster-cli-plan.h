/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/roster-cli-options.h"
#include "core/plans/roster-plan.h"
#include "core/recipients/roster-people.h"

G_BEGIN_DECLS

/* What a command is going to do, before it does anything. */
RosterPlan *roster_cli_plan_new (GPtrArray *organizations,
                                 RosterJournal *journal,
                                 const RosterCliOptions *options,
                                 RosterPeople *people,
                                 GError **error);
gboolean roster_cli_plan_print (RosterPlan *plan, RosterPlanPart *part, int fd, GError **error);

G_END_DECLS

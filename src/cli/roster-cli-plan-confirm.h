/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks before a plan is carried out: whose access ends, and each rarer risk in a question of its
 * own. */
#pragma once

#include "cli/roster-cli-options.h"
#include "core/plans/roster-plan-part.h"

G_BEGIN_DECLS

gboolean
roster_cli_plan_confirm (RosterPlanPart *part, const RosterCliOptions *options, GError **error);

G_END_DECLS

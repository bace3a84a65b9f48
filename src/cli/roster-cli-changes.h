/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands invite, add and remove: a plan, confirmed, then carried out by the change queue. */
#pragma once

#include "cli/roster-cli-exit.h"
#include "cli/roster-cli-options.h"
#include "cli/roster-cli-session.h"

G_BEGIN_DECLS

RosterCliExit roster_cli_changes (RosterCliSession *session, const RosterCliOptions *options);

G_END_DECLS

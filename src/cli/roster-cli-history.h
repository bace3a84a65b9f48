/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/roster-cli-exit.h"
#include "cli/roster-cli-options.h"
#include "cli/roster-cli-session.h"

G_BEGIN_DECLS

/* Needs no organization and no key: the journal is this computer's own. */
RosterCliExit roster_cli_history (const RosterCliOptions *options);

G_END_DECLS

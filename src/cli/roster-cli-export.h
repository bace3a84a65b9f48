/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command export: the CSV is written while the members arrive, in constant memory. */
#pragma once

#include "cli/roster-cli-exit.h"
#include "cli/roster-cli-options.h"
#include "cli/roster-cli-session.h"

G_BEGIN_DECLS

RosterCliExit roster_cli_export (RosterCliSession *session, const RosterCliOptions *options);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands that only look: members, self-test, organizations. */
#pragma once

#include "cli/roster-cli-exit.h"
#include "cli/roster-cli-options.h"
#include "cli/roster-cli-session.h"

G_BEGIN_DECLS

RosterCliExit roster_cli_members (RosterCliSession *session, const RosterCliOptions *options);
RosterCliExit roster_cli_self_test (RosterCliSession *session, const RosterCliOptions *options);
RosterCliExit roster_cli_organizations (RosterCliSession *session, const RosterCliOptions *options);

G_END_DECLS

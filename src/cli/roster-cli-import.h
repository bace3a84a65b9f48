/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command import: takes the organizations of a threatstack.cfg into the settings and its key
 * into the keyring. Success is reported after what was saved has been read back. What Roster has
 * already is replaced only on request, and the key is removed from the file once a list was read
 * with it. */
#pragma once

#include "cli/roster-cli-exit.h"
#include "cli/roster-cli-options.h"
#include "cli/roster-cli-session.h"

G_BEGIN_DECLS

RosterCliExit roster_cli_import (RosterCliSession *session, const RosterCliOptions *options);

G_END_DECLS

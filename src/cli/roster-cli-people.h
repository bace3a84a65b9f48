/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The people that a command is about: the arguments, and the file or standard input of --from. */
#pragma once

#include "cli/roster-cli-options.h"
#include "core/recipients/roster-people.h"

G_BEGIN_DECLS

RosterPeople *roster_cli_people_read (const RosterCliOptions *options, GError **error);

G_END_DECLS

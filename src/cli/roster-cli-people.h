/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/roster-cli-options.h"
#include "core/recipients/roster-people.h"

G_BEGIN_DECLS

RosterPeople *roster_cli_people_read (const RosterCliOptions *options, GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster-cli-options.h"
#include "roster-people.h"

G_BEGIN_DECLS

RosterPeople *roster_cli_people_read (const RosterCliOptions *options, GError **error);

G_END_DECLS

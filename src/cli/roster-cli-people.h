/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster-cli-options.h"

G_BEGIN_DECLS

char *roster_cli_people_read (const RosterCliOptions *options, GError **error);
char **roster_cli_people_split (const char *text);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/roster-cli-options.h"

G_BEGIN_DECLS

/* Which of @entries, an array of GOptionEntry, @argv names, in its order: an array of guint, to be
 * freed with g_array_unref(). @argv has been parsed: all of its options are among @entries. */
GArray *roster_cli_arguments_find_options (char **argv, GArray *entries);

/* Whether relative paths mean something: the working folder can be gone. @error: of
 * %ROSTER_ERROR. */
gboolean roster_cli_arguments_check_folder (const RosterCliOptions *options, GError **error);

G_END_DECLS

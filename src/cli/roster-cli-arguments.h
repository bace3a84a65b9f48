/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which of @entries, an array of GOptionEntry, @argv names, in its order: an array of guint, to be
 * freed with g_array_unref(). @argv has been parsed: all of its options are among @entries. */
GArray *roster_cli_arguments_find_options (char **argv, GArray *entries);

/* Whether the working folder is there where @is_needed, or where one of @paths (each nullable) is
 * relative: it can be gone. @error: of %ROSTER_ERROR. */
gboolean roster_cli_arguments_check_folder (const char *const *paths,
                                            gsize n_paths,
                                            gboolean is_needed,
                                            GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be asked for on a command line. The application does it. */
#pragma once

#include "core/organizations/roster-directory.h"

G_BEGIN_DECLS

/* Declares the options, for --help too. */
void roster_application_line_set_up (GApplication *application);

gboolean roster_application_line_is_demo (GApplicationCommandLine *line);
/* organization: (out) (nullable) (transfer none): whose tab is to be shown; untouched where none is
 * named. FALSE with error where no organization is called so. */
gboolean roster_application_line_find_organization (GApplicationCommandLine *line,
                                                    RosterDirectory *directory,
                                                    RosterOrganization **organization,
                                                    GError **error);
/* file: (out) (nullable) (transfer full): what to import; untouched where no file is named. FALSE
 * with G_OPTION_ERROR where more is asked for than can be done. */
gboolean
roster_application_line_find_file (GApplicationCommandLine *line, GFile **file, GError **error);

G_END_DECLS

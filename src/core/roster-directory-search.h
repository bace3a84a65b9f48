/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "roster-directory.h"

G_BEGIN_DECLS

RosterOrganization *
roster_directory_search (RosterDirectory *self, const char *name, GError **error);
gboolean roster_directory_find_position (RosterDirectory *self,
                                         RosterOrganization *organization,
                                         guint *position);
char *roster_directory_dup_file_id (RosterDirectory *self, RosterOrganization *organization);

G_END_DECLS

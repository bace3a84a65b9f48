/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/organizations/roster-directory.h"

G_BEGIN_DECLS

/** RosterDirectoryAlias: (nullable): another name of @organization, which is looked for too. */
typedef const char *(*RosterDirectoryAlias) (RosterOrganization *organization, gpointer user_data);

RosterOrganization *roster_directory_search_account (RosterDirectory *self,
                                                     const char *name,
                                                     const char *account,
                                                     RosterDirectoryAlias alias,
                                                     gpointer user_data,
                                                     GError **error);
GPtrArray *
roster_directory_list_account (RosterDirectory *self, const char *account, GError **error);

/* Whether an organization, or an account, of these names is what somebody typed. */
gboolean roster_directory_is_organization (const char *typed, const char *name, const char *id);
gboolean roster_directory_is_account (const char *typed, const char *endpoint, const char *user_id);

/* What stays of an organization, also where another account has one of the same id. */
char *roster_directory_dup_key (RosterOrganization *organization);
RosterOrganization *roster_directory_find_key (RosterDirectory *self, const char *key);

gboolean roster_directory_find_position (RosterDirectory *self,
                                         RosterOrganization *organization,
                                         guint *position);
char *roster_directory_dup_file_id (RosterDirectory *self, RosterOrganization *organization);

G_END_DECLS

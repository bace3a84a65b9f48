/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the members of the other organizations who are not members of this one. Runs in a thread,
 * since each organization may have many members. */
#pragma once

#include "core/organizations/roster-directory.h"

G_BEGIN_DECLS

GPtrArray *roster_known_person_search_list_sources (RosterDirectory *directory,
                                                    RosterOrganization *organization);
void roster_known_person_search_async (GPtrArray *sources,
                                       RosterOrganization *organization,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *roster_known_person_search_finish (GAsyncResult *result, GError **error);

G_END_DECLS

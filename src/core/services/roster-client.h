/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/accounts/roster-account.h"
#include "core/members/roster-member-table.h"
#include "core/services/roster-list-shape.h"
#include "core/wire/roster-call-progress.h"
#include "core/wire/roster-transport.h"

G_BEGIN_DECLS

/**
 * RosterClient:
 *
 * The service's verbs for one account; which service it is, the account says. Each is asynchronous;
 * errors are of ROSTER_ERROR or G_IO_ERROR_CANCELLED. Reads are retried by the rules of
 * core/wire/README.md and can be cancelled; a change is sent at most once and takes no cancellable,
 * because a cancelled change may have happened.
 */
#define ROSTER_TYPE_CLIENT (roster_client_get_type ())
G_DECLARE_FINAL_TYPE (RosterClient, roster_client, ROSTER, CLIENT, GObject)

RosterClient *roster_client_new (RosterTransport *transport, RosterAccount *account);
RosterAccount *roster_client_get_account (RosterClient *self);

/* All pages, read and parsed in a thread. call_progress: (nullable). */
void roster_client_list_members_async (RosterClient *self,
                                       const char *organization_id,
                                       gboolean enabled_only,
                                       RosterCallProgress *call_progress,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
RosterMemberTable *
roster_client_list_members_finish (RosterClient *self, GAsyncResult *result, GError **error);

/* The same without keeping them: func is called in a thread for each member as it arrives (constant
 * memory). A failure can come after members were given: the caller must then throw away what it
 * made of them. */
void roster_client_stream_members_async (RosterClient *self,
                                         const char *organization_id,
                                         gboolean enabled_only,
                                         RosterMemberFunc func,
                                         gpointer func_data,
                                         RosterCallProgress *call_progress,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean
roster_client_stream_members_finish (RosterClient *self, GAsyncResult *result, GError **error);

void roster_client_add_member_async (RosterClient *self,
                                     const char *organization_id,
                                     const char *user_id,
                                     const char *role,
                                     RosterCallProgress *call_progress,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void roster_client_remove_member_async (RosterClient *self,
                                        const char *organization_id,
                                        const char *user_id,
                                        RosterCallProgress *call_progress,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
void roster_client_invite_async (RosterClient *self,
                                 const char *organization_id,
                                 const char *email,
                                 const char *role,
                                 RosterCallProgress *call_progress,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Only where the service can (RosterCapabilities). */
void roster_client_change_role_async (RosterClient *self,
                                      const char *organization_id,
                                      const char *user_id,
                                      const char *role,
                                      RosterCallProgress *call_progress,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void roster_client_set_enabled_async (RosterClient *self,
                                      const char *organization_id,
                                      const char *user_id,
                                      gboolean enabled,
                                      RosterCallProgress *call_progress,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void roster_client_recall_invitation_async (RosterClient *self,
                                            const char *organization_id,
                                            const char *invitation_id,
                                            RosterCallProgress *call_progress,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);

/* Of each of the changes. */
gboolean roster_client_change_finish (RosterClient *self, GAsyncResult *result, GError **error);

/* Is the key right, is the clock right, is the answer authentic? */
void roster_client_self_test_async (RosterClient *self,
                                    RosterCallProgress *call_progress,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean roster_client_self_test_finish (RosterClient *self, GAsyncResult *result, GError **error);

G_END_DECLS

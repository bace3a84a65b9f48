/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The service's verbs, for one account. */

#include "core/services/roster-client.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"
#include "core/services/roster-call.h"
#include "core/services/roster-member-download.h"
#include "core/services/roster-services.h"

struct _RosterClient
{
  GObject parent_instance;

  /* owned */
  RosterTransport *transport;
  RosterAccount *account;
};

G_DEFINE_FINAL_TYPE (RosterClient, roster_client, G_TYPE_OBJECT)

static void
roster_client_finalize (GObject *object)
{
  RosterClient *self = ROSTER_CLIENT (object);

  g_clear_object (&self->transport);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (roster_client_parent_class)->finalize (object);
}

static void
roster_client_class_init (RosterClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_client_finalize;
}

static void
roster_client_init (RosterClient *self)
{
}

/** roster_client_new: (transfer full): the verbs of the service for @account */
RosterClient *
roster_client_new (RosterTransport *transport, RosterAccount *account)
{
  RosterClient *self;

  g_return_val_if_fail (ROSTER_IS_TRANSPORT (transport), NULL);
  g_return_val_if_fail (ROSTER_IS_ACCOUNT (account), NULL);

  self = g_object_new (ROSTER_TYPE_CLIENT, NULL);
  self->transport = g_object_ref (transport);
  self->account = g_object_ref (account);
  return self;
}

RosterAccount *
roster_client_get_account (RosterClient *self)
{
  g_return_val_if_fail (ROSTER_IS_CLIENT (self), NULL);

  return self->account;
}

/* Of the account's service: an account that names another one than there is was never made. */
static const RosterService *
get_service (RosterClient *self)
{
  const RosterService *service = roster_services_find (roster_account_get_service (self->account));

  return service != NULL ? service : roster_services_find (NULL);
}

static RosterServiceContext
get_context (RosterClient *self)
{
  return (RosterServiceContext){ .endpoint = roster_account_get_endpoint (self->account),
                                 .learnt = roster_account_get_learnt (self->account) };
}

/* The lists */

static void
run_download (RosterClient *self,
              const char *organization_id,
              RosterMemberDownload *download,
              RosterCallProgress *call_progress,
              GTask *task)
{
  g_task_set_task_data (task, download, (GDestroyNotify)roster_member_download_free);
  if (call_progress != NULL)
    roster_call_progress_reset (call_progress);
  roster_transport_run_read (self->transport, get_service (self)->signature, self->account,
                             organization_id, call_progress, task, roster_member_download_run);
}

static gboolean
finish_download (RosterClient *self, GAsyncResult *result, gpointer tag, GError **error)
{
  RosterMemberDownload *download;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  download = g_task_get_task_data (G_TASK (result));
  if (download != NULL)
    roster_account_learn (self->account, roster_member_download_get_learnt (download));
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * roster_client_list_members_async:
 * @self: a client
 * @organization_id: the organization
 * @enabled_only: whether disabled members are left out
 * @call_progress: (nullable): is told how far it is; reset first
 * @cancellable: (nullable): ends it at once
 * @callback: called when it ended
 * @user_data: for @callback
 *
 * Reads all pages, in a thread, into a table.
 */
void
roster_client_list_members_async (RosterClient *self,
                                  const char *organization_id,
                                  gboolean enabled_only,
                                  RosterCallProgress *call_progress,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  RosterServiceContext context = get_context (self);
  GTask *task;

  g_return_if_fail (organization_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_client_list_members_async);
  run_download (
      self, organization_id,
      roster_member_download_new_table (get_service (self), &context,
                                        enabled_only ? ROSTER_LIST_ENABLED : ROSTER_LIST_ALL,
                                        roster_transport_get_max_members (self->transport)),
      call_progress, task);
}

/**
 * roster_client_list_members_finish:
 * @self: a client
 * @result: of roster_client_list_members_async()
 * @error: of #ROSTER_ERROR, or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the complete list
 */
RosterMemberTable *
roster_client_list_members_finish (RosterClient *self, GAsyncResult *result, GError **error)
{
  if (!finish_download (self, result, roster_client_list_members_async, error))
    return NULL;
  return roster_member_download_steal_table (g_task_get_task_data (G_TASK (result)));
}

/**
 * roster_client_stream_members_async:
 * @self: a client
 * @organization_id: the organization
 * @enabled_only: whether disabled members are left out
 * @func: called for each member as it arrives, in a thread
 * @func_data: for @func; used until @callback is called
 * @call_progress: (nullable): is told how far it is; reset first
 * @cancellable: (nullable): ends it at once
 * @callback: called when it ended
 * @user_data: for @callback
 *
 * Reads all pages and keeps nothing. A failure can come after members were given, also that the
 * answer was not authentic: the caller must then throw away what it made of them.
 */
void
roster_client_stream_members_async (RosterClient *self,
                                    const char *organization_id,
                                    gboolean enabled_only,
                                    RosterMemberFunc func,
                                    gpointer func_data,
                                    RosterCallProgress *call_progress,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  RosterServiceContext context = get_context (self);
  GTask *task;

  g_return_if_fail (organization_id != NULL);
  g_return_if_fail (func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_client_stream_members_async);
  run_download (self, organization_id,
                roster_member_download_new_stream (
                    get_service (self), &context,
                    enabled_only ? ROSTER_LIST_ENABLED : ROSTER_LIST_ALL, func, func_data),
                call_progress, task);
}

/**
 * roster_client_stream_members_finish:
 * @self: a client
 * @result: of roster_client_stream_members_async()
 * @error: of #ROSTER_ERROR, G_IO_ERROR_CANCELLED, or of the function
 *
 * Returns: whether the list was complete and may be used
 */
gboolean
roster_client_stream_members_finish (RosterClient *self, GAsyncResult *result, GError **error)
{
  return finish_download (self, result, roster_client_stream_members_async, error);
}

/* The changes */

/* @request: (transfer full) (nullable) */
static void
run_change (RosterClient *self,
            const char *organization_id,
            RosterRequest *request,
            RosterCallProgress *call_progress,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  const RosterService *service = get_service (self);
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, run_change);
  if (request == NULL)
    {
      g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_BAD_REQUEST,
                               _ ("This is not an id that a member can have."));
      g_object_unref (task);
      return;
    }
  roster_request_set_rules (request, service->answers);
  g_task_set_task_data (task, roster_call_new (request), (GDestroyNotify)roster_call_free);
  roster_transport_run_change (self->transport, service->signature, self->account, organization_id,
                               call_progress, task, roster_call_run);
}

/**
 * roster_client_change_finish:
 * @self: a client
 * @result: of any change
 * @error: of #ROSTER_ERROR
 *
 * Returns: whether the service did it
 */
gboolean
roster_client_change_finish (RosterClient *self, GAsyncResult *result, GError **error)
{
  RosterCall *call;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, run_change), FALSE);

  call = g_task_get_task_data (G_TASK (result));
  if (call != NULL)
    roster_account_learn (self->account, roster_call_get_learnt (call));
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * roster_client_add_member_async:
 * @self: a client
 * @organization_id: the organization
 * @user_id: the platform-wide id of somebody who is in another organization already
 * @role: the role, as the service names it
 * @call_progress: (nullable): is told that it waits, and can stop it meanwhile
 * @callback: called when it is known what happened
 * @user_data: for @callback
 *
 * Adds an existing user. It cannot be cancelled, and is sent once at most (see
 * roster_retry_policy_change()).
 */
void
roster_client_add_member_async (RosterClient *self,
                                const char *organization_id,
                                const char *user_id,
                                const char *role,
                                RosterCallProgress *call_progress,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  RosterServiceContext context = get_context (self);

  g_return_if_fail (organization_id != NULL && user_id != NULL && role != NULL);
  g_return_if_fail (get_service (self)->build_add != NULL);

  run_change (self, organization_id, get_service (self)->build_add (&context, user_id, role),
              call_progress, callback, user_data);
}

/**
 * roster_client_remove_member_async:
 * @self: a client
 * @organization_id: the organization
 * @user_id: the member's id
 * @call_progress: (nullable): is told that it waits, and can stop it meanwhile
 * @callback: called when it is known what happened
 * @user_data: for @callback
 *
 * Removes a member. It cannot be cancelled, and is sent once at most.
 */
void
roster_client_remove_member_async (RosterClient *self,
                                   const char *organization_id,
                                   const char *user_id,
                                   RosterCallProgress *call_progress,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  RosterServiceContext context = get_context (self);

  g_return_if_fail (organization_id != NULL && user_id != NULL);

  run_change (self, organization_id, get_service (self)->build_remove (&context, user_id),
              call_progress, callback, user_data);
}

/**
 * roster_client_invite_async:
 * @self: a client
 * @organization_id: the organization
 * @email: the address, trimmed, else as typed
 * @role: the role, as the service names it
 * @call_progress: (nullable): is told that it waits, and can stop it meanwhile
 * @callback: called when it is known what happened
 * @user_data: for @callback
 *
 * Invites somebody, or makes an account where that is what the service does. It cannot be
 * cancelled, and is sent once at most.
 */
void
roster_client_invite_async (RosterClient *self,
                            const char *organization_id,
                            const char *email,
                            const char *role,
                            RosterCallProgress *call_progress,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  RosterServiceContext context = get_context (self);

  g_return_if_fail (organization_id != NULL && email != NULL && role != NULL);

  run_change (self, organization_id, get_service (self)->build_invite (&context, email, role),
              call_progress, callback, user_data);
}

/**
 * roster_client_change_role_async:
 * @role: the role, as the service names it
 *
 * Gives a member another role, where the service has ROSTER_CAN_CHANGE_ROLE. All else is as with
 * roster_client_remove_member_async().
 */
void
roster_client_change_role_async (RosterClient *self,
                                 const char *organization_id,
                                 const char *user_id,
                                 const char *role,
                                 RosterCallProgress *call_progress,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  RosterServiceContext context = get_context (self);

  g_return_if_fail (organization_id != NULL && user_id != NULL && role != NULL);
  g_return_if_fail (get_service (self)->build_change_role != NULL);

  run_change (self, organization_id,
              get_service (self)->build_change_role (&context, user_id, role), call_progress,
              callback, user_data);
}

/**
 * roster_client_set_enabled_async:
 * @enabled: whether the account is to be enabled
 *
 * Disables an account, or enables it, where the service has ROSTER_CAN_SET_ENABLED. All else is as
 * with roster_client_remove_member_async().
 */
void
roster_client_set_enabled_async (RosterClient *self,
                                 const char *organization_id,
                                 const char *user_id,
                                 gboolean enabled,
                                 RosterCallProgress *call_progress,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  RosterServiceContext context = get_context (self);

  g_return_if_fail (organization_id != NULL && user_id != NULL);
  g_return_if_fail (get_service (self)->build_set_enabled != NULL);

  run_change (self, organization_id,
              get_service (self)->build_set_enabled (&context, user_id, enabled), call_progress,
              callback, user_data);
}

/**
 * roster_client_recall_invitation_async:
 * @invitation_id: as the service's list of invitations has it
 *
 * Takes an invitation back, where the service has ROSTER_CAN_RECALL. All else is as with
 * roster_client_remove_member_async().
 */
void
roster_client_recall_invitation_async (RosterClient *self,
                                       const char *organization_id,
                                       const char *invitation_id,
                                       RosterCallProgress *call_progress,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  RosterServiceContext context = get_context (self);

  g_return_if_fail (organization_id != NULL && invitation_id != NULL);
  g_return_if_fail (get_service (self)->build_recall != NULL);

  run_change (self, organization_id, get_service (self)->build_recall (&context, invitation_id),
              call_progress, callback, user_data);
}

/* The self-test */

/**
 * roster_client_self_test_async:
 * @self: a client
 * @call_progress: (nullable): is told that it waits
 * @cancellable: (nullable): ends it at once
 * @callback: called when it ended
 * @user_data: for @callback
 *
 * Asks the service whether the account is right: its key, and where there is one the clock and
 * the proof of the answer.
 */
void
roster_client_self_test_async (RosterClient *self,
                               RosterCallProgress *call_progress,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  const RosterService *service;
  RosterServiceContext context;
  GTask *task;

  g_return_if_fail (ROSTER_IS_CLIENT (self));

  service = get_service (self);
  context = get_context (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_client_self_test_async);
  if (service->build_self_test == NULL)
    {
      run_download (
          self, NULL,
          roster_member_download_new_table (service, &context, ROSTER_LIST_PROBE, G_MAXUINT),
          call_progress, task);
      return;
    }
  g_task_set_task_data (task, roster_call_new (service->build_self_test (&context)),
                        (GDestroyNotify)roster_call_free);
  roster_transport_run_read (self->transport, service->signature, self->account, NULL,
                             call_progress, task, roster_call_run);
}

/**
 * roster_client_self_test_finish:
 * @self: a client
 * @result: of roster_client_self_test_async()
 * @error: of #ROSTER_ERROR, or G_IO_ERROR_CANCELLED
 *
 * Returns: whether all is well
 */
gboolean
roster_client_self_test_finish (RosterClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_client_self_test_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The service's verbs, for one account. */

#include "core/services/roster-client.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-error.h"
#include "core/services/roster-member-download.h"
#include "core/services/threat-stack/roster-requests.h"

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

/**
 * roster_client_new:
 * @transport: the process's transport
 * @account: who asks
 *
 * Returns: (transfer full): the verbs of the service for @account
 */
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
  roster_transport_run_read (self->transport, self->account, organization_id, call_progress, task,
                             roster_member_download_run);
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
  GTask *task;

  g_return_if_fail (ROSTER_IS_CLIENT (self));
  g_return_if_fail (organization_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_client_list_members_async);
  run_download (
      self, organization_id,
      roster_member_download_new_table (roster_account_get_endpoint (self->account), enabled_only,
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
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_client_list_members_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
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
  GTask *task;

  g_return_if_fail (ROSTER_IS_CLIENT (self));
  g_return_if_fail (organization_id != NULL);
  g_return_if_fail (func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_client_stream_members_async);
  run_download (self, organization_id,
                roster_member_download_new_stream (roster_account_get_endpoint (self->account),
                                                   enabled_only, func, func_data),
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
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_client_stream_members_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
send_change (RosterRetryPolicy *policy,
             RosterProgressReporter *progress,
             gpointer request,
             GError **error)
{
  return roster_retry_policy_change (policy, request, error);
}

/* request: (transfer full) (nullable) */
static void
run_change (RosterClient *self,
            const char *organization_id,
            RosterRequest *request,
            RosterCallProgress *call_progress,
            GTask *task)
{
  if (request == NULL)
    {
      g_task_return_new_error (task, ROSTER_ERROR, ROSTER_ERROR_BAD_REQUEST,
                               _ ("This is not an id that a member can have."));
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, request, (GDestroyNotify)roster_request_free);
  roster_transport_run_change (self->transport, self->account, organization_id, call_progress, task,
                               send_change);
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
  GTask *task;

  g_return_if_fail (ROSTER_IS_CLIENT (self));
  g_return_if_fail (organization_id != NULL && user_id != NULL && role != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, roster_client_add_member_async);
  run_change (
      self, organization_id,
      roster_request_add_member (roster_account_get_endpoint (self->account), user_id, role),
      call_progress, task);
}

/**
 * roster_client_add_member_finish:
 * @self: a client
 * @result: of roster_client_add_member_async()
 * @error: of #ROSTER_ERROR
 *
 * Returns: whether the service did it
 */
gboolean
roster_client_add_member_finish (RosterClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_client_add_member_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
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
  GTask *task;

  g_return_if_fail (ROSTER_IS_CLIENT (self));
  g_return_if_fail (organization_id != NULL && user_id != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, roster_client_remove_member_async);
  run_change (self, organization_id,
              roster_request_remove_member (roster_account_get_endpoint (self->account), user_id),
              call_progress, task);
}

/**
 * roster_client_remove_member_finish:
 * @self: a client
 * @result: of roster_client_remove_member_async()
 * @error: of #ROSTER_ERROR
 *
 * Returns: whether the service did it
 */
gboolean
roster_client_remove_member_finish (RosterClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_client_remove_member_async),
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  RosterRequest *request; /* owned */
  RosterRequest *other;   /* (nullable) owned: with PUT, where POST is not allowed */
  gboolean wants_put;     /* the endpoint was found to want PUT */
} Invitation;

static void
invitation_free (gpointer data)
{
  Invitation *invitation = data;

  roster_request_free (invitation->request);
  roster_request_free (invitation->other);
  g_free (invitation);
}

/* The two official clients disagree on the verb (threat-stack/README.md, "Endpoints"): POST, and
 * PUT where that is answered 405, which says that nothing was done. */
static gboolean
send_invitation (RosterRetryPolicy *policy,
                 RosterProgressReporter *progress,
                 gpointer data,
                 GError **error)
{
  Invitation *invitation = data;
  g_autoptr (GError) local_error = NULL;

  if (roster_retry_policy_change (policy, invitation->request, &local_error))
    return TRUE;

  if (invitation->other != NULL &&
      g_error_matches (local_error, ROSTER_ERROR, ROSTER_ERROR_BAD_REQUEST) &&
      roster_retry_policy_get_status (policy) == SOUP_STATUS_METHOD_NOT_ALLOWED)
    {
      gboolean done = roster_retry_policy_change (policy, invitation->other, error);

      invitation->wants_put =
          roster_retry_policy_get_status (policy) != SOUP_STATUS_METHOD_NOT_ALLOWED;
      return done;
    }

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
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
 * Invites somebody. It cannot be cancelled, and is sent once at most. Which verb the endpoint wants
 * is remembered on the account.
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
  Invitation *invitation;
  const char *endpoint;
  gboolean with_put;
  GTask *task;

  g_return_if_fail (ROSTER_IS_CLIENT (self));
  g_return_if_fail (organization_id != NULL && email != NULL && role != NULL);

  endpoint = roster_account_get_endpoint (self->account);
  with_put = roster_account_get_invites_with_put (self->account);
  invitation = g_new0 (Invitation, 1);
  invitation->request = roster_request_invite (endpoint, email, role, with_put);
  if (!with_put)
    invitation->other = roster_request_invite (endpoint, email, role, TRUE);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, roster_client_invite_async);
  g_task_set_task_data (task, invitation, invitation_free);
  roster_transport_run_change (self->transport, self->account, organization_id, call_progress, task,
                               send_invitation);
}

/**
 * roster_client_invite_finish:
 * @self: a client
 * @result: of roster_client_invite_async()
 * @error: of #ROSTER_ERROR
 *
 * Returns: whether the service did it
 */
gboolean
roster_client_invite_finish (RosterClient *self, GAsyncResult *result, GError **error)
{
  Invitation *invitation;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, roster_client_invite_async), FALSE);

  invitation = g_task_get_task_data (G_TASK (result));
  if (invitation->wants_put)
    roster_account_set_invites_with_put (self->account, TRUE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The self-test */

static gboolean
send_read (RosterRetryPolicy *policy,
           RosterProgressReporter *progress,
           gpointer request,
           GError **error)
{
  return roster_retry_policy_read (policy, request, NULL, NULL, error);
}

/**
 * roster_client_self_test_async:
 * @self: a client
 * @call_progress: (nullable): is told that it waits
 * @cancellable: (nullable): ends it at once
 * @callback: called when it ended
 * @user_data: for @callback
 *
 * Asks the service to check a signature: is the key right, is the clock right, is the answer
 * authentic?
 */
void
roster_client_self_test_async (RosterClient *self,
                               RosterCallProgress *call_progress,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (ROSTER_IS_CLIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_client_self_test_async);
  g_task_set_task_data (task,
                        roster_request_self_test (roster_account_get_endpoint (self->account)),
                        (GDestroyNotify)roster_request_free);
  roster_transport_run_read (self->transport, self->account, NULL, call_progress, task, send_read);
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

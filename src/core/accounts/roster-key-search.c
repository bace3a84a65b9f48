/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks for a key by its attributes alone. */

#include "core/accounts/roster-key-search.h"

#include "core/accounts/roster-secrets-error.h"
#include "core/accounts/roster-secrets-schema.h"

static void
free_items (GList *items)
{
  g_list_free_full (items, g_object_unref);
}

static void
on_searched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  GList *items = secret_password_search_finish (result, &error);

  if (g_task_return_error_if_cancelled (task))
    free_items (items);
  else if (error != NULL)
    g_task_return_error (task, roster_secrets_error_translate (error, FALSE));
  else
    {
      g_task_return_boolean (task, items != NULL);
      free_items (items);
    }
}

/**
 * roster_key_search_async:
 * @account: whose key
 * @cancellable: (nullable): ends the search
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
roster_key_search_async (RosterAccount *account,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ROSTER_IS_ACCOUNT (account));

  task = g_task_new (account, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_key_search_async);
  secret_password_search (roster_secrets_get_schema (), SECRET_SEARCH_NONE, cancellable,
                          on_searched, g_steal_pointer (&task), "endpoint",
                          roster_account_get_endpoint (account), "user-id",
                          roster_account_get_user_id (account), NULL);
}

/**
 * roster_key_search_finish:
 * @account: whose key
 * @result: what the callback was given
 * @found: (out): whether the keyring holds it
 * @error: place for %ROSTER_ERROR_KEYRING_MISSING, %ROSTER_ERROR_KEYRING or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the keyring could be asked
 */
gboolean
roster_key_search_finish (RosterAccount *account,
                          GAsyncResult *result,
                          gboolean *found,
                          GError **error)
{
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (g_task_is_valid (result, account), FALSE);
  g_return_val_if_fail (found != NULL, FALSE);

  *found = g_task_propagate_boolean (G_TASK (result), &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

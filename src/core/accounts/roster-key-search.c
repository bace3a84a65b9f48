/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a key is found in the keyring: by its attributes, also where nothing is unlocked. A
 * key is bound to the endpoint that it was stored for and is never sent to another: whoever is
 * asked for it anew is told which one the keyring has it for. */

#include "core/accounts/roster-key-search.h"

#include <glib/gi18n-lib.h>

#include "core/accounts/roster-secrets-error.h"

static const SecretSchema schema = {
  "io.github.roster.Roster",
  SECRET_SCHEMA_NONE,
  {
      { "endpoint", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { "user-id", SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/** roster_secrets_get_schema: static */
const SecretSchema *
roster_secrets_get_schema (void)
{
  return &schema;
}

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

typedef struct
{
  char *endpoint;
  char *user_id;
} Question;

static void
question_free (Question *question)
{
  g_free (question->endpoint);
  g_free (question->user_id);
  g_free (question);
}

static char *
describe (const Question *question, GList *items)
{
  for (GList *link = items; link != NULL; link = link->next)
    {
      g_autoptr (GHashTable) attributes = secret_item_get_attributes (link->data);
      const char *other = g_hash_table_lookup (attributes, "endpoint");

      if (other != NULL && !g_str_equal (other, question->endpoint))
        /* Translators: a user id, the address that the key is known for, the one it is not. */
        return g_strdup_printf (_ ("The keyring has the API key of “%s” for %s, and not for %s: it "
                                   "is not sent there. Enter the key for the new address."),
                                question->user_id, other, question->endpoint);
    }
  return NULL;
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autolist (SecretItem) items =
      secret_service_search_finish (SECRET_SERVICE (source), result, &error);

  g_task_return_pointer (task, describe (g_task_get_task_data (task), items), g_free);
}

/**
 * roster_secrets_elsewhere_async:
 * @service: the keyring, which holds no key of @user_id for @endpoint
 * @endpoint: where the key is wanted
 * @user_id: the account's user id
 * @callback: called when that is known
 * @user_data: for @callback
 *
 * Looks for keys of the same user at other endpoints; no key is read.
 */
void
roster_secrets_elsewhere_async (SecretService *service,
                                const char *endpoint,
                                const char *user_id,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GHashTable) attributes =
      secret_attributes_build (roster_secrets_get_schema (), "user-id", user_id, NULL);
  GTask *task = g_task_new (service, NULL, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->endpoint = g_strdup (endpoint);
  question->user_id = g_strdup (user_id);
  g_task_set_task_data (task, question, (GDestroyNotify)question_free);
  secret_service_search (service, roster_secrets_get_schema (), attributes, SECRET_SEARCH_ALL, NULL,
                         on_found, task);
}

/**
 * roster_secrets_elsewhere_finish:
 * @result: of roster_secrets_elsewhere_async()
 *
 * Returns: (transfer full) (nullable): a sentence that names both addresses; %NULL where the
 * keyring has no key of that user
 */
char *
roster_secrets_elsewhere_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

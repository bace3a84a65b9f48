/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key is bound to the endpoint that it was stored for: it is never sent to another. Whoever is
 * asked for it anew is told which one the keyring has it for. */

#include "core/accounts/roster-secrets-elsewhere.h"

#include <glib/gi18n-lib.h>

#include "core/accounts/roster-secrets-schema.h"

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

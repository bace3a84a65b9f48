/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which account's key is being looked up, stored or forgotten, and who waits for it. How that is
 * said to the keyring is RosterSecrets' part. */

#include "core/accounts/roster-keyring.h"

#include <glib/gi18n-lib.h>

#include "core/accounts/roster-secrets.h"
#include "core/base/roster-error.h"

struct _RosterKeyring
{
  GObject parent_instance;

  /* owned */
  RosterSecrets *secrets;
  GHashTable *lookups; /* RosterAccount → Flight, both borrowed */
  GHashTable *writes;  /* the same, of those that store or clear */

  guint patience; /* ms */
};

enum
{
  PROMPTING,
  LOOKUP_ENDED,
  WRITE_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterKeyring, roster_keyring, G_TYPE_OBJECT)

/* One call that is under way, and the tasks of those who wait for it. It lives until the keyring
 * answers, which may be never. */
typedef struct
{
  RosterKeyring *keyring;
  RosterAccount *account;
  GPtrArray *tasks; /* of GTask; empty once they have been told that it takes long */
  guint watchdog;
  SecretValue *key;        /* of a write: (nullable) what the keyring is to hold in the end */
  gboolean is_prompting;   /* the keyring asks the person for its password */
  gboolean is_out_of_date; /* of a write: what is being written is not that key any more */
} Flight;

static void
flight_free (Flight *flight)
{
  g_clear_handle_id (&flight->watchdog, g_source_remove);
  g_ptr_array_unref (flight->tasks);
  g_clear_pointer (&flight->key, secret_value_unref);
  g_object_unref (flight->account);
  g_object_unref (flight->keyring);
  g_free (flight);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Flight, flight_free)

/* Tells everybody who waits. error: (nullable) */
static void
tell (Flight *flight, const GError *error)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&flight->tasks);

  flight->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_clear_handle_id (&flight->watchdog, g_source_remove);
  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

/* Somebody who types a password takes longer than a keyring. */
#define PROMPT_FACTOR 12

static gboolean
on_patience_ended (gpointer user_data)
{
  Flight *flight = user_data;
  g_autoptr (GError) error =
      g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_KEYRING,
                           _ ("Still waiting for the keyring: it may be asking for its password."));

  flight->watchdog = 0;
  tell (flight, error);
  return G_SOURCE_REMOVE;
}

static Flight *
flight_new (RosterKeyring *self, RosterAccount *account)
{
  Flight *flight = g_new0 (Flight, 1);

  flight->keyring = g_object_ref (self);
  flight->account = g_object_ref (account);
  flight->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  return flight;
}

static void
flight_watch (Flight *flight)
{
  const guint patience = flight->keyring->patience;

  flight->watchdog = g_timeout_add (flight->is_prompting ? patience * PROMPT_FACTOR : patience,
                                    on_patience_ended, flight);
}

static void
flight_join (Flight *flight, GTask *task)
{
  g_ptr_array_add (flight->tasks, g_object_ref (task));
  if (flight->watchdog == 0)
    flight_watch (flight);
}

static Flight *
find_flight (GHashTable *flights, const char *endpoint, const char *user_id)
{
  GHashTableIter iter;
  gpointer account;
  gpointer flight;

  g_hash_table_iter_init (&iter, flights);
  while (g_hash_table_iter_next (&iter, &account, &flight))
    if (g_str_equal (roster_account_get_endpoint (account), endpoint) &&
        g_str_equal (roster_account_get_user_id (account), user_id))
      return flight;
  return NULL;
}

/* Its password is asked for now, or is being asked for by another call. */
static void
on_prompting (RosterKeyring *self, const char *endpoint, const char *user_id)
{
  Flight *flights[] = { find_flight (self->lookups, endpoint, user_id),
                        find_flight (self->writes, endpoint, user_id) };

  for (gsize i = 0; i < G_N_ELEMENTS (flights); i++)
    {
      if (flights[i] == NULL || flights[i]->is_prompting)
        continue;
      flights[i]->is_prompting = TRUE;
      if (flights[i]->watchdog != 0)
        {
          g_clear_handle_id (&flights[i]->watchdog, g_source_remove);
          flight_watch (flights[i]);
        }
      g_signal_emit (self, signals[PROMPTING], 0, flights[i]->account);
    }
}

static void
on_looked_up (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Flight) flight = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) key =
      roster_secrets_lookup_finish (ROSTER_SECRETS (source), result, &error);

  g_hash_table_remove (flight->keyring->lookups, flight->account);

  /* A key that was entered meanwhile is newer than the keyring's. */
  if (roster_account_has_key (flight->account))
    g_clear_error (&error);
  else if (key != NULL)
    roster_account_set_key (flight->account, key);
  g_signal_emit (flight->keyring, signals[LOOKUP_ENDED], 0, flight->account, error);
  tell (flight, error);
}

static void write_key (Flight *flight);

static void
end_write (Flight *flight, const GError *error)
{
  if (flight->is_out_of_date)
    {
      write_key (flight);
      return;
    }
  g_hash_table_remove (flight->keyring->writes, flight->account);
  g_signal_emit (flight->keyring, signals[WRITE_ENDED], 0, flight->account, error);
  tell (flight, error);
  flight_free (flight);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  roster_secrets_store_finish (ROSTER_SECRETS (source), result, &error);
  end_write (user_data, error);
}

static void
on_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  roster_secrets_clear_finish (ROSTER_SECRETS (source), result, &error);
  end_write (user_data, error);
}

static void
write_key (Flight *flight)
{
  RosterSecrets *secrets = flight->keyring->secrets;
  const char *endpoint = roster_account_get_endpoint (flight->account);
  const char *user_id = roster_account_get_user_id (flight->account);

  flight->is_out_of_date = FALSE;
  if (flight->key != NULL)
    roster_secrets_store_async (secrets, endpoint, user_id, flight->key, on_stored, flight);
  else
    roster_secrets_clear_async (secrets, endpoint, user_id, on_cleared, flight);
}

/* One write an account at a time: a later one waits for its end, and has the last word. key:
 * (nullable): none is to be there. */
static void
begin_write (RosterKeyring *self, RosterAccount *account, SecretValue *key, GTask *task)
{
  Flight *flight = g_hash_table_lookup (self->writes, account);
  gboolean is_running = flight != NULL;

  if (!is_running)
    {
      flight = flight_new (self, account);
      g_hash_table_insert (self->writes, account, flight);
    }
  g_clear_pointer (&flight->key, secret_value_unref);
  flight->key = key != NULL ? secret_value_ref (key) : NULL;
  flight_join (flight, task);
  if (is_running)
    flight->is_out_of_date = TRUE;
  else
    write_key (flight);
}

static void
roster_keyring_finalize (GObject *object)
{
  RosterKeyring *self = ROSTER_KEYRING (object);

  g_clear_pointer (&self->lookups, g_hash_table_unref);
  g_clear_pointer (&self->writes, g_hash_table_unref);
  g_clear_object (&self->secrets);

  G_OBJECT_CLASS (roster_keyring_parent_class)->finalize (object);
}

static void
roster_keyring_class_init (RosterKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_keyring_finalize;

  signals[PROMPTING] = g_signal_new ("prompting", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, ROSTER_TYPE_ACCOUNT);
  signals[LOOKUP_ENDED] =
      g_signal_new ("lookup-ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, ROSTER_TYPE_ACCOUNT, G_TYPE_ERROR);
  signals[WRITE_ENDED] =
      g_signal_new ("write-ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, ROSTER_TYPE_ACCOUNT, G_TYPE_ERROR);
}

static void
roster_keyring_init (RosterKeyring *self)
{
  self->secrets = roster_secrets_new ();
  g_signal_connect_object (self->secrets, "prompting", G_CALLBACK (on_prompting), self,
                           G_CONNECT_SWAPPED);
  self->lookups = g_hash_table_new (NULL, NULL);
  self->writes = g_hash_table_new (NULL, NULL);
  self->patience = ROSTER_KEYRING_PATIENCE;
}

RosterKeyring *
roster_keyring_new (void)
{
  return g_object_new (ROSTER_TYPE_KEYRING, NULL);
}

/**
 * roster_keyring_set_patience:
 * @self: the keyring
 * @patience: in ms; %ROSTER_KEYRING_PATIENCE unless set
 *
 * Sets how long later callers wait before they are told that the wait goes on.
 */
void
roster_keyring_set_patience (RosterKeyring *self, guint patience)
{
  g_return_if_fail (ROSTER_IS_KEYRING (self));

  self->patience = patience;
}

/**
 * roster_keyring_is_prompting:
 * @self: the keyring
 * @account: whose key is being looked up
 *
 * Returns: whether that waits for the person to enter the keyring's password
 */
gboolean
roster_keyring_is_prompting (RosterKeyring *self, RosterAccount *account)
{
  Flight *flight;

  g_return_val_if_fail (ROSTER_IS_KEYRING (self), FALSE);

  flight = g_hash_table_lookup (self->lookups, account);
  return flight != NULL && flight->is_prompting;
}

/**
 * roster_keyring_ensure_key_async:
 * @self: the keyring
 * @account: whose key
 * @callback: called when the account has its key, or why it has none
 * @user_data: for @callback
 *
 * Sets the account's key from the keyring, where the account has none yet. Takes no cancellable: a
 * call that may show a prompt is never cancelled.
 */
void
roster_keyring_ensure_key_async (RosterKeyring *self,
                                 RosterAccount *account,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Flight *flight;

  g_return_if_fail (ROSTER_IS_KEYRING (self));
  g_return_if_fail (ROSTER_IS_ACCOUNT (account));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, roster_keyring_ensure_key_async);
  if (roster_account_has_key (account))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  flight = g_hash_table_lookup (self->lookups, account);
  if (flight != NULL)
    {
      flight_join (flight, task);
      return;
    }

  flight = flight_new (self, account);
  g_hash_table_insert (self->lookups, account, flight);
  flight_join (flight, task);
  roster_secrets_lookup_async (self->secrets, roster_account_get_endpoint (account),
                               roster_account_get_user_id (account), on_looked_up, flight);
}

/**
 * roster_keyring_ensure_key_finish:
 * @self: the keyring
 * @result: of roster_keyring_ensure_key_async()
 * @error: return location for %ROSTER_ERROR_NO_KEY, where the keyring is open and holds none, or
 *   %ROSTER_ERROR_KEYRING_MISSING, %ROSTER_ERROR_KEYRING_LOCKED or %ROSTER_ERROR_KEYRING, where it
 *   could not be asked
 *
 * Returns: %TRUE where the account has its key
 */
gboolean
roster_keyring_ensure_key_finish (RosterKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * roster_keyring_store_key_async:
 * @self: the keyring
 * @account: whose key
 * @key: the key
 * @callback: called when it is stored, or why it is not
 * @user_data: for @callback
 *
 * Sets the account's key for this run at once, then stores it and reads it back. On failure the
 * account keeps the key for this run.
 */
void
roster_keyring_store_key_async (RosterKeyring *self,
                                RosterAccount *account,
                                SecretValue *key,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (SecretValue) kept = NULL;

  g_return_if_fail (ROSTER_IS_KEYRING (self));
  g_return_if_fail (ROSTER_IS_ACCOUNT (account));
  g_return_if_fail (key != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, roster_keyring_store_key_async);

  /* Taken away first: whoever waits for a better key than the refused one is told of this one. At
   * another try it is the account’s own. */
  kept = secret_value_ref (key);
  roster_account_set_key (account, NULL);
  roster_account_set_key (account, kept);
  begin_write (self, account, kept, task);
}

/**
 * roster_keyring_store_key_finish:
 * @self: the keyring
 * @result: of roster_keyring_store_key_async()
 * @error: return location for %ROSTER_ERROR_KEYRING_MISSING, %ROSTER_ERROR_KEYRING_LOCKED or
 *   %ROSTER_ERROR_KEYRING, which also says that the key is kept until the person logs out only
 *
 * Returns: %TRUE where the keyring has the key and gives it back
 */
gboolean
roster_keyring_store_key_finish (RosterKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * roster_keyring_forget_key_async:
 * @self: the keyring
 * @account: whose key
 * @callback: called when no keyring holds it, or why not
 * @user_data: for @callback
 *
 * Takes the key out of the account at once, and out of the keyring.
 */
void
roster_keyring_forget_key_async (RosterKeyring *self,
                                 RosterAccount *account,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ROSTER_IS_KEYRING (self));
  g_return_if_fail (ROSTER_IS_ACCOUNT (account));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, roster_keyring_forget_key_async);
  roster_account_set_key (account, NULL);
  begin_write (self, account, NULL, task);
}

/**
 * roster_keyring_forget_key_finish:
 * @self: the keyring
 * @result: of roster_keyring_forget_key_async()
 * @error: return location for %ROSTER_ERROR_KEYRING_MISSING, %ROSTER_ERROR_KEYRING_LOCKED or
 *   %ROSTER_ERROR_KEYRING
 *
 * Returns: %TRUE where no keyring holds the key
 */
gboolean
roster_keyring_forget_key_finish (RosterKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

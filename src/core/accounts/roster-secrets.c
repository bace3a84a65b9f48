/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one key is looked up, stored and cleared. Each call goes through the same steps:
 *
 *   connect → search ─┬─ a readable item ───────────────────────→ act
 *                     ├─ a locked item ─────────────────→ unlock → search
 *                     └─ none → default keyring ─┬─ locked → unlock → search
 *                                                └─ open, or absent ──→ act
 *
 * because a search that finds nothing proves nothing while the keyring is locked. */

#include "core/accounts/roster-secrets.h"

#include <glib/gi18n-lib.h>

#include "core/accounts/roster-account.h"
#include "core/accounts/roster-key-search.h"
#include "core/accounts/roster-secrets-error.h"
#include "core/accounts/roster-unlocker.h"
#include "core/base/roster-error.h"

struct _RosterSecrets
{
  GObject parent_instance;

  RosterUnlocker *unlocker; /* owned */
};

static guint prompting;

G_DEFINE_FINAL_TYPE (RosterSecrets, roster_secrets, G_TYPE_OBJECT)

typedef enum
{
  LOOK_UP,
  STORE,
  CLEAR,
} Kind;

typedef struct
{
  Kind kind;
  char *endpoint;
  char *user_id;
  GHashTable *attributes;
  SecretValue *key;       /* STORE: (nullable) what is stored */
  SecretService *service; /* (nullable) until it is connected */
  guint has_unlocked : 1;
  guint has_repeated : 1;
  guint has_stored : 1;
  guint until_logout : 1;
} Call;

static void connect_service (GTask *task);
static void search (GTask *task);
static void store (GTask *task, const char *collection);

static void
call_free (Call *call)
{
  g_free (call->endpoint);
  g_free (call->user_id);
  g_hash_table_unref (call->attributes);
  g_clear_pointer (&call->key, secret_value_unref);
  g_clear_object (&call->service);
  g_free (call);
}

static void
end (GTask *task, RosterError code, const char *message)
{
  g_task_return_new_error (task, ROSTER_ERROR, (int)code, "%s", message);
}

static void
end_locked (GTask *task)
{
  end (task, ROSTER_ERROR_KEYRING_LOCKED, _ ("The keyring stayed locked."));
}

/* What to do about an error of libsecret's: begin again, once, or end. */
static void
fail (GTask *task, const GError *error)
{
  Call *call = g_task_get_task_data (task);

  g_debug ("Keyring: %s %d: %s", g_quark_to_string (error->domain), error->code, error->message);

  if (!roster_secrets_error_is_stale (error) || call->has_repeated)
    {
      g_task_return_error (task, roster_secrets_error_translate (error, call->service != NULL));
      return;
    }

  call->has_repeated = TRUE;
  call->has_unlocked = FALSE;
  g_clear_object (&call->service);
  secret_service_disconnect ();
  connect_service (task);
}

static void
return_success (GTask *task, SecretValue *value)
{
  Call *call = g_task_get_task_data (task);

  if (call->kind == LOOK_UP)
    g_task_return_pointer (task, secret_value_ref (value), secret_value_unref);
  else
    g_task_return_boolean (task, TRUE);
}

static void
end_store (GTask *task, SecretValue *value)
{
  Call *call = g_task_get_task_data (task);

  if (value == NULL || !roster_account_is_same_key (value, call->key))
    end (task, ROSTER_ERROR_KEYRING,
         _ ("The keyring took the key but does not give the same key back."));
  else if (call->until_logout)
    end (task, ROSTER_ERROR_KEYRING,
         _ ("There is no keyring that lasts: the key is kept until you log out."));
  else
    return_success (task, value);
}

static char *
make_label (const Call *call)
{
  g_autoptr (GUri) uri = g_uri_parse (call->endpoint, G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  /* Translators: how the key is called in the list of the keyring: a user id, a host's name. */
  return g_strdup_printf (_ ("Roster: API key of %s at %s"), call->user_id,
                          host != NULL ? host : call->endpoint);
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (secret_service_store_finish (SECRET_SERVICE (source), result, &error))
    {
      call->has_stored = TRUE;
      search (task);
      return;
    }

  /* libsecret has asked for a new keyring to be made, and there still is none. */
  if (!call->until_logout && (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD) ||
                              g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT)))
    {
      call->until_logout = TRUE;
      store (task, SECRET_COLLECTION_SESSION);
      return;
    }
  fail (task, error);
}

static void
store (GTask *task, const char *collection)
{
  Call *call = g_task_get_task_data (task);
  g_autofree char *label = make_label (call);

  secret_service_store (call->service, roster_secrets_get_schema (), call->attributes, collection,
                        label, call->key, NULL, on_stored, g_object_ref (task));
}

static void
on_cleared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (secret_service_clear_finish (SECRET_SERVICE (source), result, &error))
    return_success (task, NULL);
  else if (error == NULL)
    end_locked (task);
  else
    fail (task, error);
}

static void
on_replaced (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  call->has_stored = secret_item_set_secret_finish (SECRET_ITEM (source), result, &error);
  if (call->has_stored)
    search (task);
  else
    fail (task, error);
}

/* item: (nullable) an earlier key, which is replaced where it is, in whichever keyring. */
static void
act_store (GTask *task, SecretItem *item, SecretValue *value)
{
  Call *call = g_task_get_task_data (task);

  if (call->has_stored)
    end_store (task, value);
  else if (item != NULL)
    secret_item_set_secret (item, call->key, NULL, on_replaced, g_object_ref (task));
  else
    store (task, SECRET_COLLECTION_DEFAULT);
}

static void
on_elsewhere (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autofree char *elsewhere = roster_secrets_elsewhere_finish (result);

  end (task, ROSTER_ERROR_NO_KEY,
       elsewhere != NULL ? elsewhere : _ ("The keyring holds no API key for this account."));
}

/* Everything that had to be unlocked is. item, value: (nullable) the key as the keyring has it. */
static void
act (GTask *task, SecretItem *item, SecretValue *value)
{
  Call *call = g_task_get_task_data (task);

  if (call->kind == STORE)
    act_store (task, item, value);
  else if (call->kind == LOOK_UP && value == NULL)
    roster_secrets_elsewhere_async (call->service, call->endpoint, call->user_id, on_elsewhere,
                                    g_object_ref (task));
  else if (call->kind == LOOK_UP || item == NULL)
    return_success (task, value);
  else
    secret_service_clear (call->service, roster_secrets_get_schema (), call->attributes, NULL,
                          on_cleared, g_object_ref (task));
}

static void
on_unlocked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (roster_unlocker_unlock_finish (ROSTER_UNLOCKER (source), result, &error))
    search (task);
  else
    fail (task, error);
}

static void
unlock (GTask *task, gpointer locked)
{
  RosterSecrets *self = g_task_get_source_object (task);
  Call *call = g_task_get_task_data (task);

  if (call->has_unlocked)
    {
      end_locked (task);
      return;
    }
  call->has_unlocked = TRUE;
  g_signal_emit (self, prompting, 0, call->endpoint, call->user_id);
  roster_unlocker_unlock_async (self->unlocker, call->service, G_DBUS_PROXY (locked), on_unlocked,
                                g_object_ref (task));
}

static void
on_default_collection (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, &error);

  if (error != NULL)
    fail (task, error);
  else if (collection == NULL || !secret_collection_get_locked (collection))
    act (task, NULL, NULL);
  else
    unlock (task, collection);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autolist (SecretItem) items =
      secret_service_search_finish (SECRET_SERVICE (source), result, &error);
  g_autoptr (SecretValue) value = items != NULL ? secret_item_get_secret (items->data) : NULL;

  if (error != NULL)
    fail (task, error);
  else if (value != NULL)
    act (task, items->data, value);
  else if (items == NULL)
    secret_collection_for_alias (call->service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                 NULL, on_default_collection, g_object_ref (task));
  else
    unlock (task, items->data);
}

static void
search (GTask *task)
{
  Call *call = g_task_get_task_data (task);

  secret_service_search (call->service, roster_secrets_get_schema (), call->attributes,
                         SECRET_SEARCH_LOAD_SECRETS, NULL, on_found, g_object_ref (task));
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Call *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  call->service = secret_service_get_finish (result, &error);
  if (call->service != NULL)
    search (task);
  else
    fail (task, error);
}

static void
connect_service (GTask *task)
{
  secret_service_get (SECRET_SERVICE_OPEN_SESSION, NULL, on_connected, g_object_ref (task));
}

static void
start (RosterSecrets *self,
       Kind kind,
       const char *endpoint,
       const char *user_id,
       SecretValue *key,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->kind = kind;
  call->endpoint = g_strdup (endpoint);
  call->user_id = g_strdup (user_id);
  call->key = key != NULL ? secret_value_ref (key) : NULL;
  call->attributes = secret_attributes_build (roster_secrets_get_schema (), "endpoint", endpoint,
                                              "user-id", user_id, NULL);
  g_task_set_task_data (task, call, (GDestroyNotify)call_free);
  connect_service (task);
}

static void
roster_secrets_finalize (GObject *object)
{
  RosterSecrets *self = ROSTER_SECRETS (object);

  g_clear_object (&self->unlocker);

  G_OBJECT_CLASS (roster_secrets_parent_class)->finalize (object);
}

static void
roster_secrets_class_init (RosterSecretsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_secrets_finalize;

  prompting = g_signal_new ("prompting", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                            NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
roster_secrets_init (RosterSecrets *self)
{
  self->unlocker = roster_unlocker_new ();
}

RosterSecrets *
roster_secrets_new (void)
{
  return g_object_new (ROSTER_TYPE_SECRETS, NULL);
}

/**
 * roster_secrets_lookup_async:
 * @self: the conversation
 * @endpoint: as roster_account_check_endpoint() gives it
 * @user_id: the account's user id
 * @callback: called when the key is known, or why it is not
 * @user_data: for @callback
 *
 * Looks a key up, in every keyring that is open or that the person unlocks.
 */
void
roster_secrets_lookup_async (RosterSecrets *self,
                             const char *endpoint,
                             const char *user_id,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (ROSTER_IS_SECRETS (self));

  start (self, LOOK_UP, endpoint, user_id, NULL, callback, user_data);
}

/**
 * roster_secrets_lookup_finish:
 * @self: the conversation
 * @result: of roster_secrets_lookup_async()
 * @error: return location for %ROSTER_ERROR_NO_KEY (the keyrings are open and hold none),
 *   %ROSTER_ERROR_KEYRING_MISSING, %ROSTER_ERROR_KEYRING_LOCKED or %ROSTER_ERROR_KEYRING
 *
 * Returns: (transfer full): the key, in non-pageable memory, or %NULL
 */
SecretValue *
roster_secrets_lookup_finish (RosterSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * roster_secrets_store_async:
 * @self: the conversation
 * @endpoint: as roster_account_check_endpoint() gives it
 * @user_id: the account's user id
 * @key: what to store
 * @callback: called when it is stored and read back, or why not
 * @user_data: for @callback
 *
 * Stores a key in the default keyring, or in the place of an earlier one, and reads it back. Where
 * there is no such keyring and none is made, it goes into the one that lives until the person logs
 * out, and the error says so.
 */
void
roster_secrets_store_async (RosterSecrets *self,
                            const char *endpoint,
                            const char *user_id,
                            SecretValue *key,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (ROSTER_IS_SECRETS (self));
  g_return_if_fail (key != NULL);

  start (self, STORE, endpoint, user_id, key, callback, user_data);
}

gboolean
roster_secrets_store_finish (RosterSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * roster_secrets_clear_async:
 * @self: the conversation
 * @endpoint: as roster_account_check_endpoint() gives it
 * @user_id: the account's user id
 * @callback: called when no keyring holds the key
 * @user_data: for @callback
 *
 * Takes a key out of the keyring; that there is none is no error.
 */
void
roster_secrets_clear_async (RosterSecrets *self,
                            const char *endpoint,
                            const char *user_id,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (ROSTER_IS_SECRETS (self));

  start (self, CLEAR, endpoint, user_id, NULL, callback, user_data);
}

gboolean
roster_secrets_clear_finish (RosterSecrets *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

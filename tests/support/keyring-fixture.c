/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A keyring, an account, and calls that wait for their end. */

#include "support/keyring-fixture.h"

#include "core/base/roster-error.h"

void
keyring_fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->daemon = keyring_daemon_new ();
  fixture->keyring = roster_keyring_new ();
  fixture->account = roster_account_new (ENDPOINT, USER_ID);
}

void
keyring_fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->account);
  g_object_unref (fixture->keyring);
  keyring_daemon_free (fixture->daemon);
  secret_service_disconnect ();
}

void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_null (*(GAsyncResult **)user_data);
  *(GAsyncResult **)user_data = g_object_ref (result);
}

void
finish (RosterKeyring *keyring, GAsyncResult **result, FinishFunc func, GError **error)
{
  gboolean good;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (*error);
  good = func (keyring, *result, error);
  g_assert_true (good == (*error == NULL));
}

GError *
ensure (RosterKeyring *keyring, RosterAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  roster_keyring_ensure_key_async (keyring, account, keep_result, &result);
  finish (keyring, &result, roster_keyring_ensure_key_finish, &error);
  return error;
}

GError *
store (RosterKeyring *keyring, RosterAccount *account, const char *key)
{
  g_autoptr (SecretValue) value = secret_value_new (key, -1, "text/plain");
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  roster_keyring_store_key_async (keyring, account, value, keep_result, &result);
  g_assert_cmpstr (secret_value_get_text (roster_account_get_key (account)), ==, key);
  finish (keyring, &result, roster_keyring_store_key_finish, &error);
  return error;
}

GError *
forget (RosterKeyring *keyring, RosterAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  roster_keyring_forget_key_async (keyring, account, keep_result, &result);
  g_assert_false (roster_account_has_key (account));
  finish (keyring, &result, roster_keyring_forget_key_finish, &error);
  return error;
}

void
assert_key (RosterAccount *account, const char *key)
{
  g_assert_true (roster_account_has_key (account));
  g_assert_cmpstr (secret_value_get_text (roster_account_get_key (account)), ==, key);
}

void
assert_stored (Fixture *fixture, const char *key)
{
  g_autoptr (GError) error = store (fixture->keyring, fixture->account, key);

  g_assert_no_error (error);
}

/* What a new run of Roster finds. */
void
assert_found (RosterKeyring *keyring, const char *key)
{
  g_autoptr (RosterAccount) account = roster_account_new (ENDPOINT, USER_ID);
  g_autoptr (GError) error = ensure (keyring, account);

  g_assert_no_error (error);
  assert_key (account, key);
}

void
assert_not_found (RosterKeyring *keyring, int code)
{
  g_autoptr (RosterAccount) account = roster_account_new (ENDPOINT, USER_ID);
  g_autoptr (GError) error = ensure (keyring, account);

  g_assert_error (error, ROSTER_ERROR, code);
  g_assert_false (roster_account_has_key (account));
}

/* The key cannot be stored, but is there for this run. */
void
assert_not_stored (Fixture *fixture, int code)
{
  g_autoptr (GError) error = store (fixture->keyring, fixture->account, KEY);

  g_assert_error (error, ROSTER_ERROR, code);
  assert_key (fixture->account, KEY);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keyring on good days: a real gnome-keyring, open. */

#include "core/base/roster-error.h"
#include "support/keyring-fixture.h"

/* Every item of ours in the keyring. */
static GList *
list_items (void)
{
  const SecretSchema any = { "io.github.roster.Roster", SECRET_SCHEMA_NONE, { { NULL, 0 } } };
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;
  GList *items = secret_service_search_sync (
      NULL, &any, attributes, SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS, NULL, &error);

  g_assert_no_error (error);
  return items;
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  keyring_daemon_start (fixture->daemon, TRUE);
  assert_not_found (fixture->keyring, ROSTER_ERROR_NO_KEY);
  assert_stored (fixture, KEY);
  assert_found (fixture->keyring, KEY);

  error = forget (fixture->keyring, fixture->account);
  g_assert_no_error (error);
  assert_not_found (fixture->keyring, ROSTER_ERROR_NO_KEY);

  /* What is not there is forgotten without an error. */
  error = forget (fixture->keyring, fixture->account);
  g_assert_no_error (error);
}

static void
test_item (Fixture *fixture, gconstpointer data)
{
  g_autolist (SecretItem) items = NULL;
  g_autoptr (GHashTable) attributes = NULL;
  g_autofree char *label = NULL;

  keyring_daemon_start (fixture->daemon, TRUE);
  assert_stored (fixture, KEY);

  items = list_items ();
  g_assert_cmpuint (g_list_length (items), ==, 1);
  label = secret_item_get_label (items->data);
  attributes = secret_item_get_attributes (items->data);
  g_assert_cmpstr (label, ==, "Roster: API key of dh37fgj492je at api.example.com");
  g_assert_cmpuint (g_hash_table_size (attributes), ==, 3);
  g_assert_cmpstr (g_hash_table_lookup (attributes, "xdg:schema"), ==, "io.github.roster.Roster");
  g_assert_cmpstr (g_hash_table_lookup (attributes, "endpoint"), ==, ENDPOINT);
  g_assert_cmpstr (g_hash_table_lookup (attributes, "user-id"), ==, USER_ID);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autolist (SecretItem) items = NULL;

  keyring_daemon_start (fixture->daemon, TRUE);
  assert_stored (fixture, "an older key");
  assert_stored (fixture, KEY);
  assert_found (fixture->keyring, KEY);

  items = list_items ();
  g_assert_cmpuint (g_list_length (items), ==, 1);
}

static void
count_notify (guint *n)
{
  (*n)++;
}

/* Who waits for a better key than a refused one hears of it, though there was one before. */
static void
test_replace_is_told (Fixture *fixture, gconstpointer data)
{
  guint n_notified = 0;

  keyring_daemon_start (fixture->daemon, TRUE);
  assert_stored (fixture, "an older key");
  g_signal_connect_swapped (fixture->account, "notify::has-key", G_CALLBACK (count_notify),
                            &n_notified);
  assert_stored (fixture, KEY);
  g_assert_cmpuint (n_notified, >, 0);
  assert_key (fixture->account, KEY);
}

/* What is asked for last is what stays, however fast it follows. */
static void
test_replace_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SecretValue) older = secret_value_new ("an older key", -1, "text/plain");
  g_autoptr (SecretValue) newer = secret_value_new (KEY, -1, "text/plain");
  GAsyncResult *results[4] = { NULL };

  keyring_daemon_start (fixture->daemon, TRUE);
  roster_keyring_store_key_async (fixture->keyring, fixture->account, older, keep_result,
                                  &results[0]);
  roster_keyring_store_key_async (fixture->keyring, fixture->account, newer, keep_result,
                                  &results[1]);
  roster_keyring_forget_key_async (fixture->keyring, fixture->account, keep_result, &results[2]);
  roster_keyring_store_key_async (fixture->keyring, fixture->account, newer, keep_result,
                                  &results[3]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      finish (fixture->keyring, &results[i],
              i == 2 ? roster_keyring_forget_key_finish : roster_keyring_store_key_finish, &error);
      g_assert_no_error (error);
      g_object_unref (results[i]);
    }
  assert_found (fixture->keyring, KEY);
}

/* A key that is forgotten while it is still being stored is not there in the end. */
static void
test_forget_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SecretValue) key = secret_value_new (KEY, -1, "text/plain");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) store_error = NULL;

  keyring_daemon_start (fixture->daemon, TRUE);
  roster_keyring_store_key_async (fixture->keyring, fixture->account, key, keep_result, &result);
  error = forget (fixture->keyring, fixture->account);
  g_assert_no_error (error);
  finish (fixture->keyring, &result, roster_keyring_store_key_finish, &store_error);
  g_assert_no_error (store_error);
  assert_not_found (fixture->keyring, ROSTER_ERROR_NO_KEY);
}

static void
test_two_accounts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterAccount) other = roster_account_new (ENDPOINT, "another");
  g_autoptr (GError) error = NULL;

  keyring_daemon_start (fixture->daemon, TRUE);
  assert_stored (fixture, KEY);
  error = store (fixture->keyring, other, "another key");
  g_assert_no_error (error);
  assert_found (fixture->keyring, KEY);

  error = forget (fixture->keyring, other);
  g_assert_no_error (error);
  assert_found (fixture->keyring, KEY);
}

static GDBusMessage *
count_searches (GDBusConnection *bus, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  if (!incoming && g_strcmp0 (g_dbus_message_get_member (message), "SearchItems") == 0)
    g_atomic_int_inc ((int *)user_data);
  return message;
}

static void
test_single_flight (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDBusConnection) bus = keyring_daemon_get_bus ();
  g_autoptr (RosterAccount) account = roster_account_new (ENDPOINT, USER_ID);
  int n_searches = 0;
  guint filter;
  GAsyncResult *results[5] = { NULL };

  keyring_daemon_start (fixture->daemon, TRUE);
  assert_stored (fixture, KEY);

  filter = g_dbus_connection_add_filter (bus, count_searches, &n_searches, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    roster_keyring_ensure_key_async (fixture->keyring, account, keep_result, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;

      finish (fixture->keyring, &results[i], roster_keyring_ensure_key_finish, &error);
      g_assert_no_error (error);
      g_object_unref (results[i]);
    }

  /* And later calls do not ask at all. */
  g_assert_null (ensure (fixture->keyring, account));
  g_assert_cmpint (g_atomic_int_get (&n_searches), ==, 1);
  g_dbus_connection_remove_filter (bus, filter);
}

#define ADD(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, keyring_fixture_set_up, function, keyring_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/keyring/round-trip", test_round_trip);
  ADD ("/keyring/item", test_item);
  ADD ("/keyring/replace", test_replace);
  ADD ("/keyring/replace/is-told", test_replace_is_told);
  ADD ("/keyring/replace/at-once", test_replace_at_once);
  ADD ("/keyring/forget-at-once", test_forget_at_once);
  ADD ("/keyring/two-accounts", test_two_accounts);
  ADD ("/keyring/single-flight", test_single_flight);
  return g_test_run ();
}

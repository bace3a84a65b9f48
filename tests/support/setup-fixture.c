/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A service, a keyring (the one that build-aux/headless --keyring gives), settings and a window. */

#include "support/setup-fixture.h"

#include <libsecret/secret.h>

#include "roster-config.h"

void
setup_fixture_set_up (SetupFixture *self, gconstpointer data)
{
  const MockOptions good = { 0 };
  g_autoptr (RosterTransport) transport = roster_transport_new ();
  g_autoptr (GError) error = NULL;

  self->service = mock_service_new (data != NULL ? data : &good);
  mock_service_start_in_thread (self->service, &error);
  g_assert_no_error (error);

  self->settings = g_settings_new (ROSTER_APPLICATION_ID);
  g_settings_reset (self->settings, "organizations");
  self->keyring = roster_keyring_new ();
  self->directory = roster_directory_new (self->settings, transport, self->keyring);
  self->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_present (self->parent);
}

void
setup_fixture_tear_down (SetupFixture *self, gconstpointer data)
{
  ui_test_destroy (self->parent);
  g_object_unref (self->directory);
  g_object_unref (self->keyring);
  g_object_unref (self->settings);
  mock_service_stop (self->service);
  g_object_unref (self->service);
}

/* The account of the service, in the directory. */
RosterAccount *
setup_fixture_get_account (SetupFixture *self)
{
  return roster_directory_ensure_account (self->directory,
                                          mock_service_get_endpoint (self->service),
                                          mock_service_get_user_id (self->service));
}

static gboolean
has_result (gpointer data)
{
  return *(GAsyncResult **)data != NULL;
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

void
setup_fixture_store_key (SetupFixture *self, const char *key)
{
  g_autoptr (RosterAccount) account = roster_account_new (mock_service_get_endpoint (self->service),
                                                          mock_service_get_user_id (self->service));

  setup_fixture_store_key_of (self, account, key);
}

void
setup_fixture_store_key_of (SetupFixture *self, RosterAccount *account, const char *key)
{
  g_autoptr (SecretValue) value = secret_value_new (key, -1, "text/plain");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  roster_keyring_store_key_async (self->keyring, account, value, keep_result, &result);
  g_assert_true (ui_test_wait (has_result, &result));
  roster_keyring_store_key_finish (self->keyring, result, &error);
  g_assert_no_error (error);
}

/* Whether the keyring has a key for an account that has none yet; it is set there. */
gboolean
setup_fixture_finds_key (SetupFixture *self, RosterAccount *account)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_keyring_ensure_key_async (self->keyring, account, keep_result, &result);
  g_assert_true (ui_test_wait (has_result, &result));
  roster_keyring_ensure_key_finish (self->keyring, result, NULL);
  return roster_account_has_key (account);
}

/* Whether the keyring has that key for the service's account; NULL: none at all. */
gboolean
setup_fixture_keyring_has (SetupFixture *self, const char *key)
{
  g_autoptr (RosterAccount) account = roster_account_new (mock_service_get_endpoint (self->service),
                                                          mock_service_get_user_id (self->service));

  if (!setup_fixture_finds_key (self, account))
    return key == NULL;
  return key != NULL &&
         g_strcmp0 (secret_value_get_text (roster_account_get_key (account)), key) == 0;
}

/* For good: nobody answers the prompt of a test. */
void
setup_fixture_lock_keyring (SetupFixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  const char *paths[] = { "/org/freedesktop/secrets/collection/login", NULL };
  g_autoptr (GVariant) answer = NULL;

  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (
      bus, "org.freedesktop.secrets", "/org/freedesktop/secrets", "org.freedesktop.Secret.Service",
      "Lock", g_variant_new ("(^ao)", paths), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

/* "name id user-id" of each organization, separated by commas; what is in the settings says the
 * same, and no key. */
void
setup_fixture_assert_settings (SetupFixture *self, const char *expected)
{
  g_autoptr (GVariant) entries = g_settings_get_value (self->settings, "organizations");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *printed = g_variant_print (entries, FALSE);
  GVariantIter iter;
  GVariant *entry;

  g_variant_iter_init (&iter, entries);
  while ((entry = g_variant_iter_next_value (&iter)) != NULL)
    {
      const char *name = NULL;
      const char *id = NULL;
      const char *user_id = NULL;

      g_variant_lookup (entry, "name", "&s", &name);
      g_variant_lookup (entry, "organization-id", "&s", &id);
      g_variant_lookup (entry, "user-id", "&s", &user_id);
      g_string_append_printf (text, "%s%s %s %s", text->len > 0 ? ", " : "", name, id, user_id);
      g_variant_unref (entry);
    }
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_null (strstr (printed, mock_service_get_key (self->service)));
}

void
setup_fixture_type (gpointer root, const char *id, const char *text)
{
  GtkWidget *entry = ui_test_find (GTK_WIDGET (root), id);

  g_assert_true (gtk_widget_is_sensitive (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

void
setup_fixture_click (gpointer root, const char *id)
{
  GtkWidget *button = ui_test_find (GTK_WIDGET (root), id);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
}

const char *
setup_fixture_get_label (gpointer root, const char *id)
{
  return gtk_label_get_text (GTK_LABEL (ui_test_find (GTK_WIDGET (root), id)));
}

gboolean
setup_fixture_is_shown (gpointer root, const char *id)
{
  return gtk_widget_get_mapped (ui_test_find (GTK_WIDGET (root), id));
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *)data == NULL;
}

/* Until a window has closed itself; window was made by g_object_add_weak_pointer(). */
void
setup_fixture_wait_gone (GtkWindow **window)
{
  g_assert_true (ui_test_wait (is_gone, window));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A keyring whose prompt is answered after the window has given up waiting, or that keeps something
 * else than it was given: what was said is put right. */

#include <glib/gstdio.h>
#include <libsecret/secret.h>

#include "mock/fake-secrets.h"
#include "support/setup-fixture.h"
#include "ui/accounts/roster-account-dialog.h"
#include "ui/accounts/roster-import-dialog.h"
#include "ui/accounts/roster-key-banner.h"
#include "ui/widgets/roster-message-bar.h"

#define WAITING "Still waiting for the keyring: it may be asking for its password."
#define MISMATCH "The keyring took the key but does not give the same key back."

typedef struct
{
  SetupFixture setup;
  FakeSecrets *keyring;
  GtkWidget *root; /* what is looked at */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->keyring = fake_secrets_new ();
  setup_fixture_set_up (&fixture->setup, data);
  roster_keyring_set_patience (fixture->setup.keyring, 200);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  setup_fixture_tear_down (&fixture->setup, data);
  secret_service_disconnect ();
  fake_secrets_free (fixture->keyring);
}

static const char *
get_message (gpointer fixture)
{
  return roster_message_bar_get_text (
      ROSTER_MESSAGE_BAR (ui_test_find (((Fixture *)fixture)->root, "bar")));
}

static gboolean
is_silent (gpointer fixture)
{
  return get_message (fixture) == NULL;
}

static gboolean
says_waiting (gpointer fixture)
{
  return g_strcmp0 (get_message (fixture), WAITING) == 0;
}

static gboolean
says_mismatch (gpointer fixture)
{
  return g_strcmp0 (get_message (fixture), MISMATCH) == 0;
}

static gboolean
is_held (gpointer fixture)
{
  return fake_secrets_is_holding (((Fixture *)fixture)->keyring);
}

static const char *
get_status (Fixture *fixture, const char *id)
{
  return setup_fixture_get_label (fixture->root, id);
}

static void
answer_prompt (Fixture *fixture, FakeSecretsMood mood)
{
  g_assert_true (ui_test_wait (is_held, fixture));
  fake_secrets_set_mood (fixture->keyring, mood);
  fake_secrets_release (fixture->keyring);
}

static void
save_account (Fixture *fixture)
{
  MockService *service = fixture->setup.service;
  GtkWindow *dialog =
      roster_account_dialog_new (fixture->setup.parent, fixture->setup.directory, NULL);

  fixture->root = GTK_WIDGET (dialog);
  gtk_window_present (dialog);
  ui_test_spin (50);
  setup_fixture_type (dialog, "endpoint_entry", mock_service_get_endpoint (service));
  setup_fixture_type (dialog, "user_id_entry", mock_service_get_user_id (service));
  setup_fixture_type (dialog, "key_entry", mock_service_get_key (service));
  setup_fixture_type (dialog, "name_entry", "Production");
  setup_fixture_type (dialog, "id_entry", "demo-production");
  setup_fixture_click (dialog, "save_button");
}

static void
test_account (Fixture *fixture, gconstpointer data)
{
  fake_secrets_hold (fixture->keyring);
  save_account (fixture);
  g_assert_true (ui_test_wait (says_waiting, fixture));
  g_assert_cmpstr (get_status (fixture, "status_label"), ==,
                   "The organizations are saved; the key is kept until you quit Roster.");

  answer_prompt (fixture, FAKE_SECRETS_KEEP);
  g_assert_true (ui_test_wait (is_silent, fixture));
  g_assert_cmpstr (get_status (fixture, "status_label"), ==,
                   "The organizations are saved, and the key is in the keyring.");
  g_assert_cmpstr (fake_secrets_get_secret (fixture->keyring), ==,
                   mock_service_get_key (fixture->setup.service));
  ui_test_destroy (GTK_WINDOW (fixture->root));
}

/* The late answer is that it did not work: that takes the place of “still waiting”. Another try
 * ends well. */
static void
test_account_fails (Fixture *fixture, gconstpointer data)
{
  GtkWindow *dialog;

  fake_secrets_hold (fixture->keyring);
  save_account (fixture);
  g_assert_true (ui_test_wait (says_waiting, fixture));
  answer_prompt (fixture, FAKE_SECRETS_GARBLE);
  g_assert_true (ui_test_wait (says_mismatch, fixture));
  g_assert_cmpstr (get_status (fixture, "status_label"), ==,
                   "The organizations are saved; the key is kept until you quit Roster.");

  dialog = GTK_WINDOW (fixture->root);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *)&dialog);
  fake_secrets_set_mood (fixture->keyring, FAKE_SECRETS_KEEP);
  roster_keyring_set_patience (fixture->setup.keyring, ROSTER_KEYRING_PATIENCE);
  setup_fixture_click (dialog, "button");
  setup_fixture_wait_gone (&dialog);
  g_assert_true (
      setup_fixture_keyring_has (&fixture->setup, mock_service_get_key (fixture->setup.service)));
}

/* At once: no prompt, and not the same key. */
static void
test_account_mismatch (Fixture *fixture, gconstpointer data)
{
  fake_secrets_set_mood (fixture->keyring, FAKE_SECRETS_GARBLE);
  save_account (fixture);
  g_assert_true (ui_test_wait (says_mismatch, fixture));
  g_assert_true (roster_account_has_key (setup_fixture_get_account (&fixture->setup)));
  ui_test_destroy (GTK_WINDOW (fixture->root));
}

static gboolean
is_result (gpointer fixture)
{
  GtkWidget *stack = ui_test_find (((Fixture *)fixture)->root, "stack");

  return g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "result");
}

static gboolean
is_review (gpointer fixture)
{
  GtkWidget *stack = ui_test_find (((Fixture *)fixture)->root, "stack");

  return g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "review");
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "threatstack.cfg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = g_strdup_printf (
      "[USER_INFO]\nTS_USER_ID = dh37fgj492je\nTS_API_KEY = %s\n\n"
      "[DEFAULT]\nTS_ORGANIZATION_ID = demo-production\nTS_ORGANIZATION_NAME = \"Production\"\n",
      mock_service_get_key (fixture->setup.service));

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  fake_secrets_hold (fixture->keyring);
  fixture->root =
      GTK_WIDGET (roster_import_dialog_new (fixture->setup.parent, fixture->setup.directory, file));
  gtk_window_present (GTK_WINDOW (fixture->root));
  g_assert_true (ui_test_wait (is_review, fixture));
  ui_test_spin (50);
  setup_fixture_type (fixture->root, "endpoint_entry",
                      mock_service_get_endpoint (fixture->setup.service));
  setup_fixture_click (fixture->root, "action_button");
  g_assert_true (ui_test_wait (is_result, fixture));
  g_assert_true (says_waiting (fixture));
  g_assert_cmpstr (get_status (fixture, "result_key"), ==,
                   "The API key is kept until you quit Roster.");

  /* Now it need not lie in the file any more. */
  answer_prompt (fixture, FAKE_SECRETS_KEEP);
  g_assert_true (ui_test_wait (is_silent, fixture));
  g_assert_cmpstr (get_status (fixture, "result_key"), ==,
                   "The API key is in the keyring of this computer.");
  g_assert_true (setup_fixture_is_shown (fixture->root, "action_button"));
  ui_test_destroy (GTK_WINDOW (fixture->root));
  g_unlink (path);
}

static gboolean
has_ended (gpointer organization)
{
  RosterOrganizationState state = roster_organization_get_state (organization);

  return state == ROSTER_ORGANIZATION_READY || state == ROSTER_ORGANIZATION_FAILED;
}

static void
test_key_banner (Fixture *fixture, gconstpointer data)
{
  RosterOrganization *organization =
      roster_directory_add (fixture->setup.directory, setup_fixture_get_account (&fixture->setup),
                            "Production", "demo-production");
  GtkWidget *key_bar = g_object_new (ROSTER_TYPE_KEY_BANNER, NULL);

  fixture->root = key_bar;
  gtk_window_set_child (fixture->setup.parent, key_bar);
  roster_key_banner_set_organization (ROSTER_KEY_BANNER (key_bar), organization);
  roster_organization_refresh (organization);
  g_assert_true (ui_test_wait (has_ended, organization));

  fake_secrets_hold (fixture->keyring);
  setup_fixture_type (key_bar, "key_entry", mock_service_get_key (fixture->setup.service));
  setup_fixture_click (key_bar, "use_button");
  g_assert_true (ui_test_wait (says_waiting, fixture));
  /* The window works meanwhile. */
  g_assert_true (ui_test_wait (has_ended, organization));
  g_assert_cmpint (roster_organization_get_state (organization), ==, ROSTER_ORGANIZATION_READY);
  answer_prompt (fixture, FAKE_SECRETS_KEEP);
  g_assert_true (ui_test_wait (is_silent, fixture));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/ui/keyring-late/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD ("account", test_account);
  ADD ("account-fails", test_account_fails);
  ADD ("account-mismatch", test_account_mismatch);
  ADD ("import", test_import);
  ADD ("key-banner", test_key_banner);
  return g_test_run ();
}

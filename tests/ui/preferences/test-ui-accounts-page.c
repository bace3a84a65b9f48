/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The accounts in the preferences: what is said of them, and what can be done with them. */

#include "support/preferences-fixture.h"
#include "support/plan-runner.h"
#include "ui/accounts/roster-account-dialog.h"

#include <glib/gstdio.h>

static GtkWidget *
get_account_card (PreferencesFixture *fixture, guint position)
{
  return preferences_get_card (fixture, "accounts_page", position);
}

static gboolean
key_is_found (gpointer card)
{
  return strstr (setup_fixture_get_label (card, "key_label"), "in the keyring") != NULL;
}

static void
test_accounts (PreferencesFixture *fixture, gconstpointer data)
{
  preferences_add_organizations (fixture);
  setup_fixture_store_key (&fixture->setup, "key");
  preferences_open (fixture, ACCOUNTS);

  g_assert_cmpstr (setup_fixture_get_label (get_account_card (fixture, 0), "user_label"), ==,
                   "dh37fgj492je");
  g_assert_cmpstr (setup_fixture_get_label (get_account_card (fixture, 0), "organizations_label"),
                   ==, "2 organizations: Production, Staging");
  g_assert_cmpstr (setup_fixture_get_label (get_account_card (fixture, 1), "organizations_label"),
                   ==, "1 organization: Elsewhere");
  g_assert_null (get_account_card (fixture, 2));
  g_assert_true (ui_test_wait (key_is_found, get_account_card (fixture, 0)));
  g_assert_true (ui_test_wait (key_is_found, get_account_card (fixture, 1)));
  g_assert_cmpstr (setup_fixture_get_label (get_account_card (fixture, 0), "key_label"), ==,
                   "API key: in the keyring");
  g_assert_cmpstr (setup_fixture_get_label (get_account_card (fixture, 1), "key_label"), ==,
                   "API key: not in the keyring");

  /* A name, a tab less, the last tab. */
  roster_organization_set_name (preferences_get_organization (fixture, 1), "Next");
  roster_directory_remove (fixture->setup.directory, 0);
  g_assert_cmpstr (setup_fixture_get_label (get_account_card (fixture, 0), "organizations_label"),
                   ==, "1 organization: Next");
  roster_directory_remove (fixture->setup.directory, 1);
  g_assert_null (get_account_card (fixture, 1));
  g_assert_false (setup_fixture_is_shown (
      ui_test_find (GTK_WIDGET (fixture->window), "accounts_page"), "empty"));
  roster_directory_remove (fixture->setup.directory, 0);
  g_assert_true (gtk_widget_get_visible (
      ui_test_find (ui_test_find (GTK_WIDGET (fixture->window), "accounts_page"), "empty")));
}

static gboolean
has_result (gpointer card)
{
  return strcmp (gtk_button_get_label (GTK_BUTTON (ui_test_find (card, "test_button"))), "Test") ==
             0 &&
         setup_fixture_is_shown (card, "result_box");
}

static void
test_test (PreferencesFixture *fixture, gconstpointer data)
{
  GtkWidget *card;

  preferences_add_organizations (fixture);
  roster_directory_remove (fixture->setup.directory, 2);
  setup_fixture_store_key (&fixture->setup, mock_service_get_key (fixture->setup.service));
  preferences_open (fixture, ACCOUNTS);
  card = get_account_card (fixture, 0);
  setup_fixture_click (card, "test_button");
  g_assert_true (ui_test_wait (has_result, card));
  g_assert_cmpstr (setup_fixture_get_label (card, "result_label"), ==,
                   "The service accepts the key, and every organization can be read.");

  /* Stopped, it says nothing. */
  setup_fixture_click (card, "test_button");
  setup_fixture_click (card, "test_button");
  g_assert_false (setup_fixture_is_shown (card, "result_box"));

  roster_directory_add (fixture->setup.directory, setup_fixture_get_account (&fixture->setup),
                        "Not there", "0123");
  setup_fixture_click (card, "test_button");
  g_assert_true (ui_test_wait (has_result, card));
  g_assert_true (g_str_has_prefix (setup_fixture_get_label (card, "result_label"),
                                   "“Not there” cannot be read: "));
}

/* Nothing is said of it before the service has answered. */
static void
test_signing (PreferencesFixture *fixture, gconstpointer data)
{
  RosterAccount *other;
  GtkWidget *card;

  preferences_add_organizations (fixture);
  other = roster_organization_get_account (preferences_get_organization (fixture, 2));
  setup_fixture_store_key (&fixture->setup, mock_service_get_key (fixture->setup.service));
  preferences_open (fixture, ACCOUNTS);
  card = get_account_card (fixture, 0);
  g_assert_false (setup_fixture_is_shown (card, "signing_label"));
  setup_fixture_click (card, "test_button");
  g_assert_true (ui_test_wait (has_result, card));
  g_assert_true (setup_fixture_is_shown (card, "signing_label"));
  g_assert_cmpstr (setup_fixture_get_label (card, "signing_label"), ==,
                   roster_signing_describe (ROSTER_SIGNING_YES));

  card = get_account_card (fixture, 1);
  g_assert_false (setup_fixture_is_shown (card, "signing_label"));
  roster_account_set_signing (other, ROSTER_SIGNING_NO);
  g_assert_true (setup_fixture_is_shown (card, "signing_label"));
  g_assert_cmpstr (setup_fixture_get_label (card, "signing_label"), ==,
                   roster_signing_describe (ROSTER_SIGNING_NO));
}

static void
test_test_without_key (PreferencesFixture *fixture, gconstpointer data)
{
  GtkWidget *card;

  preferences_add_organizations (fixture);
  preferences_open (fixture, ACCOUNTS);
  card = get_account_card (fixture, 1);
  setup_fixture_click (card, "test_button");
  g_assert_true (ui_test_wait (has_result, card));
  g_assert_nonnull (
      strstr (setup_fixture_get_label (card, "result_label"), "Enter the API key of this account"));

  /* A test that goes on when the window closes does no harm. */
  setup_fixture_click (get_account_card (fixture, 0), "test_button");
}

/* (nullable): the open window of a type that belongs to another one */
static GtkWindow *
find_window (GType type, GtkWindow *parent)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *link = toplevels; link != NULL; link = link->next)
    if (G_TYPE_CHECK_INSTANCE_TYPE (link->data, type) &&
        gtk_window_get_transient_for (link->data) == parent)
      return link->data;
  return NULL;
}

static void
test_dialogs (PreferencesFixture *fixture, gconstpointer data)
{
  const char *const buttons[] = { "edit_button", "key_button" };
  GtkWidget *card;

  preferences_add_organizations (fixture);
  preferences_open (fixture, ACCOUNTS);
  card = get_account_card (fixture, 0);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GtkWindow *dialog;
      GtkWidget *key;

      setup_fixture_click (card, buttons[i]);
      dialog = find_window (ROSTER_TYPE_ACCOUNT_DIALOG, fixture->window);
      key = ui_test_find (GTK_WIDGET (dialog), "key_entry");
      g_assert_cmpstr (gtk_window_get_title (dialog), ==, "Account dh37fgj492je");
      g_assert_cmpint (gtk_widget_get_focus_child (key) != NULL, ==, i == 1);
      ui_test_destroy (dialog);
    }
  setup_fixture_click (fixture->window, "add_button");
  ui_test_destroy (find_window (ROSTER_TYPE_ACCOUNT_DIALOG, fixture->window));
}

static GtkDialog *
ask_to_forget (PreferencesFixture *fixture)
{
  GtkDialog *dialog;

  setup_fixture_click (get_account_card (fixture, 0), "forget_button");
  dialog = GTK_DIALOG (find_window (GTK_TYPE_MESSAGE_DIALOG, fixture->window));
  g_assert_nonnull (dialog);
  return dialog;
}

static gboolean
is_forgotten (gpointer fixture)
{
  return roster_directory_get_n_organizations (((PreferencesFixture *)fixture)->setup.directory) ==
         1;
}

static void
test_forget (PreferencesFixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  GtkDialog *dialog;

  preferences_add_organizations (fixture);
  setup_fixture_store_key (&fixture->setup, "key");
  preferences_open (fixture, ACCOUNTS);

  dialog = ask_to_forget (fixture);
  g_object_get (dialog, "secondary-text", &text, NULL);
  g_assert_nonnull (strstr (text, "its 2 tabs here: Production, Staging."));
  g_assert_nonnull (strstr (text, "Nothing is removed from the service"));
  gtk_dialog_response (dialog, GTK_RESPONSE_CANCEL);
  ui_test_spin (50);
  g_assert_true (setup_fixture_keyring_has (&fixture->setup, "key"));
  g_assert_false (is_forgotten (fixture));

  gtk_dialog_response (ask_to_forget (fixture), GTK_RESPONSE_ACCEPT);
  g_assert_true (ui_test_wait (is_forgotten, fixture));
  g_assert_true (setup_fixture_keyring_has (&fixture->setup, NULL));
  setup_fixture_assert_settings (&fixture->setup, "Elsewhere 1 grace");
  g_assert_cmpstr (setup_fixture_get_label (get_account_card (fixture, 0), "user_label"), ==,
                   "grace");
  g_assert_null (get_account_card (fixture, 1));
}

static gboolean
is_told (gpointer window)
{
  GtkWindow *dialog = find_window (GTK_TYPE_MESSAGE_DIALOG, window);
  g_autofree char *text = NULL;

  if (dialog != NULL)
    g_object_get (dialog, "text", &text, NULL);
  return g_strcmp0 (text, "The API key is still in the keyring, and the tabs are still here") == 0;
}

static gboolean
is_refused (gpointer window)
{
  GtkWindow *dialog = find_window (GTK_TYPE_MESSAGE_DIALOG, window);
  g_autofree char *text = NULL;

  if (dialog != NULL)
    g_object_get (dialog, "text", &text, NULL);
  return g_strcmp0 (text, "The account was not forgotten") == 0;
}

static gboolean
is_idle (gpointer queue)
{
  return !roster_change_queue_get_busy (queue);
}

/* What is being sent still needs the key. */
static void
test_forget_busy (PreferencesFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterChangeRun) run = NULL;

  preferences_add_organizations (fixture);
  setup_fixture_store_key (&fixture->setup, "key");
  preferences_open (fixture, ACCOUNTS);
  g_ptr_array_add (changes,
                   roster_change_new (ROSTER_CHANGE_ADD, preferences_get_organization (fixture, 0),
                                      "nobody", "Nobody", "user"));
  run = plan_runner_submit (fixture->queue, changes);
  gtk_dialog_response (ask_to_forget (fixture), GTK_RESPONSE_ACCEPT);
  g_assert_true (ui_test_wait (is_refused, fixture->window));
  g_assert_true (setup_fixture_keyring_has (&fixture->setup, "key"));
  gtk_dialog_response (GTK_DIALOG (find_window (GTK_TYPE_MESSAGE_DIALOG, fixture->window)),
                       GTK_RESPONSE_CLOSE);

  g_assert_true (ui_test_wait (is_idle, fixture->queue));
  g_unlink (roster_journal_get_path (roster_change_queue_get_journal (fixture->queue)));
  gtk_dialog_response (ask_to_forget (fixture), GTK_RESPONSE_ACCEPT);
  g_assert_true (ui_test_wait (is_forgotten, fixture));
}

/* Comes last: the keyring stays locked. Where the key cannot go, nothing goes, and that is said. */
static void
test_forget_locked (PreferencesFixture *fixture, gconstpointer data)
{
  preferences_add_organizations (fixture);
  setup_fixture_store_key (&fixture->setup, "key");
  setup_fixture_lock_keyring (&fixture->setup);
  roster_keyring_set_patience (fixture->setup.keyring, 200);
  preferences_open (fixture, ACCOUNTS);
  gtk_dialog_response (ask_to_forget (fixture), GTK_RESPONSE_ACCEPT);
  g_assert_true (ui_test_wait (is_told, fixture->window));
  setup_fixture_assert_settings (&fixture->setup,
                                 "Production demo-production dh37fgj492je, Staging demo-staging "
                                 "dh37fgj492je, Elsewhere 1 grace");
  gtk_dialog_response (GTK_DIALOG (find_window (GTK_TYPE_MESSAGE_DIALOG, fixture->window)),
                       GTK_RESPONSE_CLOSE);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/ui/accounts-page/" path, PreferencesFixture, NULL, preferences_set_up, function,   \
              preferences_tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD ("accounts", test_accounts);
  ADD ("test", test_test);
  ADD ("signing", test_signing);
  ADD ("test-without-key", test_test_without_key);
  ADD ("dialogs", test_dialogs);
  ADD ("forget", test_forget);
  ADD ("forget-busy", test_forget_busy);
  ADD ("forget-locked", test_forget_locked);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting an account up by hand: what is checked, what is tried, what is kept. */

#include "support/setup-fixture.h"
#include "ui/accounts/roster-account-dialog.h"
#include "ui/accounts/roster-organization-row.h"
#include "ui/widgets/roster-message-bar.h"

typedef struct
{
  SetupFixture setup;
  GtkWindow *dialog; /* weak */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  setup_fixture_set_up (&fixture->setup, data);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    {
      GtkWindow *dialog = fixture->dialog;

      g_object_remove_weak_pointer (G_OBJECT (dialog), (gpointer *)&fixture->dialog);
      ui_test_destroy (dialog);
    }
  setup_fixture_tear_down (&fixture->setup, data);
}

static void
open_dialog (Fixture *fixture, RosterAccount *account)
{
  fixture->dialog =
      roster_account_dialog_new (fixture->setup.parent, fixture->setup.directory, account);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *)&fixture->dialog);
  gtk_window_present (fixture->dialog);
  ui_test_spin (50);
}

static RosterOrganizationRow *
get_row (Fixture *fixture, guint position)
{
  GtkWidget *rows = ui_test_find (GTK_WIDGET (fixture->dialog), "rows_box");
  GtkWidget *row = gtk_widget_get_first_child (rows);

  for (guint i = 0; i < position; i++)
    row = gtk_widget_get_next_sibling (row);
  return ROSTER_ORGANIZATION_ROW (row);
}

static void
fill_row (Fixture *fixture, guint position, const char *name, const char *id)
{
  setup_fixture_type (get_row (fixture, position), "name_entry", name);
  setup_fixture_type (get_row (fixture, position), "id_entry", id);
}

static void
fill_account (Fixture *fixture, const char *key)
{
  MockService *service = fixture->setup.service;

  setup_fixture_type (fixture->dialog, "endpoint_entry", mock_service_get_endpoint (service));
  setup_fixture_type (fixture->dialog, "user_id_entry", mock_service_get_user_id (service));
  setup_fixture_type (fixture->dialog, "key_entry", key);
}

static const char *
get_good_key (Fixture *fixture)
{
  return mock_service_get_key (fixture->setup.service);
}

static const char *
get_error (Fixture *fixture)
{
  return roster_message_bar_get_text (
      ROSTER_MESSAGE_BAR (ui_test_find (GTK_WIDGET (fixture->dialog), "bar")));
}

static gboolean
is_editing (gpointer fixture)
{
  GtkWindow *dialog = ((Fixture *)fixture)->dialog;

  return gtk_widget_get_sensitive (ui_test_find (GTK_WIDGET (dialog), "save_button"));
}

static void
try_connection (Fixture *fixture)
{
  setup_fixture_click (fixture->dialog, "test_button");
  g_assert_true (ui_test_wait (is_editing, fixture));
}

/* --- checks --- */

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, NULL);
  setup_fixture_click (fixture->dialog, "save_button");

  g_assert_cmpstr (setup_fixture_get_label (fixture->dialog, "user_id_help"), ==,
                   "The user id is missing.");
  g_assert_cmpstr (setup_fixture_get_label (fixture->dialog, "key_help"), ==,
                   "The API key is missing.");
  g_assert_cmpstr (roster_organization_row_get_note (get_row (fixture, 0)), ==,
                   "Enter at least one organization.");
  setup_fixture_assert_settings (&fixture->setup, "");

  /* Typing takes the complaint away. */
  setup_fixture_type (fixture->dialog, "user_id_entry", "a");
  g_assert_false (setup_fixture_is_shown (fixture->dialog, "user_id_help"));
}

static void
test_bad_input (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, NULL);
  fill_account (fixture, "  ");
  setup_fixture_type (fixture->dialog, "endpoint_entry", "http://api.example.com/v2");
  fill_row (fixture, 0, "Production", "1");
  setup_fixture_click (fixture->dialog, "add_button");
  fill_row (fixture, 1, "Staging", " 1 ");
  setup_fixture_click (fixture->dialog, "add_button");
  fill_row (fixture, 2, "Research", "");
  setup_fixture_click (fixture->dialog, "add_button");
  fill_row (fixture, 3, "", "4");
  setup_fixture_click (fixture->dialog, "save_button");

  g_assert_nonnull (
      strstr (setup_fixture_get_label (fixture->dialog, "endpoint_help"), "https://"));
  g_assert_cmpstr (setup_fixture_get_label (fixture->dialog, "key_help"), ==,
                   "The API key is missing.");
  g_assert_null (roster_organization_row_get_note (get_row (fixture, 0)));
  g_assert_cmpstr (roster_organization_row_get_note (get_row (fixture, 1)), ==,
                   "The organization id is there twice.");
  g_assert_cmpstr (roster_organization_row_get_note (get_row (fixture, 2)), ==,
                   "The organization id is missing.");
  g_assert_cmpstr (roster_organization_row_get_note (get_row (fixture, 3)), ==,
                   "The name is missing.");
  setup_fixture_assert_settings (&fixture->setup, "");
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, NULL);
  fill_row (fixture, 0, "Production", "1");
  setup_fixture_click (get_row (fixture, 0), "remove_button");

  /* There is always a row to type into. */
  g_assert_true (roster_organization_row_is_blank (get_row (fixture, 0)));
  setup_fixture_click (fixture->dialog, "add_button");
  fill_row (fixture, 1, "Staging", "2");
  setup_fixture_click (get_row (fixture, 0), "remove_button");
  g_assert_false (roster_organization_row_is_blank (get_row (fixture, 0)));
}

/* --- the connection --- */

static void
test_connection (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, NULL);
  fill_account (fixture, get_good_key (fixture));
  fill_row (fixture, 0, "Production", "demo-production");
  setup_fixture_click (fixture->dialog, "add_button");
  fill_row (fixture, 1, "Elsewhere", "0123456");
  setup_fixture_click (fixture->dialog, "add_button");
  try_connection (fixture);

  g_assert_null (get_error (fixture));
  g_assert_cmpstr (roster_organization_row_get_note (get_row (fixture, 0)), ==, "240 members");
  g_assert_nonnull (strstr (roster_organization_row_get_note (get_row (fixture, 1)), "403"));
  g_assert_cmpstr (setup_fixture_get_label (fixture->dialog, "status_label"), ==,
                   "1 organization cannot be read: see above.");

  /* Nothing is kept before it is saved. */
  setup_fixture_assert_settings (&fixture->setup, "");
  g_assert_true (setup_fixture_keyring_has (&fixture->setup, NULL));
}

static void
test_connection_wrong_key (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, NULL);
  fill_account (fixture, "not the key");
  fill_row (fixture, 0, "Production", "demo-production");
  try_connection (fixture);

  g_assert_nonnull (get_error (fixture));
  g_assert_null (strstr (get_error (fixture), "not the key"));
  g_assert_null (roster_organization_row_get_note (get_row (fixture, 0)));

  /* What was typed is still there, and the remedy leads to the key. */
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (ui_test_find (GTK_WIDGET (fixture->dialog), "key_entry"))),
                   ==, "not the key");
}

static void
test_connection_bad_host (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, NULL);
  fill_account (fixture, get_good_key (fixture));
  setup_fixture_type (fixture->dialog, "endpoint_entry", "https://no-such-host.invalid/v2");
  try_connection (fixture);
  g_assert_nonnull (strstr (get_error (fixture), "no-such-host.invalid"));
}

/* The clock is allowed for, and said to be off. */
static void
test_connection_clock (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, NULL);
  fill_account (fixture, get_good_key (fixture));
  try_connection (fixture);
  g_assert_null (get_error (fixture));
  g_assert_nonnull (
      strstr (setup_fixture_get_label (fixture->dialog, "status_label"), "clock is off by"));
}

static void
test_connection_stop (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, NULL);
  fill_account (fixture, get_good_key (fixture));
  fill_row (fixture, 0, "Production", "demo-production");
  setup_fixture_click (fixture->dialog, "test_button");
  g_assert_false (is_editing (fixture));
  setup_fixture_click (fixture->dialog, "test_button");
  g_assert_true (is_editing (fixture));
  g_assert_null (roster_organization_row_get_note (get_row (fixture, 0)));

  /* Closing ends a test too. */
  setup_fixture_click (fixture->dialog, "test_button");
  gtk_window_close (fixture->dialog);
  setup_fixture_wait_gone (&fixture->dialog);
}

/* --- saving --- */

static void
test_save (Fixture *fixture, gconstpointer data)
{
  open_dialog (fixture, NULL);
  fill_account (fixture, get_good_key (fixture));
  fill_row (fixture, 0, " Production ", " demo-production ");
  setup_fixture_click (fixture->dialog, "add_button");
  fill_row (fixture, 1, "Staging", "demo-staging");
  setup_fixture_click (fixture->dialog, "save_button");
  setup_fixture_wait_gone (&fixture->dialog);

  setup_fixture_assert_settings (
      &fixture->setup,
      "Production demo-production dh37fgj492je, Staging demo-staging dh37fgj492je");
  g_assert_true (setup_fixture_keyring_has (&fixture->setup, get_good_key (fixture)));
}

static void
add_two (Fixture *fixture)
{
  RosterAccount *account = setup_fixture_get_account (&fixture->setup);

  roster_directory_add (fixture->setup.directory, account, "Production", "demo-production");
  roster_directory_add (fixture->setup.directory, account, "Staging", "demo-staging");
  setup_fixture_store_key (&fixture->setup, get_good_key (fixture));
}

/* One renamed, one taken off, one added; the key stays what it is. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  RosterDirectory *directory = fixture->setup.directory;
  RosterAccount *other =
      roster_directory_ensure_account (directory, "https://example.com", "other");

  roster_directory_add (directory, other, "Other", "demo-staging");
  add_two (fixture);
  open_dialog (fixture, setup_fixture_get_account (&fixture->setup));
  g_assert_cmpstr (gtk_window_get_title (fixture->dialog), ==, "Account dh37fgj492je");

  fill_row (fixture, 0, "Live", "demo-production");
  setup_fixture_click (get_row (fixture, 1), "remove_button");
  fill_row (fixture, 1, "Research", "demo-research");
  try_connection (fixture);
  g_assert_cmpstr (roster_organization_row_get_note (get_row (fixture, 1)), ==, "7 members");
  setup_fixture_click (fixture->dialog, "save_button");
  setup_fixture_wait_gone (&fixture->dialog);

  setup_fixture_assert_settings (&fixture->setup,
                                 "Other demo-staging other, Live demo-production dh37fgj492je, "
                                 "Research demo-research dh37fgj492je");
  g_assert_true (setup_fixture_keyring_has (&fixture->setup, get_good_key (fixture)));
}

/* Another user id is another account: its key has to be given, and the tabs go over to it. */
static void
test_edit_account (Fixture *fixture, gconstpointer data)
{
  add_two (fixture);
  open_dialog (fixture, setup_fixture_get_account (&fixture->setup));
  setup_fixture_type (fixture->dialog, "user_id_entry", "another");
  setup_fixture_click (fixture->dialog, "save_button");
  g_assert_cmpstr (setup_fixture_get_label (fixture->dialog, "key_help"), ==,
                   "The API key is missing.");

  setup_fixture_type (fixture->dialog, "key_entry", "another key");
  setup_fixture_click (fixture->dialog, "save_button");
  setup_fixture_wait_gone (&fixture->dialog);
  setup_fixture_assert_settings (
      &fixture->setup, "Production demo-production another, Staging demo-staging another");
}

static gboolean
has_no_key (gpointer data)
{
  RosterAccount *account = ((gpointer *)data)[1];
  Fixture *fixture = ((gpointer *)data)[0];
  g_autoptr (RosterAccount) probe = roster_account_new (roster_account_get_endpoint (account),
                                                        roster_account_get_user_id (account));

  return !setup_fixture_finds_key (&fixture->setup, probe);
}

/* Another endpoint: the key that is known is offered for it, and the old place forgets it. */
static void
test_edit_endpoint (Fixture *fixture, gconstpointer data)
{
  RosterAccount *old = roster_directory_ensure_account (fixture->setup.directory,
                                                        "http://127.0.0.1:1/v2", "dh37fgj492je");
  g_autoptr (RosterAccount) kept = g_object_ref (old);
  GtkWidget *offer;

  setup_fixture_store_key_of (&fixture->setup, old, get_good_key (fixture));
  roster_directory_add (fixture->setup.directory, old, "Production", "demo-production");
  open_dialog (fixture, old);
  offer = ui_test_find (GTK_WIDGET (fixture->dialog), "offer_check");
  g_assert_false (gtk_widget_get_mapped (offer));
  setup_fixture_type (fixture->dialog, "endpoint_entry",
                      mock_service_get_endpoint (fixture->setup.service));
  setup_fixture_click (fixture->dialog, "save_button");
  g_assert_cmpstr (setup_fixture_get_label (fixture->dialog, "key_help"), ==,
                   "The API key is missing.");

  g_assert_true (gtk_widget_get_mapped (offer));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (offer), TRUE);
  setup_fixture_click (fixture->dialog, "save_button");
  setup_fixture_wait_gone (&fixture->dialog);
  setup_fixture_assert_settings (&fixture->setup, "Production demo-production dh37fgj492je");
  g_assert_true (setup_fixture_keyring_has (&fixture->setup, get_good_key (fixture)));
  g_assert_true (ui_test_wait (has_no_key, (gpointer[]){ fixture, kept }));
}

static gboolean
has_error (gpointer fixture)
{
  return get_error (fixture) != NULL;
}

/* Comes last: the keyring stays locked. All is saved but the key, and that is said. */
static void
test_save_locked (Fixture *fixture, gconstpointer data)
{
  RosterAccount *account = setup_fixture_get_account (&fixture->setup);

  setup_fixture_lock_keyring (&fixture->setup);
  roster_keyring_set_patience (fixture->setup.keyring, 200);
  open_dialog (fixture, NULL);
  fill_account (fixture, get_good_key (fixture));
  fill_row (fixture, 0, "Production", "demo-production");
  setup_fixture_click (fixture->dialog, "save_button");
  g_assert_true (ui_test_wait (has_error, fixture));

  g_assert_cmpstr (setup_fixture_get_label (fixture->dialog, "status_label"), ==,
                   "The organizations are saved; the key is kept until you quit Roster.");
  g_assert_false (setup_fixture_is_shown (fixture->dialog, "save_button"));
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (ui_test_find (GTK_WIDGET (fixture->dialog), "key_entry"))),
                   ==, "");
  setup_fixture_assert_settings (&fixture->setup, "Production demo-production dh37fgj492je");
  g_assert_true (roster_account_has_key (account));
}

#define ADD(path, data, function)                                                                  \
  g_test_add ("/ui/account-dialog/" path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  static const MockOptions slow = { .page_delay_ms = 2000 };
  static const MockOptions other_clock = { .clock_offset_s = 3600 };

  ui_test_init (&argc, &argv);
  ADD ("empty", NULL, test_empty);
  ADD ("bad-input", NULL, test_bad_input);
  ADD ("rows", NULL, test_rows);
  ADD ("connection-good", NULL, test_connection);
  ADD ("connection-wrong-key", NULL, test_connection_wrong_key);
  ADD ("connection-bad-host", NULL, test_connection_bad_host);
  ADD ("connection-clock", &other_clock, test_connection_clock);
  ADD ("connection-stop", &slow, test_connection_stop);
  ADD ("save", NULL, test_save);
  ADD ("edit", NULL, test_edit);
  ADD ("edit-account", NULL, test_edit_account);
  ADD ("edit-endpoint", NULL, test_edit_endpoint);
  ADD ("save-locked", NULL, test_save_locked);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Importing a threatstack.cfg: what is shown, what is kept, and what is left in the file. */

#include <glib/gstdio.h>

#include "support/setup-fixture.h"
#include "ui/accounts/roster-import-dialog.h"
#include "ui/widgets/roster-message-bar.h"

#define ORGANIZATIONS                                                                              \
  "[DEFAULT]\nTS_ORGANIZATION_ID = demo-production\nTS_ORGANIZATION_NAME = \"Production\"\n\n"     \
  "[STAGING]\nTS_ORGANIZATION_ID = demo-staging\nTS_ORGANIZATION_NAME = \"Staging\"\n"

#define IMPORTED "Production demo-production dh37fgj492je, Staging demo-staging dh37fgj492je"

typedef struct
{
  SetupFixture setup;
  GtkWindow *dialog; /* weak */
  char *folder;
  char *path;
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  setup_fixture_set_up (&fixture->setup, data);
  fixture->folder = g_dir_make_tmp ("roster-test-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "threatstack.cfg", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
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
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_object_unref (fixture->file);
  setup_fixture_tear_down (&fixture->setup, data);
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (
      GTK_STACK (ui_test_find (GTK_WIDGET (fixture->dialog), "stack")));
}

/* Neither busy nor trying the key in the review. */
static gboolean
is_ready (gpointer data)
{
  Fixture *fixture = data;

  return !g_str_equal (get_page (fixture), "busy") &&
         (!g_str_equal (get_page (fixture), "review") ||
          setup_fixture_is_shown (fixture->dialog, "action_button"));
}

static void
open_text (Fixture *fixture, const char *text)
{
  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  fixture->dialog =
      roster_import_dialog_new (fixture->setup.parent, fixture->setup.directory, fixture->file);
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *)&fixture->dialog);
  gtk_window_present (fixture->dialog);
  g_assert_true (ui_test_wait (is_ready, fixture));
  ui_test_settle ();
}

/* key: (nullable): without a TS_API_KEY */
static void
open_sample (Fixture *fixture, const char *key)
{
  g_autofree char *text =
      g_strdup_printf ("[USER_INFO]\nTS_USER_ID = dh37fgj492je\n%s%s\n\n%s",
                       key != NULL ? "TS_API_KEY = " : "", key != NULL ? key : "", ORGANIZATIONS);

  open_text (fixture, text);
}

static void
act (Fixture *fixture)
{
  setup_fixture_click (fixture->dialog, "action_button");
  g_assert_true (ui_test_wait (is_ready, fixture));
  ui_test_settle ();
}

static void
type_endpoint (Fixture *fixture)
{
  setup_fixture_type (fixture->dialog, "endpoint_entry",
                      mock_service_get_endpoint (fixture->setup.service));
}

static char *
read_file (Fixture *fixture)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  return text;
}

static const char *
get_key (Fixture *fixture)
{
  return mock_service_get_key (fixture->setup.service);
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *expected = NULL;

  open_sample (fixture, get_key (fixture));
  g_assert_cmpstr (get_page (fixture), ==, "review");
  g_assert_cmpstr (gtk_window_get_title (fixture->dialog), ==, "Import threatstack.cfg");
  g_assert_cmpstr (setup_fixture_get_label (fixture->dialog, "user_id_label"), ==, "dh37fgj492je");
  g_assert_false (setup_fixture_is_shown (fixture->dialog, "key_entry"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                       ui_test_find (GTK_WIDGET (fixture->dialog), "endpoint_entry"))),
                   ==, ROSTER_DEFAULT_ENDPOINT);
  setup_fixture_assert_settings (&fixture->setup, "");

  type_endpoint (fixture);
  act (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "result");
  g_assert_cmpstr (setup_fixture_get_label (fixture->dialog, "result_title"), ==,
                   "2 organizations imported");
  g_assert_nonnull (
      strstr (setup_fixture_get_label (fixture->dialog, "result_file"), fixture->path));
  setup_fixture_assert_settings (&fixture->setup, IMPORTED);
  g_assert_true (setup_fixture_keyring_has (&fixture->setup, get_key (fixture)));

  /* Return keeps the key where it is. */
  g_assert_true (gtk_window_get_default_widget (fixture->dialog) ==
                 ui_test_find (GTK_WIDGET (fixture->dialog), "close_button"));
  g_assert_true (gtk_window_get_focus (fixture->dialog) ==
                 ui_test_find (GTK_WIDGET (fixture->dialog), "close_button"));
  g_assert_false (gtk_widget_has_css_class (
      ui_test_find (GTK_WIDGET (fixture->dialog), "action_button"), "suggested-action"));

  /* Then the key goes out of the file, and nothing else. */
  before = read_file (fixture);
  act (fixture);
  after = read_file (fixture);
  parts = g_strsplit (before, get_key (fixture), -1);
  expected = g_strjoinv ("", parts);
  g_assert_cmpstr (after, ==, expected);
  g_assert_true (g_str_has_prefix (setup_fixture_get_label (fixture->dialog, "result_file"),
                                   "The key has been taken out of "));
  g_assert_false (setup_fixture_is_shown (fixture->dialog, "action_button"));
}

/* A file without its key: it may be typed, or asked for later. */
static void
test_without_key (Fixture *fixture, gconstpointer data)
{
  open_sample (fixture, NULL);
  g_assert_true (setup_fixture_is_shown (fixture->dialog, "key_entry"));
  type_endpoint (fixture);
  act (fixture);
  setup_fixture_assert_settings (&fixture->setup, IMPORTED);
  g_assert_cmpstr (setup_fixture_get_label (fixture->dialog, "result_key"), ==,
                   "The file holds no API key: the tab asks for it.");
  g_assert_false (setup_fixture_is_shown (fixture->dialog, "action_button"));
  g_assert_true (setup_fixture_keyring_has (&fixture->setup, NULL));
}

static void
test_typed_key (Fixture *fixture, gconstpointer data)
{
  open_sample (fixture, NULL);
  type_endpoint (fixture);
  setup_fixture_type (fixture->dialog, "key_entry", get_key (fixture));
  act (fixture);
  g_assert_true (setup_fixture_keyring_has (&fixture->setup, get_key (fixture)));
  g_assert_false (setup_fixture_is_shown (fixture->dialog, "action_button"));
}

/* Nothing half imported; the file can be mended and read again. */
static void
test_problems (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = NULL;

  open_sample (fixture, "<>");
  g_assert_cmpstr (get_page (fixture), ==, "problems");
  g_assert_cmpstr (setup_fixture_get_label (fixture->dialog, "problems_label"), ==,
                   "threatstack.cfg, line 3: TS_API_KEY is not filled in");
  setup_fixture_assert_settings (&fixture->setup, "");

  good = g_strdup ("[USER_INFO]\nTS_USER_ID = u\n" ORGANIZATIONS);
  g_assert_true (g_file_set_contents (fixture->path, good, -1, NULL));
  setup_fixture_click (fixture->dialog, "again_button");
  g_assert_true (ui_test_wait (is_ready, fixture));
  g_assert_cmpstr (get_page (fixture), ==, "review");
}

static void
test_bad_endpoint (Fixture *fixture, gconstpointer data)
{
  open_sample (fixture, get_key (fixture));
  setup_fixture_type (fixture->dialog, "endpoint_entry", "http://api.example.com");
  act (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "review");
  g_assert_nonnull (
      strstr (setup_fixture_get_label (fixture->dialog, "endpoint_help"), "https://"));
  setup_fixture_assert_settings (&fixture->setup, "");
}

static const char *
get_error (Fixture *fixture)
{
  return roster_message_bar_get_text (
      ROSTER_MESSAGE_BAR (ui_test_find (GTK_WIDGET (fixture->dialog), "bar")));
}

/* Nobody is there: nothing is imported, and the address can be corrected on the spot. */
static void
test_wrong_host (Fixture *fixture, gconstpointer data)
{
  open_sample (fixture, get_key (fixture));
  setup_fixture_type (fixture->dialog, "endpoint_entry", "http://127.0.0.1:1/v2");
  act (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "review");
  g_assert_nonnull (get_error (fixture));
  setup_fixture_assert_settings (&fixture->setup, "");
  g_assert_true (setup_fixture_is_shown (fixture->dialog, "again_button"));

  type_endpoint (fixture);
  act (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "result");
  setup_fixture_assert_settings (&fixture->setup, IMPORTED);
  g_assert_true (setup_fixture_is_shown (fixture->dialog, "action_button"));
}

/* The service is not there today: imported all the same, but the key stays in the file. */
static void
test_anyway (Fixture *fixture, gconstpointer data)
{
  open_sample (fixture, "another-key");
  type_endpoint (fixture);
  act (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "review");
  g_assert_nonnull (strstr (get_error (fixture), "The key in the file was refused"));
  setup_fixture_click (fixture->dialog, "again_button");
  g_assert_true (ui_test_wait (is_ready, fixture));
  setup_fixture_assert_settings (&fixture->setup, IMPORTED);
  g_assert_false (setup_fixture_is_shown (fixture->dialog, "action_button"));
  g_assert_true (g_str_has_prefix (setup_fixture_get_label (fixture->dialog, "result_file"),
                                   "No list has been read with it yet"));
}

/* A file from elsewhere, with another key and exchanged names: the key that works stays. */
static void
test_replace_key (Fixture *fixture, gconstpointer data)
{
  RosterAccount *account = setup_fixture_get_account (&fixture->setup);

  roster_directory_add (fixture->setup.directory, account, "Staging", "demo-production");
  roster_directory_add (fixture->setup.directory, account, "Staging", "demo-staging");
  setup_fixture_store_key (&fixture->setup, get_key (fixture));
  open_sample (fixture, "another-key");
  ui_test_spin (200);
  g_assert_true (g_str_has_prefix (setup_fixture_get_label (fixture->dialog, "key_label"),
                                   "In the file; it replaces the key that Roster has"));
  act (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "review");
  g_assert_nonnull (get_error (fixture));
  g_assert_false (setup_fixture_is_shown (fixture->dialog, "again_button"));
  g_assert_true (setup_fixture_keyring_has (&fixture->setup, get_key (fixture)));
  setup_fixture_assert_settings (
      &fixture->setup, "Staging demo-production dh37fgj492je, Staging demo-staging dh37fgj492je");
}

/* Settings that are not kept: nothing is said to be imported, and nothing is. */
static void
test_not_saved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *backend = g_strdup (g_getenv ("GSETTINGS_BACKEND"));
  g_autofree char *text = NULL;

  /* They are in memory still, but nobody asked for that now. */
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  open_sample (fixture, get_key (fixture));
  type_endpoint (fixture);
  act (fixture);
  g_setenv ("GSETTINGS_BACKEND", backend, TRUE);

  g_assert_cmpstr (get_page (fixture), ==, "review");
  g_assert_nonnull (strstr (get_error (fixture), "The settings cannot be saved"));
  setup_fixture_assert_settings (&fixture->setup, "");
  g_assert_true (setup_fixture_keyring_has (&fixture->setup, NULL));
  text = read_file (fixture);
  g_assert_nonnull (strstr (text, get_key (fixture)));
}

/* A known organization is renamed where that is ticked alone. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  RosterAccount *account = setup_fixture_get_account (&fixture->setup);
  GtkWidget *rename;

  roster_directory_add (fixture->setup.directory, account, "Mine", "demo-production");
  open_sample (fixture, get_key (fixture));
  rename = ui_test_find (GTK_WIDGET (fixture->dialog), "rename_check");
  g_assert_true (gtk_widget_get_mapped (rename));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (rename)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (rename), TRUE);
  act (fixture);
  setup_fixture_assert_settings (&fixture->setup, IMPORTED);
}

/* The key has been taken out of the file, and the account moves: its key may move, too, if the
 * person says so. */
static void
test_offered_key (Fixture *fixture, gconstpointer data)
{
  RosterAccount *old = roster_directory_ensure_account (
      fixture->setup.directory, "https://gone.example.com/v2", "dh37fgj492je");
  g_autoptr (SecretValue) key = secret_value_new (get_key (fixture), -1, "text/plain");
  GtkWidget *offer;
  const char *text;

  roster_directory_add (fixture->setup.directory, old, "Old", "1");
  roster_account_set_key (old, key);
  open_sample (fixture, NULL);
  offer = ui_test_find (GTK_WIDGET (fixture->dialog), "offer_check");
  g_assert_false (gtk_widget_get_mapped (offer));
  type_endpoint (fixture);
  ui_test_settle ();
  g_assert_true (gtk_widget_get_mapped (offer));
  text = gtk_check_button_get_label (GTK_CHECK_BUTTON (offer));
  g_assert_nonnull (strstr (text, "https://gone.example.com/v2"));
  g_assert_nonnull (strstr (text, mock_service_get_endpoint (fixture->setup.service)));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (offer)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (offer), TRUE);
  act (fixture);
  g_assert_cmpstr (get_page (fixture), ==, "result");
  g_assert_true (setup_fixture_keyring_has (&fixture->setup, get_key (fixture)));
}

/* Again: nothing is there twice, nothing is renamed, and the endpoint of the account is known. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  roster_directory_add (fixture->setup.directory, setup_fixture_get_account (&fixture->setup),
                        "Old name", "demo-staging");
  open_sample (fixture, get_key (fixture));
  act (fixture);
  setup_fixture_assert_settings (&fixture->setup, "Old name demo-staging dh37fgj492je, "
                                                  "Production demo-production dh37fgj492je");
}

/* The file went away meanwhile: that is said, and may be tried again. */
static void
test_cannot_clean (Fixture *fixture, gconstpointer data)
{
  RosterMessageBar *bar;

  open_sample (fixture, get_key (fixture));
  type_endpoint (fixture);
  act (fixture);
  g_unlink (fixture->path);
  act (fixture);
  bar = ROSTER_MESSAGE_BAR (ui_test_find (GTK_WIDGET (fixture->dialog), "bar"));
  g_assert_nonnull (strstr (roster_message_bar_get_text (bar), "threatstack.cfg"));
  g_assert_true (setup_fixture_is_shown (fixture->dialog, "action_button"));
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  open_sample (fixture, get_key (fixture));
  gtk_window_close (fixture->dialog);
  setup_fixture_wait_gone (&fixture->dialog);
  setup_fixture_assert_settings (&fixture->setup, "");
}

/* The way that the menu goes: a file chooser that leads here. */
G_GNUC_UNUSED static void
test_choose (Fixture *fixture, gconstpointer data)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (toplevels);

  roster_import_choose (fixture->setup.parent, fixture->setup.directory);
  ui_test_spin (100);
  g_assert_cmpuint (g_list_model_get_n_items (toplevels), ==, n + 1);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (GTK_IS_FILE_CHOOSER (window))
        gtk_dialog_response (GTK_DIALOG (window), GTK_RESPONSE_CANCEL);
    }
  ui_test_settle ();
}

/* Comes last: the keyring stays locked. The file keeps its key, since it is nowhere else. */
static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  setup_fixture_lock_keyring (&fixture->setup);
  roster_keyring_set_patience (fixture->setup.keyring, 200);
  open_sample (fixture, get_key (fixture));
  type_endpoint (fixture);
  act (fixture);
  g_assert_cmpstr (setup_fixture_get_label (fixture->dialog, "result_key"), ==,
                   "The API key is kept until you quit Roster.");
  g_assert_true (g_str_has_prefix (setup_fixture_get_label (fixture->dialog, "result_file"),
                                   "Leave the key in "));
  g_assert_false (setup_fixture_is_shown (fixture->dialog, "action_button"));
  setup_fixture_assert_settings (&fixture->setup, IMPORTED);
  text = read_file (fixture);
  g_assert_nonnull (strstr (text, get_key (fixture)));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/ui/import-dialog/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD ("import", test_import);
  ADD ("without-key", test_without_key);
  ADD ("typed-key", test_typed_key);
  ADD ("problems", test_problems);
  ADD ("bad-endpoint", test_bad_endpoint);
  ADD ("wrong-host", test_wrong_host);
  ADD ("anyway", test_anyway);
  ADD ("replace-key", test_replace_key);
  ADD ("names", test_names);
  ADD ("not-saved", test_not_saved);
  ADD ("offered-key", test_offered_key);
  ADD ("again", test_again);
  ADD ("cannot-clean", test_cannot_clean);
  ADD ("close", test_close);
  /* GTK's file chooser leaks what it asks about its places. */
#ifndef __SANITIZE_ADDRESS__
  ADD ("choose", test_choose);
#endif
  ADD ("locked", test_locked);
  return g_test_run ();
}

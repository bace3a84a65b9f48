/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving members as CSV: which ones, what is said, and what happens when it does not work. */

#include "support/ui-test.h"

#include <glib/gstdio.h>
#include <string.h>

#include "mock/troubled-service.h"
#include "ui/page/roster-export.h"

typedef struct
{
  TroubledService *service;
  RosterOrganization *organization;
  RosterMemberView *view;
  RosterMessageBar *bar;
  RosterExport *export;
  GSettings *settings; /* (nullable) */
  GtkWindow *window;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "a", "b", "c", "d" };
  g_autoptr (RosterMemberTable) table = roster_member_table_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const RosterMember member = { ids[i], ids[i], "", i == 0 ? "owner" : "user", 0, 0, 0, 1 };

      roster_member_table_append (table, &member);
    }
  fixture->folder = g_dir_make_tmp ("roster-export-XXXXXX", NULL);
  fixture->service = troubled_service_new ();
  fixture->organization = troubled_service_new_organization (fixture->service, "Org");
  fixture->view = roster_member_view_new ();
  roster_member_view_set_table (fixture->view, table, 0);

  fixture->window = GTK_WINDOW (gtk_window_new ());
  /* The bar comes into a window that has room for it, as Roster's have. */
  gtk_window_set_default_size (fixture->window, 360, 200);
  fixture->bar = ROSTER_MESSAGE_BAR (g_object_new (ROSTER_TYPE_MESSAGE_BAR, NULL));
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->bar));
  gtk_window_present (fixture->window);
  if (data != NULL)
    fixture->settings = g_settings_new ("io.github.roster.Roster");
  fixture->export =
      roster_export_new (fixture->organization, fixture->view, fixture->bar, fixture->settings);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->export);
  ui_test_destroy (fixture->window);
  g_assert_finalize_object (fixture->view);
  g_assert_finalize_object (fixture->organization);
  troubled_service_free (fixture->service);
  g_clear_object (&fixture->settings);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static const char *
save (Fixture *fixture, const char *path, RosterExportScope scope)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  roster_export_save (fixture->export, file, scope);
  g_assert_null (roster_message_bar_get_text (fixture->bar));
  WAIT_UNTIL (roster_message_bar_get_text (fixture->bar) != NULL);
  /* The thread lets go of the export a moment after it has answered. */
  ui_test_settle ();
  return roster_message_bar_get_text (fixture->bar);
}

static guint
count_lines (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  return g_strv_length (lines) - 1;
}

static void
test_scopes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "members.csv", NULL);
  g_autofree char *expected = g_strdup_printf ("4 members saved to %s", path);
  g_autofree char *expected_one = g_strdup_printf ("1 member saved to %s", path);

  g_assert_cmpint (roster_export_get_default_scope (fixture->export), ==, ROSTER_EXPORT_ALL);
  g_assert_cmpstr (save (fixture, path, ROSTER_EXPORT_ALL), ==, expected);
  g_assert_cmpuint (count_lines (path), ==, 5);

  roster_member_view_set_filter (fixture->view, ROSTER_FILTER_OWNERS);
  g_assert_cmpint (roster_export_get_default_scope (fixture->export), ==, ROSTER_EXPORT_SHOWN);
  g_assert_cmpstr (save (fixture, path, ROSTER_EXPORT_SHOWN), ==, expected_one);
  g_assert_cmpuint (count_lines (path), ==, 2);

  roster_member_view_set_filter (fixture->view, ROSTER_FILTER_ALL);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (fixture->view), 1, 2, TRUE);
  g_assert_cmpint (roster_export_get_default_scope (fixture->export), ==, ROSTER_EXPORT_SELECTED);
  save (fixture, path, ROSTER_EXPORT_SELECTED);
  g_assert_cmpuint (count_lines (path), ==, 3);
  g_unlink (path);
}

static GtkFileChooser *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return GTK_FILE_CHOOSER (window);
    }
  return NULL;
}

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>

/* GTK’s own dialog leaks: its folder, the names in it, what it last measured. Memory errors are
 * still looked for. */
int
__lsan_is_turned_off (void)
{
  return 1;
}
#endif

static GtkFileChooser *
await_chooser (void)
{
  WAIT_UNTIL (find_chooser () != NULL);
  return find_chooser ();
}

/* What was chosen is offered again, and a good place makes it work. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autofree char *subfolder = g_build_filename (fixture->folder, "sub", NULL);
  g_autofree char *path = g_build_filename (subfolder, "mine.csv", NULL);
  g_autofree char *name = NULL;
  GtkFileChooser *chooser;

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->view), 0, TRUE);
  save (fixture, path, ROSTER_EXPORT_ALL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_mkdir (subfolder, 0700), ==, 0);

  g_signal_emit_by_name (ui_test_find (GTK_WIDGET (fixture->bar), "button"), "clicked");
  chooser = await_chooser ();
  g_assert_null (roster_message_bar_get_text (fixture->bar));
  name = gtk_file_chooser_get_current_name (chooser);
  g_assert_cmpstr (name, ==, "mine.csv");
  g_assert_cmpstr (gtk_file_chooser_get_choice (chooser, "members"), ==, "all");

  WAIT_UNTIL (gtk_file_chooser_get_current_folder (chooser) != NULL);
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  WAIT_UNTIL (roster_message_bar_get_text (fixture->bar) != NULL);
  ui_test_settle ();
  g_assert_cmpuint (count_lines (path), ==, 5);
  g_unlink (path);
  g_rmdir (subfolder);
}

static void
test_ask (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;
  GtkFileChooser *chooser;

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->view), 0, TRUE);
  roster_export_ask (fixture->export);
  chooser = await_chooser ();
  name = gtk_file_chooser_get_current_name (chooser);
  g_assert_true (g_str_has_prefix (name, "Production-Selected-Users-"));
  g_assert_true (g_str_has_suffix (name, ".csv"));
  g_assert_cmpstr (gtk_file_chooser_get_choice (chooser, "members"), ==, "selected");

  /* Asked again while it is open: the same one. Cancelled: nothing is said. */
  roster_export_ask (fixture->export);
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_CANCEL);
  WAIT_UNTIL (find_chooser () == NULL);
  g_assert_null (roster_message_bar_get_text (fixture->bar));

  /* Open when the tab is closed: it goes too. */
  roster_export_ask (fixture->export);
  await_chooser ();
}

/* Chooses in the dialog’s drop-down, for which GTK has no function that works (see add_choice()).
 */
static void
choose (GtkWidget *widget, guint position)
{
  if (GTK_IS_DROP_DOWN (widget) && gtk_widget_get_mapped (widget))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (widget), position);
  else if (GTK_IS_COMBO_BOX (widget) && gtk_widget_get_mapped (widget))
    gtk_combo_box_set_active (GTK_COMBO_BOX (widget), (int)position);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    choose (child, position);
}

static gboolean
is_in (GtkFileChooser *chooser, GFile *folder)
{
  g_autoptr (GFile) there = gtk_file_chooser_get_current_folder (chooser);

  return there != NULL && g_file_equal (there, folder);
}

/* The only file in the folder, which is removed. */
static char *
take_name (Fixture *fixture)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  g_autofree char *name = g_strdup (g_dir_read_name (folder));
  g_autofree char *path = NULL;

  g_assert_nonnull (name);
  g_assert_null (g_dir_read_name (folder));
  path = g_build_filename (fixture->folder, name, NULL);
  g_unlink (path);
  return g_steal_pointer (&name);
}

/* The name says which members are in the file, whatever was offered first. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    RosterFilter filter;
    const char *choice; /* (nullable): what is chosen in the dialog */
    const char *offered;
    const char *saved;
  } cases[] = {
    { ROSTER_FILTER_ALL, NULL, "Production-All-Users-", "Production-All-Users-" },
    { ROSTER_FILTER_OWNERS, NULL, "Production-Owners-Users-", "Production-Owners-Users-" },
    { ROSTER_FILTER_OWNERS, "all", "Production-Owners-Users-", "Production-All-Users-" },
  };
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autofree char *uri = g_file_get_uri (folder);

  g_settings_set_string (fixture->settings, "export-folder", uri);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *offered = NULL;
      g_autofree char *saved = NULL;
      GtkFileChooser *chooser;

      roster_message_bar_hide (fixture->bar);
      roster_member_view_set_filter (fixture->view, cases[i].filter);
      roster_export_ask (fixture->export);
      chooser = await_chooser ();
      offered = gtk_file_chooser_get_current_name (chooser);
      g_assert_true (g_str_has_prefix (offered, cases[i].offered));
      WAIT_UNTIL (is_in (chooser, folder));
      if (cases[i].choice != NULL)
        choose (GTK_WIDGET (chooser), 1);
      gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
      WAIT_UNTIL (roster_message_bar_get_text (fixture->bar) != NULL);
      ui_test_settle ();
      saved = take_name (fixture);
      g_assert_true (g_str_has_prefix (saved, cases[i].saved));
      g_assert_nonnull (strstr (roster_message_bar_get_text (fixture->bar), saved));
    }
  g_settings_reset (fixture->settings, "export-folder");
}

/* The folder that is offered; gone: what GTK offers by itself. */
static void
assert_offered (Fixture *fixture, const char *folder, gboolean offered)
{
  GtkFileChooser *chooser;
  g_autoptr (GFile) expected = g_file_new_for_path (folder);
  g_autoptr (GFile) there = NULL;

  roster_export_ask (fixture->export);
  roster_export_ask (fixture->export);
  chooser = await_chooser ();
  if (offered)
    WAIT_UNTIL (gtk_file_chooser_get_current_folder (chooser) != NULL);
  ui_test_settle ();
  there = gtk_file_chooser_get_current_folder (chooser);
  g_assert_cmpint (there != NULL && g_file_equal (there, expected), ==, offered);
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_CANCEL);
  WAIT_UNTIL (find_chooser () == NULL);
}

static void
start_again (Fixture *fixture)
{
  g_assert_finalize_object (fixture->export);
  fixture->export =
      roster_export_new (fixture->organization, fixture->view, fixture->bar, fixture->settings);
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *subfolder = g_build_filename (fixture->folder, "reports", NULL);
  g_autofree char *path = g_build_filename (subfolder, "members.csv", NULL);
  g_autofree char *uri = g_filename_to_uri (subfolder, NULL, NULL);
  g_autofree char *kept = NULL;

  /* A failure keeps nothing. */
  save (fixture, path, ROSTER_EXPORT_ALL);
  kept = g_settings_get_string (fixture->settings, "export-folder");
  g_assert_cmpstr (kept, ==, "");

  g_assert_cmpint (g_mkdir (subfolder, 0700), ==, 0);
  save (fixture, path, ROSTER_EXPORT_ALL);
  g_free (kept);
  kept = g_settings_get_string (fixture->settings, "export-folder");
  g_assert_cmpstr (kept, ==, uri);

  start_again (fixture);
  assert_offered (fixture, subfolder, TRUE);
  g_unlink (path);
  g_rmdir (subfolder);
  start_again (fixture);
  assert_offered (fixture, subfolder, FALSE);

  /* Not even an address */
  g_settings_set_string (fixture->settings, "export-folder", "?");
  start_again (fixture);
  assert_offered (fixture, subfolder, FALSE);
  g_settings_reset (fixture->settings, "export-folder");

  /* The tab is closed while the folder is looked for. */
  start_again (fixture);
  g_settings_set_string (fixture->settings, "export-folder", uri);
  roster_export_ask (fixture->export);
  g_object_run_dispose (G_OBJECT (fixture->export));
  ui_test_settle ();
  g_assert_null (find_chooser ());
  g_settings_reset (fixture->settings, "export-folder");
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add ("/ui/export/scopes", Fixture, NULL, set_up, test_scopes, tear_down);
  g_test_add ("/ui/export/failure", Fixture, NULL, set_up, test_failure, tear_down);
  g_test_add ("/ui/export/ask", Fixture, NULL, set_up, test_ask, tear_down);
  g_test_add ("/ui/export/names", Fixture, "settings", set_up, test_names, tear_down);
  g_test_add ("/ui/export/folder", Fixture, "settings", set_up, test_folder, tear_down);
  return g_test_run ();
}

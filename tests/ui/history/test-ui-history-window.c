/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The history: its four states, search and filters, the file, and what is undone from it. */

#include "support/dialog-fixture.h"
#include "support/plan-runner.h"

#include "core/journal/roster-history-index.h"
#include "ui/changes/roster-remove-dialog.h"
#include "ui/history/roster-history-window.h"

#include <glib/gstdio.h>

#define N_LARGE 50000u

/* GTK’s own file chooser leaks its folder and the names in it, in threads of its own: the case that
 * opens one is left to the plain build, so that leaks of everything else are still found. */
#ifdef __SANITIZE_ADDRESS__
#define OPENS_CHOOSER FALSE
#else
#define OPENS_CHOOSER TRUE
#endif

static const MockOptions options = { .n_members = 40 };

static GtkWidget *
find (GtkWindow *window, const char *id)
{
  GtkWidget *widget = ui_test_find (GTK_WIDGET (window), id);

  g_assert_nonnull (widget);
  return widget;
}

static const char *
get_page (gpointer window)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (find (window, "stack")));
}

static gboolean
is_read (gpointer window)
{
  return !g_str_equal (get_page (window), "loading");
}

static GtkWindow *
open_window (DialogFixture *self)
{
  GtkWindow *window =
      roster_history_window_new (NULL, self->queue, G_LIST_MODEL (self->directory), NULL);

  g_assert_cmpstr (get_page (window), ==, "loading");
  gtk_window_present (window);
  g_assert_true (ui_test_wait (is_read, window));
  return window;
}

static GtkSelectionModel *
get_rows (GtkWindow *window)
{
  return gtk_column_view_get_model (GTK_COLUMN_VIEW (find (window, "column_view")));
}

static guint
count_rows (GtkWindow *window)
{
  return g_list_model_get_n_items (G_LIST_MODEL (get_rows (window)));
}

static const char *
get_label (GtkWindow *window, const char *id)
{
  return gtk_label_get_text (GTK_LABEL (find (window, id)));
}

static void
append_lines (DialogFixture *self, guint n)
{
  FILE *file = g_fopen (roster_journal_get_path (self->journal), "a");

  for (guint i = 0; i < n; i++)
    fprintf (file,
             "{\"version\":1,\"time\":\"2026-01-02T03:04:05.678Z\",\"event\":\"outcome\","
             "\"kind\":\"remove\",\"uuid\":\"u%u\",\"endpoint\":\"e\",\"organization-id\":\"o%u\","
             "\"organization-name\":\"Org %u\",\"user-id\":\"i\",\"subject\":\"id%u\","
             "\"label\":\"Ada %u\",\"role\":\"user\",\"result\":\"%s\",\"error\":\"=no\"}\n",
             i, i % 3, i % 3, i, i, i % 2 == 0 ? "done" : "failed");
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
test_empty (DialogFixture *self, gconstpointer data)
{
  GtkWindow *window = open_window (self);

  g_assert_cmpstr (get_page (window), ==, "empty");
  g_assert_cmpstr (get_label (window, "status"), ==, "0 changes");
  g_assert_false (gtk_widget_is_visible (find (window, "detail_box")));
  ui_test_destroy (window);
}

static void
test_failed (DialogFixture *self, gconstpointer data)
{
  const char *path = roster_journal_get_path (self->journal);
  GtkWindow *window;

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  window = open_window (self);
  g_assert_cmpstr (get_page (window), ==, "failed");
  g_assert_nonnull (strstr (get_label (window, "failed_message"), "Is a directory"));

  g_assert_cmpint (g_rmdir (path), ==, 0);
  append_lines (self, 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "history.reload", NULL);
  g_assert_true (ui_test_wait (is_read, window));
  while (!g_str_equal (get_page (window), "list"))
    g_main_context_iteration (NULL, TRUE);
  ui_test_destroy (window);
}

static void
test_filters (DialogFixture *self, gconstpointer data)
{
  GtkWindow *window;
  GtkDropDown *organization;
  GtkDropDown *result;

  append_lines (self, 12);
  window = open_window (self);
  organization = GTK_DROP_DOWN (find (window, "organization_choice"));
  result = GTK_DROP_DOWN (find (window, "result_choice"));
  g_assert_cmpuint (count_rows (window), ==, 12);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (organization)), ==, 4);

  gtk_drop_down_set_selected (organization, 2);
  g_assert_cmpuint (count_rows (window), ==, 4);
  gtk_drop_down_set_selected (result, 1 + ROSTER_HISTORY_FAILED);
  g_assert_cmpuint (count_rows (window), ==, 2);
  g_assert_cmpstr (get_label (window, "status"), ==, "2 of 12 changes");
  gtk_editable_set_text (GTK_EDITABLE (find (window, "search_entry")), "nobody at all");
  while (count_rows (window) > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (get_page (window), ==, "nothing");

  g_signal_emit_by_name (find (window, "search_entry"), "stop-search");
  while (count_rows (window) != 12)
    g_main_context_iteration (NULL, TRUE);
  ui_test_destroy (window);
}

/* It was written to while it was open. */
static void
test_reload (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterChangeRun) run = NULL;
  RosterOrganization *staging = dialog_fixture_load (self, STAGING);
  GtkWindow *window = open_window (self);

  g_ptr_array_add (changes, roster_change_new (ROSTER_CHANGE_INVITE, staging, "new@example.com",
                                               NULL, "reader"));
  run = plan_runner_submit (self->queue, changes);
  while (!g_str_equal (get_page (window), "list") || count_rows (window) != 1)
    g_main_context_iteration (NULL, TRUE);
  while (!roster_change_run_is_finished (run))
    g_main_context_iteration (NULL, TRUE);
  ui_test_destroy (window);
}

static gboolean
has_text (gpointer bar)
{
  return roster_message_bar_get_text (bar) != NULL;
}

static void
test_export (DialogFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "out.csv", NULL);
  GStatBuf saved;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nowhere/at/all.csv");
  GtkWindow *window;
  RosterMessageBar *bar;

  append_lines (self, 4);
  window = open_window (self);
  bar = ROSTER_MESSAGE_BAR (find (window, "bar"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find (window, "result_choice")),
                              1 + ROSTER_HISTORY_FAILED);
  roster_history_window_export (ROSTER_HISTORY_WINDOW (window), file);
  g_assert_true (ui_test_wait (has_text, bar));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_cmpstr (lines[0], ==, ROSTER_HISTORY_CSV_HEADER);
  g_assert_cmpstr (lines[1], ==,
                   "2026-01-02T03:04:05Z,i,e,remove,Ada 3,id3,user,Org 0,o0,failed,'=no,");

  roster_message_bar_hide (bar);
  g_assert_cmpint (g_stat (path, &saved), ==, 0);
  g_assert_cmpuint (saved.st_mode & 0777, ==, 0600);

  roster_history_window_export (ROSTER_HISTORY_WINDOW (window), nowhere);
  g_assert_true (ui_test_wait (has_text, bar));
  g_assert_nonnull (strstr (roster_message_bar_get_text (bar), "cannot be saved"));
  g_remove (path);
  ui_test_destroy (window);
}

static void
test_large (DialogFixture *self, gconstpointer data)
{
  GtkWindow *window;
  gint64 begun = g_get_monotonic_time ();
  gint64 last = begun;
  gint64 worst = 0;

  append_lines (self, N_LARGE);
  window = roster_history_window_new (NULL, self->queue, G_LIST_MODEL (self->directory), NULL);
  gtk_window_present (window);
  for (begun = last = g_get_monotonic_time (); count_rows (window) < N_LARGE;)
    {
      gint64 now;

      g_main_context_iteration (NULL, FALSE);
      now = g_get_monotonic_time ();
      worst = MAX (worst, now - last);
      last = now;
    }
  g_test_message ("%u changes on screen after %" G_GINT64_FORMAT
                  " ms, longest stall %" G_GINT64_FORMAT " ms",
                  N_LARGE, (last - begun) / 1000, worst / 1000);
  g_assert_cmpuint (count_rows (window), ==, N_LARGE);
  ui_test_spin (200);
  ui_test_destroy (window);
}

static gboolean
is_open (gpointer type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, GPOINTER_TO_SIZE (type)))
        return TRUE;
    }
  return FALSE;
}

static GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  g_assert_true (ui_test_wait (is_open, GSIZE_TO_POINTER (type)));
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

static void
remove_one (DialogFixture *self, const char *id)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterChangeRun) run = NULL;

  g_ptr_array_add (changes,
                   roster_change_new (ROSTER_CHANGE_REMOVE, dialog_fixture_get (self, PRODUCTION),
                                      id, "Ada", "user"));
  run = plan_runner_submit (self->queue, changes);
  while (!roster_change_run_is_finished (run))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_undo (DialogFixture *self, gconstpointer data)
{
  const char *production = roster_organization_get_id (dialog_fixture_load (self, PRODUCTION));
  g_autoptr (GPtrArray) ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 2);
  g_autofree char *role = NULL;
  GtkWindow *window;

  remove_one (self, ids->pdata[1]);
  remove_one (self, ids->pdata[0]);
  window = open_window (self);
  gtk_selection_model_select_item (get_rows (window), 0, TRUE);
  g_assert_true (dialog_is_usable (window, "undo_button"));
  dialog_press (window, "undo_button");

  /* The row at which it was pressed, at once, whatever is selected meanwhile. */
  gtk_selection_model_select_item (get_rows (window), 1, TRUE);
  while (count_rows (window) != 3)
    g_main_context_iteration (NULL, TRUE);
  ui_test_spin (400);
  role = mock_service_dup_role (self->service, production, ids->pdata[0]);
  g_assert_cmpstr (role, ==, "user");

  /* The removal has been taken back; now the addition can be, after a question. */
  gtk_selection_model_select_item (get_rows (window), 1, TRUE);
  g_assert_false (gtk_widget_is_sensitive (find (window, "undo_button")));
  g_assert_nonnull (gtk_widget_get_tooltip_text (find (window, "undo_button")));
  gtk_selection_model_select_item (get_rows (window), 0, TRUE);
  g_assert_true (gtk_widget_is_sensitive (find (window, "undo_button")));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (find (window, "undo_button"))), ==, "_Undo…");
  dialog_press (window, "undo_button");
  ui_test_destroy (find_window (ROSTER_TYPE_REMOVE_DIALOG));
  ui_test_destroy (window);
}

/* The row stays selected while its organization is locked and unlocked, and at last forgotten. */
static void
test_lock (DialogFixture *self, gconstpointer data)
{
  RosterOrganization *production = dialog_fixture_load (self, PRODUCTION);
  g_autoptr (GPtrArray) ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 1);
  GtkWindow *window;

  remove_one (self, ids->pdata[0]);
  window = open_window (self);
  roster_organization_set_read_only (production, TRUE);
  gtk_selection_model_select_item (get_rows (window), 0, TRUE);
  g_assert_false (gtk_widget_is_sensitive (find (window, "undo_button")));
  roster_organization_set_read_only (production, FALSE);
  g_assert_true (gtk_widget_is_sensitive (find (window, "undo_button")));
  roster_organization_set_read_only (production, TRUE);
  g_assert_false (gtk_widget_is_sensitive (find (window, "undo_button")));
  roster_organization_set_read_only (production, FALSE);
  roster_directory_remove (self->directory, PRODUCTION);
  g_assert_false (gtk_widget_is_sensitive (find (window, "undo_button")));
  ui_test_destroy (window);
}

static gboolean
chooser_is_shown (gpointer unused)
{
  return is_open (GSIZE_TO_POINTER (GTK_TYPE_FILE_CHOOSER_DIALOG));
}

static gboolean
is_in_a_folder (gpointer chooser)
{
  g_autoptr (GFile) folder = gtk_file_chooser_get_current_folder (GTK_FILE_CHOOSER (chooser));

  return folder != NULL;
}

/* Saving begins where the last list was saved, and is kept for the next. */
static void
test_export_folder (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.roster.Roster");
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  g_autoptr (GFile) file = g_file_get_child (folder, "out.csv");
  g_autoptr (GFile) there = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *uri = g_file_get_uri (folder);
  GtkWindow *window;
  GtkWindow *chooser;

  append_lines (self, 1);
  window = roster_history_window_new (NULL, self->queue, G_LIST_MODEL (self->directory), settings);
  gtk_window_present (window);
  g_assert_true (ui_test_wait (is_read, window));
  roster_history_window_export (ROSTER_HISTORY_WINDOW (window), file);
  g_assert_true (ui_test_wait (has_text, find (window, "bar")));
  kept = g_settings_get_string (settings, "export-folder");
  g_assert_cmpstr (kept, ==, uri);

  gtk_widget_activate_action (GTK_WIDGET (window), "history.export", NULL);
  g_assert_true (ui_test_wait (chooser_is_shown, NULL));
  chooser = find_window (GTK_TYPE_FILE_CHOOSER_DIALOG);
  g_assert_true (ui_test_wait (is_in_a_folder, chooser));
  there = gtk_file_chooser_get_current_folder (GTK_FILE_CHOOSER (chooser));
  g_assert_true (there != NULL && g_file_equal (there, folder));
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_CANCEL);
  g_file_delete (file, NULL, NULL);
  g_settings_reset (settings, "export-folder");
  ui_test_destroy (window);
}

#define ADD_TEST(path, func)                                                                       \
  g_test_add (path, DialogFixture, &options, dialog_fixture_set_up, func, dialog_fixture_tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD_TEST ("/history-window/empty", test_empty);
  ADD_TEST ("/history-window/failed", test_failed);
  ADD_TEST ("/history-window/filters", test_filters);
  ADD_TEST ("/history-window/reload", test_reload);
  ADD_TEST ("/history-window/export", test_export);
  if (OPENS_CHOOSER)
    ADD_TEST ("/history-window/export-folder", test_export_folder);
  ADD_TEST ("/history-window/lock", test_lock);
  ADD_TEST ("/history-window/large", test_large);
  ADD_TEST ("/history-window/undo", test_undo);
  return g_test_run ();
}

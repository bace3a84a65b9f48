/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogs that change members, the history and the search everywhere, with the Tab key. */

#include "support/dialog-fixture.h"
#include "support/focus-keys.h"
#include "support/focus-walk.h"
#include "support/plan-runner.h"

#include "ui/changes/roster-add-dialog.h"
#include "ui/changes/roster-invite-dialog.h"
#include "ui/changes/roster-remove-dialog.h"
#include "ui/changes/roster-result-dialog.h"
#include "ui/find/roster-find-window.h"
#include "ui/history/roster-history-window.h"

static const MockOptions options = { .n_members = 40 };

static void
walk (GtkWindow *window)
{
  focus_walk (window, 700, 700);
  focus_walk (window, 400, 400);
}

static void
walk_and_close (GtkWindow *window)
{
  walk (window);
  ui_test_destroy (window);
}

/* Opens it as it is asked for, with its members read. */
static GtkWindow *
open_dialog (GtkWindow *dialog)
{
  gtk_window_present (dialog);
  ui_test_spin (100);
  return dialog;
}

static void
test_invite (DialogFixture *self, gconstpointer data)
{
  GtkWindow *dialog = open_dialog (
      roster_invite_dialog_new (NULL, dialog_fixture_load (self, PRODUCTION), self->queue));
  GString *text = g_string_new ("not-an-address\n");

  walk (dialog);
  for (guint i = 0; i < 30; i++)
    g_string_append_printf (text, "person%u@example.com\n", i);
  dialog_type (dialog, "text", text->str);
  dialog_wait_action (dialog, "Invite 30 people");
  walk_and_close (dialog);
  g_string_free (text, TRUE);
}

static void
test_add (DialogFixture *self, gconstpointer data)
{
  GtkWindow *dialog;

  for (guint i = 0; i < 3; i++)
    dialog_fixture_load (self, i);
  dialog = open_dialog (roster_add_dialog_new (NULL, dialog_fixture_get (self, PRODUCTION),
                                               self->directory, self->queue));
  walk (dialog);
  gtk_stack_set_visible_child_name (GTK_STACK (ui_test_find (GTK_WIDGET (dialog), "pages")), "ids");
  walk_and_close (dialog);
}

/* Owners among them: there is more to be confirmed. */
static void
test_remove (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) owners = NULL;
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 20);
  owners = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_OWNER, 1);
  g_ptr_array_add (ids, g_strdup (owners->pdata[0]));
  dialog = roster_remove_dialog_new (NULL, dialog_fixture_get (self, PRODUCTION), ids, self->queue);
  open_dialog (dialog);
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_EDITING);
  walk_and_close (dialog);
}

/* After a run in which something failed. */
static void
test_result (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterChangeRun) run = NULL;
  g_autoptr (GError) error = NULL;
  GtkColumnView *rows;
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 20);
  mock_service_add_fault (self->service, "remove:status=403,times=2", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (changes,
                     roster_change_new (ROSTER_CHANGE_REMOVE, dialog_fixture_get (self, PRODUCTION),
                                        ids->pdata[i], "Ada", NULL));
  run = plan_runner_submit (self->queue, changes);
  while (!roster_change_run_is_finished (run))
    g_main_context_iteration (NULL, TRUE);
  dialog = open_dialog (roster_result_dialog_new (NULL, run));
  walk (dialog);
  focus_walk_list (dialog, ui_test_find (GTK_WIDGET (dialog), "list"));
  ui_test_destroy (dialog);

  dialog = open_dialog (
      roster_history_window_new (NULL, self->queue, G_LIST_MODEL (self->directory), NULL));
  ui_test_spin (300);
  walk (dialog);
  focus_walk_list (dialog, ui_test_find (GTK_WIDGET (dialog), "column_view"));

  /* With what can be undone from it. */
  rows = GTK_COLUMN_VIEW (ui_test_find (GTK_WIDGET (dialog), "column_view"));
  gtk_selection_model_select_item (gtk_column_view_get_model (rows), 0, TRUE);
  ui_test_spin (100);
  g_assert_true (gtk_widget_get_mapped (ui_test_find (GTK_WIDGET (dialog), "undo_button")));
  walk_and_close (dialog);
}

static void
test_find (DialogFixture *self, gconstpointer data)
{
  g_autoptr (RosterRefresher) refresher = roster_refresher_new (1);
  GtkWindow *window;

  for (guint i = 0; i < 2; i++)
    dialog_fixture_load (self, i);
  window = open_dialog (roster_find_window_new (NULL, self->directory, refresher));
  walk (window);
  dialog_type (window, "search_entry", "a");
  ui_test_spin (600);
  focus_walk_list (window, ui_test_find (GTK_WIDGET (window), "list_box"));
  walk_and_close (window);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/focus-dialogs/" name, DialogFixture, &options, dialog_fixture_set_up, func,     \
              dialog_fixture_tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  focus_keys_still ();
  ADD ("invite", test_invite);
  ADD ("add", test_add);
  ADD ("remove", test_remove);
  ADD ("result", test_result);
  ADD ("find", test_find);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was just done in a tab can be taken back there; what the account may not do is said first.
 */

#include "support/dialog-fixture.h"
#include "support/plan-runner.h"

#include "core/queue/roster-undo.h"
#include "ui/changes/roster-remove-dialog.h"
#include "ui/changes/roster-result-dialog.h"
#include "ui/changes/roster-undo-dialog.h"
#include "ui/changes/roster-undo-offer.h"

static const MockOptions options = { .n_members = 40 };

typedef struct
{
  GtkWindow *window;
  RosterMessageBar *bar;
  RosterUndoOffer *offer;
} Tab;

static void
open_tab (Tab *tab, DialogFixture *self, guint position)
{
  tab->window = GTK_WINDOW (gtk_window_new ());
  tab->bar = ROSTER_MESSAGE_BAR (g_object_new (ROSTER_TYPE_MESSAGE_BAR, NULL));
  gtk_window_set_child (tab->window, GTK_WIDGET (tab->bar));
  tab->offer =
      roster_undo_offer_new (dialog_fixture_get (self, position), self->queue, tab->bar, NULL);
  gtk_window_present (tab->window);
}

static void
close_tab (Tab *tab)
{
  g_clear_object (&tab->offer);
  ui_test_destroy (tab->window);
}

static void
run_changes (
    DialogFixture *self, guint position, RosterChangeKind kind, GPtrArray *ids, const char *role)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterChangeRun) run = NULL;

  for (guint i = 0; i < ids->len; i++)
    g_ptr_array_add (changes, roster_change_new (kind, dialog_fixture_get (self, position),
                                                 ids->pdata[i], "Ada", role));
  run = plan_runner_submit (self->queue, changes);
  while (!roster_change_run_is_finished (run))
    g_main_context_iteration (NULL, TRUE);
}

/* (nullable) */
static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ROSTER_IS_CHANGE_DIALOG (window) || ROSTER_IS_RESULT_DIALOG (window))
        return window;
    }
  return NULL;
}

static gboolean
is_dialog_open (gpointer data)
{
  return find_dialog () != NULL;
}

static gboolean
is_idle (gpointer queue)
{
  return !roster_change_queue_get_busy (queue);
}

static gboolean
says_added (gpointer bar)
{
  const char *text = roster_message_bar_get_text (bar);

  return text != NULL && g_str_has_suffix (text, " added.");
}

static const char *
get_button (Tab *tab)
{
  return gtk_button_get_label (GTK_BUTTON (ui_test_find (GTK_WIDGET (tab->bar), "button")));
}

static void
assert_role (DialogFixture *self, guint position, const char *id, const char *expected)
{
  g_autofree char *role = mock_service_dup_role (
      self->service, roster_organization_get_id (dialog_fixture_get (self, position)), id);

  g_assert_cmpstr (role, ==, expected);
}

static gboolean
is_read (gpointer organization)
{
  return roster_organization_get_state (organization) == ROSTER_ORGANIZATION_READY;
}

static void
set_fault (DialogFixture *self, const char *spec)
{
  g_autoptr (GError) error = NULL;

  mock_service_add_fault (self->service, spec, &error);
  g_assert_no_error (error);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

/* Not through the queue of this Roster. */
static void
add_elsewhere (DialogFixture *self, guint position, const char *id, const char *role)
{
  RosterOrganization *organization = dialog_fixture_get (self, position);
  RosterClient *client = roster_organization_get_client (organization);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  roster_client_add_member_async (client, roster_organization_get_id (organization), id, role, NULL,
                                  keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  roster_client_change_finish (client, result, &error);
  g_assert_no_error (error);
}

static void
test_removal (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  Tab tab;
  Tab other;

  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 2);
  open_tab (&tab, self, PRODUCTION);
  open_tab (&other, self, STAGING);
  run_changes (self, PRODUCTION, ROSTER_CHANGE_REMOVE, ids, "user");
  g_assert_cmpstr (roster_message_bar_get_text (tab.bar), ==, "2 members removed.");
  g_assert_null (roster_message_bar_get_text (other.bar));

  g_assert_cmpstr (get_button (&tab), ==, "_Undo");

  /* Nothing has to be said before: it is done. */
  g_signal_emit_by_name (tab.bar, "remedy", ROSTER_REMEDY_NONE);
  g_assert_null (find_dialog ());
  g_assert_cmpstr (roster_message_bar_get_text (tab.bar), ==, "Adding 2 members again…");
  g_assert_true (ui_test_wait (is_idle, self->queue));
  g_assert_true (ui_test_wait (says_added, tab.bar));
  assert_role (self, PRODUCTION, ids->pdata[0], "user");
  assert_role (self, PRODUCTION, ids->pdata[1], "user");

  /* An undo is a change like any other. */
  g_assert_cmpstr (roster_message_bar_get_text (tab.bar), ==, "2 members added.");
  g_assert_cmpstr (get_button (&tab), ==, "_Undo…");
  close_tab (&tab);
  close_tab (&other);
}

static void
test_addition (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  GtkWindow *dialog;
  Tab tab;

  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 1);
  run_changes (self, PRODUCTION, ROSTER_CHANGE_REMOVE, ids, "user");
  open_tab (&tab, self, PRODUCTION);
  run_changes (self, PRODUCTION, ROSTER_CHANGE_ADD, ids, "reader");
  g_assert_cmpstr (roster_message_bar_get_text (tab.bar), ==, "1 member added.");

  /* Taking access away asks what it always asks. */
  g_assert_cmpstr (get_button (&tab), ==, "_Undo…");
  g_signal_emit_by_name (tab.bar, "remedy", ROSTER_REMEDY_NONE);
  dialog = find_dialog ();
  g_assert_true (ROSTER_IS_REMOVE_DIALOG (dialog));
  dialog_wait_action (dialog, "Remove 1 member");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  assert_role (self, PRODUCTION, ids->pdata[0], NULL);
  ui_test_destroy (dialog);
  close_tab (&tab);
}

/* The account is a user in Staging: it may not make anybody an owner. */
static void
test_owner (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  RosterOrganization *staging = dialog_fixture_load (self, STAGING);
  g_autofree char *owner = NULL;
  g_autofree char *user = NULL;
  GtkWindow *dialog;

  g_ptr_array_add (changes,
                   roster_change_new (ROSTER_CHANGE_ADD, staging, "gone-owner", "Olga", "owner"));
  g_ptr_array_add (changes,
                   roster_change_new (ROSTER_CHANGE_ADD, staging, "gone-user", "Uma", "user"));
  dialog = roster_undo_dialog_new (NULL, changes, self->queue);
  gtk_window_present (dialog);
  dialog_wait_action (dialog, "Add 1 member again");
  owner = dialog_describe_item (dialog, 0);
  user = dialog_describe_item (dialog, 1);
  g_assert_true (g_str_has_prefix (owner, "refused: "));
  g_assert_true (g_str_has_prefix (user, "ready: "));

  /* Nobody with that id is known there: it fails, and can be tried again. */
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  dialog_wait_action (dialog, "Try again…");
  dialog_press (dialog, "action");
  dialog_wait_action (dialog, "Add 1 member again");
  ui_test_destroy (dialog);
}

/* It was locked meanwhile: undo is a change, and nothing is sent. */
static void
test_locked (DialogFixture *self, gconstpointer data)
{
  RosterOrganization *production = dialog_fixture_load (self, PRODUCTION);
  g_autoptr (GPtrArray) ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 1);
  g_autofree char *row = NULL;
  GtkWindow *dialog;
  Tab tab;

  open_tab (&tab, self, PRODUCTION);
  run_changes (self, PRODUCTION, ROSTER_CHANGE_REMOVE, ids, "user");
  roster_organization_set_read_only (production, TRUE);
  g_signal_emit_by_name (tab.bar, "remedy", ROSTER_REMEDY_NONE);
  dialog = find_dialog ();
  g_assert_true (ROSTER_IS_UNDO_DIALOG (dialog));
  g_assert_true (ui_test_wait (is_read, production));
  ui_test_settle ();
  row = dialog_describe_item (dialog, 0);
  g_assert_true (g_str_has_prefix (row, "refused: "));
  g_assert_false (dialog_is_usable (dialog, "action"));
  assert_role (self, PRODUCTION, ids->pdata[0], NULL);
  ui_test_destroy (dialog);
  close_tab (&tab);
}

/* Somebody else gave one of them access again: that is said before anything is sent. */
static void
test_overtaken (DialogFixture *self, gconstpointer data)
{
  RosterOrganization *production = dialog_fixture_load (self, PRODUCTION);
  g_autoptr (GPtrArray) ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 2);
  g_autofree char *row = NULL;
  GtkWindow *dialog;
  Tab tab;

  open_tab (&tab, self, PRODUCTION);
  run_changes (self, PRODUCTION, ROSTER_CHANGE_REMOVE, ids, "user");
  g_assert_cmpstr (get_button (&tab), ==, "_Undo");
  add_elsewhere (self, PRODUCTION, ids->pdata[0], "reader");
  roster_organization_refresh (production);
  g_assert_true (ui_test_wait (is_read, production));

  g_signal_emit_by_name (tab.bar, "remedy", ROSTER_REMEDY_NONE);
  dialog = find_dialog ();
  g_assert_true (ROSTER_IS_UNDO_DIALOG (dialog));
  dialog_wait_action (dialog, "Add 1 member again");
  row = dialog_describe_item (dialog, 0);
  g_assert_true (g_str_has_prefix (row, "refused: "));
  ui_test_destroy (dialog);
  close_tab (&tab);
}

/* Who acts at once has to be told when it does not work. */
static void
test_fails (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  GtkWindow *dialog;
  Tab tab;

  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 1);
  open_tab (&tab, self, PRODUCTION);
  run_changes (self, PRODUCTION, ROSTER_CHANGE_REMOVE, ids, "user");
  set_fault (self, "add:status=403");
  g_signal_emit_by_name (tab.bar, "remedy", ROSTER_REMEDY_NONE);
  g_assert_true (ui_test_wait (is_dialog_open, NULL));
  dialog = find_dialog ();
  g_assert_true (ROSTER_IS_RESULT_DIALOG (dialog));
  g_assert_null (roster_message_bar_get_text (tab.bar));
  assert_role (self, PRODUCTION, ids->pdata[0], NULL);
  ui_test_destroy (dialog);
  close_tab (&tab);
}

/* A busy service: whoever does not want to wait stops it where they began it. */
static void
test_stopped (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  Tab tab;

  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 1);
  open_tab (&tab, self, PRODUCTION);
  run_changes (self, PRODUCTION, ROSTER_CHANGE_REMOVE, ids, "user");
  set_fault (self, "add:status=429,retry-after=500");
  g_signal_emit_by_name (tab.bar, "remedy", ROSTER_REMEDY_NONE);
  g_assert_cmpstr (get_button (&tab), ==, "_Stop");
  ui_test_spin (200);
  g_signal_emit_by_name (tab.bar, "remedy", ROSTER_REMEDY_NONE);
  g_assert_true (ui_test_wait (is_dialog_open, NULL));
  g_assert_null (roster_message_bar_get_text (tab.bar));
  assert_role (self, PRODUCTION, ids->pdata[0], NULL);
  ui_test_destroy (find_dialog ());
  close_tab (&tab);
}

/* What failed and what was invited is not offered; closing the bar is an answer. */
static void
test_nothing (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (GPtrArray) address = g_ptr_array_new ();
  g_autoptr (GPtrArray) ids = NULL;
  Tab tab;

  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 1);
  open_tab (&tab, self, PRODUCTION);
  g_ptr_array_add (nobody, (gpointer) "nobody-at-all");
  g_ptr_array_add (address, (gpointer) "new@example.com");
  run_changes (self, PRODUCTION, ROSTER_CHANGE_ADD, nobody, "user");
  run_changes (self, PRODUCTION, ROSTER_CHANGE_INVITE, address, "user");
  g_assert_null (roster_message_bar_get_text (tab.bar));

  run_changes (self, PRODUCTION, ROSTER_CHANGE_REMOVE, ids, "user");
  g_assert_nonnull (roster_message_bar_get_text (tab.bar));
  roster_message_bar_hide (tab.bar);
  g_signal_emit_by_name (tab.bar, "remedy", ROSTER_REMEDY_NONE);
  close_tab (&tab);
}

#define ADD_TEST(path, func)                                                                       \
  g_test_add (path, DialogFixture, &options, dialog_fixture_set_up, func, dialog_fixture_tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD_TEST ("/undo/removal", test_removal);
  ADD_TEST ("/undo/addition", test_addition);
  ADD_TEST ("/undo/owner", test_owner);
  ADD_TEST ("/undo/locked", test_locked);
  ADD_TEST ("/undo/overtaken", test_overtaken);
  ADD_TEST ("/undo/fails", test_fails);
  ADD_TEST ("/undo/stopped", test_stopped);
  ADD_TEST ("/undo/nothing", test_nothing);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Removing: what is asked before, and what becomes of it. */

#include "support/dialog-fixture.h"

#include "ui/changes/roster-remove-dialog.h"
#include "ui/changes/roster-result-dialog.h"

static const MockOptions options = { .n_members = 40 };

static GtkWindow *
open_dialog (DialogFixture *self, GPtrArray *ids)
{
  GtkWindow *dialog =
      roster_remove_dialog_new (NULL, dialog_fixture_get (self, PRODUCTION), ids, self->queue);

  gtk_window_present (dialog);
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_EDITING);
  return dialog;
}

static const char *
production_id (DialogFixture *self)
{
  return roster_organization_get_id (dialog_fixture_get (self, PRODUCTION));
}

static gboolean
is_member (DialogFixture *self, const char *id)
{
  g_autofree char *role = mock_service_dup_role (self->service, production_id (self), id);

  return role != NULL;
}

static void
assert_focus (GtkWindow *dialog, const char *id)
{
  GtkWidget *focus = gtk_window_get_focus (dialog);

  g_assert_nonnull (focus);
  g_assert_cmpstr (gtk_buildable_get_buildable_id (GTK_BUILDABLE (focus)), ==, id);
}

static void
test_good (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 2);
  dialog = open_dialog (self, ids);
  assert_focus (dialog, "close");
  g_assert_cmpuint (dialog_count_items (dialog), ==, 2);
  g_assert_false (dialog_is_usable (dialog, "owners"));
  dialog_wait_action (dialog, "Remove 2 members");

  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_cmpstr (dialog_get_summary (dialog), ==, "2 members were removed.");
  g_assert_false (is_member (self, ids->pdata[0]));
  g_assert_false (is_member (self, ids->pdata[1]));
  g_assert_false (dialog_is_usable (dialog, "action"));
  assert_focus (dialog, "close");
  ui_test_destroy (dialog);
}

/* Two owners: one may go, after a question; the last one is refused and stays. */
static void
test_owners (DialogFixture *self, gconstpointer data)
{
  const char *own_id = mock_service_get_user_id (self->service);
  RosterOrganization *production = dialog_fixture_load (self, PRODUCTION);
  guint n_owners = roster_member_table_count_owners (roster_organization_get_table (production));
  g_autoptr (GPtrArray) ids =
      dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_OWNER, n_owners - 1);
  g_autofree char *label = NULL;
  GtkWindow *dialog;

  g_ptr_array_add (ids, g_strdup (own_id));
  dialog = open_dialog (self, ids);
  g_assert_cmpuint (dialog_count_items (dialog), ==, n_owners);
  label = dialog_describe_item (dialog, n_owners - 1);
  g_assert_true (g_str_has_prefix (label, "refused: "));
  g_assert_false (dialog_is_usable (dialog, "action"));
  g_assert_nonnull (gtk_widget_get_tooltip_text (ui_test_find (GTK_WIDGET (dialog), "action")));

  dialog_tick (dialog, "owners");
  g_assert_true (dialog_is_usable (dialog, "action"));
  dialog_tick (dialog, "owners");
  g_assert_false (dialog_is_usable (dialog, "action"));
  dialog_tick (dialog, "owners");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_true (is_member (self, own_id));
  g_assert_false (is_member (self, ids->pdata[0]));
  ui_test_destroy (dialog);
}

/* Which owner it is stands in the question, and at the head of the list. */
static void
test_owners_named (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) owners = NULL;
  g_autofree char *first = NULL;
  RosterMemberTable *table;
  const RosterMember *owner;
  GtkWindow *dialog;
  const char *names;

  table = roster_organization_get_table (dialog_fixture_load (self, PRODUCTION));
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 2);
  owners = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_OWNER, 1);
  owner = roster_member_table_get (table, roster_member_table_find_id (table, owners->pdata[0]));
  g_ptr_array_add (ids, g_strdup (owner->id));
  dialog = open_dialog (self, ids);
  names = gtk_label_get_text (GTK_LABEL (ui_test_find (GTK_WIDGET (dialog), "owner_names")));
  g_assert_nonnull (strstr (names, owner->id));
  g_assert_nonnull (strstr (names, owner->email));
  g_assert_null (strstr (names, ids->pdata[0]));
  first = dialog_describe_item (dialog, 0);
  g_assert_nonnull (strstr (first, roster_member_get_label (owner)));
  gtk_window_close (dialog);
  ui_test_settle ();
}

static void
test_self (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  g_ptr_array_add (ids, g_strdup (mock_service_get_user_id (self->service)));
  dialog = open_dialog (self, ids);
  g_assert_true (dialog_is_usable (dialog, "owners"));
  g_assert_true (dialog_is_usable (dialog, "self_removal"));
  dialog_tick (dialog, "owners");
  g_assert_false (dialog_is_usable (dialog, "action"));
  dialog_tick (dialog, "self_removal");
  g_assert_true (dialog_is_usable (dialog, "action"));
  gtk_window_close (dialog);
  ui_test_settle ();
  g_assert_true (is_member (self, ids->pdata[0]));
}

/* Two runs do not slip under the quarter: the journal remembers the first. */
static void
test_many (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) more = NULL;
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 10);
  dialog = open_dialog (self, ids);
  g_assert_false (dialog_is_usable (dialog, "name"));
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  ui_test_destroy (dialog);

  more = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 1);
  dialog = open_dialog (self, more);
  g_assert_true (dialog_is_usable (dialog, "name"));
  g_assert_false (dialog_is_usable (dialog, "action"));
  dialog_type (dialog, "name", "Somewhere else");
  g_assert_false (dialog_is_usable (dialog, "action"));
  dialog_type (dialog, "name",
               roster_organization_get_name (dialog_fixture_get (self, PRODUCTION)));
  g_assert_true (dialog_is_usable (dialog, "action"));
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_false (is_member (self, more->pdata[0]));
  ui_test_destroy (dialog);
}

/* Somebody who is gone says so, and only the others are sent. */
static void
test_gone (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autofree char *label = NULL;
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_READER, 1);
  g_ptr_array_insert (ids, 0, g_strdup ("0123456789abcdef"));
  dialog = open_dialog (self, ids);
  label = dialog_describe_item (dialog, 0);
  g_assert_cmpstr (label, ==, "refused: 0123456789abcdef");
  dialog_wait_action (dialog, "Remove 1 member");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_false (is_member (self, ids->pdata[1]));
  ui_test_destroy (dialog);
}

/* Nobody can be reached: each row says so, the reason is said once with its remedy, and it can be
 * tried again. */
static void
test_offline (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  GtkWindow *dialog;
  RosterMessageBar *bar;

  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 2);
  dialog = open_dialog (self, ids);
  bar = roster_change_dialog_get_bar (ROSTER_CHANGE_DIALOG (dialog));
  mock_service_stop (self->service);
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_cmpstr (dialog_get_summary (dialog), ==, "2 members were not removed.");
  g_assert_nonnull (roster_message_bar_get_text (bar));
  dialog_wait_action (dialog, "Try 2 again…");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_EDITING);
  dialog_wait_action (dialog, "Remove 2 members");
  g_assert_null (roster_message_bar_get_text (bar));
  ui_test_destroy (dialog);
}

static gboolean
has_finished_one (gpointer run)
{
  return roster_change_run_get_n_finished (run) > 0;
}

static void
test_stopped (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  GtkWindow *dialog;
  RosterChangeRun *run;

  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 10);
  dialog = open_dialog (self, ids);
  dialog_press (dialog, "action");
  run = roster_run_view_get_run (roster_change_dialog_get_run_view (ROSTER_CHANGE_DIALOG (dialog)));
  g_assert_true (ui_test_wait (has_finished_one, run));
  dialog_press (dialog, "stop");
  g_assert_false (dialog_is_usable (dialog, "stop"));
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_SKIPPED), >, 0);
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_DONE), >, 0);
  g_assert_true (is_member (self, ids->pdata[9]));
  g_assert_true (dialog_is_usable (dialog, "action"));
  ui_test_destroy (dialog);
}

static GtkWindow *
find_result (GtkWindow *parent)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ROSTER_IS_RESULT_DIALOG (window) && gtk_window_get_transient_for (window) == parent)
        return window;
    }
  return NULL;
}

static gboolean
has_result (gpointer parent)
{
  return find_result (parent) != NULL;
}

static gboolean
is_idle (gpointer queue)
{
  return !roster_change_queue_get_busy (queue);
}

/* Opens it over a window, begins, and closes it at once: it is gone. */
static void
leave_run (DialogFixture *self, GtkWindow *parent, GPtrArray *ids)
{
  GtkWindow *dialog = open_dialog (self, ids);
  gpointer watched = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &watched);
  gtk_window_set_transient_for (dialog, parent);
  dialog_press (dialog, "action");
  gtk_window_close (dialog);
  ui_test_settle ();
  g_assert_null (watched);
}

/* What was begun goes on; where all of it succeeds, the list in the window says enough. */
static void
test_closed (DialogFixture *self, gconstpointer data)
{
  GtkWindow *parent = GTK_WINDOW (gtk_window_new ());
  g_autoptr (GPtrArray) ids = NULL;

  gtk_window_present (parent);
  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 5);
  leave_run (self, parent, ids);
  g_assert_true (ui_test_wait (is_idle, self->queue));
  ui_test_spin (300);
  g_assert_false (is_member (self, ids->pdata[4]));
  g_assert_null (find_result (parent));
  ui_test_destroy (parent);
}

/* What did not succeed is shown, though the dialog is gone. */
static void
test_closed_offline (DialogFixture *self, gconstpointer data)
{
  GtkWindow *parent = GTK_WINDOW (gtk_window_new ());
  g_autoptr (GPtrArray) ids = NULL;
  GtkWindow *result;

  gtk_window_present (parent);
  dialog_fixture_load (self, PRODUCTION);
  ids = dialog_fixture_list_role (self, PRODUCTION, ROSTER_ROLE_USER, 2);
  mock_service_stop (self->service);
  leave_run (self, parent, ids);
  g_assert_true (ui_test_wait (has_result, parent));
  result = find_result (parent);
  ui_test_settle ();
  assert_focus (result, "close");
  g_assert_cmpstr (roster_run_view_get_summary (
                       ROSTER_RUN_VIEW (ui_test_find (GTK_WIDGET (result), "run_view"))),
                   ==, "2 members were not removed.");
  ui_test_destroy (result);
  ui_test_destroy (parent);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/remove-dialog/" name, DialogFixture, &options, dialog_fixture_set_up, func,     \
              dialog_fixture_tear_down)
  ADD ("good", test_good);
  ADD ("owners", test_owners);
  ADD ("owners-named", test_owners_named);
  ADD ("self", test_self);
  ADD ("many", test_many);
  ADD ("gone", test_gone);
  ADD ("offline", test_offline);
  ADD ("stopped", test_stopped);
  ADD ("closed", test_closed);
  ADD ("closed-offline", test_closed_offline);
  return g_test_run ();
}

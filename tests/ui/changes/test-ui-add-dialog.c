/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding: chosen from the other organizations, or named by id. */

#include "support/dialog-fixture.h"

#include "ui/changes/roster-add-dialog.h"
#include "ui/changes/roster-known-person-picker.h"

static const MockOptions options = { .n_members = 40 };

static GtkWindow *
open_dialog (DialogFixture *self, guint organization)
{
  GtkWindow *dialog = roster_add_dialog_new (NULL, dialog_fixture_get (self, organization),
                                             self->directory, self->queue);

  gtk_window_present (dialog);
  ui_test_settle ();
  return dialog;
}

static RosterKnownPersonPicker *
get_picker (GtkWindow *dialog)
{
  return ROSTER_KNOWN_PERSON_PICKER (ui_test_find (GTK_WIDGET (dialog), "picker"));
}

static void
show_page (GtkWindow *dialog, const char *name)
{
  gtk_stack_set_visible_child_name (GTK_STACK (ui_test_find (GTK_WIDGET (dialog), "pages")), name);
}

static char *
dup_role (DialogFixture *self, guint organization, const char *id)
{
  return mock_service_dup_role (
      self->service, roster_organization_get_id (dialog_fixture_get (self, organization)), id);
}

static void
assert_role (DialogFixture *self, guint organization, const char *id, const char *expected)
{
  g_autofree char *role = dup_role (self, organization, id);

  g_assert_cmpstr (role, ==, expected);
}

/* The ids of members of one organization who are not in another. */
static GPtrArray *
list_strangers (DialogFixture *self, guint from, guint to, guint n)
{
  RosterMemberTable *table = roster_organization_get_table (dialog_fixture_get (self, from));
  RosterMemberTable *here = roster_organization_get_table (dialog_fixture_get (self, to));
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint row = 0; row < roster_member_table_get_n_members (table) && ids->len < n; row++)
    {
      const char *id = roster_member_table_get (table, row)->id;

      if (roster_member_table_find_id (here, id) == G_MAXUINT)
        g_ptr_array_add (ids, g_strdup (id));
    }
  g_assert_cmpuint (ids->len, ==, n);
  return ids;
}

typedef struct
{
  RosterKnownPersonPicker *picker;
  const char *id;
} Candidate;

static gboolean
is_offered (gpointer data)
{
  Candidate *candidate = data;

  return roster_known_person_picker_find (candidate->picker, candidate->id) != NULL;
}

static void
wait_offered (GtkWindow *dialog, const char *id)
{
  Candidate candidate = { get_picker (dialog), id };

  g_assert_true (ui_test_wait (is_offered, &candidate));
}

/* The other tabs were never looked at: their members are read, and two of them are added. */
static void
test_pick (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autofree char *own_role = NULL;
  const char *own_id = mock_service_get_user_id (self->service);
  GtkWindow *dialog;

  dialog_fixture_load (self, STAGING);
  dialog = open_dialog (self, STAGING);
  g_assert_cmpuint (roster_known_person_picker_count_hidden (get_picker (dialog)), ==, 0);
  dialog_fixture_load (self, PRODUCTION);
  ids = list_strangers (self, PRODUCTION, STAGING, 2);
  wait_offered (dialog, ids->pdata[0]);
  g_assert_null (roster_known_person_picker_find (get_picker (dialog), own_id));
  g_assert_false (dialog_is_usable (dialog, "action"));

  roster_known_person_picker_check (get_picker (dialog), ids->pdata[0], TRUE);
  roster_known_person_picker_check (get_picker (dialog), ids->pdata[1], TRUE);
  dialog_wait_action (dialog, "Add 2 people");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_cmpstr (dialog_get_summary (dialog), ==, "2 people were added.");
  assert_role (self, STAGING, ids->pdata[0], "reader");
  assert_role (self, STAGING, ids->pdata[1], "reader");
  g_assert_false (dialog_is_usable (dialog, "action"));
  ui_test_destroy (dialog);
}

/* Whoever is chosen stays so while the search hides them, and that is said. */
static void
test_search (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) checked = NULL;
  GtkWindow *dialog;
  const char *note;

  dialog_fixture_load (self, PRODUCTION);
  dialog_fixture_load (self, STAGING);
  ids = list_strangers (self, PRODUCTION, STAGING, 1);
  dialog = open_dialog (self, STAGING);
  wait_offered (dialog, ids->pdata[0]);
  roster_known_person_picker_check (get_picker (dialog), ids->pdata[0], TRUE);
  dialog_type (dialog, "search", "nobody has this name");
  ui_test_spin (300);
  g_assert_cmpuint (roster_known_person_picker_count_hidden (get_picker (dialog)), ==, 1);
  note = gtk_label_get_text (GTK_LABEL (ui_test_find (GTK_WIDGET (dialog), "note_label")));
  g_assert_cmpstr (note, ==, "1 who is chosen is hidden by the search.");
  dialog_wait_action (dialog, "Add 1 person");

  /* A list that was read again does not take the choice back. */
  roster_organization_refresh (dialog_fixture_get (self, PRODUCTION));
  ui_test_spin (300);
  checked = roster_known_person_picker_list_checked (get_picker (dialog));
  g_assert_cmpuint (checked->len, ==, 1);
  ui_test_destroy (dialog);
}

/* By id: who is here, what is no id and what is there twice is not sent; who is not known fails and
 * stays in the box. */
static void
test_ids (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autofree char *text = NULL;
  g_autofree char *left = NULL;
  const char *own_id = mock_service_get_user_id (self->service);
  const char *marks[] = { "ready: ", "refused: ", "refused: ", "refused: ", "ready: " };
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  dialog_fixture_load (self, STAGING);
  ids = list_strangers (self, PRODUCTION, STAGING, 1);
  text = g_strdup_printf ("%s, %s\nada@example.com %s 00000000", (char *)ids->pdata[0], own_id,
                          (char *)ids->pdata[0]);
  dialog = open_dialog (self, STAGING);
  wait_offered (dialog, ids->pdata[0]);
  show_page (dialog, "ids");
  g_assert_false (dialog_is_usable (dialog, "action"));
  dialog_type (dialog, "text", text);
  dialog_wait_action (dialog, "Add 2 people");
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *item = dialog_describe_item (dialog, i);

      g_assert_true (g_str_has_prefix (item, marks[i]));
    }

  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_cmpstr (dialog_get_summary (dialog), ==, "1 person was added. 1 person was not added.");
  assert_role (self, STAGING, ids->pdata[0], "reader");
  dialog_wait_action (dialog, "Try 1 again…");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_EDITING);
  left = dialog_dup_text (dialog);
  g_assert_cmpstr (left, ==, "00000000\n");
  dialog_wait_action (dialog, "Add 1 person");
  ui_test_destroy (dialog);
}

/* A sheet of ids and roles: each gets their own, and whose role is none is left out. */
static void
test_sheet (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autofree char *text = NULL;
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  dialog_fixture_load (self, STAGING);
  ids = list_strangers (self, PRODUCTION, STAGING, 3);
  text = g_strdup_printf ("id,email,role\n%s,a@example.com,user\n%s,,\n%s,,King\n",
                          (char *)ids->pdata[0], (char *)ids->pdata[1], (char *)ids->pdata[2]);
  dialog = open_dialog (self, STAGING);
  wait_offered (dialog, ids->pdata[0]);
  show_page (dialog, "ids");
  dialog_type (dialog, "text", text);
  dialog_wait_action (dialog, "Add 2 people");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  assert_role (self, STAGING, ids->pdata[0], "user");
  assert_role (self, STAGING, ids->pdata[1], "reader");
  assert_role (self, STAGING, ids->pdata[2], NULL);
  ui_test_destroy (dialog);
}

/* Only the page in front is sent. */
static void
test_pages (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  dialog_fixture_load (self, STAGING);
  ids = list_strangers (self, PRODUCTION, STAGING, 2);
  dialog = open_dialog (self, STAGING);
  wait_offered (dialog, ids->pdata[0]);
  roster_known_person_picker_check (get_picker (dialog), ids->pdata[0], TRUE);
  dialog_wait_action (dialog, "Add 1 person");
  show_page (dialog, "ids");
  dialog_wait_action (dialog, "Add");
  g_assert_false (dialog_is_usable (dialog, "action"));
  dialog_type (dialog, "text", ids->pdata[1]);
  dialog_wait_action (dialog, "Add 1 person");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  assert_role (self, STAGING, ids->pdata[0], NULL);
  assert_role (self, STAGING, ids->pdata[1], "reader");
  ui_test_destroy (dialog);
}

/* What could not be sent is still chosen. */
static void
test_offline (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GPtrArray) checked = NULL;
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  dialog_fixture_load (self, STAGING);
  ids = list_strangers (self, PRODUCTION, STAGING, 2);
  dialog = open_dialog (self, STAGING);
  wait_offered (dialog, ids->pdata[0]);
  roster_known_person_picker_check (get_picker (dialog), ids->pdata[0], TRUE);
  roster_known_person_picker_check (get_picker (dialog), ids->pdata[1], TRUE);
  mock_service_stop (self->service);
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_nonnull (
      roster_message_bar_get_text (roster_change_dialog_get_bar (ROSTER_CHANGE_DIALOG (dialog))));
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_EDITING);
  dialog_wait_action (dialog, "Add 2 people");
  ui_test_destroy (dialog);
}

static void
assert_tab (GtkWindow *dialog, GtkDirectionType direction, const char *ancestor)
{
  GtkWidget *expected = ui_test_find (GTK_WIDGET (dialog), ancestor);
  GtkWidget *focus;

  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (dialog), direction));
  focus = gtk_window_get_focus (dialog);
  g_assert_nonnull (focus);
  g_assert_true (focus == expected || gtk_widget_is_ancestor (focus, expected));
}

/* The list is one stop on the way of the Tab key, however many people it holds, and nothing keeps
 * the key to itself. */
static void
test_keyboard (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  dialog_fixture_load (self, STAGING);
  ids = list_strangers (self, PRODUCTION, STAGING, 2);
  dialog = open_dialog (self, STAGING);
  wait_offered (dialog, ids->pdata[0]);
  ui_test_spin (100);
  assert_tab (dialog, GTK_DIR_TAB_FORWARD, "list");
  assert_tab (dialog, GTK_DIR_TAB_FORWARD, "role");
  assert_tab (dialog, GTK_DIR_TAB_FORWARD, "footer");
  assert_tab (dialog, GTK_DIR_TAB_BACKWARD, "role");
  assert_tab (dialog, GTK_DIR_TAB_BACKWARD, "list");
  assert_tab (dialog, GTK_DIR_TAB_BACKWARD, "search");

  ui_test_destroy (dialog);
}

static gboolean
is_idle (gpointer queue)
{
  return !roster_change_queue_get_busy (queue);
}

static void
test_closed (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) ids = NULL;
  GtkWindow *dialog;
  gpointer watched;

  dialog_fixture_load (self, PRODUCTION);
  dialog_fixture_load (self, STAGING);
  ids = list_strangers (self, PRODUCTION, STAGING, 2);
  dialog = open_dialog (self, STAGING);
  watched = dialog;
  g_object_add_weak_pointer (G_OBJECT (dialog), &watched);
  wait_offered (dialog, ids->pdata[0]);
  roster_known_person_picker_check (get_picker (dialog), ids->pdata[0], TRUE);
  roster_known_person_picker_check (get_picker (dialog), ids->pdata[1], TRUE);
  dialog_press (dialog, "action");
  gtk_window_close (dialog);
  ui_test_settle ();
  g_assert_null (watched);
  g_assert_true (ui_test_wait (is_idle, self->queue));
  assert_role (self, STAGING, ids->pdata[1], "reader");
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/add-dialog/" name, DialogFixture, &options, dialog_fixture_set_up, func,        \
              dialog_fixture_tear_down)
  ADD ("pick", test_pick);
  ADD ("search", test_search);
  ADD ("ids", test_ids);
  ADD ("sheet", test_sheet);
  ADD ("pages", test_pages);
  ADD ("keyboard", test_keyboard);
  ADD ("offline", test_offline);
  ADD ("closed", test_closed);
  return g_test_run ();
}

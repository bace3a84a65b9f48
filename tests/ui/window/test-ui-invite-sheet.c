/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inviting whoever a sheet names, and whose domain only looks like the usual one. */

#include "support/dialog-fixture.h"

#include "ui/changes/roster-invite-dialog.h"

#include <string.h>

static const MockOptions options = { .n_members = 40 };

static GtkWindow *
open_dialog (DialogFixture *self, guint organization)
{
  GtkWindow *dialog =
      roster_invite_dialog_new (NULL, dialog_fixture_get (self, organization), self->queue);

  gtk_window_present (dialog);
  ui_test_spin (20);
  return dialog;
}

static void
assert_invited (DialogFixture *self, guint organization, const char *const *expected)
{
  g_auto (GStrv) invited = mock_service_dup_invitations (
      self->service, roster_organization_get_id (dialog_fixture_get (self, organization)));

  g_assert_cmpstrv (invited, expected);
}

static void
assert_item (GtkWindow *dialog, guint position, const char *expected)
{
  g_autofree char *item = dialog_describe_item (dialog, position);

  g_assert_cmpstr (item, ==, expected);
}

static void
assert_text (GtkWindow *dialog, const char *expected)
{
  g_autofree char *text = dialog_dup_text (dialog);

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
has_text (gpointer bar)
{
  return roster_message_bar_get_text (bar) != NULL;
}

static void
choose_look_alikes (GtkWindow *dialog, gboolean active)
{
  GtkWidget *choice = ui_test_find (GTK_WIDGET (dialog), "look_alikes");

  g_assert_true (gtk_widget_get_visible (choice));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (choice), active);
}

static gboolean
has_two_items (gpointer dialog)
{
  return dialog_count_items (dialog) == 2;
}

/* A domain that only looks like the usual one is not invited unless that is chosen, and the choice
 * holds for these addresses alone. */
static void
test_look_alike (DialogFixture *self, gconstpointer data)
{
  static const char *const expected[] = { "reader eve@examp1e.com", "reader mel@example.com",
                                          NULL };
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  dialog = open_dialog (self, PRODUCTION);
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog), "eve@examp1e.com mel@example.com");
  dialog_wait_action (dialog, "Invite 1 person");
  assert_item (dialog, 0, "refused: eve@examp1e.com");
  choose_look_alikes (dialog, TRUE);
  dialog_wait_action (dialog, "Invite 2 people");
  assert_item (dialog, 0, "flagged: eve@examp1e.com");
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog), "kim@ex\u0430mple.com");
  dialog_wait_action (dialog, "Invite 1 person");

  dialog_type (dialog, "text", "eve@examp1e.com mel@example.com");
  g_assert_true (ui_test_wait (has_two_items, dialog));
  choose_look_alikes (dialog, TRUE);
  dialog_wait_action (dialog, "Invite 2 people");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  assert_invited (self, PRODUCTION, expected);
  ui_test_destroy (dialog);
}

static const char *
get_note (GtkWindow *dialog)
{
  return gtk_label_get_text (GTK_LABEL (ui_test_find (GTK_WIDGET (dialog), "note_label")));
}

/* A sheet that was pasted keeps its names and roles; what is left out is said, and what cannot be
 * sent stays in the box as it is. */
static void
test_sheet (DialogFixture *self, gconstpointer data)
{
  static const char *const expected[] = { "user eve@example.com", "reader mel@example.com", NULL };
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  dialog = open_dialog (self, PRODUCTION);
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog),
                                 "Name\tE-mail\tRole\tManager\n"
                                 "Eve\teve@example.com\tuser\tboss@example.com\n"
                                 "Mel\tmel@example.com\t\tboss@example.com\n"
                                 "Kim\t\treader\tboss@example.com\n"
                                 "Lee\tlee@example.com\tKing\tboss@example.com\n");
  dialog_wait_action (dialog, "Invite 2 people");
  g_assert_cmpuint (dialog_count_items (dialog), ==, 4);
  assert_item (dialog, 0, "ready: eve@example.com");
  assert_item (dialog, 2, "refused: Kim, reader, boss@example.com");
  g_assert_nonnull (strstr (get_note (dialog), "2 addresses are left out."));
  g_assert_nonnull (strstr (get_note (dialog), "Manager"));
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  assert_invited (self, PRODUCTION, expected);
  assert_text (dialog, "\"Kim, reader, boss@example.com,\"\n"
                       "\"Lee, lee@example.com, King, boss@example.com,\"\n");
  ui_test_destroy (dialog);
}

/* Nobody can tell which of two columns is meant: that is said, and nobody is invited. */
static void
test_two_columns (DialogFixture *self, gconstpointer data)
{
  GtkWindow *dialog;
  RosterMessageBar *bar;

  dialog_fixture_load (self, PRODUCTION);
  dialog = open_dialog (self, PRODUCTION);
  bar = roster_change_dialog_get_bar (ROSTER_CHANGE_DIALOG (dialog));
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog),
                                 "person,approved by\neve@example.com,mel@example.com\n");
  g_assert_true (ui_test_wait (has_text, bar));
  g_assert_nonnull (strstr (roster_message_bar_get_text (bar), "“approved by”"));
  g_assert_false (dialog_is_usable (dialog, "action"));
  dialog_type (dialog, "text", "hugo@example,com\nmel@example.com");
  dialog_wait_action (dialog, "Invite 1 person");
  g_assert_null (roster_message_bar_get_text (bar));
  assert_item (dialog, 0, "refused: hugo@example,com");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  assert_text (dialog, "hugo@example,com\n");
  ui_test_destroy (dialog);
}

/* Of a long list, what is not sent comes first: it would be below what is in sight. */
static void
test_order (DialogFixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWindow *dialog;

  for (guint i = 0; i < 20; i++)
    g_string_append_printf (text, "somebody-%u@example.com\n", i);
  g_string_append (text, "hugo@example,com\n");
  dialog_fixture_load (self, PRODUCTION);
  dialog = open_dialog (self, PRODUCTION);
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog), text->str);
  dialog_wait_action (dialog, "Invite 20 people");
  assert_item (dialog, 0, "refused: hugo@example,com");
  assert_item (dialog, 1, "ready: somebody-0@example.com");
  ui_test_destroy (dialog);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/invite-sheet/" name, DialogFixture, &options, dialog_fixture_set_up, func,      \
              dialog_fixture_tear_down)
  ADD ("look-alike", test_look_alike);
  ADD ("sheet", test_sheet);
  ADD ("two-columns", test_two_columns);
  ADD ("order", test_order);
  return g_test_run ();
}

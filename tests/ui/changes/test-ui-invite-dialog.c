/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inviting: each address is judged before it is sent; what was not sent stays in the box. */

#include "support/dialog-fixture.h"

#include "core/recipients/roster-address.h"
#include "ui/changes/roster-invite-dialog.h"
#include "ui/changes/roster-recipients-entry.h"
#include "ui/widgets/roster-text-file.h"

#include <glib/gstdio.h>

#include <string.h>

static const MockOptions options = { .n_members = 40 };

static GtkWindow *
open_dialog (DialogFixture *self, guint organization)
{
  GtkWindow *dialog =
      roster_invite_dialog_new (NULL, dialog_fixture_get (self, organization), self->queue);

  gtk_window_present (dialog);
  ui_test_settle ();
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

/* Sent as typed, least powerful role, box empty, nothing left to press but Close. */
static void
test_good (DialogFixture *self, gconstpointer data)
{
  static const char *const expected[] = { "reader Ada@Example.com", "reader grace@example.com",
                                          NULL };
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  dialog = open_dialog (self, PRODUCTION);
  g_assert_false (dialog_is_usable (dialog, "action"));
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog),
                                 "Ada <Ada@Example.com>, grace@example.com");
  dialog_wait_action (dialog, "Invite 2 people");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_cmpstr (dialog_get_summary (dialog), ==, "2 people were invited.");
  assert_item (dialog, 0, "done: Ada@Example.com");
  assert_invited (self, PRODUCTION, expected);
  assert_text (dialog, "");
  ui_test_spin (300);
  g_assert_false (dialog_is_usable (dialog, "action"));
  ui_test_destroy (dialog);
}

/* What cannot be sent is not, and what is no address stays to be mended. */
static void
test_verdicts (DialogFixture *self, gconstpointer data)
{
  static const char *const expected[] = { "reader ada@example.com", NULL };
  RosterOrganization *production = dialog_fixture_load (self, PRODUCTION);
  const RosterMember *member =
      roster_member_table_get (roster_organization_get_table (production), 3);
  g_autofree char *text =
      g_strdup_printf ("ada@example.com\nnot-an-address\nADA@example.com\n%s", member->email);
  g_autofree char *here = g_strconcat ("refused: ", member->email, NULL);
  GtkWindow *dialog = open_dialog (self, PRODUCTION);

  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog), text);
  dialog_wait_action (dialog, "Invite 1 person");
  g_assert_cmpuint (dialog_count_items (dialog), ==, 4);
  assert_item (dialog, 0, "ready: ada@example.com");
  assert_item (dialog, 1, "refused: not-an-address");
  assert_item (dialog, 2, "refused: ADA@example.com");
  assert_item (dialog, 3, here);
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  assert_invited (self, PRODUCTION, expected);
  assert_text (dialog, "not-an-address\n");
  ui_test_destroy (dialog);
}

/* The members are not known, so the service says who is one already: that one fails and stays. */
static void
test_failed (DialogFixture *self, gconstpointer data)
{
  static const char *const expected[] = { "reader ada@example.com", NULL };
  g_autoptr (RosterMemberTable) table = roster_member_table_ref (
      roster_organization_get_table (dialog_fixture_load (self, PRODUCTION)));
  const RosterMember *member = roster_member_table_get (table, 3);
  RosterOrganization *production = dialog_fixture_get (self, PRODUCTION);
  g_autoptr (RosterOrganization) unread =
      roster_organization_new ("Production", roster_organization_get_id (production),
                               roster_organization_get_client (production), NULL);
  g_autofree char *text = g_strdup_printf ("%s, ada@example.com", member->email);
  g_autofree char *failed = g_strconcat ("failed: ", member->email, NULL);
  GtkWindow *dialog = roster_invite_dialog_new (NULL, unread, self->queue);

  gtk_window_present (dialog);
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog), text);
  dialog_wait_action (dialog, "Invite 2 people");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_cmpstr (dialog_get_summary (dialog), ==,
                   "1 person was invited. 1 person was not invited.");
  assert_item (dialog, 0, failed);
  assert_item (dialog, 1, "done: ada@example.com");
  assert_invited (self, PRODUCTION, expected);
  ui_test_destroy (dialog);
}

/* Everything fails for one reason: it is said once, with its remedy; the box keeps all of it, and
 * an edit leads back to the verdicts, which say what failed. */
static void
test_offline (DialogFixture *self, gconstpointer data)
{
  GtkWindow *dialog;
  RosterMessageBar *bar;

  dialog_fixture_load (self, PRODUCTION);
  dialog = open_dialog (self, PRODUCTION);
  bar = roster_change_dialog_get_bar (ROSTER_CHANGE_DIALOG (dialog));
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog), "Ada <ada@example.com> b@c.de");
  dialog_wait_action (dialog, "Invite 2 people");
  mock_service_stop (self->service);
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_nonnull (roster_message_bar_get_text (bar));
  assert_text (dialog, "Ada <ada@example.com>\nb@c.de\n");
  dialog_wait_action (dialog, "Invite 2 people");

  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog), "d@e.fg");
  dialog_wait_action (dialog, "Invite 3 people");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_EDITING);
  g_assert_null (roster_message_bar_get_text (bar));
  assert_item (dialog, 0, "failed: ada@example.com");
  assert_item (dialog, 2, "flagged: d@e.fg");
  ui_test_destroy (dialog);
}

static gboolean
has_text (gpointer bar)
{
  return roster_message_bar_get_text (bar) != NULL;
}

/* Whoever invites to many domains need not be told of each; a domain that only looks like a usual
 * one is still pointed out. */
static void
test_accept_unusual (DialogFixture *self, gconstpointer data)
{
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  dialog = open_dialog (self, PRODUCTION);
  roster_invite_dialog_accept_unusual (ROSTER_INVITE_DIALOG (dialog));
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog), "d@e.fg eve@examp1e.com");
  dialog_wait_action (dialog, "Invite 1 person");
  assert_item (dialog, 0, "ready: d@e.fg");
  assert_item (dialog, 1, "refused: eve@examp1e.com");
  ui_test_destroy (dialog);
}

static gboolean
has_finished_one (gpointer run)
{
  return roster_change_run_get_n_finished (run) > 0;
}

static char *
make_addresses (guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "somebody-%u@example.com\n", i);
  return g_string_free (text, FALSE);
}

static void
test_stopped (DialogFixture *self, gconstpointer data)
{
  g_autofree char *addresses = make_addresses (30);
  g_autofree char *text = NULL;
  GtkWindow *dialog;
  RosterChangeRun *run;

  dialog_fixture_load (self, PRODUCTION);
  dialog = open_dialog (self, PRODUCTION);
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog), addresses);
  dialog_wait_action (dialog, "Invite 30 people");
  dialog_press (dialog, "action");
  run = roster_run_view_get_run (roster_change_dialog_get_run_view (ROSTER_CHANGE_DIALOG (dialog)));
  g_assert_true (ui_test_wait (has_finished_one, run));
  dialog_press (dialog, "stop");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_SKIPPED), >, 0);
  text = dialog_dup_text (dialog);
  g_assert_null (strstr (text, "somebody-0@example.com"));
  g_assert_nonnull (strstr (text, "somebody-29@example.com\n"));
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
  g_autofree char *addresses = make_addresses (5);
  g_auto (GStrv) invited = NULL;
  GtkWindow *dialog;
  gpointer watched;

  dialog_fixture_load (self, PRODUCTION);
  dialog = open_dialog (self, PRODUCTION);
  watched = dialog;
  g_object_add_weak_pointer (G_OBJECT (dialog), &watched);
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog), addresses);
  dialog_wait_action (dialog, "Invite 5 people");
  dialog_press (dialog, "action");
  gtk_window_close (dialog);
  ui_test_settle ();
  g_assert_null (watched);
  g_assert_true (ui_test_wait (is_idle, self->queue));
  invited = mock_service_dup_invitations (
      self->service, roster_organization_get_id (dialog_fixture_get (self, PRODUCTION)));
  g_assert_cmpuint (g_strv_length (invited), ==, 5);
}

/* Pressed before the last keys were looked at: only as many go as the button said. */
static void
test_hasty (DialogFixture *self, gconstpointer data)
{
  static const char *const nobody[] = { NULL };
  static const char *const one[] = { "reader other@example.com", NULL };
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  dialog = open_dialog (self, PRODUCTION);
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog), "one@example.com");
  dialog_wait_action (dialog, "Invite 1 person");
  dialog_type (dialog, "text", "one@example.com two@example.com");
  dialog_press (dialog, "action");
  dialog_wait_action (dialog, "Invite 2 people");
  ui_test_spin (300);
  g_assert_cmpint (roster_change_dialog_get_state (ROSTER_CHANGE_DIALOG (dialog)), ==,
                   ROSTER_CHANGE_DIALOG_EDITING);
  assert_invited (self, PRODUCTION, nobody);

  dialog_type (dialog, "text", "one@example.com");
  dialog_wait_action (dialog, "Invite 1 person");
  dialog_type (dialog, "text", "other@example.com");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  assert_invited (self, PRODUCTION, one);
  ui_test_destroy (dialog);
}

/* A reader may not invite, and is told so. */
static void
test_reader (DialogFixture *self, gconstpointer data)
{
  GtkWindow *dialog;

  dialog_fixture_load (self, RESEARCH);
  dialog = open_dialog (self, RESEARCH);
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog), "ada@example.com");
  dialog_wait_action (dialog, "Invite");
  g_assert_false (dialog_is_usable (dialog, "action"));
  g_assert_nonnull (gtk_widget_get_tooltip_text (ui_test_find (GTK_WIDGET (dialog), "action")));
  ui_test_destroy (dialog);
}

static void
write_file (const char *path, const char *content, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, (gssize)length, &error);
  g_assert_no_error (error);
}

/* A file is read as far as it can be used; what cannot be is said, and the box keeps its text. */
static void
test_file (DialogFixture *self, gconstpointer data)
{
  static const char csv[] = "\xef\xbb\xbfname,email\r\n\"Hopper, Grace\",grace@example.com\r\n";
  g_autofree char *path = g_build_filename (self->folder, "people.csv", NULL);
  g_autofree char *long_text = g_strnfill (ROSTER_TEXT_FILE_MAX + 1, 'a');
  const struct
  {
    const char *content;
    gsize length;
  } bad[] = { { "\xff\xfe"
                "a\0d\0a\0",
                8 },
              { "ada@example.com\0", 16 },
              { long_text, ROSTER_TEXT_FILE_MAX + 1 } };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWindow *dialog;
  RosterRecipientsEntry *entry;
  RosterMessageBar *bar;

  dialog_fixture_load (self, PRODUCTION);
  dialog = open_dialog (self, PRODUCTION);
  entry = ROSTER_RECIPIENTS_ENTRY (ui_test_find (GTK_WIDGET (dialog), "entry"));
  bar = roster_change_dialog_get_bar (ROSTER_CHANGE_DIALOG (dialog));
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog), "ada@example.com");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      write_file (path, bad[i].content, bad[i].length);
      roster_recipients_entry_read_file (entry, file);
      g_assert_true (ui_test_wait (has_text, bar));
      assert_text (dialog, "ada@example.com");
      roster_message_bar_hide (bar);
    }

  write_file (path, csv, sizeof csv - 1);
  roster_recipients_entry_read_file (entry, file);
  dialog_wait_action (dialog, "Invite 2 people");
  assert_item (dialog, 1, "ready: grace@example.com");
  g_unlink (path);
  ui_test_destroy (dialog);
}

/* A text without line breaks would be laid out as a whole. */
static void
test_break_lines (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "", "" },
    { "a@b.c", "a@b.c" },
    { "a@b.c,d@e.f;g@h.i", "a@b.c,\nd@e.f;\ng@h.i" },
    { "Ada L <a@b.c> Grace <d@e.f>", "Ada L <a@b.c> \nGrace <d@e.f>" },
    { "\"L, Ada\" <a@b.c>", "\"L, Ada\" <a@b.c>" },
    { "a@b.c\r\nd@e.f", "a@b.c\r\nd@e.f" },
  };
  g_autofree char *endless = g_strnfill (100000, 'a');
  g_autofree char *broken = roster_recipients_entry_break_lines (endless, -1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = roster_recipients_entry_break_lines (cases[i].text, -1);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
  for (const char *line = broken; line != NULL && *line != '\0';)
    {
      const char *end = strchr (line, '\n');

      g_assert_cmpuint (end != NULL ? (gsize)(end - line) : strlen (line), <, 5000);
      line = end != NULL ? end + 1 : NULL;
    }
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

/* Everything is reached with the Tab key, there and back. */
static void
test_keyboard (DialogFixture *self, gconstpointer data)
{
  static const char *const stops[] = { "role", "list", "close", "action" };
  GtkWindow *dialog;

  dialog_fixture_load (self, PRODUCTION);
  dialog = open_dialog (self, PRODUCTION);
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog), "ada@example.com b@example.com");
  dialog_wait_action (dialog, "Invite 2 people");
  ui_test_settle ();
  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    assert_tab (dialog, GTK_DIR_TAB_FORWARD, stops[i]);
  for (guint i = G_N_ELEMENTS (stops) - 1; i > 0; i--)
    assert_tab (dialog, GTK_DIR_TAB_BACKWARD, stops[i - 1]);
  assert_tab (dialog, GTK_DIR_TAB_BACKWARD, "text");
  assert_tab (dialog, GTK_DIR_TAB_BACKWARD, "file_button");
  ui_test_destroy (dialog);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/invite-dialog/" name, DialogFixture, &options, dialog_fixture_set_up, func,     \
              dialog_fixture_tear_down)
  ADD ("good", test_good);
  ADD ("verdicts", test_verdicts);
  ADD ("failed", test_failed);
  ADD ("offline", test_offline);
  ADD ("stopped", test_stopped);
  ADD ("closed", test_closed);
  ADD ("hasty", test_hasty);
  ADD ("reader", test_reader);
  ADD ("file", test_file);
  ADD ("keyboard", test_keyboard);
  ADD ("accept-unusual", test_accept_unusual);
  g_test_add_func ("/ui/invite-dialog/break-lines", test_break_lines);
  return g_test_run ();
}

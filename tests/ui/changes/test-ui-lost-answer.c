/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A service that takes invitations and never answers: nothing is sent again by itself. */

#include "support/dialog-fixture.h"

#include "support/wire-fixture.h"
#include "ui/changes/roster-invite-dialog.h"

#include <glib/gstdio.h>

#include <string.h>

typedef struct
{
  WireServer *server;
  WireFixture wire;
  RosterOrganization *organization;
  RosterJournal *journal;
  RosterChangeQueue *queue;
  char *folder;
  gboolean answers; /* also changes */
} Fixture;

static gboolean
answer (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  static const char members[] =
      "{\"members\":[{\"id\":\"" WIRE_ID "\",\"role\":\"user\",\"displayName\":\"Me\","
      "\"email\":\"me@example.com\",\"userEnabled\":true,\"mfaEnabled\":true,"
      "\"ssoEnabled\":false,\"lastAuthenticatedAt\":null}],\"token\":null}";
  Fixture *self = user_data;
  const char *body = g_str_equal (request->method, "GET") ? members : "{}";
  g_autofree char *headers = NULL;

  if (!g_str_equal (request->method, "GET") && !self->answers)
    return FALSE;
  headers = wire_sign (server, request, "application/json", body);
  wire_reply (out, 200, headers, body);
  return TRUE;
}

static guint
count_posts (Fixture *self)
{
  guint n = 0;

  for (guint i = 0; i < wire_server_get_n_requests (self->server); i++)
    n += g_str_equal (wire_server_get_request (self->server, i)->method, "POST");
  return n;
}

static gboolean
is_ready (gpointer organization)
{
  return roster_organization_get_state (organization) == ROSTER_ORGANIZATION_READY;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;

  self->server = wire_server_new (NULL, answer, self);
  wire_fixture_init (&self->wire, wire_server_get_endpoint (self->server));
  self->organization = roster_organization_new ("Production", "org", self->wire.client, NULL);
  self->folder = g_dir_make_tmp ("roster-lost-XXXXXX", NULL);
  path = g_build_filename (self->folder, "journal.jsonl", NULL);
  self->journal = roster_journal_new (path);
  self->queue = roster_change_queue_new (self->journal);
  roster_organization_refresh (self->organization);
  g_assert_true (ui_test_wait (is_ready, self->organization));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  ui_test_spin (50);
  g_unlink (roster_journal_get_path (self->journal));
  g_rmdir (self->folder);
  g_free (self->folder);
  g_assert_finalize_object (self->queue);
  g_assert_finalize_object (self->organization);
  g_clear_object (&self->journal);
  wire_fixture_clear (&self->wire);
  wire_server_free (self->server);
}

static GtkWindow *
open_and_lose (Fixture *self)
{
  GtkWindow *dialog = roster_invite_dialog_new (NULL, self->organization, self->queue);
  g_autofree char *row = NULL;

  gtk_window_present (dialog);
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog), "Ada@example.com");
  dialog_wait_action (dialog, "Invite 1 person");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_cmpstr (dialog_get_summary (dialog), ==, "1 invitation may have been sent.");
  row = dialog_describe_item (dialog, 0);
  g_assert_cmpstr (row, ==, "unknown: Ada@example.com");
  g_assert_cmpuint (count_posts (self), ==, 1);
  return dialog;
}

/* The address stays in the box, is not counted, and is not sent along with others. */
static void
test_not_again (Fixture *self, gconstpointer data)
{
  GtkWindow *dialog = open_and_lose (self);
  g_autofree char *text = dialog_dup_text (dialog);
  g_autofree char *row = NULL;

  g_assert_cmpstr (text, ==, "Ada@example.com\n");
  dialog_wait_action (dialog, "Invite");
  g_assert_false (dialog_is_usable (dialog, "action"));

  self->answers = TRUE;
  roster_invite_dialog_add_text (ROSTER_INVITE_DIALOG (dialog), "grace@example.com");
  dialog_wait_action (dialog, "Invite 1 person");
  row = dialog_describe_item (dialog, 0);
  g_assert_cmpstr (row, ==, "unknown: Ada@example.com");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_cmpuint (count_posts (self), ==, 2);
  g_assert_nonnull (
      strstr (wire_server_get_request (self->server, wire_server_get_n_requests (self->server) - 2)
                  ->body->str,
              "grace@example.com"));
  ui_test_destroy (dialog);
}

/* Only the person can ask for it. */
static void
test_again (Fixture *self, gconstpointer data)
{
  GtkWindow *dialog = open_and_lose (self);

  self->answers = TRUE;
  dialog_tick (dialog, "resend");
  dialog_wait_action (dialog, "Invite 1 person");
  dialog_press (dialog, "action");
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_SENDING);
  dialog_wait_state (dialog, ROSTER_CHANGE_DIALOG_RESULT);
  g_assert_cmpstr (dialog_get_summary (dialog), ==, "1 person was invited.");
  g_assert_cmpuint (count_posts (self), ==, 2);
  ui_test_destroy (dialog);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add ("/ui/lost-answer/not-again", Fixture, NULL, set_up, test_not_again, tear_down);
  g_test_add ("/ui/lost-answer/again", Fixture, NULL, set_up, test_again, tear_down);
  return g_test_run ();
}

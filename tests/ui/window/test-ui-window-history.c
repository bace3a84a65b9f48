/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window says at its start what became of an earlier run, and leads to the history. */

#include "support/window-fixture.h"

#include "mock/troubled-service.h"
#include "ui/history/roster-history-window.h"
#include "ui/widgets/roster-message-bar.h"

#include <glib/gstdio.h>

typedef struct
{
  WindowFixture window;
  TroubledService *service;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  SecretValue *key = secret_value_new (TROUBLED_KEY, -1, "text/plain");

  self->service = troubled_service_new ();
  troubled_service_add_member (self->service, "ada", "ada@example.com", "owner");
  window_fixture_set_up (&self->window, NULL, troubled_service_get_endpoint (self->service));
  roster_account_set_key (self->window.account, key);
  secret_value_unref (key);
  window_fixture_add (&self->window, "Production", "0123456");
  self->path = g_build_filename (self->window.folder, "journal.jsonl", NULL);
}

static gboolean
is_alone (gpointer data)
{
  g_autoptr (GDir) entries = g_dir_open (data, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (entries)) != NULL)
    if (g_str_has_suffix (name, ".lock"))
      return FALSE;
  return TRUE;
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *damaged = g_build_filename (self->window.folder, "journal-damaged.jsonl", NULL);
  RosterChangeQueue *queue = self->window.queue;

  if (self->window.watched != NULL)
    ui_test_destroy (GTK_WINDOW (self->window.window));
  /* The journal's thread may be the one that lets it go. */
  self->window.queue = roster_change_queue_new (roster_journal_new (NULL));
  g_object_unref (roster_change_queue_get_journal (self->window.queue));
  g_object_unref (queue);
  g_assert_true (ui_test_wait (is_alone, self->window.folder));
  g_unlink (damaged);
  window_fixture_tear_down (&self->window);
  troubled_service_free (self->service);
  g_free (self->path);
}

static void
write_intent (Fixture *self, const char *kind, const char *subject)
{
  FILE *file = g_fopen (self->path, "a");

  fprintf (file,
           "{\"version\":1,\"time\":\"2026-01-02T03:04:05.678Z\",\"event\":\"intent\","
           "\"kind\":\"%s\",\"uuid\":\"%s\",\"endpoint\":\"%s\",\"organization-id\":\"0123456\","
           "\"organization-name\":\"Production\",\"user-id\":\"ada\",\"subject\":\"%s\","
           "\"label\":\"%s\",\"role\":\"user\"}\n",
           kind, subject, troubled_service_get_endpoint (self->service), subject, subject);
  g_assert_cmpint (fclose (file), ==, 0);
}

static RosterMessageBar *
get_bar (Fixture *self)
{
  return ROSTER_MESSAGE_BAR (window_fixture_find (&self->window, "recovery_bar"));
}

static gboolean
has_text (gpointer bar)
{
  return roster_message_bar_get_text (bar) != NULL;
}

static GtkWindow *
find_history (Fixture *self)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GtkWindow *found = NULL;

  for (GList *link = windows; link != NULL; link = link->next)
    if (ROSTER_IS_HISTORY_WINDOW (link->data))
      {
        g_assert_null (found);
        g_assert_true (gtk_window_get_transient_for (link->data) ==
                       GTK_WINDOW (self->window.window));
        found = link->data;
      }
  return found;
}

static void
test_settled (Fixture *self, gconstpointer data)
{
  write_intent (self, "remove", "gone");
  write_intent (self, "invite", "new@example.com");
  window_fixture_open (&self->window);
  g_assert_true (ui_test_wait (has_text, get_bar (self)));
  g_assert_cmpstr (roster_message_bar_get_text (get_bar (self)), ==,
                   "1 change of an earlier run was settled by reading the members. An invitation "
                   "to new@example.com may have gone out: ask them before you send another one.");
  g_assert_cmpuint (troubled_service_count_requests (self->service, "DELETE"), ==, 0);
  g_assert_cmpuint (troubled_service_count_requests (self->service, "POST"), ==, 0);

  g_signal_emit_by_name (get_bar (self), "remedy", ROSTER_REMEDY_NONE);
  g_assert_null (roster_message_bar_get_text (get_bar (self)));
  g_assert_nonnull (find_history (self));
}

/* By the window, and afresh by whoever settles. */
static gboolean
has_failed_twice (gpointer data)
{
  Fixture *self = data;
  RosterOrganization *organization = roster_directory_get_organization (self->window.directory, 0);

  return troubled_service_count_requests (self->service, "GET") == 2 &&
         roster_organization_get_state (organization) == ROSTER_ORGANIZATION_FAILED;
}

/* The list cannot be read at first. */
static void
test_later (Fixture *self, gconstpointer data)
{
  write_intent (self, "remove", "gone");
  troubled_service_answer_lists (self->service, 0, 403);
  window_fixture_open (&self->window);
  g_assert_true (ui_test_wait (has_failed_twice, self));
  g_assert_null (roster_message_bar_get_text (get_bar (self)));

  troubled_service_answer_lists (self->service, 100, 403);
  window_fixture_activate (&self->window, "refresh");
  g_assert_true (ui_test_wait (has_text, get_bar (self)));
}

static void
test_nothing (Fixture *self, gconstpointer data)
{
  GtkWindow *history;
  gpointer watched;

  window_fixture_open (&self->window);
  ui_test_spin (200);
  g_assert_null (roster_message_bar_get_text (get_bar (self)));

  window_fixture_activate (&self->window, "history");
  history = watched = find_history (self);
  g_assert_nonnull (history);
  window_fixture_activate (&self->window, "history");
  g_assert_true (find_history (self) == history);

  /* It goes with the window that it belongs to. */
  g_object_add_weak_pointer (G_OBJECT (history), &watched);
  ui_test_destroy (GTK_WINDOW (self->window.window));
  ui_test_settle ();
  g_assert_null (watched);
}

static void
test_damaged (Fixture *self, gconstpointer data)
{
  g_assert_true (g_file_set_contents (self->path, "torn {\n", -1, NULL));
  window_fixture_open (&self->window);
  g_assert_true (ui_test_wait (has_text, get_bar (self)));
  g_assert_cmpstr (roster_message_bar_get_text (get_bar (self)), ==,
                   "1 damaged line of the journal was put aside.");
}

static void
test_unreadable (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (g_mkdir (self->path, 0700), ==, 0);
  window_fixture_open (&self->window);
  g_assert_true (ui_test_wait (has_text, get_bar (self)));
  g_assert_nonnull (strstr (roster_message_bar_get_text (get_bar (self)), "Is a directory"));
  g_assert_cmpint (g_rmdir (self->path), ==, 0);
}

#define ADD_TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD_TEST ("/window-history/settled", test_settled);
  ADD_TEST ("/window-history/later", test_later);
  ADD_TEST ("/window-history/nothing", test_nothing);
  ADD_TEST ("/window-history/damaged", test_damaged);
  ADD_TEST ("/window-history/unreadable", test_unreadable);
  return g_test_run ();
}

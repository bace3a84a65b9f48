/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closing: what is remembered, and that no change is lost. The service here answers a change when
 * it is told to. */

#include <libsoup/soup.h>

#include "window-fixture.h"

typedef struct
{
  WindowFixture base;
  GSettings *settings;
  SoupServer *server;
  guint status;            /* what a change is answered with */
  SoupServerMessage *held; /* (nullable) a change that waits for its answer */
} Fixture;

static void
answer (SoupServer *server,
        SoupServerMessage *message,
        const char *path,
        GHashTable *query,
        gpointer user_data)
{
  Fixture *fixture = user_data;

  gboolean read = g_str_equal (soup_server_message_get_method (message), "GET");

  soup_server_message_set_status (message, read ? SOUP_STATUS_FORBIDDEN : fixture->status, NULL);
  if (read)
    return;
  soup_server_message_pause (message);
  g_set_object (&fixture->held, message);
}

static char *
start_server (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GSList *uris = NULL;
  char *endpoint = NULL;

  fixture->status = SOUP_STATUS_NO_CONTENT;
  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, answer, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  endpoint = g_strdup_printf ("http://127.0.0.1:%d/v2", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return endpoint;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *endpoint = start_server (fixture);
  SecretValue *key = secret_value_new ("key", -1, "text/plain");

  fixture->settings = g_settings_new ("io.github.roster.Roster");
  window_fixture_set_up (&fixture->base, fixture->settings, endpoint);
  roster_account_set_key (fixture->base.account, key);
  secret_value_unref (key);
  window_fixture_add (&fixture->base, "Production", "1");
  window_fixture_add (&fixture->base, "Staging", "2");
  window_fixture_open (&fixture->base);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "organizations", "last-tab", "window-width", "window-height",
                                      "window-maximized" };

  window_fixture_tear_down (&fixture->base);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (fixture->settings, keys[i]);
  g_clear_object (&fixture->held);
  g_object_unref (fixture->server);
  g_object_unref (fixture->settings);
}

static gboolean
is_held (gpointer data)
{
  return ((Fixture *)data)->held != NULL;
}

static gboolean
is_idle (gpointer data)
{
  return !roster_change_queue_get_busy (data);
}

static gboolean
has_dialog (gpointer data)
{
  return window_fixture_find_dialog (data) != NULL;
}

/* Sends a change that does not end before release(). */
static RosterChangeRun *
send_change (Fixture *fixture)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  RosterOrganization *organization = roster_window_get_organization (fixture->base.window);
  RosterChangeRun *run = NULL;

  g_ptr_array_add (changes, roster_change_new (ROSTER_CHANGE_INVITE, organization,
                                               "grace@example.com", "grace@example.com", "reader"));
  run = roster_change_queue_submit (fixture->base.queue, changes);
  g_assert_true (ui_test_wait (is_held, fixture));
  g_assert_true (roster_change_queue_get_busy (fixture->base.queue));
  return run;
}

static void
release (Fixture *fixture)
{
  soup_server_message_unpause (fixture->held);
  g_assert_true (ui_test_wait (is_idle, fixture->base.queue));
}

static void
press_close (Fixture *fixture)
{
  gtk_window_close (GTK_WINDOW (fixture->base.window));
}

static void
test_remembers (Fixture *fixture, gconstpointer data)
{
  int width = 0;
  int height = 0;

  gtk_window_set_default_size (GTK_WINDOW (fixture->base.window), 700, 500);
  ui_test_spin (50);
  window_fixture_activate (&fixture->base, "next-tab");
  press_close (fixture);
  g_assert_true (ui_test_wait (window_fixture_is_gone, &fixture->base));
  g_assert_cmpint (g_settings_get_int (fixture->settings, "window-width"), ==, 700);
  g_assert_cmpint (g_settings_get_int (fixture->settings, "window-height"), ==, 500);
  g_assert_false (g_settings_get_boolean (fixture->settings, "window-maximized"));

  window_fixture_open (&fixture->base);
  gtk_window_get_default_size (GTK_WINDOW (fixture->base.window), &width, &height);
  g_assert_cmpint (width, ==, 700);
  g_assert_cmpint (height, ==, 500);
  g_assert_cmpstr (
      roster_organization_get_id (roster_window_get_organization (fixture->base.window)), ==, "2");
}

static void
test_wait (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = send_change (fixture);

  press_close (fixture);
  g_assert_true (ui_test_wait (has_dialog, &fixture->base));
  /* A second press asks no second time. */
  press_close (fixture);
  gtk_dialog_response (window_fixture_find_dialog (&fixture->base), GTK_RESPONSE_CANCEL);
  ui_test_spin (20);
  g_assert_null (window_fixture_find_dialog (&fixture->base));
  release (fixture);
  ui_test_spin (20);
  g_assert_nonnull (fixture->base.watched);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->base.window)));
}

static void
test_close_when_done (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = send_change (fixture);

  press_close (fixture);
  g_assert_true (ui_test_wait (has_dialog, &fixture->base));
  gtk_dialog_response (window_fixture_find_dialog (&fixture->base), GTK_RESPONSE_CLOSE);
  ui_test_spin (50);
  g_assert_nonnull (fixture->base.watched);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->base.window)));
  g_assert_true (roster_change_queue_get_busy (fixture->base.queue));

  release (fixture);
  g_assert_true (ui_test_wait (window_fixture_is_gone, &fixture->base));
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_DONE), ==, 1);
}

static void
test_failure_shows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = NULL;

  fixture->status = SOUP_STATUS_FORBIDDEN;
  run = send_change (fixture);
  roster_window_close_when_done (fixture->base.window);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->base.window)));
  release (fixture);
  ui_test_spin (20);
  g_assert_nonnull (fixture->base.watched);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->base.window)));
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_FAILED), ==, 1);

  /* It was told; the next time, the window goes. */
  press_close (fixture);
  g_assert_true (ui_test_wait (window_fixture_is_gone, &fixture->base));
}

static void
test_come_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = send_change (fixture);

  roster_window_close_when_done (fixture->base.window);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->base.window)));
  roster_window_come_back (fixture->base.window);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->base.window)));
  release (fixture);
  ui_test_spin (20);
  g_assert_nonnull (fixture->base.watched);
}

/* The change ends while it is asked: the results can be seen, so the window stays. */
static void
test_ends_while_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = send_change (fixture);

  press_close (fixture);
  g_assert_true (ui_test_wait (has_dialog, &fixture->base));
  release (fixture);
  ui_test_spin (20);
  g_assert_null (window_fixture_find_dialog (&fixture->base));
  g_assert_nonnull (fixture->base.watched);
}

static void
test_close_when_idle (Fixture *fixture, gconstpointer data)
{
  roster_window_close_when_done (fixture->base.window);
  g_assert_true (ui_test_wait (window_fixture_is_gone, &fixture->base));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/window-close/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD ("remembers", test_remembers);
  ADD ("wait", test_wait);
  ADD ("close-when-done", test_close_when_done);
  ADD ("failure-shows", test_failure_shows);
  ADD ("come-back", test_come_back);
  ADD ("ends-while-asked", test_ends_while_asked);
  ADD ("close-when-idle", test_close_when_idle);
  return g_test_run ();
}

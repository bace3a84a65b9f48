/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Closing: what is remembered, and that no change is lost. The service here answers a change when
 * it is told to. */

#include "mock/wire-server.h"
#include "support/window-fixture.h"
#include "support/plan-runner.h"

typedef struct
{
  WindowFixture base;
  GSettings *settings;
  WireServer *server;

  /* Shared with the server's threads */
  GMutex lock;
  GCond changed;
  guint status;      /* what a change is answered with */
  gboolean held;     /* a change waits for its answer */
  gboolean released; /* it need not wait any longer */
} Fixture;

static gboolean
answer (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  Fixture *fixture = user_data;
  guint status = 403;

  if (g_str_equal (request->method, "POST"))
    {
      g_mutex_lock (&fixture->lock);
      fixture->held = TRUE;
      while (!fixture->released)
        g_cond_wait (&fixture->changed, &fixture->lock);
      status = fixture->status;
      g_mutex_unlock (&fixture->lock);
    }
  wire_reply (out, status, NULL, "");
  return FALSE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  SecretValue *key = secret_value_new ("key", -1, "text/plain");

  g_mutex_init (&fixture->lock);
  g_cond_init (&fixture->changed);
  fixture->status = 202;
  fixture->server = wire_server_new (NULL, answer, fixture);
  fixture->settings = g_settings_new ("io.github.roster.Roster");
  window_fixture_set_up (&fixture->base, fixture->settings,
                         wire_server_get_endpoint (fixture->server));
  roster_account_set_key (fixture->base.account, key);
  secret_value_unref (key);
  window_fixture_add (&fixture->base, "Production", "1");
  window_fixture_add (&fixture->base, "Staging", "2");
  window_fixture_open (&fixture->base);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "organizations", "last-tab",         "window-width",
                                      "window-height", "window-maximized", "ask-close" };

  window_fixture_tear_down (&fixture->base);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (fixture->settings, keys[i]);
  wire_server_free (fixture->server);
  g_mutex_clear (&fixture->lock);
  g_cond_clear (&fixture->changed);
  g_object_unref (fixture->settings);
}

static gboolean
is_held (gpointer data)
{
  Fixture *fixture = data;
  gboolean held;

  g_mutex_lock (&fixture->lock);
  held = fixture->held;
  g_mutex_unlock (&fixture->lock);
  return held;
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

/* Sends changes of which the first does not end before release(). */
static RosterChangeRun *
send_changes (Fixture *fixture, guint n_changes)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  RosterOrganization *organization = roster_window_get_organization (fixture->base.window);
  RosterChangeRun *run = NULL;

  for (guint i = 0; i < n_changes; i++)
    {
      g_autofree char *address = g_strdup_printf ("grace%u@example.com", i);

      g_ptr_array_add (changes, roster_change_new (ROSTER_CHANGE_INVITE, organization, address,
                                                   address, "reader"));
    }
  run = plan_runner_submit (fixture->base.queue, changes);
  g_assert_true (ui_test_wait (is_held, fixture));
  g_assert_true (roster_change_queue_get_busy (fixture->base.queue));
  return run;
}

static RosterChangeRun *
send_change (Fixture *fixture)
{
  return send_changes (fixture, 1);
}

static void
release (Fixture *fixture)
{
  g_mutex_lock (&fixture->lock);
  fixture->released = TRUE;
  g_cond_broadcast (&fixture->changed);
  g_mutex_unlock (&fixture->lock);
  g_assert_true (ui_test_wait (is_idle, fixture->base.queue));
}

static void
press_close (Fixture *fixture)
{
  gtk_window_close (GTK_WINDOW (fixture->base.window));
}

/* The first size may still be on its way from the screen, and undo ours: asks again until it is
 * there to stay. */
static gboolean
is_resized (gpointer data)
{
  static guint n_times = 0;
  int width = 0;
  int height = 0;

  gtk_window_get_default_size (GTK_WINDOW (data), &width, &height);
  n_times = width == 700 ? n_times + 1 : 0;
  if (width != 700)
    gtk_window_set_default_size (GTK_WINDOW (data), 700, 500);
  return n_times > 20;
}

static void
test_remembers (Fixture *fixture, gconstpointer data)
{
  int width = 0;
  int height = 0;

  ui_test_settle ();
  g_assert_true (ui_test_wait (is_resized, fixture->base.window));
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
  ui_test_settle ();
  g_assert_null (window_fixture_find_dialog (&fixture->base));
  release (fixture);
  ui_test_settle ();
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
  ui_test_settle ();
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

  fixture->status = 403;
  run = send_change (fixture);
  roster_window_close_when_done (fixture->base.window);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->base.window)));
  release (fixture);
  ui_test_settle ();
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
  ui_test_settle ();
  g_assert_nonnull (fixture->base.watched);
}

/* The one that has left is let finish, the others are not sent, and the window goes. */
static void
test_stop_and_close (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = send_changes (fixture, 3);

  press_close (fixture);
  g_assert_true (ui_test_wait (has_dialog, &fixture->base));
  gtk_dialog_response (window_fixture_find_dialog (&fixture->base), 1);
  ui_test_settle ();
  g_assert_nonnull (fixture->base.watched);
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_SKIPPED), ==, 2);

  release (fixture);
  g_assert_true (ui_test_wait (window_fixture_is_gone, &fixture->base));
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_DONE), ==, 1);
}

/* The tab offers it while changes are sent, whatever became of their dialog. */
static void
test_stop_in_tab (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = NULL;
  GtkWidget *stop = window_fixture_find (&fixture->base, "stop_button");

  g_assert_nonnull (stop);
  g_assert_false (gtk_widget_get_visible (stop));
  g_assert_false (window_fixture_is_enabled (&fixture->base, "stop-changes"));

  run = send_changes (fixture, 3);
  g_assert_true (gtk_widget_get_visible (stop));
  g_assert_true (window_fixture_is_enabled (&fixture->base, "stop-changes"));
  window_fixture_activate (&fixture->base, "stop-changes");
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_SKIPPED), ==, 2);

  release (fixture);
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_DONE), ==, 1);
  g_assert_false (gtk_widget_get_visible (stop));
  g_assert_false (window_fixture_is_enabled (&fixture->base, "stop-changes"));
}

/* The change ends while it is asked: the results can be seen, so the window stays. */
static void
test_ends_while_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = send_change (fixture);

  press_close (fixture);
  g_assert_true (ui_test_wait (has_dialog, &fixture->base));
  release (fixture);
  ui_test_settle ();
  g_assert_null (window_fixture_find_dialog (&fixture->base));
  g_assert_nonnull (fixture->base.watched);
}

static gboolean
is_hidden (gpointer window)
{
  return !gtk_widget_get_visible (window);
}

/* Whoever does not want to be asked is not: the changes go on, and the window goes after them. */
static void
test_not_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = send_change (fixture);

  g_settings_set_boolean (fixture->settings, "ask-close", FALSE);
  press_close (fixture);
  g_assert_true (ui_test_wait (is_hidden, fixture->base.window));
  g_assert_null (window_fixture_find_dialog (&fixture->base));
  g_assert_false (window_fixture_is_gone (&fixture->base));
  release (fixture);
  g_assert_true (ui_test_wait (window_fixture_is_gone, &fixture->base));
  g_assert_cmpint (roster_change_get_state (roster_change_run_get_change (run, 0)), ==,
                   ROSTER_CHANGE_DONE);
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
  ADD ("stop-and-close", test_stop_and_close);
  ADD ("stop-in-tab", test_stop_in_tab);
  ADD ("close-when-idle", test_close_when_idle);
  ADD ("not-asked", test_not_asked);
  return g_test_run ();
}

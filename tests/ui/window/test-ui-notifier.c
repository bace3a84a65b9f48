/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the desktop is told while the window is not in front, and where a click leads. The desktop
 * here is a notification service of our own on the test's bus. */

#include "support/window-fixture.h"

#include "mock/troubled-service.h"
#include "support/plan-runner.h"
#include "ui/window/roster-notifier.h"

#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"

static const char interface_xml[] =
    "<node><interface name='" NAME "'>"
    "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
    "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/>"
    "<arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
    "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
    "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
    "<signal name='NotificationClosed'><arg type='u'/><arg type='u'/></signal>"
    "</interface></node>";

/* What the desktop was told. */
typedef struct
{
  GDBusConnection *connection;
  char *title; /* (nullable) of the last one */
  char *text;  /* (nullable) */
  guint n_told;
  guint n_closed;
} Desktop;

static Desktop desktop;

typedef struct
{
  WindowFixture window;
  TroubledService *service;
  RosterNotifier *notifier;
  RosterOrganization *production;
  RosterOrganization *staging;
} Fixture;

static void
on_method (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  if (g_str_equal (method, "Notify"))
    {
      g_clear_pointer (&desktop.title, g_free);
      g_clear_pointer (&desktop.text, g_free);
      g_variant_get_child (parameters, 3, "s", &desktop.title);
      g_variant_get_child (parameters, 4, "s", &desktop.text);
      desktop.n_told++;
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", desktop.n_told));
      return;
    }
  if (g_str_equal (method, "CloseNotification"))
    {
      desktop.n_closed++;
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }
  g_dbus_method_invocation_return_value (
      invocation, g_variant_new ("(@as)", g_variant_new_strv ((const char *[]){ "actions" }, 1)));
}

/* Once for all tests: the application keeps the backend that it finds first. */
static void
start_desktop (void)
{
  static const GDBusInterfaceVTable vtable = { on_method, NULL, NULL, { NULL } };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;

  desktop.connection =
      g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (desktop.connection, PATH, node->interfaces[0], &vtable, NULL,
                                     NULL, &error);
  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (desktop.connection, "org.freedesktop.DBus",
                                        "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                        "RequestName", g_variant_new ("(su)", NAME, 0), NULL,
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
forget (void)
{
  g_clear_pointer (&desktop.title, g_free);
  g_clear_pointer (&desktop.text, g_free);
}

static gboolean
is_told (gpointer data)
{
  return desktop.text != NULL;
}

static void
assert_told (const char *title, const char *text)
{
  g_assert_true (ui_test_wait (is_told, NULL));
  g_assert_cmpstr (desktop.title, ==, title);
  g_assert_cmpstr (desktop.text, ==, text);
  forget ();
}

static gboolean
are_read (gpointer data)
{
  Fixture *fixture = data;

  return roster_organization_get_state (fixture->production) == ROSTER_ORGANIZATION_READY &&
         roster_organization_get_state (fixture->staging) == ROSTER_ORGANIZATION_READY;
}

/* A window that has read its two organizations and was hidden. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SecretValue) key = secret_value_new (TROUBLED_KEY, -1, "text/plain");

  fixture->service = troubled_service_new ();
  troubled_service_add_member (fixture->service, "ada", "ada@example.com", "owner");
  troubled_service_add_member (fixture->service, "uma", "uma@example.com", "user");
  window_fixture_set_up (&fixture->window, NULL, troubled_service_get_endpoint (fixture->service));
  roster_account_set_key (fixture->window.account, key);
  fixture->production = window_fixture_add (&fixture->window, "Production", "1");
  fixture->staging = window_fixture_add (&fixture->window, "Staging", "2");
  window_fixture_open (&fixture->window);
  g_assert_true (ui_test_wait (are_read, fixture));
  gtk_widget_set_visible (GTK_WIDGET (fixture->window.window), FALSE);
  ui_test_spin (20);

  fixture->notifier = roster_notifier_new (GTK_WINDOW (fixture->window.window),
                                           fixture->window.directory, fixture->window.queue, FALSE);
  roster_notifier_set_patience (fixture->notifier, 0);
  forget ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_test_spin (250);
  g_assert_finalize_object (fixture->notifier);
  window_fixture_tear_down (&fixture->window);
  troubled_service_free (fixture->service);
}

static gboolean
is_idle (gpointer queue)
{
  return !roster_change_queue_get_busy (queue);
}

static void
change (Fixture *fixture, RosterChangeKind kind, const char *const *subjects)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; subjects[i] != NULL; i++)
    g_ptr_array_add (changes, roster_change_new (kind, fixture->staging, subjects[i], subjects[i],
                                                 kind == ROSTER_CHANGE_REMOVE ? NULL : "reader"));
  plan_runner_submit (fixture->window.queue, changes);
  g_assert_true (ui_test_wait (is_idle, fixture->window.queue));
}

/* Counts, and nobody's address. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  change (fixture, ROSTER_CHANGE_INVITE,
          (const char *const[]){ "grace@example.com", "mary@example.com", NULL });
  assert_told ("Staging", "2 people were invited.");
  change (fixture, ROSTER_CHANGE_REMOVE, (const char *const[]){ "uma", NULL });
  assert_told ("Staging", "1 member was removed.");
  troubled_service_answer_changes (fixture->service, FALSE, 403);
  change (fixture, ROSTER_CHANGE_INVITE, (const char *const[]){ "jean@example.com", NULL });
  assert_told ("Staging", "1 person was not invited.");
}

/* The list is read again after changes: that is no news of its own. */
static void
test_read_after_changes (Fixture *fixture, gconstpointer data)
{
  guint n_told = desktop.n_told;

  change (fixture, ROSTER_CHANGE_INVITE, (const char *const[]){ "grace@example.com", NULL });
  assert_told ("Staging", "1 person was invited.");
  ui_test_spin (400);
  g_assert_cmpuint (desktop.n_told, ==, n_told + 1);
}

static void
test_reads (Fixture *fixture, gconstpointer data)
{
  roster_organization_refresh (fixture->production);
  assert_told ("Production", "2 members were read.");

  roster_organization_refresh (fixture->production);
  roster_organization_refresh (fixture->staging);
  assert_told ("Roster", "2 organizations were read.");

  troubled_service_answer_lists (fixture->service, 0, 403);
  roster_organization_refresh (fixture->staging);
  assert_told ("Staging", "The members could not be read.");
  troubled_service_answer_lists (fixture->service, 1, 403);
  roster_organization_refresh (fixture->production);
  roster_organization_refresh (fixture->staging);
  assert_told ("Roster", "1 organization was read. 1 could not be read.");
}

static void
test_exports (Fixture *fixture, gconstpointer data)
{
  roster_notifier_tell_export (fixture->notifier, fixture->production, 12, 0);
  assert_told ("Production", "The list was saved: 12 members.");
  roster_notifier_tell_export (fixture->notifier, fixture->production, -1, 0);
  assert_told ("Production", "The list could not be saved.");
}

/* What is over soon is not worth a word. */
static void
test_patience (Fixture *fixture, gconstpointer data)
{
  guint n_told = desktop.n_told;

  roster_notifier_set_patience (fixture->notifier, 60000);
  change (fixture, ROSTER_CHANGE_INVITE, (const char *const[]){ "grace@example.com", NULL });
  roster_organization_refresh (fixture->production);
  roster_notifier_tell_export (fixture->notifier, fixture->production, 12, 59999);
  ui_test_spin (400);
  g_assert_cmpuint (desktop.n_told, ==, n_told);
  roster_notifier_tell_export (fixture->notifier, fixture->production, 12, 60000);
  assert_told ("Production", "The list was saved: 12 members.");
}

/* A window that is hidden keeps its state. */
static gboolean
is_in_front (gpointer window)
{
  return gtk_window_is_active (window) && gtk_widget_get_mapped (window);
}

static gboolean
is_closed (gpointer n_closed)
{
  return desktop.n_closed > GPOINTER_TO_UINT (n_closed);
}

/* Until GLib has the desktop's answer, it cannot take the notification away. */
static void
wait_for_answer (void)
{
  GDBusConnection *connection =
      g_application_get_dbus_connection (G_APPLICATION (window_fixture_get_application ()));
  g_autoptr (GVariant) answer = NULL;

  g_assert_true (g_dbus_connection_flush_sync (desktop.connection, NULL, NULL));
  answer = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                        "org.freedesktop.DBus.Peer", "Ping", NULL, NULL,
                                        G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
  g_assert_nonnull (answer);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The person looks at the window by themselves: what it told goes. */
static void
test_front (Fixture *fixture, gconstpointer data)
{
  guint n_closed = desktop.n_closed;

  change (fixture, ROSTER_CHANGE_INVITE, (const char *const[]){ "grace@example.com", NULL });
  assert_told ("Staging", "1 person was invited.");
  wait_for_answer ();
  gtk_window_present (GTK_WINDOW (fixture->window.window));
  g_assert_true (ui_test_wait (is_in_front, fixture->window.window));
  g_assert_true (ui_test_wait (is_closed, GUINT_TO_POINTER (n_closed)));
}

/* A click brings the window to the front, with the tab. The desktop closes what was clicked. */
static void
test_click (Fixture *fixture, gconstpointer data)
{
  guint n_told = 0;

  roster_window_show_organization (fixture->window.window, fixture->production);
  change (fixture, ROSTER_CHANGE_INVITE, (const char *const[]){ "grace@example.com", NULL });
  assert_told ("Staging", "1 person was invited.");
  wait_for_answer ();
  g_dbus_connection_emit_signal (desktop.connection, NULL, PATH, NAME, "ActionInvoked",
                                 g_variant_new ("(us)", desktop.n_told, "default"), NULL);
  g_dbus_connection_emit_signal (desktop.connection, NULL, PATH, NAME, "NotificationClosed",
                                 g_variant_new ("(uu)", desktop.n_told, 2), NULL);
  g_assert_true (ui_test_wait (is_in_front, fixture->window.window));
  g_assert_true (roster_window_get_organization (fixture->window.window) == fixture->staging);

  /* In front, nothing is told. The focus that the window had when it was hidden is no focus: it
   * goes, and comes again. */
  ui_test_spin (200);
  g_assert_true (ui_test_wait (is_in_front, fixture->window.window));
  n_told = desktop.n_told;
  roster_organization_refresh (fixture->production);
  roster_notifier_tell_export (fixture->notifier, fixture->production, 12, 1000);
  ui_test_spin (400);
  g_assert_cmpuint (desktop.n_told, ==, n_told);
}

/* Of an organization whose tab was taken away since: the window, and no more. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  GActionGroup *application = G_ACTION_GROUP (window_fixture_get_application ());

  g_action_group_activate_action (application, "show-organization",
                                  g_variant_new ("(bs)", FALSE, "gone"));
  g_assert_true (ui_test_wait (is_in_front, fixture->window.window));
  g_assert_true (roster_window_get_organization (fixture->window.window) != NULL);
}

#define ADD(name, func) g_test_add ("/ui/notifier/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  /* Before there are threads */
  g_setenv ("GNOTIFICATION_BACKEND", "freedesktop", TRUE);
  ui_test_init (&argc, &argv);
  start_desktop ();
  ADD ("changes", test_changes);
  ADD ("read-after-changes", test_read_after_changes);
  ADD ("reads", test_reads);
  ADD ("exports", test_exports);
  ADD ("patience", test_patience);
  ADD ("front", test_front);
  ADD ("click", test_click);
  ADD ("gone", test_gone);
  return g_test_run ();
}

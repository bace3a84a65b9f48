/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keyring on bad days: absent, locked, restarted, hung or killed. */

#include <signal.h>

#include "core/accounts/roster-secrets-error.h"
#include "core/base/roster-error.h"
#include "support/keyring-fixture.h"

#define SHORT_PATIENCE 50 /* ms */

static guint log_handler;

/* Asked by the leak sanitizer: libsecret keeps all that belongs to a prompt that never ends. */
int __lsan_is_turned_off (void);

int
__lsan_is_turned_off (void)
{
  return 1;
}

static void
test_no_service (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_not_found (fixture->keyring, ROSTER_ERROR_KEYRING_MISSING);
  assert_not_stored (fixture, ROSTER_ERROR_KEYRING_MISSING);
  error = forget (fixture->keyring, fixture->account);
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING);

  /* It comes later in the session. */
  keyring_daemon_start (fixture->daemon, TRUE);
  assert_stored (fixture, KEY);
  assert_found (fixture->keyring, KEY);
}

static void
test_no_bus (void)
{
  g_autoptr (RosterKeyring) keyring = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  keyring = roster_keyring_new ();
  assert_not_found (keyring, ROSTER_ERROR_KEYRING_MISSING);
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  keyring_daemon_start (fixture->daemon, TRUE);
  assert_stored (fixture, KEY);
  keyring_daemon_lock (fixture->daemon);

  assert_not_found (fixture->keyring, ROSTER_ERROR_KEYRING_LOCKED);
  assert_not_stored (fixture, ROSTER_ERROR_KEYRING_LOCKED);
  error = forget (fixture->keyring, fixture->account);
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED);
}

/* Nothing of ours is in it, which cannot be known while it is locked. */
static void
test_locked_empty (Fixture *fixture, gconstpointer data)
{
  keyring_daemon_start (fixture->daemon, TRUE);
  keyring_daemon_lock (fixture->daemon);
  assert_not_found (fixture->keyring, ROSTER_ERROR_KEYRING_LOCKED);
  assert_not_stored (fixture, ROSTER_ERROR_KEYRING_LOCKED);
}

static void
test_locked_from_disk (Fixture *fixture, gconstpointer data)
{
  keyring_daemon_start (fixture->daemon, TRUE);
  assert_stored (fixture, KEY);
  keyring_daemon_stop (fixture->daemon);
  keyring_daemon_start (fixture->daemon, FALSE);

  assert_not_found (fixture->keyring, ROSTER_ERROR_KEYRING_LOCKED);
  keyring_daemon_stop (fixture->daemon);
  keyring_daemon_start (fixture->daemon, TRUE);
  assert_found (fixture->keyring, KEY);
}

static void
test_restarted (Fixture *fixture, gconstpointer data)
{
  keyring_daemon_start (fixture->daemon, TRUE);
  assert_stored (fixture, "an older key");

  for (guint i = 0; i < 3; i++)
    {
      keyring_daemon_stop (fixture->daemon);
      keyring_daemon_start (fixture->daemon, TRUE);
      if (i == 1)
        assert_stored (fixture, KEY);
      else
        assert_found (fixture->keyring, i == 0 ? "an older key" : KEY);
    }
}

/* A fresh account of the computer, before anybody has made a keyring. */
static void
test_no_collection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  keyring_daemon_start (fixture->daemon, FALSE);
  assert_not_found (fixture->keyring, ROSTER_ERROR_NO_KEY);
  error = store (fixture->keyring, fixture->account, KEY);
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING);
  g_assert_cmpstr (error->message, ==,
                   "There is no keyring that lasts: the key is kept until you log out.");
  assert_found (fixture->keyring, KEY);
}

static gboolean
is_set (gpointer flag)
{
  return *(gboolean *)flag;
}

static void
set_flag (gboolean *flag)
{
  *flag = TRUE;
}

static void
wait_until (gboolean (*func) (gpointer), gpointer data)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (!func (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* The caller is told; the late answer still comes to the account. */
static void
test_hung (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterAccount) account = roster_account_new (ENDPOINT, USER_ID);
  gboolean has_key = FALSE;

  keyring_daemon_start (fixture->daemon, TRUE);
  assert_stored (fixture, KEY);
  roster_keyring_set_patience (fixture->keyring, SHORT_PATIENCE);
  g_signal_connect_swapped (account, "notify::has-key", G_CALLBACK (set_flag), &has_key);

  keyring_daemon_signal (fixture->daemon, SIGSTOP);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = ensure (fixture->keyring, account);

      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING);
      g_assert_true (g_str_has_prefix (error->message, "Still waiting"));
    }
  g_assert_false (has_key);

  keyring_daemon_signal (fixture->daemon, SIGCONT);
  wait_until (is_set, &has_key);
  assert_key (account, KEY);
}

/* A key that somebody entered while the keyring hung is not replaced by the older one. */
static void
test_entered_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterAccount) account = roster_account_new (ENDPOINT, USER_ID);
  g_autoptr (SecretValue) entered = secret_value_new (KEY, -1, "text/plain");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  keyring_daemon_start (fixture->daemon, TRUE);
  assert_stored (fixture, "an older key");

  keyring_daemon_signal (fixture->daemon, SIGSTOP);
  roster_keyring_ensure_key_async (fixture->keyring, account, keep_result, &result);
  roster_account_set_key (account, entered);
  keyring_daemon_signal (fixture->daemon, SIGCONT);
  finish (fixture->keyring, &result, roster_keyring_ensure_key_finish, &error);
  g_assert_no_error (error);
  assert_key (account, KEY);
}

static void
on_prompter_called (GDBusConnection *bus,
                    const char *sender,
                    const char *path,
                    const char *interface,
                    const char *method,
                    GVariant *parameters,
                    GDBusMethodInvocation *invocation,
                    gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  g_dbus_method_invocation_return_value (invocation, NULL);
}

/* Takes the place of the program that shows gnome-keyring's prompts. Returns the name's id. */
static guint
own_prompter (gboolean *is_asked, guint *object)
{
  static const char xml[] =
      "<node><interface name='org.gnome.keyring.internal.Prompter'>"
      "<method name='BeginPrompting'><arg type='o' direction='in'/></method>"
      "<method name='PerformPrompt'><arg type='o' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='a{sv}' direction='in'/><arg type='s' direction='in'/></method>"
      "<method name='StopPrompting'><arg type='o' direction='in'/></method>"
      "</interface></node>";
  static const GDBusInterfaceVTable vtable = { .method_call = on_prompter_called };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autoptr (GDBusConnection) bus = keyring_daemon_get_bus ();
  guint name;

  *object = g_dbus_connection_register_object (bus, "/org/gnome/keyring/Prompter",
                                               node->interfaces[0], &vtable, is_asked, NULL, NULL);
  g_assert_cmpuint (*object, !=, 0);
  name = g_bus_own_name_on_connection (bus, "org.gnome.keyring.SystemPrompter",
                                       G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
  keyring_daemon_wait_for_name ("org.gnome.keyring.SystemPrompter", TRUE);
  return name;
}

static void
disown_prompter (guint name, guint object)
{
  g_autoptr (GDBusConnection) bus = keyring_daemon_get_bus ();

  g_bus_unown_name (name);
  g_dbus_connection_unregister_object (bus, object);
  keyring_daemon_wait_for_name ("org.gnome.keyring.SystemPrompter", FALSE);
}

/* libsecret complains of itself when the keyring goes away during a prompt: 0.20.5 of an error that
 * it has not got, 0.21 of an answer that it never gave. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  static const char *const own[] = {
    "g_task_return_error: assertion 'error != NULL' failed",
    "GTask secret_service_real_prompt_async (source object: ",
  };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    if (g_str_has_prefix (message, own[i]))
      return FALSE;
  return TRUE;
}

static void
on_critical (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  if (is_fatal (domain, level, message, NULL))
    g_log_default_handler (domain, level, message, NULL);
}

static void
set_up_prompt (Fixture *fixture, gconstpointer data)
{
  keyring_fixture_set_up (fixture, data);
  g_test_log_set_fatal_handler (is_fatal, NULL);
  log_handler =
      g_log_set_handler ("GLib-GIO", G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_FATAL, on_critical, NULL);
}

static void
tear_down_prompt (Fixture *fixture, gconstpointer data)
{
  keyring_fixture_tear_down (fixture, data);
  g_log_remove_handler ("GLib-GIO", log_handler);
}

/* While it is open, two accounts share it; then the keyring is killed, which libsecret never tells.
 */
static void
test_killed_while_prompting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterAccount) other = roster_account_new (ENDPOINT, "another");
  g_autoptr (RosterAccount) account = roster_account_new (ENDPOINT, USER_ID);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_asked = FALSE;
  guint object;
  guint name;

  keyring_daemon_start (fixture->daemon, TRUE);
  assert_stored (fixture, KEY);
  keyring_daemon_lock (fixture->daemon);
  name = own_prompter (&is_asked, &object);

  roster_keyring_ensure_key_async (fixture->keyring, account, keep_result, &first);
  roster_keyring_ensure_key_async (fixture->keyring, other, keep_result, &second);
  wait_until (is_set, &is_asked);
  g_assert_true (roster_keyring_is_prompting (fixture->keyring, account));
  g_assert_null (first);

  keyring_daemon_stop (fixture->daemon);
  finish (fixture->keyring, &first, roster_keyring_ensure_key_finish, &error);
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING);
  g_assert_false (roster_keyring_is_prompting (fixture->keyring, account));
  g_clear_error (&error);
  finish (fixture->keyring, &second, roster_keyring_ensure_key_finish, &error);
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING);

  disown_prompter (name, object);
  keyring_daemon_start (fixture->daemon, TRUE);
  assert_found (fixture->keyring, KEY);
}

static void
keep_end (RosterKeyring *keyring, RosterAccount *account, const GError *error, gpointer place)
{
  if (error != NULL && *(GError **)place == NULL)
    *(GError **)place = g_error_copy (error);
}

static gboolean
has_ended (gpointer place)
{
  return *(GError **)place != NULL;
}

/* The prompt stays open: the window is told that the wait goes on, and may end at any time. */
static void
test_prompt_stays_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterAccount) account = roster_account_new (ENDPOINT, "another");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) end = NULL;
  gboolean is_asked = FALSE;
  guint object;
  guint name;

  keyring_daemon_start (fixture->daemon, TRUE);
  keyring_daemon_lock (fixture->daemon);
  name = own_prompter (&is_asked, &object);
  roster_keyring_set_patience (fixture->keyring, SHORT_PATIENCE);
  g_signal_connect (fixture->keyring, "lookup-ended", G_CALLBACK (keep_end), &end);

  error = ensure (fixture->keyring, account);
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING);
  g_assert_true (g_str_has_prefix (error->message, "Still waiting"));
  g_assert_no_error (end);
  assert_not_stored (fixture, ROSTER_ERROR_KEYRING);

  /* It ends without a key: whoever was told to wait hears of it. */
  keyring_daemon_stop (fixture->daemon);
  wait_until (has_ended, &end);
  g_assert_error (end, ROSTER_ERROR, ROSTER_ERROR_KEYRING_MISSING);
  disown_prompter (name, object);
}

static void
test_translate (void)
{
  static const struct
  {
    GQuark (*domain) (void);
    int code;
    gboolean is_connected;
    int expected;
  } cases[] = {
    { g_dbus_error_quark, G_DBUS_ERROR_SERVICE_UNKNOWN, FALSE, ROSTER_ERROR_KEYRING_MISSING },
    { g_dbus_error_quark, G_DBUS_ERROR_SERVICE_UNKNOWN, TRUE, ROSTER_ERROR_KEYRING_MISSING },
    { g_dbus_error_quark, G_DBUS_ERROR_SPAWN_CHILD_EXITED, FALSE, ROSTER_ERROR_KEYRING_MISSING },
    { g_dbus_error_quark, G_DBUS_ERROR_SPAWN_EXEC_FAILED, FALSE, ROSTER_ERROR_KEYRING_MISSING },
    { g_dbus_error_quark, G_DBUS_ERROR_NO_REPLY, TRUE, ROSTER_ERROR_KEYRING },
    { g_dbus_error_quark, G_DBUS_ERROR_ACCESS_DENIED, TRUE, ROSTER_ERROR_KEYRING },
    { g_io_error_quark, G_IO_ERROR_FAILED, FALSE, ROSTER_ERROR_KEYRING_MISSING },
    { g_io_error_quark, G_IO_ERROR_NOT_FOUND, FALSE, ROSTER_ERROR_KEYRING_MISSING },
    { g_io_error_quark, G_IO_ERROR_FAILED, TRUE, ROSTER_ERROR_KEYRING },
    { g_io_error_quark, G_IO_ERROR_TIMED_OUT, FALSE, ROSTER_ERROR_KEYRING },
    { g_io_error_quark, G_IO_ERROR_DBUS_ERROR, FALSE, ROSTER_ERROR_KEYRING },
    { secret_error_get_quark, SECRET_ERROR_IS_LOCKED, TRUE, ROSTER_ERROR_KEYRING_LOCKED },
    { secret_error_get_quark, SECRET_ERROR_PROTOCOL, TRUE, ROSTER_ERROR_KEYRING },
    { roster_error_quark, ROSTER_ERROR_NO_KEY, TRUE, ROSTER_ERROR_NO_KEY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error =
          g_error_new_literal (cases[i].domain (), cases[i].code, "in their words");
      g_autoptr (GError) translated = roster_secrets_error_translate (error, cases[i].is_connected);

      g_assert_error (translated, ROSTER_ERROR, cases[i].expected);
    }
}

#define ADD(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, keyring_fixture_set_up, function, keyring_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring-faults/translate", test_translate);
  g_test_add_func ("/keyring-faults/no-bus", test_no_bus);
  ADD ("/keyring-faults/no-service", test_no_service);
  ADD ("/keyring-faults/locked", test_locked);
  ADD ("/keyring-faults/locked-empty", test_locked_empty);
  ADD ("/keyring-faults/locked-from-disk", test_locked_from_disk);
  ADD ("/keyring-faults/restarted", test_restarted);
  ADD ("/keyring-faults/no-collection", test_no_collection);
  ADD ("/keyring-faults/hung", test_hung);
  ADD ("/keyring-faults/entered-meanwhile", test_entered_meanwhile);
  g_test_add ("/keyring-faults/killed-while-prompting", Fixture, NULL, set_up_prompt,
              test_killed_while_prompting, tear_down_prompt);
  g_test_add ("/keyring-faults/prompt-stays-open", Fixture, NULL, set_up_prompt,
              test_prompt_stays_open, tear_down_prompt);
  return g_test_run ();
}

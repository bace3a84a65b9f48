/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keyrings that no daemon can be made to be: one whose program starts and never comes, one that
 * answers late, one that keeps something else than it was given. For the window’s model, and for
 * the real rosterctl. */

#include <glib/gstdio.h>
#include <string.h>

#include "cli/roster-cli-exit.h"
#include "core/base/roster-error.h"
#include "mock/fake-secrets.h"
#include "support/keyring-fixture.h"

#define SHORT_PATIENCE 50 /* ms */
#define MISMATCH "The keyring took the key but does not give the same key back."
#define WAITING "Still waiting for the keyring: it may be asking for its password."

/* A program that is started for the name and never claims it. pid: where its id goes */
static void
write_service_file (const char *pid)
{
  g_autoptr (GDBusConnection) bus = keyring_daemon_get_bus ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autofree char *text = g_strdup_printf ("[D-BUS Service]\nName=org.freedesktop.secrets\n"
                                           "Exec=/bin/sh -c 'echo $$ >%s; exec sleep 120'\n",
                                           pid);
  g_autofree char *path =
      g_build_filename (g_getenv ("ROSTER_TEST_SERVICES"), "hangs.service", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "ReloadConfig", NULL, NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
remove_service_file (const char *pid)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("ROSTER_TEST_SERVICES"), "hangs.service", NULL);
  g_autofree char *text = NULL;

  g_unlink (path);
  if (g_file_get_contents (pid, &text, NULL, NULL))
    kill ((pid_t)g_ascii_strtoll (text, NULL, 10), SIGTERM);
  g_unlink (pid);
}

static gboolean
on_turned (gpointer n_turns)
{
  (*(guint *)n_turns)++;
  return G_SOURCE_CONTINUE;
}

static void
set_flag (gboolean *flag)
{
  *flag = TRUE;
}

static void
turn_until (const gboolean *flag)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (!*flag)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* The bus waits for the program; Roster does not. Where a keyring comes after all, so does the key.
 */
static void
test_hangs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterAccount) account = roster_account_new (ENDPOINT, USER_ID);
  g_autofree char *pid = g_build_filename (fixture->daemon->data_home, "pid", NULL);
  g_autoptr (GError) error = NULL;
  gboolean has_key = FALSE;
  guint n_turns = 0;
  guint turns;

  keyring_daemon_start (fixture->daemon, TRUE);
  assert_stored (fixture, KEY);
  keyring_daemon_stop (fixture->daemon);
  secret_service_disconnect ();
  write_service_file (pid);

  roster_keyring_set_patience (fixture->keyring, 300);
  turns = g_timeout_add (10, on_turned, &n_turns);
  error = ensure (fixture->keyring, account);
  g_source_remove (turns);
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING);
  g_assert_cmpstr (error->message, ==, WAITING);
  /* The window would have gone on working meanwhile. */
  g_assert_cmpuint (n_turns, >, 10);
  g_assert_true (g_file_test (pid, G_FILE_TEST_EXISTS));

  g_signal_connect_swapped (account, "notify::has-key", G_CALLBACK (set_flag), &has_key);
  keyring_daemon_start (fixture->daemon, TRUE);
  turn_until (&has_key);
  assert_key (account, KEY);
  remove_service_file (pid);
}

/* It says yes, and has something else, or nothing. */
static void
test_mismatch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FakeSecrets) fake = fake_secrets_new ();
  const FakeSecretsMood moods[] = { FAKE_SECRETS_GARBLE, FAKE_SECRETS_LOSE, FAKE_SECRETS_GARBLE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) again = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (moods); i++)
    {
      g_autoptr (GError) error = NULL;

      fake_secrets_set_mood (fake, moods[i]);
      error = store (fixture->keyring, fixture->account, KEY);
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_KEYRING);
      g_assert_cmpstr (error->message, ==, MISMATCH);
      /* It works until the end of this run. */
      assert_key (fixture->account, KEY);
    }

  /* The next try, with the account’s own key, replaces what is wrong. */
  fake_secrets_set_mood (fake, FAKE_SECRETS_KEEP);
  roster_keyring_store_key_async (fixture->keyring, fixture->account,
                                  roster_account_get_key (fixture->account), keep_result, &result);
  finish (fixture->keyring, &result, roster_keyring_store_key_finish, &again);
  g_assert_no_error (again);
  assert_key (fixture->account, KEY);
  g_assert_cmpstr (fake_secrets_get_secret (fake), ==, KEY);
  assert_found (fixture->keyring, KEY);
}

typedef struct
{
  gboolean ended;
  GError *error; /* (nullable) owned */
} Late;

static void
on_write_ended (RosterKeyring *keyring, RosterAccount *account, const GError *error, Late *late)
{
  g_assert_cmpstr (roster_account_get_user_id (account), ==, USER_ID);
  late->ended = TRUE;
  g_clear_error (&late->error);
  late->error = error != NULL ? g_error_copy (error) : NULL;
}

/* Whoever was told that it takes long can hear how it ended. */
static void
test_late (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FakeSecrets) fake = fake_secrets_new ();
  const FakeSecretsMood moods[] = { FAKE_SECRETS_KEEP, FAKE_SECRETS_GARBLE, FAKE_SECRETS_REFUSE };
  Late late = { 0 };

  roster_keyring_set_patience (fixture->keyring, SHORT_PATIENCE);
  g_signal_connect (fixture->keyring, "write-ended", G_CALLBACK (on_write_ended), &late);
  for (guint i = 0; i < G_N_ELEMENTS (moods); i++)
    {
      g_autoptr (GError) error = NULL;

      fake_secrets_set_mood (fake, moods[i]);
      fake_secrets_hold (fake);
      error = store (fixture->keyring, fixture->account, KEY);
      g_assert_cmpstr (error->message, ==, WAITING);
      g_assert_false (late.ended);

      while (!fake_secrets_is_holding (fake))
        g_main_context_iteration (NULL, TRUE);
      fake_secrets_release (fake);
      turn_until (&late.ended);
      if (moods[i] == FAKE_SECRETS_KEEP)
        g_assert_no_error (late.error);
      else
        g_assert_error (late.error, ROSTER_ERROR, ROSTER_ERROR_KEYRING);
      late.ended = FALSE;
    }
  g_clear_error (&late.error);
}

/* --- rosterctl --- */

typedef struct
{
  gboolean ended;
  char *output;
} Call;

static void
on_communicated (GObject *process, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (process), result, &call->output, NULL,
                                        &error);
  g_assert_no_error (error);
  call->ended = TRUE;
}

/* Its exit status. folder: for its settings. output: (out) what it said */
static int
run_rosterctl (const char *folder, const char *const *arguments, char **output)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  Call call = { 0 };

  /* Nothing can be imported into settings that are not kept. */
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "keyfile", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", folder, TRUE);
  g_strv_builder_add (builder, g_getenv ("ROSTERCTL_PROGRAM"));
  g_strv_builder_addv (builder, (const char **)arguments);
  argv = g_strv_builder_end (builder);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, on_communicated, &call);
  turn_until (&call.ended);
  g_test_message ("%s", call.output);
  g_assert_null (strstr (call.output, KEY));
  *output = call.output;
  return g_subprocess_get_exit_status (process);
}

static char *
write_config (Fixture *fixture)
{
  char *path = g_build_filename (fixture->daemon->data_home, "threatstack.cfg", NULL);

  g_assert_true (g_file_set_contents (
      path,
      "[USER_INFO]\nTS_USER_ID = " USER_ID "\nTS_API_KEY = " KEY "\n\n"
      "[DEFAULT]\nTS_ORGANIZATION_ID = 5d7\nTS_ORGANIZATION_NAME = \"Production\"\n",
      -1, NULL));
  return path;
}

/* The key stays in the file, and nothing is half imported. */
static void
test_rosterctl_mismatch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FakeSecrets) fake = fake_secrets_new ();
  g_autofree char *config = write_config (fixture);
  const char *const arguments[] = { "import", "--remove-key", config, NULL };
  g_autofree char *output = NULL;
  g_autofree char *text = NULL;

  fake_secrets_set_mood (fake, FAKE_SECRETS_GARBLE);
  g_assert_cmpint (run_rosterctl (fixture->daemon->data_home, arguments, &output), !=,
                   ROSTER_CLI_EXIT_DONE);
  g_assert_nonnull (strstr (output, MISMATCH));
  g_assert_null (strstr (output, "Production"));
  g_assert_true (g_file_get_contents (config, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, KEY));
}

/* It gives up after ten seconds, and says why. */
static void
test_rosterctl_hangs (Fixture *fixture, gconstpointer data)
{
  g_autofree char *config = write_config (fixture);
  g_autofree char *pid = g_build_filename (fixture->daemon->data_home, "pid", NULL);
  const char *const arguments[] = { "import", "--remove-key", config, NULL };
  g_autofree char *output = NULL;
  g_autofree char *text = NULL;
  gint64 begin = g_get_monotonic_time ();

  write_service_file (pid);
  g_assert_cmpint (run_rosterctl (fixture->daemon->data_home, arguments, &output), !=,
                   ROSTER_CLI_EXIT_DONE);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, ROSTER_KEYRING_PATIENCE * 1000);
  g_assert_nonnull (strstr (output, WAITING));
  g_assert_true (g_file_get_contents (config, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, KEY));
  remove_service_file (pid);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/keyring-service/" path, Fixture, NULL, keyring_fixture_set_up, function,           \
              keyring_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("mismatch", test_mismatch);
  ADD ("late", test_late);
  ADD ("rosterctl-mismatch", test_rosterctl_mismatch);
  ADD ("rosterctl-hangs", test_rosterctl_hangs);
  ADD ("hangs", test_hangs);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts, locks, stops and kills a gnome-keyring. */

#include "support/keyring-daemon.h"

#include <glib/gstdio.h>
#include <libsecret/secret.h>
#include <signal.h>
#include <sys/wait.h>

#define SECRETS_NAME "org.freedesktop.secrets"
#define LOGIN_COLLECTION "/org/freedesktop/secrets/collection/login"
#define MAX_WAIT (60 * G_USEC_PER_SEC)

GDBusConnection *
keyring_daemon_get_bus (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);

  g_assert_no_error (error);
  return g_steal_pointer (&bus);
}

static gboolean
name_has_owner (GDBusConnection *bus, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
      g_variant_new ("(s)", name), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  gboolean has_owner;

  g_assert_no_error (error);
  g_variant_get (answer, "(b)", &has_owner);
  return has_owner;
}

/* Until a name is on the bus, or is not. */
void
keyring_daemon_wait_for_name (const char *name, gboolean owned)
{
  g_autoptr (GDBusConnection) bus = keyring_daemon_get_bus ();
  gint64 end = g_get_monotonic_time () + MAX_WAIT;

  while (name_has_owner (bus, name) != owned)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (5000);
    }

  /* The signal that says so has come before the answer; it is given out now. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

KeyringDaemon *
keyring_daemon_new (void)
{
  KeyringDaemon *self = g_new0 (KeyringDaemon, 1);
  g_autoptr (GError) error = NULL;

  self->data_home = g_dir_make_tmp ("roster-keyring-XXXXXX", &error);
  g_assert_no_error (error);
  return self;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
keyring_daemon_free (KeyringDaemon *self)
{
  keyring_daemon_stop (self);
  remove_folder (self->data_home);
  g_free (self->data_home);
  g_free (self);
}

/* unlocked: with an open keyring, made where there is none; otherwise as a session finds it before
 * anybody has given a password. */
void
keyring_daemon_start (KeyringDaemon *self, gboolean unlocked)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                 G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GOutputStream *input;

  g_assert_null (self->process);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->data_home, TRUE);
  self->process =
      g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground",
                                   "--components=secrets", unlocked ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);

  input = g_subprocess_get_stdin_pipe (self->process);
  if (unlocked)
    g_output_stream_write_all (input, "password", 8, NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (input, NULL, &error);
  g_assert_no_error (error);
  keyring_daemon_wait_for_name (SECRETS_NAME, TRUE);
}

/* At once, as when it crashes. What libsecret has learnt of it stays. */
void
keyring_daemon_stop (KeyringDaemon *self)
{
  if (self->process == NULL)
    return;

  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
  keyring_daemon_wait_for_name (SECRETS_NAME, FALSE);
}

void
keyring_daemon_lock (KeyringDaemon *self)
{
  g_autoptr (GDBusConnection) bus = keyring_daemon_get_bus ();
  g_autoptr (GError) error = NULL;
  const char *paths[] = { LOGIN_COLLECTION, NULL };
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      bus, SECRETS_NAME, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "Lock",
      g_variant_new ("(^ao)", paths), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
}

void
keyring_daemon_signal (KeyringDaemon *self, int signal_number)
{
  const char *pid = g_subprocess_get_identifier (self->process);
  siginfo_t info;

  g_subprocess_send_signal (self->process, signal_number);
  /* On a busy machine it would still answer before it stops. */
  if (signal_number == SIGSTOP)
    g_assert_cmpint (
        waitid (P_PID, (id_t)g_ascii_strtoull (pid, NULL, 10), &info, WSTOPPED | WNOWAIT), ==, 0);
}

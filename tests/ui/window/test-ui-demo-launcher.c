/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The launcher starts the demo service, ends it, and says why it cannot. Most of the services here
 * are a line of shell. */

#include "support/ui-test.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>

#include "core/base/roster-error.h"
#include "core/demo/roster-demo-launcher.h"

#define GOOD                                                                                       \
  "{\"endpoint\":\"http://127.0.0.1:9\",\"userId\":\"user\",\"apiKey\":\"key\","                   \
  "\"organizations\":[{\"id\":\"1\",\"name\":\"One\"},{\"id\":\"2\",\"name\":\"Two\"}]}"

typedef struct
{
  RosterTransport *transport;
  RosterDemoLauncher *launcher;
  char *folder;
  char *program;
  char *pid_file;
  gboolean ended;
  gboolean started;
  GError *error;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->transport = roster_transport_new ();
  fixture->launcher = roster_demo_launcher_new (fixture->transport);
  fixture->folder = g_dir_make_tmp (NULL, NULL);
  fixture->program = g_build_filename (fixture->folder, "service", NULL);
  fixture->pid_file = g_build_filename (fixture->folder, "pid", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->launcher);
  g_object_unref (fixture->transport);
  g_clear_error (&fixture->error);
  g_unlink (fixture->program);
  g_unlink (fixture->pid_file);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->program);
  g_free (fixture->pid_file);
}

/* Makes the service a shell script; it leaves its process id in a file. */
static void
write_service (Fixture *fixture, const char *script)
{
  g_autofree char *text =
      g_strdup_printf ("#!/bin/sh\necho $$ >'%s'\n%s\n", fixture->pid_file, script);

  g_assert_true (g_file_set_contents (fixture->program, text, -1, NULL));
  g_assert_cmpint (g_chmod (fixture->program, 0700), ==, 0);
  g_setenv ("ROSTER_DEMO_PROGRAM", fixture->program, TRUE);
}

static void
start_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->started =
      roster_demo_launcher_start_finish (ROSTER_DEMO_LAUNCHER (source), result, &fixture->error);
  fixture->ended = TRUE;
}

static gboolean
has_ended (gpointer data)
{
  return ((Fixture *)data)->ended;
}

static void
start (Fixture *fixture, GCancellable *cancellable)
{
  fixture->ended = FALSE;
  g_clear_error (&fixture->error);
  roster_demo_launcher_start_async (fixture->launcher, cancellable, start_ended, fixture);
}

static gboolean
is_gone (gpointer data)
{
  return kill (*(pid_t *)data, 0) != 0 && errno == ESRCH;
}

static pid_t
read_pid (Fixture *fixture)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->pid_file, &text, NULL, NULL));
  return (pid_t)g_ascii_strtoll (text, NULL, 10);
}

static void
test_starts (Fixture *fixture, gconstpointer data)
{
  RosterDirectory *directory = NULL;
  RosterOrganization *organization = NULL;
  g_autofree char *journal = NULL;
  g_autofree char *journal_folder = NULL;
  pid_t pid = 0;

  write_service (fixture,
                 "test \"$*\" = '--port 0 --until-eof' || exit 1\necho '" GOOD "'\ncat >/dev/null");
  start (fixture, NULL);
  g_assert_true (ui_test_wait (has_ended, fixture));
  g_assert_no_error (fixture->error);
  g_assert_true (fixture->started);

  directory = roster_demo_launcher_get_directory (fixture->launcher);
  g_assert_cmpuint (roster_directory_get_n_organizations (directory), ==, 2);
  g_assert_null (roster_directory_get_settings (directory));
  g_assert_null (roster_directory_get_keyring (directory));
  organization = roster_directory_get_organization (directory, 1);
  g_assert_cmpstr (roster_organization_get_name (organization), ==, "Two");
  g_assert_true (roster_account_has_key (roster_organization_get_account (organization)));

  /* The journal and the service go with the launcher. */
  journal = g_strdup (roster_journal_get_path (
      roster_change_queue_get_journal (roster_demo_launcher_get_queue (fixture->launcher))));
  journal_folder = g_path_get_dirname (journal);
  g_assert_true (g_file_test (journal_folder, G_FILE_TEST_IS_DIR));
  pid = read_pid (fixture);
  g_clear_object (&fixture->launcher);
  g_assert_false (g_file_test (journal_folder, G_FILE_TEST_EXISTS));
  g_assert_true (ui_test_wait (is_gone, &pid));
}

static void
test_bad_services (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *script;
    int code;
    const char *text;
  } cases[] = {
    { "exit 0", ROSTER_ERROR_SERVICE, "ended before it was ready" },
    { "exit 3", ROSTER_ERROR_SERVICE, "ended before it was ready" },
    { "printf '\\377\\n'", ROSTER_ERROR_SERVICE, "ended before it was ready" },
    { "echo", ROSTER_ERROR_BAD_ANSWER, "did not say" },
    { "echo hello", ROSTER_ERROR_BAD_ANSWER, "did not say" },
    { "echo []", ROSTER_ERROR_BAD_ANSWER, "did not say" },
    { "echo '{}'", ROSTER_ERROR_BAD_ANSWER, "did not say" },
    { "echo '{\"endpoint\":3,\"userId\":\"u\",\"apiKey\":\"k\",\"organizations\":[]}'",
      ROSTER_ERROR_BAD_ANSWER, "did not say" },
    { "echo '{\"endpoint\":\"http://127.0.0.1:9\",\"userId\":\"u\",\"apiKey\":\"k\","
      "\"organizations\":[3,{\"id\":\"1\"}]}'",
      ROSTER_ERROR_BAD_ANSWER, "did not say" },
    { "echo '{\"endpoint\":\"http://example.com\",\"userId\":\"u\",\"apiKey\":\"k\","
      "\"organizations\":[{\"id\":\"1\",\"name\":\"One\"}]}'",
      ROSTER_ERROR_BAD_ANSWER, "did not say" },
  };

  /* The same launcher can try again after each. */
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].script);
      write_service (fixture, cases[i].script);
      start (fixture, NULL);
      g_assert_true (ui_test_wait (has_ended, fixture));
      g_assert_false (fixture->started);
      g_assert_error (fixture->error, ROSTER_ERROR, cases[i].code);
      g_assert_nonnull (strstr (fixture->error->message, cases[i].text));
      g_assert_null (roster_demo_launcher_get_directory (fixture->launcher));
    }
}

static void
test_no_program (Fixture *fixture, gconstpointer data)
{
  static const char *const programs[] = { "/nonexistent", "" };

  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_setenv ("ROSTER_DEMO_PROGRAM", programs[i], TRUE);
      start (fixture, NULL);
      g_assert_true (ui_test_wait (has_ended, fixture));
      g_assert_error (fixture->error, ROSTER_ERROR, ROSTER_ERROR_FILE);
    }
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  pid_t pid = 0;

  write_service (fixture, "cat >/dev/null");
  start (fixture, cancellable);
  ui_test_spin (200);
  g_assert_false (fixture->ended);
  g_cancellable_cancel (cancellable);
  g_assert_true (ui_test_wait (has_ended, fixture));
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  pid = read_pid (fixture);
  g_assert_true (ui_test_wait (is_gone, &pid));
}

static gboolean
is_ready (gpointer data)
{
  return roster_organization_get_state (data) == ROSTER_ORGANIZATION_READY;
}

/* The real service. */
static void
test_service (Fixture *fixture, gconstpointer data)
{
  RosterOrganization *organization = NULL;

  g_setenv ("ROSTER_DEMO_PROGRAM", data, TRUE);
  start (fixture, NULL);
  g_assert_true (ui_test_wait (has_ended, fixture));
  g_assert_no_error (fixture->error);
  organization =
      roster_directory_get_organization (roster_demo_launcher_get_directory (fixture->launcher), 0);
  roster_organization_refresh (organization);
  g_assert_true (ui_test_wait (is_ready, organization));
  g_assert_cmpuint (
      roster_member_table_get_n_members (roster_organization_get_table (organization)), >, 100);
}

int
main (int argc, char *argv[])
{
  g_autofree char *program = g_strdup (g_getenv ("ROSTER_DEMO_PROGRAM"));

  ui_test_init (&argc, &argv);
  g_assert_nonnull (program);
  g_test_add ("/ui/demo-launcher/starts", Fixture, NULL, set_up, test_starts, tear_down);
  g_test_add ("/ui/demo-launcher/bad-services", Fixture, NULL, set_up, test_bad_services,
              tear_down);
  g_test_add ("/ui/demo-launcher/no-program", Fixture, NULL, set_up, test_no_program, tear_down);
  g_test_add ("/ui/demo-launcher/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/ui/demo-launcher/service", Fixture, program, set_up, test_service, tear_down);
  return g_test_run ();
}

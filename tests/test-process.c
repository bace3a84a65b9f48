/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a process that has a key does not give away. */

#include <gio/gio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "roster-config.h"
#include "roster-process.h"

#define KEY "not-for-everybody"

static void
assert_not_in (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  g_assert_null (memmem (text, length, KEY, strlen (KEY)));
  /* The rest of it is there. */
  g_assert_nonnull (memmem (text, length, "ROSTER_TEST_MARK=here", 21));
}

/* Runs in a process of its own, which has the key in its environment. */
static void
be_protected (void)
{
  g_autoptr (SecretValue) key = roster_process_protect ();
  g_autofree char *child = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit core;

  g_assert_cmpstr (secret_value_get_text (key), ==, KEY);
  g_assert_null (g_getenv ("TS_API_KEY"));
  assert_not_in ("/proc/self/environ");
  g_spawn_command_line_sync ("cat /proc/self/environ", &child, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (child, "TS_API_KEY"));

  g_assert_cmpint (getrlimit (RLIMIT_CORE, &core), ==, 0);
  g_assert_cmpuint (core.rlim_max, ==, 0);
  g_assert_cmpint (prctl (PR_GET_DUMPABLE), ==, ROSTER_IS_RELEASE ? 0 : 1);
}

static void
test_protect (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "TS_API_KEY", KEY, TRUE);
  g_subprocess_launcher_setenv (launcher, "ROSTER_TEST_MARK", "here", TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, program, "--be-protected", NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  if (argc == 2 && g_str_equal (argv[1], "--be-protected"))
    {
      be_protected ();
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/process/protect", test_protect);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a process that has a key does not give away. */

#include <gio/gio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "core/base/roster-process.h"
#include "roster-config.h"

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

#ifndef __SANITIZE_ADDRESS__
/* Locked memory is never written to the disk: not to the swap, and the way there is not seen. */
static void
test_locked_memory (void)
{
  g_autoptr (SecretValue) value = secret_value_new (KEY, -1, "text/plain");
  const guintptr place = (guintptr)secret_value_get (value, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean is_here = FALSE;
  guint64 locked = 0;
  struct rlimit limit;

  if (getrlimit (RLIMIT_MEMLOCK, &limit) != 0 || limit.rlim_cur < 64 * 1024)
    {
      g_test_skip ("no memory can be locked here");
      return;
    }
  g_assert_true (g_file_get_contents ("/proc/self/smaps", &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *rest = NULL;
      const guint64 start = g_ascii_strtoull (lines[i], &rest, 16);

      if (*rest == '-')
        is_here = place >= start && place < g_ascii_strtoull (rest + 1, NULL, 16);
      else if (is_here && g_str_has_prefix (lines[i], "Locked:"))
        locked = g_ascii_strtoull (lines[i] + strlen ("Locked:"), NULL, 10);
    }
  g_assert_cmpuint (locked, >, 0);
}
#endif

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
#ifndef __SANITIZE_ADDRESS__ /* it makes mlock() do nothing */
  g_test_add_func ("/process/locked-memory", test_locked_memory);
#endif
  return g_test_run ();
}

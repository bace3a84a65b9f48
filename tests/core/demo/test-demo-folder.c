/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo's folder goes with its process, however that ends; others are left alone. */

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/demo/roster-demo-folder.h"

static gboolean
is_folder (const char *path)
{
  return g_file_test (path, G_FILE_TEST_IS_DIR);
}

static RosterDemoFolder *
make (void)
{
  g_autoptr (GError) error = NULL;
  RosterDemoFolder *folder = roster_demo_folder_new (&error);

  g_assert_no_error (error);
  g_assert_true (is_folder (roster_demo_folder_get_path (folder)));
  return folder;
}

static void
write_journal (const char *path)
{
  g_autofree char *file = g_build_filename (path, "journal.jsonl", NULL);

  g_assert_true (g_file_set_contents (file, "{}\n", -1, NULL));
}

static void
test_goes (void)
{
  RosterDemoFolder *folder = make ();
  g_autofree char *path = g_strdup (roster_demo_folder_get_path (folder));
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);
  write_journal (path);
  roster_demo_folder_free (folder);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Two at once, in one process or in two. */
static void
test_both_stay (void)
{
  g_autoptr (RosterDemoFolder) first = make ();
  g_autoptr (RosterDemoFolder) second = make ();

  write_journal (roster_demo_folder_get_path (first));
  g_clear_pointer (&second, roster_demo_folder_free);
  second = make ();
  g_assert_true (is_folder (roster_demo_folder_get_path (first)));
  g_assert_cmpstr (roster_demo_folder_get_path (first), !=, roster_demo_folder_get_path (second));
}

/* A process that makes a folder and waits. path: (out) */
static pid_t
start_other (char **path)
{
  char text[512] = { 0 };
  int pipe_fds[2];
  pid_t pid;

  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  pid = fork ();
  if (pid == 0)
    {
      RosterDemoFolder *folder = roster_demo_folder_new (NULL);
      const char *made = roster_demo_folder_get_path (folder);

      write_journal (made);
      if (write (pipe_fds[1], made, strlen (made)) < 0)
        _exit (1);
      pause ();
      _exit (0);
    }
  g_assert_cmpint (read (pipe_fds[0], text, sizeof text - 1), >, 0);
  close (pipe_fds[0]);
  close (pipe_fds[1]);
  *path = g_strdup (text);
  return pid;
}

static void
test_killed (void)
{
  g_autofree char *path = NULL;
  pid_t other = start_other (&path);
  g_autoptr (RosterDemoFolder) folder = make ();

  g_assert_true (is_folder (path));
  kill (other, SIGKILL);
  g_assert_cmpint (waitpid (other, NULL, 0), ==, other);
  g_assert_true (is_folder (path));

  g_clear_pointer (&folder, roster_demo_folder_free);
  folder = make ();
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* A link with such a name is not followed, a file is not a folder. */
static void
test_others (void)
{
  g_autofree char *target = g_dir_make_tmp ("roster-other-XXXXXX", NULL);
  g_autofree char *link = g_build_filename (g_get_tmp_dir (), "roster-demo.link", NULL);
  g_autofree char *file = g_build_filename (g_get_tmp_dir (), "roster-demo.file", NULL);
  g_autofree char *journal = g_build_filename (target, "journal.jsonl", NULL);
  g_autoptr (RosterDemoFolder) folder = NULL;

  write_journal (target);
  g_assert_cmpint (symlink (target, link), ==, 0);
  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  folder = make ();
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  g_unlink (link);
  g_unlink (file);
  g_unlink (journal);
  g_rmdir (target);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("roster-folders-XXXXXX", NULL);
  int status;

  /* Not among those of others who try the demo meanwhile. */
  g_setenv ("TMPDIR", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-folder/goes", test_goes);
  g_test_add_func ("/demo-folder/both-stay", test_both_stay);
  g_test_add_func ("/demo-folder/killed", test_killed);
  g_test_add_func ("/demo-folder/others", test_others);
  status = g_test_run ();
  g_rmdir (folder);
  return status;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several processes write into one journal and each line stays whole. */

#include "core/journal/roster-journal-file.h"
#include "core/journal/roster-journal-rotation.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#define N_PROCESSES 3
#define N_LINES 60

static const char *program;

/* Another process of the same user, with lines longer than a page. */
static int
write_as_other_process (const char *path, const char *name)
{
  g_autofree char *filler = g_strnfill (5000, *name);
  g_autofree char *line = g_strdup_printf ("%s%s\n", name, filler);

  for (guint i = 0; i < N_LINES; i++)
    if (!roster_journal_file_append_for_run (path, line, NULL, NULL, ROSTER_JOURNAL_MAX_SIZE, NULL,
                                             NULL, NULL))
      return 1;

  return 0;
}

static void
test_processes (void)
{
  g_autofree char *folder = g_dir_make_tmp ("roster-journal-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "journal.jsonl", NULL);
  g_autofree char *text = NULL;
  GSubprocess *processes[N_PROCESSES];
  guint n_lines[N_PROCESSES] = { 0 };
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < N_PROCESSES; i++)
    {
      const char name[] = { (char)('a' + i), '\0' };

      processes[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, program, "--write-lines",
                                       path, name, NULL);
      g_assert_nonnull (processes[i]);
    }
  for (guint i = 0; i < N_PROCESSES; i++)
    {
      g_assert_true (g_subprocess_wait_check (processes[i], NULL, NULL));
      g_object_unref (processes[i]);
    }

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_suffix (text, "\n"));
  text[strlen (text) - 1] = '\0';
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, N_PROCESSES * N_LINES);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), ==, 5001);
      g_assert_cmpuint (strspn (lines[i], (const char[]){ lines[i][0], '\0' }), ==, 5001);
      n_lines[lines[i][0] - 'a']++;
    }
  for (guint i = 0; i < N_PROCESSES; i++)
    g_assert_cmpuint (n_lines[i], ==, N_LINES);

  g_remove (path);
  g_assert_cmpint (g_remove (folder), ==, 0);
}

static void
test_no_file (void)
{
  g_autoptr (GError) error = NULL;
  guint n_damaged = 7;
  g_autoptr (GPtrArray) records =
      roster_journal_file_read_since ("/nowhere/at/all", G_MAXINT64, NULL, &n_damaged, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 0);
  g_assert_cmpuint (n_damaged, ==, 0);
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--write-lines"))
    return write_as_other_process (argv[2], argv[3]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal-file/processes", test_processes);
  g_test_add_func ("/journal-file/no-file", test_no_file);
  return g_test_run ();
}

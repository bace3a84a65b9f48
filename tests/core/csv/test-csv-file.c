/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A saved file is whole, or the old one is as it was and nothing else is left behind. */

#include "core/base/roster-error.h"
#include "core/csv/roster-csv-file.h"
#include "core/csv/roster-csv-save.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEADER "role,ssoEnabled,displayName,userEnabled,lastAuthenticatedAt,mfaEnabled,id,email\n"

typedef struct
{
  char *folder;
  char *path;
  GFile *file;
  RosterMemberTable *table;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const RosterMember ada = { "a1", "Ada", "ada@x.y", "owner", 0, 1, 0, 1 };
  const RosterMember grace = { "g2", "Grace", "grace@x.y", "user", ROSTER_NEVER, 0, 0, 1 };
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("roster-csv-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "list.csv", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
  fixture->table = roster_member_table_new ();
  roster_member_table_append (fixture->table, &ada);
  roster_member_table_append (fixture->table, &grace);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_assert_cmpint (g_unlink (child), ==, 0);
    }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_object_unref (fixture->file);
  roster_member_table_unref (fixture->table);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (content, ==, expected);
}

static void
write_old (const char *path)
{
  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
}

static void
assert_file_error (const GError *error, const char *path)
{
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

typedef struct
{
  gboolean done;
  gboolean saved;
  guint n_written;
  GError *error;
} Result;

static void
on_saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Result *out = user_data;

  out->saved = roster_csv_save_finish (result, &out->n_written, &out->error);
  out->done = TRUE;
}

static Result
save (GFile *file, RosterMemberTable *table, GArray *rows, GCancellable *cancellable)
{
  Result result = { .n_written = 99 };

  roster_csv_save_async (file, table, rows, ROSTER_CSV_DEFAULT, cancellable, on_saved, &result);
  while (!result.done)
    g_main_context_iteration (NULL, TRUE);

  return result;
}

static void
test_save_all (Fixture *fixture, gconstpointer data)
{
  Result result = save (fixture->file, fixture->table, NULL, NULL);

  g_assert_no_error (result.error);
  g_assert_true (result.saved);
  g_assert_cmpuint (result.n_written, ==, 2);
  assert_content (fixture->path,
                  HEADER "owner,False,Ada,True,1970-01-01 00:00:00.000,True,a1,ada@x.y\n"
                         "user,False,Grace,True,,False,g2,grace@x.y\n");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_save_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  const guint32 numbers[] = { 1, 0, 1 };
  Result result;

  g_array_append_vals (rows, numbers, 1);
  result = save (fixture->file, fixture->table, rows, NULL);
  g_assert_cmpuint (result.n_written, ==, 1);
  assert_content (fixture->path, HEADER "user,False,Grace,True,,False,g2,grace@x.y\n");

  g_array_set_size (rows, 0);
  result = save (fixture->file, fixture->table, rows, NULL);
  g_assert_true (result.saved);
  g_assert_cmpuint (result.n_written, ==, 0);
  assert_content (fixture->path, HEADER);
}

/* More than one block: nothing is lost where one ends. */
static void
test_blocks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterMemberTable) table = roster_member_table_new ();
  g_autoptr (GString) expected = g_string_new (NULL);
  Result result;

  roster_csv_append_header (expected);
  for (guint i = 0; i < 5000; i++)
    {
      g_autofree char *id = g_strdup_printf ("id-%u", i);
      const RosterMember member = { .id = id, .display_name = "Somebody, Else" };

      roster_member_table_append (table, &member);
      roster_csv_append_member (expected, &member, ROSTER_CSV_DEFAULT);
    }

  result = save (fixture->file, table, NULL, NULL);
  g_assert_cmpuint (result.n_written, ==, 5000);
  assert_content (fixture->path, expected->str);
}

static void
test_mode_is_kept (Fixture *fixture, gconstpointer data)
{
  const mode_t modes[] = { 0600, 0640, 0664 };

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      struct stat now;
      Result result;

      write_old (fixture->path);
      g_assert_cmpint (g_chmod (fixture->path, modes[i]), ==, 0);
      result = save (fixture->file, fixture->table, NULL, NULL);
      g_assert_no_error (result.error);
      g_assert_cmpint (stat (fixture->path, &now), ==, 0);
      g_assert_cmpuint (now.st_mode & 07777, ==, modes[i]);
    }
}

/* Names and addresses of people: for nobody else to read, whatever the umask. */
static void
test_new_file_is_private (Fixture *fixture, gconstpointer data)
{
  mode_t before = umask (0);
  Result result = save (fixture->file, fixture->table, NULL, NULL);
  struct stat now;

  umask (before);
  g_assert_no_error (result.error);
  g_assert_cmpint (stat (fixture->path, &now), ==, 0);
  g_assert_cmpuint (now.st_mode & 07777, ==, 0600);
}

static void
test_links_are_followed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "elsewhere", NULL);
  g_autofree char *target = g_build_filename (elsewhere, "real.csv", NULL);
  g_autofree char *first = g_build_filename (fixture->folder, "first", NULL);

  g_assert_cmpint (g_mkdir (elsewhere, 0700), ==, 0);
  g_assert_cmpint (symlink ("elsewhere/real.csv", first), ==, 0);
  g_assert_cmpint (symlink (first, fixture->path), ==, 0);

  for (guint i = 0; i < 2; i++) /* at first the target is not there */
    {
      Result result = save (fixture->file, fixture->table, NULL, NULL);

      g_assert_no_error (result.error);
      g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));
      g_assert_true (g_file_test (first, G_FILE_TEST_IS_SYMLINK));
      g_assert_true (g_file_test (target, G_FILE_TEST_IS_REGULAR));
      g_assert_cmpuint (count_files (elsewhere), ==, 1);
      g_assert_cmpuint (count_files (fixture->folder), ==, 3);
    }
}

static void
test_link_to_itself (Fixture *fixture, gconstpointer data)
{
  Result result;

  g_assert_cmpint (symlink ("list.csv", fixture->path), ==, 0);
  result = save (fixture->file, fixture->table, NULL, NULL);
  assert_file_error (result.error, fixture->path);
  g_clear_error (&result.error);
}

static void
test_target_is_a_folder (Fixture *fixture, gconstpointer data)
{
  Result result;

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  result = save (fixture->file, fixture->table, NULL, NULL);
  assert_file_error (result.error, fixture->path);
  g_assert_nonnull (strstr (result.error->message, "is a folder"));
  g_assert_false (result.saved);
  g_assert_cmpuint (result.n_written, ==, 0);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  g_clear_error (&result.error);
}

/* The target becomes a folder while the file is being written. */
static void
test_folder_appears (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterCsvFile) out = roster_csv_file_open (fixture->file, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_false (roster_csv_file_commit (out, &error));
  assert_file_error (error, fixture->path);
  g_clear_pointer (&out, roster_csv_file_abort);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_target_is_a_pipe (Fixture *fixture, gconstpointer data)
{
  Result result;

  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  result = save (fixture->file, fixture->table, NULL, NULL);
  assert_file_error (result.error, fixture->path);
  g_clear_error (&result.error);
}

static void
test_folder_is_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", "list.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Result result = save (file, fixture->table, NULL, NULL);

  assert_file_error (result.error, path);
  g_assert_nonnull (strstr (result.error->message, "folder does not exist"));
  g_clear_error (&result.error);
}

static void
test_not_local (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri ("nowhere://host/list.csv");
  Result result = save (file, fixture->table, NULL, NULL);

  assert_file_error (result.error, "nowhere://host/list.csv");
  g_clear_error (&result.error);
}

/* Root may write everywhere, so that for it the test is run as nobody. */
static void
test_may_not_write (Fixture *fixture, gconstpointer data)
{
  gboolean is_root = geteuid () == 0;
  Result result;

  write_old (fixture->path);
  g_assert_cmpint (g_chmod (fixture->path, GPOINTER_TO_INT (data)), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  if (is_root)
    g_assert_cmpint (seteuid (65534), ==, 0);
  result = save (fixture->file, fixture->table, NULL, NULL);
  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);

  assert_file_error (result.error, fixture->path);
  g_assert_nonnull (strstr (result.error->message, "may not write"));
  assert_content (fixture->path, "old");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  g_clear_error (&result.error);
}

/* What a full disk does, made with a limit on the size of files. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterMemberTable) table = roster_member_table_new ();
  struct rlimit before, limit;
  Result result;

  for (guint i = 0; i < GPOINTER_TO_UINT (data); i++)
    {
      const RosterMember member = { .id = "somebody", .email = "somebody@example.com" };

      roster_member_table_append (table, &member);
    }
  write_old (fixture->path);

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &before);
  limit = before;
  limit.rlim_cur = 10;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  result = save (fixture->file, table, NULL, NULL);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

  assert_file_error (result.error, fixture->path);
  g_assert_nonnull (strstr (result.error->message, "no room"));
  assert_content (fixture->path, "old");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  g_clear_error (&result.error);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Result result;

  write_old (fixture->path);
  g_cancellable_cancel (cancellable);
  result = save (fixture->file, fixture->table, NULL, cancellable);
  g_assert_error (result.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_content (fixture->path, "old");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
  g_clear_error (&result.error);
}

static void
test_abort (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RosterCsvFile *out = roster_csv_file_open (fixture->file, ROSTER_CSV_DEFAULT, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < 3000; i++)
    g_assert_true (
        roster_csv_file_append (out, roster_member_table_get (fixture->table, 0), &error));
  g_assert_cmpuint (roster_csv_file_get_n_members (out), ==, 3000);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  roster_csv_file_abort (out);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_standard_output (Fixture *fixture, gconstpointer data)
{
  int fd = g_open (fixture->path, O_CREAT | O_WRONLY, 0600);
  RosterCsvFile *out = roster_csv_file_new_for_fd (fd, "stdout", ROSTER_CSV_DEFAULT);
  g_autoptr (GError) error = NULL;

  g_assert_true (roster_csv_file_append (out, roster_member_table_get (fixture->table, 1), &error));
  g_assert_true (roster_csv_file_commit (out, &error));
  roster_csv_file_abort (out);
  g_assert_true (g_close (fd, NULL)); /* it was left open */
  assert_content (fixture->path, HEADER "user,False,Grace,True,,False,g2,grace@x.y\n");
}

static void
test_device_is_full (Fixture *fixture, gconstpointer data)
{
  int fd = g_open ("/dev/full", O_WRONLY, 0);
  g_autoptr (RosterCsvFile) out = NULL;
  g_autoptr (GError) error = NULL;

  if (fd < 0)
    {
      g_test_skip ("there is no /dev/full here");
      return;
    }

  out = roster_csv_file_new_for_fd (fd, "/dev/full", ROSTER_CSV_DEFAULT);
  g_assert_false (roster_csv_file_commit (out, &error));
  assert_file_error (error, "/dev/full");
  g_close (fd, NULL);
}

static void
add (const char *name, gconstpointer data, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, data, set_up, func, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("/csv-file/save-all", NULL, test_save_all);
  add ("/csv-file/save-rows", NULL, test_save_rows);
  add ("/csv-file/blocks", NULL, test_blocks);
  add ("/csv-file/mode-is-kept", NULL, test_mode_is_kept);
  add ("/csv-file/new-file-is-private", NULL, test_new_file_is_private);
  add ("/csv-file/links-are-followed", NULL, test_links_are_followed);
  add ("/csv-file/link-to-itself", NULL, test_link_to_itself);
  add ("/csv-file/target-is-a-folder", NULL, test_target_is_a_folder);
  add ("/csv-file/folder-appears", NULL, test_folder_appears);
  add ("/csv-file/target-is-a-pipe", NULL, test_target_is_a_pipe);
  add ("/csv-file/folder-is-missing", NULL, test_folder_is_missing);
  add ("/csv-file/not-local", NULL, test_not_local);
  add ("/csv-file/may-not-write-folder", GINT_TO_POINTER (0666), test_may_not_write);
  add ("/csv-file/may-not-write-file", GINT_TO_POINTER (0444), test_may_not_write);
  add ("/csv-file/no-room-at-the-end", GUINT_TO_POINTER (5), test_no_room);
  add ("/csv-file/no-room-on-the-way", GUINT_TO_POINTER (20000), test_no_room);
  add ("/csv-file/cancelled", NULL, test_cancelled);
  add ("/csv-file/abort", NULL, test_abort);
  add ("/csv-file/standard-output", NULL, test_standard_output);
  add ("/csv-file/device-is-full", NULL, test_device_is_full);
  return g_test_run ();
}

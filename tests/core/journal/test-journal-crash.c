/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The journal at the worst of moments: its writer is killed, its files are damaged, its disk full,
 * a rotation or a repair was cut short. */

#include "core/journal/roster-history.h"
#include "core/journal/roster-journal-file.h"
#include "core/journal/roster-journal-repair.h"
#include "core/journal/roster-journal-rotation.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define N_KILLS 60
#define MAX_SIZE 30000

static const char *program;

typedef struct
{
  char *folder;
  char *path;
  char *first;   /* the first older file */
  char *damaged; /* what is kept aside */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("roster-journal-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "journal.jsonl", NULL);
  fixture->first = g_build_filename (fixture->folder, "journal-1.jsonl", NULL);
  fixture->damaged = g_build_filename (fixture->folder, "journal-damaged.jsonl", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) entries = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_remove (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->first);
  g_free (fixture->damaged);
}

/* A line of the run that is called as the change. */
static char *
make_line (const char *uuid, const char *subject, const char *result)
{
  return g_strdup_printf (
      "{\"version\":1,\"time\":\"2026-01-02T03:04:05.678Z\",\"event\":\"%s\",\"kind\":\"remove\","
      "\"uuid\":\"%s\",\"endpoint\":\"e\",\"organization-id\":\"o\",\"organization-name\":\"n\","
      "\"user-id\":\"i\",\"run\":\"%s\",\"subject\":\"%s\",\"label\":\"l\",\"role\":\"r\"%s%s%s}\n",
      result != NULL ? "outcome" : "intent", uuid, uuid, subject,
      result != NULL ? ",\"result\":\"" : "", result != NULL ? result : "",
      result != NULL ? "\"" : "");
}

static void
append_line (Fixture *fixture, const char *uuid, const char *subject, const char *result)
{
  g_autofree char *line = make_line (uuid, subject, result);
  g_autoptr (GError) error = NULL;

  roster_journal_file_append_for_run (fixture->path, line, NULL, NULL, ROSTER_JOURNAL_MAX_SIZE,
                                      NULL, NULL, &error);
  g_assert_no_error (error);
}

static RosterHistory *
read_all (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) living = NULL;
  guint n_damaged;
  g_autoptr (GPtrArray) records =
      roster_journal_file_read_since (fixture->path, 0, &living, &n_damaged, &error);

  g_assert_no_error (error);

  return roster_history_new (records, living, n_damaged);
}

/* Writes changes until it is killed, and says of each line that it is on the disk. */
static int
write_until_killed (const char *path, const char *name)
{
  RosterJournalProcessLock *lease = NULL;

  alarm (60); /* where nobody kills it */
  for (guint i = 0;; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("%s-%u", name, i);
      g_autofree char *intent = make_line (uuid, uuid, NULL);
      g_autofree char *outcome = make_line (uuid, uuid, "done");

      if (!roster_journal_file_append_for_run (path, intent, name, &lease, MAX_SIZE, NULL, NULL,
                                               NULL))
        return 1;
      g_print ("i\n");
      if (!roster_journal_file_append_for_run (path, outcome, name, &lease, MAX_SIZE, NULL, NULL,
                                               NULL))
        return 1;
      g_print ("o\n");
    }
}

/*
 * The lines that it said were on the disk before it was killed at some instant after its first
 * one: how long a program takes to start is the machine's affair.
 */
static void
kill_writer (Fixture *fixture, const char *name, guint *n_intents, guint *n_outcomes)
{
  g_autoptr (GSubprocess) writer = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, program,
                                                     "--write", fixture->path, name, NULL);
  g_autofree char *said = NULL;
  char first = '\0';

  g_assert_nonnull (writer);
  g_assert_cmpint (
      g_input_stream_read (g_subprocess_get_stdout_pipe (writer), &first, 1, NULL, NULL), ==, 1);
  g_assert_cmpint (first, ==, 'i');
  ++*n_intents;
  g_usleep ((gulong)g_random_int_range (0, 28000));
  g_subprocess_force_exit (writer);
  g_assert_true (g_subprocess_communicate_utf8 (writer, NULL, NULL, &said, NULL, NULL));
  for (const char *p = said; *p != '\0'; p++)
    {
      *n_intents += *p == 'i';
      *n_outcomes += *p == 'o';
    }
}

/* Two at once, one of them killed again and again: what was on the disk is there, exactly once. */
static void
test_kill (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) other = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL, program, "--write", fixture->path, "other", NULL);
  g_autoptr (RosterHistory) history = NULL;
  g_autoptr (GHashTable) uuids = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_intents = 0;
  guint n_outcomes = 0;
  guint n_found = 0;
  guint n_done = 0;

  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autofree char *name = g_strdup_printf ("run%u", i);

      kill_writer (fixture, name, &n_intents, &n_outcomes);
    }
  g_subprocess_force_exit (other);
  g_subprocess_wait (other, NULL, NULL);

  history = read_all (fixture);
  for (guint i = 0; i < roster_history_get_n_entries (history); i++)
    {
      const RosterHistoryEntry *entry = roster_history_get (history, i);

      g_assert_true (g_hash_table_add (uuids, (gpointer)entry->uuid));
      g_assert_false (entry->is_alive);
      if (!g_str_has_prefix (entry->uuid, "run"))
        continue;
      n_found++;
      n_done += entry->result == ROSTER_CHANGE_DONE;
    }
  /* A line that is on the disk may be one that the writer had no time to speak of. */
  g_assert_cmpuint (n_intents, >, 0);
  g_assert_cmpuint (n_found, >=, n_intents);
  g_assert_cmpuint (n_found, <=, n_intents + N_KILLS);
  g_assert_cmpuint (n_done, >=, n_outcomes);
  g_assert_cmpuint (n_done, <=, n_outcomes + N_KILLS);
  g_assert_true (g_file_test (fixture->first, G_FILE_TEST_EXISTS));
}

/* Writes one intent and waits for its answer for ever. */
static int
write_and_wait (const char *path, const char *name)
{
  g_autofree char *intent = make_line (name, name, NULL);
  RosterJournalProcessLock *lease = NULL;

  alarm (60); /* where nobody kills it */
  if (!roster_journal_file_append_for_run (path, intent, name, &lease, MAX_SIZE, NULL, NULL, NULL))
    return 1;
  g_print ("i\n");
  while (TRUE)
    pause ();
}

/* What another process has in flight is its own, until it is gone. */
static void
test_alive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) writer = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, program,
                                                     "--wait", fixture->path, "living", NULL);
  g_autoptr (RosterHistory) during = NULL;
  g_autoptr (RosterHistory) after = NULL;
  gint64 now = g_get_real_time () / G_TIME_SPAN_MILLISECOND;
  char byte;

  g_assert_cmpint (
      g_input_stream_read (g_subprocess_get_stdout_pipe (writer), &byte, 1, NULL, NULL), ==, 1);
  during = read_all (fixture);
  g_assert_true (roster_history_get (during, 0)->is_alive);
  g_assert_false (roster_history_entry_is_unsettled (roster_history_get (during, 0), now));

  g_subprocess_force_exit (writer);
  g_subprocess_wait (writer, NULL, NULL);
  after = read_all (fixture);
  g_assert_false (roster_history_get (after, 0)->is_alive);
  g_assert_true (roster_history_entry_is_unsettled (roster_history_get (after, 0), now));
}

static void
fill_until_rotated (Fixture *fixture)
{
  append_line (fixture, "open", "open", NULL);
  for (guint i = 0; !g_file_test (fixture->first, G_FILE_TEST_EXISTS); i++)
    {
      g_autofree char *name = g_strdup_printf ("u%u", i);
      g_autofree char *line = make_line (name, name, i % 2 == 0 ? "done" : "failed");
      RosterJournalProcessLock *lease = NULL;

      g_assert_true (roster_journal_file_append_for_run (fixture->path, line, "run", &lease,
                                                         MAX_SIZE, NULL, NULL, NULL));
      roster_journal_process_lock_release (lease);
    }
}

/* Killed between the link and the rename: the same file under two names. */
static void
test_half_rotated (Fixture *fixture, gconstpointer data)
{
  g_autofree char *second = g_build_filename (fixture->folder, "journal-2.jsonl", NULL);
  g_autoptr (RosterHistory) before = NULL;
  g_autoptr (RosterHistory) after = NULL;
  RosterJournalProcessLock *lease = NULL;
  g_autofree char *line = make_line ("last", "last", NULL);
  struct stat info;

  append_line (fixture, "one", "one", NULL);
  for (guint i = 0; i < 4; i++)
    append_line (fixture, "two", "two", "done");
  g_assert_cmpint (link (fixture->path, fixture->first), ==, 0);
  before = read_all (fixture);
  g_assert_cmpuint (roster_history_get_n_entries (before), ==, 2);

  g_assert_true (roster_journal_file_append_for_run (fixture->path, line, "run", &lease, 1000, NULL,
                                                     NULL, NULL));
  roster_journal_process_lock_release (lease);
  g_assert_false (g_file_test (second, G_FILE_TEST_EXISTS));
  g_assert_cmpint (stat (fixture->first, &info), ==, 0);
  g_assert_cmpuint (info.st_nlink, ==, 1);
  after = read_all (fixture);
  g_assert_cmpuint (roster_history_get_n_entries (after), ==, 3);
}

/* What is not settled is in the new file, and in the one that went aside. */
static void
test_carried (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (RosterHistory) history = NULL;

  fill_until_rotated (fixture);
  records = roster_journal_file_read_since (fixture->path, G_MAXINT64, NULL, NULL, NULL);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpstr (((RosterJournalRecord *)records->pdata[0])->uuid, ==, "open");
  append_line (fixture, "open", "open", "done");

  history = read_all (fixture);
  g_assert_cmpstr (roster_history_get (history, 0)->uuid, ==, "open");
  g_assert_cmpint (roster_history_get (history, 0)->result, ==, ROSTER_CHANGE_DONE);
}

/* A file beside it that nobody may write is no reason to lose a line. */
static void
test_cannot_rotate (Fixture *fixture, gconstpointer data)
{
  g_autofree char *new = g_strconcat (fixture->path, ".new", NULL);
  g_autofree char *line = make_line ("last", "last", NULL);
  RosterJournalProcessLock *lease = NULL;
  g_autoptr (RosterHistory) history = NULL;

  append_line (fixture, "one", "one", "done");
  g_assert_cmpint (g_mkdir (new, 0700), ==, 0);
  g_assert_true (roster_journal_file_append_for_run (fixture->path, line, "run", &lease, 10, NULL,
                                                     NULL, NULL));
  roster_journal_process_lock_release (lease);
  g_assert_false (g_file_test (fixture->first, G_FILE_TEST_EXISTS));
  history = read_all (fixture);
  g_assert_cmpuint (roster_history_get_n_entries (history), ==, 2);
}

static void
append_bytes (Fixture *fixture, const char *bytes, gsize length)
{
  FILE *file = g_fopen (fixture->path, "a");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
test_repair (Fixture *fixture, gconstpointer data)
{
  static const char damage[] = "torn {\n\xff\xfe\0\n[1]\n";
  static const char later[] = "{\"version\":2,\"what\":\"ever\"}\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *aside = NULL;
  gsize length;
  guint n_damaged = 7;
  struct stat info;

  g_assert_true (roster_journal_repair_run (fixture->path, &n_damaged, &error));
  g_assert_cmpuint (n_damaged, ==, 0);

  append_line (fixture, "one", "one", NULL);
  append_bytes (fixture, damage, sizeof damage - 1);
  append_bytes (fixture, later, sizeof later - 1);
  append_line (fixture, "one", "one", "done");
  /* A crash after the lines were kept aside finds them there. */
  g_assert_true (g_file_set_contents (fixture->damaged, "[1]\n", -1, NULL));
  g_assert_true (roster_journal_repair_run (fixture->path, &n_damaged, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_damaged, ==, 3);

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, later));
  g_assert_null (strstr (text, "torn"));
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (fixture->damaged, &aside, &length, NULL));
  g_assert_cmpmem (aside, length, "[1]\ntorn {\n\xff\xfe\0\n", 4 + 7 + 4);
  g_assert_cmpuint (roster_journal_repair_count (fixture->path), ==, 3);

  g_assert_true (roster_journal_repair_run (fixture->path, &n_damaged, &error));
  g_assert_cmpuint (n_damaged, ==, 0);
}

/* Where a damaged line cannot be kept aside it stays. */
static void
test_cannot_repair (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;
  guint n_damaged;

  append_line (fixture, "one", "one", NULL);
  append_bytes (fixture, "torn", 4);
  g_assert_cmpint (g_mkdir (fixture->damaged, 0700), ==, 0);
  g_assert_true (roster_journal_repair_run (fixture->path, &n_damaged, NULL));
  g_assert_cmpuint (n_damaged, ==, 1);
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_true (g_str_has_suffix (text, "torn"));
  append_line (fixture, "one", "one", "done");
}

#define ADD_TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--write"))
    return write_until_killed (argv[2], argv[3]);
  if (argc == 4 && g_str_equal (argv[1], "--wait"))
    return write_and_wait (argv[2], argv[3]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("/journal-crash/kill", test_kill);
  ADD_TEST ("/journal-crash/alive", test_alive);
  ADD_TEST ("/journal-crash/half-rotated", test_half_rotated);
  ADD_TEST ("/journal-crash/carried", test_carried);
  ADD_TEST ("/journal-crash/cannot-rotate", test_cannot_rotate);
  ADD_TEST ("/journal-crash/repair", test_repair);
  ADD_TEST ("/journal-crash/cannot-repair", test_cannot_repair);
  return g_test_run ();
}

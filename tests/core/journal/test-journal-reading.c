/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read from the journal: what is open, how many were removed, older files too. */

#include "core/base/roster-error.h"
#include "support/journal-fixture.h"

#include <glib/gstdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/roster-error.h"

static guint
count_removals (JournalFixture *fixture,
                const char *endpoint,
                const char *organization_id,
                gint64 since)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_removals = 0;

  roster_journal_count_removals_async (fixture->journal, endpoint, organization_id, since,
                                       journal_fixture_keep_result, &result);
  roster_journal_count_removals_finish (fixture->journal, journal_fixture_wait_for (&result),
                                        &n_removals, &error);
  g_assert_no_error (error);

  return n_removals;
}

static mode_t
get_mode (const char *path)
{
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);

  return info.st_mode & 07777;
}

static void
test_unsettled (JournalFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterHistory) unsettled = NULL;
  g_autoptr (RosterHistory) all = NULL;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("id%u", i);

      g_ptr_array_add (
          changes, roster_change_new (ROSTER_CHANGE_ADD, fixture->organization, id, NULL, "user"));
      journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_INTENT, changes->pdata[i]);
    }
  journal_fixture_append_bytes (fixture, "damage\n\n{}\n\xff\xfe\n");
  journal_fixture_finish (changes->pdata[0], ROSTER_CHANGE_DONE);
  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_OUTCOME, changes->pdata[0]);
  journal_fixture_finish (changes->pdata[2], ROSTER_CHANGE_UNKNOWN);
  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_OUTCOME, changes->pdata[2]);

  /* What is in flight in a run that is alive is its own. */
  unsettled = journal_fixture_list_unsettled (fixture);
  g_assert_cmpuint (roster_history_get_n_damaged (unsettled), ==, 3);
  g_assert_cmpuint (roster_history_get_n_entries (unsettled), ==, 0);
  g_clear_pointer (&unsettled, roster_history_unref);

  /* The damaged lines went aside, and are still spoken of. */
  journal_fixture_start_again (fixture);
  unsettled = journal_fixture_list_unsettled (fixture);
  g_assert_cmpuint (roster_history_get_n_damaged (unsettled), ==, 0);
  g_assert_cmpuint (roster_history_get_n_entries (unsettled), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (roster_history_get (unsettled, i)->uuid, ==,
                     roster_change_get_uuid (changes->pdata[i + 1]));
  g_assert_cmpint (roster_history_get (unsettled, 1)->result, ==, ROSTER_CHANGE_UNKNOWN);

  all = journal_fixture_read (fixture, 0);
  g_assert_cmpuint (roster_history_get_n_damaged (all), ==, 3);
  g_assert_cmpuint (roster_history_get_n_entries (all), ==, 4);
}

static void
write_change (JournalFixture *fixture,
              RosterOrganization *organization,
              RosterChangeKind kind,
              const char *subject,
              RosterChangeState state)
{
  g_autoptr (RosterChange) change = roster_change_new (kind, organization, subject, NULL, "user");

  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_INTENT, change);
  if (state == ROSTER_CHANGE_SENDING)
    return;
  journal_fixture_finish (change, state);
  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_OUTCOME, change);
}

/* Of somebody else each time. */
static void
write_both (JournalFixture *fixture,
            RosterOrganization *organization,
            RosterChangeKind kind,
            RosterChangeState state)
{
  static guint n;
  g_autofree char *subject = g_strdup_printf ("somebody%u", n++);

  write_change (fixture, organization, kind, subject, state);
}

static void
test_count (JournalFixture *fixture, gconstpointer data)
{
  g_autoptr (RosterOrganization) other_id =
      journal_fixture_make_organization (ROSTER_DEFAULT_ENDPOINT, "6543210");
  g_autoptr (RosterOrganization) other_endpoint =
      journal_fixture_make_organization ("https://api.example.com/v2", "0123456");
  gint64 before = g_get_real_time () / 1000;

  g_assert_cmpuint (count_removals (fixture, ROSTER_DEFAULT_ENDPOINT, "0123456", 0), ==, 0);

  write_both (fixture, fixture->organization, ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_DONE);
  write_both (fixture, fixture->organization, ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_UNKNOWN);
  write_both (fixture, fixture->organization, ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_SENDING);
  write_both (fixture, fixture->organization, ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_FAILED);
  write_both (fixture, fixture->organization, ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_SKIPPED);
  write_both (fixture, fixture->organization, ROSTER_CHANGE_ADD, ROSTER_CHANGE_DONE);
  write_both (fixture, fixture->organization, ROSTER_CHANGE_INVITE, ROSTER_CHANGE_UNKNOWN);
  write_both (fixture, other_id, ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_DONE);
  write_both (fixture, other_endpoint, ROSTER_CHANGE_REMOVE, ROSTER_CHANGE_DONE);
  journal_fixture_append_bytes (fixture, "damage\n");

  g_assert_cmpuint (count_removals (fixture, ROSTER_DEFAULT_ENDPOINT, "0123456", before), ==, 3);
  g_assert_cmpuint (count_removals (fixture, ROSTER_DEFAULT_ENDPOINT, "6543210", before), ==, 1);
  g_assert_cmpuint (count_removals (fixture, "https://api.example.com/v2", "0123456", before), ==,
                    1);
  g_assert_cmpuint (count_removals (fixture, ROSTER_DEFAULT_ENDPOINT, "other", before), ==, 0);
  g_assert_cmpuint (count_removals (fixture, ROSTER_DEFAULT_ENDPOINT, "0123456",
                                    g_get_real_time () / 1000 + 1000),
                    ==, 0);
}

/* Whoever was added again is not gone, and nobody goes twice. */
static void
test_count_people (JournalFixture *fixture, gconstpointer data)
{
  static const struct
  {
    RosterChangeKind kind;
    const char *subject;
    RosterChangeState state;
    guint n; /* how many are gone then */
  } steps[] = {
    { ROSTER_CHANGE_REMOVE, "a", ROSTER_CHANGE_DONE, 1 },
    { ROSTER_CHANGE_REMOVE, "b", ROSTER_CHANGE_UNKNOWN, 2 },
    { ROSTER_CHANGE_REMOVE, "b", ROSTER_CHANGE_DONE, 2 },
    { ROSTER_CHANGE_ADD, "a", ROSTER_CHANGE_UNKNOWN, 2 },
    { ROSTER_CHANGE_ADD, "a", ROSTER_CHANGE_DONE, 1 },
    { ROSTER_CHANGE_ADD, "b", ROSTER_CHANGE_FAILED, 1 },
    { ROSTER_CHANGE_REMOVE, "a", ROSTER_CHANGE_FAILED, 1 },
    { ROSTER_CHANGE_REMOVE, "a", ROSTER_CHANGE_SENDING, 2 },
    { ROSTER_CHANGE_INVITE, "a", ROSTER_CHANGE_DONE, 2 },
  };
  const gint64 before = g_get_real_time () / 1000;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_test_message ("step %u", i);
      write_change (fixture, fixture->organization, steps[i].kind, steps[i].subject,
                    steps[i].state);
      g_assert_cmpuint (count_removals (fixture, ROSTER_DEFAULT_ENDPOINT, "0123456", before), ==,
                        steps[i].n);
    }
  journal_fixture_start_again (fixture);
  g_assert_cmpuint (count_removals (fixture, ROSTER_DEFAULT_ENDPOINT, "0123456", before), ==, 2);
}

/* What another run removes is counted when the next removal is about to be written. */
static void
test_limit (JournalFixture *fixture, gconstpointer data)
{
  g_autoptr (RosterJournal) other = roster_journal_new (fixture->path);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterHistory) all = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *subject = g_strdup_printf ("id%u", i);

      g_ptr_array_add (changes, roster_change_new (ROSTER_CHANGE_REMOVE, fixture->organization,
                                                   subject, NULL, "user"));
      roster_change_set_most_removals (changes->pdata[i], i < 4 ? 3 : G_MAXUINT);
    }
  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_INTENT, changes->pdata[0]);
  journal_fixture_write_well (other, ROSTER_JOURNAL_INTENT, changes->pdata[1]);
  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_INTENT, changes->pdata[2]);
  g_assert_false (journal_fixture_write (other, ROSTER_JOURNAL_INTENT, changes->pdata[3], &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_REFUSED);

  /* One of them did not happen, so there is room; and whoever agreed to more has no limit. */
  journal_fixture_finish (changes->pdata[0], ROSTER_CHANGE_FAILED);
  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_OUTCOME, changes->pdata[0]);
  journal_fixture_write_well (other, ROSTER_JOURNAL_INTENT, changes->pdata[3]);
  journal_fixture_write_well (other, ROSTER_JOURNAL_INTENT, changes->pdata[4]);
  all = journal_fixture_read (fixture, 0);
  g_assert_cmpuint (roster_history_get_n_entries (all), ==, 5);
}

/* Two runs never remove two owners at once. */
static void
test_owners (JournalFixture *fixture, gconstpointer data)
{
  g_autoptr (RosterJournal) other = roster_journal_new (fixture->path);
  g_autoptr (RosterChange) first =
      roster_change_new (ROSTER_CHANGE_REMOVE, fixture->organization, "a", NULL, "owner");
  g_autoptr (RosterChange) second =
      roster_change_new (ROSTER_CHANGE_REMOVE, fixture->organization, "b", NULL, "Owner");
  g_autoptr (RosterChange) user =
      roster_change_new (ROSTER_CHANGE_REMOVE, fixture->organization, "c", NULL, "user");
  g_autoptr (GError) error = NULL;

  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_INTENT, first);
  g_assert_false (journal_fixture_write (other, ROSTER_JOURNAL_INTENT, second, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_REFUSED);
  journal_fixture_write_well (other, ROSTER_JOURNAL_INTENT, user);
  journal_fixture_finish (first, ROSTER_CHANGE_DONE);
  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_OUTCOME, first);
  journal_fixture_write_well (other, ROSTER_JOURNAL_INTENT, second);

  /* What a run that ended has left open is no reason. */
  g_clear_object (&other);
  g_clear_object (&first);
  first = roster_change_new (ROSTER_CHANGE_REMOVE, fixture->organization, "d", NULL, "owner");
  journal_fixture_start_again (fixture);
  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_INTENT, first);
}

/* Whatever is small enough for another file is written into one; nothing is lost by it. */
static void
test_rotation (JournalFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *first = g_build_filename (folder, "journal-1.jsonl", NULL);
  g_autofree char *second = g_build_filename (folder, "journal-2.jsonl", NULL);
  g_autoptr (RosterHistory) all = NULL;
  g_autoptr (RosterHistory) unsettled = NULL;

  roster_journal_set_max_size (fixture->journal, 20000);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *id = g_strdup_printf ("id%u", i);
      RosterChange *change =
          roster_change_new (ROSTER_CHANGE_REMOVE, fixture->organization, id, NULL, "user");

      g_ptr_array_add (changes, change);
      journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_INTENT, change);
      if (i % 20 == 1)
        continue;
      journal_fixture_finish (change, ROSTER_CHANGE_DONE);
      journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_OUTCOME, change);
    }

  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);
  g_assert_cmpuint (get_mode (first), ==, 0600);
  g_assert_cmpuint (get_mode (second), ==, 0600);
  g_assert_cmpuint (count_removals (fixture, ROSTER_DEFAULT_ENDPOINT, "0123456",
                                    g_get_real_time () / 1000 - 60000),
                    ==, 60);

  journal_fixture_start_again (fixture);
  all = journal_fixture_read (fixture, 0);
  g_assert_cmpuint (roster_history_get_n_entries (all), ==, 60);
  for (guint i = 0; i < 60; i++)
    g_assert_cmpstr (roster_history_get (all, i)->uuid, ==,
                     roster_change_get_uuid (changes->pdata[i]));
  unsettled = journal_fixture_list_unsettled (fixture);
  g_assert_cmpuint (roster_history_get_n_entries (unsettled), ==, 3);
  g_assert_cmpstr (roster_history_get (unsettled, 0)->subject, ==, "id1");
  g_assert_cmpstr (roster_history_get (unsettled, 2)->subject, ==, "id41");
}

static void
write_removals (JournalFixture *fixture, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    {
      g_autofree char *id = g_strdup_printf ("id%u", i);
      g_autoptr (RosterChange) change =
          roster_change_new (ROSTER_CHANGE_REMOVE, fixture->organization, id, NULL, "user");

      journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_INTENT, change);
      journal_fixture_finish (change, ROSTER_CHANGE_DONE);
      journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_OUTCOME, change);
    }
}

static guint
count_recent (JournalFixture *fixture)
{
  return count_removals (fixture, ROSTER_DEFAULT_ENDPOINT, "0123456",
                         g_get_real_time () / 1000 - 60000);
}

/* Somebody removed an older file: the later ones are read, counted and kept, and stay in order. */
static void
test_missing_file (JournalFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *first = g_build_filename (folder, "journal-1.jsonl", NULL);
  g_autofree char *third = g_build_filename (folder, "journal-3.jsonl", NULL);
  g_autofree char *eleventh = g_build_filename (folder, "journal-11.jsonl", NULL);
  g_autofree char *tenth = g_build_filename (folder, "journal-10.jsonl", NULL);
  g_autofree char *text = NULL;
  g_autoptr (RosterHistory) all = NULL;
  guint n_left;

  roster_journal_set_max_size (fixture->journal, 4000);
  for (guint i = 0; !g_file_test (third, G_FILE_TEST_EXISTS); i++)
    write_removals (fixture, i, i + 1);
  g_assert_true (g_file_get_contents (first, &text, NULL, NULL));
  g_assert_cmpint (g_remove (first), ==, 0);
  n_left = count_recent (fixture);
  g_assert_cmpuint (n_left, >, 0);
  all = journal_fixture_read (fixture, 0);
  g_assert_cmpuint (roster_history_get_n_entries (all), ==, n_left);
  g_clear_pointer (&all, roster_history_unref);

  /* The next number is behind the last one that is there, and 10 comes after 9. */
  g_assert_cmpint (g_rename (third, tenth), ==, 0);
  write_removals (fixture, 100, 120);
  g_assert_true (g_file_test (eleventh, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (third, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_recent (fixture), ==, n_left + 20);
  all = journal_fixture_read (fixture, 0);
  g_assert_cmpuint (roster_history_get_n_entries (all), ==, n_left + 20);
  for (guint i = 1; i < n_left + 20; i++)
    g_assert_cmpint (roster_history_get (all, i - 1)->time, <=, roster_history_get (all, i)->time);
}

/* Lines that nobody wrote: they end nothing, and what is around them is read. */
static void
test_nested_lines (JournalFixture *fixture, gconstpointer data)
{
  static const char *const openings[] = { "[", "{\"a\":", "/*\"*/[", "#\"[", "'\"'[" };
  g_autoptr (RosterHistory) history = NULL;

  write_removals (fixture, 0, 1);
  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    for (guint n = 80000; n > 10; n /= 8)
      {
        g_autoptr (GString) line = g_string_new (NULL);

        for (guint k = 0; k < n; k++)
          g_string_append (line, openings[i]);
        journal_fixture_append_bytes (fixture, line->str);
        journal_fixture_append_bytes (fixture, "\n");
      }
  write_removals (fixture, 1, 2);
  g_assert_cmpuint (count_recent (fixture), ==, 2);
  history = journal_fixture_read (fixture, 0);
  g_assert_cmpuint (roster_history_get_n_entries (history), ==, 2);
  g_assert_cmpuint (roster_history_get_n_damaged (history), >=, 20);
  g_clear_pointer (&history, roster_history_unref);

  journal_fixture_start_again (fixture);
  history = journal_fixture_list_unsettled (fixture);
  g_assert_cmpuint (roster_history_get_n_damaged (history), >=, 20);
  g_clear_pointer (&history, roster_history_unref);
  history = journal_fixture_list_unsettled (fixture);
  g_assert_cmpuint (roster_history_get_n_damaged (history), ==, 0);
  g_assert_cmpuint (count_recent (fixture), ==, 2);
}

/* The most memory that the process has taken, in bytes. */
static guint64
get_peak (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);

  return (guint64)usage.ru_maxrss * 1024;
}

/* A crash of the system can leave a hole in a file. */
static void
test_hole (JournalFixture *fixture, gconstpointer data)
{
  const gint64 size = G_GINT64_CONSTANT (400) << 20;
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autofree char *whole = g_build_filename (folder, "journal-damaged-1.jsonl", NULL);
  g_autoptr (RosterHistory) history = NULL;
  guint64 peak = 0;
  GStatBuf info;

  roster_journal_set_max_size (fixture->journal, (gsize)size * 2);
  write_removals (fixture, 0, 1);
  g_assert_cmpint (truncate (fixture->path, size), ==, 0);
  write_removals (fixture, 1, 2);
  peak = get_peak ();
  history = journal_fixture_read (fixture, 0);
  g_assert_cmpuint (roster_history_get_n_entries (history), ==, 2);
  g_assert_cmpuint (roster_history_get_n_damaged (history), ==, 1);
  g_clear_pointer (&history, roster_history_unref);

  journal_fixture_start_again (fixture);
  history = journal_fixture_list_unsettled (fixture);
  g_assert_cmpuint (get_peak () - peak, <, (guint64)size / 8);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_size, <, 10000);
  /* Nothing is thrown away. */
  g_assert_cmpint (g_stat (whole, &info), ==, 0);
  g_assert_cmpint (info.st_size, >, size);
  g_assert_cmpuint (count_recent (fixture), ==, 2);
}

/* What could not be read again is not written, so that it is not sent either. */
static void
test_long_line (JournalFixture *fixture, gconstpointer data)
{
  g_autofree char *id = g_strnfill (70000, 'i');
  g_autoptr (RosterChange) change =
      roster_change_new (ROSTER_CHANGE_REMOVE, fixture->organization, id, NULL, "user");
  g_autoptr (GError) error = NULL;

  write_removals (fixture, 0, 1);
  g_assert_false (journal_fixture_write (fixture->journal, ROSTER_JOURNAL_INTENT, change, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_JOURNAL);
  g_assert_cmpuint (count_recent (fixture), ==, 1);
}

#define ADD_TEST(path, func)                                                                       \
  g_test_add (path, JournalFixture, NULL, journal_fixture_set_up, func, journal_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("/journal-reading/unsettled", test_unsettled);
  ADD_TEST ("/journal-reading/count", test_count);
  ADD_TEST ("/journal-reading/count-people", test_count_people);
  ADD_TEST ("/journal-reading/limit", test_limit);
  ADD_TEST ("/journal-reading/owners", test_owners);
  ADD_TEST ("/journal-reading/rotation", test_rotation);
  ADD_TEST ("/journal-reading/missing-file", test_missing_file);
  ADD_TEST ("/journal-reading/nested-lines", test_nested_lines);
  ADD_TEST ("/journal-reading/hole", test_hole);
  ADD_TEST ("/journal-reading/long-line", test_long_line);
  return g_test_run ();
}

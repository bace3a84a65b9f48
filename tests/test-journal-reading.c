/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read from the journal: what is open, how many were removed, older files too. */

#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

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
write_both (JournalFixture *fixture,
            RosterOrganization *organization,
            RosterChangeKind kind,
            RosterChangeState state)
{
  g_autoptr (RosterChange) change = roster_change_new (kind, organization, "id7", NULL, "user");

  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_INTENT, change);
  if (state == ROSTER_CHANGE_SENDING)
    return;
  journal_fixture_finish (change, state);
  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_OUTCOME, change);
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

#define ADD_TEST(path, func)                                                                       \
  g_test_add (path, JournalFixture, NULL, journal_fixture_set_up, func, journal_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("/journal-reading/unsettled", test_unsettled);
  ADD_TEST ("/journal-reading/count", test_count);
  ADD_TEST ("/journal-reading/rotation", test_rotation);
  return g_test_run ();
}

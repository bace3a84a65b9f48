/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in the journal stays there, whole, in order, for the user alone. */

#include "core/base/roster-error.h"
#include "support/journal-fixture.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

static char **
read_lines (JournalFixture *fixture)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_true (g_str_has_suffix (text, "\n"));
  text[strlen (text) - 1] = '\0';

  return g_strsplit (text, "\n", -1);
}

static mode_t
get_mode (const char *path)
{
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);

  return info.st_mode & 07777;
}

static void
test_lines (JournalFixture *fixture, gconstpointer data)
{
  static const char *const names[][2] = {
    { "event", "outcome" },
    { "kind", "invite" },
    { "endpoint", ROSTER_DEFAULT_ENDPOINT },
    { "organization-id", "0123456" },
    { "organization-name", "Production “1”" },
    { "user-id", "a1b2c3d4" },
    { "subject", "Ada@example.com" },
    { "label", "Ada \"Countess\"" },
    { "role", "reader" },
    { "result", "failed" },
    { "error", "Not “allowed”.\nNever." },
    { "detail", "The service said no." },
  };
  g_autoptr (RosterChange) change = roster_change_new (
      ROSTER_CHANGE_INVITE, fixture->organization, "Ada@example.com", "Ada \"Countess\"", "reader");
  g_auto (GStrv) lines = NULL;
  g_autoptr (JsonNode) intent = NULL;
  g_autoptr (JsonNode) outcome = NULL;
  JsonObject *object;

  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_INTENT, change);
  journal_fixture_finish (change, ROSTER_CHANGE_FAILED);
  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_OUTCOME, change);

  lines = read_lines (fixture);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  intent = json_from_string (lines[0], NULL);
  outcome = json_from_string (lines[1], NULL);
  object = json_node_get_object (outcome);
  g_assert_cmpint (json_object_get_int_member (object, "version"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (object, "uuid"), ==,
                   roster_change_get_uuid (change));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (json_object_get_string_member (object, names[i][0]), ==, names[i][1]);
  g_assert_true (g_regex_match_simple ("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$",
                                       json_object_get_string_member (object, "time"), 0, 0));

  object = json_node_get_object (intent);
  g_assert_cmpstr (json_object_get_string_member (object, "event"), ==, "intent");
  g_assert_false (json_object_has_member (object, "result"));
  g_assert_false (json_object_has_member (object, "error"));
}

/* Whoever is removed is gone from every list: the journal keeps their address. */
static void
test_address (JournalFixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) change =
      roster_change_new (ROSTER_CHANGE_REMOVE, fixture->organization, "id7", "Ada", "user");
  g_autoptr (RosterHistory) history = NULL;

  roster_change_set_email (change, "ada@example.com");
  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_INTENT, change);
  history = journal_fixture_read (fixture, 0);
  g_assert_cmpstr (roster_history_get (history, 0)->email, ==, "ada@example.com");
}

static void
test_modes (JournalFixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) change =
      roster_change_new (ROSTER_CHANGE_ADD, fixture->organization, "id7", NULL, "user");
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_INTENT, change);
  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);
  g_assert_cmpuint (get_mode (folder), ==, 0700);

  /* Somebody opened it to others: the next line closes it again. */
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_INTENT, change);
  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);
}

static void
test_torn (JournalFixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) change =
      roster_change_new (ROSTER_CHANGE_ADD, fixture->organization, "id7", NULL, "user");
  g_autoptr (RosterHistory) unsettled = NULL;
  g_auto (GStrv) lines = NULL;

  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_INTENT, change);
  journal_fixture_append_bytes (fixture, "{\"version\":1,\"time\":\"20");
  journal_fixture_finish (change, ROSTER_CHANGE_DONE);
  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_OUTCOME, change);

  lines = read_lines (fixture);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  journal_fixture_start_again (fixture);
  unsettled = journal_fixture_list_unsettled (fixture);
  g_assert_cmpuint (roster_history_get_n_entries (unsettled), ==, 0);
  g_assert_cmpuint (roster_history_get_n_damaged (unsettled), ==, 1);
}

/* All are asked for before the first is written: they are written in that order. */
static void
test_order (JournalFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  GAsyncResult *results[40] = { NULL };
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_ptr_array_add (changes, roster_change_new (ROSTER_CHANGE_ADD, fixture->organization, "id7",
                                                   NULL, "user"));
      roster_journal_write_intent_async (fixture->journal, changes->pdata[i],
                                         journal_fixture_keep_result, &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_assert_true (roster_journal_write_finish (fixture->journal,
                                                  journal_fixture_wait_for (&results[i]), NULL));
      g_clear_object (&results[i]);
    }

  lines = read_lines (fixture);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (results));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_assert_nonnull (strstr (lines[i], roster_change_get_uuid (changes->pdata[i])));
}

/* The journal may go while it is writing. */
static void
test_gone (JournalFixture *fixture, gconstpointer data)
{
  RosterJournal *journal = roster_journal_new (fixture->path);
  g_autoptr (RosterChange) change =
      roster_change_new (ROSTER_CHANGE_ADD, fixture->organization, "id7", NULL, "user");
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) lines = NULL;

  roster_journal_write_intent_async (journal, change, journal_fixture_keep_result, &result);
  g_object_unref (journal);
  journal_fixture_wait_for (&result);
  lines = read_lines (fixture);
  g_assert_cmpuint (g_strv_length (lines), ==, 1);
}

static void
assert_fails (const char *path, RosterOrganization *organization)
{
  g_autoptr (RosterJournal) journal = roster_journal_new (path);
  g_autoptr (RosterChange) change =
      roster_change_new (ROSTER_CHANGE_ADD, organization, "id7", NULL, "user");
  g_autoptr (GError) error = NULL;

  g_assert_false (journal_fixture_write (journal, ROSTER_JOURNAL_INTENT, change, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_JOURNAL);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_null (strstr (error->message, "Success"));
}

static void
test_unwritable (JournalFixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "state", NULL);
  g_autofree char *below = g_build_filename (file, "journal.jsonl", NULL);

  assert_fails (fixture->folder, fixture->organization);
  assert_fails ("/dev/null", fixture->organization);
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  assert_fails (below, fixture->organization);
}

/* A line for which there is no room leaves no trace, and what was there stays. */
static void
test_full_disk (JournalFixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) change =
      roster_change_new (ROSTER_CHANGE_ADD, fixture->organization, "id7", NULL, "user");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  struct rlimit unlimited;
  struct rlimit limited;

  journal_fixture_write_well (fixture->journal, ROSTER_JOURNAL_INTENT, change);
  g_assert_true (g_file_get_contents (fixture->path, &before, NULL, NULL));

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &unlimited), ==, 0);
  limited = unlimited;
  limited.rlim_cur = strlen (before) + 10;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limited), ==, 0);
  assert_fails (fixture->path, fixture->organization);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &unlimited), ==, 0);

  g_assert_true (g_file_get_contents (fixture->path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, before);
}

static void
test_unreadable (JournalFixture *fixture, gconstpointer data)
{
  g_autoptr (RosterJournal) journal = roster_journal_new (fixture->folder);
  g_autoptr (GAsyncResult) counted = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 7;

  roster_journal_count_removals_async (journal, "e", "o", 0, journal_fixture_keep_result, &counted);
  g_assert_false (roster_journal_count_removals_finish (
      journal, journal_fixture_wait_for (&counted), &n, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_JOURNAL);
  g_assert_cmpuint (n, ==, 0);
  g_clear_error (&error);

  roster_journal_list_unsettled_async (journal, journal_fixture_keep_result, &listed);
  g_assert_null (
      roster_journal_list_unsettled_finish (journal, journal_fixture_wait_for (&listed), &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_JOURNAL);
}

static void
test_default_path (void)
{
  g_autoptr (RosterJournal) journal = roster_journal_new (NULL);
  g_autofree char *path =
      g_build_filename (g_get_user_state_dir (), "roster", "journal.jsonl", NULL);

  g_assert_cmpstr (roster_journal_get_path (journal), ==, path);
}

#define ADD_TEST(path, func)                                                                       \
  g_test_add (path, JournalFixture, NULL, journal_fixture_set_up, func, journal_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("/journal/lines", test_lines);
  ADD_TEST ("/journal/address", test_address);
  ADD_TEST ("/journal/modes", test_modes);
  ADD_TEST ("/journal/torn", test_torn);
  ADD_TEST ("/journal/order", test_order);
  ADD_TEST ("/journal/gone", test_gone);
  ADD_TEST ("/journal/unwritable", test_unwritable);
  ADD_TEST ("/journal/full-disk", test_full_disk);
  ADD_TEST ("/journal/unreadable", test_unreadable);
  g_test_add_func ("/journal/default-path", test_default_path);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in the journal stays there, whole, in order, for the user alone. */

#include "roster-error.h"
#include "roster-journal.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

typedef struct
{
  char *folder;
  char *path;
  RosterJournal *journal;
  RosterOrganization *organization;
} Fixture;

static RosterOrganization *
make_organization (const char *endpoint, const char *id)
{
  g_autoptr (RosterAccount) account = roster_account_new (endpoint, "a1b2c3d4");
  g_autoptr (RosterTransport) transport = roster_transport_new ();
  g_autoptr (RosterClient) client = roster_client_new (transport, account);

  return roster_organization_new ("Production “1”", id, client, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("roster-journal-XXXXXX", NULL);

  g_assert_nonnull (folder);
  fixture->folder = g_steal_pointer (&folder);
  fixture->path = g_build_filename (fixture->folder, "state", "roster", "journal.jsonl", NULL);
  fixture->journal = roster_journal_new (fixture->path);
  fixture->organization = make_organization (ROSTER_DEFAULT_ENDPOINT, "0123456");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *roster = g_path_get_dirname (fixture->path);
  g_autofree char *state = g_path_get_dirname (roster);

  g_object_unref (fixture->journal);
  g_object_unref (fixture->organization);
  g_remove (fixture->path);
  g_remove (roster);
  g_remove (state);
  g_assert_cmpint (g_remove (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static gboolean
write_event (RosterJournal *journal, RosterJournalEvent event, RosterChange *change, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (event == ROSTER_JOURNAL_INTENT)
    roster_journal_write_intent_async (journal, change, keep_result, &result);
  else
    roster_journal_write_outcome_async (journal, change, keep_result, &result);

  return roster_journal_write_finish (journal, wait_for (&result), error);
}

static void
write_well (RosterJournal *journal, RosterJournalEvent event, RosterChange *change)
{
  g_autoptr (GError) error = NULL;

  write_event (journal, event, change, &error);
  g_assert_no_error (error);
}

static guint
count_removals (Fixture *fixture, const char *endpoint, const char *organization_id, gint64 since)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_removals = 0;

  roster_journal_count_removals_async (fixture->journal, endpoint, organization_id, since,
                                       keep_result, &result);
  roster_journal_count_removals_finish (fixture->journal, wait_for (&result), &n_removals, &error);
  g_assert_no_error (error);

  return n_removals;
}

static GPtrArray *
list_unsettled (Fixture *fixture, guint *n_damaged)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  roster_journal_list_unsettled_async (fixture->journal, keep_result, &result);
  records = roster_journal_list_unsettled_finish (fixture->journal, wait_for (&result), n_damaged,
                                                  &error);
  g_assert_no_error (error);

  return records;
}

static char **
read_lines (Fixture *fixture)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_true (g_str_has_suffix (text, "\n"));
  text[strlen (text) - 1] = '\0';

  return g_strsplit (text, "\n", -1);
}

static void
append_bytes (Fixture *fixture, const char *bytes)
{
  FILE *file = g_fopen (fixture->path, "a");

  g_assert_nonnull (file);
  g_assert_cmpint (fputs (bytes, file), >=, 0);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
finish_change (RosterChange *change, RosterChangeState state)
{
  g_autoptr (GError) error =
      g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_FORBIDDEN, "Not “allowed”.\nNever.");

  roster_change_set_state (change, state, state == ROSTER_CHANGE_DONE ? NULL : error,
                           "The service said no.");
}

static mode_t
get_mode (const char *path)
{
  struct stat info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);

  return info.st_mode & 07777;
}

static void
test_lines (Fixture *fixture, gconstpointer data)
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

  write_well (fixture->journal, ROSTER_JOURNAL_INTENT, change);
  finish_change (change, ROSTER_CHANGE_FAILED);
  write_well (fixture->journal, ROSTER_JOURNAL_OUTCOME, change);

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

static void
test_modes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) change =
      roster_change_new (ROSTER_CHANGE_ADD, fixture->organization, "id7", NULL, "user");
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  write_well (fixture->journal, ROSTER_JOURNAL_INTENT, change);
  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);
  g_assert_cmpuint (get_mode (folder), ==, 0700);

  /* Somebody opened it to others: the next line closes it again. */
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  write_well (fixture->journal, ROSTER_JOURNAL_INTENT, change);
  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);
}

static void
test_torn (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) change =
      roster_change_new (ROSTER_CHANGE_ADD, fixture->organization, "id7", NULL, "user");
  g_autoptr (GPtrArray) unsettled = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_damaged;

  write_well (fixture->journal, ROSTER_JOURNAL_INTENT, change);
  append_bytes (fixture, "{\"version\":1,\"time\":\"20");
  finish_change (change, ROSTER_CHANGE_DONE);
  write_well (fixture->journal, ROSTER_JOURNAL_OUTCOME, change);

  lines = read_lines (fixture);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  unsettled = list_unsettled (fixture, &n_damaged);
  g_assert_cmpuint (unsettled->len, ==, 0);
  g_assert_cmpuint (n_damaged, ==, 1);
}

static void
test_unsettled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) unsettled = NULL;
  guint n_damaged;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("id%u", i);

      g_ptr_array_add (
          changes, roster_change_new (ROSTER_CHANGE_ADD, fixture->organization, id, NULL, "user"));
      write_well (fixture->journal, ROSTER_JOURNAL_INTENT, changes->pdata[i]);
    }
  append_bytes (fixture, "damage\n\n{}\n\xff\xfe\n");
  finish_change (changes->pdata[0], ROSTER_CHANGE_DONE);
  write_well (fixture->journal, ROSTER_JOURNAL_OUTCOME, changes->pdata[0]);
  finish_change (changes->pdata[2], ROSTER_CHANGE_UNKNOWN);
  write_well (fixture->journal, ROSTER_JOURNAL_OUTCOME, changes->pdata[2]);

  unsettled = list_unsettled (fixture, &n_damaged);
  g_assert_cmpuint (n_damaged, ==, 3);
  g_assert_cmpuint (unsettled->len, ==, 2);
  g_assert_cmpstr (((RosterJournalRecord *)unsettled->pdata[0])->subject, ==, "id1");
  g_assert_cmpstr (((RosterJournalRecord *)unsettled->pdata[1])->subject, ==, "id3");
  g_assert_cmpstr (((RosterJournalRecord *)unsettled->pdata[1])->uuid, ==,
                   roster_change_get_uuid (changes->pdata[3]));
}

static void
write_both (Fixture *fixture,
            RosterOrganization *organization,
            RosterChangeKind kind,
            RosterChangeState state)
{
  g_autoptr (RosterChange) change = roster_change_new (kind, organization, "id7", NULL, "user");

  write_well (fixture->journal, ROSTER_JOURNAL_INTENT, change);
  if (state == ROSTER_CHANGE_SENDING)
    return;
  finish_change (change, state);
  write_well (fixture->journal, ROSTER_JOURNAL_OUTCOME, change);
}

static void
test_count (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterOrganization) other_id = make_organization (ROSTER_DEFAULT_ENDPOINT, "6543210");
  g_autoptr (RosterOrganization) other_endpoint =
      make_organization ("https://api.example.com/v2", "0123456");
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
  append_bytes (fixture, "damage\n");

  g_assert_cmpuint (count_removals (fixture, ROSTER_DEFAULT_ENDPOINT, "0123456", before), ==, 3);
  g_assert_cmpuint (count_removals (fixture, ROSTER_DEFAULT_ENDPOINT, "6543210", before), ==, 1);
  g_assert_cmpuint (count_removals (fixture, "https://api.example.com/v2", "0123456", before), ==,
                    1);
  g_assert_cmpuint (count_removals (fixture, ROSTER_DEFAULT_ENDPOINT, "other", before), ==, 0);
  g_assert_cmpuint (count_removals (fixture, ROSTER_DEFAULT_ENDPOINT, "0123456",
                                    g_get_real_time () / 1000 + 1000),
                    ==, 0);
}

/* All are asked for before the first is written: they are written in that order. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  GAsyncResult *results[40] = { NULL };
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_ptr_array_add (changes, roster_change_new (ROSTER_CHANGE_ADD, fixture->organization, "id7",
                                                   NULL, "user"));
      roster_journal_write_intent_async (fixture->journal, changes->pdata[i], keep_result,
                                         &results[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_assert_true (roster_journal_write_finish (fixture->journal, wait_for (&results[i]), NULL));
      g_clear_object (&results[i]);
    }

  lines = read_lines (fixture);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (results));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    g_assert_nonnull (strstr (lines[i], roster_change_get_uuid (changes->pdata[i])));
}

/* The journal may go while it is writing. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  RosterJournal *journal = roster_journal_new (fixture->path);
  g_autoptr (RosterChange) change =
      roster_change_new (ROSTER_CHANGE_ADD, fixture->organization, "id7", NULL, "user");
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) lines = NULL;

  roster_journal_write_intent_async (journal, change, keep_result, &result);
  g_object_unref (journal);
  wait_for (&result);
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

  g_assert_false (write_event (journal, ROSTER_JOURNAL_INTENT, change, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_JOURNAL);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_null (strstr (error->message, "Success"));
}

static void
test_unwritable (Fixture *fixture, gconstpointer data)
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
test_full_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) change =
      roster_change_new (ROSTER_CHANGE_ADD, fixture->organization, "id7", NULL, "user");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  struct rlimit unlimited;
  struct rlimit limited;

  write_well (fixture->journal, ROSTER_JOURNAL_INTENT, change);
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
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterJournal) journal = roster_journal_new (fixture->folder);
  g_autoptr (GAsyncResult) counted = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 7;

  roster_journal_count_removals_async (journal, "e", "o", 0, keep_result, &counted);
  g_assert_false (roster_journal_count_removals_finish (journal, wait_for (&counted), &n, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_JOURNAL);
  g_assert_cmpuint (n, ==, 0);
  g_clear_error (&error);

  roster_journal_list_unsettled_async (journal, keep_result, &listed);
  g_assert_null (roster_journal_list_unsettled_finish (journal, wait_for (&listed), NULL, &error));
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

#define ADD_TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("/journal/lines", test_lines);
  ADD_TEST ("/journal/modes", test_modes);
  ADD_TEST ("/journal/torn", test_torn);
  ADD_TEST ("/journal/unsettled", test_unsettled);
  ADD_TEST ("/journal/count", test_count);
  ADD_TEST ("/journal/order", test_order);
  ADD_TEST ("/journal/gone", test_gone);
  ADD_TEST ("/journal/unwritable", test_unwritable);
  ADD_TEST ("/journal/full-disk", test_full_disk);
  ADD_TEST ("/journal/unreadable", test_unreadable);
  g_test_add_func ("/journal/default-path", test_default_path);
  return g_test_run ();
}

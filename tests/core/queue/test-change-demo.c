/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The queue against the demo service: real Hawk, many pages, clocks that differ, changes that stay.
 */

#include "core/changes/roster-change-text.h"
#include "core/queue/roster-change-queue.h"
#include "mock/mock-fault.h"
#include "mock/mock-service.h"
#include "support/plan-runner.h"

#include <glib/gstdio.h>
#include <string.h>

/* What the test's data are. */
static const MockOptions plain = { 0 };
static const MockOptions odd = { .page_size = 7, .clock_offset_s = 3600, .invite_needs_put = TRUE };

typedef struct
{
  MockService *service;
  RosterTransport *transport;
  RosterClient *client;
  RosterOrganization *organizations[2]; /* the large one and the small one */
  RosterJournal *journal;
  RosterChangeQueue *queue;
  GPtrArray *changes; /* (element-type RosterChange) of the next run */
  char *folder;
  char *path;
} Fixture;

static void
read_organization (RosterOrganization *organization)
{
  roster_organization_refresh (organization);
  while (roster_organization_get_state (organization) == ROSTER_ORGANIZATION_LOADING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (roster_organization_get_error (organization));
}

static void
set_up (Fixture *fixture, gconstpointer options)
{
  const guint places[] = { 0, 1 }; /* owner here, user there */
  g_autoptr (RosterAccount) account = NULL;
  g_autoptr (GError) error = NULL;
  SecretValue *key;

  fixture->service = mock_service_new (options);
  mock_service_start_in_thread (fixture->service, &error);
  g_assert_no_error (error);
  account = roster_account_new (mock_service_get_endpoint (fixture->service),
                                mock_service_get_user_id (fixture->service));
  key = secret_value_new (mock_service_get_key (fixture->service), -1, "text/plain");
  roster_account_set_key (account, key);
  secret_value_unref (key);
  fixture->transport = roster_transport_new ();
  fixture->client = roster_client_new (fixture->transport, account);
  for (guint i = 0; i < 2; i++)
    {
      fixture->organizations[i] = roster_organization_new (
          mock_service_get_organization_name (fixture->service, places[i]),
          mock_service_get_organization_id (fixture->service, places[i]), fixture->client, NULL);
      read_organization (fixture->organizations[i]);
    }
  fixture->folder = g_dir_make_tmp ("roster-change-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "journal.jsonl", NULL);
  fixture->journal = roster_journal_new (fixture->path);
  fixture->queue = roster_change_queue_new (fixture->journal);
  fixture->changes = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
tear_down (Fixture *fixture, gconstpointer options)
{
  g_ptr_array_unref (fixture->changes);
  g_object_unref (fixture->queue);
  g_object_unref (fixture->journal);
  for (guint i = 0; i < 2; i++)
    g_object_unref (fixture->organizations[i]);
  g_object_unref (fixture->client);
  g_object_unref (fixture->transport);
  mock_service_stop (fixture->service);
  g_object_unref (fixture->service);
  g_remove (fixture->path);
  g_remove (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static const char *
get_id (Fixture *fixture, guint place)
{
  return roster_organization_get_id (fixture->organizations[place]);
}

/* Somebody of the large organization with that role, who is not in the small one and not oneself.
 */
static const RosterMember *
find_stranger (Fixture *fixture, RosterRole role, guint skip)
{
  RosterMemberTable *large = roster_organization_get_table (fixture->organizations[0]);
  RosterMemberTable *small = roster_organization_get_table (fixture->organizations[1]);

  for (guint row = 0; row < roster_member_table_get_n_members (large); row++)
    {
      const RosterMember *member = roster_member_table_get (large, row);

      if (roster_member_get_role (member) == role &&
          roster_member_table_find_id (small, member->id) == G_MAXUINT && skip-- == 0)
        return member;
    }

  g_assert_not_reached ();
}

static void
plan (Fixture *fixture, guint place, RosterChangeKind kind, const char *subject, const char *role)
{
  g_ptr_array_add (fixture->changes,
                   roster_change_new (kind, fixture->organizations[place], subject, NULL, role));
}

static RosterChangeRun *
carry_out (Fixture *fixture)
{
  RosterChangeRun *run = plan_runner_submit (fixture->queue, fixture->changes);

  while (!roster_change_run_is_finished (run))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < roster_change_run_get_n_changes (run); i++)
    {
      g_autofree char *line = roster_change_describe (roster_change_run_get_change (run, i));

      g_test_message ("%s", line);
    }

  return run;
}

static void
assert_journal (Fixture *fixture, guint n_changes)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_intents = 0;
  guint n_done = 0;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_null (strstr (text, mock_service_get_key (fixture->service)));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i][0] != '\0'; i++)
    {
      g_autoptr (RosterJournalRecord) record =
          roster_journal_record_parse (lines[i], strlen (lines[i]));

      n_intents += record->event == ROSTER_JOURNAL_INTENT;
      n_done += record->event == ROSTER_JOURNAL_OUTCOME && record->result == ROSTER_CHANGE_DONE;
    }
  g_assert_cmpuint (n_intents, ==, n_changes);
  g_assert_cmpuint (n_done, ==, n_changes);
}

static void
test_changes (Fixture *fixture, gconstpointer options)
{
  const char *invited = "New.Person@example.com";
  g_autofree char *added = g_strdup (find_stranger (fixture, ROSTER_ROLE_USER, 0)->id);
  g_autofree char *removed = g_strdup (find_stranger (fixture, ROSTER_ROLE_USER, 1)->id);
  g_autofree char *owner = g_strdup (find_stranger (fixture, ROSTER_ROLE_OWNER, 0)->id);
  guint n_large = mock_service_get_n_members (fixture->service, get_id (fixture, 0));
  g_autoptr (RosterChangeRun) run = NULL;
  g_auto (GStrv) invitations = NULL;
  g_autofree char *role = NULL;

  plan (fixture, 0, ROSTER_CHANGE_REMOVE, removed, "user");
  plan (fixture, 0, ROSTER_CHANGE_REMOVE, owner, "owner");
  plan (fixture, 1, ROSTER_CHANGE_ADD, added, "reader");
  plan (fixture, 1, ROSTER_CHANGE_INVITE, invited, "user");
  run = carry_out (fixture);

  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_DONE), ==, 4);
  g_assert_cmpuint (mock_service_get_n_members (fixture->service, get_id (fixture, 0)), ==,
                    n_large - 2);
  g_assert_null (mock_service_dup_role (fixture->service, get_id (fixture, 0), removed));
  g_assert_null (mock_service_dup_role (fixture->service, get_id (fixture, 0), owner));
  role = mock_service_dup_role (fixture->service, get_id (fixture, 1), added);
  g_assert_cmpstr (role, ==, "reader");
  invitations = mock_service_dup_invitations (fixture->service, get_id (fixture, 1));
  g_assert_cmpuint (g_strv_length (invitations), ==, 1);
  g_assert_nonnull (strstr (invitations[0], invited));

  /* Both lists have been read again. */
  g_assert_cmpuint (
      roster_member_table_get_n_members (roster_organization_get_table (fixture->organizations[0])),
      ==, n_large - 2);
  g_assert_cmpuint (roster_member_table_find_id (
                        roster_organization_get_table (fixture->organizations[1]), added),
                    !=, G_MAXUINT);
  assert_journal (fixture, 4);
}

static RosterPlanQuestions
get_questions (Fixture *fixture)
{
  g_autoptr (RosterPlan) plan = plan_runner_prepare (fixture->queue, fixture->changes);

  return roster_plan_part_get_questions (roster_plan_get_part (plan, 0));
}

/* A large run cut into two does not slip under the guard: the second is asked about as a whole. */
static void
test_two_halves (Fixture *fixture, gconstpointer options)
{
  guint n_half = mock_service_get_n_members (fixture->service, get_id (fixture, 0)) / 8 + 1;
  g_autoptr (RosterChangeRun) run = NULL;

  for (guint i = 0; i < n_half; i++)
    plan (fixture, 0, ROSTER_CHANGE_REMOVE, find_stranger (fixture, ROSTER_ROLE_USER, i)->id,
          "user");
  g_assert_cmpuint (get_questions (fixture), ==, ROSTER_PLAN_ASKS_REMOVAL);
  run = carry_out (fixture);
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_DONE), ==, n_half);

  g_ptr_array_set_size (fixture->changes, 0);
  for (guint i = 0; i < n_half; i++)
    plan (fixture, 0, ROSTER_CHANGE_REMOVE, find_stranger (fixture, ROSTER_ROLE_USER, i)->id,
          "user");
  g_assert_cmpuint (get_questions (fixture), ==, ROSTER_PLAN_ASKS_REMOVAL | ROSTER_PLAN_ASKS_MANY);
}

static void
set_fault (Fixture *fixture, const char *spec)
{
  g_autoptr (GError) error = NULL;

  mock_service_clear_requests (fixture->service);
  mock_service_add_fault (fixture->service, spec, &error);
  g_assert_no_error (error);
}

/* The first change waits for minutes. */
static RosterChangeRun *
begin_waiting (Fixture *fixture)
{
  RosterChangeRun *run = plan_runner_submit (fixture->queue, fixture->changes);
  RosterCallProgress *progress = roster_change_get_progress (fixture->changes->pdata[0]);

  while (roster_call_progress_get_wait_until (progress) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (roster_call_progress_get_wait_until (progress) - g_get_monotonic_time (), >,
                   100 * G_USEC_PER_SEC);
  return run;
}

static void
assert_last_outcome (Fixture *fixture, RosterChangeState state, const char *detail)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (RosterJournalRecord) record = NULL;
  const char *last;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  last = lines[g_strv_length (lines) - 1];
  record = roster_journal_record_parse (last, strlen (last));
  g_assert_cmpint (record->event, ==, ROSTER_JOURNAL_OUTCOME);
  g_assert_cmpint (record->result, ==, state);
  g_assert_null (record->error);
  g_assert_cmpstr (record->detail, ==, detail);
}

/* Whoever stops does not wait for the time that the service asked for: it did not act. */
static void
test_stop_waiting (Fixture *fixture, gconstpointer options)
{
  g_autofree char *added = g_strdup (find_stranger (fixture, ROSTER_ROLE_USER, 0)->id);
  g_autoptr (RosterChangeRun) run = NULL;
  gint64 begin;

  set_fault (fixture, "change:status=429,retry-after=500");
  plan (fixture, 1, ROSTER_CHANGE_ADD, added, "reader");
  plan (fixture, 1, ROSTER_CHANGE_INVITE, "new@example.com", "user");
  run = begin_waiting (fixture);
  g_assert_true (roster_change_run_is_waiting (run));

  begin = g_get_monotonic_time ();
  roster_change_run_stop (run);
  while (!roster_change_run_is_finished (run))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 20 * G_USEC_PER_SEC);
  g_assert_false (roster_change_run_is_waiting (run));
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_SKIPPED), ==, 2);
  g_assert_cmpuint (mock_service_count_calls (fixture->service, MOCK_CALL_CHANGE), ==, 1);
  g_assert_null (mock_service_dup_role (fixture->service, get_id (fixture, 1), added));
  assert_last_outcome (fixture, ROSTER_CHANGE_SKIPPED,
                       "It was stopped while it waited; the service did not act on it.");
}

/* The list that is read before an owner goes: nothing was sent yet. */
static void
test_stop_before (Fixture *fixture, gconstpointer options)
{
  g_autofree char *owner = g_strdup (find_stranger (fixture, ROSTER_ROLE_OWNER, 0)->id);
  g_autoptr (RosterChangeRun) run = NULL;

  set_fault (fixture, "list:status=429,retry-after=500");
  plan (fixture, 0, ROSTER_CHANGE_REMOVE, owner, "owner");
  run = begin_waiting (fixture);
  g_assert_true (roster_change_run_is_waiting (run));
  roster_change_run_stop (run);
  while (!roster_change_run_is_finished (run))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_SKIPPED), ==, 1);
  g_assert_cmpuint (mock_service_count_calls (fixture->service, MOCK_CALL_CHANGE), ==, 0);
  assert_last_outcome (fixture, ROSTER_CHANGE_SKIPPED, NULL);
}

/* What may have happened is looked for, however long that takes. */
static void
test_stop_too_late (Fixture *fixture, gconstpointer options)
{
  g_autofree char *added = g_strdup (find_stranger (fixture, ROSTER_ROLE_USER, 0)->id);
  g_autoptr (RosterChangeRun) run = NULL;

  set_fault (fixture, "add:reset,applied,times=1");
  set_fault (fixture, "list:status=429,retry-after=2,times=1");
  plan (fixture, 1, ROSTER_CHANGE_ADD, added, "reader");
  run = plan_runner_submit (fixture->queue, fixture->changes);
  while (roster_call_progress_get_wait_until (
             roster_change_get_progress (fixture->changes->pdata[0])) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (roster_change_run_is_waiting (run));
  roster_change_run_stop (run);
  while (!roster_change_run_is_finished (run))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_DONE), ==, 1);
  g_assert_cmpuint (mock_service_count_calls (fixture->service, MOCK_CALL_CHANGE), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/change-demo/changes", Fixture, &plain, set_up, test_changes, tear_down);
  g_test_add ("/change-demo/changes-odd", Fixture, &odd, set_up, test_changes, tear_down);
  g_test_add ("/change-demo/two-halves", Fixture, &plain, set_up, test_two_halves, tear_down);
  g_test_add ("/change-demo/stop-waiting", Fixture, &plain, set_up, test_stop_waiting, tear_down);
  g_test_add ("/change-demo/stop-before", Fixture, &plain, set_up, test_stop_before, tear_down);
  g_test_add ("/change-demo/stop-too-late", Fixture, &plain, set_up, test_stop_too_late, tear_down);
  return g_test_run ();
}

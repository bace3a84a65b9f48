/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One change against a service that has a bad day: what becomes of it, how often it was sent, what
 * the list was asked, what the person is told, what the journal keeps.
 */

#include "core/base/roster-error.h"
#include "core/changes/roster-change-text.h"
#include "core/queue/roster-change-queue.h"
#include "mock/troubled-service.h"
#include "support/plan-runner.h"

#include <glib/gstdio.h>
#include <string.h>

#define INVITE ROSTER_CHANGE_INVITE
#define ADD ROSTER_CHANGE_ADD
#define REMOVE ROSTER_CHANGE_REMOVE
#define DONE ROSTER_CHANGE_DONE
#define FAILED ROSTER_CHANGE_FAILED
#define UNKNOWN ROSTER_CHANGE_UNKNOWN

/* What is true at the service before: "me" and "olga" are owners, "uma" is a user; "nora" is new.
 */
typedef struct
{
  const char *name;
  RosterChangeKind kind;
  const char *subject;
  const char *role;
  gboolean done;       /* whether the service does it */
  guint status;        /* what it answers */
  gboolean list_fails; /* the list, too */
  RosterChangeState state;
  int error;        /* of RosterError, or -1 */
  const char *text; /* a part of the note or the error */
  guint n_lists;    /* that were read to settle it */
} Case;

static const Case cases[] = {
  { "invite", INVITE, "n@example.com", "user", TRUE, 200, FALSE, DONE, -1, NULL, 0 },
  { "invite-204", INVITE, "n@example.com", "user", TRUE, 204, FALSE, DONE, -1, NULL, 0 },
  { "invite-cut", INVITE, "n@example.com", "user", TRUE, TROUBLED_CUT, FALSE, UNKNOWN,
    ROSTER_ERROR_UNKNOWN_OUTCOME, "ask them whether it arrived", 1 },
  { "invite-500", INVITE, "n@example.com", "user", FALSE, 500, FALSE, UNKNOWN,
    ROSTER_ERROR_UNKNOWN_OUTCOME, "ask them whether it arrived", 1 },
  { "invite-cut-joined", INVITE, "UMA@example.com", "user", TRUE, TROUBLED_CUT, FALSE, DONE, -1,
    "the list shows that it happened", 1 },
  { "invite-cut-no-list", INVITE, "n@example.com", "user", TRUE, TROUBLED_CUT, TRUE, UNKNOWN,
    ROSTER_ERROR_UNKNOWN_OUTCOME, "could not be read", 1 },
  { "invite-400", INVITE, "n@example.com", "user", FALSE, 400, FALSE, FAILED,
    ROSTER_ERROR_BAD_REQUEST, "not today", 0 },
  { "invite-401", INVITE, "n@example.com", "user", FALSE, 401, FALSE, FAILED,
    ROSTER_ERROR_UNAUTHORIZED, NULL, 0 },
  { "invite-403", INVITE, "n@example.com", "user", FALSE, 403, FALSE, FAILED,
    ROSTER_ERROR_FORBIDDEN, NULL, 0 },
  { "invite-404", INVITE, "n@example.com", "user", FALSE, 404, FALSE, FAILED,
    ROSTER_ERROR_NOT_FOUND, NULL, 0 },
  { "invite-409", INVITE, "n@example.com", "user", FALSE, 409, FALSE, FAILED, ROSTER_ERROR_CONFLICT,
    NULL, 0 },
  { "invite-refusal-as-success", INVITE, "n@example.com", "user", FALSE,
    TROUBLED_REFUSAL_AS_SUCCESS, FALSE, UNKNOWN, ROSTER_ERROR_UNKNOWN_OUTCOME,
    "ask them whether it arrived", 1 },
  { "add-refusal-as-success", ADD, "nora", "user", FALSE, TROUBLED_REFUSAL_AS_SUCCESS, FALSE,
    FAILED, ROSTER_ERROR_INTERRUPTED, "it did not happen", 1 },
  { "add-error-after", ADD, "nora", "user", TRUE, TROUBLED_REFUSAL_AS_SUCCESS, FALSE, DONE, -1,
    "the list shows that it happened", 1 },
  { "remove-refusal-as-success", REMOVE, "uma", "user", FALSE, TROUBLED_REFUSAL_AS_SUCCESS, FALSE,
    FAILED, ROSTER_ERROR_INTERRUPTED, "it did not happen", 1 },
  { "add", ADD, "nora", "user", TRUE, 200, FALSE, DONE, -1, NULL, 0 },
  { "add-cut-after", ADD, "nora", "user", TRUE, TROUBLED_CUT, FALSE, DONE, -1,
    "The answer was lost; the list shows that it happened.", 1 },
  { "add-cut-before", ADD, "nora", "user", FALSE, TROUBLED_CUT, FALSE, FAILED,
    ROSTER_ERROR_INTERRUPTED, "the list shows that it did not happen", 1 },
  { "add-500-after", ADD, "nora", "user", TRUE, 500, FALSE, DONE, -1, "it happened", 1 },
  { "add-500-before", ADD, "nora", "user", FALSE, 500, FALSE, FAILED, ROSTER_ERROR_INTERRUPTED,
    "it did not happen", 1 },
  { "add-502-after", ADD, "nora", "user", TRUE, 502, FALSE, DONE, -1, "it happened", 1 },
  { "add-cut-other-role", ADD, "uma", "reader", FALSE, TROUBLED_CUT, FALSE, FAILED,
    ROSTER_ERROR_CONFLICT, "They are a member as user", 1 },
  { "add-cut-no-list", ADD, "nora", "user", TRUE, TROUBLED_CUT, TRUE, UNKNOWN,
    ROSTER_ERROR_UNKNOWN_OUTCOME, "could not be read to see", 1 },
  { "add-409-same-role", ADD, "uma", "user", FALSE, 409, FALSE, FAILED, ROSTER_ERROR_CONFLICT,
    "They already are a member as user", 1 },
  { "add-409-other-role", ADD, "uma", "reader", FALSE, 409, FALSE, FAILED, ROSTER_ERROR_CONFLICT,
    "remove them first", 1 },
  { "add-409-absent", ADD, "nora", "user", FALSE, 409, FALSE, FAILED, ROSTER_ERROR_CONFLICT,
    "not today", 1 },
  { "add-409-no-list", ADD, "uma", "user", FALSE, 409, TRUE, FAILED, ROSTER_ERROR_CONFLICT,
    "not today", 1 },
  { "add-404", ADD, "nora", "user", FALSE, 404, FALSE, FAILED, ROSTER_ERROR_NOT_FOUND, NULL, 0 },
  { "add-403", ADD, "nora", "user", FALSE, 403, FALSE, FAILED, ROSTER_ERROR_FORBIDDEN, NULL, 0 },
  { "remove", REMOVE, "uma", "user", TRUE, 204, FALSE, DONE, -1, NULL, 0 },
  { "remove-cut-after", REMOVE, "uma", "user", TRUE, TROUBLED_CUT, FALSE, DONE, -1,
    "The answer was lost; the list shows that it happened.", 1 },
  { "remove-cut-before", REMOVE, "uma", "user", FALSE, TROUBLED_CUT, FALSE, FAILED,
    ROSTER_ERROR_INTERRUPTED, "it did not happen", 1 },
  { "remove-500-after", REMOVE, "uma", "user", TRUE, 500, FALSE, DONE, -1, "it happened", 1 },
  { "remove-503-before", REMOVE, "uma", "user", FALSE, 503, FALSE, FAILED, ROSTER_ERROR_INTERRUPTED,
    "it did not happen", 1 },
  { "remove-cut-no-list", REMOVE, "uma", "user", TRUE, TROUBLED_CUT, TRUE, UNKNOWN,
    ROSTER_ERROR_UNKNOWN_OUTCOME, "could not be read to see", 1 },
  { "remove-404-gone", REMOVE, "uma", "user", TRUE, 404, FALSE, DONE, -1, "They were already gone.",
    1 },
  { "remove-404-there", REMOVE, "uma", "user", FALSE, 404, FALSE, FAILED, ROSTER_ERROR_NOT_FOUND,
    "not today", 1 },
  { "remove-404-no-list", REMOVE, "uma", "user", TRUE, 404, TRUE, FAILED, ROSTER_ERROR_NOT_FOUND,
    "not today", 1 },
  { "remove-403", REMOVE, "uma", "user", FALSE, 403, FALSE, FAILED, ROSTER_ERROR_FORBIDDEN, NULL,
    0 },
  { "remove-owner", REMOVE, "olga", "owner", TRUE, 204, FALSE, DONE, -1, NULL, 1 },
  { "remove-owner-cut-after", REMOVE, "olga", "owner", TRUE, TROUBLED_CUT, FALSE, DONE, -1,
    "it happened", 2 },
};

typedef struct
{
  TroubledService *service;
  RosterOrganization *organization;
  RosterJournal *journal;
  RosterChangeQueue *queue;
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const Case *expected = data;

  fixture->service = troubled_service_new ();
  troubled_service_add_member (fixture->service, "me", "me@example.com", "owner");
  troubled_service_add_member (fixture->service, "olga", "olga@example.com", "owner");
  /* Of those who are added or invited, nobody is a member as far as the plan knows. */
  if (expected == NULL || expected->kind == REMOVE)
    troubled_service_add_member (fixture->service, "uma", "uma@example.com", "user");
  fixture->organization = troubled_service_new_organization (fixture->service, "0123456");
  roster_organization_refresh (fixture->organization);
  WAIT_UNTIL (roster_organization_get_table (fixture->organization) != NULL);
  troubled_service_clear_requests (fixture->service);
  if (expected != NULL && expected->kind != REMOVE)
    troubled_service_add_member (fixture->service, "uma", "uma@example.com", "user");
  fixture->folder = g_dir_make_tmp ("roster-delivery-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "journal.jsonl", NULL);
  fixture->journal = roster_journal_new (fixture->path);
  fixture->queue = roster_change_queue_new (fixture->journal);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->queue);
  g_object_unref (fixture->journal);
  g_object_unref (fixture->organization);
  troubled_service_free (fixture->service);
  g_remove (fixture->path);
  g_remove (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static RosterChange *
carry_out (Fixture *fixture, RosterChangeKind kind, const char *subject, const char *role)
{
  g_autoptr (RosterChange) change =
      roster_change_new (kind, fixture->organization, subject, NULL, role);
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autoptr (RosterChangeRun) run = NULL;

  g_ptr_array_add (changes, change);
  run = plan_runner_submit (fixture->queue, changes);
  WAIT_UNTIL (roster_change_run_is_finished (run));
  g_assert_false (roster_change_queue_get_busy (fixture->queue));

  return g_steal_pointer (&change);
}

static guint
count_changes (Fixture *fixture)
{
  return troubled_service_count_requests (fixture->service, "POST") +
         troubled_service_count_requests (fixture->service, "PUT") +
         troubled_service_count_requests (fixture->service, "DELETE");
}

static GPtrArray *
read_journal (Fixture *fixture)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify)roster_journal_record_free);

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_null (strstr (text, TROUBLED_KEY));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i][0] != '\0'; i++)
    g_ptr_array_add (records, roster_journal_record_parse (lines[i], strlen (lines[i])));

  return records;
}

static void
assert_journal (Fixture *fixture, RosterChange *change)
{
  g_autoptr (GPtrArray) records = read_journal (fixture);
  RosterJournalRecord *intent = records->pdata[0];
  RosterJournalRecord *outcome = records->pdata[1];
  const GError *error = roster_change_get_error (change);

  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpint (intent->event, ==, ROSTER_JOURNAL_INTENT);
  g_assert_cmpint (outcome->event, ==, ROSTER_JOURNAL_OUTCOME);
  g_assert_cmpstr (intent->uuid, ==, roster_change_get_uuid (change));
  g_assert_cmpstr (outcome->uuid, ==, roster_change_get_uuid (change));
  g_assert_cmpint (outcome->result, ==, roster_change_get_state (change));
  g_assert_cmpstr (outcome->error, ==, error != NULL ? error->message : NULL);
  g_assert_cmpstr (outcome->detail, ==, roster_change_get_note (change));
}

static void
assert_said (RosterChange *change, int code, const char *text)
{
  const GError *error = roster_change_get_error (change);
  const char *said = error != NULL ? error->message : roster_change_get_note (change);
  g_autofree char *line = roster_change_describe (change);

  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, ROSTER_ERROR, code);

  if (text == NULL)
    return;
  if (said == NULL || strstr (said, text) == NULL || strstr (line, text) == NULL)
    g_error ("“%s”, “%s” do not say “%s”", said, line, text);
}

static void
test_case (Fixture *fixture, gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (RosterChange) change = NULL;

  troubled_service_answer_changes (fixture->service, expected->done, expected->status);
  /* An owner goes only after a good list. */
  if (expected->list_fails)
    troubled_service_answer_lists (fixture->service, 0, 500);

  change = carry_out (fixture, expected->kind, expected->subject, expected->role);

  g_assert_cmpint (roster_change_get_state (change), ==, expected->state);
  g_assert_cmpuint (count_changes (fixture), ==, 1);
  /* One more at the end of the run. */
  g_assert_cmpuint (troubled_service_count_requests (fixture->service, "GET"), ==,
                    expected->n_lists + 1);
  assert_said (change, expected->error, expected->text);
  assert_journal (fixture, change);
}

/* The answer says that it was done, and has nothing but its status to say so. */
static void
test_contradicted (Fixture *fixture, gconstpointer data)
{
  const struct
  {
    RosterChangeKind kind;
    const char *subject;
  } kinds[] = { { ADD, "nora" }, { REMOVE, "uma" } };
  troubled_service_answer_changes (fixture->service, FALSE, 204);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (RosterChange) change =
          carry_out (fixture, kinds[i].kind, kinds[i].subject, "user");
      g_autoptr (GPtrArray) records = read_journal (fixture);
      RosterJournalRecord *last = records->pdata[records->len - 1];
      g_assert_cmpint (roster_change_get_state (change), ==, FAILED);
      assert_said (change, ROSTER_ERROR_BAD_ANSWER, "the list shows that it did not happen");
      g_assert_cmpstr (last->uuid, ==, roster_change_get_uuid (change));
      g_assert_cmpint (last->result, ==, FAILED);
      g_assert_cmpuint (roster_change_queue_get_n_failed (fixture->queue), ==, i + 1);
    }
}

/* The line is on the disk when the request arrives. */
static void
find_intent (const char *request, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *text = NULL;

  if (!g_str_has_prefix (request, "POST"))
    return;

  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "\"event\":\"intent\""));
  g_assert_null (strstr (text, "\"event\":\"outcome\""));
  g_assert_true (g_str_has_suffix (text, "}\n"));
}

static void
test_intent_first (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) change = NULL;

  troubled_service_set_func (fixture->service, find_intent, fixture);
  change = carry_out (fixture, ADD, "nora", "user");
  g_assert_cmpint (roster_change_get_state (change), ==, DONE);
}

static void
test_no_journal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) addition = NULL;
  g_autoptr (RosterChange) removal =
      roster_change_new (REMOVE, fixture->organization, "uma", NULL, "user");
  g_autoptr (RosterPlan) plan = roster_plan_new (fixture->journal);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  addition = carry_out (fixture, ADD, "nora", "owner");
  g_assert_cmpint (roster_change_get_state (addition), ==, FAILED);
  assert_said (addition, ROSTER_ERROR_JOURNAL, "cannot be used");

  /* A removal is counted before. */
  roster_plan_add (plan, removal, NULL);
  roster_plan_prepare_async (plan, 0, NULL, plan_runner_keep_result, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_false (roster_plan_prepare_finish (plan, result, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_JOURNAL);
  g_assert_cmpuint (count_changes (fixture), ==, 0);
}

static void
lock_at_list (const char *request, gpointer user_data)
{
  Fixture *fixture = user_data;

  if (g_str_has_prefix (request, "GET"))
    roster_organization_set_read_only (fixture->organization, TRUE);
}

/* It is locked while the list is read before an owner goes: the owner stays. */
static void
test_locked_late (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) change = NULL;

  troubled_service_set_func (fixture->service, lock_at_list, fixture);
  change = carry_out (fixture, REMOVE, "olga", "owner");
  g_assert_cmpint (roster_change_get_state (change), ==, FAILED);
  assert_said (change, ROSTER_ERROR_LOCKED, "is locked against changes");
  g_assert_cmpuint (count_changes (fixture), ==, 0);
  assert_journal (fixture, change);
}

static void
remove_journal (const char *request, gpointer user_data)
{
  Fixture *fixture = user_data;

  if (g_str_has_prefix (request, "DELETE"))
    {
      g_assert_cmpint (g_remove (fixture->path), ==, 0);
      g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
    }
}

/* The disk fails between the two lines: what happened has happened. */
static void
test_journal_lost (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) change = NULL;

  troubled_service_set_func (fixture->service, remove_journal, fixture);
  change = carry_out (fixture, REMOVE, "uma", "user");
  g_assert_cmpint (roster_change_get_state (change), ==, DONE);
}

static void
test_offline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TroubledService) other = troubled_service_new ();
  g_autoptr (RosterChange) change = NULL;

  g_clear_object (&fixture->organization);
  fixture->organization = troubled_service_new_organization (other, "0123456");
  g_clear_pointer (&other, troubled_service_free);

  change = carry_out (fixture, ADD, "nora", "user");
  g_assert_cmpint (roster_change_get_state (change), ==, FAILED);
  assert_said (change, ROSTER_ERROR_OFFLINE, NULL);
}

static void
test_no_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) change = NULL;

  roster_account_set_key (roster_organization_get_account (fixture->organization), NULL);
  change = carry_out (fixture, ADD, "nora", "user");
  g_assert_cmpint (roster_change_get_state (change), ==, FAILED);
  assert_said (change, ROSTER_ERROR_NO_KEY, NULL);
  g_assert_cmpuint (count_changes (fixture), ==, 0);
}

/* Whoever answered does not know the key: only the list, read anew, says what happened. */
static void
test_forged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) removal = NULL;
  g_autoptr (RosterChange) addition = NULL;
  g_autoptr (RosterChange) invitation = NULL;

  troubled_service_forge_changes (fixture->service);
  troubled_service_answer_changes (fixture->service, TRUE, 200);
  removal = carry_out (fixture, REMOVE, "uma", "user");
  g_assert_cmpint (roster_change_get_state (removal), ==, DONE);
  assert_said (removal, -1, "the list shows that it happened");

  troubled_service_answer_changes (fixture->service, FALSE, 403);
  addition = carry_out (fixture, ADD, "nora", "user");
  g_assert_cmpint (roster_change_get_state (addition), ==, FAILED);
  assert_said (addition, ROSTER_ERROR_INTERRUPTED, "it did not happen");

  invitation = carry_out (fixture, INVITE, "n@example.com", "user");
  g_assert_cmpint (roster_change_get_state (invitation), ==, UNKNOWN);
  g_assert_cmpuint (count_changes (fixture), ==, 3);
}

/* Somebody else was quicker: the list on screen has two owners, the service has one. */
static void
test_last_owner (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) change = NULL;

  roster_organization_refresh (fixture->organization);
  WAIT_UNTIL (roster_organization_get_table (fixture->organization) != NULL);
  troubled_service_remove_member (fixture->service, "me");
  troubled_service_clear_requests (fixture->service);

  /* The change itself does not know that she is an owner. */
  change = carry_out (fixture, REMOVE, "olga", NULL);
  g_assert_cmpint (roster_change_get_state (change), ==, FAILED);
  assert_said (change, ROSTER_ERROR_REFUSED, "the last owner left");
  g_assert_cmpuint (count_changes (fixture), ==, 0);
  g_assert_true (troubled_service_has_member (fixture->service, "olga"));
  assert_journal (fixture, change);
}

static void
test_owner_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) change = NULL;

  troubled_service_remove_member (fixture->service, "olga");
  change = carry_out (fixture, REMOVE, "olga", "owner");
  g_assert_cmpint (roster_change_get_state (change), ==, DONE);
  assert_said (change, -1, "They were already gone.");
  g_assert_cmpuint (count_changes (fixture), ==, 0);
}

static void
test_owner_no_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) change = NULL;

  troubled_service_answer_lists (fixture->service, 0, 403);
  change = carry_out (fixture, REMOVE, "olga", "owner");
  g_assert_cmpint (roster_change_get_state (change), ==, FAILED);
  assert_said (change, ROSTER_ERROR_FORBIDDEN, "Nothing was sent");
  g_assert_cmpuint (count_changes (fixture), ==, 0);
}

#define ADD_TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/change-delivery/case/", cases[i].name, NULL);

      g_test_add (path, Fixture, &cases[i], set_up, test_case, tear_down);
    }
  ADD_TEST ("/change-delivery/contradicted", test_contradicted);
  ADD_TEST ("/change-delivery/intent-first", test_intent_first);
  ADD_TEST ("/change-delivery/no-journal", test_no_journal);
  ADD_TEST ("/change-delivery/locked-late", test_locked_late);
  ADD_TEST ("/change-delivery/journal-lost", test_journal_lost);
  ADD_TEST ("/change-delivery/offline", test_offline);
  ADD_TEST ("/change-delivery/no-key", test_no_key);
  ADD_TEST ("/change-delivery/forged", test_forged);
  ADD_TEST ("/change-delivery/last-owner", test_last_owner);
  ADD_TEST ("/change-delivery/owner-gone", test_owner_gone);
  ADD_TEST ("/change-delivery/owner-no-list", test_owner_no_list);
  return g_test_run ();
}

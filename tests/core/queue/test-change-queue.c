/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the queue lets go when: order, one at a time, side by side, stopped, left alone. */

#include "core/base/roster-error.h"
#include "core/queue/roster-change-queue.h"
#include "mock/troubled-service.h"
#include "support/plan-runner.h"

#include <glib/gstdio.h>
#include <string.h>

#define INVITE ROSTER_CHANGE_INVITE
#define ADD ROSTER_CHANGE_ADD
#define REMOVE ROSTER_CHANGE_REMOVE

typedef struct
{
  TroubledService *service;
  RosterOrganization *organization;
  RosterChangeQueue *queue;
  GPtrArray *changes; /* (element-type RosterChange) of the next run */
  char *folder;
  char *path;
} Fixture;

/* What a plan is made from; it is not among the requests. */
static void
read_list (Fixture *fixture, RosterOrganization *organization)
{
  roster_organization_refresh (organization);
  WAIT_UNTIL (roster_organization_get_state (organization) == ROSTER_ORGANIZATION_READY);
  troubled_service_clear_requests (fixture->service);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterJournal) journal = NULL;

  fixture->service = troubled_service_new ();
  troubled_service_add_member (fixture->service, "me", "me@example.com", "owner");
  troubled_service_add_member (fixture->service, "olga", "olga@example.com", "owner");
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *id = g_strdup_printf ("u%u", i);

      troubled_service_add_member (fixture->service, id, id, "user");
    }
  fixture->organization = troubled_service_new_organization (fixture->service, "0123456");
  read_list (fixture, fixture->organization);
  fixture->folder = g_dir_make_tmp ("roster-queue-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "journal.jsonl", NULL);
  journal = roster_journal_new (fixture->path);
  fixture->queue = roster_change_queue_new (journal);
  g_assert_true (roster_change_queue_get_journal (fixture->queue) == journal);
  fixture->changes = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->changes);
  if (fixture->queue != NULL)
    g_assert_finalize_object (fixture->queue);
  g_assert_finalize_object (fixture->organization);
  troubled_service_free (fixture->service);
  g_remove (fixture->path);
  g_remove (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* Adds to the next run; the change is the array's. */
static RosterChange *
plan_in (Fixture *fixture,
         RosterOrganization *organization,
         RosterChangeKind kind,
         const char *subject)
{
  RosterChange *change = roster_change_new (kind, organization, subject, NULL, "user");

  g_ptr_array_add (fixture->changes, change);

  return change;
}

static RosterChange *
plan (Fixture *fixture, RosterChangeKind kind, const char *subject)
{
  return plan_in (fixture, fixture->organization, kind, subject);
}

static RosterChangeRun *
submit (Fixture *fixture)
{
  RosterChangeRun *run = plan_runner_submit (fixture->queue, fixture->changes);

  g_ptr_array_set_size (fixture->changes, 0);

  return run;
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  guint *n_notified = user_data;

  (*n_notified)++;
}

static void
assert_requests (Fixture *fixture, const char *expected)
{
  g_auto (GStrv) requests = troubled_service_dup_requests (fixture->service);
  g_autofree char *joined = NULL;

  for (guint i = 0; requests[i] != NULL; i++)
    g_strchomp (requests[i]);
  joined = g_strjoinv ("\n", requests);
  g_assert_cmpstr (joined, ==, expected);
}

/* Its place in the order of arrival, -1 where it did not arrive. */
static int
find_request (Fixture *fixture, const char *prefix)
{
  g_auto (GStrv) requests = troubled_service_dup_requests (fixture->service);

  for (int i = 0; requests[i] != NULL; i++)
    if (g_str_has_prefix (requests[i], prefix))
      return i;

  return -1;
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = NULL;

  plan (fixture, REMOVE, "me");
  plan (fixture, REMOVE, "u1");
  plan (fixture, ADD, "nora");
  plan (fixture, REMOVE, "u0");
  plan (fixture, INVITE, "n@example.com");
  run = submit (fixture);
  WAIT_UNTIL (roster_change_run_is_finished (run));

  assert_requests (fixture, "POST /v2/organizations/members {\"role\":\"user\",\"id\":\"nora\"}\n"
                            "POST /v2/organizations/invites "
                            "{\"role\":\"user\",\"email\":\"n@example.com\"}\n"
                            "DELETE /v2/organizations/members/u1\n"
                            "DELETE /v2/organizations/members/u0\n"
                            "GET /v2/organizations/members\n"
                            "DELETE /v2/organizations/members/me\n"
                            "GET /v2/organizations/members");
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_DONE), ==, 5);
  /* The run itself keeps the order in which it was asked for. */
  g_assert_cmpstr (roster_change_get_subject (roster_change_run_get_change (run, 0)), ==, "me");
}

/* A second run waits for the first, whatever is in it. */
static void
test_two_runs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterPlan) first_plan = NULL;
  g_autoptr (RosterPlan) second_plan = NULL;
  g_autoptr (RosterChangeRun) first = NULL;
  g_autoptr (RosterChangeRun) second = NULL;

  plan (fixture, REMOVE, "u0");
  plan (fixture, REMOVE, "u1");
  first_plan = plan_runner_prepare (fixture->queue, fixture->changes);
  g_ptr_array_set_size (fixture->changes, 0);
  for (guint i = 2; i < 6; i++)
    {
      g_autofree char *id = g_strdup_printf ("u%u", i);

      plan (fixture, REMOVE, id);
    }
  plan (fixture, ADD, "nora");
  second_plan = plan_runner_prepare (fixture->queue, fixture->changes);
  plan_runner_agree (first_plan);
  plan_runner_agree (second_plan);
  first = roster_change_queue_submit (fixture->queue, first_plan, NULL);
  second = roster_change_queue_submit (fixture->queue, second_plan, NULL);
  g_assert_cmpuint (roster_change_queue_get_n_open (fixture->queue), ==, 7);
  WAIT_UNTIL (roster_change_run_is_finished (first) && roster_change_run_is_finished (second));

  g_assert_cmpint (find_request (fixture, "DELETE /v2/organizations/members/u0"), ==, 0);
  g_assert_cmpint (find_request (fixture, "DELETE /v2/organizations/members/u1"), ==, 1);
  g_assert_cmpint (find_request (fixture, "POST"), >, 1);
  g_assert_cmpint (find_request (fixture, "DELETE /v2/organizations/members/u2"), >,
                   find_request (fixture, "POST"));
}

static void
test_one_at_a_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = NULL;

  troubled_service_hold (fixture->service, "DELETE", NULL);
  for (guint i = 0; i < 3; i++)
    {
      const char id[] = { 'u', (char)('0' + i), '\0' };

      plan (fixture, REMOVE, id);
    }
  run = submit (fixture);
  WAIT_UNTIL (troubled_service_get_n_held (fixture->service) == 1);
  for (guint i = 0; i < 40; i++)
    {
      g_usleep (500);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_cmpuint (troubled_service_get_n_held (fixture->service), ==, 1);
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_SENDING), ==, 1);
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_PENDING), ==, 2);

  troubled_service_release (fixture->service);
  WAIT_UNTIL (roster_change_run_is_finished (run));
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_DONE), ==, 3);
}

/* Two accounts of one organization, and another organization: the first two take turns. */
static void
test_lanes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterOrganization) same =
      troubled_service_new_organization (fixture->service, "0123456");
  g_autoptr (RosterOrganization) other =
      troubled_service_new_organization (fixture->service, "6543210");
  g_autoptr (RosterChangeRun) run = NULL;
  RosterChange *held;
  RosterChange *waiting;
  RosterChange *free_to_go;

  read_list (fixture, same);
  read_list (fixture, other);
  troubled_service_hold (fixture->service, "DELETE", "0123456");
  held = plan (fixture, REMOVE, "u0");
  waiting = plan_in (fixture, same, REMOVE, "u1");
  free_to_go = plan_in (fixture, other, REMOVE, "u2");
  run = submit (fixture);
  WAIT_UNTIL (roster_change_is_finished (free_to_go));
  WAIT_UNTIL (troubled_service_get_n_held (fixture->service) == 1);

  g_assert_cmpint (roster_change_get_state (held), ==, ROSTER_CHANGE_SENDING);
  g_assert_cmpint (roster_change_get_state (waiting), ==, ROSTER_CHANGE_PENDING);
  g_assert_false (roster_change_run_is_finished (run));

  troubled_service_release (fixture->service);
  WAIT_UNTIL (roster_change_run_is_finished (run));
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_DONE), ==, 3);
  /* Each of the three is read again, once. */
  g_assert_cmpuint (troubled_service_count_requests (fixture->service, "GET"), ==, 3);
  g_assert_cmpint (roster_organization_get_state (same), ==, ROSTER_ORGANIZATION_READY);
  g_assert_cmpint (roster_organization_get_state (other), ==, ROSTER_ORGANIZATION_READY);
}

static void
test_one_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = NULL;
  guint n_notified = 0;

  troubled_service_answer_changes (fixture->service, FALSE, 403);
  plan (fixture, ADD, "nora");
  plan (fixture, REMOVE, "u0");
  plan (fixture, REMOVE, "u1");
  run = submit (fixture);
  g_signal_connect (run, "notify::n-finished", G_CALLBACK (count_notify), &n_notified);
  WAIT_UNTIL (roster_change_run_get_n_finished (run) == 1);
  troubled_service_answer_changes (fixture->service, TRUE, 204);
  WAIT_UNTIL (roster_change_run_is_finished (run));

  g_assert_cmpint (roster_change_get_state (roster_change_run_get_change (run, 0)), ==,
                   ROSTER_CHANGE_FAILED);
  g_assert_cmpuint (roster_change_run_get_n_finished (run), ==, 3);
  g_assert_cmpuint (n_notified, ==, 3);
  g_assert_cmpuint (troubled_service_count_requests (fixture->service, "DELETE"), ==, 2);
  g_assert_cmpint (roster_change_get_state (roster_change_run_get_change (run, 2)), ==,
                   ROSTER_CHANGE_DONE);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = NULL;
  g_autoptr (RosterChangeRun) next = NULL;
  RosterChange *sent;

  troubled_service_hold (fixture->service, "DELETE", NULL);
  sent = plan (fixture, REMOVE, "u0");
  plan (fixture, REMOVE, "u1");
  plan (fixture, REMOVE, "u2");
  run = submit (fixture);
  plan (fixture, REMOVE, "u3");
  next = submit (fixture);
  WAIT_UNTIL (troubled_service_get_n_held (fixture->service) == 1);

  roster_change_run_stop (run);
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_SKIPPED), ==, 2);
  g_assert_cmpint (roster_change_get_state (sent), ==, ROSTER_CHANGE_SENDING);
  g_assert_cmpuint (roster_change_queue_get_n_open (fixture->queue), ==, 2);

  troubled_service_release (fixture->service);
  WAIT_UNTIL (roster_change_run_is_finished (run) && roster_change_run_is_finished (next));
  g_assert_cmpint (roster_change_get_state (sent), ==, ROSTER_CHANGE_DONE);
  g_assert_cmpuint (troubled_service_count_requests (fixture->service, "DELETE"), ==, 2);
  g_assert_true (troubled_service_has_member (fixture->service, "u1"));
  g_assert_false (troubled_service_has_member (fixture->service, "u3"));
}

/* Stopped while the list is read before an owner goes: nothing has left, nothing leaves. */
static void
test_stop_before_owner (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = NULL;

  troubled_service_hold (fixture->service, "GET", NULL);
  g_ptr_array_add (fixture->changes,
                   roster_change_new (REMOVE, fixture->organization, "olga", NULL, "owner"));
  run = submit (fixture);
  WAIT_UNTIL (troubled_service_get_n_held (fixture->service) == 1);
  roster_change_run_stop (run);
  troubled_service_release (fixture->service);
  WAIT_UNTIL (roster_change_run_is_finished (run));

  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_SKIPPED), ==, 1);
  g_assert_cmpuint (troubled_service_count_requests (fixture->service, "DELETE"), ==, 0);
  /* Nothing was touched, so nothing is read again. */
  g_assert_cmpuint (troubled_service_count_requests (fixture->service, "GET"), ==, 1);
}

/* Of two owners both may not go, although each was not the last when the run began. */
static void
test_both_owners (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = NULL;

  troubled_service_add_member (fixture->service, "otto", "otto@example.com", "owner");
  read_list (fixture, fixture->organization);
  troubled_service_remove_member (fixture->service, "otto");
  g_ptr_array_add (fixture->changes,
                   roster_change_new (REMOVE, fixture->organization, "me", NULL, "owner"));
  g_ptr_array_add (fixture->changes,
                   roster_change_new (REMOVE, fixture->organization, "olga", NULL, "owner"));
  run = submit (fixture);
  WAIT_UNTIL (roster_change_run_is_finished (run));

  g_assert_error (roster_change_get_error (roster_change_run_get_change (run, 0)), ROSTER_ERROR,
                  ROSTER_ERROR_REFUSED);
  g_assert_cmpint (roster_change_get_state (roster_change_run_get_change (run, 1)), ==,
                   ROSTER_CHANGE_DONE);
  g_assert_true (troubled_service_has_member (fixture->service, "me"));
}

static void
test_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = NULL;
  guint n_notified = 0;
  gboolean busy;

  g_signal_connect (fixture->queue, "notify::busy", G_CALLBACK (count_notify), &n_notified);
  plan (fixture, REMOVE, "u0");
  plan (fixture, REMOVE, "u1");
  g_assert_false (roster_change_queue_get_busy (fixture->queue));

  run = submit (fixture);
  g_object_get (fixture->queue, "busy", &busy, NULL);
  g_assert_true (busy);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (roster_change_queue_get_n_open (fixture->queue), ==, 2);

  WAIT_UNTIL (roster_change_run_is_finished (run));
  g_assert_false (roster_change_queue_get_busy (fixture->queue));
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_cmpuint (roster_change_queue_get_n_open (fixture->queue), ==, 0);
}

static gboolean
has_seen_leave (Fixture *fixture, const char *id)
{
  RosterMemberTable *table = roster_organization_get_table (fixture->organization);

  return roster_organization_get_state (fixture->organization) == ROSTER_ORGANIZATION_READY &&
         roster_member_table_find_id (table, id) == G_MAXUINT;
}

/* Everybody lets go while a change is in flight: all of the run is carried out all the same. */
static void
test_left_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChange) last = NULL;
  gpointer queue;

  troubled_service_hold (fixture->service, "DELETE", NULL);
  plan (fixture, REMOVE, "u0");
  last = g_object_ref (plan (fixture, REMOVE, "u1"));
  g_object_unref (submit (fixture));
  WAIT_UNTIL (troubled_service_get_n_held (fixture->service) == 1);

  queue = fixture->queue;
  g_object_add_weak_pointer (queue, &queue);
  g_clear_object (&fixture->queue);
  g_assert_nonnull (queue);

  troubled_service_release (fixture->service);
  WAIT_UNTIL (queue == NULL);
  g_assert_cmpint (roster_change_get_state (last), ==, ROSTER_CHANGE_DONE);
  g_assert_false (troubled_service_has_member (fixture->service, "u1"));
  WAIT_UNTIL (has_seen_leave (fixture, "u1"));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = submit (fixture);

  g_assert_true (roster_change_run_is_finished (run));
  g_assert_false (roster_change_queue_get_busy (fixture->queue));
}

/* The list at the end is one that was asked for after the last change, not one that ran before. */
static void
test_read_afterwards (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = NULL;

  troubled_service_hold (fixture->service, "GET", NULL);
  roster_organization_refresh (fixture->organization);
  WAIT_UNTIL (troubled_service_get_n_held (fixture->service) == 1);
  plan (fixture, ADD, "nora");
  run = submit (fixture);
  WAIT_UNTIL (roster_change_run_get_n_finished (run) == 1);
  g_assert_false (roster_change_run_is_finished (run));
  troubled_service_release (fixture->service);
  WAIT_UNTIL (roster_change_run_is_finished (run));

  g_assert_cmpuint (
      roster_member_table_find_id (roster_organization_get_table (fixture->organization), "nora"),
      !=, G_MAXUINT);
  g_assert_cmpuint (troubled_service_count_requests (fixture->service, "GET"), ==, 2);
}

static void
submit_more (RosterChange *change, GParamSpec *pspec, gpointer user_data)
{
  Fixture *fixture = user_data;

  if (roster_change_is_finished (change))
    g_object_unref (submit (fixture));
}

/* Whoever hears of the end of a change may submit another one. */
static void
test_submit_within (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = NULL;
  g_autoptr (RosterChange) second = NULL;
  RosterChange *first = plan (fixture, REMOVE, "u0");

  g_signal_connect (first, "notify::state", G_CALLBACK (submit_more), fixture);
  run = submit (fixture);
  second = g_object_ref (plan (fixture, REMOVE, "u1"));
  WAIT_UNTIL (roster_change_is_finished (second));
  WAIT_UNTIL (!roster_change_queue_get_busy (fixture->queue));
  WAIT_UNTIL (roster_change_run_is_finished (run));
  WAIT_UNTIL (has_seen_leave (fixture, "u1"));
  g_assert_false (troubled_service_has_member (fixture->service, "u1"));
}

#define ADD_TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("/change-queue/order", test_order);
  ADD_TEST ("/change-queue/two-runs", test_two_runs);
  ADD_TEST ("/change-queue/one-at-a-time", test_one_at_a_time);
  ADD_TEST ("/change-queue/lanes", test_lanes);
  ADD_TEST ("/change-queue/one-failure", test_one_failure);
  ADD_TEST ("/change-queue/stop", test_stop);
  ADD_TEST ("/change-queue/stop-before-owner", test_stop_before_owner);
  ADD_TEST ("/change-queue/both-owners", test_both_owners);
  ADD_TEST ("/change-queue/busy", test_busy);
  ADD_TEST ("/change-queue/left-alone", test_left_alone);
  ADD_TEST ("/change-queue/empty", test_empty);
  ADD_TEST ("/change-queue/read-afterwards", test_read_afterwards);
  ADD_TEST ("/change-queue/submit-within", test_submit_within);
  return g_test_run ();
}

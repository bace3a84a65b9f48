/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan: what it finds out before anything is sent, and what the queue takes of it. */

#include "core/base/roster-error.h"
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
  RosterOrganization *organizations[2];
  RosterChangeQueue *queue;
  RosterPlan *plan;
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (RosterJournal) journal = NULL;

  self->service = troubled_service_new ();
  troubled_service_add_member (self->service, "me", "me@example.com", "owner");
  troubled_service_add_member (self->service, "olga", "olga@example.com", "owner");
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *id = g_strdup_printf ("u%u", i);
      g_autofree char *email = g_strconcat (id, "@example.com", NULL);

      troubled_service_add_member (self->service, id, email, "user");
    }
  self->organizations[0] = troubled_service_new_organization (self->service, "0123456");
  self->organizations[1] = troubled_service_new_organization (self->service, "6543210");
  self->folder = g_dir_make_tmp ("roster-plan-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "journal.jsonl", NULL);
  journal = roster_journal_new (self->path);
  self->queue = roster_change_queue_new (journal);
  self->plan = roster_plan_new (journal);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->plan);
  g_assert_finalize_object (self->queue);
  g_assert_finalize_object (self->organizations[0]);
  g_assert_finalize_object (self->organizations[1]);
  troubled_service_free (self->service);
  g_remove (self->path);
  g_remove (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static void
add (Fixture *self, guint place, RosterChangeKind kind, const char *subject)
{
  g_autoptr (RosterChange) change =
      roster_change_new (kind, self->organizations[place], subject, NULL, "user");

  roster_plan_add (self->plan, change, NULL);
}

/* From lists that are read now. */
static void
prepare (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  roster_plan_prepare_async (self->plan, G_MAXINT64, NULL, plan_runner_keep_result, &result);
  WAIT_UNTIL (result != NULL);
  roster_plan_prepare_finish (self->plan, result, &error);
  g_assert_no_error (error);
}

static void
assert_refused (Fixture *self, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (roster_change_queue_submit (self->queue, self->plan, &error));
  g_assert_error (error, ROSTER_ERROR, code);
  g_assert_cmpuint (troubled_service_count_requests (self->service, "DELETE"), ==, 0);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

static void
test_not_prepared (Fixture *self, gconstpointer data)
{
  add (self, 0, REMOVE, "u0");
  assert_refused (self, ROSTER_ERROR_STALE);
}

/* Each question by itself keeps it out of the queue. */
static void
test_not_agreed (Fixture *self, gconstpointer data)
{
  const RosterPlanQuestions all = ROSTER_PLAN_ASKS_REMOVAL | ROSTER_PLAN_ASKS_OWNERS |
                                  ROSTER_PLAN_ASKS_MANY | ROSTER_PLAN_ASKS_SELF |
                                  ROSTER_PLAN_ASKS_LOOK_ALIKES;
  RosterPlanPart *part;
  g_autoptr (RosterChangeRun) run = NULL;

  add (self, 0, REMOVE, "me");
  add (self, 0, REMOVE, "u0");
  add (self, 0, REMOVE, "u1");
  add (self, 0, INVITE, "ada@\xd0\xb5xample.com");
  prepare (self);
  part = roster_plan_get_part (self->plan, 0);
  g_assert_cmpuint (roster_plan_part_get_questions (part), ==, all);

  assert_refused (self, ROSTER_ERROR_REFUSED);
  for (guint question = 1; question <= all; question <<= 1)
    {
      g_autoptr (GPtrArray) asked = roster_plan_part_list_asked (part, question);

      g_assert_cmpuint (asked->len, >, 0);
      roster_plan_part_agree (part, all & ~question);
      g_assert_false (roster_plan_is_agreed (self->plan));
      assert_refused (self, ROSTER_ERROR_REFUSED);
    }

  roster_plan_part_agree (part, all);
  run = roster_change_queue_submit (self->queue, self->plan, NULL);
  WAIT_UNTIL (roster_change_run_is_finished (run));
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_DONE), ==, 4);
  /* It is carried out once. */
  g_assert_null (roster_change_queue_submit (self->queue, self->plan, NULL));
}

/* Another list came: what was agreed to was about people who may be gone. */
static void
test_stale (Fixture *self, gconstpointer data)
{
  add (self, 0, REMOVE, "u0");
  add (self, 0, REMOVE, "u1");
  prepare (self);
  plan_runner_agree (self->plan);
  g_assert_true (roster_plan_is_prepared (self->plan));

  troubled_service_remove_member (self->service, "u0");
  roster_organization_refresh (self->organizations[0]);
  WAIT_UNTIL (roster_organization_get_state (self->organizations[0]) == ROSTER_ORGANIZATION_READY);
  g_assert_false (roster_plan_is_prepared (self->plan));
  assert_refused (self, ROSTER_ERROR_STALE);

  /* Prepared again, it asks again, and says who is gone. */
  prepare (self);
  g_assert_nonnull (roster_plan_get_refusal (self->plan, 0));
  g_assert_true (roster_plan_is_ready (self->plan, 1));
  assert_refused (self, ROSTER_ERROR_REFUSED);
}

/* Somebody else removed people after it was agreed to: counted under the journal's lock. */
static void
test_count_grown (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (RosterChangeRun) before = NULL;
  g_autoptr (RosterChangeRun) run = NULL;
  g_autoptr (RosterPlan) other = NULL;

  add (self, 0, REMOVE, "u0");
  prepare (self);
  plan_runner_agree (self->plan);
  g_ptr_array_add (others, roster_change_new (REMOVE, self->organizations[0], "u1", NULL, "user"));
  g_ptr_array_add (others, roster_change_new (REMOVE, self->organizations[0], "u2", NULL, "user"));
  other = plan_runner_prepare (self->queue, others);
  plan_runner_agree (other);
  before = roster_change_queue_submit (self->queue, other, NULL);
  run = roster_change_queue_submit (self->queue, self->plan, NULL);
  WAIT_UNTIL (roster_change_run_is_finished (before) && roster_change_run_is_finished (run));

  g_assert_cmpuint (roster_change_run_count (before, ROSTER_CHANGE_DONE), ==, 2);
  g_assert_error (roster_change_get_error (roster_plan_get_change (self->plan, 0)), ROSTER_ERROR,
                  ROSTER_ERROR_REFUSED);
  g_assert_true (troubled_service_has_member (self->service, "u0"));
}

/* Two organizations in one plan: each with its own refusals, questions and figures. */
static void
test_organizations (Fixture *self, gconstpointer data)
{
  RosterPlanFigures before;
  RosterPlanFigures after;
  g_autoptr (RosterChangeRun) run = NULL;

  add (self, 0, REMOVE, "u0");
  add (self, 1, REMOVE, "olga");
  add (self, 1, ADD, "nora");
  add (self, 1, ADD, "u3");
  add (self, 0, REMOVE, "nobody");
  prepare (self);
  g_assert_cmpuint (troubled_service_count_requests (self->service, "GET"), ==, 2);

  g_assert_cmpuint (roster_plan_get_n_parts (self->plan), ==, 2);
  g_assert_cmpuint (roster_plan_count_ready (self->plan), ==, 3);
  g_assert_nonnull (roster_plan_get_refusal (self->plan, 3));
  g_assert_nonnull (roster_plan_get_refusal (self->plan, 4));
  g_assert_cmpuint (roster_plan_part_get_questions (roster_plan_get_part (self->plan, 0)), ==,
                    ROSTER_PLAN_ASKS_REMOVAL);
  g_assert_cmpuint (roster_plan_part_get_questions (roster_plan_get_part (self->plan, 1)), ==,
                    ROSTER_PLAN_ASKS_REMOVAL | ROSTER_PLAN_ASKS_OWNERS);
  roster_plan_part_get_figures (roster_plan_get_part (self->plan, 1), &before, &after);
  g_assert_cmpuint (before.n_members, ==, 8);
  g_assert_cmpuint (after.n_members, ==, 8);
  g_assert_cmpuint (before.n_owners, ==, 2);
  g_assert_cmpuint (after.n_owners, ==, 1);

  /* Whoever agrees in one of them has not agreed in the other. */
  roster_plan_part_agree (roster_plan_get_part (self->plan, 0), ROSTER_PLAN_ASKS_REMOVAL);
  assert_refused (self, ROSTER_ERROR_REFUSED);

  /* What is left out is not asked about. */
  roster_plan_set_left_out (self->plan, 1, TRUE);
  g_assert_cmpuint (roster_plan_part_get_questions (roster_plan_get_part (self->plan, 1)), ==,
                    ROSTER_PLAN_ASKS_NOTHING);
  run = roster_change_queue_submit (self->queue, self->plan, NULL);
  WAIT_UNTIL (roster_change_run_is_finished (run));
  g_assert_cmpuint (roster_change_run_get_n_changes (run), ==, 2);
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_DONE), ==, 2);
  g_assert_true (troubled_service_has_member (self->service, "olga"));
}

/* One list cannot be read: what was planned there is refused with the reason. */
static void
test_unreadable (Fixture *self, gconstpointer data)
{
  add (self, 0, REMOVE, "u0");
  troubled_service_answer_lists (self->service, 0, 403);
  prepare (self);
  g_assert_error (roster_plan_get_refusal (self->plan, 0), ROSTER_ERROR, ROSTER_ERROR_FORBIDDEN);
  g_assert_cmpuint (roster_plan_count_ready (self->plan), ==, 0);
}

/* It is locked after it was agreed to: nothing is sent and nothing recorded. */
static void
test_locked (Fixture *self, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = NULL;

  add (self, 0, INVITE, "n@example.com");
  add (self, 0, ADD, "nora");
  add (self, 0, REMOVE, "u0");
  prepare (self);
  plan_runner_agree (self->plan);
  roster_organization_set_read_only (self->organizations[0], TRUE);
  run = roster_change_queue_submit (self->queue, self->plan, NULL);
  WAIT_UNTIL (roster_change_run_is_finished (run));

  for (guint i = 0; i < roster_change_run_get_n_changes (run); i++)
    g_assert_error (roster_change_get_error (roster_change_run_get_change (run, i)), ROSTER_ERROR,
                    ROSTER_ERROR_LOCKED);
  g_assert_cmpuint (troubled_service_count_requests (self->service, "POST"), ==, 0);
  g_assert_cmpuint (troubled_service_count_requests (self->service, "DELETE"), ==, 0);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));

  /* Prepared while it is locked, it is refused and asks nothing. */
  g_clear_object (&self->plan);
  self->plan = roster_plan_new (roster_change_queue_get_journal (self->queue));
  add (self, 0, REMOVE, "u0");
  prepare (self);
  g_assert_error (roster_plan_get_refusal (self->plan, 0), ROSTER_ERROR, ROSTER_ERROR_LOCKED);
  g_assert_true (roster_plan_is_agreed (self->plan));
}

#define ADD_TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("/plan/not-prepared", test_not_prepared);
  ADD_TEST ("/plan/not-agreed", test_not_agreed);
  ADD_TEST ("/plan/stale", test_stale);
  ADD_TEST ("/plan/count-grown", test_count_grown);
  ADD_TEST ("/plan/organizations", test_organizations);
  ADD_TEST ("/plan/unreadable", test_unreadable);
  ADD_TEST ("/plan/locked", test_locked);
  return g_test_run ();
}

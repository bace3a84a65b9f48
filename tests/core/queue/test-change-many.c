/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thousands of changes that are stopped: the main loop has its turns meanwhile, and each change
 * costs the same however many there are. */

#include "core/queue/roster-change-queue.h"
#include "mock/troubled-service.h"
#include "support/cpu-time.h"
#include "support/plan-runner.h"

#include <glib/gstdio.h>

#define N_FEW 2000u
#define N_MANY 16000u
#define N_LANES 3

typedef struct
{
  TroubledService *service;
  RosterOrganization *organizations[N_LANES];
  RosterChangeQueue *queue;
  char *folder;
  guint n_named; /* people who were named in a run before */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterJournal) journal = NULL;
  g_autofree char *path = NULL;

  fixture->service = troubled_service_new ();
  troubled_service_add_member (fixture->service, "me", "me@example.com", "owner");
  for (guint i = 0; i < N_LANES; i++)
    {
      g_autofree char *id = g_strdup_printf ("organization%u", i);

      fixture->organizations[i] = troubled_service_new_organization (fixture->service, id);
    }
  fixture->folder = g_dir_make_tmp ("roster-queue-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "journal.jsonl", NULL);
  journal = roster_journal_new (path);
  fixture->queue = roster_change_queue_new (journal);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "journal.jsonl", NULL);

  g_assert_finalize_object (fixture->queue);
  for (guint i = 0; i < N_LANES; i++)
    g_assert_finalize_object (fixture->organizations[i]);
  troubled_service_free (fixture->service);
  g_remove (path);
  g_remove (fixture->folder);
  g_free (fixture->folder);
}

/* A run of additions with the first of each organization under way. */
static RosterChangeRun *
submit (Fixture *fixture, guint n)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  RosterChangeRun *run = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("u%u", fixture->n_named++);

      g_ptr_array_add (changes,
                       roster_change_new (ROSTER_CHANGE_ADD, fixture->organizations[i % N_LANES],
                                          id, NULL, "user"));
    }
  troubled_service_hold (fixture->service, "POST", NULL);
  run = plan_runner_submit (fixture->queue, changes);
  WAIT_UNTIL (troubled_service_get_n_held (fixture->service) == N_LANES);
  return run;
}

/* What it takes from the first word to stop until nothing is left of the run, in µs. */
static gint64
stop_many (Fixture *fixture, guint n)
{
  RosterChangeRun *run = submit (fixture, n);
  gint64 begin = get_cpu_time ();

  roster_change_queue_stop (fixture->queue);
  WAIT_UNTIL (roster_change_run_get_n_finished (run) == n - N_LANES);
  troubled_service_release (fixture->service);
  WAIT_UNTIL (roster_change_run_is_finished (run));
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_SKIPPED), ==, n - N_LANES);
  g_assert_finalize_object (run);
  return get_cpu_time () - begin;
}

/* Eight times as many cost about eight times as much, and not 64 times. */
static void
test_linear (Fixture *fixture, gconstpointer data)
{
  gint64 few = G_MAXINT64;
  gint64 many = G_MAXINT64;

  for (guint i = 0; i < 3; i++)
    {
      few = MIN (few, stop_many (fixture, N_FEW));
      many = MIN (many, stop_many (fixture, N_MANY));
    }
  g_test_message ("%u: %" G_GINT64_FORMAT " µs; %u: %" G_GINT64_FORMAT " µs", N_FEW, few, N_MANY,
                  many);
  g_assert_cmpint (many / few, <, 3 * N_MANY / N_FEW);
}

static void
count_turn (RosterChangeRun *run, GParamSpec *pspec, guint *n_skipped)
{
  (*n_skipped)++;
}

/* No turn of the main loop sees to all of them, and what was not skipped yet is not begun either.
 */
static void
test_turns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterChangeRun) run = submit (fixture, N_FEW);
  guint n_skipped = 0;

  g_signal_connect (run, "notify::n-finished", G_CALLBACK (count_turn), &n_skipped);
  troubled_service_release (fixture->service);
  roster_change_run_stop (run);
  g_assert_cmpuint (n_skipped, >, 0);
  while (!roster_change_run_is_finished (run))
    {
      g_assert_cmpuint (n_skipped, <=, 500 + N_LANES);
      n_skipped = 0;
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
    }
  g_assert_cmpuint (roster_change_run_count (run, ROSTER_CHANGE_SKIPPED), ==, N_FEW - N_LANES);
  g_assert_cmpuint (troubled_service_count_requests (fixture->service, "POST"), ==, N_LANES);
  g_assert_false (roster_change_queue_get_busy (fixture->queue));
}

#define ADD_TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("/change-many/linear", test_linear);
  ADD_TEST ("/change-many/turns", test_turns);
  return g_test_run ();
}

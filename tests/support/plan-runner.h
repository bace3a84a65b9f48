/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/queue/roster-change-queue.h"

G_BEGIN_DECLS

/* A plan as a person makes it who says yes to everything. Nothing in it may be refused. Lists that
 * were never read are read where somebody is to be removed. */

static inline void
plan_runner_keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static inline void
plan_runner_agree (RosterPlan *plan)
{
  for (guint i = 0; i < roster_plan_get_n_changes (plan); i++)
    if (roster_plan_get_refusal (plan, i) != NULL)
      g_error ("%s: %s", roster_change_get_subject (roster_plan_get_change (plan, i)),
               roster_plan_get_refusal (plan, i)->message);
  for (guint i = 0; i < roster_plan_get_n_parts (plan); i++)
    roster_plan_part_agree (roster_plan_get_part (plan, i),
                            roster_plan_part_get_questions (roster_plan_get_part (plan, i)));
}

/* (transfer full): prepared, not agreed to */
static inline RosterPlan *
plan_runner_prepare (RosterChangeQueue *queue, GPtrArray *changes)
{
  RosterPlan *plan = roster_plan_new (roster_change_queue_get_journal (queue));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 not_before = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      roster_plan_add (plan, changes->pdata[i], NULL);
      if (roster_change_get_kind (changes->pdata[i]) == ROSTER_CHANGE_REMOVE)
        not_before = 1;
    }
  roster_plan_prepare_async (plan, not_before, NULL, plan_runner_keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  roster_plan_prepare_finish (plan, result, &error);
  g_assert_no_error (error);

  return plan;
}

/* (transfer full) */
static inline RosterChangeRun *
plan_runner_submit (RosterChangeQueue *queue, GPtrArray *changes)
{
  g_autoptr (RosterPlan) plan = plan_runner_prepare (queue, changes);
  g_autoptr (GError) error = NULL;
  RosterChangeRun *run;

  plan_runner_agree (plan);
  run = roster_change_queue_submit (queue, plan, &error);
  g_assert_no_error (error);

  return run;
}

G_END_DECLS

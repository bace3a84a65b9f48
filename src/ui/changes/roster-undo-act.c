/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the button Undo does.
 *
 * A button that is called Undo has to undo. Whoever removed somebody by mistake wants them back
 * now, and a second question would come after the decision: they were asked before the removal, by
 * name; the addition gives back what was there a moment ago, the same person with the same role; it
 * can be taken back in its turn, where it was made; and no guard asks anything before an addition
 * (core/plans/README.md). So it is sent at once.
 *
 * A dialog comes first where there is something to say or to ask before:
 * - a guard refuses somebody: the account’s role cannot restore an owner, or may change nothing, or
 *   somebody else was quicker and they are members again;
 * - an addition is taken back: that is a removal, which is never done unasked;
 * - the members have not been read after the last change, so that the plan has nothing to go by.
 */

#include "ui/changes/roster-undo-act.h"

#include "ui/changes/roster-result-dialog.h"
#include "ui/changes/roster-undo-dialog.h"

/**
 * roster_undo_plan:
 * @changes: (element-type RosterChange): what takes changes back
 * @queue: what they go through
 *
 * Returns: (transfer full): a plan of them, prepared where they are additions
 */
RosterPlan *
roster_undo_plan (GPtrArray *changes, RosterChangeQueue *queue)
{
  RosterPlan *plan = roster_plan_new (roster_change_queue_get_journal (queue));

  for (guint i = 0; i < changes->len; i++)
    roster_plan_add (plan, changes->pdata[i], NULL);
  roster_plan_prepare_additions (plan);
  return plan;
}

/**
 * roster_undo_acts_at_once:
 * @plan: what takes changes back
 *
 * Returns: whether nothing has to be said or asked before, as far as is known now
 */
gboolean
roster_undo_acts_at_once (RosterPlan *plan)
{
  RosterOrganization *organization =
      roster_plan_part_get_organization (roster_plan_get_part (plan, 0));

  return roster_organization_get_state (organization) == ROSTER_ORGANIZATION_READY &&
         roster_plan_is_prepared (plan) && roster_plan_is_agreed (plan) &&
         roster_plan_count_refused (plan) == 0;
}

/**
 * roster_undo_act:
 * @parent: (nullable): the window where it was pressed
 * @changes: (element-type RosterChange): what takes changes back
 * @queue: what they go through
 *
 * Sends @changes, or opens the dialog that says or asks what has to be said or asked before. What
 * was sent and does not succeed is shown in a dialog at its end.
 *
 * Returns: (transfer full) (nullable): what was begun; %NULL where a dialog was opened instead
 */
RosterChangeRun *
roster_undo_act (GtkWindow *parent, GPtrArray *changes, RosterChangeQueue *queue)
{
  g_autoptr (RosterPlan) plan = NULL;
  RosterChangeRun *run;

  g_return_val_if_fail (changes != NULL && changes->len > 0, NULL);
  g_return_val_if_fail (ROSTER_IS_CHANGE_QUEUE (queue), NULL);

  plan = roster_undo_plan (changes, queue);
  run = roster_undo_acts_at_once (plan) ? roster_change_queue_submit (queue, plan, NULL) : NULL;
  if (run == NULL)
    gtk_window_present (roster_undo_dialog_new (parent, changes, queue));
  else if (parent != NULL)
    roster_result_dialog_watch (parent, run);
  return run;
}

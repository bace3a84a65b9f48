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
 * - the members have not been read after the last change, so that the guards have nothing to go by.
 */

#include "ui/changes/roster-undo-act.h"

#include "core/plans/roster-guards.h"
#include "ui/changes/roster-result-dialog.h"
#include "ui/changes/roster-undo-dialog.h"

/**
 * roster_undo_acts_at_once:
 * @changes: (element-type RosterChange): what takes changes back
 *
 * Returns: whether nothing has to be said or asked before, as far as is known now
 */
gboolean
roster_undo_acts_at_once (GPtrArray *changes)
{
  g_autoptr (RosterGuardsReport) report = NULL;
  RosterOrganization *organization;

  g_return_val_if_fail (changes != NULL && changes->len > 0, FALSE);

  organization = roster_change_get_organization (changes->pdata[0]);
  if (roster_organization_get_state (organization) != ROSTER_ORGANIZATION_READY)
    return FALSE;
  report = roster_guards_check_organization (organization, 0, changes);
  return report->questions == ROSTER_GUARD_NOTHING && report->n_refused == 0;
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
  RosterChangeRun *run;

  g_return_val_if_fail (ROSTER_IS_CHANGE_QUEUE (queue), NULL);

  if (!roster_undo_acts_at_once (changes))
    {
      gtk_window_present (roster_undo_dialog_new (parent, changes, queue));
      return NULL;
    }

  run = roster_change_queue_submit (queue, changes);
  if (parent != NULL)
    roster_result_dialog_watch (parent, run);
  return run;
}

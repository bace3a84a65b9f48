/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One calculation of what the list shows. */

#include "ui/list/roster-arrange-job.h"

/**
 * roster_arrange_job_new:
 * @arranger: the table to show
 * @query: what to show of it; copied
 *
 * Returns: (transfer full): a job that has not run
 */
RosterArrangeJob *
roster_arrange_job_new (RosterMemberArranger *arranger, const RosterMemberQuery *query)
{
  RosterArrangeJob *self = g_new0 (RosterArrangeJob, 1);

  self->arranger = roster_member_arranger_ref (arranger);
  self->words = g_strdup (query->words);
  self->query = *query;
  self->query.words = self->words;
  return self;
}

void
roster_arrange_job_free (RosterArrangeJob *self)
{
  g_clear_pointer (&self->arranger, roster_member_arranger_unref);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->old_table, roster_member_table_unref);
  g_clear_pointer (&self->old_selected, roster_bits_free);
  g_clear_pointer (&self->arrangement, roster_member_arrangement_free);
  g_clear_pointer (&self->selected, roster_bits_free);
  g_clear_pointer (&self->changes, roster_member_changes_free);
  g_free (self);
}

/**
 * roster_arrange_job_carry_selection:
 * @self: a job
 * @old_table: another table
 * @old_selected: what is selected there; copied
 *
 * Has the job find the selected members, by their id, in its own table. Replaces what it carried
 * before.
 */
void
roster_arrange_job_carry_selection (RosterArrangeJob *self,
                                    RosterMemberTable *old_table,
                                    const RosterBits *old_selected)
{
  g_clear_pointer (&self->old_table, roster_member_table_unref);
  g_clear_pointer (&self->old_selected, roster_bits_free);
  self->old_table = roster_member_table_ref (old_table);
  self->old_selected = roster_bits_copy (old_selected);
}

/**
 * roster_arrange_job_find_selected:
 * @self: a job
 *
 * Finds the members of the old selection in the new table: done by the job itself, and again where
 * the selection has changed meanwhile.
 */
void
roster_arrange_job_find_selected (RosterArrangeJob *self)
{
  RosterMemberTable *table = roster_member_arranger_get_table (self->arranger);

  g_clear_pointer (&self->selected, roster_bits_free);
  self->selected = roster_bits_new (roster_member_table_get_n_members (table));
  if (self->old_table == NULL)
    return;

  for (guint row = roster_bits_next (self->old_selected, 0); row != G_MAXUINT;
       row = roster_bits_next (self->old_selected, row + 1))
    {
      const RosterMember *member = roster_member_table_get (self->old_table, row);
      guint new_row = roster_member_table_find_id (table, member->id);

      if (new_row != G_MAXUINT)
        roster_bits_set (self->selected, new_row);
    }
}

/**
 * roster_arrange_job_run:
 * @self: a job
 *
 * Fills in the answer. May be called in a thread.
 */
void
roster_arrange_job_run (RosterArrangeJob *self)
{
  RosterMemberTable *table = roster_member_arranger_get_table (self->arranger);

  self->arrangement = roster_member_arranger_arrange (self->arranger, &self->query);
  if (!self->new_table)
    return;

  /* A table that was not read by a thread of ours has no index yet. */
  roster_member_table_index (table);
  if (self->old_table != NULL && self->old_table != table)
    self->changes = roster_member_changes_new (self->old_table, table);
  roster_arrange_job_find_selected (self);
  roster_member_table_count_filters (table, self->query.inactive_before, self->counts);
}

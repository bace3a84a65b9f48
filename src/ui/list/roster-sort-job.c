/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One calculation of what the list shows. */

#include "ui/list/roster-sort-job.h"

/**
 * roster_sort_job_new:
 * @sorter: the table to show
 * @query: what to show of it; copied
 *
 * Returns: (transfer full): a job that has not run
 */
RosterSortJob *
roster_sort_job_new (RosterMemberSorter *sorter, const RosterMemberQuery *query)
{
  RosterSortJob *self = g_new0 (RosterSortJob, 1);

  self->sorter = roster_member_sorter_ref (sorter);
  self->words = g_strdup (query->words);
  self->query = *query;
  self->query.words = self->words;
  return self;
}

void
roster_sort_job_free (RosterSortJob *self)
{
  g_clear_pointer (&self->sorter, roster_member_sorter_unref);
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->old_table, roster_member_table_unref);
  g_clear_pointer (&self->old_selected, roster_row_set_free);
  g_clear_pointer (&self->rows, roster_member_rows_free);
  g_clear_pointer (&self->selected, roster_row_set_free);
  g_clear_pointer (&self->changes, roster_member_changes_free);
  g_free (self);
}

/**
 * roster_sort_job_carry_selection:
 * @self: a job
 * @old_table: another table
 * @old_selected: what is selected there; copied
 *
 * Has the job find the selected members, by their id, in its own table. Replaces what it carried
 * before.
 */
void
roster_sort_job_carry_selection (RosterSortJob *self,
                                 RosterMemberTable *old_table,
                                 const RosterRowSet *old_selected)
{
  g_clear_pointer (&self->old_table, roster_member_table_unref);
  g_clear_pointer (&self->old_selected, roster_row_set_free);
  self->old_table = roster_member_table_ref (old_table);
  self->old_selected = roster_row_set_copy (old_selected);
}

/**
 * roster_sort_job_find_selected:
 * @self: a job
 *
 * Finds the members of the old selection in the new table: done by the job itself, and again where
 * the selection has changed meanwhile.
 */
void
roster_sort_job_find_selected (RosterSortJob *self)
{
  RosterMemberTable *table = roster_member_sorter_get_table (self->sorter);

  g_clear_pointer (&self->selected, roster_row_set_free);
  self->selected = roster_row_set_new (roster_member_table_get_n_members (table));
  if (self->old_table == NULL)
    return;

  for (guint row = roster_row_set_next (self->old_selected, 0); row != G_MAXUINT;
       row = roster_row_set_next (self->old_selected, row + 1))
    {
      const RosterMember *member = roster_member_table_get (self->old_table, row);
      guint new_row = roster_member_table_find_id (table, member->id);

      if (new_row != G_MAXUINT)
        roster_row_set_set (self->selected, new_row);
    }
}

/**
 * roster_sort_job_run:
 * @self: a job
 *
 * Fills in the answer. May be called in a thread.
 */
void
roster_sort_job_run (RosterSortJob *self)
{
  RosterMemberTable *table = roster_member_sorter_get_table (self->sorter);

  self->rows = roster_member_sorter_arrange (self->sorter, &self->query);
  if (!self->new_table)
    return;

  /* A table that was not read by a thread of ours has no index yet. */
  roster_member_table_index (table);
  if (self->old_table != NULL && self->old_table != table)
    self->changes = roster_member_changes_new (self->old_table, table);
  roster_sort_job_find_selected (self);
  roster_member_table_count_filters (table, self->query.inactive_before, self->counts);
}

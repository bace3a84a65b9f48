/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/members/roster-member-changes.h"
#include "core/members/roster-member-sorter.h"

G_BEGIN_DECLS

/**
 * RosterSortJob:
 * @sorter: the table to show
 * @query: what to show of it
 * @words: the query’s words
 * @old_table: (nullable): where the selection comes from
 * @old_selected: (nullable): what is selected there
 * @new_table: whether @selected and @counts are wanted too
 * @rows: (nullable): the answer, once the job has run
 * @selected: (nullable): those of @old_selected who are in the new table
 * @changes: (nullable): what is different from @old_table, where that is another one
 * @counts: what each quick filter would show
 *
 * One calculation of what the list shows: all that takes time, and may run in a thread.
 */
typedef struct
{
  RosterMemberSorter *sorter;
  RosterMemberQuery query;
  char *words;
  RosterMemberTable *old_table;
  RosterRowSet *old_selected;
  gboolean new_table;

  RosterMemberRows *rows;
  RosterRowSet *selected;
  RosterMemberChanges *changes;
  guint counts[ROSTER_N_FILTERS];
} RosterSortJob;

RosterSortJob *roster_sort_job_new (RosterMemberSorter *sorter, const RosterMemberQuery *query);
void roster_sort_job_free (RosterSortJob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterSortJob, roster_sort_job_free)

void roster_sort_job_carry_selection (RosterSortJob *self,
                                      RosterMemberTable *old_table,
                                      const RosterRowSet *old_selected);
void roster_sort_job_find_selected (RosterSortJob *self);
void roster_sort_job_run (RosterSortJob *self);

G_END_DECLS

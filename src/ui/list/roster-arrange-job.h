/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/members/roster-member-arranger.h"
#include "core/members/roster-member-changes.h"

G_BEGIN_DECLS

/**
 * RosterArrangeJob:
 * @arranger: the table to show
 * @query: what to show of it
 * @words: the query’s words
 * @old_table: (nullable): where the selection comes from
 * @old_selected: (nullable): what is selected there
 * @new_table: whether @selected and @counts are wanted too
 * @arrangement: (nullable): the answer, once the job has run
 * @selected: (nullable): those of @old_selected who are in the new table
 * @changes: (nullable): what is different from @old_table, where that is another one
 * @counts: what each quick filter would show
 *
 * One calculation of what the list shows: all that takes time, and may run in a thread.
 */
typedef struct
{
  RosterMemberArranger *arranger;
  RosterMemberQuery query;
  char *words;
  RosterMemberTable *old_table;
  RosterBits *old_selected;
  gboolean new_table;

  RosterMemberArrangement *arrangement;
  RosterBits *selected;
  RosterMemberChanges *changes;
  guint counts[ROSTER_N_FILTERS];
} RosterArrangeJob;

RosterArrangeJob *
roster_arrange_job_new (RosterMemberArranger *arranger, const RosterMemberQuery *query);
void roster_arrange_job_free (RosterArrangeJob *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterArrangeJob, roster_arrange_job_free)

void roster_arrange_job_carry_selection (RosterArrangeJob *self,
                                         RosterMemberTable *old_table,
                                         const RosterBits *old_selected);
void roster_arrange_job_find_selected (RosterArrangeJob *self);
void roster_arrange_job_run (RosterArrangeJob *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/list/roster-sort-job.h"

G_BEGIN_DECLS

/**
 * RosterQueryRunner:
 *
 * What a list was last asked to show, and the jobs that find it: at once for a small table, in a
 * thread for a large one. Only the answer to the newest question is given. Belongs to a GObject,
 * which a job in its thread keeps alive.
 */
typedef struct _RosterQueryRunner RosterQueryRunner;

/* job: has not run yet, and is about another table than the one before. */
typedef void (*RosterQueryRunnerPrepare) (gpointer owner, RosterSortJob *job);
/* job: (nullable): the answer; NULL where there is no table. */
typedef void (*RosterQueryRunnerApply) (gpointer owner, RosterSortJob *job);

/* owner: borrowed. Returns: (transfer full): one without a table, sorted by name. */
RosterQueryRunner *roster_query_runner_new (GObject *owner,
                                            RosterQueryRunnerPrepare prepare,
                                            RosterQueryRunnerApply apply);
/* Not while a job is in its thread; it holds the owner. */
void roster_query_runner_free (RosterQueryRunner *self);

/* table: (nullable). inactive_before: milliseconds since the epoch. */
void roster_query_runner_set_table (RosterQueryRunner *self,
                                    RosterMemberTable *table,
                                    gint64 inactive_before);
void roster_query_runner_set_sort (RosterQueryRunner *self,
                                   RosterMemberField field,
                                   gboolean descending);
void roster_query_runner_set_filter (RosterQueryRunner *self, RosterFilter filter);
void roster_query_runner_set_words (RosterQueryRunner *self, const char *words);

const RosterMemberQuery *roster_query_runner_get_query (RosterQueryRunner *self);
/* Whether an answer is still to come. */
gboolean roster_query_runner_is_busy (RosterQueryRunner *self);

G_END_DECLS

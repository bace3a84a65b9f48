/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterQueryRunner: what a list was last asked to show, and the jobs that find it. */

#include "ui/list/roster-query-runner.h"

#include <string.h>

/* Up to this many members everything is done at once; it takes less than a millisecond. */
#define MAX_ROWS_AT_ONCE 2000

struct _RosterQueryRunner
{
  GObject *owner; /* borrowed */
  RosterQueryRunnerPrepare prepare;
  RosterQueryRunnerApply apply;

  /* What is asked for. Owned. */
  RosterMemberSorter *sorter; /* (nullable) */
  RosterMemberQuery query;
  char *words; /* of the query */

  guint start_id;   /* starts a job */
  gboolean running; /* a job is in its thread */
  gboolean dirty;   /* what is asked for has changed since the last job began */
  gboolean is_new;  /* the table, or who is inactive in it, and not answered yet */
};

static void arrange_now (RosterQueryRunner *self);

RosterQueryRunner *
roster_query_runner_new (GObject *owner,
                         RosterQueryRunnerPrepare prepare,
                         RosterQueryRunnerApply apply)
{
  RosterQueryRunner *self = g_new0 (RosterQueryRunner, 1);

  self->owner = owner;
  self->prepare = prepare;
  self->apply = apply;
  self->words = g_strdup ("");
  self->query.words = self->words;
  return self;
}

void
roster_query_runner_free (RosterQueryRunner *self)
{
  g_clear_handle_id (&self->start_id, g_source_remove);
  g_clear_pointer (&self->sorter, roster_member_sorter_unref);
  g_clear_pointer (&self->words, g_free);
  g_free (self);
}

static void
apply (RosterQueryRunner *self, RosterSortJob *job)
{
  if (job->new_table)
    self->is_new = FALSE;
  self->apply (self->owner, job);
}

static void
run_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  roster_sort_job_run (task_data);
  g_task_return_boolean (task, TRUE);
}

static void
on_job_done (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  RosterQueryRunner *self = user_data;
  g_autoptr (GObject) owner = self->owner; /* of start_job() */

  self->running = FALSE;
  /* Only the answer to what is asked for now is shown, or the list would flicker. */
  if (self->dirty)
    arrange_now (self);
  else
    apply (self, g_task_get_task_data (G_TASK (result)));
}

static RosterSortJob *
make_job (RosterQueryRunner *self)
{
  RosterSortJob *job = roster_sort_job_new (self->sorter, &self->query);

  job->new_table = self->is_new;
  if (job->new_table)
    self->prepare (self->owner, job);
  return job;
}

static gboolean
takes_time (RosterQueryRunner *self)
{
  return self->sorter != NULL &&
         roster_member_table_get_n_members (roster_member_sorter_get_table (self->sorter)) >
             MAX_ROWS_AT_ONCE;
}

static void
start_job (RosterQueryRunner *self)
{
  /* The owner is not the task’s source object: that might be released, and so be finalized, in the
   * thread. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_job_done, self);

  g_object_ref (self->owner);
  self->running = TRUE;
  g_task_set_source_tag (task, start_job);
  g_task_set_task_data (task, make_job (self), (GDestroyNotify)roster_sort_job_free);
  g_task_run_in_thread (task, run_job);
}

static void
arrange_now (RosterQueryRunner *self)
{
  g_clear_handle_id (&self->start_id, g_source_remove);
  self->dirty = FALSE;
  if (self->sorter == NULL)
    {
      self->apply (self->owner, NULL);
    }
  else if (takes_time (self))
    {
      start_job (self);
    }
  else
    {
      g_autoptr (RosterSortJob) job = make_job (self);

      roster_sort_job_run (job);
      apply (self, job);
    }
}

static gboolean
on_start (gpointer user_data)
{
  RosterQueryRunner *self = user_data;

  self->start_id = 0;
  arrange_now (self);
  return G_SOURCE_REMOVE;
}

/* Whatever else is asked for in this turn of the main loop goes into the same job: who pastes over
 * a search asks for nothing first, and for what is pasted next. */
static void
arrange (RosterQueryRunner *self)
{
  self->dirty = TRUE;
  if (self->running)
    return;

  if (!takes_time (self))
    arrange_now (self);
  else if (self->start_id == 0)
    self->start_id = g_idle_add_full (G_PRIORITY_HIGH, on_start, self, NULL);
}

void
roster_query_runner_set_table (RosterQueryRunner *self,
                               RosterMemberTable *table,
                               gint64 inactive_before)
{
  self->query.inactive_before = inactive_before;
  self->is_new = TRUE;
  g_clear_pointer (&self->sorter, roster_member_sorter_unref);
  if (table != NULL)
    self->sorter = roster_member_sorter_dup_shared (table);
  arrange (self);
}

void
roster_query_runner_set_sort (RosterQueryRunner *self, RosterMemberField field, gboolean descending)
{
  if (self->query.field == field && self->query.descending == descending)
    return;
  self->query.field = field;
  self->query.descending = descending;
  arrange (self);
}

void
roster_query_runner_set_filter (RosterQueryRunner *self, RosterFilter filter)
{
  if (self->query.filter == filter)
    return;
  self->query.filter = filter;
  arrange (self);
}

void
roster_query_runner_set_words (RosterQueryRunner *self, const char *words)
{
  if (strcmp (self->words, words) == 0)
    return;
  g_free (self->words);
  self->words = g_strdup (words);
  self->query.words = self->words;
  arrange (self);
}

const RosterMemberQuery *
roster_query_runner_get_query (RosterQueryRunner *self)
{
  return &self->query;
}

gboolean
roster_query_runner_is_busy (RosterQueryRunner *self)
{
  return self->running || self->start_id != 0;
}

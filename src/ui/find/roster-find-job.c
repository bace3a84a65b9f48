/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One search through the lists of several organizations. */

#include "ui/find/roster-find-job.h"

/* Whoever looks for one person types on where more are found. */
#define MAX_ROWS 10

typedef struct
{
  RosterOrganization *organization;
  RosterMemberSorter *sorter;
} Source;

static void
source_free (gpointer data)
{
  Source *source = data;

  g_object_unref (source->organization);
  roster_member_sorter_unref (source->sorter);
  g_free (source);
}

static void
group_free (gpointer data)
{
  RosterFindGroup *group = data;

  g_object_unref (group->organization);
  roster_member_table_unref (group->table);
  g_array_unref (group->rows);
  g_free (group);
}

/**
 * roster_find_job_new:
 * @words: what to look for (roster_member_search_find())
 *
 * Returns: (transfer full): a job that searches nothing yet
 */
RosterFindJob *
roster_find_job_new (const char *words)
{
  RosterFindJob *self = g_new0 (RosterFindJob, 1);

  self->words = g_strdup (words);
  self->sources = g_ptr_array_new_with_free_func (source_free);
  self->groups = g_ptr_array_new_with_free_func (group_free);
  return self;
}

void
roster_find_job_free (RosterFindJob *self)
{
  g_free (self->words);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->groups);
  g_free (self);
}

/**
 * roster_find_job_add:
 * @self: a job that has not run
 * @organization: an organization
 *
 * Has the job search its list too, where it has been read.
 */
void
roster_find_job_add (RosterFindJob *self, RosterOrganization *organization)
{
  RosterMemberTable *table = roster_organization_get_table (organization);
  Source *source;

  if (table == NULL)
    return;

  source = g_new0 (Source, 1);
  source->organization = g_object_ref (organization);
  source->sorter = roster_member_sorter_dup_shared (table);
  g_ptr_array_add (self->sources, source);
}

static void
search (RosterFindJob *self, Source *source)
{
  const RosterMemberQuery query = { .field = ROSTER_FIELD_NAME, .words = self->words };
  g_autoptr (RosterMemberRows) found = roster_member_sorter_arrange (source->sorter, &query);
  RosterFindGroup *group;

  if (found->n_rows == 0)
    return;

  group = g_new0 (RosterFindGroup, 1);
  group->organization = g_object_ref (source->organization);
  group->table = roster_member_table_ref (roster_member_sorter_get_table (source->sorter));
  group->n_found = found->n_rows;
  group->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_array_append_vals (group->rows, found->rows, MIN (found->n_rows, MAX_ROWS));
  g_ptr_array_add (self->groups, group);
}

/**
 * roster_find_job_run:
 * @self: a job
 *
 * Fills in the answer. May be called in a thread.
 */
void
roster_find_job_run (RosterFindJob *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    search (self, g_ptr_array_index (self->sources, i));
}

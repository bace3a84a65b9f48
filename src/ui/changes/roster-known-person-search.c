/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/changes/roster-known-person-search.h"

#include "core/base/roster-text.h"
#include "ui/changes/roster-known-person.h"

typedef struct
{
  char *name;
  RosterMemberTable *table;
} Source;

typedef struct
{
  GPtrArray *sources;      /* of Source */
  RosterMemberTable *here; /* (nullable) */
} Search;

static void
source_free (gpointer data)
{
  Source *source = data;

  g_free (source->name);
  roster_member_table_unref (source->table);
  g_free (source);
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_ptr_array_unref (search->sources);
  g_clear_pointer (&search->here, roster_member_table_unref);
  g_free (search);
}

static void
collect (Search *search, Source *source, GHashTable *found)
{
  guint n = roster_member_table_get_n_members (source->table);

  for (guint row = 0; row < n; row++)
    {
      const RosterMember *member = roster_member_table_get (source->table, row);
      RosterKnownPerson *known = g_hash_table_lookup (found, member->id);

      if (known != NULL)
        roster_known_person_add_organization (known, source->name);
      else if (search->here == NULL ||
               roster_member_table_find_id (search->here, member->id) == G_MAXUINT)
        g_hash_table_insert (found, (gpointer)member->id,
                             roster_known_person_new (source->table, row, source->name));
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return roster_known_person_compare (*(RosterKnownPerson *const *)a,
                                      *(RosterKnownPerson *const *)b);
}

static void
search_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Search *search = task_data;
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *candidates = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer candidate;

  for (guint i = 0; i < search->sources->len; i++)
    collect (search, g_ptr_array_index (search->sources, i), found);

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, NULL, &candidate))
    {
      roster_known_person_prepare (candidate);
      g_ptr_array_add (candidates, candidate);
    }
  g_ptr_array_sort (candidates, compare);
  g_task_return_pointer (task, candidates, (GDestroyNotify)g_ptr_array_unref);
}

/**
 * roster_known_person_search_list_sources:
 * @directory: all organizations
 * @organization: the one to add to
 *
 * Returns: (transfer full) (element-type RosterOrganization): the others of the same service: a
 * user id means the same person there, whichever account reads the list
 */
GPtrArray *
roster_known_person_search_list_sources (RosterDirectory *directory,
                                         RosterOrganization *organization)
{
  GPtrArray *sources = g_ptr_array_new_with_free_func (g_object_unref);
  const char *endpoint;

  g_return_val_if_fail (ROSTER_IS_DIRECTORY (directory), sources);
  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (organization), sources);

  endpoint = roster_account_get_endpoint (roster_organization_get_account (organization));
  for (guint i = 0; i < roster_directory_get_n_organizations (directory); i++)
    {
      RosterOrganization *other = roster_directory_get_organization (directory, i);
      RosterAccount *account = roster_organization_get_account (other);

      if (g_str_equal (roster_account_get_endpoint (account), endpoint) &&
          !g_str_equal (roster_organization_get_id (other),
                        roster_organization_get_id (organization)))
        g_ptr_array_add (sources, g_object_ref (other));
    }
  return sources;
}

/**
 * roster_known_person_search_async:
 * @sources: (element-type RosterOrganization): whose members may be added; those that were not read
 *   yet are passed over
 * @organization: where they may be added
 * @cancellable: (nullable): ends the call
 * @callback: what to call at the end
 * @user_data: for @callback
 *
 * Finds everybody who is in one of @sources, but not in @organization.
 */
void
roster_known_person_search_async (GPtrArray *sources,
                                  RosterOrganization *organization,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  RosterMemberTable *here;
  Search *search;

  g_return_if_fail (ROSTER_IS_ORGANIZATION (organization));

  here = roster_organization_get_table (organization);
  search = g_new0 (Search, 1);
  search->here = here != NULL ? roster_member_table_ref (here) : NULL;
  search->sources = g_ptr_array_new_with_free_func (source_free);
  for (guint i = 0; i < sources->len; i++)
    {
      RosterOrganization *other = g_ptr_array_index (sources, i);
      RosterMemberTable *table = roster_organization_get_table (other);
      Source *source;

      if (table == NULL)
        continue;
      source = g_new0 (Source, 1);
      source->name = roster_text_display (roster_organization_get_name (other));
      source->table = roster_member_table_ref (table);
      g_ptr_array_add (search->sources, source);
    }

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, roster_known_person_search_async);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, search_in_thread);
}

/**
 * roster_known_person_search_finish:
 * @result: the result
 * @error: where to say that it was cancelled
 *
 * Returns: (transfer full) (element-type RosterKnownPerson): in the order of their names, or %NULL
 */
GPtrArray *
roster_known_person_search_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

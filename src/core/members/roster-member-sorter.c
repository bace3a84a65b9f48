/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorts, filters and searches one table. */

#include "core/members/roster-member-sorter.h"

#include "core/members/roster-late-free.h"
#include "core/members/roster-member-search.h"
#include "core/members/roster-memory.h"

/* Of the tables that somebody looks at; owned by nobody here. */
static GMutex live_lock;
static GHashTable *live; /* (nullable) RosterMemberTable → RosterMemberSorter */

struct _RosterMemberSorter
{
  guint ref_count;          /* under live_lock */
  RosterMemberTable *table; /* owned */

  GMutex lock;                                /* held while something is prepared */
  RosterMemberOrder *orders[ROSTER_N_FIELDS]; /* owned, (nullable), atomic */
  RosterMemberSearch *search;                 /* owned, (nullable), atomic */
};

static const RosterMemberOrder *
ensure_order (RosterMemberSorter *self, RosterMemberField field)
{
  RosterMemberOrder *order = g_atomic_pointer_get (&self->orders[field]);
  g_autoptr (GMutexLocker) locker = NULL;

  if (order != NULL)
    return order;

  locker = g_mutex_locker_new (&self->lock);
  order = g_atomic_pointer_get (&self->orders[field]);
  if (order == NULL)
    {
      order = roster_member_order_new (self->table, field);
      g_atomic_pointer_set (&self->orders[field], order);
    }
  return order;
}

static RosterMemberSearch *
ensure_search (RosterMemberSorter *self)
{
  RosterMemberSearch *search = g_atomic_pointer_get (&self->search);
  g_autoptr (GMutexLocker) locker = NULL;

  if (search != NULL)
    return search;

  locker = g_mutex_locker_new (&self->lock);
  search = g_atomic_pointer_get (&self->search);
  if (search == NULL)
    {
      search = roster_member_search_new (self->table);
      g_atomic_pointer_set (&self->search, search);
    }
  return search;
}

static void
apply_filter (RosterMemberSorter *self, const RosterMemberQuery *query, RosterRowSet *shown)
{
  if (query->filter == ROSTER_FILTER_ALL)
    return;

  for (guint row = roster_row_set_next (shown, 0); row != G_MAXUINT;
       row = roster_row_set_next (shown, row + 1))
    if (!roster_member_matches (roster_member_table_get (self->table, row), query->filter,
                                query->inactive_before))
      roster_row_set_unset (shown, row);
}

gboolean
roster_member_query_is_narrowed (const RosterMemberQuery *self)
{
  return self->filter != ROSTER_FILTER_ALL || *self->words != '\0';
}

static void
arrangement_free (gpointer data)
{
  RosterMemberRows *self = data;

  roster_memory_free_array (self->rows, self->n_rows);
  roster_row_set_free (self->shown);
  g_free (self);
}

void
roster_member_rows_free (RosterMemberRows *self)
{
  roster_late_free (self, self->n_rows, arrangement_free);
}

guint
roster_member_rows_find (const RosterMemberRows *self, guint row)
{
  if (row == G_MAXUINT || !roster_row_set_get (self->shown, row))
    return G_MAXUINT;

  for (guint i = 0; i < self->n_rows; i++)
    if (self->rows[i] == row)
      return i;
  return G_MAXUINT;
}

static RosterMemberSorter *
arranger_new (RosterMemberTable *table)
{
  RosterMemberSorter *self = g_new0 (RosterMemberSorter, 1);

  g_mutex_init (&self->lock);
  self->table = roster_member_table_ref (table);
  return self;
}

/**
 * roster_member_sorter_dup_shared:
 * @table: a table
 *
 * What is prepared for a table takes as much memory as the table: all who look at it share it. From
 * any thread.
 *
 * Returns: (transfer full): the arranger of @table, as long as somebody has it; where nobody has,
 *   one that has not prepared anything yet
 */
RosterMemberSorter *
roster_member_sorter_dup_shared (RosterMemberTable *table)
{
  RosterMemberSorter *self = NULL;

  g_mutex_lock (&live_lock);
  if (live == NULL)
    live = g_hash_table_new (NULL, NULL);
  self = g_hash_table_lookup (live, table);
  if (self == NULL)
    {
      self = arranger_new (table);
      g_hash_table_insert (live, table, self);
    }
  self->ref_count++;
  g_mutex_unlock (&live_lock);
  return self;
}

/** roster_member_sorter_ref: (transfer full) */
RosterMemberSorter *
roster_member_sorter_ref (RosterMemberSorter *self)
{
  g_mutex_lock (&live_lock);
  self->ref_count++;
  g_mutex_unlock (&live_lock);
  return self;
}

static void
arranger_free (gpointer data)
{
  RosterMemberSorter *self = data;

  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    g_clear_pointer (&self->orders[i], roster_member_order_free);
  g_clear_pointer (&self->search, roster_member_search_free);
  roster_member_table_unref (self->table);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Whether nobody has it any more, and nobody can get it. */
static gboolean
let_go (RosterMemberSorter *self)
{
  gboolean is_last = FALSE;

  g_mutex_lock (&live_lock);
  is_last = --self->ref_count == 0;
  if (is_last)
    g_hash_table_remove (live, self->table);
  g_mutex_unlock (&live_lock);
  return is_last;
}

void
roster_member_sorter_unref (RosterMemberSorter *self)
{
  if (!let_go (self))
    return;

  roster_late_free (self, roster_member_table_get_n_members (self->table), arranger_free);
}

/**
 * roster_member_sorter_get_table:
 * @self: an arranger
 *
 * Returns: (transfer none): its table
 */
RosterMemberTable *
roster_member_sorter_get_table (RosterMemberSorter *self)
{
  return self->table;
}

/**
 * roster_member_sorter_arrange:
 * @self: an arranger
 * @query: what to show; borrowed during the call
 *
 * Takes as long as @query needs preparing (see roster_member_order_new()); afterwards about 20 ms
 * for a million members.
 *
 * Returns: (transfer full): the rows to show
 */
RosterMemberRows *
roster_member_sorter_arrange (RosterMemberSorter *self, const RosterMemberQuery *query)
{
  RosterMemberRows *arrangement = g_new0 (RosterMemberRows, 1);
  const RosterMemberOrder *order = ensure_order (self, query->field);

  arrangement->shown = roster_row_set_new (roster_member_table_get_n_members (self->table));
  if (query->words != NULL && *query->words != '\0')
    roster_member_search_find (ensure_search (self), query->words, arrangement->shown);
  else
    roster_row_set_fill (arrangement->shown);
  apply_filter (self, query, arrangement->shown);

  arrangement->n_rows = roster_row_set_count (arrangement->shown);
  arrangement->rows = roster_memory_new_array (guint32, arrangement->n_rows);
  roster_member_order_copy (order, arrangement->shown, query->descending, arrangement->rows,
                            arrangement->n_rows);
  return arrangement;
}

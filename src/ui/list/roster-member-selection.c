/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterMemberSelection: which rows of a table are selected. */

#include "ui/list/roster-member-selection.h"

struct _RosterMemberSelection
{
  RosterRowSet *rows;            /* owned, (nullable): the selected ones of the table */
  RosterMemberTable *table;      /* borrowed, (nullable) */
  const RosterMemberRows *shown; /* borrowed, (nullable) */
};

RosterMemberSelection *
roster_member_selection_new (void)
{
  return g_new0 (RosterMemberSelection, 1);
}

void
roster_member_selection_free (RosterMemberSelection *self)
{
  g_clear_pointer (&self->rows, roster_row_set_free);
  g_free (self);
}

void
roster_member_selection_show (RosterMemberSelection *self,
                              RosterMemberTable *table,
                              const RosterMemberRows *shown,
                              RosterRowSet *rows)
{
  self->table = table;
  self->shown = shown;
  if (rows == NULL && table != NULL)
    return;
  g_clear_pointer (&self->rows, roster_row_set_free);
  self->rows = rows;
}

const RosterRowSet *
roster_member_selection_get_rows (RosterMemberSelection *self)
{
  return self->rows;
}

gboolean
roster_member_selection_is_selected (RosterMemberSelection *self, guint position)
{
  return self->shown != NULL && position < self->shown->n_rows &&
         roster_row_set_get (self->rows, self->shown->rows[position]);
}

gboolean
roster_member_selection_select_all (RosterMemberSelection *self)
{
  if (self->shown == NULL)
    return FALSE;
  roster_row_set_add (self->rows, self->shown->shown);
  return TRUE;
}

gboolean
roster_member_selection_unselect_all (RosterMemberSelection *self)
{
  if (self->shown == NULL)
    return FALSE;
  roster_row_set_clear (self->rows);
  return TRUE;
}

gboolean
roster_member_selection_select_range (RosterMemberSelection *self,
                                      guint position,
                                      guint n_items,
                                      gboolean unselect_rest)
{
  if (self->shown == NULL || position >= self->shown->n_rows)
    return FALSE;
  n_items = MIN (n_items, self->shown->n_rows - position);
  if (unselect_rest)
    roster_row_set_clear (self->rows);
  for (guint i = position; i < position + n_items; i++)
    roster_row_set_set (self->rows, self->shown->rows[i]);
  return TRUE;
}

void
roster_member_selection_set (RosterMemberSelection *self, GtkBitset *selected, GtkBitset *mask)
{
  guint n_shown = self->shown != NULL ? self->shown->n_rows : 0;
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position);
       more && position < n_shown; more = gtk_bitset_iter_next (&iter, &position))
    if (gtk_bitset_contains (selected, position))
      roster_row_set_set (self->rows, self->shown->rows[position]);
    else
      roster_row_set_unset (self->rows, self->shown->rows[position]);
}

gboolean
roster_member_selection_select_id (RosterMemberSelection *self, const char *id)
{
  guint row = self->table != NULL ? roster_member_table_find_id (self->table, id) : G_MAXUINT;

  if (row == G_MAXUINT)
    return FALSE;
  roster_row_set_clear (self->rows);
  roster_row_set_set (self->rows, row);
  return TRUE;
}

guint
roster_member_selection_count_shown (RosterMemberSelection *self)
{
  return self->shown != NULL ? roster_row_set_count_common (self->rows, self->shown->shown) : 0;
}

guint
roster_member_selection_count_hidden (RosterMemberSelection *self)
{
  return self->rows != NULL
             ? roster_row_set_count (self->rows) - roster_member_selection_count_shown (self)
             : 0;
}

GArray *
roster_member_selection_dup_rows (RosterMemberSelection *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n = roster_member_selection_count_shown (self);

  for (guint i = 0; rows->len < n; i++)
    if (roster_row_set_get (self->rows, self->shown->rows[i]))
      g_array_append_val (rows, self->shown->rows[i]);
  return rows;
}

GPtrArray *
roster_member_selection_dup_ids (RosterMemberSelection *self)
{
  g_autoptr (GArray) rows = roster_member_selection_dup_rows (self);
  GPtrArray *ids = g_ptr_array_new_full (rows->len, g_free);

  for (guint i = 0; i < rows->len; i++)
    {
      guint32 row = g_array_index (rows, guint32, i);

      g_ptr_array_add (ids, g_strdup (roster_member_table_get (self->table, row)->id));
    }
  return ids;
}

char *
roster_member_selection_dup_addresses (RosterMemberSelection *self, guint *n_addresses)
{
  g_autoptr (GArray) rows = roster_member_selection_dup_rows (self);
  GString *addresses = g_string_new (NULL);

  *n_addresses = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      guint32 row = g_array_index (rows, guint32, i);
      const char *address = roster_member_table_get (self->table, row)->email;

      if (*address == '\0')
        continue;
      if (addresses->len > 0)
        g_string_append (addresses, ", ");
      g_string_append (addresses, address);
      (*n_addresses)++;
    }
  return g_string_free (addresses, FALSE);
}

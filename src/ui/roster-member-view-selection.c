/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selection of RosterMemberView: one bit a row of the table, whatever is shown and where. */

#include "roster-member-view-private.h"

static gboolean
selection_changed (RosterMemberView *self, guint position, guint n_items)
{
  self->selection_stamp++;
  roster_member_view_staging_select (self, position, n_items);
  roster_member_view_update_n_selected (self);
  return TRUE;
}

static gboolean
roster_member_view_is_selected (GtkSelectionModel *model, guint position)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (model);

  return position < roster_member_view_get_n_shown (self) &&
         roster_bits_get (self->selected, roster_member_view_get_row (self, position));
}

static GtkBitset *
roster_member_view_get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (model);
  guint n_shown = roster_member_view_get_n_shown (self);
  GtkBitset *found = gtk_bitset_new_empty ();

  for (guint i = position; i < n_shown && i - position < n_items; i++)
    if (roster_bits_get (self->selected, roster_member_view_get_row (self, i)))
      gtk_bitset_add (found, i);
  return found;
}

static gboolean
roster_member_view_select_all (GtkSelectionModel *model)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (model);

  if (self->arrangement == NULL)
    return FALSE;
  roster_bits_add (self->selected, self->arrangement->shown);
  return selection_changed (self, 0, self->arrangement->n_rows);
}

static gboolean
roster_member_view_unselect_all (GtkSelectionModel *model)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (model);

  if (self->arrangement == NULL)
    return FALSE;
  roster_bits_clear (self->selected);
  return selection_changed (self, 0, self->arrangement->n_rows);
}

static gboolean
roster_member_view_select_range (GtkSelectionModel *model,
                                 guint position,
                                 guint n_items,
                                 gboolean unselect_rest)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (model);
  guint n_shown = roster_member_view_get_n_shown (self);

  if (position >= n_shown)
    return FALSE;
  n_items = MIN (n_items, n_shown - position);
  if (unselect_rest)
    roster_bits_clear (self->selected);
  for (guint i = position; i < position + n_items; i++)
    roster_bits_set (self->selected, roster_member_view_get_row (self, i));

  return unselect_rest ? selection_changed (self, 0, n_shown)
                       : selection_changed (self, position, n_items);
}

static gboolean
roster_member_view_unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (model);
  guint n_shown = roster_member_view_get_n_shown (self);

  if (position >= n_shown)
    return FALSE;
  n_items = MIN (n_items, n_shown - position);
  for (guint i = position; i < position + n_items; i++)
    roster_bits_unset (self->selected, roster_member_view_get_row (self, i));
  return selection_changed (self, position, n_items);
}

static gboolean
roster_member_view_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  return roster_member_view_select_range (model, position, 1, unselect_rest);
}

static gboolean
roster_member_view_unselect_item (GtkSelectionModel *model, guint position)
{
  return roster_member_view_unselect_range (model, position, 1);
}

static gboolean
roster_member_view_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  RosterMemberView *self = ROSTER_MEMBER_VIEW (model);
  guint n_shown = roster_member_view_get_n_shown (self);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position);
       more && position < n_shown; more = gtk_bitset_iter_next (&iter, &position))
    if (gtk_bitset_contains (selected, position))
      roster_bits_set (self->selected, roster_member_view_get_row (self, position));
    else
      roster_bits_unset (self->selected, roster_member_view_get_row (self, position));
  return selection_changed (self, 0, n_shown);
}

void
roster_member_view_selection_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = roster_member_view_is_selected;
  iface->get_selection_in_range = roster_member_view_get_selection_in_range;
  iface->select_item = roster_member_view_select_item;
  iface->unselect_item = roster_member_view_unselect_item;
  iface->select_range = roster_member_view_select_range;
  iface->unselect_range = roster_member_view_unselect_range;
  iface->select_all = roster_member_view_select_all;
  iface->unselect_all = roster_member_view_unselect_all;
  iface->set_selection = roster_member_view_set_selection;
}

/**
 * roster_member_view_select_id:
 * @self: a view
 * @id: a member’s id
 *
 * Selects that member and nobody else, shown or not.
 */
void
roster_member_view_select_id (RosterMemberView *self, const char *id)
{
  guint row;

  g_return_if_fail (ROSTER_IS_MEMBER_VIEW (self));

  if (self->arrangement == NULL)
    return;
  row = roster_member_table_find_id (roster_member_view_get_table (self), id);
  if (row == G_MAXUINT)
    return;
  roster_bits_clear (self->selected);
  roster_bits_set (self->selected, row);
  selection_changed (self, 0, self->arrangement->n_rows);
}

/**
 * roster_member_view_get_n_selected:
 * @self: a view
 *
 * Returns: how many of the members shown are selected
 */
guint
roster_member_view_get_n_selected (RosterMemberView *self)
{
  g_return_val_if_fail (ROSTER_IS_MEMBER_VIEW (self), 0);

  return self->n_selected;
}

/**
 * roster_member_view_get_n_selected_hidden:
 * @self: a view
 *
 * Returns: how many members are selected but not shown
 */
guint
roster_member_view_get_n_selected_hidden (RosterMemberView *self)
{
  g_return_val_if_fail (ROSTER_IS_MEMBER_VIEW (self), 0);

  return self->selected != NULL ? roster_bits_count (self->selected) - self->n_selected : 0;
}

/**
 * roster_member_view_dup_selected_rows:
 * @self: a view
 *
 * Returns: (transfer full) (element-type guint32): the rows that are shown and selected, in the
 *   order of the list
 */
GArray *
roster_member_view_dup_selected_rows (RosterMemberView *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; rows->len < self->n_selected; i++)
    if (roster_bits_get (self->selected, self->arrangement->rows[i]))
      g_array_append_val (rows, self->arrangement->rows[i]);
  return rows;
}

/**
 * roster_member_view_dup_selected_ids:
 * @self: a view
 *
 * Returns: (transfer full) (element-type utf8): the ids of the members that are shown and
 *   selected, in the order of the list
 */
GPtrArray *
roster_member_view_dup_selected_ids (RosterMemberView *self)
{
  g_autoptr (GArray) rows = roster_member_view_dup_selected_rows (self);
  GPtrArray *ids = g_ptr_array_new_full (rows->len, g_free);

  for (guint i = 0; i < rows->len; i++)
    {
      const RosterMember *member = roster_member_table_get (roster_member_view_get_table (self),
                                                            g_array_index (rows, guint32, i));

      g_ptr_array_add (ids, g_strdup (member->id));
    }
  return ids;
}

/**
 * roster_member_view_dup_selected_addresses:
 * @self: a view
 * @n_addresses: (out): how many there are; not everybody has one
 *
 * Returns: the e-mail addresses of the members that are shown and selected, as a mail program takes
 *   them, in the order of the list
 */
char *
roster_member_view_dup_selected_addresses (RosterMemberView *self, guint *n_addresses)
{
  g_autoptr (GArray) rows = roster_member_view_dup_selected_rows (self);
  GString *addresses = g_string_new (NULL);

  *n_addresses = 0;
  for (guint i = 0; i < rows->len; i++)
    {
      const RosterMember *member = roster_member_table_get (roster_member_view_get_table (self),
                                                            g_array_index (rows, guint32, i));

      if (*member->email == '\0')
        continue;
      if (addresses->len > 0)
        g_string_append (addresses, ", ");
      g_string_append (addresses, member->email);
      (*n_addresses)++;
    }
  return g_string_free (addresses, FALSE);
}

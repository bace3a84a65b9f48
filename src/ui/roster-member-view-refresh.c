/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What RosterMemberView does for whoever looks at it when the members are read again: the people in
 * sight stay in sight, and what is different is marked. */

#include "roster-member-view-private.h"

#define MARK_SECONDS 120

/* The position of a row, or G_MAXUINT where it is not shown. */
static guint
find_row (RosterMemberView *self, guint row)
{
  if (row == G_MAXUINT || !roster_bits_get (self->arrangement->shown, row))
    return G_MAXUINT;

  for (guint i = 0; i < self->arrangement->n_rows; i++)
    if (self->arrangement->rows[i] == row)
      return i;
  return G_MAXUINT;
}

/**
 * roster_member_view_find:
 * @self: a view
 * @id: a member’s id
 *
 * Takes half a millisecond where a million members are shown.
 *
 * Returns: their position in the list, or %G_MAXUINT where they are not shown
 */
guint
roster_member_view_find (RosterMemberView *self, const char *id)
{
  g_return_val_if_fail (ROSTER_IS_MEMBER_VIEW (self), G_MAXUINT);

  if (self->arrangement == NULL)
    return G_MAXUINT;
  return find_row (self, roster_member_table_find_id (roster_member_view_get_table (self), id));
}

/**
 * roster_member_view_is_applying:
 * @self: a view
 *
 * Returns: whether GTK is being told of another list just now: what it does meanwhile is not what
 *   the person did
 */
gboolean
roster_member_view_is_applying (RosterMemberView *self)
{
  return self->applying;
}

/**
 * roster_member_view_get_n_live:
 * @self: a view
 *
 * Returns: how many places GTK holds: those near what is seen, however many members there are
 */
guint
roster_member_view_get_n_live (RosterMemberView *self)
{
  g_return_val_if_fail (ROSTER_IS_MEMBER_VIEW (self), 0);

  return g_hash_table_size (self->places);
}

/* Called before another table is shown: finds the first in sight who is in that one too. Whoever
 * sees the top of the list goes on seeing its top. */
void
roster_member_view_hold_anchor (RosterMemberView *self,
                                RosterMemberTable *next,
                                RosterMemberAnchor *anchor)
{
  double value, end;

  if (self->vertical == NULL || self->row_height <= 0)
    return;
  value = gtk_adjustment_get_value (self->vertical);
  end = MIN (value + gtk_adjustment_get_page_size (self->vertical),
             roster_member_view_get_n_shown (self) * self->row_height);
  if (value < 1)
    return;

  for (guint position = (guint)(value / self->row_height); position * self->row_height < end;
       position++)
    {
      const RosterMember *member = roster_member_view_get_member (self, position);

      if (member == NULL || roster_member_table_find_id (next, member->id) == G_MAXUINT)
        continue;
      anchor->id = g_strdup (member->id);
      anchor->offset = position * self->row_height - value;
      return;
    }
}

/* Called once GTK knows of the other table. */
void
roster_member_view_restore_anchor (RosterMemberView *self, RosterMemberAnchor *anchor)
{
  g_autofree char *id = g_steal_pointer (&anchor->id);
  guint position = id != NULL ? roster_member_view_find (self, id) : G_MAXUINT;

  if (position >= self->n_announced)
    return;
  /* GTK will find the same, but only when it draws. */
  gtk_adjustment_set_upper (self->vertical, MAX (self->n_announced * self->row_height,
                                                 gtk_adjustment_get_page_size (self->vertical)));
  gtk_adjustment_set_value (self->vertical, position * self->row_height - anchor->offset);
}

static gboolean
on_marks_over (gpointer user_data)
{
  RosterMemberView *self = user_data;

  self->mark_id = 0;
  roster_member_view_forget_marks (self);
  return G_SOURCE_REMOVE;
}

/* changes: (transfer full) (nullable) */
void
roster_member_view_set_changes (RosterMemberView *self, RosterMemberChanges *changes)
{
  g_clear_handle_id (&self->mark_id, g_source_remove);
  g_clear_pointer (&self->changes, roster_member_changes_free);
  self->changes = changes;
  if (changes != NULL && !roster_member_changes_is_empty (changes))
    self->mark_id = g_timeout_add_seconds (MARK_SECONDS, on_marks_over, self);
}

RosterMemberMark
roster_member_view_get_mark (RosterMemberView *self, guint row)
{
  if (self->changes == NULL)
    return ROSTER_MEMBER_MARK_NONE;
  if (roster_bits_get (self->changes->new_rows, row))
    return ROSTER_MEMBER_MARK_NEW;
  return roster_bits_get (self->changes->changed_rows, row) ? ROSTER_MEMBER_MARK_CHANGED
                                                            : ROSTER_MEMBER_MARK_NONE;
}

/**
 * roster_member_view_get_changes:
 * @self: a view
 *
 * Returns: (nullable) (transfer none): what the last refresh has changed, until the marks are
 *   forgotten
 */
const RosterMemberChanges *
roster_member_view_get_changes (RosterMemberView *self)
{
  g_return_val_if_fail (ROSTER_IS_MEMBER_VIEW (self), NULL);

  return self->changes;
}

/**
 * roster_member_view_forget_marks:
 * @self: a view
 *
 * Takes the marks of the last refresh away.
 */
void
roster_member_view_forget_marks (RosterMemberView *self)
{
  g_return_if_fail (ROSTER_IS_MEMBER_VIEW (self));

  if (self->changes == NULL)
    return;
  roster_member_view_set_changes (self, NULL);
  roster_member_view_staging_refresh (self);
  g_signal_emit_by_name (self, "arranged");
}

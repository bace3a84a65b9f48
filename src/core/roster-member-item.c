/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A GObject over one row of a member table, for list models. */

#include "roster-member-item.h"

struct _RosterMemberItem
{
  GObject parent_instance;

  RosterMemberTable *table; /* owned */
  guint row;
};

G_DEFINE_FINAL_TYPE (RosterMemberItem, roster_member_item, G_TYPE_OBJECT)

static void
roster_member_item_finalize (GObject *object)
{
  RosterMemberItem *self = ROSTER_MEMBER_ITEM (object);

  g_clear_pointer (&self->table, roster_member_table_unref);

  G_OBJECT_CLASS (roster_member_item_parent_class)->finalize (object);
}

static void
roster_member_item_class_init (RosterMemberItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_member_item_finalize;
}

static void
roster_member_item_init (RosterMemberItem *self)
{
}

/**
 * roster_member_item_new:
 * @table: a table
 * @row: the number of one of its rows
 *
 * Returns: (transfer full): an item over that row, which keeps @table alive
 */
RosterMemberItem *
roster_member_item_new (RosterMemberTable *table, guint row)
{
  RosterMemberItem *self;

  g_return_val_if_fail (table != NULL, NULL);
  g_return_val_if_fail (row < roster_member_table_get_n_members (table), NULL);

  self = g_object_new (ROSTER_TYPE_MEMBER_ITEM, NULL);
  self->table = roster_member_table_ref (table);
  self->row = row;

  return self;
}

/**
 * roster_member_item_get_member:
 * @self: an item
 *
 * Returns: (transfer none): the member; it lives as long as the item
 */
const RosterMember *
roster_member_item_get_member (RosterMemberItem *self)
{
  g_return_val_if_fail (ROSTER_IS_MEMBER_ITEM (self), NULL);

  return roster_member_table_get (self->table, self->row);
}

/**
 * roster_member_item_get_row:
 * @self: an item
 *
 * Returns: the row number in the table
 */
guint
roster_member_item_get_row (RosterMemberItem *self)
{
  g_return_val_if_fail (ROSTER_IS_MEMBER_ITEM (self), G_MAXUINT);

  return self->row;
}

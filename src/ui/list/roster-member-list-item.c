/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterMemberListItem: one place of the list on screen, and the member who is there now. */

#include "ui/list/roster-member-list-item.h"

struct _RosterMemberListItem
{
  GObject parent_instance;

  guint position;

  RosterMemberTable *table; /* owned, (nullable) */
  guint row;
  RosterMemberMark mark;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterMemberListItem, roster_member_list_item, G_TYPE_OBJECT)

static void
roster_member_list_item_finalize (GObject *object)
{
  RosterMemberListItem *self = ROSTER_MEMBER_LIST_ITEM (object);

  g_clear_pointer (&self->table, roster_member_table_unref);

  G_OBJECT_CLASS (roster_member_list_item_parent_class)->finalize (object);
}

static void
roster_member_list_item_class_init (RosterMemberListItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_member_list_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
roster_member_list_item_init (RosterMemberListItem *self)
{
}

/**
 * roster_member_list_item_new:
 * @position: its position in the list
 *
 * Returns: (transfer full): a proxy that shows nobody yet
 */
RosterMemberListItem *
roster_member_list_item_new (guint position)
{
  RosterMemberListItem *self = g_object_new (ROSTER_TYPE_MEMBER_LIST_ITEM, NULL);

  self->position = position;
  return self;
}

guint
roster_member_list_item_get_position (RosterMemberListItem *self)
{
  return self->position;
}

/**
 * roster_member_list_item_get_member:
 * @self: a proxy
 *
 * Returns: (nullable) (transfer none): who is there now; valid until the proxy changes
 */
const RosterMember *
roster_member_list_item_get_member (RosterMemberListItem *self)
{
  return self->table != NULL ? roster_member_table_get (self->table, self->row) : NULL;
}

RosterMemberMark
roster_member_list_item_get_mark (RosterMemberListItem *self)
{
  return self->mark;
}

/**
 * roster_member_list_item_point:
 * @self: a proxy
 * @table: (nullable): a table; %NULL for nobody
 * @row: the row that is at the proxy’s place now
 * @mark: what the last refresh said of them
 */
void
roster_member_list_item_point (RosterMemberListItem *self,
                               RosterMemberTable *table,
                               guint row,
                               RosterMemberMark mark)
{
  if (self->table == table && self->row == row && self->mark == mark)
    return;

  if (self->table != table)
    {
      g_clear_pointer (&self->table, roster_member_table_unref);
      self->table = table != NULL ? roster_member_table_ref (table) : NULL;
    }
  self->row = row;
  self->mark = mark;
  roster_member_list_item_changed (self);
}

/**
 * roster_member_list_item_changed:
 * @self: a proxy
 *
 * Has whoever shows it look again, for instance because “3 days ago” has become four.
 */
void
roster_member_list_item_changed (RosterMemberListItem *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

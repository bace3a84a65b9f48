/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterMemberProxy: one place of the list on screen, and the member who is there now. */

#include "ui/list/roster-member-proxy.h"

struct _RosterMemberProxy
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

G_DEFINE_FINAL_TYPE (RosterMemberProxy, roster_member_proxy, G_TYPE_OBJECT)

static void
roster_member_proxy_finalize (GObject *object)
{
  RosterMemberProxy *self = ROSTER_MEMBER_PROXY (object);

  g_clear_pointer (&self->table, roster_member_table_unref);

  G_OBJECT_CLASS (roster_member_proxy_parent_class)->finalize (object);
}

static void
roster_member_proxy_class_init (RosterMemberProxyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_member_proxy_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
roster_member_proxy_init (RosterMemberProxy *self)
{
}

/**
 * roster_member_proxy_new:
 * @position: its position in the list
 *
 * Returns: (transfer full): a proxy that shows nobody yet
 */
RosterMemberProxy *
roster_member_proxy_new (guint position)
{
  RosterMemberProxy *self = g_object_new (ROSTER_TYPE_MEMBER_PROXY, NULL);

  self->position = position;
  return self;
}

guint
roster_member_proxy_get_position (RosterMemberProxy *self)
{
  return self->position;
}

/**
 * roster_member_proxy_get_member:
 * @self: a proxy
 *
 * Returns: (nullable) (transfer none): who is there now; valid until the proxy changes
 */
const RosterMember *
roster_member_proxy_get_member (RosterMemberProxy *self)
{
  return self->table != NULL ? roster_member_table_get (self->table, self->row) : NULL;
}

RosterMemberMark
roster_member_proxy_get_mark (RosterMemberProxy *self)
{
  return self->mark;
}

/**
 * roster_member_proxy_point:
 * @self: a proxy
 * @table: (nullable): a table; %NULL for nobody
 * @row: the row that is at the proxy’s place now
 * @mark: what the last refresh said of them
 */
void
roster_member_proxy_point (RosterMemberProxy *self,
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
  roster_member_proxy_changed (self);
}

/**
 * roster_member_proxy_changed:
 * @self: a proxy
 *
 * Has whoever shows it look again, for instance because “3 days ago” has become four.
 */
void
roster_member_proxy_changed (RosterMemberProxy *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

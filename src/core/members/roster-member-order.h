/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/members/roster-member-field.h"
#include "core/members/roster-member-table.h"
#include "core/members/roster-row-set.h"

G_BEGIN_DECLS

/**
 * RosterMemberOrder:
 * @n_rows: how many rows there are
 * @rows: the row numbers, in rising order of the field; equal ones in the table's order
 * @ties: the places in @rows whose row equals the one before
 *
 * A table sorted by one field, kept so that sorting again is a copy. Never changes.
 */
typedef struct
{
  guint n_rows;
  guint32 *rows;
  RosterRowSet *ties;
} RosterMemberOrder;

RosterMemberOrder *roster_member_order_new (RosterMemberTable *table, RosterMemberField field);
void roster_member_order_free (RosterMemberOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterMemberOrder, roster_member_order_free)

void roster_member_order_copy (const RosterMemberOrder *self,
                               const RosterRowSet *shown,
                               gboolean descending,
                               guint32 *rows,
                               guint n_shown);

G_END_DECLS

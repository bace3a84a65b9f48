/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/members/roster-member-census.h"

/** roster_member_census_count_not_known: of how many members the last sign-in is not known. */
guint
roster_member_census_count_not_known (RosterMemberTable *table)
{
  guint n = 0;

  for (guint row = 0; row < roster_member_table_get_n_members (table); row++)
    n += roster_member_table_get (table, row)->last_sign_in == ROSTER_NOT_KNOWN;
  return n;
}

/**
 * roster_member_census_find_twice:
 * @table: a table; it is indexed where it is not yet
 *
 * Returns: the first row whose id an earlier row has too, or %G_MAXUINT
 */
guint
roster_member_census_find_twice (RosterMemberTable *table)
{
  for (guint row = 0; row < roster_member_table_get_n_members (table); row++)
    if (roster_member_table_find_id (table, roster_member_table_get (table, row)->id) != row)
      return row;
  return G_MAXUINT;
}

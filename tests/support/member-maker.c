/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long lists of members for the tests of what shows them. */

#include "support/member-maker.h"

/**
 * member_maker_make:
 * @first: the number of the first member
 * @end: one more than that of the last
 * @missing: whom to leave out, %MEMBER_MAKER_NOBODY for none
 *
 * Returns: (transfer full): the table
 */
RosterMemberTable *
member_maker_make (guint first, guint end, guint missing)
{
  RosterMemberTable *table = roster_member_table_new ();

  for (guint i = first; i < end; i++)
    {
      g_autofree char *id = g_strdup_printf ("%05u", i);
      const RosterMember member = { .id = id,
                                    .role = i % 100 == 0 ? "owner" : "user",
                                    .enabled = 1 };

      if (i != missing)
        roster_member_table_append (table, &member);
    }
  return table;
}

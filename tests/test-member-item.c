/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An item shows one row and keeps its table alive. */

#include "roster-member-item.h"

static void
test_item (void)
{
  g_autoptr (RosterMemberTable) table = roster_member_table_new ();
  g_autoptr (RosterMemberItem) item = NULL;
  const RosterMember ada = { .id = "a1", .display_name = "Ada" };
  const RosterMember grace = { .id = "g2", .display_name = "Grace" };

  roster_member_table_append (table, &ada);
  roster_member_table_append (table, &grace);
  item = roster_member_item_new (table, 1);
  g_clear_pointer (&table, roster_member_table_unref);

  g_assert_cmpuint (roster_member_item_get_row (item), ==, 1);
  g_assert_cmpstr (roster_member_item_get_member (item)->display_name, ==, "Grace");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/member-item/row", test_item);
  return g_test_run ();
}

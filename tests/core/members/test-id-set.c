/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which ids were seen: each once, and at least the last ones of a list of any length. */

#include "core/members/roster-id-set.h"

static gboolean
add (RosterIdSet *set, guint number)
{
  char id[32];

  g_snprintf (id, sizeof id, "member-%u", number);
  return roster_id_set_add (set, id);
}

static void
test_each_once (void)
{
  g_autoptr (RosterIdSet) set = roster_id_set_new ();

  for (guint i = 0; i < 10000; i++)
    g_assert_true (add (set, i));
  for (guint i = 0; i < 10000; i++)
    g_assert_false (add (set, i));
  g_assert_true (roster_id_set_add (set, ""));
  g_assert_false (roster_id_set_add (set, ""));
}

static void
test_last_ones (void)
{
  g_autoptr (RosterIdSet) set = roster_id_set_new ();
  const guint n = 5 * ROSTER_ID_SET_REMEMBERED + 77;

  for (guint i = 0; i < n; i++)
    g_assert_true (add (set, i));
  for (guint i = n - ROSTER_ID_SET_REMEMBERED; i < n; i++)
    g_assert_false (add (set, i));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id-set/each-once", test_each_once);
  g_test_add_func ("/id-set/last-ones", test_last_ones);
  return g_test_run ();
}

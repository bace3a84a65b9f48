/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is large is freed by another thread, and all of it. */

#include "core/members/roster-late-free.h"
#include "core/members/roster-member-sorter.h"

#define N_ITEMS 1000

static GThread *freed_by;
static gint n_freed; /* atomic */

static void
note (gpointer data)
{
  g_atomic_pointer_set (&freed_by, g_thread_self ());
  g_assert_cmpint (*(gint *)data, ==, g_atomic_int_add (&n_freed, 1));
  g_free (data);
}

/* In the order in which it was let go. */
static void
test_order (void)
{
  roster_late_free_wait ();
  for (gint i = 0; i < N_ITEMS; i++)
    roster_late_free (g_memdup2 (&i, sizeof i), ROSTER_LATE_FREE_MEMBERS, note);
  roster_late_free_wait ();
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, N_ITEMS);
  g_assert_true (g_atomic_pointer_get (&freed_by) != g_thread_self ());
}

static gpointer
use_and_let_go (gpointer data)
{
  g_autoptr (RosterMemberSorter) arranger = data;
  const RosterMemberQuery query = { .field = ROSTER_FIELD_ID, .words = "12" };

  roster_member_rows_free (roster_member_sorter_arrange (arranger, &query));
  return NULL;
}

/* Whoever is last lets a large list go; the sanitizers see what is left of it, or used again. */
static void
test_list (void)
{
  g_autoptr (RosterMemberTable) table = roster_member_table_new ();
  GThread *threads[4];

  for (guint i = 0; i < 2 * ROSTER_LATE_FREE_MEMBERS; i++)
    {
      char id[16];

      g_snprintf (id, sizeof id, "%u", i);
      roster_member_table_append (table, &(RosterMember){ .id = id });
    }
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("user", use_and_let_go, roster_member_sorter_dup_shared (table));
  g_clear_pointer (&table, roster_member_table_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  roster_late_free_wait ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/late-free/order", test_order);
  g_test_add_func ("/late-free/list", test_list);
  return g_test_run ();
}

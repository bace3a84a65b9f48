/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a long list may cost, without a clock: how often GTK is told that items have changed, and
 * how many rows are alive. Neither may grow with the number of members. */

#include "support/ui-test.h"

#include "ui/list/roster-member-list.h"

#define N_MEMBERS 100000

/* GTK 4.8 keeps about 205 rows. */
#define MAX_LIVE 220
/* The first step leaves what GTK keeps, the others take 40 rows each. */
#define MAX_CHANGES_SHRINKING 8
/* Twelve rows, then six a step up to 260, then all others. */
#define MAX_CHANGES_GROWING 44

typedef struct
{
  RosterMemberView *view;
  GtkWindow *window;
  GtkAdjustment *vertical;
  guint n_changes; /* since the last look */
  guint most_live; /* since the last look */
} Fixture;

static void
on_items_changed (Fixture *fixture)
{
  fixture->n_changes++;
}

static RosterMemberTable *
make_table (void)
{
  RosterMemberTable *table = roster_member_table_new ();

  for (guint i = 0; i < N_MEMBERS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%06u", i);
      const RosterMember member = {
        .id = id, .role = i % 1000 == 0 ? "owner" : "user", .mfa = i % 3 != 0, .enabled = 1
      };

      roster_member_table_append (table, &member);
    }
  return table;
}

/* Until all is quiet; looks at every turn of the loop how many rows are alive. */
static void
settle (Fixture *fixture)
{
  gint64 quiet_at = g_get_monotonic_time () + 200 * 1000;

  fixture->most_live = 0;
  do
    {
      g_autoptr (GPtrArray) items = NULL;

      ui_test_spin (5);
      items = roster_staged_list_dup_items (ROSTER_STAGED_LIST (fixture->view));
      fixture->most_live = MAX (fixture->most_live, items->len);
    }
  while (roster_member_view_is_busy (fixture->view) ||
         !roster_staged_list_is_settled (ROSTER_STAGED_LIST (fixture->view)) ||
         g_get_monotonic_time () < quiet_at);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  RosterMemberList *list = g_object_new (ROSTER_TYPE_MEMBER_LIST, NULL);
  g_autoptr (RosterMemberTable) table = make_table ();

  fixture->view = roster_member_view_new ();
  roster_member_list_set_up (list, fixture->view, NULL);
  fixture->vertical = gtk_scrollable_get_vadjustment (
      GTK_SCROLLABLE (ui_test_find (GTK_WIDGET (list), "column_view")));
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 900, 600);
  gtk_window_set_child (fixture->window, GTK_WIDGET (list));
  gtk_window_present (fixture->window);
  roster_member_view_set_table (fixture->view, table, 0);
  settle (fixture);
  g_signal_connect_swapped (fixture->view, "items-changed", G_CALLBACK (on_items_changed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->view, fixture);
  ui_test_destroy (fixture->window);
  g_assert_finalize_object (fixture->view);
}

static void
assert_cost (Fixture *fixture, guint max_changes)
{
  settle (fixture);
  g_test_message ("%u changes, %u rows", fixture->n_changes, fixture->most_live);
  g_assert_cmpuint (fixture->n_changes, <=, max_changes);
  g_assert_cmpuint (fixture->most_live, <=, MAX_LIVE);
  fixture->n_changes = 0;
}

/* A new order points the rows to other members; so does a selection nothing at all. */
static void
test_sort (Fixture *fixture, gconstpointer data)
{
  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_ID, TRUE);
  assert_cost (fixture, 0);
  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_MFA, FALSE);
  assert_cost (fixture, 0);
  gtk_adjustment_set_value (fixture->vertical, gtk_adjustment_get_upper (fixture->vertical) / 2);
  assert_cost (fixture, 0);
  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_ROLE, FALSE);
  assert_cost (fixture, 0);
}

static void
test_select (Fixture *fixture, gconstpointer data)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (fixture->view));
  assert_cost (fixture, 0);
  g_assert_cmpuint (
      roster_member_selection_count_shown (roster_member_view_get_selection (fixture->view)), ==,
      N_MEMBERS);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (fixture->view));
  assert_cost (fixture, 0);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  /* From many to many: only the end moves. */
  roster_member_view_set_filter (fixture->view, ROSTER_FILTER_NO_MFA);
  assert_cost (fixture, 2);
  roster_member_view_set_filter (fixture->view, ROSTER_FILTER_ALL);
  assert_cost (fixture, 1);
  roster_member_view_set_words (fixture->view, "00012");
  assert_cost (fixture, MAX_CHANGES_SHRINKING);
  roster_member_view_set_words (fixture->view, "");
  assert_cost (fixture, MAX_CHANGES_GROWING);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add ("/ui/member-bounds/sort", Fixture, NULL, set_up, test_sort, tear_down);
  g_test_add ("/ui/member-bounds/select", Fixture, NULL, set_up, test_select, tear_down);
  g_test_add ("/ui/member-bounds/filter", Fixture, NULL, set_up, test_filter, tear_down);
  return g_test_run ();
}

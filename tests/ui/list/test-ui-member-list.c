/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list in a window: whatever happens to it, what is in sight is filled with members. */

#include "support/member-list-fixture.h"
#include "support/ui-test.h"

/* Texts of cells that can be seen, as far as they are not empty. */
static guint
count_texts (MemberListFixture *fixture, GtkWidget *widget)
{
  graphene_rect_t bounds;
  guint n = 0;

  if (GTK_IS_INSCRIPTION (widget))
    {
      const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (widget));

      return text != NULL && *text != '\0' &&
             gtk_widget_compute_bounds (widget, fixture->column_view, &bounds) &&
             bounds.origin.y > 0 &&
             bounds.origin.y < (float)gtk_widget_get_height (fixture->column_view);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_texts (fixture, child);
  return n;
}

static guint
count_rows (MemberListFixture *fixture)
{
  guint n_columns = 0;
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (fixture->column_view));

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      /* Nobody here has an address. */
      n_columns += gtk_column_view_column_get_visible (column);
    }
  return count_texts (fixture, fixture->column_view) / (n_columns - 1);
}

static void
assert_filled (MemberListFixture *fixture)
{
  guint n_shown = roster_member_view_get_n_shown (fixture->view);

  member_list_fixture_settle (fixture);
  g_assert_cmpuint (count_rows (fixture), >=, MIN (n_shown, 10));
}

static void
scroll (MemberListFixture *fixture, double part)
{
  gtk_adjustment_set_value (fixture->vertical, gtk_adjustment_get_upper (fixture->vertical) * part);
}

/* The last row that there is, as the End key does. */
static void
focus_last (MemberListFixture *fixture)
{
  GtkWidget *row = NULL;

  /* The rows are in a list of their own, below the headers. */
  for (GtkWidget *child = gtk_widget_get_first_child (fixture->column_view); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    for (GtkWidget *below = gtk_widget_get_first_child (child); below != NULL;
         below = gtk_widget_get_next_sibling (below))
      if (g_strcmp0 (gtk_widget_get_css_name (below), "row") == 0)
        row = below;
  g_assert_nonnull (row);
  gtk_widget_grab_focus (row);
}

static void
test_shrink (MemberListFixture *fixture, gconstpointer data)
{
  static const guint sizes[] = { 999, 990, 985, 970, 940, 700, 690, 260, 240, 200, 190, 20, 19, 5 };

  assert_filled (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      scroll (fixture, 1);
      member_list_fixture_settle (fixture);
      if (i % 2)
        focus_last (fixture);
      member_list_fixture_show (fixture, sizes[i]);
      assert_filled (fixture);
    }
}

/* Somebody goes to the end, sorts, and then types. */
static void
test_search_at_end (MemberListFixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "0", "04" };

  focus_last (fixture);
  gtk_widget_activate_action (gtk_root_get_focus (GTK_ROOT (fixture->window)),
                              "list.scroll-to-item", "u", 4999);
  member_list_fixture_settle (fixture);
  focus_last (fixture);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->view), 4999, TRUE);
  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_MFA, FALSE);
  ui_test_spin (200);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      roster_member_view_set_words (fixture->view, words[i]);
      ui_test_spin (30);
    }
  assert_filled (fixture);
}

static void
test_grow (MemberListFixture *fixture, gconstpointer data)
{
  static const guint sizes[] = { 6, 11, 30, 258, 262, 2500, 100000 };

  assert_filled (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      member_list_fixture_show (fixture, sizes[i]);
      assert_filled (fixture);
      scroll (fixture, 0.7);
      assert_filled (fixture);
    }
}

/* Everything at once, before any of it is done. */
static void
test_hasty (MemberListFixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "0", "00", "001", "0011", "", "9", "" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      scroll (fixture, (i % 4) / 3.0);
      roster_member_view_set_sort (fixture->view, ROSTER_FIELD_ID, i % 2);
      roster_member_view_set_words (fixture->view, words[i]);
      ui_test_spin (20);
      roster_member_view_set_filter (fixture->view,
                                     i % 3 == 1 ? ROSTER_FILTER_OWNERS : ROSTER_FILTER_ALL);
      gtk_selection_model_select_all (GTK_SELECTION_MODEL (fixture->view));
      scroll (fixture, (i % 3) / 2.0);
      ui_test_spin (20);
    }
  assert_filled (fixture);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
#define add(name, n, function)                                                                     \
  g_test_add ("/ui/member-list/" name, MemberListFixture, GUINT_TO_POINTER (n),                    \
              member_list_fixture_set_up, function, member_list_fixture_tear_down)
  add ("shrink", 1000, test_shrink);
  add ("search-at-end", 5000, test_search_at_end);
  add ("grow", 5, test_grow);
  add ("hasty", 1000, test_hasty);
  add ("hasty-large", 20000, test_hasty);
#undef add
  return g_test_run ();
}

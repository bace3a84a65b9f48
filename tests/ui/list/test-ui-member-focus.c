/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keyboard’s focus in the list, and what is in sight, stay with the people when it is sorted,
 * searched and read again. */

#include "support/member-list-fixture.h"
#include "support/member-maker.h"
#include "support/ui-test.h"

#include "ui/list/roster-member-cell.h"

static void
focus_member (MemberListFixture *fixture, const char *id)
{
  g_assert_true (roster_member_list_show_member (fixture->list, id));
  ui_test_spin (50);
}

/* Who has the focus; "" where it is not on a row. And they can be seen. */
static const char *
get_focused (MemberListFixture *fixture)
{
  GtkWidget *focus;
  graphene_rect_t bounds;
  guint position;

  member_list_fixture_settle (fixture);
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  if (focus == NULL || !roster_member_cell_get_position (focus, &position))
    return "";
  g_assert_true (gtk_widget_compute_bounds (focus, fixture->column_view, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, 0);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=,
                     (float)gtk_widget_get_height (fixture->column_view) + 1);
  return roster_member_view_get_member (fixture->view, position)->id;
}

static float
get_focus_place (MemberListFixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (focus, fixture->column_view, &bounds));
  return bounds.origin.y;
}

static void
assert_selected (MemberListFixture *fixture, const char *id)
{
  g_autoptr (GPtrArray) ids =
      roster_member_selection_dup_ids (roster_member_view_get_selection (fixture->view));

  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (ids, 0), ==, id);
}

static void
select_member (MemberListFixture *fixture, const char *id)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->view),
                                   roster_member_view_find (fixture->view, id), TRUE);
}

static void
test_focus_sort (MemberListFixture *fixture, gconstpointer data)
{
  focus_member (fixture, "00700");
  select_member (fixture, "00700");
  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_ID, TRUE);
  g_assert_cmpstr (get_focused (fixture), ==, "00700");
  assert_selected (fixture, "00700");
  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_ROLE, FALSE);
  g_assert_cmpstr (get_focused (fixture), ==, "00700");
  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_ID, FALSE);
  g_assert_cmpstr (get_focused (fixture), ==, "00700");
  assert_selected (fixture, "00700");
}

static void
test_focus_search (MemberListFixture *fixture, gconstpointer data)
{
  focus_member (fixture, "00705");
  select_member (fixture, "00705");
  roster_member_view_set_words (fixture->view, "5");
  g_assert_cmpstr (get_focused (fixture), ==, "00705");
  assert_selected (fixture, "00705");
  roster_member_view_set_words (fixture->view, "70");
  g_assert_cmpstr (get_focused (fixture), ==, "00705");
  roster_member_view_set_words (fixture->view, "");
  g_assert_cmpstr (get_focused (fixture), ==, "00705");
  assert_selected (fixture, "00705");

  /* Who is hidden leaves the focus to somebody who is shown. */
  roster_member_view_set_words (fixture->view, "0099");
  g_assert_cmpint (strlen (get_focused (fixture)), ==, 5);
}

/* While the focus is elsewhere, the list remembers to whom it goes back. */
static void
test_focus_back (MemberListFixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *entry = gtk_entry_new ();

  g_object_ref (fixture->list);
  gtk_window_set_child (fixture->window, NULL);
  gtk_widget_set_vexpand (GTK_WIDGET (fixture->list), TRUE);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->list));
  g_object_unref (fixture->list);
  gtk_window_set_child (fixture->window, box);
  ui_test_spin (100);

  focus_member (fixture, "00300");
  gtk_widget_grab_focus (entry);
  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_ID, TRUE);
  member_list_fixture_settle (fixture);
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), entry));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->list));
  g_assert_cmpstr (get_focused (fixture), ==, "00300");
}

static void
show_without (MemberListFixture *fixture, guint first, guint end, guint missing)
{
  g_autoptr (RosterMemberTable) table = member_maker_make (first, end, missing);

  roster_member_view_set_table (fixture->view, table, 0);
  member_list_fixture_settle (fixture);
}

/* Read again: seven people more before them, and one fewer. */
static void
test_focus_refresh (MemberListFixture *fixture, gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  float place;

  show_without (fixture, 10, n, G_MAXUINT);
  focus_member (fixture, "00700");
  select_member (fixture, "00700");
  gtk_adjustment_set_value (fixture->vertical, gtk_adjustment_get_value (fixture->vertical) + 40);
  ui_test_spin (50);
  place = get_focus_place (fixture);

  show_without (fixture, 3, n, 400);
  g_assert_cmpuint (roster_member_view_get_changes (fixture->view)->n_new, ==, 7);
  g_assert_cmpuint (roster_member_view_get_changes (fixture->view)->n_gone, ==, 1);
  g_assert_cmpstr (get_focused (fixture), ==, "00700");
  g_assert_cmpfloat_with_epsilon (get_focus_place (fixture), place, 1);
  assert_selected (fixture, "00700");

  /* They are gone themselves: whoever is in their place now, with 400 back before them. */
  show_without (fixture, 3, n, 700);
  g_assert_cmpstr (get_focused (fixture), ==, "00699");
  g_assert_cmpuint (
      roster_member_selection_count_shown (roster_member_view_get_selection (fixture->view)), ==,
      0);
}

/* Nobody has moved: the top of the list stays in sight, whoever is there. */
static void
test_focus_top (MemberListFixture *fixture, gconstpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (fixture->list));
  g_assert_cmpstr (get_focused (fixture), ==, "00000");
  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_ID, TRUE);
  g_assert_cmpstr (get_focused (fixture), ==, "00999");
  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_ID, FALSE);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->view), 0, TRUE);
  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_ID, TRUE);
  g_assert_cmpstr (get_focused (fixture), ==, "00000");
}

static const char *
find_text (MemberListFixture *fixture, GtkWidget *widget, const char *suffix)
{
  const char *found = NULL;

  if (GTK_IS_INSCRIPTION (widget) && gtk_widget_get_mapped (widget))
    {
      const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (widget));

      return text != NULL && g_str_has_suffix (text, suffix) ? text : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text (fixture, child, suffix);
  return found;
}

static void
test_marks (MemberListFixture *fixture, gconstpointer data)
{
  g_autoptr (RosterMemberTable) table = member_maker_make (0, 5, 3);
  const RosterMember changed = { .id = "00003", .role = "owner" };

  show_without (fixture, 1, 5, G_MAXUINT);
  roster_member_table_append (table, &changed);
  roster_member_view_set_table (fixture->view, table, 0);
  member_list_fixture_settle (fixture);
  g_assert_cmpstr (find_text (fixture, fixture->column_view, "00000"), ==, "✚ 00000");
  g_assert_cmpstr (find_text (fixture, fixture->column_view, "00003"), ==, "✎ 00003");
  g_assert_cmpstr (find_text (fixture, fixture->column_view, "00001"), ==, "00001");
  g_assert_cmpuint (roster_member_view_get_changes (fixture->view)->n_changed, ==, 1);

  roster_member_view_forget_marks (fixture->view);
  member_list_fixture_settle (fixture);
  g_assert_null (roster_member_view_get_changes (fixture->view));
  g_assert_cmpstr (find_text (fixture, fixture->column_view, "00000"), ==, "00000");
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
#define add(name, n, function)                                                                     \
  g_test_add ("/ui/member-focus/" name, MemberListFixture, GUINT_TO_POINTER (n),                   \
              member_list_fixture_set_up, function, member_list_fixture_tear_down)
  add ("sort", 1000, test_focus_sort);
  add ("sort-large", 20000, test_focus_sort);
  add ("search", 1000, test_focus_search);
  add ("back", 1000, test_focus_back);
  add ("refresh", 1000, test_focus_refresh);
  add ("refresh-large", 20000, test_focus_refresh);
  add ("top", 1000, test_focus_top);
  add ("marks", 5, test_marks);
#undef add
  return g_test_run ();
}

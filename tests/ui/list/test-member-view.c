/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The view: what it shows, what it tells GTK about it, and a selection that stays with the people.
 */

#include "support/member-maker.h"
#include "support/ui-test.h"

#include "ui/list/roster-member-list-item.h"
#include "ui/list/roster-member-view.h"

#define DAY G_GINT64_CONSTANT (86400000)
#define ROW_HEIGHT 30

typedef struct
{
  RosterMemberView *view;
  GString *changes; /* what items-changed said: "position-removed+added " */
  guint n_arranged;
  guint n_notified;
} Fixture;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Fixture *fixture = data;

  g_string_append_printf (fixture->changes, "%u-%u+%u ", position, removed, added);
}

static void
count_up (gpointer data)
{
  (*(guint *)data)++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->view = roster_member_view_new ();
  fixture->changes = g_string_new (NULL);
  g_signal_connect (fixture->view, "items-changed", G_CALLBACK (on_items_changed), fixture);
  g_signal_connect_swapped (fixture->view, "arranged", G_CALLBACK (count_up), &fixture->n_arranged);
  g_signal_connect_swapped (fixture->view, "notify::n-selected", G_CALLBACK (count_up),
                            &fixture->n_notified);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer watched = fixture->view;

  g_object_add_weak_pointer (G_OBJECT (fixture->view), &watched);
  g_object_unref (fixture->view);
  g_assert_null (watched);
  g_string_free (fixture->changes, TRUE);
}

/* Members whose ids are the letters of @ids; capitals are owners, vowels lack MFA. */
static RosterMemberTable *
make_table (const char *ids)
{
  RosterMemberTable *table = roster_member_table_new ();

  for (const char *p = ids; *p != '\0'; p++)
    {
      const char id[] = { *p, '\0' };
      g_autofree char *name = g_strdup_printf ("Name %c", g_ascii_toupper (*p));
      const RosterMember member = { .id = id,
                                    .display_name = name,
                                    .email = "someone@example.com",
                                    .role = g_ascii_isupper (*p) ? "owner" : "user",
                                    .last_sign_in = *p * DAY,
                                    .mfa = strchr ("aeiouAEIOU", *p) == NULL,
                                    .enabled = 1 };

      roster_member_table_append (table, &member);
    }
  return table;
}

static void
show (Fixture *fixture, const char *ids)
{
  g_autoptr (RosterMemberTable) table = make_table (ids);

  roster_member_view_set_table (fixture->view, table, 100 * DAY);
}

/* The ids shown, through the items as GTK asks for them. */
static char *
get_shown (Fixture *fixture)
{
  GListModel *model = G_LIST_MODEL (fixture->view);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (RosterMemberListItem) proxy = g_list_model_get_item (model, i);

      g_assert_cmpuint (roster_member_list_item_get_position (proxy), ==, i);
      g_string_append (ids, roster_member_list_item_get_member (proxy)->id);
    }
  return g_string_free (ids, FALSE);
}

static char *
get_selected (Fixture *fixture)
{
  g_autoptr (GPtrArray) ids =
      roster_member_selection_dup_ids (roster_member_view_get_selection (fixture->view));

  g_assert_cmpuint (
      ids->len, ==,
      roster_member_selection_count_shown (roster_member_view_get_selection (fixture->view)));
  g_ptr_array_add (ids, NULL);
  return g_strjoinv ("", (GStrv)ids->pdata);
}

#define assert_shown(fixture, ids)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *shown = get_shown (fixture);                                                  \
    g_assert_cmpstr (shown, ==, ids);                                                              \
  }                                                                                                \
  G_STMT_END

#define assert_selected(fixture, ids)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *selected = get_selected (fixture);                                            \
    g_assert_cmpstr (selected, ==, ids);                                                           \
  }                                                                                                \
  G_STMT_END

static void
test_arranging (Fixture *fixture, gconstpointer data)
{
  g_assert_null (roster_member_view_get_table (fixture->view));
  assert_shown (fixture, "");

  show (fixture, "dAcbe");
  assert_shown (fixture, "Abcde");
  g_assert_cmpstr (fixture->changes->str, ==, "0-0+5 ");
  g_assert_cmpuint (roster_member_view_get_count (fixture->view, ROSTER_FILTER_ALL), ==, 5);
  g_assert_cmpuint (roster_member_view_get_count (fixture->view, ROSTER_FILTER_OWNERS), ==, 1);
  g_assert_cmpuint (roster_member_view_get_count (fixture->view, ROSTER_FILTER_INACTIVE), ==, 3);

  /* A new order is no change of the list: the places stay. */
  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_NAME, TRUE);
  assert_shown (fixture, "edcbA");
  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_MFA, FALSE);
  assert_shown (fixture, "Aedcb");
  g_assert_cmpstr (fixture->changes->str, ==, "0-0+5 ");

  roster_member_view_set_filter (fixture->view, ROSTER_FILTER_NO_MFA);
  assert_shown (fixture, "Ae");
  roster_member_view_set_words (fixture->view, "name E");
  assert_shown (fixture, "Ae");
  roster_member_view_set_words (fixture->view, "nobody");
  assert_shown (fixture, "");
  g_assert_true (roster_member_query_is_narrowed (roster_member_view_get_query (fixture->view)));
  g_assert_cmpstr (fixture->changes->str, ==, "0-0+5 2-3+0 0-2+0 ");

  roster_member_view_set_words (fixture->view, "");
  roster_member_view_set_filter (fixture->view, ROSTER_FILTER_ALL);
  assert_shown (fixture, "Aedcb");
  g_assert_false (roster_member_query_is_narrowed (roster_member_view_get_query (fixture->view)));
  g_assert_cmpuint (fixture->n_arranged, ==, 8);

  roster_member_view_set_table (fixture->view, NULL, 0);
  assert_shown (fixture, "");
}

/* Who is inactive depends on the preferences too. */
static void
test_inactive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterMemberTable) table = make_table ("abcde");

  roster_member_view_set_table (fixture->view, table, 'd' * DAY);
  g_assert_cmpuint (roster_member_view_get_count (fixture->view, ROSTER_FILTER_INACTIVE), ==, 3);
  roster_member_view_set_table (fixture->view, table, 'b' * DAY);
  g_assert_cmpuint (roster_member_view_get_count (fixture->view, ROSTER_FILTER_INACTIVE), ==, 1);
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  GListModel *model = G_LIST_MODEL (fixture->view);
  g_autoptr (RosterMemberListItem) first = NULL;
  g_autoptr (RosterMemberListItem) last = NULL;
  guint n_changed = 0;

  show (fixture, "abc");
  first = g_list_model_get_item (model, 0);
  last = g_list_model_get_item (model, 2);
  g_signal_connect_swapped (first, "changed", G_CALLBACK (count_up), &n_changed);

  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_NAME, TRUE);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpstr (roster_member_list_item_get_member (first)->id, ==, "c");
  g_assert_cmpstr (roster_member_list_item_get_member (last)->id, ==, "a");

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (RosterMemberListItem) again = g_list_model_get_item (model, 0);

      g_assert_true (again == first);
    }

  /* The last place goes: nobody is there any more. Another comes in its stead. */
  roster_member_view_set_words (fixture->view, "b");
  g_assert_null (roster_member_list_item_get_member (last));
  roster_member_view_set_words (fixture->view, "");
  {
    g_autoptr (RosterMemberListItem) another = g_list_model_get_item (model, 2);

    g_assert_true (another != last);
  }
  assert_shown (fixture, "cba");

  n_changed = 0;
  roster_member_view_touch (fixture->view);
  g_assert_cmpuint (n_changed, ==, 1);
}

static void
test_selection (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture->view);
  g_autoptr (GtkBitset) selection = NULL;
  g_autoptr (GtkBitset) wanted = gtk_bitset_new_range (0, 2);
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (0, 4);

  g_assert_false (gtk_selection_model_select_all (model));
  g_assert_false (gtk_selection_model_select_item (model, 0, TRUE));
  show (fixture, "abcdef");

  g_assert_true (gtk_selection_model_select_item (model, 1, TRUE));
  g_assert_true (gtk_selection_model_select_range (model, 3, 2, FALSE));
  assert_selected (fixture, "bde");
  g_assert_true (gtk_selection_model_is_selected (model, 3));
  g_assert_false (gtk_selection_model_is_selected (model, 2));
  g_assert_false (gtk_selection_model_is_selected (model, 99));
  g_assert_true (gtk_selection_model_unselect_item (model, 3));
  assert_selected (fixture, "be");
  g_assert_true (gtk_selection_model_select_range (model, 4, 99, TRUE));
  assert_selected (fixture, "ef");
  g_assert_false (gtk_selection_model_select_range (model, 6, 1, TRUE));
  g_assert_true (gtk_selection_model_set_selection (model, wanted, mask));
  assert_selected (fixture, "abef");
  g_assert_true (gtk_selection_model_unselect_range (model, 0, 5));
  assert_selected (fixture, "f");

  selection = gtk_selection_model_get_selection (model);
  g_assert_cmpuint (gtk_bitset_get_size (selection), ==, 1);
  g_assert_true (gtk_bitset_contains (selection, 5));
  g_assert_true (gtk_selection_model_unselect_all (model));
  assert_selected (fixture, "");
}

static void
test_selection_stays (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture->view);

  show (fixture, "abcdef");
  gtk_selection_model_select_range (model, 0, 2, TRUE);
  g_assert_cmpuint (fixture->n_notified, ==, 1);

  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_NAME, TRUE);
  assert_selected (fixture, "ba");
  g_assert_true (gtk_selection_model_is_selected (model, 5));
  g_assert_cmpuint (fixture->n_notified, ==, 1);

  /* What is not shown is not acted upon, but not forgotten either. */
  roster_member_view_set_filter (fixture->view, ROSTER_FILTER_NO_MFA);
  assert_shown (fixture, "ea");
  assert_selected (fixture, "a");
  g_assert_cmpuint (
      roster_member_selection_count_hidden (roster_member_view_get_selection (fixture->view)), ==,
      1);
  gtk_selection_model_select_all (model);
  roster_member_view_set_filter (fixture->view, ROSTER_FILTER_ALL);
  assert_selected (fixture, "eba");

  /* Another answer of the service: other rows, the same people. */
  show (fixture, "xeyab");
  assert_selected (fixture, "eba");
  show (fixture, "xy");
  assert_selected (fixture, "");
  roster_member_view_set_table (fixture->view, NULL, 0);
  g_assert_cmpuint (
      roster_member_selection_count_hidden (roster_member_view_get_selection (fixture->view)), ==,
      0);
}

static gboolean
is_idle (gpointer data)
{
  return !roster_member_view_is_busy (data);
}

static void
test_thread (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (fixture->view);
  g_autoptr (RosterMemberTable) table = member_maker_make (0, 5000, MEMBER_MAKER_NOBODY);
  g_autoptr (RosterMemberTable) next = member_maker_make (10, 10 + 5000, MEMBER_MAKER_NOBODY);

  roster_member_view_set_table (fixture->view, table, 0);
  g_assert_true (roster_member_view_is_busy (fixture->view));
  g_assert_cmpuint (roster_member_view_get_n_shown (fixture->view), ==, 0);

  /* Asked again and again before the first answer: only the last one is shown. */
  roster_member_view_set_words (fixture->view, "00");
  roster_member_view_set_words (fixture->view, "0001");
  g_assert_true (ui_test_wait (is_idle, fixture->view));
  g_assert_cmpuint (fixture->n_arranged, ==, 1);
  g_assert_cmpuint (roster_member_view_get_n_shown (fixture->view), ==, 10 + 1);

  /* What is selected while a new table is on its way counts too: before its thread starts, and
   * while it is at it. */
  gtk_selection_model_select_item (model, 0, TRUE);
  roster_member_view_set_table (fixture->view, next, 0);
  gtk_selection_model_select_item (model, 3, FALSE);
  g_main_context_iteration (NULL, FALSE);
  g_assert_true (roster_member_view_is_busy (fixture->view));
  gtk_selection_model_select_item (model, 4, FALSE);
  g_assert_true (ui_test_wait (is_idle, fixture->view));
  g_assert_true (roster_member_view_get_table (fixture->view) == next);
  assert_selected (fixture, "0001200013");
}

/* The list goes before the thread is done, and before it starts. */
static void
test_thread_in_vain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RosterMemberTable) table = member_maker_make (0, 5000, MEMBER_MAKER_NOBODY);

  roster_member_view_set_table (fixture->view, table, 0);
  g_main_context_iteration (NULL, FALSE);
  g_assert_true (roster_member_view_is_busy (fixture->view));
  roster_member_view_set_table (fixture->view, NULL, 0);
  g_assert_true (ui_test_wait (is_idle, fixture->view));
  g_assert_cmpuint (roster_member_view_get_n_shown (fixture->view), ==, 0);

  roster_member_view_set_table (fixture->view, table, 0);
  roster_member_view_set_table (fixture->view, NULL, 0);
  g_assert_false (roster_member_view_is_busy (fixture->view));
  g_assert_cmpuint (roster_member_view_get_n_shown (fixture->view), ==, 0);

  /* The view itself goes: tear_down() sees whether anything keeps it. */
  roster_member_view_set_table (fixture->view, table, 0);
}

static gboolean
is_settled (gpointer data)
{
  return roster_staged_list_is_settled (ROSTER_STAGED_LIST (data));
}

/* Holds every place, as GTK holds those that it draws. */
static GPtrArray *
hold_places (Fixture *fixture)
{
  GListModel *model = G_LIST_MODEL (fixture->view);
  GPtrArray *places = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (places, g_list_model_get_item (model, i));
  return places;
}

static const char *
get_id (GPtrArray *places, guint position)
{
  const RosterMember *member =
      roster_member_list_item_get_member (g_ptr_array_index (places, position));

  return member != NULL ? member->id : NULL;
}

/* On screen: what can be seen is right at once, the rest when the view has settled. */
static void
test_staged (Fixture *fixture, gconstpointer data)
{
  GListModel *model = G_LIST_MODEL (fixture->view);
  g_autoptr (RosterMemberTable) table = member_maker_make (0, 900, MEMBER_MAKER_NOBODY);
  g_autoptr (GtkAdjustment) vertical =
      g_object_ref_sink (gtk_adjustment_new (0, 0, 0, 1, 10, 20 * ROW_HEIGHT));
  g_autoptr (GPtrArray) places = NULL;
  guint n_items;

  roster_staged_list_set_adjustment (ROSTER_STAGED_LIST (fixture->view), vertical);
  roster_member_view_set_table (fixture->view, table, 0);
  g_assert_cmpuint (roster_member_view_get_n_shown (fixture->view), ==, 900);
  n_items = g_list_model_get_n_items (model);
  g_assert_cmpuint (n_items, >, 0);
  g_assert_cmpuint (n_items, <, 50);
  g_assert_true (ui_test_wait (is_settled, fixture->view));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 900);

  gtk_adjustment_set_upper (vertical, 900 * ROW_HEIGHT);

  /* Places made out of sight are filled in later, or when they are scrolled to. */
  places = hold_places (fixture);
  g_assert_cmpstr (get_id (places, 0), ==, "00000");
  g_assert_null (get_id (places, 500));
  gtk_adjustment_set_value (vertical, 500 * ROW_HEIGHT);
  g_assert_cmpstr (get_id (places, 500), ==, "00500");
  g_assert_null (get_id (places, 800));
  gtk_adjustment_set_value (vertical, 0);
  g_assert_true (ui_test_wait (is_settled, fixture->view));
  g_assert_cmpstr (get_id (places, 800), ==, "00800");

  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_ID, TRUE);
  g_assert_cmpstr (get_id (places, 0), ==, "00899");
  g_assert_cmpstr (get_id (places, 500), ==, "00500");
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (fixture->view));
  g_assert_cmpuint (
      roster_member_selection_count_shown (roster_member_view_get_selection (fixture->view)), ==,
      900);
  g_assert_true (ui_test_wait (is_settled, fixture->view));
  g_assert_cmpstr (get_id (places, 500), ==, "00399");
  g_assert_cmpstr (get_id (places, 899), ==, "00000");

  /* A place that is about to go shows nobody, and cannot be selected. */
  roster_member_view_set_words (fixture->view, "0010");
  g_assert_cmpuint (roster_member_view_get_n_shown (fixture->view), ==, 11);
  g_assert_cmpstr (get_id (places, 0), ==, "00109");
  g_assert_null (get_id (places, 11));
  g_assert_cmpuint (g_list_model_get_n_items (model), >, 11);
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (fixture->view), 11));
  g_assert_true (ui_test_wait (is_settled, fixture->view));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 11);

  /* What was in sight is gone: back to the top. */
  roster_member_view_set_words (fixture->view, "");
  g_assert_true (ui_test_wait (is_settled, fixture->view));
  gtk_adjustment_set_value (vertical, 600 * ROW_HEIGHT);
  roster_member_view_set_words (fixture->view, "0010");
  g_assert_cmpfloat (gtk_adjustment_get_value (vertical), ==, 0);
  g_assert_true (ui_test_wait (is_settled, fixture->view));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 11);
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) shown = NULL;
  g_autoptr (GArray) selected = NULL;

  show (fixture, "cab");
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (fixture->view), 1, 2, TRUE);
  shown = roster_member_view_dup_shown_rows (fixture->view);
  selected = roster_member_selection_dup_rows (roster_member_view_get_selection (fixture->view));

  g_assert_cmpuint (shown->len, ==, 3);
  g_assert_cmpuint (g_array_index (shown, guint32, 0), ==, 1);
  g_assert_cmpuint (g_array_index (shown, guint32, 2), ==, 0);
  g_assert_cmpuint (selected->len, ==, 2);
  g_assert_cmpuint (g_array_index (selected, guint32, 0), ==, 2);
  g_assert_cmpstr (roster_member_view_get_member (fixture->view, 0)->id, ==, "a");
  g_assert_null (roster_member_view_get_member (fixture->view, 3));
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

#define add(name, function)                                                                        \
  g_test_add ("/member-view/" name, Fixture, NULL, set_up, function, tear_down)
  add ("arranging", test_arranging);
  add ("inactive", test_inactive);
  add ("places", test_places);
  add ("selection", test_selection);
  add ("selection-stays", test_selection_stays);
  add ("thread", test_thread);
  add ("thread-in-vain", test_thread_in_vain);
  add ("staged", test_staged);
  add ("rows", test_rows);
#undef add

  return g_test_run ();
}

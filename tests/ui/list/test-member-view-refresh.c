/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The view when the members are read again: what is different is known and marked, and whoever was
 * in sight stays in sight. */

#include "support/member-maker.h"
#include "support/ui-test.h"

#include "ui/list/roster-member-list-item.h"
#include "ui/list/roster-member-view.h"

#define ROW_HEIGHT 30

typedef struct
{
  RosterMemberView *view;
} Fixture;

static void
count_up (gpointer data)
{
  (*(guint *)data)++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->view = roster_member_view_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->view);
}

/* Members whose ids are the letters of @ids; vowels lack MFA. */
static RosterMemberTable *
make_table (const char *ids)
{
  RosterMemberTable *table = roster_member_table_new ();

  for (const char *p = ids; *p != '\0'; p++)
    {
      const char id[] = { *p, '\0' };
      const RosterMember member = { .id = id, .role = "user", .mfa = strchr ("aeiou", *p) == NULL };

      roster_member_table_append (table, &member);
    }
  return table;
}

static void
show (Fixture *fixture, const char *ids)
{
  g_autoptr (RosterMemberTable) table = make_table (ids);

  roster_member_view_set_table (fixture->view, table, 0);
}

/* What a refresh has changed is known and marked, until it is forgotten. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  GListModel *model = G_LIST_MODEL (fixture->view);
  const RosterMemberChanges *changes;
  g_autoptr (RosterMemberListItem) first = NULL;
  g_autoptr (RosterMemberListItem) second = NULL;
  guint n_changed = 0;

  show (fixture, "bcd");
  g_assert_null (roster_member_view_get_changes (fixture->view));
  show (fixture, "abc");
  changes = roster_member_view_get_changes (fixture->view);
  g_assert_cmpuint (changes->n_new, ==, 1);
  g_assert_cmpuint (changes->n_gone, ==, 1);
  g_assert_cmpuint (changes->n_changed, ==, 0);

  first = g_list_model_get_item (model, 0);
  second = g_list_model_get_item (model, 1);
  g_assert_cmpint (roster_member_list_item_get_mark (first), ==, ROSTER_MEMBER_MARK_NEW);
  g_assert_cmpint (roster_member_list_item_get_mark (second), ==, ROSTER_MEMBER_MARK_NONE);

  /* The mark is the person's, not the place's. */
  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_NAME, TRUE);
  g_assert_cmpint (roster_member_list_item_get_mark (first), ==, ROSTER_MEMBER_MARK_NONE);
  roster_member_view_set_sort (fixture->view, ROSTER_FIELD_NAME, FALSE);
  g_assert_cmpint (roster_member_list_item_get_mark (first), ==, ROSTER_MEMBER_MARK_NEW);

  g_signal_connect_swapped (first, "changed", G_CALLBACK (count_up), &n_changed);
  roster_member_view_forget_marks (fixture->view);
  g_assert_cmpint (roster_member_list_item_get_mark (first), ==, ROSTER_MEMBER_MARK_NONE);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_null (roster_member_view_get_changes (fixture->view));
  roster_member_view_forget_marks (fixture->view);
  g_assert_cmpuint (n_changed, ==, 1);
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (roster_member_view_find (fixture->view, "a"), ==, G_MAXUINT);
  show (fixture, "cabe");
  g_assert_cmpuint (roster_member_view_find (fixture->view, "c"), ==, 2);
  g_assert_cmpuint (roster_member_view_find (fixture->view, "x"), ==, G_MAXUINT);
  roster_member_view_set_filter (fixture->view, ROSTER_FILTER_NO_MFA);
  g_assert_cmpuint (roster_member_view_find (fixture->view, "c"), ==, G_MAXUINT);
  g_assert_cmpuint (roster_member_view_find (fixture->view, "e"), ==, 1);
}

/* Whoever is at the top of what is seen stays there when the members are read again. */
static void
test_anchor (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint first;  /* of the next list */
    double value; /* scrolled to, before and */
    double then;  /* after */
  } cases[] = {
    { 0, 500 * ROW_HEIGHT + 7, 510 * ROW_HEIGHT + 7 },
    { 15, 500 * ROW_HEIGHT + 7, 495 * ROW_HEIGHT + 7 },
    /* Gone, but others in sight are not: the tenth is the first of them. */
    { 20, 2 * ROW_HEIGHT, 0 },
    /* The top of the list stays its top. */
    { 0, 0, 0 },
  };
  g_autoptr (GtkAdjustment) vertical =
      g_object_ref_sink (gtk_adjustment_new (0, 0, 900 * ROW_HEIGHT, 1, 10, 20 * ROW_HEIGHT));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterMemberTable) before = member_maker_make (10, 910, MEMBER_MAKER_NOBODY);
      g_autoptr (RosterMemberTable) after =
          member_maker_make (cases[i].first, cases[i].first + 900, MEMBER_MAKER_NOBODY);

      roster_staged_list_set_adjustment (ROSTER_STAGED_LIST (fixture->view), NULL);
      roster_member_view_set_table (fixture->view, before, 0);
      roster_staged_list_set_adjustment (ROSTER_STAGED_LIST (fixture->view), vertical);
      gtk_adjustment_set_upper (vertical, 900 * ROW_HEIGHT + 1); /* so that it is measured */
      gtk_adjustment_set_upper (vertical, 900 * ROW_HEIGHT);
      gtk_adjustment_set_value (vertical, cases[i].value);
      roster_member_view_set_table (fixture->view, after, 0);
      g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (vertical), cases[i].then, 0.01);
    }
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
#define add(name, function)                                                                        \
  g_test_add ("/member-view-refresh/" name, Fixture, NULL, set_up, function, tear_down)
  add ("changes", test_changes);
  add ("find", test_find);
  add ("anchor", test_anchor);
#undef add
  return g_test_run ();
}

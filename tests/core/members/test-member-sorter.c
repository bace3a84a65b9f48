/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorting, filtering and searching a table, and the sets of rows they are made of. */

#include <locale.h>

#include "core/members/roster-member-search.h"
#include "core/members/roster-member-sorter.h"

#define DAY G_GINT64_CONSTANT (86400000)

static const RosterMember people[] = {
  { "c3", "Grace Hopper", "grace@example.com", "user", 30 * DAY, 1, 0, 1 },
  { "a1", "ada Lovelace", "Ada@Example.org", "owner", 10 * DAY, 0, 1, 1 },
  { "B2", "", "nobody@example.com", "reader", ROSTER_NEVER, 0, 1, 0 },
  { "d4", "Émilie du Châtelet", "emilie@example.com", "auditor", 20 * DAY, 1, 1, 1 },
  { "e5", "Grace Hopper", "hopper@example.net", "user", ROSTER_NEVER, 1, 1, 1 },
  { "f6", "Zuse", "", "Owner", 20 * DAY, 1, 1, 1 },
};

static RosterMemberSorter *
make_arranger (void)
{
  g_autoptr (RosterMemberTable) table = roster_member_table_new ();

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    roster_member_table_append (table, &people[i]);
  return roster_member_sorter_dup_shared (table);
}

/* The rows of the answer, one digit each. */
static char *
arrange (RosterMemberSorter *arranger, const RosterMemberQuery *query)
{
  g_autoptr (RosterMemberRows) found = roster_member_sorter_arrange (arranger, query);
  GString *rows = g_string_new (NULL);

  g_assert_cmpuint (found->n_rows, ==, roster_row_set_count (found->shown));
  for (guint i = 0; i < found->n_rows; i++)
    {
      g_assert_true (roster_row_set_get (found->shown, found->rows[i]));
      g_string_append_printf (rows, "%u", found->rows[i]);
    }
  return g_string_free (rows, FALSE);
}

static void
test_order (void)
{
  static const struct
  {
    RosterMemberField field;
    const char *rising;
    const char *falling;
  } cases[] = {
    { ROSTER_FIELD_NAME, "104253", "352041" },         { ROSTER_FIELD_EMAIL, "513042", "240315" },
    { ROSTER_FIELD_ROLE, "150423", "320415" },         { ROSTER_FIELD_MFA, "120345", "034512" },
    { ROSTER_FIELD_SSO, "012345", "123450" },          { ROSTER_FIELD_STATUS, "201345", "013452" },
    { ROSTER_FIELD_LAST_SIGN_IN, "241350", "035124" }, { ROSTER_FIELD_ID, "210345", "543012" },
  };
  g_autoptr (RosterMemberSorter) arranger = make_arranger ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RosterMemberQuery query = { .field = cases[i].field, .words = "" };
      g_autofree char *rising = arrange (arranger, &query);
      g_autofree char *falling = NULL;

      query.descending = TRUE;
      falling = arrange (arranger, &query);
      g_assert_cmpstr (rising, ==, cases[i].rising);
      g_assert_cmpstr (falling, ==, cases[i].falling);
    }
}

/* What is not told stays together, and apart from what is off. */
static void
test_order_not_told (void)
{
  static const RosterFlag flags[] = { ROSTER_FLAG_NOT_TOLD, ROSTER_FLAG_ON, ROSTER_FLAG_OFF,
                                      ROSTER_FLAG_NOT_TOLD, ROSTER_FLAG_OFF };
  g_autoptr (RosterMemberTable) table = roster_member_table_new ();
  g_autoptr (RosterMemberSorter) arranger = NULL;
  const RosterMemberField fields[] = { ROSTER_FIELD_MFA, ROSTER_FIELD_SSO, ROSTER_FIELD_STATUS };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      const char id[] = { (char)('a' + i), '\0' };
      const RosterMember member = { id, "", "", "user", 0, flags[i], flags[i], flags[i] };

      roster_member_table_append (table, &member);
    }
  arranger = roster_member_sorter_dup_shared (table);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const RosterMemberQuery query = { .field = fields[i], .words = "" };
      g_autofree char *rows = arrange (arranger, &query);

      g_assert_cmpstr (rows, ==, "24103");
    }
}

static void
test_search (void)
{
  static const struct
  {
    const char *words;
    const char *rows;
  } cases[] = {
    { "", "012345" },
    { "   \t ", "012345" },
    { "grace", "04" },
    { "GRACE  hopper", "04" },
    { "hopper .net", "4" },
    { "example.com", "023" },
    { "example.com grace", "0" },
    { "emilie", "3" },
    { "ÉMILIE chatelet", "3" },
    { "b2", "2" },
    { "f6", "5" },
    { "hopper\ngrace", "04" },
    { "comc3", "" },
    { "nobody at all", "" },
    { "\u0301", "012345" },
    { "\xff", "" },
  };
  g_autoptr (RosterMemberSorter) arranger = make_arranger ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RosterMemberQuery query = { .field = ROSTER_FIELD_SSO, .words = cases[i].words };
      g_autofree char *rows = arrange (arranger, &query);

      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

static void
test_filter (void)
{
  static const struct
  {
    RosterFilter filter;
    const char *words;
    const char *rows;
  } cases[] = {
    { ROSTER_FILTER_ALL, "", "012345" },   { ROSTER_FILTER_OWNERS, "", "15" },
    { ROSTER_FILTER_NO_MFA, "", "12" },    { ROSTER_FILTER_NEVER_SIGNED_IN, "", "24" },
    { ROSTER_FILTER_INACTIVE, "", "124" }, { ROSTER_FILTER_DISABLED, "", "2" },
    { ROSTER_FILTER_NO_SSO, "", "0" },     { ROSTER_FILTER_NEVER_SIGNED_IN, "hopper", "4" },
    { ROSTER_FILTER_OWNERS, "grace", "" },
  };
  g_autoptr (RosterMemberSorter) arranger = make_arranger ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      RosterMemberQuery query = { .field = ROSTER_FIELD_SSO,
                                  .filter = cases[i].filter,
                                  .inactive_before = 15 * DAY,
                                  .words = cases[i].words };
      g_autofree char *rows = NULL;

      /* Without single sign-on first: row 0 is that one, so the order is the table’s own. */
      rows = arrange (arranger, &query);
      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

static void
test_empty (void)
{
  g_autoptr (RosterMemberTable) table = roster_member_table_new ();
  g_autoptr (RosterMemberSorter) arranger = roster_member_sorter_dup_shared (table);

  for (guint i = 0; i < ROSTER_N_FIELDS; i++)
    {
      const RosterMemberQuery query = { .field = (RosterMemberField)i,
                                        .descending = i % 2 == 0,
                                        .filter = ROSTER_FILTER_OWNERS,
                                        .words = i % 3 == 0 ? "x" : "" };
      g_autofree char *rows = arrange (arranger, &query);

      g_assert_cmpstr (rows, ==, "");
    }
}

/* All who look at a table have the same one. */
static void
test_shared (void)
{
  g_autoptr (RosterMemberSorter) arranger = make_arranger ();
  RosterMemberTable *table = roster_member_sorter_get_table (arranger);
  g_autoptr (RosterMemberSorter) same = roster_member_sorter_dup_shared (table);
  g_autoptr (RosterMemberSorter) other = make_arranger ();

  g_assert_true (same == arranger);
  g_assert_true (other != arranger);
  g_clear_pointer (&same, roster_member_sorter_unref);
  same = roster_member_sorter_dup_shared (table);
  g_assert_true (same == arranger);
}

/* A hit must be put down to the right row, whatever the sizes of those between. */
static void
test_many (void)
{
  g_autoptr (RosterMemberTable) table = roster_member_table_new ();
  g_autoptr (RosterMemberSearch) search = NULL;
  g_autoptr (RosterRowSet) found = NULL;
  g_autofree char *long_name = g_strnfill (10000, 'x');
  const guint n = 5000;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("id%u", i);
      const RosterMember member = { .id = id,
                                    .display_name = i % 97 == 0 ? long_name : "Someone",
                                    .email = i % 31 == 7 ? "needle@hay.example" : NULL };

      roster_member_table_append (table, &member);
    }

  search = roster_member_search_new (table);
  found = roster_row_set_new (n);
  roster_member_search_find (search, "NEEDLE", found);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (roster_row_set_get (found, i), ==, i % 31 == 7);
  roster_member_search_find (search, "id4999", found);
  g_assert_cmpuint (roster_row_set_count (found), ==, 1);
  g_assert_cmpuint (roster_row_set_next (found, 0), ==, 4999);
}

static void
test_bits (void)
{
  static const guint sizes[] = { 0, 1, 63, 64, 65, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (RosterRowSet) all = roster_row_set_new (sizes[i]);
      g_autoptr (RosterRowSet) thirds = roster_row_set_new (sizes[i]);
      g_autoptr (RosterRowSet) rest = NULL;
      guint n = 0;

      roster_row_set_fill (all);
      g_assert_cmpuint (roster_row_set_count (all), ==, sizes[i]);
      for (guint bit = 0; bit < sizes[i]; bit += 3, n++)
        roster_row_set_set (thirds, bit);
      g_assert_cmpuint (roster_row_set_count (thirds), ==, n);
      g_assert_cmpuint (roster_row_set_count_common (thirds, all), ==, n);

      rest = roster_row_set_copy (all);
      roster_row_set_clear (rest);
      roster_row_set_add (rest, thirds);
      g_assert_cmpuint (roster_row_set_count (rest), ==, n);
      roster_row_set_add (rest, all);
      g_assert_cmpuint (roster_row_set_count (rest), ==, sizes[i]);

      g_assert_cmpuint (roster_row_set_next (thirds, sizes[i]), ==, G_MAXUINT);
      for (guint bit = roster_row_set_next (thirds, 0); bit != G_MAXUINT;
           bit = roster_row_set_next (thirds, bit + 1), n--)
        g_assert_cmpuint (bit % 3, ==, 0);
      g_assert_cmpuint (n, ==, 0);

      roster_row_set_clear (rest);
      g_assert_cmpuint (roster_row_set_next (rest, 0), ==, G_MAXUINT);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/member-arranger/shared", test_shared);
  g_test_add_func ("/member-arranger/order", test_order);
  g_test_add_func ("/member-arranger/order-not-told", test_order_not_told);
  g_test_add_func ("/member-arranger/search", test_search);
  g_test_add_func ("/member-arranger/filter", test_filter);
  g_test_add_func ("/member-arranger/empty", test_empty);
  g_test_add_func ("/member-arranger/many", test_many);
  g_test_add_func ("/bits", test_bits);
  return g_test_run ();
}

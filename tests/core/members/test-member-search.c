/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search beside one that looks at each member, and byte by byte. */

#include <string.h>

#include "core/members/roster-member-search.h"
#include "core/members/roster-member-sorter.h"
#include "core/members/roster-text-find.h"

#define N_MANY 120000u /* as many as two threads share */

/* Few letters, so that words are found often and where they nearly stand. */
static char *
make_text (GRand *rand, guint max_length)
{
  static const char letters[] = "aabbcA1 .";
  const guint length = (guint)g_rand_int_range (rand, 0, (gint32)max_length);
  char *text = g_malloc (length + 1);

  for (guint i = 0; i < length; i++)
    text[i] = letters[g_rand_int_range (rand, 0, sizeof letters - 1)];
  text[length] = '\0';
  return text;
}

static RosterMemberTable *
make_table (GRand *rand, guint n)
{
  RosterMemberTable *table = roster_member_table_new ();

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("i%u", i);
      g_autofree char *name = make_text (rand, 40);
      g_autofree char *email = make_text (rand, 20);

      roster_member_table_append (
          table, &(RosterMember){ .id = id, .display_name = name, .email = email });
    }
  return table;
}

static gboolean
has_word (const RosterMember *member, const char *word)
{
  const char *fields[] = { member->display_name, member->email, member->id };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *folded = g_ascii_strdown (fields[i], -1);

      if (strstr (folded, word) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_words (const RosterMember *member, const char *words)
{
  g_autofree char *folded = g_ascii_strdown (words, -1);
  g_auto (GStrv) each = g_strsplit (folded, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (!has_word (member, each[i]))
      return FALSE;
  return TRUE;
}

static void
assert_found (RosterMemberTable *table, const char *words, const RosterRowSet *found)
{
  for (guint row = 0; row < found->n_bits; row++)
    if (roster_row_set_get (found, row) != has_words (roster_member_table_get (table, row), words))
      g_error ("row %u is wrong for “%s”", row, words);
}

/* What a person types, letter by letter, and takes back. */
static const char *const typed[] = {
  "a",   "ab",  "abc",  "abc 1",     "abc 1a", "abc 1a .b", "abc 1a",  "abc",
  "c",   "b c", "bb c", "ab",        "i11",    "I119",      "i119999", "zz",
  "zza", "",    " ",    "a b c 1 .", "b",      "aa aa",     "a aa",    "a",
};

static void
test_find (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (RosterMemberTable) table = make_table (rand, N_MANY);
  g_autoptr (RosterMemberSearch) search = roster_member_search_new (table);
  g_autoptr (RosterRowSet) found = roster_row_set_new (N_MANY);

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      roster_member_search_find (search, typed[i], found);
      assert_found (table, typed[i], found);
    }
}

/* As somebody types: what was looked for before makes no difference. */
static void
test_type (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);
  g_autoptr (RosterMemberTable) table = make_table (rand, N_MANY);
  g_autoptr (RosterMemberSorter) arranger = roster_member_sorter_dup_shared (table);
  g_autoptr (RosterMemberSearch) search = roster_member_search_new (table);
  g_autoptr (RosterRowSet) expected = roster_row_set_new (N_MANY);

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      const RosterMemberQuery query = { .field = ROSTER_FIELD_MFA, .words = typed[i] };
      g_autoptr (RosterMemberRows) arrangement = roster_member_sorter_arrange (arranger, &query);
      guint n;

      roster_member_search_find (search, typed[i], expected);
      n = roster_row_set_count (expected);
      g_assert_cmpuint (arrangement->n_rows, ==, n);
      g_assert_cmpuint (roster_row_set_count_common (arrangement->shown, expected), ==, n);
    }
}

/* A quick filter is of the list that is shown, not of what the next words are looked for in. */
static void
test_filtered (void)
{
  static const RosterMember people[] = {
    { .id = "1", .display_name = "Ada", .mfa = TRUE },
    { .id = "2", .display_name = "Adam" },
  };
  g_autoptr (RosterMemberTable) table = roster_member_table_new ();
  g_autoptr (RosterMemberSorter) arranger = NULL;
  RosterMemberQuery query = { .filter = ROSTER_FILTER_NO_MFA, .words = "ad" };

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    roster_member_table_append (table, &people[i]);
  arranger = roster_member_sorter_dup_shared (table);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (RosterMemberRows) arrangement = roster_member_sorter_arrange (arranger, &query);

      g_assert_cmpuint (arrangement->n_rows, ==, i == 0 ? 1 : 2);
      query = (RosterMemberQuery){ .words = "ada" };
    }
}

/* Each length of text and word, at each place: as memmem() finds it. */
static void
test_text (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (10);

  for (guint i = 0; i < 200000; i++)
    {
      char text[70 + ROSTER_TEXT_FIND_ROOM];
      char word[24];
      const gsize size = (gsize)g_rand_int_range (rand, 0, 70);
      const gsize length = (gsize)g_rand_int_range (rand, 1, i % 2 ? 4 : sizeof word);

      for (gsize j = 0; j < sizeof text; j++)
        text[j] = (char)g_rand_int_range (rand, 'a', 'd');
      for (gsize j = 0; j < length; j++)
        word[j] = (char)g_rand_int_range (rand, 'a', 'd');
      if (i % 3 == 0 && length <= size)
        memcpy (word, text + g_rand_int_range (rand, 0, (gint32)(size - length) + 1), length);
      g_assert_true (roster_text_find (text, text + size, word, length) ==
                     memmem (text, size, word, length));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/member-search/find", test_find);
  g_test_add_func ("/member-search/type", test_type);
  g_test_add_func ("/member-search/filtered", test_filtered);
  g_test_add_func ("/member-search/text", test_text);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is different between two lists: who came, who went, whose access is another one. */

#include <string.h>

#include "core/members/roster-member-changes.h"

/* Members as letters: the id is the letter, a capital has MFA; after a "!" the last one is
 * disabled, after a "*" an owner, after an "@" they have signed in meanwhile. */
static RosterMemberTable *
make_table (const char *text)
{
  RosterMemberTable *table = roster_member_table_new ();

  for (const char *p = text; *p != '\0'; p++)
    {
      const char id[] = { g_ascii_tolower (*p), '\0' };
      const RosterMember member = { .id = id,
                                    .display_name = "Name",
                                    .email = "name@example.com",
                                    .role = p[1] == '*' ? "owner" : "user",
                                    .last_sign_in = p[1] == '@' ? 2 : 1,
                                    .mfa = g_ascii_isupper (*p),
                                    .enabled = p[1] != '!' };

      roster_member_table_append (table, &member);
      if (p[1] != '\0' && !g_ascii_isalpha (p[1]))
        p++;
    }
  return table;
}

static char *
list_rows (RosterMemberTable *table, const RosterRowSet *rows)
{
  GString *ids = g_string_new (NULL);

  for (guint row = roster_row_set_next (rows, 0); row != G_MAXUINT;
       row = roster_row_set_next (rows, row + 1))
    g_string_append (ids, roster_member_table_get (table, row)->id);
  return g_string_free (ids, FALSE);
}

static void
test_changes (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    const char *new_ids;
    const char *changed_ids;
    guint n_gone;
  } cases[] = {
    { "", "", "", "", 0 },
    { "abc", "abc", "", "", 0 },
    { "abc", "cba", "", "", 0 },
    { "", "ab", "ab", "", 0 },
    { "ab", "", "", "", 2 },
    { "abcd", "axcd", "x", "", 1 },
    { "abcd", "Xabcd", "x", "", 0 },
    { "abcd", "aBcd!", "", "bd", 0 },
    { "abcd", "dc*", "", "c", 2 },
    { "abc", "a@b@c", "", "", 0 },
    /* Somebody listed twice is one person. */
    { "aab", "ab", "", "", 0 },
    { "ab", "aab", "", "", 0 },
    { "aab", "b", "", "", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RosterMemberTable) before = make_table (cases[i].before);
      g_autoptr (RosterMemberTable) after = make_table (cases[i].after);
      g_autoptr (RosterMemberChanges) changes = roster_member_changes_new (before, after);
      g_autofree char *new_ids = list_rows (after, changes->new_rows);
      g_autofree char *changed_ids = list_rows (after, changes->changed_rows);

      g_assert_cmpstr (new_ids, ==, cases[i].new_ids);
      g_assert_cmpstr (changed_ids, ==, cases[i].changed_ids);
      g_assert_cmpuint (changes->n_new, ==, strlen (new_ids));
      g_assert_cmpuint (changes->n_changed, ==, strlen (changed_ids));
      g_assert_cmpuint (changes->n_gone, ==, cases[i].n_gone);
      g_assert_cmpint (roster_member_changes_is_empty (changes), ==,
                       *new_ids == '\0' && *changed_ids == '\0' && cases[i].n_gone == 0);
    }
}

/* Each field by itself. */
static void
test_fields (void)
{
  const RosterMember member = { .id = "1",
                                .display_name = "Ada",
                                .email = "ada@example.com",
                                .role = "user",
                                .last_sign_in = 5,
                                .enabled = 1 };
  RosterMember others[7];
  g_autoptr (RosterMemberTable) before = roster_member_table_new ();

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    others[i] = member;
  others[0].display_name = "Ada L.";
  others[1].email = "ada@example.org";
  others[2].role = "reader";
  others[3].mfa = 1;
  others[4].sso = 1;
  others[5].enabled = 0;
  others[6].last_sign_in = 6;

  roster_member_table_append (before, &member);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (RosterMemberTable) after = roster_member_table_new ();
      g_autoptr (RosterMemberChanges) changes = NULL;

      roster_member_table_append (after, &others[i]);
      changes = roster_member_changes_new (before, after);
      g_assert_cmpuint (changes->n_changed, ==, i < 6);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/member-changes/rows", test_changes);
  g_test_add_func ("/member-changes/fields", test_fields);
  return g_test_run ();
}

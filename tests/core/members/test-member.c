/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roles, labels and the quick filters. */

#include "core/members/roster-member-filter.h"
#include "core/members/roster-member.h"

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)
#define NOW (G_GINT64_CONSTANT (20000) * DAY)

static void
test_role_strings (void)
{
  const struct
  {
    const char *text;
    RosterRole role;
  } cases[] = {
    { "owner", ROSTER_ROLE_OWNER },   { "user", ROSTER_ROLE_USER },
    { "reader", ROSTER_ROLE_READER }, { "Owner", ROSTER_ROLE_OWNER },
    { "auditor", ROSTER_ROLE_OTHER }, { "", ROSTER_ROLE_OTHER },
    { NULL, ROSTER_ROLE_OTHER },      { "owner ", ROSTER_ROLE_OTHER },
    { "own", ROSTER_ROLE_OTHER },     { "owners", ROSTER_ROLE_OTHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (roster_role_from_string (cases[i].text), ==, cases[i].role);

  for (int role = ROSTER_ROLE_READER; role <= ROSTER_ROLE_OWNER; role++)
    g_assert_cmpint (roster_role_from_string (roster_role_to_string (role)), ==, role);
  g_assert_cmpstr (roster_role_to_string (ROSTER_ROLE_OTHER), ==, "");
}

static void
test_role_labels (void)
{
  g_assert_cmpstr (roster_role_get_label (ROSTER_ROLE_OWNER), ==, "Owner");
  g_assert_cmpstr (roster_role_get_label (ROSTER_ROLE_USER), ==, "User");
  g_assert_cmpstr (roster_role_get_label (ROSTER_ROLE_READER), ==, "Reader");
  g_assert_cmpstr (roster_role_get_label (ROSTER_ROLE_OTHER), ==, "Other");
}

/* A role that is not known is somebody else's text. */
static void
test_role_words (void)
{
  static const struct
  {
    const char *role;
    const char *word;
  } cases[] = {
    { "reader", "reader" },
    { "OWNER", "owner" },
    { "auditor", "auditor" },
    { "<b>super</b>\nuser", "<b>super</b>␊user" },
    { "\u202eresu", "[U+202E]resu" },
    { "مدقق", "\u2068مدقق\u2069" },
    { "", "" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *word = roster_role_dup_word (cases[i].role);

      g_assert_cmpstr (word, ==, cases[i].word);
    }
}

static void
test_role_may_give (void)
{
  /* Rows: own role; columns: reader, user, owner, other. */
  const gboolean expected[ROSTER_N_ROLES][ROSTER_N_ROLES] = {
    [ROSTER_ROLE_READER] = { FALSE, FALSE, FALSE, FALSE },
    [ROSTER_ROLE_USER] = { TRUE, TRUE, FALSE, FALSE },
    [ROSTER_ROLE_OWNER] = { TRUE, TRUE, TRUE, FALSE },
    [ROSTER_ROLE_OTHER] = { TRUE, TRUE, FALSE, FALSE },
  };

  for (int own = 0; own < ROSTER_N_ROLES; own++)
    for (int given = 0; given < ROSTER_N_ROLES; given++)
      g_assert_cmpint (roster_role_may_give (own, given), ==, expected[own][given]);
}

static void
test_label (void)
{
  RosterMember member = { .id = "a1", .display_name = "Ada", .email = "ada@example.com" };

  g_assert_cmpstr (roster_member_get_label (&member), ==, "Ada");
  member.display_name = "";
  g_assert_cmpstr (roster_member_get_label (&member), ==, "ada@example.com");
  member.email = NULL;
  g_assert_cmpstr (roster_member_get_label (&member), ==, "a1");
}

static void
test_filters (void)
{
  const struct
  {
    RosterMember member;
    guint shown; /* one bit a filter; ALL is always there */
  } cases[] = {
    { { .role = "user", .last_sign_in = NOW, .mfa = 1, .sso = 1, .enabled = 1 }, 0 },
    { { .role = "owner", .last_sign_in = NOW, .mfa = 1, .sso = 1, .enabled = 1 },
      1 << ROSTER_FILTER_OWNERS },
    { { .role = "user", .last_sign_in = NOW, .sso = 1, .enabled = 1 }, 1 << ROSTER_FILTER_NO_MFA },
    { { .role = "user", .last_sign_in = NOW, .mfa = 1, .enabled = 1 }, 1 << ROSTER_FILTER_NO_SSO },
    { { .role = "user", .last_sign_in = NOW, .mfa = 1, .sso = 1 }, 1 << ROSTER_FILTER_DISABLED },
    { { .role = "", .last_sign_in = ROSTER_NEVER, .mfa = 1, .sso = 1, .enabled = 1 },
      1 << ROSTER_FILTER_NEVER_SIGNED_IN | 1 << ROSTER_FILTER_INACTIVE },
    { { .role = "user", .last_sign_in = NOW - 90 * DAY, .mfa = 1, .sso = 1, .enabled = 1 }, 0 },
    { { .role = "user", .last_sign_in = NOW - 90 * DAY - 1, .mfa = 1, .sso = 1, .enabled = 1 },
      1 << ROSTER_FILTER_INACTIVE },
    { { .role = "user",
        .last_sign_in = NOW,
        .mfa = ROSTER_FLAG_NOT_TOLD,
        .sso = ROSTER_FLAG_NOT_TOLD,
        .enabled = ROSTER_FLAG_NOT_TOLD },
      0 },
    { { .role = "user", .last_sign_in = -1, .mfa = 1, .sso = 1, .enabled = 1 },
      1 << ROSTER_FILTER_INACTIVE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int filter = 0; filter < ROSTER_N_FILTERS; filter++)
      {
        gboolean expected = filter == ROSTER_FILTER_ALL || (cases[i].shown & (1u << filter)) != 0;

        g_assert_cmpint (roster_member_matches (&cases[i].member, filter, NOW - 90 * DAY), ==,
                         expected);
      }
}

static void
test_never_is_inactive_at_any_limit (void)
{
  const RosterMember member = { .role = "user", .last_sign_in = ROSTER_NEVER };

  g_assert_true (roster_member_matches (&member, ROSTER_FILTER_INACTIVE, ROSTER_NEVER));
  g_assert_true (roster_member_matches (&member, ROSTER_FILTER_INACTIVE, G_MAXINT64));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/member/role-strings", test_role_strings);
  g_test_add_func ("/member/role-labels", test_role_labels);
  g_test_add_func ("/member/role-words", test_role_words);
  g_test_add_func ("/member/role-may-give", test_role_may_give);
  g_test_add_func ("/member/label", test_label);
  g_test_add_func ("/member/filters", test_filters);
  g_test_add_func ("/member/never-is-inactive", test_never_is_inactive_at_any_limit);
  return g_test_run ();
}

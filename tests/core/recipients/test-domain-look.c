/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Domains that are not what they look like. */

#include "core/recipients/roster-address.h"
#include "core/recipients/roster-domain-look.h"

static void
test_mixed (void)
{
  const struct
  {
    const char *domain;
    gboolean mixed;
  } cases[] = {
    { "example.com", FALSE },     { "ex-4mple.com", FALSE },     { "пример.рф", FALSE },
    { "пример.com", FALSE },      { "例え.jp", FALSE },          { "한국漢字.kr", FALSE },
    { "ex\u0430mple.com", TRUE }, { "εxample.com", TRUE },       { "", FALSE },
    { "münchen.example", FALSE }, { "mail.ex\u0430mple", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (roster_domain_look_is_mixed (cases[i].domain), ==, cases[i].mixed);
}

static void
test_skeleton (void)
{
  const char *const alike[][2] = {
    { "example.com", "ex\u0430mple.com" },
    { "example.com", "examp1e.com" },
    { "example.com", "EXAMPLE.com" },
    { "modern.org", "rnodern.org" },
    { "www.com", "vvww.com" },
    { "example.com", "éxample.com" },
  };
  g_autofree char *one = roster_domain_look_skeleton ("example.com");
  g_autofree char *other = roster_domain_look_skeleton ("example.org");

  for (gsize i = 0; i < G_N_ELEMENTS (alike); i++)
    {
      g_autofree char *a = roster_domain_look_skeleton (alike[i][0]);
      g_autofree char *b = roster_domain_look_skeleton (alike[i][1]);

      g_assert_cmpstr (a, ==, b);
    }
  g_assert_cmpstr (one, !=, other);
}

/* In a list: beside the domain that is usual, the one that only looks like it. */
static void
test_verdict (void)
{
  g_autoptr (GPtrArray) addresses = roster_address_parse_list (
      "a@example.com b@example.com c@example.com d@examp1e.com e@ex\u0430mple.com f@other.org",
      NULL);
  const RosterAddressVerdict expected[] = {
    ROSTER_ADDRESS_GOOD,           ROSTER_ADDRESS_GOOD,           ROSTER_ADDRESS_GOOD,
    ROSTER_ADDRESS_SUSPECT_DOMAIN, ROSTER_ADDRESS_SUSPECT_DOMAIN, ROSTER_ADDRESS_UNUSUAL_DOMAIN,
  };

  g_assert_cmpuint (addresses->len, ==, G_N_ELEMENTS (expected));
  /* The list's own domain is usual where more than half of the addresses have it. */
  g_ptr_array_add (addresses, roster_address_new ("g@example.com", NULL));
  roster_address_judge_list (addresses, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *text = roster_address_describe_verdict (g_ptr_array_index (addresses, i));

      g_assert_cmpint (roster_address_get_verdict (g_ptr_array_index (addresses, i)), ==,
                       expected[i]);
      g_assert_cmpint (text != NULL, ==, expected[i] != ROSTER_ADDRESS_GOOD);
      g_assert_true (roster_address_is_sendable (g_ptr_array_index (addresses, i)));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domain-look/mixed", test_mixed);
  g_test_add_func ("/domain-look/skeleton", test_skeleton);
  g_test_add_func ("/domain-look/verdict", test_verdict);
  return g_test_run ();
}

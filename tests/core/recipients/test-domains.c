/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Domains that are not what they look like, and those that are unusual. */

#include "core/recipients/roster-domains.h"

static char *
make_address (const char *domain)
{
  return g_strconcat ("x@", domain, NULL);
}

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
    { "ex\u0430mple.com", TRUE }, { "εxample.com", TRUE },       { "xn--exmple-4nf.com", TRUE },
    { "münchen.example", FALSE }, { "mail.ex\u0430mple", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *email = make_address (cases[i].domain);
      g_autoptr (GPtrArray) emails = g_ptr_array_new ();
      g_autoptr (RosterDomains) domains = NULL;

      g_ptr_array_add (emails, email);
      domains = roster_domains_new (emails, NULL);
      g_assert_cmpint (roster_domains_is_suspect (domains, email), ==, cases[i].mixed);
    }
}

/* What is there once looks like what is there twice. */
static void
test_alike (void)
{
  const struct
  {
    const char *twice;
    const char *once;
    gboolean alike;
  } cases[] = {
    { "example.com", "ex\u0430mple.com", TRUE },
    { "example.com", "examp1e.com", TRUE },
    { "example.com", "EXAMPLE.com", FALSE },
    { "modern.org", "rnodern.org", TRUE },
    { "www.com", "vvww.com", TRUE },
    { "example.com", "éxample.com", TRUE },
    { "example.com", "example.org", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *twice = make_address (cases[i].twice);
      g_autofree char *once = make_address (cases[i].once);
      g_autoptr (GPtrArray) emails = g_ptr_array_new ();
      g_autoptr (RosterDomains) domains = NULL;

      g_ptr_array_add (emails, twice);
      g_ptr_array_add (emails, once);
      g_ptr_array_add (emails, twice);
      domains = roster_domains_new (emails, NULL);
      g_assert_cmpint (roster_domains_is_suspect (domains, once), ==, cases[i].alike);
      g_assert_false (roster_domains_is_suspect (domains, twice));
    }
}

/* In a list: beside the domain that more than half of it has. */
static void
test_unusual (void)
{
  const char *const list[] = { "a@example.com", "b@example.com", "c@example.com",
                               "d@other.org",   "e@EXAMPLE.com", "f@one.example" };
  g_autoptr (GPtrArray) emails = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (list); i++)
    {
      g_autoptr (RosterDomains) domains = NULL;

      g_ptr_array_add (emails, (gpointer)list[i]);
      domains = roster_domains_new (emails, NULL);
      g_assert_false (roster_domains_is_unusual (domains, list[0]));
      g_assert_cmpint (roster_domains_is_unusual (domains, "d@other.org"), ==, i >= 2);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/domains/mixed", test_mixed);
  g_test_add_func ("/domains/alike", test_alike);
  g_test_add_func ("/domains/unusual", test_unusual);
  return g_test_run ();
}

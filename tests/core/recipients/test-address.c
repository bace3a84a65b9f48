/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of addresses as people type, paste and export them, and what stands against each address.
 */

#include "core/recipients/roster-address.h"
#include "core/recipients/roster-people-reader.h"

#include <string.h>

#include "support/cpu-time.h"

static const char *const verdict_names[] = {
  [ROSTER_ADDRESS_GOOD] = "",
  [ROSTER_ADDRESS_UNUSUAL_DOMAIN] = "!domain",
  [ROSTER_ADDRESS_SUSPECT_DOMAIN] = "!suspect",
  [ROSTER_ADDRESS_NOT_AN_ADDRESS] = "!not",
  [ROSTER_ADDRESS_TWICE] = "!twice",
  [ROSTER_ADDRESS_ALREADY_MEMBER] = "!member",
};

/* `email{name}!verdict` for each, with a bar between them. */
static char *
dump (GPtrArray *addresses)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (addresses, i);
      const char *name = roster_address_get_name (address);

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", roster_address_get_email (address));
      if (name != NULL)
        g_string_append_printf (text, "{%s}", name);
      g_string_append (text, verdict_names[roster_address_get_verdict (address)]);
    }

  return g_string_free (text, FALSE);
}

static GPtrArray *
judge_text (const char *text, RosterMemberTable *table)
{
  g_autoptr (RosterPeople) people = roster_people_new (ROSTER_PEOPLE_ADDRESSES);

  roster_people_reader_add_text (people, text);
  return roster_address_judge_people (people, table);
}

static void
assert_list (const char *text, RosterMemberTable *table, const char *expected)
{
  g_autoptr (GPtrArray) addresses = judge_text (text, table);
  g_autofree char *dumped = dump (addresses);

  g_assert_cmpstr (dumped, ==, expected);
}

typedef struct
{
  const char *name;
  const char *text;
  const char *expected;
} Case;

static const Case cases[] = {
  { "empty", "", "" },
  { "blank", " ,;\n\t\r\n ", "" },
  { "one", "a@x.org", "a@x.org" },
  { "trimmed", "  a@x.org \n", "a@x.org" },
  { "as-typed", "Ada.LOVELACE+x@X.Org", "Ada.LOVELACE+x@X.Org" },
  { "commas", "a@x.org,b@x.org, c@x.org", "a@x.org|b@x.org|c@x.org" },
  { "semicolons", "a@x.org;b@x.org;;", "a@x.org|b@x.org" },
  { "spaces", "a@x.org b@x.org\tc@x.org", "a@x.org|b@x.org|c@x.org" },
  { "lines", "a@x.org\r\nb@x.org\n\nc@x.org\r", "a@x.org|b@x.org|c@x.org" },
  { "wide-spaces", "\u00a0a@x.org\u2003b@x.org\u200b", "a@x.org|b@x.org" },
  { "named", "Ada Lovelace <a@x.org>", "a@x.org{Ada Lovelace}" },
  { "named-several", "Ada <a@x.org>, Bob <b@x.org>; c@x.org", "a@x.org{Ada}|b@x.org{Bob}|c@x.org" },
  { "named-without-separator", "Ada <a@x.org> Bob <b@x.org>", "a@x.org{Ada}|b@x.org{Bob}" },
  { "named-quoted", "\"Lovelace, Ada\" <a@x.org>, b@x.org", "a@x.org{Lovelace, Ada}|b@x.org" },
  { "named-escaped", "\"Ada \\\"A\\\" L\" <a@x.org>", "a@x.org{Ada \"A\" L}" },
  { "named-by-itself", "a@x.org <a@x.org>", "a@x.org" },
  { "named-by-itself-quoted", "\"a@x.org\" <a@x.org>", "a@x.org" },
  { "named-after-address", "b@x.org Ada <a@x.org>", "b@x.org Ada <a@x.org>!not" },
  { "angle-only", "<a@x.org><b@x.org>", "a@x.org|b@x.org" },
  { "angle-empty", "Ada <>", "Ada <>!not" },
  { "angle-open", "Ada <a@x.org", "Ada <a@x.org!not" },
  { "quote-open", "\"Ada, a@x.org\nb@x.org", "\"Ada, a@x.org!not|b@x.org" },
  { "quoted-address", "\"a@x.org\", 'b@x.org', (c@x.org), [d@x.org]",
    "a@x.org|b@x.org|c@x.org|d@x.org" },
  { "mailto of no text", "mailto:%FFa@x.org", "%FFa@x.org" },
  { "mailto", "mailto:a@x.org, <MAILTO:b%2Bc@x.org?subject=Hi>", "a@x.org|b+c@x.org" },
  { "words", "ada, a@x.org, bob", "ada!not|a@x.org|bob!not" },
  { "words-together", "Ada Lovelace a@x.org", "Ada Lovelace a@x.org!not" },
  { "words-between", "a@x.org and b@x.org please", "a@x.org and b@x.org please!not" },
  { "broken", "a@x, @x.org, a@@x.org, a@x.org.", "a@x!not|@x.org!not|a@@x.org!not|a@x.org" },
  { "twice", "a@x.org, b@x.org, A@X.ORG", "a@x.org|b@x.org|A@X.ORG!twice" },
  { "not-utf8", "a@x.org, b\xff@x.org", "a@x.org|b\uFFFD@x.org!not" },
  { "csv-header", "Name,Email,Role\nAda,a@x.org,user\n\"Hopper, Grace\",g@x.org,owner\n",
    "a@x.org{Ada}|g@x.org{Hopper, Grace}" },
  { "csv-own-export",
    "role,ssoEnabled,displayName,userEnabled,lastAuthenticatedAt,mfaEnabled,id,email\n"
    "owner,True,Ada,True,2023-11-14 22:13:20.123,True,a1,a@x.org\n"
    "user,True,\"A \"\"B\"\", C\",True,,True,b2,b@x.org\n",
    "a@x.org{Ada}|b@x.org{A \"B\", C}" },
  { "csv-semicolons", "\xef\xbb\xbfName;E-Mail\r\nAda;a@x.org\r\nBob;\r\nCarl;none\r\n",
    "a@x.org{Ada}|Bob!not|Carl, none!not" },
  { "csv-tabs", "E-mail address\tName\na@x.org\tAda\n", "a@x.org{Ada}" },
  { "csv-one-column", "Email\na@x.org\nb@x.org\n", "a@x.org|b@x.org" },
  { "csv-one-name-then-list", "Email\na@x.org, b@x.org", "Email!not|a@x.org|b@x.org" },
  { "csv-no-header", "Ada,a@x.org,owner\nGrace,g@x.org,user\n", "a@x.org|g@x.org" },
  { "csv-strange-header", "Wer,Wohin\nAda,a@x.org\nGrace,g@x.org\n", "a@x.org|g@x.org" },
  { "csv-named-cells", "x,Ada <a@x.org>\ny,\"\"\"L, B\"\" <b@x.org>\"\n",
    "a@x.org{Ada}|b@x.org{L, B}" },
  { "csv-line-break-in-cell", "name,email\n\"A\nB\",a@x.org\n", "a@x.org{A B}" },
  { "not-csv-all-addresses", "a@x.org, b@x.org\nc@x.org, d@x.org",
    "a@x.org|b@x.org|c@x.org|d@x.org" },
  { "not-csv-uneven", "a@x.org, bob\nc@x.org", "a@x.org|bob!not|c@x.org" },
  { "not-csv-too-short", "bob, carl\ndave, e@x.org", "bob!not|carl!not|dave!not|e@x.org" },
  { "only-a-header", "email", "email!not" },
};

static void
test_parse (gconstpointer data)
{
  const Case *test = data;

  assert_list (test->text, NULL, test->expected);
}

static void
test_valid (void)
{
  const char *const good[] = {
    "a@b.c",
    "x@y.z",
    "ada.lovelace@example.com",
    "o'brien+tag=1@mail-1.example.co.uk",
    "1@2.io",
    "jörg@bücher.example",
    "a@xn--bcher-kva.example",
    "用户@例子.广告",
    "नाम@उदाहरण.परीक्षा",
    "a!#$%&'*+-/=?^_`{|}~@b.cd",
  };
  const char *const bad[] = {
    "",
    "a",
    "a@",
    "@b.c",
    "a@b",
    "a@@b.c",
    "a@b@c.d",
    "a b@c.d",
    "a@b c.d",
    " a@b.c",
    "a@b.c ",
    ".a@b.c",
    "a.@b.c",
    "a..b@c.d",
    "a@.b.c",
    "a@b.c.",
    "a@b..c",
    "a@-b.c",
    "a@b-.c",
    "a@1.2.3.4",
    "a@[1.2.3.4]",
    "a\n@b.c",
    "a@b.c\n",
    "a\x01@b.c",
    "a\x7f@b.c",
    "a,b@c.d",
    "<a@b.c>",
    "\"a b\"@c.d",
    "a(x)@b.c",
    "a@b_c.d",
    "a\u200b@b.c",
    "a\u202e@b.c",
    "a@b\u200d.c",
    "a@b。c",
    "a\u00a0b@c.d",
    "a\xff@b.c",
    "a:b@c.d",
    "a\\b@c.d",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    if (!roster_address_is_valid (good[i]))
      g_error ("“%s” is an address", good[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    if (roster_address_is_valid (bad[i]))
      g_error ("“%s” is not an address", bad[i]);
  g_assert_false (roster_address_is_valid (NULL));
}

static void
test_lengths (void)
{
  g_autofree char *local = g_strnfill (64, 'a');
  g_autofree char *label = g_strnfill (63, 'b');
  g_autofree char *fits = g_strdup_printf ("%s@%s.%s.%.61s", local, label, label, label);
  g_autofree char *too_long = g_strdup_printf ("%s@%s.%s.%.62s", local, label, label, label);
  g_autofree char *long_local = g_strdup_printf ("a%s@b.c", local);
  g_autofree char *long_label = g_strdup_printf ("a@b%s.c", label);

  g_assert_cmpuint (strlen (fits), ==, 254);
  g_assert_true (roster_address_is_valid (fits));
  g_assert_false (roster_address_is_valid (too_long));
  g_assert_false (roster_address_is_valid (long_local));
  g_assert_false (roster_address_is_valid (long_label));
}

static RosterMemberTable *
make_table (const char *const *emails)
{
  RosterMemberTable *table = roster_member_table_new ();

  for (; *emails != NULL; emails++)
    {
      const RosterMember member = { .id = "x", .email = *emails };

      roster_member_table_append (table, &member);
    }

  return table;
}

static void
test_already_member (void)
{
  const char *const emails[] = { "Ada@X.org", "jörg@x.org", NULL };
  g_autoptr (RosterMemberTable) table = make_table (emails);

  assert_list ("ada@x.ORG, JÖRG@x.org, b@x.org, ada@x.org, ada@", table,
               "ada@x.ORG!member|JÖRG@x.org!member|b@x.org|ada@x.org!member|ada@!not");
}

static void
test_domains_of_members (void)
{
  const char *const emails[] = { "a@x.org", "b@x.org", "c@X.ORG", "d@x.org", "e@y.org", "", NULL };
  const char *const few[] = { "a@x.org", "b@x.org", "c@x.org", "d@x.org", NULL };
  g_autoptr (RosterMemberTable) table = make_table (emails);
  g_autoptr (RosterMemberTable) small = make_table (few);

  assert_list ("n@x.org, m@y.org, o@z.org, p@z.org, o@z.org", table,
               "n@x.org|m@y.org|o@z.org!domain|p@z.org!domain|o@z.org!twice");
  assert_list ("o@z.org", small, "o@z.org");
}

/* One in a hundred does not make a domain usual. */
static void
test_rare_domain_of_members (void)
{
  g_autoptr (RosterMemberTable) table = roster_member_table_new ();

  for (guint i = 0; i < 20000; i++)
    {
      const RosterMember member = { .id = "x", .email = i % 100 == 50 ? "a@rare.org" : "a@x.org" };

      roster_member_table_append (table, &member);
    }
  assert_list ("b@x.org, b@rare.org", table, "b@x.org|b@rare.org!domain");
}

static void
test_domains_of_list (void)
{
  assert_list ("a@x.org, b@x.org, c@y.org", NULL, "a@x.org|b@x.org|c@y.org!domain");
  assert_list ("a@x.org, b@y.org", NULL, "a@x.org|b@y.org");
  assert_list ("a@x.org, b@x.org, c@y.org, d@y.org", NULL, "a@x.org|b@x.org|c@y.org|d@y.org");
  assert_list ("a@x.org, a@x.org, c@y.org", NULL, "a@x.org|a@x.org!twice|c@y.org");
}

static void
test_verdicts (void)
{
  const char *const emails[] = { "m@x.org", "a@x.org", "b@x.org", "c@x.org", "d@x.org", NULL };
  g_autoptr (RosterMemberTable) table = make_table (emails);
  g_autoptr (GPtrArray) addresses = judge_text ("n@x.org, n@y.org, n, n@x.org, m@x.org", table);
  const gboolean sendable[] = { TRUE, TRUE, FALSE, FALSE, FALSE };
  const char *const says[] = { NULL, "“y.org” is not", "not an email", "already", "member" };

  g_assert_cmpuint (addresses->len, ==, G_N_ELEMENTS (says));
  for (guint i = 0; i < addresses->len; i++)
    {
      RosterAddress *address = g_ptr_array_index (addresses, i);
      g_autofree char *text = roster_address_describe_verdict (address);

      g_assert_cmpint (roster_address_is_sendable (address), ==, sendable[i]);
      if (says[i] == NULL)
        g_assert_null (text);
      else
        g_assert_nonnull (strstr (text, says[i]));
    }
}

/* What is written out is read as the same. */
static void
test_to_text (void)
{
  const char *const texts[] = {
    "a@x.org",
    "Ada <a@x.org>",
    "\"Lovelace, Ada\" <a@x.org>",
    "ada",
    "\"Lovelace, Ada\"",
    "\"Ada \\\"A\\\" \\\\L\" <a@x.org>",
    "Ada <a@x>",
    "\"a@y.org Ada\" <a@x.org>",
    "Ada Maria Lovelace <a@x.org>",
    "\"Ada\u200bLovelace\" <a@x.org>",
    "\"Ada\u2060 Lovelace\" <a@x.org>",
    "\"Ada\ufeffLovelace\" <a@x.org>",
    "\"Ada\u00a0Lovelace\" <a@x.org>",
    "\"Ada  Lovelace\" <a@x.org>",
    "<a b@x.org>",
    "<a\u200bb@x.org>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) addresses = judge_text (texts[i], NULL);
      g_autofree char *text = NULL;

      g_assert_cmpuint (addresses->len, ==, 1);
      text = roster_address_to_text (g_ptr_array_index (addresses, 0));
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

/* Processor time, in µs, to take a text of that many bytes apart, made of one piece. */
static gint64
time_parse (const char *piece, gsize length)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) addresses = NULL;
  const gint64 start = get_cpu_time ();

  while (text->len < length)
    g_string_append (text, piece);
  addresses = judge_text (text->str, NULL);
  g_assert_cmpuint (addresses->len, <=, G_MAXUINT16);
  return get_cpu_time () - start;
}

/* Texts made to take long: each is read in time that grows with its length only. Eight times the
 * length would take 64 times as long if it grew with its square. */
static void
test_hostile (void)
{
  const char *const pieces[] = { "\"",     "<",       "\\\"", "\"\\", "<\"",     "@",
                                 "a@b.c ", ",",       "\n",   "\"\n", "<a@b.c>", "a,",
                                 "\"a\",", "mailto:", "(",    "x " };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      const gint64 some = time_parse (pieces[i], 50000);
      const gint64 many = time_parse (pieces[i], 400000);
      const gint64 again = time_parse (pieces[i], 400000);

      /* The better of two, and never of less than 4 ms: caches may be full of something else. */
      g_assert_cmpint (MIN (many, again), <, 32 * MAX (some, 4000));
    }
}

static void
test_long_words_are_cut (void)
{
  g_autofree char *word = g_strnfill (100000, 'w');
  g_autoptr (GPtrArray) addresses = judge_text (word, NULL);

  g_assert_cmpuint (addresses->len, ==, 1);
  g_assert_cmpuint (strlen (roster_address_get_email (g_ptr_array_index (addresses, 0))), <, 400);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/address/parse/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_parse);
    }
  g_test_add_func ("/address/valid", test_valid);
  g_test_add_func ("/address/lengths", test_lengths);
  g_test_add_func ("/address/already-member", test_already_member);
  g_test_add_func ("/address/domains-of-members", test_domains_of_members);
  g_test_add_func ("/address/rare-domain-of-members", test_rare_domain_of_members);
  g_test_add_func ("/address/domains-of-list", test_domains_of_list);
  g_test_add_func ("/address/verdicts", test_verdicts);
  g_test_add_func ("/address/to-text", test_to_text);
  g_test_add_func ("/address/hostile", test_hostile);
  g_test_add_func ("/address/long-words-are-cut", test_long_words_are_cut);
  return g_test_run ();
}

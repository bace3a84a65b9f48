/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages of members by chance, right ones, and ones with something changed. */

#include "support/page-maker.h"

#include <string.h>

static const char *
choose (GRand *random, const char *const *choices, gsize n)
{
  return choices[g_rand_int_range (random, 0, (gint32)n)];
}

#define CHOOSE(random, choices) choose (random, choices, G_N_ELEMENTS (choices))

static void
append_space (GRand *random, GString *page)
{
  static const char *const spaces[] = { "", "", "", "", "", "", " ", "\n", "\t  ", "\r\n" };

  g_string_append (page, CHOOSE (random, spaces));
}

static void
append_text (GRand *random, GString *page)
{
  static const char *const pieces[] = { "a",
                                        "Ada",
                                        " ",
                                        "é",
                                        "李",
                                        "😀",
                                        "\\n",
                                        "\\\"",
                                        "\\\\",
                                        "\\/",
                                        "\\u00e9",
                                        "\\u674E",
                                        "\\ud83d\\ude00",
                                        "=",
                                        "'",
                                        "{",
                                        "]",
                                        ",",
                                        "0123456789012345678901234567890" };

  g_string_append_c (page, '"');
  for (gint32 n = g_rand_int_range (random, 0, 6); n > 0; n--)
    g_string_append (page, CHOOSE (random, pieces));
  g_string_append_c (page, '"');
}

static void
append_time (GRand *random, GString *page)
{
  static const char *const times[] = { "null",
                                       "\"\"",
                                       "1700000000123",
                                       "1700000000123.5",
                                       "1.7e12",
                                       "-12",
                                       "\"1700000000123\"",
                                       "\"2023-11-14T22:13:20.123Z\"",
                                       "\"2023-11-14T22:13:20\"",
                                       "\"2023-11-14 22:13+05:30\"" };

  g_string_append (page, CHOOSE (random, times));
}

static void
append_any (GRand *random, GString *page, guint levels)
{
  static const char *const plain[] = { "null", "true", "false", "0",  "-1",
                                       "1.5",  "2e3",  "\"x\"", "[]", "{}" };
  gint32 kind = g_rand_int_range (random, 0, levels == 0 ? 4 : 6);
  gboolean is_list = kind == 4;

  if (kind < 3)
    {
      g_string_append (page, CHOOSE (random, plain));
      return;
    }
  if (kind == 3)
    {
      append_text (random, page);
      return;
    }

  g_string_append_c (page, is_list ? '[' : '{');
  for (gint32 n = g_rand_int_range (random, 1, 4); n > 0; n--)
    {
      append_space (random, page);
      if (!is_list)
        g_string_append_printf (page, "\"k%d\":", n);
      append_any (random, page, levels - 1);
      g_string_append (page, n > 1 ? "," : "");
    }
  g_string_append_c (page, is_list ? ']' : '}');
}

static void
append_boolean (GRand *random, GString *page)
{
  static const char *const values[] = { "true", "false", "null" };

  g_string_append (page, CHOOSE (random, values));
}

/* Some of the fields, in any order, with others between them. */
static void
append_member (GRand *random, GString *page)
{
  static const char *const names[] = { "displayName",         "email",      "role",
                                       "mfaEnabled",          "ssoEnabled", "userEnabled",
                                       "lastAuthenticatedAt", "x" };
  guint first = g_rand_int_range (random, 0, G_N_ELEMENTS (names));
  guint n = g_rand_int_range (random, 0, G_N_ELEMENTS (names) + 1);

  g_string_append_c (page, '{');
  for (guint i = 0; i < n; i++)
    {
      guint field = (first + i) % G_N_ELEMENTS (names);

      append_space (random, page);
      g_string_append_printf (page, "\"%s\"", names[field]);
      append_space (random, page);
      g_string_append_c (page, ':');
      append_space (random, page);
      if (field < 3)
        append_text (random, page);
      else if (field < 6)
        append_boolean (random, page);
      else if (field == 6)
        append_time (random, page);
      else
        append_any (random, page, 3);
      append_space (random, page);
      g_string_append_c (page, ',');
    }
  g_string_append_printf (page, "\"id\":\"id-%d\"}", g_rand_int_range (random, 0, 1000));
}

static void
append_list (GRand *random, GString *page)
{
  g_string_append (page, "\"members\":[");
  for (gint32 n = g_rand_int_range (random, 0, 4); n > 0; n--)
    {
      append_space (random, page);
      append_member (random, page);
      g_string_append (page, n > 1 ? "," : "");
    }
  append_space (random, page);
  g_string_append_c (page, ']');
}

/* A page as the API's README documents it. */
GString *
page_maker_make (GRand *random)
{
  static const char *const tokens[] = { "", "\"token\":null,", "\"token\":\"T+/=\",",
                                        "\"token\":\"\"," };
  GString *page = g_string_new (g_rand_int_range (random, 0, 10) == 0 ? "\xef\xbb\xbf" : "");

  append_space (random, page);
  g_string_append_c (page, '{');
  append_space (random, page);
  g_string_append (page, CHOOSE (random, tokens));
  if (g_rand_boolean (random))
    {
      g_string_append (page, "\"x\":{\"y\":");
      append_any (random, page, 2);
      g_string_append (page, "},");
    }
  append_list (random, page);
  g_string_append_c (page, '}');
  append_space (random, page);

  return page;
}

/* Changes one thing, perhaps into another right page. */
void
page_maker_break (GRand *random, GString *page)
{
  static const char *const pieces[] = {
    "\"",         "\\",
    "{",          "}",
    "[",          "]",
    ",",          ":",
    "null",       "true",
    "0",          "-",
    ".",          "e",
    " ",          "\n",
    "\\u",        "\\u0000",
    "\\ud800",    "\\udc00",
    "\x80",       "\xc3",
    "\xf0\x9f",   "\"id\":",
    "\"token\":", "[]",
    "/*",         "'",
    "\x01",       "{\"id\":\"q\"}",
    ",,",         "9999999999999999999",
    "NaN",        "\"email\":null,",
  };
  gsize at = (gsize)g_rand_int_range (random, 0, (gint32)page->len);
  gsize n = (gsize)g_rand_int_range (random, 1, 9);

  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      g_string_erase (page, (gssize)at, (gssize)MIN (n, page->len - at));
      break;
    case 1:
      g_string_truncate (page, at);
      break;
    case 2:
      page->str[at] = (char)g_rand_int_range (random, 0, 256);
      break;
    case 3:
      page->str[at] = (char)(page->str[at] ^ (1 << g_rand_int_range (random, 0, 8)));
      break;
    default:
      g_string_insert (page, (gssize)at, CHOOSE (random, pieces));
    }
}

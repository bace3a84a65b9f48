/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The key that is expected makes no difference: each value in a member that looks like the one
 * before it, spaced in the ways that services do it, and once more with a space before each colon,
 * which nobody expects. */

#include "core/json/roster-json-cursor.h"
#include "support/member-dump.h"

#include <string.h>

typedef struct
{
  const char *key;
  const char *value;
} Field;

static const Field usual[] = {
  { "role", "\"user\"" },
  { "ssoEnabled", "false" },
  { "displayName", "\"Ada Lovelace\"" },
  { "userEnabled", "true" },
  { "lastAuthenticatedAt", "1700000000123" },
  { "mfaEnabled", "true" },
  { "id", "\"5f3a1b2c4d5e6f70\"" },
  { "email", "\"ada.lovelace@example.com\"" },
};

typedef struct
{
  const char *before_key;
  const char *before_colon;
  const char *before_value;
  const char *behind_value;
} Spaces;

static const Spaces styles[] = {
  { "", "", "", "" },
  { " ", "", " ", "" },
  { "\r\n\t  ", "", "\n ", "\n" },
};

/* A usual member, but for the field at @position, which is @field. */
static void
append_member (GString *page, gsize position, Field field, const Spaces *spaces)
{
  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      const Field *put = i == position ? &field : &usual[i];

      g_string_append_printf (page, "%s%s\"%s\"%s:%s%s%s", i == 0 ? "{" : ",", spaces->before_key,
                              put->key, spaces->before_colon, spaces->before_value, put->value,
                              spaces->behind_value);
    }
  g_string_append_c (page, '}');
}

static char *
make_page (gsize position, Field field, const Spaces *spaces)
{
  GString *page = g_string_new ("{\"members\":[");

  append_member (page, G_MAXSIZE, field, &styles[0]);
  g_string_append_c (page, ',');
  append_member (page, position, field, spaces);
  g_string_append (page, "],\"token\":null}");

  return g_string_free (page, FALSE);
}

/* first: bytes of the first piece, or 0 */
static char *
dump (const char *page, gsize first, GError **error)
{
  return member_dump_page (page, strlen (page), first, strlen (page), error);
}

/* What is wrong, wherever that is */
static char *
describe (const GError *error)
{
  g_autoptr (GRegex) digits = g_regex_new ("[0-9]+", 0, 0, NULL);

  return error != NULL ? g_regex_replace_literal (digits, error->message, -1, 0, "n", 0, NULL)
                       : g_strdup ("");
}

static void
check_style (gsize position, Field field, const Spaces *style)
{
  const Spaces strange = { style->before_key, " ", style->before_value, style->behind_value };
  g_autofree char *strange_page = make_page (position, field, &strange);
  g_autofree char *page = make_page (position, field, style);
  const gsize length = strlen (page);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) expected_error = NULL;
  g_autofree char *expected = dump (strange_page, 0, &expected_error);
  g_autofree char *found = dump (page, 0, &error);
  g_autofree char *expected_fault = describe (expected_error);
  g_autofree char *fault = describe (error);

  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpstr (fault, ==, expected_fault);
  for (gsize first = 1; first < length; first += length < 2000 ? 1 : 997)
    {
      g_autofree char *cut = dump (page, first, NULL);

      g_assert_cmpstr (cut, ==, expected);
    }
}

static void
check (gsize position, const char *key, const char *value)
{
  g_autofree char *shown = g_strescape (value, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      g_test_message ("%s: %.60s, style %" G_GSIZE_FORMAT, key, shown, i);
      check_style (position, (Field){ key, value }, &styles[i]);
    }
}

/* In the place of every usual one */
static void
check_values (const char *const *values)
{
  for (gsize position = 0; position < G_N_ELEMENTS (usual); position++)
    for (gsize i = 0; values[i] != NULL; i++)
      check (position, usual[position].key, values[i]);
}

static void
test_texts (void)
{
  static const char *const values[] = {
    "\"\"",
    "\"a\"",
    "\"0123456789abcd\"",
    "\"0123456789abcde\"",
    "\"0123456789abcdef\"",
    "\"0123456789abcdef0\"",
    "\"0123456789abcdef0123456789abcde\"",
    "\"0123456789abcdef0123456789abcdef\"",
    "\"a\\\"b\"",
    "\"\\u00e9\"",
    "\"\\\\\"",
    "\"a\tb\"",
    "\"a\x1f\"",
    "\"a\x7f\"",
    "\"Zo\xc3\xab\"",
    "\"0123456789abcd\xc3\xab\"",
    "\"0123456789abcde\xc3\xab\"",
    "\"\xe6\x9d\x8e\"",
    "\"\xf0\x9f\x98\x80\"",
    "\"\xc3\"",
    "\"\xff\"",
    "\"\xed\xa0\x80\"",
    "\"0123456789abcde\xc3\"",
    "\"a",
    "a\"",
    "\"a\"b",
    "\"a\"\"b\"",
    NULL,
  };

  check_values (values);
}

static void
test_words_and_numbers (void)
{
  static const char *const values[] = {
    "true",
    "false",
    "null",
    "tru",
    "truex",
    "true1",
    "falsey",
    "fals",
    "xalse",
    "True",
    "TRUE",
    "nul",
    "nulls",
    "0",
    "01",
    "00",
    "1",
    "-1",
    "-0",
    "1.5",
    "1.",
    "1e3",
    "1E3",
    "1e",
    "12345678",
    "123456789",
    "1234567:",
    "/2345678",
    "1234567a",
    "12345678:",
    "1700000000123",
    "1700000000123x",
    "253402300799999",
    "253402300800000",
    "999999999999999999",
    "1000000000000000000",
    "18446745773709551739",
    "\"1700000000123\"",
    "\"2023-11-14T22:13:20.123Z\"",
    "{}",
    "[]",
    "",
    NULL,
  };

  check_values (values);
}

static void
test_keys (void)
{
  const char *const keys[] = {
    "lastAuthenticatedAt ",
    "lastAuthenticatedAu",
    "lastAuthenticatedA",
    "LastAuthenticatedAt",
    "iD",
    "ids",
    "i\\u0064",
    "unknown",
    "",
  };

  for (gsize position = 0; position < G_N_ELEMENTS (usual); position++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
        check (position, keys[i], usual[position].value);
      for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
        check (position, usual[i].key, usual[i].value);
    }
}

static void
test_longest_text (void)
{
  for (gsize length = ROSTER_JSON_MAX_STRING - 1; length <= ROSTER_JSON_MAX_STRING + 1; length++)
    {
      g_autofree char *text = g_strnfill (length, 'x');
      g_autofree char *value = g_strdup_printf ("\"%s\"", text);

      check (2, "displayName", value);
    }
}

/* Two members teach that a field comes twice, though in neither of them it does. */
static void
test_field_twice (void)
{
  static const char page[] = "{\"members\":[{\"id\":\"a\",\"email\":\"b\",\"role\":\"user\"},"
                             "{\"email\":\"b\",\"id\":\"a\",\"role\":\"user\"},"
                             "{\"email\":\"b\",\"role\":\"user\",\"id\":\"a\"},"
                             "{\"id\":\"a\",\"role\":\"user\",\"role\":\"owner\"}]}";
  g_autoptr (GError) error = NULL;
  g_autofree char *found = dump (page, 0, &error);

  g_assert_null (found);
  g_assert_nonnull (strstr (error->message, "“role” stands twice"));
}

/* More fields than there are that are known: the last one is read after seven others, and the texts
 * of all of them are still there. */
static void
test_unknown_before (void)
{
  static const char page[] =
      "{\"members\":["
      "{\"new\":[1],\"role\":\"user\",\"id\":\"a\",\"displayName\":\"Ada\",\"mfaEnabled\":true,"
      "\"ssoEnabled\":true,\"userEnabled\":true,\"lastAuthenticatedAt\":1,\"email\":\"a@b\"},"
      "{\"new\":[2],\"role\":\"owner\",\"id\":\"b\",\"displayName\":\"Bob\",\"mfaEnabled\":false,"
      "\"ssoEnabled\":true,\"userEnabled\":true,\"lastAuthenticatedAt\":2,\"email\":\"b@c\"},"
      "{\"role\":\"owner\",\"new\":\"x\",\"id\":\"c\",\"mfaEnabled\":false,\"ssoEnabled\":true,"
      "\"userEnabled\":true,\"lastAuthenticatedAt\":3,\"displayName\":\"Eve\",\"email\":\"c@d\"},"
      "{\"role\":\"user\",\"new\":\"x\",\"id\":\"d\",\"mfaEnabled\":false,\"ssoEnabled\":true,"
      "\"userEnabled\":true,\"lastAuthenticatedAt\":4,\"displayName\":\"Dan\",\"email\":\"d@e\"}]}";
  g_autoptr (GError) error = NULL;
  g_autofree char *found = dump (page, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==,
                   "a|Ada|a@b|user|1|mse\nb|Bob|b@c|owner|2|se\nc|Eve|c@d|owner|3|se\n"
                   "d|Dan|d@e|user|4|se\ntoken=\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/member-fields/texts", test_texts);
  g_test_add_func ("/member-fields/words-and-numbers", test_words_and_numbers);
  g_test_add_func ("/member-fields/keys", test_keys);
  g_test_add_func ("/member-fields/longest-text", test_longest_text);
  g_test_add_func ("/member-fields/field-twice", test_field_twice);
  g_test_add_func ("/member-fields/unknown-before", test_unknown_before);
  return g_test_run ();
}

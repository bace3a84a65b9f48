/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every rule of the reader, in pieces of every size. */

#include "core/base/roster-error.h"
#include "support/member-dump.h"

#include <string.h>

#define PAGE(members) "{\"members\":[" members "]}"
#define ONE(fields) PAGE ("{" fields "}")

typedef struct
{
  const char *name;
  const char *page;
  const char *expected; /* the dump, or for an error a part of its message */
} Case;

static const Case good_cases[] = {
  { "empty-list", PAGE (""), "token=\n" },
  { "white-space", " \t\r\n{ \"members\" : [ ] , \"token\" : null } \r\n", "token=\n" },
  { "byte-order-mark", "\xef\xbb\xbf" PAGE (""), "token=\n" },
  { "token", "{\"token\":\"a\\/b=\",\"members\":[]}", "token=a/b=\n" },
  { "token-empty", "{\"members\":[],\"token\":\"\"}", "token=\n" },
  { "token-escaped-key", "{\"members\":[],\"t\\u006fken\":\"T\"}", "token=T\n" },
  { "other-key", "{\"users\":[{\"id\":\"a\"}],\"token\":null}", "a||||never|\ntoken=\n" },
  { "other-values",
    "{\"a\":1,\"b\":{\"c\":[1,[2]]},\"members\":[],\"d\":\"e\",\"f\":true,\"g\":null,\"h\":-1.5e+"
    "3}",
    "token=\n" },
  { "documented",
    ONE ("\"role\":\"owner\",\"ssoEnabled\":true,\"displayName\":\"Ada Lovelace\","
         "\"userEnabled\":true,\"lastAuthenticatedAt\":1700000000123,\"mfaEnabled\":false,"
         "\"id\":\"a1\",\"email\":\"ada@example.com\""),
    "a1|Ada Lovelace|ada@example.com|owner|1700000000123|se\ntoken=\n" },
  { "any-order",
    PAGE ("{\"id\":\"a\",\"role\":\"user\"},{\"mfaEnabled\":true,\"role\":\"reader\",\"id\":\"b\"}"
          ",{\"role\":\"x\",\"id\":\"c\"}"),
    "a|||user|never|\nb|||reader|never|m\nc|||x|never|\ntoken=\n" },
  { "unknown-fields",
    ONE ("\"a\":[],\"b\":{},\"c\":[{\"id\":\"no\"},[[]]],\"d\":\"id\",\"e\":1e999,\"id\":\"a\","
         "\"f\":false,\"members\":[{\"id\":\"no\"}],\"a\":2"),
    "a||||never|\ntoken=\n" },
  { "nulls",
    ONE ("\"id\":\"a\",\"displayName\":null,\"email\":null,\"role\":null,\"mfaEnabled\":null,"
         "\"ssoEnabled\":null,\"userEnabled\":null,\"lastAuthenticatedAt\":null"),
    "a||||never|\ntoken=\n" },
  { "escapes",
    ONE ("\"id\":\"\\u0061\",\"displayName\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u674E\","
         "\"\\u0065mail\":\"\\uD83D\\uDE00\""),
    "a|\"\\/\b\f\n\r\té李|😀||never|\ntoken=\n" },
  { "utf8", ONE ("\"id\":\"é\",\"displayName\":\"李😀\""), "é|李😀|||never|\ntoken=\n" },
  { "no-characters",
    ONE ("\"id\":\"a\",\"displayName\":\"x\\u0000y\",\"email\":\"\\ud83d!\",\"role\":\"\\ude00\""),
    "a|x\uFFFDy|\uFFFD!|\uFFFD|never|\ntoken=\n" },
  { "time-fraction", ONE ("\"id\":\"a\",\"lastAuthenticatedAt\":1700000000123.9"),
    "a||||1700000000123|\ntoken=\n" },
  { "time-exponent", ONE ("\"id\":\"a\",\"lastAuthenticatedAt\":1.7E+12"),
    "a||||1700000000000|\ntoken=\n" },
  { "time-negative", ONE ("\"id\":\"a\",\"lastAuthenticatedAt\":-1"), "a||||-1|\ntoken=\n" },
  { "time-zero", ONE ("\"id\":\"a\",\"lastAuthenticatedAt\":0"), "a||||never|\ntoken=\n" },
  { "time-zero-text", ONE ("\"id\":\"a\",\"lastAuthenticatedAt\":\"0\""), "a||||never|\ntoken=\n" },
  { "time-first-year", ONE ("\"id\":\"a\",\"lastAuthenticatedAt\":\"0001-01-01T00:00:00+05:00\""),
    "a||||never|\ntoken=\n" },
  { "time-true", ONE ("\"id\":\"a\",\"lastAuthenticatedAt\":true"), "a||||not known|\ntoken=\n" },
  { "time-object", ONE ("\"id\":\"a\",\"lastAuthenticatedAt\":{}"), "a||||not known|\ntoken=\n" },
  { "time-words", ONE ("\"id\":\"a\",\"lastAuthenticatedAt\":\"N/A\""),
    "a||||not known|\ntoken=\n" },
  { "time-day", ONE ("\"id\":\"a\",\"lastAuthenticatedAt\":\"2023-11-14\""),
    "a||||not known|\ntoken=\n" },
  { "time-far", ONE ("\"id\":\"a\",\"lastAuthenticatedAt\":1e300"), "a||||not known|\ntoken=\n" },
  { "time-digits", ONE ("\"id\":\"a\",\"lastAuthenticatedAt\":\"1700000000123\""),
    "a||||1700000000123|\ntoken=\n" },
  { "time-empty", ONE ("\"id\":\"a\",\"lastAuthenticatedAt\":\"\""), "a||||never|\ntoken=\n" },
  { "time-iso", ONE ("\"lastAuthenticatedAt\":\"2023-11-14T22:13:20.123Z\",\"id\":\"a\""),
    "a||||1700000000123|\ntoken=\n" },
  { "time-iso-escaped", ONE ("\"lastAuthenticatedAt\":\"2023-11-14\\u005422:13:20Z\",\"id\":\"a\""),
    "a||||1700000000000|\ntoken=\n" },
};

static const Case bad_cases[] = {
  { "empty", "", "answer is empty" },
  { "only-space", " \n ", "answer is empty" },
  { "html", "<!DOCTYPE html>", "not JSON" },
  { "text", "upstream timed out", "not JSON" },
  { "array", "[]", "not JSON" },
  { "null", "null", "not JSON" },
  { "half-a-mark", "\xef\xbb{}", "not JSON" },
  { "two-marks", "\xef\xbb\xbf\xef\xbb\xbf{}", "not JSON" },
  { "mark-after-space", " \xef\xbb\xbf{}", "not JSON" },
  { "no-list", "{}", "no list of members" },
  { "no-list-but-values", "{\"members\":null,\"token\":null}", "no list of members" },
  { "two-lists", "{\"members\":[],\"users\":[]}", "second list" },
  { "same-list-twice", "{\"members\":[],\"members\":[]}", "second list" },
  { "token-array", "{\"token\":[]}", "“token” is not a text" },
  { "token-number", "{\"members\":[],\"token\":7}", "“token” is not a text" },
  { "token-object", "{\"members\":[],\"token\":{}}", "“token” is not a text" },
  { "token-true", "{\"members\":[],\"token\":true}", "“token” is not a text" },
  { "token-twice", "{\"token\":null,\"members\":[],\"token\":null}", "“token” stands twice" },
  { "token-not-exact", "{\"members\":[],\"token\":\"a\\u0000\"}", "“token” holds what is not" },
  { "trailing", PAGE ("") "x", "goes on after its end" },
  { "trailing-object", PAGE ("") PAGE (""), "goes on after its end" },
  { "trailing-comma", "{\"members\":[],}", "not valid JSON" },
  { "trailing-comma-list", PAGE ("{\"id\":\"a\"},"), "not a member" },
  { "trailing-comma-member", ONE ("\"id\":\"a\","), "not valid JSON" },
  { "no-comma", PAGE ("{\"id\":\"a\"}{\"id\":\"b\"}"), "not valid JSON" },
  { "no-colon", "{\"members\" []}", "not valid JSON" },
  { "comment", "{/* */\"members\":[]}", "not valid JSON" },
  { "single-quotes", "{'members':[]}", "not valid JSON" },
  { "cut-list", "{\"members\":[{\"id\":\"a\"}", "cut off" },
  { "cut-member", "{\"members\":[{\"id\":\"a\"", "cut off" },
  { "cut-string", "{\"members\":[{\"id\":\"a", "cut off" },
  { "cut-end", "{\"members\":[]", "cut off" },
  { "cut-number", "{\"a\":1", "cut off" },
  { "list-of-strings", "{\"errors\":[\"unauthorized\"]}", "not a member" },
  { "list-of-nulls", PAGE ("null"), "not a member" },
  { "list-of-lists", PAGE ("[]"), "not a member" },
  { "no-id", PAGE ("{}"), "without an id" },
  { "no-id-but-fields", ONE ("\"email\":\"a@b.c\""), "without an id" },
  { "id-empty", ONE ("\"id\":\"\""), "without an id" },
  { "id-null", ONE ("\"id\":null"), "“id” is not a text" },
  { "id-number", ONE ("\"id\":17"), "“id” is not a text" },
  { "id-not-exact", ONE ("\"id\":\"a\\u0000b\""), "“id” holds what is not" },
  { "id-half-a-pair", ONE ("\"id\":\"a\\ud800\""), "“id” holds what is not" },
  { "id-twice", ONE ("\"id\":\"a\",\"id\":\"a\""), "“id” stands twice" },
  { "email-twice", ONE ("\"email\":null,\"id\":\"a\",\"\\u0065mail\":\"b\""),
    "“email” stands twice" },
  { "name-number", ONE ("\"id\":\"a\",\"displayName\":1"), "“displayName” is not a text" },
  { "email-list", ONE ("\"id\":\"a\",\"email\":[\"a@b.c\"]"), "“email” is not a text" },
  { "role-object", ONE ("\"id\":\"a\",\"role\":{}"), "“role” is not a text" },
  { "mfa-text", ONE ("\"id\":\"a\",\"mfaEnabled\":\"true\""), "“mfaEnabled” is neither" },
  { "sso-number", ONE ("\"id\":\"a\",\"ssoEnabled\":1"), "“ssoEnabled” is neither" },
  { "enabled-list", ONE ("\"id\":\"a\",\"userEnabled\":[]"), "“userEnabled” is neither" },
  { "word", ONE ("\"id\":\"a\",\"mfaEnabled\":tru"), "not valid JSON" },
  { "word-case", ONE ("\"id\":\"a\",\"mfaEnabled\":True"), "not valid JSON" },
  { "word-longer", ONE ("\"id\":\"a\",\"mfaEnabled\":truer"), "not valid JSON" },
  { "value-longer", "{\"a\":nullx,\"members\":[]}", "not valid JSON" },
  { "value-brackets", "{\"a\":{]},\"members\":[]}", "not valid JSON" },
  { "number-zero", ONE ("\"id\":\"a\",\"x\":01"), "not valid JSON" },
  { "number-plus", ONE ("\"id\":\"a\",\"x\":+1"), "not valid JSON" },
  { "number-point", ONE ("\"id\":\"a\",\"x\":1."), "not valid JSON" },
  { "number-no-whole", ONE ("\"id\":\"a\",\"x\":.5"), "not valid JSON" },
  { "number-exponent", ONE ("\"id\":\"a\",\"x\":1e"), "not valid JSON" },
  { "number-minus", ONE ("\"id\":\"a\",\"x\":-"), "not valid JSON" },
  { "not-a-number", ONE ("\"id\":\"a\",\"x\":NaN"), "not valid JSON" },
  { "escape", ONE ("\"id\":\"\\x61\""), "not valid JSON" },
  { "escape-hex", ONE ("\"id\":\"\\u00g1\""), "not valid JSON" },
  { "line-break", ONE ("\"id\":\"a\nb\""), "not valid JSON" },
  { "utf8-alone", ONE ("\"id\":\"a\",\"displayName\":\"\x80\""), "not UTF-8" },
  { "utf8-cut", ONE ("\"id\":\"a\",\"displayName\":\"\xc3\""), "not UTF-8" },
  { "utf8-overlong", ONE ("\"id\":\"a\",\"displayName\":\"\xc0\xaf\""), "not UTF-8" },
  { "utf8-surrogate", ONE ("\"id\":\"a\",\"displayName\":\"\xed\xa0\x80\""), "not UTF-8" },
  { "utf8-too-high", ONE ("\"id\":\"a\",\"displayName\":\"\xf4\x90\x80\x80\""), "not UTF-8" },
  { "utf8-unknown-field", ONE ("\"id\":\"a\",\"x\":\"\xff\""), "not UTF-8" },
  { "utf8-key", "{\"\xff\":1,\"members\":[]}", "not UTF-8" },
  { "latin1", ONE ("\"id\":\"a\",\"displayName\":\"J\xf6rg\""), "not UTF-8" },
  { "utf16", "\xff\xfe{", "not JSON" },
};

/* In one piece, in two at every place, in bytes, and in threes. */
static void
test_good (gconstpointer data)
{
  const Case *test = data;
  gsize length = strlen (test->page);

  for (gsize first = 0; first <= length; first++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *dump =
          member_dump_page (test->page, length, first, first == 0 ? G_MAXSIZE : length, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (dump, ==, test->expected);
    }
  for (gsize size = 1; size <= 3; size++)
    {
      g_autofree char *dump = member_dump_page (test->page, length, 0, size, NULL);

      g_assert_cmpstr (dump, ==, test->expected);
    }
}

static void
test_bad (gconstpointer data)
{
  const Case *test = data;
  gsize length = strlen (test->page);
  g_autoptr (GError) error = NULL;

  g_assert_null (member_dump_page (test->page, length, 0, G_MAXSIZE, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER);
  if (strstr (error->message, test->expected) == NULL)
    g_error ("“%s” does not say “%s”", error->message, test->expected);
  g_assert_true (g_str_has_suffix (error->message, "."));

  for (gsize first = 1; first < length; first++)
    {
      g_autoptr (GError) split_error = NULL;

      g_assert_null (member_dump_page (test->page, length, first, length, &split_error));
      g_assert_error (split_error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER);
    }
  g_assert_null (member_dump_page (test->page, length, 0, 1, NULL));
}

/* A zero byte is no JSON, wherever it stands. */
static void
test_zero_bytes (void)
{
  static const char page[] = ONE ("\"id\":\"a\",\"x\":1");

  for (gsize at = 0; at <= strlen (page); at++)
    {
      g_autoptr (GString) broken = g_string_new (page);

      g_string_insert_len (broken, (gssize)at, "", 1);
      g_assert_null (member_dump_page (broken->str, broken->len, 0, G_MAXSIZE, NULL));
      g_assert_null (member_dump_page (broken->str, broken->len, 0, 1, NULL));
    }
}

static void
assert_page (const GString *page, const char *fault)
{
  const gsize sizes[] = { 1000, 16384, G_MAXSIZE };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *dump = member_dump_page (page->str, page->len, 0, sizes[i], &error);

      if (fault == NULL)
        {
          g_assert_no_error (error);
          g_assert_true (g_str_has_prefix (dump, "a|"));
        }
      else
        {
          g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER);
          g_assert_nonnull (strstr (error->message, fault));
          g_assert_cmpuint (strlen (error->message), <, 200);
        }
    }
}

static void
append_times (GString *text, const char *piece, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (text, piece);
}

static void
test_longest_string (void)
{
  const guint lengths[] = { 65536, 65537 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GString) page = g_string_new ("{\"members\":[{\"id\":\"a\",\"displayName\":\"");

      append_times (page, "n", lengths[i]);
      g_string_append (page, "\"}]}");
      assert_page (page, i == 0 ? NULL : "over 64 KiB");
    }
}

static void
test_largest_member (void)
{
  const guint excess[] = { 0, 1, 100000 };

  for (gsize i = 0; i < G_N_ELEMENTS (excess); i++)
    {
      g_autoptr (GString) page = g_string_new ("{\"members\":[{\"id\":\"a\",\"x\":[");
      gsize start = strlen ("{\"members\":[");

      append_times (page, "0,", 1024 * 512 - 20);
      g_string_append (page, "0]");
      while (page->len - start < 1024 * 1024 - 1 + excess[i])
        g_string_append_c (page, ' ');
      g_string_append (page, "}]}");
      assert_page (page, excess[i] == 0 ? NULL : "over 1 MiB");
    }
}

static void
test_largest_value (void)
{
  g_autoptr (GString) page = g_string_new ("{\"x\":{\"y\":[");

  append_times (page, "0,", 1024 * 1024);
  g_string_append (page, "0]},\"members\":[{\"id\":\"a\"}]}");
  assert_page (page, "over 1 MiB");
}

/* The answer, the list and the member are three of the 64 levels. */
static void
test_deepest_member (void)
{
  for (guint levels = 61; levels <= 62; levels++)
    {
      g_autoptr (GString) page = g_string_new ("{\"members\":[{\"id\":\"a\",\"x\":");

      append_times (page, "[", levels);
      append_times (page, "]", levels);
      g_string_append (page, "}]}");
      assert_page (page, levels == 61 ? NULL : "nested too deeply");
    }
}

static void
test_deepest_value (void)
{
  for (guint levels = 63; levels <= 64; levels++)
    {
      g_autoptr (GString) page = g_string_new ("{\"x\":");

      append_times (page, "{\"y\":", levels);
      g_string_append (page, "1");
      append_times (page, "}", levels);
      g_string_append (page, ",\"members\":[{\"id\":\"a\"}]}");
      assert_page (page, levels == 63 ? NULL : "nested too deeply");
    }
}

/* What the service sent does not come back in the message. */
static void
test_nothing_is_quoted (void)
{
  const char *const pages[] = {
    ONE ("\"id\":\"a\",\"displayName\":zq7secret"),
    ONE ("\"zq7secret\":1,\"id\":7"),
    PAGE ("\"zq7secret\""),
    "zq7secret",
    "{\"members\":[]} zq7secret",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (member_dump_page (pages[i], strlen (pages[i]), 0, G_MAXSIZE, &error));
      g_assert_null (strstr (error->message, "zq7"));
    }
}

static void
test_byte_is_named (void)
{
  static const char page[] = ONE ("\"id\":\"a\",\"mfaEnabled\":7");
  gsize at = (gsize)(strchr (page, '7') - page);
  g_autofree char *expected = g_strdup_printf ("at byte %" G_GSIZE_FORMAT ".", at);

  for (gsize size = 1; size < sizeof page; size++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (member_dump_page (page, strlen (page), 0, size, &error));
      g_assert_nonnull (strstr (error->message, expected));
    }
}

static gboolean
on_member (const RosterMember *member, gpointer user_data, GError **error)
{
  member_dump_append (user_data, member);
  if (strcmp (member->id, "stop") != 0)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");

  return FALSE;
}

static gboolean
feed (RosterMemberReader *reader, const char *text, GError **error)
{
  return roster_member_reader_feed (reader, text, strlen (text), error);
}

static void
test_pages (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RosterMemberReader) reader = roster_member_reader_new (on_member, text);
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (feed (reader, "{\"members\":[{\"id\":\"a\"}],\"token\":\"T\"}", &error));
  g_assert_true (roster_member_reader_finish (reader, &token, &error));
  g_assert_cmpstr (token, ==, "T");
  g_assert_cmpuint (roster_member_reader_get_n_members (reader), ==, 1);
  g_clear_pointer (&token, g_free);

  g_assert_true (feed (reader, "\xef\xbb\xbf{\"users\":[{\"id\":\"b\"},{\"id\":\"c\"}]}", &error));
  g_assert_cmpuint (roster_member_reader_get_n_members (reader), ==, 3);
  g_assert_true (roster_member_reader_finish (reader, &token, &error));
  g_assert_null (token);
  g_assert_cmpstr (text->str, ==, "a||||never|\nb||||never|\nc||||never|\n");
  g_assert_false (roster_member_reader_finish (reader, NULL, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER);
}

/* A page that broke in the middle is read again from its beginning. */
static void
test_restart_page (void)
{
  const char *const broken[] = { "{\"members\":[{\"id\":\"b\"},{\"id\":\"c",
                                 "{\"members\":[{\"id\":\"b\"}],\"token\":\"X\",\"x\":",
                                 "{\"members\":[{\"id\":\"b\"},7" };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (RosterMemberReader) reader = roster_member_reader_new (on_member, text);
      g_autofree char *token = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (feed (reader, "{\"members\":[{\"id\":\"a\"}],\"token\":\"T\"}", NULL));
      g_assert_true (roster_member_reader_finish (reader, NULL, NULL));
      feed (reader, broken[i], NULL);
      g_assert_false (roster_member_reader_finish (reader, NULL, NULL));
      g_assert_false (feed (reader, "{}", NULL));
      g_assert_cmpuint (roster_member_reader_get_n_members (reader), ==, 2);

      roster_member_reader_restart_page (reader);
      g_assert_cmpuint (roster_member_reader_get_n_members (reader), ==, 1);
      g_assert_true (feed (reader, "{\"members\":[{\"id\":\"b\"},{\"id\":\"c\"}]}", &error));
      g_assert_true (roster_member_reader_finish (reader, &token, &error));
      g_assert_no_error (error);
      g_assert_null (token);
      g_assert_cmpuint (roster_member_reader_get_n_members (reader), ==, 3);
    }
}

static void
test_function_stops (void)
{
  for (gsize size = 1; size < 60; size++)
    {
      static const char page[] = PAGE ("{\"id\":\"a\"},{\"id\":\"stop\"},{\"id\":\"c\"}");
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (RosterMemberReader) reader = roster_member_reader_new (on_member, text);
      g_autoptr (GError) error = NULL;

      for (gsize at = 0; at < strlen (page) && error == NULL; at += size)
        roster_member_reader_feed (reader, page + at, MIN (size, strlen (page) - at), &error);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpstr (text->str, ==, "a||||never|\nstop||||never|\n");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (good_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/member-reader/good/%s", good_cases[i].name);

      g_test_add_data_func (path, &good_cases[i], test_good);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/member-reader/bad/%s", bad_cases[i].name);

      g_test_add_data_func (path, &bad_cases[i], test_bad);
    }
  g_test_add_func ("/member-reader/zero-bytes", test_zero_bytes);
  g_test_add_func ("/member-reader/longest-string", test_longest_string);
  g_test_add_func ("/member-reader/largest-member", test_largest_member);
  g_test_add_func ("/member-reader/largest-value", test_largest_value);
  g_test_add_func ("/member-reader/deepest-member", test_deepest_member);
  g_test_add_func ("/member-reader/deepest-value", test_deepest_value);
  g_test_add_func ("/member-reader/nothing-is-quoted", test_nothing_is_quoted);
  g_test_add_func ("/member-reader/byte-is-named", test_byte_is_named);
  g_test_add_func ("/member-reader/pages", test_pages);
  g_test_add_func ("/member-reader/restart-page", test_restart_page);
  g_test_add_func ("/member-reader/function-stops", test_function_stops);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hawk headers that are read, and those that nobody should trust. */

#include "core/base/roster-error.h"
#include "core/wire/roster-hawk-attributes.h"

#include <string.h>

static void
test_parse (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterHawkAttributes) attributes = roster_hawk_parse (
      "hawk  id=\"a b\" , ts=\"1\",\tnonce=\"n\",hash=\"h=\", ext=\"\\\"x\\\\\", "
      "mac=\"m\", tsm=\"t\", error=\"Stale timestamp\" ",
      &error);

  g_assert_no_error (error);
  g_assert_cmpstr (attributes->id, ==, "a b");
  g_assert_cmpstr (attributes->ts, ==, "1");
  g_assert_cmpstr (attributes->nonce, ==, "n");
  g_assert_cmpstr (attributes->hash, ==, "h=");
  g_assert_cmpstr (attributes->ext, ==, "\"x\\");
  g_assert_cmpstr (attributes->mac, ==, "m");
  g_assert_cmpstr (attributes->tsm, ==, "t");
  g_assert_cmpstr (attributes->error, ==, "Stale timestamp");
}

static void
test_parse_some (void)
{
  g_autoptr (RosterHawkAttributes) attributes = roster_hawk_parse ("Hawk mac=\"m\"", NULL);

  g_assert_nonnull (attributes);
  g_assert_cmpstr (attributes->mac, ==, "m");
  g_assert_null (attributes->id);
  g_assert_null (attributes->ext);
}

static void
test_parse_bad (void)
{
  static const char *const headers[] = {
    NULL,
    "",
    "Hawk",
    "Hawk ",
    "Hawk,",
    "Basic dTpw",
    "Hawkid=\"a\"",
    "Hawk id=a",
    "Hawk id='a'",
    "Hawk id=\"a",
    "Hawk id=\"\"",
    "Hawk id=\"a\" ts=\"1\"",
    "Hawk id=\"a\",, ts=\"1\"",
    "Hawk id=\"a\",",
    "Hawk , id=\"a\"",
    "Hawk id =\"a\"",
    "Hawk id= \"a\"",
    "Hawk ID=\"a\"",
    "Hawk id=\"a\", id=\"a\"",
    "Hawk id=\"a\", app=\"b\"",
    "Hawk identity=\"a\"",
    "Hawk i=\"a\"",
    "Hawk =\"a\"",
    "Hawk id=\"a\tb\"",
    "Hawk id=\"a\nb\"",
    "Hawk id=\"a\x7f\"",
    "Hawk id=\"caf\xc3\xa9\"",
    "Hawk ext=\"a\\nb\"",
    "Hawk ext=\"a\\",
    "Hawk ext=\"a\\\"",
    "Hawk id=\"a\" trailing",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterHawkAttributes) attributes = roster_hawk_parse (headers[i], &error);

      g_test_message ("%s", headers[i] != NULL ? headers[i] : "(none)");
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER);
      g_assert_null (attributes);
    }
}

static void
test_parse_long (void)
{
  g_autofree char *fill = g_strnfill (ROSTER_HAWK_MAX_HEADER - strlen ("Hawk id=\"\""), 'a');
  g_autofree char *longest = g_strdup_printf ("Hawk id=\"%s\"", fill);
  g_autofree char *too_long = g_strdup_printf ("Hawk id=\"%sa\"", fill);
  g_autoptr (RosterHawkAttributes) read = roster_hawk_parse (longest, NULL);
  g_autoptr (RosterHawkAttributes) refused = roster_hawk_parse (too_long, NULL);

  g_assert_nonnull (read);
  g_assert_null (refused);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hawk-attributes/parse", test_parse);
  g_test_add_func ("/hawk-attributes/parse/some", test_parse_some);
  g_test_add_func ("/hawk-attributes/parse/bad", test_parse_bad);
  g_test_add_func ("/hawk-attributes/parse/long", test_parse_long);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nothing that a service repeats of a credential is left, and what it says is. */

#include "core/base/roster-redaction.h"

#include <string.h>

#define KEY "0123456789abcdef0123456789ABCDEF"

static void
test_credentials (void)
{
  static const char *const cases[][2] = {
    { "", "" },
    { "The role is unknown.", "The role is unknown." },
    { "your key " KEY " is old", "your key […] is old" },
    { "short s3cr and s3cret-key", "short s3cr and […]" },
    { "S3CRET-KEYS3cret-Key!", "[…][…]!" },
    { "it ends with s3cret-k", "it ends with […]" },
    { "it ends with s3cret-", "it ends with s3cret-" },
    { "Authorization: Hawk id=\"u\", ts=\"1\", mac=\"x=\"", "Authorization:[…]" },
    { "{\"authorization\":\"Bearer x\"}", "{\"authorization\":[…]" },
    { "bad header (Hawk id=\"u\", nonce=\"n\", mac=\"m\")", "bad header (Hawk […]" },
    { "Hawk is spoken here", "Hawk is spoken here" },
    { "got Bearer abc-def_1.x.y now", "got Bearer […] now" },
    { "bearer \"abc\" is old", "bearer \"[…]\" is old" },
    { "invalid token ghp_abc, sorry", "invalid token […] sorry" },
    { "token=abc&x=1 y", "token=[…] y" },
    { "2 tokens left", "2 tokens left" },
    { "Basic dXNlcjpwYXNz failed", "Basic […] failed" },
    { "Basic authentication is off", "Basic authentication is off" },
    { "TS_API_KEY=abc; x-api-key: def", "TS_API_KEY=[…]; x-api-key: […]" },
    { "{\"password\": \"hunter\"}", "{\"password\": \"[…]\"}" },
    { "mac: abc, nonce: def", "mac: […], nonce: […]" },
    { "seen ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef1 twice", "seen […] twice" },
    { "request 123e4567-e89b-12d3-a456-426614174000",
      "request 123e4567-e89b-12d3-a456-426614174000" },
    { "organization 5f3a1b2c4d5e6f7000000001", "organization 5f3a1b2c4d5e6f7000000001" },
    { "Donaudampfschifffahrtsgesellschaft", "Donaudampfschifffahrtsgesellschaft" },
    { "Größe ist ungültig", "Größe ist ungültig" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = roster_redaction_apply (cases[i][0], "s3cret-key");

      g_assert_cmpstr (line, ==, cases[i][1]);
    }
}

/* Wherever it stands, and whatever is around it. */
static void
test_secret_everywhere (void)
{
  for (guint before = 0; before < 20; before++)
    {
      g_autofree char *filler = g_strnfill (before, '0');
      g_autofree char *text = g_strconcat (filler, KEY, filler, KEY, "é", NULL);
      g_autofree char *line = roster_redaction_apply (text, KEY);

      g_assert_null (strstr (line, "abcdef"));
      g_assert_true (g_str_has_suffix (line, "[…]é"));
    }
}

/* No text takes longer than its length asks for. */
static void
test_long_texts (void)
{
  static const char *const units[] = { "x",    "0",        "a=",     "token ",         "Basic ",
                                       "mac:", "a-",       "Hawk a", "authorization ", "api-key ",
                                       "\\",   "s3cret-ke" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *line = NULL;

      while (text->len < 64 * 1024)
        g_string_append (text, units[i]);
      line = roster_redaction_apply (text->str, "s3cret-key");
      g_assert_true (g_utf8_validate (line, -1, NULL));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/redaction/credentials", test_credentials);
  g_test_add_func ("/redaction/secret-everywhere", test_secret_everywhere);
  g_test_add_func ("/redaction/long-texts", test_long_texts);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A threatstack.cfg. With the key taken out nothing of any TS_API_KEY is left, and all else is what
 * it was. */

#include "fuzz.h"

#include <string.h>

#include "core/base/roster-error.h"
#include "core/config/roster-config-file.h"
#include "core/config/roster-config-text.h"

static void
check_option (const RosterConfigOption *old, const RosterConfigOption *new)
{
  g_assert_cmpstr (old->name, ==, new->name);
  g_assert_cmpuint (old->line, ==, new->line);
  if (g_str_equal (old->name, "ts_api_key"))
    g_assert_cmpuint (new->value->len, ==, 0);
  else
    g_assert_true (g_string_equal (old->value, new->value));
}

static void
check_stripped (const char *data, gsize length, const char *rest, gsize rest_length)
{
  g_autoptr (RosterConfigText) before = roster_config_text_parse (data, length);
  g_autoptr (RosterConfigText) after = roster_config_text_parse (rest, rest_length);

  g_assert_cmpuint (before->sections->len, ==, after->sections->len);
  for (guint i = 0; i < before->sections->len; i++)
    {
      const RosterConfigSection *old = before->sections->pdata[i];
      const RosterConfigSection *new = after->sections->pdata[i];

      g_assert_cmpstr (old->name, ==, new->name);
      g_assert_cmpuint (old->options->len, ==, new->options->len);
      for (guint j = 0; j < old->options->len; j++)
        check_option (old->options->pdata[j], new->options->pdata[j]);
    }
}

static RosterConfigFile *
parse (const char *data, gsize length)
{
  g_autoptr (GError) error = NULL;
  RosterConfigFile *config = roster_config_file_parse ("f", data, length, &error);

  if (config != NULL)
    {
      g_assert_no_error (error);
      g_assert_true (*config->user_id != '\0');
      g_assert_cmpuint (config->organizations->len, >, 0);
    }
  else
    {
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_FILE);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }

  return config;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_memdup2 (size > 0 ? data : (const guint8 *)"", MAX (size, 1));
  g_autoptr (RosterConfigFile) config = parse (text, size);
  g_autoptr (GBytes) stripped = roster_config_file_strip_key (text, size, NULL);
  gsize length;
  const char *rest = g_bytes_get_data (stripped, &length);
  g_autoptr (RosterConfigFile) keyless = parse (rest != NULL ? rest : "", length);

  check_stripped (text, size, rest != NULL ? rest : "", length);
  if (keyless != NULL)
    g_assert_null (keyless->key);
  if (config != NULL)
    {
      g_assert_nonnull (keyless);
      g_assert_cmpstr (config->user_id, ==, keyless->user_id);
      g_assert_cmpstr (config->endpoint, ==, keyless->endpoint);
      g_assert_cmpuint (config->organizations->len, ==, keyless->organizations->len);
    }

  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes credentials out of what a service says: many repeat what they were sent, and what they say
 * is shown, printed and kept. */

#include "core/base/roster-redaction.h"

#include <string.h>

#define MARK "[…]"
#define MIN_SECRET 4 /* bytes: less is found everywhere */
#define MIN_START 8  /* bytes of a secret that is cut off at the end */

/* What is before the first group's end stays. A header's value has no end that can be told from
 * what follows, so all of it goes. */
static const char *const patterns[] = {
  "(?i)(authorization[\"'\\\\]*\\s*+[:=])(?:.*)",
  "(?i)(\\b(?:hawk|digest|negotiate)\\s+)(?:\\w++\\s*+=.*)",
  "(?i)(\\bbasic\\s+)(?:(?-i:(?=[^\\s\"',;]{0,200}(?:[0-9=+/]|[a-z][A-Z])))[^\\s\"',;]++)",
  "(?i)(\\b(?:bearer|token)(?:[\"'\\\\]*\\s*+[:=]\\s*+|\\s++)[\"'\\\\]*)(?:[^\\s\"'\\\\]++)",
  "(?i)(\\b(?:[\\w-]{0,40}[-_ ])?(?:api[-_ "
  "]?key|secret|password|passwd|cookie|mac|nonce)[\"'\\\\]*\\s*+"
  "[:=]\\s*+[\"'\\\\]*)(?:[^\\s\"'\\\\,;]++)",
};

static void
replace_pattern (char **line, const char *pattern)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_OPTIMIZE, 0, NULL);
  char *replaced = g_regex_replace (regex, *line, -1, 0, "\\1" MARK, 0, NULL);

  if (replaced != NULL)
    {
      g_free (*line);
      *line = replaced;
    }
}

/* Words have no digits, and ids of services are shorter or have dashes. */
static gboolean
replace_run (const GMatchInfo *info, GString *result, gpointer user_data)
{
  g_autofree char *run = g_match_info_fetch (info, 0);

  g_string_append (result, strpbrk (run, "0123456789") != NULL ? MARK : run);
  return FALSE;
}

static void
replace_runs (char **line)
{
  g_autoptr (GRegex) regex = g_regex_new ("[A-Za-z0-9_+=]{32,}+", G_REGEX_OPTIMIZE, 0, NULL);
  char *replaced = g_regex_replace_eval (regex, *line, -1, 0, 0, replace_run, NULL, NULL);

  if (replaced != NULL)
    {
      g_free (*line);
      *line = replaced;
    }
}

static gboolean
starts_with (const char *text, const char *prefix, gsize length)
{
  return g_ascii_strncasecmp (text, prefix, length) == 0;
}

/* The secret, in whatever case, also where the end of the line cuts it. */
static char *
replace_secret (const char *line, const char *secret)
{
  g_autoptr (GString) result = g_string_new (NULL);
  const gsize length = strlen (secret);
  const char *end = line + strlen (line);

  for (const char *p = line; *p != '\0';)
    {
      const gsize rest = (gsize)(end - p);

      if (starts_with (p, secret, rest < length ? rest : length) &&
          (rest >= length || rest >= MIN_START))
        {
          g_string_append (result, MARK);
          p += rest < length ? rest : length;
        }
      else
        g_string_append_c (result, *p++);
    }
  return g_string_free (g_steal_pointer (&result), FALSE);
}

char *
roster_redaction_apply (const char *line, const char *secret)
{
  char *text = secret != NULL && strlen (secret) >= MIN_SECRET ? replace_secret (line, secret)
                                                               : g_strdup (line);

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    replace_pattern (&text, patterns[i]);
  replace_runs (&text);
  return text;
}

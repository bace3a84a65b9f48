/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a domain looks like to somebody who reads it quickly (the idea is that of Unicode's UTS 39).
 */

#include "core/recipients/roster-domain-look.h"

#include <gio/gio.h>

/* Letters and digits that pass for a Latin letter; sorted by nothing, there are few. */
static const struct
{
  gunichar letter;
  char looks;
} look_alikes[] = {
  { '0', 'o' },    { '1', 'l' },   { '3', 'e' },   { '5', 's' },   { '8', 'b' },   { 0x131, 'i' },
  { 0x3b1, 'a' },  { 0x3b5, 'e' }, { 0x3b9, 'i' }, { 0x3ba, 'k' }, { 0x3bd, 'v' }, { 0x3bf, 'o' },
  { 0x3c1, 'p' },  { 0x3c4, 't' }, { 0x3c5, 'u' }, { 0x3c7, 'x' }, { 0x430, 'a' }, { 0x432, 'b' },
  { 0x435, 'e' },  { 0x43a, 'k' }, { 0x43c, 'm' }, { 0x43d, 'h' }, { 0x43e, 'o' }, { 0x440, 'p' },
  { 0x441, 'c' },  { 0x442, 't' }, { 0x443, 'y' }, { 0x445, 'x' }, { 0x455, 's' }, { 0x456, 'i' },
  { 0x458, 'j' },  { 0x4bb, 'h' }, { 0x501, 'd' }, { 0x51b, 'q' }, { 0x51d, 'w' }, { 0x261, 'g' },
  { 0x1d0f, 'o' }, { 0x2c9, 'l' }, { 0x4cf, 'l' },
};

/* Two letters that pass for one. */
static const char *const pairs[][2] = { { "rn", "m" }, { "vv", "w" }, { "cl", "d" } };

/* Which writing a letter belongs to, where languages mix several: Japanese and Korean count as one
 * with Han. */
static GUnicodeScript
get_writing (gunichar c)
{
  const GUnicodeScript script = g_unichar_get_script (c);

  if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA ||
      script == G_UNICODE_SCRIPT_HANGUL || script == G_UNICODE_SCRIPT_BOPOMOFO)
    return G_UNICODE_SCRIPT_HAN;
  return script == G_UNICODE_SCRIPT_INHERITED ? G_UNICODE_SCRIPT_COMMON : script;
}

/* In letters, where it is in its ASCII form. */
static char *
decode (const char *domain)
{
  char *shown = g_hostname_is_ascii_encoded (domain) ? g_hostname_to_unicode (domain) : NULL;

  return shown != NULL ? shown : g_strdup (domain);
}

/**
 * roster_domain_look_is_mixed:
 * @domain: a domain, in letters or in its ASCII form
 *
 * Returns: whether one of its labels has letters of several writings, as no honest name has
 */
gboolean
roster_domain_look_is_mixed (const char *domain)
{
  g_autofree char *shown = decode (domain);
  GUnicodeScript writing = G_UNICODE_SCRIPT_COMMON;

  for (const char *p = shown; *p != '\0'; p = g_utf8_next_char (p))
    {
      const GUnicodeScript found = get_writing (g_utf8_get_char (p));

      if (*p == '.')
        writing = G_UNICODE_SCRIPT_COMMON;
      else if (found == G_UNICODE_SCRIPT_COMMON)
        continue;
      else if (writing == G_UNICODE_SCRIPT_COMMON)
        writing = found;
      else if (writing != found)
        return TRUE;
    }
  return FALSE;
}

static void
append_look (GString *text, gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (look_alikes); i++)
    {
      if (look_alikes[i].letter == c)
        {
          g_string_append_c (text, look_alikes[i].looks);
          return;
        }
    }
  if (!g_unichar_ismark (c))
    g_string_append_unichar (text, c);
}

/**
 * roster_domain_look_skeleton:
 * @domain: a domain
 *
 * Returns: (transfer full): what it looks like; two domains that look alike have the same
 */
char *
roster_domain_look_skeleton (const char *domain)
{
  g_autofree char *shown = decode (domain);
  g_autofree char *folded = g_utf8_casefold (shown, -1);
  g_autofree char *apart = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = apart != NULL ? apart : folded; *p != '\0'; p = g_utf8_next_char (p))
    append_look (text, g_utf8_get_char (p));
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_string_replace (text, pairs[i][0], pairs[i][1], 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

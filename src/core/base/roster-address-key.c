/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How addresses are written, and the one way in which they are compared. */

#include "core/base/roster-address-key.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_EMAIL 254 /* bytes (RFC 5321, 4.5.3.1.3, without the brackets) */
#define MAX_LOCAL 64  /* bytes (RFC 5321, 4.5.3.1.1) */
#define MAX_LABEL 63  /* bytes (RFC 1035, 2.3.4) */

gboolean
roster_address_is_mark (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT ||
         (c >= 0x2060 && c <= 0x206f);
}

char *
roster_address_trim (const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end && roster_address_is_mark (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && roster_address_is_mark (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (text, (gsize)(end - text));
}

gboolean
roster_address_key_is_plain (const char *address)
{
  for (const char *p = address; *p != '\0'; p++)
    if (*p <= ' ' || *p >= 0x7f || g_ascii_isupper (*p))
      return FALSE;

  return TRUE;
}

/* Of single characters: g_utf8_strdown() goes by the language of the process. */
static char *
lower (const char *text)
{
  g_autoptr (GString) lowered = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (lowered, g_unichar_tolower (g_utf8_get_char (p)));

  return g_utf8_normalize (lowered->str, -1, G_NORMALIZE_NFC);
}

char *
roster_address_key (const char *address)
{
  g_autofree char *valid = NULL;
  g_autofree char *trimmed = NULL;
  g_autofree char *normal = NULL;
  g_autofree char *key = NULL;
  g_autofree char *ascii = NULL;
  char *at;

  if (roster_address_key_is_plain (address))
    return g_strdup (address);

  valid = g_utf8_make_valid (address, -1);
  trimmed = roster_address_trim (valid, strlen (valid));
  normal = g_utf8_normalize (trimmed, -1, G_NORMALIZE_NFC);
  key = lower (normal);
  at = strrchr (key, '@');
  if (at == NULL || !g_hostname_is_non_ascii (at + 1))
    return g_steal_pointer (&key);
  ascii = g_hostname_to_ascii (at + 1);
  if (ascii == NULL)
    return g_steal_pointer (&key);
  at[1] = '\0';

  return g_strconcat (key, ascii, NULL);
}

/* Whether @c may stand in the part before the @: what RFC 5321 allows without quotes, and letters
 * of every script (RFC 6531). */
static gboolean
is_local_character (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char)c) || (c != 0 && strchr ("!#$%&'*+-/=?^_`{|}~.", (int)c) != NULL);

  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Letters, digits and hyphens, also those of internationalized names. */
static gboolean
is_domain_character (gunichar c)
{
  return c == '-' || g_unichar_isalnum (c) || (c >= 0x80 && g_unichar_ismark (c));
}

static gboolean
is_local_part (const char *local, gsize length)
{
  if (length == 0 || length > MAX_LOCAL || local[0] == '.' || local[length - 1] == '.' ||
      g_strstr_len (local, (gssize)length, "..") != NULL)
    return FALSE;

  for (const char *p = local; p < local + length; p = g_utf8_next_char (p))
    if (!is_local_character (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

static gboolean
is_label (const char *label, gsize length)
{
  if (length == 0 || length > MAX_LABEL || label[0] == '-' || label[length - 1] == '-')
    return FALSE;

  for (const char *p = label; p < label + length; p = g_utf8_next_char (p))
    if (!is_domain_character (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/* At least two labels, of which the last is not a number. */
static gboolean
is_domain (const char *domain)
{
  const char *label = domain;

  for (const char *dot = strchr (label, '.'); dot != NULL; dot = strchr (label, '.'))
    {
      if (!is_label (label, (gsize)(dot - label)))
        return FALSE;
      label = dot + 1;
    }

  return label != domain && is_label (label, strlen (label)) &&
         strspn (label, "0123456789") < strlen (label);
}

gboolean
roster_address_is_valid (const char *email)
{
  const char *at;

  if (email == NULL || strlen (email) > MAX_EMAIL || !g_utf8_validate (email, -1, NULL))
    return FALSE;

  at = strchr (email, '@');

  return at != NULL && is_local_part (email, (gsize)(at - email)) && is_domain (at + 1);
}

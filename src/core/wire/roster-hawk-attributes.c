/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The attributes of a Hawk header, read as strictly as Hawk's reference implementation does. */

#include "core/wire/roster-hawk-attributes.h"

#include "core/base/roster-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *name;
  gsize offset;
} Attribute;

static const Attribute attributes[] = {
  { "id", G_STRUCT_OFFSET (RosterHawkAttributes, id) },
  { "ts", G_STRUCT_OFFSET (RosterHawkAttributes, ts) },
  { "nonce", G_STRUCT_OFFSET (RosterHawkAttributes, nonce) },
  { "hash", G_STRUCT_OFFSET (RosterHawkAttributes, hash) },
  { "ext", G_STRUCT_OFFSET (RosterHawkAttributes, ext) },
  { "mac", G_STRUCT_OFFSET (RosterHawkAttributes, mac) },
  { "tsm", G_STRUCT_OFFSET (RosterHawkAttributes, tsm) },
  { "error", G_STRUCT_OFFSET (RosterHawkAttributes, error) },
};

static char **
attribute_slot (RosterHawkAttributes *self, const char *name, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    if (strlen (attributes[i].name) == length && memcmp (attributes[i].name, name, length) == 0)
      return G_STRUCT_MEMBER_P (self, attributes[i].offset);
  return NULL;
}

/* What Hawk allows in an attribute's value: printable ASCII. */
static gboolean
is_value_char (char c)
{
  return g_ascii_isprint (c);
}

static const char *
skip_blanks (const char *p)
{
  while (*p == ' ' || *p == '\t')
    p++;
  return p;
}

/* Reads what stands between the quotes; @p points behind the first one. Gives the place behind the
 * last one, or %NULL. */
static const char *
read_value (const char *p, GString *value)
{
  for (; *p != '"'; p++)
    {
      if (*p == '\\')
        {
          p++;
          if (*p != '"' && *p != '\\')
            return NULL;
        }
      else if (!is_value_char (*p))
        {
          return NULL;
        }
      g_string_append_c (value, *p);
    }
  return value->len > 0 ? p + 1 : NULL;
}

/* Reads name="value" at @p into @self. Gives the place behind it, or %NULL. */
static const char *
read_attribute (RosterHawkAttributes *self, const char *p)
{
  g_autoptr (GString) value = g_string_new (NULL);
  gsize name_length = strspn (p, "abcdefghijklmnopqrstuvwxyz");
  char **slot = attribute_slot (self, p, name_length);

  if (slot == NULL || *slot != NULL || p[name_length] != '=' || p[name_length + 1] != '"')
    return NULL;

  p = read_value (p + name_length + 2, value);
  if (p == NULL)
    return NULL;
  *slot = g_strndup (value->str, value->len);
  return p;
}

static gboolean
read_attributes (RosterHawkAttributes *self, const char *p)
{
  for (;;)
    {
      p = read_attribute (self, p);
      if (p == NULL)
        return FALSE;
      p = skip_blanks (p);
      if (*p == '\0')
        return TRUE;
      if (*p != ',')
        return FALSE;
      p = skip_blanks (p + 1);
    }
}

void
roster_hawk_attributes_free (RosterHawkAttributes *self)
{
  if (self == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    g_free (*(char **)G_STRUCT_MEMBER_P (self, attributes[i].offset));
  g_free (self);
}

/**
 * roster_hawk_parse:
 * @header: (nullable): the value of an Authorization, Server-Authorization or WWW-Authenticate
 * header
 * @error: ROSTER_ERROR_BAD_ANSWER
 *
 * Reads a Hawk header as strictly as Hawk itself: known attributes only, none twice, none empty,
 * each quoted, printable ASCII, at most %ROSTER_HAWK_MAX_HEADER bytes. Unlike Hawk it also reads
 * the escapes `\"` and `\\`, which Hawk's own client writes.
 *
 * Returns: (transfer full) (nullable): the attributes, or %NULL where it is not such a header
 */
RosterHawkAttributes *
roster_hawk_parse (const char *header, GError **error)
{
  g_autoptr (RosterHawkAttributes) self = g_new0 (RosterHawkAttributes, 1);

  if (header != NULL && strnlen (header, ROSTER_HAWK_MAX_HEADER + 1) <= ROSTER_HAWK_MAX_HEADER &&
      g_ascii_strncasecmp (header, "Hawk ", strlen ("Hawk ")) == 0 &&
      read_attributes (self, skip_blanks (header + strlen ("Hawk "))))
    return g_steal_pointer (&self);

  g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER,
                       _ ("The service’s authentication header cannot be read."));
  return NULL;
}

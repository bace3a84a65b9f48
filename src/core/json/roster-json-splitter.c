/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a JSON value ends, when its text comes in pieces. */

#include "core/json/roster-json-splitter.h"

#include <string.h>

/**
 * roster_json_splitter_start:
 * @self: what to set up
 * @first: the first byte of the value, which is to be scanned too
 */
void
roster_json_splitter_start (RosterJsonSplitter *self, char first)
{
  *self = (RosterJsonSplitter){ .scalar = first != '"' && first != '{' && first != '[' };
}

static gsize
scan_scalar (const char *data, gsize length, gboolean *ended)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (data[i]) && data[i] != '-' && data[i] != '+' && data[i] != '.')
      {
        *ended = TRUE;
        return i;
      }

  return length;
}

/* Whether the value ends with the quote or bracket @c, outside of a string. */
static gboolean
pass_outside (RosterJsonSplitter *self, char c)
{
  switch (c)
    {
    case '"':
      self->in_string = TRUE;
      return FALSE;
    case '{':
    case '[':
      self->depth++;
      return FALSE;
    case '}':
    case ']':
      self->depth -= self->depth > 0 ? 1 : 0;
      return self->depth == 0;
    default:
      return FALSE;
    }
}

/* Whether the value ends with @c, within a string. */
static gboolean
pass_inside (RosterJsonSplitter *self, char c)
{
  if (self->escaped)
    self->escaped = FALSE;
  else if (c == '\\')
    self->escaped = TRUE;
  else if (c == '"')
    self->in_string = FALSE;

  return !self->in_string && self->depth == 0;
}

/**
 * roster_json_splitter_scan:
 * @self: the value
 * @data: its text, from its beginning at the first call, then from where the last call stopped
 * @length: in bytes
 * @ended: (out): whether the value ends within @data
 *
 * Returns: how many bytes of @data belong to the value
 */
gsize
roster_json_splitter_scan (RosterJsonSplitter *self,
                           const char *data,
                           gsize length,
                           gboolean *ended)
{
  *ended = FALSE;
  if (self->scalar)
    return scan_scalar (data, length, ended);

  for (gsize i = 0; i < length; i++)
    if (self->in_string ? pass_inside (self, data[i]) : pass_outside (self, data[i]))
      {
        *ended = TRUE;
        return i + 1;
      }

  return length;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

#include "core/json/roster-bytes.h"
#include "core/json/roster-json-error.h"

G_BEGIN_DECLS

#define ROSTER_JSON_MAX_STRING (64u * 1024u) /* bytes, as the answer spells it */
#define ROSTER_JSON_MAX_DEPTH 64u

/**
 * RosterJsonCursor:
 * @at: the next byte
 * @end: behind the last byte there is; more may come
 * @place: borrowed: where the next string goes to. There must be room for as many bytes as are left
 *   of the text, and no string moves.
 * @is_exact: becomes %FALSE where a string has U+FFFD for U+0000 or half of a surrogate pair
 * @fault: why it stopped
 * @field: (nullable): the field that @fault is about; static
 *
 * A place in JSON text that lies in one piece. Each function moves it on over one thing, or leaves
 * it where the fault is; %ROSTER_JSON_ERROR_MORE where the text ended first. RFC 8259, strictly.
 */
typedef struct
{
  const char *at;
  const char *end;
  char *place;
  gboolean is_exact;
  RosterJsonError fault;
  const char *field;
} RosterJsonCursor;

/**
 * roster_json_cursor_fail:
 * @self: a cursor
 * @fault: what is wrong at its place
 *
 * Returns: %FALSE
 */
static inline gboolean
roster_json_cursor_fail (RosterJsonCursor *self, RosterJsonError fault)
{
  self->fault = fault;

  return FALSE;
}

/**
 * roster_json_cursor_peek:
 * @self: a cursor
 *
 * Passes over white space.
 *
 * Returns: the next byte, or -1 with %ROSTER_JSON_ERROR_MORE at the end
 */
static inline int
roster_json_cursor_peek (RosterJsonCursor *self)
{
  for (; self->at < self->end; self->at++)
    if (*self->at != ' ' && *self->at != '\n' && *self->at != '\t' && *self->at != '\r')
      return (guchar)*self->at;

  roster_json_cursor_fail (self, ROSTER_JSON_ERROR_MORE);

  return -1;
}

gboolean roster_json_cursor_read_string_closely (RosterJsonCursor *self, const char **text);

/**
 * roster_json_cursor_read_string:
 * @self: a cursor at a quote
 * @text: (out) (transfer none): the string, UTF-8, without escapes; it is at the place that the
 *   cursor had, which moves behind it
 *
 * Copies sixteen bytes at a time while the end is looked for, as far as there is nothing but text.
 *
 * Returns: whether there is a string
 */
static inline gboolean
roster_json_cursor_read_string (RosterJsonCursor *self, const char **text)
{
  const char *start = self->at + 1;
  const char *at = start;
  char *to = self->place;
  RosterBytes seen = { 0 };
  guint first = ROSTER_BYTES_SIZE;

  while (first == ROSTER_BYTES_SIZE && self->end - at >= ROSTER_BYTES_SIZE)
    {
      const RosterBytes bytes = roster_bytes_load (at);

      memcpy (to, &bytes, sizeof bytes);
      first = roster_bytes_get_first ((bytes == '"') | (bytes == '\\') | (bytes < 0x20));
      seen |= bytes;
      at += first;
      to += first;
    }

  if (first == ROSTER_BYTES_SIZE || *at != '"' || at - start > (gssize)ROSTER_JSON_MAX_STRING ||
      (roster_bytes_is_any (seen >= 0x80) &&
       !g_utf8_validate_len (start, (gsize)(at - start), NULL)))
    return roster_json_cursor_read_string_closely (self, text);

  *to = '\0';
  *text = self->place;
  self->place = to + 1;
  self->at = at + 1;

  return TRUE;
}

/**
 * roster_json_cursor_read_boolean:
 * @self: a cursor at a t or an f
 * @value: (out): which of the two words is there
 *
 * Makes no branch for which it is, as that would often be guessed wrong.
 *
 * Returns: whether there is one
 */
static inline gboolean
roster_json_cursor_read_boolean (RosterJsonCursor *self, gboolean *value)
{
  static const char words[2][8] = { "false", "true" };
  const gboolean is_true = *self->at == 't';
  const gssize length = 5 - is_true;

  if (self->end - self->at < length)
    return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_MORE);
  if (memcmp (self->at, words[is_true], 4) != 0 || self->at[length - 1] != 'e')
    return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_SYNTAX);

  self->at += length;
  *value = is_true;

  return TRUE;
}

/**
 * roster_json_cursor_read_null:
 * @self: a cursor at an n
 *
 * Returns: whether null is there
 */
static inline gboolean
roster_json_cursor_read_null (RosterJsonCursor *self)
{
  if (self->end - self->at < 4)
    return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_MORE);
  if (memcmp (self->at, "null", 4) != 0)
    return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_SYNTAX);

  self->at += 4;

  return TRUE;
}

gboolean roster_json_cursor_pass_number (RosterJsonCursor *self);
gboolean roster_json_cursor_skip (RosterJsonCursor *self, guint depth);

G_END_DECLS

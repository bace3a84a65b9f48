/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads JSON text that lies in one piece, thing by thing, without copying it. */

#include "core/json/roster-json-cursor.h"

#include <string.h>

#include "core/json/roster-bytes.h"

/* The first quote, backslash or control character, or @end. @seen collects the bits of what it
 * passed, and perhaps of some bytes behind it. */
static const char *
find_special (const char *at, const char *end, RosterBytes *seen)
{
  for (; end - at >= ROSTER_BYTES_SIZE; at += ROSTER_BYTES_SIZE)
    {
      RosterBytes bytes = roster_bytes_load (at);
      guint first = roster_bytes_get_first ((bytes == '"') | (bytes == '\\') | (bytes < 0x20));

      *seen |= bytes;
      if (first < ROSTER_BYTES_SIZE)
        return at + first;
    }

  for (; at < end; at++)
    {
      if ((guchar)*at < 0x20 || *at == '"' || *at == '\\')
        break;
      (*seen)[0] |= (guchar)*at;
    }

  return at;
}

/* The cursor is at a backslash. */
static gboolean
pass_escape (RosterJsonCursor *self)
{
  gsize left = (gsize)(self->end - self->at);

  if (left < 2)
    return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_MORE);

  switch (self->at[1])
    {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
      self->at += 2;
      return TRUE;
    case 'u':
      for (gsize i = 2; i < MIN (left, 6); i++)
        if (!g_ascii_isxdigit (self->at[i]))
          return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_SYNTAX);
      if (left < 6)
        return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_MORE);
      self->at += 6;
      return TRUE;
    default:
      return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_SYNTAX);
    }
}

/**
 * roster_json_cursor_read_string:
 * @self: a cursor at a quote
 * @span: (out): what is between the quotes; valid UTF-8, with valid escapes
 *
 * Returns: whether there is a string
 */
gboolean
roster_json_cursor_read_string (RosterJsonCursor *self, RosterJsonSpan *span)
{
  const char *start = self->at + 1;
  RosterBytes seen = { 0 };

  span->escaped = FALSE;
  for (self->at = find_special (start, self->end, &seen); self->at < self->end && *self->at == '\\';
       self->at = find_special (self->at, self->end, &seen))
    {
      span->escaped = TRUE;
      if (!pass_escape (self))
        return FALSE;
    }

  if (self->at == self->end)
    return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_MORE);
  if (*self->at != '"')
    return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_SYNTAX);

  span->text = start;
  span->length = (gsize)(self->at - start);
  if (span->length > ROSTER_JSON_MAX_STRING)
    return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_STRING_TOO_LONG);
  if (roster_bytes_is_any (seen >= 0x80) && !g_utf8_validate_len (start, span->length, &self->at))
    return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_UTF8);
  self->at = start + span->length + 1;

  return TRUE;
}

/* At least one digit. */
static gboolean
pass_digits (RosterJsonCursor *self)
{
  const char *start = self->at;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  if (self->at == self->end && !self->complete)
    return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_MORE);

  return self->at > start || roster_json_cursor_fail (self, ROSTER_JSON_ERROR_SYNTAX);
}

static gboolean
pass_one (RosterJsonCursor *self, char one, char other)
{
  if (self->at == self->end || (*self->at != one && *self->at != other))
    return FALSE;

  self->at++;

  return TRUE;
}

/**
 * roster_json_cursor_read_number:
 * @self: a cursor at a minus or a digit
 * @span: (out): the number as it is spelled
 *
 * Returns: whether there is a number
 */
gboolean
roster_json_cursor_read_number (RosterJsonCursor *self, RosterJsonSpan *span)
{
  const char *start = self->at;

  pass_one (self, '-', '-');
  if (pass_one (self, '0', '0'))
    {
      if (self->at == self->end && !self->complete)
        return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_MORE);
      if (self->at < self->end && g_ascii_isdigit (*self->at))
        return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_SYNTAX);
    }
  else if (!pass_digits (self))
    {
      return FALSE;
    }

  if (pass_one (self, '.', '.') && !pass_digits (self))
    return FALSE;
  if (pass_one (self, 'e', 'E'))
    {
      pass_one (self, '+', '-');
      if (!pass_digits (self))
        return FALSE;
    }

  span->text = start;
  span->length = (gsize)(self->at - start);
  span->escaped = FALSE;

  return TRUE;
}

/**
 * roster_json_cursor_read_word:
 * @self: a cursor
 * @word: "true", "false" or "null"
 *
 * Returns: whether @word is there
 */
gboolean
roster_json_cursor_read_word (RosterJsonCursor *self, const char *word)
{
  gsize length = strlen (word);
  gsize left = (gsize)(self->end - self->at);

  if (memcmp (self->at, word, MIN (left, length)) != 0)
    return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_SYNTAX);
  if (left < length)
    return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_MORE);
  self->at += length;

  return TRUE;
}

/* A key with its colon. */
static gboolean
skip_key (RosterJsonCursor *self)
{
  RosterJsonSpan key;
  int next = roster_json_cursor_peek (self);

  if (next < 0)
    return FALSE;
  if (next != '"')
    return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_SYNTAX);
  if (!roster_json_cursor_read_string (self, &key))
    return FALSE;

  next = roster_json_cursor_peek (self);
  if (next < 0)
    return FALSE;
  if (next != ':')
    return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_SYNTAX);
  self->at++;

  return TRUE;
}

static gboolean
skip_container (RosterJsonCursor *self, char closing, guint depth)
{
  int next;

  if (depth == 0)
    return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_TOO_DEEP);

  self->at++;
  next = roster_json_cursor_peek (self);
  if (next == closing)
    {
      self->at++;
      return TRUE;
    }

  do
    {
      if (closing == '}' && !skip_key (self))
        return FALSE;
      if (!roster_json_cursor_skip (self, depth - 1))
        return FALSE;
      next = roster_json_cursor_peek (self);
      if (next < 0)
        return FALSE;
      if (next != ',' && next != closing)
        return roster_json_cursor_fail (self, ROSTER_JSON_ERROR_SYNTAX);
      self->at++;
    }
  while (next == ',');

  return TRUE;
}

/**
 * roster_json_cursor_skip:
 * @self: a cursor
 * @depth: how many levels may still be opened
 *
 * Passes over any value, checking it.
 *
 * Returns: whether there is one
 */
gboolean
roster_json_cursor_skip (RosterJsonCursor *self, guint depth)
{
  RosterJsonSpan span;

  switch (roster_json_cursor_peek (self))
    {
    case -1:
      return FALSE;
    case '{':
      return skip_container (self, '}', depth);
    case '[':
      return skip_container (self, ']', depth);
    case '"':
      return roster_json_cursor_read_string (self, &span);
    case 't':
      return roster_json_cursor_read_word (self, "true");
    case 'f':
      return roster_json_cursor_read_word (self, "false");
    case 'n':
      return roster_json_cursor_read_word (self, "null");
    default:
      return roster_json_cursor_read_number (self, &span);
    }
}

static gunichar
read_hex (const char *text)
{
  gunichar value = 0;

  for (gsize i = 0; i < 4; i++)
    value = value * 16 + (gunichar)g_ascii_xdigit_value (text[i]);

  return value;
}

/* Reads the escape at @text, which is valid; gives its length. What is no character (U+0000, which
 * would end a C string, and half of a surrogate pair) becomes U+FFFD. */
static gsize
decode_escape (const char *text, const char *end, gunichar *c, gboolean *exact)
{
  static const char names[] = "bfnrt";
  static const char meanings[] = "\b\f\n\r\t";
  const char *name;

  if (text[1] != 'u')
    {
      name = strchr (names, text[1]);
      *c = (guchar)(name != NULL ? meanings[name - names] : text[1]);
      return 2;
    }

  *c = read_hex (text + 2);
  if (*c >= 0xd800 && *c < 0xdc00 && end - text >= 12 && text[6] == '\\' && text[7] == 'u')
    {
      gunichar low = read_hex (text + 8);

      if (low >= 0xdc00 && low < 0xe000)
        {
          *c = 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00);
          return 12;
        }
    }

  if (*c == 0 || (*c >= 0xd800 && *c < 0xe000))
    {
      *c = 0xfffd;
      *exact = FALSE;
    }

  return 6;
}

/**
 * roster_json_span_decode:
 * @span: a string of roster_json_cursor_read_string()
 * @place: where to: its length and one byte are enough
 * @exact: (inout): becomes %FALSE where U+FFFD stands for U+0000 or half of a surrogate pair
 *
 * Writes the string with its escapes resolved, and a zero byte.
 *
 * Returns: its length in bytes, without the zero byte
 */
gsize
roster_json_span_decode (const RosterJsonSpan *span, char *place, gboolean *exact)
{
  const char *end = span->text + span->length;
  char *to = place;

  for (const char *at = span->text; at < end;)
    {
      const char *escape = memchr (at, '\\', (gsize)(end - at));
      gsize plain = (gsize)((escape != NULL ? escape : end) - at);
      gunichar c;

      memcpy (to, at, plain);
      to += plain;
      at += plain;
      if (escape == NULL)
        break;

      at += decode_escape (at, end, &c, exact);
      to += g_unichar_to_utf8 (c, to);
    }
  *to = '\0';

  return (gsize)(to - place);
}

/**
 * roster_json_span_equals:
 * @span: a string of roster_json_cursor_read_string()
 * @text: what to compare it with
 *
 * Returns: whether @span means @text, however it is spelled
 */
gboolean
roster_json_span_equals (const RosterJsonSpan *span, const char *text)
{
  g_autofree char *decoded = NULL;
  gsize length = strlen (text);
  gboolean exact = TRUE;

  if (!span->escaped)
    return span->length == length && memcmp (span->text, text, length) == 0;

  decoded = g_malloc (span->length + 1);

  return roster_json_span_decode (span, decoded, &exact) == length &&
         memcmp (decoded, text, length) == 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

#include "roster-answer-fault.h"

G_BEGIN_DECLS

#define ROSTER_JSON_MAX_STRING (64u * 1024u) /* bytes, as the answer spells it */
#define ROSTER_JSON_MAX_DEPTH 64u

/**
 * RosterJsonCursor:
 * @at: the next byte
 * @end: behind the last byte
 * @complete: whether the text ends at @end; otherwise more may come
 * @fault: why it stopped
 * @field: (nullable): the field that @fault is about; static
 *
 * A place in JSON text that lies in one piece. Each function moves it on over one thing, or leaves
 * it where the fault is; %ROSTER_ANSWER_FAULT_MORE where the text ended first. RFC 8259, strictly.
 */
typedef struct
{
  const char *at;
  const char *end;
  gboolean complete;
  RosterAnswerFault fault;
  const char *field;
} RosterJsonCursor;

/**
 * RosterJsonSpan:
 * @text: borrowed from the text; not terminated
 * @length: in bytes
 * @escaped: whether a backslash is in it
 *
 * A string without its quotes, or a number, as the text spells it.
 */
typedef struct
{
  const char *text;
  gsize length;
  gboolean escaped;
} RosterJsonSpan;

/* Whether the first @length bytes, at least four, are the same: for what is too short and too often
 * compared for a call of memcmp(). The last bytes are compared with some of those before them. */
static inline gboolean
roster_json_is_same (const char *a, const char *b, gsize length)
{
  guint64 differ = 0;
  guint64 a8, b8;
  guint32 a4, b4;

  if (length < 8)
    {
      memcpy (&a4, a, 4);
      memcpy (&b4, b, 4);
      differ = a4 ^ b4;
      memcpy (&a4, a + length - 4, 4);
      memcpy (&b4, b + length - 4, 4);
      return (differ | (a4 ^ b4)) == 0;
    }

  for (gsize i = 0; i + 8 < length; i += 8)
    {
      memcpy (&a8, a + i, 8);
      memcpy (&b8, b + i, 8);
      differ |= a8 ^ b8;
    }
  memcpy (&a8, a + length - 8, 8);
  memcpy (&b8, b + length - 8, 8);
  return (differ | (a8 ^ b8)) == 0;
}

/**
 * roster_json_cursor_fail:
 * @self: a cursor
 * @fault: what is wrong at its place
 *
 * Returns: %FALSE
 */
static inline gboolean
roster_json_cursor_fail (RosterJsonCursor *self, RosterAnswerFault fault)
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
 * Returns: the next byte, or -1 with %ROSTER_ANSWER_FAULT_MORE at the end
 */
static inline int
roster_json_cursor_peek (RosterJsonCursor *self)
{
  for (; self->at < self->end; self->at++)
    if (*self->at != ' ' && *self->at != '\n' && *self->at != '\t' && *self->at != '\r')
      return (guchar)*self->at;

  roster_json_cursor_fail (self, ROSTER_ANSWER_FAULT_MORE);

  return -1;
}

gboolean roster_json_cursor_read_string (RosterJsonCursor *self, RosterJsonSpan *span);
gboolean roster_json_cursor_read_number (RosterJsonCursor *self, RosterJsonSpan *span);
gboolean roster_json_cursor_read_word (RosterJsonCursor *self, const char *word);
gboolean roster_json_cursor_skip (RosterJsonCursor *self, guint depth);

gsize roster_json_span_decode (const RosterJsonSpan *span, char *place, gboolean *exact);
gboolean roster_json_span_equals (const RosterJsonSpan *span, const char *text);

G_END_DECLS

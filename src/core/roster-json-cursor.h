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

int roster_json_cursor_pass_space (RosterJsonCursor *self);
gboolean roster_json_cursor_fail_word (RosterJsonCursor *self, const char *word, gsize length);

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
  if (G_LIKELY (self->at < self->end && (guchar)*self->at > ' '))
    return (guchar)*self->at;

  return roster_json_cursor_pass_space (self);
}

/**
 * roster_json_cursor_read_word:
 * @self: a cursor
 * @word: "true", "false" or "null"
 *
 * Returns: whether @word is there
 */
static inline gboolean
roster_json_cursor_read_word (RosterJsonCursor *self, const char *word)
{
  gsize length = strlen (word); /* the compiler knows it */

  if (G_UNLIKELY ((gsize)(self->end - self->at) < length || memcmp (self->at, word, length) != 0))
    return roster_json_cursor_fail_word (self, word, length);

  self->at += length;
  return TRUE;
}

gboolean roster_json_cursor_read_string (RosterJsonCursor *self, RosterJsonSpan *span);
gboolean roster_json_cursor_read_number (RosterJsonCursor *self, RosterJsonSpan *span);
gboolean roster_json_cursor_skip (RosterJsonCursor *self, guint depth);

gsize roster_json_span_decode (const RosterJsonSpan *span, char *place, gboolean *exact);
gboolean roster_json_span_equals (const RosterJsonSpan *span, const char *text);

G_END_DECLS

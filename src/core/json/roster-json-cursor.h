/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

#include "core/json/roster-json-error.h"

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
 * it where the fault is; %ROSTER_JSON_ERROR_MORE where the text ended first. RFC 8259, strictly.
 */
typedef struct
{
  const char *at;
  const char *end;
  gboolean complete;
  RosterJsonError fault;
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
roster_json_cursor_fail (RosterJsonCursor *self, RosterJsonError fault)
{
  self->fault = fault;

  return FALSE;
}

/**
 * roster_json_pass_space:
 * @at: a place in JSON text
 * @end: behind the last byte there is
 *
 * Returns: the first byte from @at on that is not white space, or @end
 */
static inline const char *
roster_json_pass_space (const char *at, const char *end)
{
  while (at < end && (guchar)*at <= ' ' &&
         (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r'))
    at++;

  return at;
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
  self->at = roster_json_pass_space (self->at, self->end);
  if (self->at < self->end)
    return (guchar)*self->at;

  roster_json_cursor_fail (self, ROSTER_JSON_ERROR_MORE);

  return -1;
}

gboolean roster_json_cursor_read_string (RosterJsonCursor *self, RosterJsonSpan *span);
gboolean roster_json_cursor_read_number (RosterJsonCursor *self, RosterJsonSpan *span);
gboolean roster_json_cursor_read_word (RosterJsonCursor *self, const char *word);
gboolean roster_json_cursor_skip (RosterJsonCursor *self, guint depth);

gsize roster_json_span_decode (const RosterJsonSpan *span, char *place, gboolean *exact);
gboolean roster_json_span_equals (const RosterJsonSpan *span, const char *text);

G_END_DECLS

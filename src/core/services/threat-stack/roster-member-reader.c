/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads pages of members as they arrive. What lies in one piece is read where it lies; only a value
 * that is cut by the end of a piece is put together first. */

#include "core/services/threat-stack/roster-member-reader.h"

#include <string.h>

#include "core/base/roster-error.h"
#include "core/json/roster-json-cursor.h"
#include "core/json/roster-json-splitter.h"
#include "core/services/threat-stack/roster-member-parser.h"

/* Levels that are open around a member, and around any other value of the answer. */
#define LEVELS_AROUND_MEMBER 3u /* the answer, the list, the member itself */
#define LEVELS_AROUND_VALUE 1u

typedef enum
{
  STATE_START,
  STATE_KEY_OR_END,
  STATE_KEY,
  STATE_COLON,
  STATE_VALUE,
  STATE_COMMA_OR_END,
  STATE_MEMBER_OR_END,
  STATE_MEMBER,
  STATE_MEMBER_COMMA_OR_END,
  STATE_DONE,
  STATE_FAILED,
} State;

struct _RosterMemberReader
{
  RosterMemberFunc func;
  gpointer user_data;
  guint64 n_members;     /* of all pages */
  guint64 n_before_page; /* of the pages before this one */

  State state;
  guint64 offset; /* bytes of this page before the piece that is being read */
  guint n_mark;   /* bytes of a byte order mark that were seen */
  gboolean has_list;
  gboolean has_token;
  gboolean is_token; /* whether the value that comes next is the token */
  char *token;       /* owned, (nullable) */

  RosterMemberParser *parser; /* owned */
  GString *cut;               /* owned: the beginning of a value whose end has not come */
  guint64 cut_offset;         /* where it began */
  RosterJsonSplitter unit;
};

static void
start_page (RosterMemberReader *self)
{
  self->n_before_page = self->n_members;
  self->state = STATE_START;
  self->offset = 0;
  self->n_mark = 0;
  self->has_list = FALSE;
  self->has_token = FALSE;
  self->is_token = FALSE;
  g_clear_pointer (&self->token, g_free);
  g_string_truncate (self->cut, 0);
}

/* Returns FALSE, or 0 bytes read. */
static gboolean
fail (RosterMemberReader *self,
      RosterJsonError fault,
      const char *field,
      guint64 byte,
      GError **error)
{
  g_autofree char *text = roster_json_error_describe (fault, field, byte);

  self->state = STATE_FAILED;
  g_set_error_literal (error, ROSTER_ERROR, ROSTER_ERROR_BAD_ANSWER, text);

  return FALSE;
}

/* @start: the place in the answer of the text that the cursor is in. */
static gboolean
fail_at (RosterMemberReader *self,
         const RosterJsonCursor *cursor,
         const char *text,
         guint64 start,
         GError **error)
{
  RosterJsonError fault = cursor->fault;

  /* The value is whole: its text has an end that is not its own. */
  if (fault == ROSTER_JSON_ERROR_NONE || fault == ROSTER_JSON_ERROR_MORE)
    fault = ROSTER_JSON_ERROR_SYNTAX;

  return fail (self, fault, cursor->field, start + (guint64)(cursor->at - text), error);
}

static gboolean
give_member (RosterMemberReader *self, const RosterMember *member, GError **error)
{
  self->n_members++;
  self->state = STATE_MEMBER_COMMA_OR_END;
  if (self->func (member, self->user_data, error))
    return TRUE;

  self->state = STATE_FAILED;

  return FALSE;
}

static gboolean
take_key (RosterMemberReader *self, RosterJsonCursor *cursor)
{
  RosterJsonSpan key;

  if (!roster_json_cursor_read_string (cursor, &key))
    return FALSE;

  self->is_token = roster_json_span_equals (&key, "token");
  self->state = STATE_COLON;
  if (!self->is_token || !self->has_token)
    return TRUE;

  cursor->field = "token";

  return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_TWICE);
}

static gboolean
take_token (RosterMemberReader *self, RosterJsonCursor *cursor)
{
  gboolean exact = TRUE;
  RosterJsonSpan span;

  self->has_token = TRUE;
  if (*cursor->at == 'n')
    return roster_json_cursor_read_word (cursor, "null");

  cursor->field = "token";
  if (*cursor->at != '"')
    return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_NOT_TEXT);
  if (!roster_json_cursor_read_string (cursor, &span))
    return FALSE;

  self->token = g_malloc (span.length + 1);
  if (roster_json_span_decode (&span, self->token, &exact) == 0)
    g_clear_pointer (&self->token, g_free);

  return exact || roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_NOT_EXACT);
}

static gboolean
take_value (RosterMemberReader *self, RosterJsonCursor *cursor)
{
  self->state = STATE_COMMA_OR_END;
  if (self->is_token)
    return take_token (self, cursor);

  return roster_json_cursor_skip (cursor, ROSTER_JSON_MAX_DEPTH - LEVELS_AROUND_VALUE);
}

/* A whole value in one piece: a key, a value that is not the list, or a member. */
static gboolean
take_unit (RosterMemberReader *self, const char *text, gsize length, guint64 start, GError **error)
{
  RosterJsonCursor cursor = { .at = text, .end = text + length, .complete = TRUE };
  RosterMember member;
  gboolean taken;

  if (length > ROSTER_MEMBER_MAX_SIZE)
    return fail (self, ROSTER_JSON_ERROR_VALUE_TOO_LONG, NULL, start, error);

  if (self->state == STATE_MEMBER)
    taken = roster_member_parser_parse (self->parser, &cursor,
                                        ROSTER_JSON_MAX_DEPTH - LEVELS_AROUND_MEMBER, &member);
  else if (self->state == STATE_KEY)
    taken = take_key (self, &cursor);
  else
    taken = take_value (self, &cursor);

  if (!taken || cursor.at != cursor.end)
    return fail_at (self, &cursor, text, start, error);

  return self->state != STATE_MEMBER || give_member (self, &member, error);
}

/* Goes on with the value that was cut. Returns how much of @data was read, 0 with @error. */
static gsize
read_on (RosterMemberReader *self, const char *data, gsize length, GError **error)
{
  gboolean ended;
  gsize n = roster_json_splitter_scan (&self->unit, data, length, &ended);
  gboolean taken;

  if (self->cut->len + n > ROSTER_MEMBER_MAX_SIZE)
    return fail (self, ROSTER_JSON_ERROR_VALUE_TOO_LONG, NULL, self->cut_offset, error);

  g_string_append_len (self->cut, data, (gssize)n);
  if (!ended)
    return n;

  taken = take_unit (self, self->cut->str, self->cut->len, self->cut_offset, error);
  g_string_truncate (self->cut, 0);

  return taken ? n : 0;
}

/* A value begins at @data. Returns how much was read, 0 with @error. */
static gsize
read_unit (RosterMemberReader *self, const char *data, gsize length, guint64 start, GError **error)
{
  gboolean ended;
  gsize n;

  roster_json_splitter_start (&self->unit, *data);
  n = roster_json_splitter_scan (&self->unit, data, length, &ended);
  if (n == 0)
    return fail (self, ROSTER_JSON_ERROR_SYNTAX, NULL, start, error);
  if (ended)
    return take_unit (self, data, n, start, error) ? n : 0;

  if (n > ROSTER_MEMBER_MAX_SIZE)
    return fail (self, ROSTER_JSON_ERROR_VALUE_TOO_LONG, NULL, start, error);
  self->cut_offset = start;
  g_string_append_len (self->cut, data, (gssize)n);

  return n;
}

/* A member begins at @data: nearly always all of it is there. */
static gsize
read_member (
    RosterMemberReader *self, const char *data, gsize length, guint64 start, GError **error)
{
  gsize within = MIN (length, ROSTER_MEMBER_MAX_SIZE);
  RosterJsonCursor cursor = { .at = data, .end = data + within };
  RosterMember member;

  self->state = STATE_MEMBER;
  if (*data != '{')
    return fail (self, ROSTER_JSON_ERROR_NOT_MEMBER, NULL, start, error);

  if (roster_member_parser_parse (self->parser, &cursor,
                                  ROSTER_JSON_MAX_DEPTH - LEVELS_AROUND_MEMBER, &member))
    return give_member (self, &member, error) ? (gsize)(cursor.at - data) : 0;

  if (cursor.fault == ROSTER_JSON_ERROR_MORE)
    return read_unit (self, data, length, start, error);

  return fail_at (self, &cursor, data, start, error);
}

/* Also passes over a byte order mark, which must be the very first. */
static gboolean
read_start (RosterMemberReader *self, char c, guint64 byte, GError **error)
{
  static const char mark[] = "\xef\xbb\xbf";

  if (byte == self->n_mark && byte < 3 && c == mark[byte])
    {
      self->n_mark++;
      return TRUE;
    }
  if (c != '{' || (self->n_mark != 0 && self->n_mark != 3))
    return fail (self, ROSTER_JSON_ERROR_NOT_JSON, NULL, byte, error);

  self->state = STATE_KEY_OR_END;

  return TRUE;
}

/* The value is the list. */
static gboolean
open_list (RosterMemberReader *self, guint64 byte, GError **error)
{
  if (self->is_token)
    return fail (self, ROSTER_JSON_ERROR_NOT_TEXT, "token", byte, error);
  if (self->has_list)
    return fail (self, ROSTER_JSON_ERROR_TWO_LISTS, NULL, byte, error);

  self->has_list = TRUE;
  self->state = STATE_MEMBER_OR_END;

  return TRUE;
}

/* One of two bytes stands here, or an error. */
static gboolean
choose (RosterMemberReader *self,
        const char *data,
        guint64 byte,
        const char *choices,
        const State *next,
        GError **error)
{
  if (*data != choices[0] && *data != choices[1])
    return fail (self, ROSTER_JSON_ERROR_SYNTAX, NULL, byte, error);

  self->state = *data == choices[0] ? next[0] : next[1];

  return TRUE;
}

/* One step at @data, which is not white space. Returns how much was read, 0 with @error. */
static gsize
step (RosterMemberReader *self, const char *data, gsize length, guint64 byte, GError **error)
{
  static const State after_colon[] = { STATE_VALUE, STATE_VALUE };
  static const State after_value[] = { STATE_KEY, STATE_DONE };
  static const State after_member[] = { STATE_MEMBER, STATE_COMMA_OR_END };

  if (self->state == STATE_KEY_OR_END)
    self->state = *data == '}' ? STATE_COMMA_OR_END : STATE_KEY;
  else if (self->state == STATE_MEMBER_OR_END)
    self->state = *data == ']' ? STATE_MEMBER_COMMA_OR_END : STATE_MEMBER;

  switch (self->state)
    {
    case STATE_START:
      return read_start (self, *data, byte, error);
    case STATE_KEY:
      if (*data == '"')
        return read_unit (self, data, length, byte, error);
      return fail (self, ROSTER_JSON_ERROR_SYNTAX, NULL, byte, error);
    case STATE_COLON:
      return choose (self, data, byte, "::", after_colon, error);
    case STATE_VALUE:
      if (*data == '[')
        return open_list (self, byte, error);
      return read_unit (self, data, length, byte, error);
    case STATE_COMMA_OR_END:
      return choose (self, data, byte, ",}", after_value, error);
    case STATE_MEMBER:
      return read_member (self, data, length, byte, error);
    case STATE_MEMBER_COMMA_OR_END:
      return choose (self, data, byte, ",]", after_member, error);
    case STATE_KEY_OR_END:
    case STATE_MEMBER_OR_END:
    case STATE_DONE:
    case STATE_FAILED:
    default:
      return fail (self, ROSTER_JSON_ERROR_TRAILING, NULL, byte, error);
    }
}

/**
 * roster_member_reader_new:
 * @func: called for each member
 * @user_data: for @func
 *
 * Returns: (transfer full): a reader, ready for the first page
 */
RosterMemberReader *
roster_member_reader_new (RosterMemberFunc func, gpointer user_data)
{
  RosterMemberReader *self;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_new0 (RosterMemberReader, 1);
  self->func = func;
  self->user_data = user_data;
  self->parser = roster_member_parser_new ();
  self->cut = g_string_new (NULL);
  start_page (self);

  return self;
}

/**
 * roster_member_reader_free:
 * @self: (nullable): a reader
 */
void
roster_member_reader_free (RosterMemberReader *self)
{
  if (self == NULL)
    return;

  roster_member_parser_free (self->parser);
  g_string_free (self->cut, TRUE);
  g_free (self->token);
  g_free (self);
}

/**
 * roster_member_reader_feed:
 * @self: a reader
 * @data: the next piece of the page
 * @length: in bytes
 * @error: %ROSTER_ERROR_BAD_ANSWER, or what the function gave
 *
 * After an error only roster_member_reader_restart_page() and roster_member_reader_free() are left.
 *
 * Returns: whether the page is right so far
 */
gboolean
roster_member_reader_feed (RosterMemberReader *self, const char *data, gsize length, GError **error)
{
  gsize at = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  while (at < length)
    {
      gsize n;

      if (self->cut->len > 0)
        n = read_on (self, data + at, length - at, error);
      else if (data[at] == ' ' || data[at] == '\n' || data[at] == '\r' || data[at] == '\t')
        n = 1;
      else
        n = step (self, data + at, length - at, self->offset + at, error);

      if (self->state == STATE_FAILED)
        return FALSE;
      at += n;
    }
  self->offset += length;

  return TRUE;
}

/**
 * roster_member_reader_finish:
 * @self: a reader
 * @token: (out) (optional) (nullable): the token of the next page, or %NULL after the last;
 * g_free()
 * @error: %ROSTER_ERROR_BAD_ANSWER where the page is not complete
 *
 * The end of the page. Afterwards the reader is ready for the next one.
 *
 * Returns: whether the page was complete
 */
gboolean
roster_member_reader_finish (RosterMemberReader *self, char **token, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (token != NULL)
    *token = NULL;

  if (self->state == STATE_START)
    return fail (self, ROSTER_JSON_ERROR_EMPTY, NULL, self->offset, error);
  if (self->state != STATE_DONE)
    return fail (self, ROSTER_JSON_ERROR_ENDED, NULL, self->offset, error);
  if (!self->has_list)
    return fail (self, ROSTER_JSON_ERROR_NO_LIST, NULL, self->offset, error);

  if (token != NULL)
    *token = g_steal_pointer (&self->token);
  start_page (self);

  return TRUE;
}

/**
 * roster_member_reader_restart_page:
 * @self: a reader
 *
 * Forgets what was read of the current page, for whoever gets it again from its beginning; the
 * members it gave do not count any more.
 */
void
roster_member_reader_restart_page (RosterMemberReader *self)
{
  g_return_if_fail (self != NULL);

  self->n_members = self->n_before_page;
  start_page (self);
}

/**
 * roster_member_reader_get_n_members:
 * @self: a reader
 *
 * Returns: the number of members given so far, of all pages
 */
guint64
roster_member_reader_get_n_members (RosterMemberReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_members;
}

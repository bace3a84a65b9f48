/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads pages of members as they arrive. What lies in one piece is read where it lies; only a value
 * that is cut by the end of a piece is put together first, and read from its beginning. */

#include "core/services/threat-stack/roster-member-reader.h"

#include "core/base/roster-error.h"
#include "core/services/threat-stack/roster-member-parser.h"

#define MAX_VALUE (1024u * 1024u) /* bytes of JSON that a member, or any other value, may have */
#define SHORT_VALUE 1024u

/* Levels that are open around a member, and around any other value of the answer. */
#define LEVELS_AROUND_MEMBER 3u /* the answer, the list, the member itself */
#define LEVELS_AROUND_VALUE 1u

typedef enum
{
  STATE_START,
  STATE_KEY_OR_END,
  STATE_KEY,
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
  guint64 offset; /* bytes of this page that were read; those of cut are not */
  gboolean has_list;
  gboolean has_token;
  gboolean is_token; /* whether the value that comes next is the token */
  char *token;       /* owned, (nullable) */

  RosterMemberParser parser;
  char *texts; /* owned: the strings of one value, one behind the other */
  gsize texts_size;
  GString *cut;     /* owned: the beginning of a value whose end has not come */
  gsize cut_enough; /* bytes of it after which it is worth another look */
};

static void
start_page (RosterMemberReader *self)
{
  self->n_before_page = self->n_members;
  self->state = STATE_START;
  self->offset = 0;
  self->has_list = FALSE;
  self->has_token = FALSE;
  self->is_token = FALSE;
  g_clear_pointer (&self->token, g_free);
  g_string_truncate (self->cut, 0);
  self->cut_enough = 0;
}

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

/* The opening brace, perhaps behind a byte order mark, which must be the very first. */
static gboolean
read_start (RosterMemberReader *self, RosterJsonCursor *cursor, gboolean is_first)
{
  static const char mark[] = "\xef\xbb\xbf";
  const gsize length = MIN (strlen (mark), (gsize)(cursor->end - cursor->at));

  if (is_first && memcmp (cursor->at, mark, length) == 0)
    {
      if (length < strlen (mark))
        return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_MORE);
      cursor->at += length;
      if (roster_json_cursor_peek (cursor) < 0)
        return FALSE;
    }
  if (*cursor->at != '{')
    return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_NOT_JSON);

  cursor->at++;
  self->state = STATE_KEY_OR_END;

  return TRUE;
}

/* A key of the answer, and its colon. */
static gboolean
read_key (RosterMemberReader *self, RosterJsonCursor *cursor)
{
  const char *key;
  int next;

  if (*cursor->at != '"')
    return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_SYNTAX);
  if (!roster_json_cursor_read_string (cursor, &key))
    return FALSE;

  self->is_token = strcmp (key, "token") == 0;
  if (self->is_token && self->has_token)
    {
      cursor->field = "token";
      return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_TWICE);
    }

  next = roster_json_cursor_peek (cursor);
  if (next < 0)
    return FALSE;
  if (next != ':')
    return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_SYNTAX);

  cursor->at++;
  self->state = STATE_VALUE;

  return TRUE;
}

static gboolean
read_token (RosterMemberReader *self, RosterJsonCursor *cursor)
{
  const char *text = "";

  cursor->field = "token";
  cursor->is_exact = TRUE;
  if (*cursor->at != 'n' && *cursor->at != '"')
    return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_NOT_TEXT);
  if (*cursor->at == 'n' ? !roster_json_cursor_read_null (cursor)
                         : !roster_json_cursor_read_string (cursor, &text))
    return FALSE;
  if (!cursor->is_exact)
    return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_NOT_EXACT);

  self->has_token = TRUE;
  self->token = *text != '\0' ? g_strdup (text) : NULL;

  return TRUE;
}

static gboolean
read_value (RosterMemberReader *self, RosterJsonCursor *cursor)
{
  if (*cursor->at == '[')
    {
      cursor->field = "token";
      if (self->is_token)
        return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_NOT_TEXT);
      if (self->has_list)
        return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_TWO_LISTS);
      cursor->at++;
      self->has_list = TRUE;
      self->state = STATE_MEMBER_OR_END;
      return TRUE;
    }

  if (self->is_token
          ? !read_token (self, cursor)
          : !roster_json_cursor_skip (cursor, ROSTER_JSON_MAX_DEPTH - LEVELS_AROUND_VALUE))
    return FALSE;

  self->state = STATE_COMMA_OR_END;

  return TRUE;
}

/* One of two bytes. */
static gboolean
read_one_of (RosterMemberReader *self,
             RosterJsonCursor *cursor,
             const char *choices,
             State first,
             State second)
{
  if (*cursor->at != choices[0] && *cursor->at != choices[1])
    return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_SYNTAX);

  self->state = *cursor->at++ == choices[0] ? first : second;

  return TRUE;
}

static gboolean
read_member (RosterMemberReader *self, RosterJsonCursor *cursor, RosterMember *member)
{
  if (*cursor->at != '{')
    return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_NOT_MEMBER);
  if (!roster_member_parser_parse (&self->parser, cursor,
                                   ROSTER_JSON_MAX_DEPTH - LEVELS_AROUND_MEMBER, member))
    return FALSE;

  self->n_members++;
  self->state = STATE_MEMBER_COMMA_OR_END;

  return TRUE;
}

/* What comes next at the cursor, which is not white space; nothing is changed where it is not all
 * there. @member: (out): gets its id where it is a member */
static gboolean
step (RosterMemberReader *self, RosterJsonCursor *cursor, gboolean is_first, RosterMember *member)
{
  switch (self->state)
    {
    case STATE_START:
      return read_start (self, cursor, is_first);
    case STATE_KEY_OR_END:
      if (*cursor->at == '}')
        return read_one_of (self, cursor, "}}", STATE_DONE, STATE_DONE);
      return read_key (self, cursor);
    case STATE_KEY:
      return read_key (self, cursor);
    case STATE_VALUE:
      return read_value (self, cursor);
    case STATE_COMMA_OR_END:
      return read_one_of (self, cursor, ",}", STATE_KEY, STATE_DONE);
    case STATE_MEMBER_OR_END:
      if (*cursor->at == ']')
        return read_one_of (self, cursor, "]]", STATE_COMMA_OR_END, STATE_COMMA_OR_END);
      return read_member (self, cursor, member);
    case STATE_MEMBER:
      return read_member (self, cursor, member);
    case STATE_MEMBER_COMMA_OR_END:
      return read_one_of (self, cursor, ",]", STATE_MEMBER, STATE_COMMA_OR_END);
    case STATE_DONE:
    case STATE_FAILED:
    default:
      return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_TRAILING);
    }
}

/* A string is never longer than its JSON, and the zero byte takes the place of a quote: with the
 * size of the value there is always room, and no string moves. */
static void
make_room (RosterMemberReader *self, gsize length)
{
  const gsize size = MIN (length, MAX_VALUE);

  if (self->texts_size >= size)
    return;

  g_free (self->texts);
  self->texts = g_malloc (size);
  self->texts_size = size;
}

/* As much of @text as is complete. @n_read: (out): how much that was */
static gboolean
read_text (RosterMemberReader *self, const char *text, gsize length, gsize *n_read, GError **error)
{
  RosterJsonCursor cursor = { .at = text };

  make_room (self, length);
  for (;;)
    {
      RosterMember member = { .id = NULL };
      const char *start;

      cursor.end = text + length;
      if (roster_json_cursor_peek (&cursor) < 0)
        break;
      start = cursor.at;
      cursor.end = MIN (cursor.end, start + MAX_VALUE);
      cursor.place = self->texts;

      if (step (self, &cursor, self->offset == 0 && start == text, &member))
        {
          if (member.id == NULL || self->func (&member, self->user_data, error))
            continue;
          self->state = STATE_FAILED;
          return FALSE;
        }
      if (cursor.fault == ROSTER_JSON_ERROR_MORE && cursor.end == text + length)
        {
          cursor.at = start;
          break;
        }
      if (cursor.fault == ROSTER_JSON_ERROR_MORE)
        return fail (self, ROSTER_JSON_ERROR_VALUE_TOO_LONG, NULL,
                     self->offset + (guint64)(start - text), error);
      return fail (self, cursor.fault, cursor.field, self->offset + (guint64)(cursor.at - text),
                   error);
    }
  *n_read = (gsize)(cursor.at - text);
  self->offset += *n_read;

  return TRUE;
}

/* What was cut. @n_more: bytes behind it that are in it already; (out): those of them that need not
 * be read again */
static gboolean
read_cut (RosterMemberReader *self, gsize *n_more, GError **error)
{
  const gsize n_before = self->cut->len - *n_more;
  gsize n_read;

  if (!read_text (self, self->cut->str, self->cut->len, &n_read, error))
    return FALSE;

  if (n_read >= n_before)
    {
      *n_more = n_read - n_before;
      g_string_truncate (self->cut, 0);
    }
  g_string_erase (self->cut, 0, (gssize)MIN (n_read, self->cut->len));
  /* The longer it is the rarer it is looked at, from its beginning. */
  self->cut_enough = self->cut->len > SHORT_VALUE ? self->cut->len / 2 * 3 : 0;

  return TRUE;
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

  g_free (self->texts);
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
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  while (length > 0 && self->cut->len > 0)
    {
      gsize n = MIN (length, MAX (self->cut->len, SHORT_VALUE));

      g_string_append_len (self->cut, data, (gssize)n);
      if (self->cut->len >= self->cut_enough && !read_cut (self, &n, error))
        return FALSE;
      data += n;
      length -= n;
    }
  if (length > 0)
    {
      gsize n;

      if (!read_text (self, data, length, &n, error))
        return FALSE;
      g_string_append_len (self->cut, data + n, (gssize)(length - n));
    }

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
  gsize n_more = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  if (token != NULL)
    *token = NULL;

  if (!read_cut (self, &n_more, error))
    return FALSE;
  if (self->state == STATE_START)
    return fail (self, ROSTER_JSON_ERROR_EMPTY, NULL, self->offset, error);
  if (self->state != STATE_DONE || self->cut->len > 0)
    return fail (self, ROSTER_JSON_ERROR_ENDED, NULL, self->offset + self->cut->len, error);
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

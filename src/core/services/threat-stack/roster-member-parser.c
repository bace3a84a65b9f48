/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON of one member (threat-stack/README.md, "Endpoints"): any order of fields, unknown ones
 * passed over. */

#include "core/services/threat-stack/roster-member-parser.h"

#include <string.h>

#include "core/json/roster-service-time.h"
#include "core/services/threat-stack/roster-member-fields.h"

/* Milliseconds since the epoch: 0002-01-01. */
#define START_OF_YEAR_2 G_GINT64_CONSTANT (-62104060800000)

struct _RosterMemberParser
{
  RosterMemberFields fields;
  char *texts; /* owned: the member's strings, one behind the other */
  gsize size;
};

/**
 * roster_member_parser_new:
 *
 * Returns: (transfer full): a parser
 */
RosterMemberParser *
roster_member_parser_new (void)
{
  return g_new0 (RosterMemberParser, 1);
}

/**
 * roster_member_parser_free:
 * @self: (nullable): a parser
 */
void
roster_member_parser_free (RosterMemberParser *self)
{
  if (self == NULL)
    return;

  g_free (self->texts);
  g_free (self);
}

/* A string is never longer than its JSON, and the zero byte takes the place of a quote: with the
 * size of the member's JSON there is always room, and no string moves. */
static void
make_room (RosterMemberParser *self, gsize json_size)
{
  if (self->size < json_size)
    {
      g_free (self->texts);
      self->texts = g_malloc (json_size);
      self->size = json_size;
    }
  roster_member_fields_start (&self->fields, self->texts);
}

/* A value of the wrong type: the fault lies where it starts, unless it is not even JSON. */
static gboolean
fail_type (RosterJsonCursor *cursor,
           guint depth,
           RosterMemberJsonField field,
           RosterJsonError fault)
{
  const char *start = cursor->at;

  if (!roster_json_cursor_skip (cursor, depth))
    return FALSE;

  cursor->at = start;
  cursor->field = roster_member_json_field_get_name (field);

  return roster_json_cursor_fail (cursor, fault);
}

static const char *
keep_text (RosterMemberParser *self, const RosterJsonSpan *span, gboolean *exact)
{
  char *place = self->fields.place;

  if (span->length == 0)
    return "";

  if (span->escaped)
    {
      self->fields.place += roster_json_span_decode (span, place, exact) + 1;
      return place;
    }

  memcpy (place, span->text, span->length);
  place[span->length] = '\0';
  self->fields.place += span->length + 1;

  return place;
}

static gboolean
parse_text (RosterMemberParser *self,
            RosterJsonCursor *cursor,
            guint depth,
            RosterMemberJsonField field,
            const char **text)
{
  const char *start = cursor->at;
  gboolean exact = TRUE;
  RosterJsonSpan span;

  if (*cursor->at == 'n' && field != ROSTER_MEMBER_JSON_ID)
    return roster_json_cursor_read_word (cursor, "null");
  if (*cursor->at != '"')
    return fail_type (cursor, depth, field, ROSTER_JSON_ERROR_NOT_TEXT);
  if (!roster_json_cursor_read_string (cursor, &span))
    return FALSE;

  *text = keep_text (self, &span, &exact);
  if (exact || field != ROSTER_MEMBER_JSON_ID)
    return TRUE;

  /* Requests name a member by this id. */
  cursor->at = start;
  cursor->field = roster_member_json_field_get_name (field);

  return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_NOT_EXACT);
}

static gboolean
parse_boolean (RosterJsonCursor *cursor, guint depth, RosterMemberJsonField field, gboolean *value)
{
  *value = *cursor->at == 't';
  switch (*cursor->at)
    {
    case 't':
      return roster_json_cursor_read_word (cursor, "true");
    case 'f':
      return roster_json_cursor_read_word (cursor, "false");
    case 'n':
      return roster_json_cursor_read_word (cursor, "null");
    default:
      return fail_type (cursor, depth, field, ROSTER_JSON_ERROR_NOT_BOOLEAN);
    }
}

/* A time that nothing can have happened at stands for none: programs write 0, or their first year.
 */
static gint64
get_last_sign_in (gint64 time)
{
  return time == 0 || time < START_OF_YEAR_2 ? ROSTER_NEVER : time;
}

/* What is no time makes that member's last sign-in unknown, and nothing else. */
static gboolean
parse_time (RosterMemberParser *self, RosterJsonCursor *cursor, guint depth, gint64 *time)
{
  gboolean exact = TRUE;
  gboolean understood;
  gint64 value = 0;
  RosterJsonSpan span;

  *time = ROSTER_NOT_KNOWN;
  if (*cursor->at == '"')
    {
      const char *text;

      if (!roster_json_cursor_read_string (cursor, &span))
        return FALSE;
      text = keep_text (self, &span, &exact);
      understood = roster_service_time_from_string (text, strlen (text), &value);
      /* In some zone it is still the year before. */
      if (!understood && g_str_has_prefix (text, "0001-01-01"))
        *time = ROSTER_NEVER;
    }
  else if (*cursor->at == '-' || g_ascii_isdigit (*cursor->at))
    {
      if (!roster_json_cursor_read_number (cursor, &span))
        return FALSE;
      understood = roster_service_time_from_number (span.text, span.length, &value);
    }
  else
    {
      if (*cursor->at == 'n')
        *time = ROSTER_NEVER;
      return roster_json_cursor_skip (cursor, depth);
    }

  if (understood)
    *time = get_last_sign_in (value);
  return TRUE;
}

static gboolean
parse_value (RosterMemberParser *self,
             RosterJsonCursor *cursor,
             guint depth,
             RosterMemberJsonField field,
             RosterMember *member)
{
  gboolean value = FALSE;
  gboolean parsed;

  switch (field)
    {
    case ROSTER_MEMBER_JSON_ID:
      return parse_text (self, cursor, depth, field, &member->id);
    case ROSTER_MEMBER_JSON_DISPLAY_NAME:
      return parse_text (self, cursor, depth, field, &member->display_name);
    case ROSTER_MEMBER_JSON_EMAIL:
      return parse_text (self, cursor, depth, field, &member->email);
    case ROSTER_MEMBER_JSON_ROLE:
      return parse_text (self, cursor, depth, field, &member->role);
    case ROSTER_MEMBER_JSON_LAST_SIGN_IN:
      return parse_time (self, cursor, depth, &member->last_sign_in);
    case ROSTER_MEMBER_JSON_MFA:
      parsed = parse_boolean (cursor, depth, field, &value);
      member->mfa = value != FALSE;
      return parsed;
    case ROSTER_MEMBER_JSON_SSO:
      parsed = parse_boolean (cursor, depth, field, &value);
      member->sso = value != FALSE;
      return parsed;
    case ROSTER_MEMBER_JSON_ENABLED:
      parsed = parse_boolean (cursor, depth, field, &value);
      member->enabled = value != FALSE;
      return parsed;
    case ROSTER_MEMBER_JSON_UNKNOWN:
    default:
      return roster_json_cursor_skip (cursor, depth);
    }
}

/* Passes over a key and its colon. */
static gboolean
parse_key (RosterJsonCursor *cursor, RosterMemberJsonField *field)
{
  RosterJsonSpan key;
  int next;

  if (*cursor->at != '"')
    return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_SYNTAX);
  if (!roster_json_cursor_read_string (cursor, &key))
    return FALSE;

  *field = roster_member_json_field_find (&key);
  next = roster_json_cursor_peek (cursor);
  if (next < 0)
    return FALSE;
  if (next != ':')
    return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_SYNTAX);
  cursor->at++;

  return TRUE;
}

/* One `"key": value`, and the comma or brace behind it; the cursor is where the key should be. */
static gboolean
parse_field (RosterMemberParser *self,
             RosterJsonCursor *cursor,
             guint depth,
             RosterMember *member,
             gboolean *ended)
{
  RosterMemberJsonField field;
  const char *start;
  int next;

  if (roster_json_cursor_peek (cursor) < 0)
    return FALSE;
  start = cursor->at;
  if (!parse_key (cursor, &field))
    return FALSE;
  if (!roster_member_fields_add (&self->fields, field))
    {
      cursor->at = start;
      cursor->field = roster_member_json_field_get_name (field);
      return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_TWICE);
    }

  if (roster_json_cursor_peek (cursor) < 0 || !parse_value (self, cursor, depth, field, member))
    return FALSE;

  next = roster_json_cursor_peek (cursor);
  if (next < 0)
    return FALSE;
  if (next != ',' && next != '}')
    return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_SYNTAX);
  cursor->at++;
  *ended = next == '}';

  return TRUE;
}

/**
 * roster_member_parser_parse:
 * @self: a parser
 * @cursor: at the opening brace, at most %ROSTER_MEMBER_MAX_SIZE before its end; then behind the
 *   closing brace
 * @depth: how many levels may still be opened within the member
 * @member: (out): the member; its strings are valid until the next call
 *
 * Returns: whether there is a member; otherwise @cursor has the fault
 */
gboolean
roster_member_parser_parse (RosterMemberParser *self,
                            RosterJsonCursor *cursor,
                            guint depth,
                            RosterMember *member)
{
  const char *start = cursor->at;
  gboolean ended;

  g_return_val_if_fail (cursor->end - start <= (gssize)ROSTER_MEMBER_MAX_SIZE, FALSE);

  make_room (self, (gsize)(cursor->end - cursor->at));
  *member = (RosterMember){ "", "", "", "", ROSTER_NEVER, FALSE, FALSE, FALSE };

  cursor->at++;
  ended = roster_json_cursor_peek (cursor) == '}';
  if (ended)
    cursor->at++;
  while (!ended)
    {
      cursor->at =
          roster_member_fields_read (&self->fields, cursor->at, cursor->end, member, &ended);
      if (!ended && !parse_field (self, cursor, depth, member, &ended))
        return FALSE;
    }

  if (*member->id != '\0')
    return TRUE;

  cursor->at = start;

  return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_NO_ID);
}

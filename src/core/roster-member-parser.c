/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON of one member (api.md, "Endpoints"): any order of fields, unknown ones passed over. */

#include "roster-member-parser.h"

#include <string.h>

#include "roster-sign-in-time.h"

typedef enum
{
  FIELD_ID,
  FIELD_DISPLAY_NAME,
  FIELD_EMAIL,
  FIELD_ROLE,
  FIELD_LAST_SIGN_IN,
  FIELD_MFA,
  FIELD_SSO,
  FIELD_ENABLED,
  FIELD_UNKNOWN,
} Field;

static const char *const field_names[] = {
  [FIELD_ID] = "id",
  [FIELD_DISPLAY_NAME] = "displayName",
  [FIELD_EMAIL] = "email",
  [FIELD_ROLE] = "role",
  [FIELD_LAST_SIGN_IN] = "lastAuthenticatedAt",
  [FIELD_MFA] = "mfaEnabled",
  [FIELD_SSO] = "ssoEnabled",
  [FIELD_ENABLED] = "userEnabled",
};

/* A key as it nearly always stands there, up to its value. */
static const struct
{
  const char *text;
  gsize length;
} usual_keys[] = {
#define USUAL_KEY(name)                                                                            \
  {                                                                                                \
    "\"" name "\":", sizeof (name) + 2                                                             \
  }
  [FIELD_ID] = USUAL_KEY ("id"),
  [FIELD_DISPLAY_NAME] = USUAL_KEY ("displayName"),
  [FIELD_EMAIL] = USUAL_KEY ("email"),
  [FIELD_ROLE] = USUAL_KEY ("role"),
  [FIELD_LAST_SIGN_IN] = USUAL_KEY ("lastAuthenticatedAt"),
  [FIELD_MFA] = USUAL_KEY ("mfaEnabled"),
  [FIELD_SSO] = USUAL_KEY ("ssoEnabled"),
  [FIELD_ENABLED] = USUAL_KEY ("userEnabled"),
#undef USUAL_KEY
};

struct _RosterMemberParser
{
  Field
      order[FIELD_UNKNOWN]; /* of the last member's fields: the next one's are probably the same */

  char *texts; /* owned: the member's strings, one behind the other */
  gsize size;
  gsize used;
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
  self->used = 0;
  if (self->size >= json_size)
    return;

  g_free (self->texts);
  self->texts = g_malloc (json_size);
  self->size = json_size;
}

/* With a constant length the compiler makes this a comparison or two. */
#define IS_NAME(key, name) (memcmp ((key)->text, (name), sizeof (name) - 1) == 0)

static Field
find_field (const RosterJsonSpan *key)
{
  Field field = FIELD_UNKNOWN;

  if (key->escaped)
    {
      for (field = FIELD_ID; field < FIELD_UNKNOWN; field++)
        if (roster_json_span_equals (key, field_names[field]))
          break;
      return field;
    }

  switch (key->length)
    {
    case 2:
      return IS_NAME (key, "id") ? FIELD_ID : FIELD_UNKNOWN;
    case 4:
      return IS_NAME (key, "role") ? FIELD_ROLE : FIELD_UNKNOWN;
    case 5:
      return IS_NAME (key, "email") ? FIELD_EMAIL : FIELD_UNKNOWN;
    case 10:
      if (IS_NAME (key, "mfaEnabled"))
        return FIELD_MFA;
      return IS_NAME (key, "ssoEnabled") ? FIELD_SSO : FIELD_UNKNOWN;
    case 11:
      if (IS_NAME (key, "displayName"))
        return FIELD_DISPLAY_NAME;
      return IS_NAME (key, "userEnabled") ? FIELD_ENABLED : FIELD_UNKNOWN;
    case 19:
      return IS_NAME (key, "lastAuthenticatedAt") ? FIELD_LAST_SIGN_IN : FIELD_UNKNOWN;
    default:
      return FIELD_UNKNOWN;
    }
}

/* A value of the wrong type: the fault lies where it starts, unless it is not even JSON. */
static gboolean
fail_type (RosterJsonCursor *cursor, guint depth, Field field, RosterAnswerFault fault)
{
  const char *start = cursor->at;

  if (!roster_json_cursor_skip (cursor, depth))
    return FALSE;

  cursor->at = start;
  cursor->field = field_names[field];

  return roster_json_cursor_fail (cursor, fault);
}

static const char *
keep_text (RosterMemberParser *self, const RosterJsonSpan *span, gboolean *exact)
{
  char *place = self->texts + self->used;

  if (span->length == 0)
    return "";

  if (span->escaped)
    {
      self->used += roster_json_span_decode (span, place, exact) + 1;
      return place;
    }

  memcpy (place, span->text, span->length);
  place[span->length] = '\0';
  self->used += span->length + 1;

  return place;
}

static gboolean
parse_text (
    RosterMemberParser *self, RosterJsonCursor *cursor, guint depth, Field field, const char **text)
{
  const char *start = cursor->at;
  gboolean exact = TRUE;
  RosterJsonSpan span;

  if (*cursor->at == 'n' && field != FIELD_ID)
    return roster_json_cursor_read_word (cursor, "null");
  if (*cursor->at != '"')
    return fail_type (cursor, depth, field, ROSTER_ANSWER_FAULT_NOT_TEXT);
  if (!roster_json_cursor_read_string (cursor, &span))
    return FALSE;

  *text = keep_text (self, &span, &exact);
  if (exact || field != FIELD_ID)
    return TRUE;

  /* Requests name a member by this id. */
  cursor->at = start;
  cursor->field = field_names[field];

  return roster_json_cursor_fail (cursor, ROSTER_ANSWER_FAULT_NOT_EXACT);
}

static gboolean
parse_boolean (RosterJsonCursor *cursor, guint depth, Field field, gboolean *value)
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
      return fail_type (cursor, depth, field, ROSTER_ANSWER_FAULT_NOT_BOOLEAN);
    }
}

static gboolean
parse_time (RosterMemberParser *self, RosterJsonCursor *cursor, guint depth, gint64 *time)
{
  const char *start = cursor->at;
  gboolean exact = TRUE;
  gboolean understood;
  RosterJsonSpan span;

  if (*cursor->at == 'n')
    return roster_json_cursor_read_word (cursor, "null");

  if (*cursor->at == '"')
    {
      const char *text;

      if (!roster_json_cursor_read_string (cursor, &span))
        return FALSE;
      text = keep_text (self, &span, &exact);
      understood = roster_sign_in_time_from_string (text, strlen (text), time);
    }
  else if (*cursor->at == '-' || g_ascii_isdigit (*cursor->at))
    {
      if (!roster_json_cursor_read_number (cursor, &span))
        return FALSE;
      understood = roster_sign_in_time_from_number (span.text, span.length, time);
    }
  else
    {
      return fail_type (cursor, depth, FIELD_LAST_SIGN_IN, ROSTER_ANSWER_FAULT_NOT_TIME);
    }

  if (understood)
    return TRUE;

  cursor->at = start;
  cursor->field = field_names[FIELD_LAST_SIGN_IN];

  return roster_json_cursor_fail (cursor, ROSTER_ANSWER_FAULT_NOT_TIME);
}

static gboolean
parse_value (RosterMemberParser *self,
             RosterJsonCursor *cursor,
             guint depth,
             Field field,
             RosterMember *member)
{
  gboolean value = FALSE;
  gboolean parsed;

  switch (field)
    {
    case FIELD_ID:
      return parse_text (self, cursor, depth, field, &member->id);
    case FIELD_DISPLAY_NAME:
      return parse_text (self, cursor, depth, field, &member->display_name);
    case FIELD_EMAIL:
      return parse_text (self, cursor, depth, field, &member->email);
    case FIELD_ROLE:
      return parse_text (self, cursor, depth, field, &member->role);
    case FIELD_LAST_SIGN_IN:
      return parse_time (self, cursor, depth, &member->last_sign_in);
    case FIELD_MFA:
      parsed = parse_boolean (cursor, depth, field, &value);
      member->mfa = value != FALSE;
      return parsed;
    case FIELD_SSO:
      parsed = parse_boolean (cursor, depth, field, &value);
      member->sso = value != FALSE;
      return parsed;
    case FIELD_ENABLED:
      parsed = parse_boolean (cursor, depth, field, &value);
      member->enabled = value != FALSE;
      return parsed;
    case FIELD_UNKNOWN:
    default:
      return roster_json_cursor_skip (cursor, depth);
    }
}

/* Passes over a key and its colon. */
static gboolean
parse_key (RosterJsonCursor *cursor, Field *field)
{
  RosterJsonSpan key;
  int next;

  if (*cursor->at != '"')
    return roster_json_cursor_fail (cursor, ROSTER_ANSWER_FAULT_SYNTAX);
  if (!roster_json_cursor_read_string (cursor, &key))
    return FALSE;

  *field = find_field (&key);
  next = roster_json_cursor_peek (cursor);
  if (next < 0)
    return FALSE;
  if (next != ':')
    return roster_json_cursor_fail (cursor, ROSTER_ANSWER_FAULT_SYNTAX);
  cursor->at++;

  return TRUE;
}

/* The same, at once where the key is the one that stood at this @position the last time. */
static gboolean
parse_usual_key (RosterMemberParser *self, RosterJsonCursor *cursor, guint position, Field *field)
{
  if (position >= G_N_ELEMENTS (self->order))
    return parse_key (cursor, field);

  *field = self->order[position];
  if (*field < FIELD_UNKNOWN && (gsize)(cursor->end - cursor->at) > usual_keys[*field].length &&
      roster_json_is_same (cursor->at, usual_keys[*field].text, usual_keys[*field].length))
    {
      cursor->at += usual_keys[*field].length;
      return TRUE;
    }

  if (!parse_key (cursor, field))
    return FALSE;
  self->order[position] = *field;

  return TRUE;
}

/* One `"key": value`; the cursor is at the key. */
static gboolean
parse_field (RosterMemberParser *self,
             RosterJsonCursor *cursor,
             guint depth,
             guint position,
             guint *seen,
             RosterMember *member)
{
  const char *start = cursor->at;
  Field field;

  if (!parse_usual_key (self, cursor, position, &field))
    return FALSE;

  if (field != FIELD_UNKNOWN && (*seen & (1u << field)) != 0)
    {
      cursor->at = start;
      cursor->field = field_names[field];
      return roster_json_cursor_fail (cursor, ROSTER_ANSWER_FAULT_TWICE);
    }
  *seen |= 1u << field;

  return roster_json_cursor_peek (cursor) >= 0 && parse_value (self, cursor, depth, field, member);
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
  guint position = 0;
  guint seen = 0;
  int next;

  g_return_val_if_fail (cursor->end - start <= (gssize)ROSTER_MEMBER_MAX_SIZE, FALSE);

  make_room (self, (gsize)(cursor->end - cursor->at));
  *member = (RosterMember){ "", "", "", "", ROSTER_NEVER, FALSE, FALSE, FALSE };

  cursor->at++;
  next = roster_json_cursor_peek (cursor);
  if (next == '}')
    cursor->at++;
  else
    do
      {
        if (roster_json_cursor_peek (cursor) < 0 ||
            !parse_field (self, cursor, depth, position++, &seen, member))
          return FALSE;
        next = roster_json_cursor_peek (cursor);
        if (next < 0)
          return FALSE;
        if (next != ',' && next != '}')
          return roster_json_cursor_fail (cursor, ROSTER_ANSWER_FAULT_SYNTAX);
        cursor->at++;
      }
    while (next == ',');

  if (*member->id != '\0')
    return TRUE;

  cursor->at = start;

  return roster_json_cursor_fail (cursor, ROSTER_ANSWER_FAULT_NO_ID);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON of one member. The key that is expected is compared as a whole for the goal that an
 * export takes at most 1.6 times as long as `curl -o file`. */

#include "core/services/threat-stack/roster-member-parser.h"

#include "core/json/roster-service-time.h"

/* Milliseconds since the epoch: 0002-01-01. */
#define START_OF_YEAR_2 G_GINT64_CONSTANT (-62104060800000)

typedef enum
{
  KEY_ID,
  KEY_DISPLAY_NAME,
  KEY_EMAIL,
  KEY_ROLE,
  KEY_LAST_SIGN_IN,
  KEY_MFA,
  KEY_SSO,
  KEY_ENABLED,
  KEY_UNKNOWN, /* in the place of ROSTER_MEMBER_N_KEYS */
} Key;

#define KEY_ROOM 24 /* bytes: no key is longer with its quotes and its colon */

static const struct
{
  const char *name;
  char text[KEY_ROOM]; /* as written, up to its value */
  gsize length;        /* of the text, in bytes */
} keys[] = {
#define KEY(name)                                                                                  \
  {                                                                                                \
    name, "\"" name "\":", sizeof (name) + 2                                                       \
  }
  [KEY_ID] = KEY ("id"),
  [KEY_DISPLAY_NAME] = KEY ("displayName"),
  [KEY_EMAIL] = KEY ("email"),
  [KEY_ROLE] = KEY ("role"),
  [KEY_LAST_SIGN_IN] = KEY ("lastAuthenticatedAt"),
  [KEY_MFA] = KEY ("mfaEnabled"),
  [KEY_SSO] = KEY ("ssoEnabled"),
  [KEY_ENABLED] = KEY ("userEnabled"),
#undef KEY
};

G_STATIC_ASSERT (KEY_UNKNOWN == ROSTER_MEMBER_N_KEYS);

/* Whether @key is at @at, where %KEY_ROOM bytes can be read. Its text is padded with zeros, where
 * bytes do not count; a longer one is compared once more, by its last sixteen bytes. */
static inline gboolean
is_key (const char *at, Key key)
{
  const RosterBytes first = roster_bytes_load (keys[key].text);
  const gsize rest = keys[key].length - ROSTER_BYTES_SIZE;

  if (roster_bytes_is_any ((roster_bytes_load (at) != first) & (first != 0)))
    return FALSE;

  return keys[key].length <= ROSTER_BYTES_SIZE ||
         !roster_bytes_is_any (roster_bytes_load (at + rest) !=
                               roster_bytes_load (keys[key].text + rest));
}

static gboolean
read_any_key (RosterJsonCursor *cursor, Key *key)
{
  char *place = cursor->place;
  const char *name;
  int next;

  if (*cursor->at != '"')
    return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_SYNTAX);
  if (!roster_json_cursor_read_string (cursor, &name))
    return FALSE;
  cursor->place = place;

  for (*key = KEY_ID; *key < KEY_UNKNOWN; (*key)++)
    if (strcmp (name, keys[*key].name) == 0)
      break;

  next = roster_json_cursor_peek (cursor);
  if (next < 0)
    return FALSE;
  if (next != ':')
    return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_SYNTAX);
  cursor->at++;

  return TRUE;
}

/* A key and its colon. @key: (inout): the one that is expected; the one that is there */
static inline gboolean
read_key (RosterJsonCursor *cursor, Key *key)
{
  if (*key == KEY_UNKNOWN || cursor->end - cursor->at < KEY_ROOM || !is_key (cursor->at, *key))
    return read_any_key (cursor, key);

  cursor->at += keys[*key].length;

  return TRUE;
}

/* A value of the wrong type: the fault is where it starts, unless it is not even JSON. */
static gboolean
fail_type (RosterJsonCursor *cursor, guint depth, Key key, RosterJsonError fault)
{
  const char *start = cursor->at;

  if (!roster_json_cursor_skip (cursor, depth))
    return FALSE;

  cursor->at = start;
  cursor->field = keys[key].name;

  return roster_json_cursor_fail (cursor, fault);
}

static inline gboolean
read_text (RosterJsonCursor *cursor, guint depth, Key key, const char **text)
{
  if (*cursor->at == '"')
    return roster_json_cursor_read_string (cursor, text);
  if (*cursor->at == 'n')
    return roster_json_cursor_read_null (cursor);

  return fail_type (cursor, depth, key, ROSTER_JSON_ERROR_NOT_TEXT);
}

/* Requests name a member by it, so that it has to be there, and exactly. */
static inline gboolean
read_id (RosterJsonCursor *cursor, guint depth, const char **id)
{
  const char *start = cursor->at;

  if (*start != '"')
    return fail_type (cursor, depth, KEY_ID, ROSTER_JSON_ERROR_NOT_TEXT);

  cursor->is_exact = TRUE;
  if (!roster_json_cursor_read_string (cursor, id))
    return FALSE;
  if (cursor->is_exact)
    return TRUE;

  cursor->at = start;
  cursor->field = keys[KEY_ID].name;

  return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_NOT_EXACT);
}

static inline gboolean
read_boolean (RosterJsonCursor *cursor, guint depth, Key key, gboolean *value)
{
  if (*cursor->at == 't' || *cursor->at == 'f')
    return roster_json_cursor_read_boolean (cursor, value);
  if (*cursor->at == 'n')
    return roster_json_cursor_read_null (cursor);

  return fail_type (cursor, depth, key, ROSTER_JSON_ERROR_NOT_BOOLEAN);
}

/* What is no time makes that member's last sign-in unknown, and nothing else. A time that nothing
 * can have happened at stands for none: programs write 0, or their first year, which in some zone
 * is still the year before. */
static gboolean
read_time (RosterJsonCursor *cursor, guint depth, gint64 *time)
{
  const char *start = cursor->at;
  const char *text = "";
  gint64 value = ROSTER_NOT_KNOWN;

  if (*start == 'n')
    return roster_json_cursor_read_null (cursor);
  if (*start == '"')
    {
      if (!roster_json_cursor_read_string (cursor, &text))
        return FALSE;
      if (!roster_service_time_from_string (text, strlen (text), &value) &&
          g_str_has_prefix (text, "0001-01-01"))
        value = ROSTER_NEVER;
    }
  else if (*start == '-' || g_ascii_isdigit (*start))
    {
      if (!roster_json_cursor_pass_number (cursor))
        return FALSE;
      roster_service_time_from_number (start, (gsize)(cursor->at - start), &value);
    }
  else if (!roster_json_cursor_skip (cursor, depth))
    {
      return FALSE;
    }

  if (value == 0 || (value < START_OF_YEAR_2 && value != ROSTER_NOT_KNOWN))
    value = ROSTER_NEVER;
  *time = value;

  return TRUE;
}

static inline gboolean
read_value (RosterJsonCursor *cursor, guint depth, Key key, RosterMember *member)
{
  gboolean value = FALSE;
  gboolean is_read;

  switch (key)
    {
    case KEY_ID:
      return read_id (cursor, depth, &member->id);
    case KEY_DISPLAY_NAME:
      return read_text (cursor, depth, key, &member->display_name);
    case KEY_EMAIL:
      return read_text (cursor, depth, key, &member->email);
    case KEY_ROLE:
      return read_text (cursor, depth, key, &member->role);
    case KEY_LAST_SIGN_IN:
      return read_time (cursor, depth, &member->last_sign_in);
    case KEY_MFA:
      is_read = read_boolean (cursor, depth, key, &value);
      member->mfa = value != FALSE;
      return is_read;
    case KEY_SSO:
      is_read = read_boolean (cursor, depth, key, &value);
      member->sso = value != FALSE;
      return is_read;
    case KEY_ENABLED:
      is_read = read_boolean (cursor, depth, key, &value);
      member->enabled = value != FALSE;
      return is_read;
    case KEY_UNKNOWN:
    default:
      return roster_json_cursor_skip (cursor, depth);
    }
}

/* One `"key": value`; the cursor is where the key should be. @seen: a bit for each key that was */
static inline gboolean
read_field (RosterJsonCursor *cursor, guint depth, Key *key, guint *seen, RosterMember *member)
{
  const char *start;

  if (roster_json_cursor_peek (cursor) < 0)
    return FALSE;

  start = cursor->at;
  if (!read_key (cursor, key))
    return FALSE;
  if (*key != KEY_UNKNOWN && (*seen & (1u << *key)) != 0)
    {
      cursor->at = start;
      cursor->field = keys[*key].name;
      return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_TWICE);
    }
  *seen |= 1u << *key;

  return roster_json_cursor_peek (cursor) >= 0 && read_value (cursor, depth, *key, member);
}

/**
 * roster_member_parser_parse:
 * @self: a parser
 * @cursor: at the opening brace; then behind the closing brace
 * @depth: how many levels may still be opened within the member
 * @member: (out): the member; its strings are where @cursor's place was
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
  guint seen = 0;
  int next;

  *member = (RosterMember){ "", "", "", "", ROSTER_NEVER, FALSE, FALSE, FALSE };

  cursor->at++;
  next = roster_json_cursor_peek (cursor);
  for (guint i = 0; next != '}'; i++)
    {
      Key key = i < ROSTER_MEMBER_N_KEYS ? (Key)self->order[i] : KEY_UNKNOWN;

      if (!read_field (cursor, depth, &key, &seen, member))
        return FALSE;
      if (i < ROSTER_MEMBER_N_KEYS)
        self->order[i] = key;

      next = roster_json_cursor_peek (cursor);
      if (next < 0)
        return FALSE;
      if (next != ',' && next != '}')
        return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_SYNTAX);
      cursor->at += next == ',';
    }
  cursor->at++;

  if (*member->id != '\0')
    return TRUE;

  cursor->at = start;

  return roster_json_cursor_fail (cursor, ROSTER_JSON_ERROR_NO_ID);
}

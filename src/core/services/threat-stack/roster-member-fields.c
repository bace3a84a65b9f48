/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of a member's JSON, and the quick way to read one that is written as nearly all are:
 * the key that is expected, a text without escapes, a time in digits. Whoever finds
 * anything else here reads it with a cursor, which knows all of JSON. */

#include "core/services/threat-stack/roster-member-fields.h"

#include <string.h>

#include "core/base/roster-digits.h"
#include "core/json/roster-bytes.h"
#include "core/json/roster-service-time.h"

#define KEY_ROOM 24 /* bytes: no key is longer with its quotes and its colon */

typedef struct
{
  const char *name;
  char text[KEY_ROOM]; /* as written, up to its value */
  gsize length;        /* of the text, in bytes */
} Key;

static const Key keys[] = {
#define KEY(name)                                                                                  \
  {                                                                                                \
    name, "\"" name "\":", sizeof (name) + 2                                                       \
  }
  [ROSTER_MEMBER_JSON_ID] = KEY ("id"),
  [ROSTER_MEMBER_JSON_DISPLAY_NAME] = KEY ("displayName"),
  [ROSTER_MEMBER_JSON_EMAIL] = KEY ("email"),
  [ROSTER_MEMBER_JSON_ROLE] = KEY ("role"),
  [ROSTER_MEMBER_JSON_LAST_SIGN_IN] = KEY ("lastAuthenticatedAt"),
  [ROSTER_MEMBER_JSON_MFA] = KEY ("mfaEnabled"),
  [ROSTER_MEMBER_JSON_SSO] = KEY ("ssoEnabled"),
  [ROSTER_MEMBER_JSON_ENABLED] = KEY ("userEnabled"),
#undef KEY
};

/**
 * roster_member_json_field_find:
 * @key: a key, with any escapes
 *
 * Returns: its field
 */
RosterMemberJsonField
roster_member_json_field_find (const RosterJsonSpan *key)
{
  const gsize length = key->length + 3; /* with its quotes and its colon */
  RosterMemberJsonField field;

  for (field = ROSTER_MEMBER_JSON_ID; field < ROSTER_MEMBER_JSON_UNKNOWN; field++)
    if ((key->escaped || length == keys[field].length) &&
        roster_json_span_equals (key, keys[field].name))
      break;

  return field;
}

/**
 * roster_member_json_field_get_name:
 * @field: a field that is known
 *
 * Returns: (transfer none): its key
 */
const char *
roster_member_json_field_get_name (RosterMemberJsonField field)
{
  g_return_val_if_fail (field < ROSTER_MEMBER_JSON_UNKNOWN, NULL);

  return keys[field].name;
}

/* Whether @key is at @at, where %KEY_ROOM bytes can be read. What is behind a short one does not
 * count, as it has zeros there; a longer one is compared once more, by its last sixteen bytes. */
static inline gboolean
is_key (const char *at, const Key *key)
{
  const RosterBytes first = roster_bytes_load (key->text);
  const gsize rest = key->length - ROSTER_BYTES_SIZE;

  if (roster_bytes_is_any ((roster_bytes_load (at) != first) & (first != 0)))
    return FALSE;

  return key->length <= ROSTER_BYTES_SIZE ||
         !roster_bytes_is_any (roster_bytes_load (at + rest) !=
                               roster_bytes_load (key->text + rest));
}

/* Copies a text while its end is looked for, with some of what is behind it: for that there is room
 * as long as no more was copied than was read. */
static inline const char *
read_text (const char *at, const char *end, char **place, const char **text)
{
  const char *start = at + 1;
  char *to = *place;
  RosterBytes seen = { 0 };

  if (at == end || *at != '"')
    return NULL;

  for (at = start; end - at >= ROSTER_BYTES_SIZE; at += ROSTER_BYTES_SIZE, to += ROSTER_BYTES_SIZE)
    {
      RosterBytes bytes = roster_bytes_load (at);
      guint first = roster_bytes_get_first ((bytes == '"') | (bytes == '\\') | (bytes < 0x20));

      memcpy (to, &bytes, sizeof bytes);
      seen |= bytes;
      if (first == ROSTER_BYTES_SIZE)
        continue;

      at += first;
      if (*at != '"' || at - start > (gssize)ROSTER_JSON_MAX_STRING)
        return NULL;
      if (roster_bytes_is_any (seen >= 0x80) &&
          !g_utf8_validate_len (start, (gsize)(at - start), NULL))
        return NULL;

      to[first] = '\0';
      *text = *place;
      *place = to + first + 1;
      return at + 1;
    }

  return NULL;
}

/* Which of the two it is makes no branch, which would often be guessed wrong. */
static inline const char *
read_boolean (const char *at, const char *end, gboolean *value)
{
  gboolean is_false;

  if (end - at < 5)
    return NULL;

  *value = memcmp (at, "true", 4) == 0;
  is_false = (*at == 'f') & (memcmp (at + 1, "alse", 4) == 0);

  return (*value | is_false) ? at + 4 + is_false : NULL;
}

/* Never, or a whole number without a sign. Where it goes on, as with a fraction, what is behind it
 * is neither a comma nor a brace. */
static inline const char *
read_time (const char *at, const char *end, gint64 *time)
{
  gint64 value;
  const char *behind;

  if (end - at >= 4 && memcmp (at, "null", 4) == 0)
    return at + 4;

  behind = roster_digits_read (at, end, &value);
  if (behind == NULL || *at == '0' || !roster_service_time_is_valid (value))
    return NULL;
  *time = value;

  return behind;
}

/* The value of @field at @at, with its key. Returns what is behind it, or NULL where not simply
 * that is there. */
static inline const char *
read_field (RosterMemberJsonField field,
            const char *at,
            const char *end,
            char **place,
            RosterMember *member)
{
  gboolean value = FALSE;

  at = roster_json_pass_space (at, end);
  if (field == ROSTER_MEMBER_JSON_UNKNOWN || end - at <= KEY_ROOM || !is_key (at, &keys[field]))
    return NULL;

  at = roster_json_pass_space (at + keys[field].length, end);
  switch (field)
    {
    case ROSTER_MEMBER_JSON_ID:
      return read_text (at, end, place, &member->id);
    case ROSTER_MEMBER_JSON_DISPLAY_NAME:
      return read_text (at, end, place, &member->display_name);
    case ROSTER_MEMBER_JSON_EMAIL:
      return read_text (at, end, place, &member->email);
    case ROSTER_MEMBER_JSON_ROLE:
      return read_text (at, end, place, &member->role);
    case ROSTER_MEMBER_JSON_LAST_SIGN_IN:
      return read_time (at, end, &member->last_sign_in);
    case ROSTER_MEMBER_JSON_MFA:
      at = read_boolean (at, end, &value);
      member->mfa = value != FALSE;
      return at;
    case ROSTER_MEMBER_JSON_SSO:
      at = read_boolean (at, end, &value);
      member->sso = value != FALSE;
      return at;
    case ROSTER_MEMBER_JSON_ENABLED:
      at = read_boolean (at, end, &value);
      member->enabled = value != FALSE;
      return at;
    case ROSTER_MEMBER_JSON_UNKNOWN:
    default:
      return NULL;
    }
}

/**
 * roster_member_fields_start:
 * @self: the fields of a member before
 * @place: (transfer none): where its texts can be copied to, with room for as much as its JSON has
 *
 * Nothing of the next member was read.
 */
void
roster_member_fields_start (RosterMemberFields *self, char *place)
{
  self->position = 0;
  self->seen = 0;
  self->place = place;
}

/**
 * roster_member_fields_add:
 * @self: the fields that were read
 * @field: another one
 *
 * Returns: whether it is the first of its kind, or not known
 */
gboolean
roster_member_fields_add (RosterMemberFields *self, RosterMemberJsonField field)
{
  if (field != ROSTER_MEMBER_JSON_UNKNOWN && (self->seen & (1u << field)) != 0)
    return FALSE;

  if (self->position < G_N_ELEMENTS (self->order))
    self->order[self->position] = field;
  self->position++;
  self->seen |= 1u << field;

  return TRUE;
}

/**
 * roster_member_fields_read:
 * @self: the fields that were read
 * @at: where the next key should be
 * @end: behind the last byte there is
 * @member: gets the values
 * @ended: (out): whether the member ends with them
 *
 * Reads as many fields as are there in the order of the last member's and at a glance.
 *
 * Returns: behind the last of them and its comma or closing brace
 */
const char *
roster_member_fields_read (RosterMemberFields *self,
                           const char *at,
                           const char *end,
                           RosterMember *member,
                           gboolean *ended)
{
  guint position = self->position;
  guint seen = self->seen;
  char *place = self->place;
  char next = ',';

  while (next == ',' && position < G_N_ELEMENTS (self->order))
    {
      const RosterMemberJsonField field = self->order[position];
      const char *behind = NULL;
      char *behind_text = place;

      if ((seen & (1u << field)) == 0)
        behind = read_field (field, at, end, &behind_text, member);
      if (behind == NULL || behind == end || (*behind != ',' && *behind != '}'))
        break;

      next = *behind;
      at = behind + 1;
      place = behind_text;
      seen |= 1u << field;
      position++;
    }
  self->position = position;
  self->seen = seen;
  self->place = place;
  *ended = next == '}';

  return at;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that goes wrong, and how often. */

#include "mock/mock-fault.h"

#include <string.h>

#define MEMBERS_PATH "/v2/organizations/members"
#define INVITES_PATH "/v2/organizations/invites"
#define SELF_TEST_PATH "/help/hawk/self-test"

/* What stands behind a kind's name. */
typedef enum
{
  VALUE_NONE,
  VALUE_NUMBER,       /* has to be there */
  VALUE_MAYBE_NUMBER, /* may be there */
  VALUE_MAYBE_TEXT,
} Value;

static const struct
{
  const char *name;
  MockFaultKind kind;
  Value value;
  gint64 least;
  gint64 most;
} kinds[] = {
  { "status", MOCK_FAULT_STATUS, VALUE_NUMBER, 200, 599 },
  { "redirect", MOCK_FAULT_REDIRECT, VALUE_MAYBE_TEXT, 0, 0 },
  { "stale", MOCK_FAULT_STALE, VALUE_MAYBE_NUMBER, -G_MAXINT32, G_MAXINT32 },
  { "forged-clock", MOCK_FAULT_FORGED_CLOCK, VALUE_NONE, 0, 0 },
  { "clock", MOCK_FAULT_CLOCK, VALUE_NUMBER, -G_MAXINT32, G_MAXINT32 },
  { "refuse", MOCK_FAULT_REFUSE, VALUE_MAYBE_NUMBER, 0, 3600 },
  { "reset", MOCK_FAULT_RESET, VALUE_NONE, 0, 0 },
  { "silence", MOCK_FAULT_SILENCE, VALUE_NONE, 0, 0 },
  { "cut", MOCK_FAULT_CUT, VALUE_MAYBE_NUMBER, 0, G_MAXINT32 },
  { "slow", MOCK_FAULT_SLOW, VALUE_NUMBER, 1, G_MAXINT32 },
  { "unsigned", MOCK_FAULT_UNSIGNED, VALUE_NONE, 0, 0 },
  { "forged", MOCK_FAULT_FORGED, VALUE_NONE, 0, 0 },
  { "replayed", MOCK_FAULT_REPLAYED, VALUE_NONE, 0, 0 },
  { "not-json", MOCK_FAULT_BODY, VALUE_NONE, 0, 0 },
  { "empty", MOCK_FAULT_BODY, VALUE_NONE, 0, 0 },
  { "wrong-types", MOCK_FAULT_BODY, VALUE_NONE, 0, 0 },
  { "missing-fields", MOCK_FAULT_BODY, VALUE_NONE, 0, 0 },
  { "duplicate-keys", MOCK_FAULT_BODY, VALUE_NONE, 0, 0 },
  { "deep", MOCK_FAULT_BODY, VALUE_NONE, 0, 0 },
  { "long-names", MOCK_FAULT_BODY, VALUE_NONE, 0, 0 },
  { "hostile-names", MOCK_FAULT_BODY, VALUE_NONE, 0, 0 },
  { "bad-utf8", MOCK_FAULT_BODY, VALUE_NONE, 0, 0 },
  { "huge-string", MOCK_FAULT_BODY, VALUE_NONE, 0, 0 },
  { "huge-member", MOCK_FAULT_BODY, VALUE_NONE, 0, 0 },
  { "repeat-token", MOCK_FAULT_BODY, VALUE_NONE, 0, 0 },
  { "new-token", MOCK_FAULT_BODY, VALUE_NONE, 0, 0 },
  { "endless", MOCK_FAULT_ENDLESS, VALUE_MAYBE_TEXT, 0, 0 },
};

static const struct
{
  const char *name;
  guint calls;
} calls[] = {
  { "list", MOCK_CALL_LIST },     { "add", MOCK_CALL_ADD },
  { "remove", MOCK_CALL_REMOVE }, { "invite", MOCK_CALL_INVITE },
  { "change", MOCK_CALL_CHANGE }, { "self-test", MOCK_CALL_SELF_TEST },
  { "any", MOCK_CALL_ANY },
};

/**
 * mock_call_kind_find:
 * @method: of a request
 * @path: of it
 *
 * Returns: which call of threat-stack/README.md it is, or %MOCK_CALL_NONE
 */
MockCallKind
mock_call_kind_find (const char *method, const char *path)
{
  gboolean is_get = strcmp (method, "GET") == 0;

  if (strcmp (path, SELF_TEST_PATH) == 0 && is_get)
    return MOCK_CALL_SELF_TEST;
  if (strcmp (path, MEMBERS_PATH) == 0)
    {
      if (is_get)
        return MOCK_CALL_LIST;
      return strcmp (method, "POST") == 0 ? MOCK_CALL_ADD : MOCK_CALL_NONE;
    }
  if (g_str_has_prefix (path, MEMBERS_PATH "/") && strcmp (method, "DELETE") == 0)
    return MOCK_CALL_REMOVE;
  if (strcmp (path, INVITES_PATH) == 0 && !is_get)
    return MOCK_CALL_INVITE;
  return MOCK_CALL_NONE;
}

/**
 * mock_call_kind_get_name:
 * @kind: one call
 *
 * Returns: (nullable): how a fault names it
 */
const char *
mock_call_kind_get_name (MockCallKind kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    if (calls[i].calls == (guint)kind)
      return calls[i].name;
  return NULL;
}

static gboolean
fail (const char *part, GError **error)
{
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               "“%s” is no part of a fault; see roster-mock --help.", part);
  return FALSE;
}

/* Takes "CALL:" off the front. */
static gboolean
parse_calls (MockFault *self, const char **text, GError **error)
{
  gsize length = strcspn (*text, ":=,");
  g_autofree char *name = NULL;

  self->calls = MOCK_CALL_ANY;
  if ((*text)[length] != ':')
    return TRUE;
  name = g_strndup (*text, length);
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    if (strcmp (calls[i].name, name) == 0)
      {
        self->calls = calls[i].calls;
        *text += length + 1;
        return TRUE;
      }
  return fail (name, error);
}

static gboolean
parse_text (MockFault *self, const char *value, GError **error)
{
  static const char *const floods[] = { "members", "people", "name", "spaces", "headers", NULL };

  if (self->kind == MOCK_FAULT_ENDLESS && !g_strv_contains (floods, value))
    return fail (value, error);
  self->text = g_strdup (value);
  return TRUE;
}

static gboolean
parse_kind (MockFault *self, const char *name, const char *value, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (strcmp (kinds[i].name, name) != 0)
        continue;
      self->kind = kinds[i].kind;
      if (self->kind == MOCK_FAULT_BODY)
        self->text = g_strdup (name);
      if (value == NULL)
        return kinds[i].value != VALUE_NUMBER || fail (name, error);
      if (kinds[i].value == VALUE_NONE)
        return fail (value, error);
      if (kinds[i].value == VALUE_MAYBE_TEXT)
        return parse_text (self, value, error);
      if (!g_ascii_string_to_signed (value, 10, kinds[i].least, kinds[i].most, &self->number, NULL))
        return fail (value, error);
      return TRUE;
    }
  return fail (name, error);
}

static gboolean
parse_count (const char *value, guint least, guint *count, GError **error)
{
  guint64 number = 0;

  if (value == NULL || !g_ascii_string_to_unsigned (value, 10, least, G_MAXINT32, &number, NULL))
    return fail (value != NULL ? value : "", error);
  *count = (guint)number;
  return TRUE;
}

static gboolean
parse_retry_after (MockFault *self, const char *value, gboolean is_date, GError **error)
{
  guint seconds = 0;

  if (!parse_count (value, 0, &seconds, error))
    return FALSE;
  self->retry_after = seconds;
  self->retry_after_is_date = is_date;
  return TRUE;
}

static gboolean
parse_chance (MockFault *self, const char *value, GError **error)
{
  char *end = NULL;

  self->chance = g_ascii_strtod (value, &end);
  return (end != value && *end == '\0' && self->chance > 0 && self->chance <= 100) ||
         fail (value, error);
}

static void
replace (char **place, const char *value)
{
  g_free (*place);
  *place = g_strdup (value);
}

/* One option but body. value: (nullable) */
static gboolean
parse_option (MockFault *self, const char *name, const char *value, GError **error)
{
  if (strcmp (name, "applied") == 0 && value == NULL)
    {
      self->applied = TRUE;
      return TRUE;
    }
  if (value == NULL)
    return fail (name, error);
  if (strcmp (name, "times") == 0)
    return parse_count (value, 1, &self->times, error);
  if (strcmp (name, "every") == 0)
    return parse_count (value, 1, &self->every, error);
  if (strcmp (name, "after") == 0)
    return parse_count (value, 0, &self->after, error);
  if (strcmp (name, "chance") == 0)
    return parse_chance (self, value, error);
  if (strcmp (name, "retry-after") == 0)
    return parse_retry_after (self, value, FALSE, error);
  if (strcmp (name, "retry-after-date") == 0)
    return parse_retry_after (self, value, TRUE, error);
  if (strcmp (name, "header") == 0 && strstr (value, ": ") != NULL)
    g_ptr_array_add (self->headers, g_strdup (value));
  else if (strcmp (name, "type") == 0)
    replace (&self->type, value);
  else if (strcmp (name, "org") == 0)
    replace (&self->organization, value);
  else
    return fail (name, error);
  return TRUE;
}

/* The next part up to a comma, split at its first "=". Gives the rest, or NULL. */
static const char *
split_part (const char *text, char **name, char **value)
{
  gsize length = strcspn (text, ",");
  gsize name_length = strcspn (text, ",=");

  *name = g_strndup (text, name_length);
  *value = text[name_length] == '=' ? g_strndup (text + name_length + 1, length - name_length - 1)
                                    : NULL;
  return text[length] == ',' ? text + length + 1 : NULL;
}

static gboolean
parse_options (MockFault *self, const char *text, GError **error)
{
  while (text != NULL)
    {
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;
      const char *rest;

      if (g_str_has_prefix (text, "body="))
        {
          self->body = g_strdup (text + strlen ("body="));
          return TRUE;
        }
      rest = split_part (text, &name, &value);
      if (!parse_option (self, name, value, error))
        return FALSE;
      text = rest;
    }
  return TRUE;
}

static gboolean
parse (MockFault *self, const char *text, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  const char *options;

  if (!parse_calls (self, &text, error))
    return FALSE;
  options = split_part (text, &name, &value);
  return parse_kind (self, name, value, error) && parse_options (self, options, error);
}

/**
 * mock_fault_parse:
 * @spec: `[CALL:]KIND[=VALUE][,OPTION[=VALUE]…]`, UTF-8
 * @error: return location for a #GOptionError
 *
 * CALL is list, add, remove, invite, change (the three before), self-test or any (the default).
 *
 * KIND is
 * - `status=CODE`: this status in place of the answer
 * - `redirect[=ADDRESS]`: 307 to another host
 * - `clock=SECONDS`: the service's clock is ahead by so much, or behind where it is negative
 * - `stale[=SECONDS]`: 401 for a stale timestamp, with this offset, whatever is sent
 * - `forged-clock`: the same from somebody who does not know the key
 * - `refuse[=SECONDS]`: nobody listens for so long, or until the faults are cleared: from now on,
 *   or, where CALL is given, from the moment such a call is answered
 * - `reset`: the connection is reset in place of the answer
 * - `silence`: there is no answer
 * - `cut[=BYTES]`: the connection ends after so many bytes of the body, or in its middle
 * - `slow=BYTES`: so many bytes a second
 * - `unsigned`, `forged`, `replayed`: what is wrong with Server-Authorization
 * - `not-json`, `empty`, `wrong-types`, `missing-fields`, `duplicate-keys`, `deep`, `long-names`,
 *   `hostile-names`, `bad-utf8`, `huge-string`, `huge-member`, `repeat-token`, `new-token`: what is
 *   wrong with the body
 * - `endless[=members|people|name|spaces|headers]`: a body without an end
 *
 * OPTION is
 * - `times=N`: so often, then never again; `every=N`: to each Nth call; `after=N`: N calls go well
 *   first; `chance=P`: in P of 100 cases
 * - `org=ID`: in this organization alone
 * - `applied`: the change is made, and then its answer replaced (status, redirect, reset, silence)
 * - `retry-after=S`, `retry-after-date=S`: that header, as seconds or as a date so far ahead
 * - `header=NAME: VALUE` (repeatable), `type=CONTENT-TYPE`, `body=TEXT` (to the end of the spec)
 *
 * Returns: (transfer full) (nullable): a fault that has not happened yet
 */
MockFault *
mock_fault_parse (const char *spec, GError **error)
{
  g_autoptr (MockFault) self = g_new0 (MockFault, 1);

  self->spec = g_strdup (spec);
  self->headers = g_ptr_array_new_with_free_func (g_free);
  self->number = -1;
  self->retry_after = -1;
  self->every = 1;
  self->chance = 100;
  return parse (self, spec, error) ? g_steal_pointer (&self) : NULL;
}

void
mock_fault_free (MockFault *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->headers);
  g_free (self->spec);
  g_free (self->text);
  g_free (self->organization);
  g_free (self->type);
  g_free (self->body);
  g_free (self);
}

/**
 * mock_fault_strikes:
 * @self: a fault
 * @call: a call that has arrived
 * @organization_id: (nullable): which organization it is for
 *
 * Counts the call.
 *
 * Returns: whether the fault happens to it
 */
gboolean
mock_fault_strikes (MockFault *self, MockCallKind call, const char *organization_id)
{
  if ((self->calls & (guint)call) == 0 || mock_fault_is_refusal (self) ||
      (self->organization != NULL && g_strcmp0 (self->organization, organization_id) != 0))
    return FALSE;

  self->n_seen++;
  if (self->n_seen <= self->after || (self->n_seen - self->after) % self->every != 0 ||
      (self->times > 0 && self->n_hit >= self->times) ||
      (self->chance < 100 && g_random_double_range (0, 100) >= self->chance))
    return FALSE;
  self->n_hit++;
  return TRUE;
}

/**
 * mock_fault_is_refusal:
 * @self: a fault
 *
 * Returns: whether nobody listens, whatever the call: no call arrives that it could happen to
 */
gboolean
mock_fault_is_refusal (const MockFault *self)
{
  return self->kind == MOCK_FAULT_REFUSE && self->calls == MOCK_CALL_ANY;
}

/**
 * mock_fault_replaces:
 * @self: a fault
 *
 * Returns: whether the service's own answer is not sent at all
 */
gboolean
mock_fault_replaces (const MockFault *self)
{
  switch (self->kind)
    {
    case MOCK_FAULT_STATUS:
    case MOCK_FAULT_REDIRECT:
    case MOCK_FAULT_STALE:
    case MOCK_FAULT_FORGED_CLOCK:
    case MOCK_FAULT_RESET:
    case MOCK_FAULT_SILENCE:
      return TRUE;
    case MOCK_FAULT_CLOCK:
    case MOCK_FAULT_REFUSE:
    case MOCK_FAULT_CUT:
    case MOCK_FAULT_SLOW:
    case MOCK_FAULT_UNSIGNED:
    case MOCK_FAULT_FORGED:
    case MOCK_FAULT_REPLAYED:
    case MOCK_FAULT_BODY:
    case MOCK_FAULT_ENDLESS:
    default:
      return FALSE;
    }
}

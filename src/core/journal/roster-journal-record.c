/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One line of the journal, to and from JSON. An outcome repeats what its intent says, so that each
 * line can be read by itself, also by whoever looks at the file with other tools.
 */

#include "core/journal/roster-journal-record.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_DEPTH 2 /* levels of a line: an object, and what a later version may put into it */

static const char *const event_names[] = {
  [ROSTER_JOURNAL_INTENT] = "intent",
  [ROSTER_JOURNAL_OUTCOME] = "outcome",
};

static const char *const kind_names[] = {
  [ROSTER_CHANGE_INVITE] = "invite",
  [ROSTER_CHANGE_ADD] = "add",
  [ROSTER_CHANGE_REMOVE] = "remove",
};

static const char *const result_names[] = {
  [ROSTER_CHANGE_PENDING] = "pending", [ROSTER_CHANGE_SENDING] = "sending",
  [ROSTER_CHANGE_DONE] = "done",       [ROSTER_CHANGE_FAILED] = "failed",
  [ROSTER_CHANGE_UNKNOWN] = "unknown", [ROSTER_CHANGE_SKIPPED] = "skipped",
};

/* The texts that every line has. */
static const struct
{
  const char *name;
  gsize offset;
} texts[] = {
  { "uuid", G_STRUCT_OFFSET (RosterJournalRecord, uuid) },
  { "endpoint", G_STRUCT_OFFSET (RosterJournalRecord, endpoint) },
  { "organization-id", G_STRUCT_OFFSET (RosterJournalRecord, organization_id) },
  { "organization-name", G_STRUCT_OFFSET (RosterJournalRecord, organization_name) },
  { "user-id", G_STRUCT_OFFSET (RosterJournalRecord, user_id) },
  { "subject", G_STRUCT_OFFSET (RosterJournalRecord, subject) },
  { "label", G_STRUCT_OFFSET (RosterJournalRecord, label) },
  { "role", G_STRUCT_OFFSET (RosterJournalRecord, role) },
};

static char **
get_text (const RosterJournalRecord *self, guint i)
{
  return (char **)G_STRUCT_MEMBER_P (self, texts[i].offset);
}

/* JSON knows Unicode only; what came from elsewhere is made valid rather than lost. */
static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, valid);
}

/* (nullable): a text; NULL where it is missing or something else */
static const char *
get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

static gboolean
get_name (JsonObject *object,
          const char *member,
          const char *const *names,
          guint n_names,
          guint *position)
{
  const char *name = get_string (object, member);

  for (guint i = 0; name != NULL && i < n_names; i++)
    if (g_str_equal (name, names[i]))
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}

/* ISO 8601, UTC, with milliseconds. */
static char *
format_time (gint64 milliseconds)
{
  int rest = (int)((milliseconds % 1000 + 1000) % 1000); /* also before 1970 */
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc ((milliseconds - rest) / 1000);
  g_autofree char *seconds = g_date_time_format (time, "%m-%dT%H:%M:%S");

  return g_strdup_printf ("%04d-%s.%03dZ", g_date_time_get_year (time), seconds, rest);
}

static gboolean
parse_time (const char *text, gint64 *milliseconds)
{
  g_autoptr (GDateTime) local = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
  g_autoptr (GDateTime) time = local != NULL ? g_date_time_to_utc (local) : NULL;

  /* A zone can put it outside of the years that can be written again. */
  if (time == NULL)
    return FALSE;

  *milliseconds = g_date_time_to_unix (time) * 1000 + g_date_time_get_microsecond (time) / 1000;

  return TRUE;
}

static gboolean
read_names (RosterJournalRecord *self, JsonObject *object)
{
  guint event;
  guint kind;
  guint result = ROSTER_CHANGE_SENDING;

  if (!get_name (object, "event", event_names, G_N_ELEMENTS (event_names), &event) ||
      !get_name (object, "kind", kind_names, G_N_ELEMENTS (kind_names), &kind))
    return FALSE;
  if (event == ROSTER_JOURNAL_OUTCOME &&
      !get_name (object, "result", result_names, G_N_ELEMENTS (result_names), &result))
    return FALSE;

  self->event = event;
  self->kind = kind;
  self->result = result;

  return TRUE;
}

static gboolean
read_object (RosterJournalRecord *self, JsonObject *object)
{
  JsonNode *version = json_object_get_member (object, "version");

  if (version == NULL || json_node_get_value_type (version) != G_TYPE_INT64 ||
      json_node_get_int (version) != ROSTER_JOURNAL_VERSION)
    return FALSE;
  if (!read_names (self, object) || !parse_time (get_string (object, "time"), &self->time))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = get_string (object, texts[i].name);

      if (text == NULL)
        return FALSE;
      *get_text (self, i) = g_strdup (text);
    }
  self->run = g_strdup (get_string (object, "run"));
  self->email = g_strdup (get_string (object, "email"));
  self->error = g_strdup (get_string (object, "error"));
  self->detail = g_strdup (get_string (object, "detail"));

  return TRUE;
}

/**
 * roster_journal_record_new:
 * @event: whether @change is about to be sent, or has been
 * @change: the change as it is now
 *
 * Returns: (transfer full): what the journal is to keep, with the time of now
 */
RosterJournalRecord *
roster_journal_record_new (RosterJournalEvent event, RosterChange *change)
{
  RosterJournalRecord *self = g_new0 (RosterJournalRecord, 1);
  RosterOrganization *organization = roster_change_get_organization (change);
  RosterAccount *account = roster_organization_get_account (organization);
  const GError *error = roster_change_get_error (change);

  self->event = event;
  self->time = g_get_real_time () / G_TIME_SPAN_MILLISECOND;
  self->uuid = g_strdup (roster_change_get_uuid (change));
  self->kind = roster_change_get_kind (change);
  self->endpoint = g_strdup (roster_account_get_endpoint (account));
  self->organization_id = g_strdup (roster_organization_get_id (organization));
  self->organization_name = g_strdup (roster_organization_get_name (organization));
  self->user_id = g_strdup (roster_account_get_user_id (account));
  self->subject = g_strdup (roster_change_get_subject (change));
  self->label = g_strdup (roster_change_get_label (change));
  /* The subject of an invitation is the address. */
  if (self->kind != ROSTER_CHANGE_INVITE)
    self->email = g_strdup (roster_change_get_email (change));
  self->role = g_strdup (roster_change_get_role (change));
  self->result = roster_change_get_state (change);
  self->error = g_strdup (error != NULL ? error->message : NULL);
  self->detail = g_strdup (roster_change_get_note (change));

  return self;
}

/* Whether there are no more levels than a line has, for json-glib calls itself for each. Brackets
 * in a text count for nothing; nor is there anything else that could hide one: json-glib takes
 * comments and single quotes, too. */
static gboolean
is_shallow (const char *line, gsize length)
{
  gboolean in_text = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    if (in_text && line[i] == '\\')
      i++;
    else if (line[i] == '"')
      in_text = !in_text;
    else if (!in_text && strchr ("/#'", line[i]) != NULL)
      return FALSE;
    else if (!in_text && (line[i] == '{' || line[i] == '[') && ++depth > MAX_DEPTH)
      return FALSE;
    else if (!in_text && (line[i] == '}' || line[i] == ']') && depth > 0)
      depth--;

  return TRUE;
}

/* (nullable): the object of a line, as long as the parser lives */
static JsonObject *
parse_object (JsonParser *parser, const char *line, gsize length)
{
  JsonNode *root;

  /* json-glib reads text only: bytes that are not UTF-8 are a damage of their own. */
  if (length > ROSTER_JOURNAL_MAX_LINE || !g_utf8_validate_len (line, length, NULL) ||
      !is_shallow (line, length) ||
      !json_parser_load_from_data (parser, line, (gssize)length, NULL))
    return NULL;

  root = json_parser_get_root (parser);

  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}

/**
 * roster_journal_record_parse:
 * @line: one line of the journal, of any bytes
 * @length: its length in bytes
 *
 * Returns: (transfer full) (nullable): what it says, or %NULL where it is damaged
 */
RosterJournalRecord *
roster_journal_record_parse (const char *line, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (RosterJournalRecord) self = g_new0 (RosterJournalRecord, 1);
  JsonObject *object = parse_object (parser, line, length);

  if (object == NULL || !read_object (self, object))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * roster_journal_record_is_later:
 * @line: one line of the journal that could not be read
 * @length: its length in bytes
 *
 * Returns: whether a later version of Roster wrote it: then it is not damaged, and left alone
 */
gboolean
roster_journal_record_is_later (const char *line, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObject *object = parse_object (parser, line, length);
  JsonNode *version = object != NULL ? json_object_get_member (object, "version") : NULL;

  return version != NULL && json_node_get_value_type (version) == G_TYPE_INT64 &&
         json_node_get_int (version) > ROSTER_JOURNAL_VERSION;
}

/** roster_journal_record_free: frees a record. */
void
roster_journal_record_free (RosterJournalRecord *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (*get_text (self, i));
  g_free (self->run);
  g_free (self->email);
  g_free (self->error);
  g_free (self->detail);
  g_free (self);
}

/**
 * roster_journal_record_to_line:
 * @self: a record
 *
 * Returns: (transfer full): @self as one line of JSON, with its line end
 */
char *
roster_journal_record_to_line (const RosterJournalRecord *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *time = format_time (self->time);
  g_autofree char *json = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, ROSTER_JOURNAL_VERSION);
  add_text (builder, "time", time);
  add_text (builder, "event", event_names[self->event]);
  add_text (builder, "kind", kind_names[self->kind]);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    add_text (builder, texts[i].name, *get_text (self, i));
  if (self->email != NULL)
    add_text (builder, "email", self->email);
  if (self->run != NULL)
    add_text (builder, "run", self->run);
  if (self->event == ROSTER_JOURNAL_OUTCOME)
    add_text (builder, "result", result_names[self->result]);
  if (self->event == ROSTER_JOURNAL_OUTCOME && self->error != NULL)
    add_text (builder, "error", self->error);
  if (self->event == ROSTER_JOURNAL_OUTCOME && self->detail != NULL)
    add_text (builder, "detail", self->detail);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);

  return g_strconcat (json, "\n", NULL);
}

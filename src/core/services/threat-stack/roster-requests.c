/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the service spells its calls (threat-stack/README.md, "Endpoints"), and how it words its
 * errors. */

#include "core/services/threat-stack/roster-requests.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "core/base/roster-redaction.h"

/* Of an error body, only its beginning is looked at: bytes. */
#define MAX_ERROR_BODY (16 * 1024)
/* Characters of an error's text. */
#define MAX_ERROR_TEXT 300
/* json-glib reads nested values by recursion: a text with more openings is taken as plain text. */
#define MAX_ERROR_NESTING 64

static RosterRequest *
request_new (const char *method, char *uri)
{
  RosterRequest *self = g_new0 (RosterRequest, 1);

  self->method = method;
  self->uri = uri;
  return self;
}

void
roster_request_free (RosterRequest *self)
{
  if (self == NULL)
    return;

  g_free (self->uri);
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->subject);
  g_free (self);
}

/* A flat JSON object of two strings, in the order of threat-stack/README.md. */
static void
set_json_body (RosterRequest *self, const char *role, const char *name, const char *value)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "role");
  json_builder_add_string_value (builder, role);
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  text = json_to_string (root, FALSE);
  self->body = g_bytes_new_take (text, strlen (text));
  self->content_type = g_strdup ("application/json");
}

static void
set_subject (RosterRequest *self, const char *name, const char *subject)
{
  self->subject_name = name;
  self->subject = g_strdup (subject);
}

/**
 * roster_request_list_members:
 * @endpoint: the account's endpoint, without a final slash
 * @enabled_only: whether disabled members are left out
 * @token: (nullable): the token of the page before, as the service gave it
 *
 * Returns: (transfer full): the call for one page of the list
 */
RosterRequest *
roster_request_list_members (const char *endpoint, gboolean enabled_only, const char *token)
{
  g_autoptr (GString) uri = g_string_new (endpoint);

  g_string_append (uri, "/organizations/members");
  if (enabled_only)
    g_string_append (uri, "?enabledOnly=true");
  if (token != NULL)
    {
      g_string_append (uri, enabled_only ? "&token=" : "?token=");
      g_string_append_uri_escaped (uri, token, NULL, FALSE);
    }
  return request_new ("GET", g_strdup (uri->str));
}

/**
 * roster_request_add_member:
 * @endpoint: the account's endpoint, without a final slash
 * @user_id: the platform-wide id of somebody who is in another organization already, UTF-8
 * @role: the role, as the service spells it
 *
 * Returns: (transfer full): the call
 */
RosterRequest *
roster_request_add_member (const char *endpoint, const char *user_id, const char *role)
{
  RosterRequest *self =
      request_new ("POST", g_strconcat (endpoint, "/organizations/members", NULL));

  set_json_body (self, role, "id", user_id);
  set_subject (self, "id", user_id);
  return self;
}

/**
 * roster_request_remove_member:
 * @endpoint: the account's endpoint, without a final slash
 * @user_id: the member's id
 *
 * Returns: (transfer full) (nullable): the call, or %NULL where no path can name the member: "",
 * "." and ".." would name another resource (RFC 3986, 5.2.4), also when they are escaped
 */
RosterRequest *
roster_request_remove_member (const char *endpoint, const char *user_id)
{
  g_autofree char *segment = NULL;

  if (*user_id == '\0' || g_str_equal (user_id, ".") || g_str_equal (user_id, ".."))
    return NULL;

  segment = g_uri_escape_string (user_id, NULL, FALSE);
  return request_new ("DELETE", g_strconcat (endpoint, "/organizations/members/", segment, NULL));
}

/**
 * roster_request_invite:
 * @endpoint: the account's endpoint, without a final slash
 * @email: the address as typed, trimmed (single sign-on wants the exact spelling), UTF-8
 * @role: the role, as the service spells it
 * @with_put: whether the endpoint is known to want PUT
 *
 * Returns: (transfer full): the call
 */
RosterRequest *
roster_request_invite (const char *endpoint, const char *email, const char *role, gboolean with_put)
{
  RosterRequest *self = request_new (with_put ? "PUT" : "POST",
                                     g_strconcat (endpoint, "/organizations/invites", NULL));

  set_json_body (self, role, "email", email);
  set_subject (self, "sentToEmail", email);
  return self;
}

/**
 * roster_request_self_test:
 * @endpoint: the account's endpoint
 *
 * Returns: (transfer full) (nullable): the call, which is not under the endpoint's path but at the
 *   host's root; %NULL where @endpoint is no address at all
 */
RosterRequest *
roster_request_self_test (const char *endpoint)
{
  const char *host = strstr (endpoint, "://");
  g_autofree char *root = NULL;

  if (host == NULL)
    return NULL;

  host += strlen ("://");
  root = g_strndup (endpoint, (gsize)(host - endpoint) + strcspn (host, "/"));
  return request_new ("GET", g_strconcat (root, "/help/hawk/self-test", NULL));
}

/* Cuts a line where it gets too long. */
static char *
cut (const char *line)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (line, -1) <= MAX_ERROR_TEXT)
    return g_strdup (line);
  start = g_utf8_substring (line, 0, MAX_ERROR_TEXT - 1);
  return g_strconcat (start, "…", NULL);
}

/* One line: runs of spaces and control characters become one space. It is cut last: the start of a
 * secret would not be known for one. */
static char *
to_line (const char *text, const char *secret)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *redacted = NULL;
  gboolean space = FALSE;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT)
        {
          space = line->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (line, ' ');
      g_string_append_unichar (line, c);
      space = FALSE;
    }
  redacted = roster_redaction_apply (line->str, secret);
  return *redacted != '\0' ? cut (redacted) : NULL;
}

/* Adds the words of one value: a string, an object with a message, or a list of these. */
static void
append_words (GString *words, JsonNode *node)
{
  static const char *const names[] = { "errors", "error", "message", "detail", "title" };

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      if (words->len > 0)
        g_string_append (words, "; ");
      g_string_append (words, json_node_get_string (node));
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        append_words (words, json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);

      for (gsize i = 0; i < G_N_ELEMENTS (names) && words->len < MAX_ERROR_BODY; i++)
        if (json_object_has_member (object, names[i]))
          append_words (words, json_object_get_member (object, names[i]));
    }
}

/* (transfer full) (nullable): the value that text is, NULL where it is no JSON, or deep */
static JsonNode *
parse_json (const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  guint nesting = 0;

  for (const char *p = text; *p != '\0'; p++)
    nesting += *p == '[' || *p == '{';
  if (nesting > MAX_ERROR_NESTING || !json_parser_load_from_data (parser, text, -1, NULL))
    return NULL;
  return json_parser_steal_root (parser);
}

/* Whether text is JSON; then words are the service's, or NULL. */
static gboolean
parse_json_error (const char *text, const char *secret, char **words)
{
  g_autoptr (JsonNode) root = parse_json (text);
  g_autoptr (GString) found = g_string_new (NULL);

  if (root == NULL)
    return FALSE;

  append_words (found, root);
  *words = to_line (found->str, secret);
  return TRUE;
}

/* Ignoring case and how accents are spelled, as a service may write an address in its own way. */
static gboolean
names_same (const char *a, const char *b)
{
  g_autofree char *normal_a = g_utf8_normalize (a, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *normal_b = g_utf8_normalize (b, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded_a = normal_a != NULL ? g_utf8_casefold (normal_a, -1) : NULL;
  g_autofree char *folded_b = normal_b != NULL ? g_utf8_casefold (normal_b, -1) : NULL;

  return folded_a != NULL && g_strcmp0 (folded_a, folded_b) == 0;
}

/* Whether @object has @name, and something in it. */
static gboolean
has_any (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) &&
         !(JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) == 0);
}

/**
 * roster_request_is_answered:
 * @self: a change
 * @body: the body of an answer whose status is a success
 *
 * A signature does not cover the status: a refusal can be given the status of a success. The body
 * is covered, so it decides: nothing at all ({} is no more than that), or what
 * threat-stack/README.md documents, about this person.
 *
 * Returns: whether it is the answer of a service that did it
 */
gboolean
roster_request_is_answered (const RosterRequest *self, GBytes *body)
{
  gsize size;
  const char *data = g_bytes_get_data (body, &size);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonNode *name;

  if (size == 0)
    return TRUE;
  if (self->subject_name == NULL || size > MAX_ERROR_BODY)
    return FALSE;

  text = g_strndup (data, size);
  root = parse_json (text);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;

  object = json_node_get_object (root);
  if (json_object_get_size (object) == 0)
    return TRUE;
  name = json_object_get_member (object, self->subject_name);
  return !has_any (object, "errors") && !has_any (object, "error") && name != NULL &&
         JSON_NODE_HOLDS_VALUE (name) && json_node_get_value_type (name) == G_TYPE_STRING &&
         names_same (json_node_get_string (name), self->subject);
}

/* Where the element that starts at p is not for reading, its end; else the end of its tag. */
static const char *
skip_tag (const char *p)
{
  static const char *const unread[] = { "script", "style", "head" };
  const char *end;

  if (g_str_has_prefix (p, "<!--"))
    {
      end = strstr (p, "-->");
      return end != NULL ? end + strlen ("-->") : p + strlen (p);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (unread); i++)
    {
      gsize length = strlen (unread[i]);

      if (g_ascii_strncasecmp (p + 1, unread[i], length) != 0 || g_ascii_isalnum (p[1 + length]))
        continue;
      for (end = p + 1; *end != '\0'; end++)
        if (end[0] == '<' && end[1] == '/' && g_ascii_strncasecmp (end + 2, unread[i], length) == 0)
          break;
      p = end;
      break;
    }

  end = strchr (p, '>');
  return end != NULL ? end + 1 : p + strlen (p);
}

static char *
strip_tags (const char *html)
{
  static const struct
  {
    const char *name;
    const char *text;
  } entities[] = {
    { "&lt;", "<" },   { "&gt;", ">" },  { "&quot;", "\"" }, { "&#39;", "'" },
    { "&nbsp;", " " }, { "&amp;", "&" }, /* the last one, or it would make others */
  };
  g_autoptr (GString) text = g_string_new (NULL);

  while (*html != '\0')
    {
      if (html[0] == '<' && (g_ascii_isalpha (html[1]) || html[1] == '/' || html[1] == '!'))
        {
          html = skip_tag (html);
          g_string_append_c (text, ' ');
        }
      else
        {
          g_string_append_c (text, *html);
          html++;
        }
    }
  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    g_string_replace (text, entities[i].name, entities[i].text, 0);
  return g_strdup (text->str);
}

/**
 * roster_requests_parse_error:
 * @body: the body of an answer that is an error (threat-stack/README.md, "Errors"), of any size and
 * kind
 *
 * Returns: (transfer full) (nullable): the service's own words, one line of at most 300 characters
 */
char *
roster_requests_parse_error (GBytes *body, const char *secret)
{
  g_autofree char *text = NULL;
  char *words = NULL;
  gconstpointer data;
  gsize size;

  g_return_val_if_fail (body != NULL, NULL);

  data = g_bytes_get_data (body, &size);
  if (size == 0)
    return NULL;

  text = g_strndup (data, MIN (size, MAX_ERROR_BODY));
  g_strstrip (text);
  if (parse_json_error (text, secret, &words))
    return words;

  if (*text == '<')
    {
      g_autofree char *stripped = strip_tags (text);

      return to_line (stripped, secret);
    }
  return to_line (text, secret);
}

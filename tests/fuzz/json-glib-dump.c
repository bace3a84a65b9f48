/* SPDX-License-Identifier: GPL-3.0-or-later */
/* the API's rules for a page of members once more, over json-glib's tree. */

#include "json-glib-dump.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "core/json/roster-json-cursor.h"
#include "core/json/roster-service-time.h"
#include "support/member-dump.h"

#define MAX_OPENINGS 512 /* json-glib reads by recursion */

static gboolean
read_text (JsonObject *object, const char *name, const char **text)
{
  JsonNode *node = json_object_get_member (object, name);

  *text = "";
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;
  *text = json_node_get_string (node);

  return TRUE;
}

static gboolean
read_flag (JsonObject *object, const char *name, gboolean *flag)
{
  JsonNode *node = json_object_get_member (object, name);

  *flag = FALSE;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return FALSE;
  *flag = json_node_get_boolean (node);

  return TRUE;
}

/* A time that cannot be read is not known; the member is there all the same. */
static gint64
get_time (JsonObject *member)
{
  JsonNode *node = json_object_get_member (member, "lastAuthenticatedAt");
  gint64 time = ROSTER_NOT_KNOWN;
  const char *text;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return ROSTER_NEVER;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return ROSTER_NOT_KNOWN;

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      text = json_node_get_string (node);
      if (!roster_service_time_from_string (text, strlen (text), &time))
        time = g_str_has_prefix (text, "0001-01-01") ? ROSTER_NEVER : ROSTER_NOT_KNOWN;
    }
  else
    {
      double number = floor (json_node_get_double (node));

      time = ABS (number) < 1e18 ? (gint64)number : ROSTER_NOT_KNOWN;
      if (!roster_service_time_is_valid (time))
        time = ROSTER_NOT_KNOWN;
    }
  return time == 0 || time < G_GINT64_CONSTANT (-62104060800000) ? ROSTER_NEVER : time;
}

static gboolean
dump_member (JsonNode *node, GString *dump)
{
  JsonObject *fields = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  RosterMember member = { 0 };
  gboolean mfa, sso, enabled;

  if (fields == NULL || !json_object_has_member (fields, "id") ||
      json_object_get_null_member (fields, "id") || !read_text (fields, "id", &member.id) ||
      *member.id == '\0' || !read_text (fields, "displayName", &member.display_name) ||
      !read_text (fields, "email", &member.email) || !read_text (fields, "role", &member.role) ||
      !read_flag (fields, "mfaEnabled", &mfa) || !read_flag (fields, "ssoEnabled", &sso) ||
      !read_flag (fields, "userEnabled", &enabled))
    return FALSE;

  member.last_sign_in = get_time (fields);
  member.mfa = mfa != FALSE;
  member.sso = sso != FALSE;
  member.enabled = enabled != FALSE;
  member_dump_append (dump, &member);

  return TRUE;
}

static gboolean
dump_list (JsonArray *list, GString *dump)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (!dump_member (json_array_get_element (list, i), dump))
      return FALSE;

  return TRUE;
}

static gboolean
dump_root (JsonObject *root, GString *dump)
{
  JsonObjectIter iter;
  const char *name, *token;
  JsonNode *node;
  guint n_lists = 0;

  if (!read_text (root, "token", &token))
    return FALSE;

  json_object_iter_init (&iter, root);
  while (json_object_iter_next (&iter, &name, &node))
    if (JSON_NODE_HOLDS_ARRAY (node) &&
        (n_lists++ > 0 || !dump_list (json_node_get_array (node), dump)))
      return FALSE;
  g_string_append_printf (dump, "token=%s\n", token);

  return n_lists == 1;
}

static guint
get_depth (JsonNode *node)
{
  g_autoptr (GList) inside = NULL;
  guint deepest = 0;

  if (JSON_NODE_HOLDS_ARRAY (node))
    inside = json_array_get_elements (json_node_get_array (node));
  else if (JSON_NODE_HOLDS_OBJECT (node))
    inside = json_object_get_values (json_node_get_object (node));
  else
    return 0;

  for (GList *item = inside; item != NULL; item = item->next)
    {
      guint depth = get_depth (item->data);

      deepest = MAX (deepest, depth);
    }

  return deepest + 1;
}

static gsize
count_openings (const char *page, gsize length)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    n += page[i] == '[' || page[i] == '{';

  return n;
}

JsonGlibVerdict
json_glib_dump_page (const char *page, gsize length, char **dump, char **json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  JsonNode *root;

  *dump = NULL;
  *json = NULL;
  if (count_openings (page, length) > MAX_OPENINGS || !g_utf8_validate_len (page, length, NULL) ||
      !json_parser_load_from_data (parser, page, (gssize)length, NULL))
    return JSON_GLIB_REFUSES;

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root) || get_depth (root) > ROSTER_JSON_MAX_DEPTH ||
      !dump_root (json_node_get_object (root), text))
    return JSON_GLIB_WRONG;

  *dump = g_string_free (g_steal_pointer (&text), FALSE);
  *json = json_to_string (root, FALSE);

  return JSON_GLIB_TAKES;
}

gboolean
json_glib_knows_texts (const char *page, gsize length)
{
  for (gsize i = 0; i + 2 < length; i++)
    {
      if (page[i] != '\\' || page[i + 1] != 'u')
        continue;
      if (page[i + 2] == 'd' || page[i + 2] == 'D')
        return FALSE;
      if (length - i >= 6 && memcmp (page + i + 2, "0000", 4) == 0)
        return FALSE;
    }

  return TRUE;
}

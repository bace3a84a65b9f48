/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calls of the service (threat-stack/README.md, "Endpoints"). */

#include "core/services/threat-stack/roster-requests.h"

#include <json-glib/json-glib.h>
#include <string.h>

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
  return roster_request_new ("GET", g_strdup (uri->str));
}

/**
 * roster_request_add_member:
 * @endpoint: the account's endpoint, without a final slash
 * @user_id: the platform-wide id of somebody who is in another organization already, UTF-8
 * @role: the role, as the service names it
 *
 * Returns: (transfer full): the call
 */
RosterRequest *
roster_request_add_member (const char *endpoint, const char *user_id, const char *role)
{
  RosterRequest *self =
      roster_request_new ("POST", g_strconcat (endpoint, "/organizations/members", NULL));

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
  return roster_request_new ("DELETE",
                             g_strconcat (endpoint, "/organizations/members/", segment, NULL));
}

/**
 * roster_request_invite:
 * @endpoint: the account's endpoint, without a final slash
 * @email: the address as typed, trimmed (single sign-on wants the exact spelling), UTF-8
 * @role: the role, as the service names it
 * @with_put: whether the endpoint is known to want PUT
 *
 * Returns: (transfer full): the call
 */
RosterRequest *
roster_request_invite (const char *endpoint, const char *email, const char *role, gboolean with_put)
{
  RosterRequest *self = roster_request_new (with_put ? "PUT" : "POST",
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
  return roster_request_new ("GET", g_strconcat (root, "/help/hawk/self-test", NULL));
}

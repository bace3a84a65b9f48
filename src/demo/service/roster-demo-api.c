/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The endpoints of threat-stack/README.md over the demo's world: a call in, an answer out, no
 * network. */

#include "demo/service/roster-demo-api.h"

#include "demo/people/roster-demo-person.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#define SELF_TEST_PATH "/help/hawk/self-test"
#define MEMBERS_PATH "/v2/organizations/members"
#define MEMBER_PREFIX MEMBERS_PATH "/"
#define INVITES_PATH "/v2/organizations/invites"

typedef struct
{
  RosterDemoWorld *world;
  RosterDemoOrganization *organization;
  const RosterDemoCall *call;
} Context;

typedef RosterDemoAnswer *(*Handler) (const Context *context);

static RosterDemoAnswer *
refuse (guint status, const char *text)
{
  return roster_demo_answer_new_error (status, text);
}

static gboolean
is_method (const Context *context, const char *method)
{
  return strcmp (context->call->method, method) == 0;
}

static const char *
own_role (const Context *context)
{
  return roster_demo_organization_get_role (context->organization, ROSTER_DEMO_CALLER);
}

/* threat-stack/README.md, "Roles": a reader may change nothing. Whoever removed themselves may do
 * nothing at all, and was refused before. */
static gboolean
may_change (const Context *context)
{
  return strcmp (own_role (context), "reader") != 0;
}

/* An owner may give any role, a user may give user or reader. */
static gboolean
may_give (const Context *context, const char *role)
{
  return strcmp (own_role (context), "owner") == 0 || strcmp (role, "owner") != 0;
}

static gboolean
is_role (const char *role)
{
  static const char *const roles[] = { "owner", "user", "reader", NULL };

  return role != NULL && g_strv_contains (roles, role);
}

/* The request's body as a JSON object, or NULL. */
static JsonNode *
parse_body (const Context *context)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  const char *data = NULL;
  gsize length = 0;
  JsonNode *root;

  if (context->call->body != NULL)
    data = g_bytes_get_data (context->call->body, &length);
  if (data == NULL || !g_utf8_validate_len (data, length, NULL) ||
      !json_parser_load_from_data (parser, data, (gssize)length, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_parser_steal_root (parser) : NULL;
}

static const char *
string_member (JsonNode *root, const char *name)
{
  JsonNode *node = json_object_get_member (json_node_get_object (root), name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
is_json (const char *content_type)
{
  gsize length = content_type != NULL ? strcspn (content_type, "; ") : 0;

  return length == strlen ("application/json") &&
         g_ascii_strncasecmp (content_type, "application/json", length) == 0;
}

/* What POST members and invites have in common: who asks, a JSON object, its role. Gives the
 * refusal or NULL, then @root is the body. */
static RosterDemoAnswer *
read_change (const Context *context, JsonNode **root)
{
  const char *role;

  if (!may_change (context))
    return refuse (403, "Your role does not allow changes in this organization");
  if (!is_json (context->call->content_type))
    return refuse (400, "Content-Type must be application/json");
  *root = parse_body (context);
  if (*root == NULL)
    return refuse (400, "The body is not a JSON object");
  role = string_member (*root, "role");
  if (!is_role (role))
    return refuse (400, "role must be one of owner, user, reader");
  if (!may_give (context, role))
    return refuse (403, "Only an owner may give the role of an owner");
  return NULL;
}

/* GET members */
static RosterDemoAnswer *
list_members (const Context *context)
{
  const char *query = context->call->query != NULL ? context->call->query : "";
  g_autoptr (GHashTable) form = soup_form_decode (query);
  g_auto (RosterDemoPage) page = { NULL, NULL };
  gboolean enabled_only = g_strcmp0 (g_hash_table_lookup (form, "enabledOnly"), "true") == 0;

  if (!roster_demo_organization_get_page (context->organization,
                                          g_hash_table_lookup (form, "token"), enabled_only,
                                          context->call->page_size, &page))
    return refuse (400, "token is not valid");
  return roster_demo_answer_new_pieces (g_steal_pointer (&page.body), g_steal_pointer (&page.hash));
}

/* POST members */
static RosterDemoAnswer *
add_member (const Context *context)
{
  g_autoptr (JsonNode) root = NULL;
  RosterDemoAnswer *refusal = read_change (context, &root);
  const char *id;
  guint32 number;

  if (refusal != NULL)
    return refusal;
  id = string_member (root, "id");
  if (id == NULL || *id == '\0')
    return refuse (400, "id must be a user id");
  number = roster_demo_person_number_for_id (id);
  if (number >= context->world->n_people)
    return refuse (404, "No such user");
  if (roster_demo_organization_get_role (context->organization, number) != NULL)
    return refuse (409, "The user is already a member of this organization");
  return roster_demo_answer_new (
      200, ROSTER_DEMO_JSON,
      roster_demo_organization_add (context->organization, number, string_member (root, "role")));
}

static RosterDemoAnswer *
answer_members (const Context *context)
{
  RosterDemoAnswer *answer;

  if (is_method (context, "GET"))
    return list_members (context);
  if (is_method (context, "POST"))
    return add_member (context);
  answer = refuse (405, "Method not allowed");
  answer->allow = "GET, POST";
  return answer;
}

/* DELETE members/ID */
static RosterDemoAnswer *
remove_member (const Context *context)
{
  g_autofree char *id = g_uri_unescape_string (context->call->path + strlen (MEMBER_PREFIX), NULL);
  guint32 number = id != NULL ? roster_demo_person_number_for_id (id) : ROSTER_DEMO_NOBODY;
  const char *role = roster_demo_organization_get_role (context->organization, number);

  if (!may_change (context))
    return refuse (403, "Your role does not allow changes in this organization");
  if (role == NULL)
    return refuse (404, "No such member in this organization");
  if (strcmp (role, "owner") == 0 &&
      roster_demo_organization_get_n_owners (context->organization) == 1)
    return refuse (403, "An organization must keep at least one owner");
  roster_demo_organization_remove (context->organization, number);
  return roster_demo_answer_new (204, NULL, NULL);
}

static RosterDemoAnswer *
answer_member (const Context *context)
{
  RosterDemoAnswer *answer;

  if (is_method (context, "DELETE"))
    return remove_member (context);
  answer = refuse (405, "Method not allowed");
  answer->allow = "DELETE";
  return answer;
}

static gboolean
is_email (const char *email)
{
  const char *at = email != NULL ? strrchr (email, '@') : NULL;
  const char *dot = at != NULL ? strrchr (at, '.') : NULL;

  return at != NULL && at > email && dot != NULL && dot > at + 1 && dot[1] != '\0' &&
         strpbrk (email, " \t\r\n") == NULL;
}

static GBytes *
invitation_json (const char *email, const char *role)
{
  GString *json = g_string_new ("{\"sentToEmail\":");

  roster_demo_append_json_string (json, email);
  g_string_append_printf (json, ",\"role\":\"%s\",\"status\":\"pending\"}", role);
  return g_string_free_to_bytes (json);
}

/* POST or PUT invites */
static RosterDemoAnswer *
invite (const Context *context)
{
  g_autoptr (JsonNode) root = NULL;
  RosterDemoAnswer *refusal = read_change (context, &root);
  const char *email;
  const char *role;
  guint32 number;

  if (refusal != NULL)
    return refusal;
  email = string_member (root, "email");
  role = string_member (root, "role");
  if (!is_email (email))
    return refuse (400, "email must be an email address");
  number = roster_demo_person_number_for_email (email, context->world->n_people);
  if (roster_demo_organization_get_role (context->organization, number) != NULL)
    return refuse (409, "Somebody with this address is already a member of this organization");
  roster_demo_world_add_invitation (
      context->world, roster_demo_organization_get_id (context->organization), email, role);
  return roster_demo_answer_new (200, ROSTER_DEMO_JSON, invitation_json (email, role));
}

static RosterDemoAnswer *
answer_invites (const Context *context)
{
  RosterDemoAnswer *answer;

  if (is_method (context, "POST") || is_method (context, "PUT"))
    return invite (context);
  answer = refuse (405, "Method not allowed");
  answer->allow = "POST, PUT";
  return answer;
}

static RosterDemoAnswer *
answer_self_test (const RosterDemoCall *call)
{
  RosterDemoAnswer *answer;

  if (strcmp (call->method, "GET") == 0)
    return roster_demo_answer_new (200, "text/plain; charset=utf-8",
                                   g_bytes_new_static ("Hawk works\n", 11));
  answer = refuse (405, "Method not allowed");
  answer->allow = "GET";
  return answer;
}

static Handler
find_handler (const char *path)
{
  if (strcmp (path, MEMBERS_PATH) == 0)
    return answer_members;
  if (g_str_has_prefix (path, MEMBER_PREFIX) && path[strlen (MEMBER_PREFIX)] != '\0')
    return answer_member;
  if (strcmp (path, INVITES_PATH) == 0)
    return answer_invites;
  return NULL;
}

/**
 * roster_demo_api_answer:
 * @world: what the service knows; it is changed where the call changes something
 * @call: a call of somebody whose Hawk header was checked
 *
 * Returns: (transfer full): the answer of threat-stack/README.md, "Endpoints" and "Errors"
 */
RosterDemoAnswer *
roster_demo_api_answer (RosterDemoWorld *world, const RosterDemoCall *call)
{
  Context context = { .world = world, .call = call };
  Handler handler = find_handler (call->path);

  if (strcmp (call->path, SELF_TEST_PATH) == 0)
    return answer_self_test (call);
  if (handler == NULL)
    return refuse (404, "No such resource");
  context.organization = roster_demo_world_find (world, call->organization_id);
  if (context.organization == NULL || own_role (&context) == NULL)
    return refuse (403, "You are not a member of this organization");
  return handler (&context);
}

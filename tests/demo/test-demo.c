/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo service over HTTP: the API's endpoints, errors and roles, with Hawk checked for real. */

#include "core/wire/roster-hawk.h"
#include "support/demo-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

static JsonObject *
parse (const HawkReply *reply)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = json_from_string (reply->body, &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (root));
  return json_object_ref (json_node_get_object (root));
}

/* Reads all pages; gives the ids in order. */
static GPtrArray *
list_ids (DemoFixture *self, gboolean enabled_only, guint *n_pages)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *token = NULL;

  *n_pages = 0;
  do
    {
      g_autofree char *escaped = token != NULL ? g_uri_escape_string (token, NULL, FALSE) : NULL;
      g_autofree char *resource =
          g_strconcat (MEMBERS, enabled_only ? "?enabledOnly=true" : "?", enabled_only ? "&" : "",
                       escaped != NULL ? "token=" : "", escaped != NULL ? escaped : "", NULL);
      g_autoptr (HawkReply) reply = demo_fixture_call (self, "GET", resource, NULL, 200);
      g_autoptr (JsonObject) page = parse (reply);
      JsonArray *members = json_object_get_array_member (page, "members");

      for (guint i = 0; i < json_array_get_length (members); i++)
        {
          JsonObject *member = json_array_get_object_element (members, i);

          g_ptr_array_add (ids, g_strdup (json_object_get_string_member (member, "id")));
          g_assert_true (!enabled_only || json_object_get_boolean_member (member, "userEnabled"));
        }
      g_clear_pointer (&token, g_free);
      if (!json_object_get_null_member (page, "token"))
        token = g_strdup (json_object_get_string_member (page, "token"));
      ++*n_pages;
    }
  while (token != NULL);
  return ids;
}

static void
test_pages (DemoFixture *self, gconstpointer data)
{
  const MockOptions *options = data;
  guint n = mock_service_get_n_members (self->service, PRODUCTION);
  guint n_pages;
  g_autoptr (GPtrArray) ids = list_ids (self, FALSE, &n_pages);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (n, ==, options->n_members > 0 ? options->n_members : 240);
  g_assert_cmpuint (ids->len, ==, n);
  g_assert_cmpuint (n_pages, ==, (n + options->page_size - 1) / options->page_size);
  for (guint i = 0; i < ids->len; i++)
    g_assert_true (g_hash_table_add (seen, g_ptr_array_index (ids, i)));
}

/* A token stays good while people come and go: nobody is listed twice, nobody is left out. */
static void
test_pages_with_gaps (DemoFixture *self, gconstpointer data)
{
  guint n_pages;
  g_autoptr (GPtrArray) before = list_ids (self, FALSE, &n_pages);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) enabled = NULL;
  guint n_removed = 0;

  for (guint i = 5; i < before->len; i += 5, n_removed++)
    {
      g_autofree char *resource = g_strconcat (MEMBERS "/", g_ptr_array_index (before, i), NULL);

      demo_fixture_expect (self, "DELETE", resource, NULL, 204);
    }
  after = list_ids (self, FALSE, &n_pages);
  enabled = list_ids (self, TRUE, &n_pages);
  g_assert_cmpuint (after->len, ==, before->len - n_removed);
  g_assert_cmpuint (enabled->len, <, after->len);
  for (guint i = 0, j = 0; i < after->len; i++, j++)
    {
      if (j > 0 && j % 5 == 0)
        j++;
      g_assert_cmpstr (g_ptr_array_index (after, i), ==, g_ptr_array_index (before, j));
    }
}

static void
test_bad_tokens (DemoFixture *self, gconstpointer data)
{
  demo_fixture_expect (self, "GET", MEMBERS "?token=x", NULL, 400);
  demo_fixture_expect (self, "GET", MEMBERS "?token=", NULL, 400);
  demo_fixture_expect (self, "GET", MEMBERS "?token=%2B%2B%2F%2F%2F%2F%2F%2F%2Fw%3D%3D", NULL, 400);
  /* not escaped: a plus reads as a space */
  demo_fixture_expect (self, "GET", MEMBERS "?token=++//AAAAAg==", NULL, 400);
  demo_fixture_expect (self, "GET", MEMBERS "?token=%2B%2B%2F%2FAAAAAg%3D%3D", NULL, 200);
  demo_fixture_expect (self, "GET", MEMBERS "?enabledOnly=true&other=1", NULL, 200);
}

static char *
body_of (const char *role, const char *name, const char *value)
{
  return g_strdup_printf ("{\"role\":\"%s\",\"%s\":\"%s\"}", role, name, value);
}

static void
test_add (DemoFixture *self, gconstpointer data)
{
  g_autofree char *id = mock_service_dup_member_id (self->service, STAGING, 35);
  g_autofree char *known = mock_service_dup_member_id (self->service, PRODUCTION, 3);
  g_autofree char *body = body_of ("reader", "id", id);
  g_autofree char *again = body_of ("user", "id", known);
  g_autofree char *role = NULL;
  guint n = mock_service_get_n_members (self->service, PRODUCTION);
  g_autoptr (HawkReply) reply = demo_fixture_call (self, "POST", MEMBERS, body, 200);
  g_autoptr (JsonObject) member = parse (reply);

  g_assert_cmpstr (json_object_get_string_member (member, "id"), ==, id);
  g_assert_cmpstr (json_object_get_string_member (member, "role"), ==, "reader");
  role = mock_service_dup_role (self->service, PRODUCTION, id);
  g_assert_cmpstr (role, ==, "reader");
  g_assert_cmpuint (mock_service_get_n_members (self->service, PRODUCTION), ==, n + 1);

  demo_fixture_expect (self, "POST", MEMBERS, body, 409);
  demo_fixture_expect (self, "POST", MEMBERS, again, 409);
  g_assert_cmpuint (mock_service_get_n_members (self->service, PRODUCTION), ==, n + 1);
}

static void
test_bad_bodies (DemoFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *body;
    guint status;
  } bodies[] = {
    { "", 400 },
    { "not JSON", 400 },
    { "[]", 400 },
    { "null", 400 },
    { "\"text\"", 400 },
    { "{}", 400 },
    { "{\"role\":\"user\"}", 400 },
    { "{\"role\":\"user\",\"id\":\"\",\"email\":\"\"}", 400 },
    { "{\"role\":\"user\",\"id\":5,\"email\":5}", 400 },
    { "{\"role\":\"user\",\"id\":null,\"email\":null}", 400 },
    { "{\"role\":5,\"id\":\"2c116ccd\",\"email\":\"a@example.com\"}", 400 },
    { "{\"role\":\"admin\",\"id\":\"2c116ccd\",\"email\":\"a@example.com\"}", 400 },
    { "{\"role\":\"user\",\"email\":\"no-address\"}", 400 },
    { "{\"role\":\"user\",\"email\":\"a@b\"}", 400 },
    { "{\"role\":\"user\",\"email\":\"a b@example.com\"}", 400 },
    { "\xff\xfe", 400 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_test_message ("%" G_GSIZE_FORMAT, i);
      demo_fixture_expect (self, "POST", MEMBERS, bodies[i].body, bodies[i].status);
      demo_fixture_expect (self, "POST", INVITES, bodies[i].body, bodies[i].status);
    }
  demo_fixture_expect (self, "POST", MEMBERS, "{\"role\":\"user\",\"id\":\"nobody\"}", 404);
  demo_fixture_expect (self, "POST", MEMBERS, "{\"role\":\"user\",\"id\":\"ffffffff\"}", 404);
  demo_fixture_expect (self, "POST", MEMBERS, "{\"role\":\"user\",\"id\":\"2C116CCD\"}", 404);
}

static void
test_content_type (DemoFixture *self, gconstpointer data)
{
  static const char *const types[] = { "text/plain", "application/jsonp", "application/js" };
  g_autoptr (HawkReply) good =
      hawk_caller_send (&self->caller, "POST", INVITES, "Application/JSON; charset=utf-8",
                        "{\"role\":\"user\",\"email\":\"new@example.com\"}");

  g_assert_cmpuint (good->status, ==, 200);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (HawkReply) bad =
          hawk_caller_send (&self->caller, "POST", INVITES, types[i],
                            "{\"role\":\"user\",\"email\":\"new@example.com\"}");

      g_assert_cmpuint (bad->status, ==, 400);
    }
}

static void
test_remove (DemoFixture *self, gconstpointer data)
{
  g_autofree char *id = mock_service_dup_member_id (self->service, PRODUCTION, 7);
  g_autofree char *elsewhere = mock_service_dup_member_id (self->service, STAGING, 35);
  g_autofree char *resource = g_strconcat (MEMBERS "/", id, NULL);
  g_autofree char *not_here = g_strconcat (MEMBERS "/", elsewhere, NULL);
  g_autofree char *back = body_of ("owner", "id", id);
  g_autofree char *role = NULL;
  g_autoptr (HawkReply) reply = demo_fixture_call (self, "DELETE", resource, NULL, 204);

  g_assert_cmpuint (reply->length, ==, 0);
  g_assert_null (mock_service_dup_role (self->service, PRODUCTION, id));
  demo_fixture_expect (self, "DELETE", resource, NULL, 404);
  demo_fixture_expect (self, "DELETE", not_here, NULL, 404);
  demo_fixture_expect (self, "DELETE", MEMBERS "/nobody", NULL, 404);
  demo_fixture_expect (self, "DELETE", MEMBERS "/a%2Fb%00c", NULL, 404);

  /* Whoever was removed is still known to the platform. */
  demo_fixture_expect (self, "POST", MEMBERS, back, 200);
  role = mock_service_dup_role (self->service, PRODUCTION, id);
  g_assert_cmpstr (role, ==, "owner");
}

static void
send_line (GSocketConnection *connection, DemoFixture *self, const char *method, const char *path)
{
  const char *endpoint = mock_service_get_endpoint (self->service);
  g_autoptr (GUri) uri = g_uri_parse (endpoint, G_URI_FLAGS_NONE, NULL);
  g_autofree char *nonce = roster_hawk_nonce ();
  const RosterHawkArtifacts artifacts = {
    .id = self->caller.id,
    .ts = g_get_real_time () / G_USEC_PER_SEC,
    .nonce = nonce,
    .method = method,
    .resource = path,
    .host = "127.0.0.1",
    .port = (guint)g_uri_get_port (uri),
    .ext = PRODUCTION,
  };
  g_autofree char *header =
      roster_hawk_authorization (&artifacts, self->caller.key, strlen (self->caller.key), NULL);
  g_autofree char *request =
      g_strdup_printf ("%s %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\nAuthorization: %s\r\n\r\n", method,
                       path, artifacts.port, header);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request,
                             strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The connection stays open after an answer without a body, so that the next change does not race
 * with its end. */
static void
test_remove_keeps_connection (DemoFixture *self, gconstpointer data)
{
  g_autofree char *id = mock_service_dup_member_id (self->service, PRODUCTION, 7);
  g_autofree char *path = g_strconcat (MEMBERS "/", id, NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_uri (client, self->base, 80, NULL, NULL);
  g_autoptr (GDataInputStream) answers =
      g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_data_input_stream_set_newline_type (answers, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);
  send_line (connection, self, "DELETE", path);
  first = g_data_input_stream_read_line (answers, NULL, NULL, NULL);
  g_assert_cmpstr (first, ==, "HTTP/1.1 204 No Content");
  for (gsize length = 1; length > 0;)
    g_free (g_data_input_stream_read_line (answers, &length, NULL, NULL));

  send_line (connection, self, "DELETE", path);
  second = g_data_input_stream_read_line (answers, NULL, NULL, NULL);
  g_assert_cmpstr (second, ==, "HTTP/1.1 404 Not Found");
}

static void
test_last_owner (DemoFixture *self, gconstpointer data)
{
  /* The organization of one: the caller. */
  demo_fixture_expect (self, "DELETE", MEMBERS "/dh37fgj492je", NULL, 403);
  g_assert_cmpuint (mock_service_get_n_members (self->service, PRODUCTION), ==, 1);
}

static void
test_invite (DemoFixture *self, gconstpointer data)
{
  g_autoptr (HawkReply) reply = demo_fixture_call (
      self, "POST", INVITES, "{\"role\":\"reader\",\"email\":\"Zo\xc3\xab@Example.com\"}", 200);
  g_autoptr (JsonObject) answer = parse (reply);
  g_auto (GStrv) invitations = NULL;

  g_assert_cmpstr (json_object_get_string_member (answer, "sentToEmail"), ==,
                   "Zo\xc3\xab@Example.com");
  g_assert_cmpstr (json_object_get_string_member (answer, "role"), ==, "reader");
  g_assert_cmpstr (json_object_get_string_member (answer, "status"), ==, "pending");

  demo_fixture_expect (self, "PUT", INVITES, "{\"role\":\"owner\",\"email\":\"a@example.com\"}",
                       200);
  demo_fixture_expect (self, "POST", INVITES,
                       "{\"role\":\"user\",\"email\":\"INES.Calloway@example.com\"}", 409);
  invitations = mock_service_dup_invitations (self->service, PRODUCTION);
  g_assert_cmpuint (g_strv_length (invitations), ==, 2);
  g_assert_cmpstr (invitations[0], ==, "reader Zo\xc3\xab@Example.com");
  g_assert_cmpstr (invitations[1], ==, "owner a@example.com");
}

static void
test_invite_needs_put (DemoFixture *self, gconstpointer data)
{
  const char *body = "{\"role\":\"user\",\"email\":\"a@example.com\"}";
  g_autoptr (HawkReply) refused = NULL;

  mock_service_set_invite_needs_put (self->service, TRUE);
  refused = demo_fixture_call (self, "POST", INVITES, body, 405);
  g_assert_cmpstr (refused->allow, ==, "PUT");
  demo_fixture_expect (self, "PUT", INVITES, body, 200);
}

static void
test_roles (DemoFixture *self, gconstpointer data)
{
  g_autofree char *id = mock_service_dup_member_id (self->service, PRODUCTION, 100);
  g_autofree char *as_owner = body_of ("owner", "id", id);
  g_autofree char *as_user = body_of ("user", "id", id);
  g_autofree char *resource = g_strconcat (MEMBERS "/", id, NULL);

  self->caller.ext = STAGING;
  demo_fixture_expect (self, "POST", MEMBERS, as_owner, 403);
  demo_fixture_expect (self, "POST", MEMBERS, as_user, 200);
  demo_fixture_expect (self, "POST", INVITES, "{\"role\":\"owner\",\"email\":\"a@example.com\"}",
                       403);
  demo_fixture_expect (self, "POST", INVITES, "{\"role\":\"user\",\"email\":\"a@example.com\"}",
                       200);
  demo_fixture_expect (self, "DELETE", resource, NULL, 204);

  self->caller.ext = RESEARCH;
  demo_fixture_expect (self, "GET", MEMBERS, NULL, 200);
  demo_fixture_expect (self, "POST", MEMBERS, as_user, 403);
  demo_fixture_expect (self, "POST", INVITES, "{\"role\":\"reader\",\"email\":\"a@example.com\"}",
                       403);
  demo_fixture_expect (self, "DELETE", resource, NULL, 403);
}

static void
test_organizations (DemoFixture *self, gconstpointer data)
{
  g_autofree char *line = roster_demo_service_describe (ROSTER_DEMO_SERVICE (self->service));
  g_autoptr (JsonNode) root = json_from_string (line, NULL);
  JsonObject *object = json_node_get_object (root);

  g_assert_cmpuint (mock_service_get_n_organizations (self->service), ==, 3);
  g_assert_cmpuint (mock_service_get_n_members (self->service, STAGING), ==, 40);
  g_assert_cmpuint (mock_service_get_n_members (self->service, RESEARCH), ==, 7);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "organizations")),
                    ==, 3);
  g_assert_cmpstr (json_object_get_string_member (object, "endpoint"), ==,
                   mock_service_get_endpoint (self->service));

  self->caller.ext = "0000000";
  demo_fixture_expect (self, "GET", MEMBERS, NULL, 403);
  demo_fixture_expect (self, "POST", INVITES, "{}", 403);
  self->caller.ext = NULL;
  demo_fixture_expect (self, "GET", MEMBERS, NULL, 403);
  demo_fixture_expect (self, "GET", SELF_TEST, NULL, 200);

  /* Whoever removes themselves is out. */
  self->caller.ext = STAGING;
  demo_fixture_expect (self, "DELETE", MEMBERS "/dh37fgj492je", NULL, 204);
  demo_fixture_expect (self, "GET", MEMBERS, NULL, 403);
}

static void
test_unknown_paths (DemoFixture *self, gconstpointer data)
{
  g_autoptr (HawkReply) reply = NULL;

  demo_fixture_expect (self, "GET", "/", NULL, 404);
  demo_fixture_expect (self, "GET", "/v2/organizations", NULL, 404);
  demo_fixture_expect (self, "GET", MEMBERS "/", NULL, 404);
  demo_fixture_expect (self, "GET", "/v1/organizations/members", NULL, 404);
  demo_fixture_expect (self, "GET", "/v2/organizations/Members", NULL, 404);
  demo_fixture_expect (self, "POST", SELF_TEST, NULL, 405);
  demo_fixture_expect (self, "GET", MEMBERS "/x", NULL, 405);
  demo_fixture_expect (self, "GET", INVITES, NULL, 405);
  reply = demo_fixture_call (self, "PATCH", MEMBERS, NULL, 405);
  g_assert_cmpstr (reply->allow, ==, "GET, POST");
}

int
main (int argc, char *argv[])
{
  static const MockOptions defaults = { .page_size = 100 };
  static const MockOptions single = { .n_members = 1, .page_size = 100 };
  static const MockOptions page_sizes[] = {
    { .page_size = 1, .n_members = 30 },
    { .page_size = 7 },
    { .page_size = 80 },
    { .page_size = 240 },
    { .page_size = 1000 },
    { .page_size = 5000, .n_members = 20000 },
    { .page_size = 100, .n_members = 1 },
    { .page_size = 100, .n_members = 2 },
  };
  static const struct
  {
    const char *path;
    void (*test) (DemoFixture *self, gconstpointer data);
    const MockOptions *options;
  } tests[] = {
    { "/demo/pages/gaps", test_pages_with_gaps, &page_sizes[1] },
    { "/demo/pages/bad-tokens", test_bad_tokens, &defaults },
    { "/demo/add", test_add, &defaults },
    { "/demo/bad-bodies", test_bad_bodies, &defaults },
    { "/demo/content-type", test_content_type, &defaults },
    { "/demo/remove", test_remove, &defaults },
    { "/demo/remove/keeps-connection", test_remove_keeps_connection, &defaults },
    { "/demo/remove/last-owner", test_last_owner, &single },
    { "/demo/invite", test_invite, &defaults },
    { "/demo/invite/needs-put", test_invite_needs_put, &defaults },
    { "/demo/roles", test_roles, &defaults },
    { "/demo/organizations", test_organizations, &defaults },
    { "/demo/unknown-paths", test_unknown_paths, &defaults },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (page_sizes); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/demo/pages/%u-of-%u", page_sizes[i].page_size,
                           page_sizes[i].n_members > 0 ? page_sizes[i].n_members : 240);

      g_test_add (path, DemoFixture, &page_sizes[i], demo_fixture_set_up, test_pages,
                  demo_fixture_tear_down);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, DemoFixture, tests[i].options, demo_fixture_set_up, tests[i].test,
                demo_fixture_tear_down);
  return g_test_run ();
}

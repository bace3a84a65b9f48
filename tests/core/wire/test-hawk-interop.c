/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Core's Hawk against a service that authenticates with Hawk's reference implementation
 * (tests/interop/hawk-server.js), and its answers proved by core's Hawk. */

#include "core/base/roster-error.h"
#include "core/wire/roster-hawk.h"
#include "support/hawk-caller.h"
#include "support/node-program.h"

#include <json-glib/json-glib.h>
#include <string.h>

typedef struct
{
  NodeProgram *program; /* (nullable) where node is not installed */
  HawkCaller caller;
  char *base;
  guint port;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;

  self->program = node_program_start ("hawk-server.js", NULL);
  if (self->program == NULL)
    return;
  root = json_from_string (node_program_get_line (self->program), NULL);
  self->port = (guint)json_object_get_int_member (json_node_get_object (root), "port");
  self->base = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  self->caller.session = soup_session_new ();
  self->caller.base = self->base;
  self->caller.id = "dh37fgj492je";
  self->caller.key = "werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn";
  self->caller.ext = "demo-production";
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->caller.session);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->program, node_program_stop);
}

static gboolean
is_skipped (Fixture *self)
{
  if (self->program != NULL)
    return FALSE;
  g_test_skip ("Hawk's reference implementation (node-hawk) is not installed");
  return TRUE;
}

/* The service must have understood exactly this, and the answer must be proved. */
static void
expect (Fixture *self, const char *method, const char *resource, const char *type, const char *body)
{
  g_autoptr (HawkReply) reply = hawk_caller_send (&self->caller, method, resource, type, body);
  g_autoptr (JsonNode) root = json_from_string (reply->body, NULL);
  JsonObject *object;

  g_test_message ("%s %s: %u", method, resource, reply->status);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->authentic);
  object = json_node_get_object (root);
  g_assert_cmpstr (json_object_get_string_member (object, "method"), ==, method);
  g_assert_cmpstr (json_object_get_string_member (object, "resource"), ==, resource);
  g_assert_cmpstr (json_object_get_string_member (object, "body"), ==, body != NULL ? body : "");
  g_assert_cmpint (json_object_get_int_member (object, "port"), ==, self->port);
  if (self->caller.ext != NULL)
    g_assert_cmpstr (json_object_get_string_member (object, "ext"), ==, self->caller.ext);
  else
    g_assert_false (json_object_has_member (object, "ext"));
}

static void
test_get (Fixture *self, gconstpointer data)
{
  static const char *const resources[] = {
    "/v2/organizations/members",
    "/v2/organizations/members?enabledOnly=true",
    "/v2/organizations/members?enabledOnly=true&token=%2B%2B%2F%2FAAAAAg%3D%3D",
    "/v2/organizations/members?token=a+b&c=",
    "/v2/organizations/members/a%2Fb%C3%A9%20c",
    "/a//b;c,d/~e(f)!*",
    "/?",
    "/?a?b=/c&&",
    "/",
  };

  if (is_skipped (self))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (resources); i++)
    expect (self, "GET", resources[i], NULL, NULL);
}

static void
test_bodies (Fixture *self, gconstpointer data)
{
  static const char *const bodies[] = {
    "{\"role\":\"user\",\"email\":\"a@example.com\"}",
    "{\"name\":\"Zo\xc3\xab \xe5\xb1\xb1\xe6\x9c\xac \xd9\x84\xd9\x8a\xd9\x84\xd9\x89 "
    "\xf0\x9f\xa6\x8a\"}",
    "a\nb\r\nc\n",
    "\n",
  };
  static const char *const types[] = { "application/json", "Application/JSON; charset=utf-8",
                                       "text/plain;x=y" };

  if (is_skipped (self))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (types); j++)
      {
        expect (self, "POST", "/v2/organizations/members", types[j], bodies[i]);
        expect (self, "PUT", "/v2/organizations/invites", types[j], bodies[i]);
      }
}

static void
test_delete (Fixture *self, gconstpointer data)
{
  if (is_skipped (self))
    return;
  expect (self, "DELETE", "/v2/organizations/members/5c9e1f0a", NULL, NULL);
}

static void
test_ext (Fixture *self, gconstpointer data)
{
  static const char *const exts[] = {
    "0123456",   "a b",   "a,b=c;d",  "!#$%&'()*+,-./:;<=>?@[]^_`{|}~",
    "a\"b",      "\"",    "a\\b",     "\\",
    "\\\"",      "a\\nb", "\"\"\\\\", "a \"quoted\" \\ name",
    "trailing ",
  };

  if (is_skipped (self))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (exts); i++)
    {
      self->caller.ext = exts[i];
      expect (self, "GET", "/v2/organizations/members", NULL, NULL);
      expect (self, "POST", "/v2/organizations/members", "application/json", "{}");
    }
  self->caller.ext = NULL;
  expect (self, "GET", "/v2/organizations/members", NULL, NULL);
}

static void
test_answers (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *path;
    guint status;
    gboolean is_signed;
    gboolean authentic;
  } answers[] = {
    { "/empty", 204, TRUE, TRUE },     { "/plain", 200, TRUE, TRUE },
    { "/large", 200, TRUE, TRUE },     { "/with-ext", 200, TRUE, TRUE },
    { "/unhashed", 200, TRUE, FALSE }, { "/unsigned", 200, FALSE, FALSE },
    { "/changed", 200, TRUE, FALSE },  { "/other-key", 200, TRUE, FALSE },
  };

  if (is_skipped (self))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (HawkReply) reply =
          hawk_caller_send (&self->caller, "GET", answers[i].path, NULL, NULL);

      g_test_message ("%s", answers[i].path);
      g_assert_cmpuint (reply->status, ==, answers[i].status);
      g_assert_cmpint (reply->is_signed, ==, answers[i].is_signed);
      g_assert_cmpint (reply->authentic, ==, answers[i].authentic);
    }
}

static void
test_plain_body (Fixture *self, gconstpointer data)
{
  g_autoptr (HawkReply) reply = NULL;

  if (is_skipped (self))
    return;
  reply = hawk_caller_send (&self->caller, "POST", "/plain", "text/plain",
                            "\xc3\xa9\xe5\xb1\xb1\n\xf0\x9f\xa6\x8a");
  g_assert_true (reply->authentic);
  g_assert_cmpstr (reply->body, ==, "\xc3\xa9\xe5\xb1\xb1\n\xf0\x9f\xa6\x8a");
}

static void
test_refusals (Fixture *self, gconstpointer data)
{
  g_autoptr (HawkReply) stranger = NULL;
  g_autoptr (HawkReply) wrong_key = NULL;
  g_autoptr (HawkReply) wrong_hash = NULL;
  g_autoptr (HawkReply) first = NULL;
  g_autoptr (HawkReply) second = NULL;

  if (is_skipped (self))
    return;
  self->caller.id = "somebody";
  stranger = hawk_caller_send (&self->caller, "GET", "/", NULL, NULL);
  g_assert_cmpstr (stranger->challenge, ==, "Hawk error=\"Unknown credentials\"");
  self->caller.id = "dh37fgj492je";

  self->caller.hash = "q/t+NNAkQZNlq/aAD6PlexImwQTxwgT2MahfTa9XRLA=";
  wrong_hash = hawk_caller_send (&self->caller, "POST", "/", "text/plain", "x");
  g_assert_cmpstr (wrong_hash->challenge, ==, "Hawk error=\"Bad payload hash\"");
  self->caller.hash = NULL;

  self->caller.authorization =
      "Hawk id=\"dh37fgj492je\", ts=\"1353832234\", nonce=\"n\", mac=\"m\"";
  wrong_key = hawk_caller_send (&self->caller, "GET", "/", NULL, NULL);
  g_assert_cmpstr (wrong_key->challenge, ==, "Hawk error=\"Bad mac\"");
}

/* The service's clock is an hour ahead: it tells its time and proves it, and then lets us in. */
static void
test_stale (Fixture *self, gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gsize key_length;
  g_autoptr (HawkReply) stale = NULL;
  g_autoptr (HawkReply) forged = NULL;
  g_autoptr (HawkReply) good = NULL;
  g_autoptr (GError) error = NULL;
  gint64 told = 0;

  if (is_skipped (self))
    return;
  key_length = strlen (self->caller.key);
  stale = hawk_caller_send (&self->caller, "GET", "/stale", NULL, NULL);
  g_assert_cmpuint (stale->status, ==, 401);
  g_assert_true (
      roster_hawk_check_challenge (stale->challenge, self->caller.key, key_length, &told, &error));
  g_assert_cmpint (ABS (told - now - 3600), <=, 5);

  forged = hawk_caller_send (&self->caller, "GET", "/forged-time", NULL, NULL);
  g_assert_false (
      roster_hawk_check_challenge (forged->challenge, self->caller.key, key_length, &told, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NOT_AUTHENTIC);

  self->caller.offset_s = told - now;
  good = hawk_caller_send (&self->caller, "GET", "/stale", NULL, NULL);
  g_assert_cmpuint (good->status, ==, 200);
  g_assert_true (good->authentic);
}

/* Sends bytes as they are, and gives what comes back. */
static char *
send_raw (guint port, const char *request)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", (guint16)port, NULL, &error);
  GIOStream *stream = G_IO_STREAM (connection);
  g_autoptr (GOutputStream) answer = g_memory_output_stream_new_resizable ();

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), request, strlen (request),
                             NULL, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_splice (answer, g_io_stream_get_input_stream (stream),
                          G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (answer)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (answer)));
}

/* Where the URL gives no port, 80 is signed; the case of the host does not matter. */
static void
test_hosts (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *header;
    const char *host;
    guint port;
    gboolean good;
  } hosts[] = {
    { "api.example.com", "api.example.com", 80, TRUE },
    { "api.example.com", "API.Example.Com", 80, TRUE },
    { "API.Example.Com", "api.example.com", 80, TRUE },
    { "api.example.com:80", "api.example.com", 80, TRUE },
    { "api.example.com:8443", "api.example.com", 8443, TRUE },
    { "[::1]:8443", "[::1]", 8443, TRUE },
    { "api.example.com", "api.example.com", 443, FALSE },
    { "api.example.com:8443", "api.example.com", 80, FALSE },
    { "api.example.com", "other.example.com", 80, FALSE },
  };

  if (is_skipped (self))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *nonce = roster_hawk_nonce ();
      const RosterHawkArtifacts artifacts = {
        .id = self->caller.id,
        .ts = g_get_real_time () / G_USEC_PER_SEC,
        .nonce = nonce,
        .method = "GET",
        .resource = "/v2/organizations/members",
        .host = hosts[i].host,
        .port = hosts[i].port,
      };
      g_autofree char *header =
          roster_hawk_authorization (&artifacts, self->caller.key, strlen (self->caller.key), NULL);
      g_autofree char *request =
          g_strdup_printf ("GET /v2/organizations/members HTTP/1.1\r\nHost: %s\r\n"
                           "Authorization: %s\r\nConnection: close\r\n\r\n",
                           hosts[i].header, header);
      g_autofree char *answer = send_raw (self->port, request);

      g_test_message ("%s as %s:%u", hosts[i].header, hosts[i].host, hosts[i].port);
      g_assert_true (g_str_has_prefix (answer, hosts[i].good ? "HTTP/1.1 200" : "HTTP/1.1 401"));
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/hawk-interop/get", test_get },           { "/hawk-interop/bodies", test_bodies },
    { "/hawk-interop/delete", test_delete },     { "/hawk-interop/ext", test_ext },
    { "/hawk-interop/answers", test_answers },   { "/hawk-interop/plain-body", test_plain_body },
    { "/hawk-interop/refusals", test_refusals }, { "/hawk-interop/stale", test_stale },
    { "/hawk-interop/hosts", test_hosts },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}

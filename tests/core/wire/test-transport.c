/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is sent, and what the answer becomes, each against a server that has a bad day. */

#include "core/base/roster-error.h"
#include "roster-config.h"
#include "support/wire-fixture.h"

static void
test_request (void)
{
  WireAnswer answer = { 204, NULL, "" };
  g_autoptr (WireServer) server = wire_server_new (NULL, wire_give_answer, &answer);
  g_auto (WireFixture) fixture = { 0 };
  static const struct
  {
    WireVerb verb;
    const char *method;
    const char *resource;
    const char *ext;
    const char *body;
  } cases[] = {
    { VERB_SELF_TEST, "GET", "/help/hawk/self-test", NULL, "" },
    { VERB_ADD, "POST", "/v2/organizations/members", "org", "{\"role\":\"user\",\"id\":\"5d7\"}" },
    { VERB_REMOVE, "DELETE", "/v2/organizations/members/5d7", "org", "" },
    { VERB_INVITE, "POST", "/v2/organizations/invites", "org",
      "{\"role\":\"reader\",\"email\":\"ada@example.com\"}" },
  };

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      const WireRequest *request;

      g_assert_true (wire_fixture_run (&fixture, cases[i].verb, &error));
      g_assert_no_error (error);
      request = wire_server_get_request (server, i);
      g_assert_cmpstr (request->method, ==, cases[i].method);
      g_assert_cmpstr (request->resource, ==, cases[i].resource);
      g_assert_cmpstr (request->body->str, ==, cases[i].body);
      g_assert_true (wire_request_is_signed (server, request, cases[i].ext));
      g_assert_cmpstr (wire_request_get_header (request, "User-Agent"), ==,
                       "Roster/" ROSTER_VERSION);
      g_assert_null (wire_request_get_header (request, "Cookie"));
    }
}

/* What each status becomes, and how often it is sent. */
static const struct
{
  WireVerb verb;
  guint status;
  const char *body;
  int code; /* -1: success */
  const char *words;
  guint n_requests;
} statuses[] = {
  { VERB_SELF_TEST, 200, "anything", -1, NULL, 1 },
  { VERB_SELF_TEST, 301, "", ROSTER_ERROR_BAD_ANSWER, "(301)", 1 },
  { VERB_SELF_TEST, 307, "", ROSTER_ERROR_BAD_ANSWER, "not followed", 1 },
  { VERB_SELF_TEST, 304, "", ROSTER_ERROR_BAD_ANSWER, "nothing has changed (304)", 1 },
  { VERB_SELF_TEST, 408, "", ROSTER_ERROR_SERVICE, "in time (408).", 6 },
  { VERB_SELF_TEST, 425, "", ROSTER_ERROR_RATE_LIMITED, "this early (425).", 1 },
  { VERB_SELF_TEST, 511, "<p>Log in</p>", ROSTER_ERROR_SIGN_IN, "sign-in", 1 },
  { VERB_SELF_TEST, 200, "<!DOCTYPE html>", ROSTER_ERROR_SIGN_IN, "web page", 1 },
  { VERB_SELF_TEST, 400, "{\"errors\":[\"Odd\"]}", ROSTER_ERROR_BAD_REQUEST, "(400): Odd", 1 },
  { VERB_SELF_TEST, 401, "{\"errors\":[\"No\"]}", ROSTER_ERROR_UNAUTHORIZED, "(401): No", 1 },
  { VERB_SELF_TEST, 401, "", ROSTER_ERROR_UNAUTHORIZED, "API key (401).", 1 },
  { VERB_SELF_TEST, 403, "<p>No</p>", ROSTER_ERROR_FORBIDDEN, "(403): No", 1 },
  { VERB_SELF_TEST, 404, "", ROSTER_ERROR_NOT_FOUND, "(404)", 1 },
  { VERB_SELF_TEST, 418, "", ROSTER_ERROR_BAD_REQUEST, "(418)", 1 },
  { VERB_SELF_TEST, 429, "", ROSTER_ERROR_RATE_LIMITED, "(429)", 6 },
  { VERB_SELF_TEST, 500, "", ROSTER_ERROR_SERVICE, "(500)", 1 },
  { VERB_SELF_TEST, 502, "", ROSTER_ERROR_SERVICE, "(502)", 6 },
  { VERB_SELF_TEST, 503, "", ROSTER_ERROR_SERVICE, "(503)", 6 },
  { VERB_SELF_TEST, 504, "", ROSTER_ERROR_SERVICE, "(504)", 6 },
  { VERB_ADD, 200, "", -1, NULL, 1 },
  { VERB_ADD, 201, "{\"id\":\"5d7\",\"role\":\"user\",\"errors\":[]}", -1, NULL, 1 },
  { VERB_ADD, 200, "not JSON", ROSTER_ERROR_UNKNOWN_OUTCOME, "not expected (200): not JSON", 1 },
  { VERB_ADD, 200, "<p>Welcome</p>", ROSTER_ERROR_UNKNOWN_OUTCOME, "page", 1 },
  { VERB_ADD, 201, "{}", -1, NULL, 1 },
  { VERB_ADD, 200, "{\"id\":\"5d8\"}", ROSTER_ERROR_UNKNOWN_OUTCOME, "(200)", 1 },
  { VERB_ADD, 200, "{\"id\":\"5d7\",\"errors\":[\"No\"]}", ROSTER_ERROR_UNKNOWN_OUTCOME,
    "(200): No", 1 },
  { VERB_ADD, 302, "", ROSTER_ERROR_BAD_ANSWER, "(302)", 1 },
  { VERB_ADD, 400, "Odd", ROSTER_ERROR_BAD_REQUEST, "(400): Odd", 1 },
  { VERB_ADD, 405, "", ROSTER_ERROR_BAD_REQUEST, "(405)", 1 },
  { VERB_ADD, 409, "", ROSTER_ERROR_CONFLICT, "(409)", 1 },
  { VERB_ADD, 408, "", ROSTER_ERROR_UNKNOWN_OUTCOME, "(408)", 1 },
  { VERB_ADD, 511, "", ROSTER_ERROR_UNKNOWN_OUTCOME, "sign-in", 1 },
  { VERB_ADD, 200, "\n <html>", ROSTER_ERROR_UNKNOWN_OUTCOME, "web page", 1 },
  { VERB_ADD, 429, "", ROSTER_ERROR_RATE_LIMITED, "(429)", 6 },
  { VERB_ADD, 500, "", ROSTER_ERROR_UNKNOWN_OUTCOME, "(500)", 1 },
  { VERB_REMOVE, 204, "", -1, NULL, 1 },
  { VERB_REMOVE, 200, "", -1, NULL, 1 },
  { VERB_REMOVE, 200, "{\"errors\":[\"No\"]}", ROSTER_ERROR_UNKNOWN_OUTCOME, "(200): No", 1 },
  { VERB_REMOVE, 200, "<h1>Sign in</h1>", ROSTER_ERROR_UNKNOWN_OUTCOME, "page", 1 },
  { VERB_REMOVE, 404, "", ROSTER_ERROR_NOT_FOUND, "(404)", 1 },
  { VERB_REMOVE, 503, "Tired", ROSTER_ERROR_UNKNOWN_OUTCOME, "(503): Tired", 1 },
  { VERB_INVITE, 202, "", -1, NULL, 1 },
  { VERB_INVITE, 200, "{\"sentToEmail\":\"Ada@example.com\"}", -1, NULL, 1 },
  { VERB_INVITE, 200, "{\"sentToEmail\":\"eve@example.com\"}", ROSTER_ERROR_UNKNOWN_OUTCOME,
    "(200)", 1 },
  { VERB_INVITE, 200, "{\"errors\":[\"No\"]}", ROSTER_ERROR_UNKNOWN_OUTCOME, "(200): No", 1 },
  { VERB_INVITE, 200, "[[[", ROSTER_ERROR_UNKNOWN_OUTCOME, "(200)", 1 },
  { VERB_INVITE, 502, "", ROSTER_ERROR_UNKNOWN_OUTCOME, "(502)", 1 },
  { VERB_INVITE, 504, "", ROSTER_ERROR_UNKNOWN_OUTCOME, "(504)", 1 },
  { VERB_INVITE, 600, "", ROSTER_ERROR_UNKNOWN_OUTCOME, "(600)", 1 },
};

static void
test_status (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      WireAnswer answer = { statuses[i].status, "Location: http://127.0.0.1:1/\r\n",
                            statuses[i].body };
      g_autoptr (WireServer) server = wire_server_new (NULL, wire_give_answer, &answer);
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;
      gboolean success;

      g_test_message ("verb %d, status %u", (int)statuses[i].verb, statuses[i].status);
      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      success = wire_fixture_run (&fixture, statuses[i].verb, &error);
      g_assert_cmpuint (wire_server_get_n_requests (server), ==, statuses[i].n_requests);
      g_assert_cmpint (success, ==, statuses[i].code < 0);
      if (statuses[i].code < 0)
        {
          g_assert_no_error (error);
          continue;
        }
      g_assert_error (error, ROSTER_ERROR, statuses[i].code);
      g_assert_nonnull (strstr (error->message, statuses[i].words));
    }
}

/* Where a connection breaks. */
typedef enum
{
  CUT_AT_ONCE,
  CUT_IN_HEADERS,
  CUT_IN_HEADER,
  CUT_IN_BODY,
  CUT_IN_CLOSING_BODY,
  CUT_NO_HTTP,
  CUT_REUSED,
} Cut;

static gboolean
cut_answer (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  switch (*(Cut *)user_data)
    {
    case CUT_IN_HEADERS:
      wire_write (out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n");
      break;
    case CUT_IN_HEADER:
      wire_write (out, "HTTP/1.1 200 OK\r\nContent-Le");
      break;
    case CUT_IN_BODY:
      wire_write (out, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{");
      break;
    case CUT_IN_CLOSING_BODY:
      wire_write (out, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 10\r\n\r\n{");
      break;
    case CUT_NO_HTTP:
      wire_write (out, "SSH-2.0-OpenSSH_9.2\r\n\r\n\r\n");
      break;
    case CUT_REUSED:
      if (request->number > 0)
        break;
      wire_reply (out, 200, NULL, "");
      return TRUE;
    case CUT_AT_ONCE:
    default:
      break;
    }
  return FALSE;
}

static void
test_cut (void)
{
  static const struct
  {
    Cut cut;
    WireVerb verb;
    RosterError code;
    guint n_requests;
  } cases[] = {
    { CUT_AT_ONCE, VERB_SELF_TEST, ROSTER_ERROR_INTERRUPTED, 6 },
    { CUT_IN_HEADERS, VERB_SELF_TEST, ROSTER_ERROR_INTERRUPTED, 6 },
    { CUT_IN_HEADER, VERB_SELF_TEST, ROSTER_ERROR_BAD_ANSWER, 1 },
    { CUT_IN_BODY, VERB_SELF_TEST, ROSTER_ERROR_INTERRUPTED, 6 },
    { CUT_IN_CLOSING_BODY, VERB_SELF_TEST, ROSTER_ERROR_INTERRUPTED, 6 },
    { CUT_NO_HTTP, VERB_SELF_TEST, ROSTER_ERROR_BAD_ANSWER, 1 },
    { CUT_AT_ONCE, VERB_ADD, ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
    { CUT_AT_ONCE, VERB_REMOVE, ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
    { CUT_AT_ONCE, VERB_INVITE, ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
    { CUT_IN_HEADERS, VERB_ADD, ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
    { CUT_IN_HEADERS, VERB_REMOVE, ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
    { CUT_IN_HEADER, VERB_INVITE, ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
    { CUT_IN_BODY, VERB_REMOVE, ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
    { CUT_IN_CLOSING_BODY, VERB_INVITE, ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
    { CUT_NO_HTTP, VERB_REMOVE, ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Cut cut = cases[i].cut;
      g_autoptr (WireServer) server = wire_server_new (NULL, cut_answer, &cut);
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("cut %d, verb %d", (int)cut, (int)cases[i].verb);
      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      g_assert_false (wire_fixture_run (&fixture, cases[i].verb, &error));
      g_assert_error (error, ROSTER_ERROR, (int)cases[i].code);
      g_assert_cmpuint (wire_server_get_n_requests (server), ==, cases[i].n_requests);
    }
}

/* libsoup sends PUT and DELETE again by itself where a kept connection turns out to be broken. */
static void
test_sent_once (void)
{
  static const WireVerb verbs[] = { VERB_ADD, VERB_REMOVE, VERB_INVITE, VERB_INVITE };

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      Cut cut = CUT_REUSED;
      g_autoptr (WireServer) server = wire_server_new (NULL, cut_answer, &cut);
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;

      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      roster_account_learn (fixture.account, i == 3 ? 1 : 0); /* the verb PUT */
      g_assert_true (wire_fixture_run (&fixture, VERB_SELF_TEST, &error));
      g_assert_no_error (error);
      g_assert_false (wire_fixture_run (&fixture, verbs[i], &error));
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_UNKNOWN_OUTCOME);
      g_assert_cmpuint (wire_server_get_n_requests (server), ==, 2);
    }
}

/* A read that libsoup repeats on another connection is signed anew: a nonce is used once. */
static gboolean
break_second (WireServer *server,
              const WireRequest *request,
              GOutputStream *out,
              gpointer user_data)
{
  if (request->number == 1)
    return FALSE;
  wire_reply (out, 200, NULL, "");
  return TRUE;
}

static void
test_nonce (void)
{
  g_autoptr (WireServer) server = wire_server_new (NULL, break_second, NULL);
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (GHashTable) headers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  g_assert_true (wire_fixture_run (&fixture, VERB_SELF_TEST, &error));
  g_assert_true (wire_fixture_run (&fixture, VERB_SELF_TEST, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (wire_server_get_n_requests (server), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const WireRequest *request = wire_server_get_request (server, i);

      g_assert_true (wire_request_is_signed (server, request, NULL));
      g_assert_true (
          g_hash_table_add (headers, (gpointer)wire_request_get_header (request, "Authorization")));
    }
}

/* An answer without end: what is only looked at for its status is not kept. */
static gboolean
answer_at_length (WireServer *server,
                  const WireRequest *request,
                  GOutputStream *out,
                  gpointer user_data)
{
  g_autofree char *piece = g_strnfill (64 * 1024, 'x');

  wire_write (out, g_str_equal (request->method, "GET") ? "HTTP/1.1 403 No\r\n\r\n"
                                                        : "HTTP/1.1 200 OK\r\n\r\n");
  while (g_output_stream_write_all (out, piece, strlen (piece), NULL, NULL, NULL))
    ;
  return FALSE;
}

static void
test_endless (void)
{
  g_autoptr (WireServer) server = wire_server_new (NULL, answer_at_length, NULL);
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  g_assert_false (wire_fixture_run (&fixture, VERB_ADD, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_UNKNOWN_OUTCOME);
  g_clear_error (&error);
  g_assert_false (wire_fixture_run (&fixture, VERB_SELF_TEST, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_FORBIDDEN);
}

/* Where nothing can be sent. */
static void
test_unreachable (void)
{
  static const struct
  {
    const char *endpoint;
    RosterError code;
  } cases[] = {
    { "http://127.0.0.1:1/v2", ROSTER_ERROR_OFFLINE },
    { "https://roster-test.invalid/v2", ROSTER_ERROR_HOST_NOT_FOUND },
    { "http://api.example.com/v2", ROSTER_ERROR_BAD_ENDPOINT },
    { "nonsense", ROSTER_ERROR_BAD_ENDPOINT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases) * 2; i++)
    {
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;

      wire_fixture_init (&fixture, cases[i / 2].endpoint);
      g_assert_false (
          wire_fixture_run (&fixture, i % 2 == 0 ? VERB_SELF_TEST : VERB_REMOVE, &error));
      g_assert_error (error, ROSTER_ERROR, (int)cases[i / 2].code);
    }
}

static void
test_no_key (void)
{
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  wire_fixture_init (&fixture, "http://127.0.0.1:1/v2");
  roster_account_set_key (fixture.account, NULL);
  g_assert_false (wire_fixture_run (&fixture, VERB_SELF_TEST, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_NO_KEY);
}

static void
test_not_sendable (void)
{
  WireAnswer answer = { 200, NULL, "" };
  g_autoptr (WireServer) server = wire_server_new (NULL, wire_give_answer, &answer);
  g_auto (WireFixture) fixture = { 0 };
  static const char *const ids[] = { "", ".", ".." };

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  for (gsize i = 0; i < G_N_ELEMENTS (ids) + 1; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      roster_client_remove_member_async (fixture.client, i == 0 ? "or\ng" : "org",
                                         i == 0 ? "5d7" : ids[i - 1], NULL, wire_keep_result,
                                         &result);
      wire_await (&result);
      g_assert_false (roster_client_change_finish (fixture.client, result, &error));
      g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_REQUEST);
    }
  g_assert_cmpuint (wire_server_get_n_requests (server), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transport/request", test_request);
  g_test_add_func ("/transport/status", test_status);
  g_test_add_func ("/transport/cut", test_cut);
  g_test_add_func ("/transport/sent-once", test_sent_once);
  g_test_add_func ("/transport/nonce", test_nonce);
  g_test_add_func ("/transport/endless", test_endless);
  g_test_add_func ("/transport/unreachable", test_unreachable);
  g_test_add_func ("/transport/no-key", test_no_key);
  g_test_add_func ("/transport/not-sendable", test_not_sendable);
  return g_test_run ();
}

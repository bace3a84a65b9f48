/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proofs, clocks, and when a request is sent again. */

#include "core/base/roster-error.h"
#include "support/wire-fixture.h"

/* Answers that are signed: rightly, or not. */
typedef enum
{
  PROOF_RIGHT,
  PROOF_OTHER_BODY,
  PROOF_OTHER_REQUEST,
  PROOF_NOT_HAWK,
  PROOF_EMPTY,
} Proof;

typedef struct
{
  Proof proof;
  guint status;
} ProofCase;

static gboolean
prove_answer (WireServer *server,
              const WireRequest *request,
              GOutputStream *out,
              gpointer user_data)
{
  const ProofCase *proof_case = user_data;
  g_autofree char *headers = NULL;
  WireRequest other = *request;

  other.resource = (char *)"/v2/other";
  if (proof_case->proof == PROOF_RIGHT)
    headers =
        wire_sign (server, request, "application/json; charset=utf-8", "{\"errors\":[\"é\"]}");
  else if (proof_case->proof == PROOF_OTHER_BODY)
    headers = wire_sign (server, request, "application/json", "{}");
  else if (proof_case->proof == PROOF_OTHER_REQUEST)
    headers = wire_sign (server, &other, "application/json", "{\"errors\":[\"é\"]}");
  else if (proof_case->proof == PROOF_NOT_HAWK)
    headers = g_strdup ("Server-Authorization: Basic abc\r\n");
  else
    headers = g_strdup ("Server-Authorization: \r\n");

  wire_reply (out, proof_case->status, headers, "{\"errors\":[\"é\"]}");
  return TRUE;
}

static void
test_proof (void)
{
  static const guint statuses[] = { 200, 403 };

  for (gsize i = 0; i < 2 * (PROOF_EMPTY + 1); i++)
    {
      ProofCase proof_case = { (Proof)(i / 2), statuses[i % 2] };
      g_autoptr (WireServer) server = wire_server_new (NULL, prove_answer, &proof_case);
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) read_error = NULL;
      g_autoptr (GError) change_error = NULL;

      g_test_message ("proof %d, status %u", (int)proof_case.proof, proof_case.status);
      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      wire_fixture_run (&fixture, VERB_SELF_TEST, &read_error);
      wire_fixture_run (&fixture, VERB_REMOVE, &change_error);
      g_assert_cmpuint (wire_server_get_n_requests (server), ==, 2);
      if (proof_case.proof != PROOF_RIGHT)
        {
          g_assert_error (read_error, ROSTER_ERROR, ROSTER_ERROR_NOT_AUTHENTIC);
          g_assert_error (change_error, ROSTER_ERROR, ROSTER_ERROR_UNKNOWN_OUTCOME);
          g_assert_nonnull (strstr (change_error->message, read_error->message));
        }
      else if (proof_case.status == 200)
        {
          /* No signature covers the status: a change is not done where the body says otherwise. */
          g_assert_no_error (read_error);
          g_assert_error (change_error, ROSTER_ERROR, ROSTER_ERROR_UNKNOWN_OUTCOME);
          g_assert_nonnull (strstr (change_error->message, "(200): é"));
        }
      else
        {
          g_assert_error (read_error, ROSTER_ERROR, ROSTER_ERROR_FORBIDDEN);
          g_assert_error (change_error, ROSTER_ERROR, ROSTER_ERROR_FORBIDDEN);
        }
    }
}

/* The clock is off: once, or for ever. */
typedef struct
{
  const char *key;
  gint64 off_by;
  gboolean for_ever;
} Clock;

static gboolean
tell_time (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  const Clock *clock = user_data;
  g_autofree char *challenge = wire_challenge (clock->off_by, clock->key);

  if (request->number == 0 || clock->for_ever)
    wire_reply (out, 401, challenge, "{\"errors\":[\"Stale timestamp\"]}");
  else
    wire_reply (out, 200, NULL, "");
  return TRUE;
}

static void
test_clock (void)
{
  static const struct
  {
    Clock clock;
    int code;
    guint n_requests;
  } cases[] = {
    { { WIRE_KEY, 3600, FALSE }, -1, 2 },
    { { WIRE_KEY, -3600, FALSE }, -1, 2 },
    { { WIRE_KEY, 3000, TRUE }, ROSTER_ERROR_CLOCK, 2 },
    { { "another key", 3600, FALSE }, ROSTER_ERROR_NOT_AUTHENTIC, 1 },
  };

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (cases); i++)
    {
      Clock clock = cases[i / 2].clock;
      int code = cases[i / 2].code;
      g_autoptr (WireServer) server = wire_server_new (NULL, tell_time, &clock);
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;

      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      wire_fixture_run (&fixture, i % 2 == 0 ? VERB_SELF_TEST : VERB_ADD, &error);
      g_assert_cmpuint (wire_server_get_n_requests (server), ==, cases[i / 2].n_requests);
      if (code < 0)
        {
          g_assert_no_error (error);
          g_assert_cmpint (ABS (roster_account_get_clock_offset (fixture.account) - clock.off_by),
                           <=, 2);
          g_assert_true (wire_fixture_run (&fixture, VERB_REMOVE, &error));
          g_assert_cmpuint (wire_server_get_n_requests (server), ==, 3);
        }
      else
        g_assert_error (error, ROSTER_ERROR, code);
      if (code == ROSTER_ERROR_CLOCK)
        g_assert_true (strstr (error->message, "300") != NULL ||
                       strstr (error->message, "299") != NULL);
      if (code == ROSTER_ERROR_NOT_AUTHENTIC)
        g_assert_cmpint (roster_account_get_clock_offset (fixture.account), ==, 0);
    }
}

/* A time that is far off, as one that was recorded another day: once it fails no read, and a change
 * is not sent again; then a person is asked. */
static void
test_far_clock (void)
{
  static const struct
  {
    Clock clock;
    WireVerb verb;
    gboolean agreed;
    int code;
    guint n_requests;
  } cases[] = {
    { { WIRE_KEY, -86400, FALSE }, VERB_SELF_TEST, FALSE, -1, 2 },
    { { WIRE_KEY, 86400, TRUE }, VERB_SELF_TEST, FALSE, ROSTER_ERROR_FAR_CLOCK, 2 },
    { { WIRE_KEY, 86400, FALSE }, VERB_ADD, FALSE, ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
    { { WIRE_KEY, 86400, FALSE }, VERB_SELF_TEST, TRUE, -1, 2 },
    { { WIRE_KEY, -86400, FALSE }, VERB_ADD, TRUE, -1, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Clock clock = cases[i].clock;
      g_autoptr (WireServer) server = wire_server_new (NULL, tell_time, &clock);
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;

      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      roster_account_set_any_clock (fixture.account, cases[i].agreed);
      wire_fixture_run (&fixture, cases[i].verb, &error);
      g_assert_cmpuint (wire_server_get_n_requests (server), ==, cases[i].n_requests);
      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, ROSTER_ERROR, cases[i].code);
      g_assert_cmpint (ABS (roster_account_get_clock_offset (fixture.account) -
                            (cases[i].agreed ? clock.off_by : 0)),
                       <=, 2);
    }
}

/* Busy twice, then well; it says when to come back in both ways. */
static gboolean
be_busy (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  if (request->number == 0)
    wire_reply (out, 429, "Retry-After: 30\r\n", "");
  else if (request->number == 1)
    wire_reply (out, g_str_equal (request->method, "GET") ? 503 : 429,
                "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT\r\n", "");
  else if (request->number == 2)
    wire_reply (out, 429, "Retry-After: soon\r\n", "");
  else
    wire_reply (out, 200, NULL, "");
  return TRUE;
}

static void
test_retry_after (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (WireServer) server = wire_server_new (NULL, be_busy, NULL);
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;
      gint64 begin;

      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      begin = g_get_monotonic_time ();
      g_assert_true (wire_fixture_run (&fixture, i == 0 ? VERB_SELF_TEST : VERB_INVITE, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (wire_server_get_n_requests (server), ==, 4);
      g_assert_cmpint (g_get_monotonic_time () - begin, >=, 30 * 1000);
    }
}

static void
test_retry_after_too_long (void)
{
  WireAnswer answer = { 429, "Retry-After: 86400\r\n", "" };
  g_autoptr (WireServer) server = wire_server_new (NULL, wire_give_answer, &answer);
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  g_assert_false (wire_fixture_run (&fixture, VERB_SELF_TEST, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_RATE_LIMITED);
  g_assert_cmpuint (wire_server_get_n_requests (server), ==, 1);
}

static gboolean
want_put (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  gboolean put = g_str_equal (request->method, "PUT");

  wire_reply (out, put ? 200 : 405, NULL, "");
  return TRUE;
}

static void
test_invite_with_put (void)
{
  g_autoptr (WireServer) server = wire_server_new (NULL, want_put, NULL);
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  g_assert_true (wire_fixture_run (&fixture, VERB_INVITE, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (wire_server_get_n_requests (server), ==, 2);
  g_assert_cmpuint (roster_account_get_learnt (fixture.account), !=, 0);
  g_assert_true (wire_request_is_signed (server, wire_server_get_request (server, 1), "org"));

  g_assert_true (wire_fixture_run (&fixture, VERB_INVITE, &error));
  g_assert_cmpuint (wire_server_get_n_requests (server), ==, 3);
  g_assert_cmpstr (wire_server_get_request (server, 2)->method, ==, "PUT");
}

static void
test_invite_with_neither (void)
{
  WireAnswer answer = { 405, NULL, "" };
  g_autoptr (WireServer) server = wire_server_new (NULL, wire_give_answer, &answer);
  g_auto (WireFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;

  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  g_assert_false (wire_fixture_run (&fixture, VERB_INVITE, &error));
  g_assert_error (error, ROSTER_ERROR, ROSTER_ERROR_BAD_REQUEST);
  g_assert_cmpuint (wire_server_get_n_requests (server), ==, 2);
  g_assert_cmpuint (roster_account_get_learnt (fixture.account), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/proof", test_proof);
  g_test_add_func ("/exchange/clock", test_clock);
  g_test_add_func ("/exchange/far-clock", test_far_clock);
  g_test_add_func ("/exchange/retry-after", test_retry_after);
  g_test_add_func ("/exchange/retry-after-too-long", test_retry_after_too_long);
  g_test_add_func ("/exchange/invite-with-put", test_invite_with_put);
  g_test_add_func ("/exchange/invite-with-neither", test_invite_with_neither);
  return g_test_run ();
}

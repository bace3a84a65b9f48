/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody between who takes signatures away, or says what the service did not say. */

#include "core/base/roster-error.h"
#include "support/wire-fixture.h"

#include <string.h>

#define TYPE "application/json"

/* What is answered: signed up to a request, from then on as somebody between says. */
typedef struct
{
  guint n_signed; /* how many answers are signed and well */
  guint status;   /* of all others, which are not signed */
  const char *body;
  gboolean sign_all;
} Between;

static const char *
get_good_body (const WireRequest *request)
{
  if (strstr (request->resource, "invites") != NULL)
    return "{\"sentToEmail\":\"ada@example.com\",\"role\":\"reader\",\"status\":\"pending\"}";
  return g_str_equal (request->method, "POST") ? "{\"id\":\"5d7\"}" : "";
}

static gboolean
answer (WireServer *server, const WireRequest *request, GOutputStream *out, gpointer user_data)
{
  const Between *between = user_data;
  gboolean is_good = request->number < between->n_signed;
  const char *body = is_good ? get_good_body (request) : between->body;
  g_autofree char *headers =
      is_good || between->sign_all ? wire_sign (server, request, TYPE, body) : NULL;
  g_autofree char *all = g_strconcat (headers != NULL ? headers : "", "Retry-After: 0\r\n", NULL);

  wire_reply (out, is_good ? 200 : between->status, all, body);
  return TRUE;
}

typedef struct
{
  WireVerb verb;
  guint status;
  const char *body;
  int code; /* -1: it is believed */
  guint n_requests;
} Case;

#define REFUSED(status) status, "{\"errors\":[\"No\"]}"

/* Nothing of it is believed, and no change is sent again. */
static const Case cases[] = {
  { VERB_SELF_TEST, 200, "", ROSTER_ERROR_NOT_AUTHENTIC, 1 },
  { VERB_SELF_TEST, REFUSED (401), ROSTER_ERROR_UNAUTHORIZED, 1 },
  { VERB_SELF_TEST, REFUSED (403), ROSTER_ERROR_FORBIDDEN, 1 },
  { VERB_SELF_TEST, REFUSED (404), ROSTER_ERROR_NOT_FOUND, 1 },
  { VERB_SELF_TEST, REFUSED (429), ROSTER_ERROR_RATE_LIMITED, 6 },
  { VERB_REMOVE, 204, "", ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
  { VERB_REMOVE, REFUSED (404), ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
  { VERB_REMOVE, REFUSED (403), ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
  { VERB_ADD, 200, "{\"id\":\"5d7\"}", ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
  { VERB_ADD, REFUSED (409), ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
  { VERB_ADD, REFUSED (401), ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
  { VERB_INVITE, 200, "{\"sentToEmail\":\"ada@example.com\"}", ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
  { VERB_INVITE, REFUSED (429), ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
  { VERB_INVITE, REFUSED (405), ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
  { VERB_INVITE, 307, "", ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
};

static void
run_cases (guint n_signed, const char *insecure)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Between between = { n_signed, cases[i].status, cases[i].body, FALSE };
      g_autoptr (WireServer) server = NULL;
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("verb %d, status %u", (int)cases[i].verb, cases[i].status);
      g_setenv ("ROSTER_INSECURE_LOOPBACK", insecure, TRUE);
      server = wire_server_new (NULL, answer, &between);
      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      for (guint k = 0; k < n_signed; k++)
        g_assert_true (wire_fixture_run (&fixture, VERB_SELF_TEST, NULL));
      g_assert_false (wire_fixture_run (&fixture, cases[i].verb, &error));
      g_assert_error (error, ROSTER_ERROR, cases[i].code);
      g_assert_cmpuint (wire_server_get_n_requests (server), ==, n_signed + cases[i].n_requests);
      g_assert_cmpint (roster_account_get_signing (fixture.account), ==,
                       n_signed > 0 ? ROSTER_SIGNING_YES : ROSTER_SIGNING_UNKNOWN);
      if (cases[i].status != 401)
        g_assert_nonnull (strstr (error->message, "not signed"));
    }
}

/* Without encryption only a signature counts, also for the first answer. */
static void
test_http (void)
{
  run_cases (0, "0");
}

static void
test_stripped (void)
{
  run_cases (1, "1");
}

/* A service that never signs is believed, and that is known of it. */
static void
test_never (void)
{
  Between between = { 0, 200, "", FALSE };
  g_autoptr (WireServer) server = NULL;
  g_auto (WireFixture) fixture = { 0 };

  g_setenv ("ROSTER_INSECURE_LOOPBACK", "1", TRUE);
  server = wire_server_new (NULL, answer, &between);
  wire_fixture_init (&fixture, wire_server_get_endpoint (server));
  g_assert_null (roster_signing_describe (roster_account_get_signing (fixture.account)));
  g_assert_true (wire_fixture_run (&fixture, VERB_SELF_TEST, NULL));
  g_assert_true (wire_fixture_run (&fixture, VERB_REMOVE, NULL));
  g_assert_cmpint (roster_account_get_signing (fixture.account), ==, ROSTER_SIGNING_NO);
  g_assert_nonnull (strstr (roster_signing_describe (ROSTER_SIGNING_NO), "does not sign"));
}

/* What the service signs is believed: a refusal too, and that it was asked too often. */
static void
test_signed (void)
{
  static const Case signed_cases[] = {
    { VERB_REMOVE, REFUSED (404), ROSTER_ERROR_NOT_FOUND, 1 },
    { VERB_ADD, REFUSED (409), ROSTER_ERROR_CONFLICT, 1 },
    { VERB_INVITE, REFUSED (403), ROSTER_ERROR_FORBIDDEN, 1 },
    { VERB_INVITE, REFUSED (429), ROSTER_ERROR_RATE_LIMITED, 6 },
    { VERB_INVITE, REFUSED (405), ROSTER_ERROR_BAD_REQUEST, 2 },
    { VERB_REMOVE, 204, "", -1, 1 },
    /* The status of a refusal was changed. */
    { VERB_REMOVE, REFUSED (200), ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
    { VERB_ADD, REFUSED (200), ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
    { VERB_INVITE, REFUSED (201), ROSTER_ERROR_UNKNOWN_OUTCOME, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signed_cases); i++)
    {
      Between between = { 0, signed_cases[i].status, signed_cases[i].body, TRUE };
      g_autoptr (WireServer) server = NULL;
      g_auto (WireFixture) fixture = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("verb %d, status %u", (int)signed_cases[i].verb, signed_cases[i].status);
      g_setenv ("ROSTER_INSECURE_LOOPBACK", "0", TRUE);
      server = wire_server_new (NULL, answer, &between);
      wire_fixture_init (&fixture, wire_server_get_endpoint (server));
      wire_fixture_run (&fixture, signed_cases[i].verb, &error);
      if (signed_cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, ROSTER_ERROR, signed_cases[i].code);
      g_assert_cmpuint (wire_server_get_n_requests (server), ==, signed_cases[i].n_requests);
      g_assert_cmpint (roster_account_get_signing (fixture.account), ==, ROSTER_SIGNING_YES);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/signing/http", test_http);
  g_test_add_func ("/signing/stripped", test_stripped);
  g_test_add_func ("/signing/never", test_never);
  g_test_add_func ("/signing/signed", test_signed);
  return g_test_run ();
}

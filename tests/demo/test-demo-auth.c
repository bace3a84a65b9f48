/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom the demo service lets in: Hawk is checked for real. */

#include "core/base/roster-error.h"
#include "core/wire/roster-hawk.h"
#include "support/demo-fixture.h"

#include <string.h>

#define BODY "{\"role\":\"user\",\"email\":\"a@example.com\"}"

/* The request must be refused with this fault, and nothing may have been done. */
static void
expect_refusal (DemoFixture *self,
                const char *method,
                const char *resource,
                const char *body,
                const char *fault)
{
  g_autoptr (HawkReply) reply =
      hawk_caller_send (&self->caller, method, resource, body != NULL ? JSON : NULL, body);
  g_auto (GStrv) invitations = mock_service_dup_invitations (self->service, PRODUCTION);

  g_assert_cmpuint (reply->status, ==, 401);
  g_assert_false (reply->is_signed);
  g_assert_nonnull (strstr (reply->challenge, fault));
  g_assert_true (g_str_has_prefix (reply->body, "{\"errors\":["));
  g_assert_cmpuint (g_strv_length (invitations), ==, 0);
}

static void
test_credentials (DemoFixture *self, gconstpointer data)
{
  demo_fixture_expect (self, "GET", SELF_TEST, NULL, 200);

  self->caller.id = "somebody";
  expect_refusal (self, "GET", SELF_TEST, NULL, "Unknown credentials");
  expect_refusal (self, "POST", INVITES, BODY, "Unknown credentials");
  self->caller.id = mock_service_get_user_id (self->service);
  self->caller.key = "another key";
  expect_refusal (self, "GET", MEMBERS, NULL, "Bad mac");
  expect_refusal (self, "POST", INVITES, BODY, "Bad mac");
}

static void
test_headers (DemoFixture *self, gconstpointer data)
{
  static const char *const headers[] = {
    "Basic dTpw",
    "Hawk",
    "Hawk id=\"dh37fgj492je\"",
    "Hawk id=\"dh37fgj492je\", ts=\"now\", nonce=\"n\", mac=\"m\"",
    "Hawk id=\"dh37fgj492je\", ts=\"-1\", nonce=\"n\", mac=\"m\"",
    "Hawk id=\"dh37fgj492je\", ts=\"1353832234\", mac=\"m\"",
    "Hawk id=\"dh37fgj492je\", ts=\"1353832234\", nonce=\"n\"",
    "Hawk id=\"dh37fgj492je\", id=\"dh37fgj492je\", ts=\"1\", nonce=\"n\", mac=\"m\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_test_message ("%s", headers[i]);
      self->caller.authorization = headers[i];
      expect_refusal (self, "GET", MEMBERS, NULL, "Bad header format");
    }
  self->caller.authorization = "";
  expect_refusal (self, "POST", INVITES, BODY, "Hawk");
}

static void
test_replay (DemoFixture *self, gconstpointer data)
{
  g_autoptr (HawkReply) first = NULL;
  g_autoptr (HawkReply) second = NULL;

  self->caller.nonce = "the-same";
  demo_fixture_expect (self, "GET", MEMBERS, NULL, 200);
  first = hawk_caller_send (&self->caller, "GET", MEMBERS, NULL, NULL);
  second = hawk_caller_send (&self->caller, "GET", SELF_TEST, NULL, NULL);
  /* Where a new second began in between, the nonce was fresh once more, but only once. */
  g_assert_true (first->status == 401 || second->status == 401);
}

static void
test_payload (DemoFixture *self, gconstpointer data)
{
  g_autofree char *other = roster_hawk_payload_hash (JSON, "{}", 2);

  self->caller.hash = "";
  expect_refusal (self, "POST", INVITES, BODY, "Missing required payload hash");
  self->caller.hash = other;
  expect_refusal (self, "POST", INVITES, BODY, "Bad payload hash");
  expect_refusal (self, "GET", MEMBERS, NULL, "Bad payload hash");
  self->caller.hash = NULL;
  demo_fixture_expect (self, "POST", INVITES, BODY, 200);
}

static void
test_clock (DemoFixture *self, gconstpointer data)
{
  static const gint64 offsets[] = { 3600, -3600, 70, -70, 86400 * 400 };

  for (gsize i = 0; i < G_N_ELEMENTS (offsets); i++)
    {
      g_autoptr (HawkReply) stale = NULL;
      g_autoptr (GError) error = NULL;
      gint64 now = g_get_real_time () / G_USEC_PER_SEC;
      gint64 told = 0;

      mock_service_set_clock_offset (self->service, offsets[i]);
      self->caller.offset_s = 0;
      stale = hawk_caller_send (&self->caller, "GET", MEMBERS, NULL, NULL);
      g_assert_cmpuint (stale->status, ==, 401);
      g_assert_nonnull (strstr (stale->challenge, "error=\"Stale timestamp\""));
      roster_hawk_check_challenge (stale->challenge, self->caller.key, strlen (self->caller.key),
                                   &told, &error);
      g_assert_no_error (error);
      g_assert_cmpint (ABS (told - now - offsets[i]), <=, 5);

      self->caller.offset_s = told - now;
      demo_fixture_expect (self, "GET", MEMBERS, NULL, 200);
    }

  mock_service_set_clock_offset (self->service, 50);
  self->caller.offset_s = 0;
  demo_fixture_expect (self, "GET", MEMBERS, NULL, 200);
}

/* Whoever does not know the key learns nothing of the service's time. */
static void
test_clock_without_key (DemoFixture *self, gconstpointer data)
{
  g_autoptr (HawkReply) reply = NULL;

  self->caller.key = "another key";
  self->caller.offset_s = 3600;
  reply = hawk_caller_send (&self->caller, "GET", MEMBERS, NULL, NULL);
  g_assert_null (strstr (reply->challenge, "tsm="));
}

/* What the service remembers of requests holds no secret. */
static void
test_requests (DemoFixture *self, gconstpointer data)
{
  g_autoptr (HawkReply) refused = NULL;
  g_auto (GStrv) lines = NULL;

  demo_fixture_expect (self, "GET", MEMBERS "?enabledOnly=true", NULL, 200);
  demo_fixture_expect (self, "POST", INVITES, BODY, 200);
  self->caller.authorization = "";
  refused = hawk_caller_send (&self->caller, "GET", SELF_TEST, NULL, NULL);
  g_assert_cmpuint (refused->status, ==, 401);

  lines = mock_service_dup_requests (self->service);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[0], ==,
                   "{\"method\":\"GET\",\"resource\":\"" MEMBERS
                   "?enabledOnly=true\",\"organization\":\"demo-production\",\"status\":200}");
  g_assert_cmpstr (lines[1], ==,
                   "{\"method\":\"POST\",\"resource\":\"" INVITES
                   "\",\"organization\":\"demo-production\",\"body\":\"{\\\"role\\\":\\\"user\\\","
                   "\\\"email\\\":\\\"a@example.com\\\"}\",\"status\":200}");
  g_assert_cmpstr (lines[2], ==,
                   "{\"method\":\"GET\",\"resource\":\"" SELF_TEST "\",\"status\":401}");

  g_assert_cmpuint (mock_service_get_n_requests (self->service, NULL, NULL), ==, 3);
  g_assert_cmpuint (mock_service_get_n_requests (self->service, "GET", NULL), ==, 2);
  g_assert_cmpuint (mock_service_get_n_requests (self->service, "GET", MEMBERS), ==, 1);
  g_assert_cmpuint (mock_service_get_n_requests (self->service, NULL, INVITES), ==, 1);
  mock_service_clear_requests (self->service);
  g_assert_cmpuint (mock_service_get_n_requests (self->service, NULL, NULL), ==, 0);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (DemoFixture *self, gconstpointer data);
  } tests[] = {
    { "/demo-auth/credentials", test_credentials },
    { "/demo-auth/headers", test_headers },
    { "/demo-auth/replay", test_replay },
    { "/demo-auth/payload", test_payload },
    { "/demo-auth/clock", test_clock },
    { "/demo-auth/clock/without-key", test_clock_without_key },
    { "/demo-auth/requests", test_requests },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, DemoFixture, NULL, demo_fixture_set_up, tests[i].test,
                demo_fixture_tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo service's faults: what they are called, when they happen, what a caller sees of them. */

#include "mock/mock-fault.h"
#include "support/demo-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define ADDITION "{\"role\":\"reader\",\"id\":\"%s\"}"

static void
test_spec (void)
{
  static const char *const good[] = {
    "status=503",
    "list:status=429,retry-after=4,times=2",
    "change:status=502,applied,header=X-A: b,header=X-C: d",
    "any:status=500,type=text/html,body=<p>a, b=c</p>",
    "redirect",
    "redirect=http://127.0.0.1:1/",
    "clock=-90",
    "stale",
    "refuse=3",
    "add:reset,applied,every=3,after=1",
    "silence,chance=5.5,org=demo-staging",
    "cut=0",
    "slow=100",
    "self-test:forged",
    "endless=people",
    "hostile-names",
  };
  static const char *const bad[] = {
    "",          "bogus",          "list",          "list:",           "lists:reset",
    "status",    "status=",        "status=x",      "status=99",       "status=1000",
    "reset=1",   "status=503,",    "reset,times=0", "reset,times",     "reset,every=0",
    "reset,x=1", "reset,chance=0", "reset,chance=", "reset,applied=1", "reset,header=x",
    "slow",      "slow=0",         "endless=water", "clock",           "list:reset,chance=101",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MockFault) fault = mock_fault_parse (good[i], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (fault->spec, ==, good[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("“%s”", bad[i]);
      g_assert_null (mock_fault_parse (bad[i], &error));
      g_assert_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE);
    }
}

/* Which of the first eight calls it happens to. */
static void
test_schedule (void)
{
  static const struct
  {
    const char *spec;
    const char *hits;
  } cases[] = {
    { "list:reset", "++++++++" },
    { "list:reset,times=2", "++------" },
    { "list:reset,every=3", "--+--+--" },
    { "list:reset,after=5", "-----+++" },
    { "list:reset,after=2,times=1", "--+-----" },
    { "list:reset,every=2,times=2", "-+-+----" },
    { "change:reset", "--------" },
    { "list:reset,org=other", "--------" },
    { "list:reset,org=this", "++++++++" },
    { "refuse", "--------" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MockFault) fault = mock_fault_parse (cases[i].spec, NULL);
      char hits[9] = "";

      for (int k = 0; k < 8; k++)
        hits[k] = mock_fault_strikes (fault, MOCK_CALL_LIST, "this") ? '+' : '-';
      g_assert_cmpstr (hits, ==, cases[i].hits);
    }
}

static void
add_fault (DemoFixture *self, const char *spec)
{
  g_autoptr (GError) error = NULL;

  mock_service_clear_faults (self->service);
  g_assert_true (mock_service_add_fault (self->service, spec, &error));
  g_assert_no_error (error);
}

/* (transfer full): somebody of the first organization who is not in the second */
static char *
find_stranger (DemoFixture *self)
{
  for (guint i = 0;; i++)
    {
      g_autofree char *id = mock_service_dup_member_id (self->service, PRODUCTION, i);
      g_autofree char *role = mock_service_dup_role (self->service, STAGING, id);

      if (role == NULL)
        return g_steal_pointer (&id);
    }
}

/* What an addition to the second organization comes to. */
static void
test_changes (DemoFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *spec;
    guint status; /* 0: no answer */
    gboolean authentic;
    gboolean applied;
  } cases[] = {
    { "add:status=503", 503, TRUE, FALSE },
    { "add:status=502,applied", 502, TRUE, TRUE },
    { "add:reset", 0, FALSE, FALSE },
    { "add:reset,applied", 0, FALSE, TRUE },
    { "add:cut", 200, FALSE, TRUE },
    { "add:redirect", 307, TRUE, FALSE },
    { "add:unsigned", 200, FALSE, TRUE },
    { "add:forged", 200, FALSE, TRUE },
    { "add:replayed", 200, FALSE, TRUE },
    { "add:clock=3600", 401, FALSE, FALSE },
    { "add:stale", 401, FALSE, FALSE },
    { "add:forged-clock", 401, FALSE, FALSE },
    { "add:not-json", 200, TRUE, TRUE },
    { "add:empty", 200, TRUE, TRUE },
    { "add:slow=4000", 200, TRUE, TRUE },
    { "remove:reset", 200, TRUE, TRUE },
    { "add:reset,org=demo-research", 200, TRUE, TRUE },
  };

  self->caller.ext = STAGING;
  self->caller.may_fail = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = find_stranger (self);
      g_autofree char *body = g_strdup_printf (ADDITION, id);
      g_autofree char *role = NULL;
      g_autoptr (HawkReply) reply = NULL;

      g_test_message ("%s", cases[i].spec);
      add_fault (self, cases[i].spec);
      reply = hawk_caller_send (&self->caller, "POST", MEMBERS, JSON, body);
      role = mock_service_dup_role (self->service, STAGING, id);
      g_assert_cmpuint (reply != NULL ? reply->status : 0, ==, cases[i].status);
      g_assert_cmpint (reply != NULL && reply->authentic, ==, cases[i].authentic);
      g_assert_cmpstr (role, ==, cases[i].applied ? "reader" : NULL);
      g_assert_cmpuint (mock_service_count_calls (self->service, MOCK_CALL_ADD), ==, i + 1);
    }
}

/* A part of each spoilt list. */
static void
test_lists (DemoFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *kind;
    const char *part;
    gsize least;
  } cases[] = {
    { "not-json", "<html>", 10 },
    { "empty", "", 0 },
    { "wrong-types", "\"id\":17", 10 },
    { "missing-fields", "Nobody", 10 },
    { "duplicate-keys", "\"id\":\"a1\",\"id\"", 10 },
    { "deep", "[[[[", 200000 },
    { "long-names", "NNNNNNNN", 70000 },
    { "hostile-names", "\\u202e", 1000 },
    { "bad-utf8", "\xff\xfe", 1000 },
    { "huge-string", "NNNN", 400000 },
    { "huge-member", "\"field20\"", 1000000 },
    { "repeat-token", "\"token\":\"again\"}", 1000 },
    { "new-token", "\"token\":\"", 20 },
  };

  self->caller.ext = RESEARCH;
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *spec = g_strconcat ("list:", cases[i].kind, NULL);
      g_autoptr (HawkReply) reply = NULL;

      add_fault (self, spec);
      reply = demo_fixture_call (self, "GET", MEMBERS, NULL, 200);
      g_assert_nonnull (strstr (reply->body, cases[i].part));
      g_assert_cmpuint (reply->length, >=, cases[i].least);
    }
}

static void
test_status_details (DemoFixture *self, gconstpointer data)
{
  g_autoptr (HawkReply) reply = NULL;
  g_autofree char *state = NULL;

  add_fault (self, "list:status=429,retry-after-date=5,type=text/plain,body=Slow down, please");
  reply = demo_fixture_call (self, "GET", MEMBERS, NULL, 429);
  g_assert_cmpstr (reply->body, ==, "Slow down, please");
  mock_service_clear_faults (self->service);
  demo_fixture_expect (self, "GET", MEMBERS, NULL, 200);
  state = mock_service_describe_state (self->service);
  g_assert_nonnull (strstr (state, "\"requests\":{\"list\":2,\"add\":0,"));
}

/* Somebody who waits for a while only. */
static void
test_silence (DemoFixture *self, gconstpointer data)
{
  gint64 begun = g_get_monotonic_time ();

  self->caller.may_fail = TRUE;
  soup_session_set_timeout (self->caller.session, 1);
  add_fault (self, "self-test:silence");
  g_assert_null (hawk_caller_send (&self->caller, "GET", SELF_TEST, NULL, NULL));
  g_assert_cmpint (g_get_monotonic_time () - begun, >=, 900 * 1000);
}

static void
test_refusal (DemoFixture *self, gconstpointer data)
{
  demo_fixture_expect (self, "GET", SELF_TEST, NULL, 200);
  self->caller.may_fail = TRUE;
  add_fault (self, "refuse");
  for (int i = 0; i < 3; i++)
    g_assert_null (hawk_caller_send (&self->caller, "GET", SELF_TEST, NULL, NULL));
  mock_service_clear_faults (self->service);
  demo_fixture_expect (self, "GET", SELF_TEST, NULL, 200);

  /* Once such a call was answered, and for a second. */
  add_fault (self, "list:refuse=1,times=1");
  demo_fixture_expect (self, "GET", SELF_TEST, NULL, 200);
  demo_fixture_expect (self, "GET", MEMBERS, NULL, 200);
  g_assert_null (hawk_caller_send (&self->caller, "GET", SELF_TEST, NULL, NULL));
  for (int i = 0; i < 40; i++)
    {
      g_autoptr (HawkReply) reply = hawk_caller_send (&self->caller, "GET", SELF_TEST, NULL, NULL);

      if (reply != NULL)
        return;
      g_usleep (100 * 1000);
    }
  g_assert_not_reached ();
}

/* A client that has enough of it hangs up, and the service goes on. */
static void
test_flood (DemoFixture *self, gconstpointer data)
{
  static const char *const specs[] = { "endless", "endless=people", "endless=name",
                                       "endless=spaces" };
  g_autofree char *url = g_strconcat (self->base, SELF_TEST, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
      g_autoptr (GInputStream) stream = NULL;
      gssize total = 0;

      add_fault (self, specs[i]);
      /* It would read a 401 to its end. */
      soup_message_disable_feature (message, SOUP_TYPE_AUTH_MANAGER);
      stream = soup_session_send (self->caller.session, message, NULL, NULL);
      g_assert_nonnull (stream);
      while (total < 8 * 1024 * 1024)
        {
          gssize n = g_input_stream_skip (stream, 65536, NULL, NULL);

          g_assert_cmpint (n, >, 0);
          total += n;
        }
      soup_session_abort (self->caller.session);
    }
  mock_service_clear_faults (self->service);
  demo_fixture_expect (self, "GET", SELF_TEST, NULL, 200);
}

static gboolean
accept_certificate (SoupMessage *message,
                    GTlsCertificate *certificate,
                    GTlsCertificateFlags errors,
                    gpointer user_data)
{
  return TRUE;
}

static void
test_certificate (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "localhost.pem", NULL);
  MockOptions options = { .certificate = path };
  g_autoptr (MockService) service = mock_service_new (&options);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;

  g_assert_true (mock_service_start_in_thread (service, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (mock_service_get_endpoint (service), "https://"));
  url = g_strconcat (mock_service_get_endpoint (service), "/organizations/members", NULL);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
      g_autoptr (GBytes) body = NULL;

      if (i == 1)
        g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate), NULL);
      g_clear_error (&error);
      body = soup_session_send_and_read (session, message, NULL, &error);
      if (i == 0)
        {
          g_assert_error (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (soup_message_get_status (message), ==, 401);
    }
}

int
main (int argc, char *argv[])
{
#define ADD(path, options, func)                                                                   \
  g_test_add ("/demo-faults/" path, DemoFixture, options, demo_fixture_set_up, func,               \
              demo_fixture_tear_down)

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-faults/spec", test_spec);
  g_test_add_func ("/demo-faults/schedule", test_schedule);
  ADD ("changes", NULL, test_changes);
  ADD ("lists", NULL, test_lists);
  ADD ("status-details", NULL, test_status_details);
  ADD ("silence", NULL, test_silence);
  ADD ("refusal", NULL, test_refusal);
  ADD ("flood", NULL, test_flood);
  g_test_add_func ("/demo-faults/certificate", test_certificate);
  return g_test_run ();
}

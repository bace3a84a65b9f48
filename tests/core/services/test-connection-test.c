/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trying an account out, against the demo service. */

#include "core/base/roster-error.h"
#include "core/services/roster-connection-test.h"
#include "mock/mock-service.h"

typedef struct
{
  MockService *service;
  RosterTransport *transport;
  RosterConnectionTest *test;
  GString
      *log; /* "position:members " or "position:error-code ", and at the end "end" or its code */
  gboolean ended;
} Fixture;

static void
on_listed (RosterConnectionTest *test,
           guint position,
           RosterMemberTable *table,
           const GError *error,
           Fixture *fixture)
{
  g_assert_true ((table == NULL) != (error == NULL));
  if (error != NULL)
    g_string_append_printf (fixture->log, "%u:error %d ", position, error->code);
  else
    g_string_append_printf (fixture->log, "%u:%u ", position,
                            roster_member_table_get_n_members (table));
}

static void
on_ended (RosterConnectionTest *test, const GError *error, Fixture *fixture)
{
  g_string_append_printf (fixture->log, "end %d", error != NULL ? error->code : -1);
  fixture->ended = TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const MockOptions good = { 0 };
  g_autoptr (GError) error = NULL;

  fixture->service = mock_service_new (&good);
  mock_service_start_in_thread (fixture->service, &error);
  g_assert_no_error (error);
  fixture->transport = roster_transport_new ();
  fixture->log = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->test);
  g_object_unref (fixture->transport);
  mock_service_stop (fixture->service);
  g_object_unref (fixture->service);
  g_string_free (fixture->log, TRUE);
}

static void
start (Fixture *fixture, const char *key, const char *const *ids)
{
  g_autoptr (RosterAccount) account = roster_account_new (
      mock_service_get_endpoint (fixture->service), mock_service_get_user_id (fixture->service));
  g_autoptr (RosterClient) client = roster_client_new (fixture->transport, account);
  g_autoptr (SecretValue) value = secret_value_new (key, -1, "text/plain");

  roster_account_set_key (account, value);
  fixture->test = roster_connection_test_new (client, ids);
  g_signal_connect (fixture->test, "listed", G_CALLBACK (on_listed), fixture);
  g_signal_connect (fixture->test, "ended", G_CALLBACK (on_ended), fixture);
  roster_connection_test_start (fixture->test);
}

static void
wait_for_end (Fixture *fixture)
{
  while (!fixture->ended)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_good (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "demo-production", "0123456", "demo-research", NULL };
  g_autofree char *expected =
      g_strdup_printf ("0:240 1:error %d 2:7 end -1", ROSTER_ERROR_FORBIDDEN);

  start (fixture, mock_service_get_key (fixture->service), ids);
  wait_for_end (fixture);
  g_assert_cmpstr (fixture->log->str, ==, expected);
}

static void
test_no_organizations (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { NULL };

  start (fixture, mock_service_get_key (fixture->service), ids);
  wait_for_end (fixture);
  g_assert_cmpstr (fixture->log->str, ==, "end -1");
}

static void
test_wrong_key (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "demo-production", NULL };
  g_autofree char *expected = g_strdup_printf ("end %d", ROSTER_ERROR_UNAUTHORIZED);

  start (fixture, "not the key", ids);
  wait_for_end (fixture);
  g_assert_cmpstr (fixture->log->str, ==, expected);
}

static gboolean
set_flag (gpointer flag)
{
  *(gboolean *)flag = TRUE;
  return G_SOURCE_REMOVE;
}

/* Nothing is heard of it any more. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "demo-production", NULL };
  gboolean late = FALSE;

  start (fixture, mock_service_get_key (fixture->service), ids);
  roster_connection_test_cancel (fixture->test);
  g_timeout_add (200, set_flag, &late);
  while (!late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (fixture->log->str, ==, "");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/connection-test/good", test_good);
  ADD ("/connection-test/no-organizations", test_no_organizations);
  ADD ("/connection-test/wrong-key", test_wrong_key);
  ADD ("/connection-test/cancel", test_cancel);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before a list is read the key comes from a real keyring, however long that takes. */

#include <signal.h>

#include "core/base/roster-error.h"
#include "mock/troubled-service.h"
#include "support/keyring-fixture.h"

typedef struct
{
  Fixture keyring;
  TroubledService *service;
  RosterOrganization *organization; /* (nullable) its account knows no key yet */
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  g_autoptr (RosterTransport) transport = roster_transport_new ();
  g_autoptr (RosterAccount) account = NULL;
  g_autoptr (RosterClient) client = NULL;

  keyring_fixture_set_up (&place->keyring, data);
  keyring_daemon_start (place->keyring.daemon, TRUE);
  place->service = troubled_service_new ();
  troubled_service_add_member (place->service, "me", "me@example.com", "owner");
  account = roster_account_new (troubled_service_get_endpoint (place->service), "me");
  client = roster_client_new (transport, account);
  place->organization =
      roster_organization_new ("Production", "0123456", client, place->keyring.keyring);
}

static void
tear_down (Place *place, gconstpointer data)
{
  if (place->organization != NULL)
    g_assert_finalize_object (place->organization);
  troubled_service_free (place->service);
  keyring_fixture_tear_down (&place->keyring, data);
}

/* As an earlier run of the program would have. */
static void
store_key (Place *place)
{
  g_autoptr (RosterAccount) account =
      roster_account_new (troubled_service_get_endpoint (place->service), "me");
  g_autoptr (GError) error = store (place->keyring.keyring, account, TROUBLED_KEY);

  g_assert_no_error (error);
}

static RosterOrganizationState
get_state (Place *place)
{
  return roster_organization_get_state (place->organization);
}

static guint
count_lists (Place *place)
{
  return troubled_service_count_requests (place->service, "GET");
}

static void
test_found (Place *place, gconstpointer data)
{
  store_key (place);
  roster_organization_refresh (place->organization);
  WAIT_UNTIL (get_state (place) == ROSTER_ORGANIZATION_READY);
  g_assert_cmpuint (count_lists (place), ==, 1);
}

static void
test_missing (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  roster_organization_refresh (place->organization);
  WAIT_UNTIL (get_state (place) == ROSTER_ORGANIZATION_FAILED);
  g_assert_error (roster_organization_get_error (place->organization), ROSTER_ERROR,
                  ROSTER_ERROR_NO_KEY);
  g_assert_cmpuint (count_lists (place), ==, 0);

  /* The person enters it: the list comes by itself. */
  error = store (place->keyring.keyring, roster_organization_get_account (place->organization),
                 TROUBLED_KEY);
  g_assert_no_error (error);
  WAIT_UNTIL (get_state (place) == ROSTER_ORGANIZATION_READY);
}

/* The keyring hangs: the wait ends with a reason, and when it wakes up the list comes by itself. */
static void
test_hung (Place *place, gconstpointer data)
{
  g_autoptr (GError) locked =
      g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_KEYRING_LOCKED, "closed");

  store_key (place);
  roster_keyring_set_patience (place->keyring.keyring, 50);
  keyring_daemon_signal (place->keyring.daemon, SIGSTOP);
  roster_organization_refresh (place->organization);
  WAIT_UNTIL (get_state (place) == ROSTER_ORGANIZATION_FAILED);
  g_assert_error (roster_organization_get_error (place->organization), ROSTER_ERROR,
                  ROSTER_ERROR_KEYRING);

  /* The person closes the prompt, late. */
  g_signal_emit_by_name (place->keyring.keyring, "lookup-ended",
                         roster_organization_get_account (place->organization), locked);
  g_assert_error (roster_organization_get_error (place->organization), ROSTER_ERROR,
                  ROSTER_ERROR_KEYRING_LOCKED);
  g_assert_cmpint (get_state (place), ==, ROSTER_ORGANIZATION_FAILED);

  keyring_daemon_signal (place->keyring.daemon, SIGCONT);
  WAIT_UNTIL (get_state (place) == ROSTER_ORGANIZATION_READY);
}

/* While the keyring asks for its password, that is what is waited for. */
static void
test_prompting (Place *place, gconstpointer data)
{
  RosterCallProgress *progress = roster_organization_get_progress (place->organization);

  store_key (place);
  keyring_daemon_signal (place->keyring.daemon, SIGSTOP);
  roster_organization_refresh (place->organization);
  g_assert_false (roster_call_progress_get_prompting (progress));
  g_signal_emit_by_name (place->keyring.keyring, "prompting",
                         roster_organization_get_account (place->organization));
  g_assert_true (roster_call_progress_get_prompting (progress));
  keyring_daemon_signal (place->keyring.daemon, SIGCONT);
  WAIT_UNTIL (get_state (place) == ROSTER_ORGANIZATION_READY);
  g_assert_false (roster_call_progress_get_prompting (progress));
}

/* A key that is typed in while the keyring hangs is used without waiting for the keyring. */
static void
test_entered_meanwhile (Place *place, gconstpointer data)
{
  roster_keyring_set_patience (place->keyring.keyring, 200);
  keyring_daemon_signal (place->keyring.daemon, SIGSTOP);
  roster_organization_refresh (place->organization);
  troubled_service_set_key (place->organization);
  WAIT_UNTIL (get_state (place) == ROSTER_ORGANIZATION_READY);
  keyring_daemon_signal (place->keyring.daemon, SIGCONT);
}

static void
test_cancelled (Place *place, gconstpointer data)
{
  store_key (place);
  keyring_daemon_signal (place->keyring.daemon, SIGSTOP);
  roster_organization_refresh (place->organization);
  g_assert_cmpint (get_state (place), ==, ROSTER_ORGANIZATION_LOADING);
  roster_organization_cancel (place->organization);
  g_assert_cmpint (get_state (place), ==, ROSTER_ORGANIZATION_IDLE);

  /* The late answer brings the key, but starts no read that nobody wants any more. */
  keyring_daemon_signal (place->keyring.daemon, SIGCONT);
  WAIT_UNTIL (roster_account_has_key (roster_organization_get_account (place->organization)));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (get_state (place), ==, ROSTER_ORGANIZATION_IDLE);
  g_assert_cmpuint (count_lists (place), ==, 0);
}

static void
test_dropped (Place *place, gconstpointer data)
{
  g_autoptr (RosterAccount) account = NULL;

  store_key (place);
  account = g_object_ref (roster_organization_get_account (place->organization));
  keyring_daemon_signal (place->keyring.daemon, SIGSTOP);
  roster_organization_refresh (place->organization);
  g_assert_finalize_object (g_steal_pointer (&place->organization));

  keyring_daemon_signal (place->keyring.daemon, SIGCONT);
  WAIT_UNTIL (roster_account_has_key (account));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (count_lists (place), ==, 0);
}

#define ADD_TEST(path, func) g_test_add (path, Place, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("/organization-keyring/found", test_found);
  ADD_TEST ("/organization-keyring/missing", test_missing);
  ADD_TEST ("/organization-keyring/hung", test_hung);
  ADD_TEST ("/organization-keyring/entered-meanwhile", test_entered_meanwhile);
  ADD_TEST ("/organization-keyring/prompting", test_prompting);
  ADD_TEST ("/organization-keyring/cancelled", test_cancelled);
  ADD_TEST ("/organization-keyring/dropped", test_dropped);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every fault and every call through the models that the window shows. */

#include <string.h>
#include <sys/resource.h>

#include "core/base/roster-error.h"
#include "core/base/roster-text.h"
#include "support/fault-fixture.h"
#include "support/plan-runner.h"

/* What the window has of one organization. */
typedef struct
{
  FaultFixture *service;
  RosterTransport *transport;
  RosterOrganization *organization;
  RosterChangeQueue *queue;
} Window;

static void
window_init (Window *self, FaultFixture *service)
{
  g_autoptr (RosterAccount) account = roster_account_new (
      mock_service_get_endpoint (service->service), mock_service_get_user_id (service->service));
  g_autoptr (RosterJournal) journal = roster_journal_new (service->journal);
  g_autoptr (RosterClient) client = NULL;
  SecretValue *key = secret_value_new (mock_service_get_key (service->service), -1, "text/plain");

  self->service = service;
  self->transport = roster_transport_new ();
  roster_transport_set_backoff_unit (self->transport, 1);
  roster_transport_set_timeout (self->transport, 1);
  roster_account_set_key (account, key);
  secret_value_unref (key);
  client = roster_client_new (self->transport, account);
  self->organization = roster_organization_new ("Staging", FAULT_ORGANIZATION, client, NULL);
  self->queue = roster_change_queue_new (journal);
}

static void
window_clear (Window *self)
{
  g_assert_finalize_object (self->queue);
  g_assert_finalize_object (self->organization);
  g_clear_object (&self->transport);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Window, window_clear)

static void
keep_result (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **)place = g_object_ref (result);
}

static gboolean
refresh (Window *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_organization_refresh_async (self->organization, TRUE, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return roster_organization_refresh_finish (self->organization, result, error);
}

static gboolean
self_test (Window *self, GError **error)
{
  RosterClient *client = roster_organization_get_client (self->organization);
  g_autoptr (GAsyncResult) result = NULL;

  roster_client_self_test_async (client, NULL, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return roster_client_self_test_finish (client, result, error);
}

/* Each member once, in the service's order. */
static void
check_members (Window *self)
{
  RosterMemberTable *table = roster_organization_get_table (self->organization);

  g_assert_cmpuint (roster_member_table_get_n_members (table), ==, FAULT_N_MEMBERS);
  for (guint i = 0; i < FAULT_N_MEMBERS; i++)
    {
      g_autofree char *id =
          mock_service_dup_member_id (self->service->service, FAULT_ORGANIZATION, i);

      g_assert_cmpstr (roster_member_table_get (table, i)->id, ==, id);
    }
}

/* Whatever went wrong, and whoever says so. */
static void
check_sentence (const GError *error)
{
  g_autofree char *sentence = error != NULL ? roster_text_dup_sentence (error->message) : NULL;

  if (error != NULL)
    g_assert_cmpstr (error->message, ==, sentence);
}

static void
check_error (const GError *error, const FaultExpectation *expected)
{
  check_sentence (error);
  if (expected->error < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, ROSTER_ERROR, expected->error);
  fault_expectation_check_said (expected, error != NULL ? error->message : NULL);
}

/* A good list is there before. It stays, where a bad day brings no other. */
static void
run_list (Window *self, const FaultExpectation *expected)
{
  gint64 read_at = roster_organization_get_read_at (self->organization);
  RosterMemberTable *before = roster_organization_get_table (self->organization);
  g_autoptr (GError) error = NULL;
  gboolean done = refresh (self, &error);

  g_assert_cmpint (done, ==, expected->error < 0);
  check_error (error, expected);
  check_error (roster_organization_get_error (self->organization), expected);
  check_members (self);
  if (done)
    return;
  g_assert_cmpint (roster_organization_get_state (self->organization), ==,
                   ROSTER_ORGANIZATION_FAILED);
  g_assert_true (roster_organization_get_table (self->organization) == before);
  g_assert_cmpint (roster_organization_get_read_at (self->organization), ==, read_at);
}

/* What an account has learned from earlier answers. */
static void
forget_answers (RosterAccount *account)
{
  roster_account_set_signing (account, ROSTER_SIGNING_UNKNOWN);
  roster_account_set_clock_offset (account, 0);
  roster_account_set_accepted_clock (account, 0);
}

static void
run_self_test (Window *self, const FaultExpectation *expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (self_test (self, &error), ==, expected->error < 0);
  check_error (error, expected);
}

static void
run_change (Window *self, FaultCall call, const FaultExpectation *expected)
{
  RosterChangeKind kind = call == FAULT_CALL_ADD      ? ROSTER_CHANGE_ADD
                          : call == FAULT_CALL_REMOVE ? ROSTER_CHANGE_REMOVE
                                                      : ROSTER_CHANGE_INVITE;
  g_autoptr (RosterChange) change =
      roster_change_new (kind, self->organization, fault_fixture_get_subject (self->service, call),
                         NULL, call == FAULT_CALL_REMOVE ? "user" : FAULT_ROLE);
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autoptr (RosterChangeRun) run = NULL;
  RosterChangeState state = ROSTER_CHANGE_FAILED;
  const GError *error;

  g_ptr_array_add (changes, change);
  run = plan_runner_submit (self->queue, changes);
  while (!roster_change_run_is_finished (run))
    g_main_context_iteration (NULL, TRUE);

  if (expected->error < 0)
    state = ROSTER_CHANGE_DONE;
  else if (expected->error == ROSTER_ERROR_UNKNOWN_OUTCOME)
    state = ROSTER_CHANGE_UNKNOWN;
  error = roster_change_get_error (change);
  check_sentence (error);
  g_assert_cmpint (roster_change_get_state (change), ==, state);
  if (expected->error < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, ROSTER_ERROR, expected->error);
  fault_expectation_check_said (expected,
                                error != NULL ? error->message : roster_change_get_note (change));
}

static void
run_case (const FaultCase *fault, FaultCall call)
{
  const FaultExpectation *expected = &fault->expected[call];
  gboolean refuses = strcmp (fault->fault, "refuse") == 0;
  g_auto (FaultFixture) service = { 0 };
  g_auto (Window) window = { 0 };
  g_autofree char *spec = refuses
                              ? g_strdup (fault->fault)
                              : g_strdup_printf ("%s:%s", fault_call_get_name (call), fault->fault);

  fault_fixture_init (&service);
  window_init (&window, &service);
  /* Whoever is removed has to be in a list; each change is the first call of its account. */
  if (call == FAULT_CALL_LIST || call == FAULT_CALL_REMOVE)
    g_assert_true (refresh (&window, NULL));
  if (call == FAULT_CALL_REMOVE)
    forget_answers (roster_organization_get_account (window.organization));
  fault_fixture_set (&service, spec);

  if (call == FAULT_CALL_LIST)
    run_list (&window, expected);
  else if (call == FAULT_CALL_SELF_TEST)
    run_self_test (&window, expected);
  else
    run_change (&window, call, expected);
  g_assert_cmpuint (fault_fixture_count (&service, call), ==, expected->n_sent);
  fault_fixture_check_service (&service, call, expected->applied);
  fault_fixture_check_journal (&service, call, expected);
}

static void
test_fault (gconstpointer data)
{
  const FaultCase *fault = data;

  for (guint call = 0; call < FAULT_N_CALLS; call++)
    {
      g_test_message ("%s:%s", fault_call_get_name (call), fault->fault);
      run_case (fault, (FaultCall)call);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < n_fault_cases; i++)
    {
      g_autofree char *path = g_strconcat ("/faults/", fault_cases[i].fault, NULL);

      g_strdelimit (path + strlen ("/faults/"), "/\033\007\r\n\xe2\x80\xae", '_');
      g_test_add_data_func (path, &fault_cases[i], test_fault);
    }
  return g_test_run ();
}

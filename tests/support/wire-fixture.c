/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A client of a server that has a bad day. */

#include "support/wire-fixture.h"

void
wire_fixture_clear (WireFixture *self)
{
  g_clear_object (&self->client);
  g_clear_object (&self->account);
  g_clear_object (&self->transport);
}

void
wire_fixture_init (WireFixture *self, const char *endpoint)
{
  SecretValue *key = secret_value_new (WIRE_KEY, -1, "text/plain");

  self->transport = roster_transport_new ();
  roster_transport_set_backoff_unit (self->transport, 1);
  self->account = roster_account_new (endpoint, WIRE_ID);
  roster_account_set_key (self->account, key);
  secret_value_unref (key);
  self->client = roster_client_new (self->transport, self->account);
}

void
wire_keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

void
wire_await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

gboolean
wire_fixture_run (WireFixture *self, WireVerb verb, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  RosterClient *client = self->client;

  if (verb == VERB_SELF_TEST)
    roster_client_self_test_async (client, NULL, NULL, wire_keep_result, &result);
  else if (verb == VERB_ADD)
    roster_client_add_member_async (client, "org", "5d7", "user", NULL, wire_keep_result, &result);
  else if (verb == VERB_REMOVE)
    roster_client_remove_member_async (client, "org", "5d7", NULL, wire_keep_result, &result);
  else
    roster_client_invite_async (client, "org", "ada@example.com", "reader", NULL, wire_keep_result,
                                &result);
  wire_await (&result);

  if (verb == VERB_SELF_TEST)
    return roster_client_self_test_finish (client, result, error);
  return roster_client_change_finish (client, result, error);
}

gboolean
wire_give_answer (WireServer *server,
                  const WireRequest *request,
                  GOutputStream *out,
                  gpointer user_data)
{
  const WireAnswer *answer = user_data;

  wire_reply (out, answer->status, answer->headers, answer->body);
  return TRUE;
}

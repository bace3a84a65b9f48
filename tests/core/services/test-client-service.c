/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client on good days: against the demo service. */

#include "core/base/roster-error.h"
#include "support/demo-fixture.h"
#include "support/wire-fixture.h"

static void
set_key (RosterAccount *account, const char *key)
{
  SecretValue *value = secret_value_new (key, -1, "text/plain");

  roster_account_set_key (account, value);
  secret_value_unref (value);
}

typedef struct
{
  MockService *service;
  WireFixture wire;
} Fixture;

static void
set_up (Fixture *self, gconstpointer options)
{
  g_autoptr (GError) error = NULL;

  self->service = mock_service_new (options);
  mock_service_start_in_thread (self->service, &error);
  g_assert_no_error (error);

  self->wire.transport = roster_transport_new ();
  roster_transport_set_backoff_unit (self->wire.transport, 1);
  self->wire.account = roster_account_new (mock_service_get_endpoint (self->service),
                                           mock_service_get_user_id (self->service));
  set_key (self->wire.account, mock_service_get_key (self->service));
  self->wire.client = roster_client_new (self->wire.transport, self->wire.account);
}

static void
tear_down (Fixture *self, gconstpointer options)
{
  wire_fixture_clear (&self->wire);
  mock_service_stop (self->service);
  g_assert_finalize_object (self->service);
}

static RosterMemberTable *
list (Fixture *self, const char *organization_id, gboolean enabled_only, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_client_list_members_async (self->wire.client, organization_id, enabled_only, NULL, NULL,
                                    wire_keep_result, &result);
  wire_await (&result);
  return roster_client_list_members_finish (self->wire.client, result, error);
}

static void
test_list (Fixture *self, gconstpointer options)
{
  for (guint i = 0; i < mock_service_get_n_organizations (self->service); i++)
    {
      const char *id = mock_service_get_organization_id (self->service, i);
      guint n_members = mock_service_get_n_members (self->service, id);
      g_autoptr (GError) error = NULL;
      g_autoptr (RosterMemberTable) all = list (self, id, FALSE, &error);
      g_autoptr (RosterMemberTable) enabled = list (self, id, TRUE, &error);
      guint n_enabled = 0;

      g_assert_no_error (error);
      g_assert_cmpuint (roster_member_table_get_n_members (all), ==, n_members);
      for (guint row = 0; row < n_members; row++)
        {
          const RosterMember *member = roster_member_table_get (all, row);
          g_autofree char *member_id = mock_service_dup_member_id (self->service, id, row);

          n_enabled += member->enabled;
          g_assert_cmpstr (member->id, ==, member_id);
        }
      g_assert_cmpuint (roster_member_table_get_n_members (enabled), ==, n_enabled);
    }
}

static gboolean
count (const RosterMember *member, gpointer user_data, GError **error)
{
  guint *n_members = user_data;

  (*n_members)++;
  return TRUE;
}

static void
test_stream (Fixture *self, gconstpointer options)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_members = 0;

  roster_client_stream_members_async (self->wire.client, PRODUCTION, FALSE, count, &n_members, NULL,
                                      NULL, wire_keep_result, &result);
  wire_await (&result);
  g_assert_true (roster_client_stream_members_finish (self->wire.client, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_members, ==, mock_service_get_n_members (self->service, PRODUCTION));
}

static gboolean
add (Fixture *self, const char *user_id, const char *role, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_client_add_member_async (self->wire.client, STAGING, user_id, role, NULL, wire_keep_result,
                                  &result);
  wire_await (&result);
  return roster_client_change_finish (self->wire.client, result, error);
}

static gboolean
remove_from (Fixture *self, const char *user_id, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_client_remove_member_async (self->wire.client, STAGING, user_id, NULL, wire_keep_result,
                                     &result);
  wire_await (&result);
  return roster_client_change_finish (self->wire.client, result, error);
}

/* Somebody of the first organization who is not in the last one. */
static char *
dup_stranger (Fixture *self)
{
  for (guint row = 0; row < mock_service_get_n_members (self->service, PRODUCTION); row++)
    {
      g_autofree char *id = mock_service_dup_member_id (self->service, PRODUCTION, row);
      g_autofree char *role = mock_service_dup_role (self->service, STAGING, id);

      if (role == NULL)
        return g_steal_pointer (&id);
    }
  g_assert_not_reached ();
}

static void
test_change (Fixture *self, gconstpointer options)
{
  g_autofree char *id = dup_stranger (self);
  g_autofree char *role = NULL;
  g_autofree char *role_after = NULL;
  g_autoptr (GError) conflict = NULL;
  g_autoptr (GError) gone = NULL;
  g_autoptr (GError) odd = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (add (self, id, "reader", &error));
  g_assert_no_error (error);
  role = mock_service_dup_role (self->service, STAGING, id);
  g_assert_cmpstr (role, ==, "reader");
  g_assert_false (add (self, id, "reader", &conflict));
  g_assert_error (conflict, ROSTER_ERROR, ROSTER_ERROR_CONFLICT);

  g_assert_true (remove_from (self, id, &error));
  g_assert_no_error (error);
  role_after = mock_service_dup_role (self->service, STAGING, id);
  g_assert_null (role_after);
  g_assert_false (remove_from (self, id, &gone));
  g_assert_error (gone, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND);
  g_assert_false (remove_from (self, "é/?#%&\" '+", &odd));
  g_assert_error (odd, ROSTER_ERROR, ROSTER_ERROR_NOT_FOUND);
}

static void
test_invite (Fixture *self, gconstpointer options)
{
  g_auto (GStrv) invitations = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      roster_client_invite_async (self->wire.client, STAGING,
                                  i == 0 ? "Ada.Lovelace+x@Example.com" : "grace@example.com",
                                  "reader", NULL, wire_keep_result, &result);
      wire_await (&result);
      g_assert_true (roster_client_change_finish (self->wire.client, result, &error));
      g_assert_no_error (error);
    }
  invitations = mock_service_dup_invitations (self->service, STAGING);
  g_assert_cmpuint (g_strv_length (invitations), ==, 2);
  g_assert_nonnull (strstr (invitations[0], "Ada.Lovelace+x@Example.com"));
  g_assert_cmpint (roster_account_get_learnt (self->wire.account) != 0, ==,
                   ((const MockOptions *)options)->invite_needs_put);
}

static void
test_clock (Fixture *self, gconstpointer options)
{
  gint64 offset = ((const MockOptions *)options)->clock_offset_s;
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterMemberTable) table = list (self, RESEARCH, FALSE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (table);
  g_assert_cmpint (ABS (roster_account_get_clock_offset (self->wire.account) - offset), <=, 2);
}

static void
test_refused (Fixture *self, gconstpointer options)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) forbidden = NULL;
  g_autoptr (GError) wrong_key = NULL;

  g_assert_null (list (self, "no-such-organization", FALSE, &unknown));
  g_assert_cmpint (unknown->domain, ==, ROSTER_ERROR);

  roster_client_invite_async (self->wire.client, RESEARCH, "a@example.com", "user", NULL,
                              wire_keep_result, &result);
  wire_await (&result);
  g_assert_false (roster_client_change_finish (self->wire.client, result, &forbidden));
  g_assert_error (forbidden, ROSTER_ERROR, ROSTER_ERROR_FORBIDDEN);

  set_key (self->wire.account, "not the key");
  g_assert_null (list (self, RESEARCH, FALSE, &wrong_key));
  g_assert_error (wrong_key, ROSTER_ERROR, ROSTER_ERROR_UNAUTHORIZED);
  g_assert_null (strstr (wrong_key->message, "not the key"));
}

static void
test_self_test (Fixture *self, gconstpointer options)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (wire_fixture_run (&self->wire, VERB_SELF_TEST, &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  static const MockOptions plain = { 0 };
  static const MockOptions small_pages = { .page_size = 7 };
  static const MockOptions put = { .invite_needs_put = TRUE };
  static const MockOptions ahead = { .clock_offset_s = 3600 };
  static const MockOptions behind = { .clock_offset_s = -3600 };

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/client/demo/list", Fixture, &plain, set_up, test_list, tear_down);
  g_test_add ("/client/demo/list-pages", Fixture, &small_pages, set_up, test_list, tear_down);
  g_test_add ("/client/demo/stream", Fixture, &small_pages, set_up, test_stream, tear_down);
  g_test_add ("/client/demo/change", Fixture, &plain, set_up, test_change, tear_down);
  g_test_add ("/client/demo/invite", Fixture, &plain, set_up, test_invite, tear_down);
  g_test_add ("/client/demo/invite-put", Fixture, &put, set_up, test_invite, tear_down);
  g_test_add ("/client/demo/clock-ahead", Fixture, &ahead, set_up, test_clock, tear_down);
  g_test_add ("/client/demo/clock-behind", Fixture, &behind, set_up, test_clock, tear_down);
  g_test_add ("/client/demo/refused", Fixture, &plain, set_up, test_refused, tear_down);
  g_test_add ("/client/demo/self-test", Fixture, &plain, set_up, test_self_test, tear_down);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An organization's list: read, joined, cancelled, failed, kept, and left behind while loading. */

#include "core/base/roster-error.h"
#include "core/organizations/roster-organization.h"
#include "mock/troubled-service.h"

#define IDLE ROSTER_ORGANIZATION_IDLE
#define LOADING ROSTER_ORGANIZATION_LOADING
#define READY ROSTER_ORGANIZATION_READY
#define FAILED ROSTER_ORGANIZATION_FAILED

typedef struct
{
  TroubledService *service;
  RosterOrganization *organization;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = troubled_service_new ();
  troubled_service_add_member (fixture->service, "me", "me@example.com", "owner");
  troubled_service_add_member (fixture->service, "uma", "uma@example.com", "user");
  fixture->organization = troubled_service_new_organization (fixture->service, "0123456");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->organization != NULL)
    g_assert_finalize_object (fixture->organization);
  troubled_service_free (fixture->service);
}

static RosterOrganizationState
get_state (Fixture *fixture)
{
  return roster_organization_get_state (fixture->organization);
}

static guint
count_lists (Fixture *fixture)
{
  return troubled_service_count_requests (fixture->service, "GET");
}

static void
refresh (Fixture *fixture)
{
  roster_organization_refresh (fixture->organization);
  WAIT_UNTIL (get_state (fixture) != LOADING);
}

/* Long enough for whatever is late to arrive. */
static void
linger (void)
{
  for (guint i = 0; i < 60; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
    }
}

static void
keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  g_assert_null (*kept);
  *kept = g_object_ref (result);
}

static gboolean
finish (Fixture *fixture, GAsyncResult *result, GError **error)
{
  return roster_organization_refresh_finish (fixture->organization, result, error);
}

static void
count_notify (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  guint *n_notified = user_data;

  (*n_notified)++;
}

static guint
count_members (Fixture *fixture)
{
  RosterMemberTable *table = roster_organization_get_table (fixture->organization);

  return table != NULL ? roster_member_table_get_n_members (table) : 0;
}

static void
on_table (RosterOrganization *organization, GParamSpec *pspec, gpointer user_data)
{
  guint n = roster_member_table_get_n_members (roster_organization_get_table (organization));

  g_string_append_printf (user_data, "%u ", n);
  /* Whoever looks now sees the new list and the new state. */
  g_assert_cmpint (roster_organization_get_state (organization), ==, READY);
}

static void
test_idle (Fixture *fixture, gconstpointer data)
{
  RosterOrganization *organization = fixture->organization;
  g_autoptr (RosterAccount) account = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  guint n_notified = 0;

  g_object_get (organization, "id", &id, "name", &name, "account", &account, NULL);
  g_assert_cmpstr (id, ==, "0123456");
  g_assert_cmpstr (name, ==, "Production");
  g_assert_true (account == roster_organization_get_account (organization));
  g_assert_cmpint (get_state (fixture), ==, IDLE);
  g_assert_null (roster_organization_get_table (organization));
  g_assert_null (roster_organization_get_error (organization));
  g_assert_cmpint (roster_organization_get_read_at (organization), ==, 0);
  g_assert_cmpint (roster_organization_get_own_role (organization), ==, ROSTER_ROLE_OTHER);
  roster_organization_cancel (organization);

  g_signal_connect (organization, "notify::name", G_CALLBACK (count_notify), &n_notified);
  roster_organization_set_name (organization, "Production");
  g_assert_cmpuint (n_notified, ==, 0);
  g_object_set (organization, "name", "Staging", NULL);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpstr (roster_organization_get_name (organization), ==, "Staging");
}

static void
test_read (Fixture *fixture, gconstpointer data)
{
  RosterOrganization *organization = fixture->organization;
  g_autoptr (GString) sizes = g_string_new (NULL);
  gint64 before = g_get_real_time () / 1000;
  guint n_notified[4] = { 0 };

  g_signal_connect (organization, "notify::table", G_CALLBACK (on_table), sizes);
  g_signal_connect (organization, "notify::state", G_CALLBACK (count_notify), &n_notified[0]);
  g_signal_connect (organization, "notify::table", G_CALLBACK (count_notify), &n_notified[1]);
  g_signal_connect (organization, "notify::read-at", G_CALLBACK (count_notify), &n_notified[2]);
  g_signal_connect (organization, "notify::error", G_CALLBACK (count_notify), &n_notified[3]);

  roster_organization_refresh (fixture->organization);
  g_assert_cmpint (get_state (fixture), ==, LOADING);
  WAIT_UNTIL (get_state (fixture) == READY);
  troubled_service_remove_member (fixture->service, "uma");
  refresh (fixture);

  g_assert_cmpstr (sizes->str, ==, "2 1 ");
  g_assert_cmpuint (n_notified[0], ==, 4);
  g_assert_cmpuint (n_notified[1], ==, 2);
  g_assert_cmpuint (n_notified[2], ==, 2);
  g_assert_cmpuint (n_notified[3], ==, 0);
  g_assert_cmpint (roster_organization_get_read_at (organization), >=, before);
  g_assert_cmpint (roster_organization_get_own_role (fixture->organization), ==, ROSTER_ROLE_OWNER);
}

static void
test_failure (Fixture *fixture, gconstpointer data)
{
  RosterOrganization *organization = fixture->organization;
  g_autoptr (GError) seen = NULL;
  RosterMemberTable *table;
  gint64 read_at;

  refresh (fixture);
  table = roster_organization_get_table (organization);
  /* Whoever looks for somebody on the main loop does not wait for an index. */
  g_assert_true (roster_member_table_is_indexed (table));
  read_at = roster_organization_get_read_at (organization);

  troubled_service_answer_lists (fixture->service, 0, 500);
  refresh (fixture);
  g_assert_cmpint (get_state (fixture), ==, FAILED);
  g_assert_error (roster_organization_get_error (organization), ROSTER_ERROR, ROSTER_ERROR_SERVICE);
  g_object_get (organization, "error", &seen, NULL);
  g_assert_error (seen, ROSTER_ERROR, ROSTER_ERROR_SERVICE);
  g_assert_true (roster_organization_get_table (organization) == table);
  g_assert_cmpint (roster_organization_get_read_at (organization), ==, read_at);
  g_assert_cmpuint (count_members (fixture), ==, 2);

  troubled_service_answer_lists (fixture->service, 0, 200);
  refresh (fixture);
  g_assert_cmpint (get_state (fixture), ==, READY);
  g_assert_null (roster_organization_get_error (organization));
}

static void
test_join (Fixture *fixture, gconstpointer data)
{
  GAsyncResult *results[3] = { NULL };

  for (guint i = 0; i < 3; i++)
    roster_organization_refresh_async (fixture->organization, i == 0, keep_result, &results[i]);
  roster_organization_refresh (fixture->organization);
  for (guint i = 0; i < 3; i++)
    {
      WAIT_UNTIL (results[i] != NULL);
      g_assert_true (finish (fixture, results[i], NULL));
      g_clear_object (&results[i]);
    }
  g_assert_cmpuint (count_lists (fixture), ==, 1);
}

static void
test_fresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) joined = NULL;
  g_autoptr (GAsyncResult) fresh = NULL;

  troubled_service_hold (fixture->service, "GET", NULL);
  roster_organization_refresh_async (fixture->organization, FALSE, keep_result, &joined);
  WAIT_UNTIL (troubled_service_get_n_held (fixture->service) == 1);
  troubled_service_add_member (fixture->service, "nora", "nora@example.com", "user");
  roster_organization_refresh_async (fixture->organization, TRUE, keep_result, &fresh);
  troubled_service_release (fixture->service);

  WAIT_UNTIL (joined != NULL);
  g_assert_true (finish (fixture, joined, NULL));
  WAIT_UNTIL (fresh != NULL);
  g_assert_true (finish (fixture, fresh, NULL));
  g_assert_cmpuint (count_lists (fixture), ==, 2);
  g_assert_cmpuint (count_members (fixture), ==, 3);
  g_assert_cmpint (get_state (fixture), ==, READY);
}

/* Back to the state before, at once, and the answer that comes late changes nothing. */
static void
cancel_from (Fixture *fixture, RosterOrganizationState before)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_items = count_members (fixture);
  guint n_notified = 0;

  troubled_service_hold (fixture->service, "GET", NULL);
  roster_organization_refresh_async (fixture->organization, FALSE, keep_result, &result);
  WAIT_UNTIL (troubled_service_get_n_held (fixture->service) == 1);
  g_signal_connect (fixture->organization, "notify", G_CALLBACK (count_notify), &n_notified);
  roster_organization_cancel (fixture->organization);

  g_assert_cmpint (get_state (fixture), ==, before);
  WAIT_UNTIL (result != NULL);
  g_assert_false (finish (fixture, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  troubled_service_release (fixture->service);
  linger ();
  g_assert_cmpint (get_state (fixture), ==, before);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpuint (count_members (fixture), ==, n_items);
  g_signal_handlers_disconnect_by_func (fixture->organization, count_notify, &n_notified);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  cancel_from (fixture, IDLE);

  refresh (fixture);
  troubled_service_add_member (fixture->service, "nora", "nora@example.com", "user");
  cancel_from (fixture, READY);
  g_assert_cmpuint (count_members (fixture), ==, 2);

  troubled_service_answer_lists (fixture->service, 0, 403);
  refresh (fixture);
  cancel_from (fixture, FAILED);
  g_assert_error (roster_organization_get_error (fixture->organization), ROSTER_ERROR,
                  ROSTER_ERROR_FORBIDDEN);

  troubled_service_answer_lists (fixture->service, 0, 200);
  refresh (fixture);
  g_assert_cmpuint (count_members (fixture), ==, 3);
}

/* Whoever asked for a list of its own is not robbed of it. */
static void
test_cancel_before_fresh (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) fresh = NULL;

  troubled_service_hold (fixture->service, "GET", NULL);
  roster_organization_refresh (fixture->organization);
  WAIT_UNTIL (troubled_service_get_n_held (fixture->service) == 1);
  roster_organization_refresh_async (fixture->organization, TRUE, keep_result, &fresh);
  roster_organization_cancel (fixture->organization);
  g_assert_cmpint (get_state (fixture), ==, LOADING);
  troubled_service_release (fixture->service);

  WAIT_UNTIL (fresh != NULL);
  g_assert_true (finish (fixture, fresh, NULL));
  g_assert_cmpint (get_state (fixture), ==, READY);
  roster_organization_cancel (fixture->organization);
  g_assert_cmpint (get_state (fixture), ==, READY);
}

/* The tab is closed while it loads: the organization goes at once, the late answer to nobody. */
static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  troubled_service_hold (fixture->service, "GET", NULL);
  roster_organization_refresh (fixture->organization);
  WAIT_UNTIL (troubled_service_get_n_held (fixture->service) == 1);
  g_assert_finalize_object (g_steal_pointer (&fixture->organization));
  troubled_service_release (fixture->service);
  linger ();
}

static void
test_dropped_at_once (Fixture *fixture, gconstpointer data)
{
  roster_organization_refresh (fixture->organization);
  g_assert_finalize_object (g_steal_pointer (&fixture->organization));
  linger ();
}

static void
finish_and_drop (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *called = user_data;

  g_assert_true (roster_organization_refresh_finish (ROSTER_ORGANIZATION (source), result, NULL));
  *called = TRUE;
}

/* Who waits for the answer keeps the organization until it comes, and not longer. */
static void
test_dropped_while_waited_for (Fixture *fixture, gconstpointer data)
{
  gpointer organization = fixture->organization;
  gboolean called = FALSE;

  g_object_add_weak_pointer (organization, &organization);
  roster_organization_refresh_async (fixture->organization, FALSE, finish_and_drop, &called);
  g_clear_object (&fixture->organization);
  g_assert_nonnull (organization);
  WAIT_UNTIL (called && organization == NULL);
}

static void
drop_in_handler (RosterOrganization *organization, GParamSpec *pspec, gpointer user_data)
{
  Fixture *fixture = user_data;

  if (roster_organization_get_state (organization) != LOADING)
    g_clear_object (&fixture->organization);
}

static void
test_dropped_by_the_news (Fixture *fixture, gconstpointer data)
{
  gpointer organization = fixture->organization;

  g_object_add_weak_pointer (organization, &organization);
  g_signal_connect (fixture->organization, "notify::state", G_CALLBACK (drop_in_handler), fixture);
  roster_organization_refresh (fixture->organization);
  WAIT_UNTIL (organization == NULL);
}

static void
refresh_once_more (RosterOrganization *organization, GParamSpec *pspec, gpointer user_data)
{
  guint *n_seen = user_data;

  if (++*n_seen == 1)
    roster_organization_refresh (organization);
}

/* Whoever answers the new list by asking for the next gets it. */
static void
test_refresh_within (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint n_seen = 0;

  g_signal_connect (fixture->organization, "notify::table", G_CALLBACK (refresh_once_more),
                    &n_seen);
  roster_organization_refresh_async (fixture->organization, FALSE, keep_result, &result);
  WAIT_UNTIL (n_seen == 2 && get_state (fixture) == READY);
  g_assert_true (finish (fixture, result, NULL));
  g_assert_cmpuint (count_lists (fixture), ==, 2);
}

static void
test_key_entered (Fixture *fixture, gconstpointer data)
{
  RosterAccount *account = roster_organization_get_account (fixture->organization);

  roster_account_set_key (account, NULL);
  refresh (fixture);
  g_assert_error (roster_organization_get_error (fixture->organization), ROSTER_ERROR,
                  ROSTER_ERROR_NO_KEY);
  g_assert_cmpuint (count_lists (fixture), ==, 0);

  troubled_service_set_key (fixture->organization);
  g_assert_cmpint (get_state (fixture), ==, LOADING);
  WAIT_UNTIL (get_state (fixture) == READY);
}

static void
test_key_replaced (Fixture *fixture, gconstpointer data)
{
  troubled_service_answer_lists (fixture->service, 0, 401);
  refresh (fixture);
  g_assert_error (roster_organization_get_error (fixture->organization), ROSTER_ERROR,
                  ROSTER_ERROR_UNAUTHORIZED);

  troubled_service_answer_lists (fixture->service, 0, 200);
  troubled_service_set_key (fixture->organization);
  WAIT_UNTIL (get_state (fixture) == READY);
}

/* A key is no remedy for what has nothing to do with keys. */
static void
test_key_beside_the_point (Fixture *fixture, gconstpointer data)
{
  troubled_service_set_key (fixture->organization);
  g_assert_cmpint (get_state (fixture), ==, IDLE);

  troubled_service_answer_lists (fixture->service, 0, 403);
  refresh (fixture);
  troubled_service_set_key (fixture->organization);
  g_assert_cmpint (get_state (fixture), ==, FAILED);
}

#define ADD_TEST(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("/organization/idle", test_idle);
  ADD_TEST ("/organization/read", test_read);
  ADD_TEST ("/organization/failure", test_failure);
  ADD_TEST ("/organization/join", test_join);
  ADD_TEST ("/organization/fresh", test_fresh);
  ADD_TEST ("/organization/cancel", test_cancel);
  ADD_TEST ("/organization/cancel-before-fresh", test_cancel_before_fresh);
  ADD_TEST ("/organization/dropped", test_dropped);
  ADD_TEST ("/organization/dropped-at-once", test_dropped_at_once);
  ADD_TEST ("/organization/dropped-while-waited-for", test_dropped_while_waited_for);
  ADD_TEST ("/organization/dropped-by-the-news", test_dropped_by_the_news);
  ADD_TEST ("/organization/refresh-within", test_refresh_within);
  ADD_TEST ("/organization/key-entered", test_key_entered);
  ADD_TEST ("/organization/key-replaced", test_key_replaced);
  ADD_TEST ("/organization/key-beside-the-point", test_key_beside_the_point);
  return g_test_run ();
}

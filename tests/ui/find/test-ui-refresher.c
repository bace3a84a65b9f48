/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The refresher reads in order, and never more than it may at once. The organizations have no key,
 * so that each read ends by itself without a network. */

#include "support/ui-test.h"

#include "core/base/roster-error.h"
#include "ui/find/roster-refresher.h"

#define N_ORGANIZATIONS 6

typedef struct
{
  RosterTransport *transport;
  RosterAccount *account;
  RosterClient *client;
  RosterRefresher *refresher;
  RosterOrganization *organizations[N_ORGANIZATIONS];
  GString *order; /* the ids in the order in which their reads began */
  guint n_loading;
  guint most_loading;
  guint n_ended;
} Fixture;

static void
state_changed (RosterOrganization *organization, GParamSpec *pspec, Fixture *fixture)
{
  if (roster_organization_get_state (organization) == ROSTER_ORGANIZATION_LOADING)
    {
      fixture->n_loading++;
      fixture->most_loading = MAX (fixture->most_loading, fixture->n_loading);
      g_string_append (fixture->order, roster_organization_get_id (organization));
      return;
    }
  fixture->n_loading--;
  fixture->n_ended++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->transport = roster_transport_new ();
  fixture->account = roster_account_new ("https://localhost", "user");
  fixture->client = roster_client_new (fixture->transport, fixture->account);
  fixture->refresher = roster_refresher_new (2);
  fixture->order = g_string_new (NULL);
  for (guint i = 0; i < N_ORGANIZATIONS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      fixture->organizations[i] = roster_organization_new ("Name", id, fixture->client, NULL);
      g_signal_connect (fixture->organizations[i], "notify::state", G_CALLBACK (state_changed),
                        fixture);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_ORGANIZATIONS; i++)
    {
      g_signal_handlers_disconnect_by_data (fixture->organizations[i], fixture);
      g_object_unref (fixture->organizations[i]);
    }
  g_assert_finalize_object (fixture->refresher);
  g_object_unref (fixture->client);
  g_object_unref (fixture->account);
  g_object_unref (fixture->transport);
  g_string_free (fixture->order, TRUE);
}

static gboolean
is_idle (gpointer data)
{
  RosterRefresher *refresher = data;

  return roster_refresher_get_n_running (refresher) == 0 &&
         roster_refresher_get_n_waiting (refresher) == 0;
}

static void
push_all (Fixture *fixture)
{
  for (guint i = 0; i < N_ORGANIZATIONS; i++)
    roster_refresher_push (fixture->refresher, fixture->organizations[i]);
}

static void
test_at_most (Fixture *fixture, gconstpointer data)
{
  push_all (fixture);
  g_assert_cmpuint (roster_refresher_get_n_running (fixture->refresher), ==, 2);
  g_assert_cmpuint (roster_refresher_get_n_waiting (fixture->refresher), ==, N_ORGANIZATIONS - 2);
  /* Those that wait already do not wait twice. */
  roster_refresher_push (fixture->refresher, fixture->organizations[5]);
  g_assert_cmpuint (roster_refresher_get_n_waiting (fixture->refresher), ==, N_ORGANIZATIONS - 2);

  g_assert_true (ui_test_wait (is_idle, fixture->refresher));
  g_assert_cmpuint (fixture->n_ended, ==, N_ORGANIZATIONS);
  g_assert_cmpuint (fixture->most_loading, <=, 2);
  g_assert_cmpstr (fixture->order->str, ==, "012345");
  g_assert_error (roster_organization_get_error (fixture->organizations[0]), ROSTER_ERROR,
                  ROSTER_ERROR_NO_KEY);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  push_all (fixture);
  g_assert_true (roster_refresher_hurry (fixture->refresher, fixture->organizations[4]));
  g_assert_false (roster_refresher_hurry (fixture->refresher, fixture->organizations[0]));
  roster_refresher_push_first (fixture->refresher, fixture->organizations[5]);
  roster_refresher_forget (fixture->refresher, fixture->organizations[2]);
  g_assert_true (ui_test_wait (is_idle, fixture->refresher));
  g_assert_cmpstr (fixture->order->str, ==, "01543");
}

static void
test_forget (Fixture *fixture, gconstpointer data)
{
  push_all (fixture);
  roster_refresher_forget (fixture->refresher, NULL);
  g_assert_true (ui_test_wait (is_idle, fixture->refresher));
  g_assert_cmpstr (fixture->order->str, ==, "01");
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add ("/ui/refresher/at-most", Fixture, NULL, set_up, test_at_most, tear_down);
  g_test_add ("/ui/refresher/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/ui/refresher/forget", Fixture, NULL, set_up, test_forget, tear_down);
  return g_test_run ();
}

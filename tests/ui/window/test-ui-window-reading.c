/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a new window reads, and in which order. The account has no key, so that each read ends by
 * itself without a network. */

#include "support/window-fixture.h"

#include "ui/window/roster-tabs.h"

#define ENDPOINT "https://api.threatstack.com/v2"
#define N_ORGANIZATIONS 5

typedef struct
{
  WindowFixture base;
  GSettings *settings;
  GString *order; /* the ids of the organizations in the order in which their reads began */
  guint n_loading;
  guint most_loading;
} Fixture;

static void
state_changed (RosterOrganization *organization, GParamSpec *pspec, Fixture *fixture)
{
  if (roster_organization_get_state (organization) != ROSTER_ORGANIZATION_LOADING)
    {
      fixture->n_loading--;
      return;
    }
  g_string_append (fixture->order, roster_organization_get_id (organization));
  fixture->n_loading++;
  fixture->most_loading = MAX (fixture->most_loading, fixture->n_loading);
}

static void
set_up (Fixture *fixture, gconstpointer last_tab)
{
  fixture->settings = g_settings_new ("io.github.roster.Roster");
  g_settings_set_string (fixture->settings, "last-tab", last_tab);
  fixture->order = g_string_new (NULL);
  window_fixture_set_up (&fixture->base, fixture->settings, ENDPOINT);
  for (guint i = 0; i < N_ORGANIZATIONS; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      g_signal_connect (window_fixture_add (&fixture->base, "Name", id), "notify::state",
                        G_CALLBACK (state_changed), fixture);
    }
}

static void
tear_down (Fixture *fixture, gconstpointer last_tab)
{
  window_fixture_tear_down (&fixture->base);
  g_settings_reset (fixture->settings, "last-tab");
  g_settings_reset (fixture->settings, "organizations");
  g_object_unref (fixture->settings);
  g_string_free (fixture->order, TRUE);
}

static gboolean
all_began (gpointer data)
{
  return ((Fixture *)data)->order->len >= N_ORGANIZATIONS;
}

static void
test_order (Fixture *fixture, gconstpointer last_tab)
{
  RosterOrganization *last = roster_tabs_find_last (fixture->base.directory);
  g_autofree char *front = g_strdup (roster_organization_get_id (last));

  /* As the application does, before there is a window. */
  roster_organization_refresh (last);
  g_assert_cmpstr (fixture->order->str, ==, front);

  window_fixture_open (&fixture->base);
  g_assert_true (ui_test_wait (all_began, fixture));
  ui_test_spin (100);
  g_assert_cmpuint (fixture->order->len, ==, N_ORGANIZATIONS);
  g_assert_cmpint (fixture->order->str[0], ==, *front);
  g_assert_cmpuint (fixture->most_loading, <=, 2);
  g_assert_cmpstr (
      roster_organization_get_id (roster_window_get_organization (fixture->base.window)), ==,
      front);
}

/* The search through all organizations says which of them it does not know, and reads them. */
static void
test_unread (Fixture *fixture, gconstpointer last_tab)
{
  GtkWidget *find;

  window_fixture_open (&fixture->base);
  g_assert_true (ui_test_wait (all_began, fixture));
  find = window_fixture_open_find (&fixture->base);
  g_assert_true (gtk_widget_get_visible (ui_test_find (find, "unread_box")));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (ui_test_find (find, "unread_label"))), ==,
                   "5 organizations have not been read and are not searched.");

  g_string_truncate (fixture->order, 0);
  fixture->most_loading = 0;
  g_signal_emit_by_name (gtk_widget_get_last_child (ui_test_find (find, "unread_box")), "clicked");
  g_assert_true (ui_test_wait (all_began, fixture));
  g_assert_cmpuint (fixture->most_loading, <=, 2);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add ("/ui/window-reading/last", Fixture, "3", set_up, test_order, tear_down);
  g_test_add ("/ui/window-reading/none", Fixture, "", set_up, test_order, tear_down);
  g_test_add ("/ui/window-reading/unknown", Fixture, "9", set_up, test_order, tear_down);
  g_test_add ("/ui/window-reading/unread", Fixture, "", set_up, test_unread, tear_down);
  return g_test_run ();
}

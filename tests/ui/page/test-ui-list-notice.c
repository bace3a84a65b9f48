/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a tab says of a list that is not quite as it should be, with a service that signs: its clock
 * is far off, or it tells times that are none. */

#include "support/ui-test.h"

#include "mock/mock-service.h"
#include "ui/page/roster-organization-page.h"

#define ONE_HOUR_AND_A_HALF "list:clock=5400"
#define MEMBERS                                                                                    \
  "{\"members\":["                                                                                 \
  "{\"id\":\"ada\",\"email\":\"ada@example.com\",\"displayName\":\"Ada\",\"role\":\"owner\","      \
  "\"userEnabled\":true,\"mfaEnabled\":true,\"ssoEnabled\":true,\"lastAuthenticatedAt\":%s},"      \
  "{\"id\":\"eve\",\"email\":\"eve@example.com\",\"displayName\":\"Eve\",\"role\":\"user\","       \
  "\"userEnabled\":true,\"mfaEnabled\":true,\"ssoEnabled\":true,\"lastAuthenticatedAt\":%s}"       \
  "],\"token\":null}"

typedef struct
{
  MockService *service;
  RosterOrganization *organization;
  GSettings *settings;
  RosterOrganizationPage *page;
  GtkWindow *window;
} Fixture;

static RosterOrganization *
make_organization (MockService *service)
{
  g_autoptr (RosterAccount) account =
      roster_account_new (mock_service_get_endpoint (service), mock_service_get_user_id (service));
  g_autoptr (RosterTransport) transport = roster_transport_new ();
  g_autoptr (RosterClient) client = roster_client_new (transport, account);
  g_autoptr (SecretValue) key = secret_value_new (mock_service_get_key (service), -1, "text/plain");

  roster_account_set_key (account, key);
  return roster_organization_new ("Production", "demo-production", client, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const MockOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  fixture->service = mock_service_new (&options);
  mock_service_start_in_thread (fixture->service, &error);
  g_assert_no_error (error);
  fixture->organization = make_organization (fixture->service);
  fixture->settings = g_settings_new ("io.github.roster.Roster");
  fixture->page = roster_organization_page_new (fixture->organization, NULL, fixture->settings);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 900, 600);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->page));
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_test_destroy (fixture->window);
  roster_organization_cancel (fixture->organization);
  ui_test_settle ();
  g_assert_finalize_object (fixture->organization);
  g_object_unref (fixture->settings);
  mock_service_stop (fixture->service);
  g_object_unref (fixture->service);
}

static void
add_fault (Fixture *fixture, const char *spec)
{
  g_autoptr (GError) error = NULL;

  mock_service_clear_faults (fixture->service);
  mock_service_add_fault (fixture->service, spec, &error);
  g_assert_no_error (error);
}

static GtkWidget *
find (Fixture *fixture, const char *id)
{
  GtkWidget *found = ui_test_find (GTK_WIDGET (fixture->page), id);

  g_assert_nonnull (found);
  return found;
}

/* In the bar above the list. */
static GtkWidget *
find_in_bar (Fixture *fixture, const char *id)
{
  return ui_test_find (find (fixture, "state_bar"), id);
}

static gboolean
is_read (gpointer organization)
{
  return roster_organization_get_state (organization) != ROSTER_ORGANIZATION_LOADING;
}

static gboolean
is_ready (gpointer organization)
{
  return roster_organization_get_state (organization) == ROSTER_ORGANIZATION_READY;
}

static void
load (Fixture *fixture)
{
  roster_organization_refresh (fixture->organization);
  g_assert_true (ui_test_wait (is_read, fixture->organization));
  ui_test_settle ();
}

/* Whose clock is right, a person says: without a list on the page of the tab. */
static void
test_clock_first (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = find (fixture, "remedy_button");

  add_fault (fixture, ONE_HOUR_AND_A_HALF);
  load (fixture);
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "_Use the service’s time");

  g_signal_emit_by_name (button, "clicked");
  g_assert_true (ui_test_wait (is_ready, fixture->organization));
  g_assert_false (gtk_widget_get_mapped (button));
}

/* With a list above it, and the list stays until then. */
static void
test_clock_later (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = find_in_bar (fixture, "button");

  load (fixture);
  g_assert_true (is_ready (fixture->organization));
  add_fault (fixture, ONE_HOUR_AND_A_HALF);
  load (fixture);
  g_assert_true (gtk_widget_get_mapped (find (fixture, "column_view")));
  g_assert_true (gtk_widget_get_mapped (button));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "_Use the service’s time");

  g_signal_emit_by_name (button, "clicked");
  g_assert_true (ui_test_wait (is_ready, fixture->organization));
  ui_test_settle ();
  g_assert_false (gtk_widget_get_mapped (button));
}

static void
answer_with_times (Fixture *fixture, const char *first, const char *second)
{
  g_autofree char *spec =
      g_strdup_printf ("list:status=200,type=application/json,body=" MEMBERS, first, second);

  add_fault (fixture, spec);
  load (fixture);
  g_assert_true (is_ready (fixture->organization));
}

static const char *
get_note (Fixture *fixture)
{
  GtkWidget *label = find_in_bar (fixture, "text_label");

  return gtk_widget_get_mapped (label) ? gtk_label_get_text (GTK_LABEL (label)) : NULL;
}

/* A time that is none hides nobody; how many there are is said for as long as there are any. */
static void
test_not_known (Fixture *fixture, gconstpointer data)
{
  answer_with_times (fixture, "\"N/A\"", "1700000000000");
  g_assert_cmpuint (
      roster_member_table_get_n_members (roster_organization_get_table (fixture->organization)), ==,
      2);
  g_assert_cmpstr (get_note (fixture), ==,
                   "The last sign-in of 1 member could not be read, and is shown as not known.");

  answer_with_times (fixture, "\"N/A\"", "\"2023-11-14\"");
  g_assert_cmpstr (get_note (fixture), ==,
                   "The last sign-in of 2 members could not be read, and is shown as not known.");

  /* Whoever never signed in is known to have not. */
  answer_with_times (fixture, "null", "1700000000000");
  g_assert_null (get_note (fixture));
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

#define add(name, function)                                                                        \
  g_test_add ("/ui/list-notice/" name, Fixture, NULL, set_up, function, tear_down)
  add ("clock-first", test_clock_first);
  add ("clock-later", test_clock_later);
  add ("not-known", test_not_known);
#undef add

  return g_test_run ();
}

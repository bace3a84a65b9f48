/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The session manager ends the process without closing its windows: what is to be kept is kept. */

#include "support/ui-test.h"

#include "ui/window/roster-application.h"
#include "ui/window/roster-window.h"

static const char organizations[] =
    "[{'name': 'Production', 'organization-id': '1', 'user-id': 'ada',"
    "  'endpoint': 'https://127.0.0.1:1/v2'},"
    " {'name': 'Staging', 'organization-id': '2', 'user-id': 'ada',"
    "  'endpoint': 'https://127.0.0.1:1/v2'}]";

/* Turns to the second tab; then the session ends. */
static gboolean
turn_and_end (gpointer application)
{
  GtkWindow *window = gtk_application_get_active_window (application);
  RosterOrganization *front =
      window != NULL ? roster_window_get_organization (ROSTER_WINDOW (window)) : NULL;

  if (front == NULL)
    return G_SOURCE_CONTINUE;
  g_assert_cmpstr (roster_organization_get_id (front), ==, "1");
  g_action_group_activate_action (G_ACTION_GROUP (window), "tab", g_variant_new_int32 (1));
  g_application_quit (application);
  return G_SOURCE_REMOVE;
}

/* Before there is a tab in the window. */
static gboolean
end_at_once (gpointer application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  if (window == NULL)
    return G_SOURCE_CONTINUE;
  g_assert_null (roster_window_get_organization (ROSTER_WINDOW (window)));
  g_application_quit (application);
  return G_SOURCE_REMOVE;
}

/* Ends a run by end_session, which an idle calls until it says that it did; then the second tab is
 * the one to come back to. */
static void
run_until (GSourceFunc end_session, int priority)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.roster.Roster");
  g_autoptr (GVariant) value =
      g_variant_parse (G_VARIANT_TYPE ("aa{ss}"), organizations, NULL, NULL, NULL);
  RosterApplication *application = roster_application_new ();
  g_autofree char *last = NULL;
  char *arguments[] = { (char *)"roster", NULL };

  g_settings_set_value (settings, "organizations", value);
  g_idle_add_full (priority, end_session, application, NULL);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 1, arguments), ==, 0);
  last = g_settings_get_string (settings, "last-tab");
  g_assert_true (g_str_has_suffix (last, "\n2"));
}

static void
test_turned (void)
{
  run_until (turn_and_end, G_PRIORITY_LOW);
}

/* What the last run left is kept. */
static void
test_at_once (void)
{
  run_until (end_at_once, G_PRIORITY_HIGH);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/session-end/turned", test_turned);
  g_test_add_func ("/ui/session-end/at-once", test_at_once);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo's window, over the real demo service. */

#include "support/window-fixture.h"

#include "roster-config.h"
#include "ui/preferences/roster-preferences-window.h"
#include "ui/window/roster-first-run-page.h"

typedef struct
{
  WindowFixture base;
  guint n_loading;    /* organizations that are being read */
  guint most_loading; /* so many at a time at most */
  guint n_reads;
} Fixture;

static void
state_changed (RosterOrganization *organization, GParamSpec *pspec, Fixture *fixture)
{
  if (roster_organization_get_state (organization) != ROSTER_ORGANIZATION_LOADING)
    {
      fixture->n_loading--;
      return;
    }
  fixture->n_reads++;
  fixture->n_loading++;
  fixture->most_loading = MAX (fixture->most_loading, fixture->n_loading);
}

static void
count_reads (Fixture *fixture)
{
  RosterDirectory *directory = fixture->base.directory;

  for (guint i = 0; i < roster_directory_get_n_organizations (directory); i++)
    g_signal_connect (roster_directory_get_organization (directory, i), "notify::state",
                      G_CALLBACK (state_changed), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  window_fixture_start_demo (&fixture->base);
  count_reads (fixture);
  window_fixture_open_demo (&fixture->base);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  window_fixture_end_demo (&fixture->base);
}

/* The lists of all tabs: each once, two at a time. */
static void
test_reading (Fixture *fixture, gconstpointer data)
{
  guint n_organizations = roster_directory_get_n_organizations (fixture->base.directory);

  g_assert_cmpuint (n_organizations, >, 2);
  g_assert_cmpuint (fixture->n_reads, ==, n_organizations);
  g_assert_cmpuint (fixture->most_loading, ==, 2);
}

static void
test_unmistakable (Fixture *fixture, gconstpointer data)
{
  GtkWidget *band = window_fixture_find (&fixture->base, "demo_band");

  g_assert_true (roster_window_is_demo (fixture->base.window));
  g_assert_true (gtk_widget_get_mapped (band));
  g_assert_nonnull (strstr (gtk_window_get_title (GTK_WINDOW (fixture->base.window)), "demo"));
  g_assert_cmpstr (
      gtk_actionable_get_action_name (GTK_ACTIONABLE (gtk_widget_get_last_child (band))), ==,
      "app.set-up");
}

static void
test_tabs (Fixture *fixture, gconstpointer data)
{
  GtkNotebook *notebook = window_fixture_get_notebook (&fixture->base);

  g_assert_cmpint (gtk_notebook_get_n_pages (notebook), ==, 3);
  for (int i = 0; i < 3; i++)
    {
      RosterOrganization *organization =
          roster_directory_get_organization (fixture->base.directory, (guint)i);
      GtkWidget *label =
          gtk_notebook_get_tab_label (notebook, gtk_notebook_get_nth_page (notebook, i));
      g_autofree char *count = g_strdup_printf (
          "%u", roster_member_table_get_n_members (roster_organization_get_table (organization)));

      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (ui_test_find (label, "count_label"))), ==,
                       count);
      g_assert_false (gtk_widget_get_visible (ui_test_find (label, "mark")));
      g_assert_false (gtk_widget_get_visible (ui_test_find (label, "spinner")));
      g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (label), "members, read just now"));
    }
}

static void
test_possible (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *action;
    gboolean enabled;
  } cases[] = {
    { "invite", TRUE },
    { "add-existing", TRUE },
    { "export", TRUE },
    { "find", TRUE },
    { "refresh", TRUE },
    { "refresh-all", TRUE },
    { "next-tab", TRUE },
    { "close", TRUE },
    { "remove", FALSE },
    { "copy-addresses", FALSE },
    { "import", FALSE },
    { "add-account", FALSE },
    { "add-organization", FALSE },
    { "edit-account", FALSE },
    { "remove-tab", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].action);
      g_assert_cmpint (window_fixture_is_enabled (&fixture->base, cases[i].action), ==,
                       cases[i].enabled);
    }
}

static void
test_refresh_all (Fixture *fixture, gconstpointer data)
{
  gint64 before = roster_organization_get_read_at (
      roster_directory_get_organization (fixture->base.directory, 2));

  ui_test_spin (5);
  window_fixture_activate (&fixture->base, "refresh-all");
  g_assert_false (window_fixture_has_read (fixture->base.directory));
  g_assert_true (ui_test_wait (window_fixture_has_read, fixture->base.directory));
  g_assert_cmpint (roster_organization_get_read_at (
                       roster_directory_get_organization (fixture->base.directory, 2)),
                   >, before);
}

/* The window's shortcut for a key, which it looks at before anybody else does. */
static GtkShortcutAction *
find_shortcut (GtkWidget *window, const char *key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller) ||
          gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE)
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *trigger =
              gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (g_str_equal (trigger, key))
            return gtk_shortcut_get_action (shortcut);
        }
    }
  return NULL;
}

/* In the search, Delete and Ctrl+C are the text's; in the list, the members'. */
static void
test_text_keys (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "Delete", "<Control>c" };
  GtkWidget *window = GTK_WIDGET (fixture->base.window);
  GtkWidget *search = window_fixture_find (&fixture->base, "search_entry");

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcutAction *action = find_shortcut (window, keys[i]);

      g_assert_nonnull (action);
      g_assert_true (gtk_widget_grab_focus (search));
      g_assert_false (gtk_shortcut_action_activate (action, 0, window, NULL));
      gtk_window_set_focus (GTK_WINDOW (window), NULL);
      g_assert_true (gtk_shortcut_action_activate (action, 0, window, NULL));
    }
}

static GtkWidget *
find_preferences (Fixture *fixture)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GtkWidget *found = NULL;

  for (GList *link = windows; link != NULL; link = link->next)
    if (ROSTER_IS_PREFERENCES_WINDOW (link->data))
      {
        g_assert_null (found);
        g_assert_true (gtk_window_get_transient_for (link->data) ==
                       GTK_WINDOW (fixture->base.window));
        found = link->data;
      }
  return found;
}

/* Everything can be tried in the demo, and nothing of it is kept. */
static void
test_preferences (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettings) kept = g_settings_new (ROSTER_APPLICATION_ID);
  GtkWidget *window;

  window_fixture_activate (&fixture->base, "preferences");
  window = find_preferences (fixture);
  g_assert_nonnull (window);
  window_fixture_activate (&fixture->base, "preferences");
  g_assert_true (find_preferences (fixture) == window);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (ui_test_find (window, "inactive_days")), 7);
  g_assert_cmpuint (g_settings_get_uint (kept, "inactive-days"), ==, 90);
  gtk_window_close (GTK_WINDOW (window));
  ui_test_spin (50);
  g_assert_null (find_preferences (fixture));

  window_fixture_activate (&fixture->base, "preferences");
  g_assert_cmpint (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (
                       ui_test_find (find_preferences (fixture), "inactive_days"))),
                   ==, 7);
}

/* A lock takes the changes away at once, says why, and gives them back. */
static void
test_lock (Fixture *fixture, gconstpointer data)
{
  RosterOrganization *organization = roster_window_get_organization (fixture->base.window);
  GtkWidget *buttons = window_fixture_find (&fixture->base, "change_buttons");
  GtkWidget *invite = gtk_widget_get_first_child (gtk_widget_get_first_child (buttons));

  roster_organization_set_read_only (organization, TRUE);
  g_assert_false (window_fixture_is_enabled (&fixture->base, "invite"));
  g_assert_false (window_fixture_is_enabled (&fixture->base, "add-existing"));
  g_assert_false (window_fixture_is_enabled (&fixture->base, "remove"));
  g_assert_true (window_fixture_is_enabled (&fixture->base, "export"));
  g_assert_true (window_fixture_is_enabled (&fixture->base, "refresh"));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (invite), "locked against changes"));

  /* The other tabs are as they were. */
  window_fixture_activate (&fixture->base, "next-tab");
  g_assert_true (window_fixture_is_enabled (&fixture->base, "invite"));
  window_fixture_activate (&fixture->base, "previous-tab");
  g_assert_false (window_fixture_is_enabled (&fixture->base, "invite"));

  roster_organization_set_read_only (organization, FALSE);
  g_assert_true (window_fixture_is_enabled (&fixture->base, "invite"));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (invite), "Invite people"));
}

#define ADD(name, func) g_test_add ("/ui/window-demo/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD ("reading", test_reading);
  ADD ("unmistakable", test_unmistakable);
  ADD ("tabs", test_tabs);
  ADD ("possible", test_possible);
  ADD ("text-keys", test_text_keys);
  ADD ("refresh-all", test_refresh_all);
  ADD ("preferences", test_preferences);
  ADD ("lock", test_lock);
  return g_test_run ();
}

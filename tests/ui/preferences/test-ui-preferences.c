/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preferences: each control does what it says, at once, and follows what is changed elsewhere.
 */

#include "support/preferences-fixture.h"

static GtkWidget *
get_organization_card (PreferencesFixture *fixture, guint position)
{
  return preferences_get_card (fixture, "organizations_page", position);
}

/* Presses Alt and an arrow as GTK hands it to the card: by its shortcut controller. */
static void
press_alt (GtkWidget *card, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (card);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) shortcuts = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (shortcuts))
        continue;
      for (guint k = 0; k < g_list_model_get_n_items (shortcuts); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
              gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key &&
              gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == GDK_ALT_MASK)
            gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, card,
                                          gtk_shortcut_get_arguments (shortcut));
        }
    }
}

/* --- organizations --- */

static void
test_rename (PreferencesFixture *fixture, gconstpointer data)
{
  GtkWidget *card;

  preferences_add_organizations (fixture);
  preferences_open (fixture, ORGANIZATIONS);
  card = get_organization_card (fixture, 1);
  setup_fixture_type (card, "name_entry", "  Next ");
  setup_fixture_assert_settings (
      &fixture->setup,
      "Production demo-production dh37fgj492je, Next demo-staging dh37fgj492je, Elsewhere 1 grace");

  /* Without a name it keeps the one it had, and says so. */
  setup_fixture_type (card, "name_entry", " ");
  g_assert_true (setup_fixture_is_shown (card, "name_help"));
  g_assert_cmpstr (roster_organization_get_name (preferences_get_organization (fixture, 1)), ==,
                   "Next");

  roster_organization_set_name (preferences_get_organization (fixture, 1), "Renamed elsewhere");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (ui_test_find (card, "name_entry"))), ==,
                   "Renamed elsewhere");
  g_assert_false (setup_fixture_is_shown (card, "name_help"));
}

static void
test_marks (PreferencesFixture *fixture, gconstpointer data)
{
  RosterOrganization *organization;
  GtkWidget *card;
  GtkDropDown *colors;

  preferences_add_organizations (fixture);
  organization = preferences_get_organization (fixture, 0);
  roster_organization_set_color (organization, "ultraviolet");
  preferences_open (fixture, ORGANIZATIONS);
  card = get_organization_card (fixture, 0);
  colors = GTK_DROP_DOWN (gtk_widget_get_first_child (ui_test_find (card, "color_chooser")));

  /* A colour of a later version stays until another one is chosen. */
  g_assert_cmpuint (gtk_drop_down_get_selected (colors), ==, 9);
  g_assert_cmpstr (roster_organization_get_color (organization), ==, "ultraviolet");
  gtk_drop_down_set_selected (colors, 4);
  g_assert_cmpstr (roster_organization_get_color (organization), ==, "green");
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (colors)), ==, 9);
  g_assert_true (setup_fixture_is_shown (card, "color_mark"));
  roster_organization_set_color (organization, "red");
  g_assert_cmpuint (gtk_drop_down_get_selected (colors), ==, 1);
  gtk_drop_down_set_selected (colors, 0);
  g_assert_cmpstr (roster_organization_get_color (organization), ==, "");
  g_assert_false (setup_fixture_is_shown (card, "color_mark"));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (ui_test_find (card, "lock_button")), TRUE);
  g_assert_true (roster_organization_get_read_only (organization));
  roster_organization_set_read_only (organization, FALSE);
  g_assert_false (
      gtk_check_button_get_active (GTK_CHECK_BUTTON (ui_test_find (card, "lock_button"))));
}

static void
assert_order (PreferencesFixture *fixture, const char *first, const char *second, const char *third)
{
  const char *const names[] = { first, second, third };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpstr (roster_organization_get_name (preferences_get_organization (fixture, i)), ==,
                       names[i]);
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (
                           ui_test_find (get_organization_card (fixture, i), "name_entry"))),
                       ==, names[i]);
    }
}

static void
test_reorder (PreferencesFixture *fixture, gconstpointer data)
{
  GtkWidget *card;

  preferences_add_organizations (fixture);
  preferences_open (fixture, ORGANIZATIONS);
  card = get_organization_card (fixture, 0);
  gtk_widget_grab_focus (ui_test_find (card, "name_entry"));
  g_assert_false (gtk_widget_get_sensitive (ui_test_find (card, "up")));

  press_alt (card, GDK_KEY_Down);
  assert_order (fixture, "Staging", "Production", "Elsewhere");
  press_alt (card, GDK_KEY_Down);
  assert_order (fixture, "Staging", "Elsewhere", "Production");
  press_alt (card, GDK_KEY_Down); /* it is the last one already */
  assert_order (fixture, "Staging", "Elsewhere", "Production");
  /* The cursor has come with it. */
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (fixture->window), card));
  g_assert_false (gtk_widget_get_sensitive (ui_test_find (card, "down")));

  press_alt (card, GDK_KEY_Up);
  setup_fixture_click (card, "up");
  assert_order (fixture, "Production", "Staging", "Elsewhere");

  /* The button at the end of the way gives the cursor to the other one. */
  gtk_widget_grab_focus (ui_test_find (get_organization_card (fixture, 1), "up"));
  setup_fixture_click (get_organization_card (fixture, 1), "up");
  assert_order (fixture, "Staging", "Production", "Elsewhere");
  g_assert_true (gtk_window_get_focus (fixture->window) ==
                 ui_test_find (get_organization_card (fixture, 0), "down"));

  roster_directory_move (fixture->setup.directory, 2, 0);
  assert_order (fixture, "Elsewhere", "Staging", "Production");
}

/* --- the list, the confirmations --- */

static void
assert_columns (PreferencesFixture *fixture, const char *expected)
{
  g_auto (GStrv) columns = g_settings_get_strv (fixture->setup.settings, "columns");
  g_autofree char *joined = g_strjoinv (" ", columns);

  g_assert_cmpstr (joined, ==, expected);
}

static GtkWidget *
get_column (PreferencesFixture *fixture, const char *id)
{
  return ui_test_find (ui_test_find (GTK_WIDGET (fixture->window), "column_editor"), id);
}

static void
tick_column (PreferencesFixture *fixture, const char *id, gboolean shown)
{
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (gtk_widget_get_first_child (get_column (fixture, id))), shown);
}

static void
test_columns (PreferencesFixture *fixture, gconstpointer data)
{
  const char *const rest[] = { "email", "id", "mfa", "sso", "status", "last-sign-in" };
  const char *const odd[] = { "id", "later", "id", "role", NULL };

  preferences_open (fixture, LIST);
  tick_column (fixture, "role", FALSE);
  assert_columns (fixture, "name email mfa sso status last-sign-in");
  tick_column (fixture, "id", TRUE);
  assert_columns (fixture, "name email mfa sso status last-sign-in id");
  press_alt (get_column (fixture, "id"), GDK_KEY_Up);
  assert_columns (fixture, "name email mfa sso status id last-sign-in");
  setup_fixture_click (get_column (fixture, "name"), "down");
  assert_columns (fixture, "email name mfa sso status id last-sign-in");
  /* What is not shown has no place. */
  press_alt (get_column (fixture, "role"), GDK_KEY_Up);
  assert_columns (fixture, "email name mfa sso status id last-sign-in");

  /* The last one stays. */
  for (guint i = 0; i < G_N_ELEMENTS (rest); i++)
    tick_column (fixture, rest[i], FALSE);
  assert_columns (fixture, "name");
  g_assert_false (
      gtk_widget_get_sensitive (gtk_widget_get_first_child (get_column (fixture, "name"))));

  /* Written elsewhere, and not quite well. */
  g_settings_set_strv (fixture->setup.settings, "columns", odd);
  tick_column (fixture, "name", TRUE);
  assert_columns (fixture, "id role name");
  setup_fixture_click (fixture->window, "reset_columns");
  assert_columns (fixture, "name email role mfa sso status last-sign-in");
  tick_column (fixture, "sso", FALSE);
  assert_columns (fixture, "name email role mfa status last-sign-in");
}

static GtkWidget *
get_widget (PreferencesFixture *fixture, const char *id)
{
  return ui_test_find (GTK_WIDGET (fixture->window), id);
}

static void
test_settings (PreferencesFixture *fixture, gconstpointer data)
{
  GSettings *settings = fixture->setup.settings;

  preferences_open (fixture, CONFIRMATIONS);
  g_assert_cmpint (
      gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (get_widget (fixture, "inactive_days"))),
      ==, 90);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_widget (fixture, "inactive_days")), 30);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (get_widget (fixture, "undo_seconds")), 5000);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_widget (fixture, "ask_close")), FALSE);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_widget (fixture, "warn_domains")), FALSE);
  g_assert_cmpuint (g_settings_get_uint (settings, "inactive-days"), ==, 30);
  g_assert_cmpuint (g_settings_get_uint (settings, "undo-seconds"), ==, 600);
  g_assert_false (g_settings_get_boolean (settings, "ask-close"));
  g_assert_false (g_settings_get_boolean (settings, "warn-unusual-domains"));

  g_settings_set_boolean (settings, "ask-close", TRUE);
  g_assert_true (
      gtk_check_button_get_active (GTK_CHECK_BUTTON (get_widget (fixture, "ask_close"))));
}

/* Without a keyring it is the demo: its account is not the person’s. */
static void
test_demo (PreferencesFixture *fixture, gconstpointer data)
{
  const char *const buttons[] = { "edit_button", "key_button", "forget_button" };
  g_autoptr (RosterDirectory) directory =
      roster_directory_new (NULL, roster_directory_get_transport (fixture->setup.directory), NULL);

  g_set_object (&fixture->setup.directory, directory);
  preferences_add_organizations (fixture);
  g_set_weak_pointer (&fixture->window,
                      roster_preferences_window_new (NULL, directory, fixture->queue, NULL));
  gtk_window_present (fixture->window);
  ui_test_spin (50);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GtkWidget *button =
          ui_test_find (preferences_get_card (fixture, "accounts_page", 0), buttons[i]);

      g_assert_false (gtk_widget_get_sensitive (button));
      g_assert_nonnull (gtk_widget_get_tooltip_text (button));
    }
  g_assert_true (
      setup_fixture_is_shown (preferences_get_card (fixture, "accounts_page", 0), "test_button"));
  g_assert_false (gtk_widget_get_visible (get_widget (fixture, "list_page")));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/ui/preferences/" path, PreferencesFixture, NULL, preferences_set_up, function,     \
              preferences_tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD ("rename", test_rename);
  ADD ("marks", test_marks);
  ADD ("reorder", test_reorder);
  ADD ("columns", test_columns);
  ADD ("settings", test_settings);
  ADD ("demo", test_demo);
  return g_test_run ();
}

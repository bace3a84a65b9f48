/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: what it shows of its directory, and what can be done in it. */

#include "support/window-fixture.h"

#define ENDPOINT "https://api.threatstack.com/v2"

static void
set_up (WindowFixture *self, gconstpointer data)
{
  window_fixture_set_up (self, NULL, ENDPOINT);
}

static void
tear_down (WindowFixture *self, gconstpointer data)
{
  window_fixture_tear_down (self);
}

static void
open_with_three (WindowFixture *self)
{
  window_fixture_add (self, "Production", "1");
  window_fixture_add (self, "Staging", "2");
  window_fixture_add (self, "Research", "3");
  window_fixture_open (self);
}

/* The names of the tabs, as in "Production,Staging". */
static char *
read_tabs (WindowFixture *self)
{
  GtkNotebook *notebook = window_fixture_get_notebook (self);
  g_autoptr (GString) names = g_string_new (NULL);

  for (int i = 0; i < gtk_notebook_get_n_pages (notebook); i++)
    {
      GtkWidget *label =
          gtk_notebook_get_tab_label (notebook, gtk_notebook_get_nth_page (notebook, i));

      g_string_append_printf (names, "%s%s", i > 0 ? "," : "",
                              gtk_label_get_text (GTK_LABEL (ui_test_find (label, "name_label"))));
    }
  return g_strdup (names->str);
}

static void
assert_tabs (WindowFixture *self, const char *expected)
{
  g_autofree char *tabs = read_tabs (self);

  g_assert_cmpstr (tabs, ==, expected);
}

static void
assert_front (WindowFixture *self, const char *name)
{
  g_assert_cmpstr (roster_organization_get_name (roster_window_get_organization (self->window)), ==,
                   name);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (window_fixture_find (self, "title_label"))), ==,
                   name);
}

static void
test_first_run (WindowFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *id;
    const char *action;
  } ways[] = { { "import_way", "win.import" },
               { "account_way", "win.add-account" },
               { "demo_way", "app.demo" } };
  static const char *const impossible[] = { "invite", "remove",     "refresh",
                                            "export", "remove-tab", "next-tab" };

  window_fixture_open (self);
  g_assert_true (roster_window_is_empty (self->window));
  g_assert_true (gtk_widget_get_mapped (window_fixture_find (self, "first_run_page")));
  g_assert_false (gtk_widget_get_visible (window_fixture_find (self, "change_buttons")));
  g_assert_false (gtk_widget_get_visible (window_fixture_find (self, "demo_band")));
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      GtkWidget *way = window_fixture_find (self, ways[i].id);

      g_assert_true (gtk_widget_get_mapped (way));
      g_assert_true (gtk_widget_get_sensitive (way));
      g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (way)), ==, ways[i].action);
    }
  g_assert_true (window_fixture_is_enabled (self, "import"));
  g_assert_true (window_fixture_is_enabled (self, "add-account"));
  for (guint i = 0; i < G_N_ELEMENTS (impossible); i++)
    g_assert_false (window_fixture_is_enabled (self, impossible[i]));

  /* The first organization takes its place, and its end brings it back. */
  window_fixture_add (self, "Production", "1");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window_fixture_get_notebook (self))));
  g_assert_true (gtk_widget_get_visible (window_fixture_find (self, "change_buttons")));
  roster_directory_remove (self->directory, 0);
  g_assert_true (gtk_widget_get_mapped (window_fixture_find (self, "first_run_page")));
}

static void
test_tabs (WindowFixture *self, gconstpointer data)
{
  GtkNotebook *notebook = NULL;

  open_with_three (self);
  notebook = window_fixture_get_notebook (self);
  assert_tabs (self, "Production,Staging,Research");
  assert_front (self, "Production");

  /* Dragged */
  gtk_notebook_reorder_child (notebook, gtk_notebook_get_nth_page (notebook, 2), 0);
  assert_tabs (self, "Research,Production,Staging");
  g_assert_cmpstr (
      roster_organization_get_name (roster_directory_get_organization (self->directory, 0)), ==,
      "Research");

  /* Moved by somebody else */
  roster_directory_move (self->directory, 0, 1);
  assert_tabs (self, "Production,Research,Staging");
  assert_front (self, "Production");

  /* A new one comes to the front; one that goes takes its tab along. */
  window_fixture_add (self, "Fourth", "4");
  assert_tabs (self, "Production,Research,Staging,Fourth");
  assert_front (self, "Fourth");
  roster_directory_remove (self->directory, 1);
  assert_tabs (self, "Production,Staging,Fourth");
  roster_organization_set_name (roster_window_get_organization (self->window), "Renamed");
  assert_front (self, "Renamed");
}

static void
test_turning (WindowFixture *self, gconstpointer data)
{
  open_with_three (self);
  window_fixture_activate (self, "next-tab");
  assert_front (self, "Staging");
  window_fixture_activate (self, "previous-tab");
  window_fixture_activate (self, "previous-tab");
  assert_front (self, "Research");
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "tab", g_variant_new_int32 (1));
  assert_front (self, "Staging");
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "tab", g_variant_new_int32 (8));
  assert_front (self, "Staging");
}

static void
test_titles (WindowFixture *self, gconstpointer data)
{
  RosterAccount *other =
      roster_directory_ensure_account (self->directory, "https://[::1]:8443/v2", "grace");

  open_with_three (self);
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (self->window)), ==, "Production – Roster");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (window_fixture_find (self, "subtitle_label"))),
                   ==, "ada @ api.threatstack.com");
  roster_directory_add (self->directory, other, "Elsewhere", "9");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (window_fixture_find (self, "subtitle_label"))),
                   ==, "grace @ ::1:8443");
}

/* Each button of an action says what it does, or why it cannot. */
static void
assert_tooltips (GtkWidget *widget)
{
  const char *action =
      GTK_IS_ACTIONABLE (widget) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;

  if (GTK_IS_POPOVER (widget) || gtk_widget_has_css_class (widget, "way"))
    return;
  if (action != NULL && g_str_has_prefix (action, "win."))
    g_assert_nonnull (gtk_widget_get_tooltip_text (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_tooltips (child);
}

static void
test_tooltips (WindowFixture *self, gconstpointer data)
{
  GtkWidget *buttons = NULL;
  GtkWidget *invite = NULL;

  open_with_three (self);
  assert_tooltips (GTK_WIDGET (self->window));
  g_assert_false (window_fixture_is_enabled (self, "invite"));
  buttons = window_fixture_find (self, "change_buttons");
  invite = gtk_widget_get_first_child (gtk_widget_get_first_child (buttons));
  g_assert_false (gtk_widget_get_sensitive (invite));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (invite), ==, "The members have not been read yet.");
}

static void
collect_menu (GMenuModel *model, GHashTable *actions)
{
  for (int i = 0; i < g_menu_model_get_n_items (model); i++)
    {
      static const char *const links[] = { G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU };
      char *action = NULL;

      if (g_menu_model_get_item_attribute (model, i, G_MENU_ATTRIBUTE_ACTION, "s", &action))
        g_assert_true (g_hash_table_add (actions, action));
      for (guint j = 0; j < G_N_ELEMENTS (links); j++)
        {
          g_autoptr (GMenuModel) link = g_menu_model_get_item_link (model, i, links[j]);

          if (link != NULL)
            collect_menu (link, actions);
        }
    }
}

/* Each action has one item in the main menu and a shortcut of its own, and each item has its
 * action. */
static void
test_menu (WindowFixture *self, gconstpointer data)
{
  GtkApplication *application = GTK_APPLICATION (window_fixture_get_application ());
  g_autoptr (GHashTable) items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) shortcuts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) names = NULL;
  GHashTableIter iter;
  gpointer item = NULL;

  window_fixture_open (self);
  collect_menu (G_MENU_MODEL (gtk_application_get_menu_by_id (application, "primary-menu")), items);
  names = g_action_group_list_actions (G_ACTION_GROUP (self->window));
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *name = g_strconcat ("win.", names[i], NULL);

      if (!g_str_equal (names[i], "tab"))
        g_assert_true (g_hash_table_contains (items, name));
    }

  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (application, item);
      GActionGroup *group = g_str_has_prefix (item, "app.") ? G_ACTION_GROUP (application)
                                                            : G_ACTION_GROUP (self->window);

      g_assert_true (g_action_group_has_action (group, strchr (item, '.') + 1));
      if (!g_str_equal (item, "win.remove") && !g_str_equal (item, "win.copy-addresses"))
        g_assert_nonnull (keys[0]);
      for (guint i = 0; keys[i] != NULL; i++)
        g_assert_true (g_hash_table_add (shortcuts, g_strdup (keys[i])));
    }
  window_fixture_activate (self, "show-help-overlay");
  g_assert_nonnull (
      gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (self->window)));
}

static void
test_remove_tab (WindowFixture *self, gconstpointer data)
{
  open_with_three (self);

  window_fixture_activate (self, "remove-tab");
  gtk_dialog_response (window_fixture_find_dialog (self), GTK_RESPONSE_CANCEL);
  assert_tabs (self, "Production,Staging,Research");

  window_fixture_activate (self, "remove-tab");
  gtk_dialog_response (window_fixture_find_dialog (self), GTK_RESPONSE_ACCEPT);
  assert_tabs (self, "Staging,Research");
  g_assert_cmpuint (roster_directory_get_n_organizations (self->directory), ==, 2);
  g_assert_null (window_fixture_find_dialog (self));
}

/* The organization goes away while it is asked whether it shall. */
static void
test_remove_gone_tab (WindowFixture *self, gconstpointer data)
{
  open_with_three (self);
  window_fixture_activate (self, "remove-tab");
  roster_directory_remove (self->directory, 0);
  gtk_dialog_response (window_fixture_find_dialog (self), GTK_RESPONSE_ACCEPT);
  assert_tabs (self, "Staging,Research");
}

static gboolean
has_focus (gpointer data)
{
  return gtk_window_get_focus (GTK_WINDOW (((WindowFixture *)data)->window)) != NULL;
}

/* What is in a window is made after its first frame, and can then have the focus. */
static void
test_filled (WindowFixture *self, gconstpointer data)
{
  window_fixture_add (self, "Production", "1");
  window_fixture_make (self);
  gtk_window_present (GTK_WINDOW (self->window));
  g_assert_null (ui_test_find (GTK_WIDGET (self->window), "notebook"));
  g_assert_null (roster_window_get_organization (self->window));
  g_assert_false (roster_window_is_empty (self->window));
  gtk_widget_child_focus (GTK_WIDGET (self->window), GTK_DIR_TAB_FORWARD);
  g_assert_null (gtk_window_get_focus (GTK_WINDOW (self->window)));

  g_assert_true (ui_test_wait (has_focus, self));
  assert_front (self, "Production");
  g_assert_true (gtk_widget_get_mapped (window_fixture_find (self, "notebook")));
}

/* Whoever asks for a tab at once has it in front in the first frame. */
static void
test_asked_before (WindowFixture *self, gconstpointer data)
{
  RosterOrganization *second;

  window_fixture_add (self, "Production", "1");
  second = window_fixture_add (self, "Staging", "2");
  window_fixture_make (self);
  g_assert_true (roster_window_show_organization (self->window, second));
  assert_front (self, "Staging");
  gtk_window_present (GTK_WINDOW (self->window));
  g_assert_true (ui_test_wait (has_focus, self));
  assert_front (self, "Staging");
  assert_tabs (self, "Production,Staging");
}

static void
test_closed_before (WindowFixture *self, gconstpointer data)
{
  window_fixture_add (self, "Production", "1");
  window_fixture_make (self);
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_window_close (GTK_WINDOW (self->window));
  g_assert_true (ui_test_wait (window_fixture_is_gone, self));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/window/" name, WindowFixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  ADD ("first-run", test_first_run);
  ADD ("filled", test_filled);
  ADD ("asked-before", test_asked_before);
  ADD ("closed-before", test_closed_before);
  ADD ("tabs", test_tabs);
  ADD ("turning", test_turning);
  ADD ("titles", test_titles);
  ADD ("tooltips", test_tooltips);
  ADD ("menu", test_menu);
  ADD ("remove-tab", test_remove_tab);
  ADD ("remove-gone-tab", test_remove_gone_tab);
  return g_test_run ();
}

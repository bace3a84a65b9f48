/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shortcuts window says what the keys do: all of it, and nothing else; so do the tooltips. */

#include "window-fixture.h"

#define ENDPOINT "https://api.threatstack.com/v2"
#define OVERLAY "/io/github/roster/Roster/shortcuts.ui"
#define MENUS "/io/github/roster/Roster/gtk/menus.ui"

/* What is bound where the keyboard is, rather than by the application. */
static const char *const elsewhere[] = {
  "Delete", "<Control>c", "<Control>a",      "<Alt>1...9", "<Alt>Up <Alt>Down",
  "F10",    "<Shift>F10", "<Control>Return", "Escape",     "<Control>space",
};

typedef struct
{
  GHashTable *actions; /* of the shortcuts window: named actions, and the keys of the rest */
  GHashTable *keys;
} Overlay;

static GtkApplication *
get_application (void)
{
  return GTK_APPLICATION (window_fixture_get_application ());
}

static void
collect (GtkWidget *widget, Overlay *overlay)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    {
      g_autofree char *action = NULL;
      g_autofree char *keys = NULL;
      g_autofree char *title = NULL;

      g_object_get (widget, "action-name", &action, "accelerator", &keys, "title", &title, NULL);
      g_assert_nonnull (title);
      if (action != NULL)
        g_hash_table_add (overlay->actions, g_steal_pointer (&action));
      else
        g_hash_table_add (overlay->keys, g_steal_pointer (&keys));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, overlay);
}

static void
set_up (WindowFixture *self, gconstpointer data)
{
  window_fixture_set_up (self, NULL, ENDPOINT);
  window_fixture_add (self, "Production", "1");
  window_fixture_add (self, "Staging", "2");
  window_fixture_open (self);
}

static void
tear_down (WindowFixture *self, gconstpointer data)
{
  window_fixture_tear_down (self);
}

static void
read_overlay (Overlay *overlay)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (OVERLAY);
  GtkWidget *window = GTK_WIDGET (gtk_builder_get_object (builder, "shortcuts"));

  overlay->actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  overlay->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  collect (window, overlay);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
clear_overlay (Overlay *overlay)
{
  g_hash_table_unref (overlay->actions);
  g_hash_table_unref (overlay->keys);
}

static gboolean
has_accelerator (const char *action)
{
  g_auto (GStrv) accelerators = gtk_application_get_accels_for_action (get_application (), action);

  return accelerators[0] != NULL;
}

/* The tabs’ own, win.tab(3), are one line of it. */
static void
test_overlay_has_every_action (WindowFixture *self, gconstpointer data)
{
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (get_application ());
  Overlay overlay;

  read_overlay (&overlay);
  g_assert_cmpuint (g_strv_length (actions), >, 15);
  for (guint i = 0; actions[i] != NULL; i++)
    if (!g_str_has_prefix (actions[i], "win.tab("))
      if (!g_hash_table_contains (overlay.actions, actions[i]))
        {
          g_test_message ("%s has a key and is not in the shortcuts window", actions[i]);
          g_test_fail ();
        }
  clear_overlay (&overlay);
}

static void
test_overlay_has_nothing_else (WindowFixture *self, gconstpointer data)
{
  Overlay overlay;
  GHashTableIter iter;
  gpointer action;

  read_overlay (&overlay);
  g_hash_table_iter_init (&iter, overlay.actions);
  while (g_hash_table_iter_next (&iter, &action, NULL))
    if (!has_accelerator (action))
      {
        g_test_message ("%s is in the shortcuts window and has no key", (const char *)action);
        g_test_fail ();
      }
  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    if (!g_hash_table_remove (overlay.keys, elsewhere[i]))
      {
        g_test_message ("%s is not in the shortcuts window", elsewhere[i]);
        g_test_fail ();
      }
  g_assert_cmpuint (g_hash_table_size (overlay.keys), ==, 0);
  clear_overlay (&overlay);
}

static void
check_menu (GMenuModel *menu, Overlay *overlay)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autofree char *action = NULL;
      g_autofree char *key = NULL;

      if (g_menu_model_get_item_attribute (menu, i, "action", "s", &action))
        {
          g_menu_model_get_item_attribute (menu, i, "accel", "s", &key);
          g_assert_true (key != NULL ? g_hash_table_contains (overlay->keys, key)
                                     : g_hash_table_contains (overlay->actions, action));
        }
      for (guint link = 0; link < 2; link++)
        {
          g_autoptr (GMenuModel) below = g_menu_model_get_item_link (
              menu, i, link == 0 ? G_MENU_LINK_SECTION : G_MENU_LINK_SUBMENU);

          if (below != NULL)
            check_menu (below, overlay);
        }
    }
}

/* Whatever is in the menu has a key, and the menu says the same key as the window. */
static void
test_menu_has_keys (WindowFixture *self, gconstpointer data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (MENUS);
  Overlay overlay;

  read_overlay (&overlay);
  check_menu (G_MENU_MODEL (gtk_builder_get_object (builder, "primary-menu")), &overlay);
  clear_overlay (&overlay);
}

/* A button’s tooltip names the first key of its action, or says why it is impossible. */
static guint
check_tooltips (GtkWidget *widget)
{
  const char *action =
      GTK_IS_ACTIONABLE (widget) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;
  guint n = 0;

  if (GTK_IS_BUTTON (widget) && action != NULL && gtk_widget_get_mapped (widget) &&
      gtk_widget_is_sensitive (widget) && g_str_has_prefix (action, "win."))
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (get_application (), action);
      guint key = 0;
      GdkModifierType modifiers = 0;
      g_autofree char *label = NULL;
      const char *tip = gtk_widget_get_tooltip_text (widget);

      g_assert_nonnull (keys[0]);
      gtk_accelerator_parse (keys[0], &key, &modifiers);
      label = gtk_accelerator_get_label (key, modifiers);
      g_assert_nonnull (tip);
      g_assert_nonnull (strstr (tip, label));
      n++;
    }
  if (GTK_IS_POPOVER (widget))
    return 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check_tooltips (child);
  return n;
}

static void
test_tooltips_teach (WindowFixture *self, gconstpointer data)
{
  g_assert_cmpuint (check_tooltips (GTK_WIDGET (self->window)), >=, 2);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);

#define ADD(path, func)                                                                            \
  g_test_add ("/shortcuts/" path, WindowFixture, NULL, set_up, func, tear_down)
  ADD ("every-action", test_overlay_has_every_action);
  ADD ("nothing-else", test_overlay_has_nothing_else);
  ADD ("menu", test_menu_has_keys);
  ADD ("tooltips", test_tooltips_teach);
#undef ADD

  return g_test_run ();
}

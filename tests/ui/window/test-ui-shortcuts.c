/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shortcuts window says what the keys do: all of it, and nothing else; so do the tooltips. */

#include "support/window-fixture.h"

#define ENDPOINT "https://api.threatstack.com/v2"
#define OVERLAY "/io/github/roster/Roster/shortcuts.ui"
#define MENUS "/io/github/roster/Roster/gtk/menus.ui"

/* What is bound where the keyboard is, rather than by the application. */
static const char *const elsewhere[] = {
  "Delete", "<Control>c", "<Control>a",      "<Alt>1...9", "<Alt>Up <Alt>Down",
  "F10",    "<Shift>F10", "<Control>Return", "Escape",     "<Control>space",
};

/* GTK's own, in every window and in every entry, and the desktops'. Switching pages and the window
 * of shortcuts are GTK's too, and mean the same here. */
static const char *const taken[] = {
  /* the inspector */
  "<Control><Shift>i",
  "<Control><Shift>d",
  /* entries and texts */
  "<Control>a",
  "<Control><Shift>a",
  "<Control>slash",
  "<Control>backslash",
  "<Control>c",
  "<Control>x",
  "<Control>v",
  "<Control><Shift>v",
  "<Control>z",
  "<Control><Shift>z",
  "<Control>y",
  "<Control>period",
  "<Control>semicolon",
  "<Control><Shift>u",
  "<Control>BackSpace",
  "<Control>Delete",
  "<Shift>Delete",
  "<Control>Insert",
  "<Shift>Insert",
  "<Control>Home",
  "<Control>End",
  "<Control>Left",
  "<Control>Right",
  "<Control>Up",
  "<Control>Down",
  "<Control>space",
  "<Control>Return",
  "F7",
  /* windows, menus and lists */
  "F10",
  "<Shift>F10",
  "Menu",
  "Escape",
  "Return",
  "Tab",
  "<Shift>Tab",
  "<Control>Tab",
  "<Control><Shift>Tab",
  "<Control>F1",
  "<Alt>Left",
  "<Alt>Right",
  /* GNOME, KDE and Xfce */
  "<Alt>Tab",
  "<Alt><Shift>Tab",
  "<Alt>Escape",
  "<Alt>space",
  "<Alt>grave",
  "<Alt>F1",
  "<Alt>F2",
  "<Alt>F3",
  "<Alt>F4",
  "<Alt>F5",
  "<Alt>F6",
  "<Alt>F7",
  "<Alt>F8",
  "<Alt>F9",
  "<Alt>F10",
  "<Alt>F11",
  "<Alt>F12",
  "<Control>F2",
  "<Control>F3",
  "<Control>F4",
  "<Control>F7",
  "<Control>F8",
  "<Control>F9",
  "<Control>F10",
  "<Control>F11",
  "<Control>F12",
  "<Control>Escape",
  "Print",
  "<Shift>Print",
  "<Alt>Print",
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
check_key (const char *action, const char *accelerator)
{
  guint key = 0;
  GdkModifierType modifiers = 0;
  gboolean is_free = TRUE;

  g_assert_true (gtk_accelerator_parse (accelerator, &key, &modifiers));
  is_free = (modifiers & (GDK_SUPER_MASK | GDK_META_MASK | GDK_HYPER_MASK)) == 0 &&
            (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != (GDK_CONTROL_MASK | GDK_ALT_MASK);
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      guint other_key = 0;
      GdkModifierType other_modifiers = 0;

      g_assert_true (gtk_accelerator_parse (taken[i], &other_key, &other_modifiers));
      is_free = is_free && (key != other_key || modifiers != other_modifiers);
    }
  if (!is_free)
    {
      g_test_message ("%s, the key of %s, is GTK's or the desktop's", accelerator, action);
      g_test_fail ();
    }
}

/* No key of ours is one that GTK or a desktop has, and none is there twice. */
static void
test_keys_are_free (WindowFixture *self, gconstpointer data)
{
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (get_application ());
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) keys = gtk_application_get_accels_for_action (get_application (), actions[i]);

      for (guint k = 0; keys[k] != NULL; k++)
        {
          check_key (actions[i], keys[k]);
          g_assert_true (g_hash_table_add (seen, g_strdup (keys[k])));
        }
    }
}

static gboolean
opens_inspector (GtkWindow *window)
{
  gboolean is_handled = FALSE;

  g_signal_emit_by_name (window, "enable-debugging", FALSE, &is_handled);
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr (GObject) other = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (strstr (G_OBJECT_TYPE_NAME (other), "Inspector") != NULL)
        return TRUE;
    }
  return !is_handled;
}

/* In no window, of ours or of GTK's, do the inspector's keys do anything. */
static void
test_no_inspector (WindowFixture *self, gconstpointer data)
{
  GtkWidget *dialog = NULL;

  g_assert_false (opens_inspector (GTK_WINDOW (self->window)));
  dialog = gtk_message_dialog_new (GTK_WINDOW (self->window), 0, GTK_MESSAGE_INFO,
                                   GTK_BUTTONS_CLOSE, "Question");
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_false (opens_inspector (GTK_WINDOW (dialog)));
  gtk_window_destroy (GTK_WINDOW (dialog));
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
  ADD ("free", test_keys_are_free);
  ADD ("no-inspector", test_no_inspector);
  ADD ("menu", test_menu_has_keys);
  ADD ("tooltips", test_tooltips_teach);
#undef ADD

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/window/roster-actions.h"

#include <glib/gi18n-lib.h>

struct _RosterActions
{
  GObject parent_instance;

  GtkApplicationWindow *window; /* borrowed: it owns this */
  const RosterActionEntry *entries;
  gpointer data; /* of the entries’ functions; borrowed */
  guint n_entries;

  const char **reasons; /* owned: why each is impossible, as shown last; NULL: it is not */
};

G_DEFINE_FINAL_TYPE (RosterActions, roster_actions, G_TYPE_OBJECT)

/* The position of the entry; n_entries where there is none of that name. */
static guint
find_entry (RosterActions *self, const char *name)
{
  guint position = 0;

  while (position < self->n_entries && !g_str_equal (self->entries[position].name, name))
    position++;
  return position;
}

static void
action_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RosterActions *self = ROSTER_ACTIONS (user_data);
  guint position = find_entry (self, g_action_get_name (G_ACTION (action)));
  const RosterActionEntry *entry = &self->entries[position];

  /* What makes it impossible may have come about since the last look. */
  if (entry->why_not == NULL || entry->why_not (self->data) == NULL)
    entry->activate (self->data);
  else
    roster_actions_update (self, FALSE);
}

/* “Invite people by email (Ctrl+I)”, or why that is impossible. */
static void
set_tip (RosterActions *self, GtkWidget *widget, guint position)
{
  const RosterActionEntry *entry = &self->entries[position];
  const char *reason = self->reasons[position];
  g_auto (GStrv) accelerators = NULL;
  g_autofree char *label = NULL;
  g_autofree char *tip = NULL;
  guint key = 0;
  GdkModifierType modifiers = 0;

  if (reason == NULL && entry->tip != NULL)
    {
      accelerators = g_strsplit (entry->accelerator, "|", 2);
      gtk_accelerator_parse (accelerators[0], &key, &modifiers);
      label = gtk_accelerator_get_label (key, modifiers);
      /* Translators: the tooltip of a button: what it does and its shortcut. */
      tip = g_strdup_printf (_ ("%s (%s)"), _ (entry->tip), label);
      reason = tip;
    }
  gtk_widget_set_tooltip_text (widget, reason);
}

/* Buttons may be anywhere in the window; only the rows of a list are left out. */
static void
set_tips (RosterActions *self, GtkWidget *widget)
{
  const char *name = NULL;

  if (GTK_IS_COLUMN_VIEW (widget) || GTK_IS_POPOVER (widget))
    return;
  if (GTK_IS_ACTIONABLE (widget))
    name = gtk_actionable_get_action_name (GTK_ACTIONABLE (widget));
  if (name != NULL && g_str_has_prefix (name, "win.") && !gtk_widget_has_css_class (widget, "way"))
    {
      guint position = find_entry (self, name + strlen ("win."));

      if (position < self->n_entries)
        set_tip (self, widget, position);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_tips (self, child);
}

/**
 * roster_actions_update:
 * @self: actions
 * @new_widgets: whether there may be buttons that have no tooltip yet
 *
 * Decides which actions are possible. The one place where that is done.
 */
void
roster_actions_update (RosterActions *self, gboolean new_widgets)
{
  gboolean changed = new_widgets;

  for (guint i = 0; i < self->n_entries; i++)
    {
      const RosterActionEntry *entry = &self->entries[i];
      const char *reason = entry->why_not != NULL ? entry->why_not (self->data) : NULL;
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->window), entry->name);

      changed |= reason != self->reasons[i];
      self->reasons[i] = reason;
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), reason == NULL);
    }
  if (changed)
    set_tips (self, GTK_WIDGET (self->window));
}

/* In a text field these keys belong to the text; everywhere else the window sees them before
 * a list that would type them into the search. */
static gboolean
activate_outside_text (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (widget));

  if (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus) || GTK_IS_LABEL (focus))
    return FALSE;
  return gtk_widget_activate_action (widget, user_data, NULL);
}

static void
add_shortcuts (RosterActions *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < self->n_entries; i++)
    {
      const RosterActionEntry *entry = &self->entries[i];
      g_autofree char *name = g_strconcat ("win.", entry->name, NULL);
      g_auto (GStrv) accelerators = g_strsplit (entry->accelerator, "|", -1);

      if (!entry->yields_to_text)
        gtk_application_set_accels_for_action (application, name,
                                               (const char *const *)accelerators);
      else
        gtk_shortcut_controller_add_shortcut (
            GTK_SHORTCUT_CONTROLLER (controller),
            gtk_shortcut_new (
                gtk_shortcut_trigger_parse_string (entry->accelerator),
                gtk_callback_action_new (activate_outside_text, g_steal_pointer (&name), g_free)));
    }
  gtk_widget_add_controller (GTK_WIDGET (self->window), controller);
}

static void
roster_actions_finalize (GObject *object)
{
  g_free (ROSTER_ACTIONS (object)->reasons);

  G_OBJECT_CLASS (roster_actions_parent_class)->finalize (object);
}

static void
roster_actions_class_init (RosterActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_actions_finalize;
}

static void
roster_actions_init (RosterActions *self)
{
}

/**
 * roster_actions_new:
 * @window: a window that has its application; it owns the result
 * @entries: (array length=n_entries): the table, which has to stay where it is
 * @n_entries: how many
 * @data: for the functions of the table
 *
 * Adds the actions to @window and their shortcuts to its application. Nothing is decided before
 * the first roster_actions_update().
 *
 * Returns: (transfer full): the actions
 */
RosterActions *
roster_actions_new (GtkApplicationWindow *window,
                    const RosterActionEntry *entries,
                    guint n_entries,
                    gpointer data)
{
  RosterActions *self = g_object_new (ROSTER_TYPE_ACTIONS, NULL);

  self->window = window;
  self->entries = entries;
  self->n_entries = n_entries;
  self->data = data;
  self->reasons = g_new0 (const char *, n_entries);
  for (guint i = 0; i < n_entries; i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (entries[i].name, NULL);

      g_signal_connect_object (action, "activate", G_CALLBACK (action_activated), self,
                               G_CONNECT_DEFAULT);
      g_action_map_add_action (G_ACTION_MAP (window), G_ACTION (action));
    }
  add_shortcuts (self);
  return self;
}

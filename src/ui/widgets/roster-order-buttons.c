/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterOrderButtons: up, down, and the same by dragging and by Alt with the arrow keys. */

#include "ui/widgets/roster-order-buttons.h"

#include <glib/gi18n-lib.h>

#include "ui/widgets/roster-widget-children.h"

struct _RosterOrderButtons
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkWidget *handle;
  GtkWidget *up;
  GtkWidget *down;

  /* Borrowed */
  GtkWidget *card; /* (nullable) what is moved: an ancestor */

  guint position;
  guint n_places;
};

enum
{
  MOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterOrderButtons, roster_order_buttons, GTK_TYPE_WIDGET)

static gboolean
move (RosterOrderButtons *self, int step)
{
  gint64 place = (gint64)self->position + step;

  if (step == 0 || self->position >= self->n_places || place < 0 || place >= self->n_places)
    return FALSE;
  g_signal_emit (self, signals[MOVE], 0, step);
  return TRUE;
}

static void
on_up (RosterOrderButtons *self)
{
  move (self, -1);
}

static void
on_down (RosterOrderButtons *self)
{
  move (self, 1);
}

static gboolean
on_key (GtkWidget *card, GVariant *step, gpointer user_data)
{
  move (user_data, g_variant_get_int32 (step));
  return TRUE; /* also at the end of the list: the key means nothing else here */
}

static GdkContentProvider *
on_drag_prepare (RosterOrderButtons *self)
{
  return gdk_content_provider_new_typed (ROSTER_TYPE_ORDER_BUTTONS, self);
}

static void
on_drag_begin (RosterOrderButtons *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (self->card);

  gtk_drag_source_set_icon (source, paintable, 0, 0);
}

/* What is dropped takes the place of what it is dropped on. */
static gboolean
on_drop (RosterOrderButtons *self, const GValue *value)
{
  RosterOrderButtons *dragged = g_value_get_object (value);

  if (dragged == NULL || dragged->card == NULL ||
      gtk_widget_get_parent (dragged->card) != gtk_widget_get_parent (self->card) ||
      self->position >= self->n_places)
    return FALSE;
  return move (dragged, (int)self->position - (int)dragged->position);
}

static void
roster_order_buttons_dispose (GObject *object)
{
  roster_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (roster_order_buttons_parent_class)->dispose (object);
}

static void
roster_order_buttons_class_init (RosterOrderButtonsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_order_buttons_dispose;

  signals[MOVE] = g_signal_new ("move", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-order-buttons.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterOrderButtons, handle);
  gtk_widget_class_bind_template_child (widget_class, RosterOrderButtons, up);
  gtk_widget_class_bind_template_child (widget_class, RosterOrderButtons, down);
  gtk_widget_class_bind_template_callback (widget_class, on_up);
  gtk_widget_class_bind_template_callback (widget_class, on_down);
}

static void
roster_order_buttons_init (RosterOrderButtons *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** roster_order_buttons_new: (transfer floating): buttons that move nothing yet */
GtkWidget *
roster_order_buttons_new (void)
{
  return g_object_new (ROSTER_TYPE_ORDER_BUTTONS, NULL);
}

static void
add_key (RosterOrderButtons *self, GtkEventController *controller, guint key, int step)
{
  GtkShortcut *shortcut =
      gtk_shortcut_new (gtk_keyval_trigger_new (key, GDK_ALT_MASK),
                        gtk_callback_action_new (on_key, g_object_ref (self), g_object_unref));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (step));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
}

/**
 * roster_order_buttons_attach:
 * @self: new buttons
 * @card: what they move; it has them in it
 *
 * Lets @card be moved by the keys, and dragged by the handle onto others in the same box.
 */
void
roster_order_buttons_attach (RosterOrderButtons *self, GtkWidget *card)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (ROSTER_TYPE_ORDER_BUTTONS, GDK_ACTION_MOVE);

  g_return_if_fail (ROSTER_IS_ORDER_BUTTONS (self));
  g_return_if_fail (GTK_IS_WIDGET (card));

  self->card = card;
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (self, keys, GDK_KEY_Up, -1);
  add_key (self, keys, GDK_KEY_Down, 1);
  gtk_widget_add_controller (card, keys);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (on_drag_prepare), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (on_drag_begin), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (target));
}

static void
set_words (GtkWidget *button, const char *name, const char *key)
{
  /* Translators: the tooltip of a button: what it does and its shortcut. */
  g_autofree char *tip = g_strdup_printf (_ ("%s (%s)"), name, key);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * roster_order_buttons_set_place:
 * @self: buttons
 * @name: of what they move, as it is shown
 * @position: where it stands; @n_places or more where it cannot be moved
 * @n_places: how many places there are
 */
void
roster_order_buttons_set_place (RosterOrderButtons *self,
                                const char *name,
                                guint position,
                                guint n_places)
{
  /* Translators: %s is an organization or a column. */
  g_autofree char *up = g_strdup_printf (_ ("Move “%s” up"), name);
  /* Translators: %s is an organization or a column. */
  g_autofree char *down = g_strdup_printf (_ ("Move “%s” down"), name);
  g_autofree char *up_key = gtk_accelerator_get_label (GDK_KEY_Up, GDK_ALT_MASK);
  g_autofree char *down_key = gtk_accelerator_get_label (GDK_KEY_Down, GDK_ALT_MASK);
  gboolean may_go_up = position < n_places && position > 0;
  gboolean may_go_down = position + 1 < n_places;

  g_return_if_fail (ROSTER_IS_ORDER_BUTTONS (self));

  self->position = position;
  self->n_places = n_places;
  set_words (self->up, up, up_key);
  set_words (self->down, down, down_key);
  /* The cursor goes over to the other one before the one that it is on becomes insensitive. */
  if (may_go_up)
    gtk_widget_set_sensitive (self->up, TRUE);
  if (may_go_down)
    gtk_widget_set_sensitive (self->down, TRUE);
  if (!may_go_up && gtk_widget_has_focus (self->up))
    gtk_widget_grab_focus (self->down);
  if (!may_go_down && gtk_widget_has_focus (self->down))
    gtk_widget_grab_focus (self->up);
  gtk_widget_set_sensitive (self->up, may_go_up);
  gtk_widget_set_sensitive (self->down, may_go_down);
  gtk_widget_set_sensitive (self->handle, position < n_places && n_places > 1);
}

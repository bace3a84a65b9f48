/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterItemRow: a row that shows one item of a list, and follows it. */

#include "ui/widgets/roster-item-row.h"

#include "ui/widgets/roster-widget-children.h"

typedef struct
{
  /* Owned */
  GObject *item; /* (nullable) */
  GSignalGroup *item_signals;
} RosterItemRowPrivate;

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RosterItemRow, roster_item_row, GTK_TYPE_WIDGET)

#define PRIV(self) ((RosterItemRowPrivate *)roster_item_row_get_instance_private (self))

static void
item_changed (RosterItemRow *self)
{
  ROSTER_ITEM_ROW_GET_CLASS (self)->update (self);
}

static void
roster_item_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, PRIV (ROSTER_ITEM_ROW (object))->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_item_row_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ITEM:
      roster_item_row_set_item (ROSTER_ITEM_ROW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_item_row_dispose (GObject *object)
{
  RosterItemRowPrivate *priv = PRIV (ROSTER_ITEM_ROW (object));

  g_clear_object (&priv->item_signals);
  g_clear_object (&priv->item);
  roster_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (roster_item_row_parent_class)->dispose (object);
}

static void
roster_item_row_class_init (RosterItemRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_item_row_dispose;
  object_class->get_property = roster_item_row_get_property;
  object_class->set_property = roster_item_row_set_property;

  properties[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
roster_item_row_init (RosterItemRow *self)
{
  RosterItemRowPrivate *priv = PRIV (self);

  priv->item_signals = g_signal_group_new (G_TYPE_OBJECT);
  g_signal_group_connect_object (priv->item_signals, "notify", G_CALLBACK (item_changed), self,
                                 G_CONNECT_SWAPPED);
}

/**
 * roster_item_row_set_item:
 * @self: a row
 * @item: (nullable): what it shows from now on
 */
void
roster_item_row_set_item (RosterItemRow *self, gpointer item)
{
  RosterItemRowPrivate *priv = PRIV (self);

  g_return_if_fail (ROSTER_IS_ITEM_ROW (self));
  g_return_if_fail (item == NULL || G_IS_OBJECT (item));

  if (!g_set_object (&priv->item, item))
    return;
  g_signal_group_set_target (priv->item_signals, item);
  item_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

/**
 * roster_item_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
gpointer
roster_item_row_get_item (RosterItemRow *self)
{
  g_return_val_if_fail (ROSTER_IS_ITEM_ROW (self), NULL);

  return PRIV (self)->item;
}

/**
 * roster_item_row_name:
 * @self: a row
 * @text: what a screen reader says of it
 *
 * The list item that it is in has the focus, and takes no name from it.
 */
void
roster_item_row_name (RosterItemRow *self, const char *text)
{
  GtkWidget *parent;

  g_return_if_fail (ROSTER_IS_ITEM_ROW (self));

  parent = gtk_widget_get_parent (GTK_WIDGET (self));
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                    -1);
}

/**
 * roster_item_row_set_text:
 * @label: a label of a row
 * @text: (nullable): what it shows, in full in its tooltip; %NULL hides it
 */
void
roster_item_row_set_text (GtkLabel *label, const char *text)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

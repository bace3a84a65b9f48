/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterColorChooser: a drop-down list of the palette, each with its name. */

#include "ui/widgets/roster-color-chooser.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"
#include "ui/widgets/roster-color-mark.h"
#include "ui/widgets/roster-widget-children.h"

struct _RosterColorChooser
{
  GtkWidget parent_instance;

  GtkDropDown *drop_down; /* a child */

  /* Owned */
  GtkStringList *names; /* none, the palette, and a colour that is not of it */
  char *color;
  gboolean applying; /* the list follows the colour, not the other way round */
};

enum
{
  PROP_0,
  PROP_COLOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RosterColorChooser, roster_color_chooser, GTK_TYPE_WIDGET)

/* What stands at a place of the list. */
static const char *
get_color_at (RosterColorChooser *self, guint position)
{
  if (position == 0)
    return "";
  return position <= ROSTER_N_COLORS ? roster_color_get_id (position - 1) : self->color;
}

static void
apply (RosterColorChooser *self)
{
  guint color = 0;
  guint n_names = g_list_model_get_n_items (G_LIST_MODEL (self->names));
  g_autofree char *shown = roster_text_display (self->color);

  self->applying = TRUE;
  gtk_string_list_splice (self->names, ROSTER_N_COLORS + 1, n_names - ROSTER_N_COLORS - 1, NULL);
  if (*self->color == '\0')
    {
      gtk_drop_down_set_selected (self->drop_down, 0);
    }
  else if (roster_color_find (self->color, &color))
    {
      gtk_drop_down_set_selected (self->drop_down, color + 1);
    }
  else
    {
      gtk_string_list_append (self->names, shown);
      gtk_drop_down_set_selected (self->drop_down, ROSTER_N_COLORS + 1);
    }
  self->applying = FALSE;
}

static void
on_selected (RosterColorChooser *self)
{
  guint position = gtk_drop_down_get_selected (self->drop_down);

  if (!self->applying && position != GTK_INVALID_LIST_POSITION)
    roster_color_chooser_set_color (self, get_color_at (self, position));
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), roster_color_mark_new (""));
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, RosterColorChooser *self)
{
  GtkWidget *mark = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkStringObject *name = gtk_list_item_get_item (item);

  roster_color_mark_set_color (ROSTER_COLOR_MARK (mark),
                               get_color_at (self, gtk_list_item_get_position (item)));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (mark)),
                      gtk_string_object_get_string (name));
}

static void
roster_color_chooser_dispose (GObject *object)
{
  roster_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (roster_color_chooser_parent_class)->dispose (object);
}

static void
roster_color_chooser_finalize (GObject *object)
{
  RosterColorChooser *self = ROSTER_COLOR_CHOOSER (object);

  g_clear_object (&self->names);
  g_free (self->color);

  G_OBJECT_CLASS (roster_color_chooser_parent_class)->finalize (object);
}

static void
roster_color_chooser_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_COLOR)
    g_value_set_string (value, ROSTER_COLOR_CHOOSER (object)->color);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
roster_color_chooser_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  if (prop_id == PROP_COLOR)
    roster_color_chooser_set_color (ROSTER_COLOR_CHOOSER (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
roster_color_chooser_class_init (RosterColorChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = roster_color_chooser_dispose;
  object_class->finalize = roster_color_chooser_finalize;
  object_class->get_property = roster_color_chooser_get_property;
  object_class->set_property = roster_color_chooser_set_property;

  properties[PROP_COLOR] =
      g_param_spec_string ("color", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
roster_color_chooser_init (RosterColorChooser *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->color = g_strdup ("");
  self->names = gtk_string_list_new (NULL);
  gtk_string_list_append (self->names, C_ ("color", "None"));
  for (guint i = 0; i < ROSTER_N_COLORS; i++)
    gtk_string_list_append (self->names, roster_color_get_label (i));

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_DEFAULT);
  self->drop_down =
      GTK_DROP_DOWN (gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->names)), NULL));
  gtk_drop_down_set_factory (self->drop_down, factory);
  g_object_unref (factory);
  gtk_widget_set_parent (GTK_WIDGET (self->drop_down), GTK_WIDGET (self));
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
}

/**
 * roster_color_chooser_set_color:
 * @self: a chooser
 * @color: as the settings call it; "" for none
 */
void
roster_color_chooser_set_color (RosterColorChooser *self, const char *color)
{
  g_return_if_fail (ROSTER_IS_COLOR_CHOOSER (self));
  g_return_if_fail (color != NULL);

  if (g_str_equal (self->color, color))
    return;

  g_free (self->color);
  self->color = g_strdup (color);
  apply (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOR]);
}

/** roster_color_chooser_set_name: how screen readers call it */
void
roster_color_chooser_set_name (RosterColorChooser *self, const char *name)
{
  g_return_if_fail (ROSTER_IS_COLOR_CHOOSER (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

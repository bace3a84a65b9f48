/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterColorMark: a dot whose class says its colour; and the palette: what each colour is called.
 * How it looks is in style.css, under the class “color-” and its id. */

#include "ui/widgets/roster-color-mark.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *id;
  const char *label;
} colors[ROSTER_N_COLORS] = {
  { "red", NC_ ("color", "Red") },       { "orange", NC_ ("color", "Orange") },
  { "yellow", NC_ ("color", "Yellow") }, { "green", NC_ ("color", "Green") },
  { "teal", NC_ ("color", "Teal") },     { "blue", NC_ ("color", "Blue") },
  { "purple", NC_ ("color", "Purple") }, { "pink", NC_ ("color", "Pink") },
};

struct _RosterColorMark
{
  GtkWidget parent_instance;

  char *color; /* owned */
};

enum
{
  PROP_0,
  PROP_COLOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RosterColorMark, roster_color_mark, GTK_TYPE_WIDGET)

static void
update (RosterColorMark *self)
{
  guint color = 0;
  gboolean known = roster_color_find (self->color, &color);
  g_autofree char *style = known ? g_strconcat ("color-", self->color, NULL) : NULL;
  const char *classes[] = { style, NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  gtk_widget_set_visible (GTK_WIDGET (self), known);
}

static void
roster_color_mark_finalize (GObject *object)
{
  g_free (ROSTER_COLOR_MARK (object)->color);

  G_OBJECT_CLASS (roster_color_mark_parent_class)->finalize (object);
}

static void
roster_color_mark_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_COLOR)
    g_value_set_string (value, roster_color_mark_get_color (ROSTER_COLOR_MARK (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
roster_color_mark_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  if (prop_id == PROP_COLOR)
    roster_color_mark_set_color (ROSTER_COLOR_MARK (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
roster_color_mark_class_init (RosterColorMarkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = roster_color_mark_finalize;
  object_class->get_property = roster_color_mark_get_property;
  object_class->set_property = roster_color_mark_set_property;

  properties[PROP_COLOR] =
      g_param_spec_string ("color", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "color-mark");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
roster_color_mark_init (RosterColorMark *self)
{
  self->color = g_strdup ("");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  update (self);
}

/** roster_color_mark_new: (transfer floating): a mark of that colour */
GtkWidget *
roster_color_mark_new (const char *color)
{
  return g_object_new (ROSTER_TYPE_COLOR_MARK, "color", color, NULL);
}

/**
 * roster_color_mark_set_color:
 * @self: a mark
 * @color: (nullable): as the settings call it; "" or %NULL for none
 */
void
roster_color_mark_set_color (RosterColorMark *self, const char *color)
{
  g_return_if_fail (ROSTER_IS_COLOR_MARK (self));

  color = color != NULL ? color : "";
  if (g_str_equal (self->color, color))
    return;

  g_free (self->color);
  self->color = g_strdup (color);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOR]);
}

/** roster_color_mark_get_color: as the settings call it; "" for none */
const char *
roster_color_mark_get_color (RosterColorMark *self)
{
  g_return_val_if_fail (ROSTER_IS_COLOR_MARK (self), "");

  return self->color;
}

/** roster_color_get_id: as the settings call a colour */
const char *
roster_color_get_id (guint color)
{
  g_return_val_if_fail (color < ROSTER_N_COLORS, "");

  return colors[color].id;
}

/** roster_color_get_label: the name of a colour, translated */
const char *
roster_color_get_label (guint color)
{
  g_return_val_if_fail (color < ROSTER_N_COLORS, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "color", colors[color].label);
}

/**
 * roster_color_find:
 * @id: as the settings call it
 * @color: (out): its place in the palette
 *
 * Returns: whether @id is a colour of the palette; a later version may have more of them
 */
gboolean
roster_color_find (const char *id, guint *color)
{
  for (guint i = 0; i < ROSTER_N_COLORS; i++)
    if (strcmp (colors[i].id, id) == 0)
      {
        *color = i;
        return TRUE;
      }
  return FALSE;
}

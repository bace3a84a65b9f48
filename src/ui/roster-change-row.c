/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterChangeRow: shows a RosterChangeItem, never by colour alone. */

#include "roster-change-row.h"

#include "roster-widget-children.h"

struct _RosterChangeRow
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkStack *marks;
  GtkImage *icon;
  GtkSpinner *spinner;
  GtkLabel *title;
  GtkLabel *detail;
  GtkLabel *status;

  const char *style; /* the mark's style class, static (nullable) */

  /* Owned */
  RosterChangeItem *item; /* (nullable) */
  GSignalGroup *item_signals;
};

enum
{
  PROP_0,
  PROP_ITEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (RosterChangeRow, roster_change_row, GTK_TYPE_WIDGET)

static const char *
get_style (RosterMark mark)
{
  switch (mark)
    {
    case ROSTER_MARK_FLAGGED:
    case ROSTER_MARK_UNKNOWN:
      return "flagged";
    case ROSTER_MARK_REFUSED:
    case ROSTER_MARK_SKIPPED:
    case ROSTER_MARK_WAITING:
      return "refused";
    case ROSTER_MARK_DONE:
      return "done";
    case ROSTER_MARK_FAILED:
      return "failed";
    case ROSTER_MARK_READY:
    case ROSTER_MARK_SENDING:
    default:
      return NULL;
    }
}

static void
set_style (RosterChangeRow *self, const char *style)
{
  if (g_strcmp0 (style, self->style) == 0)
    return;
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);
  self->style = style;
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), style);
}

static void
set_mark (RosterChangeRow *self, RosterMark mark)
{
  gboolean sending = mark == ROSTER_MARK_SENDING;

  if (!sending)
    gtk_image_set_from_icon_name (self->icon, roster_mark_get_icon_name (mark));
  gtk_spinner_set_spinning (self->spinner, sending);
  gtk_stack_set_visible_child_name (self->marks, sending ? "spinner" : "icon");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->marks), roster_mark_get_label (mark));
  set_style (self, get_style (mark));
}

/* A list item takes no name from its child on GTK 4.8. */
static void
name_list_item (RosterChangeRow *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *text = roster_change_item_describe (self->item);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                    -1);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* What stands against somebody is worth more than one line. */
static gboolean
is_ordinary (RosterMark mark)
{
  return mark == ROSTER_MARK_READY || mark == ROSTER_MARK_SENDING || mark == ROSTER_MARK_DONE;
}

static void
roster_change_row_update (RosterChangeRow *self)
{
  if (self->item == NULL)
    {
      gtk_spinner_set_spinning (self->spinner, FALSE);
      return;
    }
  set_text (self->title, roster_change_item_get_title (self->item));
  set_text (self->detail, roster_change_item_get_detail (self->item));
  set_text (self->status, roster_change_item_get_status (self->item));
  gtk_label_set_lines (self->status,
                       is_ordinary (roster_change_item_get_mark (self->item)) ? 1 : 4);
  set_mark (self, roster_change_item_get_mark (self->item));
  name_list_item (self);
}

static void
roster_change_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  RosterChangeRow *self = ROSTER_CHANGE_ROW (object);

  switch (prop_id)
    {
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_change_row_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  RosterChangeRow *self = ROSTER_CHANGE_ROW (object);

  switch (prop_id)
    {
    case PROP_ITEM:
      roster_change_row_set_item (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
roster_change_row_dispose (GObject *object)
{
  RosterChangeRow *self = ROSTER_CHANGE_ROW (object);

  g_clear_object (&self->item_signals);
  g_clear_object (&self->item);
  roster_widget_unparent_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (roster_change_row_parent_class)->dispose (object);
}

static void
roster_change_row_class_init (RosterChangeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_change_row_dispose;
  object_class->get_property = roster_change_row_get_property;
  object_class->set_property = roster_change_row_set_property;

  properties[PROP_ITEM] =
      g_param_spec_object ("item", NULL, NULL, ROSTER_TYPE_CHANGE_ITEM,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-change-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, marks);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, title);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, detail);
  gtk_widget_class_bind_template_child (widget_class, RosterChangeRow, status);
}

static void
roster_change_row_init (RosterChangeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->item_signals = g_signal_group_new (ROSTER_TYPE_CHANGE_ITEM);
  g_signal_group_connect_object (self->item_signals, "notify",
                                 G_CALLBACK (roster_change_row_update), self, G_CONNECT_SWAPPED);
}

/**
 * roster_change_row_set_item:
 * @self: a row
 * @item: (nullable): what it shows from now on
 */
void
roster_change_row_set_item (RosterChangeRow *self, RosterChangeItem *item)
{
  g_return_if_fail (ROSTER_IS_CHANGE_ROW (self));

  if (!g_set_object (&self->item, item))
    return;
  g_signal_group_set_target (self->item_signals, item);
  roster_change_row_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

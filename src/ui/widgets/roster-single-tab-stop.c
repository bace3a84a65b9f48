/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterSingleTabStop: the Tab key goes to the list that it holds, and on. */

#include "ui/widgets/roster-single-tab-stop.h"

#include "ui/widgets/roster-widget-children.h"

struct _RosterSingleTabStop
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (RosterSingleTabStop, roster_single_tab_stop, GTK_TYPE_WIDGET)

static gboolean
is_list (GtkWidget *widget)
{
  return GTK_IS_LIST_BOX (widget) || GTK_IS_LIST_VIEW (widget) || GTK_IS_COLUMN_VIEW (widget);
}

/* (nullable): the list that can be seen at widget or below it. */
static GtkWidget *
find_list (GtkWidget *widget)
{
  GtkWidget *found = is_list (widget) && gtk_widget_get_mapped (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list (child);
  return found;
}

static gboolean
has_rows (GtkSelectionModel *model)
{
  return model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0;
}

/* A list without a row is nowhere to be. (GTK 4.8 would let the frame around it take the focus, and
 * not show it.) A GtkListView is entered at a row: it would not show the focus itself. */
static gboolean
enter (GtkWidget *list)
{
  if (GTK_IS_COLUMN_VIEW (list))
    return has_rows (gtk_column_view_get_model (GTK_COLUMN_VIEW (list))) &&
           gtk_widget_grab_focus (list);
  if (GTK_IS_LIST_VIEW (list) && !has_rows (gtk_list_view_get_model (GTK_LIST_VIEW (list))))
    return FALSE;
  return gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD);
}

static gboolean
roster_single_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *list = find_list (widget);

  if (list != NULL && !roster_widget_has_focus_within (list))
    return enter (list);
  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    return FALSE;
  return GTK_WIDGET_CLASS (roster_single_tab_stop_parent_class)->focus (widget, direction);
}

static void
roster_single_tab_stop_dispose (GObject *object)
{
  roster_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (roster_single_tab_stop_parent_class)->dispose (object);
}

static void
roster_single_tab_stop_class_init (RosterSingleTabStopClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_single_tab_stop_dispose;
  widget_class->focus = roster_single_tab_stop_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
roster_single_tab_stop_init (RosterSingleTabStop *self)
{
}

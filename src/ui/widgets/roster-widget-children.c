/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/widgets/roster-widget-children.h"

/**
 * roster_widget_unparent_children:
 * @widget: a widget that is being disposed
 *
 * Lets go of all its children.
 */
void
roster_widget_unparent_children (GtkWidget *widget)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    gtk_widget_unparent (child);
}

/**
 * roster_widget_has_focus_within:
 * @widget: a widget
 *
 * Returns: whether the keyboard’s focus is on @widget or below it now
 */
gboolean
roster_widget_has_focus_within (GtkWidget *widget)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  root = gtk_widget_get_root (widget);
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

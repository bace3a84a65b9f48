/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/widgets/roster-context-menu.h"

/**
 * roster_context_menu_new:
 * @parent: where it opens; before it goes, the menu is to be taken off it: gtk_widget_unparent()
 * @model: what can be chosen
 *
 * Returns: (transfer none): a GtkPopoverMenu that is not shown yet. It has no arrow and opens to
 *   where the text runs.
 */
GtkWidget *
roster_context_menu_new (GtkWidget *parent, GMenuModel *model)
{
  GtkWidget *menu;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (G_IS_MENU_MODEL (model), NULL);

  menu = gtk_popover_menu_new_from_model (model);
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_widget_set_parent (menu, parent);
  return menu;
}

/**
 * roster_context_menu_pop_up:
 * @menu: a menu of roster_context_menu_new()
 * @area: what it is the menu of, in the coordinates of its parent
 */
void
roster_context_menu_pop_up (GtkWidget *menu, const GdkRectangle *area)
{
  int width = 0;

  g_return_if_fail (GTK_IS_POPOVER (menu));

  /* Its alignment would do this, but where text runs to the left, GTK 4.18 takes the other side for
   * its start than GTK 4.8 does. A menu that is not shown yet has no width; what is in it has. */
  gtk_widget_measure (gtk_widget_get_first_child (menu), GTK_ORIENTATION_HORIZONTAL, -1, NULL,
                      &width, NULL, NULL);
  if (gtk_widget_get_direction (menu) == GTK_TEXT_DIR_RTL)
    width = -width;
  gtk_popover_set_offset (GTK_POPOVER (menu), width / 2, 0);
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), area);
  gtk_popover_popup (GTK_POPOVER (menu));
}

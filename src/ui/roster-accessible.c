/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What GTK 4.8 tells screen readers wrongly, put right. */

#include "roster-accessible.h"

/**
 * roster_accessible_clean_buttons:
 * @root: a widget whose template has been made
 *
 * A button with a mnemonic gives its raw label as its name, beside the label that is in it:
 * “_Retry Retry”. Without the first, the second is read. To be called again after
 * gtk_button_set_label(), which brings it back.
 */
void
roster_accessible_clean_buttons (GtkWidget *root)
{
  if (GTK_IS_BUTTON (root) && gtk_button_get_use_underline (GTK_BUTTON (root)))
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    roster_accessible_clean_buttons (child);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/widgets/roster-check-text.h"

/**
 * roster_check_text_set:
 * @check: a check button without a child of its own
 * @text: what it asks
 *
 * Sets its label, on as many lines as its width wants: on one line a long name would make the
 * window wider than the screen.
 */
void
roster_check_text_set (GtkCheckButton *check, const char *text)
{
  GtkWidget *label;

  g_return_if_fail (GTK_IS_CHECK_BUTTON (check));
  g_return_if_fail (text != NULL);

  gtk_check_button_set_label (check, text);
  label = gtk_widget_get_last_child (GTK_WIDGET (check));
  g_return_if_fail (GTK_IS_LABEL (label));
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
}

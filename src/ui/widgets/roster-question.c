/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What GtkMessageDialog leaves to be done: its answers stand side by side, each as wide as the
 * longest, and three of them in a long language are wider than a narrow screen. */

#include "ui/widgets/roster-question.h"

static void
wrap_labels (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    {
      gtk_label_set_wrap (GTK_LABEL (widget), TRUE);
      gtk_label_set_justify (GTK_LABEL (widget), GTK_JUSTIFY_CENTER);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    wrap_labels (child);
}

static void
wrap_answers (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    {
      wrap_labels (widget);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    wrap_answers (child);
}

/**
 * roster_question_wrap_answers:
 * @dialog: a question that has its buttons
 *
 * Lets the text of a button take several lines where there is no room for one.
 */
void
roster_question_wrap_answers (GtkDialog *dialog)
{
  g_return_if_fail (GTK_IS_DIALOG (dialog));

  wrap_answers (GTK_WIDGET (dialog));
}

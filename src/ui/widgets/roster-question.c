/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GtkMessageDialog puts its answers side by side, each as wide as the longest; three of them in a
 * long language are wider than a narrow screen, so their labels wrap. */

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

static GtkWidget *
new_dialog (GtkWindow *parent,
            GtkMessageType type,
            GtkButtonsType buttons,
            const char *title,
            const char *text)
{
  GtkWidget *dialog = gtk_message_dialog_new (
      parent, GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, type, buttons, "%s", title);

  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", text);
  return dialog;
}

/**
 * roster_question_new:
 * @parent: the window that it belongs to
 * @title: what is asked
 * @text: what follows from the answers
 *
 * Returns: (transfer none): a question that has no answers yet and is not shown
 */
GtkDialog *
roster_question_new (GtkWindow *parent, const char *title, const char *text)
{
  return GTK_DIALOG (new_dialog (parent, GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE, title, text));
}

/**
 * roster_question_ask:
 * @question: a question that has its answers; the default one is %GTK_RESPONSE_CANCEL
 */
void
roster_question_ask (GtkDialog *question)
{
  g_return_if_fail (GTK_IS_DIALOG (question));

  gtk_dialog_set_default_response (question, GTK_RESPONSE_CANCEL);
  wrap_answers (GTK_WIDGET (question));
  gtk_window_present (GTK_WINDOW (question));
}

/** roster_question_show_failure: says over @parent (nullable) what was not done and why. */
void
roster_question_show_failure (GtkWindow *parent, const char *what, const char *why)
{
  GtkWidget *dialog = new_dialog (parent, GTK_MESSAGE_ERROR, GTK_BUTTONS_CLOSE, what, why);

  g_signal_connect (dialog, "response", G_CALLBACK (gtk_window_destroy), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

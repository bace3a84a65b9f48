/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answers of a question: as wide as they want where there is room, and no wider than a narrow
 * screen where there is none. */

#include "support/ui-test.h"

#include "ui/widgets/roster-question.h"

#define NARROW 400 /* px */

static GtkDialog *
make_question (void)
{
  GtkDialog *dialog = roster_question_new (NULL, "2 changes are still being sent", "Wait.");

  gtk_dialog_add_buttons (dialog, "_Wait", GTK_RESPONSE_CANCEL,
                          "_Stop what has not been sent and close", 1,
                          "_Close as soon as the last one is answered", GTK_RESPONSE_CLOSE, NULL);
  return dialog;
}

static void
measure (GtkDialog *dialog, int *minimum, int *natural)
{
  gtk_window_present (GTK_WINDOW (dialog));
  ui_test_settle ();
  gtk_widget_measure (GTK_WIDGET (dialog), GTK_ORIENTATION_HORIZONTAL, -1, minimum, natural, NULL,
                      NULL);
}

static void
test_narrow (void)
{
  GtkDialog *plain = make_question ();
  GtkDialog *wrapped = make_question ();
  int plain_minimum;
  int plain_natural;
  int minimum;
  int natural;

  roster_question_ask (wrapped);
  measure (plain, &plain_minimum, &plain_natural);
  measure (wrapped, &minimum, &natural);
  g_assert_cmpint (plain_minimum, >, 2 * NARROW);
  g_assert_cmpint (minimum, <=, NARROW);
  g_assert_cmpint (natural, ==, plain_natural);
  g_assert_cmpstr (
      gtk_button_get_label (GTK_BUTTON (gtk_dialog_get_widget_for_response (wrapped, 1))), ==,
      "_Stop what has not been sent and close");
  ui_test_destroy (GTK_WINDOW (plain));
  ui_test_destroy (GTK_WINDOW (wrapped));
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add_func ("/ui/question/narrow", test_narrow);
  return g_test_run ();
}

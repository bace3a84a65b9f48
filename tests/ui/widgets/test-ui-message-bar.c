/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The message bar: what it says, its button, and that cancellations stay silent. */

#include "support/ui-test.h"

#include "ui/widgets/roster-message-bar.h"

typedef struct
{
  GtkWindow *window;
  RosterMessageBar *bar;
  guint n_remedies;
  guint remedy;
} Fixture;

static void
on_remedy (RosterMessageBar *bar, guint remedy, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->n_remedies++;
  fixture->remedy = remedy;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 360, 200);
  fixture->bar = ROSTER_MESSAGE_BAR (g_object_new (ROSTER_TYPE_MESSAGE_BAR, NULL));
  g_signal_connect (fixture->bar, "remedy", G_CALLBACK (on_remedy), fixture);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->bar));
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ui_test_destroy (fixture->window);
}

static void
press (Fixture *fixture)
{
  GtkWidget *button = ui_test_find (GTK_WIDGET (fixture->bar), "button");

  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    RosterError code;
    RosterRemedy remedy;
  } cases[] = {
    { ROSTER_ERROR_OFFLINE, ROSTER_REMEDY_RETRY },
    { ROSTER_ERROR_NO_KEY, ROSTER_REMEDY_ENTER_KEY },
    { ROSTER_ERROR_FORBIDDEN, ROSTER_REMEDY_EDIT_ACCOUNT },
    { ROSTER_ERROR_UNKNOWN_OUTCOME, ROSTER_REMEDY_REFRESH },
  };

  g_assert_null (roster_message_bar_get_text (fixture->bar));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error =
          g_error_new_literal (ROSTER_ERROR, (int)cases[i].code, "It broke\nin two.");

      roster_message_bar_show_error (fixture->bar, error);
      g_assert_cmpstr (roster_message_bar_get_text (fixture->bar), ==, "It broke␊in two.");
      press (fixture);
      g_assert_cmpuint (fixture->n_remedies, ==, i + 1);
      g_assert_cmpuint (fixture->remedy, ==, cases[i].remedy);
    }
}

static void
test_no_remedy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (ROSTER_ERROR, ROSTER_ERROR_REFUSED, "No.");

  roster_message_bar_show_error_with_note (fixture->bar, error, "It is so.");
  g_assert_true (g_str_has_prefix (
      gtk_label_get_text (GTK_LABEL (ui_test_find (GTK_WIDGET (fixture->bar), "advice_label"))),
      "It is so. "));
  g_assert_false (gtk_widget_get_visible (ui_test_find (GTK_WIDGET (fixture->bar), "button")));
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");

  roster_message_bar_show_error (fixture->bar, error);
  g_assert_null (roster_message_bar_get_text (fixture->bar));
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  roster_message_bar_show (fixture->bar, GTK_MESSAGE_INFO, "241 members saved.", "Open _Folder");
  g_assert_cmpstr (roster_message_bar_get_text (fixture->bar), ==, "241 members saved.");
  press (fixture);
  g_assert_cmpuint (fixture->remedy, ==, ROSTER_REMEDY_NONE);

  g_signal_emit_by_name (ui_test_find (GTK_WIDGET (fixture->bar), "info_bar"), "response",
                         GTK_RESPONSE_CLOSE);
  g_assert_null (roster_message_bar_get_text (fixture->bar));
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (fixture->bar)), ==,
                   GTK_ACCESSIBLE_ROLE_ALERT);
}

/* From @height on, or from the least that it can have: for less nobody asks. */
static void
measure_width (GtkWidget *widget, int height)
{
  int least;
  int minimum;
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, MAX (height, least), &minimum, &natural,
                      NULL, NULL);
  g_assert_cmpint (natural, >=, minimum);
}

/* A warning of GTK, as of a label that wants less than it needs, ends the test. */
static void
test_short (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "No.", "iiii", "1 member added.", "1 member removed.",
                                       "241 members were removed." };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *label = ui_test_find (GTK_WIDGET (fixture->bar), "text_label");

      roster_message_bar_show (fixture->bar, GTK_MESSAGE_INFO, texts[i], "_Undo…");
      ui_test_settle ();
      for (int height = 10; height < 60; height += 3)
        {
          measure_width (label, height);
          measure_width (GTK_WIDGET (fixture->bar), height);
        }
    }
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add ("/ui/message-bar/errors", Fixture, NULL, set_up, test_errors, tear_down);
  g_test_add ("/ui/message-bar/no-remedy", Fixture, NULL, set_up, test_no_remedy, tear_down);
  g_test_add ("/ui/message-bar/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/ui/message-bar/text", Fixture, NULL, set_up, test_text, tear_down);
  g_test_add ("/ui/message-bar/short", Fixture, NULL, set_up, test_short, tear_down);
  return g_test_run ();
}

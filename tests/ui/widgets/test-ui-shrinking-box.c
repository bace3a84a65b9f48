/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The squeezer shows the first child that fits. */

#include "support/ui-test.h"

#include "ui/widgets/roster-shrinking-box.h"

#define WIDE 200
#define NARROW 60

typedef struct
{
  GtkWidget *squeezer;
  GtkWidget *wide;
  GtkWidget *narrow;
} Fixture;

static GtkWidget *
add_child (GtkWidget *squeezer, int width)
{
  GtkWidget *child = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_size_request (child, width, 10);
  gtk_widget_insert_before (child, squeezer, NULL);
  return child;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->squeezer = g_object_ref_sink (g_object_new (ROSTER_TYPE_SHRINKING_BOX, NULL));
  fixture->wide = add_child (fixture->squeezer, WIDE);
  fixture->narrow = add_child (fixture->squeezer, NARROW);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->squeezer);
}

static void
assert_width (Fixture *fixture, int minimum, int natural)
{
  int found_minimum = 0;
  int found_natural = 0;

  gtk_widget_measure (fixture->squeezer, GTK_ORIENTATION_HORIZONTAL, -1, &found_minimum,
                      &found_natural, NULL, NULL);
  g_assert_cmpint (found_minimum, ==, minimum);
  g_assert_cmpint (found_natural, ==, natural);
}

static void
allocate (Fixture *fixture, int width)
{
  gtk_widget_measure (fixture->squeezer, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (fixture->squeezer, width, 10, -1, NULL);
}

static void
test_fits (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int width;
    gboolean wide;
  } cases[] = { { WIDE + 50, TRUE }, { WIDE, TRUE }, { WIDE - 1, FALSE }, { NARROW, FALSE } };

  assert_width (fixture, NARROW, WIDE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      allocate (fixture, cases[i].width);
      g_assert_cmpint (gtk_widget_get_child_visible (fixture->wide), ==, cases[i].wide);
      g_assert_cmpint (gtk_widget_get_child_visible (fixture->narrow), ==, !cases[i].wide);
    }
}

static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_visible (fixture->wide, FALSE);
  assert_width (fixture, NARROW, NARROW);
  allocate (fixture, WIDE);
  g_assert_true (gtk_widget_get_child_visible (fixture->narrow));

  gtk_widget_set_visible (fixture->narrow, FALSE);
  assert_width (fixture, 0, 0);
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  g_test_add ("/ui/squeezer/fits", Fixture, NULL, set_up, test_fits, tear_down);
  g_test_add ("/ui/squeezer/hidden", Fixture, NULL, set_up, test_hidden, tear_down);
  return g_test_run ();
}

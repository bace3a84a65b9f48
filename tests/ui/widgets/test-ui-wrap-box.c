/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text and its buttons are beside each other where both fit, else below each other. */

#include "support/ui-test.h"

#include "ui/widgets/roster-wrap-box.h"

#define SPACING 6
#define BUTTONS_WIDTH 150
#define BUTTONS_HEIGHT 30

typedef struct
{
  GtkWidget *fold;
  GtkWidget *text;
  GtkWidget *buttons;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer direction)
{
  fixture->fold = g_object_ref_sink (g_object_new (ROSTER_TYPE_WRAP_BOX, NULL));
  gtk_widget_set_direction (fixture->fold, (GtkTextDirection)GPOINTER_TO_UINT (direction));
  fixture->text = gtk_label_new ("240 members · 3 selected · read 2 minutes ago");
  gtk_label_set_wrap (GTK_LABEL (fixture->text), TRUE);
  fixture->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_size_request (fixture->buttons, BUTTONS_WIDTH, BUTTONS_HEIGHT);
  gtk_widget_insert_before (fixture->text, fixture->fold, NULL);
  gtk_widget_insert_before (fixture->buttons, fixture->fold, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer direction)
{
  g_object_unref (fixture->fold);
}

static int
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, gboolean natural)
{
  int sizes[2] = { 0 };

  gtk_widget_measure (widget, orientation, for_size, &sizes[0], &sizes[1], NULL, NULL);
  return sizes[natural];
}

static int
allocate (Fixture *fixture, int width)
{
  int height = measure (fixture->fold, GTK_ORIENTATION_VERTICAL, width, FALSE);

  gtk_widget_allocate (fixture->fold, width, height, -1, NULL);
  return height;
}

static graphene_rect_t
get_place (Fixture *fixture, GtkWidget *child)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (child, fixture->fold, &place));
  return place;
}

static void
test_beside (Fixture *fixture, gconstpointer direction)
{
  int width = measure (fixture->fold, GTK_ORIENTATION_HORIZONTAL, -1, TRUE);
  gboolean rtl = GPOINTER_TO_UINT (direction) == GTK_TEXT_DIR_RTL;
  graphene_rect_t text;
  graphene_rect_t buttons;

  g_assert_cmpint (allocate (fixture, width), ==, BUTTONS_HEIGHT);
  text = get_place (fixture, fixture->text);
  buttons = get_place (fixture, fixture->buttons);
  g_assert_cmpfloat (buttons.origin.y, ==, text.origin.y);
  g_assert_cmpfloat (buttons.size.width, ==, BUTTONS_WIDTH);
  g_assert_cmpfloat (buttons.origin.x, ==, rtl ? 0 : text.size.width + SPACING);
  g_assert_cmpfloat (text.origin.x, ==, rtl ? BUTTONS_WIDTH + SPACING : 0);
}

static void
test_below (Fixture *fixture, gconstpointer direction)
{
  int natural = measure (fixture->fold, GTK_ORIENTATION_HORIZONTAL, -1, TRUE);
  int line = measure (fixture->text, GTK_ORIENTATION_VERTICAL, -1, FALSE);
  const struct
  {
    int width;
    int n_lines;
  } cases[] = { { natural - 1, 1 }, { BUTTONS_WIDTH + 30, 2 } };
  gboolean rtl = GPOINTER_TO_UINT (direction) == GTK_TEXT_DIR_RTL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int height = allocate (fixture, cases[i].width);
      graphene_rect_t text = get_place (fixture, fixture->text);
      graphene_rect_t buttons = get_place (fixture, fixture->buttons);

      g_assert_cmpint (height, >=, cases[i].n_lines * line + SPACING + BUTTONS_HEIGHT);
      g_assert_cmpfloat (text.size.width, ==, cases[i].width);
      g_assert_cmpfloat (buttons.origin.y, >=, text.origin.y + text.size.height + SPACING);
      g_assert_cmpfloat (buttons.origin.y + buttons.size.height, ==, height);
      g_assert_cmpfloat (buttons.origin.x, ==, rtl ? 0 : cases[i].width - BUTTONS_WIDTH);
    }
}

/* As narrow as the wider of the two. */
static void
test_minimum (Fixture *fixture, gconstpointer direction)
{
  int text = measure (fixture->text, GTK_ORIENTATION_HORIZONTAL, -1, FALSE);

  g_assert_cmpint (measure (fixture->fold, GTK_ORIENTATION_HORIZONTAL, -1, FALSE), ==,
                   MAX (text, BUTTONS_WIDTH));
}

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
#define add(name, direction, function)                                                             \
  g_test_add ("/ui/fold/" name, Fixture, GUINT_TO_POINTER (direction), set_up, function, tear_down)
  add ("beside/left-to-right", GTK_TEXT_DIR_LTR, test_beside);
  add ("beside/right-to-left", GTK_TEXT_DIR_RTL, test_beside);
  add ("below/left-to-right", GTK_TEXT_DIR_LTR, test_below);
  add ("below/right-to-left", GTK_TEXT_DIR_RTL, test_below);
  add ("minimum", GTK_TEXT_DIR_LTR, test_minimum);
#undef add
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/widgets/roster-shrinking-box.h"

#include "ui/widgets/roster-widget-children.h"

struct _RosterShrinkingBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (RosterShrinkingBox, roster_shrinking_box, GTK_TYPE_WIDGET)

static GtkWidget *
find_fitting (RosterShrinkingBox *self, int width)
{
  GtkWidget *fitting = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum = 0;

      if (!gtk_widget_get_visible (child))
        continue;
      fitting = child;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      if (minimum <= width)
        break;
    }
  return fitting;
}

/* As wide as its widest child would like, as narrow as its narrowest can. */
static void
roster_shrinking_box_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  gboolean horizontal = orientation == GTK_ORIENTATION_HORIZONTAL;
  gboolean first = TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum = 0;
      int child_natural = 0;

      if (!gtk_widget_get_visible (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = first        ? child_minimum
                 : horizontal ? MIN (*minimum, child_minimum)
                              : MAX (*minimum, child_minimum);
      *natural = first ? child_natural : MAX (*natural, child_natural);
      first = FALSE;
    }
}

/* The ones that are not shown get their place too: GTK allocates what is inside of them whenever
 * that changes. */
static void
roster_shrinking_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *fitting = find_fitting (ROSTER_SHRINKING_BOX (widget), width);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum = 0;

      gtk_widget_set_child_visible (child, child == fitting);
      if (!gtk_widget_get_visible (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      gtk_widget_allocate (child, MAX (width, minimum), height, baseline, NULL);
    }
}

static void
roster_shrinking_box_dispose (GObject *object)
{
  roster_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (roster_shrinking_box_parent_class)->dispose (object);
}

static void
roster_shrinking_box_class_init (RosterShrinkingBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_shrinking_box_dispose;
  widget_class->measure = roster_shrinking_box_measure;
  widget_class->size_allocate = roster_shrinking_box_size_allocate;
}

static void
roster_shrinking_box_init (RosterShrinkingBox *self)
{
}

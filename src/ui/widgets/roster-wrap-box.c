/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/widgets/roster-wrap-box.h"

#include "ui/widgets/roster-widget-children.h"

#define SPACING 6

struct _RosterWrapBox
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (RosterWrapBox, roster_wrap_box, GTK_TYPE_WIDGET)

typedef struct
{
  GtkWidget *text;
  GtkWidget *buttons;
  int text_minimum;
  int text_natural;
  int buttons_minimum;
  int buttons_natural;
} Widths;

static Widths
get_widths (GtkWidget *self)
{
  Widths widths = { .text = gtk_widget_get_first_child (self),
                    .buttons = gtk_widget_get_last_child (self) };

  gtk_widget_measure (widths.text, GTK_ORIENTATION_HORIZONTAL, -1, &widths.text_minimum,
                      &widths.text_natural, NULL, NULL);
  gtk_widget_measure (widths.buttons, GTK_ORIENTATION_HORIZONTAL, -1, &widths.buttons_minimum,
                      &widths.buttons_natural, NULL, NULL);
  return widths;
}

static gboolean
is_folded (const Widths *widths, int width)
{
  return widths->text_natural + SPACING + widths->buttons_natural > width;
}

static int
get_height (GtkWidget *child, int width)
{
  int height = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

static void
roster_wrap_box_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  const Widths widths = get_widths (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (widths.text_minimum, widths.buttons_minimum);
      *natural = widths.text_natural + SPACING + widths.buttons_natural;
    }
  else if (for_size < 0) /* At no width may it take less: a window is never offered that. */
    *minimum = *natural = MAX (get_height (widths.text, -1), get_height (widths.buttons, -1));
  else if (is_folded (&widths, for_size))
    *minimum = *natural =
        get_height (widths.text, for_size) + SPACING + get_height (widths.buttons, for_size);
  else
    *minimum = *natural =
        MAX (get_height (widths.text, for_size - widths.buttons_natural - SPACING),
             get_height (widths.buttons, widths.buttons_natural));
}

static void
place (GtkWidget *child, const GtkAllocation *area)
{
  gtk_widget_size_allocate (child, area, -1);
}

static void
roster_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  const Widths widths = get_widths (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int buttons_width = MIN (widths.buttons_natural, width);
  int buttons_x = rtl ? 0 : width - buttons_width;

  if (is_folded (&widths, width))
    {
      int buttons_height = get_height (widths.buttons, buttons_width);

      place (widths.text, &(GtkAllocation){ 0, 0, width, height - SPACING - buttons_height });
      place (widths.buttons,
             &(GtkAllocation){ buttons_x, height - buttons_height, buttons_width, buttons_height });
    }
  else
    {
      place (widths.text, &(GtkAllocation){ rtl ? buttons_width + SPACING : 0, 0,
                                            width - buttons_width - SPACING, height });
      place (widths.buttons, &(GtkAllocation){ buttons_x, 0, buttons_width, height });
    }
}

static GtkSizeRequestMode
roster_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
roster_wrap_box_dispose (GObject *object)
{
  roster_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (roster_wrap_box_parent_class)->dispose (object);
}

static void
roster_wrap_box_class_init (RosterWrapBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_wrap_box_dispose;
  widget_class->get_request_mode = roster_wrap_box_get_request_mode;
  widget_class->measure = roster_wrap_box_measure;
  widget_class->size_allocate = roster_wrap_box_size_allocate;
}

static void
roster_wrap_box_init (RosterWrapBox *self)
{
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the Tab key goes in a RosterWindow: from the tabs to the button at the end of their line,
 * and then into the tab in front. GtkNotebook has that button after everything else. */

#include "ui/window/roster-window-private.h"

#include "ui/widgets/roster-widget-children.h"

static gboolean
can_take_focus (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_is_sensitive (widget);
}

/* (nullable) */
static GtkWidget *
get_front (RosterWindow *self)
{
  return gtk_notebook_get_nth_page (self->notebook, gtk_notebook_get_current_page (self->notebook));
}

static gboolean
move_on (RosterWindow *self, GtkWidget *button, GtkWidget *front)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (focus == GTK_WIDGET (self->notebook))
    return gtk_widget_grab_focus (button);
  return focus == button && gtk_widget_child_focus (front, GTK_DIR_TAB_FORWARD);
}

static gboolean
move_back (RosterWindow *self, GtkWidget *button, GtkWidget *front)
{
  if (gtk_window_get_focus (GTK_WINDOW (self)) == button)
    return gtk_widget_grab_focus (GTK_WIDGET (self->notebook));
  if (!roster_widget_has_focus_within (front))
    return FALSE;
  return gtk_widget_child_focus (front, GTK_DIR_TAB_BACKWARD) || gtk_widget_grab_focus (button);
}

static gboolean
focus_as_gtk (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidgetClass *parent_class = g_type_class_peek (GTK_TYPE_APPLICATION_WINDOW);

  return parent_class->focus (widget, direction);
}

/* Past the button, which the way out of the tab would lead to. */
static gboolean
leave (RosterWindow *self, GtkWidget *button)
{
  gboolean moved = FALSE;

  gtk_widget_set_can_focus (button, FALSE);
  moved = focus_as_gtk (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  gtk_widget_set_can_focus (button, TRUE);
  return moved;
}

/* The way in from behind leads to the button first. */
static gboolean
enter_back (RosterWindow *self, GtkWidget *button, GtkWidget *front)
{
  gboolean moved = focus_as_gtk (GTK_WIDGET (self), GTK_DIR_TAB_BACKWARD);

  if (gtk_window_get_focus (GTK_WINDOW (self)) == button)
    gtk_widget_child_focus (front, GTK_DIR_TAB_BACKWARD);
  return moved;
}

/* GtkWidgetClass.focus of the window. */
gboolean
roster_window_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RosterWindow *self = ROSTER_WINDOW (widget);
  GtkWidget *button = NULL;
  GtkWidget *front = NULL;

  if (self->notebook == NULL)
    return focus_as_gtk (widget, direction);
  button = gtk_notebook_get_action_widget (self->notebook, GTK_PACK_END);
  front = get_front (self);
  if (front == NULL || !can_take_focus (button))
    return focus_as_gtk (widget, direction);
  if (direction == GTK_DIR_TAB_FORWARD)
    {
      if (move_on (self, button, front))
        return TRUE;
      if (roster_widget_has_focus_within (front))
        return leave (self, button);
    }
  if (direction == GTK_DIR_TAB_BACKWARD)
    {
      if (move_back (self, button, front))
        return TRUE;
      if (!roster_widget_has_focus_within (GTK_WIDGET (self->notebook)))
        return enter_back (self, button, front);
    }
  return focus_as_gtk (widget, direction);
}

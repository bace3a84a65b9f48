/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is in a RosterWindow. A window comes to the screen as soon as GTK can show one; what is in
 * it takes half as long again to make, and is made while the display shows the window. */

#include "ui/window/roster-window-private.h"

#include "ui/widgets/roster-shrinking-box.h"
#include "ui/window/roster-style.h"

/* When it is first opened */
static void
make_menu (GtkMenuButton *button, gpointer application)
{
  GMenu *menu = gtk_application_get_menu_by_id (application, "primary-menu");

  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static GtkBuilder *
build (void)
{
  g_type_ensure (ROSTER_TYPE_COLOR_MARK);
  g_type_ensure (ROSTER_TYPE_MESSAGE_BAR);
  g_type_ensure (ROSTER_TYPE_SHRINKING_BOX);
  return gtk_builder_new_from_resource ("/io/github/roster/Roster/roster-window.ui");
}

static void
take_widgets (RosterWindow *self, GtkBuilder *builder)
{
  self->change_buttons = GTK_WIDGET (gtk_builder_get_object (builder, "change_buttons"));
  self->page_buttons = GTK_WIDGET (gtk_builder_get_object (builder, "page_buttons"));
  self->color_mark = ROSTER_COLOR_MARK (gtk_builder_get_object (builder, "color_mark"));
  self->title_label = GTK_LABEL (gtk_builder_get_object (builder, "title_label"));
  self->subtitle_label = GTK_LABEL (gtk_builder_get_object (builder, "subtitle_label"));
  self->content = GTK_WIDGET (gtk_builder_get_object (builder, "content"));
  self->demo_band = GTK_WIDGET (gtk_builder_get_object (builder, "demo_band"));
  self->settle_bar = ROSTER_MESSAGE_BAR (gtk_builder_get_object (builder, "settle_bar"));
  self->import_bar = ROSTER_MESSAGE_BAR (gtk_builder_get_object (builder, "import_bar"));
  self->stack = GTK_STACK (gtk_builder_get_object (builder, "stack"));
  self->notebook = GTK_NOTEBOOK (gtk_builder_get_object (builder, "notebook"));
  self->menu_button = GTK_MENU_BUTTON (gtk_builder_get_object (builder, "menu_button"));
}

static void
put_into_header_bar (RosterWindow *self, GtkBuilder *builder)
{
  gtk_header_bar_pack_start (self->header_bar, self->change_buttons);
  gtk_header_bar_set_title_widget (self->header_bar,
                                   GTK_WIDGET (gtk_builder_get_object (builder, "title_area")));
  gtk_header_bar_pack_end (self->header_bar, GTK_WIDGET (self->menu_button));
  gtk_header_bar_pack_end (self->header_bar, self->page_buttons);
  gtk_header_bar_set_show_title_buttons (self->header_bar, TRUE);
}

/* It is shown when all is in it: GTK would go through every tab on the way. */
static void
show (RosterWindow *self)
{
  gtk_widget_set_visible (self->content, TRUE);
  /* GTK gives a window that comes to the screen its first focus; there was nothing that could take
   * it. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/**
 * roster_window_fill:
 * @self: a window that has its directory and its queue
 *
 * Makes what is in @self, where it is not there yet.
 */
void
roster_window_fill (RosterWindow *self)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (self->notebook != NULL)
    return;
  roster_style_add (gtk_widget_get_display (GTK_WIDGET (self)));
  builder = build ();
  take_widgets (self, builder);
  put_into_header_bar (self, builder);
  gtk_widget_set_visible (self->demo_band, self->launcher != NULL);
  gtk_menu_button_set_create_popup_func (self->menu_button, make_menu,
                                         gtk_window_get_application (GTK_WINDOW (self)), NULL);
  g_signal_connect_object (self->queue, "notify::busy", G_CALLBACK (roster_window_queue_changed),
                           self, G_CONNECT_SWAPPED);
  self->notifier =
      roster_notifier_new (GTK_WINDOW (self), self->directory, self->queue, self->launcher != NULL);
  roster_window_import_init (self);
  roster_window_actions_init (self);
  roster_window_tabs_init (self);
  roster_window_tabs_select_last (self);
  roster_window_history_init (self);
  show (self);
}

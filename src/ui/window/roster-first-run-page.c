/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/window/roster-first-run-page.h"

#include <glib/gi18n-lib.h>

#include "roster-config.h"
#include "ui/widgets/roster-message-bar.h"
#include "ui/widgets/roster-next-frame.h"

struct _RosterFirstRunPage
{
  GtkWidget parent_instance;

  /* Template */
  GtkWidget *scrolled_window;
  GtkImage *logo;
  RosterMessageBar *message_bar;
  GtkSpinner *demo_spinner;
  GtkWidget *demo_arrow;
};

G_DEFINE_FINAL_TYPE (RosterFirstRunPage, roster_first_run_page, GTK_TYPE_WIDGET)

/* Drawn by a library that takes longer to load than the whole window */
static void
show_logo (GtkWidget *widget)
{
  gtk_image_set_from_icon_name (ROSTER_FIRST_RUN_PAGE (widget)->logo, ROSTER_APPLICATION_ID);
}

static void
roster_first_run_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (roster_first_run_page_parent_class)->map (widget);
  roster_next_frame_await (widget, show_logo);
}

static void
roster_first_run_page_dispose (GObject *object)
{
  RosterFirstRunPage *self = ROSTER_FIRST_RUN_PAGE (object);

  g_clear_pointer (&self->scrolled_window, gtk_widget_unparent);

  G_OBJECT_CLASS (roster_first_run_page_parent_class)->dispose (object);
}

static void
roster_first_run_page_class_init (RosterFirstRunPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_first_run_page_dispose;
  widget_class->map = roster_first_run_page_map;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (ROSTER_TYPE_MESSAGE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-first-run-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterFirstRunPage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, RosterFirstRunPage, logo);
  gtk_widget_class_bind_template_child (widget_class, RosterFirstRunPage, message_bar);
  gtk_widget_class_bind_template_child (widget_class, RosterFirstRunPage, demo_spinner);
  gtk_widget_class_bind_template_child (widget_class, RosterFirstRunPage, demo_arrow);
}

static void
try_again (RosterFirstRunPage *self)
{
  roster_message_bar_hide (self->message_bar);
  gtk_widget_activate_action (GTK_WIDGET (self), "app.demo", NULL);
}

static void
roster_first_run_page_init (RosterFirstRunPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->message_bar, "remedy", G_CALLBACK (try_again), self,
                           G_CONNECT_SWAPPED);
}

/**
 * roster_first_run_page_set_starting:
 * @self: a page
 * @starting: whether the demo is on its way
 *
 * Shows that the demo is being started; another press would start nothing more.
 */
void
roster_first_run_page_set_starting (RosterFirstRunPage *self, gboolean starting)
{
  g_return_if_fail (ROSTER_IS_FIRST_RUN_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->demo_spinner), starting);
  gtk_spinner_set_spinning (self->demo_spinner, starting);
  gtk_widget_set_visible (self->demo_arrow, !starting);
}

/**
 * roster_first_run_page_set_error:
 * @self: a page
 * @error: (nullable): why the demo cannot be started; %NULL takes the last one away
 */
void
roster_first_run_page_set_error (RosterFirstRunPage *self, const GError *error)
{
  g_return_if_fail (ROSTER_IS_FIRST_RUN_PAGE (self));

  if (error != NULL)
    roster_message_bar_show (self->message_bar, GTK_MESSAGE_ERROR, error->message, _ ("Try again"));
  else
    roster_message_bar_hide (self->message_bar);
}

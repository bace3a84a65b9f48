/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/window/roster-window-title.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"
#include "ui/widgets/roster-color-mark.h"
#include "ui/widgets/roster-shrinking-box.h"
#include "ui/widgets/roster-widget-children.h"

struct _RosterWindowTitle
{
  GtkWidget parent_instance;

  /* Template */
  RosterColorMark *color_mark;
  GtkLabel *title_label;
  GtkLabel *subtitle_label;

  GSignalGroup *signals; /* owned: of the organization */
  gboolean demo;
};

G_DEFINE_FINAL_TYPE (RosterWindowTitle, roster_window_title, GTK_TYPE_WIDGET)

/* “ada @ api.threatstack.com” */
static char *
describe_account (RosterAccount *account)
{
  g_autofree char *user = roster_text_display (roster_account_get_user_id (account));
  g_autofree char *host = roster_text_host (roster_account_get_endpoint (account));

  /* Translators: an account: user id and host, as in “a1b2c3d4 @ api.threatstack.com”. */
  return g_strdup_printf (_ ("%s @ %s"), user, host);
}

static void
update (RosterWindowTitle *self)
{
  g_autoptr (RosterOrganization) organization = g_signal_group_dup_target (self->signals);
  GtkRoot *window = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *name = NULL;
  g_autofree char *account = NULL;
  g_autofree char *title = NULL;

  if (organization != NULL)
    {
      name = roster_text_display (roster_organization_get_name (organization));
      account = describe_account (roster_organization_get_account (organization));
      /* Translators: the title of a window: an organization, then the program’s name. */
      title = g_strdup_printf (self->demo ? _ ("%s – Roster demo") : _ ("%s – Roster"), name);
    }
  gtk_window_set_title (GTK_WINDOW (window), title != NULL ? title : "Roster");
  roster_color_mark_set_color (
      self->color_mark, organization != NULL ? roster_organization_get_color (organization) : NULL);
  gtk_label_set_text (self->title_label, name != NULL ? name : "Roster");
  gtk_label_set_text (self->subtitle_label, account != NULL ? account : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle_label), account);
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), account != NULL);
}

static void
roster_window_title_dispose (GObject *object)
{
  g_clear_object (&ROSTER_WINDOW_TITLE (object)->signals);
  roster_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (roster_window_title_parent_class)->dispose (object);
}

static void
roster_window_title_class_init (RosterWindowTitleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_window_title_dispose;

  g_type_ensure (ROSTER_TYPE_COLOR_MARK);
  g_type_ensure (ROSTER_TYPE_SHRINKING_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-window-title.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterWindowTitle, color_mark);
  gtk_widget_class_bind_template_child (widget_class, RosterWindowTitle, title_label);
  gtk_widget_class_bind_template_child (widget_class, RosterWindowTitle, subtitle_label);
}

static void
roster_window_title_init (RosterWindowTitle *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (ROSTER_TYPE_ORGANIZATION);
  g_signal_group_connect_swapped (self->signals, "notify::color", G_CALLBACK (update), self);
  g_signal_group_connect_swapped (self->signals, "notify::name", G_CALLBACK (update), self);
}

/** roster_window_title_set_demo: @demo: whether the title says that the window is the demo’s. */
void
roster_window_title_set_demo (RosterWindowTitle *self, gboolean demo)
{
  g_return_if_fail (ROSTER_IS_WINDOW_TITLE (self));

  self->demo = demo;
}

/**
 * roster_window_title_set_organization:
 * @self: a title that is in a window
 * @organization: (nullable): what it shows; without one, the program’s name
 */
void
roster_window_title_set_organization (RosterWindowTitle *self, RosterOrganization *organization)
{
  g_return_if_fail (ROSTER_IS_WINDOW_TITLE (self));

  g_signal_group_set_target (self->signals, organization);
  update (self);
}

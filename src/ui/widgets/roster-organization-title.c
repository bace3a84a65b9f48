/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterOrganizationTitle: what a dialog does, where, and as whom. */

#include "ui/widgets/roster-organization-title.h"

#include "core/base/roster-text.h"
#include "ui/widgets/roster-color-mark.h"
#include "ui/widgets/roster-widget-children.h"

#include <glib/gi18n-lib.h>

struct _RosterOrganizationTitle
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkLabel *heading;
  RosterColorMark *color_mark;
  GtkLabel *subtitle;
};

G_DEFINE_FINAL_TYPE (RosterOrganizationTitle, roster_organization_title, GTK_TYPE_WIDGET)

static void
roster_organization_title_dispose (GObject *object)
{
  roster_widget_unparent_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (roster_organization_title_parent_class)->dispose (object);
}

static void
roster_organization_title_class_init (RosterOrganizationTitleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_organization_title_dispose;

  g_type_ensure (ROSTER_TYPE_COLOR_MARK);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/roster/Roster/roster-organization-title.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationTitle, heading);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationTitle, color_mark);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationTitle, subtitle);
}

static void
roster_organization_title_init (RosterOrganizationTitle *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_organization_title_set:
 * @self: a title
 * @heading: what is done, translated
 * @organization: where
 */
void
roster_organization_title_set (RosterOrganizationTitle *self,
                               const char *heading,
                               RosterOrganization *organization)
{
  RosterAccount *account;
  g_autofree char *name = NULL;
  g_autofree char *user_id = NULL;
  g_autofree char *host = NULL;
  g_autofree char *subtitle = NULL;

  g_return_if_fail (ROSTER_IS_ORGANIZATION_TITLE (self));
  g_return_if_fail (ROSTER_IS_ORGANIZATION (organization));

  account = roster_organization_get_account (organization);
  name = roster_text_display (roster_organization_get_name (organization));
  user_id = roster_text_display (roster_account_get_user_id (account));
  host = roster_text_host (roster_account_get_endpoint (account));
  /* Translators: organization, then the account: user id at host */
  subtitle = g_strdup_printf (_ ("%s — %s @ %s"), name, user_id, host);

  roster_color_mark_set_color (self->color_mark, roster_organization_get_color (organization));
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->subtitle, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), subtitle);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterOrganizationsPage: a card for each organization; a card that moves stays the same widget,
 * so that the cursor goes with it. */

#include "ui/preferences/roster-organizations-page.h"

#include "core/organizations/roster-directory-search.h"
#include "ui/preferences/roster-organization-card.h"
#include "ui/widgets/roster-widget-children.h"

struct _RosterOrganizationsPage
{
  GtkWidget parent_instance;

  /* Template widgets */
  GtkWidget *intro;
  GtkBox *cards;
  GtkWidget *empty;

  RosterDirectory *directory; /* owned (nullable) until it is set */
};

G_DEFINE_FINAL_TYPE (RosterOrganizationsPage, roster_organizations_page, GTK_TYPE_WIDGET)

/* (nullable) */
static GtkWidget *
find_card (RosterOrganizationsPage *self, RosterOrganization *organization)
{
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    if (roster_organization_card_get_organization (ROSTER_ORGANIZATION_CARD (card)) == organization)
      return card;
  return NULL;
}

static void
on_move (RosterOrganizationCard *card, int step, RosterOrganizationsPage *self)
{
  RosterOrganization *organization = roster_organization_card_get_organization (card);
  guint n = roster_directory_get_n_organizations (self->directory);
  guint from;
  gint64 to;

  if (!roster_directory_find_position (self->directory, organization, &from))
    return;
  to = (gint64)from + step;
  if (to >= 0 && to < n)
    roster_directory_move (self->directory, from, (guint)to);
}

static GtkWidget *
ensure_card (RosterOrganizationsPage *self, RosterOrganization *organization)
{
  GtkWidget *card = find_card (self, organization);

  if (card != NULL)
    return card;
  card = roster_organization_card_new (organization);
  g_signal_connect_object (card, "move", G_CALLBACK (on_move), self, G_CONNECT_DEFAULT);
  gtk_box_append (self->cards, card);
  return card;
}

static void
drop_missing (RosterOrganizationsPage *self)
{
  GtkWidget *next = NULL;

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); card != NULL;
       card = next)
    {
      next = gtk_widget_get_next_sibling (card);
      if (!roster_directory_find_position (
              self->directory,
              roster_organization_card_get_organization (ROSTER_ORGANIZATION_CARD (card)), NULL))
        gtk_box_remove (self->cards, card);
    }
}

static void
follow_directory (RosterOrganizationsPage *self)
{
  guint n = roster_directory_get_n_organizations (self->directory);
  GtkWidget *before = NULL;

  drop_missing (self);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *card = ensure_card (self, roster_directory_get_organization (self->directory, i));

      gtk_box_reorder_child_after (self->cards, card, before);
      roster_organization_card_set_place (ROSTER_ORGANIZATION_CARD (card), i, n);
      before = card;
    }
  gtk_widget_set_visible (self->intro, n > 0);
  gtk_widget_set_visible (self->empty, n == 0);
}

static void
roster_organizations_page_dispose (GObject *object)
{
  RosterOrganizationsPage *self = ROSTER_ORGANIZATIONS_PAGE (object);

  roster_widget_unparent_children (GTK_WIDGET (object));
  g_clear_object (&self->directory);

  G_OBJECT_CLASS (roster_organizations_page_parent_class)->dispose (object);
}

static void
roster_organizations_page_class_init (RosterOrganizationsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_organizations_page_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/roster/Roster/roster-organizations-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationsPage, intro);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationsPage, cards);
  gtk_widget_class_bind_template_child (widget_class, RosterOrganizationsPage, empty);
}

static void
roster_organizations_page_init (RosterOrganizationsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * roster_organizations_page_set_directory:
 * @self: a page that has none yet
 * @directory: whose organizations are shown
 */
void
roster_organizations_page_set_directory (RosterOrganizationsPage *self, RosterDirectory *directory)
{
  g_return_if_fail (ROSTER_IS_ORGANIZATIONS_PAGE (self));
  g_return_if_fail (ROSTER_IS_DIRECTORY (directory));
  g_return_if_fail (self->directory == NULL);

  self->directory = g_object_ref (directory);
  g_signal_connect_object (directory, "items-changed", G_CALLBACK (follow_directory), self,
                           G_CONNECT_SWAPPED);
  follow_directory (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterTab: the place of a RosterOrganizationPage in the notebook, before the page is there. A
 * page is some hundred widgets, most of them hidden until there are members: it is made when its
 * tab comes to the front. */

#include "ui/page/roster-tab.h"

#include "ui/widgets/roster-widget-children.h"

struct _RosterTab
{
  GtkWidget parent_instance;

  RosterOrganizationPage *page; /* borrowed, (nullable) until it is made */

  /* Owned */
  RosterOrganization *organization;
  RosterChangeQueue *queue; /* (nullable) */
  GSettings *settings;      /* (nullable) */
};

enum
{
  PAGE_MADE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterTab, roster_tab, GTK_TYPE_WIDGET)

static void
make_page (RosterTab *self)
{
  self->page = roster_organization_page_new (self->organization, self->queue, self->settings);
  gtk_widget_set_parent (GTK_WIDGET (self->page), GTK_WIDGET (self));
  g_signal_emit (self, signals[PAGE_MADE], 0, self->page);
}

static void
roster_tab_map (GtkWidget *widget)
{
  RosterTab *self = ROSTER_TAB (widget);

  if (self->page == NULL)
    make_page (self);
  GTK_WIDGET_CLASS (roster_tab_parent_class)->map (widget);
}

static void
roster_tab_dispose (GObject *object)
{
  RosterTab *self = ROSTER_TAB (object);

  self->page = NULL;
  roster_widget_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->organization);
  g_clear_object (&self->queue);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_tab_parent_class)->dispose (object);
}

static void
roster_tab_class_init (RosterTabClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = roster_tab_dispose;
  widget_class->map = roster_tab_map;

  signals[PAGE_MADE] =
      g_signal_new ("page-made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, ROSTER_TYPE_ORGANIZATION_PAGE);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
roster_tab_init (RosterTab *self)
{
}

/**
 * roster_tab_new:
 * @organization: whose members are shown
 * @queue: (nullable): where its changes are sent
 * @settings: (nullable): as for roster_organization_page_new()
 *
 * The page is made when the tab is first seen, or when it is asked for; “page-made” is emitted
 * then.
 *
 * Returns: a tab without its page
 */
RosterTab *
roster_tab_new (RosterOrganization *organization, RosterChangeQueue *queue, GSettings *settings)
{
  RosterTab *self = NULL;

  g_return_val_if_fail (ROSTER_IS_ORGANIZATION (organization), NULL);

  self = g_object_new (ROSTER_TYPE_TAB, NULL);
  self->organization = g_object_ref (organization);
  g_set_object (&self->queue, queue);
  g_set_object (&self->settings, settings);
  return self;
}

/** roster_tab_get_organization: (transfer none): whose members it shows. */
RosterOrganization *
roster_tab_get_organization (RosterTab *self)
{
  g_return_val_if_fail (ROSTER_IS_TAB (self), NULL);

  return self->organization;
}

/** roster_tab_get_page: (transfer none): the page, made now where it was not there. */
RosterOrganizationPage *
roster_tab_get_page (RosterTab *self)
{
  g_return_val_if_fail (ROSTER_IS_TAB (self), NULL);

  if (self->page == NULL)
    make_page (self);
  return self->page;
}

/** roster_tab_peek_page: (transfer none) (nullable): the page where it is there. */
RosterOrganizationPage *
roster_tab_peek_page (RosterTab *self)
{
  g_return_val_if_fail (ROSTER_IS_TAB (self), NULL);

  return self->page;
}

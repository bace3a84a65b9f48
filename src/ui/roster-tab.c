/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterTab: the place of a RosterOrganizationPage in the notebook, before the page is there. A
 * page is some hundred widgets, most of them hidden until there are members: a window shows itself
 * first, with the state of what is in front, and makes its pages after that frame. */

#include "roster-tab.h"

#include "roster-first-frame.h"
#include "roster-state-page.h"
#include "roster-widget-children.h"

struct _RosterTab
{
  GtkWidget parent_instance;

  /* Borrowed */
  RosterStatePage *state_page;  /* (nullable) in the place of the page */
  RosterOrganizationPage *page; /* (nullable) until it is made */

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
  GtkWidget *state_page = GTK_WIDGET (g_steal_pointer (&self->state_page));
  gboolean had_focus = state_page != NULL && roster_widget_has_focus_within (state_page);

  self->page = roster_organization_page_new (self->organization, self->queue, self->settings);
  gtk_widget_set_parent (GTK_WIDGET (self->page), GTK_WIDGET (self));
  if (had_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->page), GTK_DIR_TAB_FORWARD);
  if (state_page != NULL)
    gtk_widget_unparent (state_page);
  g_signal_emit (self, signals[PAGE_MADE], 0, self->page);
}

static void
on_first_frame (GtkWidget *widget)
{
  RosterTab *self = ROSTER_TAB (widget);

  if (self->page == NULL)
    make_page (self);
}

static void
show_state (RosterTab *self)
{
  if (self->state_page == NULL)
    {
      self->state_page = g_object_new (ROSTER_TYPE_STATE_PAGE, NULL);
      gtk_widget_set_parent (GTK_WIDGET (self->state_page), GTK_WIDGET (self));
    }
  roster_state_page_show (self->state_page, self->organization, FALSE);
}

/* In a window that is there already a tab comes to the front with its page. */
static void
roster_tab_map (GtkWidget *widget)
{
  RosterTab *self = ROSTER_TAB (widget);

  if (self->page == NULL)
    roster_first_frame_await (widget, on_first_frame);
  if (self->page == NULL)
    show_state (self);
  GTK_WIDGET_CLASS (roster_tab_parent_class)->map (widget);
}

static void
roster_tab_dispose (GObject *object)
{
  RosterTab *self = ROSTER_TAB (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  self->page = NULL;
  self->state_page = NULL;
  if (child != NULL)
    gtk_widget_unparent (child);
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
 * The page is made after the first frame in which the tab is seen, or when it is asked for;
 * “page-made” is emitted then.
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

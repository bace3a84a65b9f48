/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterTabs: a GtkNotebook of RosterTab. The page behind a tab is made when the tab comes to the
 * front, or later when nothing else is to be done. */

#include "ui/window/roster-tabs.h"

#include "core/organizations/roster-directory-search.h"
#include "ui/page/roster-tab-label.h"
#include "ui/page/roster-tab-memory.h"
#include "ui/page/roster-tab.h"
#include "ui/widgets/roster-context-menu.h"
#include "ui/widgets/roster-widget-children.h"

#define PAGE_DELAY 100 /* ms */

struct _RosterTabs
{
  GtkWidget parent_instance;

  /* Template */
  GtkNotebook *notebook;
  GtkWidget *add_button;

  /* Owned; the models are NULL until roster_tabs_follow() */
  RosterDirectory *directory;
  RosterChangeQueue *queue;
  RosterRefresher *refresher;
  GSettings *settings;         /* (nullable) */
  GSignalGroup *front_signals; /* of the organization in front */

  GtkWidget *menu; /* (nullable) a child; made when it is first shown */

  guint pages_id;   /* makes the next page that is not there yet */
  gboolean syncing; /* the tabs are following the directory, or are being removed */
};

enum
{
  CHANGED,
  PAGE_MADE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterTabs, roster_tabs, GTK_TYPE_WIDGET)

static RosterTab *
get_nth_tab (RosterTabs *self, int position)
{
  return ROSTER_TAB (gtk_notebook_get_nth_page (self->notebook, position));
}

/* (nullable) */
static RosterTab *
get_front (RosterTabs *self)
{
  int current = gtk_notebook_get_current_page (self->notebook);

  return current >= 0 ? get_nth_tab (self, current) : NULL;
}

/* The position of the organization's tab, or -1. */
static int
find_tab (RosterTabs *self, RosterOrganization *organization)
{
  for (int i = 0; i < gtk_notebook_get_n_pages (self->notebook); i++)
    if (roster_tab_get_organization (get_nth_tab (self, i)) == organization)
      return i;
  return -1;
}

static void
tab_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  RosterTabs *self = ROSTER_TABS (user_data);
  GtkWidget *label = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (label));
  GdkRectangle area = { 0, 0, 1, 1 };
  double own_x = 0;
  double own_y = 0;

  if (self->menu == NULL)
    self->menu = roster_context_menu_new (GTK_WIDGET (self),
                                          G_MENU_MODEL (gtk_application_get_menu_by_id (
                                              gtk_window_get_application (window), "tab-menu")));
  roster_tabs_select (self, roster_tab_label_get_organization (ROSTER_TAB_LABEL (label)));
  gtk_widget_translate_coordinates (label, GTK_WIDGET (self), x, y, &own_x, &own_y);
  area.x = (int)own_x;
  area.y = (int)own_y;
  roster_context_menu_pop_up (self->menu, &area);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static GtkWidget *
new_label (RosterTabs *self, RosterOrganization *organization)
{
  GtkWidget *label = roster_tab_label_new (organization);
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (tab_pressed), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (gesture));
  return label;
}

static gboolean
make_next_page (gpointer user_data)
{
  RosterTabs *self = ROSTER_TABS (user_data);

  self->pages_id = 0;
  for (int i = 0; i < gtk_notebook_get_n_pages (self->notebook); i++)
    if (roster_tab_peek_page (get_nth_tab (self, i)) == NULL)
      {
        roster_tab_get_page (get_nth_tab (self, i));
        break;
      }
  return G_SOURCE_REMOVE;
}

/* Makes the pages that are not there yet, so that tabs come to the front at once; but what is in
 * front is read and drawn first. */
static void
make_pages (RosterTabs *self)
{
  RosterOrganization *front = roster_tabs_get_organization (self);

  if (self->pages_id == 0 && front != NULL &&
      roster_organization_get_state (front) != ROSTER_ORGANIZATION_LOADING)
    self->pages_id = g_timeout_add_full (G_PRIORITY_LOW, PAGE_DELAY, make_next_page, self, NULL);
}

static void
page_made (RosterTabs *self, RosterOrganizationPage *page)
{
  g_signal_emit (self, signals[PAGE_MADE], 0, page);
  make_pages (self);
}

static void
insert_tab (RosterTabs *self, RosterOrganization *organization, int position)
{
  GtkWidget *tab = GTK_WIDGET (roster_tab_new (organization, self->queue, self->settings));

  g_signal_connect_object (tab, "page-made", G_CALLBACK (page_made), self, G_CONNECT_SWAPPED);
  gtk_notebook_insert_page (self->notebook, tab, new_label (self, organization), position);
  gtk_notebook_set_tab_reorderable (self->notebook, tab, TRUE);
}

static void
drop_missing (RosterTabs *self)
{
  for (int i = gtk_notebook_get_n_pages (self->notebook) - 1; i >= 0; i--)
    {
      RosterOrganization *organization = roster_tab_get_organization (get_nth_tab (self, i));

      if (roster_directory_find_position (self->directory, organization, NULL))
        continue;
      roster_refresher_forget (self->refresher, organization);
      roster_organization_cancel (organization);
      roster_tab_label_remove (self->notebook, i);
    }
}

static void
emit_changed (RosterTabs *self)
{
  g_signal_group_set_target (self->front_signals, roster_tabs_get_organization (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Makes the tabs the directory's organizations, keeps what is there already, comes to the front
 * with the first new one and reads what is new except @already_read (nullable). */
static void
sync_tabs (RosterTabs *self, RosterOrganization *already_read)
{
  guint n_organizations = roster_directory_get_n_organizations (self->directory);
  RosterOrganization *first_new = NULL;

  self->syncing = TRUE;
  drop_missing (self);
  for (guint i = 0; i < n_organizations; i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (self->directory, i);
      int tab = find_tab (self, organization);

      if (tab < 0)
        {
          insert_tab (self, organization, (int)i);
          if (organization != already_read)
            roster_refresher_push (self->refresher, organization);
          first_new = first_new != NULL ? first_new : organization;
        }
      else if (tab != (int)i)
        gtk_notebook_reorder_child (self->notebook, GTK_WIDGET (get_nth_tab (self, tab)), (int)i);
    }
  self->syncing = FALSE;

  if (first_new != NULL)
    roster_tabs_select (self, first_new);
  emit_changed (self);
}

static void
directory_changed (RosterTabs *self)
{
  sync_tabs (self, NULL);
}

static void
page_reordered (GtkNotebook *notebook, GtkWidget *page, guint position, gpointer user_data)
{
  RosterTabs *self = ROSTER_TABS (user_data);
  RosterOrganization *organization = roster_tab_get_organization (ROSTER_TAB (page));
  guint from = 0;

  if (!self->syncing && roster_directory_find_position (self->directory, organization, &from) &&
      from != position)
    roster_directory_move (self->directory, from, position);
}

static void
page_switched (RosterTabs *self)
{
  RosterOrganization *organization = roster_tabs_get_organization (self);

  if (self->syncing)
    return;
  if (organization != NULL)
    roster_refresher_hurry (self->refresher, organization);
  emit_changed (self);
}

/* GtkNotebook (4.8) leaves the arrows of its tabs without a size for as long as all tabs fit, and
 * GTK then warns whenever a spinner turns in a tab. So they are given one. */
static void
allocate_arrows (GtkWidget *widget)
{
  GtkRequisition minimum;

  if (GTK_IS_STACK (widget))
    return;
  if (g_strcmp0 (gtk_widget_get_css_name (widget), "arrow") == 0)
    {
      gtk_widget_get_preferred_size (widget, &minimum, NULL);
      gtk_widget_allocate (widget, minimum.width, minimum.height, -1, NULL);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    allocate_arrows (child);
}

/* The Tab key goes from the tabs to the button at the end of their line, and then into the page.
 * GtkNotebook has that button after everything else. */
static gboolean
roster_tabs_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RosterTabs *self = ROSTER_TABS (widget);
  GtkWidget *notebook = GTK_WIDGET (self->notebook);
  GtkWidget *front = GTK_WIDGET (get_front (self));
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (front == NULL || !gtk_widget_get_mapped (self->add_button) ||
      !gtk_widget_is_sensitive (self->add_button))
    return gtk_widget_child_focus (notebook, direction);
  if (direction == GTK_DIR_TAB_FORWARD && focus == notebook)
    return gtk_widget_grab_focus (self->add_button);
  if (direction == GTK_DIR_TAB_FORWARD &&
      (focus == self->add_button || roster_widget_has_focus_within (front)))
    return gtk_widget_child_focus (front, direction);
  if (direction == GTK_DIR_TAB_BACKWARD && focus == self->add_button)
    return gtk_widget_grab_focus (notebook);
  if (direction == GTK_DIR_TAB_BACKWARD && focus != notebook)
    return gtk_widget_child_focus (front, direction) || gtk_widget_grab_focus (self->add_button);
  return gtk_widget_child_focus (notebook, direction);
}

static void
roster_tabs_dispose (GObject *object)
{
  RosterTabs *self = ROSTER_TABS (object);

  self->syncing = TRUE;
  g_clear_handle_id (&self->pages_id, g_source_remove);
  g_clear_object (&self->front_signals);
  if (self->notebook != NULL)
    for (int i = gtk_notebook_get_n_pages (self->notebook) - 1; i >= 0; i--)
      roster_tab_label_remove (self->notebook, i);
  self->notebook = NULL;
  self->menu = NULL;
  roster_widget_unparent_children (GTK_WIDGET (self));
  g_clear_object (&self->directory);
  g_clear_object (&self->queue);
  g_clear_object (&self->refresher);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_tabs_parent_class)->dispose (object);
}

static void
roster_tabs_class_init (RosterTabsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_tabs_dispose;
  widget_class->focus = roster_tabs_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[PAGE_MADE] =
      g_signal_new ("page-made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, ROSTER_TYPE_ORGANIZATION_PAGE);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/roster/Roster/roster-tabs.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterTabs, notebook);
  gtk_widget_class_bind_template_child (widget_class, RosterTabs, add_button);
  gtk_widget_class_bind_template_callback (widget_class, page_reordered);
  gtk_widget_class_bind_template_callback (widget_class, page_switched);
  gtk_widget_class_bind_template_callback (widget_class, allocate_arrows);
}

static void
roster_tabs_init (RosterTabs *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->front_signals = g_signal_group_new (ROSTER_TYPE_ORGANIZATION);
  g_signal_group_connect_swapped (self->front_signals, "notify::state", G_CALLBACK (make_pages),
                                  self);
}

/**
 * roster_tabs_follow:
 * @self: tabs that follow nothing yet
 * @directory: the organizations
 * @queue: what the pages send their changes to
 * @refresher: reads the lists
 * @settings: (nullable): which tab was in front, and how each list was shown
 * @already_read: (nullable): an organization that need not be read again
 *
 * Makes the tabs, reads their lists and brings the last tab to the front.
 */
void
roster_tabs_follow (RosterTabs *self,
                    RosterDirectory *directory,
                    RosterChangeQueue *queue,
                    RosterRefresher *refresher,
                    GSettings *settings,
                    RosterOrganization *already_read)
{
  RosterOrganization *last = NULL;

  g_return_if_fail (ROSTER_IS_TABS (self) && self->directory == NULL);
  g_return_if_fail (ROSTER_IS_DIRECTORY (directory));

  self->directory = g_object_ref (directory);
  self->queue = g_object_ref (queue);
  self->refresher = g_object_ref (refresher);
  g_set_object (&self->settings, settings);
  g_signal_connect_object (directory, "items-changed", G_CALLBACK (directory_changed), self,
                           G_CONNECT_SWAPPED);
  sync_tabs (self, already_read);
  last = roster_tabs_find_last (directory);
  if (last != NULL)
    roster_tabs_select (self, last);
}

/** roster_tabs_get_organization: (transfer none) (nullable): whose tab is in front. */
RosterOrganization *
roster_tabs_get_organization (RosterTabs *self)
{
  RosterTab *front = get_front (self);

  return front != NULL ? roster_tab_get_organization (front) : NULL;
}

/** roster_tabs_get_page: (transfer none) (nullable): the page in front, made where it was not. */
RosterOrganizationPage *
roster_tabs_get_page (RosterTabs *self)
{
  RosterTab *front = get_front (self);

  return front != NULL ? roster_tab_get_page (front) : NULL;
}

/** roster_tabs_peek_page: (transfer none) (nullable): the page in front, where it has been made. */
RosterOrganizationPage *
roster_tabs_peek_page (RosterTabs *self)
{
  RosterTab *front = get_front (self);

  return front != NULL ? roster_tab_peek_page (front) : NULL;
}

guint
roster_tabs_get_n_tabs (RosterTabs *self)
{
  return (guint)gtk_notebook_get_n_pages (self->notebook);
}

/**
 * roster_tabs_select:
 * @self: tabs
 * @organization: whose tab comes to the front
 *
 * Returns: whether @organization has a tab here
 */
gboolean
roster_tabs_select (RosterTabs *self, RosterOrganization *organization)
{
  int tab = find_tab (self, organization);

  if (tab >= 0)
    gtk_notebook_set_current_page (self->notebook, tab);
  return tab >= 0;
}

/** roster_tabs_select_nth: brings the tab at @position to the front, where there is one. */
void
roster_tabs_select_nth (RosterTabs *self, guint position)
{
  if (position < roster_tabs_get_n_tabs (self))
    gtk_notebook_set_current_page (self->notebook, (int)position);
}

/** roster_tabs_turn: brings the next tab (@step 1) or the one before (-1) to the front, around. */
void
roster_tabs_turn (RosterTabs *self, int step)
{
  int n_tabs = gtk_notebook_get_n_pages (self->notebook);
  int current = gtk_notebook_get_current_page (self->notebook);

  gtk_notebook_set_current_page (self->notebook, (current + step + n_tabs) % n_tabs);
}

/** roster_tabs_refresh_all: reads every organization, the one in front first. */
void
roster_tabs_refresh_all (RosterTabs *self)
{
  RosterOrganization *front = roster_tabs_get_organization (self);

  roster_refresher_push_first (self->refresher, front);
  for (int i = 0; i < gtk_notebook_get_n_pages (self->notebook); i++)
    if (roster_tab_get_organization (get_nth_tab (self, i)) != front)
      roster_refresher_push (self->refresher, roster_tab_get_organization (get_nth_tab (self, i)));
}

/** roster_tabs_remember: writes to the settings which tab is in front; see roster_tabs_find_last().
 */
void
roster_tabs_remember (RosterTabs *self)
{
  RosterOrganization *organization = roster_tabs_get_organization (self);
  g_autofree char *key = NULL;

  if (self->settings == NULL)
    return;
  roster_tab_memory_prune (self->settings, self->directory);
  if (organization == NULL)
    return;
  key = roster_directory_dup_key (organization);
  g_settings_set_string (self->settings, "last-tab", key);
}

/**
 * roster_tabs_find_last:
 * @directory: organizations
 *
 * Returns: (transfer none) (nullable): whose tab was in front when a window was last closed, or the
 *   first one: what somebody who opens a window will look at
 */
RosterOrganization *
roster_tabs_find_last (RosterDirectory *directory)
{
  GSettings *settings = roster_directory_get_settings (directory);
  g_autofree char *last = settings != NULL ? g_settings_get_string (settings, "last-tab") : NULL;
  RosterOrganization *organization = roster_directory_find_key (directory, last);

  if (organization == NULL && roster_directory_get_n_organizations (directory) > 0)
    organization = roster_directory_get_organization (directory, 0);
  return organization;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tabs of a RosterWindow: one for each organization of the directory, in its order. */

#include "ui/window/roster-window-private.h"

#include <glib/gi18n-lib.h>

#include "core/base/roster-text.h"
#include "core/organizations/roster-directory-search.h"
#include "ui/accounts/roster-account-list.h"
#include "ui/page/roster-tab-label.h"
#include "ui/widgets/roster-context-menu.h"
#include "ui/widgets/roster-question.h"

#define PAGE_DELAY 100 /* ms */

/* What the question before a tab is taken away has to remember. */
typedef struct
{
  RosterWindow *window;
  RosterOrganization *organization;
  GtkCheckButton *forget_key; /* (nullable) where it is not asked */
} RemoveData;

static RosterTab *
get_nth_tab (RosterWindow *self, int position)
{
  return ROSTER_TAB (gtk_notebook_get_nth_page (self->notebook, position));
}

/* The position of the organization's tab, or -1. */
static int
find_tab (RosterWindow *self, RosterOrganization *organization)
{
  for (int i = 0; i < gtk_notebook_get_n_pages (self->notebook); i++)
    if (roster_tab_get_organization (get_nth_tab (self, i)) == organization)
      return i;
  return -1;
}

static GtkWidget *
ensure_tab_menu (RosterWindow *self)
{
  if (self->tab_menu == NULL)
    {
      GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
      GMenu *model = gtk_application_get_menu_by_id (application, "tab-menu");

      self->tab_menu = roster_context_menu_new (self->content, G_MENU_MODEL (model));
    }
  return self->tab_menu;
}

static void
tab_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  RosterWindow *self = ROSTER_WINDOW (user_data);
  GtkWidget *label = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  RosterOrganization *organization = g_object_get_data (G_OBJECT (label), "roster-organization");
  double window_x = 0;
  double window_y = 0;

  roster_window_tabs_select (self, organization);
  gtk_widget_translate_coordinates (label, self->content, x, y, &window_x, &window_y);
  roster_context_menu_pop_up (ensure_tab_menu (self),
                              &(GdkRectangle){ (int)window_x, (int)window_y, 1, 1 });
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static GtkWidget *
new_label (RosterWindow *self, RosterOrganization *organization)
{
  GtkWidget *label = roster_tab_label_new (organization);
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (tab_pressed), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (gesture));
  g_object_set_data_full (G_OBJECT (label), "roster-organization", g_object_ref (organization),
                          g_object_unref);
  return label;
}

static void
on_exported (RosterWindow *self, int n_members, guint milliseconds, RosterOrganizationPage *page)
{
  roster_notifier_tell_export (self->notifier, roster_organization_page_get_organization (page),
                               n_members, milliseconds);
}

/* The pages behind the one in front, one each time there is nothing else to do. */
static gboolean
make_next_page (gpointer user_data)
{
  RosterWindow *self = ROSTER_WINDOW (user_data);

  self->pages_id = 0;
  for (int i = 0; i < gtk_notebook_get_n_pages (self->notebook); i++)
    if (roster_tab_peek_page (get_nth_tab (self, i)) == NULL)
      {
        roster_tab_get_page (get_nth_tab (self, i));
        break;
      }
  return G_SOURCE_REMOVE;
}

/**
 * roster_window_tabs_make_pages:
 * @self: a window
 *
 * Makes the pages that are not there yet, so that tabs come to the front at once; but what is in
 * front has been read and drawn before.
 */
void
roster_window_tabs_make_pages (RosterWindow *self)
{
  RosterOrganization *front = roster_window_get_organization (self);

  if (self->pages_id == 0 && front != NULL &&
      roster_organization_get_state (front) != ROSTER_ORGANIZATION_LOADING)
    self->pages_id = g_timeout_add_full (G_PRIORITY_LOW, PAGE_DELAY, make_next_page, self, NULL);
}

static void
page_made (RosterWindow *self, RosterOrganizationPage *page)
{
  g_signal_connect_object (page, "exported", G_CALLBACK (on_exported), self, G_CONNECT_SWAPPED);
  if (roster_organization_page_get_organization (page) == roster_window_get_organization (self))
    roster_window_update (self);
  else
    roster_window_actions_update (self, TRUE);
  roster_window_tabs_make_pages (self);
}

static void
insert_tab (RosterWindow *self, RosterOrganization *organization, int position)
{
  GtkWidget *tab = GTK_WIDGET (roster_tab_new (organization, self->queue, self->settings));

  g_signal_connect_object (tab, "page-made", G_CALLBACK (page_made), self, G_CONNECT_SWAPPED);
  gtk_notebook_insert_page (self->notebook, tab, new_label (self, organization), position);
  gtk_notebook_set_tab_reorderable (self->notebook, tab, TRUE);
}

static void
drop_missing (RosterWindow *self)
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

/**
 * roster_window_tabs_sync:
 * @self: a window
 *
 * Makes the tabs the directory's organizations, keeps what is there already, comes to the front
 * with the first new one and reads what is new.
 */
void
roster_window_tabs_sync (RosterWindow *self)
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
          if (organization != self->first_read)
            roster_refresher_push (self->refresher, organization);
          first_new = first_new != NULL ? first_new : organization;
        }
      else if (tab != (int)i)
        gtk_notebook_reorder_child (self->notebook, GTK_WIDGET (get_nth_tab (self, tab)), (int)i);
    }
  self->syncing = FALSE;

  if (first_new != NULL)
    roster_window_tabs_select (self, first_new);
  roster_window_update (self);
}

static void
page_reordered (GtkNotebook *notebook, GtkWidget *page, guint position, gpointer user_data)
{
  RosterWindow *self = ROSTER_WINDOW (user_data);
  RosterOrganization *organization = NULL;
  guint from = 0;

  if (self->syncing)
    return;
  organization = roster_tab_get_organization (ROSTER_TAB (page));
  if (roster_directory_find_position (self->directory, organization, &from) && from != position)
    roster_directory_move (self->directory, from, position);
}

static void
page_switched (RosterWindow *self)
{
  RosterOrganization *organization = roster_window_get_organization (self);

  if (self->syncing)
    return;
  if (organization != NULL)
    roster_refresher_hurry (self->refresher, organization);
  roster_window_update (self);
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

/**
 * roster_window_tabs_read_first:
 * @self: a window that has its directory, and nothing in it yet
 *
 * Reads what will be in front, while the tabs are made.
 */
void
roster_window_tabs_read_first (RosterWindow *self)
{
  self->first_read = roster_window_find_last (self->directory);
  if (self->first_read != NULL)
    roster_refresher_push (self->refresher, self->first_read);
}

/**
 * roster_window_tabs_init:
 * @self: a window that has its directory
 *
 * Follows the directory, and tells it the order that the tabs are dragged into.
 */
void
roster_window_tabs_init (RosterWindow *self)
{
  g_signal_connect_object (self->notebook, "page-reordered", G_CALLBACK (page_reordered), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->notebook, "notify::page", G_CALLBACK (page_switched), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_after (self->notebook, "map", G_CALLBACK (allocate_arrows), NULL);
  g_signal_connect_object (self->directory, "items-changed", G_CALLBACK (roster_window_tabs_sync),
                           self, G_CONNECT_SWAPPED);
  roster_window_tabs_sync (self);
  self->first_read = NULL;
}

/**
 * roster_window_tabs_select:
 * @self: a window
 * @organization: whose tab comes to the front
 *
 * Returns: whether @organization has a tab here
 */
gboolean
roster_window_tabs_select (RosterWindow *self, RosterOrganization *organization)
{
  int tab = find_tab (self, organization);

  if (tab >= 0)
    gtk_notebook_set_current_page (self->notebook, tab);
  return tab >= 0;
}

/**
 * roster_window_find_last:
 * @directory: organizations
 *
 * Returns: (transfer none) (nullable): whose tab was in front when a window was last closed, or the
 *   first one: what whoever opens a window will look at
 */
RosterOrganization *
roster_window_find_last (RosterDirectory *directory)
{
  GSettings *settings = roster_directory_get_settings (directory);
  RosterOrganization *organization = NULL;
  g_autofree char *last = NULL;

  if (roster_directory_get_n_organizations (directory) == 0)
    return NULL;
  if (settings != NULL)
    last = g_settings_get_string (settings, "last-tab");
  organization = roster_directory_find_key (directory, last);
  if (organization != NULL)
    return organization;
  return roster_directory_get_organization (directory, 0);
}

/* Brings the tab to the front that was in front when a window was last closed. */
void
roster_window_tabs_select_last (RosterWindow *self)
{
  RosterOrganization *last = roster_window_find_last (self->directory);

  if (last != NULL)
    roster_window_tabs_select (self, last);
}

/* Takes the tabs away when the window goes. */
void
roster_window_tabs_clear (RosterWindow *self)
{
  self->syncing = TRUE;
  g_clear_handle_id (&self->pages_id, g_source_remove);
  for (int i = gtk_notebook_get_n_pages (self->notebook) - 1; i >= 0; i--)
    roster_tab_label_remove (self->notebook, i);
}

/* Reads every organization, the one in front first. */
void
roster_window_tabs_refresh_all (RosterWindow *self)
{
  guint n_organizations = roster_directory_get_n_organizations (self->directory);

  roster_refresher_push_first (self->refresher, roster_window_get_organization (self));
  for (guint i = 0; i < n_organizations; i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (self->directory, i);

      if (organization != roster_window_get_organization (self))
        roster_refresher_push (self->refresher, organization);
    }
}

static void
remove_data_free (gpointer user_data, GClosure *closure)
{
  RemoveData *data = user_data;

  g_object_unref (data->window);
  g_object_unref (data->organization);
  g_free (data);
}

static void
key_forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RosterWindow) self = ROSTER_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  GtkWidget *dialog = NULL;

  if (roster_keyring_forget_key_finish (ROSTER_KEYRING (source), result, &error))
    return;
  dialog =
      gtk_message_dialog_new (GTK_WINDOW (self), GTK_DIALOG_MODAL, GTK_MESSAGE_ERROR,
                              GTK_BUTTONS_CLOSE, "%s", _ ("The API key is still in the keyring"));
  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s", error->message);
  g_signal_connect (dialog, "response", G_CALLBACK (gtk_window_destroy), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
remove_answered (GtkDialog *dialog, int response, gpointer user_data)
{
  RemoveData *data = user_data;
  RosterWindow *self = data->window;
  RosterKeyring *keyring = roster_directory_get_keyring (self->directory);
  guint position = 0;

  if (response == GTK_RESPONSE_ACCEPT &&
      roster_directory_find_position (self->directory, data->organization, &position))
    {
      if (data->forget_key != NULL && gtk_check_button_get_active (data->forget_key))
        roster_keyring_forget_key_async (keyring,
                                         roster_organization_get_account (data->organization),
                                         key_forgotten, g_object_ref (self));
      roster_directory_remove (self->directory, position);
    }
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
is_last_of_account (RosterWindow *self, RosterOrganization *organization)
{
  g_autoptr (GPtrArray) organizations = roster_account_list_organizations (
      self->directory, roster_organization_get_account (organization));

  return organizations->len == 1;
}

/* An account without a tab needs no key. */
static GtkCheckButton *
add_forget_key (GtkMessageDialog *dialog)
{
  GtkWidget *button =
      gtk_check_button_new_with_mnemonic (_ ("Take the account’s API key out of the _keyring too"));

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (gtk_message_dialog_get_message_area (dialog)), button);
  return GTK_CHECK_BUTTON (button);
}

/**
 * roster_window_tabs_remove_current:
 * @self: a window with a tab
 *
 * Asks whether the tab in front shall go, and takes it away.
 */
void
roster_window_tabs_remove_current (RosterWindow *self)
{
  RosterOrganization *organization = roster_window_get_organization (self);
  RemoveData *data = g_new0 (RemoveData, 1);
  g_autofree char *name = roster_text_display (roster_organization_get_name (organization));
  GtkWidget *dialog = gtk_message_dialog_new (
      GTK_WINDOW (self), GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_QUESTION,
      GTK_BUTTONS_NONE, _ ("Remove the tab of “%s”?"), name);

  gtk_message_dialog_format_secondary_text (
      GTK_MESSAGE_DIALOG (dialog), "%s",
      _ ("Nothing is changed at the service: every member keeps their access. You can add the "
         "organization again at any time."));
  gtk_dialog_add_buttons (GTK_DIALOG (dialog), _ ("_Cancel"), GTK_RESPONSE_CANCEL,
                          _ ("_Remove tab"), GTK_RESPONSE_ACCEPT, NULL);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  roster_question_wrap_answers (GTK_DIALOG (dialog));

  data->window = g_object_ref (self);
  data->organization = g_object_ref (organization);
  if (roster_directory_get_keyring (self->directory) != NULL &&
      is_last_of_account (self, organization))
    data->forget_key = add_forget_key (GTK_MESSAGE_DIALOG (dialog));
  g_signal_connect_data (dialog, "response", G_CALLBACK (remove_answered), data, remove_data_free,
                         G_CONNECT_DEFAULT);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/window/roster-window-actions.h"

#include <glib/gi18n-lib.h>

#include "core/organizations/roster-directory-search.h"
#include "ui/accounts/roster-account-dialog.h"
#include "ui/accounts/roster-account-list.h"
#include "ui/accounts/roster-import-dialog.h"
#include "ui/changes/roster-add-dialog.h"
#include "ui/changes/roster-invite-dialog.h"
#include "ui/changes/roster-remove-dialog.h"
#include "ui/find/roster-find-window.h"
#include "ui/history/roster-history-window.h"
#include "ui/preferences/roster-preferences-window.h"
#include "ui/window/roster-actions.h"
#include "ui/window/roster-remove-tab.h"

struct _RosterWindowActions
{
  GObject parent_instance;

  /* Borrowed: the window, which owns this, and its tabs */
  GtkWindow *window;
  RosterTabs *tabs;

  /* Owned */
  RosterDirectory *directory;
  RosterChangeQueue *queue;
  RosterRefresher *refresher;
  GSettings *settings; /* (nullable) */
  RosterActions *actions;
  GSignalGroup *organization_signals; /* of the tab in front */
  GSignalGroup *page_signals;         /* of the tab in front */

  /* (nullable) while they are open; weak */
  GtkWindow *find;
  GtkWindow *history;
  GtkWindow *preferences;

  gboolean demo;
};

G_DEFINE_FINAL_TYPE (RosterWindowActions, roster_window_actions, G_TYPE_OBJECT)

static const char *
needs_tab (gpointer data)
{
  return roster_directory_get_n_organizations (ROSTER_WINDOW_ACTIONS (data)->directory) == 0
             ? _ ("There is no organization here yet.")
             : NULL;
}

static const char *
needs_list (gpointer data)
{
  RosterWindowActions *self = data;
  RosterOrganization *organization = roster_tabs_get_organization (self->tabs);

  if (organization == NULL)
    return needs_tab (data);
  return roster_organization_get_table (organization) == NULL
             ? _ ("The members have not been read yet.")
             : NULL;
}

static const char *
needs_unlocked (gpointer data)
{
  RosterWindowActions *self = data;
  RosterOrganization *organization = roster_tabs_get_organization (self->tabs);

  if (organization == NULL)
    return needs_tab (data);
  return roster_organization_get_read_only (organization)
             ? _ ("This organization is locked against changes: unlock it in the preferences.")
             : NULL;
}

static const char *
needs_rights (gpointer data)
{
  RosterWindowActions *self = data;
  const char *reason = needs_unlocked (data);

  if (reason == NULL)
    reason = needs_list (data);
  if (reason != NULL)
    return reason;
  return roster_organization_get_own_role (roster_tabs_get_organization (self->tabs)) ==
                 ROSTER_ROLE_READER
             ? _ ("Your account is a reader in this organization: it may not change anything.")
             : NULL;
}

static const char *
needs_selection (gpointer data)
{
  RosterWindowActions *self = data;
  const char *reason = needs_list (data);
  RosterOrganizationPage *page = roster_tabs_peek_page (self->tabs);
  guint n_selected = 0;

  if (reason != NULL)
    return reason;
  if (page != NULL)
    g_object_get (page, "n-selected", &n_selected, NULL);
  return n_selected == 0 ? _ ("Select members in the list first.") : NULL;
}

static const char *
needs_rights_and_selection (gpointer data)
{
  const char *reason = needs_rights (data);

  return reason != NULL ? reason : needs_selection (data);
}

static const char *
needs_two_tabs (gpointer data)
{
  return roster_tabs_get_n_tabs (ROSTER_WINDOW_ACTIONS (data)->tabs) < 2
             ? _ ("There is no other tab.")
             : NULL;
}

static const char *
needs_real_accounts (gpointer data)
{
  RosterWindowActions *self = data;

  return self->demo ? roster_account_list_get_refusal (self->directory) : NULL;
}

static const char *
needs_real_tab (gpointer data)
{
  const char *reason = needs_real_accounts (data);

  return reason != NULL ? reason : needs_tab (data);
}

static void
invite (gpointer data)
{
  RosterWindowActions *self = data;
  GtkWindow *dialog = roster_invite_dialog_new (
      self->window, roster_tabs_get_organization (self->tabs), self->queue);

  if (self->settings != NULL && !g_settings_get_boolean (self->settings, "warn-unusual-domains"))
    roster_invite_dialog_accept_unusual (ROSTER_INVITE_DIALOG (dialog));
  gtk_window_present (dialog);
}

static void
add_existing (gpointer data)
{
  RosterWindowActions *self = data;

  gtk_window_present (roster_add_dialog_new (
      self->window, roster_tabs_get_organization (self->tabs), self->directory, self->queue));
}

static void
remove_members (gpointer data)
{
  RosterWindowActions *self = data;
  g_autoptr (GPtrArray) ids =
      roster_organization_page_dup_selected_ids (roster_tabs_get_page (self->tabs));

  gtk_window_present (roster_remove_dialog_new (
      self->window, roster_tabs_get_organization (self->tabs), ids, self->queue));
}

static void
copy_addresses (gpointer data)
{
  roster_organization_page_copy_addresses (
      roster_tabs_get_page (ROSTER_WINDOW_ACTIONS (data)->tabs));
}

static void
export_list (gpointer data)
{
  RosterWindowActions *self = data;
  RosterOrganizationPage *page = roster_tabs_get_page (self->tabs);
  g_autofree char *file_id = roster_directory_dup_file_id (
      self->directory, roster_organization_page_get_organization (page));

  roster_organization_page_export (page, file_id);
}

static void
find (gpointer data)
{
  roster_organization_page_find (roster_tabs_get_page (ROSTER_WINDOW_ACTIONS (data)->tabs));
}

static void
refresh (gpointer data)
{
  roster_organization_refresh (roster_tabs_get_organization (ROSTER_WINDOW_ACTIONS (data)->tabs));
}

static void
add_account (gpointer data)
{
  RosterWindowActions *self = data;

  gtk_window_present (roster_account_dialog_new (self->window, self->directory, NULL));
}

static void
import (gpointer data)
{
  RosterWindowActions *self = data;

  roster_import_choose (self->window, self->directory);
}

static void
add_organization (gpointer data)
{
  RosterWindowActions *self = data;
  RosterOrganization *front = roster_tabs_get_organization (self->tabs);
  RosterAccount *account = front != NULL ? roster_organization_get_account (front) : NULL;

  gtk_window_present (roster_account_dialog_new (self->window, self->directory, account));
}

static void
edit_account (gpointer data)
{
  RosterWindowActions *self = data;

  gtk_window_present (roster_account_dialog_new (
      self->window, self->directory,
      roster_organization_get_account (roster_tabs_get_organization (self->tabs))));
}

static void
next_tab (gpointer data)
{
  roster_tabs_turn (ROSTER_WINDOW_ACTIONS (data)->tabs, 1);
}

static void
previous_tab (gpointer data)
{
  roster_tabs_turn (ROSTER_WINDOW_ACTIONS (data)->tabs, -1);
}

static void
close_window (gpointer data)
{
  gtk_window_close (ROSTER_WINDOW_ACTIONS (data)->window);
}

static void
stop_changes (gpointer data)
{
  roster_change_queue_stop (ROSTER_WINDOW_ACTIONS (data)->queue);
}

static const char *
needs_changes (gpointer data)
{
  return roster_change_queue_get_busy (ROSTER_WINDOW_ACTIONS (data)->queue)
             ? NULL
             : _ ("No change is being sent.");
}

static void
refresh_all (gpointer data)
{
  roster_tabs_refresh_all (ROSTER_WINDOW_ACTIONS (data)->tabs);
}

static void
remove_tab (gpointer data)
{
  RosterWindowActions *self = data;

  roster_remove_tab_ask (self->window, self->directory, roster_tabs_get_organization (self->tabs));
}

static void
found_chosen (RosterWindowActions *self, RosterOrganization *organization, const char *id)
{
  if (roster_tabs_select (self->tabs, organization))
    roster_member_list_show_member (
        roster_organization_page_get_list (roster_tabs_get_page (self->tabs)), id);
}

static void
find_everywhere (gpointer data)
{
  RosterWindowActions *self = data;

  if (self->find == NULL)
    {
      g_set_weak_pointer (&self->find,
                          roster_find_window_new (self->window, self->directory, self->refresher));
      g_signal_connect_object (self->find, "chosen", G_CALLBACK (found_chosen), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_window_present (self->find);
}

static void
show_history (gpointer data)
{
  RosterWindowActions *self = data;

  if (self->history == NULL)
    g_set_weak_pointer (&self->history,
                        roster_history_window_new (self->window, self->queue,
                                                   G_LIST_MODEL (self->directory), self->settings));
  gtk_window_present (self->history);
}

static void
show_preferences (gpointer data)
{
  RosterWindowActions *self = data;

  if (self->preferences == NULL)
    g_set_weak_pointer (
        &self->preferences,
        roster_preferences_window_new (self->window, self->directory, self->queue, self->settings));
  gtk_window_present (self->preferences);
}

/* Some hundred widgets, made when they are first asked for: as gtk/help-overlay.ui, GTK would make
 * them with every window. */
static void
show_shortcuts (gpointer data)
{
  RosterWindowActions *self = data;
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (self->window);

  if (gtk_application_window_get_help_overlay (window) == NULL)
    {
      g_autoptr (GtkBuilder) builder =
          gtk_builder_new_from_resource ("/io/github/roster/Roster/shortcuts.ui");

      gtk_application_window_set_help_overlay (
          window, GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "shortcuts")));
    }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

static const RosterActionEntry window_actions[] = {
  { "invite", invite, "<Control>i", N_ ("Invite people by email"), needs_rights, FALSE },
  { "add-existing", add_existing, "<Control>m",
    N_ ("Add people who are in another organization already"), needs_rights, FALSE },
  { "remove", remove_members, "Delete", N_ ("Remove the selected members"),
    needs_rights_and_selection, TRUE },
  { "copy-addresses", copy_addresses, "<Control>c", N_ ("Copy the selected members’ addresses"),
    needs_selection, TRUE },
  { "export", export_list, "<Control>s", N_ ("Save the members as a CSV file"), needs_list, FALSE },
  { "stop-changes", stop_changes, "<Control>k", N_ ("Send no more; what was sent stays"),
    needs_changes, FALSE },
  { "refresh", refresh, "F5|<Control>r", N_ ("Read the members again"), needs_tab, FALSE },
  { "refresh-all", refresh_all, "<Shift>F5", NULL, needs_tab, FALSE },
  { "find", find, "<Control>f", N_ ("Find members"), needs_tab, FALSE },
  { "find-everywhere", find_everywhere, "<Control><Shift>f", NULL, needs_tab, FALSE },
  { "history", show_history, "<Control>h", NULL, NULL, FALSE },
  { "preferences", show_preferences, "<Control>comma", NULL, NULL, FALSE },
  { "import", import, "<Control>o", NULL, needs_real_accounts, FALSE },
  { "add-organization", add_organization, "<Control>t", N_ ("Add an organization"),
    needs_real_accounts, FALSE },
  { "add-account", add_account, "<Control>n", NULL, needs_real_accounts, FALSE },
  { "edit-account", edit_account, "<Control>e", NULL, needs_real_tab, FALSE },
  { "remove-tab", remove_tab, "<Control><Shift>w", NULL, needs_real_tab, FALSE },
  { "next-tab", next_tab, "<Control>Page_Down", NULL, needs_two_tabs, FALSE },
  { "previous-tab", previous_tab, "<Control>Page_Up", NULL, needs_two_tabs, FALSE },
  { "show-help-overlay", show_shortcuts, "<Control>question", NULL, NULL, FALSE },
  { "close", close_window, "<Control>w", NULL, NULL, FALSE },
};

static void
tab_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RosterWindowActions *self = ROSTER_WINDOW_ACTIONS (user_data);

  if (g_variant_get_int32 (parameter) >= 0)
    roster_tabs_select_nth (self->tabs, (guint)g_variant_get_int32 (parameter));
}

static void
add_tab_action (RosterWindowActions *self)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new ("tab", G_VARIANT_TYPE_INT32);

  g_signal_connect_object (action, "activate", G_CALLBACK (tab_activated), self, G_CONNECT_DEFAULT);
  g_action_map_add_action (G_ACTION_MAP (self->window), G_ACTION (action));
  for (int i = 0; i < 9; i++)
    {
      g_autofree char *name = g_strdup_printf ("win.tab(%d)", i);
      g_autofree char *accelerator = g_strdup_printf ("<Alt>%d", i + 1);

      gtk_application_set_accels_for_action (gtk_window_get_application (self->window), name,
                                             (const char *const[]){ accelerator, NULL });
    }
}

static void
something_changed (RosterWindowActions *self)
{
  roster_actions_update (self->actions, FALSE);
}

static void
roster_window_actions_dispose (GObject *object)
{
  RosterWindowActions *self = ROSTER_WINDOW_ACTIONS (object);

  g_clear_weak_pointer (&self->find);
  g_clear_weak_pointer (&self->history);
  g_clear_weak_pointer (&self->preferences);
  g_clear_object (&self->organization_signals);
  g_clear_object (&self->page_signals);
  g_clear_object (&self->actions);
  g_clear_object (&self->directory);
  g_clear_object (&self->queue);
  g_clear_object (&self->refresher);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (roster_window_actions_parent_class)->dispose (object);
}

static void
roster_window_actions_class_init (RosterWindowActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = roster_window_actions_dispose;
}

static void
roster_window_actions_init (RosterWindowActions *self)
{
  static const char *const details[] = { "notify::table", "notify::state", "notify::read-only" };

  self->organization_signals = g_signal_group_new (ROSTER_TYPE_ORGANIZATION);
  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    g_signal_group_connect_swapped (self->organization_signals, details[i],
                                    G_CALLBACK (something_changed), self);
  self->page_signals = g_signal_group_new (ROSTER_TYPE_ORGANIZATION_PAGE);
  g_signal_group_connect_swapped (self->page_signals, "notify::n-selected",
                                  G_CALLBACK (something_changed), self);
}

/**
 * roster_window_actions_new:
 * @window: a window that has its application; it owns the result
 * @tabs: its tabs
 * @directory: the organizations
 * @queue: what changes are sent to
 * @refresher: reads the lists
 * @settings: (nullable): the window's
 * @demo: whether it is the window of the demo, whose accounts cannot be changed
 *
 * Nothing is enabled or disabled before the first roster_window_actions_update().
 *
 * Returns: (transfer full): the actions of @window
 */
RosterWindowActions *
roster_window_actions_new (GtkApplicationWindow *window,
                           RosterTabs *tabs,
                           RosterDirectory *directory,
                           RosterChangeQueue *queue,
                           RosterRefresher *refresher,
                           GSettings *settings,
                           gboolean demo)
{
  RosterWindowActions *self = g_object_new (ROSTER_TYPE_WINDOW_ACTIONS, NULL);

  self->window = GTK_WINDOW (window);
  self->tabs = tabs;
  self->directory = g_object_ref (directory);
  self->queue = g_object_ref (queue);
  self->refresher = g_object_ref (refresher);
  g_set_object (&self->settings, settings);
  self->demo = demo;
  self->actions = roster_actions_new (window, window_actions, G_N_ELEMENTS (window_actions), self);
  add_tab_action (self);
  g_signal_connect_object (queue, "notify::busy", G_CALLBACK (something_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/** roster_window_actions_update: to be called when another tab is in front, or a page was made. */
void
roster_window_actions_update (RosterWindowActions *self)
{
  g_signal_group_set_target (self->organization_signals, roster_tabs_get_organization (self->tabs));
  g_signal_group_set_target (self->page_signals, roster_tabs_peek_page (self->tabs));
  roster_actions_update (self->actions, TRUE);
}

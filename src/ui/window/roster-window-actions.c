/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person can do in a RosterWindow: one action each, with its shortcut, what it is called in
 * a tooltip, and why it may be impossible at the moment. */

#include "ui/window/roster-window-private.h"

#include <glib/gi18n-lib.h>

#include "core/organizations/roster-directory-search.h"
#include "ui/accounts/roster-account-dialog.h"
#include "ui/accounts/roster-account-list.h"
#include "ui/accounts/roster-import-dialog.h"
#include "ui/changes/roster-add-dialog.h"
#include "ui/changes/roster-invite-dialog.h"
#include "ui/changes/roster-remove-dialog.h"

typedef struct
{
  const char *name;
  void (*activate) (RosterWindow *self);
  const char *accelerator;                     /* several are separated by | */
  const char *tip;                             /* (nullable) where no button does it */
  const char *(*why_not) (RosterWindow *self); /* (nullable) where it is always possible */
  gboolean yields_to_text;                     /* a text field has a use for the same key */
} WindowAction;

static const char *
needs_tab (RosterWindow *self)
{
  return roster_window_is_empty (self) ? _ ("There is no organization here yet.") : NULL;
}

static const char *
needs_list (RosterWindow *self)
{
  RosterOrganization *organization = roster_window_get_organization (self);

  if (organization == NULL)
    return needs_tab (self);
  return roster_organization_get_table (organization) == NULL
             ? _ ("The members have not been read yet.")
             : NULL;
}

static const char *
needs_unlocked (RosterWindow *self)
{
  RosterOrganization *organization = roster_window_get_organization (self);

  if (organization == NULL)
    return needs_tab (self);
  return roster_organization_get_read_only (organization)
             ? _ ("This organization is locked against changes: unlock it in the preferences.")
             : NULL;
}

static const char *
needs_rights (RosterWindow *self)
{
  const char *reason = needs_unlocked (self);

  if (reason == NULL)
    reason = needs_list (self);
  if (reason != NULL)
    return reason;
  return roster_organization_get_own_role (roster_window_get_organization (self)) ==
                 ROSTER_ROLE_READER
             ? _ ("Your account is a reader in this organization: it may not change anything.")
             : NULL;
}

static const char *
needs_selection (RosterWindow *self)
{
  const char *reason = needs_list (self);
  RosterOrganizationPage *page = roster_window_peek_page (self);
  guint n_selected = 0;

  if (reason != NULL)
    return reason;
  if (page != NULL)
    g_object_get (page, "n-selected", &n_selected, NULL);
  return n_selected == 0 ? _ ("Select members in the list first.") : NULL;
}

static const char *
needs_rights_and_selection (RosterWindow *self)
{
  const char *reason = needs_rights (self);

  return reason != NULL ? reason : needs_selection (self);
}

static const char *
needs_two_tabs (RosterWindow *self)
{
  return gtk_notebook_get_n_pages (self->notebook) < 2 ? _ ("There is no other tab.") : NULL;
}

static const char *
needs_real_accounts (RosterWindow *self)
{
  return roster_window_is_demo (self) ? roster_account_list_get_refusal (self->directory) : NULL;
}

static const char *
needs_real_tab (RosterWindow *self)
{
  const char *reason = needs_real_accounts (self);

  return reason != NULL ? reason : needs_tab (self);
}

static void
invite (RosterWindow *self)
{
  GtkWindow *dialog = roster_invite_dialog_new (GTK_WINDOW (self),
                                                roster_window_get_organization (self), self->queue);

  if (self->settings != NULL && !g_settings_get_boolean (self->settings, "warn-unusual-domains"))
    roster_invite_dialog_accept_unusual (ROSTER_INVITE_DIALOG (dialog));
  gtk_window_present (dialog);
}

static void
add_existing (RosterWindow *self)
{
  gtk_window_present (roster_add_dialog_new (
      GTK_WINDOW (self), roster_window_get_organization (self), self->directory, self->queue));
}

static void
remove_members (RosterWindow *self)
{
  g_autoptr (GPtrArray) ids =
      roster_organization_page_dup_selected_ids (roster_window_get_page (self));

  gtk_window_present (roster_remove_dialog_new (
      GTK_WINDOW (self), roster_window_get_organization (self), ids, self->queue));
}

static void
copy_addresses (RosterWindow *self)
{
  roster_organization_page_copy_addresses (roster_window_get_page (self));
}

static void export(RosterWindow *self)
{
  RosterOrganizationPage *page = roster_window_get_page (self);
  g_autofree char *file_id = roster_directory_dup_file_id (
      self->directory, roster_organization_page_get_organization (page));

  roster_organization_page_export (page, file_id);
}

static void
find (RosterWindow *self)
{
  roster_organization_page_find (roster_window_get_page (self));
}

static void
refresh (RosterWindow *self)
{
  roster_organization_refresh (roster_window_get_organization (self));
}

/**
 * roster_window_set_up_account:
 * @self: a window
 *
 * Opens the dialog for an account that is not there yet, or for one more organization.
 */
void
roster_window_set_up_account (RosterWindow *self)
{
  gtk_window_present (roster_account_dialog_new (GTK_WINDOW (self), self->directory, NULL));
}

static void
import (RosterWindow *self)
{
  roster_import_choose (GTK_WINDOW (self), self->directory);
}

static void
add_organization (RosterWindow *self)
{
  RosterOrganization *organization = roster_window_get_organization (self);
  RosterAccount *account =
      organization != NULL ? roster_organization_get_account (organization) : NULL;

  gtk_window_present (roster_account_dialog_new (GTK_WINDOW (self), self->directory, account));
}

static void
edit_account (RosterWindow *self)
{
  RosterOrganization *organization = roster_window_get_organization (self);

  gtk_window_present (roster_account_dialog_new (GTK_WINDOW (self), self->directory,
                                                 roster_organization_get_account (organization)));
}

static void
turn_pages (RosterWindow *self, int step)
{
  int n_pages = gtk_notebook_get_n_pages (self->notebook);
  int page = gtk_notebook_get_current_page (self->notebook);

  gtk_notebook_set_current_page (self->notebook, (page + step + n_pages) % n_pages);
}

static void
next_tab (RosterWindow *self)
{
  turn_pages (self, 1);
}

static void
previous_tab (RosterWindow *self)
{
  turn_pages (self, -1);
}

static void
close_window (RosterWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
stop_changes (RosterWindow *self)
{
  roster_change_queue_stop (self->queue);
}

static const char *
needs_changes (RosterWindow *self)
{
  return roster_change_queue_get_busy (self->queue) ? NULL : _ ("No change is being sent.");
}

static const WindowAction window_actions[] = {
  { "invite", invite, "<Control>i", N_ ("Invite people by e-mail"), needs_rights, FALSE },
  { "add-existing", add_existing, "<Control>m",
    N_ ("Add people who are in another organization already"), needs_rights, FALSE },
  { "remove", remove_members, "Delete", N_ ("Remove the selected members"),
    needs_rights_and_selection, TRUE },
  { "copy-addresses", copy_addresses, "<Control>c", N_ ("Copy the selected members’ addresses"),
    needs_selection, TRUE },
  { "export", export, "<Control>s", N_ ("Save the members as a CSV file"), needs_list, FALSE },
  { "stop-changes", stop_changes, "<Control>k", N_ ("Send no more; what was sent stays"),
    needs_changes, FALSE },
  { "refresh", refresh, "F5|<Control>r", N_ ("Read the members again"), needs_tab, FALSE },
  { "refresh-all", roster_window_tabs_refresh_all, "<Shift>F5", NULL, needs_tab, FALSE },
  { "find", find, "<Control>f", N_ ("Find members"), needs_tab, FALSE },
  { "find-everywhere", roster_window_find_everywhere, "<Control><Shift>f", NULL, needs_tab, FALSE },
  { "history", roster_window_show_history, "<Control>h", NULL, NULL, FALSE },
  { "preferences", roster_window_show_preferences, "<Control>comma", NULL, NULL, FALSE },
  { "import", import, "<Control>o", NULL, needs_real_accounts, FALSE },
  { "add-organization", add_organization, "<Control>t", N_ ("Add an organization"),
    needs_real_accounts, FALSE },
  { "add-account", roster_window_set_up_account, "<Control>n", NULL, needs_real_accounts, FALSE },
  { "edit-account", edit_account, "<Control>e", NULL, needs_real_tab, FALSE },
  { "remove-tab", roster_window_tabs_remove_current, "<Control><Shift>w", NULL, needs_real_tab,
    FALSE },
  { "next-tab", next_tab, "<Control>Page_Down", NULL, needs_two_tabs, FALSE },
  { "previous-tab", previous_tab, "<Control>Page_Up", NULL, needs_two_tabs, FALSE },
  { "show-help-overlay", roster_window_show_shortcuts, "<Control>question", NULL, NULL, FALSE },
  { "close", close_window, "<Control>w", NULL, NULL, FALSE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (window_actions) <= ROSTER_WINDOW_MAX_ACTIONS);

static const WindowAction *
find_action (const char *detailed_name)
{
  if (detailed_name == NULL || !g_str_has_prefix (detailed_name, "win."))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (window_actions); i++)
    if (g_str_equal (detailed_name + strlen ("win."), window_actions[i].name))
      return &window_actions[i];
  return NULL;
}

static void
action_activated (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  RosterWindow *self = ROSTER_WINDOW (user_data);
  g_autofree char *name = g_strconcat ("win.", g_action_get_name (G_ACTION (simple)), NULL);
  const WindowAction *action = find_action (name);

  g_return_if_fail (action != NULL);

  /* What makes it impossible may have come about since the last look. */
  if (action->why_not == NULL || action->why_not (self) == NULL)
    action->activate (self);
  else
    roster_window_actions_update (self, FALSE);
}

static void
tab_activated (GSimpleAction *simple, GVariant *parameter, gpointer user_data)
{
  RosterWindow *self = ROSTER_WINDOW (user_data);
  int page = g_variant_get_int32 (parameter);

  if (page < gtk_notebook_get_n_pages (self->notebook))
    gtk_notebook_set_current_page (self->notebook, page);
}

/* “Invite people by e-mail (Ctrl+I)”, or why that is impossible. */
static void
set_tip (RosterWindow *self, GtkWidget *widget, const WindowAction *action)
{
  const char *reason = self->said[action - window_actions];
  g_auto (GStrv) accelerators = NULL;
  g_autofree char *label = NULL;
  g_autofree char *tip = NULL;
  guint key = 0;
  GdkModifierType modifiers = 0;

  if (reason == NULL && action->tip != NULL)
    {
      accelerators = g_strsplit (action->accelerator, "|", 2);
      gtk_accelerator_parse (accelerators[0], &key, &modifiers);
      label = gtk_accelerator_get_label (key, modifiers);
      /* Translators: the tooltip of a button: what it does and its shortcut. */
      tip = g_strdup_printf (_ ("%s (%s)"), _ (action->tip), label);
      reason = tip;
    }
  gtk_widget_set_tooltip_text (widget, reason);
}

/* Buttons may stand anywhere in the window; only the rows of a list are left out. */
static void
set_tips (RosterWindow *self, GtkWidget *widget)
{
  const WindowAction *action = NULL;

  if (GTK_IS_COLUMN_VIEW (widget) || GTK_IS_POPOVER (widget))
    return;
  if (GTK_IS_ACTIONABLE (widget))
    action = find_action (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)));
  if (action != NULL && !gtk_widget_has_css_class (widget, "way"))
    set_tip (self, widget, action);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    set_tips (self, child);
}

/**
 * roster_window_actions_update:
 * @self: a window
 * @new_widgets: whether there may be buttons that have no tooltip yet
 *
 * Decides which actions are possible. The one place where that is done.
 */
void
roster_window_actions_update (RosterWindow *self, gboolean new_widgets)
{
  gboolean changed = new_widgets;

  for (guint i = 0; i < G_N_ELEMENTS (window_actions); i++)
    {
      const WindowAction *action = &window_actions[i];
      const char *reason = action->why_not != NULL ? action->why_not (self) : NULL;
      GAction *simple = g_action_map_lookup_action (G_ACTION_MAP (self), action->name);

      changed |= reason != self->said[i];
      self->said[i] = reason;
      g_simple_action_set_enabled (G_SIMPLE_ACTION (simple), reason == NULL);
    }
  if (changed)
    set_tips (self, GTK_WIDGET (self));
}

static void
set_accelerators (RosterWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  for (guint i = 0; i < G_N_ELEMENTS (window_actions); i++)
    {
      g_autofree char *name = g_strconcat ("win.", window_actions[i].name, NULL);
      g_auto (GStrv) accelerators = NULL;

      if (window_actions[i].yields_to_text)
        continue;
      accelerators = g_strsplit (window_actions[i].accelerator, "|", -1);
      gtk_application_set_accels_for_action (application, name, (const char *const *)accelerators);
    }
  for (int page = 0; page < 9; page++)
    {
      g_autofree char *name = g_strdup_printf ("win.tab(%d)", page);
      g_autofree char *accelerator = g_strdup_printf ("<Alt>%d", page + 1);

      gtk_application_set_accels_for_action (application, name,
                                             (const char *const[]){ accelerator, NULL });
    }
}

/* In a text field these keys belong to the text; everywhere else the window sees them before
 * anybody who would type them into the search. */
static gboolean
activate_outside_text (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (widget));

  if (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus) || GTK_IS_LABEL (focus))
    return FALSE;
  return gtk_widget_activate_action (widget, user_data, NULL);
}

static void
add_text_shortcuts (RosterWindow *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (window_actions); i++)
    if (window_actions[i].yields_to_text)
      gtk_shortcut_controller_add_shortcut (
          GTK_SHORTCUT_CONTROLLER (controller),
          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (window_actions[i].accelerator),
                            gtk_callback_action_new (
                                activate_outside_text,
                                g_strconcat ("win.", window_actions[i].name, NULL), g_free)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/**
 * roster_window_actions_init:
 * @self: a window that has its application
 *
 * Gives @self its actions and the application their shortcuts.
 */
void
roster_window_actions_init (RosterWindow *self)
{
  const GActionEntry tab = { "tab", tab_activated, "i", NULL, NULL, { 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (window_actions); i++)
    {
      const GActionEntry entry = {
        window_actions[i].name, action_activated, NULL, NULL, NULL, { 0 }
      };

      g_action_map_add_action_entries (G_ACTION_MAP (self), &entry, 1, self);
    }
  g_action_map_add_action_entries (G_ACTION_MAP (self), &tab, 1, self);
  set_accelerators (self);
  add_text_shortcuts (self);
}

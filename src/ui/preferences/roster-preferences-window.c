/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RosterPreferencesWindow: its pages, and what of them is a plain setting. */

#include "ui/preferences/roster-preferences-window.h"

#include <glib/gi18n-lib.h>

#include "ui/list/roster-column-editor.h"
#include "ui/preferences/roster-accounts-page.h"
#include "ui/preferences/roster-organizations-page.h"

struct _RosterPreferencesWindow
{
  GtkWindow parent_instance;

  /* Template widgets */
  GtkNotebook *notebook;
  RosterAccountsPage *accounts_page;
  RosterOrganizationsPage *organizations_page;
  GtkWidget *list_page;
  GtkWidget *confirmations_page;
  GtkSpinButton *inactive_days;
  RosterColumnEditor *column_editor;
  GtkCheckButton *ask_close;
  GtkCheckButton *warn_domains;
  GtkSpinButton *undo_seconds;

  GSettings *settings; /* owned (nullable) */
};

G_DEFINE_FINAL_TYPE (RosterPreferencesWindow, roster_preferences_window, GTK_TYPE_WINDOW)

static void
on_reset_columns (RosterPreferencesWindow *self)
{
  g_settings_reset (self->settings, "columns");
}

static void
roster_preferences_window_dispose (GObject *object)
{
  g_clear_object (&ROSTER_PREFERENCES_WINDOW (object)->settings);

  G_OBJECT_CLASS (roster_preferences_window_parent_class)->dispose (object);
}

static void
roster_preferences_window_class_init (RosterPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_preferences_window_dispose;

  g_type_ensure (ROSTER_TYPE_ACCOUNTS_PAGE);
  g_type_ensure (ROSTER_TYPE_COLUMN_EDITOR);
  g_type_ensure (ROSTER_TYPE_ORGANIZATIONS_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/roster/Roster/roster-preferences-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, notebook);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, accounts_page);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, organizations_page);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, list_page);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, confirmations_page);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, inactive_days);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, column_editor);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, ask_close);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, warn_domains);
  gtk_widget_class_bind_template_child (widget_class, RosterPreferencesWindow, undo_seconds);
  gtk_widget_class_bind_template_callback (widget_class, on_reset_columns);
}

/* GtkNotebook wraps each label in a widget of its own, which no .ui file can name. */
static void
name_tab (GtkNotebook *notebook, GtkWidget *page)
{
  GtkWidget *label = gtk_notebook_get_tab_label (notebook, page);

  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (label)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (label)), -1);
}

static void
roster_preferences_window_init (RosterPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < gtk_notebook_get_n_pages (self->notebook); i++)
    name_tab (self->notebook, gtk_notebook_get_nth_page (self->notebook, i));
}

static void
bind_settings (RosterPreferencesWindow *self)
{
  const struct
  {
    const char *key;
    gpointer widget;
    const char *property;
  } bindings[] = {
    { "inactive-days", self->inactive_days, "value" },
    { "ask-close", self->ask_close, "active" },
    { "warn-unusual-domains", self->warn_domains, "active" },
    { "undo-seconds", self->undo_seconds, "value" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    g_settings_bind (self->settings, bindings[i].key, bindings[i].widget, bindings[i].property,
                     G_SETTINGS_BIND_DEFAULT);
  roster_column_editor_set_settings (self->column_editor, self->settings);
}

/**
 * roster_preferences_window_new:
 * @parent: (nullable): the window it belongs to
 * @directory: the accounts and organizations
 * @queue: what their changes go through
 * @settings: (nullable): for the list and the confirmations; %NULL leaves these out
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWindow *
roster_preferences_window_new (GtkWindow *parent,
                               RosterDirectory *directory,
                               RosterChangeQueue *queue,
                               GSettings *settings)
{
  RosterPreferencesWindow *self;

  g_return_val_if_fail (ROSTER_IS_DIRECTORY (directory), NULL);
  g_return_val_if_fail (ROSTER_IS_CHANGE_QUEUE (queue), NULL);

  self = g_object_new (ROSTER_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);
  g_set_object (&self->settings, settings);
  roster_accounts_page_set_directory (self->accounts_page, directory, queue);
  roster_organizations_page_set_directory (self->organizations_page, directory);
  gtk_widget_set_visible (self->list_page, settings != NULL);
  gtk_widget_set_visible (self->confirmations_page, settings != NULL);
  if (settings != NULL)
    bind_settings (self);
  return GTK_WINDOW (self);
}

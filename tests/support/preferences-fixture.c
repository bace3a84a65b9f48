/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/preferences-fixture.h"

#include <glib/gstdio.h>

void
preferences_set_up (PreferencesFixture *self, gconstpointer data)
{
  const char *const keys[] = { "columns", "inactive-days", "ask-close", "warn-unusual-domains",
                               "undo-seconds" };
  g_autoptr (RosterJournal) journal = NULL;
  g_autofree char *path = NULL;

  setup_fixture_set_up (&self->setup, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (self->setup.settings, keys[i]);
  self->folder = g_dir_make_tmp (NULL, NULL);
  path = g_build_filename (self->folder, "journal.jsonl", NULL);
  journal = roster_journal_new (path);
  self->queue = roster_change_queue_new (journal);
}

void
preferences_tear_down (PreferencesFixture *self, gconstpointer data)
{
  GtkWindow *window = self->window;

  if (window != NULL)
    {
      g_clear_weak_pointer (&self->window);
      ui_test_destroy (window);
    }
  g_object_unref (self->queue);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  setup_fixture_tear_down (&self->setup, data);
}

void
preferences_add_organizations (PreferencesFixture *self)
{
  RosterDirectory *directory = self->setup.directory;
  RosterAccount *account = setup_fixture_get_account (&self->setup);
  RosterAccount *other =
      roster_directory_ensure_account (directory, "https://example.com/v2", "grace");

  roster_directory_add (directory, account, "Production", "demo-production");
  roster_directory_add (directory, account, "Staging", "demo-staging");
  roster_directory_add (directory, other, "Elsewhere", "1");
}

void
preferences_open (PreferencesFixture *self, int page)
{
  g_set_weak_pointer (&self->window,
                      roster_preferences_window_new (self->setup.parent, self->setup.directory,
                                                     self->queue, self->setup.settings));
  gtk_notebook_set_current_page (
      GTK_NOTEBOOK (ui_test_find (GTK_WIDGET (self->window), "notebook")), page);
  gtk_window_present (self->window);
  ui_test_spin (50);
}

GtkWidget *
preferences_get_card (PreferencesFixture *self, const char *page, guint position)
{
  GtkWidget *root = ui_test_find (GTK_WIDGET (self->window), page);
  GtkWidget *card = gtk_widget_get_first_child (ui_test_find (root, "cards"));

  for (guint i = 0; card != NULL && i < position; i++)
    card = gtk_widget_get_next_sibling (card);
  return card;
}

RosterOrganization *
preferences_get_organization (PreferencesFixture *self, guint position)
{
  return roster_directory_get_organization (self->setup.directory, position);
}

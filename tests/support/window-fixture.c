/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/window-fixture.h"

#include <glib/gstdio.h>

#include "ui/page/roster-tab.h"

/* The one application of the test program. */
RosterApplication *
window_fixture_get_application (void)
{
  static RosterApplication *application = NULL;
  g_autoptr (GError) error = NULL;

  if (application != NULL)
    return application;
  application = roster_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);
  return application;
}

/* settings: (nullable); the account is of that endpoint. No window yet. */
void
window_fixture_set_up (WindowFixture *self, GSettings *settings, const char *endpoint)
{
  g_autoptr (RosterJournal) journal = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp (NULL, NULL);
  path = g_build_filename (self->folder, "journal.jsonl", NULL);
  journal = roster_journal_new (path);
  self->queue = roster_change_queue_new (journal);
  self->transport = roster_transport_new ();
  self->directory = roster_directory_new (settings, self->transport, NULL);
  self->account = roster_directory_ensure_account (self->directory, endpoint, "ada");
}

/* A window makes its tabs and their pages after its first frame. */
static gboolean
has_pages (gpointer data)
{
  WindowFixture *self = data;
  GtkNotebook *notebook = GTK_NOTEBOOK (ui_test_find (GTK_WIDGET (self->window), "notebook"));

  if (notebook == NULL)
    return FALSE;
  for (int i = 0; i < gtk_notebook_get_n_pages (notebook); i++)
    if (roster_tab_peek_page (ROSTER_TAB (gtk_notebook_get_nth_page (notebook, i))) == NULL)
      return FALSE;
  return TRUE;
}

/* A window that is not shown yet. */
void
window_fixture_make (WindowFixture *self)
{
  self->window = roster_window_new (GTK_APPLICATION (window_fixture_get_application ()),
                                    self->directory, self->queue);
  self->watched = self->window;
  g_object_add_weak_pointer (G_OBJECT (self->window), &self->watched);
}

void
window_fixture_open (WindowFixture *self)
{
  window_fixture_make (self);
  gtk_window_present (GTK_WINDOW (self->window));
  ui_test_spin (50);
  g_assert_true (ui_test_wait (has_pages, self));
}

static gboolean
is_idle (gpointer data)
{
  RosterDirectory *directory = data;

  for (guint i = 0; i < roster_directory_get_n_organizations (directory); i++)
    if (roster_organization_get_state (roster_directory_get_organization (directory, i)) ==
        ROSTER_ORGANIZATION_LOADING)
      return FALSE;
  return TRUE;
}

void
window_fixture_tear_down (WindowFixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "journal.jsonl", NULL);

  g_assert_true (ui_test_wait (is_idle, self->directory));
  if (self->watched != NULL)
    ui_test_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->queue);
  g_object_unref (self->directory);
  g_object_unref (self->transport);
  g_unlink (path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}

RosterOrganization *
window_fixture_add (WindowFixture *self, const char *name, const char *organization_id)
{
  return roster_directory_add (self->directory, self->account, name, organization_id);
}

GtkWidget *
window_fixture_find (WindowFixture *self, const char *id)
{
  GtkWidget *found = ui_test_find (GTK_WIDGET (self->window), id);

  g_assert_nonnull (found);
  return found;
}

GtkNotebook *
window_fixture_get_notebook (WindowFixture *self)
{
  return GTK_NOTEBOOK (window_fixture_find (self, "notebook"));
}

gboolean
window_fixture_is_enabled (WindowFixture *self, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), action);
}

void
window_fixture_activate (WindowFixture *self, const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->window), action, NULL);
}

/* The dialog that belongs to the window, or NULL. */
GtkDialog *
window_fixture_find_dialog (WindowFixture *self)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *link = toplevels; link != NULL; link = link->next)
    if (GTK_IS_DIALOG (link->data) &&
        gtk_window_get_transient_for (link->data) == GTK_WINDOW (self->window))
      return link->data;
  return NULL;
}

/* Opens the search through all organizations, or comes back to it: a RosterFindWindow. */
GtkWidget *
window_fixture_open_find (WindowFixture *self)
{
  g_autoptr (GList) toplevels = NULL;
  GtkWidget *found = NULL;

  window_fixture_activate (self, "find-everywhere");
  toplevels = gtk_window_list_toplevels ();
  for (GList *link = toplevels; link != NULL && found == NULL; link = link->next)
    if (g_str_equal (G_OBJECT_TYPE_NAME (link->data), "RosterFindWindow"))
      found = link->data;
  g_assert_nonnull (found);
  return found;
}

gboolean
window_fixture_is_gone (gpointer self)
{
  return ((WindowFixture *)self)->watched == NULL;
}

static void
start_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(gboolean *)user_data =
      roster_demo_launcher_start_finish (ROSTER_DEMO_LAUNCHER (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
has_started (gpointer started)
{
  return *(gboolean *)started;
}

void
window_fixture_start_demo (WindowFixture *self)
{
  gboolean started = FALSE;

  self->transport = roster_transport_new ();
  self->launcher = roster_demo_launcher_new (self->transport);
  roster_demo_launcher_start_async (self->launcher, NULL, start_ended, &started);
  g_assert_true (ui_test_wait (has_started, &started));
  self->directory = roster_demo_launcher_get_directory (self->launcher);
  self->queue = roster_demo_launcher_get_queue (self->launcher);
}

/* Whether the list of every organization has been read. */
gboolean
window_fixture_has_read (gpointer directory)
{
  for (guint i = 0; i < roster_directory_get_n_organizations (directory); i++)
    if (roster_organization_get_state (roster_directory_get_organization (directory, i)) !=
        ROSTER_ORGANIZATION_READY)
      return FALSE;
  return TRUE;
}

void
window_fixture_open_demo (WindowFixture *self)
{
  self->window =
      roster_window_new_demo (GTK_APPLICATION (window_fixture_get_application ()), self->launcher);
  gtk_window_present (GTK_WINDOW (self->window));
  g_assert_true (ui_test_wait (window_fixture_has_read, self->directory));
  g_assert_true (ui_test_wait (has_pages, self));
}

void
window_fixture_end_demo (WindowFixture *self)
{
  ui_test_destroy (GTK_WINDOW (self->window));
  ui_test_spin (50);
  g_assert_finalize_object (self->launcher);
  g_object_unref (self->transport);
}

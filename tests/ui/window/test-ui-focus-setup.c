/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting up and the preferences with the Tab key. */

#include "support/focus-keys.h"
#include "support/focus-walk.h"
#include "support/preferences-fixture.h"

#include <glib/gstdio.h>

#include "ui/accounts/roster-account-dialog.h"
#include "ui/accounts/roster-import-dialog.h"

#define N_ORGANIZATIONS 12

/* The scripts' file. */
static char *
make_config (void)
{
  GString *text = g_string_new ("[USER_INFO]\nTS_USER_ID = ada\n"
                                "TS_API_KEY = werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn\n");

  for (guint i = 0; i < N_ORGANIZATIONS; i++)
    {
      g_autofree char *section = i > 0 ? g_strdup_printf ("TAB%u", i) : g_strdup ("DEFAULT");

      g_string_append_printf (
          text, "[%s]\nTS_ORGANIZATION_ID = %u\nTS_ORGANIZATION_NAME = \"Production %u\"\n",
          section, i, i);
    }
  return g_string_free (text, FALSE);
}

static void
walk (GtkWindow *window)
{
  focus_walk (window, 700, 700);
  focus_walk (window, 480, 400);
}

static void
walk_and_close (GtkWindow *window)
{
  gtk_window_present (window);
  ui_test_spin (100);
  walk (window);
  ui_test_destroy (window);
}

/* With more organizations than there is room for. */
static void
test_account (PreferencesFixture *self, gconstpointer data)
{
  GtkWindow *dialog = roster_account_dialog_new (self->setup.parent, self->setup.directory, NULL);

  gtk_window_present (dialog);
  ui_test_spin (100);
  walk (dialog);
  for (guint i = 0; i < 6; i++)
    setup_fixture_click (dialog, "add_button");
  walk_and_close (dialog);
}

static void
test_edit_account (PreferencesFixture *self, gconstpointer data)
{
  preferences_add_organizations (self);
  walk_and_close (roster_account_dialog_new (self->setup.parent, self->setup.directory,
                                             setup_fixture_get_account (&self->setup)));
}

static void
test_import (PreferencesFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "threatstack.cfg", NULL);
  g_autofree char *config = make_config ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  GtkWindow *dialog;

  g_file_set_contents (path, config, -1, &error);
  g_assert_no_error (error);
  dialog = roster_import_dialog_new (self->setup.parent, self->setup.directory, file);
  gtk_window_present (dialog);
  ui_test_spin (300);
  walk (dialog);
  focus_walk_list (dialog, ui_test_find (GTK_WIDGET (dialog), "list_box"));
  ui_test_destroy (dialog);
  g_unlink (path);
}

static void
test_preferences (PreferencesFixture *self, gconstpointer data)
{
  preferences_add_organizations (self);
  preferences_open (self, GPOINTER_TO_INT (data));
  walk (self->window);
}

#define ADD(name, data, func)                                                                      \
  g_test_add ("/ui/focus-setup/" name, PreferencesFixture, data, preferences_set_up, func,         \
              preferences_tear_down)

int
main (int argc, char *argv[])
{
  ui_test_init (&argc, &argv);
  focus_keys_still ();
  ADD ("account", NULL, test_account);
  ADD ("edit-account", NULL, test_edit_account);
  ADD ("import", NULL, test_import);
  ADD ("accounts", GINT_TO_POINTER (ACCOUNTS), test_preferences);
  ADD ("organizations", GINT_TO_POINTER (ORGANIZATIONS), test_preferences);
  ADD ("list", GINT_TO_POINTER (LIST), test_preferences);
  ADD ("confirmations", GINT_TO_POINTER (CONFIRMATIONS), test_preferences);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two ways into an import: a file that is known, and one that is still to be chosen. */

#include "ui/accounts/roster-import-dialog.h"

#include <glib/gi18n-lib.h>

#include "core/organizations/roster-config-import.h"

/* (nullable): the import that is open over a window. */
static GtkWindow *
find_open (GtkWindow *parent)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; parent != NULL && i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (ROSTER_IS_IMPORT_DIALOG (window) && gtk_window_get_transient_for (window) == parent)
        return window;
    }
  return NULL;
}

/**
 * roster_import_file:
 * @parent: (nullable): the window it is for
 * @directory: where account and organizations are to be
 * @file: a threatstack.cfg
 *
 * Opens the dialog that imports a file. One that is open already is finished first: another program
 * may ask for any number of them.
 */
void
roster_import_file (GtkWindow *parent, RosterDirectory *directory, GFile *file)
{
  GtkWindow *open = find_open (parent);

  gtk_window_present (open != NULL ? open : roster_import_dialog_new (parent, directory, file));
}

static void
on_response (GtkNativeDialog *dialog, int response, RosterDirectory *directory)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      roster_import_file (gtk_native_dialog_get_transient_for (dialog), directory, file);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *pattern)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
}

/**
 * roster_import_choose:
 * @parent: (nullable): the window it is for
 * @directory: where account and organizations are to be
 *
 * Lets a file be chosen, and imports it.
 */
void
roster_import_choose (GtkWindow *parent, RosterDirectory *directory)
{
  GtkFileChooserNative *native;

  g_return_if_fail (ROSTER_IS_DIRECTORY (directory));

  native = gtk_file_chooser_native_new (_ ("Import threatstack.cfg"), parent,
                                        GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  add_filter (GTK_FILE_CHOOSER (native), _ ("Configuration of the scripts (*.cfg)"), "*.cfg");
  add_filter (GTK_FILE_CHOOSER (native), _ ("All files"), "*");

  /* It holds itself until it is answered. */
  g_signal_connect_object (native, "response", G_CALLBACK (on_response), directory, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

/** roster_import_describe_path: (transfer full): as people write it: ~/threatstack.cfg */
char *
roster_import_describe_path (GFile *file)
{
  g_autoptr (GFile) home = g_file_new_for_path (g_get_home_dir ());
  g_autofree char *relative = g_file_get_relative_path (home, file);
  g_autofree char *display = relative != NULL ? g_filename_display_name (relative) : NULL;

  return display != NULL ? g_build_filename ("~", display, NULL) : g_file_get_parse_name (file);
}

/**
 * roster_import_save:
 * @directory: where the organizations are to be
 * @account: one of its accounts
 * @config: what is in the file
 * @key: (nullable): the account's from now on, in this run
 * @rename: whether known organizations are to be called as in the file
 * @error: return location for %ROSTER_ERROR_FILE
 *
 * Returns: whether the organizations are saved, and have been read back; else all is as it was
 */
gboolean
roster_import_save (RosterDirectory *directory,
                    RosterAccount *account,
                    const RosterConfigFile *config,
                    SecretValue *key,
                    gboolean rename,
                    GError **error)
{
  g_autoptr (RosterConfigImport) import = roster_config_import_new (directory, account, config);
  SecretValue *old = roster_account_get_key (account);
  g_autoptr (SecretValue) before = old != NULL ? secret_value_ref (old) : NULL;

  /* The key first: a tab that appears begins to read at once. */
  if (key != NULL)
    roster_account_set_key (account, key);
  for (guint i = 0; i < config->organizations->len; i++)
    roster_config_import_set_rename (import, i, rename);
  if (roster_config_import_apply (import, TRUE, error))
    return TRUE;
  roster_account_set_key (account, before);
  return FALSE;
}

/** roster_import_is_replacing: whether the account has another key than that; key: (nullable) */
gboolean
roster_import_is_replacing (RosterAccount *account, SecretValue *key)
{
  return roster_account_has_key (account) && key != NULL && !roster_account_is_key (account, key);
}

/** roster_import_dup_title: (transfer full): of the dialog for a file */
char *
roster_import_dup_title (GFile *file)
{
  g_autofree char *basename = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (basename != NULL ? basename : "");

  /* Translators: the title of a window: %s is a file's name. */
  return g_strdup_printf (_ ("Import %s"), name);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/roster-cli-import.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "cli/roster-cli-await.h"
#include "cli/roster-cli-output.h"
#include "cli/roster-cli-try.h"
#include "core/base/roster-error.h"
#include "core/organizations/roster-config-import.h"

static RosterConfigFile *
load (GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_config_file_load_async (file, NULL, roster_cli_take_result, &result);
  return roster_config_file_load_finish (roster_cli_await (&result), error);
}

/* Sets the account's key where the keyring has one; that it has none is no error. */
static gboolean
look_up_key (RosterKeyring *keyring, RosterAccount *account, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) failure = NULL;

  roster_keyring_ensure_key_async (keyring, account, roster_cli_take_result, &result);
  if (roster_keyring_ensure_key_finish (keyring, roster_cli_await (&result), &failure) ||
      g_error_matches (failure, ROSTER_ERROR, ROSTER_ERROR_NO_KEY))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
store_key (RosterKeyring *keyring, RosterAccount *account, SecretValue *key, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_keyring_store_key_async (keyring, account, key, roster_cli_take_result, &result);
  return roster_keyring_store_key_finish (keyring, roster_cli_await (&result), error);
}

/* Whether a list can be read with the file's key. */
static gboolean
try_key (RosterCliSession *session,
         RosterAccount *account,
         const RosterConfigFile *config,
         GError **error)
{
  g_autoptr (RosterAccount) probe = roster_account_new (roster_account_get_endpoint (account),
                                                        roster_account_get_user_id (account));
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < config->organizations->len; i++)
    g_ptr_array_add (ids, ((RosterConfigOrganization *)config->organizations->pdata[i])->id);
  g_ptr_array_add (ids, NULL);
  roster_account_set_key (probe, config->key);
  return roster_cli_try (
      roster_directory_get_transport (roster_cli_session_get_directory (session)), probe,
      (const char *const *)ids->pdata, error);
}

/* A key that Roster has gives way where that was asked for and the new one works. */
static gboolean
check_replacement (RosterCliSession *session,
                   const RosterCliOptions *options,
                   RosterAccount *account,
                   const RosterConfigFile *config,
                   GError **error)
{
  if (options->replace)
    return try_key (session, account, config, error);
  g_set_error (error, ROSTER_ERROR, ROSTER_ERROR_CONFLICT,
               /* Translators: a user id, an endpoint, a file's name. */
               _ ("Roster has another key of “%s” for %s. Nothing was imported; --replace puts the "
                  "key of %s in its place once it has been found to work."),
               config->user_id, roster_account_get_endpoint (account), options->file);
  return FALSE;
}

static void
say_what_is_saved (RosterConfigImport *import,
                   const RosterConfigFile *config,
                   const RosterCliOptions *options)
{
  for (guint i = 0; i < config->organizations->len; i++)
    {
      const RosterConfigOrganization *organization = g_ptr_array_index (config->organizations, i);
      const char *other = roster_config_import_get_other_name (import, i);
      g_autofree char *line = NULL;

      roster_cli_say (ROSTER_CLI_GOOD,
                      other != NULL && !options->replace ? other : organization->name);
      if (other == NULL || options->replace)
        continue;
      line = g_strdup_printf (
          /* Translators: an organization's name in a file, and its name in Roster. */
          _ ("“%s” in the file is called “%s” here and keeps that name; --replace renames it."),
          organization->name, other);
      roster_cli_say (ROSTER_CLI_WARNING, line);
    }
}

/* Settings and keyring: both, or neither. */
static gboolean
save (RosterCliSession *session,
      const RosterCliOptions *options,
      RosterAccount *account,
      const RosterConfigFile *config,
      GError **error)
{
  RosterDirectory *directory = roster_cli_session_get_directory (session);
  g_autoptr (RosterConfigImport) import = roster_config_import_new (directory, account, config);

  for (guint i = 0; i < config->organizations->len; i++)
    roster_config_import_set_rename (import, i, options->replace);
  if (!roster_config_import_apply (import, FALSE, error))
    return FALSE;
  if (config->key != NULL && !roster_account_is_key (account, config->key) &&
      !store_key (roster_directory_get_keyring (directory), account, config->key, error))
    {
      roster_config_import_undo (import);
      g_settings_sync ();
      return FALSE;
    }
  say_what_is_saved (import, config, options);
  return TRUE;
}

static gboolean
ask_to_remove_key (const RosterCliOptions *options)
{
  g_autofree char *question = NULL;
  g_autofree char *answer = NULL;

  if (options->remove_key)
    return TRUE;
  /* Translators: %s is a file's name; the answer is the word “yes”, also in translations. */
  question = g_strdup_printf (_ ("The key is in the keyring now. Take it out of %s? (yes/no)"),
                              options->file);
  answer = roster_cli_ask (question);
  return g_strcmp0 (answer, "yes") == 0;
}

static gboolean
remove_key (GFile *file, const RosterCliOptions *options, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *line = NULL;
  gboolean from_comments;

  roster_config_file_remove_key_async (file, roster_cli_take_result, &result);
  if (!roster_config_file_remove_key_finish (roster_cli_await (&result), &from_comments, error))
    return FALSE;
  line = g_strdup_printf (from_comments
                              /* Translators: %s is a file's name. */
                              ? _ ("The key was taken out of %s, also out of its comments.")
                              /* Translators: %s is a file's name. */
                              : _ ("The key was taken out of %s."),
                          options->file);
  roster_cli_say (ROSTER_CLI_GOOD, line);
  return TRUE;
}

static RosterCliExit
end_with_key_in_file (const RosterCliOptions *options, const GError *error)
{
  g_autofree char *line = g_strdup_printf (
      /* Translators: %s is a file's name. */
      _ ("The key is still in %s in clear text; --remove-key takes it out."), options->file);

  roster_cli_say (ROSTER_CLI_WARNING, line);
  return error != NULL ? roster_cli_fail (error) : ROSTER_CLI_EXIT_DONE;
}

/* Everything is saved. is_tried: a list has been read with the key already. */
static RosterCliExit
clean_file (RosterCliSession *session,
            const RosterCliOptions *options,
            RosterAccount *account,
            const RosterConfigFile *config,
            GFile *file,
            gboolean is_tried)
{
  g_autoptr (GError) error = NULL;

  if (!options->remove_key &&
      (!roster_cli_is_terminal (STDIN_FILENO) || !roster_cli_is_terminal (STDERR_FILENO)))
    return end_with_key_in_file (options, NULL);
  if (!is_tried && !try_key (session, account, config, &error))
    return end_with_key_in_file (options, error);
  if (!ask_to_remove_key (options))
    return end_with_key_in_file (options, NULL);
  if (!remove_key (file, options, &error))
    return roster_cli_fail (error);
  return ROSTER_CLI_EXIT_DONE;
}

static char *
choose_endpoint (const RosterCliOptions *options, const RosterConfigFile *config, GError **error)
{
  const char *given = options->endpoint;

  if (given == NULL)
    given = config->endpoint != NULL ? config->endpoint : ROSTER_DEFAULT_ENDPOINT;
  return roster_account_check_endpoint (given, error);
}

/**
 * roster_cli_import:
 *
 * The same as the window's import: all of the file or nothing.
 *
 * Returns: the exit status
 */
RosterCliExit
roster_cli_import (RosterCliSession *session, const RosterCliOptions *options)
{
  RosterDirectory *directory = roster_cli_session_get_directory (session);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (options->file);
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterConfigFile) config = load (file, &error);
  g_autofree char *endpoint = NULL;
  gboolean replaces = FALSE;
  RosterAccount *account;

  if (config != NULL)
    endpoint = choose_endpoint (options, config, &error);
  if (endpoint == NULL)
    return roster_cli_fail (error);

  account = roster_directory_ensure_account (directory, endpoint, config->user_id);
  if (config->key != NULL)
    {
      if (!look_up_key (roster_directory_get_keyring (directory), account, &error))
        return roster_cli_fail (error);
      replaces = roster_account_has_key (account) && !roster_account_is_key (account, config->key);
      if (replaces && !check_replacement (session, options, account, config, &error))
        return roster_cli_fail (error);
    }
  if (!save (session, options, account, config, &error))
    return roster_cli_fail (error);
  if (config->key == NULL)
    return ROSTER_CLI_EXIT_DONE;
  return clean_file (session, options, account, config, file, replaces);
}

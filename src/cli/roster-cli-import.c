/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command import: a threatstack.cfg becomes organizations in the settings and a key in the
 * keyring. */

#include "roster-cli-import.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "roster-cli-await.h"
#include "roster-cli-output.h"
#include "roster-config-file.h"
#include "roster-error.h"

static RosterConfigFile *
load (GFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  roster_config_file_load_async (file, NULL, roster_cli_take_result, &result);
  return roster_config_file_load_finish (roster_cli_await (&result), error);
}

/* The key first: without it the organizations would be of no use, and nothing may be half imported.
 */
static gboolean
store_key (RosterCliSession *session, RosterAccount *account, SecretValue *key, GError **error)
{
  RosterKeyring *keyring =
      roster_directory_get_keyring (roster_cli_session_get_directory (session));
  g_autoptr (GAsyncResult) result = NULL;

  if (key == NULL)
    return TRUE;
  roster_keyring_store_key_async (keyring, account, key, roster_cli_take_result, &result);
  return roster_keyring_store_key_finish (keyring, roster_cli_await (&result), error);
}

static void
add_organizations (RosterCliSession *session,
                   RosterAccount *account,
                   const RosterConfigFile *config)
{
  RosterDirectory *directory = roster_cli_session_get_directory (session);
  GSettings *settings = roster_directory_get_settings (directory);

  for (guint i = 0; i < config->organizations->len; i++)
    {
      const RosterConfigOrganization *organization = g_ptr_array_index (config->organizations, i);

      roster_directory_add (directory, account, organization->name, organization->id);
      roster_cli_say (ROSTER_CLI_GOOD, organization->name);
    }
  if (settings != NULL)
    g_settings_sync ();
}

static gboolean
wants_key_removed (const RosterCliOptions *options)
{
  g_autofree char *question = NULL;
  g_autofree char *answer = NULL;

  if (options->remove_key)
    return TRUE;
  if (!roster_cli_is_terminal (STDIN_FILENO) || !roster_cli_is_terminal (STDERR_FILENO))
    return FALSE;
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

  if (!wants_key_removed (options))
    {
      /* Translators: %s is a file's name. */
      line = g_strdup_printf (
          _ ("The key is still in %s in clear text; --remove-key takes it out."), options->file);
      roster_cli_say (ROSTER_CLI_WARNING, line);
      return TRUE;
    }
  roster_config_file_remove_key_async (file, roster_cli_take_result, &result);
  if (!roster_config_file_remove_key_finish (roster_cli_await (&result), error))
    return FALSE;
  /* Translators: %s is a file's name. */
  line = g_strdup_printf (_ ("The key was taken out of %s."), options->file);
  roster_cli_say (ROSTER_CLI_GOOD, line);
  return TRUE;
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
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (options->file);
  g_autoptr (GError) error = NULL;
  g_autoptr (RosterConfigFile) config = load (file, &error);
  g_autofree char *endpoint = NULL;
  const char *given = options->endpoint;
  RosterAccount *account;

  if (config == NULL)
    return roster_cli_fail (error);
  if (given == NULL)
    given = config->endpoint != NULL ? config->endpoint : ROSTER_DEFAULT_ENDPOINT;
  endpoint = roster_account_check_endpoint (given, &error);
  if (endpoint == NULL)
    return roster_cli_fail (error);

  account = roster_directory_ensure_account (roster_cli_session_get_directory (session), endpoint,
                                             config->user_id);
  if (!store_key (session, account, config->key, &error))
    return roster_cli_fail (error);
  add_organizations (session, account, config);
  if (config->key != NULL && !remove_key (file, options, &error))
    return roster_cli_fail (error);
  return ROSTER_CLI_EXIT_DONE;
}

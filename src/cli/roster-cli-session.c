/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a command's organizations and keys come from, in the order that rosterctl(1) gives. */

#include "cli/roster-cli-session.h"

#include <glib/gi18n-lib.h>

#include "cli/roster-cli-await.h"
#include "cli/roster-cli-output.h"
#include "core/base/roster-error.h"
#include "core/base/roster-text.h"
#include "core/config/roster-config-file.h"
#include "core/demo/roster-demo-launcher.h"
#include "core/organizations/roster-directory-search.h"
#include "roster-config.h"

struct _RosterCliSession
{
  RosterTransport *transport;
  RosterKeyring *keyring;
  RosterDirectory *directory;
  RosterChangeQueue *queue;
  RosterDemoLauncher *demo; /* (nullable) */
  GHashTable *sections;     /* of a RosterOrganization: its section's name in the file */
  gboolean first_is_default;
};

static GSettings *
open_settings (GError **error)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, ROSTER_APPLICATION_ID, TRUE);
  if (schema == NULL)
    {
      g_set_error (
          error, ROSTER_ERROR, ROSTER_ERROR_FILE,
          _ ("The settings schema %s is not installed: Roster is not installed completely."),
          ROSTER_APPLICATION_ID);
      return NULL;
    }
  return g_settings_new_full (schema, NULL, NULL);
}

static RosterOrganization *
add_organization (RosterCliSession *self,
                  const char *endpoint,
                  const char *user_id,
                  SecretValue *key,
                  const char *name,
                  const char *id)
{
  RosterAccount *account = roster_directory_ensure_account (self->directory, endpoint, user_id);

  if (key != NULL)
    roster_account_set_key (account, key);
  return roster_directory_add (self->directory, account, name, id);
}

/* An option outranks the file or the environment, and that the default. */
static char *
choose_endpoint (const RosterCliOptions *options, const char *given, GError **error)
{
  const char *endpoint = ROSTER_DEFAULT_ENDPOINT;

  if (options->endpoint != NULL)
    endpoint = options->endpoint;
  else if (given != NULL && *given != '\0')
    endpoint = given;
  return roster_account_check_endpoint (endpoint, error);
}

static void
say_clear_text (const char *path)
{
  g_autofree char *text =
      g_strdup_printf (_ ("The key was read from %s in clear text; “rosterctl import %s” moves it "
                          "to the keyring.\n"),
                       path, path);

  roster_cli_say (ROSTER_CLI_PLAIN, g_strchomp (text));
}

static gboolean
open_config (RosterCliSession *self, const RosterCliOptions *options, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (options->config);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (RosterConfigFile) config = NULL;
  g_autofree char *endpoint = NULL;

  roster_config_file_load_async (file, NULL, roster_cli_take_result, &result);
  config = roster_config_file_load_finish (roster_cli_await (&result), error);
  if (config == NULL)
    return FALSE;
  endpoint = choose_endpoint (options, config->endpoint, error);
  if (endpoint == NULL)
    return FALSE;
  if (config->key != NULL)
    say_clear_text (options->config);

  for (guint i = 0; i < config->organizations->len; i++)
    {
      const RosterConfigOrganization *section = g_ptr_array_index (config->organizations, i);
      RosterOrganization *organization = add_organization (self, endpoint, config->user_id,
                                                           config->key, section->name, section->id);

      g_hash_table_insert (self->sections, organization, g_strdup (section->section));
    }
  self->first_is_default = TRUE;
  return TRUE;
}

static gboolean
open_environment (RosterCliSession *self,
                  const RosterCliOptions *options,
                  SecretValue *key,
                  GError **error)
{
  const char *id = g_getenv ("TS_ORGANIZATION_ID");
  g_autofree char *endpoint = choose_endpoint (options, g_getenv ("TS_API_ENDPOINT"), error);

  if (endpoint == NULL)
    return FALSE;
  if (id == NULL || *id == '\0')
    id = options->org;
  if (id == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Set TS_ORGANIZATION_ID, or give the organization’s id with --org."));
      return FALSE;
    }
  add_organization (self, endpoint, g_getenv ("TS_USER_ID"), key, id, id);
  return TRUE;
}

static gboolean
open_demo (RosterCliSession *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  self->demo = roster_demo_launcher_new (self->transport);
  roster_demo_launcher_start_async (self->demo, NULL, roster_cli_take_result, &result);
  if (!roster_demo_launcher_start_finish (self->demo, roster_cli_await (&result), error))
    return FALSE;
  g_set_object (&self->directory, roster_demo_launcher_get_directory (self->demo));
  g_set_object (&self->queue, roster_demo_launcher_get_queue (self->demo));
  self->first_is_default = TRUE;
  return TRUE;
}

/* The settings' organizations at another endpoint: their keys are looked up for that endpoint,
 * never carried over; a lock is. */
static gboolean
move_organizations (RosterCliSession *self, RosterDirectory *from, const char *url, GError **error)
{
  g_autofree char *endpoint = roster_account_check_endpoint (url, error);

  if (endpoint == NULL)
    return FALSE;
  for (guint i = 0; i < roster_directory_get_n_organizations (from); i++)
    {
      RosterOrganization *organization = roster_directory_get_organization (from, i);
      RosterOrganization *moved = add_organization (
          self, endpoint,
          roster_account_get_user_id (roster_organization_get_account (organization)), NULL,
          roster_organization_get_name (organization), roster_organization_get_id (organization));

      if (roster_organization_get_read_only (organization))
        roster_organization_set_read_only (moved, TRUE);
    }
  return TRUE;
}

static gboolean
open_settings_directory (RosterCliSession *self, const RosterCliOptions *options, GError **error)
{
  g_autoptr (GSettings) settings = open_settings (error);
  g_autoptr (RosterDirectory) directory = NULL;

  if (settings == NULL)
    return FALSE;
  directory = roster_directory_new (settings, self->transport, self->keyring);
  /* An import brings its own account; what it adds goes into the settings themselves. */
  if (options->endpoint != NULL && options->command != ROSTER_CLI_IMPORT)
    return move_organizations (self, directory, options->endpoint, error);
  g_set_object (&self->directory, directory);
  return TRUE;
}

static gboolean
open_source (RosterCliSession *self,
             const RosterCliOptions *options,
             SecretValue *key,
             GError **error)
{
  const char *user_id = g_getenv ("TS_USER_ID");

  if (options->demo)
    return open_demo (self, error);
  if (options->config != NULL)
    return open_config (self, options, error);
  if (options->command != ROSTER_CLI_IMPORT && user_id != NULL && *user_id != '\0' && key != NULL)
    return open_environment (self, options, key, error);
  return open_settings_directory (self, options, error);
}

/* The prompt may be on another screen. */
static void
on_prompting (RosterKeyring *keyring, RosterAccount *account, gpointer user_data)
{
  roster_cli_say (ROSTER_CLI_BOLD, _ ("Waiting for the keyring’s password…"));
}

/**
 * roster_cli_session_open:
 * @options: the command line
 * @key: (nullable): the API key that the environment had
 * @error: return location for an error of %ROSTER_ERROR or %G_OPTION_ERROR
 *
 * Returns: (transfer full) (nullable): the organizations to choose from
 */
RosterCliSession *
roster_cli_session_open (const RosterCliOptions *options, SecretValue *key, GError **error)
{
  g_autoptr (RosterCliSession) self = g_new0 (RosterCliSession, 1);

  self->transport = roster_transport_new ();
  self->keyring = roster_keyring_new ();
  self->sections = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->directory = roster_directory_new (NULL, self->transport, self->keyring);
  g_signal_connect (self->keyring, "prompting", G_CALLBACK (on_prompting), NULL);
  if (!open_source (self, options, key, error))
    return NULL;
  if (options->max_members > 0)
    roster_transport_set_max_members (self->transport, (guint)options->max_members);
  if (self->queue == NULL)
    {
      g_autoptr (RosterJournal) journal = roster_journal_new (NULL);

      self->queue = roster_change_queue_new (journal);
    }
  return g_steal_pointer (&self);
}

/**
 * roster_cli_session_free:
 * @self: (transfer full):
 */
void
roster_cli_session_free (RosterCliSession *self)
{
  g_clear_object (&self->queue);
  g_clear_object (&self->directory);
  g_clear_object (&self->demo);
  g_clear_object (&self->keyring);
  g_clear_object (&self->transport);
  g_clear_pointer (&self->sections, g_hash_table_unref);
  g_free (self);
}

/**
 * roster_cli_session_get_directory:
 *
 * Returns: (transfer none): all organizations of the source
 */
RosterDirectory *
roster_cli_session_get_directory (RosterCliSession *self)
{
  return self->directory;
}

/**
 * roster_cli_session_get_queue:
 *
 * Returns: (transfer none): the queue for changes, with the journal that goes with the source
 */
RosterChangeQueue *
roster_cli_session_get_queue (RosterCliSession *self)
{
  return self->queue;
}

/* The section of its file is another name of an organization. */
static const char *
get_alias (RosterOrganization *organization, gpointer user_data)
{
  RosterCliSession *self = user_data;

  return g_hash_table_lookup (self->sections, organization);
}

static char *
list_names (GPtrArray *organizations)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < organizations->len; i++)
    {
      g_autofree char *name =
          roster_text_display (roster_organization_get_name (organizations->pdata[i]));

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* What was typed is wrong, whatever the list of organizations calls it. */
static GPtrArray *
fail_choice (const GError *failure, GError **error)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, failure->message);
  return NULL;
}

static GPtrArray *
pick_named (RosterCliSession *self, const RosterCliOptions *options, GError **error)
{
  g_autoptr (GError) failure = NULL;
  RosterOrganization *organization = roster_directory_search_account (
      self->directory, options->org, options->account, get_alias, self, &failure);
  g_autoptr (GPtrArray) picked = g_ptr_array_new_with_free_func (g_object_unref);

  if (organization == NULL)
    return fail_choice (failure, error);
  g_ptr_array_add (picked, g_object_ref (organization));
  return g_steal_pointer (&picked);
}

static GPtrArray *
pick_organizations (RosterCliSession *self, const RosterCliOptions *options, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GPtrArray) organizations = NULL;
  g_autofree char *names = NULL;

  if (roster_directory_get_n_organizations (self->directory) == 0)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Roster knows no organization yet: give --config, or use “rosterctl "
                              "import FILE” first."));
      return NULL;
    }
  if (options->org != NULL)
    return pick_named (self, options, error);
  organizations = roster_directory_list_account (self->directory, options->account, &failure);
  if (organizations == NULL)
    return fail_choice (failure, error);
  names = list_names (organizations);
  if (organizations->len > 1 && !options->all_orgs && !self->first_is_default)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("Say with --org which organization: %s."), names);
      return NULL;
    }
  if (!options->all_orgs)
    g_ptr_array_set_size (organizations, 1);
  return g_steal_pointer (&organizations);
}

/**
 * roster_cli_session_pick:
 * @options: `--org`, `--account` and `--all-orgs` say which; without them the only one, or a file's
 * DEFAULT
 * @error: return location for an error of %ROSTER_ERROR or %G_OPTION_ERROR
 *
 * Asks the keyring for the keys that are not known yet.
 *
 * Returns: (transfer full) (nullable) (element-type RosterOrganization): the organizations to act
 * on
 */
GPtrArray *
roster_cli_session_pick (RosterCliSession *self, const RosterCliOptions *options, GError **error)
{
  g_autoptr (GPtrArray) picked = pick_organizations (self, options, error);

  if (picked == NULL)
    return NULL;
  for (guint i = 0; i < picked->len; i++)
    {
      RosterAccount *account = roster_organization_get_account (g_ptr_array_index (picked, i));
      g_autoptr (GAsyncResult) result = NULL;

      roster_account_set_any_clock (account, options->any_clock);
      if (roster_account_has_key (account))
        continue;
      roster_keyring_ensure_key_async (self->keyring, account, roster_cli_take_result, &result);
      if (!roster_keyring_ensure_key_finish (self->keyring, roster_cli_await (&result), error))
        return NULL;
    }
  return g_steal_pointer (&picked);
}
